//! A number of years as the picture of an ad.

use qishi_faces::Face;

use super::super::upright::Setting;
use super::canvas::Canvas;
use super::design::Shape;
use super::forms::{AIR, Composed, Work};
use super::ornaments::Rotation;
use super::parts::StackOptions;
use super::row::RowAlign;
use super::stack;
use crate::sheet::{Ink, Rect};
use trade::ad::LineRole;

/// How wide a figure is of its height, in hundredths.
fn wide(figure: char) -> i64 {
    if figure == '1' { 58 } else { 82 }
}

/// The figures of a number in the middle of a place, as high as they go. Returns the box that they take.
fn figures(canvas: &mut Canvas, number: u32, place: Rect, ink: Ink, align: RowAlign) -> Rect {
    let reading = number.to_string();
    let hundredths: i64 = reading.chars().map(wide).sum();
    let high = place.height.min(place.width.part(100, hundredths));
    let long = high.part(hundredths, 100);
    let x = match align {
        RowAlign::Start => place.x,
        RowAlign::End => place.x + place.width - long,
        _ => place.x + (place.width - long).part(1, 2),
    };
    let y = place.y + (place.height - high).part(1, 2);
    let mut at = x;
    for figure in reading.chars() {
        let own = high.part(wide(figure), 100);
        canvas.glyph(Face::Display, figure, Rect::new(at, y, own, high), ink);
        at += own;
    }
    Rect::new(x, y, long, high)
}

/// Makes up an ad around its number of years: at an end of what is low, within two branches of laurel where it is wide, above where it is high,
/// beside the greeting.
pub(super) fn make(work: &Work, canvas: &mut Canvas, place: Rect) -> Option<Composed> {
    let years = work.reading.years?;
    let align = if work.layout.photo.is_some() { RowAlign::Start } else { RowAlign::Middle };
    match work.shape {
        Shape::Strip | Shape::Small => {
            let own = place.width.part(if years >= 100 { 32 } else { 25 }, 100);
            let field = Rect { width: own, ..place };
            let field = Rect { height: field.height.part(72, 100), y: place.y + place.height.part(14, 100), ..field };
            figures(canvas, years, field, work.accent, RowAlign::Start);
            let rest = Rect { x: place.x + own + AIR, width: place.width - own - AIR, ..place };
            work.stacked(canvas, rest, StackOptions::rows(RowAlign::Middle), &[])
        }
        Shape::Wide if work.layout.photo.is_none() => {
            let own = place.height.part(104, 100).min(place.width.part(32, 100));
            let (x, y) = (place.x, place.y);
            let leaf = own.part(40, 100);
            for (at, mirrored) in [(x, false), (x + own - leaf, true)] {
                let branch = Rect::new(at, y, leaf, place.height);
                canvas.ornament("laurel", branch, Rotation { mirrored, ..Rotation::default() }, work.accent);
            }
            let inner = Rect::new(
                x + own.part(24, 100),
                y + place.height.part(28, 100),
                own.part(52, 100),
                place.height.part(40, 100),
            );
            figures(canvas, years, inner, work.accent, RowAlign::Middle);
            let rest = Rect { x: x + own + AIR, width: place.width - own - AIR, ..place };
            work.stacked(canvas, rest, StackOptions::rows(RowAlign::Middle), &[])
        }
        _ => {
            // Beside the number what stands before the names, or the greeting and the dates wherever they stand.
            let body = work.reading.body() > 0;
            let high = place.height.part(if body { 23 } else { 36 }, 100);
            let beside: Vec<usize> = {
                let names = work.reading.items.iter().position(|item| item.role == LineRole::Names).unwrap_or(0);
                let of = |i: &usize| {
                    let role = work.reading.items[*i].role;
                    role == LineRole::Greeting
                        && work.reading.named()
                        && work.reading.items[*i].text.chars().count() > 2
                        && (*i < names || names == 0)
                        || role == LineRole::Date
                };
                (0..work.reading.items.len()).filter(of).take(2).collect()
            };
            let others: Vec<usize> = (0..work.reading.items.len()).filter(|i| !beside.contains(i)).collect();
            if others.is_empty() {
                return None;
            }
            let head = Rect { height: high, ..place };
            let middle = if beside.is_empty() { RowAlign::Middle } else { RowAlign::Start };
            let taken = figures(canvas, years, head, work.accent, middle);
            if !beside.is_empty() {
                let from = taken.x + taken.width + AIR.part(3, 2);
                let right = Rect { x: from, width: place.x + place.width - from, ..head };
                let right = Rect { y: head.y + high.part(8, 100), height: high.part(84, 100), ..right };
                let parts = work.maker(&others).others(StackOptions::rows(RowAlign::Full));
                let plan = stack::plan(&parts.parts, right, Setting::Horizontal, 90)?;
                stack::draw(canvas, &parts.parts, &plan, right, Setting::Horizontal);
            }
            let gap = AIR;
            canvas.rule(Rect::new(place.x, place.y + high + gap, place.width, stack::RULE), Ink::Black);
            let from = high + gap * 2 + stack::RULE;
            let rest = Rect { y: place.y + from, height: place.height - from, ..place };
            let how = StackOptions { parted: true, ..StackOptions::rows(align) };
            work.stacked(canvas, rest, how, &beside)
        }
    }
}
