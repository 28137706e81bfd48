//! The records of every kind and version against the files under `golden`, byte for byte. A record may never change: what is to be written
//! otherwise is another version, with a file of its own beside the old one.

use books::booking::{
    AgreementId, Amended, BookingEvent, DayEvent, Event, OfficeEvent, Printout, RuleKind, StreamName, TillEvent,
    TillId, TillName,
};
use books::journal::canonical;
use books::journal::schema::{KINDS, decode, decode_old, encode, encode_old, kind};
use serde_json::{Value, json};
use trade::personal::Personal;
use trade::rates::{Parting, QuoteItem, VatRate};
use trade::refusal::Fault;
use trade::settings::{Paper, SealPlace};

use super::samples::{day, private, samples};
use super::{golden, golden_file, there_and_back, through};

fn parsed(line: &str) -> Value {
    serde_json::from_str(line).expect("JSON")
}

fn plain(value: &Value) -> String {
    canonical(value).expect("plain data")
}

/// The file of an attachment in the samples: a picture's, or a frozen setting's.
fn attachment(kind: &str) -> Vec<u8> {
    match kind {
        "taken" => b"\x89PNG\r\n\x1a\n\x00\xff".to_vec(),
        _ => vec![0x78, 0x9c, 0x00, 0xff],
    }
}

/// An event as a record of this version holds it: a signature since the second version has no sheet, a booking of the first does not say
/// what was handed in, one of the second knows of no roles of a blessing's own, one of the third not what an ad corrects, and one of the
/// fourth not what it repeats; the paper's settings say nothing of its seal before the second, and a file of rules not why it was withdrawn
/// before the third; what was printed is no slip before version 2. Before a till was named, money went into the main one.
fn held(event: &Event, version: u32) -> Event {
    let mut event = event.clone();
    if let (Event::Booking(_, BookingEvent::Taken(booked)), 1 | 2) = (&mut event, version) {
        let roles = &mut booked.order.ad.look.roles;
        *roles = roles.iter().filter(|(line, _)| *line <= 10).collect();
    }
    if let (Event::Booking(_, BookingEvent::Taken(booked)), 1..=3) = (&mut event, version) {
        booked.order.corrects = None;
    }
    if let (Event::Booking(_, BookingEvent::Taken(booked)), 1..=4) = (&mut event, version) {
        booked.order.repeats = None;
    }
    if let (Event::Booking(_, BookingEvent::Taken(booked)), 1) = (&mut event, version) {
        booked.order.received = None;
    }
    if let (Event::Booking(_, BookingEvent::Signed { sheet, .. }), 2) = (&mut event, version) {
        *sheet = None;
    }
    let proof = |paper: &mut Printout| {
        if let (Printout::Refund(_), 1) = (*paper, version) {
            *paper = Printout::Proof;
        }
    };
    match (&mut event, version) {
        (Event::Booking(_, BookingEvent::Paid(payment)), 1) => payment.till = TillName::MAIN,
        (Event::Booking(_, BookingEvent::Amended(Amended::Refunded(done))), 1) => done.till = TillName::MAIN,
        (Event::Booking(_, BookingEvent::Amended(Amended::Reversed(done))), 1) => {
            (done.till, done.payment.till) = (TillName::MAIN, TillName::MAIN);
        }
        (Event::Booking(_, BookingEvent::Amended(Amended::Undone(done))), 1 | 2) => done.till = TillName::MAIN,
        (Event::Office(OfficeEvent::PaperSet(paper)), 1) => paper.seal = SealPlace::default(),
        (Event::Office(OfficeEvent::RulesWithdrawn { reason, .. }), 1 | 2) => reason.clear(),
        (Event::Day(_, DayEvent::Closed { figures, .. } | DayEvent::Reopened { figures, .. }), 1) => {
            figures.channels.clear()
        }
        _ => {}
    }
    match &mut event {
        Event::Booking(_, BookingEvent::Printed { paper, .. }) => proof(paper),
        Event::Booking(_, BookingEvent::Amended(Amended::Undone(undone))) => {
            undone.prints.iter_mut().for_each(|(paper, _)| proof(paper));
        }
        _ => {}
    }
    event
}

