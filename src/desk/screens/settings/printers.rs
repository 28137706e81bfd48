//! 打印机: one for proofs, one for statements, each tried with a page of its own; those that are there are found and taken with a key.

use iced::widget::{Column, column, row, scrollable, text};
use iced::{Alignment, Fill};

use super::form::{card, why};
use super::own_desk::tasted;
use super::table::Component;
use super::wish::Wish;
use super::{Part, list_row};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::print::Out;
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke};
use crate::locale;
use crate::locale::desk::why::WhyNot;
use crate::print::{Address, PrinterSearch};
use books::booking::Printout;
use trade::refusal::{Failure, Refusal};
use trade::settings::Taste;

/// The field of the printer for proofs, the first of the part.
pub const PROOF: &str = "settings-proof-printer";
/// The field of the printer for statements.
pub const STATEMENT: &str = "settings-statement-printer";
/// The list of printers that were found.
pub const FOUND: &str = "settings-found-printers";

/// What is typed for the two printers, what came of trying one, and which there are.
#[derive(Debug)]
pub struct Form {
    proof: String,
    statement: String,
    trying: Option<Printout>,
    tried: Option<(Printout, Result<Out, Failure>)>,
    /// Those that were found; none before anybody looked.
    found: Option<PrinterSearch>,
    looking: bool,
    at: usize,
}

/// What happens to the part.
#[derive(Debug, Clone)]
pub enum Message {
    /// The address of the printer for this is typed.
    Typed(Printout, String),
    /// Try the printer for this.
    Try(Printout),
    /// What came of trying it.
    Tried(Printout, Result<Out, Failure>),
    /// Look which printers there are.
    Look,
    /// Those that are there.
    Found(PrinterSearch),
    /// A printer in the list was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// The focus goes on.
    Onward,
}

impl Form {
    fn typed_for(&self, paper: Printout) -> &str {
        match paper {
            Printout::Proof => &self.proof,
            Printout::Statement | Printout::Refund(_) => &self.statement,
        }
    }

    /// What is typed, as an address; none for an empty field.
    fn address(&self, paper: Printout) -> Result<Option<Address>, Refusal> {
        let typed = self.typed_for(paper).trim();
        if typed.is_empty() { Ok(None) } else { Address::read(typed).map(Some) }
    }

    /// Something was typed or taken: it is kept once it is an address, or nothing.
    fn set(&mut self, paper: Printout, text: String, typed: bool, scene: Scene) -> Option<Wish> {
        self.tried = None;
        match paper {
            Printout::Proof => self.proof = text,
            Printout::Statement | Printout::Refund(_) => self.statement = text,
        }
        let address = self.address(paper).ok()?.map_or_else(String::new, |address| address.to_string());
        let (words, mut taste): (_, Taste) = (scene.words(), scene.taste.clone());
        let what = match paper {
            Printout::Proof => {
                taste.proof_printer = address;
                words.proof_printer()
            }
            Printout::Statement | Printout::Refund(_) => {
                taste.statement_printer = address;
                words.statement_printer()
            }
        };
        tasted(Part::Printers, what, (scene.taste, taste), typed, scene)
    }

    fn take(&mut self, paper: Printout, scene: Scene) -> Option<Wish> {
        let address = self.found.as_ref()?.printers.get(self.at)?.address.clone();
        self.set(paper, address, false, scene)
    }
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        let (proof, statement) = (scene.taste.proof_printer.clone(), scene.taste.statement_printer.clone());
        Form { proof, statement, trying: None, tried: None, found: None, looking: false, at: 0 }
    }

    fn entered(&mut self, _scene: Scene) -> Option<Wish> {
        if self.looking {
            return None;
        }
        self.looking = true;
        Some(Wish::FindPrinters)
    }

    fn first_place(&self) -> &'static str {
        PROOF
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        if !chord.ctrl || chord.shift {
            return None;
        }
        match chord.letter? {
            'p' => Some(Message::Try(Printout::Proof)),
            's' => Some(Message::Try(Printout::Statement)),
            'f' => Some(Message::Look),
            _ => None,
        }
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Try(_) if self.trying.is_some() => Err(WhyNot::Busy),
            Message::Try(paper) if self.address(*paper).is_err() => Err(WhyNot::NoAddress),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        match told {
            Message::Onward => Some(Wish::Onward),
            Message::Typed(paper, text) => self.set(paper, text, true, scene),
            Message::Try(paper) => {
                let address = self.address(paper).ok()?;
                (self.trying, self.tried) = (Some(paper), None);
                Some(Wish::Try(paper, address))
            }
            Message::Tried(paper, came) => {
                (self.trying, self.tried) = (None, Some((paper, came)));
                None
            }
            Message::Look if self.looking => Some(Wish::Focus(FOUND)),
            Message::Look => {
                self.looking = true;
                Wish::FindPrinters.then_focus(FOUND)
            }
            Message::Found(found) => {
                self.at = self.at.min(found.printers.len().saturating_sub(1));
                (self.looking, self.found) = (false, Some(found));
                None
            }
            Message::Pick(at) => {
                self.at = at;
                Some(Wish::Focus(FOUND))
            }
            Message::Stroke(stroke) => {
                let last = self.found.as_ref().map_or(0, |found| found.printers.len()).saturating_sub(1);
                match stroke {
                    Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                    Stroke::First => self.at = 0,
                    Stroke::Last => self.at = last,
                    Stroke::Open => return self.take(Printout::Proof, scene),
                    Stroke::Mark => return self.take(Printout::Statement, scene),
                    Stroke::Page(_) | Stroke::Wheel(_) => {}
                }
                None
            }
        }
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let line = |paper, label, id, chord| {
            let typed = self.typed_for(paper);
            let field = InputField::new(label, typed, id)
                .placeholder("ipp://localhost:631/printers/Canon")
                .wrong(self.address(paper).is_err())
                .on_input(true, move |text| Message::Typed(paper, text))
                .on_submit(Message::Onward);
            let button =
                kit::button(words.try_printer(), chord, self.can(Message::Try(paper), scene)).padding([12, 10]);
            row![Element::from(field), Element::from(button)].spacing(8).align_y(Alignment::Center)
        };
        let fields = column![
            line(Printout::Proof, words.proof_printer(), PROOF, "Ctrl+P"),
            line(Printout::Statement, words.statement_printer(), STATEMENT, "Ctrl+S"),
            kit::kept(36.0, Some(self.said(scene))),
        ];
        column![card(fields), card(self.there(scene))].spacing(14).into()
    }
}

