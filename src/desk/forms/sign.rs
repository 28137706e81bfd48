//! 签样: that the proof of one booking was signed, or those of several together.

use iced::Shrink;
use iced::widget::{Row, column};

use super::Wish;
use crate::desk::kit::{self, InputField};
use crate::desk::screens::Scene;
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, Group};
use crate::locale;
use books::booking::SignedHow;
use trade::refusal::{Failure, Refusal};

/// Names of places, for the focus.
pub mod place {
    /// How it was signed.
    pub const HOW: &str = "sign-how";
    /// The name of who signed.
    pub const WHO: &str = "sign-who";
}

/// How and by whom proofs were signed, as far as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// How many proofs are signed.
    count: usize,
    how: SignedHow,
    who: String,
    failed: Option<Failure>,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// How it was signed.
    How(SignedHow),
    /// The name of who signed is typed.
    Who(String),
    /// Send it to the books.
    Send,
    /// Close the form, and send nothing.
    Leave,
}

impl Form {
    /// A form for so many proofs, by the name that is most likely; empty where none is.
    pub const fn of(count: usize, who: String) -> Form {
        Form { count, how: SignedHow::Paper, who, failed: None }
    }

    /// What a key means in the form, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        super::keys(chord, Message::Send, Message::Leave)
    }

    /// Does what a message says, and tells what the screen has to do.
    pub fn update(&mut self, message: Message) -> Option<Wish<(SignedHow, String)>> {
        self.failed = None;
        match message {
            Message::How(how) => self.how = how,
            Message::Who(who) => self.who = who,
            Message::Leave => return Some(Wish::Leave),
            Message::Send if self.who.trim().is_empty() => {
                self.failed = Some(Refusal::NoCustomer.into());
                return Some(Wish::Focus(place::WHO));
            }
            Message::Send => return Some(Wish::Send((self.how, self.who.trim().to_owned()))),
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

    /// How it was signed, by whom, and the button that records it.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let at = SignedHow::ALL.iter().position(|known| *known == self.how);
        let names =
            SignedHow::ALL.map(|known| kit::option(locale::signed_how(known, language), known == self.how, Shrink));
        let names = Row::from_iter(names).spacing(6).wrap().vertical_spacing(6);
        let group = Group::choice(names, at, SignedHow::ALL.len(), |i| Message::How(SignedHow::ALL[i]));
        let who = InputField::new(words.who_signed, &self.who, place::WHO);
        let who = who.on_input(true, Message::Who).on_submit(Message::Send);
        let fields = column![Element::from(group.id(place::HOW)), Element::from(who)];
        let name = words.for_several(words.record_signature, self.count);
        super::framed(fields, name, scene, (Message::Send, Message::Leave))
    }
}
