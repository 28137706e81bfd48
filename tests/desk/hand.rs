//! A desk under a hand: keys go through the real widgets, tasks are done to their end, and nothing needs a display.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use books::store::{Sqlite, Store};
use iced_test::core::event::Event;
use iced_test::core::keyboard::{self, Key, Location, Modifiers, key};
use iced_test::core::renderer::Headless;
use iced_test::core::widget::Id;
use iced_test::core::widget::operation::{Operation, Outcome};
use iced_test::core::{Pixels, Rectangle, Size, SmolStr, clipboard, input_method, mouse, window};
use iced_test::futures::BoxStream;
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::renderer::Renderer;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{Action, Task, clipboard as pasteboard, task};
use iced_test::selector::Selector;
use qishi::desk::app::{App, Clock, Message, Opening};
use qishi::desk::screens::{
    intake,
    take::{self, DraftStage},
};
use qishi::desk::widgets::Pressable;
use qishi::desk::{faces, theme};
use qishi::print::{FoundPrinter, PrinterSearch};
use trade::ids::PersonName;
use trade::refusal::Fault;
use trade::settings::Taste;

/// The desk, and what a clerk has before her.
pub struct Hand {
    /// The desk.
    pub app: App,
    cache: Option<Cache>,
    renderer: Renderer,
    size: Size,
    /// The papers that were opened in a viewer.
    pub opened: Arc<Mutex<Vec<PathBuf>>>,
    /// What is on the clipboard.
    pub clipboard: Arc<Mutex<Option<Vec<u8>>>>,
    /// The words on the clipboard, as another program put them there.
    pub copied: Option<String>,
    /// How many keys were struck; a phrase through the input method counts as the keys of its pinyin.
    pub keys: usize,
    /// What was asked and is not answered, while the desk is slow.
    late: Option<Vec<BoxStream<Action<Message>>>>,
    /// What the viewer says instead of opening a paper, and the clipboard instead of taking a picture.
    pub viewerless: Arc<Mutex<Option<Fault>>>,
    /// What a search for printers cannot ask.
    pub unasked: Arc<Mutex<Vec<Fault>>>,
}

/// Whether a stream woke its task while it was polled, on the same thread. An answer is given by another thread.
struct Woken {
    by: ThreadId,
    itself: AtomicBool,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        if thread::current().id() == self.by {
            self.itself.store(true, Ordering::Relaxed);
        }
    }
}

/// One of several keys struck within a frame.
pub enum Stroke {
    /// A key that has a name.
    Key(key::Named),
    /// A letter with Ctrl.
    Ctrl(&'static str),
    /// A phrase through the input method.
    Phrase(&'static str),
}

/// A text of the window.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub bounds: Rectangle,
    /// What the places that hold it leave of the window.
    pub within: Rectangle,
    /// It is in something that scrolls.
    pub scrolls: bool,
}

impl Shown {
    /// Whether a part of it is cut: it stands over the edge of what holds it, or was laid out in less room than its words take.
    pub fn is_cut(&self) -> bool {
        let (bounds, within) = (self.bounds, self.within);
        let over = bounds.x < within.x - 0.5 || bounds.x + bounds.width > within.x + within.width + 0.5;
        let below = bounds.y + bounds.height > within.y + within.height + 0.5;
        over || (below && !self.scrolls) || bounds.width + 1.0 < self.least()
    }

    /// The least width in which its words stand in one line, whichever of our faces they have; its size is known by its height.
    fn least(&self) -> f32 {
        use iced_test::core::text::{Alignment, LineHeight, Paragraph, Renderer as Texts, Shaping, Text, Wrapping};
        let of = |font| {
            let text = Text {
                content: self.text.as_str(),
                bounds: Size::INFINITE,
                size: Pixels(self.bounds.height / 1.3),
                line_height: LineHeight::default(),
                font,
                align_x: Alignment::Default,
                align_y: iced_test::core::alignment::Vertical::Top,
                shaping: Shaping::Advanced,
                wrapping: Wrapping::None,
            };
            <Renderer as Texts>::Paragraph::with_text(text).min_width()
        };
        [theme::HEI, theme::SONG, theme::SONG_BOLD].into_iter().map(of).fold(f32::INFINITY, f32::min)
    }
}

/// Collects the texts of the window.
#[derive(Default)]
struct Texts {
    found: Vec<Shown>,
    within: Vec<(Rectangle, bool)>,
    next: Option<(Rectangle, bool)>,
}

/// Collects the buttons of the window: where each stands, and whether it is grey.
#[derive(Default)]
struct Buttons(Vec<(Rectangle, bool)>);

impl Operation for Buttons {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn std::any::Any) {
        if let Some(pressable) = state.downcast_ref::<Pressable>() {
            self.0.push((bounds, pressable.grey));
        }
    }
}

