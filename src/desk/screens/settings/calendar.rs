//! 出报与截稿: on which weekdays the paper appears and until when ads are taken, changed at its place in the calendar's file; what that file
//! says besides is changed with the file itself.

use chrono::{NaiveDate, NaiveTime, Weekday};
use iced::keyboard::key;
use iced::widget::{Column, Row, column, row, text};
use iced::{Alignment, Fill};

use super::Part;
use super::form::{card, why};
use super::table::Component;
use super::wish::{Ask, Deed, SettingChange, SettingsAnswer, Wish};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, size};
use crate::desk::widgets::{Chord, Group, Stroke};
use crate::locale;
use crate::locale::desk::why::WhyNot;
use books::booking::RuleKind;
use trade::ad::{CategoryId, Kind};
use trade::calendar::edit::{self, DeadlineLine};
use trade::calendar::{Calendar, Edition};
use trade::measure::narrow;
use trade::refusal::{Failure, Refusal, RuleFileTrouble};

/// The choice of weekdays, the first place of the part.
pub const DAYS: &str = "settings-calendar-days";
/// The day from which it holds.
pub const FROM: &str = "settings-calendar-from";
/// The fields of the times and days of the first deadlines; further ones are changed in the file.
pub const TIMES: [&str; 6] = [
    "settings-deadline-time-1",
    "settings-deadline-time-2",
    "settings-deadline-time-3",
    "settings-deadline-time-4",
    "settings-deadline-time-5",
    "settings-deadline-time-6",
];
const BEFORE: [&str; 6] = [
    "settings-deadline-days-1",
    "settings-deadline-days-2",
    "settings-deadline-days-3",
    "settings-deadline-days-4",
    "settings-deadline-days-5",
    "settings-deadline-days-6",
];
/// So many days to come are shown.
const AHEAD: usize = 7;
const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What is typed about publication and deadlines.
#[derive(Debug)]
pub struct Form {
    days: Vec<Weekday>,
    at: usize,
    /// Time and days of each deadline, as they are typed.
    deadlines: Vec<(String, String)>,
    from: String,
    touched: bool,
    busy: bool,
    saved: bool,
    failed: Option<Failure>,
}

/// What happens to the part.
#[derive(Debug, Clone)]
pub enum Message {
    /// A weekday was pressed: the paper appears on it, or no more.
    Day(usize),
    /// A key among the weekdays.
    Stroke(Stroke),
    /// The time of a deadline is typed.
    Time(usize, String),
    /// The days of a deadline before publication are typed.
    Before(usize, String),
    /// The first day of publication for which it holds is typed.
    From(String),
    /// Put it in force.
    Save,
    /// The focus goes on.
    Onward,
}

/// The edition that holds tomorrow: what is changed is changed from there.
fn edition<'a>(scene: Scene<'a>) -> &'a Edition {
    scene.rules.calendar.on(tomorrow(scene))
}

fn tomorrow(scene: Scene) -> NaiveDate {
    let today = scene.wall().date();
    today.succ_opt().unwrap_or(today)
}

impl Form {
    /// The file of the calendar with what is typed, and the day from which it holds.
    fn typed(&self, scene: Scene) -> Result<(String, NaiveDate), Failure> {
        let edition = edition(scene);
        let plain = |text: &str| text.trim().chars().map(narrow).collect::<String>();
        let from = plain(&self.from);
        let from = from.parse().map_err(|_| Refusal::NotADate { value: from })?;
        let mut text = edition.text.to_string();
        let unknown = || Refusal::BadSetting { field: "calendar", value: edition.name.clone() };
        if edition.weekdays().is_some_and(|days| days != self.days) {
            text = edit::with_weekdays(&text, &self.days).ok_or_else(unknown)?;
        }
        let lines = edition.deadline_lines();
        for (at, (time, days)) in self.deadlines.iter().enumerate() {
            let before = lines.get(at);
            let time = plain(time);
            let time = NaiveTime::parse_from_str(&time, "%H:%M").map_err(|_| Refusal::NotATime { value: time })?;
            let days = plain(days);
            let days = days.parse::<u32>().ok().filter(|days| *days <= 60);
            let days = days
                .ok_or_else(|| Refusal::BadSetting { field: "deadline_days", value: self.deadlines[at].1.clone() })?;
            if before.is_some_and(|line| (line.time, line.days) == (time, days)) {
                continue;
            }
            let working = before.is_none_or(|line| line.working);
            text = edit::with_deadline(&text, at, time, (days, working)).ok_or_else(unknown)?;
        }
        // Whatever was changed, the file must read and say just that.
        Calendar::read(&text, &scene.rules.table)
            .map_err(|mistakes| Refusal::from(RuleFileTrouble::BadRules { file: String::new(), mistakes }))?;
        Ok((text, from))
    }

