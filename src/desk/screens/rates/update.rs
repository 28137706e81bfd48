//! What each message does to the screen.

use iced::keyboard::key;

use super::{Action, CardState, Editing, Message, Note, Rates, Scene, Twice, copy, path, place, state_of};
use crate::desk::widgets::{Chord, Stroke, focus_on};
use crate::locale::desk::why::WhyNot;

impl Rates {
    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        let editing = self.copy.is_some();
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
        // Without a copy Ctrl+L leads to the versions.
        let of_copy = copy::Form::chord(chord).filter(|_| editing || chord.letter != Some('l'));
        if let Some(message) = of_copy {
            return Some(Message::Copy(message));
        }
        let once = |message| (!chord.repeat).then_some(message);
        match (chord.named, chord.letter) {
            (Some(key::Named::Delete), _) => once(Message::Drop),
            (_, Some('e')) => once(Message::Edit),
            (_, Some('l')) if !editing => Some(Message::Focus(place::VERSIONS)),
            (_, Some('s')) => once(Message::Export),
            (_, Some('o')) => once(Message::Import),
            (_, Some('p')) => once(Message::Poster),
            _ => None,
        }
    }

    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        let (copy, card) = (self.copy.as_ref(), self.card(scene));
        match message {
            // What the books answer comes by itself.
            Message::Copy(copy::Message::Entered(..) | copy::Message::Bookings(_) | copy::Message::Compared(..)) => {
                Ok(())
            }
            Message::Copy(message) => copy.map_or(Err(WhyNot::NoCopyOfCard), |form| form.able(message)),
            Message::Edit if copy.is_some() => Err(WhyNot::Editing),
            Message::Edit | Message::Export | Message::Poster if copy.is_none() && card.is_none() => {
                Err(WhyNot::NotRead)
            }
            Message::Poster if copy.is_some_and(|form| form.editing.card().is_none()) => Err(WhyNot::CardUnsound),
            Message::Drop if copy.is_none() && card.is_none_or(|card| state_of(card, scene) != CardState::Waits) => {
                Err(WhyNot::CardBegun)
            }
            _ => Ok(()),
        }
    }

    /// At first sight, and when somebody has posted something: cards may have come or gone, and bookings too.
    pub fn refresh(&mut self, scene: Scene) -> Vec<Action> {
        let gone = |(id, version): &super::CardVersion| scene.rules.cards.version(id, version).is_none();
        self.chosen.take_if(|chosen| gone(chosen));
        self.settle(scene);
        if self.copy.is_some() { self.wished(copy::Form::ask_bookings(scene), scene) } else { Vec::new() }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let beside = matches!(message, Message::Copy(copy::Message::Bookings(_) | copy::Message::Compared(..)));
        if !beside && !matches!(message, Message::Drop) {
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
            Message::Copy(message) => self.in_copy(message, scene),
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
                self.path = self.path.is_none().then(path::Form::default);
                let to = if self.path.is_some() { place::PATH } else { place::VERSIONS };
                vec![Action::Run(focus_on(to))]
            }
            Message::Path(message) => match self.path.as_mut().and_then(|form| form.update(message)) {
                Some(path::Wish::Read(path)) => vec![Action::Read(path)],
                Some(path::Wish::Leave) => self.leave(),
                None => Vec::new(),
            },
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
                let card = match &self.copy {
                    Some(form) => form.editing.card(),
                    None => self.card(scene),
                };
                card.map(|card| Action::Poster(Box::new(card.clone()))).into_iter().collect()
            }
            Message::Printed(result) => {
                self.note = Some(result.map_or_else(Note::Failed, Note::Poster));
                Vec::new()
            }
            Message::Focus(place) => vec![Action::Run(focus_on(place))],
            Message::Leave => self.leave(),
        }
    }

    /// Leaves what is asked for.
    fn leave(&mut self) -> Vec<Action> {
        self.path = None;
        vec![Action::Run(focus_on(if self.copy.is_some() { place::VERSION } else { place::VERSIONS }))]
    }

    /// What a message does in the form of the copy; an answer that comes after it was closed only says that something was posted.
    fn in_copy(&mut self, message: copy::Message, scene: Scene) -> Vec<Action> {
        let Some(form) = &mut self.copy else {
            return if matches!(message, copy::Message::Entered(..)) { vec![Action::Posted] } else { Vec::new() };
        };
        if matches!(message, copy::Message::Typed(..)) {
            self.note = None;
        }
        let wish = form.update(message, scene);
        wish.map_or_else(Vec::new, |wish| self.wished(wish, scene))
    }

    /// What the form of the copy wants of the screen.
    fn wished(&mut self, wish: copy::Wish, scene: Scene) -> Vec<Action> {
        vec![match wish {
            copy::Wish::Run(task) => Action::Run(task.map(Message::Copy)),
            copy::Wish::Enter(request, text, from) => Action::Enter(request, text, from),
            copy::Wish::Bookings(first, last) => Action::Bookings(first, last),
            copy::Wish::Compare(question, both, bookings) => Action::Compare(question, both, bookings),
            copy::Wish::Posted => Action::Posted,
            copy::Wish::InForce(entered) => {
                if let Some(((id, version), from)) = entered {
                    self.note = Some(Note::InForce(version.clone(), from));
                    self.chosen = Some((id, version));
                }
                self.close();
                self.settle(scene);
                return vec![Action::Posted, Action::Run(focus_on(place::VERSIONS))];
            }
        }]
    }

    /// Closes the form of the copy.
    fn close(&mut self) {
        if let Some(form) = self.copy.take() {
            self.question = form.question;
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
        self.close();
        let form = copy::Form::of(editing, self.question);
        let begin = form.begin();
        (self.copy, self.note, self.path) = (Some(form), None, None);
        let mut actions = self.wished(copy::Form::ask_bookings(scene), scene);
        actions.extend(self.wished(begin, scene));
        actions
    }

    fn drop_it(&mut self, scene: Scene) -> Vec<Action> {
        let twice = match (&self.copy, self.card(scene)) {
            (Some(_), _) => Twice::Discard,
            (None, Some(card)) if state_of(card, scene) == CardState::Waits => {
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
                self.close();
                self.note = None;
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
        match (self.editing(), self.card(scene)) {
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
