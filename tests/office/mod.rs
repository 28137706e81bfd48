//! What is done at the counter, asked of the office itself: the unhappy paths, and that window and command line come to the same.

mod account;
pub mod fake;
#[cfg(feature = "desk")]
mod same;
mod tried;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex};

use books::booking::{Act, HistoryItem, Late, Number, Order, Printout, SignedHow, Terms, new_request};
use books::counter::Rules;
use books::store::{Keeper, Sqlite, Store};
use qishi::office::{Books, Destination, Joint, Out, PrintMade, PrintRequest, Progress, Session, Watch, unwatched};
use qishi::papers::Grouped;
use qishi::print::{Address, PrintJob};
use setting::typeset::Setter;
use trade::ad::Kind;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault, Refusal, RunDateTrouble};

use serde_json::json;

use crate::command::Counter;
use crate::corpus::{CATEGORIES, NOTICES, now, order};
use fake::Fake;

fn session(folder: &Path) -> Session {
    let (rules, setter) = (Arc::new(Rules::shipped()), Arc::new(Setter::new()));
    let (person, identities) = (PersonName::known("王敏"), books::persons::Identities::none());
    Session { folder: folder.to_path_buf(), person, identities, at: now(), till: None, rules, setter }
}

fn books(folder: &Path) -> Sqlite {
    Sqlite::open(folder, now(), &PersonName::known("王敏")).expect("the books open")
}

/// Orders of so many notices of the page.
fn orders(count: usize) -> Vec<Order> {
    let ads = NOTICES.iter().zip(CATEGORIES).take(count);
    ads.map(|(copy, category)| order(Kind::Notice, category, "7.2x10", copy, &[])).collect()
}

/// A folder with so many bookings of today, and their numbers.
fn booked(count: usize) -> (tempfile::TempDir, Sqlite, Vec<Number>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = books(folder.path());
    let taken = session(folder.path()).take(&mut store, new_request(), orders(count)).expect("booked");
    let numbers = taken.bookings.iter().map(|booking| booking.number).collect();
    (folder, store, numbers)
}

/// The prints of a booking.
fn prints(store: &mut dyn Store, number: Number) -> Vec<(Printout, u32)> {
    let booking = store.booking(number).expect("read").expect("there");
    let printed = booking.history.iter().filter_map(|happened| match happened.what {
        HistoryItem::Printed(paper, copy, _) => Some((paper, copy)),
        _ => None,
    });
    printed.collect()
}

/// The files in a folder of the books; none where it is not there.
fn files(folder: &Path, name: &str) -> usize {
    std::fs::read_dir(folder.join(name)).map_or(0, Iterator::count)
}

/// A viewer that shows everything, and counts.
fn viewer() -> (Destination, Arc<Mutex<usize>>) {
    let shown: Arc<Mutex<usize>> = Arc::default();
    let seen = Arc::clone(&shown);
    let to = Destination::Viewer(Arc::new(move |_| {
        *seen.lock().expect("not poisoned") += 1;
        Ok(())
    }));
    (to, shown)
}

#[test]
fn orders_that_are_stopped_half_way_book_nothing_and_take_no_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, session) = (books(folder.path()), session(folder.path()));
    for last in [0, 3, 6] {
        let mut heard = Vec::new();
        let mut watch = |progress: Progress| {
            heard.push(progress);
            if progress.done == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = session.take_watched(&mut store, "page".to_owned(), orders(6), &mut watch);
        assert_eq!(stopped, Ok(None));
        assert_eq!(heard, (0..=last).map(|done| Progress { done, of: 6 }).collect::<Vec<_>>());
    }
    assert_eq!(store.version(), Ok(1), "only the books' own first entry");
    // The same request is none that was answered: it books now, and once.
    let taken = session.take_watched(&mut store, "page".to_owned(), orders(6), &mut unwatched).expect("booked");
    let taken = taken.expect("not stopped");
    assert_eq!(taken.bookings[0].number.serial, 1, "no number was lost");
    let again = session.take(&mut store, "page".to_owned(), orders(6)).expect("answered");
    assert_eq!(again, taken);
    assert_eq!(taken.held(), taken.bookings.iter().filter(|booking| booking.held()).count());
}

