//! The desk as a whole: it holds the screens, and alone does what they ask.

mod cards;
mod copies;
mod deeds;
mod gate;
mod prints;
mod screens;
mod settings;
mod tills;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use iced::keyboard::key;
use iced::{Size, Subscription, Task, window};

use crate::desk::draft::Draft;
use crate::desk::header;
use crate::desk::picture::Clipboard;
use crate::desk::print::Viewer;
use crate::desk::screens::Scene;
use crate::desk::screens::day::{self, Day};
use crate::desk::screens::evening::{self, Evening};
use crate::desk::screens::find::{self, Finding};
use crate::desk::screens::intake::{self, Intake};
use crate::desk::screens::rates::{self, Rates};
use crate::desk::screens::settings::{self as settings_screen, Settings};
use crate::desk::screens::sign_in::{self, Purpose, SignIn};
use crate::desk::screens::take::{self, Take, Workbench};
use crate::desk::screens::waits::{self, Waits};
use crate::desk::stopped;
use crate::desk::theme::{Element, Theme};
use crate::desk::widgets::{Chord, Root, focus_if_free, focus_on, step};
use crate::desk::worker::Worker;
use crate::print::Finder;
use books::booking::Number;
use books::counter::Rules;
use books::files;
use books::persons::Identities;
use books::store::{Drafts, FolderState, Keeper, Store};
use setting::typeset::Setter;
use trade::refusal::{Failure, Fault};
use trade::settings::{Taste, Theme as Colours, Zone};

pub use screens::Screen;

/// By which the desk tells the time.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// One that stood at this time when it was set, and has gone on since: for practice and for tests.
    Set(DateTime<FixedOffset>, Instant),
}

impl Clock {
    /// The time, in the paper's own.
    pub fn now(self, zone: Zone) -> DateTime<FixedOffset> {
        match self {
            Clock::System => crate::clock::now(zone),
            Clock::Set(at, since) => (at + since.elapsed()).with_timezone(&zone.offset()),
        }
    }
}

/// What the desk is opened with.
pub struct Opening {
    /// The books, already opened.
    pub store: Box<dyn Store>,
    /// The folder that they stand in: drafts and papers go there too.
    pub folder: PathBuf,
    /// The clock by which everything is done and posted.
    pub clock: Clock,
    /// How this person likes the desk.
    pub taste: Taste,
    /// Where that is kept; nowhere in tests.
    pub taste_file: Option<PathBuf>,
    /// What opens a paper for a person to look at.
    pub viewer: Viewer,
    /// What puts a picture on the clipboard.
    pub clipboard: Clipboard,
    /// What looks for printers.
    pub finder: Finder,
    /// When the program started.
    pub started: Instant,
}

