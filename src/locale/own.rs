//! What is said of kinds of notices and styles that are the paper's own.

use chrono::NaiveDate;

use super::{Explanation, rules};
use trade::refusal::UnreadFile;
use trade::settings::Language;

/// What a file of rules is, by its word in data.
pub fn rules_kind(kind: &str, language: Language) -> &'static str {
    match (language, kind) {
        (Language::Chinese, "card") => "价目",
        (Language::Chinese, "calendar") => "刊期",
        (Language::Chinese, "notice_kind") => "公告种类",
        (Language::Chinese, _) => "样式",
        (Language::English, "card") => "rate card",
        (Language::English, "calendar") => "calendar",
        (Language::English, "notice_kind") => "kind of notices",
        (Language::English, _) => "style",
    }
}

/// The command for files of rules of a sort.
fn command(kind: &str) -> &'static str {
    match kind {
        "card" => "rates",
        "calendar" => "calendar",
        "notice_kind" => "kinds",
        _ => "styles",
    }
}

/// A file of rules that was entered reads no more: what that stops, what is wrong with it, and both ways out.
pub fn unread(file: &UnreadFile, language: Language) -> Explanation {
    let UnreadFile { kind, id, version, mistakes } = file;
    let (name, command) = (rules_kind(kind, language), command(kind));
    // The first is enough to know it by; the others are told where it is mended.
    let first = mistakes.first().map(|one| rules::mistake(one, language)).unwrap_or_default();
    match language {
        Language::Chinese => Explanation::new(
            format!(
                "录入过的{name} {id} 第 {version} 号，本程序读不出来：{first}。不知道按什么定价和核对，什么都不登记"
            ),
            format!(
                "请改正这个文件后替换（qishi {command} replace {version} 文件 --reason 缘由），或撤回它（qishi {command} withdraw {version} --reason 缘由）；窗口里在 设置 的 规则 中办。qishi {command} export --edition {version} 写出原来的文件"
            ),
        ),
        Language::English => Explanation::new(
            format!(
                "The {name} {id}, entered as {version}, does not read in this program: {first}. What ads cost and are checked by is not known, and nothing is posted"
            ),
            format!(
                "Set the file right and replace it (qishi {command} replace {version} FILE --reason R), or withdraw it (qishi {command} withdraw {version} --reason R); in the window: Settings, Rules. qishi {command} export --edition {version} writes out the one that was entered"
            ),
        ),
    }
}

/// A file that read no more was replaced.
pub fn replaced((kind, id, version): (&str, &str, &str), from: NaiveDate, language: Language) -> String {
    let name = rules_kind(kind, language);
    match language {
        Language::Chinese => format!("已替换{name} {id} 第 {version} 号，仍从 {from} 起；登记照常"),
        Language::English => format!("Replaced: {name} {id}, {version}, from {from} on as before; ads are taken again"),
    }
}

/// A file that read no more was withdrawn, though it had taken effect.
pub fn withdrawn_unread((kind, id, version): (&str, &str, &str), language: Language) -> String {
    let name = rules_kind(kind, language);
    match language {
        Language::Chinese => {
            format!("已撤回读不出来的{name} {id} 第 {version} 号；此前按它收的照旧，之后按其余的规则")
        }
        Language::English => format!(
            "Withdrawn, since it does not read: {name} {id}, {version}; what was booked by it stays, and the other rules hold from now on"
        ),
    }
}

/// Which of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnTable {
    /// Kinds of notices (公告种类).
    Kinds,
    /// Styles of ads (样式).
    Styles,
}

/// A file has no mistakes. Where one of its id is there, entering it puts it in that one's place.
pub fn checked(name: &str, id: &str, replaces: bool, language: Language) -> String {
    match (language, replaces) {
        (Language::Chinese, false) => format!("✓ {name}（{id}）：没有错误"),
        (Language::Chinese, true) => format!("✓ {name}（{id}）：没有错误；录入后从起用日起替换现有的 {id}"),
        (Language::English, false) => format!("✓ {name} ({id}): no mistakes"),
        (Language::English, true) => {
            format!("✓ {name} ({id}): no mistakes; once entered it takes the place of {id} from its day on")
        }
    }
}

/// A file was entered under a number, from a day on.
pub fn entered(
    table: OwnTable,
    name: &str,
    (version, from): (&str, NaiveDate),
    replaces: bool,
    language: Language,
) -> String {
    match language {
        Language::Chinese => {
            let (what, then) = match table {
                OwnTable::Kinds => ("公告种类", "起收的公告按它识别和核对"),
                OwnTable::Styles => ("样式", "起收的广告可以用它"),
            };
            let before = if replaces { "，此前收的照旧" } else { "" };
            format!("已录入{what}第 {version} 号“{name}”，{from} {then}{before}")
        }
        Language::English => {
            let (what, then) = match table {
                OwnTable::Kinds => ("kind of notices", "notices that are taken from {} on are read and checked by it"),
                OwnTable::Styles => ("style", "it is offered for ads that are taken from {} on"),
            };
            let before = if replaces { "; those before keep the one that they had" } else { "" };
            format!("Entered {what} {version}, {name}: {}{before}", then.replace("{}", &from.to_string()))
        }
    }
}

/// A file was withdrawn that had not taken effect.
pub fn withdrawn(table: OwnTable, version: &str, language: Language) -> String {
    match (language, table) {
        (Language::Chinese, OwnTable::Kinds) => format!("已撤回公告种类第 {version} 号，它从未生效"),
        (Language::Chinese, OwnTable::Styles) => format!("已撤回样式第 {version} 号，它从未生效"),
        (Language::English, OwnTable::Kinds) => {
            format!("Withdrawn: kind of notices {version}, which never took effect")
        }
        (Language::English, OwnTable::Styles) => format!("Withdrawn: style {version}, which never took effect"),
    }
}

/// Behind one in a list: that it is the paper's own, and since when; nothing behind the program's own.
pub fn since(from: Option<NaiveDate>, language: Language) -> String {
    match (from, language) {
        (None, _) => String::new(),
        (Some(from), Language::Chinese) => format!("  本报自定，{from} 起"),
        (Some(from), Language::English) => format!("  the paper's own, from {from}"),
    }
}
