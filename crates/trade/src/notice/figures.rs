//! Telephones, numbers of papers, and what a pattern read, made clean.

use std::ops::Range;

use super::facts::{FactName, Sure};
use super::moments;
use super::text::{ends_sentence, ends_with, find, is_han, starts_with};
use super::words::{Words, without_brackets};

/// What says that the number behind it is a telephone.
const PHONE_LABELS: [&str; 23] = [
    "电话",
    "手机",
    "热线",
    "座机",
    "致电",
    "来电",
    "联系方式",
    "联系",
    "拨打",
    "传真",
    "电话号码",
    "手机号",
    "手机号码",
    "固话",
    "举报",
    "咨询",
    "微信",
    "垂询",
    "电话为",
    "电话是",
    "或",
    "直拨",
    "不变",
];

/// A telephone at a place: where it ends, its extension included. Figures may be grouped by marks: 138-0000-0188, (0532)88000188,
/// +86 138…, 400-800-1188; seven or eight figures, and short numbers such as 12348, only behind a label.
fn phone(chars: &[char], at: usize, follows: bool) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    if before.is_ascii_alphanumeric() || matches!(before, '-' | '*' | '.' | '+') {
        return None;
    }
    let digits = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut from = at;
    // +86, 0086 and 86- in front are the country's.
    for country in ["(+86)", "+86-", "+86", "0086-", "0086", "86-"] {
        if starts_with(chars, at, country) {
            from = at + country.chars().count();
            break;
        }
    }
    let abroad = from > at;
    // 138****1234: masked.
    if digits(from) == 3 && chars[from] == '1' && starts_with(chars, from + 3, "****") && digits(from + 7) == 4 {
        return Some(from + 11);
    }
    let said = labelled(chars, at, &PHONE_LABELS) || follows;
    let (all, ends) = groups(chars, from);
    // The longest run of groups that is a telephone.
    for (count, end) in ends.iter().rev() {
        let number: String = all.iter().take(*count).collect();
        let grouped = ends.len() > 1;
        let first = ends.first().map_or(0, |(count, _)| *count);
        let goes_on = chars.get(*end).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '*');
        let mobile = number.len() == 11 && number.starts_with('1') && !number[1..].starts_with(['0', '1', '2']);
        let service = number.len() == 10 && (number.starts_with("400") || number.starts_with("800"));
        let area = number.starts_with('0') && !number.starts_with("00") && (10..=12).contains(&number.len());
        let apart = !grouped || (3..=4).contains(&first) || *count == first;
        let foreign_area = abroad && (9..=11).contains(&number.len());
        let local = said && (7..=8).contains(&number.len()) && !number.starts_with(['0', '1']);
        let short = labelled(chars, at, &["电话", "热线", "拨打", "致电", "电话为"])
            && *count == first
            && ((number.len() == 3 && number.starts_with('1'))
                || (matches!(number.len(), 5 | 6) && (number.starts_with('1') || number.starts_with('9'))));
        if !goes_on && (mobile || service || (area && apart) || foreign_area || local || short) {
            return Some(extension(chars, *end, area || local || service));
        }
    }
    None
}

/// The figures from a place on, and after how many of them a group ends, and where. One mark stands between two groups.
fn groups(chars: &[char], from: usize) -> (Vec<char>, Vec<(usize, usize)>) {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    let mut at = from;
    let mut open = false;
    if chars.get(at) == Some(&'(') {
        (open, at) = (true, at + 1);
    }
    while all.len() <= 13 {
        let count = chars[at.min(chars.len())..].iter().take(14).take_while(|c| c.is_ascii_digit()).count();
        if count == 0 {
            break;
        }
        all.extend_from_slice(&chars[at..at + count]);
        at += count;
        // A bracket that is still open is no end.
        if !open || chars.get(at) != Some(&')') {
            ends.push((all.len(), at));
        }
        let closes = open && chars.get(at) == Some(&')');
        let joins = matches!(chars.get(at), Some('-' | '—' | '·'))
            || (chars.get(at) == Some(&')') && (closes || all.len() <= 4));
        let mut next = at + 1;
        if closes {
            open = false;
            next += usize::from(matches!(chars.get(next), Some('-' | '—')));
        }
        if !joins || !chars.get(next).is_some_and(char::is_ascii_digit) {
            break;
        }
        at = next;
    }
    (all, ends)
}

