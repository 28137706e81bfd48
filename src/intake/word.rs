//! The text of a Word document (.docx): paragraphs, line ends, tabs, tables and text boxes, in the order in which they stand.
//!
//! Left out is what is not printed: deleted revisions, hidden text, the codes of fields, the older copy of a text box. Automatic
//! numbers (一、二、三、) are no characters of the document; `numbering` counts them as Word does.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::annexes::{Annexes, is_page_number};
use super::archive::Archive;
use super::budget::{Budget, too_large};
use super::numbering::Numbering;
use trade::refusal::{Bound, IntakeTrouble};

/// Elements within each other, so many deep. A text box in a cell of a table in a table has some forty.
const DEEPEST: usize = 256;
/// The longest element with its attributes, in bytes.
const LONGEST_ELEMENT: usize = 64 * 1024;
/// The longest name or label of a list that Word writes, in characters.
pub(super) const LONGEST_VALUE: usize = 255;

/// The text of a .docx, for at most two million elements and pieces of text, nested at most 256 deep, and a million characters.
pub(super) fn text(bytes: &[u8]) -> Result<String, IntakeTrouble> {
    let mut budget = Budget::whole();
    let mut archive = Archive::read(bytes)?;
    let document = archive.member("word/document.xml", &mut budget)?.ok_or(IntakeTrouble::Unknown)?;
    let numbering = match archive.member("word/numbering.xml", &mut budget)? {
        Some(xml) => Numbering::read(&xml, &mut budget)?,
        None => Numbering::default(),
    };
    let mut numbering = numbering;
    let body = flow(&document, &mut numbering, &mut budget)?;
    let annexes = Annexes::of(&mut archive, &mut budget)?;
    // Heads stand before everything and feet behind; the same head of several sections is told once.
    let mut told = |members: &[String], counted: bool| -> Result<String, IntakeTrouble> {
        let mut parts: Vec<String> = Vec::new();
        for member in members {
            let Some(xml) = archive.member(member, &mut budget)? else { continue };
            let lines: String = flow(&xml, &mut numbering, &mut budget)?
                .lines()
                .filter(|line| !line.trim().is_empty() && (!counted || !is_page_number(line)))
                .map(|line| format!("{line}\n"))
                .collect();
            if !lines.is_empty() && !parts.contains(&lines) {
                parts.push(lines);
            }
        }
        Ok(parts.concat())
    };
    let heads = told(&annexes.heads, true)?;
    let notes = told(&annexes.notes, false)?;
    let feet = told(&annexes.feet, true)?;
    let text = [heads, body, notes, feet].concat();
    if text.trim().is_empty() { Err(IntakeTrouble::NoText) } else { Ok(text) }
}

/// Whether an archive is a Word document.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    Archive::read(bytes).is_ok_and(|archive| archive.has("word/document.xml"))
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// What its text boxes say; it stands behind the paragraph to which they are anchored.
    boxes: String,
    /// Its list and the level in it.
    list: (Option<String>, usize),
    /// Its end was deleted: it goes on with the next.
    joined: bool,
}

/// A stretch of text that is collected: the page, a cell, a text box.
#[derive(Default)]
struct Flow {
    text: String,
    /// What a paragraph without an end of its own leaves to the next.
    begun: String,
}

impl Flow {
    fn end(&mut self, paragraph: Paragraph) {
        self.begun += &paragraph.text;
        if !paragraph.joined {
            self.text += &std::mem::take(&mut self.begun);
            self.text.push('\n');
        }
        self.text += &paragraph.boxes;
    }

    fn whole(mut self) -> String {
        if !self.begun.is_empty() {
            self.text += &self.begun;
            self.text.push('\n');
        }
        self.text
    }
}

/// Where the reader stands.
#[derive(Default)]
struct Page {
    flows: Vec<Flow>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Vec<String>>,
    /// Inside of elements of which nothing is read, so many deep.
    left_out: usize,
    /// Inside of a paragraph's properties.
    properties: usize,
    /// The run is hidden.
    hidden: bool,
    /// Inside of the characters of a run.
    characters: bool,
}

/// Elements of which nothing is printed.
fn is_left_out(name: &[u8]) -> bool {
    matches!(
        name,
        b"w:del" | b"w:moveFrom" | b"mc:Fallback" | b"w:rt" | b"w:sectPr" | b"w:tblPr" | b"w:tcPr" | b"w:trPr"
    )
}

/// The next event. A step is an event, or 256 bytes of one.
pub(super) fn event<'a>(reader: &mut Reader<&'a [u8]>, budget: &mut Budget) -> Result<Event<'a>, IntakeTrouble> {
    let event = reader.read_event().map_err(|_| IntakeTrouble::Damaged)?;
    budget.step(1 + event.len() as u64 / 256)?;
    if let Event::Start(element) | Event::Empty(element) = &event
        && element.len() > LONGEST_ELEMENT
    {
        return Err(too_large(Bound::Unpacked(LONGEST_ELEMENT as u64)));
    }
    Ok(event)
}

