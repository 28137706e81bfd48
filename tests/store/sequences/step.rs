//! What is asked in a random sequence, and when.

use books::booking::{
    Act, Amend, Back, Banknotes, Command, Correct, Corrects, Customer, DayAct, Envelope, Method, MethodSums, Move,
    Number, Offer, OfficeAct, Order, Printout, Rebate, Refund, Rerun, Reverse, SignedHow, TillAct, TillId, TillName,
    Undo, Withdraw,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ids::PersonName;
use trade::measure::Size;
use trade::money::Money;
use trade::rates::FaultOf;
use trade::settings::Paper;

use super::super::given::*;
use books::persons::Identities;

/// What is asked, and when, and under which request id: few of each, so that they meet.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) request: u8,
    pub(super) day: u32,
    minute: u32,
    pub(super) what: Operation,
    /// The till at which it is asked, by its place; none where none is named.
    pub(super) till: Option<u8>,
    /// Whether it is asked on the day of the first run where the sequence has come to that.
    late: bool,
    /// Whether the books are read back after it in the long form too.
    pub(super) proved: bool,
    /// The sum that was shown for an act, by its place.
    pub(super) shown: Option<u8>,
    /// Whether it was said that more came than is owed.
    pub(super) overpaid: bool,
}

/// To which booking one that is taken is tied.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tie {
    /// It corrects that, by the paper's fault or the customer's.
    Corrects(u32, bool),
    /// It takes the ad of that anew.
    Repeats(u32),
}

/// A command of a random sequence, with small numbers for bookings, copies, numbers of customers and tills.
#[derive(Debug, Clone)]
pub(super) enum Operation {
    Book {
        copy: u8,
        phone: u8,
        runs: u8,
        offers: Vec<(u8, i64)>,
        tie: Option<Tie>,
    },
    Pay {
        serial: u32,
        offers: Vec<(u8, i64)>,
    },
    Sign {
        serial: u32,
    },
    Review {
        serials: Vec<u32>,
    },
    Print {
        serials: Vec<u32>,
        statement: bool,
    },
    OpenTill {
        till: u8,
        yuan: i64,
    },
    /// What is counted of cash and perhaps of WeChat, in a till of this day or of the day before.
    CountTill {
        till: u8,
        before: bool,
        cash: i64,
        wechat: Option<i64>,
    },
    /// Cash of a till of this day goes to the bank.
    Bank {
        till: u8,
        yuan: i64,
    },
    CloseTill {
        till: u8,
        before: bool,
        explained: bool,
    },
    /// This day, or the day before.
    CloseDay {
        before: bool,
    },
    ReopenDay {
        before: bool,
        approved: bool,
    },
    SetPaper {
        name: u8,
    },
    Confirm,
    /// The runs of these places among the two days of publication; none for all.
    Withdraw {
        serial: u32,
        runs: Vec<u8>,
        reason: bool,
        back: Option<(u8, bool)>,
    },
    Refund {
        serial: u32,
        method: u8,
        yuan: i64,
        approved: bool,
    },
    /// From and to days by their places.
    Move {
        serial: u32,
        from: u8,
        to: u8,
    },
    /// New words, a new size and a new telephone number by their places, whose fault it was, and how what is owed back goes back, approved
    /// or not.
    Correct {
        serial: u32,
        copy: Option<u8>,
        size: Option<u8>,
        phone: Option<u8>,
        paper: bool,
        back: Option<(u8, bool)>,
    },
    /// On a day by its place.
    Rerun {
        serial: u32,
        on: u8,
    },
    /// A payment, and what came in instead, or the booking for which it came.
    Reverse {
        serial: u32,
        payment: (u8, i64),
        instead: Option<(u8, i64)>,
        other: Option<u32>,
    },
    Rebate {
        serial: u32,
        yuan: i64,
        approved: bool,
        back: Option<(u8, bool)>,
    },
    Undo {
        serial: u32,
    },
}

