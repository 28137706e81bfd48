//! The four marks of a booking (证 款 样 审), and the one step that is to be done next.

use iced::widget::{Space, text};

use super::Message;
use crate::desk::kit;
use crate::desk::theme::{Element, HEI_BOLD, size, tint};
use crate::locale::desk::Words;
use crate::office::ActKind;
use books::booking::{Open, Row};
use trade::money::Money;

/// How one of the four stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowMark {
    /// Nothing of it is open.
    Done,
    /// It is to be done.
    Open,
    /// A part of the money came.
    Half,
    /// The money is on account (挂账).
    Account,
    /// Money is owed back (待退).
    Back,
    /// An error holds the booking.
    Wrong,
    /// It is not asked of what was withdrawn.
    Gone,
}

impl RowMark {
    /// Papers, money, proof and review of a booking, in this order.
    pub(super) fn of(row: &Row) -> [RowMark; 4] {
        let open = |open: Open| row.open.contains(&open);
        let done = |is_open: bool| if is_open { RowMark::Open } else { RowMark::Done };
        let money = match row.owing > Money::ZERO {
            true if row.paid > Money::ZERO || row.on_account > Money::ZERO => RowMark::Half,
            true => RowMark::Open,
            false if row.overpaid > Money::ZERO => RowMark::Back,
            false if row.on_account > Money::ZERO => RowMark::Account,
            false => RowMark::Done,
        };
        if row.runs.is_empty() {
            return [RowMark::Gone, money, RowMark::Gone, RowMark::Gone];
        }
        let review = if open(Open::Held) { RowMark::Wrong } else { done(open(Open::Warnings) || open(Open::Review)) };
        [done(open(Open::Papers)), money, done(open(Open::Proof)), review]
    }

    /// Whether it asks for something.
    pub(super) const fn is_open(self) -> bool {
        matches!(self, RowMark::Open | RowMark::Half | RowMark::Back | RowMark::Wrong)
    }

    /// The mark as it is drawn.
    pub(super) fn view<'a>(self, words: &'static Words) -> Element<'a, Message> {
        let said = |said: &'static str| text(said).size(size::LABEL).wrapping(text::Wrapping::None);
        match self {
            RowMark::Done => kit::tick(),
            RowMark::Open => kit::ring(),
            RowMark::Half => kit::half(),
            RowMark::Wrong => kit::square(),
            RowMark::Account => said(words.account_mark()).style(tint(|c| c.quiet)).into(),
            RowMark::Back => said(words.back_mark()).font(HEI_BOLD).style(tint(|c| c.remind)).into(),
            RowMark::Gone => Space::new().width(10).into(),
        }
    }
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextStep {
    /// Settle what holds it.
    Held,
    /// See the papers that are missing.
    See,
    /// Take what is owed.
    Pay(Money),
    /// Give back what is owed to the customer.
    Refund(Money),
    /// Have the proof signed.
    Sign,
    /// See the warnings that nobody has seen.
    Warnings,
    /// Mark it as reviewed.
    Review,
}

impl NextStep {
    /// Of one booking: what holds it, then what the customer is asked for while he stands there, then what is left to the desk.
    pub(super) fn of(row: &Row) -> Option<NextStep> {
        let open = |open: Open| row.open.contains(&open);
        let steps = [
            (open(Open::Held), NextStep::Held),
            (open(Open::Papers), NextStep::See),
            (row.owing > Money::ZERO, NextStep::Pay(row.owing)),
            (row.overpaid > Money::ZERO, NextStep::Refund(row.overpaid)),
            (open(Open::Proof), NextStep::Sign),
            (open(Open::Warnings), NextStep::Warnings),
            (open(Open::Review), NextStep::Review),
        ];
        steps.into_iter().find_map(|(is, step)| is.then_some(step))
    }

    /// Of several bookings together, and for how many of them: only what can be done to several at once.
    pub(super) fn together(rows: &[&Row]) -> Option<(NextStep, usize)> {
        let owing: Money = rows.iter().map(|row| row.owing).sum();
        let count = |open: Open| rows.iter().filter(|row| row.open.contains(&open)).count();
        let steps = [
            (count(Open::Payment), NextStep::Pay(owing)),
            (count(Open::Proof), NextStep::Sign),
            (count(Open::Review), NextStep::Review),
            (count(Open::Held), NextStep::Held),
            (count(Open::Papers), NextStep::See),
            (count(Open::Warnings), NextStep::Warnings),
        ];
        steps.into_iter().find_map(|(count, step)| (count > 0).then_some((step, count)))
    }

    /// What its button and its cell in the list say.
    pub(super) fn said(self, words: &'static Words) -> String {
        match self {
            NextStep::Held | NextStep::Warnings => words.step_check().to_owned(),
            NextStep::See => words.step_see().to_owned(),
            NextStep::Pay(owing) => words.step_pay(&owing.grouped()),
            NextStep::Refund(back) => words.step_refund(&back.grouped()),
            NextStep::Sign => words.sign().to_owned(),
            NextStep::Review => words.mark_reviewed().to_owned(),
        }
    }

    /// What pressing it says.
    pub(super) const fn message(self) -> Message {
        match self {
            NextStep::Held | NextStep::Warnings => Message::Settle,
            NextStep::See => Message::See,
            NextStep::Pay(_) => Message::Pay,
            NextStep::Refund(_) => Message::OpenAct(Some(ActKind::Refund)),
            NextStep::Sign => Message::Sign,
            NextStep::Review => Message::Review,
        }
    }
}
