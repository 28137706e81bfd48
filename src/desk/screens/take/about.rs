//! What the desk knows of the screen 收稿: its name, its keys, and what it does for the desk.

use std::path::PathBuf;

use iced::keyboard::key::Named;

use super::{Action, Message, Take};
use crate::desk::screens::{About, Scene, Screen, ScreenState};
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;

impl ScreenState for Take {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("收稿", "Take"),
        tab: true,
        way: key("F2", "收稿：收一则稿", "take an ad"),
        named: Some(Named::F2),
        ctrl: None,
        opens: &[],
        keys: &[
            key(
                "Ctrl+K",
                "客户：电话的几位、姓名、单位、拼音；再按一次打开客户页",
                "the customer, by part of anything; again: their page",
            ),
            key(
                "↑ ↓ · Enter · Tab",
                "在客户名单里：走 · 选中客户，停在旧稿上则重登 · 只取客户",
                "in the list: walk · take, or repeat the ad · the customer only",
            ),
            key("Ctrl+O", "电话、姓名、付款人、发票抬头", "telephone, name, payer and title"),
            key("Ctrl+J · T", "稿件 · 照片（祝福）", "copy · picture (of a blessing)"),
            key("Ctrl+Shift+J", "大字时：稿上的核对结果全部列出", "with large text: all that is said of the ad"),
            key("Ctrl+L · G · D · I", "类别 · 规格 · 刊期 · 应见证件", "category · size · run dates · papers"),
            key("Ctrl+Shift+L", "祝福与公告互换", "blessing or notice"),
            key(
                "Ctrl+U · R · Shift+U",
                "样式 · 套红 · 换成更省的样式",
                "style · second colour · the style that costs less",
            ),
            key(
                "Ctrl+E · Shift+E",
                "光标所在行换一种（标题、正文、落款…）",
                "make of the caret's line the next kind of line",
            ),
            key("Ctrl+F", "刊登要求：价目另问的", "what the card asks besides"),
            key("Ctrl+M · B", "付款方式 · 余下的另付", "payment · the rest in another way"),
            key("Ctrl+P · Shift+P", "议价 · 取消议价", "a price by hand · take it back"),
            key("Ctrl+Shift+D", "截稿后加登", "take it after the deadline"),
            key("Ctrl+Shift+M", "确实多付，多出的记待退", "more came than is owed"),
            key("Ctrl+Shift+F", "更正启事：报社的错 · 客户的错", "whose mistake a correction mends"),
            key("Alt+← → ↑ ↓ · PageUp PageDown", "照片移动 · 放大缩小", "move the picture · larger, smaller"),
            key("Ctrl+0 · + · -", "原大 · 放大 · 缩小", "true size · larger · smaller"),
            key("Ctrl+Z · Y", "撤销 · 重做（稿件里的字）", "undo · redo in the copy"),
            key("Ctrl+H · 1…9", "挂单 · 取回第几则", "put the ad aside · bring one back"),
            key("Ctrl+Delete", "弃稿（按两次）", "throw the draft away (twice)"),
            key("Ctrl+Enter", "登记并打样", "book it and make the proof"),
            key(
                "Ctrl+P · S · G",
                "登记之后：打校样 · 结算单 · 客户签样",
                "then: print the proof · the statement · the customer signs",
            ),
            key(
                "Ctrl+W · Shift+W",
                "登记之后：样稿图到剪贴板 · 存成 PNG",
                "then: the ad as a picture on the clipboard · as a PNG",
            ),
            key(
                "Ctrl+Z · Shift+N · N",
                "登记之后：撤回（按两次）· 重登 · 下一位（也可按 Enter）",
                "then: take it back (twice) · repeat · next (or Enter)",
            ),
        ],
    };

    fn new(scene: Scene) -> Take {
        Take::new(scene)
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        vec![Action::Run(focus_on(self.first_place()))]
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        Take::chord(self, chord)
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        Some(Message::Dropped(path))
    }

    fn takes_money(&self) -> bool {
        Take::takes_money(self)
    }

    fn pays(&self, message: &Message) -> bool {
        matches!(message, Message::Book) && self.takes_money()
    }

    fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        Take::able(self, message, scene)
    }

    fn interrupted(&mut self) {
        self.ask_twice_again();
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        Take::update(self, message, scene)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        Take::view(self, scene)
    }
}
