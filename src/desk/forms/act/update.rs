//! What each message does to the form.

use iced::keyboard::key;

use super::{Came, Form, Message, RefundBy, Wish, place};
use crate::desk::looked::Looked;
use crate::desk::screens::Scene;
use crate::desk::widgets::{Chord, Stroke, focus_on, step};
use crate::office::ActKind;
use books::booking::Method;
use trade::refusal::Failure;

impl Form {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if !chord.ctrl && chord.named == Some(key::Named::Escape) {
            return Some(Message::Leave);
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) => (!chord.repeat).then_some(Message::Send),
            (_, Some(digit @ '1'..='9')) => {
                ActKind::ALL.get(digit as usize - '1' as usize).map(|kind| Message::Kind(*kind))
            }
            (_, Some('z')) => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) => Some(Message::Redo),
            (_, Some('j')) => Some(Message::Focus(place::COPY)),
            (_, Some('g')) => Some(Message::Focus(place::SIZE)),
            (_, Some('o')) => Some(Message::More),
            (_, Some('d')) => Some(Message::Days),
            (_, Some('m')) if chord.shift => Some(Message::Overpaid),
            (_, Some('m')) => Some(Message::Money),
            (_, Some('r')) => Some(Message::Focus(place::WHY)),
            (_, Some('b')) => Some(Message::Focus(place::APPROVED_BY)),
            _ => None,
        }
    }

    /// Does what a message says, and tells what the screen has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Wish> {
        match message {
            Message::Tried(number, answer) => {
                // The answer to an earlier question says nothing of what is typed now.
                if number == self.question {
                    (self.answered, self.answer) = (number, Some(answer));
                }
                Vec::new()
            }
            Message::Focus(place) => vec![Wish::Run(focus_on(place))],
            Message::Days => self.row().days.map(|place| Wish::Run(focus_on(place))).into_iter().collect(),
            Message::Money => self.row().money.map(|place| Wish::Run(focus_on(place))).into_iter().collect(),
            Message::Onward => vec![Wish::Run(step(false))],
            Message::Leave => vec![Wish::Leave],
            Message::Send => self.send(scene),
            Message::More => {
                self.more = !self.more;
                vec![Wish::Run(focus_on(if self.more { place::NAME } else { place::COPY }))]
            }
            Message::Kind(kind) => {
                self.turn(kind, scene);
                let mut wishes = self.changed(scene);
                wishes.push(Wish::Run(focus_on(self.first_place())));
                wishes
            }
            message => {
                if self.typed(message) {
                    return self.changed(scene);
                }
                Vec::new()
            }
        }
    }

    /// Another act. What was typed for this one stays until the form is laid down.
    fn turn(&mut self, kind: ActKind, scene: Scene) {
        self.kind = kind;
        self.why = 0;
        self.begin(scene);
    }

    /// What is chosen where there is only one thing to choose.
    pub(super) fn begin(&mut self, scene: Scene) {
        let today = scene.now.date_naive();
        let runs = self.runs();
        let open: Vec<usize> = (0..runs.len()).filter(|at| runs[*at] > today).collect();
        self.run = open.first().copied().unwrap_or(0);
        // The payment that was taken last is the one that was recorded wrong just now.
        self.payment = self.looked.booking.payments.len().saturating_sub(1);
        if let (true, [only]) = (self.row().marks_runs, open.as_slice()) {
            self.marked.insert(runs[*only]);
        }
        self.within();
    }

    /// What is typed and chosen; whether anything is another now.
    fn typed(&mut self, message: Message) -> bool {
        match message {
            Message::Edit(action) => return self.copy.perform(action),
            Message::Undo => return self.copy.undo(),
            Message::Redo => return self.copy.redo(),
            Message::Size(size) => self.size = Some(size),
            Message::Style(style) => self.style = Some(style),
            Message::Category(category) => self.category = Some(category),
            Message::Name(name) => self.name = name,
            Message::Phone(phone) => self.phone = phone,
            Message::Payment(at) => (self.payment, self.overpaid) = (at, false),
            Message::Came(came) => (self.came, self.overpaid) = (Some(came), false),
            // Another sum is another question.
            Message::CameAmount(amount) => (self.came_amount, self.overpaid) = (amount, false),
            Message::CameSerial(serial) => self.came_serial = serial,
            Message::Overpaid => self.overpaid = !self.overpaid,
            Message::Other(number) => (self.other, self.overpaid) = (number, false),
            Message::Run(at) => self.press_run(at),
            Message::RunStroke(stroke) => return self.run_stroke(stroke),
            Message::MoveDay(day) => {
                self.at = day;
                return false;
            }
            Message::PressDay(day) => {
                self.at = day;
                self.to = (self.to != Some(day)).then_some(day);
            }
            Message::Way(way) => self.way = way,
            Message::Amount(amount) => self.amount = amount,
            Message::Serial(serial) => self.serial = serial,
            Message::ApprovedBy(name) => self.approved_by = name,
            Message::Why(why) => self.why = why,
            Message::Detail(detail) => self.detail = detail,
            Message::ConfirmedBy(name) => self.confirmed_by = name,
            Message::How(how) => self.how = how,
            Message::Kind(_)
            | Message::More
            | Message::Tried(..)
            | Message::Focus(_)
            | Message::Days
            | Message::Money
            | Message::Onward
            | Message::Send
            | Message::Leave => return false,
        }
        true
    }

    fn run_stroke(&mut self, stroke: Stroke) -> bool {
        let last = self.runs().len().saturating_sub(1);
        let moved = match stroke {
            Stroke::By(by) => self.run.saturating_add_signed(by).min(last),
            Stroke::First => 0,
            Stroke::Last => last,
            Stroke::Mark | Stroke::Open => {
                self.press_run(self.run);
                return true;
            }
            Stroke::Page(_) | Stroke::Wheel(_) => return false,
        };
        self.run = moved;
        // Where one is chosen, it is the run that the keyboard stands on.
        self.row().takes_run
    }

    fn press_run(&mut self, at: usize) {
        self.run = at;
        if let (true, Some(run)) = (self.row().marks_runs, self.runs().get(at))
            && !self.marked.remove(run)
        {
            self.marked.insert(*run);
        }
    }

    fn changed(&mut self, scene: Scene) -> Vec<Wish> {
        self.failed = None;
        self.ask(scene)
    }

    /// Whether what truly came may be more than is owed.
    pub(super) fn may_exceed(&self) -> bool {
        let method = match (self.row().sets_right, self.came) {
            (true, Some(Came::By(method))) => Some(method),
            (true, Some(Came::ForAnother)) => self.payment().map(|payment| payment.method),
            _ => None,
        };
        method.is_some_and(Method::comes_as_it_is)
    }

    /// Asks what it would come to.
    pub(super) fn ask(&mut self, scene: Scene) -> Vec<Wish> {
        self.question += 1;
        let amend = if self.impossible().is_some() { None } else { self.amend(None, scene) };
        match amend {
            Some(amend) => vec![Wish::Try(self.question, self.number(), Box::new(amend))],
            None => {
                (self.answered, self.answer) = (self.question, None);
                Vec::new()
            }
        }
    }

    fn send(&mut self, scene: Scene) -> Vec<Wish> {
        if let Some(request) = self.to_send(scene) {
            (self.sending, self.failed) = (true, None);
            return vec![Wish::Do(Box::new(request))];
        }
        let lacking = self.lacking(scene).first().copied();
        lacking.map_or_else(Vec::new, |lack| vec![Wish::Run(focus_on(lack.place()))])
    }

    /// What was sent was refused, or could not be done: nothing typed is lost, and what it would come to is asked anew.
    pub fn refused(&mut self, failure: Failure, scene: Scene) -> Vec<Wish> {
        self.sending = false;
        let wishes = self.ask(scene);
        self.failed = Some(failure);
        wishes
    }

    /// It was laid down and is taken up again, as it was typed; at another act where one is named.
    pub fn taken_up(&mut self, looked: Looked, kind: Option<ActKind>, scene: Scene) -> Vec<Wish> {
        self.looked = looked;
        self.failed = None;
        match kind.filter(|kind| *kind != self.kind) {
            Some(kind) => self.turn(kind, scene),
            None => self.within(),
        }
        let mut wishes = self.ask(scene);
        wishes.push(Wish::Run(focus_on(self.first_place())));
        wishes
    }

    /// What was chosen stays as far as the booking still has it.
    fn within(&mut self) {
        let runs = self.runs();
        self.marked.retain(|run| runs.contains(run));
        self.run = self.run.min(runs.len().saturating_sub(1));
        self.payment = self.payment.min(self.looked.booking.payments.len().saturating_sub(1));
        // Not every act knows every way.
        if !self.ways().contains(&self.way) {
            self.way = RefundBy::AsItCame;
        }
    }

    /// The booking was read anew. Where something happened to it since, what is typed is asked about it anew.
    pub fn heard(&mut self, looked: &Looked, scene: Scene) -> Vec<Wish> {
        let (now, then) = (&looked.booking, &self.looked.booking);
        if now.number != then.number || now.history.len() <= then.history.len() {
            return Vec::new();
        }
        self.looked = looked.clone();
        self.within();
        self.ask(scene)
    }
}
