//! What several screens say of customers and their bookings.

use super::Words;

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

    /// While the books are asked.
    pub const fn searching(&self) -> &'static str {
        self.either("在查…", "Searching…")
    }
}
