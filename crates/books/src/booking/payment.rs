//! Payments (收款): what a customer offers, and what is taken of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::TillName;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::Refusal;

/// How money comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 现金, the one that gives change.
    Cash,
    /// A payment through WeChat (微信).
    Wechat,
    /// A payment through Alipay (支付宝).
    Alipay,
    /// A bank card (银行卡).
    Card,
    /// A bank transfer to the paper's company account (对公转账).
    Transfer,
    /// 挂账: put on the customer's account. Nothing came in, but nothing is asked for at the counter either.
    Account,
}

impl Method {
    /// All of them, in the order in which the desk offers them.
    pub const ALL: [Method; 6] =
        [Method::Cash, Method::Wechat, Method::Alipay, Method::Card, Method::Transfer, Method::Account];

    /// Whether money by it comes as the customer sends it: cash gives change, and credit is none.
    pub const fn comes_as_it_is(self) -> bool {
        !matches!(self, Method::Cash | Method::Account)
    }

    /// The word for it in data and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Method::Cash => "cash",
            Method::Wechat => "wechat",
            Method::Alipay => "alipay",
            Method::Card => "card",
            Method::Transfer => "transfer",
            Method::Account => "account",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Method {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Method, Refusal> {
        let word = text.trim();
        let known = Method::ALL.into_iter().find(|method| method.id().eq_ignore_ascii_case(word));
        known.ok_or_else(|| Refusal::NotAMethod { value: text.to_owned() })
    }
}

/// What a customer offers to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the type explains the method")]
pub struct Offer {
    pub method: Method,
    /// How much is handed over.
    pub amount: Money,
    /// The channel's own serial number, where there is one.
    pub serial: Option<Personal<String>>,
    /// The clerk has said that more came than is owed: it is recorded as it came, and what is beyond is owed back (待退). Without, more than
    /// is owed is taken for a slip of the keyboard. Cash gives change instead, and credit never stands beyond what is owed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overpaid: bool,
}

impl Offer {
    /// An offer without a serial number.
    pub const fn new(method: Method, amount: Money) -> Offer {
        Offer { method, amount, serial: None, overpaid: false }
    }
}

/// Reads `cash:299.00`, and `transfer:999:20260120-88` with the serial number of the channel, which may have colons of its own.
impl FromStr for Offer {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Offer, Refusal> {
        let mut parts = text.splitn(3, [':', '：']);
        let (method, amount) = (parts.next().unwrap_or_default(), parts.next());
        let amount = amount.ok_or_else(|| Refusal::NotMoney { value: text.to_owned() })?;
        let method = method.parse()?;
        let amount = amount.parse().map_err(|_| Refusal::NotMoney { value: amount.to_owned() })?;
        let serial = parts.next().map(str::trim).filter(|serial| !serial.is_empty());
        Ok(Offer { serial: serial.map(|serial| serial.to_owned().into()), ..Offer::new(method, amount) })
    }
}

/// What was taken of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains the method")]
pub struct Payment {
    pub method: Method,
    /// How much was taken.
    pub amount: Money,
    /// How much was handed over; more than was taken only in cash.
    pub tendered: Money,
    /// The channel's own serial number.
    pub serial: Option<Personal<String>>,
    /// The till into which it went; the main one where it is credit.
    pub till: TillName,
}

impl Payment {
    /// The change given (找零).
    pub fn change(&self) -> Money {
        self.tendered - self.amount
    }

