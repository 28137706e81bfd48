//! A rate card as it is printed and looked at: sections of tables, their prices in columns side by side where they differ in one
//! attribute (black and red, page one and the others).

use super::card::{category, runs, title, weekday, when};
use trade::ad::Kinds;
use trade::measure::{Per, Size};
use trade::money::Money;
use trade::rates::{
    Adjustment, Amount, Base, Conditions, Each, FaultOf, Fee, How, Part, Price, Quantity, Rate, RateCard, TierPrice,
};
use trade::settings::Language;

/// A card in sections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// Its sections, in the order of the card.
    pub sections: Vec<BoardSection>,
    /// What is said below.
    pub notes: Vec<String>,
}

/// The tables for one kind and its categories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardSection {
    /// For what they hold.
    pub title: String,
    /// The tables.
    pub tables: Vec<Tabled>,
}

/// A table: its lines have as many prices as it has columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabled {
    /// What stands above each column; a single one may have nothing above it.
    pub heads: Vec<String>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What is priced.
    pub what: String,
    /// Under which condition, where there is one.
    pub when: String,
    /// The size that it lists.
    pub size: Option<Size>,
    /// The price in each column.
    pub figures: Vec<Option<Figure>>,
}

/// A number of the card, or a word that stands in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// `+` or `−`, where it is added or taken off.
    pub sign: &'static str,
    /// The number.
    pub number: String,
    /// Its unit: `/cm²`, `%`.
    pub unit: String,
    /// The value of the card that it is; none for a word.
    pub cell: Option<(String, Part)>,
}

impl Figure {
    /// All of it.
    pub fn said(&self) -> String {
        format!("{}{}{}", self.sign, self.number, self.unit)
    }
}

/// The card in sections.
pub fn board(card: &RateCard, names: &Kinds, language: Language) -> Board {
    let mut board = Board::default();
    let mut shown: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < card.prices.len() {
        let first = &card.prices[at];
        let (mut columns, mut attribute) = (vec![first], None);
        while let Some(next) = card.prices.get(at + columns.len()) {
            let Some(differs) = differ(first, next).filter(|id| attribute.is_none_or(|known| known == *id)) else {
                break;
            };
            if labels(card, names, first, Some(differs), language) != labels(card, names, next, Some(differs), language)
            {
                break;
            }
            attribute = Some(differs);
            columns.push(next);
        }
        at += columns.len();
        let mut table = side_by_side(card, names, &columns, attribute, language);
        if columns.len() == 1 {
            shown.extend(surcharges_beside(card, first, &mut table));
        }
        // Categories are said line by line, so that all that is priced for a kind stands in one table.
        let of_kind = Conditions {
            kinds: first.on.kinds.clone(),
            customers: first.on.customers.clone(),
            ..Conditions::default()
        };
        add(&mut board, title(card, names, &of_kind, language), table);
    }
    let zh = language == Language::Chinese;
    let left = card.adjustments.iter().filter(|adjustment| !shown.contains(&adjustment.id.as_str()));
    let mut lines: Vec<Line> = left.flat_map(|adjustment| adjusted(card, names, adjustment, language)).collect();
    if let Some(minimum) = card.minimum_booking {
        let cell = Some((String::new(), Part::MinimumBooking));
        let figure = Figure { number: minimum.grouped(), unit: String::new(), sign: "", cell };
        let what = if zh { "每笔最低" } else { "A booking costs at least" };
        lines.push(Line { what: what.to_owned(), figures: vec![Some(figure)], ..Line::default() });
    }
    if !lines.is_empty() {
        let title = if zh { "加价与折扣" } else { "Surcharges and discounts" };
        add(&mut board, title.to_owned(), Tabled { heads: vec![String::new()], lines });
    }
    let lines = fees(card, language);
    if !lines.is_empty() {
        let title = if zh { "撤稿与更正" } else { "Withdrawals and corrections" };
        add(&mut board, title.to_owned(), Tabled { heads: vec![String::new()], lines });
    }
    board.notes = notes(card, language);
    board
}

