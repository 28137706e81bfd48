//! Faulty cards written with nothing but `docs/rate-card.md` at hand: each is told, with the line that is to blame and the way out, and
//! sound ones that look like them are not.

use qishi::locale;
use trade::rates::RateCard;
use trade::settings::Language;

const HEAD: &str = "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\neffective_to = 2026-12-31\ncolumn = 7.2\ngutter = 0.2\n[[kind]]\nid = \"notice\"\nname = \"公告\"\n";
const PLAIN: &str = "[[price]]\nper = \"run\"\nprice = 9\n";

fn read(rest: &str) -> Result<RateCard, String> {
    RateCard::read(&format!("{HEAD}{rest}"), &trade::ad::CategoryTable::shipped())
        .map_err(|mistakes| locale::mistakes(&mistakes, Language::Chinese))
}

/// What is said of a card, whose line with these words is to blame, and nothing else.
fn told(rest: &str, at: &str, says: &[&str]) {
    let said = read(rest).expect_err(rest);
    let whole = format!("{HEAD}{rest}");
    let line = whole[..whole.find(at).unwrap_or_else(|| panic!("{at}"))].matches('\n').count() + 1;
    assert!(said.contains(&format!("第 {line} 行")) && said.lines().count() == 1, "{at}, line {line}:\n{said}");
    assert!(says.iter().all(|word| said.contains(word)), "{says:?}:\n{said}");
}

fn price(on: &str, price: u32) -> String {
    format!("[[price]]\n{on}\nper = \"run\"\nprice = {price}\n")
}

#[test]
fn what_excludes_itself_is_told_of_prices_and_of_surcharges() {
    for on in [
        "every_run = 3\nto_run = 2",
        "every_run = 5\nmost_runs = 4",
        "from_run = 4\nmost_runs = 3",
        "most_width = 5\nmost_height = 5\nleast_area = 26",
    ] {
        told(&format!("{}{PLAIN}", price(on, 1)), "[[price]]", &["条件互相排斥"]);
        told(&format!("{PLAIN}[[surcharge]]\n{on}\namount = 5\n"), "[[surcharge]]", &["条件互相排斥"]);
    }
    for on in [
        "every_run = 3\nto_run = 3",
        "every_run = 5\nmost_runs = 5",
        "most_width = 5\nmost_height = 5\nleast_area = 25",
    ] {
        assert!(read(&format!("{}{PLAIN}", price(on, 1))).is_ok(), "{on}");
    }
    told(
        "[[price]]\nmost_width = 6\nper = \"block\"\nsizes = [{ size = \"7.2x3\", price = 5 }, { size = \"5x3\", price = 4 }]\n",
        "sizes = [",
        &["容不下 7.2x3"],
    );
}

#[test]
fn several_prices_that_together_leave_one_nothing_are_named() {
    let customers = "[[customer]]\nid = \"a\"\nnames = [\"甲\"]\n[[customer]]\nid = \"b\"\nnames = [\"乙\"]\n";
    let days = "[[attribute]]\nid = \"day\"\nvalues = [{ id = \"work\", weekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"] }, { id = \"rest\", weekdays = [\"sat\", \"sun\"] }]\n";
    for (head, first, second, third) in [
        (customers, "customers = [\"a\"]", "customers = [\"b\"]", "customers = [\"a\", \"b\"]"),
        (days, "when = { day = \"work\" }", "when = { weekday = [\"sat\", \"sun\"] }", "id = \"c\""),
        (
            days,
            "when = { day = \"rest\" }",
            "when = { weekday = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"] }",
            "least_runs = 2",
        ),
        ("", "most_width = 10\nmost_area = 40", "most_width = 10\nleast_area = 40", "most_width = 9"),
        ("", "to_run = 2", "from_run = 3\nuntil = 2026-06-30", "until = 2026-05-31"),
        ("", "least_height = 4", "most_height = 4", "id = \"c\""),
    ] {
        let third = if third.starts_with("id") { third.to_owned() } else { format!("{third}\nid = \"c\"") };
        let card = format!("{head}{}{}{}{}", price(first, 1), price(second, 2), price(&third, 3), "");
        let line = |words: &str| {
            let whole = format!("{HEAD}{card}");
            whole[..whole.find(words).expect("there")].matches('\n').count()
        };
        let both = format!("第 {}、{} 行", line(first), line(second));
        let at = format!("[[price]]\n{third}");
        told(&card, &at, &[&both, "永远轮不到"]);
    }
    // What only seems so: the third run of every fourth, a day that is left.
    assert!(read(&format!("{}{}{PLAIN}", price("every_run = 2", 1), price("every_run = 3", 2))).is_ok());
    told(
        &format!("{}{}{PLAIN}", price("every_run = 2", 1), price("every_run = 4", 2)),
        "[[price]]\nevery_run = 4",
        &["永远轮不到"],
    );
}

#[test]
fn a_size_that_is_hidden_in_a_list_is_named_and_the_others_are_not() {
    let card = "[[price]]\nmost_height = 3\nper = \"run\"\nprice = 1\n[[price]]\nper = \"block\"\nsizes = [{ size = \"7.2x3\", price = 5 }, { size = \"7.2x5\", price = 4 }]\n";
    told(card, "sizes = [", &["7.2x3 在这里永远轮不到", "第 12 行"]);
}

