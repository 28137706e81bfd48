//! What several screens say of customers and their bookings.

use super::Words;
use crate::office::Credited;
use trade::money::Money;

impl Words {
    /// Opens the page of the customer.
    pub const fn open_customer(&self) -> &'static str {
        self.either("客户页", "Customer's page")
    }

    /// Opens the booking on the day on which it was taken.
    pub const fn open_booking(&self) -> &'static str {
        self.either("打开", "Open")
    }

    /// The keys of the customer's page.
    pub const fn customer_keys(&self) -> &'static str {
        self.either("↑↓ 走　Enter 打开　Esc 返回", "↑↓ walk  Enter opens  Esc goes back")
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

    /// While the books are asked.
    pub const fn searching(&self) -> &'static str {
        self.either("在查…", "Searching…")
    }
}
