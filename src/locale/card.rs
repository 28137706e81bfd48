//! A rate card as a table that a person would print: sections, rows, prices, and what is said below.

use crate::money::Money;
use crate::rates::{Adjustment, Amount, Base, Conditions, How, Per, Price, Quantity, Rate, RateCard, TierPrice};
use crate::settings::Language;

/// A card as a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its sections, in the order of the card.
    pub sections: Vec<Section>,
    /// What is said below: rounding, fees, tax, the card's own notes.
    pub notes: Vec<String>,
}

/// A section of a card: the rows for one kind and its categories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// For what it holds.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What is priced.
    pub what: String,
    /// Under which condition, where there is one.
    pub when: String,
    /// The price, with its unit.
    pub price: String,
}

/// A row with the title of its section, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The section's title.
    pub section: String,
    /// What is priced, and when.
    pub what: String,
    /// The price, with its unit.
    pub price: String,
}

impl Table {
    /// Its rows in one list.
    pub fn rows(&self) -> Vec<TableRow> {
        let of = |section: &Section| {
            let row = |row: &Row| TableRow {
                section: section.title.clone(),
                what: [row.what.as_str(), row.when.as_str()]
                    .into_iter()
                    .filter(|s| !s.is_empty())
                    .collect::<Vec<_>>()
                    .join("，"),
                price: row.price.clone(),
            };
            section.rows.iter().map(row).collect::<Vec<_>>()
        };
        self.sections.iter().flat_map(of).collect()
    }

    /// Adds rows to a section, the last one where it has that title.
    fn add(&mut self, title: String, rows: Vec<Row>) {
        match self.sections.last_mut().filter(|section| section.title == title) {
            Some(section) => section.rows.extend(rows),
            None => self.sections.push(Section { title, rows }),
        }
    }
}

/// The card as a table.
pub fn table(card: &RateCard, language: Language) -> Table {
    let mut table = Table::default();
    for price in &card.prices {
        let title = title(card, &price.on, language);
        table.add(title, rows(card, price, language));
    }
    let changes: Vec<Row> =
        card.adjustments.iter().flat_map(|adjustment| adjusted(card, adjustment, language)).collect();
    if !changes.is_empty() {
        let title = match language {
            Language::Chinese => "加价与折扣",
            Language::English => "Surcharges and discounts",
        };
        table.add(title.to_owned(), changes);
    }
    table.notes = notes(card, language);
    table
}

/// For what a price holds: kinds, categories, customers.
pub(super) fn title(card: &RateCard, on: &Conditions, language: Language) -> String {
    let name = |id: &String| card.kind(id).map_or_else(|| id.clone(), |kind| kind.name.clone());
    let kinds: Vec<String> = if on.kinds.is_empty() {
        card.kinds.iter().filter(|kind| kind.priced_as.is_none()).map(|kind| kind.name.clone()).collect()
    } else {
        on.kinds.iter().map(name).collect()
    };
    let also =
        card.kinds.iter().filter(|kind| kind.priced_as.as_ref().is_some_and(|as_kind| on.kinds.contains(as_kind)));
    let also: Vec<String> = also
        .map(|kind| match language {
            Language::Chinese => format!("{}（暂按此价）", kind.name),
            Language::English => format!("{} (for the time being)", kind.name),
        })
        .collect();
    let mut title = [kinds, also].concat().join("、");
    let categories: Vec<String> = on.categories.iter().map(|id| category(card, id)).collect();
    if !categories.is_empty() {
        title = format!("{title} · {}", categories.join("、"));
    }
    if !on.customers.is_empty() {
        let of = |id: &String| {
            let found = card.customers.iter().find(|customer| customer.id == *id);
            found.and_then(|customer| customer.names.first().cloned()).unwrap_or_else(|| id.clone())
        };
        let names: Vec<String> = on.customers.iter().map(of).collect();
        title = match language {
            Language::Chinese => format!("{title} · 协议价：{}", names.join("、")),
            Language::English => format!("{title} · contract: {}", names.join(", ")),
        };
    }
    title
}

