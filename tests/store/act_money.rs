//! The acts that are about money alone: refund, rebate, a payment set right, more than is owed.

use books::booking::{Act, Amend, Command, Correct, Method, Number, Offer, Rebate, Reverse, Withdraw};
use books::store::{DayOf, Store, whole_day};
use trade::money::Money;
use trade::refusal::{Failure, NotPossible, Refusal};

use super::acts::{act, back, correct, correction, refund, take, undo, withdraw, yuan};
use super::given::*;

#[test]
fn money_goes_back_by_the_way_it_came_or_in_cash_with_a_supervisor_and_never_more_than_is_there() {
    on_both(false, |store| {
        let offers = vec![Offer::new(Method::Wechat, Money::yuan(500)), cash(499)];
        let number = take(store, &["2026-01-22"], offers);
        let name = || number.to_string();
        let at = "2026-01-20T11:00";
        let much = NotPossible::RefundTooMuch { booking: name(), amount: Money::yuan(1000), most: Money::yuan(999) };
        assert_eq!(act(store, at, number, refund(Method::Cash, 1000, "张主任")), Err(much.into()));
        let otherwise = act(store, at, number, refund(Method::Alipay, 1, "张主任"));
        assert!(matches!(otherwise, Err(Refusal::NotPossible(NotPossible::CameOtherwise { .. }))), "{otherwise:?}");
        let alone = NotPossible::CashNeedsApproval { booking: name(), amount: Money::yuan(101) };
        assert_eq!(act(store, at, number, refund(Method::Cash, 600, " ")), Err(alone.into()));
        let nothing = act(store, at, number, refund(Method::Cash, 0, ""));
        assert_eq!(nothing, Err(NotPossible::NothingRefunded { booking: name() }.into()));
        let first = act(store, at, number, refund(Method::Cash, 600, "张主任")).expect("refunded");
        assert_eq!((yuan(&first), first.refunded()), ([999, 0, 399, 600, 0], Money::yuan(600)));
        let rest = NotPossible::RefundTooMuch { booking: name(), amount: Money::yuan(400), most: Money::yuan(399) };
        assert_eq!(
            act(store, at, number, refund(Method::Wechat, 400, "")),
            Err(rest.into()),
            "it is not there any more"
        );
        let all = act(store, at, number, refund(Method::Wechat, 399, "")).expect("refunded");
        assert_eq!((all.paid(), all.owing()), (Money::ZERO, Money::yuan(999)));
        let rows = whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read");
        assert_eq!(rows[0].by_method[&Method::Cash], Money::yuan(-101));
    });
}

#[test]
fn a_withdrawal_with_its_refund_is_one_act_and_one_day_may_give_back_what_came_on_another() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], vec![Offer::new(Method::Wechat, Money::yuan(1998))]);
        let what = Withdraw {
            runs: vec![date("2026-01-26")],
            reason: "少登".to_owned(),
            refund: Some(back(Method::Wechat, "")),
        };
        let booking = act(store, "2026-01-21T09:00", number, Act::Amend(Amend::Withdraw(what))).expect("withdrawn");
        assert_eq!((yuan(&booking), booking.refunded()), ([999, 0, 999, 0, 0], Money::yuan(999)));
        assert!(
            store.folder_state(date("2026-01-21")).expect("read").till.is_some(),
            "money of that day opens its till"
        );
    });
}

#[test]
fn a_misprint_is_settled_by_a_rebate_and_what_was_paid_beyond_it_is_owed_back() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], vec![cash(1998)]);
        let name = || number.to_string();
        let rebate = |yuan, by: &str, refund| {
            let (amount, reason, approved_by) = (Money::yuan(yuan), "电话印错一位".to_owned(), by.to_owned());
            Act::Amend(Amend::Rebate(Rebate { amount, reason, approved_by: approved_by.into(), refund }))
        };
        let early = act(store, "2026-01-20T11:00", number, rebate(100, "张主任", None));
        assert_eq!(early, Err(NotPossible::NotAppeared { booking: name(), first: date("2026-01-22") }.into()));
        let at = "2026-01-22T09:00";
        let alone = act(store, at, number, rebate(100, " ", None));
        assert_eq!(alone, Err(NotPossible::RebateNeedsApproval { booking: name() }.into()));
        let much = NotPossible::RebateTooMuch { booking: name(), amount: Money::yuan(1000), most: Money::yuan(999) };
        assert_eq!(act(store, at, number, rebate(1000, "张主任", None)), Err(much.into()), "one of two has appeared");
        let less = act(store, at, number, rebate(300, "张主任", None)).expect("less is taken");
        assert_eq!((yuan(&less), less.rebated()), ([1698, 0, 1998, 0, 300], Money::yuan(300)));
        let again = act(store, at, number, rebate(699, "张主任", Some(back(Method::Cash, "")))).expect("and back");
        assert_eq!((yuan(&again), again.refunded()), ([999, 0, 999, 0, 0], Money::yuan(999)));
        let more = NotPossible::RebateTooMuch { booking: name(), amount: Money::yuan(1), most: Money::ZERO };
        assert_eq!(act(store, at, number, rebate(1, "张主任", None)), Err(more.into()), "it costs nothing any more");
        // What is to come is withdrawn as ever.
        let none = act(store, at, number, withdraw(&[])).expect("withdrawn");
        assert_eq!(yuan(&none), [0, 0, 999, 0, 999]);
    });
}

