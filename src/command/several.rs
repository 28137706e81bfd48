//! Papers of several bookings: one statement, the receipt for what was handed in, the questions for the sender.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::answer::{Answer, Wrong};
use super::book::find;
use super::papers::bytes;
use super::price::date;
use super::read::taken_in;
use super::written::{goes_to_output, written};
use super::{Context, arguments};
use crate::locale::command::Misuse;
use crate::papers::{Asking, Grouped, House, Questioned};
use crate::print::{self, Joint};
use books::booking::{Booking, Number};
use books::store::Remembering;
use setting::sheet::Sheet;
use trade::notice::{self, Asked, Kinds, NothingEarlier};

/// `qishi statement` of several bookings.
pub(super) fn statement(context: &Context, asked: &arguments::Statement, json: bool) -> Result<Answer, Wrong> {
    if asked.printer.is_some() {
        return Err(Wrong::Use(Misuse::PrinterTakesOne));
    }
    let by = match asked.by.as_deref() {
        Some("case") => Grouped::Case,
        Some("batch") => Grouped::Batch,
        _ => Grouped::Payer,
    };
    paper(context, &asked.bookings, asked.output.as_deref(), json, Joint::Statement(by))
}

/// `qishi receipt`.
pub(super) fn receipt(context: &Context, asked: &arguments::Receipt, json: bool) -> Result<Answer, Wrong> {
    paper(context, &asked.bookings, asked.output.as_deref(), json, Joint::Receipt)
}

/// `qishi questions`.
pub(super) fn questions(context: &Context, asked: &arguments::Questions, json: bool) -> Result<Answer, Wrong> {
    // A file of that name is a page all the same; what is short is of whatever day.
    let any_day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let is_number = |text: &String| Number::said(text, any_day).is_ok() && !Path::new(text).exists();
    let all_numbers = asked.of.iter().all(is_number);
    if all_numbers {
        return paper(context, &asked.of, asked.output.as_deref(), json, Joint::Questions);
    }
    let [file] = asked.of.as_slice() else {
        return Err(Wrong::Use(Misuse::QuestionsOfSeveral));
    };
    let to_output = goes_to_output(asked.output.as_deref(), json)?;
    let publish = asked.publish.as_deref().map(date).transpose()?;
    let (text, _) = taken_in(Path::new(file))?;
    let calendar = &context.rules.calendar;
    let kinds = Kinds::shipped();
    let (mut store, now) = context.books_if_any()?;
    let page = match store.as_mut() {
        Some(store) => {
            let earlier = Remembering::of(store.as_mut());
            notice::read(&text, &Asked { publish, calendar, kinds, earlier: &earlier })
        }
        None => notice::read(&text, &Asked { publish, calendar, kinds, earlier: &NothingEarlier }),
    };
    let house = store.as_mut().map(|store| store.house(now.date_naive())).transpose()?.unwrap_or_default();
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let name = Path::new(file).file_name().map_or_else(|| file.clone(), |name| name.to_string_lossy().into_owned());
    let asking = Asking {
        number: format!("Y{}", now.format("%Y%m%d-%H%M")),
        sender: asked.sender.trim().to_owned(),
        source: if name == "-" { "粘贴的文字".to_owned() } else { name },
        by: context.person.clone(),
        at: now,
    };
    let sheets = print::asked(&Questioned::read(&text, &page, publish), &asking, house)?;
    let title = format!("来稿疑问单 {}", asking.number);
    let to = To { output: asked.output.as_deref(), to_output, usual: "questions.pdf".to_owned() };
    given(context, &sheets, (&title, now), to, json!({}))
}

/// A paper of these bookings, each named once.
fn paper(
    context: &Context,
    numbers: &[String],
    output: Option<&Path>,
    json: bool,
    joint: Joint,
) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    let (mut store, now) = context.existing()?;
    let mut bookings: Vec<Booking> = Vec::new();
    for number in numbers {
        let found = find(store.as_mut(), number, now.date_naive())?;
        if bookings.iter().all(|booking| booking.number != found.number) {
            bookings.push(found);
        }
    }
    let house = store.house(now.date_naive())?;
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let sheets = joint.sheets(&bookings, &context.rules.calendar, house)?;
    let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
    let to = To { output, to_output, usual: joint.file_name(&numbers) };
    let named: Vec<String> = numbers.iter().map(Number::to_string).collect();
    let titled = (joint.title(&numbers), Joint::date(&bookings));
    given(context, &sheets, (&titled.0, titled.1), to, json!({ "booking_numbers": named }))
}

/// Where a paper goes.
struct To<'a> {
    /// What was named.
    output: Option<&'a Path>,
    /// It goes to standard output.
    to_output: bool,
    /// The name of its file where none was named.
    usual: String,
}

/// The sheets as a file or on standard output, and what is said of it.
fn given(
    context: &Context,
    sheets: &[Sheet],
    (title, at): (&str, DateTime<FixedOffset>),
    to: To,
    mut json: serde_json::Value,
) -> Result<Answer, Wrong> {
    let bytes = bytes(sheets, title, Some(at))?;
    if to.to_output {
        return Ok(Answer { bytes: Some(bytes), ..Answer::default() });
    }
    let shown = written(context, to.output, &to.usual, &bytes)?;
    json["file"] = shown.clone().into();
    json["pages"] = sheets.len().into();
    json["sha256"] = trade::hex::encode(&Sha256::digest(&bytes)).into();
    Ok(Answer { json, text: shown, ..Answer::default() })
}
