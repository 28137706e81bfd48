//! The copy of an ad: what each of its lines is, and how many characters it has.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Kind, greeting};
use crate::measure::narrow;

/// What a paragraph of the copy is (块类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRole {
    /// 标题: centred, in the title's face and size.
    Title,
    /// 案号: centred under the title.
    CaseNumber,
    /// 称谓 / 受送达人: flush left, not indented.
    Addressee,
    /// 正文: indented and justified.
    Body,
    /// 特此公告: indented, never justified.
    Closing,
    /// 落款: who signs, flush right.
    Signer,
    /// 日期: when it was signed, flush right.
    Date,
    /// 祝词: 新婚快乐, on a blessing.
    Greeting,
    /// 名字: whom a blessing is for, or the couple; the largest type.
    Names,
    /// 喜事: what was achieved, 考入北京大学.
    Achievement,
    /// 寄语: a short wish.
    Wish,
    /// 联句: a line of a couplet, or both halves on one line.
    Couplet,
}

impl LineRole {
    /// Every role: those of a notice in the order in which they stand in it, then those that only a blessing has.
    pub const ALL: [LineRole; 12] = [
        LineRole::Title,
        LineRole::CaseNumber,
        LineRole::Addressee,
        LineRole::Body,
        LineRole::Closing,
        LineRole::Signer,
        LineRole::Date,
        LineRole::Greeting,
        LineRole::Names,
        LineRole::Achievement,
        LineRole::Wish,
        LineRole::Couplet,
    ];

    /// The roles that a line may have in an ad of a kind, in the order in which they stand there.
    pub const fn of(kind: Kind) -> &'static [LineRole] {
        match kind {
            Kind::Notice => &[
                LineRole::Title,
                LineRole::CaseNumber,
                LineRole::Addressee,
                LineRole::Body,
                LineRole::Closing,
                LineRole::Signer,
                LineRole::Date,
            ],
            Kind::Blessing => &[
                LineRole::Addressee,
                LineRole::Greeting,
                LineRole::Names,
                LineRole::Achievement,
                LineRole::Wish,
                LineRole::Couplet,
                LineRole::Body,
                LineRole::Signer,
                LineRole::Date,
            ],
        }
    }

    /// The word that it goes by in data and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            LineRole::Title => "title",
            LineRole::CaseNumber => "case_number",
            LineRole::Addressee => "addressee",
            LineRole::Body => "body",
            LineRole::Closing => "closing",
            LineRole::Signer => "signer",
            LineRole::Date => "date",
            LineRole::Greeting => "greeting",
            LineRole::Names => "names",
            LineRole::Achievement => "achievement",
            LineRole::Wish => "wish",
            LineRole::Couplet => "couplet",
        }
    }

    /// What a rule that counts characters takes it for: a greeting is a blessing's title, and so are the names in it.
    pub const fn counted_as(self) -> LineRole {
        match self {
            LineRole::Greeting => LineRole::Title,
            LineRole::Names | LineRole::Achievement | LineRole::Wish | LineRole::Couplet => LineRole::Body,
            other => other,
        }
    }
}

/// One paragraph of the copy with its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// As proposed from its words and its place, or as the clerk set it.
    pub role: LineRole,
    /// Where it stands in the copy, in bytes, without its line end and surrounding white space.
    pub range: Range<usize>,
}

/// Up to so many characters a line may be a title.
const TITLE: usize = 24;
/// Up to so many an addressee: two companies with their trades in brackets.
const ADDRESSEE: usize = 60;
/// Up to so many a signer.
const SIGNER: usize = 40;
/// Up to so many the names above a word of parting.
const NAME: usize = 16;

/// Proposes what each non-empty line of the copy is, from its words and its place; the clerk sees it in the ad.
pub fn blocks(kind: Kind, copy: &str) -> Vec<Block> {
    let mut blocks = lines(copy);
    let line = |block: &Block| &copy[block.range.clone()];
    let top = head(kind, &blocks.iter().map(line).collect::<Vec<_>>());
    for (block, role) in blocks.iter_mut().zip(top) {
        block.role = role;
    }
    let foot = foot(kind, &blocks.iter().map(|block| (block.role, line(block))).collect::<Vec<_>>());
    let from = blocks.len() - foot.len();
    for (block, role) in blocks[from..].iter_mut().zip(foot) {
        block.role = role;
    }
    match kind {
        Kind::Notice => {
            for block in &mut blocks {
                if block.role == LineRole::Body && is_closing(&copy[block.range.clone()]) {
                    block.role = LineRole::Closing;
                }
            }
        }
        Kind::Blessing => {
            for block in blocks.iter_mut().filter(|block| block.role == LineRole::Body) {
                block.role = greeting::role(&copy[block.range.clone()]);
            }
            greeting::together(copy, &mut blocks);
        }
    }
    blocks
}

