//! What each message does to the batch.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use chrono::NaiveDate;
use iced::keyboard::key;
use iced::widget::operation::scroll_by;
use iced::widget::scrollable::AbsoluteOffset;

use super::{Action, BatchStage, Intake, Message, Note, Scene, Scope, Sender, place};
use crate::desk::widgets::{Chord, focus_on, step};
use crate::office::Joint;
use crate::papers::Grouped;
use books::booking::{Customer, Printout, phone_key};
use books::counter::batch;
use trade::ad::{CategoryId, Kind};
use trade::measure::Size;
use trade::personal::Personal;
use trade::refusal::Refusal;

/// How far a key scrolls what is long, in pixels.
const PAGE: f32 = 160.0;
/// So many digits are looked for as part of a telephone number.
const PART_OF_A_NUMBER: usize = 4;

impl Intake {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        let (done, blank) = (matches!(self.stage, BatchStage::Done(_)), self.is_blank());
        let form = self.form.as_ref().filter(|_| self.stage == BatchStage::Working);
        if let Some(message) = form.and_then(|form| form.settling.chord(chord)) {
            return Some(Message::Form(message));
        }
        if let (false, Some(key::Named::Escape)) = (chord.ctrl, chord.named) {
            if self.stage == BatchStage::Sending {
                return Some(Message::Stop);
            }
            let open = self.editing.is_some() || self.form.is_some() || self.days.is_some();
            return open.then_some(Message::Leave);
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if chord.repeat => None,
            (Some(key::Named::Enter), _) if done => Some(Message::Next),
            (Some(key::Named::Enter), _) if chord.shift && !blank => Some(Message::Book),
            (Some(key::Named::Enter), _) if self.editing.is_some() => Some(Message::Leave),
            (Some(key::Named::Enter), _) => Some(if blank { Message::Read } else { Message::Book }),
            (_, Some('n')) => Some(Message::Next),
            (_, Some('p')) => (!chord.repeat).then_some(Message::Print(Printout::Proof)),
            (_, Some('s')) => (!chord.repeat).then_some(Message::Print(Printout::Statement)),
            (_, Some('r')) => (!chord.repeat).then_some(Message::Join(Joint::Receipt)),
            (_, Some('q')) => (!chord.repeat).then_some(Message::Join(Joint::Questions)),
            (_, Some('g')) if done => {
                let by = if chord.shift { Grouped::Case } else { Grouped::Payer };
                (!chord.repeat).then_some(Message::Join(Joint::Statement(by)))
            }
            (_, Some('v')) if blank => Some(Message::Paste),
            // In the empty page they move the caret and take words away.
            (Some(_), _) if blank => None,
            (Some(key::Named::Delete), _) if self.editing.is_none() => Some(Message::Discard),
            (Some(key::Named::ArrowUp), _) => Some(Message::Walk(-1)),
            (Some(key::Named::ArrowDown), _) => Some(Message::Walk(1)),
            (Some(key::Named::PageUp), _) => Some(Message::Scroll(true)),
            (Some(key::Named::PageDown), _) => Some(Message::Scroll(false)),
            (_, Some('z')) => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) => Some(Message::Redo),
            (_, Some('e')) => Some(Message::Correct),
            (_, Some('h')) => Some(Message::Aside),
            (_, Some('t')) => Some(Message::Scope(self.scope.other())),
            (_, Some('l')) => Some(Message::Focus(place::LIST)),
            (_, Some('j')) => Some(Message::Focus(place::FINDINGS)),
            (_, Some('g')) => Some(Message::Focus(place::SIZE)),
            (_, Some('d')) => Some(Message::Days),
            (_, Some('k')) => Some(Message::Focus(place::PHONE)),
            (_, Some('o')) => Some(Message::Others),
            (_, Some('m')) => Some(Message::Payment),
            (_, Some('0')) => Some(Message::Zoom),
            _ => None,
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let kept = matches!(
            message,
            Message::Discard | Message::Tick(_) | Message::Kept(_) | Message::AskDay(_) | Message::Answered(..)
        );
        if !kept {
            self.discarding = false;
        }
        // Struck again at once, the key of the payment leads to the next payer.
        let beside = matches!(
            message,
            Message::Tick(_) | Message::Kept(_) | Message::AskDay(_) | Message::Answered(..) | Message::Known(..)
        );
        let stayed = matches!(message, Message::Payment | Message::Pay(_) | Message::Serial(_) | Message::PayFor(_));
        self.at_payment &= beside || stayed;
        match message {
            Message::Paste => vec![Action::Run(iced::clipboard::read().map(Message::Pasted))],
            Message::Pasted(text) => self.receive(text.unwrap_or_default()),
            Message::Page(action) => {
                self.page.perform(action);
                Vec::new()
            }
            Message::Read => self.receive(self.page.text()),
            Message::Dropped(path) if self.is_blank() && self.open() => vec![Action::ReadFile(path)],
            Message::Dropped(_) => Vec::new(),
            Message::Received(Ok(text)) => self.receive(text),
            Message::Parted(request, parts) => self.parted(&request, parts, scene),
            Message::Received(Err(failure)) => {
                self.failed = Some(failure);
                Vec::new()
            }
            Message::Pick(row) => self.pick(self.top + row, scene),
            Message::Stroke(stroke) => self.stroke(stroke, scene),
            Message::Walk(by) => self.walk(by, scene),
            Message::Correct => self.correct(),
            Message::Edit(action) => self.edit(action, scene),
            Message::Undo => self.step(true, scene),
            Message::Redo => self.step(false, scene),
            Message::Leave => self.leave(),
            Message::Aside => self.aside(scene),
            Message::Scope(scope) => {
                self.scope = scope;
                Vec::new()
            }
            Message::Size(size) => self.size(size, scene),
            Message::Days => {
                let first = self.runs().first().copied();
                self.days = first.or_else(|| self.first_day(scene));
                self.day_refused = None;
                vec![Action::Run(focus_on(place::DAYS))]
            }
            Message::MoveDay(day) => {
                self.days = Some(day);
                self.day_refused = self.may_run(day, scene).err();
                Vec::new()
            }
            Message::AskDay(day) => {
                self.day_refused = day.and_then(|day| self.may_run(day, scene).err());
                Vec::new()
            }
            Message::PressDay(day) => self.press_day(day, scene),
            Message::Phone(phone) => {
                let before = phone_key(&self.sender().phone).ok();
                let now = phone_key(&phone).ok();
                let moved = before != now;
                if moved {
                    self.forget();
                }
                let mut actions = self.type_in(|sender| sender.phone = phone);
                actions.extend(now.filter(|_| moved).map(Action::Known));
                actions
            }
            Message::PhoneTyped => {
                let typed = self.sender().phone.trim().to_owned();
                let part = phone_key(&typed).is_err() && typed.chars().count() >= PART_OF_A_NUMBER && self.open();
                if part { vec![Action::Seek(typed)] } else { vec![Action::Run(step(false))] }
            }
            // What was typed since is another question.
            Message::Sought(typed, _) if self.sender().phone.trim() != typed => Vec::new(),
            Message::Sought(_, None) => vec![Action::Run(step(false))],
            Message::Sought(_, Some(phone)) => {
                let mut actions = self.update(Message::Phone(phone), scene);
                actions.push(Action::Run(step(false)));
                actions
            }
            Message::Known(key, customer) => self.known(&key, customer),
            Message::Name(name) => self.type_in(|sender| sender.name = name),
            Message::Payer(payer) => self.type_in(|sender| sender.payer = payer),
            Message::InvoiceTitle(title) => self.type_in(|sender| sender.invoice_title = title),
            Message::Others => {
                self.others = !self.others;
                let place = if self.others { place::PAYER } else { place::NAME };
                vec![Action::Run(focus_on(place))]
            }
            Message::Payment => self.turn_to_payment(),
            Message::PayFor(at) => {
                self.paying = at;
                vec![Action::Run(focus_on(place::METHODS))]
            }
            Message::Pay(method) => self.pay(method),
            Message::Serial(serial) => self.serial(serial),
            Message::PickFinding(index) => self.pick_finding(index),
            Message::FindingStroke(stroke) => self.finding_stroke(stroke, scene),
            Message::Form(message) => self.in_form(message, scene),
            Message::Scroll(back) => {
                let by = AbsoluteOffset { x: 0.0, y: if back { -PAGE } else { PAGE } };
                let each = [place::WORDS, place::FACTS, place::RIGHT].map(|place| Action::Run(scroll_by(place, by)));
                each.into()
            }
            Message::Zoom => {
                self.true_size = !self.true_size;
                Vec::new()
            }
            Message::Answered(request, revision, seen) => self.answered(&request, revision, seen, scene),
            Message::Book => self.book(scene),
            Message::Booking(request, progress) => {
                if request == self.batch.request && self.stage == BatchStage::Sending {
                    self.booking = Some(progress);
                }
                Vec::new()
            }
            Message::Stop => {
                self.stop.store(true, Ordering::SeqCst);
                Vec::new()
            }
            Message::Booked(request, result) => self.booked(&request, result, scene),
            Message::Next => self.next(scene),
            Message::Discard => self.discard(scene),
            Message::Print(paper) => self.print(paper),
            Message::Printing(step) => self.printing(step),
            Message::Join(joint) => self.join(joint),
            Message::Joined(joint, result) => self.joined(joint, result),
            Message::Focus(place::FINDINGS) => self.turn_to_findings(scene),
            Message::Focus(place::PHONE) => {
                // Payer and title give the number its place back.
                self.others = false;
                vec![Action::Run(focus_on(place::PHONE))]
            }
            Message::Focus(place) => vec![Action::Run(focus_on(place))],
            Message::Onward => vec![Action::Run(step(false))],
            Message::Found(batches, alone) => self.found(batches, alone, scene),
            Message::Kept(result) => {
                self.failed = result.err().or(self.failed.take());
                Vec::new()
            }
            Message::Tick(now) => self.tick(now, scene),
        }
    }

    fn answered(
        &mut self,
        request: &str,
        revision: u64,
        seen: Vec<(usize, std::sync::Arc<super::Seen>)>,
        scene: Scene,
    ) -> Vec<Action> {
        if request != self.batch.request || revision < self.answered {
            return Vec::new();
        }
        self.answered = revision;
        self.seen = vec![None; self.batch.entries.len()];
        for (place, seen) in seen {
            if let Some(kept) = self.seen.get_mut(place) {
                *kept = Some(seen);
            }
        }
        if !self.here().is_some_and(|here| self.findings().get(self.finding).is_some_and(|one| self.is_open(here, one)))
        {
            self.at_first_open();
        }
        if revision < self.question {
            return Vec::new();
        }
        // Only now is it known of what kinds the notices are, and by when each must be in.
        if !self.batch.chosen && self.first_day(scene).is_some_and(|day| self.batch.runs != [day]) {
            return vec![self.ask(scene)];
        }
        if std::mem::take(&mut self.eager) { self.book(scene) } else { Vec::new() }
    }

    /// The categories of these notices; before they are known, the one of which only the kind is said.
    fn categories<'a>(&'a self, places: &[usize], scene: Scene<'a>) -> Vec<&'a CategoryId> {
        let seen = places.iter().filter_map(|place| self.seen(*place));
        let known: BTreeSet<&CategoryId> = seen.map(|answer| &answer.category).collect();
        if known.is_empty() {
            return vec![&scene.rules.kinds.unsaid(Kind::Notice).id];
        }
        known.into_iter().collect()
    }

    /// Whether a day can be chosen for all that a choice is for.
    pub(super) fn may_run(&self, day: NaiveDate, scene: Scene) -> Result<(), Refusal> {
        batch::may_run(day, &self.categories(&self.chosen_for(), scene), scene.rules, scene.wall())
    }

    /// The first day that can be chosen for the whole batch.
    pub(super) fn first_day(&self, scene: Scene) -> Option<NaiveDate> {
        batch::first_day(&self.categories(&self.batch.active(), scene), scene.rules, scene.wall())
    }

    /// The parts that a choice is for.
    pub(super) fn chosen_for(&self) -> Vec<usize> {
        match self.scope {
            Scope::All => self.batch.active(),
            Scope::One => self.here().into_iter().filter(|here| !self.batch.entries[*here].aside).collect(),
        }
    }

    /// The run dates that are shown: those of all, or of the one looked at.
    pub(super) fn runs(&self) -> &[NaiveDate] {
        match (self.scope, self.here()) {
            (Scope::One, Some(here)) => self.batch.runs(here),
            _ => &self.batch.runs,
        }
    }

    /// The customer that is shown.
    pub(super) fn sender(&self) -> &Sender {
        match (self.scope, self.here()) {
            (Scope::One, Some(here)) => self.batch.sender(here),
            _ => &self.batch.sender,
        }
    }

    /// Types in the customer of all, or of the one looked at. A price may hang on who pays: it is asked for when the keys rest.
    fn type_in(&mut self, change: impl FnOnce(&mut Sender)) -> Vec<Action> {
        if !self.open() {
            return Vec::new();
        }
        let shared = self.batch.sender.clone();
        let payer = |intake: &Intake| {
            let place = match intake.scope {
                Scope::All => intake.batch.active().first().copied(),
                Scope::One => intake.here(),
            };
            place.map(|place| intake.batch.payer(place).to_owned()).unwrap_or_default()
        };
        let before = payer(self);
        match (self.scope, self.here().and_then(|here| self.batch.entries.get_mut(here))) {
            (Scope::One, Some(entry)) => change(entry.sender.get_or_insert(shared)),
            _ => change(&mut self.batch.sender),
        }
        let after = payer(self);
        self.batch.renamed(&before, &after);
        self.failed = None;
        self.other_sender = true;
        self.touched();
        Vec::new()
    }

    /// What came with a number goes with it; what was typed by hand stays.
    fn forget(&mut self) {
        let Some(came) = self.filled.take() else { return };
        if came.name != self.sender().name {
            return;
        }
        self.type_in(|sender| {
            sender.name.clear();
            for (field, came) in [(&mut sender.payer, came.payer), (&mut sender.invoice_title, came.invoice_title)] {
                if *field == came {
                    field.clear();
                }
            }
        });
    }

    fn known(&mut self, key: &str, customer: Option<Customer>) -> Vec<Action> {
        let sender = self.sender().clone();
        let current = phone_key(&sender.phone).is_ok_and(|now| now == key);
        let free = sender.name.trim().is_empty() || self.filled.as_ref().is_some_and(|came| came.name == sender.name);
        let (true, true, Some(customer)) = (current, free, customer) else { return Vec::new() };
        let text = |value: &Option<Personal<String>>| value.as_ref().map_or_else(String::new, |v| v.text().to_owned());
        self.others |= customer.payer.is_some() || customer.invoice_title.is_some();
        let came = Sender {
            phone: sender.phone.clone(),
            name: customer.name.text().to_owned(),
            payer: text(&customer.payer),
            invoice_title: text(&customer.invoice_title),
        };
        self.filled = Some(came.clone());
        self.type_in(|sender| {
            sender.name = came.name;
            sender.payer = came.payer;
            sender.invoice_title = came.invoice_title;
        })
    }

    /// A size for all is taken by those that it holds; the others keep theirs, and it is said how many.
    fn size(&mut self, size: Option<Size>, scene: Scene) -> Vec<Action> {
        if !self.open() {
            return Vec::new();
        }
        let places = self.chosen_for();
        let all = self.scope == Scope::All;
        let mut not = 0;
        for place in places {
            let holds = |size: Size| {
                let fits = self.seen(place).map(|answer| &answer.proposal.sizes);
                fits.is_some_and(|sizes| sizes.iter().any(|fit| fit.size == size && fit.fits))
            };
            if let (true, Some(size)) = (all, size)
                && !holds(size)
            {
                not += 1;
                continue;
            }
            self.batch.entries[place].size = size;
        }
        self.failed = None;
        self.touched();
        self.note = size.filter(|_| not > 0).map(|size| Note::SizeNotFor(size, not));
        vec![self.ask(scene)]
    }

    /// The first day that is pressed replaces what nobody chose; every other is added, or taken away.
    fn press_day(&mut self, day: NaiveDate, scene: Scene) -> Vec<Action> {
        self.days = Some(day);
        self.day_refused = self.may_run(day, scene).err();
        let fresh = match (self.scope, self.here()) {
            (Scope::One, Some(here)) => self.batch.entries[here].runs.is_none(),
            _ => !self.batch.chosen,
        };
        let mut runs = if fresh { Vec::new() } else { self.runs().to_vec() };
        if let Some(at) = runs.iter().position(|run| *run == day) {
            runs.remove(at);
        } else if self.day_refused.is_none() && self.open() {
            runs.push(day);
            runs.sort_unstable();
        } else {
            return Vec::new();
        }
        let moved = match (self.scope, self.here()) {
            (Scope::One, Some(here)) => {
                self.batch.entries[here].runs = Some(runs);
                vec![here]
            }
            _ => {
                (self.batch.runs, self.batch.chosen) = (runs, true);
                let follows = |place: &usize| self.batch.entries[*place].runs.is_none();
                self.batch.active().into_iter().filter(follows).collect()
            }
        };
        self.days_moved(&moved);
        self.failed = None;
        self.touched();
        vec![self.ask(scene)]
    }
}

impl Scope {
    /// The other of the two scopes.
    pub const fn other(self) -> Scope {
        match self {
            Scope::All => Scope::One,
            Scope::One => Scope::All,
        }
    }
}
