//! What the screen 收稿 says of an ad that is booked: its papers, its signature, and taking it back.

use crate::locale::desk::Words;

impl Words {
    /// Label of the papers that were seen, where there is little room.
    pub const fn papers_short(&self) -> &'static str {
        self.either("证件", "Papers")
    }

    /// Label of who took it.
    pub const fn clerk_short(&self) -> &'static str {
        self.either("经办", "Clerk")
    }

    /// Heading of what a booking still needs.
    pub const fn before_it_appears(&self) -> &'static str {
        self.either("见报前还要", "Before it appears")
    }

    /// The mark of findings.
    pub const fn mark_checks(&self) -> &'static str {
        self.either("核", "F")
    }

    /// The mark of papers.
    pub const fn mark_papers(&self) -> &'static str {
        self.either("证", "P")
    }

    /// The mark of money.
    pub const fn mark_payment(&self) -> &'static str {
        self.either("款", "M")
    }

    /// The mark of the signed proof.
    pub const fn mark_proof(&self) -> &'static str {
        self.either("样", "S")
    }

    /// The mark of the review.
    pub const fn mark_review(&self) -> &'static str {
        self.either("审", "R")
    }

    /// Findings of the ad are open.
    pub const fn findings_open(&self) -> &'static str {
        self.either("有待处理的核对，F3 当日里处理", "findings are open; settle them in the day's list (F3)")
    }

    /// A paper was not seen.
    pub const fn papers_missing(&self) -> &'static str {
        self.either("还有证件待见，可后补", "papers are still to be seen")
    }

    /// Every paper was seen, or none is asked for.
    pub const fn papers_complete(&self) -> &'static str {
        self.either("齐", "complete")
    }

    /// The proof can be signed at once.
    pub const fn can_sign_now(&self) -> &'static str {
        self.either("待客户签样，现在就可以签", "to be signed; it can be now")
    }

    /// It waits for its review.
    pub const fn to_be_reviewed(&self) -> &'static str {
        self.either("待审核", "to be reviewed")
    }

    /// Heading of taking it back.
    pub const fn booked_wrong(&self) -> &'static str {
        self.either("登错了", "Booked by mistake")
    }

    /// The button that takes it back.
    pub const fn take_back_now(&self) -> &'static str {
        self.either("撤回", "Take back")
    }

    /// The key of that.
    pub const fn twice_key(&self) -> &'static str {
        self.either("Ctrl+Z 两次", "Ctrl+Z twice")
    }

    /// The key of that, struck once.
    pub const fn again_key(&self) -> &'static str {
        self.either("再按 Ctrl+Z", "Ctrl+Z again")
    }

    /// What taking it back comes to: `back` is the money by method, empty for none.
    pub fn taken_back_by_key(&self, back: &str, serial: u32, confirming: bool) -> String {
        let (zh, money) = (self.zh(), !back.is_empty());
        let first = match (zh, money) {
            (true, true) => format!("退 {back}，稿件回到收稿台。{serial:04} 号作废留痕，不再使用。"),
            (true, false) => format!("稿件回到收稿台。{serial:04} 号作废留痕，不再使用。"),
            (false, true) => format!("Gives back {back}; the copy returns here. No. {serial:04} stays as void. "),
            (false, false) => format!("The copy returns here. No. {serial:04} stays as void. "),
        };
        let then = match (zh, confirming) {
            (true, true) => "再按一次就撤回。",
            (true, false) => "签样、审核或收台以后不能撤回，改用撤稿。",
            (false, true) => "Once more takes it back.",
            (false, false) => "Not once it is signed, reviewed or the till is closed: then withdraw it.",
        };
        format!("{first}{then}")
    }

    /// The draft came back of a booking that was taken back.
    pub fn came_back(&self, number: &str) -> String {
        if self.zh() {
            format!("{number} 已撤回，稿件在此")
        } else {
            format!("{number} is taken back; here is its draft")
        }
    }

    /// The customer is asked to sign.
    pub const fn let_them_sign(&self) -> &'static str {
        self.either("请客户看一遍，怎么签就选哪个", "Let the customer read it, and say how it is signed")
    }

    /// The first way of signing.
    pub const fn signs_on_paper(&self) -> &'static str {
        self.either("纸上签字", "on paper")
    }

    /// The keys of signing.
    pub const fn sign_keys(&self) -> &'static str {
        self.either("Ctrl+G，← → 选，Enter 签", "Ctrl+G, ← →, Enter signs")
    }

    /// Said where a proof was signed: by whom and how.
    pub fn is_signed(&self, how: &str, who: &str) -> String {
        if self.zh() { format!("已签样：{who}（{how}）") } else { format!("Signed: {who} ({how})") }
    }

    /// Heading of the papers of a booking.
    pub const fn papers_of_it(&self) -> &'static str {
        self.either("单据", "Papers")
    }

    /// So many papers came to nobody.
    pub fn not_delivered(&self, count: usize) -> String {
        if self.zh() { format!("{count} 份没有送到") } else { format!("{count} not delivered") }
    }

    /// On the button that makes a paper that was not asked for yet.
    pub const fn do_paper(&self) -> &'static str {
        self.either("出", "Make")
    }

    /// Makes a paper once more that did not come out.
    pub const fn try_again(&self) -> &'static str {
        self.either("再试", "Try again")
    }

    /// Money that came by a method.
    pub fn came_by(&self, method: &str) -> String {
        if self.zh() { format!("收 {method}") } else { format!("Paid, {method}") }
    }

    /// The same customer has another ad, beginning with this one.
    pub const fn repeat_now(&self) -> &'static str {
        self.either("照这一则再登", "The same ad again")
    }

    /// The keys that go on to the next customer.
    pub const fn next_keys(&self) -> &'static str {
        self.either("Enter 或 Ctrl+N", "Enter or Ctrl+N")
    }

    /// Which print it is, in front of what became of it; nothing for the first.
    pub fn which_print(&self, copy: Option<u32>) -> String {
        match (copy, self.zh()) {
            (Some(copy @ 2..), true) => format!("第 {copy} 次：",),
            (Some(copy @ 2..), false) => format!("print {copy}: "),
            _ => String::new(),
        }
    }

    /// A file was written into the folder of papers.
    pub fn saved_as(&self, file: &str) -> String {
        if self.zh() { format!("已存 papers/{file}") } else { format!("saved as papers/{file}") }
    }

    /// A file was written and opened.
    pub fn opened_file(&self, file: &str) -> String {
        if self.zh() { format!("已打开 papers/{file}") } else { format!("opened papers/{file}") }
    }

    /// A file was written, and nothing opened it.
    pub fn saved_not_opened(&self, file: &str, why: &str) -> String {
        if self.zh() {
            format!("未能打开：{why}。已存 papers/{file}")
        } else {
            format!("not opened: {why}. Saved as papers/{file}")
        }
    }

    /// A printer took it.
    pub fn sent_as(&self, number: i32) -> String {
        if self.zh() {
            format!("已送打印机，任务 {number}")
        } else {
            format!("sent to the printer, job {number}")
        }
    }

    /// No printer took it, and it waits.
    pub fn waits_because(&self, why: &str) -> String {
        if self.zh() {
            format!("没有印出：{why}。F8 待打印里重送")
        } else {
            format!("not printed: {why}. F8 sends it again")
        }
    }
}
