//! Likely mates: of a receipt that waits, which money of the books it may be, or which bookings it may be for.
//!
//! The rule, in points. What is proposed is of exactly the amount that waits, but where the serial numbers agree. To begin with: 60 for the
//! same serial number, 50 for money of the same method, 40 for bookings of which it is owed, 30 for money of another method, which was
//! recorded wrong and bears no number of another channel. Then: 30 where the number that was typed is the end of the receipt's, 25 where the payer is the customer, 25 where the
//! remark names the booking or the telephone number, 20 where both times lie within ten minutes, 10 within an hour, 5 on one day. The
//! highest comes first; of two that are even the one with the lower number. At most five are named.
//!
//! Several bookings of one customer are tried together: all that there are, then every choice of at most twelve of them, fewest first.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{MoneyId, ReceiptState, StandingMoney};
use crate::booking::{Method, Number};
use trade::money::Money;

/// The most mates that are named of a receipt.
const MOST_MATES: usize = 5;
/// The most bookings of a customer of which every choice is tried: 4,096 choices.
const MOST_CHOSEN: usize = 12;

/// A booking of which something is owed.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain number and names")]
pub struct Unpaid {
    pub booking: Number,
    pub customer: String,
    pub phone: String,
    pub owing: Money,
}

/// Without whose it is.
impl std::fmt::Debug for Unpaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} owing {}", self.booking, self.owing)
    }
}

/// What a receipt may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MateIs {
    /// Money of the books, by the same method: it is matched, and nothing moves.
    Money(Vec<MoneyId>),
    /// What is owed for these bookings: they are paid by it.
    Bookings(Vec<Number>),
    /// Money that was recorded by another method: that is set right first (冲正).
    OtherMethod(MoneyId, Method),
}

/// Why a mate is likely, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The serial numbers agree, and the amounts do not.
    SerialOnly,
    /// The number that was typed is the end of the receipt's.
    SerialEnd,
    /// The amounts agree to the fen.
    Amount,
    /// The payer is the customer.
    Payer,
    /// The remark names the booking, or the telephone number.
    Remark,
    /// Both times lie within ten minutes.
    Minutes,
    /// Both times lie within an hour.
    Hour,
    /// Both are of one day.
    Day,
}

impl Because {
    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            Because::SerialOnly => "serial_only",
            Because::SerialEnd => "serial_end",
            Because::Amount => "amount",
            Because::Payer => "payer",
            Because::Remark => "remark",
            Because::Minutes => "minutes",
            Because::Hour => "hour",
            Because::Day => "day",
        }
    }

    const fn points(self) -> u32 {
        match self {
            Because::SerialOnly | Because::Amount => 0,
            Because::SerialEnd => 30,
            Because::Payer | Because::Remark => 25,
            Because::Minutes => 20,
            Because::Hour => 10,
            Because::Day => 5,
        }
    }
}

/// A likely mate of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain what it is and why")]
pub struct Mate {
    pub is: MateIs,
    /// The bookings, each with its customer and the amount.
    pub of: Vec<(Number, String, Money)>,
    /// How likely, in points.
    pub points: u32,
    pub because: Vec<Because>,
}

/// A receipt that waits, with its likely mates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchProposal {
    /// The receipt as it stands.
    pub receipt: ReceiptState,
    /// The likeliest first; none where nothing in the books is of the amount.
    pub mates: Vec<Mate>,
}

/// A serial number as it is compared: without blanks, small letters large.
pub(super) fn comparable(serial: &str) -> String {
    serial.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase()
}

/// Whether a payer as a channel shows them can be this customer: a star stands for what is hidden, and what is in brackets is an account.
fn is_payer(payer: &str, customer: &str) -> bool {
    let bare = |name: &str| -> String {
        let end = name.find(['(', '（']).unwrap_or(name.len());
        name[..end].chars().filter(|c| !c.is_whitespace()).collect()
    };
    let (payer, customer) = (bare(payer), bare(customer));
    let shown: Vec<char> = payer.chars().filter(|c| *c != '*').collect();
    if customer.is_empty() || shown.is_empty() {
        return false;
    }
    if shown.len() == payer.chars().count() {
        let (short, long) = if payer.len() < customer.len() { (&payer, &customer) } else { (&customer, &payer) };
        return long.contains(short.as_str()) && short.chars().count() >= 2;
    }
    // A name as long as the mask, with the same characters where they are shown; or a longer one that has what is shown.
    let same_length = payer.chars().count() == customer.chars().count()
        && payer.chars().zip(customer.chars()).all(|(shown, own)| shown == '*' || shown == own);
    let shown: String = shown.into_iter().collect();
    same_length || (shown.chars().count() >= 2 && customer.contains(&shown))
}

