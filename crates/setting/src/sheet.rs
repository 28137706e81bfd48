//! One drawing for several painters.
//!
//! Everything a person sees on paper is a [`Sheet`]: marks placed in whole micrometres from the upper left corner, y downwards.
//! Setters and papers compose sheets; painters put them on PDF and on the screen, and decide nothing.

use std::sync::Arc;

pub use qishi_faces::Face;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use trade::ad::Picture;
use trade::measure::{Length, TypeSize};

/// A sheet of paper, `width` by `height`, and what stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the type explains width and height")]
pub struct Sheet {
    pub width: Length,
    pub height: Length,
    /// In painting order: a later mark lies over an earlier one.
    pub marks: Vec<Mark>,
}

/// One mark on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the types of the fields explain them")]
pub enum Mark {
    /// A run of glyphs of one face, size and ink.
    Glyphs(GlyphRun),
    /// A filled rectangle: a rule or a ground.
    Rule {
        /// Its edges; a rule is a rectangle as high as it is thick.
        place: Rect,
        ink: Ink,
    },
    /// An outline, filled or stroked.
    Path(Path),
    /// A picture in grey.
    Picture {
        /// Where it stands; the part outside `place` of an enclosing clip is not seen.
        place: Rect,
        /// The picture; a frozen sheet keeps only its digest.
        picture: PictureMark,
    },
    /// Marks of which only the part inside a rectangle is printed.
    Clip {
        /// The part that is printed; a picture may reach beyond it.
        place: Rect,
        marks: Vec<Mark>,
    },
}

/// Whether the second colour is among marks.
fn red(marks: &[Mark]) -> bool {
    let second = |ink: Ink| matches!(ink, Ink::Red | Ink::RedTint(_));
    marks.iter().any(|mark| match mark {
        Mark::Glyphs(run) => second(run.ink),
        Mark::Rule { ink, .. } => second(*ink),
        Mark::Path(path) => second(path.ink),
        Mark::Picture { .. } => false,
        Mark::Clip { marks, .. } => red(marks),
    })
}

/// A rectangle whose sides are parallel to those of the sheet. (`x`, `y`) is its upper left corner, measured from that of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the type explains its fields")]
pub struct Rect {
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub height: Length,
}

impl Rect {
    /// A rectangle from its upper left corner, width and height.
    pub const fn new(x: Length, y: Length, width: Length, height: Length) -> Rect {
        Rect { x, y, width, height }
    }
}

/// What a mark is printed with. Text is black, or reversed in [`Ink::Paper`] out of a ground, so that it stands on one plate; the
/// second colour is for rules, grounds and ornaments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// Black (K 100 %).
    Black,
    /// Black at this percentage, 0 to 100.
    Grey(u8),
    /// The paper itself: what is reversed out of a ground.
    Paper,
    /// The second colour (套红), on a plate of its own.
    Red,
    /// The second colour at this percentage, 0 to 100: a light ground.
    RedTint(u8),
}

impl Ink {
    /// How it looks on white paper in light: red, green and blue, for painters that have no plates.
    ///
    /// Grey is even steps of light. The second colour is what viewers of PDFs make of magenta and yellow in equal parts, so that
    /// screen, PNG and PDF look alike.
    pub fn seen(self) -> [u8; 3] {
        // 255 times the part of paper, in hundredths of ink, to the nearest.
        let part = |percent: u8| u32::from(percent.min(100));
        match self {
            Ink::Black => [0; 3],
            Ink::Grey(percent) => [(((100 - part(percent)) * 255 + 50) / 100) as u8; 3],
            Ink::Paper => [255; 3],
            Ink::Red => Ink::RedTint(100).seen(),
            Ink::RedTint(percent) => {
                let (ink, paper) = (part(percent), 100 - part(percent));
                // Bare paper, magenta alone, yellow alone, and both: how much there is of each, and its light.
                let mix = |magenta: u32, yellow: u32, both: u32| {
                    let light = paper * paper * 255 + ink * paper * (magenta + yellow) + ink * ink * both;
                    ((light + 5_000) / 10_000) as u8
                };
                [mix(236, 255, 237), mix(0, 242, 28), mix(140, 0, 36)]
            }
        }
    }
}

