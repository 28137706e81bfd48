//! What a new rate card would change: the bookings of the last weeks, each priced again by its own inputs under the card in force and
//! under the new one.

use chrono::NaiveDate;

use super::prices::lines_in;
use super::{Rules, corrective};
use crate::booking::{Booking, Number, Terms, runs};
use setting::typeset::Setter;
use trade::ad::{CategoryId, Kind, Look};
use trade::measure::{Length, Size};
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::{
    EarlierTotals, FaultOf, History, ManualPrice, Parting, PriceRequest, Quote, QuoteItem, RateCard, VatRate, quote,
};
use trade::refusal::Refusal;

/// What the price of a booking goes by: what was asked when it was taken, without its papers and pictures.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "number, kind, category and size are those of the booking")]
pub struct Inputs {
    pub number: Number,
    pub kind: Kind,
    pub category: CategoryId,
    pub size: Size,
    copy: Personal<String>,
    look: Look,
    runs: Vec<NaiveDate>,
    late: Vec<NaiveDate>,
    customers: [Personal<String>; 2],
    terms: Terms,
    /// Whose fault it is where it corrects another.
    corrects: Option<FaultOf>,
    /// The customer's earlier bookings by which it was priced.
    before: Vec<EarlierTotals>,
    /// The card that priced it, and the version by whose rule its copy was parted.
    counted_by: (String, String, Parting),
}

impl Inputs {
    /// What a booking's price goes by.
    pub fn of(booking: &Booking) -> Inputs {
        let order = booking.order();
        let customer = &order.customer;
        Inputs {
            number: booking.number,
            kind: order.ad.kind,
            category: order.ad.category.clone(),
            size: order.ad.size,
            copy: order.ad.copy.text().to_owned().into(),
            look: order.ad.look.clone(),
            runs: order.runs.clone(),
            late: booking.booked.late.clone(),
            customers: [customer.name.text().to_owned().into(), customer.pays().to_owned().into()],
            terms: order.terms.clone(),
            corrects: order.corrects.and_then(|of| corrective::as_booked(&booking.booked.quote, of.fault)),
            before: booking.booked.quote.before.clone(),
            counted_by: {
                let quote = &booking.booked.quote;
                (quote.card.clone(), quote.version.clone(), parting(quote))
            },
        }
    }
}

impl Inputs {
    /// The same for these of its runs. A price agreed by hand for the whole goes with their number.
    pub(super) fn with_runs(mut self, runs: &[NaiveDate]) -> Inputs {
        if let Some(manual) = &mut self.terms.manual
            && let ManualPrice::Total(total) = manual.price
        {
            let (left, all) = (runs.len() as i64, self.runs.len() as i64);
            manual.price = ManualPrice::Total(total.pro_rata(left, all).unwrap_or(total));
        }
        self.runs = runs.to_vec();
        self.late.retain(|run| runs.contains(run));
        self
    }
}

/// By which version of the program's own rule the copy of a quote was parted; the one of today where nothing was counted.
pub(super) fn parting(quote: &Quote) -> Parting {
    let counted = quote.lines.iter().find_map(|line| match &line.what {
        QuoteItem::Price(priced) => priced.counted.as_ref().filter(|counted| !counted.rule.is_empty()),
        _ => None,
    });
    counted.map_or(Parting::NOW, |counted| counted.parting)
}

