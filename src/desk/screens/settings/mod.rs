//! 设置: who the paper is, which printers there are, and how this person likes the desk.

pub mod copies;
mod persons;
pub mod press;
mod printers;

pub use copies::{LIST as COPIES, REASON as RESTORE_REASON, SECOND as SECOND_PLACE, Shelf, Told, Wish};
pub use press::{ACCOUNT, PROFILE};
pub use printers::{PROOF as PROOF_PRINTER, STATEMENT as STATEMENT_PRINTER};

use std::path::PathBuf;

use iced::keyboard::key;
use iced::widget::{Row, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Task, border};

use super::Scene;
use crate::desk::kit::{self, Field, Tone};
use crate::desk::print::Out;
use crate::desk::theme::{self, Element, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke, step};
use crate::locale;
use crate::print::Address;
use books::booking::{Printout, new_request};
use copies::Copies;
use printers::Printers;
use trade::measure::narrow;
use trade::rates::VatRate;
use trade::refusal::{Failure, Refusal};
use trade::settings::{Language, Paper, Taste, Theme};

/// The long edge of a bank card, in micrometres (ISO/IEC 7810 ID-1).
const CARD_UM: u32 = 85_600;
/// The window's width from which both cards stand side by side.
const SIDE_BY_SIDE: f32 = 1_020.0;
/// The text sizes offered, in percent.
const PERCENTS: [u16; 5] = [90, 100, 110, 125, 150];
/// Names of the fields, for the focus.
/// The first of them.
pub const NAME: &str = "settings-name";
const NUMBER: &str = "settings-number";
const VAT: &str = "settings-vat";
const ZONE: &str = "settings-zone";
const CLERK: &str = "settings-clerk";
/// The bar that is made as long as a bank card.
pub const BAR: &str = "settings-bar";

/// The settings of the paper, which are posted, and those of this person, which are not.
#[derive(Debug)]
pub struct Settings {
    name: String,
    tax_number: String,
    vat: String,
    press: press::Form,
    zone: String,
    request: String,
    touched: bool,
    saved: bool,
    failed: Option<Failure>,
    printers: Printers,
    copies: Copies,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is named for the setting that is typed or chosen")]
pub enum Message {
    Name(String),
    TaxNumber(String),
    /// The paper's VAT rate in percent.
    Vat(String),
    /// The paper's time zone, as its offset from UTC, such as `+08:00`.
    Zone(String),
    /// Something of the press.
    Press(press::Told),
    /// Post the settings of the paper.
    Save,
    /// The books posted the settings of the paper, or could not.
    Saved(Result<(), Failure>),
    /// The clerk's name is typed.
    Clerk(String),
    Language(Language),
    Theme(Theme),
    /// The text size, in percent.
    Percent(u16),
    /// The bar, so many pixels longer.
    Longer(i32),
    /// Forget how long the bar was made.
    Reset,
    /// The address of the printer for this.
    Printer(Printout, String),
    /// Try the printer for this.
    Try(Printout),
    /// What came of trying it.
    Tried(Printout, Result<Out, Failure>),
    /// Something happened to the copies of the books.
    Copies(Box<Told>),
    /// The focus goes on.
    Onward,
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Set the paper, under this request.
    SetPaper(String, Paper),
    /// Read the profile of a press from its file.
    ReadProfile(PathBuf),
    /// Keep how this person likes the desk.
    Taste(Taste),
    /// Print the page that tries the printer for this, or open it where there is none.
    Try(Printout, Option<Address>),
    /// Something about the copies of the books.
    Copies(Wish),
}

impl Settings {
    /// The paper as it is set, and the printers.
    pub fn new(paper: &Paper, taste: &Taste) -> Settings {
        Settings {
            name: paper.name.clone(),
            tax_number: paper.tax_number.clone(),
            vat: paper.vat.map_or_else(String::new, VatRate::percent),
            press: press::Form::new(paper),
            zone: paper.time_zone.to_string(),
            request: new_request(),
            touched: false,
            saved: false,
            failed: None,
            printers: Printers::new(taste),
            copies: Copies::default(),
        }
    }

    /// Shows what was set elsewhere, unless something is being typed here.
    pub fn heard(&mut self, paper: &Paper) {
        if !self.touched {
            self.name.clone_from(&paper.name);
            self.tax_number.clone_from(&paper.tax_number);
            self.vat = paper.vat.map_or_else(String::new, VatRate::percent);
            self.zone = paper.time_zone.to_string();
            self.press = press::Form::new(paper);
            self.request = new_request();
        }
    }

