//! The table of the parts of the settings: what a part is, and one row for each.
//!
//! A new part is its own file with a `Form` that is a [`Component`], and its row below with its name and purpose in both languages. The list at the left, the keys Ctrl+1 to Ctrl+9, the state, the messages and the view come from the row.

use super::wish::{SettingsAnswer, Wish};
use super::{calendar, copies, own_desk, paper, persons, press, printers, rights, rules};
use crate::desk::kit::Tone;
use crate::desk::screens::Scene;
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale::desk::Words;
use crate::locale::desk::why::WhyNot;

/// A part of the settings: its state, what may happen to it, and its view. It knows no store, and asks for one thing at a time.
pub(super) trait Component: Sized {
    /// What may happen to it.
    type Message;

    /// As it is set.
    fn new(scene: Scene) -> Self;

    /// As it is set, where a change was taken back; what a list stands on stays, since the next key is meant for that.
    fn renewed(&self, scene: Scene) -> Self {
        Self::new(scene)
    }

    /// Shows what was set elsewhere, unless something is being typed here.
    fn heard(&mut self, _scene: Scene) {}

    /// It is shown from now on: what is to be looked up.
    fn entered(&mut self, _scene: Scene) -> Option<Wish> {
        None
    }

    /// Where the focus goes when it is shown.
    fn first_place(&self) -> &'static str;

    /// What a key means here.
    fn chord(&self, chord: &Chord, scene: Scene) -> Option<Self::Message>;

    /// A file was let fall on it; none where it takes no file.
    fn dropped(&self, _path: std::path::PathBuf) -> Option<Self::Message> {
        None
    }

    /// Whether a step can be taken now: from this go its button and its key. Where it cannot, the foot of the screen says why and
    /// [`Component::update`] does not hear of it.
    fn able(&self, _told: &Self::Message, _scene: Scene) -> Result<(), WhyNot> {
        Ok(())
    }

    /// What a button does; nothing while it is grey.
    fn can(&self, told: Self::Message, scene: Scene) -> Option<Self::Message> {
        self.able(&told, scene).is_ok().then_some(told)
    }

    /// Does what happened, and says what it wants.
    fn update(&mut self, told: Self::Message, scene: Scene) -> Option<Wish>;

    /// Hears what the books answered to what it asked for.
    fn answered(&mut self, _answered: SettingsAnswer, _scene: Scene) -> Option<Wish> {
        None
    }

    /// Whether something in it is to be seen to.
    fn mark(&self, _scene: Scene) -> Option<Tone> {
        None
    }

    /// What is drawn of it, below its name and purpose.
    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Self::Message>;
}

