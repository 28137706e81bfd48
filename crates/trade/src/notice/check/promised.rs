//! What is announced must be read: words that promise a fact (联系电话, 开庭时间, 举证期) beside which no such fact was read.

use std::ops::Range;

use super::Checked;
use crate::ad::{Found, Severity};
use crate::notice::facts::FactName;
use crate::notice::looks::last_date;
use crate::notice::phrases::{Phrases, phrases};
use crate::notice::stated;
use crate::notice::text::{ends_with, find};

/// A label, and the facts of which one must stand right behind it.
struct Promise {
    labels: &'static Phrases,
    facts: &'static [FactName],
    /// The most characters between the label and the fact.
    within: usize,
}

static PROMISES: [Promise; 5] = [
    Promise {
        labels: phrases![
            "联系电话",
            "咨询电话",
            "举报电话",
            "监督电话",
            "服务电话",
            "报名电话",
            "热线电话",
            "手机号码",
            "手机号",
            "电话号码",
            "电话",
            "手机",
            "热线",
        ],
        facts: &[FactName::Phone, FactName::Contacts],
        within: 40,
    },
    Promise {
        labels: phrases!["联系人", "承办人", "经办人", "承办法官"], facts: &[FactName::Contacts], within: 24
    },
    Promise {
        labels: phrases![
            "联系地址",
            "办公地址",
            "通讯地址",
            "通信地址",
            "申报地址",
            "领取地址",
            "邮寄地址",
            "地址",
            "地点"
        ],
        facts: &[FactName::Address, FactName::Place, FactName::CollectAt],
        within: 24,
    },
    Promise { labels: phrases!["案号", "案件编号", "仲裁案号"], facts: &[FactName::CaseNumber], within: 40 },
    Promise {
        labels: phrases!["居民身份证号码", "公民身份号码", "身份证号码", "身份证号", "身份号码"],
        facts: &[FactName::Identity, FactName::Numbers],
        within: 30,
    },
];

pub(super) fn check(checked: &mut Checked) {
    labels(checked);
    hearing(checked);
    periods(checked);
    service(checked);
    spoken_to(checked);
    counted(checked);
    signed(checked);
}

/// 你, 你单位: somebody is spoken to whose name was not read.
fn spoken_to(checked: &mut Checked) {
    let has = |name| checked.facts.has(name);
    if has(FactName::Addressees) || checked.kind.must.contains(&FactName::Addressees) {
        return;
    }
    let chars = &checked.dense.chars;
    let knows = checked.kind.knows(FactName::Addressees);
    const WORDS: [&str; 9] = ["你单位", "你公司", "与你", "向你", "诉你", "你方", "贵公司", "贵单位", "请你"];
    let place = WORDS.iter().find_map(|word| find(chars, word).map(|at| at..at + word.chars().count()));
    if let Some(range) = place.filter(|_| knows) {
        say(checked, FactName::Addressees, &range);
    }
}

/// 自…之日起15日内: days that are counted from the publication or from when it is received, and of which none was read.
fn counted(checked: &mut Checked) {
    let read = [FactName::PeriodDays, FactName::PeriodMonths, FactName::ClaimsUntil, FactName::AnswerDays];
    if read.into_iter().any(|name| checked.facts.has(name)) {
        return;
    }
    let chars = &checked.dense.chars;
    const WORDS: [&str; 6] = ["公告之日起", "见报之日起", "公告发布之日起", "登报之日起", "日内到", "日内来"];
    let place = WORDS.iter().find_map(|word| find(chars, word).map(|at| at..at + word.chars().count()));
    let days = ["日内", "天内", "个月内"].iter().any(|word| find(chars, word).is_some());
    if let Some(range) = place.filter(|_| days) {
        note(checked, FactName::PeriodDays, &range);
    }
}

/// The paragraphs at the end of a notice that may be its signature.
const SIGNATURE: usize = 5;

/// A short line at the foot, an office alone at the head, a date that ends the words: what looks like a signature and was not read as
/// one.
fn signed(checked: &mut Checked) {
    let chars = &checked.dense.chars;
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for at in 0..=chars.len() {
        if at == chars.len() || chars[at] == '\n' {
            if at > from {
                paragraphs.push(from..at);
            }
            from = at + 1;
        }
    }
    let says = |name: FactName| {
        let kind = checked.kind;
        !checked.facts.has(name)
            && kind.knows(name)
            && ![&kind.must, &kind.should, &kind.usually].into_iter().any(|of| of.contains(&name))
    };
    let words = &checked.kinds.words;
    let foot = &paragraphs[paragraphs.len().saturating_sub(SIGNATURE).max(1.min(paragraphs.len()))..];
    let label = ["电话", "地址", "联系", "特此", "附", "时间", "邮编"];
    let short = foot.iter().rev().find(|range| {
        let here = &chars[(*range).clone()];
        (2..=40).contains(&here.len())
            && !here.iter().any(|c| matches!(c, '。' | ',' | ';'))
            && !label.iter().any(|word| find(here, word).is_some())
            && (words.is_office(here) || words.is_person(here) || here.contains(&':'))
    });
    let head = paragraphs.first().filter(|range| words.is_office(&chars[(*range).clone()]));
    let dated = foot.iter().rev().find(|range| last_date(&chars[(*range).clone()]).is_some());
    let signer = short.or(head).filter(|_| says(FactName::Signer)).cloned();
    let date = dated.filter(|_| says(FactName::Date)).cloned();
    for (name, range) in
        signer.map(|range| (FactName::Signer, range)).into_iter().chain(date.map(|range| (FactName::Date, range)))
    {
        note(checked, name, &range);
    }
}

