//! Every published price, each card written in the format: no card has a line of code of its own.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use qishi::locale;
use trade::ad::CategoryId;
use trade::measure::Size;
use trade::money::Money;
use trade::rates::{Fee, PriceRequest, Quote, QuoteItem, RateCard, Run, VatRate, quote};
use trade::refusal::Refusal;
use trade::settings::Language;

/// The card of a paper.
pub fn card(name: &str) -> RateCard {
    let path = match name {
        "paper" => "assets/cards/qishi-2026-01.toml".to_owned(),
        name => format!("tests/rates/cards/{name}.toml"),
    };
    let text = std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a card");
    let said = |mistakes: Vec<_>| locale::mistakes(&mistakes, Language::English);
    RateCard::read(&text, &trade::ad::CategoryTable::shipped())
        .unwrap_or_else(|mistakes| panic!("{path}:\n{}", said(mistakes)))
}

/// A day in January 2026, a Thursday, and those after it.
fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 22).expect("a date") + Days::new(after)
}

/// What is asked of a card in one row of the table: `kind/category size name=value … copy:N runs:N`.
fn asked(card: &RateCard, row: &str) -> Result<Quote, Refusal> {
    let mut words = row.split_whitespace();
    let (kind, category) = words.next().and_then(|word| word.split_once('/')).expect("kind/category");
    let (mut size, mut set, mut copy, mut runs): (Option<Size>, _, _, _) = (None, BTreeMap::new(), None, Vec::new());
    for word in words {
        if let Some(count) = word.strip_prefix("copy:") {
            copy = Some("字".repeat(count.parse().expect("a number")));
        } else if let Some(text) = word.strip_prefix("words:") {
            copy = Some(text.replace('_', " "));
        } else if let Some(count) = word.strip_prefix("runs:") {
            runs = (0..count.parse().expect("a number")).map(|after| Run::on(day(after))).collect();
        } else if let Some((name, value)) = word.split_once('=') {
            set.insert(name.to_owned(), value.to_owned());
        } else {
            size = Some(card.grid.and_then(|grid| grid.size(word)).or_else(|| word.parse().ok()).expect("a size"));
        }
    }
    quote(
        card,
        &PriceRequest {
            size,
            copy: copy.as_deref(),
            runs: &runs,
            set: &set,
            category: &CategoryId::new(category).expect("an id"),
            ..PriceRequest::of(kind, day(0))
        },
    )
}

