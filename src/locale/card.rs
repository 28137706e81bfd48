//! When the prices of a card hold, in words.

use trade::ad::{CategoryId, CategoryTable};
use trade::rates::{Conditions, RateCard, SizeBounds};
use trade::settings::Language;

/// For what a price holds: kinds, categories, customers.
pub(super) fn title(card: &RateCard, kinds: &CategoryTable, on: &Conditions, language: Language) -> String {
    let name = |id: &String| card.kind(id).map_or_else(|| id.clone(), |kind| kind.name.clone());
    let named: Vec<String> = if on.kinds.is_empty() {
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
    let mut title = [named, also].concat().join("、");
    let categories: Vec<String> = on.categories.iter().map(|id| category(card, kinds, id)).collect();
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

pub(super) fn category(card: &RateCard, kinds: &CategoryTable, id: &CategoryId) -> String {
    let own = card.categories.iter().find(|category| category.id == *id).map(|category| category.name.clone());
    let desk = || {
        trade::ad::Kind::ALL.into_iter().find_map(|kind| kinds.category(kind, id).map(|category| category.zh.clone()))
    };
    own.or_else(desk).unwrap_or_else(|| id.to_string())
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
                let at = trade::rates::WEEKDAYS.iter().position(|day| day == value).unwrap_or(0);
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
    said.extend(places(on, language));
    said.extend(bounds(&on.size, language));
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

/// Which runs of a booking, by their place in it.
fn places(on: &Conditions, language: Language) -> Option<String> {
    let every = on.every_run.map(|every| match language {
        Language::Chinese => format!("每第 {every} 期"),
        Language::English => format!("every {every}. run"),
    });
    let place = (on.from_run.is_some() || on.to_run.is_some()).then(|| runs(on.from_run, on.to_run, true, language));
    every.or(place)
}

/// The bounds of width, height and area, each where there is one.
fn bounds(size: &SizeBounds, language: Language) -> Vec<String> {
    let zh = language == Language::Chinese;
    let words = |zh_word: &str, en: &str, least: Option<String>, most: Option<String>, unit: &str| {
        let word = if zh { zh_word } else { en };
        match (least, most) {
            (None, None) => None,
            (Some(least), None) if zh => Some(format!("{word} {least} {unit}以上")),
            (None, Some(most)) if zh => Some(format!("{word} {most} {unit}以内")),
            (Some(least), None) => Some(format!("{word} from {least} {unit}")),
            (None, Some(most)) => Some(format!("{word} up to {most} {unit}")),
            (Some(least), Some(most)) => Some(format!("{word} {least}–{most} {unit}")),
        }
    };
    let length = |length: Option<trade::measure::Length>| length.map(|length| length.to_string());
    let area = |area: Option<rust_decimal::Decimal>| area.map(|area| area.normalize().to_string());
    let said = [
        words("宽", "width", length(size.least_width), length(size.most_width), "cm"),
        words("高", "height", length(size.least_height), length(size.most_height), "cm"),
        words("面积", "area", area(size.least_area), area(size.most_area), "cm²"),
    ];
    said.into_iter().flatten().collect()
}
