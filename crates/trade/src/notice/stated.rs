//! The periods that a notice states beside its own: to answer, to bring evidence, to appeal, to claim.
//!
//! A sentence is read as a row of mentions (答辩期, 举证期) and lengths (15日). A length belongs to the mentions before it, to each
//! its own where there are as many (分别为15日和30日), to all of them where there is one (均为15日); where none stands before it,
//! to the one right behind it (15日内提出答辩状). One pass over the words.

use std::ops::Range;

use super::facts::{CountedFrom, FactName, PeriodLength};
use super::moments;
use super::numerals::{is_numeral, number};
use super::periods::unit;
use super::phrases::Phrases;
use super::text::{find, starts_with};

/// A period as it is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) name: FactName,
    pub(super) range: Range<usize>,
    pub(super) length: PeriodLength,
    /// From the end of which period it is counted.
    pub(super) since: CountedFrom,
}

/// What stands in a sentence.
enum SentenceToken {
    Mention(FactName, usize),
    Length(PeriodLength, Range<usize>, CountedFrom),
}

/// Every period that is stated, the first of each name.
pub(super) fn stated(chars: &[char]) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    let mut start = 0;
    for end in 0..=chars.len() {
        if end < chars.len() && !matches!(chars[end], '。' | '\n' | ';') {
            continue;
        }
        sentence(chars, start..end, &mut found);
        start = end + 1;
    }
    found
}

fn sentence(chars: &[char], range: Range<usize>, found: &mut Vec<Stated>) {
    let words = &chars[range.clone()];
    if !["答辩", "举证", "证据", "上诉"].iter().any(|word| find(words, word).is_some()) {
        return;
    }
    let seen = seen(chars, range);
    let mut pending: Vec<FactName> = Vec::new();
    // A length that no mention before it took.
    let mut loose: Option<(PeriodLength, Range<usize>, CountedFrom)> = None;
    for (i, one) in seen.iter().enumerate() {
        match one {
            SentenceToken::Mention(name, at) => match loose.take().filter(|(_, place, _)| {
                leads(chars, place.end..*at) || chars.get(place.end) == Some(&'为') && at - place.end <= 6
            }) {
                Some((length, place, since)) => {
                    add(found, *name, place.clone(), length, since);
                    // …15日为答辩期和举证期限: it is that of the next as well.
                    let next = seen.get(i + 1);
                    let beside = matches!(next, Some(SentenceToken::Mention(_, other))
                        if other - at <= 7 && matches!(chars[other - 1], '及' | '和' | '与'));
                    if beside
                        || (chars.get(place.end) == Some(&'为') && matches!(next, Some(SentenceToken::Mention(..))))
                    {
                        loose = Some((length, place, since));
                    }
                }
                None => {
                    // 举证期限与答辩期限相同: as long as the one that is known.
                    let same = find(&chars[*at..chars.len().min(at + 16)], "相同").is_some();
                    let known = found.iter().find(|known| same && known.name != *name).cloned();
                    match known {
                        Some(known) => add(found, *name, known.range, known.length, known.since),
                        None => pending.push(*name),
                    }
                }
            },
            SentenceToken::Length(length, place, since) => {
                let another = matches!(seen.get(i + 1), Some(SentenceToken::Length(_, next, _)) if joined(chars, place.end..next.start));
                loose = pending.is_empty().then(|| (*length, place.clone(), *since));
                if pending.len() > 1 && another {
                    let name = pending.remove(0);
                    add(found, name, place.clone(), *length, *since);
                } else {
                    for name in pending.drain(..) {
                        add(found, name, place.clone(), *length, *since);
                    }
                }
            }
        }
    }
}

fn add(found: &mut Vec<Stated>, name: FactName, range: Range<usize>, length: PeriodLength, since: CountedFrom) {
    if !found.iter().any(|known| known.name == name) {
        found.push(Stated { name, range, length, since });
    }
}

/// Whether nothing but 内、和 stands between two lengths.
fn joined(chars: &[char], between: Range<usize>) -> bool {
    between.len() <= 4 && chars[between].iter().all(|c| matches!(c, '内' | '、' | '和' | '及' | '与' | '/'))
}

/// Whether a length belongs to the mention right behind it: 15日内提出答辩状.
fn leads(chars: &[char], between: Range<usize>) -> bool {
    let Some(between) = chars.get(between) else { return false };
    let close = between.first() == Some(&'内')
        && between.len() <= 10
        && !between.iter().any(|c| matches!(c, '。' | '、' | '为'))
        && between.iter().filter(|c| **c == ',').count() <= 1;
    // 自送达之日起15日为答辩期和举证期限: the length is said of what follows.
    let said = between == ['为'] || between == ['内', '为'];
    // The service itself: 30日内视为送达.
    (close || said) && find(between, "送达").is_none() && find(between, "领取").is_none()
}

