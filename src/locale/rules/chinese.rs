//! What is wrong with a file of rules, in Chinese.

use chrono::NaiveTime;

use super::{MOST_KNOWN, few, form, half, noun, pattern};
use trade::rulefile::{DayTrouble, Wrong};
use trade::settings::Language;

pub(super) fn wrong(wrong: &Wrong) -> String {
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
        Wrong::OutOf { value, least, most } => format!("{value} 不在 {least} 到 {most} 之间，请写这个范围里的数"),
        Wrong::Unreadable { value } => format!("含有看不见的字符（{value}），请删去"),
        Wrong::Reserved { value } => {
            format!("“{value}”是没有认出种类的公告用的，不能另行规定。请换一个 id")
        }
        Wrong::Pattern { flaw } => pattern(*flaw, zh),
        Wrong::Official { category, official: true } => {
            format!("“{category}”是法院等机关的类别，这种公告却不是机关发布的。请写 official = true，或换一个类别")
        }
        Wrong::Official { category, official: false } => {
            format!(
                "这种公告由机关发布（official），“{category}”却不是机关的类别。请删去 official，或换成机关的类别，如 court"
            )
        }
        Wrong::RuleInText { ends, inset } => {
            format!("线到离边 {ends} 微米为止，压到了文字（文字从 {inset} 起）。请把线改细、移近边，或把 inset 改大")
        }
        Wrong::StepsRise { before, this } => format!("{this} 不小于前面的 {before}，字号要从大到小写"),
        Wrong::StyleOf { id, kind } => {
            format!("“{id}”已是 {kind} 的样式，替换它要写 kind = \"{kind}\"；若是新样式，请换一个 id")
        }
        Wrong::NotInFace { value } => format!("字体里没有“{value}”这个字，请换一个"),
        Wrong::Day { day, what: DayTrouble::OtherYear } => format!("{day} 不在这一年的表内，请移到那一年的表"),
        Wrong::Day { day, what: DayTrouble::OffAndWorked } => format!("{day} 又放假又上班，请删去一处"),
        Wrong::Day { day, what: DayTrouble::WorkedAnyway } => {
            format!("{day}（{}）本来就上班；调休上班日只写周六、周日，请核对日期", crate::locale::weekday(*day, zh))
        }
    }
}
