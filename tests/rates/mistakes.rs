//! A mistake in a card is reported with its line, its field, and what to write instead.

use qishi::locale;
use trade::rates::RateCard;
use trade::settings::Language;

use super::published::card;

/// A card with everything in it that can be wrong.
const SOUND: &str = r#"id = "x"
version = "1"
name = "价目"
effective_from = 2026-01-01
source = "test"
column = 7.2
gutter = 0.2
sizes = ["7.2x3", "7.2x5"]

[[kind]]
id = "display"

[[kind]]
id = "notice"

[[category]]
kind = "notice"
id = "seal"
name = "遗失印章"

[[attribute]]
id = "colour"
values = ["black", "red"]
default = "black"

[[attribute]]
id = "day"
values = [
  { id = "week", weekdays = ["mon", "tue", "wed", "thu", "fri"] },
  { id = "end", weekdays = ["sat", "sun"] },
]

[[customer]]
id = "court"
names = ["某区人民法院"]

[[counting]]
id = "zi"
counts = "characters"
digits = 2

[[price]]
id = "black"
kinds = ["display"]
when = { colour = "black" }
per = "block"
sizes = [
  { size = "7.2x3", price = "299.00" },
  { size = "7.2x5", price = "520.00" },
]

[[price]]
id = "red"
kinds = ["display"]
when = { colour = "red" }
per = "block"
sizes = [
  { size = "7.2x3", price = "399.00" },
  { size = "7.2x5", price = "620.00" },
]

[[price]]
id = "seal"
kinds = ["notice"]
categories = ["seal"]
per = "piece"
price = 300

[[price]]
id = "court"
kinds = ["notice"]
customers = ["court"]
per = "character"
count = "zi"
price = 1

[[price]]
id = "text"
kinds = ["notice"]
per = "character"
tiers_are = "slices"
tiers = [
  { from = 1, up_to = 100, price = "1.50" },
  { from = 101, price = "1.20" },
]

[[surcharge]]
id = "rush"
when = { deadline = "late" }
percent = 30
of = "price"

[[discount]]
id = "runs"
of = "so_far"
by_runs = [
  { from = 2, up_to = 3, percent = 25 },
  { from = 4, percent = 35 },
]

[[vat]]
until = 2027-12-31
percent = 1

[[vat]]
from = 2028-01-01
percent = 3

[[cancellation]]
stage = "before_deadline"
percent = 20
"#;

#[test]
fn the_card_of_the_mistakes_is_sound() {
    let said = |mistakes: Vec<_>| locale::mistakes(&mistakes, Language::English);
    RateCard::read(SOUND, &trade::ad::CategoryTable::shipped()).unwrap_or_else(|mistakes| panic!("{}", said(mistakes)));
    for name in ["paper", "youjiang", "kaifeng", "chongqing", "heilongjiang", "farmville", "lynchburg"] {
        let text = card(name).text;
        assert_eq!(
            RateCard::read(&text, &trade::ad::CategoryTable::shipped()),
            Ok(card(name)),
            "what is written out reads back the same"
        );
    }
}

