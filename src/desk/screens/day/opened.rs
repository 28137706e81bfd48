//! The small forms at the foot of the right column: opening them, what is typed, what is sent, and what comes back.

use super::super::settling::{Settling, Way};
use super::{Action, Day, Form, Note, Opened, Scene, place};
use crate::desk::widgets::focus_on;
use books::booking::{Act, Command, Method, Number, Offer, PaperSeen, SignedHow, new_request};
use trade::ad::Severity;
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Failure, Refusal};

impl Day {
    /// Opens a form for this booking.
    fn open(&mut self, number: Number, form: Form, place: &'static str) -> Vec<Action> {
        self.opened = Some(Opened { number, form, sending: false });
        self.failed = None;
        vec![Action::Run(focus_on(place))]
    }

    pub(super) fn open_sign(&mut self) -> Vec<Action> {
        // The row says enough, so that nobody has to wait for the ad to type.
        let Some(row) = self.row() else { return Vec::new() };
        if row.signed.is_some() {
            self.failed = Some(Refusal::SignedAlready { booking: row.number.to_string() }.into());
            return Vec::new();
        }
        let form = Form::Sign { request: new_request(), how: SignedHow::Paper, who: row.customer.clone() };
        self.open(row.number, form, place::HOW)
    }

    pub(super) fn open_pay(&mut self) -> Vec<Action> {
        let Some(row) = self.row() else { return Vec::new() };
        let (amount, serial) = (String::new(), String::new());
        // What comes although nothing is owed did not come in cash.
        let method = if row.owing == Money::ZERO { Method::Wechat } else { Method::Cash };
        let form = Form::Pay { request: new_request(), method, amount, serial, overpaid: false };
        self.open(row.number, form, place::METHODS)
    }

    pub(super) fn open_see(&mut self, scene: Scene) -> Vec<Action> {
        let Some(booking) = self.looked() else {
            // Which paper it is, only the booking says.
            self.to_see = self.row().map(|row| row.number);
            return Vec::new();
        };
        let number = booking.number;
        let Some(paper) = booking.papers_missing().first().map(|id| (*id).to_owned()) else { return Vec::new() };
        let asked = scene.rules.kinds.paper(&paper).is_some_and(|paper| paper.last_four);
        let (last_four, file) = (String::new(), String::new());
        let form = Form::See { request: new_request(), paper, last_four, file };
        self.open(number, form, if asked { place::LAST_FOUR } else { place::FILE })
    }

    /// The first finding that is not settled: errors first, then warnings.
    pub(super) fn open_settle(&mut self, scene: Scene) -> Vec<Action> {
        let Some(booking) = self.looked() else {
            // What was found, only the booking says.
            self.to_settle = self.row().map(|row| row.number);
            return Vec::new();
        };
        let open = [Severity::Error, Severity::Warning].map(|severity| booking.unsettled(severity)).concat();
        let Some(finding) = open.first() else { return Vec::new() };
        let (number, settling) = (booking.number, Settling::of((*finding).clone(), scene));
        // Where nothing is to be typed the keys stay with the list; Ctrl+Enter records.
        let place = if settling.way == Way::See { place::LIST } else { place::WHO };
        self.open(number, Form::Settle { request: new_request(), settling }, place)
    }

    pub(super) fn fill(&mut self, fill: impl FnOnce(&mut Form)) -> Vec<Action> {
        if let Some(opened) = &mut self.opened {
            fill(&mut opened.form);
        }
        self.failed = None;
        Vec::new()
    }

    pub(super) fn send(&mut self) -> Vec<Action> {
        let owing = self.looked().map(|booking| (booking.number, booking.owing()));
        let Some(opened) = &mut self.opened else { return Vec::new() };
        let number = opened.number;
        // Nothing is sent for a booking that is not before the clerk's eyes; the key is kept until it is.
        let Some((_, owing)) = owing.filter(|(looked, _)| *looked == number) else {
            opened.sending = true;
            return Vec::new();
        };
        opened.sending = false;
        match opened.form.clone() {
            Form::See { request, paper, last_four, file } => match PaperSeen::checked(&paper, &last_four, &file) {
                Ok(seen) => vec![Action::Ask(request, Box::new(Command::On(number, Act::See(vec![seen]))))],
                Err(refusal) => {
                    self.failed = Some(refusal.into());
                    vec![Action::Run(focus_on(place::LAST_FOUR))]
                }
            },
            Form::Settle { request, settling } => match settling.settled() {
                Ok(settled) => {
                    let command = Command::On(number, Act::Settle(vec![settled]));
                    vec![Action::Ask(request, Box::new(command))]
                }
                Err(refusal) => {
                    self.failed = Some(refusal.into());
                    vec![Action::Run(focus_on(if settling.lacks_who() { place::WHO } else { place::WHY }))]
                }
            },
            Form::Sign { request, how, who } => vec![Action::Sign(request, number, how, who.trim().to_owned())],
            Form::Pay { request, method, amount, serial, overpaid } => {
                let typed = if amount.trim().is_empty() { Ok(owing) } else { amount.parse() };
                let Ok(amount) = typed else {
                    self.failed = Some(Refusal::NotMoney { value: amount }.into());
                    return vec![Action::Run(focus_on(place::AMOUNT))];
                };
                let serial = serial.trim();
                let serial = (!serial.is_empty()).then(|| Personal::new(serial.to_owned()));
                let overpaid = overpaid && method.comes_as_it_is();
                let offers = vec![Offer { serial, overpaid, ..Offer::new(method, amount) }];
                vec![Action::Ask(request, Box::new(Command::On(number, Act::Pay(offers))))]
            }
        }
    }

    pub(super) fn posted(&mut self, request: &str, result: Result<(), Failure>) -> Vec<Action> {
        let own = self.opened.as_ref().is_some_and(|opened| opened.form.request() == request);
        let reviewed = self.reviewing.take_if(|(asked, _)| asked == request);
        if let Err(failure) = result {
            if own {
                self.failed = Some(failure);
            } else {
                self.note = Some(Note::Failed(failure));
            }
            return Vec::new();
        }
        let mut actions = self.refresh();
        actions.push(Action::Posted);
        if let Some((_, bookings)) = reviewed {
            self.marked.retain(|number| !bookings.contains(number));
            self.note = Some(Note::Reviewed(bookings.len()));
        }
        // An answer to an earlier form leaves the one that is open now alone.
        if own {
            // The next finding follows at once, when the books have given the booking anew.
            let settled = self.opened.take_if(|opened| matches!(opened.form, Form::Settle { .. }));
            self.to_settle = settled.map(|opened| opened.number);
            (self.opened, self.failed) = (None, None);
        }
        if self.opened.is_none() {
            actions.push(Action::Run(focus_on(place::LIST)));
        }
        actions
    }
}
