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
    /// The keys of the other numbers of the same case: 3356、3357号 names two.
    pub further: Vec<String>,
}

impl CaseNumber {
    /// A case number as written; where several stand together the first gives the key, and the others are kept beside it.
    pub fn new(text: &str) -> CaseNumber {
        let mut keys = keys(text).into_iter();
        let key = keys.next().unwrap_or_else(|| number_key(text));
        let issuer = if key.contains('仲') || key.contains("劳人") {
            Issuer::Arbitration
        } else if is_court(&key) {
            Issuer::Court
        } else {
            Issuer::Other
        };
        let mut further: Vec<String> = Vec::new();
        for other in keys {
            if other != key && !further.contains(&other) {
                further.push(other);
            }
        }
        CaseNumber { text: text.to_owned(), key, issuer, further }
    }

    /// Every key of the number, the first in front.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.key.as_str()).chain(self.further.iter().map(String::as_str))
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

/// The key of a name or a number as written: brackets unified, blanks and 第 dropped.
pub fn key(text: &str) -> String {
    text.chars().map(unified).filter(|c| !is_blank(*c) && *c != '第').collect()
}

/// The keys of the case numbers in a text, in order; one that stands twice twice.
pub fn case_numbers(text: &str) -> Vec<String> {
    let flat: Vec<char> = text.chars().map(flat).collect();
    let raw: Vec<char> = text.chars().collect();
    numbers(&flat).into_iter().flat_map(|range| keys(&raw[range].iter().collect::<String>())).collect()
}

/// A character with brackets of every kind round.
fn unified(c: char) -> char {
    match flat(c) {
        '〔' | '【' | '<' | '《' | '〈' | '{' => '(',
        '〕' | '】' | '>' | '》' | '〉' | '}' => ')',
        c => c,
    }
}

/// Whether a key is a court's: 鲁0212, 最高法, or a case of a kind that only courts have.
fn is_court(key: &str) -> bool {
    let Some((year, rest)) = key.split_once(')') else { return false };
    let case = ["民", "刑", "行", "执", "破", "商", "催", "特", "督", "法", "调", "诉", "赔", "清", "保"];
    let plain: Vec<char> = rest.chars().take(12).collect();
    year.starts_with('(') && !rest.contains('字') && case.iter().any(|word| super::text::find(&plain, word).is_some())
        || year.starts_with('(') && rest.contains("法")
}

/// The key of a case number: as [`key`], the year in figures and in brackets, no zeros before the serial number.
fn number_key(text: &str) -> String {
    let plain: Vec<char> = text.chars().map(unified).filter(|c| !is_blank(*c)).collect();
    let mut year = None;
    for at in 0..plain.len() {
        if at > 0 && (plain[at - 1].is_ascii_digit() || is_han_figure(plain[at - 1])) {
            continue;
        }
        let open = usize::from(plain[at] == '(');
        if let Some((figures, mut end)) = year_at(&plain, at + open) {
            end += usize::from(plain.get(end) == Some(&'年'));
            end += usize::from(open == 1 && plain.get(end) == Some(&')'));
            year = Some((at, figures, end));
            break;
        }
    }
    let Some((at, figures, end)) = year else { return key(text) };
    let mut unified: String = plain[..at].iter().filter(|c| **c != '第').collect();
    unified.push_str(&format!("({figures})"));
    let rest: Vec<char> = plain[end..].iter().copied().filter(|c| *c != '第').collect();
    // The serial number is the last run of figures before 号 or a sub-number.
    let stop = rest.iter().position(|c| *c == '号').unwrap_or(rest.len());
    let stop = rest[..stop].iter().position(|c| *c == '-').unwrap_or(stop);
    let start = stop - rest[..stop].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let zeros = rest[start..stop].iter().take_while(|c| **c == '0').count().min((stop - start).saturating_sub(1));
    unified.extend(rest[..start].iter().chain(&rest[start + zeros..]));
    unified
}

fn is_han_figure(c: char) -> bool {
    "〇零一二三四五六七八九".contains(c)
}

/// A year at a place, in figures or in Chinese numerals: its four figures, and where it ends.
fn year_at(chars: &[char], at: usize) -> Option<(String, usize)> {
    let four = chars.get(at..at + 4)?;
    let figure = |c: &char| {
        let han = "〇一二三四五六七八九".chars().position(|figure| figure == *c || (*c == '零' && figure == '〇'));
        c.to_digit(10).or(han.and_then(|n| u32::try_from(n).ok()))
    };
    let one_way = four.iter().all(char::is_ascii_digit) || four.iter().all(|c| is_han_figure(*c));
    let year: Option<String> = four.iter().map(|c| figure(c).and_then(|n| char::from_digit(n, 10))).collect();
    let goes_on = chars.get(at + 4).is_some_and(|c| c.is_ascii_digit() || is_han_figure(*c));
    let year = year.filter(|year| one_way && !goes_on && (year.starts_with("19") || year.starts_with("20")))?;
    Some((year, at + 4))
}

/// So many cases may be told by their first and last number.
const MOST_CASES: u32 = 200;

/// Every key that a text names: 3356、3357号, 2110号至2112号, and numbers that stand one behind the other.
fn keys(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|c| !is_blank(*c)).map(flat).collect();
    singles(&chars).into_iter().flat_map(|range| list(&chars[range])).collect()
}

