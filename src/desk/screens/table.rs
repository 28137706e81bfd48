//! What a screen is, and what the table of screens makes of each row.
//!
//! A new screen is its own file or folder with a state that is a [`ScreenState`], and two lines in `screens/mod.rs`: its `mod` and its row.
//! The head of the window, the keys that lead there, the window's title, the page of keys, its state, its messages and its view come
//! from that.

use std::path::PathBuf;

use iced::keyboard::key::Named;

use super::{Scene, Screen};
use crate::desk::app::{self, DeskAction};
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale::desk::Words;
use crate::locale::desk::keys::KeyHelp;
use crate::locale::desk::why::WhyNot;

/// What the desk knows of a screen beside its state.
#[derive(Debug)]
pub struct About {
    /// Its name in the head and in the window's title: in Chinese and in English.
    pub name: (&'static str, &'static str),
    /// Whether it always stands among the tabs of the head.
    pub tab: bool,
    /// The key that leads there from anywhere, as it is written, and what the page of keys says of it.
    pub way: KeyHelp,
    /// That key, where it is one of the upper row.
    pub named: Option<Named>,
    /// A letter that leads there together with Ctrl, or with Ctrl and Shift (true).
    pub ctrl: Option<(char, bool)>,
    /// Come to from one of these, [`Action::Back`](super::Action::Back) leads where it led before: they are opened from here.
    pub opens: &'static [Screen],
    /// Its own keys, the most used ones first.
    pub keys: &'static [KeyHelp],
}

/// A screen: its state, what may happen on it, and its view. It holds no store, and says what it wants of the desk.
pub trait ScreenState: Sized {
    /// What may happen on it.
    type Message: Clone + std::fmt::Debug + Send + 'static;
    /// What it wants of the desk: [`super::Action`], or one of its own with what does it in `src/desk/app`.
    type Action: DeskAction + 'static;

    /// Its name and its keys.
    const ABOUT: About;

    /// As it stands when the desk is opened.
    fn new(scene: Scene) -> Self;

    /// It is shown, come to from `from`: where the focus goes, and what is looked up.
    fn entered(&mut self, from: Screen, scene: Scene) -> Vec<Self::Action>;

    /// It is shown again as it was, after somebody signed in or approved what is next.
    fn returned(&mut self, here: Screen, scene: Scene) -> Vec<Self::Action> {
        self.entered(here, scene)
    }

    /// Somebody posted something, here or elsewhere, while it is shown: what it asks again.
    fn posted(&mut self, _scene: Scene) -> Vec<Self::Action> {
        Vec::new()
    }

    /// What a key means here, before any field hears it.
    fn chord(&self, chord: &Chord, scene: Scene) -> Option<Self::Message>;

    /// Whether the step of a message can be taken now, or why not. From this alone go a button, which is grey where it cannot
    /// ([`ScreenState::can`]), and its key: the screen does not hear of what cannot be done, and shows why ([`Scene::why`]). What comes by
    /// itself is always heard.
    fn able(&self, message: &Self::Message, scene: Scene) -> Result<(), WhyNot>;

    /// What a button says when it is pressed; none where it is grey.
    fn can(&self, message: Self::Message, scene: Scene) -> Option<Self::Message> {
        self.able(&message, scene).is_ok().then_some(message)
    }

    /// A key was struck that does nothing now: what has to be struck twice at once begins anew.
    fn interrupted(&mut self) {}

    /// A file was let fall on the window; none where it takes no file.
    fn dropped(&self, _path: PathBuf) -> Option<Self::Message> {
        None
    }

    /// Whether money is about to be taken or given back, so that the head asks for the float.
    fn takes_money(&self) -> bool {
        false
    }

    /// Whether a message, as it stands, has money taken or given back now.
    fn pays(&self, _message: &Self::Message) -> bool {
        false
    }

    /// Does what a message says, and tells what the desk has to do.
    fn update(&mut self, message: Self::Message, scene: Scene) -> Vec<Self::Action>;

    /// What is drawn of it, below the head of the window.
    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Self::Message>;
}

/// A screen whichever it is: its messages are those of the desk. Each method does what that of [`ScreenState`] does.
pub(in crate::desk) trait AnyScreen {
    fn entered(&mut self, from: Screen, scene: Scene) -> Vec<Box<dyn DeskAction>>;
    fn returned(&mut self, here: Screen, scene: Scene) -> Vec<Box<dyn DeskAction>>;
    fn posted(&mut self, scene: Scene) -> Vec<Box<dyn DeskAction>>;
    fn chord(&self, chord: &Chord, scene: Scene) -> Option<app::Message>;
    fn dropped(&self, path: PathBuf) -> Option<app::Message>;
    fn takes_money(&self) -> bool;
    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, app::Message>;
}

