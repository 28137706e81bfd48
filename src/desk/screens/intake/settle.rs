//! Settling findings: a warning is seen, an error is passed by a supervisor or confirmed by the sender.

use super::{Action, Intake, Scene, place};
use crate::desk::forms::{Wish, settling};
use crate::desk::widgets::{Stroke, focus_on, step};
use books::booking::{SettledFinding, Settlement};
use books::counter::batch;
use trade::ad::{Elsewhere, Finding, Severity};
use trade::ids::Rule;

/// The form that settles an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The place of the part that it is about, whichever is looked at later.
    pub place: usize,
    /// How it is settled, as far as it is typed.
    pub settling: settling::Form,
}

impl Intake {
    /// The findings of the notice that is looked at.
    pub(super) fn findings(&self) -> &[Finding] {
        let seen = self.here().and_then(|here| self.seen(here));
        seen.map_or(&[], |answer| &answer.notice.findings)
    }

    /// How a finding of a part was settled.
    pub(super) fn settled(&self, place: usize, finding: &Finding) -> Option<&SettledFinding> {
        self.batch.entries.get(place)?.settled.iter().find(|one| one.settles(finding))
    }

    pub(super) fn finding_stroke(&mut self, stroke: Stroke, scene: Scene) -> Vec<Action> {
        let last = self.findings().len().saturating_sub(1);
        match stroke {
            Stroke::By(by) => self.finding = self.finding.saturating_add_signed(by).min(last),
            Stroke::First => self.finding = 0,
            Stroke::Last => self.finding = last,
            Stroke::Mark | Stroke::Open => return self.settle_this(scene),
            Stroke::Page(_) | Stroke::Wheel(_) => {}
        }
        Vec::new()
    }

    /// Settles the finding that the keyboard stands on: a warning at once, an error with a form.
    fn settle_this(&mut self, scene: Scene) -> Vec<Action> {
        let Some((here, finding)) = self.here().zip(self.findings().get(self.finding).cloned()) else {
            return Vec::new();
        };
        if !self.open() || self.settled(here, &finding).is_some() {
            return Vec::new();
        }
        match finding.severity {
            Severity::Note => Vec::new(),
            Severity::Warning => {
                let places = self.batch.active();
                let all: Vec<&[Finding]> = places
                    .iter()
                    .map(|place| self.seen(*place).map_or(&[][..], |answer| &answer.notice.findings))
                    .collect();
                let at = places.iter().position(|place| *place == here).unwrap_or(0);
                for (at, settled) in batch::acknowledge(at, &finding, &all) {
                    self.record(places[at], settled);
                }
                self.turn_to_next_open(scene);
                Vec::new()
            }
            Severity::Error => {
                // Mostly the sender is asked; the supervisor stands beside it.
                let settling = settling::Form::of_sender(finding, scene);
                let first = settling.first_place().unwrap_or(place::FINDINGS);
                self.form = Some(Form { place: here, settling });
                self.failed = None;
                vec![Action::Run(focus_on(first))]
            }
        }
    }

