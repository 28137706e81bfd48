//! `qishi settle`: findings of one rule are seen, confirmed by the sender, or let pass by a supervisor.

use super::answer::{Answer, Wrong};
use super::book::{acted, find};
use super::{Context, arguments};
use crate::locale;
use crate::locale::command::Misuse;
use books::booking::{Act, BookingEvent, Command, Entry, Envelope, Event, Number, Settled, Settlement, SignedHow};
use trade::ad::Finding;
use trade::personal::Personal;
use trade::refusal::Refusal;

/// Settles every finding of the rule that is open.
pub(super) fn settle(context: &Context, asked: &arguments::Settle) -> Result<Answer, Wrong> {
    let request = asked.request.id()?;
    let (mut store, now) = context.existing()?;
    let before = find(store.as_mut(), &asked.booking, now.date_naive())?;
    let how = match (&asked.confirmed_by, &asked.by, asked.seen) {
        (Some(who), None, false) => Settlement::Confirmed {
            who: Personal::new(who.trim().to_owned()),
            when: asked.when.clone().unwrap_or_else(|| locale::minute(now)),
            how: how(&asked.how)?,
        },
        (None, Some(by), false) => {
            let reason = asked.reason.as_deref().unwrap_or_default().trim().to_owned();
            Settlement::Overridden { by: by.trim().to_owned(), reason }
        }
        (None, None, true) => Settlement::Acknowledged,
        _ => return Err(Wrong::Use(Misuse::SettleHow)),
    };
    // What is settled goes by what is open, which is nothing any more where the same request comes again.
    if let Some(entry) = store.answered(&request)? {
        if is_of(&entry, before.number, &asked.rule) {
            return acted(context, store.as_mut(), before.number, &entry);
        }
        return Err(Refusal::RequestReused { request }.into());
    }
    let settled_already = |finding: &Finding| before.settled.iter().any(|(.., one)| one.settles(finding));
    let open = before.booked.findings.iter().filter(|finding| finding.rule() == asked.rule);
    let settled: Vec<Settled> =
        open.filter(|finding| !settled_already(finding)).map(|finding| Settled::of(finding, how.clone())).collect();
    if settled.is_empty() {
        return Err(Refusal::NoSuchFinding { value: asked.rule.clone() }.into());
    }
    let command = Command::On(before.number, Act::Settle(settled));
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    acted(context, store.as_mut(), before.number, &entry)
}

/// Whether an entry settles findings of this rule, and nothing else, of this booking.
fn is_of(entry: &Entry, number: Number, rule: &str) -> bool {
    let of = |event: &Event| match event {
        Event::Booking(about, BookingEvent::Settled(settled)) => {
            *about == number && settled.iter().all(|one| one.rule == rule)
        }
        Event::Booking(..) | Event::Till(..) | Event::Office(_) => false,
    };
    !entry.events.is_empty() && entry.events.iter().all(of)
}

/// How something was signed or confirmed, by its word in data.
pub(super) fn how(word: &str) -> Result<SignedHow, Wrong> {
    let known = SignedHow::ALL.into_iter().find(|how| how.id() == word.trim());
    let misuse = || {
        let known = SignedHow::ALL.map(|how| how.id().to_owned()).to_vec();
        Wrong::Use(Misuse::UnknownHow { said: word.to_owned(), known })
    };
    known.ok_or_else(misuse)
}
