//! 设置: part by part, who the paper is, its rules, who works here, the printers, the copies of the books, and how this person likes the desk.
//! What was changed last is said below them with its old and its new value, and Ctrl+Z sets it back.

mod about;
pub mod calendar;
pub mod copies;
mod form;
pub mod own_desk;
pub mod paper;
pub mod persons;
pub mod press;
pub mod printers;
pub mod rights;
pub mod rules;
mod table;
pub mod wish;
mod words;

pub use copies::CopiesState;
pub use table::{Part, PartMessage};

use std::path::PathBuf;

use iced::keyboard::key;
use iced::widget::{Column, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Task};

use super::{Scene, ScreenState};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, Theme, size};
use crate::desk::widgets::{Chord, Group, focus_on, step};
use crate::locale;
use crate::locale::desk::why::WhyNot;
use books::booking::new_request;
use table::Forms;
use trade::refusal::Failure;
use wish::{Ask, Deed, SettingChange, SettingsAnswer, Wish};

/// The list of parts, for the focus.
pub const PARTS: &str = "settings-parts";
/// The button that sets back what was changed last.
pub const BACK: &str = "settings-back";
/// The width of the list of parts, and the most that a part takes.
const LIST: f32 = 190.0;
const WIDE: f32 = 760.0;

/// The settings: the part that is shown, the state of all, and what was changed last.
#[derive(Debug)]
pub struct Settings {
    at: Part,
    forms: Forms,
    changed: Option<SettingChange>,
    /// Why what was changed last could not be set back.
    stuck: Option<Failure>,
    pending: Vec<Pending>,
    /// What was not answered well: asked again, it is the same request.
    again: Option<(Ask, String)>,
}

/// Something that the books were asked for.
#[derive(Debug)]
struct Pending {
    part: Part,
    request: String,
    ask: Ask,
    change: Option<SettingChange>,
    /// It takes a change back, and is no wish of the part itself.
    back: bool,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Show a part, and look up what it needs.
    Show(Part),
    /// Something happened to a part.
    Part(Box<PartMessage>),
    /// The books answered this request.
    Answered(String, SettingsAnswer),
    /// Set back what was changed last.
    Back,
    /// Keep what is typed, in a part of which nothing is typed that has to be kept.
    Keep,
    /// A file was let fall on the window.
    Dropped(PathBuf),
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Ask the books for this, under this request.
    Ask(String, Box<Ask>),
    /// Keep how this person likes the desk.
    Taste(Box<trade::settings::Taste>),
    /// Anything else that a part wants.
    Wish(Wish),
}

impl Settings {
    /// As everything is set; the paper first.
    pub fn new(scene: Scene) -> Settings {
        let (at, forms) = (Part::ALL[0], Forms::new(scene));
        Settings { at, forms, changed: None, stuck: None, pending: Vec::new(), again: None }
    }

    /// Shows what was set elsewhere, unless something is being typed here.
    pub fn heard(&mut self, scene: Scene) {
        self.forms.heard(scene);
    }

    /// Shows the part in which files of rules are mended.
    pub fn show_rules(&mut self) {
        self.at = Part::Rules;
    }

    /// The part that is shown.
    pub const fn at(&self) -> Part {
        self.at
    }

    /// What was changed last and can be set back: the setting, its old and its new value.
    pub fn changed(&self) -> Option<(&str, &str, &str)> {
        self.changed.as_ref().map(|change| (change.what.as_str(), change.old.as_str(), change.new.as_str()))
    }

