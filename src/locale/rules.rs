//! What is wrong with a file of rules, in words: where, what, and what to write instead.

use chrono::NaiveTime;

use trade::rulefile::{DayTrouble, Mistake, Noun, ValueForm, Wrong};
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
        Language::Chinese => chinese(wrong),
        Language::English => english(wrong),
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

fn chinese(wrong: &Wrong) -> String {
    let zh = Language::Chinese;
    match wrong {
        Wrong::Syntax { said } => format!("不是 TOML 写法（{said}）；文字要加引号，一行一项：键 = 值"),
        Wrong::Unknown { noun: what, value, known, near, further } => {
            let meant = match near {
                Some(near) => format!("是否应写 {near}？"),
                None => String::new(),
            };
            let known = match (known.len(), known.get(..MOST_KNOWN)) {
                (0, _) => "这里一个也没有".to_owned(),
                (many, Some(some)) if many > MOST_KNOWN => format!("可用：{}……共 {many} 个", some.join("、")),
                _ => format!("可用：{}", known.join("、")),
            };
            let further = if *further > 0 { format!("（另有 {further} 处同样）") } else { String::new() };
            format!("没有“{value}”这个{}{further}。{meant}{known}", noun(*what, zh))
        }
        Wrong::FullWidth { mark, write } => {
            format!("“{mark}”是全角符号，这里要用半角的 {}", half(*write, zh))
        }
        Wrong::TooLarge { value, most } => format!("{value} 超过金额的上限 {most}，请核对位数"),
        Wrong::StandsIn { value, known } => {
            let known = if known.is_empty() { "（还没有）".to_owned() } else { known.join("、") };
            format!("“{value}”自己也暂按别的类别定价，不能再借给别的类别。请写有自己价格的类别：{known}")
        }
        Wrong::NeverTogether { value, with } => {
            format!("“{value}”与 {with} 没有一个能同时成立，永远用不到。请删去它，或改另一项")
        }
        Wrong::ShareOfShare { value } => {
            format!("“{value}”自己也是按另一个价格折算的。请写自己定价的那一个的 id")
        }
        Wrong::OnlyWith { with } => format!("只能与 {with} 一起用，请删去，或改成那样计价"),
        Wrong::OutsideCard { from, until } => {
            let until = until.map_or_else(String::new, |until| format!("、到 {until} 止"));
            format!("这张价目从 {from} 起{until}，这一项的日期全在它之外，永远用不到。请改日期，或删去")
        }
        Wrong::Missing { write } => format!("缺这一项，请写：{write}"),
        Wrong::NotA { form: wanted, value } => {
            let (name, write) = form(*wanted, zh);
            format!("{value} 不是{name}，应写如 {write}")
        }
        Wrong::Twice { value, line: 0 } => format!("“{value}”已另有用处或已写过，请换一个"),
        Wrong::Twice { value, line } => format!("“{value}”在第 {line} 行已有，请删去一处或换名"),
        Wrong::OneOf { keys } => format!("以下只能写其中一种，也必须写一种：{}", keys.join("；")),
        Wrong::Nothing => "不能为零或为空，请写实际的值，或删去这一行".to_owned(),
        Wrong::PercentOver { value, meant, may: true } => {
            format!(
                "加价 {value}% 超过 100%。若是涨到 {value}%，请写 percent = {meant}；若确实另加 {value}%，请加写 over_100 = true"
            )
        }
        Wrong::PercentOver { value, meant, may: false } => {
            format!("{value}% 超过 100%，价格会低于零或费用高于全价。请写不超过 100 的数，如 percent = {meant}")
        }
        Wrong::TierHole { up_to, from, write } => {
            format!("上一档到 {up_to} 为止，这一档从 {from} 起，中间没有价格。请写 {write}，或把上一档的 up_to 改大")
        }
        Wrong::TierOverlap { up_to, from, write } => {
            format!("与到 {up_to} 的一档重叠（这里写 {from}）。请写 {write}，或把上一档的 up_to 改小")
        }
        Wrong::TierEnd { up_to: Some(up_to) } => {
            format!(
                "最后一档到 {up_to} 为止，再多就没有价格。请删去最后一档的 up_to；若确实不收更多，请加写 most = {up_to}"
            )
        }
        Wrong::TierEnd { up_to: None } => "只有最后一档可以不封顶，请给这一档写 up_to".to_owned(),
        Wrong::TierFalls => "越往后折扣反而越小，拆成几笔会更便宜。请写不小于上一档的百分数".to_owned(),
        Wrong::LessThan { than } => format!("小于 {than}，请写不小于它的数"),
        Wrong::NotBefore { value } => {
            format!("“{value}”排在后面，或每笔只算一次，轮到这里时还没有它。请把它移到前面（或用 order），或改写 of")
        }
        Wrong::GroupMixed { group } => {
            format!("“{group}”一组里，有的逐期算、有的每笔算一次，或有加有减，比不出大小。请分成两组")
        }
        Wrong::NoEffect { with } => format!("写在这里不起作用，它要与 {with} 一起用，请删去"),
        Wrong::EndsBeforeStart { from, until } => format!("到 {until} 止，却从 {from} 起。请把止日改到 {from} 或以后"),
        Wrong::DatesOverlap { line, from, until } => {
            let (until, before) = match until {
                Some(until) => (format!("到 {until} 止"), from.pred_opt().unwrap_or(*from)),
                None => ("没有止日".to_owned(), from.pred_opt().unwrap_or(*from)),
            };
            format!("日期与第 {line} 行的重叠：那一项{until}，这一项 {from} 起。请给第 {line} 行写 until = {before}")
        }
        Wrong::DatesHole { until, from } => {
            format!(
                "上一项到 {until} 止，这一项从 {from} 起，中间没有。请写 from = {}",
                until.succ_opt().unwrap_or(*from)
            )
        }
        Wrong::LastEnds { until } => {
            format!("最后一段到 {until} 为止，之后就没有刊期了。请删去这个 until，或再写一段 [[publication]]")
        }
        Wrong::StretchTooLong { days, most } => {
            format!("例外长达 {days} 天，至多 {most} 天。长期的改变请另写一段 [[publication]]")
        }
        Wrong::LateBeforeDeadline { late, deadline } => {
            let said = |(days, time): &(u32, NaiveTime)| format!("提前 {days} 天 {}", time.format("%H:%M"));
            format!(
                "加登到{}为止，可能早于截稿（{}）。请把 late_until 改晚，或写 late_days_before = {}",
                said(late),
                said(deadline),
                deadline.0.saturating_sub(1)
            )
        }
        Wrong::SizeWithoutPrice { size, case } if case.is_empty() => format!(
            "sizes 列了 {size}，却没有它的价格。请在 [[price]] 的 sizes 里加 {{ size = \"{size}\", price = \"…\" }}，或从列表删去"
        ),
        Wrong::SizeWithoutPrice { size, case } => format!(
            "列为可用的 {size} 在这种情形没有价格：{case}。请加 {{ size = \"{size}\", price = \"…\" }}，或从卡首 sizes 删去"
        ),
        Wrong::NeverReached { line: Some(line) } => {
            format!("永远轮不到：第 {line} 行的总是先用。请把条件更窄的写在前面，或给第 {line} 行加条件")
        }
        Wrong::NeverReachedFor { lines } => {
            let lines = few(lines, Language::Chinese);
            format!("永远轮不到：第 {lines} 行合在一起总是先用。请把它写到前面，或改那几行的条件")
        }
        Wrong::NeverReached { line: None } => "条件互相排斥，永远用不到。请改条件，或删去".to_owned(),
        Wrong::PartingMark { value, mark } => {
            format!(
                "“{value}”里不能有“{mark}”：说明时用它分开几项（--set a=1,b=2；a=1+2）。请换一个 id，原字样写在 name 里"
            )
        }
        Wrong::SizeNeverReached { size, lines } if lines.is_empty() => {
            format!("这一行的条件容不下 {size}，这个尺寸永远用不到。请改条件，或从 sizes 删去")
        }
        Wrong::SizeNeverReached { size, lines } => {
            format!(
                "{size} 在这里永远轮不到：第 {} 行的总是先用。请从 sizes 删去，或改那里的条件",
                few(lines, Language::Chinese)
            )
        }
        Wrong::Weekday { day, missing: true } => format!("星期 {day} 没有归入任何一个值，请把它写进某个 weekdays"),
        Wrong::Weekday { day, missing: false } => format!("星期 {day} 归入了两个值，请只留一处"),
        Wrong::NotColumns { size, column, gutter } => {
            format!(
                "{size} 的宽度不是整栏（每栏 {column}，栏距 {gutter} cm）。宽度应为 n × {column} + (n − 1) × {gutter}"
            )
        }
        Wrong::NoGrid => "按栏计价要知道栏宽，请在卡首写：column = 7.2 和 gutter = 0.2".to_owned(),
        Wrong::Day { day, what: DayTrouble::OtherYear } => format!("{day} 不在这一年的表内，请移到那一年的表"),
        Wrong::Day { day, what: DayTrouble::OffAndWorked } => format!("{day} 又放假又上班，请删去一处"),
        Wrong::Day { day, what: DayTrouble::WorkedAnyway } => {
            format!("{day}（{}）本来就上班；调休上班日只写周六、周日，请核对日期", super::weekday(*day, zh))
        }
    }
}

