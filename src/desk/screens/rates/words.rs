//! What the screen 价目 says, and no other.

use chrono::NaiveDate;

use crate::locale::desk::Words;

impl Words {
    /// Heading of the versions.
    pub const fn versions(&self) -> &'static str {
        self.either("版本", "Versions")
    }

    /// The card that holds.
    pub const fn in_force(&self) -> &'static str {
        self.either("现行", "in force")
    }

    /// A card that held.
    pub const fn past(&self) -> &'static str {
        self.either("往期", "past")
    }

    /// From when a card holds.
    pub fn holds_from(&self, day: NaiveDate) -> String {
        if self.zh() { format!("{day} 起") } else { format!("from {day}") }
    }

    /// Makes a copy to be changed.
    pub const fn edit_copy(&self) -> &'static str {
        self.either("编辑副本", "Edit a copy")
    }

    /// The copy, and of what it is one.
    pub fn copy_of(&self, base: Option<&str>) -> String {
        match (self.zh(), base) {
            (true, Some(base)) => format!("副本 · {base} 版"),
            (true, None) => "导入的价目".to_owned(),
            (false, Some(base)) => format!("Copy of {base}"),
            (false, None) => "Imported card".to_owned(),
        }
    }

    /// The numbers in a table.
    pub const fn as_table(&self) -> &'static str {
        self.either("表格", "Table")
    }

    /// The view of the card's file as text.
    pub const fn whole_file(&self) -> &'static str {
        self.either("全文", "Full text")
    }

    /// Label of the field for the version.
    pub const fn card_version_field(&self) -> &'static str {
        self.either("版本号", "Version")
    }

    /// From when it is to hold.
    pub const fn from_field(&self) -> &'static str {
        self.either("施行日期", "In force from")
    }

    /// Label of the field for the card's name.
    pub const fn card_name(&self) -> &'static str {
        self.either("名称", "Name")
    }

    /// Where a card comes from.
    pub const fn card_source(&self) -> &'static str {
        self.either("来源", "Source")
    }

    /// Puts it in force.
    pub fn put_in_force(&self, from: Option<NaiveDate>) -> String {
        match (self.zh(), from) {
            (true, Some(from)) => format!("{from} 起施行"),
            (true, None) => "施行".to_owned(),
            (false, Some(from)) => format!("In force from {from}"),
            (false, None) => "Put in force".to_owned(),
        }
    }

    /// It is being put in force.
    pub const fn putting_in_force(&self) -> &'static str {
        self.either("正在录入…", "Entering…")
    }

    /// It holds from this day.
    pub fn now_in_force(&self, version: &str, from: NaiveDate) -> String {
        if self.zh() {
            format!("价目 {version} 版已录入，{from} 起施行")
        } else {
            format!("Card {version} is entered; it holds from {from}")
        }
    }

    /// It reads, and could be put in force.
    pub const fn card_sound(&self) -> &'static str {
        self.either("没有错误，可以施行", "No mistakes; it can be put in force")
    }

    /// How many mistakes there are.
    pub fn mistakes_count(&self, count: usize) -> String {
        match (self.zh(), count) {
            (true, _) => format!("{count} 处错误"),
            (false, 1) => "1 mistake".to_owned(),
            (false, _) => format!("{count} mistakes"),
        }
    }

    /// No mistakes in the whole file.
    pub const fn no_mistakes(&self) -> &'static str {
        self.either("没有错误", "No mistakes")
    }

    /// What stands in a field is no price.
    pub fn not_a_number(&self, typed: &str) -> String {
        if self.zh() {
            format!("“{typed}”不是价格。请写大于零、至多两位小数的数，如 319 或 319.50")
        } else {
            format!("“{typed}” is no price: write a number above zero with at most two decimals, such as 319 or 319.50")
        }
    }

    /// What stands in the field for the day is none.
    pub fn not_a_day(&self, typed: &str) -> String {
        if self.zh() {
            format!("“{typed}”不是日期。请写如 2026-02-01")
        } else {
            format!("“{typed}” is no date: write it like 2026-02-01")
        }
    }

    /// The table cannot be filled in while the file does not read.
    pub const fn mend_first(&self) -> &'static str {
        self.either(
            "全文有错误，改好后才能按表格填写：Ctrl+T 回到全文",
            "The text has mistakes; mend them before the table can be filled in: Ctrl+T",
        )
    }

    /// The line on which the caret stands.
    pub fn on_line(&self, line: usize, of: usize) -> String {
        if self.zh() { format!("第 {line} 行，共 {of} 行") } else { format!("line {line} of {of}") }
    }

    /// Heading of what a new card changes.
    pub const fn what_changes(&self) -> &'static str {
        self.either("与现行价目相比", "Against the card in force")
    }

    /// By which bookings it is compared.
    pub fn by_bookings(&self, days: u64, count: usize) -> String {
        match (self.zh(), count) {
            (true, _) => format!("近 {days} 日 {count} 则"),
            (false, 1) => format!("1 ad of {days} days"),
            (false, _) => format!("{count} ads of {days} days"),
        }
    }

    /// The bookings are being read.
    pub const fn reading_bookings(&self) -> &'static str {
        self.either("正在读取近 30 日登记…", "Reading the last 30 days…")
    }

    /// There is nothing to compare by.
    pub const fn no_bookings(&self) -> &'static str {
        self.either("近 30 日没有登记，无从比较", "No ads in the last 30 days to compare by")
    }

    /// Nothing costs anything else.
    pub const fn nothing_changes(&self) -> &'static str {
        self.either("逐则重算，金额都不变", "Each priced again: nothing changes")
    }

    /// It is compared once the file reads.
    pub const fn compare_later(&self) -> &'static str {
        self.either("改好错误后比较", "Compared once the mistakes are mended")
    }

    /// Label of the number of bookings that would cost more.
    pub const fn dearer(&self) -> &'static str {
        self.either("涨价", "dearer")
    }

    /// Label of the number of bookings that would cost less.
    pub const fn cheaper(&self) -> &'static str {
        self.either("降价", "cheaper")
    }

    /// Label of the number of bookings that would cost the same.
    pub const fn same_price(&self) -> &'static str {
        self.either("不变", "same")
    }

    /// Label of the number of bookings that would be refused.
    pub const fn refused_count(&self) -> &'static str {
        self.either("不收", "refused")
    }

    /// What the bookings would come to.
    pub const fn sum_changes(&self) -> &'static str {
        self.either("合计", "Sum")
    }

    /// The new card refuses it.
    pub fn would_refuse(&self, why: &str) -> String {
        if self.zh() { format!("新价目不收：{why}") } else { format!("refused by the new card: {why}") }
    }

    /// The card in force has no price for it.
    pub fn without_price(&self, count: usize) -> String {
        if self.zh() {
            format!("另有 {count} 则按现行价目已无价，未比较")
        } else {
            format!("{count} more have no price by the card in force and are not compared")
        }
    }

    /// Writes the card to a file.
    pub const fn export_card(&self) -> &'static str {
        self.either("导出", "Export")
    }

    /// Reads a card from a file.
    pub const fn import_card(&self) -> &'static str {
        self.either("导入", "Import")
    }

    /// The path of the file to read.
    pub const fn import_path(&self) -> &'static str {
        self.either(
            "价目文件（.toml）的路径，Enter 读入；也可把文件拖到窗口",
            "Path of the card's file (.toml); Enter reads it, or drop the file here",
        )
    }

    /// Prints the card as a poster.
    pub const fn poster(&self) -> &'static str {
        self.either("公示海报", "Poster")
    }

    /// Withdraws a card that waits.
    pub const fn withdraw_card(&self) -> &'static str {
        self.either("撤回", "Withdraw")
    }

    /// Withdrawing was pressed once.
    pub fn withdraw_card_again(&self, version: &str) -> String {
        if self.zh() {
            format!("撤回 {version} 版？再按一次 Ctrl+Delete 撤回；按其他键保留")
        } else {
            format!("Withdraw {version}? Ctrl+Delete once more does; any other key keeps it")
        }
    }

    /// That a card was withdrawn before its day.
    pub fn card_withdrawn(&self, version: &str) -> String {
        if self.zh() {
            format!("已撤回价目 {version} 版，它从未施行")
        } else {
            format!("Card {version} is withdrawn; it never held")
        }
    }

    /// Throws the copy away.
    pub const fn drop_copy(&self) -> &'static str {
        self.either("弃副本", "Discard")
    }

    /// Throwing the copy away was pressed once.
    pub const fn drop_copy_again(&self) -> &'static str {
        self.either(
            "弃掉这份副本？再按一次 Ctrl+Delete 弃掉；按其他键保留",
            "Discard the copy? Ctrl+Delete once more does; any other key keeps it",
        )
    }
}
