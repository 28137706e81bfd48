//! A week of a counter with every mishap: money that went wrong, what changes under a booking, and where other programs failed. After
//! each thing that is done, what every booking costs and what came in add up, and the books agree with themselves; at the end of each day
//! every booking is still told as it was by each entry before.

use books::booking::{
    Act, Amend, Back, Booking, BookingStatus, Command, Correct, Corrects, Customer, Entry, HistoryItem, Method, Move,
    Number, Offer, OfficeAct, Open, Order, Printout, Rebate, Refund, Rerun, Reverse, RuleKind, SignedHow, Undo,
    Withdraw,
};
use books::counter::{self, LaterChange, Rules};
use books::store::{DayOf, Store, whole_day};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ids::Rule;
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::{Failure, Refusal};

use super::given::*;

/// The shipped card with what withdrawing and correcting cost.
fn card(version: &str, percent: u32, from: &str) -> Command {
    let text = include_str!("../../assets/cards/qishi-2026-01.toml").replace("2026-01\"", &format!("{version}\""));
    let terms = format!(
        "[[cancellation]]\nstage = \"before_deadline\"\npercent = {percent}\n\
         [[correction]]\nfault = \"customer\"\namount = 20\n[[correction]]\nfault = \"paper\"\nfree = true\n"
    );
    let enter = OfficeAct::EnterRules { kind: RuleKind::Card, text: format!("{text}\n{terms}"), from: date(from) };
    Command::Office(enter)
}

const CLOSED: &str = "name = \"x\"\nsource = \"x\"\n[[publication]]\n\
    weekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n\
    [[exception]]\ndates = [2026-01-27]\nappears = false\nreason = \"停刊\"\n";

/// A counter, with everything that was told of it.
struct Week<'a> {
    store: &'a mut dyn Store,
    requests: u32,
    numbers: Vec<Number>,
    told: Vec<(Number, u64, Booking)>,
}

impl Week<'_> {
    /// Asks under a request id, and looks at everything afterwards.
    fn again(&mut self, request: &str, at: &str, command: Command) -> Result<Entry, Rule> {
        let answer = self.store.execute(&envelope(request, at, command));
        if let Ok(entry) = &answer {
            for number in entry.taken_all() {
                if !self.numbers.contains(&number) {
                    self.numbers.push(number);
                }
            }
        }
        self.look();
        match answer {
            Ok(entry) => Ok(entry),
            Err(Failure::Refused(Refusal::InBatch { refusal, .. })) => Err(refusal.rule()),
            Err(Failure::Refused(refusal)) => Err(refusal.rule()),
            Err(Failure::Fault(fault)) => panic!("{fault:?}"),
        }
    }

    fn ask(&mut self, at: &str, command: Command) -> Result<Entry, Rule> {
        self.requests += 1;
        let request = format!("week-{}", self.requests);
        self.again(&request, at, command)
    }

    fn look(&mut self) {
        sound(self.store);
        let seq = self.store.version().expect("read");
        for number in self.numbers.clone() {
            let booking = self.of(number);
            adds_up(&booking);
            // What is withdrawn is on no list of the page.
            for run in booking.withdrawn.iter().filter(|run| !booking.runs().contains(run)) {
                let rows = whole_day(self.store, *run, DayOf::Running).expect("read");
                assert!(rows.iter().all(|row| row.number != number), "{number} was withdrawn from {run}");
            }
            if booking.history.last().is_some_and(|last| last.seq == seq) {
                let then = self.store.booking_at(number, seq).expect("read").expect("there");
                self.told.push((number, seq, then));
            }
        }
    }

    /// Every booking is still told as it was by each entry before: nothing that was posted changes.
    fn as_told(&mut self) {
        for (number, seq, then) in &self.told {
            assert_eq!(self.store.booking_at(*number, *seq).expect("read").as_ref(), Some(then), "as it was told");
        }
    }

    fn of(&mut self, number: Number) -> Booking {
        self.store.booking(number).expect("read").expect("there")
    }

    fn take(&mut self, at: &str, phone: &str, runs: &[&str], offers: &[&str]) -> Number {
        let offers = offers.iter().map(|text| text.parse().expect("an offer")).collect();
        let order = order("新婚快乐", phone, runs, offers);
        self.ask(at, Command::Take(vec![order])).expect("taken").taken().expect("a number")
    }

    fn on(&mut self, at: &str, number: Number, act: Act) -> Result<[i64; 5], Rule> {
        self.ask(at, Command::On(number, act))?;
        Ok(self.sums(number))
    }

    fn amend(&mut self, at: &str, number: Number, amend: Amend) -> Result<[i64; 5], Rule> {
        self.on(at, number, Act::Amend(amend))
    }

    /// Total, fee, paid, owing and overpaid, in fen.
    fn sums(&mut self, number: Number) -> [i64; 5] {
        let booking = self.of(number);
        [booking.total(), booking.fee(), booking.paid(), booking.owing(), booking.overpaid()].map(Money::as_fen)
    }

    /// What came in for all bookings and stayed, by method, in fen.
    fn took(&mut self, method: Method) -> i64 {
        let numbers = self.numbers.clone();
        numbers.into_iter().map(|number| self.of(number).came_by(method).as_fen()).sum()
    }

    fn rules(&mut self) -> std::sync::Arc<Rules> {
        let house = self.store.folder_state(date("2026-01-20")).expect("read");
        Rules::in_force(&house.rules).expect("sound")
    }

    /// What changed under a booking by a day.
    fn changed(&mut self, number: Number, today: &str) -> Vec<&'static str> {
        let (booking, rules) = (self.of(number), self.rules());
        let customer = &booking.order().customer;
        let phone = books::booking::phone_key(customer.phone.text()).expect("a phone");
        let neighbours = self.store.neighbours(customer.name.text(), &phone).expect("read");
        counter::under(&booking, &neighbours, &rules, date(today)).iter().map(LaterChange::id).collect()
    }
}

