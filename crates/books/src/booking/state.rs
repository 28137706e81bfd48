//! What a booking has come to.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Booked, Entry, Event, FrozenProof, Late, Left, Method, Number, Order, PaperSeen, Payment, Printout, Settled,
    SignedHow,
};
use setting::sheet::Sheet;
use trade::ad::{Finding, Severity};
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::Manual;

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
    /// The ad's sheet as it was signed.
    pub sheet: Personal<Sheet>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    let mut booking: Option<Booking> = None;
    for entry in entries {
        for event in entry.events.iter().filter(|event| event.booking() == Some(number)) {
            match (&mut booking, event) {
                (None, Event::Booked { booked, .. }) => booking = Some(taken(number, entry, booked)),
                (Some(booking), event) => booking.apply(entry, event),
                (None, _) => {}
            }
        }
    }
    booking
}

fn taken(number: Number, entry: &Entry, booked: &Booked) -> Booking {
    let version = booked.quote.version.clone();
    let late = booked.order.terms.late.clone().filter(|_| !booked.late.is_empty());
    let late = late.map(|late| (booked.late.clone(), late));
    Booking {
        number,
        taken_at: entry.at,
        taken_by: entry.person.clone(),
        seen: booked.order.seen.clone(),
        settled: booked.order.settled.iter().map(|one| (entry.at, entry.person.clone(), one.clone())).collect(),
        booked: booked.clone(),
        payments: Vec::new(),
        frozen: None,
        signed: None,
        reviewed: None,
        history: vec![Happened {
            seq: entry.seq,
            at: entry.at,
            by: entry.person.clone(),
            what: What::Taken { version, manual: booked.quote.manual.clone(), late },
        }],
    }
}

impl Booking {
    /// The comparison was made after all. What it found is open, also where something of the same rule was settled before: that was
    /// about another notice.
    fn compared(&mut self, findings: &[Finding]) {
        let all = &mut self.booked.findings;
        all.retain(|finding| !finding.is_not_compared());
        findings.iter().for_each(|finding| finding.clone().join(all));
        all.sort_by_key(|finding| (finding.severity, finding.start, finding.end));
        self.settled.retain(|(.., one)| !findings.iter().any(|finding| one.settles(finding)));
    }

    fn apply(&mut self, entry: &Entry, event: &Event) {
        let what = match event {
            Event::Paid { payment, .. } => {
                self.payments.push((entry.at, payment.clone()));
                What::Paid(payment.clone())
            }
            Event::Seen { papers, .. } => {
                self.seen.extend(papers.iter().cloned());
                What::Seen(papers.iter().map(|paper| paper.paper.clone()).collect())
            }
            Event::Signed { how, who, sheet, .. } => {
                self.signed = Some(Signature { at: entry.at, how: *how, who: who.clone(), sheet: sheet.clone() });
                What::Signed(*how, who.clone())
            }
            Event::Settled { settled, .. } => {
                self.settled.extend(settled.iter().map(|one| (entry.at, entry.person.clone(), one.clone())));
                What::Settled(settled.clone())
            }
            Event::Compared { findings, .. } => {
                self.compared(findings);
                What::Compared(findings.clone())
            }
            Event::Reviewed { .. } => {
                self.reviewed = Some((entry.at, entry.person.clone()));
                What::Reviewed
            }
            Event::ProofFrozen { how, fingerprint, anew, sheet, .. } => {
                if let Some(sheet) = sheet {
                    let (fingerprint, sheet) = (fingerprint.clone(), sheet.clone());
                    self.frozen = Some(FrozenProof { fingerprint, anew: *anew, sheet });
                }
                // The signature itself stands in the history.
                if *how == Left::Signed {
                    return;
                }
                What::Frozen(*how, fingerprint.clone())
            }
            Event::Printed { paper, copy, drawn, .. } => What::Printed(*paper, *copy, *drawn),
            Event::Booked { .. }
            | Event::Founded { .. }
            | Event::PaperSet(_)
            | Event::TillOpened { .. }
            | Event::ClockConfirmed { .. }
            | Event::Voided { .. }
            | Event::RulesEntered(_)
            | Event::RulesWithdrawn { .. }
            | Event::Restored(_) => return,
        };
        self.history.push(Happened { seq: entry.seq, at: entry.at, by: entry.person.clone(), what });
    }
}
