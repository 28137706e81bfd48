//! The rows below the copy: category, size, run dates and papers. Each is one line that says what is chosen and from where that is; one
//! of them is unfolded in the place of others, so that nothing has to scroll.

use iced::widget::{Row, Space, column, container, row, text, text_input};
use iced::{Alignment, Fill, alignment, border};

use super::{Message, Scene, Take, place};
use crate::desk::kit;
use crate::desk::measure::wide;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{Element, HEI, HEI_BOLD, Theme, size, tint};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale;
use crate::office::CategoryFrom;
use books::counter::SizeFit;
use trade::ad::{Category, CategoryId, Kind};
use trade::measure::{Per, Size};
use trade::settings::Language;

/// The height in pixels at which the tallest size is drawn.
const TALLEST: f32 = 58.0;
/// The width in pixels at which the widest size is drawn.
const WIDEST: f32 = 110.0;
/// The height in pixels of a size with what is said below it.
const BLOCK: f32 = TALLEST + 40.0;
/// From this height of the window on, in pixels, the sizes are drawn while no other row is unfolded.
const FOR_SIZES: f32 = 700.0;
/// From this height on the papers are listed.
const FOR_PAPERS: f32 = 600.0;
/// The width in pixels of the name of a folded row.
const NAME: f32 = 56.0;

/// A row that is unfolded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfolded {
    /// Blessing or notice, and all its categories.
    Category,
    /// The sizes, drawn to scale.
    Size,
    /// The calendar, with what is said of a day below it.
    Days,
    /// The papers to be seen, each with its fields once it was.
    Papers,
    /// The payment, which is a row only in a window with little room.
    Payment,
    /// All that is said of the ad, over it: in such a window too.
    Checks,
}

impl Unfolded {
    /// The row in which a place stands; `None` where it stands in none.
    pub(super) fn of(to: &str) -> Option<Unfolded> {
        match to {
            place::KIND | place::CATEGORY => Some(Unfolded::Category),
            place::SIZE | place::OTHER_SIZE => Some(Unfolded::Size),
            place::DAYS => Some(Unfolded::Days),
            place::PAPERS => Some(Unfolded::Papers),
            place::METHODS | place::AMOUNT | place::SERIAL => Some(Unfolded::Payment),
            place::CHECKS => Some(Unfolded::Checks),
            _ => None,
        }
    }

    /// The place on which the focus stands in it, folded or not.
    pub(super) const fn place(self) -> &'static str {
        match self {
            Unfolded::Category => place::CATEGORY,
            Unfolded::Size => place::SIZE,
            Unfolded::Days => place::DAYS,
            Unfolded::Papers => place::PAPERS,
            Unfolded::Payment => place::METHODS,
            Unfolded::Checks => place::CHECKS,
        }
    }
}

impl Take {
    /// Whether a row is unfolded: the one that was asked for, or, as far as there is room, sizes and papers.
    pub(super) fn unfolds(&self, which: Unfolded, scene: Scene) -> bool {
        let usual = !matches!(self.unfolded, Some(Unfolded::Category | Unfolded::Days));
        let height = scene.window.height;
        self.unfolded == Some(which)
            || usual
                && match which {
                    Unfolded::Size => height >= FOR_SIZES,
                    Unfolded::Papers => height >= FOR_PAPERS,
                    Unfolded::Category | Unfolded::Days | Unfolded::Payment | Unfolded::Checks => false,
                }
    }

