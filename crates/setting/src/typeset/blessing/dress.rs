//! A design put on an ad: what of its size the frame, the head and the ornaments take, and what is left to text and picture.

use qishi_faces::Face;

use super::design::{Design, Item, Mark, Measure, Place, Shape, holds};
use super::lines::{Drawn, Gap, shrunk};
use super::{heads, items};
use crate::sheet::{Ink, Rect, Sheet};
use crate::typeset::{Align, Setter, Styles, Words};
use trade::measure::{Length, Size, TypeSize};

/// The words of the mark: 六号, the least that newsprint reads well.
const MARK: Words = Words { face: Face::Hei, size: TypeSize::LIU, ink: Ink::Black };
/// The box around 广告.
const MARK_BOX: Length = Length::um(100);
/// The air that words on a line have from it at either side.
pub(super) const AIR: Length = Length::um(700);
/// An ad smaller than this has a plain box.
const LEAST: Size = Size::mm(40, 20);

/// What is at hand while an ad is dressed.
pub(super) struct Ad<'a> {
    pub(super) setter: &'a Setter,
    pub(super) design: &'a Design,
    pub(super) measure: Measure,
    pub(super) shape: Shape,
    /// Its text runs in vertical lines.
    pub(super) vertical: bool,
    pub(super) category: &'a str,
    /// The name of its category.
    pub(super) name: &'a str,
    /// The second colour, or black.
    pub(super) accent: Ink,
    /// The line that the head and 广告 stand on.
    pub(super) carrier: Option<Drawn>,
    /// What lies within the frame.
    pub(super) frame: Rect,
}

/// An ad that is dressed.
pub(super) struct Dressed {
    /// The room for text and picture.
    pub(super) room: Rect,
    /// The ad; without marks where it was only measured.
    pub(super) sheet: Sheet,
}

/// Dresses an ad. `vertical`: its text runs in vertical lines. `drawn`: its marks are wanted, not only its room.
pub(super) fn dress(
    (setter, styles): (&Setter, &Styles),
    design: Option<&Design>,
    size: Size,
    category: &str,
    with_picture: bool,
    accent: Ink,
    (vertical, drawn): (bool, bool),
) -> Dressed {
    let mut sheet = Sheet::new(size.width, size.height);
    let design = design.filter(|_| size.width >= LEAST.width && size.height >= LEAST.height);
    let Some(design) = design else {
        let (edge, thick, air) = (Length::um(300), Length::um(300), Length::um(700));
        crate::typeset::frame::outline(&mut sheet, edge, thick, Ink::Black);
        let whole = Rect::new(Length::ZERO, Length::ZERO, size.width, size.height);
        return Dressed { room: shrunk(whole, edge + thick + air), sheet };
    };
    let (measure, shape) = (Measure::of(size), Shape::of(size));
    let at_hand = design.frame.iter().filter(|line| holds(&line.at, line.picture, shape, with_picture));
    let lines: Vec<(Drawn, bool)> =
        at_hand.map(|line| (Drawn::new(line, measure, (size.width, size.height), accent), line.carries)).collect();
    let mut frame = Rect::new(Length::ZERO, Length::ZERO, size.width, size.height);
    for (line, _) in &lines {
        frame = common(frame, line.inside());
    }
    let carrier = lines.iter().position(|(_, carries)| *carries);
    let mut ad = Ad {
        setter,
        design,
        measure,
        shape,
        vertical,
        category,
        name: styles.head(category),
        accent,
        carrier: None,
        frame,
    };
    let head = design.head.iter().find(|head| holds(&head.at, head.picture, shape, with_picture));
    let items: Vec<&Item> =
        design.ornament.iter().filter(|item| holds(&item.at, item.picture, shape, with_picture)).collect();

    // The carrying line is open where words and ornaments stand on it.
    let mark = ad.mark(carrier.map(|i| &lines[i].0));
    let (mut top, mut foot): (Vec<Gap>, Vec<Gap>) = (Vec::new(), Vec::new());
    if design.mark == Mark::Line && carrier.is_some() {
        foot.push((mark.x - AIR, mark.x + mark.width + AIR));
    }
    if let Some(head) = head {
        top.extend(heads::gap(&ad, head));
    }
    for item in &items {
        let gaps = match item.place {
            Place::OnTop => &mut top,
            Place::OnFoot => &mut foot,
            _ => continue,
        };
        let half = items::size(&ad, item).0.part(1, 2) + AIR;
        let middle = size.width.part(1, 2);
        gaps.push((middle - half, middle + half));
    }
    top.sort_unstable();
    foot.sort_unstable();
    if drawn {
        for (i, (line, _)) in lines.iter().enumerate() {
            let carries = carrier == Some(i);
            line.paint(&mut sheet, if carries { &top } else { &[] }, if carries { &foot } else { &[] });
        }
    }
    ad.carrier = carrier.and_then(|i| lines.into_iter().nth(i)).map(|(line, _)| line);

    let mut room = ad.frame;
    let mut canvas = drawn.then_some(&mut sheet);
    for item in items.iter().filter(|item| item.first) {
        items::place(&ad, item, &mut room, canvas.as_deref_mut());
    }
    let before = room.x;
    if let Some(head) = head {
        heads::place(&ad, head, &mut room, canvas.as_deref_mut());
    }
    let beside = room.x - before;
    for item in items.iter().filter(|item| !item.first) {
        items::place(&ad, item, &mut room, canvas.as_deref_mut());
    }
    let apart = measure.length(900).max(Length::um(500));
    let mark = match design.mark {
        Mark::Line => mark,
        Mark::Corner => {
            // Above what runs along the foot, whatever else stands there.
            let along = items.iter().filter(|item| item.takes && item.place == Place::AlongFoot);
            let along: Length = along.map(|item| items::size(&ad, item).1).sum();
            let y = ad.frame.y + ad.frame.height - along - apart - mark.height;
            Rect::new(ad.frame.x + beside + apart, y, mark.width, mark.height)
        }
    };
    if let Some(sheet) = canvas {
        write_mark(setter, sheet, mark);
    }
    let [above, right, below, left] = design.air.map(|um| measure.length(um));
    // Lines over the whole of a wide ad would be too long for few words.
    let aside =
        if !vertical && !with_picture && room.width > Length::mm(112) { room.width.part(9, 100) } else { Length::ZERO };
    let under = (room.y + room.height - below).min(mark.y - Length::um(300));
    room =
        Rect::new(room.x + left + aside, room.y + above, room.width - left - right - aside * 2, under - room.y - above);
    Dressed { room, sheet }
}