    /// What a key means here.
    pub fn chord(&self, chord: &Chord, scene: Scene) -> Option<Message> {
        if chord.repeat || chord.alt {
            return None;
        }
        if chord.ctrl && !chord.shift {
            let figure = chord.letter.and_then(|letter| letter.to_digit(10)).and_then(|figure| figure.checked_sub(1));
            if let Some(part) = figure.and_then(|at| Part::ALL.get(at as usize)) {
                return Some(Message::Show(*part));
            }
            if chord.letter == Some('z') {
                return Some(Message::Back);
            }
        }
        let told = self.forms.chord(self.at, chord, scene).map(|told| Message::Part(Box::new(told)));
        told.or_else(|| (chord.ctrl && chord.named == Some(key::Named::Enter)).then_some(Message::Keep))
    }

    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        match message {
            Message::Part(told) => self.forms.able(told, scene),
            Message::Back if self.changed.is_none() => Err(WhyNot::NothingSet),
            Message::Keep => Err(WhyNot::KeptAtOnce),
            _ => Ok(()),
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        match message {
            Message::Show(part) => self.show(part, scene),
            Message::Part(told) => {
                let (part, wish) = self.forms.update(*told, scene);
                wish.map_or_else(Vec::new, |wish| self.wished(part, wish))
            }
            Message::Answered(request, answered) => self.answered(&request, answered, scene),
            Message::Back => self.back(scene),
            Message::Keep => Vec::new(),
            Message::Dropped(path) => {
                // A part that takes no file leaves it to the one that takes those of rules.
                let here = self.forms.dropped(self.at, path.clone());
                let mut actions = if here.is_some() { Vec::new() } else { self.show(Part::Rules, scene) };
                if let Some(told) = here.or_else(|| self.forms.dropped(Part::Rules, path)) {
                    actions.extend(self.update(Message::Part(Box::new(told)), scene));
                }
                actions
            }
        }
    }

    fn show(&mut self, part: Part, scene: Scene) -> Vec<Action> {
        self.at = part;
        let mut actions = vec![Action::Run(focus_on(self.forms.first_place(part)))];
        if let Some(wish) = self.forms.entered(part, scene) {
            actions.extend(self.wished(part, wish));
        }
        actions
    }

    fn wished(&mut self, part: Part, wish: Wish) -> Vec<Action> {
        match wish {
            Wish::Focus(place) => vec![Action::Run(focus_on(place))],
            Wish::Onward => vec![Action::Run(step(false))],
            Wish::Ask(ask, change) => vec![self.ask(part, *ask, change.map(|change| *change), false)],
            Wish::Taste(taste, change) => {
                (self.changed, self.stuck) = (change.after(self.changed.take()), None);
                vec![Action::Taste(taste)]
            }
            Wish::Changed(change) => {
                (self.changed, self.stuck) = (Some(*change), None);
                Vec::new()
            }
            Wish::Then(first, second) => {
                let mut actions = self.wished(part, *first);
                actions.extend(self.wished(part, *second));
                actions
            }
            other => vec![Action::Wish(other)],
        }
    }

    fn ask(&mut self, part: Part, ask: Ask, change: Option<SettingChange>, back: bool) -> Action {
        let same = self.again.take().filter(|(before, _)| *before == ask);
        let request = same.map_or_else(new_request, |(_, request)| request);
        self.pending.push(Pending { part, request: request.clone(), ask: ask.clone(), change, back });
        Action::Ask(request, Box::new(ask))
    }

    fn answered(&mut self, request: &str, answered: SettingsAnswer, scene: Scene) -> Vec<Action> {
        let Some(at) = self.pending.iter().position(|one| one.request == request) else { return Vec::new() };
        let Pending { part, request, ask, change, back } = self.pending.swap_remove(at);
        match &answered {
            Ok(_) if change.is_some() => (self.changed, self.stuck) = (change, None),
            Ok(_) => (self.changed, self.stuck) = (None, None),
            Err(failure) if back => {
                (self.changed, self.stuck) = (change.map(SettingChange::turned), Some(failure.clone()))
            }
            Err(_) => self.again = Some((ask, request)),
        }
        if back {
            return Vec::new();
        }
        self.forms.answered(part, answered, scene).map_or_else(Vec::new, |wish| self.wished(part, wish))
    }

    /// Sets back what was changed last.
    fn back(&mut self, scene: Scene) -> Vec<Action> {
        let Some(change) = self.changed.take() else { return Vec::new() };
        let part = change.part;
        match change.back.clone() {
            Deed::Taste(taste) => {
                self.changed = Some(change.turned());
                self.forms.renew(part, Scene { taste: &taste, ..scene });
                vec![Action::Taste(taste)]
            }
            Deed::Ask(ask) => {
                self.forms.renew(part, scene);
                vec![self.ask(part, *ask, Some(change.turned()), true)]
            }
            Deed::Second(place) => {
                self.changed = Some(change.turned());
                vec![Action::Wish(Wish::Copies(copies::Wish::Second(place)))]
            }
        }
    }

