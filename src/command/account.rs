//! `qishi account`: who may take ads on account, up to how much; what stands, since when; the payment that settles it; the statement.

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value, json};

use super::answer::{self, Answer, BookingSums, CommandError};
use super::arguments::{AccountStatement, AccountTask, EndAccount, PayAccount, SetAccount};
use super::book::{change, opened_by_itself};
use super::price::date;
use super::written::{given, goes_to_output};
use super::{Context, arguments};
use crate::locale::account as words;
use crate::office::{self, AccountBalance, Acted, Credited};
use books::booking::{
    Agreed, Agreement, AgreementEvent, BookingEvent, Entry, Event, MOST_DAYS, Number, Offer, USUAL_DAYS, phone_key,
};
use books::store::Store;
use trade::legible;
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{AccountTrouble, Failure, Refusal};

pub(super) fn account(context: &Context, args: &arguments::Account, json: bool) -> Result<Answer, CommandError> {
    match &args.task {
        AccountTask::Set(args) => set(context, args),
        AccountTask::End(args) => end(context, args),
        AccountTask::List { all } => list(context, *all),
        AccountTask::Ageing => ageing(context),
        AccountTask::Pay(args) => pay(context, args),
        AccountTask::Statement(args) => statement(context, args, json),
    }
}

fn set(context: &Context, args: &SetAccount) -> Result<Answer, CommandError> {
    let (request, limit) = (args.request.id()?, args.limit.as_deref().map(limit).transpose()?);
    let days = args.days.as_deref().map(days).transpose()?;
    let (mut store, now) = context.existing()?;
    // What is changed goes by what stands, which is another after the first time.
    if let Some(entry) = store.answered(&request)? {
        let same = entry.events.iter().any(|event| {
            matches!(event, Event::Agreement(_, AgreementEvent::Agreed { agreed, .. })
            if limit.is_none_or(|limit| limit == agreed.limit) && days.is_none_or(|days| days == agreed.days))
        });
        return if same {
            stands(context, store.as_mut(), &entry, None)
        } else {
            Err(Refusal::RequestReused { request }.into())
        };
    }
    let mut known = None;
    let there = match office::account_of(store.as_mut(), &args.customer) {
        Ok(account) => {
            // Who is named by a telephone number has a name already.
            known = phone_key(&args.customer).ok().map(|_| account.name);
            account.agreement
        }
        Err(Failure::Refused(Refusal::Account(why))) if matches!(*why, AccountTrouble::NoSuchAccount { .. }) => None,
        // A new name may be part of others.
        Err(Failure::Refused(Refusal::Account(why)))
            if matches!(*why, AccountTrouble::WhichAccount { .. }) && !args.phone.is_empty() =>
        {
            None
        }
        Err(failure) => return Err(failure.into()),
    };
    // A name that is part of another's is a new account where its own numbers come with it.
    let there = there.filter(|agreement| args.phone.is_empty() || is_named(agreement, &args.customer));
    let phones = || args.phone.iter().map(|phone| phone.clone().into()).collect::<Vec<Personal<String>>>();
    let agreed = match &there {
        Some(Agreement { agreed: before, .. }) => Agreed {
            name: args.name.clone().map_or_else(|| before.name.clone(), Personal::new),
            phones: if args.phone.is_empty() { before.phones.clone() } else { phones() },
            limit: limit.unwrap_or(before.limit),
            days: days.unwrap_or(before.days),
            contract: args.contract.clone().unwrap_or_else(|| before.contract.clone()),
            notes: args.notes.clone().map_or_else(|| before.notes.clone(), Personal::new),
        },
        None => Agreed {
            phones: match known {
                Some(_) if args.phone.is_empty() => vec![args.customer.clone().into()],
                _ => phones(),
            },
            name: args.name.clone().or(known).unwrap_or_else(|| args.customer.clone()).into(),
            limit: limit.ok_or_else(|| AccountTrouble::BadLimit { value: String::new() }).map_err(Refusal::from)?,
            days: days.unwrap_or(USUAL_DAYS),
            contract: args.contract.clone().unwrap_or_default(),
            notes: args.notes.clone().unwrap_or_default().into(),
        },
    };
    let id = there.map(|agreement| agreement.id);
    let session = context.session(now);
    let entry = session.agree(store.as_mut(), request, id, (agreed, &args.reason))?;
    stands(context, store.as_mut(), &entry, id.map(|id| id.to_string()))
}

