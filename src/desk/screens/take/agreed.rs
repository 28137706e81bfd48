//! What is agreed beside the card: a price or discount by hand (议价), and a run after its deadline (截稿后加登). Each has a small
//! panel in the place of the payment: what is to be paid is not settled before.

use chrono::NaiveDate;
use iced::Fill;
use iced::widget::{Column, Row, column, container, row, text};

use super::{Action, Message, Scene, Take, place};
use crate::desk::kit::{self, InputField};
use crate::desk::screens::ScreenState;
use crate::desk::theme::{Element, size, tint};
use crate::desk::widgets::{Group, focus_on};
use crate::locale;
use books::booking::{Late, Terms};
use books::counter;
use trade::legible;
use trade::rates::{Manual, ManualPrice, discount};
use trade::refusal::{PriceTrouble, Refusal, RunDateTrouble};

/// The height of the panel in pixels: that of the payment, in whose place it stands.
const HEIGHT: f32 = 136.0;

/// The panel that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// A price by hand.
    Price,
    /// A run after its deadline.
    Late,
}

/// A price by hand as far as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ByHand {
    /// A whole price is named, not a discount.
    whole: bool,
    amount: String,
    reason: String,
    approved_by: String,
}

/// What happens in a panel.
#[derive(Debug, Clone)]
pub enum Agree {
    /// It is opened; of a price by hand closed again by the same key.
    Open(Panel),
    /// It is closed; what was agreed stays.
    Close,
    /// What was agreed by hand is taken back.
    Remove(Panel),
    /// A whole price is named (true), or a discount.
    Whole(bool),
    /// The price, or the percentage, is typed.
    Amount(String),
    /// The reason is typed.
    Reason(String),
    /// The name of who approves it is typed.
    ApprovedBy(String),
}

impl ByHand {
    pub(super) fn of(manual: Option<&Manual>) -> ByHand {
        let Some(manual) = manual else { return ByHand::default() };
        let (whole, amount) = match manual.price {
            ManualPrice::Discount(percent) => (false, percent.to_string()),
            ManualPrice::Total(total) => (true, total.to_string()),
        };
        ByHand { whole, amount, reason: manual.reason.clone(), approved_by: manual.approved_by.to_string() }
    }

    /// What was agreed; none where no amount is typed.
    pub(super) fn manual(&self) -> Result<Option<Manual>, Refusal> {
        let amount = self.amount.trim();
        if amount.is_empty() {
            // A reason for nothing: the clerk is not done.
            let begun = [&self.reason, &self.approved_by].iter().any(|typed| !typed.trim().is_empty());
            let unsaid = Refusal::BadSetting { field: "discount", value: String::new() };
            return if begun { Err(unsaid) } else { Ok(None) };
        }
        let value = || amount.to_owned();
        let price = if self.whole {
            ManualPrice::Total(amount.parse().map_err(|_| Refusal::NotMoney { value: value() })?)
        } else {
            let wrong = || Refusal::BadSetting { field: "discount", value: value() };
            ManualPrice::Discount(discount(amount).ok_or_else(wrong)?)
        };
        let (reason, approved_by) = (self.reason.trim().to_owned(), self.approved_by.trim().into());
        Ok(Some(Manual { price, reason, approved_by }))
    }
}

