//! A batch (批量): a page that was handed in. It falls into its notices, which are read and checked beside each other; each is
//! proposed like an ad that is taken for itself; and all are booked at once or none is.
//!
//! What was booked before ([`Earlier`]) is an argument of [`propose`] and of [`book`], and of nothing else here.

use std::ops::Range;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Asked, Proposal, Rules, booked, tidy};
use crate::booking::{Command, Order, Settled, Settlement, Terms};
use trade::ad::{Finding, Found, Kind, Look, Severity};
use trade::measure::Size;
use trade::notice::{self, Earlier, NothingEarlier, Notice};
use trade::rates::VatRate;
use trade::refusal::Refusal;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its words, ready to be set: a title that stands over several notices stands over each, and no line is empty.
    pub copy: String,
    /// Whether it was taken for a notice, or left aside.
    pub notice: bool,
}

/// A page falls into its parts, in the order in which they stand.
pub fn parts(page: &str, rules: &Rules) -> Vec<Part> {
    // Where a notice begins hangs on no day and on nothing that was booked.
    let kinds = notice::Kinds::shipped();
    let asked = notice::Asked { publish: None, calendar: &rules.calendar, kinds, earlier: &NothingEarlier };
    let page = notice::read(page, &asked);
    let notices = page.notices.iter().map(|notice| {
        let heading = notice.heading.as_deref().map_or_else(String::new, |heading| format!("{heading}\n"));
        (notice.span.start, Part { copy: close_up(&format!("{heading}{}", notice.text)), notice: true })
    });
    let aside = page.aside.iter().map(|part| (part.span.start, Part { copy: close_up(&part.text), notice: false }));
    let mut parts: Vec<(usize, Part)> = notices.chain(aside).filter(|(_, part)| !part.copy.is_empty()).collect();
    parts.sort_by_key(|(start, _)| *start);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// The words without empty lines and without blanks at the ends of lines: on a page they part notices, in an ad they cost height.
fn close_up(text: &str) -> String {
    let text = tidy(text);
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// One notice of a batch, as far as the clerk has come with it.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Its words as they were handed in.
    pub received: &'a str,
    /// Its words as they are to be printed.
    pub copy: &'a str,
    /// The id of its category, where the clerk named another than its kind's.
    pub category: Option<&'a str>,
    /// Its size, where the clerk chose one; else the cheapest that holds it.
    pub size: Option<Size>,
    /// Its run dates.
    pub runs: &'a [NaiveDate],
    /// Who sends it and who pays.
    pub customers: [&'a str; 2],
}

/// What the counter answers to one notice of a batch.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What it says, and everything that was found about it; places are those of its own words.
    pub notice: Notice,
    /// The id of its category.
    pub category: String,
    /// Fit and price, in the size chosen or else in the cheapest that holds it; where none does, in the largest.
    pub proposal: Arc<Proposal>,
    question: Question,
}

/// Everything that fit and price depend on, besides the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Question {
    copy: String,
    category: String,
    size: Option<Size>,
    runs: Vec<NaiveDate>,
    customers: [String; 2],
    vat: Option<VatRate>,
}

impl Answer {
    /// Why it cannot be booked: no size holds it, a character that cannot be printed, a day that cannot be chosen. A finding is no such
    /// reason: it holds the ad from the page only.
    pub fn against(&self) -> Option<Refusal> {
        let first = self.proposal.refusals.first().cloned();
        first.or_else(|| self.question.runs.is_empty().then_some(Refusal::NoRunDate))
    }

    /// Its findings of this weight that these do not settle.
    pub fn open(&self, severity: Severity, settled: &[Settled]) -> usize {
        let settles = |finding: &Finding| settled.iter().any(|one| one.settles(finding));
        self.notice.findings.iter().filter(|finding| finding.severity == severity && !settles(finding)).count()
    }
}

/// Answers what a batch has come to, at `now` in local time. What `known` answered before under the same rules is not set again.
pub fn propose(
    items: &[Item],
    vat: Option<VatRate>,
    rules: &Rules,
    now: NaiveDateTime,
    earlier: &dyn Earlier,
    known: &[&Answer],
) -> Vec<Answer> {
    let notices = read(items, rules, earlier);
    let answer = |(item, notice): (&Item, Notice)| {
        let question = Question {
            copy: item.copy.to_owned(),
            category: category(item, &notice, rules),
            size: item.size,
            runs: item.runs.to_vec(),
            customers: item.customers.map(str::to_owned),
            vat,
        };
        let before = known.iter().find(|answer| answer.question == question);
        let proposal =
            before.map_or_else(|| Arc::new(set(&question, rules, now)), |answer| Arc::clone(&answer.proposal));
        Answer { notice, category: question.category.clone(), proposal, question }
    };
    items.iter().zip(notices).map(answer).collect()
}

