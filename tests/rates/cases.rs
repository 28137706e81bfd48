//! Inputs that went wrong once: each row of a table of cases, with what must come of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use qishi::locale;
use trade::money::Money;
use trade::rates::{
    EarlierBooking, History, Manual, ManualPrice, PriceRequest, Quantity, Quote, RateCard, Remark, Run, quote,
};
use trade::refusal::{PriceTrouble, Refusal};
use trade::settings::Language;

const HEAD: &str = "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\ncolumn = 7.2\ngutter = 0.2\n[[kind]]\nid = \"notice\"\n";

fn read(rest: &str) -> Result<RateCard, String> {
    RateCard::read(&format!("{HEAD}{rest}"), &trade::ad::CategoryTable::shipped())
        .map_err(|mistakes| locale::mistakes(&mistakes, Language::Chinese))
}

fn card(rest: &str) -> RateCard {
    read(rest).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// What is said of a mistaken card; the line is that of the words `at`.
fn told(rest: &str, at: &str) -> String {
    let said = read(rest).expect_err(rest);
    let whole = format!("{HEAD}{rest}");
    let line = whole[..whole.find(at).unwrap_or_else(|| panic!("{at}"))].matches('\n').count() + 1;
    assert!(said.contains(&format!("第 {line} 行")), "{at}, line {line}:\n{said}");
    said
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn set(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn priced(card: &RateCard, pairs: &[(&str, &str)], runs: &[Run]) -> Result<Quote, Refusal> {
    quote(card, &PriceRequest { set: &set(pairs), runs, ..PriceRequest::of("notice", day("2026-01-22")) })
}

const PLAIN: &str = "[[price]]\nper = \"run\"\nprice = 100\n";

#[test]
fn a_price_of_the_wrong_type_is_a_mistake_with_its_line() {
    for value in ["[500]", "true", "0x32", "{ }", "2026-01-01", "{ a = 1 }", "[]", "\"\"", "1e3", "15:00:00", "-5"] {
        let price = format!("price = {value}");
        told(&format!("[[price]]\ncategories = [\"court\"]\nper = \"run\"\n{price}\n{PLAIN}"), &price);
        let amount = format!("amount = {value}");
        told(&format!("{PLAIN}[[surcharge]]\n{amount}\n"), &amount);
        let tier = format!("{{ {price} }}");
        told(
            &format!(
                "[[price]]\nper = \"character\"\ntiers_are = \"slices\"\ntiers = [{{ up_to = 5, price = 1 }},\n {tier}]\n"
            ),
            &tier,
        );
    }
    for (key, rest) in [
        ("by_runs = []", format!("{PLAIN}[[discount]]\nof = \"price\"\nby_runs = []\n")),
        ("by_amount = []", format!("{PLAIN}[[discount]]\nby_amount = []\n")),
        ("by_count = []", format!("{PLAIN}[[discount]]\nof = \"price\"\nper = \"character\"\nby_count = []\n")),
        ("when = {}", format!("{PLAIN}[[surcharge]]\nwhen = {{}}\namount = 5\n")),
        ("tiers = []", "[[price]]\nper = \"character\"\ntiers_are = \"slices\"\ntiers = []\n".to_owned()),
        ("sizes = []", "[[price]]\nper = \"block\"\nsizes = []\n".to_owned()),
    ] {
        let said = told(&rest, key);
        assert_eq!(said.lines().count(), 1, "one mistake is told once:\n{said}");
    }
    let text = format!("{HEAD}{PLAIN}").replacen("column = 7.2", "sizes = []\ncolumn = 7.2", 1);
    assert!(RateCard::read(&text, &trade::ad::CategoryTable::shipped()).is_err(), "sizes at the head");
    // A key that the row has no use for does not pass either.
    for key in ["free = true", "for_runs = 2", "price = 3", "price_from = 1"] {
        told(&format!("{PLAIN}[[surcharge]]\namount = 5\n{key}\n"), key);
    }
    told(
        &format!(
            "{PLAIN}[[discount]]\nof = \"price\"\nper = \"character\"\nminimum = 5\nby_count = [{{ from = 1, percent = 2 }}]\n"
        ),
        "minimum = 5",
    );
}

#[test]
fn what_does_not_print_is_not_counted() {
    let card = card("[[price]]\nper = \"character\"\nprice = 1\n");
    for (copy, count) in [
        ("一\u{200b}二\u{200b}三", 3),
        ("葛\u{e0100}", 1),
        ("e\u{301}", 1),
        ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 1),
        ("🇨🇳", 1),
        ("\u{feff}一\u{202e}二", 2),
    ] {
        let quoted = quote(&card, &PriceRequest { copy: Some(copy), ..PriceRequest::of("notice", day("2026-01-22")) });
        assert_eq!(quoted.expect("priced").total, Money::yuan(count), "{copy}");
        assert_eq!(trade::ad::characters(copy), count as usize, "the desk counts as the quote does: {copy}");
    }
}

#[test]
fn nothing_is_settled_silently() {
    let dated = format!("{PLAIN}[[surcharge]]\nid = \"late\"\nwhen = {{ deadline = \"late\" }}\namount = 50\n");
    let late = [Run { date: Some(day("2026-01-23")), late: true }];
    let refused = priced(&card(&dated), &[("deadline", "in_time")], &late).expect_err("a contradiction");
    assert_eq!(refused.rule(), "said_twice");
    assert_eq!(priced(&card(&dated), &[("deadline", "late")], &late).expect("priced").total, Money::yuan(150));
    let contract = "[[customer]]\nid = \"court\"\nnames = [\"青岛（市南）法院\"]\n[[price]]\ncustomers = [\"court\"]\nper = \"run\"\nprice = 60\n";
    let contract = card(&format!("{contract}{PLAIN}"));
    for (name, yuan) in [
        ("青岛(市南)法院", 60),
        ("青岛（市南）法院", 60),
        (" 青岛〔市南〕 法院 ", 60),
        ("青岛(市南)法院二庭", 100),
        ("", 100),
    ] {
        let quoted =
            quote(&contract, &PriceRequest { customers: &[name], ..PriceRequest::of("notice", day("2026-01-22")) });
        assert_eq!(quoted.expect("priced").total, Money::yuan(yuan), "{name}");
    }
    let twice = "[[customer]]\nid = \"a\"\nnames = [\"青岛（市南）法院\"]\n[[customer]]\nid = \"b\"\nnames = [\"青岛(市南)法院\"]\n";
    told(&format!("{twice}{PLAIN}"), "names = [\"青岛(市南)法院\"]");
}

#[test]
fn a_bound_is_met_and_not_passed() {
    let by = |price: &str, clerk: &str, agreed: ManualPrice| {
        let card = card(&format!("[[price]]\nper = \"run\"\nprice = {price}\n[manual]\nclerk_percent = {clerk}\n"));
        let manual = Manual { price: agreed, reason: "老客户".to_owned(), approved_by: "".into() };
        quote(&card, &PriceRequest { manual: Some(&manual), ..PriceRequest::of("notice", day("2026-01-22")) })
    };
    let percent = |text: &str| ManualPrice::Discount(Quantity(text.parse().expect("a number")));
    for price in ["17.50", "45.10", "60.50", "0.01", "999.99"] {
        assert!(by(price, "5", percent("5")).is_ok(), "{price}");
    }
    assert!(by("299", "3.33", percent("3.33")).is_ok());
    let refused = by("299", "3.33", percent("3.34")).expect_err("beyond it");
    assert!(
        matches!(&refused, Refusal::Price(PriceTrouble::NeedsApproval { lowered, bound }) if lowered == "3.34" && bound == "3.33")
    );
    // A total is compared exactly, and the two numbers of the refusal are never the same.
    let refused = by("299", "3.33", ManualPrice::Total("289.04".parse().expect("an amount"))).expect_err("a fen more");
    assert!(
        matches!(&refused, Refusal::Price(PriceTrouble::NeedsApproval { lowered, bound }) if lowered != bound),
        "{refused:?}"
    );
    assert!(by("299", "3.34", ManualPrice::Total("289.04".parse().expect("an amount"))).is_ok());
    assert!(by("100", "5", ManualPrice::Total(Money::yuan(95))).is_ok());
}

#[test]
fn what_the_check_passes_is_priced() {
    let said = told(
        &format!("[[price]]\ncategories = [\"court\", \"wedding\"]\nper = \"run\"\nprice = 5\n{PLAIN}"),
        "[[price]]\ncategories",
    );
    assert!(said.contains("wedding") && said.contains("永远用不到"), "{said}");
    let priced_by = |first: &str, second: &str, third: &str| {
        format!(
            "[[price]]\n{first}\nper = \"run\"\nprice = 1\n[[price]]\n{second}\nper = \"run\"\nprice = 2\n[[price]]\n{third}\nper = \"run\"\nprice = 3\n"
        )
    };
    // Two together leave nothing for a third, and both lines are told.
    for (first, second) in [
        ("most_runs = 2", "least_runs = 3"),
        ("to_run = 1", "from_run = 2"),
        ("until = 2026-06-30", "from = 2026-07-01"),
        ("when = { deadline = \"late\" }", "when = { deadline = \"in_time\" }"),
        ("most_area = 50", "least_area = 50"),
    ] {
        let said = told(&priced_by(first, second, "id = \"third\""), "[[price]]\nid = \"third\"");
        let lines = format!("{HEAD}{}", priced_by(first, second, "id = \"third\""));
        let line = |words: &str| lines[..lines.find(words).expect("there")].matches('\n').count();
        assert!(said.contains(&format!("第 {}、{} 行", line(first), line(second))), "{first}: {said}");
    }
    // A hole between them leaves something.
    for (first, second) in [("most_runs = 2", "least_runs = 4"), ("until = 2026-06-30", "from = 2026-07-02")] {
        assert!(read(&priced_by(first, second, "id = \"third\"")).is_ok(), "{first}");
    }
    // The one that is to blame is named, not one that stands between.
    let culprit = "[[price]]\nid = \"all\"\nper = \"run\"\nprice = 1\n[[price]]\nid = \"none\"\nwhen = { deadline = \"late\" }\nper = \"run\"\nprice = 2\n";
    let said = told(culprit, "[[price]]\nid = \"none\"");
    assert!(said.contains("第 10 行的总是先用"), "{said}");
    let ended = format!("[[price]]\nuntil = 2025-12-31\nper = \"run\"\nprice = 5\n{PLAIN}");
    assert!(told(&ended, "[[price]]\nuntil").contains("2026-01-01"), "before the card begins");
    let twice = format!(
        "{PLAIN}[[surcharge]]\nid = \"s\"\namount = 10\n[[surcharge]]\npercent = 10\nof = [\"price\", \"s\", \"s\"]\n"
    );
    told(&twice, "of = [");
    // Runs outside the card's days are priced, and it is said.
    let ends = card(PLAIN);
    let text = ends.text.replacen("column", "effective_to = 2026-06-30\ncolumn", 1);
    let ends = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect("sound");
    let remarks = |on: &str| priced(&ends, &[], &[Run::on(day(on))]).expect("priced").remarks;
    assert!(remarks("2026-07-01").contains(&Remark::OutsideCard));
    assert!(!remarks("2026-06-30").contains(&Remark::OutsideCard));
}

#[test]
fn the_list_of_cases_without_a_price_says_that_it_is_shortened() {
    // Eleven attributes of four values: four million combinations, of which one has a price.
    let ids: Vec<String> = (0..11).map(|at| format!("a{at}")).collect();
    let attributes: Vec<String> =
        ids.iter().map(|id| format!("[[attribute]]\nid = \"{id}\"\nvalues = [\"1\", \"2\", \"3\", \"4\"]\n")).collect();
    let when: Vec<String> = ids.iter().map(|id| format!("{id} = \"1\"")).collect();
    let text =
        format!("{}[[price]]\nwhen = {{ {} }}\nper = \"run\"\nprice = 5\n", attributes.concat(), when.join(", "));
    let unpriced = card(&text).unpriced(&trade::ad::CategoryTable::shipped());
    assert!(!unpriced.cases.is_empty() && !unpriced.shortened, "{unpriced:?}");
    // Thirty values without a price that nothing gathers: twenty are told, and that there are more.
    let values: Vec<String> = (0..60).map(|at| format!("\"v{at}\"")).collect();
    let two = format!(
        "[[attribute]]\nid = \"a\"\nvalues = [{0}]\n[[attribute]]\nid = \"b\"\nvalues = [{0}]\n",
        values.join(", ")
    );
    let prices: Vec<String> = (0..60)
        .map(|at| format!("[[price]]\nwhen = {{ a = \"v{at}\", b = \"v{at}\" }}\nper = \"run\"\nprice = 5\n"))
        .collect();
    let unpriced = card(&format!("{two}{}", prices.concat())).unpriced(&trade::ad::CategoryTable::shipped());
    assert_eq!((unpriced.cases.len(), unpriced.shortened), (20, true), "{unpriced:?}");
    let runs =
        card("[[price]]\nmost_runs = 2\nper = \"run\"\nprice = 5\n").unpriced(&trade::ad::CategoryTable::shipped());
    assert_eq!((runs.cases, runs.shortened), (vec!["notice, runs ≥ 3".to_owned()], false));
}

#[test]
fn messages_are_true() {
    let price = |price: &str| told(&format!("[[price]]\nper = \"run\"\nprice = {price}\n"), "price = ");
    assert!(price("1.23456").contains("至多四位小数"));
    assert!(price("9999999999.99").contains("999999999.99"), "the limit is named");
    let rate = |percent: &str| read(&format!("{PLAIN}[[vat]]\npercent = {percent}\n"));
    assert!(rate("9.97").is_ok() && rate("9.975").is_ok());
    assert!(rate("9.9751").expect_err("four").contains("至多三位小数"));
    let hole = told(
        "[[price]]\nper = \"character\"\ntiers_are = \"slices\"\ntiers = [{ up_to = 100, price = 1 }, { from = 111, price = 2 }]\n",
        "tiers = [",
    );
    assert!(hole.contains("请写 from = 101") && !hole.contains("from = from"), "{hole}");
    let huge = card("[[price]]\nper = \"piece\"\nprice = 999999\n");
    let refused = priced(&huge, &[("pieces", "1000000")], &[]).expect_err("too large");
    let said = locale::refusal(&refused, Language::Chinese);
    assert!(said.message.contains("上限 999999999.99 元"), "{}", said.message);
    let ring = "[[kind]]\nid = \"a\"\npriced_as = \"b\"\n[[kind]]\nid = \"b\"\npriced_as = \"a\"\n";
    let said = told(&format!("{ring}{PLAIN}"), "priced_as = \"b\"");
    assert!(said.contains("“b”自己也暂按别的类别定价") && !said.contains("没有“b”"), "{said}");
    let fee =
        card("[[price]]\nper = \"run\"\nprice = 99.99\n[[cancellation]]\nstage = \"before_deadline\"\namount = 500\n");
    let quoted = priced(&fee, &[], &[]).expect("priced");
    let said = locale::cancellation(&quoted.cancellation[0], Language::Chinese);
    assert_eq!(said, "截稿前撤稿收费 500.00，至多全价 = 99.99");
    for (from, to, mark) in [
        ("name = \"x\"", "name = “公告”", "“"),
        ("name = \"x\"", "name ＝ \"x\"", "＝"),
        ("sizes = [\"7.2x3\", \"7.2x5\"]", "sizes = [\"7.2x3\"， \"7.2x5\"]", "，"),
        ("[[kind]]", "［［kind］］", "［"),
        ("[[kind]]", "【[kind]]", "【"),
    ] {
        let sized = format!("sizes = [\"7.2x3\", \"7.2x5\"]\n{HEAD}{PLAIN}");
        let text = sized.replacen(from, to, 1);
        let mistakes = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect_err(to);
        let said = locale::mistakes(&mistakes, Language::Chinese);
        assert!(said.contains(&format!("“{mark}”是全角符号")), "{to}: {said}");
        let english = locale::mistakes(&mistakes, Language::English);
        assert!(english.contains(&format!("{mark} is a full-width mark")), "{english}");
        assert_eq!(mistakes.len(), 1, "one mistake is told once: {said}");
    }
}

#[test]
fn one_cause_is_one_mistake() {
    let prices = |id: &str| -> String {
        (0..45).map(|at| format!("[[price]]\nleast_runs = {0}\nmost_runs = {0}\nwhen = {{ {id} = [\"1\", \"back\"] }}\nper = \"run\"\nprice = 5\n", at + 1)).collect()
    };
    let attribute = |values: &str| format!("[[attribute]]\nid = \"page\"\nvalues = {values}\n");
    // Words and tables in one list are both read.
    assert!(read(&format!("{}{}", attribute("[\"1\", { id = \"back\" }]"), prices("page"))).is_ok());
    for (values, id) in [("[\"1\", { id = \"\" }]", "page"), ("[\"1\", true]", "page"), ("[\"1\", \"back\"]", "pag")] {
        let said = read(&format!("{}{}", attribute(values), prices(id))).expect_err(values);
        assert_eq!(said.lines().count(), 1, "{values}, {id}:\n{said}");
    }
}

#[test]
fn each_new_term_is_explained_in_the_lines() {
    let explained = |rest: &str, pairs: &[(&str, &str)], runs: &[Run], words: &[&str]| {
        let quoted = priced(&card(rest), pairs, runs).expect("priced");
        let lines: Vec<String> =
            quoted.lines.iter().map(|line| locale::what(&line.what, "公告", Language::Chinese)).collect();
        for word in words {
            assert!(lines.iter().any(|line| line.contains(word)), "{word}: {lines:?}");
        }
        assert_eq!(quoted.lines.iter().map(|line| line.amount).sum::<Money>(), quoted.total);
    };
    let three: Vec<Run> = ["2026-01-22", "2026-01-23", "2026-01-24"].map(|text| Run::on(day(text))).to_vec();
    let editions = "[[attribute]]\nid = \"edition\"\nseveral = true\nvalues = [{ id = \"a\", name = \"晨报\" }, { id = \"b\", name = \"晚报\" }]\n[[price]]\nwhen = { edition = [\"a\", \"b\"] }\nper = \"run\"\nprice = 10\n";
    explained(editions, &[("edition", "a+b")], &three, &["公告 · 晨报", "公告 · 晚报"]);
    let pieces = "[[price]]\nper = \"character\"\neach = \"piece\"\nprice = 2\n";
    explained(pieces, &[("pieces", "2"), ("characters", "30")], &[], &["15 字，2 件之一"]);
    let share = "[[price]]\nid = \"whole\"\nname = \"执照\"\ncategories = [\"court\"]\nper = \"run\"\nprice = 100\n[[price]]\nname = \"证件\"\nshare_of = \"whole\"\npercent = 50\n";
    explained(share, &[], &[], &["证件 −50%（以 100.00 计）"]);
    let free = format!("{PLAIN}[[discount]]\nid = \"f\"\nname = \"刊二赠一\"\npaid_runs = 2\nfree_runs = 1\n");
    explained(&free, &[], &three, &["刊二赠一 −100%（以 100.00 计）"]);
    let taxes = format!("{PLAIN}[[vat]]\nname = \"GST\"\npercent = 5\n[[vat]]\nname = \"QST\"\npercent = 9.975\n");
    let added = format!("{HEAD}{taxes}").replacen("column", "tax_included = false\ncolumn", 1);
    let added = RateCard::read(&added, &trade::ad::CategoryTable::shipped()).expect("sound");
    let quoted = priced(&added, &[], &[]).expect("priced");
    let said: Vec<String> =
        quoted.lines.iter().map(|line| locale::what(&line.what, "公告", Language::English)).collect();
    assert_eq!(said[1..], ["GST 5%".to_owned(), "QST 9.975%".to_owned()]);
    assert_eq!(quoted.vat.map(|vat| (vat.rate.percent(), vat.net + vat.tax)), Some(("14.975".into(), quoted.total)));
}

#[test]
fn what_the_customer_booked_before_counts_within_its_days() {
    let text = format!(
        "{PLAIN}[[discount]]\nid = \"f\"\nof = \"price\"\nwithin_days = 30\nby_runs = [{{ from = 3, percent = 10 }}]\n[[discount]]\nid = \"v\"\nwithin_days = 365\nby_amount = [{{ from = 1000, percent = 5 }}]\n"
    );
    let card = card(&text);
    let earlier = |on: &str, runs: u32, yuan: i64| EarlierBooking {
        booking: format!("B{}-0001", on.replace('-', "")),
        on: day(on),
        runs,
        amount: Money::yuan(yuan),
    };
    let quoted = |history: History| {
        let request = PriceRequest { history, ..PriceRequest::of("notice", day("2026-01-30")) };
        quote(&card, &request).expect("priced")
    };
    let total = |earlier: &[EarlierBooking]| quoted(History::Booked(earlier)).total;
    assert_eq!(total(&[]), Money::yuan(100));
    assert_eq!(card.attributes_of("notice").count(), 0, "nobody is asked for what the books know");
    // Of thirty days the day of asking is the last: the first is New Year's Day.
    assert_eq!(total(&[earlier("2026-01-01", 2, 200)]), Money::yuan(90));
    assert_eq!(total(&[earlier("2025-12-31", 2, 200)]), Money::yuan(100));
    assert_eq!(total(&[earlier("2025-12-31", 2, 900)]), Money::yuan(95));
    assert_eq!(total(&[earlier("2025-12-31", 2, 899)]), Money::yuan(100), "999 with this one");
    assert_eq!(total(&[earlier("2025-01-31", 1, 899), earlier("2025-01-30", 9, 9_000)]), Money::yuan(100));
    assert_eq!(total(&[earlier("2026-01-31", 9, 9_000)]), Money::yuan(100), "what comes later is not earlier");
    assert_eq!(card.counts_since("notice", day("2026-01-30")), Some(day("2025-01-31")));
    // The line names them, and the quote keeps what it went by, so that it can be made again without the books.
    let both = [earlier("2025-12-31", 2, 900), earlier("2026-01-15", 2, 200)];
    let first = quoted(History::Booked(&both));
    let lines: Vec<String> =
        first.lines.iter().map(|line| locale::what(&line.what, "公告", Language::Chinese)).collect();
    assert!(lines[1].contains("30 天内此前 2 期、200.00 元：B20260115-0001"), "{lines:?}");
    assert!(lines[2].contains("365 天内此前 4 期、1,100.00 元：B20251231-0001、B20260115-0001"), "{lines:?}");
    assert_eq!(quoted(History::Kept(&first.before)), first);
    // What is not known is said to be so; what is known is not said besides.
    assert!(quoted(History::Unasked).remarks.contains(&Remark::EarlierUnasked));
    assert!(!first.remarks.contains(&Remark::EarlierUnasked));
    let set = set(&[("earlier_runs", "3")]);
    let request =
        PriceRequest { set: &set, history: History::Booked(&[]), ..PriceRequest::of("notice", day("2026-01-30")) };
    assert_eq!(quote(&card, &request).expect_err("twice").rule(), "earlier_from_books");
}

#[test]
fn withdrawing_costs_by_days_before_and_by_what_has_appeared() {
    let fees = format!(
        "{PLAIN}[[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n[[cancellation]]\ndays_before = 3\npercent = 30\n[[cancellation]]\ndays_before = 7\nfree = true\n[[cancellation]]\nappeared = 3\nrefused = true\n"
    );
    let runs: Vec<Run> =
        ["2026-01-22", "2026-01-23", "2026-01-24", "2026-01-25"].map(|text| Run::on(day(text))).to_vec();
    let quoted = priced(&card(&fees), &[], &runs).expect("priced");
    let said: Vec<String> =
        quoted.cancellation.iter().map(|term| locale::cancellation(term, Language::Chinese)).collect();
    assert_eq!(
        said,
        [
            "见报 7 天前撤稿不收费",
            "见报 3 天前撤稿收费 30% = 120.00",
            "已刊 1 期后撤稿：已刊的照付，未刊的收 50% = 250.00",
            "已刊 3 期后不再受理撤稿"
        ]
    );
    let one = priced(&card(&fees), &[], &runs[..1]).expect("priced");
    assert_eq!(one.cancellation.len(), 2, "of one run nothing is left when it has appeared");
}

#[test]
fn a_card_from_a_past_day_is_entered_with_a_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("card.toml");
    std::fs::write(&file, format!("{HEAD}{PLAIN}")).expect("written");
    let path = file.display().to_string();
    let import = |from: &str| super::page::qishi(folder.path(), &["rates", "import", &path, "--from", from]);
    let past = import("2020-01-01");
    let said = String::from_utf8_lossy(&past.stderr).into_owned();
    assert!(past.status.success() && said.contains("2020-01-01 has passed"), "{said}");
    std::fs::write(&file, format!("{HEAD}{PLAIN}").replacen("version = \"1\"", "version = \"2\"", 1)).expect("written");
    let ahead = import("2099-01-01");
    let said = String::from_utf8_lossy(&ahead.stderr).into_owned();
    assert!(ahead.status.success() && !said.contains("has passed"), "{said}");
}

#[test]
fn the_check_tells_when_its_list_is_shortened() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("card.toml");
    let values: Vec<String> = (0..60).map(|at| format!("\"v{at}\"")).collect();
    let prices: Vec<String> = (0..60)
        .map(|at| format!("[[price]]\nwhen = {{ a = \"v{at}\", b = \"v{at}\" }}\nper = \"run\"\nprice = 5\n"))
        .collect();
    let two = ["a", "b"].map(|id| format!("[[attribute]]\nid = \"{id}\"\nvalues = [{}]\n", values.join(", ")));
    std::fs::write(&file, format!("{HEAD}{}{}", two.concat(), prices.concat())).expect("written");
    let checked = super::page::qishi(folder.path(), &["rates", "check", &file.display().to_string()]);
    let json: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("one document");
    assert_eq!(json["unpriced"].as_array().map(Vec::len), Some(20));
    assert_eq!(json["unpriced_shortened"], true);
}