impl Form {
    /// The printers that are there.
    fn there<'a>(&'a self, scene: Scene<'a>) -> Column<'a, Message, crate::desk::theme::Theme> {
        let words = scene.words();
        let look = kit::button(words.look_for_printers(), "Ctrl+F", (!self.looking).then_some(Message::Look));
        let head = kit::ends(kit::strong(words.printers_there()), Element::from(look));
        let found = self.found.as_ref().map_or(&[][..], |found| &found.printers);
        let failed = self.found.as_ref().map_or(&[][..], |found| &found.failed);
        let rows = found.iter().enumerate().map(|(at, printer)| {
            let name = text(printer.name.as_str()).size(size::NOTE).font(HEI_BOLD);
            let place = kit::quiet(words.printer_place(printer.queue));
            let first = row![name.width(Fill), place].spacing(10);
            let used = [
                (&scene.taste.proof_printer, words.proof_printer()),
                (&scene.taste.statement_printer, words.statement_printer()),
            ];
            let used = used.into_iter().filter(|(address, _)| **address == printer.address).map(|(_, name)| name);
            let used = used.collect::<Vec<_>>().join(words.list_mark);
            let about = [printer.about.as_str(), printer.address.as_str()].join("  ");
            let mut second = row![kit::quiet(about.trim().to_owned()).width(Fill)];
            if !used.is_empty() {
                second = second.push(kit::pill(used, Tone::Well));
            }
            list_row(column![first, second.align_y(Alignment::Center)].spacing(2), at == self.at)
        });
        let list = Group::new(Column::from_iter(rows).spacing(4).width(Fill), Some(self.at), Message::Pick, |stroke| {
            Some(Message::Stroke(stroke))
        });
        let said = match (self.looking, found.is_empty()) {
            (true, _) => words.looking_for_printers(),
            (false, true) => words.no_printers_found(),
            (false, false) => words.printer_keys(),
        };
        let mut there = column![head];
        if self.looking || !found.is_empty() || failed.is_empty() {
            there = there.push(kit::quiet(said));
        }
        for fault in failed {
            let why = locale::fault(fault, scene.language()).line(scene.language());
            there = there.push(kit::notice(Tone::Remind, words.may_lack_printers().to_owned(), why));
        }
        if !found.is_empty() {
            there = there.push(scrollable(Element::from(list.id(FOUND))).height(230));
        }
        there
    }

    fn said(&self, scene: Scene) -> (Tone, String) {
        let (words, language) = (scene.words(), scene.language());
        let refused = [Printout::Proof, Printout::Statement].into_iter().find_map(|paper| self.address(paper).err());
        if let Some(refusal) = refused {
            return (Tone::Wrong, locale::refusal(&refusal, language).line(language));
        }
        match (self.trying, &self.tried) {
            (Some(_), _) => (Tone::Plain, words.trying_printer().to_owned()),
            (None, Some((_, Ok(Out::Taken(_, number))))) => (Tone::Well, words.tried_printer(*number)),
            (None, Some((_, Ok(Out::Written(path))))) => {
                (Tone::Well, words.written(words.try_printer(), &path.display().to_string()))
            }
            (None, Some((_, Ok(Out::Unopened(path, _))))) => {
                (Tone::Remind, words.written_not_opened(words.try_printer(), &path.display().to_string()))
            }
            (None, Some((_, Ok(Out::Waits(fault))))) => (Tone::Wrong, locale::fault(fault, language).line(language)),
            (None, Some((_, Err(failure)))) => (Tone::Wrong, why(failure, scene)),
            (None, None) => (Tone::Plain, words.printers_note().to_owned()),
        }
    }
}
