//! Credit (挂账): who has an agreement on it, what stands on their account, since when, when it is due; one transfer that settles it.

use chrono::NaiveDate;

use super::{Session, customers};
use books::booking::{
    Act, Agreed, Agreement, AgreementAct, AgreementId, Booking, Command, Customer, Entry, Event, Lot, Number, Offer,
    Row, phone_key,
};
use books::store::{Spent, Store};
use trade::money::Money;
use trade::rates::{CardCustomer, folded};
use trade::refusal::{AccountTrouble, Failure, Fault, NoAccount, Refusal};

/// The bounds of the ages (账龄) by which what stands is told, in days since it was put on account: 0–30, 31–60, 61–90, over 90.
pub const AGES: [i64; 3] = [30, 60, 90];

/// What stands on an account on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountBalance {
    /// All that stands (挂账).
    pub stands: Money,
    /// The same by age, by [`AGES`].
    pub ages: [Money; 4],
    /// When the first of it is due; none where nothing stands, or nobody agreed on a term.
    pub due: Option<NaiveDate>,
    /// What was due before the day.
    pub overdue: Money,
}

impl AccountBalance {
    /// What these lots come to on a day.
    pub fn of<'a>(
        lots: impl IntoIterator<Item = &'a Lot>,
        agreement: Option<&Agreement>,
        today: NaiveDate,
    ) -> AccountBalance {
        let mut standing = AccountBalance::default();
        for lot in lots {
            let days = (today - lot.since).num_days();
            let age = AGES.iter().position(|most| days <= *most).unwrap_or(AGES.len());
            standing.stands += lot.amount;
            standing.ages[age] += lot.amount;
            if let Some(due) = agreement.map(|agreement| agreement.due(lot.since)) {
                standing.due = Some(standing.due.map_or(due, |known| known.min(due)));
                if due < today {
                    standing.overdue += lot.amount;
                }
            }
        }
        standing
    }
}

impl AccountBalance {
    /// What stands of several accounts on a day.
    pub fn together(accounts: &[Credited], today: NaiveDate) -> AccountBalance {
        let mut all = AccountBalance::default();
        for standing in accounts.iter().map(|account| account.standing(today)) {
            all.stands += standing.stands;
            all.overdue += standing.overdue;
            all.ages.iter_mut().zip(standing.ages).for_each(|(sum, one)| *sum += one);
            all.due = all.due.into_iter().chain(standing.due).min();
        }
        all
    }
}

/// A customer's account: the agreement where there is one, and what stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Credited {
    /// Whose: the name of the agreement, or that with which was booked last.
    pub name: String,
    /// The telephone numbers, as digits.
    pub phones: Vec<String>,
    /// The agreement, also one that was ended; none for who never had one.
    pub agreement: Option<Agreement>,
    /// What stands under all of the numbers, the oldest first.
    pub lots: Vec<Lot>,
}

impl Credited {
    /// What stands on a day.
    pub fn standing(&self, today: NaiveDate) -> AccountBalance {
        AccountBalance::of(&self.lots, self.agreement.as_ref(), today)
    }

    /// What may still be put on account; nothing where no agreement stands.
    pub fn left(&self) -> Money {
        let agreement = self.agreement.as_ref().filter(|agreement| agreement.ended.is_none());
        let stands: Money = self.lots.iter().map(|lot| lot.amount).sum();
        agreement.map_or(Money::ZERO, |agreement| (agreement.agreed.limit - stands).max(Money::ZERO))
    }

    /// Why so much for this customer cannot be put on account, as the books would refuse it; none where it can.
    pub fn against(&self, customer: &Customer, amount: Money) -> Option<AccountTrouble> {
        let name = || customer.name.text().to_owned();
        let Some(agreement) = &self.agreement else {
            return Some(AccountTrouble::NoAccount { customer: name(), why: NoAccount::NeverAgreed });
        };
        if let Some(why) = agreement.against(customer) {
            return Some(AccountTrouble::NoAccount { customer: name(), why });
        }
        let (limit, account) = (agreement.agreed.limit, agreement.agreed.name.text().to_owned());
        let stands: Money = self.lots.iter().map(|lot| lot.amount).sum();
        (stands + amount > limit).then_some(AccountTrouble::OverLimit { account, limit, stands, amount })
    }
}

/// The account under a telephone number, as digits.
///
/// # Errors
/// A fault of reading.
pub fn credited(store: &mut dyn Store, phone_key: &str) -> Result<Credited, Fault> {
    let agreement = store.agreement_of(phone_key)?;
    of(store, agreement, phone_key)
}

