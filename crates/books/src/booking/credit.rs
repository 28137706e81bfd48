//! What stands on account (挂账): of a booking, since when; and whether more may be put there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Act, Agreement, AgreementId, Amend, Amended, Booking, BookingEvent, Command, Context, Customer, Event, HistoryItem,
    Method, Number, Offer, phone_key,
};
use trade::money::Money;
use trade::refusal::{AccountTrouble, NoAccount, Refusal};

/// A part of what stands on account: what was put there on one day for one booking and is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains the booking")]
pub struct Lot {
    /// The telephone number of the booking, as digits.
    pub phone_key: String,
    /// The day on which it was put on account.
    pub since: NaiveDate,
    pub booking: Number,
    /// How much of it stands; above zero.
    pub amount: Money,
}

/// What one entry did to the credit of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditMoved {
    /// The place of the entry in the journal.
    pub seq: u64,
    /// The day on which it was posted.
    pub on: NaiveDate,
    /// The booking that was put on account, or settled.
    pub booking: Number,
    /// What was put on account, below zero what was settled or given back; never zero.
    pub amount: Money,
}

/// An agreement with what stands on its account.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementBalance {
    /// The agreement, also one that was ended.
    pub agreement: Agreement,
    /// What stands under all of its telephone numbers.
    pub stands: Money,
}

/// What is known of credit when a command is decided that could put something on account, or is about an agreement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Credit {
    /// The last agreement that was made; 0 for none.
    pub last: u32,
    /// The agreements that the command is about, by the telephone numbers that it is about or by name.
    pub known: Vec<AgreementBalance>,
}

impl Credit {
    /// The agreement under a telephone number, as digits: the one that stands, or else the last that was ended.
    pub fn of_phone(&self, phone_key: &str) -> Option<&AgreementBalance> {
        let under = self.known.iter().filter(|known| known.agreement.has(phone_key));
        under.max_by_key(|known| (known.agreement.ended.is_none(), known.agreement.id))
    }
}

impl Booking {
    /// What each entry did to its credit, in order, what was taken back since among it.
    pub fn credit_moved(&self) -> Vec<CreditMoved> {
        self.moved_in(|_| true)
    }

    /// What of it stands on account, by the day on which it was put there. What is settled or given back is of the oldest; what was taken
    /// back counts as if it had not been.
    pub fn lots(&self) -> Vec<(NaiveDate, Money)> {
        let mut lots: Vec<(NaiveDate, Money)> = Vec::new();
        let counts = |happened: &super::Happened| {
            !happened.undone && !matches!(happened.what, HistoryItem::Amended(Amended::Undone(_)))
        };
        for CreditMoved { on, amount, .. } in self.moved_in(counts) {
            if amount > Money::ZERO {
                match lots.last_mut() {
                    Some((since, sum)) if *since == on => *sum += amount,
                    _ => lots.push((on, amount)),
                }
                continue;
            }
            let mut less = Money::ZERO - amount;
            for (_, sum) in &mut lots {
                let of = less.min(*sum);
                *sum -= of;
                less -= of;
            }
            lots.retain(|(_, sum)| *sum > Money::ZERO);
        }
        lots
    }

    fn moved_in(&self, counts: impl Fn(&super::Happened) -> bool) -> Vec<CreditMoved> {
        let mut all: Vec<CreditMoved> = Vec::new();
        for happened in self.history.iter().filter(|happened| counts(happened)) {
            let moved = credit_of(happened.what.moved());
            if moved == Money::ZERO {
                continue;
            }
            match all.last_mut() {
                Some(last) if last.seq == happened.seq => last.amount += moved,
                _ => {
                    let (seq, on) = (happened.seq, happened.at.date_naive());
                    all.push(CreditMoved { seq, on, booking: self.number, amount: moved });
                }
            }
        }
        all.retain(|one| one.amount != Money::ZERO);
        all
    }
}

/// What of this is credit.
fn credit_of(moved: Vec<(Method, Money)>) -> Money {
    moved.into_iter().filter(|(method, _)| *method == Method::Account).map(|(_, amount)| amount).sum()
}

/// The customers of a command that could put something on account, as they are before and after it; none where it could not, so that
/// nothing of their accounts need be known.
pub(crate) fn customers(command: &Command, context: &Context) -> Vec<Customer> {
    let credit = |offers: &[Offer]| offers.iter().any(|offer| offer.method == Method::Account);
    let mut all: Vec<Customer> = Vec::new();
    let acts: Vec<(Number, &Act)> = match command {
        Command::Take(orders) => {
            all.extend(orders.iter().filter(|order| credit(&order.offers)).map(|order| order.customer.clone()));
            Vec::new()
        }
        Command::On(number, act) => vec![(*number, act)],
        Command::Each(acts) => acts.iter().map(|(number, act)| (*number, act)).collect(),
        Command::Till(_)
        | Command::Receipts(_)
        | Command::Day(..)
        | Command::Office(_)
        | Command::Persons(_)
        | Command::Agreement(_) => Vec::new(),
    };
    for (number, act) in acts {
        let Some(before) = context.bookings.get(&number).and_then(|stream| stream.now.as_ref()) else { continue };
        let touches_credit = match act {
            Act::Pay(offers) => credit(offers),
            Act::Amend(amend) | Act::AmendAsShown(amend, _) => match amend {
                Amend::Reverse(act) => credit(&act.instead),
                Amend::Correct(_) => before.on_account() > Money::ZERO,
                Amend::Undo(_) => true,
                _ => false,
            },
            _ => false,
        };
        if touches_credit {
            all.push(before.order().customer.clone());
            all.extend(before.versions.last().map(|version| version.booked.order.customer.clone()));
            if let Act::Amend(Amend::Correct(act)) | Act::AmendAsShown(Amend::Correct(act), _) = act {
                let phone = act.phone.clone();
                all.extend(phone.map(|phone| Customer { phone, ..before.order().customer.clone() }));
            }
        }
    }
    all
}

