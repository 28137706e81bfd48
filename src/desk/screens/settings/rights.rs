//! 权限: the table of what each role may do, changed cell by cell and set as a whole.

use iced::keyboard::key;
use iced::widget::{Column, Row, column, row, text};
use iced::{Alignment, Fill};

use super::form::{card, why};
use super::table::Component;
use super::wish::{Ask, Deed, SettingChange, SettingsAnswer, Wish};
use super::{Part, choice, list_row};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, HEI, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke};
use crate::locale::desk::why::WhyNot;
use crate::locale::people as said;
use trade::people::{Right, Rights, Role};
use trade::refusal::Failure;

/// The choice of the role whose column is changed, the first place of the part.
pub const ROLES: &str = "settings-rights-roles";
/// The table, row by row.
pub const TABLE: &str = "settings-rights";
/// The field of a bound: percent below the card, or a sum that goes back.
pub const BOUND: &str = "settings-rights-bound";

/// The table as it is being changed.
#[derive(Debug)]
pub struct Form {
    rights: Rights,
    role: Role,
    at: usize,
    /// What is typed for the row of a bound on which the keyboard stands.
    bound: String,
    touched: bool,
    busy: bool,
    saved: bool,
    failed: Option<Failure>,
}

/// What happens to the part.
#[derive(Debug, Clone)]
pub enum Message {
    /// The column of this role, by its place in the table.
    Role(usize),
    /// A row was pressed: what it says is turned.
    Pick(usize),
    /// A key in the table.
    Stroke(Stroke),
    /// A bound is typed.
    Bound(String),
    /// Set the table as it is shown.
    Save,
    /// Everything as it was.
    Leave,
}

impl Form {
    fn right(&self) -> Right {
        Right::ALL[self.at]
    }

    /// The row under the keyboard is another: what it says stands in the field, and what could not stand in the one before is forgotten.
    fn stand(&mut self, at: usize) {
        self.failed = None;
        self.at = at.min(Right::in_table().count() - 1);
        self.bound = self.rights.of(self.role).said(self.right());
    }

    /// Sets a cell of the column that is changed.
    fn set(&mut self, word: &str) {
        let may = self.rights.of(self.role).with(self.right(), word);
        match may.and_then(|may| self.rights.with(self.role, may)) {
            Ok(rights) => (self.touched, self.failed, self.rights) = (true, None, rights),
            Err(refusal) => self.failed = Some(refusal.into()),
        }
    }

    /// Turns yes into no; a bound is typed.
    fn turn(&mut self) -> Option<Wish> {
        let right = self.right();
        if is_bound(right) {
            return Some(Wish::Focus(BOUND));
        }
        let word = if self.rights.of(self.role).has(right) { "no" } else { "yes" };
        self.set(word);
        None
    }
}

