//! `proof`, `statement` and `specimens`: papers as PDF files, the proof as a PNG too, or on a printer.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::answer::{Answer, CommandError};
use super::book::find;
use super::written::{given, goes_to_output};
use super::{Context, arguments};
use crate::locale;
use crate::office::{Books, Destination, Out, PaperFormat, PrintRequest, ProofOrAd, unstopped, unwatched};
use crate::print::Address;
use books::booking::{Booking, BookingEvent, Entry, Event, Number, Printout, ProofDelivery};
use books::files::may_write;
use setting::paint::png;
use trade::measure::Size;
use trade::rates::RateCard;
use trade::refusal::{Failure, Refusal};
use trade::settings::Language;

pub(super) fn proof(context: &Context, args: &arguments::Proof, json: bool) -> Result<Answer, CommandError> {
    if let Some(place) = args.version {
        let (mut store, now) = context.existing()?;
        let booking = find(store.as_mut(), &args.booking, now.date_naive())?;
        booking.in_version(place)?;
        if place < booking.version() {
            return old_version(context, args, place, json);
        }
    }
    if let Some(printer) = &args.printer {
        return printed(context, (&args.request.id()?, &args.booking), printer, Printout::Proof);
    }
    let what = if args.ad_only { ProofOrAd::Ad } else { ProofOrAd::Paper(Printout::Proof) };
    let named = args.output.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end == "png"));
    let format = match () {
        () if args.png || named => PaperFormat::Png(args.dpi.unwrap_or(png::USUAL_DPI)),
        () if args.ad_only => PaperFormat::Press,
        () => PaperFormat::Pdf,
    };
    let left =
        Some(if matches!(format, PaperFormat::Png(_)) { ProofDelivery::Pictured } else { ProofDelivery::Written });
    paper(context, &args.booking, args.output.as_deref(), json, (what, format, left))
}

/// The proof of a version that stands no more. It is frozen already where it left, and is no print of the proof.
fn old_version(context: &Context, args: &arguments::Proof, place: u32, json: bool) -> Result<Answer, CommandError> {
    let named = args.output.as_ref().is_some_and(|path| path.extension().is_some_and(|end| end == "png"));
    let png = args.png || named;
    let format = if png { PaperFormat::Png(args.dpi.unwrap_or(png::USUAL_DPI)) } else { PaperFormat::Pdf };
    let Some(printer) = &args.printer else {
        return paper(context, &args.booking, args.output.as_deref(), json, (ProofOrAd::Version(place), format, None));
    };
    let to = Address::read(printer)?;
    let (mut store, now) = context.existing()?;
    let number = Number::said(&args.booking, now.date_naive())?;
    let session = context.session(now);
    let file = session.paper(&mut Books::Here(store.as_mut()), number, (ProofOrAd::Version(place), format), None)?.file;
    let (printer, job) = match session.hand(&file, &number.to_string(), &Destination::Printer(to.clone()))? {
        Out::Taken(printer, job) => (printer, job),
        Out::Written(_) | Out::Unopened(..) | Out::Waits(_) => (to.to_string(), 0),
    };
    let json = json!({
        "booking": number.to_string(),
        "paper": Printout::Proof.id(),
        "print_number": null,
        "printer": printer,
        "job": (job > 0).then_some(job),
        "pages": file.pages,
        "sha256": file.sha256(),
    });
    Ok(Answer { json, text: locale::job_taken(&printer, job, context.language), ..Answer::default() })
}

/// `qishi statement`: of one booking its own; of several, or where they are to be put together, one for all.
pub(super) fn statement(context: &Context, args: &arguments::Statement, json: bool) -> Result<Answer, CommandError> {
    if let ([booking], None) = (args.bookings.as_slice(), &args.by) {
        if let Some(printer) = &args.printer {
            return printed(context, (&args.request.id()?, booking), printer, Printout::Statement);
        }
        let what = (ProofOrAd::Paper(Printout::Statement), PaperFormat::Pdf, None);
        return paper(context, booking, args.output.as_deref(), json, what);
    }
    super::several::statement(context, args, json)
}

/// `qishi slip`: of the refund that is named, or of the last.
pub(super) fn slip(context: &Context, args: &arguments::Slip, json: bool) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), &args.booking, now.date_naive())?;
    let last = booking.refunds_made().last().map_or(1, |made| made.place);
    let place = booking.refund_made(args.number.unwrap_or(last))?.place;
    let number = booking.number.to_string();
    drop(store);
    let mut answer = match &args.printer {
        Some(printer) => printed(context, (&args.request.id()?, &number), printer, Printout::Refund(place))?,
        None => {
            let what = (ProofOrAd::Paper(Printout::Refund(place)), PaperFormat::Pdf, None);
            paper(context, &number, args.output.as_deref(), json, what)?
        }
    };
    if answer.bytes.is_none() {
        answer.json["refund_number"] = place.into();
    }
    Ok(answer)
}

/// Whether the slip of a refund can go where it is to go, asked before anything is posted.
///
/// # Errors
/// An address or a file that is none; a file of the books.
pub(super) fn may_go(context: &Context, to: &arguments::SlipTo) -> Result<(), CommandError> {
    to.printer.as_deref().map(Address::read).transpose()?;
    if let Some(path) = &to.slip {
        goes_to_output(Some(path.as_path()), true)?;
        may_write(path, &context.folder)?;
    }
    Ok(())
}

