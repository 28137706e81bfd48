//! A row of a blessing: words, names with what stands between them, signs; as long as its type size makes it.

use std::sync::Arc;

use qishi_faces::Face;

use super::super::Setter;
use super::super::faces::{self, EM};
use super::super::rows::RowText;
use super::super::upright::Setting;
use super::canvas::Canvas;
use super::design::Join;
use super::ornaments::Rotation;
use super::reading::Name;
use super::stack::RULE;
use crate::sheet::{Ink, Rect};
use trade::measure::{Length, TypeSize};

/// Something in a row; sizes in thousandths of the row's own.
#[derive(Clone)]
pub(super) enum Bit {
    /// Words in one face; `apart` is the blank between their characters and `deep` how high their ink is around its optical middle, both in
    /// thousandths of an em.
    Text { text: Arc<RowText>, face: Face, of: i64, ink: Ink, apart: i32, deep: i64 },
    /// A heart, 囍 or an ampersand, so high.
    Sign { sign: Join, of: i64, ink: Ink },
    /// A blank of fixed width.
    Gap(i32),
    /// A blank that grows where there is room.
    Wide(i32),
}

/// Where a row stands in its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowAlign {
    Start,
    Middle,
    End,
    /// From end to end: its wide blanks grow.
    Full,
    /// The same, but no blank grows by more than an em; what is left stands at both ends.
    Pair,
}

/// Words and signs on one line, in shares of a type size that is chosen later.
#[derive(Clone)]
pub(super) struct BlessingRow {
    pub(super) bits: Vec<Bit>,
    pub(super) setting: Setting,
    pub(super) align: RowAlign,
    /// Its characters may stand so much further apart, in thousandths of an em.
    pub(super) loose: i32,
    /// A rule runs from either end to the edge of its measure where there is room for one.
    pub(super) flanked: bool,
}

/// From the baseline to the middle of 国, in thousandths of an em: the optical middle of a line in a face.
pub(super) fn middle(face: Face) -> i32 {
    let c = if matches!(face, Face::Display | Face::DisplayItalic) { '0' } else { '国' };
    faces::glyph(face, c).map_or(EM * 38 / 100, |id| {
        let (top, bottom) = faces::heights(face, id);
        (top + bottom) / 2
    })
}

/// The first of these faces that has all of the words; 宋黑 where none has.
pub(super) fn whole_in(faces: &[Face], words: &[&str]) -> Face {
    let has = |face: &&Face| words.iter().all(|text| faces::has_all(**face, text));
    faces.iter().find(has).copied().unwrap_or(Face::SongBlack)
}

/// What Han fill of their em, in thousandths.
const HAN: i64 = 920;
/// A row is not lower than this, whatever its ink: 一 stands in a row as other characters do.
const LOW: i64 = 700;
/// The air above and below the ink of a row, both together.
const RIM: i64 = 40;

/// How high the ink of words is around the optical middle of their face, in thousandths of an em: a hand is lower than its em, and may be
/// set so much larger.
fn ink_deep(text: &RowText, face: Face) -> i64 {
    *text.ink_deep.get_or_init(|| {
        let middle = middle(face);
        let half = text.paragraph.pieces.iter().map(|piece| {
            let (top, bottom) = faces::heights(piece.face, piece.id);
            (top - middle).max(middle - bottom)
        });
        (i64::from(half.max().unwrap_or(0)) * 2 + RIM).clamp(LOW, HAN)
    })
}

/// How long a text is, in thousandths of its em.
fn natural(text: &RowText) -> i32 {
    let last = text.paragraph.atoms.last().map_or(0, |atom| atom.after);
    text.natural() - last
}

fn gaps(text: &RowText) -> i32 {
    i32::try_from(text.paragraph.atoms.len()).unwrap_or(1) - 1
}

impl BlessingRow {
    pub(super) fn new(setting: Setting, align: RowAlign) -> BlessingRow {
        BlessingRow { bits: Vec::new(), setting, align, loose: 0, flanked: false }
    }

    /// Words more, in a face that has all of them.
    pub(super) fn words(mut self, setter: &Setter, words: &str, face: Face, ink: Ink) -> BlessingRow {
        self.push(setter, words, face, 1_000, ink, 0);
        self
    }

    pub(super) fn push(&mut self, setter: &Setter, words: &str, face: Face, of: i64, ink: Ink, apart: i32) {
        let text = setter.text(face, words, self.setting, false);
        if !text.paragraph.atoms.is_empty() {
            let deep = if self.setting == Setting::Horizontal { ink_deep(&text, face) } else { HAN };
            self.bits.push(Bit::Text { text, face, of, ink, apart, deep });
        }
    }

