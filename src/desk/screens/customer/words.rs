//! What the screen 客户 says, and no other.

use chrono::NaiveDate;

use crate::locale::desk::Words;

impl Words {
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

    /// So many ads, with their measure word.
    pub fn ads_count(&self, count: usize) -> String {
        if self.zh() { format!("{count} 则") } else { count.to_string() }
    }

    /// The heading of the agreement.
    pub const fn agreement(&self) -> &'static str {
        self.either("挂账协议", "Credit agreement")
    }

    /// On the button that opens the form of one that is there.
    pub const fn change_agreement(&self) -> &'static str {
        self.either("改协议", "Change")
    }

    /// Why nothing can be settled.
    pub const fn nothing_stands(&self) -> &'static str {
        self.either("没有挂账可销", "Nothing stands to be settled")
    }

    /// The statement of account of these days.
    pub fn statement_of(&self, first: NaiveDate, last: NaiveDate) -> String {
        if self.zh() { format!("对账单 {first} 至 {last}") } else { format!("Statement {first} to {last}") }
    }

    /// Chooses the month of the statement.
    pub const fn other_months(&self) -> &'static str {
        self.either("换月份", "Other months")
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

    /// Before the words of the card in force for contract customers of this name.
    pub const fn card_contract(&self) -> &'static str {
        self.either("价目合同", "Card contract")
    }

    /// On the button that opens the form of a new agreement.
    pub const fn agree(&self) -> &'static str {
        self.either("订立挂账协议", "Agree on credit")
    }

    /// On the button that opens the form of a payment for what stands.
    pub const fn settle_account(&self) -> &'static str {
        self.either("收款销账", "Settle")
    }
}
