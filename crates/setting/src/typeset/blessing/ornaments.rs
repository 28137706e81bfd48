//! Ornaments: vectors of our own in `assets/ornaments/`, each one filled shape in a box of its own, read once and drawn at any size.
//!
//! A file is a small SVG of a single path, so that anybody can look at it. Its winding is that of the sheet's fill: what is cut out
//! runs the other way round.

use std::sync::OnceLock;

use crate::sheet::{Ink, Path, PathSegment, Rect};
use trade::measure::Length;

/// Parts of the ornament's own unit that its numbers are kept in.
const UNIT: i64 = 1_000;

/// A shape in a box of its own: points in thousandths of the file's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ornament {
    /// The box's width, in thousandths of the file's unit.
    width: i64,
    /// The box's height, in the same unit.
    height: i64,
    segments: Vec<OrnamentSegment>,
}

/// A part of a shape, in units of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrnamentSegment {
    Move([i64; 2]),
    Line([i64; 2]),
    Curve([[i64; 2]; 3]),
    Close,
}

impl OrnamentSegment {
    /// The same part on a sheet, where `at` says where a point of the shape lies.
    pub(super) fn placed(&self, at: impl Fn([i64; 2]) -> (Length, Length)) -> PathSegment {
        match *self {
            OrnamentSegment::Move(point) => {
                let (x, y) = at(point);
                PathSegment::Move(x, y)
            }
            OrnamentSegment::Line(point) => {
                let (x, y) = at(point);
                PathSegment::Line(x, y)
            }
            OrnamentSegment::Curve(points) => PathSegment::Curve(points.map(at)),
            OrnamentSegment::Close => PathSegment::Close,
        }
    }

    /// The point where it ends; `None` for [`OrnamentSegment::Close`].
    pub(super) fn end(&self) -> Option<[i64; 2]> {
        match *self {
            OrnamentSegment::Move(point) | OrnamentSegment::Line(point) | OrnamentSegment::Curve([_, _, point]) => {
                Some(point)
            }
            OrnamentSegment::Close => None,
        }
    }
}

/// How an ornament is turned in its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rotation {
    /// About its vertical axis: left becomes right.
    pub(super) mirrored: bool,
    /// About its horizontal axis: top becomes bottom.
    pub(super) flipped: bool,
    /// A quarter clockwise, after that.
    pub(super) quarter: bool,
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../../assets/ornaments/", $name, ".svg")))),*];
    };
}

shipped![
    "balloons",
    "bamboo",
    "blossom",
    "book",
    "bow",
    "bunting",
    "cake",
    "carp",
    "cloud",
    "double_happiness",
    "firework",
    "flourish",
    "gift",
    "heart",
    "hearts",
    "key_tile",
    "lantern",
    "laurel",
    "laurels",
    "lotus",
    "moon",
    "mortarboard",
    "peach",
    "plum",
    "plum_flower",
    "quill",
    "rings",
    "rings_gem",
    "rose",
    "spark",
    "spray",
    "swallow",
    "vine",
    "waves",
];

/// The names of all of them.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The ornament of this name; none where the program brings none along.
pub(super) fn find(name: &str) -> Option<&'static Ornament> {
    static READ: OnceLock<Vec<(&str, Ornament)>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        let whole = |(name, svg): &(&'static str, &str)| {
            (*name, Ornament::read(svg).unwrap_or_else(|error| panic!("the shipped ornament {name}: {error}")))
        };
        SHIPPED.iter().map(whole).collect()
    });
    read.iter().find(|(known, _)| *known == name).map(|(_, ornament)| ornament)
}

impl Ornament {
    /// How wide it is at a height.
    pub(super) fn width_at(&self, height: Length) -> Length {
        height.part(self.width, self.height)
    }

    /// How high it is at a width.
    pub(super) fn height_at(&self, width: Length) -> Length {
        width.part(self.height, self.width)
    }

    /// The shape in its place, which it fills; turned by a quarter it lies there with its height along the width.
    pub(super) fn draw(&self, place: Rect, turn: Rotation, ink: Ink) -> Path {
        let (wide, high) = if turn.quarter { (self.height, self.width) } else { (self.width, self.height) };
        let at = |[px, py]: [i64; 2]| {
            let px = if turn.mirrored { self.width - px } else { px };
            let py = if turn.flipped { self.height - py } else { py };
            let (px, py) = if turn.quarter { (self.height - py, px) } else { (px, py) };
            (place.x + place.width.part(px, wide), place.y + place.height.part(py, high))
        };
        Path { segments: self.segments.iter().map(|step| step.placed(at)).collect(), stroke: None, ink }
    }

