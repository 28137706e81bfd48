//! `queue`: the papers that wait for a printer; they are sent, or dropped.

use serde_json::{Value, json};

use super::answer::{Answer, CommandError};
use super::once::once;
use super::{Context, arguments};
use crate::locale;
use crate::office::{Books, Queue, Session, unwatched};
use crate::print::{Address, PrintJob};
use trade::legible::{self, Field};
use trade::refusal::Refusal;

pub(super) fn queue(context: &Context, args: &arguments::Queue) -> Result<Answer, CommandError> {
    use arguments::QueueTask::{Drop, Send};
    let (request, said) = match &args.task {
        None => return done(context, args),
        Some(Send { job, printer, request }) => (request, json!({ "send": job, "printer": printer })),
        Some(Drop { job, reason, request }) => (request, json!({ "drop": job, "reason": reason })),
    };
    once(context, request, json!({ "queue": said }), || done(context, args))
}

fn done(context: &Context, args: &arguments::Queue) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let session = context.session(now);
    let mut books = Books::Here(store.as_mut());
    let Queue { jobs, unposted } = session.queue(&mut books)?;
    if let Some(failure) = unposted {
        return Err(failure.into());
    }
    let damaged = session.waiting().damaged()?;
    let notes = if damaged.is_empty() { Vec::new() } else { vec![locale::jobs_damaged(&damaged, context.language)] };
    let answer = match &args.task {
        None => Ok(listed(&jobs, context)),
        Some(arguments::QueueTask::Send { job, printer, .. }) => {
            let chosen = match job {
                Some(n) => vec![numbered(&jobs, *n)?],
                None => jobs.iter().collect(),
            };
            send(context, &session, &mut books, &chosen, printer.as_deref())
        }
        Some(arguments::QueueTask::Drop { job, reason, .. }) => {
            let reason = reason.trim();
            if reason.is_empty() {
                return Err(Refusal::NoReason.into());
            }
            legible::check(Field::Reason, reason)?;
            legible::check(Field::Person, &context.person)?;
            let chosen = numbered(&jobs, *job)?;
            session.drop_job(chosen, Some(reason))?;
            let (json, text) = (
                json!({ "dropped": shown(*job, chosen, context) }),
                locale::job_dropped(&chosen.name, context.language),
            );
            Ok(Answer { json, text, ..Answer::default() })
        }
    };
    answer.map(|answer| Answer { notes, ..answer })
}

/// Sends these. Where one is not taken, those before it are told on standard error.
fn send(
    context: &Context,
    session: &Session,
    books: &mut Books,
    jobs: &[&PrintJob],
    printer: Option<&str>,
) -> Result<Answer, CommandError> {
    let printer = printer.map(Address::read).transpose()?;
    let (sent, ended) = session.send_each(books, jobs, printer.as_ref(), &mut unwatched);
    let (mut json, mut text) = (Vec::new(), Vec::new());
    for (job, sent) in jobs.iter().zip(sent) {
        let address = printer.as_ref().map_or_else(|| job.printer.clone(), ToString::to_string);
        text.push(locale::job_taken(&address, sent.job.unwrap_or(0), context.language));
        json.push(json!({
            "booking": job.name,
            "paper": job.paper.id(),
            "print_number": sent.copy,
            "printer": address,
            "job": sent.job,
        }));
    }
    if let Err(failure) = ended {
        text.iter().for_each(|told| super::tell(told));
        return Err(failure.into());
    }
    if text.is_empty() {
        text.push(locale::nothing_waits(context.language).to_owned());
    }
    Ok(Answer { json: json!({ "sent": json }), text: text.join("\n"), ..Answer::default() })
}

fn listed(jobs: &[PrintJob], context: &Context) -> Answer {
    let all: Vec<Value> = (1..).zip(jobs).map(|(n, job)| shown(n, job, context)).collect();
    let line = |(n, job): (usize, &PrintJob)| {
        let (paper, since) = (locale::printout(job.paper, context.language), locale::minute(job.at));
        let trouble = job.failed.as_ref().map(|fault| locale::fault(fault, context.language).message);
        format!("{n}  {}  {paper}  {}  {since}  {}", job.name, job.printer, trouble.unwrap_or_default())
    };
    let text: Vec<String> = (1..).zip(jobs).map(line).map(|line| line.trim_end().to_owned()).collect();
    let text = if text.is_empty() { locale::nothing_waits(context.language).to_owned() } else { text.join("\n") };
    Answer { json: json!({ "jobs": all }), text, ..Answer::default() }
}

/// One job, for scripts. `n` is its place in the list, from 1, the oldest first.
fn shown(n: usize, job: &PrintJob, context: &Context) -> Value {
    let trouble = job.failed.as_ref().map(|fault| locale::fault(fault, context.language).message);
    let numbers: Vec<String> = job.numbers.iter().map(ToString::to_string).collect();
    // A job of an earlier build knows only what it is called.
    let bookings = if numbers.is_empty() { vec![job.name.clone()] } else { numbers };
    json!({
        "n": n,
        "booking_numbers": bookings,
        "paper": job.paper.id(),
        "printer": job.printer,
        "since": job.at.to_rfc3339(),
        "trouble": trouble,
    })
}

/// The job at this place of the list.
fn numbered(jobs: &[PrintJob], n: usize) -> Result<&PrintJob, Refusal> {
    let found = n.checked_sub(1).and_then(|at| jobs.get(at));
    found.ok_or_else(|| Refusal::NoSuchJob { value: n.to_string() })
}
