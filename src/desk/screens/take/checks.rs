//! What stands against the ad: refusals and findings first, then what is still to be typed.

use iced::widget::{Column, Space, container, row, text};
use iced::{Alignment, Fill};

use super::rows::Unfolded;
use super::{Message, Scene, Take, place};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{Element, size};
use crate::desk::widgets::{ButtonLook, Press};
use crate::locale;
use trade::ad::Severity;
use trade::measure::Per;
use trade::refusal::{Failure, PriceTrouble, Refusal, RunDateTrouble};

/// What stands against the ad, and what is to be seen to.
pub(super) struct Checks {
    /// What is said, the worst first.
    pub said: Vec<CheckLine>,
    /// How much of it is wrong.
    pub errors: usize,
    /// How much of it is to be seen to.
    pub reminders: usize,
}

/// One thing that is said of the ad.
pub(super) struct CheckLine {
    tone: Tone,
    title: String,
    line: String,
    /// It was not found in the copy: it is a card also while that is typed.
    steady: bool,
}

impl Take {
    /// Everything that is said of the ad: refusals and findings first.
    pub(super) fn all_checks(&self, scene: Scene) -> Checks {
        let (words, language) = (scene.words(), scene.language());
        let against = self.against();
        let (lacking, wrong): (Vec<_>, Vec<_>) = against.into_iter().partition(lacks);
        let approval = against_approval(&lacking).filter(|_| self.open());
        let wrong: Vec<Refusal> =
            if self.open() { wrong.into_iter().filter(|r| self.worth_saying(r)).collect() } else { Vec::new() };
        let findings = self.answer.as_ref().map_or(&[][..], |answer| &answer.proposal.findings);
        let (mut errors, mut reminders) = (wrong.len(), 0);
        let mut all = Vec::new();
        let mut say = |tone: Tone, (title, line): (String, String), steady: bool| {
            all.push(CheckLine { tone, title, line, steady });
        };
        for refusal in &wrong {
            let said = locale::refusal(refusal, language);
            say(Tone::Wrong, (said.message, said.remedy), false);
        }
        // Whose approval is missing, and why it is asked for, is said besides.
        if let Some(refusal) = &approval {
            let said = locale::refusal(refusal, language);
            say(Tone::Remind, (said.message, said.remedy), true);
            reminders += 1;
        }
        let failed = self
            .failed
            .as_ref()
            .filter(|failure| !matches!(failure, Failure::Refused(r) if wrong.contains(r) || lacks(r)));
        if let Some(failure) = failed {
            let said = locale::failure(failure, language);
            say(Tone::Wrong, (said.message, said.remedy), true);
            errors += 1;
        }
        for finding in findings {
            let said = locale::finding(finding, language);
            let tone = match finding.severity {
                Severity::Error => Tone::Wrong,
                Severity::Warning => Tone::Remind,
                Severity::Note => Tone::Plain,
            };
            errors += usize::from(tone == Tone::Wrong);
            reminders += usize::from(tone == Tone::Remind);
            say(tone, (said.message, said.remedy), false);
        }
        if self.open() && self.discarding {
            say(Tone::Remind, (words.discard().to_owned(), words.discard_again().to_owned()), true);
        }
        let missing = self.missing(scene);
        if self.open() && !missing.is_empty() {
            reminders += 1;
            say(Tone::Remind, (words.papers_to_see().to_owned(), missing), false);
        }
        // What is lacking is said by the button.
        if self.open() && lacking.is_empty() && errors == 0 {
            say(Tone::Well, (words.nothing_against().to_owned(), String::new()), true);
        }
        Checks { said: all, errors, reminders }
    }