/// The account of an agreement, or of the telephone number that has none.
fn of(store: &mut dyn Store, agreement: Option<Agreement>, phone: &str) -> Result<Credited, Fault> {
    let phones = agreement.as_ref().map_or_else(|| vec![phone.to_owned()], |one| one.agreed.phone_keys());
    let name = match &agreement {
        Some(agreement) => agreement.agreed.name.text().to_owned(),
        None => store.known(phone)?.map_or_else(String::new, |customer| customer.name.text().to_owned()),
    };
    let mut lots = Vec::new();
    for phone in &phones {
        lots.extend(store.lots(Some(phone))?);
    }
    lots.sort_by_key(|lot| (lot.since, lot.booking));
    Ok(Credited { name, phones, agreement, lots })
}

/// A customer's page: what they ran, spent and owe, what stands on their account, and a page of their ads.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerPage {
    /// Their account; the ads are under all its telephone numbers.
    pub account: Credited,
    /// What was booked over all days, and paid.
    pub spent: Spent,
    /// What is still to be paid (待付).
    pub owing: Money,
    /// What is owed back (待退).
    pub overpaid: Money,
    /// The words of the card in force for contract customers of this name.
    pub card_customers: Vec<String>,
    /// A page of the ads, the newest first.
    pub ads: Vec<Row>,
    /// The ad before which the next page begins; none where this is the last.
    pub rest: Option<Number>,
}

impl Session {
    /// The page of the customer under a telephone number, as digits: at most so many ads before one of them, or of all.
    ///
    /// # Errors
    /// A fault of reading.
    pub fn page(
        &self,
        store: &mut dyn Store,
        phone_key: &str,
        before: Option<Number>,
        limit: usize,
    ) -> Result<CustomerPage, Fault> {
        let account = credited(store, phone_key)?;
        let (mut spent, mut owing, mut overpaid) = (Spent::default(), Money::ZERO, Money::ZERO);
        for phone in &account.phones {
            spent += store.spent(phone)?;
            if let Some(open) = store.account(phone, 1)? {
                owing += open.owing;
                overpaid += open.overpaid;
            }
        }
        let mut ads = store.ads(&account.phones, before, limit + 1)?;
        let rest = (ads.len() > limit).then(|| ads.get(limit.saturating_sub(1)).map(|row| row.number)).flatten();
        ads.truncate(limit);
        // A contract of the card holds for names, whatever the number.
        let mut names = vec![folded(&account.name)];
        names.extend(ads.first().map(|row| folded(&row.customer)));
        let mut card_customers: Vec<String> = Vec::new();
        if let Some(card) = self.rules.cards.in_force(self.at.date_naive()) {
            let named = |known: &&CardCustomer| known.names.iter().any(|name| names.contains(&folded(name)));
            card_customers.extend(card.customers.iter().filter(named).map(|known| known.id.clone()));
        }
        Ok(CustomerPage { account, spent, owing, overpaid, card_customers, ads, rest })
    }
}

/// Everybody who has an agreement, those that were ended only where something stands or all are asked for, and who else has something on
/// account; agreements in the order in which they were made, then numbers.
///
/// # Errors
/// A fault of reading.
pub fn accounts(store: &mut dyn Store, all: bool) -> Result<Vec<Credited>, Fault> {
    let (agreements, mut lots) = (store.agreements()?, store.lots(None)?);
    lots.sort_by_key(|lot| (lot.since, lot.booking));
    let mut found: Vec<Credited> = Vec::new();
    // Of two under one number the one that stands has what stands there, or else the last.
    let holds = |agreement: &Agreement, phone: &str| {
        let under = agreements.iter().filter(|other| other.has(phone));
        under.max_by_key(|other| (other.ended.is_none(), other.id)).is_some_and(|other| other.id == agreement.id)
    };
    for agreement in &agreements {
        let mut phones = agreement.agreed.phone_keys();
        phones.retain(|phone| holds(agreement, phone));
        let (own, others) = lots.into_iter().partition(|lot: &Lot| phones.contains(&lot.phone_key));
        lots = others;
        let own: Vec<Lot> = own;
        if all || agreement.ended.is_none() || !own.is_empty() {
            let name = agreement.agreed.name.text().to_owned();
            found.push(Credited { name, phones, agreement: Some(agreement.clone()), lots: own });
        }
    }
    while let Some(phone) = lots.first().map(|lot| lot.phone_key.clone()) {
        let (own, others) = lots.into_iter().partition(|lot: &Lot| lot.phone_key == phone);
        lots = others;
        found.push(Credited { lots: own, ..of(store, None, &phone)? });
    }
    Ok(found)
}

