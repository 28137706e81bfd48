//! `calendar`: calendars are checked, shown day by day, entered and written out.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::answer::{self, Answer, CommandError};
use super::arguments::{CalendarTask, Entering, RulesWithdrawing};
use super::price::date;
use super::{Context, rule_files};
use crate::locale;
use books::booking::{Number, RuleKind};
use books::store::{DayOf, Store, whole_day};
use trade::ad::{CategoryId, Kind};
use trade::calendar::{Appearance, Calendar, DayKind, Deadline, Edition, NotDeterminable};
use trade::settings::Language;

pub(super) fn calendar(context: &Context, task: &CalendarTask) -> Result<Answer, CommandError> {
    match task {
        CalendarTask::Check(rules) => check(context, &rules.file),
        CalendarTask::Show { on, days } => show(context, on.as_deref(), *days),
        CalendarTask::Import(args) => import(context, args),
        CalendarTask::Withdraw(args) => withdraw(context, args),
        CalendarTask::Replace(args) => rule_files::replace(context, RuleKind::Calendar, args),
        CalendarTask::Export { edition: Some(edition), output, .. } => {
            rule_files::export(context, (RuleKind::Calendar, edition), output.as_deref())
        }
        CalendarTask::Export { on, output, .. } => export(context, on.as_deref(), output.as_deref()),
    }
}

/// Reads a calendar's file.
fn read(context: &Context, path: &Path) -> Result<(Calendar, String), CommandError> {
    rule_files::read(path, |text| Calendar::read(text, &context.rules.table))
}

/// What an edition is, in a few keys.
fn head(edition: &Edition) -> Value {
    let version = (!edition.version.is_empty()).then_some(&edition.version);
    json!({ "calendar": edition.name, "edition": version, "from": edition.from, "source": edition.source })
}

/// `calendar check`: nothing is changed.
fn check(context: &Context, path: &Path) -> Result<Answer, CommandError> {
    let (calendar, _) = read(context, path)?;
    let name = calendar.editions().last().map_or("", |edition| edition.name.as_str());
    let years: Vec<i32> = calendar.years().iter().map(|year| year.year).collect();
    let json = json!({ "calendar": name, "ok": true, "years": years });
    let text = match context.language {
        Language::Chinese => format!("✓ {name}：没有错误"),
        Language::English => format!("✓ {name}: no mistakes"),
    };
    Ok(Answer { json, text, ..Answer::default() })
}

/// One day of `calendar show`.
struct CalendarDay<'a> {
    date: NaiveDate,
    appearance: Appearance<'a>,
    day: Result<DayKind, NotDeterminable>,
    made_up: bool,
    /// The deadline of a kind, and of those of its categories that have another.
    deadlines: Vec<(Kind, Option<&'a CategoryId>, Deadline)>,
}

fn shown<'a>(context: &'a Context, date: NaiveDate) -> CalendarDay<'a> {
    let calendar = &context.rules.calendar;
    let appearance = calendar.appearance(date);
    let mut deadlines = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|_| appearance.appears()) {
        let general = calendar.deadline(date, kind, CategoryId::none());
        deadlines.push((kind, None, general));
        for category in context.rules.kinds.of(kind) {
            let own = calendar.deadline(date, kind, category.like());
            if own != general {
                deadlines.push((kind, Some(&category.id), own));
            }
        }
    }
    CalendarDay { date, appearance, day: calendar.day(date), made_up: calendar.is_made_up(date), deadlines }
}

impl CalendarDay<'_> {
    fn json(&self, now: NaiveDateTime) -> Value {
        let (appears, reason) = match self.appearance {
            Appearance::Regular => ("regular", None),
            Appearance::Extra(reason) => ("extra", Some(reason)),
            Appearance::NotThatWeekday => ("not_that_weekday", None),
            Appearance::Rests(reason) => ("rests", Some(reason)),
            Appearance::NotYet => ("not_yet", None),
        };
        let (day, holiday) = match &self.day {
            Ok(DayKind::Working) if self.made_up => ("make_up_workday", None),
            Ok(DayKind::Working) => ("working", None),
            Ok(DayKind::Weekend) => ("weekend", None),
            Ok(DayKind::Holiday(name)) => ("day_off", Some(name)),
            Err(NotDeterminable { .. }) => ("not_determinable", None),
        };
        let deadline = |(kind, category, deadline): &(Kind, Option<&CategoryId>, Deadline)| {
            json!({
                "kind": kind,
                "category": category,
                "at": deadline.at,
                "late_until": deadline.late_until,
                "provisional": deadline.provisional,
                "still_open": now <= deadline.at,
            })
        };
        json!({
            "date": self.date,
            "appears": self.appearance.appears(),
            "why": appears,
            "reason": reason,
            "day": day,
            "day_off": holiday,
            "deadlines": self.deadlines.iter().map(deadline).collect::<Vec<_>>(),
        })
    }

    fn text(&self, context: &Context) -> String {
        let language = context.language;
        let zh = language == Language::Chinese;
        let appears = match self.appearance {
            Appearance::Regular => if zh { "出报" } else { "appears" }.to_owned(),
            Appearance::Extra(reason) => format!("{}（{reason}）", if zh { "加出" } else { "appears out of turn" }),
            Appearance::Rests(reason) => format!("{}：{reason}", if zh { "休刊" } else { "does not appear" }),
            Appearance::NotThatWeekday if zh => format!("{}不出报", locale::weekday(self.date, language)),
            Appearance::NotThatWeekday => format!("does not appear on {}", locale::weekday(self.date, language)),
            Appearance::NotYet => if zh { "尚未出报" } else { "does not appear yet" }.to_owned(),
        };
        let day = match &self.day {
            Ok(DayKind::Working) if self.made_up => if zh { "调休上班" } else { "make-up workday" }.to_owned(),
            Ok(DayKind::Holiday(name)) => format!("{} {name}", if zh { "放假" } else { "day off:" }),
            Err(_) => if zh { "放假安排未公布" } else { "days off not published" }.to_owned(),
            Ok(DayKind::Working | DayKind::Weekend) => String::new(),
        };
        let mut lines = vec![format!("{}  {appears}  {day}", locale::date(self.date, language)).trim_end().to_owned()];
        for (kind, category, deadline) in &self.deadlines {
            let what = category.and_then(|id| context.rules.kinds.category(*kind, id));
            let what = what.map_or_else(|| locale::kind(*kind, language), |known| locale::category(known, language));
            let at = |at: NaiveDateTime| at.format("%m-%d %H:%M");
            let guess = match (deadline.provisional, zh) {
                (false, _) => "",
                (true, true) => "（暂定）",
                (true, false) => " (provisional)",
            };
            lines.push(if zh {
                format!("    {what}：{} 截稿{guess}，加登至 {}", at(deadline.at), at(deadline.late_until))
            } else {
                format!("    {what}: closes {}{guess}, late until {}", at(deadline.at), at(deadline.late_until))
            });
        }
        lines.join("\n")
    }
}

