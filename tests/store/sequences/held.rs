//! A booking as the random sequences have it beside the stores.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::given::*;
use super::step::{DAYS, Operation, SIZES};

/// A booking as the model has it. Sums are in fen.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    /// The runs that are charged, in order.
    pub(super) runs: Vec<NaiveDate>,
    /// The further ones that are free, in order.
    pub(super) reruns: Vec<NaiveDate>,
    pub(super) withdrawn: Vec<NaiveDate>,
    pub(super) copy: u8,
    pub(super) size: u8,
    /// The place of its telephone number.
    pub(super) phone: u8,
    /// It corrects an error of the paper, and costs nothing.
    pub(super) free: bool,
    /// How much less the runs cost that had appeared before it was corrected than they would by its size.
    pub(super) appeared: i64,
    /// What is taken less for what has appeared.
    pub(super) rebated: i64,
    pub(super) fee: i64,
    /// The payments that stand, and those that were reversed: places of methods, and sums.
    pub(super) payments: Vec<(u8, i64)>,
    pub(super) reversed: Vec<(u8, i64)>,
    /// What came in and stayed, by the place of its method; credit given back of itself is off it.
    pub(super) came_in: BTreeMap<u8, i64>,
    /// What went back of money.
    pub(super) refunded: i64,
    /// What it was before its last act, and the day of that.
    pub(super) last: Last,
}

/// The last act on a booking, as far as it can be taken back.
#[derive(Debug, Clone, Default)]
pub(super) enum Last {
    /// It was taken.
    #[default]
    Taken,
    /// This is what it was before.
    Was(Box<Held>, u32),
    /// It was signed or reviewed.
    Closed,
    /// It was taken back.
    Undone,
    /// A payment of it was taken for another booking, or one of another for it.
    Both,
}

/// What correcting an error of the customer costs.
const CORRECTION: i64 = 2_000;
/// The place of credit among the methods.
pub(super) const ACCOUNT: u8 = 5;

impl Held {
    pub(super) fn total(&self) -> i64 {
        self.unit() * self.runs.len() as i64 - self.appeared - self.rebated
    }

    /// What a run costs.
    fn unit(&self) -> i64 {
        if self.free { 0 } else { SIZES[usize::from(self.size)].1 * 100 }
    }

    /// The runs that stand, in order.
    pub(super) fn stand(&self) -> Vec<NaiveDate> {
        let mut all = [self.runs.as_slice(), &self.reruns].concat();
        all.sort_unstable();
        all
    }

    pub(super) fn credit(&self) -> i64 {
        self.came_in.get(&ACCOUNT).copied().unwrap_or(0)
    }

    pub(super) fn paid(&self) -> i64 {
        self.came_in.values().sum::<i64>() - self.credit()
    }

    /// What is owed; below zero what is owed back.
    pub(super) fn due(&self) -> i64 {
        self.total() + self.fee - self.paid() - self.credit()
    }

