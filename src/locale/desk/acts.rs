//! What the desk says in the form by which a booking is changed.

use chrono::NaiveDate;

use super::Words;
use crate::locale::{acts, short_date};
use crate::office::ActKind;
use books::booking::{Method, Number};
use trade::money::Money;
use trade::rates::FaultOf;

impl Words {
    /// The acts together, as their key is called.
    pub const fn acts(&self) -> &'static str {
        self.either("改动", "Change")
    }

    /// The name of an act, as its key bears it.
    pub const fn act(&self, kind: ActKind) -> &'static str {
        match kind {
            ActKind::Correct => self.either("改稿", "Correct"),
            ActKind::Move => self.either("改期", "Move"),
            ActKind::Withdraw => self.either("撤稿", "Withdraw"),
            ActKind::Refund => self.either("退款", "Refund"),
            ActKind::Rerun => self.either("补刊", "Run again"),
            ActKind::Rebate => self.either("减收", "Rebate"),
            ActKind::Reverse => self.either("冲正", "Set right"),
            ActKind::Undo => self.either("撤回", "Take back"),
        }
    }

    /// The same ad as a booking of its own.
    pub const fn repeat(&self) -> &'static str {
        self.either("重登", "Repeat")
    }

    /// The reasons that are offered for an act; the last one is another, which is typed. Of a correction the second is the paper's own
    /// fault.
    pub const fn act_reasons(&self, kind: ActKind) -> &'static [&'static str] {
        match (self.zh(), kind) {
            (true, ActKind::Correct) => &["客户要改", "我们弄错", "来稿单位更正", "其他"],
            (true, ActKind::Move) => &["客户要改期", "版面安排", "我们弄错", "其他"],
            (true, ActKind::Withdraw) => &["客户不登了", "登重了", "我们弄错", "其他"],
            (true, ActKind::Refund) => &["退还多收", "款项收错", "见报有误", "其他"],
            (true, ActKind::Rerun) => &["漏登", "登错", "印刷不清", "其他"],
            (true, ActKind::Rebate) => &["印错", "漏印", "印刷不清", "其他"],
            (true, ActKind::Reverse) => &["方式记错", "金额记错", "记错登记", "其他"],
            (true, ActKind::Undo) => &["录错了", "客户改主意", "其他"],
            (false, ActKind::Correct) => &["Customer's wish", "Our error", "Sender's correction", "Other"],
            (false, ActKind::Move) => &["Customer's wish", "Page planning", "Our error", "Other"],
            (false, ActKind::Withdraw) => &["Customer's wish", "Booked twice", "Our error", "Other"],
            (false, ActKind::Refund) => &["Paid too much", "Wrongly taken", "Misprint", "Other"],
            (false, ActKind::Rerun) => &["Left out", "Misprint", "Badly printed", "Other"],
            (false, ActKind::Rebate) => &["Misprint", "Left out", "Badly printed", "Other"],
            (false, ActKind::Reverse) => &["Wrong way", "Wrong amount", "Wrong booking", "Other"],
            (false, ActKind::Undo) => &["Entered wrongly", "Customer's wish", "Other"],
        }
    }

    /// Heading of the reason.
    pub const fn reason(&self) -> &'static str {
        self.either("缘由", "Reason")
    }

    /// More about the reason.
    pub const fn reason_detail(&self) -> &'static str {
        self.either("补充说明（可不填）", "More about it (may stay empty)")
    }

    /// The reason is another, and typed.
    pub const fn reason_typed(&self) -> &'static str {
        self.either("缘由（请填写）", "Reason (to be typed)")
    }

    /// The ad as it is.
    pub const fn ad_now(&self) -> &'static str {
        self.either("现在", "Now")
    }

    /// The ad as it becomes.
    pub const fn ad_then(&self) -> &'static str {
        self.either("改成", "Becomes")
    }

    /// The ad as it was before what is taken back.
    pub const fn ad_back(&self) -> &'static str {
        self.either("退回到", "Goes back to")
    }

    /// Which version of the ad.
    pub fn version(&self, version: usize) -> String {
        if self.zh() { format!("第 {version} 版") } else { format!("version {version}") }
    }

    /// Which version of the ad, whose proof is signed.
    pub fn version_signed(&self, version: usize) -> String {
        if self.zh() { format!("第 {version} 版，已签样") } else { format!("version {version}, proof signed") }
    }

    /// The ad stays as it is.
    pub const fn ad_stays(&self) -> &'static str {
        self.either("广告不变", "The ad stays as it is")
    }

    /// The ad is not shown at its true size.
    pub fn shrunk(&self, percent: u32) -> String {
        if self.zh() { format!("缩至 {percent}%") } else { format!("shown at {percent} %") }
    }

    /// So many stretches were taken out.
    pub fn taken_out(&self, count: usize) -> String {
        if self.zh() { format!("去掉 {count} 处") } else { format!("Taken out: {count}") }
    }

    /// So many stretches were put in.
    pub fn put_in(&self, count: usize) -> String {
        if self.zh() { format!("添上 {count} 处") } else { format!("Put in: {count}") }
    }

    /// Nothing else is another.
    pub const fn rest_untouched(&self) -> &'static str {
        self.either("其余一字未动", "Everything else is as it was")
    }

    /// Shows category, style and customer.
    pub const fn more_of_ad(&self) -> &'static str {
        self.either("类别、样式、送登人", "Category, style, sender")
    }

    /// Heading of the categories.
    pub const fn category_heading(&self) -> &'static str {
        self.either("类别", "Category")
    }

    /// Which run is moved.
    pub const fn run_moved(&self) -> &'static str {
        self.either("改哪一期", "Which run")
    }

    /// Which runs are withdrawn.
    pub const fn runs_withdrawn(&self) -> &'static str {
        self.either("撤哪几期", "Which runs")
    }

    /// The keys among the runs.
    pub const fn run_keys(&self) -> &'static str {
        self.either("← → 选期，空格勾选", "← → choose, Space marks")
    }

    /// To which day a run goes.
    pub const fn move_to(&self) -> &'static str {
        self.either("改到", "To")
    }

    /// On which day it runs again.
    pub const fn run_again_on(&self) -> &'static str {
        self.either("补在哪天", "On which day")
    }

    /// The keys in the calendar.
    pub const fn day_keys(&self) -> &'static str {
        self.either("方向键走，空格选定", "arrows move, Space chooses")
    }

    /// The amount that goes back.
    pub const fn refund_amount(&self) -> &'static str {
        self.either("退多少", "Amount")
    }

    /// What is owed back stands in the empty field.
    pub fn refund_owed(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() {
            format!("待退 {amount}，不填即全退")
        } else {
            format!("owed back {amount}, all where empty")
        }
    }

    /// Nothing is owed back; what came in and stayed.
    pub fn refund_of(&self, paid: Money) -> String {
        let paid = paid.grouped();
        if self.zh() {
            format!("没有待退；已收 {paid}，最多可退这些")
        } else {
            format!("nothing is owed back; {paid} came in, the most that can go back")
        }
    }

    /// What is taken back.
    pub fn taking_back(&self, act: &str) -> String {
        let act = acts::act_named(act, self.language);
        if self.zh() { format!("撤回上一步：{act}") } else { format!("Takes back the last step: {act}") }
    }

    /// Nothing is deleted by it.
    pub const fn taking_back_keeps(&self) -> &'static str {
        self.either(
            "撤回另记一笔，原来的登记、收款都留在经过里",
            "It is posted as an entry of its own; what was done stays in the history",
        )
    }

    /// Label of the field for the supervisor's name.
    pub const fn supervisor_name(&self) -> &'static str {
        self.either("姓名", "Name")
    }

    /// Why a supervisor is asked.
    pub fn approval_needed(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() {
            format!("有 {amount} 不是现金收的，退现金须主管同意")
        } else {
            format!("{amount} did not come in cash; a supervisor agrees to cash")
        }
    }

    /// Why the sender is asked.
    pub const fn confirmation_needed(&self) -> &'static str {
        self.either(
            "机关文书改动文字，须送登人确认",
            "Words of an authority are changed with the sender's confirmation",
        )
    }

    /// Heading of the sender's confirmation.
    pub const fn confirmation(&self) -> &'static str {
        self.either("送登人确认", "Sender's confirmation")
    }

    /// The act as its button says it.
    pub fn act_verb(&self, kind: ActKind, runs: usize, all: bool, day: Option<NaiveDate>, undone: &str) -> String {
        let day = day.map_or_else(String::new, |day| short_date(day, self.language));
        match (self.zh(), kind) {
            (true, ActKind::Move) => format!("改期到{day}"),
            (false, ActKind::Move) => format!("Move to {day}"),
            (true, ActKind::Withdraw) if all => "全部撤稿".to_owned(),
            (false, ActKind::Withdraw) if all => "Withdraw all".to_owned(),
            (true, ActKind::Withdraw) => format!("撤 {runs} 期"),
            (false, ActKind::Withdraw) if runs == 1 => "Withdraw 1 run".to_owned(),
            (false, ActKind::Withdraw) => format!("Withdraw {runs} runs"),
            (true, ActKind::Rerun) => format!("补刊 {day}，不收费"),
            (false, ActKind::Rerun) => format!("Run again on {day}, free"),
            (true, ActKind::Undo) => format!("撤回{}", acts::act_named(undone, self.language)),
            (false, ActKind::Undo) => format!("Take back: {}", acts::act_named(undone, self.language)),
            (_, kind) => self.act(kind).to_owned(),
        }
    }

    /// The act, and what goes back by it.
    pub fn and_refund(&self, act: &str, by: Method, amount: Money) -> String {
        let (by, amount) = (self.method_short(by), amount.grouped());
        if self.zh() { format!("{act}并退{by} {amount}") } else { format!("{act}, refund {by} {amount}") }
    }

    /// A refund as its button says it.
    pub fn refund_button(&self, by: Method, amount: Money) -> String {
        let (by, amount) = (self.method_short(by), amount.grouped());
        if self.zh() { format!("退{by} {amount}") } else { format!("Refund {by} {amount}") }
    }

    /// The act, and what is owed back then.
    pub fn and_owed_back(&self, act: &str, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("{act}，待退 {amount}") } else { format!("{act}, owed back {amount}") }
    }

    /// The act, and what is owed then.
    pub fn and_owing(&self, act: &str, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("{act}，待付 {amount}") } else { format!("{act}, owing {amount}") }
    }

    /// So much is still to be typed.
    pub fn still_lacking(&self, what: &[&str]) -> String {
        let (count, what) = (what.len(), what.join(self.list_mark));
        if self.zh() { format!("还差 {count} 项：{what}") } else { format!("Still {count} to fill in: {what}") }
    }

    /// The day to which it goes, where it is still to be said.
    pub const fn lacking_day(&self) -> &'static str {
        self.either("日子", "day")
    }

    /// The books have not answered yet.
    pub const fn working_out(&self) -> &'static str {
        self.either("正在算…", "Being worked out…")
    }

    /// The act is on its way.
    pub const fn being_done(&self) -> &'static str {
        self.either("正在登记…", "Being posted…")
    }

    /// Nothing is changed yet.
    pub const fn nothing_changed_yet(&self) -> &'static str {
        self.either("还没有改动", "Nothing is changed yet")
    }

    /// As it is typed, it is not possible.
    pub fn not_so(&self, kind: ActKind) -> String {
        let act = self.act(kind);
        if self.zh() { format!("这样不能{act}") } else { format!("{act}: not like this") }
    }

    /// The act is not possible now.
    pub fn not_possible(&self, kind: ActKind) -> String {
        let act = self.act(kind);
        if self.zh() { format!("现在不能{act}") } else { format!("{act}: not possible now") }
    }

    /// That what was changed stays in the history.
    pub const fn nothing_is_deleted(&self) -> &'static str {
        self.either("原稿、原签样留在经过里，什么都不删", "The old ad and its signature stay in the history")
    }

    /// Lays the form down.
    pub const fn lay_down(&self) -> &'static str {
        self.either("Esc 放下这张表单，回到列表", "Esc lays the form down, back to the list")
    }

    /// That the act was posted, and how to print the new proof.
    pub fn act_done(&self, number: Number, kind: ActKind) -> String {
        let proof = match kind {
            ActKind::Correct | ActKind::Move => self.either("；Ctrl+P 打新样", "; Ctrl+P prints the new proof"),
            ActKind::Withdraw
            | ActKind::Refund
            | ActKind::Rerun
            | ActKind::Rebate
            | ActKind::Reverse
            | ActKind::Undo => "",
        };
        let done = match kind {
            ActKind::Correct => self.either("已改稿", "corrected"),
            ActKind::Move => self.either("已改期", "moved"),
            ActKind::Withdraw => self.either("已撤稿", "withdrawn"),
            ActKind::Refund => self.either("已退款", "refunded"),
            ActKind::Rerun => self.either("已定补刊", "to run again"),
            ActKind::Rebate => self.either("已减收", "less is taken"),
            ActKind::Reverse => self.either("已冲正", "the payment is set right"),
            ActKind::Undo => self.either("上一步已撤回", "the last step is taken back"),
        };
        format!("{number} {done}{proof}")
    }

    /// The ad was taken from a booking, and its days are proposed.
    pub fn repeated(&self, number: &str) -> String {
        if self.zh() {
            format!("重登 {number}：刊期是建议，须重新核对、签样")
        } else {
            format!("Repeats {number}: the days are a proposal; to be checked and signed anew")
        }
    }

    /// To take an ad of its own that corrects one that appeared wrong.
    pub const fn corrective(&self) -> &'static str {
        self.either("更正启事", "Correction")
    }

    /// The ad on the screen corrects another, by whose fault; `priced` where the card takes less for the paper's own.
    pub fn corrects(&self, booking: &str, fault: FaultOf, priced: bool) -> String {
        match (self.zh(), fault, priced) {
            (true, FaultOf::Paper, true) => format!("更正 {booking}：报社的差错"),
            (true, FaultOf::Paper, false) => format!("更正 {booking}：报社的差错，价目照收"),
            (true, FaultOf::Customer, _) => format!("更正 {booking}：客户的差错"),
            (false, FaultOf::Paper, true) => format!("Corrects {booking}: paper's fault"),
            (false, FaultOf::Paper, false) => format!("Corrects {booking}: paper's fault, full price"),
            (false, FaultOf::Customer, _) => format!("Corrects {booking}: customer's fault"),
        }
    }

    /// To say that the fault was the other's.
    pub const fn other_fault(&self, fault: FaultOf) -> &'static str {
        match fault {
            FaultOf::Paper => self.either("是客户的差错", "Customer's fault"),
            FaultOf::Customer => self.either("是报社的差错", "Paper's fault"),
        }
    }

    /// The versions of an ad.
    pub const fn ad_versions(&self) -> &'static str {
        self.either("各版", "Versions")
    }

    /// The proof of a version that stands no more.
    pub const fn old_proof(&self) -> &'static str {
        self.either("旧版校样", "Old proof")
    }

    /// The slip of a refund.
    pub const fn slip(&self) -> &'static str {
        self.either("退款单", "Refund slip")
    }

    /// The version that stands.
    pub fn version_now(&self, version: usize) -> String {
        if self.zh() { format!("第 {version} 版（现在）") } else { format!("version {version} (now)") }
    }
}
