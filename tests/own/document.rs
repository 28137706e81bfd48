//! The pages on files of kinds and of styles explain every key that the readers know.

use setting::typeset::StyleFile;
use trade::ad;
use trade::notice::{KindFile, NoticeKinds};
use trade::rulefile::{Mistake, Noun, Wrong};

use super::{KIND, STYLE};

/// A key that nobody knows is answered with all that are known there.
fn known(mistakes: &[Mistake]) -> Vec<String> {
    let known = mistakes.iter().filter_map(|mistake| match &mistake.wrong {
        Wrong::Unknown { noun: Noun::Key, known, .. } => Some(known.clone()),
        _ => None,
    });
    known.flatten().collect()
}

/// Whether a word stands in a text by itself.
fn explains(page: &str, key: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    page.split(|c: char| !part(c)).any(|word| word == key)
}

#[test]
fn every_key_of_a_kind_is_on_its_page() {
    let odd = KIND
        .replace("period = { ", "odd = 1\nhearing = { odd = 1 }\nperiod = { odd = 1, ")
        .replace("[[when]]", "[[when]]\nodd = 1")
        .replace("[[says]]", "[[says]]\nodd = 1");
    let mistakes = KindFile::read(&odd, NoticeKinds::shipped(), &ad::CategoryTable::shipped()).expect_err("odd keys");
    let keys = known(&mistakes);
    assert!(keys.len() >= 35, "{keys:?}");
    let page = include_str!("../../docs/reading.md");
    let (_, page) = page.split_once("## A kind is a file").expect("the section");
    let (page, _) = page.split_once("\n## ").expect("another follows");
    for key in keys {
        assert!(explains(page, &key), "docs/reading.md does not explain {key}");
    }
}

#[test]
fn every_key_of_a_style_is_on_its_page() {
    let notice = STYLE
        .replace("categories = ", "odd = 1\nsuits = { odd = 1 }\ncategories = ")
        .replace("[lines]", "[lines]\nodd = 1")
        .replace("[notice]", "[notice]\nodd = 1");
    let (head, _) = STYLE.split_once("[notice]").expect("a section");
    let blessing = head.replace("kind = \"notice\"", "kind = \"blessing\"");
    let blessing = format!("{blessing}[blessing]\nodd = 1\n[[blessing.layout]]\nodd = 1\n");
    let page = include_str!("../../docs/styles.md");
    let mut seen = 0;
    for text in [notice, blessing] {
        let mistakes = StyleFile::read(&text, &ad::CategoryTable::shipped()).expect_err("odd keys");
        for key in known(&mistakes) {
            seen += 1;
            assert!(explains(page, &key), "docs/styles.md does not explain {key}");
        }
    }
    assert!(seen >= 35, "{seen}");
}
