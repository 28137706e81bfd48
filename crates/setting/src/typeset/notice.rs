//! A notice in its style: rules around or across, its title plain, underlined or reversed, its body in Song at 小五 or 六号.

use super::bound::Bounded;
use super::breaks::BreakMode;
use super::column::{self, Column, Rest};
use super::style::{Style, need_choice};
use super::{Departure, Fit, Job, Measured, Setter, faces, frame, rows};
use crate::sheet::{Ink, Mark, Rect, Sheet};
use trade::measure::{Length, TypeSize};
use trade::rulefile::{At, Table, Wrong};

/// The thinnest rule that newsprint holds: 0.25 pt.
const THINNEST: i64 = 89;

/// The farthest from the edge that text begins, in micrometres: the smallest ad has room left.
const DEEPEST: i64 = 8_000;

/// The rules and the title of a style; lengths in micrometres.
#[derive(Debug, Clone)]
pub(super) struct Dress {
    /// From the edge to the text: at the sides, at top and foot.
    inset: [i64; 2],
    /// Rules around the ad: how far from its edge, how thick.
    around: Vec<[i64; 2]>,
    /// Rules across the ad, the same at its top and mirrored at its foot.
    across: Vec<[i64; 2]>,
    /// How the title stands.
    title: TitleStyle,
    /// It is no longer offered; what was booked in it is set in its category's own style.
    retired: bool,
}

/// How a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TitleStyle {
    /// In black, with nothing around it.
    Plain,
    /// In black, with a rule below it over the whole width.
    Underlined,
    /// White in a bar over the whole width.
    Reversed,
}

const TITLES: [(&str, TitleStyle); 3] =
    [("plain", TitleStyle::Plain), ("underlined", TitleStyle::Underlined), ("reversed", TitleStyle::Reversed)];

/// Rules, each so far from the edge and so thick, none of which reaches as far as the text.
fn rules(row: &Table, key: &'static str, inset: i64) -> Vec<[i64; 2]> {
    let mut rules = Vec::new();
    for At { value: [from, thick], span } in row.pairs(key).unwrap_or_default() {
        let out_of = |value: i64, least: i64| {
            let (value, least, most) = (value.to_string(), least.to_string(), DEEPEST.to_string());
            row.wrong_at(&span, key, Wrong::OutOf { value, least, most });
        };
        if !(0..=DEEPEST).contains(&from) {
            out_of(from, 0);
        } else if !(THINNEST..=DEEPEST).contains(&thick) {
            out_of(thick, THINNEST);
        } else if from + thick > inset {
            row.wrong_at(&span, key, Wrong::RuleInText { ends: from + thick, inset });
        } else {
            rules.push([from, thick]);
        }
    }
    rules
}

impl Dress {
    /// Reads the `[notice]` of a style: no rule is thinner than newsprint holds, none lies in the text.
    pub(super) fn read(row: &Table) -> Option<Dress> {
        if !row.has("inset") {
            row.missing("inset", "inset = [2000, 2000]");
        }
        let inset = row.pair("inset");
        if let Some(At { value, span }) = &inset
            && let Some(wrong) = value.iter().find(|side| !(0..=DEEPEST).contains(*side))
        {
            let (value, least, most) = (wrong.to_string(), "0".to_owned(), DEEPEST.to_string());
            row.wrong_at(span, "inset", Wrong::OutOf { value, least, most });
        }
        let [side, top] = inset.as_ref().map_or([DEEPEST; 2], |at| at.value);
        let around = rules(row, "around", side.min(top));
        let across = rules(row, "across", top);
        let title = need_choice(row, "title", "title = \"plain\"", &TITLES);
        let retired = row.flag("retired").unwrap_or(false);
        row.close();
        Some(Dress { inset: inset?.value, around, across, title: title?.value, retired })
    }

    /// Whether it is no longer offered.
    pub(super) const fn is_retired(&self) -> bool {
        self.retired
    }

    /// The text's place in an ad.
    fn inside(&self, sheet: (Length, Length)) -> Rect {
        let [side, top] = self.inset.map(Length::um);
        Rect::new(side, top, sheet.0 - side * 2, sheet.1 - top * 2)
    }

