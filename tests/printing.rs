//! Papers go to a printer: what arrives there, and what is said where it does not.

use std::path::Path;

use books::booking::Printout;
use qishi::print::{Address, Patience, Waiting};
use serde_json::{Value, json};
use trade::refusal::{Fault, PrinterTrouble};

use crate::command::{Counter, Gave};
use crate::corpus::NOTICES;
use crate::outside::tool;
use crate::printer::{Printer, free_port, wait};

const BOOKING: &str = "B20260120-0001";

/// A counter with one booking.
fn counter() -> Counter {
    let counter = Counter::practice();
    let booked = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--pay", "cash:300"]);
    assert_eq!((booked.status, &booked.json["booking"]), (0, &json!(BOOKING)), "{}", booked.errors);
    counter
}

fn print(counter: &Counter, paper: &str, printer: &str) -> Gave {
    counter.run(&[paper, BOOKING, "--printer", printer])
}

/// The prints that the history tells, as paper and copy.
pub fn prints(counter: &Counter) -> Vec<(String, u64)> {
    let shown = counter.run(&["show", BOOKING]);
    let history = shown.json["history"].as_array().expect("a history").clone();
    let printed = history.iter().filter(|happened| happened["what"] == "printed");
    printed
        .map(|happened| {
            (happened["paper"].as_str().unwrap_or_default().to_owned(), happened["print_number"].as_u64().unwrap_or(0))
        })
        .collect()
}

fn trouble(gave: &Gave) -> &str {
    assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("printer")), "{}\n{}", gave.json, gave.errors);
    assert!(gave.json["fault"]["message"].is_string() && gave.json["fault"]["remedy"].is_string());
    assert!(gave.errors.contains("F8"), "where it waits is said: {}", gave.errors);
    gave.json["fault"]["trouble"].as_str().unwrap_or_default()
}

/// Sends everything that waits to this printer, as the desk does it.
fn send_again(folder: &Path, printer: &str) -> Vec<Result<Option<i32>, Fault>> {
    let waiting = Waiting::of(folder);
    let to = Address::read(printer).expect("an address");
    waiting.list().expect("read").iter().map(|job| waiting.send(job, &to, Patience::default())).collect()
}

/// Words of a PDF.
pub fn words(pdf: &[u8]) -> Option<String> {
    tool("pdftotext")?;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).expect("written");
    let read =
        std::process::Command::new("pdftotext").args(["-layout"]).arg(&file).arg("-").output().expect("pdftotext runs");
    Some(String::from_utf8_lossy(&read.stdout).into_owned())
}

