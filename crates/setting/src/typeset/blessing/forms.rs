//! The ways to make up a blessing. Each takes the copy, a place and a canvas, and answers with the size of what is largest, or not at all
//! where the copy is not of its kind or does not fit.

use std::rc::Rc;

use qishi_faces::Face;

use super::super::Setter;
use super::super::upright::Setting;
use super::canvas::Canvas;
use super::design::{Design, Form, Layout, OrnamentPlace, Seal, Shape};
use super::ornaments::{self, Rotation};
use super::panels;
use super::parts::{Maker, Parts, PartsMade, StackOptions};
use super::reading::{BlessingReading, Item};
use super::row::{BlessingRow, RowAlign, whole_in};
use super::shapes::{self, shrunk};
use super::stack::{self, Plan, Spec, StackPart};
use crate::sheet::{Ink, Mark, Rect};
use trade::ad::LineRole;
use trade::measure::{Length, TypeSize};

/// What a form is given.
pub(super) struct Work<'a> {
    pub(super) setter: &'a Setter,
    pub(super) design: &'a Design,
    pub(super) layout: &'a Layout,
    pub(super) reading: &'a BlessingReading,
    pub(super) shape: Shape,
    /// The second colour, or black.
    pub(super) accent: Ink,
    /// What lies within the frame.
    pub(super) frame: Rect,
    /// What was made of the copy for another layout.
    pub(super) parts: &'a PartsMade,
}

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Composed {
    /// The type size of the text, or, where there is none, of what is largest.
    pub(super) pt: TypeSize,
    /// The type size of what is largest.
    pub(super) names: TypeSize,
}

impl Composed {
    pub(super) fn of(plan: &Plan) -> Composed {
        let names = TypeSize::tenths(u16::try_from(plan.names.max(75)).unwrap_or(u16::MAX));
        Composed { pt: plan.body.unwrap_or(names), names }
    }
}

/// Gaps that are so many hundredths of the place wider than the least are blank paper.
const LOOSE: i64 = 14;
/// The same for the rows beside the names, which grow last.
const LOOSE_ROWS: i64 = 8;

/// Whether a plan leaves so many hundredths of its place blank.
fn is_loose(plan: &Plan, setting: Setting, place: Rect, hundredths: i64) -> bool {
    plan.loose() * 100 > setting.across(place).as_um() * hundredths
}

/// A layout in which a row has less of its measure, in hundredths, is tried with larger names.
const NARROW: i64 = super::filled::WIDEST;
/// What stands at the left of a text has so many hundredths of the width.
const BESIDE: i64 = 42;

/// Between an ornament and words.
pub(super) const AIR: Length = Length::um(2_600);

impl<'a> Work<'a> {
    pub(super) fn red(&self) -> bool {
        self.accent == Ink::Red
    }

    pub(super) fn maker<'b>(&'b self, without: &'b [usize]) -> Maker<'b>
    where
        'a: 'b,
    {
        Maker {
            setter: self.setter,
            design: self.design,
            reading: self.reading,
            shape: self.shape,
            accent: self.accent,
            without,
            made: self.parts,
            happy: self.layout.glyph == Some('囍'),
        }
    }

    /// Makes up the ad in a place.
    pub(super) fn make(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        match self.layout.form {
            Form::Rows => self.rows(canvas, place),
            Form::Flanked => self.flanked(canvas, place),
            Form::Beside => self.beside(canvas, place),
            Form::Columns => self.columns(canvas, place),
            Form::Couplets => panels::couplets(self, canvas, place),
            Form::Roll => panels::roll(self, canvas, place),
            Form::Letter => self.letter(canvas, place),
            Form::Hand => self.hand(canvas, place),
            Form::Numeral => super::numeral::make(self, canvas, place),
            Form::Moon => self.moon(canvas, place),
            Form::Hills => self.hills(canvas, place),
        }
    }

