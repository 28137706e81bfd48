//! The lines of a blessing: greeting, names, wish, couplet, text, and the parts that one line may hold.
//!
//! [`role`] proposes what one line is, [`pieces`] cuts a line that is several things: 祝贺刘一鸣考入北京大学 is a word before, a name, and what
//! was achieved. Nothing is added or dropped: the pieces of a line are its characters, in their order, but for what parts names.

mod cut;
mod names;
mod years;

pub use names::names;
pub use years::years;

use std::ops::Range;

use super::{Block, LineRole};
use cut::{ACHIEVED, cut};
use names::is_han;

/// Words that a greeting is known by.
const GREETINGS: [&str; 44] = [
    "快乐",
    "大喜",
    "之喜",
    "志喜",
    "恭贺",
    "祝贺",
    "恭喜",
    "大寿",
    "华诞",
    "寿辰",
    "周岁",
    "金婚",
    "银婚",
    "周年",
    "金榜题名",
    "新春",
    "拜年",
    "高中",
    "中秋",
    "元旦",
    "元宵",
    "春节",
    "端午",
    "重阳",
    "国庆",
    "教师节",
    "母亲节",
    "父亲节",
    "情人节",
    "七夕",
    "纪念",
    "百日",
    "满月",
    "生日",
    "新婚",
    "乔迁",
    "贺岁",
    "新年",
    "圣诞",
    "Happy",
    "HAPPY",
    "Merry",
    "Congratulations",
    "Wedding",
];
/// What one who signs calls himself before his name.
const LOVING: [&str; 8] = ["永远爱你的", "永远爱您的", "深爱你的", "爱你的", "爱您的", "想你的", "你的", "您的"];
/// Words that stand before the name of one addressed.
const DEAR: [&str; 7] = ["最亲爱的", "我最爱的", "亲爱的", "敬爱的", "致我的", "心爱的", "致"];
/// The longest greeting, in characters.
const GREETING: usize = 10;
/// A longer line is text.
const WISH: usize = 16;
/// A part of a copy that is one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GreetingPart {
    /// A line may hold pieces of several roles: a word before, a name, what was achieved.
    pub role: LineRole,
    /// Where it stands in the copy, in bytes.
    pub range: Range<usize>,
    /// Which of the lines that are not empty it belongs to.
    pub line: usize,
}

fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// What a line of a blessing is, by its words alone.
pub(super) fn role(line: &str) -> LineRole {
    let plain = line.trim();
    let count = length(plain);
    if plain.ends_with([':', '：']) && count <= WISH {
        return LineRole::Addressee;
    }
    if names(plain, false).is_some() {
        return LineRole::Names;
    }
    if cut(plain).is_some() {
        return LineRole::Greeting;
    }
    if plain.contains(['。', '；']) || count > WISH && halves(plain).is_none() {
        return LineRole::Body;
    }
    let greets = GREETINGS.iter().any(|known| plain.contains(known));
    if greets && (count <= GREETING || plain.is_ascii() && count <= 30) {
        return LineRole::Greeting;
    }
    if ACHIEVED.iter().any(|known| plain.starts_with(known) && *known != "被") {
        return LineRole::Achievement;
    }
    if halves(plain).is_some() {
        return LineRole::Couplet;
    }
    LineRole::Wish
}

/// The two halves of a line of verse: of the same length, four to nine characters each.
pub fn halves(line: &str) -> Option<[Range<usize>; 2]> {
    let end = line.trim_end_matches(['。', '！', '!', '，', '；']).len();
    let mut found = None;
    for (at, c) in line[..end].char_indices() {
        if !(matches!(c, '，' | ',' | '；') || c.is_whitespace()) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some((at, at + c.len_utf8()));
    }
    let (first, second) = found?;
    let count = |text: &str| text.chars().all(is_han).then(|| text.chars().count());
    let (left, right) = (count(&line[..first])?, count(&line[second..end])?);
    (left == right && (4..=9).contains(&left)).then_some([0..first, second..end])
}

