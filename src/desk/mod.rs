//! The desk: the window at which a clerk takes ads. It decides nothing; the rooms before it do.
//!
//! [`run`] opens it. Each screen is a file or folder of its own with state, messages and view, and asks the desk for what it wants;
//! [`app`] alone does it: commands go to the books' thread and come back as messages, setting and files have threads of their own.

pub mod app;
pub mod canvas;
pub mod draft;
pub mod faces;
mod header;
pub mod history;
pub mod kit;
pub mod print;
pub mod screens;
pub mod theme;
pub mod widgets;
pub mod worker;

use std::sync::Mutex;

use iced::{Size, window};

pub use app::{App, Clock, Opening};

use crate::refusal::Fault;

/// Opens the desk and stays until its window is closed.
///
/// # Errors
/// [`Fault::NoDisplay`] where there is no display to open a window on, [`Fault::Store`] where the system starts no thread.
pub fn run(opening: Opening) -> Result<(), Fault> {
    display()?;
    faces::install();
    let begun = Mutex::new(Some(App::open(opening)?));
    let boot = move || {
        let begun = begun.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        begun.unwrap_or_else(|| unreachable!("a window boots once"))
    };
    let settings = iced::Settings {
        id: Some("qishi".to_owned()),
        default_font: theme::HEI,
        default_text_size: theme::size::TEXT.into(),
        ..iced::Settings::default()
    };
    let window = window::Settings {
        size: Size::new(1280.0, 800.0),
        min_size: Some(Size::new(1100.0, 640.0)),
        ..window::Settings::default()
    };
    iced::application(boot, App::update, App::view)
        .title(App::title)
        .theme(App::theme)
        .scale_factor(App::scale)
        .subscription(App::subscription)
        .settings(settings)
        .window(window)
        .run()
        .map_err(|error| Fault::NoDisplay { what: error.to_string() })
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
