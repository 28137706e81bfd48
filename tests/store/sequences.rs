//! Random sequences of commands on every store and on a naive model beside them: all answer the same.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use books::booking::{
    Act, Amend, Back, Command, Customer, Entry, Envelope, Method, Move, Number, Offer, OfficeAct, Printout, Refund,
    RuleKind, SignedHow, TillAct, Undo, Withdraw,
};
use books::store::{By, Memory, Sqlite, Store, whole_day};
use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::money::Money;
use trade::refusal::Failure;
use trade::settings::Paper;

use super::given::*;

/// What is asked, and when, and under which request id: few of each, so that they meet.
#[derive(Debug, Clone)]
struct Step {
    request: u8,
    day: u32,
    minute: u32,
    what: What,
    /// Whether the books are read back after it in the long form too.
    proved: bool,
}

#[derive(Debug, Clone)]
enum What {
    Book {
        copy: u8,
        phone: u8,
        runs: u8,
        offers: Vec<(u8, i64)>,
    },
    Pay {
        serial: u32,
        offers: Vec<(u8, i64)>,
    },
    Sign {
        serial: u32,
    },
    Review {
        serials: Vec<u32>,
    },
    Print {
        serials: Vec<u32>,
        statement: bool,
    },
    OpenTill {
        yuan: i64,
    },
    SetPaper {
        name: u8,
    },
    Confirm,
    /// The runs of these places among the two days of publication; none for all.
    Withdraw {
        serial: u32,
        runs: Vec<u8>,
        reason: bool,
    },
    Refund {
        serial: u32,
        method: u8,
        yuan: i64,
        approved: bool,
    },
    /// From and to days by their places.
    Move {
        serial: u32,
        from: u8,
        to: u8,
    },
    Undo {
        serial: u32,
    },
}

const PHONES: [&str; 3] = ["17600000013", "13800000012", "0532-88187720"];
const RUNS: [&[&str]; 3] = [&["2026-01-25"], &["2026-01-25", "2026-01-26"], &["2026-01-26"]];
/// The days of publication; to the last of them runs are moved only.
const DAYS: [&str; 3] = ["2026-01-25", "2026-01-26", "2026-01-27"];
/// Withdrawing costs a tenth before the deadline, on Friday the 23rd, and half of the rest once a run has appeared.
const TERMS: &str = "[[cancellation]]\nstage = \"before_deadline\"\npercent = 10\n\
    [[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n";

impl Step {
    fn at(&self) -> DateTime<FixedOffset> {
        time(&format!("2026-01-{}T10:{:02}", self.day, self.minute))
    }

    fn day(&self) -> NaiveDate {
        self.at().date_naive()
    }

    /// A booking of the day before or of this one: even and odd serials.
    fn number(&self, serial: u32) -> Number {
        Number { day: date(&format!("2026-01-{}", 20 + serial % 2)), serial: serial / 2 + 1 }
    }

