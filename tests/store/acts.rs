//! Acts on a booking after it was taken, on every store.

use books::booking::{
    Act, Amend, Back, Booking, BookingStatus, Command, Correct, Corrects, Method, Move, Number, Offer, OfficeAct, Open,
    Order, Printout, Rebate, Refund, Rerun, RuleKind, Settlement, SignedHow, Undo, Withdraw,
};
use books::store::{DayOf, Store, whole_day};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ad::CategoryId;
use trade::ids::Rule;
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::{Failure, NotPossible, Refusal, RunDateTrouble};

use super::given::*;

const SHIPPED: &str = include_str!("../../assets/cards/qishi-2026-01.toml");

/// Enters the shipped card with these terms, in force from the day on which it is entered.
pub fn enter(store: &mut dyn Store, terms: &str) {
    let text = format!("{}\n{terms}", SHIPPED.replace("version = \"2026-01\"", "version = \"2026-01b\""));
    let enter = OfficeAct::EnterRules { kind: RuleKind::Card, text, from: date("2026-01-20") };
    ask(store, "card", Command::Office(enter)).expect("entered");
}

/// Takes an ad of ¥999 a day.
pub fn take(store: &mut dyn Store, runs: &[&str], offers: Vec<Offer>) -> Number {
    let order = order("新婚快乐", "17600000013", runs, offers);
    ask(store, "take", Command::Take(vec![order])).expect("taken").taken().expect("a number")
}

pub fn withdraw(runs: &[&str]) -> Act {
    let runs = runs.iter().map(|run| date(run)).collect();
    Act::Amend(Amend::Withdraw(Withdraw { runs, reason: "客户改变主意".to_owned(), refund: None }))
}

/// Asks for an act at a time, under a request id of its own.
pub fn act(store: &mut dyn Store, at: &str, number: Number, act: Act) -> Result<Booking, Refusal> {
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

pub fn yuan(booking: &Booking) -> [i64; 5] {
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
            (&[date("2026-01-25")][..], BookingStatus::Booked)
        );
        assert!(whole_day(store, date("2026-01-25"), DayOf::Running).expect("read").is_empty());
        assert_eq!(whole_day(store, date("2026-01-26"), DayOf::Running).expect("read").len(), 1);
        let rows = whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read");
        assert_eq!(
            (rows[0].total, rows[0].overpaid, &rows[0].withdrawn),
            (Money::yuan(1998), Money::yuan(999), &booking.withdrawn)
        );
        let before = store.of_customer("17600000013", date("2026-01-01")).expect("read");
        assert_eq!((before[0].runs, before[0].amount), (2, Money::yuan(1998)));
        let all = act(store, "2026-01-20T12:00", number, withdraw(&[])).expect("withdrawn");
        assert_eq!((yuan(&all), all.state(date("2026-01-20"))), ([0, 0, 2997, 0, 2997], BookingStatus::Withdrawn));
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
        assert_eq!((half.runs(), half.state(date("2026-01-22"))), (vec![first], BookingStatus::Printed));
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
        let freeze = Act::Freeze { sheet: sheet(), how: books::booking::ProofDelivery::Printed };
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
        on_account(store, "17600000013");
        let offers = vec![cash(500), Offer::new(Method::Account, Money::yuan(1498))];
        let number = take(store, &["2026-01-22", "2026-01-26"], offers);
        let booking = act(store, "2026-01-21T10:00", number, withdraw(&["2026-01-26"])).expect("withdrawn");
        // 999 and a fee of 99.90: 500 is paid, the rest stays on account.
        assert_eq!(
            (booking.on_account(), booking.owing(), booking.overpaid()),
            (Money::fen(59_890), Money::ZERO, Money::ZERO)
        );
        let till = |store: &mut dyn Store| {
            let rows = whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read");
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
        let proposed =
            books::store::revise_at(store, &[(number, amend.priced().expect("it has a price"))], at).expect("proposed");
        act(store, "2026-01-20T10:30", number, withdraw(&["2026-01-26"])).expect("another counter was faster");
        let asked = envelope("late", "2026-01-20T11:00", Command::On(number, Act::Amend(amend)));
        assert_eq!(store.post(&asked, &proposed), Ok(None), "it is proposed anew");
        store.execute(&asked).expect("withdrawn");
        assert_eq!(store.booking(number).expect("read").expect("there").total(), Money::ZERO);
    });
}

pub fn back(method: Method, approved_by: &str) -> Back {
    Back { method, serial: None, approved_by: approved_by.into() }
}

pub fn refund(method: Method, yuan: i64, approved_by: &str) -> Act {
    let (back, amount, reason) = (back(method, approved_by), Money::yuan(yuan), "多收".to_owned());
    Act::Amend(Amend::Refund(Refund { back, amount, reason }))
}

pub fn undo() -> Act {
    Act::Amend(Amend::Undo(Undo { reason: "点错".to_owned(), shown: None }))
}