/// Prices a booking by a card, as if it were taken by it on its own day, set in the styles of that day.
///
/// # Errors
/// What the card refuses.
pub fn requote(
    card: &RateCard,
    booking: &Inputs,
    vat: Option<VatRate>,
    (rules, setter): (&Rules, &Setter),
) -> Result<Quote, Refusal> {
    let own = card.categories_of(booking.kind.id()).find(|category| category.id == booking.category);
    let like = own.and_then(|category| category.like.as_ref()).unwrap_or(&booking.category);
    let styles = rules.styles.on(booking.number.day);
    let set_lines =
        |width: Length| lines_in(width, (setter, styles), booking.kind, like, booking.copy.text(), &booking.look);
    let customers: Vec<&str> = booking.customers.iter().map(Personal::text).filter(|name| !name.is_empty()).collect();
    let runs = runs(&booking.runs, &booking.late);
    // By its own card it is counted as it was; by another as an ad that is taken today.
    let (id, version, parting) = &booking.counted_by;
    let own = (card.id.as_str(), card.version.as_str()) == (id.as_str(), version.as_str());
    let priced = quote(
        card,
        &PriceRequest {
            size: Some(booking.size),
            copy: Some(booking.copy.text()).filter(|copy| !copy.trim().is_empty()),
            runs: &runs,
            customers: &customers,
            set: &booking.terms.attributes,
            vat,
            manual: booking.terms.manual.as_ref(),
            set_lines: &set_lines,
            history: History::Kept(&booking.before),
            parting: if own { *parting } else { Parting::NOW },
            category: &booking.category,
            ..PriceRequest::of(booking.kind.id(), booking.number.day)
        },
    )?;
    match booking.corrects {
        Some(fault) => corrective::price(priced, fault),
        None => Ok(priced),
    }
}

/// A booking that would cost something else.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the booking that would cost something else")]
pub struct PriceChange {
    pub booking: Inputs,
    /// What it costs by the one card.
    pub before: Money,
    /// What it would cost by the other.
    pub after: Money,
}

impl PriceChange {
    /// How much more, or less.
    pub fn by(&self) -> Money {
        self.after - self.before
    }
}

/// What another card would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// How many bookings were looked at.
    pub bookings: usize,
    /// Those that would cost something else, the largest difference first.
    pub changes: Vec<PriceChange>,
    /// Those that the other card would refuse, and why.
    pub refused: Vec<(Inputs, Refusal)>,
    /// Those that the card in force has no price for any more, so that nothing can be said; why.
    pub without: Vec<(Inputs, Refusal)>,
    /// What those that both cards price cost by the one.
    pub before: Money,
    /// And by the other.
    pub after: Money,
}

impl Comparison {
    /// How many would cost more.
    pub fn dearer(&self) -> usize {
        self.changes.iter().filter(|change| change.by() > Money::ZERO).count()
    }

    /// How many would cost less.
    pub fn cheaper(&self) -> usize {
        self.changes.iter().filter(|change| change.by() < Money::ZERO).count()
    }

    /// How many would cost the same.
    pub fn same(&self) -> usize {
        self.bookings - self.changes.len() - self.refused.len() - self.without.len()
    }

    /// How much more would come in, or less.
    pub fn by(&self) -> Money {
        self.after - self.before
    }
}

