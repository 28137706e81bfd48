//! Yuan to the fen, exactly.
//!
//! Money is a whole number of fen. Shares of it are computed in decimals and rounded half up in one place, [`Money::share`].
//!
//! ```
//! use trade::money::Money;
//! let price: Money = "1314".parse().unwrap();
//! assert_eq!(price.to_string(), "1314.00");
//! assert_eq!(price.capitals(), "壹仟叁佰壹拾肆元整");
//! ```

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::measure::{Per, narrow, scaled};
use crate::refusal::{PriceTrouble, Refusal};

/// An amount of money in fen (1/100 yuan); negative only in differences. In JSON for storage it is the number of fen;
/// what people and scripts read is its [`Display`](fmt::Display), in yuan with two decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

/// The largest amount that can be typed: 999,999,999.99 yuan. It leaves room to add up a century of bookings.
pub const LARGEST: Money = Money(99_999_999_999);

impl Money {
    /// Zero yuan, to begin a sum.
    pub const ZERO: Money = Money(0);

    /// An amount of so many fen.
    pub const fn fen(fen: i64) -> Money {
        Money(fen)
    }

    /// An amount of so many whole yuan.
    pub const fn yuan(yuan: i64) -> Money {
        Money(yuan * 100)
    }

    /// The number of whole fen.
    pub const fn as_fen(self) -> i64 {
        self.0
    }

    /// This amount `count` times; `None` if it does not fit.
    pub fn times(self, count: u32) -> Option<Money> {
        self.0.checked_mul(i64::from(count)).map(Money)
    }

    /// This amount times `numerator / denominator`, rounded half up to the fen (away from zero for a negative amount).
    /// The only place where money is rounded. `None` if it does not fit or the denominator is zero.
    pub fn share(self, numerator: Decimal, denominator: Decimal) -> Option<Money> {
        Decimal::from(self.0)
            .checked_mul(numerator)?
            .checked_div(denominator)?
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
            .map(Money)
    }

    /// The share `parts / of` of this amount, rounded half up to the fen.
    ///
    /// # Errors
    /// [`PriceTrouble::TooMany`], where it is more than [`LARGEST`] or there are no parts.
    pub fn pro_rata(self, parts: i64, of: i64) -> Result<Money, Refusal> {
        self.share(Decimal::from(parts), Decimal::from(of)).ok_or_else(too_much)
    }

    /// With a separator every three digits, as money stands on the desk: `1,999.00`.
    pub fn grouped(self) -> String {
        let plain = Money(self.0.abs()).to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, "00"));
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{grouped}.{fraction}")
    }

    /// In capital numerals (大写) by 支付结算办法 (1997) annex 1: 整 after 元 and 角, never after 分; one 零 for a run of zeros, and
    /// 零 where 角 is missing before 分. Without the leading 人民币.
    pub fn capitals(self) -> String {
        const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize);
        let mut said = String::new();
        if self.0 < 0 {
            said.push('负');
        }
        if yuan > 0 {
            said.push_str(&whole_in_capitals(yuan, &DIGITS));
            said.push('元');
        }
        match (jiao, fen) {
            (0, 0) if yuan == 0 => said.push_str("零元整"),
            (0, 0) => said.push('整'),
            (jiao, 0) => {
                said.push(DIGITS[jiao]);
                said.push_str("角整");
            }
            (0, fen) => {
                if yuan > 0 {
                    said.push('零');
                }
                said.push(DIGITS[fen]);
                said.push('分');
            }
            (jiao, fen) => {
                said.extend([DIGITS[jiao], '角', DIGITS[fen], '分']);
            }
        }
        said
    }
}

/// A whole number in capital numerals, four digits to a group.
fn whole_in_capitals(number: u64, digits: &[char; 10]) -> String {
    const PLACES: [&str; 4] = ["仟", "佰", "拾", ""];
    const GROUPS: [&str; 5] = ["", "万", "亿", "兆", "京"];
    let mut groups = Vec::new();
    let mut rest = number;
    while rest > 0 {
        groups.push(rest % 10_000);
        rest /= 10_000;
    }
    let mut said = String::new();
    let mut zero = false;
    for (level, &group) in groups.iter().enumerate().rev() {
        if group == 0 {
            zero = true;
            continue;
        }
        for (place, unit) in PLACES.iter().enumerate() {
            let digit = (group / 10u64.pow(3 - place as u32) % 10) as usize;
            if digit == 0 {
                zero = true;
                continue;
            }
            if zero && !said.is_empty() {
                said.push('零');
            }
            zero = false;
            said.push(digits[digit]);
            said.push_str(unit);
        }
        said.push_str(GROUPS[level]);
        // A group that ends in zeros takes its one 零 before the next digit, wherever that stands.
        zero = group % 10 == 0;
    }
    said
}

/// The refusal of an amount that is larger than any that can be typed.
pub(crate) fn too_much() -> Refusal {
    Refusal::Price(PriceTrouble::TooMany { quantity: "∞".to_owned(), most: LARGEST.to_string(), per: Per::Booking })
}