#[test]
fn every_published_price() {
    let table: &[(&str, &[(&str, &str)])] = &[
        (
            "paper",
            &[
                ("blessing/wedding 7.2x3", "299"),
                ("blessing/wedding 7.2x5", "520"),
                ("blessing/wedding 7.2x10", "999"),
                ("blessing/wedding 14.6x6", "1314"),
                ("blessing/wedding 14.6x10", "1999"),
                ("notice/court 7.2x10 runs:2", "1998"),
            ],
        ),
        (
            "youjiang",
            &[
                ("display/ 10x10 page=1", "3600"),
                ("display/ 10x10 page=1 colour=red", "4000"),
                ("display/ 10x10 page=2", "2500"),
                ("display/ 10x10 page=4 colour=red", "3200"),
                ("display/ 7.5x3.3 page=2", "618.75"),
                ("advertorial/ copy:500 page=1", "1000"),
                ("advertorial/ copy:500 page=2", "750"),
                ("zhongfeng/ copy:100", "380"),
                ("zhongfeng/ copy:37", "380"),
                ("zhongfeng/ copy:130", "434"),
                ("zhongfeng/ strip=whole page=1", "1000"),
                ("zhongfeng/ strip=whole page=4", "1000"),
                ("zhongfeng/ strip=whole term=year page=1", "800"),
                ("zhongfeng/ strip=whole term=year page=4", "800"),
                ("zhongfeng/ strip=whole term=year page=2", "600"),
                ("notice/lost_licence", "100"),
                ("notice/lost_licence pieces=3", "300"),
                ("notice/lost_card", "50"),
                ("notice/lost_card placed=page page=2 10x5", "1250"),
                ("display/ 10x10 trader=foreign page=2", "6000"),
                ("display/ 35x48 page=2", "22500"),
                ("display/ 35x48 page=2 colour=red", "25000"),
                ("display/ 35x24 page=2", "11000"),
                ("display/ 35x24 page=2 colour=red", "13000"),
                ("display/ 35x12 page=2", "5600"),
                ("display/ 35x12 page=2 colour=red", "6250"),
                ("display/ 35x6 page=2", "2800"),
                ("display/ 35x6 page=2 colour=red", "3125"),
                ("display/ 35x3 page=2", "1400"),
                ("display/ 35x3 page=2 colour=red", "1500"),
                ("display/ 35x8 page=1", "10000"),
                ("display/ 35x8 page=1 colour=red", "11200"),
                ("display/ 17x8 page=1", "4500"),
                ("display/ 17x8 page=1 colour=red", "5000"),
            ],
        ),
        (
            "kaifeng",
            &[
                ("display/ 35x5", "30000"),
                ("display/ 35x5 colour=red", "39000"),
                ("display/ 19x7", "15000"),
                ("display/ 19x7 colour=red", "19500"),
                ("display/ 35x48", "60000"),
                ("display/ 35x48 colour=red", "78000"),
                ("display/ 35x24 colour=red", "39000"),
                ("display/ 35x12 colour=red", "19500"),
                ("display/ 35x6 colour=red", "9750"),
                ("display/ 10x4", "1500"),
                ("display/ 10x4 colour=red", "1950"),
                ("family/ columns=1", "300"),
                ("family/ columns=3", "900"),
                ("family/ columns=2 colour=red", "780"),
                ("zhongfeng/ copy:13", "50"),
                ("zhongfeng/ copy:14", "100"),
                ("zhongfeng/licence", "300"),
                ("zhongfeng/invoice pieces=2", "600"),
                ("zhongfeng/seal", "300"),
                ("zhongfeng/passport", "600"),
                ("zhongfeng/vehicle", "400"),
                ("zhongfeng/cheque", "300"),
                ("zhongfeng/card", "150"),
            ],
        ),
        (
            "chongqing",
            &[
                ("notice/lost_and_void copy:1", "45"),
                ("notice/lost_and_void copy:25", "45"),
                ("notice/lost_and_void copy:26", "90"),
                ("notice/court copy:100", "180"),
                ("notice/court copy:241", "540"),
            ],
        ),
        (
            "heilongjiang",
            &[
                ("display/ 10x10", "10000"),
                ("display/ 10x10 urgency=rush", "13000"),
                ("display/ 10x10 position=chosen", "12000"),
                ("display/ 10x10 urgency=rush position=chosen", "15000"),
            ],
        ),
        (
            "farmville",
            &[("classified/ words:For_sale,_2-bedroom_house", "2.80"), ("classified/ words=10 runs:2", "14")],
        ),
        (
            "lynchburg",
            &[
                ("retail/ 1colx1in", "20"),
                ("retail/ 2colx3in", "120"),
                ("retail/ 1colx1.1in", "25"),
                ("retail/ 1colx1in runs:2", "30"),
                ("retail/ 1colx1in runs:3", "45"),
                ("retail/ 1colx1in runs:4", "52"),
                ("retail/ 1colx1in runs:5", "65"),
                ("retail/ 1colx1in runs:6", "66"),
                ("retail/ 1colx1in runs:7", "77"),
                ("retail/ 1colx1in runs:8", "80"),
                ("retail/ 1colx1in runs:10", "100"),
            ],
        ),
    ];
    for (name, rows) in table {
        let card = card(name);
        for (row, total) in *rows {
            let quoted = asked(&card, row).unwrap_or_else(|refusal| panic!("{name} {row}: {refusal:?}"));
            assert_eq!(quoted.total, total.parse().expect("an amount"), "{name} {row}: {quoted:#?}");
            assert_eq!(quoted.lines.iter().map(|line| line.amount).sum::<Money>(), quoted.total, "{name} {row}");
        }
    }
}

