//! Who may do what: the same on every store, whatever way it is asked, and across processes.

use books::booking::{
    Act, AgreementAct, AgreementId, Amend, Back, Banknotes, Command, DayAct, DayEvent, Entry, Envelope, Event, Late,
    Method, Number, OfficeAct, Order, PersonsAct, PersonsEvent, Printout, Refund, Reverse, SettledFinding, Settlement,
    Terms, TillAct, TillId, TillName, Undo,
};
use books::persons::{Cost, FilesOwner, Identities, Pin};
use books::store::backup::{self, RestoreRequest};
use books::store::{Memory, SignedIn, Sqlite, Store, make_good, sign_in};
use chrono::{DateTime, FixedOffset, TimeDelta};
use proptest::prelude::*;
use trade::ids::PersonName;
use trade::money::Money;
use trade::people::{May, Right, Rights, Role};
use trade::rates::{Manual, ManualPrice, Quantity};
use trade::refusal::{Failure, Fault, PersonTrouble, Refusal};
use trade::settings::Paper;

use super::given::*;

/// Everybody's PIN in these tests.
const PIN: &str = "2580";
const OWNER: &str = "张主任";
const SUPERVISOR: &str = "李主任";
const CLERK: &str = "王敏";
const CASHIER: &str = "赵出纳";
const MAKE_UP: &str = "孙排版";

fn name(text: &str) -> PersonName {
    PersonName::typed(text).expect("a name")
}

/// An hour after the deadline of the next day.
fn now() -> DateTime<FixedOffset> {
    time("2026-01-20T16:00")
}

fn add(who: &str, role: Role) -> Command {
    let pin = Pin::chosen(PIN).expect("a PIN").kept(Cost::LEAST).expect("kept");
    Command::Persons(PersonsAct::Add { name: name(who), role, pin })
}

fn switch(on: bool) -> Command {
    Command::Persons(PersonsAct::Switch { on, reason: "开始".to_owned() })
}

fn signed(store: &mut dyn Store, who: &str) -> SignedIn {
    sign_in(store, &name(who), &Pin::typed(PIN), now()).expect("signed in")
}

/// Whose PINs an envelope carries: who asks, and who approves.
fn by(store: &mut dyn Store, who: &str, approvers: &[&str]) -> (PersonName, Identities) {
    let mut identities = Identities::from(signed(store, who).identity);
    identities.approvers = approvers.iter().map(|who| signed(store, who).identity).collect();
    (name(who), identities)
}

fn asked(
    store: &mut dyn Store,
    (person, identities): (PersonName, Identities),
    command: Command,
) -> Result<Entry, Failure> {
    let request = books::booking::new_request();
    store.execute(&Envelope { request, person, at: now(), identities, till: None, command })
}

/// Asks without anybody's PIN.
fn unproved(store: &mut dyn Store, who: &str, command: Command) -> Result<Entry, Failure> {
    asked(store, (name(who), Identities::none()), command)
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Failure>) -> PersonTrouble {
    match answer {
        Err(Failure::Refused(Refusal::Person(why))) => why,
        other => panic!("{other:?}"),
    }
}

/// Books in which five people work and must sign in, on both stores.
fn on_both_signed(test: impl Fn(&mut dyn Store)) {
    on_both(false, |store| {
        everybody(store);
        test(store);
        sound(store);
    });
}

fn everybody(store: &mut dyn Store) {
    for (who, role) in [
        (OWNER, Role::Owner),
        (SUPERVISOR, Role::Supervisor),
        (CLERK, Role::Clerk),
        (CASHIER, Role::Cashier),
        (MAKE_UP, Role::MakeUp),
    ] {
        unproved(store, "柜台", add(who, role)).expect("entered");
    }
    let owner = by(store, OWNER, &[]);
    asked(store, owner, switch(true)).expect("switched on");
}

fn taken(store: &mut dyn Store, who: &str, orders: Vec<Order>) -> Number {
    let person = by(store, who, &[]);
    asked(store, person, Command::Take(orders)).expect("taken").taken().expect("a booking")
}

fn refund(method: Method, yuan: i64, approved_by: &str) -> Act {
    let back = Back { method, serial: None, approved_by: approved_by.into() };
    Act::Amend(Amend::Refund(Refund { back, amount: Money::yuan(yuan), reason: "多收".to_owned() }))
}

