//! A page that was handed in, from paste to booked.

use std::fs;
use std::path::Path;

use books::booking::{Booking, Open, Settlement};
use books::store::{DayOf, Drafts, whole_day};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::forms::settling::SettleBy;
use qishi::desk::screens::intake::{Batch, BatchStage, Message, Scope, place};
use trade::ad::{Elsewhere, Found, Severity};
use trade::ids::Rule;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

use super::Hand;
use super::hand::{books, ten_o_clock};
use crate::command::Counter;

const PAGE: &str = include_str!("../corpus/page-2026-01-22.txt");

/// What the twelve cost, each in the cheapest size that holds it: one at 299, four short ones at 520, seven at 999.
const TWELVE: i64 = 299 + 4 * 520 + 7 * 999;

/// Pastes a page on the screen of batches.
fn pasted(hand: &mut Hand, page: &str) {
    hand.key(Named::F4);
    hand.copied = Some(page.to_owned());
    hand.ctrl("v");
}

/// In the form of a finding: the supervisor lets it pass.
pub fn by_a_supervisor(hand: &mut Hand) {
    hand.shift_tab();
    hand.key(Named::ArrowLeft);
    hand.key(Named::Tab);
    assert!(hand.stands_on(qishi::desk::forms::settling::place::WHO));
}

/// Types who sends the batch.
fn customer(hand: &mut Hand) {
    hand.ctrl("k");
    hand.types("053288187720");
    hand.key(Named::Enter);
    hand.spells("liwei", "李伟");
}

fn booked(folder: &Path) -> Vec<Booking> {
    let mut store = books(folder);
    let rows = whole_day(store.as_mut(), ten_o_clock().date_naive(), DayOf::Taken).expect("read");
    rows.iter().map(|row| store.booking(row.number).expect("read").expect("there")).collect()
}

fn rules(hand: &Hand, place: usize) -> Vec<Rule> {
    hand.app.intake().seen(place).expect("answered").notice.findings.iter().map(|finding| finding.rule()).collect()
}

#[test]
fn the_twelve_of_the_page_are_booked_in_at_most_forty_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    assert!(hand.shows("12 则 · 另有 1 段非稿件留在一旁"));
    // The page is of the 22nd; the first day that can be chosen on the 20th is the 21st.
    hand.ctrl("d");
    hand.key(Named::ArrowRight);
    hand.key(Named::Enter);
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    let BatchStage::Done(done) = hand.app.intake().stage().clone() else { panic!("{:?}", hand.app.intake().failed()) };
    assert!(hand.keys <= 40, "{} keys", hand.keys);
    assert_eq!((done.numbers.len(), done.total), (12, Money::yuan(TWELVE)));
    assert!(hand.shows("已登记 12 则") && hand.shows("B20260120-0001 – 0012"));
    drop(hand);

    let bookings = booked(folder.path());
    assert_eq!(bookings.len(), 12);
    assert_eq!(bookings.iter().map(Booking::total).sum::<Money>(), Money::yuan(TWELVE));
    let sizes: Vec<String> = bookings.iter().map(|booking| booking.order().ad.size.to_string()).collect();
    assert_eq!(sizes.iter().filter(|size| *size == "7.2x3").count(), 1, "{sizes:?}");
    for booking in &bookings {
        assert_eq!(booking.order().customer.name.text(), "李伟");
        assert_eq!(booking.order().runs, ["2026-01-22".parse().expect("a date")]);
        let errors = booking.booked.findings.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(booking.held(), errors, "an error holds it from the page, not from being booked");
        assert!(!booking.order().ad.copy.text().contains("刊登价格"), "the price box is no part of any");
    }
    let held: Vec<u32> =
        bookings.iter().filter(|booking| booking.held()).map(|booking| booking.number.serial).collect();
    assert!(held.contains(&3) && held.contains(&11), "one case number, two cases: {held:?}");
    assert_eq!(done.held, held.len());
    assert_eq!(bookings[5].order().ad.category, "lost_and_void");
    assert_eq!(bookings[6].order().ad.category, "found_child");
}

