//! What an entry comes to in the form in which it is looked up: the same lines in every store.
//!
//! The lines are derived from the entries and from nothing else, so that a store can derive them again and compare.

use crate::booking::{Entry, Event, Number, phone_key};
use trade::ad::Finding;

/// The tables of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    /// entry, ordinal, what, booking, day.
    Event,
    /// number, entry, day, serial, kind, category, width_um, height_um, total_fen.
    Booking,
    /// day, booking.
    Run,
    /// entry, ordinal, booking, day, method, fen.
    Posting,
    /// booking: a notice that was not compared with earlier bookings when it was taken.
    Uncompared,
    /// phone_key, booking: a value of a person, erased with it.
    Contact,
}

impl Table {
    /// All of them, in an order in which each refers only to those before it.
    pub(super) const ALL: [Table; 6] =
        [Table::Event, Table::Booking, Table::Run, Table::Posting, Table::Uncompared, Table::Contact];

    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Table::Event => "event",
            Table::Booking => "booking",
            Table::Run => "run",
            Table::Posting => "posting",
            Table::Uncompared => "uncompared",
            Table::Contact => "contact",
        }
    }

    /// Which of its columns bears a booking's number.
    pub(super) const fn booking_column(self) -> usize {
        match self {
            Table::Booking | Table::Uncompared => 0,
            Table::Run | Table::Contact => 1,
            Table::Posting => 2,
            Table::Event => 3,
        }
    }
}

/// One cell of a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Integer(number)
    }
}

impl From<Number> for Cell {
    fn from(number: Number) -> Cell {
        Cell::Text(number.to_string())
    }
}

/// A line: a row of one of the tables, its cells in the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    /// Its table.
    pub(super) table: Table,
    /// Its cells.
    pub(super) cells: Vec<Cell>,
}

impl Line {
    /// The booking that it names.
    pub(super) fn booking(&self) -> Option<Number> {
        match self.cells.get(self.table.booking_column()) {
            Some(Cell::Text(number)) => number.parse().ok(),
            _ => None,
        }
    }
}

/// The word for an event in its line.
pub(super) const fn word(event: &Event) -> &'static str {
    match event {
        Event::Founded { .. } => "founded",
        Event::PaperSet(_) => "paper_set",
        Event::TillOpened { .. } => "till_opened",
        Event::Booked { .. } => "booked",
        Event::Settled { .. } => "settled",
        Event::Compared { .. } => "compared",
        Event::Paid { .. } => "paid",
        Event::Seen { .. } => "seen",
        Event::Signed { .. } => "signed",
        Event::Reviewed { .. } => "reviewed",
        Event::ProofFrozen { .. } => "proof_frozen",
        Event::Printed { .. } => "printed",
        Event::ClockConfirmed { .. } => "clock_confirmed",
        Event::Voided { .. } => "voided",
        Event::RulesEntered(_) => "rules_entered",
        Event::RulesWithdrawn { .. } => "rules_withdrawn",
        Event::Restored(_) => "restored",
    }
}

/// The lines of an entry. Where the customer's telephone number was erased there is no contact.
pub(super) fn lines(entry: &Entry) -> Vec<Line> {
    let seq = entry.seq as i64;
    let mut lines = Vec::new();
    let mut line = |table, cells| lines.push(Line { table, cells });
    for (ordinal, event) in entry.events.iter().enumerate() {
        let ordinal = ordinal as i64;
        let booking = event.booking().map_or(Cell::Null, Cell::from);
        let day = Cell::from(entry.day.to_string());
        line(Table::Event, vec![seq.into(), ordinal.into(), word(event).into(), booking, day]);
        match event {
            Event::Booked { number, booked } => {
                let ad = &booked.order.ad;
                line(
                    Table::Booking,
                    vec![
                        (*number).into(),
                        seq.into(),
                        number.day.to_string().into(),
                        i64::from(number.serial).into(),
                        ad.kind.id().into(),
                        ad.category.as_str().into(),
                        ad.size.width.as_um().into(),
                        ad.size.height.as_um().into(),
                        booked.quote.total.as_fen().into(),
                    ],
                );
                for run in &booked.order.runs {
                    line(Table::Run, vec![run.to_string().into(), (*number).into()]);
                }
                if booked.findings.iter().any(Finding::is_not_compared) {
                    line(Table::Uncompared, vec![(*number).into()]);
                }
                if let Ok(key) = phone_key(booked.order.customer.phone.text()) {
                    line(Table::Contact, vec![key.into(), (*number).into()]);
                }
            }
            Event::Paid { booking, payment } => line(
                Table::Posting,
                vec![
                    seq.into(),
                    ordinal.into(),
                    (*booking).into(),
                    entry.day.to_string().into(),
                    payment.method.id().into(),
                    payment.amount.as_fen().into(),
                ],
            ),
            _ => {}
        }
    }
    lines
}
