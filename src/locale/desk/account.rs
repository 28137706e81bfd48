//! What the desk says of a customer's page, and of what they may take on account.

use super::Words;
use crate::office::Credited;
use chrono::NaiveDate;
use trade::money::Money;

impl Words {
    /// The screen of a customer.
    pub const fn customer_page(&self) -> &'static str {
        self.either("客户", "Customer")
    }

    /// Opens the page of the customer.
    pub const fn open_customer(&self) -> &'static str {
        self.either("客户页", "Customer's page")
    }

    /// Where no customer was asked for yet.
    pub const fn no_customer_yet(&self) -> &'static str {
        self.either("在收稿或查询里选一位客户，再按 Ctrl+K", "Choose a customer in 收稿 or 查询 and press Ctrl+K")
    }

    /// How many ads were taken.
    pub const fn times_run(&self) -> &'static str {
        self.either("登过", "Ads")
    }

    /// What they cost in all.
    pub const fn spent_in_all(&self) -> &'static str {
        self.either("累计应收", "Cost in all")
    }

    /// What is still to be paid.
    pub const fn still_owing(&self) -> &'static str {
        self.either("待付", "Owing")
    }

    /// When they last came.
    pub const fn last_time(&self) -> &'static str {
        self.either("最近", "Last")
    }

    /// So many ads, with their measure word.
    pub fn ads_count(&self, count: usize) -> String {
        if self.zh() { format!("{count} 则") } else { count.to_string() }
    }

    /// The heading of the agreement.
    pub const fn agreement(&self) -> &'static str {
        self.either("挂账协议", "Credit agreement")
    }

    /// On the button that opens the form of a new agreement.
    pub const fn agree(&self) -> &'static str {
        self.either("订立挂账协议", "Agree on credit")
    }

    /// On the button that opens the form of one that is there.
    pub const fn change_agreement(&self) -> &'static str {
        self.either("改协议", "Change")
    }

    /// On the button that opens the form of a payment for what stands.
    pub const fn settle_account(&self) -> &'static str {
        self.either("收款销账", "Settle")
    }

    /// Why nothing can be settled.
    pub const fn nothing_stands(&self) -> &'static str {
        self.either("没有挂账可销", "Nothing stands to be settled")
    }

    /// The statement of account.
    pub const fn account_statement(&self) -> &'static str {
        self.either("对账单", "Statement of account")
    }

    /// The statement of account of these days.
    pub fn statement_of(&self, first: NaiveDate, last: NaiveDate) -> String {
        if self.zh() { format!("对账单 {first} 至 {last}") } else { format!("Statement {first} to {last}") }
    }

    /// Chooses the month of the statement.
    pub const fn other_months(&self) -> &'static str {
        self.either("换月份", "Other months")
    }

    /// The list of accounts.
    pub const fn accounts(&self) -> &'static str {
        self.either("挂账客户", "Accounts")
    }

    /// Which accounts are listed, by the place of the chip: with something standing, overdue, all.
    pub const fn which_accounts(&self, at: usize) -> &'static str {
        match at {
            0 => self.either("有挂账", "Standing"),
            1 => self.either("已逾期", "Overdue"),
            _ => self.either("全部", "All"),
        }
    }

    /// What was due before today.
    pub const fn overdue(&self) -> &'static str {
        self.either("已逾期", "Overdue")
    }

    /// When the first of what stands is due.
    pub const fn first_due(&self) -> &'static str {
        self.either("最早到期", "First due")
    }

    /// What may still be put on account.
    pub const fn left_on_account(&self) -> &'static str {
        self.either("还可挂", "Left")
    }

    /// The head of the column of names.
    pub const fn account_name_short(&self) -> &'static str {
        self.either("客户", "Customer")
    }

    /// In the place of what is left: the agreement was ended.
    pub const fn agreement_ended(&self) -> &'static str {
        self.either("已终止", "ended")
    }

    /// In the place of what is left: there never was an agreement.
    pub const fn without_agreement(&self) -> &'static str {
        self.either("无协议", "none")
    }

    /// Nothing is listed: of all accounts, or of some.
    pub const fn no_accounts(&self, all: bool) -> &'static str {
        if all {
            self.either(
                "还没有挂账客户；在客户页按 Ctrl+E 订立协议",
                "No accounts yet; Ctrl+E on a customer's page makes an agreement",
            )
        } else {
            self.either("没有；Ctrl+3 看全部", "None; Ctrl+3 shows all")
        }
    }

    /// How many accounts are listed.
    pub fn accounts_count(&self, count: usize) -> String {
        if self.zh() { format!("{count} 户") } else { count.to_string() }
    }

    /// The page of keys.
    pub const fn keys(&self) -> &'static str {
        self.either("按键", "Keys")
    }

    /// The keys that hold on every screen.
    pub const fn everywhere(&self) -> &'static str {
        self.either("每一屏", "Everywhere")
    }

    /// The keys of the page of keys.
    pub const fn keys_keys(&self) -> &'static str {
        self.either(
            "← → 换一屏　↑↓ PageUp PageDown 翻看　Esc 返回",
            "← → other screens  ↑↓ PageUp PageDown scroll  Esc goes back",
        )
    }

    /// The heading of the list of ads.
    pub const fn all_ads(&self) -> &'static str {
        self.either("登过的", "Ads")
    }

    /// The limit of an agreement.
    pub const fn credit_limit(&self) -> &'static str {
        self.either("限额（元）", "Limit (yuan)")
    }

    /// The term of an agreement.
    pub const fn due_days(&self) -> &'static str {
        self.either("账期（天）", "Due in days")
    }

    /// The contract of an agreement.
    pub const fn contract(&self) -> &'static str {
        self.either("合同", "Contract")
    }

    /// The notes on a customer.
    pub const fn notes_on_customer(&self) -> &'static str {
        self.either("备注", "Notes")
    }

    /// The name of an account.
    pub const fn account_name(&self) -> &'static str {
        self.either("账户名称（谁付款）", "Name (who pays)")
    }

    /// The telephone numbers of an account.
    pub const fn account_phones(&self) -> &'static str {
        self.either("送稿用的电话，几个用顿号隔开", "Telephone numbers, commas between them")
    }

    /// Why an agreement is changed or ended.
    pub const fn why_changed(&self) -> &'static str {
        self.either("理由", "Reason")
    }

    /// What the button of the form does.
    pub fn agreement_verb(&self, is_new: bool, ends: bool) -> &'static str {
        match (is_new, ends) {
            (_, true) => self.either("终止协议", "End the agreement"),
            (true, false) => self.either("订立协议", "Make the agreement"),
            (false, false) => self.either("改协议", "Change the agreement"),
        }
    }

    /// Turns the form to ending the agreement, or back.
    pub const fn ends_agreement(&self, ends: bool) -> &'static str {
        if ends {
            self.either("不终止，只改", "Change it instead")
        } else {
            self.either("终止协议…", "End it…")
        }
    }

    /// What ending an agreement means.
    pub const fn ending_means(&self) -> &'static str {
        self.either("终止后不能再挂账；已挂的照旧要付。", "Nothing more is put on account; what stands is still owed.")
    }

    /// What the button that settles does.
    pub fn settle_verb(&self, amount: &str) -> String {
        if self.zh() { format!("收款 {amount} 销账") } else { format!("Take {amount} for the account") }
    }

    /// In which order a payment settles.
    pub const fn settles_oldest(&self) -> &'static str {
        self.either(
            "先销最早挂的；每笔先付待付，再销挂账。",
            "The oldest first; of each what is owed, then what stands.",
        )
    }

    /// That the books have it.
    pub const fn kept_in_books(&self) -> &'static str {
        self.either("已记入账目", "It is in the books")
    }

    /// What may stand on the account and what is left, where something is put there.
    pub fn credit_left(&self, account: &Credited) -> String {
        let limit = account.agreement.as_ref().map_or(Money::ZERO, |agreement| agreement.agreed.limit);
        let (limit, left) = (limit.grouped(), account.left().grouped());
        let stands = account.lots.iter().map(|lot| lot.amount).sum::<Money>().grouped();
        if self.zh() {
            format!("{}：限额 {limit}，已挂 {stands}，还可挂 {left}", account.name)
        } else {
            format!("{}: limit {limit}, {stands} stands, {left} left", account.name)
        }
    }

    /// The keys of the customer's page.
    pub const fn customer_keys(&self) -> &'static str {
        self.either("↑↓ 走　Enter 打开　Esc 返回", "↑↓ walk  Enter opens  Esc goes back")
    }

    /// Before the words of the card in force for contract customers of this name.
    pub const fn card_contract(&self) -> &'static str {
        self.either("价目合同", "Card contract")
    }
}