/// The end of an extension behind a telephone: 转802, 分机802, -802.
fn extension(chars: &[char], end: usize, fixed: bool) -> usize {
    let words = ["转分机", "转", "分机号", "分机", "-", "—"];
    let Some(word) = words.iter().find(|word| starts_with(chars, end, word)) else { return end };
    let from = end + word.chars().count();
    let count = chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let marked = matches!(*word, "-" | "—");
    let sound = (1..=6).contains(&count) && (!marked || (fixed && count <= 5));
    let goes_on = chars.get(from + count).is_some_and(char::is_ascii_alphanumeric);
    if sound && !goes_on { from + count } else { end }
}

/// Whether one of these words stands right before a place.
fn labelled(chars: &[char], at: usize, labels: &[&str]) -> bool {
    let mut end = at;
    while end > 0 && matches!(chars[end - 1], ':' | '(' | ')' | '"' | '\n') {
        end -= 1;
    }
    // 咨询电话(王主任):88000188
    let mut named = end;
    if chars.get(end) == Some(&')')
        && let Some(open) = chars[..end].iter().rposition(|c| *c == '(').filter(|open| end - open <= 12)
    {
        named = open;
    }
    labels.iter().any(|label| {
        let label = label.trim_end_matches(':');
        ends_with(&chars[..at], label) || ends_with(&chars[..end], label) || ends_with(&chars[..named], label)
    })
}

/// Every telephone, and whether a label says that it is one.
pub(super) fn phones(chars: &[char]) -> Vec<(Range<usize>, bool)> {
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !(chars[at].is_ascii_digit() || matches!(chars[at], '+' | '(')) {
            at += 1;
            continue;
        }
        let last = found.last().map_or(0, |(range, _)| range.end);
        // 88000188、88000189: the second follows the first.
        let follows = last > 0 && at == last + 1 && matches!(chars[last], '、' | ',' | '/' | '或' | '和' | ';' | '\n');
        let named =
            ["账号", "帐号", "卡号", "编号", "证号", "票号", "单号", "代码", "注册号", "号码", "编码", "户号", "尾号"];
        let account =
            labelled(chars, at, &named) && !labelled(chars, at, &["电话号码", "手机号码", "联系号码", "传真号码"]);
        match phone(chars, at, follows).filter(|_| !account) {
            Some(end) => {
                let window = &chars[at.saturating_sub(14)..at];
                let said = follows || ["电话", "手机", "热线", "联系"].iter().any(|word| find(window, word).is_some());
                found.push((at..end, said));
                at = end;
            }
            // The rest of a number that is none is none either.
            None if chars[at].is_ascii_digit() => at += chars[at..].iter().take_while(|c| c.is_ascii_digit()).count(),
            None => at += 1,
        }
    }
    found
}

/// Every address that a label announces: 联系地址:…, (地址:…).
pub(super) fn addresses(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 0..chars.len() {
        if !starts_with(chars, at, "地址") || (at > 0 && chars[at - 1] == '网') {
            continue;
        }
        let mut from = at + 2;
        while matches!(chars.get(from), Some(':' | '为' | '是' | '在')) && from < at + 5 {
            from += 1;
        }
        if from == at + 2 {
            continue;
        }
        let mut end = from;
        let mut depth = 0usize;
        while end < chars.len() && end - from < 80 {
            match chars[end] {
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                ',' | ';' | '。' | '\n' => break,
                _ => {}
            }
            let next = ["联系电话", "联系人", "电话", "邮编", "邮政编码", "传真", "手机", "开户"];
            if end > from && next.iter().any(|word| starts_with(chars, end, word)) {
                break;
            }
            end += 1;
        }
        // An address names a place: 地址为准, 地址不详 do not.
        let here = &chars[from..end];
        let sound = here.len() >= 3 && !["不详", "不明", "为准", "同上"].iter().any(|word| find(here, word).is_some());
        if sound {
            found.push(from..end);
        }
    }
    found
}

