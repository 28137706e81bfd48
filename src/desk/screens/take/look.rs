//! The ad's look: its style, chosen from small prints of each, and the second colour.

use std::collections::HashMap;
use std::sync::Arc;

use iced::widget::{Row, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::{Message, Scene, Take, place};
use crate::desk::canvas::{ScreenSheet, SheetView};
use crate::desk::kit;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{Element, Theme, size};
use crate::desk::widgets::{ButtonLook as Button, Group, Press};
use crate::locale;
use setting::typeset::{Job, OfferedStyle, Setter, Styles};
use trade::ad::{CategoryId, Kind, Look, StyleId};
use trade::measure::Size;

/// A style as it is offered: a small print of it.
#[derive(Debug, Clone)]
pub struct Swatch {
    /// The style that the swatch shows.
    pub style: OfferedStyle,
    /// What it looks like.
    pub print: ScreenSheet,
}

/// The largest width and height of a small print, in pixels.
const SWATCH: (f32, f32) = (60.0, 40.0);
/// In a window lower than this the styles are names alone.
const LOW: f32 = 700.0;

/// What the small prints say, and what is answered before anything is typed: nobody reads it, but title and text show how a style deals with them.
pub(super) const fn sample(kind: Kind) -> &'static str {
    match kind {
        Kind::Notice => {
            "公告\n某某某有限公司：\n本公司因经营需要，拟变更登记事项，请有关各方自本公告发布之日起与本公司联系。"
        }
        Kind::Blessing => "执子之手\n与子偕老",
    }
}

/// What a small print shows: kind, category, size, style, and whether it is in two colours.
type Key = (Kind, CategoryId, Size, StyleId, bool);

/// The small prints that were drawn: the same ones are asked for at every key.
#[derive(Default)]
pub struct Swatches {
    /// The styles in which they were; others may have the same ids.
    of: Option<Arc<Styles>>,
    drawn: HashMap<Key, ScreenSheet>,
}

impl std::fmt::Debug for Swatches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Swatches({})", self.drawn.len())
    }
}

impl Swatches {
    /// The styles offered for an ad, each with its small print.
    pub fn swatches(
        &mut self,
        (styles, setter): (&Arc<Styles>, &Setter),
        (kind, category): (Kind, &CategoryId),
        size: Size,
        with_picture: bool,
        red: bool,
    ) -> Vec<Swatch> {
        if !self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, styles)) {
            (self.of, self.drawn) = (Some(Arc::clone(styles)), HashMap::new());
        }
        let mut print = |id: &StyleId| {
            let look = Look { style: id.clone(), red, ..Look::default() };
            let draw = || {
                let copy = sample(kind);
                let fit = setter.set(styles, &Job { kind, category, copy, picture: None, size, look: &look });
                ScreenSheet::new(Arc::new(fit.sheet))
            };
            self.drawn.entry((kind, category.clone(), size, id.clone(), red)).or_insert_with(draw).clone()
        };
        let offered = styles.offered(kind, category, size, with_picture).into_iter();
        offered.map(|style| Swatch { print: print(style.id()), style }).collect()
    }
}

impl Take {
    /// Whether the ad can be printed in the second colour: in the style that is chosen, or in its category's own. It goes by the draft, since
    /// the answer may be to what stood there before.
    pub(super) fn takes_red(&self) -> bool {
        let draft = &self.draft;
        let style = if draft.look.style.is_empty() {
            let shown = self.answer.as_ref().and_then(|answer| answer.preview.as_ref()).map(|preview| preview.size);
            let size = draft.size.or(shown);
            let own = |size| self.styles.offered(draft.kind, &draft.category, size, draft.picture.is_some());
            size.and_then(|size| own(size).into_iter().next())
        } else {
            self.styles.by_id(&draft.look.style)
        };
        style.is_none_or(|style| style.red())
    }

    /// The styles below the ad, and the second colour.
    pub(super) fn styles<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let words = scene.words();
        let answer = self.answer.as_ref()?;
        let look = &self.draft.look;
        let shown = answer.preview.as_ref().map_or(look.style.as_str(), |preview| preview.style.as_str());
        let at = answer.swatches.iter().position(|swatch| *swatch.style.id() == shown).unwrap_or(0);
        let names_alone = scene.window.height < LOW;
        let chips = answer.swatches.iter().enumerate().map(|(i, swatch)| {
            let name = locale::style(&swatch.style, scene.language());
            if names_alone { kit::filled(name, i == at, false) } else { small(swatch, name, i == at) }
        });
        let ids: Vec<StyleId> = answer.swatches.iter().map(|swatch| swatch.style.id().clone()).collect();
        let count = ids.len();
        let pick = move |i: usize| ids.get(i).map_or(Message::Focus(place::STYLE), |id| Message::Style(id.clone()));
        let group = Group::choice(Row::from_iter(chips).spacing(8).align_y(Alignment::End), Some(at), count, pick)
            .id(place::STYLE);
        let thin = scrollable::Direction::Horizontal(scrollable::Scrollbar::new().width(3).scroller_width(3));
        let group = scrollable(container(group).padding([4, 4])).id(place::STYLES).direction(thin).width(Fill);
        let can = self.takes_red();
        let red =
            row![kit::chip(words.red(), look.red && can), kit::key("Ctrl+R")].spacing(6).align_y(Alignment::Center);
        let red = Press::new(red, Button::Quiet).padding(0).on_press_maybe(self.can(Message::Red, scene));
        let head = column![kit::quiet(words.style), kit::key("Ctrl+U")].spacing(2);
        let line = row![head, group, red].spacing(10).align_y(Alignment::Center);
        Some(container(line).padding([0, 14]).width(Fill).into())
    }
}

/// A small print above its name, framed where it is chosen.
fn small<'a>(swatch: &'a Swatch, name: &'a str, chosen: bool) -> Element<'a, Message> {
    let sheet = &swatch.print.sheet;
    let (wide, high) = (sheet.width.as_mm() as f32, sheet.height.as_mm() as f32);
    let scale = (SWATCH.0 / wide.max(1.0)).min(SWATCH.1 / high.max(1.0));
    let print =
        container(SheetView::new(&swatch.print, scale)).padding(2).style(move |theme: &Theme| container::Style {
            border: iced::border::rounded(3).width(2).color(if chosen {
                theme.colours().ink
            } else {
                iced::Color::TRANSPARENT
            }),
            ..container::Style::default()
        });
    let ink = move |theme: &Theme| {
        let c = theme.colours();
        text::Style { color: Some(if chosen { c.ink } else { c.quiet }) }
    };
    let name = text(name).size(size::SMALL).style(ink).wrapping(text::Wrapping::None);
    column![print, name].spacing(2).align_x(Alignment::Center).into()
}
