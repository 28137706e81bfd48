//! Refusals and faults: why the program did not do what was asked.
//!
//! A [`Refusal`] means that a rule said no: asking again differently helps. A [`Fault`] means that something could not be done:
//! the disk, another process, a damaged file. Both are data without prose; `locale` puts them into words, and its matches are
//! exhaustive, so that a new refusal cannot be forgotten in either language.
//!
//! A new rule goes where its kin are: of the price `price.rs`, of run dates `run_date.rs`, of pictures `picture.rs`, of files of rules
//! `rule_file.rs`, of what is done to a booking `act.rs`, of credit `account.rs`, of who asks `person.rs`, of tills and days `till.rs`, of files that are read or
//! written `file.rs`, of what a sender's file holds `intake.rs`, of a restored copy `copy.rs`, of the press `press.rs`. What could not be
//! done is in `fault.rs`, a printer's trouble in `printer.rs`. Here stand the rules of the order as it is typed (category, size, copy,
//! customer, money), of numbers and of requests. Each file has the variants, the rule's id of each and the value that is given to scripts.

mod account;
mod act;
mod channel;
mod copy;
mod fault;
mod file;
mod intake;
mod person;
mod picture;
mod press;
mod price;
mod printer;
mod rule_file;
mod run_date;
mod till;

pub use account::{AccountTrouble, NoAccount};
pub use act::NotPossible;
pub use channel::{BillFlaw, BillMistake, ChannelTrouble, SumSaid};
pub use copy::CopyTrouble;
pub use fault::{Fault, UnreadFile};
pub use file::FileTrouble;
pub use intake::{Bound, IntakeTrouble, NoFile};
pub use person::PersonTrouble;
pub use picture::PictureTrouble;
pub use press::{Fine, ProfileFlaw};
pub use price::PriceTrouble;
pub use printer::PrinterTrouble;
pub use rule_file::RuleFileTrouble;
pub use run_date::RunDateTrouble;
pub use till::TillTrouble;

use chrono::NaiveDate;

use crate::ad::StyleName;
use crate::ids::{PersonName, Rule};
use crate::legible::Field;
use crate::measure::Size;
use crate::money::Money;