/// What happens to the credit of one booking.
struct CreditChange {
    /// Its place in the batch that it is taken with, from 1.
    place: usize,
    /// The customer after it.
    customer: Customer,
    /// What comes onto the account of that customer; below zero what goes.
    comes: Money,
    /// The number of the customer from whose account it goes, where it was another's, and how much.
    goes: Option<(String, Money)>,
    /// What stood before stands again.
    back: bool,
}

/// Holds that nothing is put on account but where the paper agreed to it, and no more than it agreed to. It goes by what happens, so that
/// whoever asks for it, and how, is refused alike.
///
/// # Errors
/// Of [`AccountTrouble`] `NoAccount`, `OverLimit`; [`Refusal::InBatch`] around it where several ads are taken.
pub(super) fn hold(context: &Context, command: &Command, events: &[Event]) -> Result<(), Refusal> {
    let orders = if let Command::Take(orders) = command { orders.len() } else { 0 };
    let within = |place: usize, refusal: Refusal| match orders {
        0 | 1 => refusal,
        _ => Refusal::InBatch { index: place, refusal: Box::new(refusal) },
    };
    let mut sums: BTreeMap<AgreementId, Money> = BTreeMap::new();
    let mut rises: Vec<(usize, AgreementId, Money)> = Vec::new();
    for change in changes(context, events) {
        if let Some(known) = change.goes.as_ref().and_then(|(phone, _)| context.credit.of_phone(phone))
            && let Some((_, went)) = &change.goes
        {
            *sums.entry(known.agreement.id).or_default() -= *went;
        }
        if change.comes == Money::ZERO {
            continue;
        }
        let key = phone_key(change.customer.phone.text()).unwrap_or_default();
        let known = context.credit.of_phone(&key);
        let against = known.map_or(Some(NoAccount::NeverAgreed), |known| known.agreement.against(&change.customer));
        if let Some(why) = against.filter(|_| change.comes > Money::ZERO && !change.back) {
            let customer = change.customer.name.text().to_owned();
            return Err(within(change.place, AccountTrouble::NoAccount { customer, why }.into()));
        }
        if let Some(known) = known {
            *sums.entry(known.agreement.id).or_default() += change.comes;
            rises.push((change.place, known.agreement.id, change.comes));
        }
    }
    for AgreementBalance { agreement, stands } in &context.credit.known {
        let amount = sums.get(&agreement.id).copied().unwrap_or_default();
        let limit = agreement.agreed.limit;
        if amount > Money::ZERO && *stands + amount > limit {
            let mut sum = *stands;
            let first = rises.iter().filter(|(_, id, _)| *id == agreement.id).find(|(.., comes)| {
                sum += *comes;
                sum > limit
            });
            let (account, stands) = (agreement.agreed.name.text().to_owned(), *stands);
            let refusal = AccountTrouble::OverLimit { account, limit, stands, amount }.into();
            return Err(within(first.map_or(1, |(place, ..)| *place), refusal));
        }
    }
    Ok(())
}

/// What these events do to the credit of each booking, in the order in which they name them.
fn changes(context: &Context, events: &[Event]) -> Vec<CreditChange> {
    let mut all: Vec<(Number, CreditChange)> = Vec::new();
    let mut taken = 0;
    for event in events {
        let Event::Booking(number, happens) = event else { continue };
        let before = context.bookings.get(number).and_then(|stream| stream.now.as_ref());
        let at = match all.iter().position(|(known, _)| known == number) {
            Some(at) => at,
            None => {
                let customer = match (happens, before) {
                    (BookingEvent::Taken(booked), _) => {
                        taken += 1;
                        booked.order.customer.clone()
                    }
                    (_, Some(before)) => before.order().customer.clone(),
                    (_, None) => continue,
                };
                let (place, comes, goes) = (taken, Money::ZERO, None);
                all.push((*number, CreditChange { place, customer, comes, goes, back: false }));
                all.len() - 1
            }
        };
        let change = &mut all[at].1;
        change.comes += credit_of(event.moved());
        let Some(before) = before else { continue };
        let then = match happens {
            BookingEvent::Amended(Amended::Corrected(done)) => Some(&done.booked.order.customer),
            BookingEvent::Amended(Amended::Undone(done)) => {
                change.back = true;
                let corrected = |what: &HistoryItem| matches!(what, HistoryItem::Amended(Amended::Corrected(_)));
                let of_it = before.history.iter().any(|one| one.seq == done.entry && corrected(&one.what));
                before.versions.last().filter(|_| of_it).map(|version| &version.booked.order.customer)
            }
            _ => None,
        };
        // All that stands goes from one to the other.
        if let Some(then) = then.filter(|then| **then != change.customer) {
            let key = phone_key(change.customer.phone.text()).unwrap_or_default();
            change.customer = then.clone();
            change.comes += before.on_account();
            change.goes = Some((key, before.on_account()));
        }
    }
    all.into_iter().map(|(_, change)| change).collect()
}
