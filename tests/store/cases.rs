//! One suite for every store: what a counter asks of its books, case by case.

use books::booking::{
    Act, Banknotes, BookingEvent, Command, Entry, Event, HistoryItem, Method, Offer, OfficeAct, Order, PaperSeen,
    Printout, RuleKind, SettledFinding, Settlement, SignedHow, TillAct, TillId, TillName,
};
use books::store::{DayOf, Store, whole_day};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ad::{Finding, Found, PaperId, Picture, Severity};
use trade::money::Money;
use trade::rates::VatRate;
use trade::refusal::{Failure, Refusal, RuleFileTrouble, RunDateTrouble, TillTrouble};
use trade::settings::Paper;

use super::given::*;

fn refused<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn an_ad_is_taken_and_found_again() {
    on_both(false, |store| {
        let booked = order("新婚快乐", "176-0000-0013", &["2026-01-22", "2026-01-23"], vec![cash(2000)]);
        let entry = ask(store, "r-1", Command::Take(vec![booked.clone()])).expect("booked");
        let first = number("B20260120-0001");
        assert_eq!((entry.taken(), entry.change(), entry.opened_till()), (Some(first), Money::yuan(2), true));

        let found = store.booking(first).expect("read").expect("there");
        assert_eq!(found.order().customer, booked.customer);
        assert_eq!(found.order().ad, booked.ad);
        assert_eq!((found.paid(), found.owing()), (Money::yuan(1998), Money::ZERO));
        assert_eq!(found.taken_at, time("2026-01-20T10:00"));
        assert_eq!(store.booking(number("B20260120-0002")).expect("read"), None);
        sound(store);
    });
}

/// An error and a warning.
fn wanting() -> [Finding; 2] {
    [(Severity::Error, 2), (Severity::Warning, 3)].map(|(severity, end)| {
        let found = Found::CoarsePicture { dpi: 90, wanted: 150 };
        Finding { found, severity, start: 0, end }
    })
}

/// An order in which both are found.
fn found_wanting(copy: &str) -> Order {
    order(copy, "13800000012", &["2026-01-22"], vec![cash(999)])
}

/// Takes orders, in the first of which an error and a warning is found.
fn take_wanting(store: &mut dyn Store, request: &str, orders: &[Order]) -> Result<Entry, Failure> {
    take_with(store, request, orders, |booked| booked[0].findings = wanting().to_vec())
}

#[test]
fn an_error_holds_until_it_is_overridden_or_confirmed() {
    on_both(false, |store| {
        let number = take_wanting(store, "r-1", &[found_wanting("一二三")]).expect("booked").taken().expect("taken");
        let of = |place: usize, how| vec![SettledFinding::of(&wanting()[place], how)];
        let settle = |settled| Command::On(number, Act::Settle(settled));
        assert!(store.booking(number).expect("read").expect("there").held());
        let seen = ask(store, "r-2", settle(of(0, Settlement::Acknowledged)));
        assert!(matches!(refused(seen), Refusal::NeedsOverride { .. }));
        let nobody = Settlement::Overridden { by: "李主任".into(), reason: " ".to_owned() };
        assert_eq!(refused(ask(store, "r-3", settle(of(0, nobody)))), Refusal::NoReason);
        ask(store, "r-4", settle(of(1, Settlement::Acknowledged))).expect("a warning is acknowledged");
        let approve = |reason: &str| {
            let (by, reason) = ("李主任".to_owned(), reason.to_owned());
            Command::On(number, Act::Approve { rule: None, by: by.into(), reason })
        };
        let entry = ask(store, "r-5", approve("原件如此")).expect("overridden");
        assert_eq!(ask(store, "r-5", approve("原件如此")), Ok(entry), "the same request again");
        assert!(matches!(refused(ask(store, "r-6", approve("原件如此"))), Refusal::NoSuchFinding { .. }));
        let found = store.booking(number).expect("read").expect("there");
        assert!(!found.held() && found.settled.len() == 2);
        assert!(found.history.iter().any(|happened| matches!(happened.what, HistoryItem::Settled(_))));
        sound(store);
    });
}

