//! A file as records of cells: fields between commas or tabs, with quotes as RFC 4180 has them, and what the channels put around a value so
//! that a spreadsheet leaves it alone.

use super::MOST_LINES;
use crate::refusal::{BillFlaw, BillMistake, ChannelTrouble};

/// The most characters of a cell; a longer one means that a quote was never closed.
const MOST_CELL: usize = 2_000;

/// A record, with the line on which it begins, from 1.
#[derive(Debug)]
pub(super) struct FileRecord {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

impl FileRecord {
    /// Its cells one behind the other, as a sentence of head or foot is read.
    pub(super) fn joined(&self) -> String {
        let cells: Vec<&str> = self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        cells.join(",")
    }

    /// Whether it is a remark behind the table: one cell alone, or a sentence that says when and by whom it was exported.
    pub(super) fn is_of_the_foot(&self) -> bool {
        let filled = self.cells.iter().filter(|cell| !cell.is_empty()).count();
        let first = self.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        let word = ["导出时间", "用户", "注", "打印", "制表", "说明", "账户", "特别提示"];
        filled <= 2 && word.iter().any(|word| first.starts_with(word))
    }
}

/// The records of a text. Fields stand between tabs where its lines have more tabs in them than commas.
///
/// # Errors
/// [`ChannelTrouble::TooLong`]; [`ChannelTrouble::Mistakes`] where a quote is not closed.
pub(super) fn records(text: &str) -> Result<Vec<FileRecord>, ChannelTrouble> {
    if text.lines().count() > MOST_LINES {
        return Err(ChannelTrouble::TooLong { most: MOST_LINES });
    }
    let between = between(text);
    let mut records = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut line, mut begun, mut quoted_from) = (1, 1, None);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\n' {
            line += 1;
        }
        if let Some(from) = quoted_from {
            match c {
                '"' if characters.peek() == Some(&'"') => {
                    characters.next();
                    cell.push('"');
                }
                '"' => quoted_from = None,
                _ => cell.push(c),
            }
            if cell.chars().nth(MOST_CELL).is_some() {
                return Err(never_closed(from, &cell));
            }
            continue;
        }
        match c {
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted_from = Some(line);
            }
            '\r' => {}
            '\n' => {
                cells.push(bare(&cell));
                cell.clear();
                records.push(FileRecord { line: begun, cells: std::mem::take(&mut cells) });
                begun = line;
            }
            _ if c == between => {
                cells.push(bare(&cell));
                cell.clear();
            }
            _ => cell.push(c),
        }
    }
    if let Some(from) = quoted_from {
        return Err(never_closed(from, &cell));
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(bare(&cell));
        records.push(FileRecord { line: begun, cells });
    }
    Ok(records)
}

fn never_closed(line: usize, cell: &str) -> ChannelTrouble {
    let value = cell.chars().take(40).collect();
    let mistake = BillMistake { line, column: String::new(), value, flaw: BillFlaw::QuoteNotClosed };
    ChannelTrouble::Mistakes { form: None, mistakes: vec![mistake], more: 0 }
}

/// What stands between two fields: of the lines of the text the one that has the most of it decides, so that the tabs which Alipay puts
/// behind its values count for less than its commas.
fn between(text: &str) -> char {
    let most = |c: char| text.lines().take(200).map(|line| line.matches(c).count()).max().unwrap_or(0);
    if most('\t') > most(',') { '\t' } else { ',' }
}

/// A cell without what stands around its value: blanks and tabs, a backtick before it (WeChat), `="…"` around it (spreadsheets).
fn bare(cell: &str) -> String {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let cell = cell.strip_prefix('`').unwrap_or(cell);
    let formula = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"'));
    formula.unwrap_or(cell).trim().to_owned()
}