pub fn moving(from: &str, to: &str) -> Act {
    Act::Amend(Amend::Move(Move { from: date(from), to: date(to), reason: "客户改期".to_owned() }))
}

pub fn rerun(on: &str) -> Act {
    Act::Amend(Amend::Rerun(Rerun { on: date(on), reason: "印坏".to_owned() }))
}

/// A correction of which nothing is said yet.
pub fn correction() -> Correct {
    Correct {
        copy: None,
        size: None,
        style: None,
        category: None,
        customer: None,
        phone: None,
        fault: FaultOf::Customer,
        confirmed: None,
        refund: None,
        reason: "客户改稿".to_owned(),
    }
}

pub fn correct(correct: Correct) -> Act {
    Act::Amend(Amend::Correct(Box::new(correct)))
}

fn signing() -> Act {
    let size: trade::measure::Size = "7.2x10".parse().expect("a size");
    let sheet = Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen");
    Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet }
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
        assert_eq!(whole_day(store, date("2026-01-26"), DayOf::Running).expect("read").len(), 1);
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
        assert_eq!((yuan(&gone), gone.state(date("2026-01-21"))), ([0; 5], BookingStatus::Withdrawn));
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
        assert!(whole_day(store, date("2026-01-26"), DayOf::Running).expect("read").is_empty());
        let twice = act(store, "2026-01-20T11:00", number, moving("2026-01-27", "2026-01-22"));
        assert_eq!(twice, Err(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: date("2026-01-22") })));
        let late = act(store, "2026-01-20T16:00", number, moving("2026-01-27", "2026-01-21"));
        assert!(matches!(late, Err(Refusal::RunDate(RunDateTrouble::PastDeadline { .. }))), "{late:?}");
        let early = act(store, "2026-01-20T16:00", number, rerun("2026-01-28"));
        assert_eq!(early, Err(NotPossible::NotAppeared { booking: name(), first: date("2026-01-22") }.into()));
        let again = act(store, "2026-01-22T09:00", number, rerun("2026-01-28")).expect("to run again");
        assert_eq!((yuan(&again), again.runs().len()), ([1998, 0, 0, 1998, 0], 3));
        assert_eq!(whole_day(store, date("2026-01-28"), DayOf::Running).expect("read").len(), 1);
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
        let shown = Act::AmendAsShown(Amend::Correct(Box::new(larger.clone())), Money::yuan(2000));
        let changed = Refusal::PriceChanged { shown: Money::yuan(2000), now: Money::yuan(2648) };
        assert_eq!(act(store, "2026-01-20T11:03", number, shown), Err(changed));
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
        assert!(matches!(late, Err(Refusal::RunDate(RunDateTrouble::PastDeadline { .. }))), "{late:?}");
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

/// Every act that has a price is held against what the clerk was shown in the transaction that posts it, before any money moves.
#[test]
fn an_act_at_another_price_than_was_shown_is_refused_with_both_sums() {
    on_both(false, |store| {
        enter(store, "[[cancellation]]\nstage = \"before_deadline\"\npercent = 10\n");
        let number = take(store, &["2026-01-22", "2026-01-26"], vec![Offer::new(Method::Wechat, Money::yuan(1_998))]);
        let shown = |act: Act, yuan| match act {
            Act::Amend(amend) => Act::AmendAsShown(amend, Money::yuan(yuan)),
            other => other,
        };
        let fewer = |method| {
            let runs = vec![date("2026-01-26")];
            Act::Amend(Amend::Withdraw(Withdraw { runs, reason: "少登".to_owned(), refund: Some(back(method, "")) }))
        };
        let rebate = |yuan| {
            let (amount, reason, approved_by) = (Money::yuan(yuan), "漏印".to_owned(), "张主任".to_owned());
            Act::Amend(Amend::Rebate(Rebate { amount, reason, approved_by: approved_by.into(), refund: None }))
        };
        let early = "2026-01-20T11:00";
        let changed = |shown, now: i64| Err(Refusal::PriceChanged { shown: Money::yuan(shown), now: Money::fen(now) });
        // The way by which it could not go back is not asked for before the price stands.
        assert_eq!(act(store, early, number, shown(fewer(Method::Card), 999)), changed(999, 109_890));
        assert_eq!(act(store, early, number, shown(moving("2026-01-26", "2026-01-27"), 1)), changed(1, 199_800));
        let copy = Correct { copy: Some("百年好合".to_owned().into()), ..correction() };
        assert_eq!(act(store, early, number, shown(correct(copy), 2)), changed(2, 199_800));
        let late = "2026-01-22T09:00";
        assert_eq!(act(store, late, number, shown(rerun("2026-01-28"), 3)), changed(3, 199_800));
        assert_eq!(act(store, late, number, shown(rebate(98), 4)), changed(4, 190_000));
        assert_eq!(store.booking(number).expect("read").expect("there").history.len(), 2, "nothing was posted");
        act(store, late, number, shown(rebate(98), 1_900)).expect("at the price that was shown");
        // What has no price goes by no sum.
        let no_price = shown(refund(Method::Wechat, 98, ""), 5);
        assert_eq!(act(store, late, number, no_price).expect("refunded").overpaid(), Money::ZERO);
        // Sent again after the price changed it is the same request.
        let asked = |yuan| envelope("same", late, Command::On(number, shown(rebate(1), yuan)));
        let first = store.execute(&asked(1_899)).expect("less is taken");
        assert_eq!(store.execute(&asked(7)), Ok(first));
    });
}

