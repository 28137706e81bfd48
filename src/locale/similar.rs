//! Words that are nearly what was typed.

use trade::settings::Language;

/// How alike two words must be, from 0 to 1 (Jaro similarity): clap suggests from the same figure on.
const ALIKE: f64 = 0.7;

/// Of the words that are known the one nearest to what was typed; none where none is near. Letters count alike in either case.
pub(super) fn nearest<'k>(said: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let said = said.trim().to_lowercase();
    let rated = known.into_iter().map(|word| (strsim::jaro(&said, &word.to_lowercase()), word));
    let best = rated.filter(|(alike, _)| *alike > ALIKE).max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map(|(_, word)| word)
}

/// Whether this word was meant, as a sentence with a blank or mark after it.
pub(super) fn did_you_mean(word: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("是不是“{word}”？"),
        Language::English => format!("Did you mean “{word}”? "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_none() {
        let known = ["wedding", "birthday", "lost_and_void", "遗失声明", "仲裁公告"];
        let nearest = |said: &str| nearest(said, known);
        assert_eq!(nearest("weding"), Some("wedding"));
        assert_eq!(nearest("Brithday"), Some("birthday"));
        assert_eq!(nearest("lost_and_viod"), Some("lost_and_void"));
        assert_eq!(nearest("遗失申明"), Some("遗失声明"));
        assert_eq!(nearest("xyz"), None);
        assert_eq!(nearest(""), None);
    }
}
