//! The evening (日结): a day is closed, its day sheet is written, and a copy of the books is made.

use std::path::PathBuf;

use super::{PaperFile, Session, damaged};
use crate::papers::{self, DaySheet, RenderContext};
use books::booking::{Command, DayAct, DayEvent, Entry, Event};
use books::store::Store;
use books::store::backup::{Backups, MadeCopy};
use chrono::NaiveDate;
use trade::ids::Approver;
use trade::refusal::{Failure, Fault};

/// A day that was closed or reopened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayEnd {
    /// What its day sheet says.
    pub sheet: DaySheet,
    /// Where that was written, or why it was not; the day is closed all the same.
    pub file: Result<PathBuf, Fault>,
    /// Whether the same request was answered before.
    pub repeated: bool,
}

impl Session {
    /// Closes a day, and writes its day sheet into the folder of papers. The same request id again gives the first answer.
    ///
    /// # Errors
    /// Those of [`trade::refusal::TillTrouble`] that are about open tills and days; as [`Session::post`].
    pub fn close_day(
        &self,
        store: &mut dyn Store,
        request: String,
        date: NaiveDate,
        reason: String,
    ) -> Result<DayEnd, Failure> {
        self.day_act(store, request, date, DayAct::Close { reason })
    }

    /// A supervisor reopens a day; a day sheet that says so is written.
    ///
    /// # Errors
    /// [`trade::refusal::TillTrouble::DayOpen`], [`trade::refusal::Refusal::SupervisorNeeded`]; as [`Session::post`].
    pub fn reopen_day(
        &self,
        store: &mut dyn Store,
        request: String,
        date: NaiveDate,
        (reason, approved_by): (String, Approver),
    ) -> Result<DayEnd, Failure> {
        self.day_act(store, request, date, DayAct::Reopen { reason, approved_by })
    }

    fn day_act(&self, store: &mut dyn Store, request: String, date: NaiveDate, act: DayAct) -> Result<DayEnd, Failure> {
        let repeated = store.answered(&request)?.is_some();
        let entry = self.post(store, request, Command::Day(date, act))?;
        let sheet = day_sheet(&entry, store.hash_of(entry.seq)?).ok_or_else(|| damaged(&entry))?;
        let house = store.folder_state(date)?;
        // Sign-in may have been switched on in the middle of the day.
        let business = store.business_of(date)?.into_iter().filter(|seq| *seq < entry.seq);
        let proved = business.chain([entry.seq]).all(|seq| house.persons.proved(seq));
        let sheet = DaySheet { proved, ..sheet };
        let file = self.written_sheet(&sheet, RenderContext::of(&house, &self.rules, &self.setter));
        Ok(DayEnd { sheet, file, repeated })
    }

    fn written_sheet(&self, sheet: &DaySheet, house: RenderContext) -> Result<PathBuf, Fault> {
        let name = format!("day-{}-{}.pdf", sheet.date, sheet.number);
        let title = format!("日结单 {}", sheet.date);
        self.write(&PaperFile::whole(&papers::day_sheet(sheet, house), name, &title, Some(sheet.at))?)
    }

    /// A copy of the books, as one is made in the evening.
    ///
    /// # Errors
    /// As [`Backups::make`].
    pub fn back_up(&self) -> Result<MadeCopy, Failure> {
        Backups::of(&self.folder).make(self.at)
    }
}

/// What the day sheet of an entry says; none where the entry closes or reopens no day. `head` is the hash of the entry.
fn day_sheet(entry: &Entry, head: String) -> Option<DaySheet> {
    let (at, by) = (entry.at, entry.person.clone());
    entry.events.iter().find_map(|event| match event {
        Event::Day(date, DayEvent::Closed { sheet, reason, reopened, figures }) => Some(DaySheet {
            date: *date,
            number: *sheet,
            closed: true,
            entry: entry.seq,
            at,
            by: by.clone(),
            reason: reason.clone(),
            reopened: reopened.clone(),
            figures: (**figures).clone(),
            head: head.clone(),
            proved: false,
        }),
        Event::Day(date, DayEvent::Reopened { sheet, reason, approved_by, figures }) => Some(DaySheet {
            date: *date,
            number: *sheet,
            closed: false,
            entry: entry.seq,
            at,
            by: by.clone(),
            reason: String::new(),
            reopened: Some((reason.clone(), approved_by.clone())),
            figures: (**figures).clone(),
            head: head.clone(),
            proved: false,
        }),
        _ => None,
    })
}
