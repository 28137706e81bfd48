//! The ids of what an ad names: its style, its category, the papers that are seen for it.

use crate::ids::{id, is_plain, is_word};

id! {
    /// The id of a style (样式), such as `ruled`; empty where none is named, and the category's own is meant.
    StyleId or none, is_word_or_none
}

id! {
    /// The id of a category (小类), such as `lost_and_void`; a rate card may name further ones in its own words. Empty where none is
    /// named.
    CategoryId or none, is_word_or_none
}

id! {
    /// The id of a paper that the counter must have seen (应见证件), such as `identity`.
    PaperId, is_plain
}

fn is_word_or_none(text: &str) -> bool {
    text.is_empty() || is_word(text)
}
