//! One sheet, three painters: what the PDF shows, the PNG shows, and the screen draws from the same outlines.

#[cfg(feature = "desk")]
mod canvas;
mod pages;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use setting::paint::pdf::{self, PdfMetadata, SheetPage};
use setting::paint::png;
use setting::sheet::{Glyph, GlyphRun, Mark, Rect, Sheet};
use trade::measure::Length;

use crate::corpus::{designs, designs_in_turn};
use pages::{Drawn, Pages};

/// What the painters are compared at.
const DPI: u32 = 300;
/// Poppler draws a glyph on whole pixels, up and to the left of where it stands; so it is asked for a page so many times finer, on
/// which that is little, and this is averaged.
const FINER: usize = 3;
/// The side of a tile: a body glyph and a little.
const TILE: usize = 48;

/// How a PNG differs from the PDF.
#[derive(Debug, Default)]
struct Difference {
    /// Pixels outside pictures.
    outside: usize,
    /// Those of them that differ clearly, by more than 64 of 255.
    clearly: usize,
    /// The most of them in one tile: a single glyph that stands elsewhere is lost in the whole, but not there.
    densest: usize,
    /// Pixels within pictures.
    inside: usize,
    /// By how much they differ, summed up.
    sum: u64,
}

impl Difference {
    /// In parts of 1.
    fn share(&self) -> f64 {
        self.clearly as f64 / self.outside.max(1) as f64
    }

    fn mean(&self) -> f64 {
        self.sum as f64 / self.inside.max(1) as f64
    }

