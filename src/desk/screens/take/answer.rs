//! What the counter answers to the draft: asked off the frame's way, and kept until a newer answer is there.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::look::{Swatch, Swatches, sample};
use crate::desk::canvas::ScreenSheet;
use crate::desk::draft::{Draft, OfferDraft};
use crate::office::{self, Followed, FollowedProposal};
use books::booking::{Corrects, Customer, Method, Offer, Order, PaperSeen, Payment, phone_key};
use books::counter::{self, AdDraft, Proposal, Rules, StyleFit};
use setting::typeset::Setter;
use trade::ad::{Kind, Picture, StyleId};
use trade::legible::{self, Field};
use trade::measure::Size;
use trade::money::Money;
use trade::notice::Earlier;
use trade::personal::Personal;
use trade::rates::VatRate;
use trade::refusal::{PictureTrouble, Refusal, RunDateTrouble};
use trade::tax_number;

/// What the counter says of a draft, and the ad ready for the screen.
#[derive(Debug, Clone)]
pub struct DraftAnswer {
    /// What the copy chooses of the draft where no hand has, and what the hand chose.
    pub chosen: Followed,
    /// Price, fit, findings and refusals of the draft, with what is chosen.
    pub proposal: Proposal,
    /// The ad in the size chosen; while that is none of the card's, in the smallest that holds it, or else in the largest.
    pub preview: Option<Preview>,
    /// The styles offered at the size shown.
    pub swatches: Vec<Swatch>,
    /// Another style that holds the ad in a cheaper size, if any does.
    pub cheaper: Option<StyleFit>,
}

/// The ad as it is shown on the desk.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its sheet, ready for the screen.
    pub print: ScreenSheet,
    /// The size that it is shown in.
    pub size: Size,
    /// The id of the style that it is set in.
    pub style: StyleId,
    /// Whether it holds everything.
    pub fits: bool,
    /// So many characters are over.
    pub over: usize,
    /// Whether it is not the size that the clerk chose: none is chosen, or one that is not on the card.
    pub suggested: bool,
}

/// What answers are worked out with: a setter, and the small prints that it drew before.
#[derive(Debug, Default)]
pub struct Workbench {
    /// Who sets what is typed.
    pub setter: Setter,
    prints: Swatches,
}

impl Workbench {
    /// Answers a sample ad of each kind, so that faces, styles and patterns are read before the first words that a clerk types.
    pub fn warm_up(&mut self, rules: &Rules, now: NaiveDateTime) {
        for kind in Kind::ALL {
            let category = &rules.kinds.unsaid(kind).id;
            counter::propose(&AdDraft::of(&self.setter, kind, category, sample(kind)), rules, now);
        }
    }
}

/// Asks the counter. Takes a moment: not to be called where a frame waits.
pub fn answer(
    bench: &mut Workbench,
    draft: &Draft,
    rules: &Rules,
    earlier: &dyn Earlier,
    vat: Option<VatRate>,
    now: NaiveDateTime,
) -> DraftAnswer {
    let copy = counter::tidy(&draft.copy);
    let picture: Option<&Arc<Picture>> = draft.picture.as_ref().map(|(_, picture)| picture);
    let Workbench { setter, prints } = bench;
    let setter: &Setter = setter;
    let ad = AdDraft {
        setter,
        kind: draft.kind,
        category: &draft.category,
        copy: &copy,
        picture,
        look: &draft.look,
        size: draft.size,
        runs: &draft.runs,
        vat,
        terms: &draft.terms,
        customers: &[draft.name.trim(), draft.payer.trim()],
        phone: draft.phone.trim(),
        corrects: draft.corrects.as_ref().map(|corrects| corrects.fault),
        earlier,
    };
    let FollowedProposal { followed: chosen, terms, proposal } = office::follow(&ad, draft.follows(), rules, now);
    let (kind, category) = (chosen.kind, &chosen.category);
    let ad = AdDraft { kind, category, size: chosen.size, runs: &chosen.runs, terms: &terms, ..ad };
    let fit = match &proposal.fit {
        Some(fit) => Some(fit.clone()),
        // No size is chosen, or one that is not on the card: the smallest that holds it, or else the largest, is shown instead.
        None if copy.is_empty() => None,
        None => proposal.smallest.or_else(|| largest(&proposal)).and_then(|size| {
            let shown = chosen.size.or(proposal.size).is_none_or(|chosen| !listed(&proposal, chosen));
            let in_it = AdDraft { size: Some(size), ..ad };
            if shown { counter::propose_resized(&in_it, &proposal, rules, now).fit } else { None }
        }),
    };
    let least = proposal.sizes.first().map(|listed| listed.size);
    let size = fit.as_ref().map(|fit| fit.size).or(chosen.size).or(least);
    let styles = rules.styles.on(now.date());
    let of = (kind, category);
    let offered = |size| prints.swatches((styles, setter), of, size, picture.is_some(), draft.look.red);
    let swatches = size.map_or_else(Vec::new, offered);
    let preview = fit.map(|fit| Preview {
        size: fit.size,
        style: fit.style,
        fits: fit.fits && fit.picture_fits,
        over: fit.over,
        suggested: chosen.size.or(proposal.size) != Some(fit.size),
        print: ScreenSheet::new(Arc::new(fit.sheet)),
    });
    let cheaper = if copy.is_empty() { None } else { counter::cheaper(&ad, &proposal, rules, now) };
    DraftAnswer { chosen, proposal, preview, swatches, cheaper }
}

