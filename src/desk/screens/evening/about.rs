//! What the desk knows of the screen 日结: its name, its keys, and what it does for the desk.

use std::path::PathBuf;

use iced::keyboard::key::Named;

use super::{Action, Evening, Message};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Evening {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("日结", "Evening"),
        tab: true,
        way: key("F10", "日结：收银台与结账", "tills, and the closing of the day"),
        named: Some(Named::F10),
        ctrl: None,
        opens: &[],
        keys: &[
            key(
                "Ctrl+1 … 4",
                "点钞 · 对渠道 · 留到明日 · 结账",
                "the cash · the channels' files · what is left · the closing",
            ),
            key("Ctrl+Enter", "红色按钮：开台、点清、确认、结账", "the red button"),
            key("Enter", "下一格", "the next field"),
            key("Ctrl+O", "读渠道的账单文件（也可拖进来）", "read a channel's file (or drop it)"),
            key("↑ ↓ · Enter · Ctrl+↑ ↓", "对渠道：选 · 确认 · 另一笔", "choose · confirm · another receipt"),
            key("Ctrl+S · P", "缴款单 · 上一张单据", "cash to the bank · the paper written last"),
            key(
                "Ctrl+Shift+T · Shift+R",
                "收台交班 · 重开已结的一天",
                "close the till alone · open a closed day again",
            ),
            key("Ctrl+← → · T", "前一天、后一天 · 今天", "day before, after · today"),
        ],
    };

    fn new(_scene: Scene) -> Evening {
        Evening::default()
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        self.anew();
        vec![Action::Look(None)]
    }

    fn returned(&mut self, _here: Screen, _scene: Scene) -> Vec<Action> {
        self.back_again();
        vec![Action::Look(self.day)]
    }

    fn posted(&mut self, _scene: Scene) -> Vec<Action> {
        vec![Action::Look(self.day)]
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Evening::chord(self, chord)
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        Some(Message::Dropped(path))
    }

    fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        Evening::able(self, message, scene)
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Evening::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Evening::view(self, scene)
    }
}
