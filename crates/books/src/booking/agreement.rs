//! Agreements on credit (挂账协议): who may take ads on account, up to how much, and in how many days it is due.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize, Serializer};

use super::streams::{printable, said};
use super::{Context, Customer, Posted, Stream, phone_key};
use trade::ids::PersonName;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::folded;
use trade::refusal::{AccountTrouble, NoAccount, Refusal};

/// The most days in which is to be paid what is put on account.
pub const MOST_DAYS: u32 = 365;
/// The days that are agreed on where nothing is said.
pub const USUAL_DAYS: u32 = 30;

/// Which agreement, from 1 in the order in which they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgreementId(pub u32);

impl fmt::Display for AgreementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AgreementId {
    type Err = ();

    fn from_str(text: &str) -> Result<AgreementId, ()> {
        text.parse().ok().filter(|id| *id > 0).map(AgreementId).ok_or(())
    }
}

/// What the paper agreed to with a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Whose account it is: who pays in the end.
    pub name: Personal<String>,
    /// The telephone numbers, as they were said, under which its ads are taken; at least one.
    pub phones: Vec<Personal<String>>,
    /// The most that may stand on the account at once; above zero.
    pub limit: Money,
    /// Due so many days after the day on which it was put on account; 0 to [`MOST_DAYS`].
    pub days: u32,
    /// The number of the contract, or where it is filed; empty for none.
    pub contract: String,
    /// What the paper wants to know of the customer; empty for nothing.
    pub notes: Personal<String>,
}

/// What is asked is compared by it, and nothing else is made of it: what stands in the journal has records of its own.
impl Serialize for Agreed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let Agreed { name, phones, limit, days, contract, notes } = self;
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("name", name)?;
        map.serialize_entry("phones", phones)?;
        map.serialize_entry("limit", limit)?;
        map.serialize_entry("days", days)?;
        map.serialize_entry("contract", contract)?;
        map.serialize_entry("notes", notes)?;
        map.end()
    }
}

impl Agreed {
    /// The same with blanks at the ends and doubled numbers left away, where it may be agreed to.
    ///
    /// # Errors
    /// [`Refusal::NoCustomer`], [`Refusal::NotAPhone`]; of [`AccountTrouble`] `NoPhone`, `BadLimit`, `BadDays`; what
    /// [`legible::check`] refuses; [`Refusal::MissingCharacters`].
    pub fn checked(&self) -> Result<Agreed, Refusal> {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, contract, notes) = (tidy(self.name.text()), tidy(&self.contract), self.notes.text().trim());
        if name.is_empty() {
            return Err(Refusal::NoCustomer);
        }
        legible::check(Field::Customer, &name)?;
        legible::check(Field::Attribute, &contract)?;
        legible::check(Field::Reason, notes)?;
        let mut phones: Vec<(String, Personal<String>)> = Vec::new();
        for phone in self.phones.iter().map(|phone| tidy(phone.text())).filter(|phone| !phone.is_empty()) {
            legible::check(Field::Phone, &phone)?;
            let key = phone_key(&phone)?;
            if phones.iter().all(|(known, _)| *known != key) {
                phones.push((key, phone.into()));
            }
        }
        if phones.is_empty() {
            return Err(AccountTrouble::NoPhone { account: name }.into());
        }
        if self.limit <= Money::ZERO {
            return Err(AccountTrouble::BadLimit { value: self.limit.to_string() }.into());
        }
        if self.days > MOST_DAYS {
            return Err(AccountTrouble::BadDays { value: self.days.to_string(), most: MOST_DAYS }.into());
        }
        printable([name.as_str()])?;
        let phones = phones.into_iter().map(|(_, phone)| phone).collect();
        let (limit, days) = (self.limit, self.days);
        Ok(Agreed { name: name.into(), phones, limit, days, contract, notes: notes.to_owned().into() })
    }

    /// Its telephone numbers as digits ([`phone_key`]); those that were erased are left away.
    pub fn phone_keys(&self) -> Vec<String> {
        self.phones.iter().filter_map(|phone| phone_key(phone.text()).ok()).collect()
    }
}

