//! What is found of a notice among the others of its page, and beside what was booked before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::ad::{Elsewhere, Finding, Found, Severity};
use crate::notice::Notice;
use crate::notice::case::{CaseNumber, Issuer, key};
use crate::notice::earlier::{Earlier, InMemory, NotCompared, Remembered};
use crate::notice::facts::FactName;
use crate::notice::trigrams::Trigrams;

/// Of a page with more notices than this only case numbers and identical texts are compared.
const MOST_COMPARED: usize = 2_000;
/// The most other names that one finding gives.
const MOST_TOLD: usize = 8;

/// Adds to each notice what concerns it and others.
pub fn batch(notices: &mut [Notice], earlier: &dyn Earlier) {
    let mut page = InMemory::default();
    let remembered: Vec<Remembered> =
        notices.iter().enumerate().map(|(i, notice)| Remembered::of(&(i + 1).to_string(), &notice.facts)).collect();
    // A notice alone has no other that it could be like.
    let few = (2..=MOST_COMPARED).contains(&notices.len());
    for (notice, remembered) in notices.iter().zip(&remembered) {
        page.remember(remembered.clone(), if few { &notice.text } else { "" });
    }
    let mut copies: HashMap<&str, usize> = HashMap::new();
    let first: Vec<usize> =
        notices.iter().enumerate().map(|(i, notice)| *copies.entry(&notice.text).or_insert(i)).collect();
    let mut found: Vec<Vec<Finding>> = Vec::new();
    let mut before = EarlierLookup { earlier, failed: None };
    for (i, notice) in notices.iter().enumerate() {
        let mut own = beside(notice, &remembered[i], &page, &mut before);
        if first[i] < i && !own.iter().any(|finding| matches!(finding.found, Found::BookedAlready { .. })) {
            own.push(at(
                notice.inside(),
                Found::BookedAlready { others: vec![Elsewhere::Page { index: first[i] + 1 }] },
            ));
        }
        found.push(own);
    }
    signers(notices, &mut found);
    places(notices, &mut found);
    parties(notices, &mut found);
    for (notice, found) in notices.iter_mut().zip(found) {
        notice.findings.extend(found);
        notice.findings.sort_by_key(|finding| (finding.severity, finding.start, finding.end));
    }
}

/// What was booked before, for the notices of one page. Once a lookup failed no other is tried: a page of fifty notices does not wait
/// fifty times for books that are locked.
struct EarlierLookup<'a> {
    earlier: &'a dyn Earlier,
    failed: Option<NotCompared>,
}

impl EarlierLookup<'_> {
    fn ask(&mut self, lookup: impl FnOnce(&dyn Earlier) -> Result<Vec<Remembered>, NotCompared>) -> Vec<Remembered> {
        if self.failed.is_some() {
            return Vec::new();
        }
        lookup(self.earlier).unwrap_or_else(|failed| {
            self.failed = Some(failed);
            Vec::new()
        })
    }
}

/// What is found of a notice beside what was booked before, without the others of its page.
///
/// # Errors
/// It could not be looked up.
pub fn compared(notice: &Notice, earlier: &dyn Earlier) -> Result<Vec<Finding>, NotCompared> {
    let mut before = EarlierLookup { earlier, failed: None };
    let found = beside(notice, &Remembered::of("", &notice.facts), &InMemory::default(), &mut before);
    before.failed.map_or(Ok(found), Err)
}

/// The same case, one that belongs to it, or the same notice, elsewhere; or that it could not be compared with what was booked before.
fn beside(notice: &Notice, own: &Remembered, page: &InMemory, earlier: &mut EarlierLookup) -> Vec<Finding> {
    let (mut conflicts, mut related, mut again) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut compare = |other: &Remembered, place: Elsewhere| {
        if own.is_of_others(other) {
            conflicts.insert(place);
        } else if own.serves_the_same(other) && own.people.is_superset(&other.people) {
            again.insert(place);
        } else {
            related.insert(place);
        }
    };
    let here = |other: &Remembered| Elsewhere::Page { index: other.booking.parse().unwrap_or(0) };
    let before = |other: &Remembered| Elsewhere::Booking { number: other.booking.clone() };
    let case = notice.facts.case();
    if let Some(case) = case {
        for key in case.keys() {
            page.by_case(key)
                .iter()
                .filter(|other| other.booking != own.booking)
                .for_each(|other| compare(other, here(other)));
            earlier.ask(|earlier| earlier.by_case(key)).iter().for_each(|other| compare(other, before(other)));
        }
        for near in near(case) {
            // A notice of several numbers side by side is none of its own relations.
            related.extend(page.by_case(&near).iter().filter(|other| other.booking != own.booking).map(here));
            related.extend(earlier.ask(|earlier| earlier.by_case(&near)).iter().map(before));
        }
    } else {
        let trigrams = Trigrams::of(&notice.text);
        again.extend(page.alike(own, &trigrams).iter().filter(|other| other.booking != own.booking).map(here));
        again.extend(earlier.ask(|earlier| earlier.alike(own, &trigrams)).iter().map(before));
    }
    let span = notice.facts.first(FactName::CaseNumber).map_or_else(|| notice.inside(), |fact| fact.span.clone());
    let finding = |found, severity, span: &Range<usize>| Finding { found, severity, start: span.start, end: span.end };
    let mut findings = Vec::new();
    if !conflicts.is_empty() {
        let others = conflicts.into_iter().collect();
        findings.push(finding(Found::CaseNumberConflict { others }, Severity::Error, &span));
    }
    if !again.is_empty() {
        let others = again.into_iter().collect();
        findings.push(finding(Found::BookedAlready { others }, Severity::Warning, &notice.inside()));
    }
    if !related.is_empty() {
        let others = related.into_iter().collect();
        findings.push(finding(Found::RelatedCase { others }, Severity::Note, &span));
    }
    if let Some(failed) = &earlier.failed {
        let found = Found::NotCompared { cause: failed.cause() };
        findings.push(finding(found, Severity::Warning, &notice.inside()));
    }
    findings
}

