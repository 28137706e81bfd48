//! The window as the system and the keyboard know it: title, colours, size of text, the frame around the screens, and what a key means
//! before any field hears it.

use iced::keyboard::key;
use iced::{Subscription, window};

use super::{App, FloatMessage, Message, Screen};
use crate::desk::theme::{Element, Theme};
use crate::desk::widgets::{Chord, Root};
use crate::desk::{header, stopped};
use trade::settings::ThemeChoice as Colours;

impl App {
    /// The title of the window.
    pub fn title(&self) -> String {
        let words = self.scene().words();
        let name = self.screen.name(words);
        let practice = if self.house.practice { format!("（{}）", words.practice) } else { String::new() };
        format!("启事 · {name}{practice}")
    }

    /// The window's background and text colour. tiny-skia paints only what it takes for changed, and where shorter text replaces longer
    /// text a row of pixels stays (iced #3384): a background that differs by less than can be seen has everything painted anew. Not
    /// while the copy is typed, so that a key costs no full painting.
    pub fn style(&self, theme: &Theme) -> iced::theme::Style {
        let mut style = iced::theme::Base::base(theme);
        if self.anew {
            style.background_color.r -= 1e-5;
        }
        style
    }

    /// The light or the dark theme, as this person has set it.
    pub const fn theme(&self) -> Theme {
        match self.taste.theme {
            Colours::Light => Theme::Light,
            Colours::Dark => Theme::Dark,
        }
    }

    /// How large everything is.
    pub fn scale(&self) -> f32 {
        f32::from(self.taste.text_percent) / 100.0
    }

    /// The header, and the screen below it.
    pub fn view(&self) -> Element<'_, Message> {
        let scene = self.scene();
        let all: Element<'_, Message> = match &self.sign_in {
            Some(sign_in) => sign_in.view(scene).map(Message::SignIn),
            None => {
                let screen = match &self.unread {
                    // Nothing is priced or checked by rules that are not those in force: there is one thing to do.
                    Some(failure) if self.screen != Screen::Settings => stopped::unread(failure, scene),
                    _ => self.screens.of(self.screen).view(scene),
                };
                iced::widget::column![header::view(self, scene), screen].into()
            }
        };
        let struck = |chord: &Chord| self.chord(chord).map(|message| Message::Struck(Box::new(message)));
        Root::new(all, struck)
            .touched(&self.touched)
            .stirred(self.why.is_some().then_some(Message::Stirred))
            .pressed(self.float.typing.then_some(Message::Float(FloatMessage::Pressed)))
            .one_by_one(self.held.done(), Message::Beat(false))
            .into()
    }

    /// What a key means to the desk, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if let Some(sign_in) = &self.sign_in {
            let step = chord.named == Some(key::Named::Tab) && !chord.ctrl;
            return if step { Some(Message::Step(chord.shift)) } else { sign_in.chord(chord).map(Message::SignIn) };
        }
        if !chord.repeat {
            match chord.named {
                Some(key::Named::F11) => return Some(Message::Lock),
                Some(key::Named::F12) => return Some(Message::Approval),
                _ => {}
            }
        }
        if let Some(screen) = Screen::led_to_by(chord) {
            return Some(Message::Go(screen));
        }
        if let Some(message) = self.float_chord(chord) {
            return Some(message);
        }
        if self.is_for_float(chord) {
            return None;
        }
        if chord.named == Some(key::Named::Tab) && !chord.ctrl {
            return Some(Message::Step(chord.shift));
        }
        if self.unread.is_some() && self.screen != Screen::Settings {
            let mend = chord.ctrl && chord.named == Some(key::Named::Enter);
            return mend.then_some(Message::Mend);
        }
        self.screens.of(self.screen).chord(chord, self.scene())
    }

    /// What the desk hears of besides keys: time, files let fall on it, its size.
    pub fn subscription(&self) -> Subscription<Message> {
        // A draft is kept soon after the last key; otherwise only the clock in the header and the other windows matter.
        let pace = if self.screens.take.restless() || self.screens.intake.restless() { 100 } else { 1_000 };
        let time = iced::time::every(std::time::Duration::from_millis(pace)).map(Message::Tick);
        let events = iced::event::listen_with(|event, _, id| match event {
            iced::Event::Window(window::Event::FileDropped(path)) => Some(Message::Dropped(path)),
            iced::Event::Window(window::Event::Resized(size)) => Some(Message::Resized(size)),
            iced::Event::Window(window::Event::Opened { size, .. }) => Some(Message::Opened(id, size)),
            _ => None,
        });
        let frames = if self.started.is_some() { window::frames().map(Message::Drawn) } else { Subscription::none() };
        Subscription::batch([time, events, frames])
    }
}
