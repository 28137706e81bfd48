//! What was agreed with a booking holds for every act on it, and what an act takes away takes everything of it along.

use books::booking::{
    Act, Amend, Back, Banknotes, Command, Correct, Late, Method, Number, Offer, OfficeAct, Order, Printout,
    ProofDelivery, Rebate, Refund, Reverse, RuleKind, Terms, TillAct, TillId, Undo,
};
use books::store::Store;
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::money::Money;
use trade::rates::{FaultOf, VatRate};
use trade::refusal::{NotPossible, Refusal, RunDateTrouble};
use trade::settings::Paper;

use super::acts::{act, correct, correction, enter, moving, rerun, take, undo, withdraw, yuan};
use super::given::*;

fn of(store: &mut dyn Store, number: Number) -> books::booking::Booking {
    store.booking(number).expect("read").expect("there")
}

/// Enters a card that takes so much for correcting an error of the customer, from a day on.
fn takes(store: &mut dyn Store, version: &str, yuan: i64, from: &str) {
    let text = include_str!("../../assets/cards/qishi-2026-01.toml").replace("2026-01\"", &format!("{version}\""));
    let text = format!("{text}\n[[correction]]\nfault = \"customer\"\namount = {yuan}\n");
    let enter = OfficeAct::EnterRules { kind: RuleKind::Card, text, from: date(from) };
    ask(store, version, Command::Office(enter)).expect("entered");
}

#[test]
fn correcting_costs_by_the_card_of_the_booking_and_never_more_than_the_ad() {
    on_both(false, |store| {
        takes(store, "2026-01b", 20, "2026-01-20");
        let number = take(store, &["2026-01-26"], Vec::new());
        takes(store, "2026-01c", 5_000, "2026-01-21");
        let words = |copy: &str| correct(Correct { copy: Some(copy.to_owned().into()), ..correction() });
        let changed = act(store, "2026-01-21T10:00", number, words("新婚大喜")).expect("corrected");
        assert_eq!(yuan(&changed), [999, 20, 0, 1_019, 0], "not what the card of today takes");
        let order = order("生日快乐", "13800000012", &["2026-01-27"], Vec::new());
        let later = store.execute(&envelope("later", "2026-01-21T10:30", Command::Take(vec![order])));
        let later = later.expect("taken").taken().expect("a number");
        let changed = act(store, "2026-01-21T11:00", later, words("生日大喜")).expect("corrected");
        assert_eq!(yuan(&changed), [999, 999, 0, 1_998, 0], "at most what the ad costs");
        let paper = Correct { fault: FaultOf::Paper, copy: Some("生日欢喜".to_owned().into()), ..correction() };
        let again = act(store, "2026-01-21T11:01", later, correct(paper)).expect("corrected");
        assert_eq!(yuan(&again), [999, 999, 0, 1_998, 0], "the paper's own errors cost nothing");
    });
}

#[test]
fn what_the_card_says_nothing_of_is_free_where_the_paper_erred() {
    on_both(false, |store| {
        let first = take(store, &["2026-01-22", "2026-01-26"], vec![cash(1_998)]);
        let corrects = Some(books::booking::Corrects { booking: first, fault: FaultOf::Paper });
        let order = order("新婚快乐", "17600000013", &["2026-01-27", "2026-01-28"], Vec::new());
        let asked = envelope("free", "2026-01-22T09:00", Command::Take(vec![Order { corrects, ..order }]));
        let free = store.execute(&asked).expect("taken").taken().expect("a number");
        assert_eq!(yuan(&of(store, free)), [0; 5]);
        let at = "2026-01-22T10:00";
        assert_eq!(yuan(&act(store, at, free, withdraw(&["2026-01-28"])).expect("withdrawn")), [0; 5]);
        let larger = correct(Correct { size: "14.6x6".parse().ok(), fault: FaultOf::Paper, ..correction() });
        assert_eq!(yuan(&act(store, at, free, larger).expect("corrected")), [0; 5]);
        assert_eq!(yuan(&act(store, at, free, moving("2026-01-27", "2026-01-29")).expect("moved")), [0; 5]);
    });
}

/// Takes an ad after the deadline of its first run.
fn late(store: &mut dyn Store, runs: &[&str]) -> Number {
    let late = Some(Late { reason: "急".to_owned(), approved_by: "张主任".into() });
    let order =
        Order { terms: Terms { late, ..Terms::default() }, ..order("新婚快乐", "17600000013", runs, Vec::new()) };
    let taken = store.execute(&envelope("late", "2026-01-20T16:00", Command::Take(vec![order]))).expect("taken");
    taken.taken().expect("a number")
}

