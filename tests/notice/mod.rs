//! Reading notices: the real page to the letter, what comes of any text, and how often the checks are right.

mod attacks;
mod broken;
mod cases;
mod corpus;
mod forms;
mod labelled;
#[path = "../corpus/notices.rs"]
mod notices;
mod retyped;

use trade::calendar::Calendar;
use trade::notice::{NothingEarlier, NoticeKinds, PageReading, ReadingContext, read};

/// A page read for publication on a date.
pub fn read_for(page: &str, publish: Option<&str>) -> PageReading {
    let calendar = Calendar::shipped();
    let publish = publish.map(|date| date.parse().expect("a date"));
    read(
        page,
        &ReadingContext { publish, calendar: &calendar, kinds: NoticeKinds::shipped(), earlier: &NothingEarlier },
    )
}

/// Holds that the parts of a page are the page, character by character.
pub fn whole(page: &str, read: &PageReading) {
    let chars: Vec<char> = page.chars().collect();
    let mut parts: Vec<_> = read.notices.iter().map(|notice| notice.span.clone()).collect();
    for aside in &read.aside {
        assert_eq!(aside.text, chars[aside.span.clone()].iter().collect::<String>());
        parts.push(aside.span.clone());
    }
    parts.sort_by_key(|span| span.start);
    let mut end = 0;
    for span in parts {
        assert_eq!(span.start, end, "the parts have a hole or lie over one another");
        assert!(span.end > span.start);
        end = span.end;
    }
    assert_eq!(end, chars.len());
}
