//! A file of rules that was entered and reads no more: it stops everything, and is withdrawn or replaced. On both backends.

use super::*;
use crate::booking::{Entered, Event, OfficeEvent, Order, RuleKind};
use crate::journal::{Record, digest};
use crate::persons::Identities;
use crate::store::Sqlite;
use crate::store::{Memory, Reach, Store};
use trade::ad::{Ad, CategoryId, Look};
use trade::ids::PersonName;
use trade::refusal::{Refusal, RuleFileTrouble};

const SOUND: &str = "id = \"lease_end\"\nzh = \"解除租赁公告\"\nen = \"End of lease\"\ncategory = \"other\"\nsource = \"a test\"\n\
                     [[when]]\nrank = 90\ntext = [[\"解除租赁\"]]\n";

fn envelope(request: &str, command: Command) -> Envelope {
    let at = "2026-01-20T10:00:00+08:00".parse().expect("a time");
    let (person, identities) = (PersonName::known("王敏"), Identities::none());
    Envelope { request: request.to_owned(), person, at, identities, till: None, command }
}

fn enter(text: &str) -> Command {
    let from = "2026-02-01".parse().expect("a date");
    Command::Office(OfficeAct::EnterRules { kind: RuleKind::NoticeKind, text: text.to_owned(), from })
}

/// Books in which an earlier program entered a file of rules that it read.
fn with(kind: RuleKind, text: &str) -> Memory {
    let mut store = Memory::new();
    entered(&mut store, kind, text);
    store
}

/// Enters a file of rules as an earlier program read it.
fn entered(store: &mut (impl Backend + Store), kind: RuleKind, text: &str) {
    if store.version().expect("read") == 0 {
        store.execute(&envelope("r-1", Command::Office(OfficeAct::Found { practice: false }))).expect("founded");
    }
    let from = "2026-01-01".parse().expect("a date");
    let (id, version, text) = ("lease_end".to_owned(), "1".to_owned(), text.to_owned());
    let event = OfficeEvent::RulesEntered(Box::new(Entered { kind, id, version, from, text }));
    let Envelope { request, person, at, .. } = envelope("r-2", enter(SOUND));
    let posted = Backend::write(store, |tx, _| {
        let tip = reading::tip(tx)?.ok_or(Fault::Full)?;
        let (seq, day) = (tip.seq + 1, at.date_naive());
        let entry = Entry { seq, at, day, person, request, events: vec![Event::Office(event)] };
        let written = Record::write(&entry, &digest(&serde_json::json!({}))?, &tip.hash, &mut random)?;
        tx.append(&written, &[])?;
        projection::project(tx, &entry, &written.events, &Prepared::new())?;
        Ok(WriteOutcome::Kept(()))
    });
    posted.expect("posted");
    assert!(store.prove(Reach::Whole).expect("proved").problems.is_empty(), "the books are as they were posted");
}

#[test]
fn an_entered_file_that_reads_no_more_stops_everything_with_its_name() {
    for (kind, text) in [
        (RuleKind::NoticeKind, SOUND.replace("\"other\"", "\"gone\"")),
        (RuleKind::Style, "id = \"lease_end\"\n".to_owned()),
        (RuleKind::Calendar, "odd = 1\n".to_owned()),
        (RuleKind::Card, "odd = 1\n".to_owned()),
    ] {
        let mut store = with(kind, &text);
        let unread = |failure: Failure| match failure {
            Failure::Fault(Fault::RulesUnread(file)) => {
                assert!(!file.mistakes.is_empty(), "{}", file.kind);
                (file.kind, file.id, file.version)
            }
            other => panic!("{other:?}"),
        };
        let named = (kind.id().to_owned(), "lease_end".to_owned(), "1".to_owned());
        // Neither of the next file, which is sound, nor of an ad is it a mistake.
        assert_eq!(unread(store.execute(&envelope("r-3", enter(SOUND))).expect_err("stopped")), named);
        let size = "7.2x3".parse().expect("a size");
        let copy = "遗失声明\n张三遗失身份证一张，声明作废。".to_owned().into();
        let look = Look::default();
        let ad =
            Ad { kind: Kind::Notice, category: CategoryId::known("lost_and_void"), size, copy, picture: None, look };
        let customer = Customer::checked("17600000013", "王敏", "", "").expect("sound");
        let order = Order::new(ad, vec!["2026-01-22".parse().expect("a date")], customer);
        assert_eq!(unread(store.execute(&envelope("r-4", Command::Take(vec![order]))).expect_err("stopped")), named);
        let paper = Command::Office(OfficeAct::SetPaper(trade::settings::Paper::default()));
        assert_eq!(unread(store.execute(&envelope("r-5", paper)).expect_err("stopped")), named);
    }
    let mut sound = with(RuleKind::NoticeKind, SOUND);
    let entry = sound.execute(&envelope("r-3", enter(SOUND))).expect("entered beside one that reads");
    let Some(Event::Office(OfficeEvent::RulesEntered(entered))) = entry.events.first() else { panic!("{entry:?}") };
    assert_eq!((entered.id.as_str(), entered.version.as_str()), ("lease_end", "2"));
}

/// Books of both sorts with a file that reads no more.
fn on_both(kind: RuleKind, text: &str, act: impl Fn(&mut dyn Store)) {
    act(&mut with(kind, text));
    let folder = tempfile::tempdir().expect("a folder");
    let at = "2026-01-20T09:00:00+08:00".parse().expect("a time");
    drop(Sqlite::open(folder.path(), at, &PersonName::known("王敏")).expect("founded"));
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    entered(&mut store, kind, text);
    act(&mut store);
}

