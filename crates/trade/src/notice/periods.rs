//! The period that a notice gives, and the hearing that it sets.

use std::ops::Range;

use super::facts::{CountedFrom, FactName, Hearing, PeriodLength, Sure};
use super::moments::{self, WrittenDate};
use super::numerals::{is_numeral, number};
use super::phrases::Phrases;
use super::text::{ends_sentence, ends_with, find, starts_with};

/// Words that begin the period of a notice.
static BEGINS: Phrases = Phrases::of(&[
    "见报后",
    "登报后",
    "刊登后",
    "公告后",
    "登报起",
    "见报起",
    "发布后",
    "现公告",
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
    "征求意见期",
    "意见征集期",
    "异议期",
]);
/// Words behind which another period runs.
static OTHER: Phrases =
    Phrases::of(&["期满", "届满", "送达后", "送达之日", "生效", "收到", "答辩", "举证", "判决", "上诉"]);

/// The period: where it stands, how long it is, and under which name it is told.
pub(super) fn period(chars: &[char]) -> Option<(Range<usize>, PeriodLength, FactName)> {
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
        if let Some(found) = in_context(chars, sentence, i, end, count) {
            return Some(found);
        }
        i = end;
    }
    None
}

/// The unit behind a number: how long that is and where it ends.
pub(super) fn unit(chars: &[char], count: u32, end: usize) -> Option<(PeriodLength, usize)> {
    type Count = fn(u32) -> PeriodLength;
    const UNITS: [(&str, Count); 11] = [
        ("个工作日", PeriodLength::WorkingDays),
        ("工作日", PeriodLength::WorkingDays),
        ("个日历日", PeriodLength::Days),
        ("个自然日", PeriodLength::Days),
        ("自然日", PeriodLength::Days),
        ("个日", PeriodLength::Days),
        ("个月", PeriodLength::Months),
        ("个整月", PeriodLength::Months),
        ("日", PeriodLength::Days),
        ("天", PeriodLength::Days),
        ("周", |weeks| PeriodLength::Days(weeks * 7)),
    ];
    let (word, length) = UNITS.iter().find(|(word, _)| starts_with(chars, end, word))?;
    (1..=1_000).contains(&count).then(|| (length(count), end + word.chars().count()))
}

fn in_context(
    chars: &[char],
    sentence: usize,
    at: usize,
    end: usize,
    count: u32,
) -> Option<(Range<usize>, PeriodLength, FactName)> {
    let before = &chars[sentence.max(at.saturating_sub(26))..at];
    // 收到本公告之日起: counted from when it is received.
    let received = |begins: &usize| ["收到", "接到"].iter().any(|word| ends_with(&before[..*begins], word));
    let begins = BEGINS.last(before);
    let begins = begins.filter(|begins| !received(begins) && !received(&begins.saturating_sub(1)));
    // 见报45日内, 自2026年5月11日起45日内: counted from the paper's day, or from one that is named.
    let counted = ["见报", "登报"].iter().any(|word| ends_with(before, word))
        || before
            .strip_suffix(&['日', '起'][..])
            .is_some_and(|rest| rest.last().is_some_and(|c| is_numeral(*c)) && rest.contains(&'月'));
    let begins = begins.or_else(|| counted.then_some(before.len()));
    let Some(begins) = begins else {
        return served(chars, at, end, count).or_else(|| to_collect(chars, sentence, at, end, count));
    };
    let other = OTHER.last(before);
    // 2026年1月22日 is a date and no period, the third day a day.
    let dated = before.last().is_some_and(|c| matches!(c, '年' | '月' | '第'));
    // 可自本公告发布之日起60日内申请行政复议: the time of a remedy is not that of the notice.
    let rest = &chars[end..chars.len().min(end + 24)];
    let rest = &rest[..rest.iter().position(|c| ends_sentence(*c) || *c == ',').unwrap_or(rest.len())];
    if ["行政复议", "行政诉讼", "提起诉讼", "起诉"].iter().any(|word| find(rest, word).is_some()) {
        return None;
    }
    if other.is_some_and(|other| other > begins) || count == 0 || count > 1_000 {
        return None;
    }
    if chars.get(end) == Some(&'年') {
        let one = count <= 2 && !chars.get(end + 1).is_some_and(|c| is_numeral(*c));
        return one.then(|| (at..end + 1, PeriodLength::Months(count * 12), FactName::PeriodMonths));
    }
    let (length, end) = unit(chars, count, end).filter(|_| !dated)?;
    match length {
        PeriodLength::Months(_) => Some((at..end, length, FactName::PeriodMonths)),
        PeriodLength::Days(_) | PeriodLength::WorkingDays(_) => Some((at..end, length, FactName::PeriodDays)),
    }
}

