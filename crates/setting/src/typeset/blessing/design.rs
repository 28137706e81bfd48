//! What a design is made of, as its style file says it: frame lines from outside in, a head, ornaments, air.
//!
//! Lengths are in micrometres at the common measure: an ad of about 9 cm square. A smaller ad has everything smaller, a larger one
//! larger, in the ratio of the roots of their areas; type never falls below 六号, no line below what newsprint holds.

use qishi_faces::Face;
use serde::{Deserialize, Deserializer};

use super::ornaments;
use trade::measure::{Length, Size, TypeSize};

/// The thinnest line that newsprint holds, 0.28 pt: above 0.25 pt whatever is rounded.
pub(super) const THINNEST: Length = Length::um(100);

/// The [blessing] of a style.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::typeset) struct Design {
    /// From the innermost line, head or ornament to the text: above, right, below, left.
    pub(super) air: [i64; 4],
    /// Where 广告 stands.
    #[serde(default)]
    pub(super) mark: Mark,
    /// The lines of its frame.
    #[serde(default)]
    pub(super) frame: Vec<Line>,
    /// Its head: the first that is for the ad's shape.
    #[serde(default)]
    pub(super) head: Vec<Head>,
    /// Its ornaments; those that take room take it one after the other.
    #[serde(default)]
    pub(super) ornament: Vec<Item>,
}

/// The shape of an ad: what suits a strip does not suit a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shape {
    /// Lower than 4 cm: 7.2 × 3.
    Strip,
    /// One column wide and not high: 7.2 × 5.
    Small,
    /// One column wide, higher than wide: 7.2 × 10.
    Tall,
    /// Wide and lower than 8 cm: 14.6 × 6.
    Wide,
    /// Wide and high: 14.6 × 10.
    Large,
}

impl Shape {
    /// The shape of a size.
    pub(super) fn of(size: Size) -> Shape {
        let Size { width, height } = size;
        if height < Length::mm(40) {
            Shape::Strip
        } else if width < Length::mm(100) {
            if height <= width { Shape::Small } else { Shape::Tall }
        } else if height < Length::mm(80) {
            Shape::Wide
        } else {
            Shape::Large
        }
    }
}

/// Where 广告 stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    /// On the carrying line, at the left of its lower side.
    #[default]
    Line,
    /// In the lower left corner within the frame; the text ends above it.
    Corner,
}

/// A line of the frame, or what stands in its stead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    /// From the edge of the ad to its outer edge.
    pub(super) inset: i64,
    /// How thick it is.
    #[serde(default = "thinnest")]
    pub(super) thick: i64,
    /// The radius of its corners, a step, the pitch of what repeats.
    #[serde(default)]
    pub(super) size: i64,
    /// In the second colour, where there is one.
    #[serde(default)]
    pub(super) accent: bool,
    /// The head and 广告 stand on it, and it is open there.
    #[serde(default)]
    pub(super) carries: bool,
    /// The shapes that it is for; all, where none is named.
    #[serde(default)]
    pub(super) at: Vec<Shape>,
    /// Whether it is for ads with a picture only, or only for those without one.
    #[serde(default)]
    pub(super) picture: Option<bool>,
}

fn thinnest() -> i64 {
    THINNEST.as_um()
}

/// What kind of line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LineKind {
    /// Four rules with square corners.
    Square,
    /// Round corners.
    Round,
    /// Corners hollowed out.
    Hollow,
    /// Corners in two steps.
    Stepped,
    /// Corners in which the line crosses itself (回纹角).
    Key,
    /// Open at the upper left and the lower right corner.
    Open,
    /// Only above and below.
    Rules,
    /// A lace of arcs with a dot in each.
    Scallop,
    /// A row of dots.
    Dots,
    /// The slanting stripes of an airmail letter.
    Airmail,
    /// A band of meanders (回纹).
    Meander,
    /// A vine above and below.
    Vine,
    /// A scroll between two rollers (卷轴).
    Scroll,
}

/// The head: the category's name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) kind: HeadKind,
    /// Its face.
    #[serde(default = "song_bold", deserialize_with = "face")]
    pub(super) face: Face,
    /// Its type size in tenths of a point at the common measure.
    pub(super) tenths: i64,
    /// The ornament at both sides of it, or before and after it where it runs down.
    #[serde(default)]
    pub(super) ornament: Option<String>,
    /// How high a band is, or how far a plate reaches beyond its type.
    #[serde(default)]
    pub(super) height: i64,
    /// The ornaments in a band, from the left; the name stands in their middle.
    #[serde(default)]
    pub(super) scene: Vec<Scene>,
    #[serde(default)]
    pub(super) at: Vec<Shape>,
    #[serde(default)]
    pub(super) picture: Option<bool>,
}

/// An ornament in a band: hundredths of the band's width and height to its middle, and of the band's height that it is high.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    pub(super) name: String,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) high: i64,
    #[serde(default)]
    pub(super) mirrored: bool,
}

fn song_bold() -> Face {
    Face::SongBold
}

fn face<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Face, D::Error> {
    let id = String::deserialize(deserializer)?;
    Face::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no face is called {id:?}")))
}

