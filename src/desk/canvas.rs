//! The painter for the screen: a [`Sheet`] at a scale, from cached outlines, on its own white paper.

use std::collections::HashMap;
use std::sync::Arc;

use iced::advanced::graphics::geometry::Renderer as _;
use iced::advanced::image::{Handle, Image, Renderer as _};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::widget::canvas::{Cache, Fill, Frame, LineJoin, Path, Stroke, fill};
use iced::{Background, Color, Event, Length, Point, Radians, Rectangle, Renderer, Size, Vector, border, gradient};

use super::theme::{Element, Theme};
use setting::paint::outline;
use setting::sheet::{GlyphRun, Ink, Mark, PathSegment, Rect, Sheet};

/// A sheet made ready for the screen: its pictures are decoded and cut to the size at which they are seen.
#[derive(Debug, Clone)]
pub struct ScreenSheet {
    /// The sheet that is painted; its lengths are those on paper.
    pub sheet: Arc<Sheet>,
    pictures: HashMap<String, Handle>,
}

/// How finely a picture is kept for the screen, in pixels to the millimetre: twice what 96 dpi shows.
const FINE: f64 = 2.0 * 96.0 / 25.4;

impl ScreenSheet {
    /// Makes a sheet ready. Decoding a picture takes a while: call it off the frame's way.
    pub fn new(sheet: Arc<Sheet>) -> ScreenSheet {
        fn collect(marks: &[Mark], pictures: &mut HashMap<String, Handle>) {
            for mark in marks {
                match mark {
                    Mark::Picture { place, picture } => {
                        if let (false, Some(read)) = (pictures.contains_key(&picture.sha256), &picture.picture)
                            && let Some(handle) = decoded(read, *place)
                        {
                            pictures.insert(picture.sha256.clone(), handle);
                        }
                    }
                    Mark::Clip { marks, .. } => collect(marks, pictures),
                    _ => {}
                }
            }
        }
        let mut pictures = HashMap::new();
        collect(&sheet.marks, &mut pictures);
        ScreenSheet { sheet, pictures }
    }
}

/// A picture in grey, no finer than the screen shows it; `None` where it no longer decodes.
fn decoded(picture: &trade::ad::Picture, place: Rect) -> Option<Handle> {
    let grey = picture.to_grey().ok()?;
    let grey = image::GrayImage::from_raw(picture.width, picture.height, grey)?;
    let wide = (place.width.as_mm() * FINE).ceil().max(1.0) as u32;
    let high = (place.height.as_mm() * FINE).ceil().max(1.0) as u32;
    let grey = if wide < picture.width && high < picture.height {
        image::imageops::resize(&grey, wide, high, image::imageops::FilterType::Triangle)
    } else {
        grey
    };
    let (width, height) = grey.dimensions();
    let rgba: Vec<u8> = grey.into_raw().into_iter().flat_map(|g| [g, g, g, 255]).collect();
    Some(Handle::from_rgba(width, height, rgba))
}

/// The sheet on the desk, at so many pixels to the millimetre.
pub struct SheetView<'a, M> {
    print: &'a ScreenSheet,
    scale: f32,
    cut: bool,
    drag: Option<(Rect, OnDrag<'a, M>)>,
}

/// The message that a drag by so many millimetres across and down sends.
type OnDrag<'a, M> = Box<dyn Fn(f32, f32) -> M + 'a>;

impl<'a, M> SheetView<'a, M> {
    /// Shows a print at this many pixels to the millimetre.
    pub fn new(print: &'a ScreenSheet, scale: f32) -> SheetView<'a, M> {
        SheetView { print, scale, cut: false, drag: None }
    }

    /// Whether the ad goes on below its foot: then the foot says so, that it never looks complete.
    pub fn cut(self, cut: bool) -> SheetView<'a, M> {
        SheetView { cut, ..self }
    }