/// The keys of one year and office.
fn list(chars: &[char]) -> Vec<String> {
    let number = number_key(&chars.iter().collect::<String>());
    let Some((head, rest)) = number.find(')').map(|at| number.split_at(at + 1)) else { return vec![number] };
    // The office's words, up to the first serial number.
    let plain: Vec<char> = rest.chars().collect();
    let first = plain
        .iter()
        .position(|c| matches!(c, '、' | ',' | '至' | '和' | '及' | '与' | '~' | '号'))
        .unwrap_or(plain.len());
    let first = serial_end(&plain, first);
    let start = plain[..first].iter().rposition(|c| !c.is_ascii_digit() && *c != '-').map_or(0, |at| at + 1);
    let office: String = head.chars().chain(plain[..start].iter().copied()).collect();
    let mut found: Vec<String> = Vec::new();
    let (mut at, mut to) = (start, false);
    while at < plain.len() {
        let end = at + plain[at..].iter().take_while(|c| c.is_ascii_digit() || **c == '-').count();
        if end == at {
            to |= matches!(plain[at], '至' | '~') || (plain[at] == '-' && !found.is_empty());
            at += 1;
            continue;
        }
        let said: String = plain[at..end].iter().collect();
        let span = said
            .split_once('-')
            .and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?, a.len() == b.len())));
        match span {
            // 2110-2112号 names three, 10869-1号 one.
            Some((a, b, true)) if a < b && b - a < MOST_CASES => {
                found.extend((a..=b).map(|n| format!("{office}{n}号")))
            }
            _ => {
                let last =
                    found.last().and_then(|key| key.strip_prefix(&office)?.strip_suffix('号')?.parse::<u32>().ok());
                if let (true, Some(last), Ok(here)) = (to, last, said.parse::<u32>())
                    && last < here
                    && here - last < MOST_CASES
                {
                    found.extend((last + 1..here).map(|n| format!("{office}{n}号")));
                }
                let mut key = format!("{office}{said}号");
                let sub: String = plain[end..]
                    .iter()
                    .skip_while(|c| **c == '号')
                    .take_while(|c| **c == '之' || "一二三四五六七八九十".contains(**c))
                    .collect();
                if sub.starts_with('之') && sub.chars().count() > 1 {
                    key.push_str(&sub);
                }
                found.push(key);
            }
        }
        to = false;
        at = end;
    }
    if found.is_empty() { vec![number] } else { found }
}

/// Where the first serial number ends: 之一 and 至 may stand behind it.
fn serial_end(plain: &[char], stop: usize) -> usize {
    let digits = |end: usize| end > 0 && plain[end - 1].is_ascii_digit();
    (1..=stop).rev().find(|end| digits(*end)).unwrap_or(stop)
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
fn singles(chars: &[char]) -> Vec<Range<usize>> {
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
    // 鲁(2019)青岛市不动产权第…号 is a certificate's.
    if ["不动产", "房地产权", "国用", "集用"].iter().any(|word| super::text::find(&chars[close..end], word).is_some())
    {
        return None;
    }
    let start = prefix(chars, open);
    let bare = matches!(chars.get(close + 1), Some('第')) || chars.get(close + 1).is_some_and(char::is_ascii_digit);
    let named: String = chars[start..open].iter().collect();
    if bare {
        return (start < open).then_some(start..end);
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
    while start > 0 && open - start < 16 && is_han(chars[start - 1]) {
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
            ("（2026）鲁0212民初3356、3357号", vec!["（2026）鲁0212民初3356、3357号"]),
            ("(2026)鲁0212民初2110号至2112号,", vec!["(2026)鲁0212民初2110号至2112号"]),
            ("送达2026即劳仲案字12号裁决书", vec!["2026即劳仲案字12号"]),
            ("一案(2026即劳仲案字88号),现", vec!["2026即劳仲案字88号"]),
            ("送达即劳人仲案字2026第12号裁决书", vec!["即劳人仲案字2026第12号"]),
            ("【二〇二六】鲁0212民初12号", vec!["【二〇二六】鲁0212民初12号"]),
            ("自2026年5月11日起到仙霞岭路18号领取", vec![]),
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
        for (text, keys) in [
            ("（二〇二六）鲁0212民初3356号", "(2026)鲁0212民初3356号"),
            ("2026鲁0212民初3356号", "(2026)鲁0212民初3356号"),
            ("[2026]鲁0212民初03356号", "(2026)鲁0212民初3356号"),
            ("（2026）鲁0212民初3356、3357号", "(2026)鲁0212民初3356号|(2026)鲁0212民初3357号"),
            ("(2026)鲁0212民初2110号至2112号", "(2026)鲁0212民初2110号|(2026)鲁0212民初2111号|(2026)鲁0212民初2112号"),
            ("(2026)鲁0212民初2110-2111号", "(2026)鲁0212民初2110号|(2026)鲁0212民初2111号"),
            ("（2026）鲁02民初1号、（2026）鲁02民初2号", "(2026)鲁02民初1号|(2026)鲁02民初2号"),
            ("(2025)鲁02执123号之一", "(2025)鲁02执123号之一"),
            ("2026即劳仲案字12号", "(2026)即劳仲案字12号"),
            ("即劳人仲案字2026第12号", "即劳人仲案字(2026)12号"),
            ("青黄劳人仲案字〔2025〕第10869-1号", "青黄劳人仲案字(2025)10869-1号"),
        ] {
            assert_eq!(CaseNumber::new(text).keys().collect::<Vec<_>>().join("|"), keys, "{text}");
        }
        let sub = CaseNumber::new("青黄劳人仲案字〔2025〕第10869-1号");
        assert_eq!(sub.parts(), Some(("青黄劳人仲案字(2025)", 10869, "-1")));
        assert_eq!(sub.office(), "青黄劳人仲案字");
        let court = CaseNumber::new("(2026)鲁0203行审2号");
        assert_eq!((court.issuer, court.office().as_str()), (Issuer::Court, "鲁0203行审"));
        assert_eq!(court.neighbours(), ["(2026)鲁0203行审1号", "(2026)鲁0203行审3号"]);
    }
}
