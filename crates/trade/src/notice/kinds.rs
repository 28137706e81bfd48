//! The kinds of notices, each a file in `assets/notice/kinds/`: by what words it is known, what it must state, how its facts are
//! worded, which law counts its days. `docs/reading.md` says how such a file is written.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use toml::Spanned;

use super::facts::FactName;
use super::pattern::Pattern;
use super::speaker::Speaker;
use super::text::{Dense, flat, starts};
use super::words::Words;
use crate::ad::Severity;

include!(concat!(env!("OUT_DIR"), "/notice_kinds.rs"));

/// The id of the notice that is of no known kind.
pub const OTHER: &str = "other";

/// The number of the next kind that is read.
static SERIAL: AtomicU64 = AtomicU64::new(0);

/// The family of every kind.
const EVERY: &str = "every";

/// What is wrong with a file of kinds, for whoever wrote it: the file, the line, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadKind(pub String);

impl fmt::Display for BadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadKind {}

/// The kinds in force, and the words that they share.
#[derive(Debug, Clone)]
pub struct NoticeKinds {
    kinds: Vec<NoticeKind>,
    /// Every word that a kind is known by, under its first character.
    lexicon: HashMap<char, Vec<(Vec<char>, usize)>>,
    count: usize,
    pub(super) words: Words,
}

/// A kind of notice.
#[derive(Debug, Clone)]
pub struct NoticeKind {
    /// The word for it in data.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The category in the table of kinds under which it is booked.
    pub category: String,
    /// Where its rules are written.
    pub source: String,
    /// Whether a court, a commission or another authority speaks: its words are changed only with the sender's confirmation.
    pub official: bool,
    /// What it must state; what is missing is an error.
    pub must: Vec<FactName>,
    /// What it should state; what is missing is a warning.
    pub should: Vec<FactName>,
    /// What it usually states; what is missing is a note.
    pub usually: Vec<FactName>,
    /// What it may state.
    pub may: Vec<FactName>,
    /// Sentences that belong to it.
    pub says: Vec<Says>,
    /// The days that it gives.
    pub period: Option<NoticePeriod>,
    /// The days before a hearing.
    pub hearing: Option<HearingLaw>,
    /// Who speaks in it; nobody in particular where it is empty.
    pub speakers: Vec<Speaker>,
    pub(super) patterns: Vec<Pattern>,
    /// No other kind that was read in this process has this number.
    pub(super) serial: u64,
    whens: Vec<When>,
}

impl NoticeKind {
    /// Whether the kind knows of this fact. Some are read in every kind, so that none is announced and passed over.
    pub fn knows(&self, name: FactName) -> bool {
        const EVERYWHERE: [FactName; 12] = [
            FactName::Hearing,
            FactName::CaseNumber,
            FactName::PeriodDays,
            FactName::PeriodMonths,
            FactName::AnswerDays,
            FactName::EvidenceDays,
            FactName::AppealDays,
            FactName::ClaimsUntil,
            FactName::Phone,
            FactName::Address,
            FactName::Identity,
            FactName::Contacts,
        ];
        EVERYWHERE.contains(&name) || self.names(name)
    }

    /// Whether the kind's own file names this fact.
    pub fn names(&self, name: FactName) -> bool {
        [&self.must, &self.should, &self.usually, &self.may].into_iter().any(|list| list.contains(&name))
    }
}

/// A sentence that belongs to a notice of a kind, such as what absence means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// What it says, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Any of these words says it.
    pub any: Vec<String>,
    /// How much its absence weighs.
    pub severity: Severity,
}

/// What the days are, that a notice gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// At their end the notice is served.
    Served,
    /// Until their end a claim can be made.
    PeriodEnds,
}