#[test]
fn a_late_run_that_is_moved_or_withdrawn_is_late_no_more() {
    for act_on in [moving("2026-01-21", "2026-01-23"), withdraw(&["2026-01-21"])] {
        on_both(false, |store| {
            let number = late(store, &["2026-01-21", "2026-01-22"]);
            assert_eq!(of(store, number).booked.late, [date("2026-01-21")]);
            let then = act(store, "2026-01-20T16:01", number, act_on.clone()).expect("done");
            assert_eq!(then.booked.late, []);
        });
    }
}

#[test]
fn a_further_run_is_on_a_day_that_the_paper_takes_and_on_no_day_twice() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        let twice = act(store, "2026-01-22T09:00", number, rerun("2026-01-26"));
        assert_eq!(twice, Err(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: date("2026-01-26") })));
        let closed = act(store, "2026-01-22T16:00", number, rerun("2026-01-23"));
        assert!(matches!(closed, Err(Refusal::RunDate(RunDateTrouble::PastDeadline { .. }))), "{closed:?}");
    });
}

fn sheet(height: &str) -> Frozen {
    let size: trade::measure::Size = format!("7.2x{height}").parse().expect("a size");
    Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen")
}

#[test]
fn a_proof_that_left_of_a_change_is_void_with_it_and_the_one_before_stands() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-26"], Vec::new());
        let at = "2026-01-20T11:00";
        let freeze = |height| Act::Freeze { sheet: sheet(height), how: ProofDelivery::Printed };
        let before = act(store, at, number, freeze("10")).expect("left").frozen.expect("frozen");
        let words = correct(Correct { copy: Some("新婚大喜".to_owned().into()), ..correction() });
        act(store, at, number, Act::Review).expect("reviewed");
        let corrected = act(store, at, number, words).expect("corrected");
        assert_eq!(corrected.reviewed, None, "what was reviewed were the words before");
        let last = corrected.history.last().map_or(0, |one| one.seq);
        let after = act(store, at, number, freeze("5")).expect("left").frozen.expect("frozen");
        assert_ne!(after.fingerprint, before.fingerprint);
        act(store, at, number, Act::Print { paper: Printout::Proof, drawn: None }).expect("printed");
        // What the clerk was shown as the last act is not any more.
        let stale = Undo { reason: "点错".to_owned(), shown: Some(last - 1) };
        let refused = act(store, at, number, Act::Amend(Amend::Undo(stale)));
        let other = NotPossible::UndoneAnother { booking: number.to_string(), last: "corrected" };
        assert_eq!(refused, Err(other.into()));
        let shown = Undo { reason: "点错".to_owned(), shown: Some(last) };
        let back = act(store, at, number, Act::Amend(Amend::Undo(shown))).expect("taken back");
        assert_eq!((back.versions.len(), back.order().ad.copy.text()), (0, "新婚快乐"));
        assert_eq!(back.frozen.map(|frozen| frozen.fingerprint), Some(before.fingerprint));
    });
}

