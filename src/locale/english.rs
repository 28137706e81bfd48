//! Refusals and faults in English.

use chrono::NaiveDate;

use super::{Explanation, instead, meant, meant_style, name_of, selects_a_form, styles_named};
use crate::doctor::CheckFinding;
use trade::measure::Size;
use trade::money::Money;
use trade::refusal::{Fault, NoFile, PrinterTrouble, Refusal};
use trade::settings::Language;

const EN: Language = Language::English;

fn sizes(sizes: &[Size]) -> String {
    sizes.iter().map(|size| size.said()).collect::<Vec<_>>().join(", ")
}

fn day(date: NaiveDate) -> String {
    super::date(date, Language::English)
}

pub(super) fn refusal(refusal: &Refusal) -> Explanation {
    match refusal {
        Refusal::UnknownKind { value, known } => Explanation::new(
            format!("There is no kind “{value}”"),
            format!("{}Use one of: {}", meant(value, known, EN), known.join(", ")),
        ),
        Refusal::UnknownCategory { value, known } => Explanation::new(
            format!("There is no category “{value}”"),
            format!("{}Use one of: {}", meant(value, known, EN), known.join(", ")),
        ),
        Refusal::UnknownStyle { value, known } => Explanation::new(
            format!("There is no style “{value}”"),
            format!("{}Use one of: {}", meant_style(value, known, EN), styles_named(known, EN)),
        ),
        Refusal::StyleNotForSize { style, size, offered } => Explanation::new(
            format!("The style “{}” is not for {} cm", name_of(style, EN), size.said()),
            format!("At that size use one of: {}", styles_named(offered, EN)),
        ),
        Refusal::NotASize { value } => Explanation::new(
            format!("“{value}” is not a size"),
            "Write width × height, such as 7.2x10 (cm) or 72x100mm",
        ),
        Refusal::UnlistedSize { size, gutter_forgotten, nearest } => {
            let message = format!("The rate card does not list {} cm, and no price is interpolated", size.said());
            let remedy = match gutter_forgotten {
                Some(meant) => {
                    format!("With the gutters, {} cm in all, it is {} cm", meant.width - size.width, meant.said())
                }
                None if nearest.is_empty() => "No listed size holds the copy: shorten it".to_owned(),
                None => format!("Listed: {} cm", sizes(nearest)),
            };
            Explanation::new(message, remedy)
        }
        Refusal::Price(why) => super::refusals::price::english(why),
        Refusal::EmptyCopy => Explanation::new("The copy is empty", "Type the copy"),
        Refusal::CopyTooLong { size, over, smallest } => {
            let remedy = smallest.map_or_else(
                || "No listed size holds it: shorten it or split it".to_owned(),
                |size| format!("Take {} cm, or shorten the copy", size.said()),
            );
            let message = format!("{} cm does not hold it: {over} characters over at the smallest type", size.said());
            Explanation::new(message, remedy)
        }
        Refusal::MissingCharacters { characters } => {
            let list: Vec<String> = characters.iter().map(|c| format!("“{c}” (U+{:04X})", *c as u32)).collect();
            let other: Vec<String> =
                instead(characters).iter().map(|(c, other)| format!("“{other}” can stand for “{c}”")).collect();
            let remedy = match other.is_empty() {
                true => "Check them with the customer and write them otherwise".to_owned(),
                false if other.len() == characters.len() => other.join(", "),
                false => format!("{}; check the others with the customer and write them otherwise", other.join(", ")),
            };
            Explanation::new(format!("No face has these characters: {}", list.join(", ")), remedy)
        }
        Refusal::NotUtf8 { byte } => {
            Explanation::new(format!("This is not UTF-8 text (byte {byte})"), "Save it as plain text in UTF-8 first")
        }
        Refusal::UnreadableCopy { value } if selects_a_form(value) => Explanation::new(
            format!("The copy asks for another form of a character (variation selector {value}), which no face has"),
            "Check the form with the customer: without the selector the usual form is printed",
        ),
        Refusal::UnreadableCopy { value } => {
            Explanation::new(format!("The copy has control characters: {value}"), "Save it as plain text (UTF-8) first")
        }
        Refusal::RunDate(why) => super::refusals::run_date::english(why),
        Refusal::NotADate { value } => Explanation::new(format!("“{value}” is not a date"), "Write it as 2026-01-22"),
        Refusal::NoCustomer => {
            Explanation::new("There is no name", "Give the name of the person or body that sends the ad")
        }
        Refusal::SearchTooShort { value } => Explanation::new(
            format!("“{value}” is too short to search for"),
            "At least one word needs two characters: of a number, a telephone number, a name or its pinyin, the copy, a case number, a sum",
        ),
        Refusal::NotAPhone { value } if value.trim().is_empty() => Explanation::new(
            "There is no telephone number",
            "Give one: a mobile number, or a fixed line with its area code",
        ),
        Refusal::NotAPhone { value } => Explanation::new(
            format!("“{value}” is not a telephone number"),
            "A mobile number has 11 digits; a fixed line has its area code, such as 0532-83861285",
        ),
        Refusal::NotLastFour { value } => {
            Explanation::new(format!("“{value}” is not the last four digits"), "Only four digits; the last may be X")
        }
        Refusal::NotMoney { value } => Explanation::new(
            format!("“{value}” is not an amount"),
            "Write yuan with at most two decimals, such as 299.00",
        ),
        Refusal::NotAMethod { value } => Explanation::new(
            format!("“{value}” is not a method of payment"),
            "Use cash, wechat, alipay, card, transfer or account, such as cash:299.00",
        ),
        Refusal::NothingPaid => Explanation::new("The payment is zero", "Give the amount taken"),
        Refusal::PriceChanged { shown, now } => Explanation::new(
            format!(
                "The price changed: ¥{} was shown, it is ¥{} now, and nothing is booked",
                shown.grouped(),
                now.grouped()
            ),
            "Tell the customer the new price and ask again; a rate card, the calendar, the paper's settings or the booking itself just changed",
        ),
        Refusal::PaidTooMuch { owing: Money::ZERO, .. } => Explanation::new(
            "It is paid in full",
            "Take nothing more; what came all the same is taken with Ctrl+Shift+M or --overpaid, and owed back",
        ),
        Refusal::PaidTooMuch { amount, owing } => Explanation::new(
            format!("{amount} is more than the {owing} owed"),
            "Cash gives change; what truly came by another way is taken as it came with Ctrl+Shift+M or --overpaid, the rest owed back",
        ),
        Refusal::Picture(why) => super::refusals::picture::english(why),
        Refusal::NoSuchBooking { value } => Explanation::new(
            format!("There is no booking “{value}”"),
            "A number looks like B20260122-0007, or 0007 of today and 0122-0007 of this year; see qishi day or the day's list, of other days qishi find",
        ),
        Refusal::RequestReused { request } => {
            Explanation::new(format!("The request id {request} was used for something else"), "Use a new request id")
        }
        Refusal::NotARequest { value } => {
            Explanation::new(format!("“{value}” is no request id"), "Use 1 to 100 visible ASCII characters, no spaces")
        }
        Refusal::SignedAlready { booking } => Explanation::new(
            format!("The proof of {booking} is signed already"),
            "There is nothing to do; once the ad is changed, its new proof is signed",
        ),
        Refusal::ClockBack { today, last } => Explanation::new(
            format!("The clock shows {}, before the last day posted, {}", day(*today), day(*last)),
            "Set the clock right; if it is right, a supervisor confirms it (qishi clock --reason WHY)",
        ),
        Refusal::ClockAhead { today, last } => Explanation::new(
            format!("The clock shows {}, more than a week after the last day posted, {}", day(*today), day(*last)),
            "Check the date; if it is right, as after a holiday, a supervisor confirms it once (qishi clock --reason WHY)",
        ),
        Refusal::NeedsLastNumber { known: None } => Explanation::new(
            "The file that keeps the last number given is gone; only the printed papers show it",
            "Look at the last proof or statement: qishi void --last NUMBER --reason WHY; --last none if nothing is missing",
        ),
        Refusal::NeedsLastNumber { known: Some(known) } => Explanation::new(
            format!("That cannot have been the last number given: the books hold {known}"),
            "Name the last number given on that day, as it stands on a proof or statement",
        ),
        Refusal::PracticeOnly => Explanation::new(
            "Real books go by the computer's clock",
            "Only a practice folder takes a time: qishi --data DIR init --practice",
        ),
        Refusal::NotATime { value } => {
            Explanation::new(format!("“{value}” is not a time"), "Write it as 2026-01-20T10:00:00")
        }
        Refusal::AlreadyThere { folder } => {
            Explanation::new(format!("There are books in {folder} already"), "Name another folder")
        }
        Refusal::BadSetting { field: "second_place", value } => Explanation::new(
            format!("“{value}” cannot be the second place for copies"),
            "Name a folder that is there, by its whole path, outside the folder of the books",
        ),
        Refusal::BadSetting { field: "discount", value } if value.is_empty() => Explanation::new(
            "The price by hand has no amount",
            "Type a percentage or a whole price, or take it back (Ctrl+Shift+P)",
        ),
        Refusal::BadSetting { field: "discount", value } => {
            Explanation::new(format!("A discount cannot be “{value}”"), "Type a percentage from 0 to 100, such as 10")
        }
        Refusal::BadSetting { field: "calendar", value } => Explanation::new(
            format!("The file of the calendar {value} is written in a way that is not changed here"),
            "Write it out with qishi calendar export, change it, and enter it under Rule files",
        ),
        Refusal::BadSetting { field, value } => {
            let name = match *field {
                "name" => "name (at most 60 characters)",
                "tax_number" => "tax number (15 to 20 digits and letters)",
                "vat" => "VAT rate (0 to 20 %)",
                "account" => "bank account (at most 80 characters)",
                "seal" => "seal (left, right or none)",
                "press_condition" => "printing condition (a name of the ICC registry, such as IFRA26)",
                "second_colour" => "second colour (process, black or spot:NAME)",
                "picture_gain" => "picture gain (0 to 40 %)",
                "least_rule" => "thinnest rule (0.25 to 2 pt)",
                "least_type" => "smallest type (5 to 14 pt)",
                "time_zone" => "time zone (such as +08:00)",
                "deadline_days" => "days before publication (0 to 60)",
                other => other,
            };
            Explanation::new(format!("The paper's {name} cannot be “{value}”"), "Correct it and save again")
        }
        Refusal::NotATaxNumber { value } => Explanation::new(
            format!("“{value}” is no tax number: its length or its check character is wrong"),
            "A 统一社会信用代码 has 18 characters: compare it with the business licence; persons need none",
        ),
        Refusal::BadProfile { flaw } => super::press::profile(flaw, trade::settings::Language::English),
        Refusal::TooFine { what, has, least } => {
            super::press::too_fine(*what, has, least, trade::settings::Language::English)
        }
        Refusal::NoReason => Explanation::new("No reason was given", "Give the reason"),
        Refusal::RuleFile(why) => super::refusals::rule_file::english(why),
        Refusal::VoidNumber { value, entry, day, person, reason } => Explanation::new(
            format!("{value} is void since {} (by {person}, entry {entry}): {reason}", self::day(*day)),
            "A void number holds nothing and is never given again; look for the number under which the ad was taken anew",
        ),
        Refusal::NoSuchFinding { value } if value.is_empty() => {
            Explanation::new("Nothing that a supervisor could pass is open in this booking", "See it with qishi show")
        }
        Refusal::NoSuchFinding { value } => Explanation::new(
            format!("This booking has no finding “{value}”"),
            "qishi show lists those that are open, each with the name of its rule; so does the window beside the ad",
        ),
        Refusal::NeedsOverride { rule } => Explanation::new(
            format!("“{rule}” is an error: to have seen it is not enough"),
            "Let a supervisor pass it with a reason, or record the sender's confirmation",
        ),
        Refusal::NeedsConfirmation { rule } => Explanation::new(
            format!("“{rule}” can only be confirmed by the sender; no supervisor can pass it"),
            "Record who confirmed it, when and how",
        ),
        Refusal::NotABatch { what } => Explanation::new(
            format!("This is no file of notices to be booked: {what}"),
            "Use what qishi read FILE --json prints, and add run dates, customer and so on",
        ),
        Refusal::NothingToBook => {
            Explanation::new("There is no notice to be booked", "Leave at least one notice without skip")
        }
        Refusal::NothingToAsk => Explanation::new(
            "There is nothing to ask the sender",
            "What was found are notes only, or it is settled: no list of questions is needed",
        ),
        Refusal::SeveralCurrencies => Explanation::new(
            "The bookings are in several currencies and have no common total",
            "Settle each currency by itself",
        ),
        Refusal::File(why) => super::refusals::file::english(why),
        Refusal::NoSuchJob { value } => Explanation::new(
            format!("No job {value} waits for a printer"),
            "qishi queue lists what waits, with its numbers",
        ),
        Refusal::InBatch { index, refusal: one } => {
            let said = self::refusal(one);
            Explanation::new(
                format!("Notice {index}: {}", said.message),
                format!("{}; none of the batch is booked", said.remedy),
            )
        }
        Refusal::NoIntake { file, trouble } => super::intake::english(file, *trouble),
        Refusal::NotPossible(why) => super::acts::refused(why, Language::English),
        Refusal::Person(why) => super::people::refused(why, Language::English),
        Refusal::Account(why) => super::account::refused(why, Language::English),
        Refusal::Till(why) => super::till::refused(why, Language::English),
        Refusal::Channel(why) => super::refusals::channel::english(why),
        Refusal::SupervisorNeeded { .. } => super::till::supervisor(Language::English),
        Refusal::BadCopy { file, trouble } => super::copies::trouble(file, trouble, Language::English),
        Refusal::UnreadableName { field, value } => Explanation::new(
            format!(
                "The {} has characters that cannot be seen or printed: {value}",
                super::intake::field_in_english(*field)
            ),
            "Delete them and type it anew; do not paste it from a web page or a chat",
        ),
        Refusal::NameTooLong { field, most } => Explanation::new(
            format!("The {} has more than {most} characters", super::intake::field_in_english(*field)),
            "Shorten it; details belong in the copy",
        ),
        Refusal::NotAPrinter { value } => Explanation::new(
            format!("“{value}” is no printer's address"),
            "Write it as ipp://localhost:631/printers/Canon or http://192.168.1.20:631/ipp/print; empty opens a viewer",
        ),
    }
}