/// In yuan with two decimals: `299.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

/// The text is not an amount of money: digits, at most two decimals, no sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMoney(pub String);

impl fmt::Display for NotMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not an amount; write yuan with at most two decimals, such as 299.00", self.0)
    }
}

impl std::error::Error for NotMoney {}

/// Reads `299`, `299.5`, `1,999.00`, `￥299` and `299元`; never a sign, an exponent or a third decimal.
impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Money, NotMoney> {
        let refused = || NotMoney(text.to_owned());
        let plain: String = text.trim().chars().map(narrow).collect();
        let plain = plain.trim_start_matches(['¥', '￥']);
        let plain = plain.strip_suffix('元').unwrap_or(plain).trim();
        let plain = ungrouped(plain).ok_or_else(refused)?;
        let money = scaled(&plain, 2).map(Money).ok_or_else(refused)?;
        if money > LARGEST { Err(refused()) } else { Ok(money) }
    }
}

/// Takes out separators that stand every three digits; `None` where they stand elsewhere (a comma is not a decimal point).
fn ungrouped(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let sound = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    sound.then(|| format!("{}.{fraction}", groups.concat()))
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_by_the_published_examples() {
        for (amount, capitals) in [
            ("299", "贰佰玖拾玖元整"),
            ("520", "伍佰贰拾元整"),
            ("999", "玖佰玖拾玖元整"),
            ("1314", "壹仟叁佰壹拾肆元整"),
            ("1999", "壹仟玖佰玖拾玖元整"),
            ("1409.50", "壹仟肆佰零玖元伍角整"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("2107.09", "贰仟壹佰零柒元零玖分"),
            ("3020.70", "叁仟零贰拾元柒角整"),
            ("1005.00", "壹仟零伍元整"),
            ("0", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角整"),
            ("100.05", "壹佰元零伍分"),
            ("10050", "壹万零伍拾元整"),
            ("100000", "壹拾万元整"),
            ("107000.53", "壹拾万零柒仟元伍角叁分"),
            ("1005000", "壹佰万零伍仟元整"),
            ("100000001", "壹亿零壹元整"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ] {
            assert_eq!(amount.parse::<Money>().map(Money::capitals).as_deref(), Ok(capitals), "{amount}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "-1", "+1", "1.234", "1e3", "1,99", "12,34.00", ".", "x", "1.2.3", "1000000000", "٣"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
        for (text, fen) in
            [("299", 29_900), ("299.5", 29_950), ("1,999.00", 199_900), ("￥299", 29_900), ("299元", 29_900)]
        {
            assert_eq!(text.parse(), Ok(Money::fen(fen)), "{text}");
        }
    }

    #[test]
    fn shares_are_rounded_half_up_once() {
        let net = |fen| Money::fen(fen).share(Decimal::ONE, Decimal::new(106, 2));
        assert_eq!(net(29_900), Some(Money::fen(28_208)));
        assert_eq!(Money::fen(1).share(Decimal::ONE, Decimal::TWO), Some(Money::fen(1)));
        assert_eq!(Money::fen(1).share(Decimal::ONE, Decimal::ZERO), None);
    }

    /// Reads capitals back by the grammar, not by the writer's table turned round.
    fn read(capitals: &str) -> Option<i64> {
        let (mut yuan, mut group, mut digit, mut fen) = (0i64, 0i64, 0i64, 0i64);
        for c in capitals.chars() {
            match c {
                '零' | '整' => {}
                '拾' => (group, digit) = (group + digit * 10, 0),
                '佰' => (group, digit) = (group + digit * 100, 0),
                '仟' => (group, digit) = (group + digit * 1000, 0),
                '万' => (yuan, group, digit) = (yuan + (group + digit) * 10_000, 0, 0),
                '亿' => (yuan, group, digit) = ((yuan + group + digit) * 100_000_000, 0, 0),
                '元' => (yuan, group, digit) = (yuan + group + digit, 0, 0),
                '角' => (fen, digit) = (fen + digit * 10, 0),
                '分' => (fen, digit) = (fen + digit, 0),
                c => digit = "零壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c)? as i64,
            }
        }
        Some(yuan * 100 + fen)
    }

    proptest! {
        #[test]
        fn capitals_are_read_back(fen in 0i64..=99_999_999_999) {
            let capitals = Money::fen(fen).capitals();
            prop_assert_eq!(read(&capitals), Some(fen));
            prop_assert!(!capitals.contains("零零"));
            prop_assert!(!capitals.contains("分整"));
        }

        #[test]
        fn an_amount_shown_is_read_back(fen in 0i64..=99_999_999_999) {
            let money = Money::fen(fen);
            prop_assert_eq!(money.to_string().parse(), Ok(money));
            prop_assert_eq!(money.grouped().parse(), Ok(money));
        }
    }
}