#[test]
fn runs_on_days_that_the_paper_closed_are_withdrawn_for_nothing() {
    on_both(false, |store| {
        enter(store, "[[cancellation]]\nstage = \"before_deadline\"\npercent = 30\n");
        let number = take(store, &["2026-01-26", "2026-01-27"], Vec::new());
        let calendar = include_str!("../../assets/calendar/calendar.toml");
        let text = format!("{calendar}\n[[exception]]\nappears = false\ndates = [2026-01-26]\nreason = \"停刊\"\n");
        let close = OfficeAct::EnterRules { kind: RuleKind::Calendar, text, from: date("2026-01-20") };
        ask(store, "calendar", Command::Office(close)).expect("entered");
        let free = act(store, "2026-01-20T11:00", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        assert_eq!(yuan(&free), [999, 0, 0, 999, 0], "it is no withdrawal of the customer's");
        let paid = act(store, "2026-01-20T12:00", number, withdraw(&[])).expect("withdrawn");
        assert_eq!(paid.fee(), Money::fen(29_970));
    });
}

/// Bounds hold to the fen.
#[test]
fn no_act_gives_or_takes_a_fen_more_than_there_is() {
    on_both(false, |store| {
        let fen = |fen| Money::yuan(999) + Money::fen(fen);
        let wechat = |amount| Offer::new(Method::Wechat, amount);
        let number = take(store, &["2026-01-22"], vec![wechat(fen(0))]);
        let name = || number.to_string();
        let refund = |amount| {
            let back = Back { method: Method::Wechat, serial: None, approved_by: "".into() };
            Act::Amend(Amend::Refund(Refund { back, amount, reason: "多收".to_owned() }))
        };
        let at = "2026-01-20T11:00";
        let much = NotPossible::RefundTooMuch { booking: name(), amount: fen(1), most: fen(0) };
        assert_eq!(act(store, at, number, refund(fen(1))), Err(much.into()));
        let reverse = |instead| {
            let (payment, reason) = (wechat(fen(0)), "记错".to_owned());
            Act::Amend(Amend::Reverse(Reverse { payment, instead: vec![wechat(instead)], paid_for: None, reason }))
        };
        let more = Refusal::PaidTooMuch { amount: fen(1), owing: fen(0) };
        assert_eq!(act(store, at, number, reverse(fen(1))), Err(more));
        let less = act(store, at, number, reverse(fen(-1))).expect("set right");
        assert_eq!((less.paid(), less.owing()), (fen(-1), Money::fen(1)));
        act(store, at, number, undo()).expect("taken back");
        let rebate = |amount, refund| {
            let (reason, approved_by) = ("漏印".to_owned(), "张主任".to_owned());
            Act::Amend(Amend::Rebate(Rebate { amount, reason, approved_by: approved_by.into(), refund }))
        };
        let late = "2026-01-22T09:00";
        let much = NotPossible::RebateTooMuch { booking: name(), amount: fen(1), most: fen(0) };
        assert_eq!(act(store, late, number, rebate(fen(1), None)), Err(much.into()));
        let back = Back { method: Method::Wechat, serial: None, approved_by: "".into() };
        let given = act(store, late, number, rebate(Money::fen(33_333), Some(back))).expect("less is taken");
        assert_eq!(
            (given.total(), given.paid(), given.overpaid()),
            (Money::fen(66_567), Money::fen(66_567), Money::ZERO)
        );
        assert_eq!(given.refunded(), Money::fen(33_333));
        // The same money goes into the till and out of it.
        let figures = store.evening(date("2026-01-22")).expect("read").figures;
        assert_eq!((figures.takings(), figures.went_out), (Money::fen(-33_333), Money::fen(33_333)));
    });
}

#[test]
fn the_tax_in_what_a_booking_costs_is_that_of_its_fees_too() {
    on_both(false, |store| {
        let paper = Paper::checked("某报", "91370200MA3TBJ0T8E", Some(VatRate::GENERAL)).expect("sound");
        ask(store, "paper", Command::Office(OfficeAct::SetPaper(paper))).expect("set");
        enter(store, "[[cancellation]]\nstage = \"before_deadline\"\npercent = 30\n");
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        let fewer = act(store, "2026-01-20T11:00", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        assert_eq!(fewer.costs(), Money::fen(129_870));
        assert_eq!(fewer.vat(), VatRate::GENERAL.split(Money::fen(129_870)));
        let all = act(store, "2026-01-20T11:01", number, withdraw(&[])).expect("withdrawn");
        assert_eq!((all.costs(), all.open()), (Money::fen(59_940), vec![books::booking::Open::Payment]));
    });
}

#[test]
fn an_evening_and_what_a_customer_spent_go_by_what_acts_left() {
    on_both(false, |store| {
        enter(store, "[[cancellation]]\nstage = \"before_deadline\"\npercent = 30\n");
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        act(store, "2026-01-20T11:00", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        let mut figures = |day: &str| store.evening(date(day)).expect("read").figures;
        assert_eq!(figures("2026-01-20").costs, Money::fen(129_870), "runs and fees");
        // In the evening before it runs it is left open, on whatever day it was taken.
        let left = |figures: books::booking::Figures| figures.left.into_iter().map(|one| (one.booking, one.owing));
        assert_eq!(left(figures("2026-01-21")).collect::<Vec<_>>(), [(number, Money::fen(129_870))]);
        assert_eq!(left(figures("2026-01-22")).count(), 0);
        let (reason, approved_by) = ("漏印".to_owned(), "张主任".to_owned());
        let rebate = Rebate { amount: Money::yuan(100), reason, approved_by: approved_by.into(), refund: None };
        act(store, "2026-01-22T09:00", number, Act::Amend(Amend::Rebate(rebate))).expect("less is taken");
        let spent = store.of_customer("17600000013", date("2026-01-01")).expect("read");
        assert_eq!((spent[0].runs, spent[0].amount), (1, Money::yuan(899)));
    });
}

#[test]
fn what_was_counted_is_not_changed_behind_the_count() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22"], Vec::new());
        act(store, "2026-01-20T11:00", number, Act::Pay(vec![cash(999)])).expect("paid");
        let till = TillId::main(date("2026-01-20"));
        let counted = [(Method::Cash, Money::yuan(999))].into();
        for close in [
            TillAct::Count { till, counted, notes: Banknotes::default() },
            TillAct::Close { till, explained: String::new() },
        ] {
            let request = format!("till-{}", store.version().expect("read"));
            store.execute(&envelope(&request, "2026-01-20T12:00", Command::Till(close))).expect("done");
        }
        let refused = act(store, "2026-01-20T12:01", number, undo());
        let behind = NotPossible::UndoAfterTill { booking: number.to_string(), till: "main".to_owned() };
        assert_eq!(refused, Err(behind.into()));
    });
}