/// The mentions and lengths of a sentence, in order.
fn seen(chars: &[char], range: Range<usize>) -> Vec<SentenceToken> {
    let mut seen = Vec::new();
    let mut i = range.start;
    let mut clause = range.start;
    while i < range.end {
        let c = chars[i];
        if c == ',' {
            clause = i + 1;
        }
        if let Some((name, length)) = mention(chars, i, range.end) {
            seen.push(SentenceToken::Mention(name, i));
            i += length;
            continue;
        }
        if is_numeral(c) {
            if let Some(dated) = moments::date(chars, i) {
                i = dated.range.end;
                continue;
            }
            if let Some((count, end)) = number(chars, i) {
                // 截至公告期满后第三十日: the last day of a period is as long as the period.
                let ordinal = i > range.start
                    && chars[i - 1] == '第'
                    && !["至", "截止"]
                        .iter()
                        .any(|word| find(&chars[i.saturating_sub(12).max(clause)..i], word).is_some());
                if !ordinal && let Some((length, end)) = unit(chars, count, end) {
                    let before = &chars[clause..i];
                    let since = if ["答辩期满", "答辩期届满", "答辩期限届满", "答辩期限满"]
                        .iter()
                        .any(|word| find(before, word).is_some())
                    {
                        CountedFrom::Answered
                    } else {
                        CountedFrom::Served
                    };
                    seen.push(SentenceToken::Length(length, i..end, since));
                    i = end;
                    continue;
                }
                i = end;
                continue;
            }
        }
        i += 1;
    }
    seen
}

/// A period that is named at a place: which, and how many characters name it.
fn mention(chars: &[char], at: usize, end: usize) -> Option<(FactName, usize)> {
    static BEGINS: Phrases = Phrases::of(&["答", "提", "递", "书", "证", "举", "上", "进", "作"]);
    if !BEGINS.stand_at(chars, at) {
        return None;
    }
    let fits = |word: &&str| at + word.chars().count() <= end;
    let is = |word: &str| fits(&word) && starts_with(chars, at, word);
    // 答辩期满后 names the end of a period, and states none.
    let ended = |length: usize| {
        let rest = at + length;
        ["满", "届满", "限届满", "限满", "间届满", "间满"].iter().any(|word| starts_with(chars, rest, word))
    };
    static ANSWER: Phrases = Phrases::of(&[
        "答辩及反请求",
        "答辩和反请求",
        "答辩和举证的期",
        "答辩及举证的期",
        "答辩与举证的期",
        "答辩与举证期",
        "提出答辩状的期限",
        "提交答辩状的期限",
        "递交答辩状的期限",
        "提交答辩状期限",
        "提出答辩状期限",
        "答辩状的期限",
        "答辩、举证期",
        "答辩和举证期",
        "答辩及举证期",
        "答辩期",
        "提出答辩状",
        "提交答辩状",
        "提出答辩",
        "进行答辩",
        "作出答辩",
    ]);
    static EVIDENCE: Phrases = Phrases::of(&[
        "提交证据的期限",
        "提供证据的期限",
        "提交证据期限",
        "证据提交期限",
        "举证的期限",
        "举证时限",
        "举证期",
        "提交证据材料",
        "提交证据",
        "提供证据",
    ]);
    static APPEAL: Phrases =
        Phrases::of(&["上诉期", "递交上诉状", "提交上诉状", "提出上诉", "提起上诉", "上诉于", "上诉至", "上诉到"]);
    // 提交答辩书的期限, 提出答辩意见: however the paper is called.
    static PAPERS: Phrases = Phrases::of(&["答辩状", "答辩书", "答辩意见书", "答辩意见", "书面答辩", "答辩材料"]);
    let verb = ["提交", "提出", "递交"].iter().find(|word| is(word)).map_or(0, |word| word.chars().count());
    let paper = PAPERS.all_at(chars, at + verb).map(|word| word.chars().count()).max();
    if let Some(paper) = paper.filter(|paper| at + verb + paper <= end) {
        let behind = at + verb + paper;
        let term = ["的期限", "期限", "的时间", "的期间"].iter().find(|word| starts_with(chars, behind, word));
        if verb > 0 || term.is_some() {
            let length = verb + paper + term.map_or(0, |word| word.chars().count());
            return (!ended(length)).then_some((FactName::AnswerDays, length));
        }
    }
    if let Some(word) = ANSWER.all_at(chars, at).find(fits) {
        // 答辩、举证期限均为: the evidence's own name stands behind and is read next.
        let both = ["答辩、", "答辩和", "答辩及", "答辩与"].iter().any(|word| is(word));
        let length = if both { 3 } else { word.chars().count() };
        return (!ended(length)).then_some((FactName::AnswerDays, length));
    }
    if let Some(word) = EVIDENCE.all_at(chars, at).find(fits) {
        let length = word.chars().count();
        return (!ended(length)).then_some((FactName::EvidenceDays, length));
    }
    // 提交答辩书及证据的期限: what is brought beside the answer.
    if is("证据")
        && at > 3
        && matches!(chars[at - 1], '及' | '和' | '与')
        && ["答辩书", "答辩状", "答辩意见"].iter().any(|word| super::text::ends_with(&chars[..at - 1], word))
    {
        return Some((FactName::EvidenceDays, 2));
    }
    // 十五日内答辩、三十日内举证: the verb alone, right behind the days.
    let bare =
        [("答辩", FactName::AnswerDays), ("举证", FactName::EvidenceDays)].into_iter().find(|(word, _)| is(word));
    if let Some((_, name)) = bare.filter(|_| super::text::ends_with(&chars[..at], "日内")) {
        return Some((name, 2));
    }
    let word = APPEAL.all_at(chars, at).find(fits)?;
    let length = word.chars().count();
    (!ended(length)).then_some((FactName::AppealDays, length))
}