/// Compares two cards by bookings that were really taken.
pub fn compare(
    old: &RateCard,
    new: &RateCard,
    bookings: &[Inputs],
    vat: Option<VatRate>,
    by: (&Rules, &Setter),
) -> Comparison {
    let mut found = Comparison { bookings: bookings.len(), ..Comparison::default() };
    for booking in bookings {
        match (requote(old, booking, vat, by), requote(new, booking, vat, by)) {
            (Ok(before), Ok(after)) => {
                found.before += before.total;
                found.after += after.total;
                if before.total != after.total {
                    found.changes.push(PriceChange {
                        booking: booking.clone(),
                        before: before.total,
                        after: after.total,
                    });
                }
            }
            (Ok(_), Err(refusal)) => found.refused.push((booking.clone(), refusal)),
            (Err(refusal), _) => found.without.push((booking.clone(), refusal)),
        }
    }
    let much = |change: &PriceChange| change.by().as_fen().abs();
    found.changes.sort_by_key(|change| (std::cmp::Reverse(much(change)), change.booking.number));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../assets/cards/qishi-2026-01.toml");

    fn card(text: &str) -> RateCard {
        RateCard::read(text, &trade::ad::CategoryTable::shipped()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn taken(serial: u32, size: &str, runs: usize) -> Inputs {
        Inputs {
            number: Number { day: day("2026-01-20"), serial },
            kind: Kind::Notice,
            category: CategoryId::known("lost_and_void"),
            size: size.parse().expect("a size"),
            copy: "遗失声明\n王敏遗失身份证，声明作废。".to_owned().into(),
            look: Look::default(),
            runs: day("2026-01-22").iter_days().take(runs).collect(),
            late: Vec::new(),
            customers: ["王敏".to_owned().into(), String::new().into()],
            terms: Terms::default(),
            corrects: None,
            before: Vec::new(),
            counted_by: ("paper".to_owned(), "2026-01".to_owned(), Parting::NOW),
        }
    }

    #[test]
    fn a_booking_is_counted_again_by_the_rule_by_which_it_was_counted() {
        let text = SHIPPED
            .replace("[[price]]", "[[price]]\nkinds = [\"notice\"]\nper = \"character\"\nprice = 1\n\n[[price]]");
        let card = card(&text);
        let booking = |parting| {
            let mut booking = taken(1, "7.2x3", 1);
            booking.copy = "一\u{200b}二\u{200b}三".to_owned().into();
            booking.counted_by.2 = parting;
            booking
        };
        let total = |card: &RateCard, parting| {
            requote(card, &booking(parting), None, (&Rules::shipped(), &Setter::new())).map(|quote| quote.total)
        };
        assert_eq!(total(&card, Parting::CodePoints), Ok(Money::yuan(5)), "as it was taken");
        assert_eq!(total(&card, Parting::NOW), Ok(Money::yuan(3)));
        let next =
            RateCard::read(&text.replacen("\"2026-01\"", "\"2026-02\"", 1), &trade::ad::CategoryTable::shipped())
                .expect("sound");
        assert_eq!(total(&next, Parting::CodePoints), Ok(Money::yuan(3)), "another card counts as today");
        let kept =
            requote(&card, &booking(Parting::CodePoints), None, (&Rules::shipped(), &Setter::new())).expect("priced");
        assert_eq!(parting(&kept), Parting::CodePoints);
    }

    #[test]
    fn what_costs_more_or_less_is_told_with_the_sum() {
        let bookings = [taken(1, "7.2x3", 1), taken(2, "7.2x3", 3), taken(3, "7.2x5", 1), taken(4, "7.2x10", 2)];
        let new = SHIPPED.replace("299.00", "319.00").replace("520.00", "500.00");
        let found = compare(&card(SHIPPED), &card(&new), &bookings, None, (&Rules::shipped(), &Setter::new()));
        let changes: Vec<(u32, Money)> = found.changes.iter().map(|c| (c.booking.number.serial, c.by())).collect();
        assert_eq!(changes, [(2, Money::yuan(60)), (1, Money::yuan(20)), (3, Money::yuan(-20))]);
        assert_eq!((found.dearer(), found.cheaper(), found.same()), (2, 1, 1));
        assert_eq!((found.before, found.by()), (Money::yuan(4 * 299 + 520 + 2 * 999), Money::yuan(60)));
        assert!(found.refused.is_empty() && found.without.is_empty());
        let same = compare(&card(SHIPPED), &card(SHIPPED), &bookings, None, (&Rules::shipped(), &Setter::new()));
        assert_eq!((same.same(), same.by()), (4, Money::ZERO));
    }

    #[test]
    fn what_the_new_card_refuses_is_named_with_why() {
        let bookings = [taken(1, "7.2x3", 1), taken(2, "7.2x5", 1)];
        let small = "  { size = \"7.2x3\", price = \"299.00\" },\n";
        let new = SHIPPED.replace(small, "").replace("\"7.2x3\", \"7.2x5\"", "\"7.2x5\"");
        let found = compare(&card(SHIPPED), &card(&new), &bookings, None, (&Rules::shipped(), &Setter::new()));
        let [(booking, Refusal::UnlistedSize { .. })] = found.refused.as_slice() else { panic!("{found:?}") };
        assert_eq!(booking.number.serial, 1);
        assert_eq!((found.before, found.after, found.same()), (Money::yuan(520), Money::yuan(520), 1));
        // The other way round there is nothing to compare with.
        let back = compare(&card(&new), &card(SHIPPED), &bookings, None, (&Rules::shipped(), &Setter::new()));
        assert_eq!((back.without.len(), back.refused.len()), (1, 0));
    }
}
