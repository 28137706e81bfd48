//! What was found about an ad that is worth a clerk's look.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::personal::Personal;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Holds the ad back from the page until it is settled.
    Error,
    /// To be acknowledged.
    Warning,
    /// To be known.
    Note,
}

/// Where another notice stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum Elsewhere {
    /// In the same page or batch.
    Page {
        /// Its number there, from 1.
        index: usize,
    },
    /// Booked before.
    Booking {
        /// The booking's number.
        number: String,
    },
}

/// Why a notice was not compared with what was booked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Another process kept the books locked.
    Busy,
    /// The books gave no answer in the time that a keystroke waits.
    NoAnswer,
    /// What is stored contradicts itself.
    Damaged,
    /// The books could not be read otherwise.
    Unreadable,
}

/// What was found. The words for it are in `locale`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Found {
    /// The picture has fewer pixels to the inch at its printed size than newsprint wants.
    CoarsePicture {
        /// What it has.
        dpi: u32,
        /// What it should have.
        wanted: u32,
    },
    /// A notice does not state what its kind must.
    MissingFact {
        /// The name of the fact in data.
        fact: String,
    },
    /// A notice does not say a sentence that belongs to its kind.
    MissingPhrase {
        /// What is not said, in Chinese.
        zh: String,
        /// The same in English.
        en: String,
        /// Where it is asked for.
        law: String,
    },
    /// The period is shorter than the law asks.
    PeriodTooShort {
        /// The days or months that it gives.
        days: u32,
        /// The least that the law asks.
        least: u32,
        /// Where it is written.
        law: String,
    },
    /// The period of service is not the one of today's law: sixty days are for a party abroad, or the law before 2022.
    PeriodLonger {
        /// The days that it gives.
        days: u32,
        /// The days that the law asks.
        least: u32,
    },
    /// The hearing is not after the day on which the notice counts as served.
    HearingBeforeService {
        /// The hearing.
        hearing: NaiveDate,
        /// The day of service.
        served: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// Between service and hearing lie fewer days than the law asks.
    HearingTooSoon {
        /// The hearing.
        hearing: NaiveDate,
        /// The first day that would be lawful.
        earliest: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// The hearing is not after the end of the time to answer.
    HearingWithinAnswer {
        /// The hearing.
        hearing: NaiveDate,
        /// The last day to answer.
        answer_ends: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// The hearing is on a day off.
    HearingOnDayOff {
        /// The day.
        date: NaiveDate,
        /// The holiday's name; none is a weekend.
        name: Option<String>,
    },
    /// The hearing is outside 8:00–18:00.
    HearingOutOfHours {
        /// The time.
        time: NaiveTime,
    },
    /// The hearing is more than 120 days away.
    HearingFar {
        /// The days from publication.
        days: u32,
    },
    /// The hearing's day is said, and no time of day.
    HearingWithoutTime,
    /// The weekday is not that of the date.
    WrongWeekday {
        /// The date.
        date: NaiveDate,
    },
    /// There is no such date.
    NoSuchDate {
        /// As written.
        written: String,
    },
    /// The notice is dated after the day on which it is to be published.
    DatedAfterPublication {
        /// Its date.
        date: NaiveDate,
        /// The day of publication.
        publication: NaiveDate,
    },
    /// A legal day cannot be worked out: the days off of that year are not known.
    NotDeterminable {
        /// The year.
        year: i32,
    },
    /// The same case number, and not one party in common.
    CaseNumberConflict {
        /// Where else it stands.
        others: Vec<Elsewhere>,
    },
    /// A case that belongs to this one: the same number with a party in common, a sub-number, the number beside it.
    RelatedCase {
        /// Where it stands.
        others: Vec<Elsewhere>,
    },
    /// The same notice, or nearly the same, stands elsewhere.
    BookedAlready {
        /// Where.
        others: Vec<Elsewhere>,
    },
    /// The notice was not compared with what was booked before, so that nothing is known of a notice like it. The comparison is made
    /// up for when the books are next opened.
    NotCompared {
        /// Why.
        cause: Cause,
    },
    /// The same signer is named otherwise in another notice.
    SignerNameVariant {
        /// The other names.
        others: Vec<Personal<String>>,
    },
    /// The same place is named otherwise in another notice.
    PlaceNameVariant {
        /// The other names.
        others: Vec<Personal<String>>,
    },
    /// A party's name is written otherwise elsewhere.
    PartyNameVariant {
        /// The other name.
        other: Personal<String>,
    },
    /// Two sentences say different things of what has one value.
    FactDiffers {
        /// The name of the fact in data.
        fact: String,
        /// What the other sentence says.
        other: Personal<String>,
    },
    /// Something of a form was left to be filled in.
    Placeholder {
        /// The words.
        words: String,
    },
    /// A sentence, or words in it, stand twice.
    DuplicateSentence,
    /// A bracket or a quote is not closed, or not opened.
    UnbalancedMarks {
        /// The mark.
        mark: char,
    },
    /// The check digit of a 统一社会信用代码 is wrong.
    BadCreditCode,
    /// The check digit, the date or the length of a 居民身份号码 is wrong.
    BadIdentityNumber,
    /// An amount in figures and the same in capitals differ.
    AmountsDiffer {
        /// In figures, in yuan.
        figures: String,
        /// What the capitals say, in yuan.
        capitals: String,
    },
    /// A character or a word stands for one that looks like it.
    Lookalike {
        /// As written.
        written: String,
        /// What was probably meant; empty where that is not known.
        meant: String,
    },
    /// More personal data than the notice needs.
    PersonalData {
        /// The same, masked.
        mask: Personal<String>,
    },
    /// A word that 广告法 art. 9 forbids in an advertisement.
    ForbiddenWord {
        /// The word.
        word: String,
    },
    /// Words of a court, a committee or another authority are not those that were handed in.
    WordingChanged {
        /// What stood there.
        received: Personal<String>,
    },
    /// The notice is of no known kind: its facts were not checked.
    UnknownKind,
    /// The notice is longer than any that is printed; it was read and checked in its first part.
    ReadInPart {
        /// The characters that were read.
        read: usize,
    },
}

/// A finding: what was found, and where in the copy it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    #[serde(flatten)]
    pub found: Found,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands in the copy: half-open, in Unicode code points; the whole copy where it concerns no place.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Finding {
    /// The rule's id, for scripts; it never changes.
    pub const fn rule(&self) -> &'static str {
        match self.found {
            Found::CoarsePicture { .. } => "coarse_picture",
            Found::MissingFact { .. } => "missing_fact",
            Found::MissingPhrase { .. } => "missing_phrase",
            Found::PeriodTooShort { .. } => "period_too_short",
            Found::PeriodLonger { .. } => "period_longer",
            Found::HearingBeforeService { .. } => "hearing_before_service",
            Found::HearingTooSoon { .. } => "hearing_too_soon",
            Found::HearingWithinAnswer { .. } => "hearing_within_answer",
            Found::HearingOnDayOff { .. } => "hearing_on_day_off",
            Found::HearingOutOfHours { .. } => "hearing_out_of_hours",
            Found::HearingFar { .. } => "hearing_far",
            Found::HearingWithoutTime => "hearing_without_time",
            Found::WrongWeekday { .. } => "wrong_weekday",
            Found::NoSuchDate { .. } => "no_such_date",
            Found::DatedAfterPublication { .. } => "dated_after_publication",
            Found::NotDeterminable { .. } => "not_determinable",
            Found::CaseNumberConflict { .. } => "case_number_conflict",
            Found::RelatedCase { .. } => "related_case",
            Found::BookedAlready { .. } => "booked_already",
            Found::NotCompared { .. } => "not_compared",
            Found::SignerNameVariant { .. } => "signer_name_variant",
            Found::PlaceNameVariant { .. } => "place_name_variant",
            Found::PartyNameVariant { .. } => "party_name_variant",
            Found::FactDiffers { .. } => "fact_differs",
            Found::Placeholder { .. } => "placeholder",
            Found::DuplicateSentence => "duplicate_sentence",
            Found::UnbalancedMarks { .. } => "unbalanced_marks",
            Found::BadCreditCode => "bad_credit_code",
            Found::BadIdentityNumber => "bad_identity_number",
            Found::AmountsDiffer { .. } => "amounts_differ",
            Found::Lookalike { .. } => "lookalike",
            Found::PersonalData { .. } => "personal_data",
            Found::ForbiddenWord { .. } => "forbidden_word",
            Found::WordingChanged { .. } => "wording_changed",
            Found::UnknownKind => "unknown_kind",
            Found::ReadInPart { .. } => "read_in_part",
        }
    }

    /// Whether it hangs on a day: such a warning is acknowledged for itself, where others are once for their rule and batch.
    pub const fn is_of_days(&self) -> bool {
        matches!(
            self.found,
            Found::PeriodTooShort { .. }
                | Found::PeriodLonger { .. }
                | Found::HearingBeforeService { .. }
                | Found::HearingTooSoon { .. }
                | Found::HearingWithinAnswer { .. }
                | Found::HearingOnDayOff { .. }
                | Found::HearingOutOfHours { .. }
                | Found::HearingFar { .. }
                | Found::HearingWithoutTime
                | Found::WrongWeekday { .. }
                | Found::NoSuchDate { .. }
                | Found::DatedAfterPublication { .. }
                | Found::NotDeterminable { .. }
        )
    }

    /// Whether it says that a notice was not compared with what was booked before.
    pub const fn is_not_compared(&self) -> bool {
        matches!(self.found, Found::NotCompared { .. })
    }

    /// Adds it to those of an ad. Where the same rule speaks of the same place already, it names the notices of both.
    pub fn join(self, findings: &mut Vec<Finding>) {
        let same =
            |known: &&mut Finding| known.rule() == self.rule() && (known.start, known.end) == (self.start, self.end);
        let Some(known) = findings.iter_mut().find(same) else {
            findings.push(self);
            return;
        };
        if let (
            Found::CaseNumberConflict { others } | Found::RelatedCase { others } | Found::BookedAlready { others },
            Found::CaseNumberConflict { others: more }
            | Found::RelatedCase { others: more }
            | Found::BookedAlready { others: more },
        ) = (&mut known.found, self.found)
        {
            others.extend(more);
            others.sort();
            others.dedup();
        }
    }

    /// Whether only the sender can settle it: no supervisor of the paper speaks for a court.
    pub const fn is_the_senders(&self) -> bool {
        matches!(self.found, Found::WordingChanged { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_data_and_comes_back_from_it() {
        let other = Elsewhere::Booking { number: "B20260122-0007".to_owned() };
        for found in [
            Found::CaseNumberConflict { others: vec![other, Elsewhere::Page { index: 3 }] },
            Found::HearingOutOfHours { time: NaiveTime::MIN },
            Found::SignerNameVariant { others: vec![Personal::new("某委".to_owned())] },
            Found::NotCompared { cause: Cause::NoAnswer },
            Found::DuplicateSentence,
        ] {
            let finding = Finding { found, severity: Severity::Error, start: 1, end: 2 };
            let data = serde_json::to_value(&finding).expect("data");
            assert_eq!(data["rule"], finding.rule());
            assert_eq!(serde_json::from_value::<Finding>(data).expect("data"), finding);
        }
    }
}
