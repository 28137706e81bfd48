//! The text of a Word document (.docx): paragraphs, line ends, tabs, tables and text boxes, in the order in which they stand.
//!
//! Left out is what is not printed: deleted revisions, hidden text, the codes of fields, the older copy of a text box. Automatic
//! numbers (一、二、三、) are no characters of the document; `numbering` counts them as Word does.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::numbering::Numbering;
use trade::refusal::IntakeTrouble;

/// The text of a .docx.
pub(super) fn text(bytes: &[u8]) -> Result<String, IntakeTrouble> {
    let archive = Archive::read(bytes)?;
    let document = archive.member("word/document.xml")?.ok_or(IntakeTrouble::Unknown)?;
    let numbering = match archive.member("word/numbering.xml")? {
        Some(xml) => Numbering::read(&xml)?,
        None => Numbering::default(),
    };
    let text = body(&document, numbering)?;
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

fn body(xml: &[u8], mut numbering: Numbering) -> Result<String, IntakeTrouble> {
    let mut reader = Reader::from_reader(xml);
    let mut page = Page { flows: vec![Flow::default()], ..Page::default() };
    let mut open = 0usize;
    loop {
        match reader.read_event().map_err(|_| IntakeTrouble::Damaged)? {
            Event::Start(element) => {
                open += 1;
                page.start(&element);
            }
            Event::Empty(element) => {
                page.start(&element);
                page.end(element.name().as_ref(), &mut numbering);
            }
            Event::End(element) => {
                open -= 1;
                page.end(element.name().as_ref(), &mut numbering);
            }
            Event::Text(text) if page.characters => {
                let text = text.decode().map_err(|_| IntakeTrouble::Damaged)?;
                page.say(&text);
            }
            Event::CData(text) if page.characters => {
                let text = text.decode().map_err(|_| IntakeTrouble::Damaged)?;
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

    fn start(&mut self, element: &BytesStart) {
        let name = element.name();
        let name = name.as_ref();
        if self.properties > 0 {
            self.property(name, element);
            return;
        }
        if self.left_out > 0 || is_left_out(name) {
            self.left_out += 1;
            return;
        }
        match name {
            b"w:p" => self.paragraphs.push(Paragraph::default()),
            b"w:pPr" => self.properties = 1,
            b"w:r" => self.hidden = false,
            b"w:vanish" => self.hidden = is_on(element),
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
    }

    /// What matters of a paragraph's properties: its list, and whether its end was deleted.
    fn property(&mut self, name: &[u8], element: &BytesStart) {
        self.properties += 1;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            b"w:numId" => paragraph.list.0 = value(element),
            b"w:ilvl" => paragraph.list.1 = value(element).and_then(|level| level.parse().ok()).unwrap_or(0),
            b"w:del" => paragraph.joined = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8], numbering: &mut Numbering) {
        if self.properties > 0 {
            self.properties -= 1;
            return;
        }
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            b"w:t" => self.characters = false,
            b"w:r" => self.hidden = false,
            b"w:p" => {
                let Some(mut paragraph) = self.paragraphs.pop() else { return };
                if let (Some(list), level) = &paragraph.list {
                    paragraph.text.insert_str(0, &numbering.next(list, *level));
                }
                if let Some(flow) = self.flows.last_mut() {
                    flow.end(paragraph);
                }
            }
            b"w:txbxContent" => {
                let Some(flow) = self.flows.pop() else { return };
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes += &flow.whole(),
                    None => self.add(&flow.whole()),
                }
            }
            b"w:tc" => {
                let Some(flow) = self.flows.pop() else { return };
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
pub(super) fn value(element: &BytesStart) -> Option<String> {
    let attribute = element.try_get_attribute("w:val").ok().flatten()?;
    Some(String::from_utf8_lossy(&attribute.value).into_owned())
}

/// Whether a property is switched on: it is unless it says otherwise.
fn is_on(element: &BytesStart) -> bool {
    !matches!(value(element).as_deref(), Some("0" | "false" | "off"))
}
