//! Names in the words of a notice: of those addressed, and of the other parties to a case.

use std::ops::Range;

use super::addressed::{before_keeper, before_name, split_names, without_count};
use super::docket;
use super::phrases::Phrases;
use super::text::{Dense, ends_sentence, starts_with};
use super::words::{NoticeWords, without_brackets};

/// A name that was found, and whether it needs a look.
pub(super) type FoundName = (Range<usize>, bool);

/// Behind these the names of a case begin.
static OPENERS: Phrases = Phrases::of(&[
    "本委对",
    "本院对",
    "我委对",
    "受理的",
    "受理了",
    "受理",
    "审理的",
    "审理",
    "办理的",
    "处理的",
    "关于",
    "执行的",
    "送达的",
    "送达",
    "立案的",
    "执行",
    ":",
    "就",
]);

/// The parties to the cases that a notice tells of, but the one addressed as 你.
pub(super) fn of_cases(dense: &Dense, words: &NoticeWords) -> Vec<FoundName> {
    let chars = &dense.chars;
    let mut found = Vec::new();
    let mut sentence = 0;
    for (i, c) in chars.iter().enumerate() {
        if ends_sentence(*c) {
            sentence = i + 1;
        }
        // 与你单位之间的劳动争议仲裁申请(案号…): no 案 closes it.
        let petition = *c == '申' && i > sentence + 6 && starts_with(chars, i - 4, "争议仲裁申请");
        // 高某与你单位劳动报酬争议,本委已受理: no 案 closes it either.
        let dispute = matches!(*c, '议' | '纷')
            && i > sentence + 6
            && matches!(chars.get(i + 1), Some(',' | '〔' | '('))
            && matches!(chars[i - 1], '争' | '纠')
            && ["与你", "诉你", "与您"].iter().any(|word| super::text::find(&chars[sentence..i], word).is_some());
        if dispute && !chars[i + 1..chars.len().min(i + 30)].contains(&'案') {
            let from = sentence.max(i.saturating_sub(160));
            found.extend(in_clause(chars, opened(chars, from, i + 1)..i + 1, words));
            sentence = i + 1;
            continue;
        }
        if petition || (*c == '案' && i > sentence + 4 && closes_case(chars, i)) {
            let from = sentence.max(i.saturating_sub(160));
            let start = opened(chars, from, i);
            found.extend(in_clause(chars, start..i, words));
            sentence = i + 1;
        }
    }
    found
}

/// Whether a 案 ends the name of a case: 买卖合同纠纷一案, …决定书》案,
fn closes_case(chars: &[char], at: usize) -> bool {
    let before = chars[at - 1];
    let after = chars.get(at + 1).copied().unwrap_or('\n');
    let dispute = |end: usize| end >= 2 && matches!((chars[end - 2], chars[end - 1]), ('争', '议') | ('纠', '纷'));
    // 劳动争议两案, 买卖合同纠纷系列案
    let several = at >= 3
        && ((matches!(before, '两' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '等')
            && dispute(at - 1))
            || (before == '列' && dispute(at - 2)));
    let named = dispute(at) || several;
    before == '一'
        || named
        || (!matches!(before, '本' | '该' | '此' | '两' | '立' | '备' | '结' | '仲' | '档' | '方' | '破' | '报')
            && matches!(after, ',' | '。' | ';' | '(' | '已' | '现' | '的' | '件' | '、'))
}

/// Where the names of a case begin that ends at `end`.
fn opened(chars: &[char], from: usize, end: usize) -> usize {
    let (mut start, mut weak) = (from, true);
    for at in from..end {
        let Some(word) = OPENERS.at(chars, at) else { continue };
        let after = at + word.chars().count();
        let role = matches!(word, "执行" | "受理" | "审理" | "送达")
            && matches!(chars.get(after), Some('人' | '裁' | '通' | '费' | '回' | '法'));
        // 申请执行, 申请强制执行: said of a party, not of the court.
        let applied_for = word == "执行" && at > from && matches!(chars[at - 1], '请' | '制' | '准' | '予');
        // 关于 and 就 stand before a dispute as well: they open only what nothing else opens.
        let here = matches!(word, "关于" | "就" | ":");
        if !role && !applied_for && after < end && (weak || !here) {
            (start, weak) = (start.max(after), weak && here);
        }
    }
    start
}

