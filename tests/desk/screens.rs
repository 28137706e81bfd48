//! The table of screens: each is reached by the key that the window and the page of keys name.

use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Screen;
use qishi::locale::desk::Words;
use trade::settings::Language;

use super::Hand;

const FUNCTION_KEYS: [Named; 12] = [
    Named::F1,
    Named::F2,
    Named::F3,
    Named::F4,
    Named::F5,
    Named::F6,
    Named::F7,
    Named::F8,
    Named::F9,
    Named::F10,
    Named::F11,
    Named::F12,
];

#[test]
fn each_screen_is_reached_by_the_key_that_stands_beside_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let words = Words::of(Language::Chinese);
    // Back to front: the first one is there when the desk opens.
    for screen in Screen::ALL.into_iter().rev() {
        // Which customer's page is opened is said by where one stands.
        let Some(number) = screen.label().strip_prefix('F') else {
            if screen == Screen::Accounts {
                hand.ctrl_shift("k");
                assert!(hand.app.title().contains(screen.name(words)), "{screen:?}: {}", hand.app.title());
                continue;
            }
            assert_eq!(screen, Screen::Customer);
            continue;
        };
        let number: usize = number.parse().expect("an F-key");
        hand.key(FUNCTION_KEYS[number - 1]);
        assert!(hand.app.title().contains(screen.name(words)), "{screen:?}: {}", hand.app.title());
    }
}

#[test]
fn the_page_of_keys_names_each_screen_with_its_key() {
    let page = include_str!("../../docs/desk.md");
    let words = Words::of(Language::Chinese);
    for screen in Screen::ALL {
        let (key, name) = (screen.label(), screen.name(words));
        assert!(page.lines().any(|line| line.contains(key) && line.contains(name)), "{key} {name}");
    }
}

#[test]
fn no_two_screens_have_one_key() {
    let keys: std::collections::BTreeSet<_> = Screen::ALL.into_iter().map(Screen::label).collect();
    assert_eq!(keys.len(), Screen::ALL.len());
}

/// The part of `docs/desk.md` that begins with this screen's name, up to the next heading of a table.
fn told_of(name: &str) -> String {
    let page = include_str!("../../docs/desk.md");
    let begins = |line: &&str| line.starts_with(&format!("| {name}"));
    let from = page.lines().position(|line| begins(&line)).unwrap_or_else(|| panic!("no table of {name}"));
    let lines: Vec<&str> = page.lines().skip(from).collect();
    let end =
        lines.iter().skip(1).position(|line| line.starts_with("## ") || line.ends_with("| |")).unwrap_or(lines.len());
    lines[..=end.min(lines.len() - 1)].join("\n")
}

/// F1 says in the window what `docs/desk.md` says: of each screen the same letters.
#[test]
fn the_page_of_keys_in_the_window_is_that_of_the_docs() {
    let words = Words::of(Language::Chinese);
    for screen in Screen::ALL.into_iter().filter(|screen| !screen.keys().is_empty()) {
        let docs = told_of(screen.name(words));
        for key in screen.keys() {
            for part in key.keys.split(" · ").flat_map(|part| part.split(' ')) {
                let letter = part.rsplit('+').next().unwrap_or(part);
                assert!(docs.contains(letter), "{screen:?}: {part} of {:?} is not in the docs", key.keys);
            }
        }
    }
}

#[test]
fn f1_shows_the_keys_of_the_screen_and_leads_back_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F3);
    hand.key(Named::F1);
    assert!(hand.shows("标记 · 全部标记；以后每个键都对标记的做") && hand.shows("每一屏"));
    hand.key(Named::ArrowRight);
    assert!(hand.shows("清空"), "those of the next screen");
    hand.key(Named::Escape);
    assert!(hand.app.title().contains("当日"));
}