    /// A row in one line: its name, what is chosen, from where that is, and its key. Pressed, it unfolds.
    pub(super) fn folded<'a>(
        &'a self,
        (name, chord): (&'a str, &'a str),
        value: String,
        tag: Option<&'static str>,
        which: Unfolded,
        scene: Scene<'a>,
    ) -> Element<'a, Message> {
        // From where a value is leaves before the value.
        let room = self.columns(scene).left - 32.0 - NAME - wide(chord, size::LABEL) - 24.0;
        let tag = tag.filter(|tag| wide(&value, size::TEXT) + wide(tag, size::LABEL) + 24.0 <= room);
        let name = text(name).size(size::LABEL).font(HEI_BOLD).style(tint(|c| c.quiet)).width(NAME);
        let value = text(value).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let said = row![name, value].push(tag.map(kit::tag)).spacing(8).align_y(Alignment::Center);
        let line = row![container(said).width(Fill).clip(true), kit::key(chord)].align_y(Alignment::Center);
        let at = which.place();
        let line = Press::new(line.spacing(8), ButtonLook::Quiet)
            .id(at)
            .padding([6, 0])
            .width(Fill)
            .on_press_maybe(self.can(Message::Focus(at), scene));
        column![line, kit::line()].into()
    }

    /// Blessing or notice, and the category.
    pub(super) fn category<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let from = self.answer.as_ref().map(|answer| answer.chosen.from).filter(|_| !self.draft.touched.category);
        let tag = match from {
            Some(CategoryFrom::Read) => Some(words.by_copy()),
            Some(CategoryFrom::Unsaid) if !self.draft.copy.trim().is_empty() => Some(words.not_recognised()),
            _ => None,
        };
        if !self.unfolds(Unfolded::Category, scene) {
            let category = scene.rules.kinds.category(self.draft.kind, &self.draft.category);
            let name = category.map_or(self.draft.category.as_str(), |category| locale::category(category, language));
            let said = format!("{} · {name}", locale::kind(self.draft.kind, language));
            return self.folded((words.category_heading(), "Ctrl+L"), said, tag, Unfolded::Category, scene);
        }
        let halves = Kind::ALL.map(|kind| {
            kit::segment(text(locale::kind(kind, language)).size(size::TEXT), kind == self.draft.kind, Fill)
        });
        let at = Kind::ALL.iter().position(|kind| *kind == self.draft.kind);
        let kinds = Group::choice(Row::from_iter(halves), at, 2, |i| Message::Kind(Kind::ALL[i])).id(place::KIND);
        let kinds = container(kinds).style(|theme: &Theme| container::Style {
            background: Some(theme.colours().sheet.into()),
            border: border::rounded(6).width(1).color(theme.colours().hairline),
            ..container::Style::default()
        });
        let all: Vec<&Category> = scene.rules.kinds.of(self.draft.kind).collect();
        let chosen = all.iter().position(|category| category.id == self.draft.category);
        let chips = all.iter().map(|category| {
            let name = match language {
                Language::Chinese => &category.short,
                Language::English => &category.en,
            };
            kit::filled(name.as_str(), category.id == self.draft.category, false)
        });
        let ids: Vec<CategoryId> = all.iter().map(|category| category.id.clone()).collect();
        let count = ids.len();
        let row = Row::from_iter(chips).spacing(6).width(Fill).wrap().vertical_spacing(6);
        let pick =
            move |i: usize| ids.get(i).map_or(Message::Focus(place::CATEGORY), |id| Message::Category(id.clone()));
        let categories = Group::choice(row, chosen, count, pick).id(place::CATEGORY).radius(14.0);
        let right = Row::new().push(tag.map(kit::tag)).push(kit::key("Ctrl+Shift+L")).spacing(8);
        column![kit::section(words.category_heading(), "Ctrl+L", right), kinds, categories].spacing(8).into()
    }

    /// The size: drawn to scale with what each costs, or in one line.
    pub(super) fn sizes<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if self.unfolds(Unfolded::Size, scene) {
            return self.all_sizes(scene);
        }
        let own = self.answer.as_ref().and_then(|answer| answer.proposal.size);
        let said = self.draft.size.or(own).map_or_else(|| "—".to_owned(), |size| size.said());
        self.folded((scene.words().size, "Ctrl+G"), said, self.size_tag(scene), Unfolded::Size, scene)
    }

    /// That the size follows the copy.
    fn size_tag(&self, scene: Scene) -> Option<&'static str> {
        let follows = self.draft.size.is_some() && !self.draft.touched.size;
        follows.then(|| scene.words().smallest_by_copy())
    }

    fn all_sizes<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let listed: Vec<SizeFit> = self.listed(scene);
        let proposal = self.answer.as_ref().map(|answer| &answer.proposal);
        let priced_by = proposal.map_or(&[][..], |proposal| &proposal.priced_by);
        // Where the price does not go by the size, the ad has the one that it takes.
        let own = proposal.filter(|proposal| !proposal.by_size()).and_then(|proposal| proposal.size);
        let chosen = self.draft.size.or(own);
        let at = listed.iter().position(|fit| chosen == Some(fit.size));
        let empty = self.draft.copy.trim().is_empty();
        let scale = scale(&listed);
        let chips = listed.iter().map(|fit| size_chip(fit, scale, chosen == Some(fit.size), !fit.fits && !empty));
        let row = Row::from_iter(chips).spacing(8).align_y(Alignment::End).wrap().vertical_spacing(8);
        let sizes: Vec<Size> = listed.iter().map(|fit| fit.size).collect();
        let count = sizes.len();
        let group = Group::choice(row, at, count.max(1), move |i| {
            sizes.get(i).map_or(Message::Focus(place::SIZE), |size| Message::Size(*size))
        })
        .id(place::SIZE);
        let note = match (own, priced_by) {
            (Some(_), _) => words.size_of_its_own(),
            (None, by) if listed.is_empty() && by.iter().any(|per| per.by_size()) => words.type_a_size(),
            (None, by) if listed.is_empty() && !by.is_empty() => words.size_of_its_own(),
            _ => "",
        };
        let body: Element<'a, Message> = if note.is_empty() {
            group.into()
        } else if listed.is_empty() {
            // The place of the sizes is kept: nothing moves when the first of them comes.
            column![group, container(kit::quiet(note)).height(BLOCK)].into()
        } else {
            row![group, container(kit::quiet(note)).width(Fill)].spacing(12).align_y(Alignment::Center).into()
        };
        let other = text_input(words.other_size(), &self.other_size)
            .id(place::OTHER_SIZE)
            .size(size::LABEL)
            .padding([2, 6])
            .width(Fill)
            .on_input_maybe(self.open().then_some(Message::OtherSize))
            .on_submit(Message::TakeOtherSize);
        let by_block = matches!(priced_by, [] | [Per::Block]);
        let unit = if by_block { words.size_unit().to_owned() } else { words.priced_by(priced_by) };
        let unit = kit::quiet(unit).wrapping(text::Wrapping::None);
        let tag = self.size_tag(scene).map(kit::tag);
        let head = kit::section(words.size, "Ctrl+G", Row::new().push(tag).push(unit).spacing(8));
        // The field stands after the sizes, so that Tab goes on to it from them.
        column![head, body, other].spacing(4).into()
    }

    /// The listed sizes with how the copy comes out in them; before the first answer, from the card alone.
    fn listed(&self, scene: Scene) -> Vec<SizeFit> {
        if let Some(answer) = &self.answer {
            return answer.proposal.sizes.clone();
        }
        let card = scene.rules.cards.in_force(scene.now.date_naive());
        let unset = |size: Size| SizeFit {
            size,
            price: None,
            fits: true,
            pt: trade::measure::TypeSize::XIAO_WU,
            lines: 0,
            over: 0,
            cut: None,
        };
        card.map_or_else(Vec::new, |card| card.listed()).into_iter().map(unset).collect()
    }
}