    /// Reads an SVG of one path: `viewBox="0 0 W H"`, and M, L, C and Z in absolute coordinates.
    fn read(svg: &str) -> Result<Ornament, String> {
        let (width, height) = {
            let mut sides = Numbers(attribute(svg, "viewBox")?);
            let [x, y, width, height] = [sides.number()?, sides.number()?, sides.number()?, sides.number()?];
            if x != 0 || y != 0 || width <= 0 || height <= 0 {
                return Err("its box does not start at 0, 0 or is empty".to_owned());
            }
            (width, height)
        };
        let mut rest = Numbers(attribute(svg, " d")?);
        let mut segments = Vec::new();
        let mut open = false;
        while let Some(letter) = rest.letter() {
            if open != matches!(letter, 'L' | 'C' | 'Z') {
                return Err(format!("{letter} stands where an outline is {}", if open { "open" } else { "not begun" }));
            }
            segments.push(match letter {
                'M' => OrnamentSegment::Move(rest.point()?),
                'L' => OrnamentSegment::Line(rest.point()?),
                'C' => OrnamentSegment::Curve([rest.point()?, rest.point()?, rest.point()?]),
                'Z' => OrnamentSegment::Close,
                other => return Err(format!("{other} is none of M, L, C and Z")),
            });
            open = letter != 'Z';
        }
        if segments.is_empty() || open || !rest.0.trim().is_empty() {
            return Err(format!("its outline ends too early, before {:?}", rest.0.get(..12).unwrap_or(rest.0)));
        }
        // A curve's handle may stand outside; what it draws lies within, give or take a hair.
        let slack = UNIT / 2;
        let outside = |[x, y]: [i64; 2]| x < -slack || y < -slack || x > width + slack || y > height + slack;
        for step in &segments {
            let (OrnamentSegment::Move(end) | OrnamentSegment::Line(end) | OrnamentSegment::Curve([_, _, end])) = *step
            else {
                continue;
            };
            if outside(end) {
                return Err(format!("{}, {} lies outside its box", end[0], end[1]));
            }
        }
        Ok(Ornament { width, height, segments })
    }
}

/// The value of an attribute.
fn attribute<'a>(svg: &'a str, name: &str) -> Result<&'a str, String> {
    let missing = || format!("it has no {}", name.trim());
    let from = svg.find(&format!("{name}=\"")).ok_or_else(missing)? + name.len() + 2;
    let end = svg[from..].find('"').ok_or_else(missing)?;
    Ok(&svg[from..from + end])
}

/// The numbers and letters of a path, one after the other.
struct Numbers<'a>(&'a str);

impl Numbers<'_> {
    /// The next letter; none at the end or before a number.
    fn letter(&mut self) -> Option<char> {
        self.0 = self.0.trim_start();
        let letter = self.0.chars().next().filter(char::is_ascii_alphabetic)?;
        self.0 = &self.0[1..];
        Some(letter)
    }

    fn point(&mut self) -> Result<[i64; 2], String> {
        Ok([self.number()?, self.number()?])
    }

    /// The next number, in thousandths.
    fn number(&mut self) -> Result<i64, String> {
        let text = self.0.trim_start_matches([' ', ',', '\n']);
        let end =
            text.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && *c != '.').map_or(text.len(), |(i, _)| i);
        let (number, rest) = text.split_at(end);
        self.0 = rest;
        let wrong = || format!("{number:?} is no number");
        let (sign, digits) = number.strip_prefix('-').map_or((1, number), |digits| (-1, digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let decimals = format!("{decimals:0<3}");
        if whole.len() > 6 || decimals.len() > 3 || digits.is_empty() {
            return Err(wrong());
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| wrong())? };
        let decimals: i64 = decimals.parse().map_err(|_| wrong())?;
        Ok(sign * (whole * UNIT + decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(d: &str) -> Result<Ornament, String> {
        Ornament::read(&format!(r#"<svg viewBox="0 0 100 50"><path d="{d}"/></svg>"#))
    }

    #[test]
    fn every_shipped_ornament_is_sound_and_none_is_forgotten() {
        for (name, _) in SHIPPED {
            let ornament = find(name).expect("shipped");
            assert!(matches!(ornament.segments.first(), Some(OrnamentSegment::Move(_))), "{name}");
            assert_eq!(ornament.segments.last(), Some(&OrnamentSegment::Close), "{name}");
        }
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/ornaments");
        let files = std::fs::read_dir(folder).expect("a folder").count();
        assert_eq!(files, SHIPPED.len());
        assert_eq!(find("unicorn"), None);
    }

    #[test]
    fn a_shape_is_scaled_and_mirrored_in_its_place() {
        let flag = read("M0 0L100 25.5L0 50Z").expect("sound");
        assert_eq!(flag.width_at(Length::mm(5)), Length::mm(10));
        assert_eq!(flag.height_at(Length::mm(10)), Length::mm(5));
        let place = |wide, high| Rect::new(Length::mm(1), Length::mm(2), Length::mm(wide), Length::mm(high));
        let tip = |wide, high, turn: Rotation| flag.draw(place(wide, high), turn, Ink::Black).segments[1];
        assert_eq!(tip(20, 10, Rotation::default()), PathSegment::Line(Length::mm(21), Length::um(7_100)));
        let round = Rotation { mirrored: true, flipped: true, quarter: false };
        assert_eq!(tip(20, 10, round), PathSegment::Line(Length::mm(1), Length::um(6_900)));
        // Its tip, at the right and a little below the middle, points down and a little to the left.
        let quarter = Rotation { quarter: true, ..Rotation::default() };
        assert_eq!(tip(10, 20, quarter), PathSegment::Line(Length::um(5_900), Length::mm(22)));
    }

    #[test]
    fn a_broken_shape_is_refused_with_its_reason() {
        for (d, reason) in [
            ("M0 0L100 25", "too early"),
            ("M0 0L100 x", "no number"),
            ("M0 0Q1 1 2 2Z", "Q"),
            ("L0 0Z", "not begun"),
            ("M0 0M1 1Z", "open"),
            ("M0 0L200 0Z", "outside"),
            ("", "too early"),
        ] {
            let error = read(d).expect_err(d);
            assert!(error.contains(reason), "{d}: {error}");
        }
        assert!(Ornament::read("<svg/>").is_err_and(|error| error.contains("viewBox")));
    }
}
