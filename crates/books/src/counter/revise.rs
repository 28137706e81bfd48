//! What an act makes of a booking: what is left is priced anew by the card under which it was taken, and the act itself by the fees of
//! that card.

use chrono::{NaiveDate, NaiveDateTime};

use super::anew::{Others, Under, anew};
use super::{Inputs, Rules, may_run, requote};
use crate::booking::{
    Booked, Booking, Charge, ChargedFor, Correct, Customer, Move, Order, PricedAct, Rebate, Rerun, Revision, SetAs,
    SettledFinding, Withdraw, to_come,
};
use setting::typeset::{SETTER, Setter};
use trade::ad::{Found, Look, Roles};
use trade::calendar::Deadline;
use trade::money::Money;
use trade::notice::Earlier;
use trade::personal::Personal;
use trade::rates::{CancellationTerm, FaultOf, Fee, Quote, RateCard, VatRate, WithdrawalStage};
use trade::refusal::{NotPossible, PriceTrouble, Refusal};

/// What an act with a price makes of a booking at `now` in local time.
///
/// # Errors
/// Why the booking does not allow it, and what its card, the calendar and the setting of an ad refuse.
pub fn revise(
    booking: &Booking,
    act: PricedAct<'_>,
    vat: Option<VatRate>,
    rules: &Rules,
    earlier: &dyn Earlier,
    now: NaiveDateTime,
) -> Result<Revision, Refusal> {
    let by = UnderItsCard { booking, vat: booking.booked.quote.vat.map(|vat| vat.rate).or(vat), rules, now };
    match act {
        PricedAct::Withdraw(act) => by.withdrawn(act),
        PricedAct::Move(act) => by.moved(act, earlier),
        PricedAct::Rerun(act) => by.rerun(act),
        PricedAct::Correct(act) => by.corrected(act, earlier),
        PricedAct::Rebate(act) => by.rebated(act),
    }
}

/// A booking beside the card under which it was taken.
struct UnderItsCard<'a> {
    booking: &'a Booking,
    /// The rate of its quote, or the paper's own.
    vat: Option<VatRate>,
    rules: &'a Rules,
    now: NaiveDateTime,
}

