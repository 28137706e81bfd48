//! The words of run dates that cannot be chosen.

use chrono::{NaiveDate, NaiveDateTime};

use crate::locale::{Explanation, date as day, short_date};
use trade::refusal::RunDateTrouble;
use trade::settings::Language;

fn nearest_in_chinese(next: Option<NaiveDate>) -> String {
    next.map_or_else(
        || "眼下没有可选的刊期，请查刊期设置".to_owned(),
        |next| format!("最近可选 {}", day(next, Language::Chinese)),
    )
}

fn nearest_in_english(next: Option<NaiveDate>) -> String {
    next.map_or_else(
        || "No date can be chosen now: see the calendar's settings".to_owned(),
        |next| format!("The nearest that can be chosen is {}", day(next, Language::English)),
    )
}

fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", short_date(at.date(), Language::Chinese), at.format("%H:%M"))
}

pub fn chinese(why: &RunDateTrouble) -> Explanation {
    match why {
        RunDateTrouble::NoRunDate => Explanation::new("还没有选刊期", "请至少选一个刊期"),
        RunDateTrouble::RunDateTwice { date } => {
            Explanation::new(format!("{}选了两次", day(*date, Language::Chinese)), "每个刊期只选一次")
        }
        RunDateTrouble::DatePast { date, next: to } => {
            Explanation::new(format!("{}已过", day(*date, Language::Chinese)), nearest_in_chinese(*to))
        }
        RunDateTrouble::NotPublished { date, reason: None, next: to } => {
            Explanation::new(format!("{}不出报", day(*date, Language::Chinese)), nearest_in_chinese(*to))
        }
        RunDateTrouble::NotPublished { date, reason: Some(reason), next: to } => {
            Explanation::new(format!("{}不出报：{reason}", day(*date, Language::Chinese)), nearest_in_chinese(*to))
        }
        RunDateTrouble::PastDeadline { date, deadline, provisional, next: to } => {
            let guess = if *provisional { "（放假安排未公布，暂按周末推算）" } else { "" };
            Explanation::new(
                format!("{}的稿件已于 {} 截稿{guess}", day(*date, Language::Chinese), moment(*deadline)),
                nearest_in_chinese(*to),
            )
        }
        RunDateTrouble::TooLate { date, until, next: to } => Explanation::new(
            format!("{}的版面已定，截稿后加登也只到 {}", day(*date, Language::Chinese), moment(*until)),
            nearest_in_chinese(*to),
        ),
        RunDateTrouble::DateTooFar { date, last } => Explanation::new(
            format!("{}太远，尚不接稿", day(*date, Language::Chinese)),
            format!("最远可选 {}", day(*last, Language::Chinese)),
        ),
    }
}

pub fn english(why: &RunDateTrouble) -> Explanation {
    match why {
        RunDateTrouble::NoRunDate => Explanation::new("No run date is chosen", "Choose at least one"),
        RunDateTrouble::RunDateTwice { date } => {
            Explanation::new(format!("{} is chosen twice", day(*date, Language::English)), "Choose each date once")
        }
        RunDateTrouble::DatePast { date, next: to } => {
            Explanation::new(format!("{} has passed", day(*date, Language::English)), nearest_in_english(*to))
        }
        RunDateTrouble::NotPublished { date, reason: None, next: to } => Explanation::new(
            format!("The paper does not appear on {}", day(*date, Language::English)),
            nearest_in_english(*to),
        ),
        RunDateTrouble::NotPublished { date, reason: Some(reason), next: to } => Explanation::new(
            format!("The paper does not appear on {}: {reason}", day(*date, Language::English)),
            nearest_in_english(*to),
        ),
        RunDateTrouble::PastDeadline { date, deadline, provisional, next: to } => {
            let deadline = deadline.format("%a %-d %b %H:%M");
            let guess = if *provisional { " (its days off are not published; only weekends were skipped)" } else { "" };
            Explanation::new(
                format!("The deadline for {} was {deadline}{guess}", day(*date, Language::English)),
                nearest_in_english(*to),
            )
        }
        RunDateTrouble::TooLate { date, until, next: to } => {
            let until = until.format("%a %-d %b %H:%M");
            let message = format!(
                "The page of {} is closed: late entries were possible until {until}",
                day(*date, Language::English)
            );
            Explanation::new(message, nearest_in_english(*to))
        }
        RunDateTrouble::DateTooFar { date, last } => Explanation::new(
            format!("{} is too far ahead", day(*date, Language::English)),
            format!("The last is {}", day(*last, Language::English)),
        ),
    }
}