/// The slip of the refund that an act on a booking made under the request `act`, where one was made and asked for. What no printer takes waits in the list and
/// is said: the money has gone back all the same.
pub(super) fn slip_of(
    context: &Context,
    booking: &Booking,
    (act, entry): (&str, u64),
    to: &arguments::SlipTo,
    notes: &mut Vec<String>,
) -> Result<Option<Value>, CommandError> {
    let made = booking.refunds_made().find(|made| made.happened.seq == entry).map(|made| made.place);
    let Some(place) = made else { return Ok(None) };
    let number = booking.number.to_string();
    let made = match (&to.slip, &to.printer) {
        (Some(path), _) => {
            let what = (ProofOrAd::Paper(Printout::Refund(place)), PaperFormat::Pdf, None);
            paper(context, &number, Some(path.as_path()), true, what)
        }
        (None, Some(printer)) => {
            // The act is done once under its request, and so is its slip.
            let request = format!("slip-{}", hex::encode(Sha256::digest(act)));
            printed(context, (&request, &number), printer, Printout::Refund(place))
        }
        (None, None) => return Ok(None),
    };
    match made {
        Ok(mut answer) => {
            answer.json["refund_number"] = place.into();
            notes.push(answer.text);
            Ok(Some(answer.json))
        }
        Err(CommandError::Failure(Failure::Fault(fault))) => {
            notes.push(locale::fault(&fault, context.language).line(context.language));
            Ok(None)
        }
        Err(wrong) => Err(wrong),
    }
}

/// Makes a print under a request: it waits in the list of the folder, goes to the printer, and is posted once that took it. What was posted
/// under the same request is not printed again.
fn printed(
    context: &Context,
    (request, number): (&str, &str),
    printer: &str,
    paper: Printout,
) -> Result<Answer, CommandError> {
    let to = Destination::Printer(Address::read(printer)?);
    let (mut store, now) = context.existing()?;
    let number = Number::said(number, now.date_naive())?;
    let session = context.session(now);
    let mut books = Books::Here(store.as_mut());
    session.post_taken(&mut books)?;
    let id = request.to_owned();
    if let Some(entry) = books.ask(move |store| store.answered(&id))?? {
        return printed_already(&entry, number, paper, context.language)
            .ok_or_else(|| Refusal::RequestReused { request: request.to_owned() }.into());
    }
    let prints = PrintRequest { request, numbers: &[number], paper, to: &to };
    let print = unstopped(session.print(&mut books, &prints, &mut unwatched)?)?;
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
        "paper": paper.id(),
        "print_number": print.printed.copy,
        "printer": printer,
        "job": (job > 0).then_some(job),
        "pages": print.file.pages,
        "sha256": print.file.sha256(),
    });
    let text = locale::job_taken(&printer, job, context.language);
    Ok(Answer { json, text, ..Answer::default() })
}

/// The answer of a print that was posted before; none where the entry is of something else. Which printer took it the journal does not say.
fn printed_already(entry: &Entry, number: Number, paper: Printout, language: Language) -> Option<Answer> {
    let copy = entry.events.iter().find_map(|event| match event {
        Event::Booking(of, BookingEvent::Printed { paper: posted, copy, .. }) if (*of, *posted) == (number, paper) => {
            Some(*copy)
        }
        _ => None,
    })?;
    let json = json!({
        "booking": number.to_string(),
        "paper": paper.id(),
        "print_number": copy,
        "printer": null,
        "job": null,
        "pages": null,
        "sha256": null,
    });
    let text = locale::printed_before(&number.to_string(), entry.at, language);
    Some(Answer { json, text, ..Answer::default() })
}

fn paper(
    context: &Context,
    number: &str,
    output: Option<&Path>,
    json: bool,
    (what, format, left): (ProofOrAd, PaperFormat, Option<ProofDelivery>),
) -> Result<Answer, CommandError> {
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
pub(super) fn specimens(context: &Context, args: &arguments::Specimens, json: bool) -> Result<Answer, CommandError> {
    let to_output = goes_to_output(args.output.as_deref(), json)?;
    let now = context.books_if_any()?.1;
    let card = context.rules.cards.in_force(now.date_naive());
    let sizes: Vec<Size> = card.map(|card| card.listed()).unwrap_or_default();
    let file = context.session(now).specimens(&sizes, args.red)?;
    given(context, &file, args.output.as_deref(), to_output, json!({}))
}

/// `qishi rates poster`: the card in force on a day. It needs no books.
pub(super) fn poster(
    context: &Context,
    card: &RateCard,
    output: Option<&Path>,
    json: bool,
) -> Result<Answer, CommandError> {
    let to_output = goes_to_output(output, json)?;
    let (store, now) = context.books_if_any()?;
    let house = store.map(|mut store| store.folder_state(now.date_naive())).transpose()?.unwrap_or_default();
    let file = context.session(now).poster(&house, card)?;
    given(context, &file, output, to_output, json!({ "card": card.id, "version": card.version }))
}
