//! What is agreed besides the ad: what a card asks for, prices by hand, runs after their deadline.

use std::path::Path;

use books::booking::{Booking, Command, Envelope, OfficeAct, RuleKind, new_request};
use books::persons::Identities;
use books::persons::Persons;
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::{Message, Panel, place};
use qishi::papers::{RenderContext, proof, statement};
use trade::ad::CategoryId;
use trade::ids::PersonName;
use trade::money::Money;
use trade::rates::ManualPrice;
use trade::refusal::{PriceTrouble, Refusal};
use trade::settings::{Paper, Taste};

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::{customer, lost_notice};
use crate::rates::published::card;

/// The desk on books into which this card was entered, at this time of the twentieth of January.
fn desk(folder: &Path, card: Option<&str>, time: &str) -> Hand {
    let mut store = books(folder);
    if let Some(text) = card {
        let from = ten_o_clock().date_naive();
        let command = Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text: text.to_owned(), from });
        let envelope = Envelope {
            request: new_request(),
            person: PersonName::known("王敏"),
            at: ten_o_clock(),
            identities: Identities::none(),
            till: None,
            command,
        };
        store.execute(&envelope).expect("entered");
    }
    let now = format!("2026-01-20T{time}:00+08:00").parse().expect("a time");
    Hand::when(folder, store, Taste::default(), now)
}

/// A published card for the kind that the desk calls a notice.
fn for_notices(name: &str, kind: &str) -> String {
    let text = card(name).text.to_string();
    let told = format!("id = \"{kind}\"\n");
    assert!(text.contains(&told), "{kind}");
    text.replacen(&told, "id = \"notice\"\n", 1).replace(&format!("[\"{kind}\"]"), "[\"notice\"]")
}

fn total(hand: &Hand) -> Option<Money> {
    let answer = hand.app.take().answered().expect("an answer");
    answer.proposal.quote.as_ref().ok().map(|quote| quote.total)
}

fn booking(folder: &Path, number: &str) -> Booking {
    books(folder).booking(number.parse().expect("a number")).expect("read").expect("there")
}

fn on_paper(booking: &Booking) -> [String; 2] {
    let paper = Paper::default();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: crate::corpus::rules(),
        setter: crate::corpus::setter(),
    };
    let text = |sheets: Vec<setting::sheet::Sheet>| sheets.iter().map(setting::sheet::Sheet::text).collect();
    [text(statement(booking, house)), text(proof(booking, house).expect("drawn"))]
}

#[test]
fn what_a_card_asks_for_is_chosen_by_keys_and_changes_the_price() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = desk(folder.path(), Some(&for_notices("heilongjiang", "display")), "10:00");
    lost_notice(&mut hand);
    hand.key(Named::Escape);
    for word in ["刊登要求", "加急", "常规", "加急或异形", "版位", "按cm²计价"] {
        assert!(hand.shows(word), "{word}");
    }
    // The card lists no size: those that hold the copy are offered, the first of one column.
    let offered = hand.app.take().answered().expect("an answer").proposal.sizes.clone();
    assert!(offered.len() == 3 && offered.iter().all(|size| size.fits), "{offered:?}");
    hand.ctrl("g");
    hand.key(Named::Home);
    let size = hand.app.take().draft().size.expect("chosen");
    let area = i64::try_from(size.area() * 10_000 / 100_000_000).expect("small");
    assert_eq!(total(&hand), Some(Money::fen(area)));
    hand.ctrl("f");
    assert!(hand.stands_on(place::ATTRIBUTES));
    hand.key(Named::ArrowRight);
    assert_eq!(total(&hand), Some(Money::fen(area / 10 * 13)));
    hand.key(Named::Tab);
    hand.key(Named::ArrowRight);
    assert_eq!(total(&hand), Some(Money::fen(area / 10 * 15)));
    hand.key(Named::ArrowLeft);
    assert_eq!(hand.app.take().draft().terms.attributes.len(), 1, "what is so anyway is not said");
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let booking = booking(folder.path(), &number);
    assert_eq!(booking.order().terms.attributes.get("urgency").map(String::as_str), Some("rush"));
    let [statement, _] = on_paper(&booking);
    for part in [
        "加急 加急或异形",
        "加急或异形 +30%",
        "版面",
        "cm²",
        "黑龙江日报广告价目 1 版",
        "排版后撤稿收费 20%",
        "报社差错更正：免费",
    ] {
        assert!(statement.contains(part), "{part}:\n{statement}");
    }
}

