//! Acts on a booking after it was taken, on every store.

use books::booking::{
    Act, Amend, Back, Booking, Command, Correct, Corrects, Method, Move, Number, Offer, OfficeAct, Open, Order,
    Printout, Rebate, Refund, Rerun, Reverse, RuleKind, Settlement, SignedHow, State, Undo, Withdraw,
};
use books::store::{By, Store, whole_day};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ad::CategoryId;
use trade::ids::Rule;
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::{Failure, NotPossible, Refusal};

use super::given::*;

const SHIPPED: &str = include_str!("../../assets/cards/qishi-2026-01.toml");

/// Enters the shipped card with these terms, in force from the day on which it is entered.
fn enter(store: &mut dyn Store, terms: &str) {
    let text = format!("{}\n{terms}", SHIPPED.replace("version = \"2026-01\"", "version = \"2026-01b\""));
    let enter = OfficeAct::EnterRules { kind: RuleKind::Card, text, from: date("2026-01-20") };
    ask(store, "card", Command::Office(enter)).expect("entered");
}

/// Takes an ad of ¥999 a day.
fn take(store: &mut dyn Store, runs: &[&str], offers: Vec<Offer>) -> Number {
    let order = order("新婚快乐", "17600000013", runs, offers);
    ask(store, "take", Command::Take(vec![order])).expect("taken").taken().expect("a number")
}

fn withdraw(runs: &[&str]) -> Act {
    let runs = runs.iter().map(|run| date(run)).collect();
    Act::Amend(Amend::Withdraw(Withdraw { runs, reason: "客户改变主意".to_owned(), refund: None }))
}

/// Asks for an act at a time, under a request id of its own.
fn act(store: &mut dyn Store, at: &str, number: Number, act: Act) -> Result<Booking, Refusal> {
    let request = format!("act-{}", store.version().expect("read"));
    match store.execute(&envelope(&request, at, Command::On(number, act))) {
        Ok(_) => {
            sound(store);
            let booking = store.booking(number).expect("read").expect("there");
            adds_up(&booking);
            Ok(booking)
        }
        Err(Failure::Refused(refusal)) => Err(refusal),
        Err(Failure::Fault(fault)) => panic!("{fault:?}"),
    }
}

fn yuan(booking: &Booking) -> [i64; 5] {
    let sums = [booking.total(), booking.fee(), booking.paid(), booking.owing(), booking.overpaid()];
    sums.map(|sum| sum.as_fen() / 100)
}

#[test]
fn a_run_that_is_withdrawn_leaves_total_page_and_customer() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-25", "2026-01-26"], vec![cash(2997)]);
        let booking = act(store, "2026-01-20T11:00", number, withdraw(&["2026-01-25"])).expect("withdrawn");
        assert_eq!(yuan(&booking), [1998, 0, 2997, 0, 999]);
        assert_eq!(booking.runs(), ["2026-01-22", "2026-01-26"].map(date));
        assert_eq!(
            (booking.withdrawn.as_slice(), booking.state(date("2026-01-20"))),
            (&[date("2026-01-25")][..], State::Booked)
        );
        assert!(whole_day(store, date("2026-01-25"), By::Running).expect("read").is_empty());
        assert_eq!(whole_day(store, date("2026-01-26"), By::Running).expect("read").len(), 1);
        let rows = whole_day(store, date("2026-01-20"), By::Taken).expect("read");
        assert_eq!(
            (rows[0].total, rows[0].overpaid, &rows[0].withdrawn),
            (Money::yuan(1998), Money::yuan(999), &booking.withdrawn)
        );
        let before = store.of_customer("17600000013", date("2026-01-01")).expect("read");
        assert_eq!((before[0].runs, before[0].amount), (2, Money::yuan(1998)));
        let all = act(store, "2026-01-20T12:00", number, withdraw(&[])).expect("withdrawn");
        assert_eq!((yuan(&all), all.state(date("2026-01-20"))), ([0, 0, 2997, 0, 2997], State::Withdrawn));
        assert_eq!(all.open(), [], "nothing is asked for what does not run");
    });
}

