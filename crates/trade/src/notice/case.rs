//! Case numbers (案号): courts `(2026)鲁0203行审2号`, arbitration `青黄劳人仲案字〔2025〕第10869号`.

use std::ops::Range;

use super::text::{flat, is_blank, is_han};

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issuer {
    /// A court's.
    Court,
    /// An arbitration commission's.
    Arbitration,
    /// Another office's, such as that of a penalty.
    Other,
}

/// A case number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNumber {
    /// As written.
    pub text: String,
    /// The key for comparing: brackets unified, spaces and 第 dropped, the sub-number kept.
    pub key: String,
    /// Whose it is.
    pub issuer: Issuer,
}

impl CaseNumber {
    /// A case number as written.
    pub fn new(text: &str) -> CaseNumber {
        let key: String = key(text);
        let issuer = if key.contains('仲') {
            Issuer::Arbitration
        } else if key.starts_with('(') {
            Issuer::Court
        } else {
            Issuer::Other
        };
        CaseNumber { text: text.to_owned(), key, issuer }
    }

    /// What stands before the serial number, without the year: the office and the kind of case.
    pub fn office(&self) -> String {
        let prefix = self.parts().map_or("", |(prefix, ..)| prefix);
        let mut inside = false;
        let outside = |c: &char| {
            inside = (inside || *c == '(') && *c != ')';
            !inside && *c != ')'
        };
        prefix.chars().filter(outside).collect()
    }

    /// What stands before the serial number, the serial number, and the sub-number behind it.
    pub fn parts(&self) -> Option<(&str, u32, &str)> {
        let body = self.key.strip_suffix('号').unwrap_or(&self.key);
        let sub_at = body.rfind(['-', '之']).filter(|at| body[*at..].chars().count() > 1 && !body[*at..].contains(')'));
        let (main, sub) = body.split_at(sub_at.unwrap_or(body.len()));
        let digits = main.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (prefix, serial) = main.split_at(main.len() - digits);
        Some((prefix, serial.parse().ok()?, sub))
    }

    /// The keys of the numbers beside it: one less, one more.
    pub fn neighbours(&self) -> Vec<String> {
        let Some((prefix, serial, _)) = self.parts() else { return Vec::new() };
        let beside = [serial.checked_sub(1), serial.checked_add(1)];
        beside.into_iter().flatten().filter(|n| *n > 0).map(|n| format!("{prefix}{n}号")).collect()
    }
}

/// The key of a number as written.
pub fn key(text: &str) -> String {
    let unified = |c| match flat(c) {
        '〔' | '【' | '<' | '《' => '(',
        '〕' | '】' | '>' | '》' => ')',
        c => c,
    };
    text.chars().map(unified).filter(|c| !is_blank(*c) && *c != '第').collect()
}

/// The keys of the case numbers in a text, in order; one that stands twice twice.
pub fn case_numbers(text: &str) -> Vec<String> {
    let flat: Vec<char> = text.chars().map(flat).collect();
    let raw: Vec<char> = text.chars().collect();
    numbers(&flat).into_iter().map(|range| key(&raw[range].iter().collect::<String>())).collect()
}

/// Words after which a number begins, though they are Han characters as well.
const BEFORE: [&str; 24] = [
    "送达",
    "作出",
    "的",
    "为",
    "依据",
    "根据",
    "对",
    "院",
    "委员会",
    "公告",
    "你",
    "收到",
    "关于",
    "裁决",
    "案号",
    "领取",
    "审理",
    "受理",
    "单位",
    "执行",
    "就",
    "以",
    "一案",
    "撤销",
];

/// Every case number in a text, in order.
pub(super) fn numbers(chars: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for open in 0..chars.len() {
        if !matches!(chars[open], '(' | '〔' | '【') {
            continue;
        }
        if let Some(range) = number(chars, open)
            && found.last().is_none_or(|last| range.start >= last.end)
        {
            found.push(range);
        }
    }
    found
}

/// The number whose year opens at a bracket.
fn number(chars: &[char], open: usize) -> Option<Range<usize>> {
    let year = chars.get(open + 1..open + 5)?;
    let figures = year.iter().all(char::is_ascii_digit) || year.iter().all(|c| "〇零一二三四五六七八九".contains(*c));
    let close = open + 5 + usize::from(chars.get(open + 5) == Some(&'年'));
    if !figures || !matches!(chars.get(close), Some(')' | '〕' | '】')) {
        return None;
    }
    let end = tail(chars, close + 1)?;
    let start = prefix(chars, open);
    let bare = matches!(chars.get(close + 1), Some('第')) || chars.get(close + 1).is_some_and(char::is_ascii_digit);
    let named: String = chars[start..open].iter().collect();
    if bare {
        return (start < open).then_some(start..end);
    }
    let office = named.contains('仲') || named.contains("劳人") || named.ends_with('字');
    Some(if office { start..end } else { open..end })
}

