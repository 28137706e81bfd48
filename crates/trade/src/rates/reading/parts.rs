//! What stands in a card beside its prices: categories, attributes, customers, counting rules, VAT, fees.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, Weekday};
use rust_decimal::Decimal;

use super::DeskKinds;
use super::prices::{PriceNames, Unsure, among};
use crate::ad::{CategoryId, Kind, LineRole};
use crate::legible::LONGEST_NAME;
use crate::measure::Length;
use crate::rates::{
    Attribute, AttributeValue, CancellationFee, CardCategory, CardCustomer, CardKind, CorrectionFee, Counting, Counts,
    FaultOf, Fee, Quantity, RESERVED, RateCard, VatPeriod, VatRate, WEEKDAYS, Weights, WithdrawalStage, folded,
};
use crate::rulefile::{At, Noun, Table, ValueForm, Wrong};

/// Notes an id that stands twice.
fn once(row: &Table, id: &At<String>, seen: &mut HashMap<String, usize>) {
    match seen.get(&id.value) {
        Some(line) => row.wrong_at(&id.span, "id", Wrong::Twice { value: id.value.clone(), line: *line }),
        None => drop(seen.insert(id.value.clone(), row.line(&id.span))),
    }
}

/// The words by which things of a list are said, ids and names, each with what it means and its line.
#[derive(Default)]
pub(super) struct Meanings(HashMap<String, (String, usize)>);

impl Meanings {
    /// Notes a word that means something else already; width, brackets, capitals and blanks make no difference.
    pub(super) fn one_meaning(&mut self, row: &Table, word: &At<String>, key: &str, meant: &str) {
        match self.0.get(&folded(&word.value)) {
            // That an id stands twice is told as such.
            Some((other, _)) if other == meant => {}
            Some((_, line)) => row.wrong_at(&word.span, key, Wrong::Twice { value: word.value.clone(), line: *line }),
            None => drop(self.0.insert(folded(&word.value), (meant.to_owned(), row.line(&word.span)))),
        }
    }
}

/// The first and the last day of a card, as far as it says.
pub(super) type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// Whether some of these days, open where none is named, lie within those of the card.
fn within((from, until): Days, (first, last): Days) -> bool {
    let ends = until.zip(first).is_none_or(|(until, first)| until >= first);
    ends && from.zip(last).is_none_or(|(from, last)| from <= last)
}

/// Tells what lies outside the days of a card, whose first is known then.
fn outside((from, until): Days) -> Option<Wrong> {
    from.map(|from| Wrong::OutsideCard { from, until })
}

/// `[[category]]`: kind, id, name, and the desk's own category like which it is set and checked.
pub(super) fn categories(table: &Table, kinds: &[CardKind], known: &DeskKinds) -> Vec<CardCategory> {
    let mut categories: Vec<CardCategory> = Vec::new();
    let mut seen = HashMap::new();
    let mut words: HashMap<String, Meanings> = HashMap::new();
    let ids: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
    for row in table.tables("category") {
        let kind = row.word("kind");
        match &kind {
            Some(kind) if !ids.contains(&kind.value.as_str()) => {
                row.unknown(kind, "kind", Noun::Kind, ids.iter().copied());
            }
            None if ids.len() > 1 => row.missing("kind", &format!("kind = \"{}\"", ids[0])),
            _ => {}
        }
        let kind = kind.map(|at| at.value).or_else(|| ids.first().map(|id| (*id).to_owned())).unwrap_or_default();
        let id = row.need_name("id", "id = \"lost_licence\"", LONGEST_NAME);
        if let Some(id) = &id {
            let both = At { value: format!("{kind}/{}", id.value), span: id.span.clone() };
            once(&row, &both, &mut seen);
        }
        let like = row.word("like");
        let own = known.categories(&kind);
        let set_like = like.as_ref().and_then(|like| own.iter().copied().find(|id| *id == &*like.value));
        if let (Some(like), None) = (&like, set_like) {
            row.unknown(like, "like", Noun::Category, own.iter().map(|id| id.as_str()));
        }
        let name = row.text("name").or_else(|| id.clone());
        if let (Some(id), Some(name)) = (&id, &name) {
            let words = words.entry(kind.clone()).or_default();
            words.one_meaning(&row, name, "name", &id.value);
            words.one_meaning(&row, id, "id", &id.value);
        }
        let name = name.map(|at| at.value);
        row.close();
        // What cannot be an id is told already as a name that cannot be read.
        if let (Some(id), Some(name)) = (id.and_then(|id| CategoryId::new(id.value).ok()), name) {
            categories.push(CardCategory { kind, id, name, like: set_like.cloned() });
        }
    }
    categories
}

