//! What is wrong with a file of rules, in words: where, what, and what to write instead.

mod chinese;
mod english;

use trade::rulefile::{Mistake, Noun, PatternFlaw, ValueForm, Wrong};
use trade::settings::Language;

/// One mistake: `第 12 行 price[2].per：…`.
pub fn mistake(mistake: &Mistake, language: Language) -> String {
    let (said, line) = (wrong(&mistake.wrong, language), mistake.line);
    let field = if mistake.field.is_empty() { String::new() } else { format!(" {}", mistake.field) };
    match language {
        Language::Chinese => format!("第 {line} 行{field}：{said}"),
        Language::English => format!("line {line}{field}: {said}"),
    }
}

/// Mistakes, a line each.
pub fn mistakes(mistakes: &[Mistake], language: Language) -> String {
    mistakes.iter().map(|one| mistake(one, language)).collect::<Vec<_>>().join("\n")
}

fn wrong(wrong: &Wrong, language: Language) -> String {
    match language {
        Language::Chinese => chinese::wrong(wrong),
        Language::English => english::wrong(wrong),
    }
}

fn form(form: ValueForm, language: Language) -> (&'static str, &'static str) {
    match (language, form) {
        (Language::Chinese, ValueForm::Text) => ("带引号的文字", "\"文字\""),
        (Language::Chinese, ValueForm::Word) => ("带引号的文字或整数", "\"文字\""),
        (Language::Chinese, ValueForm::WordOrTable) => {
            ("带引号的文字，或一组键值", "\"1\" 或 { id = \"1\", name = \"一版\" }")
        }
        (Language::Chinese, ValueForm::Names) => ("一组“名 = 值”", "{ page = \"1\" }"),
        (Language::Chinese, ValueForm::UnitPrice) => ("金额（元，至多四位小数）", "\"0.365\""),
        (Language::Chinese, ValueForm::TaxRate) => ("税率（百分数，至多三位小数）", "9.975"),
        (Language::Chinese, ValueForm::Decimal) => ("不为负的数", "7.2"),
        (Language::Chinese, ValueForm::Whole) => ("大于零的整数", "13"),
        (Language::Chinese, ValueForm::Days) => ("天数（0 至 60 的整数）", "1"),
        (Language::Chinese, ValueForm::Money) => ("金额（元，至多两位小数）", "\"299.00\""),
        (Language::Chinese, ValueForm::Percent) => ("百分数（大于零，至多两位小数）", "12.5"),
        (Language::Chinese, ValueForm::Currency) => ("货币代码（三个大写字母）", "\"CNY\""),
        (Language::Chinese, ValueForm::Date) => ("日期", "2026-01-22"),
        (Language::Chinese, ValueForm::Time) => ("时刻", "\"15:00\""),
        (Language::Chinese, ValueForm::Size) => ("规格（厘米）", "\"7.2x10\""),
        (Language::Chinese, ValueForm::Flag) => ("是否", "true 或 false"),
        (Language::Chinese, ValueForm::List) => ("列表", "[ … ]"),
        (Language::Chinese, ValueForm::Table) => ("一组键值", "{ … }"),
        (Language::Chinese, ValueForm::Number) => ("整数", "125"),
        (Language::Chinese, ValueForm::Pair) => ("两个整数", "[2000, 1600]"),
        (Language::Chinese, ValueForm::Pairs) => ("一列整数对", "[[0, 300], [600, 100]]"),
        (Language::Chinese, ValueForm::Groups) => ("一列词组", "[[\"转让\", \"受让\"], [\"债权\"]]"),
        (Language::Chinese, ValueForm::Character) => ("一个字", "\"福\""),
        (Language::Chinese, ValueForm::Id) => {
            ("id（小写英文字母、数字、下划线，字母开头，至多 40 个）", "\"exchange_demand\"")
        }
        (Language::English, ValueForm::Text) => ("text in quotes", "\"text\""),
        (Language::English, ValueForm::Word) => ("text in quotes or a whole number", "\"text\""),
        (Language::English, ValueForm::WordOrTable) => {
            ("text in quotes, or a table", "\"1\" or { id = \"1\", name = \"front\" }")
        }
        (Language::English, ValueForm::Names) => ("a table of names with their values", "{ page = \"1\" }"),
        (Language::English, ValueForm::UnitPrice) => ("an amount with at most four decimals", "\"0.365\""),
        (Language::English, ValueForm::TaxRate) => ("a rate of tax, in percent, with at most three decimals", "9.975"),
        (Language::English, ValueForm::Decimal) => ("a number that is not negative", "7.2"),
        (Language::English, ValueForm::Whole) => ("a whole number above zero", "13"),
        (Language::English, ValueForm::Days) => ("a number of days from 0 to 60", "1"),
        (Language::English, ValueForm::Money) => ("an amount with at most two decimals", "\"299.00\""),
        (Language::English, ValueForm::Percent) => ("a percentage above zero with at most two decimals", "12.5"),
        (Language::English, ValueForm::Currency) => ("a currency by its three capitals", "\"CNY\""),
        (Language::English, ValueForm::Date) => ("a date", "2026-01-22"),
        (Language::English, ValueForm::Time) => ("a time", "\"15:00\""),
        (Language::English, ValueForm::Size) => ("a size in centimetres", "\"7.2x10\""),
        (Language::English, ValueForm::Flag) => ("a yes or no", "true or false"),
        (Language::English, ValueForm::List) => ("a list", "[ … ]"),
        (Language::English, ValueForm::Table) => ("a table", "{ … }"),
        (Language::English, ValueForm::Number) => ("a whole number", "125"),
        (Language::English, ValueForm::Pair) => ("two whole numbers", "[2000, 1600]"),
        (Language::English, ValueForm::Pairs) => ("a list of pairs of whole numbers", "[[0, 300], [600, 100]]"),
        (Language::English, ValueForm::Groups) => ("a list of lists of words", "[[\"转让\", \"受让\"], [\"债权\"]]"),
        (Language::English, ValueForm::Character) => ("one character", "\"福\""),
        (Language::English, ValueForm::Id) => {
            ("an id (small letters a to z, figures, underscores, a letter first, at most 40)", "\"exchange_demand\"")
        }
    }
}