/// Glyphs of one face, size and ink that stand one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the types of the fields explain them")]
pub struct GlyphRun {
    /// The face, by its id.
    #[serde(serialize_with = "face_id", deserialize_with = "face_from_id")]
    pub face: Face,
    pub size: TypeSize,
    pub ink: Ink,
    /// Whether each glyph is turned a quarter clockwise about its origin, as Latin words are in vertical setting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub turned: bool,
    /// Whether the line runs downwards and the glyphs stand upright in it: vertical setting. It changes nothing that is seen, but
    /// what is copied out of a PDF reads in columns.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub down: bool,
    /// The width of a line of the same ink that is drawn along the outlines, half of it inside them, so that thin strokes are as thick as
    /// newsprint can print. Zero for most runs.
    #[serde(default, skip_serializing_if = "is_none")]
    pub stroke: Length,
    /// The glyphs, in reading order.
    pub glyphs: Vec<Glyph>,
}

/// Whether a run has no line along its outlines.
fn is_none(stroke: &Length) -> bool {
    *stroke == Length::ZERO
}

/// One glyph at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glyph {
    /// Its number in the face.
    #[serde(rename = "g")]
    pub id: u16,
    /// Its origin from the left edge of the sheet.
    pub x: Length,
    /// Its baseline from the upper edge of the sheet.
    pub y: Length,
    /// The characters it stands for, as they must come back when copied; empty for the second and later glyph of a cluster.
    #[serde(rename = "t")]
    pub text: String,
}

/// Contours of straight lines and cubic curves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the types of the fields explain them")]
pub struct Path {
    /// Where it starts and goes, in order; `parts` in frozen sheets.
    #[serde(rename = "parts")]
    pub segments: Vec<PathSegment>,
    /// Stroked with this width, or filled (non-zero) where there is none.
    pub stroke: Option<Length>,
    pub ink: Ink,
}

/// A segment of a path; every pair is a point (x, y) on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathSegment {
    /// Starts a new contour here.
    Move(Length, Length),
    /// A straight line from the last point to this one.
    Line(Length, Length),
    /// A cubic curve: two control points, then the end.
    Curve([(Length, Length); 3]),
    /// Back to the start.
    Close,
}

/// A picture on a sheet. In a frozen sheet only its digest is kept, and the picture is put back from the booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureMark {
    /// SHA-256 of the file.
    pub sha256: String,
    /// The picture; `None` in a thawed sheet until [`Sheet::give_picture`].
    pub picture: Option<Arc<Picture>>,
}

impl PictureMark {
    /// A mark for this picture.
    pub fn new(picture: Arc<Picture>) -> PictureMark {
        use sha2::{Digest, Sha256};
        let sha256 = hex::encode(Sha256::digest(&picture.file));
        PictureMark { sha256, picture: Some(picture) }
    }
}

impl Serialize for PictureMark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.sha256)
    }
}

impl<'de> Deserialize<'de> for PictureMark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PictureMark, D::Error> {
        let sha256 = String::deserialize(deserializer)?;
        Ok(PictureMark { sha256, picture: None })
    }
}

impl Sheet {
    /// Whether the second colour stands on it.
    pub fn is_red(&self) -> bool {
        red(&self.marks)
    }

    /// The pictures, by the digests of their files, and what is seen of each: left and upper edge, width and height in thousandths of
    /// its own.
    pub fn pictures(&self) -> Vec<(String, [i64; 4])> {
        fn seen(marks: &[Mark], clip: Option<Rect>, found: &mut Vec<(String, [i64; 4])>) {
            for mark in marks {
                match mark {
                    Mark::Picture { place, picture } => {
                        let clip = clip.unwrap_or(*place);
                        let part = |of: Length, whole: Length| of.as_um() * 1_000 / whole.as_um().max(1);
                        let crop = [
                            part(clip.x - place.x, place.width),
                            part(clip.y - place.y, place.height),
                            part(clip.width, place.width),
                            part(clip.height, place.height),
                        ];
                        found.push((picture.sha256.clone(), crop));
                    }
                    Mark::Clip { place, marks } => seen(marks, Some(*place), found),
                    Mark::Glyphs(_) | Mark::Rule { .. } | Mark::Path(_) => {}
                }
            }
        }
        let mut found = Vec::new();
        seen(&self.marks, None, &mut found);
        found
    }

    /// A sheet on which nothing stands yet.
    pub const fn new(width: Length, height: Length) -> Sheet {
        Sheet { width, height, marks: Vec::new() }
    }

    /// Places all the marks of another sheet on this one, its upper left corner at (x, y).
    pub fn place(&mut self, other: &Sheet, x: Length, y: Length) {
        self.marks.extend(other.marks.iter().map(|mark| mark.moved(x, y)));
    }

