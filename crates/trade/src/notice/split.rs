//! A page falls into its notices and into what is left aside between them; together the parts are the page.

use std::ops::Range;

use super::heads;
use super::kinds::NoticeKinds;
use super::lines::{PageLine, lines};
use super::looks::{Looks, is_head_of_table};
use super::speaker;
use super::text::{Dense, SourceText, find, is_blank, starts_with};
use super::words::NoticeWords;

/// A part of the page.
#[derive(Debug, Clone)]
pub(super) enum PagePart {
    /// A notice: its lines, and the title that stands over it and others.
    Notice { lines: Vec<PageLine>, heading: Option<Range<usize>> },
    /// What is no notice.
    Aside(Range<usize>),
}

/// A notice as it grows.
#[derive(Default)]
struct OpenNotice {
    lines: Vec<PageLine>,
    titled: bool,
    headed: bool,
    cased: bool,
    addressed: bool,
    body: bool,
    whole: bool,
    closed: bool,
    signed: bool,
    dated: bool,
}

impl OpenNotice {
    fn take(&mut self, line: PageLine) {
        match line.looks {
            Looks::Title => self.titled = true,
            Looks::Case => self.cased = true,
            Looks::Addressee => self.addressed = true,
            Looks::Date if self.body || self.titled => self.dated = true,
            Looks::Signer if self.body => self.signed = true,
            Looks::Office if self.body => self.signed = true,
            Looks::Office => self.headed = true,
            Looks::Closing => self.closed = true,
            Looks::Body => {
                self.body = true;
                self.whole |= line.whole;
                self.addressed |= line.begins;
            }
            _ => {}
        }
        self.lines.push(line);
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Nothing of a notice was seen, only running text.
    fn is_plain(&self) -> bool {
        !(self.titled
            || self.headed
            || self.cased
            || self.addressed
            || self.closed
            || self.signed
            || self.dated
            || self.whole)
    }

    fn is_ended(&self) -> bool {
        self.body && (self.dated || self.signed || self.closed)
    }
}

/// Cuts a page into notices and what is left aside between them.
pub(super) fn split(text: &SourceText, kinds: &NoticeKinds) -> Vec<PagePart> {
    let words = &kinds.words;
    let lines = lines(text, words);
    let mut blocks: Vec<PageBlock> = Vec::new();
    let mut open = OpenNotice::default();
    let mut gap = false;
    let mut blank: Vec<PageLine> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match line.looks {
            Looks::Blank => {
                gap = true;
                blank.push(line.clone());
                continue;
            }
            Looks::Separator | Looks::Aside if !(line.looks == Looks::Aside && belongs(&open, gap, text, line)) => {
                close(&mut open, &mut blocks);
                let from = match (blocks.last_mut(), blank.last()) {
                    (Some(block), Some(last)) => {
                        block.extend(last.range.end);
                        line.range.start
                    }
                    _ => blank.first().map_or(line.range.start, |first| first.range.start),
                };
                blocks.push(PageBlock::Aside(from..line.range.end));
                blank.clear();
                gap = true;
                continue;
            }
            _ => {}
        }
        if !open.is_empty() && begins(&open, line, gap, &lines[i + 1..], text, words) {
            close(&mut open, &mut blocks);
        }
        for line in blank.drain(..) {
            // Blanks belong to what stands above them, and at the head of the page to what follows.
            match blocks.last_mut() {
                _ if !open.is_empty() => open.lines.push(line),
                Some(block) => block.extend(line.range.end),
                None => open.lines.push(line),
            }
        }
        open.take(line.clone());
        gap = false;
    }
    close(&mut open, &mut blocks);
    if let Some(last) = blank.last() {
        match blocks.last_mut() {
            Some(block) => block.extend(last.range.end),
            None => blocks.push(PageBlock::Aside(0..last.range.end)),
        }
    }
    judge(blocks, text, kinds)
}

/// A hotline right under the words of a notice is the notice's own.
fn belongs(open: &OpenNotice, gap: bool, text: &SourceText, line: &PageLine) -> bool {
    let flat = &text.flat[line.words.clone()];
    let paper = ["元/", "登报", "刊登", "广告", "责编", "责任编辑", "版"].iter().any(|word| find(flat, word).is_some());
    open.body && !gap && !open.is_plain() && !paper
}

