//! The till of a day (收款柜): opened once, before the first money.

use chrono::NaiveDate;

use super::{Context, Posted, Stream};
use crate::booking::{Event, Method, TillEvent};
use trade::money::Money;
use trade::refusal::Refusal;

/// What can be asked of the till of the day.
#[derive(Debug, Clone, PartialEq)]
pub enum TillAct {
    /// Opens it; where it is open already, nothing is posted.
    Open {
        /// The float counted into it.
        float: Money,
    },
}

/// The till of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Till {
    /// The business day that it is for.
    pub day: NaiveDate,
    /// The float with which it was opened; none while it is closed.
    pub float: Option<Money>,
}

impl Stream for Till {
    type Name = NaiveDate;
    type Act = TillAct;
    type Event = TillEvent;

    fn new(day: NaiveDate) -> Till {
        Till { day, float: None }
    }

    fn apply(&mut self, _: &Posted, event: &TillEvent) {
        match event {
            TillEvent::Opened { float, .. } => self.float = Some(*float),
        }
    }

    fn decide(&self, act: &TillAct, _: &Context) -> Result<Vec<TillEvent>, Refusal> {
        match act {
            TillAct::Open { .. } if self.float.is_some() => Ok(Vec::new()),
            TillAct::Open { float } => Ok(vec![TillEvent::Opened { float: *float, unasked: false }]),
        }
    }
}

impl Till {
    /// A till that is closed opens by itself before the first money among these events, with nothing in it.
    pub(super) fn open_before_money(&self, events: &mut Vec<Event>) {
        // Credit that is taken back moves no money.
        let moves = |event: &Event| {
            event.paid().is_some() || event.moved().iter().any(|(method, _)| *method != Method::Account)
        };
        let first = events.iter().position(moves);
        if let (None, Some(first)) = (self.float, first) {
            events.insert(first, Event::Till(self.day, TillEvent::Opened { float: Money::ZERO, unasked: true }));
        }
    }
}