fn back(method: Method, approved_by: &str) -> Back {
    Back { method, serial: None, approved_by: approved_by.into() }
}

fn refund(method: Method, yuan: i64, approved_by: &str) -> Amend {
    let back = back(method, approved_by);
    Amend::Refund(Refund { back, amount: Money::yuan(yuan), reason: "退".to_owned() })
}

fn withdraw(runs: &[&str], refund: Option<Back>) -> Amend {
    let runs = runs.iter().map(|run| date(run)).collect();
    Amend::Withdraw(Withdraw { runs, reason: "不登了".to_owned(), refund })
}

fn reverse(payment: &str, instead: &[&str], paid_for: Option<Number>) -> Amend {
    let offer = |text: &&str| text.parse::<Offer>().expect("an offer");
    let (payment, instead) = (offer(&payment), instead.iter().map(offer).collect());
    Amend::Reverse(Reverse { payment, instead, paid_for, reason: "收错".to_owned() })
}

fn undo() -> Amend {
    Amend::Undo(Undo { reason: "点错".to_owned(), shown: None })
}

fn correction() -> Correct {
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
        reason: "改稿".to_owned(),
    }
}

fn sign() -> Act {
    let size: trade::measure::Size = "7.2x10".parse().expect("a size");
    let sheet = Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen");
    Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet }
}

const MIN: &str = "17600000013";
const LEI: &str = "13800000012";

#[test]
fn a_week_of_a_counter_with_every_mishap() {
    on_both(false, |store| {
        let mut week = Week { store, requests: 0, numbers: Vec::new(), told: Vec::new() };
        week.ask("2026-01-20T08:30", card("2026-01b", 10, "2026-01-20")).expect("entered");
        let [method, wrong_booking, lost] = tuesday(&mut week);
        let [many, moved] = transfers(&mut week);
        week.as_told();
        wednesday(&mut week, method, lost);
        changes(&mut week, moved);
        week.as_told();
        thursday(&mut week, wrong_booking, many);
        week.as_told();
        let states: Vec<BookingStatus> =
            week.numbers.clone().into_iter().map(|n| week.of(n).state(date("2026-01-29"))).collect();
        assert!(states.iter().all(|state| *state != BookingStatus::Booked), "the week is over: {states:?}");
        let owing: Vec<Number> =
            week.numbers.clone().into_iter().filter(|n| week.of(*n).open().contains(&Open::Payment)).collect();
        assert_eq!(owing, [lost], "one is still to pay");
    });
}

