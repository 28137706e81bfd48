//! Case numbers (案号) and their keys: courts `(2026)鲁0203行审2号`, arbitration `青黄劳人仲案字〔2025〕第10869号`.

use super::docket::{numbers, singles};
use super::text::{flat, is_blank};

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issuer {
    /// A court: its number names one (鲁0203, 最高法), or a kind of case that only courts have.
    Court,
    /// An arbitration commission: its number has 仲 or 劳人.
    Arbitration,
    /// Another office's, such as that of a penalty.
    Other,
}

/// A case number (案号), or several of one office that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNumber {
    /// As it stands in the notice.
    pub text: String,
    /// The key for comparing: brackets unified, spaces and 第 dropped, the sub-number kept.
    pub key: String,
    /// Told by the words of the first number.
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
pub(super) fn year_at(chars: &[char], at: usize) -> Option<(String, usize)> {
    let four = chars.get(at..at + 4)?;
    let one_way = four.iter().all(char::is_ascii_digit) || four.iter().all(|c| is_han_figure(*c));
    let goes_on = || chars.get(at + 4).is_some_and(|c| c.is_ascii_digit() || is_han_figure(*c));
    if !one_way || goes_on() {
        return None;
    }
    let figure = |c: &char| {
        let han = "〇一二三四五六七八九".chars().position(|figure| figure == *c || (*c == '零' && figure == '〇'));
        c.to_digit(10).or(han.and_then(|n| u32::try_from(n).ok()))
    };
    let year: Option<String> = four.iter().map(|c| figure(c).and_then(|n| char::from_digit(n, 10))).collect();
    let year = year.filter(|year| year.starts_with("19") || year.starts_with("20"))?;
    Some((year, at + 4))
}

/// The most cases that a first and a last number may stand for.
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

#[cfg(test)]
mod tests {
    use super::*;

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
