//! Every example of `docs/calendar.md` is a calendar that reads, and says what the lines below it say.

use trade::ad::{CategoryId, Kind};
use trade::calendar::{Appearance, Calendar};

const DOCUMENT: &str = include_str!("../../docs/calendar.md");

/// An example as a whole file.
fn whole(example: &str) -> String {
    let head = if example.contains("name = \"晚报刊期\"") { "" } else { "name = \"x\"\nsource = \"x\"\n" };
    let daily = "[[publication]]\nweekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n";
    format!("{head}{example}\n{}", if example.contains("[[publication]]") { "" } else { daily })
}

/// What a calendar says of `2026-02-17`, or of `notice court 2026-01-26`, in the words of the document.
fn says(calendar: &Calendar, asked: &str) -> String {
    let words: Vec<&str> = asked.split(' ').collect();
    let (day, what) = words.split_last().expect("a date");
    let day = day.parse().unwrap_or_else(|_| panic!("{asked}"));
    let Some((kind, category)) = what.split_first() else {
        return match calendar.appearance(day) {
            Appearance::Regular => "appears".to_owned(),
            Appearance::Extra(reason) => format!("appears: {reason}"),
            Appearance::Rests(reason) => format!("does not appear: {reason}"),
            Appearance::NotThatWeekday => "does not appear on that weekday".to_owned(),
            Appearance::NotYet => "does not appear yet".to_owned(),
        };
    };
    let kind: Kind = kind.parse().unwrap_or_else(|_| panic!("{asked}"));
    let deadline = calendar.deadline(day, kind, &CategoryId::new(*category.first().unwrap_or(&"")).expect("an id"));
    let at = |at: chrono::NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    let guess = if deadline.provisional { ", provisional" } else { "" };
    format!("closes {}, late until {}{guess}", at(deadline.at), at(deadline.late_until))
}

#[test]
fn every_example_says_what_is_written_below_it() {
    let (mut examples, mut lines) = (0, 0);
    for part in DOCUMENT.split("```toml\n").skip(1) {
        let (example, below) = part.split_once("```\n").expect("an end");
        let text = whole(example);
        let read = Calendar::read(&text, &trade::ad::CategoryTable::shipped())
            .unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"));
        // What an example says of its own from the first day on, over the tables of days off that the program has.
        let calendar = Calendar::shipped().then(read, "2025-01-01".parse().expect("a date"), "1");
        for (asked, said) in below.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(" → ")) {
            assert_eq!(says(&calendar, asked), said, "{asked}\n{example}");
            lines += 1;
        }
        examples += 1;
    }
    assert_eq!((examples, lines), (8, 22));
}

#[test]
fn the_keys_of_the_document_are_those_of_the_format() {
    // A key that nobody knows is answered with all that are known there: each must be explained.
    let probe = format!("{}odd = 1\n", "name = \"x\"\nsource = \"x\"\n");
    let tables = ["publication", "exception", "deadline", "days_off"].map(|table| format!("[[{table}]]\nodd = 1\n"));
    let mistakes = Calendar::read(&format!("{probe}{}", tables.concat()), &trade::ad::CategoryTable::shipped())
        .expect_err("odd keys");
    let known = mistakes.iter().filter_map(|mistake| match &mistake.wrong {
        trade::rulefile::Wrong::Unknown { known, .. } => Some(known),
        _ => None,
    });
    let keys: Vec<&String> = known.flatten().collect();
    assert!(keys.len() > 25, "{keys:?}");
    for key in keys {
        let explained = DOCUMENT.contains(&format!("`{key}`"))
            || DOCUMENT.contains(&format!("[[{key}]]"))
            || DOCUMENT.contains(&format!("\n{key} = "));
        assert!(explained, "{key}");
    }
}
