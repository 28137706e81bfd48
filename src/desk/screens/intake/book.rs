//! Booking the batch: what stands against it, sending it, and what comes back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Action, Batch, BatchStage, Intake, Note, Scene, place};
use crate::desk::print::{Out, PrintStep, Printed};
use crate::desk::widgets::focus_on;
use crate::office::Joint;
use crate::office::{NotTaken, Taken};
use books::booking::{Booking, Number, Printout};
use trade::ad::Severity;
use trade::legible::Field;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

/// How long after the last key a batch is written to the disk.
const REST: Duration = Duration::from_millis(300);

/// What a batch came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedBatch {
    /// The numbers, in the order of the notices.
    pub numbers: Vec<Number>,
    /// What they cost together.
    pub total: Money,
    /// What of that is still to be paid.
    pub owing: Money,
    /// How many an open error holds from the page.
    pub held: usize,
    /// The paper that was made last.
    pub paper: Option<Printed>,
    /// The paper that is being printed.
    pub printing: Option<Printout>,
    /// The paper of all together that was made last, where it came after the other.
    pub joint: Option<(Joint, Out)>,
    /// The paper of all together that is being made.
    pub joining: Option<Joint>,
}

impl BookedBatch {
    /// What a batch came to that was taken.
    fn of(taken: &Taken) -> BookedBatch {
        BookedBatch {
            numbers: taken.bookings.iter().map(|booking| booking.number).collect(),
            total: taken.total(),
            owing: taken.bookings.iter().map(Booking::owing).sum(),
            held: taken.held(),
            paper: None,
            printing: None,
            joint: None,
            joining: None,
        }
    }
}

/// What the batch on the screen comes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BatchFigures {
    /// The notices that are to be booked.
    pub count: usize,
    /// What those cost that have a price.
    pub total: Money,
    /// The open errors of all of them.
    pub errors: usize,
    /// The notices with an open error.
    pub held: usize,
    /// The warnings that nobody has seen.
    pub warnings: usize,
    /// The notices that cannot be booked as they are.
    pub invalid: usize,
}

/// Something without which the batch cannot be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchLacking {
    /// The customer of all.
    Customer,
    /// The notice at this place cannot be booked as it is.
    Notice(usize),
}

impl Intake {
    /// What the batch comes to by now.
    pub fn figures(&self) -> BatchFigures {
        let mut figures = BatchFigures::default();
        for place in self.batch.active() {
            figures.count += 1;
            let Some(answer) = self.seen(place) else { continue };
            let settled = &self.batch.entries[place].settled;
            let errors = answer.open(Severity::Error, settled);
            figures.errors += errors;
            figures.held += usize::from(errors > 0);
            figures.warnings += answer.open(Severity::Warning, settled);
            match (answer.against(), &answer.proposal.quote) {
                (None, Ok(quote)) => figures.total += quote.total,
                _ => figures.invalid += 1,
            }
        }
        figures
    }

    /// What stands against booking, each thing once, and where it is mended: the place of the notice, where it is one's own.
    pub(super) fn lacking(&self) -> Vec<BatchLacking> {
        let mut lacking = Vec::new();
        for place in self.batch.active() {
            let Some(seen) = self.seen(place) else { continue };
            if self.batch.wanted(place, seen).is_ok() {
                continue;
            }
            let own = seen.against().is_some() || self.batch.entries[place].sender.is_some();
            let what = if own { BatchLacking::Notice(place) } else { BatchLacking::Customer };
            if !lacking.contains(&what) {
                lacking.push(what);
            }
        }
        lacking
    }

    pub(super) fn book(&mut self, scene: Scene) -> Vec<Action> {
        // A second Enter while the books are at it asks for nothing new.
        if !self.open() || self.is_blank() {
            return Vec::new();
        }
        (self.editing, self.form, self.days) = (None, None, None);
        // What is booked is what was looked at: the newest answer is waited for.
        if self.answered < self.question {
            self.eager = true;
            return Vec::new();
        }
        let mut all = Vec::new();
        for place in self.batch.active() {
            let Some(seen) = self.seen(place) else { return vec![self.ask(scene)] };
            match self.batch.wanted(place, seen) {
                Ok(wanted) => all.push(wanted),
                Err(refusal) => return self.stop(place, refusal, scene),
            }
        }
        if all.is_empty() {
            return Vec::new();
        }
        self.stage = BatchStage::Sending;
        (self.failed, self.note, self.booking, self.stop) = (None, None, None, Arc::default());
        vec![Action::Book(self.batch.request.clone(), all, Arc::clone(&self.stop))]
    }

    /// A notice cannot be booked: it is looked at, and the keyboard stands where it can be mended.
    fn stop(&mut self, place: usize, refusal: Refusal, scene: Scene) -> Vec<Action> {
        if let Some(row) = self.rows.iter().position(|row| *row == place) {
            self.pick(row, scene);
        }
        let place = match &refusal {
            Refusal::NotAPhone { .. } => place::PHONE,
            Refusal::NoCustomer => place::NAME,
            Refusal::UnreadableName { field, .. } | Refusal::NameTooLong { field, .. } => match field {
                Field::Phone => place::PHONE,
                Field::Customer => place::NAME,
                Field::Payer => place::PAYER,
                Field::InvoiceTitle => place::TITLE,
                _ => place::LIST,
            },
            Refusal::CopyTooLong { .. } | Refusal::NotASize { .. } | Refusal::UnlistedSize { .. } => place::SIZE,
            _ => place::LIST,
        };
        self.failed = Some(refusal.into());
        vec![Action::Run(focus_on(place))]
    }