    /// The copy as rows in a place, in whichever manner makes the names largest.
    pub(super) fn stacked(
        &self,
        canvas: &mut Canvas,
        place: Rect,
        how: StackOptions,
        without: &[usize],
    ) -> Option<Composed> {
        let maker = self.maker(without);
        let names = self.reading.names().len();
        let items = self.reading.items.iter().enumerate();
        let body = items.filter(|(i, _)| !without.contains(i)).any(|(_, item)| item.role == LineRole::Body);
        let mut best: Option<(i64, Rc<Parts>, Plan)> = None;
        let flags: &[(bool, bool, bool)] = &[
            (false, false, false),
            (true, false, false),
            (false, true, false),
            (false, false, true),
            (true, true, false),
            (true, false, true),
            (false, true, true),
        ];
        for (stacked, merged, turned) in flags {
            if *stacked && !(2..=3).contains(&names) || *merged && how.setting == Setting::Vertical {
                continue;
            }
            let how = StackOptions { stacked: *stacked, merged: *merged, turned: *turned, ..how };
            let Some(made) = maker.own_parts(how) else { continue };
            let parts = &made.parts;
            let leads = parts.iter().filter(|part| matches!(part, StackPart::Row(spec) if spec.of[0] >= 100)).count();
            let bound = match (leads.max(1), body, how.setting) {
                (1, false, Setting::Horizontal) => {
                    if names > 1 {
                        46
                    } else {
                        52
                    }
                }
                (_, false, Setting::Horizontal) => 32,
                (1, true, Setting::Horizontal) => 30,
                (_, true, Setting::Horizontal) => 18,
                (1, false, Setting::Vertical) => 38,
                (_, false, Setting::Vertical) => 28,
                (_, true, Setting::Vertical) => 22,
            };
            let Some(mut plan) = stack::plan(parts, place, how.setting, bound) else { continue };
            // Where the bound leaves paper blank, the names go beyond it.
            for beyond in [115, 130] {
                let loose = is_loose(&plan, how.setting, place, LOOSE);
                let widest = |plan: &Plan| plan.widest(parts, how.setting.along(place));
                let narrow = plan.body.is_none() && widest(&plan) < NARROW;
                if !loose && !narrow {
                    break;
                }
                let larger = stack::plan_larger(parts, place, how.setting, bound * beyond / 100, plan.names);
                match larger {
                    Some(larger) if loose || widest(&larger) > widest(&plan) => plan = larger,
                    _ => break,
                }
            }
            // What is turned over or shares a row is worth it only where the names become clearly larger, and large names that leave half
            // of the measure blank are worth less than smaller ones that fill it.
            let wide = plan.widest(parts, how.setting.along(place));
            let worth = plan.names * (45 + wide * 55 / 100) / 100
                * (100 - 6 * i64::from(*merged) - 10 * i64::from(*turned))
                / 100
                + plan.body.map_or(0, |body| i64::from(body.as_tenths()));
            let is_loose = is_loose(&plan, how.setting, place, LOOSE_ROWS);
            let read_well = plan.body.is_some_and(|body| body.as_tenths() >= 120);
            if best.as_ref().is_none_or(|(known, ..)| worth > *known) {
                best = Some((worth, made, plan));
            }
            if body && read_well && !is_loose {
                break;
            }
        }
        let (_, made, plan) = best?;
        let grown = is_loose(&plan, how.setting, place, LOOSE_ROWS)
            .then(|| stack::grown(&made.parts, place, how.setting, &plan))
            .flatten();
        let plan = grown.unwrap_or(plan);
        stack::draw(canvas, &made.parts, &plan, place, how.setting);
        Some(Composed::of(&plan))
    }

    fn align(&self) -> RowAlign {
        if self.layout.photo.is_some() { RowAlign::Start } else { RowAlign::Middle }
    }

    /// Rows, with the ornament at an end, above, in a corner or behind.
    fn rows(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let place = self.beside_ornament(canvas, place);
        let body = self.reading.body() > 0;
        let how = StackOptions { parted: body && self.shape != Shape::Strip, ..StackOptions::rows(self.align()) };
        self.stacked(canvas, place, how, &[])
    }