/// The same sale twice, a payment without an order, by the wrong way, of the wrong amount and for the wrong booking.
fn tuesday(week: &mut Week) -> [Number; 3] {
    let at = "2026-01-20T10:00";
    // A sale that is sent twice, since the first answer was lost on the way.
    let sale = || Command::Take(vec![order("百年好合", MIN, &["2026-01-22"], vec![cash(1000)])]);
    let first = week.again("sale", at, sale()).expect("taken");
    assert_eq!(week.again("sale", "2026-01-20T10:01", sale()), Ok(first.clone()), "the same sale synced twice");
    assert_eq!((week.numbers.len(), week.took(Method::Cash), first.change()), (1, 99_900, Money::yuan(1)));
    assert_eq!(week.again("sale", at, plain("新婚快乐")), Err(Rule::known("request_reused")));
    // Another counter that sends it under another id is a sale of its own, and is told so where a notice can be compared.
    let notice = |request: &str, week: &mut Week| {
        week.again(request, at, taking(LOST)).expect("taken").taken().expect("a number")
    };
    let (lost, twice) = (notice("lost", week), notice("lost-again", week));
    assert!(week.of(twice).booked.findings.iter().any(|finding| finding.rule() == "booked_already"));
    assert_eq!(week.amend(at, twice, undo()), Ok([0; 5]), "and is taken back");
    // A payment without an order.
    assert_eq!(week.on(at, number("B20260120-0009"), Act::Pay(vec![cash(999)])), Err(Rule::known("no_such_booking")));
    // Taken by WeChat, and recorded as cash.
    let method = week.take(at, LEI, &["2026-01-22", "2026-01-23"], &["cash:1998"]);
    assert_eq!(
        week.amend(at, method, reverse("cash:1998", &["wechat:1998:4200001"], None)),
        Ok([199_800, 0, 199_800, 0, 0])
    );
    assert_eq!(
        week.amend(at, method, reverse("cash:1998", &["wechat:1998"], None)),
        Err(Rule::known("reversed_already"))
    );
    assert_eq!((week.took(Method::Cash), week.took(Method::Wechat)), (99_900, 199_800));
    // 99 was typed for 999.
    let amount = week.take(at, LEI, &["2026-01-22"], &["card:99"]);
    assert_eq!(week.sums(amount), [99_900, 0, 9_900, 90_000, 0]);
    assert_eq!(week.amend(at, amount, reverse("card:99", &["card:999:88"], None)), Ok([99_900, 0, 99_900, 0, 0]));
    // Paid for the wrong booking; the answer is lost and it is sent again.
    let wrong = week.take(at, MIN, &["2026-01-22"], &["alipay:999:77"]);
    let right = week.take(at, LEI, &["2026-01-22"], &[]);
    let set_right = || {
        let paid = vec!["alipay:999:77".parse().expect("an offer")];
        let reversed = Act::Amend(reverse("alipay:999:77", &[], Some(right)));
        Command::Each(vec![(wrong, reversed), (right, Act::Pay(paid))])
    };
    let done = week.again("set-right", at, set_right()).expect("set right");
    assert_eq!(week.again("set-right", "2026-01-20T11:30", set_right()), Ok(done), "a duplicate after a time-out");
    assert_eq!((week.sums(wrong), week.sums(right)), ([99_900, 0, 0, 99_900, 0], [99_900, 0, 99_900, 0, 0]));
    assert_eq!(week.amend(at, wrong, undo()), Err(Rule::known("not_undone_alone")));
    assert_eq!(week.on(at, wrong, Act::Pay(vec![cash(999)])), Ok([99_900, 0, 99_900, 0, 0]));
    assert_eq!(week.on(at, wrong, Act::Pay(vec![cash(1)])), Err(Rule::known("paid_too_much")));
    [method, wrong, lost]
}

/// One transfer for three, of which one is withdrawn; an ad on account that is withdrawn.
fn transfers(week: &mut Week) -> [Number; 2] {
    let at = "2026-01-20T14:00";
    let three = [0, 1, 2].map(|_| week.take(at, "0532-88187720", &["2026-01-27"], &[]));
    let transfer = |number: &Number| (*number, Act::Pay(vec!["transfer:999:20260120-88".parse().expect("an offer")]));
    week.ask(at, Command::Each(three.iter().map(transfer).collect())).expect("paid");
    assert_eq!(week.took(Method::Transfer), 299_700);
    let [one, two, third] = three;
    assert_eq!(week.amend(at, one, withdraw(&[], None)), Ok([0, 9_990, 99_900, 0, 89_910]), "a tenth by the card");
    assert_eq!(
        week.amend(at, one, refund(Method::Transfer, 1_000, "")),
        Err(Rule::known("refund_too_much")),
        "more than the payment"
    );
    assert_eq!(week.amend(at, one, refund(Method::Cash, 899, "")), Err(Rule::known("needs_approval")));
    let back = Back { serial: Some("20260120-99".to_owned().into()), ..back(Method::Transfer, "") };
    let amount = Money::fen(89_910);
    let refund = Amend::Refund(Refund { back, amount, reason: "一则不登".to_owned() });
    assert_eq!(week.amend(at, one, refund), Ok([0, 9_990, 9_990, 0, 0]));
    week.on(at, one, Act::Print { paper: Printout::Refund(1), drawn: None }).expect("its slip");
    assert_eq!(
        week.on(at, one, Act::Print { paper: Printout::Refund(2), drawn: None }),
        Err(Rule::known("no_such_refund"))
    );
    assert_eq!((week.sums(two), week.sums(third)), ([99_900, 0, 99_900, 0, 0], [99_900, 0, 99_900, 0, 0]));
    // On account: what it stood for is withdrawn, and the credit goes back with it.
    week.again("agreed", at, agreeing("0532-88187720", 1_000)).expect("agreed");
    let account = week.take(at, "0532-88187720", &["2026-01-22"], &["account:999"]);
    assert_eq!(week.amend(at, account, withdraw(&[], None)), Ok([0, 9_990, 0, 0, 0]));
    assert_eq!(week.of(account).on_account(), Money::fen(9_990), "the fee stays on account");
    assert_eq!(week.amend(at, account, undo()), Ok([99_900, 0, 0, 0, 0]), "taken back it is on account again");
    assert_eq!(week.amend(at, account, undo()), Err(Rule::known("undone_already")));
    [two, third]
}

