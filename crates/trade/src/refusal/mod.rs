//! Refusals and faults: why the program did not do what was asked.
//!
//! A [`Refusal`] means that a rule said no: asking again differently helps. A [`Fault`] means that something could not be done:
//! the disk, another process, a damaged file. Both are data without prose; `locale` puts them into words, and its matches are
//! exhaustive, so that a new refusal cannot be forgotten in either language.

mod act;
mod channel;
mod copy;
mod intake;
mod person;
mod press;
mod printer;
mod till;

pub use act::NotPossible;
pub use channel::{BillFlaw, BillMistake, ChannelTrouble, SumSaid};
pub use copy::CopyTrouble;
pub use intake::{Bound, IntakeTrouble, NoFile};
pub use person::PersonTrouble;
pub use press::{Fine, ProfileFlaw};
pub use printer::PrinterTrouble;
pub use till::TillTrouble;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::ad::{Cause, StyleName};
use crate::ids::{PersonName, Rule};
use crate::legible::Field;
use crate::measure::{Length, Per, Size};
use crate::money::Money;
use crate::rulefile::Mistake;

/// A rule said no. Each variant says which; `locale` adds the way out.
///
/// Of the fields of all variants: `value` is what was said, `known` what could be said instead, `next` the next date that can be chosen
/// (`None`: there is none as far ahead as bookings are taken), `last` the last one, `smallest` the cheapest listed size that would do,
/// `path` and `file` what was named, `most` and `least` the bounds.
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
    /// No rate card in force prices this.
    NoRate {
        /// What was asked for.
        value: String,
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
    /// No run date was chosen.
    NoRunDate,
    /// The same run date twice.
    RunDateTwice { date: NaiveDate },
    /// Not a calendar date.
    NotADate { value: String },
    /// The date has passed.
    DatePast {
        /// The date asked for.
        date: NaiveDate,
        /// The next that can be chosen.
        next: Option<NaiveDate>,
    },
    /// The paper does not appear on that date.
    NotPublished {
        /// The date asked for.
        date: NaiveDate,
        /// Why, where the calendar gives a reason (春节休刊); none where it is the weekday.
        reason: Option<String>,
        /// The next that can be chosen.
        next: Option<NaiveDate>,
    },
    /// The deadline for that date has passed.
    PastDeadline {
        /// The date asked for.
        date: NaiveDate,
        /// When its deadline was.
        deadline: NaiveDateTime,
        /// The days off in between are not published yet, so that only weekends were skipped.
        provisional: bool,
        /// The next that can be chosen.
        next: Option<NaiveDate>,
    },
    /// Not even an entry after the deadline is possible any more.
    TooLate {
        /// The date asked for.
        date: NaiveDate,
        /// Until when it was.
        until: NaiveDateTime,
        /// The next for which it is.
        next: Option<NaiveDate>,
    },
    /// Further ahead than the desk takes bookings.
    DateTooFar {
        /// The date asked for.
        date: NaiveDate,
        /// The last that can be chosen.
        last: NaiveDate,
    },
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
    /// The file is no picture.
    NotAPicture,
    /// The picture ends early or does not decode.
    PictureDamaged,
    /// The picture is larger than any print needs.
    PictureTooLarge {
        /// Its pixels, in millions, where those are too many.
        megapixels: Option<u64>,
        /// Its file, in mebibytes.
        megabytes: u64,
        /// How many of these are taken.
        most: u64,
    },
    /// The picture is a strip longer than any that is printed.
    PictureTooLong {
        /// Its longer side, in pixels.
        side: u32,
        /// How many that may be.
        most: u32,
    },
    /// The picture is drawn over and over again.
    PictureTooComplex {
        /// How many scans it has.
        scans: u64,
        /// How many a picture of its size may have.
        most: u64,
    },
    /// A picture on a notice.
    PictureOnNotice,
    /// The size leaves no room for a picture.
    NoRoomForPicture {
        /// The size asked for.
        size: Size,
        /// The cheapest listed size that has room.
        smallest: Option<Size>,
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
    /// The card in force asks for no such attribute.
    UnknownAttribute {
        value: String,
        /// What it asks for.
        known: Vec<String>,
    },
    /// The attribute cannot be that.
    UnknownAttributeValue {
        attribute: String,
        value: String,
        /// What it can be.
        known: Vec<String>,
    },
    /// Two things were said of one attribute that contradict each other.
    SaidTwice {
        attribute: String,
        /// What was said first.
        first: String,
        /// What was said besides.
        second: String,
    },
    /// What the customer booked before is known from the books, and was said besides.
    EarlierFromBooks { attribute: String },
    /// What the customer booked before could not be looked up, so that there is no price.
    EarlierUnread { cause: Cause },
    /// The price depends on an attribute of which nothing was said.
    AttributeUnsaid {
        attribute: String,
        /// Its name in the card.
        name: String,
        /// What it can be.
        known: Vec<String>,
    },
    /// More than the card takes at this price.
    TooMany {
        /// What was asked for.
        quantity: String,
        /// The most that it takes.
        most: String,
        /// What is measured or counted.
        per: Per,
    },
    /// The price goes by columns, and the width is no number of them.
    NotColumns {
        size: Size,
        /// The width of a column, where the card says it.
        column: Option<Length>,
        gutter: Option<Length>,
    },
    /// A price by hand is beyond what a clerk may do alone.
    NeedsApproval {
        /// By how many percent the card's price is lowered; empty where it is raised or there is none.
        lowered: String,
        /// How many a clerk may alone.
        bound: String,
    },
    /// A price by hand is beyond what even a supervisor may do.
    BeyondBound {
        /// By how many percent the card's price is lowered.
        lowered: String,
        /// How many a supervisor may.
        bound: String,
    },
    /// A file of rules has mistakes.
    BadRules {
        file: String,
        /// What is wrong with it, in the order of its lines.
        mistakes: Vec<Mistake>,
    },
    /// A version of a rate card that is entered already.
    CardVersionUsed { version: String },
    /// Another version takes effect on that day.
    CardDayTaken {
        from: NaiveDate,
        /// The version that does.
        version: String,
    },
    /// A rate card cannot take effect on a day that has passed.
    CardInPast { from: NaiveDate, today: NaiveDate },
    /// No card of that version waits to take effect.
    NoSuchCard { value: String },
    /// No calendar of that number waits to take effect.
    NoSuchCalendar { value: String },
    /// No file of a notice kind with that number waits to take effect.
    NoSuchNoticeKind { value: String },
    /// No file of a style with that number waits to take effect.
    NoSuchStyle { value: String },
    /// A kind of notices or a style cannot take effect on a day of which business is posted.
    DayBegun {
        from: NaiveDate,
        /// The first day on which it can.
        earliest: NaiveDate,
    },
    /// Neither the paper nor the program has a kind of notices or a style of this id on that day.
    NoSuchRules {
        value: String,
        /// The ids that there are.
        known: Vec<String>,
    },
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
    /// No rate card holds on a day.
    NoCardOn { day: NaiveDate },
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
    /// A document would be written over the books, or into a folder where only the program writes.
    PartOfTheBooks {
        /// The place that was named.
        path: String,
    },
    /// What stands where a document was to be written is a folder, a device, a pipe or a link to nothing.
    NotAPlainFile {
        /// The place that was named.
        path: String,
    },
    /// No job of that number waits for a printer.
    NoSuchJob { value: String },
    /// A file stands where a document was to be written under its usual name.
    FileThere { path: String },
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
    /// A copy is not written over a file that is no earlier copy of the same books.
    NotReplaced { file: String },
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
    /// The act is not possible as the booking stands.
    NotPossible(NotPossible),
    /// It is not done on account of who asks, or of who is named.
    Person(PersonTrouble),
    /// A till or a business day does not take it.
    Till(Box<TillTrouble>),
    /// A file of a channel is not taken, or a receipt in it not claimed.
    Channel(Box<ChannelTrouble>),
    /// Only a supervisor may do this, and none is named.
    SupervisorNeeded {
        /// What is to be allowed, by a word of the program.
        what: &'static str,
    },
    /// What was named is no file that can be read to its end.
    NotAFile { path: String, is: NoFile },
    /// A file is larger than any of its kind.
    FileTooLarge {
        path: String,
        /// The most bytes that are read.
        most: u64,
    },
}

impl Refusal {
    /// Whether it says no more than that the books could not be read.
    pub fn is_unread(&self) -> bool {
        match self {
            Refusal::EarlierUnread { .. } => true,
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
            Refusal::NoRate { .. } => "no_rate",
            Refusal::EmptyCopy => "empty_copy",
            Refusal::CopyTooLong { .. } => "copy_too_long",
            Refusal::MissingCharacters { .. } => "missing_characters",
            Refusal::NotUtf8 { .. } => "not_utf8",
            Refusal::UnreadableCopy { .. } => "unreadable_copy",
            Refusal::NoRunDate => "no_run_date",
            Refusal::RunDateTwice { .. } => "run_date_twice",
            Refusal::NotADate { .. } => "not_a_date",
            Refusal::DatePast { .. } => "date_past",
            Refusal::NotPublished { .. } => "not_published",
            Refusal::PastDeadline { .. } => "past_deadline",
            Refusal::TooLate { .. } => "too_late",
            Refusal::DateTooFar { .. } => "date_too_far",
            Refusal::NoCustomer => "no_customer",
            Refusal::SearchTooShort { .. } => "search_too_short",
            Refusal::NotAPhone { .. } => "not_a_phone",
            Refusal::NotLastFour { .. } => "not_last_four",
            Refusal::NotMoney { .. } => "not_money",
            Refusal::NotAMethod { .. } => "not_a_method",
            Refusal::NothingPaid => "nothing_paid",
            Refusal::PaidTooMuch { .. } => "paid_too_much",
            Refusal::PriceChanged { .. } => "price_changed",
            Refusal::NotAPicture => "not_a_picture",
            Refusal::PictureDamaged => "picture_damaged",
            Refusal::PictureTooLarge { .. } => "picture_too_large",
            Refusal::PictureTooLong { .. } => "picture_too_long",
            Refusal::PictureTooComplex { .. } => "picture_too_complex",
            Refusal::PictureOnNotice => "picture_on_notice",
            Refusal::NoRoomForPicture { .. } => "no_room_for_picture",
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
            Refusal::UnknownAttribute { .. } => "unknown_attribute",
            Refusal::UnknownAttributeValue { .. } => "unknown_attribute_value",
            Refusal::SaidTwice { .. } => "said_twice",
            Refusal::EarlierFromBooks { .. } => "earlier_from_books",
            Refusal::EarlierUnread { .. } => "earlier_unread",
            Refusal::AttributeUnsaid { .. } => "attribute_unsaid",
            Refusal::TooMany { .. } => "too_many",
            Refusal::NotColumns { .. } => "not_columns",
            Refusal::NeedsApproval { .. } => "needs_approval",
            Refusal::BeyondBound { .. } => "beyond_bound",
            Refusal::BadRules { .. } => "bad_rules",
            Refusal::CardVersionUsed { .. } => "card_version_used",
            Refusal::CardDayTaken { .. } => "card_day_taken",
            Refusal::CardInPast { .. } => "card_in_past",
            Refusal::NoSuchCard { .. } => "no_such_card",
            Refusal::NoSuchCalendar { .. } => "no_such_calendar",
            Refusal::NoSuchNoticeKind { .. } => "no_such_notice_kind",
            Refusal::NoSuchStyle { .. } => "no_such_style",
            Refusal::DayBegun { .. } => "day_begun",
            Refusal::NoSuchRules { .. } => "no_such_rules",
            Refusal::NoCardOn { .. } => "no_card_on",
            Refusal::NoSuchFinding { .. } => "no_such_finding",
            Refusal::VoidNumber { .. } => "void_number",
            Refusal::NeedsOverride { .. } => "needs_override",
            Refusal::NeedsConfirmation { .. } => "needs_confirmation",
            Refusal::NotABatch { .. } => "not_a_batch",
            Refusal::NothingToBook => "nothing_to_book",
            Refusal::NothingToAsk => "nothing_to_ask",
            Refusal::SeveralCurrencies => "several_currencies",
            Refusal::PartOfTheBooks { .. } => "part_of_the_books",
            Refusal::NotAPlainFile { .. } => "not_a_plain_file",
            Refusal::FileThere { .. } => "file_there",
            Refusal::NoSuchJob { .. } => "no_such_job",
            Refusal::InBatch { refusal, .. } => refusal.rule_name(),
            Refusal::NoIntake { trouble, .. } => trouble.rule_name(),
            Refusal::BadCopy { trouble, .. } => trouble.rule_name(),
            Refusal::NotReplaced { .. } => "not_replaced",
            Refusal::UnreadableName { .. } => "unreadable_name",
            Refusal::NameTooLong { .. } => "name_too_long",
            Refusal::NotPossible(why) => why.rule_name(),
            Refusal::Person(why) => why.rule_name(),
            Refusal::Till(why) => why.rule_name(),
            Refusal::Channel(why) => why.rule_name(),
            Refusal::SupervisorNeeded { .. } => "needs_approval",
            Refusal::NotAFile { .. } => "not_a_file",
            Refusal::FileTooLarge { .. } => "file_too_large",
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
            | Refusal::NoRate { value }
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
            | Refusal::UnknownAttribute { value, .. }
            | Refusal::UnknownAttributeValue { value, .. }
            | Refusal::NoSuchCard { value }
            | Refusal::NoSuchCalendar { value }
            | Refusal::NoSuchNoticeKind { value }
            | Refusal::NoSuchStyle { value }
            | Refusal::NoSuchRules { value, .. }
            | Refusal::NoSuchFinding { value }
            | Refusal::VoidNumber { value, .. }
            | Refusal::NoSuchJob { value }
            | Refusal::BadSetting { value, .. } => value.clone(),
            Refusal::UnlistedSize { size, .. } | Refusal::NoRoomForPicture { size, .. } => size.to_string(),
            Refusal::CopyTooLong { over, .. } => over.to_string(),
            Refusal::TooFine { has, .. } => has.clone(),
            Refusal::NotUtf8 { byte } => byte.to_string(),
            Refusal::MissingCharacters { characters } => characters.iter().collect(),
            Refusal::RunDateTwice { date }
            | Refusal::DatePast { date, .. }
            | Refusal::NotPublished { date, .. }
            | Refusal::PastDeadline { date, .. }
            | Refusal::TooLate { date, .. }
            | Refusal::DateTooFar { date, .. } => date.to_string(),
            Refusal::PaidTooMuch { amount, .. } => amount.to_string(),
            Refusal::PriceChanged { shown, now } => format!("{shown} {now}"),
            Refusal::PictureTooLong { side, .. } => side.to_string(),
            Refusal::PictureTooComplex { scans, .. } => scans.to_string(),
            Refusal::PictureTooLarge { megapixels, megabytes, .. } => match megapixels {
                Some(megapixels) => format!("{megapixels} MP"),
                None => format!("{megabytes} MiB"),
            },
            Refusal::RequestReused { request } => request.clone(),
            Refusal::SignedAlready { booking } => booking.clone(),
            Refusal::ClockBack { today, .. } | Refusal::ClockAhead { today, .. } => today.to_string(),
            Refusal::NeedsLastNumber { known } => known.clone().unwrap_or_default(),
            Refusal::AlreadyThere { folder } => folder.clone(),
            Refusal::SaidTwice { attribute, .. }
            | Refusal::EarlierFromBooks { attribute }
            | Refusal::AttributeUnsaid { attribute, .. } => attribute.clone(),
            Refusal::TooMany { quantity, .. } => quantity.clone(),
            Refusal::NotColumns { size, .. } => size.to_string(),
            Refusal::NeedsApproval { lowered, .. } | Refusal::BeyondBound { lowered, .. } => lowered.clone(),
            Refusal::BadRules { file, .. } => file.clone(),
            Refusal::CardVersionUsed { version } => version.clone(),
            Refusal::NeedsOverride { rule } | Refusal::NeedsConfirmation { rule } => rule.to_string(),
            Refusal::CardDayTaken { from, .. } | Refusal::CardInPast { from, .. } | Refusal::DayBegun { from, .. } => {
                from.to_string()
            }
            Refusal::NoCardOn { day } => day.to_string(),
            Refusal::NotABatch { what } => what.clone(),
            Refusal::InBatch { refusal, .. } => refusal.value(),
            Refusal::NoIntake { file, .. } | Refusal::BadCopy { file, .. } | Refusal::NotReplaced { file } => {
                file.clone()
            }
            Refusal::UnreadableName { value, .. } => value.clone(),
            Refusal::NameTooLong { most, .. } => most.to_string(),
            Refusal::NotPossible(why) => why.value(),
            Refusal::Person(why) => why.value(),
            Refusal::Till(why) => why.value(),
            Refusal::Channel(why) => why.value(),
            Refusal::SupervisorNeeded { what } => (*what).to_owned(),
            Refusal::NotAFile { path, .. } | Refusal::FileTooLarge { path, .. } => path.clone(),
            Refusal::PartOfTheBooks { path } | Refusal::NotAPlainFile { path } | Refusal::FileThere { path } => {
                path.clone()
            }
            Refusal::NothingToBook
            | Refusal::NothingToAsk
            | Refusal::SeveralCurrencies
            | Refusal::EmptyCopy
            | Refusal::NoRunDate
            | Refusal::NoCustomer
            | Refusal::NothingPaid
            | Refusal::NotAPicture
            | Refusal::PictureDamaged
            | Refusal::PictureOnNotice
            | Refusal::PracticeOnly
            | Refusal::EarlierUnread { .. }
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

/// Something could not be done, whatever was asked. `path` is the file or folder that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum Fault {
    /// Another process kept the folder busy.
    Busy {
        /// For how long was waited, in seconds.
        seconds: u64,
    },
    /// The disk is full.
    Full,
    /// The folder or a file in it cannot be written.
    ReadOnly { path: String },
    /// The database was made by a newer version of the program.
    Newer {
        /// The version of its schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// Something stands in the books that only a newer version of the program can read.
    NewerEvent {
        /// The word for what happened.
        event: String,
        /// The version of its record.
        version: u32,
    },
    /// The file is no database of this program.
    NotADatabase { path: String },
    /// There are no books in the folder.
    NoBooks { path: String },
    /// What is stored contradicts itself.
    Damaged {
        /// The place and the contradiction, in English.
        what: String,
    },
    /// Entries that were acknowledged are missing from the end of the books.
    TailMissing {
        /// The place in the journal of the first that is known to be missing.
        from: u64,
        /// The place of the last that was acknowledged.
        to: u64,
        /// The booking numbers that were given and that the books do not know.
        numbers: Vec<String>,
    },
    /// The file beside the books that remembers how far they came is gone, or cannot be read: whether entries are missing from
    /// their end cannot be told.
    NoAnchor {
        path: String,
        /// Whether it is gone; otherwise it cannot be read.
        gone: bool,
    },
    /// A file of the books was deleted, moved away or replaced while it was open: what was asked is not acknowledged.
    Moved { path: String },
    /// A file could not be read or written.
    File {
        path: String,
        /// What the system said.
        what: String,
    },
    /// Something else stands in the place of a file of the program; nothing was read from it.
    NotAFile { path: String, is: NoFile },
    /// A file of the program's own is longer than any that it writes there; it was not read.
    TooLarge {
        path: String,
        /// The most bytes that it may have.
        most: u64,
    },
    /// Others on this machine may enter or read the folder of the books, which holds names and telephone numbers.
    OpenToOthers { path: String },
    /// Drafts that were kept cannot be read; they were put aside and not thrown away.
    DraftsDamaged {
        /// Where they are now.
        paths: Vec<String>,
    },
    /// A printer does not take a job.
    Printer {
        address: String,
        #[serde(flatten)]
        trouble: PrinterTrouble,
    },
    /// A frozen proof is set in a face that this program does not have.
    NoSuchFace {
        face: String,
        /// SHA-256 of its file.
        sha256: String,
    },
    /// Nothing can be put on the clipboard.
    Clipboard {
        /// What the system said.
        what: String,
    },
    /// There is no display to open a window on.
    NoDisplay {
        /// What the system said.
        what: String,
    },
    /// The store gave up, in its own words; nothing was posted.
    Store {
        /// The store's own message, in English.
        what: String,
    },
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
