//! The words themselves: what a form left open, what stands twice, marks that do not close, characters that look like others.

use std::collections::HashMap;
use std::ops::Range;

use super::Checked;
use crate::ad::{Finding, Found, Severity};
use crate::notice::kinds::NoticeKinds;
use crate::notice::text::{SourceText, ends_sentence, find, is_blank, is_han, starts_with};
use crate::notice::words::NoticeWords;

pub(super) fn check(checked: &mut Checked) {
    placeholders(checked);
    doubled(checked);
    marks(checked);
    lookalikes(checked);
}

/// 你(单位), ____, ××, 公告期满后第( )日.
fn placeholders(checked: &mut Checked) {
    let chars = &checked.dense.chars;
    let mut found: Vec<(Range<usize>, Severity)> = Vec::new();
    for at in 0..chars.len() {
        if let Some(word) = checked.kinds.words.placeholders.at_start(chars, at) {
            let end = at + word.chars().count();
            // The whole bracket in which the form speaks to whoever fills it in.
            let open =
                chars[at.saturating_sub(40)..at].iter().rposition(|c| *c == '(').map(|n| at.saturating_sub(40) + n);
            let start = if word.ends_with(')') && !word.starts_with('(') && !word.contains('(') {
                open.unwrap_or(at)
            } else {
                at
            };
            found.push((start..end, Severity::Warning));
        }
    }
    let mut at = 0;
    while at < chars.len() {
        let end = at + blanks(chars, at);
        if end > at {
            found.push((at..end, Severity::Error));
            at = end;
        } else {
            at += 1;
        }
    }
    found.extend(forms(chars, checked.kinds.words).into_iter().map(|range| (range, Severity::Error)));
    for (range, severity) in found {
        let words = checked.dense.own_words(checked.text, &range);
        checked.find_at(Found::Placeholder { words }, severity, &range);
    }
    // Brackets and places for figures that hold nothing but blanks.
    let flat = &checked.text.flat[checked.span.clone()];
    let from = checked.span.start;
    let mut open = None;
    let mut empty = Vec::new();
    for (i, c) in flat.iter().enumerate() {
        match c {
            '(' | '〔' | '《' | '【' => open = Some(i),
            ')' | '〕' | '》' | '】' => {
                if let Some(start) = open.take() {
                    empty.push(from + start..from + i + 1);
                }
            }
            c if is_blank(*c) => {}
            _ => open = None,
        }
    }
    for at in 1..flat.len() {
        let blank = is_blank(flat[at - 1]) && flat[at - 1] != '\n';
        let unit = matches!(flat[at], '年' | '月' | '日' | '号' | '时');
        if blank && unit {
            let mut before = at - 1;
            while before > 0 && is_blank(flat[before]) && flat[before] != '\n' {
                before -= 1;
            }
            let figure = crate::notice::numerals::is_numeral(flat[before]);
            let dated = matches!(flat[before], '年' | '月' | '第' | '于' | '自')
                || (flat[at] == '年' && at - before > 1 && flat.get(at + 1).is_some_and(|c| is_blank(*c)));
            if !figure && dated {
                empty.push(from + before..from + at + 1);
            }
        }
    }
    for span in empty {
        let words = checked.text.slice(span.clone());
        checked.find(Found::Placeholder { words }, Severity::Error, span);
    }
}

