//! A batch (批量): a page that was handed in. It falls into its notices, which are read and checked beside each other; each is
//! proposed like an ad that is taken for itself. Booked they are like any other orders, by [`super::take`].
//!
//! What was booked before ([`Earlier`]) is an argument of [`propose`], and of nothing else here.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::reading::{self, NoticeText};
use super::{AdDraft, Proposal, Rules, tidy};
use crate::booking::{SettledFinding, Settlement, Terms, phone_key};
use setting::typeset::Setter;
use trade::ad::{CategoryId, Finding, Kind, Look, Severity};
use trade::measure::Size;
use trade::notice::{self, Earlier, NotCompared, NothingEarlier, Notice, Remembered, Trigrams};
use trade::rates::{EarlierBooking, VatRate};
use trade::refusal::{Refusal, RunDateTrouble};

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPart {
    /// Its words, ready to be set: a title that stands over several notices stands over each, and no line is empty.
    pub copy: String,
    /// Whether it was taken for a notice, or left aside.
    pub notice: bool,
}

/// A page falls into its parts, in the order in which they stand, by the kinds of today.
pub fn parts(page: &str, rules: &Rules, today: NaiveDate) -> Vec<BatchPart> {
    // Where a notice begins hangs on no day of publication and on nothing that was booked.
    let kinds = rules.notices.on(today);
    let context = notice::ReadingContext { publish: None, calendar: &rules.calendar, kinds, earlier: &NothingEarlier };
    let page = notice::read(page, &context);
    let notices = page.notices.iter().map(|notice| {
        let heading = notice.heading.as_deref().map_or_else(String::new, |heading| format!("{heading}\n"));
        (notice.span.start, BatchPart { copy: close_up(&format!("{heading}{}", notice.text)), notice: true })
    });
    let aside =
        page.aside.iter().map(|part| (part.span.start, BatchPart { copy: close_up(&part.text), notice: false }));
    let mut parts: Vec<(usize, BatchPart)> = notices.chain(aside).filter(|(_, part)| !part.copy.is_empty()).collect();
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
pub struct BatchItem<'a> {
    /// Its words as they were handed in.
    pub received: &'a str,
    /// Its words as they are to be printed.
    pub copy: &'a str,
    /// The id of its category, where the clerk named another than its kind's.
    pub category: Option<&'a CategoryId>,
    /// Its size, where the clerk chose one; else the cheapest that holds it.
    pub size: Option<Size>,
    /// The days on which it is to run; empty while none is chosen.
    pub runs: &'a [NaiveDate],
    /// Who sends it and who pays.
    pub customers: [&'a str; 2],
    /// The telephone number of who sends it; empty where none was said.
    pub phone: &'a str,
}

/// What the counter answers to one notice of a batch.
#[derive(Debug, Clone)]
pub struct BatchAnswer {
    /// What it says, and everything that was found about it; places are those of its own words.
    pub notice: Notice,
    /// The id of its category.
    pub category: CategoryId,
    /// Fit and price, in the size chosen or else in the cheapest that holds it; where none does, in the largest.
    pub proposal: Arc<Proposal>,
    question: ProposalInputs,
}

/// What fit and price depend on besides the rules: where none of it changed, the answer stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ProposalInputs {
    copy: String,
    category: CategoryId,
    size: Option<Size>,
    runs: Vec<NaiveDate>,
    customers: [String; 2],
    phone: String,
    /// What the customer booked before, where the price goes by it.
    earlier: Result<Vec<EarlierBooking>, NotCompared>,
    vat: Option<VatRate>,
}

impl BatchAnswer {
    /// Why it cannot be booked: no size holds it, a character that cannot be printed, a day that cannot be chosen. A finding is no such
    /// reason: it holds the ad from the page only.
    pub fn against(&self) -> Option<Refusal> {
        let first = self.proposal.refusals.first().cloned();
        first.or_else(|| self.question.runs.is_empty().then_some(Refusal::RunDate(RunDateTrouble::NoRunDate)))
    }

    /// Its findings of this weight that these do not settle.
    pub fn open(&self, severity: Severity, settled: &[SettledFinding]) -> usize {
        let settles = |finding: &Finding| settled.iter().any(|one| one.settles(finding));
        self.notice.findings.iter().filter(|finding| finding.severity == severity && !settles(finding)).count()
    }
}

/// Answers what a batch has come to, at `now` in local time. What `known` answered before under the same rules is not set again.
pub fn propose(
    items: &[BatchItem],
    vat: Option<VatRate>,
    (rules, setter): (&Rules, &Setter),
    now: NaiveDateTime,
    earlier: &dyn Earlier,
    known: &[&BatchAnswer],
) -> Vec<BatchAnswer> {
    let notices = read(items, rules, earlier, now.date());
    let answer = |(item, mut notice): (&BatchItem, Notice)| {
        let category = category(item, &notice, rules, now.date());
        let of = (Kind::Notice, &category);
        let contradicting = reading::contradicting(of, item.copy, Some(&notice), rules, now.date());
        Finding::join_all(contradicting, &mut notice.findings);
        let question = ProposalInputs {
            copy: item.copy.to_owned(),
            category,
            size: item.size,
            runs: item.runs.to_vec(),
            customers: item.customers.map(str::to_owned),
            phone: item.phone.to_owned(),
            earlier: earlier_of(item.phone, rules, now, earlier),
            vat,
        };
        let before = known.iter().find(|answer| answer.question == question);
        let proposal =
            before.map_or_else(|| Arc::new(set(&question, rules, setter, now)), |answer| Arc::clone(&answer.proposal));
        BatchAnswer { notice, category: question.category.clone(), proposal, question }
    };
    items.iter().zip(notices).map(answer).collect()
}

