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
