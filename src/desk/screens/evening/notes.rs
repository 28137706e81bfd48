//! Cash as it is typed, by its notes and coins or as one sum: that of a till (点钞), and what of it goes to the bank (缴款).

use iced::widget::{Space, column, container, row, text, text_input};
use iced::{Alignment, Fill, alignment};

use super::Scene;
use crate::desk::kit;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG, SONG_BOLD, size};
use books::booking::Banknotes;
use trade::money::Money;

/// The field of the cash as one sum.
pub const CASH: &str = "evening-cash";

/// The notes and coins that lie in a till of today, in fen. What is rarer goes into the sum.
const PIECES: [i64; 8] = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10];

/// The fields in which cash is typed: as one sum, or by its notes and coins in the order of [`PIECES`].
#[derive(Debug)]
pub(super) struct Fields {
    sum: &'static str,
    pieces: [&'static str; PIECES.len()],
}

/// Those of the count.
static COUNTED: Fields = Fields {
    sum: CASH,
    pieces: [
        "evening-note-100",
        "evening-note-50",
        "evening-note-20",
        "evening-note-10",
        "evening-note-5",
        "evening-note-1",
        "evening-coin-5",
        "evening-coin-1",
    ],
};

/// Those of what goes to the bank.
static BANKED: Fields = Fields {
    sum: super::banking::AMOUNT,
    pieces: [
        "evening-bank-100",
        "evening-bank-50",
        "evening-bank-20",
        "evening-bank-10",
        "evening-bank-5",
        "evening-bank-1",
        "evening-bank-coin-5",
        "evening-bank-coin-1",
    ],
};

/// Cash as it is typed.
#[derive(Debug)]
pub(super) struct Notes {
    fields: &'static Fields,
    sum: String,
    pieces: [String; PIECES.len()],
}

impl Default for Notes {
    /// Cash that is counted, nothing of it typed yet.
    fn default() -> Notes {
        Notes { fields: &COUNTED, sum: String::new(), pieces: Default::default() }
    }
}

/// What happens in the count.
#[derive(Debug, Clone)]
pub enum Message {
    /// The sum was typed.
    Sum(String),
    /// How many of a note there are was typed, by its place.
    Pieces(usize, String),
    /// Enter in a field: the next one.
    Onward,
}

impl Notes {
    /// Cash that goes to the bank, with what is proposed of it.
    pub(super) fn banked(sum: String) -> Notes {
        Notes { fields: &BANKED, sum, pieces: Default::default() }
    }

    /// Does what a message says; gives whether the next field is asked for.
    pub(super) fn update(&mut self, message: Message) -> bool {
        match message {
            Message::Sum(text) => self.sum = text,
            Message::Pieces(at, text) => {
                if let Some(piece) = self.pieces.get_mut(at) {
                    *piece = text;
                }
            }
            Message::Onward => return true,
        }
        false
    }

    /// Whether notes are typed one by one, so that they say what the sum is.
    fn by_pieces(&self) -> bool {
        self.pieces.iter().any(|piece| !piece.trim().is_empty())
    }

    fn piece(&self, at: usize) -> Option<u32> {
        match self.pieces[at].trim() {
            "" => Some(0),
            text if text.len() <= 6 => text.parse().ok(),
            _ => None,
        }
    }

    /// The notes, where they are told apart; none where a number is none.
    pub(super) fn banknotes(&self) -> Option<Banknotes> {
        let pieces: Option<Vec<(Money, u32)>> =
            (0..PIECES.len()).map(|at| Some((Money::fen(PIECES[at]), self.piece(at)?))).collect();
        Banknotes::of(&pieces?).ok()
    }

    /// What was counted; none where nothing is typed, or what is no amount.
    pub(super) fn cash(&self) -> Option<Money> {
        if self.by_pieces() {
            return self.banknotes().map(|notes| notes.sum());
        }
        self.sum.trim().parse().ok()
    }

    /// Whether anything is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.sum.trim().is_empty() && !self.by_pieces()
    }

    /// The field that is wrong or empty.
    pub(super) fn lacking(&self) -> Option<&'static str> {
        if !self.by_pieces() {
            return self.cash().is_none().then_some(self.fields.sum);
        }
        (0..PIECES.len()).find(|at| self.piece(*at).is_none()).map(|at| self.fields.pieces[at])
    }

    /// The sum under its name, below it one row a note.
    pub(super) fn view<'a>(&'a self, name: &'a str, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mut rows = column![heads(words.note_heads())].spacing(0);
        for (at, (fen, id)) in PIECES.into_iter().zip(self.fields.pieces).enumerate() {
            rows = rows.push(self.row((at, fen, id), scene)).push(kit::line());
        }
        let computed = self.by_pieces().then(|| self.cash().unwrap_or_default().grouped());
        let sum: Element<'a, Message> = match computed {
            Some(sum) => text(sum).size(size::HEAD).font(SONG_BOLD).into(),
            None => {
                let wrong = !self.sum.trim().is_empty() && self.cash().is_none();
                small_field(self.fields.sum, &self.sum, wrong, Message::Sum)
                    .on_submit(Message::Onward)
                    .width(150)
                    .into()
            }
        };
        let counted = kit::ends(text(name).size(size::TEXT).font(HEI_BOLD), sum);
        column![counted, kit::line(), rows].spacing(6).into()
    }

    fn row<'a>(&'a self, (at, fen, id): (usize, i64, &'static str), scene: Scene<'a>) -> Element<'a, Message> {
        let note = if fen >= 100 { fen / 100 } else { fen / 10 };
        let unit = scene.words().note_unit(fen >= 100);
        let name = row![
            text(note.to_string()).size(size::SUM).font(SONG).width(34),
            text(unit).size(size::LABEL).style(theme::tint(|c| c.quiet))
        ]
        .align_y(Alignment::Center)
        .width(90);
        let count = self.piece(at);
        let field = small_field(id, &self.pieces[at], count.is_none(), move |text| Message::Pieces(at, text))
            .on_submit(Message::Onward)
            .width(76);
        let sum = match count {
            Some(0) | None => "—".to_owned(),
            Some(count) => Money::fen(fen * i64::from(count)).grouped(),
        };
        row![name, field, Space::new().width(Fill), text(sum).size(size::TEXT).font(SONG)]
            .align_y(Alignment::Center)
            .height(33)
            .into()
    }
}

/// A field of figures, flush right and without a label of its own.
pub(super) fn small_field<'a, M: Clone + 'a>(
    id: &'static str,
    value: &'a str,
    wrong: bool,
    on_input: impl Fn(String) -> M + 'a,
) -> text_input::TextInput<'a, M, theme::Theme> {
    text_input("", value)
        .id(id)
        .size(size::TEXT)
        .line_height(iced::Pixels(18.0))
        .padding([4, 10])
        .align_x(alignment::Horizontal::Right)
        .style(theme::field(wrong))
        .on_input(on_input)
}

/// The heads of three columns: the first flush left, the others flush right.
pub(super) fn heads<'a, M: 'a>((first, second, third): (&'a str, &'a str, &'a str)) -> Element<'a, M> {
    let second = container(kit::quiet(second)).width(76).align_x(alignment::Horizontal::Right);
    row![container(kit::quiet(first)).width(90), second, Space::new().width(Fill), kit::quiet(third)]
        .height(20)
        .align_y(Alignment::Center)
        .into()
}
