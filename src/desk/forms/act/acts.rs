//! What the form knows of each act: a row for each, with what is typed for it, what is asked of the books by that, and what its button
//! says. What acts have in common is written once, in the other files of this folder, which go by the row of the act that is chosen.

use iced::widget::Column;

use super::amend::Lack;
use super::view::Columns;
use super::{Form, Message, place};
use crate::desk::screens::Scene;
use crate::desk::theme::Theme;
use crate::office::{ActKind, Approval, Tried};
use books::booking::{Amend, Amended, Back, Move, Rebate, Refund, Rerun, Undo, Withdraw};
use trade::money::Money;

/// Adds fields of the form to a column.
type AddFields = for<'a> fn(&'a Form, Fields<'a>, Columns, Scene<'a>) -> Fields<'a>;

type Fields<'a> = Column<'a, Message, Theme>;

/// An act in the form.
pub(super) struct ActFields {
    kind: ActKind,
    /// Where the keyboard begins.
    pub first: fn(&Form) -> &'static str,
    /// The place of `Ctrl+D`; none where no day, run or payment is chosen.
    pub days: Option<&'static str>,
    /// The place of `Ctrl+M`; none where no money goes back or came otherwise.
    pub money: Option<&'static str>,
    /// Adds what is typed and chosen for this act alone.
    pub fields: AddFields,
    /// What is still to be typed of that, in the order in which it stands in the form.
    pub lacks: fn(&Form, Scene) -> Vec<Lack>,
    /// What is asked of the books; none while it is not said yet.
    pub amend: fn(&Form, TypedForAct, Scene) -> Option<Amend>,
    /// What the button says that it does, money that goes back by it apart.
    pub verb: fn(&Form, &Tried, Scene) -> String,
    /// What the field of the amount is called, and what stands beside it.
    pub amount: for<'a> fn(&Form, Scene<'a>) -> (&'a str, String),
    /// The ad is edited.
    pub edits: bool,
    /// Several runs are marked. Where not, the run that the keyboard stands on is meant.
    pub marks_runs: bool,
    /// One of the runs is chosen.
    pub takes_run: bool,
    /// A payment is chosen, and what truly came in its place.
    pub sets_right: bool,
    /// The card may take a fee for it.
    pub has_fee: bool,
    /// What is owed back by it can go back at once.
    pub gives_back: bool,
    /// It is itself what gives money back; where no amount is typed, what is owed back.
    pub refunds: bool,
    /// The booking becomes what it was before.
    pub takes_back: bool,
    /// A supervisor is named for it, whatever is typed.
    pub approval: Option<Approval>,
}

/// What is typed for every act.
pub(super) struct TypedForAct {
    pub reason: String,
    /// How what is owed back goes back at once, where it does.
    pub refund: Option<Back>,
    /// It is sent, after the books' answer was shown.
    pub shown: bool,
}

/// An act of which nothing but the reason is typed.
const PLAIN: ActFields = ActFields {
    kind: ActKind::Undo,
    first: |_| place::WHY,
    days: None,
    money: None,
    fields: |_, fields, _, _| fields,
    lacks: |_, _| Vec::new(),
    amend: |_, _, _| None,
    verb: |form, _, scene| scene.words().act(form.kind).to_owned(),
    amount: |_, scene| (scene.words().refund_amount(), String::new()),
    edits: false,
    marks_runs: false,
    takes_run: false,
    sets_right: false,
    has_fee: false,
    gives_back: false,
    refunds: false,
    takes_back: false,
    approval: None,
};

