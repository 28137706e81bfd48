//! The lines of a page: the ground on which it falls into notices.
//!
//! A physical line in which several notices run on is cut into several lines here.

use std::ops::Range;

use super::addressed::{addresses, inline_addressee};
use super::looks::{Looks, looks};
use super::moments;
use super::text::{SourceText, find, is_blank, is_han, starts_with};
use super::words::NoticeWords;

/// A line, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct PageLine {
    /// Where it stands in the text, its line end included.
    pub(super) range: Range<usize>,
    /// The same without blanks at its ends.
    pub(super) words: Range<usize>,
    pub(super) looks: Looks,
    /// A notice may begin here whatever stands above.
    pub(super) begins: bool,
    /// It says by itself all that a notice says: 张三遗失身份证,声明作废。
    pub(super) whole: bool,
}

/// The marks with which a notice begins in a column of them.
const BULLETS: &str = "●◆■★▲※◎☆□◇△▶►♦•◈▪";

/// The lines of a text; together they are the text.
pub(super) fn lines(text: &SourceText, words: &NoticeWords) -> Vec<PageLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = start;
        while end < text.len() && text.flat[end] != '\n' {
            end += 1;
        }
        // \r\n is one end of a line.
        let crlf = text.raw.get(end) == Some(&'\r') && text.raw.get(end + 1) == Some(&'\n');
        let end = (end + if crlf { 2 } else { 1 }).min(text.len());
        cut(text, start..end, words, &mut lines);
        start = end;
    }
    lines
}

/// Cuts a line where a further notice begins in it.
fn cut(text: &SourceText, line: Range<usize>, words: &NoticeWords, lines: &mut Vec<PageLine>) {
    let mut from = line.start;
    if line.len() > 24 {
        let mut at = text.trim(line.clone()).start + 1;
        let mut unsaid = Unsaid::default();
        while at < line.end {
            if let Some(next) = begins_within(text, from, at, line.end, words, &mut unsaid) {
                lines.push(look(text, from..next, words));
                from = next;
                at = next + 1;
                unsaid = Unsaid::default();
            } else {
                at += 1;
            }
        }
    }
    lines.push(look(text, from..line.end, words));
}

/// What was seen of a line so far.
#[derive(Default)]
struct Unsaid {
    /// Where the last sentence began.
    sentence: Option<usize>,
    /// Whether a thing was declared void.
    voided: bool,
    /// Whether a sentence ended.
    ended: bool,
}

/// Where a further notice begins that is seen at this place; `from` is where the present one began.
fn begins_within(
    text: &SourceText,
    from: usize,
    at: usize,
    end: usize,
    words: &NoticeWords,
    seen: &mut Unsaid,
) -> Option<usize> {
    let flat = &text.flat;
    let c = flat[at];
    if BULLETS.contains(c) && at + 4 < end && !BULLETS.contains(flat[at - 1]) {
        return Some(at);
    }
    // 某某:本院受理 behind the end of a sentence or behind who signed.
    if c == ':' && addresses(flat, at + 1) {
        let start = seen.sentence.unwrap_or(from);
        // Names and who signed before them are never so long: a line without a stop costs no more than its length.
        if at - start > 200 {
            return None;
        }
        let start = text.trim(start..at).start;
        let start = behind_signer(text, start, at, words);
        return (start > from + 10 && at - start >= 2 && at - start <= 60).then_some(start);
    }
    let ends = matches!(c, '。' | '!' | ';');
    if starts_with(flat, at, "作废") {
        seen.voided = true;
    }
    if ends {
        seen.ended = true;
        let next = text.trim(at + 1..end).start;
        let rest = &flat[next..end];
        let shown = rest.len().min(120);
        if seen.voided && rest.len() > 6 && own_loss(&rest[..shown]) {
            return Some(next);
        }
        if rest.len() > 12 && titled(&rest[..shown], words).is_some() && !starts_with(rest, 0, "特此") {
            return Some(next);
        }
        seen.sentence = Some(next);
    }
    None
}

/// 甲法院乙公司:本院受理…: behind the last blank or authority before the colon begins the one addressed.
fn behind_signer(text: &SourceText, start: usize, colon: usize, words: &NoticeWords) -> usize {
    let flat = &text.flat;
    let mut best = start;
    for at in start..colon {
        if let Some(word) = words.authorities.at_start(flat, at) {
            let after = at + word.chars().count();
            if after < colon
                && after - start >= 4
                && (word.ends_with("法院") || word.ends_with("委员会") || word.ends_with("仲裁院"))
                // 某某仲裁委员会公告 某某公司:本委受理…: a head, and nobody who signed what stands before.
                && !["公告", "送达公告", "开庭公告"].iter().any(|title| starts_with(flat, after, title))
            {
                best = after;
            }
        }
    }
    let mut at = text.trim(best..colon).start;
    while let Some(dated) = moments::date(flat, at).filter(|dated| dated.range.end < colon) {
        at = text.trim(dated.range.end..colon).start;
    }
    at
}

/// Whether a sentence tells of a loss of its own: somebody lost something, and it is void.
fn own_loss(rest: &[char]) -> bool {
    let void = find(rest, "作废");
    let lost = ["遗失", "丢失", "被盗", "灭失"].iter().filter_map(|word| find(rest, word)).min();
    let (Some(lost), Some(void)) = (lost, void) else { return false };
    let goes_on =
        ["另", "同时", "并", "特此", "以上", "上述", "该", "遗失", "原"].iter().any(|word| starts_with(rest, 0, word));
    (2..void).contains(&lost) && !goes_on
}

