//! Copy that is very long, or full of combining or invisible characters: it must be answered in time, and no character may be lost without
//! a word.

use super::tests::{SIZES, inside, job};
use super::upright::Setting;
use super::*;

/// Each of these characters repeated so many times: copies of this kind have been pasted into text fields.
fn long(million: usize) -> Vec<(&'static str, String)> {
    vec![
        ("Han", "字".repeat(million)),
        ("Latin", "a".repeat(million)),
        ("words", "office desk ".repeat(million / 12)),
        ("figures", "0".repeat(million)),
        ("spaces", format!("甲{}乙", " ".repeat(million))),
        ("spaces between Latin", format!("a{}b", " ".repeat(million))),
        ("tabs", "\t".repeat(million)),
        ("line ends", format!("公告{}正文", "\n".repeat(million))),
        ("short lines", "甲\n".repeat(million / 2)),
        ("marks", "，".repeat(million)),
        ("commas", ",".repeat(million)),
        ("brackets", "(".repeat(million)),
        ("joined emoji", "👩\u{200d}👩\u{200d}👧".repeat(million / 5)),
        ("heaped", format!("a{}", "\u{301}".repeat(million))),
        ("heap without a letter", "\u{20dd}".repeat(million)),
        ("jamo", "\u{1100}\u{1161}\u{11a8}".repeat(million / 3)),
        ("direction", "\u{202e}a\u{2066}b".repeat(million / 4)),
        ("surrogate pairs", "𠮷".repeat(million)),
        ("dashes", "—".repeat(million)),
        ("long dashes", "⸻".repeat(million)),
        ("case numbers", "〔2025〕第".repeat(million / 7)),
    ]
}

/// Without the bound of [`super::bound`] these two take longer than anybody waits.
#[test]
fn very_long_copy_is_answered() {
    for (name, copy) in long(1_000_000) {
        for kind in Kind::ALL {
            for size in SIZES {
                let fit = measure(&job(kind, &copy, size));
                assert_eq!(fit.fits, fit.over == 0, "{name} {kind} {size}");
                let nothing = copy.trim().is_empty() || name == "direction";
                assert!(
                    nothing || !fit.fits || copy.len() < 10 || name == "spaces between Latin",
                    "{name} {kind} {size}"
                );
            }
        }
    }
}

#[test]
fn ten_megabytes_are_answered() {
    for copy in ["字".repeat(3_500_000), "a".repeat(10_000_000)] {
        let (missing, unprintable) = (missing(&copy), unprintable(&copy));
        assert_eq!((missing, unprintable), (Vec::new(), Vec::new()));
        for kind in Kind::ALL {
            for size in SIZES {
                let fit = measure(&job(kind, &copy, size));
                assert!(!fit.fits && fit.over > copy.chars().count() - bound::EXACT, "{}", fit.over);
            }
        }
    }
}

/// Heaps, threads and pairs up to the length at which everything is still set.
#[test]
fn nothing_stands_outside_whatever_is_heaped() {
    for (name, copy) in long(4_000) {
        for kind in Kind::ALL {
            for size in SIZES {
                let fit = set(&job(kind, &copy, size));
                inside(&fit.sheet).unwrap_or_else(|error| panic!("{name} {kind} {size}: {error}"));
            }
        }
    }
}

#[test]
fn what_is_over_never_falls_as_the_copy_grows() {
    for unit in ["字", "a", "甲，", "office "] {
        for kind in Kind::ALL {
            let mut before = 0;
            for n in [10, 1_000, 4_999, 5_000, 5_001, 5_002, 9_999, 10_001, 20_000] {
                let copy: String = unit.chars().cycle().take(n).collect();
                let over = measure(&job(kind, &copy, SIZES[4])).over;
                assert!(over >= before, "{unit} {kind} {n}: {over} < {before}");
                before = over;
            }
        }
    }
}

#[test]
fn a_missing_sort_is_seen() {
    let mut sheet = Sheet::new(Length::mm(100), Length::mm(20));
    let words = LabelStyle { face: Face::Hei, size: TypeSize::XIAO_WU, ink: crate::sheet::Ink::Black };
    Setter::new().label(&mut sheet, &words, "李😀\u{202e}שa\u{302}", Length::mm(5), Length::mm(10), Align::Left);
    let geta = faces::find(Face::Hei, '〓').expect("the geta");
    let mut seen = Vec::new();
    sheet
        .each_run(|run| seen.extend(run.glyphs.iter().map(|glyph| ((run.face, glyph.id) == geta, glyph.text.clone()))));
    let missing: Vec<&str> = seen.iter().filter(|(is, _)| *is).map(|(_, text)| text.as_str()).collect();
    assert_eq!(missing, ["😀", "\u{202e}", "ש"]);
    assert!(sheet.text().starts_with("李😀"));
    // A heap is cut off where no language goes.
    let heap = rows::text(Face::Song, &format!("a{}", "\u{301}".repeat(20_000)), Setting::Horizontal, false);
    let widest = heap.paragraph.atoms.iter().map(|atom| atom.width).max();
    assert!(widest <= Some(faces::EM), "{widest:?}");
}

#[test]
fn what_cannot_be_seen_is_named_where_it_means_something() {
    let bidi: Vec<char> =
        "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}"
            .chars()
            .collect();
    let copy: String = bidi.iter().flat_map(|c| ['公', *c, *c, '告']).collect();
    assert_eq!(unprintable(&copy), bidi);
    assert_eq!(unprintable("葛\u{e0100}\u{7}\u{1b}\u{85}\n\t\r"), ['\u{e0100}', '\u{7}', '\u{1b}', '\u{85}']);
    assert_eq!(unprintable("公告\u{feff}\u{200b}\u{ad}\u{200d}\u{fe0f}，a b\u{3000}c"), Vec::<char>::new());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// What is measured is what is set.
    #[test]
    fn measuring_says_what_setting_does(copy in "[一-龥a-z0-9，。：！\n \u{301}😀-]{0,700}", blessing: bool, n in 0usize..5) {
        let kind = if blessing { Kind::Blessing } else { Kind::Notice };
        let job = job(kind, &copy, SIZES[n]);
        proptest::prop_assert_eq!(measure(&job), set(&job).measured());
    }
}