impl UnderItsCard<'_> {
    fn as_it_is(&self) -> Revision {
        Revision { booked: self.booking.booked.clone(), charge: None, appeared: self.booking.appeared }
    }

    fn withdrawn(&self, act: &Withdraw) -> Result<Revision, Refusal> {
        let (booking, booked) = (self.booking, &self.booking.booked);
        let runs = act.named(booking, self.now.date())?;
        let left: Vec<NaiveDate> = booked.order.runs.iter().filter(|run| !runs.contains(run)).copied().collect();
        let quote = if left == booked.order.runs { booked.quote.clone() } else { self.of_runs(&left)? };
        let charge = self.cancellation(&runs, booked.quote.total - quote.total)?;
        let order = Order { runs: left, ..booked.order.clone() };
        Ok(Revision { booked: Booked { order, quote, ..booked.clone() }, charge, ..self.as_it_is() })
    }

    fn rerun(&self, act: &Rerun) -> Result<Revision, Refusal> {
        act.allowed(self.booking, self.now.date())?;
        self.may_run(act.on)?;
        Ok(self.as_it_is())
    }

    /// What has appeared, alone.
    fn rebated(&self, act: &Rebate) -> Result<Revision, Refusal> {
        let (booked, today) = (&self.booking.booked, self.now.date());
        act.allowed(self.booking, today)?;
        let gone: Vec<NaiveDate> = booked.order.runs.iter().filter(|run| **run <= today).copied().collect();
        let quote = if gone == booked.order.runs { booked.quote.clone() } else { self.of_runs(&gone)? };
        Ok(Revision { booked: Booked { quote, ..booked.clone() }, ..self.as_it_is() })
    }

    fn may_run(&self, day: NaiveDate) -> Result<(), Refusal> {
        let order = self.booking.order();
        may_run(day, (order.ad.kind, &order.ad.category), &order.terms, self.rules, self.now).map(|_| ())
    }

    fn moved(&self, act: &Move, earlier: &dyn Earlier) -> Result<Revision, Refusal> {
        act.allowed(self.booking, self.now.date())?;
        self.may_run(act.to)?;
        let booked = &self.booking.booked;
        let mut runs: Vec<NaiveDate> =
            booked.order.runs.iter().map(|run| if *run == act.from { act.to } else { *run }).collect();
        runs.sort_unstable();
        // A free run has no price, whatever its day.
        let quote = if runs == booked.order.runs { booked.quote.clone() } else { self.of_runs(&runs)? };
        let order = Order { runs, ..booked.order.clone() };
        let open = [act.to];
        let under = Under::of(self.booking, self.card()?, &open);
        let proposal = anew(
            &order,
            &under,
            self.vat,
            (self.rules, &Setter::new()),
            &Others::than(self.booking.number, earlier),
            self.now,
        );
        let deadline = self.deadline(&order);
        let findings = proposal.findings;
        Ok(Revision { booked: Booked { order, quote, findings, deadline, ..booked.clone() }, ..self.as_it_is() })
    }

    fn corrected(&self, act: &Correct, earlier: &dyn Earlier) -> Result<Revision, Refusal> {
        let (booking, booked) = (self.booking, &self.booking.booked);
        act.allowed(booking, self.now.date())?;
        let order = self.changed(act)?;
        let ad = &order.ad;
        if self.rules.kinds.category(ad.kind, &ad.category).is_none() {
            let known = self.rules.kinds.of(ad.kind).map(|category| category.id.to_string()).collect();
            return Err(Refusal::UnknownCategory { value: ad.category.to_string(), known });
        }
        let (card, open) = (self.card()?, to_come(booking, self.now.date()));
        let under = Under::of(booking, card, &open);
        let others = Others::than(booking.number, earlier);
        let proposal = anew(&order, &under, self.vat, (self.rules, &Setter::new()), &others, self.now);
        if let Some(refusal) = proposal.refusals.into_iter().next() {
            return Err(refusal);
        }
        let fit = proposal.fit.ok_or(Refusal::EmptyCopy)?;
        let (style, roles) = (fit.style.clone(), Roles::of(&ad.look.roles.blocks(ad.kind, ad.copy.text())));
        let quote = self.as_agreed(proposal.quote?);
        let mut changed = Booked {
            quote,
            set: SetAs { pt: fit.pt, lines: fit.lines, setter: SETTER, style, roles },
            findings: proposal.findings,
            papers: proposal.papers,
            late: booked.late.clone(),
            deadline: self.deadline(&order),
            order,
        };
        // The words of an authority are changed with the sender's confirmation, or not at all.
        for finding in changed.findings.iter().filter(|finding| matches!(finding.found, Found::WordingChanged { .. })) {
            let confirmed = act.confirmed.clone().map(|how| SettledFinding::of(finding, how));
            let needed = || Refusal::NeedsConfirmation { rule: finding.rule() };
            changed.order.settled.push(confirmed.filter(|one| one.settles(finding)).ok_or_else(needed)?);
        }
        let appeared = self.appeared(&changed)?;
        let charge = self.correction(act.fault, changed.quote.total - appeared - booking.rebated())?;
        Ok(Revision { booked: changed, charge, appeared })
    }

    /// What is ordered by a correction.
    fn changed(&self, act: &Correct) -> Result<Order, Refusal> {
        let mut order = self.booking.order().clone();
        (order.settled, order.shown) = (Vec::new(), None);
        let ad = &mut order.ad;
        if let Some(category) = &act.category {
            ad.category.clone_from(category);
        }
        ad.size = act.size.unwrap_or(ad.size);
        if let Some(style) = &act.style {
            ad.look.style.clone_from(style);
        }
        if let Some(copy) = act.copy.as_ref().filter(|copy| copy.text() != ad.copy.text()) {
            // What lines were taken for was said of the other words; what an authority said stays what it said.
            ad.look = Look { roles: Roles::default(), ..ad.look.clone() };
            order.received = Some(std::mem::replace(&mut ad.copy, copy.clone()));
        } else {
            order.received = None;
        }
        if act.customer.is_some() || act.phone.is_some() {
            let of = &order.customer;
            let text =
                |said: &Option<Personal<String>>| said.as_ref().map_or(String::new(), |said| said.text().to_owned());
            let (phone, name) = (act.phone.as_ref().unwrap_or(&of.phone), act.customer.as_ref().unwrap_or(&of.name));
            let checked = Customer::checked(phone.text(), name.text(), &text(&of.payer), &text(&of.invoice_title))?;
            order.customer = Customer { tax_number: of.tax_number.clone(), ..checked };
        }
        Ok(order)
    }

    /// How much less the runs cost that have appeared than they do by a quote of the changed ad. A run's part of a quote is as large as
    /// what it would cost alone.
    fn appeared(&self, changed: &Booked) -> Result<Money, Refusal> {
        let runs = &self.booking.order().runs;
        let gone: Vec<NaiveDate> = runs.iter().filter(|run| **run <= self.now.date()).copied().collect();
        if gone.is_empty() {
            return Ok(Money::ZERO);
        }
        let part = |inputs: &Inputs, total: Money| -> Result<Money, Refusal> {
            let (mut of, mut all) = (0, 0);
            for run in runs {
                let alone = self.requoted(inputs.clone().with_runs(&[*run]))?.total.as_fen();
                all += alone;
                of += if gone.contains(run) { alone } else { 0 };
            }
            // Runs that cost nothing have no part.
            if all == 0 { Ok(Money::ZERO) } else { total.pro_rata(of, all) }
        };
        let before = Inputs::of(self.booking);
        let mut after = self.booking.clone();
        after.booked = changed.clone();
        let was = part(&before, self.booking.booked.quote.total)? - self.booking.appeared;
        Ok(part(&Inputs::of(&after), changed.quote.total)? - was)
    }

    /// What correcting costs, where so much is what the ad costs then.
    ///
    /// # Errors
    /// [`NotPossible::NotCorrected`].
    fn correction(&self, fault: FaultOf, total: Money) -> Result<Option<Charge>, Refusal> {
        let terms = &self.booking.booked.quote.correction;
        let Some(term) = terms.iter().find(|term| term.fault == fault) else { return Ok(None) };
        let amount = match term.fee {
            Fee::Free => Money::ZERO,
            Fee::Percent(percent) => percent.percent_of(total)?,
            Fee::Amount(amount) => amount,
            Fee::Refused => {
                return Err(NotPossible::NotCorrected { booking: self.booking.number.to_string(), fault }.into());
            }
        };
        Ok(Some(Charge { what: ChargedFor::Correction(fault), fee: term.fee, of: total, amount: amount.min(total) }))
    }

    fn deadline(&self, order: &Order) -> Option<NaiveDateTime> {
        let first = order.runs.iter().min()?;
        Some(self.rules.deadline(*first, order.ad.kind, &order.ad.category).at)
    }

    /// The card under which it was taken.
    fn card(&self) -> Result<&RateCard, Refusal> {
        let own = &self.booking.booked.quote;
        let day = self.booking.number.day;
        self.rules.cards.version(&own.card, &own.version).ok_or(Refusal::Price(PriceTrouble::NoCardOn { day }))
    }

    fn requoted(&self, inputs: Inputs) -> Result<Quote, Refusal> {
        requote(self.card()?, &inputs, self.vat, (self.rules, &Setter::new()))
    }

    /// What withdrawing and correcting cost was agreed with the whole, and stays as it was agreed.
    fn as_agreed(&self, quote: Quote) -> Quote {
        let own = &self.booking.booked.quote;
        Quote { cancellation: own.cancellation.clone(), correction: own.correction.clone(), ..quote }
    }

    /// What these of its runs cost.
    fn of_runs(&self, runs: &[NaiveDate]) -> Result<Quote, Refusal> {
        let own = &self.booking.booked.quote;
        if runs.is_empty() {
            return Ok(Quote { lines: Vec::new(), total: Money::ZERO, vat: None, manual: None, ..own.clone() });
        }
        Ok(self.as_agreed(self.requoted(Inputs::of(self.booking).with_runs(runs))?))
    }

    /// What withdrawing runs costs that leave the total with so much; nothing where the card has no fees, or where the paper does not
    /// appear on any of their days any more: that is no withdrawal of the customer's.
    ///
    /// # Errors
    /// [`NotPossible::NotWithdrawnNow`].
    fn cancellation(&self, runs: &[NaiveDate], leaves: Money) -> Result<Option<Charge>, Refusal> {
        let (booking, ad) = (self.booking, &self.booking.order().ad);
        let (now, today) = (self.now, self.now.date());
        let Some(first) = runs.first().copied() else { return Ok(None) };
        if super::closed(runs, self.rules, today).len() == runs.len() {
            return Ok(None);
        }
        let appeared: Vec<NaiveDate> = booking.order().runs.iter().filter(|run| **run <= today).copied().collect();
        let place = WithdrawalMoment {
            now,
            first,
            deadline: self.rules.deadline(first, ad.kind, &ad.category),
            appeared: appeared.len(),
        };
        let refused = |stage| NotPossible::NotWithdrawnNow { booking: booking.number.to_string(), stage };
        let term = match place.term(&booking.booked.quote.cancellation) {
            Holds::Nothing => return Ok(None),
            Holds::Passed => return Err(refused(None).into()),
            Holds::Term(term) => term,
        };
        let leaves = leaves.max(Money::ZERO);
        let of_the_whole = matches!(term.stage, WithdrawalStage::Appeared(_)) && !term.of_rest;
        let (of, amount) = match term.fee {
            Fee::Refused => return Err(refused(Some(term.stage)).into()),
            Fee::Free => (leaves, Money::ZERO),
            Fee::Percent(percent) if of_the_whole => {
                // So many percent of the whole, in which what has appeared is paid already; of a part its share.
                let (whole, paid) = (booking.booked.quote.total, self.of_runs(&appeared)?.total);
                let all = (percent.percent_of(whole)? - paid).max(Money::ZERO);
                let rest = whole - paid;
                // Where nothing is left to pay, withdrawing costs nothing.
                (whole, if rest == Money::ZERO { Money::ZERO } else { all.pro_rata(leaves.as_fen(), rest.as_fen())? })
            }
            Fee::Percent(percent) => (leaves, percent.percent_of(leaves)?),
            Fee::Amount(amount) => (leaves, amount),
        };
        let amount = amount.min(leaves);
        Ok(Some(Charge { what: ChargedFor::Withdrawal(term.stage), fee: term.fee, of, amount }))
    }
}

