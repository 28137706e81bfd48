//! What each message does to the day.

use chrono::Days;

use super::bar::BAR;
use super::columns::beside;
use super::sums::Only;
use super::{Action, Day, Fold, Message, Note, Reading, Scene, place};
use crate::desk::looked::Looked;
use crate::desk::widgets::{Stroke, focus_on};
use books::booking::{Booking, Number, Printout, Row};
use books::store::DayOf;
use trade::refusal::Fault;

/// The height of a row of the list.
pub(super) const ROW: f32 = 34.0;
/// What stands above and below the rows: the head of the window, the sums, the tools, the heads of the columns, the line below, the bar, and
/// the space between them.
const AROUND: f32 = 47.0 + 10.0 + 48.0 + 10.0 + 34.0 + 10.0 + 27.0 + 18.0 + 1.0 + BAR;

impl Day {
    /// Asks for the rows anew: at first sight, and when anybody has posted anything.
    pub fn refresh(&self) -> Vec<Action> {
        // The rows bring the booking looked at with them.
        vec![Action::Load(self.date, self.by)]
    }

    /// Shows a booking on the day on which it was taken, whatever day, list and filter stood here before.
    pub fn show(&mut self, number: Number) -> Vec<Action> {
        (self.date, self.by, self.only) = (number.day, DayOf::Taken, Only::All);
        self.filter.clear();
        self.laid = self.act.take().or(self.laid.take());
        let actions = self.turn(0);
        // The rows are looked through for it when they come.
        (self.cursor, self.aim) = (Some(number), vec![number]);
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
                self.by = if self.by == DayOf::Taken { DayOf::Running } else { DayOf::Taken };
                self.turn(0)
            }
            Message::Filter(filter) => {
                self.filter = filter;
                self.filtered(scene)
            }
            Message::Only(only) => {
                // Pressed again it shows all.
                self.only = if only == self.only { Only::All } else { only };
                self.filtered(scene)
            }
            Message::Pick(index) => {
                self.at = self.top + index;
                self.settle(scene);
                let mut actions = self.look();
                actions.push(Action::Run(focus_on(place::LIST)));
                actions
            }
            Message::PickMark(index) => {
                self.at = self.top + index;
                self.cursor = self.row().map(|row| row.number);
                let mut actions = self.cursor.map_or_else(Vec::new, |number| self.mark(number, scene));
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
                        // The row under the cursor stays under the eye, wherever it stands now.
                        let stood = self.cursor.and_then(|here| self.rows().position(|row| row.number == here));
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
            Message::Sign => self.open_sign(scene),
            Message::Pay => self.open_pay(scene),
            Message::See => self.open_see(scene),
            Message::Settle => self.open_settle(false, scene),
            Message::Form(message) => self.in_opened(message),
            Message::Posted(request, result) => self.posted(&request, result, scene),
            Message::Review => self.review(),
            Message::Next => self.next(scene),
            Message::Back => self.back(scene),
            Message::Unmark => self.unmark(scene),
            Message::Whole => self.open_whole(scene),
            Message::Proofs => self.proofs(),
            Message::Statement => self.print(self.target(), Printout::Statement),
            Message::Slip => self.slip(),
            Message::Printing(step) => self.printing(step),
            Message::Stop => self.stop(),
            Message::MarkAll => self.mark_all(scene),
            Message::Picture(to) => self.number().map(|number| Action::Picture(number, to)).into_iter().collect(),
            Message::Pictured(result) => {
                self.note = Some(result.map_or_else(Note::Failed, Note::Pictured));
                Vec::new()
            }
            Message::OpenAct(kind) => self.open_act(kind, scene),
            Message::Act(message) => self.in_form(message, scene),
            Message::Acted(request, result) => self.acted(&request, result, scene),
            Message::Repeat => self.repeat(),
            Message::Corrective => self.corrective(),
            Message::Version(version) => {
                self.version = version;
                Vec::new()
            }
            Message::TurnVersion => self.turn_version(),
            Message::Fold(fold) => {
                if !self.unfolded.remove(&fold) {
                    self.unfolded.insert(fold);
                }
                Vec::new()
            }
            Message::FoldAll => {
                let all = [Fold::Settled, Fold::History];
                self.unfolded = if self.unfolded.is_empty() { all.into() } else { [].into() };
                Vec::new()
            }
            Message::Focus(place) => vec![Action::Run(focus_on(place))],
        }
    }

    fn turn(&mut self, days: i64) -> Vec<Action> {
        let by = Days::new(days.unsigned_abs());
        let turned = if days < 0 { self.date.checked_sub_days(by) } else { self.date.checked_add_days(by) };
        self.date = turned.unwrap_or(self.date);
        self.rows.clear();
        self.shown.clear();
        self.marked.clear();
        (self.at, self.top, self.looked, self.note, self.cursor) = (0, 0, None, None, None);
        self.reading = Reading::Waiting;
        self.leave_row(Vec::new());
        vec![Action::Load(self.date, self.by)]
    }

    /// The list is filtered anew, from its first row.
    fn filtered(&mut self, scene: Scene) -> Vec<Action> {
        self.at = 0;
        self.sift(scene);
        self.settle(scene);
        self.look()
    }

    /// Finds the rows that match, newest first. What is marked is in the list whatever is filtered: nothing acts on what is not seen.
    pub(super) fn sift(&mut self, scene: Scene) {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let shown =
            |row: &Row| self.marked.contains(&row.number) || (self.only.keeps(row) && matches(row, &words, scene));
        self.shown = (0..self.rows.len()).rev().filter(|i| shown(&self.rows[*i])).collect();
    }

    /// Scrolls so that the chosen row stays in sight.
    pub(super) fn settle(&mut self, scene: Scene) {
        let fit = fit(scene);
        self.at = self.at.min(self.shown.len().saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(fit)).min(self.shown.len().saturating_sub(1));
    }

    /// Looks at the one booking that every key acts on, where it is one.
    pub(super) fn look(&mut self) -> Vec<Action> {
        self.cursor = self.row().map(|row| row.number);
        let now = self.target();
        if now != self.aim {
            self.leave_row(now);
        }
        self.one().map_or_else(Vec::new, |row| vec![Action::Look(row.number)])
    }

    /// The keys act on something else: what was open or refused belonged to what was before.
    pub(super) fn leave_row(&mut self, now: Vec<Number>) {
        (self.aim, self.opened, self.failed, self.version) = (now, None, None, None);
        (self.to_see, self.to_settle, self.to_act, self.wrong) = (None, None, None, None);
        self.note.take_if(|note| note.is_of_its_row());
    }

    /// The one next step of what every key acts on.
    fn next(&mut self, scene: Scene) -> Vec<Action> {
        let step = self.next_step_of();
        step.map_or_else(Vec::new, |(step, _)| self.update(step.message(), scene))
    }

    /// One step back: the print that is drawn, the booking over the list, the marks, the filter.
    fn back(&mut self, scene: Scene) -> Vec<Action> {
        if self.printing.is_some() {
            return self.stop();
        }
        // A window that was made wider has room for both.
        if std::mem::take(&mut self.over) && !beside(scene) {
            return vec![Action::Run(focus_on(place::LIST))];
        }
        if !self.marked.is_empty() {
            return self.unmark(scene);
        }
        self.only = Only::All;
        self.filter.clear();
        self.marks_changed(scene).into_iter().chain([Action::Run(focus_on(place::LIST))]).collect()
    }

    /// Shows the whole booking over the list, where it has no place beside it.
    fn open_whole(&mut self, scene: Scene) -> Vec<Action> {
        self.over = !beside(scene) && !self.targets().is_empty();
        Vec::new()
    }

    /// The books gave a booking. An answer about a row that is no longer highlighted is late and says nothing.
    fn looked_at(&mut self, number: Number, result: Result<Option<Box<Looked>>, Fault>, scene: Scene) -> Vec<Action> {
        let mut told = self.form_hears(number, &result, scene);
        // Of several that are marked it is the one whose papers or findings come next.
        if self.aim != [number] && self.to_see != Some(number) && self.to_settle != Some(number) {
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
                (self.to_see, self.to_settle, self.to_act, self.wrong) = (None, None, None, None);
                self.hold_back();
                return told;
            }
        }
        if let Some((_, kind)) = self.to_act.take_if(|(wanted, _)| *wanted == number) {
            told.extend(self.open_act(kind, scene));
            return told;
        }
        if self.to_see.take() == Some(number) {
            told.extend(self.see_further(number, scene));
        } else if self.to_settle.take() == Some(number) {
            told.extend(self.settle_further(number, scene));
        } else {
            told.extend(self.send_waiting());
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
                let Some(number) = self.row().map(|row| row.number) else { return Vec::new() };
                let before = self.shown.len();
                let mut actions = self.mark(number, scene);
                // A row that was in the list only for its mark is gone from under the cursor.
                if self.shown.len() == before {
                    self.at = (self.at + 1).min(last);
                    self.settle(scene);
                    actions = self.look();
                }
                return actions;
            }
            Stroke::Open => return self.open_whole(scene),
        }
        self.settle(scene);
        self.look()
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