    /// The upper part of the right column: its heading, and the list below.
    pub(super) fn checks<'a>(&'a self, scene: Scene<'a>) -> (Element<'a, Message>, Element<'a, Message>) {
        let words = scene.words();
        let checks = self.all_checks(scene);
        let count = kit::quiet(words.checks_count(checks.errors, checks.reminders));
        let list = checks.said.into_iter().map(|said| self.told(said));
        (kit::section(words.checks, "", count), Column::from_iter(list).spacing(8).into())
    }

    /// The first of what is said in one line, how much more there is, and the key that shows all of it over the ad.
    pub(super) fn checks_line<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let checks = self.all_checks(scene);
        let unfolded = self.unfolded == Some(Unfolded::Checks);
        let more = checks.said.len().saturating_sub(1);
        let Some(first) = checks.said.into_iter().next() else { return Space::new().into() };
        let title = text(first.title).size(size::NOTE).wrapping(text::Wrapping::None);
        let count = (more > 0).then(|| kit::quiet(words.and_more_checks(more)).wrapping(text::Wrapping::None));
        // While the copy is typed nothing is wrong yet: half of a notice says half of everything.
        let half = self.typing && self.open() && !first.steady && first.tone == Tone::Wrong;
        let mark = kit::mark(if half { Tone::Remind } else { first.tone });
        let line = row![mark, container(title).width(Fill).clip(true)].push(count).push(kit::key("Ctrl+Shift+J"));
        let turn = if unfolded { Message::Fold } else { Message::Focus(place::CHECKS) };
        let line = line.spacing(8).align_y(Alignment::Center);
        Press::new(line, ButtonLook::Plain).id(place::CHECKS).padding([8, 12]).width(Fill).on_press(turn).into()
    }

    /// Something found: a note while the copy is typed, since half of a notice says half of everything; a card once the copy is left.
    fn told<'a>(&self, said: CheckLine) -> Element<'a, Message> {
        let CheckLine { tone, title, line, steady } = said;
        if self.typing && self.open() && !steady { kit::note(tone, title) } else { kit::notice(tone, title, line) }
    }

    /// What is lacking or wrong, each thing once, in the order of the screen.
    pub(super) fn to_mend(&self, scene: Scene) -> Vec<String> {
        let words = scene.words();
        let by_columns = self.numbers(scene).contains(&Per::Column);
        let mut all: Vec<String> = Vec::new();
        for refusal in self.in_order(scene) {
            let said = match &refusal {
                Refusal::NotAPhone { .. } | Refusal::NoCustomer if self.seeking.open => words.customer.to_owned(),
                Refusal::NotASize { value } if by_columns && value.is_empty() => {
                    words.number_of(Per::Column).to_owned()
                }
                refusal => words.to_mend(refusal),
            };
            if !all.contains(&said) {
                all.push(said);
            }
        }
        if self.picture_wrong.is_some() && !all.iter().any(|said| said == words.picture()) {
            all.push(words.picture().to_owned());
        }
        all
    }

    /// Whether a refusal is shown yet: a number that is still being typed is not called wrong.
    fn worth_saying(&self, refusal: &Refusal) -> bool {
        match refusal {
            Refusal::NotAPhone { .. } => self.pressed || !self.draft.name.trim().is_empty(),
            Refusal::NotLastFour { value } => self.pressed || value.chars().count() >= 4,
            _ => true,
        }
    }

    /// The papers not seen, in words.
    fn missing(&self, scene: Scene) -> String {
        let papers = self.answer.as_ref().map_or(&[][..], |answer| &answer.proposal.papers);
        let unseen = papers.iter().filter(|id| !self.draft.seen.get(*id).is_some_and(|seen| seen.seen));
        let names: Vec<&str> = unseen
            .filter_map(|id| scene.rules.kinds.paper(id))
            .map(|paper| locale::paper(paper, scene.language()))
            .collect();
        if self.draft.copy.trim().is_empty() { String::new() } else { names.join(scene.words().list_mark) }
    }
}

/// The approval that is still asked for.
fn against_approval(lacking: &[Refusal]) -> Option<Refusal> {
    lacking.iter().find(|refusal| matches!(refusal, Refusal::Price(PriceTrouble::NeedsApproval { .. }))).cloned()
}

/// Whether something is merely not typed yet.
fn lacks(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::EmptyCopy | Refusal::RunDate(RunDateTrouble::NoRunDate) | Refusal::NoCustomer => true,
        Refusal::Price(PriceTrouble::AttributeUnsaid { .. })
        | Refusal::NoReason
        | Refusal::Price(PriceTrouble::NeedsApproval { .. }) => true,
        Refusal::NotASize { value } | Refusal::NotAPhone { value } => value.trim().is_empty(),
        _ => false,
    }
}
