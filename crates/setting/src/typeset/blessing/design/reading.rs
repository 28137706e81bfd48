//! Reading the `[blessing]` of a style's file.

use qishi_faces::Face;

use super::super::ornaments;
use super::{AdFrame, Design, Form, Join, Layout, OrnamentPlace, Photo, Seal, Shape, quarter};
use crate::typeset::faces;
use crate::typeset::style::{face, need_choice};
use trade::rulefile::{Noun, Table, Wrong};

const FRAMES: [(&str, AdFrame); 4] =
    [("single", AdFrame::Single), ("double", AdFrame::Double), ("round", AdFrame::Round), ("vine", AdFrame::Vine)];

const JOINS: [(&str, Join); 4] =
    [("space", Join::Space), ("heart", Join::Heart), ("happiness", Join::Happiness), ("ampersand", Join::Ampersand)];

const FORMS: [(&str, Form); 11] = [
    ("rows", Form::Rows),
    ("flanked", Form::Flanked),
    ("beside", Form::Beside),
    ("columns", Form::Columns),
    ("couplets", Form::Couplets),
    ("letter", Form::Letter),
    ("hand", Form::Hand),
    ("numeral", Form::Numeral),
    ("moon", Form::Moon),
    ("hills", Form::Hills),
    ("roll", Form::Roll),
];

const SHAPES: [(&str, Shape); 5] = [
    ("strip", Shape::Strip),
    ("small", Shape::Small),
    ("tall", Shape::Tall),
    ("wide", Shape::Wide),
    ("large", Shape::Large),
];

const PHOTOS: [(&str, Photo); 6] = [
    ("half", Photo::Half),
    ("head", Photo::Head),
    ("arch", Photo::Arch),
    ("oval", Photo::Oval),
    ("circle", Photo::Circle),
    ("plate", Photo::Plate),
];

const PLACES: [(&str, OrnamentPlace); 7] = [
    ("left", OrnamentPlace::Left),
    ("head", OrnamentPlace::Head),
    ("right", OrnamentPlace::Right),
    ("top", OrnamentPlace::Top),
    ("ends", OrnamentPlace::Ends),
    ("corner", OrnamentPlace::Corner),
    ("behind", OrnamentPlace::Behind),
];

const SEALS: [(&str, Seal); 3] = [("bare", Seal::Bare), ("disc", Seal::Disc), ("diamond", Seal::Diamond)];

/// How much of an ad an ornament has, in hundredths.
const SHARES: std::ops::RangeInclusive<i64> = 5..=80;

impl Design {
    /// Reads a design: every face, ornament and character is there, and there is a layout.
    pub(in crate::typeset) fn read(row: &Table) -> Option<Design> {
        let names = face(row, "names").unwrap_or(Face::SongBlack);
        let greeting = face(row, "greeting").unwrap_or(Face::SongBlack);
        let text = face(row, "text").unwrap_or(Face::KaiBold);
        let frame = row.choice("frame", &FRAMES).map_or(AdFrame::default(), |at| at.value);
        let join = row.choice("join", &JOINS).map_or(Join::default(), |at| at.value);
        let retired = row.flag("retired").unwrap_or(false);
        if !row.has("layout") {
            row.missing("layout", "[[blessing.layout]]\nform = \"rows\"");
        }
        let layouts: Vec<Option<Layout>> = row.tables("layout").iter().map(layout).collect();
        row.close();
        let layout = layouts.into_iter().collect::<Option<Vec<Layout>>>()?;
        Some(Design { names, greeting, text, frame, join, retired, layout })
    }
}

/// One `[[blessing.layout]]`; none where a key that it needs is wrong or missing.
fn layout(row: &Table) -> Option<Layout> {
    let form = need_choice(row, "form", "form = \"rows\"", &FORMS);
    let mut at = Vec::new();
    for word in row.words("at").unwrap_or_default() {
        match SHAPES.iter().find(|(name, _)| *name == word.value) {
            Some((_, shape)) => at.push(*shape),
            None => row.unknown(&word, "at", Noun::Word, SHAPES.iter().map(|(name, _)| *name)),
        }
    }
    let photo = row.choice("photo", &PHOTOS).map(|at| at.value);
    let ornament = ornament(row);
    let glyph = row.character("glyph");
    if let Some(glyph) = &glyph
        && faces::find(Face::SongBlack, glyph.value).is_none()
    {
        row.wrong_at(&glyph.span, "glyph", Wrong::NotInFace { value: glyph.value });
    }
    if form.as_ref().is_some_and(|form| form.value == Form::Flanked) && !row.has("glyph") {
        row.missing("glyph", "glyph = \"囍\"");
    }
    if row.has("ornament") && row.has("glyph") {
        row.wrong("glyph", Wrong::OneOf { keys: &["ornament = \"cake\"", "glyph = \"福\""] });
    }
    let seal = row.choice("seal", &SEALS).map_or(Seal::default(), |at| at.value);
    if row.has("seal") && !row.has("glyph") {
        row.wrong("seal", Wrong::OnlyWith { with: "glyph" });
    }
    let place = row.choice("place", &PLACES).map_or(OrnamentPlace::default(), |at| at.value);
    let share = row.number("share", SHARES).map_or(quarter(), |at| at.value);
    row.close();
    Some(Layout { form: form?.value, at, photo, ornament, glyph: glyph.map(|at| at.value), seal, place, share })
}

fn ornament(row: &Table) -> Option<String> {
    let word = row.word("ornament")?;
    if ornaments::find(&word.value).is_none() {
        row.unknown(&word, "ornament", Noun::Ornament, ornaments::names());
        return None;
    }
    Some(word.value)
}
