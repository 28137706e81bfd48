//! The books as the random sequences have them beside the stores.

use std::collections::{BTreeMap, BTreeSet};

use books::booking::{Entry, Envelope, Number, Printout};
use chrono::{DateTime, FixedOffset, NaiveDate};
use trade::ids::Rule;
use trade::refusal::Failure;

use super::super::given::*;
use super::held::{ACCOUNT, Held, Last, closed};
use super::step::*;
use super::tills::{Of, Tills};

/// The books as somebody would keep them on the back of an envelope.
#[derive(Clone, Default)]
pub(super) struct Model {
    requests: BTreeMap<u8, (Envelope, Answer)>,
    pub(super) seq: u64,
    pub(super) last_day: Option<NaiveDate>,
    last_at: Option<DateTime<FixedOffset>>,
    serials: BTreeMap<NaiveDate, u32>,
    pub(super) tills: Tills,
    pub(super) first_day: Option<NaiveDate>,
    /// The entry of the last act on a booking, and the till that it moved.
    last_money: BTreeMap<Number, (u64, Option<Of>)>,
    pub(super) paper: String,
    pub(super) bookings: BTreeMap<Number, Held>,
    /// In the order in which they were taken, each with its customer's name.
    pub(super) taken: Vec<(Number, String)>,
    /// The bookings that correct and that repeat one.
    pub(super) ties: BTreeMap<Number, (Vec<Number>, Vec<Number>)>,
    pub(super) signed: BTreeSet<Number>,
    pub(super) reviewed: BTreeSet<Number>,
    /// Whether a booking was reviewed and signed before its run was moved or it was corrected, where that was its last act.
    undoable: BTreeMap<Number, (bool, bool)>,
    pub(super) prints: BTreeMap<(Number, Printout), u32>,
}

/// What a command came to, as far as the model goes: a rule that said no, or place, time, number, change and events.
pub(super) type Answer = Result<(u64, DateTime<FixedOffset>, Option<Number>, i64, usize), Rule>;

impl Model {
    pub(super) fn ask(&mut self, step: &Step) -> Answer {
        let envelope = step.envelope();
        if let Some((first, answer)) = self.requests.get(&step.request) {
            let same = first.command.content() == envelope.command.content();
            return if same { answer.clone() } else { Err(Rule::known("request_reused")) };
        }
        let before = self.clone();
        let decided = self.decide(step, &envelope);
        let decided = decided.and_then(|done| self.may_stand(&before, &step.what).map(|()| done));
        let (number, change, events) = decided.inspect_err(|_| *self = before).map_err(Rule::known)?;
        let confirmed = matches!(step.what, Operation::Confirm) && events > 0;
        let at = if confirmed { step.at() } else { self.last_at.map_or(step.at(), |last| last.max(step.at())) };
        if events == 0 {
            return Ok((0, at, None, 0, 0));
        }
        self.seq += 1;
        // Saying who the paper is is no business of a day, and holds no clock.
        if !matches!(step.what, Operation::SetPaper { .. }) {
            (self.last_at, self.last_day) = (Some(at), Some(step.day()));
            self.first_day = self.first_day.or(Some(step.day()));
        }
        let answer = Ok((self.seq, at, number, change, events));
        self.requests.insert(step.request, (envelope, Result::clone(&answer)));
        answer
    }

