//! The rate cards: looked at, changed in a copy, compared with what was taken, put in force and withdrawn.

use books::booking::RuleKind;
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::rates::{Message, copy, place};
use trade::measure::Size;
use trade::money::Money;
use trade::rates::CellKind;
use trade::refusal::{Failure, Refusal, RuleFileTrouble};
use trade::settings::{Language, Taste};

use super::Hand;
use super::day::three;
use super::hand::books;

const SHIPPED: &str = include_str!("../../assets/cards/qishi-2026-01.toml");

fn text(hand: &Hand) -> String {
    hand.app.rates().editing().expect("a copy").text().to_owned()
}

/// The place of the field of the smallest size.
fn smallest(hand: &Hand) -> usize {
    let card = trade::rates::RateCard::read(&text(hand), &trade::ad::CategoryTable::shipped()).expect("sound");
    let size: Size = "7.2x3".parse().expect("a size");
    card.cells.iter().position(|cell| cell.kind == CellKind::Block(size)).expect("listed")
}

#[test]
fn the_card_in_force_is_a_table_with_its_version_day_and_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F7);
    for words in ["祝福启事价目", "祝福、公告（暂按此价）", "7.2×3 cm", "299.00", "1,999.00", "现行", "2026-01-01"]
    {
        assert!(hand.shows(words), "{words}");
    }
    assert!(hand.shows("价目 2026-01 版 · 2026-01-01 起 · 本报 2026-01-22 版面：美好时光 “纸”传祝福"));
    assert!(hand.stands_on(place::VERSIONS));
    let taste = Taste { language: Language::English, ..Taste::default() };
    drop(hand);
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    hand.key(Named::F7);
    assert!(hand.shows("Edit a copy") && hand.shows("in force") && hand.shows("In CNY, per run, tax included"));
}

#[test]
fn a_price_is_changed_compared_and_put_in_force_by_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F7);
    hand.ctrl("e");
    // The version and the day are proposed; the first field of the table has the focus.
    assert!(text(&hand).contains("version = \"2026-02\"") && text(&hand).contains("effective_from = 2026-02-01"));
    let first: &'static str = Box::leak(place::cell(smallest(&hand)).into_boxed_str());
    assert!(hand.stands_on(first));
    hand.types("319");
    let changed = SHIPPED
        .replace("version = \"2026-01\"", "version = \"2026-02\"")
        .replace("effective_from = 2026-01-01", "effective_from = 2026-02-01")
        .replace("\"299.00\"", "\"319.00\"");
    assert_eq!(text(&hand), changed, "all else stays byte for byte, comments included");
    let found = hand.app.rates().compared().expect("compared").clone();
    assert_eq!((found.bookings, found.dearer(), found.by()), (3, 3, Money::yuan(60)));
    assert!(hand.shows("近 30 日 3 则") && hand.shows("+60.00") && hand.shows("299.00 → 319.00"));
    assert!(hand.shows("没有错误，可以施行") && hand.shows("2026-02-01 起施行"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.rates().editing().is_none(), "{:?}", hand.app.rates().failed());
    for words in ["价目 2026-02 版已录入，2026-02-01 起施行", "待施行", "现行", "319.00"] {
        assert!(hand.shows(words), "{words}");
    }
    // Up is the newer one; down the one that still holds, at whose prices today's ads are taken.
    hand.key(Named::ArrowDown);
    assert!(hand.shows("299.00") && !hand.shows("319.00"));
    drop(hand);
    let house = books(folder.path()).folder_state("2026-01-20".parse().expect("a day")).expect("read");
    let [entered] = house.rules.as_slice() else { panic!("{:?}", house.rules) };
    assert_eq!((entered.kind, entered.version.as_str(), entered.text.as_str()), {
        (RuleKind::Card, "2026-02", changed.as_str())
    });
    assert_eq!(entered.from.to_string(), "2026-02-01");
}

