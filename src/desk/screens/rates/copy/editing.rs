//! A copy of a card that is being changed: its file, the fields over it, and what is wrong with it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use iced::widget::text_editor::{self, Content, Cursor, Position};

use crate::desk::history::{EditKind, Moment, UndoHistory};
use crate::desk::screens::Scene;
use crate::locale::{self, Board, Figure};
use books::booking::new_request;
use trade::ad::CategoryTable;
use trade::rates::{CardCopy, CellKind, RateCard};
use trade::refusal::Failure;
use trade::rulefile::Mistake;
use trade::settings::Language;

/// A copy of a card that is being changed (副本).
#[derive(Debug)]
pub struct Editing {
    /// The request under which it is put in force.
    pub(in crate::desk::screens::rates) request: String,
    /// Of what it is a copy; none for a file that was read.
    pub(in crate::desk::screens::rates) base: Option<String>,
    /// Whether the whole file is shown, and not its numbers.
    pub(in crate::desk::screens::rates) whole: bool,
    /// The file, byte for byte; the editor shows it.
    text: String,
    pub(in crate::desk::screens::rates) content: Content,
    history: UndoHistory,
    /// What was last changed by a field, so that its letters are one step.
    last: Option<usize>,
    /// The card, or what is wrong with its file.
    pub(in crate::desk::screens::rates) read: Result<Box<RateCard>, Vec<Mistake>>,
    /// The numbers in it; none while the whole file does not read, since nobody knows then where they stand.
    pub(in crate::desk::screens::rates) copy: Option<CardCopy>,
    /// The table that the fields stand in. It stays as it is while numbers are typed: rows must not trade places while somebody types.
    pub(in crate::desk::screens::rates) board: Board,
    /// The categories that a card may name, and the names of all that are known.
    table: CategoryTable,
    names: CategoryTable,
    spoken: Language,
    layout: Option<Box<RateCard>>,
    /// What stands in the fields that were typed in.
    pub(in crate::desk::screens::rates) typed: BTreeMap<usize, String>,
    /// The day from which it holds, as typed.
    pub(in crate::desk::screens::rates) from: String,
    /// Whether somebody named the version: then it is no longer proposed.
    named: bool,
    /// Which mistake was last looked at.
    pub(in crate::desk::screens::rates) at: usize,
    pub(in crate::desk::screens::rates) sending: bool,
    failed: Option<Failure>,
}

impl Editing {
    /// A copy of a card, with a version and a day of its own proposed.
    pub(in crate::desk::screens::rates) fn of(card: &RateCard, scene: Scene) -> Editing {
        let base = Some(format!("{} {}", card.name, card.version));
        let mut editing = Editing::read(&card.text, base, scene);
        editing.from = first_of_next_month(scene.now.date_naive()).to_string();
        editing.follow(scene);
        editing.history = UndoHistory::default();
        editing
    }

    /// A file that somebody else wrote.
    pub(in crate::desk::screens::rates) fn file(text: &str, scene: Scene) -> Editing {
        let mut editing = Editing::read(text, None, scene);
        let today = scene.now.date_naive();
        let own = editing.read.as_ref().ok().map(|card| card.effective_from).filter(|from| *from >= today);
        editing.from = own.unwrap_or_else(|| first_of_next_month(today)).to_string();
        // Its version is its author's; the day follows the field, so that both say the same.
        editing.named = true;
        editing.set_day();
        editing.whole = editing.read.is_err();
        editing
    }

    fn read(text: &str, base: Option<String>, scene: Scene) -> Editing {
        let mut editing = Editing {
            request: new_request(),
            base,
            whole: false,
            text: text.to_owned(),
            content: Content::with_text(text),
            history: UndoHistory::default(),
            last: None,
            read: Err(Vec::new()),
            copy: None,
            board: Board::default(),
            table: scene.rules.table.clone(),
            names: scene.rules.kinds.clone(),
            spoken: scene.language(),
            layout: None,
            typed: BTreeMap::new(),
            from: String::new(),
            named: false,
            at: 0,
            sending: false,
            failed: None,
        };
        editing.reread();
        editing
    }

    /// The card's file as it is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The card, where its file reads.
    pub fn card(&self) -> Option<&RateCard> {
        self.read.as_deref().ok()
    }

    /// What is wrong with the file.
    pub fn mistakes(&self) -> &[Mistake] {
        self.read.as_ref().err().map_or(&[], Vec::as_slice)
    }