    fn envelope(&self) -> Envelope {
        let offers = |offers: &[(u8, i64)]| {
            let offer = |(method, yuan): &(u8, i64)| {
                Offer::new(Method::ALL[usize::from(*method) % Method::ALL.len()], Money::yuan(*yuan))
            };
            offers.iter().map(offer).collect::<Vec<_>>()
        };
        let command = match &self.what {
            What::Book { copy, phone, runs, offers: paid } => {
                let name = format!("客户{copy}");
                let copy = if *copy == 0 { " ".to_owned() } else { format!("启事{copy}") };
                let (phone, runs) = (PHONES[usize::from(*phone) % 3], RUNS[usize::from(*runs) % 3]);
                let mut booked = order(&copy, phone, runs, offers(paid));
                booked.customer = Customer::checked(phone, &name, "", "").expect("a customer");
                Command::Take(vec![booked])
            }
            What::Pay { serial, offers: paid } => Command::On(self.number(*serial), Act::Pay(offers(paid))),
            What::Sign { serial } => {
                let size: trade::measure::Size = "7.2x10".parse().expect("a size");
                let act = Act::Sign {
                    how: SignedHow::Paper,
                    who: "王敏".to_owned().into(),
                    sheet: Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen"),
                };
                Command::On(self.number(*serial), act)
            }
            What::Review { serials } => Command::each(serials.iter().map(|serial| self.number(*serial)), &Act::Review),
            What::Print { serials, statement } => {
                let act = Act::Print { paper: printout(*statement), drawn: None };
                Command::each(serials.iter().map(|serial| self.number(*serial)), &act)
            }
            What::OpenTill { yuan } => Command::Till(TillAct::Open { float: Money::yuan(*yuan) }),
            What::SetPaper { name } => {
                let paper = Paper::checked(&format!("第{name}报"), "", None).expect("sound");
                Command::Office(OfficeAct::SetPaper(paper))
            }
            What::Confirm => Command::Office(OfficeAct::ConfirmClock { reason: "时钟曾快".to_owned() }),
            What::Withdraw { serial, runs, reason } => {
                let runs = runs.iter().map(|at| date(DAYS[usize::from(*at) % 2])).collect();
                let reason = if *reason { "不登了" } else { " " }.to_owned();
                Command::On(self.number(*serial), Act::Amend(Amend::Withdraw(Withdraw { runs, reason, refund: None })))
            }
            What::Refund { serial, method, yuan, approved } => {
                let approved_by = if *approved { "张主任" } else { "" }.to_owned();
                let back = Back { method: Method::ALL[usize::from(*method)], serial: None, approved_by };
                let refund = Refund { back, amount: Money::yuan(*yuan), reason: "多收".to_owned() };
                Command::On(self.number(*serial), Act::Amend(Amend::Refund(refund)))
            }
            What::Move { serial, from, to } => {
                let [from, to] = [from, to].map(|at| date(DAYS[usize::from(*at)]));
                let moving = Move { from, to, reason: "改期".to_owned() };
                Command::On(self.number(*serial), Act::Amend(Amend::Move(moving)))
            }
            What::Undo { serial } => {
                Command::On(self.number(*serial), Act::Amend(Amend::Undo(Undo { reason: "点错".to_owned() })))
            }
        };
        Envelope { request: format!("r-{}", self.request), person: "柜台".to_owned(), at: self.at(), command }
    }
}

fn printout(statement: bool) -> Printout {
    if statement { Printout::Statement } else { Printout::Proof }
}

fn any_step() -> impl Strategy<Value = Step> {
    let offers = || proptest::collection::vec((0u8..6, 0i64..1_500), 0..3);
    let what = prop_oneof![
        4 => (0u8..5, 0u8..3, 0u8..3, offers())
            .prop_map(|(copy, phone, runs, offers)| What::Book { copy, phone, runs, offers }),
        3 => (0u32..6, offers()).prop_map(|(serial, offers)| What::Pay { serial, offers }),
        1 => (0u32..6).prop_map(|serial| What::Sign { serial }),
        1 => proptest::collection::vec(0u32..6, 0..4).prop_map(|serials| What::Review { serials }),
        1 => (proptest::collection::vec(0u32..6, 0..4), any::<bool>())
            .prop_map(|(serials, statement)| What::Print { serials, statement }),
        1 => (0i64..500).prop_map(|yuan| What::OpenTill { yuan }),
        1 => (0u8..3).prop_map(|name| What::SetPaper { name }),
        1 => Just(What::Confirm),
        4 => (0u32..6, proptest::collection::vec(0u8..2, 0..3), (0u8..8).prop_map(|one| one > 0))
            .prop_map(|(serial, runs, reason)| What::Withdraw { serial, runs, reason }),
    ];
    let what = prop_oneof![
        4 => what,
        1 => (0u32..6, 0u8..6, 0i64..1_200, any::<bool>())
            .prop_map(|(serial, method, yuan, approved)| What::Refund { serial, method, yuan, approved }),
        1 => (0u32..6, 0u8..3, 0u8..3).prop_map(|(serial, from, to)| What::Move { serial, from, to }),
        1 => (0u32..6).prop_map(|serial| What::Undo { serial }),
    ];
    // Few are asked on the day of the first run.
    let day = prop_oneof![12 => 20u32..22, 1 => Just(25u32)];
    let step = (0u8..24, day, 0u32..3, what, proptest::bool::weighted(1.0 / 16.0));
    step.prop_map(|(request, day, minute, what, proved)| Step { request, day, minute, what, proved })
}

