//! What a booking came to: the money, what became of each paper, the customer's signature, and how it is taken back.

use super::{Action, DraftStage, Message, Take, place};
use crate::desk::draft::Draft;
use crate::desk::picture::{PictureTarget, Pictured};
use crate::desk::print::{PrintStep, Printed};
use crate::desk::widgets::{Stroke, focus_on};
use crate::office::Taken;
use books::booking::{Booking, Method, Number, Printout, SignedHow, new_request};
use trade::money::Money;
use trade::refusal::Failure;

/// What became of a paper: it was made, or could not be.
pub type PaperOutcome = Result<Printed, Failure>;

/// What a booking came to.
#[derive(Debug, Clone, PartialEq)]
pub struct BookedAd {
    /// The number of the booking.
    pub number: Number,
    /// What it costs, by the price that was posted.
    pub total: Money,
    /// The currency of that; empty for yuan.
    pub currency: String,
    /// What came in, without what is on account.
    pub taken: Money,
    /// What was put on the customer's account.
    pub on_account: Money,
    /// The change to give.
    pub change: Money,
    /// Whether the till was opened without anybody asking.
    pub opened_till: bool,
    /// The booking as it stands, as far as it was changed from here.
    pub booking: Box<Booking>,
    /// The place of its entry in the journal.
    pub entry: u64,
    /// What became of the proof; the first is a file of its own that nobody has opened.
    pub proof: Option<PaperOutcome>,
    /// Whether the proof was printed or opened, and not only written.
    pub proof_left: bool,
    /// What became of the statement.
    pub statement: Option<PaperOutcome>,
    /// The paper that is being printed.
    pub printing: Option<Printout>,
    /// What became of the ad's picture.
    pub pictured: Option<Result<Pictured, Failure>>,
    /// The way of signing that the keyboard stands on.
    pub signing: usize,
    /// Why it could not be signed or taken back.
    pub refused: Option<Failure>,
    /// It was asked once to take it back.
    pub undoing: bool,
    /// An act on it is under way.
    pub busy: bool,
}

impl BookedAd {
    /// What an ad came to that was taken.
    pub fn of(taken: &Taken) -> BookedAd {
        let booking = taken.first();
        let paid = |account: bool| {
            let payments = booking.payments.iter().map(|(_, payment)| payment);
            let by = payments.filter(|payment| (payment.method == Method::Account) == account);
            by.map(|payment| payment.amount).sum()
        };
        BookedAd {
            number: booking.number,
            total: booking.booked.quote.total,
            currency: booking.booked.quote.currency.clone(),
            taken: paid(false),
            on_account: paid(true),
            change: taken.entry.change(),
            opened_till: taken.entry.opened_till(),
            booking: Box::new(booking.clone()),
            entry: taken.entry.seq,
            proof: None,
            proof_left: false,
            statement: None,
            printing: None,
            pictured: None,
            signing: 0,
            refused: None,
            undoing: false,
            busy: false,
        }
    }

    /// What was handed over, by method, in the order in which it was.
    pub fn handed_over(&self) -> Vec<(Method, Money)> {
        let paid = self.booking.payments.iter().map(|(_, payment)| payment);
        paid.map(|payment| (payment.method, payment.amount + payment.change())).collect()
    }

    /// What is still to be paid.
    pub fn owing(&self) -> Money {
        self.booking.owing()
    }

    /// What money goes back where it is taken back, by method.
    pub fn back(&self) -> Vec<(Method, Money)> {
        let paid = self.booking.payments.iter().map(|(_, payment)| payment);
        paid.filter(|payment| payment.method != Method::Account)
            .map(|payment| (payment.method, payment.amount))
            .collect()
    }
}

/// What is done with a booking that was just made.
#[derive(Debug, Clone)]
pub enum After {
    /// Print the proof, or open it.
    Proof,
    /// Print the statement, or open it.
    Statement,
    /// Save the ad as a picture, or copy it.
    Picture(PictureTarget),
    /// A key among the ways of signing.
    Sign(Stroke),
    /// The way of signing at this place is meant.
    SignBy(usize),
    /// It is signed by now, or could not be.
    Signed(Number, Result<Box<Booking>, Failure>),
    /// Take it back; asked twice.
    TakeBack,
    /// It is taken back, or could not be.
    TakenBack(Number, Result<(), Failure>),
    /// What it was booked from comes to the screen once more (重登).
    Again,
}

