//! `day`: the bookings taken on a day, and those that run on it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::answer::{self, Answer, CommandError};
use super::price::date;
use super::{Context, arguments};
use crate::locale::command as words;
use books::booking::{Number, Row, Totals};
use books::counter::{LaterChange, under_row};
use books::store::{DayOf, whole_day};

pub(super) fn day(context: &Context, args: &arguments::Day) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let day = args.date.as_deref().map_or_else(|| Ok(now.date_naive()), date)?;
    let taken = whole_day(store.as_mut(), day, DayOf::Taken)?;
    let running = whole_day(store.as_mut(), day, DayOf::Running)?;
    let totals = Totals::of(&taken);
    let today = now.date_naive();
    let mut changed: BTreeMap<Number, Vec<LaterChange>> = BTreeMap::new();
    for row in taken.iter().chain(&running) {
        let neighbours = answer::neighbours(store.as_mut(), row)?;
        changed.insert(row.number, under_row(row, &neighbours, &context.rules, today));
    }
    let changed = |row: &Row| changed.get(&row.number).map_or(&[][..], Vec::as_slice);
    let listed = |row: &Row| {
        let mut json = answer::row(row, today);
        json["changes"] = answer::changes(changed(row), context.language);
        json
    };
    let json = json!({
        "date": day,
        "bookings": taken.iter().map(listed).collect::<Vec<Value>>(),
        "running": running.iter().map(listed).collect::<Vec<Value>>(),
        "totals": answer::totals(&totals),
    });
    let (language, kinds) = (context.language, &context.rules.kinds);
    let mut text = vec![crate::locale::date(day, language)];
    let line = |row: &Row| {
        let changes = answer::changes_text(changed(row), language);
        [vec![answer::row_text(row, kinds, language)], changes].concat()
    };
    text.extend(taken.iter().flat_map(line));
    // What runs on the day and was taken on another is told where something changed under it.
    let elsewhere = running.iter().filter(|row| row.number.day != day && !changed(row).is_empty());
    text.extend(elsewhere.flat_map(line));
    text.push(words::day(totals.count, running.len(), language));
    text.push(answer::sums(&totals).text(language));
    let notes = super::copies::old(context, now).into_iter().collect();
    Ok(Answer { json, text: text.join("\n"), notes, ..Answer::default() })
}
