//! The kinds of notices, each a file in `assets/notice/kinds/`: by what words it is known, what it must state, how its facts are
//! worded, which law counts its days. `docs/reading.md` says how such a file is written.

mod lexicon;
mod reading;

pub use reading::KindFile;

use std::collections::HashMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, LazyLock, OnceLock};

use serde::Deserialize;

use super::facts::FactName;
use super::pattern::Pattern;
use super::speaker::Speaker;
use super::text::Dense;
use super::words::NoticeWords;
use crate::ad::{CategoryId, Severity};
use crate::rulefile::made::{BuiltValue, RuleText};
use lexicon::Lexicon;

include!(concat!(env!("OUT_DIR"), "/notice_kinds.rs"));

/// The id of the notice that is of no known kind.
pub const OTHER: &str = "other";

/// The number of the next kind that is read.
static SERIAL: AtomicU64 = AtomicU64::new(0);

/// The family of every kind.
const EVERY: &str = "every";

/// The kinds in force, and the words that they share.
#[derive(Debug, Clone)]
pub struct NoticeKinds {
    /// Those that a paper entered before those that the program brings along.
    kinds: Vec<Arc<NoticeKind>>,
    /// Every word that a kind is known by.
    lexicon: Lexicon,
    families: Arc<HashMap<String, Family>>,
    pub(super) words: &'static NoticeWords,
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
    pub category: CategoryId,
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
    /// No notice is taken for it any more; what was booked as one keeps its name.
    pub retired: bool,
    pub(super) patterns: Patterns,
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct WhenFile {
    rank: u32,
    #[serde(default)]
    title: Vec<RuleText>,
    #[serde(default)]
    text: Vec<Vec<RuleText>>,
    #[serde(default)]
    without: Vec<RuleText>,
}

/// What kinds of one family have in common, as `families.toml` says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct FamilyFile {
    #[serde(default)]
    official: bool,
    #[serde(default)]
    speakers: Vec<Speaker>,
    #[serde(default)]
    may: Vec<FactName>,
    #[serde(default)]
    patterns: Vec<RuleText>,
    #[serde(default)]
    period: Option<NoticePeriod>,
    #[serde(default)]
    hearing: Option<HearingLaw>,
}

/// The same, its patterns shared by its kinds.
#[derive(Debug, Clone)]
struct Family {
    official: bool,
    speakers: Vec<Speaker>,
    may: Vec<FactName>,
    patterns: Arc<[RuleText]>,
    period: Option<NoticePeriod>,
    hearing: Option<HearingLaw>,
}

impl Family {
    fn of(file: FamilyFile) -> Family {
        let FamilyFile { official, speakers, may, patterns, period, hearing } = file;
        Family { official, speakers, may, patterns: patterns.into(), period, hearing }
    }
}

/// The patterns of a kind: its own, then those of its families. They are compiled when a notice of the kind is first read, since of all kinds
/// few occur in a day. That each can be compiled is found out when its file is read; the program's own are held by a test.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    written: Vec<Arc<[RuleText]>>,
    compiled: OnceLock<Vec<Pattern>>,
}

impl Patterns {
    /// Patterns that were found sound.
    fn of(written: impl IntoIterator<Item = Arc<[RuleText]>>) -> Patterns {
        Patterns { written: written.into_iter().collect(), compiled: OnceLock::new() }
    }

    /// As they are matched.
    pub(super) fn compiled(&self) -> &[Pattern] {
        self.compiled.get_or_init(|| {
            let sound = |written: &RuleText| {
                Pattern::read(written).unwrap_or_else(|wrong| unreachable!("{written:?} was found sound: {wrong:?}"))
            };
            self.written.iter().flat_map(|written| written.iter()).map(sound).collect()
        })
    }
}

/// The file of a kind, key by key; keys that are not known are refused.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct File {
    id: String,
    zh: String,
    en: String,
    category: CategoryId,
    source: String,
    #[serde(default)]
    family: Option<String>,
    #[serde(default)]
    official: bool,
    #[serde(default)]
    retired: bool,
    #[serde(default)]
    speakers: Option<Vec<Speaker>>,
    #[serde(default)]
    must: Vec<FactName>,
    #[serde(default)]
    should: Vec<FactName>,
    #[serde(default)]
    usually: Vec<FactName>,
    #[serde(default)]
    may: Vec<FactName>,
    #[serde(default)]
    patterns: Vec<RuleText>,
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

