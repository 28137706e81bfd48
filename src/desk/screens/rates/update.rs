//! What each message does to the screen.

use std::sync::Arc;

use chrono::Days;
use iced::Task;
use iced::keyboard::key;

use super::{Action, DAYS, Editing, Message, Note, Rates, Scene, Standing, Twice, place, standing};
use crate::desk::widgets::{Chord, Stroke, focus_on, step};
use trade::refusal::{Refusal, RuleFileTrouble};

impl Rates {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        let editing = self.editing.is_some();
        let whole = self.editing.as_ref().is_some_and(|editing| editing.whole);
        if !chord.ctrl {
            return match chord.named? {
                key::Named::Escape if self.path.is_some() || self.twice.is_some() => Some(Message::Leave),
                key::Named::ArrowUp if !editing && self.path.is_none() => Some(Message::Stroke(Stroke::By(-1))),
                key::Named::ArrowDown if !editing && self.path.is_none() => Some(Message::Stroke(Stroke::By(1))),
                _ => None,
            };
        }
        if chord.alt {
            return None;
        }
        let once = |message| (!chord.repeat).then_some(message);
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if editing => once(Message::Enter),
            (Some(key::Named::Delete), _) => once(Message::Drop),
            (_, Some('e')) if !editing => once(Message::Edit),
            (_, Some('t')) if editing => once(Message::Turn),
            (_, Some('g')) if whole => Some(Message::NextMistake),
            (_, Some('l')) if !editing => Some(Message::Focus(place::VERSIONS)),
            (_, Some('l')) => Some(Message::Focus(place::VERSION)),
            (_, Some('d')) if editing => Some(Message::Focus(place::FROM)),
            (_, Some('s')) => once(Message::Export),
            (_, Some('o')) => once(Message::Import),
            (_, Some('p')) => once(Message::Poster),
            (_, Some('z')) if editing => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) if editing => Some(Message::Redo),
            _ => None,
        }
    }

    /// At first sight, and when somebody has posted something: cards may have come or gone, and bookings too.
    pub fn refresh(&mut self, scene: Scene) -> Vec<Action> {
        let gone = |(id, version): &super::Version| scene.rules.cards.version(id, version).is_none();
        self.chosen.take_if(|chosen| gone(chosen));
        self.settle(scene);
        if self.editing.is_some() { self.ask_bookings(scene) } else { Vec::new() }
    }

    fn ask_bookings(&self, scene: Scene) -> Vec<Action> {
        let today = scene.now.date_naive();
        let first = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
        vec![Action::Bookings(first, today)]
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        if !matches!(message, Message::Drop | Message::Bookings(_) | Message::Compared(..)) {
            self.twice = None;
        }
        match message {
            Message::Pick(at) => {
                self.look(at, scene);
                vec![Action::Run(focus_on(place::VERSIONS))]
            }
            Message::Stroke(stroke) => {
                let versions = self.versions(scene);
                let last = versions.len().saturating_sub(1);
                let here = self.here(scene);
                match stroke {
                    Stroke::By(by) => self.look(here.saturating_add_signed(by).min(last), scene),
                    Stroke::First => self.look(0, scene),
                    Stroke::Last => self.look(last, scene),
                    Stroke::Page(_) | Stroke::Mark | Stroke::Open | Stroke::Wheel(_) => {}
                }
                Vec::new()
            }
            Message::Edit => {
                let Some(card) = self.card(scene) else { return Vec::new() };
                self.open(Editing::of(card, scene), scene)
            }
            Message::Turn => self.turn(),
            Message::Typed(at, typed) => {
                self.note = None;
                self.editing.iter_mut().for_each(|editing| editing.fill(at, typed.clone()));
                self.compare(scene)
            }
            Message::From(typed) => {
                self.editing.iter_mut().for_each(|editing| editing.begin(typed.clone(), scene));
                self.compare(scene)
            }
            Message::Write(action) => {
                let changed = self.editing.as_mut().is_some_and(|editing| editing.write(action));
                if changed { self.compare(scene) } else { Vec::new() }
            }
            Message::Undo | Message::Redo => {
                let again = matches!(message, Message::Redo);
                let changed = self.editing.as_mut().is_some_and(|editing| editing.undo(again));
                if changed { self.compare(scene) } else { Vec::new() }
            }
            Message::Mistake(at) => self.go_to(at),
            Message::NextMistake => {
                let Some(editing) = &self.editing else { return Vec::new() };
                let caret = editing.content.cursor().position.line + 1;
                let next = editing.mistakes().iter().position(|mistake| mistake.line > caret);
                self.go_to(next.unwrap_or(0))
            }
            Message::Enter => self.enter(),
            Message::Entered(request, result) => self.entered(&request, result, scene),
            Message::Drop => self.drop_it(scene),
            Message::Withdrawn(version, result) => match result {
                Ok(()) => {
                    (self.chosen, self.note) = (None, Some(Note::Withdrawn(version)));
                    self.settle(scene);
                    vec![Action::Posted, Action::Run(focus_on(place::VERSIONS))]
                }
                Err(failure) => {
                    self.note = Some(Note::Failed(failure));
                    Vec::new()
                }
            },
            Message::Export => self.export(scene),
            Message::Exported(result) => {
                self.note = Some(result.map_or_else(Note::Failed, Note::Exported));
                Vec::new()
            }
            Message::Import => {
                self.path = self.path.is_none().then(String::new);
                let to = if self.path.is_some() { place::PATH } else { place::VERSIONS };
                vec![Action::Run(focus_on(to))]
            }
            Message::Path(typed) => {
                self.path = Some(typed);
                Vec::new()
            }
            Message::Read => {
                let typed = self.path.clone().unwrap_or_default();
                let path = typed.trim().trim_matches(['"', '\'']).trim_start_matches("file://");
                if path.is_empty() { self.update(Message::Leave, scene) } else { vec![Action::Read(path.into())] }
            }
            Message::Dropped(path) => vec![Action::Read(path)],
            Message::Opened(Ok(text)) => {
                self.path = None;
                self.open(Editing::file(&text, scene), scene)
            }
            Message::Opened(Err(failure)) => {
                self.note = Some(Note::Failed(failure));
                Vec::new()
            }
            Message::Poster => {
                let card = match &self.editing {
                    Some(editing) => editing.card(),
                    None => self.card(scene),
                };
                card.map_or_else(Vec::new, |card| vec![Action::Poster(Box::new(card.clone()))])
            }
            Message::Printed(result) => {
                self.note = Some(result.map_or_else(Note::Failed, Note::Poster));
                Vec::new()
            }
            Message::Bookings(read) => {
                self.bookings = Some(read);
                self.compare(scene)
            }
            Message::Compared(question, found) => {
                // An answer to an earlier question is late and says nothing.
                if question == self.question {
                    self.compared = Some(found);
                }
                Vec::new()
            }
            Message::Focus(place) => vec![Action::Run(focus_on(place))],
            Message::Next(at) => {
                let Some(editing) = &self.editing else { return Vec::new() };
                let cells = cells(editing);
                let next = cells.iter().position(|cell| *cell == at).and_then(|here| cells.get(here + 1));
                vec![Action::Run(next.map_or_else(|| focus_on(place::VERSION), |next| type_over(place::cell(*next))))]
            }
            Message::Onward => vec![Action::Run(step(false))],
            Message::Leave => {
                self.path = None;
                vec![Action::Run(focus_on(if self.editing.is_some() { place::VERSION } else { place::VERSIONS }))]
            }
        }
    }

    /// Where the version looked at stands in the list.
    pub(super) fn here(&self, scene: Scene) -> usize {
        let card = self.card(scene).map(|card| (&card.id, &card.version));
        self.versions(scene).iter().position(|one| Some((&one.id, &one.version)) == card).unwrap_or(0)
    }

    fn look(&mut self, at: usize, scene: Scene) {
        self.note = None;
        self.chosen = self.versions(scene).get(at).map(|card| (card.id.clone(), card.version.clone()));
        self.settle(scene);
    }

    fn open(&mut self, editing: Editing, scene: Scene) -> Vec<Action> {
        let to = if editing.whole { focus_on(place::WHOLE) } else { type_over(first_field(&editing)) };
        (self.editing, self.note, self.compared, self.path) = (Some(editing), None, None, None);
        let mut actions = self.ask_bookings(scene);
        actions.push(Action::Run(to));
        actions
    }

    fn turn(&mut self) -> Vec<Action> {
        let Some(editing) = &mut self.editing else { return Vec::new() };
        editing.whole = !editing.whole;
        let to = if editing.whole { focus_on(place::WHOLE) } else { type_over(first_field(editing)) };
        vec![Action::Run(to)]
    }

    fn go_to(&mut self, at: usize) -> Vec<Action> {
        let Some(editing) = &mut self.editing else { return Vec::new() };
        editing.go_to(at);
        vec![Action::Run(focus_on(place::WHOLE))]
    }

    /// Asks what the copy as it is now would change. While it does not read, what was said of it before is not true of it any more.
    fn compare(&mut self, scene: Scene) -> Vec<Action> {
        self.question += 1;
        let new = self.editing.as_ref().and_then(|editing| editing.card());
        let old = scene.rules.cards.in_force(scene.now.date_naive());
        let (Some(new), Some(old), Some(Ok(bookings))) = (new, old, &self.bookings) else {
            self.compared = None;
            return Vec::new();
        };
        let both = Box::new((old.clone(), new.clone()));
        vec![Action::Compare(self.question, both, Arc::clone(bookings))]
    }

    fn enter(&mut self) -> Vec<Action> {
        let Some(editing) = self.editing.as_mut().filter(|editing| !editing.sending) else { return Vec::new() };
        if let Some(at) = editing.first_wrong() {
            editing.whole = false;
            return vec![Action::Run(focus_on(place::cell(at)))];
        }
        let mistakes = editing.mistakes().to_vec();
        if !mistakes.is_empty() {
            editing.fail(Refusal::RuleFile(RuleFileTrouble::BadRules { file: String::new(), mistakes }).into());
            return Vec::new();
        }
        let Some(from) = editing.from() else { return vec![Action::Run(focus_on(place::FROM))] };
        editing.sending = true;
        vec![Action::Enter(editing.request.clone(), editing.text().to_owned(), from)]
    }

    fn entered(&mut self, request: &str, result: Result<(), trade::refusal::Failure>, scene: Scene) -> Vec<Action> {
        let Some(editing) = self.editing.as_mut().filter(|editing| editing.request == request) else {
            return vec![Action::Posted];
        };
        if let Err(failure) = result {
            editing.fail(failure);
            return Vec::new();
        }
        if let (Some(card), Some(from)) = (editing.card(), editing.from()) {
            self.note = Some(Note::InForce(card.version.clone(), from));
            self.chosen = Some((card.id.clone(), card.version.clone()));
        }
        (self.editing, self.compared) = (None, None);
        self.settle(scene);
        vec![Action::Posted, Action::Run(focus_on(place::VERSIONS))]
    }

    fn drop_it(&mut self, scene: Scene) -> Vec<Action> {
        let twice = match (&self.editing, self.card(scene)) {
            (Some(_), _) => Twice::Discard,
            (None, Some(card)) if standing(card, scene) == Standing::Waits => {
                Twice::Withdraw((card.id.clone(), card.version.clone()))
            }
            _ => return Vec::new(),
        };
        if self.twice.as_ref() != Some(&twice) {
            (self.twice, self.note) = (Some(twice), None);
            return Vec::new();
        }
        self.twice = None;
        match twice {
            Twice::Discard => {
                (self.editing, self.compared, self.note) = (None, None, None);
                self.settle(scene);
                vec![Action::Run(focus_on(place::VERSIONS))]
            }
            Twice::Withdraw((_, version)) => vec![Action::Withdraw(version)],
        }
    }

    fn export(&self, scene: Scene) -> Vec<Action> {
        let name = |id: &str, version: &str| {
            let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
            format!("{id}-{version}.toml").chars().map(plain).collect::<String>()
        };
        match (&self.editing, self.card(scene)) {
            (Some(editing), shown) => {
                // A copy that does not read yet is written out all the same: its author may go on with it elsewhere.
                let card = editing.card().or(shown);
                let name = card.map_or_else(|| name("card", "copy"), |card| name(&card.id, &card.version));
                vec![Action::Export(name, editing.text().to_owned())]
            }
            (None, Some(card)) => vec![Action::Export(name(&card.id, &card.version), card.text.to_string())],
            (None, None) => Vec::new(),
        }
    }
}

/// The fields of the table, in the order in which they stand.
fn cells(editing: &Editing) -> Vec<usize> {
    let tables = editing.board.sections.iter().flat_map(|section| &section.tables);
    let figures = tables.flat_map(|table| &table.lines).flat_map(|line| line.figures.iter().flatten());
    let Some(copy) = &editing.copy else { return Vec::new() };
    figures.filter_map(|figure| figure.cell.as_ref()).filter_map(|(of, part)| copy.find(of, *part)).collect()
}

/// The first field of the table.
fn first_field(editing: &Editing) -> String {
    cells(editing).first().map_or_else(|| place::VERSION.to_owned(), |at| place::cell(*at))
}

/// Moves the focus to a field whose text gives way to what is typed.
fn type_over(id: String) -> Task<Message> {
    focus_on(id.clone()).chain(iced::widget::operation::select_all(id))
}
