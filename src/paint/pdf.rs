//! Sheets as PDF: every face embedded once as a subset, text that can be copied back, black on one plate, the same bytes twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};
use printpdf::{
    Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, TextMatrix, XObject, XObjectId,
};
use qishi_faces::Face;
use sha2::{Digest, Sha256};

use crate::ad::{Format, Picture};
use crate::measure::Length;
use crate::refusal::Fault;
use crate::sheet::{Ink, Mark, Part, Path, PictureMark, Rect, Run, Sheet};

/// One page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What stands on it; the page has exactly its size.
    pub sheet: &'a Sheet,
    /// Where the printed thing is cut, inside the page (TrimBox); the whole page where nothing is said.
    pub trim: Option<Rect>,
}

/// What a file says about itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its date: the booking's, never the clock's, so that the same paper always has the same bytes.
    pub date: Option<DateTime<FixedOffset>>,
}

/// Paints pages as a PDF.
///
/// # Errors
/// [`Fault::Damaged`], where a face or a picture cannot be written.
pub fn write(pages: &[Page], about: &About) -> Result<Vec<u8>, Fault> {
    let mut glyphs: BTreeMap<Face, BTreeMap<u16, String>> = BTreeMap::new();
    for page in pages {
        page.sheet.each_run(|run| {
            let known = glyphs.entry(run.face).or_default();
            for glyph in &run.glyphs {
                let text = known.entry(glyph.id).or_default();
                if text.is_empty() {
                    text.clone_from(&glyph.text);
                }
            }
        });
    }
    let mut document = PdfDocument::new(about.title);
    let mut faces = BTreeMap::new();
    for (face, glyphs) in glyphs {
        faces.insert(face, embed(&mut document, face, glyphs)?);
    }
    let mut painter = Painter { document: &mut document, faces, pictures: BTreeSet::new() };
    let mut painted = Vec::with_capacity(pages.len());
    for page in pages {
        painted.push(painter.page(page)?);
    }
    document.pages = painted;
    finish(&document, pages, about)
}

/// A face in the file.
struct Embedded {
    /// Its resource name.
    id: FontId,
    /// The number of each glyph in the subset.
    numbers: HashMap<u16, u16>,
    /// What each glyph says when it is copied.
    says: BTreeMap<u16, String>,
}

/// Embeds the used glyphs of a face.
fn embed(document: &mut PdfDocument, face: Face, says: BTreeMap<u16, String>) -> Result<Embedded, Fault> {
    let damaged = |what: String| Fault::Damaged { what: format!("face {}: {what}", face.id()) };
    let mut remapper = subsetter::GlyphRemapper::new();
    let numbers = says.keys().map(|id| (*id, remapper.remap(*id))).collect();
    let subset = subsetter::subset(face.data(), 0, &remapper).map_err(|error| damaged(error.to_string()))?;
    let mut parsed = ParsedFont::from_bytes(&subset, 0, &mut Vec::new())
        .ok_or_else(|| damaged("its subset does not read back".to_owned()))?;
    // A subset's name starts with six capitals of its own (ISO 32000-1, 9.6.4).
    let digest = Sha256::digest(&subset);
    let tag: String = digest[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
    parsed.font_name = Some(format!("{tag}+{}", face.name().replace(' ', "")));
    // The subset keeps no weight class; StemV is told from it.
    parsed.pdf_font_metrics.us_weight_class = if matches!(face, Face::SongBold | Face::HeiBold) { 700 } else { 400 };
    let id = FontId(format!("F{}", face.id()));
    document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
    Ok(Embedded { id, numbers, says })
}

/// Paints pages into a document.
struct Painter<'a> {
    document: &'a mut PdfDocument,
    faces: BTreeMap<Face, Embedded>,
    pictures: BTreeSet<String>,
}

/// An operator with numbers as its operands.
fn operator(key: &str, numbers: &[f32]) -> Op {
    Op::Unknown { key: key.to_owned(), value: numbers.iter().map(|n| DictItem::Real(*n)).collect() }
}

