//! Rich text (.rtf), as Word and WPS write it: groups, control words, and characters in the code page of their font or as `\u`.
//!
//! What is not printed (tables of fonts and styles, pictures, instructions of fields, deleted and hidden text) is left out. Heads stand
//! before everything, notes and feet behind. Text in a code page that is not known, and a file that ends within a group, are refused.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

use super::annexes::is_page_number;
use super::budget::{Budget, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// Groups within groups, so many deep.
const DEEPEST: usize = 256;
/// The longest name of a control word; the longest of the standard has 24 letters.
const LONGEST_WORD: usize = 64;

/// The text of a rich text file, for at most two million tokens and a million characters.
pub(super) fn text(bytes: &[u8]) -> Result<String, IntakeTrouble> {
    let mut budget = Budget::whole();
    let mut reader = Rich::new(bytes);
    reader.read(&mut budget)?;
    let [body, head, note, foot] = reader.out;
    let counted = |text: String| -> String {
        text.lines()
            .filter(|line| !line.trim().is_empty() && !is_page_number(line))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let mut text = counted(head);
    text += &body;
    if !note.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text += &note;
    let foot = counted(foot);
    if !foot.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text += &foot;
    if text.trim().is_empty() { Err(IntakeTrouble::NoText) } else { Ok(text) }
}

/// The part of the document that a group of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DocumentPart {
    Body = 0,
    Head = 1,
    Note = 2,
    Foot = 3,
}

/// What a group keeps and its end brings back.
#[derive(Debug, Clone, Copy)]
struct GroupState {
    /// Nothing of this group is printed.
    skip: bool,
    /// Hidden (`\v`) or deleted (`\deleted`).
    hidden: bool,
    /// The table of fonts is read here.
    fonts: bool,
    font: i32,
    /// After a `\u` so many characters stand for readers that do not know it.
    instead: usize,
    into: DocumentPart,
}

struct Rich<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The code page of the whole file; none where it is not one that is read.
    page: Option<&'static Encoding>,
    /// The code pages of fonts that have one of their own; none where it is not one that is read.
    fonts: BTreeMap<i32, Option<&'static Encoding>>,
    state: GroupState,
    kept: Vec<GroupState>,
    /// Bytes of characters that are not decoded yet, and whether the last of them begins a character of two.
    pending: Vec<u8>,
    half: bool,
    /// The first half of a character beyond the basic plane.
    high: Option<u16>,
    /// Characters that are still passed over behind a `\u`.
    over: usize,
    /// The group began with `\*`: what it is is not known to every reader.
    optional: bool,
    out: [String; 4],
}

