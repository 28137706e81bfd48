//! The plates of a PDF, separated as a press separates them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::setter;
use qishi_faces::Face;
use setting::paint::pdf::{self, PdfMetadata, SheetPage};
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::LabelStyle;
use trade::measure::{Length, TypeSize};

use crate::corpus::specimens;
use crate::outside;

/// A plate: how much ink stands on each pixel, of 255.
struct Plate {
    width: usize,
    ink: Vec<u8>,
}

impl Plate {
    /// Reads a grey TIFF without compression, as Ghostscript writes it.
    fn read(path: &Path) -> Plate {
        let file = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(file[..4], *b"II*\0");
        let short = |at: usize| usize::from(u16::from_le_bytes([file[at], file[at + 1]]));
        let long = |at: usize| short(at) + (short(at + 2) << 16);
        let start = long(4);
        // The values of a tag: themselves where there is one, otherwise where they stand.
        let values = |tag: usize| {
            let entry = (0..short(start)).map(|i| start + 2 + i * 12).find(|at| short(*at) == tag).expect("a tag");
            let (wide, count) = (if short(entry + 2) == 3 { 2 } else { 4 }, long(entry + 4));
            let from = if wide * count <= 4 { entry + 8 } else { long(entry + 8) };
            let value = |i: usize| if wide == 2 { short(from + i * 2) } else { long(from + i * 4) };
            (0..count).map(value).collect::<Vec<_>>()
        };
        assert_eq!((values(259)[0], values(258)[0]), (1, 8), "plain bytes");
        let strips = values(273).into_iter().zip(values(279));
        let ink = strips.flat_map(|(at, long)| file[at..at + long].iter().map(|light| 255 - light)).collect();
        Plate { width: values(256)[0], ink }
    }

    /// How much ink stands at a place in millimetres, at 254 pixels to the inch.
    fn at(&self, x: usize, y: usize) -> u8 {
        self.ink[y * 10 * self.width + x * 10]
    }

    fn is_empty(&self) -> bool {
        self.ink.iter().all(|ink| *ink == 0)
    }
}

/// The plates of a sheet: cyan, magenta, yellow, black, and red where there is one; nothing where Ghostscript is not installed.
fn plates(name: &str, sheet: &Sheet) -> Option<(Vec<Plate>, Option<Plate>)> {
    let gs = outside::tool("gs")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plates").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let file =
        pdf::write(&[SheetPage { sheet, trim: None }], &PdfMetadata { title: name, date: None }).expect("written");
    std::fs::write(folder.join("sheet.pdf"), file).expect("written");
    let arguments = ["-q", "-r254", "-sDEVICE=tiffsep", "-sCompression=none", "-o", "page.tif", "sheet.pdf"];
    let output = Command::new(gs).args(arguments).current_dir(&folder).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let plate = |name: &str| -> PathBuf { folder.join(format!("page({name}).tif")) };
    let process = ["Cyan", "Magenta", "Yellow", "Black"].map(|name| Plate::read(&plate(name)));
    let red = plate("Qishi Red");
    Some((Vec::from(process), red.exists().then(|| Plate::read(&red))))
}

#[test]
fn one_ink_is_one_plate_and_two_are_two() {
    for (wanted, red) in [("lost_and_void", false), ("lost_and_void", true), ("wedding", false)] {
        let ink = if red { "red" } else { "black" };
        let found = specimens().iter().find(|one| one.name.starts_with(wanted) && one.name.contains(ink));
        let specimen = found.expect("a specimen");
        let Some((process, second)) = plates(&format!("{wanted}-{ink}"), &specimen.sheet) else { return };
        let empty: Vec<bool> = process.iter().map(Plate::is_empty).collect();
        assert_eq!(empty, [true, true, true, false], "{}", specimen.name);
        assert_eq!(second.is_some_and(|plate| !plate.is_empty()), red, "{}", specimen.name);
    }
}