#[test]
fn days_outside_the_card_are_told_wherever_they_stand() {
    told(&format!("{PLAIN}[[vat]]\nuntil = 2025-12-31\npercent = 6\n"), "until = 2025-12-31", &["2026-01-01"]);
    told(&format!("{PLAIN}[[vat]]\nfrom = 2027-01-01\npercent = 6\n"), "from = 2027-01-01", &["2026-12-31"]);
    let dated = |date: &str| {
        format!(
            "[[attribute]]\nid = \"day\"\nvalues = [\n{{ id = \"a\", weekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"] }},\n{{ id = \"eve\", dates = [{date}] }},\n]\n{}{PLAIN}",
            price("when = { day = \"eve\" }", 1)
        )
    };
    told(&dated("2027-02-05"), "{ id = \"eve\"", &["2026-12-31"]);
    assert!(read(&dated("2026-02-16")).is_ok());
    assert!(
        read(&format!("{PLAIN}[[vat]]\nuntil = 2026-06-30\npercent = 6\n[[vat]]\nfrom = 2026-07-01\npercent = 3\n"))
            .is_ok()
    );
}

#[test]
fn a_word_that_means_two_things_is_told_whatever_its_width() {
    let values = |values: &str| format!("[[attribute]]\nid = \"p\"\ndefault = \"1\"\nvalues = [{values}]\n{PLAIN}");
    told(&values("\"1\", \"１\""), "values = [", &["“１”"]);
    told(&values("{ id = \"1\", name = \"头版\" },\n { id = \"2\", name = \"头 版\" }"), " { id = \"2\"", &["头 版"]);
    told(&values("{ id = \"1\", name = \"2\" },\n { id = \"2\", name = \"二\" }"), " { id = \"2\"", &["“2”"]);
    assert!(read(&values("{ id = \"1\", name = \"1\" }, { id = \"2\", name = \"二版\" }")).is_ok());
    told(
        &format!(
            "[[category]]\nid = \"a\"\nname = \"遗失（证件）\"\n[[category]]\nid = \"b\"\nname = \"遗失(证件)\"\n{PLAIN}"
        ),
        "name = \"遗失(证件)\"",
        &["遗失(证件)"],
    );
    told(&format!("[[kind]]\nid = \"b\"\nname = \"公告\"\n{PLAIN}"), "name = \"公告\"\n[[price]]", &["公告"]);
}

#[test]
fn a_value_that_could_not_be_said_is_told() {
    let values = |several: bool, id: &str| {
        format!(
            "[[attribute]]\nid = \"p\"\nseveral = {several}\ndefault = \"x\"\nvalues = [\n\"x\",\n\"{id}\"]\n{PLAIN}"
        )
    };
    told(&values(true, "a+b"), "\"a+b\"", &["不能有“+”"]);
    told(&values(false, "a,b"), "\"a,b\"", &["不能有“,”"]);
    assert!(read(&values(false, "a+b")).is_ok(), "where only one is said, + is a letter like others");
}

#[test]
fn full_width_letters_and_marks_are_named_in_every_place() {
    for (rest, mark) in [
        ("[[price]]\nｐｅｒ = \"run\"\nprice = 9\n", 'ｐ'),
        ("[[price]]\nper = \"run\"\nprice = ９\n", '９'),
        ("[[price]]\nper = \"run\"\nprice = 9\n[[surcharge]]\nwhen = ｛ weekday = \"sun\" ｝\namount = 5\n", '｛'),
        ("[[price]]\nper = 「run」\nprice = 9\n", '「'),
        ("[[price]]\nper = \"run\"\nprice = 9 ＃ 注\n", '＃'),
        ("[[price]]\nper\u{3000}= \"run\"\nprice = 9\n", '\u{3000}'),
        ("[[price]]\nper = \"run\"\nprice = 9。5\n", '。'),
    ] {
        told(rest, &mark.to_string(), &[&format!("“{mark}”是全角符号")]);
    }
    // Within quotes they are what they are: an amount with such digits is read.
    let card = read("[[price]]\nper = \"run\"\nprice = \"９．５０\"\n").expect("sound");
    assert!(matches!(card.prices[0].rate.amount, trade::rates::Amount::Each(each) if each.as_fen() == 950));
}

#[test]
fn values_of_the_wrong_shape_are_told_where_a_stranger_would_write_them() {
    for (rest, at) in [
        ("[[price]]\nkinds = true\nper = \"run\"\nprice = 5\n", "kinds = true"),
        ("[[price]]\nwhen = []\nper = \"run\"\nprice = 5\n", "when = []"),
        ("[[price]]\nper = \"run\"\nprice = 2026-01-01T10:00:00\n", "price = 2026"),
        ("[[price]]\nper = \"run\"\nprice = 5\n[manual]\n", "[manual]"),
        ("[[price]]\nper = \"run\"\nprice = 5\n[[vat]]\npercent = [6]\n", "percent = [6]"),
        (
            "[[price]]\nper = \"run\"\nprice = 5\n[[discount]]\nof = \"price\"\nwithin_days = 0\nby_runs = [{ from = 2, percent = 5 }]\n",
            "within_days = 0",
        ),
        ("[[price]]\nper = \"run\"\nprice = 5\n[[cancellation]]\ndays_before = 3\nfree = false\n", "[[cancellation]]"),
        ("[[price]]\nper = \"run\"\nprice = \"1,00\"\n", "price = \"1,00\""),
    ] {
        told(rest, at, &[]);
    }
}
