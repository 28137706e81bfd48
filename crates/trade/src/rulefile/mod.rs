//! Reading a file of rules (TOML): every mistake in it at once, each with its line, its field, and what to write instead.
//!
//! Rules are data that people write. A file is read through a [`Table`], which asks for its keys one by one, notes what is wrong with
//! each, and at the end reports the keys that nobody asked for. Numbers are read as they are written, so that `0.70` is exactly that.
//!
//! ```
//! use trade::rulefile::read;
//! let mistakes = read("price = \"1.999\"\ncolor = 1", |table| table.money("price")).unwrap_err();
//! let at: Vec<(usize, &str)> = mistakes.iter().map(|m| (m.line, m.field.as_str())).collect();
//! assert_eq!(at, [(1, "price"), (2, "color")]);
//! ```

pub(crate) mod made;
mod mistake;
mod table;

pub use mistake::{DayTrouble, MOST_DAYS, Mistake, Noun, PatternFlaw, ValueForm, Wrong, nearest};
pub use table::{At, Table};

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

/// The most mistakes of a file that are told: more are no help to whoever mends it, and each costs a look through all before it.
const MOST_MISTAKES: usize = 200;

/// A file that is being read, and what was found wrong with it so far.
struct File<'a> {
    text: &'a str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    mistakes: RefCell<Vec<Mistake>>,
    /// The keys that were asked for, where somebody wants to know.
    keys: Option<RefCell<BTreeSet<RuleKey>>>,
}

/// A key of a format, as its reader asks for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleKey {
    /// The path of its table, without places in lists: `price`, `price.tiers`; empty for the head of the file.
    pub table: String,
    /// As it is written in the file.
    pub key: &'static str,
    /// The form of its value, or of each element.
    pub form: ValueForm,
    /// Whether it may be a list.
    pub list: bool,
}

/// A path without the places in its lists: `price[2].tiers[1]` is `price.tiers`.
fn without_places(path: &str) -> String {
    path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
}

impl<'a> File<'a> {
    fn new(text: &'a str) -> File<'a> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        File { text, lines, mistakes: RefCell::default(), keys: None }
    }

    /// The line that begins there.
    fn line_text(&self, line: usize) -> &'a str {
        let begins = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text[begins..].lines().next().unwrap_or("")
    }

    /// The line on which a byte stands, from 1.
    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|begins| *begins <= at)
    }

    fn note(&self, span: &Range<usize>, field: String, wrong: Wrong) {
        let mut mistakes = self.mistakes.borrow_mut();
        if mistakes.len() >= MOST_MISTAKES {
            return;
        }
        let mistake = Mistake { line: self.line(span.start), field, wrong };
        if !mistakes.contains(&mistake) {
            mistakes.push(mistake);
        }
    }
}

/// Reads a file: `make` asks the whole of it for its keys. What it gives is given only where nothing was wrong.
///
/// # Errors
/// The mistakes, at most 200 of those noted here, in the order of their lines; where the text is no TOML at all, the places where it is not.
pub fn read<T>(text: &str, make: impl FnOnce(&Table) -> Option<T>) -> Result<T, Vec<Mistake>> {
    let file = File::new(without_mark(text));
    let made = read_file(&file, make);
    let mistakes = file.mistakes.into_inner();
    match made {
        Some(made) if mistakes.is_empty() => Ok(made),
        _ => Err(together(mistakes)),
    }
}

/// The keys that a reader asks a file for, each with the form that it wants: the format as far as this file shows it.
pub fn keys<T>(text: &str, make: impl FnOnce(&Table) -> Option<T>) -> BTreeSet<RuleKey> {
    let file = File { keys: Some(RefCell::default()), ..File::new(without_mark(text)) };
    read_file(&file, make);
    file.keys.map(RefCell::into_inner).unwrap_or_default()
}

/// A mark that some editors put before the first letter is no part of the file.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn read_file<T>(file: &File, make: impl FnOnce(&Table) -> Option<T>) -> Option<T> {
    let (document, errors) = toml::de::DeTable::parse_recoverable(file.text);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let line = file.line(span.start);
        // The parser stumbles several times over one slip: a line is told once, and by its full-width mark where it has one.
        if !told.insert(line) {
            continue;
        }
        let wrong = match full_width(file.line_text(line)) {
            Some((mark, write)) => Wrong::FullWidth { mark, write },
            None => Wrong::Syntax { said: error.message().to_owned() },
        };
        file.note(&span, String::new(), wrong);
    }
    if !errors.is_empty() {
        return None;
    }
    let table = Table::new(file, String::new(), document.get_ref(), 0..0);
    let made = make(&table);
    table.close();
    made
}

