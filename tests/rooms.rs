//! The order of the rooms, read from the source: each imports only from those that `src/lib.rs` names before it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What only one room may mention, and the room: the window, the database, the PDF writer and the reader of arguments could each be
/// replaced without another room knowing. (The program's `main.rs` may start any of them.)
const KEPT_TO_ONE_ROOM: [(&str, &str); 10] = [
    ("iced", "desk"),
    ("opener", "desk"),
    ("rusqlite", "store"),
    ("refinery", "store"),
    ("printpdf", "paint"),
    ("clap", "command"),
    ("ipp", "print"),
    ("ureq", "print"),
    ("quick_xml", "intake"),
    ("encoding_rs", "intake"),
];

/// The clocks on the wall, which are read in the desk and the command line only and travel from there in envelopes. (A span of time
/// is measured with `Instant` anywhere.)
const CLOCKS: [&str; 3] = ["Local::now(", "Utc::now(", "SystemTime::now("];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder but what cargo built there, in the order of their names; a folder that is not there has none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.join("CACHEDIR.TAG").exists() {
                found.extend(files(&path));
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The rooms in their order, as the `pub mod` lines of `src/lib.rs` name them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

/// One file of the source.
struct Source {
    /// Its path inside the repository.
    path: String,
    /// The room it belongs to; `main` for the program itself.
    room: String,
    /// How many modules deep it stands: `src/money.rs` and `src/ad/mod.rs` 1, `src/ad/copy.rs` 2.
    depth: usize,
    /// Its lines without comments.
    code: String,
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let source = |file: PathBuf| {
        let inside = file.strip_prefix(&src).expect("under src").with_extension("");
        let parts: Vec<_> = inside.iter().map(|part| part.to_str().expect("a name").to_owned()).collect();
        let text = fs::read_to_string(&file).expect("readable");
        Source {
            path: file.strip_prefix(root()).expect("inside").display().to_string(),
            room: parts[0].clone(),
            depth: parts.len() - usize::from(parts.last().is_some_and(|last| last == "mod") && parts.len() > 1),
            code: text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n"),
        }
    };
    files(&src)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "rs"))
        .map(source)
        .filter(|source| source.room != "lib")
        .collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first names of the paths that begin at the crate's root: `ad` and `money` in `use crate::{ad::Kind, money::Money};`.
fn names_after<'a>(code: &'a str, start: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(start) {
        if code[..at].chars().next_back().is_some_and(|before| is_word(before) || before == ':') {
            continue;
        }
        let rest = &code[at + start.len()..];
        let word = |text: &'a str| text.split(|c| !is_word(c)).next().unwrap_or(text);
        if let Some(list) = rest.strip_prefix('{') {
            let (mut depth, mut from) = (1, true);
            for (offset, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => from = true,
                    c if from && is_word(c) => {
                        names.push(word(&list[offset..]));
                        from = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            names.push(word(rest));
        }
    }
    names
}

/// The rooms that a file knows of: what it takes from `crate::`, and from `super::` where that climbs to the root. Unit tests count
/// as well: a room is tested with what it may know.
fn known_to(source: &Source) -> BTreeSet<&str> {
    let mut known: BTreeSet<&str> = names_after(&source.code, "crate::").into_iter().collect();
    // Within `mod tests` a further `super` is needed, so a climb of one more step is looked at too.
    for steps in [source.depth, source.depth + 1] {
        known.extend(names_after(&source.code, &"super::".repeat(steps)));
    }
    known
}

#[test]
fn each_room_imports_only_from_those_named_before_it() {
    let rooms = rooms();
    assert!(rooms.len() > 10, "{rooms:?}");
    let place = |room: &str| rooms.iter().position(|name| name == room);
    let mut wrong = Vec::new();
    for source in sources() {
        if source.room == "main" {
            continue;
        }
        let Some(here) = place(&source.room) else {
            wrong.push(format!("{} belongs to no room of src/lib.rs", source.path));
            continue;
        };
        for other in known_to(&source) {
            if place(other).is_some_and(|there| there > here) {
                wrong.push(format!("{} ({}) imports from {other}, which comes after it", source.path, source.room));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rooms_import_from_one_another_at_all() {
    let imports: usize = sources().iter().map(|source| known_to(source).len()).sum();
    assert!(imports > 50, "only {imports} imports were seen");
    let code = "use crate::{ad::{Kind, x}, money::Money,\n sheet};\nlet x = crate::hex::encode(b); use super::ad;\nmycrate::no();";
    let source = Source { path: String::new(), room: "rates".into(), depth: 1, code: code.into() };
    assert_eq!(known_to(&source), BTreeSet::from(["ad", "hex", "money", "sheet"]));
    let deep = Source { code: "use super::ad; use super::super::money;".into(), depth: 2, ..source };
    assert_eq!(known_to(&deep), BTreeSet::from(["money"]));
}

#[test]
fn window_database_pdf_and_arguments_are_each_known_to_one_room() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (foreign, room) in KEPT_TO_ONE_ROOM {
            let mentions = source.code.match_indices(foreign).any(|(at, _)| {
                let before = source.code[..at].chars().next_back();
                let after = &source.code[at + foreign.len()..];
                !before.is_some_and(|c| is_word(c) || c == ':' || c == '"' || c == '.') && after.starts_with("::")
            });
            if mentions && source.room != room && source.room != "main" {
                wrong.push(format!("{} mentions {foreign}, which belongs to {room}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_desk_and_the_command_line_read_the_clock() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !["desk", "command", "main"].contains(&source.room.as_str()) {
            let clock = CLOCKS.iter().find(|clock| source.code.contains(*clock));
            wrong.extend(clock.map(|clock| format!("{} reads the clock: {clock})", source.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_names_a_folder_of_the_machine_it_was_written_on() {
    // Put together here, so that this file does not hold what it looks for.
    let machine =
        [["/wo", "rk/"], ["/wo", "rk\""], ["../sha", "red"], ["/ro", "ot/"], ["/ho", "me/"], [".cargo/regi", "stry"]]
            .map(|[a, b]| format!("{a}{b}"));
    let mut looked_at = 0;
    let mut wrong = Vec::new();
    let mut all: Vec<PathBuf> = ["src", "assets", "docs", "tests", "benches", "packaging", "migrations", ".ci"]
        .iter()
        .flat_map(|folder| files(&root().join(folder)))
        .collect();
    all.extend(["README.md", "Cargo.toml", "Cargo.lock", "rustfmt.toml"].map(|name| root().join(name)));
    for file in all {
        // Faces and pictures are no text.
        let Ok(text) = fs::read_to_string(&file) else { continue };
        looked_at += 1;
        for path in &machine {
            if let Some(at) = text.find(path.as_str()) {
                let line = text[..at].lines().count().max(1);
                wrong.push(format!("{}:{line} says {path}", file.strip_prefix(root()).expect("inside").display()));
            }
        }
    }
    assert!(looked_at > 50, "only {looked_at} files were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
