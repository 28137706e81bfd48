//! Which words of a line are names.

use std::ops::Range;

use super::years::NUMERALS;
use super::{GREETINGS, length};

/// The surnames of one character that are common enough to tell a name by. 平, 安 and the like, which begin more wishes than names, are
/// not among them.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范\
    金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢路岳齐庄申柳傅章鲁聂\
    阎焦纪尚卜盛单纵殷涂喻柯翁耿关兰祁凌霍骆娄柴裴甘欧鲍苗季简牟褚窦童曲游包左辛管丛迟栾逄綦臧宫解蓝米艾阮梅谷冉代倪古詹涂项\
    骆舒屈隋俞车初荆战亓衣桑矫仲桂晏卞仇冷边祖";
/// Surnames of two characters (复姓).
const COMPOUND: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯",
    "端木", "呼延",
];
/// What looks like a name and is a wish, or a word of the trade.
const NO_NAMES: [&str; 36] = [
    "祝福",
    "祝贺",
    "祝愿",
    "贺喜",
    "高中",
    "高升",
    "金婚",
    "金榜",
    "万岁",
    "万福",
    "白首",
    "白头",
    "永远",
    "常乐",
    "康宁",
    "康健",
    "盛世",
    "常青",
    "文运",
    "石榴",
    "马上",
    "龙凤",
    "江山",
    "江海",
    "方得",
    "方圆",
    "金玉",
    "万年青",
    "高高兴",
    "常相伴",
    "常相守",
    "温馨",
    "向阳",
    "金秋",
    "文昌",
    "包容",
];
/// How kin are called; a line of nothing else names somebody.
const KIN: [&str; 38] = [
    "爸爸", "妈妈", "爸妈", "父亲", "母亲", "爷爷", "奶奶", "姥爷", "姥姥", "外公", "外婆", "老爸", "老妈", "老公",
    "老婆", "哥哥", "姐姐", "弟弟", "妹妹", "儿子", "女儿", "宝贝", "宝宝", "孙子", "孙女", "外孙", "伯父", "伯母",
    "叔叔", "阿姨", "舅舅", "姑姑", "爹娘", "岳父", "岳母", "媳妇", "女婿", "恩师",
];
/// What is said behind a name.
const TITLES: [&str; 14] =
    ["老师", "先生", "女士", "小姐", "奶奶", "爷爷", "同学", "教授", "医生", "师傅", "阿姨", "叔叔", "校长", "宝宝"];

/// The tokens of a line of names, as bytes of it; none where it holds anything else. `told`: somebody said that these are names.
pub fn names(line: &str, told: bool) -> Option<Vec<Range<usize>>> {
    let end = line.trim_end_matches(['！', '!', '：', ':', '，', ',']).len();
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    let mut latin_open = false;
    let bounds = line[..end].char_indices().chain([(end, ' ')]).collect::<Vec<_>>();
    for (i, (at, c)) in bounds.iter().enumerate() {
        let (at, c) = (*at, *c);
        let joins = matches!(c, '和' | '与' | '及') && at > from && bounds.get(i + 1).is_some();
        // 和 and 与 part names only where a name stands on either side.
        let joins = joins && name_like(line[from..at].trim()) && name_like(rest_token(&line[at + c.len_utf8()..end]));
        let parts =
            c.is_whitespace() || matches!(c, '、' | '&' | '＆' | '♥' | '❤' | '·' | '・' | '，' | ',' | '/') || joins;
        if !parts {
            continue;
        }
        let word = line[from..at].trim();
        if matches!(c, '·' | '・') && at < end && !word.is_empty() {
            // 凯瑟琳·王 is one name.
            continue;
        }
        if !word.is_empty() {
            let start = from + (line[from..at].len() - line[from..at].trim_start().len());
            let range = start..start + word.len();
            let latin = is_latin(word);
            // Catherine Wong is one name.
            match tokens.last_mut().filter(|_| latin && latin_open) {
                Some(last) => last.end = range.end,
                None => tokens.push(range),
            }
            latin_open = latin && c == ' ';
        }
        from = at + c.len_utf8();
    }
    let sound = |range: &Range<usize>| {
        let word = &line[range.clone()];
        if told { length(word) <= 24 } else { name_like(word) }
    };
    let fits = (1..=4).contains(&tokens.len()) && tokens.iter().all(sound);
    fits.then_some(tokens)
}

/// What stands up to the next sign that parts names.
fn rest_token(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|c: char| c.is_whitespace() || matches!(c, '、' | '&' | '，' | ',' | '！')).next().unwrap_or(text)
}

fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() && !is_han(c) || matches!(c, '.' | '\'' | '-' | '’' | ' '))
        && word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word may be a name: a surname and one or two characters, a compound surname, a pet name of the same character twice, 小 or 阿
/// before one, kin, a title behind any of these, Latin letters with a capital, or a class (青岛一中96届).
fn name_like(word: &str) -> bool {
    let count = length(word);
    let first = word.chars().next().unwrap_or(' ');
    if word.is_empty() || NO_NAMES.contains(&word) || GREETINGS.contains(&word) {
        return false;
    }
    if is_latin(word) {
        return count <= 20 && !GREETINGS.iter().any(|known| word.starts_with(known));
    }
    if is_group(word) {
        return true;
    }
    if !word.chars().all(|c| is_han(c) || matches!(c, '·' | '・')) {
        return false;
    }
    if let Some(name) = TITLES.iter().find_map(|title| word.strip_suffix(title)).filter(|name| !name.is_empty()) {
        return length(name) <= 4 && (SURNAMES.contains(first) || name_like(name));
    }
    if is_kin(word) {
        return true;
    }
    if word.contains(['·', '・']) {
        return count <= 12;
    }
    let second = word.chars().nth(1).unwrap_or(' ');
    match count {
        2 => SURNAMES.contains(first) || first == second || matches!(first, '小' | '阿' | '老' | '大'),
        3 => SURNAMES.contains(first) || COMPOUND.iter().any(|known| word.starts_with(known)),
        4 => {
            COMPOUND.iter().any(|known| word.starts_with(known))
                || word.chars().skip(2).eq(word.chars().take(2)) && !word.starts_with("红红")
        }
        _ => false,
    }
}

/// 爸爸妈妈, 外公外婆: kin and nothing else.
fn is_kin(word: &str) -> bool {
    let mut rest = word;
    while let Some(less) = KIN.iter().find_map(|kin| rest.strip_prefix(kin)) {
        rest = less;
    }
    rest.is_empty()
}

/// Whether a line names a class of a school: 青岛一中96届, 1986届（3）班全体同学.
fn is_group(word: &str) -> bool {
    let numbered = word.chars().any(|c| NUMERALS.contains(c));
    numbered
        && length(word) <= 16
        && ["届", "班", "级"].iter().any(|end| word.ends_with(end))
        && word.chars().any(is_han)
}

/// Whether a character is Han.
pub(super) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}