/// Every act that the form knows.
static ACTS: [ActFields; 8] = [
    ActFields {
        kind: ActKind::Correct,
        first: |_| place::COPY,
        fields: |form, fields, columns, scene| form.correction(fields, columns, scene),
        amend: |form, typed, _| Some(Amend::Correct(Box::new(form.correct(typed.refund, typed.reason)))),
        money: Some(place::WAYS),
        edits: true,
        has_fee: true,
        gives_back: true,
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Move,
        first: |form| if form.runs().len() > 1 { place::RUNS } else { place::DAYS },
        fields: |form, fields, _, scene| {
            let words = scene.words();
            fields.push(form.run_chips(words.run_moved(), scene)).push(form.days(words.move_to(), scene))
        },
        lacks: |form, _| if form.to.is_none() { vec![Lack::Day] } else { Vec::new() },
        amend: |form, TypedForAct { reason, .. }, _| {
            Some(Amend::Move(Move { from: *form.runs().get(form.run)?, to: form.to?, reason }))
        },
        verb: |form, _, scene| scene.words().move_verb(form.to),
        days: Some(place::DAYS),
        takes_run: true,
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Withdraw,
        first: |_| place::RUNS,
        days: Some(place::RUNS),
        money: Some(place::WAYS),
        fields: |form, fields, _, scene| fields.push(form.run_chips(scene.words().runs_withdrawn(), scene)),
        lacks: |form, _| if form.marked.is_empty() { vec![Lack::Runs] } else { Vec::new() },
        amend: |form, TypedForAct { reason, refund, .. }, _| {
            let runs: Vec<_> = form.marked.iter().copied().collect();
            (!runs.is_empty()).then_some(Amend::Withdraw(Withdraw { runs, reason, refund }))
        },
        verb: |form, tried, scene| scene.words().withdraw_verb(form.marked.len(), tried.after.runs().is_empty()),
        marks_runs: true,
        has_fee: true,
        gives_back: true,
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Refund,
        first: |_| place::AMOUNT,
        fields: |form, fields, _, scene| fields.push(form.sum_field(scene)),
        lacks: |form, _| if form.sum().is_none() { vec![Lack::Amount] } else { Vec::new() },
        amend: |form, TypedForAct { reason, .. }, _| {
            let amount = form.sum()?;
            Some(Amend::Refund(Refund { back: form.back(form.goes_by(amount)?), amount, reason }))
        },
        verb: |form, _, scene| {
            let (words, back) = (scene.words(), form.sum().unwrap_or(Money::ZERO));
            form.goes_by(back).map_or(words.act(form.kind).to_owned(), |method| words.refund_button(method, back))
        },
        amount: |form, scene| {
            let (words, owed) = (scene.words(), form.looked.booking.overpaid());
            let beside =
                if owed > Money::ZERO { words.refund_owed(owed) } else { words.refund_of(form.looked.booking.paid()) };
            (words.refund_amount(), beside)
        },
        money: Some(place::WAYS),
        refunds: true,
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Rerun,
        first: |_| place::DAYS,
        fields: |form, fields, _, scene| fields.push(form.days(scene.words().run_again_on(), scene)),
        lacks: |form, _| if form.to.is_none() { vec![Lack::Day] } else { Vec::new() },
        amend: |form, TypedForAct { reason, .. }, _| Some(Amend::Rerun(Rerun { on: form.to?, reason })),
        verb: |form, _, scene| scene.words().rerun_verb(form.to),
        days: Some(place::DAYS),
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Rebate,
        first: |_| place::AMOUNT,
        fields: |form, fields, _, scene| fields.push(form.sum_field(scene)),
        lacks: |form, _| if form.sum().is_none() { vec![Lack::Amount] } else { Vec::new() },
        amend: |form, TypedForAct { reason, refund, .. }, _| {
            let approved_by = form.approved_by.trim().into();
            Some(Amend::Rebate(Rebate { amount: form.sum()?, reason, approved_by, refund }))
        },
        verb: |form, _, scene| scene.words().rebate_verb(form.sum().unwrap_or(Money::ZERO)),
        amount: |form, scene| {
            let words = scene.words();
            (words.rebate_amount(), words.rebate_of(form.looked.booking.total()))
        },
        money: Some(place::WAYS),
        gives_back: true,
        approval: Some(Approval::Rebate),
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Reverse,
        first: |form| if form.looked.booking.payments.len() > 1 { place::PAYMENTS } else { place::CAME },
        days: Some(place::PAYMENTS),
        money: Some(place::CAME),
        fields: |form, fields, _, scene| form.reversal(fields, scene),
        lacks: |form, scene| {
            let lacks = [
                (form.came.is_none(), Lack::Came),
                (form.replaced() && form.came_amount().is_none(), Lack::CameAmount),
                (form.for_another() && form.other(scene).is_none(), Lack::Other),
            ];
            lacks.into_iter().filter_map(|(lacks, what)| lacks.then_some(what)).collect()
        },
        amend: |form, typed, scene| form.reverse(typed.reason, scene).map(Amend::Reverse),
        verb: |form, tried, scene| form.reverse_said(tried, scene),
        sets_right: true,
        ..PLAIN
    },
    ActFields {
        kind: ActKind::Undo,
        fields: |form, fields, _, scene| fields.push(form.taken_back(scene)),
        // What was shown as the last act is sent along, and not asked about.
        amend: |form, TypedForAct { reason, shown, .. }, _| {
            let last = || match form.shown()?.tried.done.first()? {
                Amended::Undone(undone) => Some(undone.entry),
                _ => None,
            };
            Some(Amend::Undo(Undo { reason, shown: shown.then(last).flatten() }))
        },
        verb: |_, tried, scene| {
            let undone = match tried.done.first() {
                Some(Amended::Undone(undone)) => undone.what.as_str(),
                _ => "",
            };
            scene.words().undo_verb(undone)
        },
        takes_back: true,
        ..PLAIN
    },
];

/// The row of an act; a test holds that each has one.
pub(super) fn of(kind: ActKind) -> &'static ActFields {
    ACTS.iter().find(|act| act.kind == kind).unwrap_or(&ACTS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_a_row() {
        for kind in ActKind::ALL {
            assert!(of(kind).kind == kind, "{kind:?}");
        }
    }
}
