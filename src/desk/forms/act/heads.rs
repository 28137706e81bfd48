//! The ad as it is and as it becomes, beside each other, and what of its words changed.

use iced::widget::text::Rich;
use iced::widget::{Column, column, container, rich_text, row, span, text};
use iced::{Alignment, Fill};

use super::view::Columns;
use super::{Form, Message, diff};
use crate::desk::canvas::{ScreenSheet, SheetView};
use crate::desk::kit;
use crate::desk::screens::Scene;
use crate::desk::theme::{self, Element, HEI_BOLD, Theme, size};
use books::booking::Booking;
use trade::settings;

/// Around the ads, left and right, and between them.
const EDGE: f32 = 24.0;
/// The ads take no more of the window's height than this part of it.
const PART: f32 = 0.42;

impl Form {
    /// The ad as it is, and as it becomes.
    pub(super) fn ads<'a>(&'a self, columns: Columns, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let booking = &self.looked.booking;
        let version = booking.versions.len() + 1;
        let now = if booking.signed.is_some() { words.version_signed(version) } else { words.version(version) };
        let print = self.shown().and_then(|shown| shown.print.as_ref());
        let two = print.is_some() || self.row().edits;
        let each = (columns.middle - EDGE * if two { 3.0 } else { 2.0 }) / if two { 2.0 } else { 1.0 };
        let factor = |print: &ScreenSheet| {
            let (wide, high) = (print.sheet.width.as_mm() as f32, print.sheet.height.as_mm() as f32);
            let true_size = scene.pixels_per_mm();
            let fits =
                (each / (wide * true_size).max(1.0)).min(scene.window.height * PART / (high * true_size).max(1.0));
            fits.min(1.0)
        };
        // Both are shown at one scale, or they could not be compared.
        let scale = print.map_or(1.0, factor).min(factor(&self.looked.print));
        let left = self.ad(words.ad_now(), now, &self.looked.print, booking, scale, scene);
        let mut ads = row![container(left).width(Fill)].spacing(EDGE).align_y(Alignment::Start);
        if two {
            let right: Element<'a, Message> = match (print, self.shown()) {
                (Some(print), Some(shown)) => {
                    let after = &shown.tried.after;
                    let (head, then) = if self.row().takes_back {
                        (words.ad_back(), words.version(after.versions.len() + 1))
                    } else {
                        (words.ad_then(), words.version(version + 1))
                    };
                    column![self.ad(head, then, print, after, scale, scene), self.changes(scene)].spacing(10).into()
                }
                _ => {
                    column![heading(words.ad_then(), String::new()), kit::quiet(words.ad_stays()), self.changes(scene)]
                        .spacing(8)
                        .into()
                }
            };
            ads = ads.push(container(right).width(Fill));
        }
        container(ads).padding([12.0, EDGE]).width(Fill).style(theme::ground(|c| c.desk)).into()
    }

    fn ad<'a>(
        &'a self,
        head: &'a str,
        version: String,
        print: &'a ScreenSheet,
        booking: &Booking,
        scale: f32,
        scene: Scene<'a>,
    ) -> Element<'a, Message> {
        let words = scene.words();
        let view = SheetView::new(print, scene.pixels_per_mm() * scale);
        let mut facts = format!("{} cm · {}", booking.order().ad.size.said(), booking.total().grouped());
        facts = if scale < 1.0 {
            format!("{facts} · {}", words.shrunk((scale * 100.0).floor() as u32))
        } else {
            format!("{facts} · {}", words.true_size)
        };
        column![heading(head, version), view, kit::quiet(facts)].spacing(6).into()
    }

    /// What was taken out of the words, and what was put in.
    fn changes<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        if !self.row().edits {
            return Column::new().into();
        }
        let before = self.looked.booking.order().ad.copy.text();
        let changes = diff::changes(before, &books::counter::tidy(&self.copy.text()));
        if changes.is_empty() {
            return Column::new().into();
        }
        let theme = match scene.taste.theme {
            settings::ThemeChoice::Light => Theme::Light,
            settings::ThemeChoice::Dark => Theme::Dark,
        };
        let told = |stretches: Vec<&str>, struck: bool| -> Rich<'a, (), Message, Theme> {
            let colour = if struck { theme.alarm() } else { theme.colours().well };
            let spans: Vec<text::Span<'a, ()>> = stretches
                .into_iter()
                .flat_map(|words| [span(words.replace('\n', "↵")).color(colour).strikethrough(struck), span("  ")])
                .collect();
            rich_text(spans).size(size::NOTE).width(Fill)
        };
        let of = |part: fn(&diff::TextChange) -> &str| -> Vec<&str> {
            changes.iter().map(part).filter(|words| !words.is_empty()).collect()
        };
        let (out, into) = (of(|change| &change.out), of(|change| &change.into));
        let mut list = Column::new().spacing(2);
        if !out.is_empty() {
            let head = text(words.taken_out(out.len())).size(size::LABEL).font(HEI_BOLD);
            list = list.push(head).push(told(out, true));
        }
        if !into.is_empty() {
            let head = text(words.put_in(into.len())).size(size::LABEL).font(HEI_BOLD);
            list = list.push(head).push(told(into, false));
        }
        list.push(kit::quiet(words.rest_untouched())).into()
    }
}

fn heading<'a>(name: &'a str, beside: String) -> Element<'a, Message> {
    let name = text(name).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None);
    row![name, kit::quiet(beside).wrapping(text::Wrapping::None)]
        .spacing(8)
        .align_y(Alignment::Center)
        .height(20)
        .into()
}
