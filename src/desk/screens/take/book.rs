//! Booking the ad: what is still missing, what is sent to the books, and what their answer changes.

use super::answer::{against, awaits_size, order, too_long};
use super::{Action, BookedAd, DraftStage, Scene, Take, blank, place};
use crate::desk::widgets::focus_on;
use crate::office::Taken;
use books::counter::{self, AdDraft};
use setting::typeset::Setter;
use trade::legible::Field;
use trade::measure::Per;
use trade::refusal::{Failure, PictureTrouble, PriceTrouble, Refusal, RunDateTrouble};

impl Take {
    /// Everything that stands against booking: what the counter refuses, and what is typed wrong or not yet.
    pub(super) fn against(&self) -> Vec<Refusal> {
        let quote = self.answer.as_ref().and_then(|answer| answer.proposal.quote.as_ref().ok());
        let mut all = self.answer.as_ref().map_or_else(Vec::new, |answer| answer.proposal.refusals.clone());
        if awaits_size(&self.draft) {
            all.retain(|refusal| !matches!(refusal, Refusal::NotASize { .. }));
        }
        all.extend(self.answer.as_ref().and_then(too_long));
        all.extend(self.against_by_hand());
        all.extend(self.above_the_limit().map(Refusal::from));
        for refusal in against(&self.draft, self.own_size(), quote.map(|quote| quote.total)) {
            if !all.iter().any(|known| known.rule() == refusal.rule()) {
                all.push(refusal);
            }
        }
        all
    }

    /// The size that the ad takes of its own, where its price does not go by it.
    fn own_size(&self) -> Option<trade::measure::Size> {
        self.answer.as_ref().and_then(|answer| answer.proposal.size)
    }

    pub(super) fn book(&mut self, scene: Scene) -> Vec<Action> {
        // A second Enter while the books are at it asks for nothing new.
        if !self.open() {
            return Vec::new();
        }
        // What was typed last may have another category or price: the answer is waited for.
        if self.answered < self.question {
            self.book_when_answered = true;
            return Vec::new();
        }
        self.pressed = true;
        // The picture that was asked for could not be read: the ad must not go without it unnoticed.
        if let Some(wrong) = &self.picture_wrong {
            self.failed = Some(wrong.clone());
            return vec![Action::Run(focus_on(place::PICTURE))];
        }
        let first = self.in_order(scene).into_iter().next();
        match (first, order(&self.draft, self.own_size(), Some(self.total()))) {
            (None, Ok(mut order)) => {
                let ad = &order.ad;
                let setter = Setter::new();
                let draft = AdDraft {
                    size: Some(ad.size),
                    runs: &order.runs,
                    terms: &order.terms,
                    customers: &[order.customer.name.text(), order.customer.pays()],
                    phone: order.customer.phone.text(),
                    ..AdDraft::of(&setter, ad.kind, &ad.category, ad.copy.text())
                };
                order.terms = counter::concerning(&draft, scene.rules, scene.wall());
                self.stage = DraftStage::Sending;
                self.failed = None;
                vec![Action::Book(self.draft.request.clone(), Box::new(order))]
            }
            (first, order) => {
                let Some(refusal) = first.or_else(|| order.err()) else { return Vec::new() };
                let place = self.mend(&refusal, scene).unwrap_or_else(|| self.place_of(&refusal, scene));
                self.failed = Some(refusal.into());
                vec![self.go(place)]
            }
        }
    }

    /// Everything that stands against booking, in the order in which it is mended on the screen.
    pub(super) fn in_order(&self, scene: Scene) -> Vec<Refusal> {
        let mut all = self.against();
        let rank = |place: &str| IN_ORDER.iter().position(|known| *known == place).unwrap_or(IN_ORDER.len());
        all.sort_by_key(|refusal| rank(self.place_of(refusal, scene)));
        all
    }

    pub(super) fn booked(&mut self, request: &str, result: Result<Taken, Failure>) -> Vec<Action> {
        if request != self.draft.request {
            // A late answer for a draft that waits: it is booked, and must not be brought back.
            if result.is_ok() {
                self.parked.retain(|parked| parked.request != request);
                return vec![Action::Drop(request.to_owned()), Action::Posted];
            }
            return Vec::new();
        }
        match result {
            Ok(taken) => {
                let done = BookedAd::of(&taken);
                let number = done.number;
                self.stage = DraftStage::Done(Box::new(done));
                (self.changed, self.restored) = (None, false);
                let next = Action::Run(focus_on(place::NEXT));
                vec![Action::Drop(request.to_owned()), Action::Prepare(number), Action::Posted, next]
            }
            Err(failure) => {
                if self.stage == DraftStage::Sending {
                    self.stage = DraftStage::Typing;
                }
                // What it costs now is asked anew, with the rules as they are by now.
                let changed = matches!(failure, Failure::Refused(Refusal::PriceChanged { .. }));
                self.failed = Some(failure);
                if changed { vec![Action::Posted] } else { Vec::new() }
            }
        }
    }