/// Where the words begin behind a title with which a line begins: `遗失声明:`, `【减资公告】`, `注销公告 某某公司`.
pub(super) fn titled(line: &[char], words: &NoticeWords) -> Option<usize> {
    // (民事案件起诉状副本)某某: the paper's own mark of what is served.
    if line.first() == Some(&'(')
        && let Some(close) = line.iter().take(18).position(|c| *c == ')')
        && words.documents.at_end(&line[1..close])
    {
        return Some(close + 1);
    }
    let open = usize::from(matches!(line.first(), Some('【' | '〔' | '《' | '"' | '“')));
    let shown = line.len().min(22);
    for end in open + 2..=shown {
        let title = &line[open..end];
        if title.iter().any(|c| matches!(c, ',' | '。' | ':' | '(')) {
            return None;
        }
        let after = line.get(end);
        // 我公司郑重声明: is a sentence that begins, and no title.
        if matches!(title[0], '我' | '本' | '现' | '特' | '此' | '经' | '兹' | '故' | '并')
            || title.contains(&'我')
            || starts_with(title, 0, "公司")
        {
            return None;
        }
        let closed = open == 1 && matches!(after, Some('】' | '〕' | '》' | '"' | '”'));
        let marked = matches!(after, Some(':' | ' ' | '|' | '—' | '\n')) && line.len() > end + 4;
        // 某某公司 遗失 公章: a blank behind the verb of a sentence makes no title of it.
        let verb = after == Some(&' ')
            && title.len() > 6
            && ["遗失", "挂失", "作废", "注销", "减资", "更名", "道歉", "致歉", "决定"]
                .iter()
                .any(|word| super::text::ends_with(title, word));
        if (closed || (open == 0 && marked && !verb)) && words.titles.at_end(&dense(title)) {
            return Some(end + 1);
        }
    }
    None
}

fn dense(line: &[char]) -> Vec<char> {
    line.iter().copied().filter(|c| !is_blank(*c)).collect()
}

/// What a line looks like.
fn look(text: &SourceText, range: Range<usize>, words: &NoticeWords) -> PageLine {
    let inside = text.trim(range.clone());
    let flat = &text.flat[inside.clone()];
    // What a line looks like is seen in its first part and its last: a line without end costs no more than a long one.
    let start = numbered(flat);
    let plain = dense(&flat[start.min(flat.len())..flat.len().min(start + 240)]);
    let looks = match looks(flat, &plain, words) {
        // 一、债权转让通知: the head of a part of a notice.
        Looks::Title if is_ordinal(flat) => Looks::Body,
        // 1.债务人:某某, 2.日期:…: items of a list.
        Looks::Date if start > 0 && flat.first().is_some_and(|c| c.is_ascii_digit() || *c == '(') => Looks::Body,
        Looks::Addressee if start > 0 && plain.last() != Some(&':') => Looks::Body,
        looks => looks,
    };
    let whole = looks == Looks::Body && is_whole(flat);
    let bullet = flat.first().is_some_and(|c| BULLETS.contains(*c));
    let head = &flat[start.min(flat.len())..flat.len().min(start + 120)];
    let begins =
        looks == Looks::Body && (bullet || titled(head, words).is_some() || inline_addressee(head, words).is_some());
    PageLine { range, words: inside, looks, begins, whole }
}

/// Whether a line is numbered as a part of a notice is: 一、…
fn is_ordinal(line: &[char]) -> bool {
    let figures = line.iter().take(3).take_while(|c| "一二三四五六七八九十".contains(**c)).count();
    figures > 0 && line.get(figures) == Some(&'、')
}

/// How long the mark or number is with which a line begins: `● `, `1. `, `(二)`, `3、`.
pub(super) fn numbered(line: &[char]) -> usize {
    let mut at = line.iter().take_while(|c| BULLETS.contains(**c) || **c == ' ' || **c == '*').count();
    let open = usize::from(line.get(at) == Some(&'('));
    let digits = line[at..]
        .iter()
        .skip(open)
        .take(3)
        .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(**c))
        .count();
    let mark = line.get(at + open + digits);
    let closes = matches!((open, mark), (1, Some(')')) | (0, Some('.' | '、' | ')')));
    let date = open == 0 && mark == Some(&'.') && line.get(at + digits + 1).is_some_and(char::is_ascii_digit);
    // 1 青岛某公司 遗失公章: the first cell of a row.
    let cell = open == 0
        && digits > 0
        && mark == Some(&' ')
        && line
            .get(at + digits + 1)
            .is_some_and(|c| is_han(*c) && !matches!(c, '年' | '月' | '日' | '时' | '号' | '个'))
        && line[at + digits + 1..].iter().take(60).any(|c| *c == ' ');
    if cell {
        return at + digits + 1;
    }
    if digits > 0 && closes && !date {
        at += open + digits + 1;
        at += line[at..].iter().take_while(|c| **c == ' ').count();
    }
    at
}

/// Whether a line says all that a notice of a loss says.
fn is_whole(flat: &[char]) -> bool {
    let shown = &flat[..flat.len().min(2_000)];
    let lost =
        ["遗失", "丢失", "被盗", "灭失", "丢掉"].iter().any(|word| find(shown, word).is_some_and(|at| at <= 120));
    let void = ["作废", "挂失"].iter().any(|word| find(shown, word).is_some());
    let closed = ["特此公告", "特此声明", "特此通知"]
        .iter()
        .any(|word| find(&shown[shown.len().saturating_sub(8)..], word).is_some() && shown.len() > 30);
    (lost && void && flat.len() >= 8) || closed
}