/// The most numbers of a notice of which the neighbours are looked up.
const MOST_NUMBERS: usize = 8;

/// The keys of the numbers that belong to a case: beside each of its own, above it, below it, without those that are its own.
fn near(case: &CaseNumber) -> Vec<String> {
    let own: BTreeSet<&str> = case.keys().collect();
    let mut near: Vec<String> = Vec::new();
    for key in case.keys().take(MOST_NUMBERS) {
        let one = CaseNumber { key: key.to_owned(), further: Vec::new(), ..case.clone() };
        match one.parts() {
            Some((prefix, serial, sub)) if !sub.is_empty() => near.push(format!("{prefix}{serial}号")),
            Some((prefix, serial, _)) => {
                near.extend(one.neighbours());
                near.extend((1..=3).map(|n| format!("{prefix}{serial}-{n}号")));
            }
            None => {}
        }
    }
    let mut seen = BTreeSet::new();
    near.retain(|key| !own.contains(key.as_str()) && seen.insert(key.clone()));
    near
}

/// Names of one signer: those under case numbers of one office, and those that differ in one character.
fn signers(notices: &[Notice], found: &mut [Vec<Finding>]) {
    let mut offices: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let office = |notice: &Notice| {
        let case = notice.facts.case()?;
        let office = case.office();
        match case.issuer {
            Issuer::Arbitration => Some(office),
            // 鲁0203: the court's code.
            Issuer::Court => {
                let code: String = office.chars().take_while(|c| !c.is_ascii_digit()).collect();
                let digits: String =
                    office.chars().skip(code.chars().count()).take_while(char::is_ascii_digit).collect();
                (digits.len() >= 2).then(|| format!("{code}{digits}"))
            }
            Issuer::Other => None,
        }
    };
    for notice in notices {
        if let (Some(office), Some(signer)) = (office(notice), notice.facts.text(FactName::Signer)) {
            offices.entry(office).or_default().insert(key(signer));
        }
    }
    let all: BTreeSet<String> =
        notices.iter().filter_map(|notice| notice.facts.text(FactName::Signer)).map(key).collect();
    let close = close_names(&all);
    for (notice, found) in notices.iter().zip(found) {
        let Some(fact) = notice.facts.first(FactName::Signer) else { continue };
        let own = notice.facts.text(FactName::Signer).map(key).unwrap_or_default();
        let same_office = office(notice).and_then(|office| offices.get(&office));
        let others: BTreeSet<&String> = same_office
            .into_iter()
            .flatten()
            .chain(close.get(&own).into_iter().flatten())
            .filter(|name| **name != own)
            .collect();
        if !others.is_empty() {
            let others = others.into_iter().take(MOST_TOLD).map(|name| name.clone().into()).collect();
            found.push(at(fact.span.clone(), Found::SignerNameVariant { others }));
        }
    }
}

fn at(span: Range<usize>, found: Found) -> Finding {
    Finding { found, severity: Severity::Warning, start: span.start, end: span.end }
}