    pub(super) fn booked(
        &mut self,
        request: &str,
        result: Result<Option<Taken>, NotTaken>,
        scene: Scene,
    ) -> Vec<Action> {
        if request != self.batch.request {
            return Vec::new();
        }
        match result {
            Ok(None) => {
                (self.stage, self.note) = (BatchStage::Working, Some(Note::Stopped));
                Vec::new()
            }
            Ok(Some(taken)) => {
                self.stage = BatchStage::Done(Box::new(BookedBatch::of(&taken)));
                (self.changed, self.restored) = (None, false);
                let next = Action::Run(focus_on(place::NEXT));
                vec![Action::Drop(request.to_owned()), Action::Posted, next]
            }
            Err(NotTaken { place, failure }) => {
                self.stage = BatchStage::Working;
                let place = place.and_then(|which| self.batch.active().get(which).copied());
                // What it costs now is asked anew, with the rules as they are by now.
                let changed = matches!(*failure, Failure::Refused(Refusal::PriceChanged { .. }));
                let mut actions = match (place, *failure) {
                    (Some(place), Failure::Refused(refusal)) => self.stop(place, refusal, scene),
                    (_, failure) => {
                        self.failed = Some(failure);
                        Vec::new()
                    }
                };
                actions.extend(changed.then_some(Action::Posted));
                actions
            }
        }
    }

    /// Another batch: one that was found at start, or a blank page.
    pub(super) fn next(&mut self, scene: Scene) -> Vec<Action> {
        if !matches!(self.stage, BatchStage::Done(_)) {
            return Vec::new();
        }
        self.turn_over(scene)
    }

    pub(super) fn discard(&mut self, scene: Scene) -> Vec<Action> {
        if !self.open() || self.is_blank() {
            return Vec::new();
        }
        if !self.discarding {
            self.discarding = true;
            return Vec::new();
        }
        let gone = Action::Drop(self.batch.request.clone());
        let mut actions = vec![gone];
        actions.extend(self.turn_over(scene));
        actions
    }

    fn turn_over(&mut self, scene: Scene) -> Vec<Action> {
        let waiting = std::mem::take(&mut self.waiting);
        *self = Intake { waiting, ..Intake::new() };
        match self.waiting.pop() {
            Some(batch) => self.show(batch, scene),
            None => vec![Action::Run(focus_on(place::PAGE))],
        }
    }

    fn show(&mut self, batch: Batch, scene: Scene) -> Vec<Action> {
        self.batch = batch;
        self.others = !self.batch.sender.payer.is_empty() || !self.batch.sender.invoice_title.is_empty();
        self.restored = true;
        self.sort();
        vec![self.ask(scene)]
    }

    /// The batches of the folder at start: the last comes back to the screen, the others wait for it. What stands on another desk's
    /// screen is left to it.
    pub(super) fn found(&mut self, batches: Vec<Batch>, alone: bool, scene: Scene) -> Vec<Action> {
        if !alone || !self.is_blank() || !self.open() {
            return Vec::new();
        }
        self.waiting = batches.into_iter().filter(|batch| !batch.entries.is_empty()).collect();
        match self.waiting.pop() {
            Some(batch) => self.show(batch, scene),
            None => Vec::new(),
        }
    }

    pub(super) fn tick(&mut self, now: Instant, scene: Scene) -> Vec<Action> {
        let rested = self.changed.is_some_and(|changed| now.saturating_duration_since(changed) >= REST);
        if !rested {
            return Vec::new();
        }
        self.changed = None;
        if !self.open() || self.is_blank() {
            return Vec::new();
        }
        let mut actions = vec![Action::Keep(Box::new(self.batch.clone()))];
        if std::mem::take(&mut self.other_sender) {
            actions.push(self.ask(scene));
        }
        actions
    }

    pub(super) fn print(&mut self, paper: Printout) -> Vec<Action> {
        let BatchStage::Done(done) = &mut self.stage else { return Vec::new() };
        // A key struck twice is one print.
        if done.printing.is_some() || done.joining.is_some() {
            return Vec::new();
        }
        done.printing = Some(paper);
        vec![Action::Print(done.numbers.clone(), paper)]
    }

    /// One paper of all that was booked.
    pub(super) fn join(&mut self, joint: Joint) -> Vec<Action> {
        let BatchStage::Done(done) = &mut self.stage else { return Vec::new() };
        if done.printing.is_some() || done.joining.is_some() {
            return Vec::new();
        }
        done.joining = Some(joint);
        vec![Action::Join(done.numbers.clone(), joint)]
    }

    pub(super) fn joined(&mut self, joint: Joint, result: Result<Out, Failure>) -> Vec<Action> {
        let BatchStage::Done(done) = &mut self.stage else { return Vec::new() };
        done.joining = None;
        self.failed = None;
        match result {
            Ok(out) => done.joint = Some((joint, out)),
            Err(failure) => self.failed = Some(failure),
        }
        Vec::new()
    }

    pub(super) fn printing(&mut self, step: PrintStep) -> Vec<Action> {
        let (PrintStep::Done(result), BatchStage::Done(done)) = (step, &mut self.stage) else { return Vec::new() };
        done.printing = None;
        match result {
            Ok(printed) => {
                if printed.is_some() {
                    (done.paper, done.joint) = (printed, None);
                }
                self.failed = None;
                vec![Action::Posted]
            }
            Err(failure) => {
                self.failed = Some(failure);
                Vec::new()
            }
        }
    }
}
