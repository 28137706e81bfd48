//! Which steps can be taken now, and why not.

use super::marks::NextStep;
use super::sums::Only;
use super::{Day, Message, Scene};
use crate::desk::forms::{self, pay};
use crate::locale::desk::why::WhyNot;
use books::booking::{Booking, Open, Row};
use trade::refusal::Refusal;

impl Day {
    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        match message {
            Message::Form(forms::Message::Pay(pay::Message::Overpaid)) if self.opened.is_none() => {
                Err(WhyNot::NotPaying)
            }
            message if self.act.is_some() && is_of_list(message) => Err(WhyNot::InForm),
            Message::Act(message) => self.act.as_ref().map_or(Ok(()), |form| form.able(message, scene)),
            Message::Form(message) => self.opened.as_ref().map_or(Ok(()), |opened| opened.form().able(message)),
            Message::Only(Only::Back) if !self.rows.iter().any(|row| Only::Back.keeps(row)) => {
                Err(WhyNot::NothingOwedBack)
            }
            Message::MarkAll if self.shown.is_empty() => Err(WhyNot::NoTarget),
            Message::Next => match self.next_step_of() {
                Some((step, _)) => self.able(&step.message(), scene),
                None => Err(self.any().err().unwrap_or(WhyNot::NothingNext(self.targets().len()))),
            },
            Message::Sign => match self.one() {
                Some(row) if row.signed.is_some() => {
                    Err(refused(Refusal::SignedAlready { booking: row.number.to_string() }))
                }
                _ => self.is_open(&[Open::Proof]),
            },
            // Of one it may come although nothing is owed: then it is owed back.
            Message::Pay if self.one().is_some() => Ok(()),
            Message::Pay => self.is_open(&[Open::Payment]),
            Message::See => self.is_open(&[Open::Papers]),
            Message::Settle => self.is_open(&[Open::Held, Open::Warnings]),
            Message::Review => self.is_open(&[Open::Review]),
            Message::Proofs | Message::Statement => self.any().and_then(|()| self.may_print()),
            Message::Slip => {
                let booking = self.read()?;
                let last = booking.refunds_made().last().map_or(1, |made| made.place);
                booking.refund_made(last).map_err(refused)?;
                self.may_print()
            }
            Message::Whole => self.any(),
            Message::Picture(_) => self.alone().map(|_| ()),
            Message::OpenAct(Some(kind)) => match self.alone().map(|_| self.seen())? {
                Some(looked) => looked.why_not(*kind).map_or(Ok(()), |why| Err(refused(why.clone()))),
                // It is waited for.
                None => Ok(()),
            },
            Message::OpenAct(None) => self.alone().map(|_| ()),
            Message::Repeat | Message::FoldAll => self.read().map(|_| ()),
            Message::Corrective => {
                let today = scene.now.date_naive();
                self.read()?.may_be_corrected(today).map_err(|why| refused(why.into()))
            }
            Message::TurnVersion => {
                self.read()?;
                let count = self.seen().map_or(0, |looked| looked.versions.len());
                if count == 0 { Err(WhyNot::OneVersion) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// The one next step of what every key acts on, and for how many bookings it is.
    pub(super) fn next_step_of(&self) -> Option<(NextStep, usize)> {
        match self.targets().as_slice() {
            [] => None,
            [one] => NextStep::of(one).map(|step| (step, 1)),
            several => NextStep::together(several),
        }
    }

    /// Whether a key has anything to act on.
    fn any(&self) -> Result<(), WhyNot> {
        if self.targets().is_empty() { Err(WhyNot::NoTarget) } else { Ok(()) }
    }

    /// The row of the one booking on which a key acts that is for one alone.
    fn alone(&self) -> Result<&Row, WhyNot> {
        match self.targets().as_slice() {
            [] => Err(WhyNot::NoTarget),
            [one] => Ok(*one),
            several => Err(WhyNot::OneAtATime(several.len())),
        }
    }

    /// That booking, as the books gave it.
    fn read(&self) -> Result<&Booking, WhyNot> {
        self.alone()?;
        self.looked().ok_or(WhyNot::NotRead)
    }

    /// Whether one of these is open of any booking on which a key acts.
    fn is_open(&self, any: &[Open]) -> Result<(), WhyNot> {
        self.any()?;
        let rows = self.targets();
        let open = rows.iter().any(|row| any.iter().any(|one| row.open.contains(one)));
        let last = any.last().copied().unwrap_or(Open::Review);
        if open { Ok(()) } else { Err(WhyNot::NothingOpen(last, rows.len())) }
    }

    /// One print at a time.
    fn may_print(&self) -> Result<(), WhyNot> {
        if self.printing.is_some() { Err(WhyNot::Printing) } else { Ok(()) }
    }
}

/// Whether a message is a step that is taken in the list.
const fn is_of_list(message: &Message) -> bool {
    use Message as M;
    let books =
        matches!(message, M::Sign | M::Pay | M::See | M::Settle | M::Next | M::Review | M::Slip | M::OpenAct(_));
    let papers =
        matches!(message, M::Proofs | M::Statement | M::Picture(_) | M::Repeat | M::Corrective | M::TurnVersion);
    let looks = matches!(message, M::Only(_) | M::Today | M::Switch | M::Focus(_) | M::FoldAll | M::MarkAll);
    books || papers || looks
}

fn refused(refusal: Refusal) -> WhyNot {
    WhyNot::Refused(Box::new(refusal.into()))
}
