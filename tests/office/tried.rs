//! What an act would come to is what it comes to, and trying it posts nothing.

use books::booking::{
    Act, Amend, Back, Booking, Correct, Method, Move, Number, Offer, Rebate, Refund, Reverse, Settlement, SignedHow,
    Undo, Withdraw,
};
use books::store::Store;
use qishi::office::{ActKind, Approval, Books, Session};
use trade::ad::Kind;
use trade::ids::Rule;
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::{Failure, NotPossible, Refusal};

use super::{books, session};
use crate::corpus::{NOTICES, order};

fn money(booking: &Booking) -> [Money; 6] {
    let (total, fee, paid) = (booking.total(), booking.fee(), booking.paid());
    [total, fee, paid, booking.refunded(), booking.owing(), booking.overpaid()]
}

fn correction(copy: &str) -> Correct {
    Correct {
        copy: Some(copy.to_owned().into()),
        size: None,
        style: None,
        category: None,
        customer: None,
        phone: None,
        fault: FaultOf::Customer,
        confirmed: None,
        refund: None,
        reason: "客户要改".to_owned(),
    }
}

/// Books with a lost notice of two runs, paid by WeChat.
fn taken(session: &Session, store: &mut dyn Store) -> Number {
    let mut lost = order(Kind::Notice, "lost_and_void", "7.2x5", NOTICES[5], &["wechat:1040"]);
    lost.runs = ["2026-01-23", "2026-01-26"].map(|run| run.parse().expect("a date")).to_vec();
    session.take(store, "take".to_owned(), vec![lost]).expect("taken").first().number
}

fn offer(text: &str) -> Offer {
    text.parse().expect("an offer")
}

fn back(method: Method, by: &str) -> Back {
    Back { method, serial: None, approved_by: by.into() }
}

#[test]
fn what_an_act_would_come_to_is_what_it_comes_to() {
    let day = |text: &str| text.parse().expect("a date");
    let copy = |first: &Booking| first.order().ad.copy.text().replace("作废", "即日作废");
    type Made<'a> = Box<dyn Fn(&Booking) -> Amend + 'a>;
    let reason = || "客户要改".to_owned();
    let acts: Vec<Made> = vec![
        Box::new(|first| Amend::Correct(Box::new(correction(&copy(first))))),
        Box::new(|first| {
            let size = Some("7.2x10".parse().expect("a size"));
            Amend::Correct(Box::new(Correct { size, ..correction(&copy(first)) }))
        }),
        Box::new(|_| Amend::Move(Move { from: day("2026-01-26"), to: day("2026-01-27"), reason: reason() })),
        Box::new(|_| {
            let (runs, refund) = (vec![day("2026-01-26")], Some(back(Method::Wechat, "")));
            Amend::Withdraw(Withdraw { runs, reason: reason(), refund })
        }),
        Box::new(|_| Amend::Withdraw(Withdraw { runs: Vec::new(), reason: reason(), refund: None })),
        Box::new(|_| {
            Amend::Refund(Refund { back: back(Method::Wechat, ""), amount: Money::yuan(40), reason: reason() })
        }),
        Box::new(|_| Amend::Undo(Undo { reason: reason(), shown: None })),
        Box::new(|_| {
            let (payment, instead) = (offer("wechat:1040"), vec![offer("cash:1000"), offer("card:40:88")]);
            Amend::Reverse(Reverse { payment, instead, paid_for: None, reason: reason() })
        }),
        Box::new(|_| {
            let payment = offer("wechat:1040");
            Amend::Reverse(Reverse { payment, instead: Vec::new(), paid_for: None, reason: reason() })
        }),
    ];
    for make in &acts {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut store, session) = (books(folder.path()), session(folder.path()));
        let number = taken(&session, &mut store);
        let before = store.booking(number).expect("read").expect("there");
        let (amend, version) = (make(&before), store.version());
        let tried = session.try_act(&mut Books::Here(&mut store), number, &amend).expect("tried");
        assert_eq!(store.version(), version, "trying posts nothing");
        assert_eq!(tried.before, before);
        let shown = tried.after.costs();
        let acted = session.amend(&mut store, "act".to_owned(), number, amend.clone(), Some(shown)).expect("done");
        assert_eq!(money(&tried.after), money(&acted.booking), "{amend:?}");
        assert_eq!(tried.after.runs(), acted.booking.runs(), "{amend:?}");
        assert_eq!(tried.after.booked.order.ad, acted.booking.booked.order.ad, "{amend:?}");
        // Asked again, whatever it would cost now, it is the same answer.
        let again = session.amend(&mut store, "act".to_owned(), number, amend, Some(Money::yuan(1))).expect("answered");
        assert_eq!(again.entry, acted.entry);
    }
}

