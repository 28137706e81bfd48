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
pub(super) enum Mark {
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

impl Mark {
    /// Papers, money, proof and review of a booking, in this order.
    pub(super) fn of(row: &Row) -> [Mark; 4] {
        let open = |open: Open| row.open.contains(&open);
        let done = |is_open: bool| if is_open { Mark::Open } else { Mark::Done };
        let money = match row.owing > Money::ZERO {
            true if row.paid > Money::ZERO || row.on_account > Money::ZERO => Mark::Half,
            true => Mark::Open,
            false if row.overpaid > Money::ZERO => Mark::Back,
            false if row.on_account > Money::ZERO => Mark::Account,
            false => Mark::Done,
        };
        if row.runs.is_empty() {
            return [Mark::Gone, money, Mark::Gone, Mark::Gone];
        }
        let review = if open(Open::Held) { Mark::Wrong } else { done(open(Open::Warnings) || open(Open::Review)) };
        [done(open(Open::Papers)), money, done(open(Open::Proof)), review]
    }

    /// Whether it asks for something.
    pub(super) const fn is_open(self) -> bool {
        matches!(self, Mark::Open | Mark::Half | Mark::Back | Mark::Wrong)
    }

    /// The mark as it is drawn.
    pub(super) fn view<'a>(self, words: &'static Words) -> Element<'a, Message> {
        let said = |said: &'static str| text(said).size(size::LABEL).wrapping(text::Wrapping::None);
        match self {
            Mark::Done => kit::tick(),
            Mark::Open => kit::ring(),
            Mark::Half => kit::half(),
            Mark::Wrong => kit::square(),
            Mark::Account => said(words.account_mark()).style(tint(|c| c.quiet)).into(),
            Mark::Back => said(words.back_mark()).font(HEI_BOLD).style(tint(|c| c.remind)).into(),
            Mark::Gone => Space::new().width(10).into(),
        }
    }
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
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

impl Step {
    /// Of one booking: what holds it, then what the customer is asked for while he stands there, then what is left to the desk.
    pub(super) fn of(row: &Row) -> Option<Step> {
        let open = |open: Open| row.open.contains(&open);
        let steps = [
            (open(Open::Held), Step::Held),
            (open(Open::Papers), Step::See),
            (row.owing > Money::ZERO, Step::Pay(row.owing)),
            (row.overpaid > Money::ZERO, Step::Refund(row.overpaid)),
            (open(Open::Proof), Step::Sign),
            (open(Open::Warnings), Step::Warnings),
            (open(Open::Review), Step::Review),
        ];
        steps.into_iter().find_map(|(is, step)| is.then_some(step))
    }

    /// Of several bookings together, and for how many of them: only what can be done to several at once.
    pub(super) fn together(rows: &[&Row]) -> Option<(Step, usize)> {
        let owing: Money = rows.iter().map(|row| row.owing).sum();
        let count = |open: Open| rows.iter().filter(|row| row.open.contains(&open)).count();
        let steps = [
            (count(Open::Payment), Step::Pay(owing)),
            (count(Open::Proof), Step::Sign),
            (count(Open::Review), Step::Review),
            (count(Open::Held), Step::Held),
            (count(Open::Papers), Step::See),
            (count(Open::Warnings), Step::Warnings),
        ];
        steps.into_iter().find_map(|(count, step)| (count > 0).then_some((step, count)))
    }

    /// What its button and its cell in the list say.
    pub(super) fn said(self, words: &'static Words) -> String {
        match self {
            Step::Held | Step::Warnings => words.step_check().to_owned(),
            Step::See => words.step_see().to_owned(),
            Step::Pay(owing) => words.step_pay(&owing.grouped()),
            Step::Refund(back) => words.step_refund(&back.grouped()),
            Step::Sign => words.sign.to_owned(),
            Step::Review => words.mark_reviewed.to_owned(),
        }
    }

    /// What pressing it says.
    pub(super) const fn message(self) -> Message {
        match self {
            Step::Held | Step::Warnings => Message::Settle,
            Step::See => Message::See,
            Step::Pay(_) => Message::Pay,
            Step::Refund(_) => Message::OpenAct(Some(ActKind::Refund)),
            Step::Sign => Message::Sign,
            Step::Review => Message::Review,
        }
    }
}