/// 双珠路166号: one place under its road and number, told in different words.
fn places(notices: &[Notice], found: &mut [Vec<Finding>]) {
    // Under its road, the words without the figures of rooms, and one place as it was written so.
    let mut told: HashMap<String, BTreeMap<String, String>> = HashMap::new();
    let mut mentions = Vec::new();
    for (i, notice) in notices.iter().enumerate() {
        for name in [FactName::Place, FactName::CollectAt] {
            for fact in notice.facts.all(name) {
                let crate::notice::FactValue::Text(place) = &fact.value else { continue };
                if let Some((road, words)) = road(place) {
                    told.entry(road.clone()).or_default().entry(words.clone()).or_insert_with(|| place.clone());
                    mentions.push((i, fact.span.clone(), road, words));
                }
            }
        }
    }
    for (i, span, road, words) in mentions {
        let differ = |other: &str| !other.contains(words.as_str()) && !words.contains(other);
        let others: Vec<_> = told[&road]
            .iter()
            .filter(|(other, _)| differ(other))
            .map(|(_, place)| place.clone().into())
            .take(MOST_TOLD)
            .collect();
        if !others.is_empty() {
            found[i].push(at(span, Found::PlaceNameVariant { others }));
        }
    }
}

/// A place's road with its number, and its words without the figures of floors and rooms.
fn road(place: &str) -> Option<(String, String)> {
    let chars: Vec<char> = key(place).chars().collect();
    let road = chars.iter().position(|c| matches!(c, '路' | '街' | '道' | '巷'))?;
    let digits = chars[road + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 0 || chars.get(road + 1 + digits) != Some(&'号') || road < 2 {
        return None;
    }
    let end = road + 1 + digits;
    let named: String = chars[road - 2..end].iter().collect();
    let words = chars[..end].iter().chain(chars[end..].iter().filter(|c| !crate::notice::numerals::is_numeral(**c)));
    Some((named, words.collect()))
}

/// Companies whose names differ in one character: in the batch, and in the words of a notice itself.
fn parties(notices: &[Notice], found: &mut [Vec<Finding>]) {
    let names: BTreeSet<String> = notices.iter().flat_map(|notice| notice.facts.people()).map(key).collect();
    let close = close_names(&names);
    for (notice, found) in notices.iter().zip(found) {
        let mut own = BTreeSet::new();
        for name in [FactName::Addressees, FactName::Parties, FactName::Owner, FactName::Signer] {
            for fact in notice.facts.all(name) {
                let crate::notice::FactValue::Text(text) = &fact.value else { continue };
                let text = key(text);
                if let Some(other) = close.get(&text).and_then(|others| others.first()) {
                    found.push(at(fact.span.clone(), Found::PartyNameVariant { other: other.clone().into() }));
                }
                // Several that sign are one fact.
                if !text.contains('、') {
                    own.insert(text);
                }
            }
        }
        for (span, other) in written_otherwise(notice, &own) {
            if !found
                .iter()
                .any(|finding| finding.start == span.start && matches!(finding.found, Found::PartyNameVariant { .. }))
            {
                found.push(at(span, Found::PartyNameVariant { other: other.into() }));
            }
        }
    }
}

/// Where the words of a notice name one of its own companies with one wrong character.
fn written_otherwise(notice: &Notice, names: &BTreeSet<String>) -> Vec<(Range<usize>, String)> {
    let mut wrong = Vec::new();
    let start = notice.inside().start;
    let flat: Vec<char> = notice.text.chars().map(crate::notice::text::flat).take(4_000).collect();
    for name in names.iter().filter(|name| name.chars().count() >= 7).take(40) {
        let name: Vec<char> = name.chars().collect();
        for (i, window) in flat.windows(name.len()).enumerate() {
            let ends = window[0] == name[0] && window[name.len() - 1] == name[name.len() - 1];
            if ends && differ_in_one(window, &name) {
                wrong.push((start + i..start + i + name.len(), name.iter().collect()));
            }
        }
    }
    wrong
}

/// Names that differ from another by one character that is no number, side or letter of a branch.
fn close_names(names: &BTreeSet<String>) -> HashMap<String, Vec<String>> {
    let long: Vec<(Vec<char>, &String)> = names
        .iter()
        .map(|name| (name.chars().collect::<Vec<_>>(), name))
        .filter(|(chars, _)| chars.len() >= 7)
        .collect();
    let mut close: HashMap<String, Vec<String>> = HashMap::new();
    for (i, (a, name)) in long.iter().enumerate() {
        for (b, other) in &long[i + 1..] {
            if differ_in_one(a, b) {
                close.entry((*name).clone()).or_default().push((*other).clone());
                close.entry((*other).clone()).or_default().push((*name).clone());
            }
        }
    }
    close
}

/// Whether one character was written for another, left out or put in.
fn differ_in_one(a: &[char], b: &[char]) -> bool {
    let telling = |c: char| {
        c.is_ascii_alphanumeric()
            || "一二三四五六七八九十百东西南北中甲乙丙丁戊上下前后新老大小市县区省镇第".contains(c)
    };
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    match a.len().abs_diff(b.len()) {
        0 => {
            let rest = a[same..].len();
            rest > 0 && a[same + 1..] == b[same + 1..] && !telling(a[same]) && !telling(b[same])
        }
        1 => {
            let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
            long[same + 1..] == short[same..] && !telling(long[same])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::ad::Cause;
    use crate::calendar::Calendar;
    use crate::notice::{NoticeKinds, ReadingContext, read_each};
    use crate::rates::EarlierBooking;
    use crate::refusal::Fault;

    const COURT: &str =
        "公告\n张三：本院受理（2026）鲁0203民初123号一案，现依法向你公告送达民事判决书。\n某某法院\n2026年1月20日";
    const LOST: &str = "遗失声明\n李四遗失驾驶证一本，声明作废。";

    /// Books that answer so many lookups and then none.
    struct Failing {
        answers: usize,
        lookups: Cell<usize>,
        why: NotCompared,
    }

    impl Failing {
        fn answer(&self) -> Result<Vec<Remembered>, NotCompared> {
            self.lookups.set(self.lookups.get() + 1);
            if self.lookups.get() <= self.answers { Ok(Vec::new()) } else { Err(self.why.clone()) }
        }
    }

    impl Earlier for Failing {
        fn by_case(&self, _key: &str) -> Result<Vec<Remembered>, NotCompared> {
            self.answer()
        }

        fn alike(&self, _own: &Remembered, _trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
            self.answer()
        }

        fn of_customer(&self, _key: &str, _since: chrono::NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
            Err(self.why.clone())
        }
    }

    /// The causes that stand on each of these notices, and how often the books were asked.
    fn causes(copies: &[&str], answers: usize, why: NotCompared) -> (Vec<Vec<Cause>>, usize) {
        let (calendar, earlier) = (Calendar::shipped(), Failing { answers, lookups: Cell::new(0), why });
        let context =
            ReadingContext { publish: None, calendar: &calendar, kinds: NoticeKinds::shipped(), earlier: &earlier };
        let notices = read_each(copies.iter().map(|copy| (*copy, None)), &context);
        let each = notices.iter().map(|notice| {
            let not_compared = notice.findings.iter().filter_map(|finding| match finding.found {
                Found::NotCompared { cause } => {
                    assert_eq!(finding.severity, Severity::Warning);
                    Some(cause)
                }
                _ => None,
            });
            not_compared.collect()
        });
        (each.collect(), earlier.lookups.get())
    }

    #[test]
    fn a_lookup_that_failed_is_a_finding_of_its_notice_and_of_those_after_it() {
        assert_eq!(causes(&[LOST], 0, NotCompared::NoAnswer), (vec![vec![Cause::NoAnswer]], 1));
        let busy = NotCompared::Fault(Fault::Busy { seconds: 5 });
        let (each, lookups) = causes(&[LOST, COURT, LOST], 1, busy);
        assert_eq!(each, [vec![], vec![Cause::Busy], vec![Cause::Busy]]);
        assert_eq!(lookups, 2, "books that failed once are not asked again for the same page");
        // The number of a case is looked up first, then those beside it: any of them may fail.
        let damaged = NotCompared::Fault(Fault::Damaged { what: "journal entry 3".to_owned() });
        assert_eq!(causes(&[COURT], 3, damaged), (vec![vec![Cause::Damaged]], 4));
    }

    /// A notice that names neighbouring numbers is related to none of its own; another with the number beside them is.
    #[test]
    fn neighbouring_numbers_of_one_notice_are_not_related_to_itself() {
        let own = "公告\n张三：本院受理（2026）鲁0203民初123号、（2026）鲁0203民初124号两案，现依法向你公告送达民事判决书。\n某某法院\n2026年1月20日";
        let beside =
            "公告\n李四：本院受理（2026）鲁0203民初125号一案，现依法向你公告送达民事判决书。\n某某法院\n2026年1月20日";
        let calendar = Calendar::shipped();
        let related = |copies: &[&str]| -> Vec<Vec<Elsewhere>> {
            let earlier = crate::notice::NothingEarlier;
            let context =
                ReadingContext { publish: None, calendar: &calendar, kinds: NoticeKinds::shipped(), earlier: &earlier };
            let notices = read_each(copies.iter().map(|copy| (*copy, None)), &context);
            let others = |notice: &Notice| {
                let found = notice.findings.iter().find_map(|finding| match &finding.found {
                    Found::RelatedCase { others } => Some(others.clone()),
                    _ => None,
                });
                found.unwrap_or_default()
            };
            notices.iter().map(others).collect()
        };
        assert_eq!(related(&[own]), [vec![]]);
        let page = |index| vec![Elsewhere::Page { index }];
        assert_eq!(related(&[own, beside]), [page(2), page(1)]);
    }

    #[test]
    fn books_that_answer_leave_no_such_finding() {
        assert_eq!(causes(&[LOST, COURT], usize::MAX, NotCompared::NoAnswer).0, [vec![], vec![]]);
    }
}
