//! A mistake in a calendar is reported with its line, its field, and what to write instead.

use qishi::locale;
use trade::ad::{CategoryId, Kind};
use trade::calendar::Calendar;
use trade::settings::Language;

use super::SOUND;

/// What is changed (the first place where it stands), words of the line on which it must be said, the field, and words of what is said.
const MISTAKES: &[(&str, &str, &str, &str, &[&str])] = &[
    ("name = \"六日刊\"", "", "", "name", &["missing", "name = "]),
    ("source = \"本报 2026 年出版计划\"", "source = \"\"", "source = \"\"", "source", &["empty"]),
    ("days_ahead = 90", "days_ahaed = 90", "days_ahaed", "days_ahaed", &["no key", "Write \"days_ahead\"?"]),
    ("days_ahead = 90", "days_ahead = 0", "days_ahead", "days_ahead", &["whole number above zero"]),
    ("\"fri\", \"sat\"]", "\"fri\", \"satt\"]", "satt", "publication[2].weekdays", &["Write \"sat\"?", "mon"]),
    ("\"fri\", \"sat\"]", "\"fri\", \"fri\"]", "\"fri\", \"fri\"", "publication[2].weekdays", &["line"]),
    ("[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\"]", "[]", "[]", "publication[2].weekdays", &["empty"]),
    (
        "weekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\"]\n",
        "",
        "[[publication]]\nfrom",
        "publication[2].weekdays",
        &["missing"],
    ),
    ("until = 2026-06-30", "until = \"2026-06-31\"", "2026-06-31", "publication[1].until", &["date"]),
    (
        "from = 2026-07-01\n",
        "from = 2026-07-01\nuntil = 2026-06-01\n",
        "until = 2026-06-01",
        "publication[2].until",
        &["2026-07-01 or later"],
    ),
    (
        "from = 2026-07-01\n",
        "from = 2026-06-15\n",
        "from = 2026-06-15",
        "publication[2].from",
        &["overlap", "until = 2026-06-14 on line 5"],
    ),
    ("from = 2026-07-01\n", "from = 2026-07-03\n", "from = 2026-07-03", "publication[2].from", &["from = 2026-07-01"]),
    ("from = 2026-07-01\n", "", "[[publication]]\nweekdays", "publication[2].from", &["line 5"]),
    (
        "from = 2026-07-01\n",
        "from = 2026-07-01\nuntil = 2026-12-31\n",
        "until = 2026-12-31",
        "publication[2].until",
        &["not appear any more"],
    ),
    ("until = 2026-02-20", "until = 2026-02-10", "2026-02-10", "exception[1].until", &["2026-02-16 or later"]),
    ("until = 2026-02-20\n", "", "[[exception]]\nfrom", "exception[1].until", &["until = 2026-02-16"]),
    ("until = 2026-02-20", "until = 2028-02-20", "2028-02-20", "exception[1].until", &["[[publication]]"]),
    (
        "from = 2026-02-16",
        "dates = [2026-02-16]",
        "[[exception]]\ndates = [2026-02-16]",
        "exception[1]",
        &["one of these"],
    ),
    ("dates = [2026-07-05, 2026-07-12]\n", "", "[[exception]]\nappears", "exception[2]", &["dates = ", "from = "]),
    ("2026-07-05, ", "2026-02-18, ", "2026-02-18", "exception[2].dates", &["2026-02-18", "line 14"]),
    ("appears = false\n", "", "[[exception]]\nfrom", "exception[1].appears", &["appears = false"]),
    ("appears = false", "appears = \"no\"", "\"no\"", "exception[1].appears", &["true or false"]),
    ("reason = \"春节休刊\"\n", "", "[[exception]]\nfrom", "exception[1].reason", &["reason = "]),
    ("kinds = [\"notice\"]", "kinds = [\"notise\"]", "notise", "deadline[1].kinds", &["no kind", "Write \"notice\"?"]),
    ("[\"court\"]", "[\"cort\"]", "cort", "deadline[1].categories", &["no category", "Write \"court\"?"]),
    ("[\"court\"]", "[\"wedding\"]", "wedding", "deadline[1].categories", &["no category"]),
    ("\"12:00\"", "\"25:00\"", "25:00", "deadline[2].time", &["time", "15:00"]),
    (
        "days_before = 1\n\n",
        "days_before = 1\nworking_days_before = 1\n\n",
        "[[deadline]]\nkinds = [\"blessing\"]",
        "deadline[2]",
        &["only one"],
    ),
    (
        "working_days_before = 2",
        "working_days_before = 1.5",
        "1.5",
        "deadline[1].working_days_before",
        &["from 0 to 60"],
    ),
    ("working_days_before = 2", "working_days_before = 61", "61", "deadline[1].working_days_before", &["from 0 to 60"]),
    ("\"20:00\"", "\"14:00\"", "14:00", "deadline[3].late_until", &["14:00", "15:00", "late_days_before = 0"]),
    (
        "late_until = \"20:00\"",
        "late_days_before = 0",
        "[[deadline]]\ntime",
        "deadline[3].late_until",
        &["late_until = "],
    ),
    (
        "kinds = [\"notice\"]\ncategories = [\"court\"]\n",
        "",
        "[[deadline]]\nkinds = [\"blessing\"]",
        "deadline[2]",
        &["never reached", "line 24"],
    ),
    (
        "kinds = [\"blessing\"]\n",
        "kinds = [\"notice\"]\ncategories = [\"court\"]\n",
        "[[deadline]]\nkinds = [\"notice\"]\ncategories = [\"court\"]\ntime = \"12:00\"",
        "deadline[2]",
        &["line 24"],
    ),
    (
        "[[days_off]]",
        "[[deadline]]\nfrom = 2026-05-01\n[[days_off]]",
        "[[deadline]]\nfrom = 2026-05-01",
        "deadline[4]",
        &["never reached"],
    ),
    (
        "[[deadline]]\ntime",
        "[[deadline]]\nuntil = 2026-06-30\n[[deadline]]\nfrom = 2026-06-01\ntime",
        "from = 2026-06-01",
        "deadline[4].from",
        &["overlap", "until = 2026-05-31"],
    ),
    (
        "[[deadline]]\ntime",
        "[[deadline]]\nuntil = 2026-06-30\n[[deadline]]\nfrom = 2026-07-02\ntime",
        "from = 2026-07-02",
        "deadline[4].from",
        &["from = 2026-07-01"],
    ),
    ("year = 2026\n", "", "[[days_off]]\nsource", "days_off[1].year", &["year = 2026"]),
    (
        "year = 2027",
        "year = 2026",
        "[[days_off]]\nyear = 2026\nsource = \"国务院办公厅\"\noff = [{",
        "days_off[2].year",
        &["line"],
    ),
    ("year = 2027", "year = 2028", "[[days_off]]\nyear = 2028", "days_off[2]", &["year = 2027"]),
    ("source = \"国务院办公厅\"\n", "", "[[days_off]]\nyear", "days_off[1].source", &["source = "]),
    ("until = 2026-02-23", "until = 2026-02-13", "2026-02-13", "days_off[1].off[2].until", &["2026-02-15 or later"]),
    ("from = 2026-02-15", "from = 2026-01-03", "from = 2026-01-03", "days_off[1].off[2].from", &["2026-01-03"]),
    ("from = 2027-01-01", "from = 2026-12-31", "2026-12-31", "days_off[2].off[1].from", &["not in the year"]),
    ("name = \"春节\", ", "", "from = 2026-02-15", "days_off[1].off[2].name", &["name = "]),
    ("2026-02-14]", "2026-02-16]", "2026-02-16]", "days_off[1].work", &["both off and worked"]),
    ("2026-02-14]", "2025-02-15]", "2025-02-15]", "days_off[1].work", &["not in the year"]),
    ("2026-02-14]", "2026-02-12]", "2026-02-12]", "days_off[1].work", &["worked anyway", "Thu"]),
    ("2026-02-14]", "2026-01-04]", "2026-01-04]", "days_off[1].work", &["stands on line"]),
    ("name = \"六日刊\"", "name = \"六日刊", "name = ", "", &["TOML"]),
];

