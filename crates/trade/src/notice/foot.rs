//! The foot of a notice: what stands below its words, or behind their last sentence, part by part and in whatever order: who signs, the
//! date, telephones, whom to call.

use std::ops::Range;

use super::contacts;
use super::lines::PageLine;
use super::looks::Looks;
use super::moments::{self, WrittenDate};
use super::text::{Dense, ends_with, find, is_han, starts_with};
use super::words::NoticeWords;

/// No foot that stands in one line is longer, in characters.
const LONGEST: usize = 120;

/// What a foot says, as places among the words without blanks.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// Offices that stand in it, in order.
    pub(super) offices: Vec<Range<usize>>,
    /// A person's name right before or right behind the date.
    pub(super) person: Option<Range<usize>>,
    /// The last date, and where it begins.
    pub(super) date: Option<(usize, WrittenDate)>,
}

/// The foot of a notice; `None` where nothing stands behind its last sentence.
pub(super) fn of(lines: &[PageLine], dense: &Dense, words: &NoticeWords) -> Option<Foot> {
    let seen: Vec<&PageLine> = lines.iter().filter(|line| line.looks != Looks::Blank).collect();
    let place = |line: &PageLine| dense.find(line.words.start)..dense.find(line.words.end);
    // Below the last line with an end of a sentence; that line itself from its last end on.
    let ends = |line: &&PageLine| {
        matches!(line.looks, Looks::Body | Looks::Closing)
            && dense.chars[place(line)].iter().any(|c| matches!(c, '。' | '!'))
    };
    let last = seen.iter().rposition(ends);
    let start = match last {
        Some(at) => {
            let own = place(seen[at]);
            own.start + dense.chars[own.clone()].iter().rposition(|c| matches!(c, '。' | '!'))? + 1
        }
        None if seen.len() == 1 => {
            // …遗失作废 某某公司: behind the words that close a loss, a blank between.
            let own = place(seen[0]);
            let here = &dense.chars[own.clone()];
            let closed =
                ["作废", "声明"].iter().filter_map(|word| super::periods::last(here, word)).max()? + own.start + 2;
            if !dense.is_apart(closed) {
                return None;
            }
            closed
        }
        None => place(seen.get(1)?).start,
    };
    let below = &seen[last.map_or(1, |at| at + 1)..];
    if below.iter().any(|line| matches!(line.looks, Looks::Title | Looks::Case | Looks::Addressee)) {
        return None;
    }
    let end = place(seen.last()?).end;
    // What is longer holds running text: only its last paragraph is looked at.
    let start = if end > start + LONGEST { place(seen.last()?).start.max(start) } else { start };
    (start < end && end - start <= LONGEST).then(|| read(dense, start..end, words))
}

