//! Books that last as long as the program: for trying things out and for tests, by the same rules.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::audit::{Audit, Stored};
use super::lines::Line;
use super::posting::{Outcome, Tip, Writing, post, random};
use super::remembering::remembered;
use super::{By, House, Store, Verdict};
use crate::booking::{Booking, Customer, Entry, Envelope, Event, Number, Row, Situation, Tail, phone_key, replay};
use crate::journal::{Kept, Record, digest};
use trade::ad::{Finding, Kind};
use trade::notice::{InMemory, Remembered, Trigrams};
use trade::refusal::{Failure, Fault, Refusal};

/// Books in memory. They start empty: the first command is [`crate::booking::Command::Found`].
#[derive(Debug, Default)]
pub struct Memory {
    /// The entries as they were posted, and beside each its record, its personal values and its lines.
    posted: Vec<(Entry, Record, Vec<Kept>, Vec<Line>)>,
    requests: BTreeMap<String, usize>,
    bookings: BTreeMap<Number, Vec<usize>>,
    runs: BTreeSet<(NaiveDate, Number)>,
    contacts: BTreeMap<String, Number>,
    counters: BTreeMap<NaiveDate, u32>,
    /// What is remembered of the notices, and of how many entries.
    remembered: (InMemory, usize),
}

impl Memory {
    /// Empty books.
    pub fn new() -> Memory {
        Memory::default()
    }

    fn tip(&self) -> Option<Tip> {
        let (entry, record, ..) = self.posted.last()?;
        let business = self.events().rev().find(|(_, event)| event.is_business()).map(|(entry, _)| entry.at);
        Some(Tip { seq: entry.seq, at: business, hash: record.hash.clone() })
    }

    fn find(&self, number: Number) -> Option<Booking> {
        let entries = self.bookings.get(&number)?.iter().map(|at| &self.posted[*at].0);
        replay(number, entries)
    }

    fn events(&self) -> impl DoubleEndedIterator<Item = (&Entry, &Event)> {
        self.posted.iter().flat_map(|(entry, ..)| entry.events.iter().map(move |event| (entry, event)))
    }

    fn situation(&self, envelope: &Envelope) -> Situation {
        let day = envelope.at.date_naive();
        let house = self.read_house(day);
        let named = envelope.command.names().into_iter();
        Situation {
            founded: self.events().any(|(_, event)| matches!(event, Event::Founded { .. })),
            practice: house.practice,
            last_day: house.last_day,
            till_open: house.till.is_some(),
            last_serial: self.counters.get(&day).copied().unwrap_or(0),
            bookings: named.filter_map(|number| Some((number, self.find(number)?))).collect(),
            rules: house.rules,
            tail: Tail::Whole,
            last_named: 0,
        }
    }

    fn read_house(&self, today: NaiveDate) -> House {
        let last_day = self.events().rev().find(|(_, event)| event.is_business()).map(|(entry, _)| entry.day);
        let mut house = House { last_day, ..House::default() };
        for (entry, event) in self.events() {
            match event {
                Event::Founded { practice } => house.practice = *practice,
                Event::PaperSet(paper) => house.paper = paper.clone(),
                Event::TillOpened { float, .. } if entry.day == today => house.till = Some(*float),
                other => house.rule(other),
            }
        }
        house
    }

    /// Everything that is remembered, with what was posted since it was last asked.
    fn remember(&mut self) -> &InMemory {
        let (memory, upto) = &mut self.remembered;
        for (entry, ..) in &self.posted[*upto..] {
            for event in &entry.events {
                let Event::Booked { number, booked } = event else { continue };
                let copy = booked.order.ad.copy.text();
                if booked.order.ad.kind == Kind::Notice {
                    memory.remember(remembered(&number.to_string(), copy), copy);
                }
            }
        }
        *upto = self.posted.len();
        memory
    }

