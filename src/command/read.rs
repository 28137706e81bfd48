//! `read`: a page of notices, understood and checked.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::answer::{self, Answer, CommandError};
use super::price::{date, file_bytes};
use super::{Context, arguments};
use crate::intake;
use crate::intake::file::LARGEST_TEXT;
use crate::locale;
use books::store::Remembering;
use trade::notice::{
    self, Dates, Fact, FactName, NothingEarlier, Notice, NoticeKind, NoticeKinds, PageReading, ReadingContext,
};
use trade::settings::Language;

pub(super) fn read(context: &Context, args: &arguments::Read) -> Result<Answer, CommandError> {
    let publish = args.publish.as_deref().map(date).transpose()?;
    let (text, taken_out) = taken_in(&args.file)?;
    let (store, now) = context.books_if_any()?;
    let (calendar, kinds) = (&context.rules.calendar, &**context.rules.notices.on(now.date_naive()));
    // Compared with what was booked before, where there are books.
    let page = match store {
        Some(mut store) => {
            let earlier = Remembering::of(store.as_mut());
            notice::read(&text, &ReadingContext { publish, calendar, kinds, earlier: &earlier })
        }
        None => notice::read(&text, &ReadingContext { publish, calendar, kinds, earlier: &NothingEarlier }),
    };
    Ok(Answer {
        json: page_json((&text, taken_out), &page, kinds, context.language),
        text: page_text(&page, kinds, context.language),
        ..Answer::default()
    })
}

/// The text of a file that was handed in, and whether it had to be taken out of a document or another encoding.
pub(super) fn taken_in(file: &Path) -> Result<(String, bool), CommandError> {
    let bytes = file_bytes(file, LARGEST_TEXT)?;
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = intake::text(&name, &bytes)?;
    let taken_out = text.as_bytes() != bytes;
    Ok((text, taken_out))
}

/// The page. Where its text was taken out of a document, or out of another encoding, it stands there too: offsets are those of it.
fn page_json((text, taken_out): (&str, bool), page: &PageReading, kinds: &NoticeKinds, language: Language) -> Value {
    let chars: Vec<char> = text.chars().collect();
    let each = page.notices.iter().enumerate();
    let notices: Vec<Value> =
        each.map(|(i, notice)| notice_json(i + 1, &chars, notice, kinds.named(&notice.kind), language)).collect();
    let aside: Vec<Value> = page
        .aside
        .iter()
        .map(|part| json!({ "start": part.span.start, "end": part.span.end, "text": part.text }))
        .collect();
    let mut json = json!({ "notices": notices, "aside": aside });
    if taken_out {
        json["text"] = text.into();
    }
    json
}

/// One notice. Its text is the page from start to end, so that whoever books it needs nothing else; it stands there once more as it was
/// received, so that a change made in the text is seen when it is booked.
fn notice_json(index: usize, page: &[char], notice: &Notice, kind: Option<&NoticeKind>, language: Language) -> Value {
    let text: String = page[notice.span.clone()].iter().collect();
    json!({
        "index": index,
        "start": notice.span.start,
        "end": notice.span.end,
        "text": text,
        "received": text,
        "kind": notice.kind,
        "category": kind.map(|kind| &kind.category),
        "sure": notice.sure,
        "publication": notice.dates.publication,
        "facts": facts(notice, kind),
        "dates": dates(&notice.dates),
        "dates_from": dates_from(&notice.dates),
        "findings": answer::findings(&notice.findings, language),
    })
}

/// The facts: those that were read, and as null those that the kind must or should state and that were not.
fn facts(notice: &Notice, kind: Option<&NoticeKind>) -> Map<String, Value> {
    let mut all = Map::new();
    for name in FactName::ALL {
        let facts = notice.facts.all(name);
        if facts.is_empty() {
            if kind.is_some_and(|kind| kind.must.contains(&name) || kind.should.contains(&name)) {
                all.insert(name.id().to_owned(), Value::Null);
            }
        } else if name.is_list() {
            let values: Vec<Value> = facts.iter().map(value).collect();
            let spans: Vec<[usize; 2]> = facts.iter().map(|fact| [fact.span.start, fact.span.end]).collect();
            let sure: Vec<notice::Sure> = facts.iter().map(|fact| fact.sure).collect();
            all.insert(name.id().to_owned(), json!({ "value": values, "spans": spans, "sure": sure }));
        } else {
            let fact = &facts[0];
            let mut one =
                json!({ "value": value(fact), "start": fact.span.start, "end": fact.span.end, "sure": fact.sure });
            if let notice::FactValue::Case(case) = &fact.value {
                one["key"] = case.key.clone().into();
                one["keys"] = case.keys().collect();
            }
            match &fact.value {
                notice::FactValue::WorkingDays(_) => one["unit"] = "working_days".into(),
                notice::FactValue::Months(_) => one["unit"] = "months".into(),
                _ => {}
            }
            all.insert(name.id().to_owned(), one);
        }
    }
    all
}

fn value(fact: &Fact) -> Value {
    match &fact.value {
        notice::FactValue::Text(text) => text.clone().into(),
        notice::FactValue::Case(case) => case.text.clone().into(),
        notice::FactValue::Count(count) | notice::FactValue::WorkingDays(count) | notice::FactValue::Months(count) => {
            (*count).into()
        }
        notice::FactValue::Date(date) => json!(date),
        notice::FactValue::Hearing(hearing) => json!(hearing.iso()),
    }
}

/// The days: a day that cannot be determined is null.
fn dates(dates: &Dates) -> Map<String, Value> {
    dates.named().into_iter().filter_map(|(name, day)| Some((name.to_owned(), json!(day?.known())))).collect()
}

/// Of each day that hangs on a period, whether the period was stated or taken from the law.
fn dates_from(dates: &Dates) -> Map<String, Value> {
    let known = dates.named().into_iter().filter(|(_, day)| day.is_some());
    known.filter_map(|(name, _)| Some((name.to_owned(), json!(dates.basis(name)?)))).collect()
}

/// The page for people.
fn page_text(page: &PageReading, kinds: &NoticeKinds, language: Language) -> String {
    let mut lines = Vec::new();
    for (i, notice) in page.notices.iter().enumerate() {
        let kind = kinds.named(&notice.kind);
        let name = kind.map_or(notice.kind.as_str(), |kind| locale::notice_kind(kind, language));
        lines.push(format!("{}. {name}  [{}, {})", i + 1, notice.span.start, notice.span.end));
        for name in FactName::ALL {
            let said: Vec<String> = notice.facts.all(name).iter().map(|fact| plain(&value(fact))).collect();
            if !said.is_empty() {
                lines.push(format!("   {}  {}", locale::fact(name, language), said.join("、")));
            }
        }
        for (name, day) in notice.dates.named() {
            if let Some(day) = day {
                let basis = notice.dates.basis(name);
                let basis = basis.map_or_else(String::new, |basis| format!("（{}）", locale::basis(basis, language)));
                let (name, day) = (locale::notice_day(name, language), locale::determined(day, language));
                lines.push(format!("   {name}  {day}{basis}"));
            }
        }
        for finding in &notice.findings {
            let told = locale::finding(finding, language);
            let (weight, start, end) = (locale::severity(finding.severity, language), finding.start, finding.end);
            lines.push(format!("   {weight}  {}  [{start}, {end})  {}", told.message, told.remedy));
        }
        lines.push(String::new());
    }
    lines.push(locale::left_aside(page.notices.len(), page.aside.len(), language));
    lines.join("\n")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