fn read(dense: &Dense, range: Range<usize>, words: &NoticeWords) -> Foot {
    let chars = &dense.chars;
    let phones: Vec<Range<usize>> = contacts::phones(&chars[range.clone()], &|at| dense.is_apart(at + range.start))
        .into_iter()
        .map(|(phone, _)| phone.start + range.start..phone.end + range.start)
        .collect();
    let mut foot = Foot::default();
    let mut parts: Vec<FootPart> = Vec::new();
    let mut from = range.start;
    let mut at = range.start;
    while at < range.end {
        if let Some(phone) = phones.iter().find(|phone| phone.start == at) {
            parts.push(FootPart::Words(from..at));
            parts.push(FootPart::Phone);
            at = phone.end;
            from = at;
            continue;
        }
        // 2026.05.09 0372-3198502: as far as the blank goes.
        let until = dense.next_gap(at).filter(|gap| (8..=11).contains(&(gap - at)) && *gap <= range.end);
        let figured = until.and_then(|gap| moments::date(&chars[..gap], at).filter(|dated| dated.range.end == gap));
        let dated = figured.or_else(|| moments::date(chars, at)).or_else(|| {
            // Right behind a telephone, the blank between being none of the words.
            let behind = at == from && at > range.start && dense.is_apart(at);
            let mut dated = behind.then(|| moments::date(&chars[at..], 0)).flatten()?;
            dated.range = dated.range.start + at..dated.range.end + at;
            Some(dated)
        });
        let dated = dated.filter(|dated| dated.year.is_some() && dated.range.end <= range.end);
        let figures = at > from && chars[at - 1].is_ascii_digit();
        if let Some(dated) = dated.filter(|_| !figures) {
            parts.push(FootPart::Words(from..at));
            at = moments::weekday(chars, dated.range.end).map_or(dated.range.end, |(_, day)| day.end);
            parts.push(FootPart::Date(dated));
            from = at;
            continue;
        }
        let close = if chars[at] == '(' { chars[at..range.end].iter().take(24).position(|c| *c == ')') } else { None };
        if let Some(close) = close {
            let inside = &chars[at + 1..at + close];
            let remark = inside.iter().any(char::is_ascii_digit)
                || ["章", "印", "签", "联系", "电话", "地址"].iter().any(|word| find(inside, word).is_some());
            if remark {
                parts.push(FootPart::Words(from..at));
                from = at + close + 1;
            }
            at += close + 1;
            continue;
        }
        let mark = matches!(chars[at], '\n' | ',' | ';' | '。' | '!' | '|' | '/' | '、' | ')' | '(');
        if mark || (at > from && dense.is_apart(at)) {
            parts.push(FootPart::Words(from..at));
            from = at + usize::from(mark);
        }
        at += 1;
    }
    parts.push(FootPart::Words(from..range.end));
    parts.retain(|part| !matches!(part, FootPart::Words(range) if range.is_empty()));
    for (i, part) in parts.iter().enumerate() {
        match part {
            FootPart::Words(range) => {
                let Some(own) = name_of(chars, range.clone()) else { continue };
                let here = &chars[own.clone()];
                let shop = here.len() >= 4 && words.shops.at_end(here) && !words.may_be_clause(here);
                if words.is_office(here) || words.is_department(here) || shop {
                    foot.offices.push(own);
                } else if here.len() <= 4
                    && words.is_person(here)
                    && !is_called(chars, i.checked_sub(1).and_then(|at| parts.get(at)))
                {
                    let dated = |at: Option<usize>| {
                        at.and_then(|at| parts.get(at)).is_some_and(|part| matches!(part, FootPart::Date(_)))
                    };
                    if dated(i.checked_add(1)) || dated(i.checked_sub(1)) {
                        foot.person = foot.person.or(Some(own));
                    }
                }
            }
            FootPart::Date(dated) => {
                // 截止2026年6月1日: a day until which something lasts.
                let before = i.checked_sub(1).and_then(|at| parts.get(at));
                let own = !matches!(before, Some(FootPart::Words(range)) if is_of_other_day(&chars[range.clone()]));
                if own {
                    foot.date = Some((dated.range.start, dated.clone()));
                }
            }
            FootPart::Phone => {}
        }
    }
    foot
}

/// Whether what stands before a person's name says that he is to be called, or judged: 审判员, a telephone.
fn is_called(chars: &[char], before: Option<&FootPart>) -> bool {
    match before {
        Some(FootPart::Phone) => true,
        Some(FootPart::Words(range)) => {
            let here = &chars[range.clone()];
            ["员", "长", "法官", "人", "电话", "负责"].iter().any(|word| ends_with(here, word)) && here.len() <= 6
        }
        _ => false,
    }
}

/// A part of a foot.
enum FootPart {
    Words(Range<usize>),
    Date(WrittenDate),
    Phone,
}

/// The words before a date that is none of the notice's own.
fn is_of_other_day(before: &[char]) -> bool {
    ["截止", "截至", "至", "到", "于", "自", "期限", "有效期", "时间:", "开庭", "出生", "前"]
        .iter()
        .any(|word| ends_with(before, word) || (word.chars().count() > 1 && find(before, word).is_some()))
}

/// The name in a part of a foot, without the label of one who signs. What another label announces is none.
fn name_of(chars: &[char], mut range: Range<usize>) -> Option<Range<usize>> {
    let here = &chars[range.clone()];
    const OTHERS: [&str; 24] = [
        "联系",
        "电话",
        "地址",
        "手机",
        "传真",
        "邮",
        "特此",
        "承办",
        "经办",
        "书记员",
        "审判",
        "法官",
        "负责人",
        "监督",
        "咨询",
        "举报",
        "热线",
        "网址",
        "微信",
        "附",
        "注",
        "账",
        "开户",
        "抄送",
    ];
    if OTHERS.iter().any(|word| starts_with(here, 0, word)) {
        return None;
    }
    // 某某镇人民政府电话0951-…
    for label in ["联系电话", "咨询电话", "电话"] {
        if ends_with(here, label) && here.len() > label.chars().count() + 3 {
            return name_of(chars, range.start..range.end - label.chars().count());
        }
    }
    if let Some(colon) = here.iter().position(|c| *c == ':') {
        let called = ["执业", "发证", "签发", "出具", "联系", "负责", "经办", "承办", "电话", "组长"]
            .iter()
            .any(|word| find(&here[..colon], word).is_some());
        let signs = colon > 0 && matches!(here[colon - 1], '人' | '位' | '方' | '者' | '构' | '关');
        if called || !signs {
            return None;
        }
        range.start += colon + 1;
    }
    let sound = chars[range.clone()].iter().all(|c| is_han(*c) || matches!(c, '(' | ')' | '·' | '"' | '“' | '”'));
    (sound && range.len() >= 2).then_some(range)
}