    fn append(&mut self, writing: Writing) -> Entry {
        let Writing { entry, posted, lines } = writing;
        let at = self.posted.len();
        for event in &entry.events {
            for void in event.void() {
                self.counters.insert(void.last.day, void.last.serial);
            }
            let Some(number) = event.booking() else { continue };
            let entries = self.bookings.entry(number).or_default();
            if entries.last() != Some(&at) {
                entries.push(at);
            }
            if let Event::Booked { booked, .. } = event {
                self.runs.extend(booked.order.runs.iter().map(|run| (*run, number)));
                self.counters.insert(number.day, number.serial);
                if let Ok(key) = phone_key(booked.order.customer.phone.text()) {
                    self.contacts.insert(key, number);
                }
            }
        }
        self.requests.insert(entry.request.clone(), at);
        self.posted.push((entry.clone(), posted.record, posted.kept, lines));
        entry
    }
}

impl Store for Memory {
    fn execute(&mut self, envelope: &Envelope) -> Result<Entry, Failure> {
        if let Some(entry) = self.recall(&envelope.request, &envelope.command.asked())? {
            return Ok(entry);
        }
        match post(envelope, &self.situation(envelope), self.tip().as_ref(), &mut random)? {
            Outcome::Nothing(entry) => Ok(entry),
            Outcome::Post(writing) => Ok(self.append(*writing)),
        }
    }

    fn recall(&mut self, request: &str, asked: &serde_json::Value) -> Result<Option<Entry>, Failure> {
        let Some(at) = self.requests.get(request) else { return Ok(None) };
        let (entry, record, kept, _) = &self.posted[*at];
        let first = kept.iter().find(|kept| kept.sealed.commitment == record.asked).map(|kept| &kept.sealed.value);
        let asked = digest(asked)?;
        if first.is_none_or(|first| first.trim_matches('"') == asked) {
            return Ok(Some(entry.clone()));
        }
        Err(Refusal::RequestReused { request: request.to_owned() }.into())
    }

    fn house(&mut self, today: NaiveDate) -> Result<House, Fault> {
        Ok(self.read_house(today))
    }

    fn booking(&mut self, number: Number) -> Result<Option<Booking>, Fault> {
        Ok(self.find(number))
    }

    fn voided(&mut self, number: Number) -> Result<Option<Entry>, Fault> {
        let voids = |event: &Event| event.void().iter().any(|void| void.holds(number));
        Ok(self.events().find(|(_, event)| voids(event)).map(|(entry, _)| entry.clone()))
    }

    fn day(&mut self, day: NaiveDate, by: By, after: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        let numbers: Vec<Number> = match by {
            By::Taken => self.bookings.keys().filter(|number| number.day == day).copied().collect(),
            By::Running => self.runs.iter().filter(|(run, _)| *run == day).map(|(_, number)| *number).collect(),
        };
        let page = numbers.into_iter().filter(|number| after.is_none_or(|after| *number > after)).take(limit);
        Ok(page.filter_map(|number| self.find(number)).map(|booking| Row::of(&booking)).collect())
    }

    fn known(&mut self, phone_key: &str) -> Result<Option<Customer>, Fault> {
        let last = self.contacts.get(phone_key).and_then(|number| self.find(*number));
        Ok(last.map(|booking| booking.booked.order.customer))
    }

    fn uncompared(&mut self) -> Result<Vec<Number>, Fault> {
        let open = |booking: &Booking| booking.booked.findings.iter().any(Finding::is_not_compared);
        let all = self.bookings.keys().filter_map(|number| self.find(*number));
        Ok(all.filter(open).map(|booking| booking.number).collect())
    }

    fn by_case(&mut self, key: &str) -> Result<Vec<Remembered>, Fault> {
        Ok(self.remember().by_case(key))
    }

    fn alike(&mut self, trigrams: &Trigrams) -> Result<Vec<Remembered>, Fault> {
        Ok(self.remember().alike(trigrams))
    }

    fn verify(&mut self) -> Result<Verdict, Fault> {
        let mut audit = Audit::default();
        for (_, record, kept, lines) in &self.posted {
            // Its index of earlier notices is made of the same entries each time the program runs.
            drop(audit.record(Stored { record, kept, lines: lines.clone() }));
        }
        let counters: Vec<(String, i64)> =
            self.counters.iter().map(|(day, last)| (day.to_string(), i64::from(*last))).collect();
        Ok(audit.close(&counters, self.tip().map(|tip| (tip.seq, tip.hash))))
    }

    fn version(&mut self) -> Result<u64, Fault> {
        Ok(self.posted.len() as u64)
    }
}
