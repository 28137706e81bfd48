//! The small form at the foot of the right column: opening it, what it wants, what is sent, and what comes back. Each form is one of
//! [`crate::desk::forms`]; here stands only what the list has to do with it.

use super::{Action, Day, Note, Scene, place};
use crate::desk::forms::{self, Sent, Small, Wish, pay, see, settling, sign};
use crate::desk::widgets::{focus_on, step};
use books::booking::{Act, Command, Method, Number, Open, Row, new_request};
use trade::ad::Severity;
use trade::money::Money;
use trade::refusal::Failure;

/// A form that is open, and the bookings that it belongs to from the moment it opens.
#[derive(Debug, Clone)]
pub struct OpenForm {
    /// The bookings that the form is about, whichever row is chosen later.
    numbers: Vec<Number>,
    /// The id under which it is sent; a second try has the same, so that a doubled Enter does nothing twice.
    request: String,
    form: Small,
    /// It was sent before its booking was on the screen, and goes as soon as it is.
    sending: bool,
    /// What is said once it is done.
    then: Option<Note>,
}

impl OpenForm {
    /// The bookings that it is about.
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// The form with what is typed in it.
    pub const fn form(&self) -> &Small {
        &self.form
    }

    /// The numbers of its bookings, as many as fit a line.
    pub(super) fn said(&self) -> String {
        match self.numbers.as_slice() {
            [one] => one.to_string(),
            several => {
                let short: Vec<String> = several.iter().take(8).map(|one| format!("{:04}", one.serial)).collect();
                let more = if several.len() > 8 { " …" } else { "" };
                format!("{}{more}", short.join("  "))
            }
        }
    }
}

impl Day {
    /// Opens a form for these bookings.
    fn open(&mut self, numbers: Vec<Number>, form: Small, scene: Scene) -> Vec<Action> {
        // Where nothing is to be typed the keys stay with the list; Ctrl+Enter records.
        let first = form.first_place(scene).unwrap_or(place::LIST);
        self.opened = Some(OpenForm { numbers, request: new_request(), form, sending: false, then: None });
        (self.failed, self.note) = (None, None);
        vec![Action::Run(focus_on(first))]
    }

    pub(super) fn open_sign(&mut self, scene: Scene) -> Vec<Action> {
        // The row says enough, so that nobody has to wait for the ad to type.
        let numbers = self.those_open(Open::Proof);
        let customers: Vec<&str> =
            self.targets().into_iter().filter(of(&numbers)).map(|row| row.customer.as_str()).collect();
        let same = customers.first().filter(|first| customers.iter().all(|one| one == *first));
        let who = same.map_or_else(String::new, |who| (*who).to_owned());
        let form = sign::Form::of(numbers.len(), who);
        self.open(numbers, Small::Sign(form), scene)
    }

    pub(super) fn open_pay(&mut self, scene: Scene) -> Vec<Action> {
        // What stands on account is settled by what comes in, after what is owed.
        let owing = |row: &Row| (row.number, row.owing + row.on_account);
        let owing: Vec<(Number, Money)> = match self.one() {
            // It may come although nothing is owed: then it is owed back.
            Some(one) => vec![owing(one)],
            None => {
                let numbers = self.those_open(Open::Payment);
                self.targets().into_iter().filter(of(&numbers)).map(owing).collect()
            }
        };
        let numbers = owing.iter().map(|(number, _)| *number).collect();
        self.open(numbers, Small::Pay(pay::Form::of(owing)), scene)
    }

    pub(super) fn open_see(&mut self, scene: Scene) -> Vec<Action> {
        let Some(number) = self.first_open(&[Open::Papers]) else { return Vec::new() };
        if let Some(booking) = self.looked.as_ref().filter(|looked| looked.booking.number == number)
            && self.one().is_some()
        {
            let papers = booking.booking.papers_missing();
            let Some(paper) = papers.first().map(|id| (*id).to_owned()) else {
                self.note = Some(Note::Nothing(Open::Papers));
                return Vec::new();
            };
            return self.open(vec![number], Small::See(see::Form::of(paper)), scene);
        }
        // Which paper it is, only the booking says.
        self.to_see = Some(number);
        self.look_at(number)
    }