#[test]
fn a_refusal_says_which_order_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut store, session) = (books(folder.path()), session(folder.path()));
    let mut three = orders(3);
    three[1].runs = vec!["2026-01-19".parse().expect("a date")];
    let refused = session.take(&mut store, new_request(), three).expect_err("refused");
    assert_eq!(refused.place, Some(1));
    assert!(
        matches!(*refused.failure, Failure::Refused(Refusal::RunDate(RunDateTrouble::DatePast { .. }))),
        "{refused:?}"
    );
    // A clock that went back is about no order in particular.
    session.take(&mut store, new_request(), orders(1)).expect("booked");
    let earlier = Session { at: "2026-01-19T10:00:00+08:00".parse().expect("a time"), ..session };
    let refused = earlier.take(&mut store, new_request(), orders(2)).expect_err("refused");
    assert_eq!(refused.place, None);
    assert!(matches!(*refused.failure, Failure::Refused(Refusal::ClockBack { .. })), "{refused:?}");
}

/// What was agreed about an entry after the deadline is kept where a run is one, and nowhere else, whoever asks.
#[test]
fn an_approval_of_a_late_entry_is_kept_with_a_late_entry_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = books(folder.path());
    let late = Some(Late { reason: "开庭前必须见报".to_owned(), approved_by: "李主任".into() });
    let mut orders = orders(1);
    orders[0].terms = Terms { late: late.clone(), ..Terms::default() };
    let kept = |store: &mut Sqlite, at: &str| {
        let session = Session { at: at.parse().expect("a time"), ..session(folder.path()) };
        let taken = session.take(store, new_request(), orders.clone()).expect("booked");
        let number = taken.first().number;
        store.booking(number).expect("read").expect("there").order().terms.late.clone()
    };
    assert_eq!(kept(&mut store, "2026-01-20T10:00:00+08:00"), None);
    assert_eq!(kept(&mut store, "2026-01-21T16:00:00+08:00"), late);
}

/// Prints these papers under a request of their own.
fn printed(
    session: &Session,
    store: &mut Sqlite,
    (numbers, paper): (&[Number], Printout),
    to: &Destination,
    watch: Watch,
) -> Result<Option<PrintMade>, Failure> {
    let prints = PrintRequest { request: &new_request(), numbers, paper, to };
    session.print(&mut Books::Here(store), &prints, watch)
}

/// The same request again while its job waits is the same job: it is printed once, however often it is asked.
#[test]
fn a_request_that_is_asked_again_while_it_waits_is_one_job() {
    let (folder, mut store, numbers) = booked(2);
    let session = session(folder.path());
    let nobody = Address::read(&format!("ipp://127.0.0.1:{}/x", crate::printer::free_port())).expect("an address");
    let to = Destination::Printer(nobody);
    for request in ["a/1", "a/1", "b-2"] {
        let prints = PrintRequest { request, numbers: &numbers[..1], paper: Printout::Statement, to: &to };
        let print = session.print(&mut Books::Here(&mut store), &prints, &mut unwatched);
        assert!(matches!(print.expect("kept").expect("not stopped").printed.out, Out::Waits(_)));
    }
    let waiting = |store: &mut Sqlite| session.queue(&mut Books::Here(store)).expect("listed").jobs;
    assert_eq!(waiting(&mut store).iter().map(|job| job.id.as_str()).collect::<Vec<_>>(), ["a/1", "b-2"]);
    let other = PrintRequest { request: "a/1", numbers: &numbers[1..], paper: Printout::Statement, to: &to };
    let refused = session.print(&mut Books::Here(&mut store), &other, &mut unwatched);
    assert!(matches!(refused, Err(Failure::Refused(Refusal::RequestReused { .. }))), "{refused:?}");
    let printer = Fake::start(|_| true);
    let to = Destination::Printer(Address::read(&printer.address()).expect("an address"));
    let prints = PrintRequest { request: "a/1", numbers: &numbers[..1], paper: Printout::Statement, to: &to };
    let print = session.print(&mut Books::Here(&mut store), &prints, &mut unwatched);
    assert_eq!(print.expect("printed").expect("not stopped").printed.copy, Some(1));
    assert_eq!(waiting(&mut store).iter().map(|job| job.id.as_str()).collect::<Vec<_>>(), ["b-2"]);
    assert_eq!(self::prints(&mut store, numbers[0]), [(Printout::Statement, 1)]);
}

#[test]
fn a_print_that_is_stopped_is_no_print_and_leaves_no_file() {
    for paper in [Printout::Statement, Printout::Proof] {
        let (folder, mut store, numbers) = booked(5);
        let (session, (to, shown)) = (session(folder.path()), viewer());
        let mut watch =
            |Progress { done, .. }| if done >= 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let stopped = printed(&session, &mut store, (&numbers, paper), &to, &mut watch);
        assert_eq!(stopped, Ok(None), "{paper:?}");
        assert!(numbers.iter().all(|number| prints(&mut store, *number).is_empty()));
        assert_eq!((files(folder.path(), "papers"), files(folder.path(), "print")), (0, 0));
        assert_eq!(*shown.lock().expect("not poisoned"), 0);
        // Done to its end it is the first of each.
        let print = printed(&session, &mut store, (&numbers, paper), &to, &mut unwatched);
        let print = print.expect("printed").expect("not stopped");
        assert_eq!((print.printed.copy, *shown.lock().expect("not poisoned")), (Some(1), 1));
        assert!(
            matches!(&print.printed.out, Out::Written(path) if std::fs::read(path).expect("read") == print.file.bytes)
        );
        assert!(numbers.iter().all(|number| prints(&mut store, *number) == [(paper, 1)]));
    }
}