/// How the name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum HeadKind {
    /// On the carrying line.
    Line,
    /// Spaced, between two rules.
    Spaced,
    /// Reversed out of a ribbon with swallow tails.
    Ribbon,
    /// Reversed out of a plate.
    Plate,
    /// Reversed out of a band over the whole width.
    Band,
    /// Running down in a reversed band at the side: left of horizontal lines, right of vertical ones.
    Side,
    /// Running down in two reversed bands at both sides, the left with the category's first word repeated by ornaments (对联).
    Pillars,
    /// Running down beside a rule, without a ground.
    Down,
    /// Small, flush left.
    Label,
}

/// An ornament of a design.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    /// The ornament's name.
    #[serde(default)]
    pub(super) name: String,
    /// Or a character drawn as an ornament.
    #[serde(default)]
    pub(super) glyph: Option<char>,
    /// The face of that character.
    #[serde(default = "song_bold", deserialize_with = "face")]
    pub(super) face: Face,
    /// What it stands in.
    #[serde(default)]
    pub(super) seal: Option<Seal>,
    pub(super) place: Place,
    /// How high it is.
    pub(super) height: i64,
    /// From its place inwards: across, down.
    #[serde(default)]
    pub(super) shift: [i64; 2],
    /// The room ends at it.
    #[serde(default)]
    pub(super) takes: bool,
    /// It takes its room before the head does.
    #[serde(default)]
    pub(super) first: bool,
    /// Black even where there is a second colour.
    #[serde(default)]
    pub(super) black: bool,
    /// Left becomes right.
    #[serde(default)]
    pub(super) mirrored: bool,
    /// It lies: turned by a quarter.
    #[serde(default)]
    pub(super) lying: bool,
    #[serde(default)]
    pub(super) at: Vec<Shape>,
    #[serde(default)]
    pub(super) picture: Option<bool>,
}

/// What an ornament stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Seal {
    /// Reversed out of a disc.
    Disc,
    /// In two rings.
    Ring,
    /// Reversed out of a square that stands on its corner (斗方).
    Diamond,
    /// In a perforated stamp.
    Stamp,
}

/// Where an ornament stands: at a side of the room, or by the corners within the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Place {
    Left,
    Right,
    Top,
    Foot,
    /// All four corners; it is drawn for the upper left.
    Corners,
    TopCorners,
    FootCorners,
    /// The upper left and the lower right corner.
    Opposite,
    TopLeft,
    TopRight,
    FootLeft,
    FootRight,
    /// Repeated along the foot.
    AlongFoot,
    /// Repeated along the top.
    AlongTop,
    /// On the carrying line, in the middle of its upper side.
    OnTop,
    /// Standing on the carrying line, in the middle of its lower side.
    OnFoot,
}

/// Whether something for these shapes, with or without a picture, is for this ad.
pub(super) fn holds(at: &[Shape], picture: Option<bool>, shape: Shape, with_picture: bool) -> bool {
    (at.is_empty() || at.contains(&shape)) && picture.is_none_or(|asked| asked == with_picture)
}

impl Design {
    /// Checks it: every ornament is known, no line is thinner than newsprint holds, somewhere 广告 has its place.
    pub(in crate::typeset) fn check(&self) -> Result<(), String> {
        let in_heads = self.head.iter().flat_map(|head| {
            head.ornament.iter().chain(head.scene.iter().map(|scene| &scene.name)).map(String::as_str)
        });
        let in_items = self.ornament.iter().filter(|item| item.glyph.is_none()).map(|item| item.name.as_str());
        if let Some(unknown) = in_heads.chain(in_items).find(|name| *name != "own" && ornaments::find(name).is_none()) {
            return Err(format!("no ornament is called {unknown:?}"));
        }
        if let Some(line) = self.frame.iter().find(|line| Length::um(line.thick) < THINNEST || line.inset < 0) {
            return Err(format!("a line of {} µm is thinner than 0.28 pt", line.thick));
        }
        if let Some(item) = self.ornament.iter().find(|item| item.height <= 0) {
            return Err(format!("the ornament {:?} has no height", item.name));
        }
        if self.mark == Mark::Line && !self.frame.iter().any(|line| line.carries) {
            return Err("no line carries 广告".to_owned());
        }
        Ok(())
    }
}

/// How large things are at a size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// In hundredths of the common measure.
    hundredths: i64,
}

impl Measure {
    /// The measure of a size: 50 for 7.2 × 3, 64 for 7.2 × 5, 91 for 7.2 × 10, 101 for 14.6 × 6, 130 for 14.6 × 10.
    pub(super) fn of(size: Size) -> Measure {
        let side = i64::try_from(size.area().max(0).isqrt()).unwrap_or(i64::MAX / 1_000);
        Measure { hundredths: (side / 1_000 * 108 / 100).clamp(46, 140) }
    }

    /// A length at that size.
    pub(super) fn length(self, um: i64) -> Length {
        Length::um(um * self.hundredths / 100)
    }

    /// A line's thickness: it grows less than all else.
    pub(super) fn thick(self, um: i64) -> Length {
        Length::um(um * (55 + self.hundredths * 45 / 100) / 100).max(THINNEST)
    }

    /// A type size, never below 六号.
    pub(super) fn size(self, tenths: i64) -> TypeSize {
        let tenths = u16::try_from(tenths * self.hundredths / 100).unwrap_or(u16::MAX);
        TypeSize::tenths(tenths).max(TypeSize::LIU)
    }
}