/// One change of an agreement, the first of them that it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementChange {
    /// The day on which it was posted.
    pub on: NaiveDate,
    /// Who asked for it.
    pub by: PersonName,
    /// The limit from then on.
    pub limit: Money,
    /// The days in which is to be paid from then on.
    pub days: u32,
    /// Whether the agreement ended with it.
    pub ended: bool,
    /// Why; empty where it was made without a word.
    pub reason: String,
}

/// An agreement as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its place among all of them.
    pub id: AgreementId,
    /// What was agreed last.
    pub agreed: Agreed,
    /// Since when nothing more is put on account by it; none while it stands.
    pub ended: Option<NaiveDate>,
    /// What became of it, in order.
    pub history: Vec<AgreementChange>,
}

impl Agreement {
    /// Whether bookings under a telephone number, as digits, are its own.
    pub fn has(&self, phone_key: &str) -> bool {
        self.agreed.phone_keys().iter().any(|key| key == phone_key)
    }

    /// When is due what was put on account on a day.
    pub fn due(&self, since: NaiveDate) -> NaiveDate {
        since.checked_add_days(Days::new(self.agreed.days.into())).unwrap_or(NaiveDate::MAX)
    }

    /// Why an ad of a customer under one of its numbers cannot be put on it; none where it can. The number says whose account it is; where
    /// somebody else is named who pays, it is not theirs. Names are compared as those of rate cards are: width, brackets, capitals and blanks
    /// make no difference.
    pub fn against(&self, customer: &Customer) -> Option<NoAccount> {
        if let Some(on) = self.ended {
            return Some(NoAccount::Ended { on });
        }
        let (payer, account) = (customer.payer.as_ref()?.text(), self.agreed.name.text());
        let other = folded(payer) != folded(account);
        other.then(|| NoAccount::Pays { payer: payer.to_owned(), account: account.to_owned() })
    }
}

/// What can be asked of an agreement.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "which agreement, and a reason as it was given")]
pub enum AgreementAct {
    /// Makes one, or changes one that is there; one that was ended stands again.
    Agree {
        /// Which is changed; none for a new one.
        id: Option<AgreementId>,
        agreed: Box<Agreed>,
        /// Must be given where it is changed.
        reason: String,
    },
    /// Nothing more is put on account by it. What stands is still owed.
    End { id: AgreementId, reason: String },
}

impl AgreementAct {
    /// The agreement that it names.
    pub const fn id(&self) -> Option<AgreementId> {
        match self {
            AgreementAct::Agree { id, .. } => *id,
            AgreementAct::End { id, .. } => Some(*id),
        }
    }
}

/// What happened to an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a reason as it was given")]
pub enum AgreementEvent {
    /// It was made, or changed: this is agreed from now on, all of it.
    Agreed { agreed: Box<Agreed>, reason: String },
    /// It was ended: nothing more is put on account by it.
    Ended { reason: String },
}

impl Stream for Agreement {
    type Name = AgreementId;
    type Act = AgreementAct;
    type Event = AgreementEvent;

    fn new(id: AgreementId) -> Agreement {
        let (name, notes) = (Personal::default(), Personal::default());
        let agreed = Agreed { name, phones: Vec::new(), limit: Money::ZERO, days: 0, contract: String::new(), notes };
        Agreement { id, agreed, ended: None, history: Vec::new() }
    }

    fn apply(&mut self, at: &Posted, event: &AgreementEvent) {
        let reason = match event {
            AgreementEvent::Agreed { agreed, reason } => {
                (self.agreed, self.ended) = ((**agreed).clone(), None);
                reason
            }
            AgreementEvent::Ended { reason } => {
                self.ended = Some(at.day);
                reason
            }
        };
        let Agreed { limit, days, .. } = self.agreed;
        let (on, by, ended) = (at.day, at.person.clone(), self.ended.is_some());
        self.history.push(AgreementChange { on, by, limit, days, ended, reason: reason.clone() });
    }