/// `[[attribute]]`: the attributes, and what is not known of those that were written wrongly.
pub(super) fn attributes(table: &Table, kinds: &[CardKind], days: Days) -> (Vec<Attribute>, Unsure) {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut unsure = Unsure::default();
    let mut seen = HashMap::new();
    let ids = PriceNames::of(kinds.iter().map(|kind| kind.id.as_str()));
    for row in table.tables("attribute") {
        let found = row.found();
        let id = row.need_text("id", "id = \"page\"");
        if let Some(id) = &id {
            once(&row, id, &mut seen);
            if RESERVED.contains(&id.value.as_str()) {
                row.wrong("id", Wrong::Twice { value: id.value.clone(), line: 0 });
            }
        }
        let name = row.text("name").or_else(|| id.clone()).map(|at| at.value);
        let number = row.flag("number").unwrap_or(false);
        let several = row.flag("several").unwrap_or(false);
        let values = if number { Vec::new() } else { values(&row, several, days) };
        if several && number {
            row.wrong("several", Wrong::NoEffect { with: "values = [\"1\", \"2\"]" });
        }
        if number && row.has("values") {
            row.wrong("values", Wrong::OneOf { keys: &["number = true", "values = [\"1\", \"2\"]"] });
        }
        let default = row.word("default");
        let by_day = values.iter().any(|value| !value.weekdays.is_empty() || !value.dates.is_empty());
        if by_day && several {
            row.wrong("several", Wrong::NoEffect { with: "values = [\"1\", \"2\"]" });
        }
        if by_day && default.is_some() {
            row.wrong("default", Wrong::NoEffect { with: "values = [\"1\", \"2\"]" });
        }
        if let Some(default) = &default
            && number
            && !default.value.chars().all(|c| c.is_ascii_digit())
        {
            row.wrong("default", Wrong::NotA { form: ValueForm::Whole, value: default.value.clone() });
        }
        if let Some(default) = &default
            && !number
            && !values.iter().any(|value| value.id == default.value)
        {
            row.unknown(default, "default", Noun::Value, values.iter().map(|value| value.id.as_str()));
        }
        let of_kinds = among(&row, "kinds", Noun::Kind, &ids);
        row.close();
        if row.found() > found {
            match &id {
                Some(id) => drop(unsure.values.insert(id.value.clone())),
                None => unsure.ids = true,
            }
        }
        if let (Some(id), Some(name)) = (id, name) {
            let default = default.map(|at| at.value);
            let (kinds, range) = (of_kinds, None);
            attributes.push(Attribute { id: id.value, name, kinds, values, number, default, several, range });
        }
    }
    (attributes, unsure)
}

