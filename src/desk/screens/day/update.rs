//! What each message does to the day.

use chrono::Days;
use iced::keyboard::key;

use super::{Action, Day, Form, Message, Scene, place};
use crate::booking::{Command, Method, Number, Offer, PaperSeen, Row, SignedHow, new_request};
use crate::desk::widgets::{Chord, Stroke, focus_on, step};
use crate::money::Money;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::store::By;

/// The height of a row of the list.
pub(super) const ROW: f32 = 34.0;
/// What stands above and below the list: header, cards, search, column heads, the line below.
const AROUND: f32 = 262.0;

impl Day {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if let (Some(_), false, Some(key::Named::Escape)) = (&self.form, chord.ctrl, chord.named) {
            return Some(Message::Leave);
        }
        if !chord.ctrl && self.form.is_none() {
            return match chord.named? {
                key::Named::ArrowUp => Some(Message::Stroke(Stroke::By(-1))),
                key::Named::ArrowDown => Some(Message::Stroke(Stroke::By(1))),
                key::Named::PageUp => Some(Message::Stroke(Stroke::Page(-1))),
                key::Named::PageDown => Some(Message::Stroke(Stroke::Page(1))),
                _ => None,
            };
        }
        if !chord.ctrl || chord.alt {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if self.form.is_some() => (!chord.repeat).then_some(Message::Send),
            (Some(key::Named::ArrowLeft), _) => Some(Message::Turn(-1)),
            (Some(key::Named::ArrowRight), _) => Some(Message::Turn(1)),
            (_, Some('t')) => Some(Message::Today),
            (_, Some('d')) => Some(Message::Switch),
            (_, Some('f')) => Some(Message::Focus(place::SEARCH)),
            (_, Some('l')) => Some(Message::Focus(place::LIST)),
            (_, Some('g')) => Some(Message::Sign),
            (_, Some('m')) => Some(Message::Pay),
            (_, Some('i')) => Some(Message::See),
            (_, Some('r')) => (!chord.repeat).then_some(Message::Review),
            (_, Some('p')) => (!chord.repeat).then_some(Message::Proofs),
            (_, Some('s')) => (!chord.repeat).then_some(Message::Statement),
            _ => None,
        }
    }

    /// Asks for the rows anew: at first sight, and when anybody has posted anything.
    pub fn refresh(&self) -> Vec<Action> {
        let mut actions = vec![Action::Load(self.date, self.by)];
        actions.extend(self.looked.as_ref().map(|looked| Action::Look(looked.booking.number)));
        actions
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        match message {
            Message::Turn(days) => self.turn(days),
            Message::Today => {
                self.date = scene.now.date_naive();
                self.turn(0)
            }
            Message::Switch => {
                self.by = if self.by == By::Taken { By::Running } else { By::Taken };
                self.turn(0)
            }
            Message::Filter(filter) => {
                self.filter = filter;
                self.at = 0;
                self.sift(scene)
            }
            Message::Pick(index) => {
                self.at = self.top + index;
                self.settle(scene);
                let mut actions = self.look();
                actions.push(Action::Run(focus_on(place::LIST)));
                actions
            }
            Message::Stroke(stroke) => self.stroke(stroke, scene),
            Message::Loaded(date, by, result) => {
                if (date, by) != (self.date, self.by) {
                    return Vec::new();
                }
                match result {
                    Ok(rows) => {
                        let now = self.row().map(|row| row.number);
                        self.rows = rows;
                        self.marked.retain(|number| self.rows.iter().any(|row| row.number == *number));
                        let actions = self.sift(scene);
                        // The row that was looked at stays under the eye, wherever it stands now.
                        let place = now.and_then(|now| self.shown.iter().position(|i| self.rows[*i].number == now));
                        self.at = place.unwrap_or(self.at);
                        self.settle(scene);
                        if place.is_some() { self.look() } else { actions }
                    }
                    Err(fault) => {
                        self.failed = Some(fault.into());
                        Vec::new()
                    }
                }
            }
            Message::Looked(number, result) => {
                if self.row().map(|row| row.number) == Some(number) {
                    match result {
                        Ok(looked) => self.looked = looked.map(|looked| *looked),
                        Err(fault) => self.failed = Some(fault.into()),
                    }
                }
                Vec::new()
            }
            Message::Sign => self.open_sign(),
            Message::Pay => self.open_pay(),
            Message::See => self.open_see(scene),
            Message::LastFour(now) => self.fill(|form| {
                if let Form::See { last_four, .. } = form {
                    *last_four = now;
                }
            }),
            Message::File(now) => self.fill(|form| {
                if let Form::See { file, .. } = form {
                    *file = now;
                }
            }),
            Message::How(now) => self.fill(|form| {
                if let Form::Sign { how, .. } = form {
                    *how = now;
                }
            }),
            Message::Who(now) => self.fill(|form| {
                if let Form::Sign { who, .. } = form {
                    *who = now;
                }
            }),
            Message::Method(now) => self.fill(|form| {
                if let Form::Pay { method, .. } = form {
                    *method = now;
                }
            }),
            Message::Amount(now) => self.fill(|form| {
                if let Form::Pay { amount, .. } = form {
                    *amount = now;
                }
            }),
            Message::Serial(now) => self.fill(|form| {
                if let Form::Pay { serial, .. } = form {
                    *serial = now;
                }
            }),
            Message::Send => self.send(),
            Message::Leave => {
                self.form = None;
                self.failed = None;
                vec![Action::Run(focus_on(place::LIST))]
            }
            Message::Posted(result) => self.posted(result),
            Message::Review => self.chosen().map_or_else(Vec::new, |bookings| {
                vec![Action::Ask(new_request(), Box::new(Command::Review { bookings }))]
            }),
            Message::Proofs => self.chosen().map_or_else(Vec::new, |bookings| vec![Action::Proofs(bookings)]),
            Message::Statement => self.row().map_or_else(Vec::new, |row| vec![Action::Statement(row.number)]),
            Message::Printed(result) => {
                self.failed = result.err();
                Vec::new()
            }
            Message::Focus(place) => vec![Action::Run(focus_on(place))],
            Message::Onward => vec![Action::Run(step(false))],
        }
    }

    fn turn(&mut self, days: i64) -> Vec<Action> {
        let by = Days::new(days.unsigned_abs());
        let turned = if days < 0 { self.date.checked_sub_days(by) } else { self.date.checked_add_days(by) };
        self.date = turned.unwrap_or(self.date);
        self.rows.clear();
        self.shown.clear();
        self.marked.clear();
        (self.at, self.top, self.looked, self.form, self.failed) = (0, 0, None, None, None);
        vec![Action::Load(self.date, self.by)]
    }

    /// Finds the rows that match, newest first.
    fn sift(&mut self, scene: Scene) -> Vec<Action> {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        self.shown = (0..self.rows.len()).rev().filter(|i| matches(&self.rows[*i], &words, scene)).collect();
        self.settle(scene);
        self.look()
    }

    /// Keeps the row that is looked at within the list, and the list around it.
    fn settle(&mut self, scene: Scene) {
        let fit = fit(scene);
        self.at = self.at.min(self.shown.len().saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(fit)).min(self.shown.len().saturating_sub(1));
    }

    fn look(&mut self) -> Vec<Action> {
        match self.row().map(|row| row.number) {
            Some(number) if self.looked().map(|booking| booking.number) != Some(number) => {
                self.form = None;
                vec![Action::Look(number)]
            }
            Some(number) => vec![Action::Look(number)],
            None => {
                self.looked = None;
                Vec::new()
            }
        }
    }

    fn stroke(&mut self, stroke: Stroke, scene: Scene) -> Vec<Action> {
        let last = self.shown.len().saturating_sub(1);
        match stroke {
            Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
            Stroke::Page(by) => self.at = self.at.saturating_add_signed(by * fit(scene) as isize).min(last),
            Stroke::First => self.at = 0,
            Stroke::Last => self.at = last,
            Stroke::Wheel(by) => {
                self.top = self.top.saturating_add_signed(by * 3).min((last + 1).saturating_sub(fit(scene)));
                return Vec::new();
            }
            Stroke::Mark => {
                if let Some(number) = self.row().map(|row| row.number)
                    && !self.marked.remove(&number)
                {
                    self.marked.insert(number);
                }
                self.at = (self.at + 1).min(last);
            }
            Stroke::Open => {}
        }
        self.settle(scene);
        self.look()
    }

    /// The bookings marked, or the one looked at where none is.
    fn chosen(&self) -> Option<Vec<Number>> {
        if self.marked.is_empty() {
            return self.row().map(|row| vec![row.number]);
        }
        Some(self.marked.iter().copied().collect())
    }

    fn open_sign(&mut self) -> Vec<Action> {
        let Some(booking) = self.looked() else { return Vec::new() };
        if booking.signed.is_some() {
            self.failed = Some(Refusal::SignedAlready { booking: booking.number.to_string() }.into());
            return Vec::new();
        }
        let who = booking.order().customer.name.text().to_owned();
        self.form = Some(Form::Sign { request: new_request(), how: SignedHow::Paper, who });
        self.failed = None;
        vec![Action::Run(focus_on(place::HOW))]
    }

    fn open_pay(&mut self) -> Vec<Action> {
        let Some(owing) = self.looked().map(crate::booking::Booking::owing) else { return Vec::new() };
        if owing == Money::ZERO {
            self.failed = Some(Refusal::PaidTooMuch { amount: Money::ZERO, owing }.into());
            return Vec::new();
        }
        let form =
            Form::Pay { request: new_request(), method: Method::Cash, amount: String::new(), serial: String::new() };
        self.form = Some(form);
        self.failed = None;
        vec![Action::Run(focus_on(place::METHODS))]
    }

    fn open_see(&mut self, scene: Scene) -> Vec<Action> {
        let Some(booking) = self.looked() else { return Vec::new() };
        let Some(paper) = booking.papers_missing().first().map(|id| (*id).to_owned()) else { return Vec::new() };
        let asked = scene.rules.kinds.paper(&paper).is_some_and(|paper| paper.last_four);
        let (last_four, file) = (String::new(), String::new());
        self.form = Some(Form::See { request: new_request(), paper, last_four, file });
        self.failed = None;
        vec![Action::Run(focus_on(if asked { place::LAST_FOUR } else { place::FILE }))]
    }

    fn fill(&mut self, fill: impl FnOnce(&mut Form)) -> Vec<Action> {
        if let Some(form) = &mut self.form {
            fill(form);
        }
        self.failed = None;
        Vec::new()
    }

    fn send(&mut self) -> Vec<Action> {
        let (Some(form), Some(booking)) = (self.form.clone(), self.looked()) else { return Vec::new() };
        let (number, owing) = (booking.number, booking.owing());
        match form {
            Form::See { request, paper, last_four, file } => match PaperSeen::checked(&paper, &last_four, &file) {
                Ok(seen) => vec![Action::Ask(request, Box::new(Command::See { booking: number, papers: vec![seen] }))],
                Err(refusal) => {
                    self.failed = Some(refusal.into());
                    vec![Action::Run(focus_on(place::LAST_FOUR))]
                }
            },
            Form::Sign { request, how, who } => vec![Action::Sign(request, number, how, who.trim().to_owned())],
            Form::Pay { request, method, amount, serial } => {
                let typed = if amount.trim().is_empty() { Ok(owing) } else { amount.parse() };
                let Ok(amount) = typed else {
                    self.failed = Some(Refusal::NotMoney { value: amount }.into());
                    return vec![Action::Run(focus_on(place::AMOUNT))];
                };
                let serial = serial.trim();
                let serial = (!serial.is_empty()).then(|| Personal::new(serial.to_owned()));
                let offers = vec![Offer { method, amount, serial }];
                vec![Action::Ask(request, Box::new(Command::Pay { booking: number, offers }))]
            }
        }
    }

    fn posted(&mut self, result: Result<(), crate::refusal::Failure>) -> Vec<Action> {
        match result {
            Ok(()) => {
                self.form = None;
                self.failed = None;
                let mut actions = self.refresh();
                actions.extend([Action::Posted, Action::Run(focus_on(place::LIST))]);
                actions
            }
            Err(failure) => {
                self.failed = Some(failure);
                Vec::new()
            }
        }
    }
}

/// How many rows stand in the window.
pub(super) fn fit(scene: Scene) -> usize {
    ((scene.window.height - AROUND) / ROW).floor().max(3.0) as usize
}

/// Whether a row has all the words, wherever in it.
fn matches(row: &Row, words: &[String], scene: Scene) -> bool {
    if words.is_empty() {
        return true;
    }
    let category = scene.rules.kinds.category(row.kind, &row.category);
    let category = category.map_or(String::new(), |c| format!("{} {}", c.zh, c.en));
    let digits: String = row.phone.chars().filter(char::is_ascii_digit).collect();
    let all = [
        row.number.to_string(),
        row.customer.clone(),
        row.phone.clone(),
        digits,
        row.size.said(),
        row.total.to_string(),
        category,
        row.copy.clone(),
    ];
    let all = all.join("\n").to_lowercase();
    words.iter().all(|word| all.contains(word))
}
