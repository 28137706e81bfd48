//! An act is asked of the books, and the slip of its refund is made.

use super::outcome::stands;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{BackBy, PriceShown, ReasonGiven, SlipTo};
use crate::command::book::yuan;
use crate::command::{Context, papers};
use crate::office::Acted;
use books::booking::{Amend, Back, Method, Number};
use trade::money::Money;
use trade::refusal::Refusal;

/// An act as it is asked of the books.
pub(super) struct AmendRequest<'a> {
    /// The booking's number, as it was typed.
    pub(super) booking: &'a str,
    /// The reason and the request.
    pub(super) why: &'a ReasonGiven,
    pub(super) amend: Amend,
    /// What the customer was told, of an act that has a price.
    pub(super) told: Option<&'a PriceShown>,
    /// Where the slip of its refund goes, of an act that may make one.
    pub(super) slip: Option<&'a SlipTo>,
}

/// What came of it.
pub(super) fn amended(context: &Context, request: AmendRequest<'_>) -> Result<Answer, CommandError> {
    let AmendRequest { booking, why, amend, told, slip } = request;
    let (request, shown) = (why.request.id()?, told.map(sum).transpose()?.flatten());
    let slip = slip.filter(|to| to.slip.is_some() || to.printer.is_some());
    if let Some(to) = slip {
        papers::may_go(context, to)?;
    }
    let (mut store, now) = context.existing()?;
    let number = Number::said(booking, now.date_naive())?;
    let session = context.session(now);
    let Acted { booking, entry } = session.amend(store.as_mut(), request.clone(), number, amend, shown)?;
    let before = store.booking_at(number, entry.seq.saturating_sub(1))?;
    drop(store);
    let mut answer = stands(context, before.as_ref(), &booking, &entry);
    if let Some(to) = slip {
        let made = papers::slip_of(context, &booking, (&request, entry.seq), to, &mut answer.notes)?;
        answer.json["slip"] = made.unwrap_or_default();
    }
    Ok(answer)
}

/// What the booking costs after it by what the customer was told, where that is said.
pub(super) fn sum(told: &PriceShown) -> Result<Option<Money>, Refusal> {
    told.shown.as_deref().map(yuan).transpose()
}

/// The way by which what is owed back is given back at once, where one is named.
pub(super) fn given_back(by: &BackBy) -> Result<Option<Back>, Refusal> {
    by.refund.as_ref().map(|method| Ok(back(method.parse()?, &by.approved_by))).transpose()
}

pub(super) fn back(method: Method, approved_by: &str) -> Back {
    Back { method, serial: None, approved_by: approved_by.trim().into() }
}
