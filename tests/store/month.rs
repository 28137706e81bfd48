//! A month of a counter: openings, ads, money of every sort, mishaps, closings, reopened days. Every evening the takings are what the tills took and
//! what the journal says, to the fen, in memory and in a file. One day the file is lost, and a copy of that noon comes back.

use std::collections::BTreeMap;

use books::booking::{
    Act, Amend, Back, Banknotes, Command, DayAct, Entry, Envelope, Event, Figures, Method, MethodSums, Number, Offer,
    OfficeAct, OfficeEvent, Refund, Reverse, ShiftFigures, TillAct, TillId, TillName, Undo, Void, Withdraw,
};
use books::persons::Identities;
use books::store::backup::{self, Backups, RestoreRequest};
use books::store::{Memory, Sqlite, Store};
use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use proptest::prelude::*;
use tempfile::TempDir;
use trade::ids::{PersonName, Rule};
use trade::money::Money;
use trade::refusal::Failure;

use super::given::*;

/// Chances that are the same for the same seed (Steele, Lea, Flood 2014: SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    fn method(&mut self) -> Method {
        Method::ALL[self.below(6) as usize]
    }
}

/// Two stores of which the same is asked.
struct Counter {
    memory: Memory,
    sqlite: Sqlite,
    /// The folder of the file.
    folder: TempDir,
    /// Everything that was asked, from the founding on.
    log: Vec<Envelope>,
    chance: Chance,
    day: NaiveDate,
    minute: u32,
    request: u32,
    bookings: Vec<Number>,
    /// What was refused, by its rule.
    refused: BTreeMap<Rule, u32>,
    /// The numbers that became void when a copy came back.
    void: Vec<Number>,
}

fn second() -> TillName {
    "窗口2".parse().expect("a name")
}

impl Counter {
    /// The next minute of the day.
    fn tick(&mut self) -> DateTime<FixedOffset> {
        self.minute += 1;
        time(&format!("{}T{:02}:{:02}", self.day, 8 + self.minute / 60, self.minute % 60))
    }

    /// Asks both stores, which answer the same.
    fn ask(&mut self, till: Option<TillName>, command: Command) -> Result<Entry, Failure> {
        self.request += 1;
        let at = self.tick();
        let envelope = Envelope { till, ..envelope(&format!("r-{}", self.request), "2026-01-20T08:00", command) };
        let envelope = Envelope { at, ..envelope };
        let (one, other) = (self.memory.execute(&envelope), self.sqlite.execute(&envelope));
        assert_eq!(one, other, "{envelope:?}");
        self.log.push(envelope);
        match &one {
            Err(Failure::Refused(refusal)) => *self.refused.entry(refusal.rule()).or_insert(0) += 1,
            Err(Failure::Fault(fault)) => panic!("{fault:?}"),
            Ok(entry) => {
                let taken = entry.taken_all();
                assert!(taken.iter().all(|number| !self.void.contains(number)), "given again: {taken:?}");
                self.bookings.extend(taken);
            }
        }
        one
    }

    /// A copy is made at noon, some more is done, and then the file is lost: the copy comes back, and what was done since is told, its
    /// numbers are void, and work goes on as if it had not been.
    fn lose_the_file(&mut self) {
        let at = self.tick();
        let copy = Backups::of(self.folder.path()).make(at).expect("a copy").copy;
        let (asked, kept) = (self.log.len(), self.bookings.len());
        for _ in 0..8 {
            self.take();
            self.act();
        }
        let lost = self.bookings.split_off(kept);
        assert!(!lost.is_empty(), "something is lost");
        let restore = RestoreRequest {
            folder: self.folder.path().to_path_buf(),
            file: copy.path,
            as_it_is: false,
            given: Vec::new(),
            request: "restore".to_owned(),
            person: PersonName::known("柜台"),
            identities: Identities::none(),
            at: self.tick(),
            reason: "硬盘坏了".to_owned(),
        };
        let report = backup::restore(&restore, &mut |_| {}).expect("restored");
        let loss = report.prospect.expect("done for the first time").loss;
        assert_eq!(loss.bookings, lost);
        self.void = loss.void.iter().flat_map(Void::numbers).collect();
        assert!(lost.iter().all(|number| self.void.contains(number)), "{:?}", self.void);
        self.sqlite = Sqlite::open_existing(self.folder.path()).expect("opened").expect("there");
        // The books in memory lose the same, and are told the same.
        self.log.truncate(asked);
        self.memory = Memory::new();
        for envelope in &self.log {
            drop(self.memory.execute(envelope));
        }
        let Some(Event::Office(OfficeEvent::Restored(restored))) = report.entry.events.first() else {
            panic!("{:?}", report.entry)
        };
        let command = Command::Office(OfficeAct::Restore(restored.clone()));
        let told = Envelope { at: restore.at, ..envelope(&restore.request, "2026-01-20T08:00", command) };
        assert_eq!(self.memory.execute(&told), Ok(report.entry));
        self.log.push(told);
    }