pub(super) fn fault(fault: &Fault) -> Explanation {
    match fault {
        Fault::Busy { seconds } => Explanation::new(
            format!("Another process kept the books busy for {seconds} s"),
            "Try again; the same request is never posted twice",
        ),
        Fault::Full => Explanation::new(
            "The disk is full; nothing was written",
            "Make room and try again; what is booked is there",
        ),
        Fault::ReadOnly { path } => Explanation::new(
            format!("{path} cannot be written"),
            "See the folder's permissions, or name another with --data",
        ),
        Fault::Newer { found, known } => Explanation::new(
            format!("The books were made by a newer version (schema {found}; this program knows {known})"),
            "Update this program; the books were not touched",
        ),
        Fault::NewerEvent { event, version } => Explanation::new(
            format!(
                "A newer version wrote a record in the books that this program cannot read ({event}, version {version})"
            ),
            "Update this program; the books were not touched",
        ),
        Fault::NotADatabase { path } => Explanation::new(
            format!("{path} is not a database of Qishi"),
            "Name another folder with --data, or move the file away; it was not touched",
        ),
        Fault::NoBooks { path } => {
            Explanation::new(format!("There are no books in {path}"), "See --data; to make new ones: qishi init")
        }
        Fault::Damaged { what } => Explanation::new(
            format!("The books are damaged: {what}"),
            "Stop, keep the folder, restore a backup and run qishi verify",
        ),
        Fault::RulesUnread(file) => super::own::unread(file, Language::English),
        Fault::TailMissing { from, to, numbers } => Explanation::new(
            format!(
                "Entries {from} to {to} were acknowledged and are missing from the end of the books; numbers given and missing: {}",
                super::numbers(numbers, "none")
            ),
            "Keep the folder as it is. Restore a backup, or void the missing numbers and go on: qishi void --reason WHY",
        ),
        Fault::NoAnchor { path, gone } => Explanation::new(
            format!(
                "{path} {}: whether bookings are missing from the end of the books cannot be told",
                if *gone { "is gone" } else { "cannot be read" }
            ),
            "Put the file back, or compare with the last number on paper: qishi void --last NUMBER --reason WHY",
        ),
        Fault::Moved { path } => Explanation::new(
            format!("{path} was deleted, moved or replaced while it was open; nothing was acknowledged"),
            "Put the folder back or plug the disk in, then start the program again; what was typed is kept as a draft",
        ),
        Fault::File { path, what } => {
            let what = super::system(what, Language::English);
            Explanation::new(format!("{path} cannot be read or written: {what}"), "See the path and its permissions")
        }
        Fault::NotAFile { path, is } => Explanation::new(
            match is {
                NoFile::Folder => format!("{path} should be a file and is a folder; it was not read"),
                NoFile::Endless => {
                    format!("{path} should be a file and is a pipe, a socket or a device; it was not read")
                }
            },
            "Move it away and try again; if the file itself is lost, restore a backup",
        ),
        Fault::OpenToOthers { path } => super::doctor::found(&CheckFinding::FolderOpen(path.into()), Language::English),
        Fault::TooLarge { path, most } => Explanation::new(
            format!("{path} has more than {most} bytes, more than this program writes there; it was not read"),
            "Move it away and try again; if the file itself is lost, restore a backup",
        ),
        Fault::Printer { address, trouble } => printer(address, trouble),
        Fault::DraftsDamaged { paths } => Explanation::new(
            format!("{} drafts cannot be read and were put aside as they are: {}", paths.len(), paths.join(", ")),
            "Type them again from the copy that was handed in; the files are kept for whoever can mend them",
        ),
        Fault::NoSuchFace { face, sha256 } => {
            let cut: String = sha256.chars().take(8).collect();
            Explanation::new(
                format!("The frozen proof is set in a cut of a face ({face}, {cut}…) that this program does not have"),
                "Use the version that made the proof, or one with that face; no other face takes its place",
            )
        }
        Fault::Clipboard { what } => Explanation::new(
            format!("The clipboard cannot be used ({what})"),
            "Save the picture with Ctrl+Shift+W, and send the file",
        ),
        Fault::NoDisplay { what } => Explanation::new(
            format!("There is no display to open a window on ({what})"),
            "The command line does the same work: qishi --help",
        ),
        Fault::Store { what } => Explanation::new(
            format!("The books gave no answer: {what}"),
            "Try again; the same request is never posted twice",
        ),
    }
}

