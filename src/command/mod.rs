//! The command line: the counter's work without a window. Scripts rely on its names, keys and exit statuses.
//!
//! Exit status 0: done; 1: refused by a rule, or damage found; 2: wrong use; 3: could not. With `--json` exactly one JSON document
//! stands on standard output; messages go to standard error.

mod account;
mod acts;
mod answer;
mod arguments;
mod batch;
mod book;
mod calendar;
mod close;
mod copies;
mod customer;
mod day;
mod doctor;
mod find;
mod folder;
mod help;
mod ids;
mod language;
mod list;
mod once;
mod output;
mod own;
mod papers;
mod pay;
mod people;
mod pins;
mod price;
mod queue;
mod rates;
mod read;
mod receipts;
mod rule_files;
mod settle;
mod several;
mod show;
mod sign;
mod till;
mod written;

pub use arguments::Arguments;
pub use folder::{taste, taste_file};
pub use language::language;
pub use output::report_fault;

use std::cell::RefCell;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone};
use serde_json::json;

use crate::locale;
use crate::locale::command::Misuse;
use crate::locale::own::OwnTable;
use crate::office::Session;
use answer::{Answer, CommandError};
use arguments::Task;
use books::booking::TillName;
use books::counter::Rules;
use books::persons::Identities;
use books::store::{Memory, Reach, Sqlite, Store, make_good};
use output::{finish, print_json, print_text, tell, wrong_use};
use pins::Pins;
use setting::typeset::Setter;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::{Language, Taste, Zone};

/// What every subcommand works with.
struct Context {
    /// The folder of the books.
    folder: std::path::PathBuf,
    /// The time given with `--now`, for a practice folder.
    given: Option<String>,
    /// The name of the clerk who works (经办人).
    person: PersonName,
    /// The PINs that it needs; none where nobody has to sign in.
    pins: Option<Pins>,
    /// Who signed in, and who approves.
    identities: RefCell<Identities>,
    /// The till at which the clerk works, where one is named.
    till: Option<TillName>,
    /// The language of messages.
    language: Language,
    /// The rules in force.
    rules: Arc<Rules>,
    /// Who sets ads and papers.
    setter: Arc<Setter>,
    /// How this person likes the program, or why that cannot be read.
    taste: Result<Taste, Fault>,
}

/// What came of the arguments: the desk is to be opened, or everything is done.
pub enum Invocation {
    /// Open the desk on this folder, for this person.
    Desk {
        /// The folder of the books.
        folder: std::path::PathBuf,
        /// The time at which its clock begins, of a folder for practice.
        now: Option<DateTime<FixedOffset>>,
    },
    /// Nothing more: a subcommand was carried out, with this exit status.
    Done(ExitCode),
}

/// Reads the arguments and carries out a subcommand. Without one, the desk is asked for.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Invocation {
    let arguments: Vec<std::ffi::OsString> = arguments.into_iter().collect();
    let json = arguments.iter().any(|argument| argument == "--json");
    match help::parsed(&arguments) {
        Ok(parsed) => carry_out(parsed),
        Err(error) => {
            // Settings that cannot be read say nothing of the language here; what reads them says so.
            let language = language::of_help(&arguments, &folder::taste().unwrap_or_default());
            Invocation::Done(explained(&error, json, language))
        }
    }
}

/// Prints help or version, or says what was used wrongly.
fn explained(error: &clap::Error, json: bool, language: Language) -> ExitCode {
    let said = help::said(error, language);
    let said = said.trim_end();
    if error.use_stderr() {
        if json {
            let _ = print_json(&json!({ "usage": { "message": said } }));
        }
        // What was typed stands in it, whatever it is.
        tell(said);
        return ExitCode::from(2);
    }
    let printed = if json { print_json(&json!({ "help": { "message": said } })) } else { print_text(said) };
    printed.unwrap_or(ExitCode::SUCCESS)
}

