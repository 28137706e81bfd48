//! A business day (营业日): closed in the evening (日结), after which its money is locked until a supervisor reopens it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Context, Posted, Stream};
use crate::booking::approval::approved;
use crate::booking::{DayEvent, Figures, TillId, Tills};
use trade::ids::Approver;
use trade::legible::{self, Field};
use trade::people::Right;
use trade::refusal::{Refusal, TillTrouble};

/// What can be asked of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayAct {
    /// Closes it in the evening (日结).
    Close {
        /// A remark for its day sheet; empty for none.
        reason: String,
    },
    /// A supervisor reopens it.
    Reopen {
        /// Why; an empty reason is refused.
        reason: String,
        /// The name of the supervisor; may be empty where sign-in is on, and whoever gave a PIN answers for it.
        approved_by: Approver,
    },
}

impl DayAct {
    /// What makes two requests of the same id the same.
    pub(in crate::booking) fn content(&self, day: NaiveDate) -> Value {
        match self {
            DayAct::Close { reason } => json!({ "close_day": { "day": day, "reason": reason } }),
            DayAct::Reopen { reason, approved_by } => {
                json!({ "reopen_day": { "day": day, "reason": reason, "approved_by": approved_by } })
            }
        }
    }
}

/// A business day, as far as closing it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessDay {
    /// The date that it is.
    pub date: NaiveDate,
    /// Whether it is closed.
    pub closed: bool,
    /// How many day sheets there are: one for each closing and each reopening.
    pub sheets: u32,
    /// Why it was reopened last, and who allowed it.
    pub reopened: Option<(String, Approver)>,
}

/// What is known of a day when it is closed or reopened.
#[derive(Debug, Clone, PartialEq)]
pub struct DayTotals {
    /// How the day stands.
    pub day: BusinessDay,
    /// Its tills, with the shifts of each.
    pub tills: Tills,
    /// What its money comes to.
    pub figures: Figures,
    /// The first day of business; none where there was none yet.
    pub first_day: Option<NaiveDate>,
}

impl Stream for BusinessDay {
    type Name = NaiveDate;
    type Act = DayAct;
    type Event = DayEvent;

    fn new(date: NaiveDate) -> BusinessDay {
        BusinessDay { date, ..BusinessDay::default() }
    }

    fn apply(&mut self, _: &Posted, event: &DayEvent) {
        match event {
            DayEvent::Closed { sheet, .. } => (self.closed, self.sheets) = (true, *sheet),
            DayEvent::Reopened { sheet, reason, approved_by, .. } => {
                (self.closed, self.sheets) = (false, *sheet);
                self.reopened = Some((reason.clone(), approved_by.clone()));
            }
        }
    }

    fn decide(&self, act: &DayAct, context: &Context) -> Result<Vec<DayEvent>, Refusal> {
        let evening = context.evening.as_ref().filter(|evening| evening.day.date == self.date);
        // A store reads the day that a command names; without that nothing is known to be closed.
        let Some(DayTotals { tills, figures, first_day, .. }) = evening else {
            return Err(TillTrouble::NoSuchDay { date: self.date, first: context.day(), last: context.day() }.into());
        };
        let (sheet, figures) = (self.sheets + 1, Box::new(figures.clone()));
        match act {
            DayAct::Close { reason } => {
                let first = first_day.map_or(context.day(), |first| first.min(context.day()));
                if self.date > context.day() || self.date < first {
                    return Err(TillTrouble::NoSuchDay { date: self.date, first, last: context.day() }.into());
                }
                if self.closed {
                    return Err(TillTrouble::DayClosed { date: self.date }.into());
                }
                let open: Vec<String> = tills.open().map(|till| till.id.name.to_string()).collect();
                if !open.is_empty() {
                    return Err(TillTrouble::Open { tills: open, day: self.date }.into());
                }
                legible::check(Field::Reason, reason)?;
                let reopened = self.reopened.clone();
                Ok(vec![DayEvent::Closed { sheet, reason: reason.trim().to_owned(), reopened, figures }])
            }
            DayAct::Reopen { reason, approved_by } => {
                if !self.closed {
                    return Err(TillTrouble::DayOpen { date: self.date }.into());
                }
                let approved_by = approved(context, Right::Reopen, (approved_by, reason))?;
                let reason = reason.trim().to_owned();
                Ok(vec![DayEvent::Reopened { sheet, reason, approved_by, figures }])
            }
        }
    }
}

impl Context {
    /// The tills of a day that are known here, as far as a command is about them.
    pub(super) fn till(&self, id: TillId) -> super::Till {
        if id.day == self.day() {
            return self.tills.named(id.name);
        }
        self.other_till.clone().filter(|till| till.id == id).unwrap_or_else(|| super::Till::new_of(id))
    }
}