    /// What stands before the text at the left, as large as it goes there; the text and what follows it at the right of a rule.
    fn beside(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let items = &self.reading.items;
        let text = items.iter().position(|item| item.role == LineRole::Body).filter(|at| *at > 0)?;
        let (before, after): (Vec<usize>, Vec<usize>) = ((0..text).collect(), (text..items.len()).collect());
        if items[text..].iter().any(|item| item.role == LineRole::Names) {
            return None;
        }
        let wide = place.width.part(BESIDE, 100);
        let left = self.stacked(canvas, Rect { width: wide, ..place }, StackOptions::rows(RowAlign::Middle), &after)?;
        let rule = Rect { x: place.x + wide + AIR, width: stack::RULE, ..place };
        canvas.rule(rule, self.accent);
        let from = rule.x + rule.width + AIR;
        let right = Rect { x: from, width: place.x + place.width - from, ..place };
        let parts = self.maker(&before).others(StackOptions::rows(RowAlign::Start));
        let parts = capped(&parts.parts, i64::from(left.names.as_tenths()));
        let plan = stack::plan(&parts, right, Setting::Horizontal, 34)?;
        stack::draw(canvas, &parts, &plan, right, Setting::Horizontal);
        Some(Composed::of(&plan))
    }

    /// Draws the ornament in its share and returns what is left.
    pub(super) fn beside_ornament(&self, canvas: &mut Canvas, place: Rect) -> Rect {
        let layout = self.layout;
        if layout.ornament.is_none() && layout.glyph.is_none() {
            return place;
        }
        let (wide, high) = (place.width.part(layout.share, 100), place.height.part(layout.share, 100));
        let air = AIR.min(place.width.part(5, 100));
        match layout.place {
            OrnamentPlace::Left | OrnamentPlace::Right => {
                let left = layout.place == OrnamentPlace::Left;
                let x = if left { place.x } else { place.x + place.width - wide };
                self.ornament(canvas, Rect { x, width: wide, ..place }, false);
                let x = if left { place.x + wide + air } else { place.x };
                Rect { x, width: place.width - wide - air, ..place }
            }
            OrnamentPlace::Head => {
                let found = layout.ornament.as_deref().and_then(ornaments::find);
                let height = found.map_or(place.height, |found| found.height_at(wide).min(place.height));
                self.ornament(canvas, Rect { width: wide, height, ..place }, false);
                Rect { x: place.x + wide + air, width: place.width - wide - air, ..place }
            }
            OrnamentPlace::Top => {
                self.ornament(canvas, Rect { height: high, ..place }, false);
                Rect { y: place.y + high + air.part(1, 2), height: place.height - high - air.part(1, 2), ..place }
            }
            OrnamentPlace::Ends => {
                self.ornament(canvas, Rect { width: wide, ..place }, false);
                let x = place.x + place.width - wide;
                self.ornament(canvas, Rect { x, width: wide, ..place }, true);
                Rect { x: place.x + wide + air, width: place.width - (wide + air) * 2, ..place }
            }
            OrnamentPlace::Corner => {
                // It leaves the ad through the frame.
                let (x, y) = (self.frame.x, self.frame.y);
                let corner = Rect::new(x, y, place.x + wide - x, self.frame.height.part(70, 100));
                self.branch(canvas, corner);
                Rect { x: place.x + wide + air, width: place.width - wide - air, ..place }
            }
            OrnamentPlace::Behind => place,
        }
    }

    /// The ornament in a place.
    fn ornament(&self, canvas: &mut Canvas, place: Rect, mirrored: bool) {
        let layout = self.layout;
        if let Some(name) = &layout.ornament {
            canvas.ornament(name, place, Rotation { mirrored, ..Rotation::default() }, self.accent);
        } else if let Some(c) = layout.glyph {
            let r = place.width.min(place.height).part(1, 2).part(97, 100);
            let middle = (place.x + place.width.part(1, 2), place.y + place.height.part(1, 2));
            self.seal(canvas, c, middle, r);
        }
    }

    /// The seal of the layout, or its bare character.
    pub(super) fn seal(&self, canvas: &mut Canvas, c: char, (x, y): (Length, Length), r: Length) {
        let face = whole_in(&[if c == '囍' { Face::SongBlack } else { Face::Brush }], &[c.encode_utf8(&mut [0; 4])]);
        match self.layout.seal {
            Seal::Disc => canvas.seal(c, (x, y), r, (face, self.accent)),
            Seal::Diamond => canvas.diamond(c, (x, y), r, (face, self.accent)),
            Seal::Bare => canvas.glyph(face, c, shapes::around(x, y, r), self.accent),
        }
    }

