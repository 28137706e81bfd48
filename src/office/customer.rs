//! Who is a customer (客户): looked for by what a clerk remembers of them, or known by their telephone number.

use books::booking::{Customer, Number, phone_key};
use books::search::Query;
use books::store::{Account, Store};
use trade::refusal::Fault;

/// A page of the customers that were found.
#[derive(Debug, Clone, PartialEq)]
pub struct Customers {
    /// They, those who booked last first, each with their latest bookings.
    pub accounts: Vec<Account>,
    /// The booking before which the search goes on; `None` where everything was searched.
    pub rest: Option<Number>,
}

/// A customer who booked before.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownCustomer {
    /// What was said of them with their last booking.
    pub customer: Customer,
    /// What they booked and what they owe.
    pub account: Account,
}

/// A page of at most so many customers, each with at most so many of their latest bookings: the one whose whole telephone number was
/// typed, or else those in whose name or number every word stands. A customer may come again on a later page. `None` where the text is
/// too short to look for ([`Query::read`]).
///
/// # Errors
/// A fault of reading.
pub fn customers(
    store: &mut dyn Store,
    text: &str,
    before: Option<Number>,
    (limit, bookings): (usize, usize),
) -> Result<Option<Customers>, Fault> {
    // A whole number is one customer's; digits that are nobody's number may be part of one.
    let whole = if before.is_none() { phone_key(text).ok() } else { None };
    if let Some(account) = whole.map(|key| store.account(&key, bookings)).transpose()?.flatten() {
        return Ok(Some(Customers { accounts: vec![account], rest: None }));
    }
    let Some(query) = Query::read(text) else { return Ok(None) };
    let (keys, rest) = store.customers(&query, before, limit)?;
    let mut accounts = Vec::new();
    for key in &keys {
        accounts.extend(store.account(key, bookings)?);
    }
    Ok(Some(Customers { accounts, rest }))
}

/// The customer with this telephone number ([`phone_key`]), with at most so many of their latest bookings; `None` where nothing was booked
/// under it.
///
/// # Errors
/// A fault of reading.
pub fn known(store: &mut dyn Store, phone_key: &str, bookings: usize) -> Result<Option<KnownCustomer>, Fault> {
    let Some(customer) = store.known(phone_key)? else { return Ok(None) };
    Ok(store.account(phone_key, bookings)?.map(|account| KnownCustomer { customer, account }))
}
