//! Papers that are complete: names and dates read back, a fingerprint over all that is signed, old and new side by side, what was agreed.

use books::persons::Persons;
use std::collections::BTreeSet;
use std::sync::Arc;

use books::booking::{
    Act, Amended, Booking, BookingEvent, Corrected, Entry, Event, SettledFinding, Settlement, SignedHow, replay,
};
use books::counter::Rules;
use qishi::papers::{RenderContext, proof, statement};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ad::{Crop, Found, Kind};
use trade::measure::Length;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::{FaultOf, VatRate};
use trade::settings::Paper;

use crate::corpus::{BLESSINGS, NOTICES, ad, booked, entry, now, order, picture, taken};

const OBITUARY: &str = "讣告\n家父王德明先生因病医治无效，于2026年1月18日上午9时30分逝世，享年八十八岁。\
                        兹定于2026年1月23日上午9时在青岛殡仪馆举行告别仪式。特此讣告。\n孝子 王建国 王建军 泣告\n2026年1月19日";

fn paper() -> Paper {
    Paper::checked("青岛某报社", "91370306MA3TBJ0T8E", Some(VatRate::GENERAL)).expect("sound")
}

fn text(sheets: &[Sheet]) -> String {
    sheets.iter().map(Sheet::text).collect()
}

fn read_back(booking: &Booking) -> Option<&trade::ad::Finding> {
    booking.booked.findings.iter().find(|finding| matches!(finding.found, Found::ReadBack { .. }))
}

/// The list stands on the proof with a line for who confirms it, and once it is confirmed with who and when.
#[test]
fn the_names_and_dates_of_an_obituary_are_a_list_on_its_proof() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let order = order(Kind::Notice, "obituary", "7.2x10", OBITUARY, &[]);
    let taken = taken(&[order], paper.vat, &Rules::shipped(), now()).expect("taken");
    let number = taken.taken().expect("taken");
    let booking = replay(number, [&taken]).expect("taken");
    let said = text(&proof(&booking, house).expect("drawn"));
    for part in
        ["逐项核对", "王德明", "1月18日上午9时30分", "享年八十八岁", "1月23日上午9时", "孝子王建国王建军泣告", "确认人"]
    {
        let plain: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(plain.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("待核"), "the list is not told twice");

    let finding = read_back(&booking).expect("read back");
    assert!(booking.unsettled(trade::ad::Severity::Warning).contains(&finding));
    let who = Personal::new("王建国".to_owned());
    let how = Settlement::Confirmed { who, when: "1月19日 10:20".to_owned(), how: SignedHow::Telephone };
    let seen = SettledFinding::of(finding, Settlement::Acknowledged);
    assert!(!seen.settles(finding), "having seen it is not having asked");
    let settled = vec![SettledFinding::of(finding, how)];
    let confirmed = entry(2, now(), &booking, Act::Settle(settled)).expect("settled");
    let booking = replay(number, [&taken, &confirmed]).expect("taken");
    assert!(!booking.unsettled(trade::ad::Severity::Warning).contains(&read_back(&booking).expect("there")));
    let said = text(&proof(&booking, house).expect("drawn"));
    assert!(said.contains("已由 王建国 于 1月19日 10:20") || said.contains("已由王建国于1月19日10:20"), "{said}");
}

#[test]
fn blessings_are_read_back_and_other_notices_are_not() {
    for (category, copy) in BLESSINGS {
        let booking = booked(order(Kind::Blessing, category, "14.6x10", copy, &[]), None).expect("booked");
        assert!(read_back(&booking).is_some(), "{category}");
    }
    for (category, copy) in [("lost_and_void", NOTICES[5]), ("arbitration_summons", NOTICES[11])] {
        let booking = booked(order(Kind::Notice, category, "7.2x10", copy, &[]), None).expect("booked");
        assert!(read_back(&booking).is_none(), "{category}");
    }
}

/// Words, picture, crop, style, colour, size: each changes the fingerprint of what is signed.
#[test]
fn the_fingerprint_sees_everything_that_is_signed() {
    let plain = || {
        let mut order = order(Kind::Blessing, "birthday", "14.6x10", BLESSINGS[3].1, &[]);
        order.ad.picture = Some(Personal::new(Arc::new(picture(1600, 900))));
        order
    };
    let styles = setting::typeset::Styles::shipped().offered(
        Kind::Blessing,
        crate::corpus::category("birthday"),
        plain().ad.size,
        true,
    );
    let mut prints = BTreeSet::new();
    let mut print = |change: &dyn Fn(&mut books::booking::Order)| {
        let mut order = plain();
        change(&mut order);
        let sheet = ad(&booked(order, None).expect("booked")).expect("drawn");
        prints.insert(Frozen::of(&sheet).expect("frozen").fingerprint().to_owned());
        prints.len()
    };
    assert_eq!(print(&|_| {}), 1);
    assert_eq!(print(&|_| {}), 1, "the same twice");
    assert_eq!(print(&|order| order.ad.copy = order.ad.copy.text().replace("奶奶", "爷爷").into()), 2);
    assert_eq!(print(&|order| order.ad.picture = Some(Personal::new(Arc::new(picture(1610, 900))))), 3);
    assert_eq!(print(&|order| order.ad.look.crop = Some(Crop { x: 100, y: 100, zoom: 150 })), 4);
    assert_eq!(print(&|order| order.ad.look.style = styles[1].id().clone()), 5);
    assert_eq!(print(&|order| order.ad.size = "14.6x6".parse().expect("a size")), 6);
}

