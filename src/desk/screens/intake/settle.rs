//! Settling findings: a warning is seen, an error is passed by a supervisor or confirmed by the sender.

use super::{Action, Intake, Scene, place};
use crate::desk::forms::{Wish, settling};
use crate::desk::widgets::{Stroke, focus_on, step};
use books::booking::{Settled, Settlement};
use books::counter::batch;
use trade::ad::{Finding, Severity};
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
    pub(super) fn settled(&self, place: usize, finding: &Finding) -> Option<&Settled> {
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
                Vec::new()
            }
            Severity::Error => {
                let settling = settling::Form::of(finding, scene);
                let first = settling.first_place().unwrap_or(place::FINDINGS);
                self.form = Some(Form { place: here, settling });
                self.failed = None;
                vec![Action::Run(focus_on(first))]
            }
        }
    }

    /// Something in the form.
    pub(super) fn in_form(&mut self, message: settling::Message) -> Vec<Action> {
        let Some(form) = &mut self.form else { return Vec::new() };
        let place = form.place;
        match form.settling.update(message) {
            None => Vec::new(),
            Some(Wish::Focus(place)) => vec![Action::Run(focus_on(place))],
            Some(Wish::Onward) => vec![Action::Run(step(false))],
            Some(Wish::Leave) => self.leave(),
            Some(Wish::Send(settled)) => {
                self.record(place, settled);
                (self.form, self.failed) = (None, None);
                vec![Action::Run(focus_on(place::FINDINGS))]
            }
        }
    }

    fn record(&mut self, place: usize, settled: Settled) {
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
        self.asked_day = None;
        vec![Action::Run(focus_on(place::LIST))]
    }

    pub(super) fn pick_finding(&mut self, index: usize) -> Vec<Action> {
        self.finding = index;
        vec![Action::Run(focus_on(place::FINDINGS))]
    }
}