impl Operation for Texts {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let (before, scrolled) = self.within.last().copied().unwrap_or((Rectangle::INFINITE, false));
        let (bounds, scrolls) = self.next.take().unwrap_or((before, false));
        // What scrolls holds more than its place below, and nothing more at its side.
        let inner = before.intersection(&bounds).unwrap_or(Rectangle { width: 0.0, height: 0.0, ..bounds });
        self.within.push((inner, scrolled || scrolls));
        operate(self);
        self.within.pop();
    }

    fn container(&mut self, _id: Option<&Id>, bounds: Rectangle) {
        self.next = Some((bounds, false));
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content: Rectangle,
        _translation: iced_test::core::Vector,
        _state: &mut dyn iced_test::core::widget::operation::Scrollable,
    ) {
        self.next = Some((bounds, true));
    }

    fn text(&mut self, _id: Option<&Id>, bounds: Rectangle, text: &str) {
        let (within, scrolls) = self.within.last().copied().unwrap_or((Rectangle::INFINITE, false));
        self.found.push(Shown { text: text.to_owned(), bounds, within, scrolls });
    }
}

fn pressed(key: Key, modifiers: Modifiers, text: Option<SmolStr>) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
        location: Location::Standard,
        modifiers,
        repeat: false,
        text,
    })
}

/// Ten o'clock on the twentieth of January, a Tuesday.
pub fn ten_o_clock() -> chrono::DateTime<chrono::FixedOffset> {
    "2026-01-20T10:00:00+08:00".parse().expect("a time")
}

/// The books of a folder, made where there are none.
pub fn books(folder: &Path) -> Box<dyn Store> {
    #[cfg(unix)]
    if folder.is_dir() && !folder.join("qishi.db").exists() {
        // A folder for tests is open to others as it is made.
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).expect("set");
    }
    Box::new(Sqlite::open(folder, ten_o_clock(), &PersonName::known("王敏")).expect("the books open"))
}

