//! `find`: bookings of all days, by what a person remembers of them.

use serde_json::{Value, json};

use super::answer::{self, Answer, CommandError};
use super::price::date;
use super::{Context, arguments};
use crate::locale::command as words;
use books::booking::{BookingStatus, Row};
use books::search::{Hit, Query, Within};
use trade::ad::Kind;
use trade::legible;
use trade::refusal::Refusal;

pub(super) fn find(context: &Context, args: &arguments::Find) -> Result<Answer, CommandError> {
    let text = args.text.join(" ");
    let query = Query::read(&text).ok_or(Refusal::SearchTooShort { value: text })?;
    let (mut store, now) = context.existing()?;
    let today = now.date_naive();
    let state = |id: &str| match id {
        "withdrawn" => BookingStatus::Withdrawn,
        "printed" => BookingStatus::Printed,
        _ => BookingStatus::Booked,
    };
    let within = Within {
        from: args.from.as_deref().map(date).transpose()?,
        until: args.until.as_deref().map(date).transpose()?,
        kind: args.kind.as_deref().map(str::parse::<Kind>).transpose()?,
        state: args.state.as_deref().map(|id| (state(id), today)),
        open: None,
    };
    let limit = args.limit as usize;
    // One more is looked for, so that it can be said whether there are more.
    let (mut found, mut before): (Vec<(Row, Hit)>, _) = (Vec::new(), None);
    while found.len() <= limit {
        let page = store.find(&query, &within, before, limit + 1 - found.len())?;
        found.extend(page.rows);
        before = page.rest;
        if before.is_none() {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let one = |(row, hit): &(Row, Hit)| -> Value {
        json!({
            "booking": row.number.to_string(),
            "day": row.number.day,
            "runs": row.runs,
            "kind": row.kind,
            "category": row.category,
            "size": row.size,
            "customer": row.customer,
            "total": row.total.to_string(),
            "paid": row.paid.to_string(),
            "owing": row.owing.to_string(),
            "state": row.state(today),
            "hit": { "field": hit.field.id(), "text": hit.text },
        })
    };
    let (language, kinds) = (context.language, &context.rules.kinds);
    let line = |(row, hit): &(Row, Hit)| {
        format!("{}  「{}」", answer::row_text(row, kinds, language), legible::in_line(&hit.text))
    };
    let mut text: Vec<String> = found.iter().map(line).collect();
    text.push(words::found(found.len(), more, language));
    let json = json!({ "matches": found.iter().map(one).collect::<Vec<_>>(), "more": more });
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}
