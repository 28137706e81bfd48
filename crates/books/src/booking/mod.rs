//! Bookings (登记): what can be asked of the counter's books, and what happened.
//!
//! A [`Command`] is what a person asks; [`decide`] says what happens, as [`Event`]s, or why not. It is pure: the situation it
//! decides on is an argument, and a store loads the situation, decides and appends in one transaction. A [`Booking`] is what its
//! events come to, replayed in order.

mod customer;
mod decide;
mod leaving;
mod number;
mod payment;
mod row;
mod rules;
mod settle;
mod state;
mod terms;
mod void;

pub use customer::{Customer, PaperSeen, phone_key};
pub use decide::{Situation, decide};
pub use leaving::{FrozenProof, Leaving, Left};
pub use number::Number;
pub use payment::{Method, Offer, Payment};
pub use row::{Row, Totals};
pub use rules::{Entered, RuleKind};
pub use settle::{Settled, Settlement};
pub use state::{Booking, Happened, Open, Signature, What, replay};
pub use terms::{Late, Terms, runs};
pub use void::{LastGiven, Missing, Tail, Void};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use setting::frozen::Frozen;
use trade::ad::{Ad, Finding, Roles};
use trade::measure::TypeSize;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::Quote;
use trade::refusal::Refusal;
use trade::settings::Paper;

/// A command with everything that must travel with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The request's id: the same id again gives the first answer, so that nothing is done twice.
    pub request: String,
    /// Who asks (经办人).
    pub person: String,
    /// When: the clock, read once, in local time.
    pub at: DateTime<FixedOffset>,
    /// What is asked.
    pub command: Command,
}

/// What is asked of the books.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// The first entry of a folder.
    Found {
        /// Whether it is a practice folder (练习).
        practice: bool,
    },
    /// Sets who the paper is.
    SetPaper(Paper),
    /// Takes an ad.
    Book(Box<Booked>),
    /// Takes several ads at once (批量): all of them, or none.
    BookAll(Vec<Booked>),
    /// A supervisor lets everything pass that holds a booking, or what one rule found (放行).
    Approve {
        /// Which booking.
        booking: Number,
        /// Only what this rule found.
        rule: Option<String>,
        /// The supervisor.
        by: String,
        /// Why.
        reason: String,
    },
    /// Settles findings of a booking.
    Settle {
        /// Which booking's.
        booking: Number,
        /// The findings, and how.
        settled: Vec<Settled>,
    },
    /// Makes good a comparison with earlier bookings that could not be made when the booking was taken.
    Compare {
        /// Which booking was compared.
        booking: Number,
        /// What was found beside those booked before it.
        findings: Vec<Finding>,
    },
    /// Takes payments.
    Pay {
        /// For which booking.
        booking: Number,
        /// What the customer offers.
        offers: Vec<Offer>,
    },
    /// Records that papers were seen.
    See {
        /// For which booking.
        booking: Number,
        /// Which papers.
        papers: Vec<PaperSeen>,
    },
    /// Records that the proof was signed, and freezes its setting.
    Sign {
        /// Which booking's.
        booking: Number,
        /// How.
        how: SignedHow,
        /// By whom.
        who: Personal<String>,
        /// The ad's sheet as it was signed.
        sheet: Personal<setting::sheet::Sheet>,
    },
    /// Marks bookings as reviewed (已审核) in the evening.
    Review {
        /// Which.
        bookings: Vec<Number>,
    },
    /// Freezes proofs that are about to leave the house (定版), unless they are frozen already.
    Freeze {
        /// Which.
        proofs: Vec<Leaving>,
        /// How they leave.
        how: Left,
    },
    /// Records a print (打印) that is known to have left: a printer took it, or a viewer opened it.
    Print {
        /// Of which bookings.
        bookings: Vec<Number>,
        /// Of what.
        paper: Printout,
        /// Which print of each booking the paper itself says that it is, in the order of the bookings; empty where it says nothing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        drawn: Vec<u32>,
    },
    /// Opens the till of the day.
    OpenTill {
        /// The float counted into it.
        float: Money,
    },
    /// A supervisor confirms that the clock, which shows a day before the last one posted, is right.
    ConfirmClock {
        /// Why.
        reason: String,
    },
    /// A supervisor voids the numbers (作废号) that went with entries missing from the journal's end, so that taking ads goes on.
    VoidMissing {
        /// Why the entries are missing, as far as anybody knows.
        reason: String,
        /// The last number given, read off the papers: asked for only where nothing else remembers it.
        last: Option<LastGiven>,
    },
    /// Enters a file of rules that holds from a day on.
    EnterRules {
        /// What it is.
        kind: RuleKind,
        /// The file.
        text: String,
        /// The first day on which it holds.
        from: NaiveDate,
    },
    /// Withdraws a file of rules that has not taken effect.
    WithdrawRules {
        /// What it is.
        kind: RuleKind,
        /// Its version.
        version: String,
    },
    /// Posted by a restore into the copy before that takes the place of the books: a copy came back, and what it does not know is
    /// void. Nothing else asks for it.
    Restore(Box<Restored>),
}