/// 经过三十日,即视为公告送达: what counts as served when it is over needs no word from when.
fn served(chars: &[char], at: usize, end: usize, count: u32) -> Option<(Range<usize>, PeriodLength, FactName)> {
    // 逾期三个月无人认领: how long what was found is kept.
    if ["逾期", "超过", "满"].iter().any(|word| ends_with(&chars[..at], word))
        && let Some((length, behind)) = unit(chars, count, end)
        && ["无人认领", "不认领", "未认领", "未领取"].iter().any(|word| starts_with(chars, behind, word))
    {
        let months = matches!(length, PeriodLength::Months(_));
        let name = if months { FactName::PeriodMonths } else { FactName::PeriodDays };
        return Some((at..behind, length, name));
    }
    let passed =
        ["经过", "满", "经", "公告", "公告期", "登报", "见报", "刊登"].iter().any(|word| ends_with(&chars[..at], word));
    let (length, end) = unit(chars, count, end)?;
    let mut next = end;
    while matches!(chars.get(next), Some(',' | '即' | '则' | '后')) {
        next += 1;
    }
    let counts = ["视为公告送达", "视为送达", "视作送达"].iter().any(|word| starts_with(chars, next, word));
    let days = matches!(length, PeriodLength::Days(_) | PeriodLength::WorkingDays(_));
    (passed && counts && days).then_some((at..end, length, FactName::PeriodDays))
}

/// 请于30日内到本委领取,逾期视为送达: the days within which a paper is to be collected, where they are counted from nothing else.
fn to_collect(
    chars: &[char],
    sentence: usize,
    at: usize,
    end: usize,
    count: u32,
) -> Option<(Range<usize>, PeriodLength, FactName)> {
    let before = &chars[sentence.max(at.saturating_sub(12))..at];
    let before = &before[before.iter().rposition(|c| *c == ',').map_or(0, |comma| comma + 1)..];
    let ordered = OTHER.last(before).is_none();
    // 请于15日内办理离职手续: a demand without a word from when it runs.
    let demanded = ordered
        && ["请于", "请在", "限于", "务必于", "请您于", "请你于", "请贵店", "请贵司"]
            .iter()
            .any(|word| ends_with(before, word));
    let (length, end) = unit(chars, count, end)?;
    let rest = &chars[end..chars.len().min(end + 60)];
    let rest = &rest[..rest.iter().position(|c| ends_sentence(*c)).unwrap_or(rest.len())];
    let collected = find(rest, "领取").is_some()
        && ["视为送达", "即为送达", "视为已送达", "视作送达"].iter().any(|word| find(rest, word).is_some());
    let days = matches!(length, PeriodLength::Days(_) | PeriodLength::WorkingDays(_));
    let done = demanded
        && ["办理离职", "返岗", "返回", "腾退", "搬离", "清场", "归还", "付清", "清偿"]
            .iter()
            .any(|word| find(rest, word).is_some());
    (ordered && (collected || done) && days && starts_with(chars, end, "内")).then_some((
        at..end,
        length,
        FactName::PeriodDays,
    ))
}

pub(super) fn last(chars: &[char], word: &str) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    (0..chars.len()).rev().find(|at| super::text::starts(chars, *at, &word))
}

/// Words that say that a moment is that of a hearing.
static HEARS: Phrases = Phrases::of(&[
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
]);

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

/// 现更正为2026年8月20日9时: the hearing of a correction is the one that it is corrected to.
pub(super) fn corrected(chars: &[char]) -> Option<(Range<usize>, Hearing, Sure)> {
    let words = ["更正为", "变更为", "改为", "应为", "调整为", "更正后为", "现定于", "延期至", "改期至"];
    let at = words.iter().filter_map(|word| last(chars, word)).max()?;
    // 现将开庭时间更正为"…并定于送达后第3日上午9时"
    if let Some((range, hearing, sure)) = relative(&chars[at..]) {
        return Some((range.start + at..range.end + at, hearing, sure));
    }
    // 报名截止时间…更正为…: a deadline is no hearing.
    let about = &chars[chars[..at].iter().rposition(|c| matches!(c, '。' | '\n')).map_or(0, |at| at + 1)..at];
    if ["报名", "截止", "递交"].iter().any(|word| find(about, word).is_some()) && find(about, "开庭").is_none()
    {
        return None;
    }
    let dated = moments::dates(&chars[at..]).into_iter().next()?;
    let date = dated.date()?;
    let start = at + dated.range.start;
    let time = moments::time(chars, moments::after_date(chars, at + dated.range.end));
    let end = time.map_or(at + dated.range.end, |(_, end)| end);
    let near = dated.range.start <= 24 && time.is_some();
    near.then_some((start..end, Hearing::At { date, time: time.map(|(time, _)| time) }, Sure::Certain))
}

