//! Reading notices (公告、启事): a page as pasted falls into its notices; each says its kind and its facts, each fact its place in the
//! text; what is wrong with it is found.
//!
//! [`read`] is the one way in. It is pure: the publication date, the calendar, the kinds in force and what was booked before
//! ([`Earlier`]) are arguments.
//!
//! ```
//! use trade::calendar::Calendar;
//! use trade::notice::{FactName, NothingEarlier, NoticeKinds, ReadingContext, read};
//!
//! let calendar = Calendar::shipped();
//! let context = ReadingContext {
//!     publish: None,
//!     calendar: &calendar,
//!     kinds: NoticeKinds::shipped(),
//!     earlier: &NothingEarlier,
//! };
//! let page = read("遗失声明\n张三遗失身份证一张，声明作废。", &context);
//! assert_eq!(page.notices[0].kind, "lost_and_void");
//! assert_eq!(page.notices[0].facts.text(FactName::Owner), Some("张三"));
//! ```

mod addressed;
mod captured;
mod case;
mod check;
mod clock;
mod contacts;
mod docket;
mod documents;
mod earlier;
mod facts;
mod figures;
mod foot;
mod heads;
mod kinds;
mod labelled;
mod lines;
mod looks;
mod markup;
mod moments;
mod names;
mod numerals;
mod owners;
mod pattern;
mod periods;
mod phrases;
mod reading;
mod recall;
mod signature;
mod speaker;
mod split;
mod stated;
mod subject;
mod text;
mod things;
mod traditional;
mod trigrams;
mod word_list;
mod words;
mod wrap;

pub use case::{CaseNumber, Issuer, case_numbers, key as case_key};
pub use check::blessing;
pub use clock::{Dates, LegalDay};
pub use earlier::{Earlier, InMemory, NotCompared, NothingEarlier, Remembered};
pub use facts::{Basis, CountedFrom, Fact, FactName, FactValue, Facts, Hearing, PeriodLength, Sure};
pub use kinds::{Gives, HearingLaw, KindFile, NoticeKind, NoticeKinds, NoticePeriod, OTHER, Says};
pub use markup::words_of_page;
pub use speaker::Speaker;
pub use text::searched;
pub use trigrams::{ALIKE, Trigrams};

use std::ops::Range;

use chrono::NaiveDate;

use crate::ad::Finding;
use crate::calendar::Calendar;
use reading::NoticeReading;
use split::PagePart;
use text::SourceText;

/// The version of the reader: what is kept of notices that were read is made anew when it changes. It rises whenever a text can be
/// read otherwise than before.
pub const READER: u32 = 5;

/// What a page is read with.
#[derive(Clone, Copy)]
pub struct ReadingContext<'a> {
    /// The last day on which the notices are to be published. Where it is not known each notice's own date stands for it: a notice
    /// is not published before it is signed, so that what is too late then is too late on any later day.
    pub publish: Option<NaiveDate>,
    /// By which the days of the law are computed.
    pub calendar: &'a Calendar,
    /// The kinds in force.
    pub kinds: &'a NoticeKinds,
    /// What was booked before.
    pub earlier: &'a dyn Earlier,
}

/// A page that was read: its notices and what was left aside, which together are the page, character by character.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageReading {
    /// The notices, in their order.
    pub notices: Vec<Notice>,
    /// What is no notice: running text, headings, price boxes, hotlines.
    pub aside: Vec<NonNotice>,
}

/// A part of a page that is no notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonNotice {
    /// Where it stands, in code points of the page.
    pub span: Range<usize>,
    /// Its characters, as they were received.
    pub text: String,
}

/// A notice that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Where it stands, in code points of the page; the blanks behind it included.
    pub span: Range<usize>,
    /// Its text as received, without blanks at its ends.
    pub text: String,
    /// The title over it and others, where it has none of its own.
    pub heading: Option<String>,
    /// The id of its kind.
    pub kind: String,
    /// How sure the reader is of the kind.
    pub sure: Sure,
    /// What was read of it, under the names of facts.
    pub facts: Facts,
    /// The days that hang on its publication.
    pub dates: Dates,
    /// What was found: errors first, then in the order of the text.
    pub findings: Vec<Finding>,
    inside: Range<usize>,
}

impl Notice {
    /// Where it stands without the blanks at its ends.
    pub fn inside(&self) -> Range<usize> {
        self.inside.clone()
    }
}

