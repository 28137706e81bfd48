//! The search beside a look at every ad of a small world, and at every price for each: what is reached, and what a quote takes.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::rhythms::ANY_PLACE;
use super::{CATEGORY, Cover, DAYS, DeskKinds, RHYTHM, Region};
use crate::ad::{CategoryId, CategoryTable};
use crate::measure::Size;
use crate::rates::index::PriceIndex;
use crate::rates::spans::{AREA, DAY, HEIGHT, PLACE, RUNS, SPANS, WIDTH, day, of_size};
use crate::rates::{Amount, Price, PriceRequest, RateCard, Run, quote};

const HEAD: &str = "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\n[[kind]]\nid = \"notice\"\n[[kind]]\nid = \"display\"\n[[category]]\nkind = \"display\"\nid = \"front\"\n[[attribute]]\nid = \"a\"\nvalues = [\"1\", \"2\", \"3\"]\n[[attribute]]\nid = \"b\"\nvalues = [{ id = \"week\", weekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"] }, { id = \"end\", weekdays = [\"sat\", \"sun\"] }, { id = \"holiday\", dates = [2026-01-02] }]\n[[customer]]\nid = \"c\"\nnames = [\"c\"]\n[[customer]]\nid = \"d\"\nnames = [\"d\"]\n";

/// The conditions of a price, by the things that this world varies.
fn condition(of: usize) -> BoxedStrategy<String> {
    let one = |lines: &[&'static str]| proptest::sample::select(lines.to_vec()).prop_map(str::to_owned).boxed();
    match of {
        0 => one(&[
            "",
            "kinds = [\"notice\"]",
            "kinds = [\"display\"]",
            "categories = [\"front\"]",
            "categories = [\"court\"]",
        ]),
        1 => one(&["", "when.a = \"1\"", "when.a = [\"1\", \"2\"]", "when.a = \"3\"", "when.a = [\"3\", \"2\"]"]),
        2 => one(&["", "until = 2026-01-02", "from = 2026-01-03", "from = 2026-01-02\nuntil = 2026-01-02"]),
        3 => one(&[
            "",
            "most_runs = 2",
            "least_runs = 3",
            "to_run = 1",
            "from_run = 2",
            "to_run = 2\nleast_runs = 2",
            "from_run = 2\nto_run = 2",
            "from_run = 6\nto_run = 6",
        ]),
        4 => {
            one(&["", "every_run = 2", "every_run = 3", "every_run = 4", "every_run = 2\nmost_runs = 3", "to_run = 4"])
        }
        5 => one(&["", "most_width = 6", "least_width = 6", "most_height = 4", "least_area = 20", "most_area = 20"]),
        6 => one(&["", "customers = [\"c\"]", "customers = [\"d\"]", "customers = [\"c\", \"d\"]"]),
        _ => one(&[
            "",
            "when.weekday = \"thu\"",
            "when.weekday = [\"fri\", \"sat\"]",
            "when.b = \"week\"",
            "when.b = [\"end\", \"holiday\"]",
            "when.b = \"holiday\"",
        ]),
    }
}

const WORLD: usize = 8;

/// The days of the world: each sort of day behind the third too, up to which the dates of [`condition`] differ.
const DATES: [&str; 10] = [
    "2026-01-01",
    "2026-01-02",
    "2026-01-03",
    "2026-01-04",
    "2026-01-05",
    "2026-01-06",
    "2026-01-07",
    "2026-01-08",
    "2026-01-09",
    "2026-01-10",
];

/// A price: its conditions, and whether it is of listed blocks.
fn price(varied: [usize; 3]) -> impl Strategy<Value = String> {
    let amount = prop_oneof![
        3 => Just("per = \"run\"\nprice = 1"),
        1 => Just("per = \"block\"\nsizes = [{ size = \"5x3\", price = 1 }, { size = \"7x5\", price = 2 }]"),
        1 => Just("per = \"block\"\nsizes = [{ size = \"7x5\", price = 2 }]"),
    ];
    let amount = if varied.contains(&5) { amount.boxed() } else { Just("per = \"run\"\nprice = 1").boxed() };
    let on = varied.map(condition);
    (on, amount).prop_map(|(on, amount)| format!("{}\n{amount}\n", on.join("\n")))
}

fn prices() -> impl Strategy<Value = ([usize; 3], Vec<String>)> {
    let varied = proptest::sample::subsequence((0..WORLD).collect::<Vec<_>>(), 3);
    varied.prop_flat_map(|varied| {
        let varied = [varied[0], varied[1], varied[2]];
        (Just(varied), proptest::collection::vec(price(varied), 1..7))
    })
}

/// A card of these prices, whether they can be had or not; none where one could not be had even by itself.
fn card(prices: &[String]) -> Option<RateCard> {
    let mut all: Vec<Price> = Vec::new();
    let mut made: Option<RateCard> = None;
    for (at, price) in prices.iter().enumerate() {
        // By itself each price is sound, beside one for the kinds that it may leave without any.
        let alone = format!("{HEAD}[[price]]\nid = \"p{at}\"\n{price}");
        let alone = RateCard::read(&alone, &crate::ad::CategoryTable::shipped()).or_else(|_| {
            RateCard::read(
                &format!("{alone}[[price]]\nid = \"rest\"\nper = \"piece\"\nprice = 9\n"),
                &crate::ad::CategoryTable::shipped(),
            )
        });
        let alone = alone.ok()?;
        all.extend(alone.prices.iter().filter(|price| price.id != "rest").cloned());
        made = Some(alone);
    }
    let mut card = made.expect("a price");
    card.prices = all;
    card.index = PriceIndex::of(&card.prices, &card.attributes, &card.customers);
    Some(card)
}

/// An ad of the world.
#[derive(Debug)]
struct Ad {
    kind: &'static str,
    category: &'static str,
    value: &'static str,
    on: &'static str,
    runs: usize,
    size: &'static str,
    customer: &'static str,
}

/// One size for each way in which the bounds of [`condition`] can be met together: width below, at and above 6 cm, height up to 4 cm and
/// above, area below, at and above 20 cm², as far as such a size exists.
const SIZES: [&str; 14] =
    ["5x3", "5x4", "5.5x3.8", "2x9", "4x5", "5x5", "6x3", "6x4", "6x5", "7x2", "8x2.5", "7x3.5", "7x5", "9x9"];

fn world(varied: [usize; 3]) -> Vec<Ad> {
    let all = |of: &[usize]| of.iter().any(|one| varied.contains(one));
    let few = |open: bool, words: &[&'static str]| if open { words.to_vec() } else { words[..1].to_vec() };
    let mut ads = Vec::new();
    let kinds = [("notice", ""), ("notice", "court"), ("display", ""), ("display", "front")];
    for (kind, category) in &kinds[..if all(&[0]) { 4 } else { 1 }] {
        for value in few(all(&[1]), &["1", "2", "3"]) {
            for on in few(all(&[2, 7]), &DATES[..if all(&[7]) { 10 } else { 3 }]) {
                for runs in 1..=if all(&[4]) {
                    12
                } else if all(&[3]) {
                    6
                } else {
                    1
                } {
                    for size in few(all(&[5]), &SIZES) {
                        for customer in few(all(&[6]), &["", "c", "d"]) {
                            ads.push(Ad { kind, category, value, on, runs, size, customer });
                        }
                    }
                }
            }
        }
    }
    ads
}

/// Whether a price holds for a run of an ad, whatever sizes it lists.
fn holds(price: &Price, ad: &Ad, place: usize) -> bool {
    fn any<T: AsRef<str>>(list: &[T], word: &str) -> bool {
        list.is_empty() || list.iter().any(|one| one.as_ref() == word)
    }
    let date: NaiveDate = ad.on.parse().expect("a date");
    let weekday = date.weekday().to_string().to_lowercase();
    let value = |id: &str| match id {
        "a" => ad.value,
        "weekday" => weekday.as_str(),
        _ if ad.on == "2026-01-02" => "holiday",
        _ if ["sat", "sun"].contains(&weekday.as_str()) => "end",
        _ => "week",
    };
    let on = &price.on;
    any(&on.kinds, ad.kind)
        && any(&on.categories, ad.category)
        && on.when.iter().all(|(id, values)| any(values, value(id)))
        && on.spans().iter().zip(numbers(ad, place)).all(|((low, high), number)| (*low..=*high).contains(&number))
        && on.every_run.is_none_or(|every| place.is_multiple_of(every as usize))
        && any(&on.customers, ad.customer)
}

/// The numbers of a run of an ad.
fn numbers(ad: &Ad, place: usize) -> [i64; SPANS] {
    let [width, height, area] = of_size(ad.size.parse().expect("a size"));
    let mut numbers = [0; SPANS];
    numbers[DAY] = day(ad.on.parse().expect("a date"));
    (numbers[RUNS], numbers[PLACE]) = (ad.runs as i64, place as i64);
    (numbers[WIDTH], numbers[HEIGHT], numbers[AREA]) = (width, height, area);
    numbers
}

/// The price that comes first for a run of an ad, with the size where it lists it.
fn first<'c>(card: &'c RateCard, ad: &Ad, place: usize) -> Option<(&'c Price, Option<Size>)> {
    let size: Size = ad.size.parse().expect("a size");
    let holds = |price: &&Price| {
        let listed = match &price.rate.amount {
            Amount::Blocks(blocks) => blocks.iter().any(|block| block.size == size),
            _ => true,
        };
        listed && holds(price, ad, place)
    };
    let contract = card.prices.iter().filter(|price| !price.on.customers.is_empty()).find(holds);
    let found = contract.or_else(|| card.prices.iter().filter(|price| price.on.customers.is_empty()).find(holds))?;
    Some((found, matches!(found.rate.amount, Amount::Blocks(_)).then_some(size)))
}

/// A run of an ad as a region of nothing else, of any place.
fn point(cover: &Cover, ad: &Ad, place: usize) -> Region {
    let at = |thing: usize, word: &str| cover.things[thing].values.iter().position(|value| value == word);
    let mut values = vec![None; cover.things.len()];
    let one = |at: usize| Some(Rc::from([u32::try_from(at).expect("few")]));
    values[CATEGORY] = one(at(CATEGORY, ad.category).unwrap_or(0));
    values[RHYTHM] = Some(Rc::from([ANY_PLACE]));
    let spans = numbers(ad, place).map(|number| (number, number));
    values[DAYS] =
        (0..cover.days.sorts() as u32).find(|sort| cover.days.meets(&[*sort], spans[DAY])).map(|sort| Rc::from([sort]));
    for (thing, value) in values.iter_mut().enumerate().skip(DAYS + 1) {
        *value = one(at(thing, ad.value).expect("a value"));
    }
    Region { values, spans }
}

/// Whether each price of a card is reached, by its place.
fn reached(prices: &[&str]) -> Vec<bool> {
    let card = card(&prices.iter().map(|on| format!("{on}\nper = \"run\"\nprice = 1\n")).collect::<Vec<_>>());
    let kinds = CategoryTable::shipped();
    let cover = Cover::of(&card.expect("sound prices"), &DeskKinds { kinds: &kinds }, true);
    cover.reached().expect("a small card")
}

/// The cases of a notice without a price.
fn holes(prices: &[&str]) -> Vec<String> {
    let card = card(&prices.iter().map(|on| format!("{on}\nper = \"run\"\nprice = 1\n")).collect::<Vec<_>>());
    let kinds = CategoryTable::shipped();
    let cover = Cover::of(&card.expect("sound prices"), &DeskKinds { kinds: &kinds }, false);
    cover.holes(0, 9).iter().map(|hole| cover.said(0, hole)).collect()
}

/// The second run is one of every second: what the first price takes of it nobody else has.
#[test]
fn a_place_is_no_ad_where_no_run_at_it_has_its_rhythm() {
    let of = |on: &str| format!("customers = [\"c\"]\n{on}");
    let prices =
        ["from_run = 2\nevery_run = 2\nmost_runs = 3", "least_runs = 3\nto_run = 4", "from_run = 2\nto_run = 4"];
    let prices = prices.map(of);
    assert_eq!(reached(&prices.each_ref().map(String::as_str)), [true, true, false]);
    // The sixth run is one of every second and of every third.
    assert_eq!(reached(&["every_run = 2", "every_run = 3\nfrom_run = 6\nto_run = 6"]), [true, false]);
    assert_eq!(reached(&["every_run = 2", "every_run = 3\nfrom_run = 6\nto_run = 9"]), [true, true]);
}

/// 1 January 2026 is a Thursday, the day after it a holiday.
#[test]
fn a_day_is_no_ad_where_it_is_not_of_its_sort() {
    assert_eq!(reached(&["until = 2026-01-01\nwhen.weekday = \"thu\"", "until = 2026-01-01"]), [true, false]);
    assert_eq!(reached(&["until = 2026-01-01\nwhen.weekday = \"thu\"", "until = 2026-01-02"]), [true, true]);
    let holiday = "from = 2026-01-02\nuntil = 2026-01-02";
    assert_eq!(reached(&["when.b = \"holiday\"", holiday]), [true, false]);
}

/// The same of a surcharge: on a Thursday there is none for Fridays.
#[test]
fn a_surcharge_for_a_day_that_is_not_of_its_sort_is_a_mistake() {
    let with = |on: &str| {
        let price = "[[price]]\nper = \"run\"\nprice = 1\n";
        let card = format!("{HEAD}{price}[[surcharge]]\nid = \"s\"\npercent = 5\nof = \"price\"\n{on}\n");
        RateCard::read(&card, &CategoryTable::shipped()).map(drop).map_err(|mistakes| mistakes.len())
    };
    assert_eq!(with("until = 2026-01-01\nwhen.weekday = \"fri\""), Err(1));
    assert_eq!(with("until = 2026-01-01\nwhen.weekday = \"thu\""), Ok(()));
    assert_eq!(with("until = 2026-01-02\nwhen.b = \"end\""), Err(1));
    assert_eq!(with("until = 2026-01-03\nwhen.b = \"end\""), Ok(()));
}

#[test]
fn a_case_without_a_price_is_told_where_some_run_has_none() {
    let apart = ["to_run = 1", "from_run = 3"];
    let with = |on: &'static str| holes(&[apart[0], apart[1], on]);
    assert_eq!(holes(&apart), ["notice, run = 2"]);
    assert_eq!(with("every_run = 2"), Vec::<String>::new());
    assert_eq!(with("every_run = 2\ncategories = [\"court\"]").len(), 1);
    assert_eq!(holes(&["to_run = 1", "every_run = 2"]), ["notice, run ≥ 2"]);
    assert_eq!(holes(&["until = 2026-01-01\nwhen.weekday = \"thu\"", "from = 2026-01-02"]), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_reached_and_what_a_quote_takes_are_as_a_look_at_every_ad_and_price_says((varied, prices) in prices()) {
        let card = card(&prices);
        prop_assume!(card.is_some());
        let card = card.expect("sound");
        let kinds = CategoryTable::shipped();
        let cover = Cover::of(&card, &DeskKinds { kinds: &kinds }, true);
        let mut had: BTreeSet<(String, Option<Size>)> = BTreeSet::new();
        for ad in world(varied) {
            let runs = vec![Run::on(ad.on.parse().expect("a date")); ad.runs];
            let set: BTreeMap<String, String> = [("a".to_owned(), ad.value.to_owned())].into();
            let customers = [ad.customer];
            let request = PriceRequest {
                runs: &runs,
                set: &set,
                customers: &customers,
                size: ad.size.parse().ok(),
                category: &CategoryId::known(ad.category),
                ..PriceRequest::of(ad.kind, runs[0].date.expect("dated"))
            };
            let expected: Vec<_> = (1..=ad.runs).map(|place| first(&card, &ad, place)).collect();
            had.extend(expected.iter().flatten().map(|(price, size)| (price.id.clone(), *size)));
            let taken: Option<BTreeSet<&str>> = expected.iter().map(|one| Some(one.as_ref()?.0.id.as_str())).collect();
            let quoted = quote(&card, &request).ok();
            let quoted = quoted.as_ref().map(|quote| quote.lines.iter().map(|line| line.rule.as_str()).collect());
            prop_assert_eq!(quoted, taken, "{:?}\n{}", ad, prices.join("\n"));
        }
        let reached = cover.reached().expect("a small card");
        for (entry, reached) in cover.entries.iter().zip(&reached) {
            let had = had.contains(&(card.prices[entry.price].id.clone(), entry.size));
            prop_assert_eq!(*reached, had, "{:?} of price {}\n{}", entry.size, entry.price, prices.join("\n"));
        }
        // What hides the others is reached itself, stands before them, and leaves them nothing.
        for entry in (0..reached.len()).filter(|at| !reached[*at] && !cover.excludes_itself(*at)) {
            let hiding = cover.hiding(entry, &reached);
            prop_assert!(!hiding.is_empty() && hiding.iter().all(|other| *other < entry && reached[*other]));
            for (_, cell) in cover.cells(entry) {
                let hiding: Vec<usize> = hiding.iter().copied().collect();
                prop_assert!(cover.open(&cell, &hiding, 1).0.is_empty(), "{}", prices.join("\n"));
            }
        }
        // Each run without a price, whatever its size, lies in a case that is told; and such a case has one.
        let cover = Cover::of(&card, &DeskKinds { kinds: &kinds }, false);
        let holes = [cover.holes(0, 10_000), cover.holes(1, 10_000)];
        let mut priced: [Vec<Option<bool>>; 2] = [0, 1].map(|kind: usize| vec![None; holes[kind].len()]);
        for ad in world(varied).iter().filter(|ad| ad.customer.is_empty()) {
            let kind = usize::from(ad.kind == "display");
            for place in 1..=ad.runs {
                let has = card.prices.iter().any(|price| holds(price, ad, place));
                let point = point(&cover, ad, place);
                let own: Vec<usize> = (0..holes[kind].len()).filter(|at| point.meets(&holes[kind][*at])).collect();
                prop_assert!(has || !own.is_empty(), "{:?} {}\n{}", ad, place, prices.join("\n"));
                own.iter().for_each(|at| priced[kind][*at] = Some(has && priced[kind][*at] != Some(false)));
            }
        }
        for (kind, holes) in holes.iter().enumerate() {
            // Further runs are not of this world.
            for (hole, priced) in holes.iter().zip(&priced[kind]).filter(|(hole, _)| hole.spans[PLACE].1 <= 6) {
                prop_assert!(*priced != Some(true), "{}\n{}", cover.said(kind, hole), prices.join("\n"));
            }
        }
    }
}

/// The shapes in which prices overlap that cost the most: each is looked through within the steps, and nothing is called unreached.
#[test]
fn ten_thousand_prices_that_overlap_are_looked_through() {
    let many = 10_000;
    let date = |at: u64| chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + chrono::Days::new(at);
    type Shape = (&'static str, Box<dyn Fn(u64) -> String>);
    let shapes: [Shape; 7] = [
        ("each within the next", Box::new(move |at| format!("until = {}", date(at)))),
        (
            "each from the last day of the one before",
            Box::new(move |at| format!("from = {}\nmost_runs = {}", date(at), at + 1)),
        ),
        ("sizes within sizes", Box::new(|at| format!("most_width = {}.{:03}", 1 + at / 1000, at % 1000))),
        (
            "a width and a height each",
            Box::new(|at| {
                format!(
                    "most_width = {}.{:02}\nmost_height = {}.{:02}",
                    1 + at / 100,
                    at % 100,
                    200 - at / 100,
                    99 - at % 100
                )
            }),
        ),
        ("runs", Box::new(|at| format!("most_runs = {}", at + 1))),
        ("areas", Box::new(|at| format!("least_area = {}\nmost_area = {}", at * 2, at * 2 + 3))),
        ("customers", Box::new(|at| format!("customers = [\"c{at}\"]"))),
    ];
    for (name, on) in shapes {
        let head = HEAD.split_once("[[customer]]").expect("there").0;
        let customers: String = if name == "customers" {
            (0..many).map(|at| format!("[[customer]]\nid = \"c{at}\"\nnames = [\"n{at}\"]\n")).collect()
        } else {
            String::new()
        };
        let prices: String = (0..many).map(|at| format!("[[price]]\n{}\nper = \"run\"\nprice = 5\n", on(at))).collect();
        let rest = if name == "customers" { "[[price]]\nper = \"run\"\nprice = 1\n" } else { "" };
        let card = RateCard::read(&format!("{head}{customers}{prices}{rest}"), &crate::ad::CategoryTable::shipped());
        let card = card.unwrap_or_else(|mistakes| panic!("{name}: {:?}", &mistakes[..2]));
        assert!(card.reach_known, "{name}");
    }
}
