//! 本机: how this person likes the desk. Each choice holds at once and is kept for this person, outside the books.

use iced::widget::{Row, Space, column, container, row, text};
use iced::{Alignment, Fill, border};

use super::form::{card, explained};
use super::table::Component;
use super::wish::{Deed, SettingChange, Wish};
use super::{Part, choice};
use crate::desk::kit::{self, InputField};
use crate::desk::screens::Scene;
use crate::desk::theme::{self, Element, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke};
use books::booking::TillName;
use trade::settings::{Language, Taste, ThemeChoice};

/// The field of who sits at the desk, the first of the part.
pub const CLERK: &str = "settings-clerk";
/// The field of this desk's till.
pub const TILL: &str = "settings-till";
/// The choice of the text size.
pub const SIZES: &str = "settings-text-size";
/// The bar that is made as long as a bank card.
pub const BAR: &str = "settings-bar";
/// The long edge of a bank card, in micrometres (ISO/IEC 7810 ID-1).
const CARD_UM: u32 = 85_600;
/// The text sizes offered, in percent.
const PERCENTS: [u16; 5] = [90, 100, 110, 125, 150];
const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];
const THEMES: [ThemeChoice; 2] = [ThemeChoice::Light, ThemeChoice::Dark];

/// What is typed and does not hold yet: the name of a till that is none.
#[derive(Debug)]
pub struct Form {
    till: String,
}

/// What happens to the part.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is the setting that is typed or chosen")]
pub enum Message {
    /// The clerk's name is typed.
    Clerk(String),
    /// The name of this desk's till is typed.
    Till(String),
    Language(Language),
    Theme(ThemeChoice),
    /// The text size, in percent.
    Percent(u16),
    /// The bar, so many pixels longer.
    Longer(i32),
    /// Forget how long the bar was made.
    Reset,
    /// The focus goes on.
    Onward,
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        Form { till: scene.taste.till.clone() }
    }

    fn first_place(&self) -> &'static str {
        CLERK
    }

    fn chord(&self, _chord: &Chord, _scene: Scene) -> Option<Message> {
        None
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        let (words, mut taste) = (scene.words(), scene.taste.clone());
        let typed = matches!(told, Message::Clerk(_) | Message::Till(_) | Message::Longer(_));
        let what = match told {
            Message::Onward => return Some(Wish::Onward),
            Message::Clerk(clerk) => {
                taste.clerk = clerk;
                words.clerk()
            }
            Message::Till(till) => {
                self.till = till;
                if !self.till_is_sound() {
                    return None;
                }
                self.till.trim().clone_into(&mut taste.till);
                words.own_till()
            }
            Message::Language(language) => {
                taste.language = language;
                words.language_name()
            }
            Message::Theme(theme) => {
                taste.theme = theme;
                words.colours()
            }
            Message::Percent(percent) => {
                taste.text_percent = percent;
                words.text_size()
            }
            Message::Longer(by) => {
                let per_card = bar_pixels(&taste).saturating_add_signed(by);
                taste.pixels_per_100_mm = Some(per_card * 100_000 / CARD_UM);
                // Whole pixels to the card must stay apart when they become whole pixels to 100 mm.
                if bar_pixels(&taste) != per_card {
                    taste.pixels_per_100_mm = taste.pixels_per_100_mm.map(|pixels| pixels + 1);
                }
                taste = taste.bounded();
                words.calibration()
            }
            Message::Reset => {
                taste.pixels_per_100_mm = None;
                words.calibration()
            }
        };
        tasted(Part::Desk, what, (scene.taste, taste), typed, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, taste) = (scene.words(), scene.taste);
        let language = choice(&["中文", "English"], LANGUAGES.iter().position(|l| *l == taste.language), |i| {
            Message::Language(LANGUAGES[i])
        });
        let colours = choice(&[words.light(), words.dark()], THEMES.iter().position(|t| *t == taste.theme), |i| {
            Message::Theme(THEMES[i])
        });
        let at = PERCENTS.iter().position(|percent| *percent == taste.text_percent);
        let sizes = choice(&["90%", "100%", "110%", "125%", "150%"], at, |i| Message::Percent(PERCENTS[i])).id(SIZES);
        let clerk = InputField::new(words.clerk(), &taste.clerk, CLERK)
            .on_input(true, Message::Clerk)
            .on_submit(Message::Onward);
        let till = InputField::new(words.own_till(), &self.till, TILL)
            .on_input(true, Message::Till)
            .on_submit(Message::Onward);
        let named = |name: &'a str, control: Group<'a, Message>, note: &'a str| {
            let control = row![text(name).size(size::NOTE).width(72), Element::from(control)].spacing(12);
            column![control.align_y(Alignment::Center), kit::quiet(note)].spacing(4)
        };
        let fields = column![
            explained(clerk, words.clerk_note()),
            explained(till.wrong(!self.till_is_sound()), words.own_till_note()),
            named(words.language_name(), language, words.language_note()),
            named(words.colours(), colours, words.colours_note()),
            named(words.text_size(), sizes, words.text_size_note()),
        ];
        let measured = taste.pixels_per_100_mm.is_some();
        let reset = kit::button(words.calibration_reset(), "", measured.then_some(Message::Reset));
        let bar = column![
            text(words.calibration()).size(size::NOTE).font(HEI_BOLD),
            kit::quiet(words.calibration_note()),
            bar(taste),
            row![reset, Space::new().width(Fill)],
        ];
        column![card(fields), card(bar), kit::quiet(words.version_note())].spacing(14).into()
    }
}