fn carry_out(arguments: Arguments) -> Invocation {
    let folder = arguments.data.unwrap_or_else(folder::by_default);
    let named = arguments.language.as_deref().and_then(language::named);
    let Some(task) = arguments.task else {
        let taste = folder::taste().unwrap_or_default();
        let language = named.unwrap_or_else(|| language(&taste));
        if arguments.json {
            return Invocation::Done(wrong_use(true, &Misuse::JsonAlone, language));
        }
        return match arguments.now.map(|given| time_of_practice(&folder, &given)).transpose() {
            Ok(now) => Invocation::Desk { folder, now },
            Err(wrong) => Invocation::Done(finish(Err(wrong), false, language)),
        };
    };
    let kept = folder::taste();
    let taste = kept.as_ref().ok().cloned().unwrap_or_default();
    let language = named.unwrap_or_else(|| language(&taste));
    // Of what explains the program no folder is asked.
    match &task {
        Task::Help(args) => {
            let help_language = named.unwrap_or_else(|| language::of_help(&[], &taste));
            return match help::of(&args.command, help_language) {
                Ok(help) => Invocation::Done(finish(Ok(help), arguments.json, language)),
                Err(error) => Invocation::Done(explained(&error, arguments.json, help_language)),
            };
        }
        Task::Completion(args) => {
            let help_language = named.unwrap_or_else(|| language::of_help(&[], &taste));
            let script = help::completion(args.shell, help_language);
            return Invocation::Done(finish(Ok(script), arguments.json, language));
        }
        _ => {}
    }
    let stopped = |fault: &Fault| {
        report_fault(fault, arguments.json, language);
        Invocation::Done(ExitCode::from(3))
    };
    let person = arguments.person.as_deref().and_then(PersonName::typed);
    if let Err(fault) = &kept {
        // Nothing is posted under another name than that of who works.
        if person.is_none() && task.changes() {
            return stopped(fault);
        }
        tell(&locale::fault(fault, language).line(language));
    }
    // A restore that was cut off is finished before anything is read. Where it cannot be, nothing is done with books that are half
    // in their place; `doctor` says so beside everything else, and another restore may be what helps.
    match books::store::backup::finish(&folder) {
        Ok(None) => {}
        Ok(Some(aside)) => tell(&locale::copies::finished(&aside, language)),
        Err(fault) if task.needs_whole_books() => return stopped(&fault),
        Err(fault) => tell(&locale::fault(&fault, language).line(language)),
    }
    let till = match arguments.till.as_deref().map(str::parse::<TillName>).transpose() {
        Ok(till) => till,
        Err(refusal) => return Invocation::Done(finish(Err(refusal.into()), arguments.json, language)),
    };
    let rules = match rules_of(&folder, &task, language) {
        Ok(rules) => rules,
        Err(fault) => return stopped(&fault),
    };
    let named = person.as_deref().or(Some(taste.clerk.as_str()));
    let pins = match Pins::needed(&folder, &task, named, language) {
        Ok(pins) => pins,
        Err(fault) => return stopped(&fault),
    };
    let context = Context {
        folder,
        given: arguments.now,
        person: person.unwrap_or_else(|| folder::clerk(&taste)),
        pins,
        identities: RefCell::default(),
        till,
        language,
        rules: Arc::new(rules),
        setter: Arc::new(Setter::new()),
        taste: kept,
    };
    let changes = task.changes();
    let outcome = match task {
        Task::Quote(args) => price::quote(&context, &args),
        Task::Fit(args) => price::fit(&context, &args),
        Task::Rates(args) => rates::rates(&context, &args.task, arguments.json),
        Task::Calendar(args) => calendar::calendar(&context, &args.task),
        Task::Kinds(args) => own::own(&context, OwnTable::Kinds, &args.task),
        Task::Styles(args) => own::own(&context, OwnTable::Styles, &args.task),
        Task::Read(args) => read::read(&context, &args),
        Task::Book(args) => book::book(&context, &args),
        Task::Pay(args) => pay::pay(&context, &args),
        Task::Sign(args) => sign::sign(&context, &args),
        Task::See(args) => sign::see(&context, &args),
        Task::Review(args) => sign::review(&context, &args),
        Task::List(args) => list::list(&context, &args),
        Task::Approve(args) => book::approve(&context, &args),
        Task::Settle(args) => settle::settle(&context, &args),
        Task::Act(act) => act.carry_out(&context),
        Task::Till(args) => till::till(&context, &args),
        Task::Close(args) => close::close(&context, &args),
        Task::Proof(args) => {
            let said = json!({
                "paper": "proof", "booking": args.booking, "version": args.version, "printer": args.printer,
            });
            printed(&context, (&args.request, &args.printer), said, || papers::proof(&context, &args, arguments.json))
        }
        Task::Statement(args) => {
            let said = json!({
                "paper": "statement", "bookings": args.bookings, "by": args.by, "printer": args.printer,
            });
            printed(&context, (&args.request, &args.printer), said, || {
                papers::statement(&context, &args, arguments.json)
            })
        }
        Task::Slip(args) => {
            let said = json!({
                "paper": "refund", "booking": args.booking, "refund": args.number, "printer": args.printer,
            });
            printed(&context, (&args.request, &args.printer), said, || papers::slip(&context, &args, arguments.json))
        }
        Task::Questions(args) => several::questions(&context, &args, arguments.json),
        Task::Receipt(args) => several::receipt(&context, &args, arguments.json),
        Task::Specimens(args) => papers::specimens(&context, &args, arguments.json),
        Task::Queue(args) => queue::queue(&context, &args),
        Task::Day(args) => day::day(&context, &args),
        Task::Find(args) => find::find(&context, &args),
        Task::Customer(args) => customer::customer(&context, &args),
        Task::Account(args) => account::account(&context, &args, arguments.json),
        Task::Show(args) => show::show(&context, &args),
        Task::Verify(arguments::Verify { full }) => {
            folder::verify(&context, if full { Reach::Whole } else { Reach::SinceLast })
        }
        Task::Backup(args) => {
            let said = json!({
                "backup": args.file, "second_place": args.second_place, "no_second_place": args.no_second_place,
            });
            once::once(&context, &args.request, said, || copies::backup(&context, &args))
        }
        Task::Restore(args) => copies::restore(&context, &args),
        Task::Doctor => doctor::doctor(&context),
        Task::Init(args) => {
            let said = json!({ "init": { "practice": args.practice } });
            once::once(&context, &args.request, said, || folder::init(&context, &args))
        }
        Task::Paper(args) => folder::paper(&context, &args),
        Task::People(args) => people::people(&context, &args.task),
        Task::Clock(args) => folder::clock(&context, &args),
        Task::Void(args) => folder::void(&context, &args),
        Task::Licences => Ok(folder::licences()),
        // Answered above.
        Task::Help(_) | Task::Completion(_) => return Invocation::Done(ExitCode::SUCCESS),
    };
    let changed = changes && outcome.is_ok();
    let code = finish(outcome, arguments.json, context.language);
    if changed {
        copies::daily(&context).iter().for_each(|note| tell(note));
    }
    Invocation::Done(code)
}