/// Adds a table to the section of that title, and to its last table where the columns are the same and both list sizes, or neither.
fn add(board: &mut Board, title: String, table: Tabled) {
    let Some(section) = board.sections.iter_mut().find(|section| section.title == title) else {
        board.sections.push(BoardSection { title, tables: vec![table] });
        return;
    };
    let lists = |table: &Tabled| table.lines.iter().any(|line| line.size.is_some());
    match section.tables.last_mut().filter(|last| last.heads == table.heads && lists(last) == lists(&table)) {
        Some(last) => last.lines.extend(table.lines),
        None => section.tables.push(table),
    }
}

/// The one attribute in which two prices differ that are alike in all else but their amounts.
fn differ<'a>(one: &'a Price, other: &Price) -> Option<&'a str> {
    let plain = |on: &Conditions| Conditions { when: Vec::new(), ..on.clone() };
    let ids = |on: &Conditions| on.when.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    if one.share.is_some() || other.share.is_some() {
        return None;
    }
    let alike = plain(&one.on) == plain(&other.on) && ids(&one.on) == ids(&other.on) && one.rate.per == other.rate.per;
    if !alike {
        return None;
    }
    let mut differing = one.on.when.iter().zip(&other.on.when).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0.as_str());
    differing.next().filter(|_| differing.next().is_none())
}

/// The name of a price where it is a column: without the words that the column says.
fn name_in(card: &RateCard, price: &Price, attribute: Option<&str>, language: Language) -> String {
    let head = attribute.map(|id| head(card, price, id, language)).unwrap_or_default();
    let name = price.name.trim();
    name.strip_suffix(head.as_str()).or_else(|| name.strip_prefix(head.as_str())).unwrap_or(name).trim().to_owned()
}

/// What stands above the column of a price.
fn head(card: &RateCard, price: &Price, attribute: &str, language: Language) -> String {
    let only = price.on.when.iter().filter(|(id, _)| id == attribute).cloned().collect();
    when(card, &Conditions { when: only, ..Conditions::default() }, language)
}

/// What stands before the prices of a price's lines, by which columns are found alike.
fn labels(
    card: &RateCard,
    names: &Kinds,
    price: &Price,
    attribute: Option<&str>,
    language: Language,
) -> Vec<(String, Option<Size>)> {
    lines(card, names, price, attribute, language).into_iter().map(|line| (line.what, line.size)).collect()
}

/// Prices of the same things, each a column.
fn side_by_side(
    card: &RateCard,
    names: &Kinds,
    columns: &[&Price],
    attribute: Option<&str>,
    language: Language,
) -> Tabled {
    let head = |price: &&Price| attribute.map(|id| head(card, price, id, language)).unwrap_or_default();
    let heads = columns.iter().map(head).collect();
    let mut all = columns.iter().map(|price| lines(card, names, price, attribute, language));
    let mut table = Tabled { heads, lines: all.next().unwrap_or_default() };
    for others in all {
        for (line, other) in table.lines.iter_mut().zip(others) {
            line.figures.extend(other.figures);
        }
    }
    table
}

/// Surcharges that list the sizes of a price stand beside it. Gives their ids.
fn surcharges_beside<'a>(card: &'a RateCard, price: &Price, table: &mut Tabled) -> Vec<&'a str> {
    let Amount::Blocks(_) = &price.rate.amount else { return Vec::new() };
    let mut beside = Vec::new();
    for adjustment in card.adjustments.iter().filter(|adjustment| !adjustment.discount) {
        let How::Rate(Rate { amount: Amount::Blocks(blocks), minimum: None, cap: None, .. }) = &adjustment.how else {
            continue;
        };
        let same = |a: &Conditions, b: &Conditions| {
            (&a.kinds, &a.categories, &a.customers) == (&b.kinds, &b.categories, &b.customers)
        };
        let plain = adjustment.on.from.is_none() && adjustment.on.until.is_none() && adjustment.on.when.len() == 1;
        let of_table = |size| table.lines.iter().any(|line| line.size == Some(size));
        if !plain || !same(&adjustment.on, &price.on) || !blocks.iter().all(|block| of_table(block.size)) {
            continue;
        }
        table.heads.push(format!("+{}", adjustment.name));
        for line in &mut table.lines {
            let listed = blocks.iter().find(|block| Some(block.size) == line.size);
            line.figures.push(listed.map(|block| Figure {
                sign: "+",
                number: block.price.grouped(),
                unit: String::new(),
                cell: Some((adjustment.id.clone(), Part::Block(block.size))),
            }));
        }
        beside.push(adjustment.id.as_str());
    }
    beside
}