fn late(approved_by: &str) -> Order {
    // Its deadline was at three.
    let terms =
        Terms { late: Some(Late { reason: "急".to_owned(), approved_by: approved_by.into() }), ..Terms::default() };
    Order { terms, ..order("新婚快乐", "17600000013", &["2026-01-21"], Vec::new()) }
}

fn discount(percent: u32, approved_by: &str) -> Order {
    let manual = Manual {
        price: ManualPrice::Discount(Quantity::whole(percent)),
        reason: "老客户".to_owned(),
        approved_by: approved_by.into(),
    };
    let terms = Terms { manual: Some(manual), ..Terms::default() };
    Order { terms, ..order("新婚快乐", "17600000013", &["2026-01-22"], Vec::new()) }
}

#[test]
fn until_it_is_switched_on_anybody_posts_and_who_works_here_is_entered_by_rule() {
    on_both(false, |store| {
        let trouble = |store: &mut dyn Store, command| refused(unproved(store, "柜台", command));
        assert_eq!(trouble(store, switch(true)), PersonTrouble::NoOwner);
        assert_eq!(trouble(store, add(CLERK, Role::Clerk)), PersonTrouble::FirstIsOwner { role: Role::Clerk });
        unproved(store, "柜台", add(OWNER, Role::Owner)).expect("the owner");
        for alike in [OWNER, " 张主任 ", "张 主任"] {
            let exists = PersonTrouble::PersonExists { name: OWNER.to_owned() };
            assert_eq!(trouble(store, add(alike, Role::Clerk)), exists, "{alike:?}");
        }
        unproved(store, "柜台", add("Ｗang", Role::Clerk)).expect("entered");
        assert!(matches!(trouble(store, add("wang", Role::Clerk)), PersonTrouble::PersonExists { .. }));
        let change = |role| PersonsAct::Change { name: name(OWNER), role: Some(role), pin: None };
        let last = PersonTrouble::LastOwner { name: OWNER.to_owned() };
        assert_eq!(trouble(store, Command::Persons(change(Role::Supervisor))), last);
        let retire = |who| Command::Persons(PersonsAct::Retire { name: name(who), reason: "离职".to_owned() });
        assert_eq!(trouble(store, retire(OWNER)), last);
        assert!(matches!(trouble(store, retire("无名")), PersonTrouble::NoSuchPerson { .. }));
        unproved(store, "随便谁", plain("新婚快乐")).expect("anybody takes ads");
        assert!(!store.folder_state(now().date_naive()).expect("read").persons.is_on());
        // Who switches it on shows that they can sign in, and is an owner.
        assert_eq!(trouble(store, switch(true)), PersonTrouble::SignInNeeded);
        unproved(store, "柜台", add(CLERK, Role::Clerk)).expect("entered");
        let clerk = by(store, CLERK, &[]);
        assert!(matches!(refused(asked(store, clerk, switch(true))), PersonTrouble::NotAllowed { .. }));
        let owner = by(store, OWNER, &[]);
        let entry = asked(store, owner, switch(true)).expect("switched on");
        let persons = store.folder_state(now().date_naive()).expect("read").persons;
        assert!(persons.is_on() && !persons.proved(entry.seq) && persons.proved(entry.seq + 1));
        sound(store);
    });
}

#[test]
fn nothing_is_posted_without_somebody_who_signed_in() {
    on_both_signed(|store| {
        let number = taken(store, CLERK, vec![order("一", "17600000013", &["2026-01-22"], Vec::new())]);
        let last = store.version().expect("read");
        let somebody = by(store, CLERK, &[]).1;
        for command in [
            plain("新婚快乐"),
            Command::On(number, Act::Review),
            Command::On(number, Act::Pay(vec![cash(1)])),
            Command::Each(vec![(number, Act::Print { paper: Printout::Statement, drawn: None })]),
            Command::On(number, Act::Amend(Amend::Undo(Undo { reason: "错".to_owned(), shown: None }))),
            Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::yuan(1) }),
            Command::Office(OfficeAct::SetPaper(Paper { name: "某报".to_owned(), ..Paper::default() })),
            add("新人", Role::Clerk),
            switch(false),
            Command::Persons(PersonsAct::SignedIn),
        ] {
            let needed = PersonTrouble::SignInNeeded;
            assert_eq!(refused(unproved(store, CLERK, command.clone())), needed, "{command:?}");
            // Another's PIN does not sign for this name.
            let other = (name("柜台"), somebody.clone());
            assert_eq!(refused(asked(store, other, command.clone())), needed, "{command:?}");
        }
        assert_eq!(store.version().expect("read"), last, "nothing was posted");
        store.booking(number).expect("read").expect("whoever asks reads");
        assert_eq!(make_good(store, now(), &name("柜台"), &Identities::none()), Ok(Vec::new()));
    });
}

