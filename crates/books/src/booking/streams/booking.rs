//! A booking: taken once, then settled, compared, paid, seen, signed, reviewed and printed.

use std::collections::BTreeSet;

use super::{Context, Posted, Stream};
use crate::booking::{
    Act, Amended, Booked, Booking, BookingEvent, CorrectedBy, Corrects, FrozenProof, Happened, HistoryItem, Number,
    PaperSeen, Payment, Printout, ProofDelivery, RepeatedBy, SettledFinding, Settlement, Signature,
};
use setting::frozen::Frozen;
use setting::typeset::{self, SETTER};
use trade::ad::{Finding, Severity};
use trade::ids::{Approver, Rule};
use trade::legible::{self, Field};
use trade::money::Money;
use trade::refusal::{NotPossible, Refusal, RunDateTrouble};

/// A booking from before it was taken on.
#[derive(Debug, Clone, PartialEq)]
pub struct BookingStream {
    /// The number, also of a booking that is not there yet.
    pub number: Number,
    /// What it has come to; none while no event took it.
    pub now: Option<Booking>,
    /// The places of the entries that are taken back: what happened in them counts no more.
    pub(in crate::booking) undone: BTreeSet<u64>,
}

impl From<Booking> for BookingStream {
    fn from(booking: Booking) -> BookingStream {
        BookingStream { number: booking.number, now: Some(booking), undone: BTreeSet::new() }
    }
}

impl Stream for BookingStream {
    type Name = Number;
    type Act = Act;
    type Event = BookingEvent;

    fn new(number: Number) -> BookingStream {
        BookingStream { number, now: None, undone: BTreeSet::new() }
    }

    fn apply(&mut self, at: &Posted, event: &BookingEvent) {
        match (&mut self.now, event) {
            (None, BookingEvent::Taken(booked)) => self.now = Some(taken(self.number, at, booked)),
            (Some(booking), event) => booking.apply(at, event, self.undone.contains(&at.seq)),
            // What happens to a booking that none took is damage, which `verify` names.
            (None, _) => {}
        }
    }

    fn decide(&self, act: &Act, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        let unknown = || Refusal::NoSuchBooking { value: self.number.to_string() };
        let before = self.now.as_ref().ok_or_else(unknown)?;
        // What does not stand is not made ready for the page.
        if before.is_withdrawn() && matches!(act, Act::Sign { .. } | Act::Review | Act::Freeze { .. }) {
            return Err(NotPossible::Withdrawn { booking: self.number.to_string() }.into());
        }
        match act {
            Act::Amend(amend) => amend.decide(before, context, None),
            Act::AmendAsShown(amend, shown) => amend.decide(before, context, Some(*shown)),
            Act::Approve { rule, by, reason } => approve(before, rule.as_ref(), by, reason),
            Act::Settle(settled) => {
                settled.iter().try_for_each(|one| one.checked(&before.booked.findings))?;
                Ok(if settled.is_empty() { Vec::new() } else { vec![BookingEvent::Settled(settled.clone())] })
            }
            Act::Compare(findings) => {
                // Another window may have been faster.
                let open = before.booked.findings.iter().any(Finding::is_not_compared);
                Ok(open.then(|| BookingEvent::Compared(findings.clone())).into_iter().collect())
            }
            Act::Pay(offers) if offers.is_empty() => Err(Refusal::NothingPaid),
            Act::Pay(offers) => before.pay(offers),
            Act::See(papers) => {
                papers.iter().try_for_each(PaperSeen::legible)?;
                Ok(vec![BookingEvent::Seen(papers.clone())])
            }
            Act::Sign { how, who, sheet } => {
                if before.signed.is_some() {
                    return Err(Refusal::SignedAlready { booking: self.number.to_string() });
                }
                if who.text().trim().is_empty() {
                    return Err(Refusal::NoCustomer);
                }
                legible::check(Field::Signer, who.text())?;
                printable([who.text()])?;
                // What is signed has left: it is the proof as it was frozen before, or now.
                let leaves = before.frozen.is_none().then(|| freeze(before, sheet, ProofDelivery::Signed));
                let signed = BookingEvent::Signed { how: *how, who: who.clone(), sheet: None };
                Ok(leaves.into_iter().chain([signed]).collect())
            }
            // A second review says nothing new, and is no mistake either.
            Act::Review if before.reviewed.is_some() => Ok(Vec::new()),
            Act::Review => Ok(vec![BookingEvent::Reviewed]),
            Act::Freeze { sheet, how } => Ok(vec![freeze(before, sheet, *how)]),
            Act::Print { paper, drawn } => {
                if let Printout::Refund(place) = paper {
                    before.refund_made(*place)?;
                }
                let copy = before.prints(*paper) + 1;
                let drawn = drawn.filter(|drawn| *drawn != copy);
                Ok(vec![BookingEvent::Printed { paper: *paper, copy, drawn }])
            }
        }
    }
}

