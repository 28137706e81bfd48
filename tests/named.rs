//! Every command that the pages name is one that the program has, with these options; what README runs, runs.

use std::path::Path;

use trade::ad::{CategoryTable, Kind};

use crate::command::Counter;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages: those at the top, and those of `docs`.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for folder in [root().to_owned(), root().join("docs")] {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|end| end == "md") {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                pages.push((name, std::fs::read_to_string(path).expect("read")));
            }
        }
    }
    pages
}

/// The commands of a page: `qishi …` in code and in examples, and the first cells of tables of commands.
fn commands(page: &str) -> Vec<String> {
    let mut all = Vec::new();
    let (mut fenced, mut table) = (false, false);
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        let example = example(line);
        if (fenced || line.starts_with("    ")) && example.starts_with("qishi ") {
            all.push(example.to_owned());
            continue;
        }
        table = line.starts_with('|') && (table || line.starts_with("| command |") || line.starts_with("| 命令 |"));
        let first = line.trim_start_matches('|').split(" | ").next().unwrap_or_default();
        let spans = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        all.extend(spans(line).into_iter().filter(|span| span.starts_with("qishi ")));
        if table {
            all.extend(
                spans(first).into_iter().filter(|span| !span.starts_with("qishi ")).map(|span| format!("qishi {span}")),
            );
        }
    }
    all
}

/// The command of a line of an example: without the prompt and the variables before it, and without the remark behind it.
fn example(line: &str) -> &str {
    let mut rest = line.trim().trim_start_matches("$ ");
    while let Some((word, after)) = rest.split_once(' ') {
        let is_variable =
            word.split_once('=').is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
        if !is_variable {
            break;
        }
        rest = after;
    }
    rest.split(" #").next().unwrap_or_default().trim()
}

/// The commands of cargo that a page names, in code and in examples.
fn of_cargo(page: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in page.lines() {
        let spans = line.split('`').skip(1).step_by(2).map(example);
        all.extend(spans.chain([example(line)]).filter(|command| command.starts_with("cargo ")).map(str::to_owned));
    }
    all
}

/// Every file of Rust of the program, its crates and its tests, one after the other.
fn sources() -> String {
    fn add(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                add(&path, all);
            } else if path.extension().is_some_and(|end| end == "rs") {
                all.push_str(&std::fs::read_to_string(path).expect("read"));
            }
        }
    }
    let mut all = String::new();
    ["src", "crates", "tests"].iter().for_each(|folder| add(&root().join(folder), &mut all));
    all
}