    /// A branch that grows from the upper left corner of the frame, as large as its place.
    fn branch(&self, canvas: &mut Canvas, place: Rect) {
        let Some(name) = &self.layout.ornament else { return };
        let Some(found) = ornaments::find(name) else { return };
        let height = place.height.min(found.height_at(place.width));
        let own = Rect::new(place.x, place.y, found.width_at(height), height);
        canvas.occupy(own, 38);
        canvas.path(|| found.draw(own, Rotation { flipped: true, ..Rotation::default() }, self.accent));
    }

    /// Two names as columns left and right, the ornament between them, the rest above and below it.
    fn flanked(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let reading = self.reading;
        let names = reading.names();
        let fits = names.len() == 2 && names.iter().all(|name| !name.latin && name.long <= 4);
        if !fits || reading.body() > 0 || self.layout.glyph.is_none() {
            return None;
        }
        let at = reading.items.iter().position(|item| item.role == LineRole::Names)?;
        let face = super::row::Names::face_of(self.design.names, names);
        let longest = i64::try_from(names.iter().map(|name| name.long).max()?).ok()?;
        let em = place.height.part(100, longest * 104).min(place.width.part(20, 100));
        let size = TypeSize::tenths(u16::try_from(em.as_um() * 90 / 3_175).ok()?);
        let deep = size.em().part(96, 100);
        for (i, name) in names.iter().enumerate() {
            let gaps = i64::try_from(name.long).ok()? - 1;
            let spare = place.height - size.em() * (gaps + 1);
            let track = if gaps > 0 { spare.as_um() * 1_000 / gaps / size.em().as_um() } else { 0 };
            let mut row = BlessingRow::new(Setting::Vertical, RowAlign::Start);
            row.push(self.setter, &name.text, face, 1_000, Ink::Black, i32::try_from(track).ok()?);
            let x = if i == 0 { place.x } else { place.x + place.width - deep };
            row.draw(canvas, size, Rect::new(x, place.y, deep, place.height));
        }
        let gap = size.em().part(22, 100);
        let field = Rect { x: place.x + deep + gap, width: place.width - (deep + gap) * 2, ..place };
        let (above, below): (Vec<&Item>, Vec<&Item>) =
            (reading.items[..at].iter().collect(), reading.items[at + 1..].iter().collect());
        if above.len() > 1 || below.len() > 3 || above.is_empty() && below.is_empty() {
            return None;
        }
        let row = |item: &Item, most: i64| -> Option<(BlessingRow, TypeSize)> {
            let greets = item.role == LineRole::Greeting;
            let signs = matches!(item.role, LineRole::Signer | LineRole::Date);
            let floor = if signs || self.shape == Shape::Small { 95 } else { 110 };
            let face = whole_in(&[if signs { self.design.text } else { self.design.greeting }], &[&item.text]);
            let ink = if greets { self.accent } else { Ink::Black };
            let row = BlessingRow::new(Setting::Horizontal, RowAlign::Middle)
                .words(self.setter, &item.text, face, ink)
                .spread();
            let size = row.largest(field.width).min(most.max(floor));
            (size >= floor).then(|| (row, TypeSize::tenths(size as u16)))
        };
        let most = i64::from(size.as_tenths());
        let share = |item: &Item| {
            if matches!(item.role, LineRole::Signer | LineRole::Date) { most * 24 / 100 } else { most * 42 / 100 }
        };
        let mut top = field.y;
        for item in above {
            let (row, size) = row(item, share(item))?;
            let deep = size.em().part(92, 100);
            row.draw(canvas, size, Rect { y: top, height: deep, ..field });
            top += deep + size.em().part(28, 100);
        }
        let mut foot = field.y + field.height;
        for item in below.into_iter().rev() {
            let (row, size) = row(item, share(item))?;
            let deep = size.em().part(92, 100);
            foot -= deep;
            row.draw(canvas, size, Rect { y: foot, height: deep, ..field });
            foot -= size.em().part(28, 100);
        }
        let high = foot - top;
        let r = high.min(field.width).part(1, 2).part(96, 100);
        if r < place.height.part(13, 100) {
            return None;
        }
        let middle = (field.x + field.width.part(1, 2), top + high.part(1, 2));
        self.seal(canvas, self.layout.glyph?, middle, r);
        Some(Composed { pt: size, names: size })
    }

