//! Those to whom a notice is addressed: lists of names, with roles, counts and remarks, before a colon.

use super::docket;
use super::text::{ends_with, find, is_blank, is_han, starts_with};
use super::words::{NoticeWords, without_brackets};

/// Whether what follows a colon speaks to the one named before it.
pub(super) fn addresses(flat: &[char], at: usize) -> bool {
    const WORDS: [&str; 57] = [
        "我方",
        "我处",
        "本处",
        "我所",
        "我中心",
        "本中心",
        "我校",
        "本校",
        "我行",
        "本行",
        "我厂",
        "本厂",
        "我店",
        "本店",
        "我办",
        "截至",
        "截止",
        "兹因",
        "依法",
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
    // 某某公司:廖翠萍诉你公司…: the first clause says 你.
    let clause = flat[at.min(flat.len())..].iter().take(30).take_while(|c| !matches!(c, '。' | ',' | ';' | '\n' | ':'));
    WORDS.iter().any(|word| starts_with(flat, at, word)) || clause.into_iter().any(|c| matches!(c, '你' | '您'))
}

/// Whether these are the names of those to whom a notice is addressed.
pub(super) fn are_names(names: &[char], words: &NoticeWords) -> bool {
    let label: String = names.iter().collect();
    // 受让人信息: a head of what follows.
    let head = ["信息", "须知", "名单", "情况", "事项", "内容", "方式"].iter().any(|word| ends_with(names, word));
    if head || names.len() < 2 || words.labels.contains(&label) {
        return false;
    }
    // 某某医院全体医护人员
    let all = names.len() <= 40 && find(names, "全体").is_some();
    if all && ["人员", "员工", "职工", "业主", "股东", "师生", "会员"].iter().any(|word| ends_with(names, word))
    {
        return true;
    }
    if words.is_collective(names) {
        return true;
    }
    if ["各", "尊敬的", "全体", "致", "亲爱的", "敬告", "广大"].iter().any(|word| starts_with(names, 0, word))
    {
        return names.len() <= 40;
    }
    let names = names.strip_suffix(&['。'][..]).unwrap_or(names);
    let (mut known, mut unknown, mut loose) = (0, 0, 0);
    for part in split_names(names) {
        let part = &part[..before_keeper(part, words)];
        let part = &part[before_name(part, words)..];
        if words.is_collective(part) {
            known += 1;
            continue;
        }
        let part = words.plain_name(without_count(part));
        let bare = without_brackets(part);
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
        } else if (4..=24).contains(&bare.len()) && bare.iter().all(|c| is_han(*c)) && !words.may_be_clause(bare) {
            // 某某五金机电门市 beside a name that is known: it ends as no list knows.
            loose += 1;
        } else {
            return false;
        }
    }
    if loose > known {
        return false;
    }
    // One unknown name never empties a list. Alone it must be a shop's, whose ending or bracket says so.
    known > 0 || (unknown > 0 && names.len() >= 5) || unknown > 1
}

/// How long what stands before a name in a list is: its number (2.), the number of a car, what he is and where (某某公司驾驶员), his role
/// (被告), the address at which he lives.
pub(super) fn before_name(part: &[char], words: &NoticeWords) -> usize {
    let mut start = item(part);
    start += plate(&part[start..]);
    start += behind_post(&part[start..], words);
    start += behind_label(&part[start..], words);
    while let Some(role) = words.roles.at_start(&part[start..], 0) {
        let length = role.chars().count();
        if start + length >= part.len() {
            break;
        }
        start += length;
        while start < part.len() && matches!(part[start], ':' | '(' | ')' | '的') && start + 1 < part.len() {
            start += 1;
        }
    }
    start + behind_address(&part[start..], words)
}

