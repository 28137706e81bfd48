//! 登录: a name and its PIN, in front of everything else while nobody signed in, and of who approves. What stands behind it stays as it is.

mod words;

use iced::keyboard::key;
use iced::widget::{column, container, row, text};
use iced::{Alignment, Fill, Task};

use super::Scene;
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::theme::{Element, SONG_BOLD, size};
use crate::desk::widgets::{Chord, focus_on};
use crate::locale;
use crate::office::GivenPin;
use books::persons::Pin;
use books::store::SignedIn;
use trade::ids::PersonName;
use trade::refusal::Failure;

/// The fields, for the focus.
pub mod place {
    /// The name of who signs in or approves.
    pub const NAME: &str = "sign-in-name";
    /// The PIN, which is not shown.
    pub const PIN: &str = "sign-in-pin";
}

/// What a PIN is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Somebody works here from now on.
    Work,
    /// Somebody approves what is asked next.
    Approve,
}

/// A name and a PIN that are being typed.
#[derive(Debug)]
pub struct SignIn {
    purpose: Purpose,
    name: String,
    pin: String,
    /// Whether the books look at the PIN.
    asking: bool,
    failed: Option<Failure>,
}

/// What happens where a name and a PIN are typed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "what was typed")]
pub enum Message {
    Name(String),
    Pin(TypedPin),
    /// Look at the PIN.
    Ask,
    /// It was right, and how far the books are by it; or why not.
    Answered(Result<(SignedIn, u64), Failure>),
    /// Nobody approves after all.
    Cancel,
}

/// A PIN in a message. It prints as `***`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TypedPin(String);

impl TypedPin {
    /// A PIN as it was typed.
    pub const fn new(text: String) -> TypedPin {
        TypedPin(text)
    }

    /// The figures as they were typed, also where they are no PIN.
    pub const fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::fmt::Debug for TypedPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// What the screen wants of the desk.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says what is to be done")]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Look at a PIN.
    Ask(GivenPin),
    SignedIn(Purpose, Box<SignedIn>, u64),
    Cancel,
}

impl SignIn {
    /// Nothing is typed but the name that is proposed.
    pub fn new(purpose: Purpose, name: &str) -> SignIn {
        SignIn { purpose, name: name.to_owned(), pin: String::new(), asking: false, failed: None }
    }

    /// What the PIN is given for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Where the focus goes: to the PIN, where a name is proposed.
    pub fn first_place(&self) -> &'static str {
        if self.name.trim().is_empty() { place::NAME } else { place::PIN }
    }

    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        match chord.named? {
            key::Named::Enter if chord.ctrl && !chord.repeat => Some(Message::Ask),
            key::Named::Escape if self.purpose == Purpose::Approve => Some(Message::Cancel),
            _ => None,
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message) -> Vec<Action> {
        match message {
            Message::Name(name) => {
                self.name = name;
                Vec::new()
            }
            Message::Pin(TypedPin(pin)) => {
                self.pin = pin;
                Vec::new()
            }
            Message::Ask => {
                let Some(name) = PersonName::typed(&self.name) else {
                    return vec![Action::Run(focus_on(place::NAME))];
                };
                // Enter after a name goes on to its PIN; struck twice it is looked at once.
                if self.pin.is_empty() || self.asking {
                    return vec![Action::Run(focus_on(place::PIN))];
                }
                let pin = Pin::typed(&self.pin);
                (self.asking, self.failed) = (true, None);
                self.pin.clear();
                vec![Action::Ask(GivenPin { name, pin })]
            }
            Message::Answered(Ok((signed, version))) => {
                self.asking = false;
                vec![Action::SignedIn(self.purpose, Box::new(signed), version)]
            }
            Message::Answered(Err(failure)) => {
                (self.asking, self.failed) = (false, Some(failure));
                vec![Action::Run(focus_on(place::PIN))]
            }
            Message::Cancel => vec![Action::Cancel],
        }
    }

    /// The two fields, and the button.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let work = self.purpose == Purpose::Work;
        let name = InputField::new(words.person_name(), &self.name, place::NAME).on_input(true, Message::Name);
        let pin = InputField::new(words.pin(), &self.pin, place::PIN).secret();
        let pin = pin.on_input(true, |typed| Message::Pin(TypedPin(typed)));
        let said = match (&self.failed, self.asking) {
            (_, true) => Some((Tone::Plain, words.looking_at_pin().to_owned())),
            (Some(failure), false) => Some((Tone::Wrong, locale::failure(failure, language).line(language))),
            (None, false) => None,
        };
        let go = (!self.asking).then_some(Message::Ask);
        let mut foot = row![kit::next(words.sign_in_button(work), "Enter", go)].spacing(8).align_y(Alignment::Center);
        if !work {
            foot = foot.push(kit::button(words.cancel, "Esc", Some(Message::Cancel)).padding([12, 14]));
        }
        let all = column![
            text(words.sign_in(work)).size(size::SUM).font(SONG_BOLD),
            kit::quiet(words.sign_in_note(work)),
            Element::from(name.on_submit(Message::Ask)),
            Element::from(pin.on_submit(Message::Ask)),
            kit::kept(48.0, said),
            foot,
        ];
        container(container(all.spacing(12)).max_width(420)).padding(48).center_x(Fill).height(Fill).into()
    }
}
