//! Figures: check digits, amounts in figures and in capitals, numbers of persons that the notice does not need.

use std::ops::Range;

use super::Checked;
use crate::ad::{Found, Severity};
use crate::notice::numerals::{capitals, decimal};
use crate::notice::text::{ends_with, find};
use crate::tax_number::is_credit_code;

pub(super) fn check(checked: &mut Checked) {
    let codes = codes(&checked.dense.chars);
    for (range, code) in codes {
        match code {
            Code::Credit(false) => checked.find_at(Found::BadCreditCode, Severity::Warning, &range),
            Code::Identity(false) => checked.find_at(Found::BadIdentityNumber, Severity::Warning, &range),
            Code::Credit(true) | Code::Identity(true) => {}
        }
        if matches!(code, Code::Identity(_)) && !checked.kind.official {
            personal(checked, &range);
        }
    }
    amounts(checked);
}

/// A number that a label names, and whether its check digit is right.
#[derive(Clone, Copy)]
enum Code {
    /// 统一社会信用代码 (GB 32100-2015), and whether its check character is right.
    Credit(bool),
    /// 居民身份号码 (GB 11643-1999), and whether its date and check digit are right.
    Identity(bool),
}

fn codes(chars: &[char]) -> Vec<(Range<usize>, Code)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let end = at + chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '*').count();
        let token = &chars[at..end];
        let masked = token.contains(&'*');
        let stop = |c: &char| matches!(c, ',' | '。' | ';' | '\n');
        let before = &chars[at.saturating_sub(24)..at];
        let clause = before.iter().rposition(stop).map_or(0, |at| at + 1);
        // `身份证一张,号码…`: the thing stands in the clause before, the number alone in its own.
        let whose = &before[..clause.saturating_sub(1)];
        let whose = &whose[whose.iter().rposition(stop).map_or(0, |at| at + 1)..];
        let before = &before[clause..];
        let generic = ["号码", "编号", "证号", "证件编号", "证件号码", "证件号", "号", "号码为", "编号为", "证号为"];
        let bare = before.strip_suffix(&[':']).unwrap_or(before);
        let of_identity = generic.iter().any(|word| ends_with(bare, word) && bare.len() == word.chars().count())
            && find(whose, "身份证").is_some();
        let label = |words: &[&str]| words.iter().any(|word| find(before, word).is_some());
        let credit = label(&["信用代码", "税号", "信用证代码", "代码证号"]);
        let identity =
            label(&["身份证号", "身份证", "公民身份", "居民身份", "身份号码", "身份证件", "身份号", "证件号码"]);
        if !masked && token.len() >= 12 {
            let looks_identity = token.len() == 18 && is_identity(token);
            if credit {
                found.push((at..end, Code::Credit(is_credit_code(token))));
            } else if (identity && token.len() != 15) || (of_identity && token.len() == 18) {
                found.push((at..end, Code::Identity(is_identity(token))));
            } else if looks_identity && !ends_with(&chars[..at], "账号:") && !ends_with(&chars[..at], "编号:") {
                found.push((at..end, Code::Identity(true)));
            }
        }
        at = end;
    }
    found
}

/// Whether date and check digit of a 居民身份号码 are right (GB 11643-1999).
fn is_identity(number: &[char]) -> bool {
    if number.len() != 18 || !number[..17].iter().all(char::is_ascii_digit) {
        return false;
    }
    let digit = |i: usize| number[i].to_digit(10).unwrap_or(0);
    let part = |range: Range<usize>| range.fold(0, |sum, i| sum * 10 + digit(i));
    let year = part(6..10);
    let born = chrono::NaiveDate::from_ymd_opt(year as i32, part(10..12), part(12..14));
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = (0..17).map(|i| digit(i) * WEIGHTS[i]).sum();
    let check = "10X98765432".as_bytes()[(sum % 11) as usize] as char;
    (1850..2200).contains(&year) && born.is_some() && number[17].to_ascii_uppercase() == check
}

/// A whole identity number in print: four figures at its end do.
fn personal(checked: &mut Checked, range: &Range<usize>) {
    if range.len() != 18 {
        return;
    }
    let chars = &checked.dense.chars[range.clone()];
    let masked: String = chars.iter().enumerate().map(|(i, c)| if (6..14).contains(&i) { '*' } else { *c }).collect();
    // The number of a lost card is what the card is known by.
    let of_the_thing = checked.kind.id == "lost_and_void" && find(&checked.dense.chars, "身份证").is_some();
    let severity = if of_the_thing { Severity::Note } else { Severity::Warning };
    checked.find_at(Found::PersonalData { mask: masked.into() }, severity, range);
}