/// How long a name is before who runs the house: 某某有限公司法定代表人尚海军 is the company. The whole where nobody is named so.
pub(super) fn before_keeper(part: &[char], words: &NoticeWords) -> usize {
    ["法定代表人", "负责人", "经营者", "投资人"]
        .iter()
        .filter_map(|word| find(part, word))
        .find(|at| {
            *at >= 4 && part[at - 1] != '(' && (words.is_office(&part[..*at]) || words.shops.at_end(&part[..*at]))
        })
        .unwrap_or(part.len())
}

/// How long the number of an item is: 1. 2、 ① (3)
fn item(part: &[char]) -> usize {
    if part.first().is_some_and(|c| matches!(c, '①'..='⑳')) {
        return 1;
    }
    let open = usize::from(part.first() == Some(&'('));
    let digits = part.iter().skip(open).take(2).take_while(|c| c.is_ascii_digit()).count();
    let mark = part.get(open + digits);
    let closes = matches!((open, mark), (1, Some(')')) | (0, Some('.')));
    if digits > 0 && closes && part.get(open + digits + 1).is_some_and(|c| is_han(*c)) { open + digits + 1 } else { 0 }
}

/// 下列案件的申请执行人:, 债务人:: a label behind which names stand, where it says what they are.
fn behind_label(part: &[char], words: &NoticeWords) -> usize {
    let mut depth = 0usize;
    let colon = part.iter().take(24).position(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ':' && depth == 0
    });
    let Some(colon) = colon.filter(|colon| *colon + 2 < part.len()) else { return 0 };
    let keeper = ["法定代表人", "负责人", "经营者", "投资人"]
        .iter()
        .any(|word| part[..colon] == word.chars().collect::<Vec<_>>()[..]);
    if keeper || label_of_people(&part[..colon], words) { colon + 1 } else { 0 }
}

/// Whether a label says that those behind it are spoken to or spoken of: a role, or what ends as one does. Who is to be called, and who
/// speaks, is none of them.
pub(super) fn label_of_people(label: &[char], words: &NoticeWords) -> bool {
    const OTHERS: [&str; 26] = [
        "联系",
        "承办",
        "经办",
        "声明人",
        "公告人",
        "启事人",
        "通知人",
        "催告人",
        "告知人",
        "委托人",
        "转让人",
        "受让人",
        "发布人",
        "致歉",
        "道歉",
        "登报人",
        "遗失人",
        "挂失人",
        "负责人",
        "代表人",
        "发现人",
        "捡拾",
        "拾得",
        "报案",
        "原债权人",
        "招标",
    ];
    (2..=16).contains(&label.len())
        && label.iter().all(|c| is_han(*c) || matches!(c, '(' | ')' | '/'))
        && !OTHERS.iter().any(|word| find(label, word).is_some())
        && (words.roles.at_end(label)
            || [
                "送达人",
                "通知人",
                "被告知人",
                "处罚人",
                "处罚单位",
                "相对人",
                "传唤人",
                "催告人",
                "债务人",
                "担保人",
                "保证人",
                "义务人",
            ]
            .iter()
            .any(|word| ends_with(label, word)))
}

/// 某某镇一路88号之三卢伟棠: how long the address is with which a part begins, before a person's name that ends it.
fn behind_address(part: &[char], words: &NoticeWords) -> usize {
    let plain = words.plain_name(without_brackets(part));
    let Some(mut at) = plain.iter().rposition(|c| matches!(c, '号' | '室' | '栋' | '楼' | '座' | '户')) else {
        return 0;
    };
    let numbered = plain[..at].iter().rev().take(2).any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c));
    if plain.get(at + 1) == Some(&'之') {
        at += 2;
    }
    let name = plain.get(at + 1..).unwrap_or_default();
    if numbered && name.len() >= 2 && words.is_person(name) { at + 1 } else { 0 }
}

