//! Proofs that are about to leave the house, frozen before they do.
//!
//! They are posted before the file stands or the printer is asked, not after. A proof that was frozen and then could not be written
//! costs nothing but that a better setter leaves it alone; one that was written and not frozen, by a crash in between, would come out
//! otherwise one day than the customer holds it.

use std::collections::BTreeSet;

use crate::papers;
use books::booking::{Act, Booking, Command, Left, Number};
use books::rules::Rules;
use setting::frozen::Frozen;
use setting::typeset::Setter;
use trade::refusal::Fault;

/// What is posted before these proofs leave.
///
/// # Errors
/// Those of [`papers::ad`] and of freezing.
pub fn leaving(bookings: &[Booking], how: Left, (rules, setter): (&Rules, &Setter)) -> Result<Command, Fault> {
    let mut known: BTreeSet<Number> = BTreeSet::new();
    let new = bookings.iter().filter(|booking| known.insert(booking.number));
    let freeze = |booking: &Booking| {
        let sheet = Frozen::of(&papers::ad(booking, rules, setter)?)?;
        Ok((booking.number, Act::Freeze { sheet, how }))
    };
    let proofs = new.map(freeze);
    Ok(Command::Each(proofs.collect::<Result<_, Fault>>()?))
}