#[test]
fn a_joint_paper_can_be_stopped_and_is_the_same_at_hand_and_on_a_thread() {
    let (folder, store, numbers) = booked(5);
    let session = session(folder.path());
    let mut books = Books::Kept(Keeper::start(Box::new(store)).expect("a thread"));
    let joint = Joint::Statement(Grouped::Payer);
    let stopped = session.join(&mut books, &numbers, joint, &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, Ok(None));
    let twice = [numbers.clone(), numbers.clone()].concat();
    let kept = session.join(&mut books, &twice, joint, &mut unwatched).expect("drawn").expect("not stopped");
    assert_eq!(kept.numbers, numbers, "each once");
    drop(books);
    let mut store = self::books(folder.path());
    let here = session.join(&mut Books::Here(&mut store), &numbers, joint, &mut unwatched);
    assert_eq!(here, Ok(Some(kept)));
    let unknown = Number { serial: 99, ..numbers[0] };
    let refused = session.join(&mut Books::Here(&mut store), &[unknown], joint, &mut unwatched);
    assert!(matches!(refused, Err(Failure::Refused(Refusal::NoSuchBooking { .. }))), "{refused:?}");
}

/// Five jobs wait, and the printer gives up at the third: two are printed and posted, three wait on, and the third says why.
#[test]
fn a_printer_that_fails_at_the_third_of_five() {
    let (folder, mut store, numbers) = booked(5);
    let session = session(folder.path());
    let nobody = Address::read(&format!("ipp://127.0.0.1:{}/x", crate::printer::free_port())).expect("an address");
    for number in &numbers {
        let to = Destination::Printer(nobody.clone());
        let print = printed(&session, &mut store, (&[*number], Printout::Statement), &to, &mut unwatched);
        let out = print.expect("kept").expect("not stopped").printed;
        assert!(matches!(out.out, Out::Waits(Fault::Printer { .. })) && out.copy.is_none(), "{out:?}");
    }
    let printer = Fake::start(|job| job != 3);
    let to = Address::read(&printer.address()).expect("an address");
    let jobs = session.queue(&mut Books::Here(&mut store)).expect("listed").jobs;
    let all: Vec<&PrintJob> = jobs.iter().collect();
    let (sent, ended) = session.send_each(&mut Books::Here(&mut store), &all, Some(&to), &mut unwatched);
    assert_eq!(
        sent.iter().map(|sent| (sent.job, sent.copy)).collect::<Vec<_>>(),
        [(Some(1), Some(1)), (Some(2), Some(1))]
    );
    assert!(matches!(ended, Err(Failure::Fault(Fault::Printer { .. }))), "{ended:?}");
    assert_eq!(printer.taken.lock().expect("not poisoned").len(), 2, "the fourth was not tried");
    let printed = numbers.iter().map(|number| prints(&mut store, *number).len()).collect::<Vec<_>>();
    assert_eq!(printed, [1, 1, 0, 0, 0]);
    let queue = session.queue(&mut Books::Here(&mut store)).expect("listed");
    assert_eq!((queue.jobs.len(), &queue.unposted), (3, &None));
    let failed = queue.jobs.iter().map(|job| job.printer == to.to_string()).collect::<Vec<_>>();
    assert_eq!(failed, [true, false, false], "the third says which printer refused it");
    // Sent again they are the first prints, each once; a stop in between leaves the last waiting.
    let rest: Vec<&PrintJob> = queue.jobs.iter().collect();
    let mut two = |Progress { done, .. }| if done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let (sent, ended) = session.send_each(&mut Books::Here(&mut store), &rest, Some(&to), &mut two);
    assert_eq!((sent.len(), ended), (2, Ok(())));
    let printed = numbers.iter().map(|number| prints(&mut store, *number).len()).collect::<Vec<_>>();
    assert_eq!(printed, [1, 1, 1, 1, 0]);
    assert_eq!(session.queue(&mut Books::Here(&mut store)).expect("listed").jobs.len(), 1);
}

