//! The prices of a card by what they hold for, made once when the card is read, so that a quote looks at the few that can hold.

use std::collections::HashMap;

use super::{Attribute, Conditions, Price};
use crate::refusal::Refusal;

/// A price whose conditions name more combinations than this is looked at for every ad.
const MOST_COMBINATIONS: usize = 256;

/// What stands between the words of a key: a character that no id has.
const MARK: char = '\u{0}';

/// The prices of a card by what they hold for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Index {
    groups: Vec<Group>,
    /// Those that are looked at for every ad.
    always: Vec<usize>,
    /// The values of each attribute, by id and by name.
    values: HashMap<String, HashMap<String, usize>>,
}

/// The prices that name the same things in their conditions: kind, category, these attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Group {
    kind: bool,
    category: bool,
    attributes: Vec<String>,
    prices: HashMap<String, Vec<usize>>,
}

impl Index {
    /// The index of these prices.
    pub(super) fn of(prices: &[Price], attributes: &[Attribute]) -> Index {
        let mut index = Index::default();
        let mut places: HashMap<(bool, bool, Vec<String>), usize> = HashMap::new();
        for (at, price) in prices.iter().enumerate() {
            let on = &price.on;
            let Some(keys) = keys(on) else {
                index.always.push(at);
                continue;
            };
            let mut named: Vec<String> = on.when.iter().map(|(id, _)| id.clone()).collect();
            named.sort();
            let of = (!on.kinds.is_empty(), !on.categories.is_empty(), named);
            let group = *places.entry(of.clone()).or_insert_with(|| {
                let (kind, category, attributes) = of;
                index.groups.push(Group { kind, category, attributes, prices: HashMap::new() });
                index.groups.len() - 1
            });
            for key in keys {
                index.groups[group].prices.entry(key).or_default().push(at);
            }
        }
        for attribute in attributes {
            let mut by_word = HashMap::new();
            for (at, value) in attribute.values.iter().enumerate() {
                by_word.entry(value.id.clone()).or_insert(at);
            }
            // An id comes before a name, as where the values are looked through one by one.
            for (at, value) in attribute.values.iter().enumerate() {
                by_word.entry(value.name.clone()).or_insert(at);
            }
            index.values.insert(attribute.id.clone(), by_word);
        }
        index
    }

    /// The place of a value of an attribute, by its id or name.
    pub(super) fn value(&self, attribute: &str, word: &str) -> Option<usize> {
        self.values.get(attribute)?.get(word).copied()
    }

    /// The prices that can hold for a kind, a category and the values of attributes, in the order of the card; `value` is asked for each
    /// attribute once. Days, runs, sizes and customers are still to be looked at.
    ///
    /// # Errors
    /// What `value` says of an attribute of which nothing is known; which prices can hold is then not known.
    pub(super) fn candidates<'v>(
        &self,
        kind: &str,
        category: &str,
        mut value: impl FnMut(&str) -> Result<&'v str, Refusal>,
    ) -> Result<Vec<usize>, Refusal> {
        let mut known: HashMap<&str, &str> = HashMap::new();
        let mut found = self.always.clone();
        for group in &self.groups {
            let mut key = String::new();
            for word in [(group.kind, kind), (group.category, category)].iter().filter(|(named, _)| *named) {
                key.push_str(word.1);
                key.push(MARK);
            }
            for id in &group.attributes {
                let word = match known.get(id.as_str()) {
                    Some(word) => *word,
                    None => {
                        let word = value(id)?;
                        known.insert(id, word);
                        word
                    }
                };
                key.push_str(word);
                key.push(MARK);
            }
            found.extend(group.prices.get(&key).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// The keys of a price's conditions, one for each combination of what they name; none where they are too many.
fn keys(on: &Conditions) -> Option<Vec<String>> {
    let mut named: Vec<(&String, &Vec<String>)> = on.when.iter().map(|(id, values)| (id, values)).collect();
    named.sort();
    let lists = [&on.kinds, &on.categories].into_iter().filter(|list| !list.is_empty());
    let lists: Vec<&Vec<String>> = lists.chain(named.into_iter().map(|(_, values)| values)).collect();
    let many = lists.iter().try_fold(1usize, |many, list| many.checked_mul(list.len()));
    if many.is_none_or(|many| many > MOST_COMBINATIONS) {
        return None;
    }
    let mut keys = vec![String::new()];
    for list in lists {
        keys = keys.iter().flat_map(|key| list.iter().map(move |word| format!("{key}{word}{MARK}"))).collect();
    }
    Some(keys)
}
