//! The press of the paper: what the file of an ad names and embeds, how it is separated, and what it may not be finer than.

use std::path::PathBuf;

use iced::keyboard::key;
use iced::widget::{Space, column, row, text};
use iced::{Alignment, Fill};

use super::form::{card, explained, why};
use super::paper::between;
use super::table::Component;
use super::wish::{Ask, SettingsAnswer, Wish};
use super::{Part, choice};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, size};
use crate::desk::widgets::Chord;
use crate::locale::desk::why::WhyNot;
use trade::measure::narrow;
use trade::refusal::{Failure, Refusal};
use trade::settings::{Paper, Press, Profile, Second};

/// The field of the path of a profile.
pub const PROFILE: &str = "settings-profile";
/// The field of the printing condition, the first of the part.
pub const CONDITION: &str = "settings-condition";
const SPOT: &str = "settings-spot";
const GAIN: &str = "settings-gain";
const RULE: &str = "settings-rule";
const TYPE: &str = "settings-type";

/// The ways of printing the second colour, in the order of their names on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SecondColourKind {
    Process,
    Black,
    Spot,
}

const HOWS: [SecondColourKind; 3] = [SecondColourKind::Process, SecondColourKind::Black, SecondColourKind::Spot];

/// What is typed about the press.
#[derive(Debug)]
pub struct Form {
    condition: String,
    how: SecondColourKind,
    spot: String,
    gain: String,
    rule: String,
    least_type: String,
    path: String,
    profile: Option<Profile>,
    touched: bool,
    saving: bool,
    saved: bool,
    failed: Option<Failure>,
}

/// What happens on the card.
#[derive(Debug, Clone)]
pub enum Message {
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
    /// A profile was let fall on the window.
    Dropped(PathBuf),
    /// The profile was read, or could not be.
    Taken(Result<Profile, Failure>),
    /// No profile is wanted.
    Without,
    /// Everything as Chinese newspapers publish it.
    Preset,
    /// Post what is typed.
    Save,
    /// The focus goes on.
    Onward,
}

impl Form {
    /// As it is set.
    fn of(paper: &Paper) -> Form {
        let press = &paper.press;
        let (how, spot) = match &press.second {
            Second::Process => (SecondColourKind::Process, String::new()),
            Second::Black => (SecondColourKind::Black, String::new()),
            Second::Spot(name) => (SecondColourKind::Spot, name.clone()),
        };
        Form {
            condition: press.condition.clone(),
            how,
            spot,
            gain: press.picture_gain.to_string(),
            rule: press.least_rule_said(),
            least_type: press.smallest().to_string(),
            path: String::new(),
            profile: press.profile.clone(),
            touched: false,
            saving: false,
            saved: false,
            failed: None,
        }
    }

