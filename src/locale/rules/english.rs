//! What is wrong with a file of rules, in English.

use chrono::NaiveTime;

use super::{MOST_KNOWN, few, form, half, noun, pattern};
use trade::rulefile::{DayTrouble, Wrong};
use trade::settings::Language;

pub(super) fn wrong(wrong: &Wrong) -> String {
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
        Wrong::OutOf { value, least, most } => format!("{value} is not from {least} to {most}; write a number that is"),
        Wrong::Unreadable { value } => format!("it has characters that cannot be seen ({value}); take them away"),
        Wrong::Reserved { value } => {
            format!("{value:?} is what a notice of no known kind is, and is not laid down anew; take another id")
        }
        Wrong::Pattern { flaw } => pattern(*flaw, en),
        Wrong::Official { category, official: true } => format!(
            "{category:?} is a category of courts and authorities, and in this kind none speaks. Write official = true, or another category"
        ),
        Wrong::Official { category, official: false } => format!(
            "an authority speaks in this kind (official), and {category:?} is no category of authorities. Take official away, or write one that is, such as court"
        ),
        Wrong::RuleInText { ends, inset } => format!(
            "the rule ends {ends} µm from the edge and lies in the text, which begins at {inset}. Write a thinner rule, one nearer to the edge, or a larger inset"
        ),
        Wrong::StepsRise { before, this } => {
            format!("{this} is no less than {before} before it; type sizes are written from large to small")
        }
        Wrong::StyleOf { id, kind } => {
            format!("{id:?} is a style of kind {kind:?}: write that kind to take its place, or another id for a new style")
        }
        Wrong::NotInFace { value } => format!("the face has no {value:?}; take another character"),
        Wrong::Day { day, what: DayTrouble::OtherYear } => format!("{day} is not in the year of this table; move it to that year's"),
        Wrong::Day { day, what: DayTrouble::OffAndWorked } => format!("{day} is both off and worked; take one away"),
        Wrong::Day { day, what: DayTrouble::WorkedAnyway } => format!(
            "{day} ({}) is worked anyway; a make-up workday is a Saturday or Sunday: look the date up again",
            crate::locale::weekday(*day, en)
        ),
    }
}
