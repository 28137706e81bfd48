//! What was found about an ad: every kind of finding with its fields.

use chrono::{NaiveDate, NaiveTime};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::leaf::PrivateText;
use super::words::{Cause, Severity};
use trade::ad::{self, CategoryId};

/// A finding. Its rule and the rule's fields stand beside its weight and its place.
#[derive(Serialize)]
pub(crate) struct Finding {
    #[serde(flatten)]
    found: Found,
    severity: Severity,
    start: u64,
    end: u64,
}

/// By hand, since a flattened record cannot refuse a field that it does not know.
impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Finding, D::Error> {
        fn take<T: for<'a> Deserialize<'a>, E: Error>(map: &mut Map<String, Value>, key: &'static str) -> Result<T, E> {
            let value = map.remove(key).ok_or_else(|| E::missing_field(key))?;
            T::deserialize(value).map_err(E::custom)
        }
        let mut map = Map::deserialize(deserializer)?;
        let (severity, start, end) = (take(&mut map, "severity")?, take(&mut map, "start")?, take(&mut map, "end")?);
        let found = Found::deserialize(Value::Object(map)).map_err(D::Error::custom)?;
        Ok(Finding { found, severity, start, end })
    }
}

impl From<&ad::Finding> for Finding {
    fn from(finding: &ad::Finding) -> Finding {
        Finding {
            found: Found::from(&finding.found),
            severity: finding.severity.into(),
            start: finding.start as u64,
            end: finding.end as u64,
        }
    }
}

impl From<Finding> for ad::Finding {
    fn from(finding: Finding) -> ad::Finding {
        ad::Finding {
            found: finding.found.into(),
            severity: finding.severity.into(),
            start: whole(finding.start),
            end: whole(finding.end),
        }
    }
}

/// A place or a number of characters. No copy is longer than an address space.
pub(crate) const fn whole(number: u64) -> usize {
    number as usize
}

/// Where another notice stands.
#[derive(Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
enum Elsewhere {
    Page { index: u64 },
    Booking { number: String },
}

impl From<&ad::Elsewhere> for Elsewhere {
    fn from(elsewhere: &ad::Elsewhere) -> Elsewhere {
        match elsewhere {
            ad::Elsewhere::Page { index } => Elsewhere::Page { index: *index as u64 },
            ad::Elsewhere::Booking { number } => Elsewhere::Booking { number: number.clone() },
        }
    }
}

impl From<Elsewhere> for ad::Elsewhere {
    fn from(elsewhere: Elsewhere) -> ad::Elsewhere {
        match elsewhere {
            Elsewhere::Page { index } => ad::Elsewhere::Page { index: whole(index) },
            Elsewhere::Booking { number } => ad::Elsewhere::Booking { number },
        }
    }
}

fn each<'a, H, R: From<&'a H>>(values: &'a [H]) -> Vec<R> {
    values.iter().map(R::from).collect()
}

fn all<R: Into<H>, H>(records: Vec<R>) -> Vec<H> {
    records.into_iter().map(Into::into).collect()
}

