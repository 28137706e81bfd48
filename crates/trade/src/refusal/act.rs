//! Why an act on a booking is not possible as the booking stands.

use chrono::NaiveDate;

use crate::money::Money;
use crate::rates::{FaultOf, WithdrawalStage};

/// Why something cannot be done with a booking now. `booking` is its number (`B20260122-0007`), `date` and `day` are the days that were
/// named.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains numbers and days")]
pub enum NotPossible {
    /// The booking does not run on that day.
    NoSuchRun {
        booking: String,
        date: NaiveDate,
        /// The days on which it does, in order.
        runs: Vec<NaiveDate>,
    },
    /// The day of the run has come: it is printed.
    RunAppeared {
        booking: String,
        /// The day of the run.
        date: NaiveDate,
    },
    /// The days of all its runs have come.
    AllAppeared { booking: String },
    /// No run is left, and none was printed.
    Withdrawn { booking: String },
    /// Nothing is to be given back.
    NothingRefunded { booking: String },
    /// More than came in and stayed.
    RefundTooMuch {
        booking: String,
        /// How much was asked for.
        amount: Money,
        /// How much there is.
        most: Money,
    },
    /// Less came in by that way than is to go back by it.
    CameOtherwise {
        booking: String,
        /// The way, by its word in data.
        method: &'static str,
        /// What is there, by the ways by which it came.
        came: Vec<(&'static str, Money)>,
    },
    /// Money that came otherwise goes back in cash only with a supervisor.
    CashNeedsApproval {
        booking: String,
        /// How much of it did not come in cash.
        amount: Money,
    },
    /// No such payment stands.
    NoSuchPayment {
        booking: String,
        /// The way that was named, by its word in data.
        method: &'static str,
        /// The amount that was named.
        amount: Money,
        /// The payments that stand, in order.
        came: Vec<(&'static str, Money)>,
    },
    /// The payment was reversed before.
    ReversedAlready {
        booking: String,
        /// How it came, by its word in data.
        method: &'static str,
        amount: Money,
    },
    /// Without the payment more would have gone back than came in.
    PaymentWentBack {
        booking: String,
        /// How much was refunded.
        refunded: Money,
    },
    /// The last act was about another booking too.
    NotUndoneAlone {
        booking: String,
        /// The number of that booking.
        other: String,
    },
    /// A rebate is allowed by a supervisor only.
    RebateNeedsApproval { booking: String },
    /// A rebate that is not above zero.
    NothingRebated { booking: String },
    /// More than the runs cost that have appeared.
    RebateTooMuch {
        booking: String,
        /// How much was asked for.
        amount: Money,
        /// How much there is.
        most: Money,
    },
    /// The booking was not changed so often that it has this version.
    NoSuchVersion {
        booking: String,
        /// The version that was named, from 1.
        place: u32,
        /// The version that stands, which is the last.
        versions: u32,
    },
    /// A refund is named by its place, and fewer were made.
    NoSuchRefund {
        booking: String,
        /// The place that was named, from 1.
        place: u32,
        /// How many refunds the booking has.
        made: u32,
    },
    /// Nothing was done that could be taken back.
    NothingToUndo { booking: String },
    /// The last act is taken back already.
    UndoneAlready { booking: String },
    /// The last act is a signature or a review, behind which nothing is taken back.
    NotUndoneNow { booking: String },
    /// Since the clerk looked something else was done, which is the last act now.
    UndoneAnother {
        booking: String,
        /// What was done last, by its word in data.
        last: &'static str,
    },
    /// The last act is of another day.
    UndoTooLate {
        booking: String,
        /// The day on which it was done.
        day: NaiveDate,
    },
    /// The till that the last act moved is closed.
    UndoAfterTill {
        booking: String,
        /// The name of the till.
        till: String,
    },
    /// No run has appeared yet.
    NotAppeared { booking: String, first: NaiveDate },
    /// Everything that was named is so already.
    NothingCorrected { booking: String },
    /// By the card an error of this side is not corrected.
    NotCorrected { booking: String, fault: FaultOf },
    /// By the card it cannot be withdrawn so late.
    NotWithdrawnNow {
        booking: String,
        /// The stage of which the card says so; none where the card says nothing of withdrawing so late.
        stage: Option<WithdrawalStage>,
    },
}

impl NotPossible {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            NotPossible::NoSuchRun { .. } => "no_such_run",
            NotPossible::RunAppeared { .. } => "run_appeared",
            NotPossible::AllAppeared { .. } => "all_appeared",
            NotPossible::Withdrawn { .. } => "withdrawn",
            NotPossible::NotWithdrawnNow { .. } => "not_withdrawn_now",
            NotPossible::NothingRefunded { .. } => "nothing_refunded",
            NotPossible::RefundTooMuch { .. } => "refund_too_much",
            NotPossible::CameOtherwise { .. } => "came_otherwise",
            NotPossible::CashNeedsApproval { .. } => "needs_approval",
            NotPossible::NoSuchPayment { .. } => "no_such_payment",
            NotPossible::ReversedAlready { .. } => "reversed_already",
            NotPossible::PaymentWentBack { .. } => "payment_went_back",
            NotPossible::NotUndoneAlone { .. } => "not_undone_alone",
            NotPossible::RebateNeedsApproval { .. } => "rebate_needs_approval",
            NotPossible::NothingRebated { .. } => "nothing_rebated",
            NotPossible::RebateTooMuch { .. } => "rebate_too_much",
            NotPossible::NoSuchVersion { .. } => "no_such_version",
            NotPossible::NoSuchRefund { .. } => "no_such_refund",
            NotPossible::NothingToUndo { .. } => "nothing_to_undo",
            NotPossible::UndoneAlready { .. } => "undone_already",
            NotPossible::NotUndoneNow { .. } => "not_undone_now",
            NotPossible::UndoneAnother { .. } => "undone_another",
            NotPossible::UndoTooLate { .. } => "undo_too_late",
            NotPossible::UndoAfterTill { .. } => "undo_after_till",
            NotPossible::NotAppeared { .. } => "not_appeared",
            NotPossible::NothingCorrected { .. } => "nothing_corrected",
            NotPossible::NotCorrected { .. } => "not_corrected",
        }
    }