pub(super) fn category(card: &RateCard, id: &str) -> String {
    let own = card.categories.iter().find(|category| category.id == id).map(|category| category.name.clone());
    let desk = || {
        let kinds = crate::ad::Kinds::shipped();
        crate::ad::Kind::ALL.into_iter().find_map(|kind| kinds.category(kind, id).map(|category| category.zh.clone()))
    };
    own.or_else(desk).unwrap_or_else(|| id.to_owned())
}

/// Attributes, days and numbers of runs, in words.
pub(super) fn when(card: &RateCard, on: &Conditions, language: Language) -> String {
    let mut said: Vec<String> = Vec::new();
    for (id, values) in &on.when {
        let value = |value: &String| match (card.attribute(id), id.as_str()) {
            (Some(attribute), _) => attribute.value(value).map_or_else(|| value.clone(), |value| value.name.clone()),
            (None, "deadline") => match (language, value.as_str()) {
                (Language::Chinese, "late") => "截稿后".to_owned(),
                (Language::Chinese, _) => "截稿前".to_owned(),
                (Language::English, "late") => "after the deadline".to_owned(),
                (Language::English, _) => "before the deadline".to_owned(),
            },
            (None, _) => {
                let at = crate::rates::WEEKDAYS.iter().position(|day| day == value).unwrap_or(0);
                const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
                if language == Language::Chinese { ZH[at].to_owned() } else { value.clone() }
            }
        };
        said.push(values.iter().map(value).collect::<Vec<_>>().join("、"));
    }
    match (language, on.from, on.until) {
        (_, None, None) => {}
        (Language::Chinese, Some(from), None) => said.push(format!("{from} 起")),
        (Language::Chinese, None, Some(until)) => said.push(format!("{until} 止")),
        (Language::Chinese, Some(from), Some(until)) => said.push(format!("{from} 至 {until}")),
        (Language::English, Some(from), None) => said.push(format!("from {from}")),
        (Language::English, None, Some(until)) => said.push(format!("until {until}")),
        (Language::English, Some(from), Some(until)) => said.push(format!("{from} to {until}")),
    }
    match (language, on.least_runs, on.most_runs) {
        (_, None, None) => {}
        (_, least, most) => said.push(runs(least, most, false, language)),
    }
    said.join("，")
}

/// A number of runs: `2–3 期`, `8 期起`; or which of them: `第 2 期起`.
pub(super) fn runs(from: Option<u32>, to: Option<u32>, which: bool, language: Language) -> String {
    let first = from.unwrap_or(1);
    let (number, open) = match to {
        Some(to) if to == first => (first.to_string(), false),
        Some(to) => (format!("{first}–{to}"), false),
        None => (first.to_string(), true),
    };
    match (language, which, open) {
        (Language::Chinese, false, false) => format!("{number} 期"),
        (Language::Chinese, false, true) => format!("{number} 期起"),
        (Language::Chinese, true, false) => format!("第 {number} 期"),
        (Language::Chinese, true, true) => format!("第 {number} 期起"),
        (Language::English, false, false) => format!("{number} runs"),
        (Language::English, false, true) => format!("{number} runs or more"),
        (Language::English, true, false) => format!("run {number}"),
        (Language::English, true, true) => format!("run {number} and on"),
    }
}

/// The short name of a weekday.
pub(super) fn weekday(day: chrono::Weekday, language: Language) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let at = day.num_days_from_monday() as usize;
    if language == Language::Chinese { ZH[at] } else { EN[at] }
}

/// An amount with its unit: `36.00/cm²`.
fn each(amount: Money, per: Per, step: Option<u32>, language: Language) -> String {
    let unit = super::per(per, language);
    match (language, step) {
        (_, None) if per == Per::Block => amount.grouped(),
        (_, None) => format!("{}/{unit}", amount.grouped()),
        (Language::Chinese, Some(step)) => format!("{}/每 {step} {unit}", amount.grouped()),
        (Language::English, Some(step)) => format!("{} per {step} {unit}", amount.grouped()),
    }
}

