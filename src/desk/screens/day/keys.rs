//! What a key means on the list of a day.

use iced::keyboard::key;

use super::sums::Only;
use super::{Day, Message, place};
use crate::desk::forms::{self, pay};
use crate::desk::picture::PictureTarget;
use crate::desk::widgets::{Chord, Stroke};
use crate::office::ActKind;

impl Day {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        // The form of acts has the keys for itself: those of the list say that it is open.
        if let Some(form) = &self.act {
            let own = form.chord(chord).map(Message::Act);
            if own.is_some() || !chord.ctrl || chord.named.is_some() || chord.letter == Some('a') {
                return own;
            }
        }
        if let Some(message) = self.opened.as_ref().and_then(|opened| opened.form().chord(chord)) {
            return Some(Message::Form(message));
        }
        if let (false, Some(key::Named::Escape)) = (chord.ctrl, chord.named) {
            return self.has_a_way_back().then_some(Message::Back);
        }
        if let Some(to) = PictureTarget::of(chord) {
            return (!chord.repeat).then_some(Message::Picture(to));
        }
        if !chord.ctrl && self.opened.is_none() {
            return match chord.named? {
                key::Named::ArrowUp => Some(Message::Stroke(Stroke::By(-1))),
                key::Named::ArrowDown => Some(Message::Stroke(Stroke::By(1))),
                key::Named::PageUp => Some(Message::Stroke(Stroke::Page(-1))),
                key::Named::PageDown => Some(Message::Stroke(Stroke::Page(1))),
                _ => None,
            };
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        let once = |message: Message| (!chord.repeat).then_some(message);
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) => once(Message::Next),
            (Some(key::Named::ArrowLeft), _) => Some(Message::Turn(-1)),
            (Some(key::Named::ArrowRight), _) => Some(Message::Turn(1)),
            (_, Some(digit @ '1'..='7')) => Some(Message::Only(Only::ALL[digit as usize - '1' as usize])),
            (_, Some('n')) if chord.shift => once(Message::Repeat),
            (_, Some('e')) if chord.shift => once(Message::Corrective),
            (_, Some('e')) => Some(Message::OpenAct(None)),
            (_, Some('z')) => Some(Message::OpenAct(Some(ActKind::Undo))),
            (_, Some('h')) => Some(Message::TurnVersion),
            (_, Some('o')) => Some(Message::FoldAll),
            (_, Some('a')) if self.opened.is_none() => Some(Message::MarkAll),
            (_, Some('t')) => Some(Message::Today),
            (_, Some('d')) => Some(Message::Switch),
            (_, Some('f')) => Some(Message::Focus(place::SEARCH)),
            (_, Some('l')) => Some(Message::Focus(place::LIST)),
            (_, Some('g')) => Some(Message::Sign),
            (_, Some('m')) if chord.shift => Some(Message::Form(forms::Message::Pay(pay::Message::Overpaid))),
            (_, Some('m')) => Some(Message::Pay),
            (_, Some('i')) => Some(Message::See),
            (_, Some('j')) => Some(Message::Settle),
            (_, Some('r')) => once(Message::Review),
            (_, Some('p')) => once(Message::Proofs),
            (_, Some('s')) if chord.shift => once(Message::Slip),
            (_, Some('s')) => once(Message::Statement),
            _ => None,
        }
    }

    fn has_a_way_back(&self) -> bool {
        self.printing.is_some() || self.over || !self.marked.is_empty() || !self.is_whole()
    }

    /// Whether the list is of the whole day: nothing is filtered.
    pub(super) fn is_whole(&self) -> bool {
        self.only == Only::All && self.filter.trim().is_empty()
    }
}
