//! Notices with XeLaTeX and xeCJK, where they are installed: all of them in one run, read back from the positions in its XDV file.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use qishi_faces::Face;
use setting::sheet::Sheet;
use trade::ad::LineRole;

use crate::evenness::Placed;
use crate::with_typst::{lead, printed};

/// Scaled points of TeX in a point of PDF.
const POINT: f64 = 65_536.0 * 72.27 / 72.0;

/// What XeLaTeX made of texts.
pub struct Pages {
    /// The glyphs of each, in the order in which they were given.
    pub glyphs: Vec<Vec<Placed>>,
    /// How many lines are wider than their measure: they gape nowhere, since nothing was stretched to fit.
    pub overfull: usize,
}

/// Sets texts, each at the measure, type size and lead of its sheet. None where there is no XeLaTeX with xeCJK.
pub fn set(texts: &[(&str, &Sheet)]) -> Option<Pages> {
    let folder = std::env::temp_dir().join(format!("qishi-against-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("all.tex"), source(texts)).expect("written");
    let run = Command::new("xelatex")
        .args(["-interaction=batchmode", "-no-pdf", "all.tex"])
        .current_dir(&folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let read = run.is_ok_and(|status| status.success()).then(|| std::fs::read(folder.join("all.xdv")).ok()).flatten();
    let log = std::fs::read(folder.join("all.log")).unwrap_or_default();
    let overfull = String::from_utf8_lossy(&log).matches("Overfull \\hbox").count();
    std::fs::remove_dir_all(&folder).expect("removed");
    let characters = characters(texts);
    let glyphs = pages(&read?, &characters);
    assert_eq!(glyphs.len(), texts.len(), "a page for each text");
    Some(Pages { glyphs, overfull })
}

/// The source: the same words, face, sizes, measure and lead, the lines justified as LaTeX does by itself.
fn source(texts: &[(&str, &Sheet)]) -> String {
    let faces = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/faces/fonts");
    let faces = format!("Path={}/, Extension=.ttf", faces.canonicalize().expect("the faces").display());
    let mut source = format!(
        "\\documentclass{{article}}\n\\usepackage{{xeCJK}}\n\\setmainfont{{song}}[{faces}]\n\\setCJKmainfont{{song}}[{faces}]\n\
         \\usepackage[paperwidth=300mm, paperheight=900mm, margin=20mm]{{geometry}}\n\\pagestyle{{empty}}\n\\begin{{document}}\n"
    );
    for (copy, sheet) in texts {
        let (pt, lead) = lead(sheet);
        let ems = (sheet.width.as_pt() - trade::measure::Length::mm(4).as_pt()).div_euclid(pt);
        let _ = write!(
            source,
            "\\noindent\\begin{{minipage}}[t]{{{}bp}}\\fontsize{{{pt}bp}}{{{lead:.3}bp}}\\selectfont\\setlength\\parindent{{2em}}\n",
            ems * pt
        );
        for (role, words) in printed(copy, sheet) {
            let words = escaped(&words);
            let _ = match role {
                LineRole::Title | LineRole::Greeting | LineRole::Names => {
                    writeln!(source, "{{\\centering\\fontsize{{14bp}}{{22.4bp}}\\selectfont {words}\\par}}")
                }
                LineRole::CaseNumber => writeln!(source, "{{\\centering {words}\\par}}"),
                LineRole::Addressee => writeln!(source, "{{\\noindent {words}\\par}}"),
                LineRole::Body | LineRole::Closing | LineRole::Achievement | LineRole::Wish | LineRole::Couplet => {
                    writeln!(source, "{words}\\par")
                }
                LineRole::Signer | LineRole::Date => writeln!(source, "{{\\raggedleft {words}\\par}}"),
            };
        }
        source += "\\end{minipage}\\newpage\n";
    }
    source + "\\end{document}\n"
}

fn escaped(words: &str) -> String {
    let mut all = String::new();
    for c in words.chars() {
        match c {
            '\\' => all += "\\textbackslash{}",
            '~' => all += "\\textasciitilde{}",
            '^' => all += "\\textasciicircum{}",
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => all.extend(['\\', c]),
            c => all.push(c),
        }
    }
    all
}

/// The characters of the texts by their glyphs in the body's face, which are the same whoever sets them.
fn characters(texts: &[(&str, &Sheet)]) -> HashMap<u16, char> {
    let mut all = HashMap::new();
    for (_, sheet) in texts {
        sheet.each_run(|run| {
            let own = run.glyphs.iter().filter(|_| run.face == Face::Song);
            all.extend(own.filter_map(|glyph| Some((glyph.id, glyph.text.chars().next()?))));
        });
    }
    all
}

/// A file that is read from its beginning, in numbers of the byte order of TeX.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn unsigned(&mut self, bytes: usize) -> u32 {
        let (number, rest) = self.0.split_at(bytes);
        self.0 = rest;
        number.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
    }

    fn signed(&mut self, bytes: usize) -> i32 {
        let unused = 32 - 8 * bytes as u32;
        ((self.unsigned(bytes) << unused) as i32) >> unused
    }

    fn skip(&mut self, bytes: usize) {
        self.0 = &self.0[bytes..];
    }
}

/// The glyphs of every page of an XDV file: the operations of DVI (Knuth, The TeXbook's `dvitype`), with XeTeX's three further ones for
/// native fonts (252 to 254).
fn pages(file: &[u8], characters: &HashMap<u16, char>) -> Vec<Vec<Placed>> {
    let mut reader = Reader(file);
    let mut pages: Vec<Vec<Placed>> = Vec::new();
    let mut sizes: HashMap<u32, f64> = HashMap::new();
    let (mut size, mut at, mut stack) = (0.0, [0i32; 6], Vec::new());
    // What `at` holds: h v w x y z.
    const H: usize = 0;
    const V: usize = 1;
    const W: usize = 2;
    const X: usize = 3;
    const Y: usize = 4;
    const Z: usize = 5;
    loop {
        let operation = reader.unsigned(1);
        match operation {
            132 | 137 => {
                reader.skip(4);
                let width = reader.signed(4);
                at[H] += if operation == 132 { width } else { 0 };
            }
            138 | 140 => {}
            139 => {
                reader.skip(44);
                (at, stack) = ([0; 6], Vec::new());
                pages.push(Vec::new());
            }
            141 => stack.push(at),
            142 => at = stack.pop().expect("a place that was kept"),
            143..=146 => at[H] += reader.signed(operation as usize - 142),
            147 => at[H] += at[W],
            148..=151 => {
                at[W] = reader.signed(operation as usize - 147);
                at[H] += at[W];
            }
            152 => at[H] += at[X],
            153..=156 => {
                at[X] = reader.signed(operation as usize - 152);
                at[H] += at[X];
            }
            157..=160 => at[V] += reader.signed(operation as usize - 156),
            161 => at[V] += at[Y],
            162..=165 => {
                at[Y] = reader.signed(operation as usize - 161);
                at[V] += at[Y];
            }
            166 => at[V] += at[Z],
            167..=170 => {
                at[Z] = reader.signed(operation as usize - 166);
                at[V] += at[Z];
            }
            171..=234 => size = sizes.get(&(operation - 171)).copied().unwrap_or_default(),
            235..=238 => {
                let font = reader.unsigned(operation as usize - 234);
                size = sizes.get(&font).copied().unwrap_or_default();
            }
            239..=242 => {
                let long = reader.unsigned(operation as usize - 238);
                reader.skip(long as usize);
            }
            247 => {
                reader.skip(13);
                let long = reader.unsigned(1);
                reader.skip(long as usize);
            }
            // The file's end.
            248 => return pages,
            252 => {
                let font = reader.unsigned(4);
                sizes.insert(font, f64::from(reader.unsigned(4)) / POINT);
                let flags = reader.unsigned(2);
                let long = reader.unsigned(1);
                reader.skip(long as usize + 4);
                let more = [0x200, 0x1000, 0x2000, 0x4000].into_iter().filter(|flag| flags & flag != 0).count();
                reader.skip(4 * more);
            }
            253 | 254 => {
                if operation == 254 {
                    let long = reader.unsigned(2);
                    reader.skip(2 * long as usize);
                }
                let width = reader.signed(4);
                let count = reader.unsigned(2) as usize;
                let places: Vec<[i32; 2]> = (0..count).map(|_| [reader.signed(4), reader.signed(4)]).collect();
                for [x, y] in places {
                    let c = characters.get(&(reader.unsigned(2) as u16)).copied().unwrap_or(' ');
                    let (x, y) = (f64::from(at[H] + x) / POINT, f64::from(at[V] + y) / POINT);
                    pages.last_mut().expect("a page").push(Placed { c, x, y, size });
                }
                at[H] += width;
            }
            other => panic!("no operation of such a file: {other}"),
        }
    }
}
