//! A till of a day (收银台): opened with a counted float, counted, and closed with its difference explained; after that it may be opened
//! again for the next shift (班次).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Context, Posted, Stream};
use crate::booking::{Banknotes, Method, TillEvent, TillId, TillName};
use trade::ids::PersonName;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::refusal::{Refusal, TillTrouble};

/// Money by method; credit is none.
pub type MethodSums = BTreeMap<Method, Money>;

/// What can be asked of a till.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the types explain which till")]
pub enum TillAct {
    /// Opens a till of today.
    Open {
        till: TillName,
        /// The float counted into it.
        float: Money,
    },
    /// Records what was counted, in place of an earlier count.
    Count {
        till: TillId,
        /// What is there, by method; of a method that is not named nothing is there.
        counted: MethodSums,
        /// The notes and coins of the cash; none where they were not told apart.
        notes: Banknotes,
    },
    /// Takes cash out of it to the bank (缴款).
    Bank {
        till: TillId,
        /// How much, more than zero and at most the cash that must be there.
        amount: Money,
        /// Its notes and coins; none where they were not told apart.
        notes: Banknotes,
    },
    /// Closes it as it was counted.
    Close {
        till: TillId,
        /// Why the count differs; empty where it does not.
        explained: String,
    },
}

impl TillAct {
    /// The till that it is about, where it is asked on a day.
    pub const fn till(&self, today: NaiveDate) -> TillId {
        match self {
            TillAct::Open { till, .. } => TillId { day: today, name: *till },
            TillAct::Count { till, .. } | TillAct::Bank { till, .. } | TillAct::Close { till, .. } => *till,
        }
    }

    /// What makes two requests of the same id the same.
    pub(in crate::booking) fn content(&self) -> Value {
        match self {
            // As builds wrote it that knew one till.
            TillAct::Open { till: TillName::MAIN, float } => json!({ "open_till": { "float": float } }),
            TillAct::Open { till, float } => json!({ "open_till": { "till": till, "float": float } }),
            TillAct::Count { till, counted, notes } => {
                json!({ "count_till": { "till": till, "counted": counted, "notes": notes.pieces() } })
            }
            TillAct::Bank { till, amount, notes } => {
                json!({ "bank": { "till": till, "amount": amount, "notes": notes.pieces() } })
            }
            TillAct::Close { till, explained } => json!({ "close_till": { "till": till, "explained": explained } }),
        }
    }
}

/// How a till stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TillState {
    /// Opened, and not counted since the last money.
    Open,
    /// Counted, and no money moved since.
    Counted,
    /// Closed, or never opened.
    Closed,
}

impl TillState {
    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            TillState::Open => "open",
            TillState::Counted => "counted",
            TillState::Closed => "closed",
        }
    }
}

/// A till of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the type explains which till")]
pub struct Till {
    pub id: TillId,
    /// What moved in it on the day by method: what came in less what went out, and what was put on account.
    pub moved: MethodSums,
    /// From one opening to the next closing, in order.
    pub shifts: Vec<Shift>,
}

/// A shift (班次): a till from its opening to its closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// The float with which it began.
    pub float: Money,
    /// The name of the clerk who opened it, or whose first money did.
    pub opened_by: PersonName,
    /// The place of the entry that opened it.
    pub opened: u64,
    /// What moved in it by method, credit not among it.
    pub moved: MethodSums,
    /// The cash that was taken out of it to the bank.
    pub banked: Money,
    /// How many times that was done.
    pub bankings: u32,
    /// The last count, where nothing moved since; what went to the bank after it is off it.
    pub counted: Option<MethodSums>,
    /// How it was closed; none while it is open.
    pub closed: Option<ShiftClosed>,
}

/// How a shift was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShiftClosed {
    /// The place of the entry that closed it.
    pub entry: u64,
    /// The name of the clerk who closed it.
    pub by: PersonName,
    /// Why the count differs; empty where it does not.
    pub explained: String,
}