/// A rule said no. Each variant says which; `locale` adds the way out.
///
/// Of the fields of all variants: `value` is what was said, `known` what could be said instead, `smallest` the cheapest listed size that
/// would do, `file` what was named, `most` the bound.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum Refusal {
    /// Neither blessing nor notice.
    UnknownKind { value: String, known: Vec<String> },
    /// No category of that kind is called so.
    UnknownCategory {
        value: String,
        /// The ids that are known.
        known: Vec<String>,
    },
    /// No style of that kind is called so.
    UnknownStyle {
        value: String,
        /// Those that are known.
        known: Vec<StyleName>,
    },
    /// The style does not suit the size.
    StyleNotForSize {
        style: StyleName,
        size: Size,
        /// The styles that do suit it.
        offered: Vec<StyleName>,
    },
    /// Not a size at all.
    NotASize { value: String },
    /// The rate card does not list the size.
    UnlistedSize {
        /// The size asked for.
        size: Size,
        /// The listed size that was probably meant, where the gutter between the columns was forgotten.
        gutter_forgotten: Option<Size>,
        /// The nearest listed sizes that hold the copy, or the nearest ones where no copy is known.
        nearest: Vec<Size>,
    },
    /// The copy is empty.
    EmptyCopy,
    /// The copy does not fit the size.
    CopyTooLong {
        /// The size asked for.
        size: Size,
        /// How many characters are over at the smallest type allowed.
        over: usize,
        /// The cheapest listed size that holds it.
        smallest: Option<Size>,
    },
    /// Characters that none of the faces has.
    MissingCharacters {
        /// The characters, each once.
        characters: Vec<char>,
    },
    /// The copy is not UTF-8.
    NotUtf8 {
        /// The first byte that is not, from 1.
        byte: usize,
    },
    /// Control characters, or others that leave no mark, in the copy.
    UnreadableCopy {
        /// What stands in the copy.
        value: String,
    },
    /// Not a calendar date.
    NotADate { value: String },
    /// The customer's name is empty.
    NoCustomer,
    /// Too little to search for: no word has two characters.
    SearchTooShort { value: String },
    /// Not a telephone number.
    NotAPhone { value: String },
    /// Not the last four digits of a paper.
    NotLastFour { value: String },
    /// Not an amount of money.
    NotMoney { value: String },
    /// Not a method of payment.
    NotAMethod { value: String },
    /// A payment of nothing.
    NothingPaid,
    /// More than is owed, by a method that gives no change.
    PaidTooMuch { amount: Money, owing: Money },
    /// The ad costs another total than the clerk was shown: a card, a calendar or the paper's settings changed meanwhile.
    PriceChanged {
        shown: Money,
        /// What it costs now.
        now: Money,
    },
    /// No booking has that number.
    NoSuchBooking { value: String },
    /// The request id was used before, for something else.
    RequestReused { request: String },
    /// Not a request id.
    NotARequest { value: String },
    /// The proof was signed already.
    SignedAlready { booking: String },
    /// The clock shows a day before the last one posted.
    ClockBack {
        /// The day that the clock shows.
        today: NaiveDate,
        /// The last day posted.
        last: NaiveDate,
    },
    /// The clock shows a day more than a week after the last one posted.
    ClockAhead {
        /// The day that the clock shows.
        today: NaiveDate,
        /// The last day posted.
        last: NaiveDate,
    },
    /// Only the papers can tell which number was the last one given.
    NeedsLastNumber {
        /// The last that the books know of the day named, where one was named.
        known: Option<String>,
    },
    /// A time was given to a folder that is not for practice.
    PracticeOnly,
    /// Not a date and time.
    NotATime { value: String },
    /// The folder already holds a database.
    AlreadyThere { folder: String },
    /// The setting is not one that the paper can have.
    BadSetting {
        /// The setting, by its word in data.
        field: &'static str,
        value: String,
    },
    /// The file is no profile by which a press prints.
    BadProfile {
        /// What is wrong with it.
        flaw: ProfileFlaw,
    },
    /// Something of the ad is finer than the paper's press holds, by its settings.
    TooFine {
        what: Fine,
        /// How fine it is, in points.
        has: String,
        /// The least that the press holds, in points.
        least: String,
    },
    /// Not a payer's tax number: the length or the check character is wrong.
    NotATaxNumber { value: String },
    /// A reason is asked for and none was given.
    NoReason,
    /// Not the address of a printer.
    NotAPrinter { value: String },
    /// The booking has no such finding.
    NoSuchFinding {
        /// The rule that was named.
        value: String,
    },
    /// The number was given to a booking that was lost, and is void.
    VoidNumber {
        value: String,
        /// The place of the entry that voided it.
        entry: u64,
        /// The day on which it was voided.
        day: NaiveDate,
        person: PersonName,
        reason: String,
    },
    /// An error is not settled by acknowledging it.
    NeedsOverride { rule: Rule },
    /// Only the sender's confirmation settles it.
    NeedsConfirmation { rule: Rule },
    /// Not a file of notices to be booked, as `read` gives it.
    NotABatch {
        /// What is wrong with it, and where.
        what: String,
    },
    /// Every notice of a batch is skipped, or there is none.
    NothingToBook,
    /// Nothing was found that only the sender could answer.
    NothingToAsk,
    /// Bookings in several currencies have no common total.
    SeveralCurrencies,
    /// No job of that number waits for a printer.
    NoSuchJob { value: String },
    /// One ad of a batch is refused, and with it the batch.
    InBatch {
        /// Its number there, from 1.
        index: usize,
        /// Why it is refused.
        refusal: Box<Refusal>,
    },
    /// A file of a sender from which no text can be taken.
    NoIntake { file: String, trouble: IntakeTrouble },
    /// A file that cannot be restored.
    BadCopy { file: String, trouble: CopyTrouble },
    /// A name, a telephone or another text of a person has characters that cannot be read.
    UnreadableName {
        /// What the text is.
        field: Field,
        /// The characters, as `U+202E U+001B`.
        value: String,
    },
    /// A name or another text of a person is too long.
    NameTooLong {
        /// What the text is.
        field: Field,
        /// The most characters that it may have.
        most: usize,
    },
    /// There is no price, or not the one that was asked for.
    Price(PriceTrouble),
    /// A file of rules is not entered, not withdrawn or not found.
    RuleFile(RuleFileTrouble),
    /// The picture is not taken.
    Picture(PictureTrouble),
    /// The ad cannot run on that date.
    RunDate(RunDateTrouble),
    /// A file is not read or not written.
    File(FileTrouble),
    /// The act is not possible as the booking stands.
    NotPossible(NotPossible),
    /// It is not done on account of who asks, or of who is named.
    Person(PersonTrouble),
    /// A till or a business day does not take it.
    Till(Box<TillTrouble>),
    /// It is not put on account, or not agreed on so.
    Account(Box<AccountTrouble>),
    /// A file of a channel is not taken, or a receipt in it not claimed.
    Channel(Box<ChannelTrouble>),
    /// Only a supervisor may do this, and none is named.
    SupervisorNeeded {
        /// What is to be allowed, by a word of the program.
        what: &'static str,
    },
}

