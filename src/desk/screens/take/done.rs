//! What a booking came to, and what comes next.

use iced::widget::{column, container, row, text};
use iced::{Alignment, Fill};

use super::{Message, Scene};
use crate::booking::{Entry, Event, Number};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, SONG_BOLD, size};
use crate::money::Money;

/// What a booking came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its number.
    pub number: Number,
    /// What it costs.
    pub total: Money,
    /// What was taken, account included.
    pub taken: Money,
    /// The change to give.
    pub change: Money,
    /// Whether the till was opened without anybody asking.
    pub opened_till: bool,
    /// Whether its proof was made.
    pub proofed: bool,
}

impl Done {
    /// What the books' entry came to.
    pub fn of(entry: &Entry, asked: Money) -> Option<Done> {
        let total = entry.events.iter().find_map(|event| match event {
            Event::Booked { booked, .. } => Some(booked.quote.total),
            _ => None,
        });
        let taken = entry.events.iter().filter_map(|event| match event {
            Event::Paid { payment, .. } => Some(payment.amount),
            _ => None,
        });
        Some(Done {
            number: entry.taken()?,
            total: total.unwrap_or(asked),
            taken: taken.sum(),
            change: entry.change(),
            opened_till: entry.opened_till(),
            proofed: false,
        })
    }

    /// The card that says so.
    pub(super) fn view<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let owing = self.total - self.taken;
        let money = if self.change > Money::ZERO {
            row![kit::said(words.change), text(format!("¥{}", self.change.grouped())).size(size::SUM).font(SONG_BOLD)]
        } else if owing > Money::ZERO {
            row![kit::wrong(words.owing), text(format!("¥{}", owing.grouped())).size(size::SUM).font(SONG_BOLD)]
        } else {
            row![kit::quiet(words.settled)]
        };
        let till = self.opened_till.then_some((Tone::Remind, words.till_opened_unasked.to_owned()));
        let said = column![
            kit::quiet(words.booked),
            text(self.number.to_string()).size(26).font(SONG_BOLD).wrapping(text::Wrapping::None),
            money.spacing(8).align_y(Alignment::Center),
            kit::kept(18.0, till),
            kit::kept(18.0, self.proofed.then(|| (Tone::Well, words.proofed.to_owned()))),
            row![
                kit::button(words.proof, "Ctrl+P", Some(Message::Proof)).padding([6, 8]).width(Fill),
                kit::button(words.statement, "Ctrl+S", Some(Message::Statement)).padding([6, 8]).width(Fill),
            ]
            .spacing(8),
            kit::next(words.next_customer, "Ctrl+N", Some(Message::Next)).id(super::place::NEXT),
        ]
        .spacing(10);
        container(said).padding(16).width(Fill).style(theme::card).into()
    }
}
