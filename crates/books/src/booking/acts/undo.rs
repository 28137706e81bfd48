//! Taking back (撤回): the last act on a booking on the day on which it was done, until it is signed or reviewed, or the till of its
//! money is closed.
//!
//! Nothing is deleted: what was done stays in the journal and in the history, and what takes it back is posted behind it. The booking is
//! then what its other events come to. A booking that is taken back itself keeps its number and stands as withdrawn, without a fee.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ActCommand, ActEvent, ActRecord, Amend, Amended, By, PricedAct, TypedLast, reasoned};
use crate::booking::{self, Booking, BookingEvent, Context, HistoryItem, Method, Printout, TillName};
use crate::journal::schema::records::{self, Attached, Attaching};
use crate::persons::Demand;
use trade::money::Money;
use trade::people::Right;
use trade::refusal::{Fault, NotPossible, Refusal};

/// Takes the last act back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// The reason; an empty one is refused.
    pub reason: String,
    /// The place of the entry that the clerk was shown as the last act; where another is the last by now, it is refused.
    pub shown: Option<u64>,
}

/// An act was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The place of its entry in the journal.
    pub entry: u64,
    /// What it was, by its word in data.
    pub what: String,
    /// The reason that was given.
    pub reason: String,
    /// What of it moved a till, by method, the other way round.
    pub moved: Vec<(Method, Money)>,
    /// The till that it moved, which is moved back; the main one where no money moved.
    pub till: TillName,
    /// The places of the entries by which a proof left that is void with it.
    pub proofs: Vec<u64>,
    /// The prints that are void with it: which of which paper.
    pub prints: Vec<(Printout, u32)>,
    /// The booking itself is taken back.
    pub whole: bool,
}

impl Undo {
    /// The last act on a booking, which is taken back. That a paper left, that a comparison was made good, or that another ad corrects or
    /// repeats it, is no act on it.
    pub(crate) fn last(booking: &Booking) -> Option<&booking::Happened> {
        let act = |what: &HistoryItem| match what {
            HistoryItem::Printed(..) | HistoryItem::Frozen(..) | HistoryItem::Compared(_) => false,
            HistoryItem::Amended(amended) => !matches!(amended, Amended::CorrectedBy(_) | Amended::RepeatedBy(_)),
            _ => true,
        };
        booking.history.iter().rev().find(|happened| act(&happened.what))
    }
}

impl Undone {
    /// The entries whose events on the booking count no more.
    pub(in crate::booking) fn entries(&self) -> impl Iterator<Item = u64> {
        self.proofs.iter().copied().chain([self.entry])
    }
}

impl Undo {
    fn decided(&self, before: &Booking, context: &Context) -> Result<Undone, Refusal> {
        reasoned(&self.reason)?;
        let booking = || before.number.to_string();
        let Some(last) = Undo::last(before) else {
            return Err(NotPossible::NothingToUndo { booking: booking() }.into());
        };
        if self.shown.is_some_and(|shown| shown != last.seq) {
            return Err(NotPossible::UndoneAnother { booking: booking(), last: last.what.word() }.into());
        }
        match &last.what {
            HistoryItem::Amended(Amended::Undone(_)) => {
                return Err(NotPossible::UndoneAlready { booking: booking() }.into());
            }
            // The other booking stays paid: taken back here alone, the money would count twice.
            HistoryItem::Amended(Amended::Reversed(reversed)) => {
                if let Some(other) = reversed.paid_for {
                    let other = other.to_string();
                    return Err(NotPossible::NotUndoneAlone { booking: booking(), other }.into());
                }
            }
            // Nor does money that was recorded for another booking first go back there by itself: it would count nowhere.
            HistoryItem::Paid(_) if context.paid_from.contains_key(&before.number) => {
                let other = context.paid_from[&before.number].to_string();
                return Err(NotPossible::NotUndoneAlone { booking: booking(), other }.into());
            }
            HistoryItem::Signed(..) | HistoryItem::Reviewed => {
                return Err(NotPossible::NotUndoneNow { booking: booking() }.into());
            }
            _ => {}
        }
        if last.at.date_naive() != context.day() {
            return Err(NotPossible::UndoTooLate { booking: booking(), day: last.at.date_naive() }.into());
        }
        let entry = last.seq;
        let of_entry = || before.history.iter().filter(|happened| happened.seq == entry);
        let whole = of_entry().any(|happened| matches!(happened.what, HistoryItem::Taken { .. }));
        let anew = whole
            || of_entry().any(|happened| matches!(&happened.what, HistoryItem::Amended(done) if done.is_new_version()));
        let mut moved: Vec<(Method, Money)> = Vec::new();
        for (method, amount) in of_entry().flat_map(|happened| happened.what.moved()) {
            match moved.iter_mut().find(|(other, _)| *other == method) {
                Some((_, sum)) => *sum -= amount,
                None => moved.push((method, Money::ZERO - amount)),
            }
        }
        let money = |what: &HistoryItem| what.moved().iter().any(|(method, _)| *method != Method::Account);
        let till = of_entry().find(|happened| money(&happened.what)).map(|happened| happened.what.till());
        // What was counted is not changed behind the count.
        if let Some(till) = till.filter(|till| context.tills.named(*till).is_closed_since(entry)) {
            return Err(NotPossible::UndoAfterTill { booking: booking(), till: till.to_string() }.into());
        }
        moved.retain(|(_, amount)| *amount != Money::ZERO);
        let since = before.history.iter().filter(|happened| happened.seq > entry);
        let prints = since.clone().filter_map(|happened| match happened.what {
            HistoryItem::Printed(paper, copy, drawn) => Some((paper, drawn.unwrap_or(copy))),
            _ => None,
        });
        let proofs = since
            .filter(|happened| anew && matches!(happened.what, HistoryItem::Frozen(..)))
            .map(|happened| happened.seq);
        Ok(Undone {
            entry,
            // Of an act that came with others the first is what was asked.
            what: of_entry().next().map_or("", |first| first.what.word()).to_owned(),
            reason: self.reason.trim().to_owned(),
            moved,
            till: till.unwrap_or_default(),
            proofs: proofs.collect(),
            prints: prints.collect(),
            whole,
        })
    }
}

