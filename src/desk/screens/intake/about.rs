//! What the desk knows of the screen 批量: its name, its keys, and what it does for the desk.

use std::path::PathBuf;

use iced::keyboard::key::Named;

use super::{Action, Intake, Message};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Intake {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("批量", "Batch"),
        tab: true,
        way: key("F4", "批量：贴一页公告，一起登记", "a page of notices, booked together"),
        named: Some(Named::F4),
        ctrl: None,
        opens: &[],
        keys: &[
            key("Ctrl+V · Enter", "贴上一页 · Ctrl+Enter 读出公告", "paste a page · Ctrl+Enter reads it"),
            key("↑ ↓ PageUp PageDown", "走；在别处按 Ctrl+↑ ↓", "walk; Ctrl+↑ ↓ from elsewhere"),
            key("Ctrl+E · Esc", "改这一则的字 · 改完", "correct the words · done"),
            key(
                "Ctrl+J",
                "核对：第一处未了的；Space 已阅，Enter 放行或确认",
                "the first open finding; Space: seen, Enter: passed or confirmed",
            ),
            key("Ctrl+H", "这一则不登 · 取回来登", "put it aside · take it after all"),
            key("Ctrl+T", "规格、刊期、客户：全部 · 只这一则", "size, runs, customer for all · for this one"),
            key(
                "Ctrl+G · D · K · O",
                "规格 · 刊期 · 客户 · 付款人与抬头",
                "size · run dates · customer · payer and title",
            ),
            key("Ctrl+M", "付款：一笔收全部；再按换下一位付款人", "one payment for all; again: the next who pays"),
            key("Ctrl+PageUp PageDown · 0", "翻看 · 原大", "scroll · true size"),
            key("Ctrl+L", "回到名单", "back to the list"),
            key("Ctrl+Enter · Shift+Enter", "全部登记 · 有未了的也登记", "book all · also while a finding is open"),
            key("Ctrl+P · S", "登记之后：全部校样 · 全部结算单", "then: proofs · statements of all"),
            key(
                "Ctrl+R · Q · G · Shift+G",
                "登记之后：交接单 · 疑问单 · 合并结算按付款人 · 按案件",
                "then: receipt · questions · one statement by payer · by case",
            ),
            key("Ctrl+Delete", "整批弃掉（按两次）", "throw the batch away (twice)"),
        ],
    };

    fn new(_scene: Scene) -> Intake {
        Intake::new()
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        vec![Action::Run(focus_on(self.first_place()))]
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Intake::chord(self, chord)
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        Some(Message::Dropped(path))
    }

    fn takes_money(&self) -> bool {
        Intake::takes_money(self)
    }

    fn pays(&self, message: &Message) -> bool {
        matches!(message, Message::Book) && self.takes_money()
    }

    fn able(&self, message: &Message, _scene: Scene) -> Result<(), WhyNot> {
        Intake::able(self, message)
    }

    fn interrupted(&mut self) {
        self.discarding = false;
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Intake::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Intake::view(self, scene)
    }
}
