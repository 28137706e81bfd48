//! How wide words are, before they are laid out: what leaves a narrow window is decided by it, so that a sum, a state or a deadline is never cut.

/// A generous guess at how wide text is: our faces' Han characters are square, the others narrower.
pub fn wide(text: &str, size: f32) -> f32 {
    let em = |c: char| match c {
        ' ' | '.' | ',' | ':' | '·' | '/' | 'i' | 'l' => 0.3,
        'm' | 'w' | 'M' | 'W' => 0.92,
        'A'..='Z' | '+' | '×' => 0.68,
        c if c.is_ascii() => 0.58,
        _ => 1.0,
    };
    text.chars().map(em).sum::<f32>() * size
}

/// Words in this room, shortened with an ellipsis where they need more.
pub fn shortened(text: &str, size: f32, room: f32) -> String {
    if wide(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if wide(&kept, size) + size > room {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// A path in this room: folders in front are left out, the file's name never.
pub fn path_in(path: &str, size: f32, room: f32) -> String {
    let mut rest = path;
    let mut said = path.to_owned();
    while wide(&said, size) > room {
        let Some((_, after)) = rest.trim_start_matches(['/', '\\']).split_once(['/', '\\']) else { break };
        rest = after;
        said = format!("…/{rest}");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shortened_and_names_of_files_are_not() {
        assert_eq!(shortened("王敏", 13.0, 40.0), "王敏");
        assert_eq!(shortened("某某市城市更新有限公司", 13.0, 66.0), "某某市城…");
        assert_eq!(path_in("/srv/papers/x.pdf", 12.0, 80.0), "…/x.pdf");
    }
}
