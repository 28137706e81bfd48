//! What the parts of the settings ask of the desk. A part only returns it; `desk::app` carries it out.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{Part, copies};
use crate::desk::screens::sign_in::TypedPin;
use crate::office::GivenPin;
use crate::print::Address;
use books::booking::{Entered, Printout, RuleKind};
use books::persons::Identities;
use trade::people::{Rights, Role};
use trade::refusal::Failure;
use trade::settings::{Paper, Taste};

/// What a part wants of the desk.
#[derive(Debug)]
pub enum Wish {
    /// Move the focus to this place.
    Focus(&'static str),
    /// Move the focus to the next place.
    Onward,
    /// Ask the books for this, and say under the name of the setting what it was before, where that can be taken back.
    Ask(Box<Ask>, Option<Box<SettingChange>>),
    /// Keep how this person likes the desk.
    Taste(Box<Taste>, Box<SettingChange>),
    /// Read the profile of a press from its file.
    ReadProfile(PathBuf),
    /// Read the text of a file of rules.
    ReadRules(PathBuf),
    /// Write a file of rules into the folder `rules`, under this name.
    WriteRules(String, String),
    /// Look which printers there are.
    FindPrinters,
    /// Print the page that tries the printer for this, or open it where there is none.
    Try(Printout, Option<Address>),
    /// Something about the copies of the books.
    Copies(copies::Wish),
    /// Something was changed, and this is how it is taken back.
    Changed(Box<SettingChange>),
    /// One after the other.
    Then(Box<Wish>, Box<Wish>),
}

impl Wish {
    /// Asks the books for something that is not taken back by a key.
    pub(super) fn ask(ask: Ask) -> Option<Wish> {
        Some(Wish::Ask(Box::new(ask), None))
    }

    /// This, and then to move the focus.
    pub(super) fn then_focus(self, place: &'static str) -> Option<Wish> {
        Some(Wish::Then(Box::new(self), Box::new(Wish::Focus(place))))
    }
}

/// What the books are asked for.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "a name, a role, a PIN, a reason as it was typed; kind, version and text of a file of rules"
)]
pub enum Ask {
    /// Set who the paper is, and its press.
    Paper(Box<Paper>),
    /// Enter somebody, or let somebody come back.
    Add { name: String, role: Role, pin: TypedPin },
    /// Give somebody another role.
    Role { name: String, role: Role },
    /// Give somebody another PIN.
    Pin { name: String, pin: TypedPin },
    /// Somebody works here no more.
    Retire { name: String, reason: String },
    /// Switch sign-in on or off.
    SignIn {
        on: bool,
        reason: String,
        /// The owner who switches it on, with their PIN; nobody signed in before.
        owner: Option<GivenPin>,
    },
    /// Set what each role may do.
    Rights(Rights),
    /// Enter a file of rules that holds from a day on.
    Enter { kind: RuleKind, text: String, from: NaiveDate },
    /// Withdraw a file of rules; one that reads no more asks for a reason.
    Withdraw { kind: RuleKind, version: String, reason: String },
    /// Put a text in the place of a file of rules that reads no more.
    Replace { kind: RuleKind, version: String, text: String, reason: String },
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct SettingsPosted {
    /// The file of rules as the books keep it, where one was entered.
    pub entered: Option<Box<Entered>>,
    /// Who gave a PIN for it, and works here from then on.
    pub identities: Option<Box<Identities>>,
}

/// What the books answered.
pub type SettingsAnswer = Result<SettingsPosted, Failure>;

/// A setting that was changed, and how it is set back: for as long as nothing else was changed after it.
#[derive(Debug, Clone)]
pub struct SettingChange {
    /// The part in which it stands.
    pub part: Part,
    /// The setting, as the person reads it.
    pub what: String,
    /// What it was, as a person reads it.
    pub old: String,
    /// What it is now.
    pub new: String,
    /// What sets it back.
    pub back: Deed,
    /// What sets it as it is now.
    pub forth: Deed,
    /// It was typed letter by letter: what was before the first letter is what it is set back to.
    pub typed: bool,
}

impl SettingChange {
    /// The same the other way round: what was taken back can be done again.
    pub(super) fn turned(self) -> SettingChange {
        let SettingChange { part, what, old, new, back, forth, typed: _ } = self;
        SettingChange { part, what, old: new, new: old, back: forth, forth: back, typed: false }
    }

    /// Together with a change that was made before it: of a setting that is typed, from what it was before the first letter. None where it
    /// is now as it was then.
    pub(super) fn after(self, before: Option<SettingChange>) -> Option<SettingChange> {
        let Some(before) = before.filter(|before| before.typed && self.typed && before.what == self.what) else {
            return Some(self);
        };
        (before.old != self.new).then_some(SettingChange { old: before.old, back: before.back, ..self })
    }
}

/// What sets a setting.
#[derive(Debug, Clone)]
pub enum Deed {
    /// How this person likes the desk, as a whole.
    Taste(Box<Taste>),
    /// Something that the books are asked for.
    Ask(Box<Ask>),
    /// Something about the copies.
    Second(Option<PathBuf>),
}
