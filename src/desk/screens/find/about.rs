//! What the desk knows of the screen 查询: its name, its keys, and what it does for the desk.

use iced::keyboard::key::Named;

use super::{Action, FIELD, Find, Message};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Find {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("查询", "Find"),
        tab: true,
        way: key("F6", "查询：所有日子的登记", "bookings of all days"),
        named: Some(Named::F6),
        ctrl: None,
        opens: &[],
        keys: &[
            key("↑ ↓ PageUp PageDown", "走；光标仍在输入格", "choose; the caret stays in the field"),
            key("Enter", "在当日打开，什么都能做", "open it in 当日, with everything that can be done"),
            key("Ctrl+P", "打校样", "print its proof"),
            key("Ctrl+K · Shift+N", "客户页 · 重登", "the customer's page · repeat the ad"),
            key("Ctrl+1 … 8", "筛选；Ctrl+D 换日子", "filters; Ctrl+D turns the days"),
            key("Esc", "清空", "empty the field"),
        ],
    };

    fn new(_scene: Scene) -> Find {
        Find::default()
    }

    fn entered(&mut self, _from: Screen, scene: Scene) -> Vec<Action> {
        let mut actions = vec![Action::Run(focus_on(FIELD))];
        actions.extend(self.refresh(scene));
        actions
    }

    fn posted(&mut self, scene: Scene) -> Vec<Action> {
        self.refresh(scene)
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Find::chord(self, chord)
    }

    fn able(&self, message: &Message, _scene: Scene) -> Result<(), WhyNot> {
        Find::able(self, message)
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Find::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Find::view(self, scene)
    }
}