/// The lines of one price.
fn lines(card: &RateCard, names: &Kinds, price: &Price, attribute: Option<&str>, language: Language) -> Vec<Line> {
    let mut on = price.on.clone();
    on.when.retain(|(id, _)| attribute != Some(id));
    let when = when(card, &on, language);
    let name = name_in(card, price, attribute, language);
    let categories: Vec<String> = price.on.categories.iter().map(|id| category(card, names, id)).collect();
    let categories = categories.join("、");
    let name = match (&price.rate.amount, name.is_empty(), categories.is_empty()) {
        (Amount::Blocks(_), _, true) | (_, false, true) => name,
        (_, true, true) => {
            title(card, names, &Conditions { kinds: price.on.kinds.clone(), ..Conditions::default() }, language)
        }
        (.., false) => categories,
    };
    if let Some(share) = &price.share {
        let other = card.prices.iter().find(|other| other.id == share.of);
        let of = other.map_or(share.of.as_str(), |other| if other.name.is_empty() { &other.id } else { &other.name });
        let of = if language == Language::Chinese { format!("按{of}的") } else { format!("of {of}") };
        let when = [when.as_str(), of.as_str()].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>();
        let when = when.join(if language == Language::Chinese { "，" } else { ", " });
        let (number, unit) = (Quantity(share.percent).to_string(), "%".to_owned());
        let cell = Some((price.id.clone(), Part::Percent));
        let figures = vec![Some(Figure { sign: "", number, unit, cell })];
        return vec![Line { what: name, when, size: None, figures }];
    }
    rated(&price.rate, &price.id, &name, &when, "", language)
}

/// The lines of a rate.
fn rated(rate: &Rate, id: &str, name: &str, when: &str, sign: &'static str, language: Language) -> Vec<Line> {
    let zh = language == Language::Chinese;
    let figure = |amount: Money, unit: String, part: Part| {
        vec![Some(Figure { sign, number: amount.grouped(), unit, cell: Some((id.to_owned(), part)) })]
    };
    let with = |part: String| match (part.is_empty(), name.is_empty(), zh) {
        (true, ..) => name.to_owned(),
        (false, true, _) => part,
        (false, false, true) => format!("{name}（{part}）"),
        (false, false, false) => format!("{name} ({part})"),
    };
    let line = |what: String, size, figures| Line { what, when: when.to_owned(), size, figures };
    let bounds = bounds(rate, language);
    let mut lines = match &rate.amount {
        Amount::Each(amount) => {
            let mut figures = figure(*amount, unit(rate.per, rate.step.or(rate.units), language), Part::Each);
            // What is free is no number that a person changes.
            if *amount == Money::ZERO {
                let free = super::fee(Fee::Free, language);
                figures = vec![Some(Figure { number: free, ..Figure::default() })];
            }
            vec![line(with(bounds), None, figures)]
        }
        Amount::Chosen { from, to, .. } => {
            let number = format!("{}–{}", from.grouped(), to.grouped());
            let unit = unit(rate.per, rate.step.or(rate.units), language);
            // What the clerk chooses is no single number of the card that a person changes.
            vec![line(with(bounds), None, vec![Some(Figure { sign, number, unit, cell: None })])]
        }
        Amount::Blocks(blocks) => {
            let of = |block: &trade::rates::Block| {
                let own = if block.name.is_empty() { name } else { &block.name };
                line(own.to_owned(), Some(block.size), figure(block.price, String::new(), Part::Block(block.size)))
            };
            blocks.iter().map(of).collect()
        }
        Amount::Tiers { slices, tiers } => {
            let mut below: Option<Quantity> = None;
            let mut lines = Vec::new();
            for (at, tier) in tiers.iter().enumerate() {
                let up_to = tier.up_to.map(Quantity);
                let part = tier_range(below, up_to, *slices, super::per(rate.per, language), zh);
                let part =
                    [part.as_str(), bounds.as_str()].iter().filter(|s| !s.is_empty()).copied().collect::<Vec<_>>();
                let part = part.join(if zh { "，" } else { ", " });
                let (amount, unit) = match tier.price {
                    TierPrice::Each(amount) => (amount, unit(rate.per, tier.step.or(tier.units), language)),
                    TierPrice::Flat(amount) => (amount, String::new()),
                };
                lines.push(line(with(part), None, figure(amount, unit, Part::Tier(at))));
                below = up_to;
            }
            lines
        }
    };
    let ends = [
        (rate.minimum, Part::Minimum, if zh { "起价" } else { "minimum" }),
        (rate.cap, Part::Cap, if zh { "封顶" } else { "cap" }),
    ];
    for (amount, part, said) in ends {
        lines.extend(amount.map(|amount| line(with(said.to_owned()), None, figure(amount, String::new(), part))));
    }
    lines
}

