//! What each message does to the day.

use std::collections::BTreeSet;

use chrono::Days;
use iced::keyboard::key;

use super::columns::two_lines;
use super::{Action, Day, Form, Message, Note, Reading, Scene, place};
use crate::desk::looked::Looked;
use crate::desk::picture::To;
use crate::desk::widgets::{Chord, Stroke, focus_on, step};
use crate::office::ActKind;
use books::booking::{Act, Booking, Command, Number, Printout, Row, new_request};
use books::store::By;
use trade::refusal::Fault;

/// The height of a row of the list.
pub(super) const ROW: f32 = 34.0;
/// What stands above and below the list: header, cards, tools, column heads, the two lines below.
const AROUND: f32 = 280.0;
/// A second line of tools.
const TOOLS: f32 = 42.0;

impl Day {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        // The form has the keys for itself.
        if let Some(form) = &self.act {
            return form.chord(chord).map(Message::Act);
        }
        if let (Some(_), false, Some(key::Named::Escape)) = (&self.opened, chord.ctrl, chord.named) {
            return Some(Message::Leave);
        }
        if let (Some(_), false, Some(key::Named::Escape)) = (&self.printing, chord.ctrl, chord.named) {
            return Some(Message::Stop);
        }
        if let Some(to) = To::of(chord) {
            return (!chord.repeat).then_some(Message::Picture(to));
        }
        if !chord.ctrl && self.opened.is_none() {
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
            (Some(key::Named::Enter), _) if self.opened.is_some() => (!chord.repeat).then_some(Message::Send),
            (Some(key::Named::ArrowLeft), _) => Some(Message::Turn(-1)),
            (Some(key::Named::ArrowRight), _) => Some(Message::Turn(1)),
            (_, Some('n')) if chord.shift => (!chord.repeat).then_some(Message::Repeat),
            (_, Some('e')) if chord.shift => (!chord.repeat).then_some(Message::Corrective),
            (_, Some('e')) => Some(Message::OpenAct(None)),
            (_, Some('z')) => Some(Message::OpenAct(Some(ActKind::Undo))),
            (_, Some('h')) => Some(Message::TurnVersion),
            (_, Some('a')) if self.opened.is_none() => Some(Message::MarkAll),
            (_, Some('t')) => Some(Message::Today),
            (_, Some('d')) => Some(Message::Switch),
            (_, Some('f')) => Some(Message::Focus(place::SEARCH)),
            (_, Some('l')) => Some(Message::Focus(place::LIST)),
            (_, Some('g')) => Some(Message::Sign),
            (_, Some('m')) if chord.shift => self.opened.is_some().then_some(Message::Overpaid),
            (_, Some('m')) => Some(Message::Pay),
            (_, Some('i')) => Some(Message::See),
            (_, Some('j')) => Some(Message::Settle),
            (_, Some('r')) => (!chord.repeat).then_some(Message::Review),
            (_, Some('p')) => (!chord.repeat).then_some(Message::Proofs),
            (_, Some('s')) if chord.shift => (!chord.repeat).then_some(Message::Slip),
            (_, Some('s')) => (!chord.repeat).then_some(Message::Statement),
            _ => None,
        }
    }

    /// Asks for the rows anew: at first sight, and when anybody has posted anything.
    pub fn refresh(&self) -> Vec<Action> {
        // The rows bring the booking looked at with them.
        vec![Action::Load(self.date, self.by)]
    }

    /// Shows a booking on the day on which it was taken, whatever day, list and filter stood here before.
    pub fn show(&mut self, number: Number) -> Vec<Action> {
        (self.date, self.by) = (number.day, By::Taken);
        self.filter.clear();
        self.laid = self.act.take().or(self.laid.take());
        let actions = self.turn(0);
        // The rows are looked through for it when they come.
        self.here = Some(number);
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
                self.sift(scene);
                self.settle(scene);
                self.look()
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
                        self.rows = rows;
                        self.reading = Reading::Done;
                        self.marked.retain(|number| self.rows.iter().any(|row| row.number == *number));
                        self.sift(scene);
                        // The row that was looked at stays under the eye, wherever it stands now.
                        let stood = self.here.and_then(|here| self.rows().position(|row| row.number == here));
                        self.at = stood.unwrap_or(self.at);
                        self.settle(scene);
                        self.look()
                    }
                    Err(fault) => {
                        self.reading = Reading::Failed;
                        self.note = Some(Note::Failed(fault.into()));
                        Vec::new()
                    }
                }
            }
            Message::Looked(number, result) => self.looked_at(number, result, scene),
            Message::Sign => self.open_sign(),
            Message::Pay => self.open_pay(),
            Message::See => self.open_see(scene),
            Message::Settle => self.open_settle(scene),
            Message::Way(now) => self.fill(|form| {
                if let Form::Settle { settling, .. } = form {
                    settling.way = now;
                }
            }),
            Message::Why(now) => self.fill(|form| {
                if let Form::Settle { settling, .. } = form {
                    settling.why(now);
                }
            }),
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
            Message::How(now) => self.fill(|form| match form {
                Form::Sign { how, .. } => *how = now,
                Form::Settle { settling, .. } => settling.how = now,
                Form::Pay { .. } | Form::See { .. } => {}
            }),
            Message::Who(now) => self.fill(|form| match form {
                Form::Sign { who, .. } => *who = now,
                Form::Settle { settling, .. } => settling.who = now,
                Form::Pay { .. } | Form::See { .. } => {}
            }),
            Message::Method(now) => self.fill(|form| {
                if let Form::Pay { method, overpaid, .. } = form {
                    (*method, *overpaid) = (now, false);
                }
            }),
            Message::Amount(now) => self.fill(|form| {
                // Another sum is another question.
                if let Form::Pay { amount, overpaid, .. } = form {
                    (*amount, *overpaid) = (now, false);
                }
            }),
            Message::Serial(now) => self.fill(|form| {
                if let Form::Pay { serial, .. } = form {
                    *serial = now;
                }
            }),
            Message::Overpaid => self.fill(|form| {
                if let Form::Pay { method, overpaid, .. } = form {
                    *overpaid = !*overpaid && method.comes_as_it_is();
                }
            }),
            Message::Send => self.send(),
            Message::Leave => {
                self.opened = None;
                self.failed = None;
                vec![Action::Run(focus_on(place::LIST))]
            }
            Message::Posted(request, result) => self.posted(&request, result),
            Message::Review => self.chosen().map_or_else(Vec::new, |bookings| {
                let request = new_request();
                self.reviewing = Some((request.clone(), bookings.clone()));
                vec![Action::Ask(request, Box::new(Command::each(bookings, &Act::Review)))]
            }),
            Message::Proofs => self.proofs(),
            Message::Statement => self.print(self.row().map(|row| vec![row.number]), Printout::Statement),
            Message::Slip => self.slip(),
            Message::Printing(step) => self.printing(step),
            Message::Stop => self.stop(),
            Message::MarkAll => {
                let all: BTreeSet<Number> = self.rows().map(|row| row.number).collect();
                self.marked = if all.is_subset(&self.marked) { BTreeSet::new() } else { all };
                Vec::new()
            }
            Message::Picture(to) => self.row().map_or_else(Vec::new, |row| vec![Action::Picture(row.number, to)]),
            Message::Pictured(result) => {
                self.note = Some(result.map_or_else(Note::Failed, Note::Pictured));
                Vec::new()
            }
            Message::OpenAct(kind) => self.open_act(kind, scene),
            Message::Act(message) => self.in_form(message, scene),
            Message::Acted(request, result) => self.acted(&request, result, scene),
            Message::Repeat => self.repeat(),
            Message::Corrective => self.corrective(scene),
            Message::Version(version) => {
                self.version = version;
                Vec::new()
            }
            Message::TurnVersion => self.turn_version(),
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
        (self.at, self.top, self.looked, self.note) = (0, 0, None, None);
        self.reading = Reading::Waiting;
        self.leave_row(None);
        vec![Action::Load(self.date, self.by)]
    }

    /// Finds the rows that match, newest first.
    fn sift(&mut self, scene: Scene) {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        self.shown = (0..self.rows.len()).rev().filter(|i| matches(&self.rows[*i], &words, scene)).collect();
    }

    /// Scrolls so that the chosen row stays in sight.
    fn settle(&mut self, scene: Scene) {
        let fit = fit(scene);
        self.at = self.at.min(self.shown.len().saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(fit)).min(self.shown.len().saturating_sub(1));
    }

    fn look(&mut self) -> Vec<Action> {
        let now = self.row().map(|row| row.number);
        if now != self.here {
            self.leave_row(now);
        }
        now.map_or_else(Vec::new, |number| vec![Action::Look(number)])
    }

    /// Another row is chosen: what was open or refused belonged to the row before.
    pub(super) fn leave_row(&mut self, now: Option<Number>) {
        (self.here, self.opened, self.failed, self.version) = (now, None, None, None);
        (self.to_see, self.to_settle, self.to_act) = (None, None, None);
        self.note.take_if(|note| matches!(note, Note::Failed(_)));
    }

    /// The books gave a booking. An answer about a row that is no longer highlighted is late and says nothing.
    fn looked_at(&mut self, number: Number, result: Result<Option<Box<Looked>>, Fault>, scene: Scene) -> Vec<Action> {
        let mut told = self.form_hears(number, &result, scene);
        if self.here != Some(number) {
            return told;
        }
        match result {
            Ok(Some(looked)) => {
                // What has happened to a booking only grows: a shorter history was read earlier.
                let newer = |now: &Booking| now.history.len() > looked.booking.history.len();
                if !self.looked().is_some_and(newer) {
                    self.looked = Some(*looked);
                }
            }
            Ok(None) => self.looked = None,
            Err(fault) => {
                self.failed = Some(fault.into());
                (self.to_see, self.to_settle, self.to_act) = (None, None, None);
                if let Some(opened) = &mut self.opened {
                    opened.sending = false;
                }
                return told;
            }
        }
        if let Some((_, kind)) = self.to_act.take_if(|(wanted, _)| *wanted == number) {
            told.extend(self.open_act(kind, scene));
            return told;
        }
        if self.to_see.take() == Some(number) {
            told.extend(self.open_see(scene));
        } else if self.to_settle.take() == Some(number) {
            told.extend(self.open_settle(scene));
        } else if self.opened.as_ref().is_some_and(|opened| opened.sending) {
            told.extend(self.send());
        }
        told
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
    pub(super) fn chosen(&self) -> Option<Vec<Number>> {
        if self.marked.is_empty() {
            return self.row().map(|row| vec![row.number]);
        }
        Some(self.marked.iter().copied().collect())
    }
}

/// How many rows stand in the window.
pub(super) fn fit(scene: Scene) -> usize {
    let around = if two_lines(scene) { AROUND + TOOLS } else { AROUND };
    ((scene.window.height - around) / ROW).floor().max(3.0) as usize
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