/// The books as somebody would keep them on the back of an envelope.
#[derive(Default)]
struct Model {
    requests: BTreeMap<u8, (Envelope, Answer)>,
    seq: u64,
    last_day: Option<NaiveDate>,
    last_at: Option<DateTime<FixedOffset>>,
    serials: BTreeMap<NaiveDate, u32>,
    tills: BTreeMap<NaiveDate, Money>,
    paper: String,
    bookings: BTreeMap<Number, Held>,
    /// In the order in which they were taken, each with its phone and its customer's name.
    taken: Vec<(usize, String)>,
    signed: BTreeSet<Number>,
    reviewed: BTreeSet<Number>,
    /// Whether a booking was reviewed before its run was moved, where that was its last act.
    undoable: BTreeMap<Number, bool>,
    prints: BTreeMap<(Number, Printout), u32>,
}

/// A booking as the model has it. Sums are in fen.
#[derive(Debug, Clone, Default)]
struct Held {
    runs: Vec<NaiveDate>,
    withdrawn: Vec<NaiveDate>,
    fee: i64,
    /// What came in and stayed, by the place of its method; credit given back of itself is off it.
    came_in: BTreeMap<u8, i64>,
    /// What went back of money.
    refunded: i64,
    /// What it was before its last act, and the day of that.
    last: Last,
}

/// The last act on a booking, as far as it can be taken back.
#[derive(Debug, Clone, Default)]
enum Last {
    /// It was taken.
    #[default]
    Taken,
    /// This is what it was before.
    Was(Box<Held>, u32),
    /// It was signed or reviewed.
    Closed,
    /// It was taken back.
    Undone,
}

/// What a run costs.
const RUN: i64 = 99_900;
/// The place of credit among the methods.
const ACCOUNT: u8 = 5;

impl Held {
    fn total(&self) -> i64 {
        RUN * self.runs.len() as i64
    }

    fn credit(&self) -> i64 {
        self.came_in.get(&ACCOUNT).copied().unwrap_or(0)
    }

    fn paid(&self) -> i64 {
        self.came_in.values().sum::<i64>() - self.credit()
    }

    /// What is owed; below zero what is owed back.
    fn due(&self) -> i64 {
        self.total() + self.fee - self.paid() - self.credit()
    }