/// Whether the remark names the booking, wholly or by the end that a clerk says at the counter, or the telephone number.
fn names(remark: &str, booking: Number, phone: &str) -> bool {
    let words: Vec<String> = remark
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .map(str::to_ascii_uppercase)
        .filter(|word| !word.is_empty())
        .collect();
    let whole = booking.to_string();
    let (month, serial) = (booking.day.format("%m%d"), format!("{:04}", booking.serial));
    let ends = [whole, format!("{month}-{serial}"), serial];
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    words.iter().any(|word| ends.contains(word))
        || (digits(phone).len() >= 7 && digits(remark).contains(&digits(phone)))
}

fn by_time(receipt: NaiveDateTime, at: NaiveDateTime) -> Option<Because> {
    let apart = (receipt - at).num_seconds().abs();
    match apart {
        0..=600 => Some(Because::Minutes),
        601..=3600 => Some(Because::Hour),
        _ if receipt.date() == at.date() => Some(Because::Day),
        _ => None,
    }
}

/// What is known of who a mate is.
struct Whose<'a> {
    booking: Number,
    customer: &'a str,
    phone: &'a str,
}

fn about(receipt: &ReceiptState, whose: &[Whose]) -> Vec<Because> {
    let payer = whose.iter().any(|whose| is_payer(&receipt.payer, whose.customer));
    let remark = whose.iter().any(|whose| names(&receipt.remark, whose.booking, whose.phone));
    [(payer, Because::Payer), (remark, Because::Remark)].into_iter().filter(|(is, _)| *is).map(|(_, why)| why).collect()
}

/// The likely mates of a receipt among money that is no receipt yet and bookings of which something is owed.
pub(super) fn of(receipt: &ReceiptState, money: &[StandingMoney], unpaid: &[Unpaid]) -> Vec<Mate> {
    let waits = receipt.waits();
    let mut mates = of_money(receipt, waits, money);
    if waits > Money::ZERO {
        mates.extend(of_unpaid(receipt, waits, unpaid));
    }
    let first = |mate: &Mate| mate.of.first().map(|(number, ..)| *number);
    mates.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| first(a).cmp(&first(b))));
    mates.truncate(MOST_MATES);
    mates
}

fn of_money(receipt: &ReceiptState, waits: Money, money: &[StandingMoney]) -> Vec<Mate> {
    let mut mates = Vec::new();
    let serial = comparable(&receipt.serial);
    let one_way = |one: &StandingMoney| (one.left > Money::ZERO) == (waits > Money::ZERO) && one.left != Money::ZERO;
    for one in money.iter().filter(|one| one_way(one)) {
        let own = comparable(&one.serial);
        let same_serial = !own.is_empty() && own == serial;
        let same_method = one.method == receipt.method();
        let because_serial = same_serial && same_method && one.left != waits;
        if one.left != waits && !because_serial {
            continue;
        }
        // A serial number of another channel says that it came by that.
        if !same_method && !own.is_empty() && !same_serial {
            continue;
        }
        let mut because = vec![if because_serial { Because::SerialOnly } else { Because::Amount }];
        if !same_serial && own.len() >= 4 && serial.ends_with(&own) {
            because.push(Because::SerialEnd);
        }
        because
            .extend(about(receipt, &[Whose { booking: one.id.booking, customer: &one.customer, phone: &one.phone }]));
        because.extend(by_time(receipt.at, one.at.naive_local()));
        let begin = match (same_serial && same_method, same_method) {
            (true, _) => 60,
            (false, true) => 50,
            (false, false) => 30,
        };
        let is = if same_method { MateIs::Money(vec![one.id]) } else { MateIs::OtherMethod(one.id, one.method) };
        let of = vec![(one.id.booking, one.customer.clone(), one.left)];
        mates.push(Mate { is, of, points: begin + points(&because), because });
    }
    mates.extend(together(receipt, waits, money));
    mates
}

/// Payments of one customer on one day which are one receipt together.
fn together(receipt: &ReceiptState, waits: Money, money: &[StandingMoney]) -> Vec<Mate> {
    let mut groups: BTreeMap<(&str, NaiveDate), Vec<&StandingMoney>> = BTreeMap::new();
    let fits = |one: &&StandingMoney| one.method == receipt.method() && one.left > Money::ZERO && one.left < waits;
    for one in money.iter().filter(fits) {
        groups.entry((one.phone.as_str(), one.at.date_naive())).or_default().push(one);
    }
    let mut mates = Vec::new();
    for group in groups.into_values() {
        let sums: Vec<Money> = group.iter().map(|one| one.left).collect();
        let Some(chosen) = chosen(&sums, waits) else { continue };
        let group: Vec<&StandingMoney> = chosen.into_iter().map(|at| group[at]).collect();
        let whose: Vec<Whose> = group
            .iter()
            .map(|one| Whose { booking: one.id.booking, customer: &one.customer, phone: &one.phone })
            .collect();
        let mut because = vec![Because::Amount];
        because.extend(about(receipt, &whose));
        because.extend(group.first().and_then(|one| by_time(receipt.at, one.at.naive_local())));
        let of = group.iter().map(|one| (one.id.booking, one.customer.clone(), one.left)).collect();
        let is = MateIs::Money(group.iter().map(|one| one.id).collect());
        mates.push(Mate { is, of, points: 50 + points(&because), because });
    }
    mates
}