    /// What a key means here.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if chord.repeat || chord.alt {
            return None;
        }
        if let Some(told) = self.copies.chord(chord) {
            return Some(Message::Copies(Box::new(told)));
        }
        if !chord.ctrl {
            return None;
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) => Some(Message::Save),
            (_, Some('p')) => Some(Message::Try(Printout::Proof)),
            (_, Some('s')) => Some(Message::Try(Printout::Statement)),
            _ => None,
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let mut taste = scene.taste.clone();
        match message {
            Message::Name(name) => self.typed(|s| s.name = name),
            Message::TaxNumber(number) => self.typed(|s| s.tax_number = number),
            Message::Vat(vat) => self.typed(|s| s.vat = vat),
            Message::Zone(zone) => self.typed(|s| s.zone = zone),
            Message::Press(told) => {
                let (others, actions) = self.press.update(told);
                if others {
                    (self.touched, self.saved, self.failed) = (true, false, None);
                }
                actions
            }
            Message::Save => match self.set() {
                Ok(paper) => vec![Action::SetPaper(self.request.clone(), paper)],
                Err(refusal) => {
                    self.failed = Some(refusal.into());
                    Vec::new()
                }
            },
            Message::Saved(Ok(())) => {
                (self.saved, self.touched, self.failed, self.request) = (true, false, None, new_request());
                Vec::new()
            }
            Message::Saved(Err(failure)) => {
                self.failed = Some(failure);
                Vec::new()
            }
            Message::Clerk(clerk) => {
                taste.clerk = clerk;
                vec![Action::Taste(taste)]
            }
            Message::Language(language) => {
                taste.language = language;
                vec![Action::Taste(taste)]
            }
            Message::Theme(theme) => {
                taste.theme = theme;
                vec![Action::Taste(taste)]
            }
            Message::Percent(percent) => {
                taste.text_percent = percent;
                vec![Action::Taste(taste)]
            }
            Message::Longer(by) => {
                let per_card = bar_pixels(&taste).saturating_add_signed(by);
                taste.pixels_per_100_mm = Some(per_card * 100_000 / CARD_UM);
                // Whole pixels to the card must stay apart when they become whole pixels to 100 mm.
                if bar_pixels(&taste) != per_card {
                    taste.pixels_per_100_mm = taste.pixels_per_100_mm.map(|pixels| pixels + 1);
                }
                vec![Action::Taste(taste.bounded())]
            }
            Message::Reset => {
                taste.pixels_per_100_mm = None;
                vec![Action::Taste(taste)]
            }
            Message::Printer(paper, text) => self.printers.typed(paper, text, scene.taste),
            Message::Try(paper) => self.printers.try_out(paper),
            Message::Tried(paper, came) => self.printers.tried(paper, came),
            Message::Copies(told) => self.copies.update(*told),
            Message::Onward => vec![Action::Run(step(false))],
        }
    }

    /// The paper as it is typed.
    fn set(&self) -> Result<Paper, Refusal> {
        let paper = Paper::checked(&self.name, &self.tax_number, rate(&self.vat)?)?;
        let zone: String = self.zone.chars().map(narrow).collect();
        self.press.set(paper.in_zone(zone.parse()?))
    }

    fn typed(&mut self, fill: impl FnOnce(&mut Settings)) -> Vec<Action> {
        fill(self);
        (self.touched, self.saved, self.failed) = (true, false, None);
        Vec::new()
    }

    /// The cards of all settings, in two columns where there is room.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let left = column![self.paper(scene), self.printers.view(scene), self.press.view(scene)].spacing(24).width(420);
        let right = column![desk(scene), persons::view(scene), self.copies.view(scene)].spacing(24).width(520);
        // With large text on a small screen the cards stand one below the other.
        let both: Element<'a, Message> = if scene.window.width < SIDE_BY_SIDE {
            column![left, right].spacing(24).into()
        } else {
            row![left, right].spacing(24).into()
        };
        scrollable(container(both).padding(24).center_x(Fill)).height(Fill).into()
    }

    fn paper<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let field = |label, value, id, on: fn(String) -> Message| {
            Element::from(Field::new(label, value, id).on_input(true, on).on_submit(Message::Onward))
        };
        let said = match &self.failed {
            Some(failure) => Some((Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language()))),
            None if self.saved => Some((Tone::Well, words.saved.to_owned())),
            None if !scene.house.paper.complete() => Some((Tone::Remind, words.paper_note.to_owned())),
            None => None,
        };
        let save = kit::next(words.save_paper, "Ctrl+Enter", self.touched.then_some(Message::Save));
        let paper = column![
            text(words.paper_section).size(size::SUM).font(theme::SONG_BOLD),
            field(words.paper_name, &self.name, NAME, Message::Name),
            field(words.tax_number, &self.tax_number, NUMBER, Message::TaxNumber),
            field(words.vat_rate, &self.vat, VAT, Message::Vat),
            field(words.time_zone, &self.zone, ZONE, Message::Zone),
            kit::kept(36.0, said),
            save,
        ];
        container(paper.spacing(10)).padding(20).width(420).style(theme::card).into()
    }
}