    /// Takes offers of whole yuan; gives the change in yuan.
    fn pay(&mut self, offers: &[(u8, i64)]) -> Result<i64, &'static str> {
        let mut after = self.clone();
        let mut change = 0;
        for (method, yuan) in offers {
            let (fen, owing) = (*yuan * 100, after.due().max(0));
            let taken = match fen {
                0 => return Err("nothing_paid"),
                fen if fen <= owing => fen,
                fen if *method == 0 && owing > 0 => {
                    change += fen - owing;
                    owing
                }
                _ => return Err("paid_too_much"),
            };
            *after.came_in.entry(*method).or_insert(0) += taken;
        }
        *self = after;
        Ok(change)
    }

    fn refund(&mut self, method: u8, yuan: i64, approved: bool) -> Result<(), &'static str> {
        let fen = yuan * 100;
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

    fn moved(&mut self, today: NaiveDate, from: NaiveDate, to: NaiveDate) -> Result<(), &'static str> {
        if self.runs.is_empty() {
            return Err("withdrawn");
        }
        if !self.runs.contains(&from) {
            return Err("no_such_run");
        }
        if from <= today {
            return Err("run_appeared");
        }
        if self.runs.contains(&to) {
            return Err("run_date_twice");
        }
        if today == date(DAYS[0]) && to != date(DAYS[2]) {
            return Err("past_deadline");
        }
        self.runs.retain(|run| *run != from);
        self.runs.push(to);
        self.runs.sort_unstable();
        Ok(())
    }

    fn withdraw(&mut self, today: NaiveDate, named: &[NaiveDate], reason: bool) -> Result<(), &'static str> {
        if !reason {
            return Err("no_reason");
        }
        if self.runs.is_empty() {
            return Err("withdrawn");
        }
        for run in named {
            if !self.runs.contains(run) {
                return Err("no_such_run");
            }
            if *run <= today {
                return Err("run_appeared");
            }
        }
        let wanted = |run: &NaiveDate| *run > today && (named.is_empty() || named.contains(run));
        let going: Vec<NaiveDate> = self.runs.iter().copied().filter(wanted).collect();
        if going.is_empty() {
            return Err("all_appeared");
        }
        let appeared = self.runs.iter().any(|run| *run <= today);
        // On the day of the first run the deadline of the second is over.
        if !appeared && today == date(DAYS[0]) && going[0] == date(DAYS[1]) {
            return Err("not_withdrawn_now");
        }
        self.fee += RUN * going.len() as i64 / if appeared { 2 } else { 10 };
        self.runs.retain(|run| !going.contains(run));
        self.withdrawn.extend(going);
        // Credit never stands beyond what is owed.
        let credit = self.credit().min((self.total() + self.fee - self.paid()).max(0));
        if self.credit() > 0 {
            self.came_in.insert(ACCOUNT, credit);
        }
        Ok(())
    }
}

/// What a command came to, as far as the model goes: a rule that said no, or place, time, number, change and events.
type Answer = Result<(u64, DateTime<FixedOffset>, Option<Number>, i64, usize), &'static str>;

impl Model {
    fn ask(&mut self, step: &Step) -> Answer {
        let envelope = step.envelope();
        if let Some((first, answer)) = self.requests.get(&step.request) {
            let same = first.command.asked() == envelope.command.asked();
            return if same { *answer } else { Err("request_reused") };
        }
        let (number, change, events) = self.decide(step, &envelope)?;
        let confirmed = matches!(step.what, What::Confirm) && events > 0;
        let at = if confirmed { step.at() } else { self.last_at.map_or(step.at(), |last| last.max(step.at())) };
        if events == 0 {
            return Ok((0, at, None, 0, 0));
        }
        self.seq += 1;
        // Saying who the paper is is no business of a day, and holds no clock.
        if !matches!(step.what, What::SetPaper { .. }) {
            (self.last_at, self.last_day) = (Some(at), Some(step.day()));
        }
        let answer = Ok((self.seq, at, number, change, events));
        self.requests.insert(step.request, (envelope, answer));
        answer
    }

