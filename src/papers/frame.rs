//! What all papers of the counter share: A4 sheets that follow one another, a head, labelled fields, rules, a foot.

use qishi_faces::Face;

use super::RenderContext;
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::{Align, LabelStyle, Setter};
use trade::measure::{Length, TypeSize};
use trade::settings::SealPlace;

/// A4 upright, width and height.
const A4: (Length, Length) = (Length::mm(210), Length::mm(297));
/// The margin on every side.
pub(super) const MARGIN: Length = Length::mm(20);
/// What lies between the margins.
pub(super) const MEASURE: Length = Length::mm(170);
/// The right edge of the measure.
pub(super) const RIGHT: Length = Length::mm(190);
/// The baseline of the foot, from the top edge.
const FOOT: Length = Length::mm(283);
/// Where the body must end.
const BOTTOM: Length = Length::mm(274);
/// A hairline that a press holds: 0.25 pt and a little.
pub(super) const HAIRLINE: Length = Length::um(100);

/// Small text: labels and feet.
pub(super) const QUIET: LabelStyle = LabelStyle { face: Face::Hei, size: TypeSize::tenths(80), ink: Ink::Black };
/// Values and body text.
pub(super) const PLAIN: LabelStyle = LabelStyle { face: Face::Song, size: TypeSize::tenths(105), ink: Ink::Black };
/// Values that matter: totals, sums in capitals, names.
pub(super) const STRONG: LabelStyle = LabelStyle { face: Face::SongBold, size: TypeSize::tenths(105), ink: Ink::Black };
/// The name of the paper.
const HEAD: LabelStyle = LabelStyle { face: Face::SongBold, size: TypeSize::tenths(180), ink: Ink::Black };
/// The line that says what kind of sheet it is.
const SUBHEAD: LabelStyle = LabelStyle { face: Face::Hei, size: TypeSize::tenths(110), ink: Ink::Black };

/// A paper of as many A4 sheets as it takes.
pub(super) struct Frame<'a> {
    house: RenderContext<'a>,
    title: &'static str,
    number: String,
    /// What is stamped beside the name: 练习, 样张, 补打.
    marks: Vec<&'static str>,
    sheets: Vec<Sheet>,
    /// Where the next line's top is.
    pub(super) y: Length,
}

