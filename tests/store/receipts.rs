//! Receipts of channels as the books hold them: matched, claimed, released, and never lost or counted twice, on every store.

use books::booking::{
    Act, Amend, BillFile, Command, Matching, MateIs, Method, Number, Offer, Receipt, ReceiptState, ReceiptText,
    ReceiptsAct, Reverse, Undo,
};
use books::store::{Memory, Sqlite, Store};
use chrono::NaiveDate;
use proptest::prelude::*;
use trade::channel::{BillForm, Channel};
use trade::ids::{PersonName, Rule};
use trade::money::Money;
use trade::refusal::Failure;

use super::given::*;

fn at(store: &mut dyn Store, request: &str, when: &str, command: Command) -> Result<u64, Failure> {
    store.execute(&envelope(request, when, command)).map(|entry| entry.seq)
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Failure>) -> String {
    match answer {
        Err(Failure::Refused(refusal)) => refusal.rule().to_string(),
        other => panic!("not refused: {other:?}"),
    }
}

fn receipt(when: &str, fen: i64, serial: &str, payer: &str, remark: &str) -> Receipt {
    let said = ReceiptText { serial: serial.to_owned(), payer: payer.to_owned(), remark: remark.to_owned() };
    let at = format!("{when}:00").parse().expect("a time");
    Receipt { at, amount: Money::fen(fen), said: said.into() }
}

fn import(form: BillForm, receipts: &[Receipt]) -> Command {
    let file = BillFile { form, name: "账单.csv".to_owned(), hash: format!("{receipts:?}") };
    Command::Receipts(ReceiptsAct::Import { file, receipts: receipts.to_vec() })
}

/// Books an ad of ¥999, paid so, and gives its number.
fn booked(store: &mut dyn Store, request: &str, phone: &str, offers: Vec<Offer>) -> Number {
    let order = order("新婚快乐", phone, &["2026-01-25"], offers);
    let entry = store.execute(&envelope(request, "2026-01-20T10:00", Command::Take(vec![order]))).expect("booked");
    entry.taken_all()[0]
}

fn paid(method: Method, yuan: i64, serial: &str) -> Offer {
    let serial = Some(serial).filter(|serial| !serial.is_empty()).map(|serial| serial.to_owned().into());
    Offer { serial, ..Offer::new(method, Money::yuan(yuan)) }
}

fn named(store: &mut dyn Store, serial: &str) -> ReceiptState {
    let mut found = store.receipts_named(serial).expect("read");
    assert_eq!(found.len(), 1, "{serial}");
    found.swap_remove(0)
}

/// What is bound, what waits and what is set aside of a day comes to what its files say; method by method the differences add up.
fn holds(matching: &Matching) {
    for one in &matching.methods {
        let Some(channel) = one.channel else { continue };
        assert_eq!(channel, one.matched + one.of_other_days + one.waiting.1 + one.aside.1, "{one:?}");
        let channel_more = one.of_other_days + one.waiting.1 + one.aside.1;
        let books_more = one.earlier + one.missing.1 + one.corrected;
        assert_eq!(one.difference(), Some(channel_more - books_more), "{one:?}");
    }
}

const DAY: &str = "2026-01-20";

