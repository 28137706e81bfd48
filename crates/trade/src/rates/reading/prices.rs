//! The prices of a card, its surcharges and its discounts.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::change::how;
use super::parts::known_categories;
use super::rate::rate;
use super::{DeskKinds, cells};
use crate::ad::CategoryId;
use crate::money::Money;
use crate::rates::{
    Adjustment, AdjustmentRule, Amount, Attribute, Base, Conditions, DEADLINE, Price, RESERVED, Rate, RateCard, Share,
    SizeBounds, WEEKDAYS,
};
use crate::rulefile::{At, Noun, Table, Wrong};

/// Where the prices of a card stand in its file, for what is found out about them later.
pub(super) struct RowLocations {
    pub(super) prices: Vec<RowLocation>,
    /// Each surcharge and discount, in the order in which they are applied.
    pub(super) adjustments: Vec<RowLocation>,
    /// The sizes that each price lists; the price itself where it lists none.
    pub(super) sizes: Vec<Range<usize>>,
}

/// Where a row stands.
pub(super) struct RowLocation {
    /// In the file, in bytes.
    pub(super) span: Range<usize>,
    path: String,
}

impl RowLocation {
    fn of(row: &Table) -> RowLocation {
        RowLocation { span: row.span(), path: row.field("") }
    }

    /// The path of a key of the row.
    pub(super) fn field(&self, key: &str) -> String {
        if key.is_empty() { self.path.clone() } else { format!("{}.{key}", self.path) }
    }
}

/// Names that rows may use, in the order of the card.
#[derive(Default)]
pub(super) struct PriceNames {
    list: Vec<String>,
    set: HashSet<String>,
}

impl PriceNames {
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> PriceNames {
        let mut all = PriceNames::default();
        for name in names {
            if all.set.insert(name.to_owned()) {
                all.list.push(name.to_owned());
            }
        }
        all
    }

    fn has(&self, name: &str) -> bool {
        self.set.contains(name)
    }

    fn all(&self) -> impl Iterator<Item = &str> + Clone {
        self.list.iter().map(String::as_str)
    }
}

/// What the conditions of a card may name.
struct Vocabulary<'u> {
    kinds: PriceNames,
    categories: PriceNames,
    customers: PriceNames,
    attributes: Vec<(String, PriceNames)>,
    /// Attributes in which something is wrong already: what follows from that is not told besides.
    unsure: &'u Unsure,
}

/// What is not known of a card's attributes, since it was written wrongly.
#[derive(Default)]
pub(super) struct Unsure {
    /// Those whose values are not all known.
    pub(super) values: HashSet<String>,
    /// Whether some attribute has no id.
    pub(super) ids: bool,
}