#[test]
fn every_cargo_command_that_a_page_names_has_its_package_its_target_and_a_test_that_it_finds() {
    let sources = sources();
    let manifests: String =
        ["Cargo.toml", "crates/trade/Cargo.toml", "crates/setting/Cargo.toml", "crates/books/Cargo.toml"]
            .iter()
            .map(|path| std::fs::read_to_string(root().join(path)).expect("read"))
            .collect();
    let is_named = |name: &str| manifests.contains(&format!("name = \"{name}\""));
    let is_found = |filter: &str| {
        let mut names =
            sources.match_indices("fn ").map(|(at, _)| sources[at + 3..].split('(').next().unwrap_or_default());
        names.any(|name| name.contains(filter)) || sources.contains(&format!("mod {filter};"))
    };
    let (mut filters, mut wrong) = (0, Vec::new());
    for (page, text) in pages() {
        for command in of_cargo(&text) {
            let mut words = command.split_whitespace().skip(1).take_while(|word| *word != "--");
            let task = words.next().unwrap_or_default();
            while let Some(word) = words.next() {
                let value =
                    if matches!(word, "-p" | "--test" | "--bench" | "--manifest-path") { words.next() } else { None };
                let there = match (word, value) {
                    ("--manifest-path", Some(path)) => root().join(path).exists(),
                    (_, Some(name)) => is_named(name),
                    (filter, None) if task == "test" && !filter.starts_with('-') => {
                        filters += 1;
                        is_found(filter)
                    }
                    _ => true,
                };
                if !there {
                    wrong.push(format!("{page}: {command}: there is no {}", value.unwrap_or(word)));
                }
            }
        }
    }
    assert!(filters > 10, "{filters} filters of tests");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_command_that_a_page_names_is_one_of_the_program_with_its_options() {
    let counter = Counter::practice();
    let help = |path: &[&str]| {
        let output = counter.raw_in("en", &[&["help"], path].concat());
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let mut known = std::collections::BTreeMap::new();
    let (mut seen, mut wrong) = (0, Vec::new());
    for (name, page) in pages() {
        for command in commands(&page) {
            let words: Vec<&str> =
                command.split_whitespace().skip(1).map(|word| word.trim_matches(['(', ')', '[', ']', '…'])).collect();
            // Options of the program stand before the command, each with its value but --json.
            let mut at = 0;
            while words.get(at).is_some_and(|word| word.starts_with("--")) {
                at += if words[at] == "--json" { 1 } else { 2 };
            }
            let in_word = |c: char| c.is_ascii_lowercase() || c == '-';
            let is_word =
                |word: &&&str| word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(in_word);
            let path: Vec<&str> = words.iter().skip(at).take_while(is_word).copied().take(2).collect();
            if path.is_empty() {
                continue;
            }
            seen += 1;
            let mut of = |path: &[&str]| known.entry(path.join(" ")).or_insert_with(|| help(path)).clone();
            let text = if path.len() == 2 { of(&path).or_else(|| of(&path[..1])) } else { of(&path) };
            let Some(text) = text else {
                wrong.push(format!("{name}: {command}: there is no such command"));
                continue;
            };
            for option in words.iter().skip(at).filter(|word| word.starts_with("--")) {
                let option = option.trim_end_matches(|c: char| !c.is_ascii_lowercase());
                if !text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).any(|word| word == option) {
                    wrong.push(format!("{name}: {command}: {option} is none of its options"));
                }
            }
        }
    }
    assert!(seen > 60, "{seen} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The example for practice, as it stands on both front pages, run line by line.
#[test]
fn what_the_front_pages_run_runs() {
    for page in ["README.md", "README.zh-CN.md"] {
        let page = std::fs::read_to_string(root().join(page)).expect("read");
        let block =
            page.split("```sh\n").find(|block| block.starts_with("qishi --data 练习 init")).expect("the example");
        let block = block.split("```").next().unwrap_or_default().replace("\\\n", " ");
        let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T10:00:00" };
        let mut run = 0;
        for line in block.lines().filter(|line| !line.trim().is_empty()) {
            let root = format!("{}/tests/corpus", root().display());
            let words: Vec<String> =
                line.split_whitespace().skip(1).map(|word| word.replace("tests/corpus", &root)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let output = counter.raw(&words);
            let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success() && !said.trim().is_empty(), "{line}: {said} {errors}");
            run += 1;
        }
        assert!(run >= 5, "{run}");
        assert!(counter.home.path().join("B20260120-0001-proof.pdf").exists());
    }
}

/// The example about files of the paper's own, as it stands on two pages, run line by line. Only a file that the program can no longer
/// read is replaced: of one that was withdrawn, as it is by the line before, the last line is refused.
#[test]
fn what_the_pages_about_files_of_the_papers_own_run_runs() {
    for (name, begin) in [("reading.md", "qishi kinds export"), ("styles.md", "qishi styles export")] {
        let page = std::fs::read_to_string(root().join("docs").join(name)).expect("read");
        let block = page.split("```sh\n").find(|block| block.starts_with(begin)).expect("the example");
        let block = block.split("```").next().unwrap_or_default();
        let counter = Counter::practice();
        let data = counter.data().display().to_string();
        for line in block.lines() {
            let words: Vec<&str> = example(line).split_whitespace().skip(1).collect();
            let is_refused = words.contains(&"replace");
            if is_refused {
                let own = counter.home.path().join("own.toml");
                std::fs::copy(own, counter.home.path().join("mended.toml")).expect("copied");
            }
            let all = [&["--data", &data, "--now", counter.now][..], &words].concat();
            let output = counter.raw(&all);
            let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.status.code(), Some(i32::from(is_refused)), "{line}: {said} {errors}");
        }
        assert_eq!(block.lines().count(), 6, "{name}");
    }
}

/// The example about persons, run line by line with its variables, on books in which the booking that it names is the first.
#[test]
fn what_the_page_about_persons_runs_runs() {
    let page = std::fs::read_to_string(root().join("docs/people.md")).expect("read");
    let block = page.split("```console\n").nth(1).and_then(|block| block.split("```").next()).expect("the example");
    let counter = Counter::practice();
    let booked = counter.book("notice", "lost_and_void", "7.2x5", crate::corpus::NOTICES[5], &[]);
    assert_eq!(booked.status, 0, "{}", booked.json);
    let mut run = 0;
    for line in block.lines() {
        let words = line.trim_start_matches("$ ");
        let variables: Vec<(&str, &str)> = words
            .split_whitespace()
            .map_while(|word| word.split_once('=').filter(|_| word.starts_with("QISHI_")))
            .collect();
        let words = example(line).replace("0007", "0001");
        let words: Vec<&str> = words.split_whitespace().skip(1).collect();
        let gave = counter.with(&variables, "", &words);
        assert_eq!(gave.status, 0, "{line}: {} {}", gave.json, gave.errors);
        run += 1;
    }
    assert_eq!(run, 6);
}

/// The ids of a list in a page: what stands between backticks from `from` up to `until`.
fn listed<'p>(page: &'p str, from: &str, until: &str) -> Vec<&'p str> {
    let rest = page.split_once(from).expect("the list").1;
    rest.split_once(until).expect("its end").0.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_pages_that_list_the_categories_list_all_of_them_in_their_order() {
    let table = CategoryTable::shipped();
    for name in ["calendar.md", "rate-card.md"] {
        let page = std::fs::read_to_string(root().join("docs").join(name)).expect("read").replace('\n', " ");
        for (kind, from, until) in [(Kind::Notice, ": for notices ", "; for"), (Kind::Blessing, "for blessings ", ".")]
        {
            let all: Vec<&str> = table.of(kind).map(|category| category.id.as_str()).collect();
            assert_eq!(listed(&page, from, until), all, "{name}");
        }
    }
}