#[test]
fn a_batch_is_taken_as_one_or_not_at_all() {
    on_both(false, |store| {
        ask(store, "r-0", plain("零")).expect("booked");
        let mut all = vec![found_wanting("一二三"), order("四五六", "13800000013", &["2026-01-22"], vec![cash(999)])];
        let how = Settlement::Confirmed {
            who: "刘书记员".to_owned().into(),
            when: "2026-01-20 09:40".to_owned(),
            how: SignedHow::Telephone,
        };
        all[0].settled = vec![SettledFinding::of(&wanting()[0], how)];
        let entry = take_wanting(store, "r-1", &all).expect("booked");
        assert_eq!(entry.taken_all(), [number("B20260120-0002"), number("B20260120-0003")]);
        let tills = entry.events.iter().filter(|event| matches!(event, Event::Till(..))).count();
        assert_eq!(tills, 1, "the till opens once");
        assert_eq!(ask(store, "r-1", Command::Take(all.clone())), Ok(entry), "the same request again");
        assert!(!store.booking(number("B20260120-0002")).expect("read").expect("there").held(), "confirmed before");
        // One that is invalid stops the batch, and no number is lost.
        all[0].settled.clear();
        all[1].runs = Vec::new();
        let second = Refusal::InBatch { index: 2, refusal: Box::new(Refusal::RunDate(RunDateTrouble::NoRunDate)) };
        assert_eq!(refused(ask(store, "r-2", Command::Take(all))), second);
        let next = ask(store, "r-3", plain("七")).expect("booked");
        assert_eq!(next.taken(), Some(number("B20260120-0004")));
        sound(store);
    });
}

#[test]
fn rules_are_entered_and_withdrawn_and_priced_bookings_stay() {
    on_both(false, |store| {
        ask(store, "r-1", plain("一")).expect("booked");
        let text = include_str!("../rates/cards/chongqing.toml").to_owned();
        let enter = |from: &str| {
            Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text: text.clone(), from: date(from) })
        };
        let entry = ask(store, "r-2", enter("2026-02-01")).expect("entered");
        assert_eq!(ask(store, "r-2", enter("2026-02-01")), Ok(entry), "the same request again");
        assert!(matches!(
            refused(ask(store, "r-3", enter("2026-03-01"))),
            Refusal::RuleFile(RuleFileTrouble::CardVersionUsed { .. })
        ));
        assert!(matches!(
            refused(ask(store, "r-4", enter("2026-01-19"))),
            Refusal::RuleFile(RuleFileTrouble::CardInPast { .. })
        ));
        let house = store.folder_state(date("2026-01-20")).expect("read");
        let entered: Vec<_> = house.rules.iter().map(|one| (one.id.as_str(), one.from, one.text == text)).collect();
        assert_eq!(entered, [("chongqing-fazhi", date("2026-02-01"), true)], "kept byte for byte");
        let withdraw = || {
            Command::Office(OfficeAct::WithdrawRules {
                kind: RuleKind::Card,
                version: "1".to_owned(),
                reason: String::new(),
            })
        };
        ask(store, "r-5", withdraw()).expect("withdrawn");
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read").rules, []);
        assert!(matches!(
            refused(ask(store, "r-6", withdraw())),
            Refusal::RuleFile(RuleFileTrouble::NoSuchCard { .. })
        ));
        ask(store, "r-7", enter("2026-02-01")).expect("what never took effect may be entered again");
        assert_eq!(whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read").len(), 1);
        sound(store);
    });
}

#[test]
fn the_same_request_again_gives_the_first_answer() {
    on_both(false, |store| {
        let first = ask(store, "r-1", plain("一")).expect("booked");
        let later = envelope("r-1", "2026-01-21T09:00", plain("一"));
        assert_eq!(store.execute(&later), Ok(first.clone()));
        assert_eq!(store.recall("r-1", &plain("一").content()), Ok(Some(first)));
        assert_eq!(store.recall("r-2", &plain("一").content()), Ok(None));
        assert_eq!(whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read").len(), 1);
        sound(store);
    });
}

#[test]
fn a_request_id_is_not_used_for_something_else() {
    on_both(false, |store| {
        ask(store, "r-1", plain("一")).expect("booked");
        let reused = Refusal::RequestReused { request: "r-1".to_owned() };
        assert_eq!(refused(ask(store, "r-1", plain("二"))), reused);
        assert_eq!(
            refused(ask(store, "r-1", Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::ZERO }))),
            reused
        );
        assert_eq!(refused(store.recall("r-1", &plain("二").content())), reused);
        sound(store);
    });
}