impl Take {
    /// Does what a panel says.
    pub(super) fn agree(&mut self, agree: Agree, scene: Scene) -> Vec<Action> {
        match agree {
            Agree::Open(Panel::Price) if self.panel == Some(Panel::Price) => return self.close(),
            Agree::Open(Panel::Price) => {
                self.panel = Some(Panel::Price);
                return vec![Action::Run(focus_on(place::AGREED))];
            }
            Agree::Open(Panel::Late) => {
                let Some(day) = self.late_day(scene) else { return vec![self.go(place::DAYS)] };
                self.draft.terms.late.get_or_insert_default();
                let proposed = !std::mem::replace(&mut self.draft.touched.runs, true);
                if !self.draft.runs.contains(&day) {
                    self.draft.runs.retain(|_| !proposed);
                    self.draft.runs.push(day);
                    self.draft.runs.sort();
                }
                (self.panel, self.day_refused) = (Some(Panel::Late), None);
                let mut actions = self.changed();
                actions.push(Action::Run(focus_on(place::LATE_REASON)));
                return actions;
            }
            Agree::Close => return self.close(),
            Agree::Remove(Panel::Price) => {
                self.by_hand = ByHand::default();
                self.draft.terms.manual = None;
                let mut actions = self.changed();
                actions.extend(if self.panel == Some(Panel::Price) { self.close() } else { Vec::new() });
                return actions;
            }
            Agree::Remove(Panel::Late) => {
                let late = self.late_runs(scene);
                self.draft.runs.retain(|run| !late.contains(run));
                self.draft.terms.late = None;
                let mut actions = self.changed();
                actions.extend(if self.panel == Some(Panel::Late) { self.close() } else { Vec::new() });
                actions.push(self.go(place::DAYS));
                return actions;
            }
            Agree::Whole(whole) => self.by_hand.whole = whole,
            Agree::Amount(amount) => self.by_hand.amount = amount,
            Agree::Reason(reason) => match (self.panel, &mut self.draft.terms.late) {
                (Some(Panel::Late), Some(late)) => late.reason = reason,
                _ => self.by_hand.reason = reason,
            },
            Agree::ApprovedBy(name) => match (self.panel, &mut self.draft.terms.late) {
                (Some(Panel::Late), Some(late)) => late.approved_by = name.into(),
                _ => self.by_hand.approved_by = name,
            },
        }
        self.draft.terms.manual = self.by_hand.manual().ok().flatten();
        self.changed()
    }

    fn close(&mut self) -> Vec<Action> {
        self.panel = None;
        vec![Action::Run(focus_on(place::METHODS))]
    }

    /// The day that the clerk looks at, whose deadline has passed; or else a run of which that is so.
    pub(super) fn late_day(&self, scene: Scene) -> Option<NaiveDate> {
        let refused = match &self.day_refused {
            Some(Refusal::RunDate(RunDateTrouble::PastDeadline { date, .. })) => Some(*date),
            _ => None,
        };
        let looked_at = refused.into_iter().chain([self.at]);
        looked_at.chain(self.draft.runs.iter().copied()).find(|day| self.could_be_late(*day, scene))
    }

    /// The runs that are taken after their deadline.
    pub(super) fn late_runs(&self, scene: Scene) -> Vec<NaiveDate> {
        let late = |day: &&NaiveDate| self.may_run(**day, scene) == Ok(true);
        self.draft.runs.iter().filter(late).copied().collect()
    }

    /// Whether a day can be chosen, and whether it is then taken after its deadline.
    pub(super) fn may_run(&self, day: NaiveDate, scene: Scene) -> Result<bool, Refusal> {
        let of = (self.draft.kind, &self.draft.category);
        counter::may_run(day, of, &self.draft.terms, scene.rules, scene.wall())
    }

    /// Whether a day could be had after its deadline, if that were allowed.
    fn could_be_late(&self, day: NaiveDate, scene: Scene) -> bool {
        let of = (self.draft.kind, &self.draft.category);
        let allowed = Terms { late: Some(Late::default()), ..Terms::default() };
        counter::may_run(day, of, &allowed, scene.rules, scene.wall()) == Ok(true)
    }

    /// What is typed wrong in the panel.
    pub(super) fn against_by_hand(&self) -> Option<Refusal> {
        self.by_hand.manual().err()
    }

