//! What a line of a page looks like, by its own words: a title, who signs, a date, one addressed.

use super::addressed::{are_names, label_of_people};
use super::docket;
use super::moments;
use super::text::{ends_with, find, starts_with};
use super::words::{NoticeWords, without_brackets};

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Nothing but white space.
    Blank,
    /// ———, ***: between two notices.
    Separator,
    /// A title alone: 遗失声明, 公 告.
    Title,
    /// The name of a company, a court or an office alone.
    Office,
    /// A case number alone.
    Case,
    /// Names before a colon: 某某:
    Addressee,
    /// A date, alone or behind the name that signs.
    Date,
    /// Who signs, behind a label: 声明人:某某.
    Signer,
    /// What closes a notice: 特此公告.
    Closing,
    /// The paper's own: a price, a hotline, a running head.
    Aside,
    /// Running text, and whatever is none of the others.
    Body,
}

/// What a line looks like: `flat` as it stands, `plain` without blanks and without a mark or number in front.
pub(super) fn looks(flat: &[char], plain: &[char], words: &NoticeWords) -> Looks {
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
    if length <= 14
        && words.closings.all_at(plain, 0).any(|word| {
            // 本公告之日起45日内: a sentence that was broken there.
            let more = if matches!(word.chars().next(), Some('本' | '此')) { 1 } else { 6 };
            length <= word.chars().count() + more
        })
        && !plain[..length - 1].contains(&'。')
    {
        return Looks::Closing;
    }
    if length <= 45 && is_case(plain) {
        return Looks::Case;
    }
    // 某某人民法院(2025)…号: whose number it is stands before it.
    if length <= 60
        && let Some(last) = docket::numbers(plain).last()
        && last.end == length
        && last.start > 4
        && ends_with(&plain[..last.start], "法院")
        && words.is_office(&plain[..last.start])
    {
        return Looks::Case;
    }
    if length <= 60 && is_signed_date(plain, words) {
        return Looks::Date;
    }
    if is_addressee(plain, words) {
        // 中国国际经济贸易仲裁委员会山东分会: with a colon behind it, over a title: it speaks, and nobody speaks to it.
        let speaks = plain.strip_suffix(&[':'][..]).is_some_and(|name| {
            let arbiter =
                find(name, "仲裁委员会").is_some() && ["委员会", "分会"].iter().any(|end| ends_with(name, end));
            words.is_office(name) && (arbiter || ends_with(name, "人民法院")) && !name.contains(&'、')
        });
        return if speaks { Looks::Office } else { Looks::Addressee };
    }
    if !sentence && length <= 64 && is_title(plain, words) {
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
        "发证机关",
        "公告机关",
        "公示单位",
        "发布机关",
        "孤哀子",
        "孤子",
        "哀子",
        "道歉人",
        "声明者",
        "转让方",
        "转让人",
        "甲方",
        "乙方",
        "丙方",
        "通知单位",
        "告知单位",
        "声明单位",
        "公告单位",
        "出借人",
        "出租人",
        "股东",
        "贷款机构",
        "患者家属",
        "家属",
        "承办法庭",
        "原债权人",
        "受让人",
        "受让方",
        "催告人",
        "致谢人",
        "发布单位",
        "发布人",
        "授权人",
    ];
    if length <= 50
        && !plain.contains(&'。')
        && signs.iter().any(|word| starts_with(plain, 0, word) && plain.get(word.chars().count()) == Some(&':'))
        // 遗失人:某某 遗失内容:… 声明作废: a whole notice in the lines of a form.
        && !["作废", "遗失内容", "遗失物"].iter().any(|word| find(plain, word).is_some())
    {
        return Looks::Signer;
    }
    let parts = [
        "泣告", "泣启", "叩启", "敬启", "谨启", "敬告", "哀告", "泣叩", "叩首", "稽颡", "稽首", "拜启", "顿首", "泣血",
        "同启",
    ];
    if !sentence && length <= 40 && parts.iter().any(|word| ends_with(plain, word)) {
        return Looks::Signer;
    }
    let sealed = plain
        .strip_suffix(&['(', '盖', '章', ')'][..])
        .or_else(|| plain.strip_suffix(&['(', '公', '章', ')'][..]))
        .unwrap_or(plain);
    let sealed = &sealed[..sealed.len() - telephone_behind(sealed)];
    if !sentence
        && length <= 50
        && (words.is_office(sealed) || words.is_department(sealed) || all_offices(sealed, words))
    {
        return Looks::Office;
    }
    Looks::Body
}

/// How many figures and marks of a telephone a line ends with: 某某福利院0558-5581126. Zero where they are none of one.
pub(super) fn telephone_behind(plain: &[char]) -> usize {
    let run = plain
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '(' | ')' | '、' | '/'))
        .count();
    let figures = plain[plain.len() - run..].iter().filter(|c| c.is_ascii_digit()).count();
    if (7..=24).contains(&figures) && plain.len() - run >= 4 { run } else { 0 }
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
    if flat.len() > 100 || !flat.iter().any(|c| matches!(c, ' ' | '|')) {
        return false;
    }
    let text: String = flat.iter().collect();
    let cells: Vec<&str> = text.split([' ', '|']).filter(|cell| !cell.is_empty()).collect();
    cells.len() >= 2 && cells.iter().all(|cell| HEADS.contains(cell))
}

