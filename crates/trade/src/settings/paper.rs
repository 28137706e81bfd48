//! The paper (报社) as it appears on statements: kept in the journalled database.

use std::str::FromStr;

use serde::Serialize;

use super::{Press, Zone};
use crate::legible::is_unreadable;
use crate::measure::narrow;
use crate::rates::VatRate;
use crate::refusal::Refusal;

/// Who the paper is. Until all three are set, papers say 样张 and split no tax.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its name, as on its licence.
    pub name: String,
    /// Its 统一社会信用代码 or taxpayer number.
    pub tax_number: String,
    /// Its VAT rate; `None` until it is set.
    pub vat: Option<VatRate>,
    /// Its own time: business day and deadlines go by it, whatever the machine's zone is. Settings posted before there was one say
    /// nothing, and mean China's.
    #[serde(skip_serializing_if = "Zone::is_china")]
    pub time_zone: Zone,
    /// The bank and the account to which what is owed is paid; empty where it is not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// How it is printed.
    #[serde(skip_serializing_if = "is_default")]
    pub press: Press,
    /// Where its seal stands on its papers.
    #[serde(skip_serializing_if = "is_default")]
    pub seal: SealPlace,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Where at the foot of statement, statement of account and day sheet the paper sets its seal (盖章处).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SealPlace {
    /// At the left, who pays or signs at the right.
    #[default]
    Left,
    /// At the right, who pays or signs at the left.
    Right,
    /// No place is kept for one.
    None,
}

impl SealPlace {
    /// All of them, in the order in which they are offered.
    pub const ALL: [SealPlace; 3] = [SealPlace::Left, SealPlace::Right, SealPlace::None];

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            SealPlace::Left => "left",
            SealPlace::Right => "right",
            SealPlace::None => "none",
        }
    }
}

impl FromStr for SealPlace {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<SealPlace, Refusal> {
        let word = text.trim();
        let known = SealPlace::ALL.into_iter().find(|place| place.id().eq_ignore_ascii_case(word));
        known.ok_or_else(|| Refusal::BadSetting { field: "seal", value: text.to_owned() })
    }
}

impl Paper {
    /// The paper with these settings, in China's time, each trimmed and checked for its form.
    ///
    /// # Errors
    /// [`Refusal::BadSetting`] for a name of more than 60 characters or with characters that cannot be read, for a tax number that is not 15
    /// to 20 digits and capital letters, and for a rate above 20 %. Check digits are not asked: some genuine early numbers fail them.
    pub fn checked(name: &str, tax_number: &str, vat: Option<VatRate>) -> Result<Paper, Refusal> {
        let bad = |field, value: &str| Err(Refusal::BadSetting { field, value: value.to_owned() });
        let name = name.trim();
        if name.chars().count() > 60 || name.chars().any(is_unreadable) {
            return bad("name", name);
        }
        let number: String = tax_number.trim().chars().map(narrow).collect::<String>().to_uppercase();
        let sound = (15..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
        if !number.is_empty() && !sound {
            return bad("tax_number", tax_number);
        }
        match vat {
            Some(rate) if rate > VatRate::tenths(200) => bad("vat", &rate.percent()),
            _ => Ok(Paper { name: name.to_owned(), tax_number: number, vat, ..Paper::default() }),
        }
    }

    /// The same paper, in this time.
    pub fn in_zone(self, time_zone: Zone) -> Paper {
        Paper { time_zone, ..self }
    }

    /// The same paper with another bank account, as it stands on statements.
    ///
    /// # Errors
    /// [`Refusal::BadSetting`] for more than 80 characters or characters that cannot be read.
    pub fn with_account(self, account: &str) -> Result<Paper, Refusal> {
        let account = account.trim();
        if account.chars().count() > 80 || account.chars().any(is_unreadable) {
            return Err(Refusal::BadSetting { field: "account", value: account.to_owned() });
        }
        Ok(Paper { account: account.to_owned(), ..self })
    }

    /// Whether everything is set that a statement must show.
    pub const fn complete(&self) -> bool {
        !self.name.is_empty() && !self.tax_number.is_empty() && self.vat.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_complete_with_name_number_and_rate() {
        let paper = Paper::checked(" 青岛某报社 ", "９1370200ma3tbj0t8e", Some(VatRate::GENERAL)).expect("sound");
        assert_eq!((paper.name.as_str(), paper.tax_number.as_str()), ("青岛某报社", "91370200MA3TBJ0T8E"));
        assert!(paper.complete());
        assert!(!Paper::checked("青岛某报社", "", Some(VatRate::GENERAL)).expect("sound").complete());
        assert!(Paper::checked("", "12345", None).is_err());
        assert!(Paper::default().with_account("工行\u{7}").is_err());
        assert!(Paper::checked("", "", Some(VatRate::tenths(201))).is_err());
        assert_eq!(" Right ".parse(), Ok(SealPlace::Right));
        assert!("middle".parse::<SealPlace>().is_err());
    }
}
