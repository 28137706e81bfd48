//! The colours, sizes and distances of the desk, and the one [`Theme`] that every element is closed over.
//!
//! No screen names a colour: it asks for `ink`, `quiet`, `accent`, … by meaning.

use iced::theme::{Base, Mode, Palette};
use iced::widget::{container, rule, scrollable, text, text_editor, text_input};
use iced::{Background, Border, Color, Font, Shadow, border, color, font};

/// An element of the desk.
pub type Element<'a, Message> = iced::Element<'a, Message, Theme>;

/// 黑体: the desk itself.
pub const HEI: Font = Font::with_name("Noto Sans SC");
/// 黑体 bold: what is chosen or said first.
pub const HEI_BOLD: Font = Font { weight: font::Weight::Bold, ..HEI };
/// 宋体: the paper's own words.
pub const SONG: Font = Font::with_name("Noto Serif SC");
/// 宋体 bold: booking numbers and headings of money.
pub const SONG_BOLD: Font = Font { weight: font::Weight::Bold, ..SONG };

/// Type sizes, in logical pixels.
pub mod size {
    /// Labels inside fields, marks of a state, what stands in a picture.
    pub const SMALL: f32 = 11.0;
    /// Labels and quiet lines.
    pub const LABEL: f32 = 12.0;
    /// Findings, and rows of lists.
    pub const NOTE: f32 = 13.0;
    /// All text that is no other size's.
    pub const TEXT: f32 = 14.0;
    /// The total in front of the customer.
    pub const SUM: f32 = 18.0;
    /// Booking numbers and the figures of the day.
    pub const HEAD: f32 = 20.0;
    /// The program's name in the head of the window.
    pub const NAME: f32 = 22.0;
}

/// The radius of fields, buttons and cards.
pub const RADIUS: f32 = 6.0;

/// The colours of the desk by their meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colours {
    /// The ground of the window.
    pub paper: Color,
    /// Fields, cards, the header.
    pub sheet: Color,
    /// The desk under the ad.
    pub desk: Color,
    /// Text and numbers of every kind.
    pub ink: Color,
    /// What is said beside the text.
    pub quiet: Color,
    /// What cannot be chosen and says why when it is asked for, and the words in an empty field; never a hint or a fact.
    pub pale: Color,
    /// Lines between columns, rows and cards.
    pub hairline: Color,
    /// The edge of a field or a button, by which it is known as one.
    pub edge: Color,
    /// What is chosen, what is wrong, the one next step.
    pub accent: Color,
    /// The ground of what is chosen.
    pub accent_ground: Color,
    /// Text on the accent colour.
    pub on_accent: Color,
    /// The key beside that text.
    pub key_on_accent: Color,
    /// What says that nothing is to be done.
    pub well: Color,
    /// The ground of what is well.
    pub well_ground: Color,
    /// What says that something is to be seen or done.
    pub remind: Color,
    /// The ground of a reminder.
    pub remind_ground: Color,
    /// The ground of selected text.
    pub selection: Color,
    /// The ground of what a search found.
    pub hit: Color,
    /// Text on the ground of what a search found.
    pub on_hit: Color,
}

const LIGHT: Colours = Colours {
    paper: color!(0xf4f1ea),
    sheet: color!(0xfffdf8),
    desk: color!(0xe6e1d6),
    ink: color!(0x1d1b18),
    quiet: color!(0x5e584e),
    pale: color!(0x7a7366),
    hairline: color!(0xd9d3c6),
    edge: color!(0x8f8778),
    accent: color!(0xb3261e),
    accent_ground: color!(0xf8e4e0),
    on_accent: color!(0xffffff),
    key_on_accent: color!(0xfbeae7),
    well: color!(0x2a6248),
    well_ground: color!(0xe2ede4),
    remind: color!(0x7d5200),
    remind_ground: color!(0xf8ecd0),
    selection: color!(0xf0d9a8),
    hit: color!(0xffe29a),
    on_hit: color!(0x1d1b18),
};

