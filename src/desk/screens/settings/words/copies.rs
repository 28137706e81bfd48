//! What 备份与恢复 says of copies of the books.

use crate::locale::desk::Words;

impl Words {
    /// What becomes of them.
    pub const fn copies_note(&self) -> &'static str {
        self.either(
            "每天首次启动自动备份并核对；留 14 天、8 周、36 个月",
            "One is made and proved at the first start of a day; kept are 14 days, 8 weeks, 36 months",
        )
    }

    /// The key that makes a copy.
    pub const fn copy_now(&self) -> &'static str {
        self.either("现在备份", "Copy now")
    }

    /// The list of copies is empty.
    pub const fn no_copies(&self) -> &'static str {
        self.either("还没有备份", "There is none yet")
    }

    /// Shows what restoring one would cost.
    pub const fn look_at_copy(&self) -> &'static str {
        self.either("看会丢失什么", "See what would be lost")
    }

    /// What a copy holds.
    pub fn copy_holds(&self, bookings: u64, entries: u64) -> String {
        if self.zh() {
            format!("登记 {bookings} 则，{entries} 笔账")
        } else {
            format!("{bookings} bookings, {entries} entries")
        }
    }

    /// Why it is restored.
    pub const fn restore_reason(&self) -> &'static str {
        self.either("恢复理由", "Why it is restored")
    }

    /// The key that restores the copy that was looked at.
    pub const fn restore_copy(&self) -> &'static str {
        self.either("恢复这份备份", "Restore this copy")
    }

    /// Leaves everything as it is.
    pub const fn leave_copies(&self) -> &'static str {
        self.either("不恢复", "Leave it")
    }

    /// A copy is being made, looked at or restored.
    pub const fn copies_busy(&self) -> &'static str {
        self.either("正在读写备份，可以照常登记…", "At work on the copies; taking ads goes on…")
    }

    /// A copy was made.
    pub fn copy_made(&self, bookings: u64, entries: u64) -> String {
        let holds = self.copy_holds(bookings, entries);
        if self.zh() { format!("已备份并核对：{holds}") } else { format!("Copied and proved: {holds}") }
    }

    /// A copy came back.
    pub fn copy_restored(&self, aside: &str) -> String {
        if self.zh() {
            format!("已恢复；原账册留在 {aside}")
        } else {
            format!("Restored; the books that stood here are kept in {aside}")
        }
    }

    /// Label of the field for the second place.
    pub const fn second_place(&self) -> &'static str {
        self.either("第二处备份", "Second place for copies")
    }

    /// What it may be.
    pub const fn second_place_hint(&self) -> &'static str {
        self.either("U 盘或网络盘上的文件夹，回车生效", "a folder on a stick or a network drive; Enter keeps it")
    }

    /// That the second place was kept.
    pub const fn second_place_kept(&self) -> &'static str {
        self.either("第二处备份已记下", "The second place is kept")
    }
}
