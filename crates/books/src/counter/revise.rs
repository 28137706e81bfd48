//! What an act makes of a booking: what is left is priced anew by the card under which it was taken, and the act itself by the fees of
//! that card.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Inputs, Rules, requote};
use crate::booking::{Amend, Booked, Booking, Charge, ChargedFor, Order, Revision, Withdraw};
use setting::typeset::Setter;
use trade::calendar::Deadline;
use trade::money::Money;
use trade::rates::{CancellationTerm, Fee, Quote, Stage, VatRate};
use trade::refusal::{NotPossible, Refusal};

/// What an act makes of a booking at `now` in local time.
///
/// # Errors
/// Why the booking does not allow it, and what its card refuses.
pub fn revise(
    booking: &Booking,
    act: &Amend,
    vat: Option<VatRate>,
    rules: &Rules,
    now: NaiveDateTime,
) -> Result<Revision, Refusal> {
    let by = Own { booking, vat, rules, now };
    match act {
        Amend::Withdraw(act) => by.withdrawn(act),
    }
}

/// A booking beside the card under which it was taken.
struct Own<'a> {
    booking: &'a Booking,
    /// The paper's VAT rate, where the quote has none.
    vat: Option<VatRate>,
    rules: &'a Rules,
    now: NaiveDateTime,
}

impl Own<'_> {
    fn withdrawn(&self, act: &Withdraw) -> Result<Revision, Refusal> {
        let (booking, booked) = (self.booking, &self.booking.booked);
        let runs = act.named(booking, self.now.date())?;
        let left: Vec<NaiveDate> = booking.runs().iter().filter(|run| !runs.contains(run)).copied().collect();
        let quote = self.of_runs(&left)?;
        let charge = self.cancellation(&runs, booked.quote.total - quote.total)?;
        let order = Order { runs: left, ..booked.order.clone() };
        Ok(Revision { booked: Booked { order, quote, ..booked.clone() }, charge })
    }

    /// What these of its runs cost.
    fn of_runs(&self, runs: &[NaiveDate]) -> Result<Quote, Refusal> {
        let own = &self.booking.booked.quote;
        if runs.is_empty() {
            return Ok(Quote { lines: Vec::new(), total: Money::ZERO, vat: None, manual: None, ..own.clone() });
        }
        let day = self.booking.number.day;
        let card = self.rules.cards.version(&own.card, &own.version).ok_or(Refusal::NoCardOn { day })?;
        let (inputs, vat) = (Inputs::of(self.booking).with_runs(runs), own.vat.map(|vat| vat.rate).or(self.vat));
        let quote = requote(card, &inputs, vat, (self.rules, &Setter::new()))?;
        // What withdrawing and correcting cost was agreed with the whole, and stays as it was agreed.
        Ok(Quote { cancellation: own.cancellation.clone(), correction: own.correction.clone(), ..quote })
    }

    /// What withdrawing runs costs that leave the total with so much; nothing where the card has no fees.
    ///
    /// # Errors
    /// [`NotPossible::NotWithdrawnNow`].
    fn cancellation(&self, runs: &[NaiveDate], leaves: Money) -> Result<Option<Charge>, Refusal> {
        let (booking, ad) = (self.booking, &self.booking.order().ad);
        let (now, today) = (self.now, self.now.date());
        let Some(first) = runs.first().copied() else { return Ok(None) };
        let appeared: Vec<NaiveDate> = booking.runs().iter().filter(|run| **run <= today).copied().collect();
        let place =
            Place { now, first, deadline: self.rules.deadline(first, ad.kind, &ad.category), appeared: appeared.len() };
        let refused = |stage| NotPossible::NotWithdrawnNow { booking: booking.number.to_string(), stage };
        let term = match place.term(&booking.booked.quote.cancellation) {
            Holds::Nothing => return Ok(None),
            Holds::Passed => return Err(refused(None).into()),
            Holds::Term(term) => term,
        };
        let leaves = leaves.max(Money::ZERO);
        let of_the_whole = matches!(term.stage, Stage::Appeared(_)) && !term.of_rest;
        let (of, amount) = match term.fee {
            Fee::Refused => return Err(refused(Some(term.stage)).into()),
            Fee::Free => (leaves, Money::ZERO),
            Fee::Percent(percent) if of_the_whole => {
                // So many percent of the whole, in which what has appeared is paid already; of a part its share.
                let (whole, paid) = (booking.total(), self.of_runs(&appeared)?.total);
                let all = (percent.percent_of(whole).unwrap_or(whole) - paid).max(Money::ZERO);
                (whole, all.pro_rata(leaves.as_fen(), (whole - paid).as_fen()).unwrap_or(leaves))
            }
            Fee::Percent(percent) => (leaves, percent.percent_of(leaves).unwrap_or(leaves)),
            Fee::Amount(amount) => (leaves, amount),
        };
        let amount = amount.min(leaves);
        Ok(Some(Charge { what: ChargedFor::Withdrawal(term.stage), fee: term.fee, of, amount }))
    }
}

/// Where a moment lies beside the runs that are withdrawn at it.
struct Place {
    now: NaiveDateTime,
    /// The first of the runs that are withdrawn.
    first: NaiveDate,
    /// Its deadline. The page is made up when no late entry is taken any more.
    deadline: Deadline,
    /// So many runs of the booking have appeared.
    appeared: usize,
}

/// What of a card's fees holds.
enum Holds {
    /// The card has none, or none that holds so early: it costs nothing.
    Nothing,
    /// This one.
    Term(CancellationTerm),
    /// The card has some, and the last moment of each has passed.
    Passed,
}

impl Place {
    /// The term that holds: by how many runs have appeared where the card says so, otherwise the latest stage that is reached. Days
    /// before and `before_deadline` end with their last moment; after make-up holds what is said of after the deadline, where nothing
    /// else is.
    fn term(&self, terms: &[CancellationTerm]) -> Holds {
        let appeared =
            |term: &&CancellationTerm| matches!(term.stage, Stage::Appeared(runs) if runs as usize <= self.appeared);
        let most = terms.iter().filter(appeared).max_by_key(|term| term.stage);
        let days = (self.first - self.now.date()).num_days();
        let ahead =
            |term: &&CancellationTerm| matches!(term.stage, Stage::DaysBefore(before) if i64::from(before) <= days);
        let earliest = terms.iter().filter(ahead).max_by_key(|term| term.stage);
        let named = |stage| terms.iter().find(|term| term.stage == stage);
        let (before, after, made_up) =
            (named(Stage::BeforeDeadline), named(Stage::AfterDeadline), named(Stage::AfterMakeUp));
        let by_stage = if self.now <= self.deadline.at {
            before
        } else if self.now <= self.deadline.late_until {
            after
        } else {
            made_up.or(after)
        };
        if let Some(term) = most.or(earliest).or(by_stage) {
            return Holds::Term(*term);
        }
        // Something that holds until a moment was said, and that moment has passed.
        let ended = terms.iter().any(|term| match term.stage {
            Stage::DaysBefore(_) => true,
            Stage::BeforeDeadline => self.now > self.deadline.at,
            Stage::AfterDeadline | Stage::AfterMakeUp | Stage::Appeared(_) => false,
        });
        if ended { Holds::Passed } else { Holds::Nothing }
    }
}
