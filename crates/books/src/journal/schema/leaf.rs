//! What the records are made of: personal values, attachments, and the values that stand as one text or one number.
//!
//! Money stands as whole fen, lengths as whole micrometres, type sizes as tenths of a point, dates and times by ISO 8601.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::booking;
use trade::measure;
use trade::personal::{OPEN, Personal, SEALED};
use trade::rates;
use trade::refusal::Fault;

/// The key under which the bytes of an object stand: as it is written, the place among the attachments; once sealed, their commitment.
pub const BYTES: &str = "$bytes";

/// A personal value: `{"$personal": value}` where it is open, `{"$sealed": commitment}` where it is not known; the latter reads as
/// erased.
pub(crate) struct Private<T>(Option<T>);

impl<T> Private<T> {
    /// As it is written.
    pub(crate) fn of<H>(value: &Personal<H>, write: impl FnOnce(&H) -> T) -> Private<T> {
        Private(value.get().map(write))
    }

    /// As the house has it.
    pub(crate) fn into_house<H>(self, read: impl FnOnce(T) -> H) -> Personal<H> {
        self.0.map_or_else(Personal::erased, |value| Personal::new(read(value)))
    }
}

/// A text that stands in the record as a commitment.
pub(crate) type PrivateText = Private<String>;

impl From<&Personal<String>> for PrivateText {
    fn from(value: &Personal<String>) -> PrivateText {
        Private::of(value, String::clone)
    }
}

impl From<PrivateText> for Personal<String> {
    fn from(value: PrivateText) -> Personal<String> {
        value.into_house(|text| text)
    }
}

/// A personal text that may not have been said.
pub(crate) fn written(value: &Option<Personal<String>>) -> Option<PrivateText> {
    value.as_ref().map(PrivateText::from)
}

/// The same, as the house has it.
pub(crate) fn read(value: Option<PrivateText>) -> Option<Personal<String>> {
    value.map(Personal::from)
}

impl<T: Serialize> Serialize for Private<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(OPEN, &self.0)?;
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Private<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Private<T>, D::Error> {
        struct Read<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Read<T> {
            type Value = Private<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a personal value, open or sealed")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Private<T>, A::Error> {
                let value = match map.next_key::<String>()?.as_deref() {
                    Some(OPEN) => map.next_value()?,
                    Some(SEALED) => {
                        map.next_value::<String>()?;
                        None
                    }
                    _ => return Err(A::Error::custom("a personal value is neither open nor sealed")),
                };
                match map.next_entry::<String, IgnoredAny>()? {
                    None => Ok(Private(value)),
                    Some(_) => Err(A::Error::custom("beside a personal value stands another")),
                }
            }
        }
        deserializer.deserialize_map(Read(PhantomData))
    }
}

/// Bytes that stand apart from the record.
pub(crate) enum Apart {
    /// Not sealed yet: their place among the attachments.
    At(usize),
    /// Sealed: the commitment under which the store keeps them.
    Under(String),
}

impl Serialize for Apart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Apart::At(place) => serializer.serialize_u64(*place as u64),
            Apart::Under(commitment) => serializer.serialize_str(commitment),
        }
    }
}

impl<'de> Deserialize<'de> for Apart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Apart, D::Error> {
        String::deserialize(deserializer).map(Apart::Under)
    }
}

/// The attachments of an event that is being written.
#[derive(Default)]
pub(crate) struct Attaching(pub(crate) Vec<Vec<u8>>);

impl Attaching {
    /// Puts bytes beside the record.
    pub(crate) fn attach(&mut self, bytes: &[u8]) -> Apart {
        self.0.push(bytes.to_vec());
        Apart::At(self.0.len() - 1)
    }
}

/// Where the attachments of an event come from that is being read: given a commitment, the bytes; nothing where they were erased or
/// were not asked for.
pub type Attached<'a> = dyn FnMut(&str) -> Result<Option<Vec<u8>>, Fault> + 'a;

impl Apart {
    /// The bytes as the source gives them; none once they were erased.
    ///
    /// # Errors
    /// Those of the source.
    pub(crate) fn fetch(&self, from: &mut Attached<'_>) -> Result<Option<Vec<u8>>, Fault> {
        match self {
            Apart::Under(commitment) => from(commitment),
            Apart::At(_) => Err(Fault::Store { what: "an attachment is read before it was sealed".to_owned() }),
        }
    }
}

