//! Going through the notices: walking, correcting their words, putting one aside and taking one that was left aside.

use std::time::Instant;

use iced::widget::text_editor;

use super::list::fit;
use super::{Action, BatchQuestion, Copy, Intake, Scene, place};
use crate::desk::widgets::{Stroke, focus_on};
use books::counter::batch::BatchPart;

impl Intake {
    /// A page comes in, and is taken apart off the frame's way.
    pub(super) fn receive(&mut self, page: String) -> Vec<Action> {
        if !self.open() || !self.is_blank() || self.reading || page.trim().is_empty() {
            return Vec::new();
        }
        (self.reading, self.failed) = (true, None);
        vec![Action::Part(self.batch.request.clone(), page)]
    }

    /// Its parts are listed, and the first notice is looked at.
    pub(super) fn parted(&mut self, request: &str, parts: Vec<BatchPart>, scene: Scene) -> Vec<Action> {
        if request != self.batch.request || !self.is_blank() {
            return Vec::new();
        }
        self.reading = false;
        self.batch.take(parts);
        self.page = Copy::default();
        (self.at, self.top, self.finding, self.failed) = (0, 0, 0, None);
        self.sort();
        self.touched();
        vec![self.ask(scene), Action::Run(focus_on(place::LIST))]
    }

    /// The rows: what is to be booked in its order, then what is aside.
    pub(super) fn sort(&mut self) {
        self.seen.resize(self.batch.entries.len(), None);
        let here = self.here();
        let (aside, active): (Vec<usize>, Vec<usize>) =
            (0..self.batch.entries.len()).partition(|place| self.batch.entries[*place].aside);
        self.rows = active.into_iter().chain(aside).collect();
        let stood = here.and_then(|here| self.rows.iter().position(|place| *place == here));
        self.at = stood.unwrap_or(self.at).min(self.rows.len().saturating_sub(1));
    }

    /// Something changed that is to be kept.
    pub(super) fn touched(&mut self) {
        self.changed = Some(Instant::now());
        self.note = None;
    }

    /// Asks the counter anew. Run dates that nobody chose are the first day that can be chosen by now.
    pub fn ask(&mut self, scene: Scene) -> Action {
        if !self.batch.chosen {
            self.batch.runs = self.first_day(scene).into_iter().collect();
        }
        self.question += 1;
        let known = self.seen.iter().flatten().cloned().collect();
        Action::Ask(Box::new(BatchQuestion { batch: self.batch.clone(), revision: self.question, known }))
    }

    /// Asks anew where the rules are others by now: nothing that was answered counts any more.
    pub fn ask_anew(&mut self, scene: Scene) -> Vec<Action> {
        if self.is_blank() || !self.open() {
            return Vec::new();
        }
        self.seen.iter_mut().for_each(|seen| *seen = None);
        vec![self.ask(scene)]
    }

    pub(super) fn pick(&mut self, row: usize, scene: Scene) -> Vec<Action> {
        self.look_at(row, scene);
        vec![Action::Run(focus_on(place::LIST))]
    }

    pub(super) fn stroke(&mut self, stroke: Stroke, scene: Scene) -> Vec<Action> {
        let page = fit(scene) as isize;
        match stroke {
            Stroke::By(by) => self.look_at(self.at.saturating_add_signed(by), scene),
            Stroke::Page(by) => self.look_at(self.at.saturating_add_signed(by * page), scene),
            Stroke::First => self.look_at(0, scene),
            Stroke::Last => self.look_at(usize::MAX, scene),
            Stroke::Wheel(lines) => {
                self.top = self.top.saturating_add_signed(lines).min(self.rows.len().saturating_sub(fit(scene)));
            }
            Stroke::Open => return self.correct(),
            Stroke::Mark => {}
        }
        Vec::new()
    }

    /// Looks at another row. What is open for the one before is left: it is kept as far as it is typed.
    pub(super) fn look_at(&mut self, row: usize, scene: Scene) {
        let row = row.min(self.rows.len().saturating_sub(1));
        if row != self.at {
            (self.editing, self.form) = (None, None);
            self.at = row;
            self.at_first_open();
        }
        self.at = row;
        let fits = fit(scene).max(1);
        self.top = self.top.min(row).max((row + 1).saturating_sub(fits));
    }

    pub(super) fn walk(&mut self, by: isize, scene: Scene) -> Vec<Action> {
        self.look_at(self.at.saturating_add_signed(by), scene);
        vec![Action::Run(focus_on(place::LIST))]
    }

    pub(super) fn correct(&mut self) -> Vec<Action> {
        let Some(entry) = self.here().and_then(|here| self.batch.entries.get(here)).filter(|entry| !entry.aside) else {
            return Vec::new();
        };
        if !self.open() {
            return Vec::new();
        }
        self.editing = Some(Copy::with_text(&entry.copy));
        self.form = None;
        vec![Action::Run(focus_on(place::COPY))]
    }

    pub(super) fn edit(&mut self, action: text_editor::Action, scene: Scene) -> Vec<Action> {
        let changed = self.editing.as_mut().is_some_and(|copy| copy.perform(action));
        self.edited(changed, scene)
    }

    pub(super) fn step(&mut self, back: bool, scene: Scene) -> Vec<Action> {
        let step = |copy: &mut Copy| if back { copy.undo() } else { copy.redo() };
        let changed = self.editing.as_mut().is_some_and(step);
        self.edited(changed, scene)
    }

    fn edited(&mut self, changed: bool, scene: Scene) -> Vec<Action> {
        let (Some(copy), Some(here), true, true) = (&self.editing, self.here(), changed, self.open()) else {
            return Vec::new();
        };
        let text = books::counter::tidy(&copy.text());
        if self.batch.entries[here].copy == text {
            return Vec::new();
        }
        self.batch.entries[here].copy = text;
        self.failed = None;
        self.touched();
        vec![self.ask(scene)]
    }

    pub(super) fn aside(&mut self, scene: Scene) -> Vec<Action> {
        let Some(here) = self.here().filter(|_| self.open()) else { return Vec::new() };
        let aside = !self.batch.entries[here].aside;
        self.batch.entries[here].aside = aside;
        (self.editing, self.form, self.finding, self.failed) = (None, None, 0, None);
        if aside {
            self.seen[here] = None;
            // The eye stays where it is: the next notice comes there.
            let row = self.at;
            self.sort();
            self.at = row.min(self.rows.len().saturating_sub(1));
        } else {
            self.sort();
        }
        let row = self.at;
        self.look_at(row, scene);
        self.touched();
        vec![self.ask(scene), Action::Run(focus_on(place::LIST))]
    }
}