#[test]
fn what_cannot_be_withdrawn_is_refused_with_why() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-25"], Vec::new());
        let name = || number.to_string();
        let mut refused = |at: &str, runs: &[&str]| act(store, at, number, withdraw(runs)).expect_err("refused");
        let (first, second) = (date("2026-01-22"), date("2026-01-25"));
        let no_run = NotPossible::NoSuchRun { booking: name(), date: date("2026-01-24"), runs: vec![first, second] };
        assert_eq!(refused("2026-01-20T11:00", &["2026-01-24"]), no_run.into());
        let appeared = NotPossible::RunAppeared { booking: name(), date: first };
        assert_eq!(refused("2026-01-22T00:10", &["2026-01-22"]), appeared.into(), "its day has come");
        let without = Act::Amend(Amend::Withdraw(Withdraw { runs: Vec::new(), reason: " ".to_owned(), refund: None }));
        assert_eq!(act(store, "2026-01-22T09:00", number, without), Err(Refusal::NoReason));
        // Those that have not appeared can be withdrawn; what has appeared stays, and is then printed.
        let half = act(store, "2026-01-22T09:00", number, withdraw(&[])).expect("withdrawn");
        assert_eq!((half.runs(), half.state(date("2026-01-22"))), (vec![first], State::Printed));
        let again = act(store, "2026-01-22T09:00", number, withdraw(&[]));
        assert_eq!(again, Err(NotPossible::AllAppeared { booking: name() }.into()));
    });
}

#[test]
fn what_is_withdrawn_is_not_made_ready_for_the_page_and_not_compared_with() {
    on_both(false, |store| {
        let taken = ask(store, "n-1", taking(LOST)).expect("taken").taken().expect("a number");
        act(store, "2026-01-20T11:00", taken, withdraw(&[])).expect("withdrawn");
        let refused: Refusal = NotPossible::Withdrawn { booking: taken.to_string() }.into();
        assert_eq!(act(store, "2026-01-20T11:00", taken, withdraw(&[])), Err(refused.clone()), "twice");
        let size: trade::measure::Size = "7.2x10".parse().expect("a size");
        let sheet = || Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen");
        let sign = Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet: sheet() };
        let freeze = Act::Freeze { sheet: sheet(), how: books::booking::Left::Printed };
        for what in [sign, freeze, Act::Review] {
            assert_eq!(act(store, "2026-01-20T11:00", taken, what), Err(refused.clone()));
        }
        let next = ask(store, "n-2", taking(LOST)).expect("taken").taken().expect("a number");
        let found = store.booking(next).expect("read").expect("there").booked.findings;
        assert!(found.iter().all(|finding| finding.rule() != "booked_already"), "{found:?}");
        let third = ask(store, "n-3", taking(LOST)).expect("taken").taken().expect("a number");
        let found = store.booking(third).expect("read").expect("there").booked.findings;
        assert!(found.iter().any(|finding| finding.rule() == "booked_already"), "the second stands");
    });
}

/// What withdrawing the run of the 25th costs at each time, in fen; none where it is refused.
fn fees(terms: &str, runs: &[&str], times: &[&str]) -> Vec<Option<i64>> {
    let fee = |at: &&str| {
        let mut store = books::store::Memory::new();
        let founding = envelope("founding", "2026-01-20T08:00", Command::Office(OfficeAct::Found { practice: false }));
        store.execute(&founding).expect("founded");
        enter(&mut store, terms);
        let number = take(&mut store, runs, Vec::new());
        match act(&mut store, at, number, withdraw(&["2026-01-26"])) {
            Ok(booking) => Some(booking.fee().as_fen()),
            Err(Refusal::NotPossible(NotPossible::NotWithdrawnNow { .. })) => None,
            Err(other) => panic!("{other:?}"),
        }
    };
    times.iter().map(fee).collect()
}

