//! Which ads some prices leave without one: a search over regions of ads.
//!
//! A region says of kind and category, and of each attribute, which values it has, and between which numbers days, runs, places and
//! sizes lie. [`Cover::open`] splits a region along what the prices say of it, until each part lies within one price or meets none. A
//! card of n prices that each name a value of their own is looked through in O(n log n); cards that are made to be worse are given up
//! after [`MOST_STEPS`], which is told.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Known;
use crate::measure::Length;
use crate::rates::{Conditions, DEADLINE, Price, RateCard, WEEKDAYS};

/// After so many comparisons of a price with a region nothing more is looked at.
const MOST_STEPS: usize = 4_000_000;

/// What lies between numbers: the day, the number of runs, the place of a run, width, height and area.
const SPANS: usize = 6;
const RUNS: usize = 1;
const PLACE: usize = 2;

/// Ads: for each thing that has values those that are meant, all where none is named; for each number from where to where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    values: Vec<Option<Vec<u32>>>,
    spans: [(i64, i64); SPANS],
    every: u32,
    customers: Option<Vec<String>>,
}

impl Region {
    /// Whether there is no such ad.
    pub(super) fn is_empty(&self) -> bool {
        // The third run is one of a booking of three at least.
        self.spans.iter().any(|(low, high)| low > high)
            || self.spans[PLACE].0 > self.spans[RUNS].1
            || self.values.iter().any(|values| values.as_ref().is_some_and(Vec::is_empty))
    }

    fn within(&self, price: &Region) -> bool {
        let values = self.values.iter().zip(&price.values).all(|(own, of)| match (own, of) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(of)) => own.iter().all(|value| of.binary_search(value).is_ok()),
        });
        values && self.spans.iter().zip(&price.spans).all(|(own, of)| of.0 <= own.0 && own.1 <= of.1)
    }

    fn meets(&self, price: &Region) -> bool {
        let values = self.values.iter().zip(&price.values).all(|(own, of)| match (own, of) {
            (Some(own), Some(of)) if own.len() <= of.len() => own.iter().any(|value| of.binary_search(value).is_ok()),
            (Some(own), Some(of)) => of.iter().any(|value| own.binary_search(value).is_ok()),
            _ => true,
        });
        values && self.spans.iter().zip(&price.spans).all(|(own, of)| of.0 <= own.1 && own.0 <= of.1)
    }

    /// Whether the customers and the rhythm of a price leave it within reach of this region as a whole.
    fn reached_by(&self, price: &Region) -> bool {
        let customers = match (&self.customers, &price.customers) {
            (None, None) => true,
            (Some(own), Some(of)) => own.iter().all(|customer| of.contains(customer)),
            _ => false,
        };
        customers && self.every.is_multiple_of(price.every)
    }
}

/// A thing that has values: kind with category, or an attribute.
struct Thing {
    id: String,
    values: Vec<String>,
}

/// The prices of a card by what they say of one thing.
#[derive(Clone, Default)]
struct ByValue {
    /// Those that name a value.
    named: HashMap<u32, Vec<usize>>,
    /// Those that name none, and hold for all.
    rest: Vec<usize>,
}

/// The prices of a card as regions.
pub(super) struct Cover {
    things: Vec<Thing>,
    pub(super) regions: Vec<Region>,
    /// For each thing the prices by the value that they name, and those that name none.
    by_value: Vec<ByValue>,
    /// Between which numbers any ad lies.
    whole: [(i64, i64); SPANS],
    steps: Cell<usize>,
}

