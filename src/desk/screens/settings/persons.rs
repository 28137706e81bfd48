//! 人员: everybody who works at the paper with role and state; entered, given another role or PIN, retired; and whether they sign in.

use iced::keyboard::key;
use iced::widget::{Column, Row, Space, column, row, scrollable, text};
use iced::{Alignment, Fill};

use super::form::{card, why};
use super::table::Component;
use super::wish::{Answered, Ask, Change, Deed, Wish};
use super::{Part, choice, list_row};
use crate::desk::kit::{self, Field, Tone};
use crate::desk::screens::Scene;
use crate::desk::screens::sign_in::Typed;
use crate::desk::theme::{Element, HEI, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke};
pub use crate::locale::desk::people::Task;
use crate::locale::desk::why::WhyNot;
use crate::locale::people as said;
use crate::office::Given;
use books::persons::{Person, Persons, Pin};
use trade::ids::PersonName;
use trade::people::Role;
use trade::refusal::{Failure, PersonTrouble, Refusal};

/// The list of persons, the first place of the part.
pub const LIST: &str = "settings-persons";
/// The field of a name.
pub const NAME: &str = "settings-person-name";
/// The choice of a role.
pub const ROLE: &str = "settings-person-role";
/// The field of a new PIN, which is not shown.
pub const PIN: &str = "settings-person-pin";
/// The field in which the new PIN is typed once more.
pub const AGAIN: &str = "settings-person-pin-again";
/// The field of a reason.
pub const REASON: &str = "settings-person-reason";

/// What is typed about a person, where something is.
#[derive(Debug, Default)]
pub struct Form {
    /// The row of the list on which the keyboard stands.
    at: usize,
    doing: Option<Doing>,
    busy: bool,
    /// What was done last, or why it was not.
    told: Option<Result<String, Failure>>,
}

/// What is being done to somebody.
#[derive(Debug)]
struct Doing {
    what: Task,
    name: String,
    role: Role,
    pin: Typed,
    again: Typed,
    reason: String,
}

/// What happens to the part.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "what was typed or chosen")]
pub enum Told {
    /// A person was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Open the form for this, where it is possible.
    Begin(Task),
    Name(String),
    Role(usize),
    Pin(Typed),
    /// The new PIN once more, which cannot be seen while it is typed.
    Again(Typed),
    Reason(String),
    /// Do what is typed.
    Do,
    /// Close the form; nothing is done.
    Leave,
    /// The focus goes on.
    Onward,
}

/// Those who work here first, in the order in which they were entered; then those who left.
fn listed(persons: &Persons) -> impl Iterator<Item = &Person> {
    persons.active().chain(persons.people.iter().filter(|person| person.retired.is_some()))
}