    pub(super) fn next(&mut self, scene: Scene) -> Vec<Action> {
        if !matches!(self.stage, DraftStage::Done(_)) {
            return Vec::new();
        }
        let kind = self.draft.kind;
        self.show(blank(scene));
        (self.draft.kind, self.draft.category) = (kind, scene.rules.kinds.unsaid(kind).id.clone());
        self.parked_or_blank(scene)
    }

    pub(super) fn parked_or_blank(&mut self, scene: Scene) -> Vec<Action> {
        let (kind, category) = (self.draft.kind, &self.draft.category);
        self.at = scene.rules.first_day(scene.wall(), kind, category).unwrap_or(self.at);
        vec![self.ask(), Action::Run(focus_on(self.first_place()))]
    }
}

impl Take {
    /// Where a clerk mends what was refused.
    fn place_of(&self, refusal: &Refusal, scene: Scene) -> &'static str {
        match refusal {
            // What stands for the size is how many columns there are.
            Refusal::NotASize { value } if value.is_empty() && self.numbers(scene).contains(&Per::Column) => {
                if self.attributes(scene).is_empty() { place::ATTRIBUTES } else { place::NUMBER }
            }
            Refusal::NotAPhone { .. } | Refusal::NoCustomer if self.seeking.open => place::CUSTOMER,
            refusal => place_of(refusal),
        }
    }
}

/// The places of the screen from the customer to the payment.
const IN_ORDER: [&str; 16] = [
    place::CUSTOMER,
    place::PHONE,
    place::NAME,
    place::PAYER,
    place::TITLE,
    place::PAYER_TAX,
    place::COPY,
    place::PICTURE,
    place::CATEGORY,
    place::ATTRIBUTES,
    place::NUMBER,
    place::SIZE,
    place::DAYS,
    place::PAPERS,
    place::AGREED,
    place::AMOUNT,
];

/// Where a clerk mends what was refused.
fn place_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Price(PriceTrouble::UnknownAttribute { .. })
        | Refusal::Price(PriceTrouble::UnknownAttributeValue { .. })
        | Refusal::Price(PriceTrouble::AttributeUnsaid { .. }) => place::ATTRIBUTES,
        Refusal::Price(PriceTrouble::NotColumns { .. }) | Refusal::Price(PriceTrouble::TooMany { .. }) => place::SIZE,
        Refusal::UnknownKind { .. } | Refusal::UnknownCategory { .. } | Refusal::Price(PriceTrouble::NoRate { .. }) => {
            place::CATEGORY
        }
        Refusal::UnknownStyle { .. } | Refusal::StyleNotForSize { .. } => place::SIZE,
        Refusal::NotASize { .. } | Refusal::UnlistedSize { .. } => place::SIZE,
        Refusal::Picture(PictureTrouble::NotAPicture)
        | Refusal::Picture(PictureTrouble::Damaged)
        | Refusal::Picture(PictureTrouble::TooLarge { .. })
        | Refusal::Picture(PictureTrouble::TooLong { .. })
        | Refusal::Picture(PictureTrouble::TooComplex { .. })
        | Refusal::Picture(PictureTrouble::OnNotice)
        | Refusal::Picture(PictureTrouble::NoRoom { .. }) => place::PICTURE,
        Refusal::RunDate(RunDateTrouble::NoRunDate)
        | Refusal::RunDate(RunDateTrouble::RunDateTwice { .. })
        | Refusal::NotADate { .. }
        | Refusal::RunDate(RunDateTrouble::DatePast { .. })
        | Refusal::RunDate(RunDateTrouble::NotPublished { .. })
        | Refusal::RunDate(RunDateTrouble::PastDeadline { .. })
        | Refusal::RunDate(RunDateTrouble::TooLate { .. })
        | Refusal::RunDate(RunDateTrouble::DateTooFar { .. }) => place::DAYS,
        Refusal::NoCustomer => place::NAME,
        Refusal::NotAPhone { .. } => place::PHONE,
        Refusal::NotATaxNumber { .. } => place::PAYER_TAX,
        Refusal::NotLastFour { .. } => place::PAPERS,
        Refusal::UnreadableName { field, .. } | Refusal::NameTooLong { field, .. } => match field {
            Field::Phone => place::PHONE,
            Field::Payer => place::PAYER,
            Field::InvoiceTitle => place::TITLE,
            Field::PaperSeen => place::PAPERS,
            Field::Serial => place::AMOUNT,
            Field::Attribute => place::ATTRIBUTES,
            _ => place::NAME,
        },
        Refusal::NoReason
        | Refusal::Price(PriceTrouble::NeedsApproval { .. })
        | Refusal::Price(PriceTrouble::BeyondBound { .. })
        | Refusal::BadSetting { .. } => place::AGREED,
        Refusal::NotMoney { .. } | Refusal::NothingPaid | Refusal::PaidTooMuch { .. } | Refusal::Account(_) => {
            place::AMOUNT
        }
        _ => place::COPY,
    }
}
