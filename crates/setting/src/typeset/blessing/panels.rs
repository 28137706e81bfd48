//! Couplets and rolls: words that run down panels.

use qishi_faces::Face;

use super::super::upright::Setting;
use super::canvas::Canvas;
use super::design::Shape;
use super::forms::{AIR, Composed, Work};
use super::parts::StackOptions;
use super::row::{RowAlign, whole_in};
use super::shapes::shrunk;
use crate::sheet::{Ink, Mark, Rect};
use trade::ad::LineRole;
use trade::measure::{Length, TypeSize};

/// One name and whoever signs stand in columns where a field is so many hundredths as high as it is wide.
const COLUMN_FIELD: i64 = 115;

/// A panel: solid in red, a double line in black.
fn panel(work: &Work, canvas: &mut Canvas, place: Rect) -> Ink {
    canvas.occupy(place, if work.red() { 72 } else { 11 });
    let around = |canvas: &mut Canvas, place: Rect, thick: Length, ink: Ink| {
        let Rect { x, y, width, height } = place;
        for rule in [
            Rect::new(x, y, width, thick),
            Rect::new(x, y + height - thick, width, thick),
            Rect::new(x, y + thick, thick, height - thick * 2),
            Rect::new(x + width - thick, y + thick, thick, height - thick * 2),
        ] {
            canvas.bare(|| Mark::Rule { place: rule, ink });
        }
    };
    let inset = Length::um(900).min(place.width.part(9, 100)).max(Length::um(650));
    if work.red() {
        canvas.bare(|| Mark::Rule { place, ink: work.accent });
        around(canvas, shrunk(place, inset), Length::um(250), Ink::Paper);
        Ink::Paper
    } else {
        around(canvas, place, Length::um(353), Ink::Black);
        around(canvas, shrunk(place, inset), Length::um(180), Ink::Black);
        Ink::Black
    }
}

/// Characters evenly apart in a panel: downwards, or across, from the right where `back`.
fn along(
    canvas: &mut Canvas,
    words: &str,
    place: Rect,
    (face, size): (Face, TypeSize),
    ink: Ink,
    down: bool,
    back: bool,
) {
    let count = i64::try_from(words.chars().count()).unwrap_or(1).max(1);
    let em = size.em();
    let (from, long) = if down { (place.y, place.height) } else { (place.x, place.width) };
    let edge = (long - em * count).part(1, count + 1).max(Length::ZERO).min(em.part(45, 100));
    let pitch = if count > 1 { (long - edge * 2 - em).part(1, count - 1) } else { Length::ZERO };
    for (i, c) in words.chars().enumerate() {
        let i = i64::try_from(i).unwrap_or(0);
        let i = if back { count - 1 - i } else { i };
        let start = from + edge + pitch * i;
        let text = canvas.setter.text(face, c.encode_utf8(&mut [0; 4]), Setting::Horizontal, false);
        let (x, y) = if down {
            (place.x + (place.width - em).part(1, 2), start + em.part(1, 2))
        } else {
            (start, place.y + place.height.part(1, 2))
        };
        canvas.text(&text, (face, size), ink, (x, y), 0);
    }
    canvas.row(long, long);
}

/// A place so much wider at both sides.
fn sideways(place: Rect, by: Length) -> Rect {
    Rect { x: place.x - by, width: place.width + by * 2, ..place }
}

fn tenths(length: Length) -> Option<TypeSize> {
    u16::try_from(length.as_um() * 90 / 3_175).ok().map(TypeSize::tenths)
}

