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
    if ["各", "尊敬的", "全体", "致", "亲爱的", "敬告"].iter().any(|word| starts_with(names, 0, word)) {
        return names.len() <= 40;
    }
    let (mut known, mut unknown, mut loose) = (0, 0, 0);
    for part in split_names(names) {
        let part = &part[plate(part)..];
        let part = &part[behind_post(part, words)..];
        let part = words.roles.at_start(part, 0).map_or(part, |role| &part[role.chars().count()..]);
        let part = part.strip_prefix(&[':']).unwrap_or(part);
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

/// Where the person's own name begins behind where he works and as what: 某某公司驾驶员张三, 法定继承人张三. Zero where nothing of that
/// stands in front.
pub(super) fn behind_post(part: &[char], words: &NoticeWords) -> usize {
    (0..part.len().saturating_sub(1))
        .filter_map(|at| Some(at + words.posts.at_start(part, at)?.chars().count()).filter(|_| at == 0 || at >= 3))
        .find(|end| words.is_person(words.plain_name(without_brackets(&part[*end..]))))
        .unwrap_or(0)
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
    let names: Vec<char> = line[..colon].iter().copied().filter(|c| !is_blank(*c)).collect();
    let number = docket::numbers(&names).first().filter(|range| range.start == 0).map_or(0, |range| range.end);
    // 张三(身份证号:…): who is named with a number is spoken to.
    let numbered =
        names.contains(&'(') && ["身份证", "信用代码", "注册号"].iter().any(|word| find(&names, word).is_some());
    let goes_on = line.len() > colon + 8 && (numbered || addresses(line, colon + 1));
    (goes_on && names.len() > number && are_names(&names[number..], words)).then_some(colon + 1)
}