/// The values of an attribute: words, or tables with id, name, weekdays and dates.
fn values(row: &Table, several: bool, days: Days) -> Vec<AttributeValue> {
    let plain = |id: String, name: String| AttributeValue { id, name, weekdays: Vec::new(), dates: Vec::new() };
    let mut values: Vec<AttributeValue> = Vec::new();
    let mut seen = HashMap::new();
    let mut words = Meanings::default();
    // These part what is said: a value that has one could not be said.
    let parting = |value: &Table, id: &At<String>| {
        if let Some(mark) = [',', '，', '+', '＋']
            .into_iter()
            .find(|mark| id.value.contains(*mark) && (several || !"+＋".contains(*mark)))
        {
            value.wrong_at(&id.span, "id", Wrong::PartingMark { value: id.value.clone(), mark });
        }
    };
    for value in row.words_or_tables("values") {
        let value = match value {
            Ok(word) => {
                once(row, &word, &mut seen);
                words.one_meaning(row, &word, "values", &word.value);
                parting(row, &word);
                values.push(plain(word.value.clone(), word.value));
                continue;
            }
            Err(table) => table,
        };
        let id = value.word("id");
        if id.is_none() && !value.has("id") {
            value.missing("id", "id = \"1\"");
        }
        let name = value.text("name").or_else(|| id.clone());
        let weekdays = value.weekdays("weekdays").unwrap_or_default();
        let dates = value.dates("dates").unwrap_or_default();
        for date in dates.iter().filter(|date| !within((Some(date.value), Some(date.value)), days)) {
            if let Some(outside) = outside(days) {
                value.wrong_at(&date.span, "dates", outside);
            }
        }
        value.close();
        let (Some(id), Some(name)) = (id, name) else { continue };
        once(&value, &id, &mut seen);
        words.one_meaning(&value, &id, "id", &id.value);
        words.one_meaning(&value, &name, "name", &id.value);
        parting(&value, &id);
        values.push(AttributeValue {
            id: id.value,
            name: name.value,
            weekdays: weekdays.into_iter().map(|at| at.value).collect(),
            dates: dates.into_iter().map(|at| at.value).collect(),
        });
    }
    if values.is_empty() && !row.has("values") {
        row.missing("values", "values = [\"1\", \"2\"]");
    }
    weekdays_cover(row, &values);
    values
}

/// Where a value follows from the weekday, each weekday must have exactly one.
fn weekdays_cover(row: &Table, values: &[AttributeValue]) {
    if values.iter().all(|value| value.weekdays.is_empty() && value.dates.is_empty()) {
        return;
    }
    for (at, value) in values.iter().enumerate() {
        let again = value.dates.iter().find(|date| values[..at].iter().any(|other| other.dates.contains(date)));
        if let Some(date) = again {
            row.wrong("values", Wrong::Twice { value: date.to_string(), line: 0 });
        }
        if value.weekdays.is_empty() && value.dates.is_empty() {
            row.wrong("values", Wrong::Missing { write: format!("{{ id = \"{}\", weekdays = [\"sat\"] }}", value.id) });
            return;
        }
    }
    if values.iter().all(|value| value.weekdays.is_empty()) {
        row.wrong("values", Wrong::Missing { write: "weekdays = [\"mon\", \"tue\", …]".to_owned() });
        return;
    }
    for (at, word) in WEEKDAYS.iter().enumerate() {
        let Ok(day) = Weekday::try_from(at as u8) else { continue };
        let with = values.iter().filter(|value| value.weekdays.contains(&day)).count();
        if with != 1 {
            row.wrong("values", Wrong::Weekday { day: (*word).to_owned(), missing: with == 0 });
        }
    }
}

/// `[[customer]]`: the customers of contracts, each name once.
pub(super) fn customers(table: &Table) -> Vec<CardCustomer> {
    let mut customers = Vec::new();
    let mut seen = HashMap::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in table.tables("customer") {
        let id = row.need_text("id", "id = \"district_court\"");
        if let Some(id) = &id {
            once(&row, id, &mut seen);
        }
        let names = row.words("names").unwrap_or_default();
        if names.is_empty() && !row.has("names") {
            row.missing("names", "names = [\"某市某区人民法院\"]");
        }
        for name in &names {
            match known.get(&folded(&name.value)) {
                Some(line) => {
                    row.wrong_at(&name.span, "names", Wrong::Twice { value: name.value.clone(), line: *line });
                }
                None => drop(known.insert(folded(&name.value), row.line(&name.span))),
            }
        }
        let names = names.into_iter().map(|at| at.value).collect();
        row.close();
        customers.extend(id.map(|id| CardCustomer { id: id.value, names }));
    }
    customers
}

