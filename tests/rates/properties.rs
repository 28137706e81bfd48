//! What holds for every quote of every card.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use trade::money::Money;
use trade::rates::{PriceRequest, Quote, RateCard, Run, VatRate, quote};
use trade::refusal::Refusal;

use super::published::card;

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + Days::new(after)
}

/// A card made up: a price by what is measured or counted, with bounds, tiers, surcharges, a discount by runs, any rounding.
fn any_card() -> impl Strategy<Value = String> {
    let price = prop_oneof![
        (1u32..5_000).prop_map(|fen| format!("per = \"cm2\"\nprice = \"{}.{:02}\"", fen / 100, fen % 100)),
        (1u32..5_000, 1u32..40).prop_map(|(fen, step)| format!(
            "per = \"character\"\nstep = {step}\nprice = \"{}.{:02}\"",
            fen / 100,
            fen % 100
        )),
        (1u32..500, 1u32..300, 1u32..400).prop_map(|(top, flat, each)| format!(
            "per = \"character\"\ntiers_are = \"slices\"\ntiers = [{{ up_to = {top}, flat = {flat} }}, {{ price = \"{}.{:02}\" }}]",
            each / 100,
            each % 100
        )),
        (1u32..90, 1u32..900).prop_map(|(minimum, cap)| format!(
            "per = \"character\"\nprice = \"0.77\"\nminimum = {minimum}\ncap = {}",
            minimum + cap
        )),
        Just("per = \"column_inch\"\nround_up_to = 0.25\nprice = 13.37".to_owned()),
        Just("per = \"piece\"\nprice = 33".to_owned()),
    ];
    let rounding = prop_oneof![
        Just("rounding = \"line\""),
        Just("rounding = \"run\"\nround_to = 0.10"),
        Just("rounding = \"total\"\nround_to = 1"),
    ];
    let discount = (1u32..30, 0u32..30, any::<bool>(), any::<bool>()).prop_map(|(low, more, further, sunday)| {
        format!(
            "[[discount]]\nid = \"runs\"\nof = \"so_far\"\nby_runs = [{{ from = 2, percent = {low} }}, {{ from = 5, percent = {} }}]\napplies_to = \"{}\"\n{}",
            low + more,
            if further { "further" } else { "all" },
            if sunday { "except_weekdays = [\"sun\"]" } else { "" },
        )
    });
    (price, rounding, 1u32..100, 0u32..60, discount).prop_map(|(price, rounding, percent, yuan, discount)| {
        let off = if yuan == 0 { String::new() } else { format!("[[discount]]\nid = \"off\"\namount = {yuan}\n") };
        format!(
            "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\ncolumn = 4\ngutter = 0.2\n{rounding}\n[[kind]]\nid = \"notice\"\n[[price]]\n{price}\n[[surcharge]]\nid = \"weekend\"\nwhen = {{ weekday = [\"sat\", \"sun\"] }}\npercent = {percent}\nof = \"price\"\n[[surcharge]]\nid = \"rush\"\nwhen = {{ deadline = \"late\" }}\npercent = 15\nof = \"so_far\"\n{discount}\n{off}"
        )
    })
}

fn ask(card: &RateCard, copy: &str, height: i64, runs: &[Run]) -> Result<Quote, Refusal> {
    let size = card.grid.and_then(|grid| grid.size(&format!("2col x {height} mm")));
    let nothing = BTreeMap::new();
    let (copy, vat) = (Some(copy), Some(VatRate::GENERAL));
    quote(card, &PriceRequest { size, copy, runs, set: &nothing, vat, ..PriceRequest::of("notice", day(0)) })
}

