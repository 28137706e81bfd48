//! The outermost wrapper: it hears the desk's keys before any field does, and keeps the input method open.
//!
//! iced closes the input method whenever no field has the focus, and the method then forgets whether it stood on Chinese. So the
//! root asks for it in every frame; a field that has the focus has asked before and is served first.
//!
//! A clerk types faster than frames are drawn. A key that asks for something is therefore done to its end, the move of the focus
//! included, before the next one is heard: what is typed meanwhile waits here and is lost to nobody. While words are being composed with the
//! input method, a key that asks for something is not heard: the words stand in no field yet, and would be lost with the focus.

use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

use iced::advanced::input_method::{self, InputMethod, Purpose};
use iced::advanced::widget::operation::{Focusable, TextInput};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key};
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Vector, window};

use crate::desk::theme::{Element, Theme};

/// A key with what is held beside it. Letters are those of the Latin layout, whatever the layout in force.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the keys are called so")]
pub struct Chord {
    /// The named key, if it is one.
    pub named: Option<key::Named>,
    /// The letter, digit or mark, if it is one.
    pub letter: Option<char>,
    /// Ctrl (⌘ on a Mac).
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
    /// Whether the key was held down until it came again.
    pub repeat: bool,
}

impl Chord {
    /// Whether it is Ctrl+A.
    fn marks_all(&self) -> bool {
        self.ctrl && !self.shift && !self.alt && self.letter == Some('a')
    }

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

/// Whether the focus stands on a field of one line.
#[derive(Debug, Default)]
struct InField {
    /// The last widget that was met takes text.
    text: bool,
    focused: bool,
}

impl Operation for InField {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn text_input(&mut self, _id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn TextInput) {
        self.text = true;
    }

    // A field says first that it takes text, and then that it can be focused.
    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.focused |= std::mem::take(&mut self.text) && state.is_focused();
    }
}

/// What a chord asks for, if it asks for anything.
type OnChord<'a, M> = Box<dyn Fn(&Chord) -> Option<M> + 'a>;

/// What waits until the desk has done what was asked before.
#[derive(Debug, Default)]
struct Waiting {
    /// How many keys asked for something.
    count: u64,
    /// The keys struck since.
    struck: VecDeque<Event>,
    composing: Composing,
    /// The letters whose keys are held down and were heard of.
    held: Vec<char>,
}

/// Whether words are being composed with the input method, which stand in no field yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Composing {
    #[default]
    Nothing,
    /// The method shows them in the field, and says so.
    Shown,
    /// The method shows them in a window of its own and says nothing: a letter's key was let go of whose stroke it kept. That may also
    /// be a key which was struck in another window; so a chord is held back once only.
    Taken,
}

impl Waiting {
    /// Follows what the input method is about.
    fn follow(&mut self, event: &Event) {
        let letter = |key: &Key, physical| key.to_latin(physical).filter(char::is_ascii_lowercase);
        match event {
            Event::InputMethod(input_method::Event::Preedit(words, _)) => {
                self.composing = if words.is_empty() { Composing::Nothing } else { Composing::Shown };
            }
            Event::InputMethod(_) => self.composing = Composing::Nothing,
            Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, text, modifiers, .. }) => {
                self.held.extend(letter(key, *physical_key));
                // A letter that comes by itself was not composed: nothing is.
                let typed = text.as_ref().is_some_and(|text| !text.chars().any(char::is_control));
                if typed && !modifiers.command() {
                    self.composing = Composing::Nothing;
                }
            }
            Event::Keyboard(keyboard::Event::KeyReleased { key, physical_key, modifiers, .. }) => {
                let Some(letter) = letter(key, *physical_key) else { return };
                let heard = self.held.contains(&letter);
                self.held.retain(|held| *held != letter);
                if !heard && !modifiers.command() && self.composing == Composing::Nothing {
                    self.composing = Composing::Taken;
                }
            }
            _ => {}
        }
    }

    /// Whether a key that asks for something is held back, since it would leave words behind that are being composed.
    fn holds_back(&mut self) -> bool {
        let composing = self.composing;
        if composing == Composing::Taken {
            self.composing = Composing::Nothing;
        }
        composing != Composing::Nothing
    }
}