/// `[[counting]]`, behind the rules that every card may use.
pub(super) fn counting(table: &Table) -> Vec<Counting> {
    let mut rules = Counting::built_in();
    let mut seen = HashMap::new();
    for row in table.tables("counting") {
        let id = row.need_text("id", "id = \"zi\"");
        if let Some(id) = &id {
            once(&row, id, &mut seen);
            // The rules that every card may use mean the same in all of them.
            if rules.iter().any(|rule| rule.id == id.value) {
                row.wrong("id", Wrong::Twice { value: id.value.clone(), line: 0 });
            }
        }
        let version = row.word("version").map_or_else(|| "1".to_owned(), |at| at.value);
        let name = row.text("name").or_else(|| id.clone()).map(|at| at.value);
        let counts = counts(&row);
        let uncounted = uncounted(&row, counts.as_ref());
        row.close();
        if let (Some(id), Some(name), Some(counts)) = (id, name, counts) {
            rules.push(Counting { id: id.value, version, name, counts, uncounted });
        }
    }
    rules
}

/// The parts of a copy that are not counted, by the words that a card has for them.
const PARTS: [(&str, LineRole); 6] = [
    ("title", LineRole::Title),
    ("case_number", LineRole::CaseNumber),
    ("addressee", LineRole::Addressee),
    ("closing", LineRole::Closing),
    ("signer", LineRole::Signer),
    ("date", LineRole::Date),
];

/// `uncounted = ["title", "date"]`.
fn uncounted(row: &Table, counts: Option<&Counts>) -> Vec<LineRole> {
    let mut roles: Vec<LineRole> = Vec::new();
    for word in row.words("uncounted").unwrap_or_default() {
        match PARTS.iter().find(|(name, _)| *name == word.value) {
            Some((_, role)) if roles.contains(role) => {
                let line = row.line(&word.span);
                row.wrong_at(&word.span, "uncounted", Wrong::Twice { value: word.value, line });
            }
            Some((_, role)) => roles.push(*role),
            None => row.unknown(&word, "uncounted", Noun::Word, PARTS.iter().map(|(name, _)| *name)),
        }
    }
    // Lines as they are set, or by the size, are those of the whole ad.
    if !roles.is_empty() && matches!(counts, Some(Counts::SetLines(_) | Counts::Printed { .. })) {
        row.wrong("uncounted", Wrong::OnlyWith { with: "characters_per_line = 13" });
    }
    roles
}

fn counts(row: &Table) -> Option<Counts> {
    const KINDS: [(&str, u8); 3] = [("characters", 0), ("words", 1), ("lines", 2)];
    if !row.has("counts") {
        row.missing("counts", "counts = \"characters\"");
    }
    let counts = row.choice("counts", &KINDS);
    // Each way asks for its own keys alone: what it has no use for is reported.
    match counts?.value {
        0 => Some(Counts::Characters(weights(row))),
        1 => {
            let hyphen = row.choice("hyphen", &[("joins", false), ("parts", true)]);
            Some(Counts::Words { hyphen_parts: hyphen.is_some_and(|at| at.value) })
        }
        _ => lines(row),
    }
}

/// Lines of so many characters, as the desk sets them, or by the printed size.
fn lines(row: &Table) -> Option<Counts> {
    let (characters, set_in) = (row.whole("characters_per_line"), row.length("set_in"));
    let (line, deck) = (row.length("line_width"), row.length("deck_height"));
    for (key, length) in [("set_in", &set_in), ("line_width", &line), ("deck_height", &deck)] {
        if length.as_ref().is_some_and(|at| at.value == Length::ZERO) {
            row.wrong(key, Wrong::Nothing);
        }
    }
    if row.has("deck_height") && !row.has("line_width") {
        row.wrong("deck_height", Wrong::NoEffect { with: "line_width = 0.4" });
    }
    let written = ["characters_per_line", "set_in", "line_width"].into_iter().filter(|key| row.has(key)).count();
    if written != 1 {
        row.knows(&["han", "punctuation", "digits", "lower", "upper", "spaces", "rounded"]);
        row.wrong("counts", Wrong::OneOf { keys: &["characters_per_line = 13", "set_in = 7.2", "line_width = 0.4"] });
        return None;
    }
    if let Some(line) = line {
        return Some(Counts::Printed { line: line.value, deck: deck.map(|at| at.value) });
    }
    if let Some(width) = set_in {
        return Some(Counts::SetLines(width.value));
    }
    if !row.has("characters_per_line") {
        return None;
    }
    let weights = weights(row);
    Some(Counts::Lines { characters: characters?.value, weights })
}

