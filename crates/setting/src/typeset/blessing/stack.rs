//! Rows one below the other (in columns: beside each other from the right) in a place: the names as large as they go, what else there is in
//! proportion to them, text in what is left, and the rest into the gaps.
//!
//! Sizes fall from the bound of the names by a twentieth at a time; for each the other rows are tried at their largest, middle and least
//! share. So at most 60 sizes are weighed, each in a step per row; only the text is broken anew, for each whole number of em once.

use std::sync::Arc;

use qishi_faces::Face;

use super::super::breaks::BreakMode;
use super::super::classes::Class;
use super::super::faces::EM;
use super::super::rows::{self, RowText};
use super::super::spread;
use super::super::upright::Setting;
use super::canvas::Canvas;
use super::row::BlessingRow;
use crate::sheet::{Ink, Rect};
use trade::measure::{Length, TypeSize};

/// A part of a stack.
#[derive(Clone)]
pub(super) enum StackPart {
    Row(Spec),
    Body(Body),
    /// A rule over the whole measure.
    Rule(Ink),
}

/// A row and how large it may be.
#[derive(Clone)]
pub(super) struct Spec {
    pub(super) row: BlessingRow,
    /// Of the size of the names, in hundredths: at least, at most.
    pub(super) of: [i64; 2],
    /// At least, in tenths of a point.
    pub(super) floor: i64,
    /// At most, in tenths of a point.
    pub(super) most: i64,
}

/// Paragraphs of text, all in one size, at least `floor` and at most `most`, or `roomy` in a long measure.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) texts: Vec<Arc<RowText>>,
    pub(super) face: Face,
    /// In tenths of a point.
    pub(super) floor: i64,
    pub(super) most: i64,
    /// At most, where a line of it holds [`ROOMY`] characters and more: a short text does not leave a large ad blank.
    pub(super) roomy: i64,
    /// Every line stands on a rule.
    pub(super) ruled: bool,
}

/// No type of the text is larger than this in an ad with names: it is not what is seen first.
pub(super) const MOST_BODY: i64 = 145;
/// A measure of so many characters is long.
const ROOMY: i64 = 11;
/// A column of text holds at least so many characters.
const COLUMN: i64 = 8;
/// Above [`MOST_BODY`] text is at most so much of the names, in hundredths.
const BODY_OF_NAMES: i64 = 42;
/// Lines of equal length are worth a text that is so much smaller, in hundredths of the largest that fits.
const EVEN: i64 = 82;
/// Text of this size is read with comfort; below it the names give way.
const COMFORT: i64 = 98;
/// The names are at least so large.
const LEAST_NAMES: i64 = 170;
/// The thickness of a rule: 0.8 pt.
pub(super) const RULE: Length = Length::um(282);

/// A stack that fits.
pub(super) struct Plan {
    /// The size of the names in tenths of a point.
    pub(super) names: i64,
    /// The size of each part; of the text its own, of a rule none.
    sizes: Vec<i64>,
    /// From the head of the place to each part, and how deep it is.
    at: Vec<(Length, Length)>,
    /// The text's lead in micrometres.
    lead: Length,
    /// The size of the text, where there is one.
    pub(super) body: Option<TypeSize>,
    /// How many lines the text has.
    pub(super) lines: usize,
    /// What was left of the place for its gaps beyond the least.
    spare: Length,
    /// The share that the other rows have, from the least (0) to the most (100) that they take of the names; above it where they were grown.
    share: i64,
}

impl Plan {
    /// How much of a measure its widest row has, in hundredths.
    pub(super) fn widest(&self, parts: &[StackPart], along: Length) -> i64 {
        let wide = |(part, size): (&StackPart, &i64)| match part {
            StackPart::Row(spec) => em(*size).as_um() * spec.row.long() / 10 / along.as_um().max(1),
            StackPart::Body(_) => 100,
            StackPart::Rule(_) => 0,
        };
        parts.iter().zip(&self.sizes).map(wide).max().unwrap_or(0).min(100)
    }

    /// What was left of the place for its gaps beyond the least, in micrometres; beside a text only where the text is as large as it may be.
    pub(super) const fn loose(&self) -> i64 {
        self.spare.as_um()
    }