fn desk<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let (words, taste) = (scene.words(), scene.taste);
    let languages = [Language::Chinese, Language::English];
    let themes = [Theme::Light, Theme::Dark];
    let language = choice(&["中文", "English"], languages.iter().position(|l| *l == taste.language), move |i| {
        Message::Language(languages[i])
    });
    let theme_names = [words.light, words.dark];
    let colours =
        choice(&theme_names, themes.iter().position(|t| *t == taste.theme), move |i| Message::Theme(themes[i]));
    let sizes = ["90%", "100%", "110%", "125%", "150%"];
    let at = PERCENTS.iter().position(|percent| *percent == taste.text_percent);
    let sizes = choice(&sizes, at, |i| Message::Percent(PERCENTS[i]));
    let clerk = Field::new(words.clerk, &taste.clerk, CLERK).on_input(true, Message::Clerk).on_submit(Message::Onward);
    let named = |name: &'a str, control: Element<'a, Message>| {
        row![text(name).size(size::NOTE).width(72), control].spacing(12).align_y(Alignment::Center)
    };
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
    let bar = Group::new(
        Row::new().push(bar),
        Some(0),
        |_| Message::Longer(0),
        |stroke| match stroke {
            Stroke::By(by) => Some(Message::Longer(by as i32)),
            Stroke::Page(by) => Some(Message::Longer(by as i32 * 10)),
            _ => None,
        },
    )
    .id(BAR);
    let measured = taste.pixels_per_100_mm.is_some();
    let reset = kit::button(words.calibration_reset, "", measured.then_some(Message::Reset));
    let desk = column![
        text(words.desk_section).size(size::SUM).font(theme::SONG_BOLD),
        Element::from(clerk),
        named(words.language_name, language),
        named(words.colours, colours),
        named(words.text_size, sizes),
        kit::line(),
        text(words.calibration).size(size::NOTE).font(HEI_BOLD),
        kit::quiet(words.calibration_note),
        bar,
        row![reset, Space::new().width(Fill)],
        kit::quiet(words.version_note),
    ];
    container(desk.spacing(12)).padding(20).width(520).style(theme::card).into()
}

fn choice<'a>(
    names: &[&'a str],
    at: Option<usize>,
    pick: impl Fn(usize) -> Message + Clone + 'a,
) -> Element<'a, Message> {
    let options = names.iter().enumerate().map(|(i, name)| kit::option(*name, Some(i) == at, iced::Shrink));
    Group::choice(Row::from_iter(options).spacing(6), at, names.len(), pick).into()
}

/// The length of a bank card on this screen, in logical pixels.
fn bar_pixels(taste: &Taste) -> u32 {
    (f64::from(taste.pixels_per_mm()) * f64::from(CARD_UM) / 1_000.0).round() as u32
}

/// A rate in percent with at most one decimal; empty unsets it.
fn rate(text: &str) -> Result<Option<VatRate>, Refusal> {
    let plain: String = text.trim().trim_end_matches(['%', '％']).chars().map(narrow).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    let bad = || Refusal::BadSetting { field: "vat", value: text.to_owned() };
    let tenths = trade::measure::scaled(plain, 1).and_then(|tenths| u16::try_from(tenths).ok()).ok_or_else(bad)?;
    Ok(Some(VatRate::tenths(tenths)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_to_a_tenth_of_a_percent() {
        assert_eq!(rate(" 6％ "), Ok(Some(VatRate::GENERAL)));
        assert_eq!(rate("0.5"), Ok(Some(VatRate::tenths(5))));
        assert_eq!(rate(""), Ok(None));
        for text in ["-6", "six", "6.05"] {
            assert!(rate(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_pixel_of_the_bar_counts() {
        let mut taste = Taste::default();
        for _ in 0..200 {
            let before = bar_pixels(&taste);
            let mut settings = Settings::new(&Paper::default(), &taste);
            let rules = books::counter::Rules::shipped();
            let house = books::store::FolderState::default();
            let scene = Scene {
                rules: &rules,
                house: &house,
                taste: &taste,
                now: "2026-01-20T10:00:00+08:00".parse().expect("a time"),
                window: iced::Size::new(1280.0, 800.0),
            };
            let actions = settings.update(Message::Longer(1), scene);
            let Some(Action::Taste(next)) = actions.into_iter().next() else { panic!("no taste") };
            taste = next;
            assert_eq!(bar_pixels(&taste), before + 1);
        }
    }
}
