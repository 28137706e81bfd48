//! The outermost wrapper: it hears the desk's keys before any field does, and keeps the input method open.
//!
//! iced closes the input method whenever no field has the focus, and the method then forgets whether it stood on Chinese. So the
//! root asks for it in every frame; a field that has the focus has asked before and is served first.

use iced::advanced::input_method::{InputMethod, Purpose};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Vector, window};

use crate::desk::theme::{Element, Theme};

/// A key with what is held beside it. Letters are those of the Latin layout, whatever the layout in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord {
    /// The named key, if it is one.
    pub named: Option<key::Named>,
    /// The letter, digit or mark, if it is one.
    pub letter: Option<char>,
    /// Ctrl (⌘ on a Mac).
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// Whether the key was held down until it came again.
    pub repeat: bool,
}

impl Chord {
    fn read(key: &Key, physical: key::Physical, modifiers: Modifiers, repeat: bool) -> Chord {
        let named = if let Key::Named(named) = key { Some(*named) } else { None };
        Chord {
            named,
            letter: key.to_latin(physical),
            ctrl: modifiers.command(),
            shift: modifiers.shift(),
            alt: modifiers.alt(),
            repeat,
        }
    }
}

/// What a chord asks for, if it asks for anything.
type OnChord<'a, M> = Box<dyn Fn(&Chord) -> Option<M> + 'a>;

/// The outermost wrapper.
pub struct Root<'a, M> {
    content: Element<'a, M>,
    on_chord: OnChord<'a, M>,
}

impl<'a, M: 'a> Root<'a, M> {
    /// Wraps the window; `on_chord` says what a key means to the desk, or leaves it to the fields.
    pub fn new(content: impl Into<Element<'a, M>>, on_chord: impl Fn(&Chord) -> Option<M> + 'a) -> Root<'a, M> {
        Root { content: content.into(), on_chord: Box::new(on_chord) }
    }
}

impl<'a, M: 'a> Widget<M, Theme, Renderer> for Root<'a, M> {
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
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, repeat, .. }) = event {
            let chord = Chord::read(key, *physical_key, *modifiers, *repeat);
            if let Some(message) = (self.on_chord)(&chord) {
                shell.publish(message);
                shell.capture_event();
                return;
            }
        }
        let content = self.content.as_widget_mut();
        content.update(&mut tree.children[0], event, layout, cursor, renderer, clipboard, shell, viewport);
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            let cursor = Rectangle::new(Point::new(16.0, layout.bounds().height - 16.0), Size::new(1.0, 16.0));
            shell.request_input_method(&InputMethod::<&str>::Enabled {
                cursor,
                purpose: Purpose::Normal,
                preedit: None,
            });
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content.as_widget().mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer)
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
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(&mut tree.children[0], layout, renderer, viewport, translation)
    }
}

impl<'a, M: 'a> From<Root<'a, M>> for Element<'a, M> {
    fn from(root: Root<'a, M>) -> Element<'a, M> {
        Element::new(root)
    }
}
