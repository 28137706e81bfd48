//! Printing from the desk: to a printer, to the list of what waits for one, or into a viewer.

use std::path::Path;

use books::booking::{HistoryItem, Number, Printout};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::day::Message;
use qishi::desk::screens::settings::printers::{FOUND, PROOF as PROOF_PRINTER, STATEMENT as STATEMENT_PRINTER};
use qishi::print::Waiting;
use trade::refusal::{Failure, Fault, PrinterTrouble};
use trade::settings::{Language, Taste};

use super::Hand;
use super::day::three;
use super::hand::books;
use super::taking::lost_notice;
use crate::outside::tool;
use crate::printer::{Printer, free_port, wait};

fn nobody() -> String {
    format!("ipp://127.0.0.1:{}/ipp/print", free_port())
}

/// A desk whose proofs and statements go to this printer.
fn printing_on(folder: &Path, printer: &str) -> Hand {
    let (proof_printer, statement_printer) = (printer.to_owned(), printer.to_owned());
    Hand::with(folder, books(folder), Taste { proof_printer, statement_printer, ..Taste::default() })
}

/// The prints of a booking, as the books tell them.
fn prints(folder: &Path, serial: u32) -> Vec<(Printout, u32)> {
    let number = Number { day: "2026-01-20".parse().expect("a date"), serial };
    let booking = books(folder).booking(number).expect("read").expect("there");
    let printed = booking.history.iter().filter_map(|happened| match happened.what {
        HistoryItem::Printed(paper, copy, _) => Some((paper, copy)),
        _ => None,
    });
    printed.collect()
}

fn waiting(folder: &Path) -> usize {
    Waiting::of(folder).list().expect("read").len()
}

/// A desk with a statement and a proof that no printer took.
pub fn with_two_jobs(folder: &Path) -> Hand {
    let mut hand = printing_on(folder, &nobody());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("s");
    hand.key(Named::ArrowDown);
    hand.ctrl("p");
    assert!(hand.shows("2 份待打印"));
    hand
}

#[test]
fn a_paper_goes_to_the_printer_and_a_second_statement_is_named() {
    let Some(printer) = Printer::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = printing_on(folder.path(), &printer.address());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert!(prints(folder.path(), 1).is_empty(), "a booking makes its proof as a file, and that is no print");
    hand.ctrl("s");
    assert!(hand.shows("已送打印机，任务 1"));
    printer.idle(1);
    hand.key(Named::F3);
    hand.ctrl("s");
    assert!(hand.shows("结算单（补打，第 2 次）已送打印机，任务 2"));
    hand.ctrl("o");
    assert!(hand.shows("打印结算单") && hand.shows("补打结算单（第 2 次）"), "the history tells");
    printer.idle(2);
    hand.ctrl("p");
    assert!(hand.shows("校样已送打印机，任务 3"));
    wait("the jobs", || (printer.got("B20260120-0001").len() == 3).then_some(()));
    assert_eq!(prints(folder.path(), 1), [(Printout::Statement, 1), (Printout::Statement, 2), (Printout::Proof, 1)]);
    assert!(hand.opened.lock().expect("not poisoned").is_empty(), "no viewer is needed");
    assert_eq!(waiting(folder.path()), 0);
    drop(hand);
    assert!(books(folder.path()).verify().expect("read").problems.is_empty());
}

#[test]
fn what_no_printer_takes_waits_through_a_restart_and_is_sent_again_or_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = printing_on(folder.path(), &nobody());
    three(&mut hand);
    assert!(!hand.shows("1 份待打印"));
    hand.key(Named::F3);
    hand.ctrl("s");
    hand.key(Named::ArrowDown);
    hand.ctrl("p");
    assert!(hand.shows("2 份待打印"), "the head of every screen says it");
    drop(hand);
    assert!(books(folder.path()).verify().expect("read").problems.is_empty());

    let mut hand = printing_on(folder.path(), &nobody());
    assert!(hand.shows("2 份待打印"), "after a restart too");
    hand.key(Named::F8);
    assert!(hand.shows("B20260120-0003") && hand.shows("结算单") && hand.shows("B20260120-0002") && hand.shows("校样"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(waiting(folder.path()), 2, "nobody listens still");
    // Dropped is only what was asked for twice.
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("弃掉后不再打印，打印记录仍在。再按一次 Ctrl+Delete 弃掉"));
    hand.key(Named::ArrowDown);
    hand.ctrl_key(Named::Delete);
    assert_eq!(waiting(folder.path()), 2);
    hand.ctrl_key(Named::Delete);
    assert_eq!(waiting(folder.path()), 1);
    assert!(hand.shows("1 份待打印") && !hand.shows("B20260120-0002"));

    let Some(printer) = Printer::start() else { return };
    drop(hand);
    let mut hand = printing_on(folder.path(), &printer.address());
    hand.key(Named::F8);
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("打印机已收下，任务 1") && hand.shows("没有待打印的任务"));
    wait("the job", || (printer.got("B20260120-0003").len() == 1).then_some(()));
    assert_eq!(prints(folder.path(), 3), [(Printout::Statement, 1)], "sent again it is no second print");
    hand.key(Named::F3);
    assert!(!hand.shows("0 份待打印"));
}

