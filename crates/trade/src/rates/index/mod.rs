//! The prices of a card by what they hold for, made once when the card is read, so that a quote looks at the few that can hold.
//!
//! Prices that name the same things (kind, category, the same attributes) are a group, in which an ad finds its own by one hashed key.
//! What lies between numbers (days, runs, sizes) is found in a [`Boxes`] tree. A quote costs one key for each group and O(log n) for the n
//! prices of a key that lie apart along one number.

mod boxes;

use std::collections::HashMap;

use super::spans::{AREA, DAY, HEIGHT, PLACE, RUNS, SPANS, Spans, WIDTH, day, of_size};
use super::{Attribute, CardCustomer, Conditions, Price, folded};
use crate::ad::CategoryId;
use crate::measure::Size;
use crate::refusal::Refusal;
use boxes::{BoxSearch, Boxes};
use chrono::NaiveDate;

/// A price is found by at most so many keys; where its conditions name more combinations, its longest lists are left out of the key.
const MOST_COMBINATIONS: usize = 256;

/// What stands between the words of a key: a character that no id has.
const MARK: char = '\u{0}';

/// The prices of a card by what they hold for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PriceIndex {
    groups: Vec<Group>,
    /// The values of each attribute, by id and by name.
    values: HashMap<String, HashMap<String, usize>>,
    /// The customers of the card, by their ids and by their folded names.
    customers: HashMap<String, Vec<usize>>,
}

/// The prices that name the same things in their conditions: kind, category, these attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Group {
    kind: bool,
    category: bool,
    attributes: Vec<String>,
    /// By kind, category and the values of the attributes.
    prices: HashMap<String, Leaf>,
    /// By kind and category alone, for an ad of which some attribute is not known. Empty where no attribute is named.
    any: HashMap<String, Leaf>,
}

/// The prices of one key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Leaf {
    everybody: Boxes,
    /// Those of a contract, by the id of the customer in the card.
    contracts: HashMap<String, Boxes>,
}

/// A leaf before its trees are made.
#[derive(Default)]
struct Gathered<'p> {
    everybody: Vec<(Spans, u32)>,
    contracts: HashMap<&'p str, Vec<(Spans, u32)>>,
}

/// Leaves by their keys, before their trees are made.
type ByKey<'p> = HashMap<String, Gathered<'p>>;

impl<'p> Gathered<'p> {
    fn add(&mut self, price: &'p Price, spans: Spans, at: u32) {
        if price.on.customers.is_empty() {
            self.everybody.push((spans, at));
        }
        for customer in &price.on.customers {
            self.contracts.entry(customer).or_default().push((spans, at));
        }
    }

    fn leaf(self) -> Leaf {
        let contracts = self.contracts.into_iter().map(|(id, own)| (id.to_owned(), Boxes::of(own))).collect();
        Leaf { everybody: Boxes::of(self.everybody), contracts }
    }
}

/// What is known of a run of an ad, by which its prices are found.
pub(super) struct Sought<'a> {
    pub(super) kind: &'a str,
    /// The category; empty where none was said.
    pub(super) category: &'a CategoryId,
    /// The ids of the customers, where the prices of their contracts are sought; none for those for everybody.
    pub(super) customers: Option<&'a [&'a str]>,
    /// The day of the run.
    pub(super) on: NaiveDate,
    /// How many runs there are, and the place of this one, from 1.
    pub(super) runs: (usize, usize),
    /// The size, where there is one.
    pub(super) size: Option<Size>,
}

impl PriceIndex {
    /// The index of these prices.
    pub(super) fn of(prices: &[Price], attributes: &[Attribute], customers: &[CardCustomer]) -> PriceIndex {
        let mut index = PriceIndex::default();
        let mut places: HashMap<GroupKey, usize> = HashMap::new();
        let mut groups: Vec<(GroupKey, ByKey, ByKey)> = Vec::new();
        for (price, at) in prices.iter().zip(0u32..) {
            let spans = price.on.spans();
            let (named, firsts, keys) = keys(&price.on);
            let group = *places.entry(named).or_insert_with_key(|named| {
                groups.push((named.clone(), ByKey::new(), ByKey::new()));
                groups.len() - 1
            });
            let (named, by_key, any) = &mut groups[group];
            for key in keys {
                by_key.entry(key).or_default().add(price, spans, at);
            }
            if !named.attributes.is_empty() {
                for key in firsts {
                    any.entry(key).or_default().add(price, spans, at);
                }
            }
        }
        let made = |all: ByKey| all.into_iter().map(|(key, own)| (key, own.leaf())).collect();
        let group = |(named, by_key, any): (GroupKey, _, _)| {
            let GroupKey { kind, category, attributes } = named;
            Group { kind, category, attributes, prices: made(by_key), any: made(any) }
        };
        index.groups = groups.into_iter().map(group).collect();
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
        for (at, customer) in customers.iter().enumerate() {
            let names = customer.names.iter().map(|name| folded(name)).filter(|name| !name.is_empty());
            // An id is meant only as it is written.
            for word in names.chain([format!("{MARK}{}", customer.id)]) {
                index.customers.entry(word).or_default().push(at);
            }
        }
        index
    }

