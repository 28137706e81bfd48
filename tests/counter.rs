//! What the clerk is told while typing: fit, price, days and what stands against booking.

use std::sync::Arc;

use books::counter::{AdDraft, Proposal, Rules, propose, tidy};
use chrono::NaiveDate;
use proptest::prelude::*;
use trade::ad::{Found, Kind, Severity};
use trade::ids::Rule;
use trade::measure::Size;
use trade::money::Money;
use trade::rates::{Remark, VatRate};
use trade::refusal::{PictureTrouble, Refusal, RunDateTrouble};

use crate::corpus::{BLESSINGS, CATEGORIES, NOTICES, booked, category, now, order, picture, run};

fn asked<'a>(kind: Kind, id: &str, copy: &'a str, size: Option<&str>, runs: &'a [NaiveDate]) -> AdDraft<'a> {
    let size = size.map(|size| size.parse().expect("a size"));
    AdDraft {
        size,
        runs,
        vat: Some(VatRate::GENERAL),
        ..AdDraft::of(crate::corpus::setter(), kind, category(id), copy)
    }
}

fn told(draft: &AdDraft) -> Proposal {
    propose(draft, &Rules::shipped(), now().naive_local())
}

#[test]
fn every_notice_of_the_page_finds_its_size_and_price() {
    for (copy, category) in NOTICES.iter().zip(CATEGORIES) {
        let copy = tidy(copy);
        let proposal = told(&asked(Kind::Notice, category, &copy, Some("7.2x10"), &[run()]));
        assert_eq!(proposal.refusals, [], "{copy}");
        let smallest = proposal.smallest.map(|size| size.to_string()).unwrap_or_default();
        // In 六号 a notice to collect documents comes out 45 to 55 mm high: some of them fit the middle size.
        let expected: &[&str] = match category {
            "lost_and_void" => &["7.2x3"],
            "arbitration_collect" => &["7.2x5", "7.2x10"],
            _ => &["7.2x10"],
        };
        assert!(expected.contains(&smallest.as_str()), "{smallest}: {copy}");
        let quote = proposal.quote.expect("listed");
        assert_eq!((quote.total, quote.remarks.as_slice()), (Money::yuan(999), [Remark::Provisional].as_slice()));
        assert!(proposal.fit.expect("set").fits);
    }
}

#[test]
fn the_smallest_size_is_the_cheapest_that_holds_the_copy() {
    for (copy, category) in NOTICES.iter().zip(CATEGORIES) {
        let copy = tidy(copy);
        let proposal = told(&asked(Kind::Notice, category, &copy, None, &[]));
        let fitting: Vec<Money> = proposal.sizes.iter().filter(|fit| fit.fits).filter_map(|fit| fit.price).collect();
        let smallest = proposal.sizes.iter().find(|fit| Some(fit.size) == proposal.smallest).expect("one holds it");
        assert_eq!(fitting.iter().min(), smallest.price.as_ref());
        assert!(proposal.sizes.iter().all(|fit| fit.fits == (fit.over == 0)));
    }
}

#[test]
fn an_unlisted_size_offers_only_sizes_that_hold_the_copy() {
    let copy = tidy(NOTICES[1]);
    let proposal = told(&asked(Kind::Notice, CATEGORIES[1], &copy, Some("7.2x4"), &[run()]));
    let Some(Refusal::UnlistedSize { nearest, .. }) = proposal.refusals.first() else {
        panic!("refused: {:?}", proposal.refusals)
    };
    assert!(!nearest.is_empty());
    for size in nearest {
        assert!(proposal.sizes.iter().any(|fit| fit.size == *size && fit.fits), "{size} does not hold it");
    }
}