    /// How deep its parts are.
    pub(super) fn depths(&self) -> impl Iterator<Item = Length> {
        self.at.iter().map(|(_, deep)| *deep)
    }
}

fn tenths(size: i64) -> TypeSize {
    TypeSize::tenths(u16::try_from(size.max(1)).unwrap_or(u16::MAX))
}

fn em(size: i64) -> Length {
    Length::um(size * 3_175 / 90)
}

/// Fits a stack into a place. `bound`: the largest that the names may be across, in hundredths of the place.
pub(super) fn plan(parts: &[StackPart], place: Rect, setting: Setting, bound: i64) -> Option<Plan> {
    plan_larger(parts, place, setting, bound, 0)
}

/// The same with names larger than `over`, in tenths of a point; none where they do not fit so large.
pub(super) fn plan_larger(parts: &[StackPart], place: Rect, setting: Setting, bound: i64, over: i64) -> Option<Plan> {
    let (along, across) = (setting.along(place), setting.across(place));
    let texts = parts.iter().filter(|part| matches!(part, StackPart::Body(_))).count();
    if along <= Length::ZERO || across <= Length::ZERO || texts > 1 || parts.is_empty() {
        return None;
    }
    let specs = parts.iter().filter_map(|part| if let StackPart::Row(spec) = part { Some(spec) } else { None });
    let largest: Vec<i64> = specs.clone().map(|spec| spec.row.largest(along)).collect();
    let named = specs.clone().zip(&largest).filter(|(spec, _)| is_lead(spec)).map(|(_, largest)| *largest).min();
    let bound = across.part(bound, 100).as_um() * 90 / 3_175;
    let top = named.unwrap_or(bound).min(bound);
    if specs.clone().zip(&largest).any(|(spec, largest)| *largest < spec.floor) {
        return None;
    }
    let mut best: Option<Plan> = None;
    let mut names = top;
    let mut broken = BrokenBody::of(parts, along);
    while names >= LEAST_NAMES.min(top) && names > over.max(60) {
        for share in [100, 50, 0] {
            let sizes = shared(parts, &largest, names, share);
            if named.is_some() && !names_lead(&sizes, names) {
                continue;
            }
            if let Some(plan) = try_sizes(parts, (sizes, names, share), across, broken.as_mut()) {
                let comfort = plan.body.is_none_or(|body| i64::from(body.as_tenths()) >= COMFORT);
                if comfort {
                    return Some(plan);
                }
                let larger = |best: &Plan| plan.body.map(TypeSize::as_tenths) > best.body.map(TypeSize::as_tenths);
                if best.as_ref().is_none_or(larger) {
                    best = Some(plan);
                }
                break;
            }
        }
        if names == 1 {
            break;
        }
        names = (names * 95 / 100).min(names - 1);
    }
    best
}

const fn is_lead(spec: &Spec) -> bool {
    spec.of[0] >= 100
}

/// The sizes of the parts where the names are so large and the others have a share of what they may have.
fn shared(parts: &[StackPart], largest: &[i64], names: i64, share: i64) -> Vec<i64> {
    let mut largest = largest.iter();
    let size = |part: &StackPart| {
        let StackPart::Row(spec) = part else { return 0 };
        let most = *largest.next().unwrap_or(&0);
        if is_lead(spec) {
            return names;
        }
        // Whoever signs stays small.
        let share = if spec.of[0] < 30 { share.min(115) } else { share };
        let of = spec.of[0] + (spec.of[1] - spec.of[0]) * share / 100;
        (names * of / 100).min(most).min(spec.most).max(spec.floor)
    };
    parts.iter().map(size).collect()
}

/// Whether the names are clearly the largest.
fn names_lead(sizes: &[i64], names: i64) -> bool {
    let second = sizes.iter().copied().filter(|size| *size != names).max().unwrap_or(0);
    sizes.len() < 2 || second * 5 <= names * 4
}