/// Cuts a page into its notices and reads each: its kind, its facts, its days, and what is wrong with it.
pub fn read(page: &str, context: &ReadingContext) -> PageReading {
    let text = taken_in(page, context.kinds);
    let mut read = PageReading::default();
    for part in split::split(&text, context.kinds) {
        match part {
            PagePart::Aside(span) => read.aside.push(NonNotice { text: text.slice(span.clone()), span }),
            PagePart::Notice { lines, heading } => read.notices.push(one(&text, &lines, heading, context)),
        }
    }
    check::batch(&mut read.notices, context.earlier);
    read
}

/// Reads a text that is known to be one notice, such as the copy on the desk.
pub fn read_one(copy: &str, context: &ReadingContext) -> Notice {
    read_copy(copy, context.kinds).notice(context)
}

/// A text that is known to be one notice, as far as its reading hangs neither on a day nor on what was booked before.
pub struct CopyReading<'k> {
    text: SourceText,
    lines: Vec<lines::PageLine>,
    reading: NoticeReading<'k>,
}

/// Reads the words of one notice: its kind and its facts.
pub fn read_copy<'k>(copy: &str, kinds: &'k NoticeKinds) -> CopyReading<'k> {
    let text = taken_in(copy, kinds);
    let lines = lines::lines(&text, kinds.words);
    let reading = reading::read(&text, &lines, None, kinds);
    CopyReading { text, lines, reading }
}

impl CopyReading<'_> {
    /// The id of its kind.
    pub fn kind(&self) -> &str {
        &self.reading.kind.id
    }

    /// How sure the reader is of the kind.
    pub const fn sure(&self) -> Sure {
        self.reading.sure
    }

    /// The notice with its days and with everything that was found, beside what was booked before.
    pub fn notice(self, context: &ReadingContext) -> Notice {
        let mut notices = [concluded(&self.text, &self.lines, None, self.reading, context)];
        check::batch(&mut notices, context.earlier);
        let [notice] = notices;
        notice
    }
}

/// Reads texts of which each is known to be one notice, with the last day on which it is to be published, and looks at them beside
/// each other: a batch whose page was taken apart before. Places are those of each notice's own text.
pub fn read_each<'a>(
    copies: impl IntoIterator<Item = (&'a str, Option<NaiveDate>)>,
    context: &ReadingContext,
) -> Vec<Notice> {
    let read = copies.into_iter().map(|(copy, publish)| {
        let text = taken_in(copy, context.kinds);
        let lines = lines::lines(&text, context.kinds.words);
        one(&text, &lines, None, &ReadingContext { publish: publish.or(context.publish), ..*context })
    });
    let mut notices: Vec<Notice> = read.collect();
    check::batch(&mut notices, context.earlier);
    notices
}

/// The text as the reader sees it: without the marks of a page that was saved from a browser, and read on over soft line breaks.
fn taken_in(text: &str, kinds: &NoticeKinds) -> SourceText {
    let mut text = SourceText::new(text);
    markup::drop(&mut text);
    wrap::unwrap(&mut text, kinds.words);
    text
}

/// Compares a text that is known to be one notice with what was booked before, and gives what comes of that and nothing else: for a
/// notice whose comparison could not be made when it was booked.
///
/// # Errors
/// What was booked before could still not be looked up.
pub fn compare(copy: &str, context: &ReadingContext) -> Result<Vec<Finding>, NotCompared> {
    check::compared(&read_one(copy, &ReadingContext { earlier: &NothingEarlier, ..*context }), context.earlier)
}

fn one(
    text: &SourceText,
    lines: &[lines::PageLine],
    heading: Option<Range<usize>>,
    context: &ReadingContext,
) -> Notice {
    let reading = reading::read(text, lines, heading.clone(), context.kinds);
    concluded(text, lines, heading, reading, context)
}

/// What comes of the words of a notice on the day of its publication.
fn concluded(
    text: &SourceText,
    lines: &[lines::PageLine],
    heading: Option<Range<usize>>,
    mut reading: NoticeReading,
    context: &ReadingContext,
) -> Notice {
    let span = lines.first().map_or(0, |line| line.range.start)..lines.last().map_or(0, |line| line.range.end);
    let title = heading.map(|heading| text.slice(heading));
    let publication = context.publish.or_else(|| reading.facts.date());
    let dates = clock::work_out(reading.kind, &mut reading.facts, reading.told, publication, context.calendar);
    let inside = text.trim(span.clone());
    let findings = check::one(text, &reading, context.kinds, &dates, inside.clone(), context.calendar);
    Notice {
        span,
        text: text.slice(inside.clone()),
        heading: title,
        kind: reading.kind.id.clone(),
        sure: reading.sure,
        facts: reading.facts,
        dates,
        findings,
        inside,
    }
}