/// The text of one member: the body, a head, a foot, the notes.
fn flow(xml: &[u8], numbering: &mut Numbering, budget: &mut Budget) -> Result<String, IntakeTrouble> {
    let mut reader = Reader::from_reader(xml);
    let mut page = Page { flows: vec![Flow::default()], ..Page::default() };
    let mut open = 0usize;
    loop {
        match event(&mut reader, budget)? {
            Event::Start(element) => {
                open += 1;
                if open > DEEPEST {
                    return Err(too_large(Bound::Depth(DEEPEST as u64)));
                }
                page.start(&element)?;
            }
            Event::Empty(element) => {
                page.start(&element)?;
                page.end(element.name().as_ref(), numbering, budget)?;
            }
            Event::End(element) => {
                open = open.checked_sub(1).ok_or(IntakeTrouble::Damaged)?;
                page.end(element.name().as_ref(), numbering, budget)?;
            }
            Event::Text(text) if page.characters => {
                let text = text.decode().map_err(|_| IntakeTrouble::Damaged)?;
                budget.characters(text.chars().count())?;
                page.say(&text);
            }
            Event::CData(text) if page.characters => {
                let text = text.decode().map_err(|_| IntakeTrouble::Damaged)?;
                budget.characters(text.chars().count())?;
                page.say(&text);
            }
            Event::GeneralRef(reference) if page.characters => {
                let name = reference.decode().map_err(|_| IntakeTrouble::Damaged)?;
                let character = reference.resolve_char_ref().map_err(|_| IntakeTrouble::Damaged)?;
                match character {
                    Some(character) => page.say(character.encode_utf8(&mut [0; 4])),
                    None => {
                        page.say(quick_xml::escape::resolve_predefined_entity(&name).ok_or(IntakeTrouble::Damaged)?)
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // A document that ends within an element was cut off.
    match page.flows.pop() {
        Some(flow) if open == 0 => Ok(flow.whole()),
        _ => Err(IntakeTrouble::Damaged),
    }
}

impl Page {
    fn say(&mut self, text: &str) {
        if self.left_out == 0
            && self.properties == 0
            && !self.hidden
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text += text;
        }
    }

    fn start(&mut self, element: &BytesStart) -> Result<(), IntakeTrouble> {
        let name = element.name();
        let name = name.as_ref();
        if self.properties > 0 {
            return self.property(name, element);
        }
        if self.left_out > 0 || is_left_out(name) {
            self.left_out += 1;
            return Ok(());
        }
        match name {
            b"w:p" => self.paragraphs.push(Paragraph::default()),
            b"w:pPr" => self.properties = 1,
            b"w:r" => self.hidden = false,
            b"w:vanish" => self.hidden = is_on(element)?,
            b"w:t" => self.characters = true,
            b"w:tab" | b"w:ptab" => self.say("\t"),
            b"w:br" | b"w:cr" => self.say("\n"),
            b"w:noBreakHyphen" => self.say("-"),
            // A character of a font of signs: which one it is, only that font knows.
            b"w:sym" => self.say("□"),
            b"w:tr" => self.rows.push(Vec::new()),
            b"w:tc" | b"w:txbxContent" => self.flows.push(Flow::default()),
            _ => {}
        }
        Ok(())
    }

    /// What matters of a paragraph's properties: its list, and whether its end was deleted.
    fn property(&mut self, name: &[u8], element: &BytesStart) -> Result<(), IntakeTrouble> {
        self.properties += 1;
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        match name {
            b"w:numId" => paragraph.list.0 = value(element)?,
            b"w:ilvl" => paragraph.list.1 = value(element)?.and_then(|level| level.parse().ok()).unwrap_or(0),
            b"w:del" => paragraph.joined = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8], numbering: &mut Numbering, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        if self.properties > 0 {
            self.properties -= 1;
            return Ok(());
        }
        if self.left_out > 0 {
            self.left_out -= 1;
            return Ok(());
        }
        match name {
            b"w:t" => self.characters = false,
            b"w:r" => self.hidden = false,
            b"w:p" => {
                let Some(mut paragraph) = self.paragraphs.pop() else { return Ok(()) };
                if let (Some(list), level) = &paragraph.list {
                    let number = numbering.next(list, *level);
                    budget.characters(number.chars().count())?;
                    paragraph.text.insert_str(0, &number);
                }
                if let Some(flow) = self.flows.last_mut() {
                    flow.end(paragraph);
                }
            }
            b"w:txbxContent" => {
                let Some(flow) = self.flows.pop() else { return Ok(()) };
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes += &flow.whole(),
                    None => self.add(&flow.whole()),
                }
            }
            b"w:tc" => {
                let Some(flow) = self.flows.pop() else { return Ok(()) };
                if let Some(row) = self.rows.last_mut() {
                    row.push(flow.whole());
                }
            }
            b"w:tr" => {
                let row = self.rows.pop().unwrap_or_default();
                self.add(&told(&row));
            }
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if let Some(flow) = self.flows.last_mut() {
            flow.text += text;
        }
    }
}

/// A row of a table: on one line, with tabs, where each of its cells is one line; otherwise cell by cell.
fn told(row: &[String]) -> String {
    let cells: Vec<&str> = row.iter().map(|cell| cell.trim_end_matches('\n')).collect();
    if cells.iter().all(|cell| !cell.contains('\n')) {
        return format!("{}\n", cells.join("\t"));
    }
    cells.into_iter().filter(|cell| !cell.is_empty()).map(|cell| format!("{cell}\n")).collect()
}

/// The value of an element that has one.
pub(super) fn value(element: &BytesStart) -> Result<Option<String>, IntakeTrouble> {
    attribute(element, b"w:val")
}

/// An attribute. Whether one stands there twice is not asked, which would be work with the square of their number.
pub(super) fn attribute(element: &BytesStart, name: &[u8]) -> Result<Option<String>, IntakeTrouble> {
    let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
    let value = found.map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned());
    match value {
        Some(value) if value.chars().count() > LONGEST_VALUE => Err(too_large(Bound::Characters(LONGEST_VALUE as u64))),
        value => Ok(value),
    }
}

/// Whether a property is switched on: it is unless it says otherwise.
fn is_on(element: &BytesStart) -> Result<bool, IntakeTrouble> {
    Ok(!matches!(value(element)?.as_deref(), Some("0" | "false" | "off")))
}