/// The printer took the paper, and then another process holds the books: the paper is out, so that it must not be sent again.
#[test]
fn books_that_are_busy_after_the_printer_took_a_paper_post_it_at_the_next_look() {
    let (folder, mut store, numbers) = booked(1);
    let session = session(folder.path());
    let (held, file): (Arc<Mutex<Option<rusqlite::Connection>>>, _) = (Arc::default(), folder.path().join("qishi.db"));
    let hold = Arc::clone(&held);
    let printer = Fake::start(move |job| {
        if job == 1 {
            let other = rusqlite::Connection::open(&file).expect("opens");
            other.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
            *hold.lock().expect("not poisoned") = Some(other);
        }
        true
    });
    let to = Destination::Printer(Address::read(&printer.address()).expect("an address"));
    let print = printed(&session, &mut store, (&numbers, Printout::Statement), &to, &mut unwatched);
    assert!(matches!(print, Err(Failure::Fault(Fault::Busy { .. }))), "{print:?}");
    assert_eq!(printer.taken.lock().expect("not poisoned").len(), 1);
    assert_eq!(prints(&mut store, numbers[0]), []);
    assert!(matches!(session.take(&mut store, new_request(), orders(1)), Err(refused) if refused.place.is_none()));
    drop(held.lock().expect("not poisoned").take());
    let queue = session.queue(&mut Books::Here(&mut store)).expect("listed");
    assert_eq!((queue.jobs, queue.unposted), (Vec::new(), None));
    assert_eq!(prints(&mut store, numbers[0]), [(Printout::Statement, 1)]);
    let again = printed(&session, &mut store, (&numbers, Printout::Statement), &to, &mut unwatched);
    let again = again.expect("printed").expect("not stopped").printed;
    assert_eq!(again.copy, Some(2), "{:?}", again.out);
    assert_eq!(printer.taken.lock().expect("not poisoned").len(), 2, "once for each print");
}

#[test]
fn a_signature_freezes_what_is_signed_and_a_number_that_was_never_given_is_refused() {
    let (folder, mut store, numbers) = booked(1);
    let session = session(folder.path());
    let signed = session.sign(&mut store, "s-1".to_owned(), numbers[0], SignedHow::Paper, "李伟".to_owned().into());
    let signed = signed.expect("signed");
    assert!(signed.booking.signed.is_some() && signed.entry.seq > 1);
    let again = session.sign(&mut store, "s-1".to_owned(), numbers[0], SignedHow::Paper, "李伟".to_owned().into());
    assert_eq!(again.expect("answered").entry, signed.entry, "the same request again is the same signature");
    let nobody = Number { serial: 9, ..numbers[0] };
    let refused = session.sign(&mut store, new_request(), nobody, SignedHow::Paper, "李伟".to_owned().into());
    assert!(matches!(refused, Err(Failure::Refused(Refusal::NoSuchBooking { .. }))));
    // A second review changes nothing, and is posted as nothing.
    let review = |store: &mut Sqlite| session.act(store, new_request(), numbers[0], Act::Review).expect("reviewed");
    assert_eq!((review(&mut store).entry.events.len(), review(&mut store).entry.events.len()), (1, 0));
}

/// What the window does with one paper of several bookings a command does too: it is printed, and no booking knows of it.
#[test]
fn a_statement_of_several_goes_to_a_printer_by_a_command() {
    let counter = Counter::practice();
    for copy in [NOTICES[5], NOTICES[0]] {
        assert_eq!(counter.book("notice", "other", "14.6x10", copy, &[]).status, 0);
    }
    let printer = Fake::start(|_| true);
    let (first, second) = ("B20260120-0001", "B20260120-0002");
    let gave = counter.run(&["statement", first, second, first, "--printer", &printer.address()]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert_eq!((&gave.json["booking_numbers"], &gave.json["job"]), (&json!([first, second]), &json!(1)));
    let file = counter.home.path().join("account.pdf").display().to_string();
    let written = counter.run(&["statement", first, second, "-o", &file]);
    assert_eq!((written.status, &written.json["sha256"]), (0, &gave.json["sha256"]), "{}", written.errors);
    assert_eq!(printer.taken.lock().expect("not poisoned")[..], [std::fs::read(&file).expect("written")]);
    for number in [first, second] {
        let history = counter.run(&["show", number]).json["history"].clone();
        assert!(history.as_array().expect("a list").iter().all(|happened| happened["what"] != "printed"), "{history}");
    }
    let off = format!("ipp://127.0.0.1:{}/x", crate::printer::free_port());
    let gave = counter.run(&["statement", first, second, "--printer", &off]);
    assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("printer")), "{}", gave.json);
    assert_eq!(counter.run(&["queue"]).json["jobs"], json!([]), "it does not wait");
}