#[test]
fn numbers_run_without_gaps_and_start_anew_each_day() {
    on_both(false, |store| {
        for i in 1..=3 {
            let entry = ask(store, &format!("r-{i}"), plain("一")).expect("booked");
            assert_eq!(entry.taken(), Some(number(&format!("B20260120-000{i}"))));
            let empty = ask(store, &format!("e-{i}"), plain(" "));
            assert_eq!(refused(empty), Refusal::EmptyCopy);
        }
        let next = store.execute(&envelope("n", "2026-01-21T09:00", plain("一"))).expect("booked");
        assert_eq!(next.taken(), Some(number("B20260121-0001")));
        sound(store);
    });
}

#[test]
fn money_comes_in_parts() {
    on_both(false, |store| {
        ask(store, "r-1", plain("一")).expect("booked");
        let booking = number("B20260120-0001");
        let pay = |offers| Command::On(booking, Act::Pay(offers));
        let wechat = |yuan| Offer::new(Method::Wechat, Money::yuan(yuan));

        let part = ask(store, "p-1", pay(vec![wechat(500)])).expect("paid");
        assert!(part.opened_till(), "the till opens before the first money of the day");
        let too_much = refused(ask(store, "p-2", pay(vec![wechat(500)])));
        assert_eq!(too_much, Refusal::PaidTooMuch { amount: Money::yuan(500), owing: Money::yuan(499) });
        assert_eq!(refused(ask(store, "p-3", pay(Vec::new()))), Refusal::NothingPaid);
        let rest = ask(store, "p-4", pay(vec![wechat(99), cash(500)])).expect("paid");
        assert_eq!((rest.change(), rest.opened_till()), (Money::yuan(100), false));
        assert!(matches!(refused(ask(store, "p-5", pay(vec![cash(1)]))), Refusal::PaidTooMuch { .. }));

        let found = store.booking(booking).expect("read").expect("there");
        assert_eq!((found.paid(), found.owing(), found.payments.len()), (Money::yuan(999), Money::ZERO, 3));
        let unknown = Command::On(number("B20260120-0009"), Act::Pay(vec![cash(1)]));
        assert!(matches!(refused(ask(store, "p-6", unknown)), Refusal::NoSuchBooking { .. }));
        sound(store);
    });
}

#[test]
fn the_till_opens_once_a_day() {
    on_both(false, |store| {
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read").till, None);
        ask(store, "t-1", Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::yuan(300) }))
            .expect("opened");
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read").till, Some(Money::yuan(300)));
        let version = store.version().expect("read");
        let open = || TillTrouble::Open { tills: vec!["main".to_owned()], day: date("2026-01-20") }.into();
        let again = TillAct::Open { till: TillName::MAIN, float: Money::yuan(500) };
        assert_eq!(refused(ask(store, "t-2", Command::Till(again))), open());
        assert_eq!(store.version().expect("read"), version);
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read").till, Some(Money::yuan(300)));
        assert_eq!(store.folder_state(date("2026-01-21")).expect("read").till, None);
        // That of the day before is still open, and is counted and closed first.
        let next = |store: &mut dyn Store, request: &str| {
            let act = TillAct::Open { till: TillName::MAIN, float: Money::ZERO };
            store.execute(&envelope(request, "2026-01-21T08:00", Command::Till(act)))
        };
        assert_eq!(refused(next(store, "t-3")), open());
        let (till, counted) = (TillId::main(date("2026-01-20")), [(Method::Cash, Money::yuan(300))].into());
        let count = TillAct::Count { till, counted, notes: Banknotes::default() };
        for (request, act) in [("t-4", count), ("t-5", TillAct::Close { till, explained: String::new() })] {
            store.execute(&envelope(request, "2026-01-21T08:00", Command::Till(act))).expect("done");
        }
        next(store, "t-6").expect("opened");
        assert_eq!(store.folder_state(date("2026-01-21")).expect("read").till, Some(Money::ZERO));
        sound(store);
    });
}