const fn noun(noun: Noun, language: Language) -> &'static str {
    match (language, noun) {
        (Language::Chinese, Noun::Key) => "键",
        (Language::Chinese, Noun::Attribute) => "属性（attribute）",
        (Language::Chinese, Noun::Value) => "属性值",
        (Language::Chinese, Noun::Kind) => "类别（kind）",
        (Language::Chinese, Noun::Category) => "小类（category）",
        (Language::Chinese, Noun::Customer) => "客户（customer）",
        (Language::Chinese, Noun::Counting) => "计字规则（counting）",
        (Language::Chinese, Noun::Price) => "价格（自己定价的 [[price]]）",
        (Language::Chinese, Noun::Adjustment) => "加价或折扣",
        (Language::Chinese, Noun::Word) => "词",
        (Language::Chinese, Noun::Fact) => "要素",
        (Language::Chinese, Noun::Family) => "公告家族（family）",
        (Language::Chinese, Noun::Face) => "字体",
        (Language::Chinese, Noun::Ornament) => "花饰",
        (Language::English, Noun::Key) => "key",
        (Language::English, Noun::Attribute) => "attribute",
        (Language::English, Noun::Value) => "value of this attribute",
        (Language::English, Noun::Kind) => "kind",
        (Language::English, Noun::Category) => "category",
        (Language::English, Noun::Customer) => "customer",
        (Language::English, Noun::Counting) => "counting rule",
        (Language::English, Noun::Price) => "price with a rate of its own",
        (Language::English, Noun::Adjustment) => "surcharge or discount",
        (Language::English, Noun::Word) => "word here",
        (Language::English, Noun::Fact) => "fact",
        (Language::English, Noun::Family) => "family of notices",
        (Language::English, Noun::Face) => "face",
        (Language::English, Noun::Ornament) => "ornament",
    }
}

/// So many names or lines are told at most.
const MOST_KNOWN: usize = 20;

/// A half-width mark as it is told.
fn half(mark: char, language: Language) -> String {
    match (mark, language) {
        (' ', Language::Chinese) => "空格".to_owned(),
        (' ', Language::English) => "space".to_owned(),
        (mark, _) => mark.to_string(),
    }
}

/// The numbers of lines, the first of them where they are many.
fn few(lines: &[usize], language: Language) -> String {
    let (between, more) = match language {
        Language::Chinese => ("、", " 等"),
        Language::English => (", ", " …"),
    };
    let some: Vec<String> = lines.iter().take(MOST_KNOWN).map(usize::to_string).collect();
    format!("{}{}", some.join(between), if lines.len() > MOST_KNOWN { more } else { "" })
}

/// What is wrong with a pattern, and what to write.
fn pattern(flaw: PatternFlaw, language: Language) -> String {
    match (language, flaw) {
        (Language::Chinese, PatternFlaw::Unclosed(mark)) => format!("“{mark}”没有配对的右括号，请补上；正文里的括号写作 \\\\("),
        (Language::Chinese, PatternFlaw::Unopened) => "多了一个右括号，请删去；正文里的括号写作 \\\\)".to_owned(),
        (Language::Chinese, PatternFlaw::ReadsNothing) => "没有读出任何要素，请写上要读的，如 {owner}".to_owned(),
        (Language::Chinese, PatternFlaw::NoBeginning) => "开头不是字词。请在要读的内容前写上它前面的字，或以 ^ 表示句首".to_owned(),
        (Language::Chinese, PatternFlaw::NothingBetween) => "两处要读的内容紧挨着，分不开。请在中间写上字词".to_owned(),
        (Language::Chinese, PatternFlaw::Length) => "长度应为 1 到 200，如 {owner:40}".to_owned(),
        (Language::English, PatternFlaw::Unclosed(mark)) => {
            format!("{mark} is not closed; close it, and write a bracket of the text as \\\\(")
        }
        (Language::English, PatternFlaw::Unopened) => {
            "a bracket closes that does not open; take it away, and write a bracket of the text as \\\\)".to_owned()
        }
        (Language::English, PatternFlaw::ReadsNothing) => "it reads nothing; name a fact, such as {owner}".to_owned(),
        (Language::English, PatternFlaw::NoBeginning) => {
            "it does not begin with words; write those that stand before what is read, or ^ for the beginning of a sentence".to_owned()
        }
        (Language::English, PatternFlaw::NothingBetween) => {
            "two things that are read stand beside each other; write the words between them".to_owned()
        }
        (Language::English, PatternFlaw::Length) => "a length is 1 to 200, such as {owner:40}".to_owned(),
    }
}
