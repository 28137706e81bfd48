//! Which prices no ad can have, and which ads have no price: a search over regions of ads.
//!
//! Each price, and of a list of blocks each of its sizes, is a [`Region`]. The space of all ads is parted along what the prices say of
//! it, until the first price that meets a part holds for all of it, or none meets it. A part is cut where most of the prices that lie
//! across it have an end, in the middle of those ends, and what lies behind a price that holds for all of a part is not looked at in it.
//! So n prices that differ in one thing or in one number, however they overlap, take O(n log n). In k numbers at once they can have as
//! many parts as nᵏ; the search is given up after [`MOST_STEPS`] comparisons, which is told.

mod days;
mod region;
mod rhythms;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::DeskKinds;
use crate::measure::{Length, Size};
use crate::rates::spans::{DAY, PLACE, RUNS, SPANS, Spans, day, everywhere, of_size};
use crate::rates::{Amount, DEADLINE, Price, RateCard};
pub(super) use days::DayClasses;
pub(super) use region::Region;
use rhythms::{ANY_PLACE, Rhythms};

/// After so many comparisons of a price with a region nothing more is looked at: about a third of a second.
const MOST_STEPS: usize = 4_000_000;

/// The things that every region has: its category, the customer of a contract, a listed size, of which rhythms (`every_run`) the place of
/// a run is a multiple, and the sort of day. The attributes that do not follow from the day come behind them.
const CATEGORY: usize = 0;
const CUSTOMER: usize = 1;
const SIZE: usize = 2;
const RHYTHM: usize = 3;
const DAYS: usize = 4;

/// A thing that has values.
#[derive(Default)]
struct Axis {
    id: String,
    values: Vec<String>,
}

/// A price, or one of the sizes that it lists.
pub(super) struct CoverEntry {
    /// The price, by its place in the card.
    pub(super) price: usize,
    /// The size; none where it lists none, or where sizes are not looked at.
    pub(super) size: Option<Size>,
    pub(super) region: Region,
    /// The kinds for which it holds; all where none is named.
    kinds: Option<Vec<usize>>,
    /// Whether it is of a contract: such prices are tried before all others.
    contract: bool,
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
    things: Vec<Axis>,
    /// Of [`RHYTHM`] and of [`DAYS`]: which places and which days have their values.
    rhythms: Rhythms,
    days: DayClasses,
    /// The kinds, each with the values of [`CATEGORY`] that it has.
    kinds: Vec<(String, Rc<[u32]>)>,
    pub(super) entries: Vec<CoverEntry>,
    /// For each thing the entries by the value that they name, and those that name none.
    by_value: Vec<ByValue>,
    /// Width, height and area of each listed size; none for the first, which stands for all others.
    sizes: Vec<Option<[i64; 3]>>,
    /// Between which numbers any ad lies.
    whole: Spans,
    steps: Cell<usize>,
}

/// Places of values by their words.
fn places(values: &[String]) -> HashMap<&str, u32> {
    values.iter().map(String::as_str).zip(0..).collect()
}

/// The values that these words name, in order; none where they are all that there are.
fn named<'w>(words: impl Iterator<Item = &'w str>, places: &HashMap<&str, u32>) -> Option<Rc<[u32]>> {
    let mut of: Vec<u32> = words.filter_map(|word| places.get(word).copied()).collect();
    of.sort_unstable();
    of.dedup();
    (of.len() < places.len()).then(|| Rc::from(of))
}

