//! The copy chooses category, size and day, and a hand has the last word; what is found is said calmly, and what is lacking by the button.

use books::persons::Identities;
use books::store::Drafts;
use iced_test::core::event::Event;
use iced_test::core::input_method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::draft::{Draft, SetByHand};
use qishi::desk::screens::take::{Message, place};
use qishi::locale;
use trade::ad::{CategoryId, Found, Kind};
use trade::ids::PersonName;
use trade::settings::{Language, Paper, Taste};

use super::Hand;
use super::hand::{agrees, books, ten_o_clock};
use super::taking::{copy, customer, lost_notice};
use crate::corpus::NOTICES;

const LOST: &str = "遗失声明\n李四遗失居民身份证一张，声明作废。";

/// Category, size and days of the draft.
fn chosen(hand: &Hand) -> (String, Option<String>, Vec<String>) {
    let draft = hand.app.take().draft();
    let days = draft.runs.iter().map(|run| run.format("%m-%d").to_string()).collect();
    (draft.category.to_string(), draft.size.map(|size| size.to_string()), days)
}

fn is(hand: &Hand, category: &str, size: &str, days: &[&str]) -> bool {
    chosen(hand) == (category.to_owned(), Some(size.to_owned()), days.iter().map(|day| (*day).to_owned()).collect())
}

#[test]
fn category_size_and_day_follow_the_copy_and_are_marked_as_proposals() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    copy(&mut hand, LOST);
    assert!(is(&hand, "lost_and_void", "7.2x3", &["01-21"]), "{:?}", chosen(&hand));
    for tag in ["公告 · 遗失声明", "按稿件", "按稿件，最小可用", "最近一期", "1月21日 周三"] {
        assert!(hand.shows(tag), "{tag}");
    }
    // Another copy, another category and size.
    hand.take(Message::Undo);
    while !hand.app.take().draft().copy.is_empty() {
        hand.take(Message::Undo);
    }
    copy(&mut hand, NOTICES[0].trim_end());
    assert_eq!(hand.app.take().draft().category, crate::corpus::CATEGORIES[0]);
    assert_ne!(hand.app.take().draft().size, "7.2x3".parse().ok());
    assert_eq!(hand.app.take().draft().touched, SetByHand::NOTHING);
}

#[test]
fn the_copy_chooses_between_notice_and_blessing_until_a_hand_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let kind = |hand: &Hand| (hand.app.take().draft().kind, hand.app.take().draft().category.to_string());
    copy(&mut hand, "祝王小明生日快乐\n健康成长");
    assert_eq!(kind(&hand), (Kind::Blessing, "birthday".to_owned()));
    assert!(hand.shows("祝福 · 生日祝福") && hand.shows("按稿件"), "{:?}", kind(&hand));
    assert!(hand.shows("图片"), "its picture has a place");
    assert_eq!(hand.app.take().draft().touched, SetByHand::NOTHING);
    // Other words, another kind; words that tell nothing change nothing.
    hand.ctrl("h");
    copy(&mut hand, LOST);
    assert_eq!(kind(&hand), (Kind::Notice, "lost_and_void".to_owned()));
    hand.ctrl("h");
    hand.ctrl_shift("l");
    copy(&mut hand, LOST);
    assert_eq!(kind(&hand).0, Kind::Blessing, "a hand has set it");
    assert!(hand.app.take().draft().touched.kind);
    // The kind that stands is said by pressing it.
    hand.ctrl("h");
    hand.take(Message::Kind(Kind::Notice));
    copy(&mut hand, "祝王小明生日快乐\n健康成长");
    assert_eq!(kind(&hand).0, Kind::Notice);
    // A category, a style and the kind of a line are of one kind of ads.
    hand.ctrl("h");
    copy(&mut hand, LOST);
    hand.take(Message::Category(CategoryId::known("lost_and_void")));
    hand.ctrl("j");
    hand.composes("生日快乐");
    assert_eq!(kind(&hand).0, Kind::Notice);
    // Whoever asks for the picture's place says that it is a blessing.
    hand.ctrl("h");
    hand.ctrl("t");
    assert!(hand.stands_on(place::PICTURE));
    assert_eq!(kind(&hand).0, Kind::Blessing);
}