    fn is_small(&self) -> bool {
        self.share() <= 0.001 && self.densest <= TILE * TILE / 20 && self.mean() <= 2.0
    }
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("painters");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn pixels(length: Length) -> i64 {
    (length.as_mm() * f64::from(DPI) / 25.4).round() as i64
}

/// Where pictures are seen on a sheet, in pixels: left, upper, right, lower.
fn pictures(marks: &[Mark], seen: [i64; 4], found: &mut Vec<[i64; 4]>) {
    let within = |place: &Rect| {
        let [left, upper, right, lower] = seen;
        let (x, y) = (pixels(place.x), pixels(place.y));
        [x.max(left), y.max(upper), pixels(place.x + place.width).min(right), pixels(place.y + place.height).min(lower)]
    };
    for mark in marks {
        match mark {
            Mark::Picture { place, .. } => found.push(within(place)),
            Mark::Clip { place, marks } => pictures(marks, within(place), found),
            _ => {}
        }
    }
}

/// What a pixel belongs to.
const OUTSIDE: u8 = 0;
const EDGE: u8 = 1;
const INSIDE: u8 = 2;

/// Which pixels belong to pictures; the edge of one is neither here nor there.
fn belonging(sheet: &Sheet, width: usize, height: usize) -> Vec<u8> {
    let mut places = Vec::new();
    pictures(&sheet.marks, [0, 0, width as i64, height as i64], &mut places);
    let mut all = vec![OUTSIDE; width * height];
    for (by, what) in [(-2, EDGE), (4, INSIDE)] {
        for [left, upper, right, lower] in &places {
            let [left, upper] = [left + by, upper + by].map(|n| n.max(0) as usize);
            let (right, lower) = ((right - by).min(width as i64) as usize, (lower - by).min(height as i64) as usize);
            for y in upper..lower {
                all[y * width + left..y * width + right].fill(what);
            }
        }
    }
    all
}

/// Compares a painted sheet with its page. A rule stands on whole pixels in both at the same resolution; a curve is where the finer
/// page has it; and a glyph half a finer pixel lower and to the right of that, which is the mean of where poppler puts it.
fn compare(sheet: &Sheet, painted: &image::GrayImage, coarse: &Drawn, fine: &Drawn) -> Difference {
    let (width, height) = (painted.width() as usize, painted.height() as usize);
    let belonging = belonging(sheet, width, height);
    let mut difference = Difference::default();
    let mut tiles = vec![0; width.div_ceil(TILE) * height.div_ceil(TILE)];
    for y in 0..height {
        let row = y * width..(y + 1) * width;
        let theirs = &coarse.grey[y * coarse.width..][..width];
        let pixels = painted.as_raw()[row.clone()].iter().zip(theirs).zip(&belonging[row]);
        for (x, ((mine, theirs), belongs)) in pixels.enumerate() {
            if *belongs == OUTSIDE {
                difference.outside += 1;
                let away = |theirs: u8| mine.abs_diff(theirs) > 64;
                if away(*theirs) && away(averaged(fine, x, y, true)) && away(averaged(fine, x, y, false)) {
                    difference.clearly += 1;
                    tiles[y / TILE * width.div_ceil(TILE) + x / TILE] += 1;
                }
            } else if *belongs == INSIDE {
                difference.inside += 1;
                difference.sum += u64::from(mine.abs_diff(*theirs));
            }
        }
    }
    difference.densest = tiles.into_iter().max().unwrap_or(0);
    difference
}

/// The mean of the finer pixels under a pixel; for type half a finer pixel higher and to the left.
fn averaged(fine: &Drawn, x: usize, y: usize, of_type: bool) -> u8 {
    // Then a finer pixel at the border counts half, one in the corner a quarter.
    let weight = |i: usize| match i {
        0 => u32::from(of_type),
        FINER if of_type => 1,
        _ => 2,
    };
    let mut sum = 0;
    for j in 0..=FINER {
        for i in 0..=FINER {
            let grey =
                (x * FINER + i).checked_sub(1).zip((y * FINER + j).checked_sub(1)).map_or(255, |(x, y)| fine.at(x, y));
            sum += u32::from(grey) * weight(i) * weight(j);
        }
    }
    (sum / (4 * FINER * FINER) as u32) as u8
}

fn painted(sheet: &Sheet) -> image::GrayImage {
    let file = png::write(sheet, DPI).expect("painted");
    image::load_from_memory(&file).expect("a picture").into_luma8()
}

fn write(name: &str, sheets: &[&Sheet]) -> PathBuf {
    let pages: Vec<SheetPage> = sheets.iter().map(|sheet| SheetPage { sheet, trim: None }).collect();
    let bytes = pdf::write(&pages, &PdfMetadata { title: name, date: None }).expect("written");
    let path = folder().join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

/// How each PNG differs from the page of the PDF; nothing where poppler is not installed. `sheets` are what the PNGs are painted from.
fn differences(path: &Path, sheets: &[&Sheet]) -> Option<Vec<Difference>> {
    let found = Mutex::new(Vec::new());
    let half = sheets.len().div_ceil(2);
    std::thread::scope(|scope| {
        let parts = sheets.chunks(half).enumerate().map(|(n, part)| {
            let found = &found;
            scope.spawn(move || {
                let (first, last) = (n * half + 1, n * half + part.len());
                let mut coarse = Pages::draw(path, DPI, first, last)?;
                let mut fine = Pages::draw(path, DPI * FINER as u32, first, last)?;
                for (i, sheet) in part.iter().enumerate() {
                    let difference = compare(sheet, &painted(sheet), &coarse.page(), &fine.page());
                    found.lock().expect("sound").push((first + i, difference));
                }
                Some(())
            })
        });
        let parts: Vec<_> = parts.collect();
        parts.into_iter().map(|part| part.join().expect("compared")).collect::<Option<Vec<()>>>()
    })?;
    let mut found = found.into_inner().expect("sound");
    found.sort_by_key(|(page, _)| *page);
    Some(found.into_iter().map(|(_, difference)| difference).collect())
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures that the README gives")]
fn the_png_shows_what_the_pdf_shows() {
    let started = Instant::now();
    // At every size where that is asked for: two hundred sheets take minutes without optimisation.
    let all = if std::env::var_os("QISHI_EVERY_SIZE").is_some() { designs() } else { designs_in_turn() };
    let sheets: Vec<&Sheet> = all.iter().map(|specimen| &specimen.sheet).collect();
    let Some(found) = differences(&write("specimens.pdf", &sheets), &sheets) else { return };
    let most = found.iter().map(Difference::share).fold(0.0, f64::max) * 100.0;
    let mean = found.iter().map(Difference::mean).fold(0.0, f64::max);
    let densest = found.iter().map(|difference| difference.densest).max().unwrap_or(0);
    let (sheets, took) = (all.len(), started.elapsed());
    println!(
        "{sheets} sheets: at most {most:.3} % clearly, {densest} px in a tile, {mean:.2} within pictures, {took:?}"
    );
    let mut wrong = String::new();
    for (specimen, difference) in all.iter().zip(&found) {
        assert_eq!(specimen.pictured, difference.inside > 0, "{}", specimen.name);
        if !difference.is_small() {
            wrong += &format!("{}: {difference:?}\n", specimen.name);
        }
    }
    assert!(found.len() > 40 && wrong.is_empty(), "{wrong}");
}

/// A poster is a page like any other: poppler draws what we draw.
#[test]
fn a_poster_is_drawn_alike() {
    let paper = trade::settings::Paper::default();
    let house = qishi::papers::RenderContext {
        paper: &paper,
        practice: true,
        persons: &books::persons::Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let sheets: Vec<Sheet> =
        crate::papers::cards().iter().take(3).flat_map(|card| qishi::papers::rate_card(card, house)).collect();
    let sheets: Vec<&Sheet> = sheets.iter().collect();
    let Some(found) = differences(&write("posters.pdf", &sheets), &sheets) else { return };
    assert!(found.len() >= 3 && found.iter().all(Difference::is_small), "{found:?}");
}

/// The comparison bites: one glyph a fifth of a millimetre away, or another one in its place, is seen; so is a picture that is moved.
#[test]
fn a_glyph_that_stands_elsewhere_is_seen() {
    let all = designs();
    let plain = all.iter().find(|one| one.name.contains("lost_and_void") && !one.pictured).expect("a notice");
    let pictured = all.iter().find(|one| one.pictured).expect("a picture");
    let changed = |change: &dyn Fn(&mut GlyphRun)| {
        let mut sheet = plain.sheet.clone();
        let runs = sheet.marks.iter_mut().filter_map(|mark| match mark {
            Mark::Glyphs(run) => Some(run),
            _ => None,
        });
        change(runs.max_by_key(|run| run.glyphs.len()).expect("a line"));
        sheet
    };
    let moved = changed(&|run| {
        let glyph: &mut Glyph = &mut run.glyphs[5];
        glyph.x += Length::um(200);
    });
    let swapped = changed(&|run| {
        let (one, other) = (run.glyphs[3].id, run.glyphs[4].id);
        (run.glyphs[3].id, run.glyphs[4].id) = (other, one);
    });
    let mut hung = pictured.sheet.clone();
    fn hang(marks: &mut [Mark]) {
        for mark in marks {
            match mark {
                Mark::Picture { place, .. } => place.x += Length::um(500),
                Mark::Clip { marks, .. } => hang(marks),
                _ => {}
            }
        }
    }
    hang(&mut hung.marks);
    let path = write("bites.pdf", &[&plain.sheet, &plain.sheet, &plain.sheet, &pictured.sheet]);
    let Some(found) = differences(&path, &[&plain.sheet, &moved, &swapped, &hung]) else { return };
    let small: Vec<bool> = found.iter().map(Difference::is_small).collect();
    assert_eq!(small, [true, false, false, false], "{found:?}");
}
