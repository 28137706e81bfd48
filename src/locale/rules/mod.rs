//! What is wrong with a file of rules, in words: where, what, and what to write instead.

mod chinese;
mod english;

use trade::rulefile::{Form, Mistake, Noun, PatternFlaw, Wrong};
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

fn form(form: Form, language: Language) -> (&'static str, &'static str) {
    match (language, form) {
        (Language::Chinese, Form::Text) => ("带引号的文字", "\"文字\""),
        (Language::Chinese, Form::Word) => ("带引号的文字或整数", "\"文字\""),
        (Language::Chinese, Form::WordOrTable) => {
            ("带引号的文字，或一组键值", "\"1\" 或 { id = \"1\", name = \"一版\" }")
        }
        (Language::Chinese, Form::Names) => ("一组“名 = 值”", "{ page = \"1\" }"),
        (Language::Chinese, Form::UnitPrice) => ("金额（元，至多四位小数）", "\"0.365\""),
        (Language::Chinese, Form::TaxRate) => ("税率（百分数，至多三位小数）", "9.975"),
        (Language::Chinese, Form::Decimal) => ("不为负的数", "7.2"),
        (Language::Chinese, Form::Whole) => ("大于零的整数", "13"),
        (Language::Chinese, Form::Days) => ("天数（0 至 60 的整数）", "1"),
        (Language::Chinese, Form::Money) => ("金额（元，至多两位小数）", "\"299.00\""),
        (Language::Chinese, Form::Percent) => ("百分数（大于零，至多两位小数）", "12.5"),
        (Language::Chinese, Form::Currency) => ("货币代码（三个大写字母）", "\"CNY\""),
        (Language::Chinese, Form::Date) => ("日期", "2026-01-22"),
        (Language::Chinese, Form::Time) => ("时刻", "\"15:00\""),
        (Language::Chinese, Form::Size) => ("规格（厘米）", "\"7.2x10\""),
        (Language::Chinese, Form::Flag) => ("是否", "true 或 false"),
        (Language::Chinese, Form::List) => ("列表", "[ … ]"),
        (Language::Chinese, Form::Table) => ("一组键值", "{ … }"),
        (Language::Chinese, Form::Number) => ("整数", "125"),
        (Language::Chinese, Form::Pair) => ("两个整数", "[2000, 1600]"),
        (Language::Chinese, Form::Pairs) => ("一列整数对", "[[0, 300], [600, 100]]"),
        (Language::Chinese, Form::Groups) => ("一列词组", "[[\"转让\", \"受让\"], [\"债权\"]]"),
        (Language::Chinese, Form::Character) => ("一个字", "\"福\""),
        (Language::Chinese, Form::Id) => {
            ("id（小写英文字母、数字、下划线，字母开头，至多 40 个）", "\"exchange_demand\"")
        }
        (Language::English, Form::Text) => ("text in quotes", "\"text\""),
        (Language::English, Form::Word) => ("text in quotes or a whole number", "\"text\""),
        (Language::English, Form::WordOrTable) => {
            ("text in quotes, or a table", "\"1\" or { id = \"1\", name = \"front\" }")
        }
        (Language::English, Form::Names) => ("a table of names with their values", "{ page = \"1\" }"),
        (Language::English, Form::UnitPrice) => ("an amount with at most four decimals", "\"0.365\""),
        (Language::English, Form::TaxRate) => ("a rate of tax, in percent, with at most three decimals", "9.975"),
        (Language::English, Form::Decimal) => ("a number that is not negative", "7.2"),
        (Language::English, Form::Whole) => ("a whole number above zero", "13"),
        (Language::English, Form::Days) => ("a number of days from 0 to 60", "1"),
        (Language::English, Form::Money) => ("an amount with at most two decimals", "\"299.00\""),
        (Language::English, Form::Percent) => ("a percentage above zero with at most two decimals", "12.5"),
        (Language::English, Form::Currency) => ("a currency by its three capitals", "\"CNY\""),
        (Language::English, Form::Date) => ("a date", "2026-01-22"),
        (Language::English, Form::Time) => ("a time", "\"15:00\""),
        (Language::English, Form::Size) => ("a size in centimetres", "\"7.2x10\""),
        (Language::English, Form::Flag) => ("a yes or no", "true or false"),
        (Language::English, Form::List) => ("a list", "[ … ]"),
        (Language::English, Form::Table) => ("a table", "{ … }"),
        (Language::English, Form::Number) => ("a whole number", "125"),
        (Language::English, Form::Pair) => ("two whole numbers", "[2000, 1600]"),
        (Language::English, Form::Pairs) => ("a list of pairs of whole numbers", "[[0, 300], [600, 100]]"),
        (Language::English, Form::Groups) => ("a list of lists of words", "[[\"转让\", \"受让\"], [\"债权\"]]"),
        (Language::English, Form::Character) => ("one character", "\"福\""),
        (Language::English, Form::Id) => {
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
