//! What the screen 当日 says, and no other: on what a key acts, what is to be done next, and why not.

use crate::locale;
use crate::locale::acts::{self, ActWords};
use crate::locale::desk::Words;
use crate::office::ActKind;
use books::booking::{Method, Number};
use trade::measure::TypeSize;
use trade::money::Money;
use trade::refusal::Refusal;

impl Words {
    /// What stands before the target of every key.
    pub const fn acts_on(&self) -> &'static str {
        self.either("作用于", "Keys act on")
    }

    /// The row under the cursor, as the target of every key.
    pub fn cursor_row(&self, number: Number) -> String {
        if self.zh() { format!("光标行 {:04}", number.serial) } else { format!("row {:04}", number.serial) }
    }

    /// How bookings are marked, and what becomes of the keys then.
    pub const fn marks_hint(&self) -> &'static str {
        self.either("空格勾选后，所有键改作用于勾选的几则", "Space marks; then every key acts on what is marked")
    }

    /// The keys of the list.
    pub const fn list_keys(&self) -> &'static str {
        self.either("↑↓ 走  空格 勾  Ctrl+A 全勾", "↑↓ walk  Space mark  Ctrl+A all")
    }

    /// Takes all marks away.
    pub const fn let_go(&self) -> &'static str {
        self.either("放开", "Let go")
    }

    /// Shows the whole booking over the list.
    pub const fn see_whole(&self) -> &'static str {
        self.either("看全", "Whole")
    }

    /// Goes back from the whole booking to the list.
    pub const fn back_to_list(&self) -> &'static str {
        self.either("回列表", "List")
    }

    /// The chosen ones are of one customer.
    pub const fn same_customer(&self) -> &'static str {
        self.either("同一客户", "one customer")
    }

    /// Heading of what several bookings come to together.
    pub fn together(&self, count: usize) -> String {
        if self.zh() { format!("这 {count} 则一共") } else { format!("These {count} together") }
    }

    /// What a pressed sum does.
    pub const fn sums_hint(&self) -> &'static str {
        self.either("点一项只看这一项", "press one to see only that")
    }

    /// What is owed back to customers.
    pub const fn to_give_back(&self) -> &'static str {
        self.either("待退", "Owed back")
    }

    /// The list by the day of taking, as the other half of a pair.
    pub const fn half_taken(&self) -> &'static str {
        self.either("按收稿日", "By taken")
    }

    /// The list by the day of running, as the other half of a pair.
    pub const fn half_running(&self) -> &'static str {
        self.either("按刊期", "By running")
    }

    /// Head of the column that says what is to be done next.
    pub const fn column_next(&self) -> &'static str {
        self.either("下一步", "Next")
    }

    /// The heads of the four marks: papers, money, proof, review.
    pub const fn mark_heads(&self) -> [&'static str; 4] {
        if self.zh() { ["证", "款", "样", "审"] } else { ["Pa", "Mo", "Pr", "Re"] }
    }

    /// The names of the four marks in the right column.
    pub const fn mark_names(&self) -> [&'static str; 4] {
        if self.zh() { ["证", "款", "样", "审"] } else { ["Papers", "Money", "Proof", "Review"] }
    }

    /// The mark of what is on account.
    pub const fn account_mark(&self) -> &'static str {
        self.either("账", "ac")
    }

    /// The mark of what is owed back.
    pub const fn back_mark(&self) -> &'static str {
        self.either("退", "bk")
    }

    /// To settle findings, as a next step.
    pub const fn step_check(&self) -> &'static str {
        self.either("核对", "Settle findings")
    }

    /// To see a paper, as a next step.
    pub const fn step_see(&self) -> &'static str {
        self.either("见证件", "See papers")
    }

    /// To take what is owed, as a next step.
    pub fn step_pay(&self, owing: &str) -> String {
        if self.zh() { format!("收款 {owing}") } else { format!("Take {owing}") }
    }

    /// To give back what is owed, as a next step.
    pub fn step_refund(&self, back: &str) -> String {
        if self.zh() { format!("退款 {back}") } else { format!("Refund {back}") }
    }

    /// A payment was recorded; `change` is what was given back of cash.
    pub fn payment_taken(&self, method: Method, amount: Money, change: Money, count: usize) -> String {
        let (method, amount) = (self.method_short(method), amount.grouped());
        let said = if self.zh() { format!("已收{method} {amount}") } else { format!("{method} {amount} taken") };
        let said = self.for_several(&said, count);
        match (self.zh(), change > Money::ZERO) {
            (_, false) => said,
            (true, true) => format!("{said}，找零 {}", change.grouped()),
            (false, true) => format!("{said}, change {}", change.grouped()),
        }
    }

    /// So many proofs were recorded as signed together.
    pub fn signed_count(&self, count: usize) -> String {
        if self.zh() { format!("已签样 {count} 则") } else { format!("{count} proofs signed") }
    }

    /// What is pale while several are marked.
    pub const fn pale_is_for_one(&self) -> &'static str {
        self.either("浅色的一次只做一则：放开勾选再用", "What is pale acts on one: let the marks go first")
    }

    /// No papers are asked for.
    pub const fn no_papers_needed(&self) -> &'static str {
        self.either("不用见证件", "none are asked for")
    }

    /// Papers that were seen, by their names.
    pub fn papers_were_seen(&self, names: &str) -> String {
        if self.zh() { format!("{names}已见") } else { format!("seen: {names}") }
    }

    /// Papers that are still to be seen, by their names.
    pub fn papers_wait(&self, names: &str) -> String {
        if self.zh() { format!("待见：{names}") } else { format!("to see: {names}") }
    }

    /// What came in, and by which methods.
    pub fn has_come(&self, amount: &str, methods: &str) -> String {
        if self.zh() { format!("已收 {amount}  {methods}") } else { format!("{amount} received  {methods}") }
    }

    /// What came in, and what is still to be paid.
    pub fn part_has_come(&self, paid: &str, owing: &str) -> String {
        if self.zh() { format!("已收 {paid}，待付 {owing}") } else { format!("{paid} received, owing {owing}") }
    }

    /// What is on account.
    pub fn is_on_account(&self, amount: &str) -> String {
        if self.zh() { format!("挂账 {amount}") } else { format!("on account {amount}") }
    }

    /// What is owed back, and what came in.
    pub fn is_owed_back(&self, back: &str) -> String {
        if self.zh() { format!("待退 {back}") } else { format!("owed back {back}") }
    }

    /// It costs nothing at all.
    pub const fn costs_nothing(&self) -> &'static str {
        self.either("不收费", "free of charge")
    }

    /// The proof was printed at this time, and is not signed.
    pub fn proof_out(&self, at: &str) -> String {
        if self.zh() { format!("校样 {at} 已打，待签") } else { format!("proof printed {at}, to be signed") }
    }

    /// Of several bookings so many are open in this respect.
    pub fn of_several(&self, open: usize, all: usize, what: &str, done: &str) -> String {
        match (self.zh(), open) {
            (true, 0) => format!("{all} 则都{done}"),
            (true, _) => format!("{open} 则{what}"),
            (false, 0) => format!("all {all} {done}"),
            (false, _) => format!("{open} of {all}: {what}"),
        }
    }

    /// What several bookings owe together, after how many owe it.
    pub fn and_together(&self, said: &str, sum: &str) -> String {
        if self.zh() { format!("{said}，合 {sum}") } else { format!("{said}, together {sum}") }
    }

    /// The words of a mark where nothing of it is open: papers, money, proof, review.
    pub const fn marks_done(&self) -> [&'static str; 4] {
        if self.zh() {
            ["已见", "已付或挂账", "已签", "已审"]
        } else {
            ["seen", "paid or on account", "signed", "reviewed"]
        }
    }

    /// How many findings there are, all of them settled.
    pub fn all_findings_settled(&self, count: usize) -> String {
        if self.zh() { format!("核对 {count} 处，都已了结") } else { format!("{count} findings, all settled") }
    }

    /// How many findings are settled, beside those that are open.
    pub fn findings_settled(&self, count: usize) -> String {
        if self.zh() { format!("已了结 {count} 处") } else { format!("{count} settled") }
    }

    /// How much has happened, and what last.
    pub fn history_line(&self, count: usize, last: &str) -> String {
        if self.zh() { format!("经过 {count} 条，最近 {last}") } else { format!("History, {count}; last {last}") }
    }

    /// Unfolds a line, or folds what stands below it.
    pub const fn fold(&self, open: bool) -> &'static str {
        if open { self.either("收起", "fold") } else { self.either("展开", "unfold") }
    }

    /// Why an act is not possible now, after its name.
    pub fn pale_because(&self, acts: &str, why: &Refusal) -> String {
        let why = locale::refusal(why, self.language).message;
        if self.zh() { format!("{acts}现在不能：{why}") } else { format!("{acts}: {why}") }
    }

    /// The size of the type in which an ad is set.
    pub fn points(&self, pt: TypeSize) -> String {
        if self.zh() { format!("{pt} 磅") } else { format!("{pt} pt") }
    }

    /// The label of the customer's payer in the right column.
    pub const fn payer_label(&self) -> &'static str {
        self.either("付款", "Payer")
    }

    /// Records that a paper was seen, as a quiet button.
    pub const fn see_short(&self) -> &'static str {
        self.either("证件", "Papers")
    }

    /// The ad as a picture, as a quiet button.
    pub const fn picture_short(&self) -> &'static str {
        self.either("图样", "Image")
    }

    /// The acts together, as their key is called.
    pub const fn acts(&self) -> &'static str {
        self.either("改动", "Change")
    }

    /// Lays the form down.
    pub const fn lay_down(&self) -> &'static str {
        self.either("Esc 放下这张表单，回到列表", "Esc lays the form down, back to the list")
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

    /// Proofs are being drawn, so many of so many; the key stops it.
    pub fn drawing(&self, done: usize, of: usize) -> String {
        if self.zh() {
            format!("正在打样 {done}/{of} · Esc 停止")
        } else {
            format!("Drawing proofs, {done} of {of} · Esc stops")
        }
    }

    /// The ad as a picture.
    pub fn ad_picture(&self) -> &'static str {
        if self.zh() { "图样" } else { "Image" }
    }

    /// Who took it, and when.
    pub fn taken_by(&self, person: &str, time: &str) -> String {
        if self.zh() { format!("{person} {time} 收") } else { format!("{person}, {time}") }
    }

    /// A payment still to come, with its amount.
    pub fn to_pay(&self, amount: &str) -> String {
        if self.zh() { format!("待付 {amount}") } else { format!("owing {amount}") }
    }

    /// What was written could not be opened, and why.
    pub fn not_opened(&self, what: &str) -> String {
        if self.zh() {
            format!("未能打开阅读器（{what}）")
        } else {
            format!("no viewer could be opened ({what})")
        }
    }

    /// So many were reviewed.
    pub fn reviewed_count(&self, count: usize) -> String {
        if self.zh() { format!("已审核 {count} 则") } else { format!("{count} reviewed") }
    }

    /// The last four digits of a paper that was seen.
    pub fn ends_in(&self, digits: &str) -> String {
        if self.zh() { format!("后四位 {digits}") } else { format!("ends in {digits}") }
    }

    /// Type and lines as booked.
    pub fn set_in(&self, pt: TypeSize, lines: usize) -> String {
        if self.zh() { format!("{pt} 磅 · {lines} 行") } else { format!("{pt} pt · {lines} lines") }
    }

    /// So many are marked.
    pub fn chosen(&self, count: usize) -> String {
        format!("{} {}", self.marked(), self.ads(count))
    }

    /// Which page of a long list.
    pub fn of_rows(&self, from: usize, to: usize, all: usize) -> String {
        if self.zh() { format!("{from}–{to}，共 {all} 则") } else { format!("{from}–{to} of {all}") }
    }

    /// That the act was posted, and how to print the new proof.
    pub fn act_done(&self, number: Number, kind: ActKind) -> String {
        let ActWords { posted: [zh, en], new_proof, .. } = acts::words(kind);
        let proof = if new_proof { self.either("；Ctrl+P 打新样", "; Ctrl+P prints the new proof") } else { "" };
        format!("{number} {}{proof}", self.either(zh, en))
    }

    /// How many were taken.
    pub const fn taken_that_day(&self) -> &'static str {
        self.either("当日收稿", "Taken")
    }

    /// The half of the list with what runs on the day.
    pub const fn running_that_day(&self) -> &'static str {
        self.either("当日刊出", "Running")
    }

    /// The head of the sum 应收.
    pub const fn receivable(&self) -> &'static str {
        self.either("应收", "Charged")
    }

    /// The head of the count 待办.
    pub const fn to_do(&self) -> &'static str {
        self.either("待办", "To do")
    }

    /// Hint of the search field.
    pub const fn search(&self) -> &'static str {
        self.either("查找：编号、电话、姓名、稿件内容", "Find: number, telephone, name, words")
    }

    /// Marks the chosen ones as reviewed.
    pub const fn mark_reviewed(&self) -> &'static str {
        self.either("审核", "Review")
    }

    /// Head of the column of numbers.
    pub const fn column_number(&self) -> &'static str {
        self.either("号", "No.")
    }

    /// Head of the column of times.
    pub const fn column_time(&self) -> &'static str {
        self.either("时间", "Time")
    }

    /// Head of the column of kinds.
    pub const fn column_kind(&self) -> &'static str {
        self.either("类别", "Kind")
    }

    /// Head of the column of sizes.
    pub const fn column_size(&self) -> &'static str {
        self.either("规格", "Size")
    }

    /// Head of the column of customers.
    pub const fn column_customer(&self) -> &'static str {
        self.either("客户", "Customer")
    }

    /// Head of the column of run dates.
    pub const fn column_runs(&self) -> &'static str {
        self.either("刊期", "Runs")
    }

    /// Head of the column of amounts.
    pub const fn column_amount(&self) -> &'static str {
        self.either("金额", "Amount")
    }

    /// The list is empty.
    pub const fn nothing_that_day(&self) -> &'static str {
        self.either("这一天没有", "Nothing on this day")
    }

    /// No booking matches what was typed.
    pub const fn nothing_found(&self) -> &'static str {
        self.either("没有符合的", "Nothing matches")
    }

    /// Nothing is left to be done.
    pub const fn all_done(&self) -> &'static str {
        self.either("已齐备", "Nothing is open")
    }

    /// Records that the proof was signed.
    pub const fn sign(&self) -> &'static str {
        self.either("签样", "Sign")
    }

    /// The key that takes a payment.
    pub const fn pay(&self) -> &'static str {
        self.either("收款", "Pay")
    }

    /// No booking is chosen yet.
    pub const fn select_one(&self) -> &'static str {
        self.either("用 ↑↓ 选一则", "Choose one with ↑↓")
    }

    /// So many are chosen.
    pub const fn marked(&self) -> &'static str {
        self.either("已选", "Chosen")
    }

    /// Heading of the papers that were seen.
    pub const fn papers_seen(&self) -> &'static str {
        self.either("已见证件", "Papers seen")
    }

    /// Heading of how the ad is set.
    pub const fn set_as(&self) -> &'static str {
        self.either("排版", "Set")
    }

    /// The fingerprint of the copy.
    pub const fn fingerprint(&self) -> &'static str {
        self.either("文本指纹", "Fingerprint")
    }

    /// The drawing of proofs was stopped.
    pub const fn stopped_drawing(&self) -> &'static str {
        self.either("已停止：没有打样，也没有打印记录", "Stopped: no proofs, and no print recorded")
    }
}