impl Cover {
    pub(super) fn of(card: &RateCard, known: &Known) -> Cover {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let named: BTreeSet<&str> =
            card.prices.iter().flat_map(|price| price.on.categories.iter().map(String::as_str)).collect();
        for kind in &card.kinds {
            let of_kind = super::parts::categories_of(card, &kind.id, known);
            pairs.push((kind.id.clone(), String::new()));
            let categories = named.iter().filter(|id| of_kind.contains(**id));
            pairs.extend(categories.map(|id| (kind.id.clone(), (*id).to_owned())));
        }
        let mut things =
            vec![Thing { id: String::new(), values: pairs.iter().map(|(kind, own)| place(kind, own)).collect() }];
        let asked: BTreeSet<&str> =
            card.prices.iter().flat_map(|price| price.on.when.iter().map(|(id, _)| id.as_str())).collect();
        for id in asked {
            let own = || card.attribute(id).map(|one| one.values.iter().map(|value| value.id.clone()).collect());
            let values: Vec<String> = match id {
                "deadline" => DEADLINE.map(str::to_owned).to_vec(),
                "weekday" => WEEKDAYS.map(str::to_owned).to_vec(),
                _ => own().unwrap_or_default(),
            };
            things.push(Thing { id: id.to_owned(), values });
        }
        let places: Vec<HashMap<&str, u32>> =
            things.iter().map(|thing| thing.values.iter().map(String::as_str).zip(0..).collect()).collect();
        let mut by_pair: HashMap<&str, Vec<u32>> = HashMap::new();
        let mut by_kind: HashMap<&str, Vec<u32>> = HashMap::new();
        for ((kind, category), at) in pairs.iter().zip(0..) {
            by_kind.entry(kind).or_default().push(at);
            by_pair.entry(category).or_default().push(at);
        }
        let region = |price: &Price| {
            let on = &price.on;
            let kinds = || {
                let mut pairs: Vec<u32> =
                    on.kinds.iter().flat_map(|kind| by_kind.get(kind.as_str())).flatten().copied().collect();
                pairs.sort_unstable();
                pairs
            };
            let of_categories = || {
                let of = on.categories.iter().flat_map(|category| by_pair.get(category.as_str())).flatten().copied();
                let mut of: Vec<u32> = of.collect();
                of.sort_unstable();
                of
            };
            let first = match (on.kinds.is_empty(), on.categories.is_empty()) {
                (true, true) => None,
                (false, true) => Some(kinds()),
                (true, false) => Some(of_categories()),
                (false, false) => {
                    let kinds = kinds();
                    Some(of_categories().into_iter().filter(|pair| kinds.binary_search(pair).is_ok()).collect())
                }
            };
            let mut values = vec![first];
            for (thing, places) in things.iter().zip(&places).skip(1) {
                let named = on.when.iter().find(|(id, _)| *id == thing.id);
                values.push(named.map(|(_, words)| {
                    let mut of: Vec<u32> = words.iter().filter_map(|word| places.get(word.as_str()).copied()).collect();
                    of.sort_unstable();
                    of
                }));
            }
            Region { values, spans: spans(on, card), every: on.every_run.unwrap_or(1).max(1), customers: customers(on) }
        };
        let regions: Vec<Region> = card.prices.iter().map(region).collect();
        let mut by_value = vec![ByValue::default(); things.len()];
        for (at, region) in regions.iter().enumerate() {
            for (values, by) in region.values.iter().zip(&mut by_value) {
                match values {
                    Some(values) => values.iter().for_each(|value| by.named.entry(*value).or_default().push(at)),
                    None => by.rest.push(at),
                }
            }
        }
        let whole = spans(&Conditions::default(), card);
        Cover { things, regions, by_value, whole, steps: Cell::new(0) }
    }

    /// Whether the search was given up, so that what it found is not all.
    pub(super) fn given_up(&self) -> bool {
        self.steps.get() > MOST_STEPS
    }

    /// All ads of a kind, for everybody.
    pub(super) fn of_kind(&self, kind: &str) -> Region {
        let of = format!("{kind}/");
        let pairs = self.things[0].values.iter().zip(0..).filter(|(pair, _)| pair.starts_with(&of));
        let mut values = vec![None; self.things.len()];
        values[0] = Some(pairs.map(|(_, at)| at).collect());
        Region { values, spans: self.whole, every: 1, customers: None }
    }

