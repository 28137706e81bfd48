//! The copy of an ad: what each of its lines is, and how many characters it has.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Kind;

/// What a paragraph of the copy is (块类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 标题: centred, in the title's face and size.
    Title,
    /// 案号: centred under the title.
    CaseNumber,
    /// 称谓 / 受送达人: flush left, not indented.
    Addressee,
    /// 正文: indented and justified.
    Body,
    /// 特此公告: indented, never justified.
    Closing,
    /// 落款: flush right.
    Signer,
    /// 日期: flush right.
    Date,
}

/// One paragraph of the copy with its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where it stands in the copy, in bytes, without its line end and surrounding white space.
    pub range: Range<usize>,
}

/// Proposes what each non-empty line of the copy is.
pub fn blocks(kind: Kind, copy: &str) -> Vec<Block> {
    let _ = kind;
    let mut start = 0;
    copy.split_inclusive('\n')
        .filter_map(|line| {
            let from = start + (line.len() - line.trim_start().len());
            let range = from..from + line.trim().len();
            start += line.len();
            (!range.is_empty()).then_some(Block { role: Role::Body, range })
        })
        .collect()
}

/// The characters of a copy as the counter counts them (字数): everything but white space.
pub fn characters(copy: &str) -> usize {
    copy.chars().filter(|c| !c.is_whitespace()).count()
}