    /// Its characters may stand apart, the further the fewer they are.
    pub(super) fn spread(mut self) -> BlessingRow {
        let count: usize = self
            .bits
            .iter()
            .map(|bit| if let Bit::Text { text, .. } = bit { text.paragraph.atoms.len() } else { 9 })
            .sum();
        self.loose = match count {
            0..=2 => 900,
            3..=4 => 500,
            5..=6 => 420,
            7..=8 => 160,
            _ => 60,
        };
        self
    }

    /// How long it is at least, in thousandths of its em.
    pub(super) fn long(&self) -> i64 {
        let of = |bit: &Bit| match bit {
            Bit::Text { text, of, apart, .. } => i64::from(natural(text) + gaps(text) * apart) * of / 1_000,
            Bit::Sign { sign, of, .. } => wide(*sign) * of / 1_000,
            Bit::Gap(gap) | Bit::Wide(gap) => i64::from(*gap),
        };
        self.bits.iter().map(of).sum::<i64>().max(1)
    }

    /// How high it is, in thousandths of its em: as high as the ink of its words, or 0.92 in columns.
    pub(super) fn deep(&self) -> i64 {
        let of = |bit: &Bit| match bit {
            Bit::Text { of, deep, .. } => of * deep / 1_000,
            Bit::Sign { sign: Join::Ampersand, of, .. } => of * 80 / 100,
            Bit::Sign { of, .. } => *of,
            _ => 0,
        };
        self.bits.iter().map(of).max().unwrap_or(0)
    }

    /// The largest size at which it is no longer than a measure, in tenths of a point.
    pub(super) fn largest(&self, measure: Length) -> i64 {
        measure.as_um() * 1_000 * 90 / 3_175 / self.long()
    }

    /// Draws it in the middle of a band `deep` across, from `along` on.
    pub(super) fn draw(&self, canvas: &mut Canvas, size: TypeSize, place: Rect) {
        let measure = self.setting.along(place);
        let um = |thousandths: i64| Length::um(size.em().as_um() * thousandths / 1_000);
        let natural = um(self.long());
        let spare = (measure - natural).max(Length::ZERO);
        // Tracking first, then blanks that grow.
        let apart: i64 = self
            .bits
            .iter()
            .map(|bit| if let Bit::Text { text, of, .. } = bit { i64::from(gaps(text)) * of } else { 0 })
            .sum();
        let track = if self.loose > 0 && apart > 0 {
            let most = um(apart * i64::from(self.loose) / 1_000);
            i32::try_from(spare.min(most).as_um() * 1_000_000 / apart / size.em().as_um().max(1)).unwrap_or(0)
        } else {
            0
        };
        let tracked = um(apart * i64::from(track) / 1_000);
        let wides = i64::try_from(self.bits.iter().filter(|bit| matches!(bit, Bit::Wide(_))).count()).unwrap_or(0);
        let left = (spare - tracked).max(Length::ZERO);
        let grow = match self.align {
            RowAlign::Full if wides > 0 => left.part(1, wides),
            RowAlign::Pair if wides > 0 => {
                left.part(1, wides).min(size.em().part(if wides > 1 { 45 } else { 90 }, 100))
            }
            _ => Length::ZERO,
        };
        let left = left - grow * wides;
        let (from, across) = match self.setting {
            Setting::Horizontal => (place.x, place.y + place.height.part(1, 2)),
            Setting::Vertical => (place.y, place.x + place.width.part(1, 2)),
        };
        let mut at = from
            + match self.align {
                RowAlign::Start | RowAlign::Full => Length::ZERO,
                RowAlign::Middle | RowAlign::Pair => left.part(1, 2),
                RowAlign::End => left,
            };
        let rule = left.part(1, 2) - FLANK_AIR;
        let flanked = self.flanked && self.align == RowAlign::Middle && rule >= LEAST_FLANK;
        if flanked {
            let y = across - RULE.part(1, 2);
            let ink = self.bits.iter().find_map(|bit| if let Bit::Text { ink, .. } = bit { Some(*ink) } else { None });
            for x in [place.x, place.x + place.width - rule] {
                canvas.rule(Rect::new(x, y, rule, RULE), ink.unwrap_or(Ink::Black));
            }
        }
        canvas.row(if flanked { measure } else { measure - left }, measure);
        for bit in &self.bits {
            match bit {
                Bit::Text { text, face, of, ink, apart, .. } => {
                    let tenths = i64::from(size.as_tenths()) * of / 1_000;
                    let own = TypeSize::tenths(u16::try_from(tenths).unwrap_or(u16::MAX));
                    let track = track + apart;
                    canvas.text(text, (*face, own), *ink, (at, across), track);
                    at +=
                        um((i64::from(super::row::natural(text)) + i64::from(gaps(text)) * i64::from(track)) * of
                            / 1_000);
                }
                Bit::Sign { sign, of, ink } => {
                    let (high, long) = (um(*of), um(wide(*sign) * of / 1_000));
                    let place = match self.setting {
                        Setting::Horizontal => Rect::new(at, across - high.part(1, 2), long, high),
                        Setting::Vertical => Rect::new(across - high.part(1, 2), at, high, long),
                    };
                    match sign {
                        Join::Heart => canvas.ornament("heart", place, Rotation::default(), *ink),
                        Join::Happiness => canvas.glyph(Face::SongBlack, '囍', place, *ink),
                        Join::Ampersand => canvas.glyph(Face::DisplayItalic, '&', place, *ink),
                        Join::Space => {}
                    }
                    at += long;
                }
                Bit::Gap(gap) => at += um(i64::from(*gap)),
                Bit::Wide(gap) => at += um(i64::from(*gap)) + grow,
            }
        }
    }
}

