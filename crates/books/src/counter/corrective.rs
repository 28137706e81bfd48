//! The price of an ad that corrects another (更正).

use trade::money::Money;
use trade::rates::{Adjusted, FaultOf, Fee, Quantity, Quote, QuoteItem, QuoteLine};
use trade::refusal::Refusal;

/// The rule of the line that says so.
const RULE: &str = "correction";

/// What an ad costs that corrects another, where it would cost this as any ad. Where the paper is at fault it costs what the card takes
/// for correcting the paper's errors, and nothing where the card says nothing of that. A card that does not correct them prices it as any
/// ad, and so does a fault of the customer.
///
/// # Errors
/// [`trade::refusal::PriceTrouble::TooMany`].
pub(super) fn price(quote: Quote, fault: FaultOf) -> Result<Quote, Refusal> {
    if fault == FaultOf::Customer {
        return Ok(quote);
    }
    let total = match of_the_paper(&quote).unwrap_or(Fee::Free) {
        Fee::Refused => return Ok(quote),
        Fee::Free => Money::ZERO,
        Fee::Percent(percent) => percent.percent_of(quote.total)?,
        Fee::Amount(amount) => amount,
    };
    let off = total.min(quote.total) - quote.total;
    if off == Money::ZERO {
        return Ok(quote);
    }
    let what = QuoteItem::Discount(Adjusted {
        name: "更正（报社差错）".to_owned(),
        percent: None,
        of: None,
        per: None,
        before: None,
    });
    let mut quote = quote;
    quote.lines.push(QuoteLine { what, count: Quantity::whole(1), unit: off, amount: off, rule: RULE.to_owned() });
    quote.total += off;
    quote.vat = quote.vat.and_then(|vat| vat.rate.split(quote.total));
    Ok(quote)
}

/// What the card of a quote takes for correcting errors of the paper; none where it says nothing of that.
fn of_the_paper(quote: &Quote) -> Option<Fee> {
    quote.correction.iter().find(|term| term.fault == FaultOf::Paper).map(|term| term.fee)
}

/// Whose fault decides what a booking costs that corrects another, where it is priced again as it was agreed. Builds before took the price
/// of any ad where the card said nothing of the paper's errors, and what was booked so keeps it.
pub(super) fn as_booked(quote: &Quote, fault: FaultOf) -> Option<FaultOf> {
    let as_any_ad = !quote.lines.is_empty() && of_the_paper(quote).is_none() && !costs_less(quote);
    (fault == FaultOf::Customer || !as_any_ad).then_some(fault)
}

/// Whether a quote has the line by which an ad that corrects another costs less than any ad.
pub fn costs_less(quote: &Quote) -> bool {
    quote.lines.iter().any(|line| line.rule == RULE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trade::rates::CorrectionFee;

    #[test]
    fn the_papers_fault_costs_what_the_card_says_and_any_other_is_priced() {
        let priced = |fault, fee: Option<Fee>| {
            let correction = fee.map(|fee| CorrectionFee { fault: FaultOf::Paper, fee }).into_iter().collect();
            let quote = Quote { total: Money::yuan(299), correction, ..Quote::default() };
            price(quote, fault).map(|quote| (quote.total, quote.lines.iter().map(|line| line.amount).sum::<Money>()))
        };
        let same = Ok((Money::yuan(299), Money::ZERO));
        assert_eq!(priced(FaultOf::Paper, None), Ok((Money::ZERO, Money::yuan(-299))), "the card says nothing");
        assert_eq!(priced(FaultOf::Paper, Some(Fee::Refused)), same);
        assert_eq!(priced(FaultOf::Customer, Some(Fee::Free)), same, "the customer's own");
        assert_eq!(priced(FaultOf::Paper, Some(Fee::Free)), Ok((Money::ZERO, Money::yuan(-299))));
        assert_eq!(
            priced(FaultOf::Paper, Some(Fee::Percent(Quantity::whole(10)))),
            Ok((Money::fen(2_990), Money::fen(-26_910)))
        );
        assert_eq!(priced(FaultOf::Paper, Some(Fee::Amount(Money::yuan(500)))), same, "never more than any ad");
    }

    #[test]
    fn what_was_booked_as_any_ad_keeps_its_price() {
        let line = |rule: &str| {
            let quote = price(Quote { total: Money::yuan(299), ..Quote::default() }, FaultOf::Paper).expect("priced");
            let mut line = quote.lines[0].clone();
            line.rule = rule.to_owned();
            Quote { lines: vec![line], ..Quote::default() }
        };
        assert_eq!(as_booked(&line("blocks"), FaultOf::Paper), None, "by a build before");
        assert_eq!(as_booked(&line(RULE), FaultOf::Paper), Some(FaultOf::Paper));
        assert_eq!(as_booked(&line("blocks"), FaultOf::Customer), Some(FaultOf::Customer));
        let refused = vec![CorrectionFee { fault: FaultOf::Paper, fee: Fee::Refused }];
        let said = Quote { correction: refused, ..line("blocks") };
        assert_eq!(as_booked(&said, FaultOf::Paper), Some(FaultOf::Paper), "the card decides");
    }
}