/// Whether a record of this version has words for an event: the first of a file of rules knows cards and calendars alone.
fn has_words_for(event: &Event, version: u32) -> bool {
    let kind = match event {
        Event::Office(OfficeEvent::RulesEntered(entered)) => entered.kind,
        Event::Office(OfficeEvent::RulesWithdrawn { kind, .. }) => *kind,
        _ => return true,
    };
    version > 1 || matches!(kind, RuleKind::Card | RuleKind::Calendar)
}

#[test]
fn the_samples_are_of_every_kind() {
    let samples = samples();
    for (word, _) in KINDS {
        assert!(samples.iter().any(|event| kind(event) == word), "{word}");
    }
}

#[test]
fn every_version_of_every_kind_reads_as_it_was_meant() {
    for (word, newest) in KINDS {
        let of_kind: Vec<Event> = samples().into_iter().filter(|event| kind(event) == word).collect();
        for version in 1..=newest {
            let lines = golden(&format!("{word}.{version}.jsonl"));
            let of_version: Vec<&Event> = of_kind.iter().filter(|event| has_words_for(event, version)).collect();
            assert_eq!(lines.len(), of_version.len(), "{word} {version}");
            for (line, event) in lines.iter().zip(of_version) {
                let bytes = if line.contains("$bytes") { vec![attachment(word)] } else { Vec::new() };
                let read = through(event.stream(), (word, version), (parsed(line), bytes), true);
                let expected = held(event, version);
                assert!(read == Ok(expected), "{word} {version}: {line}\n{read:#?}");
            }
        }
    }
}

#[test]
fn every_kind_is_written_in_the_bytes_of_its_newest_version() {
    for (word, newest) in KINDS {
        let of_kind = samples().into_iter().filter(|event| kind(event) == word);
        let all: Vec<_> = of_kind.map(|event| encode(&held(&event, newest)).expect("written")).collect();
        // What is new is written by hand, once.
        let (name, lines) =
            (format!("{word}.{newest}.jsonl"), all.iter().map(|one| plain(&one.value)).collect::<Vec<_>>());
        assert!(golden_file(&name).is_file(), "golden/{name} is lacking; its lines are:\n{}", lines.join("\n"));
        for (line, written) in golden(&name).iter().zip(all) {
            assert_eq!((written.kind, written.version, &plain(&written.value)), (word, newest, line));
            let attached = if line.contains("$bytes") { vec![attachment(word)] } else { Vec::new() };
            assert_eq!(written.bytes, attached, "{word}");
        }
    }
    // What has a sheet under its signature is written where there is a place for it.
    let signed = samples().into_iter().find(|event| kind(event) == "signed").expect("a signature");
    let written = encode(&signed).expect("written");
    assert_eq!((written.version, plain(&written.value)), (1, golden("signed.1.jsonl").swap_remove(0)));
}

#[test]
fn format_1_is_read_and_written_in_its_bytes() {
    let (lines, samples) = (golden("format-1.jsonl"), samples());
    let (old, newer) = samples.split_at(lines.len());
    let since = |event: &Event| match event {
        Event::Booking(_, BookingEvent::Amended(_))
        | Event::Day(..)
        | Event::Receipts(..)
        | Event::Persons(_)
        | Event::Agreement(..) => true,
        Event::Till(_, TillEvent::Counted { .. } | TillEvent::Banked { .. } | TillEvent::Closed { .. }) => true,
        event => !has_words_for(event, 1),
    };
    assert!(newer.iter().all(since));
    for (line, event) in lines.iter().zip(old) {
        let event = held(event, 1);
        let read = decode_old(parsed(line), day("2026-01-20"));
        assert!(read.as_ref() == Ok(&event), "{line}\n{read:#?}");
        assert_eq!(plain(&encode_old(&event).expect("written")), *line);
    }
}