/// Between a row and a rule beside it.
const FLANK_AIR: Length = Length::mm(3);
/// A shorter rule beside a row is a dash.
const LEAST_FLANK: Length = Length::mm(9);

/// How wide a sign is, in thousandths of its height.
const fn wide(sign: Join) -> i64 {
    match sign {
        Join::Space => 0,
        Join::Heart => 1_100,
        Join::Happiness => 980,
        Join::Ampersand => 1_080,
    }
}

/// The titles that stand smaller behind a name.
const TITLES: [&str; 6] = ["老师", "先生", "女士", "奶奶", "爷爷", "同学"];

/// The names of an ad as rows: in one row, or, `stacked`, one below the other; all in one face and one size.
pub(super) struct Names<'a> {
    pub(super) setter: &'a Setter,
    pub(super) names: &'a [Name],
    pub(super) face: Face,
    pub(super) join: Join,
    pub(super) ink: Ink,
    pub(super) accent: Ink,
}

impl Names<'_> {
    /// The face that all of them are set in: the design's, or 宋黑 where it lacks one character of one name; Latin alone in a face of its
    /// own where the design's is 宋黑.
    pub(super) fn face_of(wanted: Face, names: &[Name]) -> Face {
        let words: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        let latin = !names.is_empty() && names.iter().all(|name| name.latin);
        if latin {
            return whole_in(&[Face::DisplayItalic], &words);
        }
        if names.iter().any(|name| name.latin) {
            return Face::SongBlack;
        }
        whole_in(&[wanted], &words)
    }

    /// How far the characters of a name stand apart so that it is as long as the longest.
    fn apart(&self, name: &Name) -> i32 {
        let longest = self.names.iter().filter(|name| !name.latin).map(|name| name.long).max().unwrap_or(0);
        if name.latin || name.long < 2 || titled(&name.text).is_some() {
            return 0;
        }
        let gaps = i32::try_from(name.long - 1).unwrap_or(1);
        if name.long < longest && longest <= 4 {
            return i32::try_from(longest - name.long).unwrap_or(0) * EM / gaps;
        }
        if name.long == 2 { 300 } else { 40 }
    }

    fn push(&self, row: &mut BlessingRow, name: &Name) {
        let of =
            if name.latin && self.face == Face::SongBlack && row.setting == Setting::Horizontal { 780 } else { 1_000 };
        let apart = self.apart(name);
        match titled(&name.text) {
            Some((own, title)) if row.setting == Setting::Vertical => {
                row.push(self.setter, own, self.face, of, self.ink, 40);
                row.bits.push(Bit::Gap(160));
                row.push(self.setter, title, self.face, 520, self.ink, 0);
            }
            _ => row.push(self.setter, &name.text, self.face, of, self.ink, apart),
        }
    }

    /// All in one row.
    pub(super) fn in_row(&self, setting: Setting, align: RowAlign) -> BlessingRow {
        let mut row = BlessingRow::new(setting, align);
        for (i, name) in self.names.iter().enumerate() {
            if i > 0 {
                let sign = |of: i64, ink: Ink| Bit::Sign { sign: self.join, of, ink };
                match self.join {
                    Join::Heart => row.bits.extend([Bit::Wide(300), sign(350, self.accent), Bit::Wide(300)]),
                    Join::Happiness => row.bits.extend([Bit::Wide(200), sign(1_000, self.accent), Bit::Wide(200)]),
                    Join::Ampersand => row.bits.extend([Bit::Gap(60), sign(1_350, self.accent), Bit::Gap(60)]),
                    Join::Space => row.bits.push(Bit::Wide(620)),
                }
            }
            self.push(&mut row, name);
        }
        row
    }

    /// One below the other.
    pub(super) fn stacked(&self, setting: Setting, align: RowAlign) -> Vec<BlessingRow> {
        let one = |name: &Name| {
            let mut row = BlessingRow::new(setting, align);
            self.push(&mut row, name);
            row
        };
        self.names.iter().map(one).collect()
    }
}

fn titled(name: &str) -> Option<(&str, &str)> {
    let title = TITLES.iter().find(|title| name.ends_with(**title))?;
    let own = &name[..name.len() - title.len()];
    (own.chars().count() >= 2).then_some((own, *title))
}