/// Every number that is called an identity card's, whole or masked.
pub(super) fn identities(chars: &[char]) -> Vec<Range<usize>> {
    const LABELS: [&str; 7] =
        ["身份证号码", "身份证号", "公民身份号码", "公民身份证号码", "身份号码", "身份证件号码", "身份证"];
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..chars.len() {
        let Some(label) = LABELS.iter().find(|label| starts_with(chars, at, label)) else { continue };
        let mut from = at + label.chars().count();
        while matches!(chars.get(from), Some(':' | '为' | '是' | '(')) && from < at + label.chars().count() + 3 {
            from += 1;
        }
        let length = chars[from.min(chars.len())..]
            .iter()
            .take_while(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '*' | '×'))
            .count();
        let range = from..from + length;
        if length >= 8 && !found.contains(&range) {
            found.push(range);
        }
    }
    found
}

/// What stands before the number of a paper.
const LABELS: [&str; 30] = [
    "号码",
    "编号",
    "证号",
    "账号",
    "帐号",
    "核准号",
    "代码",
    "注册号",
    "号",
    "卡号",
    "票号",
    "NO",
    "No",
    "no",
    "单号",
    "凭证号",
    "印章编码",
    "编码",
    "车牌",
    "车牌号",
    "牌号",
    "发票号",
    "保单号",
    "流水号",
    "字第",
    "登记号",
    "许可证号",
    "证书号",
    "架号",
    "第",
];

/// Every number of a paper or a thing, and whether a label says that it is one. Telephones, dates and sums are none.
pub(super) fn numbers(chars: &[char]) -> Vec<(Range<usize>, bool)> {
    let phones = phones(chars);
    let dates = moments::dates(chars);
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let taken = phones
            .iter()
            .map(|(range, _)| range)
            .chain(dates.iter().map(|dated| &dated.range))
            .find(|range| range.start == at);
        if let Some(range) = taken {
            at = range.end;
            continue;
        }
        if let Some(end) = certificate(chars, at) {
            found.push((at..end, true));
            at = end;
            continue;
        }
        if !chars[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < chars.len()
            && (chars[end].is_ascii_alphanumeric()
                || (matches!(chars[end], '-' | '*' | '/' | '~')
                    && chars.get(end + 1).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '*')))
        {
            end += 1;
        }
        if let Some(sound) = is_number(chars, at, end) {
            // 鲁B12345: the province belongs to the plate.
            let plate = at > 0 && PROVINCES.contains(chars[at - 1]) && end - at <= 8 && chars[at].is_ascii_uppercase();
            found.push((at - usize::from(plate)..end, sound || plate));
        }
        at = end;
    }
    found
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Whether these letters and figures are a number; and whether a label says so.
fn is_number(chars: &[char], at: usize, end: usize) -> Option<bool> {
    let figures = chars[at..end].iter().filter(|c| c.is_ascii_digit()).count();
    let after = chars.get(end).copied().unwrap_or(' ');
    let counted = matches!(
        after,
        '元' | '年'
            | '月'
            | '日'
            | '时'
            | '点'
            | '分'
            | '%'
            | '万'
            | '股'
            | '岁'
            | '室'
            | '楼'
            | '层'
            | '栋'
            | '单'
            | '平'
            | '㎡'
            | '米'
            | '厘'
            | '斤'
            | '.'
            | '个'
            | '人'
            | '张'
            | '份'
    );
    if figures < 2 || end - at < 4 || counted {
        return None;
    }
    let before = &chars[at.saturating_sub(1)..at];
    if matches!(before.first(), Some('.' | '¥' | '￥' | '$')) {
        return None;
    }
    let mut label_end = at;
    while label_end > 0 && matches!(chars[label_end - 1], ':' | '为' | '是' | '(' | '.' | '、' | '和' | '及' | '\n')
    {
        label_end -= 1;
    }
    let sound = LABELS.iter().any(|label| ends_with(&chars[..label_end], label));
    (sound || (figures >= 5 && end - at >= 6)).then_some(sound)
}

/// 鲁(2020)青岛市不动产权第0012345号: the number of a certificate whose words belong to it.
fn certificate(chars: &[char], at: usize) -> Option<usize> {
    if !PROVINCES.contains(chars[at]) || chars.get(at + 1) != Some(&'(') {
        return None;
    }
    let year = chars.get(at + 2..at + 6)?.iter().all(char::is_ascii_digit);
    let close = chars.get(at + 6) == Some(&')');
    let end = chars[at..].iter().take(36).position(|c| *c == '号')?;
    let words = chars.get(at + 7..at + end)?.iter().all(|c| is_han(*c) || c.is_ascii_digit() || *c == '-');
    (year && close && words).then_some(at + end + 1)
}

