//! Settling findings: a warning is seen, an error is passed by a supervisor or confirmed by the sender.

use super::{Action, Intake, Scene, place};
use crate::ad::{Finding, Severity};
use crate::booking::{Settled, Settlement, SignedHow};
use crate::counter::batch;
use crate::desk::widgets::{Stroke, focus_on};
use crate::locale;
use crate::personal::Personal;
use crate::refusal::Refusal;

/// How an error is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A supervisor lets it pass (放行).
    Override,
    /// The sender confirms it (送登人确认).
    Confirm,
}

impl Way {
    /// Both, in the order in which the desk offers them.
    pub const ALL: [Way; 2] = [Way::Override, Way::Confirm];
}

/// The form that settles an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The part that it belongs to, wherever the eye wanders.
    pub place: usize,
    /// The finding.
    pub finding: Finding,
    /// How it is settled.
    pub way: Way,
    /// The supervisor, or who confirmed.
    pub who: String,
    /// Why it passes.
    pub reason: String,
    /// When it was confirmed, as it was said.
    pub when: String,
    /// How it was confirmed.
    pub how: SignedHow,
}

impl Form {
    /// The ways that are open: what only the sender can settle has one.
    pub fn ways(&self) -> &'static [Way] {
        if self.finding.is_the_senders() { &Way::ALL[1..] } else { &Way::ALL }
    }
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
                let way = if finding.is_the_senders() { Way::Confirm } else { Way::Override };
                let when = locale::minute(scene.now);
                let (who, reason) = (String::new(), String::new());
                self.form = Some(Form { place: here, finding, way, who, reason, when, how: SignedHow::Telephone });
                self.failed = None;
                vec![Action::Run(focus_on(place::WHO))]
            }
        }
    }

    /// Does what the form says.
    pub(super) fn settle(&mut self) -> Vec<Action> {
        let Some(form) = &self.form else { return Vec::new() };
        let (who, reason) = (form.who.trim(), form.reason.trim());
        if who.is_empty() || (form.way == Way::Override && reason.is_empty()) {
            let place = if who.is_empty() { place::WHO } else { place::WHY };
            self.failed = Some(Refusal::NoReason.into());
            return vec![Action::Run(focus_on(place))];
        }
        let how = match form.way {
            Way::Override => Settlement::Overridden { by: who.to_owned(), reason: reason.to_owned() },
            Way::Confirm => Settlement::Confirmed {
                who: Personal::new(who.to_owned()),
                when: form.when.trim().to_owned(),
                how: form.how,
            },
        };
        let (place, settled) = (form.place, Settled::of(&form.finding, how));
        self.record(place, settled);
        (self.form, self.failed) = (None, None);
        vec![Action::Run(focus_on(place::FINDINGS))]
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
            let of_days: Vec<(String, usize)> = self.seen(*place).map_or_else(Vec::new, |answer| {
                let of_days = answer.notice.findings.iter().filter(|finding| finding.is_of_days());
                of_days.map(|finding| (finding.rule().to_owned(), finding.start)).collect()
            });
            if let Some(entry) = self.batch.entries.get_mut(*place) {
                entry.settled.retain(|one| {
                    one.how != Settlement::Acknowledged || !of_days.contains(&(one.rule.clone(), one.start))
                });
            }
        }
    }

    /// Changes the form that is open.
    pub(super) fn fill(&mut self, change: impl FnOnce(&mut Form)) -> Vec<Action> {
        if let Some(form) = &mut self.form {
            change(form);
            self.failed = None;
        }
        Vec::new()
    }

    /// One field of the form means why or when, by the way that is chosen.
    pub(super) fn why(&mut self, text: String) -> Vec<Action> {
        self.fill(|form| match form.way {
            Way::Override => form.reason = text,
            Way::Confirm => form.when = text,
        })
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
