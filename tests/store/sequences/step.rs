//! What is asked in a random sequence, and when.

use books::booking::{
    Act, Amend, Back, Command, Correct, Customer, Envelope, Method, Move, Number, Offer, OfficeAct, Printout, Rebate,
    Refund, Rerun, Reverse, SignedHow, TillAct, Undo, Withdraw,
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

/// What is asked, and when, and under which request id: few of each, so that they meet.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) request: u8,
    pub(super) day: u32,
    minute: u32,
    pub(super) what: What,
    /// Whether it is asked on the day of the first run where the sequence has come to that.
    late: bool,
    /// Whether the books are read back after it in the long form too.
    pub(super) proved: bool,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Book {
        copy: u8,
        phone: u8,
        runs: u8,
        offers: Vec<(u8, i64)>,
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
        yuan: i64,
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
    /// New words and a new size by their places, whose fault it was, the sum that was shown by its place, and how what is owed back
    /// goes back, approved or not.
    Correct {
        serial: u32,
        copy: Option<u8>,
        size: Option<u8>,
        paper: bool,
        shown: Option<u8>,
        back: Option<(u8, bool)>,
    },
    /// On a day by its place.
    Rerun {
        serial: u32,
        on: u8,
    },
    /// A payment, and what came in instead.
    Reverse {
        serial: u32,
        payment: (u8, i64),
        instead: Option<(u8, i64)>,
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
pub(super) const RUNS: [&[&str]; 4] =
    [&["2026-01-25"], &["2026-01-25", "2026-01-26"], &["2026-01-26"], &["2026-01-25", "2026-01-27"]];
/// The days of publication; to the last of them runs are moved, and run again, only.
pub(super) const DAYS: [&str; 4] = ["2026-01-25", "2026-01-26", "2026-01-27", "2026-01-28"];
/// The sizes, each with what a run of it costs in yuan; ads are taken in the first.
pub(super) const SIZES: [(&str, i64); 3] = [("7.2x10", 999), ("14.6x6", 1_314), ("7.2x5", 520)];
/// What clerks were shown that a corrected ad costs, in yuan.
pub(super) const SHOWN: [i64; 3] = [999, 1_334, 540];
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

    /// A booking of the day before or of this one: even and odd serials.
    pub(super) fn number(&self, serial: u32) -> Number {
        Number { day: date(&format!("2026-01-{}", 20 + serial % 2)), serial: serial / 2 + 1 }
    }

    pub(super) fn envelope(&self) -> Envelope {
        let offers = |offers: &[(u8, i64)]| {
            let offer = |(method, yuan): &(u8, i64)| {
                Offer::new(Method::ALL[usize::from(*method) % Method::ALL.len()], Money::yuan(*yuan))
            };
            offers.iter().map(offer).collect::<Vec<_>>()
        };
        let command = match &self.what {
            What::Book { copy, phone, runs, offers: paid } => {
                let name = format!("客户{copy}");
                let copy = words(*copy);
                let (phone, runs) = (PHONES[usize::from(*phone) % 3], RUNS[usize::from(*runs) % 4]);
                let mut booked = order(&copy, phone, runs, offers(paid));
                booked.customer = Customer::checked(phone, &name, "", "").expect("a customer");
                Command::Take(vec![booked])
            }
            What::Pay { serial, offers: paid } => Command::On(self.number(*serial), Act::Pay(offers(paid))),
            What::Sign { serial } => {
                let size: trade::measure::Size = "7.2x10".parse().expect("a size");
                let act = Act::Sign {
                    how: SignedHow::Paper,
                    who: "王敏".to_owned().into(),
                    sheet: Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen"),
                };
                Command::On(self.number(*serial), act)
            }
            What::Review { serials } => Command::each(serials.iter().map(|serial| self.number(*serial)), &Act::Review),
            What::Print { serials, statement } => {
                let act = Act::Print { paper: printout(*statement), drawn: None };
                Command::each(serials.iter().map(|serial| self.number(*serial)), &act)
            }
            What::OpenTill { yuan } => Command::Till(TillAct::Open { float: Money::yuan(*yuan) }),
            What::SetPaper { name } => {
                let paper = Paper::checked(&format!("第{name}报"), "", None).expect("sound");
                Command::Office(OfficeAct::SetPaper(paper))
            }
            What::Confirm => Command::Office(OfficeAct::ConfirmClock { reason: "时钟曾快".to_owned() }),
            What::Withdraw { serial, runs, reason, back } => {
                let runs = runs.iter().map(|at| date(DAYS[usize::from(*at)])).collect();
                let (reason, refund) = (if *reason { "不登了" } else { " " }.to_owned(), given_back(*back));
                Command::On(self.number(*serial), Act::Amend(Amend::Withdraw(Withdraw { runs, reason, refund })))
            }
            What::Correct { serial, copy, size, paper, shown, back } => {
                let correct = Correct {
                    copy: copy.map(|copy| words(copy).into()),
                    size: size.map(|size| SIZES[usize::from(size)].0.parse::<Size>().expect("a size")),
                    style: None,
                    category: None,
                    customer: None,
                    fault: if *paper { FaultOf::Paper } else { FaultOf::Customer },
                    confirmed: None,
                    refund: given_back(*back),
                    reason: "改稿".to_owned(),
                    shown: shown.map(|shown| Money::yuan(SHOWN[usize::from(shown)])),
                };
                Command::On(self.number(*serial), Act::Amend(Amend::Correct(Box::new(correct))))
            }
            What::Reverse { serial, payment, instead } => {
                let payment = offers(&[*payment]).remove(0);
                let (instead, reason) = (offers(instead.as_slice()), "收错".to_owned());
                let reverse = Reverse { payment, instead, paid_for: None, reason };
                Command::On(self.number(*serial), Act::Amend(Amend::Reverse(reverse)))
            }
            What::Rebate { serial, yuan, approved, back } => {
                let approved_by = if *approved { "张主任" } else { " " }.to_owned();
                let (amount, reason, refund) = (Money::yuan(*yuan), "漏印一行".to_owned(), given_back(*back));
                let rebate = Rebate { amount, reason, approved_by, refund };
                Command::On(self.number(*serial), Act::Amend(Amend::Rebate(rebate)))
            }
            What::Rerun { serial, on } => {
                let rerun = Rerun { on: date(DAYS[usize::from(*on)]), reason: "印坏".to_owned() };
                Command::On(self.number(*serial), Act::Amend(Amend::Rerun(rerun)))
            }
            What::Refund { serial, method, yuan, approved } => {
                let back = back_by(*method, *approved);
                let refund = Refund { back, amount: Money::yuan(*yuan), reason: "多收".to_owned() };
                Command::On(self.number(*serial), Act::Amend(Amend::Refund(refund)))
            }
            What::Move { serial, from, to } => {
                let [from, to] = [from, to].map(|at| date(DAYS[usize::from(*at)]));
                let moving = Move { from, to, reason: "改期".to_owned() };
                Command::On(self.number(*serial), Act::Amend(Amend::Move(moving)))
            }
            What::Undo { serial } => {
                Command::On(self.number(*serial), Act::Amend(Amend::Undo(Undo { reason: "点错".to_owned() })))
            }
        };
        Envelope { request: format!("r-{}", self.request), person: PersonName::known("柜台"), at: self.at(), command }
    }
}

/// The copy of an ad by its place; the first is blank.
fn words(place: u8) -> String {
    if place == 0 { " ".to_owned() } else { format!("启事{place}") }
}

fn back_by(method: u8, approved: bool) -> Back {
    let approved_by = if approved { "张主任" } else { "" }.to_owned();
    Back { method: Method::ALL[usize::from(method)], serial: None, approved_by }
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
    let taking = prop_oneof![
        4 => (0u8..5, 0u8..3, 0u8..4, offers())
            .prop_map(|(copy, phone, runs, offers)| What::Book { copy, phone, runs, offers }),
        3 => (0u32..6, offers()).prop_map(|(serial, offers)| What::Pay { serial, offers }),
        1 => (0u32..6).prop_map(|serial| What::Sign { serial }),
        1 => proptest::collection::vec(0u32..6, 0..4).prop_map(|serials| What::Review { serials }),
        1 => (proptest::collection::vec(0u32..6, 0..4), any::<bool>())
            .prop_map(|(serials, statement)| What::Print { serials, statement }),
        1 => (0i64..500).prop_map(|yuan| What::OpenTill { yuan }),
        1 => (0u8..3).prop_map(|name| What::SetPaper { name }),
        1 => Just(What::Confirm),
    ];
    let acts = prop_oneof![
        4 => (0u32..6, proptest::collection::vec(0u8..4, 0..3), (0u8..8).prop_map(|one| one > 0), back())
            .prop_map(|(serial, runs, reason, back)| What::Withdraw { serial, runs, reason, back }),
        2 => (0u32..6, 0u8..6, sum(), any::<bool>())
            .prop_map(|(serial, method, yuan, approved)| What::Refund { serial, method, yuan, approved }),
        2 => (0u32..6, 0u8..4, 0u8..4).prop_map(|(serial, from, to)| What::Move { serial, from, to }),
        3 => correct(),
        2 => (0u32..6, 1u8..4).prop_map(|(serial, on)| What::Rerun { serial, on }),
        2 => (0u32..6, 0i64..1_200, (0u8..4).prop_map(|one| one > 0), back())
            .prop_map(|(serial, yuan, approved, back)| What::Rebate { serial, yuan, approved, back }),
        3 => (0u32..6, (0u8..6, select(&[500i64, 999][..])), proptest::option::of((0u8..6, sum())))
            .prop_map(|(serial, payment, instead)| What::Reverse { serial, payment, instead }),
        2 => (0u32..6).prop_map(|serial| What::Undo { serial }),
    ];
    let what = prop_oneof![13 => taking, 12 => acts];
    // Few are asked on the day of the first run before the sequence has come to it.
    let day = prop_oneof![24 => 20u32..22, 1 => Just(25u32)];
    let (late, proved) = (proptest::bool::weighted(0.8), proptest::bool::weighted(1.0 / 16.0));
    let step = (0u8..24, day, 0u32..3, what, late, proved);
    step.prop_map(|(request, day, minute, what, late, proved)| Step { request, day, minute, what, late, proved })
}

fn correct() -> impl Strategy<Value = What> {
    let back = proptest::option::of((0u8..6, any::<bool>()));
    (
        0u32..6,
        proptest::option::of(0u8..5),
        proptest::option::of(0u8..3),
        any::<bool>(),
        proptest::option::weighted(0.2, 0u8..3),
        back,
    )
        .prop_map(|(serial, copy, size, paper, shown, back)| What::Correct {
            serial,
            copy,
            size,
            paper,
            shown,
            back,
        })
}
