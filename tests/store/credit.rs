//! Credit: who may take on account and how much, what stands and since when, on every store and by whatever envelope it is asked.

use books::booking::{
    Act, Agreed, AgreementAct, AgreementId, Amend, Booking, Command, Correct, Customer, Lot, Method, Number, Offer,
    Order, Refund, Reverse, Undo, Withdraw,
};
use books::booking::{Back, Entry};
use books::store::{Memory, Sqlite, Store};
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::{AccountTrouble, Failure, NoAccount, NotPossible, Refusal};

use super::given::*;

const FIRM: &str = "0532-88187720";
const MOBILE: &str = "13800000012";
const STRANGER: &str = "17600000013";

fn account(yuan: i64) -> Offer {
    Offer::new(Method::Account, Money::yuan(yuan))
}

fn transfer(yuan: i64) -> Offer {
    Offer { serial: Some("20260220-88".to_owned().into()), ..Offer::new(Method::Transfer, Money::yuan(yuan)) }
}

/// The firm with both numbers.
fn firm(limit: i64) -> Agreed {
    agreed("青岛蓝湾（集团）有限公司", &[FIRM, MOBILE], limit)
}

fn agree(id: Option<u32>, agreed: Agreed, reason: &str) -> Command {
    let (id, agreed, reason) = (id.map(AgreementId), Box::new(agreed), reason.to_owned());
    Command::Agreement(AgreementAct::Agree { id, agreed, reason })
}

fn end(id: u32, reason: &str) -> Command {
    Command::Agreement(AgreementAct::End { id: AgreementId(id), reason: reason.to_owned() })
}

/// An ad of ¥999 a day under a telephone number.
fn ad(phone: &str, runs: &[&str], offers: Vec<Offer>) -> Order {
    order("新婚快乐", phone, runs, offers)
}

fn at(store: &mut dyn Store, request: &str, time: &str, command: Command) -> Result<Entry, Failure> {
    store.execute(&envelope(request, time, command))
}

