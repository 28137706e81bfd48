//! Keys that are held back: the next one is heard when the one before is done to its end, with what the books answered and the move of the
//! focus that came of it. Otherwise what is typed behind Ctrl+Enter on a slow machine would stand in the field before.

use std::sync::Arc;

use iced::Task;

use super::{App, Message};
use books::store::Store;
use trade::refusal::Fault;

/// At so many ticks a form is still waited for.
const FORM: u8 = 5;

/// How far the keys are that asked for something.
#[derive(Debug, Default)]
pub(super) struct KeyQueue {
    /// How many are fully handled, with the move of the focus that they caused.
    done: u64,
    /// How many are handled but for what the books were asked and have not answered.
    handled: u64,
    asked: Unanswered,
    /// A form is to open as soon as its booking is read, and at how many more ticks it is still waited for.
    form: Option<(Unanswered, u8)>,
}

/// Something that was asked for and is not answered. It is answered, or given up, once no copy of it is left.
#[derive(Debug, Clone, Default)]
pub struct Unanswered(Arc<()>);

impl KeyQueue {
    /// How many keys are fully handled.
    pub(super) const fn done(&self) -> u64 {
        self.done
    }

    /// A key is handled, but for what it asked of the books.
    pub(super) fn handled(&mut self) {
        self.handled += 1;
        self.let_go();
    }

    /// A form is to open once its booking is read; or it did, or does no more.
    pub(super) fn form(&mut self, opens: bool) {
        match (opens, &self.form) {
            (true, None) => self.form = Some((self.asked.clone(), FORM)),
            (true, Some(_)) => {}
            (false, _) => {
                self.form = None;
                self.let_go();
            }
        }
    }

    /// A second has passed: what was given up without an answer holds nothing back, and a form is not waited for any longer.
    pub(super) fn tick(&mut self) {
        self.form = self.form.take().and_then(|(open, more)| Some((open, more.checked_sub(1)?)));
        self.let_go();
    }

    /// Lets the next key be heard, unless the books are still asked for something.
    pub(super) fn let_go(&mut self) {
        if Arc::strong_count(&self.asked.0) == 1 {
            self.done += std::mem::take(&mut self.handled);
        }
    }
}

impl App {
    /// No key is heard before this is done, with the move of the focus that comes of its answer. It has to be short.
    pub(super) fn held(&self, task: Task<Message>) -> Task<Message> {
        task.chain(Task::done(Message::Released(self.held.asked.clone(), false)))
    }

    /// Has the books do something, or tell something on which the focus waits: [`App::ask_books`], held.
    pub(super) fn act_on_books<R: Send + 'static>(
        &self,
        act: impl FnOnce(&mut dyn Store) -> R + Send + 'static,
        said: impl FnOnce(Result<R, Fault>) -> Message + Send + 'static,
    ) -> Task<Message> {
        self.held(self.ask_books(act, said))
    }
}
