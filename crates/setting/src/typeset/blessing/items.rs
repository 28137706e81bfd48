//! The ornaments of a design in their places, and the seals that they stand in.

use super::design::{Item, Place, Seal};
use super::dress::Ad;
use super::glyph;
use super::lines::{disc, polygon, ring, shrunk};
use super::ornaments::{self, Turn};
use crate::sheet::{Ink, Mark, Rect, Sheet};
use trade::measure::Length;

/// How wide and how high an ornament is in an ad; never higher than the frame has room for.
pub(super) fn size(ad: &Ad, item: &Item) -> (Length, Length) {
    let height = ad.measure.length(item.height).min(ad.frame.height.part(96, 100));
    let width = match item.seal {
        Some(Seal::Stamp) => height.part(82, 100),
        Some(_) => height,
        None if item.glyph.is_some() => height,
        None => ornaments::find(ad.own(&item.name)).map_or(Length::ZERO, |found| match item.lying {
            true => found.height_at(height),
            false => found.width_at(height),
        }),
    };
    (width, height)
}

/// Draws an ornament at its place; where it takes room, the room ends at it.
pub(super) fn place(ad: &Ad, item: &Item, room: &mut Rect, sheet: Option<&mut Sheet>) {
    let (width, height) = size(ad, item);
    let [dx, dy] = item.shift.map(|um| ad.measure.length(um));
    let frame = ad.frame;
    let (right, under) = (frame.x + frame.width - dx - width, frame.y + frame.height - dy - height);
    let (left, above) = (frame.x + dx, frame.y + dy);
    let turn =
        |mirrored: bool, flipped: bool| Turn { mirrored: mirrored != item.mirrored, flipped, quarter: item.lying };
    let (plain, middle_x) = (turn(false, false), room.x + (room.width - width).part(1, 2));
    let middle_y = room.y + (room.height - height).part(1, 2) + dy;
    let at = |x: Length, y: Length| Rect::new(x, y, width, height);
    let places: Vec<(Rect, Turn)> = match item.place {
        Place::Left => vec![(at(room.x + dx, middle_y), plain)],
        Place::Right => vec![(at(room.x + room.width - dx - width, middle_y), plain)],
        Place::Top => vec![(at(middle_x, room.y + dy), plain)],
        Place::Foot => vec![(at(middle_x, room.y + room.height - dy - height), plain)],
        Place::Corners => vec![
            (at(left, above), plain),
            (at(right, above), turn(true, false)),
            (at(left, under), turn(false, true)),
            (at(right, under), turn(true, true)),
        ],
        Place::TopCorners => vec![(at(left, above), plain), (at(right, above), turn(true, false))],
        Place::FootCorners => vec![(at(left, under), plain), (at(right, under), turn(true, false))],
        Place::Opposite => vec![(at(left, above), plain), (at(right, under), turn(true, true))],
        Place::TopLeft => vec![(at(left, above), plain)],
        Place::TopRight => vec![(at(right, above), plain)],
        Place::FootLeft => vec![(at(left, under), plain)],
        Place::FootRight => vec![(at(right, under), plain)],
        Place::OnTop => vec![(at(ad.middle() - width.part(1, 2), on_top(ad, height)), plain)],
        Place::OnFoot => {
            let y = ad.foot_y().unwrap_or(room.y + room.height);
            vec![(at(ad.middle() - width.part(1, 2), y - height + dy), plain)]
        }
        Place::AlongFoot | Place::AlongTop => {
            let y = if item.place == Place::AlongFoot { room.y + room.height - dy - height } else { room.y + dy };
            let times = ((room.width.as_um() + width.as_um() / 2) / width.as_um().max(1)).max(1);
            (0..times)
                .map(|i| {
                    let (from, to) = (room.width.part(i, times), room.width.part(i + 1, times));
                    (Rect::new(room.x + from, y, to - from, height), turn(i % 2 == 1, false))
                })
                .collect()
        }
    };
    if item.takes {
        // Whatever stands beside text has some air.
        take(ad, item.place, (width + dx + ad.measure.length(1_500), height + dy), room);
    }
    let Some(sheet) = sheet else { return };
    let ink = if item.black { Ink::Black } else { ad.accent };
    for (place, turn) in places {
        draw(ad, item, sheet, place, turn, ink);
    }
}

/// The upper edge of an ornament on the upper line: it stands across the line, but within the ad.
fn on_top(ad: &Ad, height: Length) -> Length {
    (ad.line_y().unwrap_or(ad.frame.y) - height.part(1, 2)).max(Length::um(1_100))
}

