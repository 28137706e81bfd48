//! The statement of account (对账单) of a customer: what stood at the beginning, what was put on account and settled since, what stands.

use chrono::NaiveDate;

use super::{AccountBalance, Credited, PaperFile, Session};
use crate::papers::{self, RenderContext};
use books::booking::{Booking, CreditMoved, Happened, Lot, Number};
use books::store::Store;
use trade::money::Money;
use trade::refusal::{Failure, Fault};

/// The entries of the journal up to the last.
const LAST: u64 = u64::MAX;
/// So many ads are read at once.
const PAGE: usize = 200;

/// Something that was put on account, settled or given back.
#[derive(Debug, Clone, PartialEq)]
pub struct CreditLine {
    /// The day on which it was posted.
    pub on: NaiveDate,
    /// The booking that it is of.
    pub booking: Number,
    /// What was put on account; below zero what was settled or given back.
    pub amount: Money,
    /// What happened in the entry.
    pub happened: Vec<Happened>,
}

/// A statement of account from one day to another, both of them in it.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountStatement {
    /// The account that it is of.
    pub account: Credited,
    /// The first day that it tells of.
    pub from: NaiveDate,
    /// Its last day, as it stood by the end of it.
    pub to: NaiveDate,
    /// What stood on account before the first day (期初).
    pub opening: Money,
    /// What was put on account and settled, in order.
    pub lines: Vec<CreditLine>,
    /// The ads that were taken in these days, as they stood by the last; in order.
    pub ads: Vec<Booking>,
    /// What stood by the last day, by age, and when it is due.
    pub standing: AccountBalance,
}

impl AccountStatement {
    /// What was put on account in these days.
    pub fn put(&self) -> Money {
        self.lines.iter().map(|line| line.amount.max(Money::ZERO)).sum()
    }

    /// What was settled or given back in these days.
    pub fn settled(&self) -> Money {
        self.lines.iter().map(|line| (Money::ZERO - line.amount).max(Money::ZERO)).sum()
    }

    /// What stands on account after the last day (期末).
    pub fn closing(&self) -> Money {
        self.opening + self.put() - self.settled()
    }
}

/// A statement of account, and the paper of it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementMade {
    /// What it says, for who asked by a script.
    pub said: AccountStatement,
    /// The PDF, with the name that it bears in the folder of papers.
    pub file: PaperFile,
}

impl Session {
    /// The statement of an account from one day to another; the earlier of the two is the first, whichever was named so.
    ///
    /// # Errors
    /// A fault of reading or painting.
    pub fn account_statement(
        &self,
        store: &mut dyn Store,
        account: &Credited,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<StatementMade, Failure> {
        let said = stated(store, account, (from.min(to), from.max(to)))?;
        let house = store.folder_state(self.at.date_naive())?;
        let sheets = papers::account_statement(&said, RenderContext::of(&house, &self.rules, &self.setter));
        let name: String = account.name.chars().filter(|c| c.is_alphanumeric()).take(24).collect();
        let name = format!("{}-{}-{name}-credit.pdf", said.from.format("%Y%m%d"), said.to.format("%Y%m%d"));
        let title = format!("客户对账单 {}", account.name);
        Ok(StatementMade { file: PaperFile::whole(&sheets, name, &title, None)?, said })
    }
}

/// What a statement of these days says.
fn stated(
    store: &mut dyn Store,
    account: &Credited,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<AccountStatement, Fault> {
    let mut moved: Vec<(&String, CreditMoved)> = Vec::new();
    for phone in &account.phones {
        moved.extend(store.credit_moved(phone, to)?.into_iter().map(|one| (phone, one)));
    }
    moved.sort_by_key(|(_, one)| (one.on, one.seq, one.booking));
    let opening = moved.iter().filter(|(_, one)| one.on < from).map(|(_, one)| one.amount).sum();
    let mut open: Vec<(&String, Number, Money)> = Vec::new();
    for (phone, one) in &moved {
        match open.iter_mut().find(|(_, booking, _)| *booking == one.booking) {
            Some((.., sum)) => *sum += one.amount,
            None => open.push((phone, one.booking, one.amount)),
        }
    }
    let mut lots: Vec<Lot> = Vec::new();
    for (phone, booking, _) in open.iter().filter(|(.., sum)| *sum > Money::ZERO) {
        let of = by(store, *booking, to)?.map(|booking| booking.lots()).unwrap_or_default();
        let lot = |(since, amount)| Lot { phone_key: (*phone).clone(), since, booking: *booking, amount };
        lots.extend(of.into_iter().map(lot));
    }
    let standing = AccountBalance::of(&lots, account.agreement.as_ref(), to);
    let mut lines = Vec::new();
    for (_, CreditMoved { seq, on, booking, amount }) in moved.iter().filter(|(_, one)| one.on >= from) {
        let history = store.booking_at(*booking, *seq)?.map(|booking| booking.history).unwrap_or_default();
        let happened = history.into_iter().filter(|happened| happened.seq == *seq).collect();
        lines.push(CreditLine { on: *on, booking: *booking, amount: *amount, happened });
    }
    let (mut ads, mut before) = (Vec::new(), None);
    loop {
        let page = store.ads(&account.phones, before, PAGE)?;
        let whole = page.len() == PAGE;
        before = page.last().map(|row| row.number);
        let past = page.iter().any(|row| row.number.day < from);
        for row in page.iter().filter(|row| (from..=to).contains(&row.number.day)) {
            ads.extend(by(store, row.number, to)?);
        }
        if past || !whole {
            break;
        }
    }
    ads.reverse();
    Ok(AccountStatement { account: account.clone(), from, to, opening, lines, ads, standing })
}

/// A booking as it stood by the end of a day.
fn by(store: &mut dyn Store, number: Number, day: NaiveDate) -> Result<Option<Booking>, Fault> {
    let Some(now) = store.booking_at(number, LAST)? else { return Ok(None) };
    let last = now.history.iter().rev().find(|happened| happened.at.date_naive() <= day);
    match (last.map(|happened| happened.seq), now.history.last().map(|happened| happened.seq)) {
        (Some(seq), Some(last)) if seq != last => store.booking_at(number, seq),
        _ => Ok(Some(now)),
    }
}