macro_rules! parts {
    ($($(#[$doc:meta])+ $part:ident in $file:ident, $name:expr, $purpose:expr;)+) => {
        /// The parts of the settings, in the order of their keys.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Part { $($(#[$doc])+ $part),+ }

        impl Part {
            /// All of them; the first has the key Ctrl+1.
            pub const ALL: &[Part] = &[$(Part::$part),+];

            /// Its name in the list.
            pub const fn name(self, words: &Words) -> &'static str {
                let (zh, en) = match self { $(Part::$part => $name),+ };
                words.either(zh, en)
            }

            /// What it is for, and where what is set here is seen.
            pub const fn purpose(self, words: &Words) -> &'static str {
                let (zh, en) = match self { $(Part::$part => $purpose),+ };
                words.either(zh, en)
            }
        }

        /// What happens to one of the parts.
        #[derive(Debug, Clone)]
        #[allow(clippy::large_enum_variant, reason = "one at a time, and boxed in the message of the screen")]
        pub enum PartMessage { $($(#[$doc])+ $part($file::Message)),+ }

        /// The state of all parts.
        #[derive(Debug)]
        pub(super) struct Forms { $(pub(super) $file: $file::Form),+ }

        impl Forms {
            pub(super) fn new(scene: Scene) -> Forms {
                Forms { $($file: Component::new(scene)),+ }
            }

            pub(super) fn renew(&mut self, part: Part, scene: Scene) {
                match part { $(Part::$part => self.$file = self.$file.renewed(scene)),+ }
            }

            pub(super) fn heard(&mut self, scene: Scene) {
                $(self.$file.heard(scene);)+
            }

            pub(super) fn entered(&mut self, part: Part, scene: Scene) -> Option<Wish> {
                match part { $(Part::$part => self.$file.entered(scene)),+ }
            }

            pub(super) fn first_place(&self, part: Part) -> &'static str {
                match part { $(Part::$part => self.$file.first_place()),+ }
            }

            pub(super) fn chord(&self, part: Part, chord: &Chord, scene: Scene) -> Option<PartMessage> {
                match part { $(Part::$part => self.$file.chord(chord, scene).map(PartMessage::$part)),+ }
            }

            pub(super) fn dropped(&self, part: Part, path: std::path::PathBuf) -> Option<PartMessage> {
                match part { $(Part::$part => self.$file.dropped(path).map(PartMessage::$part)),+ }
            }

            pub(super) fn able(&self, told: &PartMessage, scene: Scene) -> Result<(), WhyNot> {
                match told { $(PartMessage::$part(told) => self.$file.able(told, scene)),+ }
            }

            pub(super) fn update(&mut self, told: PartMessage, scene: Scene) -> (Part, Option<Wish>) {
                match told { $(PartMessage::$part(told) => (Part::$part, self.$file.update(told, scene))),+ }
            }

            pub(super) fn answered(&mut self, part: Part, answered: SettingsAnswer, scene: Scene) -> Option<Wish> {
                match part { $(Part::$part => self.$file.answered(answered, scene)),+ }
            }

            pub(super) fn mark(&self, part: Part, scene: Scene) -> Option<Tone> {
                match part { $(Part::$part => self.$file.mark(scene)),+ }
            }

            pub(super) fn view<'a>(&'a self, part: Part, scene: Scene<'a>) -> Element<'a, PartMessage> {
                match part { $(Part::$part => self.$file.view(scene).map(PartMessage::$part)),+ }
            }
        }
    };
}

parts! {
    /// 报社: who the paper is.
    Paper in paper,
        ("报社", "The paper"),
        (
            "印在结算单、退款单和对账上的本报信息",
            "The paper as it stands on statements, refund slips and accounts",
        );
    /// 本机: how this person likes the desk.
    Desk in own_desk,
        ("本机", "This desk"),
        (
            "只管这台机器上的这个人：改了马上生效，不动账目",
            "For this person on this machine: each holds at once and changes nothing in the books",
        );
    /// 打印机: where proofs and statements are printed.
    Printers in printers,
        ("打印机", "Printers"),
        (
            "校样和结算单送到哪台打印机；没设就用阅读器打开",
            "Where proofs and statements are printed; without a printer the viewer opens them",
        );
    /// 人员: who works here, and whether they sign in.
    Persons in persons,
        ("人员", "Persons"),
        (
            "谁在这里上班、什么岗位、口令，以及要不要登录",
            "Who works here, with which role and PIN, and whether they sign in",
        );
    /// 权限: what each role may do.
    Rights in rights,
        ("权限", "Rights"),
        (
            "启用登录后，各岗位不用问人就能办什么；负责人什么都可以",
            "What each role may do without asking, once sign-in is on; an owner may do everything",
        );
    /// 出报与截稿: when the paper appears, and until when ads are taken.
    Calendar in calendar,
        ("出报与截稿", "Deadlines"),
        (
            "哪几天出报、登哪天的广告收到几点；决定收稿时能选哪些日期",
            "On which days the paper appears and until when ads are taken: the dates that can be chosen",
        );
    /// 规则: the files of rules of the paper's own.
    Rules in rules,
        ("规则文件", "Rule files"),
        (
            "本报自己的价目、刊期、公告种类和样式：检查、录入、撤回",
            "Cards, calendars, kinds of notices and styles of the paper: checked, entered, withdrawn",
        );
    /// 印刷: how the paper is printed.
    Press in press,
        ("印刷", "Press"),
        (
            "单独出片的广告文件怎样适合本报的印厂；柜台上的校样不受影响",
            "How files of an ad alone suit the press; proofs at the counter stay as they are",
        );
    /// 备份: the copies of the books.
    Copies in copies,
        ("备份与恢复", "Copies"),
        (
            "账目的备份：现在做一份、放到第二处、从一份恢复",
            "Copies of the books: make one, keep them in a second place, restore one",
        );
}
