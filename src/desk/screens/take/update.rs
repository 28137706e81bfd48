//! What each message does to the screen.

use std::sync::Arc;
use std::time::Instant;

use super::answer::DraftAnswer;
use super::rows::Unfolded;
use super::seeking::Seek;
use super::{Action, After, DraftStage, Message, Scene, Take, place};
use crate::desk::draft::Draft;
use crate::desk::widgets::{focus_on, step};
use books::booking::Method;
use trade::ad::Kind;
use trade::money::Money;
use trade::refusal::Refusal;

impl Take {
    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        if !matches!(message, Message::Discard | Message::Tick(_) | Message::Kept(_) | Message::AskDay(_)) {
            self.discarding = false;
        }
        let beside =
            matches!(message, Message::Tick(_) | Message::Kept(_) | Message::Prepared(_) | Message::Answered(..));
        if let DraftStage::Done(done) = &mut self.stage
            && !beside
            && !matches!(message, Message::After(After::TakeBack | After::TakenBack(..)))
        {
            done.undoing = false;
        }
        self.styles = Arc::clone(scene.rules.styles.on(scene.now.date_naive()));
        if let Some(typing) = types(&message) {
            (self.typing, self.book_when_answered) = (typing, false);
            // Whatever is done elsewhere has the arrows to itself.
            if !matches!(message, Message::Seek(_) | Message::Tab(_) | Message::Customer) {
                self.seeking.close();
                self.glancing = Default::default();
            }
        }
        match message {
            Message::Book => self.book(scene),
            Message::Booked(request, result) => self.booked(&request, result),
            Message::Next => self.next(scene),
            Message::After(after) => self.after(after, scene),
            Message::Park => self.park(scene),
            Message::Restore(place) => self.restore(place),
            Message::Discard => self.discard(scene),
            Message::Pictured(result) => self.pictured(result),
            Message::Printing(step) => self.printing(step),
            Message::Prepared(result) => {
                self.prepared(result);
                Vec::new()
            }
            Message::Found(drafts, alone) => self.found(drafts, alone),
            Message::Kept(result) => {
                if let Err(failure) = result {
                    self.failed = Some(failure);
                }
                Vec::new()
            }
            Message::Tick(now) => self.tick(now),
            Message::Answered(request, revision, answer) if request == self.draft.request => {
                self.heard(revision, *answer, scene)
            }
            Message::Answered(..) => Vec::new(),
            Message::Zoom(zoom) => {
                self.zoom = zoom;
                Vec::new()
            }
            Message::Focus(place) => {
                // The payment comes back to its place.
                if place == place::METHODS {
                    self.panel = None;
                }
                // A picture is of a blessing: whoever asks for its place says so.
                if place == place::PICTURE && self.open() && self.draft.kind == Kind::Notice {
                    let mut actions = self.typed(Message::Kind(Kind::Blessing), scene);
                    actions.push(self.go(place));
                    return actions;
                }
                vec![self.go(place)]
            }
            Message::Fold => {
                let at = self.unfolded.take().map(Unfolded::place);
                at.map(|place| Action::Run(focus_on(place))).into_iter().collect()
            }
            Message::Onward => vec![Action::Run(step(false))],
            Message::Tab(false) if self.lists_customers() => self.sought(Seek::Leave),
            Message::Tab(back) => {
                if self.lists_customers() {
                    return self.sought(Seek::Close).into_iter().chain([Action::Run(step(back))]).collect();
                }
                vec![Action::Run(step(back))]
            }
            Message::Others => {
                self.others = !self.others;
                // What was typed in the field is the customer's.
                let mut also = if self.seeking.text.trim().is_empty() { Vec::new() } else { self.new_customer() };
                self.seeking.restart(!self.others && self.nobody());
                let place = match self.others {
                    true if self.draft.phone.trim().is_empty() => place::PHONE,
                    true => place::PAYER,
                    false => self.first_place(),
                };
                also.push(Action::Run(focus_on(place)));
                also
            }
            Message::AskDay(day) => {
                self.day_refused = day.and_then(|day| self.may_run(day, scene).err());
                Vec::new()
            }
            Message::MoveDay(day) => {
                self.at = day;
                self.day_refused = self.may_run(day, scene).err();
                Vec::new()
            }
            Message::Known(key, known, account) => {
                self.account = Some((key.clone(), *account));
                self.known(&key, known.map(|known| *known))
            }
            Message::Customer => self.turn_to_customer(),
            Message::Neighbours(name, key, found) => {
                if (&name, &key) == (&self.neighbours.0, &self.neighbours.1) {
                    self.neighbours.2 = found;
                }
                Vec::new()
            }
            Message::Seek(seek) => self.sought(seek),
            Message::Glanced(number, glance) => {
                self.glanced(number, glance.map(|glance| glance.map(|glance| *glance)));
                Vec::new()
            }
            Message::Repeated(number, Ok(Some(order))) => self.take_anew(Draft::again(&order, number), scene),
            Message::Repeated(number, Ok(None)) => {
                self.failed = Some(Refusal::NoSuchBooking { value: number.to_string() }.into());
                Vec::new()
            }
            Message::Repeated(_, Err(fault)) => {
                self.failed = Some(fault.into());
                Vec::new()
            }
            // What is booked is booked: nothing on the screen changes it.
            message if self.open() => self.typed(message, scene),
            _ => Vec::new(),
        }
    }

    /// What has to be struck twice at once begins anew.
    pub(super) fn ask_twice_again(&mut self) {
        self.discarding = false;
        if let DraftStage::Done(done) = &mut self.stage {
            done.undoing = false;
        }
    }

    pub(super) fn ask(&mut self) -> Action {
        self.question += 1;
        Action::Ask(Box::new(self.draft.clone()), self.question)
    }

    /// The counter is asked about the draft once more, since rules or settings are others now.
    pub fn ask_again(&mut self) -> Action {
        self.ask()
    }

    /// What the counter answered: what it proposes goes into the draft where no hand has set it.
    fn heard(&mut self, revision: u64, answer: DraftAnswer, scene: Scene) -> Vec<Action> {
        self.answered = self.answered.max(revision);
        let open = self.open();
        let (draft, chosen) = (&mut self.draft, &answer.chosen);
        if open {
            let before = (draft.kind, draft.category.clone(), draft.size, draft.runs.clone());
            if draft.follows().kind {
                draft.kind = chosen.kind;
            }
            if !draft.touched.category {
                draft.category.clone_from(&chosen.category);
            }
            if !draft.touched.size {
                draft.size = chosen.size;
            }
            if !draft.touched.runs && draft.runs != chosen.runs {
                draft.runs.clone_from(&chosen.runs);
                self.at = draft.runs.first().copied().unwrap_or(self.at);
            }
            let moved = before != (draft.kind, draft.category.clone(), draft.size, draft.runs.clone());
            if moved && !draft.is_blank() {
                // A draft that is put aside keeps what was proposed.
                self.changed = Some(Instant::now());
            }
        }
        self.answer = Some(answer);
        let style = self.draft.look.style.clone();
        self.settle();
        if self.draft.look.style != style {
            return vec![self.ask()];
        }
        if self.answered == self.question && std::mem::take(&mut self.book_when_answered) {
            return self.book(scene);
        }
        Vec::new()
    }

    /// Moves the focus to a place; a row that is folded is unfolded for it, and the field of the customer comes back.
    pub(super) fn go(&mut self, to: &'static str) -> Action {
        if to == place::CUSTOMER && self.open() {
            self.seek_again();
        } else {
            self.unfolded = Unfolded::of(to);
        }
        Action::Run(focus_on(to))
    }

    /// Where a clerk begins: at the customer, or where one stands already, at the copy.
    pub const fn first_place(&self) -> &'static str {
        match self.stage {
            DraftStage::Done(_) => place::NEXT,
            _ if self.seeking.open => place::CUSTOMER,
            _ => place::COPY,
        }
    }

    /// Whether money is offered for the draft; what is put on account is none.
    pub fn takes_money(&self) -> bool {
        self.open() && self.draft.offers.iter().any(|offer| offer.method != Method::Account)
    }

    /// What the draft costs; nothing while it has no price.
    pub(super) fn total(&self) -> Money {
        let quote = self.answer.as_ref().and_then(|answer| answer.proposal.quote.as_ref().ok());
        quote.map_or(Money::ZERO, |quote| quote.total)
    }
}

/// Whether the copy is typed by a message (true) or left (false); `None` where it says nothing of what the clerk does.
fn types(message: &Message) -> Option<bool> {
    match message {
        Message::Edit(action) => action.is_edit().then_some(true),
        Message::Undo | Message::Redo | Message::TurnLine(..) => Some(true),
        Message::Answered(..)
        | Message::Known(..)
        | Message::Neighbours(..)
        | Message::Seek(Seek::Found(..))
        | Message::Glanced(..)
        | Message::Tick(_)
        | Message::Kept(_)
        | Message::Found(..)
        | Message::AskDay(_)
        | Message::PictureRead(..)
        | Message::Booked(..)
        | Message::Printing(_)
        | Message::Prepared(_)
        | Message::Pictured(_)
        | Message::Zoom(_) => None,
        _ => Some(false),
    }
}