/// Whether a hand touched the window: a key was struck, words were typed, or a button pressed. What comes by itself is no touch.
#[derive(Debug, Clone, Default)]
pub struct HandTouch(Rc<Cell<bool>>);

impl HandTouch {
    /// Whether it was touched since this was last asked.
    pub fn since_last_asked(&self) -> bool {
        self.0.take()
    }

    fn follow(&self, event: &Event) {
        let touch = is_touch(event);
        let composes = matches!(event, Event::InputMethod(input_method::Event::Preedit(words, _)) if !words.is_empty());
        if touch || composes {
            self.0.set(true);
        }
    }
}

/// Wraps the whole window: sees each key before any field does, and works events off one by one.
pub struct Root<'a, M> {
    content: Element<'a, M>,
    on_chord: OnChord<'a, M>,
    touched: HandTouch,
    done: u64,
    beat: Option<M>,
    pressed: Option<M>,
    stirred: Option<M>,
}

impl<'a, M: Clone + 'a> Root<'a, M> {
    /// Wraps the window; `on_chord` says what a key means to the desk, or leaves it to the fields.
    pub fn new(content: impl Into<Element<'a, M>>, on_chord: impl Fn(&Chord) -> Option<M> + 'a) -> Root<'a, M> {
        Root {
            content: content.into(),
            on_chord: Box::new(on_chord),
            touched: HandTouch::default(),
            done: 0,
            beat: None,
            pressed: None,
            stirred: None,
        }
    }

    /// Says here that a hand touched the window.
    pub fn touched(self, touched: &HandTouch) -> Self {
        Root { touched: touched.clone(), ..self }
    }

    /// Hears a key only when the one before is done: `beat` is said after each that asks for something, and `done` counts the
    /// beats that the desk has answered.
    pub fn one_by_one(self, done: u64, beat: M) -> Self {
        Root { done, beat: Some(beat), ..self }
    }

    /// Says this whenever a button of the mouse or a finger was pressed, after what stands there heard it.
    pub fn pressed(self, message: Option<M>) -> Self {
        Root { pressed: message, ..self }
    }

    /// Says this before anything that a hand does and `on_chord` does not hear: typing, a press of the mouse, the wheel.
    pub fn stirred(self, message: Option<M>) -> Self {
        Root { stirred: message, ..self }
    }

    /// Hears one key, or leaves it to the fields.
    #[allow(clippy::too_many_arguments)]
    fn hear(
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
        let pressed =
            if let Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, repeat, .. }) = event {
                Some(Chord::read(key, *physical_key, *modifiers, *repeat))
            } else {
                None
            };
        tree.state.downcast_mut::<Waiting>().follow(event);
        // In a field Ctrl+A marks what is typed there, and nothing else.
        let of_field = pressed.as_ref().is_some_and(Chord::marks_all) && {
            let mut field = InField::default();
            self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, &mut field);
            field.focused
        };
        let heard = pressed.as_ref().filter(|_| !of_field).and_then(|chord| (self.on_chord)(chord));
        let acted = if let Some(message) = heard {
            // To go elsewhere would drop the words that are being composed, or take them along.
            if tree.state.downcast_mut::<Waiting>().holds_back() {
                shell.capture_event();
                return;
            }
            shell.publish(message);
            shell.capture_event();
            true
        } else {
            self.stirs(event, shell);
            let content = self.content.as_widget_mut();
            content.update(&mut tree.children[0], event, layout, cursor, renderer, clipboard, shell, viewport);
            shell.is_event_captured() && pressed.is_some_and(|chord| chord.named.is_some_and(asks))
        };
        if acted {
            self.hold(tree, shell);
        }
    }

    fn stirs(&self, event: &Event, shell: &mut Shell<'_, M>) {
        if let (true, Some(stirred)) = (is_touch(event) && !is_modifier(event), &self.stirred) {
            shell.publish(stirred.clone());
        }
    }

    /// What is typed behind what was just asked waits until it is done.
    fn hold(&self, tree: &mut Tree, shell: &mut Shell<'_, M>) {
        let Some(beat) = &self.beat else { return };
        let waiting = tree.state.downcast_mut::<Waiting>();
        waiting.count = waiting.count.max(self.done) + 1;
        shell.publish(beat.clone());
    }
}