impl Ad<'_> {
    /// The box of 广告 on the carrying line; at the left: whoever signs stands at the right.
    fn mark(&self, carrier: Option<&Drawn>) -> Rect {
        let pick = |small: i64, otherwise: i64| Length::um(if self.shape == Shape::Strip { small } else { otherwise });
        let (width, height) = (self.setter.width(&MARK, "广告") + pick(1_000, 1_200), pick(3_000, 3_300));
        let Some(line) = carrier else { return Rect::new(Length::ZERO, Length::ZERO, width, height) };
        let Rect { x, y, height: high, .. } = line.sides();
        let apart = Length::um(1_800).min(self.measure.length(2_600)).max(AIR * 2);
        let x = x + line.mark_from().map_or(Length::ZERO, |corner| corner + apart);
        Rect::new(x, y + high - height.part(1, 2), width, height)
    }

    /// An ornament that a design leaves to the category: hearts for two, a blossom for all others.
    pub(super) fn own<'n>(&self, name: &'n str) -> &'n str {
        match (name, self.category) {
            ("own", "wedding" | "love" | "anniversary") => "heart",
            ("own", _) => "blossom",
            _ => name,
        }
    }

    /// The middle of the ad.
    pub(super) fn middle(&self) -> Length {
        self.frame.x + self.frame.width.part(1, 2)
    }

    /// The upper line that the head stands on, if there is one.
    pub(super) fn line_y(&self) -> Option<Length> {
        self.carrier.as_ref().map(|line| line.sides().y)
    }

    /// The lower one.
    pub(super) fn foot_y(&self) -> Option<Length> {
        self.carrier.as_ref().map(|line| line.sides().y + line.sides().height)
    }
}

fn write_mark(setter: &Setter, sheet: &mut Sheet, mark: Rect) {
    crate::typeset::frame::keyline(sheet, mark, MARK_BOX, Ink::Black);
    // Words stand with their middle in the box.
    let baseline = mark.y + mark.height.part(1, 2) + MARK.size.em().part(38, 100);
    setter.label(sheet, &MARK, "广告", mark.x + mark.width.part(1, 2), baseline, Align::Centre);
}

/// What two rectangles have in common.
fn common(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let right = (a.x + a.width).min(b.x + b.width);
    let under = (a.y + a.height).min(b.y + b.height);
    Rect::new(x, y, (right - x).max(Length::ZERO), (under - y).max(Length::ZERO))
}