impl<'u> Vocabulary<'u> {
    fn of(card: &RateCard, known: &DeskKinds, unsure: &'u Unsure) -> Vocabulary<'u> {
        let own = card.attributes.iter().map(|attribute| {
            (attribute.id.clone(), PriceNames::of(attribute.values.iter().map(|value| value.id.as_str())))
        });
        let every = [
            ("weekday".to_owned(), PriceNames::of(WEEKDAYS.into_iter())),
            ("deadline".to_owned(), PriceNames::of(DEADLINE.into_iter())),
        ];
        Vocabulary {
            kinds: PriceNames::of(card.kinds.iter().map(|kind| kind.id.as_str())),
            categories: PriceNames::of(known_categories(&card.categories, known).into_iter().map(|id| id.as_str())),
            customers: PriceNames::of(card.customers.iter().map(|customer| customer.id.as_str())),
            attributes: own.chain(every).collect(),
            unsure,
        }
    }
}

/// Reads prices, surcharges and discounts into a card whose other parts are read.
pub(super) fn read(table: &Table, card: &mut RateCard, known: &DeskKinds, unsure: &Unsure) -> RowLocations {
    let mut spans = RowLocations { prices: Vec::new(), adjustments: Vec::new(), sizes: Vec::new() };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let vocabulary = Vocabulary::of(card, known, unsure);
    let rows = table.tables("price");
    if rows.is_empty() && !table.has("price") {
        table.missing("price", "[[price]]\nper = \"cm2\"\nprice = \"25.00\"");
    }
    // What `without` and `share_of` name is read after the rows that they name.
    let mut excluded: Vec<(usize, Vec<At<String>>)> = Vec::new();
    let mut shares: Vec<(usize, At<String>)> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let id = row.word("id");
        if let Some(id) = &id {
            once(row, id, &mut seen);
        }
        let name = row.text("name").map(|at| at.value).unwrap_or_default();
        let on = conditions(row, &vocabulary);
        let share = share(row);
        let rate = if row.has("share_of") { share.is_some().then(Rate::unread) } else { rate(row, card, "price") };
        let without = row.words("without").unwrap_or_default();
        row.close();
        let Some(rate) = rate else { continue };
        let at = card.prices.len();
        excluded.push((at, without));
        let id = id.map_or_else(|| format!("price-{}", i + 1), |at| at.value);
        card.cells.extend(cells::of_row(row, &id, card.grid));
        let share = share.map(|(of, percent)| {
            let share = Share { of: of.value.clone(), percent };
            shares.push((at, of));
            share
        });
        let line = row.line(&row.span());
        card.prices.push(Price { id, name, on, rate, share, without: Vec::new(), line });
        spans.prices.push(RowLocation::of(row));
        spans.sizes.push(row.span_of("sizes"));
    }
    take_shares(table, card, &spans, shares);
    let mut adjustments: Vec<(u32, Adjustment, Table)> = Vec::new();
    for (key, discount) in [("surcharge", false), ("discount", true)] {
        for (i, row) in table.tables(key).into_iter().enumerate() {
            let id = row.word("id");
            if let Some(id) = &id {
                once(&row, id, &mut seen);
                // These two stand for something else in a base.
                if ["price", "so_far"].contains(&id.value.as_str()) {
                    row.wrong("id", Wrong::Twice { value: id.value.clone(), line: 0 });
                }
            }
            let name = row.text("name").or_else(|| id.clone()).map(|at| at.value);
            let on = conditions(&row, &vocabulary);
            let order = row.whole("order").map(|at| at.value);
            let group = row.word("group").map(|at| at.value);
            let how = how(&row, card, discount);
            row.close();
            let Some(how) = how else { continue };
            let id = id.map_or_else(|| format!("{key}-{}", i + 1), |at| at.value);
            card.cells.extend(cells::of_row(&row, &id, card.grid));
            let name = name.unwrap_or_else(|| id.clone());
            // Surcharges before discounts, each in the order of the file, unless the card says otherwise.
            let order = order.unwrap_or(if discount { 2_000 } else { 1_000 });
            let line = row.line(&row.span());
            adjustments.push((order, Adjustment { id, name, discount, on, how, group, line }, row));
        }
    }
    adjustments.sort_by_key(|(order, ..)| *order);
    let mut rows = Vec::new();
    for (_, adjustment, row) in adjustments {
        card.adjustments.push(adjustment);
        spans.adjustments.push(RowLocation::of(&row));
        rows.push(row);
    }
    choices(card, &spans, table);
    let ids = PriceNames::of(card.adjustments.iter().map(|adjustment| adjustment.id.as_str()));
    for (price, without) in excluded {
        known_once(table, &spans.prices[price].field("without"), Noun::Adjustment, &without, &ids);
        card.prices[price].without = without.into_iter().map(|at| at.value).collect();
    }
    sums_name_earlier_ones(&rows, card);
    groups_are_of_one_place(&rows, card);
    spans
}

fn once(row: &Table, id: &At<String>, seen: &mut HashMap<String, usize>) {
    match seen.get(&id.value) {
        Some(line) => row.wrong("id", Wrong::Twice { value: id.value.clone(), line: *line }),
        None => drop(seen.insert(id.value.clone(), row.line(&id.span))),
    }
}

/// `share_of = "licence"` with `percent = 50`: the price of another, of which only so many percent are charged.
fn share(row: &Table) -> Option<(At<String>, Decimal)> {
    let of = row.word("share_of");
    if !row.has("share_of") {
        return None;
    }
    // Whatever else says what it costs has no place beside it.
    let own = ["price", "price_from", "price_to", "sizes", "tiers", "free", "per"].into_iter().find(|key| row.has(key));
    if let Some(key) = own {
        super::rate::recognize(row);
        row.wrong(key, Wrong::OneOf { keys: &["share_of = \"licence\" + percent = 50", "per = … + price = …"] });
    }
    if !row.has("percent") {
        row.missing("percent", "percent = 50");
    }
    let percent = row.percent("percent");
    own.is_none().then_some(())?;
    Some((of?, percent?.value))
}

