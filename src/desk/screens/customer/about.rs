//! What the desk knows of the screen 客户: its name, its keys, and what it does for the desk.

use super::{Action, Customer, FormMessage, Message, focus, place};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Customer {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("客户", "Customer"),
        tab: false,
        way: key(
            "Ctrl+K",
            "客户：收稿时找客户；已有客户时打开客户页",
            "the customer: look for one; the page of the one that stands",
        ),
        named: None,
        ctrl: None,
        opens: &[Screen::Keys],
        keys: &[
            key("↑ ↓ · Enter", "走 · 在当日打开", "walk · open it in 当日"),
            key("Ctrl+Shift+N", "重登", "repeat the ad"),
            key("Ctrl+S · ← →", "对账单 · 换月份", "statement of account · of other months"),
            key("Ctrl+M", "收款销账", "a payment for what stands"),
            key("Ctrl+E · Shift+E", "挂账协议 · 终止", "the agreement on credit · end it"),
            key("Esc", "返回", "go back"),
        ],
    };

    fn new(_scene: Scene) -> Customer {
        Customer::default()
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        let mut actions = vec![focus(place::LIST)];
        actions.extend(self.refresh());
        actions
    }

    fn posted(&mut self, _scene: Scene) -> Vec<Action> {
        self.refresh()
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Customer::chord(self, chord)
    }

    fn takes_money(&self) -> bool {
        Customer::takes_money(self)
    }

    fn pays(&self, message: &Message) -> bool {
        matches!(message, Message::Form(FormMessage::Send)) && self.takes_money()
    }

    fn able(&self, message: &Message, _scene: Scene) -> Result<(), WhyNot> {
        Customer::able(self, message)
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Customer::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Customer::view(self, scene)
    }
}
