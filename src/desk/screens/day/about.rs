//! What the desk knows of the screen 当日: its name, its keys, and what it does for the desk.

use iced::keyboard::key::Named;

use super::{Action, Day, Message};
use crate::desk::forms::{self, act, pay};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Day {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("当日", "Day"),
        tab: true,
        way: key("F3", "当日：一天的登记，收款、签样、审核、改动", "the day: payments, signatures, review, changes"),
        named: Some(Named::F3),
        ctrl: None,
        opens: &[],
        keys: &[
            key("↑ ↓ PageUp PageDown", "走", "walk"),
            key(
                "Space · Ctrl+A",
                "标记 · 全部标记；以后每个键都对标记的做",
                "mark · mark all; then every key acts on what is marked",
            ),
            key("Ctrl+Enter", "下一步：见证件、收款、签样、审核…", "the next step"),
            key("Ctrl+M · G · R", "收款（几则一笔）· 签样 · 审核", "payment (several by one) · signature · reviewed"),
            key("Ctrl+I · J", "见证件 · 核对", "papers seen · findings"),
            key("Ctrl+P · S", "打校样 · 结算单", "print the proofs · the statements"),
            key("Ctrl+W · Shift+W", "样稿图到剪贴板 · 存成 PNG", "the ad as a picture on the clipboard · as a PNG"),
            key(
                "Ctrl+E",
                "改动：改稿、改期、撤稿、退款、补刊、减收、冲正、撤回（其中 Ctrl+1…8）",
                "change: its acts are Ctrl+1…8 there",
            ),
            key("Ctrl+Z", "撤回上一步", "take the last step back"),
            key("Ctrl+Shift+N · Shift+E", "重登 · 更正启事", "repeat the ad · an ad that corrects it"),
            key("Ctrl+1 … 6", "收稿、应收、已收、挂账、待付、待办：只看这些", "only what that sum counts"),
            key("Ctrl+F", "筛选；Esc 取消", "filter; Esc takes it away"),
            key("Ctrl+← → · T", "前一天、后一天 · 今天", "day before, after · today"),
            key("Ctrl+D", "当日收的 · 当日刊的", "taken or running"),
            key("Ctrl+O · H", "展开已了的与经过 · 改前的稿", "unfold what is settled · the ad before each change"),
            key("Ctrl+Shift+S · Shift+M", "退款单 · 确实多付", "slip of the refund · more came than is owed"),
            key("Enter", "大字时：看全这一则", "with large text: the whole booking"),
        ],
    };

    fn new(scene: Scene) -> Day {
        Day::new(scene)
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        vec![Action::Run(focus_on(self.first_place())), Action::Enter(self.date, self.by)]
    }

    fn posted(&mut self, _scene: Scene) -> Vec<Action> {
        self.refresh()
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Day::chord(self, chord)
    }

    fn takes_money(&self) -> bool {
        self.moves_money()
    }

    fn pays(&self, message: &Message) -> bool {
        let sends = matches!(
            message,
            Message::Act(act::Message::Send) | Message::Form(forms::Message::Pay(pay::Message::Send))
        );
        sends && self.moves_money()
    }

    fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        Day::able(self, message, scene)
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Day::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Day::view(self, scene)
    }
}