/// The names in the clause that names a case.
fn in_clause(chars: &[char], clause: Range<usize>, words: &NoticeWords) -> Vec<FoundName> {
    let mut found = Vec::new();
    let mut start = clause.start;
    let mut depth = 0usize;
    let mut i = clause.start;
    while i < clause.end {
        match chars[i] {
            '(' | '〔' | '《' => depth += 1,
            ')' | '〕' | '》' => depth = depth.saturating_sub(1),
            '、' | ',' | ';' if depth == 0 => {
                found.extend(name(chars, start..i, words));
                start = i + 1;
            }
            _ if depth == 0 && i > start => {
                let verb = ["申请", "起诉", "上诉", "提起"].iter().find(|verb| starts_with(chars, i, verb));
                let joins = matches!(chars[i], '与' | '和' | '诉' | '及' | '对' | '同');
                if (joins || verb.is_some()) && is_complete(chars, start..i, words) {
                    found.extend(name(chars, start..i, words));
                    if let Some(verb) = verb {
                        let after = i + verb.chars().count();
                        let on = ["执行", "与", "诉"].iter().find(|word| starts_with(chars, after, word));
                        let Some(on) = on else { return found };
                        i = after + on.chars().count();
                        start = i;
                        continue;
                    }
                    i += 1 + usize::from(starts_with(chars, i, "以及"));
                    start = i;
                    continue;
                }
            }
            _ => {}
        }
        i += 1;
    }
    found.extend(name(chars, start..clause.end, words));
    found
}

