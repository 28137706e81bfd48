//! From what is typed to the act that is sent to the books, and what is still to be typed.

use chrono::NaiveDate;

use super::acts::TypedForAct;
use super::{ActRequest, Came, Form, RefundBy, place};
use crate::desk::screens::Scene;
use crate::office::Approval;
use books::booking::{Amend, Back, Correct, Method, Number, Offer, Payment, Reverse, Settlement};
use books::counter;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::FaultOf;

/// What is still to be typed before the act can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Which of the runs are meant.
    Runs,
    /// The day that a run moves to.
    Day,
    /// How much money goes back, or is taken less.
    Amount,
    /// What truly came in.
    Came,
    /// How much truly came, where what is typed is no amount.
    CameAmount,
    /// The number of the booking for which it came.
    Other,
    /// The reason, which every act has.
    Reason,
    /// Who confirmed for the sender, and how.
    Confirmation,
    /// The name of the supervisor who allows it.
    Approval,
}

impl Lack {
    /// Where it is typed.
    pub(super) const fn place(self) -> &'static str {
        match self {
            Lack::Runs => place::RUNS,
            Lack::Day => place::DAYS,
            Lack::Amount => place::AMOUNT,
            Lack::Came => place::CAME,
            Lack::CameAmount => place::CAME_AMOUNT,
            Lack::Other => place::OTHER,
            Lack::Reason => place::DETAIL,
            Lack::Confirmation => place::CONFIRMED_BY,
            Lack::Approval => place::APPROVED_BY,
        }
    }
}

/// The ways by which money comes in. Credit is none of them.
fn channels() -> impl Iterator<Item = Method> {
    Method::ALL.into_iter().filter(|method| *method != Method::Account)
}

impl Form {
    /// The runs that stand, in order.
    pub(super) fn runs(&self) -> Vec<NaiveDate> {
        self.looked.booking.runs()
    }

    /// The reason: one of those that are offered, and what was typed besides.
    pub(super) fn reason(&self, scene: Scene) -> String {
        let offered = scene.words().act_reasons(self.kind);
        let detail = self.detail.trim();
        // The last one is another, which is typed.
        match offered.get(self.why).filter(|_| self.why + 1 < offered.len()) {
            Some(reason) if detail.is_empty() => (*reason).to_owned(),
            Some(reason) => format!("{reason}{}{detail}", scene.words().colon),
            None => detail.to_owned(),
        }
    }

    /// Whose fault is corrected.
    pub(super) const fn fault(&self) -> FaultOf {
        if self.why == 1 { FaultOf::Paper } else { FaultOf::Customer }
    }

    /// What goes back by a refund: as typed, or what is owed back; what is taken less by a rebate, as typed. None where that is no
    /// amount.
    pub(super) fn sum(&self) -> Option<Money> {
        let typed = self.amount.trim();
        let owed = self.row().refunds.then(|| self.looked.booking.overpaid());
        let amount = if typed.is_empty() { owed } else { typed.parse().ok() };
        amount.filter(|amount| *amount > Money::ZERO)
    }

    /// The payment that is set right.
    pub(super) fn payment(&self) -> Option<&Payment> {
        self.looked.booking.payments.get(self.payment).map(|(_, payment)| payment)
    }

    /// How much truly came: as typed, or as much as was recorded; none where that is no amount.
    pub(super) fn came_amount(&self) -> Option<Money> {
        let typed = self.came_amount.trim();
        let amount = if typed.is_empty() { self.payment().map(|payment| payment.amount) } else { typed.parse().ok() };
        amount.filter(|amount| *amount > Money::ZERO)
    }

    /// The booking for which it came; none where what is typed is no number.
    pub(super) fn other(&self, scene: Scene) -> Option<Number> {
        Number::said(self.other.trim(), scene.now.date_naive()).ok().filter(|other| *other != self.number())
    }

    /// The payment is set right as it is typed; none while it is not said what came.
    pub(super) fn reverse(&self, reason: String, scene: Scene) -> Option<Reverse> {
        let recorded = self.payment()?;
        let Payment { method, amount, serial, .. } = recorded.clone();
        let payment = Offer { serial, overpaid: self.overpaid, ..Offer::new(method, amount) };
        let (instead, paid_for) = match self.came? {
            Came::Nothing => (Vec::new(), None),
            Came::By(method) => {
                let serial = self.came_serial.trim();
                let serial = (!serial.is_empty() && method.comes_as_it_is()).then(|| Personal::new(serial.to_owned()));
                let came = Offer::new(method, self.came_amount()?);
                (vec![Offer { serial, overpaid: self.overpaid && method.comes_as_it_is(), ..came }], None)
            }
            Came::ForAnother => (Vec::new(), Some(self.other(scene)?)),
        };
        Some(Reverse { payment, instead, paid_for, reason })
    }