#[test]
fn a_file_is_taken_once_and_matched_by_its_serial_numbers() {
    on_both(false, |store| {
        let one = booked(store, "b-1", "17600000013", vec![paid(Method::Wechat, 999, "4200 0001")]);
        let two = booked(store, "b-2", "17600000014", vec![paid(Method::Wechat, 999, "")]);
        let lines = [
            receipt("2026-01-20T10:01", 99_900, "42000001", "*敏", ""),
            receipt("2026-01-20T10:02", 99_900, "42000002", "王敏", ""),
            receipt("2026-01-20T11:00", 29_900, "42000003", "*雪", "登报"),
        ];
        let entry = at(store, "i-1", "2026-01-20T17:00", import(BillForm::WechatShop, &lines)).expect("imported");
        assert!(entry > 0);
        // The same file again, the same lines in another, and a line twice do nothing.
        assert_eq!(at(store, "i-1", "2026-01-20T17:01", import(BillForm::WechatShop, &lines)), Ok(entry));
        let again = [&lines[..], &lines[..1]].concat();
        assert_eq!(at(store, "i-2", "2026-01-20T17:01", import(BillForm::WechatShop, &again)), Ok(0));
        let changed = [receipt("2026-01-20T10:01", 99_800, "42000001", "*敏", "")];
        assert_eq!(
            refused(at(store, "i-3", "2026-01-20T17:01", import(BillForm::WechatShop, &changed))),
            "bill_contradicts"
        );
        // One number in two channels is two receipts, and that of a refund is one of its own.
        let alipay = [
            receipt("2026-01-20T10:01", 1_000, "42000001", "", ""),
            receipt("2026-01-20T10:01", -1_000, "42000001", "", ""),
        ];
        assert!(at(store, "i-4", "2026-01-20T17:02", import(BillForm::AlipayTrades, &alipay)).expect("imported") > 0);

        let day = date(DAY);
        let matching = store.matching(day).expect("read");
        holds(&matching);
        assert_eq!(matching.exact.len(), 1, "blanks in a number are none: {matching:?}");
        let wechat = &matching.methods[0];
        assert_eq!((wechat.books, wechat.channel), (Money::yuan(1_998), Some(Money::yuan(2_297))));
        at(store, "m-1", "2026-01-20T17:03", Command::Receipts(ReceiptsAct::Match(matching.exact.clone())))
            .expect("matched");
        let matching = store.matching(day).expect("read");
        holds(&matching);
        assert!(matching.exact.is_empty());
        assert_eq!(store.receipts_of(one).expect("read").len(), 1);
        // The other is proposed by amount, name and time.
        let (receipt, mate) = matching.first().expect("a mate");
        assert_eq!((receipt.serial.as_str(), &mate.of[0].0), ("42000002", &two));
        let MateIs::Money(money) = &mate.is else { panic!("{mate:?}") };
        let confirmed = ReceiptsAct::Match(vec![(receipt.id, money.clone())]);
        at(store, "m-2", "2026-01-20T17:04", Command::Receipts(confirmed.clone())).expect("matched");
        assert_eq!(refused(at(store, "m-3", "2026-01-20T17:04", Command::Receipts(confirmed))), "nothing_waits");
        let wechat = &store.matching(day).expect("read").methods[0];
        assert_eq!((wechat.matched, wechat.waiting), (Money::yuan(1_998), (1, Money::yuan(299))));
        sound(store);
    });
}

