//! Correcting (改稿): words, style, size, category or customer of an ad that has a run to come.
//!
//! It is proposed anew on the way on which ads are taken, priced by the card under which it was booked, with every check and date as they
//! are now; the card's correction fee comes to it. Runs that have appeared keep what they cost. The signature is void, and the
//! earlier version is kept with the proof that left of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    ActCommand, ActEvent, ActRecord, Amend, Amended, Back, By, Charge, PricedAct, TypedLast, credit, credit_back,
    reasoned, to_come,
};
use crate::booking::{Booked, Booking, BookingEvent, Context, Method, Number, Settlement, Version};
use crate::journal::schema::records::{self, Attached, Attaching};
use trade::ad::{CategoryId, StyleId};
use trade::measure::Size;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::FaultOf;
use trade::refusal::{Fault, NotPossible, Refusal};

/// Corrects an ad. What is not named stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Correct {
    /// The new words; none where they stay.
    pub copy: Option<Personal<String>>,
    /// The new size; none where it stays.
    pub size: Option<Size>,
    /// The id of the new style.
    pub style: Option<StyleId>,
    /// The id of the new category.
    pub category: Option<CategoryId>,
    /// The new name of who sends it.
    pub customer: Option<Personal<String>>,
    /// The new telephone number under which that is reached. What was agreed by earlier bookings under the one before stays.
    pub phone: Option<Personal<String>>,
    /// Whose fault it is.
    pub fault: FaultOf,
    /// Who confirmed for the sender that the words of an authority are meant so; without, such words are not changed.
    pub confirmed: Option<Settlement>,
    /// How what is owed back by it is given back, where it is at once.
    pub refund: Option<Back>,
    /// The reason; an empty one is refused.
    pub reason: String,
}

/// An ad was corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// What is booked now. Its picture is the one that was there.
    pub booked: Box<Booked>,
    /// How much less the runs cost that had appeared before than they would by the new version; below zero where they cost more.
    pub appeared: Money,
    /// Whose fault it was.
    pub fault: FaultOf,
    /// The correction fee by the card of the booking; none where the card has none.
    pub charge: Option<Charge>,
    /// How much of what was put on account is given back.
    pub credit: Money,
    /// The reason that was given.
    pub reason: String,
}

/// An ad of its own corrects the booking (更正).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectedBy {
    /// The number under which the correcting ad was taken.
    pub booking: Number,
    /// Whose fault it is.
    pub fault: FaultOf,
}

impl Booking {
    /// Whether an ad of its own can correct it on a day (更正).
    ///
    /// # Errors
    /// `Withdrawn`; `NotAppeared`: what has not appeared is changed itself.
    pub fn may_be_corrected(&self, today: NaiveDate) -> Result<(), NotPossible> {
        let booking = self.number.to_string();
        match self.runs().first() {
            None => Err(NotPossible::Withdrawn { booking }),
            Some(first) if *first > today => Err(NotPossible::NotAppeared { booking, first: *first }),
            Some(_) => Ok(()),
        }
    }
}

impl Correct {
    /// Whether the booking allows it, by a day.
    ///
    /// # Errors
    /// [`Refusal::NoReason`]; of [`NotPossible`] `Withdrawn`, `AllAppeared`, `NothingCorrected`.
    pub fn allowed(&self, booking: &Booking, today: NaiveDate) -> Result<(), Refusal> {
        reasoned(&self.reason)?;
        let number = || booking.number.to_string();
        if booking.is_withdrawn() {
            return Err(NotPossible::Withdrawn { booking: number() }.into());
        }
        if to_come(booking, today).is_empty() {
            return Err(NotPossible::AllAppeared { booking: number() }.into());
        }
        let (order, set) = (booking.order(), &booking.booked.set);
        let same = self.copy.as_ref().is_none_or(|copy| copy.text() == order.ad.copy.text())
            && self.size.is_none_or(|size| size == order.ad.size)
            && self.style.as_ref().is_none_or(|style| *style == order.ad.look.style || *style == set.style)
            && self.category.as_ref().is_none_or(|category| *category == order.ad.category)
            && self.customer.as_ref().is_none_or(|name| name.text().trim() == order.customer.name.text())
            && self.phone.as_ref().is_none_or(|phone| phone.text().trim() == order.customer.phone.text());
        if same { Err(NotPossible::NothingCorrected { booking: number() }.into()) } else { Ok(()) }
    }

    fn decided(&self, before: &Booking, context: &Context) -> Result<Corrected, Refusal> {
        self.allowed(before, context.day())?;
        let revision = context.revision(before.number)?;
        let mut booked = Box::new(revision.booked.clone());
        booked.order.customer.printable()?;
        // Its picture is the one that is there, and is not posted again; nor is which booking it corrects or repeats itself.
        (booked.order.ad.picture, booked.order.corrects, booked.order.repeats) = (None, None, None);
        let mut corrected = Corrected {
            booked,
            appeared: revision.appeared,
            fault: self.fault,
            charge: revision.charge,
            credit: Money::ZERO,
            reason: self.reason.trim().to_owned(),
        };
        let mut after = before.clone();
        corrected.apply((context.at, &context.person), &mut after);
        corrected.credit = credit_back(before, after.costs());
        Ok(corrected)
    }
}

