//! A quantity: how many units are charged, or how many percent, exactly.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::money::{Money, too_much};
use crate::refusal::Refusal;

/// An exact number that is no money: 72 (cm²), 12.5 (%), 3 (runs). In data it is a whole number, or text where it is not whole, since
/// nothing in the journal may be measured in floats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Quantity(pub Decimal);

impl Quantity {
    /// A whole number of units.
    pub fn whole(number: u32) -> Quantity {
        Quantity(Decimal::from(number))
    }

    /// So many percent of an amount, rounded half up to the fen.
    ///
    /// # Errors
    /// [`crate::refusal::PriceTrouble::TooMany`], where it is more than [`crate::money::LARGEST`].
    pub fn percent_of(self, amount: Money) -> Result<Money, Refusal> {
        amount.share(self.0, Decimal::ONE_HUNDRED).ok_or_else(too_much)
    }

    /// As a number for scripts: whole where it is whole.
    pub fn json(self) -> serde_json::Value {
        match (self.0.fract().is_zero(), i64::try_from(self.0)) {
            (true, Ok(whole)) => whole.into(),
            _ => self.to_string().parse::<f64>().map_or(serde_json::Value::Null, Into::into),
        }
    }
}

impl From<u32> for Quantity {
    fn from(number: u32) -> Quantity {
        Quantity::whole(number)
    }
}

/// Shown without trailing zeros: `72`, `12.5`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0.fract().is_zero(), i64::try_from(self.0)) {
            (true, Ok(whole)) => serializer.serialize_i64(whole),
            _ => serializer.serialize_str(&self.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Quantity, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Whole(i64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Whole(number) => Ok(Quantity(number.into())),
            Written::Text(text) => text.parse().map(Quantity).map_err(serde::de::Error::custom),
        }
    }
}
