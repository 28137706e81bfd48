//! What the screen 查询 says, and no other.

use crate::locale::desk::Words;
use books::booking::Open;

impl Words {
    /// In the empty field.
    pub const fn find_what(&self) -> &'static str {
        self.either(
            "登记号、电话、名称或拼音首字母、稿件里的字、案号、金额",
            "Number, telephone, name or pinyin, words of the copy, case number, sum",
        )
    }

    /// In the empty field of a window with little room.
    pub const fn find_what_in_short(&self) -> &'static str {
        self.either("登记号、电话、名称、稿件里的字、金额", "Number, telephone, name, copy, sum")
    }

    /// No booking has all of so many words; what each finds alone is listed.
    pub fn no_booking_has_all(&self, words: usize) -> String {
        if self.zh() {
            format!("没有同时合这 {words} 个词的；只合一个词的：")
        } else {
            format!("None has all {words} words; by one word:")
        }
    }

    /// What a word finds alone: how many, and whether there are more; none of that while the books are asked.
    pub fn finds_alone(&self, word: &str, count: usize, more: Option<bool>) -> String {
        let found = match (self.zh(), more, count) {
            (true, None, _) => "在查…".to_owned(),
            (false, None, _) => "searching…".to_owned(),
            (true, Some(_), 0) => "没有".to_owned(),
            (false, Some(_), 0) => "nothing".to_owned(),
            (true, Some(more), _) => format!("{count}{} 则", if more { "+" } else { "" }),
            (false, Some(more), _) => format!("{count}{}", if more { "+" } else { "" }),
        };
        format!("“{word}” {found}")
    }

    /// Nothing is listed while a chip bounds what is.
    pub const fn found_nothing_within(&self) -> &'static str {
        self.either("在这些条件之内没有；Ctrl+1 看全部", "Nothing within these bounds; Ctrl+1 takes them away")
    }

    /// While nothing that can be searched for is typed.
    pub const fn find_needs(&self) -> &'static str {
        self.either("至少两个字；几个词用空格隔开，都要有", "At least two characters; several words must all be there")
    }

    /// Below the field: what may be typed in it.
    pub const fn find_hint(&self) -> &'static str {
        self.either(
            "号码、电话后几位、姓名、单位、拼音首字母、稿中的字、案号、金额，都写在这一格；几个词之间空一格",
            "Number, part of a telephone number, name, firm, pinyin, words of the copy, case number, sum: all in this field, words apart",
        )
    }

    /// The chip that takes every filter away.
    pub const fn everything(&self) -> &'static str {
        self.either("全部", "Everything")
    }

    /// Bookings of which this is still open.
    pub const fn still_open(&self, open: Open) -> &'static str {
        match open {
            Open::Held => self.either("有差错", "With errors"),
            Open::Warnings => self.either("待阅", "To be seen"),
            Open::Papers => self.either("缺证", "Papers missing"),
            Open::Payment => self.either("未付", "Unpaid"),
            Open::Proof => self.either("未签样", "Unsigned"),
            Open::Review => self.either("待审", "To be reviewed"),
        }
    }

    /// Bookings of which no run stands.
    pub const fn withdrawn_ones(&self) -> &'static str {
        self.either("已撤", "Withdrawn")
    }

    /// So many of those found were taken on a day.
    pub fn of_day(&self, count: usize, today: bool) -> String {
        match (self.zh(), today) {
            (true, true) => format!("今天 · {count} 则"),
            (true, false) => format!("{count} 则"),
            (false, true) => format!("today · {count}"),
            (false, false) => format!("{count}"),
        }
    }

    /// Taken on one of the last days, today among them; all days where none are counted.
    pub fn last_days(&self, days: Option<u64>) -> String {
        match (self.zh(), days) {
            (true, None) => "所有日子".to_owned(),
            (true, Some(days)) => format!("近 {days} 天"),
            (false, None) => "All days".to_owned(),
            (false, Some(days)) => format!("Last {days} days"),
        }
    }

    /// Prints the proof of the chosen booking.
    pub const fn print_proof(&self) -> &'static str {
        self.either("打校样", "Print the proof")
    }

    /// How many bookings were found.
    pub fn found(&self, count: usize, more: bool) -> String {
        match (self.zh(), more) {
            (true, true) => format!("{count}+ 则，最近的在前"),
            (true, false) => format!("{count} 则"),
            (false, true) => format!("{count}+, the newest first"),
            (false, false) => format!("{count} found"),
        }
    }
}