fn weights(row: &Table) -> Weights {
    let plain = Weights::PLAIN;
    let weight = |key: &'static str, plain: u32| {
        let Some(at) = row.decimal(key) else { return plain };
        let whole = at.value.fract().is_zero().then(|| u32::try_from(at.value).ok()).flatten();
        let whole = whole.filter(|whole| *whole <= 100);
        if whole.is_none() {
            row.wrong(key, Wrong::NotA { form: ValueForm::Whole, value: at.value.to_string() });
        }
        whole.unwrap_or(plain)
    };
    Weights {
        han: weight("han", plain.han),
        punctuation: weight("punctuation", plain.punctuation),
        digits: weight("digits", plain.digits),
        lower: weight("lower", plain.lower),
        upper: weight("upper", plain.upper),
        spaces: weight("spaces", plain.spaces),
        together: row.choice("rounded", &[("stretch", false), ("copy", true)]).is_some_and(|at| at.value),
    }
}

/// `[[vat]]`, each tax in the order of its days.
pub(super) fn vat(table: &Table, days: Days) -> Vec<VatPeriod> {
    let mut periods: Vec<(VatPeriod, Table)> = Vec::new();
    for row in table.tables("vat") {
        let (from, until) = row.period("from", "until");
        if !row.has("percent") {
            row.missing("percent", "percent = 6");
        }
        let percent = row.tax_rate("percent");
        let name = row.text("name").map(|at| at.value).unwrap_or_default();
        row.close();
        if !within((from, until), days)
            && let Some(outside) = outside(days)
        {
            row.wrong(
                if until.zip(days.0).is_some_and(|(until, first)| until < first) { "until" } else { "from" },
                outside,
            );
        }
        let Some(percent) = percent else { continue };
        if percent.value > Decimal::ONE_HUNDRED {
            let wrong = Wrong::PercentOver { value: percent.value.to_string(), meant: "6".to_owned(), may: false };
            row.wrong("percent", wrong);
            continue;
        }
        let thousandths = u32::try_from(percent.value * Decimal::ONE_THOUSAND).unwrap_or_default();
        periods.push((VatPeriod { name, from, until, rate: VatRate::thousandths(thousandths) }, row));
    }
    // What has one name is one tax, whose rate changes with the days.
    periods.sort_by(|(one, _), (other, _)| (&one.name, one.from).cmp(&(&other.name, other.from)));
    for pair in periods.windows(2).filter(|pair| pair[0].0.name == pair[1].0.name) {
        let (one, next) = (&pair[0].0, &pair[1]);
        let from = next.0.from.unwrap_or(chrono::NaiveDate::MIN);
        match one.until {
            Some(until) if until < from => {
                if until.succ_opt() != Some(from) {
                    next.1.wrong("from", Wrong::DatesHole { until, from });
                }
            }
            until => {
                let line = pair[0].1.line(&pair[0].1.span());
                let overlap = Wrong::DatesOverlap { line, from, until };
                let open = Wrong::Missing { write: "from = 2028-01-01".to_owned() };
                next.1.wrong("from", if next.0.from.is_some() { overlap } else { open });
            }
        }
    }
    periods.into_iter().map(|(vat, _)| vat).collect()
}

/// A fee: `percent`, `amount`, `free = true` or `refused = true`.
fn fee(row: &Table) -> Option<Fee> {
    let percent = row.percent("percent");
    if let Some(percent) = percent.as_ref().filter(|at| at.value > Decimal::ONE_HUNDRED) {
        let wrong = Wrong::PercentOver { value: percent.value.to_string(), meant: "100".to_owned(), may: false };
        row.wrong("percent", wrong);
    }
    let amount = row.price("amount");
    let free = row.flag("free").unwrap_or(false);
    let refused = row.flag("refused").unwrap_or(false);
    let fees = [
        percent.map(|at| Fee::Percent(Quantity(at.value))),
        amount.map(|at| Fee::Amount(at.value)),
        free.then_some(Fee::Free),
        refused.then_some(Fee::Refused),
    ];
    let mut said = fees.into_iter().flatten();
    let one = said.next();
    if one.is_none() && !row.has("percent") && !row.has("amount") || said.next().is_some() {
        row.wrong("", Wrong::OneOf { keys: &["percent = 20", "amount = 50.00", "free = true", "refused = true"] });
        return None;
    }
    one
}