/// The non-empty lines, trimmed, all of them body.
fn lines(copy: &str) -> Vec<Block> {
    let mut start = 0;
    copy.split_inclusive('\n')
        .filter_map(|line| {
            let from = start + (line.len() - line.trim_start().len());
            let range = from..from + line.trim().len();
            start += line.len();
            (!range.is_empty()).then_some(Block { role: LineRole::Body, range })
        })
        .collect()
}

/// The roles of the first lines: titles, case number, addressee.
fn head(kind: Kind, lines: &[&str]) -> Vec<LineRole> {
    let mut roles = Vec::new();
    let mut rest = lines;
    let mut take = |role: LineRole, rest: &mut &[&str]| {
        roles.push(role);
        *rest = &rest[1..];
    };
    match kind {
        Kind::Notice => {
            // A court names itself above 公告.
            if let [court, title, ..] = rest
                && is_title(title)
                && !is_title(court)
                && is_institution(court)
            {
                take(LineRole::Title, &mut rest);
            }
            if let [title, _, ..] = rest
                && is_title(title)
            {
                take(LineRole::Title, &mut rest);
            }
        }
        Kind::Blessing => {
            if let [first, _, ..] = rest
                && greeting::addresses(first)
            {
                take(LineRole::Addressee, &mut rest);
            }
        }
    }
    if let [number, _, ..] = rest
        && kind == Kind::Notice
        && is_case_number(number)
    {
        take(LineRole::CaseNumber, &mut rest);
    }
    if let [addressee, _, ..] = rest
        && is_addressee(addressee)
    {
        take(LineRole::Addressee, &mut rest);
    }
    roles
}

/// The roles of the last lines: signers, then the date (or the date above them); at least one line stays above.
fn foot(kind: Kind, lines: &[(LineRole, &str)]) -> Vec<LineRole> {
    let mut roles = Vec::new();
    let mut end = lines.len();
    let body = |end: usize| end > 1 && lines[end - 1].0 == LineRole::Body;
    // Whether something of the greeting stands above the line before `end`.
    let greeted = |end: usize| lines[..end - 1].iter().any(|(role, _)| *role == LineRole::Body);
    let mut dated = false;
    if body(end) && is_date(lines[end - 1].1) {
        roles.push(LineRole::Date);
        end -= 1;
        dated = true;
    }
    // Several may sign; in verse only what says that it signs, or the last line where a date or a dash shows it.
    let most = if kind == Kind::Notice { 6 } else { 3 };
    while roles.len() - usize::from(dated) < most && body(end) {
        let line = lines[end - 1].1;
        // 敬贺 on a line of its own belongs to the name above it.
        let below = lines.get(end).filter(|_| roles.last() == Some(&LineRole::Signer)).map(|(_, line)| *line);
        let signs = match kind {
            Kind::Notice => is_signer(line) && (dated || says_who(line) || is_institution(line)),
            Kind::Blessing => {
                is_signer(line)
                    && length(line) <= 24
                    && (says_who(line)
                        || greeting::signs(line)
                        || stands_below_a_sentence(lines, end)
                        || greeted(end)
                            && ((dated && below.is_none())
                                || below.is_some_and(|below| PARTINGS.contains(&below) && length(line) <= NAME)))
            }
        };
        if !signs {
            break;
        }
        roles.push(LineRole::Signer);
        end -= 1;
    }
    roles.reverse();
    roles
}

fn length(line: &str) -> usize {
    characters(line)
}

/// The words that a title ends with.
const TITLES: [&str; 22] = [
    "公告",
    "启事",
    "声明",
    "讣告",
    "通知",
    "通告",
    "公示",
    "告示",
    "讣闻",
    "布告",
    "通知书",
    "公告书",
    "更正",
    "致歉信",
    "感谢信",
    "鸣谢",
    "寻人",
    "寻物",
    "招领",
    "认领",
    "遗失",
    "催告函",
];

/// A short line that ends with what notices are called.
fn is_title(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_matches(['【', '】', '[', ']', '《', '》', '*', '·', '—', '-']);
    length(plain) <= TITLE && TITLES.iter().any(|title| plain.ends_with(title)) && !is_closing(plain)
}

/// The words that an institution's name ends with.
const INSTITUTIONS: [&str; 26] = [
    "法院",
    "仲裁委员会",
    "委员会",
    "检察院",
    "公司",
    "局",
    "所",
    "院",
    "处",
    "中心",
    "政府",
    "办事处",
    "学校",
    "大学",
    "厂",
    "社",
    "店",
    "站",
    "会",
    "部",
    "行",
    "厅",
    "队",
    "组",
    "庭",
    "馆",
];

