//! Whatever is asked, in whatever order, by the plainest books there can be.

use super::*;
use crate::booking::{
    Agreed, Agreement, AgreementAct, AgreementBalance, BookingEvent, Customer, Entry, HistoryItem, Late, Method, Offer,
    OfficeEvent, Open, Order, PaperSeen, Printout, SetAs, SettledFinding, Settlement, SignedHow, Terms, TillEvent,
    TillId, TillName, replay,
};
use proptest::prelude::*;
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ad::{Ad, Kind, Look, Roles};
use trade::ad::{CategoryId, PaperId, Severity};
use trade::ids::{Approver, Rule};
use trade::legible::Field;
use trade::measure::TypeSize;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::Quote;
use trade::refusal::{RuleFileTrouble, RunDateTrouble};

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).expect("a date")
}

fn order(offers: Vec<Offer>) -> Booked {
    let total = Money::yuan(999);
    let size = "7.2x10".parse().expect("a size");
    let copy = Personal::new("新婚快乐".to_owned());
    let ad = Ad {
        kind: Kind::Blessing,
        category: CategoryId::known("wedding"),
        size,
        copy,
        picture: None,
        look: Look::default(),
    };
    let customer = Customer::checked("17600000013", "王敏", "", "").expect("sound");
    Booked {
        order: Order { offers, ..Order::new(ad, vec![date(22), date(23)], customer) },
        quote: Quote { total, card: "card".to_owned(), version: "1".to_owned(), ..Quote::default() },
        set: SetAs {
            pt: TypeSize::XIAO_WU,
            lines: 3,
            setter: 1,
            style: trade::ad::StyleId::default(),
            roles: Roles::default(),
        },
        findings: Vec::new(),
        papers: vec![PaperId::known("consent")],
        late: Vec::new(),
        deadline: None,
    }
}

fn book(change: impl FnOnce(&mut Booked)) -> Vec<Booked> {
    let mut booked = order(Vec::new());
    change(&mut booked);
    vec![booked]
}

fn on(booking: Number, act: Act) -> Command {
    Command::On(booking, act)
}

/// An ad's sheet, as it leaves.
fn drawn() -> Frozen {
    let sheet = Sheet::new(trade::measure::Length::mm(72), trade::measure::Length::mm(100));
    Frozen::of(&sheet).expect("a sheet")
}

/// The books as a store keeps them, in their plainest form: entries, and the context read off them.
#[derive(Default)]
struct Books {
    entries: Vec<Entry>,
}

impl Books {
    fn context(&self, day: NaiveDate, command: &Command) -> Context {
        let at = day.and_hms_opt(10, 0, 0).expect("a time").and_utc().fixed_offset();
        let mut context = Context::new(at, &PersonName::known("柜台"));
        for entry in &self.entries {
            for event in &entry.events {
                match event {
                    Event::Office(event) => context.office.apply(&entry.into(), event),
                    Event::Till(till, event) if till.day == day => {
                        let mut till = context.tills.named(till.name);
                        till.apply(&entry.into(), event);
                        context.tills.all.insert(till.id.name, till);
                    }
                    Event::Booking(..) if entry.day == day && !event.moved().is_empty() => {
                        let mut till = context.tills.named(event.till());
                        event.moved().into_iter().for_each(|(method, amount)| till.take(method, amount));
                        context.tills.all.insert(till.id.name, till);
                    }
                    Event::Booking(..) | Event::Till(..) | Event::Day(..) | Event::Receipts(..) | Event::Persons(_) => {
                    }
                    Event::Agreement(id, event) => {
                        let known = &mut context.credit.known;
                        if known.iter().all(|known| known.agreement.id != *id) {
                            known.push(AgreementBalance { agreement: Agreement::new(*id), stands: Money::ZERO });
                        }
                        for known in known.iter_mut().filter(|known| known.agreement.id == *id) {
                            known.agreement.apply(&entry.into(), event);
                        }
                        context.credit.last = context.credit.last.max(id.0);
                    }
                }
            }
        }
        let serials = self.entries.iter().flat_map(Entry::taken_all).filter(|number| number.day == day);
        context.last_serial = serials.map(|number| number.serial).max().unwrap_or(0);
        let business = |entry: &&Entry| entry.events.iter().any(Event::is_business);
        context.last_day = self.entries.iter().rev().find(business).map(|entry| entry.day);
        let named = command.names().into_iter().filter_map(|number| replay(number, &self.entries));
        context.bookings = named.map(|booking| (booking.number, booking.into())).collect();
        context
    }