    fn till(&mut self) -> Option<TillName> {
        match self.chance.below(4) {
            0 => Some(second()),
            1 => Some(TillName::MAIN),
            _ => None,
        }
    }

    /// An ad with some payment, or none.
    fn take(&mut self) {
        let mut offers = Vec::new();
        for _ in 0..self.chance.below(3) {
            let yuan = [100, 499, 500, 999, 1_000][self.chance.below(5) as usize];
            offers.push(Offer::new(self.chance.method(), Money::yuan(yuan)));
        }
        let run = self.day + Days::new(5);
        let order = order("新婚快乐", "17600000013", &[&run.to_string()], offers);
        let till = self.till();
        let _ = self.ask(till, Command::Take(vec![order]));
    }

    /// Something about the money of an earlier booking; much of it is refused.
    fn act(&mut self) {
        let Some(number) = self.chance.below(self.bookings.len() as u64 + 1).checked_sub(1) else { return };
        let number = self.bookings[number as usize];
        let (reason, amount) = ("柜台".to_owned(), Money::fen(self.chance.below(60_000) as i64));
        let method = self.chance.method();
        let act = match self.chance.below(6) {
            0 | 1 => Act::Pay(vec![Offer::new(method, amount)]),
            2 => {
                let back = Back { method, serial: None, approved_by: "张主任".into() };
                Act::Amend(Amend::Refund(Refund { back, amount, reason }))
            }
            3 => {
                let paid = self.memory.booking(number).expect("read").expect("there").payments;
                let Some((_, paid)) = paid.last() else { return };
                let payment = Offer::new(paid.method, paid.amount);
                let instead = vec![Offer::new(method, paid.amount)];
                Act::Amend(Amend::Reverse(Reverse { payment, instead, paid_for: None, reason }))
            }
            4 => Act::Amend(Amend::Undo(Undo { reason, shown: None })),
            _ => Act::Amend(Amend::Withdraw(Withdraw { runs: Vec::new(), reason, refund: None })),
        };
        let till = self.till();
        let _ = self.ask(till, Command::On(number, act));
    }

    /// Counts and closes every open till of a day, some with a difference.
    fn close_tills(&mut self, day: NaiveDate) {
        let open: Vec<(TillId, MethodSums)> = {
            let tills = self.memory.folder_state(day).expect("read").tills;
            tills.open().map(|till| (till.id, till.shift().expect("open").expected())).collect()
        };
        for (till, expected) in open {
            let mut counted: MethodSums = expected.into_iter().map(|(way, sum)| (way, sum.max(Money::ZERO))).collect();
            if self.chance.one_in(4) {
                *counted.entry(Method::Cash).or_default() += Money::fen(self.chance.below(200) as i64);
            }
            let count = TillAct::Count { till, counted, notes: Banknotes::default() };
            self.ask(None, Command::Till(count)).expect("counted");
            if self.chance.one_in(3) {
                let (amount, notes) = (Money::yuan(self.chance.below(900) as i64), Banknotes::default());
                let _ = self.ask(None, Command::Till(TillAct::Bank { till, amount, notes }));
            }
            let unexplained = TillAct::Close { till, explained: String::new() };
            if self.ask(None, Command::Till(unexplained)).is_err() {
                let explained = TillAct::Close { till, explained: "找零".to_owned() };
                self.ask(None, Command::Till(explained)).expect("closed");
            }
        }
    }

    /// Closes a day and holds what its money comes to against the journal.
    fn close(&mut self, day: NaiveDate) {
        if self.ask(None, Command::Day(day, DayAct::Close { reason: String::new() })).is_err() {
            self.close_tills(day);
            self.ask(None, Command::Day(day, DayAct::Close { reason: String::new() })).expect("closed");
        }
        let figures = self.memory.evening(day).expect("read").figures;
        assert_eq!(self.sqlite.evening(day).expect("read").figures, figures);
        self.agree(day, &figures);
    }