    /// Takes offers of whole yuan, also beyond what is owed where that is said: they pay what is owed, then what stands on account. Gives the
    /// change in fen, and how many events it comes to.
    pub(super) fn pay(&mut self, offers: &[(u8, i64)], overpaid: bool) -> Result<(i64, usize), &'static str> {
        let mut after = self.clone();
        let (owing, credit) = (self.due().max(0), self.credit());
        let asked: i64 = offers.iter().filter(|(method, _)| *method == ACCOUNT).map(|(_, yuan)| yuan * 100).sum();
        if asked > owing {
            return Err("paid_too_much");
        }
        let (mut change, mut left, mut came) = (0, owing + credit, 0);
        for (method, yuan) in offers {
            let fen = *yuan * 100;
            let taken = match fen {
                0 => return Err("nothing_paid"),
                fen if fen <= left || (overpaid && is_a_channel(*method)) => fen,
                fen if *method == 0 && left > 0 => {
                    change += fen - left;
                    left
                }
                _ => return Err("paid_too_much"),
            };
            left = (left - taken).max(0);
            came += taken;
            *after.came_in.entry(*method).or_insert(0) += taken;
            after.payments.push((*method, taken));
        }
        let cleared = (came - owing).min(credit).max(0);
        if cleared > 0 {
            *after.came_in.entry(ACCOUNT).or_insert(0) -= cleared;
        }
        *self = after;
        Ok((change, offers.len() + usize::from(cleared > 0)))
    }

    pub(super) fn refund(&mut self, method: u8, fen: i64, approved: bool) -> Result<(), &'static str> {
        let there = self.came_in.get(&method).copied().unwrap_or(0);
        if fen == 0 {
            return Err("nothing_refunded");
        }
        if fen > if method == ACCOUNT { self.credit() } else { self.paid() } {
            return Err("refund_too_much");
        }
        if method != ACCOUNT && fen > there {
            if method != 0 {
                return Err("came_otherwise");
            }
            if !approved {
                return Err("needs_approval");
            }
        }
        *self.came_in.entry(method).or_insert(0) -= fen;
        self.refunded += if method == ACCOUNT { 0 } else { fen };
        Ok(())
    }

    /// A payment counts no more, and something else takes its place; gives the change in fen, and whether the till is opened for it.
    pub(super) fn reverse(
        &mut self,
        payment: (u8, i64),
        instead: Option<(u8, i64)>,
        overpaid: bool,
    ) -> Result<(i64, bool), &'static str> {
        let Some(place) = self.payments.iter().rposition(|one| *one == payment) else {
            return Err(if self.reversed.contains(&payment) { "reversed_already" } else { "no_such_payment" });
        };
        let mut after = self.clone();
        let (method, fen) = after.payments.remove(place);
        after.reversed.push(payment);
        *after.came_in.entry(method).or_insert(0) -= fen;
        let mut change = 0;
        if let Some((by, offered)) = instead {
            let owing = after.due().max(0);
            let most = if by == ACCOUNT { owing } else { owing.max(fen) };
            let taken = match offered {
                0 => return Err("nothing_paid"),
                offered if offered <= most || (overpaid && is_a_channel(by)) => offered,
                offered if by == 0 && most > 0 => {
                    change = offered - most;
                    most
                }
                _ => return Err("paid_too_much"),
            };
            *after.came_in.entry(by).or_insert(0) += taken;
            after.payments.push((by, taken));
        }
        if after.paid() < 0 || after.came_in.iter().any(|(by, sum)| *by != 0 && *sum < 0) {
            return Err("payment_went_back");
        }
        *self = after;
        Ok((change, method != ACCOUNT || instead.is_some_and(|(by, _)| by != ACCOUNT)))
    }

    /// What is owed back goes back where that is asked and the price is the one that was shown, in fen; the way by which it went, where
    /// something did. Credit never stands beyond what is owed.
    fn settle(&mut self, back: Option<(u8, bool)>, shown: Option<i64>) -> Result<Option<u8>, &'static str> {
        self.as_shown(shown)?;
        let credit = self.credit().min((self.total() + self.fee - self.paid()).max(0));
        if self.credit() > 0 {
            self.came_in.insert(ACCOUNT, credit);
        }
        match back {
            Some((method, approved)) if self.due() < 0 => {
                self.refund(method, -self.due(), approved)?;
                Ok(Some(method))
            }
            _ => Ok(None),
        }
    }

    pub(super) fn as_shown(&self, shown: Option<i64>) -> Result<(), &'static str> {
        if shown.is_some_and(|shown| shown != self.total() + self.fee) { Err("price_changed") } else { Ok(()) }
    }

    pub(super) fn moved(&mut self, today: NaiveDate, from: NaiveDate, to: NaiveDate) -> Result<(), &'static str> {
        let stand = self.stand();
        if stand.is_empty() {
            return Err("withdrawn");
        }
        if !stand.contains(&from) {
            return Err("no_such_run");
        }
        if from <= today {
            return Err("run_appeared");
        }
        if stand.contains(&to) {
            return Err("run_date_twice");
        }
        if closed(today, to) {
            return Err("past_deadline");
        }
        for runs in [&mut self.runs, &mut self.reruns] {
            for run in runs.iter_mut().filter(|run| **run == from) {
                *run = to;
            }
            runs.sort_unstable();
        }
        Ok(())
    }

    pub(super) fn rerun(&mut self, today: NaiveDate, on: NaiveDate) -> Result<(), &'static str> {
        let stand = self.stand();
        match stand.first() {
            None => return Err("withdrawn"),
            Some(first) if *first > today => return Err("not_appeared"),
            Some(_) if stand.contains(&on) => return Err("run_date_twice"),
            Some(_) if closed(today, on) => return Err("past_deadline"),
            Some(_) => {}
        }
        self.reruns.push(on);
        self.reruns.sort_unstable();
        Ok(())
    }

    pub(super) fn withdraw(
        &mut self,
        today: NaiveDate,
        named: &[NaiveDate],
        reason: bool,
        (back, shown): (Option<(u8, bool)>, Option<i64>),
    ) -> Result<Option<u8>, &'static str> {
        let stand = self.stand();
        if !reason {
            return Err("no_reason");
        }
        if stand.is_empty() {
            return Err("withdrawn");
        }
        for run in named {
            if !stand.contains(run) {
                return Err("no_such_run");
            }
            if *run <= today {
                return Err("run_appeared");
            }
        }
        let wanted = |run: &NaiveDate| *run > today && (named.is_empty() || named.contains(run));
        let going: Vec<NaiveDate> = stand.into_iter().filter(wanted).collect();
        if going.is_empty() {
            return Err("all_appeared");
        }
        let appeared = self.runs.iter().any(|run| *run <= today);
        // On the day of the first run the deadline of the second is over.
        if !appeared && closed(today, going[0]) {
            return Err("not_withdrawn_now");
        }
        let mut after = self.clone();
        let charged = self.runs.iter().filter(|run| going.contains(run)).count() as i64;
        after.fee += self.unit() * charged / if appeared { 2 } else { 10 };
        after.runs.retain(|run| !going.contains(run));
        after.reruns.retain(|run| !going.contains(run));
        after.withdrawn.extend(going);
        let went = after.settle(back, shown)?;
        *self = after;
        Ok(went)
    }

    pub(super) fn rebate(
        &mut self,
        today: NaiveDate,
        (fen, approved): (i64, bool),
        (back, shown): (Option<(u8, bool)>, Option<i64>),
    ) -> Result<Option<u8>, &'static str> {
        if !approved {
            return Err("rebate_needs_approval");
        }
        if fen == 0 {
            return Err("nothing_rebated");
        }
        match self.stand().first() {
            None => return Err("withdrawn"),
            Some(first) if *first > today => return Err("not_appeared"),
            Some(_) => {}
        }
        let gone = self.runs.iter().filter(|run| **run <= today).count() as i64;
        if fen > (self.unit() * gone - self.appeared - self.rebated).min(self.total()) {
            return Err("rebate_too_much");
        }
        let mut after = self.clone();
        after.rebated += fen;
        let went = after.settle(back, shown)?;
        *self = after;
        Ok(went)
    }

    pub(super) fn correct(
        &mut self,
        today: NaiveDate,
        asked: &Operation,
        shown: Option<i64>,
    ) -> Result<Option<u8>, &'static str> {
        let Operation::Correct { copy, size, phone, paper, back, .. } = asked else { panic!("a correction") };
        let stand = self.stand();
        if stand.is_empty() {
            return Err("withdrawn");
        }
        if stand.iter().all(|run| *run <= today) {
            return Err("all_appeared");
        }
        let same = |said: &Option<u8>, now: u8| said.is_none_or(|said| said == now);
        if same(copy, self.copy) && same(size, self.size) && same(phone, self.phone) {
            return Err("nothing_corrected");
        }
        if *copy == Some(0) {
            return Err("empty_copy");
        }
        if stand.iter().any(|run| *run > today && closed(today, *run)) {
            return Err("past_deadline");
        }
        let mut after = self.clone();
        after.copy = copy.unwrap_or(self.copy);
        after.size = size.unwrap_or(self.size);
        after.phone = phone.unwrap_or(self.phone);
        // What has appeared keeps what it cost.
        let gone = self.runs.iter().filter(|run| **run <= today).count() as i64;
        let cost = self.unit() * gone - self.appeared;
        after.appeared = after.unit() * gone - cost;
        after.fee += if *paper { 0 } else { CORRECTION.min(after.total()) };
        let went = after.settle(*back, shown)?;
        *self = after;
        Ok(went)
    }
}

/// Whether money by it comes as the customer sends it: cash gives change, and credit is none.
fn is_a_channel(method: u8) -> bool {
    (1..ACCOUNT).contains(&method)
}

/// Whether the deadline of a day has passed at ten in the morning of another: on Sunday the 25th that of Monday is over since Friday.
pub(super) fn closed(today: NaiveDate, run: NaiveDate) -> bool {
    today == date(DAYS[0]) && run <= date(DAYS[1])
}