/// Whether a new notice begins with this line.
fn begins(
    open: &OpenNotice,
    line: &PageLine,
    gap: bool,
    below: &[PageLine],
    text: &SourceText,
    words: &NoticeWords,
) -> bool {
    let flat = &text.flat[line.words.clone()];
    match line.looks {
        Looks::Title => open.body || open.dated || open.addressed || (gap && open.titled && !open.headed),
        // A number under the words and above who signs is the notice's own.
        Looks::Case => {
            let mut next = below.iter().map(|line| line.looks).filter(|looks| *looks != Looks::Blank);
            let foot = matches!(next.next(), Some(Looks::Office)) && matches!(next.next(), Some(Looks::Date) | None);
            open.dated || (open.body && (gap || open.signed || !foot))
        }
        // 债务人:某某 in the midst of a notice is one of its items.
        Looks::Addressee if open.body && flat.last() != Some(&':') && flat.first() != Some(&'致') => open.dated,
        Looks::Addressee => open.body || open.dated || (gap && open.addressed),
        Looks::Office => {
            let next = below.iter().find(|line| line.looks != Looks::Blank).map(|line| line.looks);
            let heads = matches!(next, Some(Looks::Title | Looks::Case));
            let spaced = below.first().is_some_and(|line| line.looks == Looks::Blank);
            if open.is_plain() && open.body {
                // Running text is not signed.
                return heads || gap;
            }
            // 某某公证处 over a paragraph, behind an empty line: the head of another notice. Who signs stands over a date or over nothing.
            let under = below.first().is_some_and(|line| {
                let flat = &text.flat[line.words.clone()];
                let tail = words.tails.at_start(flat, 0).is_some();
                matches!(line.looks, Looks::Body | Looks::Addressee) && !tail && flat.len() > 16
            });
            if gap && open.body && under {
                return true;
            }
            // The name under the date, at the end of all.
            if open.dated && !open.signed && below.first().is_none_or(|line| line.looks == Looks::Blank) {
                return false;
            }
            open.dated || (open.body && heads && (gap || open.signed || !spaced && open.whole))
        }
        Looks::Date => open.dated && open.body,
        Looks::Closing => open.body && (open.dated || (open.closed && gap)),
        Looks::Signer => (open.dated && (gap || open.signed)) || (open.signed && gap),
        Looks::Body => {
            let tail = words.tails.at_start(flat, 0).is_some();
            // 寿金根(签字), 执行董事:毕建业 between who signs and the date: one who signs as well.
            let plain = flat.len() <= 20 && !flat.iter().any(|c| matches!(c, '。' | ',' | ';'));
            let dated = below.first().is_some_and(|line| line.looks == Looks::Date);
            if open.signed && !open.dated && !gap && plain && dated {
                return false;
            }
            if open.dated || (open.signed && open.body) {
                return !(tail && (!gap || flat.len() <= 60));
            }
            if line.begins && open.body {
                return true;
            }
            // 某某人民法院原告…, 某某法院(2026)…号 behind an empty line: an authority speaks anew.
            if gap && open.body && heads::authority(flat, words).is_some() {
                return true;
            }
            if open.whole && (line.whole || gap) {
                return !tail;
            }
            if open.closed && open.body {
                let short = flat.len() <= 30 && !flat.contains(&'。');
                return !tail && !short;
            }
            // Each paragraph of running text stands for itself.
            gap && open.body && (open.is_plain() || (line.whole && !tail))
        }
        Looks::Blank | Looks::Separator | Looks::Aside => false,
    }
}

fn close(open: &mut OpenNotice, blocks: &mut Vec<PageBlock>) {
    let open = std::mem::take(open);
    if !open.is_empty() {
        blocks.push(PageBlock::Lines(open));
    }
}

/// Lines that stand together, before it is decided whether they are a notice.
enum PageBlock {
    Lines(OpenNotice),
    Aside(Range<usize>),
}

impl PageBlock {
    fn extend(&mut self, end: usize) {
        match self {
            PageBlock::Lines(open) => {
                if let Some(last) = open.lines.last_mut() {
                    last.range.end = end;
                }
            }
            PageBlock::Aside(range) => range.end = end,
        }
    }
}

/// Which blocks are notices.
fn judge(blocks: Vec<PageBlock>, text: &SourceText, kinds: &NoticeKinds) -> Vec<PagePart> {
    let alone = blocks.iter().filter(|block| matches!(block, PageBlock::Lines(_))).count() == 1;
    let mut parts: Vec<PagePart> = Vec::new();
    let mut heading: Option<Range<usize>> = None;
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let open = match block {
            PageBlock::Aside(range) => {
                // The heads of a table stand under its title.
                if !open_heads(text, &range, kinds.words) {
                    heading = None;
                }
                aside(&mut parts, range);
                continue;
            }
            PageBlock::Lines(open) => open,
        };
        let range = whole_range(&open.lines);
        let title_only = open.titled && !open.body && !open.addressed && !open.dated;
        if title_only {
            // A title over several notices, or over none: it stands aside, and what follows may be known by it.
            heading = Some(words_of(&open.lines));
            aside(&mut parts, range);
            continue;
        }
        // A title over the first of several whole notices is the title of all of them.
        let (open, over) = lift(open, blocks.peek());
        if let Some(title) = over {
            heading = Some(words_of(&title));
            aside(&mut parts, whole_range(&title));
        }
        if is_notice(&open, heading.clone(), alone, text, kinds) {
            let own = open.titled;
            if own {
                heading = None;
            }
            parts.push(PagePart::Notice { lines: open.lines, heading: heading.clone().filter(|_| !own) });
        } else {
            aside(&mut parts, whole_range(&open.lines));
        }
    }
    parts
}

