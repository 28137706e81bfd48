//! An order of which category and size may be left to the counter.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Session;
use books::booking::{Corrects, Customer, Method, Offer, Order, PaperSeen, SettledFinding, Terms};
use books::counter::{self, AdDraft, ForPrices, Proposal, Rules};
use books::store::{Remembering, Store};
use trade::ad::{Ad, CategoryId, Kind, Look, Picture};
use trade::measure::Size;
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Failure, Refusal};

/// What is wanted of one ad.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the type of kind explains it; run dates as they were named")]
pub struct AdRequest {
    pub kind: Kind,
    /// The id of the category; where none is named, that which the copy of a notice is read as.
    pub category: Option<CategoryId>,
    /// The size; where none is named, the cheapest that holds the copy.
    pub size: Option<Size>,
    /// The copy, as [`counter::tidy`] leaves it.
    pub copy: String,
    /// The words as they were handed in, where the copy is not as it came.
    pub received: Option<String>,
    /// The picture, already read from its file.
    pub picture: Option<Arc<Picture>>,
    /// What was chosen about its appearance.
    pub look: Look,
    pub runs: Vec<NaiveDate>,
    /// Who stands behind it.
    pub customer: Customer,
    /// The customer's papers that the clerk has seen.
    pub seen: Vec<PaperSeen>,
    /// What the customer pays now.
    pub offers: Vec<Offered>,
    /// What is agreed besides.
    pub terms: Terms,
    /// The findings that are settled already.
    pub settled: Vec<SettledFinding>,
    /// The ad that it corrects, where it is one of its own for that.
    pub corrects: Option<Corrects>,
    /// The total that the customer was told.
    pub shown: Option<Money>,
}

/// What a customer pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offered {
    /// The sum that is handed over.
    Sum(Offer),
    /// The whole total by this method.
    Whole(Method),
}

/// From where the category of an ad is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the name says it")]
pub enum CategoryFrom {
    Named,
    /// It is that which the copy is read as.
    Read,
    /// The copy was not read as any other: it is the category of an ad of which only the kind was said.
    Unsaid,
}

impl CategoryFrom {
    /// Its word in data.
    pub const fn id(self) -> &'static str {
        match self {
            CategoryFrom::Named => "named",
            CategoryFrom::Read => "read",
            CategoryFrom::Unsaid => "unsaid",
        }
    }
}

/// From where the size of an ad is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the name says it")]
pub enum SizeFrom {
    Named,
    /// It is the cheapest that holds the copy.
    Smallest,
    /// It is that which the copy takes, where the price does not go by the size.
    Copy,
}

impl SizeFrom {
    /// Its word in data.
    pub const fn id(self) -> &'static str {
        match self {
            SizeFrom::Named => "named",
            SizeFrom::Smallest => "smallest",
            SizeFrom::Copy => "copy",
        }
    }
}

/// From where category and size of an order are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain category and size")]
pub struct Chosen {
    pub category: CategoryFrom,
    pub size: SizeFrom,
}

/// The id of the category of an ad: the one that was named, or that which the copy is read as.
pub fn category(
    kind: Kind,
    named: Option<&CategoryId>,
    copy: &str,
    rules: &Rules,
    today: NaiveDate,
) -> (CategoryId, CategoryFrom) {
    if let Some(named) = named {
        return (named.clone(), CategoryFrom::Named);
    }
    match counter::recognised(kind, copy, rules, today) {
        Some(read) => (read, CategoryFrom::Read),
        None => (rules.kinds.unsaid(kind).id.clone(), CategoryFrom::Unsaid),
    }
}

impl Session {
    /// The order that this comes to, with its category and size, and from where these are.
    ///
    /// # Errors
    /// What stands against the ad, as far as its size or price is asked for here; everything else is found when it is taken. A fault of
    /// reading the books.
    pub fn order(&self, store: &mut dyn Store, wanted: AdRequest) -> Result<(Order, Chosen), Failure> {
        let AdRequest { kind, copy, look, runs, customer, terms, .. } = &wanted;
        let today = self.at.date_naive();
        let (category, category_from) = category(*kind, wanted.category.as_ref(), copy, &self.rules, today);
        let mut size_from = SizeFrom::Named;
        let whole = |offered: &Offered| matches!(offered, Offered::Whole(_));
        let mut size = wanted.size;
        let mut total = None;
        if size.is_none() || wanted.offers.iter().any(whole) {
            let vat = store.folder_state(self.at.date_naive())?.paper.vat;
            let books = Remembering::of(store);
            let customers = [customer.name.text(), customer.pays()];
            // Findings are asked for when it is taken.
            let earlier = ForPrices(&books);
            let draft = AdDraft {
                setter: &self.setter,
                kind: *kind,
                category: &category,
                copy,
                picture: wanted.picture.as_ref(),
                look,
                size,
                runs,
                vat,
                terms,
                customers: &customers,
                phone: customer.phone.text(),
                corrects: wanted.corrects.map(|corrects| corrects.fault),
                earlier: &earlier,
            };
            let propose = |size| counter::propose(&AdDraft { size, ..draft }, &self.rules, self.at.naive_local());
            let mut proposal = propose(size);
            if size.is_none() {
                size_from = if proposal.by_size() { SizeFrom::Smallest } else { SizeFrom::Copy };
                let chosen = cheapest(&proposal).map_err(|refusal| books.why(refusal.into()))?;
                if proposal.size != Some(chosen) {
                    proposal = propose(Some(chosen));
                }
                size = Some(chosen);
            }
            total = Some(proposal.quote.map(|quote| quote.total).map_err(|refusal| books.why(refusal.into())));
        }
        let offer = |offered: Offered| match (offered, &total) {
            (Offered::Sum(offer), _) => Ok(offer),
            (Offered::Whole(method), Some(Ok(total))) => Ok(Offer::new(method, *total)),
            (Offered::Whole(_), Some(Err(failure))) => Err(failure.clone()),
            (Offered::Whole(_), None) => unreachable!("a total is asked for where an offer goes by it"),
        };
        let offers = wanted.offers.into_iter().map(offer).collect::<Result<_, _>>()?;
        let ad = Ad {
            kind: wanted.kind,
            category,
            size: size.ok_or_else(no_size)?,
            copy: wanted.copy.into(),
            picture: wanted.picture.map(Personal::new),
            look: wanted.look,
        };
        let order = Order {
            seen: wanted.seen,
            offers,
            terms: wanted.terms,
            settled: wanted.settled,
            corrects: wanted.corrects,
            shown: wanted.shown,
            received: wanted.received.map(Personal::new),
            ..Order::new(ad, wanted.runs, wanted.customer)
        };
        Ok((order, Chosen { category: category_from, size: size_from }))
    }
}

/// The cheapest size that holds the copy, or that which the ad takes where its price does not go by the size.
///
/// # Errors
/// What stands against every size: the first that concerns the ad itself, or else that the largest does not hold it.
pub(super) fn cheapest(proposal: &Proposal) -> Result<Size, Refusal> {
    if let Some(size) = proposal.smallest.or(proposal.size) {
        return Ok(size);
    }
    let stands = |refusal: &&Refusal| !matches!(refusal, Refusal::NotASize { .. });
    let refusal = proposal.refusals.iter().find(stands).cloned();
    let largest = || {
        let largest = proposal.sizes.iter().max_by_key(|fit| fit.size.area())?;
        Some(Refusal::CopyTooLong { size: largest.size, over: largest.over, smallest: None })
    };
    Err(refusal.or_else(largest).unwrap_or_else(no_size))
}

fn no_size() -> Refusal {
    Refusal::NotASize { value: String::new() }
}