pub(super) const PHONES: [&str; 3] = ["17600000013", "13800000012", "0532-88187720"];
/// What may stand on account under each, in yuan; none where the paper agreed on nothing.
pub(super) const LIMITS: [Option<i64>; 3] = [Some(1_500), Some(1_000_000), None];
pub(super) const RUNS: [&[&str]; 5] =
    [&["2026-01-25"], &["2026-01-25", "2026-01-26"], &["2026-01-26"], &["2026-01-25", "2026-01-27"], &["2026-01-28"]];
/// The days of publication.
pub(super) const DAYS: [&str; 4] = ["2026-01-25", "2026-01-26", "2026-01-27", "2026-01-28"];
/// The sizes, each with what a run of it costs in yuan; ads are taken in the first.
pub(super) const SIZES: [(&str, i64); 3] = [("7.2x10", 999), ("14.6x6", 1_314), ("7.2x5", 520)];
/// What clerks were shown that a booking costs after an act, in yuan.
pub(super) const SHOWN: [i64; 6] = [0, 999, 1_334, 540, 1_998, 1_040];
/// Withdrawing costs a tenth before the deadline, on Friday the 23rd, and half of the rest once a run has appeared; correcting an error of
/// the customer twenty yuan.
pub(super) const TERMS: &str = "[[cancellation]]\nstage = \"before_deadline\"\npercent = 10\n\
    [[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n\
    [[correction]]\nfault = \"customer\"\namount = 20\n[[correction]]\nfault = \"paper\"\nfree = true\n";

impl Step {
    pub(super) fn at(&self) -> DateTime<FixedOffset> {
        time(&format!("2026-01-{}T10:{:02}", self.day, self.minute))
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.at().date_naive()
    }

    /// This day, or the day before.
    pub(super) fn of(&self, before: bool) -> NaiveDate {
        if before { self.day().pred_opt().expect("a day") } else { self.day() }
    }

    /// A booking of the day before or of this one: even and odd serials.
    pub(super) fn number(&self, serial: u32) -> Number {
        Number { day: date(&format!("2026-01-{}", 20 + serial % 2)), serial: serial / 2 + 1 }
    }

