//! `queue`: the papers that wait for a printer; they are sent, or dropped.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::answer::{Answer, Wrong};
use super::{Context, arguments};
use crate::locale;
use crate::print::{Address, Job, Patience, Waiting};
use books::booking::{BookingEvent, Event};
use books::store::Store;
use trade::legible::{self, Field};
use trade::refusal::{Failure, Refusal};

/// A job that a printer took.
pub(super) struct Sent {
    /// Its number there; none where another window sent it.
    pub(super) job: Option<i32>,
    /// Which print it was posted as.
    pub(super) copy: Option<u32>,
}

/// Sends a job that waits, and posts it once the printer took it.
pub(super) fn sent(
    store: &mut dyn Store,
    waiting: &Waiting,
    job: &Job,
    to: &Address,
    at: DateTime<FixedOffset>,
) -> Result<Sent, Failure> {
    let Some(taken) = waiting.send(job, to, Patience::default())? else { return Ok(Sent { job: None, copy: None }) };
    let entry = job.posting(at).map(|envelope| store.execute(&envelope)).transpose()?;
    waiting.remove(&job.id)?;
    let copies = entry.iter().flat_map(|entry| &entry.events).filter_map(|event| match event {
        Event::Booking(_, BookingEvent::Printed { copy, .. }) => Some(*copy),
        _ => None,
    });
    Ok(Sent { job: Some(taken), copy: copies.max() })
}

/// `qishi queue`.
pub(super) fn queue(context: &Context, asked: &arguments::Queue) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let waiting = Waiting::of(&context.folder);
    waiting.sweep()?;
    // What a printer took before a crash is a print, and waits for nothing any more.
    waiting.settle(now, &mut |envelope| store.execute(envelope))?;
    let jobs = waiting.list()?;
    let damaged = waiting.damaged()?;
    let notes = if damaged.is_empty() { Vec::new() } else { vec![locale::jobs_damaged(&damaged, context.language)] };
    let answer = match &asked.task {
        None => Ok(listed(&jobs, context)),
        Some(arguments::QueueTask::Send { job, printer }) => {
            let chosen = match job {
                Some(n) => vec![numbered(&jobs, *n)?],
                None => jobs.iter().collect(),
            };
            send(context, store.as_mut(), &waiting, &chosen, printer.as_deref(), now)
        }
        Some(arguments::QueueTask::Drop { job, reason }) => {
            let reason = reason.trim();
            if reason.is_empty() {
                return Err(Refusal::NoReason.into());
            }
            legible::check(Field::Reason, reason)?;
            legible::check(Field::Person, &context.person)?;
            let chosen = numbered(&jobs, *job)?;
            waiting.drop_job(chosen, &context.person, now, Some(reason))?;
            let (json, text) = (
                json!({ "dropped": shown(*job, chosen, context) }),
                locale::job_dropped(&chosen.name, context.language),
            );
            Ok(Answer { json, text, ..Answer::default() })
        }
    };
    answer.map(|answer| Answer { notes, ..answer })
}

/// Sends these; the first that is not taken ends it, since the next would meet the same printer.
fn send(
    context: &Context,
    store: &mut dyn Store,
    waiting: &Waiting,
    jobs: &[&Job],
    printer: Option<&str>,
    at: DateTime<FixedOffset>,
) -> Result<Answer, Wrong> {
    let (mut json, mut text) = (Vec::new(), Vec::new());
    for job in jobs {
        let address = Address::read(printer.unwrap_or(&job.printer))?;
        let sent = sent(store, waiting, job, &address, at)?;
        text.push(locale::job_taken(&address.to_string(), sent.job.unwrap_or(0), context.language));
        json.push(json!({
            "booking": job.name,
            "paper": job.paper,
            "print_number": sent.copy,
            "printer": address.to_string(),
            "job": sent.job,
        }));
    }
    if text.is_empty() {
        text.push(locale::nothing_waits(context.language).to_owned());
    }
    Ok(Answer { json: json!({ "sent": json }), text: text.join("\n"), ..Answer::default() })
}

fn listed(jobs: &[Job], context: &Context) -> Answer {
    let all: Vec<Value> = (1..).zip(jobs).map(|(n, job)| shown(n, job, context)).collect();
    let line = |(n, job): (usize, &Job)| {
        let (paper, since) = (locale::printout(job.paper, context.language), locale::minute(job.at));
        let trouble = job.failed.as_ref().map(|fault| locale::fault(fault, context.language).message);
        format!("{n}  {}  {paper}  {}  {since}  {}", job.name, job.printer, trouble.unwrap_or_default())
    };
    let text: Vec<String> = (1..).zip(jobs).map(line).map(|line| line.trim_end().to_owned()).collect();
    let text = if text.is_empty() { locale::nothing_waits(context.language).to_owned() } else { text.join("\n") };
    Answer { json: json!({ "jobs": all }), text, ..Answer::default() }
}

/// One job, for scripts. `n` is its place in the list, from 1, the oldest first.
fn shown(n: usize, job: &Job, context: &Context) -> Value {
    let trouble = job.failed.as_ref().map(|fault| locale::fault(fault, context.language).message);
    let numbers: Vec<String> = job.numbers.iter().map(ToString::to_string).collect();
    // A job of an earlier build knows only what it is called.
    let bookings = if numbers.is_empty() { vec![job.name.clone()] } else { numbers };
    json!({
        "n": n,
        "booking_numbers": bookings,
        "paper": job.paper,
        "printer": job.printer,
        "since": job.at.to_rfc3339(),
        "trouble": trouble,
    })
}

/// The job at this place of the list.
fn numbered(jobs: &[Job], n: usize) -> Result<&Job, Refusal> {
    let found = n.checked_sub(1).and_then(|at| jobs.get(at));
    found.ok_or_else(|| Refusal::NoSuchJob { value: n.to_string() })
}