#[test]
fn withdrawing_costs_by_the_stages_of_the_card_under_which_it_was_taken() {
    // Monday the 26th: its deadline is Friday the 23rd at 15:00; a late entry is possible until the day begins.
    let times = ["2026-01-20T11:00", "2026-01-23T15:00", "2026-01-23T15:01", "2026-01-25T23:59"];
    let one = &["2026-01-26"];
    let before = "[[cancellation]]\nstage = \"before_deadline\"\npercent = 30\n";
    let refused = "[[cancellation]]\nstage = \"after_deadline\"\nrefused = true\n";
    let free = "[[cancellation]]\nstage = \"before_deadline\"\nfree = true\n";
    let amount = "[[cancellation]]\nstage = \"after_deadline\"\namount = 1500\n";
    assert_eq!(fees("", one, &times), [Some(0), Some(0), Some(0), Some(0)], "a card that says nothing takes nothing");
    assert_eq!(fees(&format!("{before}{refused}"), one, &times), [Some(29_970), Some(29_970), None, None]);
    assert_eq!(fees(before, one, &times), [Some(29_970), Some(29_970), None, None], "what it does not say is not free");
    let most = fees(&format!("{free}{amount}"), one, &times);
    assert_eq!(most, [Some(0), Some(0), Some(99_900), Some(99_900)], "never more than the run cost");
    assert_eq!(fees(amount, one, &times), [Some(0), Some(0), Some(99_900), Some(99_900)], "nothing is said of before");
    let days = "[[cancellation]]\ndays_before = 6\nfree = true\n[[cancellation]]\ndays_before = 3\npercent = 50\n";
    let times = ["2026-01-20T11:00", "2026-01-21T11:00", "2026-01-23T11:00", "2026-01-24T11:00"];
    assert_eq!(fees(days, one, &times), [Some(0), Some(49_950), Some(49_950), None]);
}

#[test]
fn withdrawing_after_runs_have_appeared_costs_of_the_rest_or_of_the_whole() {
    let (times, runs) = (["2026-01-21T11:00", "2026-01-22T11:00"], &["2026-01-22", "2026-01-26"]);
    let before = "[[cancellation]]\nstage = \"before_deadline\"\nfree = true\n";
    let rest = "[[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n";
    assert_eq!(fees(&format!("{before}{rest}"), runs, &times), [Some(0), Some(49_950)]);
    // 80 % of 1998 is 1598.40, of which 999 is what has appeared.
    let whole = "[[cancellation]]\nappeared = 1\npercent = 80\n";
    assert_eq!(fees(&format!("{before}{whole}"), runs, &times), [Some(0), Some(59_940)]);
    // 30 % of the whole is less than what has appeared costs.
    let whole = "[[cancellation]]\nappeared = 1\npercent = 30\n";
    assert_eq!(fees(&format!("{before}{whole}"), runs, &times), [Some(0), Some(0)]);
}