impl<S: ScreenState> AnyScreen for S
where
    app::Message: From<S::Message>,
{
    fn entered(&mut self, from: Screen, scene: Scene) -> Vec<Box<dyn DeskAction>> {
        boxed(ScreenState::entered(self, from, scene))
    }

    fn returned(&mut self, here: Screen, scene: Scene) -> Vec<Box<dyn DeskAction>> {
        boxed(ScreenState::returned(self, here, scene))
    }

    fn posted(&mut self, scene: Scene) -> Vec<Box<dyn DeskAction>> {
        boxed(ScreenState::posted(self, scene))
    }

    fn chord(&self, chord: &Chord, scene: Scene) -> Option<app::Message> {
        ScreenState::chord(self, chord, scene).map(app::Message::from)
    }

    fn dropped(&self, path: PathBuf) -> Option<app::Message> {
        ScreenState::dropped(self, path).map(app::Message::from)
    }

    fn takes_money(&self) -> bool {
        ScreenState::takes_money(self)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, app::Message> {
        ScreenState::view(self, scene).map(app::Message::from)
    }
}

/// What a screen wants, whichever it is.
pub(in crate::desk) fn boxed<A: DeskAction + 'static>(actions: Vec<A>) -> Vec<Box<dyn DeskAction>> {
    actions.into_iter().map(|action| Box::new(action) as Box<dyn DeskAction>).collect()
}

/// Makes the screens of their rows: which there are, the state of each, and what may happen on each.
macro_rules! screens {
    ($($(#[$doc:meta])+ $screen:ident in $file:ident;)+) => {
        /// The screens of the desk; those that are tabs stand in the head in this order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Screen { $($(#[$doc])+ $screen),+ }

        impl Screen {
            /// All of them, in the order of the table.
            pub const ALL: [Screen; [$(Screen::$screen),+].len()] = [$(Screen::$screen),+];

            /// What the desk knows of it beside its state.
            pub const fn about(self) -> &'static About {
                match self { $(Screen::$screen => &<$file::$screen as ScreenState>::ABOUT),+ }
            }
        }

        /// What happens on one of the screens.
        #[derive(Debug, Clone)]
        pub enum Message { $($(#[$doc])+ $screen($file::Message)),+ }

        $(impl From<$file::Message> for crate::desk::app::Message {
            fn from(message: $file::Message) -> Self {
                Self::Screen(Message::$screen(message))
            }
        })+

        impl crate::desk::app::App {
            $(/// As it stands, whether it is shown or not.
            pub const fn $file(&self) -> &$file::$screen {
                &self.screens.$file
            })+
        }

        /// The state of each screen, as it stands whichever is shown.
        pub(in crate::desk) struct Screens { $(pub(in crate::desk) $file: $file::$screen),+ }

        impl Screens {
            /// Each as it stands when the desk is opened.
            pub(in crate::desk) fn new(scene: Scene) -> Screens {
                Screens { $($file: ScreenState::new(scene)),+ }
            }

            /// The state of a screen.
            pub(in crate::desk) fn of(&self, screen: Screen) -> &dyn AnyScreen {
                match screen { $(Screen::$screen => &self.$file),+ }
            }

            /// The state of a screen, to be changed.
            pub(in crate::desk) fn of_mut(&mut self, screen: Screen) -> &mut dyn AnyScreen {
                match screen { $(Screen::$screen => &mut self.$file),+ }
            }

            /// Whether a message has money taken or given back now.
            pub(in crate::desk) fn pays(&self, message: &Message) -> bool {
                match message { $(Message::$screen(message) => ScreenState::pays(&self.$file, message)),+ }
            }

            /// Whether the step of a message can be taken now on its screen, or why not.
            pub(in crate::desk) fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
                match message { $(Message::$screen(message) => ScreenState::able(&self.$file, message, scene)),+ }
            }

            /// The screen of a message does not do what it says.
            pub(in crate::desk) fn interrupted(&mut self, message: &Message) {
                match message { $(Message::$screen(_) => ScreenState::interrupted(&mut self.$file)),+ }
            }

            /// The screen that a message is for does what it says, and tells what the desk has to do.
            pub(in crate::desk) fn update(&mut self, message: Message, scene: Scene) -> Vec<Box<dyn DeskAction>> {
                match message {
                    $(Message::$screen(message) => boxed(ScreenState::update(&mut self.$file, message, scene))),+
                }
            }
        }
    };
}

pub(super) use screens;

impl Screen {
    /// The key that leads there, as it is written.
    pub const fn label(self) -> &'static str {
        self.about().way.keys
    }

    /// Its name in the head and in the window's title.
    pub const fn name(self, words: &Words) -> &'static str {
        words.either(self.about().name.0, self.about().name.1)
    }

    /// Whether it always stands among the tabs of the head.
    pub const fn is_tab(self) -> bool {
        self.about().tab
    }

    /// What its own keys do.
    pub const fn keys(self) -> &'static [KeyHelp] {
        self.about().keys
    }

    /// Those that have keys of their own, in the order in which the page of keys shows them.
    pub fn with_keys() -> Vec<Screen> {
        Screen::ALL.into_iter().filter(|screen| !screen.keys().is_empty()).collect()
    }

    /// The keys that lead to the screens: F1 to F10, then those with Ctrl.
    pub fn ways() -> Vec<&'static KeyHelp> {
        let mut ways: Vec<&KeyHelp> = Screen::ALL.into_iter().map(|screen| &screen.about().way).collect();
        ways.sort_by_key(|way| (way.keys.len(), way.keys));
        ways
    }

    /// The screen to which a chord leads.
    pub(in crate::desk) fn led_to_by(chord: &Chord) -> Option<Screen> {
        Screen::ALL.into_iter().find(|screen| {
            let about = screen.about();
            (about.named.is_some() && chord.named == about.named)
                || about.ctrl.is_some_and(|ctrl| chord.ctrl && chord.letter == Some(ctrl.0) && chord.shift == ctrl.1)
        })
    }
}