/// Reads the notices beside each other, each for the last day on which it runs.
fn read(items: &[Item], rules: &Rules, earlier: &dyn Earlier) -> Vec<Notice> {
    let kinds = notice::Kinds::shipped();
    let asked = notice::Asked { publish: None, calendar: &rules.calendar, kinds, earlier };
    let copies = items.iter().map(|item| (item.copy, item.runs.iter().max().copied()));
    let mut notices = notice::read_each(copies, &asked);
    for (item, notice) in items.iter().zip(&mut notices) {
        notice.findings.extend(wording(item, notice, &asked));
        notice.findings.sort_by_key(|finding| (finding.severity, finding.start, finding.end));
    }
    notices
}

/// What an edit changed in the words of an authority, whether the notice is still read as one or was one when it came.
fn wording(item: &Item, notice: &Notice, asked: &notice::Asked) -> Option<Finding> {
    let (span, received) = changed(item.received, item.copy)?;
    let official = |kind: &str| asked.kinds.named(kind).is_some_and(|kind| kind.official);
    if !official(&notice.kind) && !official(&notice::read_one(item.received, asked).kind) {
        return None;
    }
    let found = Found::WordingChanged { received: received.into() };
    Some(Finding { found, severity: Severity::Error, start: span.start, end: span.end })
}

/// The stretch of the copy, in code points, that is not as it was received, and what stood there.
fn changed(received: &str, copy: &str) -> Option<(Range<usize>, String)> {
    if received == copy {
        return None;
    }
    let (before, after): (Vec<char>, Vec<char>) = (received.chars().collect(), copy.chars().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut before.iter().zip(&after));
    let tail = same(&mut before[head..].iter().rev().zip(after[head..].iter().rev()));
    let received: String = before[head..before.len() - tail].iter().collect();
    Some((head..after.len() - tail, received))
}

/// The category under which a notice is booked: the one that the clerk named, or its kind's.
fn category(item: &Item, notice: &Notice, rules: &Rules) -> String {
    let named =
        item.category.or_else(|| notice::Kinds::shipped().named(&notice.kind).map(|kind| kind.category.as_str()));
    let known = named.filter(|id| rules.kinds.category(Kind::Notice, id).is_some());
    known.map_or_else(|| rules.kinds.unsaid(Kind::Notice).id.clone(), str::to_owned)
}

/// Fit and price in the size chosen, or in the cheapest that holds it.
fn set(question: &Question, rules: &Rules, now: NaiveDateTime) -> Proposal {
    let customers = [question.customers[0].as_str(), question.customers[1].as_str()];
    let ask = |size: Option<Size>| {
        let asked = Asked {
            kind: Kind::Notice,
            category: &question.category,
            copy: &question.copy,
            picture: None,
            look: Look::plain(),
            size,
            runs: &question.runs,
            vat: question.vat,
            terms: Terms::plain(),
            customers: &customers,
            // It was read and compared beside the others already.
            earlier: &NothingEarlier,
        };
        super::propose(&asked, rules, now)
    };
    let open = ask(question.size);
    if open.size.is_some() {
        return open;
    }
    let largest = || open.sizes.iter().map(|fit| fit.size).max_by_key(|size| size.area());
    match open.smallest.or_else(largest) {
        Some(size) => ask(Some(size)),
        None => open,
    }
}

/// Whether notices of these categories may all run on a day.
///
/// # Errors
/// Why one of them may not.
pub fn may_run(day: NaiveDate, categories: &[&str], rules: &Rules, now: NaiveDateTime) -> Result<(), Refusal> {
    categories.iter().try_for_each(|category| rules.may_run(day, now, Kind::Notice, category))
}

/// The first day on which notices of these categories may all run, if there is one within the next quarter.
pub fn first_day(categories: &[&str], rules: &Rules, now: NaiveDateTime) -> Option<NaiveDate> {
    let each = categories.iter().map(|category| rules.first_day(now, Kind::Notice, category));
    let from: NaiveDate = each.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    from.iter_days().take(92).find(|day| may_run(*day, categories, rules, now).is_ok())
}