/// The days that the law asks a notice to give.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticePeriod {
    /// Whether service or a claim hangs on their end.
    pub gives: Gives,
    /// At least so many.
    pub least: u32,
    /// At least so many months, where the law counts in months.
    #[serde(default)]
    pub least_months: Option<u32>,
    /// At most so many months.
    #[serde(default)]
    pub most_months: Option<u32>,
    /// The first meeting of creditors lies at most so many days after its end.
    #[serde(default)]
    pub meeting_days: Option<u32>,
    /// It ends at least so many days after a bill falls due.
    #[serde(default)]
    pub after_due: Option<u32>,
    /// Whether a last day that is a day off moves to the first day after.
    pub roll: bool,
    /// Where it is written.
    pub law: String,
}

impl NoticePeriod {
    /// The period of service of a notice for whose kind the law names none.
    pub(super) fn as_stated() -> NoticePeriod {
        NoticePeriod {
            gives: Gives::Served,
            least: 0,
            least_months: None,
            most_months: None,
            meeting_days: None,
            after_due: None,
            roll: true,
            law: String::new(),
        }
    }
}

/// The days that the law asks for before a hearing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HearingLaw {
    /// The fewest days between service and hearing.
    pub notice_days: u32,
    /// The days to answer.
    pub answer_days: u32,
    /// Where the first is written.
    pub notice_law: String,
    /// Where the second is.
    pub answer_law: String,
}

/// Words by which a kind is known, numbered in the lexicon.
#[derive(Debug, Clone)]
struct When {
    rank: u32,
    title: Vec<usize>,
    text: Vec<Vec<usize>>,
    without: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenFile {
    rank: u32,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    text: Vec<Vec<String>>,
    #[serde(default)]
    without: Vec<String>,
}

/// A word of a file, and where it stands in it.
trait Word {
    fn word(&self) -> &str;
    fn at(&self) -> usize;
}

impl Word for Spanned<String> {
    fn word(&self) -> &str {
        self.get_ref()
    }

    fn at(&self) -> usize {
        self.span().start
    }
}

/// A word of a file that was checked when the program was built.
impl Word for String {
    fn word(&self) -> &str {
        self
    }

    fn at(&self) -> usize {
        0
    }
}

/// What kinds of one family have in common.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "W: Deserialize<'de>"))]
struct Family<W> {
    #[serde(default)]
    official: bool,
    #[serde(default)]
    speakers: Vec<Speaker>,
    #[serde(default = "Vec::new")]
    may: Vec<W>,
    #[serde(default = "Vec::new")]
    patterns: Vec<W>,
    #[serde(default)]
    period: Option<NoticePeriod>,
    #[serde(default)]
    hearing: Option<HearingLaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "W: Deserialize<'de>"))]
struct File<W> {
    id: String,
    zh: String,
    en: String,
    category: String,
    source: String,
    #[serde(default = "none")]
    family: Option<W>,
    #[serde(default)]
    official: bool,
    #[serde(default)]
    speakers: Option<Vec<Speaker>>,
    #[serde(default = "Vec::new")]
    must: Vec<W>,
    #[serde(default = "Vec::new")]
    should: Vec<W>,
    #[serde(default = "Vec::new")]
    usually: Vec<W>,
    #[serde(default = "Vec::new")]
    may: Vec<W>,
    #[serde(default = "Vec::new")]
    patterns: Vec<W>,
    #[serde(default)]
    when: Vec<WhenFile>,
    #[serde(default)]
    says: Vec<Says>,
    #[serde(default)]
    period: Option<NoticePeriod>,
    #[serde(default)]
    hearing: Option<HearingLaw>,
    /// Takes no part of its family's rule on hearings.
    #[serde(default)]
    no_hearing: bool,
}

fn none<W>() -> Option<W> {
    None
}

/// What a family gives each of its kinds, read once.
struct Shared {
    may: Vec<FactName>,
    patterns: Vec<Pattern>,
}