fn printer(address: &str, trouble: &PrinterTrouble) -> Explanation {
    let (message, remedy) = match trouble {
        PrinterTrouble::Unreachable { what } => (
            format!("The printer {address} cannot be reached ({})", super::system(what, Language::English)),
            "See that it is on and connected and the address is right, then send again",
        ),
        PrinterTrouble::NoHost => {
            (format!("No computer is known by the name in {address}"), "See the name of the host in the settings")
        }
        PrinterTrouble::Silent { seconds } => (
            format!("The printer {address} gave no answer in {seconds} s"),
            "See whether it was printed all the same; if not, send again",
        ),
        PrinterTrouble::Unknown => {
            (format!("There is no such printer: {address}"), "See the name of the queue in the settings")
        }
        PrinterTrouble::Stopped { reasons } if reasons.is_empty() => {
            (format!("The printer {address} is stopped"), "Resume it and send again, or name another in the settings")
        }
        PrinterTrouble::Stopped { reasons } => (
            format!("The printer {address} is stopped ({})", reasons.join(", ")),
            "Resume it and send again, or name another in the settings",
        ),
        PrinterTrouble::NoPaper => (format!("The printer {address} is out of paper"), "Load paper and send again"),
        PrinterTrouble::Jammed => (format!("Paper is jammed in the printer {address}"), "Clear it and send again"),
        PrinterTrouble::Open => (format!("A cover of the printer {address} is open"), "Close it and send again"),
        PrinterTrouble::NoInk => (format!("The printer {address} is out of toner"), "Change it and send again"),
        PrinterTrouble::NotAccepting => (
            format!("The printer {address} takes no jobs now"),
            "Let its queue take jobs and send again, or name another in the settings",
        ),
        PrinterTrouble::Busy => {
            (format!("The printer {address} is busy"), "Wait until it is done with its job and send again")
        }
        PrinterTrouble::Locked => (
            format!("The printer {address} asks for a password"),
            "Have this computer admitted at the printer, or name another in the settings",
        ),
        PrinterTrouble::NoPdf => {
            (format!("The printer {address} takes no PDF"), "Name a printer that does, or print through a CUPS queue")
        }
        PrinterTrouble::Refused { what } => {
            (format!("The printer {address} refused ({what})"), "See what it shows, then send again")
        }
    };
    Explanation::new(message, remedy)
}