fn runs(days: &[(u64, bool)]) -> Vec<Run> {
    let mut seen: Vec<u64> = Vec::new();
    let fresh = days.iter().filter(|(day, _)| {
        !seen.contains(day) && {
            seen.push(*day);
            true
        }
    });
    fresh.map(|(after, late)| Run { date: Some(day(*after)), late: *late }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_quote_is_negative_its_lines_are_its_total_and_its_tax_adds_up(
        text in any_card(), length in 1usize..400, height in 5i64..300,
        days in proptest::collection::vec((0u64..40, any::<bool>()), 1..12),
    ) {
        let card = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).map_err(|m| TestCaseError::fail(format!("{m:?}\n{text}")))?;
        let runs = runs(&days);
        let quoted = ask(&card, &"字".repeat(length), height, &runs).map_err(|r| TestCaseError::fail(format!("{r:?}")))?;
        prop_assert!(quoted.total >= Money::ZERO);
        prop_assert_eq!(quoted.lines.iter().map(|line| line.amount).sum::<Money>(), quoted.total);
        let vat = quoted.vat.expect("a rate is set");
        prop_assert_eq!(vat.net + vat.tax, quoted.total);
        prop_assert!(quoted.lines.iter().all(|line| !line.rule.is_empty()));
        if card.rounding.to > Money::fen(1) {
            prop_assert_eq!(quoted.total.as_fen() % card.rounding.to.as_fen(), 0, "rounded as the card says");
        }
    }

    #[test]
    fn the_order_of_runs_does_not_matter_and_the_same_quote_comes_again(
        text in any_card(), length in 1usize..400,
        days in proptest::collection::vec((0u64..40, any::<bool>()), 1..12),
    ) {
        let card = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect("sound");
        let copy = "字".repeat(length);
        let (forward, mut backward) = (runs(&days), runs(&days));
        backward.reverse();
        let quoted = ask(&card, &copy, 50, &forward);
        prop_assert_eq!(&quoted, &ask(&card, &copy, 50, &backward));
        // A card that was written out and read again, as from the books of years ago, prices the same.
        let again = RateCard::read(&card.text, &trade::ad::CategoryTable::shipped()).expect("sound");
        prop_assert_eq!(&quoted, &ask(&again, &copy, 50, &forward));
    }

    #[test]
    fn a_booking_split_in_two_never_costs_less(
        text in any_card(), length in 1usize..400, cut in 1usize..11,
        days in proptest::collection::vec((0u64..40, any::<bool>()), 2..12),
    ) {
        let card = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect("sound");
        let copy = "字".repeat(length);
        let mut all = runs(&days);
        all.sort_unstable();
        let cut = cut.min(all.len().saturating_sub(1));
        prop_assume!(cut > 0);
        let total = |runs: &[Run]| ask(&card, &copy, 50, runs).map(|quote| quote.total);
        let (whole, first, second) = (total(&all), total(&all[..cut]), total(&all[cut..]));
        // What rounding may make of two bookings instead of one, a run at a time.
        let slack = Money::fen(card.rounding.to.as_fen() * 2 * all.len() as i64);
        let parts = first.expect("priced") + second.expect("priced") + slack;
        prop_assert!(parts >= whole.clone().expect("priced"), "{:?} < {:?}\n{}", parts, whole, text);
    }

    #[test]
    fn more_copy_and_more_space_never_cost_less(text in any_card(), length in 1usize..300, more in 0usize..100, height in 5i64..200) {
        let card = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect("sound");
        let run = [Run::on(day(0))];
        let small = ask(&card, &"字".repeat(length), height, &run).expect("priced").total;
        let large = ask(&card, &"字".repeat(length + more), height + more as i64, &run).expect("priced").total;
        prop_assert!(large >= small);
    }

    #[test]
    fn every_published_card_quotes_the_same_for_ever(runs in 1u64..30) {
        for (name, kind, size) in [("paper", "blessing", "7.2x10"), ("heilongjiang", "display", "10x10")] {
            let card = card(name);
            let dates: Vec<Run> = (0..runs).map(|after| Run::on(day(after))).collect();
            let request = PriceRequest { size: size.parse().ok(), runs: &dates, ..PriceRequest::of(kind, day(0)) };
            let quoted = quote(&card, &request).expect("listed");
            prop_assert_eq!(&quote(&card, &request).expect("listed"), &quoted);
            prop_assert_eq!(quoted.lines.len(), 1, "runs that are alike are one line");
        }
    }
}
