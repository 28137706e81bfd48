//! The sheet that lay under a signature, as version 1 kept it: since then the frozen proof is what was signed.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use setting::sheet;
use trade::measure::{Length, TypeSize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    width: i64,
    height: i64,
    marks: Vec<Mark>,
}

impl From<&sheet::Sheet> for Sheet {
    fn from(sheet: &sheet::Sheet) -> Sheet {
        let sheet::Sheet { width, height, marks } = sheet;
        Sheet { width: width.as_um(), height: height.as_um(), marks: marks.iter().map(Mark::from).collect() }
    }
}

impl From<Sheet> for sheet::Sheet {
    fn from(sheet: Sheet) -> sheet::Sheet {
        let Sheet { width, height, marks } = sheet;
        let marks = marks.into_iter().map(sheet::Mark::from).collect();
        sheet::Sheet { width: Length::um(width), height: Length::um(height), marks }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Mark {
    Glyphs(GlyphRun),
    Rule {
        place: Rect,
        ink: Ink,
    },
    Path(Path),
    Picture {
        place: Rect,
        /// SHA-256 of the file.
        picture: String,
    },
    Clip {
        place: Rect,
        marks: Vec<Mark>,
    },
}

impl From<&sheet::Mark> for Mark {
    fn from(mark: &sheet::Mark) -> Mark {
        match mark {
            sheet::Mark::Glyphs(run) => Mark::Glyphs(run.into()),
            sheet::Mark::Rule { place, ink } => Mark::Rule { place: (*place).into(), ink: (*ink).into() },
            sheet::Mark::Path(path) => Mark::Path(path.into()),
            sheet::Mark::Picture { place, picture } => {
                Mark::Picture { place: (*place).into(), picture: picture.sha256.clone() }
            }
            sheet::Mark::Clip { place, marks } => {
                Mark::Clip { place: (*place).into(), marks: marks.iter().map(Mark::from).collect() }
            }
        }
    }
}

impl From<Mark> for sheet::Mark {
    fn from(mark: Mark) -> sheet::Mark {
        match mark {
            Mark::Glyphs(run) => sheet::Mark::Glyphs(run.into()),
            Mark::Rule { place, ink } => sheet::Mark::Rule { place: place.into(), ink: ink.into() },
            Mark::Path(path) => sheet::Mark::Path(path.into()),
            Mark::Picture { place, picture } => {
                let picture = sheet::PictureMark { sha256: picture, picture: None };
                sheet::Mark::Picture { place: place.into(), picture }
            }
            Mark::Clip { place, marks } => {
                sheet::Mark::Clip { place: place.into(), marks: marks.into_iter().map(Into::into).collect() }
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rect {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl From<sheet::Rect> for Rect {
    fn from(rect: sheet::Rect) -> Rect {
        let sheet::Rect { x, y, width, height } = rect;
        Rect { x: x.as_um(), y: y.as_um(), width: width.as_um(), height: height.as_um() }
    }
}

impl From<Rect> for sheet::Rect {
    fn from(rect: Rect) -> sheet::Rect {
        let Rect { x, y, width, height } = rect;
        sheet::Rect::new(Length::um(x), Length::um(y), Length::um(width), Length::um(height))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ink {
    Black,
    Grey(u8),
    Paper,
    Red,
    RedTint(u8),
}

impl From<sheet::Ink> for Ink {
    fn from(ink: sheet::Ink) -> Ink {
        match ink {
            sheet::Ink::Black => Ink::Black,
            sheet::Ink::Grey(percent) => Ink::Grey(percent),
            sheet::Ink::Paper => Ink::Paper,
            sheet::Ink::Red => Ink::Red,
            sheet::Ink::RedTint(percent) => Ink::RedTint(percent),
        }
    }
}

impl From<Ink> for sheet::Ink {
    fn from(ink: Ink) -> sheet::Ink {
        match ink {
            Ink::Black => sheet::Ink::Black,
            Ink::Grey(percent) => sheet::Ink::Grey(percent),
            Ink::Paper => sheet::Ink::Paper,
            Ink::Red => sheet::Ink::Red,
            Ink::RedTint(percent) => sheet::Ink::RedTint(percent),
        }
    }
}

/// A face, by its id.
struct Face(sheet::Face);

impl Serialize for Face {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.id())
    }
}

impl<'de> Deserialize<'de> for Face {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Face, D::Error> {
        let id = String::deserialize(deserializer)?;
        sheet::Face::from_id(&id).map(Face).ok_or_else(|| D::Error::custom("no face of this program"))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GlyphRun {
    face: Face,
    /// In tenths of a point.
    size: u16,
    ink: Ink,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    turned: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    down: bool,
    #[serde(default, skip_serializing_if = "is_zero")]
    stroke: i64,
    glyphs: Vec<Glyph>,
}

fn is_zero(length: &i64) -> bool {
    *length == 0
}

impl From<&sheet::GlyphRun> for GlyphRun {
    fn from(run: &sheet::GlyphRun) -> GlyphRun {
        let sheet::GlyphRun { face, size, ink, turned, down, stroke, glyphs } = run;
        GlyphRun {
            face: Face(*face),
            size: size.as_tenths(),
            ink: (*ink).into(),
            turned: *turned,
            down: *down,
            stroke: stroke.as_um(),
            glyphs: glyphs.iter().map(Glyph::from).collect(),
        }
    }
}

impl From<GlyphRun> for sheet::GlyphRun {
    fn from(run: GlyphRun) -> sheet::GlyphRun {
        let GlyphRun { face, size, ink, turned, down, stroke, glyphs } = run;
        sheet::GlyphRun {
            face: face.0,
            size: TypeSize::tenths(size),
            ink: ink.into(),
            turned,
            down,
            stroke: Length::um(stroke),
            glyphs: glyphs.into_iter().map(Into::into).collect(),
        }
    }
}

/// A glyph: its number, its place, and the characters that it stands for.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Glyph {
    g: u16,
    x: i64,
    y: i64,
    t: String,
}

impl From<&sheet::Glyph> for Glyph {
    fn from(glyph: &sheet::Glyph) -> Glyph {
        let sheet::Glyph { id, x, y, text } = glyph;
        Glyph { g: *id, x: x.as_um(), y: y.as_um(), t: text.clone() }
    }
}

impl From<Glyph> for sheet::Glyph {
    fn from(glyph: Glyph) -> sheet::Glyph {
        let Glyph { g, x, y, t } = glyph;
        sheet::Glyph { id: g, x: Length::um(x), y: Length::um(y), text: t }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Path {
    parts: Vec<PathSegment>,
    stroke: Option<i64>,
    ink: Ink,
}

impl From<&sheet::Path> for Path {
    fn from(path: &sheet::Path) -> Path {
        let sheet::Path { segments, stroke, ink } = path;
        let parts = segments.iter().map(|part| PathSegment::from(*part)).collect();
        Path { parts, stroke: stroke.map(Length::as_um), ink: (*ink).into() }
    }
}

impl From<Path> for sheet::Path {
    fn from(path: Path) -> sheet::Path {
        let Path { parts, stroke, ink } = path;
        let segments = parts.into_iter().map(Into::into).collect();
        sheet::Path { segments, stroke: stroke.map(Length::um), ink: ink.into() }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PathSegment {
    Move(i64, i64),
    Line(i64, i64),
    Curve([(i64, i64); 3]),
    Close,
}

impl From<sheet::PathSegment> for PathSegment {
    fn from(part: sheet::PathSegment) -> PathSegment {
        match part {
            sheet::PathSegment::Move(x, y) => PathSegment::Move(x.as_um(), y.as_um()),
            sheet::PathSegment::Line(x, y) => PathSegment::Line(x.as_um(), y.as_um()),
            sheet::PathSegment::Curve(points) => PathSegment::Curve(points.map(|(x, y)| (x.as_um(), y.as_um()))),
            sheet::PathSegment::Close => PathSegment::Close,
        }
    }
}

impl From<PathSegment> for sheet::PathSegment {
    fn from(part: PathSegment) -> sheet::PathSegment {
        match part {
            PathSegment::Move(x, y) => sheet::PathSegment::Move(Length::um(x), Length::um(y)),
            PathSegment::Line(x, y) => sheet::PathSegment::Line(Length::um(x), Length::um(y)),
            PathSegment::Curve(points) => {
                sheet::PathSegment::Curve(points.map(|(x, y)| (Length::um(x), Length::um(y))))
            }
            PathSegment::Close => sheet::PathSegment::Close,
        }
    }
}