#[test]
fn a_doubled_enter_books_once_and_a_batch_booked_before_the_crash_is_not_booked_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    customer(&mut hand);
    let batch: Batch = hand.app.intake().batch().clone();
    let first = hand.app.update(Desk::from(Message::Book));
    let second = hand.app.update(Desk::from(Message::Book));
    assert_eq!(hand.app.intake().stage(), &BatchStage::Sending);
    hand.run(first);
    hand.run(second);
    hand.intake(Message::Book);
    assert!(matches!(hand.app.intake().stage(), BatchStage::Done(_)));
    drop(hand);
    // The program died between the books' commit and the acknowledgement: the batch is still there.
    Drafts::of(folder.path()).batches().save(&batch.request, &batch).expect("saved");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F4);
    assert_eq!(hand.app.intake().batch(), &batch);
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.intake().stage(), BatchStage::Done(_)), "{:?}", hand.app.intake().failed());
    assert!(Drafts::of(folder.path()).batches().list::<Batch>().expect("listed").0.is_empty());
    drop(hand);
    assert_eq!(booked(folder.path()).len(), 12);
}

#[test]
fn a_batch_that_is_stopped_books_nothing_and_can_be_booked_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    customer(&mut hand);
    let booking = hand.app.update(Desk::from(Message::Book));
    assert!(hand.shows("正在登记…"));
    hand.key(Named::Escape);
    hand.run(booking);
    assert_eq!(hand.app.intake().stage(), &BatchStage::Working);
    assert!(hand.shows("已停止：一则也没有登记"));
    assert!(booked(folder.path()).is_empty());
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.intake().stage(), BatchStage::Done(_)), "{:?}", hand.app.intake().failed());
    drop(hand);
    assert_eq!(booked(folder.path()).len(), 12);
}

#[test]
fn a_batch_in_progress_survives_a_crash_beside_the_ad_that_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.ctrl("j");
    hand.composes("寻人启事");
    pasted(&mut hand, PAGE);
    customer(&mut hand);
    hand.rests();
    let batch = hand.app.intake().batch().clone();
    drop(hand);
    let mut hand = Hand::at(folder.path());
    assert_eq!(hand.app.take().draft().copy, "寻人启事", "neither is read as the other");
    hand.key(Named::F4);
    assert_eq!(hand.app.intake().batch(), &batch);
    assert!(hand.stands_on(place::LIST));
    // Thrown away only when asked twice.
    hand.ctrl_key(Named::Delete);
    assert!(!hand.app.intake().batch().entries.is_empty());
    hand.ctrl_key(Named::Delete);
    assert!(hand.app.intake().batch().entries.is_empty());
    drop(hand);
    assert!(Hand::at(folder.path()).app.intake().batch().entries.is_empty());
}

#[test]
fn the_words_of_a_committee_are_changed_with_the_senders_confirmation_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    // The fourth: nothing is wrong with it.
    for _ in 0..3 {
        hand.key(Named::ArrowDown);
    }
    let here = hand.app.intake().here().expect("a notice");
    assert!(!rules(&hand, here).contains(&Rule::known("wording_changed")));
    hand.key(Named::Enter);
    assert!(hand.app.intake().is_correcting());
    hand.composes("更正");
    assert!(rules(&hand, here).contains(&Rule::known("wording_changed")), "each edit is read and checked");
    assert!(hand.shows("原稿没有这几个字"));
    hand.ctrl("z");
    assert!(!rules(&hand, here).contains(&Rule::known("wording_changed")), "put back it is as it was");
    hand.ctrl("y");
    hand.key(Named::Escape);
    assert!(!hand.app.intake().is_correcting() && hand.stands_on(place::LIST));
    hand.ctrl("j");
    hand.key(Named::Home);
    hand.key(Named::Enter);
    assert_eq!(
        hand.app.intake().form().map(|form| SettleBy::open_for(form.settling.finding())),
        Some(&[SettleBy::Confirm][..]),
        "no supervisor speaks for them"
    );
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.intake().failed(), Some(Failure::Refused(Refusal::NoReason))));
    hand.composes("王书记员");
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.intake().form().is_none() && hand.stands_on(place::FINDINGS), "the next one follows");
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let bookings = booked(folder.path());
    assert!(!bookings[3].held(), "{:?}", bookings[3].open());
    assert!(bookings[3].order().ad.copy.text().starts_with("更正"));
    let settled = &bookings[3].order().settled[0];
    assert_eq!(settled.rule, "wording_changed");
    assert!(matches!(&settled.how, Settlement::Confirmed { who, .. } if who.text() == "王书记员"));
}

/// What was found of each booking of a folder, without the places: the desk closes up the lines of a page, and `read` does not.
fn found(bookings: &[Booking]) -> Vec<Vec<Found>> {
    bookings
        .iter()
        .map(|booking| booking.booked.findings.iter().map(|finding| finding.found.clone()).collect())
        .collect()
}

