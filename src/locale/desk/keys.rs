//! The page of keys (F1): what a key does, and those that do the same on every screen. The keys of a screen, and the one that leads
//! there, stand in its own `ABOUT`. `docs/desk.md` tells more of each; a test holds the two to each other.

use trade::settings::Language;

/// A key, or several for one thing, and what they do.
#[derive(Debug, Clone, Copy)]
pub struct KeyHelp {
    /// As it is written beside a control.
    pub keys: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl KeyHelp {
    /// What it does, in a language.
    pub const fn does(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// A key as it is written, and what it does in Chinese and in English.
pub const fn key(keys: &'static str, zh: &'static str, en: &'static str) -> KeyHelp {
    KeyHelp { keys, zh, en }
}

/// The keys that mean the same on every screen, besides those that lead to the screens.
pub const ANYWHERE: &[KeyHelp] = &[
    key(
        "Ctrl+Shift+O",
        "今天还没开台时：填备用金，Enter 开台，Esc 今天不再问",
        "no till opened today: type the float; Enter opens it, Esc leaves it for today",
    ),
    key("Ctrl+Enter", "红色按钮；未齐时去第一处", "the red button; while something is lacking, the first of it"),
    key("Tab · Shift+Tab", "下一处 · 上一处", "on · back"),
    key("Esc", "退一步", "one step back"),
    key("F11 · F12", "启用登录时：锁定 · 请人批准", "where sign-in is on: lock · have somebody approve"),
];
