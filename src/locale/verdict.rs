//! What `verify` found, in the reader's language.
//!
//! The books say it in English, in a few dozen forms, for whoever repairs them; each form has its Chinese here. What SQLite or the system
//! says within one is left as it is said. A sentence of no known form stays English; a test damages the books in a dozen ways and holds
//! that none of them is told so.

use trade::settings::Language;

/// The forms in English and in Chinese; `{}` stands for what is put in, in the same order in both.
const FORMS: &[(&str, &str)] = &[
    ("journal entry {}: {}", "第 {} 笔账：{}"),
    ("it cannot be read: {}", "读不出来：{}"),
    ("it is missing", "缺失"),
    ("it does not follow from the entry before", "与前一笔账不相接"),
    ("its hash does not agree with its columns", "内容与其校验值不符"),
    ("its time lies before that of the entry before", "时间早于前一笔账"),
    ("it is about a booking that was never taken", "所涉登记从未登记过"),
    ("it stands past the end or is missing", "位于账册末尾之后，或已缺失"),
    ("a personal value cannot be read", "有一项个人信息读不出来"),
    ("a personal value {} belongs to no entry", "个人信息 {} 不属于任何一笔账"),
    ("a stray personal value {}", "多出一项个人信息 {}"),
    ("the personal value {} is filed wrongly", "个人信息 {} 归错了登记"),
    ("the personal value {} was changed", "个人信息 {} 被改动"),
    ("the personal value {} is missing", "个人信息 {} 缺失"),
    ("a void number does not follow: {} was next", "作废的登记号不连续：下一号应为 {}"),
    ("its number does not follow: {} was next", "登记号不连续：下一号应为 {}"),
    ("table counter: {} does not agree with the journal", "表 counter：{} 与账不符"),
    ("table head: the journal ends at {}, not at {}", "表 head：账止于第 {} 笔，而非第 {} 笔"),
    ("its event {} does not follow", "其第 {} 项记录不相接"),
    ("the hash of event {} does not agree with its columns", "第 {} 项记录的内容与其校验值不符"),
    ("its last event is missing, or is not its own", "末项记录缺失，或不是它的"),
    ("no journal entry takes the booking", "账册里没有这笔登记"),
    ("no journal entry takes booking {}", "账册里没有登记 {}"),
    ("table projection: the row {} is missing", "表 projection：缺行“{}”"),
    ("table projection: the row {} was changed", "表 projection：行“{}”被改动"),
    ("table projection: the row {} comes from no event", "表 projection：行“{}”不出自任何一项记录"),
    ("table projection: it holds {} entries of {}", "表 projection：只记到第 {} 笔账，共 {} 笔"),
    ("table projection: {} rows stand on no shelf", "表 projection：有 {} 行不属于任何一类"),
    ("table search: the words of {} do not agree with its booking", "表 search：{} 的检索词与登记不符"),
    ("table search: the index was changed", "表 search：检索表被改动"),
    ("table search_config: secure-delete is off", "表 search_config：彻底删除被关掉"),
    ("table event: an event belongs to no entry ({})", "表 event：有一项记录不属于任何一笔账（{}）"),
    ("table {}: a personal value belongs to no entry ({})", "表 {}：有一项个人信息不属于任何一笔账（{}）"),
    (
        "tail_missing: entries {} to {} were acknowledged and are not in the journal",
        "tail_missing：第 {} 至 {} 笔账已经登记，账册末尾却没有",
    ),
    (
        "tail_missing: the number was given, and no entry takes the booking",
        "tail_missing：登记号已经给出，账册里却没有这笔登记",
    ),
    (
        "no_anchor: {} is gone: whether entries are missing from the end cannot be told",
        "no_anchor：{} 已丢失，无法确认末尾是否缺账",
    ),
    (
        "no_anchor: {} cannot be read: whether entries are missing from the end cannot be told",
        "no_anchor：{} 读不出来，无法确认末尾是否缺账",
    ),
    ("integrity check: {}", "数据库自检：{}"),
    ("the schema cannot be made for comparison: {}", "无法建立用于比对的表结构：{}"),
    ("schema: {} is not as this program makes it", "表结构：{} 与本程序所建的不同"),
    ("migration: {} is not as this program makes it", "升级记录：{} 与本程序所做的不同"),
    ("{}: the books that were founded here are gone", "{}：原来建立的账册不见了"),
    ("{}: its header was changed", "{}：文件头被改动"),
    ("{}: the journal is empty", "{}：账是空的"),
];

/// A problem of the verdict in a language.
pub fn problem(what: &str, language: Language) -> String {
    match language {
        Language::English => what.to_owned(),
        Language::Chinese => chinese(what).unwrap_or_else(|| what.to_owned()),
    }
}

/// The Chinese of a sentence; nothing where it has no known form.
fn chinese(what: &str) -> Option<String> {
    let (holes, zh) = FORMS.iter().find_map(|(en, zh)| Some((holes(en, what)?, zh)))?;
    let mut said = String::new();
    let mut holes = holes.into_iter();
    for (i, part) in zh.split("{}").enumerate() {
        if i > 0 {
            // What stands in a hole may be a sentence itself.
            let hole = holes.next().unwrap_or_default();
            said.push_str(&chinese(hole).unwrap_or_else(|| hole.to_owned()));
        }
        said.push_str(part);
    }
    Some(said)
}

/// What stands in the holes of a form, if a sentence is of it.
fn holes<'a>(form: &str, what: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = form.split("{}");
    let mut rest = what.strip_prefix(parts.next()?)?;
    let mut parts: Vec<&str> = parts.collect();
    // The form without a hole is the whole sentence.
    let Some(last) = parts.pop() else { return rest.is_empty().then(Vec::new) };
    let mut found = Vec::new();
    for part in parts {
        let (hole, after) = rest.split_once(part)?;
        found.push(hole);
        rest = after;
    }
    found.push(rest.strip_suffix(last)?);
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_said_in_chinese_with_what_it_names() {
        for (en, zh) in FORMS {
            assert_eq!(en.matches("{}").count(), zh.matches("{}").count(), "{en}");
            let what = en.replace("{}", "77");
            let said = problem(&what, Language::Chinese);
            assert!(said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{what}: {said}");
            assert_eq!(said.matches("77").count(), en.matches("{}").count(), "{what}: {said}");
            assert_eq!(problem(&what, Language::English), what);
        }
        let said = |what| problem(what, Language::Chinese);
        assert_eq!(
            said("journal entry 7: the personal value \"phone\" was changed"),
            "第 7 笔账：个人信息 \"phone\" 被改动"
        );
        assert_eq!(
            said("table projection: the row run of B20260120-0001 was changed"),
            "表 projection：行“run of B20260120-0001”被改动"
        );
    }
}