/// What was found, under the word of its rule. Those without fields are written as structures too: only so is a field refused that they do
/// not have.
#[derive(Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
enum Found {
    CoarsePicture { dpi: u32, wanted: u32 },
    MissingFact { fact: String },
    FactNotRead { fact: String, words: String },
    MissingPhrase { zh: String, en: String, law: String },
    PeriodTooShort { days: u32, least: u32, law: String },
    PeriodLonger { days: u32, least: u32 },
    HearingBeforeService { hearing: NaiveDate, served: NaiveDate, law: String },
    HearingTooSoon { hearing: NaiveDate, earliest: NaiveDate, law: String },
    HearingWithinAnswer { hearing: NaiveDate, answer_ends: NaiveDate, law: String },
    HearingWithinEvidence { hearing: NaiveDate, evidence_ends: NaiveDate, law: String },
    EvidenceTooShort { days: u32, least: u32, law: String },
    PeriodTooLong { days: u32, most_months: u32, law: String },
    MeetingLate { meeting: NaiveDate, latest: NaiveDate, law: String },
    AppealPeriod { days: u32, lawful: u32, law: String },
    PeriodEndsOnDayOff { ends: NaiveDate, next: NaiveDate },
    HearingOnDayOff { date: NaiveDate, name: Option<String> },
    HearingOutOfHours { time: NaiveTime },
    HearingFar { days: u32 },
    HearingWithoutTime {},
    WrongWeekday { date: NaiveDate },
    NoSuchTime { written: String },
    NoSuchDate { written: String },
    DatedAfterPublication { date: NaiveDate, publication: NaiveDate },
    NotDeterminable { year: i32 },
    CaseNumberConflict { others: Vec<Elsewhere> },
    RelatedCase { others: Vec<Elsewhere> },
    BookedAlready { others: Vec<Elsewhere> },
    NotCompared { cause: Cause },
    SignerNameVariant { others: Vec<PrivateText> },
    PlaceNameVariant { others: Vec<PrivateText> },
    PartyNameVariant { other: PrivateText },
    FactDiffers { fact: String, other: PrivateText },
    Placeholder { words: String },
    DuplicateSentence {},
    UnbalancedMarks { mark: char },
    BadCreditCode {},
    BadIdentityNumber {},
    AmountsDiffer { figures: String, capitals: String },
    Lookalike { written: String, meant: String },
    PersonalData { mask: PrivateText },
    ForbiddenWord { word: String },
    WordingChanged { received: PrivateText },
    ReadBack { passages: Vec<PrivateText> },
    CategoryContradicts { category: String, reads_as: String, zh: String, en: String },
    OtherFace { names: bool, lacks: PrivateText, wanted: String, set: String },
    NoOrnament {},
    UnknownKind {},
    ReadInPart { read: u64 },
}