    fn decide(&mut self, step: &Step, envelope: &Envelope) -> Result<(Option<Number>, i64, usize), &'static str> {
        let day = step.day();
        if self.last_day.is_some_and(|last| day < last) {
            return if matches!(step.what, What::Confirm) { Ok((None, 0, 1)) } else { Err("clock_back") };
        }
        match (&step.what, &envelope.command) {
            (What::Book { copy, phone, runs, offers }, _) => {
                if *copy == 0 {
                    return Err("empty_copy");
                }
                // Both deadlines were on Friday.
                if step.day == 25 {
                    return Err("past_deadline");
                }
                let runs: Vec<NaiveDate> = RUNS[usize::from(*runs)].iter().map(|run| date(run)).collect();
                let mut held = Held { runs, ..Held::default() };
                let change = held.pay(offers)?;
                let serial = self.serials.entry(day).or_insert(0);
                *serial += 1;
                let number = Number { day, serial: *serial };
                self.bookings.insert(number, held);
                self.taken.push((usize::from(*phone), format!("客户{copy}")));
                let till = self.opens(day, !offers.is_empty());
                Ok((Some(number), change, 1 + till + offers.len()))
            }
            (What::Pay { serial, offers }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                if offers.is_empty() {
                    return Err("nothing_paid");
                }
                let was = held.clone();
                let change = held.pay(offers)?;
                held.last = Last::Was(Box::new(was), step.day);
                self.undoable.remove(&number);
                Ok((None, change, self.opens(day, !offers.is_empty()) + offers.len()))
            }
            (What::Refund { serial, method, yuan, approved }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                held.refund(*method, *yuan, *approved)?;
                held.last = Last::Was(Box::new(was), step.day);
                self.undoable.remove(&number);
                Ok((None, 0, 1 + self.opens(day, *method != ACCOUNT)))
            }
            (What::Move { serial, from, to }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                let [from, to] = [from, to].map(|at| date(DAYS[usize::from(*at)]));
                held.moved(day, from, to)?;
                held.last = Last::Was(Box::new(was), step.day);
                let reviewed = self.reviewed.remove(&number);
                self.undoable.insert(number, reviewed);
                Ok((None, 0, 1))
            }
            (What::Undo { serial }, _) => {
                let number = step.number(*serial);
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                match held.last.clone() {
                    Last::Undone => return Err("undone_already"),
                    Last::Closed => return Err("not_undone_now"),
                    Last::Was(_, of) if of != step.day => return Err("undo_too_late"),
                    Last::Taken if number.day != day => return Err("undo_too_late"),
                    Last::Was(was, _) => *held = *was,
                    Last::Taken => {
                        held.withdrawn = std::mem::take(&mut held.runs);
                        held.came_in.clear();
                    }
                }
                held.last = Last::Undone;
                if self.undoable.remove(&number) == Some(true) {
                    self.reviewed.insert(number);
                }
                Ok((None, 0, 1))
            }
            (What::Withdraw { serial, runs, reason }, _) => {
                let number = step.number(*serial);
                let named: Vec<NaiveDate> = runs.iter().map(|at| date(DAYS[usize::from(*at) % 2])).collect();
                let held = self.bookings.get_mut(&number).ok_or("no_such_booking")?;
                let was = held.clone();
                held.withdraw(day, &named, *reason)?;
                held.last = Last::Was(Box::new(was), step.day);
                self.undoable.remove(&number);
                Ok((None, 0, 1))
            }
            (What::Sign { serial }, _) => {
                let number = step.number(*serial);
                if self.bookings.get(&number).ok_or("no_such_booking")?.runs.is_empty() {
                    return Err("withdrawn");
                }
                // The proof is frozen with its signature.
                if !self.signed.insert(number) {
                    return Err("signed_already");
                }
                self.bookings.get_mut(&number).expect("there").last = Last::Closed;
                Ok((None, 0, 2))
            }
            (What::Review { serials }, _) => {
                let numbers: BTreeSet<Number> = serials.iter().map(|serial| step.number(*serial)).collect();
                // Refused by the first that stands against it, in the order in which they were named.
                for serial in serials {
                    if self.bookings.get(&step.number(*serial)).ok_or("no_such_booking")?.runs.is_empty() {
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
            (What::Print { serials, statement }, _) => {
                let numbers: BTreeSet<Number> = serials.iter().map(|serial| step.number(*serial)).collect();
                if numbers.iter().any(|number| !self.bookings.contains_key(number)) {
                    return Err("no_such_booking");
                }
                for number in &numbers {
                    *self.prints.entry((*number, printout(*statement))).or_insert(0) += 1;
                }
                Ok((None, 0, numbers.len()))
            }
            (What::OpenTill { yuan }, _) => {
                if self.tills.contains_key(&day) {
                    return Ok((None, 0, 0));
                }
                self.tills.insert(day, Money::yuan(*yuan));
                Ok((None, 0, 1))
            }
            (What::SetPaper { name }, _) => {
                self.paper = format!("第{name}报");
                Ok((None, 0, 1))
            }
            (What::Confirm, _) => Ok((None, 0, 0)),
        }
    }

    fn opens(&mut self, day: NaiveDate, moves: bool) -> usize {
        let opens = moves && !self.tills.contains_key(&day);
        if opens {
            self.tills.insert(day, Money::ZERO);
        }
        usize::from(opens)
    }
}

fn answer(given: &Result<Entry, Failure>) -> Answer {
    match given {
        Ok(entry) => Ok((entry.seq, entry.at, entry.taken(), entry.change().as_fen(), entry.events.len())),
        Err(Failure::Refused(refusal)) => Err(refusal.rule()),
        Err(Failure::Fault(fault)) => panic!("{fault:?}"),
    }
}

/// Everything that can be read of the books, beside what the model says.
fn agree(model: &Model, store: &mut dyn Store) {
    for day in ["2026-01-20", "2026-01-21"].map(date) {
        let house = store.folder_state(day).expect("read");
        assert_eq!(house.paper.name, model.paper);
        assert_eq!((house.till, house.last_day), (model.tills.get(&day).copied(), model.last_day));
        let rows = whole_day(store, day, By::Taken).expect("read");
        let of_day: Vec<_> = model.bookings.iter().filter(|(number, _)| number.day == day).collect();
        assert_eq!(
            rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            of_day.iter().map(|(n, _)| **n).collect::<Vec<_>>()
        );
        for (row, (_, held)) in rows.iter().zip(of_day) {
            let sums = [row.total, row.fee, row.paid, row.on_account, row.owing, row.overpaid].map(Money::as_fen);
            let (owing, overpaid) = (held.due().max(0), (-held.due()).max(0));
            assert_eq!(sums, [held.total(), held.fee, held.paid(), held.credit(), owing, overpaid]);
            assert_eq!((&row.runs, &row.withdrawn), (&held.runs, &held.withdrawn));
        }
    }
    for run in DAYS {
        let rows = store.day(date(run), By::Running, None, 100).expect("read");
        let running = model.bookings.iter().filter(|(_, held)| held.runs.contains(&date(run)));
        let running: Vec<Number> = running.map(|(number, _)| *number).collect();
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), running);
    }
    for number in model.bookings.keys() {
        let booking = store.booking(*number).expect("read").expect("there");
        let came_in: Money =
            booking.payments.iter().filter(|(_, p)| p.method != Method::Account).map(|(_, p)| p.amount).sum();
        assert_eq!(came_in, booking.paid() + booking.refunded());
        let held = &model.bookings[number];
        assert_eq!(booking.refunded().as_fen(), held.refunded);
        assert_eq!(booking.runs(), held.runs);
        let costs = booking.total() + booking.fee() + booking.overpaid();
        assert_eq!(costs, booking.paid() + booking.on_account() + booking.owing());
        assert!(booking.owing() == Money::ZERO || booking.overpaid() == Money::ZERO);
        assert_eq!(booking.signed.is_some(), model.signed.contains(number));
        assert_eq!(booking.reviewed.is_some(), model.reviewed.contains(number));
        for paper in [Printout::Proof, Printout::Statement] {
            assert_eq!(booking.prints(paper), model.prints.get(&(*number, paper)).copied().unwrap_or(0));
        }
    }
    for (at, phone) in PHONES.iter().enumerate() {
        let key = books::booking::phone_key(phone).expect("a phone");
        let known = store.known(&key).expect("read").map(|customer| customer.name.text().to_owned());
        let last = model.taken.iter().rev().find(|(phone, _)| *phone == at).map(|(_, name)| name.clone());
        assert_eq!(known, last);
    }
}