/// As [`say`], of what a notice may well do without.
fn note(checked: &mut Checked, fact: FactName, range: &Range<usize>) {
    let words = checked.dense.own_words(checked.text, range);
    checked.find_at(Found::FactNotRead { fact: fact.id().to_owned(), words }, Severity::Note, range);
}

fn say(checked: &mut Checked, fact: FactName, range: &Range<usize>) {
    let words = checked.dense.own_words(checked.text, range);
    checked.find_at(Found::FactNotRead { fact: fact.id().to_owned(), words }, Severity::Warning, range);
}

/// Labels behind which nothing of their kind was read.
fn labels(checked: &mut Checked) {
    let chars = &checked.dense.chars;
    let mut unread = Vec::new();
    for promise in &PROMISES {
        let read: Vec<Range<usize>> = promise
            .facts
            .iter()
            .flat_map(|name| checked.facts.all(*name))
            .map(|fact| checked.dense.find(fact.span.start)..checked.dense.find(fact.span.end))
            .collect();
        let mut at = 0;
        while at < chars.len() {
            let Some(label) = promise.labels.at(chars, at) else {
                at += 1;
                continue;
            };
            let end = at + label.chars().count();
            // 捡拾地点, 违法地点: where something happened is where nobody is to go.
            const HAPPENED: [&str; 12] =
                ["捡拾", "拾得", "捡到", "发现", "走失", "遗失", "丢失", "事发", "案发", "违法", "事故", "出生"];
            if label == "地点" && HAPPENED.iter().any(|word| ends_with(&chars[..at], word)) {
                at = end;
                continue;
            }
            if let Some(behind) = announces(chars, end) {
                let answered = read.iter().any(|read| read.end > behind && read.start < behind + promise.within);
                if !answered {
                    unread.push((promise.facts[0], at..end));
                }
            }
            at = end;
        }
    }
    for (fact, range) in unread {
        say(checked, fact, &range);
    }
}

/// Where the value begins that a label announces: behind a colon, 为, a remark in brackets, or right there in figures. A label in the
/// midst of a sentence announces nothing.
fn announces(chars: &[char], end: usize) -> Option<usize> {
    let mut at = end;
    if chars.get(at) == Some(&'(') {
        let close = chars[at..].iter().take(14).position(|c| *c == ')')?;
        at += close + 1;
    }
    match chars.get(at) {
        Some(':') => Some(at + 1),
        Some('为' | '是') if chars.get(at + 1).is_none_or(|c| !matches!(*c, '空' | '何' | '准')) => Some(at + 1),
        Some(c) if c.is_ascii_digit() && at == end => Some(at),
        _ => None,
    }
}

/// 开庭传票 is served, 开庭时间 named, and no hearing was read.
fn hearing(checked: &mut Checked) {
    if checked.facts.has(FactName::Hearing) || checked.kind.id == "correction" {
        return;
    }
    let chars = &checked.dense.chars;
    // A case that is over was heard.
    static OVER: Phrases = Phrases::of(&[
        "审理终结",
        "已审结",
        "判决书",
        "裁决书",
        "调解书",
        "已依法开庭",
        "不开庭",
        "终结执行",
        "审结",
        "执行通知书",
    ]);
    if OVER.within(chars) {
        return;
    }
    const WORDS: [&str; 11] = [
        "开庭时间",
        "开庭日期",
        "庭审时间",
        "开庭传票",
        "传票",
        "开庭通知",
        "开庭审理",
        "公开开庭",
        "听证时间",
        "开庭另行",
        "开庭地点",
    ];
    let place = WORDS.iter().find_map(|word| find(chars, word).map(|at| at..at + word.chars().count()));
    if let Some(range) = place {
        say(checked, FactName::Hearing, &range);
    }
}

/// 答辩期, 举证期, 上诉期 without their days.
fn periods(checked: &mut Checked) {
    let mut unread: Vec<(FactName, Range<usize>)> = Vec::new();
    for (name, range) in stated::named(&checked.dense.chars) {
        if !checked.facts.has(name) && !unread.iter().any(|(known, _)| *known == name) {
            unread.push((name, range));
        }
    }
    for (name, range) in unread {
        say(checked, name, &range);
    }
}

/// 即视为送达, 公告期满: a service whose days were not read.
fn service(checked: &mut Checked) {
    let read = [FactName::PeriodDays, FactName::PeriodMonths, FactName::ClaimsUntil];
    if read.into_iter().any(|name| checked.facts.has(name)) || checked.kind.id == "correction" {
        return;
    }
    let chars = &checked.dense.chars;
    const WORDS: [&str; 6] = ["公告期为", "公告期限为", "公示期为", "即视为送达", "公告期满", "公告期间为"];
    let place = WORDS.iter().find_map(|word| find(chars, word).map(|at| at..at + word.chars().count()));
    if let Some(range) = place {
        say(checked, FactName::PeriodDays, &range);
    }
}