/// Keeps the books from being written until it lets go.
pub fn busy(folder: &Path) -> rusqlite::Connection {
    let other = rusqlite::Connection::open(folder.join("qishi.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    other
}

/// The paper agrees on credit with a customer, up to so many yuan, due in 30 days.
pub fn agrees(folder: &Path, name: &str, phone: &str, yuan: i64) {
    use books::booking::{Agreed, AgreementAct, Command, Envelope};
    let agreed = Box::new(Agreed {
        name: name.to_owned().into(),
        phones: vec![phone.to_owned().into()],
        limit: trade::money::Money::yuan(yuan),
        days: 30,
        contract: "2026-08".to_owned(),
        notes: "月底对账".to_owned().into(),
    });
    let command = Command::Agreement(AgreementAct::Agree { id: None, agreed, reason: String::new() });
    let (person, identities) = (PersonName::known("张主任"), books::persons::Identities::none());
    let request = format!("agreed-{phone}");
    let envelope = Envelope { request, person, at: ten_o_clock(), identities, till: None, command };
    books(folder).execute(&envelope).expect("agreed");
}

/// A printer that is there, as the network tells of it.
fn found(name: &str, about: &str) -> FoundPrinter {
    let address = format!("ipp://192.168.1.12/{}", name.len());
    FoundPrinter { name: name.to_owned(), about: about.to_owned(), address, queue: false }
}

impl Hand {
    /// Opens the desk on a folder.
    pub fn at(folder: &Path) -> Hand {
        Hand::with(folder, books(folder), Taste::default())
    }

    /// Opens the desk on these books.
    pub fn with(folder: &Path, store: Box<dyn Store>, taste: Taste) -> Hand {
        Hand::when(folder, store, taste, ten_o_clock())
    }

    /// Opens the desk on these books at this time.
    pub fn when(
        folder: &Path,
        store: Box<dyn Store>,
        taste: Taste,
        now: chrono::DateTime<chrono::FixedOffset>,
    ) -> Hand {
        faces::install();
        let opened: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
        let seen = Arc::clone(&opened);
        let viewerless: Arc<Mutex<Option<Fault>>> = Arc::default();
        let without = Arc::clone(&viewerless);
        let unasked: Arc<Mutex<Vec<Fault>>> = Arc::default();
        let not_asked = Arc::clone(&unasked);
        let clipboard: Arc<Mutex<Option<Vec<u8>>>> = Arc::default();
        let (copied, closed) = (Arc::clone(&clipboard), Arc::clone(&viewerless));
        let opening = Opening {
            store,
            folder: folder.to_path_buf(),
            clock: Clock::Set(now, Instant::now()),
            taste,
            taste_file: None,
            viewer: Arc::new(move |path| {
                if let Some(fault) = without.lock().expect("not poisoned").clone() {
                    return Err(fault);
                }
                seen.lock().expect("not poisoned").push(path.to_path_buf());
                Ok(())
            }),
            clipboard: Arc::new(move |png| {
                if let Some(fault) = closed.lock().expect("not poisoned").clone() {
                    return Err(fault);
                }
                *copied.lock().expect("not poisoned") = Some(png.to_vec());
                Ok(())
            }),
            finder: Arc::new(move |_| PrinterSearch {
                printers: vec![found("前台佳能", "Canon MF4700"), found("Back", "")],
                failed: not_asked.lock().expect("not poisoned").clone(),
            }),
            started: Instant::now(),
        };
        let (app, begin) = App::open(opening).expect("the desk opens");
        let renderer =
            block_on(<Renderer as Headless>::new(theme::HEI, Pixels(14.0), Some("tiny-skia"))).expect("a renderer");
        let mut hand = Hand {
            app,
            cache: Some(Cache::default()),
            renderer,
            size: Size::new(1280.0, 800.0),
            opened,
            clipboard,
            copied: None,
            keys: 0,
            late: None,
            viewerless,
            unasked,
        };
        hand.run(begin);
        hand
    }

    /// Does a task to its end, and everything that comes of it.
    pub fn run(&mut self, task: Task<Message>) {
        let Some(mut stream) = task::into_stream(task) else { return };
        if self.late.is_some() {
            return self.begins(stream);
        }
        // One after the other: what asks something of a widget waits for its operation to be done and dropped.
        while let Some(action) = block_on(stream.next()) {
            self.act(action);
        }
    }

    fn act(&mut self, action: Action<Message>) {
        match action {
            Action::Output(message) => self.say(message),
            Action::Widget(operation) => self.operate(operation),
            Action::Clipboard(pasteboard::Action::Read { channel, .. }) => {
                channel.send(self.copied.clone()).expect("somebody waits for it");
            }
            _ => {}
        }
    }

    /// Does of a task what can be done at once, as the window does; what waits for an answer comes later.
    fn begins(&mut self, mut stream: BoxStream<Action<Message>>) {
        let woken = Arc::new(Woken { by: thread::current().id(), itself: AtomicBool::new(false) });
        let waker = Waker::from(Arc::clone(&woken));
        let mut context = std::task::Context::from_waker(&waker);
        loop {
            match stream.poll_next_unpin(&mut context) {
                Poll::Ready(Some(action)) => self.act(action),
                Poll::Ready(None) => return,
                // A stream that wakes its own task lets others run in between and waits for nothing.
                Poll::Pending if woken.itself.swap(false, Ordering::Relaxed) => {}
                Poll::Pending => break,
            }
        }
        self.late.get_or_insert_default().push(stream);
    }

    /// From now on an answer that is not there at once comes only when the desk catches up.
    pub fn is_slow(&mut self) {
        self.late = Some(Vec::new());
    }

    /// Everything is answered, and what was struck meanwhile is heard.
    pub fn catches_up(&mut self) {
        for mut stream in self.late.take().into_iter().flatten() {
            while let Some(action) = block_on(stream.next()) {
                self.act(action);
            }
        }
        self.events(&[]);
    }

    /// Says something to the desk.
    pub fn say(&mut self, message: Message) {
        let task = self.app.update(message);
        self.run(task);
    }

    /// Gives the window another size, in its own pixels.
    pub fn resizes(&mut self, width: f32, height: f32) {
        self.size = Size::new(width, height);
        self.say(Message::Resized(self.size));
    }

    /// Says something to the screen that takes ads.
    pub fn take(&mut self, message: take::Message) {
        self.say(Message::from(message));
    }

    /// Says something to the screen of batches.
    pub fn intake(&mut self, message: intake::Message) {
        self.say(Message::from(message));
    }

    fn operate(&mut self, operation: Box<dyn Operation>) {
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        let mut next = Some(operation);
        while let Some(mut operation) = next.take() {
            view.operate(&self.renderer, operation.as_mut());
            if let Outcome::Chain(chained) = operation.finish() {
                next = Some(chained);
            }
        }
        let cache = view.into_cache();
        self.cache = Some(cache);
    }

    fn events(&mut self, events: &[Event]) {
        self.hears(events);
        // What waited until the first of them was done is heard with the frames that follow.
        while self.hears(&[Event::Window(window::Event::RedrawRequested(Instant::now()))]) {}
    }

    /// Presses the mouse in the middle of the place with this id, and lets go.
    pub fn clicks(&mut self, id: &'static str) {
        let at = self.bounds(id).center();
        self.clicks_at(at);
    }

    fn clicks_at(&mut self, at: iced_test::core::Point) {
        let over = mouse::Cursor::Available(at);
        let button = |event: fn(mouse::Button) -> mouse::Event| Event::Mouse(event(mouse::Button::Left));
        self.hears_at(&[Event::Mouse(mouse::Event::CursorMoved { position: at })], over);
        self.hears_at(&[button(mouse::Event::ButtonPressed)], over);
        self.hears_at(&[button(mouse::Event::ButtonReleased)], over);
        self.events(&[]);
    }

    /// The same in the middle of this text.
    pub fn clicks_on(&mut self, text: &str) {
        let found = self.texts().into_iter().find(|shown| shown.text == text);
        self.clicks_at(found.unwrap_or_else(|| panic!("no {text}")).bounds.center());
    }

    /// All events fall into one frame; whether they said anything.
    pub fn hears(&mut self, events: &[Event]) -> bool {
        self.hears_at(events, mouse::Cursor::Unavailable)
    }

    fn hears_at(&mut self, events: &[Event], cursor: mouse::Cursor) -> bool {
        let mut messages = Vec::new();
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.update(events, cursor, &mut self.renderer, &mut clipboard::Null, &mut messages);
        let cache = view.into_cache();
        self.cache = Some(cache);
        let said = !messages.is_empty();
        for message in messages {
            self.say(message);
        }
        said
    }

    /// Strikes keys so fast that they all fall into one frame.
    pub fn strikes(&mut self, strokes: &[Stroke]) {
        let events: Vec<Event> = strokes
            .iter()
            .map(|stroke| match stroke {
                Stroke::Key(name) => pressed(Key::Named(*name), Modifiers::empty(), None),
                Stroke::Ctrl(letter) => pressed(Key::Character((*letter).into()), Modifiers::CTRL, None),
                Stroke::Phrase(phrase) => Event::InputMethod(input_method::Event::Commit((*phrase).to_owned())),
            })
            .collect();
        self.events(&events);
    }

    fn press(&mut self, key: Key, modifiers: Modifiers, text: Option<SmolStr>) {
        self.keys += 1;
        let held = |modifiers| Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
        self.events(&[held(modifiers), pressed(key, modifiers, text), held(Modifiers::empty())]);
    }

    /// Presses a key that has a name.
    pub fn key(&mut self, name: key::Named) {
        let text = (name == key::Named::Space).then(|| SmolStr::new(" "));
        self.press(Key::Named(name), Modifiers::empty(), text);
    }

    /// Goes back.
    pub fn shift_tab(&mut self) {
        self.press(Key::Named(key::Named::Tab), Modifiers::SHIFT, None);
    }

    /// Presses a key that has a name, with Ctrl.
    pub fn ctrl_key(&mut self, name: key::Named) {
        self.press(Key::Named(name), Modifiers::CTRL, None);
    }

    /// Presses a letter with Ctrl.
    pub fn ctrl(&mut self, letter: &str) {
        self.press(Key::Character(letter.into()), Modifiers::CTRL, None);
    }

    /// Presses a letter with Ctrl and Shift.
    pub fn ctrl_shift(&mut self, letter: &str) {
        self.press(Key::Character(letter.into()), Modifiers::CTRL | Modifiers::SHIFT, None);
    }

    /// Presses a key that has a name, with Alt.
    pub fn alt_key(&mut self, name: key::Named) {
        self.press(Key::Named(name), Modifiers::ALT, None);
    }

    /// Lets go of a letter's key.
    pub fn releases(&mut self, letter: &str) {
        let key = Key::Character(letter.into());
        self.hears(&[Event::Keyboard(keyboard::Event::KeyReleased {
            modified_key: key.clone(),
            key,
            physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
            location: Location::Standard,
            modifiers: Modifiers::empty(),
        })]);
    }

    /// Types letters and digits.
    pub fn types(&mut self, text: &str) {
        for c in text.chars() {
            let c = SmolStr::new(c.to_string());
            self.press(Key::Character(c.clone()), Modifiers::empty(), Some(c));
        }
    }

    /// Types a phrase through the input method with so many letters of pinyin, and the key that takes it.
    pub fn spells(&mut self, pinyin: &str, phrase: &str) {
        self.keys += pinyin.len() + 1;
        self.composes(phrase);
    }

    /// Types a phrase through the input method.
    pub fn composes(&mut self, phrase: &str) {
        self.events(&[
            Event::InputMethod(input_method::Event::Preedit("pin yin".to_owned(), None)),
            Event::InputMethod(input_method::Event::Preedit(String::new(), None)),
            Event::InputMethod(input_method::Event::Commit(phrase.to_owned())),
        ]);
    }

    /// Whether the window shows exactly this text somewhere.
    pub fn shows(&mut self, text: &str) -> bool {
        let mut find = Selector::find(text);
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.operate(&self.renderer, &mut iced_test::core::widget::operation::black_box(&mut find));
        let cache = view.into_cache();
        self.cache = Some(cache);
        matches!(find.finish(), Outcome::Some(Some(_)))
    }

    /// Every text of the window, with where it stands.
    pub fn texts(&mut self) -> Vec<Shown> {
        let mut all = Texts::default();
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.operate(&self.renderer, &mut iced_test::core::widget::operation::black_box(&mut all));
        let cache = view.into_cache();
        self.cache = Some(cache);
        all.found
    }

    /// The keys that stand on buttons, each with whether its button is grey.
    pub fn keys_on_buttons(&mut self) -> Vec<(String, bool)> {
        let mut buttons = Buttons::default();
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.operate(&self.renderer, &mut iced_test::core::widget::operation::black_box(&mut buttons));
        let cache = view.into_cache();
        self.cache = Some(cache);
        let texts = self.texts();
        let on = |at: &Rectangle| {
            texts.iter().find(|text| text.text.starts_with("Ctrl+") && at.contains(text.bounds.center())).cloned()
        };
        buttons.0.iter().filter_map(|(at, grey)| Some((on(at)?.text, *grey))).collect()
    }

    /// Strikes a key as it is written beside a control; false where it is none that can be struck alone.
    pub fn strikes_key(&mut self, written: &str) -> bool {
        let (mut rest, mut modifiers) = (written, Modifiers::empty());
        for (name, modifier) in [("Ctrl+", Modifiers::CTRL), ("Shift+", Modifiers::SHIFT)] {
            if let Some(after) = rest.strip_prefix(name) {
                (rest, modifiers) = (after, modifiers | modifier);
            }
        }
        let key = match rest {
            "Enter" => Key::Named(key::Named::Enter),
            "Delete" => Key::Named(key::Named::Delete),
            "F11" => Key::Named(key::Named::F11),
            "F12" => Key::Named(key::Named::F12),
            one if one.chars().count() == 1 && one.is_ascii() && !modifiers.is_empty() => {
                Key::Character(one.to_lowercase().into())
            }
            _ => return false,
        };
        self.press(key, modifiers, None);
        true
    }

    /// The place on which the focus stands, where it has a name.
    pub fn focused(&mut self) -> Option<Id> {
        let mut find = iced_test::core::widget::operation::focusable::find_focused();
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.operate(&self.renderer, &mut iced_test::core::widget::operation::black_box(&mut find));
        let cache = view.into_cache();
        self.cache = Some(cache);
        if let Outcome::Some(found) = find.finish() { Some(found) } else { None }
    }

    /// Where the place with this id stands.
    pub fn bounds(&mut self, id: &'static str) -> Rectangle {
        let mut find = Selector::find(iced_test::selector::id(id));
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.operate(&self.renderer, &mut iced_test::core::widget::operation::black_box(&mut find));
        let cache = view.into_cache();
        self.cache = Some(cache);
        match find.finish() {
            Outcome::Some(Some(found)) => iced_test::selector::Bounded::bounds(&found),
            _ => panic!("no {id}"),
        }
    }

    /// Lets more time pass than a draft waits to be kept.
    pub fn rests(&mut self) {
        self.say(Message::Tick(Instant::now() + Duration::from_secs(1)));
    }

    /// The number of the booking that was just made.
    pub fn booked(&self) -> Option<String> {
        match self.app.take().stage() {
            DraftStage::Done(done) => Some(done.number.to_string()),
            _ => None,
        }
    }

    /// Whether the focus stands on the place with this id.
    pub fn stands_on(&mut self, id: &'static str) -> bool {
        let mut find = iced_test::core::widget::operation::focusable::find_focused();
        let mut view =
            UserInterface::build(self.app.view(), self.size, self.cache.take().unwrap_or_default(), &mut self.renderer);
        view.operate(&self.renderer, &mut iced_test::core::widget::operation::black_box(&mut find));
        let cache = view.into_cache();
        self.cache = Some(cache);
        matches!(find.finish(), Outcome::Some(found) if found == id.into())
    }
}
