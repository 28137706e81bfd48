//! Which curly quotation marks belong to English text.
//!
//! “ ” ‘ ’ are the same characters in Chinese and in English, but Chinese sets them a whole em wide and without spaces. A pair is English
//! where nothing between its marks is Chinese and no Chinese stands next to it: said “yes” and ‘no’. In 他说“yes”。 it is Chinese.

use super::classes::{Class, class, is_chinese};

/// The places of the marks of English pairs, in order.
pub(super) fn english(chars: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    if !chars.iter().any(|c| matches!(c, '“' | '‘')) {
        return found;
    }
    for (open, close) in [('“', '”'), ('‘', '’')] {
        let mut opened = None;
        for (i, c) in chars.iter().enumerate() {
            if *c == open {
                opened = Some(i);
            } else if *c == close
                && let Some(from) = opened.take()
                && is_english(chars, from, i)
            {
                found.extend([from, i]);
            }
        }
    }
    found.sort_unstable();
    found
}

fn is_english(chars: &[char], from: usize, to: usize) -> bool {
    let mark = |c: &char| matches!(c, '“' | '”' | '‘' | '’');
    let inside = &chars[from + 1..to];
    let latin = inside.iter().any(|c| c.is_alphanumeric()) && !inside.iter().any(|c| is_chinese(*c) && !mark(c));
    let seen = |c: &&char| class(**c) != Class::Space && !mark(c);
    let beside = [chars[..from].iter().rev().find(seen), chars[to + 1..].iter().find(seen)];
    latin && !beside.into_iter().flatten().any(|c| is_chinese(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_english_where_its_inside_and_its_neighbours_are() {
        for (text, marks) in [
            ("said “yes” and ‘no’", "“”‘’"),
            ("“Hello, world” he said", "“”"),
            ("“he said ‘no’ again” twice", "“‘’”"),
            ("他说“yes”。", ""),
            ("“青岛”and more", ""),
            ("名称为“ABC”，", ""),
            ("“你好”", ""),
            ("a “ b", ""),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found: String = english(&chars).iter().map(|i| chars[*i]).collect();
            assert_eq!(found, marks, "{text}");
        }
    }
}
