//! A button: pressed with the mouse, with Enter and with Space.

use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, Key, key};
use iced::{Background, Border, Color, Event, Length, Padding, Rectangle, Renderer, Size, border};

use super::{Focus, ring};
use crate::desk::theme::{Element, RADIUS, Theme};

/// What a button looks like, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonLook {
    /// The one next step.
    Next,
    /// Any other button, with an edge.
    Plain,
    /// One that stands in a line of text.
    Quiet,
    /// One that stands in a line of text on ink.
    OnInk,
    /// A round mark for something parked or filtered.
    Chip,
}

/// A button that the keyboard reaches: Space and Enter press it.
pub struct Press<'a, M> {
    content: Element<'a, M>,
    id: Option<Id>,
    on_press: Option<M>,
    look: ButtonLook,
    padding: Padding,
    width: Length,
    pale: bool,
}

/// What a button tells whoever walks the widgets of the window.
#[derive(Debug, Clone, Copy)]
pub struct Pressable {
    /// It can do nothing now.
    pub grey: bool,
}

impl<'a, M: Clone + 'a> Press<'a, M> {
    /// A button that says this.
    pub fn new(content: impl Into<Element<'a, M>>, look: ButtonLook) -> Press<'a, M> {
        let padding = match look {
            ButtonLook::Next => Padding::from([12, 16]),
            ButtonLook::Plain => Padding::from([6, 12]),
            ButtonLook::Quiet | ButtonLook::OnInk => Padding::from([2, 6]),
            ButtonLook::Chip => Padding::from([4, 10]),
        };
        Press { content: content.into(), id: None, on_press: None, look, padding, width: Length::Shrink, pale: false }
    }

    /// What it says when pressed; without it the button is pale.
    pub fn on_press(self, message: M) -> Self {
        Press { on_press: Some(message), ..self }
    }

    /// What it says when pressed, if it can be pressed.
    pub fn on_press_maybe(self, on_press: Option<M>) -> Self {
        Press { on_press, ..self }
    }

    /// It can do nothing now and says why when it is pressed all the same.
    pub fn pale(self, pale: bool) -> Self {
        Press { pale, ..self }
    }

    /// Its name for the focus.
    pub fn id(self, id: impl Into<Id>) -> Self {
        Press { id: Some(id.into()), ..self }
    }

    /// The width that it takes; without it, that of its content.
    pub fn width(self, width: impl Into<Length>) -> Self {
        Press { width: width.into(), ..self }
    }

    /// The distance between its edge and what it says.
    pub fn padding(self, padding: impl Into<Padding>) -> Self {
        Press { padding: padding.into(), ..self }
    }

    fn radius(&self) -> f32 {
        match self.look {
            ButtonLook::Next => 8.0,
            ButtonLook::Plain | ButtonLook::Quiet | ButtonLook::OnInk => RADIUS,
            ButtonLook::Chip => 14.0,
        }
    }

    fn colours(&self, theme: &Theme, focus: Focus) -> (Color, Color, Color) {
        let c = theme.colours();
        let dead = self.on_press.is_none();
        match self.look {
            ButtonLook::Next if dead => (c.hairline, c.quiet, c.hairline),
            ButtonLook::Next => {
                let shade = if focus.pressed {
                    0.82
                } else if focus.hovered {
                    0.92
                } else {
                    1.0
                };
                let ground = Color { r: c.accent.r * shade, g: c.accent.g * shade, b: c.accent.b * shade, a: 1.0 };
                (ground, c.on_accent, ground)
            }
            ButtonLook::Plain | ButtonLook::Chip => {
                let edge = match (dead, focus.hovered) {
                    (true, _) => c.hairline,
                    (false, true) => c.ink,
                    (false, false) => c.edge,
                };
                let ground = if focus.pressed && !dead { c.desk } else { c.sheet };
                (ground, if dead { c.pale } else { c.ink }, edge)
            }
            ButtonLook::OnInk => {
                (Color::TRANSPARENT, c.sheet, if focus.hovered { c.sheet } else { Color::TRANSPARENT })
            }
            ButtonLook::Quiet => {
                let ground = if focus.hovered && !dead { c.desk } else { Color::TRANSPARENT };
                (ground, if dead { c.pale } else { c.ink }, Color::TRANSPARENT)
            }
        }
    }
}

impl<'a, M: Clone + 'a> Widget<M, Theme, Renderer> for Press<'a, M> {
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
        if self.on_press.is_none() {
            tree.state.downcast_mut::<Focus>().here = false;
        }
    }

    fn size(&self) -> Size<Length> {
        Size { width: self.width, height: Length::Shrink }
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::padded(limits, self.width, Length::Shrink, self.padding, |limits| {
            self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
        })
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, operation: &mut dyn Operation) {
        if self.on_press.is_some() {
            operation.focusable(self.id.as_ref(), layout.bounds(), tree.state.downcast_mut::<Focus>());
        }
        let mut pressable = Pressable { grey: self.pale || self.on_press.is_none() };
        operation.custom(self.id.as_ref(), layout.bounds(), &mut pressable);
        operation.traverse(&mut |operation| {
            if let Some(child) = layout.children().next() {
                self.content.as_widget_mut().operate(&mut tree.children[0], child, renderer, operation);
            }
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
        let over = cursor.is_over(layout.bounds());
        if over != focus.hovered {
            focus.hovered = over;
            shell.request_redraw();
        }
        let Some(message) = &self.on_press else { return };
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                if over {
                    focus.pressed = true;
                    shell.capture_event();
                }
                if over || focus.here {
                    focus.here = over;
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if focus.pressed => {
                focus.pressed = false;
                shell.request_redraw();
                if over {
                    shell.publish(message.clone());
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(key::Named::Enter | key::Named::Space),
                modifiers,
                repeat: false,
                ..
            }) if focus.here && modifiers.is_empty() && !shell.is_event_captured() => {
                shell.publish(message.clone());
                shell.capture_event();
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
        if self.on_press.is_some() && cursor.is_over(layout.bounds()) {
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
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let focus = *tree.state.downcast_ref::<Focus>();
        let (ground, text_color, edge) = self.colours(theme, focus);
        let radius = self.radius();
        let line: Border = border::rounded(radius).width(1).color(edge);
        let quad = renderer::Quad { bounds: layout.bounds(), border: line, ..renderer::Quad::default() };
        renderer.fill_quad(quad, Background::Color(ground));
        if focus.here {
            ring(renderer, theme, layout.bounds(), radius);
        }
        if let Some(child) = layout.children().next() {
            let style = renderer::Style { text_color };
            self.content.as_widget().draw(&tree.children[0], renderer, theme, &style, child, cursor, viewport);
        }
    }
}

impl<'a, M: Clone + 'a> From<Press<'a, M>> for Element<'a, M> {
    fn from(press: Press<'a, M>) -> Element<'a, M> {
        Element::new(press)
    }
}