/// A copy of the books that came back (恢复), and what was lost by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The name of the copy's file.
    pub file: String,
    /// The hash of the copy's last entry.
    pub head: String,
    /// The number of the copy's entries.
    pub entries: u64,
    /// The hash of the last entry of the books that it replaced; none where those could not be read.
    pub lost_head: Option<String>,
    /// How many of their entries were lost; none where they could not be read.
    pub lost_entries: Option<u64>,
    /// The booking numbers that are void from now on, in order: they were given, or may have been, and are never given again.
    pub void: Vec<Void>,
    /// Where the replaced books are kept; none where there were none.
    pub aside: Option<String>,
    /// Why.
    pub reason: String,
}

/// What the customer ordered, what it costs and how it was set. What was asked is the [`Order`]; the rest is the counter's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Booked {
    /// What was ordered.
    pub order: Order,
    /// What it costs.
    pub quote: Quote,
    /// How it was set.
    pub set: SetAs,
    /// What was found about it.
    pub findings: Vec<Finding>,
    /// The ids of the papers that must be seen for it.
    pub papers: Vec<String>,
    /// The run dates that were taken after their deadline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<NaiveDate>,
}

/// An order: what the customer asks for, pays and shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The ad.
    pub ad: Ad,
    /// The run dates (刊期), in order.
    pub runs: Vec<NaiveDate>,
    /// Who stands behind it.
    pub customer: Customer,
    /// The papers seen.
    pub seen: Vec<PaperSeen>,
    /// What the customer offers to pay now.
    pub offers: Vec<Offer>,
    /// What is agreed besides.
    #[serde(default, skip_serializing_if = "Terms::is_plain")]
    pub terms: Terms,
    /// The findings that were settled before it was booked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<Settled>,
}

/// How an ad was set when it was booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAs {
    /// The type size of the body.
    pub pt: TypeSize,
    /// Its lines, title and signer included.
    pub lines: usize,
    /// The version of the setter.
    pub setter: u32,
    /// The style, also where the clerk named none: a category may get another one of its own later.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub style: String,
    /// What each line was taken for: a better proposal never changes it.
    #[serde(default, skip_serializing_if = "Roles::is_empty")]
    pub roles: Roles,
}

/// How a proof was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedHow {
    /// 签字 on paper.
    Paper,
    /// 微信.
    Wechat,
    /// 电话.
    Telephone,
    /// 盖章: a sealed original counts as a court's signature.
    Seal,
}

impl SignedHow {
    /// All four, in the order in which the desk offers them.
    pub const ALL: [SignedHow; 4] = [SignedHow::Paper, SignedHow::Wechat, SignedHow::Telephone, SignedHow::Seal];
}

/// What is printed of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printout {
    /// 校样.
    Proof,
    /// 广告费结算单.
    Statement,
}

