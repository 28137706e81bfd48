//! The head of a blessing: the name of its category, on a line, between rules, or reversed out of a ribbon, a plate or a band.

use super::design::{Head, HeadKind};
use super::dress::{AIR, Ad};
use super::lines::{Gap, polygon, rounded, shrunk};
use super::ornaments::{self, Turn};
use crate::sheet::{Ink, Mark, Rect, Sheet};
use crate::typeset::{Align, Words};
use trade::measure::{Length, TypeSize};

/// How the words of a head are set in an ad.
fn words(ad: &Ad, head: &Head, ink: Ink) -> Words {
    Words { face: head.face, size: ad.measure.size(head.tenths), ink }
}

/// From a middle to the baseline of words in it.
fn below(size: TypeSize) -> Length {
    size.em().part(38, 100)
}

/// The stretch of the carrying line at which it is open for the head.
pub(super) fn gap(ad: &Ad, head: &Head) -> Option<Gap> {
    let half = match head.kind {
        HeadKind::Line => ad.setter.width(&words(ad, head, Ink::Black), ad.name).part(1, 2) + beside(ad, head) + AIR,
        HeadKind::Ribbon => body(ad, head).0.part(1, 2) + tail(ad, head),
        HeadKind::Plate => body(ad, head).0.part(1, 2),
        _ => return None,
    };
    Some((ad.middle() - half, ad.middle() + half))
}

/// What an ornament beside a name on the line takes of it.
fn beside(ad: &Ad, head: &Head) -> Length {
    head.ornament.as_ref().map_or(Length::ZERO, |_| words(ad, head, Ink::Black).size.em().part(115, 100))
}

/// The width and height of a ribbon or a plate.
fn body(ad: &Ad, head: &Head) -> (Length, Length) {
    let em = words(ad, head, Ink::Paper).size.em();
    (spread(ad.name, em, 22) + em.part(150, 100), em.part(178, 100))
}

/// How wide spaced words are: `apart` hundredths of an em between their characters.
fn spread(name: &str, em: Length, apart: i64) -> Length {
    let count = i64::try_from(name.chars().count()).unwrap_or(1);
    em * count + em.part(apart, 100) * (count - 1).max(0)
}

/// Sets words with their characters apart, in the middle of x.
fn spaced(ad: &Ad, sheet: &mut Sheet, words: &Words, middle: Length, baseline: Length, apart: i64) {
    let em = words.size.em();
    let mut x = middle - spread(ad.name, em, apart).part(1, 2) + em.part(1, 2);
    for character in ad.name.chars() {
        ad.setter.label(sheet, words, character.encode_utf8(&mut [0; 4]), x, baseline, Align::Centre);
        x += em + em.part(apart, 100);
    }
}

fn tail(ad: &Ad, head: &Head) -> Length {
    body(ad, head).1.part(62, 100)
}

/// An ornament in a box around a point.
pub(super) fn ornament(
    sheet: &mut Sheet,
    name: &str,
    (x, y): (Length, Length),
    height: Length,
    mirrored: bool,
    ink: Ink,
) {
    let Some(found) = ornaments::find(name) else { return };
    let width = found.width_at(height);
    let place = Rect::new(x - width.part(1, 2), y - height.part(1, 2), width, height);
    sheet.marks.push(Mark::Path(found.draw(place, Turn { mirrored, ..Turn::default() }, ink)));
}

/// Places the head and takes its room.
pub(super) fn place(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    match head.kind {
        HeadKind::Line => on_line(ad, head, room, sheet),
        HeadKind::Spaced => between_rules(ad, head, room, sheet),
        HeadKind::Ribbon | HeadKind::Plate => reversed(ad, head, room, sheet),
        HeadKind::Band => band(ad, head, room, sheet),
        HeadKind::Side | HeadKind::Down => side(ad, head, room, sheet),
        HeadKind::Pillars => pillars(ad, head, room, sheet),
        HeadKind::Label => small(ad, head, room, sheet),
    }
}

/// The room starts here, at least.
fn lower(room: &mut Rect, to: Length) {
    let taken = (to - room.y).max(Length::ZERO);
    room.y += taken;
    room.height = (room.height - taken).max(Length::ZERO);
}

fn on_line(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let words = words(ad, head, Ink::Black);
    let y = ad.line_y().unwrap_or(room.y + words.size.em());
    lower(room, y + words.size.em().part(1, 2));
    let Some(sheet) = sheet else { return };
    ad.setter.label(sheet, &words, ad.name, ad.middle(), y + below(words.size), Align::Centre);
    if let Some(name) = &head.ornament {
        let aside = ad.setter.width(&words, ad.name).part(1, 2) + words.size.em().part(65, 100);
        for (x, mirrored) in [(ad.middle() - aside, false), (ad.middle() + aside, true)] {
            ornament(sheet, ad.own(name), (x, y), words.size.em().part(68, 100), mirrored, ad.accent);
        }
    }
}

