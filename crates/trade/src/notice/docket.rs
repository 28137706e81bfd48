//! Where case numbers stand in a text: with the year in brackets of any kind or in none, alone or several of one office.

use std::ops::Range;

use super::case::{CaseNumber, year_at};
use super::phrases::Phrases;
use super::text::is_han;

/// Words after which a number begins, though they are Han characters as well.
static BEFORE: Phrases = Phrases::of(&[
    "现将",
    "将",
    "本案",
    "按",
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
]);

/// Every case number in a text, in order; numbers that a list joins are one.
pub(super) fn numbers(chars: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in singles(chars) {
        match found.last_mut() {
            Some(last)
                if range.start == last.end + 1
                    && matches!(chars[last.end], '、' | ',' | '和' | '及' | '与' | '至')
                    && office_of(&chars[last.clone()]) == office_of(&chars[range.clone()]) =>
            {
                last.end = range.end;
            }
            _ => found.push(range),
        }
    }
    found
}

fn office_of(chars: &[char]) -> String {
    CaseNumber::new(&chars.iter().collect::<String>()).office()
}

/// Every case number with a year of its own.
pub(super) fn singles(chars: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..chars.len() {
        let range = match chars[at] {
            '(' | '〔' | '【' | '<' | '《' | '〈' | '{' => number(chars, at),
            '1' | '2' | '一' | '二' => unbracketed(chars, at),
            _ => None,
        };
        if let Some(range) = range.filter(|range| found.last().is_none_or(|last| range.start >= last.end)) {
            found.push(range);
        }
    }
    found
}

/// The number whose year opens at a bracket.
fn number(chars: &[char], open: usize) -> Option<Range<usize>> {
    let (_, end) = year_at(chars, open + 1)?;
    let close = end + usize::from(chars.get(end) == Some(&'年'));
    if !matches!(chars.get(close), Some(')' | '〕' | '】' | '>' | '》' | '〉' | '}')) {
        return None;
    }
    let end = tail(chars, close + 1)?;
    // 吴国用(1998)字第00212号: a certificate's as well.
    if ["国用", "集用", "房权证", "林证"].iter().any(|word| super::text::ends_with(&chars[..open], word)) {
        return None;
    }
    // 鲁(2019)青岛市不动产权第…号 is a certificate's.
    if ["不动产", "房地产权", "国用", "集用"].iter().any(|word| super::text::find(&chars[close..end], word).is_some())
    {
        return None;
    }
    let start = prefix(chars, open);
    let bare = matches!(chars.get(close + 1), Some('第')) || chars.get(close + 1).is_some_and(char::is_ascii_digit);
    let named: String = chars[start..open].iter().collect();
    if bare {
        // (2026)12号 alone in its line is the number of what stands under it.
        let alone = (open == 0 || chars[open - 1] == '\n') && chars.get(end).is_none_or(|c| *c == '\n');
        return (start < open || alone).then_some(start..end);
    }
    let office = named.contains('仲') || named.contains("劳人") || named.ends_with('字');
    Some(if office { start..end } else { open..end })
}

/// The number whose year has no brackets: 2026即劳仲案字12号, 即劳仲案字2026第12号, 2026鲁0212民初12号.
fn unbracketed(chars: &[char], at: usize) -> Option<Range<usize>> {
    if at > 0 && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '-' | '.')) {
        return None;
    }
    let (_, year) = year_at(chars, at)?;
    // A year that has brackets is read with them.
    if matches!(chars.get(year), Some(')' | '〕' | '】' | '>' | '》' | '〉' | '}')) {
        return None;
    }
    let end = tail(chars, year)?;
    let words = &chars[year..end];
    if super::text::starts_with(words, 0, "年") || words.iter().any(|c| matches!(c, '月' | '日' | '路' | '街' | '室'))
    {
        return None;
    }
    let named = words.contains(&'字') && words.iter().filter(|c| is_han(**c)).count() >= 3;
    let court = words.len() > 6
        && PROVINCES.contains(words[0])
        && words[1..3].iter().all(char::is_ascii_digit)
        && words.iter().any(|c| matches!(c, '民' | '刑' | '行' | '执' | '破' | '商'));
    if named || court {
        return Some(at..end);
    }
    let start = prefix(chars, at);
    let office: String = chars[start..at].iter().collect();
    // (赣江航道通电2026第14号): the number of an announcement in brackets.
    let enclosed = start > 0 && chars[start - 1] == '(' && chars.get(end) == Some(&')') && words.first() == Some(&'第');
    if enclosed && office.chars().count() >= 3 {
        return Some(start..end);
    }
    let serial = matches!(words.first(), Some('第' | '-')) || words.first().is_some_and(char::is_ascii_digit);
    (serial && office.ends_with('字') && office.chars().count() >= 3).then_some(start..end)
}

/// What the codes of courts begin with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋内蒙陕吉闽贵粤青藏川宁琼兵最";

