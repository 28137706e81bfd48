//! What a booking has come to.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::{
    Booked, BookingStream, Entry, Event, FrozenProof, Late, Left, Method, Number, Order, PaperSeen, Payment, Printout,
    Settled, SignedHow, Stream,
};
use setting::sheet::Sheet;
use trade::ad::{Finding, Severity};
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::{EarlierBooking, Manual};

/// A booking: what was taken, and everything that happened since.
#[derive(Debug, Clone, PartialEq)]
pub struct Booking {
    /// Its number.
    pub number: Number,
    /// When it was taken.
    pub taken_at: DateTime<FixedOffset>,
    /// Who took it (经办人).
    pub taken_by: String,
    /// What was taken.
    pub booked: Booked,
    /// The papers seen, at booking and since.
    pub seen: Vec<PaperSeen>,
    /// What was paid, and when.
    pub payments: Vec<(DateTime<FixedOffset>, Payment)>,
    /// The proof as it left the house; every later paper replays it.
    pub frozen: Option<FrozenProof>,
    /// The signature under its proof.
    pub signed: Option<Signature>,
    /// The findings that were settled, at booking and since, each with when and by whom it was recorded.
    pub settled: Vec<(DateTime<FixedOffset>, String, Settled)>,
    /// When and by whom it was reviewed.
    pub reviewed: Option<(DateTime<FixedOffset>, String)>,
    /// What happened, in order.
    pub history: Vec<Happened>,
}

/// A signature under a proof.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// How.
    pub how: SignedHow,
    /// By whom.
    pub who: Personal<String>,
    /// The ad's sheet as it was signed, where it stands with the signature: see [`super::BookingEvent::Signed`].
    pub sheet: Option<Personal<Sheet>>,
}

/// One thing that happened to a booking.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// The place of its entry in the journal.
    pub seq: u64,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: String,
    /// What.
    pub what: What,
}

/// What happened to a booking.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Taken, with this card and version.
    Taken {
        /// The card's version.
        version: String,
        /// The price or discount by hand that was agreed.
        manual: Option<Manual>,
        /// The runs that were taken after their deadline, why, and who allowed it.
        late: Option<(Vec<NaiveDate>, Late)>,
    },
    /// Paid.
    Paid(Payment),
    /// These papers (ids) were seen.
    Seen(Vec<String>),
    /// The proof was signed.
    Signed(SignedHow, Personal<String>),
    /// Findings were settled.
    Settled(Vec<Settled>),
    /// Compared with earlier bookings, which could not be done when it was taken; what was found.
    Compared(Vec<Finding>),
    /// Reviewed.
    Reviewed,
    /// The proof left so, frozen under this fingerprint.
    Frozen(Left, String),
    /// This was printed; which print of it, from 1, and which one the paper says, where that is another.
    Printed(Printout, u32, Option<u32>),
}

/// What is still open before a booking can go to the page. The desk asks for all of them; each is independent of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// A finding holds it.
    Held,
    /// A warning has not been acknowledged.
    Warnings,
    /// A paper has not been seen.
    Papers,
    /// Money is owed.
    Payment,
    /// The proof is not signed.
    Proof,
    /// It has not been reviewed.
    Review,
}

impl Open {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Open; 6] = [Open::Held, Open::Warnings, Open::Papers, Open::Payment, Open::Proof, Open::Review];

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            Open::Held => "held",
            Open::Warnings => "warnings",
            Open::Papers => "papers",
            Open::Payment => "payment",
            Open::Proof => "proof",
            Open::Review => "review",
        }
    }
}

impl Booking {
    /// What was ordered.
    pub const fn order(&self) -> &Order {
        &self.booked.order
    }

    /// What it costs.
    pub const fn total(&self) -> Money {
        self.booked.quote.total
    }

    /// What it counts for where a price goes by the customer's earlier bookings.
    pub fn as_earlier(&self) -> EarlierBooking {
        EarlierBooking {
            booking: self.number.to_string(),
            on: self.number.day,
            runs: u32::try_from(self.order().runs.len()).unwrap_or(u32::MAX),
            amount: self.total(),
        }
    }

    /// What came in.
    pub fn paid(&self) -> Money {
        self.by(|method| method != Method::Account)
    }

    /// What was put on the customer's account.
    pub fn on_account(&self) -> Money {
        self.by(|method| method == Method::Account)
    }

    /// What is still to be paid at the counter.
    pub fn owing(&self) -> Money {
        self.total() - self.by(|_| true)
    }

    /// What had come in, and what was still owed, when the journal stood at `seq`.
    pub fn paid_at(&self, seq: u64) -> (Money, Money) {
        let (mut paid, mut owing) = (Money::ZERO, self.total());
        for happened in self.history.iter().filter(|happened| happened.seq <= seq) {
            if let What::Paid(payment) = &happened.what {
                owing -= payment.amount;
                if payment.method != Method::Account {
                    paid += payment.amount;
                }
            }
        }
        (paid, owing)
    }

    fn by(&self, counts: impl Fn(Method) -> bool) -> Money {
        self.payments.iter().filter(|(_, p)| counts(p.method)).map(|(_, p)| p.amount).sum()
    }

    /// How many prints of this were made.
    pub fn prints(&self, paper: Printout) -> u32 {
        let of = |happened: &&Happened| matches!(happened.what, What::Printed(printed, ..) if printed == paper);
        self.history.iter().filter(of).count() as u32
    }

    /// When it last changed: that a proof or a print left changes nothing.
    pub fn changed_at(&self) -> DateTime<FixedOffset> {
        let changed =
            self.history.iter().rev().find(|happened| !matches!(happened.what, What::Printed(..) | What::Frozen(..)));
        changed.map_or(self.taken_at, |happened| happened.at)
    }

    /// The findings of this weight that are not settled.
    pub fn unsettled(&self, severity: Severity) -> Vec<&Finding> {
        let settled = |finding: &&Finding| self.settled.iter().any(|(.., one)| one.settles(finding));
        let of = self.booked.findings.iter().filter(|finding| finding.severity == severity);
        of.filter(|finding| !settled(finding)).collect()
    }

    /// Whether an error holds it back from the page.
    pub fn held(&self) -> bool {
        !self.unsettled(Severity::Error).is_empty()
    }

    /// The ids of the papers that have not been seen.
    pub fn papers_missing(&self) -> Vec<&str> {
        let seen = |id: &str| self.seen.iter().any(|paper| paper.paper == id);
        self.booked.papers.iter().map(String::as_str).filter(|id| !seen(id)).collect()
    }

    /// What is still open.
    pub fn open(&self) -> Vec<Open> {
        let open = [
            (self.held(), Open::Held),
            (!self.unsettled(Severity::Warning).is_empty(), Open::Warnings),
            (!self.papers_missing().is_empty(), Open::Papers),
            (self.owing() > Money::ZERO, Open::Payment),
            (self.signed.is_none(), Open::Proof),
            (self.reviewed.is_none(), Open::Review),
        ];
        open.into_iter().filter_map(|(is, open)| is.then_some(open)).collect()
    }
}

/// What the entries of one booking come to, in the order in which they were posted; `None` where none of them takes it.
pub fn replay<'a>(number: Number, entries: impl IntoIterator<Item = &'a Entry>) -> Option<Booking> {
    let mut stream = BookingStream::new(number);
    for entry in entries {
        for event in &entry.events {
            match event {
                Event::Booking(about, event) if *about == number => stream.apply(&entry.into(), event),
                Event::Booking(..) | Event::Till(..) | Event::Office(_) => {}
            }
        }
    }
    stream.now
}
