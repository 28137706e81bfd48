//! What each part of the program keeps to itself, where no crate's list of dependencies says so, and that no file names a machine.
//!
//! The order of the crates is held by the compiler; that the clocks are read in few places is held by `clippy.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What only one folder of the program may mention, and the folder: the window, the reader of arguments and the printer's protocol
/// can each be replaced without another folder knowing. (`main.rs` may start any of them.)
const KEPT_TO_ONE_FOLDER: [(&str, &str); 7] = [
    ("iced", "desk"),
    ("opener", "desk"),
    ("clap", "command"),
    ("ipp", "print"),
    ("ureq", "print"),
    ("quick_xml", "intake"),
    ("encoding_rs", "intake"),
];

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

/// The program's own lines without comments, with the folder of `src` in which each file stands.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let source = |file: PathBuf| {
        let inside = file.strip_prefix(&src).expect("under src").with_extension("");
        let folder = inside.iter().next().and_then(|part| part.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&file).expect("readable");
        let code = text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n");
        (file.strip_prefix(root()).expect("inside").display().to_string(), folder, code)
    };
    files(&src).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs")).map(source).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[test]
fn window_arguments_and_printers_are_each_known_to_one_folder() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, here, code) in sources() {
        for (foreign, folder) in KEPT_TO_ONE_FOLDER {
            let mentions = code.match_indices(foreign).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                let after = &code[at + foreign.len()..];
                !before.is_some_and(|c| is_word(c) || c == ':' || c == '"' || c == '.') && after.starts_with("::")
            });
            seen += usize::from(mentions);
            if mentions && here != folder && here != "main" {
                wrong.push(format!("{path} mentions {foreign}, which belongs to {folder}"));
            }
        }
    }
    assert!(seen > 20, "only {seen} mentions were seen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is done once is written once: who asks and when stands in every envelope, so that a second place to make one is a second way of
/// doing things. Tests make their own.
#[test]
fn envelopes_and_what_papers_know_of_the_house_are_made_in_one_file_each() {
    for (made, file) in [("Envelope {", "src/office/act.rs"), ("RenderContext { paper", "src/papers/mod.rs")] {
        let made_in = sources().into_iter().filter(|(_, _, code)| code.contains(made)).map(|(path, ..)| path);
        assert_eq!(made_in.collect::<Vec<_>>(), [file], "{made}");
    }
}

/// A screen whose actions are those of any screen is known to its own file and to the table with its row, so that adding one is two files.
#[test]
fn what_a_screen_asks_by_itself_is_known_to_no_file_of_the_desk_around_it() {
    let sources = sources();
    let code = |of: &dyn Fn(&str) -> bool| {
        sources.iter().filter(|(path, ..)| of(path)).map(|(path, _, code)| (path, code)).collect::<Vec<_>>()
    };
    let around = code(&|path| path.starts_with("src/desk/app/") || path == "src/desk/header.rs");
    let table = code(&|path| path == "src/desk/screens/mod.rs");
    let rows = table[0].1.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(" in "));
    let mut found = Vec::new();
    for (screen, file) in rows {
        let (one, folder) = (format!("src/desk/screens/{file}.rs"), format!("src/desk/screens/{file}/"));
        let own = code(&|path| path == one || path.starts_with(&folder));
        if !own.iter().any(|(_, code)| code.contains("type Action = super::Action<Message>;")) {
            continue;
        }
        for name in [format!("{file}::"), format!("Screen::{screen}"), format!("screens.{file}")] {
            let known: Vec<_> = around.iter().filter(|(_, code)| code.contains(&name)).map(|(path, _)| path).collect();
            assert!(known.is_empty(), "{known:?} knows {name}");
        }
        found.push(file);
    }
    assert_eq!(found, ["find", "accounts", "keys"]);
}

/// The names of the methods of `impl Words` in a file: `pub fn NAME(&self, …`.
fn words_of(code: &str) -> Vec<&str> {
    let words = code.split("\nimpl Words {").skip(1).filter_map(|rest| rest.split("\n}").next());
    let named = words.flat_map(str::lines).filter(|line| line.trim_start().starts_with("pub "));
    let named = named.filter_map(|line| line.split_once("fn ")?.1.split_once("(&self"));
    named.map(|(name, _)| name).collect()
}

