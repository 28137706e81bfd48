//! The period that a notice gives, and the hearing that it sets.

use std::ops::Range;

use super::facts::{FactName, Hearing, Since, Sure};
use super::moments::{self, Dated};
use super::numerals::{is_numeral, number};
use super::text::{ends_sentence, find, starts_with};

/// Words that begin the period of a notice.
const BEGINS: [&str; 30] = [
    "公告之日",
    "发布之日",
    "见报之日",
    "登报之日",
    "刊登之日",
    "刊发之日",
    "即日起",
    "公告发布",
    "公告日起",
    "发出公告",
    "公告期",
    "公告刊登",
    "公告见报",
    "本公告",
    "催告期间",
    "公示之日",
    "登报公告",
    "声明之日",
    "公告期间",
    "自公告",
    "自本公告",
    "自即日",
    "自登报",
    "自刊登",
    "自见报",
    "公告发出",
    "发出之日",
    "张贴之日",
    "登载之日",
    "公示期",
];
/// Words behind which another period runs.
const OTHER: [&str; 10] = ["期满", "届满", "送达后", "送达之日", "生效", "收到", "答辩", "举证", "判决", "上诉"];

/// The period: where it stands, how long it is, in days or in months.
pub(super) fn period(chars: &[char]) -> Option<(Range<usize>, u32, FactName)> {
    let mut sentence = 0;
    let mut i = 0;
    while i < chars.len() {
        if ends_sentence(chars[i]) {
            sentence = i + 1;
        }
        if !is_numeral(chars[i]) {
            i += 1;
            continue;
        }
        let Some((count, end)) = number(chars, i) else {
            i += 1;
            continue;
        };
        let unit = ["个工作日", "个月", "日", "天", "年", "个自然日"].iter().find(|unit| starts_with(chars, end, unit));
        if let Some(unit) = unit
            && let Some(found) = in_context(chars, sentence, i, end, unit, count)
        {
            return Some(found);
        }
        i = end;
    }
    None
}

fn in_context(
    chars: &[char],
    sentence: usize,
    at: usize,
    end: usize,
    unit: &str,
    count: u32,
) -> Option<(Range<usize>, u32, FactName)> {
    let before = &chars[sentence.max(at.saturating_sub(26))..at];
    let begins = BEGINS.iter().filter_map(|word| last(before, word)).max()?;
    let other = OTHER.iter().filter_map(|word| last(before, word)).max();
    // 2026年1月22日 is a date and no period.
    let dated = unit == "年" || before.last().is_some_and(|c| matches!(c, '年' | '月'));
    if other.is_some_and(|other| other > begins) || (dated && unit != "年") || count == 0 || count > 1_000 {
        return None;
    }
    let range = at..end + unit.chars().count();
    match unit {
        "个月" => Some((range, count, FactName::PeriodMonths)),
        "年" if count <= 2 && !chars.get(end + 1).is_some_and(|c| is_numeral(*c)) => {
            Some((range, count * 12, FactName::PeriodMonths))
        }
        "年" => None,
        _ => Some((range, count, FactName::PeriodDays)),
    }
}

fn last(chars: &[char], word: &str) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    (0..chars.len()).rev().find(|at| super::text::starts(chars, *at, &word))
}

/// Words that say that a moment is that of a hearing.
const HEARS: [&str; 18] = [
    "开庭",
    "审理",
    "庭审",
    "听证",
    "到庭",
    "出庭",
    "应诉",
    "宣判",
    "债权人会议",
    "开标",
    "投标",
    "拍卖",
    "竞价",
    "召开",
    "仲裁活动",
    "参加诉讼",
    "调解",
    "举行",
];

/// The hearing: where its moment stands, and when it is.
pub(super) fn hearing(chars: &[char]) -> Option<(Range<usize>, Hearing, Sure)> {
    if let Some(relative) = relative(chars) {
        return Some(relative);
    }
    let mut best: Option<(u32, Range<usize>, Hearing, Sure)> = None;
    let dates = moments::dates(chars);
    for dated in &dates {
        let Some((score, end, time)) = weigh(chars, dated) else { continue };
        let Some(date) = dated.date().or_else(|| assumed(dated, &dates)) else { continue };
        let sure = if dated.year.is_none() {
            Sure::Unsure
        } else if time.is_some() {
            Sure::Certain
        } else {
            Sure::Likely
        };
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, dated.range.start..end, Hearing::At { date, time }, sure));
        }
    }
    best.map(|(_, range, hearing, sure)| (range, hearing, sure))
}