/// How many sequences of 1 to 23 commands the long form tries; none in the suite.
fn long() -> Option<u32> {
    let said = std::env::var("QISHI_SEQUENCES").ok();
    said.map(|said| said.parse().expect("QISHI_SEQUENCES is a number"))
}

/// `QISHI_SEQUENCES=84000` makes a million commands of them, twelve a sequence in the mean, and counts them.
///
/// In the suite both stores are verified after each command. In the long form they are at the end of each sequence and after one
/// command in sixteen of it: verifying costs many times the command. A sequence ends after any number of commands
/// from 1 to 23 with the same chance, and what it began with is a sequence like any other; so the state after so many commands is
/// verified thousands of times for each number of them, and by the places within it also where later commands would have made good
/// what one left wrong. Answers are compared with the model's after each command in both forms.
#[test]
fn every_store_answers_as_the_model_does() {
    let long = long();
    let config = ProptestConfig { cases: long.unwrap_or(24), failure_persistence: None, ..ProptestConfig::default() };
    let (tried, commands, verified, begun) = (Cell::new(0u32), Cell::new(0usize), Cell::new(0usize), Instant::now());
    let tell = || {
        let (tried, commands, verified) = (tried.get(), commands.get(), verified.get());
        let seconds = begun.elapsed().as_secs();
        eprintln!("{tried} sequences, {commands} commands, verified {verified} times, {seconds} s");
    };
    let run = TestRunner::new(config).run(&proptest::collection::vec(any_step(), 1..24), |steps| {
        let answered = both_answer_as_the_model(&steps, |step| long.is_none() || step.proved)?;
        tried.set(tried.get() + 1);
        commands.set(commands.get() + steps.len());
        verified.set(verified.get() + answered);
        if long.is_some() && tried.get() % 1_000 == 0 {
            tell();
        }
        Ok(())
    });
    tell();
    if let Err(failed) = run {
        panic!("{failed}");
    }
}

