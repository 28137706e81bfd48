//! The rules are handed to whoever goes by them: outside of a few files nothing reaches for the tables that the program brings along.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the program's own tables may be asked for: where they are made, where they become [`books::rules::Rules`], and where that value
/// is made at the edge of the program.
const EDGE: [&str; 9] = [
    "crates/trade/src/ad/kinds.rs",
    "crates/trade/src/calendar/mod.rs",
    "crates/trade/src/notice/kinds.rs",
    "crates/trade/src/rates/cards.rs",
    "crates/setting/src/typeset/styles.rs",
    "crates/books/src/rules/mod.rs",
    // A row that is derived hangs on its event and on the program alone.
    "crates/books/src/store/remembering.rs",
    // What no rule has a say in, and folders without books.
    "src/command/mod.rs",
    // The tables are made while the window opens.
    "src/desk/mod.rs",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn nothing_goes_by_other_rules_than_it_was_handed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ["src", "crates/trade/src", "crates/setting/src", "crates/books/src"]
        .iter()
        .for_each(|folder| sources(&root.join(folder), &mut files));
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for file in files {
        let name = file.strip_prefix(root).expect("inside").display().to_string();
        // Files that are compiled for tests alone.
        let tests = [
            "tests",
            "typeset/attacks",
            "typeset/downwards",
            "typeset/evenness",
            "typeset/evenness/against",
            "typeset/rules",
        ];
        if name.contains("/tests/") || tests.iter().any(|end| name.ends_with(&format!("{end}.rs"))) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        // Tests stand at the end of a file, and are an edge.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (n, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") || !line.contains("::shipped") {
                continue;
            }
            seen += 1;
            if !EDGE.contains(&name.as_str()) {
                wrong.push(format!("{name}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    assert!(seen > 5, "only {seen} were seen");
    assert!(wrong.is_empty(), "take it from the rules that were handed in:\n{}", wrong.join("\n"));
}
