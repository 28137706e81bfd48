//! What was used wrongly, in Chinese. In English clap has the words itself.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What was wrong, the word that was meant where one is near, and the usage.
pub(super) fn chinese(error: &clap::Error) -> String {
    let of = |kind: ContextKind| error.get(kind).map_or_else(String::new, words);
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let mut said = vec![match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", of(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个参数"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 的值“{value}”不对"),
        ErrorKind::MissingRequiredArgument => format!("缺少：{argument}"),
        ErrorKind::MissingSubcommand => "缺少子命令".to_owned(),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => format!("{argument} 写了不止一次"),
            other => format!("{argument} 和 {other} 不能同用"),
        },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值太少"),
        ErrorKind::TooManyValues => format!("{argument} 的值“{value}”多余"),
        ErrorKind::NoEquals => format!("{argument} 要写成 {argument}=值"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        _ => error.to_string(),
    }];
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue].map(of);
    said.extend(meant.into_iter().find(|word| !word.is_empty()).map(|word| format!("是不是“{word}”？")));
    let valid = of(ContextKind::ValidValue);
    let valid = if valid.is_empty() { of(ContextKind::ValidSubcommand) } else { valid };
    said.extend((!valid.is_empty()).then(|| format!("可用：{valid}")));
    let usage = of(ContextKind::Usage).replace("Usage: ", "用法：").replace("[OPTIONS]", "[选项]");
    let usage = usage.replace("[COMMAND]", "[命令]").replace("<COMMAND>", "<命令>");
    said.extend((!usage.trim().is_empty()).then(|| usage.trim().to_owned()));
    said.push("用 qishi help 看全部命令，qishi help 命令 看一个命令的说明和例子".to_owned());
    said.join("\n")
}

/// A value of an error's context as words.
fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(_) | ContextValue::None => String::new(),
        other => other.to_string(),
    }
}