/// From where to where a tier reaches.
fn tier_range(below: Option<Quantity>, up_to: Option<Quantity>, slices: bool, unit: &str, zh: bool) -> String {
    match (below, up_to) {
        (None, Some(to)) if zh => format!("{to} {unit}以内"),
        (Some(from), None) if zh && slices => format!("超过 {from} {unit}的部分"),
        (Some(from), None) if zh => format!("超过 {from} {unit}"),
        (Some(from), Some(to)) => format!("{from}–{to} {unit}"),
        (None, Some(to)) => format!("up to {to} {unit}"),
        (Some(from), None) if slices => format!("what is over {from} {unit}"),
        (Some(from), None) => format!("over {from} {unit}"),
        (None, None) => String::new(),
    }
}

/// The unit of an amount: `/cm²`, `/每 25 字`.
fn unit(per: Per, step: Option<u32>, language: Language) -> String {
    let unit = super::per(per, language);
    match (language, step) {
        (Language::Chinese, None) => format!("/{unit}"),
        (Language::Chinese, Some(step)) => format!("/{step} {unit}"),
        (Language::English, None) => format!("/{}", unit.trim_end_matches('s')),
        (Language::English, Some(step)) => format!(" per {step} {unit}"),
    }
}

/// What is charged at least, taken at most, rounded, and for how many runs, in words. Minimum and cap are lines of their own.
fn bounds(rate: &Rate, language: Language) -> String {
    let (unit, zh) = (super::per(rate.per, language), language == Language::Chinese);
    let mut said: Vec<String> = Vec::new();
    if let Some(least) = rate.least.map(Quantity) {
        said.push(if zh {
            format!("不足 {least} {unit}按 {least} {unit}计")
        } else {
            format!("at least {least} {unit}")
        });
    }
    if let Some(most) = rate.most.map(Quantity) {
        said.push(if zh { format!("至多 {most} {unit}") } else { format!("at most {most} {unit}") });
    }
    if let Some(to) = rate.round_up_to.map(Quantity) {
        said.push(if zh { format!("按 {to} {unit}进位") } else { format!("rounded up to {to} {unit}") });
    }
    match rate.each {
        None => {}
        Some(Each::Given) => said.push(if zh { "逐件计".to_owned() } else { "each piece by itself".to_owned() }),
        Some(Each::CaseNumber) => {
            said.push(if zh {
                "每个案号一件，逐件计".to_owned()
            } else {
                "each case number by itself".to_owned()
            });
        }
    }
    if let Some(runs) = rate.for_runs {
        said.push(if zh { format!("每 {runs} 期一价") } else { format!("for each {runs} runs") });
    }
    said.join(if zh { "，" } else { ", " })
}

