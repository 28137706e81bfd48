//! The small things that screens are made of: labels, fields, chips, cards, buttons with their keys.

use iced::widget::{Column, Row, Space, column, container, row, rule, stack, text, text_input};
use iced::{Alignment, Color, Fill, Length, Padding, Shrink, border};

use super::theme::{Colours, Element, HEI_BOLD, Theme, alarm, field as field_style, size, tint};
use super::widgets::{self, ButtonLook, Press};
use books::search::MarkedText;
use trade::legible;

/// A word of the desk.
pub fn said<'a>(words: impl text::IntoFragment<'a>) -> text::Text<'a, Theme> {
    text(words).size(size::TEXT).wrapping(text::Wrapping::WordOrGlyph)
}

/// What is said beside the text.
pub fn quiet<'a>(words: impl text::IntoFragment<'a>) -> text::Text<'a, Theme> {
    text(words).size(size::LABEL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::WordOrGlyph)
}

/// A text of which what was found is marked.
pub fn pieces<'a, M: 'a>(pieces: &[MarkedText], height: f32, bold: bool) -> Element<'a, M> {
    marked(pieces, height, bold, |c| c.ink)
}

/// The same, said beside the text.
pub fn quiet_pieces<'a, M: 'a>(pieces: &[MarkedText]) -> Element<'a, M> {
    marked(pieces, size::LABEL, false, |c| c.quiet)
}

fn marked<'a, M: 'a>(pieces: &[MarkedText], height: f32, bold: bool, ink: fn(&Colours) -> Color) -> Element<'a, M> {
    let font = if bold { HEI_BOLD } else { super::theme::HEI };
    let each = pieces.iter().map(|piece| {
        let said = text(legible::in_line(&piece.text).into_owned()).size(height).font(font);
        let said = said.wrapping(text::Wrapping::None);
        if !piece.hit {
            return said.style(tint(ink)).into();
        }
        let ground = |theme: &Theme| container::Style {
            background: Some(theme.colours().hit.into()),
            ..container::Style::default()
        };
        container(said.style(tint(|c| c.on_hit))).style(ground).into()
    });
    Row::from_iter(each).align_y(Alignment::Center).into()
}

/// A word that stands out.
pub fn strong<'a>(words: impl text::IntoFragment<'a>) -> text::Text<'a, Theme> {
    text(words).size(size::TEXT).font(HEI_BOLD)
}

/// The key of a control.
pub fn key<'a>(name: impl text::IntoFragment<'a>) -> text::Text<'a, Theme> {
    text(name).size(size::LABEL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None)
}

/// The key of something that is chosen, or not: what is chosen is filled with ink.
pub fn key_of<'a>(name: impl text::IntoFragment<'a>, chosen: bool) -> text::Text<'a, Theme> {
    if chosen { key(name).style(tint(|c| c.hairline)) } else { key(name) }
}

/// The heading of a section: its name, its key, and what stands at its right.
pub fn section<'a, M: 'a>(name: &'a str, chord: &'a str, right: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let name = text(name).size(size::LABEL).font(HEI_BOLD).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None);
    row![name, key(chord), Space::new().width(Fill), right.into()]
        .spacing(6)
        .align_y(Alignment::Center)
        .height(20)
        .into()
}

/// A field of one line with its label inside.
pub struct InputField<'a, M> {
    label: &'a str,
    value: &'a str,
    placeholder: String,
    id: &'static str,
    wrong: bool,
    secret: bool,
    width: Length,
    on_input: Option<Box<dyn Fn(String) -> M + 'a>>,
    on_submit: Option<M>,
}