#[test]
fn a_record_without_what_came_later_reads_as_it_was_meant() {
    // What may be left out was added to the house after the first books were posted: each of these says what its absence means.
    let stream = samples()[0].stream();
    let mut value = parsed(&golden("taken.1.jsonl")[0]);
    for (pointer, key) in [
        ("/booked", "late"),
        ("/booked/order", "terms"),
        ("/booked/order", "settled"),
        ("/booked/order/ad", "look"),
        ("/booked/quote", "name"),
        ("/booked/quote", "attributes"),
        ("/booked/quote", "currency"),
        ("/booked/quote", "cancellation"),
        ("/booked/quote", "correction"),
        ("/booked/quote", "manual"),
        ("/booked/quote/lines/0", "rule"),
        ("/booked/quote/lines/1/what/price", "contract"),
        ("/booked/quote/lines/1/what/price", "units"),
        ("/booked/quote/lines/2/what/price", "slice"),
        ("/booked/quote/lines/1/what/price", "one_of"),
        ("/booked/quote/lines/1/what/price/counted", "parting"),
        ("/booked/set", "style"),
        ("/booked/set", "roles"),
    ] {
        let before = decode(stream, "taken", 1, &value, &mut nothing);
        let object = value.pointer_mut(pointer).and_then(Value::as_object_mut).expect("an object");
        assert!(object.remove(key).is_some(), "{pointer}/{key}");
        let read = decode(stream, "taken", 1, &value, &mut nothing);
        assert!(read.is_ok() && read != before, "{pointer}/{key}: {read:#?}");
    }
    let Ok(Event::Booking(_, BookingEvent::Taken(booked))) = decode(stream, "taken", 1, &value, &mut nothing) else {
        panic!("{value} does not read")
    };
    assert!(booked.late.is_empty() && booked.order.terms.is_plain() && booked.order.ad.look.is_plain());
    let QuoteItem::Price(priced) = &booked.quote.lines[1].what else { panic!("a price") };
    assert_eq!(priced.counted.as_ref().map(|counted| counted.parting), Some(Parting::CodePoints));
    assert!(!priced.contract && !priced.slice && priced.units.is_none() && priced.one_of.is_none());
    // The paper of old books keeps China's time, has no account, and is printed as papers are.
    let paper = json!({ "name": "某报", "tax_number": "", "vat": 60 });
    let read = decode(StreamName::Office, "paper_set", 1, &paper, &mut nothing);
    let expected = Paper { name: "某报".to_owned(), vat: Some(VatRate::GENERAL), ..Paper::default() };
    assert_eq!(read, Ok(Event::Office(OfficeEvent::PaperSet(expected))));
}

#[test]
fn every_event_comes_back_as_it_was_written() {
    for event in samples() {
        let back = there_and_back(&event);
        assert!(back.as_ref() == Ok(&event), "{event:#?}\n{back:#?}");
    }
}

#[test]
fn what_is_erased_reads_as_erased_and_everything_else_stays() {
    for event in samples() {
        let written = encode(&event).expect("written");
        let personal = plain(&written.value).contains("$personal") || !written.bytes.is_empty();
        let (of, record) = ((written.kind, written.version), (written.value, written.bytes));
        let read = through(event.stream(), of, record, false).expect("read without its personal values");
        assert_eq!(read != event, personal, "{}", kind(&event));
        match &read {
            Event::Booking(_, BookingEvent::Taken(booked)) => {
                let ad = &booked.order.ad;
                assert_eq!((&ad.copy, &booked.order.customer.phone), (&Personal::erased(), &Personal::erased()));
                assert!(ad.picture.as_ref().is_none_or(|picture| picture.get().is_none()));
                assert!(booked.quote.total.as_fen() > 0, "the money stays");
            }
            Event::Booking(_, BookingEvent::ProofFrozen { sheet: Some(sheet), fingerprint, .. }) => {
                assert_eq!((sheet, fingerprint.len()), (&Personal::erased(), 64));
            }
            _ => {}
        }
    }
}

#[test]
fn what_was_not_read_is_not_written_as_if_it_were_there() {
    let Event::Booking(number, BookingEvent::Taken(mut booked)) = samples().swap_remove(0) else { panic!("a booking") };
    booked.order.ad.picture = Some(Personal::erased());
    let unread = encode(&Event::Booking(number, BookingEvent::Taken(booked)));
    assert!(matches!(unread, Err(Fault::Store { .. })), "{unread:?}");
    for event in samples() {
        if let Event::Booking(number, BookingEvent::ProofFrozen { how, anew, sheet: Some(sheet), .. }) = event {
            for (fingerprint, sheet) in [("0f".repeat(32), Personal::erased()), ("00".repeat(32), sheet)] {
                let event = BookingEvent::ProofFrozen { how, fingerprint, anew, sheet: Some(sheet) };
                let wrong = encode(&Event::Booking(number, event));
                assert!(matches!(wrong, Err(Fault::Store { .. })), "{wrong:?}");
            }
        }
    }
    let Event::Booking(number, _) = samples().swap_remove(0) else { panic!("a booking") };
    let how = books::booking::SignedHow::Paper;
    let erased = BookingEvent::Signed { how, who: Personal::erased(), sheet: None };
    assert!(matches!(there_and_back(&Event::Booking(number, erased)), Err(Fault::Store { .. })));
    let known = BookingEvent::Signed { how, who: private("王敏"), sheet: None };
    assert!(there_and_back(&Event::Booking(number, known)).is_ok());
}

