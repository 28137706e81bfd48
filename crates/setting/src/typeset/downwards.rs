//! Vertical setting as a reader sees it: columns from the right, what stands upright in them, what lies.

use proptest::prelude::*;
use qishi_faces::Face;

use super::atoms::Paragraph;
use super::breaks::BreakMode;
use super::column::{Column, Rest, TitlePaint};
use super::faces::{self, EM};
use super::tests::{SIZES, copy};
use super::upright::Setting;
use super::*;
use crate::sheet::Rect;
use trade::ad::{CategoryId, Look};

/// A glyph with its run, as it stands.
struct PlacedGlyph {
    face: Face,
    id: u16,
    x: i64,
    y: i64,
    text: String,
    turned: bool,
    em: i64,
}

/// A notice or a blessing in columns at a type size, 2 mm from the edge, and what stands on its sheet.
fn stand(kind: Kind, copy: &str, size: Size, pt: TypeSize) -> (Fit, Vec<PlacedGlyph>) {
    let look = Look::default();
    let job = Job { kind, category: &CategoryId::known("other"), copy, picture: None, size, look: &look };
    let style = job.style(&Styles::shipped()).standing();
    let bounded = bound::Bounded::new(copy, size, style.floor());
    let blocks = rows::blocks(&job, &style, bounded.copy);
    let inset = Length::mm(2);
    let place = Rect::new(inset, inset, size.width - inset * 2, size.height - inset * 2);
    let rows = rows::rows(&blocks, style.lines, pt, style.setting().along(place), BreakMode::Justified);
    let column = Column::new(place, (pt, rows), style.lines, &bounded, Rest::Below);
    let sheet = Sheet::new(size.width, size.height);
    let fit = column.fit(column.measured(size, &StyleId::default(), true), sheet, None, TitlePaint::default());
    let mut all = Vec::new();
    fit.sheet.each_run(|run| {
        all.extend(run.glyphs.iter().map(|glyph| PlacedGlyph {
            face: run.face,
            id: glyph.id,
            x: glyph.x.as_um(),
            y: glyph.y.as_um(),
            text: glyph.text.clone(),
            turned: run.turned,
            em: run.size.em().as_um(),
        }));
    });
    (fit, all)
}

fn find<'a>(all: &'a [PlacedGlyph], text: &str) -> &'a PlacedGlyph {
    all.iter().find(|glyph| glyph.text == text).unwrap_or_else(|| panic!("{text} does not stand"))
}

#[test]
fn columns_run_from_the_right_with_the_signer_at_the_foot() {
    let copy = "新婚志喜\n亲爱的妈妈:\n祝您生日快乐,身体健康,万事如意,福如东海,寿比南山,年年有今日,岁岁有今朝。\n女儿晓琳敬贺\n2026年1月22日";
    let (fit, all) = stand(Kind::Blessing, copy, Size::mm(72, 100), TypeSize::tenths(120));
    assert!(fit.fits);
    let (title, mother, body, signer) = (find(&all, "新"), find(&all, "亲"), find(&all, "祝"), find(&all, "女"));
    assert!(title.x > mother.x && mother.x > body.x && body.x > signer.x);
    assert!(title.x > 50_000, "the title stands at the right: {}", title.x);
    // To whom it goes at the head, the body two em below it, who signs at the foot.
    assert!((body.y - mother.y - 2 * body.em).abs() <= body.em / 10, "{} {}", body.y, mother.y);
    let foot = |text: &str| all.iter().filter(|glyph| glyph.text == text).map(|glyph| glyph.y).max();
    assert!(foot("贺") > Some(90_000) && foot("贺") < Some(98_000), "{:?}", foot("贺"));
    assert!(all.iter().all(|glyph| !glyph.turned));
    assert!(fit.sheet.text().starts_with("新婚志喜亲爱的妈妈：祝您生日快乐，"));
}

#[test]
fn the_width_that_is_left_over_is_shared_out() {
    let (fit, all) = stand(Kind::Notice, "公告\n作废。", Size::mm(72, 100), TypeSize::XIAO_WU);
    assert!(fit.fits && fit.left_over > Length::mm(50), "{}", fit.left_over);
    // The first column begins with half an em of what was left over.
    let first = find(&all, "公");
    assert!(first.x < 70_000 - first.em / 2, "{}", first.x);
}

#[test]
fn figures_stand_as_a_paper_sets_them() {
    let (_, all) = stand(Kind::Notice, "定于2026年1月22日在A座,ABC公司。", Size::mm(72, 100), TypeSize::XIAO_WU);
    let year: Vec<&PlacedGlyph> = all.iter().skip_while(|glyph| glyph.text != "于").skip(1).take(4).collect();
    assert_eq!(year.iter().map(|glyph| glyph.text.as_str()).collect::<String>(), "2026");
    for pair in year.windows(2) {
        assert!(!pair[0].turned && (pair[1].y - pair[0].y - pair[0].em).abs() <= 300, "the year stands digit by digit");
    }
    // 22 side by side, in the width of a character.
    let month = all.iter().position(|glyph| glyph.text == "月").expect("月");
    let (left, right) = (&all[month + 1], &all[month + 2]);
    assert_eq!((left.text.as_str(), right.text.as_str(), left.y), ("22", "", right.y));
    assert!(right.x - left.x <= left.em * 55 / 100, "{}", right.x - left.x);
    assert!(!find(&all, "A").turned, "a single letter stands");
    for lying in ["B", "C"] {
        assert!(find(&all, lying).turned, "{lying}");
    }
}