#[test]
fn each_role_does_what_its_column_says_and_no_more() {
    on_both_signed(|store| {
        let number = taken(store, CLERK, vec![order("一", "17600000013", &["2026-01-22"], vec![cash(999)])]);
        let owner = by(store, OWNER, &[]);
        asked(store, owner, agreeing("17600000013", 100_000)).expect("agreed");
        let paper = || Command::Office(OfficeAct::SetPaper(Paper { name: "某报".to_owned(), ..Paper::default() }));
        let account = || {
            let offer = books::booking::Offer::new(Method::Account, Money::yuan(999));
            Command::Take(vec![order("二", "17600000013", &["2026-01-22"], vec![offer])])
        };
        let lower = || {
            let (id, agreed) = (Some(AgreementId(1)), Box::new(agreed("王敏", &["17600000013"], 50_000)));
            Command::Agreement(AgreementAct::Agree { id, agreed, reason: "降额".to_owned() })
        };
        let back = || Command::On(number, refund(Method::Cash, 1, ""));
        let fresh = || Command::Take(vec![order("三", "17600000013", &["2026-01-22"], Vec::new())]);
        let asks = [
            ("take", fresh(), [true, true, true, false, false]),
            ("on account", account(), [true, true, true, false, false]),
            ("refund", back(), [true, true, false, false, false]),
            ("rules", paper(), [true, true, false, false, false]),
            ("agreement", lower(), [true, true, false, false, false]),
            ("people", add("新人", Role::Clerk), [true, false, false, false, false]),
            ("print", Command::On(number, Act::Print { paper: Printout::Statement, drawn: None }), [true; 5]),
        ];
        for (what, command, may) in asks {
            for (who, may) in [OWNER, SUPERVISOR, CLERK, CASHIER, MAKE_UP].into_iter().zip(may).rev() {
                let person = by(store, who, &[]);
                let answer = asked(store, person, command.clone());
                match may {
                    true if what == "people" => assert!(answer.is_ok(), "{what} {who}: {answer:?}"),
                    true => assert!(answer.is_ok(), "{what} {who}: {answer:?}"),
                    false => assert!(matches!(refused(answer), PersonTrouble::NotAllowed { .. }), "{what} {who}"),
                }
            }
        }
        // The cashier pays, the clerk may too; who makes up does not.
        let owed = taken(store, CLERK, vec![order("四", "17600000013", &["2026-01-22"], Vec::new())]);
        for (who, may) in [(CASHIER, true), (CLERK, true), (MAKE_UP, false)] {
            let person = by(store, who, &[]);
            assert_eq!(asked(store, person, Command::On(owed, Act::Pay(vec![cash(1)]))).is_ok(), may, "{who}");
        }
        // A correction of what came in is money that could leave the till.
        let payment = cash(1);
        let reverse = Reverse { payment, instead: Vec::new(), paid_for: None, reason: "记错".to_owned() };
        let command = Command::On(owed, Act::Amend(Amend::Reverse(reverse)));
        let clerk = by(store, CLERK, &[]);
        let why = refused(asked(store, clerk, command));
        assert!(matches!(why, PersonTrouble::NotAllowed { right: Right::Refund, .. }), "{why:?}");
    });
}

#[test]
fn the_table_is_the_owners_and_its_bounds_hold() {
    on_both_signed(|store| {
        let number = taken(store, CLERK, vec![order("一", "17600000013", &["2026-01-22"], vec![cash(999)])]);
        let may = May { refund: Some(Money::yuan(300)), below: 5, ..Rights::default().clerk };
        let rights = Rights::default().with(Role::Clerk, may).expect("a clerk");
        let set = || Command::Persons(PersonsAct::SetRights(rights));
        let supervisor = by(store, SUPERVISOR, &[]);
        let why = refused(asked(store, supervisor, set()));
        assert!(matches!(why, PersonTrouble::NotAllowed { right: Right::People, .. }), "{why:?}");
        let owner = by(store, OWNER, &[]);
        asked(store, owner.clone(), set()).expect("set");
        assert_eq!(asked(store, owner, set()).expect("the same").seq, 0, "nothing is left to do");
        for (yuan, may) in [(301, false), (300, true)] {
            let clerk = by(store, CLERK, &[]);
            let answer = asked(store, clerk, Command::On(number, refund(Method::Cash, yuan, "")));
            assert_eq!(answer.is_ok(), may, "{yuan}: {answer:?}");
        }
        // The card lets a clerk give nothing alone; what a supervisor approves goes by the supervisor's column.
        let person = by(store, CLERK, &[SUPERVISOR]);
        let entry = asked(store, person, Command::Take(vec![discount(10, SUPERVISOR)])).expect("approved");
        let approved = PersonsEvent::Approved { by: vec![name(SUPERVISOR)], rights: vec![Right::Below], alone: false };
        assert_eq!(entry.events.last(), Some(&Event::Persons(approved)));
        let person = by(store, CLERK, &[CASHIER]);
        let why = refused(asked(store, person, Command::Take(vec![discount(10, CASHIER)])));
        assert!(matches!(why, PersonTrouble::MayNotApprove { right: Right::Below, .. }), "{why:?}");
    });
}

