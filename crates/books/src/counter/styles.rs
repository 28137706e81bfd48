//! Which styles hold the copy of an ad in which of the listed sizes: the smallest size hangs on the style, and so does the price.

use chrono::NaiveDateTime;

use super::prices::Prices;
use super::{AdDraft, Proposal, Rules, late};
use setting::typeset::{Job, OfferedStyle, Styles};
use trade::ad::{CategoryId, Look};
use trade::measure::Size;
use trade::money::Money;

/// The smallest size in which a style holds the ad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleFit {
    /// One that is offered for the ad.
    pub style: OfferedStyle,
    /// The cheapest listed size in which it holds copy and picture; none where no size does.
    pub smallest: Option<Size>,
    /// The price of one run in that size; none while something is missing that it depends on.
    pub price: Option<Money>,
}

/// For each style that is offered for the ad at any listed size, the cheapest size in which it holds it, in the order in which the
/// styles are offered.
pub fn styles(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Vec<StyleFit> {
    let (sizes, styles) = (listed(draft, rules, now), rules.styles.on(now.date()));
    let like = like(draft, rules);
    let fits = |style: OfferedStyle| {
        let held = sizes.iter().find(|(size, _)| holds(draft, styles, like, &style, *size));
        StyleFit { style, smallest: held.map(|(size, _)| *size), price: held.and_then(|(_, price)| *price) }
    };
    let mut offered: Vec<OfferedStyle> = Vec::new();
    for (size, _) in &sizes {
        for style in styles.offered(draft.kind, like, *size, draft.picture.is_some()) {
            if !offered.contains(&style) {
                offered.push(style);
            }
        }
    }
    let order = styles.every(draft.kind, like);
    offered.sort_by_key(|style| order.iter().position(|known| known == style));
    offered.into_iter().map(fits).collect()
}

/// The cheapest listed size that the category's own style holds the ad in, or, where a style is named, that one.
pub fn smallest_in_its_style(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Option<Size> {
    let (like, styles) = (like(draft, rules), rules.styles.on(now.date()));
    let own = |size: Size| {
        let offered = styles.offered(draft.kind, like, size, draft.picture.is_some());
        let named = offered.iter().find(|style| *style.id() == draft.look.style).cloned();
        named.or_else(|| offered.first().cloned())
    };
    let sizes = listed(draft, rules, now);
    let held = sizes.iter().find(|(size, _)| own(*size).is_some_and(|style| holds(draft, styles, like, &style, *size)));
    held.map(|(size, _)| *size)
}

/// The cheapest way to print the ad, where that is cheaper than the size in which it is shown or, while none is chosen, than the
/// smallest that is proposed: another style holds it in a smaller size.
pub fn cheaper(draft: &AdDraft, proposal: &Proposal, rules: &Rules, now: NaiveDateTime) -> Option<StyleFit> {
    let styles = rules.styles.on(now.date());
    let shown = proposal.fit.as_ref().filter(|fit| fit.fits && fit.picture_fits).map(|fit| fit.size);
    let shown = shown.or(proposal.smallest)?;
    let price = |size: Size| proposal.sizes.iter().find(|fit| fit.size == size).and_then(|fit| fit.price);
    let dear = price(shown)?;
    let like = like(draft, rules);
    let cheaper = proposal.sizes.iter().filter(|fit| fit.price.is_some_and(|price| price < dear));
    // A size that holds it as it is needs no other style: the clerk has chosen a larger one.
    let cheaper = cheaper.take_while(|fit| !fit.fits);
    let other = |size: Size| {
        let offered = styles.offered(draft.kind, like, size, draft.picture.is_some());
        offered.into_iter().find(|style| holds(draft, styles, like, style, size))
    };
    let found = |fit: &super::SizeFit| {
        let style = other(fit.size)?;
        Some(StyleFit { style, smallest: Some(fit.size), price: fit.price })
    };
    let mut sizes = cheaper;
    sizes.find_map(found)
}

/// Whether a style holds the ad in a size that it is offered for.
fn holds(draft: &AdDraft, styles: &Styles, category: &CategoryId, style: &OfferedStyle, size: Size) -> bool {
    let (kind, copy, picture) = (draft.kind, draft.copy, draft.picture);
    if !styles.offered(kind, category, size, picture.is_some()).iter().any(|offered| offered == style) {
        return false;
    }
    let look = Look { style: style.id().clone(), ..draft.look.clone() };
    let fit = draft.setter.measure(styles, &Job { kind, category, copy, picture, size, look: &look });
    fit.fits && fit.picture_fits && fit.style == *style.id()
}

/// A category that a card names is set like one that the desk knows.
fn like<'a>(draft: &AdDraft<'a>, rules: &'a Rules) -> &'a CategoryId {
    rules.kinds.category(draft.kind, draft.category).map_or(draft.category, |category| category.like())
}

/// The sizes that the card lists for the ad, the cheapest first.
fn listed(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Vec<(Size, Option<Money>)> {
    Prices::new(draft, rules, now, &late(draft, rules, now)).sizes(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counter::propose;
    use setting::typeset::Setter;
    use trade::ad::{Kind, StyleId};

    /// The smallest size of every style, and that the counter names the cheapest of them.
    #[test]
    fn the_smallest_size_hangs_on_the_style() {
        let (rules, setter) = (Rules::shipped(), Setter::new());
        let now = "2026-01-20T10:00:00".parse().expect("a time");
        let mut differing = 0;
        for n in 1..=12 {
            let path = format!("{}/../../tests/corpus/notices/{n:02}.txt", env!("CARGO_MANIFEST_DIR"));
            let copy = std::fs::read_to_string(path).expect("a notice");
            let (copy, summons) = (crate::counter::tidy(&copy), CategoryId::known("arbitration_summons"));
            let draft = AdDraft::of(&setter, Kind::Notice, &summons, &copy);
            let all = styles(&draft, &rules, now);
            assert_eq!(
                all.iter().map(|fit| fit.style.id().to_string()).collect::<Vec<_>>(),
                ["ruled", "court", "reversed", "rules"]
            );
            for fit in &all {
                let look = Look { style: fit.style.id().clone(), ..Look::plain().clone() };
                let named = propose(&AdDraft { look: &look, ..draft }, &rules, now);
                assert_eq!(
                    (named.smallest, fit.price.is_some()),
                    (fit.smallest, fit.smallest.is_some()),
                    "{n} {}",
                    fit.style.id()
                );
            }
            let own = smallest_in_its_style(&draft, &rules, now);
            assert_eq!(own, all[0].smallest, "{n}");
            let look = Look { style: StyleId::known("ruled"), ..Look::plain().clone() };
            let ruled = AdDraft { look: &look, ..draft };
            let proposal = propose(&ruled, &rules, now);
            let least = all.iter().filter_map(|fit| fit.price).min();
            let found = cheaper(&ruled, &proposal, &rules, now);
            let saves = least.filter(|least| all[0].price.is_none_or(|own| *least < own));
            assert_eq!(found.and_then(|fit| fit.price), saves.filter(|_| all[0].smallest.is_some()), "{n}");
            differing += usize::from(saves.is_some());
        }
        assert!(differing > 0, "no notice of the corpus shows it");
    }
}