fn is_institution(line: &str) -> bool {
    let plain = line.trim_end_matches(['(', ')', '（', '）', '章', '盖', ' ']);
    length(line) <= SIGNER && !ends_a_sentence(line) && INSTITUTIONS.iter().any(|name| plain.ends_with(name))
}

/// A line that ends a sentence is no title, signer or date.
fn ends_a_sentence(line: &str) -> bool {
    line.ends_with(['。', '！', '!', '？', '?', '；', ';', '，', ',', '、', '.', '…', '：', ':', '～', '~'])
}

/// (2026)鲁0203行审2号, 青黄劳人仲案字〔2025〕第10869号, with nothing else on the line.
fn is_case_number(line: &str) -> bool {
    let plain: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let open = plain.iter().position(|c| matches!(c, '(' | '〔' | '['));
    let Some(open) = open else { return false };
    let year = plain.get(open + 1..open + 5).is_some_and(|year| year.iter().all(char::is_ascii_digit));
    let closed = matches!(plain.get(open + 5), Some(')' | '〕' | ']'));
    let number = plain.last() == Some(&'号') || plain.last().is_some_and(char::is_ascii_digit);
    let plain_words =
        plain.iter().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '〔' | '〕' | '[' | ']' | '-'));
    year && closed && number && plain_words && plain.len() <= 36
}

fn is_addressee(line: &str) -> bool {
    line.ends_with([':', '：']) && length(line) <= ADDRESSEE && !line.contains(['。', '；'])
}

/// 特此公告 and its kin.
fn is_closing(line: &str) -> bool {
    let plain = line.trim_end_matches(['。', '！', '.', '!', ' ', '　']);
    let start = ["特此", "此致", "谨此", "此告", "专此"].iter().any(|word| plain.starts_with(word));
    (start && length(plain) <= 10) || matches!(plain, "此公告" | "此声明" | "敬礼" | "此启")
}