const DARK: Colours = Colours {
    paper: color!(0x211f1c),
    sheet: color!(0x2b2925),
    desk: color!(0x181715),
    ink: color!(0xefeae0),
    quiet: color!(0xb0a899),
    pale: color!(0x989082),
    hairline: color!(0x423e37),
    edge: color!(0x857e71),
    accent: color!(0xc4372e),
    accent_ground: color!(0x4a2320),
    on_accent: color!(0xffffff),
    key_on_accent: color!(0xfbeae7),
    well: color!(0x7fc0a0),
    well_ground: color!(0x22352c),
    remind: color!(0xe0b25a),
    remind_ground: color!(0x3a2f17),
    selection: color!(0x6b5525),
    hit: color!(0x7a5f1c),
    on_hit: color!(0xfff4d6),
};

/// What a word of a notice means, by which it is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// People and companies, whoever they are.
    Who,
    /// Case, documents, things and their numbers, reasons.
    What,
    /// Days, times of day and periods.
    When,
    /// Places, addresses and telephones.
    Where,
}

/// The two looks of the desk. The ad's own sheet is white in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark ink on the colour of paper.
    #[default]
    Light,
    /// Light text on dark, for the evening.
    Dark,
}

impl Theme {
    /// The colours of this look, each for one purpose.
    pub const fn colours(self) -> &'static Colours {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The ground under words of this meaning; ink is legible on each.
    pub const fn mark(self, meaning: Meaning) -> Color {
        match (self, meaning) {
            (Theme::Light, Meaning::Who) => color!(0xd9e5f6),
            (Theme::Light, Meaning::What) => color!(0xe7ddf2),
            (Theme::Light, Meaning::When) => color!(0xfae0ad),
            (Theme::Light, Meaning::Where) => color!(0xd6edde),
            (Theme::Dark, Meaning::Who) => color!(0x2c4360),
            (Theme::Dark, Meaning::What) => color!(0x463a5e),
            (Theme::Dark, Meaning::When) => color!(0x5a4716),
            (Theme::Dark, Meaning::Where) => color!(0x25493a),
        }
    }

    /// What is wrong or urgent, as text: brighter than the accent where the ground is dark.
    pub const fn alarm(self) -> Color {
        match self {
            Theme::Light => LIGHT.accent,
            Theme::Dark => color!(0xff8a80),
        }
    }
}

/// Text in a colour that the theme knows by its meaning.
pub fn tint(choose: impl Fn(&Colours) -> Color + 'static) -> impl Fn(&Theme) -> text::Style {
    move |theme| text::Style { color: Some(choose(theme.colours())) }
}

/// Text that says what is wrong or urgent.
pub fn alarm(theme: &Theme) -> text::Style {
    text::Style { color: Some(theme.alarm()) }
}

/// A hairline border around a sheet-coloured ground.
pub fn card(theme: &Theme) -> container::Style {
    let colours = theme.colours();
    container::Style {
        background: Some(colours.sheet.into()),
        border: border::rounded(8).width(1).color(colours.hairline),
        ..container::Style::default()
    }
}

/// Fills a container with one of the theme's colours.
pub fn ground(choose: impl Fn(&Colours) -> Color + 'static) -> impl Fn(&Theme) -> container::Style {
    move |theme| container::Style::default().background(choose(theme.colours()))
}

impl Base for Theme {
    fn default(preference: Mode) -> Theme {
        match preference {
            Mode::Dark => Theme::Dark,
            Mode::Light | Mode::None => Theme::Light,
        }
    }

    fn mode(&self) -> Mode {
        match self {
            Theme::Light => Mode::Light,
            Theme::Dark => Mode::Dark,
        }
    }

    fn base(&self) -> iced::theme::Style {
        iced::theme::Style { background_color: self.colours().paper, text_color: self.colours().ink }
    }