    /// Something in the form. What is settled leads on to the next finding that is open.
    pub(super) fn in_form(&mut self, message: settling::Message, scene: Scene) -> Vec<Action> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let place = form.place;
        match form.settling.update(message) {
            None => Vec::new(),
            Some(Wish::Focus(place)) => vec![Action::Run(focus_on(place))],
            Some(Wish::Onward) => vec![Action::Run(step(false))],
            Some(Wish::Leave) => self.leave(),
            Some(Wish::Send(settled)) => {
                for (place, settled) in self.both_sides(place, settled) {
                    self.record(place, settled);
                }
                (self.form, self.failed) = (None, None);
                self.turn_to_next_open(scene);
                vec![Action::Run(focus_on(place::FINDINGS))]
            }
        }
    }

    /// What was settled, and the same finding on the other side: two notices of the batch that name each other in it are one question, and
    /// have one answer.
    fn both_sides(&self, here: usize, settled: SettledFinding) -> Vec<(usize, SettledFinding)> {
        let places = self.batch.active();
        let number = |place: usize| places.iter().position(|known| *known == place).map(|at| at + 1);
        let names = |finding: &Finding, of: usize| {
            finding
                .others()
                .iter()
                .any(|other| matches!(other, Elsewhere::Page { index } if Some(index) == number(of).as_ref()))
        };
        let of = |place: usize| self.seen(place).map_or(&[][..], |answer| &answer.notice.findings);
        let own = of(here).iter().find(|finding| settled.settles(finding));
        let others = places.iter().filter(|place| **place != here && own.is_some_and(|own| names(own, **place)));
        let mut all: Vec<(usize, SettledFinding)> = Vec::new();
        for other in others {
            let same = |finding: &&Finding| {
                finding.rule() == settled.rule
                    && finding.severity == Severity::Error
                    && names(finding, here)
                    && self.settled(*other, finding).is_none()
            };
            all.extend(
                of(*other)
                    .iter()
                    .filter(same)
                    .map(|finding| (*other, SettledFinding::of(finding, settled.how.clone()))),
            );
        }
        all.push((here, settled));
        all
    }

    /// Whether a finding still asks for an answer.
    pub(super) fn is_open(&self, place: usize, finding: &Finding) -> bool {
        finding.severity != Severity::Note && self.settled(place, finding).is_none()
    }

    /// Whether any notice that is to be booked has a finding that is open.
    pub(super) fn has_open(&self) -> bool {
        self.batch.active().into_iter().any(|place| self.first_open(place).is_some())
    }

    /// The first finding of a part that is open.
    fn first_open(&self, place: usize) -> Option<usize> {
        let findings = self.seen(place).map_or(&[][..], |answer| &answer.notice.findings);
        findings.iter().position(|finding| self.is_open(place, finding))
    }

    /// The keyboard stands on the first finding that is open of the notice looked at; where it has none, on its first.
    pub(super) fn at_first_open(&mut self) {
        self.finding = self.here().and_then(|here| self.first_open(here)).unwrap_or(0);
    }

    /// Goes to the next finding that is open: of this notice, or else of the next that has one, at the end from the beginning again.
    pub(super) fn turn_to_next_open(&mut self, scene: Scene) {
        let rows = self.rows.len();
        for row in (self.at..rows).chain(0..self.at) {
            let place = self.rows[row];
            if let Some(finding) = self.first_open(place).filter(|_| !self.batch.entries[place].aside) {
                self.look_at(row, scene);
                self.finding = finding;
                return;
            }
        }
    }

    /// Asks for the findings: the next that is open, wherever it stands.
    pub(super) fn turn_to_findings(&mut self, scene: Scene) -> Vec<Action> {
        if !self.here().is_some_and(|here| self.findings().get(self.finding).is_some_and(|one| self.is_open(here, one)))
        {
            self.turn_to_next_open(scene);
        }
        vec![Action::Run(focus_on(place::FINDINGS))]
    }

    fn record(&mut self, place: usize, settled: SettledFinding) {
        if let Some(entry) = self.batch.entries.get_mut(place) {
            entry.settled.retain(|one| (&one.rule, one.start, one.end) != (&settled.rule, settled.start, settled.end));
            entry.settled.push(settled);
            self.touched();
        }
    }

    /// The day of a notice moved: what was acknowledged of its days is to be looked at again.
    pub(super) fn days_moved(&mut self, places: &[usize]) {
        for place in places {
            let of_days: Vec<(Rule, usize)> = self.seen(*place).map_or_else(Vec::new, |answer| {
                let of_days = answer.notice.findings.iter().filter(|finding| finding.is_of_days());
                of_days.map(|finding| (finding.rule(), finding.start)).collect()
            });
            if let Some(entry) = self.batch.entries.get_mut(*place) {
                entry.settled.retain(|one| {
                    one.how != Settlement::Acknowledged || !of_days.contains(&(one.rule.clone(), one.start))
                });
            }
        }
    }

    /// Leaves what is open, the innermost first.
    pub(super) fn leave(&mut self) -> Vec<Action> {
        self.failed = None;
        if self.form.take().is_some() {
            return vec![Action::Run(focus_on(place::FINDINGS))];
        }
        self.editing = None;
        self.days = None;
        self.day_refused = None;
        vec![Action::Run(focus_on(place::LIST))]
    }

    pub(super) fn pick_finding(&mut self, index: usize) -> Vec<Action> {
        self.finding = index;
        vec![Action::Run(focus_on(place::FINDINGS))]
    }
}
