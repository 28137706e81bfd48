//! Sheets as PDF: every face embedded once as a subset, text that can be copied back, each ink on one plate, the same bytes twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::ops::ControlFlow;

use chrono::{DateTime, FixedOffset};
use flate2::Compression;
use flate2::read::ZlibEncoder;
use printpdf::{
    Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Pt, XObject, XObjectId,
};
use qishi_faces::Face;
use sha2::{Digest, Sha256};

use super::columns;
use super::conform::{self, PdfXVersion};
use super::glyphs::{GlyphString, begin_saying};
use super::plates::{PlateState, named, operator};
use super::samples::{self, Samples};
use crate::sheet::{Glyph, GlyphRun, Mark, Path, PathSegment, PictureMark, Rect, Sheet};
use trade::ad::Picture;
use trade::measure::Length;
use trade::refusal::Fault;
use trade::settings::Press;

/// A sheet as one page of a file.
#[derive(Debug, Clone, Copy)]
pub struct SheetPage<'a> {
    /// The page is exactly as large as this sheet.
    pub sheet: &'a Sheet,
    /// Where the printed piece is cut, inside the page (TrimBox); `None`: the whole page.
    pub trim: Option<Rect>,
}

/// The press that a file is written for, and the ad's date; none for a paper of the counter.
type ForPress<'a> = Option<(&'a Press, DateTime<FixedOffset>)>;

/// What a file says about itself.
#[derive(Debug, Clone, Copy)]
pub struct PdfMetadata<'a> {
    /// The title as the Info dictionary and XMP give it.
    pub title: &'a str,
    /// Its date: the booking's, never the clock's, so that the same paper always has the same bytes.
    pub date: Option<DateTime<FixedOffset>>,
}

/// Paints pages as a PDF.
///
/// # Errors
/// [`Fault::Damaged`], where a face or a picture cannot be written.
pub fn write(pages: &[SheetPage], about: &PdfMetadata) -> Result<Vec<u8>, Fault> {
    let bytes = write_watched(pages, about, &mut |_| ControlFlow::Continue(()))?;
    Ok(bytes.unwrap_or_default())
}

/// Paints an ad alone as a file for a press: PDF/X-1a:2003 (ISO 15930-4), or, where the press has a profile of its own, PDF/X-4
/// (ISO 15930-7) with it.
///
/// It names the printing condition, has a TrimBox and a BleedBox of its size, black on K alone, the second colour as the press prints it, and
/// its pictures with the press's tone curve. The same ad has the same bytes.
///
/// # Errors
/// As [`write()`].
pub fn write_for_press(
    sheet: &Sheet,
    title: &str,
    date: DateTime<FixedOffset>,
    press: &Press,
) -> Result<Vec<u8>, Fault> {
    let about = PdfMetadata { title, date: Some(date) };
    let bytes =
        written(&[SheetPage { sheet, trim: None }], &about, Some((press, date)), &mut |_| ControlFlow::Continue(()))?;
    Ok(bytes.unwrap_or_default())
}

