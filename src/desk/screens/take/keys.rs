//! What a key means where an ad is taken.

use iced::keyboard::key;

use super::seeking::Seek;
use super::{After, Agree, CropMove, DraftStage, Message, Panel, Take, Zoom, place};
use crate::desk::picture::PictureTarget;
use crate::desk::widgets::Chord;
use trade::ad::Kind;

impl Take {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        let done = matches!(self.stage, DraftStage::Done(_));
        // In the words of a notice Alt and an arrow are the editor's.
        if chord.alt && !chord.ctrl && self.draft.kind == Kind::Blessing {
            return Some(Message::Crop(match chord.named? {
                key::Named::ArrowLeft => CropMove::Step(-1, 0),
                key::Named::ArrowRight => CropMove::Step(1, 0),
                key::Named::ArrowUp => CropMove::Step(0, -1),
                key::Named::ArrowDown => CropMove::Step(0, 1),
                key::Named::PageUp => CropMove::Closer(1),
                key::Named::PageDown => CropMove::Closer(-1),
                _ => return None,
            }));
        }
        if let Some(to) = PictureTarget::of(chord) {
            return (!chord.repeat).then(|| After::Picture(to).into());
        }
        if !chord.ctrl && !chord.alt && self.lists_customers() {
            match chord.named {
                Some(key::Named::ArrowUp) => return Some(Seek::Walk(-1).into()),
                Some(key::Named::ArrowDown) => return Some(Seek::Walk(1).into()),
                _ => {}
            }
        }
        if chord.named == Some(key::Named::Escape) {
            return if self.seeking.open && self.open() {
                Some(Seek::Close.into())
            } else if self.panel.is_some() {
                Some(Message::Agree(Agree::Close))
            } else {
                self.unfolded.map(|_| Message::Fold)
            };
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if done => Some(Message::Next),
            // A key held down does not book again and again.
            (Some(key::Named::Enter), _) => (!chord.repeat).then_some(Message::Book),
            (Some(key::Named::Delete), _) => Some(Message::Discard),
            (_, Some('n')) if chord.shift => (!chord.repeat).then(|| After::Again.into()),
            (_, Some('n')) => Some(Message::Next),
            (_, Some('z')) if done => (!chord.repeat).then(|| After::TakeBack.into()),
            (_, Some('p')) if done => (!chord.repeat).then(|| After::Proof.into()),
            (_, Some('s')) => (!chord.repeat).then(|| After::Statement.into()),
            (_, Some('g')) if done => Some(Message::Focus(place::SIGN)),
            (_, Some('h')) => Some(Message::Park),
            (_, Some('z')) => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) => Some(Message::Redo),
            (_, Some('0')) => Some(Message::Zoom(Zoom::True)),
            (_, Some('=' | '+')) => Some(Message::Zoom(self.zoom.by(1))),
            (_, Some('-')) => Some(Message::Zoom(self.zoom.by(-1))),
            (_, Some(digit @ '1'..='9')) => Some(Message::Restore(digit as usize - '1' as usize)),
            (_, Some('o')) if !chord.shift => Some(Message::Others),
            (_, Some('l')) if chord.shift => Some(Message::Kind(other(self.draft.kind))),
            (_, Some('l')) => Some(Message::Focus(place::CATEGORY)),
            (_, Some('g')) => Some(Message::Focus(place::SIZE)),
            (_, Some('j')) if chord.shift => Some(Message::Focus(place::CHECKS)),
            (_, Some('j')) => Some(Message::Focus(place::COPY)),
            (_, Some('t')) => Some(Message::Focus(place::PICTURE)),
            (_, Some('e')) => Some(Message::TurnLine(None, chord.shift)),
            (_, Some('u')) if chord.shift => Some(Message::Cheaper),
            (_, Some('u')) => Some(Message::Focus(place::STYLE)),
            (_, Some('r')) => Some(Message::Red),
            (_, Some('k')) => Some(Message::Customer),
            (_, Some('f')) if chord.shift => Some(Message::Fault),
            (_, Some('f')) => Some(Message::Focus(place::ATTRIBUTES)),
            (_, Some('p')) if chord.shift => Some(Message::Agree(Agree::Remove(Panel::Price))),
            (_, Some('p')) => Some(Message::Agree(Agree::Open(Panel::Price))),
            (_, Some('d')) if chord.shift && self.panel == Some(Panel::Late) => {
                Some(Message::Agree(Agree::Remove(Panel::Late)))
            }
            (_, Some('d')) if chord.shift => Some(Message::Agree(Agree::Open(Panel::Late))),
            (_, Some('d')) => Some(Message::Focus(place::DAYS)),
            (_, Some('i')) => Some(Message::Focus(place::PAPERS)),
            (_, Some('m')) if chord.shift => Some(Message::Overpaid),
            (_, Some('m')) => Some(Message::Focus(place::METHODS)),
            (_, Some('b')) => Some(Message::Split),
            _ => None,
        }
    }
}

impl Zoom {
    fn by(self, steps: isize) -> Zoom {
        let now = Zoom::ALL.iter().position(|zoom| *zoom == self).unwrap_or(0);
        Zoom::ALL[now.saturating_add_signed(steps).min(Zoom::ALL.len() - 1)]
    }
}

/// The kind that an ad is not of.
fn other(kind: Kind) -> Kind {
    Kind::ALL.into_iter().find(|other| *other != kind).unwrap_or(kind)
}
