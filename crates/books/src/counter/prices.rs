//! The prices of an ad that is being taken: of its own size, and of every other that the card lists.

use std::cell::OnceCell;

use chrono::{NaiveDate, NaiveDateTime};

use super::anew::Under;
use super::{AdDraft, Rules};
use crate::booking::{phone_key, runs};
use setting::typeset::{Job, Setter, Styles};
use trade::ad::{CategoryId, Kind, Look};
use trade::measure::{Length, Size};
use trade::money::Money;
use trade::rates::{
    EarlierBooking, History, Manual, Parting, Per, PriceRequest, Quote, RateCard, Run, priced_by, quote,
};
use trade::refusal::{PriceTrouble, Refusal};

/// An ad narrower or lower than this is none, and one wider or higher is on no page.
const BOUNDS: (Length, Length) = (Length::mm(5), Length::mm(1_200));
/// The width of a column, and of the gutter, where the card names none.
const COLUMN: (Length, Length) = (Length::mm(72), Length::mm(2));
/// How many widths are suggested where the card lists no size.
const SUGGESTED: u32 = 3;
/// The heights that are tried for an ad whose price does not go by its size, in millimetres.
const HEIGHTS: (i64, i64) = (10, 480);

/// Whether an ad may have this size at all.
pub(super) fn bounded(size: Size) -> bool {
    [size.width, size.height].iter().all(|side| (BOUNDS.0..=BOUNDS.1).contains(side))
}

/// A size as typed: in centimetres, or in columns of a card (`2colx5`).
///
/// # Errors
/// [`Refusal::NotASize`].
pub fn size(text: &str, card: Option<&RateCard>) -> Result<Size, Refusal> {
    let in_columns = || card.and_then(|card| card.grid).and_then(|grid| grid.size(text));
    text.parse().ok().or_else(in_columns).ok_or_else(|| Refusal::NotASize { value: text.to_owned() })
}

/// The prices of one ad.
pub(super) struct Prices<'a> {
    draft: &'a AdDraft<'a>,
    styles: &'a Styles,
    card: Option<&'a RateCard>,
    runs: Vec<Run>,
    on: NaiveDate,
    /// What the customer booked before, asked once; nothing where no price goes by it or it is not known who the customer is.
    earlier: OnceCell<Result<Option<Vec<EarlierBooking>>, Refusal>>,
    /// Under what an ad stays that is booked.
    under: Option<&'a Under<'a>>,
}