/// The whole desk: its screens, the threads that work for them, and the window that shows one of them.
pub struct App {
    books: Keeper,
    setter: Worker<Workbench>,
    /// Compares rate cards; of several questions that wait only the newest is answered.
    comparer: Worker<Setter>,
    /// Reads and sets whole batches, so that no ad at the counter waits for one.
    reader: Worker<Setter>,
    /// Says what acts on a booking would come to, or taking its ad anew; of several questions that wait only the newest is answered.
    reviser: Worker<Workbench>,
    files: Worker<Drafts>,
    /// Sends jobs, one after the other: a printer may let itself be waited for.
    printer: Worker<()>,
    /// Makes, lists and restores copies of the books, on its own connection.
    copier: Worker<()>,
    /// When the copy of the day is looked after next.
    next_copy: DateTime<FixedOffset>,
    /// Why something is to be seen to about the copies, where it is.
    pub(super) copies_wanting: bool,
    rules: Arc<Rules>,
    folder: PathBuf,
    clock: Clock,
    taste: Taste,
    taste_file: Option<PathBuf>,
    viewer: Viewer,
    clipboard: Clipboard,
    finder: Finder,
    house: FolderState,
    /// Who signed in, and who approves what is asked next.
    identities: Identities,
    /// Where a name and a PIN are typed: in front of the screens while nobody signed in, or somebody approves.
    sign_in: Option<SignIn>,
    /// When a hand last did something; none where it did since the last tick.
    stirred: Option<Instant>,
    /// What everybody is to be told of once, as it is said.
    told: Option<String>,
    version: Option<u64>,
    failed: Option<Failure>,
    /// What could not be written or found again beside the books; it stands until something was written, since the books being well
    /// says nothing about it.
    unwritten: Option<Failure>,
    /// Why the rules in force cannot be read, while they cannot.
    unread: Option<Failure>,
    pub(super) screen: Screen,
    pub(super) take: Take,
    pub(super) intake: Intake,
    pub(super) day: Day,
    pub(super) find: Finding,
    rates: Rates,
    settings: Settings,
    pub(super) evening: Evening,
    pub(super) waits: Waits,
    window: Size,
    started: Option<Instant>,
    traced: bool,
    /// Since when the counter is asked, where the desk's pace is traced.
    asked: Option<Instant>,
    /// How many keys that asked for something are fully handled, with the move of the focus that they caused.
    done: u64,
    /// Flips whenever text on the screen is replaced by other text, so that the whole window is painted anew.
    anew: bool,
    /// Held by the first desk on a folder, as long as it is open.
    _first: Option<File>,
}

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
    /// At the rate cards.
    Rates(rates::Message),
    Settings(settings_screen::Message),
    /// On the screen of tills and days.
    Evening(evening::Message),
    /// In the list of what waits for a printer.
    Waits(waits::Message),
    /// Where somebody signs in or approves.
    SignIn(sign_in::Message),
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
    /// Reads the house and its rules, starts the threads and shows the first screen.
    ///
    /// # Errors
    /// [`Fault::Store`] where the system starts no thread; a fault of reading the house or its rules, without which nothing can be
    /// priced.
    pub fn open(mut opening: Opening) -> Result<(App, Task<Message>), Fault> {
        let house = opening.store.folder_state(opening.clock.now(Zone::default()).date_naive())?;
        // With a file of rules that reads no more the desk opens to mend it, and for nothing else.
        let (rules, unread) = Rules::readable(&house.rules);
        let (rules, unread) = (Arc::new(rules), unread.first().map(|one| Failure::Fault(one.fault())));
        let window = Size::new(1280.0, 800.0);
        let now = opening.clock.now(house.paper.time_zone);
        let scene = Scene { rules: &rules, house: &house, taste: &opening.taste, now, window };
        let (take, day, settings) = (Take::new(scene), Day::new(scene), Settings::new(scene));
        let rates_screen = Rates::new(scene);
        let first = first_desk(&opening.folder);
        let alone = first.is_some();
        let clerk = opening.taste.clerk.trim().to_owned();
        let app = App {
            books: Keeper::start(opening.store)?,
            setter: Worker::start("setter", Workbench::default())?,
            comparer: Worker::start("comparer", Setter::new())?,
            reader: Worker::start("reader", Setter::new())?,
            reviser: Worker::start("acts", Workbench::default())?,
            files: Worker::start("drafts", Drafts::of(&opening.folder))?,
            printer: Worker::start("printer", ())?,
            copier: Worker::start("copies", ())?,
            next_copy: now + copies::AGAIN,
            copies_wanting: false,
            folder: opening.folder,
            clock: opening.clock,
            taste: opening.taste,
            taste_file: opening.taste_file,
            viewer: opening.viewer,
            clipboard: opening.clipboard,
            finder: opening.finder,
            identities: Identities::none(),
            sign_in: house.persons.is_on().then(|| SignIn::new(Purpose::Work, &clerk)),
            stirred: None,
            told: None,
            house,
            version: None,
            failed: None,
            unread,
            unwritten: None,
            screen: Screen::Take,
            take,
            intake: Intake::new(),
            day,
            find: Finding::default(),
            rates: rates_screen,
            settings,
            evening: Evening::default(),
            waits: Waits::default(),
            window,
            started: std::env::var_os("QISHI_TRACE").map(|_| opening.started),
            traced: std::env::var_os("QISHI_TRACE").is_some(),
            asked: None,
            done: 0,
            anew: false,
            _first: first,
            rules,
        };
        let drafts = app.files.ask(|files| files.list::<Draft>()).then(move |found| match found {
            Ok((drafts, damaged)) => {
                let found = drafts.into_iter().map(|draft| draft.value).collect();
                deeds::found(Message::Take(take::Message::Found(found, alone)), &damaged)
            }
            Err(fault) => Task::done(Message::Take(take::Message::Kept(Err(fault.into())))),
        });
        let first = app.ask(app.take.draft().clone(), 0);
        let (take, batches) = (drafts, app.batches(alone));
        let begin = Task::batch([
            open_to_others(&app.folder),
            app.housed(),
            app.made_good(),
            first,
            take,
            batches,
            app.waits(),
            app.daily(),
            focus_on(app.sign_in.as_ref().map_or_else(|| app.take.first_place(), SignIn::first_place)),
        ]);
        Ok((app, begin))
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        let words = self.scene().words();
        let name = self.screen.name(words);
        let practice = if self.house.practice { format!("（{}）", words.practice) } else { String::new() };
        format!("启事 · {name}{practice}")
    }

    /// The window's background and text colour. tiny-skia paints only what it takes for changed, and where shorter text replaces longer
    /// text a row of pixels stays (iced #3384): a background that differs by less than can be seen has everything painted anew. Not
    /// while the copy is typed, so that a key costs no full painting.
    pub fn style(&self, theme: &Theme) -> iced::theme::Style {
        let mut style = iced::theme::Base::base(theme);
        if self.anew {
            style.background_color.r -= 1e-5;
        }
        style
    }

    /// The light or the dark theme, as this person has set it.
    pub const fn theme(&self) -> Theme {
        match self.taste.theme {
            Colours::Light => Theme::Light,
            Colours::Dark => Theme::Dark,
        }
    }

    /// How large everything is.
    pub fn scale(&self) -> f32 {
        f32::from(self.taste.text_percent) / 100.0
    }

    /// What the desk hears of besides keys: time, files let fall on it, its size.
    pub fn subscription(&self) -> Subscription<Message> {
        // A draft is kept soon after the last key; otherwise only the clock in the header and the other windows matter.
        let pace = if self.take.restless() || self.intake.restless() { 100 } else { 1_000 };
        let time = iced::time::every(std::time::Duration::from_millis(pace)).map(Message::Tick);
        let events = iced::event::listen_with(|event, _, id| match event {
            iced::Event::Window(window::Event::FileDropped(path)) => Some(Message::Dropped(path)),
            iced::Event::Window(window::Event::Resized(size)) => Some(Message::Resized(size)),
            iced::Event::Window(window::Event::Opened { size, .. }) => Some(Message::Opened(id, size)),
            _ => None,
        });
        let frames = if self.started.is_some() { window::frames().map(Message::Drawn) } else { Subscription::none() };
        Subscription::batch([time, events, frames])
    }

    /// What the screens may look at.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            rules: &self.rules,
            house: &self.house,
            taste: &self.taste,
            now: self.now(),
            window: Size::new(self.window.width, self.window.height),
        }
    }

    /// What last went wrong with the folder as a whole.
    pub fn failed(&self) -> Option<&Failure> {
        self.unread.as_ref().or(self.failed.as_ref()).or(self.unwritten.as_ref())
    }

    /// Whether a file of rules that was entered reads no more.
    pub const fn is_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// The time, in the paper's own.
    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now(self.house.paper.time_zone)
    }

    /// The screen that takes ads.
    pub const fn take(&self) -> &Take {
        &self.take
    }

    /// The screen of batches.
    pub const fn intake(&self) -> &Intake {
        &self.intake
    }

    /// The screen of the day's list, as it stands.
    pub const fn day(&self) -> &Day {
        &self.day
    }

    /// The screen of searching.
    pub const fn find(&self) -> &Finding {
        &self.find
    }

    /// The screen of the rate cards, as it stands.
    pub const fn rates(&self) -> &Rates {
        &self.rates
    }

    /// The screen that is shown.
    pub const fn screen(&self) -> Screen {
        self.screen
    }

    /// The settings, as they stand.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What waits for a printer.
    pub const fn waits_list(&self) -> &Waits {
        &self.waits
    }

    /// The header, and the screen below it.
    pub fn view(&self) -> Element<'_, Message> {
        let scene = self.scene();
        let all: Element<'_, Message> = match &self.sign_in {
            Some(sign_in) => sign_in.view(scene).map(Message::SignIn),
            None => {
                let screen = match &self.unread {
                    // Nothing is priced or checked by rules that are not those in force: there is one thing to do.
                    Some(failure) if self.screen != Screen::Settings => stopped::unread(failure, scene),
                    _ => (self.screen.row().view)(self, scene),
                };
                iced::widget::column![header::view(self, scene), screen].into()
            }
        };
        let struck = |chord: &Chord| self.chord(chord).map(|message| Message::Struck(Box::new(message)));
        Root::new(all, struck).one_by_one(self.done, Message::Beat(false)).into()
    }

    /// What a key means to the desk, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if let Some(sign_in) = &self.sign_in {
            let step = chord.named == Some(key::Named::Tab) && !chord.ctrl;
            return if step { Some(Message::Step(chord.shift)) } else { sign_in.chord(chord).map(Message::SignIn) };
        }
        if self.house.persons.is_on() && !chord.repeat {
            match chord.named {
                Some(key::Named::F11) => return Some(Message::Lock),
                Some(key::Named::F12) => return Some(Message::Approval),
                _ => {}
            }
        }
        if let Some(screen) = Screen::of(chord) {
            return Some(Message::Go(screen));
        }
        if chord.named == Some(key::Named::Tab) && !chord.ctrl {
            return Some(Message::Step(chord.shift));
        }
        if self.unread.is_some() && self.screen != Screen::Settings {
            let mend = chord.ctrl && chord.named == Some(key::Named::Enter);
            return mend.then_some(Message::Mend);
        }
        (self.screen.row().chord)(self, chord)
    }

    /// Does what a message says.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        if !message.is_of_itself() {
            self.stirred = None;
        }
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
                Task::batch(actions.into_iter().map(|action| self.for_day(action)).collect::<Vec<_>>())
            }
            Message::Find(message) => {
                self.anew = !self.anew;
                let actions = self.find.update(message, scene);
                Task::batch(actions.into_iter().map(|action| self.for_find(action)).collect::<Vec<_>>())
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
                self.done += 1;
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
                let asked = self.take.ask_again();
                Task::batch(batch.into_iter().chain([self.for_take(asked), cards]).collect::<Vec<_>>())
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

    fn go(&mut self, screen: Screen) -> Task<Message> {
        self.screen = screen;
        (screen.row().enter)(self)
    }

    /// The day's list asks the books again.
    fn refresh_day(&mut self) -> Task<Message> {
        Task::batch(self.day.refresh().into_iter().map(|action| self.for_day(action)).collect::<Vec<_>>())
    }

    /// What was searched for is asked again.
    fn refresh_find(&mut self) -> Task<Message> {
        let (rules, house, taste) = (Arc::clone(&self.rules), self.house.clone(), self.taste.clone());
        let scene = Scene { rules: &rules, house: &house, taste: &taste, now: self.now(), window: self.window };
        let actions = self.find.refresh(scene);
        Task::batch(actions.into_iter().map(|action| self.for_find(action)).collect::<Vec<_>>())
    }

    /// Somebody posted something, here or elsewhere.
    fn look_again(&mut self) -> Task<Message> {
        let mut tasks = vec![self.housed(), self.made_good()];
        if self.screen == Screen::Day {
            tasks.push(self.refresh_day());
        }
        if self.screen == Screen::Find {
            tasks.push(self.refresh_find());
        }
        if self.screen == Screen::Evening {
            let day = self.evening.day();
            tasks.push(self.for_evening(evening::Action::Look(day)));
        }
        Task::batch(tasks)
    }
}

/// Says once, in the head, that others on this machine may read the folder.
fn open_to_others(folder: &Path) -> Task<Message> {
    match crate::doctor::open_to_others(folder) {
        Some(_) => Task::done(Message::Written(Err(Fault::OpenToOthers { path: folder.display().to_string() }.into()))),
        None => Task::none(),
    }
}

/// A mark that this is the first desk on the folder. Another one leaves the ad on the first one's screen alone.
fn first_desk(folder: &Path) -> Option<File> {
    files::locked(&folder.join("desk.lock")).ok()?
}