    /// The paper with the press as it is typed.
    fn typed(&self, paper: &Paper) -> Result<Paper, Refusal> {
        let second = match self.how {
            SecondColourKind::Process => Second::Process,
            SecondColourKind::Black => Second::Black,
            SecondColourKind::Spot => format!("spot:{}", self.spot.trim()).parse()?,
        };
        let gain: String = self.gain.trim().trim_end_matches(['%', '％']).chars().map(narrow).collect();
        let bad = || Refusal::BadSetting { field: "picture_gain", value: self.gain.clone() };
        let gain = if gain.trim().is_empty() { 0 } else { gain.trim().parse().map_err(|_| bad())? };
        let press = Press::checked(&self.condition, second, gain)?.holding(&self.rule, &self.least_type)?;
        Ok(Paper { press: Press { profile: self.profile.clone(), ..press }, ..paper.clone() })
    }
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        Form::of(&scene.house.paper)
    }

    fn heard(&mut self, scene: Scene) {
        if !self.touched {
            let (path, failed) = (std::mem::take(&mut self.path), self.failed.take());
            *self = Form { path, failed, saved: self.saved, saving: self.saving, ..Form::new(scene) };
        }
    }

    fn first_place(&self) -> &'static str {
        CONDITION
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        (chord.ctrl && chord.named == Some(key::Named::Enter)).then_some(Message::Save)
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        // A profile ends in .icc or .icm; another file is no matter of the press.
        let is_profile =
            path.extension().is_some_and(|end| end.eq_ignore_ascii_case("icc") || end.eq_ignore_ascii_case("icm"));
        is_profile.then_some(Message::Dropped(path))
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Save if self.saving => Err(WhyNot::Busy),
            Message::Save if !self.touched => Err(WhyNot::Unchanged),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        (self.saved, self.failed) = (false, None);
        match told {
            Message::Condition(text) => self.condition = text,
            Message::Second(at) => self.how = HOWS.get(at).copied().unwrap_or(self.how),
            Message::Spot(text) => self.spot = text,
            Message::Gain(text) => self.gain = text,
            Message::Rule(text) => self.rule = text,
            Message::Type(text) => self.least_type = text,
            Message::Path(text) => {
                self.path = text;
                return None;
            }
            Message::Take => {
                let path = self.path.trim();
                return (!path.is_empty()).then(|| Wish::ReadProfile(PathBuf::from(path)));
            }
            Message::Dropped(path) => return Some(Wish::ReadProfile(path)),
            Message::Taken(Ok(profile)) => {
                self.path.clear();
                self.profile = Some(profile);
            }
            Message::Taken(Err(failure)) => {
                self.failed = Some(failure);
                return None;
            }
            Message::Without => self.profile = None,
            Message::Preset => *self = Form::of(&Paper::default()),
            Message::Onward => return Some(Wish::Onward),
            Message::Save => {
                let old = &scene.house.paper;
                return match self.typed(old) {
                    Ok(new) => {
                        self.saving = true;
                        let all = differences(&old.press, &new.press, scene);
                        let change = between(Part::Press, &all, (old, &new), scene);
                        Some(Wish::Ask(Box::new(Ask::Paper(Box::new(new))), change.map(Box::new)))
                    }
                    Err(refusal) => {
                        self.failed = Some(refusal.into());
                        None
                    }
                };
            }
        }
        self.touched = true;
        None
    }

    fn answered(&mut self, answered: SettingsAnswer, _scene: Scene) -> Option<Wish> {
        self.saving = false;
        match answered {
            Ok(_) => (self.touched, self.saved) = (false, true),
            Err(failure) => self.failed = Some(failure),
        }
        None
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let field = |label, value, id, told: fn(String) -> Message| {
            InputField::new(label, value, id).on_input(true, told).on_submit(Message::Onward)
        };
        let at = HOWS.iter().position(|how| *how == self.how);
        let second = Element::from(choice(&words.second_colours(), at, Message::Second));
        let second = row![text(words.second_colour()).size(size::NOTE).width(48), second].spacing(12);
        let path = InputField::new(words.profile_path(), &self.path, PROFILE)
            .on_input(true, Message::Path)
            .on_submit(Message::Take);
        let without = self.profile.is_some().then_some(Message::Without);
        let preset = kit::button(words.newsprint_preset(), "", Some(Message::Preset));
        let mut colours = column![
            explained(
                field(words.press_condition(), &self.condition, CONDITION, Message::Condition),
                words.condition_note()
            ),
            second.align_y(Alignment::Center),
        ];
        if self.how == SecondColourKind::Spot {
            colours = colours.push(Element::from(field(words.spot_name(), &self.spot, SPOT, Message::Spot)));
        }
        let least = row![
            explained(field(words.picture_gain(), &self.gain, GAIN, Message::Gain), words.gain_note()),
            explained(field(words.least_rule(), &self.rule, RULE, Message::Rule), words.least_rule_note()),
            explained(field(words.least_type(), &self.least_type, TYPE, Message::Type), words.least_type_note()),
        ];
        let buttons = row![preset, kit::button(words.no_profile(), "", without), Space::new().width(Fill)];
        let save = kit::next(words.save_press(), "Ctrl+Enter", self.can(Message::Save, scene));
        let fields = colours
            .push(least.spacing(8))
            .push(Element::from(path))
            .push(buttons.spacing(8))
            .push(kit::kept(36.0, Some(self.said(scene))))
            .push(save);
        card(fields)
    }
}

impl Form {
    fn said(&self, scene: Scene) -> (Tone, String) {
        if let Some(failure) = &self.failed {
            return (Tone::Wrong, why(failure, scene));
        }
        if self.saved {
            return (Tone::Well, scene.words().saved().to_owned());
        }
        let condition = self.profile.as_ref().map_or(self.condition.as_str(), |profile| profile.described());
        let press = Press { profile: self.profile.clone(), ..Press::default() };
        (Tone::Plain, scene.words().press_note(press.standard(), condition))
    }
}

/// The settings of two presses by name, each as a person reads it.
fn differences(old: &Press, new: &Press, scene: Scene) -> [(&'static str, String, String); 6] {
    let words = scene.words();
    let of = |what, said: &dyn Fn(&Press) -> String| (what, said(old), said(new));
    let [process, black, spot] = words.second_colours();
    [
        of(words.press_condition(), &|press| press.condition.clone()),
        of(words.second_colour(), &|press| match &press.second {
            Second::Process => process.to_owned(),
            Second::Black => black.to_owned(),
            Second::Spot(name) => format!("{spot} {name}"),
        }),
        of(words.picture_gain(), &|press| press.picture_gain.to_string()),
        of(words.least_rule(), &Press::least_rule_said),
        of(words.least_type(), &|press| press.smallest().to_string()),
        of(words.profile_name(), &|press| {
            press.profile.as_ref().map_or_else(String::new, |profile| profile.described().to_owned())
        }),
    ]
}