/// How much speaks for a date to be that of a hearing; where it ends with its time.
fn weigh(chars: &[char], dated: &WrittenDate) -> Option<(u32, usize, Option<chrono::NaiveTime>)> {
    let at = moments::after_date(chars, dated.range.end);
    let time = moments::time(chars, at);
    let end = time.map_or(dated.range.end, |(_, end)| end);
    let rest = &chars[end..chars.len().min(end + 70)];
    let rest = &rest[..rest.iter().position(|c| matches!(c, '。' | '\n')).unwrap_or(rest.len())];
    let before = &chars[dated.range.start.saturating_sub(14)..dated.range.start];
    let before = &before[before.iter().rposition(|c| matches!(c, '。' | '\n')).map_or(0, |at| at + 1)..];
    let heard = HEARS.within(rest);
    let set = [
        "定于",
        "将于",
        "开庭时间",
        "庭审时间",
        "开庭日期",
        "审理时间",
        "兹定",
        "时间:",
        "开庭",
        "会议时间",
        "开启时间",
        "竞价",
        "拍卖时间",
        "开标",
    ]
    .iter()
    .any(|word| find(before, word).is_some());
    // A deadline is no hearing.
    // 提交截止时间及开启时间: the same moment.
    let opened = ["开启", "开标"].iter().any(|word| find(before, word).is_some());
    let deadline = !opened && ["报名", "截止", "递交", "登记"].iter().any(|word| find(before, word).is_some())
        || ["前", "之前", "止", "截止"].iter().any(|word| starts_with(chars, end, word));
    if deadline && !opened && find(before, "开庭").is_none() {
        return None;
    }
    // 挂牌时间:6月1日9时至6月10日10时: a span of days is none.
    let span = chars.get(end).is_some_and(|c| matches!(c, '至' | '到' | '—' | '-' | '~'));
    if span && moments::date(chars, end + 1).is_some() {
        return None;
    }
    // 报名时间:…至6月8日16时: the end of a span of days is no moment.
    if before.last().is_some_and(|c| matches!(c, '至' | '到' | '—' | '-' | '~')) {
        return None;
    }
    let score = u32::from(time.is_some()) * 4 + u32::from(heard) * 2 + u32::from(set) * 3;
    // A date alone must be said to be one; a date with a time must be near a word of hearing.
    ((time.is_some() && (heard || set)) || (set && heard)).then_some((score, end, time.map(|(time, _)| time)))
}

/// The year of a date that names none: that of the nearest date that names one, or the year after where it would lie before it.
fn assumed(dated: &WrittenDate, dates: &[WrittenDate]) -> Option<chrono::NaiveDate> {
    let known = dates.iter().filter_map(WrittenDate::date).next_back()?;
    let year = chrono::Datelike::year(&known);
    let same = chrono::NaiveDate::from_ymd_opt(year, dated.month, dated.day)?;
    if same >= known { Some(same) } else { chrono::NaiveDate::from_ymd_opt(year + 1, dated.month, dated.day) }
}

/// With what the count of a relative hearing begins, behind the name of the period.
static ENDED: Phrases = Phrases::of(&[
    "送达后",
    "期满后",
    "届满后",
    "期满之日起",
    "期满次日起",
    "届满次日起",
    "届满之日起",
    "期满之日后",
    "届满之日后",
    "期满日后",
    "届满日后",
    "期限满后",
    "期满的",
    "届满的",
    "期满",
    "届满",
    "期后",
    "期限后",
]);

