//! A sentence of greeting cut into what stands before the names, the names, and what stands after them.

use std::ops::Range;

use super::years::NUMERALS;
use super::{length, names};
use crate::ad::LineRole;

/// Words that open a sentence of greeting before the name.
const BEFORE: [&str; 15] = [
    "热烈祝贺",
    "衷心祝贺",
    "祝贺",
    "恭贺",
    "恭祝",
    "敬祝",
    "恭喜",
    "庆祝",
    "庆贺",
    "敬贺",
    "祝愿",
    "遥祝",
    "祝",
    "贺",
    "愿",
];
/// Words that what follows a name begins with.
const AFTER: [&str; 46] = [
    "考入",
    "考上",
    "考取",
    "被",
    "荣获",
    "新婚",
    "结婚",
    "金榜",
    "高中",
    "生日",
    "喜结",
    "喜得",
    "喜添",
    "乔迁",
    "金婚",
    "银婚",
    "钻石婚",
    "新春",
    "春节",
    "新年",
    "中秋",
    "教师节",
    "节日",
    "母亲节",
    "父亲节",
    "情人节",
    "七夕",
    "元宵",
    "端午",
    "重阳",
    "快乐",
    "幸福",
    "学业",
    "毕业",
    "大寿",
    "华诞",
    "寿比",
    "周岁",
    "百日",
    "满月",
    "订婚",
    "大喜",
    "之喜",
    "福如",
    "健康",
    "恩爱",
];
/// What was achieved begins so.
pub(super) const ACHIEVED: [&str; 5] = ["考入", "考上", "考取", "被", "荣获"];
/// A sentence that is cut is no longer.
const SENTENCE: usize = 26;

/// The parts of a sentence of greeting: what stands before the names, the names, what stands after them.
pub(super) struct Cut {
    pub(super) names: Range<usize>,
    /// What the rest is; where it ends is the end of the line.
    pub(super) after: LineRole,
}

/// Cuts 祝贺刘一鸣考入北京大学, 祝李雪、周伟新婚快乐, 妞妞七岁生日快乐, Happy Birthday, Emma!.
pub(super) fn cut(line: &str) -> Option<Cut> {
    if line.is_ascii() {
        return cut_latin(line);
    }
    if length(line) > SENTENCE || line.trim_end_matches(['！', '!', '。']).contains(['。', '；', '！']) {
        return None;
    }
    let before = BEFORE.iter().find(|word| line.starts_with(**word)).map_or(0, |word| word.len());
    let rest = &line[before..];
    // 八十大寿, 七岁生日, 二十周年 begin with their number.
    let numbered = |at: usize| {
        let text = &rest[at..];
        let numerals: usize = text.chars().take_while(|c| NUMERALS.contains(*c)).map(char::len_utf8).sum();
        numerals > 0
            && ["岁", "周岁", "大寿", "华诞", "寿", "周年", "生日"]
                .iter()
                .any(|unit| text[numerals..].starts_with(unit))
    };
    let mut best = None;
    for (at, _) in rest.char_indices().skip(1) {
        if AFTER.iter().any(|word| rest[at..].starts_with(word)) || numbered(at) {
            let told = rest[..at].trim_end_matches(['，', ',', ' ', '：', ':']);
            if names(told, false).is_some() {
                let achieved = ACHIEVED.iter().any(|word| rest[at..].starts_with(word));
                best = Some(Cut {
                    names: before..before + told.len(),
                    after: if achieved { LineRole::Achievement } else { LineRole::Greeting },
                });
                break;
            }
        }
    }
    best
}

fn cut_latin(line: &str) -> Option<Cut> {
    let lower = line.to_ascii_lowercase();
    let known = [
        "happy birthday",
        "happy anniversary",
        "happy wedding",
        "congratulations",
        "merry christmas",
        "happy new year",
    ];
    let word = known.iter().find(|word| lower.starts_with(**word))?;
    let rest = &line[word.len()..];
    let start = word.len() + (rest.len() - rest.trim_start_matches([',', ' ', '!']).len());
    let end = line.trim_end_matches(['!', '.', ' ']).len();
    if start >= end {
        return None;
    }
    let name = &line[start..end];
    let name = name.strip_prefix("to ").map_or(name, |name| name);
    names(name, false)?;
    Some(Cut { names: end - name.len()..end, after: LineRole::Greeting })
}