#[test]
fn credit_goes_back_before_anything_is_owed_to_the_customer_by_a_rebate() {
    on_both(false, |store| {
        on_account(store, "17600000013");
        let offers = vec![cash(500), Offer::new(Method::Account, Money::yuan(499))];
        let number = take(store, &["2026-01-22"], offers);
        let rebate =
            Rebate {
                amount: Money::yuan(600), reason: "漏印".to_owned(), approved_by: "张主任".into(), refund: None
            };
        let less = act(store, "2026-01-22T09:00", number, Act::Amend(Amend::Rebate(rebate))).expect("less is taken");
        assert_eq!((less.on_account(), less.overpaid()), (Money::ZERO, Money::yuan(101)));
    });
}

fn reverse(payment: &str, instead: &[&str], paid_for: Option<Number>) -> Act {
    let offer = |text: &&str| text.parse().expect("an offer");
    let (payment, instead) = (offer(&payment), instead.iter().map(offer).collect());
    Act::Amend(Amend::Reverse(Reverse { payment, instead, paid_for, reason: "收错".to_owned() }))
}

/// What came in for the bookings of a day and stayed, by method, in yuan.
fn took(store: &mut dyn Store, day: &str) -> Vec<(Method, i64)> {
    let rows = whole_day(store, date(day), DayOf::Taken).expect("read");
    let mut all = std::collections::BTreeMap::new();
    for (method, amount) in rows.iter().flat_map(|row| &row.by_method) {
        *all.entry(*method).or_insert(0) += amount.as_fen() / 100;
    }
    all.into_iter().filter(|(_, yuan)| *yuan != 0).collect()
}

#[test]
fn a_payment_recorded_wrong_counts_no_more_and_stays_in_the_history() {
    on_both(false, |store| {
        let wechat: Offer = "wechat:999:4200001".parse().expect("an offer");
        let number = take(store, &["2026-01-22"], vec![wechat]);
        let name = || number.to_string();
        let at = "2026-01-20T11:00";
        let none = NotPossible::NoSuchPayment {
            booking: name(),
            method: "cash",
            amount: Money::yuan(999),
            came: vec![("wechat", Money::yuan(999))],
        };
        assert_eq!(act(store, at, number, reverse("cash:999", &[], None)), Err(none.into()));
        let other_serial = act(store, at, number, reverse("wechat:999:42", &[], None));
        assert!(
            matches!(other_serial, Err(Refusal::NotPossible(NotPossible::NoSuchPayment { .. }))),
            "{other_serial:?}"
        );
        // By the wrong way.
        let right = act(store, at, number, reverse("wechat:999", &["cash:1000"], None)).expect("set right");
        assert_eq!((yuan(&right), right.refunded(), right.payments.len()), ([999, 0, 999, 0, 0], Money::ZERO, 1));
        assert_eq!(took(store, "2026-01-20"), [(Method::Cash, 999)]);
        assert_eq!(right.history.iter().filter(|one| one.what.word() == "paid").count(), 2, "nothing is edited");
        let twice = NotPossible::ReversedAlready { booking: name(), method: "wechat", amount: Money::yuan(999) };
        assert_eq!(act(store, at, number, reverse("wechat:999", &["cash:999"], None)), Err(twice.into()));
        // By the wrong amount: it was 900.
        let less = act(store, at, number, reverse("cash:999", &["cash:900"], None)).expect("set right");
        assert_eq!(yuan(&less), [999, 0, 900, 99, 0]);
        let more = act(store, at, number, reverse("cash:900", &["wechat:1000"], None));
        assert!(matches!(more, Err(Refusal::PaidTooMuch { .. })), "{more:?}");
        // Taken back it is as before.
        let back = act(store, at, number, undo()).expect("taken back");
        assert_eq!((yuan(&back), back.reversed.len()), ([999, 0, 999, 0, 0], 1));
        // Of what has gone back nothing can have never come.
        act(store, at, number, refund(Method::Cash, 500, "")).expect("refunded");
        let gone = NotPossible::PaymentWentBack { booking: name(), refunded: Money::yuan(500) };
        assert_eq!(act(store, at, number, reverse("cash:999", &[], None)), Err(gone.into()));
    });
}

