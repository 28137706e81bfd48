//! The embedded faces: which face has a character, how wide its glyph is, and how a word is shaped.
//!
//! A face is parsed when it is first asked for, once in a process: it is part of the program and never changes, so that all setters read
//! the same.

use std::sync::{Arc, OnceLock};

use harfrust::{Direction, Feature, FontRef, Script, ShapePlan, Shaper, ShaperData, Tag, UnicodeBuffer, script};
use qishi_faces::Face;
use skrifa::charmap::MapVariant;
use skrifa::instance::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};

use super::memory::MemoTable;

/// The parts of an em that widths are measured in here, whatever the face's own unit.
pub(super) const EM: i32 = 1_000;

/// Shaped words are remembered up to so many; then the memory starts anew.
const WORDS_KEPT: usize = 4_096;

/// Plans of a face are remembered up to so many; a notice asks for a few.
const PLANS_KEPT: usize = 64;

/// A face with the tables that are read of it.
struct Parsed {
    font: FontRef<'static>,
    charmap: skrifa::charmap::Charmap<'static>,
    metrics: skrifa::metrics::GlyphMetrics<'static>,
    shaper: ShaperData,
    /// How a text of a script is shaped in a form: which lookups of the face apply, in which order.
    plans: MemoTable<(GlyphForm, Option<Script>), Arc<ShapePlan>>,
    units_per_em: i32,
}

/// One glyph of a shaped word; lengths in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shaped {
    /// Its number in the face.
    pub(super) id: u16,
    /// Which byte of the word its cluster starts at.
    pub(super) cluster: u32,
    /// How far the pen moves.
    pub(super) advance: i32,
    /// Where it stands from the pen, to the right.
    pub(super) dx: i32,
    /// Where it stands from the baseline, upwards.
    pub(super) dy: i32,
}

fn parsed(face: Face) -> &'static Parsed {
    static PARSED: [OnceLock<Parsed>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
    PARSED[face as usize].get_or_init(|| {
        let font = FontRef::new(face.data()).unwrap_or_else(|error| panic!("the embedded face {}: {error}", face.id()));
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = i32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let (charmap, shaper) = (font.charmap(), ShaperData::new(&font));
        Parsed { charmap, metrics, shaper, plans: MemoTable::new(PLANS_KEPT), units_per_em, font }
    })
}

/// The parsed font itself, for outlines.
pub fn font(face: Face) -> &'static FontRef<'static> {
    &parsed(face).font
}

/// The face's own units in an em.
pub fn units_per_em(face: Face) -> i32 {
    parsed(face).units_per_em
}

/// The glyph that a face has for a character.
pub(super) fn glyph(face: Face, c: char) -> Option<u16> {
    let id = parsed(face).charmap.map(c)?.to_u32();
    u16::try_from(id).ok().filter(|id| *id != 0)
}

/// The face and the glyph of the form of a character that a variation selector asks for (IVS), in the order in which faces are asked;
/// `None` where no face has that form.
pub(super) fn variant(first: Face, c: char, selector: char) -> Option<(Face, u16)> {
    let form = |face: Face| match parsed(face).charmap.map_variant(c, selector)? {
        MapVariant::UseDefault => glyph(face, c),
        MapVariant::Variant(id) => u16::try_from(id.to_u32()).ok().filter(|id| *id != 0),
    };
    order(first).into_iter().find_map(|face| form(face).map(|id| (face, id)))
}

/// How wide a glyph is, in thousandths of an em.
pub(super) fn advance(face: Face, id: u16) -> i32 {
    let parsed = parsed(face);
    let units = parsed.metrics.advance_width(GlyphId::from(id)).unwrap_or_default();
    scaled(units as i32, parsed.units_per_em)
}

/// The blank to the left and to the right of a glyph's ink, in thousandths of an em.
pub(super) fn bearings(face: Face, id: u16) -> (i32, i32) {
    let parsed = parsed(face);
    let Some(bounds) = parsed.metrics.bounds(GlyphId::from(id)) else { return (0, 0) };
    let right = scaled(bounds.x_max as i32, parsed.units_per_em);
    (scaled(bounds.x_min as i32, parsed.units_per_em), advance(face, id) - right)
}

/// The upper and the lower edge of a glyph's ink above the baseline, in thousandths of an em.
pub(super) fn heights(face: Face, id: u16) -> (i32, i32) {
    let parsed = parsed(face);
    let Some(bounds) = parsed.metrics.bounds(GlyphId::from(id)) else { return (0, 0) };
    (scaled(bounds.y_max as i32, parsed.units_per_em), scaled(bounds.y_min as i32, parsed.units_per_em))
}

/// The most that a glyph may measure or be moved, in em: no letter of any face comes near it.
const FARTHEST: i64 = 100;