impl NoticeKinds {
    /// The kinds that the program brings along.
    pub fn shipped() -> &'static Arc<NoticeKinds> {
        static SHIPPED: LazyLock<Arc<NoticeKinds>> = LazyLock::new(|| {
            let read = NoticeKinds::made().map(Arc::new);
            read.unwrap_or_else(|error| panic!("the shipped kinds of notices: {error}"))
        });
        &SHIPPED
    }

    /// The file of a kind that the program brings along.
    pub fn shipped_file(id: &str) -> Option<&'static str> {
        FILES.iter().find(|(name, ..)| name.strip_suffix(".toml") == Some(id)).map(|(_, text, _)| *text)
    }

    /// The kinds that the program brings along, from what the build made of their files.
    fn made() -> Result<NoticeKinds, String> {
        let families: HashMap<String, FamilyFile> =
            FAMILIES_MADE.read().map_err(|error| format!("families.toml: {error}"))?;
        let families = families.into_iter().map(|(id, file)| (id, Family::of(file))).collect();
        let mut all = NoticeKinds {
            kinds: Vec::new(),
            lexicon: Lexicon::default(),
            families: Arc::new(families),
            words: NoticeWords::shipped(),
        };
        for (name, _, made) in FILES {
            let file: File = made.read().map_err(|error| format!("{name}: {error}"))?;
            let file = KindFile::of(file, &all.families).map_err(|error| format!("{name}: {error}"))?;
            let kind = all.joined(&file);
            if all.named(&kind.id).is_some() {
                return Err(format!("{name}: the kind {:?} stands in another file already", kind.id));
            }
            all.kinds.push(Arc::new(kind));
        }
        all.named(OTHER).map(|_| ()).ok_or_else(|| format!("no file describes the kind {OTHER:?}"))?;
        Ok(all)
    }

    /// These kinds and those of further files. One that has the id of another takes its place; a new one stands before those that were
    /// there, so that of two for which a notice speaks as strongly the paper's is taken.
    #[must_use]
    pub fn and<'a>(&self, files: impl IntoIterator<Item = &'a KindFile>) -> NoticeKinds {
        let mut all = self.clone();
        for file in files {
            let kind = Arc::new(all.joined(file));
            match all.kinds.iter().position(|known| known.id == kind.id) {
                Some(at) => all.kinds[at] = kind,
                None => all.kinds.insert(0, kind),
            }
        }
        all
    }

    /// The kind of a file, its words numbered in the lexicon.
    fn joined(&mut self, file: &KindFile) -> NoticeKind {
        let whens = file.when.iter().map(|when| self.when(when)).collect();
        NoticeKind { whens, ..file.kind.clone() }
    }

    fn when(&mut self, when: &WhenFile) -> When {
        When {
            rank: when.rank,
            title: when.title.iter().map(|word| self.lexicon.number(word)).collect(),
            text: when.text.iter().map(|group| group.iter().map(|word| self.lexicon.number(word)).collect()).collect(),
            without: when.without.iter().map(|word| self.lexicon.number(word)).collect(),
        }
    }

    /// The kind of a notice with this title and these words, and how strongly they speak for it; `None` where they speak for none.
    /// Kinds in which another speaks than the one who is known to speak are passed over.
    pub(super) fn recognise(
        &self,
        title: &[char],
        dense: &Dense,
        speaker: Option<Speaker>,
    ) -> Option<(&NoticeKind, u32)> {
        let (title, text) = (self.lexicon.heard(title), self.lexicon.heard(&dense.chars));
        let is = |heard: &[bool], number: &usize| heard.get(*number).copied().unwrap_or(false);
        let mut best: Option<(&NoticeKind, u32)> = None;
        let may = |kind: &&Arc<NoticeKind>| {
            kind.speakers.is_empty() || speaker.is_none_or(|own| kind.speakers.contains(&own))
        };
        for kind in self.kinds.iter().filter(may) {
            for when in &kind.whens {
                let titled = when.title.is_empty() || when.title.iter().any(|word| is(&title, word));
                let worded = when.text.iter().all(|group| group.iter().any(|word| is(&text, word)));
                let fits = titled && worded && !when.without.iter().any(|word| is(&text, word) || is(&title, word));
                if fits && best.is_none_or(|(_, rank)| when.rank > rank) {
                    best = Some((&**kind, when.rank));
                }
            }
        }
        best
    }

    /// The kind with this id.
    pub fn named(&self, id: &str) -> Option<&NoticeKind> {
        self.kinds.iter().map(|kind| &**kind).find(|kind| kind.id == id)
    }

    /// The kind for what is of none.
    pub(super) fn other(&self) -> &NoticeKind {
        self.named(OTHER).unwrap_or_else(|| unreachable!("`read` holds that there is one"))
    }

    /// Every kind: those that a paper entered, the last first, then the program's own in the order of their files' names.
    pub fn all(&self) -> &[Arc<NoticeKind>] {
        &self.kinds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "id = \"lease_end\"\nzh = \"解除租赁公告\"\nen = \"End of lease\"\ncategory = \"other\"\nsource = \"a test\"\n\
                       must = [\"addressees\"]\npatterns = [\"与{parties}签订\"]\n[[when]]\nrank = 90\ntext = [[\"解除租赁\"]]\n";

    fn read(text: &str) -> KindFile {
        KindFile::read(text, NoticeKinds::shipped(), &crate::ad::CategoryTable::shipped())
            .unwrap_or_else(|wrong| panic!("{wrong:#?}"))
    }

    fn taken_for(kinds: &NoticeKinds, text: &str) -> Option<String> {
        let mut dense = Dense::default();
        let text = super::super::text::SourceText::new(text);
        dense.take(&text, 0..text.len());
        kinds.recognise(&[], &dense, None).map(|(kind, _)| kind.id.clone())
    }

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

    /// What the build made of the files is what the reader of a paper's files reads in them, and it finds no mistake.
    #[test]
    fn the_kinds_as_made_are_the_kinds_as_written() {
        let table = crate::ad::CategoryTable::shipped();
        let shipped = &NoticeKinds::made().expect("sound");
        let mut written = NoticeKinds { kinds: Vec::new(), lexicon: Lexicon::default(), ..NoticeKinds::clone(shipped) };
        for (name, text, _) in FILES {
            let file = KindFile::read_own(text, shipped, &table).unwrap_or_else(|wrong| panic!("{name}: {wrong:#?}"));
            assert_eq!(NoticeKinds::shipped_file(file.id()), Some(*text), "the file is called as the kind");
            let kind = Arc::new(written.joined(&file));
            written.kinds.push(kind);
        }
        let said = |kind: &NoticeKind| {
            let patterns = kind.patterns.compiled();
            format!("{patterns:?} {:?}", NoticeKind { serial: 0, patterns: Patterns::default(), ..kind.clone() })
        };
        assert_eq!(shipped.all().len(), written.all().len());
        for (made, written) in shipped.all().iter().zip(written.all()) {
            assert_eq!(said(made), said(written), "{}", written.id);
        }
        assert_eq!(*shipped.words, NoticeWords::read(WORDS).expect("sound"));
        let families: HashMap<String, FamilyFile> = toml::from_str(FAMILIES).expect("sound");
        for (id, family) in families {
            for pattern in &family.patterns {
                assert!(Pattern::read(pattern).is_ok(), "{id}: {pattern:?}");
            }
            let written = Family::of(family);
            assert_eq!(format!("{:?}", shipped.families[&id]), format!("{written:?}"), "{id}");
        }
    }

    #[test]
    fn a_new_kind_is_a_file_and_goes_before_one_that_is_known_by_as_much() {
        let shipped = NoticeKinds::shipped();
        let kinds = shipped.and([&read(NEW)]);
        let lease = "因你方违约，现通知解除租赁合同。";
        assert_eq!(taken_for(&kinds, lease).as_deref(), Some("lease_end"));
        assert_ne!(taken_for(shipped, lease).as_deref(), Some("lease_end"), "the others are not touched");
        let more = NEW.replace("lease_end", "lease_over").replace("解除租赁公告", "租赁到期公告");
        let both = kinds.and([&read(&more)]);
        assert_eq!(taken_for(&both, lease).as_deref(), Some("lease_over"));
        assert_eq!(both.all().len(), shipped.all().len() + 2);
    }

    #[test]
    fn a_file_with_a_known_id_takes_its_place_and_a_retired_kind_is_taken_for_no_notice() {
        let kinds = NoticeKinds::shipped().and([&read(NEW)]);
        let other_words = kinds.and([&read(&NEW.replace("解除租赁\"]]", "终止承租\"]]"))]);
        assert_eq!(other_words.all().len(), kinds.all().len());
        assert_ne!(taken_for(&other_words, "现通知解除租赁合同。").as_deref(), Some("lease_end"));
        assert_eq!(taken_for(&other_words, "现通知终止承租。").as_deref(), Some("lease_end"));
        let (head, _) = NEW.split_once("[[when]]").expect("a table");
        let retired = kinds.and([&read(&format!("{head}retired = true\n"))]);
        assert_ne!(taken_for(&retired, "现通知解除租赁合同。").as_deref(), Some("lease_end"));
        assert_eq!(
            retired.named("lease_end").map(|kind| (kind.retired, kind.zh.as_str())),
            Some((true, "解除租赁公告"))
        );
    }
}
