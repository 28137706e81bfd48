//! Tills (收银台): opened, counted, closed, and looked at.

use std::path::PathBuf;

use super::{PaperFile, Session, damaged};
use crate::papers::{self, BankSlip, RenderContext};
use books::booking::{
    Banknotes, Command, Entry, Event, Method, MethodSums, Shift, Till, TillAct, TillEvent, TillId, TillName, TillState,
};
use books::store::Store;
use chrono::NaiveDate;
use trade::money::Money;
use trade::refusal::{Failure, Fault};

/// A till as it stands, or as an act left it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains which till")]
pub struct TillView {
    pub till: TillId,
    /// Whether it is open, counted or closed; closed also where it was never opened.
    pub state: TillState,
    /// The float of its last opening; none where it was never opened.
    pub float: Option<Money>,
    /// What must be there by method, in cash with the float.
    pub expected: MethodSums,
    /// What was counted by method; none where nothing was, or money moved since.
    pub counted: Option<MethodSums>,
    /// Why the count differs; none where nobody said.
    pub explained: Option<String>,
    /// Tills that were left open on an earlier day.
    pub left_open: Vec<TillId>,
}

/// Cash that was taken to the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banked {
    /// The till after it.
    pub view: TillView,
    /// What its slip says.
    pub slip: BankSlip,
    /// Where that was written, or why it was not; the cash is out of the till all the same.
    pub file: Result<PathBuf, Fault>,
}

impl TillView {
    /// A till as it stands.
    fn of(till: &Till) -> TillView {
        let shift = till.shift();
        let explained = shift.and_then(|shift| shift.closed.as_ref()).map(|closed| closed.explained.clone());
        TillView {
            till: till.id,
            state: till.state(),
            float: shift.map(|shift| shift.float),
            expected: shift.map(Shift::expected).unwrap_or_default(),
            counted: shift.and_then(|shift| shift.counted.clone()),
            explained: explained.filter(|said| !said.is_empty()),
            left_open: Vec::new(),
        }
    }

    /// A till as an event left it: what the same request is answered again, whatever happened since.
    fn after(till: TillId, event: &TillEvent) -> TillView {
        let (state, float, expected, counted, explained) = match event {
            TillEvent::Opened { float, .. } => {
                (TillState::Open, float, MethodSums::from([(Method::Cash, *float)]), None, "")
            }
            TillEvent::Counted { float, expected, counted, .. } => {
                (TillState::Counted, float, expected.clone(), Some(counted.clone()), "")
            }
            TillEvent::Banked { float, expected, counted, .. } => {
                let state = if counted.is_some() { TillState::Counted } else { TillState::Open };
                (state, float, expected.clone(), counted.clone(), "")
            }
            TillEvent::Closed { float, expected, counted, explained } => {
                (TillState::Closed, float, expected.clone(), Some(counted.clone()), explained.as_str())
            }
        };
        let explained = Some(explained.to_owned()).filter(|said| !said.is_empty());
        TillView { till, state, float: Some(*float), expected, counted, explained, left_open: Vec::new() }
    }

    /// What was counted less what must be there, over all methods; none where it was not counted.
    pub fn difference(&self) -> Option<Money> {
        let counted: Money = self.counted.as_ref()?.values().copied().sum();
        Some(counted - self.expected.values().copied().sum())
    }
}

impl Session {
    /// The till at which this session works, as it stands, or that of another day: where none is open today and one was left open on
    /// an earlier day, that one.
    ///
    /// # Errors
    /// [`trade::refusal::TillTrouble::Which`]; a fault of reading.
    pub fn till(&self, store: &mut dyn Store, day: Option<NaiveDate>) -> Result<TillView, Failure> {
        let (till, left_open) = self.till_meant(store, day)?;
        let tills = store.folder_state(till.day)?.tills;
        Ok(TillView { left_open, ..TillView::of(&tills.named(till.name)) })
    }

    /// Which till is meant, and those that were left open.
    fn till_meant(&self, store: &mut dyn Store, day: Option<NaiveDate>) -> Result<(TillId, Vec<TillId>), Failure> {
        let today = self.at.date_naive();
        let left_open = store.left_open(today)?;
        let tills = store.folder_state(day.unwrap_or(today))?.tills;
        let name = tills.chosen(self.till, &self.person)?;
        let meant = TillId { day: tills.day, name };
        let older = left_open.iter().find(|till| self.till.is_none_or(|name| till.name == name));
        let meant = match older {
            Some(older) if day.is_none() && tills.named(name).shifts.is_empty() => *older,
            _ => meant,
        };
        Ok((meant, left_open))
    }