#[test]
fn a_statement_arrives_byte_for_byte_and_a_second_one_says_so() {
    let Some(printer) = Printer::start() else { return };
    let counter = counter();
    let file = counter.home.path().join("statement.pdf");
    let path = file.display().to_string();
    let written = |counter: &Counter| {
        let written = counter.run(&["statement", BOOKING, "-o", &path]);
        assert_eq!(written.status, 0, "{}", written.errors);
        std::fs::read(&file).expect("written")
    };
    let before = written(&counter);
    let first = print(&counter, "statement", &printer.address());
    assert_eq!(first.status, 0, "{}", first.errors);
    assert_eq!(
        (&first.json["paper"], &first.json["print_number"], &first.json["booking"]),
        (&json!("statement"), &json!(1), &json!(BOOKING))
    );
    assert!(first.json["job"].as_i64() > Some(0), "{}", first.json);
    wait("the job", || (printer.got(BOOKING).len() == 1).then_some(()));
    assert_eq!(printer.got(BOOKING)[0], before, "the first print is the file that is written");
    assert_eq!(Waiting::of(&counter.data()).list(), Ok(Vec::new()));
    assert_eq!(std::fs::read_dir(counter.data().join("print")).expect("there").count(), 0, "nothing is left behind");

    let second = wait("the printer, once it is done with the first", || {
        let second = print(&counter, "statement", &printer.address());
        (second.status == 0).then_some(second)
    });
    let copy = second.json["print_number"].as_u64().expect("which print");
    assert!(copy >= 2);
    let got = wait("the second job", || (printer.got(BOOKING).len() == 2).then(|| printer.got(BOOKING)));
    if let (Some(first), Some(second)) = (words(&got[0]), words(&got[1])) {
        assert!(!first.contains("补打"), "{first}");
        for part in ["补打", &format!("第 {copy} 次打印"), "2026-01-20 10:00", "经办人"] {
            assert!(second.contains(part), "{part}: {second}");
        }
    }
    assert_eq!(prints(&counter).last(), Some(&("statement".to_owned(), copy)));
    assert_eq!(written(&counter), before, "a file is no print, and has the same bytes as ever");
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn nobody_listens_and_the_job_waits_until_it_is_sent_again() {
    let Some(mut printer) = Printer::start() else { return };
    let counter = counter();
    printer.off();
    let gave = print(&counter, "proof", &printer.address());
    assert_eq!(trouble(&gave), "unreachable");
    assert_eq!(prints(&counter), [], "what no printer took is no print");
    let queue = counter.run(&["queue"]);
    assert_eq!(queue.status, 0, "{}", queue.errors);
    let job = &queue.json["jobs"][0];
    assert_eq!((&job["n"], &job["booking_numbers"], &job["paper"]), (&json!(1), &json!([BOOKING]), &json!("proof")));
    assert!(job["trouble"].is_string() && job["since"].is_string() && job["printer"].is_string(), "{job}");
    assert_eq!(
        counter.run(&["queue", "drop", "2", "--reason", "印错了"]).json["refused"]["rule"],
        json!("no_such_job")
    );
    let waiting = Waiting::of(&counter.data()).list().expect("read");
    assert_eq!((waiting.len(), waiting[0].name.as_str(), waiting[0].paper), (1, BOOKING, Printout::Proof));
    assert!(matches!(&waiting[0].failed, Some(Fault::Printer { trouble: PrinterTrouble::Unreachable { .. }, .. })));
    assert!(send_again(&counter.data(), &printer.address())[0].is_err(), "it is still off");

    printer.resume();
    // Taken, and then the program ended: the list says so, and the next look posts it.
    assert!(matches!(send_again(&counter.data(), &printer.address())[..], [Ok(Some(_))]));
    assert_eq!(prints(&counter), []);
    assert_eq!(counter.run(&["queue"]).json["jobs"], json!([]));
    wait("the job", || (printer.got(BOOKING).len() == 1).then_some(()));
    assert_eq!(prints(&counter), [("proof".to_owned(), 1)], "the same job again is no second print");
    assert_eq!(Waiting::of(&counter.data()).list(), Ok(Vec::new()));
}

#[test]
fn a_wrong_queue_and_one_that_takes_no_pdf_say_so() {
    let (Some(printer), Some(photos)) = (Printer::start(), Printer::taking("image/jpeg")) else { return };
    let counter = counter();
    assert_eq!(trouble(&print(&counter, "proof", &printer.wrong_address())), "unknown");
    assert_eq!(trouble(&print(&counter, "statement", &photos.address())), "no_pdf");
    assert!(photos.got(BOOKING).is_empty() && printer.got(BOOKING).is_empty());
    assert_eq!(Waiting::of(&counter.data()).list().expect("read").len(), 2);
}

#[test]
fn a_stopped_printer_says_so_and_another_one_takes_the_job() {
    let (Some(stopped), Some(other)) = (Printer::start(), Printer::start()) else { return };
    let counter = counter();
    stopped.says("+paused");
    assert_eq!(print(&counter, "proof", &stopped.address()).status, 0);
    let gave = wait("the printer to be stopped", || {
        let gave = print(&counter, "statement", &stopped.address());
        (gave.json["fault"]["trouble"] == "stopped").then_some(gave)
    });
    assert_eq!((trouble(&gave), &gave.json["fault"]["reasons"]), ("stopped", &json!(["paused"])));
    let waiting = Waiting::of(&counter.data());
    for job in waiting.list().expect("read") {
        let to = Address::read(&other.address()).expect("an address");
        wait("the other printer to be free", || waiting.send(&job, &to, Patience::default()).ok());
    }
    wait("the jobs", || (!other.got(BOOKING).is_empty()).then_some(()));
    // As after a crash between the printer's taking a job and its posting: the next look posts it.
    let queue = counter.run(&["queue"]);
    assert_eq!((queue.status, &queue.json["jobs"]), (0, &json!([])), "{}", queue.json);
    assert_eq!(waiting.list(), Ok(Vec::new()));
}

#[test]
fn a_printer_out_of_paper_says_so_and_prints_when_there_is_some() {
    let Some(printer) = Printer::start() else { return };
    let counter = counter();
    printer.load(0);
    // It takes the first job, sees that it has no paper, and from then on says so.
    assert_eq!(print(&counter, "proof", &printer.address()).status, 0);
    let gave = wait("the printer to miss its paper", || {
        let gave = print(&counter, "statement", &printer.address());
        (gave.json["fault"]["trouble"] != "busy").then_some(gave)
    });
    assert_eq!(trouble(&gave), "no_paper");
    let waiting = Waiting::of(&counter.data());
    assert!(!waiting.list().expect("read").is_empty());
    printer.load(25);
    for job in waiting.list().expect("read") {
        let to = Address::read(&printer.address()).expect("an address");
        wait("the printer to go on", || waiting.send(&job, &to, Patience::default()).ok());
    }
    assert_eq!(counter.run(&["queue"]).json["jobs"], json!([]), "what was taken is posted");
    assert_eq!(waiting.list(), Ok(Vec::new()));
}

#[test]
fn what_is_no_address_is_refused_before_anything_is_posted() {
    let counter = counter();
    for address in ["Canon", "ipps://localhost/x", ""] {
        let gave = print(&counter, "proof", address);
        assert_eq!((gave.status, &gave.json["refused"]["rule"]), (1, &json!("not_a_printer")), "{}", gave.json);
    }
    let nobody = format!("ipp://127.0.0.1:{}/x", free_port());
    assert_eq!(counter.run(&["proof", BOOKING, "--printer", &nobody, "-o", "x.pdf"]).status, 2);
    assert_eq!(counter.run(&["proof", BOOKING, "--printer", &nobody, "--ad-only"]).status, 2);
    assert_eq!(
        counter.run(&["proof", "B20260120-0009", "--printer", &nobody]).json["refused"]["rule"],
        json!("no_such_booking")
    );
    assert_eq!(prints(&counter), []);
    assert_eq!(print(&counter, "proof", &nobody).json["fault"]["address"], Value::from(nobody.clone()));
}