/// 2026年1月22日, 二〇二六年一月二十二日, 2026.1.22, 2026-01-22.
fn is_date(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let numeral = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十元廿".contains(c);
    let rest = |text: &str, unit: char| -> Option<String> {
        let (number, rest) = text.split_once(unit)?;
        (!number.is_empty() && number.chars().all(numeral)).then(|| rest.to_owned())
    };
    let written = rest(&plain, '年')
        .and_then(|months| rest(&months, '月'))
        .is_some_and(|days| rest(&days, '日').or_else(|| rest(&days, '号')).is_some_and(|rest| rest.is_empty()));
    let lunar = ["农历", "岁次"].iter().any(|word| plain.starts_with(word)) && plain.chars().count() <= 14;
    let figures: Vec<&str> = plain.split(['.', '-', '/']).collect();
    let counted = figures.len() == 3
        && figures[0].len() == 4
        && figures.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let span: Vec<&str> = plain.split(['—', '-', '–', '~', '～']).filter(|part| !part.is_empty()).collect();
    let spanned =
        span.len() == 2 && span.iter().all(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    written || lunar || counted || spanned
}

fn is_signer(line: &str) -> bool {
    length(line) <= SIGNER && !ends_a_sentence(line) && !is_closing(line) && !line.contains(['。', '；', ';'])
}

/// The words with which a letter ends, after the name or on the line below it.
const PARTINGS: [&str; 14] =
    ["敬上", "谨启", "敬启", "敬贺", "恭贺", "贺", "上", "敬祝", "启", "泣告", "泣启", "敬献", "同贺", "谨上"];

/// Whether a line says of itself that it signs.
fn says_who(line: &str) -> bool {
    let plain = line.trim_start_matches(['—', '-', '－', ' ', '　']);
    let dash = plain.len() < line.len() && !plain.is_empty();
    const STARTS: [&str; 16] = [
        "祝福人",
        "落款",
        "爱你的",
        "爱您的",
        "声明人",
        "公告人",
        "启事人",
        "申请人",
        "登报人",
        "致歉人",
        "联系人",
        "你的",
        "您的",
        "全家",
        "永远爱",
        "深爱",
    ];
    let mut ends = PARTINGS.iter().chain(&["祝福", "全家", "爸爸妈妈"]);
    dash || STARTS.iter().any(|word| plain.starts_with(word))
        || (length(plain) <= 20 && ends.any(|word| plain.ends_with(word)))
}

/// Whether one of the two lines above ends a sentence: what follows without a stop is no longer the greeting itself.
fn stands_below_a_sentence(lines: &[(LineRole, &str)], end: usize) -> bool {
    let above = &lines[end.saturating_sub(3)..end - 1];
    above
        .iter()
        .any(|(role, line)| *role == LineRole::Body && line.ends_with(['。', '！', '!', '？', '?', '…', '～', '~']))
}

/// The characters of a copy as the counter counts them (字数): everything that prints, white space apart.
pub fn characters(copy: &str) -> usize {
    super::printed(copy).filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::LineRole::{Addressee, Body, CaseNumber, Closing, Couplet, Date, Greeting, Signer, Title, Wish};
    use super::*;

    fn roles(kind: Kind, copy: &str) -> Vec<LineRole> {
        blocks(kind, copy).into_iter().map(|block| block.role).collect()
    }

    #[test]
    fn the_twelve_notices() {
        let arbitration = vec![Title, Addressee, Body, Closing, Signer, Date];
        for n in 1..=12 {
            let path = format!("{}/../../tests/corpus/notices/{n:02}.txt", env!("CARGO_MANIFEST_DIR"));
            let copy = std::fs::read_to_string(path).expect("a notice");
            let expected = match n {
                1 => vec![Title, Title, CaseNumber, Addressee, Body, Date],
                6 => vec![Title, Body],
                7 => vec![Title, Body, Body, Signer, Date],
                _ => arbitration.clone(),
            };
            assert_eq!(roles(Kind::Notice, &copy), expected, "{n}");
        }
    }

    #[test]
    fn other_notices() {
        for (copy, expected) in [
            ("遗失声明\n张三遗失身份证,声明作废。", vec![Title, Body]),
            ("张三遗失身份证,声明作废。", vec![Body]),
            ("公告", vec![Body]),
            ("【寻人启事】\n李某,男,六十岁。\n联系电话:13800000012", vec![Title, Body, Body]),
            (
                "讣告\n家父某某于2026年1月20日辞世。\n特此讣告。\n孝子 某某 泣告\n2026年1月21日",
                vec![Title, Body, Closing, Signer, Date],
            ),
            ("注销公告\n某某公司拟注销。\n特此公告。\n某某有限公司", vec![Title, Body, Closing, Signer]),
            ("公告\n正文。\n甲公司\n乙公司\n二〇二六年一月二十二日", vec![Title, Body, Signer, Signer, Date]),
            ("公告\n正文。\n2026-01-22", vec![Title, Body, Date]),
            ("公告\n正文\n2026.1.22之前", vec![Title, Body, Body]),
            ("公告\n青黄劳人仲案字〔2025〕第10869-1号\n某某:\n正文。", vec![Title, CaseNumber, Addressee, Body]),
        ] {
            assert_eq!(roles(Kind::Notice, copy), expected, "{copy}");
        }
    }

    #[test]
    fn blessings() {
        for (copy, expected) in [
            ("生日快乐", vec![Greeting]),
            ("亲爱的妈妈:\n祝您生日快乐,身体健康!\n女儿 晓琳", vec![Addressee, Wish, Signer]),
            ("金婚纪念\n五十年前的今天,一间小屋,一张木桌。那时的日子很苦。\n全家敬贺", vec![Greeting, Body, Signer]),
            ("祝小明和小红新婚快乐,百年好合,早生贵子!\n祝福人:王叔叔\n2026年1月22日", vec![Greeting, Signer, Date]),
            ("遇见你之后,\n所有的山川湖海,\n都有了名字。\n永远爱你的 阿诚", vec![Wish, Wish, Body, Signer]),
            ("春风得意马蹄疾\n一日看尽长安花", vec![Couplet, Couplet]),
            ("亲爱的妈妈:\n祝您福如东海,寿比南山\n女儿晓琳\n敬贺", vec![Addressee, Wish, Signer, Signer]),
            (
                "亲爱的妈妈:\n六十载风雨。祝您健康!\n女儿 晓琳\n敬贺\n2026年1月22日",
                vec![Addressee, Body, Signer, Signer, Date],
            ),
            ("亲爱的妈妈:\n祝您福如东海,寿比南山\n2026年1月22日", vec![Addressee, Wish, Date]),
            ("妈妈,我爱你,祝您永远年轻,永远健康,永远快乐!\n——爱你的儿子", vec![Body, Signer]),
        ] {
            assert_eq!(roles(Kind::Blessing, copy), expected, "{copy}");
        }
    }

    #[test]
    fn ranges_are_the_lines_without_their_ends() {
        let copy = "  公告 \r\n\n\t正文。\n";
        let lines: Vec<&str> = blocks(Kind::Notice, copy).into_iter().map(|block| &copy[block.range]).collect();
        assert_eq!(lines, ["公告", "正文。"]);
        assert_eq!(blocks(Kind::Blessing, " \n\n"), []);
    }
}
