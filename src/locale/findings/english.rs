//! Findings in English.

use chrono::NaiveDate;

use super::super::FindingText;
use super::{elsewhere, face, fact, names};
use trade::ad::{Cause, Found};
use trade::settings::Language;

const EN: Language = Language::English;

fn day(date: NaiveDate) -> String {
    super::super::date(date, EN)
}

pub(in crate::locale) fn finding(found: &Found) -> FindingText {
    match found {
        Found::CoarsePicture { dpi, wanted } => FindingText::new(
            format!("The picture has only {dpi} dpi and will print blurred"),
            format!("Newsprint wants {wanted} dpi or more"),
            "Ask the customer for the original, or take a smaller size",
        ),
        Found::MissingFact { fact: name } => FindingText::new(
            format!("Not found in the notice: {}", fact(name, EN)),
            "A notice of this kind has to state it (see the kind and the law it names)",
            "Compare with the original; if it is not there, ask the sender for it",
        ),
        Found::FactNotRead { fact: name, words } => FindingText::new(
            format!("“{words}” announces something that was not read: {}", fact(name, EN)),
            "What is announced and was not read has not been checked",
            "Look at this place: if it is not said, ask the sender for it; if it is, check it yourself",
        ),
        Found::MissingPhrase { en, law, .. } => FindingText::new(
            format!("It does not say {en}"),
            law.clone(),
            "Compare with the original, or ask the sender",
        ),
        Found::PeriodTooShort { days, least, law } => FindingText::new(
            format!("The period is {days}; the law asks for {least}"),
            law.clone(),
            "Ask the sender to correct it, and record the confirmation",
        ),
        Found::PeriodLonger { days, least } => FindingText::new(
            format!("The period is {days} days; today's law says {least}"),
            "Since 2022 service by publication takes 30 days; 60 are for a party abroad (art. 283)",
            "If the addressee is not abroad, check it with the sender",
        ),
        Found::HearingBeforeService { hearing, served, law } => FindingText::new(
            format!("The hearing on {} is not after service on {}", day(*hearing), day(*served)),
            law.clone(),
            "Publish earlier, or ask the sender for another date and record the confirmation",
        ),
        Found::HearingTooSoon { hearing, earliest, law } => FindingText::new(
            format!("The hearing on {} is before the first lawful day, {}", day(*hearing), day(*earliest)),
            law.clone(),
            "Publish earlier, or ask the sender for another date and record the confirmation",
        ),
        Found::HearingWithinAnswer { hearing, answer_ends, law } => FindingText::new(
            format!("The hearing on {} is within the time to answer (until {})", day(*hearing), day(*answer_ends)),
            law.clone(),
            "Publish earlier; otherwise check it with the sender and confirm",
        ),
        Found::HearingWithinEvidence { hearing, evidence_ends, law } => FindingText::new(
            format!("The hearing on {} lies within the time for evidence, to {}", day(*hearing), day(*evidence_ends)),
            law.clone(),
            "Check the time for evidence and the hearing with the sender",
        ),
        Found::EvidenceTooShort { days, least, law } => FindingText::new(
            format!("The time for evidence is {days} days; the ordinary procedure of first instance asks for {least}"),
            law.clone(),
            "Check it with the sender; the summary procedure and the second instance may give less",
        ),
        Found::PeriodTooLong { days, most_months, law } => FindingText::new(
            format!("The period is {days} days; the law allows {most_months} months at most"),
            law.clone(),
            "Ask the sender to correct it, and record the confirmation",
        ),
        Found::MeetingLate { meeting, latest, law } => FindingText::new(
            format!("The first meeting of creditors is on {}; it must be by {}", day(*meeting), day(*latest)),
            law.clone(),
            "Check the date of the meeting with the sender",
        ),
        Found::AppealPeriod { days, lawful, law } => FindingText::new(
            format!("The time to appeal is given as {days} days; the law gives {lawful}"),
            law.clone(),
            "Ask the sender to correct it, and record the confirmation",
        ),
        Found::PeriodEndsOnDayOff { ends, next } => FindingText::new(
            format!(
                "The time for claims ends on {}, a day off; by 民法典 art. 203 it would end on {}",
                day(*ends),
                day(*next)
            ),
            "公司法 counts days; 民法典 art. 203 moves a last day that is a day off. The day shown is the one to the letter",
            "Keep both readings in mind; where the last day should be certain, ask the sender to name it",
        ),
        Found::NoSuchTime { written } => FindingText::new(
            format!("There is no time of day “{written}”"),
            "A day has 24 hours, an hour 60 minutes",
            "Check the time with the sender",
        ),
        Found::HearingOnDayOff { date, name } => FindingText::new(
            format!("The hearing's day, {}, is off ({})", day(*date), name.as_deref().unwrap_or("weekend")),
            "The State Council's table of days off",
            "Check the date with the sender",
        ),
        Found::HearingOutOfHours { time } => FindingText::new(
            format!("The hearing at {} is outside 8:00–18:00", time.format("%H:%M")),
            "Usual working hours",
            "Check whether morning or afternoon is meant",
        ),
        Found::HearingFar { days } => FindingText::new(
            format!("The hearing is {days} days after publication"),
            "More than 120 are rare: month or year may be wrong",
            "Check the date with the sender",
        ),
        Found::HearingWithoutTime => FindingText::new(
            "The hearing has a day and no time",
            "A summons states day, time and place",
            "Ask the sender for the time",
        ),
        Found::WrongWeekday { date } => FindingText::new(
            format!("The weekday is wrong: that day is {}", day(*date)),
            "Either the date or the weekday is wrong",
            "Ask the sender which day is meant",
        ),
        Found::NoSuchDate { written } => FindingText::new(
            format!("There is no such day as {written}"),
            "The calendar",
            "Check the date with the sender",
        ),
        Found::DatedAfterPublication { date, publication } => FindingText::new(
            format!("It is dated {}, after its publication on {}", day(*date), day(*publication)),
            "A notice is not published before it is signed",
            "Check its date or the run date",
        ),
        Found::NotDeterminable { year } => FindingText::new(
            format!("The days off of {year} are not known: no legal date can be worked out"),
            "民事诉讼法 art. 85: a last day that is off moves on, which takes the table of days off",
            "Enter the table once it is published, or decide by hand",
        ),
        Found::CaseNumberConflict { others } => FindingText::new(
            format!("The case number is that of {}, and no party is the same", elsewhere(others, EN)),
            "A case number belongs to one case",
            "Check the number with the sender, and record the confirmation",
        ),
        Found::RelatedCase { others } => FindingText::new(
            format!("It belongs to the case of {}, or to the number beside it", elsewhere(others, EN)),
            "Documents of one case, sub-numbers and consecutive numbers",
            "For information",
        ),
        Found::BookedAlready { others } => FindingText::new(
            format!("The same, or nearly, as {}", elsewhere(others, EN)),
            "The same document for the same parties, or 80 of 100 trigrams in common",
            "Ask whether it was brought twice; confirm it if it is to run again",
        ),
        Found::NotCompared { cause } => FindingText::new(
            match cause {
                Cause::Busy => "Not compared with what was booked before: another process keeps the books locked",
                Cause::NoAnswer => "Not compared with what was booked before: the books did not answer in time",
                Cause::Damaged => "Not compared with what was booked before: the books are damaged",
                Cause::Unreadable => "Not compared with what was booked before: the books cannot be read",
            },
            "Every notice is compared with those booked before, for duplicates and case numbers in conflict",
            match cause {
                Cause::Busy | Cause::NoAnswer => {
                    "Try again; if it is booked, the comparison is made when the books are next opened, and stands on the booking"
                }
                Cause::Damaged | Cause::Unreadable => {
                    "Run qishi verify; if it is booked, the comparison is made when the mended books are next opened"
                }
            },
        ),
        Found::SignerNameVariant { others } => FindingText::new(
            format!("The same signer is elsewhere {}", names(others, EN)),
            "The case numbers are of one office, or the names differ in one character",
            "Check the official name with the sender",
        ),
        Found::PlaceNameVariant { others } => FindingText::new(
            format!("The same place is elsewhere {}", names(others, EN)),
            "Road and number are the same",
            "Check with the sender how it is called",
        ),
        Found::PartyNameVariant { other } => FindingText::new(
            format!("The name is elsewhere “{}”", other.text()),
            "The names differ in one character",
            "Compare with the original; confirm it if they are two",
        ),
        Found::FactDiffers { fact: name, other } => FindingText::new(
            format!("Two sentences differ on {}: the other says “{}”", fact(name, EN), other.text()),
            "It can have one value only",
            "Check it with the sender",
        ),
        Found::Placeholder { words } => FindingText::new(
            format!("“{words}” was left over from a form"),
            "A blank or an instruction of the form",
            "Ask the sender to fill it in or strike it",
        ),
        Found::DuplicateSentence => FindingText::new(
            "Words stand twice",
            "The same sentence, or words in a row",
            "Compare with the original and strike one",
        ),
        Found::UnbalancedMarks { mark } => FindingText::new(
            format!("“{mark}” has no partner"),
            "GB/T 15834-2011: brackets and quotes come in pairs",
            "Compare with the original",
        ),
        Found::BadCreditCode => FindingText::new(
            "The check digit of the credit code is wrong",
            "GB 32100-2015; some genuine early codes fail",
            "Compare with the trading licence",
        ),
        Found::BadIdentityNumber => FindingText::new(
            "The identity number's length, date or check digit is wrong",
            "GB 11643-1999",
            "Compare with the identity card",
        ),
        Found::AmountsDiffer { figures, capitals } => FindingText::new(
            format!("{figures} yuan in figures, {capitals} in capitals"),
            "Both must agree (as in 票据法 art. 8)",
            "Ask the sender to correct it, and record the confirmation",
        ),
        Found::Lookalike { written, meant } if meant.is_empty() => FindingText::new(
            format!("“{written}” is a foreign letter or a radical that looks like another character"),
            "Neither search nor setting knows it for what it looks like",
            "Type it anew from the original",
        ),
        Found::Lookalike { written, meant } => FindingText::new(
            format!("“{written}” probably stands for “{meant}”"),
            "A character that looks alike, or a slip",
            "Compare with the original",
        ),
        Found::PersonalData { mask } => FindingText::new(
            "A whole identity number would be printed",
            "个人信息保护法 art. 6: as little as the purpose needs",
            format!("With the customer's consent print {}", mask.text()),
        ),
        Found::ForbiddenWord { word } => {
            FindingText::new(format!("“{word}” may not stand in an advertisement"), "广告法 art. 9", "Say it otherwise")
        }
        Found::WordingChanged { received } => FindingText::new(
            match received.text() {
                "" => "These words are not in what was handed in".to_owned(),
                received => format!("What was handed in says “{received}”"),
            },
            "The words of a court or a committee change only with the sender's confirmation",
            "Record who confirmed it, when and how, or put the words back",
        ),
        Found::ReadBack { passages } => FindingText::new(
            format!("Read these to the sender, to be confirmed one by one: {}", super::numbered(passages, "; ")),
            "What has to be corrected in obituaries and greetings is nearly always a name or a date of the copy itself",
            "Record who confirmed them, when and how",
        ),
        Found::CategoryContradicts { en, .. } => FindingText::new(
            format!("The copy reads as “{en}”, and is taken under another category"),
            "The category decides the price, the checks and the papers to be seen",
            format!("Choose “{en}”, or acknowledge that the category is meant"),
        ),
        Found::OtherFace { names: all_names, lacks, wanted, set } => {
            let what = if *all_names { "all names are" } else { "the whole line is" };
            let lacking = names(std::slice::from_ref(lacks), EN);
            FindingText::new(
                format!("No {lacking} in {}: {what} set in {}", face(wanted, EN), face(set, EN)),
                "A name, a title, a line is in one face",
                "Show the customer the proof; where it does not please, choose another style",
            )
        }
        Found::NoOrnament => FindingText::new(
            "This size does not hold the ornament beside all of the words: the ornament gave way",
            "Words are never dropped, an ornament may be",
            "Show the customer the proof; for the ornament choose a larger size, another style, or shorten the copy",
        ),
        Found::UnknownKind => FindingText::new(
            "Of no known kind: its facts were not checked",
            "Kinds are files, and more can be added",
            "Check it by hand, or choose a kind",
        ),
        Found::ReadInPart { read } => FindingText::new(
            format!("Too long: only the first {read} characters were checked"),
            "No page holds so long a notice",
            "See whether several notices have become one",
        ),
    }
}