#[test]
fn who_approves_gives_their_own_pin_and_did_not_enter_it() {
    on_both_signed(|store| {
        let entered = || Command::Take(vec![late(SUPERVISOR)]);
        let clerk = by(store, CLERK, &[]);
        let unproved_by = PersonTrouble::ApprovalUnproved { name: SUPERVISOR.to_owned() };
        assert_eq!(refused(asked(store, clerk, entered())), unproved_by);
        // Another's PIN does not stand for the name that is written down.
        let other = by(store, CLERK, &[OWNER]);
        assert_eq!(refused(asked(store, other, entered())), unproved_by);
        let own = by(store, SUPERVISOR, &[SUPERVISOR]);
        let trouble = PersonTrouble::OwnApproval { name: SUPERVISOR.to_owned() };
        assert_eq!(refused(asked(store, own, entered())), trouble);
        let gone = by(store, CLERK, &[SUPERVISOR]);
        asked(store, gone, entered()).expect("approved");
        let nobody = by(store, CLERK, &[]);
        let why = refused(asked(store, nobody, Command::Take(vec![late("谁")])));
        assert_eq!(why, PersonTrouble::NoSuchPerson { name: "谁".to_owned() });
        // What bears no name is approved by whoever may of those that gave a PIN.
        let number = taken(store, CLERK, vec![order("一", "17600000013", &["2026-01-22"], vec![cash(999)])]);
        let both = by(store, CLERK, &[CASHIER, SUPERVISOR]);
        asked(store, both, Command::On(number, refund(Method::Cash, 1, ""))).expect("approved");
    });
}

#[test]
fn tills_and_days_are_closed_by_whoever_may_and_a_day_is_reopened_by_a_supervisor() {
    on_both_signed(|store| {
        let day = now().date_naive();
        let till = TillId::main(day);
        let counted = [(Method::Cash, Money::yuan(300))].into();
        let evening = [
            (Right::Pay, Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::yuan(310) })),
            (Right::Close, Command::Till(TillAct::Bank { till, amount: Money::yuan(10), notes: Banknotes::default() })),
            (Right::Close, Command::Till(TillAct::Count { till, counted, notes: Banknotes::default() })),
            (Right::Close, Command::Till(TillAct::Close { till, explained: String::new() })),
            (Right::Close, Command::Day(day, DayAct::Close { reason: String::new() })),
        ];
        for (right, command) in evening {
            let make_up = by(store, MAKE_UP, &[]);
            let why = refused(asked(store, make_up, command.clone()));
            assert!(matches!(why, PersonTrouble::NotAllowed { right: of, .. } if of == right), "{command:?}: {why:?}");
            let cashier = by(store, CASHIER, &[]);
            asked(store, cashier, command).expect("done");
        }
        let reopen = |named: &str| {
            let approved_by = named.to_owned();
            Command::Day(day, DayAct::Reopen { reason: "漏收".to_owned(), approved_by: approved_by.into() })
        };
        // Nobody is named, and whose PIN was given may not.
        let both = by(store, CLERK, &[CASHIER]);
        let why = refused(asked(store, both, reopen("")));
        assert!(matches!(why, PersonTrouble::NotAllowed { right: Right::Reopen, .. }), "{why:?}");
        // A supervisor is named who gave no PIN, and a clerk names themselves.
        let clerk = by(store, CLERK, &[]);
        let unproved_by = PersonTrouble::ApprovalUnproved { name: SUPERVISOR.to_owned() };
        assert_eq!(refused(asked(store, clerk.clone(), reopen(SUPERVISOR))), unproved_by);
        let why = refused(asked(store, clerk, reopen(CLERK)));
        assert!(matches!(why, PersonTrouble::NotAllowed { right: Right::Reopen, .. }), "{why:?}");
        // With their PIN a supervisor lets a clerk, named or not; at their own screen they need nobody else.
        let approved = PersonsEvent::Approved { by: vec![name(SUPERVISOR)], rights: vec![Right::Reopen], alone: false };
        for (who, approver, named, proved) in [
            (CLERK, Some(SUPERVISOR), SUPERVISOR, true),
            (CLERK, Some(SUPERVISOR), "", true),
            (SUPERVISOR, None, SUPERVISOR, false),
            (SUPERVISOR, None, "", false),
        ] {
            let person = by(store, who, approver.as_slice());
            let entry = asked(store, person, reopen(named)).expect("reopened");
            let bears = entry.events.iter().find_map(|event| match event {
                Event::Day(_, DayEvent::Reopened { approved_by, .. }) => Some(approved_by.as_str()),
                _ => None,
            });
            assert_eq!(bears, Some(SUPERVISOR), "{who} {named:?}");
            let last = entry.events.last() == Some(&Event::Persons(approved.clone()));
            assert_eq!((last, entry.events.len()), (proved, 1 + usize::from(proved)), "{who} {named:?}");
            let cashier = by(store, CASHIER, &[]);
            asked(store, cashier, Command::Day(day, DayAct::Close { reason: String::new() })).expect("closed again");
        }
    });
}

