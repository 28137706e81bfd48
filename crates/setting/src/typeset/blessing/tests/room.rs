//! What becomes of paper that a copy would leave blank.

use super::super::super::tests::set;
use super::boxes::SheetBoxes;
use super::{COPIES, each};
use crate::sheet::{Ink, Mark, Rect, Sheet};
use crate::typeset::{Fit, Job};
use trade::ad::{CategoryId, Kind, Look, StyleId};
use trade::measure::{Length, Size, TypeSize};

/// A copy of [`COPIES`] in a design.
fn ad(category: &'static str, length: usize, style: &'static str, size: Size, red: bool) -> Fit {
    let look = Look { style: StyleId::known(style), red, ..Look::default() };
    let (_, copies) = COPIES.iter().find(|(known, _)| *known == category).expect("a category");
    let category = &CategoryId::known(category);
    set(&Job { kind: Kind::Blessing, category, copy: copies[length], picture: None, size, look: &look })
}

/// Where the characters of a word stand, and their size.
fn found(sheet: &Sheet, word: &str) -> (Vec<Rect>, TypeSize) {
    let words = SheetBoxes::at(sheet).words;
    let own: Vec<_> = words.iter().filter(|(_, _, text, _)| word.contains(text.as_str())).collect();
    let size = own.iter().map(|(.., size)| *size).max().expect("the word");
    (own.iter().filter(|(.., own)| *own == size).map(|(place, ..)| *place).collect(), size)
}

/// How many paths of a sheet have as many parts as 囍 has.
fn happiness(sheet: &Sheet) -> usize {
    let parts = |mark: &Mark| if let Mark::Path(path) = mark { Some(path.segments.len()) } else { None };
    let place = Rect::new(Length::ZERO, Length::ZERO, Length::mm(9), Length::mm(9));
    let setter = crate::typeset::Setter::new();
    let one = super::super::glyph::outline(&setter.shapes, qishi_faces::Face::SongBlack, '囍', place, Ink::Black);
    let own = one.expect("the face has it").segments.len();
    sheet.marks.iter().filter_map(parts).filter(|parts| *parts == own).count()
}

/// 囍 that is the ornament is not drawn between the names a second time; where nothing else is drawn it joins them.
#[test]
fn double_happiness_is_drawn_once() {
    for (length, size) in [(0, Size::mm(72, 50)), (1, Size::mm(72, 50)), (2, Size::mm(146, 60)), (0, Size::mm(72, 30))]
    {
        for red in [false, true] {
            let fit = ad("wedding", length, "double_happiness", size, red);
            assert_eq!(happiness(&fit.sheet), 1, "{size} copy {length} red {red}");
        }
    }
}

/// A short text in a large ad is larger than one that fills it; no text is larger than its line is long enough for.
#[test]
fn a_short_text_is_larger_where_there_is_room() {
    let large = ad("love", 2, "hollow", Size::mm(146, 100), false);
    assert!(large.pt > TypeSize::tenths(145), "{}", large.pt);
    each(|ad| {
        let most = match (ad.size.width > Length::mm(100), ad.size.height > Length::mm(80)) {
            (true, true) => 200,
            (true, false) => 170,
            (false, true) => 160,
            (false, false) => 145,
        };
        ad.fit.sheet.each_run(|run| {
            let text: String = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
            if ad.filled.is_some() && ad.length == 2 && text.chars().count() > 6 && text.contains(['，', '。']) {
                assert!(run.size <= TypeSize::tenths(most), "{} {text} {}", ad.said, run.size);
            }
        });
    });
}

/// Where an ad is low and its text leaves the names no height, they stand beside it.
#[test]
fn names_stand_beside_a_text_in_a_low_ad() {
    let fit = ad("school", 2, "hollow", Size::mm(146, 60), false);
    let (names, size) = found(&fit.sheet, "赵梓轩");
    let (text, _) = found(&fit.sheet, "寒窗");
    let right = names.iter().map(|place| place.x + place.width).max().expect("names");
    let left = text.iter().map(|place| place.x).min().expect("text");
    assert!(right < left && size > TypeSize::tenths(400), "{right:?} {left:?} {size}");
}

/// The word before the name of a salutation stands above it where the name becomes clearly larger, and so does a name in the field of a couplet
/// become larger as a column.
#[test]
fn a_name_turns_where_it_becomes_larger() {
    let letter = ad("love", 2, "hollow", Size::mm(72, 100), false);
    let ((dear, _), (name, size)) = (found(&letter.sheet, "亲"), found(&letter.sheet, "陈可"));
    assert!(dear.iter().all(|dear| name.iter().all(|name| dear.y + dear.height <= name.y)), "{dear:?} {name:?}");
    assert!(size > TypeSize::tenths(500), "{size}");
    let couplet = ad("birthday", 1, "longevity", Size::mm(72, 100), true);
    let (name, size) = found(&couplet.sheet, "刘桂兰");
    assert_eq!(name.len(), 3);
    assert!(name.iter().all(|place| place.x == name[0].x) && size > TypeSize::tenths(280), "{name:?} {size}");
}

/// A greeting that is shorter than its column has a rule at either side in a wide ad, and none in a narrow one.
#[test]
fn a_greeting_has_rules_beside_it_in_a_wide_ad() {
    let rules = |size: Size| {
        let fit = ad("wedding", 0, "hollow", size, false);
        let (greeting, _) = found(&fit.sheet, "新婚快乐");
        let (top, foot) = (greeting[0].y, greeting[0].y + greeting[0].height);
        let grounds = SheetBoxes::at(&fit.sheet).grounds;
        let beside = |place: &Rect| {
            place.y > top && place.y < foot && place.width > Length::mm(9) && place.height < Length::mm(1)
        };
        grounds.iter().filter(|(place, _)| beside(place)).count()
    };
    assert_eq!(rules(Size::mm(146, 100)), 2);
    assert_eq!(rules(Size::mm(72, 50)), 0);
}

/// An ad whose foot is kept for 广告 is as high as one whose is not.
#[test]
fn a_foot_kept_for_the_mark_leaves_an_ad_full() {
    each(|ad| {
        let strip = ad.size.height < Length::mm(40);
        if let Some(filled) = ad.filled.filter(|_| !strip) {
            assert!(filled.height >= super::filled::HEIGHT, "{} {filled:?}", ad.said);
        }
    });
}
