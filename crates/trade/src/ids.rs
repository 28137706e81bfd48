//! Ids as types: a style's id is never taken for a category's, nor a rule's name for a person's.
//!
//! Each is a text that data and the command line write as it is. A constructor checks what such an id may be; whether something bears it
//! is a question to the table of it. Texts become ids where they come in: arguments, files, records. Rows that are posted already are
//! taken as they stand, whatever was checked when they were made.

use crate::legible;

/// The most characters of a plain id: it may be the name of a file, too.
pub const LONGEST_ID: usize = 40;

/// A text that is none of the ids that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnId {
    /// The type that it was to be, such as `StyleId`.
    pub of: &'static str,
    /// The text as it came in.
    pub text: String,
}

impl std::fmt::Display for NotAnId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} is no {}", self.text, self.of)
    }
}

impl std::error::Error for NotAnId {}

/// Whether a text is a plain id: 1 to [`LONGEST_ID`] small Latin letters, figures and underscores, a letter first.
pub fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= LONGEST_ID
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether a text is a word of a paper's own, such as 遗失证件: it can be read, and no blank stands at its ends.
pub(crate) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(legible::is_unreadable)
}

/// Whether a text has anything but blanks.
fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Makes the type of an id, of which a function says what it may be.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $check:path) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(std::borrow::Cow<'static, str>);

        impl $name {
            /// Makes one of a text that comes in.
            ///
            /// # Errors
            /// [`NotAnId`](crate::ids::NotAnId), with the text, where it cannot be one.
            pub fn new(text: impl Into<String>) -> Result<$name, $crate::ids::NotAnId> {
                let text = text.into();
                match $check(&text) {
                    true => Ok($name(text.into())),
                    false => Err($crate::ids::NotAnId { of: stringify!($name), text }),
                }
            }

            /// One that the program itself names.
            pub const fn known(text: &'static str) -> $name {
                $name(std::borrow::Cow::Borrowed(text))
            }

            /// One that stands in a posted row, which is read as it was written.
            pub fn posted(text: impl Into<String>) -> $name {
                $name(text.into().into())
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ids::NotAnId;

            fn from_str(text: &str) -> Result<$name, $crate::ids::NotAnId> {
                $name::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::ids::NotAnId;

            fn try_from(text: String) -> Result<$name, $crate::ids::NotAnId> {
                $name::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.into_owned()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl PartialEq<$name> for &str {
            fn eq(&self, other: &$name) -> bool {
                *self == &*other.0
            }
        }
    };
    ($(#[$doc:meta])* $name:ident or none, $check:path) => {
        $crate::ids::id! { $(#[$doc])* $name, $check }

        impl $name {
            /// The one that names none.
            pub fn none() -> &'static $name {
                static NONE: $name = $name::known("");
                &NONE
            }

            /// Whether none is named.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl Default for $name {
            fn default() -> $name {
                $name::known("")
            }
        }
    };
}

pub(crate) use id;

id! {
    /// The name of a rule, of those by which something is refused ([`crate::refusal::Refusal::rule`]) or found
    /// ([`crate::ad::Finding::rule`]), such as `price_changed`: for scripts, and in the books; it never changes.
    Rule, is_plain
}

id! {
    /// The name of the person who works at the counter (经办人), which stands in the journal. That its characters can be read is checked
    /// when something is posted under it.
    PersonName, is_said
}

impl PersonName {
    /// The name that was typed, without blanks at its ends; `None` where nothing was.
    pub fn typed(text: &str) -> Option<PersonName> {
        PersonName::new(text.trim()).ok()
    }
}

/// The name of who approves something (批准人), as it was typed. It is no [`PersonName`], and proves nothing: without sign-in whoever is named
/// is believed; with it the books hold the name against the PINs that were given. Empty where nobody is named.
#[derive(Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Approver(String);

impl Approver {
    /// An empty name, which names nobody.
    pub const fn none() -> Approver {
        Approver(String::new())
    }

    /// Whether somebody is named: blanks name nobody.
    pub fn is_named(&self) -> bool {
        !self.name().is_empty()
    }

    /// The name without blanks at its ends.
    pub fn name(&self) -> &str {
        self.0.trim()
    }

    /// The same person, without blanks at the ends of the name.
    pub fn trimmed(&self) -> Approver {
        Approver(self.name().to_owned())
    }

    /// The text as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing at all was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Approver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl std::fmt::Debug for Approver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.0, f)
    }
}

impl From<String> for Approver {
    fn from(name: String) -> Approver {
        Approver(name)
    }
}

impl From<&str> for Approver {
    fn from(name: &str) -> Approver {
        Approver(name.to_owned())
    }
}

impl From<&PersonName> for Approver {
    fn from(name: &PersonName) -> Approver {
        Approver(name.to_string())
    }
}

impl From<Approver> for String {
    fn from(approver: Approver) -> String {
        approver.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::{CategoryId, PaperId, StyleId};

    #[test]
    fn a_constructor_takes_what_an_id_may_be_and_nothing_else() {
        for text in ["a", "price_changed", "a4", &"a".repeat(LONGEST_ID)] {
            assert!(Rule::new(text).is_ok() && PaperId::new(text).is_ok(), "{text}");
        }
        for text in ["4a", "_a", "A", "a-b", "a b", "遗失", " a", "a\n", &"a".repeat(LONGEST_ID + 1)] {
            let refused = NotAnId { of: "Rule", text: text.to_owned() };
            assert_eq!(Rule::new(text), Err(refused));
            assert!(PaperId::new(text).is_err(), "{text}");
        }
        assert!(CategoryId::new("遗失证件 甲").is_ok() && PersonName::new("王 敏").is_ok());
        for text in [" 甲", "甲 ", "甲\n", "甲\u{200b}乙"] {
            assert!(CategoryId::new(text).is_err() && StyleId::new(text).is_err(), "{text:?}");
        }
        assert!(Rule::new("").is_err() && PaperId::new("").is_err() && PersonName::new(" \t").is_err());
        assert_eq!((StyleId::new(""), CategoryId::new("")), (Ok(StyleId::default()), Ok(CategoryId::default())));
        assert_eq!((PersonName::typed(" 王敏 "), PersonName::typed(" ")), (PersonName::new("王敏").ok(), None));
    }

    #[test]
    fn an_approver_is_a_text_that_blanks_do_not_fill() {
        let typed = Approver::from(" 李主任 ");
        assert_eq!((typed.name(), typed.as_str(), typed.trimmed()), ("李主任", " 李主任 ", Approver::from("李主任")));
        assert!(typed.is_named() && !Approver::from(" \t").is_named() && !Approver::none().is_named());
        assert_eq!(serde_json::to_string(&typed).expect("data"), "\" 李主任 \"");
    }

    #[test]
    fn data_has_an_id_as_its_bare_text_and_checks_what_it_reads() {
        assert_eq!(serde_json::to_string(&Rule::known("read_back")).expect("data"), "\"read_back\"");
        assert_eq!(serde_json::from_str::<Rule>("\"read_back\"").expect("data"), Rule::known("read_back"));
        let said = serde_json::from_str::<Rule>("\"Read back\"").expect_err("no rule").to_string();
        assert!(said.contains("\"Read back\" is no Rule"), "{said}");
    }
}
