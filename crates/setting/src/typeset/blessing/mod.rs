//! A blessing in its design: the names the largest type, the customer's own greeting as the heading, ornaments and photographs beside them,
//! 广告 where there is room.
//!
//! A design is data: the `[blessing]` of its style file names faces, frame and, for each shape of an ad, the layouts that are tried in their
//! order ([`design`]). [`reading`] reads what the pieces of the copy are, a form ([`forms`]) makes an ad of them, and [`filled`] measures it: the
//! first layout that is full is taken, or one that lacks little; a later one only where it lacks clearly less. A copy that no layout holds is set as text in the frame ([`text`]).

mod canvas;
mod design;
mod filled;
mod forms;
mod frame;
mod glyph;
mod numeral;
mod ornaments;
mod panels;
mod parts;
mod photo;
mod reading;
mod row;
mod shapes;
mod stack;
#[cfg(test)]
mod tests;
mod text;

pub(super) use design::Design;

use std::borrow::Cow;
use std::sync::Arc;

use canvas::Canvas;
use design::{AdFrame, Layout, Shape};
use filled::Filled;
use forms::{Composed, Work};
use parts::PartsMade;
pub(super) use reading::BlessingReading;

use super::bound::Bounded;
use super::style::Style;
use super::{Departure, Fit, Job, Measured, Setter};
use crate::sheet::{Ink, Rect};
use trade::ad::LineRole;
use trade::measure::{Length, Size};

/// A smaller ad has a plain line and its text.
const LEAST: Size = Size::mm(40, 20);
/// A layout takes the place of one before it where it lacks less by so many hundredths of what is full.
const LATER: i64 = 40;
/// A larger ornament takes the place of a smaller where the ad lacks less by so many hundredths.
const LARGER: i64 = 8;
/// Where a strip at the foot is kept for 广告, its box stands so much lower than words do.
const MARK_LOWER: Length = Length::um(450);
/// A copy of more characters is text.
const POSTER: usize = 900;

/// An ad that was made up.
struct MadeUp<'a> {
    canvas: Canvas<'a>,
    set: Composed,
    filled: Filled,
    dpi: Option<u32>,
}

/// The layout of an ad, and the ad made up in it without being drawn.
struct Chosen<'a> {
    layout: Cow<'a, Layout>,
    /// Whether its picture hangs in it.
    with_picture: bool,
    made: MadeUp<'a>,
}

/// Sets a blessing in the best layout of its style, or as text where no layout holds it.
pub(super) fn set(setter: &Setter, job: &Job, style: &Style) -> Fit {
    let copy = Bounded::new(job.copy, job.size, style.floor());
    let ad = BlessingAd::new(setter, job, style, &copy);
    let made = ad.as_ref().and_then(|ad| {
        let Chosen { layout, with_picture, .. } = ad.choose(&copy)?;
        Some((ad.make(&layout, true)?, with_picture, departures(style, &ad.reading, job.size, &layout)))
    });
    let Some((made, with_picture, departures)) = made else {
        let fit = text::set(setter, job, style, &copy);
        let adorned = fit.fits && is_adorned(style, job.size);
        return Fit { departures: adorned.then_some(Departure::NoOrnament).into_iter().collect(), ..fit };
    };
    let MadeUp { canvas, set, dpi, .. } = made;
    Fit {
        size: job.size,
        style: style.id.clone(),
        fits: true,
        pt: set.pt,
        lines: canvas.rows,
        over: 0,
        cut: None,
        left_over: Length::ZERO,
        sheet: canvas.sheet,
        picture_dpi: dpi,
        picture_fits: job.picture.is_none() || with_picture,
        departures,
    }
}

/// Whether a style draws something at a size besides words and frame.
fn is_adorned(style: &Style, size: Size) -> bool {
    let layouts = |design: &Design| design.layouts(Shape::of(size), false).any(Layout::is_adorned);
    style.blessing.as_ref().is_some_and(layouts)
}

/// Where an ad comes out otherwise than its style has it: names and lines in another face, no ornament.
fn departures(style: &Style, reading: &BlessingReading, size: Size, layout: &Layout) -> Vec<Departure> {
    let Some(design) = &style.blessing else { return Vec::new() };
    let line = |item: &reading::Item| {
        let leads = !reading.named() && matches!(item.role, LineRole::Greeting | LineRole::Addressee);
        let wanted = match item.role {
            _ if leads => design.names,
            LineRole::Greeting => design.greeting,
            LineRole::Names | LineRole::Achievement => return None,
            _ => design.text,
        };
        Departure::face(false, &item.text, wanted, row::whole_in(&[wanted], &[&item.text]))
    };
    // A name in Latin letters moves all of them to 宋黑 as well, but lacks nothing there.
    let names = reading.names();
    let words: String = names.iter().filter(|name| !name.latin).map(|name| name.text.as_str()).collect();
    let names = Departure::face(true, &words, design.names, row::Names::face_of(design.names, names));
    let bare = (!layout.is_adorned() && is_adorned(style, size)).then_some(Departure::NoOrnament);
    names.into_iter().chain(reading.items.iter().filter_map(line)).chain(bare).collect()
}

/// As [`set`], without drawing.
pub(super) fn measure(setter: &Setter, job: &Job, style: &Style) -> Measured {
    let copy = Bounded::new(job.copy, job.size, style.floor());
    let ad = BlessingAd::new(setter, job, style, &copy);
    let Some(Chosen { made, with_picture, .. }) = ad.as_ref().and_then(|ad| ad.choose(&copy)) else {
        return text::measure(setter, job, style, &copy);
    };
    Measured {
        size: job.size,
        style: style.id.clone(),
        fits: true,
        pt: made.set.pt,
        lines: made.canvas.rows,
        over: 0,
        cut: None,
        picture_fits: job.picture.is_none() || with_picture,
    }
}

