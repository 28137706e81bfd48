//! The lines of a blessing: greeting, names, wish, couplet, text, and the parts that one line may hold.
//!
//! [`role`] proposes what one line is, [`pieces`] cuts a line that is several things: 祝贺刘一鸣考入北京大学 is a word before, a name, and what
//! was achieved. Nothing is added or dropped: the pieces of a line are its characters, in their order, but for what parts names.

use std::ops::Range;

use super::{Block, Role};

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
/// Words that open a sentence of greeting before the name.
const BEFORE: [&str; 15] = [
    "热烈祝贺",
    "衷心祝贺",
    "祝贺",
    "恭贺",
    "恭祝",
    "敬祝",
    "恭喜",
    "庆祝",
    "庆贺",
    "敬贺",
    "祝愿",
    "遥祝",
    "祝",
    "贺",
    "愿",
];
/// Words that what follows a name begins with.
const AFTER: [&str; 46] = [
    "考入",
    "考上",
    "考取",
    "被",
    "荣获",
    "新婚",
    "结婚",
    "金榜",
    "高中",
    "生日",
    "喜结",
    "喜得",
    "喜添",
    "乔迁",
    "金婚",
    "银婚",
    "钻石婚",
    "新春",
    "春节",
    "新年",
    "中秋",
    "教师节",
    "节日",
    "母亲节",
    "父亲节",
    "情人节",
    "七夕",
    "元宵",
    "端午",
    "重阳",
    "快乐",
    "幸福",
    "学业",
    "毕业",
    "大寿",
    "华诞",
    "寿比",
    "周岁",
    "百日",
    "满月",
    "订婚",
    "大喜",
    "之喜",
    "福如",
    "健康",
    "恩爱",
];
/// What was achieved begins so.
const ACHIEVED: [&str; 5] = ["考入", "考上", "考取", "被", "荣获"];
/// What one who signs calls himself before his name.
const LOVING: [&str; 8] = ["永远爱你的", "永远爱您的", "深爱你的", "爱你的", "爱您的", "想你的", "你的", "您的"];
/// Words that stand before the name of one addressed.
const DEAR: [&str; 7] = ["最亲爱的", "我最爱的", "亲爱的", "敬爱的", "致我的", "心爱的", "致"];
/// Han numerals and figures.
const NUMERALS: &str = "0123456789〇零一二三四五六七八九十百两";

/// The longest greeting, in characters.
const GREETING: usize = 10;
/// A longer line is text.
const WISH: usize = 16;
/// A sentence that is cut is no longer.
const SENTENCE: usize = 26;

/// A part of a copy that is one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// A line may hold pieces of several roles: a word before, a name, what was achieved.
    pub role: Role,
    /// Where it stands in the copy, in bytes.
    pub range: Range<usize>,
    /// Which of the lines that are not empty it belongs to.
    pub line: usize,
}

fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn han(c: char) -> bool {
    matches!(c as u32, 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

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
    word.chars().all(|c| c.is_alphabetic() && !han(c) || matches!(c, '.' | '\'' | '-' | '’' | ' '))
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
    if !word.chars().all(|c| han(c) || matches!(c, '·' | '・')) {
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
    numbered && length(word) <= 16 && ["届", "班", "级"].iter().any(|end| word.ends_with(end)) && word.chars().any(han)
}

/// What a line of a blessing is, by its words alone.
pub(super) fn role(line: &str) -> Role {
    let plain = line.trim();
    let count = length(plain);
    if plain.ends_with([':', '：']) && count <= WISH {
        return Role::Addressee;
    }
    if names(plain, false).is_some() {
        return Role::Names;
    }
    if cut(plain).is_some() {
        return Role::Greeting;
    }
    if plain.contains(['。', '；']) || count > WISH && halves(plain).is_none() {
        return Role::Body;
    }
    let greets = GREETINGS.iter().any(|known| plain.contains(known));
    if greets && (count <= GREETING || plain.is_ascii() && count <= 30) {
        return Role::Greeting;
    }
    if ACHIEVED.iter().any(|known| plain.starts_with(known) && *known != "被") {
        return Role::Achievement;
    }
    if halves(plain).is_some() {
        return Role::Couplet;
    }
    Role::Wish
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
    let count = |text: &str| text.chars().all(han).then(|| text.chars().count());
    let (left, right) = (count(&line[..first])?, count(&line[second..end])?);
    (left == right && (4..=9).contains(&left)).then_some([0..first, second..end])
}

/// Turns what was proposed line by line into what the lines are together: two lines of one length are a couplet, three and more are verse, and
/// short words between a greeting and a wish are names.
pub(super) fn together(copy: &str, blocks: &mut [Block]) {
    let line = |block: &Block| copy[block.range.clone()].to_owned();
    let plain = |text: &str| {
        let text = text.trim_end_matches(['。', '！', '!', '，', '；', ',']);
        (text.chars().all(han)).then(|| text.chars().count()).filter(|count| (4..=9).contains(count))
    };
    // Stretches of wishes of one length.
    let mut from = 0;
    while from < blocks.len() {
        let long = plain(&line(&blocks[from]));
        let open = |role: Role| matches!(role, Role::Wish | Role::Names | Role::Couplet);
        let same = |block: &&Block| open(block.role) && plain(&line(block)) == long;
        let run = blocks[from..].iter().take_while(same).count();
        let wishes = blocks[from..from + run].iter().filter(|block| block.role == Role::Wish).count();
        if long.is_some() && run == 2 && wishes > 0 {
            blocks[from..from + 2].iter_mut().for_each(|block| block.role = Role::Couplet);
        }
        from += run.max(1);
    }
    let named = |blocks: &[Block]| {
        blocks.iter().any(|block| {
            matches!(block.role, Role::Names | Role::Addressee)
                || block.role == Role::Greeting && cut(&copy[block.range.clone()]).is_some()
        })
    };
    if !named(blocks) {
        // Two or three short words beside a greeting name somebody, whatever they are.
        let greeting = blocks.iter().position(|block| block.role == Role::Greeting);
        let beside = |at: usize| {
            let text = line(&blocks[at]);
            let words: Vec<&str> = text.split([' ', '\u{3000}', '、', '&']).filter(|word| !word.is_empty()).collect();
            blocks[at].role == Role::Wish
                && words.len() == 2
                && words.iter().all(|word| (2..=4).contains(&length(word)) && word.chars().all(han))
                && blocks.len() > 2
        };
        if let Some(at) = greeting
            .and_then(|at| [at + 1, at.wrapping_sub(1)].into_iter().find(|at| *at < blocks.len() && beside(*at)))
        {
            blocks[at].role = Role::Names;
        }
    } else if let Some(first) = blocks.iter().position(|block| block.role == Role::Names) {
        // One line of names is the picture of the ad; kin and classes below it sign.
        let after = blocks[first + 1..].iter().position(|block| block.role == Role::Names).map(|at| first + 1 + at);
        if let Some(at) = after.filter(|at| *at > first + 1) {
            blocks[at].role = Role::Signer;
        }
    }
}

/// The parts of a sentence of greeting: what stands before the names, the names, what stands after them.
struct Cut {
    names: Range<usize>,
    /// What the rest is; where it ends is the end of the line.
    after: Role,
}

/// Cuts 祝贺刘一鸣考入北京大学, 祝李雪、周伟新婚快乐, 妞妞七岁生日快乐, Happy Birthday, Emma!.
fn cut(line: &str) -> Option<Cut> {
    if line.is_ascii() {
        return cut_latin(line);
    }
    if length(line) > SENTENCE || line.trim_end_matches(['！', '!', '。']).contains(['。', '；', '！']) {
        return None;
    }
    let before = BEFORE.iter().find(|word| line.starts_with(**word)).map_or(0, |word| word.len());
    let rest = &line[before..];
    // 八十大寿, 七岁生日, 二十周年 begin with their number.
    let numbered = |at: usize| {
        let text = &rest[at..];
        let numerals: usize = text.chars().take_while(|c| NUMERALS.contains(*c)).map(char::len_utf8).sum();
        numerals > 0
            && ["岁", "周岁", "大寿", "华诞", "寿", "周年", "生日"]
                .iter()
                .any(|unit| text[numerals..].starts_with(unit))
    };
    let mut best = None;
    for (at, _) in rest.char_indices().skip(1) {
        if AFTER.iter().any(|word| rest[at..].starts_with(word)) || numbered(at) {
            let told = rest[..at].trim_end_matches(['，', ',', ' ', '：', ':']);
            if names(told, false).is_some() {
                let achieved = ACHIEVED.iter().any(|word| rest[at..].starts_with(word));
                best = Some(Cut {
                    names: before..before + told.len(),
                    after: if achieved { Role::Achievement } else { Role::Greeting },
                });
                break;
            }
        }
    }
    best
}

fn cut_latin(line: &str) -> Option<Cut> {
    let lower = line.to_ascii_lowercase();
    let known = [
        "happy birthday",
        "happy anniversary",
        "happy wedding",
        "congratulations",
        "merry christmas",
        "happy new year",
    ];
    let word = known.iter().find(|word| lower.starts_with(**word))?;
    let rest = &line[word.len()..];
    let start = word.len() + (rest.len() - rest.trim_start_matches([',', ' ', '!']).len());
    let end = line.trim_end_matches(['!', '.', ' ']).len();
    if start >= end {
        return None;
    }
    let name = &line[start..end];
    let name = name.strip_prefix("to ").map_or(name, |name| name);
    names(name, false)?;
    Some(Cut { names: end - name.len()..end, after: Role::Greeting })
}

/// The copy in pieces: every line once, cut where it is several things.
pub fn pieces(copy: &str, blocks: &[Block]) -> Vec<Piece> {
    let mut all = Vec::new();
    for (line, block) in blocks.iter().enumerate() {
        let mut push = |role: Role, from: usize, to: usize| {
            let text = &copy[from..to];
            let start = from + (text.len() - text.trim_start_matches([' ', '\u{3000}', ',']).len());
            let end = start + copy[start..to].trim_end().len();
            if start < end {
                all.push(Piece { role, range: start..end, line });
            }
        };
        let Range { start, end } = block.range;
        let cut = matches!(block.role, Role::Greeting | Role::Title).then(|| cut(&copy[start..end])).flatten();
        match cut {
            Some(cut) => {
                push(Role::Greeting, start, start + cut.names.start);
                push(Role::Names, start + cut.names.start, start + cut.names.end);
                push(cut.after, start + cut.names.end, end);
            }
            None => push(if block.role == Role::Title { Role::Greeting } else { block.role }, start, end),
        }
    }
    all
}

/// Where the name begins in a line that signs or addresses somebody: after 永远爱你的, after 亲爱的; none where it is not set apart.
pub fn own_name(role: Role, line: &str) -> Option<Range<usize>> {
    let words: &[&str] = if role == Role::Addressee { &DEAR } else { &LOVING };
    let end = line.trim_end_matches(['：', ':', ' ', '！', '!']).len();
    let before = words.iter().find(|word| line.starts_with(**word)).map_or(0, |word| word.len());
    let start = before + (line[before..end].len() - line[before..end].trim_start().len());
    let count = length(&line[start..end]);
    let apart = before > 0 && (1..=5).contains(&count) || role == Role::Addressee && (1..=8).contains(&count);
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

/// The number of years that a copy counts: 50 of 金婚, 25 of 银婚, 20 of 二十周年, 80 of 八十大寿; as figures.
pub fn years(copy: &str) -> Option<u32> {
    let chars: Vec<char> = copy.chars().collect();
    for at in 0..chars.len() {
        if at > 0 && NUMERALS.contains(chars[at - 1]) {
            continue;
        }
        let run: String = chars[at..].iter().take_while(|c| NUMERALS.contains(**c)).collect();
        let rest: String = chars[at + run.chars().count()..].iter().take(4).collect();
        let counted = ["周年", "年华", "载", "大寿", "华诞", "周岁", "岁", "年风雨", "年相", "年前"];
        if !run.is_empty()
            && counted.iter().any(|unit| rest.starts_with(unit))
            && let Some(number) = number(&run).filter(|number| (2..=200).contains(number))
        {
            return Some(number);
        }
    }
    let known = [("金婚", 50), ("银婚", 25), ("钻石婚", 60), ("珍珠婚", 30), ("瓷婚", 20), ("锡婚", 10), ("木婚", 5)];
    known.iter().find(|(word, _)| copy.contains(word)).map(|(_, years)| *years)
}

/// A number of up to three places in figures or Han.
fn number(run: &str) -> Option<u32> {
    if run.bytes().all(|b| b.is_ascii_digit()) {
        return run.parse().ok().filter(|_| run.len() <= 3);
    }
    let digit = |c: char| {
        "零一二三四五六七八九"
            .chars()
            .position(|known| known == c)
            .or((c == '两').then_some(2))
            .or((c == '〇').then_some(0))
    };
    let (mut total, mut last) = (0u32, None::<u32>);
    for c in run.chars() {
        match c {
            '百' => total += last.take().unwrap_or(1) * 100,
            '十' => total += last.take().unwrap_or(1) * 10,
            _ => last = Some(digit(c)? as u32 + last.map_or(0, |last| last * 10)),
        }
    }
    Some(total + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, blocks};
    use super::Role::{Achievement, Addressee, Body, Couplet, Date, Greeting, Names, Signer, Wish};
    use super::*;

    fn cut_up(copy: &str) -> Vec<(Role, String)> {
        let blocks = blocks(Kind::Blessing, copy);
        pieces(copy, &blocks).into_iter().map(|piece| (piece.role, copy[piece.range].to_owned())).collect()
    }

    fn roles(copy: &str) -> Vec<Role> {
        cut_up(copy).into_iter().map(|(role, _)| role).collect()
    }

    #[test]
    fn the_commonest_copies() {
        for (copy, expected) in [
            ("新婚快乐\n李默然 王诗涵\n百年好合", vec![Greeting, Names, Wish]),
            (
                "新婚快乐\n李默然、王昳珺\n百年好合\n爸爸妈妈 敬贺\n2026年1月22日",
                vec![Greeting, Names, Wish, Signer, Date],
            ),
            ("李默然 王诗涵\n新婚快乐\n百年好合", vec![Names, Greeting, Wish]),
            ("恭贺新婚\n张明远 Catherine Wong\n永结同心", vec![Greeting, Names, Wish]),
            ("Happy Birthday, Emma!", vec![Greeting, Names, Greeting]),
            ("祝贺刘一鸣考入北京大学\n爸爸妈妈为你骄傲", vec![Greeting, Names, Achievement, Signer]),
            ("祝李雪、周伟新婚快乐\n爸爸妈妈 敬贺", vec![Greeting, Names, Greeting, Signer]),
            ("祝奶奶八十大寿\n福如东海，寿比南山\n全体儿孙", vec![Greeting, Names, Greeting, Couplet, Signer]),
            ("妞妞七岁生日快乐\n爸爸妈妈爱你", vec![Names, Greeting, Signer]),
            ("贺高子涵金榜题名\n爷爷奶奶", vec![Greeting, Names, Greeting, Signer]),
            ("小雨：\n嫁给我吧\n永远爱你的 阿哲", vec![Addressee, Wish, Signer]),
            (
                "亲爱的陈可：\n遇见你是我最美的时光。余生很长，愿与你一起看遍山海。\n爱你的小林",
                vec![Addressee, Body, Signer],
            ),
            (
                "致我们的女儿\n林晓雨 周子航\n桃之夭夭 灼灼其华\n之子于归 宜其室家\n爸爸妈妈同贺",
                vec![Addressee, Names, Couplet, Couplet, Signer],
            ),
            ("新春快乐\n王建军 赵敏\n率全家给您拜年", vec![Greeting, Names, Signer]),
            ("新春大吉\n天增岁月人增寿\n春满乾坤福满门\n王雁老师", vec![Greeting, Couplet, Couplet, Names]),
            ("青岛一中96届\n毕业三十周年\n归来仍是少年", vec![Names, Greeting, Wish]),
            ("生日快乐", vec![Greeting]),
            ("祝福你", vec![Wish]),
        ] {
            assert_eq!(roles(copy), expected, "{copy}");
        }
    }

    #[test]
    fn no_character_is_lost_but_what_parts_names() {
        for copy in ["祝李雪、周伟新婚快乐", "Happy Birthday, Emma!", "妞妞七岁生日快乐", "祝贺刘一鸣考入北京大学"]
        {
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>();
            assert_eq!(cut_up(copy).iter().map(|(_, text)| plain(text)).collect::<String>(), plain(copy));
        }
    }

    #[test]
    fn names_are_told_from_wishes() {
        for line in [
            "李默然 王诗涵",
            "欧阳晓雪",
            "果果",
            "Emma",
            "Catherine Wong",
            "王雁老师",
            "爸爸妈妈",
            "李雪和周伟",
            "刘桂兰奶奶",
            "张明远 & 黄嘉怡",
            "青岛一中96届",
            "阿哲",
            "迪丽热巴·迪力木拉提",
        ] {
            assert!(names(line, false).is_some(), "{line}");
        }
        for line in [
            "百年好合",
            "龙马精神",
            "金玉满堂",
            "白头偕老",
            "万事如意",
            "马到成功",
            "花好月圆 永结同心",
            "祝福",
            "新婚快乐",
            "嫁给我吧",
            "一生一世",
            "执子之手，与子偕老",
            "爸爸妈妈爱你",
        ] {
            assert!(names(line, false).is_none(), "{line}");
        }
        let line = "李雪和周伟";
        let tokens: Vec<&str> = names(line, false).expect("names").into_iter().map(|range| &line[range]).collect();
        assert_eq!(tokens, ["李雪", "周伟"]);
    }

    #[test]
    fn years_are_read() {
        for (copy, expected) in [
            ("金婚志喜", Some(50)),
            ("结婚二十周年", Some(20)),
            ("祝奶奶八十大寿", Some(80)),
            ("毕业30周年", Some(30)),
            ("结婚十周年", Some(10)),
            ("生日快乐", None),
            ("2026年1月", None),
            ("一百零一岁", Some(101)),
        ] {
            assert_eq!(years(copy), expected, "{copy}");
        }
    }
}