    fn turn(&mut self) {
        let day = WEEK[self.at];
        let mut days: Vec<Weekday> = WEEK.into_iter().filter(|one| self.days.contains(one) != (*one == day)).collect();
        days.sort_by_key(Weekday::num_days_from_monday);
        // A paper that never appears takes no ads.
        if !days.is_empty() {
            (self.days, self.touched) = (days, true);
        }
    }
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        let edition = edition(scene);
        let mut deadlines: Vec<(String, String)> =
            edition.deadline_lines().iter().map(|line| (time(line.time), line.days.to_string())).collect();
        if deadlines.is_empty() {
            deadlines.push(("15:00".to_owned(), "1".to_owned()));
        }
        deadlines.truncate(TIMES.len());
        Form {
            days: edition.weekdays().map(<[Weekday]>::to_vec).unwrap_or_default(),
            at: 0,
            deadlines,
            from: tomorrow(scene).to_string(),
            touched: false,
            busy: false,
            saved: false,
            failed: None,
        }
    }

    fn renewed(&self, scene: Scene) -> Form {
        Form { at: self.at, ..Form::new(scene) }
    }

    fn heard(&mut self, scene: Scene) {
        if !self.touched {
            *self = Form { at: self.at, saved: self.saved, busy: self.busy, ..Form::new(scene) };
        }
    }

    fn entered(&mut self, scene: Scene) -> Option<Wish> {
        self.heard(scene);
        None
    }

    fn first_place(&self) -> &'static str {
        if self.days.is_empty() { TIMES[0] } else { DAYS }
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        (chord.ctrl && chord.named == Some(key::Named::Enter)).then_some(Message::Save)
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Save if self.busy => Err(WhyNot::Busy),
            Message::Save if !self.touched => Err(WhyNot::Unchanged),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        (self.saved, self.failed) = (false, None);
        match told {
            Message::Onward => return Some(Wish::Onward),
            Message::Day(at) => {
                self.at = at.min(6);
                self.turn();
                return Some(Wish::Focus(DAYS));
            }
            Message::Stroke(stroke) => match stroke {
                Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(6),
                Stroke::First => self.at = 0,
                Stroke::Last => self.at = 6,
                Stroke::Mark | Stroke::Open => self.turn(),
                Stroke::Page(_) | Stroke::Wheel(_) => {}
            },
            Message::Time(at, text) => {
                self.deadlines[at].0 = text;
                self.touched = true;
            }
            Message::Before(at, text) => {
                self.deadlines[at].1 = text;
                self.touched = true;
            }
            Message::From(text) => self.from = text,
            Message::Save => match self.typed(scene) {
                Ok((text, from)) => {
                    self.busy = true;
                    let old = edition(scene);
                    let read = Calendar::read(&text, &scene.rules.table).ok();
                    let new = read.as_ref().and_then(|read| read.editions().last().cloned());
                    let ask = Ask::Enter { kind: RuleKind::Calendar, text, from };
                    let change = new.map(|new| change((old, &new), &ask, from, scene));
                    return Some(Wish::Ask(Box::new(ask), change.map(Box::new)));
                }
                Err(failure) => self.failed = Some(failure),
            },
        }
        None
    }

    fn answered(&mut self, answered: SettingsAnswer, _scene: Scene) -> Option<Wish> {
        self.busy = false;
        match answered {
            Ok(_) => (self.touched, self.saved) = (false, true),
            Err(failure) => self.failed = Some(failure),
        }
        None
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language, edition) = (scene.words(), scene.language(), edition(scene));
        let days: Element<'a, Message> = if self.days.is_empty() {
            kit::quiet(words.several_periods()).into()
        } else {
            let each = WEEK.iter().map(|day| {
                kit::filled(words.weekday_short(day.num_days_from_monday() as usize), self.days.contains(day), false)
            });
            let group = Group::new(Row::from_iter(each).spacing(6), Some(self.at), Message::Day, |stroke| {
                Some(Message::Stroke(stroke))
            });
            Element::from(group.id(DAYS).radius(14.0))
        };
        let lines = edition.deadline_lines();
        let deadlines = self.deadlines.iter().enumerate().map(|(at, (time, before))| {
            let working = lines.get(at).is_none_or(|line| line.working);
            let what = lines.get(at).map_or_else(|| words.every_ad().to_owned(), |line| holds_for(line, scene));
            let time = InputField::new(words.deadline_time(), time, TIMES[at]).width(110);
            let time = time.on_input(true, move |text| Message::Time(at, text)).on_submit(Message::Onward);
            let before = InputField::new(words.days_before(working), before, BEFORE[at]).width(150);
            let before = before.on_input(true, move |text| Message::Before(at, text)).on_submit(Message::Onward);
            row![text(what).size(size::NOTE).width(Fill), Element::from(time), Element::from(before)]
                .spacing(8)
                .align_y(Alignment::Center)
                .into()
        });
        let from = InputField::new(words.from_which_day(), &self.from, FROM).width(180);
        let from = from.on_input(true, Message::From).on_submit(Message::Onward);
        let said = match &self.failed {
            Some(failure) => (Tone::Wrong, why(failure, scene)),
            None if self.saved => (Tone::Well, words.saved().to_owned()),
            None if edition.version.is_empty() => (Tone::Plain, words.calendar_shipped(&edition.name)),
            None => (Tone::Plain, words.calendar_source(&edition.name, &edition.source)),
        };
        let fields = column![
            kit::strong(words.appears_on()),
            days,
            kit::strong(words.deadlines()),
            Column::from_iter(deadlines).spacing(8),
            kit::quiet(words.deadline_note()),
            row![Element::from(from), kit::quiet(words.from_note())].spacing(12).align_y(Alignment::Center),
            kit::kept(34.0, Some(said)),
            kit::next(words.save_calendar(), "Ctrl+Enter", self.can(Message::Save, scene)),
        ];
        let today = scene.wall().date();
        let coming = today.iter_days().take(AHEAD).map(|day| {
            let named = locale::date(day, language);
            let appears = scene.rules.calendar.appears(day);
            let until = if appears { until(day, scene) } else { words.rests().to_owned() };
            row![text(named).size(size::NOTE).width(190), kit::quiet(until)].align_y(Alignment::Center).into()
        });
        let coming = column![kit::strong(words.coming_days()), Column::from_iter(coming).spacing(4)];
        column![card(fields), card(coming)].spacing(14).into()
    }
}