impl Shared {
    fn of<W: Word>(families: &HashMap<String, Family<W>>) -> Result<HashMap<&str, Shared>, BadKind> {
        let bad = |what: String| BadKind(format!("families.toml: {what}"));
        let one = |(id, family): (&'_ String, &Family<W>)| -> Result<Shared, BadKind> {
            let fact = |word: &W| {
                FactName::named(word.word()).ok_or_else(|| bad(format!("{id}: there is no fact {:?}", word.word())))
            };
            let may = family.may.iter().map(fact).collect::<Result<_, _>>()?;
            let pattern = |source: &W| Pattern::read(source.word()).map_err(|error| bad(format!("{id}: {error}")));
            let patterns = family.patterns.iter().map(pattern).collect::<Result<_, _>>()?;
            Ok(Shared { may, patterns })
        };
        families.iter().map(|(id, family)| Ok((id.as_str(), one((id, family))?))).collect()
    }
}

impl NoticeKinds {
    /// The kinds that the program brings along.
    pub fn shipped() -> &'static Arc<NoticeKinds> {
        static SHIPPED: LazyLock<Arc<NoticeKinds>> = LazyLock::new(|| {
            let read = NoticeKinds::made().map(Arc::new);
            read.unwrap_or_else(|error| panic!("the shipped kinds of notices: {error}"))
        });
        &SHIPPED
    }

    /// The files that the program brings along: each its name and its text.
    pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
        FILES
    }

    /// The shipped kinds, and further files beside them.
    ///
    /// # Errors
    /// [`BadKind`], as [`NoticeKinds::read`] gives it.
    pub fn with(further: &[(&str, &str)]) -> Result<NoticeKinds, BadKind> {
        let files: Vec<(&str, &str)> = FILES.iter().chain(further).copied().collect();
        NoticeKinds::read(WORDS, FAMILIES, &files)
    }

    /// Reads kinds and checks them: facts and families that exist, patterns that compile, no id twice, one kind named `other`.
    ///
    /// # Errors
    /// [`BadKind`] with the file, the line and what is wrong there.
    pub fn read(words: &str, families: &str, files: &[(&str, &str)]) -> Result<NoticeKinds, BadKind> {
        let words = Words::read(words).map_err(|error| BadKind(format!("words.toml: {error}")))?;
        let families: HashMap<String, Family<Spanned<String>>> =
            toml::from_str(families).map_err(|error| BadKind(format!("families.toml: {error}")))?;
        let files = files.iter().map(|(name, text)| {
            let file: File<Spanned<String>> =
                toml::from_str(text).map_err(|error| BadKind(format!("{name}: {error}")))?;
            Ok((*name, *text, file))
        });
        NoticeKinds::of(words, &families, files)
    }

    /// The kinds that the program brings along, from what the build made of their files.
    fn made() -> Result<NoticeKinds, BadKind> {
        let bad = |name: &str, error: serde_json::Error| BadKind(format!("{name}: {error}"));
        let words = Words::made(WORDS_MADE).map_err(|error| BadKind(format!("words.toml: {error}")))?;
        let families: HashMap<String, Family<String>> =
            serde_json::from_str(FAMILIES_MADE).map_err(|error| bad("families.toml", error))?;
        let files = FILES.iter().zip(MADE).map(|((name, text), made)| {
            let file: File<String> = serde_json::from_str(made).map_err(|error| bad(name, error))?;
            Ok((*name, *text, file))
        });
        NoticeKinds::of(words, &families, files)
    }

    fn of<'a, W: Word>(
        words: Words,
        families: &HashMap<String, Family<W>>,
        files: impl Iterator<Item = Result<(&'a str, &'a str, File<W>), BadKind>>,
    ) -> Result<NoticeKinds, BadKind> {
        let shared = Shared::of(families)?;
        let mut all = NoticeKinds { kinds: Vec::new(), lexicon: HashMap::new(), count: 0, words };
        for file in files {
            let (name, text, file) = file?;
            let kind = all.kind(name, text, file, families, &shared)?;
            if all.kinds.iter().any(|other| other.id == kind.id) {
                return Err(BadKind(format!("{name}: the kind {:?} stands in another file already", kind.id)));
            }
            all.kinds.push(kind);
        }
        match all.named(OTHER) {
            Some(_) => Ok(all),
            None => Err(BadKind(format!("no file describes the kind {OTHER:?}"))),
        }
    }

    fn kind<W: Word>(
        &mut self,
        name: &str,
        text: &str,
        file: File<W>,
        families: &HashMap<String, Family<W>>,
        shared: &HashMap<&str, Shared>,
    ) -> Result<NoticeKind, BadKind> {
        let bad = |at: usize, what: String| {
            BadKind(format!("{name}, line {}: {what}", text[..at.min(text.len())].matches('\n').count() + 1))
        };
        if file.source.trim().is_empty() || file.id.is_empty() {
            return Err(bad(0, "id and source must be said".to_owned()));
        }
        let family = match &file.family {
            None => None,
            Some(named) => match families.get(named.word()) {
                Some(family) => Some(family),
                None => return Err(bad(named.at(), format!("there is no family {:?}", named.word()))),
            },
        };
        let facts = |list: &[W]| -> Result<Vec<FactName>, BadKind> {
            let one = |word: &W| {
                FactName::named(word.word())
                    .ok_or_else(|| bad(word.at(), format!("there is no fact {:?}", word.word())))
            };
            list.iter().map(one).collect()
        };
        let (must, should, usually) = (facts(&file.must)?, facts(&file.should)?, facts(&file.usually)?);
        let mut may = facts(&file.may)?;
        let mut patterns = Vec::new();
        for source in &file.patterns {
            patterns.push(Pattern::read(source.word()).map_err(|error| bad(source.at(), error))?);
        }
        let own = file.family.as_ref().and_then(|named| shared.get(named.word()));
        for of_family in own.into_iter().chain(shared.get(EVERY)) {
            may.extend(&of_family.may);
            patterns.extend(of_family.patterns.iter().cloned());
        }
        let whens = file.when.into_iter().map(|when| self.when(when)).collect();
        Ok(NoticeKind {
            id: file.id,
            zh: file.zh,
            en: file.en,
            category: file.category,
            source: file.source,
            official: file.official || family.is_some_and(|family| family.official),
            must,
            should,
            usually,
            may,
            says: file.says,
            period: file.period.or_else(|| family.and_then(|family| family.period.clone())),
            hearing: file
                .hearing
                .or_else(|| family.filter(|_| !file.no_hearing).and_then(|family| family.hearing.clone())),
            speakers: file.speakers.or_else(|| family.map(|family| family.speakers.clone())).unwrap_or_default(),
            patterns,
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            whens,
        })
    }

    fn when(&mut self, when: WhenFile) -> When {
        When {
            rank: when.rank,
            title: when.title.iter().map(|word| self.number(word)).collect(),
            text: when.text.iter().map(|group| group.iter().map(|word| self.number(word)).collect()).collect(),
            without: when.without.iter().map(|word| self.number(word)).collect(),
        }
    }

    /// The number of a word in the lexicon.
    fn number(&mut self, word: &str) -> usize {
        let chars: Vec<char> = word.chars().map(flat).collect();
        let Some(first) = chars.first() else { return usize::MAX };
        let entry = self.lexicon.entry(*first).or_default();
        if let Some((_, known)) = entry.iter().find(|(other, _)| *other == chars) {
            return *known;
        }
        entry.push((chars, self.count));
        self.count += 1;
        self.count - 1
    }

    /// Which words of the lexicon stand in a text.
    fn heard(&self, chars: &[char]) -> Vec<bool> {
        let mut heard = vec![false; self.count];
        for (at, c) in chars.iter().enumerate() {
            for (word, number) in self.lexicon.get(c).into_iter().flatten() {
                if !heard[*number] && starts(chars, at, word) {
                    heard[*number] = true;
                }
            }
        }
        heard
    }

    /// The kind of a notice with this title and these words, and how strongly they speak for it; `None` where they speak for none.
    /// Kinds in which another speaks than the one who is known to speak are passed over.
    pub(super) fn recognise(
        &self,
        title: &[char],
        dense: &Dense,
        speaker: Option<Speaker>,
    ) -> Option<(&NoticeKind, u32)> {
        let (title, text) = (self.heard(title), self.heard(&dense.chars));
        let is = |heard: &[bool], number: &usize| heard.get(*number).copied().unwrap_or(false);
        let mut best: Option<(&NoticeKind, u32)> = None;
        let may =
            |kind: &&NoticeKind| kind.speakers.is_empty() || speaker.is_none_or(|own| kind.speakers.contains(&own));
        for kind in self.kinds.iter().filter(may) {
            for when in &kind.whens {
                let titled = when.title.is_empty() || when.title.iter().any(|word| is(&title, word));
                let worded = when.text.iter().all(|group| group.iter().any(|word| is(&text, word)));
                let fits = titled && worded && !when.without.iter().any(|word| is(&text, word) || is(&title, word));
                if fits && best.is_none_or(|(_, rank)| when.rank > rank) {
                    best = Some((kind, when.rank));
                }
            }
        }
        best
    }

    /// The kind with this id.
    pub fn named(&self, id: &str) -> Option<&NoticeKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The kind for what is of none.
    pub(super) fn other(&self) -> &NoticeKind {
        self.named(OTHER).unwrap_or_else(|| unreachable!("`read` holds that there is one"))
    }

    /// Every kind, in the order of its file's name.
    pub fn all(&self) -> &[NoticeKind] {
        &self.kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "id = \"lease_end\"\nzh = \"解除租赁公告\"\nen = \"End of lease\"\ncategory = \"other\"\nsource = \"a test\"\n\
                       must = [\"addressees\"]\npatterns = [\"与{parties}签订\"]\n[[when]]\nrank = 90\ntext = [[\"解除租赁\"]]\n";

    #[test]
    fn the_shipped_kinds_are_sound() {
        let kinds = NoticeKinds::shipped();
        assert!(kinds.all().len() >= 30, "{}", kinds.all().len());
        let table = crate::ad::CategoryTable::shipped();
        for kind in kinds.all() {
            let category = table.category(crate::ad::Kind::Notice, &kind.category);
            assert!(category.is_some(), "{}: no category {:?}", kind.id, kind.category);
            assert_eq!(category.is_some_and(|c| c.official), kind.official, "{}: official", kind.id);
            assert!(kind.id == OTHER || !kind.whens.is_empty(), "{} is known by nothing", kind.id);
        }
    }

    /// What the build made of the files is what the files say.
    #[test]
    fn the_kinds_as_made_are_the_kinds_as_written() {
        let written = NoticeKinds::read(WORDS, FAMILIES, FILES).expect("sound");
        let said = |kind: &NoticeKind| format!("{:?}", NoticeKind { serial: 0, ..kind.clone() });
        assert_eq!(NoticeKinds::shipped().all().len(), written.all().len());
        for (made, written) in NoticeKinds::shipped().all().iter().zip(written.all()) {
            assert_eq!(said(made), said(written), "{}", written.id);
        }
        assert_eq!(format!("{:?}", NoticeKinds::shipped().words), format!("{:?}", written.words));
    }

    #[test]
    fn a_new_kind_is_a_file() {
        let kinds = NoticeKinds::with(&[("lease_end.toml", NEW)]).expect("sound");
        let mut dense = Dense::default();
        let text = super::super::text::Text::new("因你方违约，现通知解除租赁合同。");
        dense.take(&text, 0..text.len());
        assert_eq!(kinds.recognise(&[], &dense, None).map(|(kind, _)| kind.id.as_str()), Some("lease_end"));
    }

    #[test]
    fn a_mistake_is_reported_with_file_and_line() {
        for (from, to, said) in [
            ("\"addressees\"", "\"adressees\"", "line 6"),
            ("与{parties}签订", "与{partys}签订", "line 7"),
            ("rank = 90", "rank = \"high\"", "line 9"),
            ("lease_end", "lost_and_void", "another file"),
            ("source = \"a test\"", "source = \"\"", "source"),
            ("must", "family = \"no such\"\nmust", "line 6"),
        ] {
            let error = NoticeKinds::with(&[("new.toml", &NEW.replace(from, to))]).expect_err(to);
            assert!(error.0.starts_with("new.toml") && error.0.contains(said), "{to}: {error}");
        }
    }
}
