//! What a file of rules of the program's own says, as the build read it: a tree that stands in the program, from which its values are made
//! without reading any text at the start of a process.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};
use serde::de::{self, IntoDeserializer, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};

/// A text of a file of rules: that of a file of the program's own stands in the program and is not copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleText(Cow<'static, str>);

impl From<String> for RuleText {
    fn from(text: String) -> RuleText {
        RuleText(text.into())
    }
}

impl std::ops::Deref for RuleText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'static> Deserialize<'de> for RuleText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RuleText, D::Error> {
        struct Text;

        impl<'de: 'static> Visitor<'de> for Text {
            type Value = RuleText;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<RuleText, E> {
                Ok(RuleText(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RuleText, E> {
                Ok(RuleText(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// A value of a file.
#[derive(Debug)]
pub(crate) enum BuiltValue {
    Text(&'static str),
    Whole(i64),
    Flag(bool),
    List(&'static [BuiltValue]),
    /// Keys in the order of the alphabet.
    Table(&'static [(&'static str, BuiltValue)]),
}

impl BuiltValue {
    /// The value that a file says; the error is that of the type that was asked for.
    pub(crate) fn read<T: Deserialize<'static>>(&'static self) -> Result<T, Error> {
        T::deserialize(self)
    }
}

impl IntoDeserializer<'static> for &'static BuiltValue {
    type Deserializer = &'static BuiltValue;

    fn into_deserializer(self) -> &'static BuiltValue {
        self
    }
}

impl Deserializer<'static> for &'static BuiltValue {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            BuiltValue::Text(text) => visitor.visit_borrowed_str(text),
            BuiltValue::Whole(number) => visitor.visit_i64(*number),
            BuiltValue::Flag(flag) => visitor.visit_bool(*flag),
            BuiltValue::List(list) => visitor.visit_seq(SeqDeserializer::new(list.iter())),
            BuiltValue::Table(table) => {
                let pairs = table.iter().map(|(key, value)| (BorrowedStrDeserializer::<Error>::new(key), value));
                visitor.visit_map(MapDeserializer::new(pairs))
            }
        }
    }

    /// What is written is there; what may be left out is not written.
    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'static>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            BuiltValue::Text(text) => BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor),
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        id: String,
        #[serde(default)]
        days: Option<u32>,
        #[serde(default)]
        flag: bool,
        #[serde(default)]
        severity: Option<crate::ad::Severity>,
        rows: Vec<[String; 2]>,
    }

    const ROWS: (&str, BuiltValue) = (
        "rows",
        BuiltValue::List(&[
            BuiltValue::List(&[BuiltValue::Text("一"), BuiltValue::Text("二")]),
            BuiltValue::List(&[BuiltValue::Text(""), BuiltValue::Text("三")]),
        ]),
    );

    #[test]
    fn a_tree_says_what_its_file_said() {
        static TREE: BuiltValue = BuiltValue::Table(&[
            ("days", BuiltValue::Whole(30)),
            ("flag", BuiltValue::Flag(true)),
            ("id", BuiltValue::Text("a")),
            ROWS,
            ("severity", BuiltValue::Text("warning")),
        ]);
        let text =
            "id = \"a\"\ndays = 30\nflag = true\nseverity = \"warning\"\nrows = [[\"一\", \"二\"], [\"\", \"三\"]]";
        assert_eq!(TREE.read::<File>().expect("sound"), toml::from_str(text).expect("sound"));
    }

    #[test]
    fn what_is_not_asked_for_or_is_missing_is_told() {
        static MORE: BuiltValue =
            BuiltValue::Table(&[("id", BuiltValue::Text("a")), ("more", BuiltValue::Whole(1)), ROWS]);
        assert!(MORE.read::<File>().expect_err("a key").to_string().contains("more"));
        static LESS: BuiltValue = BuiltValue::Table(&[ROWS]);
        assert!(LESS.read::<File>().expect_err("a key").to_string().contains("id"));
        static OTHER: BuiltValue = BuiltValue::Table(&[("id", BuiltValue::Whole(1)), ROWS]);
        assert!(OTHER.read::<File>().is_err());
    }
}