impl ActCommand for Undo {
    const WORD: &'static str = "undo";

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Undone(Box::new(self.decided(before, context)?)))])
    }

    /// What was shown is not asked: sent again after something else happened it is the same request.
    fn content(&self) -> Value {
        json!({ "reason": self.reason })
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        None
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast::reason(&mut self.reason)
    }

    /// Whatever the last act is.
    fn unfilled(_: &Booking, _: NaiveDate, text: &str) -> Vec<Amend> {
        vec![Amend::Undo(Undo { reason: text.to_owned(), shown: None })]
    }
}

impl ActEvent for Undone {
    const WORD: &'static str = "undone";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
        if self.whole {
            let booked = &mut booking.booked;
            booking.withdrawn.append(&mut booked.order.runs);
            booked.late.clear();
            (booked.quote.lines, booked.quote.total, booked.quote.vat) = (Vec::new(), Money::ZERO, None);
        }
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        self.moved.clone()
    }

    fn till(&self) -> TillName {
        self.till
    }

    fn demands(&self) -> Vec<Demand<'_>> {
        // What goes out of the till by it goes back; credit is no money.
        let money = self.moved.iter().filter(|(method, _)| *method != Method::Account);
        let out: Money = money.map(|(_, amount)| (Money::ZERO - *amount).max(Money::ZERO)).sum();
        let money = (out > Money::ZERO).then(|| Demand::back(out, ""));
        [Demand::plain(Right::Take)].into_iter().chain(money).collect()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    entry: u64,
    what: String,
    reason: String,
    moved: Vec<(records::Method, i64)>,
    proofs: Vec<u64>,
    prints: Vec<(records::Printout, u32)>,
    whole: bool,
}

impl From<&Undone> for Record {
    fn from(done: &Undone) -> Record {
        let Undone { entry, what, reason, moved, till: _, proofs, prints, whole } = done;
        Record {
            entry: *entry,
            what: what.clone(),
            reason: reason.clone(),
            moved: moved.iter().map(|(method, amount)| ((*method).into(), amount.as_fen())).collect(),
            proofs: proofs.clone(),
            prints: prints.iter().map(|(paper, copy)| ((*paper).into(), *copy)).collect(),
            whole: *whole,
        }
    }
}

impl From<Record> for Undone {
    fn from(done: Record) -> Undone {
        let Record { entry, what, reason, moved, proofs, prints, whole } = done;
        let moved = moved.into_iter().map(|(method, amount)| (method.into(), Money::fen(amount))).collect();
        let prints = prints.into_iter().map(|(paper, copy)| (paper.into(), copy)).collect();
        Undone { entry, what, reason, moved, till: TillName::MAIN, proofs, prints, whole }
    }
}

/// The same with the till that it moved.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record3 {
    undone: Record,
    till: String,
}

impl ActRecord for Undone {
    const VERSION: u32 = 3;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record3 { undone: self.into(), till: self.till.to_string() })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        Ok(Some(match version {
            // Version 2 knows the slips of refunds among what was printed; a record of version 1 is read the same way.
            1 | 2 => records::read::<Record>(Self::WORD, version, value)?.into(),
            3 => {
                let Record3 { undone, till } = records::read(Self::WORD, version, value)?;
                Undone { till: records::till(&till)?, ..undone.into() }
            }
            _ => return Ok(None),
        }))
    }
}
