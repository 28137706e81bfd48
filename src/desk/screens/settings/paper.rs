//! 报社: who the paper is, as it stands on its papers, and by what time it goes.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Padding};

use super::form::{card, explained, why};
use super::table::Component;
use super::wish::{Ask, Deed, SettingChange, SettingsAnswer, Wish};
use super::{Part, choice};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::Element;
use crate::desk::widgets::Chord;
use crate::locale;
use crate::locale::desk::why::WhyNot;
use iced::keyboard::key;
use trade::measure::narrow;
use trade::rates::VatRate;
use trade::refusal::{Failure, Refusal};
use trade::settings::{Paper, SealPlace};
use trade::tax_number;

/// The field of the paper's name, the first of the part.
pub const NAME: &str = "settings-name";
/// The field of the tax number.
pub const NUMBER: &str = "settings-number";
/// The field of the bank account.
pub const ACCOUNT: &str = "settings-account";
/// The choice of where its seal stands.
pub const SEAL: &str = "settings-seal";
const VAT: &str = "settings-vat";
const ZONE: &str = "settings-zone";

/// What is typed about the paper.
#[derive(Debug)]
pub struct Form {
    name: String,
    tax_number: String,
    account: String,
    vat: String,
    zone: String,
    seal: SealPlace,
    touched: bool,
    saving: bool,
    saved: bool,
    failed: Option<Failure>,
}

/// What happens to the part.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is the setting that is typed")]
pub enum Message {
    Name(String),
    TaxNumber(String),
    /// The bank and the account for what is owed.
    Account(String),
    /// The VAT rate in percent.
    Vat(String),
    /// The paper's time zone, as its offset from UTC, such as `+08:00`.
    Zone(String),
    /// Where its seal stands, by its place among the choices.
    Seal(usize),
    /// Post what is typed.
    Save,
    /// The focus goes on.
    Onward,
}

impl Form {
    /// The paper as it is typed; what stands elsewhere stays.
    fn typed(&self, paper: &Paper) -> Result<Paper, Refusal> {
        let zone: String = self.zone.chars().map(narrow).collect();
        let typed = Paper::checked(&self.name, &self.tax_number, rate(&self.vat)?)?.in_zone(zone.parse()?);
        Ok(Paper { press: paper.press.clone(), seal: self.seal, ..typed.with_account(&self.account)? })
    }

    /// What is odd about the tax number, though it may be right: some numbers that were given early fail the check.
    fn doubt(&self, scene: Scene) -> Option<String> {
        let typed = self.tax_number.trim();
        (!typed.is_empty() && tax_number::checked(typed).is_err()).then(|| scene.words().odd_tax_number(typed))
    }
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        let paper = &scene.house.paper;
        Form {
            name: paper.name.clone(),
            tax_number: paper.tax_number.clone(),
            account: paper.account.clone(),
            vat: paper.vat.map_or_else(String::new, VatRate::percent),
            zone: paper.time_zone.to_string(),
            seal: paper.seal,
            touched: false,
            saving: false,
            saved: false,
            failed: None,
        }
    }

    fn heard(&mut self, scene: Scene) {
        if !self.touched {
            *self = Form { saved: self.saved, saving: self.saving, ..Form::new(scene) };
        }
    }

    fn first_place(&self) -> &'static str {
        NAME
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        (chord.ctrl && chord.named == Some(key::Named::Enter)).then_some(Message::Save)
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Save if self.saving => Err(WhyNot::Busy),
            Message::Save if !self.touched => Err(WhyNot::Unchanged),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        (self.saved, self.failed) = (false, None);
        match told {
            Message::Onward => return Some(Wish::Onward),
            Message::Save => {
                let old = &scene.house.paper;
                return match self.typed(old) {
                    Ok(new) => {
                        self.saving = true;
                        let change = change(old, &new, scene);
                        Some(Wish::Ask(Box::new(Ask::Paper(Box::new(new))), change.map(Box::new)))
                    }
                    Err(refusal) => {
                        self.failed = Some(refusal.into());
                        None
                    }
                };
            }
            Message::Name(text) => self.name = text,
            Message::TaxNumber(text) => self.tax_number = text,
            Message::Account(text) => self.account = text,
            Message::Vat(text) => self.vat = text,
            Message::Zone(text) => self.zone = text,
            Message::Seal(at) => self.seal = SealPlace::ALL.get(at).copied().unwrap_or(self.seal),
        }
        self.touched = true;
        None
    }

    fn answered(&mut self, answered: SettingsAnswer, _scene: Scene) -> Option<Wish> {
        self.saving = false;
        match answered {
            Ok(_) => (self.touched, self.saved) = (false, true),
            Err(failure) => self.failed = Some(failure),
        }
        None
    }

    fn mark(&self, scene: Scene) -> Option<Tone> {
        (!scene.house.paper.complete() && !scene.house.practice).then_some(Tone::Remind)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let field = |label, value, id, on: fn(String) -> Message| {
            InputField::new(label, value, id).on_input(true, on).on_submit(Message::Onward)
        };
        let number = field(words.tax_number(), &self.tax_number, NUMBER, Message::TaxNumber);
        let number_note = match self.doubt(scene) {
            Some(doubt) => kit::kept(18.0, Some((Tone::Remind, doubt))),
            None => kit::kept(18.0, Some((Tone::Plain, words.tax_number_note().to_owned()))),
        };
        let said = match &self.failed {
            Some(failure) => Some((Tone::Wrong, why(failure, scene))),
            None if self.saved => Some((Tone::Well, words.saved().to_owned())),
            None if !scene.house.paper.complete() => Some((Tone::Remind, words.paper_note().to_owned())),
            None => None,
        };
        let account = field(words.account_field(), &self.account, ACCOUNT, Message::Account);
        let fields = column![
            explained(field(words.paper_name(), &self.name, NAME, Message::Name), words.paper_name_note()),
            Column::new()
                .spacing(3)
                .push(Element::from(number))
                .push(container(number_note).padding(Padding { left: 11.0, ..Padding::ZERO })),
            explained(account, words.account_note()),
            explained(field(words.vat_rate(), &self.vat, VAT, Message::Vat), words.vat_note()),
            explained(field(words.time_zone(), &self.zone, ZONE, Message::Zone), words.zone_note()),
            self.seal_place(scene),
            kit::kept(36.0, said),
            kit::next(words.save_paper(), "Ctrl+Enter", self.can(Message::Save, scene)),
        ];
        column![card(fields)].into()
    }
}