#[test]
fn what_was_paid_for_the_wrong_booking_pays_the_right_one_in_the_same_entry_and_sent_again_does_it_once() {
    on_both(false, |store| {
        let transfer: Offer = "transfer:999:20260120-88".parse().expect("an offer");
        let wrong = take(store, &["2026-01-22"], vec![transfer.clone()]);
        let right = ask(store, "second", plain("新婚快乐")).expect("taken").taken().expect("a number");
        // The money never stands nowhere: who hands over half of it is refused.
        let away = |paid_for| (wrong, reverse("transfer:999", &[], Some(paid_for)));
        for (request, half) in [
            ("half", Command::Each(vec![away(right)])),
            ("itself", Command::Each(vec![away(wrong), (wrong, Act::Pay(vec![transfer.clone()]))])),
            ("otherwise", Command::Each(vec![away(right), (right, Act::Review)])),
        ] {
            assert_eq!(ask(store, request, half), Err(Failure::Refused(Refusal::NothingPaid)), "{request}");
        }
        let acts = vec![(wrong, reverse("transfer:999", &[], Some(right))), (right, Act::Pay(vec![transfer]))];
        let asked = envelope("r-1", "2026-01-20T11:00", Command::Each(acts));
        let first = store.execute(&asked).expect("set right");
        assert_eq!(store.execute(&asked), Ok(first), "a duplicate after a time-out");
        sound(store);
        let of = |store: &mut dyn Store, number| store.booking(number).expect("read").expect("there");
        assert_eq!((yuan(&of(store, wrong)), yuan(&of(store, right))), ([999, 0, 0, 999, 0], [999, 0, 999, 0, 0]));
        assert_eq!(took(store, "2026-01-20"), [(Method::Transfer, 999)]);
        let alone = NotPossible::NotUndoneAlone { booking: wrong.to_string(), other: right.to_string() };
        assert_eq!(act(store, "2026-01-20T11:01", wrong, undo()), Err(alone.into()), "the money would count twice");
        let alone = NotPossible::NotUndoneAlone { booking: right.to_string(), other: wrong.to_string() };
        assert_eq!(act(store, "2026-01-20T11:01", right, undo()), Err(alone.into()), "the money would count nowhere");
        // What is paid there otherwise is taken back as ever.
        let more = "wechat:1".parse::<Offer>().expect("an offer");
        act(store, "2026-01-20T11:02", right, Act::Pay(vec![Offer { overpaid: true, ..more }])).expect("paid");
        act(store, "2026-01-20T11:03", right, undo()).expect("taken back");
    });
}

/// What comes is recorded as it came, once the clerk has said that it is no slip of the keyboard; what is beyond is owed back, goes back as
/// any money, and counts for what is owed later.
#[test]
fn more_than_is_owed_is_recorded_as_it_came_and_owed_back() {
    on_both(false, |store| {
        let pay = |text: &str, overpaid| Act::Pay(vec![Offer { overpaid, ..text.parse::<Offer>().expect("an offer") }]);
        let number = take(store, &["2026-01-22"], Vec::new());
        let at = "2026-01-20T11:00";
        let slip = Refusal::PaidTooMuch { amount: Money::yuan(1_000), owing: Money::yuan(999) };
        assert_eq!(act(store, at, number, pay("transfer:1000:88", false)), Err(slip));
        let came = act(store, at, number, pay("transfer:1000:88", true)).expect("taken");
        assert_eq!((yuan(&came), came.payments[0].1.change()), ([999, 0, 1_000, 0, 1], Money::ZERO));
        assert_eq!(took(store, "2026-01-20"), [(Method::Transfer, 1_000)], "the till has what came");
        let twice = act(store, at, number, pay("wechat:999:42", true)).expect("taken, although nothing is owed");
        assert_eq!(yuan(&twice), [999, 0, 1_999, 0, 1_000]);
        let back = act(store, at, number, refund(Method::Wechat, 999, "")).expect("refunded");
        assert_eq!(yuan(&back), [999, 0, 1_000, 0, 1]);
        let larger = correct(Correct { size: "14.6x6".parse().ok(), ..correction() });
        let dearer = act(store, at, number, larger).expect("corrected");
        assert_eq!(yuan(&dearer), [1_314, 0, 1_000, 314, 0], "what was beyond pays for it");
        let undone = act(store, at, number, undo()).expect("taken back");
        assert_eq!(yuan(&undone), [999, 0, 1_000, 0, 1]);
        // With the booking itself it is the same.
        let sale = |overpaid| Offer { overpaid, ..Offer::new(Method::Card, Money::yuan(1_000)) };
        let order =
            |overpaid| Command::Take(vec![order("百年好合", "13800000012", &["2026-01-22"], vec![sale(overpaid)])]);
        assert!(matches!(ask(store, "slip", order(false)), Err(Failure::Refused(Refusal::PaidTooMuch { .. }))));
        let taken = ask(store, "more", order(true)).expect("taken").taken().expect("a number");
        assert_eq!(yuan(&store.booking(taken).expect("read").expect("there")), [999, 0, 1_000, 0, 1]);
    });
}