/// Whether several offices stand here and nothing else: 甲公司、乙公司; 甲法院乙法庭.
fn all_offices(plain: &[char], words: &NoticeWords) -> bool {
    let mut parts = plain.split(|c| matches!(c, '、' | '/' | '|')).peekable();
    parts.peek().is_some() && plain.contains(&'、') && parts.all(|part| words.is_office(part))
}

fn is_aside(plain: &[char], words: &NoticeWords) -> bool {
    // 绍兴日报广告部 alone: who signs a correction.
    if plain.len() >= 6 && ends_with(plain, "广告部") && plain.iter().all(|c| super::text::is_han(*c)) {
        return false;
    }
    let sentence = plain.contains(&'。');
    // Running text in which such a word happens to stand: 在你们的精心救治下转危为安, 请扫码登记。
    let running = sentence && plain.contains(&',') && plain.len() > 20;
    let long = plain.len() > 70 || (sentence && plain.len() > 30) || running;
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
    let word = (0..plain.len()).any(|at| words.aside.all_at(plain, at).any(|word| word != "星期"));
    dated_head || page || word
}

fn is_case(plain: &[char]) -> bool {
    let at = ["案号:", "编号:", "文号:", "案号"]
        .iter()
        .find(|word| starts_with(plain, 0, word))
        .map_or(0, |word| word.chars().count());
    let open = usize::from(plain.get(at) == Some(&'('));
    let numbers = docket::numbers(&plain[at..]);
    let inner = open == 1 && plain.last() == Some(&')') && numbers.first().is_none_or(|range| range.start != 0);
    let length = plain.len() - at - if inner { 1 } else { 0 };
    numbers.first().is_some_and(|first| first.start == usize::from(inner))
        && numbers.last().is_some_and(|last| last.end == length)
}

/// A date alone, or a date behind the name of who signs.
fn is_signed_date(plain: &[char], words: &NoticeWords) -> bool {
    let Some((at, _)) = last_date(plain) else { return is_open_date(plain) || is_date_with_tail(plain, words) };
    let before = &plain[..at];
    let label = before == ['('] || is_label_of_date(before);
    let name = before.strip_suffix(&['(', '盖', '章', ')'][..]).unwrap_or(before);
    before.is_empty()
        || label
        || (!before.contains(&'。')
            && !before.contains(&',')
            && (words.is_office(name) || all_offices(name, words) || words.is_person(name)))
}

/// 2026年5月11日 电话:0551-63811126: a date, and behind it what may follow a signature.
fn is_date_with_tail(plain: &[char], words: &NoticeWords) -> bool {
    date_before_tail(plain, words).is_some()
}

/// The date with which such a line begins.
pub(super) fn date_before_tail(plain: &[char], words: &NoticeWords) -> Option<moments::WrittenDate> {
    let dated = moments::date(plain, 0).filter(|dated| dated.year.is_some())?;
    let rest = &plain[dated.range.end..];
    let rest = rest.strip_prefix(&['('][..]).unwrap_or(rest);
    // 2026年5月8日 0359-5032817
    let figures = rest.iter().filter(|c| c.is_ascii_digit()).count();
    if (7..=12).contains(&figures) && rest.iter().all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '(' | ')')) {
        return Some(dated);
    }
    let tail = words.tails.iter().any(|word| word != "日期" && word != "单位" && starts_with(rest, 0, word));
    (tail && rest.contains(&':') && !rest.contains(&'。')).then_some(dated)
}

/// 公告日期:, 刊登版面:G90刊登日期:: what stands before a date, and is nobody's name.
pub(super) fn is_label_of_date(before: &[char]) -> bool {
    let ends = ["日期:", "时间:", "日期", "日期为"].iter().any(|word| ends_with(before, word));
    // A day until which something lasts, or of something else, is not the day of the notice.
    const OTHER: [&str; 31] = [
        "截止", "签订", "开标", "报名", "产生", "到期", "借款", "开庭", "拍卖", "提存", "出生", "竞买", "封闭", "停水",
        "发证", "成立", "批准", "设立", "开业", "停电", "施工", "会议", "考试", "应到", "传唤", "认购", "起始", "生效",
        "交付", "竞价", "竞租",
    ];
    let other = || OTHER.iter().any(|word| find(before, word).is_some());
    ends && before.len() <= 24 && !before.iter().any(|c| matches!(c, '。' | ',')) && !other()
}

/// A date that was left open or mistyped: `2026年 月 日`, `2026年×月××日`, `2O26年3月2日`.
fn is_open_date(plain: &[char]) -> bool {
    let units = ['年', '月', '日'].iter().all(|unit| plain.contains(unit));
    let filler = |c: &char| super::numerals::is_numeral(*c) || "年月日号曰元XxOoIl×_*○某-.()".contains(*c);
    units && plain.len() <= 16 && plain.iter().all(filler)
}

