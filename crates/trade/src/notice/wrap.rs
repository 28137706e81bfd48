//! Lines that were broken for width are read on: a column as pasted breaks names, numbers and words at any character.
//!
//! A break is soft where the line above it is as long as its column is wide and leaves its sentence open, or where the two halves
//! make a name, an addressee or a date that neither is alone. A soft break, and the indent behind it, are taken out of the reader's sight; so does a
//! page number or a running head that stands in the midst of a sentence. Places do not move. Each line is looked at beside at most
//! [`NEAR`] others, so a text costs no more than its length.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::docket;
use super::lines::numbered;
use super::looks::{Looks, last_date, looks};
use super::text::{SourceText, ends_sentence, find, is_blank, is_han, starts_with};
use super::words::NoticeWords;

/// No column is wider, in characters.
const WIDEST: usize = 60;
/// No column is narrower, in characters.
const NARROWEST: usize = 6;
/// A narrower one needs many lines to be seen.
const USUAL: usize = 8;
/// The lines above and below that show how wide a column is.
const NEAR: usize = 8;
/// A column that is set by display width ends up to so many characters short.
const SHORT: usize = 3;
/// A name or a date is broken into so many lines at most.
const PIECES: usize = 4;

/// A line as it was received.
struct Physical {
    /// With its line end.
    range: Range<usize>,
    /// Without blanks at its ends.
    words: Range<usize>,
}

impl Physical {
    fn is_blank(&self) -> bool {
        self.words.is_empty()
    }

    fn len(&self) -> usize {
        self.words.len()
    }
}

/// Reads on over soft breaks.
pub(super) fn unwrap(text: &mut SourceText, words: &NoticeWords) {
    let lines = physical(text);
    let seen: Vec<usize> = (0..lines.len()).filter(|i| !lines[*i].is_blank()).collect();
    if seen.len() < 2 {
        return;
    }
    let mut wrap =
        Wrap { text: &*text, words, lines: &lines, seen: &seen, start: 0, continued: false, known: RefCell::default() };
    let mut soft: Vec<(usize, usize)> = Vec::new();
    let mut dropped: Vec<usize> = Vec::new();
    let mut at = 0;
    while at + 1 < seen.len() {
        let mut next = at + 1;
        while next < seen.len() && next - at <= 3 && wrap.is_head_under(at, next) {
            next += 1;
        }
        if next >= seen.len() {
            break;
        }
        let heads = next - at - 1;
        let spaced = seen[next] - seen[at] - 1 - heads;
        let named = if heads == 0 && spaced == 0 { wrap.name_goes_on(at) } else { 0 };
        if named > 0 {
            for i in at..at + named {
                soft.push((seen[i], seen[i + 1]));
            }
            at += named;
            wrap.continued = false;
            wrap.start = at;
            continue;
        }
        let goes_on = wrap.goes_on(at, next, heads, spaced);
        if goes_on {
            soft.push((seen[at], seen[next]));
        } else if heads > 0 && wrap.is_within(at, next) {
            dropped.extend(at + 1..next);
        }
        wrap.continued = goes_on;
        if !goes_on {
            wrap.start = next;
        }
        at = next;
    }
    for (from, to) in soft {
        text.join(lines[from].words.end..lines[to].words.start);
    }
    for head in dropped {
        let (above, below) = (seen[head - 1], seen[head + 1]);
        text.join(lines[above].range.end..lines[seen[head]].range.end.min(lines[below].words.start));
    }
}

fn physical(text: &SourceText) -> Vec<Physical> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = start;
        while end < text.len() && text.flat[end] != '\n' {
            end += 1;
        }
        let crlf = text.raw.get(end) == Some(&'\r') && text.raw.get(end + 1) == Some(&'\n');
        let end = (end + if crlf { 2 } else { 1 }).min(text.len());
        lines.push(Physical { range: start..end, words: text.trim(start..end) });
        start = end;
    }
    lines
}