/// The court, the commission itself: no place that must be said.
const ITSELF: [&str; 11] =
    ["本院", "本委", "我院", "我委", "本会", "本委员会", "本庭", "法院", "仲裁委", "本院处", "本委处"];

/// What a pattern read, without what does not belong to it; `None` where nothing is left.
pub(super) fn clean(
    chars: &[char],
    name: FactName,
    mut range: Range<usize>,
    words: &Words,
) -> Option<(Range<usize>, Sure)> {
    let mut sure = Sure::Likely;
    let whole = range.clone();
    let strip = |range: &mut Range<usize>| {
        while range.start < range.end && matches!(chars[range.start], ':' | ',' | '的' | '\n' | '、' | '"' | '“' | '”')
        {
            range.start += 1;
        }
        while range.start < range.end
            && matches!(chars[range.end - 1], ':' | ',' | '\n' | '、' | '"' | '“' | '”' | '。')
        {
            range.end -= 1;
        }
    };
    strip(&mut range);
    if range.is_empty() {
        return None;
    }
    match name {
        FactName::Place | FactName::CollectAt => {
            for word in [",联系电话", ",联系人", "联系电话", ",电话", ",邮编", "(联系", ",办公", ",承办"]
            {
                if let Some(at) = find(&chars[range.clone()], word).filter(|at| *at > 0) {
                    range.end = range.start + at;
                }
            }
            for word in ["地址:", "(地址:", "地址为:", "位于"] {
                if starts_with(&chars[range.clone()], 0, word) {
                    range.start += word.chars().count();
                }
            }
            for tail in ["公开", "依法", "进行", "准时", "参加", "前来", "处", "内"] {
                if ends_with(&chars[range.clone()], tail) && range.len() > tail.chars().count() + 2 {
                    range.end -= tail.chars().count();
                }
            }
            let here: String = chars[range.clone()].iter().collect();
            if ITSELF.contains(&here.as_str()) || here.chars().count() < 3 || here.contains("起") && here.len() < 9 {
                return None;
            }
            if unopened(&chars[range.clone()]) {
                range.end = range.start + chars[range.clone()].iter().position(|c| *c == ')')?;
            }
            let doubtful = ["公告", "送达", "逾期", "起诉"].iter().any(|word| here.contains(word));
            if doubtful {
                return None;
            }
        }
        FactName::Owner | FactName::Finder => {
            if name == FactName::Finder {
                range = last_person(chars, range, words)?;
            } else {
                range = owner(chars, range, words)?;
            }
            let here = &chars[range.clone()];
            let named = words.is_office(here) || words.is_person(without_brackets(here));
            sure = if named { Sure::Certain } else { Sure::Unsure };
        }
        FactName::Thing => {
            // 遗失,编号…: what was lost stands before.
            let first = whole.start;
            if matches!(chars.get(first), Some(',')) {
                return None;
            }
            range = thing(chars, range);
            if range.is_empty() {
                return None;
            }
            // 位于…的房产证, 由…签发的汇票: the thing is behind the last 的.
            if let Some(of) = chars[range.clone()].iter().rposition(|c| *c == '的')
                && Words::within(&words.things, &chars[range.start + of + 1..range.end])
            {
                range.start += of + 1;
            }
            let here: String = chars[range.clone()].iter().collect();
            let label = ["登记号", "编号", "证号", "号码", "核准号", "许可证号", "账号", "卡号", "原件"]
                .iter()
                .any(|label| here.starts_with(label));
            if label
                || words.titles.contains(&here)
                || here.is_empty()
                || here.contains("作废")
                || here.contains("声明")
            {
                return None;
            }
            for word in ["遗失", "丢失"] {
                if find(&chars[range.clone()], word).is_some() {
                    return None;
                }
            }
            sure = if Words::within(&words.things, &chars[range.clone()]) { Sure::Certain } else { Sure::Likely };
        }
        FactName::Contacts => {
            for tail in ["联系", "电话", "(", "同志联系"] {
                if ends_with(&chars[range.clone()], tail) {
                    range.end -= tail.chars().count();
                }
            }
            let digits = chars[range.clone()].iter().any(char::is_ascii_digit);
            if digits
                || range.len() > 14
                || matches!(&chars[range.clone()].iter().collect::<String>()[..], "方式" | "地址" | "电话" | "人")
            {
                return None;
            }
        }
        _ => {}
    }
    strip(&mut range);
    (!range.is_empty()).then_some((range, sure))
}