/// Where the person's own name begins behind where he works and as what: 某某公司驾驶员张三, 法定继承人张三. Zero where nothing of that
/// stands in front.
pub(super) fn behind_post(part: &[char], words: &NoticeWords) -> usize {
    (0..part.len().saturating_sub(1))
        .filter_map(|at| Some(at + words.posts.at_start(part, at)?.chars().count()).filter(|_| at == 0 || at >= 3))
        .find(|end| {
            let name = words.plain_name(without_brackets(&part[*end..]));
            // 股东上海某某机床厂: what an office is stands right before it.
            let numbered = part[*end..].iter().position(|c| *c == '(').is_some_and(|open| {
                (2..=4).contains(&open)
                    && part[*end + open..].iter().any(char::is_ascii_digit)
                    && words.may_be_name(&part[*end..*end + open])
            });
            words.is_person(name)
                || numbered
                || (words.posts.at_end(&part[..*end]) && *end <= 4 && words.is_office(name))
        })
        .unwrap_or(0)
}

/// How long the number of a car is with which a text begins: 鲁B12345车主某某.
pub(super) fn plate(chars: &[char]) -> usize {
    let province =
        chars.first().is_some_and(|c| "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".contains(*c));
    let figures =
        chars.iter().skip(1).take_while(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || **c == '·').count();
    // 湘A1126挂: a trailer's has a figure less.
    let short = figures == 5 && matches!(chars.get(6), Some('挂' | '学' | '警'));
    if province && ((6..=8).contains(&figures) || short) { 1 + figures } else { 0 }
}

/// A name without 等, 等9家单位, 等三人 behind it.
pub(super) fn without_count(part: &[char]) -> &[char] {
    // 陈冬至3人: the last of a list that is counted without 等.
    if let Some(named) = part.strip_suffix(&['人'][..]).or_else(|| part.strip_suffix(&['名'][..]))
        && let Some((count, name)) = named.split_last()
        && count.is_ascii_digit()
        && name.len() >= 2
        && name.iter().all(|c| is_han(*c))
    {
        return name;
    }
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
        "纳税人",
        "纳税户",
        "缴费人",
        "用人单位",
        "参保单位",
        "商户",
        "农户",
        "借款企业",
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
pub(super) fn inline_addressee(line: &[char], words: &NoticeWords) -> Option<usize> {
    let mut depth = 0usize;
    let colon = line.iter().take(160).position(|c| {
        match c {
            '(' | '〔' => depth += 1,
            ')' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ':' && depth == 0
    })?;
    // 被申请人:甲公司、乙:申请人…: behind the label.
    let plain: Vec<char> = line[..colon].iter().copied().filter(|c| !is_blank(*c)).collect();
    let role = plain.len() <= 8 && words.roles.has(&plain) && line.len() > colon + 12;
    if let Some(behind) = role.then(|| inline_addressee(&line[colon + 1..], words)).flatten() {
        return Some(colon + 1 + behind);
    }
    let names: Vec<char> = line[..colon].iter().copied().filter(|c| !is_blank(*c)).collect();
    let number = docket::numbers(&names).first().filter(|range| range.start == 0).map_or(0, |range| range.end);
    // 张三(身份证号:…): who is named with a number is spoken to.
    let numbered =
        names.contains(&'(') && ["身份证", "信用代码", "注册号"].iter().any(|word| find(&names, word).is_some());
    // 岳某某先生:2025年8月6日,我公司…未经您许可: who is named is spoken to further on in the paragraph.
    let spoken = || {
        let rest = &line[colon + 1..line.len().min(colon + 160)];
        let rest = &rest[..rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())];
        let whole = split_names(&names).into_iter().all(|part| {
            let part = words.plain_name(part);
            words.is_person(part) || words.is_office(part)
        });
        whole && rest.iter().any(|c| matches!(c, '你' | '您' | '贵'))
    };
    let greeted =
        ["尊敬的", "亲爱的", "各位", "敬爱的", "广大", "全体"].iter().any(|word| starts_with(&names, 0, word));
    let goes_on = line.len() > colon + 8 && (numbered || greeted || addresses(line, colon + 1) || spoken());
    (goes_on && names.len() > number && are_names(&names[number..], words)).then_some(colon + 1)
}