/// A face's units in thousandths of an em.
fn scaled(units: i32, units_per_em: i32) -> i32 {
    let em = i64::from(EM);
    let scaled = i64::from(units) * em / i64::from(units_per_em.max(1));
    scaled.clamp(-FARTHEST * em, FARTHEST * em) as i32
}

/// The faces that are asked for a character, in order, when `first` is the one wanted.
fn order(first: Face) -> [Face; 4] {
    match first {
        Face::Song => [Face::Song, Face::Hei, Face::Kai, Face::Kai],
        Face::SongBold => [Face::SongBold, Face::Song, Face::Hei, Face::Kai],
        Face::Hei => [Face::Hei, Face::Song, Face::Kai, Face::Kai],
        Face::HeiBold => [Face::HeiBold, Face::Hei, Face::Song, Face::Kai],
        Face::Kai => [Face::Kai, Face::Song, Face::Hei, Face::Hei],
        Face::KaiBold => [Face::KaiBold, Face::SongBlack, Face::Song, Face::Hei],
        Face::SongBlack => [Face::SongBlack, Face::KaiBold, Face::Song, Face::Hei],
        // What a hand or a face of figures lacks: nobody mixes it within a line; these stand for a single mark.
        Face::Brush | Face::Running | Face::Child | Face::Display | Face::DisplayItalic => {
            [first, Face::SongBlack, Face::Song, Face::Hei]
        }
    }
}

/// Whether a character is a curly quotation mark, which Chinese and Latin text share.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// Whether a face has all that is drawn of a text, and none of it would be set in another.
pub(super) fn has_all(face: Face, text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_quote(c) || glyph(face, c).is_some())
}

/// The face in which a title is set whole: the one wanted, or, where that is cut and lacks one of the title's characters, one that has all
/// of them; never two weights in one title.
pub(super) fn whole(wanted: Face, text: &str) -> Face {
    let instead = match wanted {
        Face::SongBold => Face::SongBlack,
        Face::HeiBold => Face::Hei,
        _ => return wanted,
    };
    let lacks = |c: char| glyph(wanted, c).is_none() && glyph(instead, c).is_some();
    if text.chars().any(|c| !c.is_whitespace() && lacks(c)) { instead } else { wanted }
}

/// The face that a character is set in, and its glyph there; `None` where no face has it.
pub(super) fn find(first: Face, c: char) -> Option<(Face, u16)> {
    // The quotation marks of the Kai have Latin width: those of the Song are set instead.
    let first = match first {
        Face::Kai if is_quote(c) => Face::Song,
        Face::KaiBold | Face::Brush | Face::Running | Face::Child if is_quote(c) => Face::SongBlack,
        other => other,
    };
    order(first).into_iter().find_map(|face| glyph(face, c).map(|id| (face, id)))
}

/// The form in which a face is asked for its glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum GlyphForm {
    /// As in Latin text.
    Plain,
    /// A mark of full width at its own width, as it stands in Latin text.
    Proportional,
    /// As wide as a Han character.
    FullWidth,
    /// Half as wide as a Han character.
    HalfWidth,
    /// Figures as high as capitals.
    Lining,
    /// As in vertical setting: marks in the upper right corner, brackets that open downwards.
    Vertical,
}

/// Shaped words, remembered, since a notice is shaped at every keystroke.
pub(super) struct Shapes(MemoTable<(Face, GlyphForm, Box<str>), Arc<[Shaped]>>);

impl Shapes {
    /// None is known yet.
    pub(super) fn new() -> Shapes {
        Shapes(MemoTable::new(WORDS_KEPT))
    }

    /// A word shaped in a face.
    pub(super) fn shape(&self, face: Face, word: &str, form: GlyphForm) -> Arc<[Shaped]> {
        self.0.get_or((face, form, Box::from(word)), || shape_anew(face, word, form).into())
    }
}

fn shape_anew(face: Face, word: &str, form: GlyphForm) -> Vec<Shaped> {
    let parsed = parsed(face);
    let shaper = parsed.shaper.shaper(&parsed.font).build();
    shaped(face, &shaper, word, form, |script, features| {
        let new = || Arc::new(ShapePlan::new(&shaper, Direction::LeftToRight, script, None, features));
        parsed.plans.get_or((form, script), new)
    })
}

