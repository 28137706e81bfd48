//! What the desk does with its screens, whichever they are: it shows one, has the one that a message is for hear it, and does what they
//! want. Which there are stands in `src/desk/screens/mod.rs`.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use iced::{Size, Task};

use super::{App, FloatMessage, Message};
use crate::desk::screens::{self, Action, Scene, Screen, intake, settings, take};
use crate::locale::desk::why::WhyNot;
use books::counter::Rules;
use books::store::FolderState;
use trade::settings::Taste;

/// Something that a screen wants of the desk.
pub trait DeskAction {
    /// Does it, and brings what comes of it.
    fn done(self: Box<Self>, app: &mut App) -> Task<Message>;
}

impl<M: Send + 'static> DeskAction for Action<M>
where
    Message: From<M>,
{
    fn done(self: Box<Self>, app: &mut App) -> Task<Message> {
        match *self {
            Action::Run(task) => task.map(Message::from),
            Action::Ask(question) => question.put(app.session(), &app.books).map(Message::from),
            Action::Act(question) => app.held(question.put(app.session(), &app.books).map(Message::from)),
            Action::Print(numbers, paper, stop, said) => {
                app.print(numbers, paper, stop, move |step| Message::from(said(step)))
            }
            Action::OpenBooking(number) => app.open_on_its_day(number),
            Action::Repeat(number) => {
                let anew = app.for_take(take::Action::Repeat(number));
                app.screen = Screen::Take;
                anew
            }
            Action::OpenCustomer(phone) => app.open_customer(&phone),
            Action::Back => app.go(app.came_from[app.screen as usize]),
            Action::Posted => app.housed(),
        }
    }
}

/// What the screens may look at, read once for a message, while they are changed.
pub(super) struct Snapshot {
    rules: Arc<Rules>,
    house: FolderState,
    taste: Taste,
    now: DateTime<FixedOffset>,
    window: Size,
}

impl Snapshot {
    /// What the screens are given of it.
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            rules: &self.rules,
            house: &self.house,
            taste: &self.taste,
            now: self.now,
            window: self.window,
            why: None,
        }
    }
}

/// Where a screen has actions of its own, the method of the desk that does them.
macro_rules! done_by {
    ($($screen:ident: $method:ident;)+) => {
        $(impl DeskAction for screens::$screen::Action {
            fn done(self: Box<Self>, app: &mut App) -> Task<Message> {
                app.$method(*self)
            }
        })+
    };
}

done_by! {
    take: for_take;
    intake: for_intake;
    day: for_day;
    customer: for_customer;
    evening: for_evening;
    rates: for_rates;
    settings: for_settings;
    waits: for_waits;
}

impl App {
    /// What the screens may look at now, apart from them.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            rules: Arc::clone(&self.rules),
            house: self.house.clone(),
            taste: self.taste.clone(),
            now: self.now(),
            window: self.window,
        }
    }

    /// Does what a screen wants.
    pub(super) fn all(&mut self, actions: Vec<Box<dyn DeskAction>>) -> Task<Message> {
        Task::batch(actions.into_iter().map(|action| action.done(self)).collect::<Vec<_>>())
    }

    /// The screen that a message is for hears it.
    pub(super) fn heard(&mut self, message: screens::Message) -> Task<Message> {
        use screens::Message as On;
        if let Err(why) = self.screens.able(&message, self.scene()) {
            self.screens.interrupted(&message);
            return self.refuse(Some(message), why);
        }
        if self.comes_before(&message) {
            return self.for_float(FloatMessage::Open);
        }
        let (of_take, of_day) = (matches!(message, On::Take(_)), matches!(message, On::Day(_)));
        // While the copy is typed, the text on the screen is not replaced by other text.
        let typed = match &message {
            On::Take(take::Message::Tick(_)) => true,
            On::Take(_) => self.screens.take.stage() == &take::DraftStage::Typing,
            On::Intake(message) => {
                matches!(message, intake::Message::Tick(_) | intake::Message::Edit(_) | intake::Message::Page(_))
            }
            _ => false,
        };
        match &message {
            On::Take(message) => self.trace(message),
            On::Settings(settings::Message::Answered(_, answered)) => self.works_now(answered),
            _ => {}
        }
        let actions = self.screens.update(message, self.snapshot().scene());
        self.anew ^= !typed || (of_take && self.screens.take.stage() != &take::DraftStage::Typing);
        if of_day {
            self.held.form(self.screens.day.opens_soon());
        }
        // What was refused can be done by now, or not for another reason: why not is true no longer.
        let stale = |(refused, why): &(Option<screens::Message>, WhyNot)| {
            let now = refused.as_ref().map(|refused| self.screens.able(refused, self.scene()));
            now.is_some_and(|now| now.as_ref() != Err(why))
        };
        if self.why.as_ref().is_some_and(stale) {
            self.why = None;
        }
        self.all(actions)
    }

    /// A key or a button does nothing, and the screen that is shown says why, until a hand does anything else or what was refused can
    /// be done.
    pub(super) fn refuse(&mut self, message: Option<screens::Message>, why: WhyNot) -> Task<Message> {
        self.anew = !self.anew;
        self.why = Some((message, why));
        Task::none()
    }

    /// Shows a screen, and does what it wants on the way in.
    pub(super) fn go(&mut self, screen: Screen) -> Task<Message> {
        let from = self.turn_to(screen);
        self.float.typing = false;
        let seen = self.snapshot();
        let actions = self.screens.of_mut(screen).entered(from, seen.scene());
        self.all(actions)
    }

    /// The screen is shown again as it was.
    pub(super) fn back_again(&mut self) -> Task<Message> {
        self.float.typing = false;
        let seen = self.snapshot();
        let actions = self.screens.of_mut(self.screen).returned(self.screen, seen.scene());
        self.all(actions)
    }

    /// Turns to a screen that has something to be done.
    pub(super) fn shown(&mut self, screen: Screen, actions: Vec<impl DeskAction + 'static>) -> Task<Message> {
        self.turn_to(screen);
        self.all(screens::boxed(actions))
    }

    /// Turns to a screen and keeps from where it is come, which it gives; where it is no way back to that, what was kept before stays.
    pub(super) fn turn_to(&mut self, screen: Screen) -> Screen {
        let from = std::mem::replace(&mut self.screen, screen);
        if from != screen && !screen.about().opens.contains(&from) {
            self.came_from[screen as usize] = from;
        }
        from
    }

    /// Somebody posted something, here or elsewhere.
    pub(super) fn look_again(&mut self) -> Task<Message> {
        let seen = self.snapshot();
        let actions = self.screens.of_mut(self.screen).posted(seen.scene());
        Task::batch([self.housed(), self.made_good(), self.all(actions)])
    }
}
