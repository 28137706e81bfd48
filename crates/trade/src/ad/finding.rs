//! What was found about an ad that is worth a clerk's look.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::CategoryId;
use crate::ids::Rule;
use crate::personal::Personal;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Holds the ad back from the page until it is settled.
    Error,
    /// To be acknowledged by a person.
    Warning,
    /// To be known, and no more.
    Note,
}

/// Where another notice stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "in", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the number of a booking or of a notice in its page")]
pub enum Elsewhere {
    /// In the same page or batch.
    Page {
        /// Its number there, from 1.
        index: usize,
    },
    /// In a booking made before.
    Booking { number: String },
}

/// Why a notice was not compared with what was booked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
///
/// Of the fields of all variants: `fact` is the word for a fact in data ([`crate::notice::FactName::id`]), `law` the article that asks for
/// it, `days` what the notice gives, `least` what the law asks at least; `others` are where else the same or a like thing stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants explain their fields")]
pub enum Found {
    /// The picture has fewer pixels to the inch at its printed size than newsprint wants.
    CoarsePicture {
        /// The pixels to the inch at the printed size.
        dpi: u32,
        /// What it should have.
        wanted: u32,
    },
    /// A notice does not state what its kind must.
    MissingFact {
        /// The name of the fact in data.
        fact: String,
    },
    /// Words promise a fact, such as 联系电话 or 开庭, and no such fact was read beside them.
    FactNotRead {
        /// The name of the fact in data.
        fact: String,
        /// The words that promise it.
        words: String,
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
        hearing: NaiveDate,
        /// The day of service.
        served: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// Between service and hearing lie fewer days than the law asks.
    HearingTooSoon {
        hearing: NaiveDate,
        /// The first day that would be lawful.
        earliest: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// The hearing is not after the end of the time to answer.
    HearingWithinAnswer {
        hearing: NaiveDate,
        /// The last day to answer.
        answer_ends: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// The hearing is not after the end of the time to bring evidence.
    HearingWithinEvidence {
        hearing: NaiveDate,
        /// The last day to bring evidence.
        evidence_ends: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// The time to bring evidence is shorter than the law asks.
    EvidenceTooShort {
        /// The days that it gives.
        days: u32,
        /// The least that the law asks.
        least: u32,
        /// Where it is written.
        law: String,
    },
    /// The period is longer than the law lets it be.
    PeriodTooLong {
        /// The days that it gives.
        days: u32,
        /// The months that the law allows at most.
        most_months: u32,
        /// Where it is written.
        law: String,
    },
    /// The first meeting of creditors is later than the law lets it be.
    MeetingLate {
        meeting: NaiveDate,
        /// The last lawful day.
        latest: NaiveDate,
        /// Where it is written.
        law: String,
    },
    /// The time to appeal is not the law's.
    AppealPeriod {
        /// The days that the notice gives.
        days: u32,
        /// The days that the law gives.
        lawful: u32,
        /// Where it is written.
        law: String,
    },
    /// The time for claims ends on a day off: read to the letter it ends then, by 民法典 art. 203 on the first day after.
    PeriodEndsOnDayOff {
        /// The last day to the letter.
        ends: NaiveDate,
        /// The first day after that is no day off.
        next: NaiveDate,
    },
    /// The hearing is on a day off.
    HearingOnDayOff {
        date: NaiveDate,
        /// The holiday's name; none is a weekend.
        name: Option<String>,
    },
    /// The hearing is outside 8:00–18:00.
    HearingOutOfHours { time: NaiveTime },
    /// The hearing is more than 120 days away.
    HearingFar {
        /// The days from publication.
        days: u32,
    },
    /// The hearing's day is said, and no time of day.
    HearingWithoutTime,
    /// The weekday is not that of the date.
    WrongWeekday { date: NaiveDate },
    /// There is no such time of day.
    NoSuchTime { written: String },
    /// There is no such date.
    NoSuchDate { written: String },
    /// The notice is dated after the day on which it is to be published.
    DatedAfterPublication {
        date: NaiveDate,
        /// The day of publication.
        publication: NaiveDate,
    },
    /// A legal day cannot be worked out: the days off of that year are not known.
    NotDeterminable {
        /// The year without a table of days off.
        year: i32,
    },
    /// The same case number, and not one party in common.
    CaseNumberConflict {
        /// Where else it stands.
        others: Vec<Elsewhere>,
    },
    /// A case that belongs to this one: the same number with a party in common, a sub-number, the number beside it.
    RelatedCase { others: Vec<Elsewhere> },
    /// The same notice, or nearly the same, stands elsewhere.
    BookedAlready { others: Vec<Elsewhere> },
    /// The notice was not compared with what was booked before, so that nothing is known of a notice like it. The comparison is made
    /// up for when the books are next opened.
    NotCompared { cause: Cause },
    /// The same signer is named otherwise in another notice.
    SignerNameVariant { others: Vec<Personal<String>> },
    /// The same place is named otherwise in another notice.
    PlaceNameVariant { others: Vec<Personal<String>> },
    /// A party's name is written otherwise elsewhere.
    PartyNameVariant { other: Personal<String> },
    /// Two sentences say different things of what has one value.
    FactDiffers {
        /// The name of the fact in data.
        fact: String,
        /// What the other sentence says.
        other: Personal<String>,
    },
    /// Something of a form was left to be filled in.
    Placeholder { words: String },
    /// A sentence, or words in it, stand twice.
    DuplicateSentence,
    /// A bracket or a quote is not closed, or not opened.
    UnbalancedMarks { mark: char },
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
        written: String,
        /// What was probably meant; empty where that is not known.
        meant: String,
    },
    /// More personal data than the notice needs.
    PersonalData { mask: Personal<String> },
    /// A word that 广告法 art. 9 forbids in an advertisement.
    ForbiddenWord { word: String },
    /// Words of a court, a committee or another authority are not those that were handed in.
    WordingChanged {
        /// The words as they were handed in.
        received: Personal<String>,
    },
    /// Names and dates that are read back to the customer before a proof leaves, to be confirmed one by one.
    ReadBack {
        /// They, in the order of the copy.
        passages: Vec<Personal<String>>,
    },
    /// The copy reads as an ad of another category than that under which it is taken, which decides price, checks and papers to be seen.
    CategoryContradicts {
        /// The id of the category under which it is taken.
        category: CategoryId,
        /// The id of the category as which it reads.
        reads_as: CategoryId,
        /// The name of that in Chinese.
        zh: String,
        /// Its name in English.
        en: String,
    },
    /// Names, a title or a line are set in another face than their style's, since that lacks one of their characters.
    OtherFace {
        /// Whether it concerns the names of the ad, all of them.
        names: bool,
        /// The characters that the style's face lacks.
        lacks: Personal<String>,
        /// The id of the style's face.
        wanted: String,
        /// The id of the face that they are set in.
        set: String,
    },
    /// The ornament of the style gave way to the copy.
    NoOrnament,
    /// The notice is of no known kind: its facts were not checked.
    UnknownKind,
    /// The notice is longer than any that is printed; it was read and checked in its first part.
    ReadInPart {
        /// The characters that were read.
        read: usize,
    },
}

/// A finding: what was found, and where in the copy it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the type of the finding explains it")]
pub struct Finding {
    #[serde(flatten)]
    pub found: Found,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands in the copy, in Unicode code points; with `end` the whole copy where it concerns no place.
    pub start: usize,
    /// The first code point that no longer belongs to it.
    pub end: usize,
}

const NOT_COMPARED: &str = "not_compared";

impl Rule {
    /// The rule of [`Found::NotCompared`].
    pub const NOT_COMPARED: Rule = Rule::known(NOT_COMPARED);
}

impl Finding {
    /// The rule's id, for scripts; it never changes.
    pub const fn rule(&self) -> Rule {
        Rule::known(match self.found {
            Found::CoarsePicture { .. } => "coarse_picture",
            Found::MissingFact { .. } => "missing_fact",
            Found::FactNotRead { .. } => "fact_not_read",
            Found::MissingPhrase { .. } => "missing_phrase",
            Found::PeriodTooShort { .. } => "period_too_short",
            Found::PeriodLonger { .. } => "period_longer",
            Found::HearingBeforeService { .. } => "hearing_before_service",
            Found::HearingTooSoon { .. } => "hearing_too_soon",
            Found::HearingWithinAnswer { .. } => "hearing_within_answer",
            Found::HearingWithinEvidence { .. } => "hearing_within_evidence",
            Found::EvidenceTooShort { .. } => "evidence_too_short",
            Found::PeriodTooLong { .. } => "period_too_long",
            Found::MeetingLate { .. } => "meeting_late",
            Found::AppealPeriod { .. } => "appeal_period",
            Found::PeriodEndsOnDayOff { .. } => "period_ends_on_day_off",
            Found::HearingOnDayOff { .. } => "hearing_on_day_off",
            Found::HearingOutOfHours { .. } => "hearing_out_of_hours",
            Found::HearingFar { .. } => "hearing_far",
            Found::HearingWithoutTime => "hearing_without_time",
            Found::WrongWeekday { .. } => "wrong_weekday",
            Found::NoSuchTime { .. } => "no_such_time",
            Found::NoSuchDate { .. } => "no_such_date",
            Found::DatedAfterPublication { .. } => "dated_after_publication",
            Found::NotDeterminable { .. } => "not_determinable",
            Found::CaseNumberConflict { .. } => "case_number_conflict",
            Found::RelatedCase { .. } => "related_case",
            Found::BookedAlready { .. } => "booked_already",
            Found::NotCompared { .. } => NOT_COMPARED,
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
            Found::ReadBack { .. } => "read_back",
            Found::CategoryContradicts { .. } => "category_contradicts",
            Found::OtherFace { .. } => "other_face",
            Found::NoOrnament => "no_ornament",
            Found::UnknownKind => "unknown_kind",
            Found::ReadInPart { .. } => "read_in_part",
        })
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
                | Found::HearingWithinEvidence { .. }
                | Found::EvidenceTooShort { .. }
                | Found::PeriodTooLong { .. }
                | Found::MeetingLate { .. }
                | Found::AppealPeriod { .. }
                | Found::PeriodEndsOnDayOff { .. }
                | Found::HearingOnDayOff { .. }
                | Found::HearingOutOfHours { .. }
                | Found::HearingFar { .. }
                | Found::HearingWithoutTime
                | Found::WrongWeekday { .. }
                | Found::NoSuchTime { .. }
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

    /// Adds several, and puts all in order: errors first, then as they stand in the text.
    pub fn join_all(more: impl IntoIterator<Item = Finding>, findings: &mut Vec<Finding>) {
        more.into_iter().for_each(|finding| finding.join(findings));
        findings.sort_by_key(|finding| (finding.severity, finding.start, finding.end));
    }

    /// The other notices that it names; none where it is about the notice alone.
    pub fn others(&self) -> &[Elsewhere] {
        match &self.found {
            Found::CaseNumberConflict { others } | Found::RelatedCase { others } | Found::BookedAlready { others } => {
                others
            }
            _ => &[],
        }
    }

    /// The same, to be changed; `None` where it names no other by its kind.
    pub const fn others_mut(&mut self) -> Option<&mut Vec<Elsewhere>> {
        match &mut self.found {
            Found::CaseNumberConflict { others } | Found::RelatedCase { others } | Found::BookedAlready { others } => {
                Some(others)
            }
            _ => None,
        }
    }

    /// Whether only the sender can settle it: no supervisor of the paper speaks for a court, nor knows how a family's names are written.
    pub const fn is_the_senders(&self) -> bool {
        matches!(self.found, Found::WordingChanged { .. } | Found::ReadBack { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_data_under_the_word_of_its_rule() {
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
            assert_eq!(data["rule"], finding.rule().as_str());
            assert_eq!(Rule::new(finding.rule()), Ok(finding.rule()));
        }
    }
}