    /// Puts a picture back wherever a thawed sheet names it.
    pub fn give_picture(&mut self, picture: &Arc<Picture>) {
        fn give(marks: &mut [Mark], known: &PictureMark) {
            for mark in marks {
                match mark {
                    Mark::Picture { picture, .. } if picture.sha256 == known.sha256 => {
                        picture.picture = known.picture.clone()
                    }
                    Mark::Clip { marks, .. } => give(marks, known),
                    _ => {}
                }
            }
        }
        give(&mut self.marks, &PictureMark::new(Arc::clone(picture)));
    }

    /// Calls `see` for every run of glyphs, in painting order.
    pub fn each_run<'a>(&'a self, mut see: impl FnMut(&'a GlyphRun)) {
        fn walk<'a>(marks: &'a [Mark], see: &mut dyn FnMut(&'a GlyphRun)) {
            for mark in marks {
                match mark {
                    Mark::Glyphs(run) => see(run),
                    Mark::Clip { marks, .. } => walk(marks, see),
                    _ => {}
                }
            }
        }
        walk(&self.marks, &mut see);
    }

    /// The text of all runs, in painting order, without line ends.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.each_run(|run| run.glyphs.iter().for_each(|glyph| text.push_str(&glyph.text)));
        text
    }
}

impl Mark {
    /// The same mark, moved right by `dx` and down by `dy`.
    pub fn moved(&self, dx: Length, dy: Length) -> Mark {
        let rect = |r: Rect| Rect { x: r.x + dx, y: r.y + dy, ..r };
        let point = |(x, y): (Length, Length)| (x + dx, y + dy);
        match self {
            Mark::Glyphs(run) => {
                let glyph = |g: &Glyph| Glyph { id: g.id, x: g.x + dx, y: g.y + dy, text: g.text.clone() };
                Mark::Glyphs(GlyphRun { glyphs: run.glyphs.iter().map(glyph).collect(), ..*run })
            }
            Mark::Rule { place, ink } => Mark::Rule { place: rect(*place), ink: *ink },
            Mark::Path(path) => {
                let part = |part: &PathSegment| match *part {
                    PathSegment::Move(x, y) => PathSegment::Move(x + dx, y + dy),
                    PathSegment::Line(x, y) => PathSegment::Line(x + dx, y + dy),
                    PathSegment::Curve(points) => PathSegment::Curve(points.map(point)),
                    PathSegment::Close => PathSegment::Close,
                };
                Mark::Path(Path { segments: path.segments.iter().map(part).collect(), ..*path })
            }
            Mark::Picture { place, picture } => Mark::Picture { place: rect(*place), picture: picture.clone() },
            Mark::Clip { place, marks } => {
                Mark::Clip { place: rect(*place), marks: marks.iter().map(|mark| mark.moved(dx, dy)).collect() }
            }
        }
    }
}

fn face_id<S: Serializer>(face: &Face, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(face.id())
}

fn face_from_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Face, D::Error> {
    let id = String::deserialize(deserializer)?;
    Face::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("no face is called {id:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_look_as_they_are_called() {
        assert_eq!(Ink::Paper.seen(), [255; 3]);
        assert_eq!(Ink::Grey(0).seen(), Ink::Paper.seen());
        assert_eq!(Ink::Grey(100).seen(), Ink::Black.seen());
        assert_eq!(Ink::RedTint(0).seen(), Ink::Paper.seen());
        assert_eq!(Ink::Red.seen(), [237, 28, 36]);
        let [red, green, blue] = Ink::RedTint(20).seen();
        assert!(red > 240 && (180..240).contains(&green) && (180..240).contains(&blue));
    }

    /// What was signed before there was a second colour keeps its bytes, and is read.
    #[test]
    fn a_frozen_run_says_only_what_is_not_ordinary() {
        let before = r#"{"face":"song","size":90,"ink":"black","glyphs":[{"g":1,"x":2,"y":3,"t":"一"}]}"#;
        let run: GlyphRun = serde_json::from_str(before).expect("read");
        assert!(!run.turned);
        assert_eq!(serde_json::to_string(&run).expect("data"), before);
        let turned = GlyphRun { turned: true, ink: Ink::RedTint(15), ..run };
        let data = serde_json::to_string(&turned).expect("data");
        assert!(data.contains(r#""turned":true"#) && data.contains(r#"{"red_tint":15}"#), "{data}");
        assert_eq!(serde_json::from_str::<GlyphRun>(&data).expect("read"), turned);
    }
}