    fn ask(&mut self, day: NaiveDate, command: &Command) -> Result<Vec<Event>, Refusal> {
        self.ask_with(day, command, &[])
    }

    /// Takes orders that come to this.
    fn take(&mut self, day: NaiveDate, booked: &[Booked]) -> Result<Vec<Event>, Refusal> {
        let orders = booked.iter().map(|booked| booked.order.clone()).collect();
        self.ask_with(day, &Command::Take(orders), booked)
    }

    fn ask_with(&mut self, day: NaiveDate, command: &Command, booked: &[Booked]) -> Result<Vec<Event>, Refusal> {
        let context = self.context(day, command);
        let events = decide(&context, command, booked)?;
        let (at, seq) = (context.at, self.entries.len() as u64 + 1);
        let (person, request) = (context.person, seq.to_string());
        self.entries.push(Entry { seq, at, day, person, request, events: events.clone() });
        Ok(events)
    }
}

#[test]
fn what_cannot_be_booked_is_refused() {
    let refused = |change: fn(&mut Booked)| Books::default().take(date(20), &book(change)).expect_err("refused");
    assert_eq!(refused(|b| b.order.runs.clear()), Refusal::RunDate(RunDateTrouble::NoRunDate));
    assert_eq!(
        refused(|b| b.order.runs.push(date(23))),
        Refusal::RunDate(RunDateTrouble::RunDateTwice { date: date(23) })
    );
    assert_eq!(refused(|b| b.order.runs.swap(0, 1)), Refusal::RunDate(RunDateTrouble::RunDateTwice { date: date(22) }));
    assert_eq!(refused(|b| b.order.ad.copy = " \n".to_owned().into()), Refusal::EmptyCopy);
    assert_eq!(refused(|b| b.order.customer = Customer::default()), Refusal::NoCustomer);
    let too_much = refused(|b| b.order.offers = vec![Offer::new(Method::Card, Money::yuan(1_000))]);
    assert_eq!(too_much, Refusal::PaidTooMuch { amount: Money::yuan(1_000), owing: Money::yuan(999) });
}

#[test]
fn a_booking_paid_at_once_opens_the_till_before_its_money() {
    let offers = vec![Offer::new(Method::Wechat, Money::yuan(500)), Offer::new(Method::Cash, Money::yuan(500))];
    let ordered = [order(offers)];
    let mut books = Books::default();
    let events = books.take(date(20), &ordered).expect("booked");
    let number = Number { day: date(20), serial: 1 };
    let (Event::Booking(given, BookingEvent::Taken(booked)), Event::Till(day, TillEvent::Opened { float, unasked })) =
        (&events[0], &events[1])
    else {
        panic!("{events:?}")
    };
    assert_eq!(*day, TillId::main(date(20)));
    assert_eq!((*given, *float, *unasked), (number, Money::ZERO, true));
    assert!(booked.order.offers.is_empty(), "what the offers came to stands in the payments");
    assert_eq!(events.len(), 4);
    let second = books.take(date(20), &ordered).expect("booked");
    assert!(!second.iter().any(|event| matches!(event, Event::Till(..))));
    let booking = replay(number, &books.entries).expect("taken");
    assert_eq!((booking.paid(), booking.owing(), booking.payments.len()), (Money::yuan(999), Money::ZERO, 2));
}

#[test]
fn what_is_put_on_account_is_neither_paid_nor_owed() {
    let mut books = Books::default();
    let offers = vec![Offer::new(Method::Account, Money::yuan(999))];
    let refused = books.take(date(20), &[order(offers.clone())]).expect_err("nobody agreed on it");
    assert_eq!(refused.rule(), Rule::known("no_account"));
    let agreed = Box::new(Agreed {
        name: "王敏".to_owned().into(),
        phones: vec!["17600000013".to_owned().into()],
        limit: Money::yuan(1_000),
        days: 30,
        contract: String::new(),
        notes: String::new().into(),
    });
    let agree = AgreementAct::Agree { id: None, agreed, reason: String::new() };
    books.ask(date(20), &Command::Agreement(agree)).expect("agreed");
    books.take(date(20), &[order(offers)]).expect("booked");
    let booking = replay(Number { day: date(20), serial: 1 }, &books.entries).expect("taken");
    assert_eq!((booking.paid(), booking.on_account(), booking.owing()), {
        (Money::ZERO, Money::yuan(999), Money::ZERO)
    });
}