    fn palette(&self) -> Option<Palette> {
        let colours = self.colours();
        Some(Palette {
            background: colours.paper,
            text: colours.ink,
            primary: colours.accent,
            success: colours.well,
            warning: colours.remind,
            danger: colours.accent,
        })
    }

    fn name(&self) -> &str {
        match self {
            Theme::Light => "paper",
            Theme::Dark => "lamp",
        }
    }
}

impl text::Catalog for Theme {
    type Class<'a> = text::StyleFn<'a, Theme>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| text::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> text::Style {
        class(self)
    }
}

impl container::Catalog for Theme {
    type Class<'a> = container::StyleFn<'a, Theme>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|_| container::Style::default())
    }

    fn style(&self, class: &Self::Class<'_>) -> container::Style {
        class(self)
    }
}

impl rule::Catalog for Theme {
    type Class<'a> = rule::StyleFn<'a, Theme>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme: &Theme| rule::Style {
            color: theme.colours().hairline,
            radius: 0.into(),
            fill_mode: rule::FillMode::Full,
            snap: true,
        })
    }

    fn style(&self, class: &Self::Class<'_>) -> rule::Style {
        class(self)
    }
}

/// The border of a field: ink where the caret stands, the edge of fields elsewhere, vermilion where what stands in it was refused.
fn field_border(theme: Theme, focused: bool, wrong: bool) -> Border {
    let colours = theme.colours();
    let colour = match (focused, wrong) {
        (_, true) => theme.alarm(),
        (true, false) => colours.ink,
        (false, false) => colours.edge,
    };
    border::rounded(RADIUS).width(if focused { 1.5 } else { 1.0 }).color(colour)
}

/// A field whose content was refused, or not.
pub fn field(wrong: bool) -> impl Fn(&Theme, text_input::Status) -> text_input::Style {
    move |theme, status| {
        let colours = theme.colours();
        let disabled = matches!(status, text_input::Status::Disabled);
        text_input::Style {
            background: Background::Color(if disabled { colours.paper } else { colours.sheet }),
            border: field_border(*theme, matches!(status, text_input::Status::Focused { .. }), wrong),
            icon: colours.quiet,
            placeholder: colours.pale,
            value: if disabled { colours.quiet } else { colours.ink },
            selection: colours.selection,
        }
    }
}

impl text_input::Catalog for Theme {
    type Class<'a> = text_input::StyleFn<'a, Theme>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(field(false))
    }

    fn style(&self, class: &Self::Class<'_>, status: text_input::Status) -> text_input::Style {
        class(self, status)
    }
}

/// An editor: text without a colour of its own is drawn in ink, or in the alarm colour where the end of the copy does not fit.
pub fn editor(over: bool) -> impl Fn(&Theme, text_editor::Status) -> text_editor::Style {
    move |theme, status| {
        let colours = theme.colours();
        text_editor::Style {
            background: colours.sheet.into(),
            border: field_border(*theme, matches!(status, text_editor::Status::Focused { .. }), false),
            placeholder: colours.pale,
            value: if over { theme.alarm() } else { colours.ink },
            selection: colours.selection,
        }
    }
}

impl text_editor::Catalog for Theme {
    type Class<'a> = text_editor::StyleFn<'a, Theme>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(editor(false))
    }

    fn style(&self, class: &Self::Class<'_>, status: text_editor::Status) -> text_editor::Style {
        class(self, status)
    }
}

impl scrollable::Catalog for Theme {
    type Class<'a> = scrollable::StyleFn<'a, Theme>;

    fn default<'a>() -> Self::Class<'a> {
        Box::new(|theme: &Theme, status| {
            let colours = theme.colours();
            let held = !matches!(status, scrollable::Status::Active { .. });
            let rail = scrollable::Rail {
                background: None,
                border: Border::default(),
                scroller: scrollable::Scroller {
                    background: Background::Color(if held { colours.quiet } else { colours.hairline }),
                    border: border::rounded(3),
                },
            };
            scrollable::Style {
                container: container::Style::default(),
                vertical_rail: rail,
                horizontal_rail: rail,
                gap: None,
                auto_scroll: scrollable::AutoScroll {
                    background: colours.sheet.into(),
                    border: border::rounded(RADIUS).width(1).color(colours.hairline),
                    shadow: Shadow::default(),
                    icon: colours.quiet,
                },
            }
        })
    }

