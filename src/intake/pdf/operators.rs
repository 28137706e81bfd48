//! The operators of a content stream, one after the other (ISO 32000-1, 7.8.2): nothing is kept of those that were read.

use lopdf::{Dictionary, Object, StringFormat};

use crate::intake::budget::{Budget, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// The operands that an operator is given: the most that any takes is six, and colours take some more.
const MOST_OPERANDS: usize = 64;
/// Arrays and dictionaries within each other, so many deep.
const DEEPEST: u64 = 32;

/// What is still to be read of a content stream.
pub(super) struct Operators<'a> {
    bytes: &'a [u8],
    at: usize,
    /// What stands before the operator that was read last.
    pub(super) operands: Vec<Object>,
}

impl<'a> Operators<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Operators<'a> {
        Operators { bytes, at: 0, operands: Vec::new() }
    }

    /// The next operator, with its operands in `operands`; each of both is a step. What is neither is passed over.
    pub(super) fn next(&mut self, budget: &mut Budget) -> Result<Option<&'a [u8]>, IntakeTrouble> {
        self.operands.clear();
        loop {
            self.space();
            let Some(byte) = self.bytes.get(self.at) else { return Ok(None) };
            budget.step(1)?;
            if byte.is_ascii_alphabetic() || matches!(byte, b'\'' | b'"') {
                let word = self.word();
                match word {
                    b"true" | b"false" => self.push(Object::Boolean(word == b"true")),
                    b"null" => self.push(Object::Null),
                    b"ID" => {
                        self.image();
                        self.operands.clear();
                    }
                    _ => return Ok(Some(word)),
                }
            } else if let Some(object) = self.object(0, budget)? {
                self.push(object);
            } else {
                self.at += 1;
            }
        }
    }

    /// How many values the first object here is made of; none where there are more than so many. Read as an object of a file, where
    /// a reference is three.
    pub(super) fn first_object(mut self, most: u64) -> Option<u64> {
        let mut budget = Budget::of_steps(most.saturating_add(1));
        self.space();
        self.object(0, &mut budget).ok()?;
        Some(most.saturating_add(1) - budget.steps_left())
    }

    fn push(&mut self, object: Object) {
        if self.operands.len() < MOST_OPERANDS {
            self.operands.push(object);
        }
    }

    fn peek(&self, further: usize) -> Option<u8> {
        self.bytes.get(self.at + further).copied()
    }

    /// Passes over white space and comments.
    fn space(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                0 | b'\t' | b'\n' | 0xc | b'\r' | b' ' => self.at += 1,
                b'%' => self.at += self.rest().iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
                _ => break,
            }
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        // An operator that is a mark stands alone.
        let long = match rest.first() {
            Some(b'\'' | b'"') => 1,
            _ => rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'*').count(),
        };
        self.at += long;
        rest.get(..long).unwrap_or_default()
    }

    /// Passes over the data of an image: to the next `EI` between white space.
    fn image(&mut self) {
        let white = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' '));
        let rest = self.rest();
        let ends = |window: &[u8]| window[1..] == *b"EI" && white(window.first());
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|rest| rest.windows(3).position(ends)) {
            from += at + 3;
            if white(rest.get(from)) {
                self.at += from;
                return;
            }
        }
        self.at = self.bytes.len();
    }

    /// A number, a name, a string, an array or a dictionary; none where something else stands, and then nothing is passed over.
    fn object(&mut self, depth: u64, budget: &mut Budget) -> Result<Option<Object>, IntakeTrouble> {
        if depth > DEEPEST {
            return Err(too_large(Bound::Depth(DEEPEST)));
        }
        Ok(match self.peek(0) {
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => Some(self.number()),
            Some(b'/') => Some(Object::Name(self.name())),
            Some(b'(') => Some(self.literal()),
            Some(b'<') if self.peek(1) == Some(b'<') => {
                self.at += 2;
                Some(Object::Dictionary(self.dictionary(depth, budget)?))
            }
            Some(b'<') => Some(self.hexadecimal()),
            Some(b'[') => {
                self.at += 1;
                let mut all = Vec::new();
                loop {
                    self.space();
                    budget.step(1)?;
                    match self.peek(0) {
                        None => break,
                        Some(b']') => {
                            self.at += 1;
                            break;
                        }
                        Some(_) => match self.object(depth + 1, budget)? {
                            Some(object) => all.push(object),
                            None => self.at += 1,
                        },
                    }
                }
                Some(Object::Array(all))
            }
            _ => None,
        })
    }

    fn dictionary(&mut self, depth: u64, budget: &mut Budget) -> Result<Dictionary, IntakeTrouble> {
        let mut all = Dictionary::new();
        loop {
            self.space();
            budget.step(1)?;
            match self.peek(0) {
                None => return Ok(all),
                Some(b'>') => {
                    self.at += if self.peek(1) == Some(b'>') { 2 } else { 1 };
                    return Ok(all);
                }
                Some(b'/') => {
                    let key = self.name();
                    self.space();
                    match self.object(depth + 1, budget)? {
                        Some(value) => all.set(key, value),
                        // A word such as `true` or `null`, of which nothing is asked.
                        None => self.at += self.word().len().min(1),
                    }
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn number(&mut self) -> Object {
        let rest = self.rest();
        let long = rest.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')).count();
        self.at += long;
        // Far more digits than any number has are still one number, of which the first are read.
        let digits = std::str::from_utf8(rest.get(..long.min(48)).unwrap_or_default()).unwrap_or("0");
        Object::Real(digits.parse().unwrap_or(0.0))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek(0) {
            let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
            match (byte, hex(self.peek(1)), hex(self.peek(2))) {
                (b'#', Some(high), Some(low)) => {
                    name.push((high << 4 | low) as u8);
                    self.at += 3;
                }
                (
                    0 | b'\t' | b'\n' | 0xc | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}',
                    ..,
                )
                | (b'/' | b'%', ..) => break,
                (byte, ..) => {
                    name.push(byte);
                    self.at += 1;
                }
            }
        }
        name
    }

    fn literal(&mut self) -> Object {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1usize);
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escaped(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Object::String(text, StringFormat::Literal)
    }

    fn escaped(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(0xc),
            b'\n' => {}
            b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                    code = code << 3 | u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((code & 0xff) as u8);
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Object {
        self.at += 1;
        let rest = self.rest();
        let long = rest.iter().take_while(|byte| **byte != b'>').count();
        self.at += long + 1;
        let digits: Vec<u8> = rest
            .get(..long)
            .unwrap_or_default()
            .iter()
            .filter_map(|byte| char::from(*byte).to_digit(16))
            .map(|digit| digit as u8)
            .collect();
        let bytes = digits.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0)).collect();
        Object::String(bytes, StringFormat::Hexadecimal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(content: &[u8]) -> Vec<String> {
        let (mut operators, mut budget, mut all) = (Operators::of(content), Budget::whole(), Vec::new());
        while let Some(operator) = operators.next(&mut budget).expect("little work") {
            all.push(format!("{} {:?}", String::from_utf8_lossy(operator), operators.operands));
        }
        all
    }

    #[test]
    fn operators_are_read_with_their_operands() {
        let lopdf = |content: &[u8]| -> Vec<String> {
            let content = lopdf::content::Content::decode(content).expect("sound");
            let numbers = |object: &Object| match object {
                Object::Integer(number) => Object::Real(*number as f32),
                other => other.clone(),
            };
            let of = |operands: &[Object]| operands.iter().map(numbers).collect::<Vec<_>>();
            content.operations.iter().map(|one| format!("{} {:?}", one.operator, of(&one.operands))).collect()
        };
        for content in [
            &b"q 1 0 0 -1 72.5 .5 cm\nBT /F1 12 Tf (a\\(b\\)\\101\\n) Tj T* <4e00 6> Tj ET Q"[..],
            b"(nested (twice (or more)) \\\r\n on) ' 1 2 (x) \" f* % said\n/N#41me gs",
            b"/Span <</ActualText <feff4e00> /Lang (zh)>> BDC EMC true null ri",
        ] {
            assert_eq!(read(content), lopdf(content), "{}", String::from_utf8_lossy(content));
        }
        assert_eq!(read(b"[(a) -120 (b)] TJ").len(), 1);
        assert_eq!(
            read(b"BI /W 1 /H 1 ID x\xffEI\x00 EI Q").last().map(String::as_str),
            Some("Q []"),
            "an image is passed over"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_end(content in proptest::collection::vec(any::<u8>(), 0..400)) {
            read(&content);
        }

        #[test]
        fn any_likely_content_ends(content in "[ \\[\\]()<>/%a-zA-Z0-9.'\"\\\\+-]{0,200}") {
            read(content.as_bytes());
        }
    }
}
