//! Questions over all days: bookings by words, customers, and who came under whose name or number.

use super::backend::{From, Key, Shelf, Tx, changed};
use super::reading::{listed, numbered, taken_by_none};
use crate::booking::{Number, Row, phone_key};
use crate::counter::{Neighbour, Neighbours};
use crate::search::{Query, SearchPage, Within};
use trade::money::Money;
use trade::refusal::Fault;

/// A customer (客户): everything that was booked under one telephone number.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The telephone number as digits ([`phone_key`]).
    pub phone_key: String,
    /// The latest bookings, the newest first.
    pub latest: Vec<Row>,
    /// Whether there are more bookings.
    pub more: bool,
    /// What is still to be paid, over all bookings (待付).
    pub owing: Money,
    /// What is on account, over all bookings (挂账).
    pub on_account: Money,
    /// What is owed back, over all bookings (待退).
    pub overpaid: Money,
}

/// So many candidates are looked at in one go.
const CANDIDATES: usize = 64;

/// Looks at the bookings before `before` that have the grams of a query, the newest first, at most `patience` of them and none taken before
/// `within.from`, until `enough` says so. Gives the booking before which it goes on; `None` where there is no other.
fn candidates(
    tx: &dyn Tx,
    query: &Query,
    within: &Within,
    before: Option<Number>,
    patience: usize,
    mut enough: impl FnMut(Row) -> bool,
) -> Result<Option<Number>, Fault> {
    // Everything taken up to the last day stands before the day after it.
    let end = within.until.and_then(|day| day.succ_opt()).map(|day| Number { day, serial: 0 });
    let mut before = [before, end].into_iter().flatten().min();
    let (wanted, mut looked) = (query.wanted(), 0);
    loop {
        let page = tx.search(&wanted, before, CANDIDATES)?;
        let last = page.len() < CANDIDATES;
        for number in page {
            if within.from.is_some_and(|from| number.day < from) {
                return Ok(None);
            }
            if looked == patience {
                return Ok(before);
            }
            looked += 1;
            before = Some(number);
            let (.., row) = listed(tx, number)?.ok_or_else(|| taken_by_none(number))?;
            if enough(row) {
                return Ok(before);
            }
        }
        if last {
            return Ok(None);
        }
    }
}

/// At most so many of the newest bookings before `before` that a query finds; of candidates at most `patience` are looked at, so that
/// nobody waits for words that stand nowhere but whose grams stand everywhere.
pub(super) fn find(
    tx: &dyn Tx,
    query: &Query,
    within: &Within,
    before: Option<Number>,
    (limit, patience): (usize, usize),
) -> Result<SearchPage, Fault> {
    let mut rows = Vec::new();
    let rest = candidates(tx, query, within, before, patience, |row| {
        rows.extend(query.hit_within(&row, within).map(|hit| (row, hit)));
        rows.len() >= limit
    })?;
    Ok(SearchPage { rows, rest })
}

/// A customer with at most so many of the latest bookings; `None` where nothing was booked under the telephone number.
pub(super) fn account(tx: &dyn Tx, phone_key: &str, limit: usize) -> Result<Option<Account>, Fault> {
    let under = Key::new().text(phone_key);
    let rows = |shelf, from, limit| {
        let found = tx.range(shelf, (&under, &under.after()), from, limit)?.into_iter();
        let row = |(key, row): (Key, super::backend::Derived)| {
            row.sound(shelf, &key)?;
            let number = numbered(shelf, &key)?;
            listed(tx, number)?.map(|(.., row)| row).ok_or_else(|| taken_by_none(number))
        };
        found.map(row).collect::<Result<Vec<Row>, Fault>>()
    };
    let mut latest = rows(Shelf::Contact, From::End, limit.saturating_add(1))?;
    if latest.is_empty() {
        return Ok(None);
    }
    let more = latest.len() > limit;
    latest.truncate(limit);
    let open = rows(Shelf::Unsettled, From::Start, usize::MAX)?;
    let sum = |of: fn(&Row) -> Money| open.iter().map(of).sum();
    Ok(Some(Account {
        phone_key: phone_key.to_owned(),
        latest,
        more,
        owing: sum(|row| row.owing),
        on_account: sum(|row| row.on_account),
        overpaid: sum(|row| row.overpaid),
    }))
}

/// At most so many names are told of a number, and so many numbers of a name: an agent's number has hundreds.
const MOST_TOLD: usize = 20;

/// Who else came under a telephone number, and under which others somebody of this name came.
pub(super) fn neighbours(tx: &dyn Tx, name: &str, phone_key: &str) -> Result<Neighbours, Fault> {
    let names = seconds(tx, Shelf::NameOfPhone, phone_key, name)?.into_iter();
    let names = names.map(|(other, last)| Neighbour { said: other.into(), last }).collect();
    let phone = |(_, last): (String, Number)| {
        // As it was said, not its digits.
        let (.., row) = listed(tx, last)?.ok_or_else(|| taken_by_none(last))?;
        Ok::<_, Fault>(Neighbour { said: row.phone.into(), last })
    };
    let phones = seconds(tx, Shelf::PhoneOfName, name, phone_key)?.into_iter().map(phone);
    Ok(Neighbours { names, phones: phones.collect::<Result<_, _>>()? })
}

/// The second texts of the keys that begin with this one, each once with the last booking under both, but for one that is known: one
/// jump for each, however many bookings there are.
fn seconds(tx: &dyn Tx, shelf: Shelf, first: &str, known: &str) -> Result<Vec<(String, Number)>, Fault> {
    let under = Key::new().text(first);
    let (mut from, end) = (under.clone(), under.after());
    let mut found = Vec::new();
    while found.len() < MOST_TOLD
        && let Some((key, row)) = tx.range(shelf, (&from, &end), From::Start, 1)?.into_iter().next()
    {
        row.sound(shelf, &key)?;
        let text = key.0.get(under.0.len()..).and_then(|rest| rest.split(|byte| *byte == 0).next());
        let text = text.and_then(|text| std::str::from_utf8(text).ok()).ok_or_else(|| changed(shelf, &key))?;
        let both = under.clone().text(text);
        if text != known
            && let Some((key, row)) = tx.range(shelf, (&both, &both.after()), From::End, 1)?.into_iter().next()
        {
            row.sound(shelf, &key)?;
            found.push((text.to_owned(), numbered(shelf, &key)?));
        }
        from = both.after();
    }
    Ok(found)
}

/// The telephone numbers, as digits, of at most so many customers in whose name or number every word of a query stands, those who booked
/// last first, and the booking before which the search goes on.
pub(super) fn customers(
    tx: &dyn Tx,
    query: &Query,
    before: Option<Number>,
    (limit, patience): (usize, usize),
) -> Result<(Vec<String>, Option<Number>), Fault> {
    let mut keys: Vec<String> = Vec::new();
    let rest = candidates(tx, query, &Within::default(), before, patience, |row| {
        if let Ok(key) = phone_key(&row.phone)
            && query.names(&row)
            && !keys.contains(&key)
        {
            keys.push(key);
        }
        keys.len() >= limit
    })?;
    Ok((keys, rest))
}