/// Whether a part that is none of a notice's is the heads of a table.
fn open_heads(text: &SourceText, range: &Range<usize>, words: &NoticeWords) -> bool {
    let inside = text.trim(range.clone());
    let here = &text.flat[inside];
    is_head_of_table(here) && !words.aside.within(here)
}

/// Takes the title off the first of several notices that are each whole in one line.
fn lift(mut open: OpenNotice, next: Option<&PageBlock>) -> (OpenNotice, Option<Vec<PageLine>>) {
    let follows =
        matches!(next, Some(PageBlock::Lines(next)) if next.whole && !next.titled && !next.signed && !next.dated);
    let seen: Vec<Looks> = open.lines.iter().map(|line| line.looks).filter(|looks| *looks != Looks::Blank).collect();
    if !(follows && open.whole && matches!(seen[..], [Looks::Title, Looks::Body])) {
        return (open, None);
    }
    let at = open.lines.iter().position(|line| line.looks == Looks::Body).unwrap_or(0);
    let rest = open.lines.split_off(at);
    let title = std::mem::replace(&mut open.lines, rest);
    open.titled = false;
    (open, Some(title))
}

fn is_notice(
    open: &OpenNotice,
    heading: Option<Range<usize>>,
    alone: bool,
    text: &SourceText,
    kinds: &NoticeKinds,
) -> bool {
    if !(open.body || (open.addressed && open.signed)) {
        return false;
    }
    let form = (open.titled && open.body)
        || (open.addressed && open.is_ended())
        || (open.closed && open.body)
        || (open.dated && open.signed && open.body)
        || (open.cased && open.body);
    if form || open.whole {
        return true;
    }
    let (_, dense) = seen(&open.lines, None, text);
    // 未登记者 is no 记者.
    let journalist = (0..dense.chars.len()).any(|at| {
        starts_with(&dense.chars, at, "记者") && at.checked_sub(1).is_none_or(|before| dense.chars[before] != '登')
    });
    let reported = journalist || ["本报讯", "通讯员"].iter().any(|word| find(&dense.chars, word).is_some());
    // What stands over others makes a notice of nothing that tells of no thing.
    let heading = heading.filter(|_| kinds.words.things.within(&dense.chars));
    let (title, dense) = seen(&open.lines, heading, text);
    let speaker = speaker::of(&open.lines, text, &dense, kinds.words);
    let ranked = kinds.recognise(&title, &dense, speaker).map_or(0, |(_, rank)| rank);
    let sentence = dense.chars.iter().any(|c| matches!(c, '。' | ','));
    if reported {
        return false;
    }
    if ranked >= 60 && sentence {
        return true;
    }
    // 某某公证处 over its words, 某某人民法院原告…诉…: an authority stands at the head and speaks.
    let first = open.lines.iter().find(|line| line.looks != Looks::Blank);
    let spoken = first.is_some_and(|line| {
        let plain: Vec<char> =
            text.flat[line.words.clone()].iter().copied().filter(|c| !is_blank(*c)).take(60).collect();
        match line.looks {
            Looks::Office => kinds.words.authorities.at_end(&plain),
            _ => heads::authority(&plain, kinds.words).is_some(),
        }
    });
    if spoken && sentence && dense.len() >= 30 {
        return true;
    }
    // A text that stands alone and speaks in sentences is an ad that somebody brings; a page's running text is not.
    alone && dense.chars.contains(&'。') && dense.len() >= 12
}

/// The title and the words by which the kind of a notice is told.
pub(super) fn seen(lines: &[PageLine], heading: Option<Range<usize>>, text: &SourceText) -> (Vec<char>, Dense) {
    let mut title = Dense::default();
    if let Some(heading) = heading {
        title.take(text, heading);
    }
    let mut dense = Dense::default();
    for line in lines {
        match line.looks {
            Looks::Title | Looks::Office if dense.chars.iter().filter(|c| **c == '\n').count() < 3 => {
                title.take(text, line.words.clone());
                title.end_paragraph();
            }
            Looks::Body if line.begins => {
                let shown = line.words.start..line.words.end.min(line.words.start + 24);
                title.take(text, shown);
                title.end_paragraph();
            }
            _ => {}
        }
        dense.take(text, line.words.clone());
        if line.looks != Looks::Blank {
            dense.end_paragraph();
        }
    }
    (title.chars, dense)
}

fn whole_range(lines: &[PageLine]) -> Range<usize> {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
}

fn words_of(lines: &[PageLine]) -> Range<usize> {
    let mut seen = lines.iter().filter(|line| line.looks != Looks::Blank);
    let first = seen.next().map_or(0..0, |line| line.words.clone());
    first.start..seen.next_back().map_or(first.end, |line| line.words.end)
}

fn aside(parts: &mut Vec<PagePart>, range: Range<usize>) {
    match parts.last_mut() {
        Some(PagePart::Aside(last)) => last.end = range.end,
        _ => parts.push(PagePart::Aside(range)),
    }
}