/// Every period that is called by its name: 答辩期, 举证期限, 上诉期.
pub(super) fn named(chars: &[char]) -> Vec<(FactName, Range<usize>)> {
    (0..chars.len())
        .filter_map(|at| {
            let (name, length) = mention(chars, at, chars.len())?;
            let own = &chars[at..at + length];
            let called = find(own, "期").is_some() || find(own, "时限").is_some();
            // 举证期限通知书, 指定举证期限: the paper in which it is named, and what will be told.
            let told = ["通知", "通知书", "告知", "内", "另行", "由", "等", "权利", "内未", "及其"]
                .iter()
                .any(|word| starts_with(chars, at + length, word));
            (called && !told).then_some((name, at..at + length))
        })
        .collect()
}

/// 于2026年6月1日前向管理人申报债权: the last day for claims, where it is a date.
pub(super) fn claims_until(chars: &[char]) -> Option<moments::WrittenDate> {
    moments::dates(chars).into_iter().find(|dated| {
        let end = dated.range.end;
        let mut at = end;
        if chars.get(at) == Some(&'(') {
            at += chars[at..].iter().take(12).position(|c| *c == ')').map_or(0, |close| close + 1);
        }
        if let Some((_, after)) = moments::time(chars, at) {
            at = after;
        }
        let until = ["前", "之前", "以前", "止", "(含", "内"].iter().any(|word| starts_with(chars, at, word));
        let rest = &chars[at..chars.len().min(at + 120)];
        let rest = &rest[..rest.iter().position(|c| matches!(c, '。' | '\n')).unwrap_or(rest.len())];
        let before = &chars[dated.range.start.saturating_sub(24)..dated.range.start];
        let before = &before[before.iter().rposition(|c| matches!(c, '。' | '\n')).map_or(0, |at| at + 1)..];
        // 债权债务人于2026年6月25日前到幼儿园办理手续: who has claims is named before, what he does behind.
        let claims = |words: &[char]| {
            let owed = ["债权", "债务"].iter().any(|word| find(before, word).is_some());
            let done = ["联系", "办理", "登记", "清算", "清理", "结算"].iter().any(|word| find(words, word).is_some());
            find(words, "申报").is_some() || (owed && done)
        };
        let named = ["申报截止", "申报期限", "申报债权期限", "申报债权的期限", "截止"]
            .iter()
            .any(|word| find(before, word).is_some());
        // 申报权利的期间:自公告之日起至2026年8月5日止
        let bill = ["止", ",", "内", ")"].iter().any(|word| starts_with(chars, at, word))
            && (starts_with(chars, at, "止") || find(rest, "申报权利").is_some())
            && ["权利的期间", "权利期间", "自公告之日起至", "公告之日起至", "催告期间"]
                .iter()
                .any(|word| find(before, word).is_some());
        dated.year.is_some() && (bill || (until && claims(rest)) || (named && claims(before)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_they_are_stated() {
        use FactName::{AnswerDays as A, AppealDays as P, EvidenceDays as E};
        use PeriodLength::{Days, Months, WorkingDays};
        for (text, expected) in [
            ("提出答辩状的期限和举证期限分别为公告期满后15日和30日内。", vec![(A, Days(15)), (E, Days(30))]),
            ("举证期限和答辩期限分别为公告期满后30日、15日内。", vec![(E, Days(30)), (A, Days(15))]),
            ("答辩期和举证期均为公告期满后15日内。", vec![(A, Days(15)), (E, Days(15))]),
            ("答辩、举证期限为公告送达期满后的十五日内。", vec![(A, Days(15)), (E, Days(15))]),
            ("答辩和举证的期限均为公告期满后15日内。", vec![(A, Days(15)), (E, Days(15))]),
            ("答辩期为公告期满后15日内，举证期为公告期满后20日内。", vec![(A, Days(15)), (E, Days(20))]),
            ("提出答辩状的期限为公告期满后的30日内，举证期限为三个月。", vec![(A, Days(30)), (E, Months(3))]),
            ("自公告之日起经过30日即视为送达，提出答辩状的期限为15日。", vec![(A, Days(15))]),
            ("自送达之次日起15日内提出答辩状。", vec![(A, Days(15))]),
            ("举证期为期满后10个工作日内。", vec![(E, WorkingDays(10))]),
            ("如不服本判决，可在公告期满后15日内，向本院递交上诉状及副本。", vec![(P, Days(15))]),
            ("上诉期为十日。", vec![(P, Days(10))]),
            ("举证期限截至公告期满后第三十日。", vec![(E, Days(30))]),
            ("提交答辩书的期限为公告期满后10日内，举证期限为公告期满后10日内。", vec![(A, Days(10)), (E, Days(10))]),
            ("你公司应于公告期满之日起10日内提交答辩书。", vec![(A, Days(10))]),
            ("你方提交答辩意见的时间为公告期满后15日内。", vec![(A, Days(15))]),
            ("送达答辩通知书、举证通知书，自公告之日起30日视为送达。", vec![]),
            ("自送达之日起15日为答辩期和举证期限。", vec![(A, Days(15)), (E, Days(15))]),
            ("你们应在公告期届满后十五日内答辩、三十日内举证。", vec![(A, Days(15)), (E, Days(30))]),
            ("答辩期为公告期满后15日，举证期限与答辩期限相同。", vec![(A, Days(15)), (E, Days(15))]),
            ("送达后10日内进行答辩。", vec![(A, Days(10))]),
            ("提交答辩书及证据的期限为送达后10日内。", vec![(A, Days(10)), (E, Days(10))]),
            ("应在送达后10日内提交答辩书和证据材料。", vec![(A, Days(10)), (E, Days(10))]),
            ("定于举证期满后第3日上午9时开庭。", vec![]),
            ("送达起诉状副本、应诉通知书、举证通知书。", vec![]),
        ] {
            let chars: Vec<char> = text.chars().map(super::super::text::flat).collect();
            let read: Vec<_> = stated(&chars).into_iter().map(|one| (one.name, one.length)).collect();
            assert_eq!(read, expected, "{text}");
        }
        let chars: Vec<char> = "举证期限为答辩期满后的10日内;".chars().collect();
        assert_eq!(stated(&chars).first().map(|one| one.since), Some(CountedFrom::Answered));
    }

    #[test]
    fn the_last_day_for_claims() {
        for (text, expected) in [
            ("债权人应于2026年6月1日前向管理人申报债权", Some("2026-06-01")),
            ("债权人应在2026年6月1日（含当日）前申报", Some("2026-06-01")),
            ("债权申报截止日期为2026年6月1日。", Some("2026-06-01")),
            ("请有关债权债务人于2026年6月1日前到幼儿园办理手续。", Some("2026-06-01")),
            ("有关债权债务请于2026年6月1日前与总公司联系。", Some("2026-06-01")),
            ("自公告之日起至2026年6月1日，利害关系人应向本院申报权利。", Some("2026-06-01")),
            ("本公司于2026年6月1日前完成搬迁。", None),
            ("申报权利的期间：自公告之日起至2026年8月5日止。", Some("2026-08-05")),
            ("本院于2026年5月1日裁定受理，债权人应申报债权", None),
        ] {
            let chars: Vec<char> = text.chars().map(super::super::text::flat).collect();
            let found = claims_until(&chars).and_then(|dated| dated.date()).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