    /// The place of a value of an attribute, by its id or name.
    pub(super) fn value(&self, attribute: &str, word: &str) -> Option<usize> {
        self.values.get(attribute)?.get(word).copied()
    }

    /// The places of the customers that one of these is a name of, or the id, in the order of the card.
    pub(super) fn customers(&self, names: &[&str]) -> Vec<usize> {
        if self.customers.is_empty() {
            return Vec::new();
        }
        let words = names.iter().flat_map(|name| [folded(name), format!("{MARK}{name}")]);
        let found = words.filter_map(|word| self.customers.get(&word));
        let mut found: Vec<usize> = found.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The prices that can hold for a run, in the order of the card; `value` is asked for each attribute once. What an attribute of which
    /// nothing is known would decide is left open, and every condition is still to be looked at.
    pub(super) fn candidates<'v>(
        &self,
        sought: &Sought,
        mut value: impl FnMut(&str) -> Result<&'v str, Refusal>,
    ) -> BoxSearch<'_> {
        let mut point = [None; SPANS];
        point[DAY] = Some(day(sought.on));
        point[RUNS] = i64::try_from(sought.runs.0).ok();
        point[PLACE] = i64::try_from(sought.runs.1).ok();
        if let Some(size) = sought.size {
            let [width, height, area] = of_size(size);
            (point[WIDTH], point[HEIGHT], point[AREA]) = (Some(width), Some(height), Some(area));
        }
        let mut search = BoxSearch::new(point);
        let mut known: HashMap<&str, Option<&str>> = HashMap::new();
        for group in &self.groups {
            let mut key = String::new();
            for (named, word) in [(group.kind, sought.kind), (group.category, sought.category.as_str())] {
                if named {
                    key.push_str(word);
                    key.push(MARK);
                }
            }
            let first = key.len();
            let mut unknown = false;
            for id in &group.attributes {
                match *known.entry(id.as_str()).or_insert_with(|| value(id).ok()) {
                    Some(word) => {
                        key.push_str(word);
                        key.push(MARK);
                    }
                    None => unknown = true,
                }
            }
            let leaf = if unknown { group.any.get(&key[..first]) } else { group.prices.get(&key) };
            let Some(leaf) = leaf else { continue };
            match sought.customers {
                None => search.among(&leaf.everybody),
                Some(ids) => ids.iter().filter_map(|id| leaf.contracts.get(*id)).for_each(|own| search.among(own)),
            }
        }
        search
    }
}

/// What the prices of a group name.
#[derive(Clone, PartialEq, Eq, Hash)]
struct GroupKey {
    kind: bool,
    category: bool,
    attributes: Vec<String>,
}

/// What a list names, as it stands in keys.
fn words<T: AsRef<str>>(list: &[T]) -> Vec<&str> {
    list.iter().map(AsRef::as_ref).collect()
}

/// What a price's key goes by; its keys by kind and category alone; and its keys, one for each combination of what they name. Where there
/// are too many combinations, the longest lists are left out.
fn keys(on: &Conditions) -> (GroupKey, Vec<String>, Vec<String>) {
    let mut attributes: Vec<(&String, &Vec<String>)> = on.when.iter().map(|(id, values)| (id, values)).collect();
    attributes.sort();
    let (mut kinds, mut categories) = (Some(words(&on.kinds)), Some(words(&on.categories)));
    loop {
        let first = [&kinds, &categories].into_iter().flatten().map(Vec::len).filter(|many| *many > 0);
        let lengths = first.chain(attributes.iter().map(|(_, values)| values.len()));
        let many = lengths.clone().try_fold(1usize, |many, length| many.checked_mul(length));
        if many.is_some_and(|many| many <= MOST_COMBINATIONS) {
            break;
        }
        let Some(longest) = lengths.max() else { break };
        if let Some(at) = attributes.iter().position(|(_, values)| values.len() == longest) {
            attributes.remove(at);
        } else if categories.as_ref().is_some_and(|list| list.len() == longest) {
            categories = None;
        } else {
            kinds = None;
        }
    }
    let with = |keys: Vec<String>, list: &[&str]| {
        let longer = |key: &String| list.iter().map(|word| format!("{key}{word}{MARK}")).collect::<Vec<_>>();
        if list.is_empty() { keys } else { keys.iter().flat_map(longer).collect() }
    };
    let first = [&kinds, &categories].into_iter().flatten().fold(vec![String::new()], |keys, list| with(keys, list));
    let keys = attributes.iter().fold(first.clone(), |keys, (_, values)| with(keys, &words(values)));
    let named = GroupKey {
        kind: kinds.is_some_and(|list| !list.is_empty()),
        category: categories.is_some_and(|list| !list.is_empty()),
        attributes: attributes.into_iter().map(|(id, _)| id.clone()).collect(),
    };
    (named, first, keys)
}
