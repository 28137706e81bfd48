//! A page saved from a browser: its tags and entities, which are none of its words.

use super::text::{SourceText, starts_with};

/// Tags at which a line ends.
const LINES: [&str; 22] = [
    "p",
    "br",
    "div",
    "tr",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "section",
    "article",
    "title",
    "hr",
    "blockquote",
    "pre",
    "body",
];
/// Tags between which the words are no words.
const SILENT: [&str; 3] = ["script", "style", "head"];
/// Entities by name, and what each stands for.
const ENTITIES: [(&str, char); 14] = [
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("middot", '·'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("times", '×'),
];

/// Drops tags and reads entities, in place: a tag that ends a line becomes one, any other nothing. A text without tags stays.
pub(super) fn drop(text: &mut SourceText) {
    let is_page = text.flat.iter().enumerate().any(|(at, c)| {
        *c == '<'
            && ["<html", "<!doctype", "<body", "<p>", "<p ", "<div", "<br", "<table"]
                .iter()
                .any(|tag| begins(&text.raw, at, tag))
    });
    if !is_page {
        return;
    }
    let mut at = 0;
    while at < text.len() {
        match text.raw[at] {
            '<' => at = tag(text, at),
            '&' => at = entity(text, at),
            // The line ends of the source are blanks.
            '\n' | '\r' => {
                text.flat[at] = ' ';
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// The words of a page that was saved from a browser, a line for each of its lines; `None` where a text is no such page.
pub fn words_of_page(source: &str) -> Option<String> {
    let mut text = SourceText::new(source);
    let before = text.flat.clone();
    drop(&mut text);
    if text.flat == before {
        return None;
    }
    let mut words = String::new();
    for (i, c) in text.flat.iter().enumerate() {
        match c {
            '\n' if words.ends_with('\n') || words.is_empty() => {}
            '\n' => {
                words.truncate(words.trim_end_matches([' ', '\t']).len());
                words.push('\n');
            }
            ' ' if before[i] != ' ' && (words.ends_with([' ', '\n']) || words.is_empty()) => {}
            _ if *c == before[i] => words.push(text.raw[i]),
            c if *c == super::text::JOINT => {}
            c => words.push(*c),
        }
    }
    Some(words.trim_end().to_owned())
}

fn begins(raw: &[char], at: usize, word: &str) -> bool {
    let mut here = raw[at..].iter().map(char::to_ascii_lowercase);
    word.chars().all(|c| here.next() == Some(c))
}

/// Drops the tag at a place, or what a silent one holds; where it goes on.
fn tag(text: &mut SourceText, at: usize) -> usize {
    let close = |from: usize, text: &SourceText| text.raw[from..].iter().position(|c| *c == '>').map(|n| from + n + 1);
    let comment = starts_with(&text.raw, at, "<!--");
    let end = if comment {
        (at..text.len()).find(|end| starts_with(&text.raw, *end, "-->")).map(|end| end + 3)
    } else {
        close(at, text)
    };
    let named = text.raw.get(at + 1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let Some(mut end) = end.filter(|_| named) else { return at + 1 };
    let slash = usize::from(text.raw.get(at + 1) == Some(&'/'));
    let name: String = text.raw[at + 1 + slash..end]
        .iter()
        .take_while(|c| c.is_ascii_alphanumeric())
        .map(char::to_ascii_lowercase)
        .collect();
    if slash == 0 && SILENT.contains(&name.as_str()) {
        let ends = format!("</{name}");
        let stop = (end..text.len()).find(|at| begins(&text.raw, *at, &ends)).and_then(|stop| close(stop, text));
        end = stop.unwrap_or(end);
    }
    text.join(at..end);
    if LINES.contains(&name.as_str()) {
        text.flat[at] = '\n';
    } else if matches!(name.as_str(), "td" | "th") {
        text.flat[at] = ' ';
    }
    end
}

/// Reads the entity at a place; where the text goes on.
fn entity(text: &mut SourceText, at: usize) -> usize {
    let Some(length) = text.raw[at..].iter().take(12).position(|c| *c == ';').filter(|length| *length > 1) else {
        return at + 1;
    };
    let name: String = text.raw[at + 1..at + length].iter().collect();
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let named = ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    let Some(c) = number.and_then(char::from_u32).or(named) else { return at + 1 };
    text.join(at + 1..at + length + 1);
    text.flat[at] = super::text::flat(c);
    at + length + 1
}

#[cfg(test)]
mod tests {
    use super::super::text::JOINT;
    use super::*;

    #[test]
    fn a_page_from_a_browser_is_its_words() {
        let shown = |source: &str| {
            let mut text = SourceText::new(source);
            drop(&mut text);
            text.flat.iter().filter(|c| **c != JOINT).collect::<String>()
        };
        assert_eq!(
            shown("<html><head><style>p{}</style></head><body><P>遗失&nbsp;声明</P><!-- x -->"),
            "\n\n遗失 声明\n"
        );
        assert_eq!(shown("<p>A&#20013;&#x6587;&copy;<b>粗</b></p>"), "\nA中文&copy;粗\n");
        assert_eq!(shown("a < b > c & d"), "a < b > c & d");
    }
}
