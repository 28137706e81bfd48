//! Help, usage and completion: the words of the arguments in the language of who asks, examples for every command, and the word that was
//! meant where one was misspelt.
//!
//! English help stands at the arguments themselves ([`super::arguments`]); Chinese help in [`chinese`], by command and argument, and of an act on a
//! booking in its own file ([`super::acts`]). The test
//! below holds that nothing is left out of either, and that every example is one that the program takes.

mod chinese;
mod examples;
mod usage;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
use clap_complete::Shell;
use serde_json::json;

use super::answer::Answer;
use super::arguments::Arguments;
use trade::settings::Language;

/// The name of the program.
const NAME: &str = "qishi";

/// Reads the command line by the English arguments, whatever the language.
///
/// # Errors
/// What was asked is help or the version, or was used wrongly: [`said`] gives the words for it.
pub(super) fn parsed(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let matches = command(Language::English).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// The words for help, version or wrong use. `error` is of the English arguments; in Chinese its help is written anew.
pub(super) fn said(error: &clap::Error, language: Language) -> String {
    match (language, error.kind()) {
        (Language::English, _) | (_, ErrorKind::DisplayVersion) => error.render().to_string(),
        (Language::Chinese, ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) => {
            let english = error.render().to_string();
            let path = command_path(&english);
            help(&path, language).unwrap_or(english)
        }
        (Language::Chinese, _) => usage::chinese(error),
    }
}

/// The command of which a help is, by its usage: `Usage: qishi rates import …`.
fn command_path(help: &str) -> Vec<String> {
    let line = help.lines().find_map(|line| line.split_once("Usage: qishi"));
    let words = line.map_or("", |(_, rest)| rest).split_whitespace();
    words.take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned).collect()
}

/// `qishi help`: as `--help` after the command gives it.
///
/// # Errors
/// No such command: a wrong use, with the one that is near.
pub(super) fn of(path: &[String], language: Language) -> Result<Answer, clap::Error> {
    let text = match help(path, language) {
        Some(text) => text,
        None => {
            let words = std::iter::once(NAME.to_owned()).chain(path.iter().cloned());
            match command(language).try_get_matches_from(words) {
                Err(error) => return Err(error),
                // A word that is an argument: the help of the commands before it.
                Ok(_) => help(&path[..path.len().saturating_sub(1)], language).unwrap_or_default(),
            }
        }
    };
    let text = text.trim_end().to_owned();
    Ok(Answer { json: json!({ "help": { "message": text } }), text, ..Answer::default() })
}

/// The help of a command; none where there is no such command.
fn help(path: &[String], language: Language) -> Option<String> {
    let mut all = command(language);
    all.build();
    let mut found = &mut all;
    for word in path {
        found = found.find_subcommand_mut(word)?;
    }
    let text = found.render_long_help().to_string();
    Some(match language {
        Language::English => text,
        Language::Chinese => {
            text.replace("[OPTIONS]", "[选项]").replace("[COMMAND]", "[命令]").replace("<COMMAND>", "<命令>")
        }
    })
}

/// `qishi completion`: the script by which a shell completes commands and options.
pub(super) fn completion(shell: Shell, language: Language) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(language), NAME, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let json = json!({ "shell": shell.to_string(), "script": script });
    Answer { json, text: script.trim_end().to_owned(), ..Answer::default() }
}

/// The arguments with their help in a language, and examples for every command.
pub(super) fn command(language: Language) -> Command {
    dressed(Arguments::command(), &mut Vec::new(), language)
}

fn dressed(command: Command, path: &mut Vec<String>, language: Language) -> Command {
    let here = path.join(" ");
    let zh = language == Language::Chinese;
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print help");
    let mut command = command.disable_help_flag(true).arg(help);
    if path.is_empty() {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Print version");
        command = command.disable_version_flag(true).arg(version);
    }
    let examples = examples::of(&here);
    if !examples.is_empty() {
        let head = if zh { "例：" } else { "Examples:" };
        let lines: Vec<String> = examples.iter().map(|line| format!("  {line}")).collect();
        command = command.after_help(format!("{head}\n{}", lines.join("\n")));
    }
    // What says nothing where it is not given has no default worth telling.
    command = command.mut_args(|arg| {
        let nothing =
            !arg.get_default_values().is_empty() && arg.get_default_values().iter().all(|value| value.is_empty());
        if nothing { arg.hide_default_value(true) } else { arg }
    });
    if zh {
        command = command
            .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
            .subcommand_help_heading("命令")
            .mut_args(|arg| {
                let heading = if arg.is_positional() { "参数" } else { "选项" };
                let said = chinese::argument(&here, &word(&arg));
                let takes_value = arg.get_action().takes_values();
                let arg = arg.help_heading(heading);
                let arg = if takes_value { arg.hide_default_value(true).hide_possible_values(true) } else { arg };
                match said {
                    Some(said) => arg.help(said).long_help(None::<&str>),
                    None => arg,
                }
            });
        if let Some(said) = chinese::command(&here) {
            command = command.about(said).long_about(None::<&str>);
        }
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| {
            path.push(name.clone());
            let sub = dressed(sub, path, language);
            path.pop();
            sub
        });
    }
    command
}