/// How much speaks for a date to be that of a hearing; where it ends with its time.
fn weigh(chars: &[char], dated: &Dated) -> Option<(u32, usize, Option<chrono::NaiveTime>)> {
    let at = moments::after_date(chars, dated.range.end);
    let time = moments::time(chars, at);
    let end = time.map_or(dated.range.end, |(_, end)| end);
    let rest = &chars[end..chars.len().min(end + 70)];
    let rest = &rest[..rest.iter().position(|c| matches!(c, '。' | '\n')).unwrap_or(rest.len())];
    let before = &chars[dated.range.start.saturating_sub(14)..dated.range.start];
    let before = &before[before.iter().rposition(|c| matches!(c, '。' | '\n')).map_or(0, |at| at + 1)..];
    let heard = HEARS.iter().any(|word| find(rest, word).is_some());
    let set = ["定于", "将于", "开庭时间", "庭审时间", "开庭日期", "审理时间", "兹定", "时间:", "开庭", "会议时间"]
        .iter()
        .any(|word| find(before, word).is_some());
    let score = u32::from(time.is_some()) * 4 + u32::from(heard) * 2 + u32::from(set) * 3;
    // A date alone must be said to be one; a date with a time must be near a word of hearing.
    ((time.is_some() && (heard || set)) || (set && heard)).then_some((score, end, time.map(|(time, _)| time)))
}

/// The year of a date that names none: that of the nearest date that names one, or the year after where it would lie before it.
fn assumed(dated: &Dated, dates: &[Dated]) -> Option<chrono::NaiveDate> {
    let known = dates.iter().filter_map(Dated::date).next_back()?;
    let year = chrono::Datelike::year(&known);
    let same = chrono::NaiveDate::from_ymd_opt(year, dated.month, dated.day)?;
    if same >= known { Some(same) } else { chrono::NaiveDate::from_ymd_opt(year + 1, dated.month, dated.day) }
}

/// 公告期满后第三日上午9时(遇节假日顺延).
fn relative(chars: &[char]) -> Option<(Range<usize>, Hearing, Sure)> {
    for at in 0..chars.len() {
        let word = ["期满后", "届满后", "期满之日起", "期满次日起", "届满之日起", "期满的", "届满的"]
            .iter()
            .find(|word| starts_with(chars, at, word));
        let Some(word) = word else { continue };
        let mut i = at + word.chars().count();
        while matches!(chars.get(i), Some('的' | ',' | '内')) {
            i += 1;
        }
        let next = starts_with(chars, i, "次日");
        if chars.get(i) == Some(&'第') {
            i += 1;
        } else if !next {
            continue;
        }
        let (days, mut end) = if next { (1, i + 2) } else { number(chars, i)? };
        let mut working = false;
        if !next {
            let unit = ["个工作日", "工作日", "个自然日", "日", "天", "个日"]
                .iter()
                .find(|unit| starts_with(chars, end, unit))?;
            working = unit.contains("工作日");
            end += unit.chars().count();
        }
        let rest = &chars[end..chars.len().min(end + 90)];
        let rest = &rest[..rest.iter().position(|c| matches!(c, '。' | '\n')).unwrap_or(rest.len())];
        if !HEARS.iter().any(|word| find(rest, word).is_some()) {
            continue;
        }
        let before = &chars[at.saturating_sub(6)..at];
        let said = |word: &str| find(before, word).is_some();
        let since = if said("举证") {
            Since::Proved
        } else if said("答辩") {
            Since::Answered
        } else {
            Since::Served
        };
        let period = match since {
            Since::Served => 0,
            Since::Answered => days_of(chars, "答辩").unwrap_or(15),
            Since::Proved => days_of(chars, "举证").unwrap_or(30),
        };
        let mut time_at = moments::after_date(chars, end);
        while chars.get(time_at) == Some(&'(') && starts_with(chars, time_at + 1, "遇") {
            time_at += chars[time_at..].iter().take(24).position(|c| *c == ')').map_or(1, |close| close + 1);
        }
        let time = moments::time(chars, time_at);
        let rolls = find(&chars[end..chars.len().min(end + 60)], "顺延").is_some();
        let start = at.saturating_sub(if since == Since::Served && !said("公告") { 0 } else { 2 });
        let hearing =
            Hearing::After { since, days, working, period, time: time.map(|(time, _)| time), rolls, comes_to: None };
        return Some((start..time.map_or(end, |(_, end)| end), hearing, Sure::Likely));
    }
    None
}

