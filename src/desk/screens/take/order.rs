//! What is ordered: kind, category, size, copy, picture.

use iced::widget::{Column, Row, Space, column, container, row, text, text_editor, text_input};
use iced::{Alignment, Fill, Length, Pixels, alignment, border};

use super::copy::binding;
use super::lines::{Marked, Marker, Shown, place_in};
use super::{Message, Scene, Take, place};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, Theme, size};
use crate::desk::widgets::Group;
use crate::locale;
use books::counter::SizeFit;
use trade::ad::{Category, CategoryId, Kind, characters};
use trade::measure::{Per, Size};
use trade::settings::Language;

/// How many categories are shown until all are asked for.
const FEW: usize = 5;
/// The height in pixels at which the tallest size is drawn.
const TALLEST: f32 = 58.0;
/// The width in pixels at which the widest size is drawn.
const WIDEST: f32 = 110.0;
/// The height in pixels of a size with what is said below it.
const BLOCK: f32 = TALLEST + 40.0;

impl Take {
    /// Kind, sizes, copy and picture.
    pub(super) fn order<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let mut order = Column::new().spacing(10).push(self.kinds(scene)).push(self.sizes(scene));
        if let Some(asked) = self.asked(scene) {
            order = order.push(asked);
        }
        order = order.push(self.editor(scene));
        if self.draft.kind == Kind::Blessing {
            order = order.push(self.picture(scene));
        }
        order.into()
    }

    fn kinds<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let language = scene.language();
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
        let fold = !self.more && all.len() > FEW + 1 && chosen.is_none_or(|chosen| chosen < FEW);
        let shown = if fold { &all[..FEW] } else { &all[..] };
        let mut chips: Vec<Element<'a, Message>> = Vec::new();
        for category in shown {
            let name = match language {
                Language::Chinese => &category.short,
                Language::English => &category.en,
            };
            chips.push(kit::chip(name.as_str(), category.id == self.draft.category));
        }
        if fold {
            chips.push(kit::chip(scene.words().more, false));
        }
        let ids: Vec<CategoryId> = shown.iter().map(|category| category.id.clone()).collect();
        let count = chips.len();
        let row = Row::from_vec(chips).spacing(6).width(Fill).wrap().vertical_spacing(6);
        let pick = move |i: usize| ids.get(i).map_or(Message::More, |id| Message::Category(id.clone()));
        let categories = Group::choice(row, chosen, count, pick).id(place::CATEGORY).radius(14.0);
        column![kinds, categories].spacing(8).into()
    }

    fn sizes<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
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
            (Some(_), _) => words.size_of_its_own,
            (None, by) if listed.is_empty() && by.iter().any(|per| per.by_size()) => words.type_a_size,
            (None, by) if listed.is_empty() && !by.is_empty() => words.size_of_its_own,
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
        let other = text_input(words.other_size, &self.other_size)
            .id(place::OTHER_SIZE)
            .size(size::LABEL)
            .padding([2, 6])
            .width(96)
            .on_input_maybe(self.open().then_some(Message::OtherSize))
            .on_submit(Message::TakeOtherSize);
        let by_block = matches!(priced_by, [] | [Per::Block]);
        let unit = if by_block { words.size_unit.to_owned() } else { words.priced_by(priced_by) };
        let right = row![kit::quiet(unit).wrapping(text::Wrapping::None), other].spacing(8).align_y(Alignment::Center);
        column![kit::section(words.size, "Ctrl+G", right), body].spacing(4).into()
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

    fn editor<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let count = kit::quiet(words.characters(characters(&self.draft.copy)));
        let mut editor = text_editor(&self.copy.content)
            .id(place::COPY)
            .placeholder(words.copy_placeholder)
            .size(size::TEXT)
            .line_height(Pixels(22.0))
            .padding([8, 10])
            .height(Length::Fixed(self.editor_height(scene)))
            // An account number or a name in Latin letters may be longer than a line.
            .wrapping(text::Wrapping::WordOrGlyph)
            .key_binding(binding);
        if self.open() {
            editor = editor.on_action(Message::Edit);
        }
        let marked = self.marked();
        let editor = editor.style(theme::editor(marked.over.is_some()));
        let editor = editor.highlight_with::<Marker>(marked, Shown::format);
        column![kit::section(words.copy, "Ctrl+J", count), self.line_kinds(scene), editor].spacing(4).into()
    }

    /// What the card asks besides takes its room from the editor, as far as that has some, so that the run dates stay in sight.
    fn editor_height(&self, scene: Scene) -> f32 {
        const WHOLE: f32 = 186.0;
        let lines = self.attributes(scene).len() + self.numbers(scene).len();
        if lines == 0 { WHOLE } else { (WHOLE - 26.0 - 31.0 * lines as f32).max(WHOLE - 88.0) }
    }

    /// What the editor shows of its lines.
    fn marked(&self) -> Marked {
        let fit = self.answer.as_ref().and_then(|answer| answer.proposal.fit.as_ref());
        let tidied = books::counter::tidy(&self.draft.copy);
        let over = fit.and_then(|fit| fit.cut).and_then(|cut| {
            let seen = tidied.chars().take(cut).filter(|c| !c.is_whitespace()).count();
            place_in(&self.draft.copy, seen)
        });
        Marked { lines: self.lines.clone(), over }
    }

    fn picture<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let path = text_input(words.picture_placeholder, &self.picture_path)
            .id(place::PICTURE)
            .size(size::NOTE)
            .padding([6, 10])
            .on_input_maybe(self.open().then_some(Message::PicturePath))
            .on_submit(Message::ReadPicture);
        let away = (self.draft.picture.is_some() || self.picture_wrong.is_some()) && self.open();
        let line = row![path, kit::button(words.no_picture, "", away.then_some(Message::NoPicture))].spacing(8);
        let said = match (&self.picture_wrong, &self.draft.picture) {
            (Some(failure), _) => {
                Some((Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())))
            }
            (None, Some((_, picture))) => Some((Tone::Well, words.picture_read(picture.width, picture.height))),
            (None, None) => None,
        };
        let cut = self.draft.picture.is_some() && self.picture_wrong.is_none();
        let height = if cut { 16.0 } else { 32.0 };
        let hint = cut.then(|| container(kit::quiet(words.crop_hint).size(size::SMALL)).height(12).clip(true));
        column![kit::section(words.picture, "Ctrl+T", Space::new()), line, kit::kept(height, said), hint]
            .spacing(4)
            .into()
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
            (true, _) => (c.accent_ground, theme.alarm(), 2.0),
            (false, true) => (c.paper, c.hairline, 1.0),
            (false, false) => (c.sheet, c.pale, 1.0),
        };
        container::Style {
            background: Some(ground.into()),
            border: border::rounded(0).width(width).color(edge),
            ..container::Style::default()
        }
    });
    let ink = move |theme: &Theme| {
        let c = theme.colours();
        text::Style {
            color: Some(if chosen {
                theme.alarm()
            } else if pale {
                c.pale
            } else {
                c.ink
            }),
        }
    };
    let said = text(fit.size.said()).size(size::LABEL).style(ink).wrapping(text::Wrapping::None);
    let price = fit.price.map_or_else(|| "—".to_owned(), |price| price.to_string());
    let price = price.strip_suffix(".00").unwrap_or(&price).to_owned();
    let price = text(price).size(size::NOTE).font(HEI_BOLD).style(ink).wrapping(text::Wrapping::None);
    let block = container(block).height(TALLEST).align_y(alignment::Vertical::Bottom);
    column![block, said, price].align_x(Alignment::Center).spacing(2).width(wide.max(44.0)).into()
}