/// A warning that is seen (已阅): one that hangs on a day for itself, any other for its rule in the whole batch. `findings` are those of
/// each notice; given back are the notices with what is settled of them.
pub fn acknowledge(at: usize, seen: &Finding, findings: &[&[Finding]]) -> Vec<(usize, Settled)> {
    let same = |place: usize, finding: &Finding| {
        if seen.is_of_days() {
            place == at && finding == seen
        } else {
            finding.rule() == seen.rule() && finding.severity == Severity::Warning
        }
    };
    let each = findings.iter().enumerate().flat_map(|(place, all)| all.iter().map(move |finding| (place, finding)));
    let settled = each.filter(|(place, finding)| finding.severity == Severity::Warning && same(*place, finding));
    settled.map(|(place, finding)| (place, Settled::of(finding, Settlement::Acknowledged))).collect()
}

/// A notice that is to be booked.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Its order.
    pub order: Order,
    /// Its words as they were handed in.
    pub received: String,
}

/// Makes one command of a whole batch. A notice with an open error is booked and held.
///
/// # Errors
/// The first notice, from 0, that cannot be booked, and why.
pub fn book(
    batch: Vec<Wanted>,
    vat: Option<VatRate>,
    rules: &Rules,
    now: NaiveDateTime,
    earlier: &dyn Earlier,
) -> Result<Command, (usize, Refusal)> {
    let items: Vec<Item> = batch
        .iter()
        .map(|wanted| Item {
            received: &wanted.received,
            copy: wanted.order.ad.copy.text(),
            category: Some(&wanted.order.ad.category),
            size: Some(wanted.order.ad.size),
            runs: &wanted.order.runs,
            customers: [wanted.order.customer.name.text(), wanted.order.customer.pays()],
        })
        .collect();
    let notices = read(&items, rules, earlier);
    let mut all = Vec::new();
    for (place, (wanted, notice)) in batch.into_iter().zip(notices).enumerate() {
        let mut one = booked(wanted.order, vat, rules, &NothingEarlier, now).map_err(|refusal| (place, refusal))?;
        // What was found beside the others of the batch goes with it, and not only what it says by itself.
        one.findings = notice.findings;
        all.push(one);
    }
    Ok(Command::BookAll(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_is_the_stretch_between_what_stayed() {
        assert_eq!(changed("本委定于4月29日", "本委定于4月29日"), None);
        assert_eq!(changed("本委定于4月29日", "本委定于5月29日"), Some((4..5, "4".to_owned())));
        assert_eq!(changed("本委现定于", "本委定于"), Some((2..2, "现".to_owned())));
        assert_eq!(changed("本委定于", "本委现定于"), Some((2..3, String::new())));
        assert_eq!(changed("啊啊", "啊"), Some((1..1, "啊".to_owned())), "what stayed is counted once");
    }

    #[test]
    fn a_title_over_several_stands_over_each_and_no_line_is_empty() {
        let rules = Rules::shipped();
        let page = "遗失声明\n张三遗失身份证一张，声明作废。\n李四遗失驾驶证一本，声明作废。\n";
        let parts = parts(page, &rules);
        let copies: Vec<&str> = parts.iter().filter(|part| part.notice).map(|part| part.copy.as_str()).collect();
        assert_eq!(copies, ["遗失声明\n张三遗失身份证一张，声明作废。", "遗失声明\n李四遗失驾驶证一本，声明作废。"]);
    }

    #[test]
    fn a_warning_of_days_is_seen_for_itself_and_another_once_for_its_rule() {
        let finding = |found: Found, severity| Finding { found, severity, start: 1, end: 2 };
        let far = |days| finding(Found::HearingFar { days }, Severity::Warning);
        let variant = |severity| finding(Found::SignerNameVariant { others: Vec::new() }, severity);
        let (first, second) = ([far(150), variant(Severity::Warning)], [far(160), variant(Severity::Warning)]);
        let third = [variant(Severity::Note)];
        let all: [&[Finding]; 3] = [&first, &second, &third];
        let places = |seen: &Finding| acknowledge(0, seen, &all).iter().map(|(at, _)| *at).collect::<Vec<_>>();
        assert_eq!(places(&first[0]), [0]);
        assert_eq!(places(&first[1]), [0, 1], "a note needs no one to see it");
        let error = finding(Found::DuplicateSentence, Severity::Error);
        assert!(acknowledge(0, &error, &[std::slice::from_ref(&error)]).is_empty(), "an error is never only seen");
    }
}
