//! The lines of a form: a label, a colon, and its value as far as the line, a mark or the next label goes.

use std::ops::Range;

use super::text::{Dense, is_han};

/// The longest label, in characters.
const LONGEST_LABEL: usize = 8;

/// Whether a line begins with a label.
pub(super) fn begins(line: &[char]) -> bool {
    let length = line.iter().take(LONGEST_LABEL + 1).take_while(|c| is_han(**c)).count();
    (2..=LONGEST_LABEL).contains(&length) && line.get(length) == Some(&':')
}

/// Every label with its value, as places among the words without blanks. A label begins a paragraph, or stands behind a blank or a mark.
pub(super) fn rows(dense: &Dense) -> Vec<(Range<usize>, Range<usize>)> {
    let chars = &dense.chars;
    let begins = |at: usize| at == 0 || dense.is_apart(at) || matches!(chars[at - 1], '\n' | '。' | ';' | ',');
    let label_from = |at: usize| {
        let length = chars[at..].iter().take(LONGEST_LABEL + 1).take_while(|c| is_han(**c)).count();
        ((2..=LONGEST_LABEL).contains(&length) && chars.get(at + length) == Some(&':')).then_some(at..at + length)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some(label) = label_from(at).filter(|_| begins(at)) else {
            at += 1;
            continue;
        };
        let from = label.end + 1;
        let mut end = from;
        let mut depth = 0usize;
        while end < chars.len() {
            match chars[end] {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                '\n' | '。' | ';' => break,
                ',' if depth == 0 => break,
                _ => {}
            }
            if end > from && dense.is_apart(end) && label_from(end).is_some() {
                break;
            }
            end += 1;
        }
        let value = from..end;
        at = end.max(from);
        if !value.is_empty() {
            found.push((label, value));
        }
    }
    found
}