#[test]
fn an_error_is_passed_by_somebody_who_did_not_take_the_ad() {
    on_both_signed(|store| {
        // A notice of an earlier day's hearing: an error, which somebody has to let pass.
        let erring = |store: &mut dyn Store, who: &str| {
            let text =
                "公告\n张三：本院受理（2026）鲁0203民初123号一案，定于2026年1月30日9时开庭。\n某某法院\n2026年1月20日";
            let number = taken(store, who, vec![notice(text)]);
            let booking = store.booking(number).expect("read").expect("there");
            let errors = booking.unsettled(trade::ad::Severity::Error);
            let error = errors.into_iter().find(|finding| !finding.is_the_senders()).expect("an error").clone();
            (number, error)
        };
        let pass = |(number, error): &(Number, trade::ad::Finding), by: &str| {
            let how = Settlement::Overridden { by: by.into(), reason: "法院坚持".to_owned() };
            Command::On(*number, Act::Settle(vec![SettledFinding::of(error, how)]))
        };
        let clerks = erring(store, CLERK);
        let person = by(store, CLERK, &[]);
        let why = refused(asked(store, person, pass(&clerks, CLERK)));
        assert!(matches!(why, PersonTrouble::MayNotApprove { right: Right::PassErrors, .. }), "{why:?}");
        // At their own screen a supervisor passes what a clerk took, and the PIN given there is enough.
        let supervisor = by(store, SUPERVISOR, &[]);
        asked(store, supervisor.clone(), pass(&clerks, SUPERVISOR)).expect("passed");
        let own = erring(store, SUPERVISOR);
        let trouble = PersonTrouble::OwnApproval { name: SUPERVISOR.to_owned() };
        assert_eq!(refused(asked(store, supervisor, pass(&own, SUPERVISOR))), trouble);
        // Nor by lending the own PIN to a clerk.
        let lent = by(store, CLERK, &[SUPERVISOR]);
        assert_eq!(refused(asked(store, lent, pass(&own, SUPERVISOR))), trouble);
        let owner = by(store, OWNER, &[]);
        asked(store, owner, pass(&own, OWNER)).expect("passed");
    });
}

#[test]
fn one_person_alone_approves_what_they_entered_and_the_books_say_so() {
    on_both(false, |store| {
        unproved(store, "柜台", add(OWNER, Role::Owner)).expect("entered");
        let owner = by(store, OWNER, &[]);
        asked(store, owner.clone(), switch(true)).expect("switched on");
        let entry = asked(store, owner, Command::Take(vec![late(OWNER)])).expect("alone");
        let approved = PersonsEvent::Approved { by: vec![name(OWNER)], rights: vec![Right::Late], alone: true };
        assert_eq!(entry.events.last(), Some(&Event::Persons(approved)));
        let owner = by(store, OWNER, &[]);
        asked(store, owner.clone(), add(SUPERVISOR, Role::Supervisor)).expect("entered");
        let trouble = PersonTrouble::OwnApproval { name: OWNER.to_owned() };
        assert_eq!(refused(asked(store, owner, Command::Take(vec![late(OWNER)]))), trouble);
        sound(store);
    });
}