/// Where a number lies because it is long, all figures of the ad do, in whichever paragraph they stand.
#[test]
fn the_figures_of_one_ad_are_turned_one_way() {
    let copy = "定于1月22日在A座,电话0532-88187720。\n2026年1月22日";
    let (_, all) = stand(Kind::Notice, copy, Size::mm(72, 100), TypeSize::XIAO_WU);
    let figures: Vec<&PlacedGlyph> =
        all.iter().filter(|glyph| glyph.text.chars().any(|c| c.is_ascii_digit())).collect();
    assert!(figures.len() > 20 && figures.iter().all(|glyph| glyph.turned), "{}", figures.len());
    assert!(!find(&all, "A").turned && !find(&all, "月").turned);
}

/// No single character stands alone in the last column where the text has any other way.
#[test]
fn no_character_stands_alone_in_a_column() {
    for ems in [6, 8, 12, 15] {
        for long in 2 * ems + 1..5 * ems {
            let words: String = "祝您身体健康万事如意福如东海寿比南山".chars().cycle().take(long as usize).collect();
            let text = rows::text(Face::Kai, &words, Setting::Vertical, false);
            for set in [BreakMode::Justified, BreakMode::Ragged] {
                let lines = text.lines(ems * EM, 0, set);
                assert!(lines.iter().all(|line| line.atoms.len() > 1), "{long} in columns of {ems}, {set:?}");
            }
        }
    }
}

#[test]
fn marks_take_their_vertical_forms_and_keep_their_characters() {
    // The hands and the display faces have no vertical forms: what has marks is set in others where it runs down.
    for face in [Face::Song, Face::SongBold, Face::Hei, Face::HeiBold, Face::Kai, Face::SongBlack, Face::KaiBold] {
        let text = "甲，乙。“丙”、‘丁’（戊）《己》〈庚〉【辛】〔壬〕「癸」：子；丑！寅？卯——辰……巳～午";
        let level = Paragraph::new(face, text, Setting::Horizontal);
        let stood = Paragraph::new(face, text, Setting::Vertical);
        let said: String = stood.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(said, text);
        for (flat, upright) in level.pieces.iter().zip(&stood.pieces) {
            let han = flat.text.chars().all(|c| classes::class(c) == classes::Class::Han);
            assert_eq!(flat.id == upright.id && !upright.turned, han, "{face:?} {}", flat.text);
        }
        let ink = |mark: &str| {
            let piece = stood.pieces.iter().find(|piece| piece.text == mark).expect("the mark");
            let (left, right) = faces::bearings(piece.face, piece.id);
            let right = faces::advance(piece.face, piece.id) - right;
            // From the middle of the column, and from the upper edge of the em.
            let top = piece.along - faces::heights(piece.face, piece.id).0;
            (piece.across + left, piece.across + right, top)
        };
        for mark in ["，", "。", "、"] {
            let (left, right, top) = ink(mark);
            assert!(left > 0 && right < EM / 2 && top < EM / 2, "{face:?} {mark}: {left} {right} {top}");
        }
        for (mark, first) in [("“", true), ("”", false), ("（", true), ("）", false)] {
            let (.., top) = ink(mark);
            assert_eq!(top > EM / 3, first, "{face:?} {mark}: {top}");
        }
        let dash = stood.atoms.iter().find(|atom| atom.first == '—').expect("the dash");
        assert_eq!((dash.width, dash.counted), (2 * EM, 2));
    }
}

/// The length of a column that a glyph covers, from above, in micrometres.
fn covers(glyph: &PlacedGlyph) -> (i64, i64) {
    let long = i64::from(faces::advance(glyph.face, glyph.id)) * glyph.em / i64::from(EM);
    if glyph.turned {
        (glyph.y, glyph.y + long)
    } else {
        (glyph.y - glyph.em * 88 / 100, glyph.y + glyph.em * 12 / 100)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in columns stands in its place, from above downwards and from the right, and says what the copy says.
    #[test]
    fn columns_say_what_the_copy_says(lines in prop::collection::vec(copy(), 1..4), n in 0usize..5, tenths in 75u16..200) {
        let copy = lines.join("\n");
        let (fit, all) = stand(Kind::Notice, &copy, SIZES[n], TypeSize::tenths(tenths));
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said = plain(&fit.sheet.text());
        let set: String = plain(&copy.lines().map(normal::paragraph).collect::<String>());
        prop_assert!(set.starts_with(&said), "{said} / {set}");
        prop_assert_eq!(said.chars().count() + fit.over, set.chars().count());
        prop_assert_eq!(fit.fits, fit.over == 0);
        let (wide, high) = (SIZES[n].width.as_um(), SIZES[n].height.as_um());
        let mut before: Option<&PlacedGlyph> = None;
        for glyph in all.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
            let half = glyph.em / 2;
            prop_assert!(glyph.x >= 2_000 - half && glyph.x <= wide - 2_000, "{} at {}", glyph.text, glyph.x);
            let (head, foot) = covers(glyph);
            // The blank of a mark at the end of a column lies below its measure, that of one at its head above it.
            prop_assert!(head >= 2_000 - half - 2 && foot <= high - 2_000 + half + 2, "{}: {head} {foot}", glyph.text);
            if let Some(before) = before.filter(|before| (before.x - glyph.x).abs() < half) {
                let side_by_side = before.y == glyph.y;
                prop_assert!(side_by_side || glyph.y > before.y - half, "{} above {}", glyph.text, before.text);
            }
            before = Some(glyph);
        }
    }
}