impl ActCommand for Correct {
    const WORD: &'static str = "correct";

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Corrected(Box::new(self.decided(before, context)?)))])
    }

    fn content(&self) -> Value {
        let mut content = json!({
            "copy": self.copy, "size": self.size, "style": self.style, "category": self.category, "customer": self.customer,
            "fault": self.fault, "confirmed": self.confirmed, "refund": self.refund.as_ref().map(Back::content),
            "reason": self.reason,
        });
        if let Some(phone) = &self.phone {
            content["phone"] = json!(phone);
        }
        content
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        Some(PricedAct::Correct(self))
    }

    fn is_compared(&self) -> bool {
        true
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn gives_back(&self) -> Option<&Back> {
        self.refund.as_ref()
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast {
            back: self.refund.as_mut(),
            confirmed: Some(&mut self.confirmed),
            ..TypedLast::reason(&mut self.reason)
        }
    }

    /// A correction by which nothing is changed.
    fn unfilled(_: &Booking, _: NaiveDate, text: &str) -> Vec<Amend> {
        vec![Amend::Correct(Box::new(Correct {
            copy: None,
            size: None,
            style: None,
            category: None,
            customer: None,
            phone: None,
            fault: FaultOf::Customer,
            confirmed: None,
            refund: None,
            reason: text.to_owned(),
        }))]
    }
}

impl ActEvent for Corrected {
    const WORD: &'static str = "corrected";

    fn apply(&self, (at, by): By<'_>, booking: &mut Booking) {
        let mut booked = (*self.booked).clone();
        let before = &booking.booked.order;
        booked.order.ad.picture.clone_from(&before.ad.picture);
        (booked.order.corrects, booked.order.repeats) = (before.corrects, before.repeats);
        let findings = std::mem::take(&mut booked.findings);
        booked.findings = booking.booked.findings.clone();
        let before = std::mem::replace(&mut booking.booked, booked);
        booking.found_anew(&findings);
        // The confirmation of the sender came with it.
        booking.settled.extend(self.booked.order.settled.iter().map(|one| (at, by.to_owned(), one.clone())));
        booking.appeared = self.appeared;
        booking.versions.push(Version {
            until: at,
            booked: before,
            frozen: booking.frozen.take(),
            signed: booking.signed.take(),
        });
        booking.reviewed = None;
        booking.charges.extend(self.charge);
        booking.credit_back += self.credit;
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        credit(self.credit)
    }

    fn is_new_version(&self) -> bool {
        true
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// What is booked now, written as what is taken; its picture is the one that was there.
    taken: records::Taken,
    /// How much less the runs cost that had appeared before.
    appeared: i64,
    fault: records::FaultOf,
    charge: Option<records::Charge>,
    credit: i64,
    reason: String,
}

impl Record {
    fn of(done: &Corrected, attaching: &mut Attaching) -> Result<Record, Fault> {
        let Corrected { booked, appeared, fault, charge, credit, reason } = done;
        Ok(Record {
            taken: records::Taken::of(booked, attaching)?,
            appeared: appeared.as_fen(),
            fault: (*fault).into(),
            charge: charge.map(Into::into),
            credit: credit.as_fen(),
            reason: reason.clone(),
        })
    }

    fn into_house(self, attached: &mut Attached<'_>) -> Result<Corrected, Fault> {
        let Record { taken, appeared, fault, charge, credit, reason } = self;
        Ok(Corrected {
            booked: Box::new(taken.into_house(attached)?),
            appeared: Money::fen(appeared),
            fault: fault.into(),
            charge: charge.map(Into::into),
            credit: Money::fen(credit),
            reason,
        })
    }
}

impl ActRecord for Corrected {
    const VERSION: u32 = 1;

    fn write(&self, attaching: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record::of(self, attaching)?)
    }

    fn read(version: u32, value: &Value, attached: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        if version != 1 {
            return Ok(None);
        }
        Ok(Some(records::read::<Record>(Self::WORD, version, value)?.into_house(attached)?))
    }
}

impl ActEvent for CorrectedBy {
    const WORD: &'static str = "corrected_by";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
        booking.corrected_by.push(*self);
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByRecord {
    by: records::Number,
    fault: records::FaultOf,
}

impl ActRecord for CorrectedBy {
    const VERSION: u32 = 1;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&ByRecord { by: self.booking.into(), fault: self.fault.into() })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        if version != 1 {
            return Ok(None);
        }
        let ByRecord { by, fault } = records::read(Self::WORD, version, value)?;
        Ok(Some(CorrectedBy { booking: by.into(), fault: fault.into() }))
    }
}
