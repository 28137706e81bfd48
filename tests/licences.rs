//! The licences that the program prints name every library inside it.
//!
//! Cargo is not asked: what a person changes is `Cargo.toml` and `Cargo.lock`, and these are read. A package that is new, gone, or
//! of another version makes this fail until `packaging/licences` has been run.

use std::collections::BTreeSet;

const LOCK: &str = include_str!("../Cargo.lock");
const MANIFESTS: [&str; 4] = [
    include_str!("../Cargo.toml"),
    include_str!("../crates/books/Cargo.toml"),
    include_str!("../crates/setting/Cargo.toml"),
    include_str!("../crates/trade/Cargo.toml"),
];
const LINKED: &str = include_str!("../assets/licences/libraries.txt");
const NOT_LINKED: &str = include_str!("../assets/licences/not-linked.txt");

/// `name version` of every foreign package in the lock file.
fn locked() -> BTreeSet<String> {
    let lock: toml::Table = LOCK.parse().expect("Cargo.lock is TOML");
    let packages = lock["package"].as_array().expect("packages");
    packages
        .iter()
        .filter(|package| package.get("source").is_some())
        .map(|package| {
            format!("{} {}", package["name"].as_str().expect("name"), package["version"].as_str().expect("version"))
        })
        .collect()
}

/// The rows of the list that opens the file: `name version`, licence, numbers of texts.
fn rows() -> Vec<(&'static str, &'static str, &'static str)> {
    let list = LINKED.split_once("\nPACKAGES\n\n").expect("the list").1;
    let list = list.split_once("\n\n").expect("the end of the list").0;
    let row = |line: &'static str| {
        let mut parts = line.split(" | ");
        let name = parts.next().expect("name and version");
        (name, parts.next().expect("licence"), parts.last().expect("texts"))
    };
    list.lines().map(row).collect()
}

#[test]
fn every_package_of_the_lock_file_is_either_named_with_its_licence_or_known_not_to_be_linked() {
    let linked: BTreeSet<String> = rows().iter().map(|row| row.0.to_owned()).collect();
    let others: BTreeSet<String> =
        NOT_LINKED.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    assert!(linked.len() > 100, "only {} packages are listed", linked.len());
    let named: BTreeSet<String> = linked.union(&others).cloned().collect();
    let new: Vec<_> = locked().difference(&named).cloned().collect();
    let gone: Vec<_> = named.difference(&locked()).cloned().collect();
    assert!(new.is_empty() && gone.is_empty(), "run packaging/licences: new {new:?}, gone {gone:?}");
    assert!(linked.is_disjoint(&others));
}

#[test]
fn every_direct_dependency_is_named() {
    let mut looked_at = 0;
    for manifest in MANIFESTS {
        let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
        for name in manifest["dependencies"].as_table().expect("dependencies").keys() {
            // The crates of this repository have the program's own licence.
            if !name.starts_with("qishi-") {
                let found = rows().iter().any(|row| row.0.split(' ').next() == Some(name));
                assert!(found, "{name} is used and not named: run packaging/licences");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 20, "only {looked_at} dependencies were looked at");
}

#[test]
fn every_named_package_has_a_licence_and_a_text() {
    let texts: BTreeSet<&str> = LINKED
        .lines()
        .filter_map(|line| line.strip_prefix("TEXT ")?.split_once(" of "))
        .map(|(number, _)| number)
        .collect();
    let without = LINKED.split_once("Packages that ship no text of their own").expect("the last part").1;
    for (name, licence, numbers) in rows() {
        assert!(!licence.is_empty(), "{name} has no licence");
        if numbers == "no text of its own" {
            assert!(
                without.contains(&format!("\n{name} | {licence} | copyright ")),
                "{name} has neither text nor authors"
            );
        } else {
            for number in numbers.split(", ") {
                assert!(texts.contains(number), "{name}: no text {number}");
            }
        }
    }
}
