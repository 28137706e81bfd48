//! What can happen at the desk, and what each does to it; a message of a screen goes to that screen.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use iced::{Size, Task, window};

use super::{App, FloatMessage, Screen, Unanswered, copies};
use crate::desk::screens::{
    Scene, accounts, customer, day, evening, find, intake, keys, rates, settings as settings_screen, sign_in, take,
    waits,
};
use crate::desk::widgets::{focus_if_free, step};
use books::booking::Number;
use books::counter::Rules;
use books::store::FolderState;
use trade::refusal::{Failure, Fault};

/// What happens at the desk.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is named for its screen, or says what was heard")]
pub enum Message {
    /// On the screen that takes ads.
    Take(take::Message),
    /// On the screen of batches.
    Intake(intake::Message),
    /// On the day's list.
    Day(day::Message),
    /// On the screen of searching.
    Find(find::Message),
    /// On a customer's page.
    Customer(customer::Message),
    /// In the list of accounts.
    Accounts(accounts::Message),
    /// On the page of keys.
    Keys(keys::Message),
    /// At the rate cards.
    Rates(rates::Message),
    Settings(settings_screen::Message),
    /// On the screen of tills and days.
    Evening(evening::Message),
    /// In the list of what waits for a printer.
    Waits(waits::Message),
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
        // The scene is read once for the whole message.
        let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
        let scene = Scene { rules: &rules, house: &house, taste: &taste, now: self.now(), window: self.window };
        match message {
            Message::Take(message) => {
                self.trace(&message);
                let typed =
                    matches!(message, take::Message::Tick(_)) || self.screens.take.stage() == &take::Stage::Typing;
                let actions = self.screens.take.update(message, scene);
                self.anew ^= !typed || self.screens.take.stage() != &take::Stage::Typing;
                Task::batch(actions.into_iter().map(|action| self.for_take(action)).collect::<Vec<_>>())
            }
            Message::Intake(message) => {
                self.anew ^=
                    !matches!(message, intake::Message::Tick(_) | intake::Message::Edit(_) | intake::Message::Page(_));
                let actions = self.screens.intake.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_intake(action)).collect::<Vec<_>>())
            }
            Message::Day(message) => {
                self.anew = !self.anew;
                let actions = self.screens.day.update(message, scene);
                self.held.form(self.screens.day.opens_soon());
                Task::batch(actions.into_iter().map(|action| self.for_day(action)).collect::<Vec<_>>())
            }
            Message::Find(message) => {
                self.anew = !self.anew;
                let actions = self.screens.find.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_find(action)).collect::<Vec<_>>())
            }
            Message::Customer(message) => {
                self.anew = !self.anew;
                let actions = self.screens.customer.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_customer(action)).collect::<Vec<_>>())
            }
            Message::Accounts(message) => {
                self.anew = !self.anew;
                let actions = self.screens.accounts.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_accounts(action)).collect::<Vec<_>>())
            }
            Message::Keys(message) => {
                self.anew = !self.anew;
                let actions = self.screens.keys.update(message, Screen::with_keys().len(), scene);
                Task::batch(actions.into_iter().map(|action| self.for_keys(action)).collect::<Vec<_>>())
            }
            Message::Rates(message) => {
                self.anew = !self.anew;
                let actions = self.screens.rates.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_rates(action)).collect::<Vec<_>>())
            }
            Message::Settings(message) => {
                self.anew = !self.anew;
                if let settings_screen::Message::Answered(_, answered) = &message {
                    self.works_now(answered);
                }
                let actions = self.screens.settings.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_settings(action)).collect::<Vec<_>>())
            }
            Message::Evening(message) => {
                self.anew = !self.anew;
                let actions = self.screens.evening.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_evening(action)).collect::<Vec<_>>())
            }
            Message::Waits(message) => {
                self.anew = !self.anew;
                let actions = self.screens.waits.update(message);
                Task::batch(actions.into_iter().map(|action| self.for_waits(action)).collect::<Vec<_>>())
            }
            Message::SignIn(message) => self.for_sign_in(message),
            Message::Float(message) => self.for_float(message),
            Message::Lock => self.lock(),
            Message::Approval => self.ask_approval(),
            Message::Go(screen) => self.go(screen),
            Message::Mend => {
                self.screens.settings.show_rules();
                self.go(Screen::Settings)
            }
            Message::Listed if self.screen == Screen::Day => focus_if_free(day::place::LIST),
            Message::Listed => Task::none(),
            Message::Struck(message) => {
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
            Message::Step(back) if self.screen == Screen::Take => self.update(Message::Take(take::Message::Tab(back))),
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
                let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
                let heard = Scene { rules: &rules, house: &house, taste: &taste, ..scene };
                self.screens.settings.heard(heard);
                let cards = self.refresh_rates();
                let cards = Task::batch([gate, cards]);
                if !changed {
                    return cards;
                }
                let (rules, house) = (Arc::clone(&self.rules), self.house.clone());
                let batch = self.screens.intake.ask_anew(Scene { rules: &rules, house: &house, ..scene });
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
            Message::Dropped(path) => match self.screen.row().dropped.filter(|_| self.sign_in.is_none()) {
                Some(dropped) => self.update(dropped(path)),
                None => Task::none(),
            },
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
                self.update(Message::Take(take::Message::Tick(now))),
                self.update(Message::Intake(intake::Message::Tick(now))),
                self.ask_books(|store| store.version(), |version| Message::Version(version.and_then(|v| v))),
                // The command line and other windows put jobs there too.
                self.waits(),
            ]),
            Message::Drawn(at) => {
                if let Some(started) = self.started.take() {
                    eprintln!("first frame {} ms after the start", at.saturating_duration_since(started).as_millis());
                }
                Task::none()
            }
        }
    }

    /// Shows a screen, and does what its row says on the way in.
    pub(super) fn go(&mut self, screen: Screen) -> Task<Message> {
        self.leads_to(screen);
        self.float.typing = false;
        self.screen = screen;
        (screen.row().enter)(self)
    }

    /// Keeps from where a screen is come that leads back.
    fn leads_to(&mut self, screen: Screen) {
        let from = self.screen;
        match screen {
            // From the page of a customer that was opened in it, the list of accounts is come back to.
            Screen::Accounts if !matches!(from, Screen::Accounts | Screen::Customer | Screen::Keys) => {
                self.accounts_from = from;
            }
            Screen::Keys if from != Screen::Keys => {
                self.keys_from = from;
                let at = Screen::with_keys().iter().position(|screen| *screen == from);
                self.screens.keys.show(at.unwrap_or(0));
            }
            _ => {}
        }
    }

    /// The page of keys does what it wants.
    fn for_keys(&mut self, action: keys::Action) -> Task<Message> {
        match action {
            keys::Action::Run(task) => task.map(Message::Keys),
            keys::Action::Back => {
                let screen = self.keys_from;
                self.go(screen)
            }
        }
    }

    /// The day's list asks the books again.
    pub(super) fn refresh_day(&mut self) -> Task<Message> {
        Task::batch(self.screens.day.refresh().into_iter().map(|action| self.for_day(action)).collect::<Vec<_>>())
    }

    /// What was searched for is asked again.
    pub(super) fn refresh_find(&mut self) -> Task<Message> {
        let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
        let scene = Scene { rules: &rules, house: &house, taste: &taste, now: self.now(), window: self.window };
        let actions = self.screens.find.refresh(scene);
        Task::batch(actions.into_iter().map(|action| self.for_find(action)).collect::<Vec<_>>())
    }

    /// Somebody posted something, here or elsewhere.
    pub(super) fn look_again(&mut self) -> Task<Message> {
        let mut tasks = vec![self.housed(), self.made_good()];
        if self.screen == Screen::Day {
            tasks.push(self.refresh_day());
        }
        if self.screen == Screen::Find {
            tasks.push(self.refresh_find());
        }
        if self.screen == Screen::Customer {
            tasks.push(self.refresh_customer());
        }
        if self.screen == Screen::Accounts {
            tasks.push(self.refresh_accounts());
        }
        if self.screen == Screen::Evening {
            let day = self.screens.evening.day();
            tasks.push(self.for_evening(evening::Action::Look(day)));
        }
        Task::batch(tasks)
    }
}