    fn style(&self, class: &Self::Class<'_>, status: scrollable::Status) -> scrollable::Style {
        class(self, status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of an opaque colour (WCAG 2.2).
    fn luminance(colour: Color) -> f64 {
        let linear = |channel: f32| {
            let channel = f64::from(channel);
            if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2).
    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// What is written or drawn in a colour, on which ground, and the contrast that it needs: text 4.5, marks and edges 3 (WCAG 2.2, 1.4.3
    /// and 1.4.11). Pale text is what cannot be chosen, which may have less; it has 3 all the same.
    fn pairs(theme: Theme) -> Vec<(&'static str, Color, Color, f64)> {
        let c = theme.colours();
        let mut pairs = vec![
            ("what stands on the next step", c.on_accent, c.accent, 4.5),
            ("the key on the next step", c.key_on_accent, c.accent, 4.5),
            ("what stands on what is chosen", c.sheet, c.ink, 4.5),
            ("the key on what is chosen", c.hairline, c.ink, 4.5),
            ("the next step that is not possible", c.quiet, c.hairline, 4.5),
            ("a mark of what is well", c.well, c.well_ground, 4.5),
            ("a reminder on its ground", c.remind, c.remind_ground, 4.5),
            ("what is wrong on its ground", theme.alarm(), c.accent_ground, 4.5),
            ("ink on what is wrong", c.ink, c.accent_ground, 4.5),
            ("ink on a reminder", c.ink, c.remind_ground, 4.5),
            ("ink on what is well", c.ink, c.well_ground, 4.5),
            ("what is quiet in the row under the cursor", c.quiet, c.remind_ground, 4.5),
            ("what is well in the row under the cursor", c.well, c.remind_ground, 4.5),
            ("what is wrong in the row under the cursor", theme.alarm(), c.remind_ground, 4.5),
            ("ink on what is selected", c.ink, c.selection, 4.5),
        ];
        for ground in [c.paper, c.sheet, c.desk] {
            let on_it = [
                ("ink", c.ink, 4.5),
                ("quiet text and keys", c.quiet, 4.5),
                ("what is wrong", theme.alarm(), 4.5),
                ("what is well", c.well, 4.5),
                ("a reminder", c.remind, 4.5),
                ("pale text", c.pale, 3.0),
            ];
            pairs.extend(on_it.map(|(what, colour, least)| (what, colour, ground, least)));
        }
        for ground in [c.paper, c.sheet] {
            pairs.extend([
                ("the edge of a field", c.edge, ground, 3.0),
                ("the square of what is wrong", theme.alarm(), ground, 3.0),
                ("the ring of what is open", c.remind, ground, 3.0),
            ]);
        }
        for meaning in [Meaning::Who, Meaning::What, Meaning::When, Meaning::Where] {
            pairs.push(("ink on a fact that was read", c.ink, theme.mark(meaning), 4.5));
        }
        pairs
    }

    #[test]
    fn everything_written_and_drawn_can_be_told_from_its_ground() {
        assert!((contrast(Color::BLACK, Color::WHITE) - 21.0).abs() < 1e-9);
        let faint = [Theme::Light, Theme::Dark].into_iter().flat_map(|theme| {
            let too_faint = move |(what, colour, ground, least): (&str, Color, Color, f64)| {
                let has = contrast(colour, ground);
                (has < least).then(|| format!("{}: {what} has {has:.2} of {least}", theme.name()))
            };
            pairs(theme).into_iter().filter_map(too_faint)
        });
        assert_eq!(faint.collect::<Vec<String>>(), Vec::<String>::new());
    }
}