/// Whether a bracket closes that does not open.
fn unopened(chars: &[char]) -> bool {
    let mut depth = 0i32;
    chars.iter().any(|c| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth < 0
    })
}

/// Who lost it: the name in what a pattern read, without 本人, remarks in brackets, and the number of his card. A clause is none.
fn owner(chars: &[char], mut range: Range<usize>, words: &Words) -> Option<Range<usize>> {
    // 我单位(某某卫生院): the name in the bracket.
    for own in
        ["我单位(", "本单位(", "我公司(", "本公司(", "我司(", "本店(", "我店(", "本人(", "单位(", "公司(", "司(", "店("]
    {
        if starts_with(&chars[..range.end.max(range.start)], range.start, own) || starts_with(chars, range.start, own) {
            let from = range.start + own.chars().count();
            let close = chars[from..].iter().take(40).position(|c| *c == ')').map(|n| from + n);
            if let Some(close) =
                close.filter(|close| words.is_office(&chars[from..*close]) || words.may_be_name(&chars[from..*close]))
            {
                return Some(from..close);
            }
        }
    }
    // 夫妇之女王梓涵: whose paper it is stands last.
    for kin in ["之女", "之子", "的女儿", "的儿子", "女儿", "儿子"] {
        if let Some(at) = find(&chars[range.clone()], kin) {
            let from = range.start + at + kin.chars().count();
            let length =
                (2..=4).rev().find(|length| from + length <= range.end && words.is_person(&chars[from..from + length]));
            if let Some(length) = length {
                range = from..from + length;
                break;
            }
        }
    }
    let here = &chars[range.clone()];
    if here.contains(&'、') && super::lines::are_names(here, words) {
        range.end = range.start + words.plain_name(here).len();
        return Some(range);
    }
    // 因租赁合同到期,青岛远洋冷链有限公司: the part that is a name, and where none is known to be, the first that may be one.
    let mut parts = Vec::new();
    let (mut from, mut depth) = (range.start, 0usize);
    for at in range.clone() {
        match chars[at] {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | '、' | '\n' if depth == 0 => {
                parts.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(from..range.end);
    let cleaned: Vec<Range<usize>> = parts.into_iter().filter_map(|part| owner_in(chars, part, words)).collect();
    let named = |range: &&Range<usize>| {
        let here = &chars[(*range).clone()];
        words.is_office(here) || words.is_person(without_brackets(here))
    };
    let office = |range: &&Range<usize>| words.is_office(&chars[(*range).clone()]);
    cleaned
        .iter()
        .find(office)
        .or_else(|| cleaned.iter().find(named))
        .or_else(|| cleaned.iter().find(|range| words.may_be_name(&chars[(*range).clone()])))
        .cloned()
}

/// A name in one part of a clause.
fn owner_in(chars: &[char], mut range: Range<usize>, words: &Words) -> Option<Range<usize>> {
    loop {
        let heads = [
            "原名",
            "曾用名",
            "车主",
            "兹有",
            "现有",
            "今有",
            "本人",
            "失主",
            "遗失人",
            "声明人",
            "我单位",
            "本单位",
            "本公司",
            "我公司",
            "我司",
            "本店",
            "我店",
            "原",
            "我",
            "兹",
            "经",
            "由",
            "受",
        ];
        let head = heads.iter().find(|word| {
            let length = word.chars().count();
            starts_with(&chars[..range.end], range.start, word)
                && range.len() > length + 1
                && !words.is_person(&chars[range.clone()])
        });
        match head {
            Some(word) => range.start += word.chars().count(),
            None => break,
        }
        while range.start < range.end && matches!(chars[range.start], ',' | ':' | '(' | '\n' | '"' | '“') {
            range.start += 1;
        }
    }
    while range.start < range.end && matches!(chars[range.start], ',' | ':' | '(' | '\n' | '"' | '“') {
        range.start += 1;
    }
    let here = &chars[range.clone()];
    if let Some(open) = here.iter().position(|c| *c == '(').filter(|open| *open > 0) {
        let bracket: String = here[open..].iter().collect();
        let remark = ["身份", "统一", "男", "女", "下称", "简称", "证件", "信用", "注册", "法定", "负责人", "曾用名"];
        if bracket.chars().any(|c| c.is_ascii_digit())
            || !bracket.contains(')')
            || remark.iter().any(|word| bracket.contains(word))
        {
            range.end = range.start + open;
        }
    }
    // 某某服务队经营者会议决定: who resolved it is none of the name.
    for body in [
        "经营者会议",
        "股东会",
        "股东大会",
        "董事会",
        "全体股东",
        "全体成员",
        "理事会",
        "社员大会",
        "成员大会",
        "合伙人会议",
        "投资人",
    ] {
        if let Some(at) = find(&chars[range.clone()], body).filter(|at| *at >= 4) {
            range.end = range.start + at;
        }
    }
    for tail in ["不慎将", "不慎", "因故", "因", "于", "将", "的", "现", "已", "经", "\"", "”"] {
        if ends_with(&chars[range.clone()], tail) && range.len() > tail.chars().count() + 1 {
            range.end -= tail.chars().count();
        }
    }
    let whole = words.plain_name(&chars[range.clone()]).len();
    range.end = range.start + whole;
    // 黄雪因保管不善: the person before the clause.
    let here = &chars[range.clone()];
    let before = (2..=4).find(|length| {
        here.get(*length)
            .is_some_and(|c| matches!(c, '因' | '于' | '在' | '不' | '将' | '现' | '已' | '男' | '女' | '的'))
            && words.is_person(&here[..*length])
    });
    if let Some(length) = before.filter(|_| !words.is_office(here)) {
        range.end = range.start + length;
    }
    let here = &chars[range.clone()];
    // 张三身份证, 某某公司鲁B12345车辆道路运输证: whose, and the thing that was lost.
    if !words.is_office(here) {
        let named =
            |end: usize| words.is_office(&here[..end]) || (end >= 6 && Words::at_end(&words.shops, &here[..end]));
        let office = (4..here.len())
            .rev()
            .find(|end| named(*end) && Words::at_start(&words.things, here, *end).is_some())
            .or_else(|| (4..here.len()).rev().find(|end| words.is_office(&here[..*end])));
        if let Some(end) = office.filter(|end| Words::within(&words.things, &here[*end..])) {
            range.end = range.start + end;
        }
        let here = &chars[range.clone()];
        for length in [2usize, 3, 4] {
            let person = here.len() > length && words.is_person(&here[..length]);
            if person && Words::at_start(&words.things, here, length).is_some() {
                range.end = range.start + length;
                break;
            }
        }
    }
    let here = &chars[range.clone()];
    let digits = here.iter().filter(|c| c.is_ascii_digit()).count();
    let verbs = ["遗失", "丢失", "股东", "决议", "公告", "债权", "根据", "由于", "鉴于", "需要", "备案"]
        .iter()
        .any(|word| find(here, word).is_some());
    let clause = matches!(here.first(), Some('因' | '于' | '在' | '自' | '经' | '据' | '凡' | '如' | '若' | '请'))
        && !(words.is_person(here) || words.is_office(here));
    let own: String = here.iter().collect();
    let itself = [
        "本公司",
        "我公司",
        "公司",
        "本人",
        "本店",
        "我店",
        "我司",
        "本单位",
        "我单位",
        "本校",
        "我校",
        "本院",
        "单位",
        "本所",
        "我所",
        "本社",
        "我社",
        "本厂",
        "我厂",
        "本部",
        "本中心",
        "本会",
    ]
    .contains(&own.as_str());
    (here.len() >= 2 && digits < 6 && !verbs && !clause && !itself && moments::date(chars, range.start).is_none())
        .then_some(range)
}

/// What was lost: without 一枚 behind it, and without 其 before it.
fn thing(chars: &[char], mut range: Range<usize>) -> Range<usize> {
    // 《房屋租赁合同》 is called by what stands in the marks.
    let here = &chars[range.clone()];
    if let (Some(open), Some(close)) = (here.iter().position(|c| *c == '《'), here.iter().position(|c| *c == '》'))
        && open + 2 < close
    {
        return range.start + open + 1..range.start + close;
    }
    // 某银行出具的存款证明书: what was issued.
    for issued in ["出具的", "颁发的", "签发的", "核发的", "开具的", "发放的", "签订的", "开出的", "制发的"]
    {
        if let Some(at) = find(&chars[range.clone()], issued)
            && range.len() > at + 4
        {
            range.start += at + 3;
        }
    }
    // 某某支行开户许可证, 某某医院押金收据: what it is stands behind who gave it.
    for giver in ["支行", "分行", "医院", "公安局", "管理局"] {
        let here = &chars[range.clone()];
        let end = (0..here.len()).rev().find(|at| starts_with(here, *at, giver)).map(|at| at + 2);
        if let Some(end) = end.filter(|end| here.len() > end + 2 && *end > 4) {
            range.start += end;
        }
    }
    // 鲁(2019)…第0018866号不动产权证书, 证书(国海证…号)原件: the number beside it is none of its name.
    let here = &chars[range.clone()];
    if here.contains(&'(')
        && let Some(number) = here.iter().position(|c| *c == '号').filter(|at| here.len() > at + 3)
    {
        let rest = &here[number + 1..];
        if rest.iter().all(|c| is_han(*c)) && find(&here[..number], "第").is_some() {
            range.start += number + 1;
        }
    }
    let here = &chars[range.clone()];
    if let Some(open) = here.iter().position(|c| *c == '(').filter(|open| *open >= 2)
        && here[open..].iter().any(|c| c.is_ascii_digit() || *c == ':')
    {
        range.end = range.start + open;
    }
    // 定额发票100元×50份, 结算票据3张: how many is none of it.
    let here = &chars[range.clone()];
    if let Some(digit) = here.iter().position(char::is_ascii_digit).filter(|digit| *digit >= 2) {
        let units = ["张", "份", "本", "枚", "套", "个", "联", "元", "组", "部"];
        let count = here[digit..].iter().take_while(|c| c.is_ascii_digit()).count();
        if units.iter().any(|unit| starts_with(here, digit + count, unit)) {
            range.end = range.start + digit;
        }
    }
    for word in ["其", "本人", "原", "单位", "本单位", "公司", "持有的", "名下", "由"] {
        let length = word.chars().count();
        if starts_with(&chars[range.clone()], 0, word) && range.len() > length + 1 && word != "公司" && word != "单位"
        {
            range.start += length;
        }
    }
    if chars[range.start] == '的' && range.len() > 2 {
        range.start += 1;
    }
    let tails = [
        "一枚",
        "壹枚",
        "1枚",
        "一张",
        "壹张",
        "1张",
        "一份",
        "壹份",
        "1份",
        "一本",
        "壹本",
        "1本",
        "一套",
        "壹套",
        "各一枚",
        "两枚",
        "贰枚",
        "两张",
        "二张",
        "一个",
        "一只",
        "一部",
        "一组",
        "一副",
        "共计",
        "三枚",
        "叁枚",
        "各一本",
        "各一份",
        "各1枚",
        "各壹枚",
        "(一份)",
        "(一枚)",
        ",",
    ];
    while let Some(tail) =
        tails.iter().find(|tail| ends_with(&chars[range.clone()], tail) && range.len() > tail.chars().count())
    {
        range.end -= tail.chars().count();
    }
    range
}

/// The person who is named last: 居民赵春先妻子之兄刘守干.
fn last_person(chars: &[char], mut range: Range<usize>, words: &Words) -> Option<Range<usize>> {
    let mut start = range.start;
    for at in range.clone() {
        if matches!(chars[at], ',' | ':' | '、' | '(' | ')' | '日') {
            start = start.max(at + 1);
        }
        if let Some(word) = Words::at_start(&words.relations, chars, at)
            && at + word.chars().count() < range.end
        {
            start = start.max(at + word.chars().count());
        }
    }
    range.start = start;
    for tail in ["夫妇", "先生", "女士", "同志", "值班民警", "民警", "工作人员", "职工"] {
        if ends_with(&chars[range.clone()], tail) && range.len() > 3 {
            range.end -= tail.chars().count();
        }
    }
    let here = &chars[range.clone()];
    if here == ['本', '人'] || here == ['有', '人'] {
        return None;
    }
    (words.is_person(here) || words.is_office(here) || (2..=4).contains(&here.len()) && here.iter().all(|c| is_han(*c)))
        .then_some(range)
}

/// 张三的身份证丢失, 张三身份证遗失: whose, and what, by the things that are known.
pub(super) fn lost(chars: &[char], words: &Words) -> Option<(Option<Range<usize>>, Range<usize>)> {
    const LOST: [&str; 5] = ["遗失", "丢失", "被盗", "灭失", "作废"];
    let places: Vec<usize> =
        (0..chars.len()).filter(|at| LOST.iter().any(|word| starts_with(chars, *at, word))).take(12).collect();
    // What stands before the word in its sentence; a title has nothing there.
    for at in &places {
        let start = chars[..*at].iter().rposition(|c| ends_sentence(*c)).map_or(0, |at| at + 1);
        for from in start..*at {
            // 车牌号鲁B12345: the number of a thing is none that was lost.
            let known = Words::at_start(&words.things, chars, from)
                .filter(|word| !matches!(chars.get(from + word.chars().count()), Some('号' | '编')));
            if let Some(word) = known {
                let mut owner = start..from;
                for tail in ["的", "将", "之", "原", "持有", "所持"] {
                    if ends_with(&chars[owner.clone()], tail) {
                        owner.end -= tail.chars().count();
                    }
                }
                let owner = self::owner(chars, owner, words).filter(|_| from > start);
                let end = from + word.chars().count();
                let copy = ["正副本", "正、副本", "正本", "副本"].iter().find(|copy| starts_with(chars, end, copy));
                return Some((owner, from..end + copy.map_or(0, |copy| copy.chars().count())));
            }
        }
    }
    let at = places.first()?;
    let rest = &chars[*at..chars.len().min(at + 80)];
    let from = (0..rest.len()).find(|i| Words::at_start(&words.things, rest, *i).is_some())?;
    let word = Words::at_start(&words.things, rest, from)?;
    Some((None, at + from..at + from + word.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, ranges: Vec<(Range<usize>, bool)>) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        ranges.into_iter().map(|(range, _)| chars[range].iter().collect()).collect()
    }

    #[test]
    fn telephones_and_numbers_are_told_apart() {
        let read = |text: &str| {
            let chars: Vec<char> = text.chars().map(super::super::text::flat).collect();
            (said(text, phones(&chars)), said(text, numbers(&chars)))
        };
        let (phones, numbers) = read("核准号:Z4521000005601,账号:38121801040001476,电话:0532-88187720、13800000012");
        assert_eq!(phones, ["0532-88187720", "13800000012"]);
        assert_eq!(numbers, ["Z4521000005601", "38121801040001476"]);
        let (_, numbers) = read("鲁(2020)青岛市不动产权第0012345号,车牌鲁B12345,2026年1月22日,金额12345元,邮编266000");
        assert_eq!(numbers, ["鲁(2020)青岛市不动产权第0012345号", "鲁B12345", "266000"]);
    }

    #[test]
    fn telephones_as_people_write_them() {
        for (text, expected) in [
            (
                "失主联系:4008001188、(0532)88000188转802、+86 138 0000 0188。",
                "4008001188|(0532)88000188转802|+8613800000188",
            ),
            ("电话:138-0000-0188", "138-0000-0188"),
            ("电话:400-800-1188", "400-800-1188"),
            ("电话:400-8001188转2", "400-8001188转2"),
            ("联系电话:0532—88000188-802", "0532—88000188-802"),
            ("联系电话:0532-8800-0188", "0532-8800-0188"),
            ("电话:88000188、88000189", "88000188|88000189"),
            ("电话:0532-88000188/88000189", "0532-88000188|88000189"),
            ("请拨打12348咨询", "12348"),
            ("报警电话:110", "110"),
            ("电话(王主任):88000188", "88000188"),
            ("0086-532-88000188", "0086-532-88000188"),
            ("编号:3702120018866,账号4008001188,2026年5月11日", ""),
            ("身份证号37021219800101001X", ""),
        ] {
            let chars: Vec<char> = text.chars().filter(|c| *c != ' ').map(super::super::text::flat).collect();
            let found: Vec<String> =
                phones(&chars).into_iter().map(|(range, _)| chars[range].iter().collect()).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