/// Whether a hand struck a key, typed words with the input method, or pressed something.
const fn is_touch(event: &Event) -> bool {
    matches!(
        event,
        Event::Keyboard(keyboard::Event::KeyPressed { .. })
            | Event::InputMethod(input_method::Event::Commit(_))
            | Event::Mouse(mouse::Event::ButtonPressed(_) | mouse::Event::WheelScrolled { .. })
            | Event::Touch(iced::touch::Event::FingerPressed { .. })
    )
}

/// Whether a key was struck that only changes what others mean.
const fn is_modifier(event: &Event) -> bool {
    use key::Named::{Alt, AltGraph, CapsLock, Control, Fn, Hyper, Meta, NumLock, Shift, Super};
    let Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), .. }) = event else { return false };
    matches!(named, Alt | AltGraph | CapsLock | Control | Fn | Hyper | Meta | NumLock | Shift | Super)
}

/// Whether a button of the mouse or a finger was pressed or let go of.
const fn is_press(event: &Event) -> bool {
    use mouse::Event::{ButtonPressed, ButtonReleased};
    matches!(event, Event::Mouse(ButtonPressed(_) | ButtonReleased(_)) | Event::Touch(_))
}

/// Whether a button of the mouse or a finger was pressed.
const fn begins_press(event: &Event) -> bool {
    matches!(
        event,
        Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Touch(iced::touch::Event::FingerPressed { .. })
    )
}

/// Whether a key may ask a widget for more than a letter.
const fn asks(named: key::Named) -> bool {
    use key::Named::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Enter, Space};
    matches!(named, Enter | Space | ArrowLeft | ArrowRight | ArrowUp | ArrowDown)
}

impl<'a, M: Clone + 'a> Widget<M, Theme, Renderer> for Root<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Waiting>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Waiting::default())
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
        self.touched.follow(event);
        let typed = matches!(event, Event::Keyboard(_) | Event::InputMethod(_));
        if typed {
            tree.state.downcast_mut::<Waiting>().struck.push_back(event.clone());
        } else {
            self.stirs(event, shell);
            let mut said = Vec::new();
            let mut own = Shell::new(&mut said);
            let content = self.content.as_widget_mut();
            content.update(&mut tree.children[0], event, layout, cursor, renderer, clipboard, &mut own, viewport);
            // A button that was pressed may ask for as much as a key.
            let acted = is_press(event) && !own.is_empty();
            shell.merge(own, std::convert::identity);
            if let (true, Some(pressed)) = (begins_press(event), &self.pressed) {
                shell.publish(pressed.clone());
            }
            if acted {
                self.hold(tree, shell);
            }
        }
        loop {
            let waiting = tree.state.downcast_mut::<Waiting>();
            let next = if waiting.count > self.done { None } else { waiting.struck.pop_front() };
            let Some(next) = next else { break };
            // Each key has a shell of its own: what one captures, the next may still be heard.
            let mut said = Vec::new();
            let mut own = Shell::new(&mut said);
            self.hear(tree, &next, layout, cursor, renderer, clipboard, &mut own, viewport);
            shell.merge(own, std::convert::identity);
        }
        if let Event::Window(window::Event::Unfocused) = event {
            let waiting = tree.state.downcast_mut::<Waiting>();
            waiting.held.clear();
            waiting.composing = Composing::Nothing;
        }
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

impl<'a, M: Clone + 'a> From<Root<'a, M>> for Element<'a, M> {
    fn from(root: Root<'a, M>) -> Element<'a, M> {
        Element::new(root)
    }
}
