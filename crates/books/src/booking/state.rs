//! What a booking has come to.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::{
    Amended, Booked, BookingEvent, BookingStream, Charge, CorrectedBy, Entry, Event, FrozenProof, Late, Method, Number,
    Order, PaperSeen, Payment, Printout, ProofDelivery, Rebated, Refunded, Reversed, SettledFinding, SignedHow, Stream,
    TillName, Version,
};
use setting::sheet::Sheet;
use trade::ad::{Finding, PaperId, Severity};
use trade::ids::PersonName;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::{EarlierBooking, Manual, QuoteItem as Charged, VatSplit};

/// A booking: what was taken, and everything that happened since.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the type explains its number")]
pub struct Booking {
    pub number: Number,
    /// When it was taken.
    pub taken_at: DateTime<FixedOffset>,
    /// Who took it (经办人).
    pub taken_by: PersonName,
    /// The order and what the books answered, after every change since.
    pub booked: Booked,
    /// The papers seen, at booking and since.
    pub seen: Vec<PaperSeen>,
    /// What was paid, and when, without what was reversed.
    pub payments: Vec<(DateTime<FixedOffset>, Payment)>,
    /// The proof as it left the house; every later paper replays it.
    pub frozen: Option<FrozenProof>,
    /// The signature under its proof.
    pub signed: Option<Signature>,
    /// The findings that were settled, at booking and since, each with when and by whom it was recorded.
    pub settled: Vec<(DateTime<FixedOffset>, PersonName, SettledFinding)>,
    /// When and by whom it was reviewed.
    pub reviewed: Option<(DateTime<FixedOffset>, PersonName)>,
    /// The run dates that were withdrawn, in the order in which that was done.
    pub withdrawn: Vec<NaiveDate>,
    /// The payments that were recorded wrong and count no more (冲正), and when that was said.
    pub reversed: Vec<(DateTime<FixedOffset>, Reversed)>,
    /// What was charged for acts on it (手续费), in order.
    pub charges: Vec<Charge>,
    /// How much of what was put on account was given back because less was owed.
    pub credit_back: Money,
    /// What went back, and when.
    pub refunds: Vec<(DateTime<FixedOffset>, Refunded)>,
    /// What is taken less for what has appeared (减收), and when.
    pub rebates: Vec<(DateTime<FixedOffset>, Rebated)>,
    /// The ads that correct it (更正), in the order in which they were taken.
    pub corrected_by: Vec<CorrectedBy>,
    /// The bookings that take its ad anew (重登), in the order in which they were taken.
    pub repeated_by: Vec<Number>,
    /// The further runs that are free, in order.
    pub reruns: Vec<NaiveDate>,
    /// How much less the runs cost that had appeared before the ad was changed than they would by the quote; below zero where more.
    pub appeared: Money,
    /// What it was before it was changed, version by version.
    pub versions: Vec<Version>,
    /// What happened, in order.
    pub history: Vec<Happened>,
}

/// A signature under a proof.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the types of time and way explain them")]
pub struct Signature {
    pub at: DateTime<FixedOffset>,
    pub how: SignedHow,
    /// The name of who signed, as it was said.
    pub who: Personal<String>,
    /// The ad's sheet as it was signed, where it stands with the signature: see [`super::BookingEvent::Signed`].
    pub sheet: Option<Personal<Sheet>>,
}

/// One thing that happened to a booking.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the type explains what happened")]
pub struct Happened {
    /// The place of its entry in the journal.
    pub seq: u64,
    /// When its entry was posted.
    pub at: DateTime<FixedOffset>,
    /// The name of the clerk who asked for it.
    pub by: PersonName,
    pub what: HistoryItem,
    /// It was taken back since, and counts no more.
    pub undone: bool,
}

/// What happened to a booking.
#[derive(Debug, Clone, PartialEq)]
pub enum HistoryItem {
    /// Taken, with this card and version.
    Taken {
        /// The version of the rate card by which it was priced.
        version: String,
        /// The price or discount by hand that was agreed.
        manual: Option<Manual>,
        /// The runs that were taken after their deadline, why, and who allowed it.
        late: Option<(Vec<NaiveDate>, Late)>,
    },
    /// Money was taken, or its cost put on account.
    Paid(Payment),
    /// These papers (ids) were seen.
    Seen(Vec<PaperId>),
    /// The proof was signed.
    Signed(SignedHow, Personal<String>),
    /// Findings of its copy were settled: passed, confirmed or seen.
    Settled(Vec<SettledFinding>),
    /// Compared with earlier bookings, which could not be done when it was taken; what was found.
    Compared(Vec<Finding>),
    /// A clerk marked it as reviewed (已审核).
    Reviewed,
    /// An act of later changed what stands, what it costs or what was paid.
    Amended(Amended),
    /// The proof left so, frozen under this fingerprint.
    Frozen(ProofDelivery, String),
    /// This was printed; which print of it, from 1, and which one the paper says, where that is another.
    Printed(Printout, u32, Option<u32>),
}