impl From<&ad::Found> for Found {
    fn from(found: &ad::Found) -> Found {
        match found {
            ad::Found::CoarsePicture { dpi, wanted } => Found::CoarsePicture { dpi: *dpi, wanted: *wanted },
            ad::Found::MissingFact { fact } => Found::MissingFact { fact: fact.clone() },
            ad::Found::FactNotRead { fact, words } => Found::FactNotRead { fact: fact.clone(), words: words.clone() },
            ad::Found::MissingPhrase { zh, en, law } => {
                Found::MissingPhrase { zh: zh.clone(), en: en.clone(), law: law.clone() }
            }
            ad::Found::PeriodTooShort { days, least, law } => {
                Found::PeriodTooShort { days: *days, least: *least, law: law.clone() }
            }
            ad::Found::PeriodLonger { days, least } => Found::PeriodLonger { days: *days, least: *least },
            ad::Found::HearingBeforeService { hearing, served, law } => {
                Found::HearingBeforeService { hearing: *hearing, served: *served, law: law.clone() }
            }
            ad::Found::HearingTooSoon { hearing, earliest, law } => {
                Found::HearingTooSoon { hearing: *hearing, earliest: *earliest, law: law.clone() }
            }
            ad::Found::HearingWithinAnswer { hearing, answer_ends, law } => {
                Found::HearingWithinAnswer { hearing: *hearing, answer_ends: *answer_ends, law: law.clone() }
            }
            ad::Found::HearingWithinEvidence { hearing, evidence_ends, law } => {
                Found::HearingWithinEvidence { hearing: *hearing, evidence_ends: *evidence_ends, law: law.clone() }
            }
            ad::Found::EvidenceTooShort { days, least, law } => {
                Found::EvidenceTooShort { days: *days, least: *least, law: law.clone() }
            }
            ad::Found::PeriodTooLong { days, most_months, law } => {
                Found::PeriodTooLong { days: *days, most_months: *most_months, law: law.clone() }
            }
            ad::Found::MeetingLate { meeting, latest, law } => {
                Found::MeetingLate { meeting: *meeting, latest: *latest, law: law.clone() }
            }
            ad::Found::AppealPeriod { days, lawful, law } => {
                Found::AppealPeriod { days: *days, lawful: *lawful, law: law.clone() }
            }
            ad::Found::PeriodEndsOnDayOff { ends, next } => Found::PeriodEndsOnDayOff { ends: *ends, next: *next },
            ad::Found::HearingOnDayOff { date, name } => Found::HearingOnDayOff { date: *date, name: name.clone() },
            ad::Found::HearingOutOfHours { time } => Found::HearingOutOfHours { time: *time },
            ad::Found::HearingFar { days } => Found::HearingFar { days: *days },
            ad::Found::HearingWithoutTime => Found::HearingWithoutTime {},
            ad::Found::WrongWeekday { date } => Found::WrongWeekday { date: *date },
            ad::Found::NoSuchTime { written } => Found::NoSuchTime { written: written.clone() },
            ad::Found::NoSuchDate { written } => Found::NoSuchDate { written: written.clone() },
            ad::Found::DatedAfterPublication { date, publication } => {
                Found::DatedAfterPublication { date: *date, publication: *publication }
            }
            ad::Found::NotDeterminable { year } => Found::NotDeterminable { year: *year },
            ad::Found::CaseNumberConflict { others } => Found::CaseNumberConflict { others: each(others) },
            ad::Found::RelatedCase { others } => Found::RelatedCase { others: each(others) },
            ad::Found::BookedAlready { others } => Found::BookedAlready { others: each(others) },
            ad::Found::NotCompared { cause } => Found::NotCompared { cause: (*cause).into() },
            ad::Found::SignerNameVariant { others } => Found::SignerNameVariant { others: each(others) },
            ad::Found::PlaceNameVariant { others } => Found::PlaceNameVariant { others: each(others) },
            ad::Found::PartyNameVariant { other } => Found::PartyNameVariant { other: other.into() },
            ad::Found::FactDiffers { fact, other } => Found::FactDiffers { fact: fact.clone(), other: other.into() },
            ad::Found::Placeholder { words } => Found::Placeholder { words: words.clone() },
            ad::Found::DuplicateSentence => Found::DuplicateSentence {},
            ad::Found::UnbalancedMarks { mark } => Found::UnbalancedMarks { mark: *mark },
            ad::Found::BadCreditCode => Found::BadCreditCode {},
            ad::Found::BadIdentityNumber => Found::BadIdentityNumber {},
            ad::Found::AmountsDiffer { figures, capitals } => {
                Found::AmountsDiffer { figures: figures.clone(), capitals: capitals.clone() }
            }
            ad::Found::Lookalike { written, meant } => {
                Found::Lookalike { written: written.clone(), meant: meant.clone() }
            }
            ad::Found::PersonalData { mask } => Found::PersonalData { mask: mask.into() },
            ad::Found::ForbiddenWord { word } => Found::ForbiddenWord { word: word.clone() },
            ad::Found::WordingChanged { received } => Found::WordingChanged { received: received.into() },
            ad::Found::ReadBack { passages } => Found::ReadBack { passages: each(passages) },
            ad::Found::CategoryContradicts { category, reads_as, zh, en } => Found::CategoryContradicts {
                category: category.to_string(),
                reads_as: reads_as.to_string(),
                zh: zh.clone(),
                en: en.clone(),
            },
            ad::Found::OtherFace { names, lacks, wanted, set } => {
                Found::OtherFace { names: *names, lacks: lacks.into(), wanted: wanted.clone(), set: set.clone() }
            }
            ad::Found::NoOrnament => Found::NoOrnament {},
            ad::Found::UnknownKind => Found::UnknownKind {},
            ad::Found::ReadInPart { read } => Found::ReadInPart { read: *read as u64 },
        }
    }
}

