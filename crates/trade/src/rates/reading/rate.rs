//! What a row of a card costs: an amount for each unit, listed sizes, tiers.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::steps::{WrittenStep, ends};
use crate::measure::Size;
use crate::money::Money;
use crate::rates::{Amount, Counts, Each, Grid, ListedSize, Per, Rate, RateCard, Tier, TierPrice};
use crate::rulefile::{At, Noun, Table, ValueForm, Wrong};

/// How much a row costs; `key` is where a single price stands: `price`, or `amount` of a surcharge.
pub(super) fn rate(row: &Table, card: &RateCard, key: &'static str) -> Option<Rate> {
    let made = read(row, card, key);
    if made.is_none() {
        // What is wrong is told: no key that a rate may have is called unknown besides.
        recognize(row);
    }
    made
}

fn read(row: &Table, card: &RateCard, key: &'static str) -> Option<Rate> {
    let per = row.choice("per", &Per::ALL).map(|at| at.value);
    let per = match per {
        Some(per) => per,
        None if row.has("per") => return None,
        None if key == "amount" => Per::Run,
        None => {
            row.missing("per", "per = \"cm2\"");
            return None;
        }
    };
    if key == "price" && per == Per::Booking {
        row.wrong("per", Wrong::OneOf { keys: &["per = \"run\"", "[[surcharge]] per = \"booking\""] });
    }
    // What is free is said so: a price of zero is a slip.
    let free = key == "price" && row.flag("free").unwrap_or(false);
    if free && ["price", "price_from", "price_to", "minimum", "tiers", "sizes"].iter().any(|key| row.has(key)) {
        row.wrong("free", Wrong::OneOf { keys: &["free = true", "price = \"25.00\""] });
    }
    let units = units(row);
    let each = fine(row, key);
    let (chosen, chooses) = chosen(row, key);
    let blocks = blocks(row, card);
    let tiers = row.tables("tiers");
    let amount = match (each, row.has("sizes"), row.has("tiers")) {
        _ if chooses && (row.has(key) || row.has("sizes") || row.has("tiers") || per == Per::Block) => {
            row.wrong(
                CHOSEN.0,
                Wrong::OneOf { keys: &["price = 100", "price_from = 100 + price_to = 200", "tiers = […]"] },
            );
            None
        }
        _ if chooses => chosen,
        (None, false, false) if free && !row.has(key) && per != Per::Block => Some(Amount::Each(Money::ZERO)),
        (Some((each, _)), false, false) if per != Per::Block => Some(Amount::Each(each)),
        (None, true, false) if per == Per::Block => Some(Amount::Blocks(blocks)),
        (None, false, true) if per != Per::Block => tiered(row, per, tiers),
        (None, false, false) if row.has(key) => None,
        (None, false, false) if per == Per::Block => {
            row.missing("sizes", "sizes = [{ size = \"7.2x3\", price = \"299.00\" }]");
            None
        }
        (None, false, false) => {
            row.missing(key, &format!("{key} = \"25.00\""));
            None
        }
        _ if per == Per::Block => {
            row.wrong("per", Wrong::OneOf { keys: &["per = \"block\" + sizes = […]", "per = \"run\" + price = …"] });
            None
        }
        _ => {
            let key = if row.has("sizes") { "sizes" } else { "tiers" };
            row.wrong(key, Wrong::OneOf { keys: &["price", "tiers", "per = \"block\" + sizes"] });
            None
        }
    };
    let counting = counting(row, card, per);
    let (least, most) = (row.decimal("least").map(|at| at.value), row.decimal("most").map(|at| at.value));
    let step = row.whole("step").map(|at| at.value);
    let round_up_to = row.decimal("round_up_to").map(|at| at.value);
    let for_runs = if key == "price" { row.whole("for_runs").map(|at| at.value) } else { None };
    let each_piece = each_piece(row, card, per);
    let (minimum, cap) = (row.price("minimum").map(|at| at.value), row.price("cap").map(|at| at.value));
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        row.wrong("most", Wrong::LessThan { than: format!("least = {}", least.normalize()) });
    }
    if most.is_some_and(|most| most.is_zero()) {
        row.wrong("most", Wrong::Nothing);
    }
    if let (Some(minimum), Some(cap)) = (minimum, cap)
        && minimum > cap
    {
        row.wrong("cap", Wrong::LessThan { than: format!("minimum = {minimum}") });
    }
    if round_up_to.is_some_and(|to| to.is_zero()) {
        row.wrong("round_up_to", Wrong::Nothing);
    }
    if step.is_some() && row.has("tiers") {
        row.wrong("step", Wrong::OneOf { keys: &["tiers = [{ …, step = 25 }]", "step"] });
    }
    let whole = |key: &str, number: Option<Decimal>| {
        if per.counted() && number.is_some_and(|number| !number.fract().is_zero()) {
            row.wrong(key, Wrong::NotA { form: ValueForm::Whole, value: number.unwrap_or_default().to_string() });
        }
    };
    whole("least", least);
    whole("most", most);
    whole("round_up_to", round_up_to);
    let gridded = card.grid.is_some() || card.kinds.iter().all(|kind| kind.grid.is_some());
    if matches!(per, Per::ColumnCm | Per::ColumnMm | Per::ColumnInch) && !gridded {
        row.wrong("per", Wrong::NoGrid);
    }
    let number = number(row, card, per);
    let amount = amount?;
    if let Amount::Tiers { tiers, .. } = &amount
        && let Some(up_to) = tiers.last().and_then(|tier| tier.up_to)
        && most.is_none_or(|most| most > up_to)
    {
        row.wrong("tiers", Wrong::TierEnd { up_to: Some(up_to.normalize().to_string()) });
    }
    let units = units.or_else(|| fine(row, key).and_then(|(_, units)| units));
    let each = each_piece;
    Some(Rate { per, amount, counting, number, least, most, step, units, round_up_to, minimum, cap, for_runs, each })
}

