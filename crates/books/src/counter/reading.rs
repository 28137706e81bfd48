//! Notices as they are read at the counter: beside each other, beside what was booked before, and beside how they were handed in.

use std::cell::OnceCell;
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use super::{AdDraft, Proposal, Rules};
use trade::ad::{Category, CategoryId, Finding, Found, Kind, Severity};
use trade::notice::{self, Earlier, NothingEarlier, Notice, ReadingContext, Sure};

/// A notice that is to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoticeText<'a> {
    /// Its words as they are to be printed.
    pub(super) copy: &'a str,
    /// Its words as they were handed in.
    pub(super) received: &'a str,
    /// The last day on which it is to run.
    pub(super) last_run: Option<NaiveDate>,
}

/// Reads notices by the kinds of today. Others among them are named by their place, from 1.
pub(super) fn read(written: &[NoticeText], rules: &Rules, earlier: &dyn Earlier, today: NaiveDate) -> Vec<Notice> {
    let context = ReadingContext { publish: None, calendar: &rules.calendar, kinds: rules.notices.on(today), earlier };
    let mut notices = notice::read_each(written.iter().map(|one| (one.copy, one.last_run)), &context);
    for (one, notice) in written.iter().zip(&mut notices) {
        Finding::join_all(changed_wording(one, notice, &context), &mut notice.findings);
    }
    notices
}

/// The category of the kind that a notice was read as; that of what is not said where the table of kinds has none for it.
pub(super) fn category_of(kind: &str, rules: &Rules, today: NaiveDate) -> CategoryId {
    let kind = rules.notices.on(today).named(kind);
    let known = kind.and_then(|kind| rules.kinds.category(Kind::Notice, &kind.category));
    known.unwrap_or_else(|| rules.kinds.unsaid(Kind::Notice)).id.clone()
}

/// A copy that is read once for everything that comes of it: its kind, its category, and what the counter answers.
pub struct ReadCopy<'r> {
    copy: &'r str,
    rules: &'r Rules,
    today: NaiveDate,
    notice: OnceCell<notice::CopyReading<'r>>,
}

impl<'r> ReadCopy<'r> {
    /// A copy under the rules of a day. Nothing of it is read before it is asked for.
    pub const fn new(copy: &'r str, rules: &'r Rules, today: NaiveDate) -> ReadCopy<'r> {
        ReadCopy { copy, rules, today, notice: OnceCell::new() }
    }

    fn notice(&self) -> &notice::CopyReading<'r> {
        self.notice.get_or_init(|| notice::read_copy(self.copy, self.rules.notices.on(self.today)))
    }

    /// What it is read as, a notice or a blessing. `None` where its words tell nothing, or are those of a blessing in what may be a notice.
    pub fn kind(&self) -> Option<Kind> {
        if self.copy.trim().is_empty() {
            return None;
        }
        let searched = searched(self.copy);
        let blesses = self.rules.kinds.of(Kind::Blessing).any(|category| says(&searched, category));
        match (self.notice().sure(), blesses) {
            (Sure::Certain, _) | (Sure::Likely, false) => Some(Kind::Notice),
            (Sure::Unsure, true) => Some(Kind::Blessing),
            (Sure::Likely, true) | (Sure::Unsure, false) => None,
        }
    }

    /// The id of the category that it is read as: of a notice by its kind, of a blessing by its words; none where these tell nothing.
    pub fn category(&self, kind: Kind) -> Option<CategoryId> {
        if self.copy.trim().is_empty() {
            return None;
        }
        if kind == Kind::Blessing {
            return worded(self.copy, self.rules).map(|category| category.id.clone());
        }
        let category = category_of(self.notice().kind(), self.rules, self.today);
        Some(category).filter(|id| *id != self.rules.kinds.unsaid(kind).id)
    }

    /// What the counter answers to an ad with this copy ([`super::propose`]).
    pub fn propose(self, draft: &AdDraft, now: NaiveDateTime) -> Proposal {
        let notice = (draft.kind == Kind::Notice && !self.copy.trim().is_empty()).then(|| {
            let (publish, calendar) = (draft.runs.iter().max().copied(), &self.rules.calendar);
            let (kinds, earlier) = (self.rules.notices.on(self.today), draft.earlier);
            let read = self.notice.into_inner().unwrap_or_else(|| notice::read_copy(self.copy, kinds));
            read.notice(&ReadingContext { publish, calendar, kinds, earlier })
        });
        super::proposed(draft, notice, self.rules, now)
    }
}

