//! Which steps can be taken now, and why not.

use super::{BatchStage, Intake, Message, place};
use crate::locale::desk::why::WhyNot;

impl Intake {
    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message) -> Result<(), WhyNot> {
        match &self.stage {
            BatchStage::Done(done) => match message {
                Message::Print(_) | Message::Join(_) if done.printing.is_some() || done.joining.is_some() => {
                    Err(WhyNot::Printing)
                }
                // What is booked can still be looked at.
                message if is_of_page(message) && !looks(message) => Err(WhyNot::BatchBooked),
                _ => Ok(()),
            },
            BatchStage::Sending if is_of_page(message) || matches!(message, Message::Read) => Err(WhyNot::Busy),
            BatchStage::Sending => Ok(()),
            BatchStage::Working => self.able_to_work(message),
        }
    }

    fn able_to_work(&self, message: &Message) -> Result<(), WhyNot> {
        match message {
            Message::Read if self.reading => Err(WhyNot::Busy),
            Message::Read if self.page.text().trim().is_empty() => Err(WhyNot::EmptyPage),
            message if (is_of_page(message) || is_after(message)) && self.is_blank() => Err(WhyNot::NoBatch),
            message if is_after(message) => Err(WhyNot::NotBooked),
            Message::Correct if self.here().is_none_or(|here| self.batch.entries[here].aside) => Err(WhyNot::IsAside),
            Message::Book | Message::Payment if self.batch.active().is_empty() => Err(WhyNot::AllAside),
            Message::Book if self.eager => Err(WhyNot::WillBook),
            Message::Undo | Message::Redo => match &self.editing {
                None => Err(WhyNot::NotCorrecting),
                Some(copy) if matches!(message, Message::Undo) && !copy.may_undo(false) => Err(WhyNot::NothingToUndo),
                Some(copy) if matches!(message, Message::Redo) && !copy.may_undo(true) => Err(WhyNot::NothingToRedo),
                Some(_) => Ok(()),
            },
            Message::Focus(place::FINDINGS) if self.findings().is_empty() && !self.has_open() => {
                Err(WhyNot::NoFindings)
            }
            _ => Ok(()),
        }
    }
}

/// Whether a message only looks at a notice.
fn looks(message: &Message) -> bool {
    matches!(message, Message::Walk(_) | Message::Scroll(_) | Message::Zoom | Message::Focus(place::LIST))
}

/// Whether a message is about what was booked.
const fn is_after(message: &Message) -> bool {
    matches!(message, Message::Next | Message::Print(_) | Message::Join(_))
}

/// Whether a message is about the notices of a page that was read and is not booked.
fn is_of_page(message: &Message) -> bool {
    matches!(
        message,
        Message::Correct
            | Message::Aside
            | Message::Scope(_)
            | Message::Size(_)
            | Message::Days
            | Message::Others
            | Message::Payment
            | Message::Pay(_)
            | Message::Walk(_)
            | Message::Scroll(_)
            | Message::Zoom
            | Message::Undo
            | Message::Redo
            | Message::Book
            | Message::Discard
            | Message::Focus(place::LIST | place::FINDINGS | place::SIZE | place::PHONE)
    )
}
