//! What happens to the office.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::leaf::{Number, VatRate, Zone};
use super::words::{RuleKind, RuleKind1, SealPlace};
use crate::booking::{self, OfficeEvent};
use trade::refusal::Fault;
use trade::settings;

/// The folder was founded.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Founded {
    pub(super) practice: bool,
}

/// The paper's settings changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperSet {
    name: String,
    tax_number: String,
    vat: Option<VatRate>,
    /// Left out for China's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    time_zone: Option<Zone>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    account: String,
    /// Left out for the ordinary one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    press: Option<Press>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    condition: String,
    second: Second,
    picture_gain: u8,
    /// The bytes of the paper's own profile, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    profile: Option<String>,
    /// In hundredths of a point; left out for the least of all presses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_rule: Option<u16>,
    /// In tenths of a point; left out for the least of all presses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_type: Option<u16>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Second {
    Process,
    Spot(String),
    Black,
}

impl From<&settings::Paper> for PaperSet {
    fn from(paper: &settings::Paper) -> PaperSet {
        let settings::Paper { name, tax_number, vat, time_zone, account, press, seal: _ } = paper;
        PaperSet {
            name: name.clone(),
            tax_number: tax_number.clone(),
            vat: vat.map(VatRate::from),
            time_zone: (!time_zone.is_china()).then(|| Zone::from(*time_zone)),
            account: account.clone(),
            press: (*press != settings::Press::default()).then(|| Press::from(press)),
        }
    }
}

impl TryFrom<PaperSet> for settings::Paper {
    type Error = Fault;

    fn try_from(paper: PaperSet) -> Result<settings::Paper, Fault> {
        let PaperSet { name, tax_number, vat, time_zone, account, press } = paper;
        Ok(settings::Paper {
            name,
            tax_number,
            vat: vat.map(Into::into),
            time_zone: time_zone.map(Into::into).unwrap_or_default(),
            account,
            press: press.map(settings::Press::try_from).transpose()?.unwrap_or_default(),
            seal: settings::SealPlace::default(),
        })
    }
}

/// The paper's settings changed. Since the second version they say where its seal stands; before it stood at the left.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperSet2 {
    paper: PaperSet,
    seal: SealPlace,
}

impl From<&settings::Paper> for PaperSet2 {
    fn from(paper: &settings::Paper) -> PaperSet2 {
        PaperSet2 { paper: paper.into(), seal: paper.seal.into() }
    }
}

impl TryFrom<PaperSet2> for settings::Paper {
    type Error = Fault;

    fn try_from(set: PaperSet2) -> Result<settings::Paper, Fault> {
        Ok(settings::Paper { seal: set.seal.into(), ..set.paper.try_into()? })
    }
}

impl From<&settings::Press> for Press {
    fn from(press: &settings::Press) -> Press {
        let settings::Press { condition, second, picture_gain, profile, least_rule, least_type } = press;
        let ordinary = settings::Press::default();
        let second = match second {
            settings::Second::Process => Second::Process,
            settings::Second::Spot(name) => Second::Spot(name.clone()),
            settings::Second::Black => Second::Black,
        };
        Press {
            condition: condition.clone(),
            second,
            picture_gain: *picture_gain,
            profile: profile.as_ref().map(|profile| hex::encode(profile.bytes())),
            least_rule: Some(*least_rule).filter(|least| *least != ordinary.least_rule),
            least_type: Some(*least_type).filter(|least| *least != ordinary.least_type),
        }
    }
}

impl TryFrom<Press> for settings::Press {
    type Error = Fault;

    fn try_from(press: Press) -> Result<settings::Press, Fault> {
        let Press { condition, second, picture_gain, profile, least_rule, least_type } = press;
        let damaged = || Fault::Damaged { what: "an event paper_set: the press's profile cannot be read".to_owned() };
        let read = |text: &String| {
            let bytes = hex::decode(text).map_err(|_| damaged())?;
            settings::Profile::read(&bytes).map_err(|_| damaged())
        };
        let profile = profile.as_ref().map(read).transpose()?;
        let ordinary = settings::Press::default();
        let second = match second {
            Second::Process => settings::Second::Process,
            Second::Spot(name) => settings::Second::Spot(name),
            Second::Black => settings::Second::Black,
        };
        let least_rule = least_rule.unwrap_or(ordinary.least_rule);
        let least_type = least_type.unwrap_or(ordinary.least_type);
        Ok(settings::Press { condition, second, picture_gain, profile, least_rule, least_type })
    }
}

/// A supervisor confirmed the clock.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockConfirmed {
    pub(super) last: NaiveDate,
    pub(super) reason: String,
}