/// Turns what was proposed line by line into what the lines are together: two lines of one length are a couplet, three and more are verse, and
/// short words between a greeting and a wish are names.
pub(super) fn together(copy: &str, blocks: &mut [Block]) {
    let line = |block: &Block| copy[block.range.clone()].to_owned();
    let plain = |text: &str| {
        let text = text.trim_end_matches(['。', '！', '!', '，', '；', ',']);
        (text.chars().all(is_han)).then(|| text.chars().count()).filter(|count| (4..=9).contains(count))
    };
    // Stretches of wishes of one length.
    let mut from = 0;
    while from < blocks.len() {
        let long = plain(&line(&blocks[from]));
        let open = |role: LineRole| matches!(role, LineRole::Wish | LineRole::Names | LineRole::Couplet);
        let same = |block: &&Block| open(block.role) && plain(&line(block)) == long;
        let run = blocks[from..].iter().take_while(same).count();
        let wishes = blocks[from..from + run].iter().filter(|block| block.role == LineRole::Wish).count();
        if long.is_some() && run == 2 && wishes > 0 {
            blocks[from..from + 2].iter_mut().for_each(|block| block.role = LineRole::Couplet);
        }
        from += run.max(1);
    }
    let named = |blocks: &[Block]| {
        blocks.iter().any(|block| {
            matches!(block.role, LineRole::Names | LineRole::Addressee)
                || block.role == LineRole::Greeting && cut(&copy[block.range.clone()]).is_some()
        })
    };
    if !named(blocks) {
        // Two or three short words beside a greeting name somebody, whatever they are.
        let greeting = blocks.iter().position(|block| block.role == LineRole::Greeting);
        let beside = |at: usize| {
            let text = line(&blocks[at]);
            let words: Vec<&str> = text.split([' ', '\u{3000}', '、', '&']).filter(|word| !word.is_empty()).collect();
            blocks[at].role == LineRole::Wish
                && words.len() == 2
                && words.iter().all(|word| (2..=4).contains(&length(word)) && word.chars().all(is_han))
                && blocks.len() > 2
        };
        if let Some(at) = greeting
            .and_then(|at| [at + 1, at.wrapping_sub(1)].into_iter().find(|at| *at < blocks.len() && beside(*at)))
        {
            blocks[at].role = LineRole::Names;
        }
    } else if let Some(first) = blocks.iter().position(|block| block.role == LineRole::Names) {
        // One line of names is the picture of the ad; kin and classes below it sign.
        let after = blocks[first + 1..].iter().position(|block| block.role == LineRole::Names).map(|at| first + 1 + at);
        if let Some(at) = after.filter(|at| *at > first + 1) {
            blocks[at].role = LineRole::Signer;
        }
    }
}

/// The copy in pieces: every line once, cut where it is several things.
pub fn pieces(copy: &str, blocks: &[Block]) -> Vec<GreetingPart> {
    let mut all = Vec::new();
    for (line, block) in blocks.iter().enumerate() {
        let mut push = |role: LineRole, from: usize, to: usize| {
            let text = &copy[from..to];
            let start = from + (text.len() - text.trim_start_matches([' ', '\u{3000}', ',']).len());
            let end = start + copy[start..to].trim_end().len();
            if start < end {
                all.push(GreetingPart { role, range: start..end, line });
            }
        };
        let Range { start, end } = block.range;
        let cut = matches!(block.role, LineRole::Greeting | LineRole::Title).then(|| cut(&copy[start..end])).flatten();
        match cut {
            Some(cut) => {
                push(LineRole::Greeting, start, start + cut.names.start);
                push(LineRole::Names, start + cut.names.start, start + cut.names.end);
                push(cut.after, start + cut.names.end, end);
            }
            None => push(if block.role == LineRole::Title { LineRole::Greeting } else { block.role }, start, end),
        }
    }
    all
}

/// Where the name begins in a line that signs or addresses somebody: after 永远爱你的, after 亲爱的; none where it is not set apart.
pub fn own_name(role: LineRole, line: &str) -> Option<Range<usize>> {
    let words: &[&str] = if role == LineRole::Addressee { &DEAR } else { &LOVING };
    let end = line.trim_end_matches(['：', ':', ' ', '！', '!']).len();
    let before = words.iter().find(|word| line.starts_with(**word)).map_or(0, |word| word.len());
    let start = before + (line[before..end].len() - line[before..end].trim_start().len());
    let count = length(&line[start..end]);
    let apart = before > 0 && (1..=5).contains(&count) || role == LineRole::Addressee && (1..=8).contains(&count);
    apart.then_some(start..end)
}

/// Whether a first line addresses somebody without a colon: 致我们的女儿, 敬爱的王老师.
pub(super) fn addresses(line: &str) -> bool {
    length(line) <= 8
        && !line.contains(['，', '。', '！', ','])
        && DEAR.iter().any(|word| line.starts_with(word) && line != *word)
}

/// Whether a last line signs: 女儿 周一诺, 全体儿女, 儿孙同贺.
pub(super) fn signs(line: &str) -> bool {
    const STARTS: [&str; 14] =
        ["爱你的", "爱您的", "永远爱", "全体", "父", "母", "爸", "妈", "爷", "奶", "儿", "女", "姥", "外公"];
    const ENDS: [&str; 12] =
        ["贺", "敬祝", "祝福", "敬上", "拜年", "同喜", "谨上", "献上", "敬献", "率全家", "全家", "爱你"];
    let plain = line.trim();
    length(plain) <= 24
        && !plain.contains(['。', '，', '！', '？', '；'])
        && (STARTS.iter().any(|word| plain.starts_with(word)) || ENDS.iter().any(|word| plain.ends_with(word)))
}

#[cfg(test)]
mod tests;
