//! Several orders taken at once: each as it would be alone, and all beside each other.

use chrono::NaiveDateTime;

use super::{Rules, booked};
use crate::booking::{Booked, Command, Order, Situation, decide};
use trade::ad::{Elsewhere, Finding, Found, Kind};
use trade::notice::{self, Asked, Earlier, NothingEarlier};
use trade::rates::VatRate;
use trade::refusal::Refusal;

/// Makes one command of several orders, each with its number in the batch, by which refusals and findings name it; each is compared
/// with what was booked before. What is found among the notices of the batch is found with their last run dates, and stands on each
/// booking with the rest.
///
/// # Errors
/// [`Refusal::InBatch`] with the first refusal that stands against any of them, [`Refusal::NothingToBook`] where there is none.
pub fn book_all(
    orders: Vec<(usize, Order)>,
    vat: Option<VatRate>,
    rules: &Rules,
    earlier: &dyn Earlier,
    now: NaiveDateTime,
) -> Result<Command, Refusal> {
    if orders.is_empty() {
        return Err(Refusal::NothingToBook);
    }
    let within = |index: usize| move |refusal: Refusal| Refusal::InBatch { index, refusal: Box::new(refusal) };
    let mut all: Vec<(usize, Booked)> = Vec::new();
    for (index, order) in orders {
        all.push((index, booked(order, vat, rules, earlier, now).map_err(within(index))?));
    }
    beside_each_other(&mut all, rules);
    for (index, booked) in &all {
        // What the store would refuse is refused here, where it is known of which notice it speaks.
        let alone = Command::Book(Box::new(booked.clone()));
        decide(&Situation::default(), now.date(), &alone).map_err(within(*index))?;
    }
    Ok(Command::BookAll(all.into_iter().map(|(_, booked)| booked).collect()))
}

/// Adds what is found of the notices among each other.
fn beside_each_other(all: &mut [(usize, Booked)], rules: &Rules) {
    let is_notice = |booked: &Booked| booked.order.ad.kind == Kind::Notice;
    let numbers: Vec<usize> = all.iter().filter(|(_, booked)| is_notice(booked)).map(|(index, _)| *index).collect();
    let copies: Vec<_> = all
        .iter()
        .filter(|(_, booked)| is_notice(booked))
        .map(|(_, booked)| (booked.order.ad.copy.text(), booked.order.last_run()))
        .collect();
    let kinds = notice::Kinds::shipped();
    let asked = Asked { publish: None, calendar: &rules.calendar, kinds, earlier: &NothingEarlier };
    let read = notice::read_each(copies, &asked);
    for ((_, booked), read) in all.iter_mut().filter(|(_, booked)| is_notice(booked)).zip(read) {
        for mut finding in read.findings {
            renumber(&mut finding, &numbers);
            finding.join(&mut booked.findings);
        }
        booked.findings.sort_by_key(|finding| (finding.severity, finding.start, finding.end));
    }
}

/// Numbers other notices as the batch does, in which some may be skipped.
fn renumber(finding: &mut Finding, numbers: &[usize]) {
    if let Found::CaseNumberConflict { others } | Found::RelatedCase { others } | Found::BookedAlready { others } =
        &mut finding.found
    {
        for other in others {
            if let Elsewhere::Page { index } = other {
                *index = numbers.get(index.wrapping_sub(1)).copied().unwrap_or(*index);
            }
        }
    }
}