#[test]
fn what_a_hand_has_set_stays_and_loses_its_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    copy(&mut hand, LOST);
    hand.ctrl("g");
    hand.key(Named::ArrowRight);
    hand.ctrl("d");
    hand.key(Named::ArrowRight);
    hand.key(Named::Space);
    assert!(is(&hand, "lost_and_void", "7.2x5", &["01-22"]), "{:?}", chosen(&hand));
    hand.ctrl("l");
    hand.key(Named::ArrowRight);
    let category = hand.app.take().draft().category.clone();
    assert_ne!(category, "lost_and_void");
    hand.key(Named::Escape);
    assert!(hand.stands_on(place::CATEGORY), "folded again");
    for tag in ["按稿件", "按稿件，最小可用", "最近一期"] {
        assert!(!hand.shows(tag), "{tag}");
    }
    hand.ctrl("j");
    hand.composes("\n李四另遗失机动车驾驶证一本，档案编号3702，声明作废。");
    assert!(is(&hand, &category, "7.2x5", &["01-22"]), "{:?}", chosen(&hand));
    // The proposed day itself is meant where it is pressed.
    hand.ctrl("h");
    hand.ctrl("d");
    hand.key(Named::Space);
    let draft = hand.app.take().draft();
    assert!(draft.touched.runs && draft.runs == ["2026-01-21".parse().expect("a date")]);
    // An empty field of another size gives the choice back to the copy.
    copy(&mut hand, LOST);
    hand.take(Message::Size("14.6x10".parse().expect("a size")));
    hand.take(Message::TakeOtherSize);
    assert_eq!(hand.app.take().draft().size, "7.2x3".parse().ok());
}

#[test]
fn a_draft_keeps_what_was_proposed_and_of_an_older_one_everything_was_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    copy(&mut hand, LOST);
    hand.ctrl("h");
    let kept = |folder: &std::path::Path| Drafts::of(folder).list::<Draft>().expect("read").0;
    let draft = kept(folder.path()).pop().expect("one").value;
    assert_eq!((draft.category.as_str(), draft.size), ("lost_and_void", "7.2x3".parse().ok()));
    assert_eq!(draft.touched, SetByHand::NOTHING);
    drop(hand);
    // An older program wrote no word of it.
    let mut older =
        serde_json::to_value(Draft { category: CategoryId::known("court"), ..draft.clone() }).expect("written");
    older.as_object_mut().and_then(|fields| fields.remove("touched")).expect("a field");
    Drafts::of(folder.path()).save(&draft.request, &older).expect("saved");
    let mut hand = Hand::at(folder.path());
    hand.ctrl("1");
    hand.ctrl("j");
    hand.composes("特此声明。");
    assert_eq!(hand.app.take().draft().category, "court", "the copy changes nothing of it");
}

#[test]
fn a_copy_under_a_category_that_it_contradicts_is_never_silent() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let contradicted = |hand: &mut Hand| {
        let findings = hand.app.take().answered().expect("answered").proposal.findings.clone();
        let found = findings.into_iter().find(|finding| matches!(finding.found, Found::CategoryContradicts { .. }));
        let said = found.map(|finding| locale::finding(&finding, Language::Chinese).message);
        said.inspect(|said| assert!(hand.shows(said), "{said}"))
    };
    copy(&mut hand, LOST);
    assert_eq!(contradicted(&mut hand), None);
    hand.take(Message::Category(CategoryId::known("arbitration_summons")));
    let said = contradicted(&mut hand).expect("said");
    assert!(said.contains("遗失声明"), "{said}");
    hand.ctrl("h");
    hand.ctrl_shift("l");
    assert_eq!(hand.app.take().draft().kind, Kind::Blessing, "by one key");
    copy(&mut hand, "祝王小明生日快乐\n健康成长");
    assert_eq!(contradicted(&mut hand), None);
    assert_eq!(hand.app.take().draft().category, "birthday");
    hand.take(Message::Category(CategoryId::known("wedding")));
    assert!(contradicted(&mut hand).is_some_and(|said| said.contains("生日祝福")));
}