impl<'a, M: Clone + 'a> InputField<'a, M> {
    /// A field with its label inside it, that cannot be typed in yet; `id` names it for the focus.
    pub fn new(label: &'a str, value: &'a str, id: &'static str) -> InputField<'a, M> {
        InputField {
            label,
            value,
            placeholder: String::new(),
            id,
            wrong: false,
            secret: false,
            width: Fill,
            on_input: None,
            on_submit: None,
        }
    }

    /// What stands in it while it is empty.
    pub fn placeholder(self, placeholder: impl Into<String>) -> Self {
        InputField { placeholder: placeholder.into(), ..self }
    }

    /// Whether what stands in it was refused.
    pub fn wrong(self, wrong: bool) -> Self {
        InputField { wrong, ..self }
    }

    /// What stands in it is not shown.
    pub fn secret(self) -> Self {
        InputField { secret: true, ..self }
    }

    /// The width that it takes in its row; without it, all there is.
    pub fn width(self, width: impl Into<Length>) -> Self {
        InputField { width: width.into(), ..self }
    }

    /// What typing says; without it the field cannot be typed in.
    pub fn on_input(self, open: bool, on_input: impl Fn(String) -> M + 'a) -> Self {
        InputField { on_input: open.then(|| Box::new(on_input) as Box<dyn Fn(String) -> M + 'a>), ..self }
    }

    /// The message that Enter in it sends; without it Enter does nothing.
    pub fn on_submit(self, message: M) -> Self {
        InputField { on_submit: Some(message), ..self }
    }
}

impl<'a, M: Clone + 'a> From<InputField<'a, M>> for Element<'a, M> {
    fn from(field: InputField<'a, M>) -> Element<'a, M> {
        let input = text_input(&field.placeholder, field.value)
            .id(field.id)
            .size(size::TEXT)
            .line_height(iced::Pixels(20.0))
            .padding(Padding { top: 19.0, right: 10.0, bottom: 5.0, left: 10.0 })
            .width(field.width)
            .style(field_style(field.wrong))
            .secure(field.secret)
            .on_input_maybe(field.on_input)
            .on_submit_maybe(field.on_submit);
        let label =
            container(text(field.label).size(size::SMALL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None))
                .padding(Padding { top: 3.0, left: 11.0, ..Padding::ZERO });
        stack![input, label].width(field.width).into()
    }
}

/// One of several to choose from: filled with ink where it is chosen.
pub fn chip<'a, M: 'a>(name: impl text::IntoFragment<'a>, chosen: bool) -> Element<'a, M> {
    container(text(name).size(size::NOTE).wrapping(text::Wrapping::None))
        .padding([4, 9])
        .style(move |theme: &Theme| {
            let c = theme.colours();
            let (ground, ink, edge) = if chosen { (c.ink, c.sheet, c.ink) } else { (c.sheet, c.ink, c.edge) };
            container::Style {
                background: Some(ground.into()),
                text_color: Some(ink),
                border: border::rounded(14).width(1).color(edge),
                ..container::Style::default()
            }
        })
        .into()
}

/// One half of a pair, or a tab: ink where it is chosen.
pub fn segment<'a, M: 'a>(name: impl Into<Element<'a, M>>, chosen: bool, width: Length) -> Element<'a, M> {
    segment_in(name, chosen, width, 12.0)
}

/// The same with so many pixels of ground at its left and right.
pub fn segment_in<'a, M: 'a>(
    name: impl Into<Element<'a, M>>,
    chosen: bool,
    width: Length,
    ground: f32,
) -> Element<'a, M> {
    container(name)
        .padding([6.0, ground])
        .center_x(width)
        .style(move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: chosen.then(|| c.ink.into()),
                text_color: Some(if chosen { c.sheet } else { c.ink }),
                border: border::rounded(6),
                ..container::Style::default()
            }
        })
        .into()
}

/// A choice in a box: framed in ink where it is chosen.
pub fn option<'a, M: 'a>(name: impl text::IntoFragment<'a>, chosen: bool, width: Length) -> Element<'a, M> {
    let font = if chosen { HEI_BOLD } else { super::theme::HEI };
    container(text(name).size(size::NOTE).font(font).wrapping(text::Wrapping::None))
        .padding([4, 8])
        .center_x(width)
        .style(move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: Some(c.sheet.into()),
                text_color: Some(c.ink),
                border: border::rounded(6).width(if chosen { 2 } else { 1 }).color(if chosen { c.ink } else { c.edge }),
                ..container::Style::default()
            }
        })
        .into()
}

/// A choice that cannot be had, and says why when it is asked for.
pub fn pale_option<'a, M: 'a>(name: impl text::IntoFragment<'a>) -> Element<'a, M> {
    container(text(name).size(size::NOTE).wrapping(text::Wrapping::None))
        .padding([4, 8])
        .style(|theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: Some(c.paper.into()),
                text_color: Some(c.pale),
                border: border::rounded(6).width(1).color(c.hairline),
                ..container::Style::default()
            }
        })
        .into()
}

