//! Values that belong to a person: names, telephones, copy, pictures.
//!
//! A personal value never stands in a posted or journal row; the journal keeps a salted hash of it and the value apart, so that it
//! can be erased while the record of the money stays (个人信息保护法). In memory it is wrapped here, so that it prints as `***`.

use std::fmt;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The key under which a personal value stands in serialized form; the journal looks for it and takes the value out.
pub const OPEN: &str = "$personal";
/// The key under which the journal leaves the hash of a personal value in its place.
pub const SEALED: &str = "$sealed";

/// A personal value, or the place where one was before it was erased.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal<T>(Option<T>);

impl<T> Personal<T> {
    /// Wraps a value that was not erased.
    pub const fn new(value: T) -> Personal<T> {
        Personal(Some(value))
    }

    /// The place of a value that was erased.
    pub const fn erased() -> Personal<T> {
        Personal(None)
    }

    /// The value, unless it was erased.
    pub const fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T: AsRef<str>> Personal<T> {
    /// The text, or nothing where it was erased.
    pub fn text(&self) -> &str {
        self.0.as_ref().map_or("", AsRef::as_ref)
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Personal<T> {
        Personal::new(value)
    }
}

impl<T: Default> Default for Personal<T> {
    fn default() -> Personal<T> {
        Personal::new(T::default())
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "***" } else { "(erased)" })
    }
}

impl<T: Serialize> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(OPEN, &self.0)?;
        map.end()
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Personal<T>, D::Error> {
        let mut map = serde_json::Map::deserialize(deserializer)?;
        if let Some(value) = map.remove(OPEN) {
            return serde_json::from_value(value).map(Personal).map_err(D::Error::custom);
        }
        if map.contains_key(SEALED) {
            return Ok(Personal::erased());
        }
        Err(D::Error::custom("a personal value is neither open nor sealed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_value_does_not_show_in_debug() {
        assert_eq!(format!("{:?}", Personal::new("王敏".to_owned())), "***");
    }

    #[test]
    fn a_sealed_value_reads_as_erased() {
        let open = serde_json::to_value(Personal::new("王敏".to_owned())).expect("plain data");
        assert_eq!(serde_json::from_value::<Personal<String>>(open).expect("open").text(), "王敏");
        let sealed = serde_json::json!({ SEALED: "00ff" });
        assert_eq!(serde_json::from_value::<Personal<String>>(sealed).expect("sealed"), Personal::erased());
    }
}
