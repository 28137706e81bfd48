//! On what a key acts: the bookings that are marked, or the row under the cursor. Nothing acts on a row that is not in the list: what is
//! marked stays there whatever is filtered.

use std::collections::BTreeSet;

use super::{Action, Day, Scene, place};
use crate::desk::widgets::focus_on;
use books::booking::{Number, Open, Row};

impl Day {
    /// The bookings on which every key acts: those that are marked, by their numbers; else the one under the cursor; none in an empty list.
    pub fn target(&self) -> Vec<Number> {
        self.targets().iter().map(|row| row.number).collect()
    }

    /// The rows of the bookings on which every key acts.
    pub(super) fn targets(&self) -> Vec<&Row> {
        if self.marked.is_empty() {
            return self.row().into_iter().collect();
        }
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| self.marked.contains(&row.number)).collect();
        rows.sort_by_key(|row| row.number);
        rows
    }

    /// The row of the one booking on which every key acts; none where that are several, or none.
    pub(super) fn one(&self) -> Option<&Row> {
        match self.targets().as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The number of the one booking on which every key acts; none where those are several, or none.
    pub(super) fn number(&self) -> Option<Number> {
        self.one().map(|row| row.number)
    }

    /// Those of the target of which this is open.
    pub(super) fn those_open(&self, open: Open) -> Vec<Number> {
        let open = self.targets().into_iter().filter(|row| row.open.contains(&open));
        open.map(|row| row.number).collect()
    }

    /// Marks a booking, or takes its mark away.
    pub(super) fn mark(&mut self, number: Number, scene: Scene) -> Vec<Action> {
        if !self.marked.remove(&number) {
            self.marked.insert(number);
        }
        self.marks_changed(scene)
    }

    /// Marks all that is in the list; where all of it is marked, nothing any more.
    pub(super) fn mark_all(&mut self, scene: Scene) -> Vec<Action> {
        let all: BTreeSet<Number> = self.rows().map(|row| row.number).collect();
        self.marked = if all.is_subset(&self.marked) { BTreeSet::new() } else { all };
        self.marks_changed(scene)
    }

    /// Takes all marks away.
    pub(super) fn unmark(&mut self, scene: Scene) -> Vec<Action> {
        self.marked.clear();
        let mut actions = self.marks_changed(scene);
        actions.push(Action::Run(focus_on(place::LIST)));
        actions
    }

    /// What a filter hides is in the list only while it is marked. The cursor stays on its row, where that is still there.
    pub(super) fn marks_changed(&mut self, scene: Scene) -> Vec<Action> {
        self.sift(scene);
        let stood = self.cursor.and_then(|cursor| self.rows().position(|row| row.number == cursor));
        self.at = stood.unwrap_or(self.at);
        self.settle(scene);
        self.look()
    }
}
