//! The small forms about bookings, where a screen may have any of them open.

use super::{Wish, pay, see, settling, sign};
use crate::desk::screens::Scene;
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale::desk::why::WhyNot;
use books::booking::{Offer, PaperSeen, SettledFinding, SignedHow};
use trade::refusal::Failure;

/// One of the small forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Small {
    /// The proof was signed (签样).
    Sign(sign::Form),
    /// Money is taken (收款).
    Pay(pay::Form),
    /// A paper was seen after all (补证件).
    See(see::Form),
    /// A finding is settled (核对).
    Settle(settling::Form),
}

/// What happens in a small form.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is named for its form")]
pub enum Message {
    Sign(sign::Message),
    Pay(pay::Message),
    See(see::Message),
    Settle(settling::Message),
}

/// What a small form sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// How the proof was signed, and by whom.
    Signed(SignedHow, String),
    /// The payment that came.
    Paid(Offer),
    /// The paper that was seen.
    Seen(PaperSeen),
    /// How a finding is settled.
    Settled(SettledFinding),
}

impl Small {
    /// What a key means in the form, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        match self {
            Small::Sign(form) => form.chord(chord).map(Message::Sign),
            Small::Pay(form) => form.chord(chord).map(Message::Pay),
            Small::See(form) => form.chord(chord).map(Message::See),
            Small::Settle(form) => form.chord(chord).map(Message::Settle),
        }
    }

    /// Whether the step of a message can be taken now, or why not.
    pub fn able(&self, message: &Message) -> Result<(), WhyNot> {
        match (self, message) {
            (Small::Pay(form), Message::Pay(message)) => form.able(message),
            (_, Message::Pay(pay::Message::Overpaid)) => Err(WhyNot::NotPaying),
            _ => Ok(()),
        }
    }

    /// Does what a message says, and tells what the screen has to do. A message of another form is late and says nothing.
    pub fn update(&mut self, message: Message) -> Option<Wish<Sent>> {
        match (self, message) {
            (Small::Sign(form), Message::Sign(message)) => {
                form.update(message).map(|wish| wish.map(|(how, who)| Sent::Signed(how, who)))
            }
            (Small::Pay(form), Message::Pay(message)) => form.update(message).map(|wish| wish.map(Sent::Paid)),
            (Small::See(form), Message::See(message)) => form.update(message).map(|wish| wish.map(Sent::Seen)),
            (Small::Settle(form), Message::Settle(message)) => form.update(message).map(|wish| wish.map(Sent::Settled)),
            _ => None,
        }
    }

    /// Sends it, as its button does.
    pub fn send(&mut self) -> Option<Wish<Sent>> {
        self.update(match self {
            Small::Sign(_) => Message::Sign(sign::Message::Send),
            Small::Pay(_) => Message::Pay(pay::Message::Send),
            Small::See(_) => Message::See(see::Message::Send),
            Small::Settle(_) => Message::Settle(settling::Message::Send),
        })
    }

    /// Where the keyboard begins; none where nothing is to be typed.
    pub fn first_place(&self, scene: Scene) -> Option<&'static str> {
        match self {
            Small::Sign(_) => Some(sign::place::HOW),
            Small::Pay(_) => Some(pay::place::METHODS),
            Small::See(form) => Some(form.first_place(scene)),
            Small::Settle(form) => form.first_place(),
        }
    }

    /// Why what was sent was refused, or could not be sent.
    pub const fn failed(&self) -> Option<&Failure> {
        match self {
            Small::Sign(form) => form.failed(),
            Small::Pay(form) => form.failed(),
            Small::See(form) => form.failed(),
            Small::Settle(form) => form.failed(),
        }
    }

    /// What was sent was refused: it stays as it was typed.
    pub fn refused(&mut self, failure: Failure) {
        match self {
            Small::Sign(form) => form.refused(failure),
            Small::Pay(form) => form.refused(failure),
            Small::See(form) => form.refused(failure),
            Small::Settle(form) => form.refused(failure),
        }
    }

    /// The fields, and the buttons that leave the form and send it.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        match self {
            Small::Sign(form) => form.view(scene).map(Message::Sign),
            Small::Pay(form) => form.view(scene).map(Message::Pay),
            Small::See(form) => form.view(scene).map(Message::See),
            Small::Settle(form) => form.view(scene).map(Message::Settle),
        }
    }
}