/// The id of the category that a copy is read as ([`ReadCopy::category`]).
pub fn recognised(kind: Kind, copy: &str, rules: &Rules, today: NaiveDate) -> Option<CategoryId> {
    ReadCopy::new(copy, rules, today).category(kind)
}

/// The one category of blessings whose words stand in a copy; none where those of several do, or of none.
fn worded<'a>(copy: &str, rules: &'a Rules) -> Option<&'a Category> {
    let copy = searched(copy);
    let mut found = rules.kinds.of(Kind::Blessing).filter(|category| says(&copy, category));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a copy, as [`searched`] gives it, has a word of this category.
fn says(copy: &str, category: &Category) -> bool {
    category.words.iter().any(|word| copy.contains(&searched(word)))
}

/// A text without blanks, widths, capitals and traditional characters.
fn searched(text: &str) -> String {
    text.chars().filter_map(notice::searched).collect()
}

/// The finding that a copy reads as an ad of another category than that under which it is taken. A notice of no known kind, and a blessing
/// whose words belong to no category or to several, contradict nothing. Categories that are set alike are the same: a card may give one
/// of the program's a name and a price of its own.
pub(super) fn contradicting(
    (kind, category): (Kind, &CategoryId),
    copy: &str,
    notice: Option<&Notice>,
    rules: &Rules,
    today: NaiveDate,
) -> Option<Finding> {
    let taken = rules.kinds.category(kind, category)?;
    let reads_as = match kind {
        Kind::Notice => rules.kinds.category(kind, &category_of(&notice?.kind, rules, today)),
        Kind::Blessing => worded(copy, rules).filter(|_| !says(&searched(copy), like(taken, rules))),
    }?;
    if reads_as.like() == taken.like() || reads_as.id == rules.kinds.unsaid(Kind::Notice).id {
        return None;
    }
    let (category, reads_as, zh, en) =
        (taken.id.clone(), reads_as.id.clone(), reads_as.zh.clone(), reads_as.en.clone());
    let found = Found::CategoryContradicts { category, reads_as, zh, en };
    Some(Finding { found, severity: Severity::Warning, start: 0, end: copy.chars().count() })
}

/// The category like which one is set: itself, unless a card named it.
fn like<'a>(category: &'a Category, rules: &'a Rules) -> &'a Category {
    rules.kinds.category(category.kind, category.like()).unwrap_or(category)
}