/// The scale, in pixels per millimetre, at which the highest and the widest of these sizes fit.
fn scale(listed: &[SizeFit]) -> f32 {
    let most = |side: fn(Size) -> trade::measure::Length| {
        listed.iter().map(|fit| side(fit.size).as_mm() as f32).fold(1.0, f32::max)
    };
    (TALLEST / 100.0).min(TALLEST / most(|size| size.height)).min(WIDEST / most(|size| size.width))
}

/// A size drawn to scale, with its price; pale where the copy is too long for it.
fn size_chip<'a>(fit: &SizeFit, scale: f32, chosen: bool, pale: bool) -> Element<'a, Message> {
    let (wide, high) = (fit.size.width.as_mm() as f32 * scale, fit.size.height.as_mm() as f32 * scale);
    let block = container(Space::new()).width(wide).height(high).style(move |theme: &Theme| {
        let c = theme.colours();
        let (ground, edge, width) = match (chosen, pale) {
            (true, _) => (c.sheet, c.ink, 2.0),
            (false, true) => (c.paper, c.hairline, 1.0),
            (false, false) => (c.sheet, c.edge, 1.0),
        };
        container::Style {
            background: Some(ground.into()),
            border: border::rounded(0).width(width).color(edge),
            ..container::Style::default()
        }
    });
    let ink = move |theme: &Theme| {
        let c = theme.colours();
        text::Style { color: Some(if pale && !chosen { c.pale } else { c.ink }) }
    };
    let font = if chosen { HEI_BOLD } else { HEI };
    let said = text(fit.size.said()).size(size::LABEL).font(font).style(ink).wrapping(text::Wrapping::None);
    let price = fit.price.map_or_else(|| "—".to_owned(), |price| price.to_string());
    let price = price.strip_suffix(".00").unwrap_or(&price).to_owned();
    let price = text(price).size(size::NOTE).font(font).style(ink).wrapping(text::Wrapping::None);
    let block = container(block).height(TALLEST).align_y(alignment::Vertical::Bottom);
    column![block, said, price].align_x(Alignment::Center).spacing(2).width(wide.max(44.0)).into()
}