#[test]
fn a_clock_set_back_is_refused_until_it_is_confirmed() {
    on_both(false, |store| {
        ask(store, "r-1", plain("一")).expect("booked");
        // Minutes back on the same day: the journal stays in order.
        let earlier = store.execute(&envelope("r-2", "2026-01-20T09:00", plain("二"))).expect("booked");
        assert_eq!(earlier.at, time("2026-01-20T10:00"));

        let (today, last) = (date("2026-01-19"), date("2026-01-20"));
        let back = |store: &mut dyn books::store::Store, request, command| {
            store.execute(&envelope(request, "2026-01-19T12:00", command))
        };
        assert_eq!(refused(back(store, "r-3", plain("三"))), Refusal::ClockBack { today, last });
        let confirm = |reason: &str| Command::Office(OfficeAct::ConfirmClock { reason: reason.to_owned() });
        assert_eq!(refused(back(store, "c-1", confirm("  "))), Refusal::NoReason);
        let confirmed = back(store, "c-2", confirm("时钟曾快一天")).expect("confirmed");
        assert_eq!((confirmed.at, confirmed.day), (time("2026-01-19T12:00"), today));
        assert_eq!(store.folder_state(today).expect("read").last_day, Some(today));
        let entry = back(store, "r-3", plain("三")).expect("booked");
        assert_eq!(entry.taken(), Some(number("B20260119-0001")));
        // And forward again: the day's numbers go on where they were.
        let entry = ask(store, "r-4", plain("四")).expect("booked");
        assert_eq!(entry.taken(), Some(number("B20260120-0003")));
        assert_eq!(ask(store, "c-3", confirm("无")).expect("nothing to confirm").seq, 0);
        sound(store);
    });
}

#[test]
fn a_clock_more_than_a_week_ahead_is_confirmed_first_but_not_in_practice() {
    let at = |store: &mut dyn books::store::Store, request: &str, day: &str, command| {
        store.execute(&envelope(request, &format!("{day}T10:00"), command))
    };
    on_both(false, |store| {
        // Where nothing was posted yet any day will do.
        at(store, "r-1", "2026-01-20", plain("一")).expect("booked");
        let later = |day| Command::Take(vec![order("二", "17600000013", &[day], Vec::new())]);
        at(store, "r-2", "2026-01-27", later("2026-01-29")).expect("a week is nothing unusual");
        let ahead = Refusal::ClockAhead { today: date("2026-02-04"), last: date("2026-01-27") };
        assert_eq!(refused(at(store, "r-3", "2026-02-04", plain("三"))), ahead);
        let paper = Command::Office(OfficeAct::SetPaper(trade::settings::Paper::default()));
        assert_eq!(refused(at(store, "p-1", "2026-02-04", paper)), ahead);
        let confirm = |reason: &str| Command::Office(OfficeAct::ConfirmClock { reason: reason.to_owned() });
        assert_eq!(refused(at(store, "c-1", "2026-02-04", confirm(" "))), Refusal::NoReason);
        at(store, "c-2", "2026-02-04", confirm("春节休刊")).expect("confirmed");
        let entry = at(store, "r-3", "2026-02-04", later("2026-02-06")).expect("booked");
        assert_eq!(entry.taken(), Some(number("B20260204-0001")));
        sound(store);
    });
    on_both(true, |store| {
        at(store, "r-1", "2026-01-20", plain("一")).expect("booked");
        let open = Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::ZERO });
        at(store, "t-1", "2036-01-20", open).expect("a practice folder plays any day");
    });
}

#[test]
fn a_proof_is_signed_once_and_its_setting_frozen() {
    on_both(false, |store| {
        ask(store, "r-1", plain("一")).expect("booked");
        let booking = number("B20260120-0001");
        let size: trade::measure::Size = "7.2x10".parse().expect("a size");
        let sheet = Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen");
        let sign = |who: &str| {
            let (how, who, sheet) = (SignedHow::Wechat, who.to_owned().into(), sheet.clone());
            Command::On(booking, Act::Sign { how, who, sheet })
        };
        assert_eq!(refused(ask(store, "s-0", sign(" "))), Refusal::NoCustomer);
        ask(store, "s-1", sign("王敏")).expect("signed");
        let again = refused(ask(store, "s-2", sign("李雪")));
        assert_eq!(again, Refusal::SignedAlready { booking: booking.to_string() });
        let found = store.booking(booking).expect("read").expect("there");
        let (signed, frozen) = (found.signed.expect("signed"), found.frozen.expect("frozen"));
        assert_eq!((signed.how, signed.who.text(), signed.sheet), (SignedHow::Wechat, "王敏", None));
        assert_eq!(frozen.sheet.get(), Some(&sheet), "what is signed is the frozen proof");
        let row = &whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read")[0];
        assert_eq!(row.signed.as_ref().map(|(how, _, who)| (*how, who.as_str())), Some((SignedHow::Wechat, "王敏")));
        sound(store);
    });
}

