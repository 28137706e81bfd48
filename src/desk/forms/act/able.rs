//! Which steps can be taken now, and why not.

use super::{Form, Message, place};
use crate::desk::screens::Scene;
use crate::locale::desk::why::WhyNot;

impl Form {
    /// Whether the step of a message can be taken now, or why not.
    pub fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        let row = self.row();
        let not = |is: bool, why: WhyNot| if is { Err(why) } else { Ok(()) };
        match message {
            Message::Tried(..) | Message::Onward => Ok(()),
            // What is under way is not changed.
            _ if self.sending => Err(WhyNot::Busy),
            Message::Kind(_) | Message::Leave => Ok(()),
            _ if let Some(refusal) = self.impossible() => Err(WhyNot::Refused(Box::new(refusal.clone().into()))),
            Message::Undo | Message::Redo | Message::More | Message::Focus(place::COPY | place::SIZE) if !row.edits => {
                Err(WhyNot::NotEdited)
            }
            Message::Undo => not(!self.copy.may_undo(false), WhyNot::NothingToUndo),
            Message::Redo => not(!self.copy.may_undo(true), WhyNot::NothingToRedo),
            Message::Focus(place::SIZE) => not(self.listed(scene).is_empty(), WhyNot::NoSizes),
            Message::Focus(place::APPROVED_BY) => not(self.approval().is_none(), WhyNot::NoApproval),
            Message::Days => not(row.days.is_none(), WhyNot::NothingChosen),
            Message::Money => {
                let shown = row.money == Some(place::CAME) || self.way_shown().is_some();
                not(!shown, WhyNot::NothingGoesBack)
            }
            Message::Overpaid => not(!self.may_exceed(), WhyNot::NotMore),
            Message::Send => self.able_to_send(scene),
            _ => Ok(()),
        }
    }

    /// Whether the act can be sent, or something is lacking to which the key leads.
    fn able_to_send(&self, scene: Scene) -> Result<(), WhyNot> {
        if !self.lacking(scene).is_empty() {
            return Ok(());
        }
        match &self.answer {
            _ if self.answered != self.question => Err(WhyNot::WorkingOut),
            Some(Ok(_)) => Ok(()),
            Some(Err(failure)) => Err(WhyNot::Refused(Box::new(failure.clone()))),
            None => Err(WhyNot::WorkingOut),
        }
    }
}