/// The lines of a surcharge or discount.
fn adjusted(card: &RateCard, names: &Kinds, adjustment: &Adjustment, language: Language) -> Vec<Line> {
    let zh = language == Language::Chinese;
    let sign = if adjustment.discount { "−" } else { "+" };
    let mark = if zh { "，" } else { ", " };
    let mut on: Vec<String> = Vec::new();
    if !adjustment.on.kinds.is_empty() || !adjustment.on.categories.is_empty() || !adjustment.on.customers.is_empty() {
        on.push(title(card, names, &adjustment.on, language));
    }
    on.push(when(card, &adjustment.on, language));
    let name = adjustment.name.as_str();
    // A condition that only repeats the name says nothing.
    on.retain(|said| !said.is_empty() && said != name);
    let of = |base: &Base| match base {
        Base::Price => None,
        Base::SoFar if zh => Some("按加减后的价".to_owned()),
        Base::SoFar => Some("of what stands before".to_owned()),
        Base::Sum(names) => {
            let name = |id: &String| card.adjustments.iter().find(|one| one.id == *id).map(|one| one.name.clone());
            let names: Vec<String> = names.iter().filter_map(name).collect();
            Some(if zh {
                format!("按原价加{}", names.join("、"))
            } else {
                format!("of the price with {}", names.join(", "))
            })
        }
    };
    let percent = |what: String, percent: rust_decimal::Decimal, base: &Base, part: Part| {
        let number = Quantity(percent).to_string();
        let figure = Figure { sign, number, unit: "%".to_owned(), cell: Some((adjustment.id.clone(), part)) };
        let when = on.iter().cloned().chain(of(base)).collect::<Vec<_>>().join(mark);
        Line { what, when, size: None, figures: vec![Some(figure)] }
    };
    match &adjustment.how {
        How::Percent { percent: by, to, of, minimum, cap } => {
            let mut lines = vec![percent(name.to_owned(), *by, of, Part::Percent)];
            if let Some(to) = to {
                let number = format!("{}–{}", Quantity(*by), Quantity(*to));
                lines[0].figures = vec![Some(Figure { sign, number, unit: "%".to_owned(), cell: None })];
            }
            let ends = [
                (minimum, Part::Minimum, if zh { "至少" } else { "at least" }),
                (cap, Part::Cap, if zh { "至多" } else { "at most" }),
            ];
            for (amount, part, said) in ends {
                let Some(amount) = amount else { continue };
                let cell = Some((adjustment.id.clone(), part));
                let figure = Figure { sign, number: amount.grouped(), unit: String::new(), cell };
                let what = format!("{name}{mark}{said}");
                lines.push(Line { what, when: on.join(mark), size: None, figures: vec![Some(figure)] });
            }
            lines
        }
        How::Rate(rate) => rated(rate, &adjustment.id, name, &on.join(mark), sign, language),
        How::ByAmount { steps, within_days } => {
            let step = |(at, step): (usize, &trade::rates::AmountStep)| {
                let from = step.from.grouped();
                let from = match (zh, within_days) {
                    (true, None) => format!("每笔满 {from}"),
                    (true, Some(days)) => format!("{days} 天内累计满 {from}"),
                    (false, None) => format!("bookings from {from}"),
                    (false, Some(days)) => format!("{from} within {days} days"),
                };
                percent(format!("{name}{mark}{from}"), step.percent, &Base::Price, Part::Step(at))
            };
            steps.iter().enumerate().map(step).collect()
        }
        How::ByCount { by, steps, over_booking, of } => {
            let unit = super::per(by.per, language);
            let step = |(at, step): (usize, &trade::rates::CountStep)| {
                let from = Quantity(step.from);
                let from = match (zh, *over_booking) {
                    (true, false) => format!("每期满 {from} {unit}"),
                    (true, true) => format!("各期合计满 {from} {unit}"),
                    (false, false) => format!("from {from} {unit} in a run"),
                    (false, true) => format!("from {from} {unit} over all runs"),
                };
                percent(format!("{name}{mark}{from}"), step.percent, of, Part::Step(at))
            };
            steps.iter().enumerate().map(step).collect()
        }
        How::FreeRuns { paid, free } => {
            let said = if zh { format!("刊 {paid} 赠 {free}") } else { format!("{free} free after {paid}") };
            let what = if name.contains(&said) { name.to_owned() } else { format!("{name}{mark}{said}") };
            let number = super::fee(Fee::Free, language);
            vec![Line {
                what,
                when: on.join(mark),
                size: None,
                figures: vec![Some(Figure { number, ..Figure::default() })],
            }]
        }
        How::ByRuns { steps, further, of, except, within_days, .. } => {
            let within = within_days.map_or_else(String::new, |days| match zh {
                true => format!("{mark}{days} 天内累计"),
                false => format!("{mark}counted over {days} days"),
            });
            let days = except.iter().map(|day| weekday(*day, language)).collect::<Vec<_>>();
            let step = |(at, step): (usize, &trade::rates::RunStep)| {
                let runs = runs(Some(step.from), step.up_to, *further, language);
                let but = match (days.is_empty(), zh) {
                    (true, _) => String::new(),
                    (false, true) => format!("，{}除外", days.join("、")),
                    (false, false) => format!(", not {}", days.join(", ")),
                };
                percent(format!("{name}{mark}{runs}{within}{but}"), step.percent, of, Part::Step(at))
            };
            steps.iter().enumerate().map(step).collect()
        }
    }
}