/// The plan with the same names and its other rows as large as the paper that it leaves allows; none where they are so large already.
pub(super) fn grown(parts: &[StackPart], place: Rect, setting: Setting, plan: &Plan) -> Option<Plan> {
    let (along, across) = (setting.along(place), setting.across(place));
    let specs = || parts.iter().filter_map(|part| if let StackPart::Row(spec) = part { Some(spec) } else { None });
    if !specs().any(is_lead) || specs().all(is_lead) {
        return None;
    }
    let largest: Vec<i64> = specs().map(|spec| spec.row.largest(along)).collect();
    let mut broken = BrokenBody::of(parts, along);
    GROWN.into_iter().filter(|share| *share > plan.share).find_map(|share| {
        let sizes = shared(parts, &largest, plan.names, share);
        if sizes == plan.sizes || !names_lead(&sizes, plan.names) {
            return None;
        }
        let larger = try_sizes(parts, (sizes, plan.names, share), across, broken.as_mut())?;
        (larger.body >= plan.body).then_some(larger)
    })
}

/// The shares that rows are grown to, the largest first. Above 100 a greeting has up to 0.76 of the names and a wish 0.72.
const GROWN: [i64; 8] = [175, 150, 125, 100, 85, 70, 50, 25];

fn try_sizes(
    parts: &[StackPart],
    (sizes, names, share): (Vec<i64>, i64, i64),
    across: Length,
    broken: Option<&mut BrokenBody>,
) -> Option<Plan> {
    let deep = |i: usize| match &parts[i] {
        StackPart::Row(spec) => Length::um(em(sizes[i]).as_um() * spec.row.deep() / 1_000),
        StackPart::Rule(_) => RULE,
        StackPart::Body(_) => Length::ZERO,
    };
    let size_at = |i: usize| if sizes[i] > 0 { em(sizes[i]) } else { Length::mm(4) };
    // Between two parts at least so much: a third of the smaller of them.
    let least = |i: usize| size_at(i).min(size_at(i + 1)).part(30, 100).max(Length::um(900));
    let count = parts.len();
    let gaps: Length = (0..count.saturating_sub(1)).map(least).sum();
    let rows: Length = (0..count).map(deep).sum();
    let free = across - gaps - rows;
    if free < Length::ZERO {
        return None;
    }
    let (zero, at) = (Length::ZERO, Vec::new());
    let mut plan = Plan { names, sizes: sizes.clone(), at, lead: zero, body: None, lines: 0, spare: zero, share };
    let mut text_deep = Length::ZERO;
    let body = parts.iter().position(|part| matches!(part, StackPart::Body(_)));
    if let (Some(i), Some(broken)) = (body, broken) {
        let (size, lines, lead) = broken.largest(free, names)?;
        plan.sizes[i] = i64::from(size.as_tenths());
        (plan.body, plan.lines, plan.lead) = (Some(size), lines, lead);
        text_deep = lead * i64::try_from(lines).unwrap_or(i64::MAX / 1_000_000);
    }
    // What is left goes into the gaps, a third more below the names; none is wider than three quarters of the names, or, alone, than six sevenths.
    let mut left = free - text_deep;
    let weight = |i: usize| if sizes[i] == names { 13 } else { 10 };
    let weights: i64 = (0..count.saturating_sub(1)).map(weight).sum();
    let most = em(names).part(if count > 2 { 75 } else { 85 }, 100);
    let spare = left;
    let mut at = Length::ZERO;
    for (i, part) in parts.iter().enumerate() {
        let own = if matches!(part, StackPart::Body(_)) { text_deep } else { deep(i) };
        plan.at.push((at, own));
        at += own;
        if i + 1 < count {
            let more = spare.part(weight(i), weights.max(1)).min(most);
            left -= more;
            at += least(i) + more;
        }
    }
    // The rest stands above and below.
    plan.spare = spare;
    for place in &mut plan.at {
        place.0 += left.part(1, 2);
    }
    Some(plan)
}

/// The indent of a paragraph, in thousandths of an em.
fn indent(ems: i32) -> i32 {
    if ems < 12 * EM { EM } else { 2 * EM }
}

/// Whether a line that ends there ends within a Latin word or a number.
fn parts_a_word(text: &RowText, end: usize) -> bool {
    let atoms = &text.paragraph.atoms;
    end < atoms.len() && atoms[end - 1].class == Class::Word && atoms[end].class == Class::Word
}

/// A text broken for one measure at the sizes that were tried, each once, whatever room the rows around it leave.
struct BrokenBody<'a> {
    body: &'a Body,
    along: Length,
    /// It stands in columns.
    down: bool,
    /// The least widths of its paragraphs, in thousandths of an em.
    least: Vec<i32>,
    /// By half points from the largest size on.
    at: Vec<Option<BodyLines>>,
}

