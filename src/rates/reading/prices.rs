//! The prices of a card, its surcharges and its discounts.

use std::ops::Range;

use chrono::Weekday;
use rust_decimal::Decimal;

use super::parts::{among, known_categories};
use super::{Known, cells};
use crate::money::Money;
use crate::rates::{
    Adjustment, Amount, AmountStep, Base, Block, Conditions, Counts, DEADLINE, How, Per, Price, Rate, RateCard,
    RunStep, Tier, TierPrice, WEEKDAYS,
};
use crate::rulefile::{At, Noun, Table, Wrong};

/// Where the prices of a card stand in its file, for what is found out about them later.
pub(super) struct Spans {
    /// Each price.
    pub(super) prices: Vec<Range<usize>>,
    /// The sizes that each price lists; the price itself where it lists none.
    pub(super) sizes: Vec<Range<usize>>,
}

/// Reads prices, surcharges and discounts into a card whose other parts are read.
pub(super) fn read(table: &Table, card: &mut RateCard, known: &Known) -> Spans {
    let mut spans = Spans { prices: Vec::new(), sizes: Vec::new() };
    let mut seen: Vec<(String, usize)> = Vec::new();
    let rows = table.tables("price");
    if rows.is_empty() {
        table.missing("price", "[[price]]\nper = \"cm2\"\nprice = \"25.00\"");
    }
    // What `without` names is read after the surcharges that it names.
    let mut excluded: Vec<(usize, Vec<At<String>>)> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let id = row.word("id");
        if let Some(id) = &id {
            once(row, id, &mut seen);
        }
        let name = row.text("name").map(|at| at.value).unwrap_or_default();
        let on = conditions(row, card, known);
        let rate = rate(row, card, "price");
        let without = row.words("without").unwrap_or_default();
        row.close();
        let Some(rate) = rate else { continue };
        excluded.push((card.prices.len(), without));
        let id = id.map_or_else(|| format!("price-{}", i + 1), |at| at.value);
        card.cells.extend(cells::of_row(row, &id));
        card.prices.push(Price { id, name, on, rate, without: Vec::new(), line: row.line(&row.span()) });
        spans.prices.push(row.span());
        spans.sizes.push(row.span_of("sizes"));
    }
    let mut adjustments: Vec<(u32, Adjustment)> = Vec::new();
    for (key, discount) in [("surcharge", false), ("discount", true)] {
        for (i, row) in table.tables(key).iter().enumerate() {
            let id = row.word("id");
            if let Some(id) = &id {
                once(row, id, &mut seen);
            }
            let name = row.text("name").or_else(|| id.clone()).map(|at| at.value);
            let on = conditions(row, card, known);
            let order = row.whole("order").map(|at| at.value);
            let group = row.word("group").map(|at| at.value);
            let how = how(row, card, discount);
            row.close();
            let Some(how) = how else { continue };
            let id = id.map_or_else(|| format!("{key}-{}", i + 1), |at| at.value);
            card.cells.extend(cells::of_row(row, &id));
            let name = name.unwrap_or_else(|| id.clone());
            // Surcharges before discounts, each in the order of the file, unless the card says otherwise.
            let order = order.unwrap_or(if discount { 2_000 } else { 1_000 });
            let line = row.line(&row.span());
            adjustments.push((order, Adjustment { id, name, discount, on, how, group, line }));
        }
    }
    adjustments.sort_by_key(|(order, _)| *order);
    card.adjustments = adjustments.into_iter().map(|(_, adjustment)| adjustment).collect();
    let ids: Vec<&str> = card.adjustments.iter().map(|adjustment| adjustment.id.as_str()).collect();
    for (price, without) in excluded {
        for word in &without {
            if !ids.contains(&word.value.as_str()) {
                table.unknown(word, &format!("price[{}].without", price + 1), Noun::Adjustment, ids.iter().copied());
            }
        }
        card.prices[price].without = without.into_iter().map(|at| at.value).collect();
    }
    sums_name_earlier_ones(table, card);
    spans
}