    pub(super) fn envelope(&self) -> Envelope {
        let offers = |offers: &[(u8, i64)]| {
            let offer = |(method, yuan): &(u8, i64)| {
                let offer = Offer::new(Method::ALL[usize::from(*method) % Method::ALL.len()], Money::yuan(*yuan));
                Offer { overpaid: self.overpaid, ..offer }
            };
            offers.iter().map(offer).collect::<Vec<_>>()
        };
        let amend = |serial: u32, amend: Amend| {
            let act = match self.shown {
                None => Act::Amend(amend),
                Some(shown) => Act::AmendAsShown(amend, Money::yuan(SHOWN[usize::from(shown)])),
            };
            Command::On(self.number(serial), act)
        };
        let command = match &self.what {
            Operation::Book { copy, phone, runs, offers: paid, tie } => {
                let name = format!("客户{copy}");
                let copy = words(*copy);
                let (phone, runs) = (PHONES[usize::from(*phone)], RUNS[usize::from(*runs)]);
                let mut booked = order(&copy, phone, runs, offers(paid));
                booked.customer = Customer::checked(phone, &name, "", "").expect("a customer");
                let tied = match *tie {
                    None => booked,
                    Some(Tie::Repeats(first)) => Order { repeats: Some(self.number(first)), ..booked },
                    Some(Tie::Corrects(first, paper)) => {
                        let corrects = Corrects { booking: self.number(first), fault: fault(paper) };
                        Order { corrects: Some(corrects), ..booked }
                    }
                };
                Command::Take(vec![tied])
            }
            Operation::Pay { serial, offers: paid } => Command::On(self.number(*serial), Act::Pay(offers(paid))),
            Operation::Sign { serial } => {
                let size: trade::measure::Size = "7.2x10".parse().expect("a size");
                let act = Act::Sign {
                    how: SignedHow::Paper,
                    who: "王敏".to_owned().into(),
                    sheet: Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen"),
                };
                Command::On(self.number(*serial), act)
            }
            Operation::Review { serials } => {
                Command::each(serials.iter().map(|serial| self.number(*serial)), &Act::Review)
            }
            Operation::Print { serials, statement } => {
                let act = Act::Print { paper: printout(*statement), drawn: None };
                Command::each(serials.iter().map(|serial| self.number(*serial)), &act)
            }
            Operation::OpenTill { till, yuan } => {
                Command::Till(TillAct::Open { till: named(*till), float: Money::yuan(*yuan) })
            }
            Operation::CountTill { till, before, cash, wechat } => {
                let till = TillId { day: self.of(*before), name: named(*till) };
                let mut counted = MethodSums::from([(Method::Cash, Money::yuan(*cash))]);
                counted.extend(wechat.map(|yuan| (Method::Wechat, Money::yuan(yuan))));
                Command::Till(TillAct::Count { till, counted, notes: Banknotes::default() })
            }
            Operation::Bank { till, yuan } => {
                let till = TillId { day: self.day(), name: named(*till) };
                let (amount, notes) = (Money::yuan(*yuan), Banknotes::default());
                Command::Till(TillAct::Bank { till, amount, notes })
            }
            Operation::CloseTill { till, before, explained } => {
                let till = TillId { day: self.of(*before), name: named(*till) };
                let explained = if *explained { "找错零" } else { " " }.to_owned();
                Command::Till(TillAct::Close { till, explained })
            }
            Operation::CloseDay { before } => Command::Day(self.of(*before), DayAct::Close { reason: String::new() }),
            Operation::ReopenDay { before, approved } => {
                let (reason, approved_by) = ("漏收".to_owned(), if *approved { "张主任" } else { " " }.to_owned());
                Command::Day(self.of(*before), DayAct::Reopen { reason, approved_by: approved_by.into() })
            }
            Operation::SetPaper { name } => {
                let paper = Paper::checked(&format!("第{name}报"), "", None).expect("sound");
                Command::Office(OfficeAct::SetPaper(paper))
            }
            Operation::Confirm => Command::Office(OfficeAct::ConfirmClock { reason: "时钟曾快".to_owned() }),
            Operation::Withdraw { serial, runs, reason, back } => {
                let runs = runs.iter().map(|at| date(DAYS[usize::from(*at)])).collect();
                let (reason, refund) = (if *reason { "不登了" } else { " " }.to_owned(), given_back(*back));
                amend(*serial, Amend::Withdraw(Withdraw { runs, reason, refund }))
            }
            Operation::Correct { serial, copy, size, phone, paper, back } => {
                let correct = Correct {
                    copy: copy.map(|copy| words(copy).into()),
                    size: size.map(|size| SIZES[usize::from(size)].0.parse::<Size>().expect("a size")),
                    style: None,
                    category: None,
                    customer: None,
                    phone: phone.map(|phone| PHONES[usize::from(phone)].to_owned().into()),
                    fault: fault(*paper),
                    confirmed: None,
                    refund: given_back(*back),
                    reason: "改稿".to_owned(),
                };
                amend(*serial, Amend::Correct(Box::new(correct)))
            }
            Operation::Reverse { serial, payment, instead, other } => {
                let payment = offers(&[*payment]).remove(0);
                let (instead, reason) = (offers(instead.as_slice()), "收错".to_owned());
                let Some(other) = other.map(|other| self.number(other)) else {
                    return self
                        .asks(amend(*serial, Amend::Reverse(Reverse { payment, instead, paid_for: None, reason })));
                };
                let paid = Act::Pay(vec![payment.clone()]);
                let reverse = Reverse { payment, instead: Vec::new(), paid_for: Some(other), reason };
                let reverse = Act::Amend(Amend::Reverse(reverse));
                Command::Each(vec![(self.number(*serial), reverse), (other, paid)])
            }
            Operation::Rebate { serial, yuan, approved, back } => {
                let approved_by = if *approved { "张主任" } else { " " }.to_owned();
                let (amount, reason, refund) = (Money::yuan(*yuan), "漏印一行".to_owned(), given_back(*back));
                let rebate = Rebate { amount, reason, approved_by: approved_by.into(), refund };
                amend(*serial, Amend::Rebate(rebate))
            }
            Operation::Rerun { serial, on } => {
                let rerun = Rerun { on: date(DAYS[usize::from(*on)]), reason: "印坏".to_owned() };
                amend(*serial, Amend::Rerun(rerun))
            }
            Operation::Refund { serial, method, yuan, approved } => {
                let back = back_by(*method, *approved);
                let refund = Refund { back, amount: Money::yuan(*yuan), reason: "多收".to_owned() };
                amend(*serial, Amend::Refund(refund))
            }
            Operation::Move { serial, from, to } => {
                let [from, to] = [from, to].map(|at| date(DAYS[usize::from(*at)]));
                let moving = Move { from, to, reason: "改期".to_owned() };
                amend(*serial, Amend::Move(moving))
            }
            Operation::Undo { serial } => amend(*serial, Amend::Undo(Undo { reason: "点错".to_owned(), shown: None })),
        };
        self.asks(command)
    }