impl HistoryItem {
    /// What it moved of a till, by method.
    pub fn moved(&self) -> Vec<(Method, Money)> {
        match self {
            HistoryItem::Paid(payment) => vec![(payment.method, payment.amount)],
            HistoryItem::Amended(amended) => amended.moved(),
            _ => Vec::new(),
        }
    }

    /// The till that it moved; the main one where it moved none.
    pub fn till(&self) -> TillName {
        match self {
            HistoryItem::Paid(payment) => payment.till,
            HistoryItem::Amended(amended) => amended.till(),
            _ => TillName::MAIN,
        }
    }

    /// The word for it in data.
    pub fn word(&self) -> &'static str {
        match self {
            HistoryItem::Taken { .. } => "taken",
            HistoryItem::Paid(_) => "paid",
            HistoryItem::Seen(_) => "seen",
            HistoryItem::Signed(..) => "signed",
            HistoryItem::Settled(_) => "settled",
            HistoryItem::Compared(_) => "compared",
            HistoryItem::Reviewed => "reviewed",
            HistoryItem::Amended(amended) => amended.word(),
            HistoryItem::Frozen(..) => "proof_left",
            HistoryItem::Printed(..) => "printed",
        }
    }
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
    /// It is not paid in full, and not put on account.
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

/// What has become of a booking by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    /// A run is to come.
    Booked,
    /// No run stands, and none was printed.
    Withdrawn,
    /// The day of every run that stands has come.
    Printed,
}

impl BookingStatus {
    /// What has become by a day of a booking with these runs that stand.
    pub fn of(runs: &[NaiveDate], today: NaiveDate) -> BookingStatus {
        match runs.iter().max() {
            None => BookingStatus::Withdrawn,
            Some(last) if *last <= today => BookingStatus::Printed,
            Some(_) => BookingStatus::Booked,
        }
    }
}

impl Booking {
    /// The order as it stands, after every change since.
    pub const fn order(&self) -> &Order {
        &self.booked.order
    }

    /// What the runs that stand cost (应收), after what is taken less for them.
    pub fn total(&self) -> Money {
        self.booked.quote.total - self.appeared - self.rebated()
    }

    /// What is taken less for what has appeared (减收).
    pub fn rebated(&self) -> Money {
        self.rebates.iter().map(|(_, rebated)| rebated.amount).sum()
    }

    /// What acts on it cost besides (手续费).
    pub fn fee(&self) -> Money {
        self.charges.iter().map(|charge| charge.amount).sum()
    }

    /// What it costs in all: its runs, and acts on it.
    pub fn costs(&self) -> Money {
        self.total() + self.fee()
    }

    /// The tax in what it costs, where its rate is known: inside the price that of everything, at the rate of the booking; a tax that
    /// is added to the price is that of the runs.
    pub fn vat(&self) -> Option<VatSplit> {
        let quote = &self.booked.quote;
        let added = quote.lines.iter().any(|line| matches!(line.what, Charged::Vat(_) | Charged::Tax { .. }));
        if added || self.costs() == quote.total { quote.vat } else { quote.vat?.rate.split(self.costs()) }
    }

    /// The run dates that stand, in order: those that have appeared and those that are to come.
    pub fn runs(&self) -> Vec<NaiveDate> {
        let mut runs = self.booked.order.runs.clone();
        runs.extend(&self.reruns);
        runs.sort_unstable();
        runs
    }

    /// What has become of it by a day.
    pub fn state(&self, today: NaiveDate) -> BookingStatus {
        BookingStatus::of(&self.runs(), today)
    }

    /// Whether none of its runs stands, and none has appeared.
    pub const fn is_withdrawn(&self) -> bool {
        self.booked.order.runs.is_empty() && self.reruns.is_empty()
    }