#[test]
fn a_day_before_the_last_one_takes_nothing_but_a_confirmation() {
    let mut books = Books::default();
    books.take(date(20), &book(|_| ())).expect("booked");
    let back = Refusal::ClockBack { today: date(19), last: date(20) };
    let found = Command::Office(OfficeAct::Found { practice: false });
    for command in [found, Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::ZERO })] {
        assert_eq!(books.ask(date(19), &command), Err(back.clone()));
    }
    assert_eq!(books.take(date(19), &book(|_| ())), Err(back.clone()));
    let confirm = Command::Office(OfficeAct::ConfirmClock { reason: " 时钟曾快一天 ".to_owned() });
    let confirmed = books.ask(date(19), &confirm).expect("confirmed");
    assert_eq!(
        confirmed,
        [Event::Office(OfficeEvent::ClockConfirmed { last: date(20), reason: "时钟曾快一天".to_owned() })]
    );
    assert!(books.take(date(19), &book(|_| ())).is_ok());
    assert_eq!(books.ask(date(19), &confirm), Ok(Vec::new()), "nothing is left to confirm");
}

#[test]
fn what_is_open_closes_one_by_one_and_the_history_tells() {
    let mut books = Books::default();
    books.take(date(20), &book(|_| ())).expect("booked");
    let booking = Number { day: date(20), serial: 1 };
    let open = |books: &Books| replay(booking, &books.entries).expect("taken").open();
    assert_eq!(open(&books), [Open::Papers, Open::Payment, Open::Proof, Open::Review]);
    let papers = vec![PaperSeen::checked(&PaperId::known("consent"), "", "").expect("sound")];
    let sheet = drawn();
    let (how, who) = (SignedHow::Seal, "王敏".to_owned().into());
    for command in [
        on(booking, Act::See(papers)),
        on(booking, Act::Pay(vec![Offer::new(Method::Cash, Money::yuan(1_000))])),
        on(booking, Act::Sign { how, who, sheet }),
        Command::each([booking], &Act::Review),
    ] {
        books.ask(date(21), &command).expect("done");
    }
    assert_eq!(open(&books), []);
    let history = replay(booking, &books.entries).expect("taken").history;
    let told: Vec<bool> = vec![
        matches!(history[0].what, HistoryItem::Taken { .. }),
        matches!(&history[1].what, HistoryItem::Seen(ids) if ids == &["consent"]),
        matches!(&history[2].what, HistoryItem::Paid(payment) if payment.change() == Money::yuan(1)),
        matches!(history[3].what, HistoryItem::Signed(SignedHow::Seal, _)),
        matches!(history[4].what, HistoryItem::Reviewed),
    ];
    assert_eq!((told, history.len()), (vec![true; 5], 5));
    assert_eq!(replay(Number { day: date(20), serial: 2 }, &books.entries), None);
}

#[test]
fn every_print_of_a_paper_is_counted_by_itself() {
    use Printout::{Proof, Statement};
    let mut books = Books::default();
    for _ in 0..2 {
        books.take(date(20), &book(|_| ())).expect("booked");
    }
    let [one, two] = [1, 2].map(|serial| Number { day: date(20), serial });
    let mut print = |bookings: &[Number], paper| {
        let events =
            books.ask(date(20), &Command::each(bookings.to_vec(), &Act::Print { paper, drawn: None })).expect("posted");
        let copy = |event: &Event| match event {
            Event::Booking(booking, BookingEvent::Printed { copy, .. }) => (booking.serial, *copy),
            other => panic!("{other:?}"),
        };
        events.iter().map(copy).collect::<Vec<_>>()
    };
    assert_eq!(print(&[one], Statement), [(1, 1)]);
    assert_eq!(print(&[two, one, two], Statement), [(2, 1), (1, 2)], "named twice it comes out once");
    assert_eq!(print(&[one], Proof), [(1, 1)], "a proof is no statement");
    assert_eq!(print(&[], Proof), []);
    let booking = replay(one, &books.entries).expect("taken");
    assert_eq!((booking.prints(Statement), booking.prints(Proof)), (2, 1));
    assert_eq!(booking.changed_at(), booking.taken_at, "a print changes nothing");
}

