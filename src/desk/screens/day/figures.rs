//! The figures of the day. A sum is never cut: its type shrinks, and what stands below it says fewer parts.

use iced::widget::{Row as Line, column, container, text};
use iced::{Fill, FillPortion};

use super::columns::{joined, room, wide};
use super::{Day, Message, Reading, Scene};
use crate::desk::kit;
use crate::desk::theme::{self, Element, SONG_BOLD, Theme, size, tint};
use crate::locale;
use books::booking::{Method, Totals};
use books::store::By;
use trade::ad::Kind;
use trade::money::Money;

/// The space between two cards, in pixels.
const GAP: f32 = 8.0;
/// How the cards share the room: ads, charged, received, on account, to do.
const SHARES: [u16; 5] = [5, 6, 8, 6, 4];
/// No smaller than this, whatever the sum.
const SMALLEST: f32 = 9.0;

struct Figure<'a> {
    label: &'a str,
    figure: String,
    below: Vec<String>,
    urgent: bool,
}

impl Day {
    pub(super) fn figures<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let totals = Totals::of(&self.rows);
        let open = self.rows.iter().filter(|row| !row.open.is_empty()).count();
        let head = if self.by == By::Taken { words.taken_that_day } else { words.running_that_day };
        let kinds = Kind::ALL.iter().filter_map(|kind| {
            let (count, _) = totals.by_kind.get(kind)?;
            Some(format!("{} {count}", locale::kind(*kind, language)))
        });
        let methods = totals.by_method.iter().filter(|(method, _)| **method != Method::Account);
        let methods =
            methods.map(|(method, amount)| format!("{} {}", words.method_short(*method), short(amount.grouped())));
        let money = |amount: Money| format!("¥{}", amount.grouped());
        let owing = (totals.owing > Money::ZERO).then(|| words.to_pay(&short(totals.owing.grouped())));
        let figure = |label, figure, below, urgent| Figure { label, figure, below, urgent };
        let figures = [
            figure(head, words.ads(totals.count), kinds.collect(), false),
            figure(words.receivable, money(totals.amount), owing.into_iter().collect(), false),
            figure(words.received, money(totals.paid), methods.collect(), false),
            figure(words.on_account, money(totals.on_account), Vec::new(), false),
            figure(words.to_do, words.ads(open), Vec::new(), open > 0),
        ];
        let (all, room) = (f32::from(SHARES.iter().sum::<u16>()), room(scene) - GAP * 4.0);
        let there = self.reading == Reading::Done;
        let cards = figures.into_iter().zip(SHARES).map(|(mut figure, share)| {
            if !there {
                // Before the books have answered, nothing is nought.
                (figure.figure, figure.below, figure.urgent) = ("…".to_owned(), Vec::new(), false);
            }
            container(card(figure, room * f32::from(share) / all)).width(FillPortion(share)).into()
        });
        Line::from_iter(cards).spacing(GAP).into()
    }
}

fn card<'a>(said: Figure<'a>, width: f32) -> Element<'a, Message> {
    let edge = if width < 100.0 { 6.0 } else { 12.0 };
    let room = width - edge * 2.0 - 2.0;
    let urgent = said.urgent;
    let shrunk = (size::HEAD * room / wide(&said.figure, size::HEAD).max(1.0)).clamp(SMALLEST, size::HEAD).floor();
    let figure =
        text(said.figure).size(shrunk).font(SONG_BOLD).wrapping(text::Wrapping::None).style(move |theme: &Theme| {
            text::Style { color: Some(if urgent { theme.alarm() } else { theme.colours().ink }) }
        });
    let below = text(joined(&said.below, size::SMALL, room)).size(size::SMALL).style(tint(|c| c.quiet));
    let said = column![
        kit::quiet(said.label).wrapping(text::Wrapping::None),
        container(figure).center_y(26),
        container(below.wrapping(text::Wrapping::None)).height(15)
    ];
    container(said.spacing(1)).padding([8.0, edge]).width(Fill).clip(true).style(theme::card).into()
}

/// Without its fen where there are none.
pub(super) fn short(amount: String) -> String {
    amount.strip_suffix(".00").map_or(amount.clone(), str::to_owned)
}
