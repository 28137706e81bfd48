//! The same request twice: what the journal does not know by its id is done once all the same.

use std::fs::{self, File};
use std::process::Child;
use std::sync::mpsc;
use std::time::Duration;

use qishi::print::Waiting;
use serde_json::{Value, json};

use crate::command::{Counter, Gave, output, refused};
use crate::corpus::NOTICES;
use crate::office::fake::Fake;
use crate::printer::free_port;
use crate::printing::prints;

const BOOKING: &str = "B20260120-0001";

/// A counter with two bookings.
fn counter() -> Counter {
    let counter = Counter::practice();
    for copy in [NOTICES[5], NOTICES[6]] {
        let booked = counter.book("notice", "lost_and_void", "7.2x10", copy, &[]);
        assert_eq!(booked.status, 0, "{}", booked.errors);
    }
    counter
}

fn done(gave: Gave) -> Value {
    assert_eq!(gave.status, 0, "{}\n{}", gave.json, gave.errors);
    gave.json
}

#[test]
fn a_paper_is_printed_once_under_its_request() {
    let counter = counter();
    let printer = Fake::start(|_| true);
    let address = printer.address();
    let taken = || printer.taken.lock().expect("not poisoned").len();
    let print = |booking: &str| counter.run(&["statement", booking, "--printer", &address, "--request", "print/1"]);
    let first = done(print(BOOKING));
    assert_eq!((&first["print_number"], &first["job"]), (&json!(1), &json!(1)));
    assert_eq!(done(print(BOOKING)), first, "the first answer");
    refused(&print("B20260120-0002"), "request_reused");
    // Where the answer was lost the journal still knows that it was printed, but not where.
    fs::remove_file(counter.data().join("log/requests.jsonl")).expect("there");
    let again = done(print(BOOKING));
    assert_eq!((&again["print_number"], &again["printer"], &again["job"]), (&json!(1), &json!(null), &json!(null)));
    fs::remove_file(counter.data().join("log/requests.jsonl")).expect("there");
    refused(&print("B20260120-0002"), "request_reused");
    assert_eq!((taken(), prints(&counter)), (1, vec![("statement".to_owned(), 1)]));
    // Another request is another print.
    let second = counter.run(&["statement", BOOKING, "--printer", &address, "--request", "print/2"]);
    assert_eq!((&done(second)["print_number"], taken()), (&json!(2), 2));
}

#[test]
fn a_print_that_waits_is_one_job_however_often_it_is_asked() {
    let counter = counter();
    let nobody = format!("ipp://127.0.0.1:{}/x", free_port());
    for _ in 0..3 {
        let gave = counter.run(&["proof", BOOKING, "--printer", &nobody, "--request", "again"]);
        assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("printer")), "{}", gave.json);
    }
    assert_eq!(done(counter.run(&["queue"]))["jobs"].as_array().map(Vec::len), Some(1));
    // The printer is there again: asked once more it is printed, and nothing waits.
    let printer = Fake::start(|_| true);
    let address = printer.address();
    let sent = counter.run(&["queue", "send", "1", "--printer", &address, "--request", "send-1"]);
    let sent = done(sent);
    assert_eq!(sent["sent"][0]["print_number"], json!(1));
    assert_eq!(done(counter.run(&["queue", "send", "1", "--printer", &address, "--request", "send-1"])), sent);
    refused(&counter.run(&["queue", "send", "1", "--printer", &address]), "no_such_job");
    let late = done(counter.run(&["proof", BOOKING, "--printer", &address, "--request", "again"]));
    assert_eq!((&late["print_number"], &late["printer"]), (&json!(1), &json!(null)), "it was printed meanwhile");
    assert_eq!(printer.taken.lock().expect("not poisoned").len(), 1);
}

#[test]
fn dropping_the_first_of_the_list_twice_drops_one() {
    let counter = counter();
    let nobody = format!("ipp://127.0.0.1:{}/x", free_port());
    for paper in ["proof", "statement"] {
        assert_eq!(counter.run(&[paper, BOOKING, "--printer", &nobody]).status, 3);
    }
    let drop = || counter.run(&["queue", "drop", "1", "--reason", "卡纸", "--request", "drop-1"]);
    let first = done(drop());
    assert_eq!(first["dropped"]["paper"], json!("proof"));
    assert_eq!(done(drop()), first);
    let left = Waiting::of(&counter.data()).list().expect("read");
    assert_eq!(left.len(), 1, "the statement waits on");
    refused(&counter.run(&["queue", "drop", "1", "--reason", "别的", "--request", "drop-1"]), "request_reused");
}

