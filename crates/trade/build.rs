//! Puts the files of rules into the program that it brings along, as they are written and as what they say, so that nothing of them is read
//! at the start of a process: the kinds of notices and their families (`assets/notice`), the table of categories (`assets/kinds`), and the
//! words that the kinds share, laid out as they are looked up. Adding a kind is adding a file.
//!
//! That what was made is what is written is held by tests beside the readers of these files.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
#![allow(clippy::disallowed_methods, reason = "what is built is no file of the program")]

#[path = "src/notice/word_list/layout.rs"]
mod layout;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::Value;

fn main() {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let assets = package.join("../../assets").canonicalize().expect("the folder assets");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/notice/word_list/layout.rs");
    let notice = assets.join("notice");
    println!("cargo:rerun-if-changed={}", notice.join("kinds").display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(notice.join("kinds")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let families = read(&notice.join("families.toml"));
    let mut code = String::new();
    writeln!(code, "#[cfg(test)]\nconst WORDS: &str = include_str!({:?});", notice.join("words.toml"))
        .expect("written");
    writeln!(code, "#[cfg(test)]\nconst FAMILIES: &str = include_str!({:?});", notice.join("families.toml"))
        .expect("written");
    writeln!(code, "static FAMILIES_MADE: BuiltValue = {};", made(&families)).expect("written");
    code.push_str("static FILES: &[(&str, &str, BuiltValue)] = &[\n");
    for file in files {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        writeln!(code, "    ({name:?}, include_str!({file:?}), {}),", made(&read(&file))).expect("written");
    }
    code.push_str("];\n");
    write("notice_kinds.rs", &code);
    write("words.rs", &words(&read(&notice.join("words.toml"))));
    let categories = assets.join("kinds/kinds.toml");
    write("categories.rs", &format!("static MADE: BuiltValue = {};\n", made(&read(&categories))));
}

fn write(name: &str, code: &str) {
    let out = Path::new(&env::var_os("OUT_DIR").expect("set by cargo")).join(name);
    fs::write(out, code).expect("written");
}

/// What a file says. What is wrong with it beyond its form is told where its value is made.
fn read(file: &Path) -> Value {
    println!("cargo:rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).expect("a file");
    Value::Table(toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// A value as the code of a `BuiltValue`.
fn made(value: &Value) -> String {
    let each = |values: Vec<String>| values.join(", ");
    match value {
        Value::String(text) => format!("BuiltValue::Text({text:?})"),
        Value::Integer(number) => format!("BuiltValue::Whole({number})"),
        Value::Boolean(flag) => format!("BuiltValue::Flag({flag})"),
        Value::Array(list) => format!("BuiltValue::List(&[{}])", each(list.iter().map(made).collect())),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("({key:?}, {})", made(value)));
            format!("BuiltValue::Table(&[{}])", each(pairs.collect()))
        }
        other => panic!("{other:?} is neither text nor a whole number"),
    }
}

/// The words that the kinds share: a list is laid out, but for that which is looked through in its order.
fn words(file: &Value) -> String {
    let table = file.as_table().expect("a table");
    let mut code = String::from("/// The words of the file.\nstatic SHIPPED: NoticeWords = NoticeWords {\n");
    for (key, value) in table {
        let laid = match (key.as_str(), value) {
            (_, Value::Array(list)) if list.iter().all(Value::is_array) => {
                let pairs: Vec<Vec<&str>> = list.iter().map(texts).collect();
                format!("WordPairs::of(&{pairs:?})")
            }
            ("superlatives", list) => {
                let words: Vec<String> = texts(list).iter().map(|word| format!("Cow::Borrowed({word:?})")).collect();
                format!("Cow::Borrowed(&[{}])", words.join(", "))
            }
            (_, Value::Array(_)) => list(texts(value)),
            ("surnames", Value::String(text)) => {
                let mut chars: Vec<char> = text.chars().collect();
                chars.sort_unstable();
                format!("CharacterSet::of(&{chars:?})")
            }
            (_, Value::String(text)) => format!("Cow::Borrowed({text:?})"),
            (_, other) => panic!("words.toml: {key} is {other:?}"),
        };
        writeln!(code, "    {key}: {laid},").expect("written");
    }
    let endings = ["offices", "authorities"].map(|key| in_order(texts(&table[key])));
    writeln!(code, "    endings: {},\n}};", list(endings.concat())).expect("written");
    code
}

fn texts(list: &Value) -> Vec<&str> {
    let text = |value| Value::as_str(value).expect("words.toml: a list of words");
    list.as_array().expect("words.toml: a list").iter().map(text).collect()
}

fn in_order(mut words: Vec<&str>) -> Vec<&str> {
    layout::sort(&mut words);
    words
}

/// A list as the code of a `WordList`.
fn list(words: Vec<&str>) -> String {
    let words = in_order(words);
    let (chars, ends) = layout::characters(&words);
    let index = |character: fn(&str) -> Option<char>| {
        let (starts, places) = layout::index(&words, character);
        format!("CharacterIndex {{ starts: &{starts:?}, places: &{places:?} }}")
    };
    let (first, last) = (index(|word| word.chars().next()), index(|word| word.chars().next_back()));
    format!("WordList {{ words: &{words:?}, chars: &{chars:?}, ends: &{ends:?}, first: {first}, last: {last} }}")
}