/// What a customer booked before, as far as the card in force goes by it.
fn earlier_of(
    phone: &str,
    rules: &Rules,
    now: NaiveDateTime,
    earlier: &dyn Earlier,
) -> Result<Vec<EarlierBooking>, NotCompared> {
    let since = rules.cards.in_force(now.date()).and_then(|card| card.counts_since(Kind::Notice.id(), now.date()));
    match since.zip(phone_key(phone).ok()) {
        Some((since, key)) => earlier.of_customer(&key, since),
        None => Ok(Vec::new()),
    }
}

/// A customer's earlier bookings that were looked up already; nothing is compared with them.
struct KnownEarlier<'a>(&'a Result<Vec<EarlierBooking>, NotCompared>);

impl Earlier for KnownEarlier<'_> {
    fn by_case(&self, _key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn alike(&self, _own: &Remembered, _trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn of_customer(&self, _phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        let booked = self.0.as_ref().map_err(Clone::clone)?;
        Ok(booked.iter().filter(|one| one.on >= since).cloned().collect())
    }
}

/// Reads the notices beside each other, each for the last day on which it runs.
fn read(items: &[BatchItem], rules: &Rules, earlier: &dyn Earlier, today: NaiveDate) -> Vec<Notice> {
    let written = items.iter().map(|item| NoticeText {
        copy: item.copy,
        received: item.received,
        last_run: item.runs.iter().max().copied(),
    });
    reading::read(&written.collect::<Vec<_>>(), rules, earlier, today)
}

/// The category under which a notice is booked: the one that the clerk named, or its kind's.
fn category(item: &BatchItem, notice: &Notice, rules: &Rules, today: NaiveDate) -> CategoryId {
    let named = item.category.filter(|id| rules.kinds.category(Kind::Notice, id).is_some());
    named.cloned().unwrap_or_else(|| reading::category_of(&notice.kind, rules, today))
}

/// Fit and price in the size chosen, or in the cheapest that holds it.
fn set(question: &ProposalInputs, rules: &Rules, setter: &Setter, now: NaiveDateTime) -> Proposal {
    let customers = [question.customers[0].as_str(), question.customers[1].as_str()];
    let ask = |size: Option<Size>| {
        let draft = AdDraft {
            setter,
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
            phone: &question.phone,
            corrects: None,
            // It was read and compared beside the others already.
            earlier: &KnownEarlier(&question.earlier),
        };
        super::propose(&draft, rules, now)
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
pub fn may_run(day: NaiveDate, categories: &[&CategoryId], rules: &Rules, now: NaiveDateTime) -> Result<(), Refusal> {
    categories.iter().try_for_each(|category| rules.may_run(day, now, Kind::Notice, category))
}

/// The first day on which notices of these categories may all run, if there is one within the next quarter.
pub fn first_day(categories: &[&CategoryId], rules: &Rules, now: NaiveDateTime) -> Option<NaiveDate> {
    let each = categories.iter().map(|category| rules.first_day(now, Kind::Notice, category));
    let from: NaiveDate = each.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    from.iter_days().take(92).find(|day| may_run(*day, categories, rules, now).is_ok())
}

/// A warning that is seen (已阅): one that hangs on a day for itself, any other for its rule in the whole batch. `findings` are those of
/// each notice; given back are the notices with what is settled of them.
pub fn acknowledge(at: usize, seen: &Finding, findings: &[&[Finding]]) -> Vec<(usize, SettledFinding)> {
    let same = |place: usize, finding: &Finding| {
        if seen.is_of_days() {
            place == at && finding == seen
        } else {
            finding.rule() == seen.rule() && finding.severity == Severity::Warning
        }
    };
    let each = findings.iter().enumerate().flat_map(|(place, all)| all.iter().map(move |finding| (place, finding)));
    let settled = each.filter(|(place, finding)| finding.severity == Severity::Warning && same(*place, finding));
    settled.map(|(place, finding)| (place, SettledFinding::of(finding, Settlement::Acknowledged))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use trade::ad::Found;
    use trade::notice::NothingEarlier;

    #[test]
    fn a_title_over_several_stands_over_each_and_no_line_is_empty() {
        let rules = Rules::shipped();
        let page = "遗失声明\n张三遗失身份证一张，声明作废。\n李四遗失驾驶证一本，声明作废。\n";
        let parts = parts(page, &rules, "2026-01-20".parse().expect("a date"));
        let copies: Vec<&str> = parts.iter().filter(|part| part.notice).map(|part| part.copy.as_str()).collect();
        assert_eq!(copies, ["遗失声明\n张三遗失身份证一张，声明作废。", "遗失声明\n李四遗失驾驶证一本，声明作废。"]);
    }

    #[test]
    fn a_category_that_the_copy_contradicts_is_found_of_that_notice() {
        let (rules, setter) = (Rules::shipped(), Setter::new());
        let [summons, lost] = ["arbitration_summons", "lost_and_void"].map(CategoryId::known);
        let item = |category| BatchItem {
            copy: "遗失声明\n李四遗失身份证一张，声明作废。",
            received: "",
            category,
            size: None,
            runs: &[],
            customers: ["", ""],
            phone: "",
        };
        let items = [item(Some(&summons)), item(Some(&lost)), item(None)];
        let now = "2026-01-20T10:00:00".parse().expect("a time");
        let answers = propose(&items, None, (&rules, &setter), now, &NothingEarlier, &[]);
        let contradicts = |answer: &BatchAnswer| {
            answer.notice.findings.iter().any(|finding| matches!(finding.found, Found::CategoryContradicts { .. }))
        };
        assert_eq!(answers.iter().map(contradicts).collect::<Vec<_>>(), [true, false, false]);
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
