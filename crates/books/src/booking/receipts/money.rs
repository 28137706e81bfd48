//! The money of a booking that stands: its payments, without what was reversed or taken back, and its refunds.

use chrono::{DateTime, FixedOffset};

use super::MoneyId;
use crate::booking::{Amended, Booking, HistoryItem, Method};
use trade::money::Money;
use trade::personal::Personal;

/// A payment or a refund that stands.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain name, time and method")]
pub struct StandingMoney {
    pub id: MoneyId,
    pub at: DateTime<FixedOffset>,
    pub method: Method,
    /// What came in; below zero what went back.
    pub amount: Money,
    /// How much of it is no receipt of a channel yet, of the same sign.
    pub left: Money,
    /// The channel's serial number, as it was typed; empty for none.
    pub serial: String,
    /// The name of the customer.
    pub customer: String,
    /// The customer's telephone number.
    pub phone: String,
}

/// Without who paid: it may end up in a log.
impl std::fmt::Debug for StandingMoney {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {} {} left {}", self.id, self.method, self.amount, self.left)
    }
}

impl Booking {
    /// Its money that stands, in the order in which it was posted. Credit is none.
    pub fn standing(&self) -> Vec<StandingMoney> {
        let (customer, phone) = (&self.order().customer.name, &self.order().customer.phone);
        let mut payments: Vec<StandingMoney> = Vec::new();
        let mut refunds: Vec<StandingMoney> = Vec::new();
        let (mut entry, mut nth) = (0, 0);
        for happened in &self.history {
            if entry != happened.seq {
                (entry, nth) = (happened.seq, 0);
            }
            if happened.what.moved().is_empty() {
                continue;
            }
            let id = MoneyId { booking: self.number, entry, nth };
            nth += 1;
            if happened.undone {
                continue;
            }
            let money = |method, amount, serial: Option<&Personal<String>>| StandingMoney {
                id,
                at: happened.at,
                method,
                amount,
                left: amount,
                serial: serial.map_or("", |serial| serial.text()).to_owned(),
                customer: customer.text().to_owned(),
                phone: phone.text().to_owned(),
            };
            match &happened.what {
                HistoryItem::Paid(payment) => {
                    payments.push(money(payment.method, payment.amount, payment.serial.as_ref()));
                }
                HistoryItem::Amended(Amended::Reversed(done)) => {
                    let place = done.place as usize;
                    if place < payments.len() {
                        payments.remove(place);
                    }
                }
                HistoryItem::Amended(done) => {
                    let back = done.went_back();
                    refunds.extend(back.map(|(method, amount)| money(method, Money::ZERO - amount, None)));
                }
                _ => {}
            }
        }
        payments.append(&mut refunds);
        payments.retain(|money| money.method != Method::Account);
        payments.sort_by_key(|money| money.id);
        payments
    }
}