#[test]
fn who_keeps_fewer_runs_has_the_price_of_fewer_by_the_card_of_the_booking() {
    on_both(false, |store| {
        enter(
            store,
            "[[discount]]\nid = \"often\"\nname = \"多期\"\nof = \"price\"\nby_runs = [{ from = 3, percent = 20 }]\n",
        );
        let number = take(store, &["2026-01-22", "2026-01-25", "2026-01-26"], Vec::new());
        assert_eq!(store.booking(number).expect("read").expect("there").total(), Money::fen(239_760));
        // A dearer card of later changes nothing.
        let text = SHIPPED.replace("2026-01\"", "2026-01c\"").replace("999.00", "1099.00");
        let next = OfficeAct::EnterRules { kind: RuleKind::Card, text, from: date("2026-01-21") };
        ask(store, "next", Command::Office(next)).expect("entered");
        let booking = act(store, "2026-01-21T10:00", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        assert_eq!((booking.total(), booking.booked.quote.version.as_str()), (Money::yuan(1998), "2026-01b"));
    });
}

#[test]
fn credit_goes_back_when_what_it_stood_for_is_withdrawn_and_the_till_tells_both() {
    on_both(false, |store| {
        enter(store, "[[cancellation]]\nstage = \"before_deadline\"\npercent = 10\n");
        let offers = vec![cash(500), Offer::new(Method::Account, Money::yuan(1498))];
        let number = take(store, &["2026-01-22", "2026-01-26"], offers);
        let booking = act(store, "2026-01-21T10:00", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        // 999 and a fee of 99.90: 500 is paid, the rest stays on account.
        assert_eq!(
            (booking.on_account(), booking.owing(), booking.overpaid()),
            (Money::fen(59_890), Money::ZERO, Money::ZERO)
        );
        let till = |store: &mut dyn Store| {
            let rows = whole_day(store, date("2026-01-20"), By::Taken).expect("read");
            rows[0].by_method.clone()
        };
        let by = till(store);
        assert_eq!((by[&Method::Cash], by[&Method::Account]), (Money::yuan(500), Money::fen(59_890)));
        // The card takes 10 % before the deadline, which is not over; nothing came in but the 500.
        let all = act(store, "2026-01-21T11:00", number, withdraw(&[])).expect("withdrawn");
        assert_eq!(
            (all.fee(), all.on_account(), all.overpaid()),
            (Money::fen(19_980), Money::ZERO, Money::fen(30_020))
        );
    });
}

#[test]
fn a_fee_is_still_paid_and_the_same_request_is_answered_once() {
    on_both(false, |store| {
        enter(store, "[[cancellation]]\nstage = \"before_deadline\"\npercent = 30\n");
        let number = take(store, &["2026-01-22"], Vec::new());
        let asked = envelope("w-1", "2026-01-20T11:00", Command::On(number, withdraw(&[])));
        let first = store.execute(&asked).expect("withdrawn");
        assert_eq!(store.execute(&asked).expect("recalled"), first, "sent again after a time-out");
        let other = envelope("w-1", "2026-01-20T11:00", Command::On(number, withdraw(&["2026-01-22"])));
        assert_eq!(store.execute(&other), Err(Refusal::RequestReused { request: "w-1".to_owned() }.into()));
        let booking = store.booking(number).expect("read").expect("there");
        assert_eq!((yuan(&booking), booking.open()), ([0, 299, 0, 299, 0], vec![Open::Payment]));
        let paid = act(store, "2026-01-20T12:00", number, Act::Pay(vec![cash(300)])).expect("paid");
        assert_eq!((paid.paid(), paid.owing()), (Money::fen(29_970), Money::ZERO));
        let then = store.booking_at(number, first.seq).expect("read").expect("there");
        assert_eq!((then.paid(), then.owing()), (Money::ZERO, Money::fen(29_970)), "as it was answered");
    });
}

#[test]
fn what_happened_to_a_booking_after_it_was_proposed_is_seen_before_it_is_withdrawn() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        let Act::Amend(amend) = withdraw(&["2026-01-22"]) else { panic!("an act") };
        let at = time("2026-01-20T11:00");
        let proposed = books::store::revise_at(store, &[(number, &amend)], at).expect("proposed");
        act(store, "2026-01-20T10:30", number, withdraw(&["2026-01-26"])).expect("another counter was faster");
        let asked = envelope("late", "2026-01-20T11:00", Command::On(number, Act::Amend(amend)));
        assert_eq!(store.post(&asked, &proposed), Ok(None), "it is proposed anew");
        store.execute(&asked).expect("withdrawn");
        assert_eq!(store.booking(number).expect("read").expect("there").total(), Money::ZERO);
    });
}

fn back(method: Method, approved_by: &str) -> Back {
    Back { method, serial: None, approved_by: approved_by.to_owned() }
}

fn refund(method: Method, yuan: i64, approved_by: &str) -> Act {
    let (back, amount, reason) = (back(method, approved_by), Money::yuan(yuan), "多收".to_owned());
    Act::Amend(Amend::Refund(Refund { back, amount, reason }))
}