#[test]
fn what_only_the_sender_settles_no_supervisor_passes() {
    let found = trade::ad::Found::WordingChanged { received: Personal::new("四月".to_owned()) };
    let finding = trade::ad::Finding { found, severity: Severity::Error, start: 0, end: 2 };
    let mut books = Books::default();
    let taken = finding.clone();
    books.take(date(20), &book(|booked| booked.findings = vec![taken])).expect("booked");
    let booking = Number { day: date(20), serial: 1 };
    let needs = Err(Refusal::NeedsConfirmation { rule: Rule::known("wording_changed") });
    let (by, reason) = (Approver::from("张主任"), "急".to_owned());
    let approve = on(booking, Act::Approve { rule: None, by: by.clone(), reason: reason.clone() });
    assert_eq!(books.ask(date(20), &approve), needs);
    let settle = |how| on(booking, Act::Settle(vec![SettledFinding::of(&finding, how)]));
    assert_eq!(books.ask(date(20), &settle(Settlement::Overridden { by, reason })), needs);
    assert!(replay(booking, &books.entries).expect("taken").held());
    let who = Personal::new("王书记员".to_owned());
    let confirmed = Settlement::Confirmed { who, when: "2026-01-20".to_owned(), how: SignedHow::Telephone };
    books.ask(date(20), &settle(confirmed)).expect("recorded");
    assert!(!replay(booking, &books.entries).expect("taken").held());
}

#[test]
fn only_what_was_found_is_settled_before_it_is_booked() {
    let settled = |rule: &'static str| {
        let one = SettledFinding { rule: Rule::known(rule), start: 0, end: 4, how: Settlement::Acknowledged };
        book(|booked| booked.order.settled = vec![one])
    };
    let nothing = Refusal::NoSuchFinding { value: "hearing_far".to_owned() };
    assert_eq!(Books::default().take(date(20), &settled("hearing_far")), Err(nothing));
    // The screen could not compare it and said so; by the time it is booked it was compared.
    assert!(Books::default().take(date(20), &settled("not_compared")).is_ok());
}

#[test]
fn what_a_supervisor_may_pass_is_passed_beside_what_only_the_sender_settles() {
    let found = trade::ad::Found::WordingChanged { received: Personal::new("四月".to_owned()) };
    let senders = trade::ad::Finding { found, severity: Severity::Error, start: 0, end: 2 };
    let found = trade::ad::Found::HearingWithoutTime;
    let other = trade::ad::Finding { found, severity: Severity::Error, start: 2, end: 4 };
    let mut books = Books::default();
    let findings = vec![senders, other.clone()];
    books.take(date(20), &book(|booked| booked.findings = findings)).expect("booked");
    let booking = Number { day: date(20), serial: 1 };
    let how = Settlement::Overridden { by: "张主任".into(), reason: "急".to_owned() };
    let approve = Act::Approve { rule: None, by: "张主任".into(), reason: "急".to_owned() };
    let settled = BookingEvent::Settled(vec![SettledFinding::of(&other, how)]);
    assert_eq!(books.ask(date(20), &on(booking, approve)), Ok(vec![Event::Booking(booking, settled)]));
    assert!(replay(booking, &books.entries).expect("taken").held(), "the sender is still to be asked");
}