fn rows(card: &RateCard, price: &Price, language: Language) -> Vec<Row> {
    let when = when(card, &price.on, language);
    match &price.rate.amount {
        Amount::Blocks(blocks) => {
            let row = |block: &crate::rates::Block| {
                let name = [block.name.as_str(), price.name.as_str()].into_iter().find(|name| !name.is_empty());
                let name = name.map(|name| format!("  {name}")).unwrap_or_default();
                let what = format!("{} cm{name}", block.size.said());
                Row { what, when: when.clone(), price: block.price.grouped() }
            };
            blocks.iter().map(row).collect()
        }
        _ => {
            let what = if price.name.is_empty() { price.id.clone() } else { price.name.clone() };
            amounts(&price.rate, language)
                .into_iter()
                .map(|(part, price)| {
                    let what = if part.is_empty() { what.clone() } else { format!("{what}（{part}）") };
                    Row { what, when: when.clone(), price }
                })
                .collect()
        }
    }
}

/// The amounts of a rate, each with the part of it that it holds for.
fn amounts(rate: &Rate, language: Language) -> Vec<(String, String)> {
    let bounds = bounds(rate, language);
    match &rate.amount {
        Amount::Each(Money::ZERO) => {
            vec![(bounds, if language == Language::Chinese { "免费".to_owned() } else { "free".to_owned() })]
        }
        Amount::Each(amount) => vec![(bounds, each(*amount, rate.per, rate.step, language))],
        Amount::Blocks(blocks) => {
            blocks.iter().map(|block| (format!("{} cm", block.size.said()), block.price.grouped())).collect()
        }
        Amount::Tiers { slices, tiers } => {
            let mut below: Option<Quantity> = None;
            let mut said = Vec::new();
            for tier in tiers {
                let up_to = tier.up_to.map(Quantity);
                let unit = super::per(rate.per, language);
                let part = match (language, below, up_to) {
                    (Language::Chinese, None, Some(to)) => format!("{to} {unit}以内"),
                    (Language::Chinese, Some(from), Some(to)) => format!("{from}–{to} {unit}"),
                    (Language::Chinese, Some(from), None) if *slices => format!("超过 {from} {unit}的部分"),
                    (Language::Chinese, Some(from), None) => format!("超过 {from} {unit}"),
                    (Language::English, None, Some(to)) => format!("up to {to} {unit}"),
                    (Language::English, Some(from), Some(to)) => format!("{from} to {to} {unit}"),
                    (Language::English, Some(from), None) => format!("over {from} {unit}"),
                    (_, None, None) => String::new(),
                };
                let price = match tier.price {
                    TierPrice::Each(amount) => each(amount, rate.per, None, language),
                    TierPrice::Flat(amount) => amount.grouped(),
                };
                said.push((part, price));
                below = up_to;
            }
            said
        }
    }
}

/// Least, most, minimum and cap, in words.
fn bounds(rate: &Rate, language: Language) -> String {
    let unit = super::per(rate.per, language);
    let mut said: Vec<String> = Vec::new();
    let zh = language == Language::Chinese;
    if let Some(least) = rate.least {
        let least = Quantity(least);
        said.push(if zh {
            format!("不足 {least} {unit}按 {least} {unit}计")
        } else {
            format!("at least {least} {unit}")
        });
    }
    if let Some(most) = rate.most {
        let most = Quantity(most);
        said.push(if zh { format!("至多 {most} {unit}") } else { format!("at most {most} {unit}") });
    }
    if let Some(to) = rate.round_up_to {
        let to = Quantity(to);
        said.push(if zh { format!("按 {to} {unit}进位") } else { format!("rounded up to {to} {unit}") });
    }
    if let Some(minimum) = rate.minimum {
        let minimum = minimum.grouped();
        said.push(if zh { format!("起价 {minimum}") } else { format!("minimum {minimum}") });
    }
    if let Some(runs) = rate.for_runs {
        said.push(if zh { format!("每 {runs} 期一价") } else { format!("for each {runs} runs") });
    }
    if let Some(cap) = rate.cap {
        let cap = cap.grouped();
        said.push(if zh { format!("封顶 {cap}") } else { format!("at most {cap}") });
    }
    said.join(if zh { "，" } else { ", " })
}