#[test]
fn an_evening_review_names_each_booking_once() {
    on_both(false, |store| {
        for i in 1..=3 {
            ask(store, &format!("r-{i}"), plain("一")).expect("booked");
        }
        let [one, two, three] = [1, 2, 3].map(|i| number(&format!("B20260120-000{i}")));
        let review = |bookings: &[_]| Command::each(bookings.to_vec(), &Act::Review);
        assert_eq!(ask(store, "v-1", review(&[one, two, one])).expect("reviewed").events.len(), 2);
        assert_eq!(ask(store, "v-2", review(&[two, three])).expect("reviewed").events.len(), 1);
        assert_eq!(ask(store, "v-3", review(&[one, three])).expect("nothing new").seq, 0);
        let unknown = refused(ask(store, "v-4", review(&[one, number("B20260120-0004")])));
        assert!(matches!(unknown, Refusal::NoSuchBooking { .. }));
        let rows = whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read");
        assert!(rows.iter().all(|row| !row.open.contains(&books::booking::Open::Review)));
        sound(store);
    });
}

#[test]
fn prints_are_counted_and_told() {
    on_both(false, |store| {
        for i in 1..=2 {
            ask(store, &format!("r-{i}"), plain("一")).expect("booked");
        }
        let [one, two] = [1, 2].map(|i| number(&format!("B20260120-000{i}")));
        let print = |bookings: &[_], paper| Command::each(bookings.to_vec(), &Act::Print { paper, drawn: None });
        let first = ask(store, "p-1", print(&[one], Printout::Statement)).expect("printed");
        let printed = BookingEvent::Printed { paper: Printout::Statement, copy: 1, drawn: None };
        assert_eq!(first.events, [Event::Booking(one, printed)]);
        assert_eq!(ask(store, "p-1", print(&[one], Printout::Statement)), Ok(first), "asked twice it is one print");
        ask(store, "p-2", print(&[two, one], Printout::Proof)).expect("printed");
        let again = ask(store, "p-3", print(&[one, two], Printout::Statement)).expect("printed");
        let copy = |event: &Event| match event {
            Event::Booking(_, BookingEvent::Printed { copy, .. }) => *copy,
            other => panic!("{other:?}"),
        };
        let copies: Vec<u32> = again.events.iter().map(copy).collect();
        assert_eq!(copies, [2, 1]);
        assert_eq!(ask(store, "p-4", print(&[], Printout::Proof)).expect("nothing to do").seq, 0);
        let unknown = refused(ask(store, "p-5", print(&[one, number("B20260120-0009")], Printout::Proof)));
        assert!(matches!(unknown, Refusal::NoSuchBooking { .. }));

        let found = store.booking(one).expect("read").expect("there");
        let told: Vec<HistoryItem> = found.history.iter().skip(1).map(|happened| happened.what.clone()).collect();
        let (proof, statement) = (Printout::Proof, Printout::Statement);
        assert_eq!(
            told,
            [
                HistoryItem::Printed(statement, 1, None),
                HistoryItem::Printed(proof, 1, None),
                HistoryItem::Printed(statement, 2, None)
            ]
        );
        assert_eq!(found.prints(Printout::Statement), 2);
        sound(store);
    });
}

#[test]
fn papers_seen_later_are_added() {
    on_both(false, |store| {
        let mut booked = order("一", "17600000013", &["2026-01-22"], Vec::new());
        booked.ad.picture = Some(std::sync::Arc::new(Picture::read(png()).expect("a picture")).into());
        booked.seen = vec![PaperSeen::checked(&PaperId::known("consent_name"), "", "2026-3").expect("sound")];
        ask(store, "r-1", Command::Take(vec![booked])).expect("booked");
        let booking = number("B20260120-0001");
        let found = store.booking(booking).expect("read").expect("there");
        assert_eq!(found.papers_missing(), ["consent_picture"]);
        let papers = vec![PaperSeen::checked(&PaperId::known("consent_picture"), "002X", "").expect("sound")];
        ask(store, "s-1", Command::On(booking, Act::See(papers.clone()))).expect("seen");
        let found = store.booking(booking).expect("read").expect("there");
        assert!(found.papers_missing().is_empty());
        assert_eq!(found.seen[1], papers[0]);
        sound(store);
    });
}