/// One of several: filled with ink where it is chosen, pale where it cannot be chosen and says why when asked for.
pub fn filled<'a, M: 'a>(name: impl text::IntoFragment<'a>, chosen: bool, pale: bool) -> Element<'a, M> {
    in_pill(text(name).size(size::NOTE).wrapping(text::Wrapping::None), chosen, pale)
}

/// One of several that are chosen together: the same, with a tick where it is.
pub fn filled_with_tick<'a, M: 'a>(name: String, chosen: bool, pale: bool) -> Element<'a, M> {
    let name = text(name).size(size::NOTE).wrapping(text::Wrapping::None);
    let tick = chosen.then(|| widgets::tick(11.0, |c| c.sheet));
    in_pill(Row::new().push(tick).push(name).spacing(5).align_y(Alignment::Center), chosen, pale)
}

fn in_pill<'a, M: 'a>(name: impl Into<Element<'a, M>>, chosen: bool, pale: bool) -> Element<'a, M> {
    container(name)
        .padding([4, 11])
        .style(move |theme: &Theme| {
            let c = theme.colours();
            let (ground, ink, edge) = match (chosen, pale) {
                (true, _) => (c.ink, c.sheet, c.ink),
                (false, true) => (c.paper, c.pale, c.hairline),
                (false, false) => (c.sheet, c.ink, c.edge),
            };
            container::Style {
                background: Some(ground.into()),
                text_color: Some(ink),
                border: border::rounded(14).width(1).color(edge),
                ..container::Style::default()
            }
        })
        .into()
}

/// A ring: something is open.
pub fn ring<'a, M: 'a>() -> Element<'a, M> {
    let ring = |theme: &Theme| container::Style {
        border: border::rounded(5).width(2).color(theme.colours().remind),
        ..container::Style::default()
    };
    container(Space::new().width(10).height(10)).style(ring).into()
}

/// A ring that is half filled: a part of it is done.
pub fn half<'a, M: 'a>() -> Element<'a, M> {
    let filled = |theme: &Theme| container::Style {
        background: Some(theme.colours().remind.into()),
        border: border::rounded(border::Radius { top_left: 5.0, bottom_left: 5.0, ..border::Radius::default() }),
        ..container::Style::default()
    };
    let left = container(Space::new().width(5).height(10)).style(filled);
    stack![ring(), left].width(10).height(10).into()
}

/// A box that is ticked, or empty.
pub fn check<'a, M: 'a>(ticked: bool) -> Element<'a, M> {
    let mark: Element<'a, M> = if ticked { widgets::tick(10.0, |c| c.sheet) } else { Space::new().into() };
    container(mark)
        .center_x(14)
        .center_y(14)
        .style(move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: Some(if ticked { c.ink } else { c.sheet }.into()),
                border: border::rounded(3).width(1).color(if ticked { c.ink } else { c.edge }),
                ..container::Style::default()
            }
        })
        .into()
}

/// A square: something is wrong.
pub fn square<'a, M: 'a>() -> Element<'a, M> {
    let square = |theme: &Theme| container::Style {
        background: Some(theme.alarm().into()),
        border: border::rounded(2),
        ..container::Style::default()
    };
    container(Space::new().width(10).height(10)).style(square).into()
}

/// A tick: something is settled.
pub fn tick<'a, M: 'a>() -> Element<'a, M> {
    widgets::tick(11.0, |c| c.well)
}

/// A small mark of how something stands, by shape and colour: a tick, a ring or a square, in a place of one width.
pub fn mark<'a, M: 'a>(tone: Tone) -> Element<'a, M> {
    let mark = match tone {
        Tone::Well => tick(),
        Tone::Remind => ring(),
        Tone::Wrong => square(),
        Tone::Plain => Space::new().into(),
    };
    container(mark).center_x(14).into()
}

/// How something said is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing is to be done.
    Well,
    /// Something is to be seen or done; booking goes on.
    Remind,
    /// Something is wrong, or a mark that must not be overlooked.
    Wrong,
    /// Neutral: it says something, and judges nothing.
    Plain,
}

impl Tone {
    /// Its edge and, for small marks, its text.
    pub fn ink(self, theme: &Theme) -> Color {
        let c = theme.colours();
        match self {
            Tone::Well => c.well,
            Tone::Remind => c.remind,
            Tone::Wrong => theme.alarm(),
            Tone::Plain => c.quiet,
        }
    }