impl Cover {
    /// The regions of a card's prices; `sized` says whether of a list of blocks each size is one of its own, or the list is one that
    /// holds for every size.
    pub(super) fn of(card: &RateCard, known: &DeskKinds, sized: bool) -> Cover {
        let categories: BTreeSet<&str> =
            card.prices.iter().flat_map(|price| price.on.categories.iter().map(|id| id.as_str())).collect();
        // The first value stands for no category, and for those that no price names.
        let categories: Vec<String> = std::iter::once("").chain(categories).map(str::to_owned).collect();
        let kinds = card.kinds.iter().map(|kind| {
            let of_kind = super::parts::categories_of(card, &kind.id, known);
            let own = categories
                .iter()
                .zip(0u32..)
                .filter(|(id, at)| *at == 0 || of_kind.iter().any(|own| own == id.as_str()));
            (kind.id.clone(), own.map(|(_, at)| at).collect())
        });
        let kinds: Vec<(String, Rc<[u32]>)> = kinds.collect();
        let customers: BTreeSet<&String> = card.prices.iter().flat_map(|price| &price.on.customers).collect();
        let blocks = |price: &Price| match &price.rate.amount {
            Amount::Blocks(blocks) if sized => blocks.iter().map(|block| block.size).collect(),
            _ => Vec::new(),
        };
        let listed: BTreeSet<Size> = card.prices.iter().flat_map(blocks).collect();
        let rhythms = Rhythms::of(card.prices.iter().map(rhythm));
        let thing = |id: &str, values: Vec<String>| Axis { id: id.to_owned(), values };
        let mut things = vec![
            thing("", categories),
            thing("", customers.into_iter().cloned().collect()),
            thing("", std::iter::once(String::new()).chain(listed.iter().map(Size::to_string)).collect()),
            thing("", rhythms.words()),
        ];
        let conditions: BTreeSet<&str> =
            card.prices.iter().flat_map(|price| price.on.when.iter().map(|(id, _)| id.as_str())).collect();
        let days = DayClasses::told_apart(card, &conditions);
        things.push(thing("", (0..days.sorts()).map(|sort| sort.to_string()).collect()));
        for id in conditions.into_iter().filter(|id| !days.has(id)) {
            let own = || card.attribute(id).map(|one| one.values.iter().map(|value| value.id.clone()).collect());
            let values = match id {
                "deadline" => DEADLINE.map(str::to_owned).to_vec(),
                _ => own().unwrap_or_default(),
            };
            things.push(thing(id, values));
        }
        let mut whole = everywhere();
        let (from, until) = (day(card.effective_from), card.effective_to.map_or(whole[DAY].1, day));
        whole[DAY] = (from, until);
        let mut cover = Cover {
            by_value: vec![ByValue::default(); things.len()],
            things,
            rhythms,
            days,
            kinds,
            entries: Vec::new(),
            sizes: std::iter::once(None).chain(listed.iter().map(|size| Some(of_size(*size)))).collect(),
            whole,
            steps: Cell::new(0),
        };
        cover.enter(card, &listed.into_iter().zip(1..).collect(), &blocks);
        cover
    }

    /// Makes the regions of the prices.
    fn enter(&mut self, card: &RateCard, sizes: &HashMap<Size, u32>, blocks: &dyn Fn(&Price) -> Vec<Size>) {
        let kinds: HashMap<&str, usize> = card.kinds.iter().map(|kind| kind.id.as_str()).zip(0..).collect();
        let by_word: Vec<HashMap<&str, u32>> = self.things.iter().map(|thing| places(&thing.values)).collect();
        let (first, last) = self.whole[DAY];
        for (at, price) in card.prices.iter().enumerate() {
            let on = &price.on;
            let mut values: Vec<Option<Rc<[u32]>>> = vec![None; self.things.len()];
            if !on.categories.is_empty() {
                values[CATEGORY] = named(on.categories.iter().map(|id| id.as_str()), &by_word[CATEGORY]);
            }
            if !on.customers.is_empty() {
                values[CUSTOMER] = named(on.customers.iter().map(String::as_str), &by_word[CUSTOMER]);
            }
            let every = rhythm(price);
            values[RHYTHM] = self.rhythms.of_every(every);
            values[DAYS] = self.days.of(on);
            for (thing, values) in values.iter_mut().enumerate().skip(DAYS + 1) {
                let words = on.when.iter().find(|(id, _)| *id == self.things[thing].id);
                *values = words.and_then(|(_, words)| named(words.iter().map(String::as_str), &by_word[thing]));
            }
            let mut spans = on.spans();
            spans[DAY] = (spans[DAY].0.max(first), spans[DAY].1.min(last));
            let region = Region { values, spans };
            let kinds = (!on.kinds.is_empty())
                .then(|| on.kinds.iter().filter_map(|kind| kinds.get(kind.as_str())).copied().collect());
            let contract = !on.customers.is_empty();
            let listed = blocks(price);
            if listed.is_empty() {
                let region = region.tightened(every);
                self.entries.push(CoverEntry { price: at, size: None, region, kinds, contract });
                continue;
            }
            for size in listed {
                let mut region = region.clone();
                region.values[SIZE] = sizes.get(&size).map(|at| Rc::from([*at]));
                region.sized(of_size(size));
                let (region, kinds) = (region.tightened(every), kinds.clone());
                self.entries.push(CoverEntry { price: at, size: Some(size), region, kinds, contract });
            }
        }
        for (at, entry) in self.entries.iter().enumerate() {
            for (values, by) in entry.region.values.iter().zip(&mut self.by_value) {
                match values {
                    Some(values) => values.iter().for_each(|value| by.named.entry(*value).or_default().push(at)),
                    None => by.rest.push(at),
                }
            }
        }
    }

