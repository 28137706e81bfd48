//! How somebody is reached: telephones in every form in which people write them, and addresses that a label announces.

use std::ops::Range;

use super::text::{ends_with, find, starts_with};

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
fn phone(chars: &[char], at: usize, follows: bool, apart: bool, gap: &dyn Fn(usize) -> bool) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let before = if gap(at) && chars.get(at) == Some(&'0') { ' ' } else { before };
    let second =
        apart || (at >= 11 && is_mobile(&chars[at - 11..at]) && (at == 11 || !chars[at - 12].is_ascii_alphanumeric()));
    if (before.is_ascii_alphanumeric() && !second) || matches!(before, '-' | '*' | '.' | '+') {
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
    // 联系人:林警官,66571126
    let of_contact =
        at > 0 && matches!(chars[at - 1], ',' | ':') && find(&chars[at.saturating_sub(14)..at], "联系人").is_some();
    // 联系人:臧老师88660188, the blank between being none of the words.
    let of_contact = of_contact || {
        let window = &chars[at.saturating_sub(12)..at];
        let named = find(window, "联系人:").map(|label| &window[label + 4..]);
        named.is_some_and(|name| (2..=5).contains(&name.len()) && name.iter().all(|c| super::text::is_han(*c)))
    };
    // 2026年5月9日 86165082: behind the date of who signs, at the end.
    let signed = at > 0 && gap(at) && chars[at - 1] == '日' && chars.get(at + digits(at)).is_none_or(|c| *c == '\n');
    let said = labelled(chars, at, &PHONE_LABELS) || follows || of_contact || signed;
    // 13800000012 13800000013, whose blank is none of the words: two that stand side by side.
    if digits(from) == 22 && is_mobile(&chars[from..from + 11]) && is_mobile(&chars[from + 11..from + 22]) {
        return Some(from + 11);
    }
    let (all, ends, glue) = groups(chars, from, gap);
    // The longest run of groups that is a telephone.
    for (count, end) in ends.iter().rev() {
        let number: String = all.iter().take(*count).collect();
        let grouped = ends.len() > 1;
        let first = ends.first().map_or(0, |(count, _)| *count);
        let goes_on = chars.get(*end).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '*') && glue != Some(*end);
        let mobile = number.len() == 11 && number.starts_with('1') && !number[1..].starts_with(['0', '1', '2']);
        let service = number.len() == 10 && (number.starts_with("400") || number.starts_with("800"));
        let area = number.starts_with('0') && !number.starts_with("00") && (10..=12).contains(&number.len());
        let parted = !grouped || (3..=4).contains(&first) || *count == first;
        let foreign_area = abroad && (9..=11).contains(&number.len());
        let local = said && (7..=8).contains(&number.len()) && !number.starts_with(['0', '1']);
        // 0592-12329: a short number behind the code of its area.
        let served = said
            && grouped
            && (3..=4).contains(&first)
            && number.starts_with('0')
            && number[first..].starts_with('1')
            && number.len() - first == 5;
        let service_number = matches!(number.len(), 5 | 6) && (number.starts_with('1') || number.starts_with('9'));
        // 0573-83111126或110, 0595-82961126、968826: a short number behind a whole one.
        let second =
            follows && !apart && (service_number || ["110", "114", "119", "120", "122"].contains(&&number[..]));
        let unit = chars.get(*end).is_some_and(|c| matches!(c, '号' | '元' | '年' | '室' | '万' | '户' | '栋' | '平'));
        let labelled_short = labelled(chars, at, &["电话", "热线", "拨打", "致电", "电话为"])
            && ((number.len() == 3 && number.starts_with('1')) || service_number);
        let short = *count == first && (labelled_short || (second && !unit));
        if !goes_on && (mobile || service || (area && parted) || foreign_area || local || short || served) {
            return Some(extension(chars, *end, area || local || service));
        }
    }
    None
}

/// Whether a run of figures is two numbers at the blank within it: 2616208 2612337, 3297514 2026年. 138 0000 0188 is one.
fn is_two(run: &[char], length: usize, whole: usize, before: usize) -> bool {
    let number = |count: usize| matches!(count, 7 | 8) || matches!(count, 10..=12);
    let year = whole - length == 4 && matches!(run.get(whole), Some('年' | '-' | '.' | '/'));
    number(length) && (year || (number(whole - length) && (before == 0 || whole - length >= 7)))
}

fn is_mobile(figures: &[char]) -> bool {
    figures.len() == 11 && figures[0] == '1' && !matches!(figures[1], '0' | '1' | '2')
}

/// The figures from a place on, and after how many of them a group ends, and where; where the next number begins that a blank parted
/// from it. One mark stands between two groups.
fn groups(chars: &[char], from: usize, gap: &dyn Fn(usize) -> bool) -> (Vec<char>, Vec<(usize, usize)>, Option<usize>) {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    let mut at = from;
    let mut glue = None;
    let mut open = false;
    if chars.get(at) == Some(&'(') {
        (open, at) = (true, at + 1);
    }
    while all.len() <= 13 {
        let run = chars[at.min(chars.len())..].iter().take(24).take_while(|c| c.is_ascii_digit()).count();
        let parted = (7..run).find(|length| gap(at + length) && is_two(&chars[at..], *length, run, all.len()));
        let next = match parted {
            Some(length) => run - length,
            None => glued(&chars[at.min(chars.len())..at.min(chars.len()) + run], chars.get(at + run)),
        };
        let count = (run - next).min(14);
        if count == 0 {
            break;
        }
        all.extend_from_slice(&chars[at..at + count]);
        at += count;
        if next > 0 {
            glue = Some(at);
        }
        // A bracket that is still open is no end.
        if !open || chars.get(at) != Some(&')') {
            ends.push((all.len(), at));
        }
        let closes = open && chars.get(at) == Some(&')');
        // 0532——88000188
        let long = matches!(chars.get(at), Some('—' | '-')) && chars.get(at + 1) == chars.get(at);
        let joins = matches!(chars.get(at), Some('-' | '—' | '·'))
            || (chars.get(at) == Some(&')') && (closes || all.len() <= 4));
        let mut next = at + 1 + usize::from(long);
        if closes {
            open = false;
            next += usize::from(matches!(chars.get(next), Some('-' | '—')));
        }
        if !joins || !chars.get(next).is_some_and(char::is_ascii_digit) {
            break;
        }
        at = next;
    }
    (all, ends, glue)
}

