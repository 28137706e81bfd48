//! Every ad on sheets, to be looked at.

use std::collections::BTreeMap;

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

#[test]
fn everything_is_looked_at() {
    let mut album = Album::default();
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
        let said = format!("{} {} {filled}", ad.style, ad.length);
        album.0.entry(name).or_default().push((said, ad.fit.sheet.clone()));
    });
    album.write();
    assert!(album.0.len() > 50);
}