/// Makes a paper; what goes to a printer is printed once under its request.
fn printed(
    context: &Context,
    (request, printer): (&arguments::Request, &Option<String>),
    arguments: serde_json::Value,
    make: impl FnOnce() -> Result<Answer, CommandError>,
) -> Result<Answer, CommandError> {
    match printer {
        Some(_) => once::once(context, request, arguments, make),
        None => make(),
    }
}

/// The rules in force in a folder: the program's own, and those that were entered there. Where there are no books those are none; where
/// there are and they cannot be read, nobody knows what is in force, and nothing is priced, checked or booked.
///
/// # Errors
/// A fault of opening or reading the books, or a file of rules that reads no more.
fn rules_of(folder: &std::path::Path, task: &Task, language: Language) -> Result<Rules, Fault> {
    match task {
        // No rule has a say in these, and a damaged folder must not keep them back: `verify` says what is damaged.
        Task::Verify(_)
        | Task::Backup(_)
        | Task::Restore(_)
        | Task::Doctor
        | Task::Licences
        | Task::Init(_)
        | Task::Paper(_)
        | Task::People(_)
        | Task::Clock(_)
        | Task::Void(_)
        | Task::Help(_)
        | Task::Completion(_) => return Ok(Rules::shipped()),
        Task::Quote(_)
        | Task::Fit(_)
        | Task::Rates(_)
        | Task::Calendar(_)
        | Task::Kinds(_)
        | Task::Styles(_)
        | Task::Read(_)
        | Task::Book(_)
        | Task::Pay(_)
        | Task::Sign(_)
        | Task::See(_)
        | Task::Review(_)
        | Task::List(_)
        | Task::Approve(_)
        | Task::Settle(_)
        | Task::Act(_)
        | Task::Till(_)
        | Task::Close(_)
        | Task::Proof(_)
        | Task::Statement(_)
        | Task::Slip(_)
        | Task::Queue(_)
        | Task::Questions(_)
        | Task::Receipt(_)
        | Task::Specimens(_)
        | Task::Day(_)
        | Task::Find(_)
        | Task::Customer(_)
        | Task::Account(_)
        | Task::Show(_) => {}
    }
    // A schema is brought up to date by what changes the books, not by looking at them.
    let Some(mut store) = Sqlite::open_to_read(folder)? else { return Ok(Rules::shipped()) };
    // The day is asked for the till's sake, which is not looked at.
    let house = store.folder_state(crate::clock::now(Zone::default()).date_naive())?;
    if task.mends_rules() {
        let (rules, unread) = Rules::readable(&house.rules);
        unread.iter().for_each(|one| tell(&locale::fault(&one.fault(), language).line(language)));
        return Ok(rules);
    }
    Rules::with(&house.rules)
}