/// What it costs to withdraw and to correct.
fn fees(card: &RateCard, language: Language) -> Vec<Line> {
    let zh = language == Language::Chinese;
    let figure = |fee: Fee, part: Part| {
        let (number, unit) = match fee {
            Fee::Percent(percent) => (percent.to_string(), "%"),
            Fee::Amount(amount) => (amount.grouped(), ""),
            Fee::Free | Fee::Refused => (super::fee(fee, language), ""),
        };
        let written = matches!(fee, Fee::Percent(_) | Fee::Amount(_));
        let cell = written.then(|| (String::new(), part));
        vec![Some(Figure { sign: "", number, unit: unit.to_owned(), cell })]
    };
    let line = |what: &str, figures| Line { what: what.to_owned(), figures, ..Line::default() };
    let withdrawn = card.cancellation.iter().map(|fee| {
        let what = super::stage(fee.stage, language);
        let rest = match (fee.of_rest, zh) {
            (false, _) => "",
            (true, true) => "（已刊的照付，此为未刊的）",
            (true, false) => " (of what has not appeared; the rest is paid)",
        };
        let what = format!("{what}{rest}");
        line(&what, figure(fee.fee, Part::Cancellation(fee.stage)))
    });
    let corrected = card.correction.iter().map(|fee| {
        let what = match (zh, fee.fault) {
            (true, FaultOf::Paper) => "报社差错更正",
            (true, FaultOf::Customer) => "客户差错更正",
            (false, FaultOf::Paper) => "The paper's own error corrected",
            (false, FaultOf::Customer) => "The customer's error corrected",
        };
        line(what, figure(fee.fee, Part::Correction(fee.fault)))
    });
    withdrawn.chain(corrected).collect()
}

