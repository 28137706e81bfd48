//! Papers of several bookings: one statement, the receipt for what was handed in, the questions for the sender.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::answer::{Answer, CommandError};
use super::price::date;
use super::read::taken_in;
use super::written::{given, goes_to_output};
use super::{Context, arguments};
use crate::locale;
use crate::locale::command::Misuse;
use crate::office::{Books, Destination, HandedIn, Joint, Out, unstopped, unwatched};
use crate::papers::Grouped;
use crate::print::{Address, called};
use books::booking::Number;

/// `qishi statement` of several bookings.
pub(super) fn statement(context: &Context, args: &arguments::Statement, json: bool) -> Result<Answer, CommandError> {
    let by = match args.by.as_deref() {
        Some("case") => Grouped::Case,
        Some("batch") => Grouped::Batch,
        _ => Grouped::Payer,
    };
    let to = args.printer.as_deref().map(Address::read).transpose()?;
    paper(context, &args.bookings, (args.output.as_deref(), to), json, Joint::Statement(by))
}

pub(super) fn receipt(context: &Context, args: &arguments::Receipt, json: bool) -> Result<Answer, CommandError> {
    paper(context, &args.bookings, (args.output.as_deref(), None), json, Joint::Receipt)
}

/// Of booked notices, or of a page in a file.
pub(super) fn questions(context: &Context, args: &arguments::Questions, json: bool) -> Result<Answer, CommandError> {
    // A file of that name is a page all the same; what is short is of whatever day.
    let any_day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let is_number = |text: &String| Number::said(text, any_day).is_ok() && !Path::new(text).exists();
    let all_numbers = args.of.iter().all(is_number);
    if all_numbers {
        return paper(context, &args.of, (args.output.as_deref(), None), json, Joint::Questions);
    }
    let [file] = args.of.as_slice() else {
        return Err(CommandError::Use(Misuse::QuestionsOfSeveral));
    };
    let to_output = goes_to_output(args.output.as_deref(), json)?;
    let publish = args.publish.as_deref().map(date).transpose()?;
    let (text, _) = taken_in(Path::new(file))?;
    let (mut store, now) = context.books_if_any()?;
    let name = Path::new(file).file_name().map_or_else(|| file.clone(), |name| name.to_string_lossy().into_owned());
    let source = if name == "-" { "粘贴的文字" } else { name.as_str() };
    let page = HandedIn { text: &text, publish, sender: args.sender.trim(), source };
    let session = context.session(now);
    let paper = match &mut store {
        Some(store) => session.questions(Some(store.as_mut()), &page)?,
        None => session.questions(None, &page)?,
    };
    given(context, &paper, args.output.as_deref(), to_output, json!({}))
}

/// A paper of these bookings, written or printed.
fn paper(
    context: &Context,
    numbers: &[String],
    (output, printer): (Option<&Path>, Option<Address>),
    json: bool,
    joint: Joint,
) -> Result<Answer, CommandError> {
    let to_output = goes_to_output(output, json)?;
    let (mut store, now) = context.existing()?;
    let today = now.date_naive();
    let numbers = numbers.iter().map(|number| Number::said(number, today)).collect::<Result<Vec<Number>, _>>()?;
    let session = context.session(now);
    let joined = unstopped(session.join(&mut Books::Here(store.as_mut()), &numbers, joint, &mut unwatched)?)?;
    let named: Vec<String> = joined.numbers.iter().map(Number::to_string).collect();
    let Some(printer) = printer else {
        return given(context, &joined.file, output, to_output, json!({ "booking_numbers": named }));
    };
    let (named_to, job) =
        match session.hand(&joined.file, &called(&joined.numbers), &Destination::Printer(printer.clone()))? {
            Out::Taken(printer, job) => (printer, job),
            Out::Written(_) | Out::Unopened(..) | Out::Waits(_) => (printer.to_string(), 0),
        };
    let json = json!({
        "booking_numbers": named,
        "printer": named_to,
        "job": job,
        "pages": joined.file.pages,
        "sha256": joined.file.sha256(),
    });
    Ok(Answer { json, text: locale::job_taken(&named_to, job, context.language), ..Answer::default() })
}
