//! Which character a code of a font is, and how wide.

use std::collections::HashMap;

use encoding_rs::{GB18030, UTF_16BE};
use lopdf::{DecompressError, Dictionary, Document, Error, Object};

use crate::intake::budget::{Budget, MOST_UNPACKED, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// The last code of two bytes.
const LAST_CODE: u32 = 0xffff;
/// The most bytes, in UTF-16, of what one code stands for.
const LONGEST_NAMED: usize = 32;

/// How the bytes of a string fall into codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codes {
    One,
    Two,
    /// UTF-16, as the CMaps UniGB-UTF16-H and UniGB-UCS2-H say.
    Utf16,
    /// GBK, as the CMaps GBK-EUC-H and its kin say.
    Gbk,
}

/// One code of a string.
pub(super) struct Code {
    /// The characters that it stands for; none where the font does not say.
    pub(super) text: Option<String>,
    /// How far it goes, in thousandths of the type size.
    pub(super) width: f64,
    /// A blank of one byte, to which word spacing is added.
    pub(super) is_blank: bool,
}

/// What is needed of a font for its text: codes, characters and widths.
pub(super) struct Font {
    codes: Codes,
    named: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    usual_width: f64,
    /// Its characters run downwards (encodings whose name ends in `-V`).
    pub(super) is_vertical: bool,
}

impl Font {
    /// Reads a font. Each character that it names, and each width, is a step.
    pub(super) fn read(font: &Dictionary, document: &Document, budget: &mut Budget) -> Result<Font, IntakeTrouble> {
        let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let to_unicode = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).ok();
        let said = match to_unicode.map(|stream| stream.get_plain_content_with_limit(budget.room())) {
            Some(Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))) => {
                return Err(too_large(Bound::Unpacked(MOST_UNPACKED)));
            }
            Some(Ok(said)) => said,
            // A font whose characters are not said is read like one that says nothing; its characters are nameless then.
            Some(Err(_)) | None => Vec::new(),
        };
        budget.unpacked(said.len())?;
        let named = to_unicode_map(&said, budget)?;
        if subtype == b"Type0" {
            composite(font, document, named, budget)
        } else {
            simple(font, subtype, document, named, budget)
        }
    }

    /// A string of this font, code by code.
    pub(super) fn read_string(&self, bytes: &[u8]) -> Vec<Code> {
        match self.codes {
            Codes::One => bytes.iter().map(|byte| self.code(u32::from(*byte), *byte == b' ')).collect(),
            Codes::Two => {
                bytes.chunks_exact(2).map(|two| self.code(u32::from(two[0]) << 8 | u32::from(two[1]), false)).collect()
            }
            Codes::Utf16 | Codes::Gbk => {
                let encoding = if self.codes == Codes::Gbk { GB18030 } else { UTF_16BE };
                let text = encoding.decode_without_bom_handling(bytes).0;
                let one = |c: char| Code {
                    text: (c != '\u{fffd}').then(|| c.to_string()),
                    width: if c.is_ascii() { 500.0 } else { 1000.0 },
                    is_blank: c == ' ',
                };
                text.chars().map(one).collect()
            }
        }
    }

    fn code(&self, code: u32, is_blank: bool) -> Code {
        let width = self.widths.get(&code).copied().unwrap_or(self.usual_width);
        Code { text: self.named.get(&code).cloned(), width, is_blank }
    }
}

/// A font of many characters: codes of two bytes, or of an encoding that is known by its name.
fn composite(
    font: &Dictionary,
    document: &Document,
    named: HashMap<u32, String>,
    budget: &mut Budget,
) -> Result<Font, IntakeTrouble> {
    let encoding = font.get_deref(b"Encoding", document).and_then(Object::as_name).unwrap_or_default();
    let codes = match encoding {
        _ if !named.is_empty() => Codes::Two,
        name if name.starts_with(b"Uni") => Codes::Utf16,
        name if name.starts_with(b"GB") => Codes::Gbk,
        _ => Codes::Two,
    };
    let descendant = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
    let descendant =
        descendant.and_then(|fonts| fonts.first()).and_then(|first| resolved(first, document).as_dict().ok());
    let usual = descendant.and_then(|font| font.get_deref(b"DW", document).and_then(Object::as_float).ok());
    let listed = descendant.and_then(|font| font.get_deref(b"W", document).and_then(Object::as_array).ok());
    let widths = listed.map_or_else(|| Ok(HashMap::new()), |list| composite_widths(list, document, budget))?;
    let usual_width = usual.map_or(1000.0, f64::from);
    Ok(Font { codes, named, widths, usual_width, is_vertical: encoding.ends_with(b"-V") })
}