/// A stretch without the role before it, and without 等 behind.
fn without_role(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Range<usize> {
    if range.is_empty() {
        return range;
    }
    if chars[range.start] == '(' || chars[range.clone()].contains(&'〔') {
        let numbers = docket::numbers(&chars[range.clone()]);
        range.start += numbers.first().filter(|first| first.start == 0).map_or(0, |first| first.end);
    }
    range.end = range.start + before_keeper(&chars[range.clone()], words);
    range.start += before_name(&chars[range.clone()], words);
    while range.start < range.end && matches!(chars[range.start], '与' | '和' | '及' | ':' | '"' | '“' | '\n') {
        range.start += 1;
    }
    range
}

/// Whether a whole name stands here, or the one addressed.
fn is_complete(chars: &[char], range: Range<usize>, words: &NoticeWords) -> bool {
    let whole = range.clone();
    let range = without_role(chars, range, words);
    // Behind 原告 or 被告 stands a name, whether a list knows it or not.
    let role = range.start > whole.start && !chars[whole.start..range.start].contains(&'号');
    let here = words.plain_name(&chars[range]);
    if role && (2..=4).contains(&here.len()) && here.iter().all(|c| super::text::is_han(*c)) && words.may_be_name(here)
    {
        return true;
    }
    let here = without_count(here);
    words.selves.iter().any(|own| here.len() == own.chars().count() && starts_with(here, 0, own))
        || words.is_office(here)
        || words.is_person(without_brackets(here))
        || (here.last() == Some(&'等')
            && here.len() > 1
            && (words.is_office(&here[..here.len() - 1]) || words.is_person(&here[..here.len() - 1])))
        || ["你", "你们", "你方", "你单位", "你公司"]
            .iter()
            .any(|own| here.len() == own.chars().count() && starts_with(here, 0, own))
}

/// The name with which a stretch begins: behind it the name of the dispute may follow.
fn name(chars: &[char], whole: Range<usize>, words: &NoticeWords) -> Option<FoundName> {
    let range = without_role(chars, whole.clone(), words);
    let here = &chars[range.clone()];
    // 申请人果欣怡: behind a role stands a name, whether a list knows it or not.
    let role = range.start > whole.start && words.roles.at_start(chars, whole.start).is_some();
    if here.is_empty() || words.selves.at_start(here, 0).is_some() {
        return None;
    }
    let taken = |length: usize, unsure: bool| Some((range.start..range.start + length, unsure));
    let caused = |at: usize| here.len() == at || words.causes.at_start(here, at).is_some() || here[at] == '(';
    if words.surname(here).is_some() {
        let longest = if words.surname(here) == Some(2) { 4 } else { 3 };
        if let Some(length) =
            (2..=longest.min(here.len())).rev().find(|length| caused(*length) && words.is_person(&here[..*length]))
        {
            return taken(length, false);
        }
    }
    let mut best: Option<(usize, bool)> = None;
    for end in 3..=here.len().min(60) {
        if words.is_office(&here[..end]) {
            let bracket = bracketed(here, end);
            if caused(bracket) || best.is_none_or(|(_, sound)| !sound) {
                best = Some((bracket, caused(bracket)));
            }
        }
    }
    if let Some((end, sound)) = best {
        return taken(end, !sound);
    }
    if words.is_person(without_brackets(here)) {
        return taken(without_brackets(here).len(), false);
    }
    let honour = words.plain_name(here);
    if honour.len() < here.len() && words.is_person(honour) {
        return taken(honour.len(), false);
    }
    // 吾某·买买提: as far as the points go.
    let dotted = here.iter().take_while(|c| super::text::is_han(**c) || **c == '·').count();
    if here[..dotted].contains(&'·') {
        let end =
            (dotted.saturating_sub(8)..=dotted).find(|end| *end > 3 && caused(*end) && here[..*end].contains(&'·'));
        return taken(end.unwrap_or(dotted), true);
    }
    let starts_cause = words.causes.at_start(here, 0).is_some();
    let unknown =
        (2..=4).contains(&here.len()) && here.iter().all(|c| super::text::is_han(*c)) && words.may_be_name(here);
    if role && unknown && !starts_cause {
        return taken(here.len(), true);
    }
    (words.surname(here).is_some() && here.len() > 3 && !starts_cause).then_some((range.start..range.start + 3, true))
}

/// The end of a bracket that belongs to a name: (个体工商户), (有限合伙), (青岛).
fn bracketed(here: &[char], end: usize) -> usize {
    if here.get(end) != Some(&'(') {
        return end;
    }
    let close = here[end..].iter().take(20).position(|c| *c == ')');
    match close {
        Some(close) if is_part_of_name(&here[end..=end + close]) => end + close + 1,
        _ => end,
    }
}

/// Whether a bracket is a part of the name before it, and no remark on it.
fn is_part_of_name(bracket: &[char]) -> bool {
    if bracket.len() < 3 {
        return false;
    }
    let text: String = bracket.iter().collect();
    let inner = &bracket[1..bracket.len().saturating_sub(1).max(1)];
    // 香港某某有限公司(JINFENG LIMITED), NOVA LIMITED(诺瓦有限公司): the same name in the other script.
    let letters = inner.len() >= 6
        && inner.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '&' | ',' | '-' | '\''))
        && inner.iter().filter(|c| c.is_ascii_uppercase()).count() >= 2;
    if letters || super::text::ends_with(inner, "公司") {
        return true;
    }
    ["个体", "有限合伙", "普通合伙", "特殊普通", "集团", "中国", "香港", "合伙"].iter().any(|word| text.contains(word))
        || (bracket.len() <= 6
            && text.chars().filter(|c| super::text::is_han(*c)).count() >= 2
            && ![
                "存续", "新设", "注销", "吸收", "保留", "派生", "转让", "受让", "出让", "债务", "借款", "担保", "保证",
                "支行", "分行",
            ]
            .iter()
            .any(|word| text.contains(word))
            && !["原告", "被告", "下称", "简称", "以下", "原名", "申请", "以下简称", "甲方", "乙方"]
                .iter()
                .any(|word| text.contains(word)))
}

