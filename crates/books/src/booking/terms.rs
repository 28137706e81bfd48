//! What is agreed about a booking besides the ad itself: the card's attributes, an entry after the deadline, a price by hand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use trade::ids::Approver;
use trade::legible::{self, Field};
use trade::rates::{Manual, Run};
use trade::refusal::Refusal;

/// What is agreed about a booking (约定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// What was said of the rate card's attributes (page, colour …), and numbers that are given and not counted (`pieces`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// Runs are taken after their deadline (截稿后加登).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
    /// A price or discount by hand (议价).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manual: Option<Manual>,
}

/// Runs taken after their deadline: a right of a supervisor, which leaves a trace.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// The reason that was given; an empty one is refused.
    pub reason: String,
    /// The supervisor who allowed it.
    pub approved_by: Approver,
}

impl Terms {
    /// Terms of which nothing was said.
    pub fn plain() -> &'static Terms {
        static PLAIN: Terms = Terms { attributes: BTreeMap::new(), late: None, manual: None };
        &PLAIN
    }

    /// Whether its texts may be kept, whoever made them.
    ///
    /// # Errors
    /// What [`legible::check`] refuses.
    pub fn legible(&self) -> Result<(), Refusal> {
        let attributes = self.attributes.iter().flat_map(|(name, value)| [name, value]);
        attributes.into_iter().try_for_each(|text| legible::check(Field::Attribute, text))?;
        let late = self.late.iter().map(|late| (&late.reason, &late.approved_by));
        let manual = self.manual.iter().map(|manual| (&manual.reason, &manual.approved_by));
        late.chain(manual).try_for_each(|(reason, by)| {
            legible::check(Field::Reason, reason).and_then(|()| legible::check(Field::Approver, by.as_str()))
        })
    }

    /// Whether nothing was said.
    pub fn is_plain(&self) -> bool {
        self == Terms::plain()
    }
}

/// The runs of a booking, of which some were taken after their deadline.
pub fn runs(dates: &[NaiveDate], late: &[NaiveDate]) -> Vec<Run> {
    dates.iter().map(|date| Run { date: Some(*date), late: late.contains(date) }).collect()
}