impl Refusal {
    /// Whether it says no more than that the books could not be read.
    pub fn is_unread(&self) -> bool {
        match self {
            Refusal::Price(PriceTrouble::EarlierUnread { .. }) => true,
            Refusal::InBatch { refusal, .. } => refusal.is_unread(),
            _ => false,
        }
    }

    /// The rule's id, for scripts; it never changes.
    pub const fn rule(&self) -> Rule {
        Rule::known(self.rule_name())
    }

    const fn rule_name(&self) -> &'static str {
        match self {
            Refusal::UnknownKind { .. } => "unknown_kind",
            Refusal::UnknownCategory { .. } => "unknown_category",
            Refusal::UnknownStyle { .. } => "unknown_style",
            Refusal::StyleNotForSize { .. } => "style_not_for_size",
            Refusal::NotASize { .. } => "not_a_size",
            Refusal::UnlistedSize { .. } => "unlisted_size",
            Refusal::EmptyCopy => "empty_copy",
            Refusal::CopyTooLong { .. } => "copy_too_long",
            Refusal::MissingCharacters { .. } => "missing_characters",
            Refusal::NotUtf8 { .. } => "not_utf8",
            Refusal::UnreadableCopy { .. } => "unreadable_copy",
            Refusal::NotADate { .. } => "not_a_date",
            Refusal::NoCustomer => "no_customer",
            Refusal::SearchTooShort { .. } => "search_too_short",
            Refusal::NotAPhone { .. } => "not_a_phone",
            Refusal::NotLastFour { .. } => "not_last_four",
            Refusal::NotMoney { .. } => "not_money",
            Refusal::NotAMethod { .. } => "not_a_method",
            Refusal::NothingPaid => "nothing_paid",
            Refusal::PaidTooMuch { .. } => "paid_too_much",
            Refusal::PriceChanged { .. } => "price_changed",
            Refusal::NoSuchBooking { .. } => "no_such_booking",
            Refusal::RequestReused { .. } => "request_reused",
            Refusal::NotARequest { .. } => "not_a_request",
            Refusal::SignedAlready { .. } => "signed_already",
            Refusal::ClockBack { .. } => "clock_back",
            Refusal::ClockAhead { .. } => "clock_ahead",
            Refusal::NeedsLastNumber { .. } => "needs_last_number",
            Refusal::PracticeOnly => "practice_only",
            Refusal::NotATime { .. } => "not_a_time",
            Refusal::AlreadyThere { .. } => "already_there",
            Refusal::BadSetting { .. } => "bad_setting",
            Refusal::BadProfile { .. } => "bad_profile",
            Refusal::NotATaxNumber { .. } => "not_a_tax_number",
            Refusal::TooFine { .. } => "too_fine",
            Refusal::NoReason => "no_reason",
            Refusal::NotAPrinter { .. } => "not_a_printer",
            Refusal::NoSuchFinding { .. } => "no_such_finding",
            Refusal::VoidNumber { .. } => "void_number",
            Refusal::NeedsOverride { .. } => "needs_override",
            Refusal::NeedsConfirmation { .. } => "needs_confirmation",
            Refusal::NotABatch { .. } => "not_a_batch",
            Refusal::NothingToBook => "nothing_to_book",
            Refusal::NothingToAsk => "nothing_to_ask",
            Refusal::SeveralCurrencies => "several_currencies",
            Refusal::NoSuchJob { .. } => "no_such_job",
            Refusal::InBatch { refusal, .. } => refusal.rule_name(),
            Refusal::NoIntake { trouble, .. } => trouble.rule_name(),
            Refusal::BadCopy { trouble, .. } => trouble.rule_name(),
            Refusal::UnreadableName { .. } => "unreadable_name",
            Refusal::NameTooLong { .. } => "name_too_long",
            Refusal::Price(why) => why.rule_name(),
            Refusal::RuleFile(why) => why.rule_name(),
            Refusal::Picture(why) => why.rule_name(),
            Refusal::RunDate(why) => why.rule_name(),
            Refusal::File(why) => why.rule_name(),
            Refusal::NotPossible(why) => why.rule_name(),
            Refusal::Person(why) => why.rule_name(),
            Refusal::Till(why) => why.rule_name(),
            Refusal::Account(why) => why.rule_name(),
            Refusal::Channel(why) => why.rule_name(),
            Refusal::SupervisorNeeded { .. } => "needs_approval",
        }
    }

    /// The value that was refused, as text; empty where there was none.
    pub fn value(&self) -> String {
        match self {
            Refusal::StyleNotForSize { style, .. } => style.id.to_string(),
            Refusal::UnknownKind { value, .. }
            | Refusal::UnknownCategory { value, .. }
            | Refusal::UnknownStyle { value, .. }
            | Refusal::NotASize { value }
            | Refusal::UnreadableCopy { value }
            | Refusal::NotADate { value }
            | Refusal::SearchTooShort { value }
            | Refusal::NotAPhone { value }
            | Refusal::NotLastFour { value }
            | Refusal::NotMoney { value }
            | Refusal::NotAMethod { value }
            | Refusal::NoSuchBooking { value }
            | Refusal::NotARequest { value }
            | Refusal::NotATime { value }
            | Refusal::NotATaxNumber { value }
            | Refusal::NotAPrinter { value }
            | Refusal::NoSuchFinding { value }
            | Refusal::VoidNumber { value, .. }
            | Refusal::NoSuchJob { value }
            | Refusal::BadSetting { value, .. } => value.clone(),
            Refusal::UnlistedSize { size, .. } => size.to_string(),
            Refusal::CopyTooLong { over, .. } => over.to_string(),
            Refusal::TooFine { has, .. } => has.clone(),
            Refusal::NotUtf8 { byte } => byte.to_string(),
            Refusal::MissingCharacters { characters } => characters.iter().collect(),
            Refusal::PaidTooMuch { amount, .. } => amount.to_string(),
            Refusal::PriceChanged { shown, now } => format!("{shown} {now}"),
            Refusal::RequestReused { request } => request.clone(),
            Refusal::SignedAlready { booking } => booking.clone(),
            Refusal::ClockBack { today, .. } | Refusal::ClockAhead { today, .. } => today.to_string(),
            Refusal::NeedsLastNumber { known } => known.clone().unwrap_or_default(),
            Refusal::AlreadyThere { folder } => folder.clone(),
            Refusal::NeedsOverride { rule } | Refusal::NeedsConfirmation { rule } => rule.to_string(),
            Refusal::NotABatch { what } => what.clone(),
            Refusal::InBatch { refusal, .. } => refusal.value(),
            Refusal::NoIntake { file, .. } | Refusal::BadCopy { file, .. } => file.clone(),
            Refusal::UnreadableName { value, .. } => value.clone(),
            Refusal::NameTooLong { most, .. } => most.to_string(),
            Refusal::Price(why) => why.value(),
            Refusal::RuleFile(why) => why.value(),
            Refusal::Picture(why) => why.value(),
            Refusal::RunDate(why) => why.value(),
            Refusal::File(why) => why.value(),
            Refusal::NotPossible(why) => why.value(),
            Refusal::Person(why) => why.value(),
            Refusal::Till(why) => why.value(),
            Refusal::Account(why) => why.value(),
            Refusal::Channel(why) => why.value(),
            Refusal::SupervisorNeeded { what } => (*what).to_owned(),
            Refusal::NothingToBook
            | Refusal::NothingToAsk
            | Refusal::SeveralCurrencies
            | Refusal::EmptyCopy
            | Refusal::NoCustomer
            | Refusal::NothingPaid
            | Refusal::PracticeOnly
            | Refusal::NoReason
            | Refusal::BadProfile { .. } => String::new(),
        }
    }
}

impl From<NotPossible> for Refusal {
    fn from(why: NotPossible) -> Refusal {
        Refusal::NotPossible(why)
    }
}

impl From<PersonTrouble> for Refusal {
    fn from(why: PersonTrouble) -> Refusal {
        Refusal::Person(why)
    }
}

/// Why something was not done: a rule refused it, or it could not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// A rule said no.
    Refused(Refusal),
    /// It could not be done.
    Fault(Fault),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(refusal)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Fault(fault)
    }
}