fn nothing(_: &str) -> Result<Option<Vec<u8>>, Fault> {
    Ok(None)
}

#[test]
fn a_newer_kind_or_version_is_newer_and_not_damaged() {
    for (word, newest) in KINDS {
        let read = decode(StreamName::Office, word, newest + 1, &json!({}), &mut nothing);
        assert_eq!(read, Err(Fault::NewerEvent { event: word.to_owned(), version: newest + 1 }));
    }
    let read = decode(StreamName::Office, "merged", 1, &json!({}), &mut nothing);
    assert_eq!(read, Err(Fault::NewerEvent { event: "merged".to_owned(), version: 1 }));
    let read = decode_old(json!({ "merged": { "booking": "B20260120-0007" } }), day("2026-01-20"));
    assert_eq!(read, Err(Fault::NewerEvent { event: "merged".to_owned(), version: 1 }));
}

#[test]
fn a_word_of_the_second_version_is_damage_in_the_first() {
    for word in ["rules_entered", "rules_withdrawn"] {
        for line in golden(&format!("{word}.2.jsonl")) {
            let value = parsed(&line);
            let own = matches!(value["kind"].as_str(), Some("notice_kind" | "style"));
            let read = decode(StreamName::Office, word, 1, &value, &mut nothing);
            assert_eq!(matches!(read, Err(Fault::Damaged { .. })), own, "{line}: {read:?}");
        }
    }
}

#[test]
fn a_kind_happens_to_its_own_stream_only() {
    let number = "B20260120-0007".parse().expect("a number");
    for (word, newest) in KINDS {
        let own = samples().into_iter().find(|event| kind(event) == word).expect("a sample").stream();
        let others = [
            StreamName::Booking(number),
            StreamName::Till(TillId::main(day("2026-01-20"))),
            StreamName::Day(day("2026-01-20")),
            StreamName::Receipts(day("2026-01-20")),
            StreamName::Office,
            StreamName::Persons,
            StreamName::Agreement(AgreementId(1)),
        ];
        let sort = std::mem::discriminant(&own);
        for stream in others.into_iter().filter(|stream| std::mem::discriminant(stream) != sort) {
            for version in 0..=newest {
                let read = decode(stream, word, version, &json!({}), &mut nothing);
                assert!(matches!(read, Err(Fault::Damaged { .. })), "{word} {version} {stream}: {read:?}");
            }
        }
        let read = decode(own, word, 0, &json!({}), &mut nothing);
        assert!(matches!(read, Err(Fault::Damaged { .. })), "{word} 0: {read:?}");
    }
}

/// Every object inside a value, one after the other, is given a field that no record has.
fn with_one_more_field(value: &Value) -> Vec<Value> {
    fn objects(value: &mut Value, left: &mut usize) -> bool {
        if let Value::Object(map) = value {
            // What stands in these by names of their own: roles of lines, and what was said of a card's attributes.
            let named = map.keys().all(|key| key.bytes().all(|b| b.is_ascii_digit())) && !map.is_empty()
                || map.contains_key("pieces");
            if !named {
                if *left == 0 {
                    map.insert("no_such_field".to_owned(), Value::from(1));
                    return true;
                }
                *left -= 1;
            }
            return map.values_mut().any(|value| objects(value, left));
        }
        value.as_array_mut().is_some_and(|values| values.iter_mut().any(|value| objects(value, left)))
    }
    let mut all = Vec::new();
    loop {
        let mut changed = value.clone();
        let mut left = all.len();
        if !objects(&mut changed, &mut left) {
            return all;
        }
        all.push(changed);
    }
}

