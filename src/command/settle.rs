//! `qishi settle`: findings of one rule are seen, confirmed by the sender, or let pass by a supervisor.

use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::{Context, arguments};
use crate::locale;
use crate::office::Acted;
use books::booking::{Settlement, SignedHow, new_request, request_id};
use trade::personal::Personal;

/// Settles every finding of the rule that is open.
pub(super) fn settle(context: &Context, asked: &arguments::Settle) -> Result<Answer, Wrong> {
    let request = asked.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let (mut store, now) = context.existing()?;
    let how = match (&asked.confirmed_by, &asked.by, asked.seen) {
        (Some(who), None, false) => Settlement::Confirmed {
            who: Personal::new(who.trim().to_owned()),
            when: asked.when.clone().unwrap_or_else(|| locale::minute(now)),
            how: said(&asked.how)?,
        },
        (None, Some(by), false) => {
            let reason = asked.reason.as_deref().unwrap_or_default().trim().to_owned();
            Settlement::Overridden { by: by.trim().to_owned(), reason }
        }
        (None, None, true) => Settlement::Acknowledged,
        _ => return Err(Wrong::Use("settle: one of --seen, --confirmed-by NAME, --by NAME".to_owned())),
    };
    let booking = asked.booking.parse()?;
    let Acted { booking: found, .. } =
        context.session(now).settle(store.as_mut(), request, booking, &asked.rule, &how)?;
    let mut json = answer::money(&found);
    json.insert("held".into(), found.held().into());
    json.insert("open".into(), json!(found.open()));
    let open: Vec<&str> = found.open().iter().map(|open| locale::open(*open, context.language)).collect();
    Ok(Answer { text: format!("{}  {}", found.number, open.join("、")), json: json.into(), ..Answer::default() })
}

/// How something was confirmed, by its word in data.
fn said(how: &str) -> Result<SignedHow, Wrong> {
    let known = SignedHow::ALL.map(|how| json!(how).as_str().unwrap_or_default().to_owned());
    serde_json::from_value(Value::String(how.to_owned()))
        .map_err(|_| Wrong::Use(format!("--how {how}: one of {}", known.join(", "))))
}