/// What one screen alone says stands beside it, so that changing a screen is its own files; what two say stands in `src/locale/desk`.
#[test]
fn the_words_of_a_screen_stand_beside_it_and_shared_ones_in_one_place() {
    /// The screen to which a file of the desk belongs; none where it is of the window around them.
    fn screen(path: &str) -> Option<&str> {
        let inside = path.strip_prefix("src/desk/screens/")?;
        let (screen, _) = inside.split_once('/').or_else(|| inside.split_once('.'))?;
        (!["mod", "table", "action"].contains(&screen)).then_some(screen)
    }
    let sources = sources();
    let says = |code: &str, call: &str| code.match_indices(call).any(|(at, _)| code[..at].trim_end().ends_with('.'));
    let (mut seen, mut wrong) = (0, Vec::new());
    for (path, _, code) in &sources {
        let shared = path.starts_with("src/locale/desk/");
        let own = if path.contains("/words") { screen(path) } else { None };
        if !shared && own.is_none() {
            continue;
        }
        for name in words_of(code) {
            seen += 1;
            let call = format!("{name}(");
            let users = sources.iter().filter(|(other, _, code)| other != path && says(code, &call));
            let users: BTreeSet<Option<&str>> = users.map(|(other, ..)| screen(other)).collect();
            match own {
                None if users.len() == 1 && users.iter().all(Option::is_some) && !says(code, &call) => {
                    wrong.push(format!("{path}: {name} is said by {users:?} alone"));
                }
                Some(own) if !users.is_empty() && !users.contains(&Some(own)) && !says(code, &call) => {
                    wrong.push(format!("{path}: {name} is said by {users:?}, not by {own}"));
                }
                _ => {}
            }
        }
    }
    assert!(seen > 400, "only {seen} words were seen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names of types that may stand in several modules, since each is that module's own of the same sort.
const OWN_OF_EACH: [(&str, &str); 8] = [
    ("Message", "what may happen to a screen or a form"),
    ("Action", "what a screen wants of the desk"),
    ("Wish", "what a form wants of what holds it"),
    ("Form", "the state of a form"),
    ("Columns", "the widths of the columns of one view"),
    ("Customer", "a customer, and the screen of one"),
    ("Glyph", "a glyph that is drawn, and one that is read from a PDF"),
    ("Press", "the printing press of the paper, and a button that is pressed"),
];

/// Names that say nothing of what the type is.
const NO_NAMES: [&str; 12] =
    ["Thing", "Stuff", "Data", "Info", "What", "Said", "Told", "Asked", "Way", "Stand", "Standing", "Given"];

/// The names of types that a file shows to others.
fn types_shown(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let mut words = line.trim_start().strip_prefix("pub")?.split_whitespace();
        // After `pub` a place in brackets may stand, as in `pub(super)` or `pub(in crate::command)`.
        let sort = words.find(|word| ["struct", "enum", "trait", "type"].contains(word) || *word == "fn")?;
        (sort != "fn").then(|| words.next()).flatten()?.split(|c| !is_word(c)).next()
    })
}

/// One name is one type in the whole house. Records of the journal and arguments of commands are not counted: they are named as what they
/// keep or what command they are of, each in a module of their own.
#[test]
fn one_name_is_one_type_and_says_what_it_is() {
    assert_eq!(
        types_shown("pub(in crate::a) struct Answer<'a> {\nstruct Own;\npub fn type_of() {}").collect::<Vec<_>>(),
        ["Answer"]
    );
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for folder in ["src", "crates"] {
        for file in files(&root().join(folder)) {
            let path = file.strip_prefix(root()).expect("inside").display().to_string();
            let is_source = path.ends_with(".rs") && !path.contains("/tests");
            if !is_source || path.contains("/journal/schema") || path.contains("src/command/arguments") {
                continue;
            }
            let code = fs::read_to_string(&file).expect("readable");
            for name in types_shown(&code).filter(|name| !name.is_empty()) {
                places.entry(name.to_owned()).or_default().insert(path.clone());
            }
        }
    }
    assert!(places.len() > 600, "only {} names", places.len());
    let own = |name: &str| OWN_OF_EACH.iter().any(|(own, _)| *own == name);
    let twice: Vec<_> = places.iter().filter(|(name, places)| places.len() > 1 && !own(name)).collect();
    assert!(twice.is_empty(), "one name, several types: {twice:#?}");
    let empty: Vec<_> = places.iter().filter(|(name, _)| NO_NAMES.contains(&name.as_str())).collect();
    assert!(empty.is_empty(), "names that say nothing: {empty:#?}");
}