#[test]
fn what_is_not_typed_yet_is_told_and_is_asked_for_when_it_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, session) = (books(folder.path()), session(folder.path()));
    let number = taken(&session, &mut store);
    let cash =
        Amend::Withdraw(Withdraw { runs: Vec::new(), reason: String::new(), refund: Some(back(Method::Cash, "")) });
    let tried = session.try_act(&mut Books::Here(&mut store), number, &cash).expect("tried");
    assert_eq!(
        (tried.approval, tried.confirmation.clone(), tried.back()),
        (Some(Approval::Cash(Money::yuan(1040))), None, Money::yuan(1040))
    );
    let refused = session.amend(&mut store, "act".to_owned(), number, cash, Some(tried.after.costs()));
    assert_eq!(refused, Err(Failure::Refused(Refusal::NoReason)));
    let mut court = order(Kind::Notice, "arbitration_summons", "7.2x10", NOTICES[1], &[]);
    court.offers = vec![Offer::new(Method::Cash, Money::yuan(999))];
    let court = session.take(&mut store, "court".to_owned(), vec![court]).expect("taken").first().clone();
    let copy = court.order().ad.copy.text().replacen('。', "，特此更正。", 1);
    let change = |confirmed| Amend::Correct(Box::new(Correct { confirmed, ..correction(&copy) }));
    let tried = session.try_act(&mut Books::Here(&mut store), court.number, &change(None)).expect("tried");
    assert_eq!((tried.approval, tried.confirmation.as_deref()), (None, Some("wording_changed")));
    let shown = Some(tried.after.costs());
    let refused = session.amend(&mut store, "court-2".to_owned(), court.number, change(None), shown);
    let needed = Refusal::NeedsConfirmation { rule: Rule::known("wording_changed") };
    assert_eq!(refused, Err(Failure::Refused(needed)), "the stand-in is never posted");
    let who =
        Settlement::Confirmed { who: "张仲裁员".to_owned().into(), when: String::new(), how: SignedHow::Telephone };
    session.amend(&mut store, "court-3".to_owned(), court.number, change(Some(who)), shown).expect("done");
}

#[test]
fn of_each_act_it_is_said_whether_a_booking_allows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, session) = (books(folder.path()), session(folder.path()));
    let number = taken(&session, &mut store);
    let today = session.at.date_naive();
    let possible = |store: &mut dyn Store, session: &Session| -> Vec<ActKind> {
        let booking = store.booking(number).expect("read").expect("there");
        let house = store.folder_state(today).expect("read");
        let all = session.possible(&booking, &house);
        assert_eq!(all.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), ActKind::ALL);
        all.into_iter().filter(|(_, why)| why.is_none()).map(|(kind, _)| kind).collect()
    };
    use ActKind::{Correct, Move, Rebate, Refund, Rerun, Reverse, Undo, Withdraw};
    assert_eq!(possible(&mut store, &session), [Correct, Move, Withdraw, Refund, Reverse, Undo]);
    let at = |time: &str| Session { at: time.parse().expect("a time"), ..session.clone() };
    assert_eq!(
        possible(&mut store, &at("2026-01-23T10:00:00+08:00")),
        [Correct, Move, Withdraw, Refund, Rerun, Rebate, Reverse]
    );
    assert_eq!(possible(&mut store, &at("2026-01-26T10:00:00+08:00")), [Refund, Rerun, Rebate, Reverse]);
    let rerun = Act::Amend(Amend::Rerun(books::booking::Rerun {
        on: "2026-01-28".parse().expect("a date"),
        reason: "漏登".to_owned(),
    }));
    let booking = store.booking(number).expect("read").expect("there");
    let house = store.folder_state(today).expect("read");
    let why = session.possible(&booking, &house).into_iter().find(|(kind, _)| *kind == Rerun).and_then(|(_, why)| why);
    let refused = session.act(&mut store, "rerun".to_owned(), number, rerun).expect_err("not yet");
    assert_eq!(Some(refused), why.map(Failure::Refused), "it is what the books say");
    let all = Amend::Withdraw(books::booking::Withdraw {
        runs: Vec::new(),
        reason: "不登了".to_owned(),
        refund: Some(back(Method::Wechat, "")),
    });
    session.act(&mut store, "all".to_owned(), number, Act::Amend(all)).expect("withdrawn");
    // What went back by another way than it was recorded may still be set right.
    assert_eq!(possible(&mut store, &session), [Reverse, Undo]);
    let booking = store.booking(number).expect("read").expect("there");
    let why = session.possible(&booking, &house);
    let withdrawn = Refusal::NotPossible(NotPossible::Withdrawn { booking: number.to_string() });
    assert!(why.iter().filter(|(_, why)| why.as_ref() == Some(&withdrawn)).count() >= 4, "{why:?}");
}