/// What an edit changed in the words of an authority, whether the notice is still read as one or was one when it came.
fn changed_wording(one: &NoticeText, notice: &Notice, context: &ReadingContext) -> Option<Finding> {
    let (span, received) = changed(one.received, one.copy)?;
    let official = |kind: &str| context.kinds.named(kind).is_some_and(|kind| kind.official);
    let came_as = || notice::read_one(one.received, &ReadingContext { earlier: &NothingEarlier, ..*context }).kind;
    if !official(&notice.kind) && !official(&came_as()) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, category: &str, copy: &str) -> Option<String> {
        let rules = Rules::shipped();
        let today = "2026-01-20".parse().expect("a date");
        let (publish, calendar, kinds) = (None, &rules.calendar, rules.notices.on(today));
        let read = || notice::read_one(copy, &ReadingContext { publish, calendar, kinds, earlier: &NothingEarlier });
        let notice = (kind == Kind::Notice).then(read);
        contradicting((kind, &CategoryId::posted(category)), copy, notice.as_ref(), &rules, today).map(|finding| {
            match finding.found {
                Found::CategoryContradicts { reads_as, .. } => reads_as.to_string(),
                other => panic!("{other:?}"),
            }
        })
    }

    #[test]
    fn a_copy_under_a_category_that_it_contradicts_is_found() {
        let lost = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";
        let reads_as = |kind, category, copy| found(kind, category, copy).unwrap_or_default();
        assert_eq!(reads_as(Kind::Notice, "arbitration_summons", lost), "lost_and_void");
        assert_eq!(reads_as(Kind::Notice, "other", lost), "lost_and_void", "what is left unsaid is a category too");
        assert_eq!(found(Kind::Notice, "lost_and_void", lost), None);
        assert_eq!(found(Kind::Notice, "court", "请各位邻居互相转告"), None, "of no known kind");
        let birthday = "祝王小明生日快乐\n健康成长";
        assert_eq!(reads_as(Kind::Blessing, "wedding", birthday), "birthday");
        assert_eq!(
            reads_as(Kind::Blessing, "love", "Happy  Ｂirthday, Emma!"),
            "birthday",
            "blanks, widths and capitals"
        );
        assert_eq!(reads_as(Kind::Blessing, "school", "祝賀週年慶典 結婚十周年"), "anniversary", "traditional");
        assert_eq!(found(Kind::Blessing, "birthday", birthday), None);
        let both = "新婚快乐，生日快乐";
        assert_eq!(found(Kind::Blessing, "wedding", both), None, "its own words stand there");
        assert_eq!(found(Kind::Blessing, "love", both), None, "words of two others say nothing");
        assert_eq!(found(Kind::Blessing, "wedding", "王国庆 李梅 白首不相离"), None, "a name is no festival");
    }

    #[test]
    fn a_blessing_is_recognised_by_words_that_one_category_has() {
        let (rules, today) = (Rules::shipped(), "2026-01-20".parse().expect("a date"));
        let of = |copy| recognised(Kind::Blessing, copy, &rules, today);
        assert_eq!(of("祝贺刘一鸣考入北京大学").as_deref(), Some("school"));
        assert_eq!(of("爸妈金婚快乐").as_deref(), Some("anniversary"));
        assert_eq!(of("新春快乐，生日快乐"), None, "of two");
        assert_eq!(of("平安喜乐"), None);
        assert_eq!(of(" "), None);
    }

    #[test]
    fn a_copy_tells_whether_it_is_a_notice_or_a_blessing() {
        let (rules, today) = (Rules::shipped(), "2026-01-20".parse().expect("a date"));
        let kind = |copy: &str| ReadCopy::new(copy, &rules, today).kind();
        assert_eq!(kind("遗失声明\n李四遗失居民身份证一张，声明作废。"), Some(Kind::Notice));
        assert_eq!(kind("祝王小明生日快乐\n健康成长"), Some(Kind::Blessing));
        assert_eq!(kind("新春快乐，生日快乐"), Some(Kind::Blessing), "of two categories, and of one kind");
        assert_eq!(kind("平安喜乐"), None);
        assert_eq!(kind(" \n"), None);
        assert_eq!(
            kind("遗失声明\n新婚酒店有限公司遗失公章一枚，声明作废。"),
            Some(Kind::Notice),
            "a name has a blessing's words"
        );
        for n in 1..=12 {
            let path = format!("{}/../../tests/corpus/notices/{n:02}.txt", env!("CARGO_MANIFEST_DIR"));
            assert_eq!(kind(&std::fs::read_to_string(path).expect("a notice")), Some(Kind::Notice), "{n}");
        }
    }

    #[test]
    fn what_was_changed_is_the_stretch_between_what_stayed() {
        assert_eq!(changed("本委定于4月29日", "本委定于4月29日"), None);
        assert_eq!(changed("本委定于4月29日", "本委定于5月29日"), Some((4..5, "4".to_owned())));
        assert_eq!(changed("本委现定于", "本委定于"), Some((2..2, "现".to_owned())));
        assert_eq!(changed("本委定于", "本委现定于"), Some((2..3, String::new())));
        assert_eq!(changed("啊啊", "啊"), Some((1..1, "啊".to_owned())), "what stayed is counted once");
    }
}
