//! A month of days: arrows move, Space or Enter chooses, PageUp and PageDown turn the month.
//!
//! It knows no rule: a function says of each day whether it can be chosen. One that cannot is struck through, can be reached
//! all the same, and when pressed asks why.

use chrono::{Datelike, Days, Months, NaiveDate};
use iced::advanced::text::{self, Renderer as _, Text};
use iced::advanced::widget::{Id, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, Key, Modifiers, key};
use iced::{Event, Font, Length, Pixels, Point, Rectangle, Renderer, Size, alignment, border};

use super::{Focus, ring};
use crate::desk::theme::{Element, HEI, HEI_BOLD, Theme, size};

/// Whether a day can be chosen, is chosen, or should not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// It can be chosen.
    Open,
    /// It is chosen, and may be.
    Chosen,
    /// It is chosen after its deadline, which somebody allowed.
    Late,
    /// It is chosen and should not be.
    Wrong,
    /// It cannot be chosen; the screen says why when asked.
    Closed,
}

/// The number of weeks that the calendar shows for every month, so that nothing below it moves.
pub const WEEKS: u32 = 5;
const HEAD: f32 = 22.0;
/// The height kept below the weeks for what is said of a day, in pixels.
const BELOW: f32 = 54.0;
const ROW: f32 = 24.0;

/// A calendar in which days are walked by key and pressed with the mouse.
pub struct Month<'a, M> {
    id: Option<Id>,
    at: NaiveDate,
    today: NaiveDate,
    weekdays: [&'static str; 7],
    state: Box<dyn Fn(NaiveDate) -> DayState + 'a>,
    on_move: Box<dyn Fn(NaiveDate) -> M + 'a>,
    on_press: Box<dyn Fn(NaiveDate) -> M + 'a>,
    on_hover: Option<Box<dyn Fn(Option<NaiveDate>) -> M + 'a>>,
}

impl<'a, M: 'a> Month<'a, M> {
    /// The weeks around `at`, the day that the keyboard stands on: those of its month, but none before `today`'s unless `at` is
    /// in it.
    ///
    /// `weekdays` are the names of the days, Monday first.
    pub fn new(
        (at, today): (NaiveDate, NaiveDate),
        weekdays: [&'static str; 7],
        state: impl Fn(NaiveDate) -> DayState + 'a,
        on_move: impl Fn(NaiveDate) -> M + 'a,
        on_press: impl Fn(NaiveDate) -> M + 'a,
    ) -> Month<'a, M> {
        Month {
            id: None,
            at,
            today,
            weekdays,
            state: Box::new(state),
            on_move: Box::new(on_move),
            on_press: Box::new(on_press),
            on_hover: None,
        }
    }

    /// Its name for the focus.
    pub fn id(self, id: impl Into<Id>) -> Self {
        Month { id: Some(id.into()), ..self }
    }

    /// What to say when the mouse comes to stand over a day, or over none.
    pub fn on_hover(self, on_hover: impl Fn(Option<NaiveDate>) -> M + 'a) -> Self {
        Month { on_hover: Some(Box::new(on_hover)), ..self }
    }

    /// The Monday at the upper left.
    fn first(&self) -> NaiveDate {
        let first = monday(self.at.with_day(1).unwrap_or(self.at));
        let this_week = monday(self.today);
        let first = if self.at >= this_week { first.max(this_week) } else { first };
        // A long month's last days come into sight when the keyboard goes there.
        let last = first.checked_add_days(Days::new(u64::from(WEEKS) * 7 - 1)).unwrap_or(first);
        if self.at <= last {
            return first;
        }
        monday(self.at).checked_sub_days(Days::new(u64::from(WEEKS - 1) * 7)).unwrap_or(first)
    }

    fn day_under(&self, bounds: Rectangle, cursor: mouse::Cursor) -> Option<NaiveDate> {
        let point = cursor.position_in(bounds)?;
        let column = (point.x / (bounds.width / 7.0)).floor().clamp(0.0, 6.0) as u64;
        let row = ((point.y - HEAD) / ROW).floor();
        if row < 0.0 || row >= WEEKS as f32 {
            return None;
        }
        self.first().checked_add_days(Days::new(row as u64 * 7 + column))
    }

    fn moved(&self, key: &Key) -> Option<NaiveDate> {
        let Key::Named(named) = key else { return None };
        match named {
            key::Named::ArrowLeft => self.at.pred_opt(),
            key::Named::ArrowRight => self.at.succ_opt(),
            key::Named::ArrowUp => self.at.checked_sub_days(Days::new(7)),
            key::Named::ArrowDown => self.at.checked_add_days(Days::new(7)),
            key::Named::PageUp => self.at.checked_sub_months(Months::new(1)),
            key::Named::PageDown => self.at.checked_add_months(Months::new(1)),
            key::Named::Home => self.at.with_day(1),
            key::Named::End => self.at.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt(),
            _ => None,
        }
    }
}

/// The Monday of a day's week.
fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

#[derive(Debug, Default)]
struct State {
    focus: Focus,
    over: Option<NaiveDate>,
}