    /// What can be dragged, and the message for a drag by so many millimetres across and down.
    pub fn on_drag(self, place: Rect, on_drag: impl Fn(f32, f32) -> M + 'a) -> SheetView<'a, M> {
        SheetView { drag: Some((place, Box::new(on_drag))), ..self }
    }

    fn extent(&self) -> Size {
        let px = |length: trade::measure::Length| (length.as_mm() as f32 * self.scale).ceil();
        Size::new(px(self.print.sheet.width), px(self.print.sheet.height))
    }
}

/// The foot of a sheet that is cut fades over so many pixels.
const FADE: f32 = 22.0;

#[derive(Default)]
struct CanvasState {
    cache: Cache,
    of: std::cell::RefCell<Option<(Arc<Sheet>, f32)>>,
    /// Where the mouse was when what is dragged was last moved.
    held: Option<Point>,
}

impl<M> Widget<M, Theme, Renderer> for SheetView<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<CanvasState>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(CanvasState::default())
    }

    fn size(&self) -> Size<Length> {
        let extent = self.extent();
        Size::new(extent.width.into(), extent.height.into())
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &Renderer, _limits: &layout::Limits) -> layout::Node {
        // Never squeezed: a proof that is not at its scale would lie.
        layout::Node::new(self.extent())
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _viewport: &Rectangle,
    ) {
        let Some((place, on_drag)) = &self.drag else { return };
        let state = tree.state.downcast_mut::<CanvasState>();
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                state.held =
                    cursor.position().filter(|_| cursor.is_over(on_screen(*place, layout.bounds(), self.scale)));
                if state.held.is_some() {
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => state.held = None,
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                let (Some(from), Some(to)) = (state.held, cursor.position()) else { return };
                let (right, down) = ((to.x - from.x) / self.scale, (to.y - from.y) / self.scale);
                state.held = Some(to);
                shell.publish(on_drag(right, down));
                shell.capture_event();
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        let Some((place, _)) = &self.drag else { return mouse::Interaction::None };
        if tree.state.downcast_ref::<CanvasState>().held.is_some() {
            mouse::Interaction::Grabbing
        } else if cursor.is_over(on_screen(*place, layout.bounds(), self.scale)) {
            mouse::Interaction::Grab
        } else {
            mouse::Interaction::None
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        if bounds.intersection(viewport).is_none() {
            return;
        }
        // A shadow of quads: the renderer's own is not cut to what is painted anew, and darkens with every frame.
        for step in 0..5 {
            let wide = 1.5 * step as f32;
            let shade = Rectangle { y: bounds.y + 3.0, ..bounds }.expand(wide);
            let quad = renderer::Quad { bounds: shade, border: border::rounded(wide), ..renderer::Quad::default() };
            renderer.fill_quad(quad, Color { a: 0.03, ..Color::BLACK });
        }
        renderer.fill_quad(renderer::Quad { bounds, ..renderer::Quad::default() }, Color::WHITE);
        let state = tree.state.downcast_ref::<CanvasState>();
        let now = (Arc::clone(&self.print.sheet), self.scale);
        let mut of = state.of.borrow_mut();
        if !of.as_ref().is_some_and(|(sheet, scale)| Arc::ptr_eq(sheet, &now.0) && *scale == now.1) {
            state.cache.clear();
            *of = Some(now);
        }
        // Pictures lie under the type; what a clip cuts away is cut by a layer.
        let clip = bounds.intersection(viewport).unwrap_or(bounds);
        self.pictures(&self.print.sheet.marks, bounds, clip, renderer);
        renderer.with_layer(clip, |renderer| {
            renderer.with_translation(Vector::new(bounds.x, bounds.y), |renderer| {
                let geometry = state
                    .cache
                    .draw(renderer, bounds.size(), |frame| paint(frame, &self.print.sheet.marks, self.scale));
                renderer.draw_geometry(geometry);
            });
        });
        if self.cut {
            let ink = theme.alarm();
            renderer.with_layer(clip, |renderer| {
                let high = FADE.min(bounds.height);
                let foot = Rectangle { y: bounds.y + bounds.height - high, height: high, ..bounds };
                let fade = gradient::Linear::new(Radians(std::f32::consts::PI))
                    .add_stop(0.0, Color { a: 0.0, ..ink })
                    .add_stop(1.0, Color { a: 0.45, ..ink });
                let quad = renderer::Quad { bounds: foot, ..renderer::Quad::default() };
                renderer.fill_quad(quad, Background::from(fade));
                let edge = Rectangle { y: bounds.y + bounds.height - 3.0, height: 3.0, ..bounds };
                renderer.fill_quad(renderer::Quad { bounds: edge, ..renderer::Quad::default() }, ink);
            });
        }
    }
}

impl<M> SheetView<'_, M> {
    fn pictures(&self, marks: &[Mark], bounds: Rectangle, clip: Rectangle, renderer: &mut Renderer) {
        for mark in marks {
            match mark {
                Mark::Picture { place, picture } => {
                    if let Some(handle) = self.print.pictures.get(&picture.sha256) {
                        let place = on_screen(*place, bounds, self.scale);
                        renderer.with_layer(clip, |renderer| {
                            renderer.draw_image(Image::new(handle.clone()), place, place);
                        });
                    }
                }
                Mark::Clip { place, marks } => {
                    if let Some(clip) = on_screen(*place, bounds, self.scale).intersection(&clip) {
                        self.pictures(marks, bounds, clip, renderer);
                    }
                }
                _ => {}
            }
        }
    }
}