impl Rate {
    /// Stands where a rate is not read yet.
    pub(super) fn unread() -> Rate {
        Rate {
            per: Per::Run,
            amount: Amount::Each(Money::ZERO),
            counting: None,
            least: None,
            most: None,
            step: None,
            units: None,
            number: None,
            round_up_to: None,
            minimum: None,
            cap: None,
            for_runs: None,
            each: None,
        }
    }
}

/// The keys of a price, and of an amount, between which the clerk chooses.
const CHOSEN: (&str, &str) = ("price_from", "price_to");
const CHOSEN_AMOUNT: (&str, &str) = ("amount_from", "amount_to");

/// `price_from = 100` with `price_to = 200`; and whether either stands there.
fn chosen(row: &Table, key: &str) -> (Option<Amount>, bool) {
    let (low, high) = if key == "price" { CHOSEN } else { CHOSEN_AMOUNT };
    if !row.has(low) && !row.has(high) {
        return (None, false);
    }
    for (key, write) in [(low, format!("{low} = 100")), (high, format!("{high} = 200"))] {
        if !row.has(key) {
            row.missing(key, &write);
        }
    }
    let (from, to) = (row.price(low).map(|at| at.value), row.price(high).map(|at| at.value));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        row.wrong(high, Wrong::LessThan { than: format!("{low} = {from}") });
    }
    if !row.has("id") {
        row.missing("id", "id = \"place\"");
    }
    let id = row.written("id").unwrap_or_default();
    (from.zip(to).map(|(from, to)| Amount::Chosen { id, from, to }), true)
}

/// `each = "case_number"`: the copy is several pieces.
fn each_piece(row: &Table, card: &RateCard, per: Per) -> Option<Each> {
    let each = row.choice("each", &[("piece", Each::Given), ("case_number", Each::CaseNumber)])?;
    let counting = row.word("count").and_then(|named| card.counting(&named.value));
    if !per.by_copy() || counting.is_some_and(|rule| !rule.by_copy()) {
        row.wrong("each", Wrong::OnlyWith { with: "per = \"character\"" });
    }
    Some(each.value)
}

/// What is measured or counted, where nothing of its price is asked.
pub(super) fn measure(row: &Table, card: &RateCard) -> Option<Rate> {
    if !row.has("per") {
        row.missing("per", "per = \"character\"");
    }
    let per = row.choice("per", &Per::ALL)?.value;
    if matches!(per, Per::Block | Per::Run | Per::Booking) {
        row.wrong("per", Wrong::OneOf { keys: &["per = \"character\"", "per = \"column_inch\"", "per = \"cm2\""] });
        return None;
    }
    let (counting, number) = (counting(row, card, per), number(row, card, per));
    Some(Rate { per, counting, number, ..Rate::unread() })
}