#[test]
fn no_file_names_a_folder_of_the_machine_it_was_written_on() {
    // Put together here, so that this file does not hold what it looks for.
    let machine =
        [["/wo", "rk/"], ["/wo", "rk\""], ["../sha", "red"], ["/ro", "ot/"], ["/ho", "me/"], [".cargo/regi", "stry"]]
            .map(|[a, b]| format!("{a}{b}"));
    let mut looked_at = 0;
    let mut wrong = Vec::new();
    let mut all: Vec<PathBuf> =
        ["src", "crates", "assets", "docs", "tests", "benches", "packaging", "migrations", ".ci"]
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

/// The folders of which every doc comment says something that the name does not: a unit, a range, a source, when it fails.
const SAID_IN_FULL: [&str; 2] = ["crates", "src"];
/// There they are the help that is printed.
const PRINTED: [&str; 2] = ["src/command/arguments", "src/command/acts"];

/// Where doc comments of at most three words begin ("The text.", "How."): consecutive lines are one comment.
fn short_comments(text: &str) -> Vec<usize> {
    let mut short = Vec::new();
    let mut words: Option<(usize, usize)> = None;
    for (number, line) in text.lines().chain([""]).enumerate() {
        match line.trim().strip_prefix("///") {
            Some(comment) if !comment.starts_with('/') => {
                words.get_or_insert((number + 1, 0)).1 += comment.split_whitespace().count();
            }
            _ => short.extend(words.take().filter(|(_, count)| *count <= 3).map(|(first, _)| first)),
        }
    }
    short
}

#[test]
fn no_doc_comment_is_as_short_as_a_name() {
    assert_eq!(short_comments("/// The text.\ntext: String,\n    /// A\n    /// rule.\n"), [1, 3]);
    assert_eq!(short_comments("/// In hundredths of an em.\nwide: i64,\n/// # Errors\n/// Never.\n// No.\n"), [3]);
    let mut read = 0;
    let mut short = Vec::new();
    for folder in SAID_IN_FULL {
        for file in
            files(&root().join(folder)).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs"))
        {
            let text = fs::read_to_string(&file).expect("readable");
            read += 1;
            let path = file.strip_prefix(root()).expect("inside").display().to_string();
            if PRINTED.iter().any(|folder| path.starts_with(folder)) {
                continue;
            }
            short.extend(short_comments(&text).into_iter().map(|line| format!("{path}:{line}")));
        }
    }
    assert!(read > 400, "only {read} files were read");
    assert!(short.is_empty(), "say a unit, a range, a source or when it fails, or nothing:\n{}", short.join("\n"));
}

/// The acts on a booking: the word of each, its variants in what is asked and in what happened, and how its own files are called.
const ACTS: [(&str, &str, &str, &str); 8] = [
    ("withdraw", "Withdraw", "Withdrawn", "withdraw"),
    ("correct", "Correct", "Corrected", "correct"),
    ("move", "Move", "Moved", "moving"),
    ("rerun", "Rerun", "Rerun", "rerun"),
    ("refund", "Refund", "Refunded", "refund"),
    ("rebate", "Rebate", "Rebated", "rebate"),
    ("reverse", "Reverse", "Reversed", "reverse"),
    ("undo", "Undo", "Undone", "undo"),
];

/// The table of docs/architecture.md says how many files know each act, room by room: those that name its variants, its own, those
/// that list these, the one that gives its types to others, and help that is said apart from it.
#[test]
fn the_page_says_how_many_files_know_each_act() {
    /// Where each act has a file of its own.
    const OF_ACTS: [&str; 4] =
        ["crates/books/src/booking/acts", "src/command/acts", "src/locale/acts", "src/desk/forms/act"];
    const ROOMS: [&str; 5] = ["crates/", "src/command/", "src/office/", "src/desk/", "src/locale/"];
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("the page");
    let code = ["src", "crates"].into_iter().flat_map(|folder| files(&root().join(folder)));
    let known: Vec<(String, String)> = code
        .filter(|file| file.extension().is_some_and(|end| end == "rs"))
        .map(|file| {
            let name = file.strip_prefix(root()).expect("inside").display().to_string();
            (name, fs::read_to_string(&file).expect("readable"))
        })
        .filter(|(name, _)| name.starts_with("src/") || name.contains("/src/"))
        .collect();
    for (word, asked, happened, own) in ACTS {
        let variants =
            [("Amend", asked), ("Amended", happened), ("ActKind", asked), ("Acts", asked), ("PricedAct", asked)]
                .map(|(of, v)| format!("{of}::{v}"));
        let names = |text: &str, variant: &str| {
            text.match_indices(variant).any(|(at, _)| {
                let around = (text[..at].chars().next_back(), text[at + variant.len()..].chars().next());
                !around.0.is_some_and(is_word) && !around.1.is_some_and(is_word)
            })
        };
        let knows = |name: &str, text: &str| {
            variants.iter().any(|variant| names(text, variant))
                || OF_ACTS.iter().any(|folder| name == format!("{folder}/{own}.rs"))
                || OF_ACTS
                    .iter()
                    .any(|folder| name == format!("{folder}/mod.rs") && text.contains(&format!("mod {own};")))
                || (name == "crates/books/src/booking/mod.rs" && names(text, happened))
                || (name.starts_with("src/command/help/") && text.contains(&format!("\"{word}\"")))
        };
        let of = |room: &str| known.iter().filter(|(name, text)| name.starts_with(room) && knows(name, text)).count();
        let counts = ROOMS.map(of);
        let all: usize = counts.iter().sum();
        let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
        let row = format!("| `{word}` | {} | {all} |", counts.join(" | "));
        assert!(page.contains(&row), "docs/architecture.md should say: {row}");
    }
}
