//! `day`: the bookings taken on a day, and those that run on it.

use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::price::date;
use super::{Context, arguments};
use crate::locale::command as words;
use books::booking::{Row, Totals};
use books::counter::{Neighbours, under_row};
use books::store::{By, whole_day};

/// `qishi day`.
pub(super) fn day(context: &Context, asked: &arguments::Day) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let day = asked.date.as_deref().map_or_else(|| Ok(now.date_naive()), date)?;
    let taken = whole_day(store.as_mut(), day, By::Taken)?;
    let running = whole_day(store.as_mut(), day, By::Running)?;
    let totals = Totals::of(&taken);
    let today = now.date_naive();
    let neighbours = Neighbours::of(taken.iter().chain(&running));
    let changed = |row: &Row| under_row(row, &neighbours, &context.rules, today);
    let listed = |row: &Row| {
        let mut json = answer::row(row, today);
        json["changes"] = answer::changes(&changed(row), context.language);
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
        let changes = answer::changes_text(&changed(row), language);
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