#[test]
fn wrong_pins_are_recorded_and_slowed_whatever_process_they_come_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut here = Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &name("柜台")).expect("founded");
    everybody(&mut here);
    let mut there = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    let at = |seconds| now() + TimeDelta::seconds(seconds);
    let wrong = |wait| PersonTrouble::WrongPin { name: CLERK.to_owned(), wait };
    let waits = |wait| PersonTrouble::PinWait { name: CLERK.to_owned(), wait };
    let mut tried = |other: bool, pin: &str, seconds| {
        let store: &mut dyn Store = if other { &mut there } else { &mut here };
        sign_in(store, &name(CLERK), &Pin::typed(pin), at(seconds))
    };
    assert_eq!(refused(tried(false, "0001", 0)), wrong(0));
    assert_eq!(refused(tried(true, "0002", 0)), wrong(0));
    assert_eq!(refused(tried(false, "0003", 0)), wrong(2));
    // The right one is not looked at either, so that nobody learns by it.
    assert_eq!(refused(tried(true, PIN, 1)), waits(1));
    assert_eq!(refused(tried(true, "0004", 2)), wrong(4));
    assert_eq!(refused(tried(false, "0005", 5)), waits(1));
    assert_eq!(refused(tried(false, "", 10)), PersonTrouble::PinNeeded { name: CLERK.to_owned() });
    tried(false, PIN, 6).expect("right");
    assert_eq!(refused(tried(true, "0006", 6)), wrong(0));
    // Others are not kept waiting by it.
    sign_in(&mut there, &name(OWNER), &Pin::typed(PIN), at(6)).expect("signed in");
    let mut posted = Vec::new();
    let connection = rusqlite::Connection::open(folder.path().join("qishi.db")).expect("opened");
    let mut rows = connection.prepare("SELECT kind, body FROM event WHERE stream = 'persons'").expect("sound");
    let rows = rows.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).expect("read");
    for row in rows {
        let (kind, body) = row.expect("a row");
        assert!(!body.contains("argon2id") && !body.contains(PIN), "{body}");
        posted.push(kind);
    }
    assert_eq!(posted.iter().filter(|kind| *kind == "pin_wrong").count(), 5);
    assert_eq!(posted.iter().filter(|kind| *kind == "signed_in").count(), 1);
    sound(&mut there);
}

#[test]
fn who_left_or_has_another_pin_signs_in_no_more() {
    on_both_signed(|store| {
        let clerk = by(store, CLERK, &[]);
        let pin = Pin::chosen("4815").expect("a PIN").kept(Cost::LEAST).expect("kept");
        let change =
            |who: &str| Command::Persons(PersonsAct::Change { name: name(who), role: None, pin: Some(pin.clone()) });
        // One's own PIN is everybody's to change, another's the owner's.
        let why = refused(asked(store, clerk.clone(), change(CASHIER)));
        assert!(matches!(why, PersonTrouble::NotAllowed { right: Right::People, .. }), "{why:?}");
        asked(store, clerk.clone(), change(CLERK)).expect("changed");
        let stale = PersonTrouble::SignInStale { name: CLERK.to_owned() };
        assert_eq!(refused(asked(store, clerk, plain("一"))), stale);
        let old = sign_in(store, &name(CLERK), &Pin::typed(PIN), now());
        assert!(matches!(refused(old), PersonTrouble::WrongPin { .. }));
        let new = sign_in(store, &name(CLERK), &Pin::typed("4815"), now()).expect("signed in").identity;
        let owner = by(store, OWNER, &[]);
        let retire = Command::Persons(PersonsAct::Retire { name: name(CLERK), reason: "离职".to_owned() });
        asked(store, owner.clone(), retire).expect("retired");
        let gone = PersonTrouble::Retired { name: CLERK.to_owned() };
        assert_eq!(refused(asked(store, (name(CLERK), new.into()), plain("一"))), gone);
        assert_eq!(refused(sign_in(store, &name(CLERK), &Pin::typed("4815"), now())), gone);
        asked(store, owner, add(CLERK, Role::Supervisor)).expect("came back");
        let back = store.folder_state(now().date_naive()).expect("read").persons;
        let back = back.of(&name(CLERK)).expect("there");
        assert_eq!((back.role, back.retired), (Role::Supervisor, None));
        by(store, CLERK, &[]);
    });
}