    /// The prices that may meet a region, in the order of the card.
    pub(super) fn meeting(&self, region: &Region) -> Vec<usize> {
        let lists = self.by_value.iter().zip(&region.values).map(|(by, values)| {
            let own = values.as_ref().map(|values| values.iter().filter_map(|value| by.named.get(value)));
            (own.map(|own| own.collect::<Vec<_>>()), &by.rest)
        });
        let size = |(own, rest): &(Option<Vec<&Vec<usize>>>, &Vec<usize>)| {
            own.as_ref().map_or(usize::MAX, |own| own.iter().map(|list| list.len()).sum::<usize>() + rest.len())
        };
        match lists.min_by_key(size) {
            Some((Some(own), rest)) => {
                let mut all: Vec<usize> = own.into_iter().flatten().chain(rest).copied().collect();
                all.sort_unstable();
                all.dedup();
                all
            }
            _ => (0..self.regions.len()).collect(),
        }
    }

    /// Parts of a region that none of these prices holds for, at most so many; and the prices that hold for the rest.
    pub(super) fn open(&self, region: &Region, prices: &[usize], most: usize) -> (Vec<Region>, BTreeSet<usize>) {
        let prices: Vec<usize> = prices.iter().copied().filter(|at| region.reached_by(&self.regions[*at])).collect();
        let (mut open, mut used) = (Vec::new(), BTreeSet::new());
        self.search(region.clone(), &prices, most, &mut open, &mut used);
        (open, used)
    }

    fn search(
        &self,
        region: Region,
        prices: &[usize],
        most: usize,
        open: &mut Vec<Region>,
        used: &mut BTreeSet<usize>,
    ) {
        self.steps.set(self.steps.get() + prices.len() + 1);
        if open.len() >= most || self.given_up() || region.is_empty() {
            return;
        }
        let prices: Vec<usize> = prices.iter().copied().filter(|at| region.meets(&self.regions[*at])).collect();
        if let Some(at) = prices.iter().find(|at| region.within(&self.regions[**at])) {
            used.insert(*at);
            return;
        }
        let Some(first) = prices.first() else {
            open.push(region);
            return;
        };
        let first = &self.regions[*first];
        let thing = region.values.iter().zip(&first.values).position(|(own, of)| match (own, of) {
            (None, Some(_)) => true,
            (Some(own), Some(of)) => own.len() > 1 && !own.iter().all(|value| of.binary_search(value).is_ok()),
            _ => false,
        });
        if let Some(thing) = thing {
            return self.by_values(region, thing, &prices, most, open, used);
        }
        for at in 0..SPANS {
            let ((low, high), (begins, ends)) = (region.spans[at], first.spans[at]);
            let parts = if begins > low {
                [(low, begins - 1), (begins, high)]
            } else if ends < high {
                [(low, ends), (ends + 1, high)]
            } else {
                continue;
            };
            for part in parts {
                let mut smaller = region.clone();
                smaller.spans[at] = part;
                self.search(smaller, &prices, most, open, used);
            }
            return;
        }
    }

    /// Splits a region by the values of a thing: those that some price names each by itself, the others together.
    fn by_values(
        &self,
        region: Region,
        thing: usize,
        prices: &[usize],
        most: usize,
        open: &mut Vec<Region>,
        used: &mut BTreeSet<usize>,
    ) {
        let every = || (0..u32::try_from(self.things[thing].values.len()).unwrap_or(u32::MAX)).collect();
        let own: Vec<u32> = region.values[thing].clone().unwrap_or_else(every);
        let mut named: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut rest: Vec<usize> = Vec::new();
        for at in prices {
            match &self.regions[*at].values[thing] {
                None => rest.push(*at),
                Some(values) => {
                    for value in values.iter().filter(|value| own.binary_search(value).is_ok()) {
                        named.entry(*value).or_default().push(*at);
                    }
                }
            }
        }
        let with = |values: Vec<u32>| {
            let mut smaller = region.clone();
            smaller.values[thing] = Some(values);
            smaller
        };
        let unnamed: Vec<u32> = own.iter().copied().filter(|value| !named.contains_key(value)).collect();
        self.search(with(unnamed), &rest, most, open, used);
        for value in own {
            let Some(of) = named.get(&value) else { continue };
            if open.len() >= most || self.given_up() {
                return;
            }
            let mut both = [of.as_slice(), rest.as_slice()].concat();
            both.sort_unstable();
            self.search(with(vec![value]), &both, most, open, used);
        }
    }