#[test]
fn what_is_no_price_is_told_in_its_field_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F7);
    hand.ctrl("e");
    let before = text(&hand);
    let at = smallest(&hand);
    hand.say(Desk::from(Message::Copy(copy::Message::Typed(at, "三百".to_owned()))));
    assert_eq!(text(&hand), before);
    let told = "“三百”不是价格。请写大于零、至多两位小数的数，如 319 或 319.50";
    assert!(hand.shows(told));
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.rates().editing().is_some(), "it was not sent");
    assert!(hand.shows(told));
    hand.say(Desk::from(Message::Copy(copy::Message::Typed(at, "319.5".to_owned()))));
    assert!(text(&hand).contains("\"319.50\"") && hand.shows("没有错误，可以施行"));
    hand.say(Desk::from(Message::Copy(copy::Message::From("2026-02-30".to_owned()))));
    assert!(hand.shows("“2026-02-30”不是日期。请写如 2026-02-01"));
    // What was typed is taken back step by step.
    hand.say(Desk::from(Message::Copy(copy::Message::From("2026-03-01".to_owned()))));
    assert!(text(&hand).contains("version = \"2026-03\""), "the version follows the day");
    while text(&hand) != before {
        let now = text(&hand);
        hand.ctrl("z");
        assert_ne!(text(&hand), now, "nothing left to take back");
    }
}

#[test]
fn a_mistake_in_the_whole_file_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F7);
    hand.ctrl("e");
    hand.ctrl("t");
    assert!(hand.stands_on(place::WHOLE) && hand.shows("没有错误"));
    hand.ctrl_key(Named::End);
    hand.composes("[[surcharge]]");
    hand.key(Named::Enter);
    hand.composes("name = \"套红\"");
    let last = SHIPPED.lines().count();
    let mistakes = hand.app.rates().editing().expect("a copy").mistakes().to_vec();
    assert!(mistakes.iter().any(|mistake| mistake.line == last + 1), "{mistakes:?}");
    let said = qishi::locale::mistake(&mistakes[0], Language::Chinese);
    assert!(said.starts_with(&format!("第 {} 行", last + 1)) && hand.shows(&said), "{said}");
    assert!(hand.shows("1 处错误"));
    // Put in force it is refused in place; the table waits until it reads.
    hand.ctrl_key(Named::Enter);
    assert!(matches!(
        hand.app.rates().failed(),
        Some(Failure::Refused(Refusal::RuleFile(RuleFileTrouble::BadRules { .. })))
    ));
    hand.ctrl("t");
    assert!(hand.shows("全文有错误，改好后才能按表格填写：Ctrl+T 回到全文"));
    hand.ctrl("t");
    hand.key(Named::Enter);
    hand.composes("percent = 30");
    hand.key(Named::Enter);
    hand.composes("of = \"price\"");
    assert!(hand.shows("没有错误"));
    hand.ctrl("t");
    assert!(hand.shows("套红"), "the table has the new line");
    // The caret is put on the line of a mistake.
    hand.ctrl("t");
    hand.composes("x");
    hand.ctrl_key(Named::Home);
    hand.ctrl("g");
    assert!(hand.shows(&format!("第 {} 行，共 {} 行", last + 4, last + 4)));
}