/// The account that is meant by a telephone number, by the place of its agreement, by its name, or by what finds one customer.
///
/// # Errors
/// Of [`AccountTrouble`] `NoSuchAccount`, `WhichAccount`; a fault of reading.
pub fn account_of(store: &mut dyn Store, text: &str) -> Result<Credited, Failure> {
    let said = text.trim();
    if let Ok(key) = phone_key(said) {
        let found = credited(store, &key)?;
        if found.agreement.is_some() || !found.name.is_empty() {
            return Ok(found);
        }
    }
    let agreements = store.agreements()?;
    let folded_said = folded(said);
    let alike = |of: &dyn Fn(&str) -> bool| -> Vec<&Agreement> {
        let found = agreements.iter().filter(|agreement| of(&folded(agreement.agreed.name.text())));
        found.collect()
    };
    let by_id = said.parse::<AgreementId>().ok().and_then(|id| agreements.iter().find(|one| one.id == id));
    let mut found = match by_id {
        Some(agreement) => vec![agreement],
        None => alike(&|name| name == folded_said),
    };
    if found.is_empty() && !folded_said.is_empty() {
        found = alike(&|name| name.contains(&folded_said));
    }
    // One that stands is meant rather than one that was ended.
    if found.len() > 1 && found.iter().any(|one| one.ended.is_none()) {
        found.retain(|one| one.ended.is_none());
    }
    match found.as_slice() {
        [one] => {
            let agreement = (*one).clone();
            return Ok(of(store, Some(agreement), "")?);
        }
        [] => {}
        several => {
            let named = several.iter().map(|one| one.agreed.name.text().to_owned()).collect();
            return Err(refused(AccountTrouble::WhichAccount { value: said.to_owned(), named }));
        }
    }
    // A customer without an agreement has a page, and may have something on account from before.
    let page = customers(store, said, None, (2, 1))?;
    match page.map(|page| page.accounts).unwrap_or_default().as_slice() {
        [one] => Ok(credited(store, &one.phone_key)?),
        [] => Err(refused(AccountTrouble::NoSuchAccount { value: said.to_owned() })),
        several => {
            let named = several.iter().map(|one| one.latest[0].customer.clone()).collect();
            Err(refused(AccountTrouble::WhichAccount { value: said.to_owned(), named }))
        }
    }
}

fn refused(why: AccountTrouble) -> Failure {
    Failure::Refused(why.into())
}

impl Session {
    /// Makes an agreement, or changes one.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn agree(
        &self,
        store: &mut dyn Store,
        request: String,
        id: Option<AgreementId>,
        (agreed, reason): (Agreed, &str),
    ) -> Result<Entry, Failure> {
        let (agreed, reason) = (Box::new(agreed), reason.to_owned());
        self.post(store, request, Command::Agreement(AgreementAct::Agree { id, agreed, reason }))
    }

    /// Ends an agreement.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn end_agreement(
        &self,
        store: &mut dyn Store,
        request: String,
        id: AgreementId,
        reason: &str,
    ) -> Result<Entry, Failure> {
        let reason = reason.to_owned();
        self.post(store, request, Command::Agreement(AgreementAct::End { id, reason }))
    }

    /// Takes one payment for what stands on an account: it settles bookings in the order in which they were put there, and of each first
    /// what is owed beside it. The same request id again gives the first answer.
    ///
    /// # Errors
    /// Of [`AccountTrouble`] `NothingStands`, `SettledTooMuch`; [`Refusal::RequestReused`]; as [`Store::execute`].
    pub fn settle_account(
        &self,
        store: &mut dyn Store,
        request: String,
        account: &Credited,
        offer: &Offer,
    ) -> Result<Entry, Failure> {
        if let Some(entry) = store.answered(&request)? {
            let mut own: Vec<Number> = Vec::new();
            for number in entry.events.iter().filter_map(Event::booking) {
                let key = phone_key(super::find(store, number)?.order().customer.phone.text())?;
                if account.phones.contains(&key) {
                    own.push(number);
                }
            }
            let same = super::pay::is_payment_of(&entry, offer, |number| own.contains(&number));
            return if same { Ok(entry) } else { Err(Refusal::RequestReused { request }.into()) };
        }
        let mut numbers: Vec<Number> = Vec::new();
        for lot in &account.lots {
            if !numbers.contains(&lot.booking) {
                numbers.push(lot.booking);
            }
        }
        if numbers.is_empty() {
            return Err(refused(AccountTrouble::NothingStands { account: account.name.clone() }));
        }
        let mut bookings = Vec::new();
        for number in numbers {
            bookings.push(super::find(store, number)?);
        }
        let most: Money = bookings.iter().map(Booking::payable).sum();
        if offer.amount > most {
            let (account, amount) = (account.name.clone(), offer.amount);
            return Err(refused(AccountTrouble::SettledTooMuch { account, amount, most }));
        }
        let mut left = offer.amount;
        let mut acts = Vec::new();
        for booking in bookings {
            let amount = left.min(booking.payable());
            if amount > Money::ZERO {
                left -= amount;
                acts.push((booking.number, Act::Pay(vec![Offer { amount, ..offer.clone() }])));
            }
        }
        if acts.is_empty() {
            return Err(Refusal::NothingPaid.into());
        }
        self.post(store, request, Command::Each(acts))
    }
}