impl Painter<'_> {
    fn page(&mut self, page: &Page) -> Result<PdfPage, Fault> {
        let sheet = page.sheet;
        let mut ops =
            vec![Op::Unknown { key: "gs".to_owned(), value: vec![DictItem::Name(OVERPRINT.as_bytes().to_vec())] }];
        self.marks(&mut ops, &sheet.marks, sheet.height)?;
        Ok(PdfPage::new(Mm(sheet.width.as_mm() as f32), Mm(sheet.height.as_mm() as f32), ops))
    }

    fn marks(&mut self, ops: &mut Vec<Op>, marks: &[Mark], height: Length) -> Result<(), Fault> {
        for mark in marks {
            match mark {
                Mark::Glyphs(run) => self.run(ops, run, height)?,
                Mark::Rule { place, ink } => {
                    ops.push(fill(*ink));
                    ops.push(operator("re", &rectangle(place, height)));
                    ops.push(operator("f", &[]));
                }
                Mark::Path(path) => outline(ops, path, height),
                Mark::Picture { place, picture } => self.picture(ops, place, picture, height)?,
                Mark::Clip { place, marks } => {
                    ops.push(Op::SaveGraphicsState);
                    ops.push(operator("re", &rectangle(place, height)));
                    ops.push(operator("W", &[]));
                    ops.push(operator("n", &[]));
                    self.marks(ops, marks, height)?;
                    ops.push(Op::RestoreGraphicsState);
                }
            }
        }
        Ok(())
    }

    fn run(&mut self, ops: &mut Vec<Op>, run: &Run, height: Length) -> Result<(), Fault> {
        let face = self.faces.get(&run.face).ok_or_else(|| Fault::Damaged { what: run.face.id().to_owned() })?;
        ops.push(fill(run.ink));
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(run.size.as_pt() as f32) });
        for glyph in &run.glyphs {
            let (x, y) = (glyph.x.as_pt() as f32, (height - glyph.y).as_pt() as f32);
            let said = face.says.get(&glyph.id).map_or("", String::as_str);
            // One glyph may stand for two characters (一 and its radical): the rarer says itself what it is.
            let other = !glyph.text.is_empty() && said != glyph.text;
            if other {
                let mut utf16 = vec![0xfe, 0xff];
                utf16.extend(glyph.text.encode_utf16().flat_map(u16::to_be_bytes));
                let map = BTreeMap::from([("ActualText".to_owned(), DictItem::Bytes(utf16))]);
                ops.push(Op::Unknown {
                    key: "BDC".to_owned(),
                    value: vec![DictItem::Name(b"Span".to_vec()), DictItem::Dict { map }],
                });
            }
            let number = face.numbers.get(&glyph.id).copied().unwrap_or_default();
            let code = Codepoint { gid: number, offset: 0.0, cid: Some(said.to_owned()) };
            let turned = TextMatrix::Raw([0.0, -1.0, 1.0, 0.0, x, y]);
            let matrix = if run.turned { turned } else { TextMatrix::Translate(Pt(x), Pt(y)) };
            ops.push(Op::SetTextMatrix { matrix });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![code])] });
            if other {
                ops.push(operator("EMC", &[]));
            }
        }
        ops.push(Op::EndTextSection);
        Ok(())
    }

    fn picture(&mut self, ops: &mut Vec<Op>, place: &Rect, mark: &PictureMark, height: Length) -> Result<(), Fault> {
        let Some(picture) = &mark.picture else {
            return Err(Fault::Damaged { what: format!("picture {}", mark.sha256) });
        };
        let coarser = coarser(picture, place);
        let name = format!("P{}-{coarser}", mark.sha256.get(..16).unwrap_or(&mark.sha256));
        if self.pictures.insert(name.clone()) {
            let damaged = || Fault::Damaged { what: format!("picture {}", mark.sha256) };
            let stream = stream(picture, coarser).ok_or_else(damaged)?;
            let object = XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None });
            self.document.resources.xobjects.map.insert(XObjectId(name.clone()), object);
        }
        let [x, y, wide, high] = rectangle(place, height);
        ops.push(Op::SaveGraphicsState);
        ops.push(operator("cm", &[wide, 0.0, 0.0, high, x, y]));
        ops.push(Op::Unknown { key: "Do".to_owned(), value: vec![DictItem::Name(name.into_bytes())] });
        ops.push(Op::RestoreGraphicsState);
        Ok(())
    }
}

