//! Why an act on a booking is not possible as the booking stands.

use chrono::NaiveDate;

use crate::money::Money;
use crate::rates::{FaultOf, Stage};

/// Why something cannot be done with a booking now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPossible {
    /// The booking does not run on that day.
    NoSuchRun {
        /// The booking.
        booking: String,
        /// The day.
        date: NaiveDate,
        /// The days on which it does, in order.
        runs: Vec<NaiveDate>,
    },
    /// The day of the run has come: it is printed.
    RunAppeared {
        /// The booking.
        booking: String,
        /// The day of the run.
        date: NaiveDate,
    },
    /// The days of all its runs have come.
    AllAppeared {
        /// The booking.
        booking: String,
    },
    /// It is withdrawn.
    Withdrawn {
        /// The booking.
        booking: String,
    },
    /// Nothing is to be given back.
    NothingRefunded {
        /// The booking.
        booking: String,
    },
    /// More than came in and stayed.
    RefundTooMuch {
        /// The booking.
        booking: String,
        /// How much was asked for.
        amount: Money,
        /// How much there is.
        most: Money,
    },
    /// So much did not come in by that way.
    CameOtherwise {
        /// The booking.
        booking: String,
        /// The way, by its word in data.
        method: &'static str,
        /// What is there, by the ways by which it came.
        came: Vec<(&'static str, Money)>,
    },
    /// Money that came otherwise goes back in cash only with a supervisor.
    CashNeedsApproval {
        /// The booking.
        booking: String,
        /// How much of it did not come in cash.
        amount: Money,
    },
    /// No such payment stands.
    NoSuchPayment {
        /// The booking.
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
        /// The booking.
        booking: String,
        /// Its way, by its word in data.
        method: &'static str,
        /// Its amount.
        amount: Money,
    },
    /// Without the payment more would have gone back than came in.
    PaymentWentBack {
        /// The booking.
        booking: String,
        /// How much was refunded.
        refunded: Money,
    },
    /// The last act was about another booking too.
    NotUndoneAlone {
        /// The booking.
        booking: String,
        /// The other.
        other: String,
    },
    /// A rebate is allowed by a supervisor only.
    RebateNeedsApproval {
        /// The booking.
        booking: String,
    },
    /// Nothing would be taken less.
    NothingRebated {
        /// The booking.
        booking: String,
    },
    /// More than the runs cost that have appeared.
    RebateTooMuch {
        /// The booking.
        booking: String,
        /// How much was asked for.
        amount: Money,
        /// How much there is.
        most: Money,
    },
    /// It was not changed so often.
    NoSuchVersion {
        /// The booking.
        booking: String,
        /// The version that was named.
        place: u32,
        /// The version that stands.
        versions: u32,
    },
    /// So many refunds were not made.
    NoSuchRefund {
        /// The booking.
        booking: String,
        /// The place that was named.
        place: u32,
        /// How many were made.
        made: u32,
    },
    /// Nothing was done that could be taken back.
    NothingToUndo {
        /// The booking.
        booking: String,
    },
    /// The last act is taken back already.
    UndoneAlready {
        /// The booking.
        booking: String,
    },
    /// The last act is a signature or a review, behind which nothing is taken back.
    NotUndoneNow {
        /// The booking.
        booking: String,
    },
    /// The last act is of another day.
    UndoTooLate {
        /// The booking.
        booking: String,
        /// The day.
        day: NaiveDate,
    },
    /// No run has appeared yet.
    NotAppeared {
        /// The booking.
        booking: String,
        /// The first run.
        first: NaiveDate,
    },
    /// Everything that was named is so already.
    NothingCorrected {
        /// The booking.
        booking: String,
    },
    /// By the card an error of this side is not corrected.
    NotCorrected {
        /// The booking.
        booking: String,
        /// Whose error.
        fault: FaultOf,
    },
    /// By the card it cannot be withdrawn so late.
    NotWithdrawnNow {
        /// The booking.
        booking: String,
        /// The stage of which the card says so; none where the card says nothing of withdrawing so late.
        stage: Option<Stage>,
    },
}

impl NotPossible {
    /// The rule's id, for scripts; it never changes.
    pub const fn rule(&self) -> &'static str {
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
            NotPossible::UndoTooLate { .. } => "undo_too_late",
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
            NotPossible::UndoTooLate { day, .. } => day.to_string(),
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