fn once(row: &Table, id: &At<String>, seen: &mut Vec<(String, usize)>) {
    match seen.iter().find(|(other, _)| *other == id.value) {
        Some((_, line)) => row.wrong("id", Wrong::Twice { value: id.value.clone(), line: *line }),
        None => seen.push((id.value.clone(), row.line(&id.span))),
    }
}

/// A percentage of a sum may name only what is applied before it.
fn sums_name_earlier_ones(table: &Table, card: &RateCard) {
    for (i, adjustment) in card.adjustments.iter().enumerate() {
        let base = match &adjustment.how {
            How::Percent { of, .. } | How::ByRuns { of, .. } => of,
            How::Rate(_) | How::ByAmount(_) => continue,
        };
        let Base::Sum(names) = base else { continue };
        let earlier = card.adjustments[..i].iter().map(|a| a.id.as_str()).chain(["price"]).collect::<Vec<_>>();
        for name in names.iter().filter(|name| !earlier.contains(&name.as_str())) {
            let at = line_span(adjustment.line, &card.text);
            let wrong = Wrong::Unknown {
                noun: Noun::Adjustment,
                value: name.clone(),
                known: earlier.iter().map(|id| (*id).to_owned()).collect(),
                near: crate::rulefile::nearest(name, earlier.iter().copied()),
            };
            table.wrong_at(&at, &format!("{}.of", adjustment.id), wrong);
        }
    }
}

/// The place where a line of the file begins.
fn line_span(line: usize, text: &str) -> Range<usize> {
    let at = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    at..at
}

/// When a row holds.
fn conditions(row: &Table, card: &RateCard, known: &Known) -> Conditions {
    let kinds: Vec<&str> = card.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let categories = known_categories(&card.categories, known);
    let customers: Vec<&str> = card.customers.iter().map(|customer| customer.id.as_str()).collect();
    let (from, until) = row.period("from", "until");
    let (least_runs, most_runs) = (row.whole("least_runs"), row.whole("most_runs"));
    if let (Some(least), Some(most)) = (&least_runs, &most_runs)
        && least.value > most.value
    {
        row.wrong("most_runs", Wrong::NeverReached { line: None });
    }
    Conditions {
        kinds: among(row, "kinds", Noun::Kind, &kinds),
        categories: among(row, "categories", Noun::Category, &categories),
        customers: among(row, "customers", Noun::Customer, &customers),
        when: when(row, card),
        from,
        until,
        least_runs: least_runs.map(|at| at.value),
        most_runs: most_runs.map(|at| at.value),
    }
}

/// `when = { page = "1", colour = ["red", "black"] }`.
fn when(row: &Table, card: &RateCard) -> Vec<(String, Vec<String>)> {
    let mut when = Vec::new();
    for (name, words) in row.named_words("when") {
        let values: Vec<&str> = match name.value.as_str() {
            "deadline" => DEADLINE.to_vec(),
            "weekday" => WEEKDAYS.to_vec(),
            id => match card.attribute(id) {
                Some(attribute) => attribute.values.iter().map(|value| value.id.as_str()).collect(),
                None => {
                    let known = card.attributes.iter().map(|attribute| attribute.id.as_str());
                    let known: Vec<&str> = known.chain(["weekday", "deadline"]).collect();
                    row.unknown(&name, "when", Noun::Attribute, known);
                    continue;
                }
            },
        };
        for word in &words {
            if !values.contains(&word.value.as_str()) {
                row.unknown(word, &format!("when.{}", name.value), Noun::Value, values.iter().copied());
            }
        }
        when.push((name.value, words.into_iter().map(|at| at.value).collect()));
    }
    when
}