    /// What is taken of each offer, in order, while so much is owed.
    ///
    /// # Errors
    /// [`Refusal::NothingPaid`] for an offer of nothing, [`Refusal::PaidTooMuch`] for more than is owed by a method that gives no
    /// change, or for any offer once nothing is owed, unless that is said ([`Offer::overpaid`]); what [`legible::check`] refuses of a
    /// serial number.
    pub fn take(offers: &[Offer], owing: Money) -> Result<Vec<Payment>, Refusal> {
        let mut left = owing;
        let take = |offer: &Offer| {
            if offer.amount <= Money::ZERO {
                return Err(Refusal::NothingPaid);
            }
            let beyond = offer.overpaid && offer.method.comes_as_it_is();
            if offer.amount > left && !beyond && (offer.method != Method::Cash || left == Money::ZERO) {
                return Err(Refusal::PaidTooMuch { amount: offer.amount, owing: left });
            }
            legible::check(Field::Serial, offer.serial.as_ref().map_or("", Personal::text))?;
            let amount = if beyond { offer.amount } else { offer.amount.min(left) };
            left = (left - amount).max(Money::ZERO);
            let (method, serial) = (offer.method, offer.serial.clone());
            Ok(Payment { method, amount, tendered: offer.amount, serial, till: TillName::MAIN })
        };
        offers.iter().map(take).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cash_gives_change_and_nothing_else_does() {
        let owing = Money::yuan(299);
        let paid = Payment::take(&[Offer::new(Method::Cash, Money::yuan(300))], owing).expect("taken");
        assert_eq!((paid[0].amount, paid[0].change()), (owing, Money::yuan(1)));
        assert_eq!(
            Payment::take(&[Offer::new(Method::Wechat, Money::yuan(300))], owing),
            Err(Refusal::PaidTooMuch { amount: Money::yuan(300), owing })
        );
        assert_eq!(Payment::take(&[Offer::new(Method::Cash, Money::ZERO)], owing), Err(Refusal::NothingPaid));
        let nothing_owed = Payment::take(&[Offer::new(Method::Cash, Money::yuan(1))], Money::ZERO);
        assert!(matches!(nothing_owed, Err(Refusal::PaidTooMuch { .. })));
    }

    #[test]
    fn more_than_is_owed_is_recorded_as_it_came_once_that_is_said() {
        let owing = Money::yuan(299);
        let said = |method, yuan| Offer { overpaid: true, ..Offer::new(method, Money::yuan(yuan)) };
        let take =
            |offers: &[Offer], owing| Payment::take(offers, owing).map(|paid| (paid[0].amount, paid[0].change()));
        for method in [Method::Wechat, Method::Alipay, Method::Card, Method::Transfer] {
            assert_eq!(take(&[said(method, 300)], owing), Ok((Money::yuan(300), Money::ZERO)), "{method}");
            assert_eq!(take(&[said(method, 1)], Money::ZERO), Ok((Money::yuan(1), Money::ZERO)), "{method}");
            let then = take(&[said(method, 300), Offer::new(Method::Card, Money::yuan(1))], owing);
            assert_eq!(then, Err(Refusal::PaidTooMuch { amount: Money::yuan(1), owing: Money::ZERO }));
        }
        assert_eq!(
            take(&[said(Method::Cash, 300)], owing),
            Ok((owing, Money::yuan(1))),
            "cash gives change all the same"
        );
        let nothing = Err(Refusal::PaidTooMuch { amount: Money::yuan(1), owing: Money::ZERO });
        assert_eq!(take(&[said(Method::Cash, 1)], Money::ZERO), nothing);
        let credit = Err(Refusal::PaidTooMuch { amount: Money::yuan(300), owing });
        assert_eq!(take(&[said(Method::Account, 300)], owing), credit, "credit never stands beyond what is owed");
    }

    #[test]
    fn offers_are_read() {
        assert_eq!("cash:299.00".parse(), Ok(Offer::new(Method::Cash, Money::yuan(299))));
        let serial =
            |text: &str| text.parse::<Offer>().expect("an offer").serial.map(|serial| serial.text().to_owned());
        assert_eq!(serial("transfer:999:20260120:88").as_deref(), Some("20260120:88"));
        assert_eq!((serial("wechat:1"), serial("wechat:1:")), (None, None));
        for text in ["cash", "gold:1", "cash:", "cash:-1", "cash:1.001"] {
            assert!(text.parse::<Offer>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_more_is_taken_than_is_owed(owing in 0i64..500_000, offers in proptest::collection::vec((0usize..6, 0i64..300_000), 0..5)) {
            let offers: Vec<Offer> = offers.into_iter().map(|(m, fen)| Offer::new(Method::ALL[m], Money::fen(fen))).collect();
            if let Ok(paid) = Payment::take(&offers, Money::fen(owing)) {
                let taken: Money = paid.iter().map(|p| p.amount).sum();
                prop_assert!(taken <= Money::fen(owing));
                prop_assert!(paid.iter().all(|p| p.amount > Money::ZERO && p.change() >= Money::ZERO));
                prop_assert!(paid.iter().all(|p| p.method == Method::Cash || p.change() == Money::ZERO));
            }
        }
    }
}
