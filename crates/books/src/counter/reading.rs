//! Notices as they are read at the counter: beside each other, beside what was booked before, and beside how they were handed in.

use std::ops::Range;

use chrono::NaiveDate;

use super::Rules;
use trade::ad::{CategoryId, Finding, Found, Kind, Severity};
use trade::notice::{self, Earlier, NothingEarlier, Notice, ReadingContext};

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
pub(super) fn category_of(notice: &Notice, rules: &Rules, today: NaiveDate) -> CategoryId {
    let kind = rules.notices.on(today).named(&notice.kind);
    let known = kind.and_then(|kind| rules.kinds.category(Kind::Notice, &kind.category));
    known.unwrap_or_else(|| rules.kinds.unsaid(Kind::Notice)).id.clone()
}

/// The id of the category that a copy is read as. Of a blessing, which is not read, it is that of what is not said.
pub fn recognised(kind: Kind, copy: &str, rules: &Rules, today: NaiveDate) -> CategoryId {
    if kind != Kind::Notice || copy.trim().is_empty() {
        return rules.kinds.unsaid(kind).id.clone();
    }
    let (publish, calendar, kinds) = (None, &rules.calendar, rules.notices.on(today));
    let notice = notice::read_one(copy, &ReadingContext { publish, calendar, kinds, earlier: &NothingEarlier });
    category_of(&notice, rules, today)
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

    #[test]
    fn what_was_changed_is_the_stretch_between_what_stayed() {
        assert_eq!(changed("本委定于4月29日", "本委定于4月29日"), None);
        assert_eq!(changed("本委定于4月29日", "本委定于5月29日"), Some((4..5, "4".to_owned())));
        assert_eq!(changed("本委现定于", "本委定于"), Some((2..2, "现".to_owned())));
        assert_eq!(changed("本委定于", "本委现定于"), Some((2..3, String::new())));
        assert_eq!(changed("啊啊", "啊"), Some((1..1, "啊".to_owned())), "what stayed is counted once");
    }
}
