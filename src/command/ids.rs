//! Words of the command line as ids. What cannot be one is refused as one that nothing bears.

use super::Context;
use trade::ad::{CategoryId, Kind, StyleId};
use trade::ids::Rule;
use trade::refusal::Refusal;

/// The id of a style, empty for none.
pub(super) fn style(context: &Context, word: &str) -> Result<StyleId, Refusal> {
    StyleId::new(word).map_err(|unread| Refusal::UnknownStyle {
        value: unread.text,
        known: context.rules.styles.last().all().iter().map(|style| style.name()).collect(),
    })
}

/// The id of a category, of whatever kind.
pub(super) fn category(context: &Context, word: &str) -> Result<CategoryId, Refusal> {
    CategoryId::new(word).map_err(|unread| {
        let known = Kind::ALL.into_iter().flat_map(|kind| context.rules.kinds.of(kind));
        Refusal::UnknownCategory { value: unread.text, known: known.map(|category| category.id.to_string()).collect() }
    })
}

/// The name of a rule that found something.
pub(super) fn rule(word: &str) -> Result<Rule, Refusal> {
    Rule::new(word).map_err(|unread| Refusal::NoSuchFinding { value: unread.text })
}