#[test]
fn text_of_persons_is_looked_at_whoever_made_the_command() {
    let mut books = Books::default();
    let finding = trade::ad::Finding {
        start: 0,
        end: 1,
        severity: Severity::Warning,
        found: trade::ad::Found::HearingWithoutTime,
    };
    books.take(date(20), &book(|_| {})).expect("booked");
    let booking = Number { day: date(20), serial: 1 };
    let bad = || "王\u{202e}\n敏".to_owned();
    let personal = || Personal::new(bad());
    let customer = |change: fn(&mut Customer, Personal<String>)| {
        book(|booked| change(&mut booked.order.customer, Personal::new("王\u{202e}\n敏".to_owned())))
    };
    let seen = |paper: PaperSeen| on(booking, Act::See(vec![paper]));
    let consent = || PaperSeen::checked(&PaperId::known("consent"), "", "").expect("sound");
    let late = Late { reason: bad(), approved_by: Approver::none() };
    let terms = |change: &dyn Fn(&mut Terms)| book(|booked| change(&mut booked.order.terms));
    let offer = Offer { serial: Some(personal()), ..Offer::new(Method::Wechat, Money::yuan(1)) };
    let settle = |how| on(booking, Act::Settle(vec![SettledFinding::of(&finding, how)]));
    let sheet = drawn();
    let refused = |field| Err(Refusal::UnreadableName { field, value: "U+202E U+000A".to_owned() });
    for (field, booked) in [
        (Field::Customer, customer(|customer, bad| customer.name = bad)),
        (Field::Payer, customer(|customer, bad| customer.payer = Some(bad))),
        (Field::InvoiceTitle, customer(|customer, bad| customer.invoice_title = Some(bad))),
        (Field::Phone, customer(|customer, bad| customer.phone = bad)),
        (Field::Reason, terms(&|terms| terms.late = Some(late.clone()))),
        (Field::Attribute, terms(&|terms| terms.attributes.extend([("page".to_owned(), bad())]))),
    ] {
        assert_eq!(books.take(date(20), &booked), refused(field), "{field:?}");
    }
    let paper = trade::settings::Paper { name: bad(), ..trade::settings::Paper::default() };
    for (field, command) in [
        (Field::PaperSeen, seen(PaperSeen { file: Some(bad()), ..consent() })),
        (Field::PaperSeen, seen(PaperSeen { last_four: Some(personal()), ..consent() })),
        (Field::Serial, on(booking, Act::Pay(vec![offer]))),
        (Field::Signer, on(booking, Act::Sign { how: SignedHow::Paper, who: personal(), sheet })),
        (Field::PaperName, Command::Office(OfficeAct::SetPaper(paper))),
    ] {
        assert_eq!(books.ask(date(20), &command), refused(field), "{command:?}");
    }
    let unread = |field| Refusal::UnreadableName { field, value: "U+202E U+000A".to_owned() };
    let overridden = |by: String, reason: String| settle(Settlement::Overridden { by: by.into(), reason });
    let confirmed = settle(Settlement::Confirmed { who: personal(), when: String::new(), how: SignedHow::Paper });
    let of = |how: &Command| match how {
        Command::On(_, Act::Settle(settled)) => settled[0].checked(std::slice::from_ref(&finding)),
        other => panic!("{other:?}"),
    };
    assert_eq!(of(&overridden(bad(), "急".to_owned())), Err(unread(Field::Approver)));
    assert_eq!(of(&overridden("张主任".to_owned(), bad())), Err(unread(Field::Reason)));
    assert_eq!(of(&confirmed), Err(unread(Field::Signer)));
    assert_eq!(
        books.ask(date(19), &Command::Office(OfficeAct::ConfirmClock { reason: bad() })),
        Err(unread(Field::Reason)),
        "the clock"
    );
    let void = Command::Office(OfficeAct::VoidMissing { reason: bad(), last: None });
    assert_eq!(books.ask(date(20), &void), Err(unread(Field::Reason)), "numbers that are void");
}

#[test]
fn a_booking_that_is_not_there_is_named() {
    let booking = Number { day: date(20), serial: 7 };
    let refused = Err(Refusal::NoSuchBooking { value: "B20260120-0007".to_owned() });
    let offers = vec![Offer::new(Method::Cash, Money::yuan(1))];
    for command in [
        on(booking, Act::Pay(offers)),
        on(booking, Act::See(Vec::new())),
        Command::each([booking], &Act::Review),
        on(booking, Act::Print { paper: Printout::Proof, drawn: None }),
    ] {
        assert_eq!(Books::default().ask(date(20), &command), refused);
    }
}

#[test]
fn a_total_that_is_not_the_one_shown_is_refused_with_both_and_the_shown_one_is_not_kept() {
    let mut books = Books::default();
    let shown = |yuan| book(|booked| booked.order.shown = Some(Money::yuan(yuan)));
    let changed = Refusal::PriceChanged { shown: Money::yuan(899), now: Money::yuan(999) };
    assert_eq!(books.take(date(20), &shown(899)), Err(changed.clone()));
    assert_eq!((changed.rule().as_str(), changed.value().as_str()), ("price_changed", "899.00 999.00"));
    let all = [shown(999), shown(899)].concat();
    assert_eq!(books.take(date(20), &all), Err(Refusal::InBatch { index: 2, refusal: Box::new(changed) }));
    assert!(books.entries.is_empty(), "all of them or none");
    let events = books.take(date(20), &shown(999)).expect("booked");
    assert_eq!(events[0].taken().expect("taken").1.order.shown, None);
}