/// Recognizes every key of a rate, without reading any.
pub(super) fn recognize(row: &Table) {
    const KEYS: [&str; 22] = [
        "price_from",
        "price_to",
        "amount_from",
        "amount_to",
        "each",
        "per",
        "price",
        "amount",
        "free",
        "sizes",
        "tiers",
        "tiers_are",
        "count",
        "number",
        "least",
        "most",
        "step",
        "units",
        "round_up_to",
        "minimum",
        "cap",
        "for_runs",
    ];
    row.knows(&KEYS);
}

/// An amount above zero. One with three or four decimals is that of a hundred units, pro rata: no fen is broken.
fn fine(row: &Table, key: &'static str) -> Option<(Money, Option<u32>)> {
    let fen = row.unit_price(key)?.value;
    if fen.is_zero() {
        row.wrong(key, Wrong::Nothing);
        return None;
    }
    if fen.fract().is_zero() {
        return Some((Money::fen(i64::try_from(fen).ok()?), None));
    }
    let hundredfold = i64::try_from((fen * Decimal::ONE_HUNDRED).normalize()).ok()?;
    Some((Money::fen(hundredfold), Some(100 * units(row).unwrap_or(1))))
}

/// For how many units the price is.
fn units(row: &Table) -> Option<u32> {
    row.whole("units").map(|at| at.value)
}

/// The number of the card's own that a price by the piece counts.
fn number(row: &Table, card: &RateCard, per: Per) -> Option<String> {
    let named = row.word("number")?;
    let known: Vec<&str> = card.attributes.iter().filter(|one| one.number).map(|one| one.id.as_str()).collect();
    if !matches!(per, Per::Piece | Per::Booking) {
        row.wrong("number", Wrong::OnlyWith { with: "per = \"piece\"" });
    } else if !known.contains(&named.value.as_str()) {
        row.unknown(&named, "number", Noun::Attribute, known);
    }
    Some(named.value)
}

/// The counting rule of a row that counts the copy.
fn counting(row: &Table, card: &RateCard, per: Per) -> Option<String> {
    if !per.by_copy() {
        if row.has("count") {
            // The rule is named; that it counts nothing here is the one mistake.
            row.word("count");
            row.wrong(
                "count",
                Wrong::OneOf { keys: &["per = \"character\" + count", "per = \"word\"", "per = \"line\""] },
            );
        }
        return None;
    }
    let named = row.word("count");
    let fits = |counts: &Counts| match per {
        Per::Character => matches!(counts, Counts::Characters(_)),
        Per::Word => matches!(counts, Counts::Words { .. }),
        Per::Line => matches!(counts, Counts::Lines { .. } | Counts::SetLines(_) | Counts::Printed { .. }),
        _ => false,
    };
    let known: Vec<&str> =
        card.counting.iter().filter(|rule| fits(&rule.counts)).map(|rule| rule.id.as_str()).collect();
    match named {
        Some(named) => {
            if !known.contains(&named.value.as_str()) {
                row.unknown(&named, "count", Noun::Counting, known);
            }
            Some(named.value)
        }
        None if per == Per::Line => {
            // A line is as long as the paper says: there is no rule for it that holds everywhere.
            match known.as_slice() {
                [only] => Some((*only).to_owned()),
                _ => {
                    row.missing("count", "[[counting]]\nid = \"lines\"\ncounts = \"lines\"\ncharacters_per_line = 13");
                    None
                }
            }
        }
        None if per == Per::Character => Some("characters".to_owned()),
        None if per == Per::Word => Some("words".to_owned()),
        None => None,
    }
}