    /// Why it was not put in force.
    pub fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// The day from which it holds.
    pub fn from(&self) -> Option<NaiveDate> {
        day(&self.from)
    }

    /// The field of a value of the card as a whole.
    pub(in crate::desk::screens::rates) fn head(&self, part: CellKind) -> Option<usize> {
        self.copy.as_ref()?.find("", part)
    }

    /// What the card as a whole is called; while the file does not read, what it was called before.
    pub(in crate::desk::screens::rates) fn called(&self, part: CellKind) -> String {
        match (self.head(part), &self.layout) {
            (Some(at), _) => self.shown(at),
            (None, Some(card)) => match part {
                CellKind::Version => card.version.clone(),
                CellKind::Name => card.name.clone(),
                CellKind::Source => card.source.clone(),
                _ => String::new(),
            },
            (None, None) => String::new(),
        }
    }

    /// What stands in a field: what was typed, or the value.
    pub(in crate::desk::screens::rates) fn shown(&self, at: usize) -> String {
        let value = || self.copy.as_ref().map_or_else(String::new, |copy| copy.value(at));
        self.typed.get(&at).cloned().unwrap_or_else(value)
    }

    /// Whether a number is no longer what it was when the table was made.
    pub(in crate::desk::screens::rates) fn differs(&self, figure: &Figure) -> bool {
        let Some((copy, (of, part))) = self.copy.as_ref().zip(figure.cell.as_ref()) else { return false };
        let now = copy.find(of, *part).map(|at| copy.value(at)).unwrap_or_default();
        let plain = |text: &str| text.replace(',', "").parse::<rust_decimal::Decimal>().ok();
        plain(&now) != plain(&figure.number)
    }

    /// Whether what stands in a field is not what the card can have there, or the reader found its value wrong.
    pub(in crate::desk::screens::rates) fn wrong(&self, at: usize) -> bool {
        let Some(copy) = &self.copy else { return false };
        let refused = self.typed.get(&at).is_some_and(|typed| !copy.clone().set(at, typed));
        refused || copy.cells().get(at).is_some_and(|cell| self.mistakes().iter().any(|m| m.field == cell.field))
    }

    /// The first field in which something stands that is no value.
    pub(in crate::desk::screens::rates) fn first_wrong(&self) -> Option<usize> {
        let copy = self.copy.as_ref()?;
        self.typed.iter().find(|(at, typed)| !copy.clone().set(**at, typed)).map(|(at, _)| *at)
    }

    /// Something was typed in a field: the file is changed where it is a value.
    pub(in crate::desk::screens::rates) fn fill(&mut self, at: usize, typed: String) {
        self.named |= self.head(CellKind::Version) == Some(at);
        self.put(at, typed);
    }

    fn put(&mut self, at: usize, typed: String) {
        self.failed = None;
        let Some(copy) = &mut self.copy else { return };
        if self.last != Some(at) {
            self.history.pause();
            self.last = Some(at);
        }
        let before = copy.text().to_owned();
        let set = copy.set(at, &typed);
        self.typed.insert(at, typed);
        if !set || copy.text() == before {
            return;
        }
        let (text, content) = (copy.text().to_owned(), &self.content);
        self.history.before(|| moment(&before, content), EditKind::Letter);
        self.content = Content::with_text(&text);
        self.text = text;
        self.request = new_request();
        // The fields stand where they stood: only the reading is new.
        self.read = RateCard::read(&self.text, &self.table).map(Box::new);
    }

    /// The day from which it holds was typed.
    pub(in crate::desk::screens::rates) fn begin(&mut self, typed: String, scene: Scene) {
        self.from = typed;
        self.failed = None;
        self.follow(scene);
    }

    /// The file says the day too, and the version follows it as long as nobody named one.
    fn follow(&mut self, scene: Scene) {
        self.set_day();
        let (Some(from), false) = (self.from(), self.named) else { return };
        let id = self.read.as_ref().map(|card| card.id.clone()).unwrap_or_default();
        let used = |version: &str| scene.rules.cards.version(&id, version).is_some();
        let month = from.format("%Y-%m").to_string();
        let version = (1u32..).map(|n| if n == 1 { month.clone() } else { format!("{month}-{n}") }).find(|v| !used(v));
        if let (Some(at), Some(version)) = (self.head(CellKind::Version), version) {
            self.put(at, version);
            self.typed.remove(&at);
        }
    }

    fn set_day(&mut self) {
        if let (Some(from), Some(at)) = (self.from(), self.head(CellKind::EffectiveFrom)) {
            self.put(at, from.to_string());
            self.typed.remove(&at);
        }
    }