#[test]
fn a_comparison_is_made_good_once() {
    let mut books = Books::default();
    let not_compared = trade::ad::Found::NotCompared { cause: trade::ad::Cause::Busy };
    let not_compared = trade::ad::Finding { found: not_compared, severity: Severity::Warning, start: 0, end: 4 };
    books.take(date(20), &book(|booked| booked.findings = vec![not_compared])).expect("booked");
    let booking = Number { day: date(20), serial: 1 };
    let compare = on(booking, Act::Compare(Vec::new()));
    assert_eq!(books.ask(date(20), &compare), Ok(vec![Event::Booking(booking, BookingEvent::Compared(Vec::new()))]));
    assert_eq!(books.ask(date(20), &compare), Ok(Vec::new()), "another window was faster");
}

#[test]
fn what_is_taken_together_is_named_by_its_numbers() {
    let mut books = Books::default();
    books.take(date(20), &book(|_| ())).expect("booked");
    let others = vec![Elsewhere::Page { index: 2 }, Elsewhere::Booking { number: "B20260119-0004".to_owned() }];
    let found = trade::ad::Found::BookedAlready { others };
    let finding = trade::ad::Finding { found, severity: Severity::Warning, start: 0, end: 2 };
    let all = [book(|booked| booked.findings = vec![finding]), book(|_| ())].concat();
    let events = books.take(date(20), &all).expect("booked");
    let mut first = events[0].taken().expect("taken").1.findings[0].clone();
    let named = ["B20260119-0004", "B20260120-0003"].map(|number| Elsewhere::Booking { number: number.to_owned() });
    assert_eq!(first.others_mut().map(|others| others.clone()), Some(named.to_vec()));
    assert_eq!(events.iter().filter_map(Event::booking).map(|number| number.serial).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(books.take(date(20), &[]), Err(Refusal::NothingToBook));
}

/// Orders, or a command about bookings that may or may not be there.
fn any_command() -> impl Strategy<Value = (u32, Result<Command, Vec<Booked>>)> {
    let number = (20u32..23, 1u32..4).prop_map(|(day, serial)| Number { day: date(day), serial });
    let offer = (0usize..6, 0i64..120_000).prop_map(|(m, fen)| Offer::new(Method::ALL[m], Money::fen(fen)));
    let offers = proptest::collection::vec(offer, 0..3);
    let command = prop_oneof![
        3 => proptest::collection::vec(offers.clone().prop_map(order), 0..3).prop_map(Err),
        3 => (number.clone(), offers).prop_map(|(booking, offers)| Ok(on(booking, Act::Pay(offers)))),
        1 => proptest::collection::vec(number, 0..4).prop_map(|bookings| Ok(Command::each(bookings, &Act::Review))),
        1 => (0i64..1_000)
            .prop_map(|fen| Ok(Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::fen(fen) }))),
        1 => "[ a]{0,2}".prop_map(|reason| Ok(Command::Office(OfficeAct::ConfirmClock { reason }))),
    ];
    (20u32..23, command)
}

proptest! {
    #[test]
    fn whatever_is_asked_the_books_stay_in_order(commands in proptest::collection::vec(any_command(), 0..24)) {
        let mut books = Books::default();
        for (day, command) in commands {
            let before = books.entries.len();
            let answer = match command {
                Ok(command) => books.ask(date(day), &command),
                Err(booked) => books.take(date(day), &booked),
            };
            prop_assert_eq!(books.entries.len(), before + usize::from(answer.is_ok()));
        }
        let taken: Vec<Number> = books.entries.iter().flat_map(Entry::taken_all).collect();
        for day in 20..23 {
            let serials: Vec<u32> = taken.iter().filter(|n| n.day == date(day)).map(|n| n.serial).collect();
            prop_assert_eq!(&serials, &(1..=serials.len() as u32).collect::<Vec<_>>(), "numbers have no gaps");
            let tills = books.entries.iter().filter(|entry| entry.day == date(day)).flat_map(|e| &e.events);
            let opened = tills.filter(|event| matches!(event, Event::Till(..))).count();
            prop_assert!(opened <= 1, "the till opens once a day");
        }
        for number in taken {
            let booking = replay(number, &books.entries).expect("taken");
            prop_assert!(booking.owing() >= Money::ZERO);
            prop_assert_eq!(booking.paid() + booking.on_account() + booking.owing(), booking.total());
        }
    }
}

