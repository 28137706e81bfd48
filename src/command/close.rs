//! `close`: a day is closed in the evening, or reopened by a supervisor.

use serde_json::{Map, Value, json};

use super::answer::{Answer, CommandError};
use super::arguments::Close;
use super::price::date;
use super::till::methods;
use super::{Context, copies};
use crate::locale;
use crate::office::DayEnd;
use books::booking::{ByWord, ChannelFigures, Figures, LeftOpen, ShiftFigures};
use trade::money::Money;

/// Closes or reopens a day.
pub(super) fn close(context: &Context, args: &Close) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let day = args.date.as_deref().map(date).transpose()?;
    let (mut store, now) = context.existing()?;
    let session = context.session(now);
    let day = day.unwrap_or_else(|| now.date_naive());
    let reason = args.reason.clone();
    let end = if args.reopen {
        let by = (reason, args.request.approver().unwrap_or_default().into());
        session.reopen_day(store.as_mut(), request, day, by)?
    } else {
        session.close_day(store.as_mut(), request, day, reason)?
    };
    let left_open = store.left_open(now.date_naive())?;
    drop(store);
    let language = context.language;
    let mut notes = Vec::new();
    let mut json = of(&end);
    // A copy of what was answered before was made then.
    if end.sheet.closed && !end.repeated {
        match session.back_up() {
            Ok(made) => {
                json["backup"] = copies::shown(&made.copy);
                notes.extend(copies::notes(&made, language));
            }
            Err(failure) => notes.push(locale::copies::no_copy(&failure, language)),
        }
    }
    if let Err(fault) = &end.file {
        notes.push(locale::fault(fault, language).line(language));
    }
    notes.extend((!left_open.is_empty()).then(|| locale::till::left_open(&left_open, language)));
    let text = locale::till::evening(&end, language);
    Ok(Answer { json, text, notes, ..Answer::default() })
}

/// A day in the keys that `docs/json.md` lists.
fn of(end: &DayEnd) -> Value {
    let sheet = &end.sheet;
    let Figures { by_method, on_account, came_in, went_out, by_kind, by_category, by_size, by_person, .. } =
        &sheet.figures;
    let by_method: Map<String, Value> =
        by_method.iter().map(|(method, sum)| (method.to_string(), sum.to_string().into())).collect();
    let words = |sums: &ByWord| -> Map<String, Value> {
        sums.iter().map(|(word, sum)| (word.clone(), sum.to_string().into())).collect()
    };
    json!({
        "date": sheet.date,
        "closed": sheet.closed,
        "takings": sheet.figures.takings().to_string(),
        "by_method": by_method,
        "on_account": on_account.to_string(),
        "came_in": came_in.to_string(),
        "went_out": went_out.to_string(),
        "by_kind": words(by_kind),
        "by_category": words(by_category),
        "by_size": words(by_size),
        "by_person": words(by_person),
        "tills": sheet.figures.shifts.iter().map(till).collect::<Vec<_>>(),
        "difference": sheet.figures.difference().to_string(),
        "count": sheet.figures.taken,
        "total": sheet.figures.costs.to_string(),
        "open": sheet.figures.left.iter().map(|left| left.booking.to_string()).collect::<Vec<_>>(),
        "left": sheet.figures.left.iter().map(left).collect::<Vec<_>>(),
        "channels": sheet.figures.channels.iter().map(channel).collect::<Vec<_>>(),
        "head": sheet.head,
        "sheet": end.file.as_ref().ok().map(|path| path.display().to_string()),
        "sheet_number": sheet.number,
        "by": sheet.by,
        "reason": Some(&sheet.reason).filter(|reason| !reason.is_empty()),
        "reopened": sheet.reopened.as_ref().map(|(reason, by)| json!({ "reason": reason, "approved_by": by })),
        "backup": null,
    })
}

/// A shift of a till, as it was closed.
fn till(shift: &ShiftFigures) -> Value {
    json!({
        "till": shift.till,
        "float": shift.float.to_string(),
        "banked": shift.banked.to_string(),
        "methods": methods(&shift.expected, Some(&shift.counted).filter(|counted| !counted.is_empty())),
        "difference": shift.difference().to_string(),
        "explained": Some(&shift.explained).filter(|said| !said.is_empty()),
        "opened_by": shift.opened_by,
        "closed_by": shift.closed_by,
    })
}

/// A method beside its channel's file.
fn channel(one: &ChannelFigures) -> Value {
    let both = |(count, sum): (u32, Money)| json!({ "count": count, "amount": sum.to_string() });
    let aside = one
        .explained
        .iter()
        .map(|aside| json!({ "amount": aside.amount.to_string(), "reason": aside.reason, "by": aside.by }));
    json!({
        "method": one.method,
        "books": one.books.to_string(),
        "amount": one.channel.to_string(),
        "difference": (one.channel - one.books).to_string(),
        "claimed": one.matched.to_string(),
        "waiting": both(one.waiting),
        "not_in_file": both(one.missing),
        "asides": aside.collect::<Vec<_>>(),
    })
}

/// A booking of which something is open.
fn left(left: &LeftOpen) -> Value {
    json!({ "booking": left.booking.to_string(), "open": left.open, "owing": left.owing.to_string() })
}
