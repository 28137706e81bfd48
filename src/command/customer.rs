//! `customer`: the ads of a customer, and what they owe.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::{Context, arguments};
use crate::locale::{acts, command as words};
use books::booking::{Number, phone_key};
use books::counter::{Neighbour, Neighbours};
use books::search::Query;
use books::store::{Account, Store};
use trade::legible;
use trade::refusal::Refusal;

/// At most so many customers are listed.
const MOST: usize = 20;

pub(super) fn customer(context: &Context, asked: &arguments::Customer) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let text = asked.text.join(" ");
    let limit = asked.limit as usize;
    // A whole number is one customer's; digits that are nobody's number may be part of one.
    let whole = phone_key(&text).ok().map(|key| store.account(&key, limit)).transpose()?.flatten();
    let (mut accounts, mut more) = (Vec::from_iter(whole), false);
    if accounts.is_empty() {
        let keys;
        (keys, more) = named(store.as_mut(), text)?;
        for key in &keys {
            accounts.extend(store.account(key, limit)?);
        }
    }
    let today = now.date_naive();
    let (language, kinds) = (context.language, &context.rules.kinds);
    let mut known = Vec::new();
    for account in &accounts {
        known.push(answer::neighbours(store.as_mut(), &account.latest[0])?);
    }
    let each = accounts.iter().zip(&known);
    let json = json!({
        "customers": each.clone().map(|(account, known)| json_of(account, known, today)).collect::<Vec<_>>(),
        "more": more,
    });
    let mut text = Vec::new();
    for (account, known) in each {
        let last = &account.latest[0];
        text.push(words::account(
            (&last.customer, &last.phone),
            [account.owing, account.on_account, account.overpaid],
            language,
        ));
        let told = acts::may_be_one(known, language).into_iter();
        text.extend(told.map(|line| legible::in_line(&format!("  ! {line}")).into_owned()));
        text.extend(account.latest.iter().map(|row| format!("  {}", answer::row_text(row, kinds, language))));
    }
    text.push(words::customers(accounts.len(), more, language));
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}

/// The telephone numbers of the customers whose name or number has these words, and whether there may be more.
fn named(store: &mut dyn Store, text: String) -> Result<(Vec<String>, bool), Wrong> {
    let query = Query::read(&text).ok_or(Refusal::SearchTooShort { value: text })?;
    let mut keys: Vec<String> = Vec::new();
    let mut before: Option<Number> = None;
    loop {
        let (page, rest) = store.customers(&query, before, MOST + 1)?;
        for key in page {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        before = rest;
        if keys.len() > MOST || before.is_none() {
            break;
        }
    }
    let more = keys.len() > MOST;
    keys.truncate(MOST);
    Ok((keys, more))
}

fn json_of(account: &Account, known: &Neighbours, today: NaiveDate) -> Value {
    let last = &account.latest[0];
    let others = |all: &[Neighbour], name: &str| -> Vec<Value> {
        all.iter().map(|one| json!({ name: one.said.text(), "booking": one.last })).collect()
    };
    json!({
        "customer": last.customer,
        "phone": last.phone,
        "other_names": others(&known.names, "customer"),
        "other_phones": others(&known.phones, "phone"),
        "owing": account.owing.to_string(),
        "on_account": account.on_account.to_string(),
        "overpaid": account.overpaid.to_string(),
        "bookings": account.latest.iter().map(|row| answer::row(row, today)).collect::<Vec<_>>(),
        "more": account.more,
    })
}
