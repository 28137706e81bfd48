//! Why the rate card in force gives no price.

use chrono::NaiveDate;

use super::Refusal;
use crate::ad::Cause;
use crate::measure::{Length, Per, Size};

/// Why there is no price, or not the one that was asked for. `attribute` is its id in the card, `value` what was said, `known` what could
/// be said instead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum PriceTrouble {
    /// No rate card in force prices this.
    NoRate {
        /// What was asked for.
        value: String,
    },
    /// No rate card holds on a day.
    NoCardOn { day: NaiveDate },
    /// The card in force asks for no such attribute.
    UnknownAttribute {
        value: String,
        /// What it asks for.
        known: Vec<String>,
    },
    /// The attribute cannot be that.
    UnknownAttributeValue {
        attribute: String,
        value: String,
        /// What it can be.
        known: Vec<String>,
    },
    /// Two things were said of one attribute that contradict each other.
    SaidTwice {
        attribute: String,
        /// What was said first.
        first: String,
        /// What was said besides.
        second: String,
    },
    /// What the customer booked before is known from the books, and was said besides.
    EarlierFromBooks { attribute: String },
    /// What the customer booked before could not be looked up, so that there is no price.
    EarlierUnread { cause: Cause },
    /// The price depends on an attribute of which nothing was said.
    AttributeUnsaid {
        attribute: String,
        /// Its name in the card.
        name: String,
        /// What it can be.
        known: Vec<String>,
    },
    /// More than the card takes at this price.
    TooMany {
        /// What was asked for.
        quantity: String,
        /// The most that it takes.
        most: String,
        /// What is measured or counted.
        per: Per,
    },
    /// The price goes by columns, and the width is no number of them.
    NotColumns {
        size: Size,
        /// The width of a column, where the card says it.
        column: Option<Length>,
        gutter: Option<Length>,
    },
    /// A price by hand is beyond what a clerk may do alone.
    NeedsApproval {
        /// By how many percent the card's price is lowered; empty where it is raised or there is none.
        lowered: String,
        /// How many a clerk may alone.
        bound: String,
    },
    /// A price by hand is beyond what even a supervisor may do.
    BeyondBound {
        /// By how many percent the card's price is lowered.
        lowered: String,
        /// How many a supervisor may.
        bound: String,
    },
}

impl PriceTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            PriceTrouble::NoRate { .. } => "no_rate",
            PriceTrouble::NoCardOn { .. } => "no_card_on",
            PriceTrouble::UnknownAttribute { .. } => "unknown_attribute",
            PriceTrouble::UnknownAttributeValue { .. } => "unknown_attribute_value",
            PriceTrouble::SaidTwice { .. } => "said_twice",
            PriceTrouble::EarlierFromBooks { .. } => "earlier_from_books",
            PriceTrouble::EarlierUnread { .. } => "earlier_unread",
            PriceTrouble::AttributeUnsaid { .. } => "attribute_unsaid",
            PriceTrouble::TooMany { .. } => "too_many",
            PriceTrouble::NotColumns { .. } => "not_columns",
            PriceTrouble::NeedsApproval { .. } => "needs_approval",
            PriceTrouble::BeyondBound { .. } => "beyond_bound",
        }
    }

    /// The value that was refused, as text; empty where there was none.
    pub fn value(&self) -> String {
        match self {
            PriceTrouble::NoRate { value }
            | PriceTrouble::UnknownAttribute { value, .. }
            | PriceTrouble::UnknownAttributeValue { value, .. } => value.clone(),
            PriceTrouble::NoCardOn { day } => day.to_string(),
            PriceTrouble::SaidTwice { attribute, .. }
            | PriceTrouble::EarlierFromBooks { attribute }
            | PriceTrouble::AttributeUnsaid { attribute, .. } => attribute.clone(),
            PriceTrouble::EarlierUnread { .. } => String::new(),
            PriceTrouble::TooMany { quantity, .. } => quantity.clone(),
            PriceTrouble::NotColumns { size, .. } => size.to_string(),
            PriceTrouble::NeedsApproval { lowered, .. } | PriceTrouble::BeyondBound { lowered, .. } => lowered.clone(),
        }
    }
}

impl From<PriceTrouble> for Refusal {
    fn from(why: PriceTrouble) -> Refusal {
        Refusal::Price(why)
    }
}