/// A value of the house that stands as one text, both ways.
macro_rules! as_text {
    ($(#[$doc:meta])* $record:ident = $house:ty, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(crate) struct $record($house);

        impl From<$house> for $record {
            fn from(value: $house) -> $record {
                $record(value)
            }
        }

        impl From<$record> for $house {
            fn from(record: $record) -> $house {
                record.0
            }
        }

        impl Serialize for $record {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $record {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$record, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map($record).map_err(|_| D::Error::custom(concat!("not ", $what)))
            }
        }
    };
}

as_text! {
    /// A booking's number: `B20260122-0007`.
    Number = booking::Number, "a booking number"
}
as_text! {
    /// A size in centimetres: `7.2x10`.
    Size = measure::Size, "a size"
}
as_text! {
    /// A distance from Greenwich: `+08:00`.
    Zone = trade::settings::Zone, "a time zone"
}

/// A rate of tax: a number of whole tenths of a percent, or text in percent where it has more decimals.
#[derive(Clone, Copy)]
pub(crate) struct VatRate(rates::VatRate);

impl From<rates::VatRate> for VatRate {
    fn from(rate: rates::VatRate) -> VatRate {
        VatRate(rate)
    }
}

impl From<VatRate> for rates::VatRate {
    fn from(rate: VatRate) -> rates::VatRate {
        rate.0
    }
}

/// A number that stands as a whole number where it is whole, as text where it is not.
#[derive(Deserialize)]
#[serde(untagged)]
enum Numeral {
    Whole(i64),
    Text(String),
}

impl Serialize for VatRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let thousandths = self.0.as_thousandths();
        if thousandths.is_multiple_of(100) {
            serializer.serialize_u32(thousandths / 100)
        } else {
            serializer.serialize_str(&self.0.percent())
        }
    }
}

impl<'de> Deserialize<'de> for VatRate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<VatRate, D::Error> {
        let thousandths = match Numeral::deserialize(deserializer)? {
            Numeral::Whole(tenths) => tenths.checked_mul(100),
            Numeral::Text(percent) => measure::scaled(&percent, 3),
        };
        let rate = thousandths.and_then(|thousandths| u32::try_from(thousandths).ok());
        rate.map(|rate| VatRate(rates::VatRate::thousandths(rate))).ok_or_else(|| D::Error::custom("not a rate of tax"))
    }
}

/// An exact number that is no money.
#[derive(Clone, Copy)]
pub(crate) struct Quantity(rates::Quantity);

impl From<rates::Quantity> for Quantity {
    fn from(quantity: rates::Quantity) -> Quantity {
        Quantity(quantity)
    }
}

impl From<Quantity> for rates::Quantity {
    fn from(quantity: Quantity) -> rates::Quantity {
        quantity.0
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Quantity(rates::Quantity(number)) = *self;
        match (number.fract().is_zero(), i64::try_from(number)) {
            (true, Ok(whole)) => serializer.serialize_i64(whole),
            _ => serializer.serialize_str(&number.normalize().to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Quantity, D::Error> {
        match Numeral::deserialize(deserializer)? {
            Numeral::Whole(number) => Ok(Quantity(rates::Quantity(number.into()))),
            Numeral::Text(text) => {
                text.parse().map(rates::Quantity).map(Quantity).map_err(|_| D::Error::custom("not a number"))
            }
        }
    }
}

/// Bytes in lower-case hexadecimal: how version 1 kept them.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Hexadecimal(Vec<u8>);

impl From<Vec<u8>> for Hexadecimal {
    fn from(bytes: Vec<u8>) -> Hexadecimal {
        Hexadecimal(bytes)
    }
}

impl From<Hexadecimal> for Vec<u8> {
    fn from(bytes: Hexadecimal) -> Vec<u8> {
        bytes.0
    }
}

impl TryFrom<String> for Hexadecimal {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Hexadecimal, &'static str> {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err("hexadecimal digits are written in lower case");
        }
        hex::decode(&text).map(Hexadecimal).map_err(|_| "not hexadecimal")
    }
}

impl From<Hexadecimal> for String {
    fn from(bytes: Hexadecimal) -> String {
        hex::encode(&bytes.0)
    }
}
