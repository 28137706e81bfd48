//! Puts every kind of notice into the program that has a file in `assets/notice/kinds/`, so that adding one is adding a file.
//!
//! Beside each file stands what it says as JSON, which is read at the start of the program in a tenth of the time: the TOML is there for
//! whoever adds kinds of his own, and to name the line of a mistake.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
#![allow(clippy::disallowed_methods, reason = "what is built is no file of the program")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let assets = package.join("../../assets/notice").canonicalize().expect("the folder assets/notice");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", assets.join("kinds").display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(assets.join("kinds")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let mut code = String::new();
    for (name, file) in [("WORDS", "words.toml"), ("FAMILIES", "families.toml")] {
        let path = assets.join(file);
        println!("cargo:rerun-if-changed={}", path.display());
        let text = path.display().to_string();
        writeln!(code, "#[cfg(test)]\nconst {name}: &str = include_str!({text:?});").expect("written");
        writeln!(code, "const {name}_MADE: &str = {:?};", made(&path)).expect("written");
    }
    code.push_str("const FILES: &[(&str, &str)] = &[\n");
    let mut all = String::from("const MADE: &[&str] = &[\n");
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
        writeln!(all, "    {:?},", made(&file)).expect("written");
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string()).expect("written");
    }
    code.push_str("];\n");
    code.push_str(&all);
    code.push_str("];\n");
    let out = Path::new(&env::var_os("OUT_DIR").expect("set by cargo")).join("notice_kinds.rs");
    fs::write(out, code).expect("written");
}

/// What a file says, as JSON. What is wrong with it is told when it is read, with its line.
fn made(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a file");
    let said: toml::Value = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::to_string(&said).expect("JSON")
}