/// A couplet on panels at the outer edges; a greeting of up to six characters on one above; the ornament and the rest between them.
pub(super) fn couplets(work: &Work, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
    let reading = work.reading;
    let ([first, second], mut stands) = reading.couplet.clone()?;
    let count = i64::try_from(first.chars().count()).ok()?;
    // The panels reach a little nearer to the sides of the frame than words do, and no lower: below may stand 广告.
    let outer = sideways(place, Length::um(1_000));
    let head = reading.items.iter().position(|item| {
        item.role == LineRole::Greeting
            && (3..=6).contains(&item.text.chars().count())
            && item.text.chars().all(char::is_alphanumeric)
    });
    let head = head.filter(|_| reading.items.len() > stands.len() + 1);
    let em = outer.height.part(100, count * 112 + 40).min(outer.width.part(14, 100));
    let wide = em.part(152, 100);
    let size = tenths(em)?;
    if size < TypeSize::tenths(110) {
        return None;
    }
    let face = whole_in(&[Face::Brush], &[&first, &second]);
    // Read from the right, as the horizontal one is; where that holds a number or a name, all from the left.
    let head_words = head.map_or("", |at| reading.items[at].text.as_str());
    let from_left =
        trade::ad::greeting::years(head_words).is_some() || head_words.contains(|c: char| c.is_ascii_alphanumeric());
    for (i, words) in [first, second].iter().enumerate() {
        let right = (i == 0) != from_left;
        let x = if right { outer.x + outer.width - wide } else { outer.x };
        let own = Rect { x, width: wide, ..outer };
        let ink = panel(work, canvas, own);
        along(canvas, words, shrunk(own, em.part(20, 100)), (face, size), ink, true, false);
    }
    let mut field = Rect { x: outer.x + wide + AIR, width: outer.width - (wide + AIR) * 2, ..outer };
    if let Some(at) = head {
        let letters = i64::try_from(head_words.chars().count()).ok()?;
        let em = field.width.part(100, letters * 130 + 60).min(em.part(108, 100)).min(field.height.part(20, 100));
        let own = Rect { height: em.part(150, 100), ..field };
        let size = tenths(em)?;
        if size < TypeSize::tenths(110) {
            return None;
        }
        let ink = panel(work, canvas, own);
        let face = whole_in(&[Face::Brush], &[head_words]);
        along(canvas, head_words, shrunk(own, em.part(22, 100)), (face, size), ink, false, !from_left);
        let taken = own.height + AIR.part(3, 4);
        (field.y, field.height) = (field.y + taken, field.height - taken);
        stands.push(at);
    } else {
        (field.y, field.height) = (field.y + Length::mm(1), field.height - Length::mm(2));
    }
    if stands.len() == reading.items.len() {
        // Nothing else is said: the ornament fills the field.
        let r = field.width.min(field.height).part(45, 100);
        let c = work.layout.glyph?;
        work.seal(canvas, c, (field.x + field.width.part(1, 2), field.y + field.height.part(1, 2)), r);
        return Some(Composed { pt: size, names: size });
    }
    if let Some(c) = work.layout.glyph {
        let share = if reading.items.len() - stands.len() > 2 { 36 } else { 46 };
        let r = field.width.part(1, 2).min(field.height.part(share, 200));
        work.seal(canvas, c, (field.x + field.width.part(1, 2), field.y + r), r);
        let taken = r * 2 + AIR.part(1, 2);
        (field.y, field.height) = (field.y + taken, field.height - taken);
    } else {
        field = work.beside_ornament(canvas, field);
    }
    let how = StackOptions::rows(RowAlign::Middle);
    // In a field that is higher than wide the name is larger in a column.
    let others = (0..reading.items.len()).filter(|i| !stands.contains(i)).map(|i| &reading.items[i]);
    let short = others.clone().count() <= 3 && others.clone().all(|item| item.text.chars().count() <= 10);
    let one = reading.names().len() == 1
        && !reading.names()[0].latin
        && others.clone().any(|item| item.role == LineRole::Names);
    if short && one && field.height * 100 > field.width * COLUMN_FIELD {
        let down = StackOptions { setting: Setting::Vertical, ..StackOptions::rows(RowAlign::Start) };
        if let Some(set) = work.stacked(canvas, field, down, &stands) {
            return Some(set);
        }
    }
    work.stacked(canvas, field, how, &stands)
}

/// A greeting of up to six characters on a panel at the right, columns beside it.
pub(super) fn roll(work: &Work, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
    let reading = work.reading;
    let at = reading.items.iter().position(|item| {
        item.role == LineRole::Greeting
            && (3..=6).contains(&item.text.chars().count())
            && item.text.chars().all(char::is_alphanumeric)
    })?;
    let names = reading.items.iter().position(|item| item.role == LineRole::Names)?;
    // A long text in one column leaves the name no room to be larger than the panel's words.
    if reading.body() > if work.shape == Shape::Tall { 0 } else { 110 }
        || reading.items[names].names.iter().any(|name| name.latin)
    {
        return None;
    }
    let words = &reading.items[at].text;
    let count = i64::try_from(words.chars().count()).ok()?;
    let outer = sideways(place, Length::um(800));
    let em = outer.height.part(100, count * 118 + 40).min(outer.width.part(17, 100));
    let size = tenths(em)?;
    let wide = em.part(150, 100);
    let own = Rect { x: outer.x + outer.width - wide, width: wide, ..outer };
    let ink = panel(work, canvas, own);
    let face = whole_in(&[Face::Brush], &[words]);
    along(canvas, words, shrunk(own, em.part(22, 100)), (face, size), ink, true, false);
    let field = Rect { width: place.width - wide - AIR, ..place };
    let how = StackOptions {
        setting: Setting::Vertical,
        parted: reading.items.len() > 2,
        ..StackOptions::rows(RowAlign::Start)
    };
    work.stacked(canvas, field, how, &[at])
}