    /// The ways by which money can go back: as it came, in cash, as credit, or later.
    pub(super) fn ways(&self) -> Vec<RefundBy> {
        let booking = &self.looked.booking;
        let came = |method: &Method| booking.came_by(*method) > Money::ZERO;
        let mut ways: Vec<RefundBy> = channels().filter(came).map(RefundBy::By).collect();
        if !ways.contains(&RefundBy::By(Method::Cash)) {
            ways.push(RefundBy::By(Method::Cash));
        }
        if !self.row().refunds {
            ways.push(RefundBy::Later);
        } else if booking.on_account() > Money::ZERO {
            ways.push(RefundBy::By(Method::Account));
        }
        ways
    }

    /// The way by which so much goes back; none for later.
    pub(super) fn goes_by(&self, amount: Money) -> Option<Method> {
        let booking = &self.looked.booking;
        match self.way {
            RefundBy::By(method) => Some(method),
            RefundBy::Later => None,
            RefundBy::AsItCame => {
                let enough = channels().find(|method| booking.came_by(*method) >= amount);
                let most = || channels().max_by_key(|method| booking.came_by(*method));
                if self.row().refunds { enough.or_else(most) } else { enough }
            }
        }
    }

    pub(super) fn back(&self, method: Method) -> Back {
        let serial = self.serial.trim();
        let serial = (!serial.is_empty()).then(|| Personal::new(serial.to_owned()));
        Back { method, serial, approved_by: self.approved_by.trim().into() }
    }

    /// What is asked of the books; none while it is not said yet. `gives_back` is what is owed back by it, where that is known: then the
    /// way as it came is one that is named.
    pub(super) fn amend(&self, gives_back: Option<Money>, scene: Scene) -> Option<Amend> {
        let reason = self.reason(scene);
        let method = match gives_back {
            Some(amount) => self.goes_by(amount).filter(|_| amount > Money::ZERO),
            // How it came is known when the sum is.
            None if self.way == RefundBy::AsItCame => None,
            None => self.goes_by(Money::ZERO),
        };
        let refund = method.map(|method| self.back(method));
        (self.row().amend)(self, TypedForAct { reason, refund, shown: gives_back.is_some() }, scene)
    }

    pub(super) fn correct(&self, refund: Option<Back>, reason: String) -> Correct {
        let order = self.looked.booking.order();
        let copy = counter::tidy(&self.copy.text());
        let (name, phone) = (self.name.trim(), self.phone.trim());
        let confirmed = Settlement::Confirmed {
            who: self.confirmed_by.trim().to_owned().into(),
            when: String::new(),
            how: self.how,
        };
        Correct {
            copy: (copy != order.ad.copy.text()).then(|| Personal::new(copy)),
            size: self.size.filter(|size| *size != order.ad.size),
            style: self.style.clone(),
            category: self.category.clone(),
            customer: (name != order.customer.name.text()).then(|| Personal::new(name.to_owned())),
            phone: (phone != order.customer.phone.text()).then(|| Personal::new(phone.to_owned())),
            fault: self.fault(),
            confirmed: (!self.confirmed_by.trim().is_empty()).then_some(confirmed),
            refund,
            reason,
        }
    }

    /// What is still to be typed, in the order in which it stands in the form.
    pub(super) fn lacking(&self, scene: Scene) -> Vec<Lack> {
        let tried = self.shown().map(|shown| &shown.tried);
        let empty = |text: &str| text.trim().is_empty();
        let lacks = [
            (empty(&self.reason(scene)), Lack::Reason),
            (tried.is_some_and(|tried| tried.confirmation.is_some()) && empty(&self.confirmed_by), Lack::Confirmation),
            (self.approval().is_some() && empty(&self.approved_by), Lack::Approval),
        ];
        let common = lacks.into_iter().filter_map(|(lacks, what)| lacks.then_some(what));
        (self.row().lacks)(self, scene).into_iter().chain(common).collect()
    }

    /// Whether money by some way is recorded in the place of the payment.
    pub(super) fn replaced(&self) -> bool {
        self.row().sets_right && matches!(self.came, Some(Came::By(_)))
    }

    /// Whether the payment was for another booking.
    pub(super) fn for_another(&self) -> bool {
        self.row().sets_right && self.came == Some(Came::ForAnother)
    }

    /// For what a supervisor has to be named; some acts always have one.
    pub(super) fn approval(&self) -> Option<Approval> {
        let needed = self.shown().and_then(|shown| shown.tried.approval);
        self.row().approval.or(needed)
    }

    /// Whether the books' answer is to what is typed now, and nothing stands against sending it.
    pub(super) fn ready(&self, scene: Scene) -> bool {
        self.impossible().is_none()
            && self.answered == self.question
            && self.shown().is_some()
            && self.lacking(scene).is_empty()
    }

    /// The act as it is sent; none while something stands against it.
    pub(super) fn to_send(&self, scene: Scene) -> Option<ActRequest> {
        let shown = self.shown().filter(|_| self.ready(scene))?;
        let amend = self.amend(Some(shown.tried.back()), scene)?;
        let shown = shown.tried.after.costs();
        Some(ActRequest { request: self.request.clone(), number: self.number(), amend, shown })
    }
}
