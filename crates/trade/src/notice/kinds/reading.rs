//! Reading the file of a kind of notices as a person wrote it: every mistake with its line, its field, and what to write.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{
    EVERY, Family, File, Gives, HearingLaw, NoticeKind, NoticeKinds, NoticePeriod, OTHER, Patterns, SERIAL, Says,
    WhenFile,
};
use crate::ad::{self, Severity};
use crate::notice::facts::FactName;
use crate::notice::pattern::{Pattern, Unsound};
use crate::notice::speaker::Speaker;
use crate::rulefile::made::RuleText;
use crate::rulefile::{self, At, Mistake, Noun, Table, Wrong};

/// The most characters of a name in Chinese, which a column of a list holds.
const LONGEST_ZH: usize = 20;
/// The most characters of a name in English.
const LONGEST_EN: usize = 60;
/// The most characters of a pattern: it is matched by recursion, a step for each of its parts.
const LONGEST_PATTERN: usize = 1_000;
/// The most days or months of a period: ten years.
const LONGEST_PERIOD: i64 = 3_660;

/// A kind of notices as its file says it, to be put beside others ([`NoticeKinds::and`]).
#[derive(Debug, Clone)]
pub struct KindFile {
    pub(super) kind: NoticeKind,
    pub(super) when: Vec<WhenFile>,
}

impl KindFile {
    /// The id of the kind, which bookings keep.
    pub fn id(&self) -> &str {
        &self.kind.id
    }

    /// The kind, which as yet no words are known by.
    pub fn kind(&self) -> &NoticeKind {
        &self.kind
    }

    /// Reads the file of a paper's own kind and checks it, form and sense. `kinds` has the families that it may belong to, `table` the
    /// categories under which it may be booked.
    ///
    /// # Errors
    /// Every mistake, with its line, its field, and what to write instead.
    pub fn read(text: &str, kinds: &NoticeKinds, table: &ad::CategoryTable) -> Result<KindFile, Vec<Mistake>> {
        KindFile::checked(text, kinds, table, reserved)
    }

    /// The same of a file that is entered now: nor has it the name of a kind with another id.
    ///
    /// # Errors
    /// As [`KindFile::read`].
    pub fn read_to_enter(text: &str, kinds: &NoticeKinds, table: &ad::CategoryTable) -> Result<KindFile, Vec<Mistake>> {
        KindFile::checked(text, kinds, table, |file, id| {
            reserved(file, id);
            for key in ["zh", "en"] {
                let Some(name) = file.written(key) else { continue };
                let bears = |kind: &&std::sync::Arc<NoticeKind>| {
                    kind.id != id.value
                        && if key == "zh" { kind.zh == name } else { kind.en.eq_ignore_ascii_case(&name) }
                };
                if kinds.all().iter().any(|kind| bears(&kind)) {
                    file.wrong(key, Wrong::Twice { value: name, line: 0 });
                }
            }
        })
    }

    /// The same of a file of the program's own, which may be that of `other`.
    #[cfg(test)]
    pub(super) fn read_own(
        text: &str,
        kinds: &NoticeKinds,
        table: &ad::CategoryTable,
    ) -> Result<KindFile, Vec<Mistake>> {
        KindFile::checked(text, kinds, table, |_, _| {})
    }

    fn checked(
        text: &str,
        kinds: &NoticeKinds,
        table: &ad::CategoryTable,
        named: impl FnOnce(&Table, &At<String>),
    ) -> Result<KindFile, Vec<Mistake>> {
        rulefile::read(text, |file| {
            let read = file_of(file, kinds, table, named)?;
            KindFile::of(read, &kinds.families).ok()
        })
    }

