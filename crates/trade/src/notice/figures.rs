//! Numbers of papers and things, and those that are called an identity card's.

use std::ops::Range;

use super::contacts::phones;
use super::moments;
use super::text::{ends_with, is_han, starts_with};

/// Every number that is called an identity card's, whole or masked.
pub(super) fn identities(chars: &[char]) -> Vec<Range<usize>> {
    const LABELS: [&str; 7] =
        ["身份证号码", "身份证号", "公民身份号码", "公民身份证号码", "身份号码", "身份证件号码", "身份证"];
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..chars.len() {
        let Some(label) = LABELS.iter().find(|label| starts_with(chars, at, label)) else { continue };
        let mut from = at + label.chars().count();
        while matches!(chars.get(from), Some(':' | '为' | '是' | '(')) && from < at + label.chars().count() + 3 {
            from += 1;
        }
        let length = chars[from.min(chars.len())..]
            .iter()
            .take_while(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '*' | '×'))
            .count();
        let range = from..from + length;
        if length >= 8 && !found.contains(&range) {
            found.push(range);
        }
    }
    found
}

/// What stands before the number of a paper.
const LABELS: [&str; 30] = [
    "号码",
    "编号",
    "证号",
    "账号",
    "帐号",
    "核准号",
    "代码",
    "注册号",
    "号",
    "卡号",
    "票号",
    "NO",
    "No",
    "no",
    "单号",
    "凭证号",
    "印章编码",
    "编码",
    "车牌",
    "车牌号",
    "牌号",
    "发票号",
    "保单号",
    "流水号",
    "字第",
    "登记号",
    "许可证号",
    "证书号",
    "架号",
    "第",
];

/// Every number of a paper or a thing, and whether a label says that it is one. Telephones, dates and sums are none.
pub(super) fn numbers(chars: &[char]) -> Vec<(Range<usize>, bool)> {
    let phones = phones(chars, &|_| false);
    let dates = moments::dates(chars);
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let taken = phones
            .iter()
            .map(|(range, _)| range)
            .chain(dates.iter().map(|dated| &dated.range))
            .find(|range| range.start == at);
        if let Some(range) = taken {
            at = range.end;
            continue;
        }
        if let Some(end) = certificate(chars, at) {
            found.push((at..end, true));
            at = end;
            continue;
        }
        if !chars[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < chars.len()
            && (chars[end].is_ascii_alphanumeric()
                || (matches!(chars[end], '-' | '*' | '/' | '~')
                    && chars.get(end + 1).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '*')))
        {
            end += 1;
        }
        if let Some(sound) = is_number(chars, at, end) {
            // 鲁B12345: the province belongs to the plate.
            let plate = at > 0 && PROVINCES.contains(chars[at - 1]) && end - at <= 8 && chars[at].is_ascii_uppercase();
            found.push((at - usize::from(plate)..end, sound || plate));
        }
        at = end;
    }
    found
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Whether these letters and figures are a number; and whether a label says so.
fn is_number(chars: &[char], at: usize, end: usize) -> Option<bool> {
    let figures = chars[at..end].iter().filter(|c| c.is_ascii_digit()).count();
    let after = chars.get(end).copied().unwrap_or(' ');
    let counted = matches!(
        after,
        '元' | '年'
            | '月'
            | '日'
            | '时'
            | '点'
            | '分'
            | '%'
            | '万'
            | '股'
            | '岁'
            | '室'
            | '楼'
            | '层'
            | '栋'
            | '单'
            | '平'
            | '㎡'
            | '米'
            | '厘'
            | '斤'
            | '.'
            | '个'
            | '人'
            | '张'
            | '份'
    );
    if figures < 2 || end - at < 4 || counted {
        return None;
    }
    let before = &chars[at.saturating_sub(1)..at];
    if matches!(before.first(), Some('.' | '¥' | '￥' | '$')) {
        return None;
    }
    let mut label_end = at;
    while label_end > 0 && matches!(chars[label_end - 1], ':' | '为' | '是' | '(' | '.' | '、' | '和' | '及' | '\n')
    {
        label_end -= 1;
    }
    let sound = LABELS.iter().any(|label| ends_with(&chars[..label_end], label));
    (sound || (figures >= 5 && end - at >= 6)).then_some(sound)
}

/// 鲁(2020)青岛市不动产权第0012345号: the number of a certificate whose words belong to it.
fn certificate(chars: &[char], at: usize) -> Option<usize> {
    if !PROVINCES.contains(chars[at]) || chars.get(at + 1) != Some(&'(') {
        return None;
    }
    let year = chars.get(at + 2..at + 6)?.iter().all(char::is_ascii_digit);
    let close = chars.get(at + 6) == Some(&')');
    let end = chars[at..].iter().take(36).position(|c| *c == '号')?;
    let words = chars.get(at + 7..at + end)?.iter().all(|c| is_han(*c) || c.is_ascii_digit() || *c == '-');
    (year && close && words).then_some(at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, ranges: Vec<(Range<usize>, bool)>) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        ranges.into_iter().map(|(range, _)| chars[range].iter().collect()).collect()
    }

    #[test]
    fn telephones_and_numbers_are_told_apart() {
        let read = |text: &str| {
            let chars: Vec<char> = text.chars().map(super::super::text::flat).collect();
            (said(text, phones(&chars, &|_| false)), said(text, numbers(&chars)))
        };
        let (phones, numbers) = read("核准号:Z4521000005601,账号:38121801040001476,电话:0532-88187720、13800000012");
        assert_eq!(phones, ["0532-88187720", "13800000012"]);
        assert_eq!(numbers, ["Z4521000005601", "38121801040001476"]);
        let (_, numbers) = read("鲁(2020)青岛市不动产权第0012345号,车牌鲁B12345,2026年1月22日,金额12345元,邮编266000");
        assert_eq!(numbers, ["鲁(2020)青岛市不动产权第0012345号", "鲁B12345", "266000"]);
    }
}