const fn is_bound(right: Right) -> bool {
    matches!(right, Right::Below | Right::Refund)
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        let rights = scene.house.persons.rights;
        let (role, failed) = (Role::Supervisor, None);
        Form { rights, role, at: 0, bound: String::new(), touched: false, busy: false, saved: false, failed }
    }

    fn renewed(&self, scene: Scene) -> Form {
        let mut form = Form { role: self.role, ..Form::new(scene) };
        form.stand(self.at);
        form
    }

    fn heard(&mut self, scene: Scene) {
        if !self.touched {
            self.rights = scene.house.persons.rights;
            self.stand(self.at);
        }
    }

    fn first_place(&self) -> &'static str {
        ROLES
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        match chord.named? {
            key::Named::Enter if chord.ctrl => Some(Message::Save),
            key::Named::Escape if self.touched => Some(Message::Leave),
            _ => None,
        }
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Save if self.busy => Err(WhyNot::Busy),
            Message::Save if self.failed.is_some() => Err(WhyNot::Unsound),
            Message::Save if !self.touched => Err(WhyNot::Unchanged),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        self.saved = false;
        match told {
            Message::Role(at) => {
                self.role = Role::IN_TABLE.get(at).copied().unwrap_or(self.role);
                self.stand(self.at);
                None
            }
            Message::Pick(at) => {
                self.stand(at);
                self.turn().or(Some(Wish::Focus(TABLE)))
            }
            Message::Stroke(stroke) => match stroke {
                Stroke::By(by) => {
                    self.stand(self.at.saturating_add_signed(by));
                    None
                }
                Stroke::First => {
                    self.stand(0);
                    None
                }
                Stroke::Last => {
                    self.stand(usize::MAX);
                    None
                }
                Stroke::Open | Stroke::Mark => self.turn(),
                Stroke::Page(_) | Stroke::Wheel(_) => None,
            },
            Message::Bound(text) => {
                self.set(&text);
                (self.bound, self.touched) = (text, true);
                None
            }
            Message::Save => {
                self.busy = true;
                let old = scene.house.persons.rights;
                let change = change(&old, &self.rights, scene).map(Box::new);
                Some(Wish::Ask(Box::new(Ask::Rights(self.rights)), change))
            }
            Message::Leave => {
                (self.touched, self.failed) = (false, None);
                self.heard(scene);
                Some(Wish::Focus(TABLE))
            }
        }
    }

    fn answered(&mut self, answered: SettingsAnswer, _scene: Scene) -> Option<Wish> {
        self.busy = false;
        match answered {
            Ok(_) => (self.touched, self.saved) = (false, true),
            Err(failure) => self.failed = Some(failure),
        }
        None
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let names = Role::IN_TABLE.map(|role| said::role(role, language));
        let at = Role::IN_TABLE.iter().position(|role| *role == self.role);
        let roles =
            row![text(words.column_of()).size(size::NOTE), Element::from(choice(&names, at, Message::Role).id(ROLES)),];
        let rows = Right::in_table().enumerate().map(|(at, right)| self.line(at, right, scene));
        let table =
            Group::new(Column::from_iter(rows).spacing(2).width(Fill), Some(self.at), Message::Pick, |stroke| {
                Some(Message::Stroke(stroke))
            });
        let mut all =
            column![roles.spacing(12).align_y(Alignment::Center), self.heads(scene), Element::from(table.id(TABLE)),]
                .spacing(6);
        if is_bound(self.right()) {
            let label = if self.right() == Right::Below { words.below_bound() } else { words.refund_bound() };
            let field = InputField::new(label, &self.bound, BOUND).wrong(self.failed.is_some());
            all = all.push(Element::from(field.on_input(true, Message::Bound)));
        }
        let said = match &self.failed {
            Some(failure) => (Tone::Wrong, why(failure, scene)),
            None if self.saved => (Tone::Well, words.saved().to_owned()),
            None => (Tone::Plain, words.rights_keys().to_owned()),
        };
        let save = kit::next(words.save_rights(), "Ctrl+Enter", self.can(Message::Save, scene));
        column![card(all.push(kit::kept(34.0, Some(said))).push(save))].into()
    }
}

impl Form {
    fn heads<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let mut heads: Row<'a, Message, _> = row![kit::quiet("").width(Fill)].spacing(8).padding([0, 11]);
        for role in Role::IN_TABLE {
            let font = if role == self.role { HEI_BOLD } else { HEI };
            heads = heads.push(text(said::role(role, scene.language())).size(size::LABEL).font(font).width(CELL));
        }
        heads.into()
    }

    fn line<'a>(&self, at: usize, right: Right, scene: Scene<'a>) -> Element<'a, Message> {
        let (language, now) = (scene.language(), &scene.house.persons.rights);
        let mut line = row![text(said::right(right, language)).size(size::NOTE).width(Fill)].spacing(8);
        for role in Role::IN_TABLE {
            let may = self.rights.of(role).said(right);
            let changed = now.of(role).said(right) != may;
            let word = text(said::may(right, &may, language)).size(size::LABEL).wrapping(text::Wrapping::None);
            let word = if role == self.role || changed { word.font(HEI_BOLD) } else { word };
            let cell: Element<'a, Message> = if changed {
                row![kit::ring(), word].spacing(4).align_y(Alignment::Center).width(CELL).into()
            } else {
                word.width(CELL).into()
            };
            line = line.push(cell);
        }
        list_row(line.align_y(Alignment::Center), at == self.at)
    }
}

/// The width of a column of a role.
const CELL: f32 = 106.0;

/// What differs between two tables, cell by cell; none where nothing does.
fn change(old: &Rights, new: &Rights, scene: Scene) -> Option<SettingChange> {
    let (words, language) = (scene.words(), scene.language());
    let (mut what, mut was, mut is) = (Vec::new(), Vec::new(), Vec::new());
    for (role, right) in Role::IN_TABLE.into_iter().flat_map(|role| Right::in_table().map(move |right| (role, right))) {
        let (before, after) = (old.of(role).said(right), new.of(role).said(right));
        if before != after {
            what.push(format!("{} {}", said::role(role, language), said::right(right, language)));
            was.push(said::may(right, &before, language));
            is.push(said::may(right, &after, language));
        }
    }
    (!what.is_empty()).then(|| SettingChange {
        part: Part::Rights,
        what: what.join(words.list_mark),
        old: was.join(words.list_mark),
        new: is.join(words.list_mark),
        back: Deed::Ask(Box::new(Ask::Rights(*old))),
        forth: Deed::Ask(Box::new(Ask::Rights(*new))),
        typed: false,
    })
}