/// A card with three editions, of which several may be taken at once.
const EDITIONS: &str = r#"id = "paper"
version = "2026-02"
name = "价目"
source = "x"
effective_from = 2026-01-01
[[kind]]
id = "notice"
name = "公告"
[[kind]]
id = "blessing"
priced_as = "notice"
[[attribute]]
id = "edition"
name = "版别"
several = true
values = [{ id = "morning", name = "晨报" }, { id = "evening", name = "晚报" }, { id = "rural", name = "农村版" }]
[[attribute]]
id = "page"
name = "版面"
values = [{ id = "1", name = "头版" }, { id = "2", name = "内页" }]
default = "2"
[[price]]
when = { edition = "morning" }
per = "run"
price = 10
[[price]]
when = { edition = ["evening", "rural"] }
per = "run"
price = 8
"#;

#[test]
fn several_editions_are_chosen_by_keys_and_each_is_charged() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = desk(folder.path(), Some(EDITIONS), "10:00");
    lost_notice(&mut hand);
    assert_eq!(total(&hand), None);
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::ATTRIBUTES) && hand.booked().is_none(), "it must be said");
    let said = |hand: &Hand| hand.app.take().draft().terms.attributes.get("edition").cloned();
    hand.key(Named::Space);
    assert_eq!((said(&hand).as_deref(), total(&hand)), (Some("morning"), Some(Money::yuan(10))));
    assert!(hand.shows("空格多选") && hand.shows("晨报") && hand.shows("晚报"));
    // The arrows go on and choose nothing; Space ticks, in the order of the card whatever comes first.
    hand.key(Named::End);
    assert_eq!(said(&hand).as_deref(), Some("morning"));
    hand.key(Named::Space);
    assert_eq!((said(&hand).as_deref(), total(&hand)), (Some("morning+rural"), Some(Money::yuan(18))));
    hand.key(Named::ArrowLeft);
    hand.key(Named::Space);
    assert_eq!((said(&hand).as_deref(), total(&hand)), (Some("morning+evening+rural"), Some(Money::yuan(26))));
    hand.key(Named::Home);
    hand.key(Named::Space);
    assert_eq!((said(&hand).as_deref(), total(&hand)), (Some("evening+rural"), Some(Money::yuan(16))));
    // What has one value only goes on as before.
    hand.key(Named::Tab);
    hand.key(Named::ArrowLeft);
    assert_eq!(hand.app.take().draft().terms.attributes.get("page").map(String::as_str), Some("1"));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let booking = booking(folder.path(), &number);
    assert_eq!(booking.total(), Money::yuan(16));
    let [statement, _] = on_paper(&booking);
    for part in ["版别 晚报、农村版", "晚报", "农村版"] {
        assert!(statement.contains(part), "{part}:\n{statement}");
    }
}

#[test]
fn the_programs_own_card_asks_for_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.key(Named::Escape);
    assert!(!hand.shows("刊登要求") && hand.shows("厘米，元/期"));
}

#[test]
fn what_must_be_said_is_the_next_thing_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = desk(folder.path(), Some(&card("youjiang").text), "10:00");
    hand.take(Message::Category(CategoryId::known("lost_licence")));
    hand.ctrl("j");
    hand.composes("遗失声明\n某某公司遗失营业执照正副本，声明作废。");
    customer(&mut hand, "13800000012", "王敏");
    hand.ctrl("d");
    hand.key(Named::Space);
    hand.key(Named::Escape);
    // In the 中缝 it is priced by the piece, and stands in the height that it takes.
    assert_eq!(total(&hand), Some(Money::yuan(100)));
    assert!(hand.shows("按件计价") && hand.shows("件数"));
    hand.ctrl("f");
    for _ in 0..4 {
        hand.key(Named::Tab);
    }
    assert!(hand.stands_on(place::NUMBER));
    hand.types("3");
    assert_eq!(total(&hand), Some(Money::yuan(300)));
    // On a page it is priced by its area, and which page must be said.
    hand.shift_tab();
    hand.key(Named::ArrowRight);
    assert_eq!(total(&hand), None);
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::ATTRIBUTES) && hand.shows("版面"));
    assert!(hand.booked().is_none());
    hand.key(Named::ArrowRight);
    hand.ctrl("g");
    hand.key(Named::Tab);
    hand.take(Message::OtherSize("7x4".to_owned()));
    hand.take(Message::TakeOtherSize);
    assert_eq!(total(&hand), Some(Money::yuan(7 * 4 * 36)));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let booking = booking(folder.path(), &number);
    let said: Vec<&str> = booking.order().terms.attributes.keys().map(String::as_str).collect();
    assert_eq!(said, ["page", "placed"], "the pieces were said of another price");
}