/// What is changed (the first place where it stands), and what must be said: words of the message, and the line by its words.
#[test]
fn each_mistake_names_line_field_and_remedy() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("version = \"1\"\n", "", "", &["version", "missing"]),
        ("currency", "", "id = \"x\"", &[]),
        ("effective_from = 2026-01-01", "effective_from = 2026-02-30", "2026-02-30", &[]),
        ("effective_from = 2026-01-01", "effective_from = \"2026/01/01\"", "2026/01/01", &["date", "2026-01-22"]),
        ("source = ", "sauce = ", "sauce", &["source"]),
        ("per = \"block\"", "per = \"blok\"", "blok", &["block"]),
        ("price = \"299.00\"", "price = \"299.001\"", "299.001", &["two decimals"]),
        ("price = \"299.00\"", "price = 0", "price = 0", &["zero"]),
        ("price = \"299.00\"", "price = -1", "price = -1", &[]),
        (
            "{ size = \"7.2x5\", price = \"520.00\" }",
            "{ size = \"7.2x5\" }",
            "{ size = \"7.2x5\" }",
            &["missing", "price"],
        ),
        (
            "  { size = \"7.2x5\", price = \"620.00\" },\n",
            "",
            "sizes = [\n  { size = \"7.2x3\", price = \"399",
            &["7.2x5", "colour = red"],
        ),
        ("size = \"7.2x5\", price = \"520", "size = \"7.2x3\", price = \"520", "price = \"520", &["line"]),
        ("size = \"7.2x5\", price = \"520", "size = \"14.4x5\", price = \"520", "14.4x5", &["column"]),
        ("colour = \"red\"", "colr = \"red\"", "colr", &["attribute", "colour"]),
        ("colour = \"red\"", "colour = \"read\"", "colour = \"read\"", &["red"]),
        ("default = \"black\"", "default = \"blck\"", "blck", &["black"]),
        ("kinds = [\"notice\"]\ncategories", "kinds = [\"notise\"]\ncategories", "notise", &["notice"]),
        ("categories = [\"seal\"]", "categories = [\"sael\"]", "sael", &["seal"]),
        ("customers = [\"court\"]", "customers = [\"cort\"]", "cort", &["court"]),
        ("count = \"zi\"", "count = \"zz\"", "count = \"zz\"", &["counting"]),
        ("weekdays = [\"sat\", \"sun\"]", "weekdays = [\"sat\"]", "values = [\n  { id = \"week\"", &["sun"]),
        ("from = 101,", "from = 111,", "from = 111", &["100", "from = 101"]),
        ("from = 101,", "from = 91,", "from = 91", &["overlap", "101"]),
        ("{ from = 101, price", "{ from = 101, up_to = 200, price", "tiers = [", &["most = 200"]),
        ("tiers_are = \"slices\"\n", "", "id = \"text\"", &["tiers_are"]),
        ("percent = 30", "percent = 130", "percent = 130", &["over 100", "percent = 30", "over_100 = true"]),
        ("percent = 25", "percent = 125", "percent = 125", &["over 100"]),
        ("from = 4, percent = 35", "from = 5, percent = 35", "from = 5", &["from = 4"]),
        ("from = 4, percent = 35", "from = 4, percent = 20", "percent = 20 },", &["falls"]),
        ("percent = 30\nof = \"price\"", "percent = 30", "[[surcharge]]", &["of = \"price\""]),
        ("from = 2028-01-01", "from = 2027-06-01", "from = 2027-06-01", &["overlap", "until = 2027-05-31"]),
        ("from = 2028-01-01", "from = 2028-02-01", "from = 2028-02-01", &["from = 2028-01-01"]),
        ("until = 2027-12-31", "from = 2028-01-01\nuntil = 2027-12-31", "until = 2027-12-31", &["ends on"]),
        (
            "stage = \"before_deadline\"\npercent = 20",
            "stage = \"before_deadline\"",
            "[[cancellation]]",
            &["percent = 20", "refused = true"],
        ),
        (
            "stage = \"before_deadline\"\npercent = 20",
            "stage = \"before_deadline\"\npercent = 120",
            "percent = 120",
            &["over 100"],
        ),
        ("categories = [\"seal\"]\n", "", "id = \"text\"", &["never reached"]),
        ("id = \"rush\"", "id = \"text\"", "id = \"text\"\nwhen", &["line"]),
        ("per = \"piece\"\nprice = 300", "per = \"piece\"", "id = \"seal\"\nkinds", &["price = "]),
        ("per = \"piece\"", "per = \"column_cm\"", "", &[]),
        ("column = 7.2\n", "", "", &[]),
        ("id = \"x\"", "id = \"x", "id = \"x", &["TOML"]),
        ("source = ", "currency = \"usd\"\nsource = ", "\"usd\"", &["CNY"]),
        ("kinds = [\"notice\"]\ncategories", "kinds = []\ncategories", "kinds = []", &["empty"]),
        ("id = \"rush\"", "id = \"so_far\"", "so_far\"\nwhen", &["used already"]),
        ("of = \"price\"\n", "of = [\"price\", \"runs\"]\n", "of = [", &["comes later"]),
        ("of = \"price\"\n", "of = [\"price\", \"rsh\"]\n", "of = [", &["rsh"]),
        ("percent = 30\nof", "amount = 5\nof", "of = \"price\"\n\n[[discount]]", &["no key", "of"]),
        ("per = \"piece\"\nprice = 300", "per = \"piece\"\nfree = true\nprice = 300", "free = true", &["only one"]),
        ("per = \"piece\"", "per = \"piece\"\ncount = \"zi\"", "count = \"zi\"\nprice = 300", &["character"]),
        ("per = \"piece\"", "per = \"piece\"\nleast = 5\nmost = 3", "most = 3", &["least = 5"]),
        ("per = \"piece\"", "per = \"piece\"\nmost = 0", "most = 0", &["zero"]),
        ("digits = 2", "digits = 2\nhyphen = \"parts\"", "hyphen", &["no key"]),
        ("id = \"zi\"", "id = \"words\"", "id = \"words\"", &["used already"]),
        (
            "default = \"black\"\n\n[[attribute]]\nid = \"day\"",
            "default = \"black\"\n\n[[attribute]]\nid = \"day\"\ndefault = \"end\"",
            "default = \"end\"",
            &["does nothing"],
        ),
        (
            "[[cancellation]]",
            "[manual]\nclerk_percent = 50\nsupervisor_percent = 40\n[[cancellation]]",
            "supervisor_percent = 40",
            &["clerk_percent = 50"],
        ),
        (
            "[[counting]]",
            "[[customer]]\nid = \"other\"\nnames = [\"某区人民法院\"]\n[[counting]]",
            "names = [\"某区人民法院\"]\n[[counting]]",
            &["stands on line"],
        ),
        (
            "[[surcharge]]",
            "[[price]]\nkinds = [\"notice\"]\ncustomers = [\"court\"]\nleast_runs = 3\nper = \"run\"\nprice = 1\n[[surcharge]]",
            "[[price]]\nkinds = [\"notice\"]\ncustomers = [\"court\"]\nleast_runs",
            &["never reached"],
        ),
        (
            "[[surcharge]]",
            "[[price]]\nkinds = [\"display\"]\nwhen = { colour = \"red\" }\nper = \"block\"\nsizes = [{ size = \"7.2x3\", price = 1 }, { size = \"7.2x9\", price = 1 }]\n[[surcharge]]",
            "sizes = [{ size = \"7.2x3\", price = 1 }",
            &["7.2x3", "line"],
        ),
        ("when = { deadline", "group = \"g\"\nwhen = { deadline", "", &[]),
    ];
    for (from, to, stands, said) in cases {
        if said.is_empty() && stands.is_empty() {
            continue;
        }
        let text = if SOUND.contains(from) { SOUND.replacen(from, to, 1) } else { continue };
        let mistakes = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect_err(to);
        let line = text.find(stands).map_or(0, |at| text[..at].matches('\n').count() + 1);
        let told = locale::mistakes(&mistakes, Language::English);
        let hit = mistakes.iter().any(|mistake| {
            let words = locale::mistake(mistake, Language::English);
            // A mistake in a table of several lines may be reported where the table begins.
            let near = stands.is_empty() || (line.saturating_sub(1)..=line).contains(&mistake.line);
            near && said.iter().all(|word| words.contains(word))
        });
        assert!(hit, "{from:?} → {to:?}, line {line}, {said:?}:\n{told}");
        assert!(!locale::mistakes(&mistakes, Language::Chinese).is_empty());
    }
}

