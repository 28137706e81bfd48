use proptest::prelude::*;

use super::{Gram, Query, SearchField, grams, pinyin};
use crate::booking::{Number, Row};
use trade::ad::{CategoryId, Kind};
use trade::ids::PersonName;
use trade::measure::Size;
use trade::money::Money;

pub(super) fn row(customer: &str, phone: &str, copy: &str, total: i64) -> Row {
    Row {
        number: Number { day: "2026-01-20".parse().expect("a day"), serial: 7 },
        taken_at: "2026-01-20T10:00:00+08:00".parse().expect("a time"),
        taken_by: PersonName::known("王敏"),
        kind: Kind::Notice,
        category: CategoryId::known("lost_and_void"),
        size: "7.2x3".parse::<Size>().expect("a size"),
        customer: customer.to_owned(),
        phone: phone.to_owned(),
        copy: copy.to_owned(),
        runs: Vec::new(),
        withdrawn: Vec::new(),
        total: Money::fen(total),
        fee: Money::ZERO,
        by_method: std::collections::BTreeMap::new(),
        paid: Money::ZERO,
        on_account: Money::ZERO,
        owing: Money::ZERO,
        overpaid: Money::ZERO,
        signed: None,
        open: Vec::new(),
    }
}

fn found(text: &str, row: &Row) -> Option<(SearchField, String)> {
    let query = Query::read(text)?;
    let hit = query.hit(row).map(|hit| (hit.field, hit.text));
    assert!(hit.is_none() || is_candidate(&query, row), "{text:?} is found and is no candidate");
    hit
}

/// Whether a row's grams fulfil what a query wants.
fn is_candidate(query: &Query, row: &Row) -> bool {
    let has = grams(row);
    let all = |one: &Vec<Gram>| one.iter().all(|gram| has.contains(gram));
    query.wanted().0.iter().all(|alternatives| alternatives.iter().any(all))
}

#[test]
fn a_booking_is_found_by_each_thing_that_is_remembered_of_it() {
    let row = row(
        "重庆云帆渔具有限公司",
        "0532-8818 7720",
        "开庭公告\n案号为（2026）鲁0203民初２１１０号，Sunny Co. 已受理。",
        131_400,
    );
    for (text, field) in [
        ("B20260120-0007", SearchField::Number),
        ("0120-0007", SearchField::Number),
        ("7720", SearchField::Phone),
        ("0532-88187720", SearchField::Phone),
        ("８８１８", SearchField::Phone),
        ("云帆", SearchField::Name),
        ("開庭公告", SearchField::Copy),
        ("zqyf", SearchField::Name),
        ("cq", SearchField::Name),
        ("chongqi", SearchField::Name),
        ("zhongqyunf", SearchField::Name),
        ("yfyj", SearchField::Name),
        ("1314", SearchField::Amount),
        ("¥1,314.00", SearchField::Amount),
        ("(2026)鲁0203民初2110号", SearchField::Copy),
        ("〔2026〕鲁", SearchField::Copy),
        ("公告 受理", SearchField::Copy),
        ("sunnyco", SearchField::Copy),
        ("开 庭 受 理 云帆", SearchField::Copy),
        // The first word says where: 公 is also of 公司.
        ("公 告 受 理 云帆", SearchField::Name),
    ] {
        assert_eq!(found(text, &row).map(|(field, _)| field), Some(field), "{text}");
    }
    for text in ["0008", "7721", "云航", "zf", "chq2", "1314.01", "公告受理", "云帆 天津", "2111号"] {
        assert_eq!(found(text, &row), None, "{text}");
    }
}

#[test]
fn a_hit_shows_the_words_around_it() {
    let row = row(
        "王敏",
        "13800000466",
        "遗失声明\n王小敏遗失居民身份证一张，自遗失之日起不承担被他人冒用的责任，声明作废。",
        29_900,
    );
    let shown = found("身份证", &row).expect("found").1;
    assert_eq!(shown, "遗失声明 王小敏遗失居民身份证一张，自遗失之日起不承担");
    assert_eq!(found("138 0466", &row), Some((SearchField::Phone, "13800000466".to_owned())), "two words");
}

#[test]
fn less_than_two_characters_are_nothing_to_search_for() {
    for text in ["", "  ", "王", "1", "王 李", "（", "\u{200b}王"] {
        assert_eq!(Query::read(text), None, "{text:?}");
    }
    assert!(Query::read("王敏 一").is_some());
}

#[test]
fn every_reading_of_a_name_counts() {
    let name: Vec<char> = "单重".chars().collect();
    for letters in ["dz", "sc", "cz", "shanz", "danchong", "chanc"] {
        assert!(pinyin::stands_in(&letters.chars().collect::<Vec<_>>(), &name), "{letters}");
    }
    assert!(!pinyin::stands_in(&['d', 'x'], &name));
    assert!(pinyin::stands_in(&['l', 'v'], &['吕']), "ü is typed v");
}

proptest! {
    /// Whatever part of a booking is typed, it is found and is a candidate of the index.
    #[test]
    fn every_part_of_a_booking_is_found(
        name in "[王李重单吕敏涛A-C0-9（）]{2,8}",
        phone in "1[3-9][0-9]{9}",
        copy in "[遗失声明公告〔（2026民初abc \n０-９]{2,40}",
        total in 0_i64..300_000,
        which in 0_usize..4,
        at in 0_usize..40,
        length in 2_usize..9,
    ) {
        let row = row(&name, &phone, &copy, total);
        let texts = [name, phone, copy, row.number.to_string()];
        let chars: Vec<char> = texts[which].chars().collect();
        let at = at % chars.len();
        let part: String = chars[at..(at + length).min(chars.len())].iter().collect();
        if let Some(query) = Query::read(&part) {
            prop_assert!(query.hit(&row).is_some(), "{part:?} in {row:?}");
            prop_assert!(is_candidate(&query, &row), "{part:?} in {row:?}");
        }
    }

    /// Letters that stand in a name are made of its pairs, whatever is typed of each reading.
    #[test]
    fn letters_of_a_name_are_among_its_pairs(name in "[重单吕敏涛行长乐]{1,5}", letters in "[a-z]{2,9}", takes in prop::collection::vec(0_usize..7, 5)) {
        let name: Vec<char> = name.chars().collect();
        let typed: String = name.iter().zip(&takes).map(|(c, take)| {
            let all = pinyin::readings(*c);
            let reading = &all[take % all.len()];
            if take % 2 == 0 { reading.clone() } else { reading[..1].to_owned() }
        }).collect();
        for letters in [letters, typed.clone()] {
            let letters: Vec<char> = letters.chars().collect();
            let pairs = pinyin::pairs(&name);
            if pinyin::stands_in(&letters, &name) {
                prop_assert!(letters.windows(2).all(|pair| pairs.contains(&[pair[0], pair[1]])), "{letters:?}");
            }
        }
        prop_assert!(pinyin::stands_in(&typed.chars().collect::<Vec<_>>(), &name), "{typed}");
    }
}
