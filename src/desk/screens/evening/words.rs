//! What the screen 日结 says, and no other.

use crate::locale::desk::Words;
use crate::office::{Banked, DayEnd};
use trade::money::Money;

/// The four steps of an evening, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EveningStep {
    /// 点钞: the cash of the till is counted.
    Count,
    /// 对渠道: the methods beside the channels' files.
    Match,
    /// 留到明日: what is left open for the next day.
    Left,
    /// 结账并锁定: the till and the day are closed.
    Close,
}

impl EveningStep {
    /// All four, in their order.
    pub const ALL: [EveningStep; 4] = [EveningStep::Count, EveningStep::Match, EveningStep::Left, EveningStep::Close];
}

/// What the red button does with the receipt that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Receipts are the money whose serial numbers they bear.
    Serials,
    /// It is this money of the books.
    Match,
    /// It pays for these bookings.
    Claim,
    /// What was recorded by another method is set right first.
    Rebook,
    /// It goes on waiting, and the next one is shown.
    Wait,
    /// It is none of the counter's.
    Aside,
}

impl Words {
    /// The float with which a till is opened.
    pub const fn float(&self) -> &'static str {
        self.either("备用金（开台）", "Float, to open the till")
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
        self.either("已结", "Closed")
    }

    /// What came in today less what went out.
    pub const fn takings(&self) -> &'static str {
        self.either("当日收款", "Takings")
    }

    /// The name of a step.
    pub const fn evening_step(&self, step: EveningStep) -> &'static str {
        match step {
            EveningStep::Count => self.either("点钞", "Count"),
            EveningStep::Match => self.either("对渠道", "Match"),
            EveningStep::Left => self.either("留到明日", "Leave"),
            EveningStep::Close => self.either("结账", "Close"),
        }
    }

    /// Heads of the count: note, pieces, sum.
    pub const fn note_heads(&self) -> (&'static str, &'static str, &'static str) {
        if self.zh() { ("面额", "张数", "合计") } else { ("note", "pieces", "sum") }
    }

    /// Beside the first step: what Enter does.
    pub const fn enter_onward(&self) -> &'static str {
        self.either("Enter 到下一种", "Enter: the next")
    }

    /// The cash that was counted.
    pub const fn counted_cash(&self) -> &'static str {
        self.either("点得", "Counted")
    }

    /// What the cash is by the books: the float, what came in, and what went to the bank.
    pub fn books_of_cash(&self, float: &str, came: &str, banked: Money) -> String {
        let bank = if banked == Money::ZERO { String::new() } else { banked.grouped() };
        match (self.zh(), bank.as_str()) {
            (true, "") => format!("账上：备用金 {float} + 现金 {came}"),
            (true, bank) => format!("账上：备用金 {float} + 现金 {came} − 缴款 {bank}"),
            (false, "") => format!("books: float {float} + cash {came}"),
            (false, bank) => format!("books: float {float} + cash {came} − bank {bank}"),
        }
    }

    /// A difference has to be explained.
    pub const fn must_be_explained(&self) -> &'static str {
        self.either("必须写缘由", "Say why")
    }

    /// Beside the difference of a till that was closed with its reason.
    pub const fn was_explained(&self) -> &'static str {
        self.either("已写缘由", "Explained")
    }

    /// Cash to the bank (缴款).
    pub const fn bank_slip(&self) -> &'static str {
        self.either("缴款单", "To the bank")
    }

    /// The till is closed for a change of shift.
    pub const fn change_of_shift(&self) -> &'static str {
        self.either("收台交班", "Close the shift")
    }

    /// The field of how much goes to the bank.
    pub const fn to_the_bank(&self) -> &'static str {
        self.either("缴款（元）", "To the bank (yuan)")
    }

    /// What the slip is for.
    pub const fn bank_slip_is_for(&self) -> &'static str {
        self.either(
            "台里留下备用金。缴款单存入单据文件夹，交财务签收；Esc 不缴",
            "The float stays in the till. The slip goes into the folder of papers; Esc: not now",
        )
    }

    /// The red button that takes cash to the bank.
    pub const fn take_to_bank(&self) -> &'static str {
        self.either("缴款并出单", "Take it and write the slip")
    }

    /// Cash went to the bank; where its slip is.
    pub fn banked(&self, done: &Banked) -> String {
        let (amount, number) = (done.slip.amount.grouped(), done.slip.number);
        match (&done.file, self.zh()) {
            (Ok(path), true) => format!("已缴 {amount}，第 {number} 张缴款单在 {}，Ctrl+P 查看", path.display()),
            (Ok(path), false) => {
                format!("{amount} went to the bank; slip {number} is {}, Ctrl+P shows it", path.display())
            }
            (Err(_), true) => format!("已缴 {amount}；缴款单没有写成"),
            (Err(_), false) => format!("{amount} went to the bank; the slip could not be written"),
        }
    }

    /// Heads of the methods: method, books, channel or count, difference, how it stands.
    pub const fn method_heads(&self) -> [&'static str; 5] {
        if self.zh() {
            ["收法", "账上", "渠道 / 实点", "差", "情况"]
        } else {
            ["method", "books", "channel / count", "difference", "stands"]
        }
    }

    /// Credit is matched with no channel.
    pub const fn not_matched(&self) -> &'static str {
        self.either("不对渠道", "no channel")
    }

    /// The cash was not counted.
    pub const fn not_counted(&self) -> &'static str {
        self.either("还没点", "not counted")
    }

    /// There is no file beside a method.
    pub const fn no_file(&self) -> &'static str {
        self.either("没有账单，请点数填写", "no file: type the count")
    }

    /// The field of a file's path.
    pub const fn bill_path(&self) -> &'static str {
        self.either("渠道账单的路径（CSV），Enter 读入", "Path of the channel's CSV, Enter reads it")
    }

    /// Beside the second step.
    pub const fn drop_here(&self) -> &'static str {
        self.either("把渠道账单拖到这里，或", "Drop a channel's file here, or")
    }

    /// Heading of a receipt that waits: which of how many.
    pub fn waits_of(&self, method: &str, place: usize, count: usize) -> String {
        if self.zh() {
            format!("{method}有一笔账上没有（{place}/{count}）")
        } else {
            format!("{method} has one that the books have not ({place} of {count})")
        }
    }

    /// Beside it: the keys that walk.
    pub const fn walk_waiting(&self) -> &'static str {
        self.either("Ctrl+↑ ↓ 换一笔 · ↑ ↓ 选 · Enter 确认", "Ctrl+↑ ↓ another · ↑ ↓ choose · Enter confirm")
    }

    /// What the payer wrote.
    pub fn remark(&self, remark: &str) -> String {
        if self.zh() { format!("附言 {remark}") } else { format!("remark {remark}") }
    }

    /// Before the likely mates.
    pub const fn may_be(&self) -> &'static str {
        self.either("可能是", "It may be")
    }

    /// Nothing in the books is of the amount.
    pub const fn no_mates(&self) -> &'static str {
        self.either("账上没有金额相合的", "Nothing in the books is of this amount")
    }

    /// It goes on waiting.
    pub const fn leave_waiting(&self) -> &'static str {
        self.either("现在没有的稿：留着待认领", "No ad of ours yet: leave it unclaimed")
    }

    /// Beside that, what comes of it.
    pub const fn claimed_later(&self) -> &'static str {
        self.either("客户来了再认", "claimed when the customer comes")
    }

    /// It is none of the counter's.
    pub const fn none_of_ours(&self) -> &'static str {
        self.either("不是稿费：不认领", "No ad money: set it aside")
    }

    /// Beside that, what comes of it.
    pub const fn with_reason(&self) -> &'static str {
        self.either("写明是什么钱", "with a reason")
    }

    /// The field of why a receipt is set aside.
    pub const fn why_aside(&self) -> &'static str {
        self.either("是什么钱", "What it is")
    }

    /// The red button of a receipt.
    pub const fn handle(&self, doing: Doing) -> &'static str {
        match doing {
            Doing::Serials => self.either("按流水号对上", "Match by number"),
            Doing::Match => self.either("就是这一笔，对上", "This one: match"),
            Doing::Claim => self.either("认领，记收款", "Claim it as payment"),
            Doing::Rebook => self.either("冲正改记", "Set it right"),
            Doing::Wait => self.either("留着，看下一笔", "Leave it, the next"),
            Doing::Aside => self.either("注明不认领", "Set it aside"),
        }
    }

    /// Receipts whose serial number and amount are those of money that was recorded since the file was read.
    pub fn same_serials(&self, count: usize) -> String {
        if self.zh() {
            format!("{count} 笔流水号、金额与账上的相合")
        } else {
            format!("{count} agree with the books in number and amount")
        }
    }

    /// So many receipts were matched by their serial numbers.
    pub fn matched_serials(&self, count: usize) -> String {
        if self.zh() { format!("按流水号对上 {count} 笔") } else { format!("{count} matched by serial number") }
    }

    /// The unit of a note, or of a coin of less than a yuan.
    pub const fn note_unit(&self, yuan: bool) -> &'static str {
        if yuan { self.either("元", "yuan") } else { self.either("角", "jiao") }
    }

    /// How another of what is in no file is chosen.
    pub const fn choose_missing(&self) -> &'static str {
        self.either("Ctrl+2，↑ ↓ 选", "Ctrl+2, ↑ ↓ choose")
    }

    /// Heading of money that is in no file.
    pub fn missing(&self, count: usize) -> String {
        if self.zh() {
            format!("账上有、渠道没有 {count} 笔")
        } else {
            format!("{count} in the books and in no file")
        }
    }

    /// What is to be done with it.
    pub const fn missing_way_out(&self) -> &'static str {
        self.either(
            "收法记错的，Enter 打开冲正；没到账的收台时写缘由",
            "Where the method is wrong, Enter opens the form that sets it right; explain what did not come",
        )
    }

    /// Files and books agree.
    pub const fn all_matched(&self) -> &'static str {
        self.either("渠道账单与账上全对上了", "Files and books agree")
    }

    /// No file was read yet.
    pub const fn drop_bill(&self) -> &'static str {
        self.either(
            "把微信、支付宝、银行导出的 CSV 拖进窗口，按流水号自动对账",
            "Drop the CSV of WeChat, Alipay or the bank onto the window: it is matched by serial number",
        )
    }

    /// Ads taken on the day.
    pub const fn taken_in_the_evening(&self) -> &'static str {
        self.either("收稿（则）", "Ads")
    }

    /// What went out on the day.
    pub const fn went_back(&self) -> &'static str {
        self.either("退出（退款、冲正）", "Went out")
    }

    /// What was put on account.
    pub const fn on_account_today(&self) -> &'static str {
        self.either("挂账", "On account")
    }

    /// Heading of the days before.
    pub const fn days_still_open(&self) -> &'static str {
        self.either("前七天的差额（○ 未日结）", "Differences of the seven days before (○ not closed)")
    }

    /// Another day is shown.
    pub const fn other_day(&self) -> &'static str {
        self.either("前一天 后一天", "Other days")
    }

    /// The button that leads back to today.
    pub const fn to_today(&self) -> &'static str {
        self.either("今天", "Today")
    }

    /// How many are left for the next day.
    pub fn left_count(&self, count: usize) -> String {
        if self.zh() { format!("{count} 件") } else { count.to_string() }
    }

    /// So many more are left.
    pub fn more_left(&self, count: usize) -> String {
        if self.zh() {
            format!("还有 {count} 件，Ctrl+3 全列")
        } else {
            format!("{count} more, Ctrl+3 lists all")
        }
    }

    /// What waits in the channels' files.
    pub fn unclaimed(&self, count: usize, sum: &str) -> String {
        if self.zh() { format!("待认领 {count} 笔 {sum}") } else { format!("{count} unclaimed, {sum}") }
    }

    /// Beside the fourth step.
    pub const fn sheet_is(&self) -> &'static str {
        self.either("日结单 A4，锁定时存好", "Locking writes the day sheet")
    }

    /// That the cash is counted, and its difference explained.
    pub fn tick_counted(&self, counted: bool, difference: &str, explained: bool) -> String {
        match (self.zh(), counted, explained) {
            (true, false, _) => "现金还没点".to_owned(),
            (true, true, true) => format!("已清点，差 {difference}"),
            (true, true, false) => format!("已清点，差 {difference}，没写缘由"),
            (false, false, _) => "the cash is not counted".to_owned(),
            (false, true, true) => format!("counted, difference {difference}"),
            (false, true, false) => format!("counted, difference {difference}, not explained"),
        }
    }

    /// In place of the count, where the till was not opened on the day.
    pub const fn till_never_opened(&self) -> &'static str {
        self.either("收银台没有开过", "the till was not opened")
    }

    /// That the channels are matched.
    pub fn tick_matched(&self, files: usize, waiting: usize, missing: usize) -> String {
        match (self.zh(), files, waiting + missing) {
            (true, 0, _) => "没有读入渠道账单".to_owned(),
            (true, files, 0) => format!("{files} 家渠道对上"),
            (true, ..) => format!("待认领 {waiting} 笔，渠道没有 {missing} 笔"),
            (false, 0, _) => "no channel's file was read".to_owned(),
            (false, files, 0) => format!("{files} channels agree"),
            (false, ..) => format!("{waiting} unclaimed, {missing} in no file"),
        }
    }

    /// That what is left is listed.
    pub fn tick_left(&self, count: usize) -> String {
        if self.zh() { format!("明天的事 {count} 件已列") } else { format!("{count} for tomorrow are listed") }
    }

    /// Closes till and day.
    pub const fn close_both(&self) -> &'static str {
        self.either("收台、结账并锁定", "Close the till, and lock the day")
    }

    /// Opens a closed day again.
    pub const fn reopen(&self) -> &'static str {
        self.either("重开这一天", "Reopen the day")
    }

    /// The field of why a day is opened again.
    pub const fn why_reopened(&self) -> &'static str {
        self.either("重开的理由", "Why it is reopened")
    }

    /// Who may reopen where everybody signs in.
    pub const fn reopened_by_pin(&self) -> &'static str {
        self.either("主管按 F12 输 PIN 批准；自己有权的不用", "A supervisor approves with F12 and their PIN")
    }

    /// Who may reopen where nobody signs in.
    pub const fn reopened_by_name(&self) -> &'static str {
        self.either("写明主管姓名；日结单上写“已重开”", "Name the supervisor; the day sheet says that it was reopened")
    }

    /// What locking a day means.
    pub const fn locked_after(&self) -> &'static str {
        self.either("锁定后当天的账不再改，更正记到办理那天", "Once locked, its money changes no more")
    }

    /// What the red button lacks.
    pub const fn lacks(&self, step: EveningStep) -> &'static str {
        match step {
            EveningStep::Count => self.either("先填备用金", "Type the float"),
            EveningStep::Match => self.either("先点现金，没有账单的填实数", "Count the cash, and what has no file"),
            EveningStep::Left | EveningStep::Close => {
                self.either("还差一项，按下去就到", "Something is lacking: press to go there")
            }
        }
    }

    /// The day is closed; where its sheet is.
    pub fn sheet_written(&self, end: &DayEnd) -> String {
        let number = end.sheet.number;
        match (&end.file, self.zh()) {
            (Ok(path), true) => format!(
                "{}，第 {number} 张日结单在 {}，Ctrl+P 查看",
                if end.sheet.closed { "已结账并锁定" } else { "已重开" },
                path.display()
            ),
            (Ok(path), false) if end.sheet.closed => {
                format!("The day is closed and locked; day sheet {number} is {}, Ctrl+P shows it", path.display())
            }
            (Ok(path), false) => {
                format!("The day is reopened; day sheet {number} is {}, Ctrl+P shows it", path.display())
            }
            (Err(_), true) => format!("已结账并锁定；第 {number} 张日结单没有写成，可用 qishi close 重开后再结"),
            (Err(_), false) => format!("The day is closed and locked; day sheet {number} could not be written"),
        }
    }
}
