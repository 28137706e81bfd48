//! What is typed may be anything: no reader of typed text ends the program.

use books::booking::{Customer, Method, Number, Offer, PaperSeen, phone_key, request_id};
use books::counter;
use proptest::prelude::*;
use qishi::print::Address;
use trade::ad::{Kind, PaperId};
use trade::legible::{Field, check, escaped, in_line, is_unreadable};
use trade::measure::Size;
use trade::money::Money;
use trade::settings::Paper;

/// Text as it comes: of any characters, of those that the readers look for, and of both.
fn typed() -> impl Strategy<Value = String> {
    let marks = "[-+0-9()./—转:：=xX×*,，%¥元厘米毫cm栏B一二零〇月日 \u{3000}\u{202e}１-９＋]{0,24}";
    prop_oneof![
        any::<String>(),
        marks.prop_map(|text: String| text),
        (marks, any::<String>()).prop_map(|(a, b)| a + &b)
    ]
}

/// Every reader of typed text of the three crates and of the printers.
fn read_by_all(text: &str) {
    let _ = phone_key(text);
    let _ = PaperSeen::checked(&PaperId::known("consent"), text, text);
    let _ = Customer::checked("17600000013", text, text, text);
    let _ = Paper::checked(text, text, None);
    let _ = request_id(text);
    let _ = text.parse::<Money>();
    let _ = text.parse::<Size>();
    let _ = text.parse::<Offer>();
    let _ = text.parse::<Method>();
    let _ = text.parse::<Number>();
    let _ = text.parse::<Kind>();
    let _ = counter::size(text, None);
    let _ = counter::tidy(text);
    let _ = Address::read(text);
    let _ = trade::ad::characters(text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_reader_of_typed_text_gives_up(text in typed()) {
        read_by_all(&text);
    }

    #[test]
    fn what_is_shown_is_seen_and_what_is_taken_was_seen(text in typed()) {
        prop_assert!(!in_line(&text).contains(is_unreadable));
        prop_assert!(!escaped(&text).contains(|c: char| is_unreadable(c) && c != '\n' && c != '\t'));
        prop_assert_eq!(check(Field::Customer, &text).is_ok(), !text.contains(is_unreadable) && text.chars().count() <= 100);
    }
}

#[test]
fn the_two_that_ended_the_window() {
    for text in ["—", "转8012345", "—+", "１", "é123"] {
        read_by_all(text);
        assert!(phone_key(text).is_err(), "{text}");
    }
}