/// What happens when an ad is taken that came to this.
///
/// # Errors
/// The refusal of the first rule that says no.
pub(super) fn take(booked: Booked) -> Result<Vec<BookingEvent>, Refusal> {
    let (order, now) = (&booked.order, booked.quote.total);
    if order.runs.is_empty() {
        return Err(Refusal::RunDate(RunDateTrouble::NoRunDate));
    }
    if let Some(pair) = order.runs.windows(2).find(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: pair[1] }));
    }
    if order.ad.copy.text().trim().is_empty() {
        return Err(Refusal::EmptyCopy);
    }
    let customer = &order.customer;
    if customer.name.text().is_empty() {
        return Err(Refusal::NoCustomer);
    }
    customer.legible()?;
    order.seen.iter().try_for_each(PaperSeen::legible)?;
    order.terms.legible()?;
    order.settled.iter().try_for_each(SettledFinding::legible)?;
    customer.printable()?;
    if let Some(shown) = order.shown.filter(|shown| *shown != now) {
        return Err(Refusal::PriceChanged { shown, now });
    }
    // The screen may have acknowledged that the ad was not compared, and by now it was.
    let made =
        |one: &&SettledFinding| one.rule == Rule::NOT_COMPARED && !booked.findings.iter().any(Finding::is_not_compared);
    order.settled.iter().filter(|one| !made(one)).try_for_each(|one| one.checked(&booked.findings))?;
    let payments = Payment::take(&order.offers, now)?;
    let mut taken = booked;
    // What the offers came to stands in the payments, and the total that was shown is the quote's.
    (taken.order.offers, taken.order.shown) = (Vec::new(), None);
    let paid = payments.into_iter().map(BookingEvent::Paid);
    Ok([BookingEvent::Taken(Box::new(taken))].into_iter().chain(paid).collect())
}

/// What happens to a booking where an ad is taken that corrects it.
///
/// # Errors
/// [`Refusal::NoSuchBooking`]; of [`Booking::may_be_corrected`].
pub(super) fn corrected(context: &Context, corrects: Corrects, by: Number) -> Result<BookingEvent, Refusal> {
    let Corrects { booking: number, fault } = corrects;
    let unknown = || Refusal::NoSuchBooking { value: number.to_string() };
    let first = context.bookings.get(&number).and_then(|stream| stream.now.as_ref()).ok_or_else(unknown)?;
    first.may_be_corrected(context.day())?;
    Ok(BookingEvent::Amended(Amended::CorrectedBy(CorrectedBy { booking: by, fault })))
}

/// What happens to a booking whose ad is taken anew.
///
/// # Errors
/// [`Refusal::NoSuchBooking`].
pub(super) fn repeated(context: &Context, number: Number, by: Number) -> Result<BookingEvent, Refusal> {
    let known = context.bookings.get(&number).is_some_and(|stream| stream.now.is_some());
    let unknown = || Refusal::NoSuchBooking { value: number.to_string() };
    known.then_some(BookingEvent::Amended(Amended::RepeatedBy(RepeatedBy { booking: by }))).ok_or_else(unknown)
}

/// Lets pass what holds a booking, or what one rule found.
fn approve(before: &Booking, rule: Option<&Rule>, by: &Approver, reason: &str) -> Result<Vec<BookingEvent>, Refusal> {
    let how = Settlement::Overridden { by: by.clone(), reason: reason.to_owned() };
    let open = [Severity::Error, Severity::Warning].map(|severity| before.unsettled(severity)).concat();
    let named = |finding: &&Finding| rule.is_none_or(|rule| finding.rule() == *rule);
    let (senders, open): (Vec<_>, Vec<_>) =
        open.into_iter().filter(named).partition(|finding| finding.is_the_senders());
    let settled: Vec<SettledFinding> =
        open.into_iter().map(|finding| SettledFinding::of(finding, how.clone())).collect();
    if let (true, Some(finding)) = (settled.is_empty(), senders.first()) {
        return Err(Refusal::NeedsConfirmation { rule: finding.rule() });
    }
    if settled.is_empty() {
        return Err(Refusal::NoSuchFinding { value: rule.map_or_else(String::new, Rule::to_string) });
    }
    settled.iter().try_for_each(|one| one.checked(&before.booked.findings))?;
    Ok(vec![BookingEvent::Settled(settled)])
}

/// A proof leaves: frozen now, or under the fingerprint that it was frozen under before.
fn freeze(before: &Booking, sheet: &Frozen, how: ProofDelivery) -> BookingEvent {
    if let Some(frozen) = &before.frozen {
        let (fingerprint, anew) = (frozen.fingerprint.clone(), frozen.anew);
        return BookingEvent::ProofFrozen { how, fingerprint, anew, sheet: None };
    }
    // A signed sheet is older than this program's setter, and is what was signed.
    let anew = before.signed.is_none() && before.booked.set.setter != SETTER;
    let (fingerprint, sheet) = (sheet.fingerprint().to_owned(), Some(sheet.clone().into()));
    BookingEvent::ProofFrozen { how, fingerprint, anew, sheet }
}