/// The date at the end of a line and where it begins; a weekday or a bracket may follow it.
pub(super) fn last_date(plain: &[char]) -> Option<(usize, moments::WrittenDate)> {
    let from = plain.len().saturating_sub(24);
    let shown = &plain[from..];
    let dated = moments::dates(shown).pop()?;
    let mut end = dated.range.end;
    if let Some((_, range)) = moments::weekday(shown, end) {
        end = range.end;
    }
    let rest = &shown[end..];
    // 2026年5月11日(公告有效期三十日): a remark in brackets, which holds no date itself.
    let remark = rest.first() == Some(&'(') && rest.iter().position(|c| *c == ')') == Some(rest.len() - 1);
    (dated.year.is_some() && (remark || rest.iter().all(|c| matches!(c, ')' | '。' | '.' | '\n'))))
        .then_some((from + dated.range.start, dated))
}

fn is_title(plain: &[char], words: &NoticeWords) -> bool {
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
    let number = docket::numbers(&inside)
        .last()
        .filter(|last| last.end == inside.len() && last.start > 3)
        .map(|last| last.start);
    let inside = &inside[..number.unwrap_or(inside.len())];
    let bracket = without_brackets(inside);
    let counted = bracket.strip_suffix(&['之', '一'][..]).unwrap_or(bracket);
    // 现依法向你公司公告: a sentence that was broken there.
    let spoken =
        ["你", "您", "本院", "本委", "现依", "依法", "视为", "自本", "逾期不", "逾期未", "逾期将", "特此", "如下"]
            .iter()
            .any(|word| find(inside, word).is_some());
    // 申请人某某公司遗失: words that end a title only where it is short.
    const SHORT: [&str; 14] = [
        "更名", "遗失", "挂失", "作废", "道歉", "决定", "减资", "注销", "告知", "提示", "认领", "招领", "致歉", "通知",
    ];
    let clause = inside.len() > 12 && SHORT.iter().any(|word| ends_with(counted, word));
    // 某某局公告送达, 税务文书公告送达: a title where the office or what is served stands in front and nothing else.
    if let Some(before) = inside.strip_suffix(&['公', '告', '送', '达'][..]) {
        let whose =
            before.is_empty() || words.is_office(before) || words.documents.at_end(before) || ends_with(before, "文书");
        return whose && inside.len() <= 40 && !spoken;
    }
    // 某某仲裁委员会关于送达…号裁决书的公告: as long as what it is about.
    let about = ends_with(inside, "的公告") && inside.len() <= 60 && find(inside, "关于").is_some();
    (about || (2..=30).contains(&bracket.len()) && inside.len() <= 48)
        && !inside.contains(&':')
        && (!spoken || about || starts_with(counted, 0, "关于"))
        && !clause
        && words.titles.at_end(counted)
}

/// 致:某某公司, 债务人:某某, 下列案件的申请执行人:…: how long the label is behind which a line names the one addressed; zero where it has none.
pub(super) fn label_of_addressee(plain: &[char], words: &NoticeWords) -> usize {
    const LABELS: [&str; 4] = ["致:", "收函人:", "收件人:", "车主:"];
    let label = LABELS.iter().find(|label| starts_with(plain, 0, label)).map_or(0, |label| label.chars().count());
    let role = plain.iter().take(18).position(|c| *c == ':').filter(|colon| {
        let own = &plain[..*colon];
        // 申请人:, 原告: stand for the one who asks as well.
        let asks = ["申请人", "原告", "申请执行人", "上诉人", "被告", "被申请人", "借款人", "纳税人识别号"];
        !asks.iter().any(|word| own.len() == word.chars().count() && starts_with(own, 0, word))
            && label_of_people(own, words)
    });
    let label = label.max(role.map_or(0, |colon| colon + 1));
    if plain.len() > label { label } else { 0 }
}

/// A line without the remark in brackets that stands behind its last colon: 某某公司:(纳税人识别号:…).
pub(super) fn remark_behind_colon(plain: &[char]) -> &[char] {
    let opened = plain.windows(2).position(|two| two == [':', '(']);
    let closed = plain.last() == Some(&')') && plain.iter().filter(|c| **c == ')').count() == 1;
    match opened.filter(|at| closed && *at > 1 && !plain[..*at].contains(&'(')) {
        Some(at) => &plain[..=at],
        None => plain,
    }
}

/// A name or names before a colon at the end of a line.
fn is_addressee(plain: &[char], words: &NoticeWords) -> bool {
    let behind = label_of_addressee(plain, words);
    let plain = if behind > 0 {
        plain.strip_suffix(&['。'][..]).or_else(|| plain.strip_suffix(&[':'][..])).unwrap_or(plain)
    } else {
        plain
    };
    if behind > 0 && plain.len() <= 90 && !plain.contains(&'。') && !plain.contains(&',') {
        return are_names(&plain[behind..], words);
    }
    // 某某公司:(纳税人识别号:…)
    let plain = remark_behind_colon(plain);
    let Some((':', names)) = plain.split_last() else { return false };
    if names.len() > 120 || names.contains(&'。') || names.contains(&'"') {
        return false;
    }
    are_names(names, words)
}