fn between_rules(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let words = words(ad, head, Ink::Black);
    let em = words.size.em();
    let top = room.y + ad.measure.length(head.height);
    lower(room, top + em);
    let Some(sheet) = sheet else { return };
    let (middle, y) = (room.x + room.width.part(1, 2), top + em.part(1, 2));
    spaced(ad, sheet, &words, middle, y + below(words.size), 45);
    let half = spread(ad.name, em, 45).part(1, 2) + em.part(80, 100);
    let long = ad.measure.length(13_000).min(room.width.part(1, 2) - half - em);
    let thick = ad.measure.thick(120);
    if long <= em {
        return;
    }
    for (way, mirrored) in [(-1, false), (1, true)] {
        let near = middle + half * way;
        match &head.ornament {
            Some(name) => {
                let size = em.part(62, 100);
                ornament(sheet, ad.own(name), (near + size.part(1, 2) * way, y), size, mirrored, ad.accent);
                let start = near + size.part(15, 10) * way;
                let from = start.min(start + (long - size.part(15, 10)) * way);
                let place = Rect::new(from, y - thick.part(1, 2), long - size.part(15, 10), thick);
                sheet.marks.push(Mark::Rule { place, ink: ad.accent });
            }
            None => {
                let place = Rect::new(near.min(near + long * way), y - thick.part(1, 2), long, thick);
                sheet.marks.push(Mark::Rule { place, ink: ad.accent });
            }
        }
    }
}

fn reversed(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let words = words(ad, head, Ink::Paper);
    let (wide, high) = body(ad, head);
    let y = ad.line_y().unwrap_or(room.y + high.part(1, 2)) + ad.measure.length(head.height);
    let top = (y - high.part(1, 2)).max(Length::um(400));
    let place = Rect::new(ad.middle() - wide.part(1, 2), top, wide, high);
    lower(room, top + high);
    let Some(sheet) = sheet else { return };
    if head.kind == HeadKind::Ribbon {
        // What lies beneath ends a little before it.
        let (air, long) = (ad.measure.length(500), tail(ad, head));
        let above = (top - air).max(Length::ZERO);
        let under = top + high.part(12, 10) + air;
        let halo = Rect::new(place.x - long - air, above, wide + (long + air) * 2, under - above);
        sheet.marks.push(Mark::Rule { place: halo, ink: Ink::Paper });
        let (long, drop, cut) = (tail(ad, head), high.part(20, 100), high.part(28, 100));
        let fold = ad.measure.thick(220);
        for way in [-1, 1] {
            let edge = if way < 0 { place.x } else { place.x + wide };
            let (near, far) = (edge + fold * way, edge + long * way);
            let (upper, under) = (top + drop, top + high + drop);
            let middle = top + high.part(1, 2) + drop;
            let points = [(near, upper), (far, upper), (far - cut * way, middle), (far, under), (near, under)];
            sheet.marks.push(Mark::Path(polygon(&points, ad.accent)));
            // What of the tail goes behind the body.
            let behind = edge - high.part(45, 100) * way;
            let points = [(near, under), (behind, under - drop + fold), (near, under - drop + fold)];
            sheet.marks.push(Mark::Path(polygon(&points, ad.accent)));
        }
        sheet.marks.push(Mark::Rule { place, ink: ad.accent });
    } else {
        sheet.marks.push(Mark::Path(rounded(place, high.part(24, 100), ad.accent)));
    }
    let baseline = top + high.part(1, 2) + below(words.size);
    spaced(ad, sheet, &words, ad.middle(), baseline, 22);
}

fn band(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let words = words(ad, head, Ink::Paper);
    let high = ad.measure.length(head.height).max(words.size.em().part(17, 10));
    let place = Rect { height: high, ..*room };
    lower(room, place.y + high);
    let Some(sheet) = sheet else { return };
    sheet.marks.push(Mark::Rule { place, ink: ad.accent });
    for scene in &head.scene {
        let at = (place.x + place.width.part(scene.x, 100), place.y + high.part(scene.y, 100));
        ornament(sheet, &scene.name, at, high.part(scene.high, 100), scene.mirrored, Ink::Paper);
    }
    let middle = place.x + place.width.part(1, 2);
    let baseline = place.y + high.part(1, 2) + below(words.size);
    spaced(ad, sheet, &words, middle, baseline, 45);
    if let Some(name) = &head.ornament {
        let size = words.size.em();
        let aside = spread(ad.name, size, 45).part(1, 2) + size.part(12, 10);
        for (x, mirrored) in [(middle - aside, false), (middle + aside, true)] {
            ornament(sheet, ad.own(name), (x, place.y + high.part(1, 2)), size.part(8, 10), mirrored, Ink::Paper);
        }
    }
}