/// Paints pages as a PDF, and tells after each page how many are painted; `None` where it was told to stop there. The bytes are
/// those of [`write()`].
///
/// # Errors
/// As [`write()`].
pub fn write_watched(
    pages: &[SheetPage],
    about: &PdfMetadata,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, Fault> {
    written(pages, about, None, watch)
}

fn written(
    pages: &[SheetPage],
    about: &PdfMetadata,
    for_press: ForPress,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, Fault> {
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
    let plates = PlateState::new(for_press.map(|(press, _)| &press.second));
    let tone = for_press.map(|(press, _)| press);
    let mut painter = Painter { document: &mut document, faces, pictures: BTreeSet::new(), press: plates, tone };
    let mut painted = Vec::with_capacity(pages.len());
    for (i, page) in pages.iter().enumerate() {
        painted.push(painter.page(page)?);
        if watch(i + 1).is_break() {
            return Ok(None);
        }
    }
    let press = painter.press;
    document.pages = painted;
    finish(&document, pages, about, (&press, for_press)).map(Some)
}

/// A face in the file.
struct Embedded {
    /// The name by which the resources of a page refer to it.
    id: FontId,
    /// For each glyph of the face its number in the subset and its advance in thousandths of an em.
    numbers: HashMap<u16, (u16, i64)>,
    /// The text that each glyph is copied as (ToUnicode).
    says: BTreeMap<u16, String>,
}

/// Embeds the used glyphs of a face.
fn embed(document: &mut PdfDocument, face: Face, says: BTreeMap<u16, String>) -> Result<Embedded, Fault> {
    let damaged = |what: String| Fault::Damaged { what: format!("face {}: {what}", face.id()) };
    let mut remapper = subsetter::GlyphRemapper::new();
    let numbers: Vec<(u16, u16)> = says.keys().map(|id| (*id, remapper.remap(*id))).collect();
    let subset = subsetter::subset(face.data(), 0, &remapper).map_err(|error| damaged(error.to_string()))?;
    let mut parsed = ParsedFont::from_bytes(&subset, 0, &mut Vec::new())
        .ok_or_else(|| damaged("its subset does not read back".to_owned()))?;
    // A subset's name starts with six capitals of its own (ISO 32000-1, 9.6.4).
    let digest = Sha256::digest(&subset);
    let tag: String = digest[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
    parsed.font_name = Some(format!("{tag}+{}", face.name().replace(' ', "")));
    // The subset keeps no weight class; StemV is told from it.
    parsed.pdf_font_metrics.us_weight_class = match face {
        Face::Song | Face::Hei | Face::Kai | Face::Running => 400,
        Face::SongBold | Face::HeiBold | Face::KaiBold | Face::Brush | Face::Child => 700,
        Face::SongBlack | Face::Display | Face::DisplayItalic => 900,
    };
    // As the file itself says it.
    let em = i64::from(parsed.units_per_em.max(1));
    let width = |number: u16| i64::from(parsed.get_glyph_width(number).unwrap_or_default()) * 1_000 / em;
    let numbers = numbers.into_iter().map(|(id, number)| (id, (number, width(number)))).collect();
    let id = FontId(columns::resource(face));
    document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
    Ok(Embedded { id, numbers, says })
}

/// Paints pages into a document.
struct Painter<'a> {
    document: &'a mut PdfDocument,
    faces: BTreeMap<Face, Embedded>,
    pictures: BTreeSet<String>,
    press: PlateState,
    /// The press whose tone curve pictures are given.
    tone: Option<&'a Press>,
}

impl Painter<'_> {
    fn page(&mut self, page: &SheetPage) -> Result<PdfPage, Fault> {
        let sheet = page.sheet;
        let mut ops = Vec::new();
        self.press.start(&mut ops);
        self.marks(&mut ops, &sheet.marks, sheet.height)?;
        Ok(PdfPage::new(Mm(sheet.width.as_mm() as f32), Mm(sheet.height.as_mm() as f32), ops))
    }

    fn marks(&mut self, ops: &mut Vec<Op>, marks: &[Mark], height: Length) -> Result<(), Fault> {
        for mark in marks {
            match mark {
                Mark::Glyphs(run) => self.run(ops, run, height)?,
                Mark::Rule { place, ink } => {
                    self.press.fill(ops, *ink);
                    ops.push(operator("re", &rectangle(place, height)));
                    ops.push(operator("f", &[]));
                }
                Mark::Path(path) => self.outline(ops, path, height),
                Mark::Picture { place, picture } => self.picture(ops, place, picture, height)?,
                Mark::Clip { place, marks } => {
                    let saved = self.press.save(ops);
                    ops.push(operator("re", &rectangle(place, height)));
                    ops.push(operator("W", &[]));
                    ops.push(operator("n", &[]));
                    self.marks(ops, marks, height)?;
                    self.press.restore(ops, saved);
                }
            }
        }
        Ok(())
    }

    fn run(&mut self, ops: &mut Vec<Op>, run: &GlyphRun, height: Length) -> Result<(), Fault> {
        let face = self.faces.get(&run.face).ok_or_else(|| Fault::Damaged { what: run.face.id().to_owned() })?;
        self.press.fill(ops, run.ink);
        let stroked = run.stroke > Length::ZERO;
        if stroked {
            self.press.stroke(ops, run.ink);
            ops.push(operator("w", &[run.stroke.as_pt() as f32]));
            ops.push(operator("j", &[1.0]));
            ops.push(operator("Tr", &[2.0]));
        }
        ops.push(Op::StartTextSection);
        ops.push(Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(run.size.as_pt() as f32) });
        let mut before: Option<Length> = None;
        if run.down {
            ops.push(columns::face(run));
        }
        let mut line: Option<GlyphString> = None;
        // So many glyphs of a span that says itself what it is are still to come.
        let mut left = 0;
        for (i, glyph) in run.glyphs.iter().enumerate() {
            // Figures side by side would be written as one string, which runs downwards too: the face named anew parts them.
            if run.down && before.replace(glyph.y) == Some(glyph.y) {
                ops.push(columns::face(run));
            }
            let said = face.says.get(&glyph.id).map_or("", String::as_str);
            // One glyph may stand for two characters (一 and its radical): the rarer says itself what it is.
            // So do two figures that stand side by side in a column.
            let rest = run.glyphs[i + 1..].iter().take_while(|glyph| glyph.text.is_empty());
            let speaks = |glyph: &Glyph| face.says.get(&glyph.id).is_some_and(|said| !said.is_empty());
            let other = said != glyph.text || rest.clone().any(speaks);
            if !glyph.text.is_empty() && other {
                line.take().into_iter().for_each(|line| line.end(ops, run.turned, height));
                left = 1 + rest.count();
                begin_saying(ops, &glyph.text);
            }
            let (number, width) = face.numbers.get(&glyph.id).copied().unwrap_or_default();
            let code = Codepoint { gid: number, offset: 0.0, cid: Some(said.to_owned()) };
            match &mut line {
                Some(line) if line.y == glyph.y => line.go_on(code, width, glyph.x, run.size),
                _ => {
                    let begun = GlyphString { x: glyph.x, y: glyph.y, codes: vec![code], pen: width };
                    line.replace(begun).into_iter().for_each(|line| line.end(ops, run.turned, height));
                }
            }
            // Only what runs to the right is written in lines.
            if run.turned || run.down || left == 1 {
                line.take().into_iter().for_each(|line| line.end(ops, run.turned, height));
            }
            if left == 1 {
                ops.push(operator("EMC", &[]));
            }
            left = left.saturating_sub(1);
        }
        line.into_iter().for_each(|line| line.end(ops, run.turned, height));
        ops.push(Op::EndTextSection);
        if stroked {
            ops.push(operator("Tr", &[0.0]));
        }
        Ok(())
    }

    fn picture(&mut self, ops: &mut Vec<Op>, place: &Rect, mark: &PictureMark, height: Length) -> Result<(), Fault> {
        let Some(picture) = &mark.picture else {
            return Err(Fault::Damaged { what: format!("picture {}", mark.sha256) });
        };
        // Its tones are changed for the press: then it is not the very file that the PDF holds.
        let tone = self.tone.filter(|press| press.picture_gain > 0);
        let as_it_came = samples::passes_through(picture) && tone.is_none();
        let coarser = if as_it_came { 1 } else { samples::coarser(picture, place) };
        let name = format!("P{}-{coarser}", mark.sha256.get(..16).unwrap_or(&mark.sha256));
        if self.pictures.insert(name.clone()) {
            let damaged = || Fault::Damaged { what: format!("picture {}", mark.sha256) };
            let stream = stream(picture, coarser, tone, as_it_came).ok_or_else(damaged)?;
            let object = XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None });
            self.document.resources.xobjects.map.insert(XObjectId(name.clone()), object);
        }
        let [x, y, wide, high] = rectangle(place, height);
        let saved = self.press.save(ops);
        self.press.knock_out(ops);
        ops.push(operator("cm", &[wide, 0.0, 0.0, high, x, y]));
        ops.push(named("Do", &name));
        self.press.restore(ops, saved);
        Ok(())
    }

    fn outline(&mut self, ops: &mut Vec<Op>, path: &Path, height: Length) {
        // Two micrometres of an ornament are seen by nobody, and its digits are most of the weight of a small ad.
        let short = |length: Length| ((length.as_pt() * 100.0).round() / 100.0) as f32;
        let point = |(x, y): (Length, Length)| [short(x), short(height - y)];
        match path.stroke {
            Some(thick) => {
                self.press.stroke(ops, path.ink);
                ops.push(operator("w", &[thick.as_pt() as f32]));
                ops.push(operator("j", &[0.0]));
            }
            None => self.press.fill(ops, path.ink),
        }
        for part in &path.segments {
            ops.push(match part {
                PathSegment::Move(x, y) => operator("m", &point((*x, *y))),
                PathSegment::Line(x, y) => operator("l", &point((*x, *y))),
                PathSegment::Curve(points) => operator("c", &points.map(point).concat()),
                PathSegment::Close => operator("h", &[]),
            });
        }
        ops.push(operator(if path.stroke.is_some() { "S" } else { "f" }, &[]));
    }
}