#[test]
fn prices_for_overlapping_days_are_refused_and_following_ones_are_not() {
    let dated = |first: &str, second: &str| {
        format!(
            "{}\n[[price]]\nid = \"spring\"\nkinds = [\"display\"]\n{first}\nper = \"cm2\"\nprice = 1\n[[price]]\nid = \"later\"\nkinds = [\"display\"]\n{second}\nper = \"cm2\"\nprice = 2\n",
            SOUND.replace("sizes = [\"7.2x3\", \"7.2x5\"]\n", "")
        )
    };
    let overlap = dated("until = 2026-03-31", "from = 2026-03-01");
    let mistakes = RateCard::read(&overlap, &trade::ad::CategoryTable::shipped()).expect_err("they overlap");
    let told = locale::mistakes(&mistakes, Language::English);
    assert!(told.contains("overlap") && told.contains("until = 2026-02-28"), "{told}");
    assert!(
        RateCard::read(&dated("until = 2026-03-31", "from = 2026-04-01"), &trade::ad::CategoryTable::shipped()).is_ok()
    );
}

#[test]
fn several_mistakes_are_all_told_at_once() {
    let text = SOUND.replace("colour = \"red\"", "colr = \"red\"").replace("percent = 30", "percent = 130");
    let mistakes = RateCard::read(&text, &trade::ad::CategoryTable::shipped()).expect_err("two");
    assert!(mistakes.len() >= 2, "{mistakes:?}");
    assert!(mistakes.windows(2).all(|pair| pair[0].line <= pair[1].line));
}

#[test]
fn one_mistake_is_told_once() {
    for (from, to) in [
        ("kinds = [\"notice\"]\ncategories", "kinds = [\"notise\"]\ncategories"),
        ("colour = \"red\"", "colr = \"red\""),
        ("colour = \"red\"", "colour = \"read\""),
        ("per = \"piece\"", "per = \"peice\""),
        ("size = \"7.2x3\", price = \"299.00\"", "size = \"half page\", price = \"299.00\""),
        ("percent = 30", "percent = 130"),
        ("tiers_are = \"slices\"", "tiers_are = \"slice\""),
    ] {
        let mistakes =
            RateCard::read(&SOUND.replacen(from, to, 1), &trade::ad::CategoryTable::shipped()).expect_err(to);
        assert_eq!(mistakes.len(), 1, "{to}:\n{}", locale::mistakes(&mistakes, Language::English));
    }
}