    /// What a file says, with what its family has.
    ///
    /// # Errors
    /// A family that there is not.
    pub(super) fn of(file: File, families: &HashMap<String, Family>) -> Result<KindFile, String> {
        let family = match &file.family {
            None => None,
            Some(named) => Some(families.get(named).ok_or_else(|| format!("there is no family {named:?}"))?),
        };
        let (mut may, mut patterns) = (file.may, vec![Arc::from(file.patterns)]);
        for shared in family.into_iter().chain(families.get(EVERY)) {
            may.extend(&shared.may);
            patterns.push(Arc::clone(&shared.patterns));
        }
        let of_family = family.filter(|_| !file.no_hearing);
        let kind = NoticeKind {
            id: file.id,
            zh: file.zh,
            en: file.en,
            category: file.category,
            source: file.source,
            official: file.official || family.is_some_and(|family| family.official),
            must: file.must,
            should: file.should,
            usually: file.usually,
            may,
            says: file.says,
            period: file.period.or_else(|| family.and_then(|family| family.period.clone())),
            hearing: file.hearing.or_else(|| of_family.and_then(|family| family.hearing.clone())),
            speakers: file.speakers.or_else(|| family.map(|family| family.speakers.clone())).unwrap_or_default(),
            retired: file.retired,
            patterns: Patterns::of(patterns),
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            whens: Vec::new(),
        };
        let when = if file.retired { Vec::new() } else { file.when };
        Ok(KindFile { kind, when })
    }
}

/// What a notice of no known kind is, no paper lays down anew.
fn reserved(file: &Table, id: &At<String>) {
    if id.value == OTHER {
        file.wrong_at(&id.span, "id", Wrong::Reserved { value: OTHER.to_owned() });
    }
}

fn file_of(
    file: &Table,
    kinds: &NoticeKinds,
    table: &ad::CategoryTable,
    named: impl FnOnce(&Table, &At<String>),
) -> Option<File> {
    let id = file.need_id("id", "id = \"exchange_demand\"");
    if let Some(id) = &id {
        named(file, id);
    }
    let zh = file.need_name("zh", "zh = \"催告公告\"", LONGEST_ZH);
    let en = file.need_name("en", "en = \"Demand\"", LONGEST_EN);
    let source = file.need_text("source", "source = \"本地产权交易所公告规则第十二条\"");
    let retired = file.flag("retired").unwrap_or(false);
    let family = family(file, kinds);
    let official = file.flag("official").unwrap_or(false);
    let category = category(file, table, official || family.is_some_and(|(_, family)| family.official));
    let speakers = file.has("speakers").then(|| speakers(file));
    let [must, should, usually, may] = facts(file);
    let patterns = patterns(file);
    let when = whens(file);
    let is_other = id.as_ref().is_some_and(|id| id.value == OTHER);
    if when.is_empty() && !file.has("when") && !retired && !is_other {
        file.missing("when", "[[when]]\nrank = 80\ntitle = [\"催告公告\"]");
    }
    let says = says(file);
    let period = file.table("period").and_then(|row| period(&row));
    let hearing = file.table("hearing").and_then(|row| hearing(&row));
    let no_hearing = file.flag("no_hearing").unwrap_or(false);
    if no_hearing && file.has("hearing") {
        file.wrong("no_hearing", Wrong::OneOf { keys: &["hearing = { … }", "no_hearing = true"] });
    } else if no_hearing && family.is_none() && file.has("no_hearing") && !file.has("family") {
        file.wrong("no_hearing", Wrong::NoEffect { with: "family" });
    }
    Some(File {
        id: id?.value,
        zh: zh?.value,
        en: en?.value,
        category: category?,
        source: source?.value,
        family: family.map(|(name, _)| name.to_owned()),
        official,
        retired,
        speakers,
        must,
        should,
        usually,
        may,
        patterns,
        when,
        says,
        period,
        hearing,
        no_hearing,
    })
}

fn family<'k>(file: &Table, kinds: &'k NoticeKinds) -> Option<(&'k str, &'k Family)> {
    let named = file.word("family")?;
    let mut known: Vec<(&str, &Family)> = kinds.families.iter().map(|(id, family)| (id.as_str(), family)).collect();
    known.retain(|(id, _)| *id != EVERY);
    known.sort_by_key(|(id, _)| *id);
    let found = known.iter().find(|(id, _)| *id == named.value).copied();
    if found.is_none() {
        file.unknown(&named, "family", Noun::Family, known.iter().map(|(id, _)| *id));
    }
    found
}