#[test]
fn each_mistake_names_line_field_and_remedy() {
    Calendar::read(SOUND, &trade::ad::CategoryTable::shipped())
        .unwrap_or_else(|mistakes| panic!("{}", locale::mistakes(&mistakes, Language::English)));
    for (from, to, stands, field, said) in MISTAKES {
        assert!(SOUND.contains(from), "{from:?}");
        let text = SOUND.replacen(from, to, 1);
        let mistakes = Calendar::read(&text, &trade::ad::CategoryTable::shipped()).expect_err(to);
        let told = locale::mistakes(&mistakes, Language::English);
        let line = text[..text.find(stands).unwrap_or_else(|| panic!("{stands:?}"))].matches('\n').count() + 1;
        // A table is reported where it begins; words that begin before it stand a line or two above what they mean.
        let lines = line..=line + stands.matches('\n').count();
        let hit = mistakes.iter().any(|mistake| {
            let words = locale::mistake(mistake, Language::English);
            lines.contains(&mistake.line) && mistake.field == *field && said.iter().all(|word| words.contains(word))
        });
        assert!(hit, "{from:?} → {to:?}: line {line} {field} {said:?}\n{told}");
        for mistake in &mistakes {
            let chinese = locale::mistake(mistake, Language::Chinese);
            let (place, said) = chinese.split_once('：').expect("a place, and what is wrong there");
            assert!(place.starts_with(&format!("第 {} 行", mistake.line)) && !said.is_ascii(), "{chinese}");
        }
    }
}

#[test]
fn several_mistakes_are_told_at_once_and_in_order() {
    let text =
        SOUND.replace("\"12:00\"", "\"noon\"").replace("\"satt\"", "").replace("appears = true", "appear = true");
    let mistakes = Calendar::read(&text, &trade::ad::CategoryTable::shipped()).expect_err("three");
    let fields: Vec<&str> = mistakes.iter().map(|mistake| mistake.field.as_str()).collect();
    assert_eq!(fields, ["exception[2].appears", "exception[2].appear", "deadline[2].time"], "{mistakes:?}");
    assert!(mistakes.windows(2).all(|pair| pair[0].line <= pair[1].line));
}

#[test]
fn a_shorter_deadline_within_a_longer_one_stands_before_it() {
    let early =
        "[[deadline]]\nfrom = 2026-09-28\nuntil = 2026-10-08\ntime = \"11:00\"\n\n[[deadline]]\nkinds = [\"notice\"]";
    let text = SOUND.replacen("[[deadline]]\nkinds = [\"notice\"]", early, 1);
    let calendar =
        Calendar::read(&text, &trade::ad::CategoryTable::shipped()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let at = |run: &str| {
        let deadline = calendar.deadline(run.parse().expect("a date"), Kind::Notice, &CategoryId::known("court"));
        deadline.at.to_string()
    };
    assert_eq!(at("2026-09-30"), "2026-09-29 11:00:00");
    assert_eq!(at("2026-09-25"), "2026-09-23 15:00:00");
}