/// The time that was given for the window: only a folder for practice takes one.
///
/// # Errors
/// [`Refusal::PracticeOnly`], also where there are no books yet, which would become real ones; [`Refusal::NotATime`]; a fault of reading.
fn time_of_practice(folder: &std::path::Path, given: &str) -> Result<DateTime<FixedOffset>, CommandError> {
    let Some(mut books) = Sqlite::open_to_read(folder)? else { return Err(Refusal::PracticeOnly.into()) };
    let house = books.folder_state(crate::clock::now(Zone::default()).date_naive())?;
    if !house.practice {
        return Err(Refusal::PracticeOnly.into());
    }
    let read = moment(given, house.paper.time_zone);
    Ok(read.ok_or_else(|| Refusal::NotATime { value: given.to_owned() })?)
}

type Books = Box<dyn Store>;

impl Context {
    /// What is done is done under this, at this time.
    fn session(&self, at: DateTime<FixedOffset>) -> Session {
        let (rules, setter) = (Arc::clone(&self.rules), Arc::clone(&self.setter));
        let identities = self.identities.borrow().clone();
        let (person, till) = (self.person.clone(), self.till);
        Session { folder: self.folder.clone(), person, identities, at, till, rules, setter }
    }

    /// The time, in the paper's own: the clock's, or the one given, which only a practice folder takes.
    ///
    /// # Errors
    /// [`Refusal::PracticeOnly`], [`Refusal::NotATime`].
    fn now(&self, practice: bool, zone: Zone) -> Result<DateTime<FixedOffset>, Refusal> {
        match &self.given {
            None => Ok(crate::clock::now(zone)),
            Some(_) if !practice => Err(Refusal::PracticeOnly),
            Some(given) => moment(given, zone).ok_or_else(|| Refusal::NotATime { value: given.clone() }),
        }
    }

    /// The books, made where there are none, and the time.
    fn books(&self) -> Result<(Box<dyn Store>, DateTime<FixedOffset>), CommandError> {
        // A time for books that do not exist yet would make real ones: it is refused before they are made.
        if self.given.is_some() && Sqlite::open_to_read(&self.folder)?.is_none() {
            return Err(Refusal::PracticeOnly.into());
        }
        let founded = crate::clock::now(Zone::default());
        let store = Sqlite::open(&self.folder, founded, &self.person)?;
        self.opened(store)
    }