#[test]
fn a_batch_comes_to_the_same_by_window_and_by_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    hand.ctrl("d");
    hand.key(Named::ArrowRight);
    hand.key(Named::Enter);
    hand.ctrl("l");
    for _ in 0..3 {
        hand.key(Named::ArrowDown);
    }
    hand.key(Named::Enter);
    hand.composes("更正");
    hand.key(Named::Escape);
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let by_window = booked(folder.path());

    let counter = Counter::practice();
    let page = counter.copy(PAGE);
    let mut page = counter.run_plain(&["read", &page, "--publish", "2026-01-22"]).json;
    let text = format!("更正{}", page["notices"][3]["text"].as_str().expect("text"));
    page["notices"][3]["text"] = text.into();
    // Other words may be of another category, which is read of them again.
    let changed = page["notices"][3].as_object_mut().expect("an object");
    assert!(changed.remove("category").is_some() && changed.remove("kind").is_some());
    let file = counter.home.path().join("batch.json");
    fs::write(&file, page.to_string()).expect("written");
    let file = file.display().to_string();
    let gave = counter.run(&[
        "book",
        "--batch",
        &file,
        "--runs",
        "2026-01-22",
        "--customer",
        "李伟",
        "--phone",
        "053288187720",
    ]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let by_command = booked(&counter.data());

    assert_eq!(by_window.len(), 12);
    assert_eq!(found(&by_window), found(&by_command));
    let rules: Vec<Rule> = by_window[3].booked.findings.iter().map(|finding| finding.rule()).collect();
    assert!(rules.contains(&Rule::known("wording_changed")), "{rules:?}");
    assert_eq!(by_window[3].order().received.is_some(), by_command[3].order().received.is_some());
    assert!(by_window[0].order().received.is_none(), "only what was changed is kept twice");
    let all: Vec<Found> = found(&by_window).concat();
    let elsewhere = all.iter().find_map(|found| match found {
        Found::CaseNumberConflict { others } => others.first(),
        _ => None,
    });
    assert!(matches!(elsewhere, Some(Elsewhere::Booking { .. })), "{elsewhere:?}: named by its number");
    let totals = |bookings: &[Booking]| bookings.iter().map(Booking::total).collect::<Vec<_>>();
    assert_eq!(totals(&by_window), totals(&by_command));
}

/// A card entered beside the window, between the proposal and Ctrl+Enter.
#[test]
fn a_batch_whose_price_changed_since_it_was_shown_is_not_booked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    customer(&mut hand);
    super::taking::dearer(folder.path(), "\"520.00\"", "\"620.00\"");
    hand.ctrl_key(Named::Enter);
    let changed = Refusal::PriceChanged { shown: Money::yuan(520), now: Money::yuan(620) };
    let said = qishi::locale::refusal(&changed, trade::settings::Language::Chinese);
    assert!(said.message.contains("¥520.00") && said.message.contains("¥620.00"), "both are said");
    assert!(hand.shows(&said.line(trade::settings::Language::Chinese)));
    assert_eq!(hand.app.intake().failed(), Some(&Failure::Refused(changed)));
    assert_eq!(booked(folder.path()).len(), 0);
    hand.ctrl_key(Named::Enter);
    assert_eq!(booked(folder.path()).iter().map(Booking::total).sum::<Money>(), Money::yuan(TWELVE + 4 * 100));
}

#[test]
fn what_is_not_an_authoritys_is_corrected_freely() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, "遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。");
    hand.key(Named::Enter);
    hand.key(Named::End);
    hand.composes("（一）");
    assert!(!rules(&hand, 0).contains(&Rule::known("wording_changed")));
    assert!(hand.app.intake().batch().entries[0].copy.starts_with("遗失声明（一）"));
}

#[test]
fn an_error_is_passed_by_a_supervisor_and_warnings_are_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    hand.key(Named::ArrowDown);
    hand.key(Named::ArrowDown);
    let here = hand.app.intake().here().expect("a notice");
    assert_eq!(rules(&hand, here)[0], "case_number_conflict");
    hand.ctrl("j");
    hand.key(Named::Enter);
    by_a_supervisor(&mut hand);
    hand.composes("张主任");
    hand.key(Named::Enter);
    hand.composes("两案并案审理");
    hand.key(Named::Enter);
    assert!(hand.app.intake().form().is_none());
    let entry = &hand.app.intake().batch().entries[here];
    let overridden = Settlement::Overridden { by: "张主任".into(), reason: "两案并案审理".to_owned() };
    assert_eq!(entry.settled[0].how, overridden);
    // Each warning in turn, with the space bar.
    let warnings = |hand: &Hand| hand.app.intake().figures().warnings;
    let before = warnings(&hand);
    let open = |hand: &Hand| {
        let settled = &hand.app.intake().batch().entries[here].settled;
        hand.app.intake().seen(here).expect("answered").open(Severity::Warning, settled)
    };
    while open(&hand) > 0 {
        assert_eq!(hand.app.intake().here(), Some(here), "the next of the same notice follows by itself");
        hand.key(Named::Space);
    }
    let answer = hand.app.intake().seen(here).expect("answered");
    let settled = &hand.app.intake().batch().entries[here].settled;
    assert_eq!((answer.open(Severity::Error, settled), answer.open(Severity::Warning, settled)), (0, 0));
    assert!(before > 0 && warnings(&hand) < before);
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let third = &booked(folder.path())[2];
    assert!(!third.held() && !third.open().contains(&Open::Warnings), "{:?}", third.open());
}

