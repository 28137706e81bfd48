//! Where the books are kept.
//!
//! A [`Store`] reads what the rules ask for, decides and appends in one transaction, and reads in pages. It is written once (`books.rs`)
//! over a small backend, of which there are two, SQLite and memory. No SQL type goes in or out.

mod audit;
mod backend;
mod books;
pub mod bulk;
mod cache;
mod comparing;
mod credit;
mod drafts;
mod finding;
mod keeper;
mod memory;
mod posting;
mod projection;
mod reading;
mod receipts;
mod remembering;
mod signing_in;
mod sqlite;
mod taking;
mod tills;

pub use comparing::make_good;
pub use credit::Spent;
pub use drafts::{Drafts, StoredDraft};
pub use finding::Account;
pub use keeper::Keeper;
pub use memory::Memory;
pub use remembering::Remembering;
pub use signing_in::{SignedIn, sign_in};
pub use sqlite::Sqlite;
pub use sqlite::backup;
pub use taking::{Proposed, propose_at, revise_at, settle_in_lock, tried};

use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::booking::{
    Agreement, Booking, BusinessDay, CreditMoved, Customer, DayTotals, Entered, Entry, Envelope, Lot, Matching, Number,
    Office, ReceiptId, ReceiptState, Row, TillId, TillName, Tills,
};
use crate::counter::Neighbours;
use crate::persons::Persons;
use crate::search::{Query, SearchPage, Within};
use trade::notice::{Remembered, Trigrams};
use trade::rates::EarlierBooking;
use trade::refusal::{Failure, Fault};
use trade::settings::Paper;

/// So many bookings are looked at by one call of [`Store::find`]: about a hundredth of a second.
pub const PATIENCE_OF_SEARCH: usize = 500;

/// The books of one folder.
pub trait Store: Send {
    /// Decides what a command comes to and posts it, or does nothing at all. The same request id again gives the first entry.
    /// A command that changes nothing (a second review) is not posted and gives an entry without events and with `seq` 0.
    ///
    /// # Errors
    /// A refusal of the rules ([`trade::refusal::Refusal::RequestReused`] where the id was used for something else), or a fault.
    /// After a fault the command may have been posted all the same: ask again with the same request id.
    fn execute(&mut self, envelope: &Envelope) -> Result<Entry, Failure>;

