//! 人员: everybody who works at the paper with role and state; entered, given another role or PIN, retired; and whether they sign in.

use iced::keyboard::key;
use iced::widget::{Column, Row, Space, column, row, scrollable, text};
use iced::{Alignment, Fill};

use super::form::{card, why};
use super::table::Component;
use super::wish::{Ask, Deed, SettingChange, SettingsAnswer, Wish};
pub use super::words::persons::PersonTask;
use super::{Part, choice, list_row};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::screens::sign_in::TypedPin;
use crate::desk::theme::{Element, HEI, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke};
use crate::locale::desk::why::WhyNot;
use crate::locale::people as said;
use crate::office::GivenPin;
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
    what: PersonTask,
    name: String,
    role: Role,
    pin: TypedPin,
    again: TypedPin,
    reason: String,
}

/// What happens to the part.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "what was typed or chosen")]
pub enum Message {
    /// A person was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Open the form for this, where it is possible.
    Begin(PersonTask),
    Name(String),
    Role(usize),
    Pin(TypedPin),
    /// The new PIN once more, which cannot be seen while it is typed.
    Again(TypedPin),
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
    fn may(&self, what: PersonTask, persons: &Persons) -> Result<(), WhyNot> {
        let chosen = self.chosen(persons);
        match what {
            PersonTask::Role | PersonTask::Pin | PersonTask::Retire if chosen.is_none() => Err(WhyNot::NobodyYet),
            PersonTask::Role | PersonTask::Pin | PersonTask::Retire
                if chosen.is_some_and(|person| person.retired.is_some()) =>
            {
                Err(WhyNot::HasLeft)
            }
            PersonTask::SignIn if persons.active().next().is_none() => Err(WhyNot::NobodyYet),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, what: PersonTask, scene: Scene) -> Option<Wish> {
        let persons = &scene.house.persons;
        let chosen = self.chosen(persons);
        let name = match what {
            // Who left comes back under the same name, with a new PIN.
            PersonTask::Add => chosen.filter(|person| person.retired.is_some()).map(|person| person.name.to_string()),
            PersonTask::Role | PersonTask::Pin | PersonTask::Retire => chosen.map(|person| person.name.to_string()),
            // Who switches it on gives their PIN; nobody signed in before.
            PersonTask::SignIn => {
                persons.active().find(|person| person.role == Role::Owner).map(|one| one.name.to_string())
            }
        };
        let first = persons.active().next().is_none();
        let role = match what {
            PersonTask::Role => chosen.map_or(Role::Clerk, |person| person.role),
            _ if first => Role::Owner,
            _ => Role::Clerk,
        };
        let place = match what {
            PersonTask::Add if name.is_none() => NAME,
            PersonTask::Add | PersonTask::Pin => PIN,
            PersonTask::Role => ROLE,
            PersonTask::Retire | PersonTask::SignIn => REASON,
        };
        let (pin, again) = (TypedPin::default(), TypedPin::default());
        self.doing = Some(Doing { what, name: name.unwrap_or_default(), role, pin, again, reason: String::new() });
        self.told = None;
        Some(Wish::Focus(place))
    }

    /// What is to be asked of the books, or what is lacking and where.
    fn ask_of(doing: &Doing, persons: &Persons) -> Result<Ask, Box<(Failure, &'static str)>> {
        let refuse = |refusal: Refusal, place| Box::new((Failure::from(refusal), place));
        let (name, reason) = (doing.name.trim().to_owned(), doing.reason.trim().to_owned());
        if matches!(doing.what, PersonTask::Retire | PersonTask::SignIn) && reason.is_empty() {
            return Err(refuse(Refusal::NoReason, REASON));
        }
        if matches!(doing.what, PersonTask::Add | PersonTask::SignIn) && name.is_empty() {
            return Err(refuse(PersonTrouble::NoName.into(), NAME));
        }
        if matches!(doing.what, PersonTask::Add | PersonTask::Pin) {
            // Said before anything is asked: what cannot be a PIN costs nobody the time of keeping it.
            Pin::chosen(doing.pin.as_str()).map_err(|refusal| refuse(refusal, PIN))?;
            if doing.pin != doing.again {
                return Err(refuse(PersonTrouble::PinsDiffer.into(), AGAIN));
            }
        }
        Ok(match doing.what {
            PersonTask::Add => Ask::Add { name, role: doing.role, pin: doing.pin.clone() },
            PersonTask::Role => Ask::Role { name, role: doing.role },
            PersonTask::Pin => Ask::Pin { name, pin: doing.pin.clone() },
            PersonTask::Retire => Ask::Retire { name, reason },
            PersonTask::SignIn => {
                let on = !persons.is_on();
                let owner = on.then(|| {
                    let none = || refuse(PersonTrouble::NoName.into(), NAME);
                    let name = PersonName::typed(&name).ok_or_else(none)?;
                    if doing.pin.as_str().is_empty() {
                        return Err(refuse(PersonTrouble::PinNeeded { name: name.to_string() }.into(), PIN));
                    }
                    Ok(GivenPin { name, pin: Pin::typed(doing.pin.as_str()) })
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
                        persons.people.iter().find(|one| one.name.as_str() == name).map(|one| SettingChange {
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
    type Message = Message;

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
            Some(PersonTask::Add) => NAME,
            Some(PersonTask::Role) => ROLE,
            Some(PersonTask::Pin) => PIN,
            Some(PersonTask::Retire | PersonTask::SignIn) => REASON,
        }
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        match (chord.named, chord.letter, chord.ctrl, chord.shift) {
            (Some(key::Named::Enter), _, true, _) => Some(Message::Do),
            (Some(key::Named::Escape), ..) if self.doing.is_some() => Some(Message::Leave),
            (Some(key::Named::Delete), _, true, _) => Some(Message::Begin(PersonTask::Retire)),
            (_, Some('n'), true, false) => Some(Message::Begin(PersonTask::Add)),
            (_, Some('e'), true, false) => Some(Message::Begin(PersonTask::Role)),
            (_, Some('i'), true, false) => Some(Message::Begin(PersonTask::Pin)),
            (_, Some('l'), true, false) => Some(Message::Begin(PersonTask::SignIn)),
            _ => None,
        }
    }

    fn able(&self, told: &Message, scene: Scene) -> Result<(), WhyNot> {
        let persons = &scene.house.persons;
        match told {
            Message::Begin(_) | Message::Stroke(Stroke::Open) | Message::Do if self.busy => Err(WhyNot::Busy),
            Message::Begin(what) => self.may(*what, persons),
            Message::Stroke(Stroke::Open) => self.may(PersonTask::Role, persons),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        let last = listed(&scene.house.persons).count().saturating_sub(1);
        match (told, &mut self.doing) {
            (Message::Onward, _) => return Some(Wish::Onward),
            (Message::Pick(at), _) => {
                self.at = at;
                return Some(Wish::Focus(LIST));
            }
            (Message::Stroke(stroke), _) => match stroke {
                Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                Stroke::First => self.at = 0,
                Stroke::Last => self.at = last,
                Stroke::Open => return self.begin(PersonTask::Role, scene),
                Stroke::Page(_) | Stroke::Wheel(_) | Stroke::Mark => {}
            },
            (Message::Begin(what), _) => return self.begin(what, scene),
            (Message::Do, _) => return self.go(scene),
            (Message::Leave, _) if !self.busy => {
                (self.doing, self.told) = (None, None);
                return Some(Wish::Focus(LIST));
            }
            (Message::Name(text), Some(doing)) => doing.name = text,
            (Message::Role(at), Some(doing)) => doing.role = Role::ALL.get(at).copied().unwrap_or(doing.role),
            (Message::Pin(typed), Some(doing)) => doing.pin = typed,
            (Message::Again(typed), Some(doing)) => doing.again = typed,
            (Message::Reason(text), Some(doing)) => doing.reason = text,
            _ => {}
        }
        None
    }

    fn answered(&mut self, answered: SettingsAnswer, scene: Scene) -> Option<Wish> {
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
                if doing.what == PersonTask::SignIn {
                    doing.pin = TypedPin::default();
                }
                self.told = Some(Err(failure));
                None
            }
        }
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, persons) = (scene.words(), &scene.house.persons);
        let rows = listed(persons).enumerate().map(|(at, person)| line(person, at == self.at, scene));
        let nobody = persons.people.is_empty().then(|| kit::quiet(words.nobody_yet()).into());
        let list = Group::new(
            Column::from_iter(rows.chain(nobody)).spacing(4).width(Fill),
            Some(self.at),
            Message::Pick,
            |stroke| Some(Message::Stroke(stroke)),
        );
        let task = |what, name, chord| Element::from(kit::button(name, chord, self.can(Message::Begin(what), scene)));
        let tasks = row![
            task(PersonTask::Add, words.add_person(), "Ctrl+N"),
            task(PersonTask::Role, words.change_role(), "Ctrl+E"),
            task(PersonTask::Pin, words.set_pin(), "Ctrl+I"),
            task(PersonTask::Retire, words.retire_person(), "Ctrl+Delete"),
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
        let switch = kit::button(
            words.switch_sign_in(persons.is_on()),
            "Ctrl+L",
            self.can(Message::Begin(PersonTask::SignIn), scene),
        );
        let sign_in = column![
            kit::ends(kit::strong(said::sign_in(persons.is_on(), scene.language())), Element::from(switch)),
            kit::quiet(words.sign_in_means()),
        ];
        column![card(all), card(sign_in)].spacing(14).into()
    }
}

impl Form {
    /// What is typed for what is being done.
    fn form<'a>(&'a self, doing: &'a Doing, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let field = |label, value, id, on: fn(String) -> Message| {
            InputField::new(label, value, id).on_input(true, on).on_submit(Message::Onward)
        };
        let secret = |label, value: &'a TypedPin, id, on: fn(TypedPin) -> Message| {
            let field = InputField::new(label, value.as_str(), id).secret();
            Element::from(field.on_input(true, move |text| on(TypedPin::new(text))).on_submit(Message::Onward))
        };
        let on = scene.house.persons.is_on();
        let title = kit::strong(words.person_task(doing.what, &doing.name, on));
        let mut fields = column![title].spacing(8);
        if doing.what == PersonTask::Add || (doing.what == PersonTask::SignIn && !on) {
            let label = if doing.what == PersonTask::Add { words.person_name() } else { words.owner_name() };
            fields = fields.push(Element::from(field(label, &doing.name, NAME, Message::Name)));
        }
        if matches!(doing.what, PersonTask::Add | PersonTask::Role) {
            let names = Role::ALL.map(|role| said::role(role, language));
            let at = Role::ALL.iter().position(|role| *role == doing.role);
            let roles = Element::from(choice(&names, at, Message::Role).id(ROLE));
            let roles: Row<'a, Message, _> =
                row![text(words.person_role()).size(size::NOTE).width(48), roles].spacing(12);
            fields = fields.push(roles.align_y(Alignment::Center)).push(kit::quiet(words.role_means(doing.role)));
        }
        if matches!(doing.what, PersonTask::Add | PersonTask::Pin) {
            let pins = row![
                secret(words.new_pin(), &doing.pin, PIN, Message::Pin),
                secret(words.pin_again(), &doing.again, AGAIN, Message::Again)
            ];
            fields = fields.push(pins.spacing(8)).push(kit::quiet(words.pin_note()));
        }
        if doing.what == PersonTask::SignIn && !on {
            fields = fields.push(secret(words.owner_pin(), &doing.pin, PIN, Message::Pin));
        }
        if matches!(doing.what, PersonTask::Retire | PersonTask::SignIn) {
            fields = fields.push(Element::from(field(words.reason, &doing.reason, REASON, Message::Reason)));
        }
        let go = kit::next(words.do_person(doing.what, on), "Ctrl+Enter", self.can(Message::Do, scene));
        let leave = kit::button(words.cancel, "Esc", Some(Message::Leave)).padding([12, 14]);
        let fields = fields.push(row![Element::from(leave), Element::from(go)].spacing(8));
        kit::edged(Tone::Plain, iced::widget::container(fields).padding(12).width(Fill))
    }
}

/// A person with role and state.
fn line<'a>(person: &'a Person, here: bool, scene: Scene<'a>) -> Element<'a, Message> {
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