    /// The books to try something beside, and the time: those that there are, open for reading alone, or empty ones in memory. Nothing is
    /// written, and no folder is made.
    fn books_to_try(&self) -> Result<(Books, DateTime<FixedOffset>), CommandError> {
        let Some(mut found) = Sqlite::open_to_read(&self.folder)? else {
            return Ok((Box::new(Memory::new()), self.now(false, Zone::default())?));
        };
        if let Some(fault) = found.doubt()? {
            return Err(fault.into());
        }
        let house = found.folder_state(crate::clock::now(Zone::default()).date_naive())?;
        let now = self.now(house.practice, house.paper.time_zone)?;
        Ok((Box::new(found), now))
    }

    /// Books that were opened, and the time, after who works signed in where that is asked; what was not compared when it was booked is compared now. A folder that others may read
    /// is said.
    fn opened(&self, store: Sqlite) -> Result<(Books, DateTime<FixedOffset>), CommandError> {
        if let Some(open) = crate::doctor::open_to_others(&self.folder) {
            tell(&locale::doctor::found(&open, self.language).line(self.language));
        }
        let mut store: Books = Box::new(store);
        let house = store.folder_state(crate::clock::now(Zone::default()).date_naive())?;
        let now = self.now(house.practice, house.paper.time_zone)?;
        let session = self.sign_in(store.as_mut(), now)?;
        match make_good(store.as_mut(), now, &session.person, &session.identities) {
            Ok(made) => made.iter().for_each(|number| tell(&locale::made_good(*number, self.language))),
            // What was asked goes on: the booking bears its warning until it is compared.
            Err(failure) => tell(&locale::not_made_good(&failure, self.language)),
        }
        Ok((store, now))
    }

    /// The books as they are, if there are any, and the time.
    fn books_if_any(&self) -> Result<(Option<Books>, DateTime<FixedOffset>), CommandError> {
        let Some(mut found) = Sqlite::open_existing(&self.folder)? else {
            return Ok((None, self.now(false, Zone::default())?));
        };
        // They can be read; that something is missing from them is said beside whatever is asked.
        if let Some(fault) = found.doubt()? {
            tell(&locale::fault(&fault, self.language).line(self.language));
        }
        let (store, now) = self.opened(found)?;
        Ok((Some(store), now))
    }

    /// The books as they are.
    ///
    /// # Errors
    /// [`Fault::NoBooks`] where there are none.
    fn existing(&self) -> Result<(Box<dyn Store>, DateTime<FixedOffset>), CommandError> {
        let (store, now) = self.books_if_any()?;
        let path = self.folder.display().to_string();
        Ok((store.ok_or(Failure::Fault(Fault::NoBooks { path }))?, now))
    }
}

/// Reads a date and time: with an offset, or in the paper's own time; with or without seconds; a date alone is nine in the morning.
fn moment(text: &str, zone: Zone) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    let with_offset = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1));
    if let Ok(at) = with_offset.or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z")) {
        return Some(at.with_timezone(&zone.offset()));
    }
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let naive = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let naive = naive.or_else(|| text.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(9, 0, 0))?;
    zone.offset().from_local_datetime(&naive).single()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_be_written_in_several_ways_and_is_in_the_papers_own() {
        let said = |text: &str, zone: &str| moment(text, zone.parse().expect("a zone")).map(|at| at.to_rfc3339());
        let ten = Some("2026-01-20T10:00:00+08:00".to_owned());
        for text in ["2026-01-20T10:00:00+08:00", "2026-01-20 10:00:00+08:00", "2026-01-20T10:00+08:00"] {
            assert_eq!(said(text, "+08:00"), ten, "{text}");
        }
        assert_eq!(
            said("2026-01-20T02:00:00Z", "+08:00"),
            ten,
            "an hour of another place is the paper's at that moment"
        );
        for text in ["2026-01-20T10:00", "2026-01-20 10:00:00", "2026-01-20T10:00:00"] {
            assert_eq!(said(text, "+08:00"), ten, "{text}");
            assert_eq!(said(text, "-05:00").as_deref(), Some("2026-01-20T10:00:00-05:00"), "{text}");
        }
        assert_eq!(said("2026-01-20", "+08:00").as_deref(), Some("2026-01-20T09:00:00+08:00"));
        assert_eq!(said("yesterday", "+08:00"), None);
    }
}