impl Form {
    /// Whether what is typed names a till, or none: letters, figures, `-` and `_`.
    fn till_is_sound(&self) -> bool {
        self.till.trim().is_empty() || self.till.parse::<TillName>().is_ok()
    }
}

/// A change of this person's own settings, which holds at once. `value` says each of both as a person reads it.
pub(super) fn tasted(part: Part, what: &str, (old, new): (&Taste, Taste), typed: bool, scene: Scene) -> Option<Wish> {
    if *old == new {
        return None;
    }
    let (said_old, said_new) = said(old, &new, scene);
    let change = SettingChange {
        part,
        what: what.to_owned(),
        old: said_old,
        new: said_new,
        back: Deed::Taste(Box::new(old.clone())),
        forth: Deed::Taste(Box::new(new.clone())),
        typed,
    };
    Some(Wish::Taste(Box::new(new), Box::new(change)))
}

/// What differs between two, as a person reads it: the first of what does.
fn said(old: &Taste, new: &Taste, scene: Scene) -> (String, String) {
    let words = scene.words();
    let language = |taste: &Taste| if taste.language == Language::Chinese { "中文" } else { "English" }.to_owned();
    let theme = |taste: &Taste| if taste.theme == ThemeChoice::Light { words.light() } else { words.dark() }.to_owned();
    let bar = |taste: &Taste| {
        taste.pixels_per_100_mm.map_or_else(|| words.not_measured().to_owned(), |_| words.bar_pixels(bar_pixels(taste)))
    };
    let each: [&dyn Fn(&Taste) -> String; 8] = [
        &|taste| taste.till.clone(),
        &|taste| taste.clerk.clone(),
        &language,
        &theme,
        &|taste| format!("{}%", taste.text_percent),
        &bar,
        &|taste| taste.proof_printer.clone(),
        &|taste| taste.statement_printer.clone(),
    ];
    let named = |value: String| if value.trim().is_empty() { words.empty_value().to_owned() } else { value };
    let pairs = each.iter().map(|of| (of(old), of(new)));
    pairs.into_iter().find(|(old, new)| old != new).map_or_else(Default::default, |(old, new)| (named(old), named(new)))
}

/// A bar that is to be made as long as a bank card: arrows by a pixel, page keys by ten.
fn bar<'a>(taste: &Taste) -> Element<'a, Message> {
    let length = bar_pixels(taste) as f32 * 100.0 / f32::from(taste.text_percent);
    let bar = container(text("85.6 mm").size(size::LABEL).font(HEI_BOLD)).center_x(length).center_y(56).style(
        |theme: &theme::Theme| {
            let c = theme.colours();
            container::Style {
                background: Some(c.accent_ground.into()),
                text_color: Some(theme.alarm()),
                border: border::rounded(4).width(1).color(theme.alarm()),
                ..container::Style::default()
            }
        },
    );
    let stroke = |stroke| match stroke {
        Stroke::By(by) => Some(Message::Longer(by as i32)),
        Stroke::Page(by) => Some(Message::Longer(by as i32 * 10)),
        _ => None,
    };
    Group::new(Row::new().push(bar), Some(0), |_| Message::Longer(0), stroke).id(BAR).into()
}

/// The length of a bank card on this screen, in logical pixels.
fn bar_pixels(taste: &Taste) -> u32 {
    (f64::from(taste.pixels_per_mm()) * f64::from(CARD_UM) / 1_000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_of_the_bar_counts() {
        let mut taste = Taste::default();
        let (rules, house) = (books::counter::Rules::shipped(), books::store::FolderState::default());
        for _ in 0..200 {
            let before = bar_pixels(&taste);
            let scene = Scene {
                rules: &rules,
                house: &house,
                taste: &taste,
                now: "2026-01-20T10:00:00+08:00".parse().expect("a time"),
                window: iced::Size::new(1280.0, 800.0),
                why: None,
            };
            let Some(Wish::Taste(next, _)) = Form::new(scene).update(Message::Longer(1), scene) else {
                panic!("no taste")
            };
            taste = *next;
            assert_eq!(bar_pixels(&taste), before + 1);
        }
    }
}
