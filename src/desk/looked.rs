//! A booking that is looked at, with everything that the desk shows of it.

use std::sync::Arc;

use super::canvas::ScreenSheet;
use crate::office::{ActKind, Session};
use crate::papers;
use books::booking::{Booking, Number, phone_key};
use books::counter::{self, LaterChange, Neighbours};
use books::store::{FolderState, Store};
use setting::typeset::Setter;
use trade::refusal::{Fault, Refusal};

/// A booking that is looked at, and its ad.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The booking as the books had it when it was read.
    pub booking: Booking,
    /// Its ad, ready for the screen.
    pub print: ScreenSheet,
    /// The ad as it was before each change, the first version first.
    pub versions: Vec<ScreenSheet>,
    /// Of each act why it is not possible now; none where it is.
    pub possible: Vec<(ActKind, Option<Refusal>)>,
    /// What changed under it since it was taken.
    pub changes: Vec<LaterChange>,
}

impl Looked {
    /// Sets the ads of a booking. Takes a moment: not to be called where a frame waits.
    ///
    /// # Errors
    /// As [`papers::ad`].
    pub fn of(
        (booking, neighbours): (Booking, &Neighbours),
        session: &Session,
        house: &FolderState,
        setter: &Setter,
    ) -> Result<Looked, Fault> {
        let print = print(&booking, session, setter)?;
        let mut before = booking.clone();
        let mut versions = Vec::new();
        for version in &booking.versions {
            before.booked = version.booked.clone();
            (before.frozen, before.signed) = (version.frozen.clone(), version.signed.clone());
            versions.push(self::print(&before, session, setter)?);
        }
        let possible = session.possible(&booking, house);
        let changes = counter::under(&booking, neighbours, &session.rules, session.at.date_naive());
        Ok(Looked { booking, print, versions, possible, changes })
    }

    /// Why an act is not possible now; none where it is.
    pub fn why_not(&self, kind: ActKind) -> Option<&Refusal> {
        self.possible.iter().find(|(known, _)| *known == kind).and_then(|(_, refusal)| refusal.as_ref())
    }
}

/// A booking with who else came under its telephone number, or under its customer's name.
///
/// # Errors
/// A fault of reading.
pub fn read(store: &mut dyn Store, number: Number) -> Result<Option<(Booking, Neighbours)>, Fault> {
    let Some(booking) = store.booking(number)? else { return Ok(None) };
    let customer = &booking.order().customer;
    // What is no number, or was erased, tells nobody from another.
    let neighbours = match phone_key(customer.phone.text()) {
        Ok(key) => store.neighbours(customer.name.text(), &key)?,
        Err(_) => Neighbours::default(),
    };
    Ok(Some((booking, neighbours)))
}

/// The ad of a booking, ready for the screen.
///
/// # Errors
/// As [`papers::ad`].
pub fn print(booking: &Booking, session: &Session, setter: &Setter) -> Result<ScreenSheet, Fault> {
    Ok(ScreenSheet::new(Arc::new(papers::ad(booking, &session.rules, setter)?)))
}
