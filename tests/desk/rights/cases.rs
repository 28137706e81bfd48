//! What each right is asked for, by each of the ways.

use books::booking::{
    Act, Amend, Back, Banknotes, Command, DayAct, Late, Method, Offer, OfficeAct, Refund, SettledFinding, Settlement,
    Terms, TillAct, TillId,
};
use books::store::Store;
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::Message as Take;
use trade::ad::{Finding, Severity};
use trade::money::Money;
use trade::people::Right;
use trade::rates::{Manual, ManualPrice, Quantity};
use trade::settings::Paper;

use super::super::Hand;
use super::super::acts::at_act;
use super::super::taking::lost_notice;
use super::{CASHIER, CLERK, MAKE_UP, OPEN, PAID, Somebody, at, booking, fresh, now, number};

/// Something that a right is asked for, by each of the ways.
pub(super) struct Case {
    pub(super) right: Right,
    /// Who has not got it.
    pub(super) who: Somebody,
    /// Whether the day is closed before.
    pub(super) closed: bool,
    /// On the command line; `COPY` stands for the file of a copy.
    pub(super) arguments: Vec<&'static str>,
    /// In an envelope.
    pub(super) command: fn(&mut dyn Store) -> Command,
    /// At the window.
    pub(super) window: fn(&mut Hand),
}

pub(super) fn cases() -> Vec<Case> {
    let case = |right, who, arguments: Vec<&'static str>, command, window| Case {
        right,
        who,
        closed: right == Right::Reopen,
        arguments,
        command,
        window,
    };
    vec![
        case(
            Right::Take,
            MAKE_UP,
            booking("COPY", "2026-01-22", &[]),
            |_| Command::Take(vec![fresh("2026-01-22", Terms::default())]),
            |hand| {
                lost_notice(hand);
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Pay,
            MAKE_UP,
            vec!["pay", OPEN, "cash:299"],
            |_| Command::On(number(OPEN), Act::Pay(vec![Offer::new(Method::Cash, Money::yuan(299))])),
            |hand| {
                at(hand, OPEN);
                hand.ctrl("m");
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Late,
            CLERK,
            booking("COPY", "2026-01-21", &["--late", "--reason", "急", "--approved-by", CLERK.0]),
            |_| {
                let late = Late { reason: "急".to_owned(), approved_by: CLERK.0.into() };
                Command::Take(vec![fresh("2026-01-21", Terms { late: Some(late), ..Terms::default() })])
            },
            |hand| {
                lost_notice(hand);
                hand.key(Named::Space);
                hand.take(Take::MoveDay("2026-01-21".parse().expect("a day")));
                hand.ctrl_shift("d");
                hand.composes("急");
                hand.key(Named::Enter);
                hand.composes(CLERK.0);
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Below,
            CLERK,
            booking("COPY", "2026-01-22", &["--discount", "10", "--reason", "老客户", "--approved-by", CLERK.0]),
            |_| {
                let price = ManualPrice::Discount(Quantity::whole(10));
                let manual = Manual { price, reason: "老客户".to_owned(), approved_by: CLERK.0.into() };
                Command::Take(vec![fresh("2026-01-22", Terms { manual: Some(manual), ..Terms::default() })])
            },
            |hand| {
                lost_notice(hand);
                hand.ctrl("p");
                for words in ["9折", "老客户", CLERK.0] {
                    hand.composes(words);
                    hand.key(Named::Enter);
                }
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Refund,
            CLERK,
            vec!["refund", PAID, "cash:1", "--reason", "多收"],
            |_| {
                let back = Back { method: Method::Cash, serial: None, approved_by: "".into() };
                let refund = Refund { back, amount: Money::yuan(1), reason: "多收".to_owned() };
                Command::On(number(PAID), Act::Amend(Amend::Refund(refund)))
            },
            |hand| {
                at(hand, PAID);
                at_act(hand, "4");
                hand.types("1");
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::PassErrors,
            CLERK,
            vec!["approve", OPEN, "--reason", "原件核对无误"],
            |store| {
                let booking = store.booking(number(OPEN)).expect("read").expect("there");
                let error: Finding =
                    booking.unsettled(Severity::Error).first().map(|one| (*one).clone()).expect("an error");
                let how = Settlement::Overridden { by: CLERK.0.into(), reason: "原件核对无误".to_owned() };
                Command::On(booking.number, Act::Settle(vec![SettledFinding::of(&error, how)]))
            },
            |hand| {
                at(hand, OPEN);
                hand.ctrl("j");
                hand.composes(CLERK.0);
                hand.key(Named::Enter);
                hand.composes("原件核对无误");
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::OnAccount,
            CASHIER,
            vec!["pay", OPEN, "account:299"],
            |_| Command::On(number(OPEN), Act::Pay(vec![Offer::new(Method::Account, Money::yuan(299))])),
            |hand| {
                at(hand, OPEN);
                hand.ctrl("m");
                hand.key(Named::End);
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Close,
            MAKE_UP,
            vec!["till", "count", "cash:299"],
            |_| {
                let (till, counted) = (TillId::main(now().date_naive()), [(Method::Cash, Money::yuan(299))].into());
                Command::Till(TillAct::Count { till, counted, notes: Banknotes::default() })
            },
            |hand| {
                hand.key(Named::F10);
                hand.types("299");
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Reopen,
            CLERK,
            vec!["close", "--reopen", "--reason", "漏收"],
            |_| {
                let (reason, approved_by) = ("漏收".to_owned(), String::new());
                Command::Day(now().date_naive(), DayAct::Reopen { reason, approved_by: approved_by.into() })
            },
            |hand| {
                hand.key(Named::F10);
                hand.ctrl_shift("r");
                hand.composes("漏收");
                hand.ctrl_key(Named::Enter);
            },
        ),
        case(
            Right::Rules,
            CLERK,
            vec!["paper", "--name", "某报"],
            |_| Command::Office(OfficeAct::SetPaper(Paper { name: "某报".to_owned(), ..Paper::default() })),
            |hand| {
                hand.key(Named::F7);
                hand.ctrl("e");
                hand.types("319");
                hand.ctrl_key(Named::Enter);
            },
        ),
    ]
}