/// Whether a line is a row of a table: a name, a blank, and a number; or several cells, wide blanks or bars between.
fn is_row(line: &[char]) -> bool {
    let bars = line.iter().filter(|c| **c == '|').count();
    let wide = line.windows(3).filter(|three| three[0] != ' ' && three[1] == ' ' && three[2] == ' ').count();
    if bars >= 2 || wide >= 2 {
        return true;
    }
    let name = line.iter().take_while(|c| is_han(**c)).count();
    (2..=4).contains(&name)
        && line.get(name).is_some_and(|c| matches!(c, ' ' | '|' | ',' | ':'))
        && line[name..].iter().find(|c| !matches!(c, ' ' | '|' | ',' | ':')).is_some_and(char::is_ascii_digit)
}

struct Wrap<'a> {
    text: &'a SourceText,
    words: &'a NoticeWords,
    lines: &'a [Physical],
    /// The lines that are not blank.
    seen: &'a [usize],
    /// The first line of the present paragraph, among those.
    start: usize,
    /// Whether the line above was read on into this one.
    continued: bool,
    /// What lines look like together that were looked at before, from the first to the last.
    known: RefCell<HashMap<(usize, usize), Looks>>,
}

impl Wrap<'_> {
    fn line(&self, at: usize) -> &Physical {
        &self.lines[self.seen[at]]
    }

    fn flat(&self, at: usize) -> &[char] {
        &self.text.flat[self.line(at).words.clone()]
    }

    /// What lines look like together.
    fn look(&self, from: usize, to: usize) -> Looks {
        if let Some(known) = self.known.borrow().get(&(from, to)) {
            return *known;
        }
        let looks = self.look_anew(from, to);
        self.known.borrow_mut().insert((from, to), looks);
        looks
    }

    fn look_anew(&self, from: usize, to: usize) -> Looks {
        let plain: Vec<char> =
            (from..=to).flat_map(|at| self.flat(at)).copied().filter(|c| !is_blank(*c)).take(200).collect();
        looks(&plain, &plain, self.words)
    }

    /// How wide the column is in which a line stands, in characters; whether a second line ends exactly there. The blanks with which
    /// a line begins may count or not.
    fn column(&self, at: usize) -> Option<(usize, bool)> {
        let own = self.line(at).len();
        if !(NARROWEST..=WIDEST).contains(&own) {
            return None;
        }
        // So narrow a column is one only where most lines beside it are as narrow.
        if own < USUAL {
            let near = at.saturating_sub(NEAR)..(at + 1 + NEAR).min(self.seen.len());
            let (all, narrow) = near.fold((0, 0), |(all, narrow), other| {
                let length = self.line(other).len();
                (all + 1, narrow + usize::from(length <= own + 1 && length + 2 >= own))
            });
            if all < 6 || narrow * 4 < all * 3 {
                return None;
            }
        }
        let (mut widest, mut same, mut near) = (own, 0, 0);
        let mut look = |at: usize| -> bool {
            let length = self.line(at).len();
            if length > WIDEST {
                return false;
            }
            // What stands over a page is as wide as the page.
            if self.is_head(self.seen[at]) {
                return true;
            }
            widest = widest.max(length);
            same += usize::from(length == own);
            near += usize::from(length + SHORT >= own && length <= own + SHORT);
            true
        };
        for before in (at.saturating_sub(NEAR)..at).rev() {
            if !look(before) {
                break;
            }
        }
        for after in at + 1..(at + 1 + NEAR).min(self.seen.len()) {
            if !look(after) {
                break;
            }
        }
        Some((widest, same > 0 || near > 1))
    }

    /// Whether a line fills its column.
    fn is_full(&self, at: usize) -> bool {
        let width = |at: usize| {
            self.text.flat[self.line(at).words.clone()].iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
        };
        self.column(at).is_some_and(|(widest, _)| {
            let own = self.line(at).len();
            if own + SHORT >= widest {
                return true;
            }
            // A last line that runs on beyond the column, or a number over it, does not make the others short.
            let near = at.saturating_sub(NEAR)..(at + 1 + NEAR).min(self.seen.len());
            let peers = near.filter(|other| self.line(*other).len().abs_diff(own) <= 1).count();
            if peers >= 6 {
                return true;
            }
            // As the eye sees it, figures are half as wide.
            let most = (at.saturating_sub(NEAR)..(at + 1 + NEAR).min(self.seen.len()))
                .filter(|other| self.line(*other).len() <= WIDEST && !self.is_head(self.seen[*other]))
                .map(width)
                .max();
            most.is_some_and(|most| width(at) + 4 >= most)
        })
    }

    /// Whether a sentence ends with a line.
    fn is_ended(&self, at: usize) -> bool {
        self.flat(at).last().is_none_or(|c| ends_sentence(*c))
    }

    /// A page number or a running head under a line. Figures alone under a line that breaks off in figures go on with them.
    fn is_head_under(&self, above: usize, at: usize) -> bool {
        let here = self.flat(at);
        let figures = here.iter().all(char::is_ascii_digit);
        let broken = self.flat(above).last().is_some_and(|c| c.is_ascii_digit() || *c == '-') && self.is_full(above);
        self.is_head(self.seen[at]) && !(figures && broken)
    }

    /// A page number, or the running head of a page.
    fn is_head(&self, line: usize) -> bool {
        let range = self.lines[line].words.clone();
        if range.is_empty() || range.len() > 40 {
            return false;
        }
        let here = &self.text.flat[range];
        let number = here.len() <= 12
            && here.iter().any(char::is_ascii_digit)
            && here.iter().all(|c| {
                c.is_ascii_digit()
                    || is_blank(*c)
                    || matches!(c, '-' | '—' | '·' | '/' | '第' | '页' | '共' | '版' | 'A' | 'B' | 'C' | 'D')
            })
            && here.iter().filter(|c| c.is_ascii_digit()).count() <= 4;
        let paper = ["日报", "晚报", "时报", "早报", "晨报", "商报", "都市报", "法治报", "周刊", "周报"];
        let head = paper.iter().any(|word| find(here, word).is_some())
            && here.iter().any(char::is_ascii_digit)
            && !here.iter().any(|c| matches!(c, ',' | '。' | ':' | '、'))
            && ["星期", "版", "年"].iter().any(|word| find(here, word).is_some());
        number || head
    }

    /// Into how many further lines a name, an addressee or a date goes on that this line begins.
    fn name_goes_on(&self, at: usize) -> usize {
        let here = self.flat(at);
        let length = here.len();
        // What a column breaks is longer than a person's name; a sentence, a label or a number is none.
        let plain = (4..=40).contains(&length)
            && here.iter().all(|c| {
                is_han(*c)
                    || c.is_ascii_digit()
                    || matches!(c, '(' | ')' | '〔' | '〕' | '、' | '·' | ' ' | '.' | '-' | '/')
            })
            && !self.words.is_person(here)
            && self.words.tails.at_start(here, 0).is_none();
        if !plain || self.line(at).len() > WIDEST {
            return 0;
        }
        let own = self.look(at, at);
        // 院长(代签): who signs for an office, on a line of his own.
        let sealed = ["签)", "章)", "印)", "名)"].iter().any(|word| super::text::ends_with(here, word));
        let broken = own == Looks::Body || (own == Looks::Office && self.is_full(at));
        if !broken || sealed {
            return 0;
        }
        let dated = here.first().is_some_and(|c| c.is_ascii_digit() || matches!(c, '二' | '一'));
        let named = here.iter().filter(|c| is_han(**c)).count() >= 4 && !dated;
        for more in 1..PIECES {
            let last = at + more;
            if last >= self.seen.len() || self.seen[last] != self.seen[at] + more || self.line(last).len() > WIDEST {
                return 0;
            }
            let next = self.flat(last);
            let ended = next.last().is_some_and(|c| *c == ':');
            if next.iter().any(|c| matches!(c, '。' | ',' | ';')) {
                return 0;
            }
            let alone = self.look(last, last);
            if matches!(
                alone,
                Looks::Title | Looks::Case | Looks::Closing | Looks::Aside | Looks::Separator | Looks::Signer
            ) {
                return 0;
            }
            let together = self.look(at, last);
            let whole = match together {
                Looks::Addressee => own == Looks::Body && named && ended,
                // Two names that sign are two; half a name is none.
                Looks::Office => named && (own == Looks::Body || alone == Looks::Body),
                Looks::Date => dated && alone == Looks::Body,
                _ => false,
            };
            if whole {
                return more;
            }
            if ended {
                return 0;
            }
        }
        0
    }

    /// Whether a line is read on into the next.
    fn goes_on(&self, at: usize, next: usize, heads: usize, spaced: usize) -> bool {
        let long = self.line(at).len() > WIDEST;
        if self.is_ended(at) || self.line(at).len() < 2 {
            return false;
        }
        // A line that is wider than any column was broken for none, nor was what stands over it.
        let unbroken = !self.continued && self.line(next).len() > WIDEST;
        if heads == 0 && (long || unbroken || !self.is_full(at)) {
            return spaced == 0 && self.runs_on(at, next);
        }
        // 某某人民政府2026年5月11日, and what may stand under a signature.
        if last_date(self.flat(at)).is_some()
            && (self.flat(next).first() == Some(&'(') || self.words.tails.at_start(self.flat(next), 0).is_some())
        {
            return false;
        }
        // 某某公司 over 执行董事:某某, 联系:…, 某某(签字): who signs, and what stands under him.
        if !self.continued && self.look(at, at) == Looks::Office {
            let below = self.flat(next);
            let labelled = below.iter().take(9).position(|c| *c == ':').is_some_and(|colon| colon >= 2);
            let sealed = ["签)", "章)", "印)", "名)", "字)"].iter().any(|word| super::text::ends_with(below, word));
            let person = below.strip_suffix(&['律', '师'][..]).unwrap_or(below);
            let sealed = sealed || (person.len() <= 4 && self.words.is_person(person));
            if labelled || sealed || self.words.tails.at_start(below, 0).is_some() {
                return false;
            }
        }
        // 单位:… over 物品:…: the lines of a form.
        let label = |words: &[char]| {
            let length = words.iter().take(7).take_while(|c| is_han(**c)).count();
            (2..=6).contains(&length) && words.get(length) == Some(&':')
        };
        if !self.continued && label(self.flat(at)) && label(self.flat(next)) {
            return false;
        }
        // A number that was broken.
        let (here, below) = (self.flat(at), self.flat(next));
        // 3702****, ****1817: a masked number is one as well.
        let figures = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '*');
        // ****1817 begins with stars as an item of a list may.
        let stars = below.iter().take_while(|c| **c == '*').count();
        let masked = stars > 0 && below.get(stars).is_some_and(char::is_ascii_digit);
        if figures(here.last()) && figures(below.first()) && (numbered(below) == 0 || masked) && spaced == 0 {
            let run = below.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '*').count();
            let dated = self.look(next, next) == Looks::Date;
            if !dated && run <= 18 {
                return true;
            }
        }
        let crowd = self.column(at).is_some_and(|(_, crowd)| crowd);
        // A line broken for width once has a second half; where nothing else shows a column the looks of the two decide.
        if spaced > 0 && heads == 0 && !(crowd && self.is_full(next) && spaced == 1) {
            return false;
        }
        let below = self.flat(next);
        if numbered(below) > 0 && !below.first().is_some_and(char::is_ascii_digit) {
            return false;
        }
        let own = self.look(at, at);
        let alone = self.look(next, next);
        let open = !matches!(
            own,
            Looks::Title | Looks::Closing | Looks::Case | Looks::Date | Looks::Signer | Looks::Separator | Looks::Aside
        );
        let within =
            self.continued && crowd && !matches!(own, Looks::Date | Looks::Closing | Looks::Separator | Looks::Aside);
        if !(open || within) {
            return false;
        }
        if own == Looks::Addressee || matches!(alone, Looks::Separator | Looks::Aside) {
            return false;
        }
        // What was read together so far may be whole by now.
        if self.continued && matches!(self.look(self.start, at), Looks::Addressee | Looks::Date) {
            return false;
        }
        let after = (next + 1..self.seen.len()).next().filter(|after| self.seen[*after] == self.seen[next] + 1);
        let after = after.map(|after| self.look(after, after));
        let ends_here = after.is_none_or(|looks| {
            matches!(
                looks,
                Looks::Title | Looks::Office | Looks::Addressee | Looks::Case | Looks::Separator | Looks::Date
            )
        });
        match alone {
            // A date under a notice stands alone.
            Looks::Date if ends_here && self.line(next).len() >= 8 => return false,
            Looks::Closing | Looks::Signer => return false,
            Looks::Title | Looks::Case if own == Looks::Office => return false,
            Looks::Addressee if own == Looks::Office => return false,
            Looks::Office if matches!(after, Some(Looks::Date)) || after.is_none() => {
                let here = self.flat(at);
                let clause = here.iter().rposition(|c| matches!(c, ',' | ';')).map_or(0, |at| at + 1);
                if here[clause..].iter().any(|c| *c == ':' || c.is_ascii_digit()) || own == Looks::Office {
                    return false;
                }
            }
            _ => {}
        }
        // 童国庆 3301********1530 under another such: rows of a table.
        if is_row(here) && is_row(below) {
            return false;
        }
        // Two losses, each whole in its line.
        let void = |words: &[char]| find(words, "作废").is_some();
        let lost = |words: &[char]| ["遗失", "丢失", "被盗"].iter().any(|word| find(words, word).is_some());
        let (here, below) = (self.flat(at), self.flat(next));
        if void(here) && lost(below) && !starts_with(below, 0, "遗失") {
            return false;
        }
        // 电话:… under 联系人:…: lines of a list.
        let label = below.iter().take(9).position(|c| *c == ':').is_some_and(|colon| colon >= 2);
        if label && here.iter().take(9).any(|c| *c == ':') && !crowd {
            return false;
        }
        crowd || heads > 0 || alone == Looks::Body
    }

    /// Whether the break itself shows that the sentence goes on, whatever the lines measure: a number, a date or a bracket is broken by
    /// it, or running text ends without a mark.
    fn runs_on(&self, at: usize, next: usize) -> bool {
        let (here, below) = (self.flat(at), self.flat(next));
        if here.len() < 8 || below.len() < 2 || self.look(next, next) != Looks::Body {
            return false;
        }
        if self.look(at, at) != Looks::Body {
            return false;
        }
        let tail = &here[here.len().saturating_sub(30)..];
        let joined: Vec<char> = tail.iter().chain(below.iter().take(30)).copied().filter(|c| !is_blank(*c)).collect();
        let seam = tail.iter().filter(|c| !is_blank(**c)).count();
        let across = |range: Range<usize>| range.start < seam && seam < range.end;
        if docket::numbers(&joined).into_iter().any(across)
            || super::moments::dates(&joined).into_iter().any(|dated| across(dated.range))
        {
            return true;
        }
        let depth = here.iter().fold(0i32, |depth, c| match c {
            '(' | '《' | '〔' => depth + 1,
            ')' | '》' | '〕' => (depth - 1).max(0),
            _ => depth,
        });
        let closes = below.iter().take(30).any(|c| matches!(c, ')' | '》' | '〕'));
        if depth > 0 && closes {
            return true;
        }
        let label = |words: &[char]| words.iter().take(9).any(|c| *c == ':');
        let void = find(here, "作废").is_some();
        let last = here.last().copied().unwrap_or(' ');
        let open = is_han(last) || last.is_ascii_alphanumeric() || matches!(last, ',' | '、');
        let running = here.len() >= 16
            && here.iter().any(|c| matches!(c, ',' | '、' | '。'))
            && below.iter().any(|c| matches!(c, ',' | '。'));
        let tail = [&self.words.tails, &self.words.closings].iter().any(|list| list.at_start(below, 0).is_some());
        open && running && !void && !label(below) && !tail && numbered(below) == 0
    }

    /// Whether a head stands within a notice, between two of its paragraphs.
    fn is_within(&self, above: usize, below: usize) -> bool {
        let above = self.look(self.start.min(above), above);
        let below = (self.look(below, below), (below + 1 < self.seen.len()).then(|| self.look(below + 1, below + 1)));
        match (above, below) {
            (Looks::Case | Looks::Title, (Looks::Addressee | Looks::Case | Looks::Body, _)) => true,
            (Looks::Office | Looks::Closing, (Looks::Office | Looks::Body, Some(Looks::Date))) => true,
            (Looks::Closing, (Looks::Body, Some(Looks::Body | Looks::Office))) => true,
            (Looks::Office | Looks::Closing, (Looks::Date, _)) => true,
            (Looks::Body | Looks::Addressee, (below, _)) => {
                matches!(below, Looks::Body | Looks::Closing | Looks::Office | Looks::Date | Looks::Signer)
            }
            _ => false,
        }
    }
}