/// How a text is broken at a size.
#[derive(Clone, Copy)]
struct BodyLines {
    count: usize,
    /// One of them parts a Latin word or a number.
    parted: bool,
    /// They are of unequal length, since one of them would gape.
    ragged: bool,
}

impl<'a> BrokenBody<'a> {
    /// The text among the parts of a stack, where there is one.
    fn of(parts: &'a [StackPart], along: Length) -> Option<BrokenBody<'a>> {
        parts.iter().find_map(|part| match part {
            StackPart::Body(body) => Some(BrokenBody::new(body, along)),
            _ => None,
        })
    }

    fn new(body: &'a Body, along: Length) -> BrokenBody<'a> {
        let least = body.texts.iter().map(|text| text.least()).collect();
        let down = body.texts.iter().any(|text| text.paragraph.setting == Setting::Vertical);
        BrokenBody { body, along, down, least, at: Vec::new() }
    }

    /// Its lines at a size.
    fn lines(&mut self, size: i64) -> BodyLines {
        let place = usize::try_from((self.body.roomy.max(self.body.most) - size) / 5).unwrap_or(0);
        if self.at.len() <= place {
            self.at.resize(place + 1, None);
        }
        let (body, ems) = (self.body, rows::whole_ems(tenths(size), self.along));
        *self.at[place].get_or_insert_with(|| {
            let mut lines = BodyLines { count: 0, parted: false, ragged: false };
            for text in &body.texts {
                let broken = text.lines(ems, indent(ems), BreakMode::Justified);
                lines.count += broken.len();
                lines.parted |= broken.iter().any(|line| parts_a_word(text, line.atoms.end));
                lines.ragged |= broken.iter().rev().skip(1).any(|line| !line.justified);
            }
            lines
        })
    }

    /// It has no fewer lines at a size: no line holds more than its measure, and an em of marks that stand over its end.
    fn fewest(&self, size: i64) -> i64 {
        let room = rows::whole_ems(tenths(size), self.along).saturating_add(EM).max(1);
        self.least.iter().map(|least| i64::from((least + room - 1) / room).max(1)).sum()
    }

    /// The largest size that it may have beside names of a size, in whole half points.
    fn most(&self, names: i64) -> i64 {
        let long = self.along.as_um() * 90 / 3_175 / ROOMY;
        let roomy = self.body.roomy.min(long).min(names * BODY_OF_NAMES / 100);
        let most = self.body.most.max(roomy / 5 * 5);
        // In a short column hardly a line is one phrase.
        if self.down { most.min(self.along.as_um() * 90 / 3_175 / COLUMN / 5 * 5) } else { most }
    }

    /// The largest size, by half points, at which the text fits and no Latin word or number is parted, its lines and its lead; one that is a
    /// little smaller where only that one has lines of equal length.
    fn largest(&mut self, free: Length, names: i64) -> Option<(TypeSize, usize, Length)> {
        let (floor, ruled) = (self.body.floor, self.body.ruled);
        let least = |size: i64| em(size).part(if ruled { 150 } else { 140 }, 100);
        let mut size = self.most(names);
        let mut ragged: Option<(i64, usize)> = None;
        let set = |size: i64, lines: usize| {
            let count = i64::try_from(lines).unwrap_or(i64::MAX / 1_000_000).max(1);
            let lead = free.part(1, count).min(em(size).part(if ruled { 185 } else { 170 }, 100));
            (tenths(size), lines, lead)
        };
        while size >= ragged.map_or(floor, |(size, _)| floor.max(size * EVEN / 100)) {
            if least(size) * self.fewest(size) <= free {
                let lines = self.lines(size);
                let count = i64::try_from(lines.count).unwrap_or(i64::MAX / 1_000_000).max(1);
                if least(size) * count <= free && !lines.parted {
                    // A letter on rules keeps its large type.
                    if ruled || !lines.ragged {
                        return Some(set(size, lines.count));
                    }
                    ragged = ragged.or(Some((size, lines.count)));
                }
            }
            size -= 5;
        }
        ragged.map(|(size, lines)| set(size, lines))
    }
}

/// Draws a stack in its place.
pub(super) fn draw(canvas: &mut Canvas, parts: &[StackPart], plan: &Plan, place: Rect, setting: Setting) {
    for (i, part) in parts.iter().enumerate() {
        let (at, deep) = plan.at[i];
        let own = match setting {
            Setting::Horizontal => Rect::new(place.x, place.y + at, place.width, deep),
            Setting::Vertical => Rect::new(place.x + place.width - at - deep, place.y, deep, place.height),
        };
        match part {
            StackPart::Row(spec) => spec.row.draw(canvas, tenths(plan.sizes[i]), own),
            StackPart::Rule(ink) => {
                let thick = RULE;
                let rule = match setting {
                    Setting::Horizontal => Rect { height: thick, ..own },
                    Setting::Vertical => Rect { width: thick, ..own },
                };
                canvas.rule(rule, *ink);
            }
            StackPart::Body(body) => draw_body(canvas, body, plan, own, (i, setting)),
        }
    }
}

fn draw_body(canvas: &mut Canvas, body: &Body, plan: &Plan, place: Rect, (i, setting): (usize, Setting)) {
    let size = tenths(plan.sizes[i]);
    let along = setting.along(place);
    let ems = rows::whole_ems(size, along);
    let start = (along - rows::um(ems, size)).part(1, 2);
    let mut at = Length::ZERO;
    canvas.body(place, body.face);
    for text in &body.texts {
        for line in text.lines(ems, indent(ems), BreakMode::Justified).iter() {
            let (places, _) = spread::places(&text.paragraph, line, ems);
            let (from, across) = match setting {
                Setting::Horizontal => (place.x + start, place.y + at + plan.lead.part(1, 2)),
                Setting::Vertical => (place.y + start, place.x + place.width - at - plan.lead.part(1, 2)),
            };
            canvas.line(&text.paragraph, line, &places, (body.face, size), Ink::Black, (from, across));
            canvas.row(along, along);
            if body.ruled {
                let y = place.y + at + plan.lead.part(97, 100);
                canvas.rule(Rect::new(place.x, y, along, Length::um(180)), Ink::Black);
            }
            at += plan.lead;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A size is passed over without being broken only where its lines could not be few enough.
    #[test]
    fn a_text_never_has_fewer_lines_than_its_bound() {
        let setter = super::super::Setter::new();
        let marks = "“新春快乐”，（王老师）；《春》、《秋》。";
        for (at, words) in [
            "福如东海长流水，寿比南山不老松。",
            marks,
            "Happy birthday to you, dear Emma Watson! ",
            "祝2026年12月31日吉祥。",
        ]
        .into_iter()
        .enumerate()
        {
            for times in 1..=6 {
                let text = setter.text(Face::KaiBold, &words.repeat(times), Setting::Horizontal, false);
                let texts = vec![text.clone(), text];
                let body = Body { texts, face: Face::KaiBold, floor: 75, most: 160, roomy: 160, ruled: false };
                for width in [12, 20, 33, 47, 64, 138] {
                    let mut broken = BrokenBody::new(&body, Length::mm(width));
                    for size in (75..=160).step_by(5) {
                        let lines = i64::try_from(broken.lines(size).count).expect("few");
                        assert!(broken.fewest(size) <= lines, "text {at} {times} times, {width} mm, {size}");
                    }
                }
            }
        }
    }

    /// A text has lines of one length where one that is a little smaller has them; on rules it keeps its size.
    #[test]
    fn a_text_is_not_ragged_where_a_smaller_one_is_not() {
        let words = "遇见你是我最美的时光。余生很长，愿与你一起看遍山海，温暖每一个平凡的日子。若你愿意，我想陪你看完这城市所有的日出。";
        let texts = vec![super::super::Setter::new().text(Face::KaiBold, words, Setting::Horizontal, false)];
        for ruled in [false, true] {
            let body = Body { texts: texts.clone(), face: Face::KaiBold, floor: 85, most: 160, roomy: 160, ruled };
            let mut broken = BrokenBody::new(&body, Length::um(62_800));
            assert!(broken.lines(160).ragged);
            let (size, ..) = broken.largest(Length::mm(80), 600).expect("room");
            let size = i64::from(size.as_tenths());
            assert_eq!((size == 160, broken.lines(size).ragged), (ruled, ruled), "{size}");
        }
    }
}