    /// The list of parts, the one that is shown, and what was changed last.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let part = self.forms.view(self.at, scene).map(|told| Message::Part(Box::new(told)));
        let head = column![
            text(self.at.name(words)).size(size::HEAD).font(SONG_BOLD),
            text(self.at.purpose(words)).size(size::NOTE).style(theme::tint(|c| c.quiet)),
        ];
        let shown = column![head.spacing(2), part].spacing(14).max_width(WIDE);
        let shown = scrollable(container(shown).padding([18, 24])).width(Fill).height(Fill);
        let body = row![self.list(scene), shown].height(Fill);
        column![body, kit::line(), self.foot(scene)].into()
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let line = |(at, part): (usize, &Part)| {
            let here = *part == self.at;
            let name = text(part.name(words)).size(size::TEXT).font(if here { HEI_BOLD } else { theme::HEI });
            let mark: Element<'a, Message> = match self.forms.mark(*part, scene) {
                Some(Tone::Wrong) => kit::square(),
                Some(_) => kit::ring(),
                None => Space::new().width(10).into(),
            };
            let key = kit::key_of(words.part_key(at + 1), here);
            let line = row![mark, name, Space::new().width(Fill), key].spacing(8).align_y(Alignment::Center);
            kit::segment(line, here, Fill)
        };
        let rows = Column::from_iter(Part::ALL.iter().enumerate().map(line)).spacing(2);
        let at = Part::ALL.iter().position(|part| *part == self.at);
        let list = Group::choice(rows.width(Fill), at, Part::ALL.len(), |at| Message::Show(Part::ALL[at])).id(PARTS);
        container(Element::from(list))
            .padding([14, 10])
            .width(LIST)
            .height(Fill)
            .style(theme::ground(|c| c.sheet))
            .into()
    }

    /// What was changed last, from what to what, and the key that sets it back.
    fn foot<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let line = match (scene.why, &self.stuck, &self.changed) {
            (Some(why), ..) => text(words.why_not(why)).size(size::NOTE).style(theme::tint(|c| c.remind)),
            (None, Some(failure), _) => kit::wrong(locale::failure(failure, language).line(language)),
            (None, None, Some(change)) => text(words.changed(&change.what, &change.old, &change.new)).size(size::NOTE),
            (None, None, None) => kit::quiet(words.nothing_changed()),
        };
        let back = kit::button(words.set_back(), "Ctrl+Z", self.can(Message::Back, scene)).id(BACK);
        let line = container(line.wrapping(text::Wrapping::WordOrGlyph)).width(Fill).max_height(36.0).clip(true);
        let foot = row![line, Element::from(back)].spacing(12).align_y(Alignment::Center);
        container(foot).padding([0, 16]).center_y(48).width(Fill).style(theme::ground(|c| c.sheet)).into()
    }
}

/// One of several, in a row: arrows choose at once.
fn choice<'a, M: 'a>(names: &[&'a str], at: Option<usize>, pick: impl Fn(usize) -> M + Clone + 'a) -> Group<'a, M> {
    let options = names.iter().enumerate().map(|(i, name)| kit::option(*name, Some(i) == at, iced::Shrink));
    Group::choice(iced::widget::Row::from_iter(options).spacing(6), at, names.len(), pick)
}

/// A row of a list in a part: the one under the keyboard stands on its own ground.
fn list_row<'a, M: 'a>(inner: impl Into<Element<'a, M>>, here: bool) -> Element<'a, M> {
    container(inner)
        .padding([5, 10])
        .width(Fill)
        .style(move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: Some(if here { c.remind_ground } else { c.sheet }.into()),
                border: iced::border::rounded(theme::RADIUS).width(1).color(if here { c.ink } else { c.hairline }),
                ..container::Style::default()
            }
        })
        .into()
}
