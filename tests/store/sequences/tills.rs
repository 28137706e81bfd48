//! Tills and days as the random sequences have them beside the stores.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::held::ACCOUNT;

/// A till of a day, by its day and its place.
pub(super) type Of = (NaiveDate, u8);

/// From one opening of a till to its closing. Sums are in fen.
#[derive(Debug, Clone, Default)]
pub(super) struct Opened {
    pub(super) float: i64,
    pub(super) moved: BTreeMap<u8, i64>,
    banked: i64,
    pub(super) counted: Option<BTreeMap<u8, i64>>,
    /// The place of the entry that closed it.
    closed: Option<u64>,
}

impl Opened {
    pub(super) fn expected(&self) -> BTreeMap<u8, i64> {
        let mut expected = self.moved.clone();
        *expected.entry(0).or_insert(0) += self.float - self.banked;
        expected
    }

    /// What was counted more than had to be there, by method.
    fn differences(&self) -> BTreeMap<u8, i64> {
        let mut all = self.counted.clone().unwrap_or_default();
        for (method, sum) in self.expected() {
            *all.entry(method).or_insert(0) -= sum;
        }
        all
    }

    pub(super) fn difference(&self) -> Option<i64> {
        self.counted.as_ref().map(|_| self.differences().values().sum())
    }

    pub(super) fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

/// A day, as far as closing it goes.
#[derive(Debug, Clone, Default)]
pub(super) struct Day {
    pub(super) closed: bool,
    pub(super) sheets: u32,
}

/// Every till and day.
#[derive(Debug, Clone, Default)]
pub(super) struct Tills {
    pub(super) all: BTreeMap<Of, Vec<Opened>>,
    pub(super) days: BTreeMap<NaiveDate, Day>,
    /// What moved on a day by method.
    pub(super) moved: BTreeMap<NaiveDate, BTreeMap<u8, i64>>,
}

impl Tills {
    pub(super) fn is_closed(&self, day: NaiveDate) -> bool {
        self.days.get(&day).is_some_and(|day| day.closed)
    }

    fn is_open(&self, of: Of) -> bool {
        self.all.get(&of).and_then(|all| all.last()).is_some_and(Opened::is_open)
    }

    /// The till into which money goes, and whether it is opened for it.
    pub(super) fn receive(&mut self, day: NaiveDate, named: Option<u8>) -> Result<(Of, usize), &'static str> {
        if self.is_closed(day) {
            return Err("day_closed");
        }
        let open = |till: &u8| self.is_open((day, *till));
        let of = (day, named.or_else(|| [0, 1].into_iter().find(open)).unwrap_or(0));
        if self.is_open(of) {
            return Ok((of, 0));
        }
        if self.all.contains_key(&of) {
            return Err("till_closed");
        }
        self.all.insert(of, vec![Opened::default()]);
        Ok((of, 1))
    }

    /// Sums move by method; credit moves no till.
    pub(super) fn take(&mut self, day: NaiveDate, of: Option<Of>, moved: &BTreeMap<u8, i64>) {
        for (method, sum) in moved {
            *self.moved.entry(day).or_default().entry(*method).or_insert(0) += sum;
        }
        if let Some(shift) = of.and_then(|of| self.all.get_mut(&of)?.last_mut()) {
            shift.counted = None;
            for (method, sum) in moved.iter().filter(|(method, _)| **method != ACCOUNT) {
                *shift.moved.entry(*method).or_insert(0) += sum;
            }
        }
    }

    /// Whether the shift of a till that was open at an entry was closed since.
    pub(super) fn closed_since(&self, of: Of, entry: u64) -> bool {
        self.all.get(&of).into_iter().flatten().any(|shift| shift.closed.is_some_and(|closed| closed > entry))
    }

    pub(super) fn open(&mut self, of: Of, float: i64) -> Result<usize, &'static str> {
        // The last one of this name from an earlier day.
        let before = self.all.keys().rev().find(|(day, till)| *till == of.1 && *day < of.0).copied();
        if self.is_open(of) || before.is_some_and(|before| self.is_open(before)) {
            return Err("till_open");
        }
        if self.is_closed(of.0) {
            return Err("day_closed");
        }
        self.all.entry(of).or_default().push(Opened { float, ..Opened::default() });
        Ok(1)
    }

    fn opened(&mut self, of: Of) -> Result<&mut Opened, &'static str> {
        self.all.get_mut(&of).and_then(|all| all.last_mut()).filter(|shift| shift.is_open()).ok_or("till_not_open")
    }

    pub(super) fn count(&mut self, of: Of, mut counted: BTreeMap<u8, i64>) -> Result<usize, &'static str> {
        let shift = self.opened(of)?;
        for method in shift.expected().keys() {
            counted.entry(*method).or_insert(0);
        }
        shift.counted = Some(counted);
        Ok(1)
    }

    pub(super) fn bank(&mut self, of: Of, amount: i64) -> Result<usize, &'static str> {
        let shift = self.opened(of)?;
        if amount == 0 {
            return Err("not_money");
        }
        let counted = shift.counted.as_ref().map(|counted| counted.get(&0).copied().unwrap_or(0));
        if shift.expected()[&0] < amount || counted.is_some_and(|counted| counted < amount) {
            return Err("banked_too_much");
        }
        shift.banked += amount;
        if let Some(counted) = &mut shift.counted {
            *counted.entry(0).or_insert(0) -= amount;
        }
        Ok(1)
    }

    pub(super) fn close(&mut self, of: Of, explained: bool, entry: u64) -> Result<usize, &'static str> {
        let shift = self.opened(of)?;
        if shift.counted.is_none() {
            return Err("till_not_counted");
        }
        if !explained && shift.differences().values().any(|sum| *sum != 0) {
            return Err("till_differs");
        }
        shift.closed = Some(entry);
        Ok(1)
    }

    pub(super) fn close_day(&mut self, date: NaiveDate, first: NaiveDate) -> Result<usize, &'static str> {
        if date < first {
            return Err("no_such_day");
        }
        if self.is_closed(date) {
            return Err("day_closed");
        }
        if [0, 1].iter().any(|till| self.is_open((date, *till))) {
            return Err("till_open");
        }
        let day = self.days.entry(date).or_default();
        (day.closed, day.sheets) = (true, day.sheets + 1);
        Ok(1)
    }

    pub(super) fn reopen_day(&mut self, date: NaiveDate, approved: bool) -> Result<usize, &'static str> {
        if !self.is_closed(date) {
            return Err("day_open");
        }
        if !approved {
            return Err("needs_approval");
        }
        let day = self.days.entry(date).or_default();
        (day.closed, day.sheets) = (false, day.sheets + 1);
        Ok(1)
    }
}
