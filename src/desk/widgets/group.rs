//! A group: one place for Tab, arrows within.
//!
//! Its content is a row, a wrapped row or a column; each child of that is one of the things to choose from. The ring stands
//! around the child that the keyboard is on.

use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, Key, Modifiers, key};
use iced::{Event, Length, Rectangle, Renderer, Size, Vector};

use super::{Focus, ring};
use crate::desk::theme::{Element, Theme};

/// What a key in a group asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// This many further; negative for back.
    By(isize),
    /// A screenful further (1) or back (-1).
    Page(isize),
    /// To the first of all (Home).
    First,
    /// To the last of all (End).
    Last,
    /// Mark the one that is chosen (Space).
    Mark,
    /// Open the one that is chosen (Enter).
    Open,
    /// The wheel turned by this many lines; positive is further.
    Wheel(isize),
}

/// What a press on the child at this place says.
type OnPick<'a, M> = Box<dyn Fn(usize) -> M + 'a>;

/// A group of things of which one is chosen.
pub struct Group<'a, M> {
    content: Element<'a, M>,
    id: Option<Id>,
    at: Option<usize>,
    radius: f32,
    ringed: bool,
    on_pick: OnPick<'a, M>,
    /// What a press on the left edge of a child means, and how wide that edge is in pixels.
    on_edge: Option<(f32, OnPick<'a, M>)>,
    on_stroke: Box<dyn Fn(Stroke) -> Option<M> + 'a>,
}

impl<'a, M: 'a> Group<'a, M> {
    /// A group in which the arrows choose at once: `at` is what is chosen now, of `count`.
    pub fn choice(
        content: impl Into<Element<'a, M>>,
        at: Option<usize>,
        count: usize,
        on_pick: impl Fn(usize) -> M + Clone + 'a,
    ) -> Group<'a, M> {
        let pick = on_pick.clone();
        let on_stroke = move |stroke| {
            let last = count.checked_sub(1)?;
            // The arrows stop at the ends: one key too many must not choose what stands at the other.
            let moved = |by: isize| at.map_or(0, |at| at.saturating_add_signed(by).min(last));
            match stroke {
                Stroke::By(by) => Some(pick(moved(by))),
                Stroke::First => Some(pick(0)),
                Stroke::Last => Some(pick(last)),
                Stroke::Mark | Stroke::Open => Some(pick(at.unwrap_or(0))),
                Stroke::Page(_) | Stroke::Wheel(_) => None,
            }
        };
        Group::new(content, at, on_pick, on_stroke)
    }

    /// A group that says which key was struck and leaves the rest to the screen.
    pub fn new(
        content: impl Into<Element<'a, M>>,
        at: Option<usize>,
        on_pick: impl Fn(usize) -> M + 'a,
        on_stroke: impl Fn(Stroke) -> Option<M> + 'a,
    ) -> Group<'a, M> {
        Group {
            content: content.into(),
            id: None,
            at,
            radius: 6.0,
            ringed: true,
            on_pick: Box::new(on_pick),
            on_edge: None,
            on_stroke: Box::new(on_stroke),
        }
    }

    /// Its name for the focus.
    pub fn id(self, id: impl Into<Id>) -> Self {
        Group { id: Some(id.into()), ..self }
    }

    /// A press on the left edge of a child, this many pixels wide, means this: there stands the box that marks it.
    pub fn edge(self, width: f32, on_edge: impl Fn(usize) -> M + 'a) -> Self {
        Group { on_edge: Some((width, Box::new(on_edge))), ..self }
    }

    /// Draws no ring: what the keyboard is on is framed by the screen itself.
    pub fn unringed(self) -> Self {
        Group { ringed: false, ..self }
    }

    /// The radius of the ring.
    pub fn radius(self, radius: f32) -> Self {
        Group { radius, ..self }
    }
}

fn stroke(key: &Key) -> Option<Stroke> {
    let Key::Named(named) = key else { return None };
    Some(match named {
        key::Named::ArrowLeft | key::Named::ArrowUp => Stroke::By(-1),
        key::Named::ArrowRight | key::Named::ArrowDown => Stroke::By(1),
        key::Named::PageUp => Stroke::Page(-1),
        key::Named::PageDown => Stroke::Page(1),
        key::Named::Home => Stroke::First,
        key::Named::End => Stroke::Last,
        key::Named::Space => Stroke::Mark,
        key::Named::Enter => Stroke::Open,
        _ => return None,
    })
}

impl<'a, M: 'a> Widget<M, Theme, Renderer> for Group<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Focus>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Focus::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        let focus = tree.state.downcast_mut::<Focus>();
        operation.focusable(self.id.as_ref(), layout.bounds(), focus);
        operation.traverse(&mut |operation| {
            self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
        });
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
        let focus = tree.state.downcast_mut::<Focus>();
        let over = layout.children().position(|child| cursor.is_over(child.bounds()));
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let here = cursor.is_over(layout.bounds());
                if here != focus.here {
                    focus.here = here;
                    shell.request_redraw();
                }
                if let Some(index) = over {
                    let on_edge = self
                        .on_edge
                        .as_ref()
                        .filter(|(width, _)| cursor.position().is_some_and(|at| at.x < layout.bounds().x + width));
                    shell.publish(on_edge.map_or(&self.on_pick, |(_, on_edge)| on_edge)(index));
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(layout.bounds()) => {
                let lines = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y,
                    mouse::ScrollDelta::Pixels { y, .. } => -y / 20.0,
                };
                if let Some(message) = (self.on_stroke)(Stroke::Wheel(lines.round() as isize)) {
                    shell.publish(message);
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if focus.here && (*modifiers - Modifiers::SHIFT).is_empty() && !shell.is_event_captured() =>
            {
                if let Some(message) = stroke(key).and_then(|stroke| (self.on_stroke)(stroke)) {
                    shell.publish(message);
                    shell.capture_event();
                }
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if layout.children().any(|child| cursor.is_over(child.bounds())) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, layout, cursor, viewport);
        if self.ringed && tree.state.downcast_ref::<Focus>().here {
            let child = self.at.and_then(|at| layout.children().nth(at)).or_else(|| layout.children().next());
            let bounds = child.map_or(layout.bounds(), |child| child.bounds());
            ring(renderer, theme, bounds, self.radius);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<iced::advanced::overlay::Element<'b, M, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(&mut tree.children[0], layout, renderer, viewport, translation)
    }
}

impl<'a, M: 'a> From<Group<'a, M>> for Element<'a, M> {
    fn from(group: Group<'a, M>) -> Element<'a, M> {
        Element::new(group)
    }
}
