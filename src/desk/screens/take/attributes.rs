//! What the card in force asks besides the size (刊登要求): its attributes as chips, and numbers that are given and not counted.

use iced::widget::{Column, Row, Space, row, text, text_input};
use iced::{Alignment, Fill};

use super::{Message, Scene, Take, place};
use crate::desk::kit;
use crate::desk::theme::{self, Element, alarm, size, tint};
use crate::desk::widgets::{Group, Stroke};
use crate::locale::desk::Words;
use trade::measure::Per;
use trade::rates::{Attribute, AttributeValue};
use trade::refusal::{PriceTrouble, Refusal};

/// The width of the labels, in pixels.
const LABEL: f32 = 60.0;

impl Take {
    /// The attributes that the card in force asks this kind for.
    pub(super) fn attributes<'a>(&self, scene: Scene<'a>) -> Vec<&'a Attribute> {
        let card = scene.rules.cards.in_force(scene.now.date_naive());
        card.map_or_else(Vec::new, |card| card.attributes_of(self.draft.kind.id()).collect())
    }

    /// The numbers that the price goes by and nobody can count: pieces, and columns where no size says them.
    pub(super) fn numbers(&self, scene: Scene) -> Vec<Per> {
        let card = scene.rules.cards.in_force(scene.now.date_naive());
        let gridless = card.is_none_or(|card| card.grid.is_none());
        let by = self.answer.as_ref().map_or(&[][..], |answer| &answer.proposal.priced_by);
        let given = |per: &&Per| match per {
            Per::Piece => true,
            Per::Column => self.draft.size.is_none() || gridless,
            _ => false,
        };
        by.iter().filter(given).copied().collect()
    }

    /// The part of the screen; none where the card asks for nothing, as the program's own does.
    pub(super) fn attribute_fields<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let words = scene.words();
        let (attributes, numbers) = (self.attributes(scene), self.numbers(scene));
        if attributes.is_empty() && numbers.is_empty() {
            return None;
        }
        let mut lines = Column::new().spacing(6).push(kit::section(words.attributes(), "Ctrl+F", Space::new()));
        let mut first = Some(place::ATTRIBUTES);
        for attribute in attributes {
            let id = first.take();
            lines = lines.push(if attribute.number {
                self.number_field(attribute, id)
            } else {
                self.attribute(attribute, id, words)
            });
        }
        for per in numbers {
            let name = per.given_as().unwrap_or_default();
            let value = self.draft.terms.attributes.get(name).map_or("", String::as_str);
            let hint = if per == Per::Piece { "1" } else { "" };
            let input = text_input(hint, value)
                .id(first.take().unwrap_or(place::NUMBER))
                .size(size::NOTE)
                .padding([4, 8])
                .width(64)
                .style(theme::field(self.pressed && per == Per::Column && value.trim().is_empty()))
                .on_input_maybe(self.open().then_some(move |text| Message::Attribute(name.to_owned(), text)))
                .on_submit(Message::Onward);
            let label = kit::quiet(words.number_of(per)).width(LABEL);
            lines = lines.push(row![label, input].spacing(8).align_y(Alignment::Center));
        }
        Some(lines.into())
    }

    /// A number that the card asks for by a name of its own, or an amount or percentage that it leaves to the clerk.
    fn number_field<'a>(&'a self, attribute: &'a Attribute, id: Option<&'static str>) -> Element<'a, Message> {
        let value = self.draft.terms.attributes.get(&attribute.id).map_or("", String::as_str);
        let hint = match attribute.range {
            Some((from, to)) => format!("{}–{}", from.normalize(), to.normalize()),
            None => attribute.default.clone().unwrap_or_else(|| "0".to_owned()),
        };
        let name = attribute.id.clone();
        let input = text_input(&hint, value)
            .id(id.unwrap_or(place::NUMBER))
            .size(size::NOTE)
            .padding([4, 8])
            .width(96)
            .style(theme::field(self.pressed && self.unsaid(&attribute.id)))
            .on_input_maybe(self.open().then_some(move |text| Message::Attribute(name.clone(), text)))
            .on_submit(Message::Onward);
        let label = text(attribute.name.as_str()).size(size::LABEL).width(LABEL);
        let label = if self.unsaid(&attribute.id) { label.style(alarm) } else { label.style(tint(|c| c.quiet)) };
        row![label, input].spacing(8).align_y(Alignment::Center).into()
    }

    /// The values of an attribute that are chosen now, or its default.
    fn values_said(&self, attribute: &Attribute) -> Vec<usize> {
        let said = self.draft.terms.attributes.get(&attribute.id).or(attribute.default.as_ref());
        let said = said.and_then(|said| attribute.said(said)).unwrap_or_default();
        let place = |value: &&AttributeValue| attribute.values.iter().position(|other| other.id == value.id);
        said.iter().filter_map(place).collect()
    }

    fn attribute<'a>(
        &'a self,
        attribute: &'a Attribute,
        id: Option<&'static str>,
        words: &'static Words,
    ) -> Element<'a, Message> {
        let (said, count) = (self.values_said(attribute), attribute.values.len());
        let chips =
            attribute.values.iter().enumerate().map(|(i, value)| kit::chip(value.name.as_str(), said.contains(&i)));
        let chips = Row::from_iter(chips).spacing(6).width(Fill).wrap().vertical_spacing(4);
        let name = attribute.id.clone();
        let mut group = if attribute.several {
            let stands = self.stands.as_ref().filter(|(id, _)| *id == name).map(|(_, at)| *at);
            let at = stands.or(said.first().copied()).unwrap_or(0).min(count.saturating_sub(1));
            let (last, stand, toggled) = (count.saturating_sub(1), name.clone(), name.clone());
            let on_stroke = move |stroke| match stroke {
                Stroke::By(by) => Some(Message::Stand(stand.clone(), at.saturating_add_signed(by).min(last))),
                Stroke::First => Some(Message::Stand(stand.clone(), 0)),
                Stroke::Last => Some(Message::Stand(stand.clone(), last)),
                Stroke::Mark | Stroke::Open => Some(Message::Toggle(stand.clone(), at)),
                Stroke::Page(_) | Stroke::Wheel(_) => None,
            };
            Group::new(chips, Some(at), move |i| Message::Toggle(toggled.clone(), i), on_stroke)
        } else {
            let values: Vec<String> = attribute.values.iter().map(|value| value.id.clone()).collect();
            let pick = move |i: usize| Message::Attribute(name.clone(), values.get(i).cloned().unwrap_or_default());
            Group::choice(chips, said.first().copied(), count, pick)
        };
        group = group.radius(14.0);
        if let Some(id) = id {
            group = group.id(id);
        }
        let label = text(attribute.name.as_str()).size(size::LABEL);
        // The next thing to do is what must be said and is not.
        let label = if self.unsaid(&attribute.id) { label.style(alarm) } else { label.style(tint(|c| c.quiet)) };
        let mut label = Column::new().width(LABEL).push(label);
        if attribute.several {
            label = label.push(kit::quiet(words.several()));
        }
        row![label, group].spacing(8).align_y(Alignment::Center).into()
    }

    /// Chooses a value of an attribute that may have several, or drops it. Where none is left, the default holds.
    pub(super) fn toggle(&mut self, id: String, at: usize, scene: Scene) {
        let Some(attribute) = self.attributes(scene).into_iter().find(|attribute| attribute.id == id) else { return };
        let mut said = self.values_said(attribute);
        match said.iter().position(|place| *place == at) {
            Some(place) => drop(said.remove(place)),
            None => said.push(at),
        }
        said.sort_unstable();
        let words: Vec<&str> = said.iter().map(|place| attribute.values[*place].id.as_str()).collect();
        let words = words.join("+");
        self.stands = Some((id.clone(), at));
        self.say(id, words, scene);
    }

    /// Whether the counter asks for this attribute, and nothing was said of it.
    fn unsaid(&self, id: &str) -> bool {
        let quote = self.answer.as_ref().map(|answer| &answer.proposal.quote);
        matches!(quote, Some(Err(Refusal::Price(PriceTrouble::AttributeUnsaid { attribute, .. }))) if attribute == id)
    }

    /// Chooses a value of an attribute. The default is not written into the draft.
    pub(super) fn say(&mut self, id: String, value: String, scene: Scene) {
        let plain = self.attributes(scene).iter().any(|a| a.id == id && a.default.as_ref() == Some(&value));
        if plain || value.is_empty() {
            self.draft.terms.attributes.remove(&id);
        } else {
            self.draft.terms.attributes.insert(id, value);
        }
    }
}