/// Entries are missing from the journal's end.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voided {
    missing: Option<Missing>,
    numbers: Vec<Void>,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Missing {
    from: u64,
    to: u64,
    hash: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Void {
    first: Number,
    last: Number,
}

impl From<&booking::Void> for Void {
    fn from(void: &booking::Void) -> Void {
        Void { first: void.first.into(), last: void.last.into() }
    }
}

impl From<Void> for booking::Void {
    fn from(void: Void) -> booking::Void {
        booking::Void { first: void.first.into(), last: void.last.into() }
    }
}

impl Voided {
    pub(super) fn of(missing: Option<&booking::Missing>, numbers: &[booking::Void], reason: &str) -> Voided {
        let missing =
            missing.map(|booking::Missing { from, to, hash }| Missing { from: *from, to: *to, hash: hash.clone() });
        Voided { missing, numbers: numbers.iter().map(Void::from).collect(), reason: reason.to_owned() }
    }

    pub(super) fn into_house(self) -> OfficeEvent {
        let Voided { missing, numbers, reason } = self;
        let missing = missing.map(|Missing { from, to, hash }| booking::Missing { from, to, hash });
        OfficeEvent::Voided { missing, numbers: numbers.into_iter().map(Into::into).collect(), reason }
    }
}

/// A file of rules was entered: a rate card or a calendar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesEntered1 {
    kind: RuleKind1,
    id: String,
    version: String,
    from: NaiveDate,
    text: String,
}

impl From<RulesEntered1> for booking::Entered {
    fn from(entered: RulesEntered1) -> booking::Entered {
        let RulesEntered1 { kind, id, version, from, text } = entered;
        booking::Entered { kind: kind.into(), id, version, from, text }
    }
}

/// A file of rules was entered. Since the second version it may be a kind of notices or a style.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesEntered2 {
    kind: RuleKind,
    id: String,
    version: String,
    from: NaiveDate,
    text: String,
}

impl From<&booking::Entered> for RulesEntered2 {
    fn from(entered: &booking::Entered) -> RulesEntered2 {
        let booking::Entered { kind, id, version, from, text } = entered;
        let kind = (*kind).into();
        RulesEntered2 { kind, id: id.clone(), version: version.clone(), from: *from, text: text.clone() }
    }
}

impl From<RulesEntered2> for booking::Entered {
    fn from(entered: RulesEntered2) -> booking::Entered {
        let RulesEntered2 { kind, id, version, from, text } = entered;
        booking::Entered { kind: kind.into(), id, version, from, text }
    }
}

/// A file of rules was withdrawn: a rate card or a calendar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesWithdrawn1 {
    kind: RuleKind1,
    version: String,
}

impl RulesWithdrawn1 {
    pub(super) fn into_house(self) -> OfficeEvent {
        OfficeEvent::RulesWithdrawn { kind: self.kind.into(), version: self.version, reason: String::new() }
    }
}

/// A file of rules was withdrawn. Since the second version it may be a kind of notices or a style.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesWithdrawn2 {
    kind: RuleKind,
    version: String,
}

impl RulesWithdrawn2 {
    pub(super) fn of(kind: booking::RuleKind, version: &str) -> RulesWithdrawn2 {
        RulesWithdrawn2 { kind: kind.into(), version: version.to_owned() }
    }

    pub(super) fn into_house(self) -> OfficeEvent {
        OfficeEvent::RulesWithdrawn { kind: self.kind.into(), version: self.version, reason: String::new() }
    }
}

/// A file of rules was withdrawn, or another took its place. Since the third version it says why, where a reason was given.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesWithdrawn3 {
    kind: RuleKind,
    version: String,
    reason: String,
}

impl RulesWithdrawn3 {
    pub(super) fn of(kind: booking::RuleKind, version: &str, reason: &str) -> RulesWithdrawn3 {
        RulesWithdrawn3 { kind: kind.into(), version: version.to_owned(), reason: reason.to_owned() }
    }

    pub(super) fn into_house(self) -> OfficeEvent {
        OfficeEvent::RulesWithdrawn { kind: self.kind.into(), version: self.version, reason: self.reason }
    }
}

/// A copy of the books came back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restored {
    file: String,
    head: String,
    entries: u64,
    lost_head: Option<String>,
    lost_entries: Option<u64>,
    void: Vec<Void>,
    aside: Option<String>,
    reason: String,
}

impl From<&booking::Restored> for Restored {
    fn from(restored: &booking::Restored) -> Restored {
        Restored {
            file: restored.file.clone(),
            head: restored.head.clone(),
            entries: restored.entries,
            lost_head: restored.lost_head.clone(),
            lost_entries: restored.lost_entries,
            void: restored.void.iter().map(Void::from).collect(),
            aside: restored.aside.clone(),
            reason: restored.reason.clone(),
        }
    }
}

impl From<Restored> for booking::Restored {
    fn from(restored: Restored) -> booking::Restored {
        booking::Restored {
            file: restored.file,
            head: restored.head,
            entries: restored.entries,
            lost_head: restored.lost_head,
            lost_entries: restored.lost_entries,
            void: restored.void.into_iter().map(Into::into).collect(),
            aside: restored.aside,
            reason: restored.reason,
        }
    }
}
