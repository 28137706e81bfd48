//! `docs/rate-card.md`: every example on it is a card that reads, and costs what the page says.

use std::path::Path;
use std::process::{Command, Output};

use super::examples::{examples, whole};

pub fn qishi(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qishi"))
        .env("QISHI_LANG", "en")
        .args(["--json", "--data"])
        .arg(folder.join("books"))
        .args(arguments)
        .output()
        .expect("it runs")
}

#[test]
fn every_example_costs_what_the_page_says() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rate-card.md")).expect("the page");
    let (examples, prices) = priced(&page);
    assert!(examples >= 18 && prices >= 70, "{examples} examples, {prices} prices");
}

#[test]
fn corners_cost_what_is_said_of_them() {
    let (examples, prices) = priced(include_str!("corners.md"));
    assert!(examples >= 12 && prices >= 30, "{examples} examples, {prices} prices");
}

#[test]
fn terms_tried_with_the_page_alone_cost_what_was_worked_out_by_hand() {
    let (examples, prices) = priced(include_str!("terms.md"));
    assert!(examples >= 10 && prices >= 30, "{examples} examples, {prices} prices");
}

#[test]
fn cards_written_from_the_page_alone_cost_what_was_worked_out_by_hand() {
    let (examples, prices) = priced(include_str!("strangers.md"));
    assert!(examples >= 5 && prices >= 30, "{examples} examples, {prices} prices");
}

/// Reads and prices every example of a page; gives how many there were, and how many prices.
fn priced(page: &str) -> (usize, usize) {
    let examples = examples(page);
    let folder = tempfile::tempdir().expect("a folder");
    let (file, copy) = (folder.path().join("card.toml"), folder.path().join("copy.txt"));
    let mut priced = 0;
    for example in &examples {
        std::fs::write(&file, whole(&example.card)).expect("written");
        let path = file.display().to_string();
        let checked = qishi(folder.path(), &["rates", "check", &path]);
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert!(checked.status.success(), "line {}:\n{said}", example.line);
        for (asked, says) in &example.asked {
            let mut arguments = vec!["quote", "--card", path.as_str()];
            let mut words = asked.split_whitespace();
            let copied = copy.display().to_string();
            while let Some(word) = words.next() {
                arguments.push(word);
                if word == "--copy" {
                    std::fs::write(&copy, words.next().expect("a copy")).expect("written");
                    arguments.push(&copied);
                }
            }
            let answer = qishi(folder.path(), &arguments);
            let json: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("one document");
            let came = match says.strip_prefix("refused ") {
                Some(_) => format!("refused {}", json["refused"]["rule"].as_str().unwrap_or_default()),
                None => json["total"].as_str().unwrap_or_default().to_owned(),
            };
            assert_eq!(&came, says, "line {}: {asked}\n{json:#}", example.line);
            priced += 1;
        }
    }
    (examples.len(), priced)
}