/// Asks both stores and the model the same, and compares everything that they say. Gives how often the stores were verified: at the
/// end, and after the steps of which this says so.
fn both_answer_as_the_model(steps: &[Step], after: impl Fn(&Step) -> bool) -> Result<usize, TestCaseError> {
    let folder = tempfile::tempdir().expect("a folder");
    let found = envelope("founding", "2026-01-20T08:00", Command::Office(OfficeAct::Found { practice: false }));
    let (mut memory, mut model) = (Memory::new(), Model::default());
    memory.execute(&found).expect("founded");
    let mut sqlite = Sqlite::init(folder.path(), false, found.at, "柜台").expect("founded");
    let text = include_str!("../../assets/cards/qishi-2026-01.toml").replace("2026-01\"", "2026-01b\"");
    let card =
        OfficeAct::EnterRules { kind: RuleKind::Card, text: format!("{text}\n{TERMS}"), from: date("2026-01-20") };
    let card = envelope("card", "2026-01-20T08:00", Command::Office(card));
    for store in [&mut memory as &mut dyn Store, &mut sqlite] {
        store.execute(&card).expect("entered");
    }
    model.seq = 2;
    let mut verified = 0;
    for (at, step) in (1..).zip(steps) {
        let expected = model.ask(step);
        let envelope = step.envelope();
        let (one, other) = (memory.execute(&envelope), sqlite.execute(&envelope));
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(answer(&one), expected, "{:?}", step);
        if at == steps.len() || after(step) {
            sound(&mut memory);
            sound(&mut sqlite);
            verified += 1;
        }
    }
    agree(&model, &mut memory);
    agree(&model, &mut sqlite);
    // And once more after the file was closed and opened.
    drop(sqlite);
    let mut sqlite = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    agree(&model, &mut sqlite);
    for number in model.bookings.keys() {
        prop_assert_eq!(memory.booking(*number), sqlite.booking(*number));
    }
    Ok(verified)
}