/// Where the number ends that goes on behind the year.
fn tail(chars: &[char], from: usize) -> Option<usize> {
    let mut digits = 0;
    for (i, c) in chars.iter().enumerate().skip(from).take(28) {
        match c {
            '号' if digits > 0 => return Some(goes_on(chars, sub(chars, i + 1))),
            c if c.is_ascii_digit() => digits += 1,
            '-' | '第' | '之' | '—' | '~' | 'O' | 'o' | 'l' | 'I' => {}
            '、' | ',' if digits > 0 && chars[i - 1].is_ascii_digit() => {
                let next = &chars[i + 1..];
                let serial = next.iter().take_while(|c| c.is_ascii_digit()).count();
                if serial == 0 || serial > 6 {
                    return None;
                }
            }
            c if is_han(*c) || c.is_ascii_uppercase() => {}
            // (2025)沪0115民初(速)12号
            '(' | ')' => {}
            _ => return None,
        }
    }
    None
}

/// The end of 之一 behind 号.
fn sub(chars: &[char], at: usize) -> usize {
    if chars.get(at) != Some(&'之') {
        return at;
    }
    let figures = chars[at + 1..]
        .iter()
        .take(2)
        .take_while(|c| "一二三四五六七八九十".contains(**c) || c.is_ascii_digit())
        .count();
    if figures > 0 { at + 1 + figures } else { at }
}

/// The end of a list whose first number ends here: 2110号、2111号, 2110号至2112号.
fn goes_on(chars: &[char], mut end: usize) -> usize {
    loop {
        let joined = matches!(chars.get(end), Some('、' | ',' | '和' | '及' | '与' | '至' | '-' | '~' | '—'));
        let at = end + 1 + usize::from(chars.get(end + 1) == Some(&'第'));
        let digits = chars[at.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit() || **c == '-').count();
        if !(joined && (1..=9).contains(&digits) && chars.get(at + digits) == Some(&'号')) {
            return end;
        }
        end = sub(chars, at + digits + 1);
    }
}

/// Where the name of the office begins that stands before the year's bracket.
fn prefix(chars: &[char], open: usize) -> usize {
    let mut start = open;
    while start > 0 && open - start < 20 {
        if is_han(chars[start - 1]) {
            start -= 1;
            continue;
        }
        // 青南公(刑)缴字: a bracket within the office's name.
        let inner = chars[..start].iter().rev().skip(1).take(4).take_while(|c| is_han(**c)).count();
        let within = chars[start - 1] == ')' && (1..=3).contains(&inner) && start > inner + 2;
        if !(within && chars[start - inner - 2] == '(' && is_han(chars[start - inner - 3])) {
            break;
        }
        start -= inner + 2;
    }
    let run = &chars[start..open];
    let mut cut = 0;
    for at in 0..run.len() {
        for word in BEFORE.all_at(run, at) {
            let end = at + word.chars().count();
            // 案字, 委员会字: part of the office's own name where it is followed by 字 only.
            // 东劳人仲院塘厦庭案字: the institute of an office's code.
            let institute = word == "院" && at > 0 && run[at - 1] == '仲' && run.last() == Some(&'字');
            let own = institute || run[end..] == ['字'] || called(chars, start, run, word, at);
            if !own {
                cut = cut.max(end);
            }
        }
    }
    start + cut
}

/// 青税稽三公告〔2026〕26号: the code of an office that ends with 公告 or 通知, where it begins a line or a bracket and no verb is in it.
fn called(chars: &[char], start: usize, run: &[char], word: &str, at: usize) -> bool {
    let begun = start == 0 || matches!(chars[start - 1], '\n' | '(' | ':' | ' ');
    let verb = run[..at]
        .iter()
        .any(|c| matches!(c, '现' | '依' | '法' | '送' | '特' | '予' | '以' | '院' | '委' | '会' | '局'));
    word == "公告" && at + 2 == run.len() && at >= 2 && begun && !verb
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::text::flat;

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
            ("案号：青南公（刑）缴字〔2026〕16号）过程中", vec!["青南公（刑）缴字〔2026〕16号"]),
            ("拆除公告通知书 青黄执公告字〔2026〕第16号", vec!["青黄执公告字〔2026〕第16号"]),
            ("（2026）鲁0212民初3356、3357号", vec!["（2026）鲁0212民初3356、3357号"]),
            ("(2026)鲁0212民初2110号至2112号,", vec!["(2026)鲁0212民初2110号至2112号"]),
            ("送达2026即劳仲案字12号裁决书", vec!["2026即劳仲案字12号"]),
            ("一案(2026即劳仲案字88号),现", vec!["2026即劳仲案字88号"]),
            ("送达即劳人仲案字2026第12号裁决书", vec!["即劳人仲案字2026第12号"]),
            ("【二〇二六】鲁0212民初12号", vec!["【二〇二六】鲁0212民初12号"]),
            ("青税稽三公告〔2026〕26号", vec!["青税稽三公告〔2026〕26号"]),
            ("现公告(2026)鲁0203行审2号", vec!["(2026)鲁0203行审2号"]),
            ("青劳人仲(西海岸)案字第〔2025〕2208号", vec!["青劳人仲(西海岸)案字第〔2025〕2208号"]),
            ("取得的吴国用(1998)字第00212号土地", vec![]),
            ("皇关公告〔2026〕17号", vec!["皇关公告〔2026〕17号"]),
            ("通航安全公告(赣江航道通电2026第14号)", vec!["赣江航道通电2026第14号"]),
            ("自2026年5月11日起到仙霞岭路18号领取", vec![]),
        ] {
            assert_eq!(found(text), numbers, "{text}");
        }
    }
}