    /// Columns from the right; with an ornament in the upper left, above all that comes after the names.
    fn columns(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        if self.reading.names().iter().any(|name| name.latin) || self.reading.body() > 90 {
            return None;
        }
        // Under a branch the columns are half as high as the ad: too short for a text where it is wide.
        let wide = matches!(self.shape, Shape::Wide | Shape::Large);
        if self.layout.place == OrnamentPlace::Corner && wide && self.reading.body() > 0 {
            return None;
        }
        // A letter is not set in columns: its salutation would be no larger than its text allows.
        if !self.reading.named() && self.reading.body() > 0 {
            return None;
        }
        let how = StackOptions { setting: Setting::Vertical, ..StackOptions::rows(RowAlign::Start) };
        let at = self.reading.items.iter().position(|item| item.role == LineRole::Names);
        let Some(at) = at.filter(|_| self.layout.place == OrnamentPlace::Corner && self.layout.ornament.is_some())
        else {
            let place = self.beside_ornament(canvas, place);
            return self.stacked(canvas, place, how, &[]);
        };
        let after: Vec<usize> = (at + 1..self.reading.items.len()).collect();
        let before: Vec<usize> = (0..=at).collect();
        // The names and what stands before them have the right side; how much of it is seen by what they take.
        let maker = self.maker(&after);
        let made = maker.parts(StackOptions { stacked: false, ..how });
        let parts = made.parts.as_slice();
        let right = Rect { x: place.x + place.width.part(40, 100), width: place.width.part(60, 100), ..place };
        let plan = stack::plan(parts, right, Setting::Vertical, 55)?;
        let used = parts_deep(parts, &plan);
        let own = Rect { x: place.x + place.width - used, width: used, ..place };
        let plan = stack::plan(parts, own, Setting::Vertical, 90)?;
        stack::draw(canvas, parts, &plan, own, Setting::Vertical);
        let left = place.width - used - AIR;
        let high = place.height.part(if after.is_empty() { 88 } else { 48 }, 100);
        let corner =
            Rect::new(self.frame.x, self.frame.y, place.x + left - self.frame.x, place.y + high - self.frame.y);
        self.branch(canvas, corner);
        if after.is_empty() {
            return Some(Composed::of(&plan));
        }
        let from = place.y + high + AIR.part(1, 2);
        let rest = Rect::new(place.x, from, left, place.y + place.height - from);
        let maker = Maker { ..self.maker(&before) };
        let others = maker.others(StackOptions { align: RowAlign::Start, ..how });
        let others = capped(&others.parts, plan.names);
        let other = stack::plan(&others, rest, Setting::Vertical, 40)?;
        stack::draw(canvas, &others, &other, rest, Setting::Vertical);
        Some(Composed::of(&plan))
    }

    /// Salutation with a stamp beside it, text on rules, signature.
    fn letter(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let reading = self.reading;
        let at = reading.items.iter().position(|item| item.role == LineRole::Addressee)?;
        if reading.body() == 0 {
            return None;
        }
        let stamp = Length::um(15_500).min(place.height.part(21, 100));
        let wide = stamp.part(84, 100);
        let maker = self.maker(&[]);
        let head = maker.head(&reading.items[at], StackOptions::rows(RowAlign::Start));
        let measure = place.width - wide - AIR * 2;
        let most = head.row.largest(measure).min(stamp.as_um() * 94 / 100 * 90 / 3_175);
        if most < 170 {
            return None;
        }
        let size = TypeSize::tenths(u16::try_from(most).ok()?);
        head.row.draw(canvas, size, Rect { width: measure, height: stamp, ..place });
        self.stamp(canvas, Rect::new(place.x + place.width - wide, place.y, wide, stamp));
        let from = stamp + AIR.part(1, 2);
        let rest = Rect { y: place.y + from, height: place.height - from, ..place };
        let without = [at];
        let maker = self.maker(&without);
        let parts = maker.others(StackOptions { ruled: true, ..StackOptions::rows(RowAlign::Start) });
        let parts = capped(&parts.parts, most);
        let plan = stack::plan(&parts, rest, Setting::Horizontal, 30)?;
        stack::draw(canvas, &parts, &plan, rest, Setting::Horizontal);
        Some(Composed::of(&plan))
    }

