//! The table of the parts of the settings: what a part is, and one row for each.
//!
//! A new part is its own file with a `Form` that is a [`Component`], its row below, and its name and purpose in `src/locale/desk/settings.rs`.
//! The list at the left, the keys Ctrl+1 to Ctrl+9, the state, the messages and the view come from the row.

use super::wish::{Answered, Wish};
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
    type Told;

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
    fn chord(&self, chord: &Chord, scene: Scene) -> Option<Self::Told>;

    /// A file was let fall on it; none where it takes no file.
    fn dropped(&self, _path: std::path::PathBuf) -> Option<Self::Told> {
        None
    }

    /// Whether a step can be taken now: from this go its button and its key. Where it cannot, the foot of the screen says why and
    /// [`Component::update`] does not hear of it.
    fn able(&self, _told: &Self::Told, _scene: Scene) -> Result<(), WhyNot> {
        Ok(())
    }

    /// What a button does; nothing while it is grey.
    fn can(&self, told: Self::Told, scene: Scene) -> Option<Self::Told> {
        self.able(&told, scene).is_ok().then_some(told)
    }

    /// Does what happened, and says what it wants.
    fn update(&mut self, told: Self::Told, scene: Scene) -> Option<Wish>;

    /// Hears what the books answered to what it asked for.
    fn answered(&mut self, _answered: Answered, _scene: Scene) -> Option<Wish> {
        None
    }

    /// Whether something in it is to be seen to.
    fn mark(&self, _scene: Scene) -> Option<Tone> {
        None
    }

    /// What is drawn of it, below its name and purpose.
    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Self::Told>;
}

macro_rules! parts {
    ($($(#[$doc:meta])+ $part:ident in $file:ident, $name:ident, $purpose:ident;)+) => {
        /// The parts of the settings, in the order of their keys.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Part { $($(#[$doc])+ $part),+ }

        impl Part {
            /// All of them; the first has the key Ctrl+1.
            pub const ALL: &[Part] = &[$(Part::$part),+];

            /// Its name in the list.
            pub const fn name(self, words: &Words) -> &'static str {
                match self { $(Part::$part => words.$name()),+ }
            }

            /// What it is for, and where what is set here is seen.
            pub const fn purpose(self, words: &Words) -> &'static str {
                match self { $(Part::$part => words.$purpose()),+ }
            }
        }

        /// What happens to one of the parts.
        #[derive(Debug, Clone)]
        #[allow(clippy::large_enum_variant, reason = "one at a time, and boxed in the message of the screen")]
        pub enum Told { $($(#[$doc])+ $part($file::Told)),+ }

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

            pub(super) fn chord(&self, part: Part, chord: &Chord, scene: Scene) -> Option<Told> {
                match part { $(Part::$part => self.$file.chord(chord, scene).map(Told::$part)),+ }
            }

            pub(super) fn dropped(&self, part: Part, path: std::path::PathBuf) -> Option<Told> {
                match part { $(Part::$part => self.$file.dropped(path).map(Told::$part)),+ }
            }

            pub(super) fn able(&self, told: &Told, scene: Scene) -> Result<(), WhyNot> {
                match told { $(Told::$part(told) => self.$file.able(told, scene)),+ }
            }

            pub(super) fn update(&mut self, told: Told, scene: Scene) -> (Part, Option<Wish>) {
                match told { $(Told::$part(told) => (Part::$part, self.$file.update(told, scene))),+ }
            }

            pub(super) fn answered(&mut self, part: Part, answered: Answered, scene: Scene) -> Option<Wish> {
                match part { $(Part::$part => self.$file.answered(answered, scene)),+ }
            }

            pub(super) fn mark(&self, part: Part, scene: Scene) -> Option<Tone> {
                match part { $(Part::$part => self.$file.mark(scene)),+ }
            }

            pub(super) fn view<'a>(&'a self, part: Part, scene: Scene<'a>) -> Element<'a, Told> {
                match part { $(Part::$part => self.$file.view(scene).map(Told::$part)),+ }
            }
        }
    };
}

parts! {
    /// 报社: who the paper is.
    Paper in paper, part_paper, purpose_of_paper;
    /// 本机: how this person likes the desk.
    Desk in own_desk, part_desk, purpose_of_desk;
    /// 打印机: where proofs and statements are printed.
    Printers in printers, part_printers, purpose_of_printers;
    /// 人员: who works here, and whether they sign in.
    Persons in persons, part_persons, purpose_of_persons;
    /// 权限: what each role may do.
    Rights in rights, part_rights, purpose_of_rights;
    /// 出报与截稿: when the paper appears, and until when ads are taken.
    Calendar in calendar, part_calendar, purpose_of_calendar;
    /// 规则: the files of rules of the paper's own.
    Rules in rules, part_rules, purpose_of_rules;
    /// 印刷: how the paper is printed.
    Press in press, part_press, purpose_of_press;
    /// 备份: the copies of the books.
    Copies in copies, part_copies, purpose_of_copies;
}
