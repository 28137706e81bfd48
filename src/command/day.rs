//! `day`: the bookings taken on a day, and those that run on it.

use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::price::date;
use super::{Context, arguments};
use crate::locale::command as words;
use books::booking::{Row, Totals};
use books::store::{By, whole_day};

/// `qishi day`.
pub(super) fn day(context: &Context, asked: &arguments::Day) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let day = asked.date.as_deref().map_or_else(|| Ok(now.date_naive()), date)?;
    let taken = whole_day(store.as_mut(), day, By::Taken)?;
    let running = whole_day(store.as_mut(), day, By::Running)?;
    let totals = Totals::of(&taken);
    let today = now.date_naive();
    let listed = |row: &Row| answer::row(row, today);
    let json = json!({
        "date": day,
        "bookings": taken.iter().map(listed).collect::<Vec<Value>>(),
        "running": running.iter().map(listed).collect::<Vec<Value>>(),
        "totals": answer::totals(&totals),
    });
    let (language, kinds) = (context.language, &context.rules.kinds);
    let mut text = vec![crate::locale::date(day, language)];
    text.extend(taken.iter().map(|row| answer::row_text(row, kinds, language)));
    text.push(words::day(totals.count, running.len(), language));
    text.push(answer::sums(&totals).text(language));
    let notes = super::copies::old(context, now).into_iter().collect();
    Ok(Answer { json, text: text.join("\n"), notes, ..Answer::default() })
}