/// A time of day as it is typed.
fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// For which ads and days a deadline holds.
fn holds_for(line: &DeadlineLine, scene: Scene) -> String {
    let (words, language) = (scene.words(), scene.language());
    let kinds: Vec<&str> = line.kinds.iter().map(|kind| locale::kind(*kind, language)).collect();
    let named = |id: &CategoryId| {
        let known = Kind::ALL.into_iter().find_map(|kind| scene.rules.kinds.category(kind, id));
        known.map_or_else(|| id.to_string(), |known| locale::category(known, language).to_owned())
    };
    let categories: Vec<String> = line.categories.iter().map(named).collect();
    let mut all: Vec<String> = kinds.into_iter().map(str::to_owned).chain(categories).collect();
    if all.is_empty() {
        all.push(words.every_ad().to_owned());
    }
    match line.period {
        (None, None) => {}
        (from, until) => all.push(words.between_days(from, until)),
    }
    all.join(words.list_mark)
}

/// Until when ads for a day are taken: of both kinds where that differs.
fn until(day: NaiveDate, scene: Scene) -> String {
    let (words, language) = (scene.words(), scene.language());
    let of = |kind| scene.rules.deadline(day, kind, CategoryId::none()).at;
    let said = |at: chrono::NaiveDateTime| format!("{} {}", locale::date(at.date(), language), time(at.time()));
    let [first, second] = Kind::ALL.map(of);
    if first == second {
        return words.taken_until(&said(first));
    }
    let each = Kind::ALL.map(|kind| format!("{} {}", locale::kind(kind, language), said(of(kind))));
    words.taken_until(&each.join(words.list_mark))
}

/// What differs between two editions; the old file from the same day sets it back, since of two for one day the later holds.
fn change((old, new): (&Edition, &Edition), ask: &Ask, from: NaiveDate, scene: Scene) -> SettingChange {
    let words = scene.words();
    let said = |edition: &Edition| {
        let days = edition.weekdays().unwrap_or_default();
        let days: Vec<&str> = days.iter().map(|day| words.weekday_short(day.num_days_from_monday() as usize)).collect();
        let lines = edition.deadline_lines();
        let lines = lines.iter().map(|line| words.deadline_short(&time(line.time), line.days, line.working));
        (days.join(" "), lines.collect::<Vec<_>>().join(words.list_mark))
    };
    let ((old_days, old_lines), (new_days, new_lines)) = (said(old), said(new));
    let pairs = [(words.appears_on(), old_days, new_days), (words.deadlines(), old_lines, new_lines)];
    let others: Vec<_> = pairs.into_iter().filter(|(_, old, new)| old != new).collect();
    let joined = |pick: fn(&(&'static str, String, String)) -> String| {
        others.iter().map(pick).collect::<Vec<_>>().join(words.list_mark)
    };
    let back = Ask::Enter { kind: RuleKind::Calendar, text: old.text.to_string(), from };
    SettingChange {
        part: Part::Calendar,
        what: joined(|(what, ..)| (*what).to_owned()),
        old: joined(|(_, old, _)| old.clone()),
        new: joined(|(.., new)| new.clone()),
        back: Deed::Ask(Box::new(back)),
        forth: Deed::Ask(Box::new(ask.clone())),
        typed: false,
    }
}