impl Printout {
    /// The word for it in data and in the names of files.
    pub const fn id(self) -> &'static str {
        match self {
            Printout::Proof => "proof",
            Printout::Statement => "statement",
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The folder was founded.
    Founded {
        /// For practice.
        practice: bool,
    },
    /// The paper's settings changed.
    PaperSet(Paper),
    /// The till of the day was opened.
    TillOpened {
        /// With this float.
        float: Money,
        /// Nobody asked for it: a payment came before the till was opened.
        unasked: bool,
    },
    /// An ad was taken.
    Booked {
        /// Its number.
        number: Number,
        /// What was taken; its offers are emptied, since what they came to stands in [`Event::Paid`].
        booked: Box<Booked>,
    },
    /// Findings were settled.
    Settled {
        /// Of which booking.
        booking: Number,
        /// Which, and how.
        settled: Vec<Settled>,
    },
    /// The comparison with earlier bookings, which could not be made when the booking was taken, was made: [`trade::ad::Found::NotCompared`]
    /// is gone from its findings, and these are added.
    Compared {
        /// Which booking was compared.
        booking: Number,
        /// What was found beside those booked before it.
        findings: Vec<Finding>,
    },
    /// A payment was taken.
    Paid {
        /// For which booking.
        booking: Number,
        /// The payment.
        payment: Payment,
    },
    /// Papers were seen.
    Seen {
        /// For which booking.
        booking: Number,
        /// Which.
        papers: Vec<PaperSeen>,
    },
    /// The proof was signed.
    Signed {
        /// Which booking's.
        booking: Number,
        /// How.
        how: SignedHow,
        /// By whom.
        who: Personal<String>,
        /// The ad's sheet as it was signed.
        sheet: Personal<setting::sheet::Sheet>,
    },
    /// A booking was reviewed.
    Reviewed {
        /// Which.
        booking: Number,
    },
    /// A proof is about to leave the house.
    ProofFrozen {
        /// Which booking's.
        booking: Number,
        /// How it leaves.
        how: Left,
        /// The fingerprint of the frozen setting.
        fingerprint: String,
        /// The booking was set by another setter when it was taken, and set anew when it was frozen.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anew: bool,
        /// The frozen setting, at the first time; after that the fingerprint names it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sheet: Option<Personal<Frozen>>,
    },
    /// A print left: a printer took it, or a viewer opened it.
    Printed {
        /// Of which booking.
        booking: Number,
        /// Of what.
        paper: Printout,
        /// Which print of it, from 1; from the second on a statement says 补打.
        copy: u32,
        /// Which print the paper says that it is, where that is another: two counters printed at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        drawn: Option<u32>,
    },
    /// The clock was confirmed.
    ClockConfirmed {
        /// The last day posted before.
        last: NaiveDate,
        /// Why.
        reason: String,
    },
    /// Entries are missing from the journal's end; their numbers are void, and count as given.
    Voided {
        /// Which entries, where that is known.
        missing: Option<Missing>,
        /// Their numbers.
        numbers: Vec<Void>,
        /// Why.
        reason: String,
    },
    /// A file of rules was entered.
    RulesEntered(Box<Entered>),
    /// A file of rules was withdrawn before it took effect.
    RulesWithdrawn {
        /// What it was.
        kind: RuleKind,
        /// Its version.
        version: String,
    },
    /// A copy of the books came back.
    Restored(Box<Restored>),
}

impl Event {
    /// Whether it is business of a day, by which the clock is held: founding a folder, saying who the paper is, entering rules and
    /// restoring a copy are not, so that a practice folder made today can play a day of January; nor is what the books do by themselves
    /// when they are opened, nor that a proof was written, which may be had at any time.
    pub const fn is_business(&self) -> bool {
        !matches!(
            self,
            Event::Founded { .. }
                | Event::PaperSet(_)
                | Event::RulesEntered(_)
                | Event::RulesWithdrawn { .. }
                | Event::Restored(_)
                | Event::Compared { .. }
                | Event::ProofFrozen { .. }
        )
    }

    /// The numbers that are void by it, in order.
    pub fn void(&self) -> &[Void] {
        match self {
            Event::Restored(restored) => &restored.void,
            Event::Voided { numbers, .. } => numbers,
            _ => &[],
        }
    }

    /// The booking that it concerns.
    pub const fn booking(&self) -> Option<Number> {
        match self {
            Event::Booked { number, .. } => Some(*number),
            Event::Paid { booking, .. }
            | Event::Seen { booking, .. }
            | Event::Settled { booking, .. }
            | Event::Compared { booking, .. }
            | Event::Signed { booking, .. }
            | Event::Reviewed { booking }
            | Event::ProofFrozen { booking, .. }
            | Event::Printed { booking, .. } => Some(*booking),
            Event::Founded { .. }
            | Event::PaperSet(_)
            | Event::TillOpened { .. }
            | Event::ClockConfirmed { .. }
            | Event::Voided { .. }
            | Event::RulesEntered(_)
            | Event::RulesWithdrawn { .. }
            | Event::Restored(_) => None,
        }
    }
}

/// One entry of the journal: what one request came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the journal, from 1, without gaps.
    pub seq: u64,
    /// When it was posted: never before the entry before it, but after a confirmed clock.
    pub at: DateTime<FixedOffset>,
    /// The business day: the local date.
    pub day: NaiveDate,
    /// Who asked.
    pub person: String,
    /// The request's id.
    pub request: String,
    /// What happened.
    pub events: Vec<Event>,
}