/// A name that a pattern read up to the bracket in its midst: 万嘉城市服务 of 万嘉城市服务(青岛)有限公司.
pub(super) fn past_bracket(chars: &[char], range: Range<usize>, words: &NoticeWords) -> Range<usize> {
    if chars.get(range.end) != Some(&'(') {
        return range;
    }
    let Some(close) = chars[range.end..].iter().take(12).position(|c| *c == ')') else { return range };
    // (注册资本200万元)吸收合并…: a remark, and no part of the name.
    if !is_part_of_name(&chars[range.end..=range.end + close]) {
        return range;
    }
    let from = range.end + close + 1;
    let end = (from + 2..=(from + 24).min(chars.len())).take_while(|end| {
        let last = chars[end - 1];
        super::text::is_han(last)
    });
    let whole = end.filter(|end| words.is_office(&chars[range.start..*end]));
    whole.last().map_or(range.clone(), |end| range.start..end)
}

/// The names of a list such as `甲公司、乙公司`, each without its role and without remarks in brackets.
pub(super) fn in_list(chars: &[char], range: Range<usize>, words: &NoticeWords) -> Vec<FoundName> {
    let mut found = Vec::new();
    let mut at = range.start;
    for part in split_names(&chars[range]) {
        let whole = at..at + part.len();
        at = whole.end + 1;
        for (own, unsure) in joined(chars, without_role(chars, whole, words), words) {
            let own = trimmed(chars, own, words);
            let own = own.start..own.start + words.plain_name(without_count(&chars[own.clone()])).len();
            let own = trimmed(chars, own, words);
            let own = own.start..own.start + words.plain_name(&chars[own]).len();
            if !own.is_empty() {
                found.push((own, unsure));
            }
        }
    }
    found
}

/// 甲和乙: two names, where both sides are whole.
fn joined(chars: &[char], range: Range<usize>, words: &NoticeWords) -> Vec<FoundName> {
    // 某某医院全体医护人员
    if super::text::find(&chars[range.clone()], "全体").is_some()
        || (words.is_collective(&chars[range.clone()]) && !chars[range.clone()].contains(&'及'))
    {
        return vec![(range, true)];
    }
    let cut = range.clone().find(|i| {
        matches!(chars[*i], '和' | '与' | '及')
            && is_complete(chars, range.start..*i, words)
            && (is_complete(chars, *i + 1..range.end, words) || words.is_collective(&chars[*i + 1..range.end]))
    });
    match cut {
        Some(cut) => vec![(range.start..cut, false), (without_role(chars, cut + 1..range.end, words), false)],
        None => {
            let whole = |range: &Range<usize>| {
                let here = &chars[range.clone()];
                words.is_office(here) || words.is_person(without_brackets(here))
            };
            // 经甲公司, 甲公司股东会决议: a name with words around it.
            let led = ["拟由", "决定由", "经", "由", "与", "和", "因", "兹", "根据", "依据", "将", "同意"];
            let led = led.iter().find(|word| {
                let rest = range.start + word.chars().count();
                starts_with(&chars[..range.end], range.start, word)
                    && rest < range.end
                    && !words.is_person(&chars[range.clone()])
            });
            if led.is_none() && whole(&range) {
                return vec![(range, false)];
            }
            let inner = range.start + led.map_or(0, |word| word.chars().count())..range.end;
            if led.is_none() && words.may_be_name(&chars[range.clone()]) {
                return vec![(range, true)];
            }
            // A part of a list that no list knows is a name as it stands: 焦作市某某五金机电门市, 那顺乌力吉.
            let caused = |own: &Range<usize>| {
                own.end == inner.end || chars[own.end] == '(' || words.causes.at_start(chars, own.end).is_some()
            };
            match name(chars, inner.clone(), words) {
                Some((own, _)) if whole(&own) && (words.is_office(&chars[own.clone()]) || caused(&own)) => {
                    vec![(own, false)]
                }
                _ => vec![(range, true)],
            }
        }
    }
}

