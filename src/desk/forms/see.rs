//! 补证件: that a paper was seen which was not there when the ad was taken.

use iced::widget::{column, row, text};

use super::Wish;
use crate::desk::kit::InputField;
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, HEI_BOLD, size};
use crate::desk::widgets::Chord;
use crate::locale;
use books::booking::PaperSeen;
use trade::ad::PaperId;
use trade::refusal::Failure;

/// Names of places, for the focus.
pub mod place {
    /// The file's number of a paper seen.
    pub const FILE: &str = "see-file";
    /// The last four digits of a paper seen.
    pub const LAST_FOUR: &str = "see-last-four";
}

/// A paper that is being recorded as seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    paper: PaperId,
    last_four: String,
    file: String,
    failed: Option<Failure>,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Its last four digits.
    LastFour(String),
    /// The number of its file.
    File(String),
    /// The focus goes on to the next field.
    Onward,
    /// Send it to the books.
    Send,
    /// Close the form, and send nothing.
    Leave,
}

impl Form {
    /// A form for a paper, by its id in the rules.
    pub const fn of(paper: PaperId) -> Form {
        Form { paper, last_four: String::new(), file: String::new(), failed: None }
    }

    /// Where the keyboard begins: not every paper has a number.
    pub fn first_place(&self, scene: Scene) -> &'static str {
        let has_figures = scene.rules.kinds.paper(&self.paper).is_some_and(|paper| paper.last_four);
        if has_figures { place::LAST_FOUR } else { place::FILE }
    }

    /// What a key means in the form, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        super::keys(chord, Message::Send, Message::Leave)
    }

    /// Does what a message says, and tells what the screen has to do.
    pub fn update(&mut self, message: Message) -> Option<Wish<PaperSeen>> {
        self.failed = None;
        match message {
            Message::LastFour(last_four) => self.last_four = last_four,
            Message::File(file) => self.file = file,
            Message::Onward => return Some(Wish::Onward),
            Message::Leave => return Some(Wish::Leave),
            Message::Send => {
                return Some(match PaperSeen::checked(&self.paper, &self.last_four, &self.file) {
                    Ok(seen) => Wish::Send(seen),
                    Err(refusal) => {
                        self.failed = Some(refusal.into());
                        Wish::Focus(place::LAST_FOUR)
                    }
                });
            }
        }
        None
    }

    /// Why what was sent was refused, or could not be sent.
    pub const fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// What was sent was refused: it stays as it was typed.
    pub fn refused(&mut self, failure: Failure) {
        self.failed = Some(failure);
    }

    /// The paper, what is typed of it, and the button that records it.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let known = scene.rules.kinds.paper(&self.paper);
        let mut fields = row![].spacing(8);
        if known.is_some_and(|paper| paper.last_four) {
            let four = InputField::new(words.last_four, &self.last_four, place::LAST_FOUR);
            fields = fields.push(Element::from(four.on_input(true, Message::LastFour).on_submit(Message::Onward)));
        }
        let file = InputField::new(words.file_number, &self.file, place::FILE);
        let fields = fields.push(Element::from(file.on_input(true, Message::File).on_submit(Message::Send)));
        let name = known.map_or("", |paper| locale::paper(paper, scene.language()));
        let fields = column![text(name).size(size::NOTE).font(HEI_BOLD), fields];
        super::framed(fields, words.record_paper.to_owned(), scene, (Message::Send, Message::Leave))
    }
}