    /// A region as it is told: `notice/lost_and_void, page = 1`.
    pub(super) fn said(&self, region: &Region) -> String {
        let mut said: Vec<String> = Vec::new();
        for (at, (thing, values)) in self.things.iter().zip(&region.values).enumerate() {
            let all = values.as_ref().is_none_or(|values| values.len() == thing.values.len());
            // The kind is always said.
            if at > 0 && all {
                continue;
            }
            let every: Vec<u32> = (0..u32::try_from(thing.values.len()).unwrap_or(u32::MAX)).collect();
            let words: Vec<&str> =
                values.as_ref().unwrap_or(&every).iter().map(|value| thing.values[*value as usize].as_str()).collect();
            let few: Vec<&str> = words.iter().take(5).map(|word| word.trim_end_matches('/')).collect();
            let more = if words.len() > 5 { " | …" } else { "" };
            let name = if at == 0 { String::new() } else { format!("{} = ", thing.id) };
            said.push(format!("{name}{}{more}", few.join(" | ")));
        }
        let day = |days: i64| {
            let date = i32::try_from(days).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            date.map_or_else(String::new, |date| date.to_string())
        };
        let plain = |number: i64| number.to_string();
        let length = |um: i64| Length::um(um).to_string();
        let area = |um2: i64| Decimal::new(um2, 8).normalize().to_string();
        type Say<'s> = &'s dyn Fn(i64) -> String;
        let words: [(&str, Say); SPANS] = [
            ("date", &day),
            ("runs", &plain),
            ("run", &plain),
            ("width", &length),
            ("height", &length),
            ("area", &area),
        ];
        for ((name, say), (own, whole)) in words.iter().zip(region.spans.iter().zip(&self.whole)) {
            match (own.0 == whole.0, own.1 == whole.1) {
                (true, true) => {}
                (true, false) => said.push(format!("{name} ≤ {}", say(own.1))),
                (false, true) => said.push(format!("{name} ≥ {}", say(own.0))),
                (false, false) if own.0 == own.1 => said.push(format!("{name} = {}", say(own.0))),
                (false, false) => said.push(format!("{name} = {}–{}", say(own.0), say(own.1))),
            }
        }
        said.join(", ")
    }
}

/// Further than any number of runs, any length and any area.
const UNBOUNDED: i64 = i64::MAX;

fn place(kind: &str, category: &str) -> String {
    format!("{kind}/{category}")
}

fn customers(on: &Conditions) -> Option<Vec<String>> {
    (!on.customers.is_empty()).then(|| on.customers.clone())
}

/// Between which numbers conditions hold. Days are those on which the card is in force, as far as it says.
fn spans(on: &Conditions, card: &RateCard) -> [(i64, i64); SPANS] {
    let day = |date: NaiveDate| i64::from(date.num_days_from_ce());
    let first = day(card.effective_from);
    let last = card.effective_to.map_or(day(NaiveDate::MAX), day);
    let count = |least: Option<u32>, most: Option<u32>| (least.map_or(1, i64::from), most.map_or(UNBOUNDED, i64::from));
    let length = |least: Option<Length>, most: Option<Length>| {
        (least.map_or(0, Length::as_um), most.map_or(UNBOUNDED, Length::as_um))
    };
    // Square micrometres; a bound between two of them holds for the nearest inside.
    let um2 = |area: Decimal| area.checked_mul(Decimal::from(100_000_000));
    let area = (
        on.size.least_area.and_then(um2).and_then(|area| area.ceil().to_i64()).unwrap_or(0),
        on.size.most_area.and_then(um2).and_then(|area| area.floor().to_i64()).unwrap_or(UNBOUNDED),
    );
    [
        (on.from.map_or(first, day).max(first), on.until.map_or(last, day).min(last)),
        count(on.least_runs, on.most_runs),
        count(on.from_run, on.to_run),
        length(on.size.least_width, on.size.most_width),
        length(on.size.least_height, on.size.most_height),
        area,
    ]
}