    /// A key in the whole file; true where the text may have changed.
    pub(in crate::desk::screens::rates) fn write(&mut self, action: text_editor::Action) -> bool {
        use text_editor::{Action, Edit};
        let change = match &action {
            Action::Edit(Edit::Insert(_)) => Some(EditKind::Letter),
            Action::Edit(Edit::Backspace | Edit::Delete) => Some(EditKind::Deletion),
            Action::Edit(_) => Some(EditKind::Whole),
            _ => None,
        };
        if let Some(change) = change {
            let (text, content) = (&self.text, &self.content);
            self.history.before(|| moment(text, content), change);
        } else if !matches!(action, Action::Scroll { .. }) {
            self.history.pause();
        }
        self.content.perform(action);
        if change.is_some() {
            let ended = self.text.ends_with('\n');
            self.text = self.content.text();
            // The editor knows lines, and not whether the last one is ended.
            if ended && !self.text.ends_with('\n') {
                self.text.push('\n');
            }
            self.changed();
        }
        change.is_some()
    }

    /// Whether a change can be taken back, or made again.
    pub(in crate::desk::screens::rates) const fn may_undo(&self, again: bool) -> bool {
        self.history.has(again)
    }

    /// Takes the last change back, or makes it again; true where there was one.
    pub(in crate::desk::screens::rates) fn undo(&mut self, again: bool) -> bool {
        let now = moment(&self.text, &self.content);
        let then = if again { self.history.redo(now) } else { self.history.undo(now) };
        let Some(Moment { text, caret: (line, column) }) = then else { return false };
        self.content = Content::with_text(&text);
        self.content.move_to(Cursor { position: Position { line, column }, selection: None });
        self.text = text;
        self.changed();
        true
    }

    /// Puts the caret at the beginning of the line of a mistake.
    pub(in crate::desk::screens::rates) fn go_to(&mut self, mistake: usize) {
        let Some(line) = self.mistakes().get(mistake).map(|mistake| mistake.line) else { return };
        self.at = mistake;
        let line = line.saturating_sub(1).min(self.content.line_count().saturating_sub(1));
        self.content.move_to(Cursor { position: Position { line, column: 0 }, selection: None });
    }

    /// The text is another one: everything else follows it.
    fn changed(&mut self) {
        self.request = new_request();
        self.failed = None;
        self.reread();
        // What the file says of its day stands in the field as well.
        if let Ok(card) = &self.read {
            self.from = card.effective_from.to_string();
        }
    }

    fn reread(&mut self) {
        self.last = None;
        self.typed.clear();
        self.read = RateCard::read(&self.text, &self.table).map(Box::new);
        self.at = self.at.min(self.mistakes().len().saturating_sub(1));
        self.copy = self.read.as_ref().ok().map(|card| CardCopy::of(card));
        if let Ok(card) = &self.read {
            self.board = locale::board(card, &self.names, self.spoken);
            self.layout = Some(card.clone());
        }
    }

    /// The table in another language.
    pub(in crate::desk::screens::rates) fn speak(&mut self, language: Language) {
        if let (true, Some(card)) = (self.spoken != language, &self.layout) {
            self.board = locale::board(card, &self.names, language);
        }
        self.spoken = language;
    }

    /// It was not put in force.
    pub(in crate::desk::screens::rates) fn fail(&mut self, failure: Failure) {
        self.sending = false;
        self.failed = Some(failure);
    }
}

fn moment(text: &str, content: &Content) -> Moment {
    let Position { line, column } = content.cursor().position;
    Moment { text: text.to_owned(), caret: (line, column) }
}

/// A day as it is typed.
fn day(typed: &str) -> Option<NaiveDate> {
    let plain: String = typed.trim().chars().map(trade::measure::narrow).collect();
    plain.parse().ok()
}

/// The first day of the month after this one.
fn first_of_next_month(today: NaiveDate) -> NaiveDate {
    let next = today.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    next.unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_month_begins_on_its_first() {
        for (today, first) in [("2026-01-31", "2026-02-01"), ("2026-12-05", "2027-01-01"), ("2026-06-01", "2026-07-01")]
        {
            assert_eq!(first_of_next_month(day(today).expect("a day")).to_string(), first);
        }
        assert_eq!(day(" ２０２６-02-01 ").map(|day| day.to_string()).as_deref(), Some("2026-02-01"));
        assert_eq!(day("2026-02-30"), None);
    }
}