#[test]
fn a_lost_pin_comes_back_at_the_machine_and_everybody_hears_of_it_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &name("柜台")).expect("founded");
    everybody(&mut store);
    let recover = |who: &str| {
        let owner = FilesOwner::of(folder.path()).expect("these are my files");
        let pin = Pin::chosen("4815").expect("a PIN").kept(Cost::LEAST).expect("kept");
        Command::Persons(PersonsAct::Recover { name: name(who), pin, reason: "忘了".to_owned(), owner })
    };
    let why = refused(unproved(&mut store, "柜台", recover(CLERK)));
    assert!(matches!(why, PersonTrouble::NotAllowed { .. }), "only an owner's: {why:?}");
    unproved(&mut store, "柜台", recover(OWNER)).expect("recovered");
    let why = sign_in(&mut store, &name(OWNER), &Pin::typed(PIN), now());
    assert!(matches!(refused(why), PersonTrouble::WrongPin { .. }));
    let told = sign_in(&mut store, &name(OWNER), &Pin::typed("4815"), now()).expect("signed in").recovered;
    let told = told.expect("told");
    assert_eq!((told.name.as_str(), told.reason.as_str()), (OWNER, "忘了"));
    for (who, hears) in [(CLERK, true), (CLERK, false), (SUPERVISOR, true), (SUPERVISOR, false)] {
        assert_eq!(signed(&mut store, who).recovered.is_some(), hears, "{who}");
    }
    sound(&mut store);
    let nowhere = tempfile::tempdir().expect("a folder");
    assert!(matches!(FilesOwner::of(nowhere.path()), Err(Failure::Fault(Fault::NoBooks { .. }))));
}

#[test]
fn the_clock_is_confirmed_by_somebody_who_may() {
    on_both_signed(|store| {
        taken(store, CLERK, vec![order("一", "17600000013", &["2026-01-22"], Vec::new())]);
        let back = time("2026-01-19T10:00");
        let confirm = Command::Office(OfficeAct::ConfirmClock { reason: "电池".to_owned() });
        let mut ask = |who: &str| {
            let identity = sign_in(store, &name(who), &Pin::typed(PIN), back).expect("signed in").identity;
            let (request, identities) = (books::booking::new_request(), Identities::from(identity));
            store.execute(&Envelope {
                request,
                person: name(who),
                at: back,
                identities,
                till: None,
                command: confirm.clone(),
            })
        };
        assert!(matches!(refused(ask(CLERK)), PersonTrouble::NotAllowed { right: Right::Rules, .. }));
        ask(SUPERVISOR).expect("confirmed");
    });
}

#[test]
fn a_copy_comes_back_by_somebody_who_may_by_the_books_that_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &name("柜台")).expect("founded");
    unproved(&mut store, "柜台", plain("一")).expect("booked");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("copy.db");
    backup::Backups::of(folder.path()).make_at(&copy).expect("copied");
    everybody(&mut store);
    let clerk = by(&mut store, CLERK, &[]);
    let supervisor = by(&mut store, SUPERVISOR, &[]);
    drop(store);
    let restore = |(person, identities): (PersonName, Identities)| {
        let request = RestoreRequest {
            folder: folder.path().to_path_buf(),
            file: copy.clone(),
            as_it_is: false,
            given: Vec::new(),
            request: books::booking::new_request(),
            person,
            identities,
            at: now(),
            reason: "误删".to_owned(),
        };
        backup::restore(&request, &mut |_| {})
    };
    assert_eq!(refused(restore((name(CLERK), Identities::none()))), PersonTrouble::SignInNeeded);
    assert!(matches!(refused(restore(clerk)), PersonTrouble::NotAllowed { right: Right::Rules, .. }));
    restore(supervisor).expect("restored");
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    assert!(!store.folder_state(now().date_naive()).expect("read").persons.is_on(), "the copy is from before");
    sound(&mut store);
}

#[test]
fn a_row_of_persons_that_was_taken_away_is_damage_and_not_an_open_counter() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &name("柜台")).expect("founded");
    everybody(&mut store);
    let raw = rusqlite::Connection::open(folder.path().join("qishi.db")).expect("opened");
    assert_eq!(raw.execute("DELETE FROM projection WHERE shelf = 18", []).expect("deleted"), 1);
    let damaged = |what: &str| Failure::Fault(Fault::Damaged { what: format!("table projection: {what}") });
    assert_eq!(unproved(&mut store, CLERK, plain("一")), Err(damaged("the row persons is missing")));
    let problems = store.verify().expect("verified").problems;
    assert!(problems.iter().any(|problem| problem.what.contains("persons")), "{problems:?}");
}