    fn asks(&self, command: Command) -> Envelope {
        Envelope {
            request: format!("r-{}", self.request),
            person: PersonName::known("柜台"),
            at: self.at(),
            identities: Identities::none(),
            till: self.till.map(named),
            command,
        }
    }
}

fn fault(paper: bool) -> FaultOf {
    if paper { FaultOf::Paper } else { FaultOf::Customer }
}

/// A till by its place: the main one, and another.
pub(super) fn named(place: u8) -> TillName {
    if place == 0 { TillName::MAIN } else { "窗口2".parse().expect("a name") }
}

/// The copy of an ad by its place; the first is blank.
fn words(place: u8) -> String {
    if place == 0 { " ".to_owned() } else { format!("启事{place}") }
}

fn back_by(method: u8, approved: bool) -> Back {
    let approved_by = if approved { "张主任" } else { "" }.to_owned();
    Back { method: Method::ALL[usize::from(method)], serial: None, approved_by: approved_by.into() }
}

fn given_back(back: Option<(u8, bool)>) -> Option<Back> {
    back.map(|(method, approved)| back_by(method, approved))
}

pub(super) fn printout(statement: bool) -> Printout {
    if statement { Printout::Statement } else { Printout::Proof }
}

/// From 1 to 23 steps. Some sequences come to the day of the first run, and ask most of what is left on it.
pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    (proptest::collection::vec(any_step(), 1..24), 0usize..32).prop_map(|(mut steps, turn)| {
        for step in steps.iter_mut().skip(turn).filter(|step| step.late) {
            step.day = 25;
        }
        steps
    })
}