#[test]
fn a_receipt_pays_for_bookings_and_is_given_back_by_a_counter_entry() {
    on_both(false, |store| {
        let all: Vec<Number> = (0..3).map(|n| booked(store, &format!("b-{n}"), "17600000013", vec![cash(1)])).collect();
        let lines = [receipt("2026-01-20T09:00", 250_000, "T1", "青岛诚达", "")];
        at(store, "i-1", "2026-01-20T17:00", import(BillForm::Bank, &lines)).expect("imported");
        let waits = named(store, "T1");
        assert_eq!((waits.waits(), waits.method()), (Money::yuan(2_500), Method::Transfer));
        // It goes as far as it goes: the last is paid in part.
        let claim = |bookings: &[Number]| {
            Command::Receipts(ReceiptsAct::Claim { receipt: waits.id, bookings: bookings.to_vec() })
        };
        at(store, "c-1", "2026-01-20T17:01", claim(&all)).expect("claimed");
        let owing = |store: &mut dyn Store, number| store.booking(number).expect("read").expect("there").owing();
        let left: Vec<Money> = all.iter().map(|number| owing(store, *number)).collect();
        assert_eq!(left, [Money::ZERO, Money::ZERO, Money::yuan(494)]);
        let payment = store.booking(all[0]).expect("read").expect("there").payments[1].1.clone();
        assert_eq!(payment.serial.map(|serial| serial.text().to_owned()).as_deref(), Some("T1"));
        assert_eq!(named(store, "T1").waits(), Money::ZERO);
        assert_eq!(refused(at(store, "c-2", "2026-01-20T17:01", claim(&all[2..]))), "nothing_waits");
        let matching = store.matching(date(DAY)).expect("read");
        holds(&matching);
        assert_eq!(
            (matching.methods[0].matched, matching.methods[0].difference()),
            (Money::yuan(2_500), Some(Money::ZERO))
        );
        sound(store);

        let release =
            |reason: &str| Command::Receipts(ReceiptsAct::Release { receipt: waits.id, reason: reason.to_owned() });
        assert_eq!(refused(at(store, "r-0", "2026-01-20T17:02", release(" "))), "no_reason");
        at(store, "r-1", "2026-01-20T17:02", release("认错了客户")).expect("given back");
        assert_eq!(named(store, "T1").waits(), Money::yuan(2_500));
        assert!(all.iter().all(|number| owing(store, *number) == Money::yuan(998)));
        assert_eq!(refused(at(store, "r-2", "2026-01-20T17:02", release("再来"))), "nothing_claimed");
        let matching = store.matching(date(DAY)).expect("read");
        holds(&matching);
        assert_eq!(matching.methods[0].books, Money::ZERO);

        // Set aside with a reason it waits no more; given back it does.
        let aside = Command::Receipts(ReceiptsAct::SetAside { receipt: waits.id, reason: "房租".to_owned() });
        at(store, "a-1", "2026-01-20T17:03", aside).expect("set aside");
        let matching = store.matching(date(DAY)).expect("read");
        holds(&matching);
        assert_eq!((matching.waiting.len(), matching.methods[0].aside), (0, (1, Money::yuan(2_500))));
        assert_eq!(matching.figures()[0].explained[0].reason, "房租");
        at(store, "r-3", "2026-01-20T17:04", release("不是房租")).expect("waits again");
        assert_eq!(store.matching(date(DAY)).expect("read").waiting.len(), 1);
        sound(store);
    });
}

#[test]
fn money_that_is_reversed_or_taken_back_is_no_receipt_any_more() {
    on_both(false, |store| {
        let one = booked(store, "b-1", "17600000013", vec![]);
        let lines =
            [receipt("2026-01-20T09:00", 99_900, "W1", "", ""), receipt("2026-01-20T09:05", 99_900, "W2", "", "")];
        at(store, "i-1", "2026-01-20T17:00", import(BillForm::WechatMerchant, &lines)).expect("imported");
        let (first, second) = (named(store, "W1").id, named(store, "W2").id);
        let claim = |receipt| Command::Receipts(ReceiptsAct::Claim { receipt, bookings: vec![one] });
        at(store, "c-1", "2026-01-20T17:01", claim(first)).expect("claimed");
        let undo = Act::Amend(Amend::Undo(Undo { reason: "记错".to_owned(), shown: None }));
        at(store, "u-1", "2026-01-20T17:02", Command::On(one, undo)).expect("taken back");
        assert_eq!(named(store, "W1").waits(), Money::yuan(999));
        sound(store);
        at(store, "c-2", "2026-01-20T17:03", claim(second)).expect("claimed");
        let payment = paid(Method::Wechat, 999, "W2");
        let instead = vec![paid(Method::Wechat, 999, "W1")];
        let reverse = Reverse { payment, instead, paid_for: None, reason: "流水写错".to_owned() };
        at(store, "v-1", "2026-01-20T17:04", Command::On(one, Act::Amend(Amend::Reverse(reverse)))).expect("reversed");
        assert_eq!(named(store, "W2").waits(), Money::yuan(999));
        // What was taken instead has the number of the other, and is found by it.
        let matching = store.matching(date(DAY)).expect("read");
        holds(&matching);
        assert_eq!(matching.exact.len(), 1);
        assert_eq!(matching.exact[0].0, first);
        sound(store);
    });
}

