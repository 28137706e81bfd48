//! Who works at this desk: signing in, locking, and somebody who approves the next step.

use std::time::{Duration, Instant};

use iced::Task;

use super::{App, Message};
use crate::desk::screens::sign_in::{self, Action, Purpose, SignIn};
use crate::desk::widgets::focus_on;
use crate::locale::people;
use books::persons::Identities;
use books::store::sign_in as give_pin;
use trade::refusal::Failure;

/// So long nobody touches anything before the desk locks itself.
const IDLE: Duration = Duration::from_secs(600);

impl App {
    /// The name of who signed in at this desk.
    pub(in crate::desk) fn signed_in(&self) -> Option<&str> {
        self.identities.person.as_ref().map(|identity| identity.name().as_str())
    }

    /// Who approves what is asked next.
    pub(in crate::desk) fn approvers(&self) -> impl Iterator<Item = &str> {
        self.identities.approvers.iter().map(|identity| identity.name().as_str())
    }

    /// What everybody is to be told of once, after they signed in.
    pub(in crate::desk) fn told(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// Where a name and a PIN are typed, while they are asked for.
    pub const fn sign_in(&self) -> Option<&SignIn> {
        self.sign_in.as_ref()
    }

    /// Does what a message of signing in says.
    pub(super) fn for_sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        self.anew = !self.anew;
        let Some(sign_in) = &mut self.sign_in else { return Task::none() };
        let actions = sign_in.update(message);
        Task::batch(actions.into_iter().map(|action| self.signing(action)).collect::<Vec<_>>())
    }

    fn signing(&mut self, action: Action) -> Task<Message> {
        match action {
            Action::Run(task) => task.map(Message::SignIn),
            Action::Ask(given) => {
                let at = self.now();
                self.act_on_books(
                    move |store| {
                        let signed = give_pin(store, &given.name, &given.pin, at)?;
                        Ok::<_, Failure>((signed, store.version()?))
                    },
                    |answer| {
                        let answer = answer.map_err(Failure::from).and_then(|answer| answer);
                        Message::SignIn(sign_in::Message::Answered(answer))
                    },
                )
            }
            Action::SignedIn(purpose, signed, version) => {
                match purpose {
                    Purpose::Work => self.identities = Identities::from(signed.identity),
                    Purpose::Approve => self.identities.approvers = vec![signed.identity],
                }
                self.sign_in = None;
                // What signing in posted is no step that an approval was for.
                self.version = Some(version);
                // It stands in the head until somebody else works here.
                if let Some(told) = &signed.recovered {
                    self.told = Some(people::recovered(told, self.taste.language));
                }
                Task::batch([self.look_again(), self.back_again()])
            }
            Action::Cancel => {
                self.sign_in = None;
                self.back_again()
            }
        }
    }

    /// Nobody works here until somebody signs in again; what stands on the screens stays.
    pub(super) fn lock(&mut self) -> Task<Message> {
        let name = self.signed_in().unwrap_or(self.taste.clerk.trim()).to_owned();
        (self.identities, self.told) = (Identities::none(), None);
        self.show_sign_in(Purpose::Work, &name)
    }

    /// Somebody is asked to approve what comes next.
    pub(super) fn ask_approval(&mut self) -> Task<Message> {
        self.show_sign_in(Purpose::Approve, "")
    }

    fn show_sign_in(&mut self, purpose: Purpose, name: &str) -> Task<Message> {
        self.anew = !self.anew;
        let sign_in = SignIn::new(purpose, name);
        let focus = focus_on(sign_in.first_place());
        self.sign_in = Some(sign_in);
        focus
    }

    /// Sign-in was switched on or off somewhere, or who signed in left or has another PIN.
    pub(super) fn follow_sign_in(&mut self) -> Task<Message> {
        let on = self.house.persons.is_on();
        if !on && self.sign_in.take().is_some() {
            self.identities = Identities::none();
            return self.back_again();
        }
        let stands = self.identities.person.as_ref().is_some_and(|identity| self.house.persons.knows(identity));
        let asks = self.sign_in.as_ref().is_some_and(|sign_in| sign_in.purpose() == Purpose::Work);
        if on && !stands && !asks { self.lock() } else { Task::none() }
    }

    /// How far the books are. An approval is for one step: once anything more was posted, here or elsewhere, it stands no more.
    pub(super) fn posted_since(&mut self, version: u64) {
        if self.version.is_some_and(|known| known != version) {
            self.identities.approvers.clear();
        }
        self.version = Some(version);
    }

    /// Locks the desk where nobody touched anything for a while.
    pub(super) fn idle(&mut self, now: Instant) -> Task<Message> {
        self.held.tick();
        if self.touched.since_last_asked() {
            self.stirred = None;
        }
        let since = *self.stirred.get_or_insert(now);
        let asks = self.sign_in.is_some();
        if self.house.persons.is_on() && !asks && now.saturating_duration_since(since) >= IDLE {
            return self.lock();
        }
        Task::none()
    }
}