    /// Opens a till of today: that which is named, or the main one.
    ///
    /// # Errors
    /// [`trade::refusal::TillTrouble::Open`], and as [`Session::post`].
    pub fn open_till(&self, store: &mut dyn Store, request: String, float: Money) -> Result<TillView, Failure> {
        let till = self.till.unwrap_or(TillName::MAIN);
        self.till_act(store, request, TillAct::Open { till, float })
    }

    /// Records what was counted in a till; without a name and a day that which [`Session::till`] shows.
    ///
    /// # Errors
    /// [`trade::refusal::TillTrouble::NotOpen`] and what else of it a count can be; as [`Session::post`].
    pub fn count_till(
        &self,
        store: &mut dyn Store,
        request: String,
        day: Option<NaiveDate>,
        (counted, notes): (MethodSums, Banknotes),
    ) -> Result<TillView, Failure> {
        let till = self.till_of(store, &request, day)?;
        self.till_act(store, request, TillAct::Count { till, counted, notes })
    }

    /// Takes cash out of a till to the bank, and writes its slip (缴款单) into the folder of papers; without a name and a day out of that
    /// which [`Session::till`] shows.
    ///
    /// # Errors
    /// [`trade::refusal::TillTrouble::BankedTooMuch`] and what else of it this can be; as [`Session::post`].
    pub fn bank(
        &self,
        store: &mut dyn Store,
        request: String,
        day: Option<NaiveDate>,
        (amount, notes): (Money, Banknotes),
    ) -> Result<Banked, Failure> {
        let till = self.till_of(store, &request, day)?;
        let entry = self.post(store, request, Command::Till(TillAct::Bank { till, amount, notes }))?;
        let slip = entry.events.iter().find_map(|event| match event {
            Event::Till(till, TillEvent::Banked { amount, notes, slip, .. }) => Some(BankSlip {
                till: *till,
                number: *slip,
                at: entry.at,
                by: entry.person.clone(),
                amount: *amount,
                notes: notes.clone(),
            }),
            _ => None,
        });
        let slip = slip.ok_or_else(|| damaged(&entry))?;
        let house = store.folder_state(till.day)?;
        let file = self.written_slip(&slip, RenderContext::of(&house, &self.rules, &self.setter));
        Ok(Banked { view: of_entry(&entry)?, slip, file })
    }

    fn written_slip(&self, slip: &BankSlip, house: RenderContext) -> Result<PathBuf, Fault> {
        let BankSlip { till, number, at, .. } = slip;
        let name = format!("bank-{}-{}-{number}.pdf", till.day, till.name);
        let title = format!("缴款单 {} {}", till.day, till.name);
        self.write(&PaperFile::whole(&papers::bank_slip(slip, house), name, &title, Some(*at))?)
    }

    /// Closes a till as it was counted; without a name and a day that which [`Session::till`] shows.
    ///
    /// # Errors
    /// [`trade::refusal::TillTrouble::Differs`] and what else of it a closing can be; as [`Session::post`].
    pub fn close_till(
        &self,
        store: &mut dyn Store,
        request: String,
        day: Option<NaiveDate>,
        explained: String,
    ) -> Result<TillView, Failure> {
        let till = self.till_of(store, &request, day)?;
        self.till_act(store, request, TillAct::Close { till, explained })
    }

    /// Which till is meant; of a request that was answered before that of its answer, since another may be open by now.
    fn till_of(&self, store: &mut dyn Store, request: &str, day: Option<NaiveDate>) -> Result<TillId, Failure> {
        let answered = store.answered(request)?;
        let of = |event: &Event| if let Event::Till(till, _) = event { Some(*till) } else { None };
        if let Some(till) = answered.and_then(|entry| entry.events.iter().find_map(of)) {
            return Ok(till);
        }
        Ok(self.till_meant(store, day)?.0)
    }

    fn till_act(&self, store: &mut dyn Store, request: String, act: TillAct) -> Result<TillView, Failure> {
        let entry = self.post(store, request, Command::Till(act))?;
        of_entry(&entry)
    }
}

/// The till that an entry is about, as it left it.
fn of_entry(entry: &Entry) -> Result<TillView, Failure> {
    let view =
        |event: &Event| if let Event::Till(till, event) = event { Some(TillView::after(*till, event)) } else { None };
    entry.events.iter().find_map(view).ok_or_else(|| damaged(entry))
}
