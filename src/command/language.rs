//! In which language the program speaks: that named on the command line, that of the environment, or that of a person's settings.

use std::ffi::OsString;

use trade::settings::{Language, Taste};

/// A language by its word: `zh`, `en`.
pub(super) fn named(word: &str) -> Option<Language> {
    match word {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// What the environment says of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Locale {
    /// It names a language that is known, or stands for English.
    Names(Language),
    /// The portable one (`C`, `POSIX`), which is no language.
    Portable,
    /// None of the variables says anything of it.
    Unset,
}

/// By `QISHI_LANG` (zh, en), or by the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something: Chinese is Chinese, every other
/// language is answered in English.
fn environment(variable: impl Fn(&str) -> Option<String>) -> Locale {
    if let Some(language) = variable("QISHI_LANG").as_deref().and_then(named) {
        return Locale::Names(language);
    }
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(&variable).find(|said| !said.is_empty());
    let Some(said) = said else { return Locale::Unset };
    // zh_CN.UTF-8@pinyin: the language stands before the first mark.
    match said.split(['_', '.', '@', '-']).next().unwrap_or_default() {
        "C" | "POSIX" => Locale::Portable,
        word if word.eq_ignore_ascii_case("zh") => Locale::Names(Language::Chinese),
        _ => Locale::Names(Language::English),
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The language of messages where none is named on the command line: that of the environment, or, where it names none, the person's own.
pub fn language(taste: &Taste) -> Language {
    match environment(variable) {
        Locale::Names(language) => language,
        Locale::Portable | Locale::Unset => taste.language,
    }
}

/// The language of help and usage: as of messages, but the portable locale, which scripts and build machines set, is answered in English.
/// `arguments` are looked through for `--language`, since they may be such that they cannot be read.
pub(super) fn of_help(arguments: &[OsString], taste: &Taste) -> Language {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let said = if word == "--language" { words.next() } else { word.strip_prefix("--language=") };
        if let Some(language) = said.and_then(named) {
            return language;
        }
    }
    match environment(variable) {
        Locale::Names(language) => language,
        Locale::Portable => Language::English,
        Locale::Unset => taste.language,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_a_language_or_none() {
        let of = |set: &[(&str, &str)]| {
            environment(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        let (zh, en) = (Locale::Names(Language::Chinese), Locale::Names(Language::English));
        for (said, is) in [
            ("zh_CN.UTF-8", zh),
            ("zh", zh),
            ("zh-Hans", zh),
            ("en_US.UTF-8", en),
            ("de_DE@euro", en),
            ("C", Locale::Portable),
            ("C.UTF-8", Locale::Portable),
            ("POSIX", Locale::Portable),
            ("", Locale::Unset),
        ] {
            assert_eq!(of(&[("LANG", said)]), is, "{said}");
        }
        assert_eq!(of(&[]), Locale::Unset);
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")]), zh);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "C")]), Locale::Portable);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("QISHI_LANG", "en")]), en);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("QISHI_LANG", "fr")]), zh);
    }
}