/// Whether the card lists a size.
pub fn listed(proposal: &Proposal, size: Size) -> bool {
    proposal.sizes.iter().any(|fit| fit.size == size)
}

fn largest(proposal: &Proposal) -> Option<Size> {
    proposal.sizes.iter().map(|fit| fit.size).max_by_key(|size| size.area())
}

/// What stands against an ad that no size holds, while none is chosen of which the counter could say so.
pub fn too_long(answer: &DraftAnswer) -> Option<Refusal> {
    let preview = answer.preview.as_ref().filter(|preview| preview.suggested && !preview.fits)?;
    let size = preview.size;
    Some(match preview.over {
        0 => Refusal::Picture(PictureTrouble::NoRoom { size, smallest: None }),
        over => Refusal::CopyTooLong { size, over, smallest: None },
    })
}

/// The order that a draft asks for; `size` is the one that the ad takes of its own, where its price does not go by it.
///
/// # Errors
/// The first of what [`against`] finds; what the counter refuses is not here.
pub fn order(draft: &Draft, size: Option<Size>, total: Option<Money>) -> Result<Order, Refusal> {
    if let Some(refusal) = against(draft, size, total).into_iter().next() {
        return Err(refusal);
    }
    let seen = draft.seen.iter().filter(|(_, seen)| seen.seen);
    let seen: Result<_, _> = seen.map(|(id, seen)| PaperSeen::checked(id, &seen.last_four, &seen.file)).collect();
    let ad = trade::ad::Ad {
        kind: draft.kind,
        category: draft.category.clone(),
        size: draft.size.or(size).ok_or_else(no_size)?,
        copy: counter::tidy(&draft.copy).into(),
        picture: draft.picture.as_ref().map(|(_, picture)| Personal::new(Arc::clone(picture))),
        look: draft.look.clone(),
    };
    let customer = Customer::checked(&draft.phone, &draft.name, &draft.payer, &draft.invoice_title)?
        .with_tax_number(&draft.payer_tax_number)?;
    let corrects = draft.corrects.as_ref();
    let corrects = corrects.map(|of| Ok::<_, Refusal>(Corrects { booking: of.booking.parse()?, fault: of.fault }));
    let repeats = Some(draft.repeats.as_str()).filter(|first| !first.is_empty());
    Ok(Order {
        corrects: corrects.transpose()?,
        repeats: repeats.map(str::parse).transpose()?,
        seen: seen?,
        offers: offers(&draft.offers, total.unwrap_or(Money::ZERO))?,
        terms: draft.terms.clone(),
        shown: total,
        ..Order::new(ad, draft.runs.clone(), customer)
    })
}

/// Whether a size comes with the copy, of which there is none yet.
pub fn awaits_size(draft: &Draft) -> bool {
    !draft.touched.size && draft.copy.trim().is_empty()
}

fn no_size() -> Refusal {
    Refusal::NotASize { value: String::new() }
}

/// Everything that the clerk typed wrong or not yet, in the order in which it stands on the screen.
/// `size` is the one that the ad takes of its own, where its price does not go by it.
pub fn against(draft: &Draft, size: Option<Size>, total: Option<Money>) -> Vec<Refusal> {
    let mut against = Vec::new();
    if draft.size.or(size).is_none() && !awaits_size(draft) {
        against.push(no_size());
    }
    if draft.copy.trim().is_empty() {
        against.push(Refusal::EmptyCopy);
    }
    against.extend(phone_key(&draft.phone).err());
    if draft.name.trim().is_empty() {
        against.push(Refusal::NoCustomer);
    }
    let typed = [
        (Field::Phone, &draft.phone),
        (Field::Customer, &draft.name),
        (Field::Payer, &draft.payer),
        (Field::InvoiceTitle, &draft.invoice_title),
    ];
    against.extend(typed.into_iter().filter_map(|(field, text)| legible::check(field, text.trim()).err()));
    against.extend(tax_number::checked(&draft.payer_tax_number).err());
    against.extend(draft.terms.legible().err());
    if draft.runs.is_empty() {
        against.push(Refusal::RunDate(RunDateTrouble::NoRunDate));
    }
    let seen = draft.seen.iter().filter(|(_, seen)| seen.seen);
    against.extend(seen.filter_map(|(id, seen)| PaperSeen::checked(id, &seen.last_four, &seen.file).err()));
    // What is paid can only be judged where there is a price.
    against.extend(total.and_then(|total| offers(&draft.offers, total).err()));
    against
}

