//! What orders come to when they are taken: quote, findings, papers and how each is set. The one way of window, batch and command line.

use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveDateTime};

use super::reading::{self, NoticeText};
use super::{AdDraft, ForPrices, Rules, proposed};
use crate::booking::{Booked, Order, SetAs};
use setting::typeset::{SETTER, Setter};
use trade::ad::{Elsewhere, Finding, Kind, Roles};
use trade::notice::{Earlier, Notice};
use trade::rates::VatRate;
use trade::refusal::{Refusal, RunDateTrouble};

/// What these orders come to by these rules, at `now` in local time. Each notice is read once, beside the others and beside what was
/// booked before; the others are named by their places among the orders, from 1.
///
/// # Errors
/// The place of the first order that something stands against, from 0, and the first thing that does.
pub fn take(
    orders: &[Order],
    vat: Option<VatRate>,
    (rules, setter): (&Rules, &Setter),
    earlier: &dyn Earlier,
    now: NaiveDateTime,
) -> Result<Vec<Booked>, (usize, Refusal)> {
    let whole = take_watched(orders, vat, (rules, setter), earlier, now, &mut |_| ControlFlow::Continue(()))?;
    Ok(whole.unwrap_or_else(|| unreachable!("nobody said to stop")))
}

/// As [`take`]; `watch` hears before each order how many are done, and `None` is given where it says to stop.
///
/// # Errors
/// As [`take`].
pub fn take_watched(
    orders: &[Order],
    vat: Option<VatRate>,
    (rules, setter): (&Rules, &Setter),
    earlier: &dyn Earlier,
    now: NaiveDateTime,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<Booked>>, (usize, Refusal)> {
    let mut notices = read(orders, rules, earlier, now.date()).into_iter();
    let mut all = Vec::new();
    for (place, order) in orders.iter().enumerate() {
        if watch(place).is_break() {
            return Ok(None);
        }
        let notice = if is_read(order) { notices.next() } else { None };
        all.push(one(order, notice, vat, (rules, setter), earlier, now).map_err(|refusal| (place, refusal))?);
    }
    Ok(Some(all))
}

/// Whether an order is one of a notice that says something.
fn is_read(order: &Order) -> bool {
    order.ad.kind == Kind::Notice && !order.ad.copy.text().trim().is_empty()
}

/// The notices among the orders, read.
fn read(orders: &[Order], rules: &Rules, earlier: &dyn Earlier, today: NaiveDate) -> Vec<Notice> {
    let places: Vec<usize> = (1..).zip(orders).filter(|(_, order)| is_read(order)).map(|(place, _)| place).collect();
    let written: Vec<NoticeText> = orders.iter().filter(|order| is_read(order)).map(written).collect();
    let mut notices = reading::read(&written, rules, earlier, today);
    let findings = notices.iter_mut().flat_map(|notice| &mut notice.findings);
    for other in findings.filter_map(Finding::others_mut).flatten() {
        if let Elsewhere::Page { index } = other
            && let Some(place) = places.get(index.wrapping_sub(1))
        {
            *index = *place;
        }
    }
    notices
}

fn written(order: &Order) -> NoticeText<'_> {
    let copy = order.ad.copy.text();
    let received = order.received.as_ref().map_or(copy, |received| received.text());
    NoticeText { copy, received, last_run: order.last_run() }
}