impl From<Found> for ad::Found {
    fn from(found: Found) -> ad::Found {
        match found {
            Found::CoarsePicture { dpi, wanted } => ad::Found::CoarsePicture { dpi, wanted },
            Found::MissingFact { fact } => ad::Found::MissingFact { fact },
            Found::FactNotRead { fact, words } => ad::Found::FactNotRead { fact, words },
            Found::MissingPhrase { zh, en, law } => ad::Found::MissingPhrase { zh, en, law },
            Found::PeriodTooShort { days, least, law } => ad::Found::PeriodTooShort { days, least, law },
            Found::PeriodLonger { days, least } => ad::Found::PeriodLonger { days, least },
            Found::HearingBeforeService { hearing, served, law } => {
                ad::Found::HearingBeforeService { hearing, served, law }
            }
            Found::HearingTooSoon { hearing, earliest, law } => ad::Found::HearingTooSoon { hearing, earliest, law },
            Found::HearingWithinAnswer { hearing, answer_ends, law } => {
                ad::Found::HearingWithinAnswer { hearing, answer_ends, law }
            }
            Found::HearingWithinEvidence { hearing, evidence_ends, law } => {
                ad::Found::HearingWithinEvidence { hearing, evidence_ends, law }
            }
            Found::EvidenceTooShort { days, least, law } => ad::Found::EvidenceTooShort { days, least, law },
            Found::PeriodTooLong { days, most_months, law } => ad::Found::PeriodTooLong { days, most_months, law },
            Found::MeetingLate { meeting, latest, law } => ad::Found::MeetingLate { meeting, latest, law },
            Found::AppealPeriod { days, lawful, law } => ad::Found::AppealPeriod { days, lawful, law },
            Found::PeriodEndsOnDayOff { ends, next } => ad::Found::PeriodEndsOnDayOff { ends, next },
            Found::HearingOnDayOff { date, name } => ad::Found::HearingOnDayOff { date, name },
            Found::HearingOutOfHours { time } => ad::Found::HearingOutOfHours { time },
            Found::HearingFar { days } => ad::Found::HearingFar { days },
            Found::HearingWithoutTime {} => ad::Found::HearingWithoutTime,
            Found::WrongWeekday { date } => ad::Found::WrongWeekday { date },
            Found::NoSuchTime { written } => ad::Found::NoSuchTime { written },
            Found::NoSuchDate { written } => ad::Found::NoSuchDate { written },
            Found::DatedAfterPublication { date, publication } => {
                ad::Found::DatedAfterPublication { date, publication }
            }
            Found::NotDeterminable { year } => ad::Found::NotDeterminable { year },
            Found::CaseNumberConflict { others } => ad::Found::CaseNumberConflict { others: all(others) },
            Found::RelatedCase { others } => ad::Found::RelatedCase { others: all(others) },
            Found::BookedAlready { others } => ad::Found::BookedAlready { others: all(others) },
            Found::NotCompared { cause } => ad::Found::NotCompared { cause: cause.into() },
            Found::SignerNameVariant { others } => ad::Found::SignerNameVariant { others: all(others) },
            Found::PlaceNameVariant { others } => ad::Found::PlaceNameVariant { others: all(others) },
            Found::PartyNameVariant { other } => ad::Found::PartyNameVariant { other: other.into() },
            Found::FactDiffers { fact, other } => ad::Found::FactDiffers { fact, other: other.into() },
            Found::Placeholder { words } => ad::Found::Placeholder { words },
            Found::DuplicateSentence {} => ad::Found::DuplicateSentence,
            Found::UnbalancedMarks { mark } => ad::Found::UnbalancedMarks { mark },
            Found::BadCreditCode {} => ad::Found::BadCreditCode,
            Found::BadIdentityNumber {} => ad::Found::BadIdentityNumber,
            Found::AmountsDiffer { figures, capitals } => ad::Found::AmountsDiffer { figures, capitals },
            Found::Lookalike { written, meant } => ad::Found::Lookalike { written, meant },
            Found::PersonalData { mask } => ad::Found::PersonalData { mask: mask.into() },
            Found::ForbiddenWord { word } => ad::Found::ForbiddenWord { word },
            Found::WordingChanged { received } => ad::Found::WordingChanged { received: received.into() },
            Found::ReadBack { passages } => ad::Found::ReadBack { passages: all(passages) },
            Found::CategoryContradicts { category, reads_as, zh, en } => {
                let (category, reads_as) = (CategoryId::posted(category), CategoryId::posted(reads_as));
                ad::Found::CategoryContradicts { category, reads_as, zh, en }
            }
            Found::OtherFace { names, lacks, wanted, set } => {
                ad::Found::OtherFace { names, lacks: lacks.into(), wanted, set }
            }
            Found::NoOrnament {} => ad::Found::NoOrnament,
            Found::UnknownKind {} => ad::Found::UnknownKind,
            Found::ReadInPart { read } => ad::Found::ReadInPart { read: whole(read) },
        }
    }
}
