//! The paper (报社) as it appears on statements: kept in the journalled database.

use serde::{Deserialize, Serialize};

use super::Zone;
use crate::legible::is_unreadable;
use crate::measure::narrow;
use crate::rates::VatRate;
use crate::refusal::Refusal;

/// Who the paper is. Until all three are set, papers say 样张 and split no tax.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its name, as on its licence.
    pub name: String,
    /// Its 统一社会信用代码 or taxpayer number.
    pub tax_number: String,
    /// Its VAT rate.
    pub vat: Option<VatRate>,
    /// Its own time: business day and deadlines go by it, whatever the machine's zone is. Settings posted before there was one say
    /// nothing, and mean China's.
    #[serde(default, skip_serializing_if = "Zone::is_china")]
    pub time_zone: Zone,
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
            Some(rate) if rate.0 > 200 => bad("vat", &rate.percent()),
            _ => Ok(Paper { name: name.to_owned(), tax_number: number, vat, time_zone: Zone::default() }),
        }
    }

    /// The same paper, in this time.
    pub fn in_zone(self, time_zone: Zone) -> Paper {
        Paper { time_zone, ..self }
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
        // As it was posted before it had a time of its own, and as it is posted now.
        let old: Paper = serde_json::from_str(r#"{"name":"某报","tax_number":"","vat":null}"#).expect("old settings");
        assert_eq!(old.time_zone, Zone::default());
        let moved = old.clone().in_zone("+09:00".parse().expect("a zone"));
        for paper in [old, moved] {
            let text = serde_json::to_string(&paper).expect("written");
            assert_eq!(serde_json::from_str::<Paper>(&text).expect("read"), paper, "{text}");
        }
        assert!(Paper::checked("", "", Some(VatRate(201))).is_err());
    }
}
