//! Who acts in a notice of a company: the name with which a clause begins, before its verb (某某公司将于…, 由于…,某某馆定于…).

use std::ops::Range;

use super::phrases::Phrases;
use super::text::{ends_sentence, ends_with, is_han, starts_with};
use super::words::NoticeWords;

/// The longest name, in characters.
const LONGEST: usize = 34;

/// With what a clause goes on behind the one who acts.
static ACTS: Phrases = Phrases::of(&[
    "将",
    "于",
    "已",
    "拟",
    "决定",
    "经",
    "因",
    "自",
    "现",
    "定于",
    "郑重",
    "在",
    "对",
    "申请",
    "股东",
    "全体",
    "委托",
    "就",
    "董事会",
    "董事",
    "(",
    "成员",
    "合伙人",
    "投资人",
    "出资人",
    "举办者",
    "理事会",
    "会员",
    "由",
    "关于",
    "公司债权人",
    "原",
    "注销",
    "不再",
    "从未",
    "负责人",
    "更换",
    "遗失",
    "作为",
    "承建",
    "开发",
]);

/// With what a clause begins that names nobody who acts.
const ASIDE: [&str; 15] =
    ["因", "由于", "鉴于", "根据", "依据", "按照", "依照", "为", "受", "凡", "如", "请", "近日", "近期", "尊敬的"];

/// The first name that acts; `None` where no clause begins with one.
pub(super) fn of(chars: &[char], words: &NoticeWords) -> Option<Range<usize>> {
    clauses(chars)
        .into_iter()
        .find_map(|clause| named(chars, clause.clone(), words))
        .or_else(|| clauses(chars).into_iter().find_map(|clause| unknown(chars, clause, words)))
}

/// The clauses of a text, at commas outside brackets and at the ends of sentences.
fn clauses(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut depth) = (0, 0usize);
    for at in 0..=chars.len() {
        let c = chars.get(at).copied().unwrap_or('\n');
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if ends_sentence(c) || (depth == 0 && matches!(c, ',' | ':')) {
            if at > from {
                found.push(from..at);
            }
            (from, depth) = (at + 1, 0);
        }
    }
    found
}

/// A clause without what leads to the one who acts: 兹有, 现.
fn led(chars: &[char], mut clause: Range<usize>) -> Option<Range<usize>> {
    if ASIDE.iter().any(|word| starts_with(&chars[..clause.end], clause.start, word)) {
        return None;
    }
    for word in
        ["兹有", "现有", "兹", "经研究", "我公司", "本公司", "我单位", "本单位", "我司", "我院", "我校", "我中心"]
    {
        if starts_with(&chars[..clause.end], clause.start, word) {
            clause.start += word.chars().count();
        }
    }
    (clause.len() >= 4).then_some(clause)
}

fn named(chars: &[char], clause: Range<usize>, words: &NoticeWords) -> Option<Range<usize>> {
    let clause = led(chars, clause)?;
    let here = &chars[clause.clone()];
    let end = (4..=here.len().min(LONGEST)).find(|end| {
        let name = &here[..*end];
        let known = words.is_office(name) || (*end >= 6 && words.shops.at_end(name) && !words.may_be_clause(name));
        let plain = name.iter().all(|c| is_han(*c) || matches!(c, '(' | ')' | '·'));
        known && plain && ACTS.stand_at(here, *end) && !own(name) && !ends_with(name, "法院")
    })?;
    Some(clause.start..clause.start + end)
}

/// A name that ends as no list knows, before 自, 于 or 将 and a day.
fn unknown(chars: &[char], clause: Range<usize>, words: &NoticeWords) -> Option<Range<usize>> {
    let clause = led(chars, clause)?;
    let here = &chars[clause.clone()];
    let end = (6..=here.len().min(LONGEST)).find(|end| {
        let dated = |at: usize| here.get(at).is_some_and(char::is_ascii_digit);
        (["自", "于"].iter().any(|word| starts_with(here, *end, word)) && dated(end + 1))
            || (starts_with(here, *end, "将于") && dated(end + 2))
    })?;
    let name = &here[..end];
    let sound = name.iter().all(|c| is_han(*c)) && !words.may_be_clause(name) && !own(name);
    sound.then(|| clause.start..clause.start + end)
}

/// 我公司, 本店: the speaker, and no name.
fn own(name: &[char]) -> bool {
    matches!(name[0], '我' | '本' | '该' | '其' | '贵' | '你') || starts_with(name, 0, "公司")
}