/// An order that is changed after its statement was printed and its proof signed; a larger and a smaller size.
fn wednesday(week: &mut Week, changed: Number, lost: Number) {
    let at = "2026-01-21T09:00";
    assert_eq!(week.amend(at, changed, undo()), Err(Rule::known("undo_too_late")));
    week.on(at, changed, Act::Print { paper: Printout::Statement, drawn: None }).expect("printed");
    week.on(at, changed, sign()).expect("signed");
    let larger = Amend::Correct(Box::new(Correct { size: "14.6x6".parse().ok(), ..correction() }));
    let shown = Act::AmendAsShown(larger.clone(), Money::yuan(2_628));
    assert_eq!(week.on(at, changed, shown), Err(Rule::known("price_changed")), "there is a fee to it");
    assert_eq!(week.amend(at, changed, larger), Ok([262_800, 2_000, 199_800, 65_000, 0]));
    let booking = week.of(changed);
    assert!(booking.signed.is_none() && booking.frozen.is_none() && booking.versions[0].signed.is_some());
    assert!(booking.open().contains(&Open::Proof) && booking.open().contains(&Open::Payment));
    week.on(at, changed, Act::Print { paper: Printout::Statement, drawn: None }).expect("printed");
    assert_eq!(week.of(changed).prints(Printout::Statement), 2, "the second says so");
    let smaller = Correct { size: "7.2x5".parse().ok(), refund: Some(back(Method::Wechat, "")), ..correction() };
    let smaller = Amend::Correct(Box::new(Correct { fault: FaultOf::Paper, ..smaller }));
    assert_eq!(week.amend(at, changed, smaller), Ok([104_000, 2_000, 106_000, 0, 0]));
    assert_eq!(week.amend(at, changed, undo()), Ok([262_800, 2_000, 199_800, 65_000, 0]), "with its refund");
    assert_eq!(
        week.on(at, changed, Act::Pay(vec!["wechat:650".parse().expect("an offer")])),
        Ok([262_800, 2_000, 264_800, 0, 0])
    );
    assert_eq!(week.on(at, changed, sign()), Ok([262_800, 2_000, 264_800, 0, 0]));
    assert_eq!(week.amend(at, changed, undo()), Err(Rule::known("not_undone_now")));
    // The words of a notice are changed, and it is not held to be one with itself.
    let words = Correct { copy: Some(LOST.replace("李四", "李思").into()), fault: FaultOf::Paper, ..correction() };
    week.amend(at, lost, Amend::Correct(Box::new(words))).expect("corrected");
    assert!(week.of(lost).booked.findings.iter().all(|finding| finding.rule() != "booked_already"));
}