#[test]
fn a_file_is_imported_compared_and_a_version_withdrawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    let small = "  { size = \"7.2x3\", price = \"299.00\" },\n";
    let card = SHIPPED
        .replace(small, "")
        .replace("\"7.2x3\", \"7.2x5\"", "\"7.2x5\"")
        .replace("version = \"2026-01\"", "version = \"春\"");
    let file = folder.path().join("spring.toml");
    std::fs::write(&file, &card).expect("written");
    hand.key(Named::F7);
    hand.ctrl("o");
    assert!(hand.stands_on(place::PATH));
    hand.composes(file.to_str().expect("a path"));
    hand.key(Named::Enter);
    assert!(hand.shows("导入的价目"));
    let found = hand.app.rates().compared().expect("compared").clone();
    assert_eq!((found.refused.len(), found.changes.len()), (3, 0));
    assert!(matches!(found.refused[0].1, Refusal::UnlistedSize { .. }));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("价目 春 版已录入，2026-02-01 起施行"));
    // Withdrawn at the second press; any other key keeps it.
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("撤回 春 版？再按一次 Ctrl+Delete 撤回；按其他键保留"));
    hand.key(Named::ArrowUp);
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("待施行"));
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("已撤回价目 春 版，它从未施行") && !hand.shows("待施行"));
    // The one in force is not withdrawn.
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("这一版已经施行过，不能撤回；只有还没到施行日的版本能撤回。要改，请编辑副本，另定施行日"));
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("现行"));
    // A file that is none is told.
    hand.say(Desk::from(Message::Dropped(folder.path().join("nothing.toml"))));
    assert!(matches!(hand.app.rates().failed(), Some(Failure::Fault(_))));
    hand.say(Desk::Dropped(file));
    assert!(hand.shows("导入的价目"));
    // One with a mistake opens in full, at its mistake's line.
    let bad = folder.path().join("bad.toml");
    std::fs::write(&bad, card.replace("price = \"520.00\"", "price = \"5200.005\"")).expect("written");
    hand.say(Desk::Dropped(bad));
    let mistakes = hand.app.rates().editing().expect("a copy").mistakes().to_vec();
    assert_eq!(mistakes.len(), 1);
    assert!(hand.shows(&qishi::locale::mistake(&mistakes[0], Language::Chinese)) && hand.stands_on(place::WHOLE));
}

#[test]
fn what_the_books_refuse_is_told_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F7);
    hand.ctrl("e");
    hand.say(Desk::from(Message::Copy(copy::Message::From("2026-01-02".to_owned()))));
    let refusal = Refusal::RuleFile(RuleFileTrouble::CardInPast {
        from: "2026-01-02".parse().expect("a day"),
        today: "2026-01-20".parse().expect("a day"),
    });
    let line = qishi::locale::refusal(&refusal, Language::Chinese).line(Language::Chinese);
    assert!(hand.shows(&line), "{line}");
    hand.ctrl_key(Named::Enter);
    assert!(matches!(
        hand.app.rates().failed(),
        Some(Failure::Refused(Refusal::RuleFile(RuleFileTrouble::CardInPast { .. })))
    ));
    hand.say(Desk::from(Message::Copy(copy::Message::From("2026-02-01".to_owned()))));
    assert!(hand.app.rates().failed().is_none());
    // Thrown away at the second press.
    hand.ctrl_key(Named::Delete);
    assert!(hand.app.rates().editing().is_some());
    hand.ctrl_key(Named::Delete);
    assert!(hand.app.rates().editing().is_none());
}

#[test]
fn the_card_is_written_out_as_it_is_and_printed_as_a_poster() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F7);
    hand.ctrl("s");
    let file = folder.path().join("cards/paper-2026-01.toml");
    assert_eq!(std::fs::read_to_string(&file).expect("written"), SHIPPED);
    assert!(hand.shows(&format!("价目已写：{}", file.display())));
    hand.ctrl("p");
    let opened = hand.opened.lock().expect("not poisoned").clone();
    assert_eq!(opened, [folder.path().join("papers/paper-2026-01-poster.pdf")]);
    assert!(std::fs::read(&opened[0]).expect("written").starts_with(b"%PDF"));
}

#[test]
fn nothing_moves_when_something_is_said_and_a_small_window_holds_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F7);
    hand.resizes(1_100.0, 600.0);
    hand.ctrl("e");
    let at = smallest(&hand);
    let cell: &'static str = Box::leak(place::cell(at).into_boxed_str());
    let stood = [place::VERSION, place::FROM, place::SOURCE, cell].map(|id| hand.bounds(id));
    hand.say(Desk::from(Message::Copy(copy::Message::Typed(at, "x".to_owned()))));
    let stands = [place::VERSION, place::FROM, place::SOURCE, cell].map(|id| hand.bounds(id));
    assert_eq!(stood, stands);
    for place in stands {
        assert!(place.x >= 0.0 && place.x + place.width <= 1_100.0 && place.y + place.height <= 600.0, "{place:?}");
    }
    // A price that is larger than the next one leaves its row where it is.
    hand.say(Desk::from(Message::Copy(copy::Message::Typed(at, "9999".to_owned()))));
    assert_eq!(hand.bounds(cell), stood[3]);
}