/// The category under which it is booked: one of notices, of authorities where an authority speaks.
fn category(file: &Table, table: &ad::CategoryTable, official: bool) -> Option<ad::CategoryId> {
    let named = file.need_text("category", "category = \"other\"")?;
    let Some(known) = table.of(ad::Kind::Notice).find(|category| category.id == *named.value) else {
        let known: Vec<&str> = table.of(ad::Kind::Notice).map(|category| category.id.as_str()).collect();
        file.unknown(&named, "category", Noun::Category, known);
        return None;
    };
    if known.official != official {
        let wrong = Wrong::Official { category: known.id.clone(), official: known.official };
        file.wrong_at(&named.span, "category", wrong);
        return None;
    }
    Some(known.id.clone())
}

const SPEAKERS: [(&str, Speaker); 5] = [
    ("court", Speaker::Court),
    ("labour", Speaker::Labour),
    ("commerce", Speaker::Commerce),
    ("authority", Speaker::Authority),
    ("company", Speaker::Company),
];

fn speakers(file: &Table) -> Vec<Speaker> {
    let mut speakers = Vec::new();
    // An empty list says that anybody may speak, whatever the family.
    for word in file.words_or_none("speakers").unwrap_or_default() {
        match SPEAKERS.iter().find(|(name, _)| *name == word.value) {
            Some((_, speaker)) => speakers.push(*speaker),
            None => file.unknown(&word, "speakers", Noun::Word, SPEAKERS.iter().map(|(name, _)| *name)),
        }
    }
    speakers
}

/// The facts that it must, should, usually does and may state; each is named once.
fn facts(file: &Table) -> [Vec<FactName>; 4] {
    let mut seen: Vec<(FactName, usize)> = Vec::new();
    ["must", "should", "usually", "may"].map(|key| {
        let mut facts = Vec::new();
        for word in file.words_or_none(key).unwrap_or_default() {
            let Some(fact) = FactName::named(&word.value) else {
                file.unknown(&word, key, Noun::Fact, FactName::ALL.map(FactName::id));
                continue;
            };
            match seen.iter().find(|(known, _)| *known == fact) {
                Some((_, line)) => file.wrong_at(&word.span, key, Wrong::Twice { value: word.value, line: *line }),
                None => {
                    seen.push((fact, file.line(&word.span)));
                    facts.push(fact);
                }
            }
        }
        facts
    })
}

fn patterns(file: &Table) -> Vec<RuleText> {
    let mut patterns = Vec::new();
    for (at, source) in file.words("patterns").unwrap_or_default().into_iter().enumerate() {
        let field = format!("patterns[{}]", at + 1);
        let count = source.value.chars().count();
        if count > LONGEST_PATTERN {
            let (value, least, most) = (count.to_string(), "1".to_owned(), LONGEST_PATTERN.to_string());
            file.wrong_at(&source.span, &field, Wrong::OutOf { value, least, most });
            continue;
        }
        match Pattern::read(&source.value) {
            Ok(_) => patterns.push(source.value.into()),
            Err(Unsound::Flaw(flaw)) => file.wrong_at(&source.span, &field, Wrong::Pattern { flaw }),
            Err(Unsound::NoFact(value)) => {
                let fact = At { value, span: source.span };
                file.unknown(&fact, &field, Noun::Fact, FactName::ALL.map(FactName::id));
            }
        }
    }
    patterns
}