/// A word as a plan shapes it, which hangs on its script and the features of its form.
fn shaped(
    face: Face,
    shaper: &Shaper,
    word: &str,
    form: GlyphForm,
    plan: impl FnOnce(Option<Script>, &[Feature]) -> Arc<ShapePlan>,
) -> Vec<Shaped> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(word);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    // No ligatures: every letter keeps a glyph of its own, so that a word can be broken and copied anywhere.
    let mut features: Vec<Feature> = [b"liga", b"clig", b"dlig"].map(|tag| Feature::new(Tag::new(tag), 0, ..)).into();
    let tags: &[&[u8; 4]] = match form {
        GlyphForm::Plain => &[],
        GlyphForm::Proportional => &[b"pwid", b"palt"],
        GlyphForm::FullWidth => &[b"fwid"],
        GlyphForm::HalfWidth => &[b"hwid"],
        GlyphForm::Lining => &[b"lnum"],
        GlyphForm::Vertical => &[b"vert"],
    };
    features.extend(tags.iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)));
    // What has marks and figures alone is of no script.
    let script = Some(buffer.script()).filter(|script| *script != script::UNKNOWN);
    let plan = plan(script, &features);
    let buffer = shaper.shape_with_plan(&plan, buffer, &features);
    let scale = |units: i32| scaled(units, units_per_em(face));
    let pairs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    pairs
        .map(|(info, place)| Shaped {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            cluster: info.cluster,
            advance: scale(place.x_advance),
            dx: scale(place.x_offset),
            dy: scale(place.y_offset),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_a_thousand_units_and_a_full_width_han() {
        for face in Face::ALL {
            assert_eq!(units_per_em(face), EM, "{face:?}");
            // The display faces have figures and Latin letters alone.
            let Some(id) = glyph(face, '公') else {
                assert!(matches!(face, Face::Display | Face::DisplayItalic), "{face:?}");
                continue;
            };
            // The running hand and the face for children are a little narrower than their em.
            let narrow = matches!(face, Face::Running | Face::Child);
            assert!(advance(face, id) == EM || narrow && advance(face, id) >= 900, "{face:?}");
        }
    }

    #[test]
    fn a_character_is_found_in_the_next_face_that_has_it() {
        assert_eq!(find(Face::Kai, '“').map(|(face, _)| face), Some(Face::Song));
        assert_eq!(find(Face::SongBold, '公').map(|(face, _)| face), Some(Face::SongBold));
        assert_eq!(find(Face::SongBold, '龘').map(|(face, _)| face), Some(Face::Song));
        assert_eq!(find(Face::Song, '😀'), None);
    }

    #[test]
    fn song_hei_kai_and_their_bold_faces_have_every_character_of_the_national_table() {
        let table = include_str!("../../../../tests/characters/tongyong.txt");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let characters: Vec<char> = lines.flat_map(str::chars).collect();
        assert_eq!(characters.len(), 8_105);
        for face in Face::ALL {
            let lacks: String = characters.iter().filter(|c| glyph(face, **c).is_none()).collect();
            // The others are cut to GB 2312; what they lack is set in these, a whole line or all names at once.
            let cut = !matches!(face, Face::Song | Face::Hei | Face::Kai | Face::SongBlack | Face::KaiBold);
            assert!(cut || lacks.is_empty(), "{face:?} lacks {lacks}");
            assert!(characters.iter().all(|c| find(face, *c).is_some()), "{face:?}");
        }
    }

    #[test]
    fn a_title_is_in_one_face() {
        assert_eq!(whole(Face::SongBold, "遗失声明"), Face::SongBold);
        assert_eq!(whole(Face::SongBold, "赵堃珺讣告"), Face::SongBlack);
        assert_eq!(whole(Face::HeiBold, "赵堃 珺讣告"), Face::Hei);
        // What neither has is set as ever, and moves nothing.
        assert_eq!(whole(Face::HeiBold, "😀公告"), Face::HeiBold);
    }

    /// Words of several scripts, one after the other in one form, come out as with a plan of their own.
    #[test]
    fn a_plan_that_is_kept_shapes_as_a_new_one() {
        use GlyphForm::{FullWidth, HalfWidth, Lining, Plain, Proportional, Vertical};
        for face in Face::ALL {
            let parsed = parsed(face);
            let shaper = parsed.shaper.shaper(&parsed.font).build();
            for form in [Plain, Proportional, FullWidth, HalfWidth, Lining, Vertical] {
                for word in
                    ["office", "2025", "AVA", "——", "公告", "Ωμέγα", "Привет", "กำ", "עברית", "e\u{301}", "（", "AVA"]
                {
                    let new = |script, features: &[Feature]| {
                        Arc::new(ShapePlan::new(&shaper, Direction::LeftToRight, script, None, features))
                    };
                    let anew = shaped(face, &shaper, word, form, new);
                    assert_eq!(shape_anew(face, word, form), anew, "{face:?} {form:?} {word}");
                }
            }
        }
    }

    #[test]
    fn a_word_keeps_a_glyph_for_every_letter() {
        let shapes = Shapes::new();
        let shaped = shapes.shape(Face::Song, "office", GlyphForm::Plain);
        assert_eq!(shaped.len(), 6);
        assert!(shaped.iter().all(|glyph| glyph.advance > 0));
        assert_eq!(shaped, shapes.shape(Face::Song, "office", GlyphForm::Plain));
    }
}