fn undo() -> Act {
    Act::Amend(Amend::Undo(Undo { reason: "点错".to_owned() }))
}

fn moving(from: &str, to: &str) -> Act {
    Act::Amend(Amend::Move(Move { from: date(from), to: date(to), reason: "客户改期".to_owned() }))
}

fn rerun(on: &str) -> Act {
    Act::Amend(Amend::Rerun(Rerun { on: date(on), reason: "印坏".to_owned() }))
}

/// A correction of which nothing is said yet.
fn correction() -> Correct {
    Correct {
        copy: None,
        size: None,
        style: None,
        category: None,
        customer: None,
        fault: FaultOf::Customer,
        confirmed: None,
        refund: None,
        reason: "客户改稿".to_owned(),
        shown: None,
    }
}

fn correct(correct: Correct) -> Act {
    Act::Amend(Amend::Correct(Box::new(correct)))
}

fn signing() -> Act {
    let size: trade::measure::Size = "7.2x10".parse().expect("a size");
    let sheet = Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen");
    Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet }
}

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
        let rows = whole_day(store, date("2026-01-20"), By::Taken).expect("read");
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
fn the_last_act_is_taken_back_once_on_its_day_and_what_was_printed_is_void() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        let name = || number.to_string();
        let paid = act(store, "2026-01-20T11:00", number, Act::Pay(vec![cash(2000)])).expect("paid");
        assert_eq!(paid.owing(), Money::ZERO);
        act(store, "2026-01-20T11:01", number, Act::Print { paper: Printout::Statement, drawn: None })
            .expect("printed");
        let undone = act(store, "2026-01-20T11:02", number, undo()).expect("taken back");
        assert_eq!(yuan(&undone), [1998, 0, 0, 1998, 0]);
        let Some(books::booking::HistoryItem::Amended(books::booking::Amended::Undone(done))) =
            undone.history.last().map(|one| &one.what)
        else {
            panic!("{:?}", undone.history)
        };
        assert_eq!((done.what.as_str(), done.prints.as_slice()), ("paid", &[(Printout::Statement, 1)][..]));
        assert_eq!(done.moved, [(Method::Cash, Money::yuan(-1998))]);
        assert!(undone.history.iter().any(|one| one.undone), "it stays in the history");
        assert_eq!(
            act(store, "2026-01-20T11:03", number, undo()),
            Err(NotPossible::UndoneAlready { booking: name() }.into())
        );
        act(store, "2026-01-20T11:04", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        let back = act(store, "2026-01-20T11:05", number, undo()).expect("taken back");
        assert_eq!((back.total(), back.runs().len(), back.withdrawn.len()), (Money::yuan(1998), 2, 0));
        assert_eq!(whole_day(store, date("2026-01-26"), By::Running).expect("read").len(), 1);
        act(store, "2026-01-20T11:06", number, Act::Pay(vec![cash(1998)])).expect("paid");
        let late = act(store, "2026-01-21T09:00", number, undo());
        assert_eq!(late, Err(NotPossible::UndoTooLate { booking: name(), day: date("2026-01-20") }.into()));
        act(store, "2026-01-21T09:01", number, signing()).expect("signed");
        assert_eq!(
            act(store, "2026-01-21T09:02", number, undo()),
            Err(NotPossible::NotUndoneNow { booking: name() }.into())
        );
        // A booking that is taken back keeps its number.
        let second = take_again(store, vec![cash(999)]);
        let gone = act(store, "2026-01-21T10:00", second, undo()).expect("taken back");
        assert_eq!((yuan(&gone), gone.state(date("2026-01-21"))), ([0; 5], State::Withdrawn));
    });
}

fn take_again(store: &mut dyn Store, offers: Vec<Offer>) -> Number {
    let order = order("生日快乐", "13800000012", &["2026-01-27"], offers);
    let asked = envelope("again", "2026-01-21T09:30", Command::Take(vec![order]));
    store.execute(&asked).expect("taken").taken().expect("a number")
}