impl<'a, M: 'a> Widget<M, Theme, Renderer> for Month<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size { width: Length::Fill, height: Length::Fixed(HEAD + ROW * WEEKS as f32) }
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::atomic(limits, Length::Fill, HEAD + ROW * WEEKS as f32)
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _renderer: &Renderer, operation: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        // What is said of a day below it comes into sight with it.
        let bounds = layout.bounds();
        let seen = Rectangle { height: bounds.height + BELOW, ..bounds };
        operation.focusable(self.id.as_ref(), seen, &mut state.focus);
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
        let state = tree.state.downcast_mut::<State>();
        let over = self.day_under(layout.bounds(), cursor);
        if over != state.over {
            state.over = over;
            shell.request_redraw();
            if let Some(on_hover) = &self.on_hover {
                shell.publish(on_hover(over));
            }
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let here = cursor.is_over(layout.bounds());
                if here != state.focus.here {
                    state.focus.here = here;
                    shell.request_redraw();
                }
                if let Some(day) = over {
                    shell.publish((self.on_press)(day));
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if state.focus.here && (*modifiers - Modifiers::SHIFT).is_empty() && !shell.is_event_captured() =>
            {
                let message = match key {
                    Key::Named(key::Named::Space | key::Named::Enter) => Some((self.on_press)(self.at)),
                    key => self.moved(key).map(&self.on_move),
                };
                if let Some(message) = message {
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
        self.day_under(layout.bounds(), cursor).map_or(mouse::Interaction::None, |_| mouse::Interaction::Pointer)
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
        let state = tree.state.downcast_ref::<State>();
        let (colours, bounds) = (theme.colours(), layout.bounds());
        let width = bounds.width / 7.0;
        let cell = |index: u64| {
            let (column, row) = ((index % 7) as f32, (index / 7) as f32);
            Rectangle::new(Point::new(bounds.x + column * width, bounds.y + HEAD + row * ROW), Size::new(width, ROW))
        };
        for (column, name) in self.weekdays.iter().enumerate() {
            let place = Rectangle::new(Point::new(bounds.x + column as f32 * width, bounds.y), Size::new(width, HEAD));
            write(renderer, name, place, size::SMALL, HEI, colours.quiet, viewport);
        }
        let first = self.first();
        for index in 0..u64::from(WEEKS) * 7 {
            let Some(day) = first.checked_add_days(Days::new(index)) else { continue };
            let place = cell(index);
            let pill =
                Rectangle { x: place.x + 2.0, y: place.y + 1.0, width: place.width - 4.0, height: place.height - 2.0 };
            let said = (self.state)(day);
            let (ground, ink, font) = match said {
                DayState::Chosen => (Some(colours.ink), colours.sheet, HEI_BOLD),
                DayState::Late => (Some(colours.remind_ground), colours.remind, HEI_BOLD),
                DayState::Wrong => (Some(colours.accent_ground), theme.alarm(), HEI_BOLD),
                DayState::Open if state.over == Some(day) => (Some(colours.desk), colours.ink, HEI),
                DayState::Open => (None, colours.ink, HEI),
                DayState::Closed => (None, colours.pale, HEI),
            };
            if let Some(ground) = ground {
                let edge = if said == DayState::Late { 1.5 } else { 0.0 };
                let border = border::rounded(6).width(edge).color(ink);
                let quad = renderer::Quad { bounds: pill, border, ..renderer::Quad::default() };
                renderer.fill_quad(quad, ground);
            }
            let label = if day.day() == 1 && index > 0 { format!("{}/1", day.month()) } else { day.day().to_string() };
            write(renderer, &label, place, size::NOTE, font, ink, viewport);
            if said == DayState::Closed {
                let wide = label.len() as f32 * 4.0 + 3.0;
                let line = Rectangle::new(
                    Point::new(place.center_x() - wide, place.center_y().round()),
                    Size::new(wide * 2.0, 1.0),
                );
                renderer.fill_quad(renderer::Quad { bounds: line, ..renderer::Quad::default() }, ink);
            }
            if state.focus.here && day == self.at {
                ring(renderer, theme, pill.shrink(3.0), 3.0);
            }
        }
    }
}

/// Writes a word into the middle of a place.
fn write(
    renderer: &mut Renderer,
    word: &str,
    place: Rectangle,
    size: f32,
    font: Font,
    color: iced::Color,
    viewport: &Rectangle,
) {
    let text = Text {
        content: word.to_owned(),
        bounds: place.size(),
        size: Pixels(size),
        line_height: text::LineHeight::default(),
        font,
        align_x: text::Alignment::Center,
        align_y: alignment::Vertical::Center,
        shaping: text::Shaping::Auto,
        wrapping: text::Wrapping::None,
    };
    renderer.fill_text(text, place.center(), color, *viewport);
}

impl<'a, M: 'a> From<Month<'a, M>> for Element<'a, M> {
    fn from(month: Month<'a, M>) -> Element<'a, M> {
        Element::new(month)
    }
}
