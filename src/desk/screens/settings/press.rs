//! The press of the paper: what the file of an ad names and embeds, how it is separated, and what it may not be finer than.

use std::path::PathBuf;

use iced::widget::{Space, column, container, row, text};
use iced::{Alignment, Fill};

use super::{Action, Message, Scene, choice};
use crate::desk::kit::{self, Field, Tone};
use crate::desk::theme::{self, Element, size};
use crate::locale;
use trade::measure::narrow;
use trade::refusal::{Failure, Refusal};
use trade::settings::{Paper, Press, Profile, Second};

/// The field of the bank account.
pub const ACCOUNT: &str = "settings-account";
/// The field of the path of a profile.
pub const PROFILE: &str = "settings-profile";
const CONDITION: &str = "settings-condition";
const SPOT: &str = "settings-spot";
const GAIN: &str = "settings-gain";
const RULE: &str = "settings-rule";
const TYPE: &str = "settings-type";

/// The ways of printing the second colour, in the order of their names on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Process,
    Black,
    Spot,
}

const HOWS: [How; 3] = [How::Process, How::Black, How::Spot];

/// What is typed about the press.
#[derive(Debug)]
pub(super) struct Form {
    account: String,
    condition: String,
    how: How,
    spot: String,
    gain: String,
    rule: String,
    least_type: String,
    path: String,
    profile: Option<Profile>,
    failed: Option<Failure>,
}

/// What happens on the card.
#[derive(Debug, Clone)]
pub enum Told {
    /// The paper's bank account is typed.
    Account(String),
    /// The name of the printing condition is typed.
    Condition(String),
    /// The second colour, by its place among the ways of printing it.
    Second(usize),
    /// The name of the spot ink.
    Spot(String),
    /// The gain of pictures, in percent.
    Gain(String),
    /// The thinnest rule, in points.
    Rule(String),
    /// The smallest type, in points.
    Type(String),
    /// The path of a profile.
    Path(String),
    /// The profile under that path is wanted.
    Take,
    /// The profile was read, or could not be.
    Taken(Result<Profile, Failure>),
    /// No profile is wanted.
    Without,
    /// Everything as Chinese newspapers publish it.
    Preset,
}

impl Form {
    /// As it is set.
    pub(super) fn new(paper: &Paper) -> Form {
        let press = &paper.press;
        let (how, spot) = match &press.second {
            Second::Process => (How::Process, String::new()),
            Second::Black => (How::Black, String::new()),
            Second::Spot(name) => (How::Spot, name.clone()),
        };
        Form {
            account: paper.account.clone(),
            condition: press.condition.clone(),
            how,
            spot,
            gain: press.picture_gain.to_string(),
            rule: press.least_rule_said(),
            least_type: press.smallest().to_string(),
            path: String::new(),
            profile: press.profile.clone(),
            failed: None,
        }
    }

    /// Does what happened; whether the paper's settings are others now, and what is to be done.
    pub(super) fn update(&mut self, told: Told) -> (bool, Vec<Action>) {
        self.failed = None;
        match told {
            Told::Account(text) => self.account = text,
            Told::Condition(text) => self.condition = text,
            Told::Second(at) => self.how = HOWS.get(at).copied().unwrap_or(self.how),
            Told::Spot(text) => self.spot = text,
            Told::Gain(text) => self.gain = text,
            Told::Rule(text) => self.rule = text,
            Told::Type(text) => self.least_type = text,
            Told::Path(text) => {
                self.path = text;
                return (false, Vec::new());
            }
            Told::Take => {
                let path = self.path.trim();
                let read = (!path.is_empty()).then(|| Action::ReadProfile(PathBuf::from(path)));
                return (false, read.into_iter().collect());
            }
            Told::Taken(Ok(profile)) => {
                self.path.clear();
                self.profile = Some(profile);
            }
            Told::Taken(Err(failure)) => {
                self.failed = Some(failure);
                return (false, Vec::new());
            }
            Told::Without => self.profile = None,
            Told::Preset => {
                let account = std::mem::take(&mut self.account);
                *self = Form { account, ..Form::new(&Paper::default()) };
            }
        }
        (true, Vec::new())
    }

    /// The paper with the press and the account as they are typed.
    pub(super) fn set(&self, paper: Paper) -> Result<Paper, Refusal> {
        let second = match self.how {
            How::Process => Second::Process,
            How::Black => Second::Black,
            How::Spot => format!("spot:{}", self.spot.trim()).parse()?,
        };
        let gain: String = self.gain.trim().trim_end_matches(['%', '％']).chars().map(narrow).collect();
        let bad = || Refusal::BadSetting { field: "picture_gain", value: self.gain.clone() };
        let gain = if gain.trim().is_empty() { 0 } else { gain.trim().parse().map_err(|_| bad())? };
        let press = Press::checked(&self.condition, second, gain)?.holding(&self.rule, &self.least_type)?;
        Paper { press: Press { profile: self.profile.clone(), ..press }, ..paper }.with_account(&self.account)
    }

    /// A card with account, condition, colours and what the press holds.
    pub(super) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let field = |label, value, id, told: fn(String) -> Told| {
            let field = Field::new(label, value, id).on_input(true, move |text| Message::Press(told(text)));
            Element::from(field.on_submit(Message::Onward))
        };
        let at = HOWS.iter().position(|how| *how == self.how);
        let second = choice(&words.second_colours(), at, |at| Message::Press(Told::Second(at)));
        let second = row![text(words.second_colour()).size(size::NOTE).width(48), second].spacing(12);
        let path = Field::new(words.profile_path(), &self.path, PROFILE)
            .on_input(true, |text| Message::Press(Told::Path(text)))
            .on_submit(Message::Press(Told::Take));
        let without = self.profile.is_some().then_some(Message::Press(Told::Without));
        let preset = kit::button(words.newsprint_preset(), "", Some(Message::Press(Told::Preset)));
        let mut card = column![
            text(words.press_section()).size(size::SUM).font(theme::SONG_BOLD),
            field(words.account_field(), &self.account, ACCOUNT, Told::Account),
            field(words.press_condition(), &self.condition, CONDITION, Told::Condition),
            second.align_y(Alignment::Center),
        ];
        if self.how == How::Spot {
            card = card.push(field(words.spot_name(), &self.spot, SPOT, Told::Spot));
        }
        let least = row![
            field(words.picture_gain(), &self.gain, GAIN, Told::Gain),
            field(words.least_rule(), &self.rule, RULE, Told::Rule),
            field(words.least_type(), &self.least_type, TYPE, Told::Type),
        ];
        let card = card.push(least.spacing(8)).push(Element::from(path)).push(kit::kept(36.0, Some(self.said(scene))));
        let buttons = row![preset, kit::button(words.no_profile(), "", without), Space::new().width(Fill)];
        container(card.push(buttons.spacing(8)).spacing(10)).padding(20).width(Fill).style(theme::card).into()
    }

    fn said(&self, scene: Scene) -> (Tone, String) {
        if let Some(failure) = &self.failed {
            return (Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language()));
        }
        let condition = self.profile.as_ref().map_or(self.condition.as_str(), |profile| profile.described());
        let press = Press { profile: self.profile.clone(), ..Press::default() };
        (Tone::Plain, scene.words().press_note(press.standard(), condition))
    }
}