#[test]
fn a_booking_never_fails_because_a_printer_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = printing_on(folder.path(), "ipp://no such printer/");
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    hand.ctrl("p");
    assert!(hand.shows("1 份没有送到"), "beside the paper it says what is the matter");
    assert!(prints(folder.path(), 1).is_empty());
}

#[test]
fn all_proofs_of_a_day_are_one_file_and_can_be_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("a");
    assert!(hand.shows("已选 3 则"));
    hand.ctrl("a");
    assert!(!hand.shows("已选 3 则"));
    hand.ctrl("a");
    let papers = folder.path().join("papers");
    let files = || std::fs::read_dir(&papers).map_or(0, |found| found.flatten().count());
    let before = files();
    let drawing = hand.app.update(Desk::from(Message::Proofs));
    assert!(hand.shows("正在打样 0/3 · Esc 停止"));
    hand.key(Named::Escape);
    hand.run(drawing);
    assert!(hand.shows("已停止：没有打样，也没有打印记录"));
    assert_eq!(files(), before, "no file");
    assert!((1..=3).all(|serial| prints(folder.path(), serial).is_empty()), "and no print");

    let drawing = hand.app.update(Desk::from(Message::Proofs));
    let step = qishi::desk::print::PrintStep::Drawing(qishi::office::Progress { done: 2, of: 3 });
    hand.say(Desk::from(Message::Printing(step)));
    assert!(hand.shows("正在打样 2/3 · Esc 停止"));
    hand.ctrl("s");
    hand.run(drawing);
    assert_eq!(files(), before + 1);
    for serial in 1..=3 {
        assert_eq!(prints(folder.path(), serial), [(Printout::Proof, 1)], "one at a time: no statement came between");
    }
    let opened = hand.opened.lock().expect("not poisoned").last().cloned().expect("opened");
    let pdf = std::fs::read(&opened).expect("written");
    assert!(pdf.starts_with(b"%PDF-"));
    let entries = books(folder.path()).version().expect("read");
    assert_eq!(entries, 6, "the day's proofs are frozen in one entry and printed in another");
}

#[test]
fn a_second_statement_in_the_viewer_is_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    let read = |hand: &mut Hand| {
        hand.ctrl("s");
        let path = hand.opened.lock().expect("not poisoned").last().cloned().expect("opened");
        std::fs::read(path).expect("written")
    };
    let (first, second) = (read(&mut hand), read(&mut hand));
    assert_ne!(first, second);
    assert_eq!(prints(folder.path(), 1), [(Printout::Statement, 1), (Printout::Statement, 2)]);
    if tool("pdftotext").is_some() {
        let words = |pdf: &[u8]| crate::printing::words(pdf).unwrap_or_default();
        assert!(!words(&first).contains("补打") && words(&second).contains("第 2 次打印"));
    }
}

#[test]
fn what_no_viewer_opened_is_no_print_and_the_next_is_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    let none = Fault::File { path: "x.pdf".to_owned(), what: "no viewer".to_owned() };
    *hand.viewerless.lock().expect("not poisoned") = Some(none);
    hand.ctrl("s");
    assert_eq!(prints(folder.path(), 1), [], "nobody saw it");
    assert!(hand.opened.lock().expect("not poisoned").is_empty());
    // It was written, and where is said.
    let written = std::fs::read_dir(folder.path().join("papers")).expect("there");
    let names = written.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    assert_eq!(names.filter(|name| name.contains("statement")).count(), 1);
    *hand.viewerless.lock().expect("not poisoned") = None;
    hand.ctrl("s");
    assert_eq!(prints(folder.path(), 1), [(Printout::Statement, 1)]);
    let path = hand.opened.lock().expect("not poisoned").last().cloned().expect("opened");
    if tool("pdftotext").is_some() {
        let words = crate::printing::words(&std::fs::read(path).expect("written")).unwrap_or_default();
        assert!(!words.contains("补打"), "{words}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_may_read_is_said_once_in_the_head() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    assert_eq!(hand.app.failed(), None);
    drop(hand);
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("set");
    hand = Hand::at(folder.path());
    assert!(matches!(hand.app.failed(), Some(Failure::Fault(Fault::OpenToOthers { .. }))), "{:?}", hand.app.failed());
    let failure = hand.app.failed().cloned().expect("said");
    let said = qishi::locale::failure(&failure, Language::Chinese).line(Language::Chinese);
    assert!(said.contains("chmod 700") && hand.shows(&said), "{said}");
    // Nothing is kept from being done by it.
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

#[test]
fn printers_are_set_with_keys_and_checked_as_they_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F9);
    hand.ctrl("3");
    assert!(hand.shows("写打印机或 CUPS 队列的地址；留空则用阅读器打开。两处可以相同"));
    assert!(hand.stands_on(PROOF_PRINTER));
    hand.types("Canon");
    assert!(hand.shows("“Canon”不是打印机地址。请写 ipp://localhost:631/printers/Canon 或 http://192.168.1.20:631/ipp/print 这样的地址；留空则用阅读器打开"));
    assert_eq!(hand.app.scene().taste.proof_printer, "", "what is no address is not kept");
    for _ in 0..5 {
        hand.key(Named::Backspace);
    }
    hand.types("ipp://canon/ipp/print");
    assert_eq!(hand.app.scene().taste.proof_printer, "ipp://canon/ipp/print");
    hand.key(Named::Enter);
    // The button between the fields takes the focus too.
    hand.key(Named::Tab);
    assert!(hand.stands_on(STATEMENT_PRINTER));
    hand.types("http://canon:631/x");
    assert_eq!(hand.app.scene().taste.statement_printer, "http://canon:631/x");
}