impl<'a> Prices<'a> {
    pub(super) fn new(draft: &'a AdDraft, rules: &'a Rules, now: NaiveDateTime, late: &[NaiveDate]) -> Prices<'a> {
        let on = now.date();
        Prices {
            draft,
            styles: rules.styles.on(on),
            card: rules.cards.in_force(on),
            runs: runs(draft.runs, late),
            on,
            earlier: OnceCell::new(),
            under: None,
        }
    }

    /// The same by the card under which an ad was booked, on the day on which it was and in the styles of that day.
    pub(super) fn under(self, under: Option<&'a Under<'a>>, styles: &'a Styles) -> Prices<'a> {
        match under {
            Some(by) => Prices { card: Some(by.card), on: by.on, under, styles, ..self },
            None => self,
        }
    }

    /// The price of the ad in a size.
    pub(super) fn quote(&self, size: Option<Size>, holding: Option<&dyn Fn(Size) -> bool>) -> Result<Quote, Refusal> {
        self.priced(size, &self.runs, holding, self.draft.terms.manual.as_ref())
    }

    /// The price of the ad in a size by the card alone.
    pub(super) fn by_card(&self, size: Option<Size>) -> Result<Quote, Refusal> {
        self.priced(size, &self.runs, None, None)
    }

    /// What the price goes by.
    pub(super) fn priced_by(&self) -> Vec<Per> {
        let draft = self.draft;
        let request = PriceRequest {
            runs: &self.runs,
            customers: draft.customers,
            set: &draft.terms.attributes,
            category: draft.category,
            ..PriceRequest::of(draft.kind.id(), self.on)
        };
        self.card.and_then(|card| priced_by(card, &request).ok()).unwrap_or_default()
    }

    /// What is known of the customer's earlier bookings.
    fn history(&self, card: &RateCard) -> Result<History<'_>, Refusal> {
        if let Some(under) = self.under {
            return Ok(History::Kept(under.before));
        }
        let draft = self.draft;
        let ask = || {
            let since = card.counts_since(draft.kind.id(), self.on);
            let Some((since, key)) = since.zip(phone_key(draft.phone).ok()) else { return Ok(None) };
            let found = draft.earlier.of_customer(&key, since);
            found.map(Some).map_err(|failed| Refusal::Price(PriceTrouble::EarlierUnread { cause: failed.cause() }))
        };
        match self.earlier.get_or_init(ask) {
            Ok(Some(booked)) => Ok(History::Booked(booked)),
            Ok(None) => Ok(History::Unasked),
            Err(refusal) => Err(refusal.clone()),
        }
    }

    fn priced(
        &self,
        size: Option<Size>,
        runs: &[Run],
        holding: Option<&dyn Fn(Size) -> bool>,
        manual: Option<&Manual>,
    ) -> Result<Quote, Refusal> {
        let draft = self.draft;
        let card = self.card.ok_or(Refusal::Price(PriceTrouble::NoCardOn { day: self.on }))?;
        let set_lines = |width: Length| set_lines(draft, self.styles, width);
        quote(
            card,
            &PriceRequest {
                size,
                copy: Some(draft.copy).filter(|copy| !copy.trim().is_empty()),
                runs,
                customers: draft.customers,
                set: &draft.terms.attributes,
                vat: draft.vat,
                manual,
                set_lines: &set_lines,
                holding,
                history: self.history(card)?,
                parting: self.under.map_or(Parting::NOW, |under| under.parting),
                category: draft.category,
                ..PriceRequest::of(draft.kind.id(), self.on)
            },
        )
    }

    /// The sizes that the card lists for this ad with the price of one run, the cheapest first; the chosen one is among them where it
    /// has a price.
    pub(super) fn sizes(&self, chosen: Option<Size>) -> Vec<(Size, Option<Money>)> {
        let Some(card) = self.card else { return Vec::new() };
        let mut sizes = card.listed();
        if sizes.is_empty() && self.priced_by().iter().any(|per| per.by_size()) {
            sizes = self.suggested();
        }
        sizes.extend(chosen.filter(|size| bounded(*size) && !sizes.contains(size)));
        let first = &self.runs[..self.runs.len().min(1)];
        let mut priced: Vec<(Size, Option<Money>)> = Vec::new();
        for size in sizes {
            match self.priced(Some(size), first, None, None) {
                Ok(quote) => priced.push((size, Some(quote.total))),
                Err(
                    Refusal::UnlistedSize { .. }
                    | Refusal::Price(PriceTrouble::NoRate { .. })
                    | Refusal::Price(PriceTrouble::NotColumns { .. }),
                ) => {
                    // What the card does not list may have a price by hand.
                    let by_hand = (Some(size) == chosen).then(|| self.quote(Some(size), None));
                    priced.extend(by_hand.and_then(Result::ok).map(|quote| (size, Some(quote.total))));
                }
                Err(_) => priced.push((size, None)),
            }
        }
        // An ad whose price does not go by the size stands in the size that it takes, not in those that are listed for others.
        if chosen.is_some() && self.draft.size.is_none() {
            priced.retain(|(size, _)| Some(*size) == chosen);
        }
        priced.sort_by_key(|(size, price)| (price.unwrap_or(trade::money::LARGEST), size.area(), *size));
        priced
    }

    /// The size of an ad whose price does not go by it: one column wide, and as high as its copy takes.
    pub(super) fn of_its_own(&self) -> Option<Size> {
        let draft = self.draft;
        if draft.copy.trim().is_empty() || self.priced(None, &self.runs, None, None).is_err() {
            return None;
        }
        // As wide as the columns that are paid for, where they were given.
        let columns = draft.terms.attributes.get("columns").filter(|_| self.priced_by().contains(&Per::Column));
        let columns = columns.and_then(|columns| columns.trim().parse().ok()).unwrap_or(1);
        self.as_high_as_it_takes(self.columns_wide(columns))
    }

    /// Sizes for an ad whose price goes by its size where the card lists none: so many columns wide, and as high as the copy takes.
    fn suggested(&self) -> Vec<Size> {
        let up = |size: Size| Size { height: Length::mm((size.height.as_um() + 4_999) / 5_000 * 5), ..size };
        let wide = |columns: u32| self.as_high_as_it_takes(self.columns_wide(columns)).map(up);
        if self.draft.copy.trim().is_empty() { Vec::new() } else { (1..=SUGGESTED).filter_map(wide).collect() }
    }

    /// The width of so many columns; where the card names none, of columns as this paper has them.
    fn columns_wide(&self, columns: u32) -> Length {
        let unsaid = trade::rates::Grid { column: COLUMN.0, gutter: COLUMN.1 };
        self.card.and_then(|card| card.grid).unwrap_or(unsaid).width(columns)
    }

    /// The size of this width that just holds the ad.
    fn as_high_as_it_takes(&self, width: Length) -> Option<Size> {
        let draft = self.draft;
        let at = |mm: i64| Size { width, height: Length::mm(mm) };
        let holds = |mm: i64| {
            let (kind, category, copy) = (draft.kind, draft.category, draft.copy);
            let job = Job { kind, category, copy, picture: draft.picture, size: at(mm), look: draft.look };
            let fit = draft.setter.measure(self.styles, &job);
            fit.fits && fit.picture_fits
        };
        let (mut low, mut high) = HEIGHTS;
        if !holds(high) {
            return None;
        }
        while low < high {
            let middle = (low + high) / 2;
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        Some(at(high))
    }
}

/// How many lines the copy takes as the desk sets it in a column of this width, at the size of body type.
fn set_lines(draft: &AdDraft, styles: &Styles, width: Length) -> Option<u32> {
    lines_in(width, (draft.setter, styles), draft.kind, draft.category, draft.copy, draft.look)
}

/// The same for a copy of which nothing else is known.
pub(super) fn lines_in(
    width: Length,
    (setter, styles): (&Setter, &Styles),
    kind: Kind,
    category: &CategoryId,
    copy: &str,
    look: &Look,
) -> Option<u32> {
    let size = Size { width, height: BOUNDS.1 };
    let fit = setter.measure(styles, &Job { kind, category, copy, picture: None, size, look });
    u32::try_from(fit.lines).ok()
}