impl Entry {
    /// The booking that was taken with it.
    pub fn taken(&self) -> Option<Number> {
        self.events.iter().find_map(|event| match event {
            Event::Booked { number, .. } => Some(*number),
            _ => None,
        })
    }

    /// Every booking that was taken with it, in the order of their numbers.
    pub fn taken_all(&self) -> Vec<Number> {
        let taken = self.events.iter().filter_map(|event| match event {
            Event::Booked { number, .. } => Some(*number),
            _ => None,
        });
        taken.collect()
    }

    /// The numbers that were voided with it.
    pub fn voided(&self) -> Vec<Void> {
        self.events.iter().flat_map(|event| event.void().iter().copied()).collect()
    }

    /// The change given with it.
    pub fn change(&self) -> Money {
        let paid = self.events.iter().filter_map(|event| match event {
            Event::Paid { payment, .. } => Some(payment.change()),
            _ => None,
        });
        paid.sum()
    }

    /// Whether the till was opened with it without anybody asking.
    pub fn opened_till(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::TillOpened { unasked: true, .. }))
    }
}

impl Command {
    /// What makes two requests of the same id the same: everything that the person asked, nothing that the counter answered.
    pub fn asked(&self) -> serde_json::Value {
        match self {
            Command::Book(booked) => booked.order.asked(),
            Command::BookAll(all) => asked_all(all.iter().map(|booked| &booked.order)),
            // What is lost by it is not asked: it is what the books answer.
            Command::Restore(restored) => {
                serde_json::json!({ "restore": { "head": restored.head, "reason": restored.reason } })
            }
            other => serde_json::json!({ "command": other }),
        }
    }

    /// The bookings that it names.
    pub fn names(&self) -> Vec<Number> {
        match self {
            Command::Pay { booking, .. }
            | Command::See { booking, .. }
            | Command::Sign { booking, .. }
            | Command::Approve { booking, .. }
            | Command::Settle { booking, .. }
            | Command::Compare { booking, .. } => vec![*booking],
            Command::Review { bookings } | Command::Print { bookings, .. } => bookings.clone(),
            Command::Freeze { proofs, .. } => proofs.iter().map(|proof| proof.booking).collect(),
            Command::Found { .. }
            | Command::SetPaper(_)
            | Command::Book(_)
            | Command::BookAll(_)
            | Command::OpenTill { .. }
            | Command::ConfirmClock { .. }
            | Command::VoidMissing { .. }
            | Command::EnterRules { .. }
            | Command::WithdrawRules { .. }
            | Command::Restore(_) => Vec::new(),
        }
    }
}

impl Order {
    /// What was asked, for comparing with an earlier request of the same id.
    pub fn asked(&self) -> serde_json::Value {
        serde_json::json!({ "book": self })
    }

    /// The last of its run dates, in whatever order they stand: a notice is read and checked for it.
    pub fn last_run(&self) -> Option<NaiveDate> {
        self.runs.iter().max().copied()
    }
}

/// What was asked of several ads at once, for comparing with an earlier request of the same id.
pub fn asked_all<'a>(orders: impl IntoIterator<Item = &'a Order>) -> serde_json::Value {
    serde_json::json!({ "book_all": orders.into_iter().collect::<Vec<_>>() })
}

/// Checks a request's id: 1 to 100 visible ASCII characters.
///
/// # Errors
/// [`Refusal::NotARequest`].
pub fn request_id(text: &str) -> Result<String, Refusal> {
    let sound = (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    sound.then(|| text.to_owned()).ok_or_else(|| Refusal::NotARequest { value: text.to_owned() })
}

/// A new request's id, unique and rising with time.
pub fn new_request() -> String {
    uuid::Uuid::now_v7().to_string()
}