#[test]
fn a_run_is_moved_to_a_day_that_the_paper_takes_and_run_again_once_it_has_appeared() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        let name = || number.to_string();
        act(store, "2026-01-20T11:00", number, Act::Review).expect("reviewed");
        let moved = act(store, "2026-01-20T11:00", number, moving("2026-01-26", "2026-01-27")).expect("moved");
        assert_eq!((moved.runs(), moved.reviewed), (["2026-01-22", "2026-01-27"].map(date).to_vec(), None));
        assert!(whole_day(store, date("2026-01-26"), By::Running).expect("read").is_empty());
        let twice = act(store, "2026-01-20T11:00", number, moving("2026-01-27", "2026-01-22"));
        assert_eq!(twice, Err(Refusal::RunDateTwice { date: date("2026-01-22") }));
        let late = act(store, "2026-01-20T16:00", number, moving("2026-01-27", "2026-01-21"));
        assert!(matches!(late, Err(Refusal::PastDeadline { .. })), "{late:?}");
        let early = act(store, "2026-01-20T16:00", number, rerun("2026-01-28"));
        assert_eq!(early, Err(NotPossible::NotAppeared { booking: name(), first: date("2026-01-22") }.into()));
        let again = act(store, "2026-01-22T09:00", number, rerun("2026-01-28")).expect("to run again");
        assert_eq!((yuan(&again), again.runs().len()), ([1998, 0, 0, 1998, 0], 3));
        assert_eq!(whole_day(store, date("2026-01-28"), By::Running).expect("read").len(), 1);
        let gone = act(store, "2026-01-22T09:00", number, moving("2026-01-22", "2026-01-29"));
        assert_eq!(gone, Err(NotPossible::RunAppeared { booking: name(), date: date("2026-01-22") }.into()));
        // A free run is withdrawn for nothing.
        let fewer = act(store, "2026-01-22T09:00", number, withdraw(&["2026-01-28"])).expect("withdrawn");
        assert_eq!((yuan(&fewer), fewer.runs().len()), ([1998, 0, 0, 1998, 0], 2));
    });
}

#[test]
fn a_change_is_a_new_version_without_signature_and_asks_for_the_difference_or_offers_it_back() {
    on_both(false, |store| {
        let fee = "[[correction]]\nfault = \"customer\"\namount = 20\n[[correction]]\nfault = \"paper\"\nfree = true\n";
        enter(store, fee);
        let number = take(store, &["2026-01-22", "2026-01-26"], vec![cash(1998)]);
        act(store, "2026-01-20T11:00", number, signing()).expect("signed");
        let nothing = act(store, "2026-01-20T11:01", number, correct(correction()));
        assert_eq!(nothing, Err(NotPossible::NothingCorrected { booking: number.to_string() }.into()));
        let copy = Some("新婚快乐，百年好合".to_owned().into());
        let words =
            act(store, "2026-01-20T11:02", number, correct(Correct { copy, ..correction() })).expect("corrected");
        assert_eq!((yuan(&words), words.order().ad.copy.text()), ([1998, 20, 1998, 20, 0], "新婚快乐，百年好合"));
        assert!(words.signed.is_none() && words.frozen.is_none(), "the signature is void");
        let [before] = words.versions.as_slice() else { panic!("{:?}", words.versions) };
        assert!(before.signed.is_some() && before.frozen.is_some(), "the old proof is kept");
        assert_eq!(before.booked.order.ad.copy.text(), "新婚快乐");
        let larger = Correct { size: "14.6x6".parse().ok(), fault: FaultOf::Paper, ..correction() };
        let shown = Correct { shown: Some(Money::yuan(2000)), ..larger.clone() };
        let changed = Refusal::PriceChanged { shown: Money::yuan(2000), now: Money::yuan(2648) };
        assert_eq!(act(store, "2026-01-20T11:03", number, correct(shown)), Err(changed));
        let dearer = act(store, "2026-01-20T11:03", number, correct(larger)).expect("corrected");
        assert_eq!(yuan(&dearer), [2628, 20, 1998, 650, 0]);
        let smaller = Correct { size: "7.2x5".parse().ok(), fault: FaultOf::Paper, ..correction() };
        let cheaper = act(store, "2026-01-20T11:04", number, correct(smaller)).expect("corrected");
        assert_eq!(yuan(&cheaper), [1040, 20, 1998, 0, 938]);
        // Of two runs one has appeared at 520; the other goes to 999.
        let larger = Correct { size: "7.2x10".parse().ok(), fault: FaultOf::Paper, ..correction() };
        let half = act(store, "2026-01-22T09:00", number, correct(larger)).expect("corrected");
        assert_eq!((half.total(), half.versions.len()), (Money::yuan(520 + 999), 4));
        let undone = act(store, "2026-01-22T09:01", number, undo()).expect("taken back");
        assert_eq!((undone.total(), undone.versions.len()), (Money::yuan(1040), 3));
    });
}

