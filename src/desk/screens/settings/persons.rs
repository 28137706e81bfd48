//! 人员: who works at the paper, and whether they sign in. They are entered and changed on the command line.

use iced::Alignment;
use iced::widget::{Column, column, container, row, text};

use crate::desk::kit::{self, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::{self, Element, SONG_BOLD, size};
use crate::locale::people;
use books::persons::Person;

/// The card with everybody who works here.
pub(super) fn view<'a, M: 'a>(scene: Scene<'a>) -> Element<'a, M> {
    let (words, language, persons) = (scene.words(), scene.language(), &scene.house.persons);
    let line = |person: &'a Person| -> Element<'a, M> {
        let mut line = row![kit::strong(person.name.as_str()), kit::said(people::role(person.role, language))];
        if let Some(at) = person.wrong_at {
            line = line.push(kit::pill(people::wrong(person.wrong, at, language), Tone::Remind));
        }
        line.spacing(10).align_y(Alignment::Center).into()
    };
    let each = Column::from_iter(persons.active().map(line)).spacing(6);
    let card = column![
        text(words.persons()).size(size::SUM).font(SONG_BOLD),
        kit::said(people::sign_in(persons.is_on(), language)),
        each,
        kit::quiet(words.persons_note()),
    ];
    container(card.spacing(10)).padding(20).width(520).style(theme::card).into()
}
