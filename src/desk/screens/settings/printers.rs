//! The printers in reach: one for proofs, one for statements, each tried with a page of its own.

use iced::widget::{column, container, row, text};
use iced::{Alignment, Fill};

use super::{Action, Message, Scene};
use crate::desk::kit::{self, Field, Tone};
use crate::desk::print::Out;
use crate::desk::theme::{self, Element, size};
use crate::locale;
use crate::print::Address;
use books::booking::Printout;
use trade::refusal::{Failure, Refusal};
use trade::settings::Taste;

/// The field of the printer for proofs.
pub const PROOF: &str = "settings-proof-printer";
/// The field of the printer for statements.
pub const STATEMENT: &str = "settings-statement-printer";

/// What is typed for the two printers, and what came of trying one.
#[derive(Debug)]
pub(super) struct Printers {
    proof: String,
    statement: String,
    trying: Option<Printout>,
    tried: Option<(Printout, Result<Out, Failure>)>,
}

impl Printers {
    /// As they are set.
    pub(super) fn new(taste: &Taste) -> Printers {
        let (proof, statement) = (taste.proof_printer.clone(), taste.statement_printer.clone());
        Printers { proof, statement, trying: None, tried: None }
    }

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

    /// Something was typed: it is kept once it is an address, or nothing.
    pub(super) fn typed(&mut self, paper: Printout, text: String, taste: &Taste) -> Vec<Action> {
        self.tried = None;
        match paper {
            Printout::Proof => self.proof = text,
            Printout::Statement | Printout::Refund(_) => self.statement = text,
        }
        let Ok(address) = self.address(paper) else { return Vec::new() };
        let (mut taste, address) = (taste.clone(), address.map_or_else(String::new, |address| address.to_string()));
        match paper {
            Printout::Proof => taste.proof_printer = address,
            Printout::Statement | Printout::Refund(_) => taste.statement_printer = address,
        }
        vec![Action::Taste(taste)]
    }

    /// Prints the page that tries a printer.
    pub(super) fn try_out(&mut self, paper: Printout) -> Vec<Action> {
        match self.address(paper) {
            Ok(address) if self.trying.is_none() => {
                (self.trying, self.tried) = (Some(paper), None);
                vec![Action::Try(paper, address)]
            }
            _ => Vec::new(),
        }
    }

    /// What came of it.
    pub(super) fn tried(&mut self, paper: Printout, came: Result<Out, Failure>) -> Vec<Action> {
        (self.trying, self.tried) = (None, Some((paper, came)));
        Vec::new()
    }

    /// The card.
    pub(super) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let line = |paper, label, id, chord| {
            let typed = self.typed_for(paper);
            let field = Field::new(label, typed, id)
                .placeholder("ipp://localhost:631/printers/Canon")
                .wrong(self.address(paper).is_err())
                .on_input(true, move |text| Message::Printer(paper, text))
                .on_submit(Message::Onward);
            let ready = self.trying.is_none() && self.address(paper).is_ok();
            let button = kit::button(words.try_printer, chord, ready.then_some(Message::Try(paper))).padding([12, 10]);
            row![Element::from(field), Element::from(button)].spacing(8).align_y(Alignment::Center)
        };
        let card = column![
            text(words.printers_section).size(size::SUM).font(theme::SONG_BOLD),
            line(Printout::Proof, words.proof_printer, PROOF, "Ctrl+P"),
            line(Printout::Statement, words.statement_printer, STATEMENT, "Ctrl+S"),
            kit::kept(50.0, Some(self.said(scene))),
        ];
        container(card.spacing(10)).padding(20).width(Fill).style(theme::card).into()
    }

    fn said(&self, scene: Scene) -> (Tone, String) {
        let (words, language) = (scene.words(), scene.language());
        let refused = [Printout::Proof, Printout::Statement].into_iter().find_map(|paper| self.address(paper).err());
        if let Some(refusal) = refused {
            return (Tone::Wrong, locale::refusal(&refusal, language).line(language));
        }
        match (self.trying, &self.tried) {
            (Some(_), _) => (Tone::Plain, words.trying_printer.to_owned()),
            (None, Some((_, Ok(Out::Taken(_, number))))) => (Tone::Well, words.tried_printer(*number)),
            (None, Some((_, Ok(Out::Written(path))))) => {
                (Tone::Well, words.written(words.try_printer, &path.display().to_string()))
            }
            (None, Some((_, Ok(Out::Unopened(path, _))))) => {
                (Tone::Remind, words.written_not_opened(words.try_printer, &path.display().to_string()))
            }
            (None, Some((_, Ok(Out::Waits(fault))))) => (Tone::Wrong, locale::fault(fault, language).line(language)),
            (None, Some((_, Err(failure)))) => (Tone::Wrong, locale::failure(failure, language).line(language)),
            (None, None) => (Tone::Plain, words.printers_note.to_owned()),
        }
    }
}