/// Gives each price that is a share the rate of the other.
fn take_shares(table: &Table, card: &mut RateCard, spans: &RowLocations, shares: Vec<(usize, At<String>)>) {
    let by_id: HashMap<String, usize> =
        card.prices.iter().enumerate().map(|(at, price)| (price.id.clone(), at)).collect();
    let mut rates: Vec<(usize, Rate)> = Vec::new();
    for (at, of) in &shares {
        let field = spans.prices[*at].field("share_of");
        match by_id.get(&of.value).map(|other| &card.prices[*other]) {
            Some(other) if other.share.is_none() => rates.push((*at, other.rate.clone())),
            Some(_) => table.wrong_at(&of.span, &field, Wrong::ShareOfShare { value: of.value.clone() }),
            None => {
                let known = card.prices.iter().filter(|price| price.share.is_none()).map(|price| price.id.as_str());
                table.unknown(of, &field, Noun::Price, known.collect::<Vec<_>>());
            }
        }
    }
    for (at, rate) in rates {
        card.prices[at].rate = rate;
    }
}

/// Prices, surcharges and discounts that leave a choice are asked for like attributes, by their ids.
fn choices(card: &mut RateCard, spans: &RowLocations, table: &Table) {
    let yuan = |money: Money| Decimal::new(money.as_fen(), 2);
    let of_rate = |rate: &Rate| match rate.amount {
        Amount::Chosen { from, to, .. } => Some((yuan(from), yuan(to))),
        _ => None,
    };
    let prices = card.prices.iter().zip(&spans.prices).filter(|(price, _)| price.share.is_none()).filter_map(
        |(price, place)| {
            Some((price.id.clone(), price.name.clone(), price.on.kinds.clone(), of_rate(&price.rate)?, place))
        },
    );
    let changes = card.adjustments.iter().zip(&spans.adjustments).filter_map(|(one, place)| {
        let range = match &one.how {
            AdjustmentRule::Percent { percent, to: Some(to), .. } => Some((*percent, *to)),
            AdjustmentRule::Rate(rate) => of_rate(rate),
            _ => None,
        };
        Some((one.id.clone(), one.name.clone(), one.on.kinds.clone(), range?, place))
    });
    let mut numbers = Vec::new();
    let own: HashSet<&str> = card.attributes.iter().map(|attribute| attribute.id.as_str()).collect();
    for (id, name, kinds, range, place) in prices.chain(changes) {
        // It is said under this word, which nothing else may have.
        if own.contains(id.as_str()) || RESERVED.contains(&id.as_str()) {
            table.wrong_at(&place.span, &place.field("id"), Wrong::Twice { value: id.clone(), line: 0 });
        }
        let name = if name.is_empty() { id.clone() } else { name };
        let (values, default, several) = (Vec::new(), None, false);
        numbers.push(Attribute { id, name, kinds, values, number: true, default, several, range: Some(range) });
    }
    card.attributes.extend(numbers);
}

/// A percentage of a sum may name only what is applied before it, run by run.
fn sums_name_earlier_ones(rows: &[Table], card: &RateCard) {
    for (i, (adjustment, row)) in card.adjustments.iter().zip(rows).enumerate() {
        let (AdjustmentRule::Percent { of: Base::Sum(_), .. }
        | AdjustmentRule::ByRuns { of: Base::Sum(_), .. }
        | AdjustmentRule::ByCount { of: Base::Sum(_), .. }) = &adjustment.how
        else {
            continue;
        };
        let earlier: Vec<&str> = card.adjustments[..i]
            .iter()
            .filter(|one| !one.once())
            .map(|one| one.id.as_str())
            .chain(["price"])
            .collect();
        let mut named: HashSet<String> = HashSet::new();
        for word in row.words("of").unwrap_or_default() {
            if !named.insert(word.value.clone()) {
                let line = row.line(&word.span);
                row.wrong_at(&word.span, "of", Wrong::Twice { value: word.value, line });
                continue;
            }
            if earlier.contains(&word.value.as_str()) {
                continue;
            }
            if card.adjustments.iter().any(|one| one.id == word.value) {
                row.wrong_at(&word.span, "of", Wrong::NotBefore { value: word.value });
            } else {
                row.unknown(&word, "of", Noun::Adjustment, earlier.iter().copied().chain(["so_far"]));
            }
        }
    }
}