/// 提出答辩状的期限和举证期限分别为公告期满后15日和30日: the days behind a word.
fn days_of(chars: &[char], word: &str) -> Option<u32> {
    let at = find(chars, word)?;
    let rest = &chars[at..chars.len().min(at + 60)];
    let rest = &rest[..rest.iter().position(|c| *c == '。').unwrap_or(rest.len())];
    let mut counts = Vec::new();
    let mut i = 0;
    while i < rest.len() {
        match number(rest, i).filter(|_| is_numeral(rest[i])) {
            Some((count, end)) => {
                if matches!(rest.get(end), Some('日' | '天')) {
                    counts.push(count);
                }
                i = end;
            }
            None => i += 1,
        }
    }
    // 分别为15日和30日: the first is the answer's, the second the evidence's.
    let both = find(rest, "分别").is_some() && counts.len() >= 2;
    if both && word == "举证" { counts.get(1).copied() } else { counts.first().copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().map(super::super::text::flat).collect()
    }

    #[test]
    fn the_period_of_a_notice() {
        for (text, expected) in [
            ("自本公告发布之日起经过30日即视为送达", Some((30, FactName::PeriodDays))),
            ("如在本裁定生效后十日内不履行,限你自公告之日起三十日内来本院领取", Some((30, FactName::PeriodDays))),
            ("即日起60日内无人认领", Some((60, FactName::PeriodDays))),
            ("提出答辩状的期限为公告期满后15日内", None),
            ("自发出公告之日起，经过３０日即视为送达。答辩期为公告期满后15日", Some((30, FactName::PeriodDays))),
            ("请债权人自公告之日起45日内申报", Some((45, FactName::PeriodDays))),
            ("自公告之日起三个月内", Some((3, FactName::PeriodMonths))),
            ("公告期间为一年,期间届满", Some((12, FactName::PeriodMonths))),
            ("2026年1月22日", None),
        ] {
            assert_eq!(period(&chars(text)).map(|(_, count, name)| (count, name)), expected, "{text}");
        }
    }

    #[test]
    fn hearings_on_a_day_and_after_a_period() {
        for (text, expected) in [
            ("本委定于2026年7月28日9时30分开庭审理此案", "2026-07-28T09:30"),
            ("定于二〇二六年三月十日下午2时在本院第三法庭开庭审理。2026年1月22日", "2026-03-10T14:00"),
            ("定于2026年4月7日(星期二)14:30在仲裁庭公开开庭", "2026-04-07T14:30"),
            ("开庭时间:2026年4月7日14时00分,地点:", "2026-04-07T14:00"),
        ] {
            let (_, hearing, _) = hearing(&chars(text)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(hearing.iso().as_deref(), Some(expected), "{text}");
        }
        let text = "提出答辩状的期限和举证期限分别为公告期满后15日和30日内。并定于举证期满后第三日上午9时（遇节假日顺延）在本院第二法庭公开开庭审理";
        let (_, found, _) = hearing(&chars(text)).expect("a hearing");
        let Hearing::After { since, days, period, rolls, time, .. } = found else { panic!("{found:?}") };
        assert_eq!(
            (since, days, period, rolls, time.map(|t| t.to_string()).as_deref()),
            (Since::Proved, 3, 30, true, Some("09:00:00"))
        );
        assert_eq!(hearing(&chars("2026年1月22日")), None);
    }
}
