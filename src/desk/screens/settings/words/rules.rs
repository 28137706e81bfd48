//! What 规则文件 says of files of rules: checked, entered, withdrawn, replaced.

use chrono::NaiveDate;

use crate::locale::desk::Words;

impl Words {
    /// The field of the path of a file of rules.
    pub const fn rules_path(&self) -> &'static str {
        self.either("规则文件（写路径按回车，或把文件拖进窗口）", "File of rules (path, then Enter; or drop the file)")
    }

    /// What happens to the file.
    pub const fn rules_path_note(&self) -> &'static str {
        self.either(
            "先检查，逐条指出错在哪一行、该怎么写；没有错误才能录入。价目也可以在 价目（F7）里改",
            "It is checked first, every mistake with its line and what to write; without mistakes it can be entered. Cards can be changed at F7 too",
        )
    }

    /// Before the choice of what a file is.
    pub const fn rules_are(&self) -> &'static str {
        self.either("这是", "This is a")
    }

    /// The button that enters a file.
    pub const fn enter_rules(&self) -> &'static str {
        self.either("录入，从这天起执行", "Enter it from that day")
    }

    /// Heading of the files that were entered.
    pub const fn rules_entered_head(&self) -> &'static str {
        self.either("录入过的", "Entered")
    }

    /// No file was entered.
    pub const fn no_rules_entered(&self) -> &'static str {
        self.either("还没有：现在都按程序自带的规则", "None yet: everything goes by what the program brings along")
    }

    /// Writes out a file.
    pub const fn export_rules(&self) -> &'static str {
        self.either("写出文件", "Write out")
    }

    /// The button that withdraws a file.
    pub const fn withdraw_rules(&self) -> &'static str {
        self.either("撤回", "Withdraw")
    }

    /// Withdrawing was asked for once.
    pub const fn withdraw_again(&self) -> &'static str {
        self.either("再按一次撤回", "Again to withdraw")
    }

    /// A file of rules, as something that was written.
    pub const fn rules_file(&self) -> &'static str {
        self.either("规则文件", "Rule file")
    }

    /// A calendar, in the place of an id.
    pub const fn calendar_rules(&self) -> &'static str {
        self.either("刊期", "calendar")
    }

    /// A file that was not entered.
    pub const fn not_entered(&self) -> &'static str {
        self.either("未录入", "not entered")
    }

    /// The first way out.
    pub const fn rules_unread_replace(&self) -> &'static str {
        self.either(
            "办法一：改正这个文件，把改好的拖进来或写路径读入，再按 Ctrl+Enter 替换；编号和起用日不变",
            "Either: set the file right, drop it here or type its path, and Ctrl+Enter puts it in its place; number and day stay",
        )
    }

    /// The field of why a file that reads no more is replaced or withdrawn.
    pub const fn why_rules_go(&self) -> &'static str {
        self.either("替换或撤回的缘由（记入账链）", "Why it is replaced or withdrawn; it stands in the journal")
    }

    /// What the first day of a file of this kind means.
    pub const fn rules_from_note(&self, kind: &str) -> &'static str {
        match kind.as_bytes() {
            b"calendar" => self.either("见报日从这天起按它", "Of publication"),
            b"card" => self.either("这天起收的广告按它计价", "Ads that are taken from this day on are priced by it"),
            _ => self.either(
                "这天起收的广告按它；当天已有登记的，最早从次日起",
                "Ads that are taken from this day on; at the earliest the day after one with bookings",
            ),
        }
    }

    /// The button that puts a file in the place of one that reads no more.
    pub fn replace_rules(&self, id: &str, version: &str) -> String {
        if self.zh() { format!("替换 {id} 第 {version} 号") } else { format!("Replace {id} {version}") }
    }

    /// A file that was entered.
    pub fn rules_entered(&self, what: &str, version: &str, from: NaiveDate) -> String {
        if self.zh() {
            format!("已录入 {what} 第 {version} 号，从 {from} 起")
        } else {
            format!("Entered: {what}, {version}, from {from} on")
        }
    }

    /// A file that was withdrawn before its day.
    pub fn rules_withdrawn(&self, kind: &str, version: &str) -> String {
        if self.zh() {
            format!("已撤回{kind}第 {version} 号，它从未生效")
        } else {
            format!("Withdrawn: {kind} {version}, which never took effect")
        }
    }

    /// The version or number of a file.
    pub fn edition(&self, version: &str) -> String {
        if self.zh() { format!("第 {version} 号") } else { version.to_owned() }
    }

    /// A file with its number, from a day on.
    pub fn edition_from(&self, version: &str, from: NaiveDate) -> String {
        if self.zh() { format!("第 {version} 号，{from} 起") } else { format!("{version} from {from}") }
    }

    /// From a day on.
    pub fn from_day(&self, from: NaiveDate) -> String {
        if self.zh() { format!("{from} 起") } else { format!("from {from}") }
    }

    /// Whether a file that has taken effect is the one that holds.
    pub const fn is_in_force(&self, holds: bool) -> &'static str {
        if holds { self.either("执行中", "in force") } else { self.either("已有后来的", "followed by another") }
    }

    /// How many mistakes a file has.
    pub fn mistakes_in(&self, name: &str, count: usize) -> String {
        if self.zh() {
            format!("{name} 有 {count} 处错误，没有录入")
        } else {
            format!("{name} has {count} mistakes and is not entered")
        }
    }

    /// A file reads no more: what it is, and what that stops.
    pub fn rules_unread(&self, kind: &str, id: &str, version: &str, from: NaiveDate) -> String {
        if self.zh() {
            format!("{kind} {id} 第 {version} 号（{from} 起）读不出来，处理之前什么都不登记")
        } else {
            format!("The {kind} {id}, {version} (from {from}), reads no more: nothing is posted before it is mended")
        }
    }

    /// The second way out, and what it costs, by what the file is.
    pub const fn rules_unread_withdraw(&self, kind: &str) -> &'static str {
        match kind.as_bytes() {
            b"card" => self.either(
                "办法二：撤回（选中它按两次 Ctrl+Delete）。从此按其余的价目；按它收的广告价钱不变，但不能再按它改稿",
                "Or: withdraw it (choose it, Ctrl+Delete twice). The other cards hold then; what was priced by it keeps its price, but cannot be corrected by it",
            ),
            b"calendar" => self.either(
                "办法二：撤回（选中它按两次 Ctrl+Delete）。从此出报日和截稿按它之前的刊期；已收下的不变",
                "Or: withdraw it (choose it, Ctrl+Delete twice). Days and deadlines go by the calendar before it; what is booked stays",
            ),
            _ => self.either(
                "办法二：撤回（选中它按两次 Ctrl+Delete）。从此没有它：按它收的广告内容不变，识别和排式按其余的",
                "Or: withdraw it (choose it, Ctrl+Delete twice). It is gone then: ads that were taken by it keep their words, and are read and set by the others",
            ),
        }
    }
}
