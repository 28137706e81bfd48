//! The command line: the counter's work without a window. Scripts rely on its names, keys and exit statuses.
//!
//! Exit status 0: done; 1: refused by a rule, or damage found; 2: wrong use; 3: could not. With `--json` exactly one JSON document
//! stands on standard output; messages go to standard error.

mod answer;
mod arguments;
mod batch;
mod book;
mod calendar;
mod day;
mod folder;
mod papers;
mod price;
mod queue;
mod rates;
mod read;
mod several;
mod show;
mod written;

pub use arguments::Arguments;
pub use folder::{language, taste, taste_file};

use std::io::Write;
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone};
use clap::Parser;
use serde_json::json;

use crate::locale;
use answer::{Answer, Wrong};
use arguments::Task;
use books::counter::Rules;
use books::store::{Sqlite, Store};
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::Language;

/// What every subcommand works with.
struct Context {
    /// The folder of the books.
    folder: std::path::PathBuf,
    /// The time given with `--now`, for a practice folder.
    given: Option<String>,
    /// Who works.
    person: String,
    /// The language of messages.
    language: Language,
    /// The rules in force.
    rules: Rules,
}

/// What the program is asked to do.
pub enum Asked {
    /// Open the desk on this folder, for this person.
    Desk {
        /// The folder of the books.
        folder: std::path::PathBuf,
    },
    /// Nothing more: a subcommand was carried out, with this exit status.
    Done(ExitCode),
}

/// Reads the arguments and carries out a subcommand. Without one, the desk is asked for.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Asked {
    let arguments: Vec<std::ffi::OsString> = arguments.into_iter().collect();
    let json = arguments.iter().any(|argument| argument == "--json");
    match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => carry_out(parsed),
        Err(error) => {
            let said = error.render().to_string();
            let (code, key) = if error.use_stderr() { (2, "usage") } else { (0, "help") };
            if json {
                let printed = print_json(&json!({ key: { "message": said.trim_end() } }));
                return Asked::Done(printed.unwrap_or(ExitCode::from(code)));
            }
            let _ = error.print();
            Asked::Done(ExitCode::from(code))
        }
    }
}

fn carry_out(arguments: Arguments) -> Asked {
    let folder = arguments.data.unwrap_or_else(folder::by_default);
    let Some(task) = arguments.task else {
        return match arguments.now {
            // The desk has a clock of its own; a time would be forgotten at the first keystroke.
            Some(_) => Asked::Done(wrong_use(arguments.json, "--now goes with a subcommand")),
            None => Asked::Desk { folder },
        };
    };
    let rules = match rules_of(&folder, arguments.now.as_deref()) {
        Ok(rules) => rules,
        Err(fault) => {
            report_fault(&fault, arguments.json, folder::language());
            return Asked::Done(ExitCode::from(3));
        }
    };
    let context = Context {
        folder,
        given: arguments.now,
        person: arguments.person.filter(|person| !person.trim().is_empty()).unwrap_or_else(folder::clerk),
        language: folder::language(),
        rules,
    };
    let outcome = match task {
        Task::Quote(asked) => price::quote(&context, &asked),
        Task::Fit(asked) => price::fit(&context, &asked),
        Task::Rates(asked) => rates::rates(&context, &asked.task, arguments.json),
        Task::Calendar(asked) => calendar::calendar(&context, &asked.task),
        Task::Read(asked) => read::read(&context, &asked),
        Task::Book(asked) => book::book(&context, &asked),
        Task::Pay(asked) => book::pay(&context, &asked),
        Task::Approve(asked) => book::approve(&context, &asked),
        Task::Proof(asked) => papers::proof(&context, &asked, arguments.json),
        Task::Statement(asked) => papers::statement(&context, &asked, arguments.json),
        Task::Questions(asked) => several::questions(&context, &asked, arguments.json),
        Task::Receipt(asked) => several::receipt(&context, &asked, arguments.json),
        Task::Specimens(asked) => papers::specimens(&context, &asked, arguments.json),
        Task::Queue(asked) => queue::queue(&context, &asked),
        Task::Day(asked) => day::day(&context, &asked),
        Task::Show(asked) => show::show(&context, &asked),
        Task::Verify => folder::verify(&context),
        Task::Init(asked) => folder::init(&context, &asked),
        Task::Paper(asked) => folder::paper(&context, &asked),
        Task::Clock(asked) => folder::clock(&context, &asked),
        Task::Licences => Ok(folder::licences()),
    };
    Asked::Done(finish(outcome, arguments.json, context.language))
}

/// The rules in force in a folder: the program's own, and those that were entered there. A folder that cannot be read is no trouble
/// yet: the subcommand itself says so, in its own way.
fn rules_of(folder: &std::path::Path, given: Option<&str>) -> Result<Rules, Fault> {
    let today = given.and_then(moment).map_or_else(|| crate::clock::now().date_naive(), |at| at.date_naive());
    let house = match Sqlite::open_existing(folder) {
        Ok(Some(mut store)) => store.house(today),
        _ => return Ok(Rules::shipped()),
    };
    house.map_or_else(|_| Ok(Rules::shipped()), |house| Rules::with(&house.rules))
}

