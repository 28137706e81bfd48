//! What can be done about what is looked at: one next step, its siblings, and the rest in quiet lines; or the form that is open.

use iced::widget::{Row as Line, column, container, row, text};
use iced::{Alignment, Fill};

use super::columns::beside;
use super::{Day, Message, Scene};
use crate::desk::kit::{self, Tone};
use crate::desk::picture::PictureTarget;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, size, tint};
use crate::locale;
use crate::office::ActKind;

impl Day {
    /// The form that is open, or everything that can be done.
    pub(super) fn foot<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let language = scene.language();
        let failed = self.refused().map(|failure| (Tone::Wrong, locale::failure(failure, language).line(language)));
        // Where the list does not stand beside it, and says it.
        let covers = self.over || self.opened.is_some();
        let failed = scene.said_why().filter(|_| covers && !beside(scene)).or(failed);
        if let Some(opened) = &self.opened {
            let whose = kit::quiet(opened.said());
            let form = opened.form().view(scene).map(Message::Form);
            let card = container(column![whose, form].spacing(8)).padding(12).width(Fill).style(theme::card);
            return column![card, kit::kept(32.0, failed)].spacing(6).into();
        }
        let said = failed.or_else(|| self.pale(scene).map(|said| (Tone::Plain, said)));
        column![
            self.next_step(scene),
            self.siblings(scene),
            self.others(scene),
            kit::line(),
            self.acts(scene),
            kit::kept(32.0, said)
        ]
        .spacing(6)
        .into()
    }

    /// The one next step of what every key acts on; where nothing is to be done, what has become of it.
    pub(super) fn next_step<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, targets) = (scene.words(), self.targets());
        let Some((step, count)) = self.next_step_of() else {
            let state =
                targets.first().map(|row| locale::acts::state(row.state(scene.now.date_naive()), scene.language()));
            let said = text(state.filter(|_| targets.len() == 1).unwrap_or(words.all_done())).size(size::NOTE);
            let said = container(said.style(tint(|c| c.quiet))).center_x(Fill).center_y(43);
            return said.style(theme::card).into();
        };
        let name = words.for_several(&step.said(words), count);
        kit::next(name, "Ctrl+Enter", self.can(Message::Next, scene)).into()
    }

    /// What stands beside the next step: the proof, its signature, the statement.
    fn siblings<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let proof = if self.version.is_some() { words.old_proof() } else { words.proof };
        let button = |name: &'static str, chord: &'static str, message: Message| {
            kit::button(name, chord, self.can(message, scene)).padding([5, 8])
        };
        row![
            button(words.sign(), "Ctrl+G", Message::Sign),
            button(proof, "Ctrl+P", Message::Proofs),
            button(words.statement, "Ctrl+S", Message::Statement),
        ]
        .spacing(6)
        .wrap()
        .vertical_spacing(6)
        .into()
    }

    /// The rest of what is done to a booking as it stands, in a quiet line: pale where there is nothing to do.
    fn others<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let refunded = self.looked().is_some_and(|booking| booking.refunds_made().next().is_some());
        let mut others = vec![
            (words.pay(), "Ctrl+M", Message::Pay),
            (words.mark_reviewed(), "Ctrl+R", Message::Review),
            (words.see_short(), "Ctrl+I", Message::See),
            (words.checks, "Ctrl+J", Message::Settle),
            (words.picture_short(), "Ctrl+W", Message::Picture(PictureTarget::Clipboard)),
        ];
        if refunded {
            others.push((words.slip(), "Ctrl+Shift+S", Message::Slip));
        }
        let others = others.into_iter().map(|(name, chord, message)| self.asked(name, chord, message, scene));
        Line::from_iter(others).wrap().vertical_spacing(0).into()
    }

    /// What the booking can be changed by; what is not possible now is pale, and says why when it is asked for.
    fn acts<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let head = text(words.acts()).size(size::NOTE).font(theme::HEI_BOLD);
        let mut acts = row![head, kit::key("Ctrl+E")].spacing(4).align_y(Alignment::Center);
        for kind in ActKind::ALL {
            acts = acts.push(self.asked(words.act(kind), "", Message::OpenAct(Some(kind)), scene));
        }
        acts.push(self.asked(words.repeat(), "Ctrl+Shift+N", Message::Repeat, scene))
            .push(self.asked(words.corrective(), "Ctrl+Shift+E", Message::Corrective, scene))
            .wrap()
            .vertical_spacing(0)
            .into()
    }

    /// A quiet button that can always be pressed: where it is pale it says why.
    fn asked<'a>(&self, name: &'a str, chord: &'a str, message: Message, scene: Scene<'a>) -> Element<'a, Message> {
        kit::explaining(name, chord, self.able(&message, scene).is_err(), message).into()
    }

    /// Why what is pale cannot be done: the first reason, with the acts that it is of.
    fn pale(&self, scene: Scene) -> Option<String> {
        let words = scene.words();
        if self.marked.len() > 1 {
            return Some(words.pale_is_for_one().to_owned());
        }
        let looked = self.seen()?;
        let pale: Vec<(ActKind, _)> =
            ActKind::ALL.into_iter().filter_map(|kind| Some((kind, looked.why_not(kind)?))).collect();
        let (_, first) = pale.first()?;
        let same = pale.iter().filter(|(_, why)| why == first);
        let acts: Vec<&str> = same.map(|(kind, _)| words.act(*kind)).collect();
        Some(words.pale_because(&acts.join(words.list_mark), first))
    }
}
