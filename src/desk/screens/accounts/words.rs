//! What the screen 挂账客户 says, and no other.

use crate::locale::desk::Words;

impl Words {
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
}
