//! What each message does to the desk; a message of a screen goes to that screen.

use std::sync::Arc;

use iced::{Task, window};

use super::{App, Message, Screen};
use crate::desk::screens::{Scene, day, evening, intake, settings as settings_screen, take};
use crate::desk::widgets::{focus_if_free, step};
use books::counter::Rules;

impl App {
    /// Does what a message says.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        // The scene is read once for the whole message.
        let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
        let scene = Scene { rules: &rules, house: &house, taste: &taste, now: self.now(), window: self.window };
        match message {
            Message::Take(message) => {
                self.trace(&message);
                let typed = matches!(message, take::Message::Tick(_)) || self.take.stage() == &take::Stage::Typing;
                let actions = self.take.update(message, scene);
                self.anew ^= !typed || self.take.stage() != &take::Stage::Typing;
                Task::batch(actions.into_iter().map(|action| self.for_take(action)).collect::<Vec<_>>())
            }
            Message::Intake(message) => {
                self.anew ^=
                    !matches!(message, intake::Message::Tick(_) | intake::Message::Edit(_) | intake::Message::Page(_));
                let actions = self.intake.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_intake(action)).collect::<Vec<_>>())
            }
            Message::Day(message) => {
                self.anew = !self.anew;
                let actions = self.day.update(message, scene);
                self.held.form(self.day.opens_soon());
                Task::batch(actions.into_iter().map(|action| self.for_day(action)).collect::<Vec<_>>())
            }
            Message::Find(message) => {
                self.anew = !self.anew;
                let actions = self.find.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_find(action)).collect::<Vec<_>>())
            }
            Message::Customer(message) => {
                self.anew = !self.anew;
                let actions = self.customer.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_customer(action)).collect::<Vec<_>>())
            }
            Message::Rates(message) => {
                self.anew = !self.anew;
                let actions = self.rates.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_rates(action)).collect::<Vec<_>>())
            }
            Message::Settings(message) => {
                self.anew = !self.anew;
                if let settings_screen::Message::Answered(_, answered) = &message {
                    self.works_now(answered);
                }
                let actions = self.settings.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_settings(action)).collect::<Vec<_>>())
            }
            Message::Evening(message) => {
                self.anew = !self.anew;
                let actions = self.evening.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_evening(action)).collect::<Vec<_>>())
            }
            Message::Waits(message) => {
                self.anew = !self.anew;
                let actions = self.waits.update(message);
                Task::batch(actions.into_iter().map(|action| self.for_waits(action)).collect::<Vec<_>>())
            }
            Message::SignIn(message) => self.for_sign_in(message),
            Message::Lock => self.lock(),
            Message::Approval => self.ask_approval(),
            Message::Go(screen) => self.go(screen),
            Message::Mend => {
                self.settings.show_rules();
                self.go(Screen::Settings)
            }
            Message::Listed if self.screen == Screen::Day => focus_if_free(day::place::LIST),
            Message::Listed => Task::none(),
            Message::Struck(message) => self.update(*message),
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
                let gate = self.follow_sign_in();
                match rules {
                    Some(Ok(rules)) => (self.rules, self.unread) = (Arc::new(rules), None),
                    // The rules shown are no longer those in force: said until they can be read. To book asks the books' own.
                    Some(Err(fault)) => self.unread = Some(fault.into()),
                    None => {}
                }
                let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
                let heard = Scene { rules: &rules, house: &house, taste: &taste, ..scene };
                self.settings.heard(heard);
                let cards = self.refresh_rates();
                let cards = Task::batch([gate, cards]);
                if !changed {
                    return cards;
                }
                let (rules, house) = (Arc::clone(&self.rules), self.house.clone());
                let batch = self.intake.ask_anew(Scene { rules: &rules, house: &house, ..scene });
                let batch = batch.into_iter().map(|action| self.for_intake(action));
                let batch: Vec<_> = batch.collect();
                let again = self.take.ask_again();
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
        self.screen = screen;
        (screen.row().enter)(self)
    }

    /// The day's list asks the books again.
    pub(super) fn refresh_day(&mut self) -> Task<Message> {
        Task::batch(self.day.refresh().into_iter().map(|action| self.for_day(action)).collect::<Vec<_>>())
    }

    /// What was searched for is asked again.
    pub(super) fn refresh_find(&mut self) -> Task<Message> {
        let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
        let scene = Scene { rules: &rules, house: &house, taste: &taste, now: self.now(), window: self.window };
        let actions = self.find.refresh(scene);
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
        if self.screen == Screen::Evening {
            let day = self.evening.day();
            tasks.push(self.for_evening(evening::Action::Look(day)));
        }
        Task::batch(tasks)
    }
}
