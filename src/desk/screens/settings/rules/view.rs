//! How the files of rules are drawn: the one that is read with its mistakes, those that were entered, and one that reads no more.

use std::sync::Arc;

use iced::widget::{Column, Space, column, row, scrollable, text};
use iced::{Alignment, Fill};

use super::{FROM, File, Form, KINDS, LIST, Message, PATH, REASON};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::screens::settings::form::{card, why};
use crate::desk::screens::settings::{choice, list_row};
use crate::desk::theme::{Element, HEI_BOLD, size};
use crate::desk::widgets::Group;
use crate::locale;
use crate::office::ReadRules;
use books::booking::{Entered, RuleKind};
use books::counter::Unread;
use trade::rulefile::Mistake;

impl Form {
    /// The file that is read, and what comes of it.
    pub(super) fn entering<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let path = InputField::new(words.rules_path(), &self.path, PATH)
            .on_input(true, Message::Path)
            .on_submit(Message::Read);
        let mut all = column![Element::from(path), kit::quiet(words.rules_path_note())];
        if let Some(file) = &self.file {
            let names = RuleKind::ALL.map(|kind| locale::own::rules_kind(kind.id(), language));
            let at = RuleKind::ALL.iter().position(|kind| *kind == self.kind);
            let kinds = row![
                text(words.rules_are()).size(size::NOTE),
                Element::from(choice(&names, at, Message::Kind).id(KINDS)),
            ];
            all = all.push(kinds.spacing(12).align_y(Alignment::Center));
            all = all.push(read(file, scene));
            let replaced = self.replaced();
            let name = match replaced {
                Some(unread) => words.replace_rules(&unread.entered.id, &unread.entered.version),
                None => words.enter_rules().to_owned(),
            };
            let ready = !self.busy && file.read.is_ok();
            let go = kit::next_named(name, "Ctrl+Enter", ready.then_some(Message::Enter));
            let leave = kit::button(words.cancel, "Esc", Some(Message::Leave)).padding([12, 14]);
            if replaced.is_none() {
                let from = InputField::new(words.from_which_day(), &self.from, FROM).width(180);
                let from = from.on_input(true, Message::From).on_submit(Message::Enter);
                let note = kit::quiet(words.rules_from_note(self.kind.id()));
                all = all.push(row![Element::from(from), note].spacing(12).align_y(Alignment::Center));
            }
            all = all.push(row![Element::from(leave), Element::from(go)].spacing(8));
        }
        let told = self.told.as_ref().map(|told| match told {
            Ok(done) => (Tone::Well, done.clone()),
            Err(failure) => (Tone::Wrong, why(failure, scene)),
        });
        card(all.push(kit::kept(36.0, told)))
    }

    /// Every file that was entered.
    pub(super) fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let head = kit::strong(words.rules_entered_head());
        let listed = self.listed();
        if listed.is_empty() {
            return card(column![head, kit::quiet(words.no_rules_entered())]);
        }
        let rows = listed.iter().enumerate().map(|(at, entered)| self.line(at, entered, scene));
        let list = Group::new(Column::from_iter(rows).spacing(4).width(Fill), Some(self.at), Message::Pick, |stroke| {
            Some(Message::Stroke(stroke))
        });
        let chosen = self.chosen();
        let withdraw = chosen.filter(|chosen| !self.busy && self.may_withdraw(chosen, scene));
        let name = if self.sure == Some(self.at) { words.withdraw_again() } else { words.withdraw_rules() };
        let tasks = row![
            kit::button(words.export_rules(), "Ctrl+S", Some(Message::Export)),
            kit::button(name, "Ctrl+Delete", withdraw.map(|_| Message::Withdraw)),
        ];
        card(column![head, scrollable(Element::from(list.id(LIST))).height(180), tasks.spacing(8)])
    }

    /// A file that reads no more: what it stops, what is wrong with it, and what to do.
    pub(super) fn unreadable<'a>(&'a self, unread: &Unread, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let entered = &unread.entered;
        let title = words.rules_unread(
            locale::own::rules_kind(entered.kind.id(), language),
            &entered.id,
            &entered.version,
            entered.from,
        );
        let lines =
            unread.mistakes.iter().take(3).map(|one| text(locale::mistake(one, language)).size(size::LABEL).into());
        let reason = InputField::new(words.why_rules_go(), &self.reason, REASON).wrong(self.reason.trim().is_empty());
        let reason = reason.on_input(true, Message::Reason).on_submit(Message::Onward);
        let all = column![
            kit::strong(title),
            Column::from_iter(lines).spacing(3),
            kit::quiet(words.rules_unread_replace()),
            kit::quiet(words.rules_unread_withdraw(entered.kind.id())),
            Element::from(reason),
        ];
        kit::edged(Tone::Wrong, iced::widget::container(all.spacing(6)).padding(12).width(Fill))
    }

    fn line<'a>(&self, at: usize, entered: &Arc<Entered>, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language, today) = (scene.words(), scene.language(), scene.wall().date());
        let kind = locale::own::rules_kind(entered.kind.id(), language);
        let state: Element<'a, Message> = if self.broken(entered).is_some() {
            kit::pill(words.reads_no_more(), Tone::Wrong)
        } else if entered.from > today {
            kit::pill(words.to_come(), Tone::Remind)
        } else {
            let last = scene.rules.own(entered.kind, &entered.id, today);
            let holds = last.is_some_and(|last| last == entered);
            kit::pill(words.is_in_force(holds), if holds { Tone::Well } else { Tone::Plain })
        };
        let line = row![
            text(kind).size(size::NOTE).width(96),
            text(entered.id.clone()).size(size::NOTE).font(HEI_BOLD).width(190),
            text(words.edition(&entered.version)).size(size::NOTE).width(90),
            kit::quiet(words.from_day(entered.from)),
            Space::new().width(Fill),
            state,
        ];
        list_row(line.spacing(8).align_y(Alignment::Center), at == self.at)
    }
}

/// What was read of a file, or every mistake in it with its line and field.
fn read<'a>(file: &File, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    match &file.read {
        Ok(read) => {
            let (name, id) = match read {
                ReadRules::Card(card) => (card.name.clone(), format!("{} {}", card.id, card.version)),
                ReadRules::Calendar(calendar) => {
                    let name = calendar.editions().last().map_or_else(String::new, |edition| edition.name.clone());
                    (name, words.calendar_rules().to_owned())
                }
                ReadRules::NoticeKind(kind) => (locale::notice_kind(kind, language).to_owned(), kind.id.clone()),
                ReadRules::Style(style) => (locale::style(style, language).to_owned(), style.id().to_string()),
            };
            let line = locale::own::checked(&name, &id, read.replaces(scene.rules), language);
            kit::notice(Tone::Well, line, file.name.clone())
        }
        Err(mistakes) => listed_mistakes(words.mistakes_in(&file.name, mistakes.len()), mistakes, scene),
    }
}

/// Mistakes in a place of bounded height, each with its line and field.
fn listed_mistakes<'a>(title: String, mistakes: &[Mistake], scene: Scene<'a>) -> Element<'a, Message> {
    let lines = mistakes.iter().map(|one| text(locale::mistake(one, scene.language())).size(size::LABEL).into());
    let all = column![
        kit::strong(title),
        scrollable(Column::from_iter(lines).spacing(4).width(Fill)).height(if mistakes.len() > 4 {
            iced::Length::Fixed(120.0)
        } else {
            iced::Shrink
        })
    ];
    kit::edged(Tone::Wrong, iced::widget::container(all.spacing(6)).padding(12).width(Fill))
}