#[test]
fn a_misprint_is_settled_by_a_rebate_and_what_was_paid_beyond_it_is_owed_back() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], vec![cash(1998)]);
        let name = || number.to_string();
        let rebate = |yuan, by: &str, refund| {
            let (amount, reason, approved_by) = (Money::yuan(yuan), "电话印错一位".to_owned(), by.to_owned());
            Act::Amend(Amend::Rebate(Rebate { amount, reason, approved_by, refund }))
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
        let offers = vec![cash(500), Offer::new(Method::Account, Money::yuan(499))];
        let number = take(store, &["2026-01-22"], offers);
        let rebate = Rebate {
            amount: Money::yuan(600),
            reason: "漏印".to_owned(),
            approved_by: "张主任".to_owned(),
            refund: None,
        };
        let less = act(store, "2026-01-22T09:00", number, Act::Amend(Amend::Rebate(rebate))).expect("less is taken");
        assert_eq!((less.on_account(), less.overpaid()), (Money::ZERO, Money::yuan(101)));
    });
}

#[test]
fn an_ad_corrects_another_that_has_appeared_and_both_know_of_each_other() {
    on_both(false, |store| {
        enter(store, "[[correction]]\nfault = \"paper\"\nfree = true\n");
        let first = take(store, &["2026-01-22"], vec![cash(999)]);
        let correcting = |booking, fault, offers| {
            let order = order("新婚快乐，百年好合", "17600000013", &["2026-01-27"], offers);
            Order { corrects: Some(Corrects { booking, fault }), ..order }
        };
        let take = |store: &mut dyn Store, request: &str, at: &str, order: Order| {
            let asked = envelope(request, at, Command::Take(vec![order]));
            store.execute(&asked).map(|entry| entry.taken().expect("a number"))
        };
        let early = take(store, "early", "2026-01-20T11:00", correcting(first, FaultOf::Paper, Vec::new()));
        let not_yet = NotPossible::NotAppeared { booking: first.to_string(), first: date("2026-01-22") };
        assert_eq!(early, Err(Refusal::from(not_yet).into()), "what has not appeared is changed itself");
        let at = "2026-01-22T09:00";
        let nobody = take(store, "nobody", at, correcting(number("B20260120-0009"), FaultOf::Paper, Vec::new()));
        assert_eq!(nobody, Err(Refusal::NoSuchBooking { value: "B20260120-0009".to_owned() }.into()));
        let free = take(store, "free", at, correcting(first, FaultOf::Paper, Vec::new())).expect("taken");
        let paid = take(store, "paid", at, correcting(first, FaultOf::Customer, vec![cash(999)])).expect("taken");
        sound(store);
        let of = |store: &mut dyn Store, number| store.booking(number).expect("read").expect("there");
        let (one, other, then) = (of(store, free), of(store, paid), of(store, first));
        [&one, &other, &then].into_iter().for_each(adds_up);
        assert_eq!((yuan(&one), yuan(&other)), ([0, 0, 0, 0, 0], [999, 0, 999, 0, 0]));
        assert_eq!(one.order().corrects.map(|corrects| corrects.booking), Some(first));
        assert_eq!(then.corrected_by.iter().map(|by| by.booking).collect::<Vec<_>>(), [free, paid]);
        assert_eq!(yuan(&then), [999, 0, 999, 0, 0], "it costs what it did");
        // It is changed and withdrawn as any ad, and stays free.
        let words = Correct { copy: Some("百年好合".to_owned().into()), ..correction() };
        let changed = act(store, "2026-01-22T10:00", free, correct(words)).expect("corrected");
        assert_eq!((yuan(&changed), changed.order().corrects), ([0; 5], one.order().corrects));
        // That another corrects it is no act on the first, which is taken back no more.
        let late = act(store, "2026-01-22T10:00", first, undo());
        let day = date("2026-01-20");
        assert_eq!(late, Err(NotPossible::UndoTooLate { booking: first.to_string(), day }.into()));
    });
}