#[test]
fn moving_the_day_checks_again_and_what_was_seen_of_days_is_to_be_seen_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    // The twelfth is lawful until 3 February and safe until 28 January.
    hand.key(Named::End);
    hand.key(Named::ArrowUp);
    let twelfth = hand.app.intake().here().expect("a notice");
    let dates = hand.app.intake().seen(twelfth).expect("answered").notice.dates.clone();
    let known =
        |day: Option<trade::notice::LegalDay>| day.and_then(trade::notice::LegalDay::known).map(|day| day.to_string());
    assert_eq!(known(dates.latest_lawful_publication).as_deref(), Some("2026-02-03"));
    assert!(hand.shows("1月28日 周三") && hand.shows("2月3日 周二"));
    hand.intake(Message::PressDay("2026-01-30".parse().expect("a date")));
    assert!(rules(&hand, twelfth).contains(&Rule::known("hearing_within_answer")));
    hand.ctrl("j");
    let at = rules(&hand, twelfth).iter().position(|rule| *rule == "hearing_within_answer").expect("there");
    hand.key(Named::Home);
    (0..at).for_each(|_| hand.key(Named::ArrowDown));
    hand.key(Named::Space);
    let settled = |hand: &Hand| hand.app.intake().batch().entries[twelfth].settled.len();
    assert_eq!(settled(&hand), 1, "a warning of days is seen for itself");
    hand.intake(Message::PressDay("2026-02-02".parse().expect("a date")));
    assert_eq!(settled(&hand), 0);
    hand.intake(Message::PressDay("2026-02-05".parse().expect("a date")));
    let rules = rules(&hand, twelfth);
    assert!(
        rules.contains(&Rule::known("hearing_too_soon")) || rules.contains(&Rule::known("hearing_before_service")),
        "{rules:?}"
    );
}

#[test]
fn one_notice_has_its_own_size_day_and_customer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    customer(&mut hand);
    hand.ctrl("l");
    hand.key(Named::ArrowDown);
    hand.ctrl("t");
    assert!(hand.shows("只第 2 则"));
    hand.intake(Message::Size(Some("14.6x10".parse().expect("a size"))));
    hand.intake(Message::PressDay("2026-01-23".parse().expect("a date")));
    hand.intake(Message::Phone("053285911111".to_owned()));
    hand.intake(Message::Name("青岛某律师事务所".to_owned()));
    hand.intake(Message::Scope(Scope::All));
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let bookings = booked(folder.path());
    let of = |booking: &Booking| {
        let order = booking.order();
        (order.ad.size.to_string(), order.runs[0].to_string(), order.customer.name.text().to_owned())
    };
    let theirs = |size: &str, day: &str, name: &str| (size.to_owned(), day.to_owned(), name.to_owned());
    assert_eq!(of(&bookings[1]), theirs("14.6x10", "2026-01-23", "青岛某律师事务所"));
    assert_eq!(of(&bookings[2]), theirs("7.2x10", "2026-01-21", "李伟"));
}

#[test]
fn an_invalid_one_stops_the_batch_and_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let page = "遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。\n\n遗失声明\n\u{13000}敏遗失驾驶证一本,号码370202,声明作废。";
    pasted(&mut hand, page);
    assert_eq!(hand.app.intake().figures().count, 2);
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.intake().failed(), Some(Failure::Refused(Refusal::NotAPhone { .. }))));
    assert!(hand.stands_on(place::PHONE), "the keyboard stands where it is mended");
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.intake().here(), Some(1), "the second is looked at");
    assert!(matches!(hand.app.intake().failed(), Some(Failure::Refused(Refusal::MissingCharacters { .. }))));
    assert!(booked(folder.path()).is_empty(), "all of them, or none");
    // Put aside it stops nobody.
    hand.ctrl("h");
    hand.ctrl_key(Named::Enter);
    drop(hand);
    assert_eq!(booked(folder.path()).len(), 1);
}