    fn ground(self, c: &Colours) -> Color {
        match self {
            Tone::Well => c.well_ground,
            Tone::Remind => c.remind_ground,
            Tone::Wrong => c.accent_ground,
            Tone::Plain => c.paper,
        }
    }
}

/// Something found: an edge in its tone, what it is, why and the way out.
pub fn notice<'a, M: 'a>(tone: Tone, title: String, line: String) -> Element<'a, M> {
    // A code may be longer than a line.
    let title = text(title).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::WordOrGlyph);
    let mut words = Column::new().spacing(1).push(title);
    if !line.is_empty() {
        words = words.push(quiet(line));
    }
    edged(tone, container(words).padding([6, 10]).width(Fill))
}

/// A card with an edge in a tone.
pub fn edged<'a, M: 'a>(tone: Tone, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let inner = container(content).style(|theme: &Theme| container::Style {
        background: Some(theme.colours().sheet.into()),
        border: border::rounded(border::Radius { top_left: 0.0, top_right: 8.0, bottom_right: 8.0, bottom_left: 0.0 })
            .width(1)
            .color(theme.colours().hairline),
        ..container::Style::default()
    });
    container(inner)
        .padding(Padding { left: 4.0, ..Padding::ZERO })
        .style(move |theme: &Theme| container::Style {
            background: Some(if tone == Tone::Plain { theme.colours().hairline } else { tone.ink(theme) }.into()),
            border: border::rounded(border::Radius {
                top_left: 6.0,
                top_right: 8.0,
                bottom_right: 8.0,
                bottom_left: 6.0,
            }),
            ..container::Style::default()
        })
        .into()
}

/// A small mark of a state.
pub fn pill<'a, M: 'a>(name: impl text::IntoFragment<'a>, tone: Tone) -> Element<'a, M> {
    container(text(name).size(size::SMALL).wrapping(text::Wrapping::None))
        .padding([2, 8])
        .style(move |theme: &Theme| {
            let ink = tone.ink(theme);
            container::Style {
                background: Some(tone.ground(theme.colours()).into()),
                text_color: Some(ink),
                border: border::rounded(10).width(1).color(Color { a: 0.35, ..ink }),
                ..container::Style::default()
            }
        })
        .into()
}

/// A small mark beside a value that the program chose, and a hand may change.
pub fn tag<'a, M: 'a>(name: impl text::IntoFragment<'a>) -> Element<'a, M> {
    container(text(name).size(size::LABEL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None))
        .padding([1, 8])
        .style(|theme: &Theme| container::Style {
            background: Some(theme.colours().desk.into()),
            border: border::rounded(4),
            ..container::Style::default()
        })
        .into()
}

/// Something found, said without a ground of its own while the copy is still typed.
pub fn note<'a, M: 'a>(tone: Tone, title: String) -> Element<'a, M> {
    let mark = match tone {
        Tone::Wrong | Tone::Remind => ring(),
        Tone::Well => tick(),
        Tone::Plain => Space::new().width(10).into(),
    };
    let title = text(title).size(size::NOTE).wrapping(text::Wrapping::WordOrGlyph);
    row![mark, title].spacing(8).align_y(Alignment::Center).into()
}

/// The one next step while it cannot be done: what is lacking, outlined. Pressed, it leads to the first of it.
pub fn lacking<'a, M: Clone + 'a>(head: String, what: String, chord: &'a str, on_press: Option<M>) -> Press<'a, M> {
    let head = text(head).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None);
    let what = container(quiet(what).wrapping(text::Wrapping::None)).width(Fill).clip(true);
    let words = column![ends(head, key(chord)), what].spacing(1);
    Press::new(words, ButtonLook::Plain).padding([5, 12]).width(Fill).on_press_maybe(on_press)
}

/// A button with what it does and its key.
pub fn button<'a, M: Clone + 'a>(name: &'a str, chord: &'a str, on_press: Option<M>) -> Press<'a, M> {
    let name = text(name).size(size::NOTE).wrapping(text::Wrapping::None);
    let words = row![name, key(chord)].spacing(6).align_y(Alignment::Center);
    Press::new(words, ButtonLook::Plain).on_press_maybe(on_press)
}