#[test]
fn a_receipt_of_another_day_or_of_no_use_is_refused_with_its_reason() {
    on_both(false, |store| {
        let one = booked(store, "b-1", "17600000013", vec![]);
        let paid_up = booked(store, "b-2", "17600000014", vec![paid(Method::Cash, 999, "")]);
        let lines = [
            receipt("2026-01-21T09:00", 99_900, "N1", "", ""),
            receipt("2026-01-19T09:00", 99_900, "Y1", "", ""),
            receipt("2026-01-20T09:00", -5_000, "R1", "", ""),
            receipt("2026-01-20T09:00", 50_000, "S1", "", ""),
        ];
        at(store, "i-1", "2026-01-20T17:00", import(BillForm::WechatShop, &lines)).expect("imported");
        let mut ask = |request: &str, serial: &str, bookings: Vec<Number>| {
            let receipt = named(store, serial).id;
            at(store, request, "2026-01-20T17:01", Command::Receipts(ReceiptsAct::Claim { receipt, bookings }))
        };
        assert_eq!(refused(ask("c-1", "N1", vec![one])), "receipt_not_yet");
        assert_eq!(refused(ask("c-2", "R1", vec![one])), "receipt_went_out");
        assert_eq!(refused(ask("c-3", "S1", vec![paid_up])), "nothing_owed");
        assert_eq!(refused(ask("c-4", "S1", vec![number("B20260120-0099")])), "no_such_booking");
        // Money of yesterday's file is money of the day on which it is claimed.
        ask("c-5", "Y1", vec![one]).expect("claimed");
        let today = store.matching(date(DAY)).expect("read");
        holds(&today);
        assert_eq!((today.methods[0].books, today.methods[0].earlier), (Money::yuan(999), Money::yuan(999)));
        let yesterday = store.matching(date("2026-01-19")).expect("read");
        holds(&yesterday);
        assert_eq!(yesterday.methods[0].of_other_days, Money::yuan(999));
        assert_eq!(Channel::ALL.len(), 3);
    });
}

/// What is done in a random evening.
#[derive(Debug, Clone)]
enum Step {
    Book { customer: u8, method: u8, serial: u8 },
    Import { form: u8, lines: Vec<(u8, u8, u8)> },
    Exact,
    Confirm(u8),
    Claim(u8, Vec<u8>),
    Release(u8),
    Aside(u8),
    Undo(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0u8..3, 0u8..4, 0u8..12).prop_map(|(customer, method, serial)| Step::Book { customer, method, serial }),
        2 => (0u8..3, proptest::collection::vec((0u8..12, 0u8..4, 0u8..3), 1..5))
            .prop_map(|(form, lines)| Step::Import { form, lines }),
        1 => Just(Step::Exact),
        2 => (0u8..8).prop_map(Step::Confirm),
        2 => (0u8..8, proptest::collection::vec(0u8..8, 1..4)).prop_map(|(receipt, of)| Step::Claim(receipt, of)),
        1 => (0u8..8).prop_map(Step::Release),
        1 => (0u8..8).prop_map(Step::Aside),
        1 => (0u8..8).prop_map(Step::Undo),
    ];
    proptest::collection::vec(step, 1..25)
}