/// How an argument is named in the table: `--size`, or of one by its place the id.
fn word(arg: &Arg) -> String {
    arg.get_long().map_or_else(|| arg.get_id().to_string(), |long| format!("--{long}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command below the program, and the program itself, with its path.
    fn every(command: &Command, path: &str, all: &mut Vec<(String, Command)>) {
        all.push((path.to_owned(), command.clone()));
        for sub in command.get_subcommands() {
            every(sub, format!("{path} {}", sub.get_name()).trim(), all);
        }
    }

    fn all(language: Language) -> Vec<(String, Command)> {
        let mut all = Vec::new();
        every(&command(language), "", &mut all);
        all
    }

    #[test]
    fn the_arguments_are_sound() {
        command(Language::English).debug_assert();
        command(Language::Chinese).debug_assert();
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages_and_has_an_example() {
        let mut missing = Vec::new();
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for (path, command) in all(Language::Chinese) {
            if !command.get_about().is_some_and(|about| is_chinese(&about.to_string())) {
                missing.push(format!("{path}: Chinese help"));
            }
            if examples::of(&path).is_empty() {
                missing.push(format!("{path}: an example"));
            }
            for arg in command.get_arguments() {
                if !arg.get_help().is_some_and(|help| is_chinese(&help.to_string())) {
                    missing.push(format!("{path} {}: Chinese help", word(arg)));
                }
            }
        }
        for (path, command) in all(Language::English) {
            for arg in command.get_arguments().filter(|arg| arg.get_help().is_none()) {
                missing.push(format!("{path} {}: English help", word(arg)));
            }
            if command.get_about().is_none() {
                missing.push(format!("{path}: English help"));
            }
        }
        assert!(missing.is_empty(), "src/command/help lacks:\n{}", missing.join("\n"));
    }

    #[test]
    fn no_help_or_example_is_of_a_command_that_is_gone() {
        let all = all(Language::English);
        for path in examples::paths().chain(chinese::paths()) {
            assert!(all.iter().any(|(known, _)| known == path), "there is no command {path:?}");
        }
        let used = |of: &str, name: &str| {
            all.iter().any(|(path, command)| {
                (of.is_empty() || path == of) && command.get_arguments().any(|a| word(a) == name)
            })
        };
        for (of, name) in chinese::arguments() {
            assert!(used(of, name), "{of:?} has no argument {name:?}");
        }
    }

    #[test]
    fn every_example_is_one_that_the_program_takes() {
        for (path, _) in all(Language::English) {
            for example in examples::of(&path) {
                let plain = example.replace(" --data practice", "");
                assert!(plain.starts_with(format!("qishi {path}").trim_end()), "{path}: {example}");
                let words: Vec<OsString> =
                    example.split_whitespace().map(|word| word.trim_matches('\'').into()).collect();
                let read = parsed(&words);
                assert!(
                    read.is_ok() || example.contains('>'),
                    "{example}: {}",
                    read.err().map_or_else(String::new, |e| e.to_string())
                );
            }
        }
    }

    #[test]
    fn help_names_the_commands_in_both_languages() {
        let english = help(&[], Language::English).expect("help");
        assert!(english.contains("Usage: qishi") && english.contains("Take an ad"), "{english}");
        let chinese = help(&[], Language::Chinese).expect("help");
        assert!(chinese.contains("用法：qishi [选项] [命令]") && chinese.contains("命令:"), "{chinese}");
        assert!(!chinese.contains("Print help") && !chinese.contains("Usage"), "{chinese}");
        let book = help(&["book".to_owned()], Language::Chinese).expect("help");
        assert!(book.contains("例：") && book.contains("--dry-run") && !book.contains("[default"), "{book}");
        assert!(help(&["boook".to_owned()], Language::Chinese).is_none());
        assert_eq!(command_path("x\n\nUsage: qishi rates import [OPTIONS] <FILE>\n"), ["rates", "import"]);
    }

    #[test]
    fn a_misspelt_word_is_answered_with_the_one_that_was_meant() {
        let said = |words: &[&str], language| {
            let words: Vec<OsString> = std::iter::once("qishi").chain(words.iter().copied()).map(Into::into).collect();
            said(&parsed(&words).expect_err("wrong"), language)
        };
        for (words, meant) in [
            (&["boook"][..], "book"),
            (&["rates", "shwo"], "show"),
            (&["book", "--custmer", "王敏"], "--customer"),
            (&["list", "kindz"], "kinds"),
        ] {
            for language in [Language::English, Language::Chinese] {
                let said = said(words, language);
                assert!(said.contains(meant), "{words:?}: {said}");
            }
        }
        let chinese = said(&["boook"], Language::Chinese);
        assert!(chinese.contains("没有“boook”这个命令") && chinese.contains("是不是“book”"), "{chinese}");
        let missing = said(&["show"], Language::Chinese);
        assert!(missing.contains("缺少") && missing.contains("<BOOKING>") && missing.contains("用法"), "{missing}");
        let number = said(&["calendar", "show", "--days", "x"], Language::Chinese);
        assert!(number.contains("--days") && number.contains('x'), "{number}");
        let both = said(&["quote", "--kind", "notice", "--price", "1", "--discount", "2"], Language::Chinese);
        assert!(both.contains("不能同用"), "{both}");
    }
}