/// The offers as typed; an empty amount means what is left to pay.
///
/// # Errors
/// [`Refusal::NotMoney`], and what [`Payment::take`] refuses.
pub fn offers(typed: &[OfferDraft], total: Money) -> Result<Vec<Offer>, Refusal> {
    let mut left = total;
    let mut offers = Vec::new();
    for offer in typed {
        let amount = if offer.amount.trim().is_empty() {
            left
        } else {
            offer.amount.parse().map_err(|_| Refusal::NotMoney { value: offer.amount.clone() })?
        };
        let serial = offer.serial.trim();
        let serial = (!serial.is_empty() && has_serial(offer.method)).then(|| Personal::new(serial.to_owned()));
        let overpaid = offer.overpaid && offer.method.comes_as_it_is();
        offers.push(Offer { serial, overpaid, ..Offer::new(offer.method, amount) });
        left = left - Money::min(amount, left);
    }
    Payment::take(&offers, total)?;
    Ok(offers)
}

/// Whether a channel gives a serial number: cash has none, and an account is no channel.
pub const fn has_serial(method: Method) -> bool {
    !matches!(method, Method::Cash | Method::Account)
}

/// How the offers stand against what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferBalance {
    /// What is left to pay after those that are sound.
    pub left: Money,
    /// What came beyond the price, and is owed back.
    pub over: Money,
    /// The change that is given (找零).
    pub change: Money,
    /// The first offer that is refused, from 0; it and those after it do not count.
    pub wrong: Option<usize>,
}

/// What is left to pay after the offers, and the change given. An offer that is refused takes nothing from those before it.
pub fn settled(typed: &[OfferDraft], total: Money) -> OfferBalance {
    let paid = |count: usize| offers(&typed[..count], total).and_then(|offers| Payment::take(&offers, total));
    let refused = (1..=typed.len()).find(|count| paid(*count).is_err());
    let sound = refused.map_or(typed.len(), |count| count - 1);
    let paid = paid(sound).unwrap_or_default();
    let taken: Money = paid.iter().map(|payment| payment.amount).sum();
    OfferBalance {
        left: (total - taken).max(Money::ZERO),
        over: (taken - total).max(Money::ZERO),
        change: paid.iter().map(Payment::change).sum(),
        wrong: refused.map(|count| count - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(method: Method, amount: &str) -> OfferDraft {
        OfferDraft { amount: amount.to_owned(), ..OfferDraft::by(method) }
    }

    #[test]
    fn an_empty_amount_is_what_is_left() {
        let total = Money::yuan(999);
        let typed = [offer(Method::Wechat, "500"), offer(Method::Cash, "")];
        assert_eq!(offers(&typed, total).expect("sound")[1].amount, Money::yuan(499));
        let sound = |left, change| OfferBalance { left, over: Money::ZERO, change, wrong: None };
        assert_eq!(settled(&typed, total), sound(Money::ZERO, Money::ZERO));
        assert_eq!(settled(&[offer(Method::Cash, "1000")], total), sound(Money::ZERO, Money::yuan(1)));
        assert_eq!(settled(&[], total), sound(total, Money::ZERO));
        assert!(matches!(offers(&[offer(Method::Card, "1000")], total), Err(Refusal::PaidTooMuch { .. })));
        let second = [offer(Method::Cash, "500"), offer(Method::Wechat, "900")];
        let left = OfferBalance { left: Money::yuan(696), over: Money::ZERO, change: Money::ZERO, wrong: Some(1) };
        assert_eq!(settled(&second, Money::yuan(1_196)), left, "the first part stands");
        assert!(matches!(offers(&[offer(Method::Card, "一千")], total), Err(Refusal::NotMoney { .. })));
        let more = [OfferDraft { overpaid: true, ..offer(Method::Card, "1000") }];
        let over = OfferBalance { left: Money::ZERO, over: Money::yuan(1), change: Money::ZERO, wrong: None };
        assert_eq!(settled(&more, total), over, "once that is said");
    }
}