fn take(ad: &Ad, place: Place, (width, height): (Length, Length), room: &mut Rect) {
    match place {
        Place::Left | Place::FootLeft | Place::TopLeft => {
            room.x += width;
            room.width -= width;
        }
        Place::Right | Place::FootRight | Place::TopRight => room.width -= width,
        Place::Top | Place::AlongTop | Place::TopCorners => {
            room.y += height;
            room.height -= height;
        }
        Place::Foot | Place::AlongFoot | Place::FootCorners => room.height -= height,
        Place::OnTop => {
            let end = on_top(ad, height) + height;
            let taken = (end - room.y).max(Length::ZERO);
            room.y += taken;
            room.height -= taken;
        }
        Place::OnFoot => {
            let end = ad.foot_y().unwrap_or(room.y + room.height) - height;
            room.height = room.height.min(end - room.y);
        }
        Place::Corners | Place::Opposite => {}
    }
}

fn draw(ad: &Ad, item: &Item, sheet: &mut Sheet, place: Rect, turn: Turn, ink: Ink) {
    let Some(seal) = item.seal else {
        shape(ad, item, sheet, place, turn, ink);
        return;
    };
    let half = place.height.part(1, 2);
    let (x, y) = (place.x + place.width.part(1, 2), place.y + half);
    let around = |hundredths: i64| {
        let r = half.part(hundredths, 100);
        Rect::new(x - r, y - r, r * 2, r * 2)
    };
    let (thin, thick) = (ad.measure.thick(130), ad.measure.thick(450));
    // What is reversed fills in on newsprint.
    let fine = ad.measure.thick(220);
    match seal {
        Seal::Disc => {
            sheet.marks.push(Mark::Path(disc(x, y, half, ink)));
            sheet.marks.push(Mark::Path(ring(x, y, half.part(89, 100), fine, Ink::Paper)));
            shape(ad, item, sheet, around(58), turn, Ink::Paper);
        }
        Seal::Ring => {
            sheet.marks.push(Mark::Path(ring(x, y, half - thick.part(1, 2), thick, ink)));
            sheet.marks.push(Mark::Path(ring(x, y, half.part(86, 100), thin, ink)));
            shape(ad, item, sheet, around(56), turn, ink);
        }
        Seal::Diamond => {
            let corners = |r: Length| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
            sheet.marks.push(Mark::Path(polygon(&corners(half), ink)));
            let mut line = polygon(&corners(half.part(88, 100)), Ink::Paper);
            line.stroke = Some(fine);
            sheet.marks.push(Mark::Path(line));
            shape(ad, item, sheet, around(47), turn, Ink::Paper);
        }
        Seal::Stamp => stamp(ad, item, sheet, place, turn, ink),
    }
}

/// A perforated stamp: an inked edge with half discs cut out of it, a field of paper, a thin line, the ornament.
fn stamp(ad: &Ad, item: &Item, sheet: &mut Sheet, place: Rect, turn: Turn, ink: Ink) {
    sheet.marks.push(Mark::Rule { place, ink });
    let hole = place.height.part(1, 26).max(Length::um(280));
    let along = |from: Length, long: Length| {
        let times = (long.as_um() / (hole.as_um() * 14 / 5)).max(3);
        (0..=times).map(move |i| from + long.part(i, times))
    };
    let (right, under) = (place.x + place.width, place.y + place.height);
    for x in along(place.x, place.width) {
        for y in [place.y, under] {
            sheet.marks.push(Mark::Path(disc(x, y, hole, Ink::Paper)));
        }
    }
    for y in along(place.y, place.height) {
        for x in [place.x, right] {
            sheet.marks.push(Mark::Path(disc(x, y, hole, Ink::Paper)));
        }
    }
    let field = shrunk(place, hole.part(17, 10));
    sheet.marks.push(Mark::Rule { place: field, ink: Ink::Paper });
    let thin = ad.measure.thick(110);
    crate::typeset::frame::keyline(sheet, shrunk(field, hole.part(1, 2)), thin, ink);
    shape(ad, item, sheet, shrunk(field, hole.part(13, 10)), turn, ink);
}

/// The ornament itself, as large as its place allows, in its middle.
fn shape(ad: &Ad, item: &Item, sheet: &mut Sheet, place: Rect, turn: Turn, ink: Ink) {
    if let Some(character) = item.glyph {
        sheet.marks.extend(glyph::outline(item.face, character, place, ink).map(Mark::Path));
        return;
    }
    let Some(found) = ornaments::find(ad.own(&item.name)) else { return };
    let filled = matches!(item.place, Place::AlongFoot | Place::AlongTop) && item.seal.is_none();
    let place = if filled {
        place
    } else {
        let (width, height) = if turn.quarter {
            (place.width, found.width_at(place.width).min(place.height))
        } else {
            let height = place.height.min(found.height_at(place.width));
            (found.width_at(height), height)
        };
        let (x, y) = (place.x + (place.width - width).part(1, 2), place.y + (place.height - height).part(1, 2));
        Rect::new(x, y, width, height)
    };
    sheet.marks.push(Mark::Path(found.draw(place, turn, ink)));
}