/// 人民币壹万元整(¥12,000.00): the figures beside an amount in capitals.
fn amounts(checked: &mut Checked) {
    let chars = &checked.dense.chars;
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !"壹贰叁肆伍陆柒捌玖拾佰仟".contains(chars[at]) {
            at += 1;
            continue;
        }
        let Some((fen, end)) = capitals(chars, at) else {
            at += 1;
            continue;
        };
        if let Some((figures, range)) = before(chars, at).or_else(|| after(chars, end))
            && figures != fen * 100
        {
            let span = at.min(range.start)..end.max(range.end);
            found.push((span, figures, fen));
        }
        at = end;
    }
    for (range, figures, fen) in found {
        let yuan = |parts: i64| format!("{}.{:02}", parts / 10_000, parts % 10_000 / 100);
        let found = Found::AmountsDiffer { figures: yuan(figures), capitals: yuan(fen * 100) };
        checked.find_at(found, Severity::Error, &range);
    }
}

/// 10000元(大写:壹万元整): the figures right before the capitals, in ten-thousandths of a yuan.
fn before(chars: &[char], at: usize) -> Option<(i64, Range<usize>)> {
    let mut end = at;
    for word in ["人民币", ":", "大写", "人民币", "(", ",", "即", "元", "人民币"] {
        if ends_with(&chars[..end], word) {
            end -= word.chars().count();
        }
    }
    let wan = end > 0 && matches!(chars[end - 1], '万' | '亿');
    let weight = if wan { if chars[end - 1] == '万' { 10_000 } else { 100_000_000 } } else { 1 };
    let stop = end - usize::from(wan);
    let mut start = stop;
    while start > 0 && (chars[start - 1].is_ascii_digit() || matches!(chars[start - 1], ',' | '.')) {
        start -= 1;
    }
    while start < stop && !chars[start].is_ascii_digit() {
        start += 1;
    }
    let money = chars[end..at].iter().any(|c| matches!(c, '元' | '大' | '币' | '('));
    let (value, read) = decimal(chars, start)?;
    (start < stop && read == stop && money).then_some(())?;
    Some((value.checked_mul(weight)?, start..end))
}

/// 壹万元整(¥10,000.00): the figures right behind the capitals.
fn after(chars: &[char], end: usize) -> Option<(i64, Range<usize>)> {
    let mut start = end;
    let mut said = false;
    for word in ["(", ",", "小写", ":", "人民币", "RMB", "¥", "￥", "即"] {
        if super::super::text::starts_with(chars, start, word) {
            start += word.chars().count();
            said |= word != ",";
        }
    }
    let (value, read) = decimal(chars, start).filter(|_| said)?;
    let weight = match chars.get(read) {
        Some('万') => 10_000,
        Some('亿') => 100_000_000,
        Some('元' | ')' | ',' | '。' | '\n') | None => 1,
        Some(_) => return None,
    };
    Some((value.checked_mul(weight)?, start..read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_an_identity_cards_by_the_clause_before_too() {
        let bad = |text: &str| {
            let found = codes(&text.chars().collect::<Vec<_>>());
            found.iter().any(|(_, code)| matches!(code, Code::Identity(false)))
        };
        assert!(bad("王敏遗失身份证一张,号码110105194912310021,声明作废"));
        assert!(!bad("王敏遗失身份证一张,号码11010519491231002X,声明作废"));
        assert!(!bad("王敏遗失驾驶证一本,号码110105194912310021,声明作废"));
        assert!(!bad("遗失身份证、保单,保单号码110105194912310021,声明作废"));
    }

    #[test]
    fn check_digits() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        for good in ["91350200MA2YJ1XR9G", "91370306MA3TBJ0T8E"] {
            assert!(is_credit_code(&chars(good)), "{good}");
        }
        assert!(!is_credit_code(&chars("91350100M0001TGQXM")));
        for good in ["34052419800101001X", "11010519491231002X"] {
            assert!(is_identity(&chars(good)), "{good}");
        }
        for bad in ["340524198001010013", "34052419801301001X", "3405241980010100"] {
            assert!(!is_identity(&chars(bad)), "{bad}");
        }
    }
}