/// A picture as a stream: a grey JPEG as it came, anything else as grey pixels, no more of them than its size needs.
fn stream(picture: &Picture, coarser: u32, tone: Option<&Press>, as_it_came: bool) -> Option<ExternalStream> {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = |width: u32, height: u32| {
        BTreeMap::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Image")),
            ("Width".to_owned(), DictItem::Int(i64::from(width))),
            ("Height".to_owned(), DictItem::Int(i64::from(height))),
            ("ColorSpace".to_owned(), name("DeviceGray")),
            ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ])
    };
    if as_it_came {
        let mut dict = dict(picture.width, picture.height);
        dict.insert("Filter".to_owned(), name("DCTDecode"));
        return Some(ExternalStream { dict, content: picture.file.clone(), compress: false });
    }
    let mut samples = Samples::of(picture, coarser)?;
    if let Some(press) = tone {
        let curve: Vec<u8> = (0..=255).map(|grey| press.tone(grey)).collect();
        samples.grey.iter_mut().for_each(|grey| *grey = curve[usize::from(*grey)]);
    }
    Some(ExternalStream { dict: dict(samples.width, samples.height), content: samples.grey, compress: true })
}

/// A rectangle as PDF wants it: x, y from below, width, height in points.
fn rectangle(place: &Rect, height: Length) -> [f32; 4] {
    let bottom = height - place.y - place.height;
    [place.x, bottom, place.width, place.height].map(|length| length.as_pt() as f32)
}