/// How much a row costs; `key` is where a single price stands: `price`, or `amount` of a surcharge.
fn rate(row: &Table, card: &RateCard, key: &'static str) -> Option<Rate> {
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
    let each = row.price(key);
    let blocks = blocks(row, card);
    let tiers = row.tables("tiers");
    let amount = match (each, row.has("sizes"), row.has("tiers")) {
        (None, false, false) if free && !row.has(key) && per != Per::Block => Some(Amount::Each(Money::ZERO)),
        (Some(each), false, false) if per != Per::Block => Some(Amount::Each(each.value)),
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
            row.wrong("per", Wrong::OneOf { keys: &["price", "tiers", "per = \"block\" + sizes"] });
            None
        }
    };
    let counting = counting(row, card, per);
    let (least, most) = (row.decimal("least").map(|at| at.value), row.decimal("most").map(|at| at.value));
    let step = row.whole("step").map(|at| at.value);
    let round_up_to = row.decimal("round_up_to").map(|at| at.value);
    let for_runs = if key == "price" { row.whole("for_runs").map(|at| at.value) } else { None };
    let (minimum, cap) = (row.price("minimum").map(|at| at.value), row.price("cap").map(|at| at.value));
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        row.wrong("most", Wrong::NeverReached { line: None });
    }
    if let (Some(minimum), Some(cap)) = (minimum, cap)
        && minimum > cap
    {
        row.wrong("cap", Wrong::NeverReached { line: None });
    }
    if round_up_to.is_some_and(|to| to.is_zero()) {
        row.wrong("round_up_to", Wrong::Nothing);
    }
    if step.is_some() && row.has("tiers") {
        row.wrong("step", Wrong::OneOf { keys: &["step", "tiers"] });
    }
    if matches!(per, Per::Column | Per::ColumnCm | Per::ColumnMm | Per::ColumnInch)
        && card.grid.is_none()
        && per != Per::Column
    {
        row.wrong("per", Wrong::NoGrid);
    }
    let amount = amount?;
    if let Amount::Tiers { tiers, .. } = &amount
        && let Some(up_to) = tiers.last().and_then(|tier| tier.up_to)
        && most.is_none_or(|most| most > up_to)
    {
        row.wrong("tiers", Wrong::TierEnd { up_to: Some(up_to.normalize().to_string()) });
    }
    Some(Rate { per, amount, counting, least, most, step, round_up_to, minimum, cap, for_runs })
}

/// The counting rule of a row that counts the copy.
fn counting(row: &Table, card: &RateCard, per: Per) -> Option<String> {
    let named = row.word("count");
    let fits = |counts: &Counts| match per {
        Per::Character => matches!(counts, Counts::Characters(_)),
        Per::Word => matches!(counts, Counts::Words { .. }),
        Per::Line => matches!(counts, Counts::Lines { .. } | Counts::SetLines(_)),
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
fn blocks(row: &Table, card: &RateCard) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    for block in row.tables("sizes") {
        if !block.has("size") {
            block.missing("size", "size = \"7.2x3\"");
        }
        if !block.has("price") {
            block.missing("price", "price = \"299.00\"");
        }
        let size = block.size("size");
        let price = block.price("price");
        let name = block.text("name").map(|at| at.value).unwrap_or_default();
        block.close();
        let Some(size) = size else { continue };
        if let Some(at) = blocks.iter().position(|other| other.size == size.value) {
            block.wrong("size", Wrong::Twice { value: size.value.to_string(), line: lines[at] });
        }
        // Some sizes stand on no column (报眼); but n bare columns forgot their gutters.
        if let Some(grid) = card.grid
            && grid.columns(size.value.width).is_none()
            && size.value.width.as_um() % grid.column.as_um() == 0
        {
            let (column, gutter) = (grid.column.to_string(), grid.gutter.to_string());
            block.wrong("size", Wrong::NotColumns { size: size.value.to_string(), column, gutter });
        }
        lines.push(block.line(&size.span));
        blocks.push(Block { size: size.value, name, price: price.map_or(Money::ZERO, |at| at.value) });
    }
    blocks.sort_by_key(|block| (block.price, block.size.area()));
    blocks
}

/// A step of a list as it is written: where it begins and ends, as far as it says so.
struct Written<'f> {
    row: Table<'f>,
    from: Option<Decimal>,
    up_to: Option<Decimal>,
}

