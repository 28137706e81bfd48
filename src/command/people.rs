//! `qishi people`: who works here, with which role, whether they sign in, and what each role may do.

use serde_json::{Map, Value, json};

use super::Context;
use super::answer::{Answer, CommandError};
use super::arguments::{PeopleTask, RightsTable, SignInSwitch};
use super::pins::{NEW_PIN, read};
use crate::locale::people::{self as words, PinOf};
use crate::locale::{self, command::Misuse};
use books::booking::Entry;
use books::persons::{Person, Persons};
use books::store::Store;
use trade::people::{Right, Rights, Role};
use trade::refusal::Refusal;

pub(super) fn people(context: &Context, args: &PeopleTask) -> Result<Answer, CommandError> {
    let role = |said: &Option<String>| said.as_deref().map(str::parse::<Role>).transpose();
    let new_pin = |name: &str| read(NEW_PIN, PinOf::New, name, context.language);
    match args {
        PeopleTask::List => list(context),
        PeopleTask::SignIn(args) => sign_in(context, args),
        PeopleTask::Rights(args) => rights(context, args),
        PeopleTask::Add(args) => {
            let (request, role) = (args.request.id()?, role(&args.role)?);
            let (mut store, now) = context.existing()?;
            let pin = new_pin(&args.name)?;
            let entry = context.session(now).add_person(store.as_mut(), request, (&args.name, role), &pin)?;
            stands(context, store.as_mut(), &args.name, &entry)
        }
        PeopleTask::Change(args) => {
            let (request, role) = (args.request.id()?, role(&args.role)?);
            let (mut store, now) = context.existing()?;
            let pin = args.pin.then(|| new_pin(&args.name)).transpose()?;
            let session = context.session(now);
            let entry = session.change_person(store.as_mut(), request, (&args.name, role), pin.as_deref())?;
            stands(context, store.as_mut(), &args.name, &entry)
        }
        PeopleTask::Retire(args) => {
            let request = args.request.id()?;
            let (mut store, now) = context.existing()?;
            let session = context.session(now);
            let entry = session.retire_person(store.as_mut(), request, &args.name, &args.reason)?;
            stands(context, store.as_mut(), &args.name, &entry)
        }
        PeopleTask::Recover(args) => {
            let request = args.request.id()?;
            let (mut store, now) = context.existing()?;
            let pin = new_pin(&args.name)?;
            let session = context.session(now);
            let entry = session.recover_owner(store.as_mut(), request, &args.name, (&pin, &args.reason))?;
            stands(context, store.as_mut(), &args.name, &entry)
        }
    }
}

/// How somebody stands by an entry.
fn stands(context: &Context, store: &mut dyn Store, name: &str, entry: &Entry) -> Result<Answer, CommandError> {
    let persons = store.folder_state(entry.day)?.persons;
    let found = persons.people.iter().find(|person| person.name.as_str() == name.trim());
    let text = found.map_or_else(String::new, |person| line(context, person));
    let json = json!({
        "person": found.map(of_person),
        "person_changed": !entry.events.is_empty(),
        "sign_in": persons.is_on(),
    });
    Ok(Answer { json, text, ..Answer::default() })
}

fn of_person(person: &Person) -> Value {
    json!({
        "name": person.name.as_str(),
        "role": person.role.id(),
        "retired_on": person.retired,
        "wrong_pins": person.wrong,
        "last_wrong": person.wrong_at.map(|at| at.to_rfc3339()),
    })
}

