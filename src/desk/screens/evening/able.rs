//! Which steps can be taken now, and why not.

use chrono::{Days, NaiveDate};

use super::*;
use crate::locale::desk::why::{EveningWhy, WhyNot};

impl Evening {
    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        use channels::Message as C;
        let why = |is: bool, why: EveningWhy| if is { Err(WhyNot::Evening(why)) } else { Ok(()) };
        let sends = matches!(message, Message::Next | Message::Reopen(reopening::Message::Submit));
        let acts = sends
            || matches!(message, Message::CloseTill | Message::Dropped(_) | Message::Channels(C::ReadPath))
            || matches!(
                message,
                Message::Banking | Message::Reopening | Message::Go(_) | Message::Channels(C::AskPath)
            );
        let Some(look) = &self.look else {
            return if acts { Err(WhyNot::NotRead) } else { Ok(()) };
        };
        let waits = !look.matching.waiting.is_empty();
        match message {
            Message::Go(_) | Message::Channels(C::AskPath) => Ok(()),
            _ if acts && self.doing => Err(WhyNot::Busy),
            _ if sends && self.what(look, scene) == Next::Nothing => Err(WhyNot::DayClosed),
            Message::CloseTill if look.till.state == TillState::Closed => Err(WhyNot::Evening(EveningWhy::NoTill)),
            Message::CloseTill => {
                why(look.till.state == TillState::Open || self.recounted(look), EveningWhy::NotCounted)
            }
            Message::Banking => why(self.banking.is_none() && look.till.state == TillState::Closed, EveningWhy::NoTill),
            Message::Reopening => why(self.reopening.is_none() && !look.closed, EveningWhy::DayOpen),
            Message::Walk(onward) => why(self.day_after(*onward, scene).is_none(), EveningWhy::NoDay),
            Message::Show => why(self.paper().is_none(), EveningWhy::NoSheet),
            Message::Channels(C::Walk(_)) => why(!waits, EveningWhy::NothingWaits),
            Message::Channels(C::Choose(_)) => {
                why(!waits && look.matching.missing.is_empty(), EveningWhy::NothingWaits)
            }
            _ => Ok(()),
        }
    }

    /// The day after the one that is shown, or before it; none after today.
    pub(super) fn day_after(&self, onward: bool, scene: Scene) -> Option<NaiveDate> {
        let today = scene.now.date_naive();
        let day = self.day.unwrap_or(today);
        let to = if onward { day.checked_add_days(Days::new(1)) } else { day.checked_sub_days(Days::new(1)) };
        to.filter(|to| *to <= today)
    }

    /// The paper that was written last.
    pub(super) fn paper(&self) -> Option<&PathBuf> {
        match self.said.as_ref()? {
            Report::Closed(end) => end.file.as_ref().ok(),
            Report::Banked(done) => done.file.as_ref().ok(),
            _ => None,
        }
    }
}