/// Of a group one is chosen: all of them are taken run by run, or all once a booking.
fn groups_are_of_one_place(rows: &[Table], card: &RateCard) {
    for (i, (adjustment, row)) in card.adjustments.iter().zip(rows).enumerate() {
        let Some(group) = &adjustment.group else { continue };
        let other = card.adjustments[..i].iter().find(|one| one.group.as_ref() == Some(group));
        if other.is_some_and(|other| other.once() != adjustment.once() || other.discount != adjustment.discount) {
            row.wrong("group", Wrong::GroupMixed { group: group.clone() });
        }
    }
}

/// When a row holds.
fn conditions(row: &Table, names: &Vocabulary) -> Conditions {
    let (from, until) = row.period("from", "until");
    let (least_runs, most_runs) = (row.whole("least_runs"), row.whole("most_runs"));
    if let (Some(least), Some(most)) = (&least_runs, &most_runs)
        && least.value > most.value
    {
        row.wrong("most_runs", Wrong::LessThan { than: format!("least_runs = {}", least.value) });
    }
    let (from_run, to_run) = (row.whole("from_run"), row.whole("to_run"));
    if let (Some(first), Some(last)) = (&from_run, &to_run)
        && first.value > last.value
    {
        row.wrong("to_run", Wrong::LessThan { than: format!("from_run = {}", first.value) });
    }
    let length = |key: &'static str| row.length(key).map(|at| at.value);
    let area = |key: &'static str| row.decimal(key).map(|at| at.value);
    let size = SizeBounds {
        least_width: length("least_width"),
        most_width: length("most_width"),
        least_height: length("least_height"),
        most_height: length("most_height"),
        least_area: area("least_area"),
        most_area: area("most_area"),
    };
    for (least, most, key, name) in [
        (size.least_width.map(um), size.most_width.map(um), "most_width", "least_width"),
        (size.least_height.map(um), size.most_height.map(um), "most_height", "least_height"),
        (size.least_area, size.most_area, "most_area", "least_area"),
    ] {
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            row.wrong(key, Wrong::LessThan { than: format!("{name} = {}", least.normalize()) });
        }
    }
    Conditions {
        kinds: among(row, "kinds", Noun::Kind, &names.kinds),
        // What is none is told already as one that nobody knows.
        categories: among(row, "categories", Noun::Category, &names.categories)
            .into_iter()
            .filter_map(|word| CategoryId::new(word).ok())
            .collect(),
        customers: among(row, "customers", Noun::Customer, &names.customers),
        when: when(row, names),
        from,
        until,
        least_runs: least_runs.map(|at| at.value),
        most_runs: most_runs.map(|at| at.value),
        from_run: from_run.map(|at| at.value),
        to_run: to_run.map(|at| at.value),
        every_run: row.whole("every_run").map(|at| at.value),
        size,
    }
}

/// Reads words that must be among those known, none twice.
pub(super) fn among(row: &Table, key: &'static str, noun: Noun, known: &PriceNames) -> Vec<String> {
    let words = row.words(key).unwrap_or_default();
    known_once(row, key, noun, &words, known);
    words.into_iter().map(|at| at.value).collect()
}

fn known_once(row: &Table, key: &str, noun: Noun, words: &[At<String>], known: &PriceNames) {
    let mut seen: HashSet<&str> = HashSet::new();
    for word in words {
        if !known.has(&word.value) {
            row.unknown(word, key, noun, known.all());
        } else if !seen.insert(&word.value) {
            let line = row.line(&word.span);
            row.wrong_at(&word.span, key, Wrong::Twice { value: word.value.clone(), line });
        }
    }
}

/// `when = { page = "1", colour = ["red", "black"] }`.
fn when(row: &Table, names: &Vocabulary) -> Vec<(String, Vec<String>)> {
    let mut when = Vec::new();
    for (name, words) in row.named_words("when") {
        let unsure = names.unsure.values.contains(&name.value);
        match names.attributes.iter().find(|(id, _)| *id == name.value) {
            Some((_, values)) if !unsure => {
                known_once(row, &format!("when.{}", name.value), Noun::Value, &words, values);
            }
            None if !unsure && !names.unsure.ids => {
                let known: Vec<&str> = names.attributes.iter().map(|(id, _)| id.as_str()).collect();
                row.unknown(&name, "when", Noun::Attribute, known);
                continue;
            }
            _ => {}
        }
        when.push((name.value, words.into_iter().map(|at| at.value).collect()));
    }
    when
}

/// A length in centimetres, as a number that bounds are compared by.
fn um(length: crate::measure::Length) -> Decimal {
    Decimal::new(length.as_um(), 4)
}