#[test]
fn what_no_card_prices_is_refused_with_the_way_out() {
    for (name, row, rule) in [
        ("paper", "blessing/wedding 14.4x10", "unlisted_size"),
        ("paper", "blessing/wedding", "not_a_size"),
        ("paper", "classified/ 7.2x10", "no_rate"),
        ("youjiang", "display/ 10x10", "attribute_unsaid"),
        ("youjiang", "display/ 10x10 page=7", "unknown_attribute_value"),
        ("youjiang", "display/ 10x10 pag=1", "unknown_attribute"),
        ("youjiang", "zhongfeng/ strip=whole page=2", "no_rate"),
        ("youjiang", "notice/lost_card pieces=none", "unknown_attribute_value"),
        ("kaifeng", "family/ columns=4", "too_many"),
        ("kaifeng", "zhongfeng/", "empty_copy"),
        ("lynchburg", "retail/ 5x10", "not_columns"),
    ] {
        let refused = asked(&card(name), row).expect_err(row);
        assert_eq!(refused.rule(), rule, "{name} {row}: {refused:?}");
        for language in [Language::Chinese, Language::English] {
            let said = locale::refusal(&refused, language);
            assert!(!said.message.is_empty() && !said.remedy.is_empty(), "{said:?}");
        }
    }
}

#[test]
fn terms_of_withdrawal_stand_on_the_quote() {
    let chongqing = asked(&card("chongqing"), "notice/court copy:100").expect("priced");
    let fees: Vec<Option<Money>> = chongqing.cancellation.iter().map(|term| term.amount).collect();
    assert_eq!(fees, [Some(Money::yuan(54)), None], "30 % before the deadline, impossible after it");
    let heilongjiang = asked(&card("heilongjiang"), "display/ 10x10").expect("priced");
    assert_eq!(heilongjiang.cancellation[0].amount, Some(Money::yuan(2_000)), "20 % after make-up");
    assert_eq!(heilongjiang.correction[0].fee, Fee::Free);
}

#[test]
fn the_published_tax_and_the_day_on_which_the_rate_changes() {
    let text = card("paper").text.replace(
        "[[kind]]\nid = \"blessing\"",
        "[[vat]]\nuntil = 2027-12-31\npercent = 1\n[[vat]]\nfrom = 2028-01-01\npercent = 3\n[[kind]]\nid = \"blessing\"",
    );
    let dated = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect("sound");
    let (size, wedding) = ("7.2x3".parse().ok(), CategoryId::known("wedding"));
    for (on, rate, tax) in [("2027-12-31", 10, 296), ("2028-01-01", 30, 871)] {
        let ask = PriceRequest {
            size,
            vat: Some(VatRate::GENERAL),
            category: &wedding,
            ..PriceRequest::of("blessing", on.parse().expect("a date"))
        };
        let vat = quote(&dated, &ask).expect("listed").vat.expect("split");
        assert_eq!(
            (vat.rate, vat.tax),
            (VatRate::tenths(rate), Money::fen(tax)),
            "{on}: the card's rate, not the paper's"
        );
    }
    let request =
        PriceRequest { size, category: &wedding, vat: Some(VatRate::GENERAL), ..PriceRequest::of("blessing", day(0)) };
    let vat = quote(&card("paper"), &request).expect("listed").vat.expect("split");
    assert_eq!((vat.net, vat.tax), (Money::fen(28_208), Money::fen(1_692)));
    let apart = RateCard::read(
        &text.replace("tax_included = true", "tax_included = false"),
        &trade::ad::CategoryTable::shipped(),
    )
    .expect("sound");
    let quoted = quote(&apart, &request).expect("listed");
    assert_eq!((quoted.total, quoted.vat.expect("split").tax), (Money::fen(30_199), Money::fen(299)));
    assert!(matches!(quoted.lines.last().map(|line| &line.what), Some(QuoteItem::Vat(_))));
}