/// Prints what came of a subcommand and gives its exit status.
fn finish(outcome: Result<Answer, Wrong>, json: bool, language: Language) -> ExitCode {
    match outcome {
        Ok(answer) => {
            for note in &answer.notes {
                eprintln!("{note}");
            }
            let printed = match &answer.bytes {
                Some(bytes) => print(bytes),
                None if json => print_json(&answer.json),
                None => print_text(&answer.text),
            };
            printed.unwrap_or(ExitCode::from(answer.status))
        }
        Err(Wrong::Use(what)) => wrong_use(json, &what),
        Err(Wrong::Failure(Failure::Refused(refusal))) => {
            let said = locale::refusal(&refusal, language);
            if json {
                let mut refused = json!({ "refused": {
                    "rule": refusal.rule(), "value": refusal.value(), "message": said.message, "remedy": said.remedy,
                }});
                if let Refusal::InBatch { index, .. } = &refusal {
                    refused["refused"]["index"] = (*index).into();
                }
                if let Refusal::BadRules { mistakes, .. } = &refusal {
                    refused["refused"]["mistakes"] = answer::mistakes(mistakes, language);
                }
                if let Some(code) = print_json(&refused) {
                    return code;
                }
            }
            eprintln!("{}", said.line(language));
            if let Refusal::BadRules { mistakes, .. } = &refusal {
                eprintln!("{}", locale::mistakes(mistakes, language));
            }
            ExitCode::from(1)
        }
        Err(Wrong::Failure(Failure::Fault(fault))) => {
            report_fault(&fault, json, language);
            ExitCode::from(3)
        }
    }
}

/// Says what could not be done: on standard output with `json`, and on standard error.
pub fn report_fault(fault: &Fault, json: bool, language: Language) {
    let said = locale::fault(fault, language);
    if json {
        let mut value = serde_json::to_value(fault).unwrap_or_default();
        value["message"] = said.message.clone().into();
        value["remedy"] = said.remedy.clone().into();
        // The exit status is that of what could not be printed too.
        let _ = print_json(&json!({ "fault": value }));
    }
    eprintln!("{}", said.line(language));
}

fn wrong_use(json: bool, what: &str) -> ExitCode {
    if json {
        let _ = print_json(&json!({ "usage": { "message": what } }));
    }
    eprintln!("qishi: {what}\nqishi --help");
    ExitCode::from(2)
}

/// One JSON document, on standard output.
fn print_json(value: &serde_json::Value) -> Option<ExitCode> {
    print_text(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// Text on standard output.
fn print_text(text: &str) -> Option<ExitCode> {
    print(format!("{text}\n").as_bytes())
}

/// Bytes on standard output. Where they cannot be written the exit status is 3, since an answer that nobody got is no answer; a
/// reader that went away did so of its own will.
fn print(bytes: &[u8]) -> Option<ExitCode> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("{error}");
            Some(ExitCode::from(3))
        }
        _ => None,
    }
}

/// The books, opened.
type Books = Box<dyn Store>;

impl Context {
    /// The time: the clock's, or the one given, which only a practice folder takes.
    ///
    /// # Errors
    /// [`Refusal::PracticeOnly`], [`Refusal::NotATime`].
    fn now(&self, practice: bool) -> Result<DateTime<FixedOffset>, Refusal> {
        match &self.given {
            None => Ok(crate::clock::now()),
            Some(_) if !practice => Err(Refusal::PracticeOnly),
            Some(given) => moment(given).ok_or_else(|| Refusal::NotATime { value: given.clone() }),
        }
    }

    /// The books, made where there are none, and the time.
    fn books(&self) -> Result<(Box<dyn Store>, DateTime<FixedOffset>), Wrong> {
        // A time for books that do not exist yet would make real ones: it is refused before they are made.
        if self.given.is_some() && Sqlite::open_existing(&self.folder)?.is_none() {
            return Err(Refusal::PracticeOnly.into());
        }
        let mut store: Box<dyn Store> = Box::new(Sqlite::open(&self.folder, crate::clock::now(), &self.person)?);
        let house = store.house(crate::clock::now().date_naive())?;
        let now = self.now(house.practice)?;
        Ok((store, now))
    }

    /// The books as they are, if there are any, and the time.
    fn books_if_any(&self) -> Result<(Option<Books>, DateTime<FixedOffset>), Wrong> {
        let Some(found) = Sqlite::open_existing(&self.folder)? else {
            return Ok((None, self.now(false)?));
        };
        let mut store: Box<dyn Store> = Box::new(found);
        let house = store.house(crate::clock::now().date_naive())?;
        let now = self.now(house.practice)?;
        Ok((Some(store), now))
    }

    /// The books as they are.
    ///
    /// # Errors
    /// [`Fault::NoBooks`] where there are none.
    fn existing(&self) -> Result<(Box<dyn Store>, DateTime<FixedOffset>), Wrong> {
        let (store, now) = self.books_if_any()?;
        let path = self.folder.display().to_string();
        Ok((store.ok_or(Failure::Fault(Fault::NoBooks { path }))?, now))
    }
}

/// Reads a date and time: with an offset, or local; with or without seconds; a date alone is nine in the morning.
fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    let with_offset = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1));
    if let Ok(at) = with_offset.or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z")) {
        return Some(at);
    }
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let naive = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let naive = naive.or_else(|| text.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(9, 0, 0))?;
    Local.from_local_datetime(&naive).earliest().map(|at| at.fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_be_written_in_several_ways() {
        for text in ["2026-01-20T10:00:00+08:00", "2026-01-20 10:00:00+08:00", "2026-01-20T10:00+08:00"] {
            assert_eq!(moment(text).map(|at| at.to_rfc3339()).as_deref(), Some("2026-01-20T10:00:00+08:00"), "{text}");
        }
        for text in ["2026-01-20T10:00", "2026-01-20 10:00:00", "2026-01-20T10:00:00"] {
            assert_eq!(moment(text).map(|at| at.naive_local().to_string()).as_deref(), Some("2026-01-20 10:00:00"));
        }
        assert_eq!(moment("2026-01-20").map(|at| at.naive_local().to_string()).as_deref(), Some("2026-01-20 09:00:00"));
        assert_eq!(moment("yesterday"), None);
    }
}