/// How many figures at the end of a run belong to the next number, where the blank between them is none of the words:
/// 288112613805371126, 886611260532-88661127.
fn glued(run: &[char], next: Option<&char>) -> usize {
    if matches!(run.len(), 18 | 19) && is_mobile(&run[run.len() - 11..]) {
        return 11;
    }
    let area = |length: usize| {
        run.len() > length && matches!(run.len() - length, 7 | 8 | 11) && run[run.len() - length] == '0'
    };
    match next {
        Some('-' | '—') if area(4) => 4,
        Some('-' | '—') if area(3) => 3,
        _ => 0,
    }
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

/// Every telephone, and whether a label says that it is one. `gap` says before which characters a blank stands that is none of the words.
pub(super) fn phones(chars: &[char], gap: &dyn Fn(usize) -> bool) -> Vec<(Range<usize>, bool)> {
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !(chars[at].is_ascii_digit() || matches!(chars[at], '+' | '(')) {
            at += 1;
            continue;
        }
        let last = found.last().map_or(0, |(range, _)| range.end);
        let apart = last > 0 && at == last;
        // 88000188、88000189: the second follows the first.
        let follows = last > 0 && at == last + 1 && matches!(chars[last], '、' | ',' | '/' | '或' | '和' | ';' | '\n');
        let named =
            ["账号", "帐号", "卡号", "编号", "证号", "票号", "单号", "代码", "注册号", "号码", "编码", "户号", "尾号"];
        // 13800000012(丁主任)88000188: a remark in brackets between two.
        let remark = last > 0
            && at > last + 2
            && at - last <= 12
            && chars[last] == '('
            && chars[at - 1] == ')'
            && !chars[last..at].iter().any(char::is_ascii_digit);
        let follows = follows || remark;
        let account =
            labelled(chars, at, &named) && !labelled(chars, at, &["电话号码", "手机号码", "联系号码", "传真号码"]);
        match phone(chars, at, follows || apart, apart, gap).filter(|_| !account) {
            Some(end) => {
                let window = &chars[at.saturating_sub(14)..at];
                let said = follows || ["电话", "手机", "热线", "联系"].iter().any(|word| find(window, word).is_some());
                found.push((at..end, said));
                at = end;
            }
            // The rest of a number that is none is none either.
            None if chars[at].is_ascii_digit() => {
                let run = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
                // 2026.05.09 0372-3198502: a number may begin behind a blank.
                at += (1..run).find(|length| run > 4 && gap(at + length) && chars[at + length] == '0').unwrap_or(run);
            }
            None => at += 1,
        }
    }
    found
}

/// Every address that a label announces: 联系地址:…, (地址:…).
pub(super) fn addresses(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 0..chars.len() {
        if chars[at] != '地' {
            continue;
        }
        let place = ["申报地点", "迁坟地点", "报名地点", "办理地点", "登记地点", "领取地点"]
            .iter()
            .any(|word| ends_with(&chars[..chars.len().min(at + 2)], word));
        if !(starts_with(chars, at, "地址") || place) || (at > 0 && chars[at - 1] == '网') {
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

#[cfg(test)]
mod tests {
    use super::*;

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
            ("电话:0537-2881126 13805371126", "0537-2881126|13805371126"),
            ("电话:0532-88661126 0532-88661127", "0532-88661126|0532-88661127"),
            ("电话:88661126 13805371126", "88661126|13805371126"),
            ("领取(湖滨南路90号,电话0592-12329)", "0592-12329"),
            ("报警电话:110", "110"),
            ("电话:13800000012(丁主任)88000188(镇民政办)", "13800000012|88000188"),
            ("电话0573-88000188或110", "0573-88000188|110"),
            ("热线:0595-88000188、968826", "0595-88000188|968826"),
            ("电话:88000188、126号楼", "88000188"),
            ("电话(王主任):88000188", "88000188"),
            ("0086-532-88000188", "0086-532-88000188"),
            ("联系电话:0532——88000188", "0532——88000188"),
            ("联系电话:13800000012 13900000013", "13800000012|13900000013"),
            ("联系人:林警官,88000188", "88000188"),
            ("联系人:臧老师 88000188", "88000188"),
            ("电话:2616208 2612337", "2616208|2612337"),
            ("电话:0750-3297514 2026年5月11日", "0750-3297514"),
            ("电话:1395755 0182(吕)", "13957550182"),
            ("某某大队 2026.05.09 0372-3198502 崔队长", "0372-3198502"),
            ("编号:3702120018866,账号4008001188,2026年5月11日", ""),
            ("身份证号37021219800101001X", ""),
        ] {
            let chars: Vec<char> = text.chars().filter(|c| *c != ' ').map(super::super::text::flat).collect();
            let mut gaps = Vec::new();
            text.chars().fold(0, |at, c| {
                if c == ' ' {
                    gaps.push(at);
                }
                at + usize::from(c != ' ')
            });
            let found: Vec<String> = phones(&chars, &|at| gaps.contains(&at))
                .into_iter()
                .map(|(range, _)| chars[range].iter().collect())
                .collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
