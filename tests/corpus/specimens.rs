//! Every ad that the program can set, as far as one copy for each will show it: each style at each size of the card, in one ink and
//! in two, with and without a picture, and each notice of the real page.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use super::set;
use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage};
use setting::sheet::Sheet;
use setting::typeset::{Job, Styles};
use trade::ad::{Kind, Look, Picture};
use trade::measure::Size;

use super::{BLESSINGS, CATEGORIES, NOTICES};

/// The sizes of the card.
pub const SIZES: [Size; 5] =
    [Size::mm(72, 30), Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)];

/// An ad that was set.
pub struct Specimen {
    /// Category, style, size, ink, picture.
    pub name: String,
    /// Category, style, size.
    pub design: String,
    /// Category and style.
    pub style: String,
    /// The ad.
    pub sheet: Sheet,
    /// Whether a picture hangs in it.
    pub pictured: bool,
}

/// A head and shoulders before a wall with a grain, so that a shift of a pixel would be seen: as a photograph in colour or in grey.
pub fn photograph(width: u32, height: u32, colour: bool, format: ImageFormat) -> Arc<Picture> {
    let shade = |x: u32, y: u32| {
        let (u, v) = (f64::from(x) / f64::from(width) - 0.5, f64::from(y) / f64::from(height));
        let aspect = f64::from(width) / f64::from(height);
        let head = (u * aspect).hypot(v - 0.38) < 0.17;
        let body = u.abs() * aspect < 0.32 && v > 0.62 && (u * 1.6).hypot(v - 0.95) < 0.4;
        let grain =
            f64::from((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519) >> 29);
        let wall = 215.0 - 70.0 * v + 12.0 * (f64::from(x) / 23.0).sin();
        (grain
            + if head {
                150.0 + 60.0 * u
            } else if body {
                70.0 + 30.0 * v
            } else {
                wall
            }) as u8
    };
    let drawn: DynamicImage = if colour {
        RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, y), shade(x, y) / 2, 90])).into()
    } else {
        GrayImage::from_fn(width, height, |x, y| image::Luma([shade(x, y)])).into()
    };
    let mut file = Cursor::new(Vec::new());
    drawn.write_to(&mut file, format).expect("encodes");
    Arc::new(Picture::read(file.into_inner()).expect("a picture"))
}

/// Every specimen; those whose copy a size does not hold are not printed, and so not here.
pub fn specimens() -> &'static [Specimen] {
    static ALL: OnceLock<Vec<Specimen>> = OnceLock::new();
    ALL.get_or_init(make)
}

fn make() -> Vec<Specimen> {
    let pictures = [
        photograph(900, 1200, false, ImageFormat::Jpeg),
        photograph(640, 480, false, ImageFormat::Png),
        photograph(1500, 1000, true, ImageFormat::Jpeg),
        photograph(1600, 2000, true, ImageFormat::Jpeg),
    ];
    let mut all = Vec::new();
    let mut add = |kind: Kind, category: &str, copy: &str, size: Size, look: &Look, picture: Option<&Arc<Picture>>| {
        let fit = set(&Job { kind, category: super::category(category), copy, picture, size, look });
        if fit.fits && (picture.is_none() || fit.picture_dpi.is_some()) {
            let ink = if look.red { "red" } else { "black" };
            let with = picture.map_or(String::new(), |picture| format!(" {:?} {}", picture.format, picture.width));
            let design = format!("{category} {} {size}", look.style);
            let name = format!("{design} {ink}{with}");
            let style = format!("{category} {}", look.style);
            all.push(Specimen { name, design, style, sheet: fit.sheet, pictured: picture.is_some() });
        }
    };
    for (n, (category, copy)) in CATEGORIES.iter().zip(NOTICES).enumerate() {
        for size in SIZES {
            for style in Styles::shipped().offered(Kind::Notice, super::category(category), size, false) {
                // Every style once for each kind of notice, every notice once.
                let first = CATEGORIES.iter().position(|known| known == category) == Some(n);
                for red in [false, true] {
                    if (first || size.width.as_um() == 72_000 && !red) && (!red || style.red()) {
                        let look = Look { style: style.id().clone(), red, ..Look::default() };
                        add(Kind::Notice, category, copy, size, &look, None);
                    }
                }
                if !first {
                    break;
                }
            }
        }
    }
    let mut turn = 0;
    for (category, copy) in BLESSINGS {
        for size in SIZES {
            for picture in [false, true] {
                for style in Styles::shipped().offered(Kind::Blessing, super::category(category), size, picture) {
                    for red in [false, true] {
                        if red && !style.red() {
                            continue;
                        }
                        turn += 1;
                        let look = Look { style: style.id().clone(), red, ..Look::default() };
                        let picture = picture.then(|| &pictures[turn % pictures.len()]);
                        add(Kind::Blessing, category, copy, size, &look, picture);
                    }
                }
            }
        }
    }
    all
}

/// Every design once, its size in turn: as many as can be looked at pixel by pixel whenever the tests are run.
pub fn designs_in_turn() -> Vec<&'static Specimen> {
    let mut of: BTreeMap<&str, Vec<&Specimen>> = BTreeMap::new();
    for specimen in designs() {
        of.entry(&specimen.style).or_default().push(specimen);
    }
    of.into_values().enumerate().flat_map(|(turn, all)| [all[turn % all.len()], all[(turn + 2) % all.len()]]).collect()
}

/// Every design at every size once, now in one ink and now in two, now with and now without a picture.
pub fn designs() -> Vec<&'static Specimen> {
    let mut of: BTreeMap<&str, Vec<&Specimen>> = BTreeMap::new();
    for specimen in specimens() {
        of.entry(&specimen.design).or_default().push(specimen);
    }
    of.into_values().enumerate().map(|(turn, all)| all[turn % all.len()]).collect()
}