/// What something does, and its key.
pub fn keyed<'a, M: 'a>(name: &'a str, chord: &'a str) -> Element<'a, M> {
    let name = text(name).size(size::LABEL).wrapping(text::Wrapping::None);
    row![name, key(chord)].spacing(6).align_y(Alignment::Center).into()
}

/// A quiet button with what it does and its key.
pub fn quiet_button<'a, M: Clone + 'a>(name: &'a str, chord: &'a str, on_press: Option<M>) -> Press<'a, M> {
    Press::new(keyed(name, chord), ButtonLook::Quiet).padding([0, 4]).on_press_maybe(on_press)
}

/// A quiet button that can always be pressed: pale while it can do nothing, and then it says why.
pub fn explaining<'a, M: Clone + 'a>(
    name: impl text::IntoFragment<'a>,
    chord: &'a str,
    pale: bool,
    on_press: M,
) -> Press<'a, M> {
    let name = text(name).size(size::NOTE).wrapping(text::Wrapping::None);
    let name = if pale { name.style(tint(|c| c.pale)) } else { name };
    let mut said = row![name].spacing(4).align_y(Alignment::Center);
    if !chord.is_empty() {
        said = said.push(key(chord));
    }
    Press::new(said, ButtonLook::Quiet).padding([2, 5]).on_press(on_press).pale(pale)
}

/// That more came than is owed, which a clerk says for each payment: a tick, the words, the key.
pub fn exceeding<'a, M: Clone + 'a>(words: &'a str, said: bool, on_press: M) -> Element<'a, M> {
    let name = text(words).size(size::NOTE).wrapping(text::Wrapping::None);
    let line = row![check(said), name, key("Ctrl+Shift+M")].spacing(6).align_y(Alignment::Center);
    Press::new(line, ButtonLook::Plain).padding([5, 8]).on_press(on_press).into()
}

/// The one next step, with a name that is put together for what it is done to.
pub fn next_named<'a, M: Clone + 'a>(name: String, chord: &'a str, on_press: Option<M>) -> Press<'a, M> {
    next(name, chord, on_press)
}

/// The one next step.
pub fn next<'a, M: Clone + 'a>(name: impl text::IntoFragment<'a>, chord: &'a str, on_press: Option<M>) -> Press<'a, M> {
    let dead = on_press.is_none();
    let chord = text(chord).size(size::LABEL).style(tint(move |c| if dead { c.quiet } else { c.key_on_accent }));
    let words = row![text(name).size(size::TEXT).font(HEI_BOLD), chord].spacing(8).align_y(Alignment::Center);
    Press::new(container(words).center_x(Fill), ButtonLook::Next).width(Fill).on_press_maybe(on_press)
}

/// A hairline across all the width there is.
pub fn line<'a, M: 'a>() -> Element<'a, M> {
    rule::horizontal(1).into()
}

/// A line of this height, which takes its room also while it has no text.
pub fn kept<'a, M: 'a>(height: f32, words: Option<(Tone, String)>) -> Element<'a, M> {
    let inner: Element<'a, M> = match words {
        Some((tone, words)) => text(words)
            .size(size::LABEL)
            .wrapping(text::Wrapping::WordOrGlyph)
            .style(move |theme: &Theme| text::Style { color: Some(tone.ink(theme)) })
            .into(),
        None => Space::new().into(),
    };
    container(inner).height(height).width(Fill).clip(true).into()
}

/// A label and an amount at the two ends of a line.
pub fn ends<'a, M: 'a>(left: impl Into<Element<'a, M>>, right: impl Into<Element<'a, M>>) -> Element<'a, M> {
    row![left.into(), Space::new().width(Fill), right.into()].spacing(8).align_y(Alignment::Center).width(Fill).into()
}

/// A small card with a label above what it says.
pub fn told<'a, M: 'a>(label: &'a str, inner: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let label = text(label).size(size::SMALL).style(tint(|c| c.quiet));
    container(column![label, inner.into()].spacing(2))
        .padding([6, 10])
        .width(Fill)
        .height(Shrink)
        .style(super::theme::card)
        .into()
}

/// Text that says what is wrong.
pub fn wrong<'a>(words: impl text::IntoFragment<'a>) -> text::Text<'a, Theme> {
    text(words).size(size::LABEL).style(alarm).wrapping(text::Wrapping::WordOrGlyph)
}