/// A moment relative to the runs that are withdrawn at it.
struct WithdrawalMoment {
    now: NaiveDateTime,
    /// The first of the runs that are withdrawn.
    first: NaiveDate,
    /// Its deadline. The page is made up when no late entry is taken any more.
    deadline: Deadline,
    /// How many runs of the booking have appeared.
    appeared: usize,
}

/// What of a card's fees holds.
enum Holds {
    /// The card has none, or none that holds so early: it costs nothing.
    Nothing,
    /// This term of the quote holds.
    Term(CancellationTerm),
    /// The card has some, and the last moment of each has passed.
    Passed,
}

impl WithdrawalMoment {
    /// The term that holds: by how many runs have appeared where the card says so, otherwise the latest stage that is reached. Days
    /// before and `before_deadline` end with their last moment; after make-up holds what is said of after the deadline, where nothing
    /// else is.
    fn term(&self, terms: &[CancellationTerm]) -> Holds {
        let appeared = |term: &&CancellationTerm| matches!(term.stage, WithdrawalStage::Appeared(runs) if runs as usize <= self.appeared);
        let most = terms.iter().filter(appeared).max_by_key(|term| term.stage);
        let days = (self.first - self.now.date()).num_days();
        let ahead = |term: &&CancellationTerm| matches!(term.stage, WithdrawalStage::DaysBefore(before) if i64::from(before) <= days);
        let earliest = terms.iter().filter(ahead).max_by_key(|term| term.stage);
        let named = |stage| terms.iter().find(|term| term.stage == stage);
        let (before, after, made_up) = (
            named(WithdrawalStage::BeforeDeadline),
            named(WithdrawalStage::AfterDeadline),
            named(WithdrawalStage::AfterMakeUp),
        );
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
            WithdrawalStage::DaysBefore(_) => true,
            WithdrawalStage::BeforeDeadline => self.now > self.deadline.at,
            WithdrawalStage::AfterDeadline | WithdrawalStage::AfterMakeUp | WithdrawalStage::Appeared(_) => false,
        });
        if ended { Holds::Passed } else { Holds::Nothing }
    }
}