impl Shift {
    /// What must be there by method: in cash with the float, without what went to the bank. Cash always, and every method by which something moved.
    pub fn expected(&self) -> MethodSums {
        let mut expected = self.moved.clone();
        *expected.entry(Method::Cash).or_insert(Money::ZERO) += self.float - self.banked;
        expected
    }

    /// What was counted more than must be there, over all methods; none where it was not counted.
    pub fn difference(&self) -> Option<Money> {
        Some(differences(&self.expected(), self.counted.as_ref()?).values().copied().sum())
    }
}

/// What was counted less what must be there, by every method of either.
pub fn differences(expected: &MethodSums, counted: &MethodSums) -> MethodSums {
    let of = |sums: &MethodSums, method: Method| sums.get(&method).copied().unwrap_or(Money::ZERO);
    let methods = expected.keys().chain(counted.keys()).copied();
    methods.map(|method| (method, of(counted, method) - of(expected, method))).collect()
}

impl Stream for Till {
    type Name = TillId;
    type Act = TillAct;
    type Event = TillEvent;

    fn new(id: TillId) -> Till {
        Till::new_of(id)
    }

    fn apply(&mut self, at: &Posted, event: &TillEvent) {
        match event {
            TillEvent::Opened { float, .. } => self.shifts.push(Shift {
                float: *float,
                opened_by: at.person.clone(),
                opened: at.seq,
                moved: MethodSums::new(),
                banked: Money::ZERO,
                bankings: 0,
                counted: None,
                closed: None,
            }),
            TillEvent::Counted { counted, .. } => {
                if let Some(shift) = self.shifts.last_mut() {
                    shift.counted = Some(counted.clone());
                }
            }
            TillEvent::Banked { amount, counted, .. } => {
                if let Some(shift) = self.shifts.last_mut() {
                    (shift.banked, shift.bankings) = (shift.banked + *amount, shift.bankings + 1);
                    shift.counted.clone_from(counted);
                }
            }
            TillEvent::Closed { explained, .. } => {
                if let Some(shift) = self.shifts.last_mut() {
                    let (by, explained) = (at.person.clone(), explained.clone());
                    shift.closed = Some(ShiftClosed { entry: at.seq, by, explained });
                }
            }
        }
    }

    fn decide(&self, act: &TillAct, context: &Context) -> Result<Vec<TillEvent>, Refusal> {
        match act {
            TillAct::Open { float, .. } => self.open(*float, context).map(|event| vec![event]),
            TillAct::Count { counted, notes, .. } => self.count(counted, notes).map(|event| vec![event]),
            TillAct::Bank { amount, notes, .. } => self.bank(*amount, notes).map(|event| vec![event]),
            TillAct::Close { explained, .. } => self.close(explained).map(|event| vec![event]),
        }
    }
}

impl Till {
    /// The till to which nothing happened yet.
    pub(in crate::booking) const fn new_of(id: TillId) -> Till {
        Till { id, moved: MethodSums::new(), shifts: Vec::new() }
    }

    /// The shift that is open, or the last one.
    pub fn shift(&self) -> Option<&Shift> {
        self.shifts.last()
    }

    /// Whether it is open, counted since its last money, or closed.
    pub fn state(&self) -> TillState {
        match self.shift() {
            Some(Shift { closed: None, counted: None, .. }) => TillState::Open,
            Some(Shift { closed: None, counted: Some(_), .. }) => TillState::Counted,
            Some(Shift { closed: Some(_), .. }) | None => TillState::Closed,
        }
    }

    /// Whether money may go into it.
    pub fn is_open(&self) -> bool {
        self.state() != TillState::Closed
    }

    /// Whether the shift in which an entry moved its money was closed since.
    pub fn is_closed_since(&self, entry: u64) -> bool {
        self.shifts.iter().filter_map(|shift| shift.closed.as_ref()).any(|closed| closed.entry > entry)
    }

    /// Money comes in, or goes out where it is below zero; a count from before holds no more. Credit is no money.
    pub fn take(&mut self, method: Method, amount: Money) {
        *self.moved.entry(method).or_insert(Money::ZERO) += amount;
        if method != Method::Account
            && let Some(shift) = self.shifts.last_mut()
        {
            *shift.moved.entry(method).or_insert(Money::ZERO) += amount;
            shift.counted = None;
        }
    }

