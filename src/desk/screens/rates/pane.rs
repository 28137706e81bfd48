//! The right column while a card is looked at: the versions, and what can be done with the one shown.

use iced::widget::{Column, column, container, row, scrollable, text};
use iced::{Alignment, Fill, border};

use super::view::{pill, share};
use super::{Message, Note, Rates, Scene, Twice, place};
use crate::desk::kit::{self, Tone};
use crate::desk::print::Out;
use crate::desk::screens::{Screen, ScreenState};
use crate::desk::theme::{Element, HEI, HEI_BOLD, Theme, size, tint};
use crate::desk::widgets::{Group, Stroke};
use crate::locale;

/// The height of the place in which something may be said.
pub(super) fn kept(scene: Scene) -> f32 {
    if short(scene) { 66.0 } else { 84.0 }
}

/// Whether the window is so low that fields stand side by side.
pub(super) fn short(scene: Scene) -> bool {
    scene.window.height < 700.0
}

impl Rates {
    pub(super) fn versions_pane<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let (versions, here) = (self.versions(scene), self.here(scene));
        let count = versions.len();
        let rows = versions.into_iter().enumerate().map(|(at, card)| {
            let chosen = at == here;
            let day = text(card.effective_from.to_string()).size(size::NOTE).font(if chosen { HEI_BOLD } else { HEI });
            let version = text(card.version.as_str()).size(size::NOTE).wrapping(text::Wrapping::None);
            let name = text(card.name.as_str()).size(size::LABEL).style(tint(|c| c.quiet));
            let line = row![
                day,
                container(version).width(72).clip(true),
                container(name.wrapping(text::Wrapping::None)).width(Fill).clip(true),
                pill(card, scene)
            ];
            container(line.spacing(8).align_y(Alignment::Center))
                .padding([6, 8])
                .height(34)
                .width(Fill)
                .style(move |theme: &Theme| container::Style {
                    background: chosen.then(|| theme.colours().sheet.into()),
                    border: border::rounded(6).width(if chosen { 1.0 } else { 0.0 }).color(theme.colours().ink),
                    ..container::Style::default()
                })
                .into()
        });
        let list = Group::new(Column::from_iter(rows).spacing(2), Some(here), Message::Pick, |stroke| match stroke {
            // The wheel scrolls the list itself.
            Stroke::Wheel(_) => None,
            stroke => Some(Message::Stroke(stroke)),
        });
        let list = scrollable(container(Element::from(list.id(place::VERSIONS))).padding(5)).height(Fill);
        let head = kit::section(words.versions(), "Ctrl+L", kit::quiet(count.to_string()));
        column![
            head,
            list,
            self.said_or_path(scene),
            row![
                share(words.import_card(), "Ctrl+O", Some(Message::Import)),
                share(words.export_card(), "Ctrl+S", self.can(Message::Export, scene))
            ]
            .spacing(8),
            row![
                share(words.poster(), "Ctrl+P", self.can(Message::Poster, scene)),
                share(words.withdraw_card(), "Ctrl+Delete", self.can(Message::Drop, scene))
            ]
            .spacing(8),
            kit::next(words.edit_copy(), "Ctrl+E", self.can(Message::Edit, scene)),
        ]
        .spacing(8)
        .into()
    }

    /// The place kept for what was said last, or for the path of a file to read.
    pub(super) fn said_or_path<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let said = match (&self.path, &self.note) {
            _ if scene.why.is_some() => scene.said_why(),
            (Some(_), Some(Note::Failed(failure))) => {
                Some((Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())))
            }
            (Some(_), _) => Some((Tone::Plain, words.import_path().to_owned())),
            (None, _) => self.said(scene),
        };
        let height = kept(scene);
        if let Some(path) = &self.path {
            let path = path.view(scene).map(Message::Path);
            return column![path, kit::kept(height - 48.0, said)].spacing(4).height(height).into();
        }
        kit::kept(height, said)
    }

    /// What was said last.
    fn said(&self, scene: Scene) -> Option<(Tone, String)> {
        let (words, language) = (scene.words(), scene.language());
        match &self.twice {
            Some(Twice::Withdraw((_, version))) => return Some((Tone::Remind, words.withdraw_card_again(version))),
            Some(Twice::Discard) => return Some((Tone::Remind, words.drop_copy_again().to_owned())),
            None => {}
        }
        let written = |name, path: &std::path::Path| words.written(name, &path.display().to_string());
        Some(match self.note.as_ref()? {
            Note::InForce(version, from) => (Tone::Well, words.now_in_force(version, *from)),
            Note::Withdrawn(version) => (Tone::Well, words.card_withdrawn(version)),
            Note::Exported(path) => (Tone::Well, written(Screen::Rates.name(words), path)),
            Note::Poster(Out::Written(path)) => (Tone::Well, written(words.poster(), path)),
            Note::Poster(Out::Unopened(path, _)) => {
                (Tone::Remind, words.written_not_opened(words.poster(), &path.display().to_string()))
            }
            Note::Poster(Out::Taken(_, number)) => (Tone::Well, words.taken_by_printer(words.poster(), *number)),
            Note::Poster(Out::Waits(fault)) => (Tone::Wrong, locale::fault(fault, language).line(language)),
            Note::Failed(failure) => (Tone::Wrong, locale::failure(failure, language).line(language)),
        })
    }

    /// Whether something was said, or is asked for, that stands before everything else.
    pub(super) fn speaks(&self, scene: Scene) -> bool {
        scene.why.is_some() || self.path.is_some() || self.twice.is_some() || self.note.is_some()
    }
}
