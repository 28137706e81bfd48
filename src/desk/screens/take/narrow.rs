//! The screen with little room, as it is with large text: what is typed at the left, its rows and the payment folded to a line each; the ad
//! beside it with one line of what is said of it; the price and the one next step at the foot.
//!
//! The side column leaves first. The ad, the sum, whether it fits and the next step never do.

use iced::widget::{Column, Space, column, container, row, rule, scrollable, text};
use iced::{Alignment, Fill, Padding};

use super::rows::Unfolded;
use super::view::Columns;
use super::{DraftStage, Message, Scene, Take};
use crate::desk::kit;
use crate::desk::measure::wide;
use crate::desk::theme::{self, Element, SONG, SONG_BOLD};
use crate::locale;
use trade::ad::Kind;
use trade::money::Money;

/// Below this width of the window, in pixels, there is no room for a column at the right of the ad.
const WIDE: f32 = 1_000.0;
/// Below this height a row that is unfolded takes the place of what stands above it.
const HIGH: f32 = 600.0;
/// The height of the foot, in pixels.
const FOOT: f32 = 56.0;
/// The size of the sum in the foot, in pixels.
const SUM: f32 = 26.0;
/// The width of the button in the foot, in pixels.
const BUTTON: f32 = 250.0;

impl Take {
    /// Whether the column at the right has left. Where the customers' list is open, and once the ad is booked, it stands at every width.
    pub(super) fn narrow(&self, scene: Scene) -> bool {
        !Take::has_side(scene) && !self.lists_customers() && !matches!(self.stage, DraftStage::Done(_))
    }

    /// Whether the window has room for the column at the right.
    pub(super) fn has_side(scene: Scene) -> bool {
        scene.window.width >= WIDE
    }

    /// The widths of the columns, as the screen stands.
    pub(super) fn columns(&self, scene: Scene) -> Columns {
        if !self.narrow(scene) {
            return Columns::of(scene);
        }
        let left = (scene.window.width * 0.4).clamp(300.0, 336.0);
        Columns { left, middle: (scene.window.width - left - 1.0).max(0.0), right: 0.0 }
    }

    /// What is typed, and the ad beside it, over the foot.
    pub(super) fn in_narrow<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let thin = scrollable::Scrollbar::new().width(5).scroller_width(5).margin(2);
        let left = container(self.narrow_left(scene)).padding(Padding::from([10, 16]));
        let left = scrollable(left).direction(scrollable::Direction::Vertical(thin)).height(Fill);
        let middle = column![self.strip(scene), self.proof(scene)].height(Fill);
        let middle = container(middle).width(Fill).height(Fill).clip(true).style(theme::ground(|c| c.desk));
        let upper =
            row![container(left).width(self.columns(scene).left).height(Fill), rule::vertical(1), middle].height(Fill);
        column![upper, kit::line(), self.narrow_foot(scene)].height(Fill).into()
    }

    /// The rows in their order. In a low window the one that is unfolded stands first, in the place of customer and copy.
    fn narrow_left<'a>(&'a self, scene: Scene<'a>) -> Column<'a, Message, theme::Theme> {
        let unfolded = match self.panel {
            Some(_) => Some(Unfolded::Payment),
            None => self.unfolded.filter(|which| *which != Unfolded::Checks),
        };
        let category = column![self.category(scene)].extend(self.attribute_fields(scene)).spacing(8);
        let mut rows = vec![
            (Unfolded::Category, Element::from(category)),
            (Unfolded::Size, self.sizes(scene)),
            (Unfolded::Days, self.days(scene)),
            (Unfolded::Papers, self.papers(scene)),
            (Unfolded::Payment, self.payment_row(unfolded == Some(Unfolded::Payment), scene)),
        ];
        let Some(which) = unfolded.filter(|_| scene.window.height < HIGH) else {
            let picture = (self.draft.kind == Kind::Blessing).then(|| self.picture(scene));
            let copy = column![self.editor(scene)].extend(picture).spacing(8);
            let rows = Column::from_iter(rows.into_iter().map(|(_, row)| row));
            return column![self.customer(scene), copy, rows].spacing(8);
        };
        rows.sort_by_key(|(row, _)| *row != which);
        Column::from_iter(rows.into_iter().map(|(_, row)| row)).spacing(4)
    }

    /// The payment in one line: how it is paid, and the change; or the price line by line and the ways to pay.
    fn payment_row<'a>(&'a self, unfolded: bool, scene: Scene<'a>) -> Element<'a, Message> {
        if unfolded {
            let payment = self.panel.map_or_else(|| self.methods(scene), |panel| self.panel(panel, scene));
            return column![payment, kit::line(), self.price(scene)].spacing(10).into();
        }
        let words = scene.words();
        let offers = &self.draft.offers;
        let ways: Vec<String> = offers.iter().map(|offer| words.method_short(offer.method).to_owned()).collect();
        let mut said = if ways.is_empty() { words.pay_later.to_owned() } else { ways.join(words.list_mark) };
        let standing = super::answer::settled(offers, self.total());
        if standing.change > Money::ZERO {
            said = format!("{said} · {} {}", words.change, standing.change.grouped());
        } else if standing.left > Money::ZERO && !offers.is_empty() {
            said = format!("{said} · {}", words.left(&standing.left.grouped()));
        }
        self.folded((words.payment, "Ctrl+M"), said, None, Unfolded::Payment, scene)
    }

    /// The sum, in capitals as well where there is room, and the one next step.
    fn narrow_foot<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let proposal = self.answer.as_ref().map(|answer| &answer.proposal);
        let quote = proposal.and_then(|proposal| proposal.quote.as_ref().ok());
        // While an agreement is not settled, the price by the card is what can be read aloud.
        let by_card = proposal.and_then(|proposal| proposal.by_card.as_ref()).filter(|_| quote.is_none());
        let (label, settled) = if by_card.is_some() { (words.price_by_card(), false) } else { (words.total, true) };
        let shown = quote.or(by_card);
        let sum = shown.map_or_else(|| "—".to_owned(), |quote| locale::money(quote.total, &quote.currency));
        let capitals = shown.filter(|quote| quote.currency.is_empty()).map(|quote| quote.total.capitals());
        let room = scene.window.width - 32.0 - BUTTON - wide(label, theme::size::TEXT) - wide(&sum, SUM) - 60.0;
        let capitals = capitals.filter(|said| wide(said, theme::size::NOTE) <= room).map(|said| {
            let said = text(said).size(theme::size::NOTE).font(SONG).wrapping(text::Wrapping::None);
            said.style(theme::tint(|c| c.quiet))
        });
        let sum = text(sum).size(SUM).font(SONG_BOLD).wrapping(text::Wrapping::None);
        let sum = if settled && shown.is_some() { sum } else { sum.style(theme::tint(|c| c.quiet)) };
        let label = kit::quiet(label).size(theme::size::TEXT).wrapping(text::Wrapping::None);
        let line = row![label, sum].push(capitals).push(Space::new().width(Fill));
        let line = line.push(container(self.book_button(scene)).width(BUTTON)).spacing(12).align_y(Alignment::Center);
        let foot = container(line).padding([0, 16]).center_y(FOOT).width(Fill);
        foot.style(theme::ground(|c| c.sheet)).into()
    }
}