    /// As [`Store::execute`]. Of a [`crate::booking::Command::Take`], `watch` hears how many of its orders are worked out, up to all of
    /// them; where it says to stop before it is posted, nothing is posted and `None` is given. A store that cannot be stopped hears
    /// nothing.
    ///
    /// # Errors
    /// As [`Store::execute`].
    fn execute_watched(
        &mut self,
        envelope: &Envelope,
        _watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Option<Entry>, Failure> {
        self.execute(envelope).map(Some)
    }

    /// Posts a command as [`Store::execute`] does, its orders as they were proposed; of what came after that was seen, they are compared
    /// with what was taken. `None`, and nothing is posted, where the rules or the paper's settings changed since: they are to be
    /// proposed anew. Of another command than a [`crate::booking::Command::Take`] nothing is proposed.
    ///
    /// # Errors
    /// As [`Store::execute`].
    fn post(&mut self, envelope: &Envelope, proposed: &Proposed) -> Result<Option<Entry>, Failure>;

    /// The entry that a request came to, if it was asked before. `content` is what [`crate::booking::Command::content`] gives.
    ///
    /// # Errors
    /// [`trade::refusal::Refusal::RequestReused`] where the id was used for something else.
    fn recall(&mut self, request: &str, content: &serde_json::Value) -> Result<Option<Entry>, Failure>;

    /// The entry that a request came to, whatever was asked with it. It is for commands whose content is put together from the state of
    /// the books, which is another after the first time; the caller looks whether the entry is of what is asked now.
    ///
    /// # Errors
    /// A fault of reading.
    fn answered(&mut self, request: &str) -> Result<Option<Entry>, Failure>;

    /// What holds for the whole folder, and for the tills of `today`.
    ///
    /// # Errors
    /// A fault of reading.
    fn folder_state(&mut self, today: NaiveDate) -> Result<FolderState, Fault>;

    /// One booking with its history.
    ///
    /// # Errors
    /// A fault of reading.
    fn booking(&mut self, number: Number) -> Result<Option<Booking>, Fault>;

    /// One booking as it stood after an entry: what a request that was answered with it is answered again.
    ///
    /// # Errors
    /// A fault of reading.
    fn booking_at(&mut self, number: Number, seq: u64) -> Result<Option<Booking>, Fault>;

    /// The entry that voided a number ([`crate::booking::Event::void`]); `None` where it is not void.
    ///
    /// # Errors
    /// A fault of reading.
    fn voided(&mut self, number: Number) -> Result<Option<Entry>, Fault>;

    /// A page of the bookings of a day, in the order of their numbers, after `after`, at most `limit`.
    ///
    /// # Errors
    /// A fault of reading.
    fn day(&mut self, day: NaiveDate, by: DayOf, after: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault>;

    /// At most `limit` of the newest bookings before `before`, or of all, that a query finds within bounds. Of bookings that have all the
    /// grams at most [`PATIENCE_OF_SEARCH`] are looked at; [`SearchPage::rest`] says where the search goes on.
    ///
    /// # Errors
    /// A fault of reading.
    fn find(
        &mut self,
        query: &Query,
        within: &Within,
        before: Option<Number>,
        limit: usize,
    ) -> Result<SearchPage, Fault>;

    /// A customer by telephone number ([`crate::booking::phone_key`]), with at most so many of the latest bookings; `None` where nothing
    /// was booked under it.
    ///
    /// # Errors
    /// A fault of reading.
    fn account(&mut self, phone_key: &str, limit: usize) -> Result<Option<Account>, Fault>;

    /// All agreements on credit, in the order in which they were made, those that were ended among them.
    ///
    /// # Errors
    /// A fault of reading.
    fn agreements(&mut self) -> Result<Vec<Agreement>, Fault>;

    /// The agreement on credit under a telephone number ([`crate::booking::phone_key`]): the one that stands, or else the last that was
    /// ended.
    ///
    /// # Errors
    /// A fault of reading.
    fn agreement_of(&mut self, phone_key: &str) -> Result<Option<Agreement>, Fault>;

    /// What stands on account under a telephone number, the oldest first; of everybody, number by number, where none is named.
    ///
    /// # Errors
    /// A fault of reading.
    fn lots(&mut self, phone_key: Option<&str>) -> Result<Vec<Lot>, Fault>;

    /// What was put on account under a telephone number, and settled or given back, up to the end of a day, in order.
    ///
    /// # Errors
    /// A fault of reading.
    fn credit_moved(&mut self, phone_key: &str, until: NaiveDate) -> Result<Vec<CreditMoved>, Fault>;

    /// What was booked under a telephone number over all days, and paid.
    ///
    /// # Errors
    /// A fault of reading.
    fn spent(&mut self, phone_key: &str) -> Result<Spent, Fault>;

    /// At most `limit` of the ads under these telephone numbers that were taken before one of them, or of all, the newest first.
    ///
    /// # Errors
    /// A fault of reading.
    fn ads(&mut self, phones: &[String], before: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault>;

    /// Who else came under a telephone number ([`crate::booking::phone_key`]), and under which other numbers somebody of exactly this name
    /// came, over all days; at most twenty of either.
    ///
    /// # Errors
    /// A fault of reading.
    fn neighbours(&mut self, name: &str, phone_key: &str) -> Result<Neighbours, Fault>;

    /// The telephone numbers of at most `limit` customers whose name or number a query finds, those who booked last first, and the
    /// booking before which the search goes on; `None` there where everything was searched.
    ///
    /// # Errors
    /// A fault of reading.
    fn customers(
        &mut self,
        query: &Query,
        before: Option<Number>,
        limit: usize,
    ) -> Result<(Vec<String>, Option<Number>), Fault>;

    /// The customer of the last booking under this telephone number, by [`crate::booking::phone_key`].
    ///
    /// # Errors
    /// A fault of reading.
    fn known(&mut self, phone_key: &str) -> Result<Option<Customer>, Fault>;

    /// The notices booked whose case number has this key.
    ///
    /// # Errors
    /// A fault of reading.
    fn by_case(&mut self, key: &str) -> Result<Vec<Remembered>, Fault>;

    /// The notices booked without a case number whose text is nearly this, and that do not speak of another than `own`.
    ///
    /// # Errors
    /// A fault of reading.
    fn alike(&mut self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, Fault>;

    /// The bookings of the customer with this telephone number, by [`crate::booking::phone_key`], that were taken on a day or after it.
    ///
    /// # Errors
    /// A fault of reading.
    fn of_customer(&mut self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, Fault>;

    /// The bookings that were not compared with those before them when they were taken, and are not yet: see [`make_good`].
    ///
    /// # Errors
    /// A fault of reading.
    fn uncompared(&mut self) -> Result<Vec<Number>, Fault>;

    /// What the money of a day comes to, with its tills and what is open of it.
    ///
    /// # Errors
    /// A fault of reading.
    fn evening(&mut self, date: NaiveDate) -> Result<DayTotals, Fault>;

    /// The entries that moved money on a day, and in which something happened to its tills or its closing, in order.
    ///
    /// # Errors
    /// A fault of reading.
    fn business_of(&mut self, date: NaiveDate) -> Result<Vec<u64>, Fault>;

    /// The tills that were left open before a day: each name where it was used last.
    ///
    /// # Errors
    /// A fault of reading.
    fn left_open(&mut self, before: NaiveDate) -> Result<Vec<TillId>, Fault>;

    /// How the channels' files and the books stand beside each other on a day, with what waits of it and of the days before.
    ///
    /// # Errors
    /// A fault of reading.
    fn matching(&mut self, day: NaiveDate) -> Result<Matching, Fault>;

    /// The receipts of a serial number; where there is none, those that wait and whose number ends with it, which then has at least four
    /// characters.
    ///
    /// # Errors
    /// A fault of reading.
    fn receipts_named(&mut self, serial: &str) -> Result<Vec<ReceiptState>, Fault>;

    /// The receipts that are money of a booking.
    ///
    /// # Errors
    /// A fault of reading.
    fn receipts_of(&mut self, number: Number) -> Result<Vec<ReceiptState>, Fault>;

    /// A receipt as it stands; `None` where there is no such one.
    ///
    /// # Errors
    /// A fault of reading.
    fn receipt(&mut self, id: ReceiptId) -> Result<Option<ReceiptState>, Fault>;

    /// The hash of an entry, in hexadecimal.
    ///
    /// # Errors
    /// A fault of reading; [`Fault::Damaged`] where there is no such entry.
    fn hash_of(&mut self, seq: u64) -> Result<String, Fault>;

    /// Reads everything back and compares it with the chain.
    ///
    /// # Errors
    /// A fault of reading; what contradicts itself is in the verdict.
    fn prove(&mut self, reach: Reach) -> Result<Verdict, Fault>;

    /// As [`Store::prove`], from the last proof on.
    ///
    /// # Errors
    /// A fault of reading.
    fn verify(&mut self) -> Result<Verdict, Fault> {
        self.prove(Reach::SinceLast)
    }

    /// Does what can wait until nobody asks anything; nothing that was acknowledged rests on it.
    ///
    /// # Errors
    /// A fault of the store; it is done later then.
    fn rest(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    /// A number that changes whenever anybody has posted anything, also from another process.
    ///
    /// # Errors
    /// A fault of reading.
    fn version(&mut self) -> Result<u64, Fault>;
}

/// How much a proof reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// What was posted since the last proof that found nothing; in books of at most 100,000 entries everything.
    #[default]
    SinceLast,
    /// Every entry, whatever was proved before.
    Whole,
}

/// By what a booking belongs to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOf {
    /// It was taken on it.
    Taken,
    /// It runs on it.
    Running,
}

/// What holds for the whole folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderState {
    /// A practice folder (练习): its papers are marked, and the time may be given.
    pub practice: bool,
    /// Who the paper is.
    pub paper: Paper,
    /// Who works at the paper, whether they must sign in, and what each may do.
    pub persons: Arc<Persons>,
    /// The float of the till at which is worked today, if one is open: of several the main one, or the first by name.
    pub till: Option<trade::money::Money>,
    /// The tills of today.
    pub tills: Tills,
    /// Whether today is closed, and how often it was.
    pub today: BusinessDay,
    /// The files of rules that were entered and not withdrawn, in the order in which they were entered.
    pub rules: Vec<Arc<Entered>>,
    /// The place of the last entry that changed the rules or who the paper is; 0 for none.
    pub rules_seq: u64,
    /// The day of the last entry with business in it ([`crate::booking::Event::is_business`]).
    pub last_day: Option<NaiveDate>,
}

impl FolderState {
    /// The house, as its office and the tills of today stand.
    fn of(
        office: Office,
        persons: Arc<Persons>,
        (tills, today): (Tills, BusinessDay),
        last_day: Option<NaiveDate>,
    ) -> FolderState {
        let Office { practice, paper, rules, rules_seq, .. } = office;
        let main = tills.named(TillName::MAIN);
        let till = Some(&main).filter(|main| main.is_open()).or_else(|| tills.open().next());
        let till = till.and_then(|till| Some(till.shift()?.float));
        FolderState { practice, paper, persons, till, tills, today, rules, rules_seq, last_day }
    }
}

/// What reading everything back came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The hash of the last entry, in hexadecimal: what the day sheet prints.
    pub head: String,
    /// How many entries were read.
    pub entries: u64,
    /// One for each contradiction; empty where the books are sound.
    pub problems: Vec<Problem>,
}

/// Something that contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The booking that it concerns, where one can be named.
    pub booking: Option<String>,
    /// Where and how, in English: for whoever repairs it.
    pub what: String,
}

impl Problem {
    /// Whether it is that entries are missing from the end of the books, or that this cannot be told.
    pub fn is_of_the_end(&self) -> bool {
        ["tail_missing:", "no_anchor:"].iter().any(|rule| self.what.starts_with(rule))
    }
}

/// Every row of a day, page by page.
///
/// # Errors
/// A fault of reading.
pub fn whole_day(store: &mut dyn Store, day: NaiveDate, by: DayOf) -> Result<Vec<Row>, Fault> {
    const PAGE: usize = 200;
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let page = store.day(day, by, rows.last().map(|row| row.number), PAGE)?;
        let last = page.len() < PAGE;
        rows.extend(page);
        if last {
            return Ok(rows);
        }
    }
}