    /// Takings = till = journal.
    fn agree(&mut self, day: NaiveDate, figures: &Figures) {
        let mut journal: BTreeMap<Method, Money> = BTreeMap::new();
        for number in self.bookings.clone() {
            let booking = self.sqlite.booking(number).expect("read").expect("there");
            adds_up(&booking);
            for happened in booking.history.iter().filter(|happened| happened.at.date_naive() == day) {
                for (method, amount) in happened.what.moved() {
                    *journal.entry(method).or_default() += amount;
                }
            }
        }
        let on_account = journal.remove(&Method::Account).unwrap_or_default();
        let nonzero = |sums: &BTreeMap<Method, Money>| -> BTreeMap<Method, Money> {
            sums.iter().filter(|(_, sum)| **sum != Money::ZERO).map(|(way, sum)| (*way, *sum)).collect()
        };
        assert_eq!((nonzero(&figures.by_method), figures.on_account), (nonzero(&journal), on_account), "{day}");
        let mut tills: BTreeMap<Method, Money> = BTreeMap::new();
        for shift in &figures.shifts {
            for (method, expected) in &shift.expected {
                *tills.entry(*method).or_default() += *expected;
            }
            *tills.entry(Method::Cash).or_default() += shift.banked - shift.float;
            assert!(shift.closed_by.is_some(), "{day}: {shift:?}");
        }
        assert_eq!(nonzero(&tills), nonzero(&journal), "{day}");
        assert_eq!(figures.takings(), figures.shifts.iter().map(ShiftFigures::moved).sum(), "{day}");
    }
}

/// Lives so many days, each with so many ads in the mean.
fn live(seed: u64, days: u64, ads: u64) -> Counter {
    let folder = tempfile::tempdir().expect("a folder");
    let found = envelope("founding", "2026-01-20T08:00", Command::Office(OfficeAct::Found { practice: false }));
    let mut memory = Memory::new();
    memory.execute(&found).expect("founded");
    let sqlite = Sqlite::init(folder.path(), false, found.at, &PersonName::known("柜台")).expect("founded");
    let mut counter = Counter {
        memory,
        sqlite,
        folder,
        log: vec![found],
        chance: Chance(seed),
        day: date("2026-01-20"),
        minute: 0,
        request: 0,
        bookings: Vec::new(),
        refused: BTreeMap::new(),
        void: Vec::new(),
    };
    let mut unclosed = Vec::new();
    counter.ask(None, agreeing("17600000013", 100_000_000)).expect("agreed");
    for past in 0..days {
        counter.minute = 0;
        for day in std::mem::take(&mut unclosed) {
            counter.close(day);
        }
        // Some days nobody opens the till before the first money.
        for till in [TillName::MAIN, second()] {
            if !counter.chance.one_in(3) {
                let float = Money::yuan(counter.chance.below(500) as i64);
                let _ = counter.ask(None, Command::Till(TillAct::Open { till, float }));
            }
        }
        for _ in 0..ads {
            match counter.chance.below(8) {
                0 => counter.close_tills(counter.day),
                1 => {
                    let (till, float) = (counter.till().unwrap_or_default(), Money::yuan(100));
                    let _ = counter.ask(None, Command::Till(TillAct::Open { till, float }));
                }
                2 | 3 => counter.act(),
                _ => {}
            }
            counter.take();
            counter.act();
        }
        if past == days / 2 {
            counter.lose_the_file();
        }
        let day = counter.day;
        if counter.chance.one_in(5) {
            // A till, if one is open, is left open overnight, and the day is closed the next morning.
            unclosed.push(day);
        } else {
            counter.close(day);
            if counter.chance.one_in(4) {
                counter.take();
                counter.act();
                let reopen = DayAct::Reopen { reason: "漏收".to_owned(), approved_by: "张主任".into() };
                counter.ask(None, Command::Day(day, reopen)).expect("reopened");
                let opened = TillAct::Open { till: TillName::MAIN, float: Money::yuan(50) };
                counter.ask(None, Command::Till(opened)).expect("opened");
                counter.take();
                counter.act();
                counter.close(day);
            }
        }
        counter.day = day + Days::new(1);
    }
    sound(&mut counter.memory);
    sound(&mut counter.sqlite);
    counter
}

/// `QISHI_MONTH_ADS=100` offers 2,000 ads of it instead of 200; about half are refused, for a till or a day that is closed or a wrong payment.
#[test]
fn a_month_of_a_counter_agrees_every_evening_to_the_fen() {
    let said = std::env::var("QISHI_MONTH_ADS").ok();
    let ads = said.map_or(10, |said| said.parse().expect("QISHI_MONTH_ADS is a number"));
    let counter = live(1, 20, ads);
    assert!(counter.bookings.len() as u64 >= ads * 9, "{} bookings", counter.bookings.len());
    // Everything that is to be refused was, and more than once.
    for rule in ["till_open", "till_closed", "till_differs", "day_closed", "undo_after_till"] {
        assert!(
            counter.refused.get(&Rule::known(rule)).is_some_and(|times| *times > 1),
            "{rule}: {:?}",
            counter.refused
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_days_agree_every_evening(seed in any::<u64>()) {
        live(seed, 3, 4);
    }
}