/// Of a rebate the supervisor is asked before anything is posted, for the cash that goes back by it too; of a payment that was for
/// another booking both bookings are told.
#[test]
fn a_rebate_asks_for_a_supervisor_and_a_payment_for_another_booking_tells_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, session) = (books(folder.path()), session(folder.path()));
    let number = taken(&session, &mut store);
    let other = order(Kind::Notice, "lost_and_void", "7.2x5", NOTICES[4], &[]);
    let other = session.take(&mut store, "other".to_owned(), vec![other]).expect("taken").first().number;
    let reverse = |overpaid| {
        let (payment, instead, reason) =
            (Offer { overpaid, ..offer("wechat:1040") }, Vec::new(), "记错登记".to_owned());
        Amend::Reverse(Reverse { payment, instead, paid_for: Some(other), reason })
    };
    let more = session.try_act(&mut Books::Here(&mut store), number, &reverse(false));
    assert!(matches!(more, Err(Failure::Refused(Refusal::PaidTooMuch { .. }))), "{more:?}");
    let tried = session.try_act(&mut Books::Here(&mut store), number, &reverse(true)).expect("tried");
    let there = tried.other.expect("the other booking");
    assert_eq!(
        (tried.after.owing(), there.paid(), there.overpaid()),
        (Money::yuan(1040), Money::yuan(1040), Money::yuan(520))
    );
    session.amend(&mut store, "right".to_owned(), number, reverse(true), None).expect("set right");
    assert_eq!(money(&store.booking(other).expect("read").expect("there")), money(&there));
    let later = Session { at: "2026-01-23T10:00:00+08:00".parse().expect("a time"), ..session };
    later.act(&mut store, "paid".to_owned(), number, Act::Pay(vec![offer("card:1040")])).expect("paid");
    let rebate = |by: &str| {
        let (amount, reason) = (Money::yuan(100), "漏印".to_owned());
        Amend::Rebate(Rebate { amount, reason, approved_by: by.into(), refund: Some(back(Method::Cash, by)) })
    };
    let tried = later.try_act(&mut Books::Here(&mut store), number, &rebate("")).expect("tried");
    assert_eq!(
        (tried.approval, tried.after.total(), tried.back()),
        (Some(Approval::Rebate), Money::yuan(940), Money::yuan(100))
    );
    let refused = later.amend(&mut store, "rebate".to_owned(), number, rebate(""), None);
    let needed = NotPossible::RebateNeedsApproval { booking: number.to_string() };
    assert_eq!(refused, Err(Refusal::from(needed).into()), "the stand-in is never posted");
    let changed = Refusal::PriceChanged { shown: Money::yuan(1), now: Money::yuan(940) };
    let refused = later.amend(&mut store, "rebate".to_owned(), number, rebate("张主任"), Some(Money::yuan(1)));
    assert_eq!(refused, Err(changed.into()));
    let done = later.amend(&mut store, "rebate".to_owned(), number, rebate("张主任"), Some(tried.after.costs()));
    assert_eq!(done.expect("less is taken").booking.refunded(), Money::yuan(100));
}
