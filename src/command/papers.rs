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
use crate::papers::{self, House, Print};
use crate::print::{self, Address, Job, Waiting};
use books::booking::{Booking, Envelope, Left, Printout, new_request};
use books::files::may_write;
use books::store::Store;
use setting::paint::{pdf, png};
use setting::press::held;
use setting::sheet::Sheet;
use trade::measure::Size;
use trade::rates::RateCard;
use trade::refusal::{Failure, Fault};

/// `qishi proof`.
pub(super) fn proof(context: &Context, asked: &arguments::Proof, json: bool) -> Result<Answer, Wrong> {
    if let Some(printer) = &asked.printer {
        return printed(context, &asked.booking, printer, Printout::Proof);
    }
    let ad_only = asked.ad_only;
    let (what, title) = if ad_only { ("ad", "广告") } else { ("proof", "广告校样") };
    let draw = |booking: &Booking, house: House| {
        if ad_only { Ok(vec![papers::ad(booking)?]) } else { papers::proof(booking, house) }
    };
    let named = asked.output.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end == "png"));
    let format = match () {
        () if asked.png || named => Format::Png(asked.dpi.unwrap_or(png::USUAL_DPI)),
        () if ad_only => Format::Press,
        () => Format::Pdf,
    };
    let left = Some(if matches!(format, Format::Png(_)) { Left::Pictured } else { Left::Written });
    paper(context, &asked.booking, (asked.output.as_deref(), format), json, (what, title, left), draw)
}

/// As what a paper is written.
#[derive(Clone, Copy)]
enum Format {
    /// All its pages.
    Pdf,
    /// The ad alone as its press takes it.
    Press,
    /// Its first page, on which the ad stands, at so many pixels to the inch.
    Png(u32),
}

/// `qishi statement`: of one booking its own; of several, or where they are to be put together, one for all.
pub(super) fn statement(context: &Context, asked: &arguments::Statement, json: bool) -> Result<Answer, Wrong> {
    if let ([booking], None) = (asked.bookings.as_slice(), &asked.by) {
        if let Some(printer) = &asked.printer {
            return printed(context, booking, printer, Printout::Statement);
        }
        let names = ("statement", "广告费结算单", None);
        let draw = |booking: &Booking, house: House| Ok(papers::statement(booking, house));
        return paper(context, booking, (asked.output.as_deref(), Format::Pdf), json, names, draw);
    }
    super::several::statement(context, asked, json)
}

/// Makes a print: it waits in the list of the folder, goes to the printer, and is posted once that took it.
fn printed(context: &Context, number: &str, printer: &str, paper: Printout) -> Result<Answer, Wrong> {
    let address = Address::read(printer)?;
    let (mut store, now) = context.existing()?;
    let waiting = Waiting::of(&context.folder);
    // What was sent before a crash is posted first: this print counts after it.
    waiting.settle(now, &mut |envelope| store.execute(envelope))?;
    let mut booking = find(store.as_mut(), number, now.date_naive())?;
    if paper == Printout::Proof {
        booking = frozen(context, store.as_mut(), &booking, Left::Printed, now)?;
    }
    let number = booking.number;
    let house = store.house(now.date_naive())?;
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let print = Print { at: now, by: context.person.clone() };
    let sheets = print::sheets(&booking, paper, Some(&print), house)?;
    let pdf = bytes(&sheets, &print::title(paper, number), Some(print::date(&booking, Some(&print))))?;
    let job = Job::new(std::slice::from_ref(&booking), paper, Some(&address), &print);
    waiting.keep(&job, &pdf)?;
    let sent = super::queue::sent(store.as_mut(), &waiting, &job, &address, now).inspect_err(|_| {
        super::tell(locale::job_waits(context.language));
    })?;
    let json = json!({
        "booking": job.name,
        "paper": paper,
        "print_number": sent.copy,
        "printer": job.printer,
        "job": sent.job,
        "pages": sheets.len(),
        "sha256": trade::hex::encode(&Sha256::digest(&pdf)),
    });
    let text = locale::job_taken(&job.printer, sent.job.unwrap_or(0), context.language);
    Ok(Answer { json, text, ..Answer::default() })
}

/// The booking with its proof frozen, as it is about to leave.
fn frozen(
    context: &Context,
    store: &mut dyn Store,
    booking: &Booking,
    how: Left,
    at: DateTime<FixedOffset>,
) -> Result<Booking, Wrong> {
    let command = print::leaving(std::slice::from_ref(booking), how)?;
    store.execute(&Envelope { request: new_request(), person: context.person.clone(), at, command })?;
    find(store, &booking.number.to_string(), at.date_naive())
}

fn paper(
    context: &Context,
    number: &str,
    (output, format): (Option<&Path>, Format),
    json: bool,
    (what, title, left): (&str, &str, Option<Left>),
    draw: impl Fn(&Booking, House) -> Result<Vec<Sheet>, Fault>,
) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    // Before anything is posted.
    if let Some(output) = output.filter(|_| !to_output) {
        may_write(output, &context.folder)?;
    }
    let (mut store, now) = context.existing()?;
    let mut booking = find(store.as_mut(), number, now.date_naive())?;
    if let Some(how) = left {
        match frozen(context, store.as_mut(), &booking, how, now) {
            Ok(now) => booking = now,
            // The paper is given all the same: what it shows is in the books, only that it left cannot be posted there.
            Err(Wrong::Failure(Failure::Fault(fault @ (Fault::ReadOnly { .. } | Fault::Full)))) => {
                super::tell(&locale::not_frozen(&fault, context.language));
            }
            Err(wrong) => return Err(wrong),
        }
    }
    let house = store.house(now.date_naive())?;
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let mut sheets = draw(&booking, house)?;
    let (bytes, end) = match format {
        Format::Press => {
            let (title, date) = (format!("{title} {}", booking.number), booking.changed_at());
            sheets.iter().try_for_each(|sheet| held(sheet, &house.paper.press))?;
            let write = |sheet: &Sheet| pdf::write_for_press(sheet, &title, date, &house.paper.press);
            (sheets.first().map_or_else(|| Ok(Vec::new()), write)?, "pdf")
        }
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
