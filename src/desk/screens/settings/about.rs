//! What the desk knows of the screen 设置: its name, its keys, and what it does for the desk.

use std::path::PathBuf;

use iced::keyboard::key::Named;

use super::{Action, Message, Settings};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Settings {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("设置", "Settings"),
        tab: true,
        way: key("F9", "设置（也可按 Ctrl+,）", "settings (also Ctrl+,)"),
        named: Some(Named::F9),
        ctrl: Some((',', false)),
        opens: &[],
        keys: &[
            key("Ctrl+1 … 9", "各部分", "the parts"),
            key("Ctrl+Enter", "红色按钮", "the red button"),
            key("Ctrl+Z", "改回上一处", "set back what was changed last"),
        ],
    };

    fn new(scene: Scene) -> Settings {
        Settings::new(scene)
    }

    fn entered(&mut self, _from: Screen, scene: Scene) -> Vec<Action> {
        self.show(self.at, scene)
    }

    fn chord(&self, chord: &Chord, scene: Scene) -> Option<Message> {
        Settings::chord(self, chord, scene)
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        Some(Message::Dropped(path))
    }

    fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        Settings::able(self, message, scene)
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Settings::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Settings::view(self, scene)
    }
}