/// What stands on papers must be in some face: a name is named before it is saved, never printed as a gap.
pub(in crate::booking) fn printable<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut characters: Vec<char> = texts.into_iter().flat_map(typeset::missing).collect();
    characters.dedup();
    if characters.is_empty() { Ok(()) } else { Err(Refusal::MissingCharacters { characters }) }
}

fn taken(number: Number, at: &Posted, booked: &Booked) -> Booking {
    let version = booked.quote.version.clone();
    let late = booked.order.terms.late.clone().filter(|_| !booked.late.is_empty());
    let late = late.map(|late| (booked.late.clone(), late));
    let by = at.person.clone();
    Booking {
        number,
        taken_at: at.at,
        taken_by: by.clone(),
        seen: booked.order.seen.clone(),
        settled: booked.order.settled.iter().map(|one| (at.at, by.clone(), one.clone())).collect(),
        booked: booked.clone(),
        payments: Vec::new(),
        frozen: None,
        signed: None,
        reviewed: None,
        withdrawn: Vec::new(),
        reversed: Vec::new(),
        charges: Vec::new(),
        credit_back: Money::ZERO,
        refunds: Vec::new(),
        rebates: Vec::new(),
        corrected_by: Vec::new(),
        repeated_by: Vec::new(),
        reruns: Vec::new(),
        appeared: Money::ZERO,
        versions: Vec::new(),
        history: vec![Happened {
            seq: at.seq,
            at: at.at,
            by,
            what: HistoryItem::Taken { version, manual: booked.quote.manual.clone(), late },
            undone: false,
        }],
    }
}

impl Booking {
    /// The comparison was made after all. What it found is open, also where something of the same rule was settled before: that was
    /// about another notice.
    fn compared(&mut self, findings: &[Finding]) {
        let all = &mut self.booked.findings;
        all.retain(|finding| !finding.is_not_compared());
        Finding::join_all(findings.iter().cloned(), all);
        self.settled.retain(|(.., one)| !findings.iter().any(|finding| one.settles(finding)));
    }

    /// The booking after one more event; one that was taken back stands in its history only.
    fn apply(&mut self, at: &Posted, event: &BookingEvent, undone: bool) {
        if undone {
            let (mut then, known) = (self.clone(), self.history.len());
            then.apply(at, event, false);
            let told = then.history.drain(known..).map(|one| Happened { undone: true, ..one });
            self.history.extend(told);
            return;
        }
        let by = at.person.clone();
        let what = match event {
            // A booking is taken once, and that was before.
            BookingEvent::Taken(_) => return,
            BookingEvent::Paid(payment) => {
                self.payments.push((at.at, payment.clone()));
                HistoryItem::Paid(payment.clone())
            }
            BookingEvent::Seen(papers) => {
                self.seen.extend(papers.iter().cloned());
                HistoryItem::Seen(papers.iter().map(|paper| paper.paper.clone()).collect())
            }
            BookingEvent::Signed { how, who, sheet } => {
                self.signed = Some(Signature { at: at.at, how: *how, who: who.clone(), sheet: sheet.clone() });
                HistoryItem::Signed(*how, who.clone())
            }
            BookingEvent::Settled(settled) => {
                self.settled.extend(settled.iter().map(|one| (at.at, by.clone(), one.clone())));
                HistoryItem::Settled(settled.clone())
            }
            BookingEvent::Compared(findings) => {
                self.compared(findings);
                HistoryItem::Compared(findings.clone())
            }
            BookingEvent::Reviewed => {
                self.reviewed = Some((at.at, by.clone()));
                HistoryItem::Reviewed
            }
            BookingEvent::Amended(amended) => {
                amended.apply(at.at, at.person, self);
                HistoryItem::Amended(amended.clone())
            }
            BookingEvent::ProofFrozen { how, fingerprint, anew, sheet } => {
                if let Some(sheet) = sheet {
                    let (fingerprint, sheet) = (fingerprint.clone(), sheet.clone());
                    self.frozen = Some(FrozenProof { fingerprint, anew: *anew, sheet });
                }
                // The signature itself stands in the history.
                if *how == ProofDelivery::Signed {
                    return;
                }
                HistoryItem::Frozen(*how, fingerprint.clone())
            }
            BookingEvent::Printed { paper, copy, drawn } => HistoryItem::Printed(*paper, *copy, *drawn),
        };
        self.history.push(Happened { seq: at.seq, at: at.at, by, what, undone: false });
    }
}