/// So many pixels to the inch are enough for newsprint, whose screens have 85 to 100 lines: twice that is good, more is only weight.
const ENOUGH_DPI: u32 = 300;

/// How many pixels of a picture, each way, become one at the size it is printed; a grey JPEG is passed through as it came.
fn coarser(picture: &Picture, place: &Rect) -> u32 {
    if passes_through(picture) {
        return 1;
    }
    (picture.dpi_at(place.width, place.height) / ENOUGH_DPI).min(picture.width).min(picture.height).max(1)
}

fn passes_through(picture: &Picture) -> bool {
    picture.format == Format::Jpeg && picture.grey
}

/// The means of squares of `n` by `n` pixels; what is left at the right and lower edge is cut off.
fn means(grey: &[u8], width: usize, n: usize) -> Vec<u8> {
    let mut means = Vec::with_capacity(grey.len() / (n * n));
    for band in grey.chunks_exact(width * n) {
        for x in 0..width / n {
            let rows = band.chunks_exact(width).map(|row| &row[x * n..(x + 1) * n]);
            let sum: usize = rows.flatten().map(|pixel| usize::from(*pixel)).sum();
            means.push(((sum + n * n / 2) / (n * n)) as u8);
        }
    }
    means
}

/// A picture as a stream: a grey JPEG as it came, anything else as grey pixels, no more of them than its size needs.
fn stream(picture: &Picture, coarser: u32) -> Option<ExternalStream> {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(picture.width / coarser))),
        ("Height".to_owned(), DictItem::Int(i64::from(picture.height / coarser))),
        ("ColorSpace".to_owned(), name("DeviceGray")),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    if passes_through(picture) {
        dict.insert("Filter".to_owned(), name("DCTDecode"));
        return Some(ExternalStream { dict, content: picture.file.clone(), compress: false });
    }
    let mut content = picture.to_grey().ok()?;
    if coarser > 1 {
        content = means(&content, picture.width as usize, coarser as usize);
    }
    Some(ExternalStream { dict, content, compress: true })
}

/// A rectangle as PDF wants it: x, y from below, width, height in points.
fn rectangle(place: &Rect, height: Length) -> [f32; 4] {
    let bottom = height - place.y - place.height;
    [place.x, bottom, place.width, place.height].map(|length| length.as_pt() as f32)
}

/// A colour of four plates.
fn plate(ink: Ink) -> [f32; 4] {
    let part = |percent: u8| f32::from(percent.min(100)) / 100.0;
    match ink {
        Ink::Black => [0.0, 0.0, 0.0, 1.0],
        Ink::Grey(percent) => [0.0, 0.0, 0.0, part(percent)],
        Ink::Paper => [0.0; 4],
        Ink::Red => [0.0, 1.0, 1.0, 0.0],
        Ink::RedTint(percent) => [0.0, part(percent), part(percent), 0.0],
    }
}

fn fill(ink: Ink) -> Op {
    operator("k", &plate(ink))
}

fn outline(ops: &mut Vec<Op>, path: &Path, height: Length) {
    let point = |(x, y): (Length, Length)| [x.as_pt() as f32, (height - y).as_pt() as f32];
    match path.stroke {
        Some(thick) => {
            ops.push(operator("K", &plate(path.ink)));
            ops.push(operator("w", &[thick.as_pt() as f32]));
        }
        None => ops.push(fill(path.ink)),
    }
    for part in &path.parts {
        ops.push(match part {
            Part::Move(x, y) => operator("m", &point((*x, *y))),
            Part::Line(x, y) => operator("l", &point((*x, *y))),
            Part::Curve(points) => operator("c", &points.map(point).concat()),
            Part::Close => operator("h", &[]),
        });
    }
    ops.push(operator(if path.stroke.is_some() { "S" } else { "f" }, &[]));
}

/// The graphics state in which black overprints what lies beneath.
const OVERPRINT: &str = "Black";