fn english(wrong: &Wrong) -> String {
    let en = Language::English;
    match wrong {
        Wrong::Syntax { said } => format!("this is no TOML ({said}); text stands in quotes, one key = value on a line"),
        Wrong::Unknown { noun: what, value, known, near, further } => {
            let meant = match near {
                Some(near) => format!("Write {near:?}? "),
                None => String::new(),
            };
            let known = match (known.len(), known.get(..MOST_KNOWN)) {
                (0, _) => "There is none yet".to_owned(),
                (many, Some(some)) if many > MOST_KNOWN => format!("Known: {} … {many} in all", some.join(", ")),
                _ => format!("Known: {}", known.join(", ")),
            };
            let further = if *further > 0 { format!(" (and so in {further} further places)") } else { String::new() };
            format!("there is no {} {value:?}{further}. {meant}{known}", noun(*what, en))
        }
        Wrong::FullWidth { mark, write } => {
            format!("{mark} is a full-width mark; here the format has the half-width {}", half(*write, en))
        }
        Wrong::TooLarge { value, most } => {
            format!("{value} is above the largest amount, {most}; look at the number of digits again")
        }
        Wrong::StandsIn { value, known } => format!(
            "{value:?} is itself priced as another kind and cannot lend its prices. Write a kind with prices of its own: {}",
            if known.is_empty() { "there is none yet".to_owned() } else { known.join(", ") }
        ),
        Wrong::NeverTogether { value, with } => format!(
            "{value:?} never holds together with {with}, so that it is never used. Take it away, or change the other"
        ),
        Wrong::ShareOfShare { value } => format!(
            "{value:?} is itself a share of another price. Write the id of the one that has a rate of its own"
        ),
        Wrong::OnlyWith { with } => format!("this goes only with {with}; take it away, or price it so"),
        Wrong::OutsideCard { from, until } => {
            let until = until.map_or_else(String::new, |until| format!(" until {until}"));
            format!("the card holds from {from}{until}, and this on no day of it. Change its dates, or take it away")
        }
        Wrong::Missing { write } => format!("this is missing; write: {write}"),
        Wrong::NotA { form: wanted, value } => {
            let (name, write) = form(*wanted, en);
            format!("{value} is not {name}; write it like {write}")
        }
        Wrong::Twice { value, line: 0 } => format!("{value:?} is used already; take another"),
        Wrong::Twice { value, line } => format!("{value:?} stands on line {line} already; take one away or rename it"),
        Wrong::OneOf { keys } => format!("write one of these, and only one: {}", keys.join("; ")),
        Wrong::Nothing => "this must not be zero or empty; write the value, or take the line away".to_owned(),
        Wrong::PercentOver { value, meant, may: true } => format!(
            "a surcharge of {value}% is over 100%. If the price rises to {value}%, write percent = {meant}; if {value}% is really added, write over_100 = true besides"
        ),
        Wrong::PercentOver { value, meant, may: false } => format!(
            "{value}% is over 100%: the price would fall below zero, or a fee be more than it. Write at most 100, such as percent = {meant}"
        ),
        Wrong::TierHole { up_to, from, write } => format!(
            "the tier before ends at {up_to} and this one begins at {from}: what lies between has no price. Write {write}, or a larger up_to before"
        ),
        Wrong::TierOverlap { up_to, from, write } => {
            format!("this overlaps the tier that ends at {up_to} (here {from}). Write {write}, or a smaller up_to before")
        }
        Wrong::TierEnd { up_to: Some(up_to) } => format!(
            "the last tier ends at {up_to}: more has no price. Take its up_to away, or write most = {up_to} if more is not taken"
        ),
        Wrong::TierEnd { up_to: None } => "only the last tier may be open; write up_to for this one".to_owned(),
        Wrong::TierFalls => {
            "the discount falls where it should rise, so that two bookings cost less than one. Write no less than the step before"
                .to_owned()
        }
        Wrong::LessThan { than } => format!("this is less than {than}; write no less than that"),
        Wrong::NotBefore { value } => format!(
            "{value:?} comes later, or once a booking, and is not there yet. Move it before this (or use order), or write another of"
        ),
        Wrong::GroupMixed { group } => format!(
            "of group {group:?} some are taken run by run and others once a booking, or some add and others take off. Make two groups of it"
        ),
        Wrong::NoEffect { with } => format!("this does nothing here; it goes with {with}. Take it away"),
        Wrong::EndsBeforeStart { from, until } => {
            format!("it ends on {until} and begins on {from}. Write an end on {from} or later")
        }
        Wrong::DatesOverlap { line, from, until } => {
            let ends = until.map_or_else(|| "has no end".to_owned(), |until| format!("ends on {until}"));
            let before = from.pred_opt().unwrap_or(*from);
            format!("the dates overlap those of line {line}, which {ends}; this begins on {from}. Write until = {before} on line {line}")
        }
        Wrong::DatesHole { until, from } => format!(
            "the one before ends on {until} and this begins on {from}: the days between have none. Write from = {}",
            until.succ_opt().unwrap_or(*from)
        ),
        Wrong::LastEnds { until } => format!(
            "the last period ends on {until}, and the paper would not appear any more. Take this until away, or write another [[publication]]"
        ),
        Wrong::StretchTooLong { days, most } => format!(
            "the exception lasts {days} days; it may last {most}. Write a [[publication]] of its own for a lasting change"
        ),
        Wrong::LateBeforeDeadline { late, deadline } => {
            let said = |(days, time): &(u32, NaiveTime)| format!("{} {days} days before", time.format("%H:%M"));
            let days = deadline.0.saturating_sub(1);
            format!(
                "late entries would end at {}, maybe before the deadline ({}). Write a later late_until, or late_days_before = {days}",
                said(late),
                said(deadline)
            )
        }
        Wrong::SizeWithoutPrice { size, case } if case.is_empty() => format!(
            "sizes offers {size}, which has no price. Add {{ size = \"{size}\", price = \"…\" }} to a [[price]], or take it off the list"
        ),
        Wrong::SizeWithoutPrice { size, case } => format!(
            "the offered size {size} has no price for: {case}. Add {{ size = \"{size}\", price = \"…\" }}, or take it off sizes at the head"
        ),
        Wrong::NeverReached { line: Some(line) } => format!(
            "this is never reached: the one on line {line} is always taken first. Put the narrower one first, or give line {line} a condition"
        ),
        Wrong::NeverReachedFor { lines } => {
            let lines = few(lines, Language::English);
            format!(
                "this is never reached: those on lines {lines} together are always taken first. Put it before them, or change their conditions"
            )
        }
        Wrong::NeverReached { line: None } => {
            "its conditions exclude each other, so that it never holds. Change them, or take it away".to_owned()
        }
        Wrong::PartingMark { value, mark } => format!(
            "{value:?} must not have {mark:?} in it, which parts what is said (--set a=1,b=2; a=1+2). Write another id, and these words as its name"
        ),
        Wrong::SizeNeverReached { size, lines } if lines.is_empty() => format!(
            "the conditions of this row exclude {size}, which is never reached. Change them, or take it off sizes"
        ),
        Wrong::SizeNeverReached { size, lines } => format!(
            "{size} is never reached here: line {} is always taken first. Take it off sizes, or change the conditions there",
            few(lines, Language::English)
        ),
        Wrong::Weekday { day, missing: true } => format!("{day} belongs to no value; add it to one of the weekdays"),
        Wrong::Weekday { day, missing: false } => format!("{day} belongs to two values; leave it in one"),
        Wrong::NotColumns { size, column, gutter } => format!(
            "the width of {size} is no number of columns (column {column}, gutter {gutter} cm): write n × {column} + (n − 1) × {gutter}"
        ),
        Wrong::NoGrid => "a price by columns needs their width; write at the head: column = 7.2 and gutter = 0.2".to_owned(),
        Wrong::Day { day, what: DayTrouble::OtherYear } => format!("{day} is not in the year of this table; move it to that year's"),
        Wrong::Day { day, what: DayTrouble::OffAndWorked } => format!("{day} is both off and worked; take one away"),
        Wrong::Day { day, what: DayTrouble::WorkedAnyway } => format!(
            "{day} ({}) is worked anyway; a make-up workday is a Saturday or Sunday: look the date up again",
            super::weekday(*day, en)
        ),
    }
}