    /// It is open already, or one of its name is from another day.
    fn open(&self, float: Money, context: &Context) -> Result<TillEvent, Refusal> {
        if float < Money::ZERO {
            return Err(Refusal::NotMoney { value: float.to_string() });
        }
        let before = context.left_open.iter().find(|till| till.name == self.id.name);
        let open = self.is_open().then_some(&self.id).or(before);
        match open {
            Some(till) => Err(TillTrouble::Open { tills: vec![till.name.to_string()], day: till.day }.into()),
            None => Ok(TillEvent::Opened { float, unasked: false }),
        }
    }

    /// The shift that is open.
    fn opened(&self) -> Result<&Shift, Refusal> {
        let open = self.shift().filter(|shift| shift.closed.is_none());
        open.ok_or_else(|| Refusal::from(TillTrouble::NotOpen { till: self.id.name.to_string(), day: self.id.day }))
    }

    fn count(&self, counted: &MethodSums, notes: &Banknotes) -> Result<TillEvent, Refusal> {
        let shift = self.opened()?;
        if let Some(amount) = counted.values().find(|amount| **amount < Money::ZERO) {
            return Err(Refusal::NotMoney { value: amount.to_string() });
        }
        if counted.contains_key(&Method::Account) {
            return Err(Refusal::NotAMethod { value: Method::Account.to_string() });
        }
        let cash = counted.get(&Method::Cash).copied().unwrap_or(Money::ZERO);
        if !notes.pieces().is_empty() && notes.sum() != cash {
            return Err(TillTrouble::NotesDiffer { notes: notes.sum(), cash }.into());
        }
        let (expected, mut all) = (shift.expected(), counted.clone());
        for method in expected.keys() {
            all.entry(*method).or_insert(Money::ZERO);
        }
        let (float, notes) = (shift.float, notes.clone());
        Ok(TillEvent::Counted { float, expected, counted: all, notes })
    }

    fn bank(&self, amount: Money, notes: &Banknotes) -> Result<TillEvent, Refusal> {
        let shift = self.opened()?;
        if amount <= Money::ZERO {
            return Err(Refusal::NotMoney { value: amount.to_string() });
        }
        if !notes.pieces().is_empty() && notes.sum() != amount {
            return Err(TillTrouble::NotesDiffer { notes: notes.sum(), cash: amount }.into());
        }
        let (mut expected, mut counted) = (shift.expected(), shift.counted.clone());
        for sums in [Some(&mut expected), counted.as_mut()].into_iter().flatten() {
            let cash = sums.entry(Method::Cash).or_insert(Money::ZERO);
            if *cash < amount {
                return Err(TillTrouble::BankedTooMuch { amount, most: *cash }.into());
            }
            *cash -= amount;
        }
        let slip = self.shifts.iter().map(|shift| shift.bankings).sum::<u32>() + 1;
        let (float, notes) = (shift.float, notes.clone());
        Ok(TillEvent::Banked { float, expected, counted, amount, notes, slip })
    }

    fn close(&self, explained: &str) -> Result<TillEvent, Refusal> {
        let shift = self.opened()?;
        let till = || self.id.name.to_string();
        let counted = shift.counted.clone().ok_or_else(|| Refusal::from(TillTrouble::NotCounted { till: till() }))?;
        legible::check(Field::Reason, explained)?;
        let (expected, explained) = (shift.expected(), explained.trim().to_owned());
        let differing = differences(&expected, &counted);
        if explained.is_empty() && differing.values().any(|difference| *difference != Money::ZERO) {
            let differing = differing.into_iter().filter(|(_, difference)| *difference != Money::ZERO);
            let differing = differing.map(|(method, difference)| (method.id(), difference)).collect();
            return Err(TillTrouble::Differs { till: till(), differing }.into());
        }
        Ok(TillEvent::Closed { float: shift.float, expected, counted, explained })
    }
}