/// Finishes the file below printpdf: boxes, overprint, what it says about itself, an identity that follows from its content.
fn finish(document: &PdfDocument, pages: &[Page], about: &About) -> Result<Vec<u8>, Fault> {
    let unwritten = |what: String| Fault::Damaged { what };
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&options, &mut warnings);
    file.version = "1.6".to_owned();
    let state = DictItem::Dict {
        map: BTreeMap::from([
            ("Type".to_owned(), DictItem::Name(b"ExtGState".to_vec())),
            ("OP".to_owned(), DictItem::Bool(true)),
            ("op".to_owned(), DictItem::Bool(true)),
            ("OPM".to_owned(), DictItem::Int(1)),
        ]),
    };
    for ((_, id), page) in file.get_pages().into_iter().zip(pages) {
        let trim = page.trim.unwrap_or(Rect::new(Length::ZERO, Length::ZERO, page.sheet.width, page.sheet.height));
        let [x, y, wide, high] = rectangle(&trim, page.sheet.height);
        let trim = DictItem::Array([x, y, x + wide, y + high].map(DictItem::Real).to_vec());
        let dictionary = file.get_dictionary_mut(id).map_err(|error| unwritten(error.to_string()))?;
        dictionary.set("TrimBox", trim.to_lopdf());
        dictionary.remove(b"Annots");
        let resources = dictionary.get(b"Resources").and_then(|r| r.as_reference());
        let states = resources
            .and_then(|r| file.get_dictionary(r))
            .and_then(|r| r.get(b"ExtGState"))
            .and_then(|r| r.as_reference())
            .map_err(|error| unwritten(error.to_string()))?;
        let states = file.get_dictionary_mut(states).map_err(|error| unwritten(error.to_string()))?;
        states.set(OVERPRINT, state.to_lopdf());
    }
    let info = file.trailer.get(b"Info").and_then(|info| info.as_reference());
    let info = info.map_err(|error| unwritten(error.to_string()))?;
    file.set_object(info, says_of_itself(about).to_lopdf());
    file.compress();
    let mut bytes = Vec::new();
    file.trailer.remove(b"ID");
    file.save_to(&mut bytes).map_err(|error| unwritten(error.to_string()))?;
    let identity = DictItem::Bytes(Sha256::digest(&bytes)[..16].to_vec());
    file.trailer.set("ID", DictItem::Array(vec![identity.clone(), identity]).to_lopdf());
    bytes.clear();
    file.save_to(&mut bytes).map_err(|error| unwritten(error.to_string()))?;
    Ok(bytes)
}

/// The Info dictionary: title, producer and, where one is given, the date.
fn says_of_itself(about: &About) -> DictItem {
    let mut title = vec![0xfe, 0xff];
    title.extend(about.title.encode_utf16().flat_map(u16::to_be_bytes));
    let text = |text: &str| DictItem::String { data: text.as_bytes().to_vec(), literal: true };
    let mut map = BTreeMap::from([
        ("Title".to_owned(), DictItem::Bytes(title)),
        ("Producer".to_owned(), text(concat!("Qishi ", env!("CARGO_PKG_VERSION")))),
    ]);
    if let Some(date) = about.date {
        let offset = date.format("%:z").to_string().replace(':', "'");
        let date = text(&format!("D:{}{offset}'", date.format("%Y%m%d%H%M%S")));
        map.insert("CreationDate".to_owned(), date.clone());
        map.insert("ModDate".to_owned(), date);
    }
    DictItem::Dict { map }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_become_their_means() {
        let grey = [0, 10, 20, 30, 99, 20, 30, 40, 50, 99, 1, 2, 3, 4, 5];
        assert_eq!(means(&grey, 5, 2), [15, 35]);
        assert_eq!(means(&grey, 5, 1), grey);
    }

    #[test]
    fn nothing_on_a_page_is_a_page_all_the_same() {
        let sheet = Sheet::new(Length::mm(72), Length::mm(30));
        let page = Page { sheet: &sheet, trim: None };
        let about = About { title: "", date: None };
        let bytes = write(&[page], &about).expect("written");
        assert!(bytes.starts_with(b"%PDF-1.6") && write(&[], &about).is_ok());
    }
}