#[test]
fn a_changed_ad_stands_beside_the_old_one_at_its_true_size() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let taken = |kind, category: &str, size: &str, copy: &str| {
        taken(&[order(kind, category, size, copy, &[])], paper.vat, &Rules::shipped(), now()).expect("taken")
    };
    // The sheets of the comparison, behind those of the proof of the corrected booking; and both ads.
    let corrected = |before: Entry, after: Entry| {
        let number = before.taken().expect("taken");
        let alone = |entry| replay(number, [entry]).expect("taken");
        let corrected = Corrected {
            booked: Box::new(alone(&after).booked),
            appeared: Money::ZERO,
            fault: FaultOf::Paper,
            charge: None,
            credit: Money::ZERO,
            reason: "错字".to_owned(),
        };
        let events = vec![Event::Booking(number, BookingEvent::Amended(Amended::Corrected(Box::new(corrected))))];
        let amended = Entry { seq: 2, events, ..before.clone() };
        let booking = replay(number, [&before, &amended]).expect("corrected");
        let mut sheets = proof(&booking, house).expect("drawn");
        sheets.retain(|sheet| sheet.text().contains("改样对照"));
        (sheets, [ad(&alone(&before)).expect("drawn"), ad(&alone(&after)).expect("drawn")])
    };
    let before = taken(Kind::Notice, "obituary", "7.2x10", OBITUARY);
    let copy = OBITUARY.replace("王德明", "王德铭").replace("1月23日", "1月24日");
    let after = taken(Kind::Notice, "obituary", "7.2x10", &copy);
    let (sheets, [before, after]) = corrected(before, after);
    assert_eq!(sheets.len(), 1, "two of a column stand beside each other");
    let said = text(&sheets);
    for part in ["改前", "改后", &before.text(), &after.text(), "“明”改“铭”", "“3”改“4”"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // At its size: every glyph of either ad is there, moved and not scaled.
    let places = |sheet: &Sheet| {
        let mut all = Vec::new();
        sheet.each_run(|run| all.extend(run.glyphs.iter().map(|glyph| (glyph.x.as_um(), glyph.y.as_um(), glyph.id))));
        all
    };
    let on_paper = places(&sheets[0]);
    for ad in [&before, &after] {
        let own = places(ad);
        let moved = |by: (i64, i64)| own.iter().all(|(x, y, id)| on_paper.contains(&(x + by.0, y + by.1, *id)));
        let (x, y, id) = own[0];
        let starts = on_paper.iter().filter(|glyph| glyph.2 == id).map(|glyph| (glyph.0 - x, glyph.1 - y));
        assert!(starts.into_iter().any(moved));
    }
    // Two columns wide they stand one below the other; nothing leaves the sheet; a change of size is told.
    let before = taken(Kind::Blessing, "birthday", "14.6x6", BLESSINGS[3].1);
    let after = taken(Kind::Blessing, "birthday", "14.6x10", BLESSINGS[3].1);
    let (sheets, _) = corrected(before.clone(), after);
    assert!(text(&sheets).contains("规格 14.6×6 cm → 14.6×10 cm"), "{}", text(&sheets));
    assert!(corrected(before.clone(), before).0.is_empty(), "an ad that stays as it is needs no comparison");
    for sheet in &sheets {
        sheet.each_run(|run| {
            for glyph in &run.glyphs {
                assert!(glyph.x < Length::mm(192) && glyph.y < Length::mm(290), "{} is off the sheet", glyph.text);
            }
        });
    }
}

#[test]
fn the_statement_names_the_payers_tax_number_and_what_was_agreed() {
    let paper = paper();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let mut order = order(Kind::Notice, "lost_and_void", "7.2x3", NOTICES[5], &["cash:100"]);
    let without = text(&statement(&booked(order.clone(), paper.vat).expect("booked"), house));
    assert!(without.contains("抬头税号") && without.contains("个人免填"));
    order.customer = order.customer.with_tax_number("９1350100m000100y43").expect("a tax number");
    let booking = booked(order, paper.vat).expect("booked");
    let said = text(&statement(&booking, house));
    assert!(said.contains("91350100M000100Y43") && !said.contains("个人免填"), "{said}");
    // The shipped calendar: 15:00 on the working day before 22 January 2026.
    assert!(said.contains("截稿 2026年1月21日（周三） 15:00"), "{said}");
    for part in ["收款单位（盖章）", "已付大写", "人民币壹佰元整"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}