/// Bookings of one customer of which together exactly this is owed.
fn of_unpaid(receipt: &ReceiptState, waits: Money, unpaid: &[Unpaid]) -> Vec<Mate> {
    let mut groups: BTreeMap<&str, Vec<&Unpaid>> = BTreeMap::new();
    for one in unpaid.iter().filter(|one| one.owing > Money::ZERO && one.owing <= waits) {
        groups.entry(one.phone.as_str()).or_default().push(one);
    }
    let mut mates = Vec::new();
    for group in groups.into_values() {
        let singles = group.iter().filter(|one| one.owing == waits).map(|one| vec![*one]);
        let smaller: Vec<&Unpaid> = group.iter().filter(|one| one.owing < waits).copied().collect();
        let sums: Vec<Money> = smaller.iter().map(|one| one.owing).collect();
        let several = chosen(&sums, waits).map(|chosen| chosen.into_iter().map(|at| smaller[at]).collect::<Vec<_>>());
        for several in singles.chain(several) {
            let whose: Vec<Whose> = several
                .iter()
                .map(|one| Whose { booking: one.booking, customer: &one.customer, phone: &one.phone })
                .collect();
            let mut because = vec![Because::Amount];
            because.extend(about(receipt, &whose));
            because.extend(several.iter().any(|one| one.booking.day == receipt.day()).then_some(Because::Day));
            let of = several.iter().map(|one| (one.booking, one.customer.clone(), one.owing)).collect();
            let is = MateIs::Bookings(several.iter().map(|one| one.booking).collect());
            mates.push(Mate { is, of, points: 40 + points(&because), because });
        }
    }
    mates
}

fn points(because: &[Because]) -> u32 {
    because.iter().map(|why| why.points()).sum()
}

/// Which of these come to the sum, at least two: all, or of the first twelve the choice with the fewest, of those the one with the earliest.
/// At most 4,096 choices are tried.
pub(super) fn chosen(sums: &[Money], wanted: Money) -> Option<Vec<usize>> {
    if sums.len() < 2 {
        return None;
    }
    if sums.iter().copied().sum::<Money>() == wanted {
        return Some((0..sums.len()).collect());
    }
    let count = sums.len().min(MOST_CHOSEN);
    let members = |mask: u32| (0..count).filter(move |at| mask & (1 << at) != 0);
    let sum = |mask: u32| members(mask).map(|at| sums[at]).sum::<Money>();
    let fitting = (1u32..1 << count).filter(|mask| mask.count_ones() >= 2 && sum(*mask) == wanted);
    let best = fitting.min_by_key(|mask| (mask.count_ones(), mask.reverse_bits().leading_zeros(), *mask))?;
    Some(members(best).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_payer_is_known_behind_stars() {
        for (payer, customer) in [
            ("王敏", "王敏"),
            ("*敏", "王敏"),
            ("*达财税", "诚达财税"),
            ("*达财税", "青岛诚达财税代理有限公司"),
            ("*海(138****0000)", "林海"),
            ("青岛诚达财税代理有限公司", "诚达财税"),
        ] {
            assert!(is_payer(payer, customer), "{payer} {customer}");
        }
        for (payer, customer) in
            [("*敏", "王雪"), ("*敏", "敏"), ("", "王敏"), ("王敏", ""), ("***", "王敏"), ("王", "王敏")]
        {
            assert!(!is_payer(payer, customer), "{payer} {customer}");
        }
    }

    #[test]
    fn a_remark_names_a_booking_by_its_end() {
        let booking: Number = "B20260120-0006".parse().expect("a number");
        for remark in ["登报费 0006", "B20260120-0006", "0120-0006号", "电话17600000013", "公告费b20260120-0006"]
        {
            assert!(names(remark, booking, "176 0000 0013"), "{remark}");
        }
        for remark in ["10006", "00061", "B20260120-0007", "", "6"] {
            assert!(!names(remark, booking, "17600000013"), "{remark}");
        }
    }

    proptest! {
        #[test]
        fn what_is_chosen_comes_to_the_sum(sums in proptest::collection::vec(1i64..2_000, 0..16), wanted in 1i64..20_000) {
            let sums: Vec<Money> = sums.into_iter().map(Money::fen).collect();
            if let Some(chosen) = chosen(&sums, Money::fen(wanted)) {
                prop_assert!(chosen.len() >= 2 && chosen.windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert_eq!(chosen.into_iter().map(|at| sums[at]).sum::<Money>(), Money::fen(wanted));
            } else if (2..=MOST_CHOSEN).contains(&sums.len()) {
                let some = (1u32..1 << sums.len()).any(|mask| {
                    let sum: Money = (0..sums.len()).filter(|at| mask & (1 << at) != 0).map(|at| sums[at]).sum();
                    mask.count_ones() >= 2 && sum == Money::fen(wanted)
                });
                prop_assert!(!some);
            }
        }
    }
}
