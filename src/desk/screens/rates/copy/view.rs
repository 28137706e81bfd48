//! The left side while a copy is changed: its numbers in fields, or its whole file with the mistakes in it.

use iced::widget::text_editor::{Binding, KeyPress};
use iced::widget::{Column, Space, column, container, row, scrollable, text, text_editor};
use iced::{Alignment, Fill, Length, Pixels, Shrink};

use super::{Editing, Form, Message, place};
use crate::desk::kit;
use crate::desk::screens::Scene;
use crate::desk::screens::rates::table;
use crate::desk::screens::rates::view::sheet;
use crate::desk::theme::{self, Element, SONG_BOLD, size, tint};
use crate::desk::widgets::Group;
use crate::locale;

/// What is kept below the whole file for the mistakes in it.
const MISTAKES: f32 = 112.0;

impl Form {
    /// The copy: its numbers in fields, or its whole file.
    pub(in crate::desk::screens::rates) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let editing = &self.editing;
        let words = scene.words();
        let names = [words.as_table(), words.whole_file()];
        let at = usize::from(editing.whole);
        let tabs = names.iter().enumerate().map(|(i, name)| {
            kit::segment(text(*name).size(size::NOTE).wrapping(text::Wrapping::None), i == at, Shrink)
        });
        let tabs = Group::choice(iced::widget::Row::from_iter(tabs).spacing(4), Some(at), 2, move |i| {
            if i == at { Message::Onward } else { Message::Turn }
        });
        let title = text(words.copy_of(editing.base.as_deref())).size(size::SUM).font(SONG_BOLD);
        let title = container(title.wrapping(text::Wrapping::None)).width(Fill).clip(true);
        let head = row![title, Element::from(tabs), kit::key("Ctrl+T")].spacing(8).align_y(Alignment::Center);
        let body: Element<'a, Message> = if editing.whole {
            whole(editing, scene)
        } else if editing.copy.is_none() {
            let said = text(words.mend_first()).size(size::NOTE).style(tint(|c| c.remind));
            container(said).center(Fill).style(theme::card).into()
        } else {
            sheet(table::board(&editing.board, Some(editing)))
        };
        column![container(head).height(40), body].spacing(12).into()
    }
}

/// The whole file, and below it what is wrong with it.
fn whole<'a>(editing: &'a Editing, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let editor = text_editor(&editing.content)
        .id(place::WHOLE)
        .size(size::NOTE)
        .line_height(Pixels(20.0))
        .padding([10, 12])
        .height(Length::Fill)
        .wrapping(text::Wrapping::WordOrGlyph)
        .key_binding(binding)
        .on_action(Message::Write)
        .style(theme::editor(false));
    let lines = editing.content.line_count();
    let line = kit::quiet(words.on_line(editing.content.cursor().position.line + 1, lines));
    let mistakes = editing.mistakes();
    let count = if mistakes.is_empty() {
        text(words.no_mistakes()).size(size::LABEL).style(tint(|c| c.well))
    } else {
        kit::wrong(words.mistakes_count(mistakes.len()))
    };
    let head = row![count, kit::key(if mistakes.is_empty() { "" } else { "Ctrl+G" }), Space::new().width(Fill), line];
    let each = mistakes.iter().map(|mistake| {
        container(text(locale::mistake(mistake, language)).size(size::LABEL)).padding([3, 8]).width(Fill).into()
    });
    let list: Element<'a, Message> = if mistakes.is_empty() {
        Space::new().into()
    } else {
        let group = Group::choice(Column::from_iter(each), Some(editing.at), mistakes.len(), Message::Mistake);
        scrollable(Element::from(group.id(place::MISTAKES))).into()
    };
    let below = column![head.spacing(8).align_y(Alignment::Center), container(list).padding([4, 4])].spacing(2);
    column![editor, container(below).height(MISTAKES).clip(true)].spacing(8).into()
}

/// The editor's keys: chords are the desk's, everything else is the editor's own.
fn binding(press: KeyPress) -> Option<Binding<Message>> {
    let letter = press.key.to_latin(press.physical_key);
    let motion = matches!(press.key, iced::keyboard::Key::Named(_)) && press.text.is_none();
    if press.modifiers.command() && !motion && !letter.is_some_and(|c| ['c', 'x', 'v', 'a'].contains(&c)) {
        return None;
    }
    Binding::from_key_press(press)
}
