//! What a sender is asked about a finding. Only in Chinese: it stands on a paper that the sender fills in.

use super::findings::{elsewhere, fact, names};
use trade::ad::Found;
use trade::settings::Language;

const ZH: Language = Language::Chinese;

/// The question that a finding is worth; none where the counter settles it without the sender.
pub fn question(found: &Found) -> Option<String> {
    let day = |date: &chrono::NaiveDate| super::date(*date, ZH);
    let moved = "是否改期，或提前刊登？";
    Some(match found {
        Found::MissingFact { fact: name } => format!("没有读到{}。公告中应如何写明？", fact(name, ZH)),
        Found::FactNotRead { fact: name, words } => {
            format!("写有“{words}”，没有读到{}。应为什么？", fact(name, ZH))
        }
        Found::HearingWithinEvidence { hearing, evidence_ends, law } => {
            format!("开庭 {}在举证期内，举证期至 {}（{law}）。{moved}", day(hearing), day(evidence_ends))
        }
        Found::EvidenceTooShort { days, least, law } => {
            format!("举证期写作 {days} 日，第一审普通程序不少于 {least} 日（{law}）。应为多少？")
        }
        Found::PeriodTooLong { days, most_months, law } => {
            format!("期间写作 {days} 日，法定最长 {most_months} 个月（{law}）。应为多少？")
        }
        Found::MeetingLate { meeting, latest, law } => {
            format!("第一次债权人会议 {}，最晚应在 {}（{law}）。日期是否有误？", day(meeting), day(latest))
        }
        Found::AppealPeriod { days, lawful, law } => {
            format!("上诉期写作 {days} 日，法定 {lawful} 日（{law}）。应为多少？")
        }
        Found::NoSuchTime { written } => format!("没有“{written}”这个时刻。应为何时？"),
        Found::MissingPhrase { zh, law, .. } => format!("没有写明{zh}（{law}）。是否补充？"),
        Found::PeriodTooShort { days, least, law } => {
            format!("期间写作 {days}，法定不少于 {least}（{law}）。应为多少？")
        }
        Found::PeriodLonger { days, least } => {
            format!("期间写作 {days} 日，现行规定为 {least} 日。受送达人是否在境外？期间应为多少？")
        }
        Found::HearingBeforeService { hearing, served, law } => {
            format!("{}方视为送达，开庭 {}不晚于该日（{law}）。{moved}", day(served), day(hearing))
        }
        Found::HearingTooSoon { hearing, earliest, law } => {
            format!("开庭 {}，最早合法之日为 {}（{law}）。{moved}", day(hearing), day(earliest))
        }
        Found::HearingWithinAnswer { hearing, answer_ends, law } => {
            format!("开庭 {}在答辩期内，答辩期至 {}（{law}）。{moved}", day(hearing), day(answer_ends))
        }
        Found::HearingOnDayOff { date, name } => {
            format!("开庭日 {}是{}。日期是否有误？", day(date), name.as_deref().unwrap_or("周末"))
        }
        Found::HearingOutOfHours { time } => {
            format!("开庭时间 {} 不在 8:00 至 18:00 之间。是否有误？", time.format("%H:%M"))
        }
        Found::HearingFar { days } => format!("开庭距刊登 {days} 日。年、月是否有误？"),
        Found::WordingChanged { received } => {
            format!("此处原稿为“{}”，已作改动。是否按改动后的文字刊登？", received.text())
        }
        Found::HearingWithoutTime => "写明了开庭日期，没有写明几点。应为何时？".to_owned(),
        Found::WrongWeekday { date } => format!("{}与所写的星期不符。以日期为准，还是以星期为准？", day(date)),
        Found::NoSuchDate { written } => format!("没有“{written}”这一天。应为哪一天？"),
        Found::DatedAfterPublication { date, publication } => {
            format!("落款 {}晚于刊登日 {}。落款日期应为哪一天？", day(date), day(publication))
        }
        Found::CaseNumberConflict { others } => {
            format!("同一案号另见于{}，当事人却全不相同。哪一处案号有误，应为什么？", elsewhere(others, ZH))
        }
        Found::BookedAlready { others } => format!("与{}相同或几乎相同。是否再次刊登？", elsewhere(others, ZH)),
        Found::SignerNameVariant { others } => format!("落款单位另写作{}。以哪一个为准？", names(others, ZH)),
        Found::PlaceNameVariant { others } => format!("同一地点另写作{}。以哪一个为准？", names(others, ZH)),
        Found::PartyNameVariant { other } => {
            format!("名称另写作{}，差一字。以哪一个为准？", names(std::slice::from_ref(other), ZH))
        }
        Found::FactDiffers { fact: name, other } => {
            format!("{}在另一处写作{}。以哪一处为准？", fact(name, ZH), names(std::slice::from_ref(other), ZH))
        }
        Found::Placeholder { words } => format!("“{words}”似为未填写的模板用字。应填什么？"),
        Found::DuplicateSentence => "此处重复。是否删去一处？".to_owned(),
        Found::UnbalancedMarks { mark } => format!("“{mark}”没有成对。应在何处补上或删去？"),
        Found::BadCreditCode => "统一社会信用代码的校验位不符。请核对原件，应为什么？".to_owned(),
        Found::BadIdentityNumber => "身份证号码不合编码规则。请核对原件，应为什么？".to_owned(),
        Found::AmountsDiffer { figures, capitals } => {
            format!("小写 {figures} 元与大写（合 {capitals} 元）不符。以哪一个为准？")
        }
        Found::Lookalike { written, meant } if meant.is_empty() => format!("“{written}”是否为形近字之误？应为什么？"),
        Found::Lookalike { written, meant } => format!("“{written}”是否应为“{meant}”？"),
        Found::CoarsePicture { .. }
        | Found::NotDeterminable { .. }
        | Found::PeriodEndsOnDayOff { .. }
        | Found::NotCompared { .. }
        | Found::RelatedCase { .. }
        | Found::PersonalData { .. }
        | Found::ForbiddenWord { .. }
        | Found::CategoryContradicts { .. }
        | Found::OtherFace { .. }
        | Found::NoOrnament
        | Found::UnknownKind
        | Found::ReadBack { .. }
        | Found::ReadInPart { .. } => return None,
    })
}