#[test]
fn a_telephone_number_is_known_by_its_last_booking() {
    on_both(false, |store| {
        assert_eq!(store.known("17600000013").expect("read"), None);
        let booked = |phone: &str, name: &str| {
            let mut booked = order("一", phone, &["2026-01-22"], Vec::new());
            booked.customer = books::booking::Customer::checked(phone, name, "", "").expect("sound");
            Command::Take(vec![booked])
        };
        ask(store, "r-1", booked("176-0000-0013", "王敏")).expect("booked");
        ask(store, "r-2", booked("+86 17600000013", "李雪")).expect("booked");
        ask(store, "r-3", booked("13800000012", "赵六")).expect("booked");
        let known = store.known("17600000013").expect("read").expect("known");
        assert_eq!((known.name.text(), known.phone.text()), ("李雪", "+86 17600000013"));
        sound(store);
    });
}

#[test]
fn days_are_listed_in_pages() {
    on_both(false, |store| {
        for i in 1..=7 {
            let runs: &[&str] = if i % 2 == 0 { &["2026-01-22", "2026-01-23"] } else { &["2026-01-23"] };
            let booked = order(&format!("第{i}"), "17600000013", runs, Vec::new());
            ask(store, &format!("r-{i}"), Command::Take(vec![booked])).expect("booked");
        }
        store.execute(&envelope("n", "2026-01-21T09:00", plain("次日"))).expect("booked");
        let mut serials = |day: &str, by, after: Option<&str>, limit| {
            let page = store.day(date(day), by, after.map(number), limit).expect("read");
            page.iter().map(|row| row.number.to_string()[5..].to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(serials("2026-01-20", DayOf::Taken, None, 3), "0120-0001 0120-0002 0120-0003");
        assert_eq!(serials("2026-01-20", DayOf::Taken, Some("B20260120-0006"), 3), "0120-0007");
        assert_eq!(serials("2026-01-20", DayOf::Taken, Some("B20260120-0007"), 3), "");
        assert_eq!(serials("2026-01-20", DayOf::Taken, None, 0), "");
        assert_eq!(serials("2026-01-22", DayOf::Running, None, 9), "0120-0002 0120-0004 0120-0006 0121-0001");
        assert_eq!(serials("2026-01-22", DayOf::Running, Some("B20260120-0006"), 9), "0121-0001");
        assert_eq!(serials("2026-01-23", DayOf::Running, None, 2), "0120-0001 0120-0002");
        assert_eq!(serials("2026-01-24", DayOf::Running, None, 9), "");
        sound(store);
    });
}

#[test]
fn practice_is_said_once_and_stays() {
    for practice in [false, true] {
        on_both(practice, |store| {
            assert_eq!(store.folder_state(date("2026-01-20")).expect("read").practice, practice);
            let again = ask(store, "f", Command::Office(OfficeAct::Found { practice: !practice }));
            assert!(matches!(refused(again), Refusal::AlreadyThere { .. }));
            sound(store);
        });
    }
}

#[test]
fn the_paper_is_what_was_set_last() {
    on_both(false, |store| {
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read").paper, Paper::default());
        for (i, name) in ["某报", "某晚报"].into_iter().enumerate() {
            let paper = Paper::checked(name, "91370200MA3TBJ0T8E", Some(VatRate::GENERAL)).expect("sound");
            ask(store, &format!("s-{i}"), Command::Office(OfficeAct::SetPaper(paper.clone()))).expect("set");
            assert_eq!(store.folder_state(date("2026-01-20")).expect("read").paper, paper);
        }
        sound(store);
    });
}

#[test]
fn the_version_rises_with_every_entry_and_only_then() {
    on_both(false, |store| {
        let before = store.version().expect("read");
        ask(store, "r-1", plain("一")).expect("booked");
        let after = store.version().expect("read");
        assert_ne!(before, after);
        ask(store, "r-1", plain("一")).expect("asked again");
        refused(ask(store, "r-2", plain("")));
        assert_eq!(store.version().expect("read"), after);
        let verdict = store.verify().expect("verified");
        assert_eq!((verdict.entries, verdict.head.len()), (2, 64));
    });
}
