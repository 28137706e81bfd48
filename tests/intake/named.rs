//! Files that a person names: only those that end are opened, and nothing of theirs reaches a terminal raw.

use std::time::{Duration, Instant};

use crate::command::{Counter, refused};

/// Everything that stands where a file was named, by the command that names it.
fn commands(path: &str) -> Vec<Vec<String>> {
    let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    vec![
        of(&["fit", "--kind", "blessing", "--copy", path]),
        of(&[
            "fit",
            "--kind",
            "blessing",
            "--picture",
            path,
            "--copy",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ]),
        of(&["read", path]),
        of(&["book", "--batch", path, "--phone", "17600000013", "--customer", "王敏", "--runs", "2026-01-22"]),
        of(&["rates", "check", path]),
        of(&["calendar", "check", path]),
    ]
}

#[test]
#[cfg(unix)]
fn a_device_a_pipe_and_a_folder_are_no_files() {
    let counter = Counter::practice();
    let pipe = counter.home.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    let folder = counter.home.path().join("folder");
    std::fs::create_dir(&folder).expect("made");
    let socket = counter.home.path().join("socket");
    let _listens = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    for path in [pipe.as_path(), &folder, &socket, std::path::Path::new("/dev/zero")] {
        for arguments in commands(&path.display().to_string()) {
            let began = Instant::now();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let gave = counter.run_plain(&arguments);
            refused(&gave, "not_a_file");
            assert!(began.elapsed() < Duration::from_secs(10), "{arguments:?}");
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let counter = Counter::practice();
    let large = counter.home.path().join("large");
    // It takes no room on the disk.
    std::fs::File::create(&large).and_then(|file| file.set_len(1 << 40)).expect("made");
    for arguments in commands(&large.display().to_string()) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        refused(&counter.run_plain(&arguments), "file_too_large");
    }
    // Rules are far smaller than letters.
    let rules = counter.home.path().join("rules.toml");
    std::fs::write(&rules, "[[t]]\n".repeat(200_000)).expect("written");
    refused(&counter.run_plain(&["rates", "check", &rules.display().to_string()]), "file_too_large");
}

#[test]
fn text_of_persons_is_refused_wherever_it_is_typed() {
    let counter = Counter::practice();
    let copy = counter.copy("新婚快乐");
    let book = |more: &[&str]| {
        let usual = ["book", "--kind", "blessing", "--size", "7.2x10", "--copy", &copy, "--runs", "2026-01-22"];
        counter.run(&[&usual[..], more].concat())
    };
    let phone = ["--phone", "17600000013"];
    let name = ["--customer", "王敏"];
    for bad in ["王\n敏", "王\u{7}敏", "\u{1b}[2J王敏", "王\u{202e}敏", "王\u{200b}敏", "王\u{3164}敏"] {
        refused(&book(&[&phone[..], &["--customer", bad]].concat()), "unreadable_name");
        refused(&book(&[&phone[..], &name, &["--payer", bad]].concat()), "unreadable_name");
        refused(&book(&[&phone[..], &name, &["--invoice-title", bad]].concat()), "unreadable_name");
        refused(&counter.run(&["--person", bad, "paper", "--name", "某报"]), "unreadable_name");
    }
    refused(&book(&[&phone[..], &["--customer", &"王".repeat(10_000)]].concat()), "name_too_long");
    // Once a slice in the middle of a character.
    for bad in ["—", "转8012345", "（", "１", "+", "—+"] {
        refused(&book(&[&["--phone", bad], &name[..]].concat()), "not_a_phone");
    }
    let day = counter.run(&["day", "2026-01-20"]);
    assert_eq!(day.json["totals"]["count"], 0, "{}", day.json);
}

#[test]
fn nothing_that_was_typed_reaches_the_terminal_raw() {
    let counter = Counter::practice();
    for arguments in [
        vec!["show", "\u{1b}[2J\u{202e}"],
        vec!["quote", "--kind", "\u{1b}]0;x\u{7}"],
        vec!["fit", "--kind", "notice", "--copy", "\u{1b}[31m\u{9b}2J"],
        vec!["no-such-command\u{1b}[2J"],
        vec!["--data", "\u{1b}[2J\u{202e}", "verify"],
    ] {
        for json in [true, false] {
            let mut all = arguments.clone();
            if json {
                all.push("--json");
            }
            let out = counter.raw(&all);
            assert!(!out.status.success(), "{arguments:?}");
            for stream in [&out.stdout, &out.stderr] {
                let said = String::from_utf8(stream.clone()).expect("UTF-8");
                let raw = said.chars().find(|c| *c != '\n' && trade::legible::is_unreadable(*c));
                assert_eq!(raw, None, "{arguments:?}: {said:?}");
            }
        }
    }
}
