//! What the desk says on the screen of searching.

use super::Words;
use books::search::Field;

impl Words {
    /// The screen of searching.
    pub const fn find(&self) -> &'static str {
        self.either("查询", "Find")
    }

    /// In the empty field.
    pub const fn find_what(&self) -> &'static str {
        self.either(
            "登记号、电话、名称或拼音首字母、稿件里的字、案号、金额",
            "Number, telephone, name or pinyin, words of the copy, case number, sum",
        )
    }

    /// While nothing that can be searched for is typed.
    pub const fn find_needs(&self) -> &'static str {
        self.either("至少两个字；几个词用空格隔开，都要有", "At least two characters; several words must all be there")
    }

    /// While the books are asked.
    pub const fn searching(&self) -> &'static str {
        self.either("在查…", "Searching…")
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

    /// Blessings and notices alike.
    pub const fn all_kinds(&self) -> &'static str {
        self.either("祝福和公告", "Blessings and notices")
    }

    /// Whatever became of it.
    pub const fn all_states(&self) -> &'static str {
        self.either("所有状态", "Any state")
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

    /// Opens the booking on the day on which it was taken.
    pub const fn open_booking(&self) -> &'static str {
        self.either("打开", "Open")
    }

    /// Prints the proof of the chosen booking.
    pub const fn print_proof(&self) -> &'static str {
        self.either("打校样", "Print the proof")
    }

    /// The field in which words were found.
    pub const fn field(&self, field: Field) -> &'static str {
        match field {
            Field::Number => self.either("登记号", "Number"),
            Field::Phone => self.either("电话", "Telephone"),
            Field::Name => self.either("名称", "Name"),
            Field::Amount => self.either("金额", "Sum"),
            Field::Copy => self.either("稿件", "Copy"),
        }
    }
}