/// `[[cancellation]]`, a stage each.
pub(super) fn cancellation(table: &Table) -> Vec<CancellationFee> {
    let mut fees: Vec<(CancellationFee, usize)> = Vec::new();
    for row in table.tables("cancellation") {
        let stage = stage(&row);
        let fee = fee(&row);
        let of_rest = row.choice("of", &[("total", false), ("rest", true)]).is_some_and(|at| at.value);
        if of_rest && !matches!(stage, Some(WithdrawalStage::Appeared(_)) | None) {
            row.wrong("of", Wrong::OnlyWith { with: "appeared = 1" });
        }
        row.close();
        if let (Some(stage), Some(fee)) = (stage, fee) {
            let line = row.line(&row.span());
            if let Some((_, first)) = fees.iter().find(|(other, _)| other.stage == stage) {
                let key = ["stage", "days_before", "appeared"].into_iter().find(|key| row.has(key)).unwrap_or("");
                row.wrong(key, Wrong::Twice { value: row.written(key).unwrap_or_default(), line: *first });
            }
            fees.push((CancellationFee { stage, fee, of_rest }, line));
        }
    }
    fees.sort_by_key(|(fee, _)| match fee.stage {
        // The earlier it is withdrawn, the earlier it is told.
        WithdrawalStage::DaysBefore(days) => (0, u32::MAX - days, fee.stage),
        WithdrawalStage::BeforeDeadline | WithdrawalStage::AfterDeadline | WithdrawalStage::AfterMakeUp => {
            (1, 0, fee.stage)
        }
        WithdrawalStage::Appeared(runs) => (2, runs, fee.stage),
    });
    fees.into_iter().map(|(fee, _)| fee).collect()
}

/// When a booking is withdrawn: a stage by name, at least so many days before the first run, or when so many runs have appeared.
pub(super) fn stage(row: &Table) -> Option<WithdrawalStage> {
    let named = row.choice("stage", &WithdrawalStage::NAMED).map(|at| at.value);
    let days = row.days("days_before").map(|at| WithdrawalStage::DaysBefore(at.value));
    let appeared = row.whole("appeared").map(|at| WithdrawalStage::Appeared(at.value));
    let written = ["stage", "days_before", "appeared"].into_iter().filter(|key| row.has(key)).count();
    if written != 1 {
        const KEYS: &[&str] = &["stage = \"before_deadline\"", "days_before = 3", "appeared = 1"];
        row.wrong("", Wrong::OneOf { keys: KEYS });
        return None;
    }
    named.or(days).or(appeared)
}

/// `[[correction]]`, by whose error it was.
pub(super) fn correction(table: &Table) -> Vec<CorrectionFee> {
    let mut fees = Vec::new();
    for row in table.tables("correction") {
        if !row.has("fault") {
            row.missing("fault", "fault = \"customer\"");
        }
        let fault = row.choice("fault", &FaultOf::ALL);
        let fee = fee(&row);
        row.close();
        if let (Some(fault), Some(fee)) = (fault, fee) {
            if fees.iter().any(|other: &CorrectionFee| other.fault == fault.value) {
                row.wrong("fault", Wrong::Twice { value: row.written("fault").unwrap_or_default(), line: 0 });
            }
            fees.push(CorrectionFee { fault: fault.value, fee });
        }
    }
    fees
}

/// The ids that prices may name as categories: those of the card and those of the desk.
pub(super) fn known_categories<'a>(categories: &'a [CardCategory], known: &'a DeskKinds) -> Vec<&'a CategoryId> {
    let own = categories.iter().map(|category| &category.id);
    own.chain(Kind::ALL.into_iter().flat_map(|kind| known.categories(kind.id()))).collect()
}

/// The categories of a kind: those that the card names, and the desk's own of that kind.
pub(super) fn categories_of(card: &RateCard, kind: &str, known: &DeskKinds) -> HashSet<CategoryId> {
    let own = card.categories_of(kind).map(|category| &category.id);
    own.chain(known.categories(kind)).cloned().collect()
}