/// `c [w w w]` and `first last w`, as ISO 32000-1 9.7.4.3 writes them.
fn composite_widths(
    list: &[Object],
    document: &Document,
    budget: &mut Budget,
) -> Result<HashMap<u32, f64>, IntakeTrouble> {
    let number = |object: &Object| resolved(object, document).as_float().ok().map(f64::from);
    let mut widths = HashMap::new();
    let mut rest = list;
    while let [first, second, more @ ..] = rest {
        let Some(first) = number(first).map(|first| first as u32) else { break };
        if let Ok(each) = resolved(second, document).as_array() {
            budget.step(each.len() as u64)?;
            widths.extend((first..=LAST_CODE).zip(each.iter().filter_map(number)));
            rest = more;
        } else if let ([width, more @ ..], Some(last)) = (more, number(second)) {
            let (width, last) = (number(width).unwrap_or(1000.0), (last as u32).min(LAST_CODE));
            budget.step(1 + u64::from(last.saturating_sub(first)))?;
            widths.extend((first..=last).map(|code| (code, width)));
            rest = more;
        } else {
            break;
        }
    }
    Ok(widths)
}

/// A font of at most 256 characters.
fn simple(
    font: &Dictionary,
    subtype: &[u8],
    document: &Document,
    mut named: HashMap<u32, String>,
    budget: &mut Budget,
) -> Result<Font, IntakeTrouble> {
    let number = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_float).ok().map(f64::from);
    let first = number(b"FirstChar").unwrap_or(0.0) as u32;
    let listed = font.get_deref(b"Widths", document).and_then(Object::as_array).ok();
    let listed = listed.into_iter().flatten().map(|width| resolved(width, document).as_float().map_or(0.0, f64::from));
    // The glyphs of such a font are drawn in a space of its own, of which only its matrix knows.
    let drawn = subtype == b"Type3";
    let widths = if drawn { HashMap::new() } else { (first..=LAST_CODE).zip(listed).collect() };
    let flags = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
    let flags = flags.and_then(|descriptor| descriptor.get(b"Flags").and_then(Object::as_i64).ok()).unwrap_or(0);
    // A font of its own signs, whose codes are those of no encoding.
    let own_signs = drawn || (flags & 4 != 0 && !font.has(b"Encoding"));
    // What it said itself was read above, and names none.
    let mut font = font.clone();
    font.remove(b"ToUnicode");
    if named.is_empty()
        && !own_signs
        && let Ok(encoding) = font.get_font_encoding_with_limit(document, budget.room())
    {
        let of =
            |code: u8| Some((u32::from(code), encoding.bytes_to_string(&[code]).ok().filter(|text| !text.is_empty())?));
        named = (0..=255).filter_map(of).collect();
    }
    Ok(Font { codes: Codes::One, named, widths, usual_width: 500.0, is_vertical: false })
}

/// What an object refers to.
pub(super) fn resolved<'a>(object: &'a Object, document: &'a Document) -> &'a Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

/// A token of a CMap.
enum Token {
    /// A string in angle brackets, such as `<4e00>`.
    Hex(Vec<u8>),
    Open,
    Close,
    /// The end of a list of characters or of ranges.
    EndOf(List),
    /// A word that is none of these.
    Word,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Characters,
    Ranges,
}

/// Reads a ToUnicode CMap: what each code stands for. Codes beyond two bytes are of no font that is met here. Every token and every
/// character that is named is a step.
fn to_unicode_map(cmap: &[u8], budget: &mut Budget) -> Result<HashMap<u32, String>, IntakeTrouble> {
    let mut map = HashMap::new();
    let mut operands: Vec<Token> = Vec::new();
    let mut rest = cmap;
    while let Some(token) = token(&mut rest) {
        budget.step(1)?;
        match token {
            Token::EndOf(List::Characters) => {
                let mut given = operands.drain(..);
                while let (Some(Token::Hex(code)), Some(Token::Hex(text))) = (given.next(), given.next()) {
                    map.insert(code_of(&code), characters(&text, 0));
                }
            }
            Token::EndOf(List::Ranges) => ranges(operands.drain(..), &mut map, budget)?,
            Token::Word => operands.clear(),
            token => operands.push(token),
        }
    }
    Ok(map)
}