impl Form {
    fn chosen<'a>(&self, persons: &'a Persons) -> Option<&'a Person> {
        listed(persons).nth(self.at)
    }

    /// Whether this can be done to the person who is chosen.
    fn may(&self, what: Task, persons: &Persons) -> Result<(), WhyNot> {
        let chosen = self.chosen(persons);
        match what {
            Task::Role | Task::Pin | Task::Retire if chosen.is_none() => Err(WhyNot::NobodyYet),
            Task::Role | Task::Pin | Task::Retire if chosen.is_some_and(|person| person.retired.is_some()) => {
                Err(WhyNot::HasLeft)
            }
            Task::SignIn if persons.active().next().is_none() => Err(WhyNot::NobodyYet),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, what: Task, scene: Scene) -> Option<Wish> {
        let persons = &scene.house.persons;
        let chosen = self.chosen(persons);
        let name = match what {
            // Who left comes back under the same name, with a new PIN.
            Task::Add => chosen.filter(|person| person.retired.is_some()).map(|person| person.name.to_string()),
            Task::Role | Task::Pin | Task::Retire => chosen.map(|person| person.name.to_string()),
            // Who switches it on gives their PIN; nobody signed in before.
            Task::SignIn => persons.active().find(|person| person.role == Role::Owner).map(|one| one.name.to_string()),
        };
        let first = persons.active().next().is_none();
        let role = match what {
            Task::Role => chosen.map_or(Role::Clerk, |person| person.role),
            _ if first => Role::Owner,
            _ => Role::Clerk,
        };
        let place = match what {
            Task::Add if name.is_none() => NAME,
            Task::Add | Task::Pin => PIN,
            Task::Role => ROLE,
            Task::Retire | Task::SignIn => REASON,
        };
        let (pin, again) = (Typed::default(), Typed::default());
        self.doing = Some(Doing { what, name: name.unwrap_or_default(), role, pin, again, reason: String::new() });
        self.told = None;
        Some(Wish::Focus(place))
    }

    /// What is to be asked of the books, or what is lacking and where.
    fn ask_of(doing: &Doing, persons: &Persons) -> Result<Ask, Box<(Failure, &'static str)>> {
        let refuse = |refusal: Refusal, place| Box::new((Failure::from(refusal), place));
        let (name, reason) = (doing.name.trim().to_owned(), doing.reason.trim().to_owned());
        if matches!(doing.what, Task::Retire | Task::SignIn) && reason.is_empty() {
            return Err(refuse(Refusal::NoReason, REASON));
        }
        if matches!(doing.what, Task::Add | Task::SignIn) && name.is_empty() {
            return Err(refuse(PersonTrouble::NoName.into(), NAME));
        }
        if matches!(doing.what, Task::Add | Task::Pin) {
            // Said before anything is asked: what cannot be a PIN costs nobody the time of keeping it.
            Pin::chosen(doing.pin.as_str()).map_err(|refusal| refuse(refusal, PIN))?;
            if doing.pin != doing.again {
                return Err(refuse(PersonTrouble::PinsDiffer.into(), AGAIN));
            }
        }
        Ok(match doing.what {
            Task::Add => Ask::Add { name, role: doing.role, pin: doing.pin.clone() },
            Task::Role => Ask::Role { name, role: doing.role },
            Task::Pin => Ask::Pin { name, pin: doing.pin.clone() },
            Task::Retire => Ask::Retire { name, reason },
            Task::SignIn => {
                let on = !persons.is_on();
                let owner = on.then(|| {
                    let none = || refuse(PersonTrouble::NoName.into(), NAME);
                    let name = PersonName::typed(&name).ok_or_else(none)?;
                    if doing.pin.as_str().is_empty() {
                        return Err(refuse(PersonTrouble::PinNeeded { name: name.to_string() }.into(), PIN));
                    }
                    Ok(Given { name, pin: Pin::typed(doing.pin.as_str()) })
                });
                Ask::SignIn { on, reason, owner: owner.transpose()? }
            }
        })
    }

    fn go(&mut self, scene: Scene) -> Option<Wish> {
        let doing = self.doing.as_ref()?;
        let (persons, words, language) = (&scene.house.persons, scene.words(), scene.language());
        match Form::ask_of(doing, persons) {
            Err(lacking) => {
                let (failure, place) = *lacking;
                self.told = Some(Err(failure));
                Some(Wish::Focus(place))
            }
            Ok(ask) => {
                self.busy = true;
                // A role is given back with a key; a PIN that was is known to nobody, and who left comes back with a new one.
                let change = match &ask {
                    Ask::Role { name, role } => {
                        persons.people.iter().find(|one| one.name.as_str() == name).map(|one| Change {
                            part: Part::Persons,
                            what: words.role_of(name),
                            old: said::role(one.role, language).to_owned(),
                            new: said::role(*role, language).to_owned(),
                            back: Deed::Ask(Box::new(Ask::Role { name: name.clone(), role: one.role })),
                            forth: Deed::Ask(Box::new(ask.clone())),
                            typed: false,
                        })
                    }
                    _ => None,
                };
                Some(Wish::Ask(Box::new(ask), change.map(Box::new)))
            }
        }
    }
}

impl Component for Form {
    type Told = Told;

    fn new(_scene: Scene) -> Form {
        Form::default()
    }

    fn renewed(&self, scene: Scene) -> Form {
        Form { at: self.at, ..Form::new(scene) }
    }

    fn heard(&mut self, scene: Scene) {
        self.at = self.at.min(listed(&scene.house.persons).count().saturating_sub(1));
    }

