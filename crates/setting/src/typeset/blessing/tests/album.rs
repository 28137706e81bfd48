//! Every ad on sheets, to be looked at.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::each;
use crate::paint::png;
use crate::sheet::{Ink, Mark, Rect, Sheet};
use crate::typeset::{Align, LabelStyle, Setter};
use trade::measure::{Length, TypeSize};

/// Ads side by side on sheets, each with its name below, as pictures in the folder that the environment names.
#[derive(Default)]
struct Album(BTreeMap<String, Vec<(String, Sheet)>>);

impl Album {
    fn write(&self) {
        let Some(folder) = std::env::var_os("QISHI_SHEETS") else { return };
        for (name, ads) in &self.0 {
            let (wide, gap) = (Length::mm(480), Length::mm(6));
            let mut page = Sheet::new(wide, Length::ZERO);
            let ground = Mark::Rule {
                place: Rect::new(Length::ZERO, Length::ZERO, wide, Length::mm(2_000)),
                ink: Ink::Grey(14),
            };
            page.marks.push(ground);
            let (mut x, mut y, mut high) = (gap, gap, Length::ZERO);
            for (said, ad) in ads {
                if x + ad.width > wide {
                    (x, y, high) = (gap, y + high + gap * 2, Length::ZERO);
                }
                let paper = Rect::new(x, y, ad.width, ad.height);
                page.marks.push(Mark::Rule { place: paper, ink: Ink::Paper });
                page.place(ad, x, y);
                let words = LabelStyle { face: qishi_faces::Face::Hei, size: TypeSize::tenths(80), ink: Ink::Black };
                Setter::new().label(&mut page, &words, said, x, y + ad.height + Length::mm(4), Align::Left);
                (x, high) = (x + ad.width + gap, high.max(ad.height));
            }
            page.height = y + high + gap * 2;
            if let Some(Mark::Rule { place, .. }) = page.marks.first_mut() {
                place.height = page.height;
            }
            let file = png::write(&page, 84).expect("painted");
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), file).expect("written");
        }
    }
}

/// An ad of the picture of the README: category, design, size, copy (0 short, 1 middle, 2 long), red.
type Specimen = (&'static str, &'static str, &'static str, usize, bool);

/// The picture of the README, row by row.
const CHOSEN: [&[Specimen]; 6] = [
    &[
        ("wedding", "double_happiness", "14.6x10", 0, true),
        ("birthday", "longevity", "7.2x10", 1, true),
        ("love", "letter", "7.2x10", 2, false),
    ],
    &[("love", "ampersand", "14.6x6", 1, true), ("school", "hills", "14.6x6", 1, false)],
    &[
        ("wedding", "double_happiness", "7.2x5", 0, true),
        ("anniversary", "certificate", "7.2x5", 0, false),
        ("birthday", "balloons", "7.2x5", 0, true),
        ("festival", "couplets", "7.2x5", 1, false),
    ],
    &[
        ("wedding", "invitation", "7.2x10", 1, false),
        ("school", "scroll", "14.6x10", 2, true),
        ("love", "night", "7.2x10", 0, false),
    ],
    &[("anniversary", "certificate", "14.6x6", 1, true), ("birthday", "hollow", "14.6x6", 2, false)],
    &[
        ("festival", "lanterns", "7.2x3", 0, true),
        ("wedding", "double_happiness", "7.2x3", 0, false),
        ("birthday", "garland", "7.2x3", 0, true),
        ("anniversary", "rose", "7.2x3", 0, false),
    ],
];

/// The picture of the README: ads side by side on white.
fn chosen(ads: &[(String, Sheet)]) -> Sheet {
    let gap = Length::mm(4);
    let mut page = Sheet::new(Length::mm(308), Length::ZERO);
    let mut y = gap;
    for row in CHOSEN {
        let own = row.iter().map(|(category, style, size, copy, red)| {
            let said = format!("{category} {style} {size} copy {copy} picture false red {red}");
            &ads.iter().find(|(name, _)| *name == said).unwrap_or_else(|| panic!("{said}")).1
        });
        let own: Vec<&Sheet> = own.collect();
        let wide: Length = own.iter().map(|ad| ad.width).sum();
        let apart = (page.width - gap * 2 - wide).part(1, own.len() as i64 - 1);
        let mut x = gap;
        for ad in &own {
            page.place(ad, x, y);
            x += ad.width + apart;
        }
        y += own.iter().map(|ad| ad.height).max().unwrap_or_default() + gap;
    }
    page.height = y;
    page
}

#[test]
fn everything_is_looked_at() {
    let mut album = Album::default();
    let mut list = String::new();
    let mut plain = Vec::new();
    each(|ad| {
        let category = ad.said.split(' ').next().unwrap_or_default();
        let red = if ad.red { "red" } else { "black" };
        let name = format!("{category}-{}-{red}{}", ad.size.said(), if ad.pictured { "-picture" } else { "" });
        let filled = ad.filled.map_or("text".to_owned(), |filled| {
            format!(
                "{} {} ink {} row {}{}",
                filled.width,
                filled.height,
                filled.ink,
                filled.widest,
                if filled.is_full() { "" } else { " !" }
            )
        });
        // What is drawn, in sixteen figures: two lists are compared to see which ads a change has touched.
        let mut drawn = DefaultHasher::new();
        format!("{:?}", ad.fit.sheet).hash(&mut drawn);
        writeln!(list, "{:016x} {filled} fits {} pt {} {}", drawn.finish(), ad.fit.fits, ad.fit.pt, ad.said)
            .expect("written");
        let said = format!("{} {} {filled}", ad.style, ad.length);
        if !ad.pictured {
            plain.push((ad.said.clone(), ad.fit.sheet.clone()));
        }
        album.0.entry(name).or_default().push((said, ad.fit.sheet.clone()));
    });
    album.write();
    let page = chosen(&plain);
    if let Some(folder) = std::env::var_os("QISHI_SHEETS") {
        let file = png::write(&page, 132).expect("painted");
        std::fs::write(std::path::Path::new(&folder).join("specimens.png"), file).expect("written");
        std::fs::write(std::path::Path::new(&folder).join("ads.txt"), list).expect("written");
    }
    assert!(album.0.len() > 50);
}