#[test]
fn an_ad_by_the_character_has_the_height_that_it_takes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = desk(folder.path(), Some(&card("chongqing").text), "10:00");
    lost_notice(&mut hand);
    hand.key(Named::Escape);
    assert!(hand.shows("按字计价") && hand.shows("放得下"));
    assert_eq!(total(&hand), Some(Money::yuan(90)), "38 characters are two steps of 25");
    assert!(hand.shows("90.00"));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked without a size");
    drop(hand);
    let [statement, _] = on_paper(&booking(folder.path(), &number));
    for part in ["计数规则 zi 第 1 版", "截稿后不再受理撤稿", "截稿前撤稿收费 30% = 27.00", "重庆法治报公告价目 1 版"]
    {
        assert!(statement.contains(part), "{part}:\n{statement}");
    }
}

#[test]
fn columns_are_given_where_the_card_has_no_grid() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = desk(folder.path(), Some(&for_notices("kaifeng", "family")), "10:00");
    lost_notice(&mut hand);
    hand.key(Named::Escape);
    assert!(hand.shows("按栏计价") && hand.shows("栏数"));
    assert_eq!(total(&hand), None);
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::NUMBER), "the number of columns is what is missing");
    hand.types("2");
    assert_eq!(total(&hand), Some(Money::yuan(600)));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let booking = booking(folder.path(), &number);
    assert_eq!((booking.total(), booking.order().ad.size.width.as_um()), (Money::yuan(600), 146_000));
}

#[test]
fn a_size_is_typed_in_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.take(Message::OtherSize("2栏×6".to_owned()));
    hand.take(Message::TakeOtherSize);
    assert_eq!(hand.app.take().draft().size, "14.6x6".parse().ok());
}

#[test]
fn a_discount_by_hand_is_approved_and_stands_on_every_paper() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl("p");
    assert!(hand.stands_on(place::AGREED));
    hand.composes("9折");
    // The card's price can still be read aloud, and it is not yet agreed.
    assert!(hand.shows("¥299.00") && hand.shows("价目价"));
    assert_eq!(total(&hand), None);
    hand.key(Named::Enter);
    assert!(hand.stands_on(place::REASON));
    hand.composes("老客户");
    let refusals = hand.app.take().answered().expect("an answer").proposal.refusals.clone();
    assert!(matches!(refusals.as_slice(), [Refusal::Price(PriceTrouble::NeedsApproval { .. })]), "{refusals:?}");
    assert!(hand.shows("优惠 10%，超过收稿员可定的 0%"));
    // Booking goes to what is missing, and books nothing.
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::APPROVED_BY));
    hand.composes("李主任");
    assert_eq!(total(&hand), Some(Money::fen(26_910)));
    assert!(hand.shows("¥269.10") && hand.shows("-29.90"));
    hand.key(Named::Enter);
    assert!(hand.stands_on(place::METHODS), "the payment is back in its place");
    assert!(hand.shows("议价（优惠 10%；理由：老客户；批准人：李主任）"));
    // Taken back by one key, and agreed again.
    hand.ctrl_shift("p");
    assert_eq!((total(&hand), hand.app.take().draft().terms.manual.clone()), (Some(Money::yuan(299)), None));
    hand.ctrl("p");
    hand.composes("10");
    hand.key(Named::Enter);
    hand.composes("老客户");
    hand.key(Named::Enter);
    hand.composes("李主任");
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let booking = booking(folder.path(), &number);
    let manual = booking.booked.quote.manual.clone().expect("agreed");
    assert!(matches!(manual.price, ManualPrice::Discount(percent) if percent == 10.into()));
    assert_eq!((manual.approved_by.as_str(), booking.total()), ("李主任", Money::fen(26_910)));
    let [statement, proof] = on_paper(&booking);
    for part in ["议价（优惠 10%；理由：老客户；批准人：李主任）", "-29.90", "269.10", "贰佰陆拾玖元壹角"]
    {
        assert!(statement.contains(part), "{part}:\n{statement}");
    }
    assert!(proof.contains("议价，李主任批准"), "{proof}");
}