/// The findings of a half-typed notice are notes; the way out stands beside them once the copy is left.
#[test]
fn what_is_found_is_said_calmly_until_the_copy_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    copy(&mut hand, "遗失声明\n某某有限公司遗失营业执照，统一社会信用代码：91370213MA3TBJ0T8E，声明作废。");
    let finding = hand.app.take().answered().expect("answered").proposal.findings.first().cloned().expect("found");
    let said = locale::finding(&finding, Language::Chinese);
    assert!(hand.shows(&said.message) && !hand.shows(&said.remedy));
    hand.key(Named::Tab);
    assert!(hand.shows(&said.message) && hand.shows(&said.remedy), "the copy is left");
    hand.ctrl("j");
    assert!(hand.shows(&said.remedy), "looked at, and not typed");
    hand.composes("特此声明。");
    assert!(!hand.shows(&said.remedy));
}

#[test]
fn the_button_says_what_is_lacking_and_leads_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    assert!(hand.shows("还差 2 项") && hand.shows("客户、稿件") && !hand.shows("登记并打样"));
    hand.ctrl("j");
    hand.composes(LOST);
    assert!(hand.shows("还差 1 项") && hand.shows("客户"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::CUSTOMER));
    hand.types("13800000012");
    hand.key(Named::Enter);
    assert!(hand.shows("还差 1 项") && hand.shows("送登人"));
    hand.composes("李四");
    assert!(hand.shows("登记并打样") && !hand.shows("还差 1 项"));
    hand.take(Message::Method(Some(books::booking::Method::Wechat)));
    hand.take(Message::Amount("1000".to_owned()));
    assert!(hand.shows("还差 1 项") && hand.shows("付款"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::AMOUNT));
}

/// A clerk who pastes and strikes Ctrl+Enter at once books under what the pasted copy chooses, not under what stood there before.
#[test]
fn booking_waits_for_the_answer_to_what_was_typed_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    customer(&mut hand, "13800000012", "李四");
    copy(&mut hand, NOTICES[0].trim_end());
    let before = hand.app.take().draft().category.clone();
    let whole = iced::widget::text_editor::Action::SelectAll;
    hand.take(Message::Edit(whole));
    let paste = iced::widget::text_editor::Edit::Paste(std::sync::Arc::new(LOST.to_owned()));
    let asked =
        hand.app.update(qishi::desk::app::Message::from(Message::Edit(iced::widget::text_editor::Action::Edit(paste))));
    let booked = hand.app.update(qishi::desk::app::Message::from(Message::Book));
    assert_eq!(hand.app.take().draft().category, before, "no answer is there yet");
    assert!(hand.shows("核对完就登记"));
    hand.run(booked);
    assert!(hand.booked().is_none());
    hand.run(asked);
    let number = hand.booked().expect("booked once it was answered");
    drop(hand);
    let booking = books(folder.path()).booking(number.parse().expect("a number")).expect("read").expect("there");
    assert_eq!((booking.order().ad.category.as_str(), booking.order().ad.copy.text()), ("lost_and_void", LOST));
}

#[test]
fn real_money_on_a_specimen_is_said_where_it_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 1_000);
    let mut hand = Hand::at(folder.path());
    let told = "报社信息未设全：收的是真钱，结算单上会标“样张”（F9 设置）";
    lost_notice(&mut hand);
    assert!(!hand.shows(told), "nothing is paid");
    hand.take(Message::Method(Some(books::booking::Method::Account)));
    assert!(!hand.shows(told), "no money comes in");
    hand.take(Message::Method(Some(books::booking::Method::Cash)));
    assert!(hand.shows(told));
    drop(hand);
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = books(folder.path());
    let paper = Paper::checked("青岛某报社", "91370306MA3TBJ0T8E", Some(trade::rates::VatRate::GENERAL));
    let command = books::booking::Command::Office(books::booking::OfficeAct::SetPaper(paper.expect("sound")));
    let envelope = books::booking::Envelope {
        request: "paper".to_owned(),
        person: PersonName::known("王敏"),
        at: ten_o_clock(),
        identities: Identities::none(),
        till: None,
        command,
    };
    store.execute(&envelope).expect("set");
    let mut hand = Hand::with(folder.path(), store, Taste::default());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(books::booking::Method::Cash)));
    assert!(!hand.shows(told));
}