fn refused(answer: Result<Entry, Failure>) -> AccountTrouble {
    match answer {
        Err(Failure::Refused(Refusal::Account(why))) => *why,
        Err(Failure::Refused(Refusal::InBatch { refusal, .. })) => match *refusal {
            Refusal::Account(why) => *why,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn taken(store: &mut dyn Store, request: &str, time: &str, order: Order) -> Number {
    at(store, request, time, Command::Take(vec![order])).expect("taken").taken().expect("a number")
}

fn of(store: &mut dyn Store, number: Number) -> Booking {
    let booking = store.booking(number).expect("read").expect("there");
    adds_up(&booking);
    booking
}

/// Day and yuan of what stands under a number.
fn lots(store: &mut dyn Store, phone: &str) -> Vec<(String, i64)> {
    let key = books::booking::phone_key(phone).expect("a phone");
    let lots = store.lots(Some(&key)).expect("read");
    lots.iter().map(|Lot { since, amount, .. }| (since.to_string(), amount.as_fen() / 100)).collect()
}

#[test]
fn nobody_takes_on_account_with_whom_the_paper_did_not_agree() {
    on_both(false, |store| {
        let version = |store: &mut dyn Store| store.version().expect("read");
        let before = version(store);
        let none =
            |customer: &str| AccountTrouble::NoAccount { customer: customer.to_owned(), why: NoAccount::NeverAgreed };
        let book = |phone: &str| Command::Take(vec![ad(phone, &["2026-01-22"], vec![account(999)])]);
        assert_eq!(refused(ask(store, "a", book(STRANGER))), none("王敏"));
        assert_eq!(version(store), before, "nothing was posted");
        ask(store, "agreed", agree(None, firm(10_000), "")).expect("agreed");
        assert_eq!(refused(ask(store, "b", book(STRANGER))), none("王敏"));
        ask(store, "c", book(FIRM)).expect("the firm may");
        ask(store, "d", book("+86 138-0000-0012")).expect("under its other number, however that is written");
        // What is paid and not put on account is nobody's agreement.
        let owed = taken(store, "e", "2026-01-20T10:00", ad(STRANGER, &["2026-01-22"], vec![cash(500)]));
        assert_eq!(refused(ask(store, "f", Command::On(owed, Act::Pay(vec![account(499)])))), none("王敏"));
        // Nor by setting a payment right.
        let reverse =
            Reverse { payment: cash(500), instead: vec![account(500)], paid_for: None, reason: "记错".to_owned() };
        let reverse = Command::On(owed, Act::Amend(Amend::Reverse(reverse)));
        assert_eq!(refused(ask(store, "g", reverse)), none("王敏"));
        // Nor in a batch, where it is said which ad it is.
        let batch =
            vec![ad(FIRM, &["2026-01-22"], vec![account(999)]), ad(STRANGER, &["2026-01-22"], vec![account(1)])];
        match ask(store, "h", Command::Take(batch)) {
            Err(Failure::Refused(Refusal::InBatch { index, refusal })) => {
                assert_eq!((index, refusal.rule().as_str()), (2, "no_account"));
            }
            other => panic!("{other:?}"),
        }
        sound(store);
    });
}

#[test]
fn who_is_named_as_paying_must_be_whose_account_it_is() {
    on_both(false, |store| {
        ask(store, "agreed", agree(None, firm(10_000), "")).expect("agreed");
        let by = |payer: &str| {
            let customer = Customer::checked(FIRM, "李经办", payer, "").expect("a customer");
            Command::Take(vec![Order { customer, ..ad(FIRM, &["2026-01-22"], vec![account(999)]) }])
        };
        ask(store, "a", by("")).expect("whoever of the firm sends it");
        ask(store, "b", by("青岛蓝湾(集团) 有限公司")).expect("however its name is written");
        let why =
            NoAccount::Pays { payer: "李雪".to_owned(), account: "青岛蓝湾（集团）有限公司".to_owned() };
        assert_eq!(
            refused(ask(store, "c", by("李雪"))),
            AccountTrouble::NoAccount { customer: "李经办".to_owned(), why }
        );
    });
}

#[test]
fn no_more_stands_than_the_paper_agreed_to() {
    on_both(false, |store| {
        ask(store, "agreed", agree(None, firm(2_000), "")).expect("agreed");
        let book = |phone, yuan| Command::Take(vec![ad(phone, &["2026-01-22"], vec![account(yuan)])]);
        ask(store, "a", book(FIRM, 999)).expect("999 of 2,000");
        ask(store, "b", book(MOBILE, 999)).expect("1,998 of 2,000, under both numbers");
        let over = |stands, amount| AccountTrouble::OverLimit {
            account: "青岛蓝湾（集团）有限公司".to_owned(),
            limit: Money::yuan(2_000),
            stands: Money::yuan(stands),
            amount: Money::yuan(amount),
        };
        assert_eq!(refused(ask(store, "c", book(FIRM, 3))), over(1_998, 3));
        let two = ask(store, "d", book(FIRM, 2)).expect("to the limit").taken().expect("a number");
        assert_eq!(refused(ask(store, "e", book(MOBILE, 1))), over(2_000, 1));
        // What is settled can be put there again, also in the same request.
        let first = Number { serial: 1, ..two };
        let swap = Command::Each(vec![(first, Act::Pay(vec![transfer(500)])), (two, Act::Pay(vec![account(400)]))]);
        ask(store, "f", swap).expect("1,900 in all");
        assert_eq!(refused(ask(store, "g", Command::On(two, Act::Pay(vec![account(101)])))), over(1_900, 101));
        // Of a batch it is the first ad that is too much.
        let batch = |yuan: [i64; 3]| {
            Command::Take(yuan.iter().map(|yuan| ad(FIRM, &["2026-01-22"], vec![account(*yuan)])).collect())
        };
        match ask(store, "h", batch([60, 50, 1])) {
            Err(Failure::Refused(Refusal::InBatch { index, refusal })) => {
                assert_eq!((index, *refusal), (2, over(1_900, 111).into()));
            }
            other => panic!("{other:?}"),
        }
        ask(store, "i", batch([50, 49, 1])).expect("to the limit once more");
        sound(store);
    });
}

#[test]
fn an_agreement_is_changed_and_ended_with_a_reason_and_what_stands_is_owed_all_the_same() {
    on_both(false, |store| {
        let on = "2026-01-20T10:00";
        let made = ask(store, "agreed", agree(None, firm(2_000), "")).expect("agreed");
        assert_eq!(
            ask(store, "agreed", agree(None, firm(2_000), "")),
            Ok(made),
            "the same request gives the same answer"
        );
        let number = taken(store, "a", on, ad(FIRM, &["2026-01-22"], vec![account(999)]));
        let rule = |answer: Result<Entry, Failure>| match answer {
            Err(Failure::Refused(refusal)) => refusal.rule().to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(rule(ask(store, "b", agree(Some(1), firm(3_000), " "))), "no_reason");
        assert_eq!(rule(ask(store, "c", agree(Some(2), firm(3_000), "续签"))), "no_such_account");
        assert_eq!(rule(ask(store, "d", agree(None, agreed("别家", &[MOBILE], 1), ""))), "phone_taken");
        assert_eq!(rule(ask(store, "e", end(1, ""))), "no_reason");
        let same = ask(store, "f", agree(Some(1), firm(2_000), "没有变")).expect("nothing changes");
        assert!(same.events.is_empty());
        at(store, "g", "2026-01-21T10:00", agree(Some(1), firm(500), "降额")).expect("below what stands");
        let more = Command::On(number, Act::Pay(vec![transfer(999)]));
        let book = |yuan| Command::Take(vec![ad(MOBILE, &["2026-01-23"], vec![account(yuan)])]);
        assert_eq!(rule(at(store, "h", "2026-01-21T10:00", book(1))), "over_limit");
        at(store, "i", "2026-01-21T10:00", end(1, "合同到期")).expect("ended");
        assert_eq!(rule(at(store, "j", "2026-01-21T10:00", end(1, "再终止"))), "account_ended");
        let why = NoAccount::Ended { on: date("2026-01-21") };
        let ended = AccountTrouble::NoAccount { customer: "王敏".to_owned(), why };
        assert_eq!(refused(at(store, "k", "2026-01-21T10:00", book(1))), ended);
        assert_eq!(lots(store, FIRM), [("2026-01-20".to_owned(), 999)], "it is still owed");
        at(store, "l", "2026-01-22T10:00", more).expect("and paid");
        assert_eq!(of(store, number).on_account(), Money::ZERO);
        // Its numbers are free for another by now; the old one comes back without them.
        at(store, "m", "2026-01-22T10:00", agree(None, agreed("别家", &[MOBILE], 1_000), "")).expect("agreed");
        assert_eq!(rule(at(store, "n", "2026-01-22T10:00", agree(Some(1), firm(9_000), "恢复"))), "phone_taken");
        let alone = agreed("青岛蓝湾（集团）有限公司", &[FIRM], 9_000);
        at(store, "o", "2026-01-22T10:00", agree(Some(1), alone, "恢复")).expect("it stands again");
        let known = store.agreements().expect("read");
        assert_eq!(known.iter().map(|one| (one.id.0, one.ended)).collect::<Vec<_>>(), [(1, None), (2, None)]);
        let history: Vec<(i64, bool, &str)> =
            known[0].history.iter().map(|one| (one.limit.as_fen() / 100, one.ended, one.reason.as_str())).collect();
        let told = [(2_000, false, ""), (500, false, "降额"), (500, true, "合同到期"), (9_000, false, "恢复")];
        assert_eq!(history, told, "nothing of it is deleted");
        let other = store.agreement_of("13800000012").expect("read").expect("there");
        assert_eq!(other.agreed.name.text(), "别家");
        sound(store);
    });
}

#[test]
fn money_settles_what_stands_the_oldest_first_and_its_age_is_that_of_the_day_it_was_put_there() {
    on_both(false, |store| {
        ask(store, "agreed", agree(None, firm(10_000), "")).expect("agreed");
        let number = taken(store, "a", "2026-01-20T10:00", ad(FIRM, &["2026-01-28"], vec![account(500)]));
        at(store, "b", "2026-01-22T10:00", Command::On(number, Act::Pay(vec![account(499)]))).expect("the rest");
        let days = |store: &mut dyn Store| lots(store, FIRM);
        assert_eq!(days(store), [("2026-01-20".to_owned(), 500), ("2026-01-22".to_owned(), 499)]);
        // More than stands is refused, and change is given in cash.
        let pay = |offers: Vec<Offer>| Command::On(number, Act::Pay(offers));
        let over = at(store, "c", "2026-01-23T10:00", pay(vec![transfer(1_000)]));
        let told = Refusal::PaidTooMuch { amount: Money::yuan(1_000), owing: Money::yuan(999) };
        assert_eq!(over, Err(Failure::Refused(told)));
        at(store, "d", "2026-01-23T10:00", pay(vec![transfer(600)])).expect("paid");
        let booking = of(store, number);
        assert_eq!(
            (booking.paid(), booking.on_account(), booking.owing()),
            (Money::yuan(600), Money::yuan(399), Money::ZERO)
        );
        assert_eq!(days(store), [("2026-01-22".to_owned(), 399)]);
        // Taken back it stands as it stood, with its days.
        let undo = Command::On(number, Act::Amend(Amend::Undo(Undo { reason: "记错".to_owned(), shown: None })));
        at(store, "e", "2026-01-23T11:00", undo).expect("taken back");
        assert_eq!(days(store), [("2026-01-20".to_owned(), 500), ("2026-01-22".to_owned(), 499)]);
        let last = at(store, "f", "2026-01-24T10:00", pay(vec![cash(1_000)])).expect("paid");
        assert_eq!(last.change(), Money::yuan(1));
        assert_eq!((of(store, number).on_account(), days(store)), (Money::ZERO, Vec::new()));
        let moved = store.credit_moved("053288187720", date("2026-01-22")).expect("read");
        let moved: Vec<(String, i64)> =
            moved.iter().map(|one| (one.on.to_string(), one.amount.as_fen() / 100)).collect();
        assert_eq!(moved, [("2026-01-20".to_owned(), 500), ("2026-01-22".to_owned(), 499)], "up to that day");
        sound(store);
    });
}

#[test]
fn credit_goes_with_a_booking_whose_number_is_corrected() {
    on_both(false, |store| {
        ask(store, "firm", agree(None, agreed("蓝湾", &[FIRM], 10_000), "")).expect("agreed");
        ask(store, "other", agree(None, agreed("别家", &[MOBILE], 500), "")).expect("agreed");
        let number = taken(store, "a", "2026-01-20T10:00", ad(FIRM, &["2026-01-28"], vec![account(999)]));
        let to = |phone: &str| {
            let phone = Some(phone.to_owned().into());
            let correct = Correct { phone, ..correction() };
            Command::On(number, Act::Amend(Amend::Correct(Box::new(correct))))
        };
        let why = refused(at(store, "b", "2026-01-20T11:00", to(STRANGER)));
        assert_eq!(why, AccountTrouble::NoAccount { customer: "王敏".to_owned(), why: NoAccount::NeverAgreed });
        let why = refused(at(store, "c", "2026-01-20T11:00", to(MOBILE)));
        assert!(matches!(why, AccountTrouble::OverLimit { ref account, .. } if account == "别家"), "{why:?}");
        at(store, "d", "2026-01-20T11:00", agree(Some(2), agreed("别家", &[MOBILE], 1_000), "提额")).expect("raised");
        at(store, "e", "2026-01-20T11:00", to(MOBILE)).expect("it may stand there");
        assert_eq!((lots(store, FIRM), lots(store, MOBILE)), (Vec::new(), vec![("2026-01-20".to_owned(), 999)]));
        sound(store);
    });
}

fn correction() -> Correct {
    Correct {
        copy: None,
        size: None,
        style: None,
        category: None,
        customer: None,
        phone: None,
        fault: FaultOf::Paper,
        confirmed: None,
        refund: None,
        reason: "电话记错".to_owned(),
    }
}

#[test]
fn what_is_taken_back_never_stands_above_the_limit() {
    on_both(false, |store| {
        ask(store, "agreed", agree(None, firm(1_000), "")).expect("agreed");
        let first = taken(store, "a", "2026-01-20T10:00", ad(FIRM, &["2026-01-28"], vec![account(999)]));
        let back = Back { method: Method::Account, serial: None, approved_by: "".into() };
        let refund = Refund { back, amount: Money::yuan(999), reason: "改收现款".to_owned() };
        ask(store, "b", Command::On(first, Act::Amend(Amend::Refund(refund)))).expect("credit is given back");
        let undo = || Command::On(first, Act::Amend(Amend::Undo(Undo { reason: "还是挂账".to_owned(), shown: None })));
        let second = taken(store, "c", "2026-01-20T10:00", ad(FIRM, &["2026-01-28"], vec![account(500)]));
        assert!(matches!(refused(ask(store, "d", undo())), AccountTrouble::OverLimit { .. }));
        let withdraw = Withdraw { runs: Vec::new(), reason: "不登".to_owned(), refund: None };
        ask(store, "e", Command::On(second, Act::Amend(Amend::Withdraw(withdraw)))).expect("withdrawn");
        ask(store, "f", undo()).expect("there is room again");
        sound(store);
    });
}

#[test]
fn credit_that_stood_before_there_were_agreements_stays_and_counts_against_the_limit() {
    // Books of before hold credit that nobody agreed to: an old build took it.
    let folder = tempfile::tempdir().expect("a folder");
    for (build, _) in OLD {
        let into = folder.path().join(build);
        old(&into, build);
        let mut store = Sqlite::open_existing(&into).expect("opened").expect("there");
        sound(&mut store);
        assert_eq!(store.agreements().expect("read"), []);
        let lots = store.lots(None).expect("read");
        for lot in &lots {
            let booking = of(&mut store, lot.booking);
            assert!(booking.on_account() >= lot.amount, "{build}");
        }
    }
    // The same by hand: credit that stands and whose agreement has other numbers by now.
    let mut store = Memory::new();
    let found = Command::Office(books::booking::OfficeAct::Found { practice: false });
    ask(&mut store, "founding", found).expect("founded");
    ask(&mut store, "agreed", agree(None, agreed("蓝湾", &[FIRM, MOBILE], 10_000), "")).expect("agreed");
    let number = taken(&mut store, "a", "2026-01-20T10:00", ad(MOBILE, &["2026-01-28"], vec![account(999)]));
    ask(&mut store, "b", agree(Some(1), agreed("蓝湾", &[FIRM], 10_000), "号码停用")).expect("without that number");
    assert_eq!(lots(&mut store, MOBILE), [("2026-01-20".to_owned(), 999)], "it stays where it is");
    ask(&mut store, "c", agree(None, agreed("新户", &[MOBILE], 1_000), "")).expect("agreed");
    let more = Command::Take(vec![ad(MOBILE, &["2026-01-28"], vec![account(2)])]);
    assert!(
        matches!(refused(ask(&mut store, "d", more)), AccountTrouble::OverLimit { stands, .. } if stands == Money::yuan(999))
    );
    ask(&mut store, "e", Command::On(number, Act::Pay(vec![transfer(999)]))).expect("settled");
    sound(&mut store);
}

/// Bounds hold to the fen, and credit that is given back is no money that went back.
#[test]
fn no_credit_is_a_fen_more_than_was_agreed_to_and_none_of_it_is_money() {
    on_both(false, |store| {
        let short = Agreed { limit: Money::fen(99_899), ..firm(999) };
        at(store, "a-1", "2026-01-20T08:30", agree(None, short, "")).expect("agreed");
        let on_account = || Command::Take(vec![ad(MOBILE, &["2026-01-26"], vec![account(999)])]);
        let over = refused(at(store, "t-1", "2026-01-20T09:00", on_account()));
        assert!(matches!(over, AccountTrouble::OverLimit { .. }), "{over:?}");
        at(store, "a-2", "2026-01-20T09:10", agree(Some(1), firm(999), "差一分")).expect("changed");
        let number = at(store, "t-2", "2026-01-20T09:20", on_account()).expect("taken").taken().expect("a number");
        let fen = Offer::new(Method::Account, Money::fen(1));
        let more = Refusal::PaidTooMuch { amount: Money::fen(1), owing: Money::ZERO };
        let paid = at(store, "p-1", "2026-01-20T09:30", Command::On(number, Act::Pay(vec![fen])));
        assert_eq!(paid, Err(more.into()), "nothing is owed");
        let refund = |method, yuan| {
            let back = Back { method, serial: None, approved_by: "张主任".into() };
            Act::Amend(Amend::Refund(Refund { back, amount: Money::yuan(yuan), reason: "记错".to_owned() }))
        };
        let back = Command::On(number, refund(Method::Account, 100));
        at(store, "r-1", "2026-01-20T09:40", back).expect("credit goes back");
        let booking = of(store, number);
        let sums = (booking.on_account(), booking.owing(), booking.paid(), booking.refunded());
        assert_eq!(sums, (Money::yuan(899), Money::yuan(100), Money::ZERO, Money::ZERO));
    });
}

#[test]
fn a_payment_of_which_something_went_back_by_its_way_is_not_reversed() {
    on_both(false, |store| {
        let wechat = Offer::new(Method::Wechat, Money::yuan(999));
        let number = taken(store, "t-1", "2026-01-20T09:00", ad(STRANGER, &["2026-01-26"], vec![wechat.clone()]));
        let back = Back { method: Method::Wechat, serial: None, approved_by: "".into() };
        let (amount, reason) = (Money::yuan(500), "退一半".to_owned());
        let refund = Act::Amend(Amend::Refund(Refund { back, amount, reason: reason.clone() }));
        at(store, "r-1", "2026-01-20T09:10", Command::On(number, refund)).expect("refunded");
        let cash = |yuan| Offer::new(Method::Cash, Money::yuan(yuan));
        at(store, "p-1", "2026-01-20T09:20", Command::On(number, Act::Pay(vec![cash(500)]))).expect("paid");
        let reverse = Reverse { payment: wechat, instead: vec![cash(999)], paid_for: None, reason };
        let reversed = at(store, "v-1", "2026-01-20T09:30", Command::On(number, Act::Amend(Amend::Reverse(reverse))));
        let went = NotPossible::PaymentWentBack { booking: number.to_string(), refunded: Money::yuan(500) };
        assert_eq!(reversed, Err(Failure::from(Refusal::from(went))));
    });
}