/// Does a step; what is refused is refused, and both stores say so alike.
fn done(
    store: &mut dyn Store,
    place: usize,
    step: &Step,
    bookings: &mut Vec<Number>,
    seen: &mut Vec<String>,
) -> Option<Rule> {
    let day = date(DAY);
    let when = format!("2026-01-20T{:02}:{:02}", 10 + place / 60, place % 60);
    let pick = |at: u8, of: usize| (of > 0).then(|| usize::from(at) % of);
    let receipts = |store: &mut dyn Store, seen: &[String]| -> Vec<ReceiptState> {
        seen.iter().flat_map(|serial| store.receipts_named(serial).expect("read")).collect()
    };
    let command = match step {
        Step::Book { customer, method, serial } => {
            let method = [Method::Wechat, Method::Alipay, Method::Transfer, Method::Cash][usize::from(*method)];
            let typed = if *serial < 7 { format!("S{serial}") } else { String::new() };
            let offers = if *serial > 9 { Vec::new() } else { vec![paid(method, 999, &typed)] };
            let phone = format!("1760000001{customer}");
            Command::Take(vec![order("新婚快乐", &phone, &["2026-01-25"], offers)])
        }
        Step::Import { form, lines } => {
            let form = [BillForm::WechatShop, BillForm::AlipayTrades, BillForm::Bank][usize::from(*form)];
            let line = |(serial, amount, hour): &(u8, u8, u8)| {
                let fen = [99_900, 199_800, 29_900, -99_900][usize::from(*amount)];
                receipt(&format!("2026-01-20T{:02}:00", 9 + hour), fen, &format!("S{serial}"), "王敏", "")
            };
            for (serial, ..) in lines {
                let serial = format!("S{serial}");
                if !seen.contains(&serial) {
                    seen.push(serial);
                }
            }
            import(form, &lines.iter().map(line).collect::<Vec<_>>())
        }
        Step::Exact => Command::Receipts(ReceiptsAct::Match(store.matching(day).expect("read").exact)),
        Step::Confirm(at) => {
            let waiting = store.matching(day).expect("read").waiting;
            let one = &waiting[pick(*at, waiting.len())?];
            match &one.mates.first()?.is {
                MateIs::Money(money) => Command::Receipts(ReceiptsAct::Match(vec![(one.receipt.id, money.clone())])),
                MateIs::Bookings(bookings) => {
                    let (receipt, bookings) = (one.receipt.id, bookings.clone());
                    Command::Receipts(ReceiptsAct::Claim { receipt, bookings })
                }
                MateIs::OtherMethod(..) => return None,
            }
        }
        Step::Claim(at, of) => {
            let all = receipts(store, seen);
            let receipt = all[pick(*at, all.len())?].id;
            let bookings = of.iter().filter_map(|of| Some(bookings[pick(*of, bookings.len())?])).collect();
            Command::Receipts(ReceiptsAct::Claim { receipt, bookings })
        }
        Step::Release(at) => {
            let all = receipts(store, seen);
            let receipt = all[pick(*at, all.len())?].id;
            Command::Receipts(ReceiptsAct::Release { receipt, reason: "认错".to_owned() })
        }
        Step::Aside(at) => {
            let all = receipts(store, seen);
            let receipt = all[pick(*at, all.len())?].id;
            Command::Receipts(ReceiptsAct::SetAside { receipt, reason: "房租".to_owned() })
        }
        Step::Undo(at) => {
            let number = bookings[pick(*at, bookings.len())?];
            Command::On(number, Act::Amend(Amend::Undo(Undo { reason: "记错".to_owned(), shown: None })))
        }
    };
    match store.execute(&envelope(&format!("r-{place}"), &when, command)) {
        Ok(entry) => {
            bookings.extend(entry.taken_all());
            None
        }
        Err(Failure::Refused(refusal)) => Some(refusal.rule()),
        Err(Failure::Fault(fault)) => panic!("{fault:?} {step:?}"),
    }
}

/// Everything that the books say of channels and takings.
fn said(store: &mut dyn Store, day: NaiveDate) -> (Matching, Money) {
    // Takings are held against tills and journal where they are read; a difference is damage.
    let takings = store.evening(day).expect("takings, tills and journal agree").figures.takings();
    (store.matching(day).expect("read"), takings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Takings, tills and journal stay one; what is matched, set aside and waits is what the files say, whatever is done.
    #[test]
    fn nothing_of_a_file_is_lost_or_counted_twice(steps in steps()) {
        let folder = tempfile::tempdir().expect("a folder");
        let who = PersonName::known("柜台");
        let mut file = Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &who).expect("founded");
        let mut memory = Memory::new();
        let found = books::booking::OfficeAct::Found { practice: false };
        memory.execute(&envelope("founding", "2026-01-20T08:00", Command::Office(found))).expect("founded");
        let (mut one, mut other) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
        for (place, step) in steps.iter().enumerate() {
            let in_file = done(&mut file, place, step, &mut one.0, &mut one.1);
            let in_memory = done(&mut memory, place, step, &mut other.0, &mut other.1);
            prop_assert_eq!(in_file, in_memory);
            let (matching, takings) = said(&mut file, date(DAY));
            holds(&matching);
            let (again, same) = said(&mut memory, date(DAY));
            prop_assert_eq!(&matching, &again);
            prop_assert_eq!(takings, same);
            for state in &matching.receipts {
                prop_assert_eq!(state.claimed() + state.waits() + state.set_aside(), state.amount);
                prop_assert!(state.amount > Money::ZERO || state.claimed() <= Money::ZERO);
            }
        }
        sound(&mut file);
        sound(&mut memory);
    }
}