/// A kind of notices that names a category which is there no more.
fn unread() -> String {
    SOUND.replace("\"other\"", "\"gone\"")
}

fn of_kind(act: OfficeAct) -> Command {
    Command::Office(act)
}

fn withdraw(version: &str, reason: &str) -> Command {
    let (version, reason) = (version.to_owned(), reason.to_owned());
    of_kind(OfficeAct::WithdrawRules { kind: RuleKind::NoticeKind, version, reason })
}

fn replace(version: &str, text: &str, reason: &str) -> Command {
    let (kind, version, text) = (RuleKind::NoticeKind, version.to_owned(), text.to_owned());
    of_kind(OfficeAct::ReplaceRules { kind, version, text, reason: reason.to_owned() })
}

/// Why the file that reads no more is taken away, as it is posted.
fn why(entry: &crate::booking::Entry) -> Option<&str> {
    entry.events.iter().find_map(|event| match event {
        Event::Office(OfficeEvent::RulesWithdrawn { reason, .. }) => Some(reason.as_str()),
        _ => None,
    })
}

fn held(store: &mut dyn Store) -> Vec<(String, String, String)> {
    let house = store.folder_state("2026-01-20".parse().expect("a date")).expect("read");
    house.rules.iter().map(|one| (one.id.clone(), one.version.clone(), one.from.to_string())).collect()
}

#[test]
fn a_file_that_reads_no_more_is_withdrawn_though_it_has_taken_effect() {
    on_both(RuleKind::NoticeKind, &unread(), |store| {
        let unsaid = store.execute(&envelope("r-9", withdraw("1", " ")));
        assert_eq!(unsaid, Err(Refusal::NoReason.into()), "it was in force, and who takes it away says why");
        let entry = store.execute(&envelope("r-3", withdraw("1", "新版读不出"))).expect("withdrawn");
        assert_eq!(why(&entry), Some("新版读不出"));
        assert_eq!(store.execute(&envelope("r-3", withdraw("1", "新版读不出"))), Ok(entry), "the same request again");
        assert_eq!(held(store), []);
        store.execute(&envelope("r-4", enter(SOUND))).expect("everything goes on");
        assert!(store.prove(Reach::Whole).expect("proved").problems.is_empty());
    });
    // One that reads and has taken effect stays, as before.
    on_both(RuleKind::NoticeKind, SOUND, |store| {
        let refused = Err(Refusal::from(RuleFileTrouble::NoSuchNoticeKind { value: "1".to_owned() }).into());
        assert_eq!(store.execute(&envelope("r-3", withdraw("1", "x"))), refused);
    });
}

#[test]
fn a_file_that_reads_no_more_is_replaced_in_its_place() {
    on_both(RuleKind::NoticeKind, &unread(), |store| {
        let post = |store: &mut dyn Store, request: &str, command| store.execute(&envelope(request, command));
        let bad = post(store, "r-3", replace("1", &unread(), "读不出")).expect_err("it does not read either");
        assert!(matches!(bad, Failure::Refused(Refusal::RuleFile(RuleFileTrouble::BadRules { .. }))), "{bad:?}");
        let other = SOUND.replace("lease_end", "lease_begin");
        let refused = Refusal::from(RuleFileTrouble::OtherRules {
            value: "lease_begin".to_owned(),
            wanted: "lease_end".to_owned(),
        });
        assert_eq!(post(store, "r-4", replace("1", &other, "读不出")), Err(refused.into()));
        let none = Refusal::from(RuleFileTrouble::NoSuchNoticeKind { value: "2".to_owned() });
        assert_eq!(post(store, "r-5", replace("2", SOUND, "读不出")), Err(none.into()));
        assert_eq!(post(store, "r-5b", replace("1", SOUND, "")), Err(Refusal::NoReason.into()));
        // Nothing was posted by all that.
        assert_eq!(store.version().expect("read"), 2);
        let entry = post(store, "r-6", replace("1", SOUND, "补上缺的字段")).expect("replaced");
        assert_eq!(why(&entry), Some("补上缺的字段"));
        let same = ("lease_end".to_owned(), "1".to_owned(), "2026-01-01".to_owned());
        assert_eq!(held(store), std::slice::from_ref(&same));
        let reads = Refusal::from(RuleFileTrouble::RulesRead { value: "1".to_owned() });
        assert_eq!(post(store, "r-7", replace("1", SOUND, "x")), Err(reads.into()), "what reads is not replaced");
        post(store, "r-8", enter(SOUND)).expect("everything goes on");
        assert_eq!(held(store)[0], same);
        assert!(store.prove(Reach::Whole).expect("proved").problems.is_empty());
    });
}

#[test]
fn of_several_files_the_one_that_is_replaced_keeps_its_place() {
    on_both(RuleKind::NoticeKind, SOUND, |store| {
        store.execute(&envelope("r-3", enter(SOUND))).expect("entered");
        assert_eq!(held(store).iter().map(|one| one.1.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    });
    let known = [("notice_kind", "1"), ("card", "1"), ("notice_kind", "3")];
    assert_eq!(crate::booking::place_among(known, (RuleKind::NoticeKind, "2")), Some(2));
    assert_eq!(crate::booking::place_among(known, (RuleKind::NoticeKind, "4")), None);
    assert_eq!(crate::booking::place_among(known, (RuleKind::Card, "0")), None, "a card's version is its own");
}
