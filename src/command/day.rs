//! `day`: the bookings taken on a day, and those that run on it.

use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::price::date;
use super::{Context, arguments};
use books::booking::{Row, Totals};
use books::store::{By, whole_day};
use trade::settings::Language;

/// `qishi day`.
pub(super) fn day(context: &Context, asked: &arguments::Day) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let day = asked.date.as_deref().map_or_else(|| Ok(now.date_naive()), date)?;
    let taken = whole_day(store.as_mut(), day, By::Taken)?;
    let running = whole_day(store.as_mut(), day, By::Running)?;
    let totals = Totals::of(&taken);
    let today = now.date_naive();
    let listed = |row: &Row| {
        let mut json = answer::object(answer::row(row));
        answer::stands(&mut json, row, today);
        Value::from(json)
    };
    let json = json!({
        "date": day,
        "bookings": taken.iter().map(listed).collect::<Vec<Value>>(),
        "runs": running.iter().map(listed).collect::<Vec<Value>>(),
        "totals": answer::totals(&totals),
    });
    let (language, kinds) = (context.language, &context.rules.kinds);
    let mut text = vec![crate::locale::date(day, language)];
    text.extend(taken.iter().map(|row| answer::row_text(row, kinds, language)));
    text.push(match language {
        Language::Chinese => format!(
            "收稿 {} 则，应收 ¥{}，已收 ¥{}，挂账 ¥{}，未付 ¥{}；当日见报 {} 则",
            totals.count,
            totals.amount.grouped(),
            totals.paid.grouped(),
            totals.on_account.grouped(),
            totals.owing.grouped(),
            running.len()
        ),
        Language::English => format!(
            "Taken {}, amount ¥{}, paid ¥{}, on account ¥{}, owing ¥{}; running that day {}",
            totals.count,
            totals.amount.grouped(),
            totals.paid.grouped(),
            totals.on_account.grouped(),
            totals.owing.grouped(),
            running.len()
        ),
    });
    let notes = super::copies::old(context, now).into_iter().collect();
    Ok(Answer { json, text: text.join("\n"), notes, ..Answer::default() })
}