/// 某某 where a whole name is to stand, and the words of a form in brackets: [日期], {name}, <姓名>.
fn forms(chars: &[char], words: &NoticeWords) -> Vec<Range<usize>> {
    const FIELDS: [&str; 40] = [
        "日期",
        "姓名",
        "名称",
        "公司名称",
        "单位名称",
        "案号",
        "地址",
        "电话",
        "联系电话",
        "时间",
        "单位",
        "公司",
        "金额",
        "编号",
        "号码",
        "地点",
        "年",
        "月",
        "日",
        "法院",
        "法院名称",
        "仲裁委",
        "原告",
        "被告",
        "当事人",
        "当事人姓名",
        "联系人",
        "证号",
        "身份证号",
        "案由",
        "开庭时间",
        "date",
        "name",
        "case",
        "time",
        "address",
        "phone",
        "company",
        "number",
        "signer",
    ];
    let mut found = Vec::new();
    for at in 0..chars.len() {
        if starts_with(chars, at, "某某") {
            let before = at.checked_sub(1).map(|i| chars[i]);
            // 李某某 is a name that was made short.
            let masked = before.is_some_and(|c| words.surname(&[c]).is_some())
                || chars.get(at + 2).is_some_and(|c| matches!(c, '某'));
            if !masked && !words.placeholders.iter().any(|word| starts_with(chars, at, word)) {
                found.push(at..at + 2);
            }
        }
        let close = match chars[at] {
            '〔' | '【' => ['〕', '】'],
            '{' => ['}', '}'],
            '<' => ['>', '>'],
            '(' => [')', ')'],
            _ => continue,
        };
        let Some(length) = chars[at..].iter().take(16).position(|c| close.contains(c)) else { continue };
        let inside: String = chars[at + 1..at + length].iter().collect();
        let field = inside.trim_matches(|c: char| matches!(c, '{' | '}' | '$' | '_'));
        let form = chars[at] == '{' || FIELDS.contains(&field.to_lowercase().as_str());
        // A bracket of the usual kind holds remarks such as (原告): only what is to be filled in counts.
        let usual = chars[at] == '(' && !matches!(field, "日期" | "姓名" | "公司名称" | "单位名称" | "案号" | "地址");
        if form && !usual && length > 1 {
            found.push(at..at + length + 1);
        }
    }
    found
}

/// How many signs stand here for what was to be filled in: ____, ××, XX. Signs between figures mask a number, and are none.
fn blanks(chars: &[char], at: usize) -> usize {
    let c = chars[at];
    let is_sign = |c: char| matches!(c, '_' | '×' | '╳' | '✕' | '✗' | 'X' | 'x' | '＿' | '□' | '△');
    if !is_sign(c) || at.checked_sub(1).is_some_and(|before| chars[before] == c) {
        return 0;
    }
    let run = chars[at..].iter().take_while(|other| **other == c).count();
    // X月X日, 第×号: one sign stands for a figure where a unit follows it.
    let unit = matches!(chars.get(at + run), Some('年' | '月' | '日' | '时' | '分' | '号' | '元' | '室'));
    let opened = at == 0 || !(chars[at - 1].is_ascii_alphanumeric() || chars[at - 1] == '-');
    if unit && opened && run < 3 {
        return run;
    }
    let least = if matches!(c, '□' | '△') { 3 } else { 2 };
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let after = chars.get(at + run).copied().unwrap_or(' ');
    let letter = matches!(c, 'X' | 'x') && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic());
    let masks = (before.is_ascii_digit() || before == '*') && (after.is_ascii_digit() || after == '*');
    let ends_number =
        before.is_ascii_digit() && matches!(c, 'X' | 'x' | '×') && !matches!(after, '年' | '月' | '日' | '号');
    if run < least || letter || masks || ends_number { 0 } else { run }
}

/// Sentences that stand twice, and words said twice in a row.
fn doubled(checked: &mut Checked) {
    let chars = &checked.dense.chars;
    let mut seen: HashMap<&[char], usize> = HashMap::new();
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..=chars.len() {
        if at < chars.len() && !ends_sentence(chars[at]) {
            continue;
        }
        let sentence = &chars[from..at];
        let named = checked.kinds.words.is_office(sentence);
        if !named
            && sentence.len() >= 8
            && sentence.iter().filter(|c| is_han(**c)).count() >= 6
            && seen.insert(sentence, from).is_some()
        {
            found.push(from..at);
        }
        from = at + 1;
    }
    let mut at = 0;
    while at < chars.len() {
        let most = ((chars.len() - at) / 2).min(30);
        let run = (5..=most).find(|length| {
            chars[at] == chars[at + length] && chars[at..at + length] == chars[at + length..at + 2 * length]
        });
        match run.filter(|length| chars[at..at + length].iter().filter(|c| is_han(**c)).count() * 2 > *length) {
            Some(length) if chars[at..at + length].iter().any(|c| *c != chars[at]) => {
                found.push(at + length..at + 2 * length);
                at += 2 * length;
            }
            _ => at += 1,
        }
    }
    for range in found {
        checked.find_at(Found::DuplicateSentence, Severity::Warning, &range);
    }
}