    /// The value that was refused, as text.
    pub fn value(&self) -> String {
        match self {
            NotPossible::NoSuchRun { date, .. } | NotPossible::RunAppeared { date, .. } => date.to_string(),
            NotPossible::RefundTooMuch { amount, .. }
            | NotPossible::CashNeedsApproval { amount, .. }
            | NotPossible::RebateTooMuch { amount, .. } => amount.to_string(),
            NotPossible::NoSuchPayment { method, amount, .. } | NotPossible::ReversedAlready { method, amount, .. } => {
                format!("{method}:{amount}")
            }
            NotPossible::PaymentWentBack { refunded, .. } => refunded.to_string(),
            NotPossible::NotUndoneAlone { other, .. } => other.clone(),
            NotPossible::CameOtherwise { method, .. } => (*method).to_owned(),
            NotPossible::NoSuchRefund { place, .. } | NotPossible::NoSuchVersion { place, .. } => place.to_string(),
            NotPossible::UndoneAnother { last, .. } => (*last).to_owned(),
            NotPossible::UndoTooLate { day, .. } => day.to_string(),
            NotPossible::UndoAfterTill { till, .. } => till.clone(),
            NotPossible::NotAppeared { first, .. } => first.to_string(),
            NotPossible::NothingRefunded { booking }
            | NotPossible::NothingToUndo { booking }
            | NotPossible::UndoneAlready { booking }
            | NotPossible::NotUndoneNow { booking }
            | NotPossible::NothingCorrected { booking }
            | NotPossible::NothingRebated { booking }
            | NotPossible::RebateNeedsApproval { booking }
            | NotPossible::NotCorrected { booking, .. }
            | NotPossible::AllAppeared { booking }
            | NotPossible::Withdrawn { booking }
            | NotPossible::NotWithdrawnNow { booking, .. } => booking.clone(),
        }
    }
}
