//! Drafts put aside, brought back, thrown away and kept.

use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};

use super::agreed::ByHand;
use super::lines::LineRoles;
use super::{Action, Copy, DraftStage, Scene, Take, blank, place};
use crate::desk::draft::{Draft, SetByHand};
use crate::desk::widgets::focus_on;
use books::booking::Terms;
use books::counter::{self, Rules};

/// How long after the last key a draft is written to the disk.
const REST: Duration = Duration::from_millis(300);
/// How many days ahead run dates are looked for when an ad is repeated.
const MOST_DAYS: usize = 92;

impl Take {
    pub(super) fn park(&mut self, scene: Scene) -> Vec<Action> {
        if !self.open() || self.draft.is_blank() {
            return Vec::new();
        }
        let mut aside = std::mem::replace(&mut self.draft, blank(scene));
        aside.parked = true;
        let keep = Action::Keep(Box::new(aside.clone()));
        self.parked.push(aside);
        let fresh = self.draft.clone();
        self.show(fresh);
        let mut actions = vec![keep];
        actions.extend(self.parked_or_blank(scene));
        actions
    }

    /// Puts the ad of a booking on the screen as a new one, by today's card and checks: its days are the next that can be had, as many as
    /// there were. What was on the screen is put aside.
    pub fn take_anew(&mut self, draft: Draft, scene: Scene) -> Vec<Action> {
        if self.stage == DraftStage::Sending {
            return Vec::new();
        }
        let actions = self.park(scene);
        self.anew(draft, actions, scene)
    }

    /// As [`Take::take_anew`], of what was booked just now.
    pub(super) fn again(&mut self, scene: Scene) -> Vec<Action> {
        let DraftStage::Done(done) = &self.stage else { return Vec::new() };
        let draft = self.draft.anew(done.number);
        self.anew(draft, Vec::new(), scene)
    }

    fn anew(&mut self, draft: Draft, mut actions: Vec<Action>, scene: Scene) -> Vec<Action> {
        let runs = next_days(&draft, scene.rules, scene.wall());
        self.at = runs.first().copied().unwrap_or(self.at);
        // What is printed wrong is set right in its words; what is only repeated goes on with its days.
        let place = if draft.corrects.is_some() { place::COPY } else { place::DAYS };
        // One day is a proposal like any other; several were counted by hand.
        let touched = SetByHand { runs: runs.len() > 1, ..draft.touched };
        self.show(Draft { runs, touched, ..draft });
        self.changed = Some(Instant::now());
        actions.extend(self.look_up());
        actions.extend([self.ask(), Action::Run(focus_on(place))]);
        actions.extend(self.who());
        actions
    }

    pub(super) fn restore(&mut self, place: usize) -> Vec<Action> {
        if place >= self.parked.len() || self.stage == DraftStage::Sending {
            return Vec::new();
        }
        let mut actions = Vec::new();
        let mut back = self.parked.remove(place);
        back.parked = false;
        if self.open() && !self.draft.is_blank() {
            let mut aside = self.draft.clone();
            aside.parked = true;
            actions.push(Action::Keep(Box::new(aside.clone())));
            self.parked.insert(place, aside);
        }
        actions.push(Action::Keep(Box::new(back.clone())));
        self.show(back);
        actions.extend(self.look_up());
        actions.extend([self.ask(), Action::Run(focus_on(self.first_place()))]);
        actions.extend(self.who());
        actions
    }

    pub(super) fn discard(&mut self, scene: Scene) -> Vec<Action> {
        if !self.open() || self.draft.is_blank() {
            return Vec::new();
        }
        if !self.discarding {
            self.discarding = true;
            return Vec::new();
        }
        self.discarding = false;
        let gone = Action::Drop(self.draft.request.clone());
        self.show(blank(scene));
        let mut actions = vec![gone];
        actions.extend(self.parked_or_blank(scene));
        actions
    }

    /// Puts a draft on the screen.
    pub(super) fn show(&mut self, draft: Draft) {
        self.copy = Copy::with_text(&draft.copy);
        self.picture_path = draft.picture.as_ref().map_or_else(String::new, |(path, _)| path.clone());
        self.by_hand = ByHand::of(draft.terms.manual.as_ref());
        self.panel = None;
        self.part = draft.offers.len().saturating_sub(1);
        self.lines = LineRoles::new(draft.kind, &draft.copy, &draft.look.roles);
        self.draft = draft;
        self.stage = DraftStage::Typing;
        self.answer = None;
        self.day_refused = None;
        self.picture_wrong = None;
        self.other_size.clear();
        self.filled = None;
        self.neighbours = Default::default();
        self.known = None;
        self.seeking.restart(self.nobody());
        // Whoever is known is folded to a card, with payer and title on it.
        self.others = self.look_up().is_none() && self.has_others();
        (self.unfolded, self.typing, self.book_when_answered) = (None, false, false);
        self.pressed = false;
        self.failed = None;
        self.restored = false;
        self.taken_back = None;
        self.changed = None;
    }

    /// The drafts of the folder at start: those put aside wait, the last one that was on the screen comes back to it.
    /// What stands on another desk's screen is left to it.
    pub(super) fn found(&mut self, mut drafts: Vec<Draft>, alone: bool) -> Vec<Action> {
        drafts.retain(|draft| alone || draft.parked);
        let last = drafts.iter().rposition(|draft| !draft.parked).filter(|_| self.draft.is_blank() && self.open());
        let back = last.map(|place| drafts.remove(place));
        for mut draft in drafts {
            draft.parked = true;
            self.parked.push(draft);
        }
        let Some(back) = back else { return Vec::new() };
        self.show(back);
        self.restored = true;
        let mut actions = vec![self.ask(), Action::Run(focus_on(self.first_place()))];
        actions.extend(self.look_up());
        actions.extend(self.who());
        actions
    }

    pub(super) fn tick(&mut self, now: Instant) -> Vec<Action> {
        let Some(changed) = self.changed.filter(|changed| now.saturating_duration_since(*changed) >= REST) else {
            return Vec::new();
        };
        let _ = changed;
        self.changed = None;
        if !self.open() {
            return Vec::new();
        }
        if self.draft.is_blank() {
            return vec![Action::Drop(self.draft.request.clone())];
        }
        vec![Action::Keep(Box::new(self.draft.clone()))]
    }
}

/// The next days that an ad can have which is taken anew, as many as it had.
pub(super) fn next_days(draft: &Draft, rules: &Rules, now: NaiveDateTime) -> Vec<NaiveDate> {
    let of = (draft.kind, &draft.category);
    let may = |day: &NaiveDate| counter::may_run(*day, of, &Terms::default(), rules, now).is_ok();
    let first = rules.first_day(now, of.0, of.1);
    let days = first.into_iter().flat_map(|first| first.iter_days().take(MOST_DAYS));
    days.filter(may).take(draft.runs.len().max(1)).collect()
}
