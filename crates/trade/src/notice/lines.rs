//! The lines of a page and what each looks like: the ground on which it falls into notices.
//!
//! A physical line in which several notices run on is cut into several lines here.

use std::ops::Range;

use super::case;
use super::moments;
use super::text::{Text, ends_with, find, is_blank, is_han, starts_with};
use super::words::Words;

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Nothing to see.
    Blank,
    /// ———, ***: between two notices.
    Separator,
    /// 遗失声明, 公 告.
    Title,
    /// The name of a company, a court or an office alone.
    Office,
    /// A case number alone.
    Case,
    /// 某某:
    Addressee,
    /// A date, alone or behind the name that signs.
    Date,
    /// 声明人:某某.
    Signer,
    /// 特此公告.
    Closing,
    /// The paper's own: a price, a hotline, a running head.
    Aside,
    /// Anything else.
    Body,
}

/// A line, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Line {
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
pub(super) fn lines(text: &Text, words: &Words) -> Vec<Line> {
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
fn cut(text: &Text, line: Range<usize>, words: &Words, lines: &mut Vec<Line>) {
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
fn begins_within(text: &Text, from: usize, at: usize, end: usize, words: &Words, seen: &mut Unsaid) -> Option<usize> {
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

/// Whether what follows a colon speaks to the one named before it.
fn addresses(flat: &[char], at: usize) -> bool {
    const WORDS: [&str; 38] = [
        "本人",
        "我会",
        "本所",
        "本大队",
        "本院",
        "本委",
        "我院",
        "我委",
        "本会",
        "本局",
        "我局",
        "你",
        "您",
        "贵",
        "原告",
        "申请人",
        "申请执行人",
        "上诉人",
        "关于",
        "经查",
        "因",
        "我公司",
        "我单位",
        "我司",
        "本公司",
        "本单位",
        "本机关",
        "鉴于",
        "兹",
        "反诉",
        "再审",
        "根据",
        "依据",
        "依照",
        "现",
        "由于",
        "案外人",
        "上列",
    ];
    let at = at + flat[at.min(flat.len())..].iter().take(3).take_while(|c| **c == ' ').count();
    WORDS.iter().any(|word| starts_with(flat, at, word))
}

/// 甲法院乙公司:本院受理…: behind the last blank or authority before the colon begins the one addressed.
fn behind_signer(text: &Text, start: usize, colon: usize, words: &Words) -> usize {
    let flat = &text.flat;
    let mut best = start;
    for at in start..colon {
        if let Some(word) = Words::at_start(&words.authorities, flat, at) {
            let after = at + word.chars().count();
            if after < colon
                && after - start >= 4
                && (word.ends_with("法院") || word.ends_with("委员会") || word.ends_with("仲裁院"))
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
pub(super) fn titled(line: &[char], words: &Words) -> Option<usize> {
    let open = usize::from(matches!(line.first(), Some('【' | '〔' | '《' | '"' | '“')));
    let shown = line.len().min(22);
    for end in open + 2..=shown {
        let title = &line[open..end];
        if title.iter().any(|c| matches!(c, ',' | '。' | ':' | '(')) {
            return None;
        }
        let after = line.get(end);
        // 我公司郑重声明: is a sentence that begins, and no title.
        if matches!(title[0], '我' | '本' | '现' | '特' | '此' | '经' | '兹' | '故' | '并') || title.contains(&'我')
        {
            return None;
        }
        let closed = open == 1 && matches!(after, Some('】' | '〕' | '》' | '"' | '”'));
        let marked = matches!(after, Some(':' | ' ' | '|' | '—')) && line.len() > end + 4;
        if (closed || (open == 0 && marked)) && Words::at_end(&words.titles, &dense(title)) {
            return Some(end + 1);
        }
    }
    None
}

fn dense(line: &[char]) -> Vec<char> {
    line.iter().copied().filter(|c| !is_blank(*c)).collect()
}

/// What a line looks like.
fn look(text: &Text, range: Range<usize>, words: &Words) -> Line {
    let inside = text.trim(range.clone());
    let flat = &text.flat[inside.clone()];
    // What a line looks like is seen in its first part and its last: a line without end costs no more than a long one.
    let start = numbered(flat);
    let plain = dense(&flat[start.min(flat.len())..flat.len().min(start + 240)]);
    let looks = looks(flat, &plain, words);
    let whole = looks == Looks::Body && is_whole(flat);
    let bullet = flat.first().is_some_and(|c| BULLETS.contains(*c));
    let head = &flat[start.min(flat.len())..flat.len().min(start + 120)];
    let begins =
        looks == Looks::Body && (bullet || titled(head, words).is_some() || inline_addressee(head, words).is_some());
    Line { range, words: inside, looks, begins, whole }
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

pub(super) fn looks(flat: &[char], plain: &[char], words: &Words) -> Looks {
    if plain.is_empty() {
        // A number alone is none of a notice's lines.
        return if flat.is_empty() { Looks::Blank } else { Looks::Separator };
    }
    if plain.iter().all(|c| {
        matches!(
            c,
            '-' | '—'
                | '―'
                | '─'
                | '━'
                | '='
                | '*'
                | '_'
                | '~'
                | '·'
                | '.'
                | '…'
                | '#'
                | '+'
                | '☆'
                | '★'
                | '●'
                | '◆'
                | '■'
        )
    }) {
        // Low lines are a blank to be filled in where there are few of them.
        return if plain.iter().all(|c| *c == '_') && plain.len() < 8 { Looks::Body } else { Looks::Separator };
    }
    if is_head_of_table(flat) {
        return Looks::Aside;
    }
    let length = plain.len();
    let sentence = plain.iter().any(|c| matches!(c, '。' | ';' | ','));
    if is_aside(plain, words) {
        return Looks::Aside;
    }
    if length <= 24
        && words.closings.iter().any(|word| {
            // 本公告之日起45日内: a sentence that was broken there.
            let more = if matches!(word.chars().next(), Some('本' | '此')) { 1 } else { 6 };
            starts_with(plain, 0, word) && length <= word.chars().count() + more
        })
        && !plain[..length - 1].contains(&'。')
        && length <= 14
    {
        return Looks::Closing;
    }
    if length <= 45 && is_case(plain) {
        return Looks::Case;
    }
    if length <= 60 && is_signed_date(plain, words) {
        return Looks::Date;
    }
    if is_addressee(plain, words) {
        return Looks::Addressee;
    }
    if !sentence && length <= 48 && is_title(plain, words) {
        return Looks::Title;
    }
    let signs = [
        "声明人",
        "公告人",
        "启事人",
        "登报人",
        "致歉人",
        "遗失人",
        "通知人",
        "告知人",
        "特此声明人",
        "启事",
        "道歉人",
        "声明者",
        "转让方",
        "转让人",
        "通知单位",
        "告知单位",
        "声明单位",
        "公告单位",
    ];
    if length <= 50
        && !plain.contains(&'。')
        && signs.iter().any(|word| starts_with(plain, 0, word) && plain.get(word.chars().count()) == Some(&':'))
    {
        return Looks::Signer;
    }
    let parts = ["泣告", "泣启", "叩启", "敬启", "谨启", "敬告", "哀告", "泣叩", "叩首"];
    if !sentence && length <= 40 && parts.iter().any(|word| ends_with(plain, word)) {
        return Looks::Signer;
    }
    let sealed = plain
        .strip_suffix(&['(', '盖', '章', ')'][..])
        .or_else(|| plain.strip_suffix(&['(', '公', '章', ')'][..]))
        .unwrap_or(plain);
    if !sentence && length <= 50 && (words.is_office(sealed) || all_offices(sealed, words)) {
        return Looks::Office;
    }
    Looks::Body
}

/// 序号 遗失人 内容: the heads of a table, which are none of its values.
pub(super) fn is_head_of_table(flat: &[char]) -> bool {
    const HEADS: [&str; 44] = [
        "序号",
        "编号",
        "姓名",
        "名称",
        "遗失人",
        "失主",
        "声明人",
        "内容",
        "遗失内容",
        "证件名称",
        "证件号码",
        "证号",
        "号码",
        "备注",
        "案号",
        "当事人",
        "被告",
        "原告",
        "案由",
        "单位名称",
        "单位",
        "公司名称",
        "金额",
        "日期",
        "时间",
        "地址",
        "电话",
        "联系电话",
        "联系人",
        "遗失物品",
        "物品",
        "类别",
        "统一社会信用代码",
        "注册号",
        "数量",
        "文书名称",
        "文书号",
        "文号",
        "开庭时间",
        "开庭地点",
        "身份证号",
        "身份证号码",
        "证件类型",
        "事项",
    ];
    let text: String = flat.iter().take(120).collect();
    let cells: Vec<&str> = text.split([' ', '|']).filter(|cell| !cell.is_empty()).collect();
    flat.len() <= 100 && cells.len() >= 2 && cells.iter().all(|cell| HEADS.contains(cell))
}

/// 甲公司、乙公司; 甲法院乙法庭.
fn all_offices(plain: &[char], words: &Words) -> bool {
    let mut parts = plain.split(|c| matches!(c, '、' | '/' | '|')).peekable();
    parts.peek().is_some() && plain.contains(&'、') && parts.all(|part| words.is_office(part))
}

fn is_aside(plain: &[char], words: &Words) -> bool {
    let sentence = plain.contains(&'。');
    let long = plain.len() > 70 || (sentence && plain.len() > 30);
    if long {
        return false;
    }
    let loss = ["遗失", "作废", "本院", "本委", "债权"].iter().any(|word| find(plain, word).is_some());
    if loss {
        return false;
    }
    let dated_head =
        find(plain, "星期").is_some() && !sentence && moments::dates(plain).len() == 1 && find(plain, "时").is_none();
    let page = plain.len() <= 6
        && plain.iter().any(char::is_ascii_digit)
        && plain.iter().all(|c| c.is_ascii_digit() || matches!(c, 'A' | 'B' | 'C' | 'D' | '版' | '第' | '页'));
    let word = words.aside.iter().any(|word| word != "星期" && find(plain, word).is_some());
    dated_head || page || word
}

fn is_case(plain: &[char]) -> bool {
    let at = ["案号:", "编号:", "文号:", "案号"]
        .iter()
        .find(|word| starts_with(plain, 0, word))
        .map_or(0, |word| word.chars().count());
    let open = usize::from(plain.get(at) == Some(&'('));
    let numbers = case::numbers(&plain[at..]);
    let inner = open == 1 && plain.last() == Some(&')') && numbers.first().is_none_or(|range| range.start != 0);
    let length = plain.len() - at - if inner { 1 } else { 0 };
    numbers.first().is_some_and(|first| first.start == usize::from(inner))
        && numbers.last().is_some_and(|last| last.end == length)
}

/// A date alone, or a date behind the name of who signs.
fn is_signed_date(plain: &[char], words: &Words) -> bool {
    let Some((at, _)) = last_date(plain) else { return is_open_date(plain) };
    let before = &plain[..at];
    let label = ["日期:", "公告日期:", "公告时间:", "时间:", "发布日期:", "(", "刊登日期:"]
        .iter()
        .any(|word| starts_with(before, 0, word) && before.len() == word.chars().count());
    let name = before.strip_suffix(&['(', '盖', '章', ')'][..]).unwrap_or(before);
    before.is_empty()
        || label
        || (!before.contains(&'。')
            && !before.contains(&',')
            && (words.is_office(name) || all_offices(name, words) || words.is_person(name)))
}

/// A date that was left open or mistyped: `2026年 月 日`, `2026年×月××日`, `2O26年3月2日`.
fn is_open_date(plain: &[char]) -> bool {
    let units = ['年', '月', '日'].iter().all(|unit| plain.contains(unit));
    let filler = |c: &char| super::numerals::is_numeral(*c) || "年月日号曰元XxOoIl×_*○某-.()".contains(*c);
    units && plain.len() <= 16 && plain.iter().all(filler)
}

/// The date at the end of a line and where it begins; a weekday or a bracket may follow it.
pub(super) fn last_date(plain: &[char]) -> Option<(usize, moments::Dated)> {
    let from = plain.len().saturating_sub(24);
    let shown = &plain[from..];
    let dated = moments::dates(shown).pop()?;
    let mut end = dated.range.end;
    if let Some((_, range)) = moments::weekday(shown, end) {
        end = range.end;
    }
    let rest = &shown[end..];
    (dated.year.is_some() && rest.iter().all(|c| matches!(c, ')' | '。' | '.' | '\n')))
        .then_some((from + dated.range.start, dated))
}

fn is_title(plain: &[char], words: &Words) -> bool {
    let inside: Vec<char> = plain
        .iter()
        .copied()
        .filter(|c| {
            !matches!(
                c,
                '【' | '】'
                    | '《'
                    | '》'
                    | '〔'
                    | '〕'
                    | '"'
                    | '“'
                    | '”'
                    | '■'
                    | '●'
                    | '◆'
                    | '*'
                    | '-'
                    | '—'
                    | '='
                    | '★'
                    | '◎'
                    | '☆'
                    | '※'
                    | '▲'
                    | '>'
                    | '<'
                    | '「'
                    | '」'
                    | '·'
                    | '!'
            )
        })
        .collect();
    // 某某人民法院公告 (2025)…号: the case number stands beside the title.
    let number =
        case::numbers(&inside).last().filter(|last| last.end == inside.len() && last.start > 3).map(|last| last.start);
    let inside = &inside[..number.unwrap_or(inside.len())];
    let bracket = super::words::without_brackets(inside);
    let counted = bracket.strip_suffix(&['之', '一'][..]).unwrap_or(bracket);
    // 现依法向你公司公告: a sentence that was broken there.
    let spoken = ["你", "您", "本院", "本委", "现依", "依法", "视为", "自本", "逾期", "特此", "如下"]
        .iter()
        .any(|word| find(inside, word).is_some());
    // 申请人某某公司遗失: words that end a title only where it is short.
    const SHORT: [&str; 14] = [
        "更名", "遗失", "挂失", "作废", "道歉", "决定", "减资", "注销", "告知", "提示", "认领", "招领", "致歉", "通知",
    ];
    let clause = inside.len() > 12 && SHORT.iter().any(|word| ends_with(counted, word));
    (2..=30).contains(&inside.len())
        && !inside.contains(&':')
        && !spoken
        && !clause
        && Words::at_end(&words.titles, counted)
}

/// A name or names before a colon at the end of a line.
fn is_addressee(plain: &[char], words: &Words) -> bool {
    let Some((':', names)) = plain.split_last() else { return false };
    if names.len() > 120 || names.contains(&'。') || names.contains(&'"') {
        return false;
    }
    are_names(names, words)
}

/// Whether these are the names of those to whom a notice is addressed.
pub(super) fn are_names(names: &[char], words: &Words) -> bool {
    let label: String = names.iter().collect();
    if names.len() < 2 || words.labels.contains(&label) {
        return false;
    }
    if ["各", "尊敬的", "全体", "致", "亲爱的", "敬告"].iter().any(|word| starts_with(names, 0, word)) {
        return names.len() <= 40;
    }
    let (mut known, mut unknown) = (0, 0);
    for part in split_names(names) {
        let part = &part[plate(part)..];
        let part = Words::at_start(&words.roles, part, 0).map_or(part, |role| &part[role.chars().count()..]);
        let part = part.strip_prefix(&[':']).unwrap_or(part);
        let part = words.plain_name(without_count(part));
        let bare = super::words::without_brackets(part);
        let bare = words.plain_name(bare);
        if bare.is_empty() {
            continue;
        }
        let foreign = bare.len() >= 3
            && bare.iter().all(|c| {
                c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '&' | '·' | '\'' | '(' | ')') || is_han(*c)
            })
            && bare[0].is_ascii_alphabetic();
        let joined = bare.iter().enumerate().any(|(at, c)| {
            matches!(c, '和' | '与' | '及')
                && (1..bare.len() - 1).contains(&at)
                && [&bare[..at], &bare[at + 1..]].iter().all(|half| words.is_office(half) || words.is_person(half))
        });
        if words.is_office(bare) || words.is_person(bare) || foreign || joined {
            known += 1;
        } else if words.may_be_name(part) {
            unknown += 1;
        } else {
            return false;
        }
    }
    // One unknown name never empties a list. Alone it must be a shop's, whose ending or bracket says so.
    known > 0 || (unknown > 0 && names.len() >= 5) || unknown > 1
}

/// How long the number of a car is with which a text begins: 鲁B12345车主某某.
pub(super) fn plate(chars: &[char]) -> usize {
    let province =
        chars.first().is_some_and(|c| "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".contains(*c));
    let figures =
        chars.iter().skip(1).take_while(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || **c == '·').count();
    if province && (6..=8).contains(&figures) { 1 + figures } else { 0 }
}

/// A name without 等, 等9家单位, 等三人 behind it.
pub(super) fn without_count(part: &[char]) -> &[char] {
    let Some(at) = part.iter().rposition(|c| *c == '等').filter(|at| *at >= 2) else { return part };
    let rest = &part[at + 1..];
    let digits = rest.iter().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十百两".contains(**c)).count();
    let units = ["", "家", "人", "名", "户", "位", "个"];
    let whom = [
        "",
        "单位",
        "公司",
        "企业",
        "业主",
        "被告",
        "当事人",
        "债务人",
        "个体工商户",
        "市场主体",
        "职工",
        "员工",
        "自然人",
        "借款人",
        "主体",
    ];
    let said: String = rest[digits..].iter().collect();
    let counted = units.iter().any(|unit| said.strip_prefix(unit).is_some_and(|whose| whom.contains(&whose)));
    if counted { &part[..at] } else { part }
}

/// The names of a list, at the marks outside brackets.
pub(super) fn split_names(names: &[char]) -> Vec<&[char]> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0usize, 0);
    for (i, c) in names.iter().enumerate() {
        match c {
            '(' | '〔' => depth += 1,
            ')' | '〕' => depth = depth.saturating_sub(1),
            '、' | ',' | '/' | ';' | '\n' if depth == 0 => {
                parts.push(&names[from..i]);
                from = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&names[from..]);
    parts
}

/// The names with which a line begins that goes on `:本院受理`; where the words behind them begin.
pub(super) fn inline_addressee(line: &[char], words: &Words) -> Option<usize> {
    let mut depth = 0usize;
    let colon = line.iter().take(160).position(|c| {
        match c {
            '(' | '〔' => depth += 1,
            ')' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ':' && depth == 0
    })?;
    let names = dense(&line[..colon]);
    let number = case::numbers(&names).first().filter(|range| range.start == 0).map_or(0, |range| range.end);
    // 张三(身份证号:…): who is named with a number is spoken to.
    let numbered =
        names.contains(&'(') && ["身份证", "信用代码", "注册号"].iter().any(|word| find(&names, word).is_some());
    let goes_on = line.len() > colon + 8 && (numbered || addresses(line, colon + 1));
    (goes_on && names.len() > number && are_names(&names[number..], words)).then_some(colon + 1)
}