    /// A perforated stamp with a heart.
    fn stamp(&self, canvas: &mut Canvas, place: Rect) {
        let ink = if self.red() { Ink::Red } else { Ink::Grey(55) };
        let hole = place.height.part(1, 30).max(Length::um(300));
        canvas.occupy(place, 45);
        canvas.bare(|| Mark::Rule { place, ink });
        let along = |from: Length, long: Length| {
            let times = (long.as_um() / (hole.as_um() * 14 / 5)).max(3);
            (0..=times).map(move |i| from + long.part(i, times)).collect::<Vec<_>>()
        };
        for x in along(place.x, place.width) {
            for y in [place.y, place.y + place.height] {
                canvas.path(|| shapes::disc(x, y, hole, Ink::Paper));
            }
        }
        for y in along(place.y, place.height) {
            for x in [place.x, place.x + place.width] {
                canvas.path(|| shapes::disc(x, y, hole, Ink::Paper));
            }
        }
        let field = shrunk(place, hole * 2);
        canvas.bare(|| Mark::Rule { place: field, ink: Ink::Paper });
        canvas.ornament("heart", shrunk(field, hole.part(3, 2)), Rotation::default(), self.accent);
    }

    /// A salutation, a sentence, a signature by hand, a heart of tint behind them.
    fn hand(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let reading = self.reading;
        let few = reading.items.len() <= 4
            && reading.items.iter().all(|item| item.text.chars().count() <= 14 && item.role != LineRole::Names)
            && reading.items.iter().any(|item| item.role == LineRole::Addressee);
        if !few {
            return None;
        }
        let maker = self.maker(&[]);
        let mut parts = Vec::new();
        for item in &reading.items {
            parts.push(StackPart::Row(match item.role {
                LineRole::Addressee => maker.head(item, StackOptions::rows(RowAlign::Start)),
                LineRole::Signer | LineRole::Date => {
                    let mut row = BlessingRow::new(Setting::Horizontal, RowAlign::End);
                    let name = item.names.first().map(|name| name.text.as_str());
                    let at = name.and_then(|name| item.text.find(name)).unwrap_or(item.text.len());
                    let before = item.text[..at].trim();
                    let after = name.unwrap_or_default();
                    if !before.is_empty() {
                        row.push(self.setter, before, whole_in(&[self.design.text], &[before]), 680, Ink::Black, 0);
                    }
                    if !after.is_empty() {
                        row.bits.push(super::row::Bit::Gap(350));
                        row.push(self.setter, after, whole_in(&[self.design.names], &[after]), 1_000, Ink::Black, 150);
                    }
                    Spec { row, of: [30, 52], floor: 110, most: i64::MAX }
                }
                _ => {
                    let face = whole_in(&[self.design.names], &[&item.text]);
                    let row = BlessingRow::new(Setting::Horizontal, RowAlign::End).words(
                        self.setter,
                        &item.text,
                        face,
                        Ink::Black,
                    );
                    Spec { row, of: [50, 80], floor: 140, most: i64::MAX }
                }
            }));
        }
        let heart = place.height.part(98, 100);
        let own = Rect::new(
            place.x + place.width - heart.part(86, 100),
            place.y + (place.height - heart).part(1, 2),
            heart,
            heart,
        );
        if let Some(found) = ornaments::find("heart") {
            let frame = self.frame;
            canvas.tint(own, 6);
            canvas.clipped(frame, |marks| {
                marks.push(Mark::Path(found.draw(own, Rotation::default(), Ink::Grey(12))));
            });
        }
        let plan = stack::plan(&parts, place, Setting::Horizontal, 40)?;
        stack::draw(canvas, &parts, &plan, place, Setting::Horizontal);
        Some(Composed::of(&plan))
    }