/// The ends of the steps of a list, which must rise without a hole; a step that does not say where it ends ends where the next one
/// begins. `unit` is what lies between the end of one and the beginning of the next.
fn ends(steps: &[Written], unit: Decimal) -> Option<Vec<Option<Decimal>>> {
    let said = |number: Decimal| number.normalize().to_string();
    let mut ends: Vec<Option<Decimal>> = Vec::new();
    let mut sound = true;
    for (i, step) in steps.iter().enumerate() {
        let next = steps.get(i + 1);
        let end = step.up_to.or_else(|| next.and_then(|next| next.from).map(|from| from - unit));
        if let Some(next) = next {
            match end {
                None => {
                    step.row.wrong("up_to", Wrong::TierEnd { up_to: None });
                    sound = false;
                }
                Some(end) => {
                    let begins = end + unit;
                    let from = next.from.unwrap_or(begins);
                    let write = said(begins);
                    if from > begins {
                        next.row.wrong("from", Wrong::TierHole { up_to: said(end), from: said(from), write });
                        sound = false;
                    } else if from < begins {
                        next.row.wrong("from", Wrong::TierOverlap { up_to: said(end), from: said(from), write });
                        sound = false;
                    }
                }
            }
        }
        let begins = step.from.or_else(|| ends.last().copied().flatten().map(|end| end + unit)).unwrap_or(unit);
        if let Some(end) = end
            && (end < begins || end.is_zero())
        {
            let (up_to, write) = (said(begins), said(begins));
            step.row.wrong("up_to", Wrong::TierOverlap { up_to, from: said(end), write });
            sound = false;
        }
        ends.push(end);
    }
    sound.then_some(ends)
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
        let (each, flat) = (row.money("price"), row.money("flat"));
        let both = row.has("price") == row.has("flat");
        row.close();
        if both {
            row.wrong("", Wrong::OneOf { keys: &["price = \"1.80\"", "flat = \"380.00\""] });
        }
        let flat = flat.map(|at| TierPrice::Flat(at.value));
        prices.push(flat.or_else(|| each.map(|at| TierPrice::Each(at.value))));
        written.push(Written { row, from, up_to });
    }
    let Some(first) = written.first_mut() else {
        row.missing("tiers", "tiers = [{ up_to = 100, price = \"1.50\" }, { price = \"1.20\" }]");
        return None;
    };
    // The first tier begins at 0 or at 1, as people write it; anything above would leave small ads without a price.
    match first.from {
        Some(from) if from > Decimal::ONE => {
            let (up_to, write) = ("0".to_owned(), unit.to_string());
            first.row.wrong("from", Wrong::TierHole { up_to, from: from.normalize().to_string(), write });
            return None;
        }
        _ => first.from = None,
    }
    let ends = ends(&written, unit)?;
    let prices = prices.into_iter().collect::<Option<Vec<_>>>()?;
    let tiers = ends.into_iter().zip(prices).map(|(up_to, price)| Tier { up_to, price }).collect();
    Some(Amount::Tiers { slices: slices?, tiers })
}

/// How much a surcharge or discount is.
fn how(row: &Table, card: &RateCard, discount: bool) -> Option<How> {
    let may = row.flag("over_100").unwrap_or(false);
    let over = |table: &Table, at: &At<Decimal>| {
        if at.value > Decimal::ONE_HUNDRED && (discount || !may) {
            let meant = if discount { Decimal::from(20) } else { at.value - Decimal::ONE_HUNDRED };
            let (value, meant) = (at.value.normalize().to_string(), meant.normalize().to_string());
            table.wrong("percent", Wrong::PercentOver { value, meant, may: !discount });
        }
    };
    let percent = row.percent("percent");
    percent.iter().for_each(|at| over(row, at));
    let amounts = row.has("amount") || row.has("sizes") || row.has("tiers");
    let steps = row.has("by_runs");
    let by_amount = row.has("by_amount");
    let of = base(row, row.has("percent") || steps);
    let further = row.choice("applies_to", &[("all", false), ("further", true)]).is_some_and(|at| at.value);
    let except: Vec<Weekday> =
        row.weekdays("except_weekdays").unwrap_or_default().into_iter().map(|at| at.value).collect();
    let count_excepted = row.flag("count_excepted").unwrap_or(false);
    match (row.has("percent"), amounts, steps) {
        (false, false, false) if by_amount && discount => Some(How::ByAmount(amount_steps(row, &over))),
        _ if by_amount => {
            let _ = rate_keys(row);
            row.wrong("by_amount", Wrong::OneOf { keys: &["[[discount]] by_amount = […]", "percent", "by_runs"] });
            None
        }
        (true, false, false) => Some(How::Percent { percent: percent?.value, of: of? }),
        (false, true, false) => Some(How::Rate(rate(row, card, "amount")?)),
        (false, false, true) => {
            let steps = run_steps(row, &over);
            Some(How::ByRuns { steps, further, of: of?, except, count_excepted })
        }
        _ => {
            // What a rate may have is read all the same, so that no key is called unknown besides.
            let _ = rate_keys(row);
            row.wrong("", Wrong::OneOf { keys: &["percent = 30", "amount = \"20.00\"", "by_runs = […]"] });
            None
        }
    }
}

