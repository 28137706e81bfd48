//! The faces of the window: the embedded ones and no other, so that pixels are the same on every machine.

use std::sync::{Arc, Once};

use iced::advanced::graphics::text::cosmic_text::fontdb::Source;
use iced::advanced::graphics::text::font_system;
use qishi_faces::Face;

/// Puts the embedded faces in the place of the system's. Called before the first frame; later calls do nothing.
///
/// The faces are registered where they lie in the program, so that no copy of them stands on the heap. Dropping the system's
/// also makes the first line of text faster.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let mut system = match font_system().write() {
            Ok(system) => system,
            Err(poisoned) => poisoned.into_inner(),
        };
        let db = system.raw().db_mut();
        let foreign: Vec<_> = db
            .faces()
            .filter(|face| !face.families.iter().any(|(name, _)| name == "Iced-Icons"))
            .map(|face| face.id)
            .collect();
        for id in foreign {
            db.remove_face(id);
        }
        // Names have characters that the others lack (𠮷): what is whole on paper is read here too.
        for face in [Face::Hei, Face::HeiBold, Face::Song, Face::SongBold, Face::Kai] {
            db.load_font_source(Source::Binary(Arc::new(face.data())));
        }
        db.set_sans_serif_family("Noto Sans SC");
        db.set_serif_family("Noto Serif SC");
        db.set_monospace_family("Noto Sans SC");
    });
}

#[cfg(test)]
mod tests {
    use iced::advanced::graphics::text::cosmic_text::{Attrs, Buffer, Family, Metrics, Shaping};

    use super::*;

    #[test]
    fn only_our_faces_are_left() {
        install();
        let mut system = font_system().write().expect("not poisoned");
        let mut names: Vec<String> =
            system.raw().db().faces().flat_map(|face| face.families.iter().map(|(name, _)| name.clone())).collect();
        names.sort();
        names.dedup();
        let ours = |name: &String| {
            name.starts_with("Noto S") || name.contains("WenKai") || name == "霞鹜文楷" || name == "Iced-Icons"
        };
        assert!(names.iter().all(ours), "{names:?}");
        assert!(names.iter().any(|n| n == "Noto Sans SC") && names.iter().any(|n| n == "Noto Serif SC"), "{names:?}");
    }

    /// 𠮷, of names, stands in none of the Noto faces here.
    #[test]
    fn a_rare_character_of_a_name_has_a_glyph_in_every_field() {
        install();
        let mut system = font_system().write().expect("not poisoned");
        let raw = system.raw();
        for family in ["Noto Sans SC", "Noto Serif SC"] {
            let attributes = Attrs::new().family(Family::Name(family));
            let mut buffer = Buffer::new(raw, Metrics::new(14.0, 20.0));
            buffer.set_text(raw, "𠮷野家", &attributes, Shaping::Advanced, None);
            buffer.shape_until_scroll(raw, false);
            let glyphs: Vec<u16> = buffer.layout_runs().flat_map(|run| run.glyphs.iter().map(|g| g.glyph_id)).collect();
            assert!(glyphs.len() == 3 && glyphs.iter().all(|glyph| *glyph != 0), "{family}: {glyphs:?}");
        }
    }
}