    /// The next paper of a booking that was just read; of several that are marked, then of the next of them.
    pub(super) fn see_further(&mut self, number: Number, scene: Scene) -> Vec<Action> {
        let booking = self.looked.as_ref().filter(|looked| looked.booking.number == number);
        let paper = booking.and_then(|looked| looked.booking.papers_missing().first().map(|id| (*id).to_owned()));
        if let Some(paper) = paper {
            return self.open(vec![number], Small::See(see::Form::of(paper)), scene);
        }
        if self.one().is_some() {
            self.note = Some(Note::Nothing(Open::Papers));
            return Vec::new();
        }
        self.to_see = self.next_open(&[Open::Papers], Some(number));
        self.to_see.map_or_else(Vec::new, |next| self.look_at(next))
    }

    /// A booking is read, where it is not the one on the screen, which is read already.
    fn look_at(&self, number: Number) -> Vec<Action> {
        if self.one().is_some() { Vec::new() } else { vec![Action::Look(number)] }
    }

    /// Of the target the first booking of which one of these is open, but this one; the one booking itself where the target is one.
    fn next_open(&self, any: &[Open], but: Option<Number>) -> Option<Number> {
        let is_open = |row: &&Row| any.iter().any(|open| row.open.contains(open));
        let mut rows = self.targets().into_iter().filter(|row| Some(row.number) != but);
        rows.find(is_open).map(|row| row.number)
    }

    /// The booking with which papers or findings of the target begin.
    fn first_open(&self, any: &[Open]) -> Option<Number> {
        self.number().or_else(|| self.next_open(any, None))
    }

    /// The first finding that is not settled: errors first, then warnings. Where none is left after one that was settled, nothing is said.
    pub(super) fn open_settle(&mut self, further: bool, scene: Scene) -> Vec<Action> {
        let Some(number) = self.first_open(&[Open::Held, Open::Warnings]) else { return Vec::new() };
        if self.one().is_none() || self.looked().is_none() {
            // What was found, only the booking says.
            self.to_settle = Some(number);
            return self.look_at(number);
        }
        let actions = self.settle_further(number, scene);
        if actions.is_empty() && !further {
            self.note = Some(Note::Nothing(Open::Warnings));
        }
        actions
    }

    /// The next finding of a booking that was just read; of several that are marked, then of the next of them.
    pub(super) fn settle_further(&mut self, number: Number, scene: Scene) -> Vec<Action> {
        let looked = self.looked.as_ref().filter(|looked| looked.booking.number == number);
        let finding = looked.and_then(|looked| {
            let open = [Severity::Error, Severity::Warning].map(|severity| looked.booking.unsettled(severity)).concat();
            open.first().map(|finding| (*finding).clone())
        });
        if let Some(finding) = finding {
            return self.open(vec![number], Small::Settle(settling::Form::of(finding, scene)), scene);
        }
        if self.one().is_some() {
            return Vec::new();
        }
        self.to_settle = self.next_open(&[Open::Held, Open::Warnings], Some(number));
        self.to_settle.map_or_else(Vec::new, |next| self.look_at(next))
    }

    /// Something in the form.
    pub(super) fn in_opened(&mut self, message: forms::Message) -> Vec<Action> {
        let wish = self.opened.as_mut().and_then(|opened| opened.form.update(message));
        self.failed = None;
        wish.map_or_else(Vec::new, |wish| self.wish(wish))
    }

    fn wish(&mut self, wish: Wish<Sent>) -> Vec<Action> {
        match wish {
            Wish::Focus(place) => vec![Action::Run(focus_on(place))],
            Wish::Onward => vec![Action::Run(step(false))],
            Wish::Leave => {
                (self.opened, self.failed) = (None, None);
                vec![Action::Run(focus_on(place::LIST))]
            }
            Wish::Send(sent) => self.sends(sent),
        }
    }

    /// The form is sent after all, once its booking is there.
    pub(super) fn send_waiting(&mut self) -> Vec<Action> {
        let owing = self.looked().map(|booking| (booking.number, booking.payable()));
        let Some(opened) = self.opened.as_mut().filter(|opened| opened.sending) else { return Vec::new() };
        if let (Small::Pay(form), Some((number, owing))) = (&mut opened.form, owing) {
            form.owes(number, owing);
        }
        let wish = opened.form.send();
        wish.map_or_else(Vec::new, |wish| self.wish(wish))
    }

    /// What was to be sent as soon as its booking is there is not sent: the booking could not be read.
    pub(super) fn hold_back(&mut self) {
        if let Some(opened) = &mut self.opened {
            opened.sending = false;
        }
    }