/// The card's fees change, a day that is booked is closed, a telephone number passes to another, two customers turn out to be one.
fn changes(week: &mut Week, moved: Number) {
    let at = "2026-01-21T10:00";
    // Every customer of the day before bears one name.
    assert_eq!(week.changed(moved, "2026-01-21"), ["other_phones"]);
    week.ask(at, card("2026-01c", 50, "2026-01-21")).expect("entered");
    assert_eq!(week.changed(moved, "2026-01-21"), ["other_phones", "fees"]);
    let closing = OfficeAct::EnterRules { kind: RuleKind::Calendar, text: CLOSED.to_owned(), from: date("2026-01-23") };
    week.ask(at, Command::Office(closing)).expect("entered");
    assert_eq!(week.changed(moved, "2026-01-21"), ["closed", "other_phones", "fees"]);
    assert_eq!(week.amend(at, moved, withdraw(&[], None)), Ok([0, 0, 99_900, 0, 99_900]), "the paper's doing is free");
    assert_eq!(week.amend(at, moved, undo()), Ok([99_900, 0, 99_900, 0, 0]));
    let to = |from: &str, to: &str| Amend::Move(Move { from: date(from), to: date(to), reason: "停刊".to_owned() });
    assert_eq!(week.amend(at, moved, to("2026-01-27", "2026-01-28")), Ok([99_900, 0, 99_900, 0, 0]));
    assert_eq!(week.changed(moved, "2026-01-21"), ["other_phones", "fees"]);
    // What was agreed holds: a tenth, and not the half of now.
    assert_eq!(week.amend(at, moved, withdraw(&[], Some(back(Method::Transfer, "")))), Ok([0, 9_990, 9_990, 0, 0]));
    assert_eq!(week.amend(at, moved, undo()), Ok([99_900, 0, 99_900, 0, 0]));
    let named = |name: &str, phone: &str| {
        let customer = Customer::checked(phone, name, "", "").expect("sound");
        Command::Take(vec![Order { customer, ..order("新婚快乐", phone, &["2026-01-28"], vec![cash(999)]) }])
    };
    let taken = |week: &mut Week, command| week.ask(at, command).expect("taken").taken().expect("a number");
    let minister = taken(week, named("李雪", "010-66000001"));
    assert_eq!(week.changed(minister, "2026-01-21"), Vec::<&str>::new());
    let passed = taken(week, named("赵云", "010-66000001"));
    assert_eq!(week.changed(minister, "2026-01-21"), ["phone_of_another"]);
    let one = taken(week, named("李雪", "010-66000002"));
    assert_eq!(week.changed(one, "2026-01-21"), ["other_phones"]);
    for number in [minister, passed, one] {
        assert_eq!(week.sums(number), [99_900, 0, 99_900, 0, 0], "none is broken by it");
    }
}

/// A misprint: settled by a rebate, run again, corrected by an ad of its own; refunds of a later day.
fn thursday(week: &mut Week, printed: Number, still: Number) {
    let at = "2026-01-22T09:00";
    assert_eq!(week.amend(at, printed, withdraw(&[], None)), Err(Rule::known("all_appeared")));
    let words = Correct { copy: Some("百年好合".to_owned().into()), ..correction() };
    assert_eq!(week.amend(at, printed, Amend::Correct(Box::new(words))), Err(Rule::known("all_appeared")));
    let rebate = |yuan, by: &str, refund| {
        let (amount, reason, approved_by) = (Money::yuan(yuan), "电话印错".to_owned(), by.to_owned());
        Amend::Rebate(Rebate { amount, reason, approved_by: approved_by.into(), refund })
    };
    assert_eq!(week.amend(at, printed, rebate(300, "", None)), Err(Rule::known("rebate_needs_approval")));
    assert_eq!(week.amend(at, printed, rebate(1_000, "张主任", None)), Err(Rule::known("rebate_too_much")));
    assert_eq!(week.amend(at, still, rebate(1, "张主任", None)), Err(Rule::known("not_appeared")));
    assert_eq!(week.amend(at, printed, rebate(300, "张主任", None)), Ok([69_900, 0, 99_900, 0, 30_000]));
    // It goes back a day later, and is that day's money.
    let later = "2026-01-23T09:00";
    assert_eq!(week.amend(later, printed, refund(Method::Cash, 1_000, "张主任")), Err(Rule::known("refund_too_much")));
    assert_eq!(week.amend(later, printed, refund(Method::Cash, 300, "")), Ok([69_900, 0, 69_900, 0, 0]));
    let rerun = |on: &str| Amend::Rerun(Rerun { on: date(on), reason: "印坏".to_owned() });
    assert_eq!(week.amend(later, printed, rerun("2026-01-27")), Err(Rule::known("not_published")), "the day is closed");
    assert_eq!(week.amend(later, printed, rerun("2026-01-28")), Ok([69_900, 0, 69_900, 0, 0]));
    let corrects = Some(Corrects { booking: printed, fault: FaultOf::Paper });
    let order = Order { corrects, ..order("更正：新婚快乐", MIN, &["2026-01-28"], Vec::new()) };
    let second = week.ask(later, Command::Take(vec![order])).expect("taken").taken().expect("a number");
    assert_eq!(week.sums(second), [0; 5], "the paper's fault");
    assert_eq!(week.of(printed).corrected_by[0].booking, second);
    let history = week.of(printed).history;
    let paid = history.iter().filter(|happened| matches!(happened.what, HistoryItem::Paid(_))).count();
    assert_eq!(paid, 2, "what was paid stays in the history, reversed or not");
}
