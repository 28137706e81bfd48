//! `customer`: the ads of a customer, and what they owe.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::{Context, arguments};
use crate::locale::{acts, command as words};
use crate::office;
use books::counter::{Neighbour, Neighbours};
use books::store::{Account, Store};
use trade::legible;
use trade::refusal::Refusal;

/// At most so many customers are listed.
const MOST: usize = 20;

pub(super) fn customer(context: &Context, asked: &arguments::Customer) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let text = asked.text.join(" ");
    let (accounts, more) = found(store.as_mut(), &text, asked.limit as usize)?;
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

/// The customers that are found, each with at most so many bookings, and whether there may be more.
fn found(store: &mut dyn Store, text: &str, bookings: usize) -> Result<(Vec<Account>, bool), Wrong> {
    let mut accounts: Vec<Account> = Vec::new();
    let mut before = None;
    loop {
        let page = office::customers(store, text, before, (MOST + 1, bookings))?;
        let page = page.ok_or_else(|| Refusal::SearchTooShort { value: text.to_owned() })?;
        for account in page.accounts {
            if !accounts.iter().any(|known| known.phone_key == account.phone_key) {
                accounts.push(account);
            }
        }
        before = page.rest;
        if accounts.len() > MOST || before.is_none() {
            break;
        }
    }
    let more = accounts.len() > MOST;
    accounts.truncate(MOST);
    Ok((accounts, more))
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
