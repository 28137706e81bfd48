//! The words of files of rules that are not entered, not withdrawn or not found.

use crate::locale::{Explanation, date};
use trade::refusal::RuleFileTrouble;
use trade::settings::Language;

pub fn chinese(why: &RuleFileTrouble) -> Explanation {
    match why {
        RuleFileTrouble::BadRules { file, mistakes } => {
            Explanation::new(format!("{file} 有 {} 处错误", mistakes.len()), "请按每行所示改正，再试一次")
        }
        RuleFileTrouble::CardVersionUsed { version } => {
            Explanation::new(format!("价目 {version} 版已录入，不能改动"), "请在文件里换一个版本号（version）再录入")
        }
        RuleFileTrouble::CardDayTaken { from, version } => Explanation::new(
            format!("{}起已由价目 {version} 版生效", date(*from, Language::Chinese)),
            "请换一个生效日，或先撤回那一版",
        ),
        RuleFileTrouble::CardInPast { from, today } => Explanation::new(
            format!("生效日 {}已过（今天 {}）", date(*from, Language::Chinese), date(*today, Language::Chinese)),
            "请选今天或以后的一天；已报的价不再变",
        ),
        RuleFileTrouble::NoSuchCard { value } => {
            Explanation::new(format!("没有待生效的价目“{value}”"), "已生效的价目不能撤回，可录入新的一版")
        }
        RuleFileTrouble::NoSuchCalendar { value } => Explanation::new(
            format!("没有待生效的刊期第 {value} 号"),
            "已生效的不能撤回；qishi calendar show 列出各号及其起用日",
        ),
        RuleFileTrouble::NoSuchNoticeKind { value } => Explanation::new(
            format!("没有待生效的公告种类第 {value} 号"),
            "已生效的不能撤回，可录入写明 retired = true 的新文件停用它；qishi kinds show 列出各号及其起用日",
        ),
        RuleFileTrouble::NoSuchStyle { value } => Explanation::new(
            format!("没有待生效的样式第 {value} 号"),
            "已生效的不能撤回，可录入写明 retired = true 的新文件停用它；qishi styles show 列出各号及其起用日",
        ),
        RuleFileTrouble::DayBegun { from, earliest } => Explanation::new(
            format!("{}已经有登记或收款，那天的广告按当时的规定，不再改变", date(*from, Language::Chinese)),
            format!("最早从{}起：--from {earliest}", date(*earliest, Language::Chinese)),
        ),
        RuleFileTrouble::RulesRead { value } => Explanation::new(
            format!("{value} 读得出来，不必替换"),
            "要改规则，从某天起录入新的文件；qishi doctor 说哪些文件读不出来",
        ),
        RuleFileTrouble::OtherRules { value, wanted } => Explanation::new(
            format!("这个文件是 {value}，不是要替换的 {wanted}"),
            format!("请把 {wanted} 的文件改正后替换；export --edition 写出原来的文件"),
        ),
        RuleFileTrouble::NoSuchRules { value, known } => {
            Explanation::new(format!("那天没有“{value}”"), format!("可用：{}", known.join("、")))
        }
    }
}

pub fn english(why: &RuleFileTrouble) -> Explanation {
    match why {
        RuleFileTrouble::BadRules { file, mistakes } => {
            let count = mistakes.len();
            let word = if count == 1 { "mistake" } else { "mistakes" };
            Explanation::new(
                format!("{file} has {count} {word}"),
                "Correct each line as its message says, and try again",
            )
        }
        RuleFileTrouble::CardVersionUsed { version } => Explanation::new(
            format!("Version {version} of the rate card is entered and stays as it is"),
            "Give the file another version and enter that",
        ),
        RuleFileTrouble::CardDayTaken { from, version } => Explanation::new(
            format!("Version {version} takes effect on {}", date(*from, Language::English)),
            "Choose another day, or withdraw that version first",
        ),
        RuleFileTrouble::CardInPast { from, today } => Explanation::new(
            format!("{} has passed (today is {})", date(*from, Language::English), date(*today, Language::English)),
            "Choose today or a later day; what was quoted keeps its price",
        ),
        RuleFileTrouble::NoSuchCard { value } => Explanation::new(
            format!("No rate card “{value}” waits to take effect"),
            "One that has taken effect cannot be withdrawn: enter a new version",
        ),
        RuleFileTrouble::NoSuchCalendar { value } => Explanation::new(
            format!("No calendar number {value} waits to take effect"),
            "What has taken effect stays; qishi calendar show lists the numbers and their days",
        ),
        RuleFileTrouble::NoSuchNoticeKind { value } => Explanation::new(
            format!("No kind of notices number {value} waits to take effect"),
            "What has taken effect stays; a new file with retired = true ends it. qishi kinds show lists the numbers and their days",
        ),
        RuleFileTrouble::NoSuchStyle { value } => Explanation::new(
            format!("No style number {value} waits to take effect"),
            "What has taken effect stays; a new file with retired = true ends it. qishi styles show lists the numbers and their days",
        ),
        RuleFileTrouble::DayBegun { from, earliest } => Explanation::new(
            format!(
                "Ads or payments of {} are posted, and the ads of a day keep the rules of that day",
                date(*from, Language::English)
            ),
            format!("Let it hold from {} at the earliest: --from {earliest}", date(*earliest, Language::English)),
        ),
        RuleFileTrouble::RulesRead { value } => Explanation::new(
            format!("{value} can be read, and so is not replaced"),
            "To change rules, enter a new file from a day on; qishi doctor names the files that cannot be read",
        ),
        RuleFileTrouble::OtherRules { value, wanted } => Explanation::new(
            format!("This file is {value}, and not {wanted}, which is to be replaced"),
            format!(
                "Set the file of {wanted} right and replace it by that; export --edition writes out the one that was entered"
            ),
        ),
        RuleFileTrouble::NoSuchRules { value, known } => Explanation::new(
            format!("Nothing is called “{value}” on that day"),
            format!("Use one of: {}", known.join(", ")),
        ),
    }
}