#[test]
fn books_and_copies_of_them_are_made_once_under_a_request() {
    let counter = Counter::practice();
    fs::remove_dir_all(counter.data()).expect("removed");
    let init = |more: &[&str]| counter.run_plain(&[&["init"], more].concat());
    let first = done(init(&["--practice", "--request", "init"]));
    assert_eq!(done(init(&["--practice", "--request", "init"])), first);
    refused(&init(&["--request", "init"]), "request_reused");
    refused(&init(&["--practice"]), "already_there");

    let backup = || counter.run(&["backup", "--request", "evening"]);
    let first = done(backup());
    assert_eq!(done(backup()), first);
    assert_eq!(copies(&counter), 1, "one copy");
}

/// A line that names the request and cannot be read: it was done, and nobody knows how it was answered.
#[test]
fn an_answer_that_cannot_be_read_is_damage_and_not_done_again() {
    let counter = Counter::practice();
    done(counter.run(&["backup", "--request", "evening"]));
    let log = counter.data().join("log/requests.jsonl");
    let text = fs::read_to_string(&log).expect("readable");
    fs::write(&log, format!("{}\n", &text[..text.len() - 10])).expect("written");
    let gave = counter.run(&["backup", "--request", "evening"]);
    assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("damaged")), "{}", gave.json);
    done(counter.run(&["backup", "--request", "morning"]));
}

/// Where the log cannot be read nobody knows whether it was done before, and nothing is done.
#[test]
fn with_a_log_that_cannot_be_read_nothing_is_done_under_a_request() {
    let counter = Counter::practice();
    fs::create_dir_all(counter.data().join("log/requests.jsonl/in-the-way")).expect("a folder in the place of the log");
    let gave = counter.run(&["backup", "--request", "evening"]);
    assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("not_a_file")), "{}", gave.json);
    let copies = fs::read_dir(counter.data().join("backups")).map(|found| found.count()).unwrap_or(0);
    assert_eq!(copies, 0, "no copy was made");
}

fn ended(child: Child) -> Value {
    done(output(child.wait_with_output().expect("the program runs")))
}

fn copies(counter: &Counter) -> usize {
    let found = fs::read_dir(counter.data().join("backups")).expect("there");
    found.filter(|file| file.as_ref().expect("a file").path().extension().is_some_and(|end| end == "db")).count()
}

/// The copy waits until both processes have been asked for it.
#[test]
fn two_processes_that_are_asked_the_same_at_one_moment_do_it_once_and_answer_alike() {
    let counter = Counter::practice();
    let backups = counter.data().join("backups");
    fs::create_dir_all(&backups).expect("made");
    let held = File::create(backups.join("qishi.lock")).expect("made");
    held.lock().expect("held");
    let asked = ["backup", "--request", "evening"];
    let both = [counter.started(&asked), counter.started(&asked)];
    std::thread::sleep(Duration::from_millis(800));
    held.unlock().expect("let go");
    let [first, second] = both.map(ended);
    assert_eq!(first, second, "the second gives the answer of the first");
    assert_eq!(copies(&counter), 1);
    let left: Vec<_> = fs::read_dir(counter.data().join("log"))
        .expect("there")
        .map(|one| one.expect("an entry").file_name())
        .collect();
    assert_eq!(left, ["requests.jsonl"], "the lock is gone with the process");
}

#[test]
fn a_second_process_waits_for_a_printer_and_gives_the_number_of_the_first_print() {
    let counter = counter();
    let (asks, asked) = mpsc::channel();
    let printer = Fake::start(move |_| {
        asks.send(()).expect("the test listens");
        std::thread::sleep(Duration::from_millis(800));
        true
    });
    let address = printer.address();
    let print = ["statement", BOOKING, "--printer", &address, "--request", "print/1"];
    let first = counter.started(&print);
    asked.recv().expect("the first is at the printer");
    let second = counter.started(&print);
    let [first, second] = [first, second].map(ended);
    assert_eq!((&first, &first["job"]), (&second, &json!(1)));
    assert_eq!(printer.taken.lock().expect("not poisoned").len(), 1);
    // The same id for something else waits too, and is then refused.
    refused(
        &counter.run(&["statement", "B20260120-0002", "--printer", &address, "--request", "print/1"]),
        "request_reused",
    );
}

/// What is done is done: where its answer cannot be written down, that is said beside it, and the same request does it again.
#[test]
fn what_cannot_be_written_down_is_done_and_said_so() {
    let counter = Counter::practice();
    done(counter.run(&["backup", "--request", "morning"]));
    let log = File::options().append(true).open(counter.data().join("log/requests.jsonl")).expect("there");
    log.lock().expect("held");
    let gave = counter.run(&["backup", "--request", "evening"]);
    assert!(gave.errors.contains("同一请求再来会再办一次") && gave.errors.contains("5 秒"), "{}", gave.errors);
    done(gave);
    assert_eq!(copies(&counter), 2);
    log.unlock().expect("let go");
    let again = counter.run(&["backup", "--request", "evening"]);
    assert_eq!((again.errors.as_str(), copies(&counter)), ("", 3));
    done(again);
    done(counter.run(&["backup", "--request", "evening"]));
    assert_eq!(copies(&counter), 3, "from now on it is remembered");
}
