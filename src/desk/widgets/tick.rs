//! The tick (settled, chosen, seen): drawn, so that it is the same at every size and whatever face the text beside it has.

use iced::mouse::Cursor;
use iced::widget::canvas::{self, Canvas, Frame, Geometry, LineCap, LineJoin, Path, Program, Stroke};
use iced::{Color, Point, Rectangle, Renderer};

use crate::desk::theme::{Colours, Element, Theme};

/// A tick in a square, in a colour that the theme knows by its meaning.
struct Tick {
    ink: fn(&Colours) -> Color,
}

/// A tick that takes a square of this many of the window's pixels.
pub fn tick<'a, M: 'a>(side: f32, ink: fn(&Colours) -> Color) -> Element<'a, M> {
    Canvas::<_, M, Theme, Renderer>::new(Tick { ink }).width(side).height(side).into()
}

impl<M> Program<M, Theme> for Tick {
    type State = ();

    fn draw(&self, (): &(), renderer: &Renderer, theme: &Theme, bounds: Rectangle, _cursor: Cursor) -> Vec<Geometry> {
        let side = bounds.width.min(bounds.height);
        let at = |x: f32, y: f32| Point::new(x * side, y * side);
        let path = Path::new(|path| {
            path.move_to(at(0.14, 0.54));
            path.line_to(at(0.40, 0.80));
            path.line_to(at(0.88, 0.24));
        });
        let stroke = Stroke {
            style: canvas::Style::Solid((self.ink)(theme.colours())),
            width: (side * 0.16).max(1.4),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        let mut frame = Frame::new(renderer, bounds.size());
        frame.stroke(&path, stroke);
        vec![frame.into_geometry()]
    }
}
