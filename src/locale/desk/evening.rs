//! The words of the screen on which tills and days are closed.

use super::Words;
use crate::office::DayEnd;

impl Words {
    /// The screen of tills and days (日结).
    pub const fn evening(&self) -> &'static str {
        self.either("日结", "Evening")
    }

    /// The float with which a till is opened.
    pub const fn float(&self) -> &'static str {
        self.either("备用金（开台）", "Float, to open the till")
    }

    /// With how much an open till was opened.
    pub fn float_is(&self, float: &str) -> String {
        if self.zh() { format!("备用金 {float}") } else { format!("float {float}") }
    }

    /// What must be there by a method.
    pub fn by_the_books(&self, expected: &str) -> String {
        if self.zh() { format!("账上 {expected}") } else { format!("expected {expected}") }
    }

    /// Why what was counted differs from the books.
    pub const fn why_different(&self) -> &'static str {
        self.either("差额原因（有差额必填）", "Why it differs, where it does")
    }

    /// Opens a till with the float that is typed.
    pub const fn open_till(&self) -> &'static str {
        self.either("开台", "Open the till")
    }

    /// Records what was counted.
    pub const fn count_till(&self) -> &'static str {
        self.either("清点", "Count")
    }

    /// Closes a till as it was counted.
    pub const fn close_till(&self) -> &'static str {
        self.either("收台", "Close the till")
    }

    /// Closes the day, after which it is locked.
    pub const fn close_day(&self) -> &'static str {
        self.either("结账并锁定", "Close the day and lock it")
    }

    /// In the place of the step once the day is closed.
    pub const fn day_is_closed(&self) -> &'static str {
        self.either("今日已结", "Closed")
    }

    /// Why nothing is left to be done here today.
    pub const fn closed_before(&self) -> &'static str {
        self.either(
            "今日已日结。漏了什么，由主管用 qishi close --reopen 重开",
            "Today is closed. Where something was left out, a supervisor reopens it with qishi close --reopen",
        )
    }

    /// What came in today less what went out.
    pub const fn takings(&self) -> &'static str {
        self.either("当日收款", "Takings")
    }

    /// Heading of what is left for the next day.
    pub fn left_for_tomorrow(&self, count: usize) -> String {
        if self.zh() { format!("留到明日 {count} 件") } else { format!("Left for tomorrow: {count}") }
    }

    /// The day is closed; where its sheet is.
    pub fn sheet_written(&self, end: &DayEnd) -> String {
        let number = end.sheet.number;
        match (&end.file, self.zh()) {
            (Ok(path), true) => format!("已结账并锁定，第 {number} 张日结单在 {}", path.display()),
            (Ok(path), false) => format!("The day is closed and locked; day sheet {number} is {}", path.display()),
            (Err(_), true) => format!("已结账并锁定；第 {number} 张日结单没有写成，可用 qishi close 重开后再结"),
            (Err(_), false) => format!("The day is closed and locked; day sheet {number} could not be written"),
        }
    }
}