/// An ad that is made up in one layout after another, with what all of them have in common.
struct BlessingAd<'a> {
    setter: &'a Setter,
    job: &'a Job<'a>,
    design: &'a Design,
    reading: Arc<BlessingReading>,
    shape: Shape,
    /// The second colour, or black.
    accent: Ink,
    parts: PartsMade,
}

impl<'a> BlessingAd<'a> {
    /// None where its style has no design.
    fn new(setter: &'a Setter, job: &'a Job<'a>, style: &'a Style, copy: &Bounded) -> Option<BlessingAd<'a>> {
        let design = style.blessing.as_ref()?;
        let reading = BlessingReading::of(setter, job, copy.copy);
        let accent = if style.is_red(job.look) { Ink::Red } else { Ink::Black };
        Some(BlessingAd {
            setter,
            job,
            design,
            reading,
            shape: Shape::of(job.size),
            accent,
            parts: PartsMade::default(),
        })
    }

    /// The layout of the ad: the first that is full; one that lacks little before one that comes later in its style.
    fn choose(&self, copy: &Bounded) -> Option<Chosen<'_>> {
        let (job, design, shape) = (self.job, self.design, self.shape);
        let small = job.size.width < LEAST.width || job.size.height < LEAST.height;
        let large = job.size.width > Length::mm(400) || job.size.height > Length::mm(400);
        if small || large || copy.rest > 0 || self.reading.items.is_empty() || copy.copy.chars().count() > POSTER {
            return None;
        }
        let with_picture = job.picture.is_some() && design.layouts(shape, true).next().is_some();
        if job.picture.is_some() && !with_picture {
            return None;
        }
        let mut best: Option<(i64, Cow<'_, Layout>, MadeUp<'_>)> = None;
        // Where none of the style's own holds it, its ornament gives way.
        let plain = (!with_picture).then(|| (Cow::Owned(Layout::plain()), true));
        let own = design.layouts(shape, with_picture).map(|layout| (Cow::Borrowed(layout), false));
        for (place, (layout, gives_way)) in own.chain(plain).enumerate() {
            let later = LATER * i64::try_from(place).unwrap_or(i64::MAX / LATER);
            if best.as_ref().is_some_and(|(lacks, ..)| *lacks <= later || gives_way) {
                break;
            }
            let Some(made) = self.make(&layout, false) else { continue };
            let (mut lacks, mut layout, mut made) = (made.filled.lacks() + later, layout, made);
            // A larger ornament before another layout.
            let short_of_ink = made.filled.ink < filled::INK;
            for share in layout.larger_shares().filter(|_| short_of_ink) {
                let larger = Layout { share, ..layout.clone().into_owned() };
                let Some(other) = self.make(&larger, false) else { break };
                let less = other.filled.lacks() + later;
                if less + LARGER > lacks {
                    break;
                }
                (lacks, layout, made) = (less, Cow::Owned(larger), other);
            }
            if best.as_ref().is_none_or(|(least, ..)| lacks < *least) {
                best = Some((lacks, layout, made));
            }
        }
        best.map(|(_, layout, made)| Chosen { layout, with_picture, made })
    }

    /// Makes up the ad in a layout; 广告 has the room that is left, or a strip at the foot that is kept for it.
    fn make(&self, layout: &Layout, drawn: bool) -> Option<MadeUp<'a>> {
        let BlessingAd { setter, job, design, shape, accent, .. } = *self;
        let whole = Rect::new(Length::ZERO, Length::ZERO, job.size.width, job.size.height);
        let framed = frame::frame(whole, design.frame, shape, accent == Ink::Red);
        for kept in [false, true] {
            let mut canvas = Canvas::new(setter, job.size, drawn);
            // 广告 reaches a little lower than words do, so that they still have what an ad is full with.
            let lower = Rect { height: framed.words.height + MARK_LOWER, ..framed.words };
            let (words, own_mark) = frame::kept_for_mark(lower);
            let words = if kept { words } else { framed.words };
            let (reading, parts, frame) = (&self.reading, &self.parts, framed.inside);
            let work = Work { setter, design, layout, reading, shape, accent, frame, parts };
            // A photograph that leaves the ad has the frame over it, so that its edge is closed.
            let mut dpi = None;
            let mut place = words;
            let mut hung = None;
            if let (Some(photo), Some(picture)) = (layout.photo, job.picture) {
                let given = photo::CroppedPicture { picture, crop: job.look.crop };
                let (rest, at) = photo::hang(&mut canvas, photo, given, words, accent);
                hung = canvas.taken.first().copied();
                (place, dpi) = (rest, Some(at));
            }
            let vine = layout.photo.is_some() && design.frame == AdFrame::Vine;
            frame::draw(&mut canvas, if vine { AdFrame::Single } else { design.frame }, shape, accent);
            let set = work.make(&mut canvas, place)?;
            let mark = if kept { Some(own_mark) } else { frame::room_for_mark(&canvas, framed.words, hung) };
            let Some(mark) = mark else { continue };
            let inner = Length::um(if shape == Shape::Strip { 3_700 } else { 4_000 });
            let filled = canvas.filled(shapes::shrunk(whole, inner), framed.inside);
            frame::mark(&mut canvas, mark);
            return Some(MadeUp { canvas, set, filled, dpi });
        }
        None
    }
}