impl Take {
    /// Does what is done with a booking that was just made.
    pub(super) fn after(&mut self, after: After, scene: super::Scene) -> Vec<Action> {
        let DraftStage::Done(done) = &mut self.stage else { return Vec::new() };
        match after {
            After::Proof => self.print(Printout::Proof),
            After::Statement => self.print(Printout::Statement),
            After::Picture(to) => vec![Action::Picture(done.number, to)],
            After::Again => self.again(scene),
            After::Sign(stroke) => {
                let last = SignedHow::ALL.len() - 1;
                match stroke {
                    Stroke::By(by) => done.signing = done.signing.saturating_add_signed(by).min(last),
                    Stroke::First => done.signing = 0,
                    Stroke::Last => done.signing = last,
                    Stroke::Mark | Stroke::Open => return self.sign(),
                    Stroke::Page(_) | Stroke::Wheel(_) => {}
                }
                Vec::new()
            }
            After::SignBy(at) => {
                done.signing = at.min(SignedHow::ALL.len() - 1);
                self.sign()
            }
            After::Signed(number, result) if number == done.number => {
                done.busy = false;
                match result {
                    Ok(booking) => {
                        (done.booking, done.refused) = (booking, None);
                        vec![Action::Posted, Action::Run(focus_on(place::NEXT))]
                    }
                    Err(failure) => {
                        done.refused = Some(failure);
                        Vec::new()
                    }
                }
            }
            // The key is struck twice on purpose: money goes back, and a number is void.
            After::TakeBack if !done.undoing => {
                (done.undoing, done.refused) = (true, None);
                Vec::new()
            }
            After::TakeBack => {
                done.busy = true;
                vec![Action::TakeBack(new_request(), done.number, done.entry)]
            }
            After::TakenBack(number, result) if number == done.number => {
                (done.busy, done.undoing) = (false, false);
                match result {
                    Ok(()) => {
                        let draft = Draft { request: new_request(), parked: false, ..self.draft.clone() };
                        self.show(draft);
                        self.taken_back = Some(number);
                        self.changed = Some(std::time::Instant::now());
                        let mut actions = vec![Action::Posted, self.ask()];
                        actions.extend(self.look_up());
                        actions.push(Action::Run(focus_on(place::COPY)));
                        actions
                    }
                    Err(failure) => {
                        done.refused = Some(failure);
                        Vec::new()
                    }
                }
            }
            After::Signed(..) | After::TakenBack(..) => Vec::new(),
        }
    }

    fn sign(&mut self) -> Vec<Action> {
        let DraftStage::Done(done) = &mut self.stage else { return Vec::new() };
        (done.busy, done.undoing) = (true, false);
        let who = done.booking.order().customer.name.text().to_owned();
        vec![Action::Sign(new_request(), done.number, SignedHow::ALL[done.signing], who)]
    }

    fn print(&mut self, paper: Printout) -> Vec<Action> {
        let DraftStage::Done(done) = &mut self.stage else { return Vec::new() };
        (done.printing, done.undoing) = (Some(paper), false);
        vec![Action::Print(done.number, paper)]
    }

    /// How far a print is.
    pub(super) fn printing(&mut self, step: PrintStep) -> Vec<Action> {
        let (PrintStep::Done(result), DraftStage::Done(done)) = (step, &mut self.stage) else { return Vec::new() };
        let Some(paper) = done.printing.take() else { return Vec::new() };
        let Some(outcome) = result.transpose() else { return Vec::new() };
        let posted = outcome.is_ok();
        match paper {
            Printout::Proof => (done.proof, done.proof_left) = (Some(outcome), true),
            Printout::Statement | Printout::Refund(_) => done.statement = Some(outcome),
        }
        posted.then_some(Action::Posted).into_iter().collect()
    }

    /// The proof was written as a file, or could not be. What was printed meanwhile stands.
    pub(super) fn prepared(&mut self, outcome: PaperOutcome) {
        if let DraftStage::Done(done) = &mut self.stage
            && done.proof.is_none()
        {
            done.proof = Some(outcome);
        }
    }

    /// The ad's picture is where it was to go, or could not be made.
    pub(super) fn pictured(&mut self, result: Result<Pictured, Failure>) -> Vec<Action> {
        if let DraftStage::Done(done) = &mut self.stage {
            done.pictured = Some(result);
        }
        Vec::new()
    }
}

impl From<After> for Message {
    fn from(after: After) -> Message {
        Message::After(after)
    }
}