    fn sends(&mut self, sent: Sent) -> Vec<Action> {
        let looked = self.looked.as_ref().map(|looked| looked.booking.number);
        let Some(opened) = &mut self.opened else { return Vec::new() };
        let numbers = opened.numbers.clone();
        let request = opened.request.clone();
        // Nothing is sent for one booking that is not before the clerk's eyes; the key is kept until it is.
        opened.sending = matches!(numbers.as_slice(), [one] if looked != Some(*one));
        if opened.sending {
            return Vec::new();
        }
        let count = numbers.len();
        opened.then = match (&sent, &opened.form) {
            (Sent::Paid(offer), Small::Pay(form)) => {
                let cash = offer.method == Method::Cash;
                let amount = if cash { offer.amount.min(form.owing()) } else { offer.amount };
                Some(Note::Paid { method: offer.method, amount, change: offer.amount - amount, count })
            }
            (Sent::Signed(..), _) if count > 1 => Some(Note::Signed(count)),
            _ => None,
        };
        match (sent, numbers.as_slice()) {
            (Sent::Signed(how, who), _) => vec![Action::Sign(request, numbers, how, who)],
            (Sent::Paid(offer), [one]) => vec![ask(request, *one, Act::Pay(vec![offer]))],
            (Sent::Paid(offer), _) => vec![Action::Pay(request, numbers, Box::new(offer))],
            (Sent::Seen(seen), [one]) => vec![ask(request, *one, Act::See(vec![seen]))],
            (Sent::Settled(settled), [one]) => vec![ask(request, *one, Act::Settle(vec![settled]))],
            (Sent::Seen(_) | Sent::Settled(_), _) => Vec::new(),
        }
    }

    /// Marks the bookings that every key acts on as reviewed.
    pub(super) fn review(&mut self) -> Vec<Action> {
        let bookings = self.those_open(Open::Review);
        let request = new_request();
        self.reviewing = Some((request.clone(), bookings.clone()));
        vec![Action::Ask(request, Box::new(Command::each(bookings, &Act::Review)))]
    }

    pub(super) fn posted(&mut self, request: &str, result: Result<(), Failure>, scene: Scene) -> Vec<Action> {
        let own = self.opened.as_ref().is_some_and(|opened| opened.request == request);
        let reviewed = self.reviewing.take_if(|(id, _)| id == request);
        if let Err(failure) = result {
            match &mut self.opened {
                Some(opened) if own => opened.form.refused(failure),
                _ => self.note = Some(Note::Failed(failure)),
            }
            return Vec::new();
        }
        let mut actions = self.refresh();
        actions.push(Action::Posted);
        if let Some((_, bookings)) = reviewed {
            self.note = Some(Note::Reviewed(bookings.len()));
            actions.extend(self.done_with(&bookings, scene));
        }
        // An answer to an earlier form leaves the one that is open now alone.
        if own && let Some(opened) = self.opened.take() {
            self.failed = None;
            if let Some(note) = opened.then {
                self.note = Some(note);
            }
            // The next finding follows at once, when the books have given the booking anew.
            let several = self.one().is_none();
            match (&opened.form, opened.numbers.as_slice()) {
                (Small::Settle(_), [one]) => self.to_settle = Some(*one),
                (Small::See(_), [one]) if several => self.to_see = Some(*one),
                _ => {}
            }
            // Of several that are marked none is read with the list.
            if let Some(next) = self.to_settle.or(self.to_see).filter(|_| several) {
                actions.push(Action::Look(next));
            }
        }
        if self.opened.is_none() {
            actions.push(Action::Run(focus_on(place::LIST)));
        }
        actions
    }

    /// The marks of these bookings are done with.
    fn done_with(&mut self, bookings: &[Number], scene: Scene) -> Vec<Action> {
        if self.marked.is_empty() {
            return Vec::new();
        }
        let note = self.note.take();
        self.marked.retain(|number| !bookings.contains(number));
        let actions = self.marks_changed(scene);
        self.note = note;
        actions
    }
}

fn ask(request: String, number: Number, act: Act) -> Action {
    Action::Ask(request, Box::new(Command::On(number, act)))
}

/// Whether a row is one of these.
fn of(numbers: &[Number]) -> impl Fn(&&Row) -> bool + '_ {
    move |row| numbers.contains(&row.number)
}
