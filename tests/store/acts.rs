//! Acts on a booking after it was taken, on every store.

use books::booking::{
    Act, Amend, Booking, Command, Method, Number, Offer, OfficeAct, Open, RuleKind, SignedHow, State, Withdraw,
};
use books::store::{By, Store, whole_day};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::money::Money;
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
    Act::Amend(Amend::Withdraw(Withdraw { runs, reason: "客户改变主意".to_owned() }))
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

/// Holds that what it costs and what came in add up.
fn adds_up(booking: &Booking) {
    let came_in: Money =
        booking.payments.iter().filter(|(_, p)| p.method != Method::Account).map(|(_, p)| p.amount).sum();
    assert_eq!(came_in, booking.paid() + booking.refunded());
    let (owing, overpaid) = (booking.owing(), booking.overpaid());
    assert_eq!(booking.total() + booking.fee() + overpaid, booking.paid() + booking.on_account() + owing);
    assert!(owing == Money::ZERO || overpaid == Money::ZERO);
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
        let without = Act::Amend(Amend::Withdraw(Withdraw { runs: Vec::new(), reason: " ".to_owned() }));
        assert_eq!(act(store, "2026-01-22T09:00", number, without), Err(Refusal::NoReason));
        // Those that have not appeared can be withdrawn; what has appeared stays, and is then printed.
        let half = act(store, "2026-01-22T09:00", number, withdraw(&[])).expect("withdrawn");
        assert_eq!((half.runs(), half.state(date("2026-01-22"))), (&[first][..], State::Printed));
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
