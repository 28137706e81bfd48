//! One paper for several bookings: a statement in groups, the receipt for what was handed in, the questions for its sender.
//!
//! They are no prints of a booking and change nothing in the books: the same bookings give the same paper.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::draw::name;
use super::{Books, PaperFile, Session, Watch};
use crate::papers::{self, Asking, Grouped, Questioned, RenderContext};
use crate::print::called;
use books::booking::{Booking, Number};
use books::store::{self, Remembering, Store};
use setting::sheet::Sheet;
use trade::notice::{self, Earlier, NothingEarlier, ReadingContext};
use trade::refusal::{Failure, Refusal};

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

/// A paper of several bookings that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its bookings, each once.
    pub numbers: Vec<Number>,
    /// The PDF, with the name that it bears in the folder of papers.
    pub file: PaperFile,
}

impl Joint {
    /// Its title, with what its bookings are called.
    fn title(self, numbers: &[Number]) -> String {
        let title = match self {
            Joint::Statement(_) => "广告费结算单",
            Joint::Receipt => "来稿交接单",
            Joint::Questions => "来稿疑问单",
        };
        format!("{title} {}", called(numbers))
    }

    /// The name of its file.
    fn file_name(self, numbers: &[Number]) -> String {
        let what = match self {
            Joint::Statement(_) => "account",
            Joint::Receipt => "receipt",
            Joint::Questions => "questions",
        };
        format!("{}-{what}.pdf", name(numbers))
    }

    /// Its date: when the last of its bookings changed.
    fn date(bookings: &[Booking]) -> DateTime<FixedOffset> {
        bookings.iter().map(Booking::changed_at).max().unwrap_or_default()
    }

    /// What is drawn, sheet by sheet, before it is painted.
    ///
    /// # Errors
    /// Bookings in several currencies have no common total; where nothing is open there is nothing to ask.
    fn sheets(self, bookings: &[Booking], house: RenderContext) -> Result<Vec<Sheet>, Refusal> {
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
                question_sheets(&each, &asking(bookings), house)
            }
        }
    }
}

impl Session {
    /// One paper of all these bookings; `None` where `watch`, which hears how many pages are painted, says to stop.
    ///
    /// # Errors
    /// Where a booking is not there; bookings in several currencies have no common total; where nothing is open there is nothing to ask.
    /// A fault of reading or painting.
    pub fn join(
        &self,
        books: &mut Books,
        numbers: &[Number],
        joint: Joint,
        watch: Watch,
    ) -> Result<Option<Joined>, Failure> {
        let Some(bookings) = self.bookings(books, numbers, watch)? else { return Ok(None) };
        let house = self.folder_state(books)?;
        let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
        let sheets = joint.sheets(&bookings, RenderContext::of(&house, &self.rules, &self.setter))?;
        let (title, date) = (joint.title(&numbers), Some(Joint::date(&bookings)));
        let file = PaperFile::draw(&sheets, joint.file_name(&numbers), &title, date, watch)?;
        Ok(file.map(|file| Joined { numbers, file }))
    }
}

/// A page that was handed in.
#[derive(Debug, Clone, Copy)]
pub struct HandedIn<'a> {
    /// The whole text of the page, from which its notices are read.
    pub text: &'a str,
    /// The day on which its notices are to run.
    pub publish: Option<NaiveDate>,
    /// The name of who handed it in; empty where nobody said.
    pub sender: &'a str,
    /// Where its words came from: the name of a file, or that they were pasted.
    pub source: &'a str,
}

impl Session {
    /// The questions to the sender of a page of which nothing is booked yet. With the books its notices are compared with what was booked
    /// before.
    ///
    /// # Errors
    /// Where there is nothing to ask; a fault of reading the house or of painting.
    pub fn questions(&self, store: Option<&mut dyn Store>, page: &HandedIn) -> Result<PaperFile, Failure> {
        let kinds = self.rules.notices.on(self.at.date_naive());
        let (publish, calendar) = (page.publish, &self.rules.calendar);
        let read =
            |earlier: &dyn Earlier| notice::read(page.text, &ReadingContext { publish, calendar, kinds, earlier });
        let (notices, house) = match store {
            Some(store) => {
                let house = store.folder_state(self.at.date_naive())?;
                (read(&Remembering::of(store)), house)
            }
            None => (read(&NothingEarlier), store::FolderState::default()),
        };
        let asking = Asking {
            number: format!("Y{}", self.at.format("%Y%m%d-%H%M")),
            sender: page.sender.to_owned(),
            source: page.source.to_owned(),
            by: self.person.to_string(),
            at: self.at,
        };
        let each = Questioned::read(page.text, &notices, publish, kinds);
        let sheets = question_sheets(&each, &asking, RenderContext::of(&house, &self.rules, &self.setter))?;
        let title = format!("来稿疑问单 {}", asking.number);
        Ok(PaperFile::whole(&sheets, "questions.pdf".to_owned(), &title, Some(self.at))?)
    }
}

/// The questions as sheets.
///
/// # Errors
/// Where there is nothing to ask.
fn question_sheets(each: &[Questioned], asking: &Asking, house: RenderContext) -> Result<Vec<Sheet>, Refusal> {
    if each.iter().all(|notice| notice.questions.is_empty()) {
        return Err(Refusal::NothingToAsk);
    }
    Ok(papers::questions(each, asking, house))
}

/// Who asks, and when: for booked ads, whoever took them, and the time of their last change, since no other time is posted.
fn asking(bookings: &[Booking]) -> Asking {
    let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
    let last = bookings.iter().max_by_key(|booking| booking.changed_at());
    Asking {
        number: format!("Y{}", called(&numbers).trim_start_matches('B')),
        sender: senders(bookings),
        source: format!("登记 {}，{} 则", called(&numbers), bookings.len()),
        by: last.map_or_else(String::new, |last| last.taken_by.to_string()),
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
