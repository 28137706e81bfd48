//! Texts that a column broke: every notice at widths from 12 to 30 characters, with indented lines and with page numbers and
//! running heads between, says what it says unbroken.
//!
//! `QISHI_ALL=1 cargo test -p qishi-trade --test trade broken -- --nocapture` tries every width in every way, `QISHI_SHOW=1` names what
//! is lost.

use std::collections::BTreeSet;

use trade::notice::{FactName, FactValue, Notice};

use super::cases::folded;
use super::labelled::published::wordings;
use super::labelled::{PUBLISHED, drafts};
use super::notices::NOTICES;
use super::{read_for, whole};

/// How the lines of a column are set.
#[derive(Debug, Clone, Copy)]
enum Set {
    Plain,
    /// Every line begins two characters in.
    Indented,
    /// Every sixth line is followed by a page number and a running head.
    Paged,
}

fn broken(text: &str, width: usize, set: Set) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let chars: Vec<char> = paragraph.chars().collect();
        if chars.is_empty() {
            lines.push(String::new());
        }
        lines.extend(chars.chunks(width).map(|chunk| chunk.iter().collect::<String>()));
    }
    let mut all = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        all.push(if matches!(set, Set::Indented) { format!("　　{line}") } else { line.clone() });
        if matches!(set, Set::Paged) && i % 6 == 5 && i + 2 < lines.len() {
            all.push(format!("— {} —", i / 6 + 1));
            all.push("青岛日报 2026年3月2日 星期一 A06版".to_owned());
        }
    }
    all.join("\n")
}

fn said(notice: &Notice) -> BTreeSet<(FactName, String)> {
    let word = |value: &FactValue| match value {
        FactValue::Text(text) => folded(text),
        FactValue::Case(case) => case.key.clone(),
        FactValue::Hearing(hearing) => format!("{:?}", hearing.iso()),
        other => format!("{other:?}"),
    };
    FactName::ALL
        .into_iter()
        // Why a notice is published is a clause, told for a look only.
        .filter(|name| *name != FactName::Reason)
        .flat_map(|name| notice.facts.all(name).iter().map(move |fact| (name, word(&fact.value))))
        .collect()
}

#[allow(clippy::print_stdout, reason = "the figures are what the command is for")]
#[test]
fn a_text_that_a_column_broke_says_what_it_says_unbroken() {
    let all = std::env::var_os("QISHI_ALL").is_some();
    let show = std::env::var_os("QISHI_SHOW").is_some();
    let mut texts: Vec<String> = NOTICES.iter().map(|text| (*text).to_owned()).collect();
    texts.extend(drafts().into_iter().step_by(5).map(|draft| draft.text()));
    let (mut kept, mut facts, mut whole_texts, mut tried) = (0, 0, 0, 0);
    for (i, text) in texts.iter().enumerate() {
        let plain = read_for(text, Some(PUBLISHED));
        let Some(expected) = plain.notices.first().map(said) else { panic!("{text}") };
        for width in 12..=30 {
            for (n, set) in [Set::Plain, Set::Indented, Set::Paged].into_iter().enumerate() {
                if !all && (width * 3 + n + i * 7) % 11 != 0 {
                    continue;
                }
                let page = broken(text, width, set);
                let read = read_for(&page, Some(PUBLISHED));
                whole(&page, &read);
                let found = read.notices.first().map(said).unwrap_or_default();
                let here = expected.intersection(&found).count();
                kept += here;
                facts += expected.len();
                tried += 1;
                let one = read.notices.len() == 1 && read.notices[0].kind == plain.notices[0].kind;
                whole_texts += usize::from(one);
                if show && (here < expected.len() || !one) {
                    let lost: Vec<_> = expected.difference(&found).collect();
                    let other: Vec<_> = found.difference(&expected).collect();
                    println!(
                        "{width} {set:?}, {} notices: lost {lost:?}, instead {other:?}\n{page}\n",
                        read.notices.len()
                    );
                }
            }
        }
    }
    println!("{tried} broken texts: {kept} of {facts} facts kept, {whole_texts} read as one notice of its kind");
    assert!(tried > 300, "{tried}");
    assert!(kept * 1_000 >= facts * 980, "{kept} of {facts} facts");
    assert!(whole_texts * 100 >= tried * 98, "{whole_texts} of {tried}");
}

/// The published wordings, each broken at one width in one way.
#[allow(clippy::print_stdout, reason = "the figures are what the command is for")]
#[test]
fn published_wordings_that_a_column_broke_say_what_they_say_unbroken() {
    let all = std::env::var_os("QISHI_ALL").is_some();
    let show = std::env::var_os("QISHI_SHOW").is_some();
    let (mut kept, mut facts, mut whole_texts, mut tried) = (0, 0, 0, 0);
    for (i, text) in wordings().iter().enumerate() {
        let plain = read_for(text, Some(PUBLISHED));
        let Some(first) = plain.notices.first() else { panic!("{text}") };
        let expected = said(first);
        for width in 12..=30 {
            if !all && width != 12 + i * 7 % 19 {
                continue;
            }
            let set = [Set::Plain, Set::Indented, Set::Paged][(i + width) % 3];
            let page = broken(text, width, set);
            let read = read_for(&page, Some(PUBLISHED));
            whole(&page, &read);
            let found = read.notices.first().map(said).unwrap_or_default();
            let here = expected.intersection(&found).count();
            let one = read.notices.len() == 1 && read.notices[0].kind == first.kind;
            kept += here;
            facts += expected.len();
            tried += 1;
            whole_texts += usize::from(one);
            if show && (here < expected.len() || !one) {
                let lost: Vec<_> = expected.difference(&found).collect();
                let other: Vec<_> = found.difference(&expected).collect();
                println!("{width} {set:?}, {} notices: lost {lost:?}, instead {other:?}\n{page}\n", read.notices.len());
            }
        }
    }
    println!("{tried} broken wordings: {kept} of {facts} facts kept, {whole_texts} read as one notice of its kind");
    assert!(tried > 500, "{tried}");
    assert!(kept * 1_000 >= facts * 975, "{kept} of {facts} facts");
    assert!(whole_texts * 100 >= tried * 98, "{whole_texts} of {tried}");
}

/// The published wordings under one another as on a page: each part is one of them, to the character.
#[allow(clippy::print_stdout, reason = "the figures are what the command is for")]
#[test]
fn a_page_of_published_wordings_falls_into_them() {
    let show = std::env::var_os("QISHI_SHOW").is_some();
    let texts = wordings();
    let (mut exact, mut all) = (0, 0);
    for (n, part) in texts.chunks(5).enumerate() {
        // Far apart, so that a page holds several kinds.
        let page: Vec<&String> = (0..part.len()).map(|k| &texts[(n * 5 + k * 97) % texts.len()]).collect();
        let joined = page.iter().map(|text| text.trim()).collect::<Vec<_>>().join("\n\n");
        let read = read_for(&joined, Some(PUBLISHED));
        whole(&joined, &read);
        let found: BTreeSet<&str> = read.notices.iter().map(|notice| notice.text.as_str()).collect();
        for text in page {
            all += 1;
            let here = found.contains(text.trim());
            exact += usize::from(here);
            if show && !here {
                let head: String = text.trim().chars().take(12).collect();
                let held = read.notices.iter().find(|notice| notice.text.contains(&head));
                println!("NOT A PART:\n{text}\nbut within {:?}\n", held.map(|notice| &notice.text));
            }
        }
    }
    println!("{exact} of {all} wordings on pages are a part of their own");
    assert!(exact * 100 >= all * 92, "{exact} of {all}");
}