#[test]
fn a_whole_price_by_hand_takes_a_size_that_the_card_does_not_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::OtherSize("7.2x4".to_owned()));
    hand.take(Message::TakeOtherSize);
    assert_eq!(total(&hand), None);
    hand.ctrl("p");
    hand.shift_tab();
    assert!(hand.stands_on(place::AGREED_HOW));
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    hand.types("400");
    hand.key(Named::Enter);
    hand.composes("版面余位");
    hand.key(Named::Enter);
    hand.composes("李主任");
    assert_eq!(total(&hand), Some(Money::yuan(400)));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
}

#[test]
fn a_reason_without_an_amount_books_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl("p");
    hand.key(Named::Tab);
    hand.composes("老客户");
    hand.key(Named::Escape);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::AGREED));
    hand.types("abc");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none(), "what is no number is no discount of nothing");
    hand.ctrl_shift("p");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
}

#[test]
fn a_run_after_its_deadline_is_taken_with_a_reason_and_leaves_a_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let surcharge = "\n[[surcharge]]\nid = \"late\"\nname = \"加登费\"\nwhen = { deadline = \"late\" }\npercent = 30\nof = \"price\"\n";
    let text = format!("{}{surcharge}", card("paper").text.replace("\"2026-01\"", "\"2026-01b\""));
    let mut hand = desk(folder.path(), Some(&text), "16:30");
    lost_notice(&mut hand);
    // The next day that can be had is chosen and given back; the keyboard goes to the day before it.
    let runs = hand.app.take().draft().runs.clone();
    assert_eq!(runs.len(), 1);
    hand.key(Named::Space);
    let late = "2026-01-21".parse().expect("a date");
    hand.take(Message::MoveDay(late));
    hand.key(Named::Space);
    assert!(hand.app.take().draft().runs.is_empty(), "past its deadline it cannot be chosen");
    assert!(hand.shows("截稿后加登") && hand.shows("Ctrl+Shift+D"));
    hand.ctrl_shift("d");
    assert!(hand.stands_on(place::LATE_REASON));
    assert_eq!(hand.app.take().draft().runs, [late]);
    assert_eq!(total(&hand), Some(Money::fen(38_870)), "299 and 30 % of it can be read aloud at once");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::LATE_REASON), "nobody has answered for it");
    hand.composes("开庭前必须见报");
    hand.key(Named::Enter);
    assert!(hand.stands_on(place::LATE_APPROVED_BY));
    hand.composes("李主任");
    hand.key(Named::Enter);
    assert!(hand.shows("1月21日 截稿后加登（理由：开庭前必须见报；批准人：李主任）"));
    // Taken back by its key, the day is gone; today and the days before can never be had.
    hand.ctrl_shift("d");
    hand.ctrl_shift("d");
    assert!(hand.app.take().draft().runs.is_empty() && hand.app.take().draft().terms.late.is_none());
    hand.take(Message::MoveDay(ten_o_clock().date_naive()));
    hand.ctrl_shift("d");
    assert!(hand.app.take().draft().runs.is_empty(), "today's paper is printed");
    hand.take(Message::MoveDay(late));
    hand.ctrl_shift("d");
    hand.composes("开庭前必须见报");
    hand.key(Named::Enter);
    hand.composes("李主任");
    // A second day in time bears no surcharge.
    hand.take(Message::PressDay("2026-01-23".parse().expect("a date")));
    assert_eq!(total(&hand), Some(Money::fen(68_770)));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().unwrap_or_else(|| panic!("{:?}", hand.app.take().failed()));
    drop(hand);
    let booking = booking(folder.path(), &number);
    assert_eq!(booking.booked.late, [late]);
    let [statement, proof] = on_paper(&booking);
    for part in ["1月21日 截稿后加登（理由：开庭前必须见报；批准人：李主任）", "加登费 +30%", "89.70", "687.70"]
    {
        assert!(statement.contains(part), "{part}:\n{statement}");
    }
    assert!(proof.contains("含加登"), "{proof}");
}

#[test]
fn a_draft_comes_back_with_what_was_agreed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl("p");
    hand.types("10");
    hand.key(Named::Enter);
    hand.composes("老客户");
    hand.key(Named::Enter);
    hand.composes("李主任");
    hand.ctrl("h");
    assert_eq!(hand.app.take().draft().terms.manual, None);
    hand.ctrl("1");
    assert_eq!(total(&hand), Some(Money::fen(26_910)));
    hand.ctrl("p");
    assert!(hand.shows("李主任") && hand.app.take().panel_open() == Some(Panel::Price));
}