impl<'a> Rich<'a> {
    fn new(bytes: &'a [u8]) -> Rich<'a> {
        let state =
            GroupState { skip: false, hidden: false, fonts: false, font: 0, instead: 1, into: DocumentPart::Body };
        Rich {
            bytes,
            at: 0,
            page: Some(WINDOWS_1252),
            fonts: BTreeMap::new(),
            state,
            kept: Vec::new(),
            pending: Vec::new(),
            half: false,
            high: None,
            over: 0,
            optional: false,
            out: Default::default(),
        }
    }

    fn read(&mut self, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            budget.step(1)?;
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush(budget)?;
                    if self.kept.len() >= DEEPEST {
                        return Err(too_large(Bound::Depth(DEEPEST as u64)));
                    }
                    self.kept.push(self.state);
                    (self.over, self.optional) = (0, false);
                }
                b'}' => {
                    self.flush(budget)?;
                    let note = self.state.into == DocumentPart::Note;
                    self.state = self.kept.pop().ok_or(IntakeTrouble::Damaged)?;
                    (self.over, self.optional) = (0, false);
                    if note
                        && self.state.into != DocumentPart::Note
                        && !self.out[DocumentPart::Note as usize].ends_with('\n')
                    {
                        self.out[DocumentPart::Note as usize].push('\n');
                    }
                    // What stands behind the last group is no part of the file.
                    if self.kept.is_empty() {
                        return Ok(());
                    }
                }
                b'\\' => self.control(budget)?,
                b'\r' | b'\n' => {}
                byte => self.byte(byte, budget)?,
            }
        }
        // It ended within a group: it was cut off.
        Err(IntakeTrouble::Damaged)
    }

    /// A control word or sign; the backslash is behind.
    fn control(&mut self, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        let Some(first) = self.bytes.get(self.at).copied() else { return Err(IntakeTrouble::Damaged) };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.sign(first, budget);
        }
        let word =
            self.bytes[self.at..].iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = &self.bytes[self.at..self.at + word];
        self.at += word;
        let negative = self.bytes.get(self.at) == Some(&b'-');
        let digits_at = self.at + usize::from(negative);
        let digits =
            self.bytes[digits_at.min(self.bytes.len())..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let mut value = None;
        if digits > 0 {
            let said = std::str::from_utf8(&self.bytes[digits_at..digits_at + digits]).unwrap_or("0");
            let number: i64 = said.parse().map_err(|_| IntakeTrouble::Damaged)?;
            value = Some(if negative { -number } else { number });
            self.at = digits_at + digits;
        }
        // One blank behind a control word belongs to it.
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        if name == b"bin" {
            // Bytes of a picture.
            let count = usize::try_from(value.unwrap_or(0)).map_err(|_| IntakeTrouble::Damaged)?;
            self.at = self.at.checked_add(count).filter(|at| *at <= self.bytes.len()).ok_or(IntakeTrouble::Damaged)?;
            return Ok(());
        }
        self.flush(budget)?;
        if self.over > 0 && name != b"u" {
            self.over -= 1;
            return Ok(());
        }
        self.word(name, value, budget)
    }

    /// A control sign: `\'b9`, `\~`, `\*`, an escaped bracket.
    fn sign(&mut self, sign: u8, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        match sign {
            b'\'' => {
                let two = self.bytes.get(self.at..self.at + 2).ok_or(IntakeTrouble::Damaged)?;
                let digit = |byte: u8| char::from(byte).to_digit(16).ok_or(IntakeTrouble::Damaged);
                let byte = digit(two[0])? * 16 + digit(two[1])?;
                self.at += 2;
                self.byte(byte as u8, budget)
            }
            b'*' => {
                self.optional = true;
                Ok(())
            }
            b'\\' | b'{' | b'}' => self.byte(sign, budget),
            b'~' => self.say(" ", budget),
            b'_' => self.say("-", budget),
            b'\r' | b'\n' => self.say("\n", budget),
            // A place where a word may be parted, and signs for indexes.
            _ => self.flush(budget),
        }
    }

    fn word(&mut self, name: &[u8], value: Option<i64>, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        let on = value != Some(0);
        let optional = std::mem::take(&mut self.optional);
        match name {
            // Apple's, IBM's 437 and 850.
            b"mac" | b"pc" | b"pca" => self.page = None,
            b"ansicpg" => self.page = value.and_then(code_page),
            b"fonttbl" => (self.state.fonts, self.state.skip) = (true, true),
            b"f" => self.state.font = i32::try_from(value.unwrap_or(0)).unwrap_or(0),
            b"fcharset" if self.state.fonts => {
                if let Some(page) = value.and_then(charset) {
                    self.fonts.insert(self.state.font, page);
                }
            }
            b"plain" => (self.state.hidden, self.state.font) = (false, 0),
            b"v" | b"deleted" => self.state.hidden = on,
            b"uc" => self.state.instead = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(8),
            b"u" => return self.unicode(value.unwrap_or(0), budget),
            b"par" | b"sect" | b"page" | b"line" | b"column" | b"softline" | b"nestrow" => {
                return self.say("\n", budget);
            }
            b"tab" => return self.say("\t", budget),
            b"cell" | b"nestcell" => return self.say("\t", budget),
            b"row" => {
                // The blank behind the last cell of a row is its end.
                let out = &mut self.out[self.state.into as usize];
                if !self.state.skip && out.ends_with('\t') {
                    out.pop();
                }
                return self.say("\n", budget);
            }
            b"emdash" => return self.say("—", budget),
            b"endash" => return self.say("–", budget),
            b"lquote" => return self.say("‘", budget),
            b"rquote" => return self.say("’", budget),
            b"ldblquote" => return self.say("“", budget),
            b"rdblquote" => return self.say("”", budget),
            b"bullet" => return self.say("•", budget),
            b"emspace" | b"enspace" | b"qmspace" => return self.say(" ", budget),
            b"header" | b"headerl" | b"headerr" | b"headerf" => self.state.into = DocumentPart::Head,
            b"footer" | b"footerl" | b"footerr" | b"footerf" => self.state.into = DocumentPart::Foot,
            b"footnote" => self.state.into = DocumentPart::Note,
            // A text box; its picture for old readers, and its properties, are not told.
            b"shpinst" => {}
            b"colortbl"
            | b"stylesheet"
            | b"info"
            | b"pict"
            | b"object"
            | b"fldinst"
            | b"sp"
            | b"shprslt"
            | b"nonshppict"
            | b"nonesttables"
            | b"annotation"
            | b"ftnsep"
            | b"ftnsepc"
            | b"aftnsep"
            | b"aftnsepc"
            | b"listtable"
            | b"listoverridetable"
            | b"rsidtbl"
            | b"datastore"
            | b"themedata"
            | b"colorschememapping" => {
                self.state.skip = true;
            }
            _ if optional => self.state.skip = true,
            _ => {}
        }
        Ok(())
    }

    /// A character by its number, and so many that stand instead of it for readers that do not know it.
    fn unicode(&mut self, value: i64, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        self.over = self.state.instead;
        let unit = u16::try_from(if value < 0 { value + 65_536 } else { value }).map_err(|_| IntakeTrouble::Damaged)?;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        match char::decode_utf16(units.iter().copied()).collect::<Result<String, _>>() {
            Ok(said) => self.say(&said, budget),
            Err(_) if units.len() == 1 && (0xd800..0xdc00).contains(&unit) => {
                self.high = Some(unit);
                Ok(())
            }
            Err(_) => Err(IntakeTrouble::Damaged),
        }
    }

    /// A byte of a character in a code page.
    fn byte(&mut self, byte: u8, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        if self.over > 0 {
            self.over -= 1;
            return Ok(());
        }
        if byte < 0x80 && !self.half {
            self.flush(budget)?;
            return self.say(char::from(byte).encode_utf8(&mut [0; 4]), budget);
        }
        self.pending.push(byte);
        let double = self.encoding().is_some_and(|page| page != WINDOWS_1252);
        self.half = double && !self.half && (0x81..=0xfe).contains(&byte);
        Ok(())
    }

    fn encoding(&self) -> Option<&'static Encoding> {
        self.fonts.get(&self.state.font).copied().unwrap_or(self.page)
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        self.half = false;
        if self.pending.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.pending);
        if self.state.skip || self.state.hidden {
            return Ok(());
        }
        let encoding = self.encoding().ok_or(IntakeTrouble::CodePage)?;
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
        let decoded = decoded.ok_or(IntakeTrouble::Damaged)?.into_owned();
        self.say(&decoded, budget)
    }

    fn say(&mut self, text: &str, budget: &mut Budget) -> Result<(), IntakeTrouble> {
        self.flush(budget)?;
        if !self.state.skip && !self.state.hidden {
            budget.characters(text.chars().count())?;
            self.out[self.state.into as usize] += text;
        }
        Ok(())
    }
}

/// The encoding of a code page of Windows.
fn code_page(number: i64) -> Option<&'static Encoding> {
    Some(match number {
        936 | 54_936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        1252 => WINDOWS_1252,
        _ => return None,
    })
}

/// The encoding of a font by the number of its character set, where it has one of its own: the outer `None` goes by the file's code page,
/// the inner one is a code page that is not read.
fn charset(number: i64) -> Option<Option<&'static Encoding>> {
    match number {
        // ANSI, default, symbols, Apple's, OEM.
        0..=2 | 77 | 255 => None,
        134 => Some(Some(GB18030)),
        136 => Some(Some(BIG5)),
        128 => Some(Some(SHIFT_JIS)),
        129 => Some(Some(EUC_KR)),
        _ => Some(None),
    }
}