#[test]
fn a_chord_while_words_are_composed_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.types("13800000012");
    hand.key(Named::Enter);
    assert!(hand.stands_on(place::NAME));
    hand.hears(&[Event::InputMethod(input_method::Event::Preedit("wang min".to_owned(), None))]);
    hand.ctrl("j");
    assert!(hand.stands_on(place::NAME), "what is being composed would be lost");
    hand.hears(&[
        Event::InputMethod(input_method::Event::Preedit(String::new(), None)),
        Event::InputMethod(input_method::Event::Commit("王敏".to_owned())),
    ]);
    hand.ctrl("j");
    assert!(hand.stands_on(place::COPY) && hand.app.take().draft().name == "王敏");
    // Some methods show the words in a window of their own, and of a letter only its release is heard. Such a chord is held back once.
    hand.ctrl("k");
    hand.releases("w");
    hand.ctrl("j");
    assert!(hand.stands_on(place::CUSTOMER), "the words would go along");
    hand.ctrl("j");
    assert!(hand.stands_on(place::COPY));
    hand.releases("w");
    hand.hears(&[Event::InputMethod(input_method::Event::Commit("王".to_owned()))]);
    hand.ctrl("d");
    assert!(hand.stands_on(place::DAYS), "nothing is composed any more");
    hand.ctrl("j");
    hand.releases("j");
    // Where the method is put off in the middle, letters that come by themselves show that nothing is composed.
    hand.hears(&[Event::InputMethod(input_method::Event::Preedit("wang".to_owned(), None))]);
    hand.types("a");
    hand.ctrl("d");
    assert!(hand.stands_on(place::DAYS));
}

#[test]
fn nothing_scrolls_in_the_common_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.resizes(1280.0, 800.0);
    lost_notice(&mut hand);
    let foot = |hand: &mut Hand, place: &'static str| {
        let bounds = hand.bounds(place);
        bounds.y + bounds.height
    };
    assert!(foot(&mut hand, place::DAYS) <= 800.0, "the calendar");
    hand.key(Named::Escape);
    assert!(foot(&mut hand, place::PAPERS) <= 800.0, "sizes and papers");
    hand.ctrl("i");
    hand.key(Named::Space);
    hand.key(Named::Tab);
    assert!(foot(&mut hand, place::PAPERS) <= 800.0, "with a paper seen");
    hand.ctrl("l");
    assert!(foot(&mut hand, place::PAPERS) <= 800.0, "all categories");
}

/// After Tab from the sizes a clerk types another size: it goes into no other place, and least of all into the ad.
#[test]
fn what_is_typed_after_the_sizes_is_a_size_and_never_the_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    let copy = hand.app.take().draft().copy.clone();
    hand.ctrl("g");
    hand.key(Named::Tab);
    assert!(hand.stands_on(place::OTHER_SIZE));
    hand.types("7.2x9");
    hand.key(Named::Enter);
    assert_eq!(hand.app.take().draft().size.map(|size| size.to_string()).as_deref(), Some("7.2x9"));
    for _ in 0..12 {
        hand.key(Named::Tab);
        if !hand.stands_on(place::COPY) && !hand.stands_on(place::DAYS) {
            hand.types("9");
        }
    }
    assert_eq!(hand.app.take().draft().copy, copy);
}

/// A code that is longer than its card goes on in the next line.
#[test]
fn a_long_code_stays_within_its_card() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    copy(&mut hand, &format!("遗失声明\n王敏遗失提单一份，编号：{}，声明作废。", "A1B2C3D4E5".repeat(6)));
    hand.key(Named::Tab);
    for shown in hand.texts() {
        let (end, edge) = (shown.bounds.x + shown.bounds.width, shown.within.x + shown.within.width);
        assert!(end <= edge + 0.5, "{shown:?}");
    }
}