/// A hearing that is set by the end of a period: 公告期满后第三日上午9时(遇节假日顺延), 举证期届满后次日起第3日9时.
fn relative(chars: &[char]) -> Option<(Range<usize>, Hearing, Sure)> {
    for at in 0..chars.len() {
        if !matches!(chars[at], '期' | '届' | '送') {
            continue;
        }
        let Some(word) = ENDED.at(chars, at) else { continue };
        let mut i = at + word.chars().count();
        while matches!(chars.get(i), Some('的' | ',' | '内' | '后')) {
            i += 1;
        }
        // 次日起第3日: the day after is the first.
        for day in ["之次日起", "次日起", "之日起", "翌日起"] {
            if starts_with(chars, i, day) {
                i += day.chars().count();
                while matches!(chars.get(i), Some('的' | ',')) {
                    i += 1;
                }
                break;
            }
        }
        let next = ["次日", "翌日"].iter().any(|day| starts_with(chars, i, day));
        if chars.get(i) == Some(&'第') {
            i += 1;
        } else if !next {
            continue;
        }
        let (days, mut end) = if next { (1, i + 2) } else { number(chars, i)? };
        let mut working = false;
        if !next {
            let Some((length, after)) = unit(chars, days, end) else { continue };
            working = matches!(length, PeriodLength::WorkingDays(_));
            end = after;
        }
        let rest = &chars[end..chars.len().min(end + 90)];
        let rest = &rest[..rest.iter().position(|c| matches!(c, '。' | '\n')).unwrap_or(rest.len())];
        let set = &chars[at.saturating_sub(16)..at];
        let told = ["开庭时间", "开庭日期", "庭审时间", "审理时间"].iter().any(|word| find(set, word).is_some());
        if !told && !HEARS.within(rest) {
            continue;
        }
        let before = &chars[at.saturating_sub(8)..at];
        let before =
            &before[before.iter().rposition(|c| matches!(c, ',' | '。' | ';' | '\n')).map_or(0, |at| at + 1)..];
        // 选定期满后: a period of which nothing is known.
        const UNKNOWN: [&str; 7] = ["选定", "异议", "组庭", "申报", "缴费", "公示", "上诉"];
        if UNKNOWN.iter().any(|word| ends_with(before, word)) {
            return None;
        }
        let since = match (last(before, "举证"), last(before, "答辩")) {
            (Some(proof), answer) if answer.is_none_or(|answer| answer < proof) => CountedFrom::Proved,
            (_, Some(_)) => CountedFrom::Answered,
            _ => CountedFrom::Served,
        };
        let mut time_at = moments::after_date(chars, end);
        while chars.get(time_at) == Some(&'(') && starts_with(chars, time_at + 1, "遇") {
            time_at += chars[time_at..].iter().take(24).position(|c| *c == ')').map_or(1, |close| close + 1);
        }
        let time = moments::time(chars, time_at);
        let rolls = find(&chars[end..chars.len().min(end + 90)], "顺延").is_some();
        let named = since != CountedFrom::Served || find(before, "公告").is_some();
        let start = at.saturating_sub(if named { 2 } else { 0 });
        let hearing = Hearing::After { since, days, working, time: time.map(|(time, _)| time), rolls, comes_to: None };
        return Some((start..time.map_or(end, |(_, end)| end), hearing, Sure::Likely));
    }
    None
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
            ("自公告之日起经过30个工作日即视为送达", Some((PeriodLength::WorkingDays(30), FactName::PeriodDays))),
            ("自本公告发布之日起经过30日即视为送达", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            (
                "如在本裁定生效后十日内不履行,限你自公告之日起三十日内来本院领取",
                Some((PeriodLength::Days(30), FactName::PeriodDays)),
            ),
            ("逾期三个月无人认领将移交公安机关", Some((PeriodLength::Months(3), FactName::PeriodMonths))),
            ("即日起60日内无人认领", Some((PeriodLength::Days(60), FactName::PeriodDays))),
            ("提出答辩状的期限为公告期满后15日内", None),
            (
                "自发出公告之日起，经过３０日即视为送达。答辩期为公告期满后15日",
                Some((PeriodLength::Days(30), FactName::PeriodDays)),
            ),
            ("请债权人自公告之日起45日内申报", Some((PeriodLength::Days(45), FactName::PeriodDays))),
            ("自公告之日起三个月内", Some((PeriodLength::Months(3), FactName::PeriodMonths))),
            ("公告期间为一年,期间届满", Some((PeriodLength::Months(12), FactName::PeriodMonths))),
            ("2026年1月22日", None),
            ("限你自收到本公告之日起十五日内缴纳罚款", None),
            ("经过三十日,即视为公告送达。", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            ("可自本公告发布之日起60日内申请行政复议", None),
            ("望其亲生父母见报后60日内前来认领", Some((PeriodLength::Days(60), FactName::PeriodDays))),
            ("请于30日内到本委领取,逾期视为送达", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            ("公告30日视为送达,答辩期15天", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            (
                "你们未领取判决书,限三十日内来本院领取,过期视为送达",
                Some((PeriodLength::Days(30), FactName::PeriodDays)),
            ),
            ("限三十日内到本委领取,逾期视为送达", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            ("你公司须在30日内前来领取,逾期即为送达", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            ("征求意见期限30日(2026年5月11日至6月9日)", Some((PeriodLength::Days(30), FactName::PeriodDays))),
            ("公示期限为7个工作日", Some((PeriodLength::WorkingDays(7), FactName::PeriodDays))),
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
        let Hearing::After { since, days, rolls, time, .. } = found else { panic!("{found:?}") };
        assert_eq!(
            (since, days, rolls, time.map(|t| t.to_string()).as_deref()),
            (CountedFrom::Proved, 3, true, Some("09:00:00"))
        );
        assert_eq!(hearing(&chars("2026年1月22日")), None);
    }
}
