//! The desk's own pieces: each takes focus, shows a ring in ink, and works without a mouse.

mod focus;
mod group;
mod month;
mod press;
mod root;
mod tick;

pub use focus::{focus_if_free, focus_on, step};
pub use group::{Group, Stroke};
pub use month::{DayState, Month, WEEKS};
pub use press::{ButtonLook, Press, Pressable};
pub use root::{Chord, HandTouch, Root};
pub use tick::tick;

use iced::advanced::Renderer as _;
use iced::advanced::renderer::Quad;
use iced::{Rectangle, Renderer, border};

use super::theme::Theme;

/// Draws the ring that shows where the keyboard stands: two pixels off, with paper between, so that it is seen around a dark one too.
fn ring(renderer: &mut Renderer, theme: &Theme, bounds: Rectangle, radius: f32) {
    let quad = Quad {
        bounds: bounds.expand(4.0),
        border: border::rounded(radius + 4.0).width(2).color(theme.colours().ink),
        ..Quad::default()
    };
    renderer.fill_quad(quad, iced::Color::TRANSPARENT);
}

/// Whether a widget has the focus: what the focus operations see of it.
#[derive(Debug, Clone, Copy, Default)]
struct Focus {
    here: bool,
    hovered: bool,
    pressed: bool,
}

impl iced::advanced::widget::operation::Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.here
    }

    fn focus(&mut self) {
        self.here = true;
    }

    fn unfocus(&mut self) {
        self.here = false;
    }
}
