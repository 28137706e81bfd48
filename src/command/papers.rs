//! `proof`, `statement` and `specimens`: papers as PDF files.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::answer::{Answer, Wrong};
use super::book::find;
use super::price::file_fault;
use super::{Context, arguments};
use crate::booking::Booking;
use crate::measure::{Length, Size};
use crate::paint::pdf::{About, Page, write};
use crate::papers::{self, House};
use crate::sheet::{Rect, Sheet};

/// `qishi proof`.
pub(super) fn proof(context: &Context, asked: &arguments::Proof, json: bool) -> Result<Answer, Wrong> {
    let ad_only = asked.ad_only;
    let (what, title) = if ad_only { ("ad", "广告") } else { ("proof", "广告校样") };
    let draw = |booking: &Booking, house: House| {
        if ad_only { vec![papers::ad(booking)] } else { papers::proof(booking, house) }
    };
    paper(context, &asked.booking, asked.output.as_deref(), json, (what, title), draw)
}

/// `qishi statement`.
pub(super) fn statement(context: &Context, asked: &arguments::Statement, json: bool) -> Result<Answer, Wrong> {
    let names = ("statement", "广告费结算单");
    paper(context, &asked.booking, asked.output.as_deref(), json, names, papers::statement)
}

fn paper(
    context: &Context,
    number: &str,
    output: Option<&Path>,
    json: bool,
    (what, title): (&str, &str),
    draw: impl Fn(&Booking, House) -> Vec<Sheet>,
) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(output, json)?;
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), number)?;
    let house = store.house(now.date_naive())?;
    let house = House { paper: &house.paper, practice: house.practice, kinds: &context.rules.kinds };
    let sheets = draw(&booking, house);
    let title = format!("{title} {}", booking.number);
    let bytes = document(&sheets, &title, &booking)?;
    if to_output {
        return Ok(Answer { bytes: Some(bytes), ..Answer::default() });
    }
    let file = output.map_or_else(|| PathBuf::from(format!("{}-{what}.pdf", booking.number)), Path::to_path_buf);
    std::fs::write(&file, &bytes).map_err(|error| file_fault(&file, &error))?;
    let shown = file.display().to_string();
    let json = json!({
        "booking": booking.number.to_string(),
        "file": shown,
        "pages": sheets.len(),
        "sha256": crate::hex::encode(&Sha256::digest(&bytes)),
    });
    Ok(Answer { json, text: shown, ..Answer::default() })
}

/// `qishi specimens`: every style at the sizes of the card in force. It needs no books.
pub(super) fn specimens(context: &Context, asked: &arguments::Specimens, json: bool) -> Result<Answer, Wrong> {
    let to_output = goes_to_output(asked.output.as_deref(), json)?;
    let today = context.books_if_any()?.1.date_naive();
    let sizes: Vec<Size> = context.rules.cards.in_force(today).iter().flat_map(|card| card.blocks().iter().map(|block| block.size)).collect();
    let sheets = papers::specimens(&context.rules.kinds, &sizes, asked.red);
    let bytes = written(&sheets, "样式样张", None)?;
    if to_output {
        return Ok(Answer { bytes: Some(bytes), ..Answer::default() });
    }
    let file = asked.output.clone().unwrap_or_else(|| PathBuf::from("specimens.pdf"));
    std::fs::write(&file, &bytes).map_err(|error| file_fault(&file, &error))?;
    let shown = file.display().to_string();
    let digest = crate::hex::encode(&Sha256::digest(&bytes));
    let json = json!({ "file": shown, "pages": sheets.len(), "sha256": digest });
    Ok(Answer { json, text: shown, ..Answer::default() })
}

/// Whether a paper goes to standard output, where the JSON cannot go as well.
fn goes_to_output(output: Option<&Path>, json: bool) -> Result<bool, Wrong> {
    let to_output = output.is_some_and(|path| path.as_os_str() == "-");
    if to_output && json {
        return Err(Wrong::Use("-o - with --json: two documents cannot share standard output".to_owned()));
    }
    Ok(to_output)
}

/// The PDF of these sheets, dated by the booking's last entry.
fn document(sheets: &[Sheet], title: &str, booking: &Booking) -> Result<Vec<u8>, Wrong> {
    written(sheets, title, booking.history.last().map(|happened| happened.at))
}

fn written(sheets: &[Sheet], title: &str, date: Option<DateTime<FixedOffset>>) -> Result<Vec<u8>, Wrong> {
    let whole = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<Page> = sheets.iter().map(|sheet| Page { sheet, trim: Some(whole(sheet)) }).collect();
    Ok(write(&pages, &About { title, date })?)
}