impl<'a> Frame<'a> {
    /// A paper of this title and number; `mark` is stamped on it besides what the house has to say.
    pub(super) fn new(
        house: RenderContext<'a>,
        title: &'static str,
        number: String,
        mark: Option<&'static str>,
    ) -> Frame<'a> {
        let mut marks = Vec::new();
        if house.practice {
            marks.push("练习");
        }
        if !house.paper.complete() && !house.paper.name.is_empty() {
            marks.push("样张");
        }
        marks.extend(mark);
        let mut frame = Frame { house, title, number, marks, sheets: Vec::new(), y: Length::ZERO };
        frame.turn();
        frame
    }

    /// Who sets its words.
    pub(super) fn setter(&self) -> &'a Setter {
        self.house.setter
    }

    /// The sheet that is being written on.
    pub(super) fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.sheets.push(Sheet::new(A4.0, A4.1));
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    /// Goes on with a fresh sheet unless so much height is left.
    pub(super) fn need(&mut self, height: Length) {
        if self.y + height > BOTTOM {
            self.turn();
        }
    }

    /// Goes on so far above the end of the sheet that what is so high stands at its foot.
    pub(super) fn down_to_foot(&mut self, height: Length) {
        self.y = self.y.max(BOTTOM - height);
    }

    fn turn(&mut self) {
        let setter = self.house.setter;
        self.sheets.push(Sheet::new(A4.0, A4.1));
        let paper = self.house.paper;
        let name = if paper.name.is_empty() { "样张".to_owned() } else { paper.name.clone() };
        let (title, number, marks) = (self.title, self.number.clone(), self.marks.clone());
        let sheet = self.sheet();
        setter.label(sheet, &HEAD, &name, MARGIN, Length::mm(27), Align::Left);
        setter.label(sheet, &SUBHEAD, title, RIGHT, Length::mm(22), Align::Right);
        setter.label(sheet, &STRONG, &number, RIGHT, Length::mm(28), Align::Right);
        let mut x = MARGIN + setter.width(&HEAD, &name) + Length::mm(5);
        for mark in marks {
            x += stamp(setter, sheet, mark, x, Length::mm(27)) + Length::mm(2);
        }
        rule(sheet, MARGIN, Length::mm(32), MEASURE, Length::um(300));
        rule(sheet, MARGIN, Length::um(32_600), MEASURE, HAIRLINE);
        self.y = Length::mm(38);
    }

    /// A hairline over the whole measure.
    pub(super) fn line(&mut self) {
        let y = self.y;
        rule(self.sheet(), MARGIN, y, MEASURE, HAIRLINE);
    }

    /// A label and its value, which may take several lines; goes on below.
    pub(super) fn field(&mut self, name: &str, value: &str) {
        let setter = self.house.setter;
        const INDENT: Length = Length::mm(24);
        const LEAD: Length = Length::um(5_600);
        self.need(LEAD);
        let y = self.y;
        setter.label(self.sheet(), &QUIET, name, MARGIN, y + Length::um(4_000), Align::Left);
        let used = setter.paragraph(self.sheet(), &PLAIN, value, (MARGIN + INDENT, y), MEASURE - INDENT, LEAD);
        self.y += used.max(LEAD) + Length::um(600);
    }

    /// Two labelled values side by side; below each other where one is too long for that.
    pub(super) fn pair(&mut self, left: (&str, &str), right: (&str, &str)) {
        let setter = self.house.setter;
        const INDENT: Length = Length::mm(24);
        const HALF: Length = Length::mm(88);
        let room = HALF - INDENT - Length::mm(2);
        if [left, right].iter().any(|(_, value)| setter.width(&PLAIN, value) > room) {
            self.field(left.0, left.1);
            self.field(right.0, right.1);
            return;
        }
        self.need(Length::um(6_200));
        let baseline = self.y + Length::um(4_000);
        for (x, (name, value)) in [(MARGIN, left), (MARGIN + HALF, right)] {
            setter.label(self.sheet(), &QUIET, name, x, baseline, Align::Left);
            setter.label(self.sheet(), &PLAIN, value, x + INDENT, baseline, Align::Left);
        }
        self.y += Length::um(6_200);
    }

    /// A paragraph of small text over the whole measure.
    pub(super) fn small(&mut self, text: &str) {
        let setter = self.house.setter;
        self.need(Length::mm(5));
        let y = self.y;
        let used = setter.paragraph(self.sheet(), &QUIET, text, (MARGIN, y), MEASURE, Length::um(4_400));
        self.y += used + Length::um(800);
    }

    /// The sheets, each with its number at the foot.
    pub(super) fn finish(self, foot: &str) -> Vec<Sheet> {
        self.finish_with(foot, None)
    }

    /// The sheets, with those of another paper behind them; each has its own paper's foot, and its number among all of them.
    pub(super) fn finish_with(self, foot: &str, behind: Option<(Frame<'a>, &str)>) -> Vec<Sheet> {
        let setter = self.house.setter;
        let (behind, other) = behind.map_or_else(|| (Vec::new(), ""), |(frame, foot)| (frame.sheets, foot));
        let own = self.sheets.len();
        let count = own + behind.len();
        let mut sheets: Vec<Sheet> = self.sheets.into_iter().chain(behind).collect();
        for (i, sheet) in sheets.iter_mut().enumerate() {
            let foot = if i < own { foot } else { other };
            rule(sheet, MARGIN, FOOT - Length::mm(5), MEASURE, HAIRLINE);
            setter.label(sheet, &QUIET, foot, MARGIN, FOOT, Align::Left);
            setter.label(sheet, &QUIET, &format!("第 {} 页，共 {count} 页", i + 1), RIGHT, FOOT, Align::Right);
        }
        sheets
    }
}

/// What stands side by side at the foot of a paper, from the left: the place of the paper's seal, where one is kept, and who signs.
pub(super) fn beside_seal<T, const N: usize>(place: SealPlace, seal: T, others: [T; N]) -> Vec<T> {
    let mut all = Vec::from(others);
    match place {
        SealPlace::Left => all.insert(0, seal),
        SealPlace::Right => all.push(seal),
        SealPlace::None => {}
    }
    all
}

pub(super) fn rule(sheet: &mut Sheet, x: Length, y: Length, length: Length, thickness: Length) {
    sheet.marks.push(Mark::Rule { place: Rect::new(x, y, length, thickness), ink: Ink::Black });
}

/// A word in a small box, on the baseline of the head; returns its width.
pub(super) fn stamp(setter: &Setter, sheet: &mut Sheet, word: &str, x: Length, baseline: Length) -> Length {
    let words = LabelStyle { face: Face::Hei, size: TypeSize::tenths(100), ink: Ink::Black };
    let inner = setter.width(&words, word);
    let (pad, height) = (Length::um(1_500), Length::um(6_000));
    let top = baseline - Length::um(4_600);
    let whole = inner + pad * 2;
    let stroke = Length::um(200);
    rule(sheet, x, top, whole, stroke);
    rule(sheet, x, top + height - stroke, whole, stroke);
    for side in [x, x + whole - stroke] {
        sheet.marks.push(Mark::Rule { place: Rect::new(side, top, stroke, height), ink: Ink::Black });
    }
    setter.label(sheet, &words, word, x + pad, baseline - Length::um(300), Align::Left);
    whole
}