#[test]
fn what_is_aside_can_be_looked_at_and_taken_as_a_notice() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    hand.key(Named::End);
    let aside = hand.app.intake().here().expect("a part");
    assert!(hand.app.intake().batch().entries[aside].copy.contains("刊登价格"));
    assert!(hand.shows("留在一旁，不登记"));
    hand.ctrl("h");
    assert_eq!(hand.app.intake().figures().count, 13);
    assert_eq!(hand.app.intake().here(), Some(aside), "the eye stays on it, where it stands on the page");
    hand.ctrl("h");
    assert_eq!(hand.app.intake().figures().count, 12);
}

#[test]
fn a_text_file_is_dropped_and_a_damaged_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F4);
    let bad = folder.path().join("bad.docx");
    fs::write(&bad, b"PK\x03\x04 and no more").expect("written");
    hand.say(Desk::Dropped(bad));
    let refused = hand.app.intake().failed().cloned();
    assert!(matches!(refused, Some(Failure::Refused(Refusal::NoIntake { .. }))), "{refused:?}");
    let page = folder.path().join("page.txt");
    fs::write(&page, PAGE).expect("written");
    hand.say(Desk::Dropped(page));
    assert_eq!(hand.app.intake().figures().count, 12);
    assert!(hand.app.take().draft().is_blank());
}

#[test]
fn a_page_may_be_typed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F4);
    assert!(hand.stands_on(place::PAGE));
    hand.composes("遗失声明");
    hand.key(Named::Enter);
    hand.composes("王敏遗失身份证一张，号码后四位002X，声明作废。");
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.intake().figures().count, 1);
    assert!(hand.stands_on(place::LIST));
}

#[test]
fn proofs_and_statements_of_a_batch_are_one_file_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(
        &mut hand,
        "遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。\n\n遗失声明\n李雪遗失驾驶证一本,号码后四位1234,声明作废。",
    );
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.ctrl("p");
    hand.ctrl("s");
    let opened = hand.opened.lock().expect("not poisoned").clone();
    assert_eq!(opened.len(), 2, "{:?}", hand.app.intake().failed());
    assert!(opened.iter().all(|path| fs::read(path).expect("written").starts_with(b"%PDF")));
    hand.ctrl("n");
    assert!(hand.app.intake().batch().entries.is_empty() && hand.stands_on(place::PAGE));
}

#[test]
fn receipt_questions_and_one_account_of_a_batch_are_a_key_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    for (letter, said) in [("r", "交接单"), ("q", "疑问单"), ("g", "合并结算")] {
        hand.ctrl(letter);
        let file = hand.opened.lock().expect("not poisoned").last().cloned();
        let file = file.unwrap_or_else(|| panic!("{said}: {:?}", hand.app.intake().failed()));
        assert!(fs::read(file).expect("written").starts_with(b"%PDF"), "{said}");
        let BatchStage::Done(done) = hand.app.intake().stage() else { panic!("{said}") };
        assert!(done.joint.is_some() && done.joining.is_none(), "{said}");
    }
    assert_eq!(hand.opened.lock().expect("not poisoned").len(), 3, "each its own file");
}

#[test]
fn where_nothing_is_open_there_is_nothing_to_ask() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, "遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。");
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.ctrl("q");
    assert!(hand.opened.lock().expect("not poisoned").is_empty());
    assert_eq!(hand.app.intake().failed(), Some(&Failure::Refused(Refusal::NothingToAsk)));
}

#[test]
fn what_was_booked_before_is_found_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    assert!(!rules(&hand, 1).contains(&Rule::known("booked_already")));
    customer(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.ctrl("n");
    pasted(&mut hand, PAGE);
    assert!(rules(&hand, 1).contains(&Rule::known("booked_already")), "{:?}", rules(&hand, 1));
    hand.key(Named::ArrowDown);
    assert_eq!(hand.app.intake().here(), Some(1));
}

#[test]
fn everything_stands_in_a_small_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.resizes(1_100.0, 600.0);
    pasted(&mut hand, PAGE);
    hand.ctrl("d");
    for id in [place::LIST, place::PHONE, place::NAME, place::DAYS, place::SIZE] {
        let bounds = hand.bounds(id);
        assert!(bounds.x >= 0.0 && bounds.x + bounds.width <= 1_100.0, "{id}: {bounds:?}");
        assert!(bounds.y + bounds.height <= 600.0 && bounds.width > 40.0, "{id}: {bounds:?}");
    }
}
