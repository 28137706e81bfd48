//! `customer`: the page of a customer: their ads, what they owe, what stands on their account and by which agreement.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::account::{self, of_standing};
use super::answer::{self, Answer, CommandError};
use super::{Context, arguments};
use crate::locale::{account as credit, acts, command as words};
use crate::office::{self, CustomerPage};
use books::booking::Number;
use books::counter::{Neighbour, Neighbours};
use books::store::Store;
use trade::legible;
use trade::refusal::{AccountTrouble, Failure, Fault, Refusal};

/// At most so many customers are listed.
const MOST: usize = 20;

pub(super) fn customer(context: &Context, args: &arguments::Customer) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let (text, today) = (args.text.join(" "), now.date_naive());
    let before = args.before.as_deref().map(|number| Number::said(number, today)).transpose()?;
    if let Some(before) = before {
        office::find(store.as_mut(), before)?;
    }
    let (phones, more) = found(store.as_mut(), &text)?;
    let session = context.session(now);
    let (language, kinds) = (context.language, &context.rules.kinds);
    let (mut said, mut lines, mut shown) = (Vec::new(), Vec::new(), BTreeSet::new());
    for phone in phones {
        // Who has several numbers has one page.
        if shown.contains(&phone) {
            continue;
        }
        let page = session.page(store.as_mut(), &phone, before, args.limit as usize)?;
        shown.extend(page.account.phones.iter().cloned());
        let known = neighbours(store.as_mut(), &page)?;
        said.push(json_of(&page, &known, today));
        lines.push(words::account(
            (&page.account.name, &page.account.phones.join(" ")),
            [page.owing, page.account.standing(today).stands, page.overpaid],
            language,
        ));
        lines.push(format!("  {}", credit::spent(&page.spent, language)));
        lines.extend(account::lines(context, &page.account, today).into_iter().skip(1));
        if !page.card_customers.is_empty() {
            lines.push(format!("  {}", credit::card_customer(&page.card_customers, language)));
        }
        let told = acts::may_be_one(&known, language).into_iter();
        lines.extend(told.map(|line| legible::in_line(&format!("  ! {line}")).into_owned()));
        lines.extend(page.ads.iter().map(|row| format!("  {}", answer::row_text(row, kinds, language))));
        lines.extend(page.rest.map(|rest| format!("  {}", credit::goes_on(rest, language))));
    }
    lines.push(words::customers(said.len(), more, language));
    let json = json!({ "customers": said, "more": more });
    Ok(Answer { json, text: lines.join("\n"), ..Answer::default() })
}

/// The telephone numbers, as digits, of the customers that are found, and whether there may be more. Who has an agreement is found by its
/// name too, also before their first ad.
fn found(store: &mut dyn Store, text: &str) -> Result<(Vec<String>, bool), CommandError> {
    let mut phones: Vec<String> = Vec::new();
    let mut page = office::customers(store, text, None, (MOST + 1, 1))?;
    if page.is_none() {
        return Err(Refusal::SearchTooShort { value: text.to_owned() }.into());
    }
    match office::account_of(store, text) {
        Ok(account) if account.agreement.is_some() => phones.extend(account.phones.into_iter().take(1)),
        Ok(_) => {}
        Err(Failure::Refused(Refusal::Account(why)))
            if matches!(*why, AccountTrouble::NoSuchAccount { .. } | AccountTrouble::WhichAccount { .. }) => {}
        Err(failure) => return Err(failure.into()),
    }
    while let Some(found) = page {
        for account in found.accounts {
            if !phones.contains(&account.phone_key) {
                phones.push(account.phone_key);
            }
        }
        page = match found.rest {
            Some(before) if phones.len() <= MOST => office::customers(store, text, Some(before), (MOST + 1, 1))?,
            _ => None,
        };
    }
    let more = phones.len() > MOST;
    phones.truncate(MOST);
    Ok((phones, more))
}

/// Who else came under the number of the newest ad, or under its name.
fn neighbours(store: &mut dyn Store, page: &CustomerPage) -> Result<Neighbours, Fault> {
    page.ads.first().map_or_else(|| Ok(Neighbours::default()), |row| answer::neighbours(store, row))
}

fn json_of(page: &CustomerPage, known: &Neighbours, today: NaiveDate) -> Value {
    let others = |all: &[Neighbour], name: &str| -> Vec<Value> {
        all.iter().map(|one| json!({ name: one.said.text(), "booking": one.last })).collect()
    };
    let last = page.ads.first();
    let mut said = json!({
        "customer": last.map_or(page.account.name.as_str(), |row| row.customer.as_str()),
        "phone": last.map_or_else(|| page.account.phones.join(" "), |row| row.phone.clone()),
        "phones": page.account.phones,
        "other_names": others(&known.names, "customer"),
        "other_phones": others(&known.phones, "phone"),
        "ads": page.spent.ads,
        "run_count": page.spent.runs,
        "spent": page.spent.costs.to_string(),
        "paid_in_all": page.spent.paid.to_string(),
        "owing": page.owing.to_string(),
        "overpaid": page.overpaid.to_string(),
        "card_customers": page.card_customers,
        "bookings": page.ads.iter().map(|row| answer::row(row, today)).collect::<Vec<_>>(),
        "more": page.rest.is_some(),
        "before": page.rest,
    });
    if let Value::Object(said) = &mut said {
        said.extend(of_standing(&page.account, &page.account.standing(today)));
    }
    said
}