/// Grounds in a row, each crossed by a bar of another ink: what stands on K and on the red plate where they cross.
#[test]
fn what_is_lighter_knocks_out_and_black_overprints() {
    let crossings = [
        (Ink::Black, Ink::Paper, (0, 0)),
        (Ink::Red, Ink::Paper, (0, 0)),
        (Ink::Red, Ink::Black, (255, 255)),
        (Ink::Black, Ink::Red, (0, 255)),
        (Ink::Red, Ink::Grey(40), (102, 0)),
        (Ink::Black, Ink::Grey(40), (102, 0)),
        (Ink::RedTint(20), Ink::Black, (255, 51)),
        (Ink::Grey(20), Ink::RedTint(60), (0, 153)),
    ];
    let mut sheet = Sheet::new(Length::mm(10 * crossings.len() as i64), Length::mm(30));
    for (i, (ground, bar, _)) in crossings.iter().enumerate() {
        let x = Length::mm(10 * i as i64);
        let place = Rect::new(x, Length::ZERO, Length::mm(10), Length::mm(20));
        sheet.marks.push(Mark::Rule { place, ink: *ground });
        let across = Rect::new(x, Length::mm(8), Length::mm(10), Length::mm(4));
        // Within a clip as well: what was switched there holds no longer after it.
        let bar = Mark::Rule { place: across, ink: *bar };
        sheet.marks.push(if i % 2 == 0 { bar } else { Mark::Clip { place: across, marks: vec![bar] } });
    }
    let Some((process, red)) = plates("crossings", &sheet) else { return };
    let red = red.expect("a second plate");
    assert!(process[..3].iter().all(Plate::is_empty));
    for (i, (ground, bar, (black, second))) in crossings.iter().enumerate() {
        let (x, y) = (10 * i + 5, 10);
        let found = (process[3].at(x, y), red.at(x, y));
        let near = |found: u8, wanted: u8| found.abs_diff(wanted) <= 2;
        assert!(near(found.0, *black) && near(found.1, *second), "{bar:?} on {ground:?}: {found:?}");
    }
}

/// Type that is reversed is white: on the plates, and to a viewer.
#[test]
fn reversed_type_is_white() {
    let mut sheet = Sheet::new(Length::mm(60), Length::mm(30));
    for (i, ink) in [Ink::Black, Ink::Red].into_iter().enumerate() {
        let x = Length::mm(30 * i as i64);
        sheet.marks.push(Mark::Rule { place: Rect::new(x, Length::ZERO, Length::mm(30), Length::mm(30)), ink });
        let words = LabelStyle { face: Face::Hei, size: TypeSize::tenths(700), ink: Ink::Paper };
        setter().paragraph(
            &mut sheet,
            &words,
            "一",
            (x + Length::um(2_650), Length::mm(2)),
            Length::mm(26),
            Length::mm(26),
        );
    }
    let Some((process, red)) = plates("reversed", &sheet) else { return };
    let red = red.expect("a second plate");
    // 一 is a bar across: somewhere down the middle both plates are bare, and most of the way they are not.
    for (plate, x) in [(&process[3], 15), (&red, 45)] {
        let column: Vec<u8> = (0..300).map(|y| plate.ink[y * plate.width + x * 10]).collect();
        let bare = column.iter().filter(|ink| **ink == 0).count();
        assert!((5..60).contains(&bare), "{bare} of 300 rows are bare");
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plates/reversed/sheet.pdf");
    let Some(poppler) = outside::tool("pdftoppm") else { return };
    let seen = path.with_extension("");
    let arguments = ["-png", "-singlefile", "-r", "254"];
    assert!(Command::new(poppler).args(arguments).arg(&path).arg(&seen).status().expect("it starts").success());
    let seen = image::open(seen.with_extension("png")).expect("a picture").into_rgb8();
    for x in [150, 450] {
        let white = (0..300).filter(|y| seen.get_pixel(x, *y).0 == [255; 3]).count();
        assert!((5..60).contains(&white), "{white} of 300 rows are white");
    }
    // The second colour looks the same in a viewer of PDFs as on the screen and in a PNG.
    let (viewer, ours) = (seen.get_pixel(310, 5).0, Ink::Red.seen());
    assert!(viewer.iter().zip(ours).all(|(one, other)| one.abs_diff(other) <= 2), "{viewer:?} {ours:?}");
}