/// What one order comes to, its notice as it was read.
fn one(
    order: &Order,
    notice: Option<Notice>,
    vat: Option<VatRate>,
    (rules, setter): (&Rules, &Setter),
    earlier: &dyn Earlier,
    now: NaiveDateTime,
) -> Result<Booked, Refusal> {
    let ad = &order.ad;
    if rules.kinds.category(ad.kind, &ad.category).is_none() {
        let known = rules.kinds.of(ad.kind).map(|c| c.id.to_string()).collect();
        return Err(Refusal::UnknownCategory { value: ad.category.to_string(), known });
    }
    let customers = [order.customer.name.text(), order.customer.pays()];
    // It was read and compared already.
    let earlier = ForPrices(earlier);
    let draft = AdDraft::ordered(order, vat, setter, &customers, &earlier);
    let proposal = proposed(&draft, notice, rules, now);
    if let Some(refusal) = proposal.refusals.into_iter().next() {
        return Err(refusal);
    }
    if order.runs.is_empty() {
        return Err(Refusal::RunDate(RunDateTrouble::NoRunDate));
    }
    let fit = proposal.fit.ok_or(Refusal::EmptyCopy)?;
    let first = order.runs.iter().min();
    let deadline = first.map(|run| rules.deadline(*run, ad.kind, &ad.category).at);
    let (style, roles) = (fit.style.clone(), Roles::of(&draft.look.roles.blocks(draft.kind, draft.copy)));
    let mut order = order.clone();
    if proposal.late.is_empty() {
        // Nobody answers for what is not late.
        order.terms.late = None;
    }
    Ok(Booked {
        order,
        quote: proposal.quote?,
        set: SetAs { pt: fit.pt, lines: fit.lines, setter: SETTER, style, roles },
        findings: proposal.findings,
        papers: proposal.papers,
        late: proposal.late,
        deadline,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{Customer, Entered, RuleKind};
    use std::sync::Arc;
    use trade::ad::{Ad, CategoryId, Found, Look};
    use trade::money::Money;
    use trade::notice::NothingEarlier;

    const SHIPPED: &str = include_str!("../../../../assets/cards/qishi-2026-01.toml");
    const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

    fn order(kind: Kind, category: &'static str, copy: &str) -> Order {
        let (category, size) = (CategoryId::known(category), "7.2x3".parse().expect("a size"));
        let ad = Ad { kind, category, size, copy: copy.to_owned().into(), picture: None, look: Look::default() };
        let customer = Customer::checked("17600000013", "王敏", "", "").expect("sound");
        Order::new(ad, vec!["2026-01-22".parse().expect("a date")], customer)
    }

    fn lost() -> Order {
        order(Kind::Notice, "lost_and_void", LOST)
    }

    fn taken(orders: &[Order], rules: &Rules) -> Vec<Booked> {
        let now = "2026-01-20T10:00:00".parse().expect("a time");
        take(orders, None, (rules, &Setter::new()), &NothingEarlier, now).expect("taken")
    }

    /// A total of half a yuan goes up, also where the whole yuan before it is even.
    #[test]
    fn a_total_is_rounded_half_up() {
        let total = |price: &str| {
            let text =
                SHIPPED.replace("version = \"2026-01\"", "version = \"2026-01b\"\nrounding = \"total\"\nround_to = 1");
            let text = text.replace("\"299.00\"", &format!("\"{price}\""));
            let from = "2026-01-02".parse().expect("a date");
            let (id, version) = ("paper".to_owned(), "2026-01b".to_owned());
            let card = Entered { kind: RuleKind::Card, id, version, from, text };
            let rules = Rules::with(&[Arc::new(card)]).expect("sound");
            taken(&[lost()], &rules)[0].quote.total
        };
        assert_eq!(total("298.50"), Money::yuan(299));
        assert_eq!(total("297.50"), Money::yuan(298));
        assert_eq!(total("298.49"), Money::yuan(298));
    }

    #[test]
    fn each_keeps_what_is_found_of_it_alone_and_names_the_others_by_their_places() {
        let blessing = order(Kind::Blessing, "wedding", "新婚快乐");
        let booked = taken(&[blessing.clone(), lost(), blessing.clone(), lost()], &Rules::shipped());
        let others: Vec<Vec<Elsewhere>> = booked
            .iter()
            .map(|one| {
                one.findings.iter().filter_map(|finding| finding.clone().others_mut().cloned()).flatten().collect()
            })
            .collect();
        let page = |index| vec![Elsewhere::Page { index }];
        assert_eq!(others, [vec![], page(4), vec![], page(2)]);
        assert_eq!(booked[0].findings, taken(&[blessing], &Rules::shipped())[0].findings);
    }

    #[test]
    fn the_first_order_that_something_stands_against_is_named() {
        let now = "2026-01-20T10:00:00".parse().expect("a time");
        let refused = |orders: &[Order]| {
            take(orders, None, (&Rules::shipped(), &Setter::new()), &NothingEarlier, now).expect_err("refused")
        };
        let blank = order(Kind::Notice, "lost_and_void", " \n");
        assert_eq!(refused(&[lost(), blank.clone(), lost()]), (1, Refusal::EmptyCopy));
        let unknown = refused(&[order(Kind::Notice, "nowhere", LOST), blank]);
        assert!(matches!(unknown, (0, Refusal::UnknownCategory { .. })), "{unknown:?}");
    }

    #[test]
    fn what_was_handed_in_is_what_the_copy_is_held_against() {
        let committee =
            "公告\n张三：本院受理（2026）鲁0203民初123号一案，现依法向你公告送达民事判决书。\n某某法院\n2026年1月20日";
        let copy = committee.replace("判决", "裁定");
        let mut order = Order { received: Some(committee.to_owned().into()), ..order(Kind::Notice, "court", &copy) };
        order.ad.size = "7.2x10".parse().expect("a size");
        let changed = |found: &Found| matches!(found, Found::WordingChanged { received } if received.text() == "判决");
        let of = |order: &Order| taken(std::slice::from_ref(order), &Rules::shipped())[0].findings.clone();
        assert!(of(&order).iter().any(|finding| changed(&finding.found)), "{:?}", of(&order));
        order.received = None;
        assert!(!of(&order).iter().any(|finding| changed(&finding.found)));
    }
}