#[test]
fn a_field_that_no_record_has_is_damage_and_is_named() {
    let mut tried = 0;
    for (word, newest) in KINDS {
        let stream = samples().into_iter().find(|event| kind(event) == word).expect("a sample").stream();
        for version in 1..=newest {
            for line in golden(&format!("{word}.{version}.jsonl")) {
                // As it stands once it is sealed.
                let mut value = parsed(&line.replace("\"$bytes\":0", "\"$bytes\":\"00\""));
                assert!(decode(stream, word, version, &value, &mut nothing).is_ok(), "{word} {version}");
                for changed in with_one_more_field(&value) {
                    tried += 1;
                    let read = decode(stream, word, version, &changed, &mut nothing);
                    let Err(Fault::Damaged { what }) = read else { panic!("{word} {version} reads: {changed}") };
                    assert!(what.starts_with(&format!("an event {word}, version {version}, cannot be read")), "{what}");
                }
                // Each field at the top is needed, or may be left out; taken away it never reads as the same.
                let whole = decode(stream, word, version, &value, &mut nothing);
                let keys: Vec<String> = value.as_object().expect("an object").keys().cloned().collect();
                for key in keys {
                    let gone = value.as_object_mut().and_then(|map| map.remove(&key)).expect("there");
                    let said = !gone.is_null() && gone != json!(false);
                    let read = decode(stream, word, version, &value, &mut nothing);
                    assert!(!said || read != whole, "{word} {version} without {key}");
                    value.as_object_mut().expect("an object").insert(key, gone);
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn damage_names_the_field_and_tells_no_value() {
    let value = parsed(&golden("taken.2.jsonl")[0].replace("\"$bytes\":0", "\"$bytes\":\"00\""));
    let stream = samples()[0].stream();
    for (pointer, wrong, told) in [
        ("/booked/order/customer/phone", json!("17600000013"), "booked.order.customer.phone"),
        ("/booked/order/runs/1", json!("2026-02-30"), "booked.order.runs[1]"),
        ("/booked/order/ad/size", json!("a size"), "booked.order.ad.size"),
        ("/booked/quote/lines/1/what/price/per", json!("fathom"), "booked.quote.lines[1].what.price.per"),
        ("/booked/quote/total", json!("王敏"), "booked.quote.total"),
        ("/booked/set/pt", json!(70_000), "booked.set.pt"),
        ("/booked/findings/1/severity", json!("grave"), "booked.findings[1]"),
        ("/booked/order/ad/picture/$bytes", json!(0), "booked.order.ad.picture.$bytes"),
    ] {
        let mut changed = value.clone();
        *changed.pointer_mut(pointer).expect("there") = wrong.clone();
        let read = decode(stream, "taken", 2, &changed, &mut nothing);
        let what = format!("an event taken, version 2, cannot be read at {told}");
        assert_eq!(read, Err(Fault::Damaged { what }), "{pointer}");
    }
    for wrong in [
        json!([]),
        json!({}),
        json!({ "paid": {}, "seen": {} }),
        json!({ "paid": {} }),
        json!({ "reviewed": { "booking": "0007" } }),
        json!({ "reviewed": { "number": "B20260120-0007" } }),
        json!({ "reviewed": [] }),
    ] {
        let read = decode_old(wrong.clone(), day("2026-01-20"));
        assert!(matches!(read, Err(Fault::Damaged { .. })), "{wrong}: {read:?}");
    }
}

#[test]
fn light_reading_asks_for_no_bytes_that_nobody_wants() {
    // A fault of the source is a fault of the reading, never "there is none".
    let value = parsed(&golden("taken.2.jsonl")[0].replace("\"$bytes\":0", "\"$bytes\":\"00\""));
    let mut asked = Vec::new();
    let mut failing = |commitment: &str| {
        asked.push(commitment.to_owned());
        Err(Fault::Full)
    };
    assert_eq!(decode(samples()[0].stream(), "taken", 2, &value, &mut failing), Err(Fault::Full));
    assert_eq!(asked, ["00"]);
    let office = decode(StreamName::Office, "founded", 1, &json!({ "practice": false }), &mut |_| Err(Fault::Full));
    assert_eq!(office, Ok(Event::Office(OfficeEvent::Founded { practice: false })));
}
