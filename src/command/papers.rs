//! `proof`, `statement` and `specimens`: papers as PDF files, the proof as a PNG too, or on a printer.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::answer::{Answer, Wrong};
use super::book::find;
use super::written::{goes_to_output, written};
use super::{Context, arguments};
use crate::locale;
use crate::papers::{self, House};
use crate::print::{self, Address, Job, Patience, Waiting};
use books::booking::{Booking, Command, Envelope, Event, Printout, new_request};
use setting::paint::png;
use setting::sheet::Sheet;
use trade::measure::Size;
use trade::rates::RateCard;
use trade::refusal::Fault;

/// `qishi proof`.
pub(super) fn proof(context: &Context, asked: &arguments::Proof, json: bool) -> Result<Answer, Wrong> {
    if let Some(printer) = &asked.printer {
        return printed(context, &asked.booking, printer, Printout::Proof);
    }
    let ad_only = asked.ad_only;
    let (what, title) = if ad_only { ("ad", "广告") } else { ("proof", "广告校样") };
    let draw = |booking: &Booking, house: House| {
        if ad_only { vec![papers::ad(booking)] } else { papers::proof(booking, house) }
    };
    let named = asked.output.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end == "png"));
    let format = if asked.png || named { Format::Png(asked.dpi.unwrap_or(png::USUAL_DPI)) } else { Format::Pdf };
    paper(context, &asked.booking, (asked.output.as_deref(), format), json, (what, title), draw)
}

/// As what a paper is written.
#[derive(Clone, Copy)]
enum Format {
    /// All its pages.
    Pdf,
    /// Its first page, on which the ad stands, at so many pixels to the inch.
    Png(u32),
}

/// `qishi statement`: of one booking its own; of several, or where they are to be put together, one for all.
pub(super) fn statement(context: &Context, asked: &arguments::Statement, json: bool) -> Result<Answer, Wrong> {
    if let ([booking], None) = (asked.bookings.as_slice(), &asked.by) {
        if let Some(printer) = &asked.printer {
            return printed(context, booking, printer, Printout::Statement);
        }
        let names = ("statement", "广告费结算单");
        return paper(context, booking, (asked.output.as_deref(), Format::Pdf), json, names, papers::statement);
    }
    super::several::statement(context, asked, json)
}

/// Makes a print: it is posted, waits in the list of the folder, and goes to the printer.
fn printed(context: &Context, number: &str, printer: &str, paper: Printout) -> Result<Answer, Wrong> {
    let address = Address::read(printer)?;
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), number)?;
    let number = booking.number;
    let (request, person) = (new_request(), context.person.clone());
    let command = Command::Print { bookings: vec![number], paper };
    let envelope = Envelope { request: request.clone(), person: person.clone(), at: now, command };
    let entry = store.execute(&envelope)?;
    // A statement says which print it is, and so is drawn from the books as they are now.
    let booking = find(store.as_mut(), &number.to_string())?;
    let house = store.house(now.date_naive())?;
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let sheets = print::sheets(&booking, paper, Some(entry.seq), house);
    let date = print::date(&booking, Some(entry.seq));
    let pdf = bytes(&sheets, &print::title(paper, number), Some(date))?;
    let copy = entry.events.iter().find_map(|event| match event {
        Event::Printed { copy, .. } => Some(*copy),
        _ => None,
    });
    let job = Job {
        id: request,
        name: number.to_string(),
        paper,
        bookings: 1,
        printer: address.to_string(),
        person,
        at: entry.at,
        failed: None,
    };
    let waiting = Waiting::of(&context.folder);
    waiting.keep(&job, &pdf)?;
    let taken = waiting.send(&job, &address, Patience::default()).inspect_err(|_| {
        eprintln!("{}", locale::job_waits(context.language));
    })?;
    let json = json!({
        "booking": job.name,
        "paper": paper,
        "copy": copy,
        "printer": job.printer,
        "job": taken,
        "pages": sheets.len(),
        "sha256": trade::hex::encode(&Sha256::digest(&pdf)),
    });
    let text = locale::job_taken(&job.printer, taken.unwrap_or(0), context.language);
    Ok(Answer { json, text, ..Answer::default() })
}

fn paper(
    context: &Context,
    number: &str,
    (output, format): (Option<&Path>, Format),
    json: bool,
    (what, title): (&str, &str),
    draw: impl Fn(&Booking, House) -> Vec<Sheet>,
) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), number)?;
    let house = store.house(now.date_naive())?;
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let mut sheets = draw(&booking, house);
    let (bytes, end) = match format {
        Format::Pdf => (bytes(&sheets, &format!("{title} {}", booking.number), Some(booking.changed_at()))?, "pdf"),
        Format::Png(dpi) => {
            sheets.truncate(1);
            (sheets.first().map_or_else(|| Ok(Vec::new()), |sheet| png::write(sheet, dpi))?, "png")
        }
    };
    if to_output {
        return Ok(Answer { bytes: Some(bytes), ..Answer::default() });
    }
    let shown = written(context, output, format!("{}-{what}.{end}", booking.number), &bytes)?;
    let json = json!({
        "booking": booking.number.to_string(),
        "file": shown,
        "pages": sheets.len(),
        "sha256": trade::hex::encode(&Sha256::digest(&bytes)),
    });
    Ok(Answer { json, text: shown, ..Answer::default() })
}

/// `qishi specimens`: every style at the sizes of the card in force. It needs no books.
pub(super) fn specimens(context: &Context, asked: &arguments::Specimens, json: bool) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(asked.output.as_deref(), json)?;
    let today = context.books_if_any()?.1.date_naive();
    let sizes: Vec<Size> = context.rules.cards.in_force(today).map(|card| card.listed()).unwrap_or_default();
    let sheets = papers::specimens(&context.rules.kinds, &sizes, asked.red);
    let bytes = bytes(&sheets, "样式样张", None)?;
    if to_output {
        return Ok(Answer { bytes: Some(bytes), ..Answer::default() });
    }
    let shown = written(context, asked.output.as_deref(), "specimens.pdf", &bytes)?;
    let digest = trade::hex::encode(&Sha256::digest(&bytes));
    let json = json!({ "file": shown, "pages": sheets.len(), "sha256": digest });
    Ok(Answer { json, text: shown, ..Answer::default() })
}

/// `qishi rates poster`: the card in force on a day. It needs no books.
pub(super) fn poster(context: &Context, card: &RateCard, output: Option<&Path>, json: bool) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    let (store, now) = context.books_if_any()?;
    let house = store.map(|mut store| store.house(now.date_naive())).transpose()?.unwrap_or_default();
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let sheets = papers::rate_card(card, house);
    let bytes = bytes(&sheets, &card.name, None)?;
    if to_output {
        return Ok(Answer { bytes: Some(bytes), ..Answer::default() });
    }
    let shown = written(context, output, papers::rate_card_file(card), &bytes)?;
    let digest = trade::hex::encode(&Sha256::digest(&bytes));
    let json = json!({
        "card": card.id,
        "version": card.version,
        "file": shown,
        "pages": sheets.len(),
        "sha256": digest,
    });
    Ok(Answer { json, text: shown, ..Answer::default() })
}

/// The PDF of these sheets.
pub(super) fn bytes(sheets: &[Sheet], title: &str, date: Option<DateTime<FixedOffset>>) -> Result<Vec<u8>, Fault> {
    let whole = print::file(sheets, title, date, &mut |_| ControlFlow::Continue(()))?;
    Ok(whole.unwrap_or_default())
}