fn line(context: &Context, person: &Person) -> String {
    let language = context.language;
    let role = words::role(person.role, language).to_owned();
    let left = person.retired.map(|day| words::left(day, language));
    let wrong = person.wrong_at.map(|at| words::wrong(person.wrong, at, language));
    let said = [Some(person.name.to_string()), Some(role), left, wrong];
    said.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

fn list(context: &Context) -> Result<Answer, CommandError> {
    let (store, now) = context.books_if_any()?;
    let persons = match store {
        Some(mut store) => store.folder_state(now.date_naive())?.persons,
        None => std::sync::Arc::default(),
    };
    let recovered = persons.recovered.as_ref().map(|recovered| {
        json!({ "name": recovered.name.as_str(), "at": recovered.at.to_rfc3339(), "reason": recovered.reason })
    });
    let json = json!({
        "people": persons.people.iter().map(of_person).collect::<Vec<_>>(),
        "sign_in": persons.is_on(),
        "alone": persons.is_one(),
        "recovered": recovered,
    });
    let mut text: Vec<String> = persons.people.iter().map(|person| line(context, person)).collect();
    text.push(words::sign_in(persons.is_on(), context.language).to_owned());
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}

fn sign_in(context: &Context, args: &SignInSwitch) -> Result<Answer, CommandError> {
    let (request, on) = (args.request.id()?, args.switch.as_deref().map(|said| said == "on"));
    let persons = match on {
        None => {
            let (store, now) = context.books_if_any()?;
            store.map(|mut store| store.folder_state(now.date_naive())).transpose()?.unwrap_or_default().persons
        }
        Some(on) => {
            let (mut store, now) = context.existing()?;
            let reason = args.reason.as_deref().unwrap_or_default();
            context.session(now).switch_sign_in(store.as_mut(), request, on, reason)?;
            store.folder_state(now.date_naive())?.persons
        }
    };
    let on = persons.is_on();
    let notes = if on && persons.is_one() { vec![words::alone(context.language).to_owned()] } else { Vec::new() };
    let text = words::sign_in(on, context.language).to_owned();
    Ok(Answer { json: json!({ "sign_in": on, "alone": persons.is_one() }), text, notes, ..Answer::default() })
}

/// The table, after it was changed where that is asked.
fn rights(context: &Context, args: &RightsTable) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let Some(role) = &args.role else {
        let (store, now) = context.books_if_any()?;
        let house = store.map(|mut store| store.folder_state(now.date_naive())).transpose()?.unwrap_or_default();
        return Ok(table(context, &house.persons));
    };
    let role: Role = role.parse()?;
    let (mut store, now) = context.existing()?;
    let persons = store.folder_state(now.date_naive())?.persons;
    let mut may = persons.rights.of(role);
    for said in &args.set {
        let Some((right, value)) = said.split_once(['=', '＝']) else {
            return Err(CommandError::Use(Misuse::BadRight { said: said.clone() }));
        };
        may = may.with(right.parse::<Right>()?, value)?;
    }
    let rights: Result<Rights, Refusal> = persons.rights.with(role, may);
    context.session(now).set_rights(store.as_mut(), request, rights?)?;
    let persons = store.folder_state(now.date_naive())?.persons;
    Ok(table(context, &persons))
}

fn table(context: &Context, persons: &Persons) -> Answer {
    let language = context.language;
    let column = |role: Role| {
        let may = persons.rights.of(role);
        let each = Right::in_table().map(|right| (right.id().to_owned(), may.said(right).into()));
        json!({ "role": role.id(), "may": each.collect::<Map<String, Value>>() })
    };
    let columns: Vec<Value> = Role::ALL.into_iter().map(column).collect();
    let lines = Right::in_table().map(|right| {
        let each = Role::ALL.into_iter().map(|role| {
            let may = words::may(right, &persons.rights.of(role).said(right), language);
            format!("{} {may}", words::role(role, language))
        });
        format!("{} ({})\n  {}", words::right(right, language), right.id(), each.collect::<Vec<_>>().join("  "))
    });
    let mut text: Vec<String> = lines.collect();
    text.push(locale::people::sign_in(persons.is_on(), language).to_owned());
    let json = json!({ "rights": columns, "sign_in": persons.is_on() });
    Answer { json, text: text.join("\n"), ..Answer::default() }
}
