//! `proof`, `statement` and `specimens`: papers as PDF files, the proof as a PNG too, or on a printer.

use std::path::Path;

use serde_json::json;

use super::answer::{Answer, Wrong};
use super::written::{given, goes_to_output};
use super::{Context, arguments};
use crate::locale;
use crate::office::{Books, Format, Out, To, What, unstopped, unwatched};
use crate::print::Address;
use books::booking::{Left, Number, Printout};
use books::files::may_write;
use setting::paint::png;
use trade::measure::Size;
use trade::rates::RateCard;

/// `qishi proof`.
pub(super) fn proof(context: &Context, asked: &arguments::Proof, json: bool) -> Result<Answer, Wrong> {
    if let Some(printer) = &asked.printer {
        return printed(context, &asked.booking, printer, Printout::Proof);
    }
    let what = if asked.ad_only { What::Ad } else { What::Paper(Printout::Proof) };
    let named = asked.output.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end == "png"));
    let format = match () {
        () if asked.png || named => Format::Png(asked.dpi.unwrap_or(png::USUAL_DPI)),
        () if asked.ad_only => Format::Press,
        () => Format::Pdf,
    };
    let left = Some(if matches!(format, Format::Png(_)) { Left::Pictured } else { Left::Written });
    paper(context, &asked.booking, asked.output.as_deref(), json, (what, format, left))
}

/// `qishi statement`: of one booking its own; of several, or where they are to be put together, one for all.
pub(super) fn statement(context: &Context, asked: &arguments::Statement, json: bool) -> Result<Answer, Wrong> {
    if let ([booking], None) = (asked.bookings.as_slice(), &asked.by) {
        if let Some(printer) = &asked.printer {
            return printed(context, booking, printer, Printout::Statement);
        }
        let what = (What::Paper(Printout::Statement), Format::Pdf, None);
        return paper(context, booking, asked.output.as_deref(), json, what);
    }
    super::several::statement(context, asked, json)
}

/// Makes a print: it waits in the list of the folder, goes to the printer, and is posted once that took it.
fn printed(context: &Context, number: &str, printer: &str, paper: Printout) -> Result<Answer, Wrong> {
    let to = To::Printer(Address::read(printer)?);
    let (mut store, now) = context.existing()?;
    let number = Number::said(number, now.date_naive())?;
    let mut books = Books::Here(store.as_mut());
    let print = unstopped(context.session(now).print(&mut books, &[number], paper, &to, &mut unwatched)?)?;
    let (printer, job) = match print.printed.out {
        Out::Taken(printer, job) => (printer, job),
        Out::Waits(fault) => {
            super::tell(locale::job_waits(context.language));
            return Err(fault.into());
        }
        Out::Written(path) | Out::Unopened(path, _) => (path.display().to_string(), 0),
    };
    let json = json!({
        "booking": print.name,
        "paper": paper,
        "print_number": print.printed.copy,
        "printer": printer,
        "job": (job > 0).then_some(job),
        "pages": print.file.pages,
        "sha256": print.file.sha256(),
    });
    let text = locale::job_taken(&printer, job, context.language);
    Ok(Answer { json, text, ..Answer::default() })
}

fn paper(
    context: &Context,
    number: &str,
    output: Option<&Path>,
    json: bool,
    (what, format, left): (What, Format, Option<Left>),
) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    // Before anything is posted.
    if let Some(output) = output.filter(|_| !to_output) {
        may_write(output, &context.folder)?;
    }
    let (mut store, now) = context.existing()?;
    let number = Number::said(number, now.date_naive())?;
    let made = context.session(now).paper(&mut Books::Here(store.as_mut()), number, (what, format), left)?;
    if let Some(fault) = &made.unfrozen {
        super::tell(&locale::not_frozen(fault, context.language));
    }
    given(context, &made.file, output, to_output, json!({ "booking": number.to_string() }))
}

/// `qishi specimens`: every style at the sizes of the card in force. It needs no books.
pub(super) fn specimens(context: &Context, asked: &arguments::Specimens, json: bool) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(asked.output.as_deref(), json)?;
    let now = context.books_if_any()?.1;
    let card = context.rules.cards.in_force(now.date_naive());
    let sizes: Vec<Size> = card.map(|card| card.listed()).unwrap_or_default();
    let file = context.session(now).specimens(&sizes, asked.red)?;
    given(context, &file, asked.output.as_deref(), to_output, json!({}))
}

/// `qishi rates poster`: the card in force on a day. It needs no books.
pub(super) fn poster(context: &Context, card: &RateCard, output: Option<&Path>, json: bool) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    let (store, now) = context.books_if_any()?;
    let house = store.map(|mut store| store.folder_state(now.date_naive())).transpose()?.unwrap_or_default();
    let file = context.session(now).poster(&house, card)?;
    given(context, &file, output, to_output, json!({ "card": card.id, "version": card.version }))
}
