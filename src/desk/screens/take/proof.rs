//! The ad on its own sheet in the middle, and one line on whether it fits.

use iced::widget::{Row, center, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Padding, Shrink};

use super::answer::listed;
use super::rows::Unfolded;
use super::view::TIGHT;
use super::{CropMove, Message, Preview, Scene, Take, Zoom, crop};
use crate::desk::canvas::SheetView;
use crate::desk::kit::{self, Tone};
use crate::desk::measure::wide;
use crate::desk::theme::{Element, HEI_BOLD, Theme, size};
use crate::desk::widgets::Group;
use crate::locale;
use trade::measure::TypeSize;

impl Take {
    /// The middle of the screen.
    pub(super) fn proof<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let preview = self.answer.as_ref().and_then(|answer| answer.preview.as_ref());
        let names = [words.true_size, "150%", "200%"];
        let zooms = Zoom::ALL.iter().zip(names).map(|(zoom, name)| kit::option(name, *zoom == self.zoom, iced::Shrink));
        let at = Zoom::ALL.iter().position(|zoom| *zoom == self.zoom);
        let zooms = Group::choice(Row::from_iter(zooms).spacing(4), at, 3, |i| Message::Zoom(Zoom::ALL[i]));
        let calibrated = scene.taste.pixels_per_100_mm.is_some();
        let middle = self.columns(scene).middle;
        let mut head = row![Element::from(zooms)].spacing(8).align_y(Alignment::Center);
        if middle >= TIGHT {
            head = head.push(kit::key("Ctrl+0 + -"));
        }
        let facts = preview.filter(|_| middle >= TIGHT).map_or_else(String::new, |preview| self.facts(preview, scene));
        // What the ad measures is not cut: that the screen is not calibrated leaves before.
        let zooms =
            names.iter().map(|name| wide(name, size::NOTE) + 22.0).sum::<f32>() + wide("Ctrl+0 + -", size::LABEL);
        let taken = zooms + wide(&facts, size::LABEL) + 28.0 + 40.0;
        if !calibrated && middle >= taken + wide(words.not_calibrated(), size::LABEL) {
            head = head.push(kit::key(words.not_calibrated()));
        }
        let head = kit::ends(head, kit::quiet(facts).wrapping(text::Wrapping::None));
        let ad: Element<'a, Message> = match preview {
            Some(preview) => {
                let scale = scene.pixels_per_mm() * self.zoom.factor();
                let sheet = container(self.hung(preview, scale)).padding(18);
                let both = scrollable::Direction::Both {
                    vertical: scrollable::Scrollbar::new().width(6).scroller_width(6),
                    horizontal: scrollable::Scrollbar::new().width(6).scroller_width(6),
                };
                center(scrollable(sheet).direction(both)).into()
            }
            None => center(kit::quiet(words.nothing_to_show)).into(),
        };
        // With little room all that is said of the ad stands over it when it is asked for.
        let narrow = self.narrow(scene);
        let ad = if narrow && self.unfolded == Some(Unfolded::Checks) {
            let bar = scrollable::Scrollbar::new().width(4).scroller_width(4).spacing(4);
            let list = scrollable(self.checks(scene).1).direction(scrollable::Direction::Vertical(bar));
            container(list.width(Fill).height(Fill)).padding([0, 14]).into()
        } else {
            ad
        };
        let mut middle =
            column![container(head).padding([8, 14]).height(44).clip(true), container(ad).height(Fill).width(Fill),];
        if let super::DraftStage::Done(done) = &self.stage {
            return middle.push(done.signature(scene)).height(Fill).into();
        }
        if let Some(styles) = self.styles(scene) {
            middle = middle.push(styles);
        }
        if narrow {
            middle = middle.push(container(self.checks_line(scene)).padding(Padding::from([0, 14]).top(6)));
        }
        middle.push(container(self.fit_line(scene)).padding([12, 14])).height(Fill).into()
    }

    /// The ad on its sheet; its picture can be dragged.
    fn hung<'a>(&'a self, preview: &'a Preview, scale: f32) -> SheetView<'a, Message> {
        let view = SheetView::new(&preview.print, scale).cut(!preview.fits);
        match crop::picture(&preview.print.sheet).filter(|_| self.open()) {
            Some((place, _)) => view.on_drag(place, |right, down| Message::Crop(CropMove::Drag(right, down))),
            None => view,
        }
    }

    fn facts(&self, preview: &Preview, scene: Scene) -> String {
        let size = preview.size.said();
        let fit =
            self.answer.as_ref().and_then(|answer| answer.proposal.sizes.iter().find(|fit| fit.size == preview.size));
        fit.map_or(size.clone(), |fit| scene.words().facts(&size, fit.pt, fit.lines))
    }

    /// One line: whether it fits, how, and the smallest size that holds it.
    fn fit_line<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(answer) = &self.answer else {
            return kit::edged(
                Tone::Plain,
                self.fit_words(Tone::Plain, [String::new(), String::new(), String::new()], scene),
            );
        };
        let proposal = &answer.proposal;
        let mut right = proposal.smallest.map_or_else(String::new, |size| words.smallest(&size.said()));
        // The next smaller size, and by how much it is too small.
        let over = proposal.sizes.iter().rev().find(|fit| !fit.fits && fit.over > 0);
        if let (Some(fit), false) = (over, self.draft.copy.trim().is_empty()) {
            let and = words.over_in(&fit.size.said(), fit.over);
            right = if right.is_empty() { and } else { words.both(&right, &and) };
        }
        // What saves the customer money comes before what does not fit.
        if let Some(cheaper) = &answer.cheaper
            && let (Some(size), Some(price)) = (cheaper.smallest, cheaper.price)
        {
            right = words.cheaper_style(locale::style(&cheaper.style, scene.language()), &size.said(), price);
        }
        let unlisted = self.draft.size.filter(|size| !proposal.sizes.is_empty() && !listed(proposal, *size));
        let empty = self.draft.copy.trim().is_empty();
        let (tone, head, detail) = match (&proposal.fit, &answer.preview, unlisted) {
            (Some(fit), ..) if fit.fits && fit.picture_fits => {
                (Tone::Well, words.fits().to_owned(), words.fit_detail(fit.pt, fit.lines, fit.left_over.as_mm()))
            }
            (Some(fit), ..) if !fit.picture_fits => {
                (Tone::Wrong, words.no_room_for_picture().to_owned(), String::new())
            }
            (Some(fit), ..) => (Tone::Wrong, words.too_long().to_owned(), words.over(fit.over, TypeSize::LIU)),
            // Another size may hold it; that this one is not on the card is another matter.
            (None, preview, Some(size)) => {
                let shown = preview.as_ref().map_or_else(String::new, |preview| words.shown_in(&preview.size.said()));
                (Tone::Wrong, words.not_on_the_card(&size.said()), shown)
            }
            (None, Some(preview), None) if preview.fits => {
                (Tone::Remind, words.suggested().to_owned(), preview.size.said())
            }
            (None, Some(_), None) => (Tone::Wrong, words.too_long().to_owned(), words.no_size_holds().to_owned()),
            (None, None, None) if empty => (Tone::Plain, String::new(), words.nothing_typed().to_owned()),
            (None, None, None) => (Tone::Plain, String::new(), String::new()),
        };
        // What does not fit beside it leaves: whether it fits is never cut.
        let room = self.columns(scene).middle - 28.0 - 4.0 - 24.0 - 24.0;
        if empty || wide(&head, size::TEXT) + wide(&detail, size::NOTE) + wide(&right, size::LABEL) > room {
            right.clear();
        }
        kit::edged(tone, self.fit_words(tone, [head, detail, right], scene))
    }

    fn fit_words<'a>(
        &'a self,
        tone: Tone,
        [head, detail, right]: [String; 3],
        scene: Scene<'a>,
    ) -> Element<'a, Message> {
        let head = text(head)
            .size(size::TEXT)
            .font(HEI_BOLD)
            .style(move |theme: &Theme| text::Style { color: Some(tone.ink(theme)) });
        let (alone, detail) = (right.is_empty(), text(detail).size(size::NOTE));
        let left: Element<'a, Message> = if tone == Tone::Plain {
            detail.into()
        } else if self.columns(scene).middle < TIGHT {
            column![head, detail].spacing(2).into()
        } else {
            let detail = detail.width(if alone { Fill } else { Shrink });
            row![head.wrapping(text::Wrapping::None), detail].spacing(12).align_y(Alignment::Center).into()
        };
        let line = if alone { left } else { kit::ends(left, kit::quiet(right).wrapping(text::Wrapping::None)) };
        container(line).padding([9, 12]).width(Fill).clip(true).into()
    }
}
