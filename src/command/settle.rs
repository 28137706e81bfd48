//! `qishi settle`: findings of one rule are seen, confirmed by the sender, or let pass by a supervisor.

use serde_json::{Value, json};

use super::answer::{self, Answer, Wrong};
use super::book::{as_answered, find};
use super::{Context, arguments};
use crate::locale;
use books::booking::{Act, Command, Envelope, Settled, Settlement, SignedHow, new_request, request_id};
use trade::ad::Finding;
use trade::personal::Personal;
use trade::refusal::Refusal;

/// Settles every finding of the rule that is open.
pub(super) fn settle(context: &Context, asked: &arguments::Settle) -> Result<Answer, Wrong> {
    let request = asked.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let (mut store, now) = context.existing()?;
    let before = find(store.as_mut(), &asked.booking)?;
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
    let settled_already = |finding: &Finding| before.settled.iter().any(|(.., one)| one.settles(finding));
    let open = before.booked.findings.iter().filter(|finding| finding.rule() == asked.rule);
    let settled: Vec<Settled> =
        open.filter(|finding| !settled_already(finding)).map(|finding| Settled::of(finding, how.clone())).collect();
    if settled.is_empty() {
        return Err(Refusal::NoSuchFinding { value: asked.rule.clone() }.into());
    }
    let command = Command::On(before.number, Act::Settle(settled));
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    let found = as_answered(store.as_mut(), before.number, &entry)?;
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