#[test]
fn copy_that_no_size_holds_says_how_much_is_over() {
    let copy = "此启事内容甚长。".repeat(400);
    let proposal = told(&asked(Kind::Notice, "other", &copy, Some("14.6x10"), &[run()]));
    let Some(Refusal::CopyTooLong { over, smallest: None, .. }) = proposal.refusals.first() else {
        panic!("refused: {:?}", proposal.refusals)
    };
    assert!(*over > 1000 && *over < 3200, "{over}");
    assert_eq!(proposal.smallest, None);
}

#[test]
fn a_character_that_no_face_has_is_named() {
    let copy = "遗失身份证一张，声明作废。😀𠁆😀";
    let proposal = told(&asked(Kind::Notice, "lost_and_void", copy, Some("7.2x3"), &[run()]));
    assert!(proposal.refusals.iter().any(|refusal| matches!(
        refusal, Refusal::MissingCharacters { characters } if characters.contains(&'😀') && characters.iter().filter(|c| **c == '😀').count() == 1
    )), "{:?}", proposal.refusals);
}

#[test]
fn control_characters_and_empty_copy_are_refused() {
    for (copy, rule) in [("", "empty_copy"), (" \n\u{3000}", "empty_copy"), ("遗失\u{7}声明", "unreadable_copy")] {
        let proposal = told(&asked(Kind::Notice, "other", copy, Some("7.2x3"), &[run()]));
        assert_eq!(proposal.refusals.first().map(Refusal::rule), Some(Rule::known(rule)), "{copy:?}");
    }
}

/// What cannot be seen and would change what is read is refused by name; what comes along with any copy is not.
#[test]
fn invisible_directions_are_refused_and_soft_hyphens_are_not() {
    let told = |copy: &str| told(&asked(Kind::Notice, "other", copy, Some("7.2x3"), &[run()])).refusals;
    let Some(Refusal::UnreadableCopy { value }) =
        told("遗失声明\n李\u{202e}四\u{2066}遗失\u{202e}身份证。").into_iter().next()
    else {
        panic!("marks of direction are refused")
    };
    assert_eq!(value, "U+202E U+2066");
    assert_eq!(told("遗失声明\n李四\u{200b}遗失身\u{ad}份证，声明作废。"), []);
}

/// A size that is not chosen is only measured: the answer is that of the ad set there.
#[test]
fn measured_sizes_say_what_the_ad_set_there_does() {
    for (kind, category, copy) in [
        (Kind::Notice, CATEGORIES[1], tidy(NOTICES[1])),
        (Kind::Blessing, "birthday", tidy(BLESSINGS[0].1)),
        (Kind::Notice, "other", "此启事内容甚长。".repeat(900)),
    ] {
        let listed = told(&asked(kind, category, &copy, None, &[])).sizes;
        for fit in &listed {
            let mut asked = asked(kind, category, &copy, None, &[]);
            asked.size = Some(fit.size);
            let proposal = told(&asked);
            assert_eq!(proposal.sizes, listed);
            let set = proposal.fit.expect("set");
            assert_eq!((fit.fits, fit.pt, fit.lines, fit.over), (set.fits, set.pt, set.lines, set.over));
        }
    }
}

/// A whole book, pasted: refused with how much is over, before the clerk has let go of the key.
#[test]
fn ten_megabytes_are_answered() {
    let copy = "启".repeat(3_500_000);
    let proposal = told(&asked(Kind::Blessing, "love", &copy, Some("7.2x5"), &[run()]));
    assert!(proposal.refusals.iter().any(|refusal| matches!(
        refusal, Refusal::CopyTooLong { over, smallest: None, .. } if (3_490_000..3_500_000).contains(over)
    )));
}

#[test]
fn each_bad_date_is_told_with_the_next_one() {
    let days: Vec<NaiveDate> =
        ["2026-01-19", "2026-01-20", "2026-01-22", "2026-01-22"].iter().map(|d| d.parse().expect("a date")).collect();
    let proposal = told(&asked(Kind::Notice, "other", "声明作废", Some("7.2x3"), &days));
    let rules: Vec<Rule> = proposal.refusals.iter().map(Refusal::rule).collect();
    assert_eq!(rules, ["date_past", "past_deadline", "run_date_twice"]);
}