    fn decide(&self, act: &AgreementAct, context: &Context) -> Result<Vec<AgreementEvent>, Refusal> {
        let is_new = self.history.is_empty();
        if let (true, Some(id)) = (is_new, act.id()) {
            return Err(AccountTrouble::NoSuchAccount { value: id.to_string() }.into());
        }
        let account = || self.agreed.name.text().to_owned();
        match act {
            AgreementAct::Agree { agreed, reason, .. } => {
                let agreed = Box::new(agreed.checked()?);
                for key in agreed.phone_keys() {
                    let other = context.credit.of_phone(&key).map(|known| &known.agreement);
                    if let Some(other) = other.filter(|other| other.id != self.id && other.ended.is_none()) {
                        let account = other.agreed.name.text().to_owned();
                        return Err(AccountTrouble::PhoneTaken { phone: key, account }.into());
                    }
                }
                if !is_new && *agreed == self.agreed && self.ended.is_none() {
                    return Ok(Vec::new());
                }
                let reason = match reason.trim() {
                    "" if is_new => String::new(),
                    _ => said(reason)?,
                };
                Ok(vec![AgreementEvent::Agreed { agreed, reason }])
            }
            AgreementAct::End { reason, .. } => match self.ended {
                Some(on) => Err(AccountTrouble::EndedAlready { account: account(), on }.into()),
                None => Ok(vec![AgreementEvent::Ended { reason: said(reason)? }]),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(name: &str, phones: &[&str], limit: i64, days: u32) -> Agreed {
        let phones = phones.iter().map(|phone| (*phone).to_owned().into()).collect();
        let (name, notes) = (name.to_owned().into(), Personal::default());
        Agreed { name, phones, limit: Money::yuan(limit), days, contract: String::new(), notes }
    }

    #[test]
    fn a_number_is_kept_once_however_it_is_written() {
        let said = agreed(" 青岛  蓝湾 ", &["176 0000 0013", "+86 17600000013", " ", "0532-88187720"], 100, 30);
        let checked = said.checked().expect("agreed");
        assert_eq!((checked.name.text(), checked.phones.len()), ("青岛 蓝湾", 2));
        assert_eq!(checked.phone_keys(), ["17600000013", "053288187720"]);
    }

    #[test]
    fn what_nobody_could_hold_is_not_agreed_to() {
        let phone = ["17600000013"];
        for (said, rule) in [
            (agreed("", &phone, 1, 30), "no_customer"),
            (agreed("蓝湾", &[], 1, 30), "account_without_phone"),
            (agreed("蓝湾", &["12"], 1, 30), "not_a_phone"),
            (agreed("蓝湾", &phone, 0, 30), "bad_limit"),
            (agreed("蓝湾", &phone, 1, MOST_DAYS + 1), "bad_days"),
            (agreed("蓝\u{202e}湾", &phone, 1, 30), "unreadable_name"),
        ] {
            assert_eq!(said.checked().expect_err(rule).rule().as_str(), rule);
        }
        assert!(agreed("蓝湾", &phone, 1, 0).checked().is_ok());
    }

    #[test]
    fn who_is_named_as_paying_is_compared_however_the_name_is_written() {
        let mut agreement = Agreement::new(AgreementId(1));
        agreement.agreed = agreed("青岛蓝湾（集团）有限公司", &["17600000013"], 1, 30);
        let by = |payer: &str| Customer::checked("17600000013", "王敏", payer, "").expect("a customer");
        assert_eq!(agreement.against(&by("")), None, "who sends it may be anybody of the firm");
        assert_eq!(agreement.against(&by("青岛蓝湾(集团) 有限公司")), None);
        assert_eq!(agreement.against(&by("青岛蓝湾〔集团〕有限公司")), None);
        let (payer, account) = ("李雪".to_owned(), "青岛蓝湾（集团）有限公司".to_owned());
        assert_eq!(agreement.against(&by("李雪")), Some(NoAccount::Pays { payer, account }));
    }
}