/// Asks for the keys of a rate without reading them.
fn rate_keys(row: &Table) -> [bool; 11] {
    ["per", "amount", "sizes", "tiers", "tiers_are", "count", "least", "most", "step", "minimum", "cap"]
        .map(|key| row.has(key))
}

/// What a percentage is taken of.
fn base(row: &Table, asked: bool) -> Option<Base> {
    let words = row.words("of").unwrap_or_default();
    if !asked {
        return None;
    }
    match words.as_slice() {
        [] => {
            row.missing("of", "of = \"price\"");
            None
        }
        [one] if one.value == "price" => Some(Base::Price),
        [one] if one.value == "so_far" => Some(Base::SoFar),
        several => Some(Base::Sum(several.iter().map(|at| at.value.clone()).collect())),
    }
}

/// The steps of a discount by the number of runs: rising, without a hole.
fn run_steps(row: &Table, over: &dyn Fn(&Table, &At<Decimal>)) -> Vec<RunStep> {
    let mut written: Vec<Written> = Vec::new();
    let mut percents: Vec<Option<Decimal>> = Vec::new();
    for step in row.tables("by_runs") {
        if !step.has("from") {
            step.missing("from", "from = 2");
        }
        if !step.has("percent") {
            step.missing("percent", "percent = 25");
        }
        let (from, up_to, percent) = (step.whole("from"), step.whole("up_to"), step.percent("percent"));
        percent.iter().for_each(|at| over(&step, at));
        step.close();
        let percent = percent.map(|at| at.value);
        if percents.last().copied().flatten() > percent && percent.is_some() {
            step.wrong("percent", Wrong::TierFalls);
        }
        percents.push(percent);
        let number = |at: Option<At<u32>>| at.map(|at| Decimal::from(at.value));
        written.push(Written { from: number(from), up_to: number(up_to), row: step });
    }
    let Some(ends) = ends(&written, Decimal::ONE) else { return Vec::new() };
    if let Some(up_to) = ends.last().copied().flatten() {
        row.wrong("by_runs", Wrong::TierEnd { up_to: Some(up_to.to_string()) });
    }
    let whole = |number: Decimal| u32::try_from(number).unwrap_or(u32::MAX);
    let steps = written.iter().zip(ends).zip(percents);
    let step = |((written, up_to), percent): ((&Written, Option<Decimal>), Option<Decimal>)| {
        Some(RunStep { from: whole(written.from?), up_to: up_to.map(whole), percent: percent? })
    };
    steps.filter_map(step).collect()
}

/// The steps of a discount by the amount of the booking, rising; each goes as far as the next begins.
fn amount_steps(row: &Table, over: &dyn Fn(&Table, &At<Decimal>)) -> Vec<AmountStep> {
    let mut steps: Vec<AmountStep> = Vec::new();
    for step in row.tables("by_amount") {
        if !step.has("from") {
            step.missing("from", "from = 10000");
        }
        if !step.has("percent") {
            step.missing("percent", "percent = 10");
        }
        let (from, percent) = (step.price("from"), step.percent("percent"));
        percent.iter().for_each(|at| over(&step, at));
        step.close();
        let (Some(from), Some(percent)) = (from, percent) else { continue };
        if let Some(last) = steps.last() {
            if from.value <= last.from {
                let (up_to, from) = (last.from.to_string(), from.value.to_string());
                step.wrong("from", Wrong::TierOverlap { write: format!("from > {up_to}"), up_to, from });
            }
            if percent.value < last.percent {
                step.wrong("percent", Wrong::TierFalls);
            }
        }
        steps.push(AmountStep { from: from.value, percent: percent.value });
    }
    steps
}