/// Where the number ends that goes on behind the year's bracket.
fn tail(chars: &[char], from: usize) -> Option<usize> {
    let mut digits = 0;
    for (i, c) in chars.iter().enumerate().skip(from).take(28) {
        match c {
            '号' if digits > 0 => {
                // (2025)鲁0203执123号之一
                let sub = i + 1;
                let mut end = sub;
                if chars.get(sub) == Some(&'之') {
                    end = sub
                        + 1
                        + chars[sub + 1..].iter().take(2).take_while(|c| "一二三四五六七八九十".contains(**c)).count();
                }
                return Some(if end > sub + 1 { end } else { sub });
            }
            c if c.is_ascii_digit() => digits += 1,
            '-' | '第' | '之' | '—' | 'O' | 'o' | 'l' | 'I' => {}
            c if is_han(*c) || c.is_ascii_uppercase() => {}
            // (2025)沪0115民初(速)12号
            '(' | ')' => {}
            _ => return None,
        }
    }
    None
}

/// Where the name of the office begins that stands before the year's bracket.
fn prefix(chars: &[char], open: usize) -> usize {
    let mut start = open;
    while start > 0 && open - start < 16 && (is_han(chars[start - 1]) && !"、".contains(chars[start - 1])) {
        start -= 1;
    }
    let run = &chars[start..open];
    let mut cut = 0;
    for word in BEFORE {
        let word: Vec<char> = word.chars().collect();
        for at in 0..run.len().saturating_sub(word.len() - 1) {
            // 案字, 委员会字: part of the office's own name where it is followed by 字 only.
            if run[at..].starts_with(&word) && at + word.len() < run.len() {
                cut = cut.max(at + word.len());
            }
            if run[at..].starts_with(&word) && at + word.len() == run.len() {
                cut = cut.max(run.len());
            }
        }
    }
    start + cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let flat: Vec<char> = text.chars().map(flat).collect();
        let raw: Vec<char> = text.chars().collect();
        numbers(&flat).into_iter().map(|range| raw[range].iter().collect()).collect()
    }

    #[test]
    fn numbers_of_courts_and_commissions() {
        for (text, numbers) in [
            ("本院作出(2026)鲁0203行审2号行政裁定书", vec!["(2026)鲁0203行审2号"]),
            ("一案（青黄劳人仲案字〔2025〕第10869号），因", vec!["青黄劳人仲案字〔2025〕第10869号"]),
            ("公告送达青黄劳人仲案字〔2024〕第23635号仲裁裁决书", vec!["青黄劳人仲案字〔2024〕第23635号"]),
            ("送达京海劳人仲字[2025]第1-1号裁决书", vec!["京海劳人仲字[2025]第1-1号"]),
            ("沪浦劳人仲（2025）办字第123号", vec!["沪浦劳人仲（2025）办字第123号"]),
            ("(2025)鲁02执123号之一执行裁定书", vec!["(2025)鲁02执123号之一"]),
            ("作出的青北人社监罚字〔2025〕第6号《决定书》", vec!["青北人社监罚字〔2025〕第6号"]),
            ("（2025）最高法民申12号、(2025)京01民终8号", vec!["（2025）最高法民申12号", "(2025)京01民终8号"]),
            ("(2025年修订)号", vec![]),
        ] {
            assert_eq!(found(text), numbers, "{text}");
        }
    }

    #[test]
    fn one_key_for_comparing() {
        for text in
            ["青黄劳人仲案字〔2025〕第10869号", "青黄劳人仲案字[2025]10869号", "青黄劳人仲案字（2025）第 10869 号"]
        {
            assert_eq!(CaseNumber::new(text).key, "青黄劳人仲案字(2025)10869号", "{text}");
        }
        let sub = CaseNumber::new("青黄劳人仲案字〔2025〕第10869-1号");
        assert_eq!(sub.parts(), Some(("青黄劳人仲案字(2025)", 10869, "-1")));
        assert_eq!(sub.office(), "青黄劳人仲案字");
        let court = CaseNumber::new("(2026)鲁0203行审2号");
        assert_eq!((court.issuer, court.office().as_str()), (Issuer::Court, "鲁0203行审"));
        assert_eq!(court.neighbours(), ["(2026)鲁0203行审1号", "(2026)鲁0203行审3号"]);
    }
}