    /// Whether the search was given up, so that what it found is not all.
    pub(super) fn given_up(&self) -> bool {
        self.steps.get() > MOST_STEPS || !self.rhythms.complete
    }

    /// Whether there is no ad in a region: its numbers exclude each other, or no place of a run between them is of its rhythms, or no
    /// day of its sorts.
    fn is_empty(&self, region: &Region) -> bool {
        let Region { values, spans } = region;
        let place = || (spans[PLACE].0, spans[PLACE].1.min(spans[RUNS].1));
        region.is_empty()
            || values[RHYTHM].as_ref().is_some_and(|classes| !self.rhythms.meets(classes, place()))
            || values[DAYS].as_ref().is_some_and(|sorts| !self.days.meets(sorts, spans[DAY]))
    }

    /// Whether the conditions of an entry exclude each other.
    pub(super) fn excludes_itself(&self, entry: usize) -> bool {
        self.is_empty(&self.entries[entry].region)
    }

    /// All ads of a kind, for everybody, of any run.
    fn of_kind(&self, kind: usize) -> Region {
        let mut values = vec![None; self.things.len()];
        values[CATEGORY] = Some(Rc::clone(&self.kinds[kind].1));
        Region { values, spans: self.whole }
    }

    /// The ads of an entry, for each kind for which it holds.
    pub(super) fn cells(&self, entry: usize) -> Vec<(usize, Region)> {
        let CoverEntry { region, kinds, .. } = &self.entries[entry];
        let every = || (0..self.kinds.len()).collect();
        let of_kind = |kind: usize| {
            let mut cell = region.clone();
            let own = &self.kinds[kind].1;
            cell.values[CATEGORY] = Some(match &region.values[CATEGORY] {
                Some(named) => own.iter().filter(|at| named.binary_search(at).is_ok()).copied().collect(),
                None => Rc::clone(own),
            });
            (kind, cell)
        };
        let kinds: Vec<usize> = kinds.clone().unwrap_or_else(every);
        kinds.into_iter().map(of_kind).filter(|(_, cell)| !self.is_empty(cell)).collect()
    }

