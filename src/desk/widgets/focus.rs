//! Moving the focus by key: it wraps round, and scrolls to where it goes.

use iced::advanced::widget::operation::focusable::{self, Count};
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{self, Focusable, Operation, Outcome, Scrollable};
use iced::advanced::widget::{Id, operate};
use iced::{Rectangle, Task, Vector};

/// Moves the focus to the next place, or the one before; from the last to the first.
pub fn step<M: Send + 'static>(back: bool) -> Task<M> {
    let go = if back { before } else { after };
    operate(operation::then::<_, M, _>(focusable::count(), go))
}

fn after(Count { focused, total }: Count) -> Move {
    nth(focused.map_or(0, |at| (at + 1) % total.max(1)))
}

fn before(Count { focused, total }: Count) -> Move {
    let total = total.max(1);
    nth(focused.map_or(total - 1, |at| (at + total - 1) % total))
}

fn nth(target: usize) -> Move {
    Move::to(Target::Nth(target))
}

/// Moves the focus to the place with this id; where there is none, it stays.
pub fn focus_on<M: Send + 'static>(id: impl Into<Id>) -> Task<M> {
    operate(Find { name: id.into(), shy: false, there: false, elsewhere: false })
}

/// Moves the focus to the place with this id, unless it already stands somewhere.
pub fn focus_if_free<M: Send + 'static>(id: impl Into<Id>) -> Task<M> {
    operate(Find { name: id.into(), shy: true, there: false, elsewhere: false })
}

/// Checks that a place exists before the focus leaves another: a request that comes late must not take the focus from a screen that was
/// opened since.
struct Find {
    name: Id,
    shy: bool,
    there: bool,
    elsewhere: bool,
}

impl<T: 'static> Operation<T> for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn focusable(&mut self, id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.there |= id == Some(&self.name);
        self.elsewhere |= state.is_focused();
    }

    fn finish(&self) -> Outcome<T> {
        if !self.there || (self.shy && self.elsewhere) {
            return Outcome::None;
        }
        Outcome::Chain(Box::new(Move::to(Target::Named(self.name.clone()))))
    }
}

enum Target {
    Nth(usize),
    Named(Id),
}

struct Move {
    target: Target,
    at: usize,
    found: Option<Rectangle>,
    inside: Inside,
    /// The scrollables that hold what was found.
    holding: Vec<usize>,
}

/// Which scrollables, counted in the order in which they are met, hold what is looked at.
#[derive(Default)]
struct Inside {
    met: usize,
    /// One was met of which nothing was looked at yet.
    entering: Option<usize>,
    stack: Vec<usize>,
}

impl Inside {
    /// A scrollable is met; what is traversed next stands in it.
    fn meet(&mut self) {
        self.entering = Some(self.met);
        self.met += 1;
    }
}

impl Move {
    fn to(target: Target) -> Move {
        Move { target, at: 0, found: None, inside: Inside::default(), holding: Vec::new() }
    }
}

impl<T: 'static> Operation<T> for Move {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let entered = self.inside.entering.take();
        self.inside.stack.extend(entered);
        operate(self);
        if entered.is_some() {
            self.inside.stack.pop();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.inside.meet();
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        let here = match &self.target {
            Target::Nth(n) => *n == self.at,
            Target::Named(name) => id == Some(name),
        };
        if here {
            state.focus();
            self.found = Some(bounds);
            self.holding.clone_from(&self.inside.stack);
        } else if state.is_focused() {
            state.unfocus();
        }
        self.at += 1;
    }

    fn finish(&self) -> Outcome<T> {
        let reveal = |target| Reveal { target, holding: self.holding.clone(), met: 0 };
        self.found.map_or(Outcome::None, |target| Outcome::Chain(Box::new(reveal(target))))
    }
}

/// Scrolls whatever holds the target until it can be seen whole, with a small margin. What only lies behind the target stays as it is.
struct Reveal {
    target: Rectangle,
    holding: Vec<usize>,
    met: usize,
}

const AIR: f32 = 8.0;

impl<T> Operation<T> for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.met += 1;
        if !self.holding.contains(&(self.met - 1)) {
            return;
        }
        let (top, bottom) = (self.target.y - AIR - bounds.y, self.target.y + self.target.height + AIR - bounds.y);
        let now = translation.y;
        let wanted = if top < now { top } else { now.max(bottom - bounds.height).min(top) };
        if wanted != now {
            state.scroll_to(AbsoluteOffset { x: None, y: Some(wanted.max(0.0)) });
        }
    }
}
