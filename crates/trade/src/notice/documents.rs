//! The documents that a notice serves: 《应诉、开庭通知书》《申请书副本》, 起诉状副本、应诉通知书及开庭传票, 仲裁裁决书.

use std::ops::Range;

use super::docket;
use super::phrases::Phrases;
use super::text::{ends_sentence, starts_with};
use super::words::NoticeWords;

/// Behind these words documents are named.
static SERVED: Phrases = Phrases::of(&["送达", "领取", "签收", "受领", "作出", "领受"]);

/// Every document that is named behind a word of service, in the order of the text.
pub(super) fn of_notice(chars: &[char], words: &NoticeWords) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut made = Vec::new();
    for at in 0..chars.len() {
        let Some(word) = SERVED.at(chars, at) else { continue };
        let from = at + word.chars().count();
        // 送达(2025)…号民事判决书 counts; that a court made a ruling counts only where none is served.
        if word == "作出" {
            made.extend(behind(chars, from, words));
        } else {
            for range in behind(chars, from, words) {
                if !found.contains(&range) {
                    found.push(range);
                }
            }
        }
    }
    if found.is_empty() {
        found = made.into_iter().take(1).collect();
    }
    found
}

/// The documents that are listed from a place on.
fn behind(chars: &[char], from: usize, words: &NoticeWords) -> Vec<Range<usize>> {
    let mut end = from;
    let mut depth = 0usize;
    while end < chars.len() && end - from < 260 {
        match chars[end] {
            '《' | '(' | '〔' => depth += 1,
            '》' | ')' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && ends_sentence(c) => break,
            '\n' => break,
            _ => {}
        }
        end += 1;
    }
    list(chars, from..end, words, true)
}

/// The documents in a list that a pattern read.
pub(super) fn in_list(chars: &[char], range: Range<usize>, words: &NoticeWords) -> Vec<Range<usize>> {
    list(chars, range, words, false)
}

fn list(chars: &[char], range: Range<usize>, words: &NoticeWords, strict: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut depth = 0usize;
    let mut start = range.start;
    for i in range.start..=range.end {
        let c = if i < range.end { chars[i] } else { '\n' };
        let comma = c == ',' && depth == 0;
        let stop = i == range.end;
        let joined = depth == 0 && matches!(c, '和' | '及' | '与') && document(chars, start..i, words).is_some();
        let mark = depth == 0 && (c == '、' || joined) || (c == '《' && depth == 0 && i > start);
        if comma || stop || mark {
            match document(chars, start..i, words) {
                Some(own) => found.push(own),
                // What follows the list is no document: 自公告之日起, 逾期.
                None if comma && (strict || !found.is_empty()) => break,
                None => {}
            }
            start = if c == '《' { i } else { i + 1 };
        }
        match c {
            '《' | '(' | '〔' => depth += 1,
            '》' | ')' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// The name of a document at the end of a stretch, without the number and the words before it.
fn document(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Option<Range<usize>> {
    while range.start < range.end && matches!(chars[range.start], '及' | '和' | '与' | '以' | ':' | '的' | '并' | '\n')
    {
        range.start += 1;
    }
    // 等, 等法律文书, 各一份 behind a name.
    let here = &chars[range.clone()];
    if here.first() == Some(&'《') {
        let close = here.iter().position(|c| *c == '》')?;
        let name = range.start + 1..range.start + close;
        return (name.len() >= 2 && words.documents.at_end(super::words::without_brackets(&chars[name.clone()])))
            .then_some(name);
    }
    for tail in [
        "等法律文书",
        "等诉讼材料",
        "等诉讼文书",
        "等材料",
        "等文书",
        "等相关文书",
        "等相关材料",
        "正本一份",
        "副本一份",
        "正本各一份",
        "各一份",
        "一份",
        "各壹份",
        "壹份",
        "等",
        "各1份",
        "1份",
    ] {
        if super::text::ends_with(&chars[range.clone()], tail) {
            range.end -= tail.chars().count();
        }
    }
    let here = &chars[range.clone()];
    if here.len() < 2 || !words.documents.at_end(super::words::without_brackets(here)) {
        return None;
    }
    if here.last() == Some(&')') {
        range.end -= here.len() - super::words::without_brackets(here).len();
    }
    let here = &chars[range.clone()];
    let number = docket::numbers(here).last().map_or(0, |last| last.end);
    let bracket = here.iter().rposition(|c| matches!(c, ')' | '》' | '〕' | '号')).map_or(0, |at| at + 1);
    let of = here.iter().rposition(|c| *c == '的').map_or(0, |at| at + 1);
    let skipped = number.max(bracket).max(of);
    // What stands behind the word of service that is nearest.
    let served = (0..here.len()).filter_map(|at| Some(at + SERVED.at(here, at)?.chars().count())).max();
    let mut start = range.start + skipped.max(served.unwrap_or(0)).min(here.len());
    // 本院民事判决书, 你方仲裁裁决书.
    for word in [
        "本院",
        "本委",
        "我院",
        "我委",
        "你方",
        "你单位",
        "你",
        "上述",
        "相关",
        "该",
        "人民法院",
        "案",
        "一审",
        "送达",
        "一案",
        "作出",
        "本案",
    ] {
        if starts_with(chars, start, word) && start + word.chars().count() < range.end {
            start += word.chars().count();
        }
    }
    let name = start..range.end;
    let plain = chars[name.clone()]
        .iter()
        .all(|c| super::text::is_han(*c) || c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '·'));
    ((2..=24).contains(&name.len()) && plain && words.documents.at_end(&chars[name.clone()])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::kinds::NoticeKinds;

    #[test]
    fn documents_that_are_served() {
        for (text, expected) in [
            ("向你公告送达《应诉、开庭通知书》《申请书副本》等法律文书,自本公告", "应诉、开庭通知书|申请书副本"),
            (
                "公告送达你与甲公司、乙公司劳动报酬争议一案(青黄劳人仲案字〔2024〕第22424号)决定书,请到本委领取仲裁决定书,逾期",
                "决定书|仲裁决定书",
            ),
            (
                "公告送达青黄劳人仲案字〔2024〕第23635号仲裁裁决书,请自公告之日起30日内领取仲裁裁决书,逾期不领取,即视为送达。",
                "仲裁裁决书|仲裁裁决书",
            ),
            ("现依法向你公告送达,限你自公告之日起30日内来本院领取行政裁定书,逾期则视为送达", "行政裁定书"),
            (
                "向你公告送达起诉状副本、应诉通知书、举证通知书、合议庭组成人员通知书及开庭传票。",
                "起诉状副本|应诉通知书|举证通知书|合议庭组成人员通知书|开庭传票",
            ),
            ("因无法直接、邮寄送达相关文书不成,故", ""),
            ("公告送达本院(2025)鲁0203民初12号民事判决书。自公告之日起", "民事判决书"),
            (
                "送达起诉状副本,应诉通知书,举证通知书和民事裁定书(转普),自公告",
                "起诉状副本|应诉通知书|举证通知书|民事裁定书",
            ),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found: Vec<String> = of_notice(&chars, NoticeKinds::shipped().words)
                .into_iter()
                .map(|r| chars[r].iter().collect())
                .collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