    /// The entries of a kind that may meet a region, contracts or not, in the order of the card.
    pub(super) fn meeting(&self, kind: usize, region: &Region, contracts: bool) -> Vec<usize> {
        let lists = self.by_value.iter().zip(&region.values).map(|(by, values)| {
            let own = values.as_ref().map(|values| values.iter().filter_map(|value| by.named.get(value)));
            (own.map(|own| own.collect::<Vec<_>>()), &by.rest)
        });
        let size = |(own, rest): &(Option<Vec<&Vec<usize>>>, &Vec<usize>)| {
            own.as_ref().map_or(usize::MAX, |own| own.iter().map(|list| list.len()).sum::<usize>() + rest.len())
        };
        let mut all: Vec<usize> = match lists.min_by_key(size) {
            Some((Some(own), rest)) => own.into_iter().flatten().chain(rest).copied().collect(),
            _ => (0..self.entries.len()).collect(),
        };
        let of_kind = |at: &usize| self.entries[*at].kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind));
        all.retain(|at| {
            self.entries[*at].contract == contracts && of_kind(at) && region.meets(&self.entries[*at].region)
        });
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Which entries some ad has: those that come first for it. Unknown, none, where the search was given up.
    pub(super) fn reached(&self) -> Option<Vec<bool>> {
        self.steps.set(0);
        let mut won = vec![false; self.entries.len()];
        for contracts in [false, true] {
            let mut of_kind: Vec<Vec<usize>> = vec![Vec::new(); self.kinds.len()];
            let mut rest: Vec<usize> = Vec::new();
            for (at, entry) in self.entries.iter().enumerate() {
                if entry.contract != contracts || self.is_empty(&entry.region) {
                    continue;
                }
                match &entry.kinds {
                    Some(kinds) => kinds.iter().for_each(|kind| of_kind[*kind].push(at)),
                    None => rest.push(at),
                }
            }
            for (kind, mut own) in of_kind.into_iter().enumerate() {
                own.extend(&rest);
                own.sort();
                self.reach(self.of_kind(kind), &own, &mut won);
            }
        }
        let found = (!self.given_up()).then_some(won);
        self.steps.set(0);
        found
    }

    /// Marks the entries among these that come first somewhere in a region.
    fn reach(&self, region: Region, entries: &[usize], won: &mut [bool]) {
        let Some((kept, whole)) = self.kept(&region, entries) else { return };
        match kept.as_slice() {
            [first] if whole => won[*first] = true,
            // Nothing is left to be found out.
            kept if kept.iter().all(|at| won[*at]) || self.given_up() => {}
            kept => self.parts(region, kept, &mut |part, entries| {
                self.reach(part, entries, won);
                !self.given_up()
            }),
        }
    }

    /// The entries that together come before another for every ad that it could have: one of them, where one alone does.
    pub(super) fn hiding(&self, entry: usize, reached: &[bool]) -> BTreeSet<usize> {
        let mut hiding = BTreeSet::new();
        for (kind, cell) in self.cells(entry) {
            let mut before = self.meeting(kind, &cell, self.entries[entry].contract);
            before.retain(|other| *other < entry && reached[*other]);
            hiding.extend(self.open(&cell, &before, 1).1);
        }
        hiding
    }

    /// Parts of a region that none of these entries holds for, at most so many; and entries that hold for the rest.
    pub(super) fn open(&self, region: &Region, entries: &[usize], most: usize) -> (Vec<Region>, BTreeSet<usize>) {
        let (mut open, mut used) = (Vec::new(), BTreeSet::new());
        self.search(region.clone(), entries, &mut used, &mut |region| {
            open.push(region);
            open.len() < most
        });
        (open, used)
    }

    /// Cases of a kind for which no price holds, at most so many, for everybody. Of which rhythms a run's place is a multiple is not told: a
    /// price for every third run leaves the others without one, and of what it does not hold for at all each case is told once. Only where
    /// prices with a rhythm hold for every run of a case it is none.
    pub(super) fn holes(&self, kind: usize, most: usize) -> Vec<Region> {
        let mut any = self.of_kind(kind);
        let entries = self.meeting(kind, &any, false);
        any.values[RHYTHM] = Some(Rc::from([ANY_PLACE]));
        let mut holes = Vec::new();
        self.search(any, &entries, &mut BTreeSet::new(), &mut |hole| {
            let open = |class: u32| {
                let mut of_class = hole.clone();
                of_class.values[RHYTHM] = Some(Rc::from([class]));
                !self.open(&of_class, &entries, 1).0.is_empty()
            };
            if self.rhythms.all().any(open) {
                holes.push(hole);
            }
            holes.len() < most
        });
        holes
    }

    /// Gives each part of a region that none of these entries holds for, till it is told to stop; puts entries that hold for the rest into
    /// `used`.
    fn search(
        &self,
        region: Region,
        entries: &[usize],
        used: &mut BTreeSet<usize>,
        open: &mut dyn FnMut(Region) -> bool,
    ) -> bool {
        if self.given_up() {
            return false;
        }
        let Some((kept, whole)) = self.kept(&region, entries) else { return true };
        match kept.last() {
            Some(last) if whole => {
                used.insert(*last);
                true
            }
            Some(_) => {
                let mut on = true;
                self.parts(region, &kept, &mut |part, entries| {
                    on = self.search(part, entries, used, open);
                    on
                });
                on
            }
            None => open(region),
        }
    }

    /// Those of the entries that meet a region, up to the first that holds for all of it; and whether there is such a one. `None` for a
    /// region in which there is no ad.
    fn kept(&self, region: &Region, entries: &[usize]) -> Option<(Vec<usize>, bool)> {
        if self.is_empty(region) {
            return None;
        }
        let mut kept = Vec::new();
        for (seen, at) in entries.iter().enumerate() {
            let other = &self.entries[*at].region;
            if !region.meets(other) {
                continue;
            }
            kept.push(*at);
            if region.within(other) {
                self.steps.set(self.steps.get() + seen + 1);
                return Some((kept, true));
            }
        }
        self.steps.set(self.steps.get() + entries.len() + 1);
        Some((kept, false))
    }

    /// Parts a region where most of these entries, which meet it, lie across it. `each` says whether to go on.
    fn parts(&self, region: Region, entries: &[usize], each: &mut dyn FnMut(Region, &[usize]) -> bool) {
        let mut things = vec![0usize; self.things.len()];
        let mut ends: [Vec<i64>; SPANS] = Default::default();
        for other in entries.iter().map(|at| &self.entries[*at].region) {
            for (thing, cuts) in things.iter_mut().enumerate() {
                *cuts += usize::from(region.cut_by_thing(other, thing));
            }
            for ((ends, own), of) in ends.iter_mut().zip(&region.spans).zip(&other.spans) {
                ends.extend((of.0 > own.0).then_some(of.0));
                ends.extend((of.1 < own.1).then(|| of.1 + 1));
            }
        }
        // Of equals the first: what has values goes before what is a number.
        let thing = (0..things.len()).rev().max_by_key(|thing| things[*thing]).unwrap_or(0);
        let number = (0..SPANS).rev().max_by_key(|number| ends[*number].len()).unwrap_or(0);
        let ends = &mut ends[number];
        // A price has two ends along a number.
        if things[thing] * 2 >= ends.len() {
            if things[thing] > 0 {
                self.by_values(&region, thing, entries, each);
            }
            return;
        }
        let middle = ends.len() / 2;
        let (_, cut, _) = ends.select_nth_unstable(middle);
        let (low, high) = region.spans[number];
        for part in [(low, *cut - 1), (*cut, high)] {
            let mut smaller = region.clone();
            smaller.spans[number] = part;
            if !each(smaller, entries) {
                return;
            }
        }
    }

    /// Parts a region by the values of a thing: those that no entry names together, then each of the others by itself.
    fn by_values(
        &self,
        region: &Region,
        thing: usize,
        entries: &[usize],
        each: &mut dyn FnMut(Region, &[usize]) -> bool,
    ) {
        let every = || (0..u32::try_from(self.things[thing].values.len()).unwrap_or(u32::MAX)).collect();
        let own: Rc<[u32]> = region.values[thing].clone().unwrap_or_else(every);
        let mut named: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut rest: Vec<usize> = Vec::new();
        for at in entries {
            match &self.entries[*at].region.values[thing] {
                None => rest.push(*at),
                Some(values) => {
                    for value in values.iter().filter(|value| own.binary_search(value).is_ok()) {
                        named.entry(*value).or_default().push(*at);
                    }
                }
            }
        }
        self.steps.set(self.steps.get() + own.len());
        let with = |values: Rc<[u32]>| {
            let mut smaller = region.clone();
            // Of one listed size width, height and area are known.
            if let (SIZE, [one]) = (thing, &*values)
                && let Some(Some(size)) = self.sizes.get(*one as usize)
            {
                smaller.sized(*size);
            }
            smaller.values[thing] = Some(values);
            smaller
        };
        let unnamed: Rc<[u32]> = own.iter().copied().filter(|value| !named.contains_key(value)).collect();
        if !unnamed.is_empty() && !each(with(unnamed), &rest) {
            return;
        }
        for value in own.iter() {
            let Some(of) = named.get(value) else { continue };
            let mut both = [of.as_slice(), rest.as_slice()].concat();
            both.sort_unstable();
            if !each(with(Rc::from([*value])), &both) {
                return;
            }
        }
    }

    /// A region of a kind as it is told: `notice/lost_and_void, page = 1`.
    pub(super) fn said(&self, kind: usize, region: &Region) -> String {
        let (kind, own) = &self.kinds[kind];
        let categories = region.values[CATEGORY].as_ref().unwrap_or(own);
        let word = |at: &u32| match self.things[CATEGORY].values[*at as usize].as_str() {
            "" => kind.clone(),
            category => format!("{kind}/{category}"),
        };
        let mut said = if categories.len() == own.len() {
            vec![kind.clone()]
        } else {
            vec![few(categories.iter().map(word).collect())]
        };
        said.extend(region.values[DAYS].as_ref().map(|sorts| self.days.said(sorts)));
        for (thing, values) in self.things.iter().zip(&region.values).skip(DAYS + 1) {
            let Some(values) = values.as_ref().filter(|values| values.len() < thing.values.len()) else { continue };
            let words = values.iter().map(|value| thing.values[*value as usize].clone()).collect();
            said.push(format!("{} = {}", thing.id, few(words)));
        }
        let date = |days: i64| {
            let date = i32::try_from(days).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            date.map_or_else(String::new, |date| date.to_string())
        };
        let plain = |number: i64| number.to_string();
        let length = |um: i64| Length::um(um).to_string();
        let area = |um2: i64| Decimal::new(um2, 8).normalize().to_string();
        type Say<'s> = &'s dyn Fn(i64) -> String;
        let words: [(&str, Say); SPANS] = [
            ("date", &date),
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

/// Words, the first five of them where they are more.
fn few(words: Vec<String>) -> String {
    let more = if words.len() > 5 { " | …" } else { "" };
    format!("{}{more}", words.into_iter().take(5).collect::<Vec<_>>().join(" | "))
}

/// Of how many runs a price holds for one.
fn rhythm(price: &Price) -> u32 {
    price.on.every_run.unwrap_or(1).max(1)
}