/// `<first> <last> <text>` and `<first> <last> [<text> …]`.
fn ranges(
    mut given: impl Iterator<Item = Token>,
    map: &mut HashMap<u32, String>,
    budget: &mut Budget,
) -> Result<(), IntakeTrouble> {
    while let (Some(Token::Hex(first)), Some(Token::Hex(last))) = (given.next(), given.next()) {
        let (first, last) = (code_of(&first), code_of(&last).min(LAST_CODE));
        match given.next() {
            Some(Token::Hex(text)) => {
                budget.step(u64::from(last.saturating_sub(first)))?;
                map.extend((first..=last).map(|code| (code, characters(&text, code - first))));
            }
            Some(Token::Open) => {
                let mut codes = first..=last;
                for token in given.by_ref() {
                    match token {
                        Token::Hex(text) => {
                            if let Some(code) = codes.next() {
                                map.insert(code, characters(&text, 0));
                            }
                        }
                        Token::Close => break,
                        _ => {}
                    }
                }
            }
            _ => return Ok(()),
        }
    }
    Ok(())
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// The characters that a CMap names, the last of them so many further on. A code stands for a character or a ligature: of more than
/// [`LONGEST_NAMED`] bytes no more are read.
fn characters(utf16: &[u8], further: u32) -> String {
    let utf16 = utf16.get(..LONGEST_NAMED).unwrap_or(utf16);
    let text: String = UTF_16BE.decode_without_bom_handling(utf16).0.into_owned();
    if further == 0 {
        return text;
    }
    let mut all: Vec<char> = text.chars().collect();
    if let Some(last) = all.last_mut() {
        *last = (*last as u32).checked_add(further).and_then(char::from_u32).unwrap_or('\u{fffd}');
    }
    all.into_iter().collect()
}

/// The next token of a CMap.
fn token(rest: &mut &[u8]) -> Option<Token> {
    loop {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        let mut pass = |count: usize| {
            let (passed, after) = rest.split_at(count.min(rest.len()));
            *rest = after;
            passed
        };
        match byte {
            b'%' => {
                pass(after.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count());
            }
            b'[' => return Some(Token::Open),
            b']' => return Some(Token::Close),
            b'<' if after.first() == Some(&b'<') => {
                pass(1);
            }
            b'<' => {
                let inside = pass(after.iter().take_while(|byte| **byte != b'>').count());
                pass(1);
                let digits: Vec<u8> =
                    inside.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8).collect();
                let bytes = digits.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0)).collect();
                return Some(Token::Hex(bytes));
            }
            byte if byte.is_ascii_alphabetic() => {
                let more = pass(after.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count());
                return Some(match (byte, more) {
                    (b'e', b"ndbfchar") => Token::EndOf(List::Characters),
                    (b'e', b"ndbfrange") => Token::EndOf(List::Ranges),
                    _ => Token::Word,
                });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_of_characters_is_read_in_all_its_forms() {
        let to_unicode_map = |cmap: &[u8]| to_unicode_map(cmap, &mut Budget::whole()).unwrap_or_default();
        let map = to_unicode_map(
            b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <ffff> endcodespacerange\n\
              2 beginbfchar <0001> <516c> <0002> <d842dfb7> endbfchar % names\n\
              2 beginbfrange <0010> <0012> <4e00> <0020> <0021> [<544a> <00660069>] endbfrange\nend",
        );
        let of = |code: u32| map.get(&code).map(String::as_str);
        assert_eq!(
            (of(1), of(2), of(0x12), of(0x20), of(0x21)),
            (Some("公"), Some("𠮷"), Some("丂"), Some("告"), Some("fi"))
        );
        assert_eq!(map.len(), 7);
        // Ranges without end and text that stops are no endless work.
        assert_eq!(to_unicode_map(b"beginbfrange <00000000> <ffffffff> <4e00> endbfrange").len(), 0x10000);
        assert!(to_unicode_map(b"beginbfchar <00").is_empty());
    }
}
