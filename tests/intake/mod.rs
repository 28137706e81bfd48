//! What senders hand in: the text comes out whole, or the file is refused with the way out.

mod attacks;
mod documents;
mod layouts;
mod named;
mod prints;

use qishi::intake::text;
use qishi::locale;
use serde_json::json;
use trade::refusal::{IntakeTrouble, Refusal};
use trade::settings::Language;

use crate::command::Counter;
use crate::corpus::NOTICES;

/// Two notices, as LibreOffice wrote them.
const LETTER: &[u8] = include_bytes!("libreoffice.docx");
const LETTER_PDF: &[u8] = include_bytes!("libreoffice.pdf");

/// Refused for this, with words in both languages that name the file and the way out.
fn refused(name: &str, bytes: &[u8], trouble: IntakeTrouble) {
    let refusal = Refusal::NoIntake { file: name.to_owned(), trouble };
    assert_eq!(text(name, bytes), Err(refusal.clone()), "{name}");
    let (zh, en) = (locale::refusal(&refusal, Language::Chinese), locale::refusal(&refusal, Language::English));
    for said in [&zh, &en] {
        assert!(said.message.contains(name) && !said.remedy.is_empty(), "{said:?}");
    }
    assert!(zh.remedy.contains('请') && en.message.replace(name, "").is_ascii(), "{zh:?} {en:?}");
}

/// The text without its blanks and line ends.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_letter_is_the_same_text_as_word_document_as_pdf_and_in_gbk() {
    let counter = Counter::practice();
    let wanted = format!("{}\n{}", NOTICES[1].trim(), NOTICES[3].trim());
    let lines: Vec<&str> = wanted.lines().filter(|line| !line.trim().is_empty()).collect();
    let gbk = encoding_rs::GBK.encode(&wanted).0.into_owned();
    for (name, bytes) in [("来稿.docx", LETTER), ("来稿.PDF", LETTER_PDF), ("来稿.txt", &gbk)] {
        let got = text(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let got_lines: Vec<&str> = got.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(got_lines, lines, "{name}");
        let file = counter.home.path().join(name);
        std::fs::write(&file, bytes).expect("written");
        let read = counter.run_plain(&["read", &file.display().to_string(), "--publish", "2026-01-22"]);
        assert_eq!((read.status, &read.json["text"]), (0, &json!(got)), "{name}: {}", read.errors);
        let notices = read.json["notices"].as_array().expect("a list");
        assert_eq!(notices.len(), 2, "{name}");
        assert_eq!(notices[0]["facts"]["case_number"]["key"], "青黄劳人仲案字(2025)10869号");
        // Offsets are those of the text that stands beside.
        let chars: Vec<char> = got.chars().collect();
        let place = |at: &serde_json::Value| at.as_u64().expect("a number") as usize;
        for notice in notices {
            let span = place(&notice["start"])..place(&notice["end"]);
            assert_eq!(notice["text"], chars[span].iter().collect::<String>());
        }
    }
    let plain = counter.copy(&wanted);
    let read = counter.run_plain(&["read", &plain]);
    assert_eq!(read.json.get("text"), None, "what was received as text is not said twice");
}

#[test]
fn what_is_no_text_is_refused_by_what_it_is() {
    refused("公函.doc", &compound("WordDocument"), IntakeTrouble::OldWord);
    refused("公函.wps", &compound("WordDocument"), IntakeTrouble::OldWord);
    refused("公函.docx", &compound("EncryptedPackage"), IntakeTrouble::Locked);
    refused("公函.jpg", b"\xff\xd8\xff\xe0....", IntakeTrouble::NoText);
    refused("公函.pdf", b"\x89PNG\r\n\x1a\n", IntakeTrouble::NoText);
    refused("公函.pdf", LETTER, IntakeTrouble::Misnamed { is: "docx" });
    refused("公函.docx", LETTER_PDF, IntakeTrouble::Misnamed { is: "pdf" });
    refused("公函.txt", LETTER_PDF, IntakeTrouble::Misnamed { is: "pdf" });
    refused("公函.docx", "公告".as_bytes(), IntakeTrouble::Misnamed { is: "txt" });
    refused("公函.docx", b"", IntakeTrouble::Damaged);
    refused("公函.pdf", &[0; 400], IntakeTrouble::Damaged);
    assert!(text("公函", LETTER).is_ok(), "a name without an ending says nothing");
    assert_eq!(text("公函.txt", b"\xe9\x81\x97\xff"), Err(Refusal::NotUtf8 { byte: 4 }));
    let counter = Counter::practice();
    let file = counter.home.path().join("公函.doc");
    std::fs::write(&file, compound("WordDocument")).expect("written");
    crate::command::refused(&counter.run_plain(&["read", &file.display().to_string()]), "old_word");
}

/// A compound file with a member of this name.
fn compound(member: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 504]);
    bytes.extend(member.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn a_file_that_is_cut_or_changed_anywhere_never_panics() {
    for (name, whole) in [("a.docx", LETTER), ("a.pdf", LETTER_PDF), ("b.pdf", include_bytes!("stsong.pdf"))] {
        let step = whole.len() / 40;
        for end in (0..whole.len()).step_by(step.max(1)) {
            let cut = text(name, &whole[..end]);
            assert!(cut.is_err() || name.ends_with("pdf"), "{name} cut at {end} reads as {cut:?}");
            let mut changed = whole.to_vec();
            changed[end] ^= 0x5a;
            let _ = text(name, &changed);
        }
    }
}
