//! What a pattern read, without what does not belong to it.

use std::ops::Range;

use super::facts::{FactName, Sure};
use super::owners::{last_person, owner};
use super::text::{ends_with, find, starts_with};
use super::things::{self, thing};
use super::words::{NoticeWords, without_brackets};

/// The court, the commission itself: no place that must be said.
const ITSELF: [&str; 11] =
    ["本院", "本委", "我院", "我委", "本会", "本委员会", "本庭", "法院", "仲裁委", "本院处", "本委处"];

/// What a pattern read, without what does not belong to it; `None` where nothing is left.
pub(super) fn clean(
    chars: &[char],
    name: FactName,
    mut range: Range<usize>,
    words: &NoticeWords,
) -> Option<(Range<usize>, Sure)> {
    let mut sure = Sure::Likely;
    let whole = range.clone();
    let strip = |range: &mut Range<usize>| {
        while range.start < range.end
            && matches!(
                chars[range.start],
                ':' | ',' | '的' | '\n' | '、' | '"' | '“' | '”' | '】' | '〕' | ')' | '》' | '|'
            )
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
        // 职工某某同志的令堂: whose mother it was.
        FactName::Owner
            if ["同志的", "的令", "的父", "的母", "的岳", "之父", "之母"]
                .iter()
                .any(|word| starts_with(chars, range.end, word)) =>
        {
            return None;
        }
        FactName::Owner | FactName::Finder => {
            // 我公司员工帅建国将…遗失: what was the company's was lost.
            let staff = ["员工", "业务员", "工作人员", "会计", "出纳", "财务人员", "司机"].iter().any(|post| {
                chars[..range.start].ends_with(&post.chars().collect::<Vec<char>>())
                    && chars[..range.start.saturating_sub(post.chars().count())]
                        .last()
                        .is_some_and(|c| matches!(c, '司' | '位' | '店' | '厂' | '行'))
                    && chars[..range.start].iter().rev().take(8).any(|c| matches!(c, '我' | '本'))
            });
            if name == FactName::Owner && staff {
                return None;
            }
            if name == FactName::Finder {
                range = last_person(chars, range, words)?;
            } else {
                range = with_form(chars, owner(chars, range, words)?);
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
            // 遗失物:…: a label.
            if chars.get(range.start + 1) == Some(&':') {
                return None;
            }
            // 门诊收费票据(电子)存根一本: what stands behind a bracket is a part of it.
            if chars.get(range.end) == Some(&'(')
                && let Some(close) = chars[range.end..].iter().take(8).position(|c| *c == ')').map(|at| at + range.end)
                && chars[range.end + 1..close].iter().all(|c| super::text::is_han(*c))
            {
                let rest = chars[close + 1..]
                    .iter()
                    .take(7)
                    .take_while(|c| super::text::is_han(**c) && !"一壹两贰三叁遗丢声".contains(**c))
                    .count();
                let tail = &chars[close + 1..close + 1 + rest];
                if (2..=4).contains(&rest) && things::is_shaped(tail) {
                    range.end = close + 1 + rest;
                }
            }
            if let Some(colon) = chars[range.clone()]
                .iter()
                .position(|c| matches!(c, ':' | '('))
                .filter(|at| *at >= 2 && chars[range.start + at] == ':')
            {
                range.end = range.start + colon;
            }
            range = thing(chars, range, words);
            if range.is_empty() {
                return None;
            }
            // 位于…的房产证, 由…签发的汇票: the thing is behind the last 的.
            if let Some(of) = chars[range.clone()].iter().rposition(|c| *c == '的')
                && words.things.within(&chars[range.start + of + 1..range.end])
            {
                range.start += of + 1;
            }
            // 王秀华名下位于…901户不动产权证书, “某某工会委员会”公章: the thing is what the words end with.
            let around =
                ["位于", "坐落", "名下", "”", "\""].iter().any(|word| find(&chars[range.clone()], word).is_some());
            if around
                && let Some(start) = (range.start + 1..range.end).find(|at| {
                    let word = words.things.at_start(&chars[..range.end], *at);
                    word.is_some_and(|word| at + word.chars().count() == range.end)
                })
            {
                range.start = start;
            }
            // 以下证照: what they are stands behind.
            if starts_with(&chars[range.clone()], 0, "以下") || starts_with(&chars[range.clone()], 0, "下列") {
                return None;
            }
            let here: String = chars[range.clone()].iter().collect();
            // 云味堂过桥米线店 is a shop, 不动产登记暂行条例实施细则 a rule: neither was lost.
            let shop = (words.is_office(&chars[range.clone()]) || words.shops.at_end(&chars[range.clone()]))
                && !words.things.within(&chars[range.clone()]);
            if shop || is_rule(&here) || here.ends_with("合一") {
                return None;
            }
            let label = ["登记号", "编号", "证号", "号码", "核准号", "许可证号", "账号", "卡号", "原件"]
                .iter()
                .any(|label| here.starts_with(label));
            if label
                || (words.labels.contains(&here) && !words.things.contains(&here))
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
            sure = if words.things.within(&chars[range.clone()]) { Sure::Certain } else { Sure::Likely };
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

/// A name with the form of its house behind it in brackets: (普通合伙), (个体工商户).
pub(super) fn with_form(chars: &[char], range: Range<usize>) -> Range<usize> {
    const FORMS: [&str; 5] = ["(普通合伙)", "(有限合伙)", "(特殊普通合伙)", "(个体工商户)", "(个人独资)"];
    let form = FORMS.iter().find(|form| starts_with(chars, range.end, form));
    range.start..range.end + form.map_or(0, |form| form.chars().count())
}

/// Whether this is the title of a law or a rule.
pub(super) fn is_rule(name: &str) -> bool {
    const RULES: [&str; 12] =
        ["条例", "细则", "办法", "规定", "规则", "法", "意见", "通则", "解释", "标准", "章程的通知", "的通知"];
    let name = name.trim_end_matches(['》', '"', '”']);
    RULES.iter().any(|word| name.ends_with(word)) && name.chars().count() >= 3
}

/// Whether a bracket closes that does not open.
fn unopened(chars: &[char]) -> bool {
    let mut depth = 0i32;
    chars.iter().any(|c| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth < 0
    })
}
