//! The notice with typst: the same words, faces, sizes, measure and lead, as somebody would write it who knows typst.

use std::fmt::Write as _;
use std::sync::OnceLock;

use qishi_faces::Face;
use setting::sheet::{Mark, Sheet};
use trade::ad::{Kind, LineRole, blocks};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

/// How many compilations typst's own watcher remembers what it does not use.
const REMEMBERED: usize = 10;

/// A world of one file and the faces that Qishi brings along, all of it in memory.
pub struct Editor {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
}

impl Editor {
    /// An editor that has just been opened with a source.
    pub fn open(source: &str) -> Editor {
        static MAIN: OnceLock<FileId> = OnceLock::new();
        let main = *MAIN.get_or_init(|| {
            let path = VirtualPath::new("main.typ").expect("a path");
            RootedPath::new(VirtualRoot::Project, path).intern()
        });
        let font = |face: Face| Font::new(Bytes::new(face.data()), 0).expect("a font");
        let fonts: Vec<Font> = Face::ALL.into_iter().map(font).collect();
        Editor {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(main, source.to_owned()),
        }
    }

    /// The source after a keystroke: the change alone is parsed anew, the pages are laid out with what is remembered.
    pub fn key(&mut self, source: &str) -> PagedDocument {
        self.main.replace(source);
        self.compile()
    }

    /// Lays out the pages.
    pub fn compile(&self) -> PagedDocument {
        let document = typst::compile::<PagedDocument>(self).output.expect("compiled");
        comemo::evict(REMEMBERED);
        document
    }
}

/// The pages as PDF, as typst writes them when nothing else is asked.
pub fn write(document: &PagedDocument) -> Vec<u8> {
    typst_pdf::pdf(document, &typst_pdf::PdfOptions::default()).expect("written")
}

/// The pages as PDF without the tags that readers for the blind use: Qishi and krilla write none here.
pub fn write_untagged(document: &PagedDocument) -> Vec<u8> {
    let options = typst_pdf::PdfOptions { tagged: false, ..Default::default() };
    typst_pdf::pdf(document, &options).expect("written")
}

impl World for Editor {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The typst source of a notice as Qishi has set it: its words as they are printed, its width, its measure in whole ems, its lead.
pub fn source(copy: &str, set: &Sheet) -> String {
    let (pt, lead) = lead(set);
    let width = set.width.as_um() / 1_000;
    let ems = (set.width.as_pt() - trade::measure::Length::mm(4).as_pt()).div_euclid(pt);
    let mut source = format!(
        "#set page(width: {width}mm, height: 100mm, margin: (x: ({width}mm - {ems} * {pt}pt) / 2, y: 2mm),\n  \
           background: rect(width: {width}mm - 0.3mm, height: 99.7mm, stroke: 0.3mm + cmyk(0%, 0%, 0%, 100%)))\n\
         #set text(font: \"Noto Serif SC\", size: {pt}pt, lang: \"zh\", region: \"cn\", fill: cmyk(0%, 0%, 0%, 100%),\n  \
           top-edge: 0.88em, bottom-edge: -0.12em)\n\
         #set par(justify: true, leading: {lead:.3}pt - 1em, spacing: {lead:.3}pt - 1em, \
           first-line-indent: (amount: 2em, all: true))\n\
         #let title(words) = block(above: 0.5em, below: 0.5em, width: 100%, height: 22.4pt, align(center + horizon,\n  \
           text(size: 14pt, weight: \"bold\", tracking: if words.clusters().len() == 2 {{ 0.75em }} else {{ 0em }}, words)))\n"
    );
    for (role, words) in printed(copy, set) {
        let _ = match role {
            LineRole::Title | LineRole::Greeting | LineRole::Names => writeln!(source, "#title(\"{words}\")"),
            LineRole::CaseNumber => writeln!(source, "#align(center)[{words}]\n"),
            LineRole::Addressee => writeln!(source, "#par(first-line-indent: 0em)[{words}]\n"),
            LineRole::Body | LineRole::Closing | LineRole::Achievement | LineRole::Wish | LineRole::Couplet => {
                writeln!(source, "{words}\n")
            }
            LineRole::Signer | LineRole::Date => writeln!(source, "#align(right)[{words}]\n"),
        };
    }
    source
}

/// The lines of a copy as they are printed, each with its role: half-width marks are printed full-width; Qishi does that by itself, to
/// the others the words are given as they are printed.
pub fn printed(copy: &str, set: &Sheet) -> Vec<(LineRole, String)> {
    let said = set.text();
    let mut said = said.chars();
    let line = |block: trade::ad::Block| {
        let printed = copy[block.range].chars().filter(|c| !c.is_whitespace()).count();
        (block.role, said.by_ref().take(printed).collect())
    };
    blocks(Kind::Notice, copy).into_iter().map(line).collect()
}

/// The type size of the body in points and the distance of its lines.
pub fn lead(set: &Sheet) -> (f64, f64) {
    let pt = set.marks.iter().rev().find_map(|mark| match mark {
        Mark::Glyphs(run) => Some(run.size),
        _ => None,
    });
    let pt = pt.expect("a line");
    let mut baselines = Vec::new();
    set.each_run(|run| {
        if run.size == pt && baselines.last() != Some(&run.glyphs[0].y) {
            baselines.push(run.glyphs[0].y);
        }
    });
    let lead = baselines.windows(2).map(|pair| pair[1] - pair[0]).min().expect("two lines");
    (pt.as_pt(), lead.as_pt())
}