/// Finishes the file below printpdf: boxes, plates, what it says about itself, an identity that follows from its content.
fn finish(
    document: &PdfDocument,
    pages: &[SheetPage],
    about: &PdfMetadata,
    (press, for_press): (&PlateState, ForPress),
) -> Result<Vec<u8>, Fault> {
    let unwritten = |what: String| Fault::Damaged { what };
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&options, &mut warnings);
    let version = for_press.map(|(press, _)| PdfXVersion::of(press));
    file.version = version.map_or("1.6", PdfXVersion::pdf).to_owned();
    for ((_, id), page) in file.get_pages().into_iter().zip(pages) {
        let trim = page.trim.unwrap_or(Rect::new(Length::ZERO, Length::ZERO, page.sheet.width, page.sheet.height));
        let [x, y, wide, high] = rectangle(&trim, page.sheet.height);
        let trim = DictItem::Array([x, y, x + wide, y + high].map(DictItem::Real).to_vec());
        let dictionary = file.get_dictionary_mut(id).map_err(|error| unwritten(error.to_string()))?;
        dictionary.set("TrimBox", trim.to_lopdf());
        if for_press.is_some() {
            let media = dictionary.get(b"MediaBox").map_err(|error| unwritten(error.to_string()))?.clone();
            dictionary.set("BleedBox", media);
        }
        dictionary.remove(b"Annots");
        let resources = dictionary.get(b"Resources").and_then(|r| r.as_reference());
        let resources = resources.map_err(|error| unwritten(error.to_string()))?;
        let resources = file.get_dictionary_mut(resources).map_err(|error| unwritten(error.to_string()))?;
        resources.set("ExtGState", press.states().to_lopdf());
        if let Some(spaces) = press.colour_spaces() {
            resources.set("ColorSpace", spaces.to_lopdf());
        }
    }
    columns::embed(&mut file, pages).map_err(|error| unwritten(error.to_string()))?;
    let info = file.trailer.get(b"Info").and_then(|info| info.as_reference());
    let info = info.map_err(|error| unwritten(error.to_string()))?;
    file.set_object(info, says_of_itself(about, for_press.map(|(press, _)| press)).to_lopdf());
    if let Some((press, date)) = for_press {
        let info = conform::DocumentInfo { title: about.title, date, producer: PRODUCER };
        conform::conform(&mut file, press, &info).map_err(|error| unwritten(error.to_string()))?;
    }
    for object in file.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        if stream.allows_compression
            && !stream.dict.has(b"Filter")
            && let Some(packed) = packed(&stream.content)
        {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
    let mut bytes = Vec::new();
    file.trailer.remove(b"ID");
    file.save_to(&mut bytes).map_err(|error| unwritten(error.to_string()))?;
    let identity = DictItem::Bytes(Sha256::digest(&bytes)[..16].to_vec());
    file.trailer.set("ID", DictItem::Array(vec![identity.clone(), identity]).to_lopdf());
    bytes.clear();
    file.save_to(&mut bytes).map_err(|error| unwritten(error.to_string()))?;
    Ok(bytes)
}