/// `[[when]]`: by what words it is known, and how strongly.
fn whens(file: &Table) -> Vec<WhenFile> {
    let mut whens = Vec::new();
    for row in file.tables("when") {
        let rank = row.need_number("rank", "rank = 80", 1..=100);
        let title = row.words("title").unwrap_or_default();
        let text = row.groups("text").unwrap_or_default();
        let without = row.words("without").unwrap_or_default();
        if !row.has("title") && !row.has("text") {
            row.wrong("", Wrong::OneOf { keys: &["title = [\"催告公告\"]", "text = [[\"催告\"], [\"逾期\"]]"] });
        }
        // A word that excludes what another asks for.
        let excluded = |word: &At<String>| without.iter().any(|other| word.value.contains(&other.value));
        for group in text.iter().chain([&title]).filter(|group| !group.is_empty()) {
            if let Some(first) = group.iter().all(excluded).then(|| &group[0]) {
                let (value, with) = (first.value.clone(), "without".to_owned());
                let key = if std::ptr::eq(group, &title) { "title" } else { "text" };
                row.wrong_at(&first.span, key, Wrong::NeverTogether { value, with });
            }
        }
        row.close();
        let words = |words: Vec<At<String>>| words.into_iter().map(|at| RuleText::from(at.value)).collect::<Vec<_>>();
        whens.push(WhenFile {
            rank: rank.and_then(|at| u32::try_from(at.value).ok()).unwrap_or_default(),
            title: words(title),
            text: text.into_iter().map(words).collect(),
            without: words(without),
        });
    }
    whens
}

const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

/// `[[says]]`: sentences that belong to it.
fn says(file: &Table) -> Vec<Says> {
    let mut says = Vec::new();
    for row in file.tables("says") {
        let zh = row.need_name("zh", "zh = \"缺席的后果\"", LONGEST_EN);
        let en = row.need_name("en", "en = \"what absence means\"", LONGEST_EN);
        if !row.has("any") {
            row.missing("any", "any = [\"缺席裁决\"]");
        }
        let any = row.words("any").unwrap_or_default();
        if !row.has("severity") {
            row.missing("severity", "severity = \"warning\"");
        }
        let severity = row.choice("severity", &SEVERITIES);
        row.close();
        if let (Some(zh), Some(en), Some(severity)) = (zh, en, severity) {
            let any = any.into_iter().map(|at| at.value).collect();
            says.push(Says { zh: zh.value, en: en.value, any, severity: severity.value });
        }
    }
    says
}

const GIVES: [(&str, Gives); 2] = [("served", Gives::Served), ("period_ends", Gives::PeriodEnds)];

fn days(row: &Table, key: &'static str) -> Option<u32> {
    row.number(key, 0..=LONGEST_PERIOD).and_then(|at| u32::try_from(at.value).ok())
}

fn need_days(row: &Table, key: &'static str, write: &str) -> Option<u32> {
    row.need_number(key, write, 0..=LONGEST_PERIOD).and_then(|at| u32::try_from(at.value).ok())
}

/// `period`: the days that it gives.
fn period(row: &Table) -> Option<NoticePeriod> {
    if !row.has("gives") {
        row.missing("gives", "gives = \"served\"");
    }
    let gives = row.choice("gives", &GIVES);
    let least = need_days(row, "least", "least = 30");
    let [least_months, most_months, meeting_days, after_due] =
        ["least_months", "most_months", "meeting_days", "after_due"].map(|key| days(row, key));
    if let (Some(least), Some(most)) = (least_months, most_months)
        && most < least
    {
        row.wrong("most_months", Wrong::LessThan { than: format!("least_months = {least}") });
    }
    if !row.has("roll") {
        row.missing("roll", "roll = true");
    }
    let roll = row.flag("roll");
    let law = row.need_text("law", "law = \"民事诉讼法（2023修正）第九十五条\"");
    row.close();
    Some(NoticePeriod {
        gives: gives?.value,
        least: least?,
        least_months,
        most_months,
        meeting_days,
        after_due,
        roll: roll?,
        law: law?.value,
    })
}

/// `hearing`: the days before a hearing.
fn hearing(row: &Table) -> Option<HearingLaw> {
    let notice_days = need_days(row, "notice_days", "notice_days = 3");
    let answer_days = need_days(row, "answer_days", "answer_days = 15");
    let notice_law = row.need_text("notice_law", "notice_law = \"民事诉讼法（2023修正）第一百三十九条\"");
    let answer_law = row.need_text("answer_law", "answer_law = \"民事诉讼法（2023修正）第一百二十八条\"");
    row.close();
    Some(HearingLaw {
        notice_days: notice_days?,
        answer_days: answer_days?,
        notice_law: notice_law?.value,
        answer_law: answer_law?.value,
    })
}