#[test]
fn another_act_than_the_one_that_was_shown_is_not_taken_back() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22", "2026-01-26"], Vec::new());
        let at = "2026-01-20T11:00";
        let paid = act(store, at, number, Act::Pay(vec![cash(1_998)])).expect("paid");
        let seen = paid.history.last().map(|last| last.seq);
        let undo = |shown| Act::Amend(Amend::Undo(Undo { reason: "点错".to_owned(), shown }));
        act(store, at, number, moving("2026-01-26", "2026-01-27")).expect("moved at another counter");
        let another = NotPossible::UndoneAnother { booking: number.to_string(), last: "moved" };
        assert_eq!(act(store, at, number, undo(seen)), Err(another.into()));
        let moved = store.booking(number).expect("read").expect("there").history.last().map(|last| last.seq);
        let back = act(store, at, number, undo(moved)).expect("taken back");
        assert_eq!((back.runs(), back.paid()), (["2026-01-22", "2026-01-26"].map(date).to_vec(), Money::yuan(1_998)));
    });
}

#[test]
fn a_telephone_number_is_corrected_and_the_customer_is_found_under_the_new_one_alone() {
    on_both(false, |store| {
        let number = take(store, &["2026-01-22"], vec![cash(500)]);
        let at = "2026-01-20T11:00";
        let phone = |text: &str| correct(Correct { phone: Some(text.to_owned().into()), ..correction() });
        assert!(matches!(act(store, at, number, phone("1380000")), Err(Refusal::NotAPhone { .. })));
        let same = NotPossible::NothingCorrected { booking: number.to_string() };
        assert_eq!(act(store, at, number, phone("17600000013")), Err(same.into()));
        let now = act(store, at, number, phone("138-0000-0012")).expect("corrected");
        assert_eq!((yuan(&now), now.order().customer.phone.text()), ([999, 0, 500, 499, 0], "138-0000-0012"));
        assert_eq!(now.order().customer.name.text(), "王敏");
        for (key, there) in [("17600000013", false), ("13800000012", true)] {
            assert_eq!(store.known(key).expect("read").is_some(), there, "{key}");
            assert_eq!(
                store.account(key, 5).expect("read").map(|account| account.owing),
                there.then(|| Money::yuan(499))
            );
            assert_eq!(store.of_customer(key, date("2026-01-01")).expect("read").len(), usize::from(there));
        }
        let before = store.booking_at(number, 2).expect("read").expect("there");
        assert_eq!(before.order().customer.phone.text(), "17600000013", "what was booked is still told");
        act(store, at, number, undo()).expect("taken back");
        assert!(
            store.known("17600000013").expect("read").is_some() && store.known("13800000012").expect("read").is_none()
        );
    });
}

#[test]
fn an_ad_that_is_taken_anew_names_its_first_and_is_named_by_it() {
    on_both(false, |store| {
        let first = take(store, &["2026-01-22"], vec![cash(999)]);
        let of = |store: &mut dyn Store, number| store.booking(number).expect("read").expect("there");
        let before = of(store, first);
        let again = |store: &mut dyn Store, request: &str, first: Number| {
            let order = of(store, number("B20260120-0001")).order().again(first, vec![date("2026-01-27")]);
            ask(store, request, Command::Take(vec![order])).map(|entry| entry.taken().expect("a number"))
        };
        let nobody = again(store, "nobody", number("B20260120-0009"));
        assert_eq!(nobody, Err(Refusal::NoSuchBooking { value: "B20260120-0009".to_owned() }.into()));
        let second = again(store, "second", first).expect("taken");
        sound(store);
        let (then, anew) = (of(store, first), of(store, second));
        assert_eq!((anew.order().repeats, then.repeated_by.as_slice()), (Some(first), &[second][..]));
        assert_eq!(
            (yuan(&then), then.changed_at()),
            (yuan(&before), before.changed_at()),
            "its papers keep their date"
        );
        // It is no act on the first: that is taken back as before, and stays tied.
        let words = Correct { copy: Some("百年好合".to_owned().into()), ..correction() };
        let changed = act(store, "2026-01-20T11:00", second, correct(words)).expect("corrected");
        assert_eq!(changed.order().repeats, Some(first));
        let back = act(store, "2026-01-20T11:00", first, undo()).expect("taken back");
        assert_eq!((back.state(date("2026-01-20")), back.repeated_by), (BookingStatus::Withdrawn, vec![second]));
    });
}
