//! The words of acts on a booking after it was taken: what happened, what it costs, and why it is not possible.

use chrono::NaiveDate;

use super::{Said, date, short_date, stage};
use books::booking::{Amended, Charge, ChargedFor, State};
use trade::rates::Fee;
use trade::refusal::NotPossible;
use trade::settings::Language;

/// What has become of a booking.
pub const fn state(state: State, language: Language) -> &'static str {
    match (language, state) {
        (Language::Chinese, State::Booked) => "待刊",
        (Language::Chinese, State::Withdrawn) => "已撤稿",
        (Language::Chinese, State::Printed) => "已刊",
        (Language::English, State::Booked) => "booked",
        (Language::English, State::Withdrawn) => "withdrawn",
        (Language::English, State::Printed) => "printed",
    }
}

/// Run dates, one after another.
fn runs(runs: &[NaiveDate], language: Language) -> String {
    let each: Vec<String> = runs.iter().map(|run| short_date(*run, language)).collect();
    each.join(if language == Language::Chinese { "、" } else { ", " })
}

/// What happened by an act.
pub fn amended(amended: &Amended, language: Language) -> String {
    match (language, amended) {
        (Language::Chinese, Amended::Withdrawn(done)) => {
            format!("撤稿 {}{}（{}）", runs(&done.runs, language), charged(done.charge, language), done.reason)
        }
        (Language::English, Amended::Withdrawn(done)) => {
            format!("Withdrawn {}{} ({})", runs(&done.runs, language), charged(done.charge, language), done.reason)
        }
    }
}

fn charged(charge: Option<Charge>, language: Language) -> String {
    charge.map_or_else(String::new, |one| match language {
        Language::Chinese => format!("，{}", self::charge(&one, language)),
        Language::English => format!(", {}", self::charge(&one, language)),
    })
}

/// What an act costs, as its line says it: `截稿前撤稿收 30% × 999.00 = 299.70`.
pub fn charge(charge: &Charge, language: Language) -> String {
    let what = match charge.what {
        ChargedFor::Withdrawal(at) => stage(at, language),
    };
    let amount = charge.amount.grouped();
    match (language, charge.fee) {
        (Language::Chinese, Fee::Free) => format!("{what}不收费"),
        (Language::English, Fee::Free) => format!("{what}: free"),
        (Language::Chinese, Fee::Percent(percent)) => {
            format!("{what}收 {percent}% × {} = {amount}", charge.of.grouped())
        }
        (Language::English, Fee::Percent(percent)) => {
            format!("{what}: {percent} % × {} = {amount}", charge.of.grouped())
        }
        (Language::Chinese, Fee::Amount(_) | Fee::Refused) => format!("{what}收 {amount}"),
        (Language::English, Fee::Amount(_) | Fee::Refused) => format!("{what}: {amount}"),
    }
}

/// Why an act is not possible, and what is.
pub(super) fn refused(why: &NotPossible, language: Language) -> Said {
    match language {
        Language::Chinese => chinese(why),
        Language::English => english(why),
    }
}

fn chinese(why: &NotPossible) -> Said {
    const ZH: Language = Language::Chinese;
    match why {
        NotPossible::NoSuchRun { booking, date: day, runs: others } => {
            Said::new(format!("{booking} 不在{}见报", date(*day, ZH)), format!("它的刊期：{}", runs(others, ZH)))
        }
        NotPossible::RunAppeared { booking, date: day } => {
            Said::new(format!("{booking} {}的一期已见报", date(*day, ZH)), "已见报的不能再改；可补刊、更正或退款")
        }
        NotPossible::AllAppeared { booking } => {
            Said::new(format!("{booking} 各期都已见报"), "已见报的不能再改；可补刊、更正或退款")
        }
        NotPossible::Withdrawn { booking } => Said::new(format!("{booking} 已撤稿"), "要再登请重新登记"),
        NotPossible::NotWithdrawnNow { booking, stage: at } => Said::new(
            match at {
                Some(at) => format!("{booking} 按登记时的价目，{}不再受理", stage(*at, ZH)),
                None => format!("{booking} 按登记时的价目，撤稿的期限已过"),
            },
            "照登；见报后可更正或退款",
        ),
    }
}

fn english(why: &NotPossible) -> Said {
    const EN: Language = Language::English;
    match why {
        NotPossible::NoSuchRun { booking, date: day, runs: others } => Said::new(
            format!("{booking} does not run on {}", date(*day, EN)),
            format!("Its runs are {}", runs(others, EN)),
        ),
        NotPossible::RunAppeared { booking, date: day } => Said::new(
            format!("The run of {booking} on {} has appeared", date(*day, EN)),
            "What has appeared is not changed; run it again, correct it or refund it",
        ),
        NotPossible::AllAppeared { booking } => Said::new(
            format!("All runs of {booking} have appeared"),
            "What has appeared is not changed; run it again, correct it or refund it",
        ),
        NotPossible::Withdrawn { booking } => {
            Said::new(format!("{booking} is withdrawn"), "To run it after all, book it anew")
        }
        NotPossible::NotWithdrawnNow { booking, stage: at } => Said::new(
            match at {
                Some(at) => {
                    format!("{booking}: by the card under which it was taken, not possible: {}", stage(*at, EN))
                }
                None => format!("{booking}: by the card under which it was taken, the time for withdrawing has passed"),
            },
            "It runs; afterwards it can be corrected or refunded",
        ),
    }
}
