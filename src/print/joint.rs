//! One paper for several bookings: a statement in groups, the receipt for what was handed in, the questions for its sender.
//!
//! They are no prints of a booking and change nothing in the books: the same bookings give the same paper.

use chrono::{DateTime, FixedOffset};

use super::{called, name};
use crate::papers::{self, Asking, Grouped, House, Questioned};
use books::booking::{Booking, Number};
use setting::sheet::Sheet;
use trade::refusal::Refusal;

/// A paper of several bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// One statement with one total (合并结算单), grouped.
    Statement(Grouped),
    /// What was handed in: notices, case numbers, dates (来稿交接单).
    Receipt,
    /// What only the sender can answer (来稿疑问单).
    Questions,
}

impl Joint {
    /// Its title, with what its bookings are called.
    pub fn title(self, numbers: &[Number]) -> String {
        let title = match self {
            Joint::Statement(_) => "广告费结算单",
            Joint::Receipt => "来稿交接单",
            Joint::Questions => "来稿疑问单",
        };
        format!("{title} {}", called(numbers))
    }

    /// The name of its file.
    pub fn file_name(self, numbers: &[Number]) -> String {
        let what = match self {
            Joint::Statement(_) => "account",
            Joint::Receipt => "receipt",
            Joint::Questions => "questions",
        };
        format!("{}-{what}.pdf", name(numbers))
    }

    /// Its date: when the last of its bookings changed.
    pub fn date(bookings: &[Booking]) -> DateTime<FixedOffset> {
        bookings.iter().map(Booking::changed_at).max().unwrap_or_default()
    }

    /// Its sheets.
    ///
    /// # Errors
    /// Bookings in several currencies have no common total; where nothing is open there is nothing to ask.
    pub fn sheets(self, bookings: &[Booking], house: House) -> Result<Vec<Sheet>, Refusal> {
        match self {
            Joint::Statement(by) => {
                let mut currencies = bookings.iter().map(|booking| &booking.booked.quote.currency);
                let first = currencies.next();
                if currencies.any(|currency| Some(currency) != first) {
                    return Err(Refusal::SeveralCurrencies);
                }
                Ok(papers::statement_of(bookings, by, house))
            }
            Joint::Receipt => Ok(papers::receipt(bookings, house)),
            Joint::Questions => {
                let each: Vec<Questioned> = bookings.iter().map(|booking| Questioned::booked(booking, house)).collect();
                asked(&each, &asking(bookings), house)
            }
        }
    }
}

/// The questions as sheets.
///
/// # Errors
/// Where there is nothing to ask.
pub fn asked(each: &[Questioned], asking: &Asking, house: House) -> Result<Vec<Sheet>, Refusal> {
    if each.iter().all(|notice| notice.questions.is_empty()) {
        return Err(Refusal::NothingToAsk);
    }
    Ok(papers::questions(each, asking, house))
}

/// Who took the ads asks, and when they last changed: a paper of bookings knows no other time.
fn asking(bookings: &[Booking]) -> Asking {
    let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
    let last = bookings.iter().max_by_key(|booking| booking.changed_at());
    Asking {
        number: format!("Y{}", called(&numbers).trim_start_matches('B')),
        sender: senders(bookings),
        source: format!("登记 {}，{} 则", called(&numbers), bookings.len()),
        by: last.map_or_else(String::new, |last| last.taken_by.clone()),
        at: Joint::date(bookings),
    }
}

/// Who sent these ads, each once.
fn senders(bookings: &[Booking]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for booking in bookings {
        let name = booking.order().customer.name.text();
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.join("、")
}
