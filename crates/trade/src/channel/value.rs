//! What stands in a cell: times, amounts, which way money went, and words that say that none did.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::money::{LARGEST, Money};

/// Which way money went, as the channel sees the paper's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MoneyFlow {
    In,
    Out,
    Neither,
}

/// Which way a word says. A bank writes down what its customer has as its own debt: what comes in is 贷, what goes out 借.
pub(super) fn way(word: &str) -> Option<MoneyFlow> {
    let word = word.trim().to_ascii_uppercase();
    Some(match word.as_str() {
        "收入" | "已收入" | "收" | "贷" | "贷方" | "C" | "CR" | "转入" | "来账" | "入账" | "存入" | "+" => {
            MoneyFlow::In
        }
        "支出" | "已支出" | "支" | "付" | "借" | "借方" | "D" | "DR" | "转出" | "往账" | "出账" | "支取" | "-" => {
            MoneyFlow::Out
        }
        "" | "/" | "不计收支" | "其他" | "中性交易" | "待收入" | "待支出" | "资金转移" => {
            MoneyFlow::Neither
        }
        _ => return None,
    })
}

/// The word of a state in which nothing was paid.
pub(super) fn unpaid(state: &str) -> Option<&str> {
    let none =
        ["失败", "关闭", "等待", "未付款", "未支付", "处理中", "待付款", "已撤销", "FAIL", "CHANGE", "PROCESSING"];
    none.iter().any(|word| state.contains(word)).then_some(state)
}

/// An amount in yuan, exact to the fen; blanks, separators of thousands and the sign of the currency left away. More than two places are
/// taken only where they are zeros.
pub(super) fn money(text: &str) -> Option<Money> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_end_matches('元');
    let (negative, text) = sign(text);
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(text);
    let (further, text) = sign(text);
    let (whole, parts) = text.split_once('.').unwrap_or((text, "00"));
    let whole = grouped(whole)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(&whole) || !digits(parts) || whole.len() > 12 {
        return None;
    }
    let (fen, beyond) = parts.split_at(parts.len().min(2));
    if beyond.bytes().any(|b| b != b'0') {
        return None;
    }
    let fen: i64 = format!("{fen:0<2}").parse().ok()?;
    let amount = Money::fen(whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)?);
    (amount <= LARGEST).then_some(if negative != further { Money::ZERO - amount } else { amount })
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix(['+', '＋']).unwrap_or(text)),
    }
}

/// A whole number without its separators, each of which has to stand before three figures.
fn grouped(text: &str) -> Option<String> {
    let mut groups = text.split([',', '，']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let whole = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    whole.then(|| format!("{first}{}", rest.concat()))
}

/// A time by what a channel writes: a day, with its time beside it or in a cell of its own.
pub(super) fn time(day: &str, clock: &str) -> Option<NaiveDateTime> {
    let text = day.replace(['年', '月'], "-").replace('日', " ").replace(['/', '.'], "-").replace('T', " ");
    let mut parts = text.split_whitespace();
    let (day, own) = (date(parts.next()?)?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    // A cell of its own may say the day again.
    let clock = clock.split_whitespace().last().unwrap_or_default();
    match own.or_else(|| Some(clock).filter(|clock| !clock.is_empty())) {
        None => day.and_hms_opt(0, 0, 0),
        Some(clock) => Some(day.and_time(of_day(clock)?)),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let mut parts = text.split('-');
    let mut next = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        (digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
    };
    let (year, month, day) = (next(4..=4)?, next(1..=2)?, next(1..=2)?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn of_day(text: &str) -> Option<NaiveTime> {
    if text.bytes().all(|b| b.is_ascii_digit()) && (5..=6).contains(&text.len()) {
        return NaiveTime::parse_from_str(&format!("{text:0>6}"), "%H%M%S").ok();
    }
    // Fractions of a second are left away.
    let text = text.split('.').next().unwrap_or_default();
    let parts: Option<Vec<u32>> = text.split(':').map(|part| part.parse().ok()).collect();
    match parts?.as_slice() {
        [hour, minute] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(*hour, *minute, *second),
        _ => None,
    }
}

/// Whether a cell says a serial number.
pub(super) fn is_serial(text: &str) -> bool {
    !text.is_empty() && text != "/" && text.bytes().any(|b| b.is_ascii_alphanumeric() && b != b'0')
}

/// A number for a line that has none: its time and its amount.
pub(super) fn made_up(at: NaiveDateTime, amount: Money) -> String {
    format!("{}:{amount}", at.format("%Y%m%d-%H%M%S"))
}