/// What is asked in a random sequence: by whom of five or nobody, approved by whom or nobody.
fn steps() -> impl Strategy<Value = Vec<(u8, Option<usize>, Option<usize>, usize)>> {
    let somebody = || proptest::option::of(0..5usize);
    proptest::collection::vec((0..9u8, somebody(), somebody(), 0..5usize), 1..16)
}

const ALL: [&str; 5] = [OWNER, SUPERVISOR, CLERK, CASHIER, MAKE_UP];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is asked by whomever: both stores answer alike, agree with themselves, and bear no entry of somebody who did not sign
    /// in while that was on.
    #[test]
    fn random_commands_with_persons_are_answered_alike_and_bear_proved_names(steps in steps()) {
        let folder = tempfile::tempdir().expect("a folder");
        let found = envelope("founding", "2026-01-20T08:00", Command::Office(OfficeAct::Found { practice: false }));
        let mut memory = Memory::new();
        memory.execute(&found).expect("founded");
        let mut sqlite = Sqlite::init(folder.path(), false, found.at, &name("柜台")).expect("founded");
        let pin = Pin::chosen(PIN).expect("a PIN").kept(Cost::LEAST).expect("kept");
        for (place, (who, role)) in ALL.into_iter().zip(Role::ALL).enumerate() {
            let add = Command::Persons(PersonsAct::Add { name: name(who), role, pin: pin.clone() });
            for store in [&mut memory as &mut dyn Store, &mut sqlite] {
                store.execute(&envelope(&format!("p-{place}"), "2026-01-20T09:00", add.clone())).expect("entered");
            }
        }
        let mut last = 0;
        for (at, (what, who, approver, about)) in steps.into_iter().enumerate() {
            let first: Number = number("B20260120-0001");
            let about = name(ALL[about]);
            let command = match what {
                0 => switch(true),
                1 => switch(false),
                2 => plain("启事"),
                3 => Command::On(first, Act::Pay(vec![cash(10)])),
                4 => Command::On(first, refund(Method::Cash, 1, approver.map_or("", |approver| ALL[approver]))),
                5 => Command::Persons(PersonsAct::Retire { name: about, reason: "离职".to_owned() }),
                6 => Command::Persons(PersonsAct::Change { name: about, role: Some(Role::Supervisor), pin: None }),
                7 => Command::Take(vec![late(approver.map_or("谁", |approver| ALL[approver]))]),
                _ => Command::Persons(PersonsAct::WrongPin { name: about }),
            };
            let mut answers = Vec::new();
            for store in [&mut memory as &mut dyn Store, &mut sqlite] {
                let mut identities = Identities::none();
                let signed = |store: &mut dyn Store, who: Option<usize>| {
                    let signed = sign_in(store, &name(ALL[who?]), &Pin::typed(PIN), now() + TimeDelta::hours(at as i64));
                    signed.ok().map(|signed| signed.identity)
                };
                identities.person = signed(store, who);
                identities.approvers.extend(signed(store, approver));
                let person = name(who.map_or("柜台", |who| ALL[who]));
                let (request, at) = (format!("r-{at}"), now() + TimeDelta::minutes(at as i64));
                answers.push(store.execute(&Envelope { request, person, at, identities: identities.clone(), till: None, command: command.clone() }));
                let persons = store.folder_state(date("2026-01-20")).expect("read").persons;
                if let Some(Ok(entry)) = answers.last()
                    && persons.proved(entry.seq)
                    && !matches!(command, Command::Persons(PersonsAct::WrongPin { .. }))
                    && entry.seq > 0
                {
                    let proved = identities.person.as_ref().map(|identity| identity.name());
                    prop_assert_eq!(proved, Some(&entry.person));
                }
                prop_assert!(persons.active().any(|person| person.role == Role::Owner));
                prop_assert_eq!(store.verify().expect("verified").problems, vec![]);
            }
            prop_assert_eq!(&answers[0], &answers[1]);
            last = last.max(answers[0].as_ref().map_or(0, |entry| entry.seq));
        }
        prop_assert!(memory.version().expect("read") >= last);
    }
}
