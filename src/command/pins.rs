//! PINs on the command line: from the environment, from standard input, or typed unseen at a terminal; and signing in with them.

use std::io::{IsTerminal, stdin};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::answer::CommandError;
use super::arguments::{PeopleTask, Task};
use super::{Context, tell};
use crate::locale::people::{PinOf, alone, pin_prompt, recovered};
use crate::office::{GivenPin, Session};
use books::persons::Pin;
use books::store::{Sqlite, Store};
use trade::ids::PersonName;
use trade::refusal::{Fault, PersonTrouble, Refusal};
use trade::settings::{Language, Zone};

/// The variable with the PIN of who works.
const PIN: &str = "QISHI_PIN";
/// The variable with the PIN of who approves.
const APPROVER_PIN: &str = "QISHI_APPROVER_PIN";
/// The variable with a PIN that is to be set.
pub(super) const NEW_PIN: &str = "QISHI_NEW_PIN";

/// Who works and who approves, each with what they gave as their PIN.
#[derive(Debug)]
pub(super) struct Pins {
    person: Result<GivenPin, Refusal>,
    approvers: Vec<GivenPin>,
    /// Who approves and works are the same.
    own: bool,
}

impl Pins {
    /// The PINs that a command needs; none where nobody has to sign in. They are read before anything else is taken from standard input.
    ///
    /// # Errors
    /// A terminal or standard input that cannot be read.
    pub(super) fn needed(
        folder: &Path,
        task: &Task,
        person: Option<&str>,
        language: Language,
    ) -> Result<Option<Pins>, Fault> {
        if !task.signs_in() || !asks_who_works(folder, task) {
            return Ok(None);
        }
        let Some(name) = person.and_then(PersonName::typed) else {
            let person = Err(PersonTrouble::SignInNeeded.into());
            return Ok(Some(Pins { person, approvers: Vec::new(), own: false }));
        };
        let pin = Pin::typed(&read(PIN, PinOf::Person, &name, language)?);
        let mut approvers = Vec::new();
        let approver = task.approver().and_then(PersonName::typed);
        let own = approver.as_ref() == Some(&name);
        if let Some(name) = approver.filter(|_| !own) {
            let pin = Pin::typed(&read(APPROVER_PIN, PinOf::Approver, &name, language)?);
            approvers.push(GivenPin { name, pin });
        }
        Ok(Some(Pins { person: Ok(GivenPin { name, pin }), approvers, own }))
    }
}

/// Whether these books ask who works. Books that cannot be read ask nobody here; what is done with them says why they cannot.
fn asks_who_works(folder: &Path, task: &Task) -> bool {
    let Ok(Some(mut store)) = Sqlite::open_to_read(folder) else { return false };
    let Ok(house) = store.folder_state(crate::clock::now(Zone::default()).date_naive()) else { return false };
    // Who switches it on proves that they can sign in.
    let switches = matches!(task, Task::People(people) if matches!(&people.task, PeopleTask::SignIn(_)));
    house.persons.is_on() || (switches && house.persons.active().next().is_some())
}

/// A PIN: from the environment; typed unseen, where standard input is a terminal; otherwise its next line.
///
/// # Errors
/// [`Fault::File`] where it cannot be read.
pub(super) fn read(variable: &str, of: PinOf, name: &str, language: Language) -> Result<String, Fault> {
    if let Some(pin) = std::env::var_os(variable) {
        // What is no text is no PIN either, and is refused as a wrong one.
        return Ok(pin.to_string_lossy().into_owned());
    }
    let unread = |error: std::io::Error| Fault::File { path: "-".to_owned(), what: error.to_string() };
    if stdin().is_terminal() {
        return rpassword::prompt_password(pin_prompt(of, name, language)).map_err(unread);
    }
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(unread)?;
    Ok(line.trim().to_owned())
}

impl Context {
    /// The session under which a command works, after who works signed in, with whoever approves. What everybody is to be told is said
    /// here.
    ///
    /// # Errors
    /// Nobody to sign in, a wrong PIN; a fault of the store.
    pub(super) fn sign_in(&self, store: &mut dyn Store, at: DateTime<FixedOffset>) -> Result<Session, CommandError> {
        let session = self.session(at);
        let Some(pins) = &self.pins else { return Ok(session) };
        let person = pins.person.as_ref().map_err(Clone::clone)?;
        let session = session.signed_in(store, person, &pins.approvers, &mut |signed| {
            if let Some(told) = &signed.recovered {
                tell(&recovered(told, self.language));
            }
        })?;
        if pins.own && store.folder_state(at.date_naive())?.persons.is_one() {
            tell(alone(self.language));
        }
        self.identities.replace(session.identities.clone());
        Ok(session)
    }
}