    fn decide(&mut self, step: &Step, envelope: &Envelope) -> Result<(Option<Number>, i64, usize), &'static str> {
        let day = step.day();
        let shown = step.shown.map(|shown| SHOWN[usize::from(shown)] * 100);
        if self.last_day.is_some_and(|last| day < last) {
            return if matches!(step.what, Operation::Confirm) { Ok((None, 0, 1)) } else { Err("clock_back") };
        }
        match (&step.what, &envelope.command) {
            (Operation::Book { copy, phone, runs, offers, tie }, _) => {
                if *copy == 0 {
                    return Err("empty_copy");
                }
                let runs: Vec<NaiveDate> = RUNS[usize::from(*runs)].iter().map(|run| date(run)).collect();
                // The deadlines of both were on Friday.
                if runs.iter().any(|run| closed(day, *run)) {
                    return Err("past_deadline");
                }
                let tied = tie.map(|tie| self.tied(step, tie)).transpose()?;
                let free = matches!(tie, Some(Tie::Corrects(_, true)));
                let mut held = Held { runs, copy: *copy, phone: *phone, free, ..Held::default() };
                let (change, paid) = held.pay(offers, step.overpaid)?;
                let serial = self.serials.entry(day).or_insert(0);
                *serial += 1;
                let number = Number { day, serial: *serial };
                self.bookings.insert(number, held);
                self.taken.push((number, format!("客户{copy}")));
                if let (Some(first), Some(tie)) = (tied, tie) {
                    let (corrected, repeated) = self.ties.entry(first).or_default();
                    if matches!(tie, Tie::Corrects(..)) { corrected } else { repeated }.push(number);
                }
                if self.tills.is_closed(day) {
                    return Err("day_closed");
                }
                let till = self.money(step, number, &Held::default(), paid_money(offers))?;
                Ok((Some(number), change, 1 + till + paid + usize::from(tied.is_some())))
            }
            (Operation::Pay { serial, offers }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                if offers.is_empty() {
                    return Err("nothing_paid");
                }
                let was = held.clone();
                let (change, paid) = held.pay(offers, step.overpaid)?;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.remove(&number);
                Ok((None, change, self.money(step, number, &was, paid_money(offers))? + paid))
            }
            (Operation::Refund { serial, method, yuan, approved }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                held.refund(*method, *yuan * 100, *approved)?;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.remove(&number);
                Ok((None, 0, 1 + self.money(step, number, &was, *method != ACCOUNT)?))
            }
            (Operation::Move { serial, from, to }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let [from, to] = [from, to].map(|at| date(DAYS[usize::from(*at)]));
                let mut after = held.clone();
                after.moved(day, from, to)?;
                after.as_shown(shown)?;
                *held = after;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                // What was reviewed was the booking with its days; its proof stands.
                self.undoable.insert(number, (self.reviewed.remove(&number), false));
                Ok((None, 0, 1 + self.money(step, number, &was, false)?))
            }
            (Operation::Correct { serial, .. }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let went = held.correct(day, &step.what, shown)?;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.insert(number, (self.reviewed.remove(&number), self.signed.remove(&number)));
                Ok((None, 0, 1 + self.went(step, number, &was, went)?))
            }
            (Operation::Reverse { serial, payment, other: Some(other), .. }, _) => {
                let (number, other) = (step.number(*serial), step.number(*other));
                let mut held = self.bookings.get(&number).ok_or("no_such_booking")?.clone();
                held.reverse((payment.0, payment.1 * 100), None, step.overpaid)?;
                let was = self.bookings.get(&other).ok_or("no_such_booking")?.clone();
                let mut paid = was.clone();
                let (change, events) = paid.pay(&[*payment], step.overpaid)?;
                held.last = Last::Both;
                paid.last = Last::Both;
                self.undoable.remove(&number);
                self.undoable.remove(&other);
                let before = self.bookings.insert(number, held).expect("there");
                self.bookings.insert(other, paid);
                let money = payment.0 != ACCOUNT;
                let opened = self.money(step, number, &before, money)? + self.money(step, other, &was, money)?;
                Ok((None, change, 1 + events + opened))
            }
            (Operation::Reverse { serial, payment, instead, .. }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let fen = |(method, yuan): (u8, i64)| (method, yuan * 100);
                let (change, moved) = held.reverse(fen(*payment), instead.map(fen), step.overpaid)?;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.remove(&number);
                if self.tills.is_closed(day) {
                    return Err("day_closed");
                }
                Ok((None, change, 1 + usize::from(instead.is_some()) + self.money(step, number, &was, moved)?))
            }
            (Operation::Rebate { serial, yuan, approved, back }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let went = held.rebate(day, (*yuan * 100, *approved), (*back, shown))?;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.remove(&number);
                Ok((None, 0, 1 + self.went(step, number, &was, went)?))
            }
            (Operation::Rerun { serial, on }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let mut after = held.clone();
                after.rerun(day, date(DAYS[usize::from(*on)]))?;
                after.as_shown(shown)?;
                *held = after;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.remove(&number);
                Ok((None, 0, 1 + self.money(step, number, &was, false)?))
            }
            (Operation::Undo { serial }, _) => {
                let number = step.number(*serial);
                let before = self.bookings.get(&number).ok_or("no_such_booking")?.clone();
                match &before.last {
                    Last::Undone => return Err("undone_already"),
                    Last::Closed => return Err("not_undone_now"),
                    Last::Both => return Err("not_undone_alone"),
                    Last::Was(_, of) if *of != step.day => return Err("undo_too_late"),
                    Last::Taken if number.day != day => return Err("undo_too_late"),
                    Last::Was(..) | Last::Taken => {}
                }
                let (entry, till) = self.last_money.get(&number).copied().expect("an act");
                if till.is_some_and(|till| self.tills.closed_since(till, entry)) {
                    return Err("undo_after_till");
                }
                let held = self.bookings.get_mut(&number).expect("there");
                let whole = match held.last.clone() {
                    Last::Was(was, _) => {
                        *held = *was;
                        false
                    }
                    _ => {
                        held.withdrawn = std::mem::take(&mut held.runs);
                        held.came_in.clear();
                        held.payments.clear();
                        true
                    }
                };
                held.last = Last::Undone;
                let moved = moved(&before, held);
                if self.tills.is_closed(day) && (whole || !moved.is_empty()) {
                    return Err("day_closed");
                }
                // What moved nothing in all leaves a count as it is.
                let back = till.filter(|_| moved.keys().any(|method| *method != ACCOUNT));
                self.tills.take(day, back, &moved);
                let (reviewed, signed) = self.undoable.remove(&number).unwrap_or_default();
                self.reviewed.extend(reviewed.then_some(number));
                self.signed.extend(signed.then_some(number));
                Ok((None, 0, 1))
            }
            (Operation::Withdraw { serial, runs, reason, back }, _) => {
                let number = step.number(*serial);
                let named: Vec<NaiveDate> = runs.iter().map(|at| date(DAYS[usize::from(*at)])).collect();
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let went = held.withdraw(day, &named, *reason, (*back, shown))?;
                held.last = Last::Was(Box::new(was.clone()), step.day);
                self.undoable.remove(&number);
                Ok((None, 0, 1 + self.went(step, number, &was, went)?))
            }
            (Operation::Sign { serial }, _) => {
                let number = step.number(*serial);
                if self.bookings.get(&number).ok_or("no_such_booking")?.stand().is_empty() {
                    return Err("withdrawn");
                }
                // The proof is frozen with its signature.
                if !self.signed.insert(number) {
                    return Err("signed_already");
                }
                self.bookings.get_mut(&number).expect("there").last = Last::Closed;
                Ok((None, 0, 2))
            }
            (Operation::Review { serials }, _) => {
                let numbers: BTreeSet<Number> = serials.iter().map(|serial| step.number(*serial)).collect();
                // Refused by the first that stands against it, in the order in which they were named.
                for serial in serials {
                    if self.bookings.get(&step.number(*serial)).ok_or("no_such_booking")?.stand().is_empty() {
                        return Err("withdrawn");
                    }
                }
                let before = self.reviewed.len();
                for number in numbers {
                    if self.reviewed.insert(number) {
                        self.bookings.get_mut(&number).expect("there").last = Last::Closed;
                    }
                }
                Ok((None, 0, self.reviewed.len() - before))
            }
            (Operation::Print { serials, statement }, _) => {
                let numbers: BTreeSet<Number> = serials.iter().map(|serial| step.number(*serial)).collect();
                if numbers.iter().any(|number| !self.bookings.contains_key(number)) {
                    return Err("no_such_booking");
                }
                for number in &numbers {
                    *self.prints.entry((*number, printout(*statement))).or_insert(0) += 1;
                }
                Ok((None, 0, numbers.len()))
            }
            (Operation::OpenTill { till, yuan }, _) => Ok((None, 0, self.tills.open((day, *till), *yuan * 100)?)),
            (Operation::CountTill { till, before, cash, wechat }, _) => {
                let mut counted = BTreeMap::from([(0, *cash * 100)]);
                counted.extend(wechat.map(|yuan| (1, yuan * 100)));
                Ok((None, 0, self.tills.count((step.of(*before), *till), counted)?))
            }
            (Operation::Bank { till, yuan }, _) => Ok((None, 0, self.tills.bank((day, *till), *yuan * 100)?)),
            (Operation::CloseTill { till, before, explained }, _) => {
                Ok((None, 0, self.tills.close((step.of(*before), *till), *explained, self.seq + 1)?))
            }
            (Operation::CloseDay { before }, _) => {
                let first = self.first_day.map_or(day, |first| first.min(day));
                Ok((None, 0, self.tills.close_day(step.of(*before), first)?))
            }
            (Operation::ReopenDay { before, approved }, _) => {
                Ok((None, 0, self.tills.reopen_day(step.of(*before), *approved)?))
            }
            (Operation::SetPaper { name }, _) => {
                self.paper = format!("第{name}报");
                Ok((None, 0, 1))
            }
            (Operation::Confirm, _) => Ok((None, 0, 0)),
        }
    }

    /// What stands on account under a telephone number, by its place.
    pub(super) fn stands(&self, phone: usize) -> i64 {
        let under = self.bookings.values().filter(|held| usize::from(held.phone) == phone);
        under.map(Held::credit).sum()
    }

    /// Whether what stands on account may stand there, where it was this before: only where the paper agreed, and no more than it did.
    /// What is taken back brings back what stood before, but never more than may.
    fn may_stand(&self, before: &Model, what: &Operation) -> Result<(), &'static str> {
        let back = matches!(what, Operation::Undo { .. });
        for (number, held) in &self.bookings {
            let was = before.bookings.get(number).filter(|was| was.phone == held.phone).map_or(0, Held::credit);
            if LIMITS[usize::from(held.phone)].is_none() && held.credit() > was && !back {
                return Err("no_account");
            }
        }
        for (phone, limit) in LIMITS.iter().enumerate() {
            let (was, now) = (before.stands(phone), self.stands(phone));
            if limit.is_some_and(|limit| now > was && now > limit * 100) {
                return Err("over_limit");
            }
        }
        Ok(())
    }

    /// The booking to which one that is taken is tied.
    fn tied(&self, step: &Step, tie: Tie) -> Result<Number, &'static str> {
        let (Tie::Corrects(first, _) | Tie::Repeats(first)) = tie;
        let number = step.number(first);
        let held = self.bookings.get(&number).ok_or("no_such_booking")?;
        match (tie, held.stand().first()) {
            (Tie::Repeats(_), _) => Ok(number),
            (Tie::Corrects(..), None) => Err("withdrawn"),
            (Tie::Corrects(..), Some(first)) if *first > step.day() => Err("not_appeared"),
            (Tie::Corrects(..), Some(_)) => Ok(number),
        }
    }

    /// How many events a refund that goes with an act comes to.
    fn went(&mut self, step: &Step, number: Number, was: &Held, went: Option<u8>) -> Result<usize, &'static str> {
        let opened = self.money(step, number, was, went.is_some_and(|method| method != ACCOUNT))?;
        Ok(usize::from(went.is_some()) + opened)
    }

    /// What an act on a booking moved, which was this before; `money` says whether more than credit moved. Gives how many tills it opened.
    fn money(&mut self, step: &Step, number: Number, was: &Held, money: bool) -> Result<usize, &'static str> {
        let day = step.day();
        let moved = moved(was, &self.bookings[&number]);
        if self.tills.is_closed(day) && (money || !moved.is_empty()) {
            return Err("day_closed");
        }
        let (of, opened) = match money {
            true => self.tills.receive(day, step.till).map(|(of, opened)| (Some(of), opened))?,
            false => (None, 0),
        };
        self.tills.take(day, of, &moved);
        self.last_money.insert(number, (self.seq + 1, of));
        Ok(opened)
    }
}

/// Whether more than credit is among offers.
fn paid_money(offers: &[(u8, i64)]) -> bool {
    offers.iter().any(|(method, _)| *method != ACCOUNT)
}

/// What moved by method between two states of a booking.
fn moved(was: &Held, now: &Held) -> BTreeMap<u8, i64> {
    let mut moved = now.came_in.clone();
    for (method, sum) in &was.came_in {
        *moved.entry(*method).or_insert(0) -= sum;
    }
    moved.retain(|_, sum| *sum != 0);
    moved
}

pub(super) fn answer(given: &Result<Entry, Failure>) -> Answer {
    match given {
        Ok(entry) => Ok((entry.seq, entry.at, entry.taken(), entry.change().as_fen(), entry.events.len())),
        Err(Failure::Refused(refusal)) => Err(refusal.rule()),
        Err(Failure::Fault(fault)) => panic!("{fault:?}"),
    }
}