fn notes(card: &RateCard, language: Language) -> Vec<String> {
    let currency = &card.currency;
    let first = match (language, card.tax_included) {
        (Language::Chinese, true) if currency == "CNY" => "单位：元，每期价，已含税".to_owned(),
        (Language::Chinese, false) if currency == "CNY" => "单位：元，每期价，税另计".to_owned(),
        (Language::Chinese, true) => format!("单位：{currency}，每期价，已含税"),
        (Language::Chinese, false) => format!("单位：{currency}，每期价，税另计"),
        (Language::English, true) => format!("In {currency}, per run, tax included"),
        (Language::English, false) => format!("In {currency}, per run, tax not included"),
    };
    std::iter::once(first).chain(card.notes.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(name: &str) -> RateCard {
        let path = match name {
            "paper" => concat!(env!("CARGO_MANIFEST_DIR"), "/assets/cards/qishi-2026-01.toml").to_owned(),
            name => format!("{}/tests/rates/cards/{name}.toml", env!("CARGO_MANIFEST_DIR")),
        };
        RateCard::read(&std::fs::read_to_string(path).expect("a card"), &trade::ad::Kinds::shipped()).expect("sound")
    }

    #[test]
    fn prices_that_differ_in_one_attribute_stand_side_by_side() {
        let board = board(&card("youjiang"), &trade::ad::Kinds::shipped(), Language::Chinese);
        let table = &board.sections[0].tables[0];
        assert_eq!(table.heads, ["黑白", "套红"]);
        let whole = table.lines.iter().find(|line| line.what == "整版").expect("listed");
        let said: Vec<String> = whole.figures.iter().flatten().map(Figure::said).collect();
        assert_eq!(said, ["22,500.00", "25,000.00"]);
        assert_eq!(whole.figures[1].as_ref().and_then(|figure| figure.cell.clone()), {
            Some(("blocks-red".to_owned(), Part::Block("35x48".parse().expect("a size"))))
        });
    }

    #[test]
    fn a_surcharge_by_the_size_stands_beside_the_sizes() {
        let board = board(&card("kaifeng"), &trade::ad::Kinds::shipped(), Language::Chinese);
        let table = &board.sections[0].tables[0];
        assert_eq!(table.heads, ["", "+套红"]);
        let said = |line: &Line| line.figures.iter().flatten().map(Figure::said).collect::<Vec<_>>();
        assert_eq!(said(table.lines.last().expect("a line")), ["60,000.00", "+18,000.00"]);
        let changes = board.sections.iter().find(|section| section.title == "加价与折扣").expect("there");
        assert_eq!(changes.tables[0].lines.len(), 2, "the one by the size stands above");
    }

    /// A card that has what the published ones have not.
    fn full() -> RateCard {
        let shipped = include_str!("../../assets/cards/qishi-2026-01.toml");
        let more = "[[price]]\nid = \"half\"\nname = \"半价\"\nkinds = [\"blessing\"]\ncategories = [\"love\"]\nshare_of = \"lines\"\npercent = 50\n\
                    [[discount]]\nid = \"long\"\nname = \"长文\"\nof = \"price\"\nper = \"character\"\n\
                    by_count = [{ from = 100, percent = 5 }, { from = 200, percent = 8 }]\n\
                    [[discount]]\nid = \"free\"\nname = \"刊二赠五\"\npaid_runs = 2\nfree_runs = 5\n\
                    [[surcharge]]\nid = \"place\"\nname = \"指定版位\"\nof = \"price\"\npercent_from = 20\npercent_to = 50\n\
                    [[cancellation]]\ndays_before = 3\npercent = 30\n[[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n\
                    [[price]]\nid = \"lines\"\nname = \"行文\"\nkinds = [\"blessing\"]\nper = \"run\"\nprice = 80\nfor_runs = 3\n\
                    minimum = 50\ncap = 900\n[[discount]]\nid = \"much\"\nname = \"满额\"\n\
                    by_amount = [{ from = 5000, percent = 5 }, { from = 10000, percent = 10 }]\n\
                    [[cancellation]]\nstage = \"before_deadline\"\namount = 20\n\
                    [[correction]]\nfault = \"customer\"\npercent = 50\n";
        let text = format!("minimum_booking = 100\n{shipped}{more}");
        RateCard::read(&text, &trade::ad::Kinds::shipped()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
    }

    #[test]
    fn every_number_of_a_card_stands_on_it_exactly_once() {
        for name in ["paper", "kaifeng", "youjiang", "chongqing", "farmville", "heilongjiang", "lynchburg", "full"] {
            let card = if name == "full" { full() } else { card(name) };
            for language in [Language::Chinese, Language::English] {
                let board = board(&card, &trade::ad::Kinds::shipped(), language);
                let tables = || board.sections.iter().flat_map(|section| &section.tables);
                let lines = || tables().flat_map(|table| &table.lines);
                let mut shown: Vec<(String, Part)> =
                    lines().flat_map(|line| line.figures.iter().flatten()).filter_map(|f| f.cell.clone()).collect();
                let head = [Part::Version, Part::Name, Part::Source, Part::EffectiveFrom];
                let numbers = card.cells.iter().filter(|cell| !head.contains(&cell.part));
                let mut all: Vec<(String, Part)> = numbers.map(|cell| (cell.of.clone(), cell.part)).collect();
                shown.sort();
                all.sort();
                assert_eq!(shown, all, "{name}");
                assert!(tables().all(|table| table.lines.iter().all(|l| l.figures.len() == table.heads.len())));
            }
        }
    }
}