/// A surcharge or discount, a row for each of its amounts.
fn adjusted(card: &RateCard, adjustment: &Adjustment, language: Language) -> Vec<Row> {
    let sign = if adjustment.discount { "−" } else { "+" };
    let of = |base: &Base| match (language, base) {
        (Language::Chinese, Base::Price) => String::new(),
        (Language::Chinese, Base::SoFar) => "（按加减后的价）".to_owned(),
        (Language::English, Base::Price) => String::new(),
        (Language::English, Base::SoFar) => " of what stands before".to_owned(),
        (_, Base::Sum(names)) => {
            let name =
                |id: &String| card.adjustments.iter().find(|other| other.id == *id).map(|other| other.name.clone());
            let names: Vec<String> = names.iter().filter_map(name).collect();
            match language {
                Language::Chinese => format!("（按原价加{}）", names.join("、")),
                Language::English => format!(" of the price with {}", names.join(", ")),
            }
        }
    };
    let mut on = when(card, &adjustment.on, language);
    if !adjustment.on.kinds.is_empty() || !adjustment.on.categories.is_empty() || !adjustment.on.customers.is_empty() {
        let for_what = title(card, &adjustment.on, language);
        on = if on.is_empty() { for_what } else { format!("{for_what}，{on}") };
    }
    let row = |what: String, price: String| Row { what, when: on.clone(), price };
    match &adjustment.how {
        How::Percent { percent, of: base } => {
            vec![row(adjustment.name.clone(), format!("{sign}{}%{}", Quantity(*percent), of(base)))]
        }
        How::Rate(rate) => amounts(rate, language)
            .into_iter()
            .map(|(part, price)| {
                let name = &adjustment.name;
                row(if part.is_empty() { name.clone() } else { format!("{name}（{part}）") }, format!("{sign}{price}"))
            })
            .collect(),
        How::ByAmount(steps) => steps
            .iter()
            .map(|step| {
                let what = match language {
                    Language::Chinese => format!("{}，每笔满 {}", adjustment.name, step.from.grouped()),
                    Language::English => format!("{}, bookings from {}", adjustment.name, step.from.grouped()),
                };
                row(what, format!("{sign}{}%", Quantity(step.percent)))
            })
            .collect(),
        How::ByRuns { steps, further, of: base, except, .. } => {
            let days: Vec<String> = except
                .iter()
                .map(|day| crate::rates::WEEKDAYS[day.num_days_from_monday() as usize].to_owned())
                .collect();
            steps
                .iter()
                .map(|step| {
                    let runs = runs(Some(step.from), step.up_to, *further, language);
                    let but = match language {
                        _ if days.is_empty() => String::new(),
                        Language::Chinese => format!("，{} 除外", days.join("、")),
                        Language::English => format!(", not {}", days.join(", ")),
                    };
                    let what = format!("{}，{runs}{but}", adjustment.name);
                    row(what, format!("{sign}{}%{}", Quantity(step.percent), of(base)))
                })
                .collect()
        }
    }
}

fn notes(card: &RateCard, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    let currency = &card.currency;
    notes.push(match (language, card.tax_included) {
        (Language::Chinese, true) if currency == "CNY" => "单位：元，每期价，已含税".to_owned(),
        (Language::Chinese, true) => format!("单位：{currency}，每期价，已含税"),
        (Language::Chinese, false) => format!("单位：{currency}，每期价，税另计"),
        (Language::English, true) => format!("In {currency}, per run, tax included"),
        (Language::English, false) => format!("In {currency}, per run, tax not included"),
    });
    if let Some(minimum) = card.minimum_booking {
        let minimum = minimum.grouped();
        notes.push(match language {
            Language::Chinese => format!("每笔不足 {minimum} 按 {minimum} 计"),
            Language::English => format!("A booking costs {minimum} at least"),
        });
    }
    notes.extend(card.cancellation.iter().map(|fee| super::cancellation(fee.stage, fee.fee, None, language)));
    notes.extend(card.correction.iter().map(|fee| super::correction(fee, language)));
    notes.extend(card.notes.iter().cloned());
    notes
}