#[test]
fn a_printer_that_is_there_is_taken_with_a_key_and_given_back_with_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F9);
    hand.ctrl("3");
    assert!(hand.shows("前台佳能") && hand.shows("Canon MF4700  ipp://192.168.1.12/12"), "looked for on the way in");
    hand.ctrl("f");
    assert!(hand.stands_on(FOUND));
    hand.key(Named::Enter);
    hand.key(Named::ArrowDown);
    hand.key(Named::Space);
    let printers = |hand: &Hand| {
        let taste = hand.app.scene().taste;
        (taste.proof_printer.clone(), taste.statement_printer.clone())
    };
    let both = ("ipp://192.168.1.12/12".to_owned(), "ipp://192.168.1.12/4".to_owned());
    assert_eq!(printers(&hand), both);
    assert!(hand.shows("已改 结算单打印机：（空） → ipp://192.168.1.12/4"), "{:?}", hand.app.settings().changed());
    hand.ctrl("z");
    assert_eq!(printers(&hand), (both.0, String::new()), "the last change alone is set back");
}

#[test]
fn a_search_that_was_not_whole_says_so_beside_what_it_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let trouble = PrinterTrouble::Silent { seconds: 2 };
    hand.unasked
        .lock()
        .expect("not poisoned")
        .push(Fault::Printer { address: "ipp://print.example:8631/".to_owned(), trouble });
    hand.key(Named::F9);
    hand.ctrl("3");
    assert!(hand.shows("前台佳能") && hand.shows("没能找全"));
    assert!(hand.texts().iter().any(|shown| shown.text.contains("print.example:8631")), "and whom it could not ask");
    hand.unasked.lock().expect("not poisoned").clear();
    hand.ctrl("f");
    assert!(hand.shows("前台佳能") && !hand.shows("没能找全"), "asked again, everything answered");
}

#[test]
fn a_page_tries_the_printer_and_opens_where_none_is_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F9);
    hand.ctrl("3");
    hand.ctrl("p");
    let path = folder.path().join("papers/trial.pdf");
    assert!(hand.shows(&format!("试印已写：{}", path.display())));
    assert_eq!(hand.opened.lock().expect("not poisoned").as_slice(), std::slice::from_ref(&path));
    if let Some(words) = crate::printing::words(&std::fs::read(&path).expect("written")) {
        for part in ["100 毫米", "宋体", "黑体", "楷体", "囍"] {
            assert!(words.contains(part), "{part}: {words}");
        }
    }
    drop(hand);
    let mut hand = printing_on(folder.path(), &nobody());
    hand.key(Named::F9);
    hand.ctrl("3");
    hand.ctrl("s");
    assert_eq!(waiting(folder.path()), 0, "a trial does not wait");
    drop(hand);
    let Some(printer) = Printer::start() else { return };
    let mut hand = printing_on(folder.path(), &printer.address());
    hand.key(Named::F9);
    hand.ctrl("3");
    hand.ctrl("s");
    assert!(hand.shows("打印机已收下，任务 1"));
}

#[test]
fn the_list_speaks_english() {
    let folder = tempfile::tempdir().expect("a folder");
    let taste = Taste { language: Language::English, proof_printer: nobody(), ..Taste::default() };
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    hand.key(Named::F8);
    assert!(hand.shows("Nothing waits for a printer") && hand.shows("Send again"));
    hand.key(Named::F9);
    hand.ctrl("3");
    assert!(hand.shows("Printers") && hand.shows("Test page"));
}