/// The listed sizes of a row.
fn blocks(row: &Table, card: &RateCard) -> Vec<ListedSize> {
    let mut blocks: Vec<ListedSize> = Vec::new();
    let mut lines: HashMap<Size, usize> = HashMap::new();
    for block in row.tables("sizes") {
        if !block.has("size") {
            block.missing("size", "size = \"7.2x3\"");
        }
        if !block.has("price") {
            block.missing("price", "price = \"299.00\"");
        }
        let size = size(&block, card.grid);
        let price = block.price("price");
        let name = block.text("name").map(|at| at.value).unwrap_or_default();
        block.close();
        let Some(size) = size else { continue };
        if let Some(first) = lines.get(&size.value) {
            block.wrong("size", Wrong::Twice { value: size.value.to_string(), line: *first });
        }
        // Some sizes stand on no column (报眼); but n bare columns forgot their gutters.
        if let Some(grid) = card.grid
            && grid.columns(size.value.width).is_none()
            && size.value.width.as_um() % grid.column.as_um() == 0
        {
            let (column, gutter) = (grid.column.to_string(), grid.gutter.to_string());
            block.wrong("size", Wrong::NotColumns { size: size.value.to_string(), column, gutter });
        }
        lines.entry(size.value).or_insert_with(|| block.line(&size.span));
        blocks.push(ListedSize { size: size.value, name, price: price.map_or(Money::ZERO, |at| at.value) });
    }
    blocks.sort_by_key(|block| (block.price, block.size.area()));
    blocks
}

/// The size of a block: in centimetres, millimetres, inches, or in columns of the card.
pub(super) fn size(block: &Table, grid: Option<Grid>) -> Option<At<Size>> {
    let in_columns = |text: &str| grid.and_then(|grid| grid.size(text));
    let text = block.word("size")?;
    match in_columns(&text.value) {
        Some(value) => Some(At { value, span: text.span }),
        None => block.size("size"),
    }
}

/// The tiers of a row, from below and without a hole.
fn tiered(row: &Table, per: Per, rows: Vec<Table>) -> Option<Amount> {
    if !row.has("tiers_are") {
        row.missing("tiers_are", "tiers_are = \"slices\"");
    }
    let slices = row.choice("tiers_are", &[("slices", true), ("whole", false)]).map(|at| at.value);
    let unit = if per.counted() { Decimal::ONE } else { Decimal::ZERO };
    let mut written = Vec::new();
    let mut prices = Vec::new();
    for row in rows {
        let (from, up_to) = (row.decimal("from").map(|at| at.value), row.decimal("up_to").map(|at| at.value));
        // A tier may cost nothing.
        let zero = row.written("price").is_some_and(|price| price.parse() == Ok(Money::ZERO));
        let each = if zero { Some((Money::ZERO, None)) } else { fine(&row, "price") };
        let flat = row.money("flat");
        let step = row.whole("step").map(|at| at.value);
        let units = units(&row).or(each.and_then(|(_, units)| units));
        let both = row.has("price") == row.has("flat");
        row.close();
        for (key, number) in [("from", from), ("up_to", up_to)] {
            if per.counted() && number.is_some_and(|number| !number.fract().is_zero()) {
                row.wrong(key, Wrong::NotA { form: ValueForm::Whole, value: number.unwrap_or_default().to_string() });
            }
        }
        if both {
            row.wrong("", Wrong::OneOf { keys: &["price = \"1.80\"", "flat = \"380.00\""] });
        }
        let flat = flat.map(|at| TierPrice::Flat(at.value));
        let price = flat.or_else(|| each.map(|(each, _)| TierPrice::Each(each)));
        prices.push(price.map(|price| (price, step, units)));
        written.push(WrittenStep { row, from, up_to });
    }
    // A list without tiers is told where it is read.
    let first = written.first_mut()?;
    // The first tier begins at 0 or at 1, as people write it; anything above would leave small ads without a price.
    match first.from {
        Some(from) if from > Decimal::ONE => {
            let (up_to, write) = ("0".to_owned(), format!("from = {unit}"));
            first.row.wrong("from", Wrong::TierHole { up_to, from: from.normalize().to_string(), write });
            return None;
        }
        _ => first.from = None,
    }
    let ends = ends(&written, unit)?;
    let prices = prices.into_iter().collect::<Option<Vec<_>>>()?;
    let tier = |(up_to, (price, step, units))| Tier { up_to, price, step, units };
    let tiers = ends.into_iter().zip(prices).map(tier).collect();
    Some(Amount::Tiers { slices: slices?, tiers })
}