fn show(context: &Context, on: Option<&str>, days: u32) -> Result<Answer, CommandError> {
    let now = context.books_if_any()?.1.naive_local();
    let on = on.map(date).transpose()?.unwrap_or(now.date());
    let calendar = &context.rules.calendar;
    let edition = calendar.on(on);
    let dates = on.iter_days().take(days as usize).map(|date| shown(context, date)).collect::<Vec<_>>();
    let mut json = answer::object(head(edition));
    json.insert("on".into(), json!(on));
    json.insert("days".into(), dates.iter().map(|day| day.json(now)).collect());
    let tables = calendar.years().iter().map(|year| json!({ "year": year.year, "source": year.source }));
    json.insert("days_off".into(), tables.collect());
    let version = |one: &Edition| {
        let mut json = head(one);
        json["in_force"] = (one == edition).into();
        json
    };
    json.insert("editions".into(), calendar.editions().iter().map(version).collect());
    let mut text = vec![format!("{}  {}", edition.name, edition.source), String::new()];
    text.extend(dates.iter().map(|day| day.text(context)));
    text.push(String::new());
    for one in calendar.editions() {
        let mark = if one == edition { "▸" } else { " " };
        let from = one.from.map_or_else(|| "…".to_owned(), |from| from.to_string());
        text.push(format!("{mark} {from}  {}  {}", one.version, one.name));
    }
    Ok(Answer { json: json.into(), text: text.join("\n"), ..Answer::default() })
}

/// Tells also which booked runs fall on days that are closed by it.
fn import(context: &Context, args: &Entering) -> Result<Answer, CommandError> {
    let from = date(&args.from)?;
    let request = args.request.id()?;
    let (calendar, text) = read(context, &args.rules.file)?;
    // The number under which it stands is the store's to give.
    let (entered, now) = rule_files::enter(context, (RuleKind::Calendar, text), from, request)?;
    let number = entered.version;
    let calendar = context.rules.calendar.clone().then(calendar, from, &number);
    let edition = calendar.on(from);
    let text = match context.language {
        Language::Chinese => format!("已录入刊期第 {number} 号“{}”，{from} 起的刊期用它", edition.name),
        Language::English => format!("Entered calendar {number}, {}, for publication from {from} on", edition.name),
    };
    let (mut store, _) = context.books()?;
    let closed = booked_on_closed(store.as_mut(), &calendar, from.max(now.date_naive()))?;
    let mut json = head(edition);
    json["booking_numbers"] = closed.iter().map(|(_, number)| number.to_string()).collect();
    let notes = closed.iter().map(|(day, number)| match context.language {
        Language::Chinese => {
            format!("{number} 登记在{}，这一天改为不出报：请与客户改期", locale::date(*day, Language::Chinese))
        }
        Language::English => format!("{number} runs on {day}, on which the paper does not appear any more: move it"),
    });
    Ok(Answer { json, text, notes: notes.collect(), ..Answer::default() })
}

/// How many days are looked at for bookings on days that a calendar closes.
const LOOKED_AT: usize = 400;

/// The bookings that run after a day on days on which the paper does not appear, each with the day.
fn booked_on_closed(
    store: &mut dyn Store,
    calendar: &Calendar,
    from: NaiveDate,
) -> Result<Vec<(NaiveDate, Number)>, CommandError> {
    let mut all = Vec::new();
    for day in from.iter_days().take(LOOKED_AT).filter(|day| !calendar.appears(*day)) {
        all.extend(whole_day(store, day, DayOf::Running)?.iter().map(|row| (day, row.number)));
    }
    Ok(all)
}

fn withdraw(context: &Context, args: &RulesWithdrawing) -> Result<Answer, CommandError> {
    let version = &args.version;
    let text = match context.language {
        Language::Chinese => format!("已撤回刊期第 {version} 号，它从未生效"),
        Language::English => format!("Withdrawn: calendar {version}, which never took effect"),
    };
    rule_files::withdraw(context, RuleKind::Calendar, args, text)
}

/// `calendar export`: the calendar in force, byte for byte.
fn export(context: &Context, on: Option<&str>, output: Option<&Path>) -> Result<Answer, CommandError> {
    let today = context.books_if_any()?.1.date_naive();
    let on = on.map(date).transpose()?.unwrap_or(today);
    let edition = context.rules.calendar.on(on);
    rule_files::write_out(context, &edition.text, answer::object(head(edition)), output)
}
