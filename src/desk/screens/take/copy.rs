//! The copy in its editor, with undo.

use iced::widget::text_editor::{Action, Binding, Content, Cursor, Edit, KeyPress, Position};

use crate::desk::history::{EditKind, Moment, UndoHistory};

/// The copy as it is edited.
#[derive(Debug, Default)]
pub struct Copy {
    /// The text with caret and selection, as iced edits it.
    pub content: Content,
    history: UndoHistory,
}

impl Copy {
    /// A copy that starts with this text.
    pub fn with_text(text: &str) -> Copy {
        Copy { content: Content::with_text(text), history: UndoHistory::default() }
    }

    /// The text, its lines ending in `\n`.
    pub fn text(&self) -> String {
        self.content.text().replace("\r\n", "\n")
    }

    /// Does what the editor asks; true where the text may have changed.
    pub fn perform(&mut self, action: Action) -> bool {
        let change = match &action {
            Action::Edit(Edit::Insert(_)) => Some(EditKind::Letter),
            Action::Edit(Edit::Backspace | Edit::Delete) => Some(EditKind::Deletion),
            Action::Edit(_) => Some(EditKind::Whole),
            Action::Scroll { .. } => None,
            _ => {
                self.history.pause();
                None
            }
        };
        if let Some(change) = change {
            let content = &self.content;
            self.history.before(|| moment(content), change);
        }
        self.content.perform(action);
        change.is_some()
    }

    /// Whether a step can be taken back, or, where that is asked, one that was taken back be made again.
    pub const fn may_undo(&self, again: bool) -> bool {
        self.history.has(again)
    }

    /// Takes the last step back; true where there was one.
    pub fn undo(&mut self) -> bool {
        let then = self.history.undo(moment(&self.content));
        self.turn_to(then)
    }

    /// Takes the last step again; true where there was one.
    pub fn redo(&mut self) -> bool {
        let then = self.history.redo(moment(&self.content));
        self.turn_to(then)
    }

    fn turn_to(&mut self, then: Option<Moment>) -> bool {
        let Some(Moment { text, caret: (line, column) }) = then else { return false };
        self.content = Content::with_text(&text);
        self.content.move_to(Cursor { position: Position { line, column }, selection: None });
        true
    }
}

fn moment(content: &Content) -> Moment {
    let Position { line, column } = content.cursor().position;
    Moment { text: content.text(), caret: (line, column) }
}

/// The editor's keys: chords are the desk's, Tab goes on, everything else is the editor's own.
pub(in crate::desk) fn binding<M>(press: KeyPress) -> Option<Binding<M>> {
    let edits = ['c', 'x', 'v', 'a'];
    let letter = press.key.to_latin(press.physical_key);
    let motion = matches!(press.key, iced::keyboard::Key::Named(_)) && press.text.is_none();
    if press.modifiers.command() && !motion && !letter.is_some_and(|c| edits.contains(&c)) {
        return None;
    }
    Binding::from_key_press(press)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn paste(text: &str) -> Action {
        Action::Edit(Edit::Paste(Arc::new(text.to_owned())))
    }

    #[test]
    fn undo_takes_back_a_phrase_and_redo_brings_it_again() {
        let mut copy = Copy::default();
        assert!(copy.perform(paste("遗失声明")));
        copy.perform(Action::Edit(Edit::Enter));
        copy.perform(paste("王敏"));
        assert_eq!(copy.text(), "遗失声明\n王敏");
        assert!(copy.undo() && copy.undo());
        assert_eq!(copy.text(), "遗失声明");
        assert!(copy.redo() && copy.redo() && !copy.redo());
        assert_eq!(copy.text(), "遗失声明\n王敏");
        copy.perform(paste("，"));
        assert_eq!(copy.text(), "遗失声明\n王敏，", "the caret stands where it stood");
    }
}