impl Form {
    /// Where its seal stands, and what is printed there.
    fn seal_place<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let names = SealPlace::ALL.map(|place| locale::seal(place, scene.language()));
        let at = SealPlace::ALL.iter().position(|place| *place == self.seal);
        let places = Element::from(choice(&names, at, Message::Seal).id(SEAL));
        let line = row![kit::strong(words.seal_field()), places].spacing(12).align_y(Alignment::Center);
        column![line, kit::quiet(words.seal_place(self.seal, self.name.trim()))].spacing(3).into()
    }
}

/// What differs between two papers, by name; none where nothing does.
fn change(old: &Paper, new: &Paper, scene: Scene) -> Option<SettingChange> {
    let words = scene.words();
    let vat = |paper: &Paper| paper.vat.map_or_else(String::new, |rate| format!("{}%", rate.percent()));
    let seal = |paper: &Paper| locale::seal(paper.seal, scene.language()).to_owned();
    let all = [
        (words.paper_name(), old.name.clone(), new.name.clone()),
        (words.tax_number(), old.tax_number.clone(), new.tax_number.clone()),
        (words.account_field(), old.account.clone(), new.account.clone()),
        (words.vat_rate(), vat(old), vat(new)),
        (words.time_zone(), old.time_zone.to_string(), new.time_zone.to_string()),
        (words.seal_field(), seal(old), seal(new)),
    ];
    between(Part::Paper, &all, (old, new), scene)
}

/// Of several settings those that differ, as one change that is set back together.
pub(super) fn between(
    part: Part,
    all: &[(&str, String, String)],
    (old, new): (&Paper, &Paper),
    scene: Scene,
) -> Option<SettingChange> {
    let words = scene.words();
    let others: Vec<_> = all.iter().filter(|(_, old, new)| old != new).collect();
    let joined = |pick: &dyn Fn(&(&str, String, String)) -> String| {
        others.iter().map(|one| pick(one)).collect::<Vec<_>>().join(words.list_mark)
    };
    let said = |value: &str| if value.is_empty() { words.empty_value().to_owned() } else { value.to_owned() };
    (!others.is_empty()).then(|| SettingChange {
        part,
        what: joined(&|(what, ..)| (*what).to_owned()),
        old: joined(&|(_, old, _)| said(old)),
        new: joined(&|(.., new)| said(new)),
        back: Deed::Ask(Box::new(Ask::Paper(Box::new(old.clone())))),
        forth: Deed::Ask(Box::new(Ask::Paper(Box::new(new.clone())))),
        typed: false,
    })
}

/// A rate in percent with at most one decimal; empty unsets it.
fn rate(text: &str) -> Result<Option<VatRate>, Refusal> {
    let plain: String = text.trim().trim_end_matches(['%', '％']).chars().map(narrow).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    let bad = || Refusal::BadSetting { field: "vat", value: text.to_owned() };
    let tenths = trade::measure::scaled(plain, 1).and_then(|tenths| u16::try_from(tenths).ok()).ok_or_else(bad)?;
    Ok(Some(VatRate::tenths(tenths)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_to_a_tenth_of_a_percent() {
        assert_eq!(rate(" 6％ "), Ok(Some(VatRate::GENERAL)));
        assert_eq!(rate("0.5"), Ok(Some(VatRate::tenths(5))));
        assert_eq!(rate(""), Ok(None));
        for text in ["-6", "six", "6.05"] {
            assert!(rate(text).is_err(), "{text}");
        }
    }
}
