//! What is said of kinds of notices and styles that are the paper's own.

use chrono::NaiveDate;

use trade::settings::Language;

/// Which of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Kinds of notices.
    Kinds,
    /// Styles.
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
    table: Table,
    name: &str,
    (version, from): (&str, NaiveDate),
    replaces: bool,
    language: Language,
) -> String {
    match language {
        Language::Chinese => {
            let (what, then) = match table {
                Table::Kinds => ("公告种类", "起收的公告按它识别和核对"),
                Table::Styles => ("样式", "起收的广告可以用它"),
            };
            let before = if replaces { "，此前收的照旧" } else { "" };
            format!("已录入{what}第 {version} 号“{name}”，{from} {then}{before}")
        }
        Language::English => {
            let (what, then) = match table {
                Table::Kinds => ("kind of notices", "notices that are taken from {} on are read and checked by it"),
                Table::Styles => ("style", "it is offered for ads that are taken from {} on"),
            };
            let before = if replaces { "; those before keep the one that they had" } else { "" };
            format!("Entered {what} {version}, {name}: {}{before}", then.replace("{}", &from.to_string()))
        }
    }
}

/// A file was withdrawn that had not taken effect.
pub fn withdrawn(table: Table, version: &str, language: Language) -> String {
    match (language, table) {
        (Language::Chinese, Table::Kinds) => format!("已撤回公告种类第 {version} 号，它从未生效"),
        (Language::Chinese, Table::Styles) => format!("已撤回样式第 {version} 号，它从未生效"),
        (Language::English, Table::Kinds) => format!("Withdrawn: kind of notices {version}, which never took effect"),
        (Language::English, Table::Styles) => format!("Withdrawn: style {version}, which never took effect"),
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
