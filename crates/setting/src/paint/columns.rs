//! Vertical setting in a PDF: each face once more, under an encoding whose lines run downwards (Identity-V; ISO 32000-1, 9.7.4.3).
//!
//! Nothing of it is seen: every glyph keeps its origin and its outline. But a reader puts glyphs together by the way that their
//! lines run, and so copies columns as columns, from the right.

use std::collections::BTreeSet;

use printpdf::{DictItem, Op};
use qishi_faces::Face;

use super::pdf::SheetPage;
use crate::sheet::GlyphRun;

/// The resource name of a face.
pub(super) fn resource(face: Face) -> String {
    format!("F{}", face.id())
}

/// The resource name of the same face where lines run downwards.
fn downwards(face: Face) -> Vec<u8> {
    format!("F{}-v", face.id()).into_bytes()
}

/// Takes a run's face for lines that run downwards.
pub(super) fn face(run: &GlyphRun) -> Op {
    let size = DictItem::Real(run.size.as_pt() as f32);
    Op::Unknown { key: "Tf".to_owned(), value: vec![DictItem::Name(downwards(run.face)), size] }
}

/// Adds the faces of pages' vertical lines to their file.
pub(super) fn embed(file: &mut lopdf::Document, pages: &[SheetPage]) -> lopdf::Result<()> {
    let mut standing: BTreeSet<Face> = BTreeSet::new();
    for page in pages {
        page.sheet.each_run(|run| standing.extend(run.down.then_some(run.face)));
    }
    let Some(page) = file.get_pages().into_values().next().filter(|_| !standing.is_empty()) else { return Ok(()) };
    // All pages share one table of faces.
    let resources = file.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    let fonts = file.get_dictionary(resources)?.get(b"Font")?.as_reference()?;
    for face in standing {
        let level = file.get_dictionary(fonts)?.get(resource(face).as_bytes())?.as_reference()?;
        let mut font = file.get_dictionary(level)?.clone();
        font.set("Encoding", DictItem::Name(b"Identity-V".to_vec()).to_lopdf());
        // Every glyph keeps the origin that it has in horizontal lines, and is an em high.
        let upright = [0, i64::from(u16::MAX), -1_000, 0, 0].map(DictItem::Int).to_vec();
        for inside in font.get_mut(b"DescendantFonts")?.as_array_mut()? {
            inside.as_dict_mut()?.set("W2", DictItem::Array(upright.clone()).to_lopdf());
        }
        let font = file.add_object(font);
        file.get_dictionary_mut(fonts)?.set(downwards(face), font);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::pdf::{PdfMetadata, write};
    use crate::sheet::{Glyph, Ink, Mark, Sheet};
    use trade::measure::{Length, TypeSize};

    #[test]
    fn only_vertical_lines_bring_a_face_that_runs_downwards() {
        let (size, ink) = (TypeSize::XIAO_WU, Ink::Black);
        let glyph = Glyph { id: 5_000, x: Length::mm(5), y: Length::mm(5), text: "字".to_owned() };
        for down in [false, true] {
            let run = GlyphRun {
                face: Face::Song,
                size,
                ink,
                turned: false,
                down,
                stroke: Length::ZERO,
                glyphs: vec![glyph.clone()],
            };
            let sheet = Sheet { width: Length::mm(10), height: Length::mm(10), marks: vec![Mark::Glyphs(run)] };
            let page = SheetPage { sheet: &sheet, trim: None };
            let bytes = write(&[page], &PdfMetadata { title: "", date: None }).expect("written");
            let file = lopdf::Document::load_mem(&bytes).expect("read back");
            let encodings = file.objects.values().filter_map(|object| {
                let font = object.as_dict().ok()?;
                font.get(b"Encoding").and_then(|encoding| encoding.as_name()).ok().map(<[u8]>::to_vec)
            });
            let mut encodings: Vec<Vec<u8>> = encodings.collect();
            encodings.sort();
            let known: &[&[u8]] = if down { &[b"Identity-H", b"Identity-V"] } else { &[b"Identity-H"] };
            assert_eq!(encodings, known);
        }
    }
}
