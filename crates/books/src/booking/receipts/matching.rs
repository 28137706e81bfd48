//! How the channels' files and the books stand beside each other on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Allocation, MatchProposal, Mate, MoneyId, ReceiptId, ReceiptState, StandingMoney, Unpaid, mates};
use crate::booking::{Method, MethodSums};
use trade::ids::PersonName;
use trade::money::Money;

/// The methods that have a channel's file beside them.
const METHODS: [Method; 3] = [Method::Wechat, Method::Alipay, Method::Transfer];

/// What is known of a day, out of which a matching is made.
#[derive(Debug, Clone, Default)]
pub struct OfDay {
    /// What moved on the day by method.
    pub moved: MethodSums,
    /// The money of the day that stands, and that of the days before it that is no receipt yet.
    pub money: Vec<StandingMoney>,
    /// The receipts of the day.
    pub receipts: Vec<ReceiptState>,
    /// Receipts of other days of which something waits, and those that are money of this day.
    pub others: Vec<ReceiptState>,
    /// The bookings of which something is owed.
    pub unpaid: Vec<Unpaid>,
}

/// The channels' files beside the books, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// The day that it is of.
    pub day: NaiveDate,
    /// Method by method, WeChat first.
    pub methods: Vec<MethodMatch>,
    /// Receipts whose serial number is that of money of exactly their amount: nobody needs to be asked.
    pub exact: Vec<(ReceiptId, Vec<MoneyId>)>,
    /// The receipts that wait, of this day and of those before it, each with its likely mates.
    pub waiting: Vec<MatchProposal>,
    /// Money of the books on the day that no file has; only of a method of which there is a file of the day.
    pub missing: Vec<StandingMoney>,
    /// The receipts of the day.
    pub receipts: Vec<ReceiptState>,
}

/// A method beside its channel's file. What the channel has more is [`waiting`](Self::waiting), [`aside`](Self::aside) and
/// [`of_other_days`](Self::of_other_days); what the books have more is [`missing`](Self::missing), [`earlier`](Self::earlier) and
/// [`corrected`](Self::corrected); the differences add up.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains the method")]
pub struct MethodMatch {
    pub method: Method,
    /// What came in by the books less what went out.
    pub books: Money,
    /// What the files say; none where there is none of this day.
    pub channel: Option<Money>,
    /// How many receipts they have.
    pub count: usize,
    /// What of it is money of the books on this day.
    pub matched: Money,
    /// Receipts of the day of which nobody claims anything, or not all.
    pub waiting: (usize, Money),
    /// Receipts of the day that were set aside.
    pub aside: (usize, Money),
    /// Receipts of the day that are money of another day.
    pub of_other_days: Money,
    /// Money of the day that is in no file.
    pub missing: (usize, Money),
    /// Money of the day that came by a receipt of another day.
    pub earlier: Money,
    /// What was reversed or taken back on the day of money of other days.
    pub corrected: Money,
}

impl MethodMatch {
    /// What the channel has more than the books; none where there is no file.
    pub fn difference(&self) -> Option<Money> {
        Some(self.channel? - self.books)
    }

    /// Whether nothing of it waits to be looked at; true too where there is no file.
    pub const fn is_settled(&self) -> bool {
        self.channel.is_none() || (self.waiting.0 == 0 && self.missing.0 == 0)
    }
}

/// What the day sheet says of a method beside its file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as of a matching of the method")]
pub struct ChannelFigures {
    pub method: Method,
    pub books: Money,
    pub channel: Money,
    pub matched: Money,
    pub waiting: (u32, Money),
    pub missing: (u32, Money),
    /// What was set aside, why, and by whom.
    pub explained: Vec<Explained>,
}

/// A receipt that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain amount and name")]
pub struct Explained {
    pub amount: Money,
    pub reason: String,
    pub by: PersonName,
}

fn is_of(part: &Allocation, money: &BTreeMap<MoneyId, usize>) -> bool {
    money.contains_key(&part.money)
}

impl Matching {
    /// How a day stands.
    pub fn of(day: NaiveDate, known: OfDay) -> Matching {
        let OfDay { moved, mut money, receipts, others, unpaid } = known;
        let places: BTreeMap<MoneyId, usize> = money.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        for part in receipts.iter().chain(&others).flat_map(|state| &state.parts) {
            if let Some(at) = places.get(&part.money) {
                money[*at].left -= part.amount;
            }
        }
        let own = |one: &StandingMoney| one.at.date_naive() == day;
        let today: BTreeMap<MoneyId, usize> =
            money.iter().enumerate().filter(|(_, one)| own(one)).map(|(at, one)| (one.id, at)).collect();
        let methods: Vec<MethodMatch> = METHODS
            .into_iter()
            .map(|method| method_match(method, &moved, (&receipts, &others), (&money, &today)))
            .filter(|one| one.channel.is_some() || one.books != Money::ZERO)
            .collect();
        let with_file = |method: Method| methods.iter().any(|one| one.method == method && one.channel.is_some());
        let missing: Vec<StandingMoney> =
            money.iter().filter(|one| own(one) && one.left != Money::ZERO && with_file(one.method)).cloned().collect();
        let open: Vec<StandingMoney> = money.into_iter().filter(|one| one.left != Money::ZERO).collect();
        let waits: Vec<&ReceiptState> =
            receipts.iter().chain(&others).filter(|state| state.waits() != Money::ZERO).collect();
        let exact = exact(&waits, &open);
        let is_exact = |id: ReceiptId| exact.iter().any(|(receipt, _)| *receipt == id);
        let mut waiting: Vec<MatchProposal> = waits
            .iter()
            .filter(|state| !is_exact(state.id))
            .map(|state| MatchProposal { receipt: (*state).clone(), mates: mates::of(state, &open, &unpaid) })
            .collect();
        // What is likely stands first, in the order in which it came.
        waiting.sort_by_key(|one| (one.mates.is_empty(), one.receipt.day() != day, one.receipt.at, one.receipt.id));
        Matching { day, methods, exact, waiting, missing, receipts }
    }