    fn rules(&self, sheet: &mut Sheet, ink: Ink) {
        for [from, thick] in self.around.iter().map(|rule| rule.map(Length::um)) {
            frame::outline(sheet, from, thick, ink);
        }
        for [from, thick] in self.across.iter().map(|rule| rule.map(Length::um)) {
            for y in [from, sheet.height - from - thick] {
                sheet.marks.push(Mark::Rule { place: Rect::new(Length::ZERO, y, sheet.width, thick), ink });
            }
        }
    }
}

/// Sets a notice in its style, with title, rules and body.
pub(super) fn set(setter: &Setter, job: &Job, style: &Style) -> Fit {
    let mut sheet = Sheet::new(job.size.width, job.size.height);
    let column = compose(setter, job, style);
    let ink = if style.is_red(job.look) { Ink::Red } else { Ink::Black };
    let mut title = column::TitlePaint::default();
    if let Some(dress) = &style.notice {
        dress.rules(&mut sheet, ink);
        let inside = dress.inside((sheet.width, sheet.height));
        // What is too small to be reversed stands above a rule.
        let small = column.title_size().is_some_and(|size| size < REVERSED);
        let manner = if small && dress.title == TitleStyle::Reversed { TitleStyle::Underlined } else { dress.title };
        match (manner, column.title()) {
            (TitleStyle::Underlined, Some((_, foot))) => {
                let rule = Rect::new(inside.x, foot - UNDER, inside.width, UNDER);
                sheet.marks.push(Mark::Rule { place: rule, ink });
            }
            (TitleStyle::Reversed, Some((head, foot))) => {
                // The bar goes up to the edge; its words stand in its middle.
                sheet.marks.push(Mark::Rule { place: Rect::new(Length::ZERO, Length::ZERO, sheet.width, foot), ink });
                title = column::TitlePaint { ink: Ink::Paper, down: -head.part(1, 2) };
            }
            _ => {}
        }
    }
    let departure = column.title_words().and_then(|words| {
        let set = faces::whole(style.title_face, &words);
        Departure::face(false, &words, style.title_face, set)
    });
    let fit = column.fit(column.measured(job.size, &style.id, job.picture.is_none()), sheet, None, title);
    Fit { departures: departure.into_iter().collect(), ..fit }
}

/// The smallest type that newsprint holds reversed out of a ground: ink spreads into it from all sides.
const REVERSED: TypeSize = TypeSize::tenths(100);
/// The rule under a title.
const UNDER: Length = Length::um(150);

/// As [`set`], without drawing.
pub(super) fn measure(setter: &Setter, job: &Job, style: &Style) -> Measured {
    compose(setter, job, style).measured(job.size, &style.id, job.picture.is_none())
}

fn compose(setter: &Setter, job: &Job, style: &Style) -> Column {
    let copy = Bounded::new(job.copy, job.size, style.floor());
    let blocks = setter.blocks(job, style, copy.copy);
    let sheet = (job.size.width, job.size.height);
    let place =
        style.notice.as_ref().map_or(Rect::new(Length::ZERO, Length::ZERO, sheet.0, sheet.1), |d| d.inside(sheet));
    let (along, across) = (style.setting().along(place), style.setting().across(place));
    // As evenly as may be, then in fewer lines, before the type is made smaller.
    let could_fit = |step: &&_| rows::least_height(&blocks, style.lines, **step, along) <= across;
    let tries = style
        .steps
        .iter()
        .filter(could_fit)
        .flat_map(|step| [(*step, BreakMode::Justified), (*step, BreakMode::Tight)]);
    let mut sets = tries.map(|(step, lines)| (step, rows::rows(&blocks, style.lines, step, along, lines)));
    let set = sets
        .find(|(_, rows)| column::height(rows) <= across)
        .unwrap_or_else(|| (style.floor(), rows::rows(&blocks, style.lines, style.floor(), along, BreakMode::Tight)));
    let plain = style.notice.as_ref().is_none_or(|dress| dress.title == TitleStyle::Plain);
    let rest = if plain { Rest::Around } else { Rest::Below };
    Column::new(place, set, style.lines, &copy, rest)
}
