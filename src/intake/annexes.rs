//! What belongs to a Word document beside its body: heads, feet, footnotes and endnotes, each a member of its own that the document's
//! list of relationships names.

use std::collections::BTreeSet;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::archive::Archive;
use super::budget::Budget;
use super::word::{attribute, event};
use trade::refusal::IntakeTrouble;

/// The list of relationships of a document.
const RELATIONSHIPS: &str = "word/_rels/document.xml.rels";
/// The most members that are read beside the body: a document of a hundred sections has six hundred heads and feet.
const MOST: usize = 600;

/// The names of the members beside the body.
#[derive(Default)]
pub(super) struct Annexes {
    pub(super) heads: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) feet: Vec<String>,
}

impl Annexes {
    /// Reads the list of relationships; a document without one has nothing beside its body.
    pub(super) fn of(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Annexes, IntakeTrouble> {
        let mut annexes = Annexes::default();
        let Some(xml) = archive.member(RELATIONSHIPS, budget)? else { return Ok(annexes) };
        let mut reader = Reader::from_reader(&xml[..]);
        let mut seen = BTreeSet::new();
        loop {
            match event(&mut reader, budget)? {
                Event::Start(element) | Event::Empty(element) if element.name().as_ref() == b"Relationship" => {
                    let (kind, target) = (attribute(&element, b"Type")?, attribute(&element, b"Target")?);
                    let (Some(kind), Some(target)) = (kind, target) else { continue };
                    let member = match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("word/{target}"),
                    };
                    let list = match kind.rsplit('/').next() {
                        Some("header") => &mut annexes.heads,
                        Some("footer") => &mut annexes.feet,
                        Some("footnotes" | "endnotes") => &mut annexes.notes,
                        _ => continue,
                    };
                    if seen.len() < MOST && seen.insert(member.clone()) {
                        list.push(member);
                    }
                }
                Event::Eof => return Ok(annexes),
                _ => {}
            }
        }
    }
}

/// 第1页 共2页, — 3 —: what a head or a foot counts, and no words of the sender's.
pub(super) fn is_page_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "第页共-—–―/·.".contains(c))
}