    /// A moon on a grey sky, the words in columns in it, hills below, whoever signs under them.
    fn moon(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let reading = self.reading;
        if reading.body() > 0
            || reading.items.iter().any(|item| item.text.chars().count() > 12)
            || reading.items.len() > 5
        {
            return None;
        }
        let frame = self.frame;
        let signers: Vec<usize> = (0..reading.items.len())
            .filter(|i| matches!(reading.items[*i].role, LineRole::Signer | LineRole::Date))
            .collect();
        let rest: Vec<usize> = (0..reading.items.len()).filter(|i| !signers.contains(i)).collect();
        if rest.is_empty() || rest.len() > 4 {
            return None;
        }
        let foot = if signers.is_empty() { frame.height.part(13, 100) } else { frame.height.part(17, 100) };
        let sky = Rect { height: frame.height - foot, ..frame };
        let r = (sky.width.part(45, 100)).min(sky.height.part(41, 100));
        let (x, y) = (frame.x + frame.width.part(1, 2), frame.y + sky.height.part(44, 100));
        canvas.occupy(sky, 14);
        canvas.clipped(sky, |marks| {
            marks.push(Mark::Rule { place: sky, ink: Ink::Grey(25) });
            marks.push(Mark::Path(shapes::disc(x, y, r, Ink::Paper)));
            let hill = Rect { y: sky.y + sky.height.part(80, 100), height: sky.height.part(20, 100), ..sky };
            marks.push(Mark::Path(shapes::hills(hill, &[55, 95, 40, 90, 50], Ink::Grey(55))));
        });
        let inner = Rect::new(x - r.part(62, 100), y - r.part(72, 100), r.part(124, 100), r.part(144, 100));
        let how = StackOptions { setting: Setting::Vertical, ..StackOptions::rows(RowAlign::Start) };
        let set = self.stacked(canvas, inner, how, &signers)?;
        if !signers.is_empty() {
            let room = Rect::new(
                place.x + Length::mm(9),
                sky.y + sky.height + Length::um(700),
                place.width - Length::mm(9),
                foot - Length::um(2_600),
            );
            let parts = self
                .maker(&rest)
                .others(StackOptions { merged: signers.len() > 1, ..StackOptions::rows(RowAlign::End) });
            // Nothing else stands there: whoever signs has all of it.
            let parts = filling(&parts.parts);
            let plan = stack::plan(&parts, room, Setting::Horizontal, 60)?;
            stack::draw(canvas, &parts, &plan, room, Setting::Horizontal);
        }
        Some(set)
    }

    /// Rows above two ranges of hills.
    fn hills(&self, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
        let frame = self.frame;
        let back = Rect { y: frame.y + frame.height.part(55, 100), height: frame.height.part(45, 100), ..frame };
        let front = Rect { y: frame.y + frame.height.part(82, 100), height: frame.height.part(18, 100), ..frame };
        canvas.tint(front, 20);
        canvas.clipped(frame, |marks| {
            marks.push(Mark::Path(shapes::hills(back, &[40, 78, 42, 95, 48, 80, 55], Ink::Grey(12))));
            marks.push(Mark::Path(shapes::hills(front, &[70, 35, 88, 40, 75], Ink::Grey(25))));
        });
        let place = self.beside_ornament(canvas, place);
        // No words on the darker hills.
        let foot = (place.y + place.height - front.y).max(Length::ZERO);
        let place = Rect { height: place.height - foot, ..place };
        // Where it is low, a text stands beside the names.
        if self.shape == Shape::Wide && self.reading.body() > 0 {
            return self.beside(canvas, place);
        }
        self.stacked(canvas, place, StackOptions::rows(RowAlign::Middle), &[])
    }
}

/// How deep a plan's parts are in all, with their least gaps.
fn parts_deep(parts: &[StackPart], plan: &Plan) -> Length {
    let count = i64::try_from(parts.len()).unwrap_or(1);
    let em = Length::um(plan.names * 3_175 / 90);
    let rows: Length = plan.depths().sum();
    rows + em.part(22, 100) * (count - 1)
}

/// Rows that stand in a place of their own have most of it.
fn filling(parts: &[StackPart]) -> Vec<StackPart> {
    let mut parts = parts.to_vec();
    for part in &mut parts {
        if let StackPart::Row(spec) = part {
            spec.of = [spec.of[0], 80];
        }
    }
    parts
}

/// No row is larger than three quarters of the names that stand elsewhere.
fn capped(parts: &[StackPart], names: i64) -> Vec<StackPart> {
    let mut parts = parts.to_vec();
    for part in &mut parts {
        if let StackPart::Row(spec) = part {
            spec.most = spec.most.min(names * 72 / 100);
        }
    }
    parts
}