    /// What it counts for where a price goes by the customer's earlier bookings.
    pub fn as_earlier(&self) -> EarlierBooking {
        EarlierBooking {
            booking: self.number.to_string(),
            on: self.number.day,
            runs: u32::try_from(self.runs().len()).unwrap_or(u32::MAX),
            amount: self.total(),
        }
    }

    /// What came in and stayed (已收).
    pub fn paid(&self) -> Money {
        self.by(|method| method != Method::Account) - self.refunded()
    }

    /// What of what came in went back (已退).
    pub fn refunded(&self) -> Money {
        self.back(|method| method != Method::Account)
    }

    /// What came in by a way and is still there; below zero where more went back by it than came.
    pub fn came_by(&self, method: Method) -> Money {
        self.by(|one| one == method) - self.back(|one| one == method)
    }

    fn back(&self, counts: impl Fn(Method) -> bool) -> Money {
        self.refunds.iter().filter(|(_, one)| counts(one.back.method)).map(|(_, one)| one.amount).sum()
    }

    /// What stands on the customer's account (挂账).
    pub fn on_account(&self) -> Money {
        self.came_by(Method::Account) - self.credit_back
    }

    /// What is owed to the paper now (待付).
    pub fn owing(&self) -> Money {
        self.due().max(Money::ZERO)
    }

    /// What is owed back to the customer (待退).
    pub fn overpaid(&self) -> Money {
        (Money::ZERO - self.due()).max(Money::ZERO)
    }

    /// What is owed to the paper; below zero what is owed back.
    fn due(&self) -> Money {
        self.costs() - self.paid() - self.on_account()
    }

    fn by(&self, counts: impl Fn(Method) -> bool) -> Money {
        self.payments.iter().filter(|(_, p)| counts(p.method)).map(|(_, p)| p.amount).sum()
    }

    /// These findings take the place of those that there were; what was settled stays so where the very same was found again.
    pub(super) fn found_anew(&mut self, findings: &[Finding]) {
        let before = std::mem::replace(&mut self.booked.findings, findings.to_vec());
        let same =
            |one: &SettledFinding| before.iter().any(|finding| one.settles(finding) && findings.contains(finding));
        self.settled.retain(|(.., one)| same(one));
    }

    /// How many prints of this were made.
    pub fn prints(&self, paper: Printout) -> u32 {
        let of = |happened: &&Happened| matches!(happened.what, HistoryItem::Printed(printed, ..) if printed == paper);
        self.history.iter().filter(of).count() as u32
    }

    /// When it last changed: that a proof or a print left, or that its ad was taken anew, changes nothing.
    pub fn changed_at(&self) -> DateTime<FixedOffset> {
        let same = |what: &HistoryItem| {
            let anew = matches!(what, HistoryItem::Amended(Amended::RepeatedBy(_)));
            anew || matches!(what, HistoryItem::Printed(..) | HistoryItem::Frozen(..))
        };
        let changed = self.history.iter().rev().find(|happened| !same(&happened.what));
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
    pub fn papers_missing(&self) -> Vec<&PaperId> {
        let seen = |id: &PaperId| self.seen.iter().any(|paper| paper.paper == *id);
        self.booked.papers.iter().filter(|id| !seen(id)).collect()
    }

    /// What is still open.
    pub fn open(&self) -> Vec<Open> {
        // What does not go to the page is asked for nothing but the money.
        if self.is_withdrawn() {
            return (self.owing() > Money::ZERO).then_some(Open::Payment).into_iter().collect();
        }
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
    let entries: Vec<&Entry> = entries.into_iter().collect();
    let mut stream = BookingStream::new(number);
    // What was taken back later counts from the beginning as if it had not been, and stays in the history.
    stream.undone = entries.iter().flat_map(|entry| &entry.events).fold(BTreeSet::new(), |mut undone, event| {
        if let Event::Booking(about, BookingEvent::Amended(Amended::Undone(done))) = event
            && *about == number
        {
            undone.extend(done.entries());
        }
        undone
    });
    for entry in entries {
        for event in &entry.events {
            match event {
                Event::Booking(about, event) if *about == number => stream.apply(&entry.into(), event),
                Event::Booking(..)
                | Event::Till(..)
                | Event::Day(..)
                | Event::Receipts(..)
                | Event::Office(_)
                | Event::Persons(_)
                | Event::Agreement(..) => {}
            }
        }
    }
    stream.now
}