    fn first_place(&self) -> &'static str {
        match self.doing.as_ref().map(|doing| doing.what) {
            None => LIST,
            Some(Task::Add) => NAME,
            Some(Task::Role) => ROLE,
            Some(Task::Pin) => PIN,
            Some(Task::Retire | Task::SignIn) => REASON,
        }
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Told> {
        match (chord.named, chord.letter, chord.ctrl, chord.shift) {
            (Some(key::Named::Enter), _, true, _) => Some(Told::Do),
            (Some(key::Named::Escape), ..) if self.doing.is_some() => Some(Told::Leave),
            (Some(key::Named::Delete), _, true, _) => Some(Told::Begin(Task::Retire)),
            (_, Some('n'), true, false) => Some(Told::Begin(Task::Add)),
            (_, Some('e'), true, false) => Some(Told::Begin(Task::Role)),
            (_, Some('i'), true, false) => Some(Told::Begin(Task::Pin)),
            (_, Some('l'), true, false) => Some(Told::Begin(Task::SignIn)),
            _ => None,
        }
    }

    fn able(&self, told: &Told, scene: Scene) -> Result<(), WhyNot> {
        let persons = &scene.house.persons;
        match told {
            Told::Begin(_) | Told::Stroke(Stroke::Open) | Told::Do if self.busy => Err(WhyNot::Busy),
            Told::Begin(what) => self.may(*what, persons),
            Told::Stroke(Stroke::Open) => self.may(Task::Role, persons),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Told, scene: Scene) -> Option<Wish> {
        let last = listed(&scene.house.persons).count().saturating_sub(1);
        match (told, &mut self.doing) {
            (Told::Onward, _) => return Some(Wish::Onward),
            (Told::Pick(at), _) => {
                self.at = at;
                return Some(Wish::Focus(LIST));
            }
            (Told::Stroke(stroke), _) => match stroke {
                Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                Stroke::First => self.at = 0,
                Stroke::Last => self.at = last,
                Stroke::Open => return self.begin(Task::Role, scene),
                Stroke::Page(_) | Stroke::Wheel(_) | Stroke::Mark => {}
            },
            (Told::Begin(what), _) => return self.begin(what, scene),
            (Told::Do, _) => return self.go(scene),
            (Told::Leave, _) if !self.busy => {
                (self.doing, self.told) = (None, None);
                return Some(Wish::Focus(LIST));
            }
            (Told::Name(text), Some(doing)) => doing.name = text,
            (Told::Role(at), Some(doing)) => doing.role = Role::ALL.get(at).copied().unwrap_or(doing.role),
            (Told::Pin(typed), Some(doing)) => doing.pin = typed,
            (Told::Again(typed), Some(doing)) => doing.again = typed,
            (Told::Reason(text), Some(doing)) => doing.reason = text,
            _ => {}
        }
        None
    }

    fn answered(&mut self, answered: Answered, scene: Scene) -> Option<Wish> {
        self.busy = false;
        let doing = self.doing.as_mut()?;
        match answered {
            Ok(_) => {
                let (on, words) = (scene.house.persons.is_on(), scene.words());
                self.told = Some(Ok(words.person_done(doing.what, &doing.name, on)));
                self.doing = None;
                Some(Wish::Focus(LIST))
            }
            Err(failure) => {
                // A PIN that was wrong is typed anew.
                if doing.what == Task::SignIn {
                    doing.pin = Typed::default();
                }
                self.told = Some(Err(failure));
                None
            }
        }
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Told> {
        let (words, persons) = (scene.words(), &scene.house.persons);
        let rows = listed(persons).enumerate().map(|(at, person)| line(person, at == self.at, scene));
        let nobody = persons.people.is_empty().then(|| kit::quiet(words.nobody_yet()).into());
        let list = Group::new(
            Column::from_iter(rows.chain(nobody)).spacing(4).width(Fill),
            Some(self.at),
            Told::Pick,
            |stroke| Some(Told::Stroke(stroke)),
        );
        let task = |what, name, chord| Element::from(kit::button(name, chord, self.can(Told::Begin(what), scene)));
        let tasks = row![
            task(Task::Add, words.add_person(), "Ctrl+N"),
            task(Task::Role, words.change_role(), "Ctrl+E"),
            task(Task::Pin, words.set_pin(), "Ctrl+I"),
            task(Task::Retire, words.retire_person(), "Ctrl+Delete"),
        ];
        // The list is a place for the focus also while nobody stands in it.
        let list = Element::from(list.id(LIST));
        let high = if persons.people.is_empty() { iced::Shrink } else { iced::Length::Fixed(190.0) };
        let people = scrollable(list).height(high);
        let mut all = column![people, tasks.spacing(8).wrap()];
        if let Some(doing) = &self.doing {
            all = all.push(self.form(doing, scene));
        }
        let told = self.told.as_ref().map(|told| match told {
            Ok(done) => (Tone::Well, done.clone()),
            Err(failure) => (Tone::Wrong, why(failure, scene)),
        });
        let all = all.push(kit::kept(36.0, told));
        let switch =
            kit::button(words.switch_sign_in(persons.is_on()), "Ctrl+L", self.can(Told::Begin(Task::SignIn), scene));
        let sign_in = column![
            kit::ends(kit::strong(said::sign_in(persons.is_on(), scene.language())), Element::from(switch)),
            kit::quiet(words.sign_in_means()),
        ];
        column![card(all), card(sign_in)].spacing(14).into()
    }
}

impl Form {
    /// What is typed for what is being done.
    fn form<'a>(&'a self, doing: &'a Doing, scene: Scene<'a>) -> Element<'a, Told> {
        let (words, language) = (scene.words(), scene.language());
        let field = |label, value, id, on: fn(String) -> Told| {
            Field::new(label, value, id).on_input(true, on).on_submit(Told::Onward)
        };
        let secret = |label, value: &'a Typed, id, on: fn(Typed) -> Told| {
            let field = Field::new(label, value.as_str(), id).secret();
            Element::from(field.on_input(true, move |text| on(Typed::new(text))).on_submit(Told::Onward))
        };
        let on = scene.house.persons.is_on();
        let title = kit::strong(words.person_task(doing.what, &doing.name, on));
        let mut fields = column![title].spacing(8);
        if doing.what == Task::Add || (doing.what == Task::SignIn && !on) {
            let label = if doing.what == Task::Add { words.person_name() } else { words.owner_name() };
            fields = fields.push(Element::from(field(label, &doing.name, NAME, Told::Name)));
        }
        if matches!(doing.what, Task::Add | Task::Role) {
            let names = Role::ALL.map(|role| said::role(role, language));
            let at = Role::ALL.iter().position(|role| *role == doing.role);
            let roles = Element::from(choice(&names, at, Told::Role).id(ROLE));
            let roles: Row<'a, Told, _> = row![text(words.person_role()).size(size::NOTE).width(48), roles].spacing(12);
            fields = fields.push(roles.align_y(Alignment::Center)).push(kit::quiet(words.role_means(doing.role)));
        }
        if matches!(doing.what, Task::Add | Task::Pin) {
            let pins = row![
                secret(words.new_pin(), &doing.pin, PIN, Told::Pin),
                secret(words.pin_again(), &doing.again, AGAIN, Told::Again)
            ];
            fields = fields.push(pins.spacing(8)).push(kit::quiet(words.pin_note()));
        }
        if doing.what == Task::SignIn && !on {
            fields = fields.push(secret(words.owner_pin(), &doing.pin, PIN, Told::Pin));
        }
        if matches!(doing.what, Task::Retire | Task::SignIn) {
            fields = fields.push(Element::from(field(words.reason, &doing.reason, REASON, Told::Reason)));
        }
        let go = kit::next(words.do_person(doing.what, on), "Ctrl+Enter", self.can(Told::Do, scene));
        let leave = kit::button(words.cancel, "Esc", Some(Told::Leave)).padding([12, 14]);
        let fields = fields.push(row![Element::from(leave), Element::from(go)].spacing(8));
        kit::edged(Tone::Plain, iced::widget::container(fields).padding(12).width(Fill))
    }
}

/// A person with role and state.
fn line<'a>(person: &'a Person, here: bool, scene: Scene<'a>) -> Element<'a, Told> {
    let language = scene.language();
    let left = person.retired.is_some();
    let name = text(person.name.as_str()).size(size::TEXT).font(if left { HEI } else { HEI_BOLD }).width(140);
    let mut line = row![name, text(said::role(person.role, language)).size(size::NOTE).width(100)];
    if let Some(day) = person.retired {
        line = line.push(kit::quiet(said::left(day, language)));
    }
    if let Some(at) = person.wrong_at.filter(|_| !left) {
        line = line.push(kit::pill(said::wrong(person.wrong, at, language), Tone::Remind));
    }
    let line = line.push(Space::new().width(Fill));
    list_row(line.spacing(10).align_y(Alignment::Center), here)
}
