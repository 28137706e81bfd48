//! What the desk knows of the screen 价目: its name, its keys, and what it does for the desk.

use std::path::PathBuf;

use iced::keyboard::key::Named;

use super::{Action, Message, Rates, place};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Rates {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("价目", "Rates"),
        tab: true,
        way: key("F7", "价目", "rate cards"),
        named: Some(Named::F7),
        ctrl: None,
        opens: &[],
        keys: &[
            key("↑ ↓ · Ctrl+L", "选一版 · 回到名单", "choose a version · to their list"),
            key("Ctrl+E", "抄一份来改", "make a copy and change it"),
            key("Enter · Tab", "改价时：下一个价 · 往下走", "in a copy: the next price · go on"),
            key("Ctrl+T · G", "表格与全文互换 · 下一处错", "table or whole file · the next mistake"),
            key("Ctrl+L · D", "改价时：新版名称 · 起用日", "in a copy: its name · the day from which it holds"),
            key("Ctrl+P · S · O", "A3 价目表 · 存文件 · 读文件", "poster · its file · read a card"),
            key("Ctrl+Z · Y", "撤销 · 重做", "undo · redo"),
            key("Ctrl+Delete", "撤回未起用的一版 · 弃掉改稿（按两次）", "withdraw, or throw the copy away (twice)"),
        ],
    };

    fn new(scene: Scene) -> Rates {
        Rates::new(scene)
    }

    fn entered(&mut self, _from: Screen, scene: Scene) -> Vec<Action> {
        let mut actions = self.refresh(scene);
        let to = if self.editing().is_some() { place::VERSION } else { place::VERSIONS };
        actions.push(Action::Run(focus_on(to)));
        actions
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Rates::chord(self, chord)
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        Some(Message::Dropped(path))
    }

    fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        Rates::able(self, message, scene)
    }

    fn interrupted(&mut self) {
        self.twice = None;
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Rates::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Rates::view(self, scene)
    }
}
