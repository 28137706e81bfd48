//! Inks on the plates of a PDF: black stands on K and overprints, the second colour on a plate of its own, and what is lighter than
//! the ground beneath it knocks that out.

use std::collections::BTreeMap;

use printpdf::{DictItem, Op};

use crate::sheet::Ink;
use trade::settings::Second;

/// The graphics state in which black overprints what lies beneath: there is no white around a letter where plates do not quite meet.
const OVERPRINT: &str = "Black";
/// The graphics state in which ink takes the place of what lies beneath. In the other one no ink at all would remove nothing.
const KNOCKOUT: &str = "Knockout";
/// The resource name of the second colour.
const RED: &str = "Red";
/// The second colour where no press is named: the name of its plate.
const PLATE: &str = "Qishi Red";

/// An operator with numbers as its operands, to the thousandth of a point: finer than the micrometres of a sheet, and a third of the
/// digits.
pub(super) fn operator(key: &str, numbers: &[f32]) -> Op {
    let short = |n: &f32| DictItem::Real((f64::from(*n) * 1_000.0).round() as f32 / 1_000.0);
    Op::Unknown { key: key.to_owned(), value: numbers.iter().map(short).collect() }
}

/// An operator with a name as its operand.
pub(super) fn named(key: &str, name: &str) -> Op {
    Op::Unknown { key: key.to_owned(), value: vec![DictItem::Name(name.as_bytes().to_vec())] }
}

/// The graphics state of a page while it is painted, and which plates and states its file needs.
#[derive(Debug, Clone)]
pub(super) struct PlateState {
    knocks_out: bool,
    knocked_out: bool,
    red: bool,
    second: Second,
}

/// A graphics state that was saved.
pub(super) struct Saved(bool);

impl PlateState {
    /// Nothing painted yet; the second colour is printed as a press has it, or, where none is named, on a plate of its own.
    pub(super) fn new(second: Option<&Second>) -> PlateState {
        let second = second.cloned().unwrap_or_else(|| Second::Spot(PLATE.to_owned()));
        PlateState { knocks_out: false, knocked_out: false, red: false, second }
    }

    /// Starts a page: black overprints.
    pub(super) fn start(&mut self, ops: &mut Vec<Op>) {
        self.knocks_out = false;
        ops.push(named("gs", OVERPRINT));
    }

    /// Saves the graphics state.
    pub(super) fn save(&self, ops: &mut Vec<Op>) -> Saved {
        ops.push(Op::SaveGraphicsState);
        Saved(self.knocks_out)
    }

    /// Goes back to the graphics state that was saved.
    pub(super) fn restore(&mut self, ops: &mut Vec<Op>, saved: Saved) {
        ops.push(Op::RestoreGraphicsState);
        self.knocks_out = saved.0;
    }

    /// What is painted next takes the place of what lies beneath.
    pub(super) fn knock_out(&mut self, ops: &mut Vec<Op>) {
        if !self.knocks_out {
            ops.push(named("gs", KNOCKOUT));
            (self.knocks_out, self.knocked_out) = (true, true);
        }
    }

    fn overprint(&mut self, ops: &mut Vec<Op>) {
        if self.knocks_out {
            ops.push(named("gs", OVERPRINT));
            self.knocks_out = false;
        }
    }

    /// What is filled next is filled with this ink.
    pub(super) fn fill(&mut self, ops: &mut Vec<Op>, ink: Ink) {
        self.ink(ops, ink, ["k", "cs", "scn"]);
    }

    /// What is stroked next is stroked with this ink.
    pub(super) fn stroke(&mut self, ops: &mut Vec<Op>, ink: Ink) {
        self.ink(ops, ink, ["K", "CS", "SCN"]);
    }

    fn ink(&mut self, ops: &mut Vec<Op>, ink: Ink, [process, space, tint]: [&str; 3]) {
        if ink == Ink::Black {
            self.overprint(ops);
        } else {
            self.knock_out(ops);
        }
        let part = |percent: u8| f32::from(percent.min(100)) / 100.0;
        let mut black = |part: f32| ops.push(operator(process, &[0.0, 0.0, 0.0, part]));
        match ink {
            Ink::Black => black(1.0),
            Ink::Grey(percent) => black(part(percent)),
            Ink::Paper => black(0.0),
            Ink::Red => self.red(ops, 1.0, [process, space, tint]),
            Ink::RedTint(percent) => self.red(ops, part(percent), [process, space, tint]),
        }
    }

    fn red(&mut self, ops: &mut Vec<Op>, part: f32, [process, space, tint]: [&str; 3]) {
        match self.second {
            Second::Process => ops.push(operator(process, &[0.0, part, part, 0.0])),
            Second::Black => ops.push(operator(process, &[0.0, 0.0, 0.0, part])),
            Second::Spot(_) => {
                ops.push(named(space, RED));
                ops.push(operator(tint, &[part]));
                self.red = true;
            }
        }
    }

    /// The graphics states that the pages use.
    pub(super) fn states(&self) -> DictItem {
        let state = |overprint: bool| {
            let map = BTreeMap::from([
                ("Type".to_owned(), name("ExtGState")),
                ("OP".to_owned(), DictItem::Bool(overprint)),
                ("op".to_owned(), DictItem::Bool(overprint)),
                ("OPM".to_owned(), DictItem::Int(i64::from(overprint))),
            ]);
            DictItem::Dict { map }
        };
        let mut map = BTreeMap::from([(OVERPRINT.to_owned(), state(true))]);
        if self.knocked_out {
            map.insert(KNOCKOUT.to_owned(), state(false));
        }
        DictItem::Dict { map }
    }

    /// The colour spaces that the pages use besides the four process colours; none where there is no second colour.
    ///
    /// The second colour is a separation (ISO 32000-1, 8.6.6.4): a press prints its plate with whatever red stands in the fountain,
    /// and a viewer shows magenta and yellow in its place.
    pub(super) fn colour_spaces(&self) -> Option<DictItem> {
        let Second::Spot(plate) = &self.second else { return None };
        if !self.red {
            return None;
        }
        let numbers = |numbers: &[f32]| DictItem::Array(numbers.iter().map(|n| DictItem::Real(*n)).collect());
        let tint = DictItem::Dict {
            map: BTreeMap::from([
                ("FunctionType".to_owned(), DictItem::Int(2)),
                ("Domain".to_owned(), numbers(&[0.0, 1.0])),
                ("C0".to_owned(), numbers(&[0.0; 4])),
                ("C1".to_owned(), numbers(&[0.0, 1.0, 1.0, 0.0])),
                ("N".to_owned(), DictItem::Int(1)),
            ]),
        };
        let space = DictItem::Array(vec![name("Separation"), name(plate), name("DeviceCMYK"), tint]);
        Some(DictItem::Dict { map: BTreeMap::from([(RED.to_owned(), space)]) })
    }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}