/// A name without the remark in brackets behind it, quotes and marks.
fn trimmed(chars: &[char], mut range: Range<usize>, words: &NoticeWords) -> Range<usize> {
    while range.start < range.end && matches!(chars[range.start], '"' | '“' | '”' | ':' | '《' | '的' | '\n') {
        range.start += 1;
    }
    while range.start < range.end
        && matches!(chars[range.end - 1], '"' | '“' | '”' | ':' | '》' | ',' | '\n' | '等' | '。')
    {
        range.end -= 1;
    }
    if chars.get(range.end.wrapping_sub(1)) == Some(&')') {
        let here = &chars[range.clone()];
        let bare = without_brackets(here);
        let letters = here[bare.len()..].iter().filter(|c| c.is_ascii_alphabetic()).count() >= 6;
        let inner = here.get(bare.len() + 1..here.len().saturating_sub(1)).unwrap_or_default();
        // 某某餐饮店(喻小勇): who keeps it.
        let han = |chars: &[char]| chars.iter().all(|c| super::text::is_han(*c));
        let keeper = inner.len() >= 3 && han(inner) && han(bare) && words.is_person(inner);
        if keeper || !is_part_of_name(&here[bare.len()..]) || (letters && !super::text::ends_with(bare, "公司")) {
            range.end = range.start + bare.len();
        }
    } else if let Some(open) = chars[range.clone()].iter().position(|c| *c == '(')
        && !chars[range.clone()].contains(&')')
    {
        range.end = range.start + open;
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::kinds::NoticeKinds;
    use crate::notice::text::SourceText;

    fn parties(text: &str) -> Vec<String> {
        let text = SourceText::new(text);
        let mut dense = Dense::default();
        dense.take(&text, 0..text.len());
        let found = of_cases(&dense, NoticeKinds::shipped().words);
        found.into_iter().map(|(range, _)| dense.own_words(&text, &range)).collect()
    }

    #[test]
    fn the_parties_to_a_case() {
        for (text, expected) in [
            ("本委受理的张玉福与你单位劳动争议一案", vec!["张玉福"]),
            (
                "本委现依法向你公告送达你与山东普天置业有限公司、江苏景驰园林发展有限公司劳动报酬争议一案",
                vec!["山东普天置业有限公司", "江苏景驰园林发展有限公司"],
            ),
            (
                "本委受理的王声广与你单位、富利建设集团有限公司农民工工资争议一案",
                vec!["王声广", "富利建设集团有限公司"],
            ),
            ("本委受理的陈自朋、董立强、罗波波与你单位劳动争议一案", vec!["陈自朋", "董立强", "罗波波"]),
            (
                "本院受理申请执行人青岛市市北区人力资源和社会保障局申请强制执行对青岛潮界餐饮管理有限公司作出的青北人社监罚字〔2025〕第6号《决定书》案,",
                vec!["青岛市市北区人力资源和社会保障局"],
            ),
            (
                "本院受理原告中国工商银行股份有限公司青岛分行诉被告李四、王五信用卡纠纷一案",
                vec!["中国工商银行股份有限公司青岛分行", "李四", "王五"],
            ),
            ("本院受理张三诉你民间借贷纠纷一案", vec!["张三"]),
            (
                "本院受理（2025）鲁0203民初1号原告欧阳明与被告青岛某建筑工程有限公司、第三人赵六买卖合同纠纷一案",
                vec!["欧阳明", "青岛某建筑工程有限公司", "赵六"],
            ),
            (
                "伊太杰与黄岛区李本超啤酒大榭餐饮服务部(个体工商户)劳动争议一案",
                vec!["伊太杰", "黄岛区李本超啤酒大榭餐饮服务部(个体工商户)"],
            ),
            ("本院立案执行的刘洋申请执行你追索劳动报酬纠纷一案", vec!["刘洋"]),
        ] {
            assert_eq!(parties(text), expected, "{text}");
        }
    }
}