#[test]
fn a_picture_is_for_blessings_with_room_and_pixels() {
    let fine = Arc::new(picture(1600, 1200));
    let coarse = Arc::new(picture(160, 120));
    let runs = [run()];
    let mut asked = asked(Kind::Blessing, "wedding", BLESSINGS[0].1, Some("14.6x10"), &runs);
    asked.picture = Some(&fine);
    let proposal = told(&asked);
    // Nothing is found but the names that are read back.
    let rules: Vec<Rule> = proposal.findings.iter().map(|finding| finding.rule()).collect();
    assert_eq!((proposal.refusals.as_slice(), rules), ([].as_slice(), vec![Rule::known("read_back")]));
    assert!(proposal.papers.iter().any(|paper| *paper == "consent_picture"));
    asked.picture = Some(&coarse);
    let found = told(&asked).findings;
    assert!(
        matches!(found[..], [ref f, _] if f.severity == Severity::Warning && matches!(f.found, Found::CoarsePicture { .. }))
    );
    asked.picture = Some(&fine);
    asked.size = Some("7.2x3".parse().expect("a size"));
    let refused = told(&asked).refusals;
    assert!(
        matches!(refused.first(), Some(Refusal::Picture(PictureTrouble::NoRoom { smallest: Some(_), .. }))),
        "{refused:?}"
    );
    asked.kind = Kind::Notice;
    asked.category = category("other");
    assert_eq!(told(&asked).refusals.first(), Some(&Refusal::Picture(PictureTrouble::OnNotice)));
}

#[test]
fn what_the_desk_refuses_cannot_be_booked_either() {
    for (size, copy, rule) in [
        ("14.4x10", NOTICES[1], "unlisted_size"),
        ("7.2x3", NOTICES[1], "copy_too_long"),
        ("7.2x10", "", "empty_copy"),
        ("7.2x10", "声明😀", "missing_characters"),
    ] {
        let refused = booked(order(Kind::Notice, "other", size, copy, &[]), None).expect_err(rule);
        assert_eq!(refused.rule(), rule);
    }
    let mut none = order(Kind::Notice, "other", "7.2x10", NOTICES[3], &[]);
    none.runs.clear();
    assert_eq!(booked(none, None), Err(Refusal::RunDate(RunDateTrouble::NoRunDate)));
    let mut strange = order(Kind::Notice, "other", "7.2x10", NOTICES[3], &[]);
    strange.ad.category = category("wedding").clone();
    assert_eq!(booked(strange, None).expect_err("a blessing's category").rule(), "unknown_category");
}

#[test]
fn copy_is_tidied_without_changing_a_word() {
    assert_eq!(tidy("\u{feff}公告\r\n正文  \r\n\r\n"), "公告\n正文");
    assert_eq!(tidy("\n\n公告\n\n正文"), "公告\n\n正文");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is typed, there is an answer, and it does not contradict itself.
    #[test]
    fn whatever_is_typed_there_is_an_answer(copy in "[一-龥a-zA-Z0-9，。：“”（）\n 😀\u{7}]{0,400}", width in 60i64..150, height in 25i64..110, blessing: bool) {
        let kind = if blessing { Kind::Blessing } else { Kind::Notice };
        let category = if blessing { "love" } else { "other" };
        let mut asked = asked(kind, category, &copy, None, &[]);
        asked.size = Some(Size::mm(width, height));
        let proposal = told(&asked);
        prop_assert_eq!(proposal.sizes.len(), 5);
        if let Some(smallest) = proposal.smallest {
            prop_assert!(proposal.sizes.iter().any(|fit| fit.size == smallest && fit.fits));
        }
        if let Ok(quote) = &proposal.quote {
            prop_assert!(proposal.sizes.iter().any(|fit| Some(fit.size) == asked.size && fit.price == Some(quote.total)));
        }
    }
}