/// Whether an agreement is meant by its whole name, by its place, or by a telephone number of its own.
fn is_named(agreement: &Agreement, said: &str) -> bool {
    let phone = phone_key(said).is_ok_and(|key| agreement.has(&key));
    let name = trade::rates::folded(agreement.agreed.name.text()) == trade::rates::folded(said);
    phone || name || agreement.id.to_string() == said.trim()
}

fn limit(said: &str) -> Result<Money, Refusal> {
    let read = said.parse::<Money>().ok().filter(|limit| *limit > Money::ZERO);
    read.ok_or_else(|| AccountTrouble::BadLimit { value: said.to_owned() }.into())
}

fn days(said: &str) -> Result<u32, Refusal> {
    let read = said.trim().parse::<u32>().ok().filter(|days| *days <= MOST_DAYS);
    read.ok_or_else(|| AccountTrouble::BadDays { value: said.to_owned(), most: MOST_DAYS }.into())
}

fn end(context: &Context, args: &EndAccount) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let account = office::account_of(store.as_mut(), &args.customer)?;
    let Some(agreement) = account.agreement else {
        return Err(Refusal::from(AccountTrouble::NoSuchAccount { value: args.customer.clone() }).into());
    };
    let entry = context.session(now).end_agreement(store.as_mut(), request, agreement.id, &args.reason)?;
    stands(context, store.as_mut(), &entry, Some(agreement.id.to_string()))
}

/// The account that an entry is about, as it stands by now.
fn stands(context: &Context, store: &mut dyn Store, entry: &Entry, id: Option<String>) -> Result<Answer, CommandError> {
    let posted = entry.events.iter().find_map(|event| match event {
        Event::Agreement(id, _) => Some(id.to_string()),
        _ => None,
    });
    let account = office::account_of(store, &posted.or(id).unwrap_or_default())?;
    let mut json = of_account(&account, entry.day);
    json["agreement_changed"] = (!entry.events.is_empty()).into();
    Ok(Answer { json, text: lines(context, &account, entry.day).join("\n"), ..Answer::default() })
}

/// What stands on an account, under the names that every document has for it.
pub(super) fn of_standing(account: &Credited, standing: &AccountBalance) -> Map<String, Value> {
    let ages: Map<String, Value> = ["0-30", "31-60", "61-90", "over_90"]
        .into_iter()
        .zip(standing.ages)
        .map(|(age, sum)| (age.to_owned(), sum.to_string().into()))
        .collect();
    let said = json!({
        "agreement": account.agreement.as_ref().map(of_agreement),
        "on_account": standing.stands.to_string(),
        "credit_left": account.left().to_string(),
        "first_due": standing.due,
        "overdue": standing.overdue.to_string(),
        "by_age": ages,
    });
    let Value::Object(said) = said else { return Map::new() };
    said
}

/// An account for scripts: whose it is, what was agreed, what stands.
pub(super) fn of_account(account: &Credited, today: NaiveDate) -> Value {
    let mut said = of_standing(account, &account.standing(today));
    said.insert("customer".to_owned(), account.name.clone().into());
    said.insert("phones".to_owned(), account.phones.clone().into());
    Value::Object(said)
}

fn of_agreement(agreement: &Agreement) -> Value {
    let Agreement { id, agreed, ended, history } = agreement;
    let changes = history.iter().map(|change| {
        json!({
            "day": change.on,
            "by": change.by,
            "limit": change.limit.to_string(),
            "due_days": change.days,
            "ended": change.ended,
            "reason": Some(&change.reason).filter(|reason| !reason.is_empty()),
        })
    });
    json!({
        "place": id.0,
        "customer": agreed.name.text(),
        "phones": agreed.phones.iter().map(|phone| phone.text()).collect::<Vec<_>>(),
        "limit": agreed.limit.to_string(),
        "due_days": agreed.days,
        "contract": Some(&agreed.contract).filter(|text| !text.is_empty()),
        "note": Some(agreed.notes.text()).filter(|text| !text.is_empty()),
        "ended_on": ended,
        "agreed": changes.collect::<Vec<_>>(),
    })
}

/// An account for people: whose it is, what was agreed, what stands and since when.
pub(super) fn lines(context: &Context, account: &Credited, today: NaiveDate) -> Vec<String> {
    let language = context.language;
    let standing = account.standing(today);
    let mut lines = vec![legible::in_line(&format!("{}  {}", account.name, account.phones.join(" "))).into_owned()];
    lines.push(match &account.agreement {
        Some(agreement) => format!("  {}. {}", agreement.id, words::agreed(agreement, language)),
        None => format!("  {}", words::none(language)),
    });
    lines.push(format!("  {}", words::standing(account, &standing, language)));
    if standing.stands > Money::ZERO {
        lines.push(format!("  {}", words::aged(&standing, language)));
    }
    if let Some(agreement) = &account.agreement {
        let notes = agreement.agreed.notes.text();
        if !notes.is_empty() {
            lines.push(format!("  {}", legible::in_line(notes)));
        }
    }
    lines
}