    /// What the day sheet says of each method of which there is a file.
    pub fn figures(&self) -> Vec<ChannelFigures> {
        let of = |one: &MethodMatch| {
            let explained = self.receipts.iter().filter(|state| state.method() == one.method).filter_map(|state| {
                let (reason, by) = state.aside.clone()?;
                Some(Explained { amount: state.set_aside(), reason, by })
            });
            let small = |(count, sum): (usize, Money)| (u32::try_from(count).unwrap_or(u32::MAX), sum);
            Some(ChannelFigures {
                method: one.method,
                books: one.books,
                channel: one.channel?,
                matched: one.matched + one.of_other_days,
                waiting: small(one.waiting),
                missing: small(one.missing),
                explained: explained.collect(),
            })
        };
        self.methods.iter().filter_map(of).collect()
    }

    /// The likeliest mate of the first receipt that waits and has one.
    pub fn first(&self) -> Option<(&ReceiptState, &Mate)> {
        self.waiting.iter().find_map(|one| Some((&one.receipt, one.mates.first()?)))
    }
}

fn method_match(
    method: Method,
    moved: &MethodSums,
    (receipts, others): (&[ReceiptState], &[ReceiptState]),
    (money, today): (&[StandingMoney], &BTreeMap<MoneyId, usize>),
) -> MethodMatch {
    let books = moved.get(&method).copied().unwrap_or(Money::ZERO);
    let own: Vec<&ReceiptState> = receipts.iter().filter(|state| state.method() == method).collect();
    let channel = (!own.is_empty()).then(|| own.iter().map(|state| state.amount).sum());
    let parts = || own.iter().flat_map(|state| &state.parts);
    let matched = parts().filter(|part| is_of(part, today)).map(|part| part.amount).sum();
    let of_other_days = parts().filter(|part| !is_of(part, today)).map(|part| part.amount).sum();
    let counted = |sums: &mut dyn Iterator<Item = Money>| {
        sums.filter(|sum| *sum != Money::ZERO).fold((0, Money::ZERO), |(n, sum), one| (n + 1, sum + one))
    };
    let waiting = counted(&mut own.iter().map(|state| state.waits()));
    let aside = counted(&mut own.iter().map(|state| state.set_aside()));
    let standing: Vec<&StandingMoney> =
        today.values().map(|at| &money[*at]).filter(|one| one.method == method).collect();
    let missing = counted(&mut standing.iter().map(|one| one.left));
    let from_others = others.iter().filter(|state| state.method() == method).flat_map(|state| &state.parts);
    let earlier = from_others.filter(|part| is_of(part, today)).map(|part| part.amount).sum();
    let corrected = books - standing.iter().map(|one| one.amount).sum();
    MethodMatch {
        method,
        books,
        channel,
        count: own.len(),
        matched,
        waiting,
        aside,
        of_other_days,
        missing,
        earlier,
        corrected,
    }
}

/// Receipts and money of one serial number that come to the same, both ways.
fn exact(waits: &[&ReceiptState], open: &[StandingMoney]) -> Vec<(ReceiptId, Vec<MoneyId>)> {
    let mut by_serial: BTreeMap<(Method, String, bool), Vec<&StandingMoney>> = BTreeMap::new();
    for one in open.iter().filter(|one| !one.serial.is_empty()) {
        let key = (one.method, mates::comparable(&one.serial), one.left > Money::ZERO);
        by_serial.entry(key).or_default().push(one);
    }
    let mut alike: BTreeMap<(Method, String, bool), Vec<&ReceiptState>> = BTreeMap::new();
    for state in waits {
        let key = (state.method(), mates::comparable(&state.serial), state.waits() > Money::ZERO);
        alike.entry(key).or_default().push(state);
    }
    let mut exact = Vec::new();
    for (key, states) in alike {
        // Of two receipts with one number nobody knows which is meant.
        let ([state], Some(money)) = (states.as_slice(), by_serial.get(&key)) else { continue };
        if money.iter().map(|one| one.left).sum::<Money>() == state.waits() {
            exact.push((state.id, money.iter().map(|one| one.id).collect()));
        }
    }
    exact
}
