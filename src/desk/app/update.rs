//! What can happen at the desk, and what each does to it; a message of a screen goes to that screen (`screens.rs`).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use iced::{Size, Task, window};

use super::{App, FloatMessage, Unanswered, copies};
use crate::desk::screens::{self, Screen, day, intake, sign_in, take};
use crate::desk::widgets::{focus_if_free, step};
use crate::locale::desk::why::WhyNot;
use books::booking::Number;
use books::counter::Rules;
use books::store::FolderState;
use trade::refusal::{Failure, Fault};

/// What happens at the desk.
#[derive(Debug, Clone)]
pub enum Message {
    /// On one of the screens.
    Screen(screens::Message),
    /// Where somebody signs in or approves.
    SignIn(sign_in::Message),
    /// The float is asked for, typed, or the till opened with it.
    Float(FloatMessage),
    /// Nobody works here until somebody signs in again.
    Lock,
    /// Somebody is asked to approve what comes next.
    Approval,
    /// Show another of the screens.
    Go(Screen),
    /// Show where a file of rules that reads no more is mended.
    Mend,
    /// The list of the day is there.
    Listed,
    /// A key asked for this, and for the move of the focus that comes of it.
    Struck(Box<Message>),
    /// A key that asked for something was handled: sent with false at first, and with true once the move of the focus that it caused is
    /// done as well.
    Beat(bool),
    /// What keys were held back for was answered: sent as [`Message::Beat`] is.
    Released(Unanswered, bool),
    /// A hand does something else than the key that did nothing: why it did not is said no longer.
    Stirred,
    /// The focus goes on, or back.
    Step(bool),
    /// The books told what holds for the folder, and how far they are.
    Housed(Result<(FolderState, u64), Fault>),
    /// These bookings were compared with those before them, which could not be done when they were taken.
    MadeGood(Result<Vec<Number>, Failure>),
    /// How far the books are.
    Version(Result<u64, Fault>),
    /// Something was written, or could not be.
    Written(Result<(), Failure>),
    /// A file was let fall on the window.
    Dropped(PathBuf),
    /// The window is there.
    Opened(window::Id, Size),
    /// The window has another size.
    Resized(Size),
    /// The copy of the day was looked after: whether something is to be seen to.
    Copied(bool),
    /// The books are other ones from now on.
    Reopened(copies::Reopened),
    /// Sent once a second, and ten times a second while something typed is not kept yet.
    Tick(Instant),
    /// A frame was drawn.
    Drawn(Instant),
}

impl App {
    /// Does what a message says.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Screen(message) => self.heard(message),
            Message::SignIn(message) => self.for_sign_in(message),
            Message::Float(message) => self.for_float(message),
            Message::Lock | Message::Approval if !self.house.persons.is_on() => self.refuse(None, WhyNot::NoSignIn),
            Message::Lock => self.lock(),
            Message::Approval => self.ask_approval(),
            Message::Go(screen) => self.go(screen),
            Message::Mend => {
                self.screens.settings.show_rules();
                self.go(Screen::Settings)
            }
            Message::Listed if self.screen == Screen::Day => focus_if_free(day::place::LIST),
            Message::Listed => Task::none(),
            Message::Stirred => {
                self.anew ^= self.why.take().is_some();
                Task::none()
            }
            Message::Struck(message) => {
                self.anew ^= self.why.take().is_some();
                self.leaves_float(&message);
                self.update(*message)
            }
            Message::Beat(false) => Task::done(Message::Beat(true)),
            Message::Beat(true) => {
                self.held.handled();
                Task::none()
            }
            Message::Released(open, false) => Task::done(Message::Released(open, true)),
            Message::Released(open, true) => {
                drop(open);
                self.held.let_go();
                Task::none()
            }
            // On the screen that takes ads Tab may take a customer first.
            Message::Step(back) if self.screen == Screen::Take => self.update(Message::from(take::Message::Tab(back))),
            Message::Step(back) => step(back),
            Message::Housed(Ok((house, version))) => {
                let changed = self.house.paper.vat != house.paper.vat || self.house.rules != house.rules;
                let rules = (self.house.rules != house.rules).then(|| Rules::with(&house.rules));
                self.posted_since(version);
                (self.house, self.failed) = (house, None);
                self.follow_till();
                let gate = self.follow_sign_in();
                match rules {
                    Some(Ok(rules)) => (self.rules, self.unread) = (Arc::new(rules), None),
                    // The rules shown are no longer those in force: said until they can be read. To book asks the books' own.
                    Some(Err(fault)) => self.unread = Some(fault.into()),
                    None => {}
                }
                let heard = self.snapshot();
                self.screens.settings.heard(heard.scene());
                let cards = self.refresh_rates();
                let cards = Task::batch([gate, cards]);
                if !changed {
                    return cards;
                }
                let batch = self.screens.intake.ask_anew(heard.scene());
                let batch = batch.into_iter().map(|action| self.for_intake(action));
                let batch: Vec<_> = batch.collect();
                let again = self.screens.take.ask_again();
                Task::batch(batch.into_iter().chain([self.for_take(again), cards]).collect::<Vec<_>>())
            }
            Message::Housed(Err(fault)) | Message::Version(Err(fault)) => {
                self.failed = Some(fault.into());
                Task::none()
            }
            Message::MadeGood(Ok(made)) if made.is_empty() => Task::none(),
            Message::MadeGood(Ok(_)) => self.look_again(),
            Message::MadeGood(Err(failure)) => {
                self.failed = Some(failure);
                Task::none()
            }
            Message::Version(Ok(version)) => {
                if self.version == Some(version) {
                    self.failed = None;
                    return Task::none();
                }
                self.posted_since(version);
                self.look_again()
            }
            Message::Written(result) => {
                self.unwritten = result.err();
                Task::none()
            }
            Message::Dropped(path) => {
                let dropped = self.screens.of(self.screen).dropped(path).filter(|_| self.sign_in.is_none());
                dropped.map_or_else(Task::none, |dropped| self.update(dropped))
            }
            Message::Opened(window, size) => {
                self.window = size;
                // A title bar and a panel would else push the foot of the window off a small screen.
                window::maximize(window, true)
            }
            Message::Resized(size) => {
                self.window = size;
                Task::none()
            }
            Message::Copied(wanting) => {
                self.copies_wanting = wanting;
                Task::none()
            }
            Message::Reopened(books) => self.reopened(books),
            Message::Tick(now) => Task::batch([
                self.idle(now),
                self.daily_again(),
                self.update(Message::from(take::Message::Tick(now))),
                self.update(Message::from(intake::Message::Tick(now))),
                self.ask_books(|store| store.version(), |version| Message::Version(version.and_then(|v| v))),
                // The command line and other windows put jobs there too.
                self.list_waiting(),
            ]),
            Message::Drawn(at) => {
                if let Some(started) = self.started.take() {
                    eprintln!("first frame {} ms after the start", at.saturating_duration_since(started).as_millis());
                }
                Task::none()
            }
        }
    }
}
