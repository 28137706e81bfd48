//! A copy that no layout holds: set as text in the frame of its design, as large as holds it, down to 六号.

use super::canvas::Canvas;
use super::design::{AdFrame, Shape};
use super::frame;
use super::{LEAST, shapes};
use crate::sheet::{Ink, Rect};
use crate::typeset::bound::Bounded;
use crate::typeset::breaks::BreakMode;
use crate::typeset::column::{self, Column};
use crate::typeset::rows::{self, ShapedBlock, TypeRow};
use crate::typeset::style::{LineProportions, Style};
use crate::typeset::{Fit, Job, Measured, Setter, picture};
use trade::measure::{Length, TypeSize};

/// Sets the copy in as large a type as holds it in the frame.
pub(super) fn set(setter: &Setter, job: &Job, style: &Style, copy: &Bounded) -> Fit {
    let (mut canvas, places, column) = lay_out(setter, job, style, copy, true);
    let dpi = match (job.picture, places.picture) {
        (Some(given), Some(place)) => Some(picture::hang(&mut canvas.sheet, given, place, job.look.crop)),
        _ => None,
    };
    let measured = column.measured(job.size, &style.id, job.picture.is_none() || places.picture.is_some());
    column.fit(measured, canvas.sheet, dpi, column::TitlePaint::default())
}

/// As [`set`], without drawing.
pub(super) fn measure(setter: &Setter, job: &Job, style: &Style, copy: &Bounded) -> Measured {
    let (_, places, column) = lay_out(setter, job, style, copy, false);
    column.measured(job.size, &style.id, job.picture.is_none() || places.picture.is_some())
}

fn lay_out<'a>(
    setter: &'a Setter,
    job: &Job,
    style: &Style,
    copy: &Bounded,
    drawn: bool,
) -> (Canvas<'a>, picture::Places, Column) {
    let mut canvas = Canvas::new(setter, job.size, drawn);
    let accent = if style.is_red(job.look) { Ink::Red } else { Ink::Black };
    let whole = canvas.whole();
    let room = if job.size.width < LEAST.width || job.size.height < LEAST.height {
        let edge = Length::um(300);
        if drawn {
            crate::typeset::frame::outline(&mut canvas.sheet, edge, edge, Ink::Black);
        }
        shapes::shrunk(whole, edge * 2 + Length::um(700))
    } else {
        let shape = Shape::of(job.size);
        let framed = frame::frame(whole, AdFrame::Single, shape, accent == Ink::Red);
        frame::draw(&mut canvas, AdFrame::Single, shape, accent);
        // In a strip every tenth of a millimetre holds words.
        let nearer = Length::um(if shape == Shape::Strip { 1_600 } else { 900 });
        let words = shapes::shrunk(framed.words, -nearer);
        let (room, mark) = frame::kept_for_mark(words);
        frame::mark(&mut canvas, mark);
        Rect { height: room.height + Length::um(450), ..room }
    };
    let (places, column) = compose(setter, job, style, copy, room);
    (canvas, places, column)
}

/// Picture and text in the room.
fn compose(setter: &Setter, job: &Job, style: &Style, copy: &Bounded, room: Rect) -> (picture::Places, Column) {
    let blocks = setter.blocks(job, style, copy.copy);
    // A strip has no room for a picture.
    let hung = job.picture.filter(|_| Shape::of(job.size) != Shape::Strip);
    let places = picture::divide(room, hung, job.size, 100);
    let set = largest(&blocks, style, places.text);
    let column = Column::new(places.text, set, style.lines, copy, column::Rest::Middle);
    (places, column)
}

/// No text of a blessing is larger: what is large is a poster's business.
const MOST: u16 = 145;

/// The largest type size, by tenths of a point, at which the copy fits, first without parting a Latin word or a number; the floor where none
/// does.
fn largest(blocks: &[ShapedBlock], style: &Style, place: Rect) -> (TypeSize, Vec<TypeRow>) {
    let (along, across) = (style.setting().along(place), style.setting().across(place));
    let fits = |size: TypeSize, parted: bool| {
        let lines: LineProportions = style.lines;
        if rows::least_height(blocks, lines, size, along) > across {
            return false;
        }
        let rows = rows::rows(blocks, lines, size, along, BreakMode::Justified);
        column::height(&rows) <= across && (parted || !rows.iter().any(TypeRow::is_parted))
    };
    let floor = style.floor();
    let sizes = (floor.as_tenths()..=MOST).rev().map(TypeSize::tenths);
    let any = sizes.clone().find(|size| fits(*size, true));
    // A telephone number or a name in Latin letters stays whole where type of half the size is enough for that.
    let half = |size: &TypeSize| any.is_some_and(|any| size.as_tenths() * 2 >= any.as_tenths());
    match sizes.clone().find(|size| fits(*size, false)).filter(half).or(any) {
        Some(size) => (size, rows::rows(blocks, style.lines, size, along, BreakMode::Justified)),
        None => (floor, rows::rows(blocks, style.lines, floor, along, BreakMode::Tight)),
    }
}