#[test]
fn a_proof_is_frozen_once_and_leaves_whatever_the_clock_shows() {
    use crate::booking::ProofDelivery;
    let sheet = |mm| {
        let sheet = Sheet::new(trade::measure::Length::mm(mm), trade::measure::Length::mm(100));
        Frozen::of(&sheet).expect("a sheet")
    };
    let mut books = Books::default();
    for setter in [setting::typeset::SETTER, setting::typeset::SETTER + 1] {
        books.take(date(20), &book(|booked| booked.set.setter = setter)).expect("booked");
    }
    let [own, other] = [1, 2].map(|serial| Number { day: date(20), serial });
    let frozen = |events: &[Event]| match events {
        [Event::Booking(_, BookingEvent::ProofFrozen { how, fingerprint, anew, sheet })] => {
            (*how, fingerprint.clone(), *anew, sheet.is_some())
        }
        other => panic!("{other:?}"),
    };
    let freeze = |mm, how| Act::Freeze { sheet: sheet(mm), how };
    let first = books.ask(date(19), &on(own, freeze(72, ProofDelivery::Written))).expect("frozen");
    assert_eq!(frozen(&first), (ProofDelivery::Written, sheet(72).fingerprint().to_owned(), false, true));
    let again =
        books.ask(date(19), &Command::each([own, own], &freeze(146, ProofDelivery::Copied))).expect("it leaves again");
    assert_eq!(
        frozen(&again),
        (ProofDelivery::Copied, sheet(72).fingerprint().to_owned(), false, false),
        "as it left before"
    );
    let review = books.ask(date(19), &on(own, Act::Review));
    assert!(matches!(review, Err(Refusal::ClockBack { .. })), "anything else is business: {review:?}");
    let sign = |mm| Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet: sheet(mm) };
    let signed = books.ask(date(20), &on(own, sign(146))).expect("signed");
    assert!(matches!(signed[..], [Event::Booking(_, BookingEvent::Signed { sheet: None, .. })]), "{signed:?}");
    assert_eq!(books.ask(date(20), &on(own, sign(72))), Err(Refusal::SignedAlready { booking: own.to_string() }));
    // Set by another setter when it was booked, it is set anew; what is signed is frozen first.
    let signed = books.ask(date(20), &on(other, sign(72))).expect("signed");
    assert_eq!(frozen(&signed[..1]), (ProofDelivery::Signed, sheet(72).fingerprint().to_owned(), true, true));
    assert!(matches!(signed[1..], [Event::Booking(_, BookingEvent::Signed { sheet: None, .. })]), "{signed:?}");
}

#[test]
fn a_card_takes_effect_by_the_day_on_which_it_is_entered_and_is_withdrawn_before_that() {
    let mut books = Books::default();
    books.take(date(20), &book(|_| ())).expect("booked");
    let text = include_str!("../../../../../assets/cards/qishi-2026-01.toml").replace("2026-01\"", "2026-01b\"");
    let enter = |from| {
        let (kind, text) = (super::super::RuleKind::Card, text.clone());
        Command::Office(OfficeAct::EnterRules { kind, text, from })
    };
    let withdraw = || {
        let (kind, version) = (super::super::RuleKind::Card, "2026-01b".to_owned());
        Command::Office(OfficeAct::WithdrawRules { kind, version, reason: String::new() })
    };
    assert!(matches!(
        books.ask(date(20), &enter(date(19))),
        Err(Refusal::RuleFile(RuleFileTrouble::CardInPast { .. }))
    ));
    books.ask(date(20), &enter(date(21))).expect("entered");
    books.ask(date(20), &withdraw()).expect("it never took effect");
    books.ask(date(20), &enter(date(20))).expect("entered");
    assert_eq!(
        books.ask(date(20), &withdraw()),
        Err(Refusal::RuleFile(RuleFileTrouble::NoSuchCard { value: "2026-01b".to_owned() })),
        "it holds"
    );
    let again = Command::Office(OfficeAct::Found { practice: false });
    books.ask(date(20), &again).expect("founded");
    assert!(matches!(books.ask(date(20), &again), Err(Refusal::AlreadyThere { .. })));
}
