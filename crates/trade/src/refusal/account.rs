//! Why something is not put on account, or an agreement on that is not made as it was amount.

use chrono::NaiveDate;

use super::Refusal;
use crate::money::Money;

/// Why a customer has no account to put something on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variant explains the name or the day")]
pub enum NoAccount {
    /// The paper never agreed on one under this telephone number.
    NeverAgreed,
    /// The agreement was ended on this day.
    Ended { on: NaiveDate },
    /// Somebody else is to pay, whose account it is not.
    Pays { payer: String, account: String },
}

/// Why something is not put on account, or why an agreement is not made. `customer` is the name of who sends the ad, `account` that of the
/// agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains names; a value is what was typed")]
pub enum AccountTrouble {
    /// The customer may not take anything on account.
    NoAccount { customer: String, why: NoAccount },
    /// More would stand on the account than the paper agreed to.
    OverLimit { account: String, limit: Money, stands: Money, amount: Money },
    /// No agreement and no customer of that name or number.
    NoSuchAccount { value: String },
    /// Several agreements bear what was typed.
    WhichAccount { value: String, named: Vec<String> },
    /// An agreement that stands has this telephone number already.
    PhoneTaken { phone: String, account: String },
    /// An agreement names no telephone number, so that no booking could be on it.
    NoPhone { account: String },
    /// Not a limit: a sum above zero.
    BadLimit { value: String },
    /// Not a number of days in which is to be paid.
    BadDays { value: String, most: u32 },
    /// The agreement was ended before.
    EndedAlready { account: String, on: NaiveDate },
    /// Nothing of it stands to be settled.
    NothingStands { account: String },
    /// More money than stands on the account and is owed beside it.
    SettledTooMuch { account: String, amount: Money, most: Money },
}

impl AccountTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            AccountTrouble::NoAccount { .. } => "no_account",
            AccountTrouble::OverLimit { .. } => "over_limit",
            AccountTrouble::NoSuchAccount { .. } => "no_such_account",
            AccountTrouble::WhichAccount { .. } => "which_account",
            AccountTrouble::PhoneTaken { .. } => "phone_taken",
            AccountTrouble::NoPhone { .. } => "account_without_phone",
            AccountTrouble::BadLimit { .. } => "bad_limit",
            AccountTrouble::BadDays { .. } => "bad_days",
            AccountTrouble::EndedAlready { .. } => "account_ended",
            AccountTrouble::NothingStands { .. } => "nothing_on_account",
            AccountTrouble::SettledTooMuch { .. } => "settled_too_much",
        }
    }

    /// The value that was refused, as text.
    pub fn value(&self) -> String {
        match self {
            AccountTrouble::NoAccount { why: NoAccount::Pays { payer, .. }, .. } => payer.clone(),
            AccountTrouble::NoAccount { customer, .. } => customer.clone(),
            AccountTrouble::OverLimit { amount, .. } => amount.to_string(),
            AccountTrouble::NoSuchAccount { value }
            | AccountTrouble::WhichAccount { value, .. }
            | AccountTrouble::BadLimit { value }
            | AccountTrouble::BadDays { value, .. } => value.clone(),
            AccountTrouble::PhoneTaken { phone, .. } => phone.clone(),
            AccountTrouble::NoPhone { account }
            | AccountTrouble::EndedAlready { account, .. }
            | AccountTrouble::NothingStands { account } => account.clone(),
            AccountTrouble::SettledTooMuch { amount, .. } => amount.to_string(),
        }
    }
}

impl From<AccountTrouble> for Refusal {
    fn from(why: AccountTrouble) -> Refusal {
        Refusal::Account(Box::new(why))
    }
}