    /// Where a price by hand, or a run after its deadline, is mended; the panel is opened.
    pub(super) fn mend(&mut self, refusal: &Refusal, scene: Scene) -> Option<&'static str> {
        let lacks = |reason: &str| reason.trim().is_empty();
        let by_hand = self.draft.terms.manual.as_ref().is_some_and(|manual| lacks(&manual.reason));
        let (panel, place) = match refusal {
            Refusal::NoReason if by_hand => (Panel::Price, place::REASON),
            Refusal::NoReason => {
                let unsaid = self.draft.terms.late.as_ref().is_none_or(|late| lacks(&late.reason));
                (Panel::Late, if unsaid { place::LATE_REASON } else { place::LATE_APPROVED_BY })
            }
            Refusal::Price(PriceTrouble::NeedsApproval { .. }) => (Panel::Price, place::APPROVED_BY),
            Refusal::UnreadableName { field, .. } | Refusal::NameTooLong { field, .. } => {
                let late = self.draft.terms.late.as_ref();
                let in_late = |field, text: &str| legible::check(field, text).err().as_ref() == Some(refusal);
                match field {
                    legible::Field::Reason if late.is_some_and(|late| in_late(*field, &late.reason)) => {
                        (Panel::Late, place::LATE_REASON)
                    }
                    legible::Field::Approver if late.is_some_and(|late| in_late(*field, late.approved_by.as_str())) => {
                        (Panel::Late, place::LATE_APPROVED_BY)
                    }
                    legible::Field::Reason => (Panel::Price, place::REASON),
                    legible::Field::Approver => (Panel::Price, place::APPROVED_BY),
                    _ => return None,
                }
            }
            Refusal::Price(PriceTrouble::BeyondBound { .. }) | Refusal::BadSetting { .. } => {
                (Panel::Price, place::AGREED)
            }
            Refusal::NotMoney { .. } if self.against_by_hand().as_ref() == Some(refusal) => {
                (Panel::Price, place::AGREED)
            }
            _ => return None,
        };
        let late = !self.late_runs(scene).is_empty();
        self.panel = Some(panel).filter(|panel| *panel == Panel::Price || late).or(self.panel);
        Some(place)
    }

    /// The panel, in the place of the payment.
    pub(super) fn panel<'a>(&'a self, panel: Panel, scene: Scene<'a>) -> Element<'a, Message> {
        let content = match panel {
            Panel::Price => self.price_panel(scene),
            Panel::Late => self.late_panel(scene),
        };
        content.spacing(6).height(HEIGHT).into()
    }

    fn price_panel<'a>(&'a self, scene: Scene<'a>) -> Column<'a, Message, crate::desk::theme::Theme> {
        let words = scene.words();
        let by_hand = &self.by_hand;
        let remove = kit::quiet_button(
            words.take_back(),
            "Ctrl+Shift+P",
            self.can(Message::Agree(Agree::Remove(Panel::Price)), scene),
        );
        let names = [words.discount(), words.whole_price()];
        let halves =
            names.iter().enumerate().map(|(i, name)| kit::option(*name, by_hand.whole == (i == 1), iced::Shrink));
        let which = Group::choice(Row::from_iter(halves).spacing(4), Some(usize::from(by_hand.whole)), 2, |i| {
            Message::Agree(Agree::Whole(i == 1))
        })
        .id(place::AGREED_HOW);
        let refused = self.answer.as_ref().and_then(|answer| answer.proposal.quote.as_ref().err());
        let beyond = matches!(refused, Some(Refusal::Price(PriceTrouble::BeyondBound { .. })));
        let label = if by_hand.whole { words.amount } else { words.percent_off() };
        let amount = InputField::new(label, &by_hand.amount, place::AGREED)
            .wrong(self.against_by_hand().is_some() || beyond)
            .on_input(self.open(), |text| Message::Agree(Agree::Amount(text)))
            .on_submit(Message::Onward);
        let reason = InputField::new(words.reason, &by_hand.reason, place::REASON)
            .wrong(self.pressed && by_hand.reason.trim().is_empty() && !by_hand.amount.trim().is_empty())
            .on_input(self.open(), |text| Message::Agree(Agree::Reason(text)))
            .on_submit(Message::Onward);
        // A supervisor is asked only where the counter says so; her place is kept.
        let needed = matches!(refused, Some(Refusal::Price(PriceTrouble::NeedsApproval { .. })));
        let approved_by: Element<'a, Message> = if needed || !by_hand.approved_by.is_empty() {
            InputField::new(words.supervisor, &by_hand.approved_by, place::APPROVED_BY)
                .wrong(self.pressed && needed)
                .width(92)
                .on_input(self.open(), |text| Message::Agree(Agree::ApprovedBy(text)))
                .on_submit(Message::Agree(Agree::Close))
                .into()
        } else {
            let alone = !by_hand.amount.trim().is_empty() && !by_hand.reason.trim().is_empty();
            let said = if alone && self.against_by_hand().is_none() { words.within_bound() } else { "" };
            text(said).size(size::SMALL).width(92).style(tint(|c| c.quiet)).into()
        };
        column![
            container(kit::section(words.by_hand(), "Ctrl+P", remove)).width(Fill).clip(true),
            row![Element::from(which), Element::from(amount)].spacing(8).align_y(iced::Alignment::Center),
            row![Element::from(reason), approved_by].spacing(8).align_y(iced::Alignment::Center),
        ]
    }

    fn late_panel<'a>(&'a self, scene: Scene<'a>) -> Column<'a, Message, crate::desk::theme::Theme> {
        let words = scene.words();
        let blank: &'a str = "";
        let late = self.draft.terms.late.as_ref();
        let (why, by) = late.map_or((blank, blank), |late| (late.reason.as_str(), late.approved_by.as_str()));
        let remove = Message::Agree(Agree::Remove(Panel::Late));
        let remove = kit::quiet_button(words.take_back(), "Ctrl+Shift+D", Some(remove));
        let reason = InputField::new(words.reason, why, place::LATE_REASON)
            .wrong(self.pressed && why.trim().is_empty())
            .on_input(self.open(), |text| Message::Agree(Agree::Reason(text)))
            .on_submit(Message::Onward);
        let approved_by = InputField::new(words.supervisor, by, place::LATE_APPROVED_BY)
            .wrong(self.pressed && by.trim().is_empty())
            .on_input(self.open(), |text| Message::Agree(Agree::ApprovedBy(text)))
            .on_submit(Message::Agree(Agree::Close));
        column![
            container(kit::section(words.after_deadline(), "", remove)).width(Fill).clip(true),
            Element::from(reason),
            Element::from(approved_by)
        ]
    }

    /// The way past a deadline, where the day that is looked at has one behind it.
    pub(super) fn offer_late<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let past = match &self.day_refused {
            Some(Refusal::RunDate(RunDateTrouble::PastDeadline { date, .. })) => {
                self.could_be_late(*date, scene) && self.open()
            }
            _ => false,
        };
        let open = Message::Agree(Agree::Open(Panel::Late));
        past.then(|| kit::quiet_button(scene.words().after_deadline(), "Ctrl+Shift+D", Some(open)).into())
    }

    /// The runs after their deadline, why and by whom, as a line of the quote.
    pub(super) fn late_line<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let runs = self.late_runs(scene);
        let late = self.draft.terms.late.as_ref().filter(|_| !runs.is_empty())?;
        Some(told(locale::late(&runs, late, scene.language())))
    }

    /// The price by hand, why and by whom, as a line of the quote.
    pub(super) fn by_hand_line<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        self.draft.terms.manual.as_ref().map(|manual| told(locale::manual(manual, scene.language())))
    }

    /// Opens the panel of a price by hand; its key stands beside the sum.
    pub(super) fn by_hand_key<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let open = self.can(Message::Agree(Agree::Open(Panel::Price)), scene);
        let shut = self.panel != Some(Panel::Price);
        shut.then(|| kit::quiet_button(scene.words().by_hand(), "Ctrl+P", open).into())
    }
}

fn told<'a>(said: String) -> Element<'a, Message> {
    text(said).size(size::LABEL).width(Fill).style(tint(|c| c.remind)).into()
}