fn any_step() -> impl Strategy<Value = Step> {
    // Some sums come often, so that a payment is met again by its sum.
    let sum = || prop_oneof![2 => 0i64..1_500, 3 => select(&[500i64, 999][..])];
    let offers = move || proptest::collection::vec((0u8..6, sum()), 0..3);
    let back = || proptest::option::of((0u8..6, any::<bool>()));
    let tie = proptest::option::weighted(
        0.4,
        prop_oneof![
            2 => (0u32..6, any::<bool>()).prop_map(|(first, paper)| Tie::Corrects(first, paper)),
            1 => (0u32..6).prop_map(Tie::Repeats),
        ],
    );
    let other = proptest::option::weighted(0.3, 0u32..6);
    let taking = prop_oneof![
        5 => (0u8..5, 0u8..3, 0u8..5, offers(), tie)
            .prop_map(|(copy, phone, runs, offers, tie)| Operation::Book { copy, phone, runs, offers, tie }),
        3 => (0u32..6, offers()).prop_map(|(serial, offers)| Operation::Pay { serial, offers }),
        1 => (0u32..6).prop_map(|serial| Operation::Sign { serial }),
        1 => proptest::collection::vec(0u32..6, 0..4).prop_map(|serials| Operation::Review { serials }),
        1 => (proptest::collection::vec(0u32..6, 0..4), any::<bool>())
            .prop_map(|(serials, statement)| Operation::Print { serials, statement }),
        2 => (0u8..2, 0i64..500).prop_map(|(till, yuan)| Operation::OpenTill { till, yuan }),
        1 => (0u8..3).prop_map(|name| Operation::SetPaper { name }),
        1 => Just(Operation::Confirm),
    ];
    let acts = prop_oneof![
        4 => (0u32..6, proptest::collection::vec(0u8..4, 0..3), (0u8..8).prop_map(|one| one > 0), back())
            .prop_map(|(serial, runs, reason, back)| Operation::Withdraw { serial, runs, reason, back }),
        2 => (0u32..6, 0u8..6, sum(), any::<bool>())
            .prop_map(|(serial, method, yuan, approved)| Operation::Refund { serial, method, yuan, approved }),
        2 => (0u32..6, 0u8..4, 0u8..4).prop_map(|(serial, from, to)| Operation::Move { serial, from, to }),
        3 => correct(),
        2 => (0u32..6, 1u8..4).prop_map(|(serial, on)| Operation::Rerun { serial, on }),
        2 => (0u32..6, 0i64..1_200, (0u8..4).prop_map(|one| one > 0), back())
            .prop_map(|(serial, yuan, approved, back)| Operation::Rebate { serial, yuan, approved, back }),
        3 => (0u32..6, (0u8..6, select(&[500i64, 999][..])), proptest::option::of((0u8..6, sum())), other)
            .prop_map(|(serial, payment, instead, other)| {
                let other = other.filter(|other| *other != serial);
                Operation::Reverse { serial, payment, instead: instead.filter(|_| other.is_none()), other }
            }),
        2 => (0u32..6).prop_map(|serial| Operation::Undo { serial }),
    ];
    let evening = prop_oneof![
        3 => (0u8..2, rarely(), sum(), proptest::option::of(sum()))
            .prop_map(|(till, before, cash, wechat)| Operation::CountTill { till, before, cash, wechat }),
        1 => (0u8..2, 0i64..600).prop_map(|(till, yuan)| Operation::Bank { till, yuan }),
        3 => (0u8..2, rarely(), (0u8..4).prop_map(|one| one > 0))
            .prop_map(|(till, before, explained)| Operation::CloseTill { till, before, explained }),
        3 => rarely().prop_map(|before| Operation::CloseDay { before }),
        1 => (rarely(), any::<bool>()).prop_map(|(before, approved)| Operation::ReopenDay { before, approved }),
    ];
    let what = prop_oneof![13 => taking, 12 => acts, 7 => evening];
    // Few are asked on the day of the first run before the sequence has come to it.
    let day = prop_oneof![24 => 20u32..22, 1 => Just(25u32)];
    let (late, proved) = (proptest::bool::weighted(0.8), proptest::bool::weighted(1.0 / 16.0));
    let till = prop_oneof![4 => Just(None), 1 => (0u8..2).prop_map(Some)];
    let said = (proptest::option::weighted(0.2, 0u8..6), proptest::bool::weighted(0.25));
    let step = (0u8..24, day, 0u32..3, what, till, late, proved, said);
    step.prop_map(|(request, day, minute, what, till, late, proved, (shown, overpaid))| Step {
        request,
        day,
        minute,
        what,
        till,
        late,
        proved,
        shown,
        overpaid,
    })
}

/// Most of the time not.
fn rarely() -> impl Strategy<Value = bool> {
    proptest::bool::weighted(0.2)
}

fn correct() -> impl Strategy<Value = Operation> {
    let back = proptest::option::of((0u8..6, any::<bool>()));
    (
        0u32..6,
        proptest::option::of(0u8..5),
        proptest::option::of(0u8..3),
        proptest::option::weighted(0.3, 0u8..3),
        any::<bool>(),
        back,
    )
        .prop_map(|(serial, copy, size, phone, paper, back)| Operation::Correct {
            serial,
            copy,
            size,
            phone,
            paper,
            back,
        })
}