/// The first full-width mark of a line that stands outside quotes and comments, and the mark that the format has in its place; a letter
/// where there is no other.
fn full_width(line: &str) -> Option<(char, char)> {
    let mut quote: Option<char> = None;
    let mut letter: Option<(char, char)> = None;
    for c in line.chars() {
        match (quote, c) {
            (None, '#') => return letter,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '“' | '”' | '„' | '«' | '»' | '「' | '」') => return Some((c, '"')),
            (None, '‘' | '’') => return Some((c, '\'')),
            (None, '［' | '【' | '〔') => return Some((c, '[')),
            (None, '］' | '】' | '〕') => return Some((c, ']')),
            (None, '、') => return Some((c, ',')),
            (None, '\u{3000}') => return Some((c, ' ')),
            (None, c) if crate::measure::narrow(c) != c && !c.is_alphabetic() => {
                return Some((c, crate::measure::narrow(c)));
            }
            (None, c) if crate::measure::narrow(c) != c => letter = letter.or(Some((c, crate::measure::narrow(c)))),
            (None, _) => {}
        }
    }
    letter
}

/// Mistakes in the order of their lines. A name that nothing bears, written in many places, is one mistake.
fn together(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    mistakes.sort_by_key(|mistake| mistake.line);
    let mut told: Vec<Mistake> = Vec::new();
    for mistake in mistakes {
        let same = |other: &&mut Mistake| match (&other.wrong, &mistake.wrong) {
            (Wrong::Unknown { noun, value, known, .. }, Wrong::Unknown { noun: n, value: v, known: k, .. }) => {
                *noun != Noun::Key && (noun, value, known) == (n, v, k)
            }
            _ => false,
        };
        match told.iter_mut().find(same) {
            Some(Mistake { wrong: Wrong::Unknown { further, .. }, .. }) => *further += 1,
            _ => told.push(mistake),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn what_is_no_toml_is_reported_by_line() {
        let mistakes = read("id = \"a\"\nname = \"b\nx = 1\n", |_| Some(())).expect_err("a quote is missing");
        assert_eq!(mistakes[0].line, 2, "{mistakes:?}");
        assert!(matches!(mistakes[0].wrong, Wrong::Syntax { .. }));
    }

    #[test]
    fn a_file_with_a_mistake_on_every_line_is_answered_soon() {
        for text in ["=\n".repeat(100_000), (0..50_000).map(|at| format!("k{at} = 0\n")).collect()] {
            let began = std::time::Instant::now();
            let mistakes = read(&text, |_| Some(())).expect_err("all of it is wrong");
            assert_eq!(mistakes.len(), MOST_MISTAKES);
            assert!(began.elapsed() < std::time::Duration::from_secs(10), "{:?}", began.elapsed());
        }
    }

    #[test]
    fn numbers_are_exact_quoted_or_not() {
        let read = |text: &str| read(text, |table| table.decimal("n").map(|at| at.value));
        for text in ["n = 0.1", "n = \"0.1\"", "n = 1_0.5", "n = \"１０.5\""] {
            let wanted: Decimal = if text.contains('5') { "10.5" } else { "0.1" }.parse().expect("a number");
            assert_eq!(read(text), Ok(wanted), "{text}");
        }
        for text in ["n = \"ten\"", "n = 1e3", "n = 0x10", "n = inf", "n = true", "m = 1"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_that_nobody_knows_is_named_with_the_one_that_was_meant() {
        let mistakes = read("pirce = \"1\"", |table| table.money("price")).expect_err("misspelt");
        let near = mistakes.iter().find_map(|m| match &m.wrong {
            Wrong::Unknown { near, .. } => near.clone(),
            _ => None,
        });
        assert_eq!(near.as_deref(), Some("price"));
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let text = "day = \"2026-13-01\"\n[[row]]\nprice = \"x\"\n[[row]]\nprice = \"2\"\nextra = 1\n";
        let mistakes = read(text, |table| {
            table.date("day");
            let rows = table.tables("row");
            for row in &rows {
                row.money("price");
                row.close();
            }
            Some(())
        });
        let lines: Vec<usize> = mistakes.expect_err("three").iter().map(|m| m.line).collect();
        assert_eq!(lines, [1, 3, 6]);
    }
}