fn list(context: &Context, all: bool) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let (today, language) = (now.date_naive(), context.language);
    let accounts = office::accounts(store.as_mut(), all)?;
    let json = json!({ "accounts": accounts.iter().map(|one| of_account(one, today)).collect::<Vec<_>>() });
    let mut text: Vec<String> = accounts.iter().flat_map(|account| lines(context, account, today)).collect();
    text.push(words::total(accounts.len(), &AccountBalance::together(&accounts, today), language));
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}

fn ageing(context: &Context) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let (today, language) = (now.date_naive(), context.language);
    let mut accounts = office::accounts(store.as_mut(), true)?;
    accounts.retain(|account| !account.lots.is_empty());
    let all = AccountBalance::together(&accounts, today);
    let nobody = Credited { name: String::new(), phones: Vec::new(), agreement: None, lots: Vec::new() };
    let mut totals = of_standing(&nobody, &all);
    ["agreement", "credit_left"].iter().for_each(|name| drop(totals.remove(*name)));
    let json = json!({
        "date": today,
        "accounts": accounts.iter().map(|one| of_account(one, today)).collect::<Vec<_>>(),
        "total_on_account": totals,
    });
    let mut text: Vec<String> = Vec::new();
    for account in &accounts {
        let standing = account.standing(today);
        text.push(legible::in_line(&account.name).into_owned());
        text.push(format!("  {}", words::standing(account, &standing, language)));
        text.push(format!("  {}", words::aged(&standing, language)));
    }
    text.push(words::total(accounts.len(), &all, language));
    text.push(format!("  {}", words::aged(&all, language)));
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}

fn pay(context: &Context, args: &PayAccount) -> Result<Answer, CommandError> {
    let (request, offer) = (args.request.id()?, args.payment.parse::<Offer>()?);
    let (mut store, now) = context.existing()?;
    let account = office::account_of(store.as_mut(), &args.customer)?;
    let entry = context.session(now).settle_account(store.as_mut(), request, &account, &offer)?;
    let language = context.language;
    let mut numbers: Vec<Number> = entry.events.iter().filter_map(Event::booking).collect();
    numbers.dedup();
    let (mut each, mut text) = (Vec::new(), Vec::new());
    for number in numbers {
        let Acted { booking, .. } = office::acted(store.as_mut(), number, entry.clone())?;
        text.push(format!("{number}  {}", BookingSums::of(&booking).text(language)));
        each.push(answer::money(&booking, entry.day));
    }
    let came = entry.events.iter().filter_map(|event| match event {
        Event::Booking(_, BookingEvent::Paid(payment)) => Some(payment.amount),
        _ => None,
    });
    let came: Money = came.sum();
    text.push(words::paid_in_all(came, language));
    let account = office::account_of(store.as_mut(), &args.customer)?;
    text.extend(lines(context, &account, entry.day));
    let mut json = of_account(&account, entry.day);
    json["bookings"] = each.into();
    json["payment"] = came.to_string().into();
    json["change"] = entry.change().to_string().into();
    json["till_opened"] = entry.opened_till().into();
    let mut notes = opened_by_itself(&entry, true, language);
    notes.extend(change(&entry, language));
    Ok(Answer { json, text: text.join("\n"), notes, ..Answer::default() })
}

fn statement(context: &Context, args: &AccountStatement, json: bool) -> Result<Answer, CommandError> {
    let to_output = goes_to_output(args.output.as_deref(), json)?;
    let (mut store, now) = context.existing()?;
    let today = now.date_naive();
    let to = args.to.as_deref().map(date).transpose()?.unwrap_or(today);
    let first = to.with_day(1).unwrap_or(to);
    let from = args.from.as_deref().map(date).transpose()?.unwrap_or(first);
    let account = office::account_of(store.as_mut(), &args.customer)?;
    let made = context.session(now).account_statement(store.as_mut(), &account, (from, to))?;
    let said = json!({
        "customer": account.name,
        "from_day": made.said.from,
        "to_day": made.said.to,
        "opening": made.said.opening.to_string(),
        "put_on_account": made.said.put().to_string(),
        "taken_off": made.said.settled().to_string(),
        "closing": made.said.closing().to_string(),
        "count": made.said.ads.len(),
    });
    given(context, &made.file, args.output.as_deref(), to_output, said)
}