/// How hard streams are packed: as hard as other writers do. The hardest takes twice as long for a hundredth of the size.
const PACKED: Compression = Compression::new(6);

/// A stream packed (FlateDecode), where that makes it smaller.
fn packed(content: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(content.len() / 2);
    ZlibEncoder::new(content, PACKED).read_to_end(&mut packed).ok()?;
    (packed.len() < content.len()).then_some(packed)
}

/// What writes the file.
const PRODUCER: &str = concat!("Qishi ", env!("CARGO_PKG_VERSION"));

/// The Info dictionary: title, producer and, where one is given, the date.
fn says_of_itself(about: &PdfMetadata, press: Option<&Press>) -> DictItem {
    let mut title = vec![0xfe, 0xff];
    title.extend(about.title.encode_utf16().flat_map(u16::to_be_bytes));
    let text = |text: &str| DictItem::String { data: text.as_bytes().to_vec(), literal: true };
    let mut map =
        BTreeMap::from([("Title".to_owned(), DictItem::Bytes(title)), ("Producer".to_owned(), text(PRODUCER))]);
    if let Some(press) = press {
        let key = |key: &str| DictItem::Name(key.as_bytes().to_vec());
        map.insert("Creator".to_owned(), text("Qishi"));
        // PDF/X-4 is known by its XMP alone.
        if PdfXVersion::of(press) == PdfXVersion::X1a {
            map.insert("GTS_PDFXVersion".to_owned(), text(press.standard()));
        }
        map.insert("Trapped".to_owned(), key("False"));
    }
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
    fn nothing_on_a_page_is_a_page_all_the_same() {
        let sheet = Sheet::new(Length::mm(72), Length::mm(30));
        let page = SheetPage { sheet: &sheet, trim: None };
        let about = PdfMetadata { title: "", date: None };
        let bytes = write(&[page], &about).expect("written");
        assert!(bytes.starts_with(b"%PDF-1.6") && write(&[], &about).is_ok());
    }

    #[test]
    fn who_watches_is_told_of_every_page_and_may_stop() {
        let sheet = Sheet::new(Length::mm(72), Length::mm(30));
        let pages = [SheetPage { sheet: &sheet, trim: None }; 3];
        let about = PdfMetadata { title: "", date: None };
        let mut told = Vec::new();
        let mut watch = |done| {
            told.push(done);
            ControlFlow::Continue(())
        };
        assert_eq!(write_watched(&pages, &about, &mut watch), write(&pages, &about).map(Some));
        assert_eq!(told, [1, 2, 3]);
        let mut stop = |done| if done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        assert_eq!(write_watched(&pages, &about, &mut stop), Ok(None));
    }
}