fn reverse(payment: &str, instead: &[&str], paid_for: Option<Number>) -> Act {
    let offer = |text: &&str| text.parse().expect("an offer");
    let (payment, instead) = (offer(&payment), instead.iter().map(offer).collect());
    Act::Amend(Amend::Reverse(Reverse { payment, instead, paid_for, reason: "收错".to_owned() }))
}

/// What came in for the bookings of a day and stayed, by method, in yuan.
fn took(store: &mut dyn Store, day: &str) -> Vec<(Method, i64)> {
    let rows = whole_day(store, date(day), By::Taken).expect("read");
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
    });
}

#[test]
fn what_a_change_would_not_be_taken_for_is_refused() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22"], Vec::new());
        let long = "新婚快乐".repeat(400);
        let copy = Some(long.into());
        let refused = act(store, "2026-01-20T11:00", number, correct(Correct { copy, ..correction() }));
        assert!(matches!(refused, Err(Refusal::CopyTooLong { .. })), "{refused:?}");
        let copy = || Some("新婚大喜".to_owned().into());
        let late = act(store, "2026-01-21T16:00", number, correct(Correct { copy: copy(), ..correction() }));
        assert!(matches!(late, Err(Refusal::PastDeadline { .. })), "{late:?}");
        let gone = act(store, "2026-01-22T09:00", number, correct(Correct { copy: copy(), ..correction() }));
        assert_eq!(gone, Err(NotPossible::AllAppeared { booking: number.to_string() }.into()));
    });
}

#[test]
fn the_words_of_a_court_are_changed_with_the_senders_confirmation_only() {
    on_both(false, |store| {
        let mut of = notice(CASE);
        (of.ad.category, of.ad.size) = (CategoryId::known("court"), "7.2x10".parse().expect("a size"));
        let order = Order { ..of };
        let number = ask(store, "court", Command::Take(vec![order])).expect("taken").taken().expect("a number");
        let copy: String = CASE.replace("民事判决书", "民事裁定书");
        let change = |confirmed| correct(Correct { copy: Some(copy.clone().into()), confirmed, ..correction() });
        let needed = Refusal::NeedsConfirmation { rule: Rule::known("wording_changed") };
        assert_eq!(act(store, "2026-01-20T11:00", number, change(None)), Err(needed));
        let confirmed = Settlement::Confirmed {
            who: "李书记员".to_owned().into(),
            when: "上午".to_owned(),
            how: SignedHow::Telephone,
        };
        let booking = act(store, "2026-01-20T11:00", number, change(Some(confirmed))).expect("corrected");
        assert!(booking.settled.iter().any(|(.., one)| one.rule == "wording_changed"));
        assert!(
            booking.unsettled(trade::ad::Severity::Error).iter().all(|finding| finding.rule() != "wording_changed")
        );
        assert!(booking.booked.findings.iter().all(|finding| finding.rule() != "booked_already"), "not with itself");
    });
}