/// Brackets and quotes that are not closed, or not opened.
fn marks(checked: &mut Checked) {
    const PAIRS: [(char, char); 9] = [
        ('(', ')'),
        ('〔', '〕'),
        ('【', '】'),
        ('《', '》'),
        ('〈', '〉'),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('『', '』'),
    ];
    let from = checked.span.start;
    let flat = &checked.text.flat[checked.span.clone()];
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut wrong = Vec::new();
    for (i, c) in flat.iter().enumerate() {
        if PAIRS.iter().any(|(opens, _)| opens == c) {
            open.push((*c, i));
        } else if let Some((opens, _)) = PAIRS.iter().find(|(_, closes)| closes == c) {
            if open.last().is_some_and(|(last, _)| last == opens) {
                open.pop();
            } else if open.iter().rev().take(64).any(|(other, _)| other == opens) {
                while let Some((other, at)) = open.pop() {
                    if other == *opens {
                        break;
                    }
                    wrong.push(at);
                }
            } else if !(*c == ')' && is_item(flat, i)) && *c != '’' {
                wrong.push(i);
            }
        }
    }
    wrong.extend(open.into_iter().map(|(_, at)| at));
    let straight: Vec<usize> = (0..flat.len()).filter(|i| flat[*i] == '"').collect();
    if straight.len() % 2 == 1 {
        wrong.extend(straight.last());
    }
    wrong.sort_unstable();
    for at in wrong {
        let mark = checked.text.raw[from + at];
        checked.find(Found::UnbalancedMarks { mark }, Severity::Warning, from + at..from + at + 1);
    }
}

/// Whether a bracket closes the number of an item: `1)`, `a)`, `二)`.
fn is_item(flat: &[char], at: usize) -> bool {
    let mut start = at;
    while start > 0
        && at - start < 3
        && (flat[start - 1].is_ascii_alphanumeric() || "一二三四五六七八九十".contains(flat[start - 1]))
    {
        start -= 1;
    }
    start < at && (start == 0 || is_blank(flat[start - 1]) || matches!(flat[start - 1], '。' | ';' | ':' | ','))
}

/// Characters and words that stand for others: O in a number, 曰 in a date, 申请入.
fn lookalikes(checked: &mut Checked) {
    let chars = &checked.dense.chars;
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for at in 0..chars.len() {
        for (written, meant) in checked.kinds.words.mistaken.at(chars, at) {
            found.push((at..at + written.chars().count(), meant.to_owned()));
        }
        let c = chars[at];
        if c == '曰' && at > 0 && crate::notice::numerals::is_numeral(chars[at - 1]) {
            found.push((at..at + 1, "日".to_owned()));
        }
        let foreign = matches!(c as u32, 0x370..=0x3ff | 0x400..=0x4ff | 0x2e80..=0x2fd5);
        let before = at.checked_sub(1).map(|i| chars[i]);
        let alone = before.is_none_or(|b| !matches!(b as u32, 0x370..=0x3ff | 0x400..=0x4ff | 0x2e80..=0x2fd5));
        if foreign && alone {
            let run = chars[at..]
                .iter()
                .take_while(|c| matches!(**c as u32, 0x370..=0x3ff | 0x400..=0x4ff | 0x2e80..=0x2fd5))
                .count();
            found.push((at..at + run, String::new()));
        }
    }
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let token = &chars[at..end];
        let figures = token.iter().filter(|c| c.is_ascii_digit()).count();
        let letters = token.len() - figures;
        let twins = token.iter().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I'));
        // One letter in a date, a time or a case number is enough.
        let counted = matches!(chars.get(end), Some('年' | '月' | '日' | '时' | '号' | '元' | '分')) && figures >= 1;
        if twins && letters > 0 && letters <= figures.max(1) && (figures >= 2 || counted) {
            let meant = token.iter().map(|c| match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                c => *c,
            });
            found.push((at..end, meant.collect()));
        }
        at = end;
    }
    for (range, meant) in found {
        let written = checked.dense.own_words(checked.text, &range);
        checked.find_at(Found::Lookalike { written, meant }, Severity::Warning, &range);
    }
}

/// The words of a blessing that 广告法 art. 9 forbids; courts and commissions may use them.
pub fn blessing(copy: &str, kinds: &NoticeKinds) -> Vec<Finding> {
    let text = SourceText::new(copy);
    let mut found = Vec::new();
    for word in kinds.words.superlatives.iter() {
        let mut from = 0;
        while let Some(at) = find(&text.flat[from..], word) {
            let (start, length) = (from + at, word.chars().count());
            found.push(Finding {
                found: Found::ForbiddenWord { word: word.to_string() },
                severity: Severity::Warning,
                start,
                end: start + length,
            });
            from = start + length;
        }
    }
    found.sort_by_key(|finding| finding.start);
    found
}
