//! Undo and redo for the copy, which iced's editor does not have.

/// The copy at a moment: its text, and where the caret stood (line, column).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// The whole copy, line ends included.
    pub text: String,
    /// Line and column, both from 0.
    pub caret: (usize, usize),
}

/// What kind of change is about to happen; changes of one kind in a row are undone together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// One character was typed at the caret.
    Letter,
    /// A character was deleted before or behind the caret.
    Deletion,
    /// Anything else: a paste, a phrase from the input method, a new line.
    Whole,
}

/// The past and the undone future of a copy.
#[derive(Debug, Clone, Default)]
pub struct UndoHistory {
    past: Vec<Moment>,
    future: Vec<Moment>,
    last: Option<EditKind>,
}

/// How many steps can be taken back.
const DEEPEST: usize = 500;

impl UndoHistory {
    /// Remembers the copy as it is before a change.
    pub fn before(&mut self, now: impl FnOnce() -> Moment, change: EditKind) {
        self.future.clear();
        let joins = change != EditKind::Whole && self.last == Some(change);
        self.last = Some(change);
        if joins {
            return;
        }
        if self.past.len() == DEEPEST {
            self.past.remove(0);
        }
        self.past.push(now());
    }

    /// Whether a step can be taken back, or, where that is asked, one that was taken back be made again.
    pub const fn has(&self, again: bool) -> bool {
        if again { !self.future.is_empty() } else { !self.past.is_empty() }
    }

    /// The caret went elsewhere: the next letter starts a new step.
    pub fn pause(&mut self) {
        self.last = None;
    }

    /// The copy as it was before the last step.
    pub fn undo(&mut self, now: Moment) -> Option<Moment> {
        let then = self.past.pop()?;
        self.future.push(now);
        self.last = None;
        Some(then)
    }

    /// The copy as it was before the last undo.
    pub fn redo(&mut self, now: Moment) -> Option<Moment> {
        let then = self.future.pop()?;
        self.past.push(now);
        self.last = None;
        Some(then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment { text: text.to_owned(), caret: (0, text.len()) }
    }

    #[test]
    fn letters_in_a_row_are_one_step_and_a_phrase_is_its_own() {
        let mut history = UndoHistory::default();
        history.before(|| moment(""), EditKind::Letter);
        history.before(|| moment("a"), EditKind::Letter);
        history.before(|| moment("ab"), EditKind::Whole);
        history.before(|| moment("ab公告"), EditKind::Whole);
        assert_eq!(history.undo(moment("ab公告启事")), Some(moment("ab公告")));
        assert_eq!(history.undo(moment("ab公告")), Some(moment("ab")));
        assert_eq!(history.undo(moment("ab")), Some(moment("")));
        assert_eq!(history.undo(moment("")), None);
        assert_eq!(history.redo(moment("")), Some(moment("ab")));
        assert_eq!(history.redo(moment("ab")), Some(moment("ab公告")));
    }

    #[test]
    fn a_change_forgets_what_was_undone() {
        let mut history = UndoHistory::default();
        history.before(|| moment(""), EditKind::Whole);
        history.undo(moment("公告"));
        history.before(|| moment(""), EditKind::Whole);
        assert_eq!(history.redo(moment("启事")), None);
    }
}
