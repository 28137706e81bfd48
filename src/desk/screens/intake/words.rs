//! What the screen 批量 says, and no other.

use chrono::NaiveDate;

use crate::locale::desk::Words;
use crate::locale::{short_date, weekday};

impl Words {
    /// The heading of the empty page.
    pub const fn page_in(&self) -> &'static str {
        self.either("来稿", "A page comes in")
    }

    /// What stands on the empty page.
    pub const fn page_placeholder(&self) -> &'static str {
        self.either(
            "整版、整封来函都可贴在这里：各则公告自动分开，价目、热线等留在一旁",
            "Paste a whole page or letter: its notices are told apart, price boxes and hotlines are left aside",
        )
    }

    /// How a page comes in.
    pub const fn page_ways(&self) -> &'static str {
        self.either(
            "Ctrl+V 粘贴即读 · 也可把 .txt、.docx、.rtf、.pdf 文件拖进窗口",
            "Ctrl+V pastes and reads · or drop a .txt, .docx, .rtf or .pdf file on the window",
        )
    }

    /// The key that reads the page.
    pub const fn read_page(&self) -> &'static str {
        self.either("读稿", "Read it")
    }

    /// The page is being read.
    pub const fn reading_page(&self) -> &'static str {
        self.either("正在读稿…", "Reading…")
    }

    /// So many notices of a batch are worked out, of so many.
    pub fn booking_of(&self, done: usize, of: usize) -> String {
        if self.zh() { format!("正在登记 {done}/{of}") } else { format!("Booking, {done} of {of}") }
    }

    /// The booking of a batch was stopped.
    pub const fn booking_stopped(&self) -> &'static str {
        self.either("已停止：一则也没有登记", "Stopped: nothing was booked")
    }

    /// How many notices, and how many parts stand aside.
    pub fn notices_and_aside(&self, notices: usize, aside: usize) -> String {
        match (self.zh(), aside) {
            (true, 0) => format!("{notices} 则"),
            (true, _) => format!("{notices} 则 · 另有 {aside} 段非稿件留在一旁"),
            (false, 0) => format!("{notices} notices"),
            (false, _) => format!("{notices} notices · {aside} left aside"),
        }
    }

    /// How many customers pay for the batch.
    pub fn payers(&self, count: usize) -> String {
        if self.zh() { format!("{count} 户") } else { format!("{count} payers") }
    }

    /// Nobody is said who pays.
    pub const fn payer_unknown(&self) -> &'static str {
        self.either("未填客户", "no customer yet")
    }

    /// What is open of the notice looked at.
    pub fn found_here(&self, errors: usize, warnings: usize) -> String {
        match (self.zh(), errors, warnings) {
            (_, 0, 0) => String::new(),
            (true, 0, _) => format!("这一则 {warnings} 处待阅"),
            (true, _, 0) => format!("这一则 {errors} 错"),
            (true, ..) => format!("这一则 {errors} 错，{warnings} 处待阅"),
            (false, 0, _) => format!("{warnings} to see here"),
            (false, _, 0) => format!("{errors} wrong here"),
            (false, ..) => format!("{errors} wrong, {warnings} to see here"),
        }
    }

    /// What is compared was booked before.
    pub const fn booked_before(&self) -> &'static str {
        self.either("以前登记的", "booked before")
    }

    /// The batch can be booked while a finding is open.
    pub const fn books_all_the_same(&self) -> &'static str {
        self.either("有错的登记后暂不上版", "those with errors are held from the page")
    }

    /// Nothing was found in a notice.
    pub const fn clean(&self) -> &'static str {
        self.either("无错", "clean")
    }

    /// The mark of a part that is not booked.
    pub const fn aside(&self) -> &'static str {
        self.either("留置", "aside")
    }

    /// The words of this notice.
    pub fn nth_notice(&self, n: usize) -> String {
        if self.zh() { format!("第 {n} 则") } else { format!("Notice {n}") }
    }

    /// Title of a part that is left aside.
    pub const fn is_aside(&self) -> &'static str {
        self.either("留在一旁，不登记", "Left aside, not booked")
    }

    /// The keys of the editor.
    pub const fn correct_keys(&self) -> &'static str {
        self.either("Esc 或 Ctrl+Enter 改毕 · Ctrl+Z 撤销", "Esc or Ctrl+Enter closes · Ctrl+Z undoes")
    }

    /// Puts a notice aside.
    pub const fn put_aside(&self) -> &'static str {
        self.either("留置", "Aside")
    }

    /// Takes what is aside as a notice.
    pub const fn take_in(&self) -> &'static str {
        self.either("作一则登记", "Take as a notice")
    }

    /// The key that opens the editor.
    pub const fn correct(&self) -> &'static str {
        self.either("改正", "Correct")
    }

    /// The cheapest size that holds it.
    pub const fn cheapest(&self) -> &'static str {
        self.either("最小", "Least")
    }

    /// The ad as large as there is room.
    pub const fn fitted(&self) -> &'static str {
        self.either("适合", "Fitted")
    }

    /// Heading of the facts.
    pub const fn facts_read(&self) -> &'static str {
        self.either("读到的事实", "What it says")
    }

    /// Heading of the days.
    pub const fn days_of(&self) -> &'static str {
        self.either("送达与开庭", "Service and hearing")
    }

    /// The day of publication.
    pub const fn publication(&self) -> &'static str {
        self.either("见报", "published")
    }

    /// The scope of all notices of the batch.
    pub fn for_all(&self, count: usize) -> String {
        if self.zh() { format!("全部 {count} 则") } else { format!("All {count}") }
    }

    /// For the one that is looked at.
    pub fn for_one(&self, n: usize) -> String {
        if self.zh() { format!("只第 {n} 则") } else { format!("Only {n}") }
    }

    /// For whom size, dates and customer are chosen.
    pub const fn chosen_for(&self) -> &'static str {
        self.either("规格、刊期、客户用于", "Size, runs, customer for")
    }

    /// The run dates in a line.
    pub fn runs_said(&self, runs: &[NaiveDate]) -> String {
        let one = |day: &NaiveDate| format!("{} {}", short_date(*day, self.language), weekday(*day, self.language));
        match runs {
            [] => self.either("未选刊期", "No run date").to_owned(),
            [day] => one(day),
            [first, .., last] if self.zh() => {
                format!("{} 期 {}–{}", runs.len(), short_date(*first, self.language), short_date(*last, self.language))
            }
            [first, .., last] => {
                format!(
                    "{} runs {}–{}",
                    runs.len(),
                    short_date(*first, self.language),
                    short_date(*last, self.language)
                )
            }
        }
    }

    /// The key that books the batch.
    pub fn book_all(&self, count: usize) -> String {
        if self.zh() { format!("全部登记 {count} 则") } else { format!("Book all {count}") }
    }

    /// What the open errors come to.
    pub fn held_said(&self, held: usize, warnings: usize) -> String {
        match (self.zh(), held, warnings) {
            (_, 0, 0) => String::new(),
            (true, 0, _) => format!("{warnings} 条提醒待阅"),
            (true, ..) => format!("{held} 则有错，登记后暂不上版；{warnings} 条提醒待阅"),
            (false, 0, _) => format!("{warnings} reminders to see"),
            (false, ..) => format!("{held} with errors, booked but held; {warnings} reminders to see"),
        }
    }

    /// So many cannot be booked as they are.
    pub fn invalid_said(&self, invalid: usize) -> String {
        if self.zh() {
            format!("{invalid} 则还不能登记，标“待改”")
        } else {
            format!("{invalid} cannot be booked yet, marked “mend”")
        }
    }

    /// A size for all that some do not fit.
    pub fn size_not_for(&self, size: &str, not: usize) -> String {
        if self.zh() {
            format!("{not} 则 {size} 放不下，规格未改")
        } else {
            format!("{not} do not fit {size} and keep their size")
        }
    }

    /// The batch of the last session is on the screen again.
    pub const fn batch_restored(&self) -> &'static str {
        self.either("已恢复上次未登记的批量", "The batch of the last session is back")
    }

    /// Throws the batch away.
    pub const fn discard_batch(&self) -> &'static str {
        self.either("再按一次 Ctrl+Delete 弃掉整批；按其他键保留", "Ctrl+Delete again throws the whole batch away")
    }

    /// The keys of the findings.
    pub const fn finding_keys(&self) -> &'static str {
        self.either("空格 已阅 · Enter 处理", "Space seen · Enter settles")
    }

    /// So many are booked.
    pub fn batch_booked(&self, count: usize) -> String {
        if self.zh() { format!("已登记 {count} 则") } else { format!("{count} booked") }
    }

    /// So many of them are held.
    pub fn batch_held(&self, held: usize) -> String {
        match (self.zh(), held) {
            (true, 0) => "都没有错；还要收款、签样、审核".to_owned(),
            (true, _) => format!("其中 {held} 则有错待处理，暂不上版"),
            (false, 0) => "None is held; to be paid, signed, reviewed".to_owned(),
            (false, _) => format!("{held} held until their errors are settled"),
        }
    }

    /// The key that begins an empty page.
    pub const fn next_batch(&self) -> &'static str {
        self.either("下一批", "Next batch")
    }

    /// The receipt for what was handed in.
    pub const fn receipt(&self) -> &'static str {
        self.either("交接单", "Receipt")
    }

    /// What the sender is to be asked.
    pub const fn questions(&self) -> &'static str {
        self.either("疑问单", "Questions")
    }

    /// One statement for several bookings, by payer or by case number.
    pub const fn account(&self, by_case: bool) -> &'static str {
        if by_case {
            self.either("合并结算（按案号）", "Account by case")
        } else {
            self.either("合并结算", "Account")
        }
    }

    /// A paper is being made.
    pub fn being_made(&self, name: &str) -> String {
        if self.zh() { format!("正在出{name}…") } else { format!("{name} being made…") }
    }
}
