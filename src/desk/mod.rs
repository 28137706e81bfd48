//! The desk: the window at which a clerk takes ads. It decides nothing; the rooms before it do.
//!
//! [`open`] opens it. Each screen is a file or folder of its own with state, messages and view, and asks the desk for what it wants;
//! [`app`] alone does it: commands go to the books' thread and come back as messages, setting and files have threads of their own.

pub mod app;
pub mod canvas;
pub mod draft;
pub mod faces;
pub mod forms;
mod header;
pub mod history;
pub mod kit;
pub mod looked;
mod measure;
pub mod picture;
pub mod print;
pub mod screens;
pub mod stopped;
pub mod theme;
pub mod widgets;
pub mod worker;

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use iced::{Size, Task, window};

pub use app::{App, Clock, Opening};

use crate::locale;
use books::store::Sqlite;
use stopped::Stopped;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault};
use trade::settings::{Language, Taste, Zone};

/// Opens the desk on the books of a folder, which are made where there are none, and stays until its window is closed. Where the
/// books cannot be opened, the window says why. `taste` is the person's, or why it cannot be read: then the desk is as shipped, its head
/// says why, and the file stays as it is until a setting is changed. `clock` is the machine's own, or that of a folder for practice;
/// `started` is when the program was.
///
/// # Errors
/// [`Fault::NoDisplay`] where there is no display to open a window on; then nothing was touched.
pub fn open(
    folder: &Path,
    taste: Result<Taste, Fault>,
    taste_file: Option<PathBuf>,
    (clock, started): (Clock, Instant),
) -> Result<(), Fault> {
    display()?;
    let (taste, untasted) = match taste {
        Ok(taste) => (taste, None),
        Err(fault) => (Taste::default(), Some(fault)),
    };
    faces::install();
    // The kinds of notices are made while the window opens, so that the first key waits for none of it. Without a thread they are made
    // when they are asked for.
    drop(std::thread::Builder::new().name("kinds".to_owned()).spawn(trade::notice::NoticeKinds::shipped));
    let now = Clock::System.now(Zone::default());
    let counter = locale::desk::Words::of(taste.language).counter;
    let clerk = PersonName::typed(&taste.clerk).unwrap_or(PersonName::known(counter));
    let opened = Sqlite::open(folder, now, &clerk).and_then(|store| {
        let opening = Opening {
            store: Box::new(store),
            folder: folder.to_path_buf(),
            clock,
            taste: taste.clone(),
            taste_file,
            viewer: print::system_viewer(),
            clipboard: picture::system_clipboard(),
            finder: std::sync::Arc::new(crate::print::found),
            started,
        };
        let (app, begin) = App::open(opening)?;
        // Said once the desk stands.
        let told = untasted.map_or_else(Task::none, |fault| Task::done(app::Message::Written(Err(fault.into()))));
        Ok((app, Task::batch([begin, told])))
    });
    match opened {
        Ok(begun) => desk(begun),
        Err(failure) => stopped(failure, taste.language),
    }
}

fn desk(begun: (App, Task<app::Message>)) -> Result<(), Fault> {
    // Larger text means fewer, larger pixels in a window that stays as large as it was.
    let scale = begun.0.scale();
    let begun = Mutex::new(Some(begun));
    let boot = move || {
        BOOTED.store(true, Ordering::SeqCst);
        let begun = begun.lock().unwrap_or_else(PoisonError::into_inner).take();
        begun.unwrap_or_else(|| unreachable!("a window boots once"))
    };
    let window = window::Settings {
        size: Size::new(1280.0 / scale, 800.0 / scale),
        min_size: Some(Size::new(1100.0 / scale, 600.0 / scale)),
        ..window_settings()
    };
    let desk = iced::application(boot, App::update, App::view)
        .title(App::title)
        .theme(App::theme)
        .style(App::style)
        .scale_factor(App::scale)
        .subscription(App::subscription)
        .settings(settings())
        .window(window);
    opened(|| desk.run())
}

fn stopped(failure: Failure, language: Language) -> Result<(), Fault> {
    let boot = move || {
        BOOTED.store(true, Ordering::SeqCst);
        (Stopped::new(&failure, language), Task::none())
    };
    let window =
        window::Settings { size: Size::new(640.0, 360.0), position: window::Position::Centered, ..window_settings() };
    let stopped = iced::application(boot, Stopped::update, Stopped::view)
        .title("启事")
        .theme(|_: &Stopped| theme::Theme::Light)
        .settings(settings())
        .window(window);
    opened(|| stopped.run())
}

/// Whether the window system was reached and the window began to live.
static BOOTED: AtomicBool = AtomicBool::new(false);

/// Runs a window. The window system panics where a display is named that cannot be reached; before the window lives that is an
/// answer like any other, afterwards it is a fault of ours and goes on as one.
fn opened(run: impl FnOnce() -> iced::Result) -> Result<(), Fault> {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        if BOOTED.load(Ordering::SeqCst) {
            told(what);
        }
    }));
    match panic::catch_unwind(AssertUnwindSafe(run)) {
        Ok(closed) => closed.map_err(|error| Fault::NoDisplay { what: error.to_string() }),
        Err(panicked) if BOOTED.load(Ordering::SeqCst) => panic::resume_unwind(panicked),
        Err(_) => Err(Fault::NoDisplay { what: "the display cannot be reached".to_owned() }),
    }
}

fn settings() -> iced::Settings {
    iced::Settings {
        id: Some("qishi".to_owned()),
        default_font: theme::HEI,
        default_text_size: theme::size::TEXT.into(),
        ..iced::Settings::default()
    }
}

/// Whether there is a display: asked before the window is, since a window system without one may end the program.
fn display() -> Result<(), Fault> {
    let there = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(any(windows, target_os = "macos"))
        || there("DISPLAY")
        || there("WAYLAND_DISPLAY")
        || there("WAYLAND_SOCKET")
    {
        return Ok(());
    }
    Err(Fault::NoDisplay { what: "neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned() })
}

/// What every window of the program has: its seal, and the name by which a session finds the desktop entry.
fn window_settings() -> window::Settings {
    let seal = image::load_from_memory(include_bytes!("../../assets/icon/qishi-64.png")).map(|seal| seal.to_rgba8());
    let icon = seal.ok().and_then(|seal| window::icon::from_rgba(seal.to_vec(), seal.width(), seal.height()).ok());
    window::Settings {
        icon,
        #[cfg(target_os = "linux")]
        platform_specific: window::settings::PlatformSpecific {
            application_id: "qishi".to_owned(),
            ..window::settings::PlatformSpecific::default()
        },
        ..window::Settings::default()
    }
}