fn on_screen(place: Rect, sheet: Rectangle, scale: f32) -> Rectangle {
    let px = |length: trade::measure::Length| length.as_mm() as f32 * scale;
    Rectangle::new(
        Point::new(sheet.x + px(place.x), sheet.y + px(place.y)),
        Size::new(px(place.width), px(place.height)),
    )
}

impl<'a, M: 'a> From<SheetView<'a, M>> for Element<'a, M> {
    fn from(view: SheetView<'a, M>) -> Element<'a, M> {
        Element::new(view)
    }
}

fn colour(ink: Ink) -> Color {
    let [red, green, blue] = ink.seen();
    Color::from_rgb8(red, green, blue)
}

/// Paints everything but pictures, in pixels from the sheet's upper left corner.
fn paint(frame: &mut Frame, marks: &[Mark], scale: f32) {
    let px = |length: trade::measure::Length| length.as_mm() as f32 * scale;
    for mark in marks {
        match mark {
            Mark::Glyphs(run) => glyphs(frame, run, scale),
            Mark::Rule { place, ink } => {
                // A hairline thinner than a pixel is still seen, and stands on the pixel.
                let (width, height) = (px(place.width).max(1.0), px(place.height).max(1.0));
                let corner = Point::new(px(place.x).round(), px(place.y).round());
                let colour =
                    Color { a: (px(place.width).min(px(place.height)) + 0.45).clamp(0.0, 1.0), ..colour(*ink) };
                frame.fill_rectangle(corner, Size::new(width.round(), height.round()), colour);
            }
            Mark::Path(drawn) => {
                let path = Path::new(|builder| {
                    for part in &drawn.segments {
                        let point = |(x, y): (trade::measure::Length, trade::measure::Length)| Point::new(px(x), px(y));
                        match *part {
                            PathSegment::Move(x, y) => builder.move_to(point((x, y))),
                            PathSegment::Line(x, y) => builder.line_to(point((x, y))),
                            PathSegment::Curve([a, b, end]) => builder.bezier_curve_to(point(a), point(b), point(end)),
                            PathSegment::Close => builder.close(),
                        }
                    }
                });
                match drawn.stroke {
                    Some(width) => frame
                        .stroke(&path, Stroke::default().with_width(px(width).max(0.6)).with_color(colour(drawn.ink))),
                    None => frame.fill(&path, solid(colour(drawn.ink))),
                }
            }
            Mark::Clip { marks, .. } => paint(frame, marks, scale),
            Mark::Picture { .. } => {}
        }
    }
}

fn solid(colour: Color) -> Fill {
    Fill { style: colour.into(), rule: fill::Rule::NonZero }
}

/// All glyphs of a run in one path: one fill instead of hundreds.
fn glyphs(frame: &mut Frame, run: &GlyphRun, scale: f32) {
    let path = Path::new(|builder| {
        let at = |(x, y): (f32, f32)| Point::new(x, y);
        for glyph in &run.glyphs {
            outline::placed(run, glyph, scale, |part| match part {
                outline::OutlineSegment::Move(x, y) => builder.move_to(at((x, y))),
                outline::OutlineSegment::Line(x, y) => builder.line_to(at((x, y))),
                outline::OutlineSegment::Quad([c, p]) => builder.quadratic_curve_to(at(c), at(p)),
                outline::OutlineSegment::Cubic([a, b, p]) => builder.bezier_curve_to(at(a), at(b), at(p)),
                outline::OutlineSegment::Close => builder.close(),
            });
        }
    });
    // Less than a twelfth of a pixel is not seen, and stroking hundreds of outlines is not free.
    let width = run.stroke.as_mm() as f32 * scale;
    if width > 0.08 {
        let line = Stroke::default().with_width(width).with_color(colour(run.ink)).with_line_join(LineJoin::Round);
        frame.stroke(&path, line);
    }
    frame.fill(&path, solid(colour(run.ink)));
}