/// Sets words from above downwards in the middle of a place; returns where they begin and end.
fn down(ad: &Ad, sheet: &mut Sheet, words: &Words, place: Rect) -> (Length, Length) {
    let em = words.size.em();
    let count = i64::try_from(ad.name.chars().count()).unwrap_or(1).max(1);
    let pitch = (place.height.part(1, count)).min(em.part(135, 100)).max(em);
    let long = pitch * (count - 1) + em;
    let top = place.y + (place.height - long).part(1, 2);
    let mut baseline = top + em.part(88, 100);
    for character in ad.name.chars() {
        let x = place.x + place.width.part(1, 2);
        ad.setter.label(sheet, words, character.encode_utf8(&mut [0; 4]), x, baseline, Align::Centre);
        baseline += pitch;
    }
    (top, top + long)
}

fn side(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let grounded = head.kind == HeadKind::Side;
    let words = words(ad, head, if grounded { Ink::Paper } else { Ink::Black });
    let em = words.size.em();
    let wide = ad.measure.length(head.height).max(em.part(if grounded { 18 } else { 15 }, 10));
    let right = ad.vertical;
    let x = if right { room.x + room.width - wide } else { room.x };
    let place = Rect { x, width: wide, ..*room };
    room.width -= wide;
    if !right {
        room.x += wide;
    }
    let Some(sheet) = sheet else { return };
    if grounded {
        sheet.marks.push(Mark::Rule { place: lapped(place), ink: ad.accent });
    } else {
        let thick = ad.measure.thick(120);
        let x = if right { place.x } else { place.x + wide - thick };
        let rule = Rect::new(x, place.y + em.part(1, 2), thick, place.height - em);
        sheet.marks.push(Mark::Rule { place: rule, ink: ad.accent });
    }
    let ink = if grounded { Ink::Paper } else { ad.accent };
    let x = place.x + wide.part(1, 2);
    let Some(name) = &head.ornament else {
        down(ad, sheet, &words, shrunk(place, em.part(1, 2)));
        return;
    };
    // The ornament stands above the words, and both together in the middle.
    let size = wide.part(66, 100);
    let field = Rect::new(place.x, place.y + size, wide, place.height - size);
    let (begin, _) = down(ad, sheet, &words, shrunk(field, em.part(1, 2)));
    let y = (begin - size.part(85, 100)).max(place.y + size.part(75, 100));
    ornament(sheet, ad.own(name), (x, y), size, false, ink);
}

/// A ground that reaches a little under the line beside it, so that no paper shows between the two where they are drawn apart.
fn lapped(place: Rect) -> Rect {
    shrunk(place, -Length::um(60))
}

fn pillars(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let words = words(ad, head, Ink::Paper);
    let em = words.size.em();
    let wide = ad.measure.length(head.height).max(em.part(17, 10));
    let left = Rect { width: wide, ..*room };
    let right = Rect { x: room.x + room.width - wide, width: wide, ..*room };
    room.x += wide;
    room.width -= wide * 2;
    let Some(sheet) = sheet else { return };
    for place in [left, right] {
        sheet.marks.push(Mark::Rule { place: lapped(place), ink: ad.accent });
        // What is reversed fills in on newsprint: it is twice as thick as a line in black.
        let thick = ad.measure.thick(240);
        crate::typeset::frame::keyline(sheet, shrunk(place, wide.part(9, 100)), thick, Ink::Paper);
    }
    let field = shrunk(right, em.part(7, 10));
    let (top, end) = down(ad, sheet, &words, field);
    let Some(name) = &head.ornament else { return };
    let count = i64::try_from(ad.name.chars().count()).unwrap_or(1).max(2);
    let (first, last) = (top + em.part(1, 2), end - em.part(1, 2));
    for i in 0..count {
        let y = first + (last - first).part(i, count - 1);
        ornament(sheet, ad.own(name), (left.x + wide.part(1, 2), y), em.part(92, 100), false, Ink::Paper);
    }
}

fn small(ad: &Ad, head: &Head, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let words = words(ad, head, Ink::Black);
    let em = words.size.em();
    let top = room.y + ad.measure.length(head.height);
    lower(room, top + em);
    let Some(sheet) = sheet else { return };
    let x = room.x + ad.measure.length(ad.design.air[3]);
    let mut at = x;
    if let Some(name) = &head.ornament {
        ornament(sheet, ad.own(name), (x + em.part(1, 2), top + em.part(1, 2)), em.part(85, 100), false, ad.accent);
        at += em.part(135, 100);
    }
    let middle = at + spread(ad.name, em, 20).part(1, 2);
    spaced(ad, sheet, &words, middle, top + em.part(1, 2) + below(words.size), 20);
}
