//! What the counter answers to an ad: the one path of window and command line.
//!
//! [`propose`] takes what the clerk has typed so far, finished or not, and answers with fit, price, days and findings; it is pure
//! and fast enough for every keystroke. [`take`] says what orders come to that nothing stands against.

mod anew;
pub mod batch;
mod compare;
pub mod corrective;
mod prices;
mod reading;
mod revise;
mod since;
mod styles;
mod take;

pub use crate::rules::{Rules, Unread};
pub use compare::{Comparison, Inputs, PriceChange, compare, requote};
pub use prices::size;
pub use reading::{ReadCopy, recognised};
pub use revise::revise;
pub use since::{LaterChange, Neighbour, Neighbours, closed, under, under_row};
pub use styles::{StyleFit, cheaper, smallest_in_its_style, styles};
pub use take::{take, take_watched};

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::booking::{Order, Terms};
use anew::Under;
use prices::Prices;
use setting::typeset::{self, Departure, Fit, Job, OfferedStyle, Setter, Styles};
use trade::ad::{COARSE_DPI, CategoryId, Finding, Found, Kind, Look, PaperId, Picture, Severity};
use trade::measure::{Per, Size, TypeSize};
use trade::money::Money;
use trade::notice::{self, Earlier, FactName, NotCompared, NothingEarlier, Notice, Remembered, Trigrams};
use trade::personal::Personal;
use trade::rates::{EarlierBooking, FaultOf, Quote, VatRate};
use trade::refusal::{PictureTrouble, Refusal, RunDateTrouble};

/// What the clerk has typed so far.
#[derive(Clone, Copy)]
pub struct AdDraft<'a> {
    /// Its cache makes a keystroke cheap: the same setter is used from key to key.
    pub setter: &'a Setter,
    /// Decides which rate, styles and checks there are.
    pub kind: Kind,
    /// The id of the category.
    pub category: &'a CategoryId,
    /// The copy, as [`tidy`] leaves it.
    pub copy: &'a str,
    /// A picture, on blessings only.
    pub picture: Option<&'a Arc<Picture>>,
    /// What was chosen about its appearance.
    pub look: &'a Look,
    /// The size, if one is chosen.
    pub size: Option<Size>,
    /// The run dates chosen; none of them means that the price of one run is asked.
    pub runs: &'a [NaiveDate],
    /// The paper's VAT rate.
    pub vat: Option<VatRate>,
    /// What is agreed besides.
    pub terms: &'a Terms,
    /// The names of those who send the ad and pay for it, by which contract prices are found.
    pub customers: &'a [&'a str],
    /// The customer's telephone number, by which earlier bookings are found that some prices go by; empty where none was said.
    pub phone: &'a str,
    /// Whose mistake it sets right, where it corrects an ad that appeared wrong (更正).
    pub corrects: Option<FaultOf>,
    /// What was booked before, with which a notice is compared.
    pub earlier: &'a dyn Earlier,
}

impl<'a> AdDraft<'a> {
    /// What an order asks, in its own size; `customers` are the names by which contract prices are found.
    pub(in crate::counter) fn ordered(
        order: &'a Order,
        vat: Option<VatRate>,
        setter: &'a Setter,
        customers: &'a [&'a str],
        earlier: &'a dyn Earlier,
    ) -> AdDraft<'a> {
        let ad = &order.ad;
        AdDraft {
            setter,
            kind: ad.kind,
            category: &ad.category,
            copy: ad.copy.text(),
            picture: ad.picture.as_ref().and_then(|picture| picture.get()),
            look: &ad.look,
            size: Some(ad.size),
            runs: &order.runs,
            vat,
            terms: &order.terms,
            customers,
            phone: order.customer.phone.text(),
            corrects: order.corrects.map(|corrects| corrects.fault),
            earlier,
        }
    }

    /// An ad of which nothing else is known yet.
    pub fn of(setter: &'a Setter, kind: Kind, category: &'a CategoryId, copy: &'a str) -> AdDraft<'a> {
        let (look, terms) = (Look::plain(), Terms::plain());
        let (picture, size, runs, vat, customers, phone) = (None, None, &[], None, &[], "");
        AdDraft {
            setter,
            kind,
            category,
            copy,
            picture,
            look,
            size,
            runs,
            vat,
            terms,
            customers,
            phone,
            corrects: None,
            earlier: &NothingEarlier,
        }
    }
}

/// How the copy comes out in one listed size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeFit {
    /// A size that the card lists.
    pub size: Size,
    /// The price of one run; none while something is missing that it depends on.
    pub price: Option<Money>,
    /// Whether it holds copy and picture.
    pub fits: bool,
    /// The type size used; the floor where it does not fit.
    pub pt: TypeSize,
    /// The lines of text below the title.
    pub lines: usize,
    /// Characters over at the floor; 0 where it fits.
    pub over: usize,
    /// Where in the copy, in code points, that begins which is over; none where it fits.
    pub cut: Option<usize>,
}

/// What was booked before, as far as prices go by it: nothing is compared with it.
pub struct ForPrices<'a>(pub &'a dyn Earlier);

impl Earlier for ForPrices<'_> {
    fn by_case(&self, _key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn alike(&self, _own: &Remembered, _trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        self.0.of_customer(phone_key, since)
    }
}

/// What the counter answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The ad in the size chosen, set; `None` while no size is chosen or the copy is empty.
    pub fit: Option<Fit>,
    /// The size of the ad: the one chosen, or, where the price does not go by the size, the height that the copy takes in one column.
    pub size: Option<Size>,
    /// Every listed size that the card prices for this ad, the cheapest first.
    pub sizes: Vec<SizeFit>,
    /// The cheapest listed size that holds the ad; of equal prices the smaller area.
    pub smallest: Option<Size>,
    /// The price, or why there is none.
    pub quote: Result<Quote, Refusal>,
    /// What stands against booking, in the order in which a clerk would mend it. What concerns the customer is not here.
    pub refusals: Vec<Refusal>,
    /// What was found about the ad.
    pub findings: Vec<Finding>,
    /// What a notice says, as far as it is typed; its findings are among those of the ad.
    pub notice: Option<Notice>,
    /// The ids of the papers that must be seen.
    pub papers: Vec<PaperId>,
    /// The run dates that are taken after their deadline.
    pub late: Vec<NaiveDate>,
    /// What the price goes by, in the order in which the card tries it; empty while that is not known.
    pub priced_by: Vec<Per>,
    /// The price by the card alone, where another was agreed by hand.
    pub by_card: Option<Quote>,
}

impl Proposal {
    /// Whether the price goes by the size of the ad; so long as that is not known, it does.
    pub fn by_size(&self) -> bool {
        self.priced_by.is_empty() || self.priced_by.iter().any(|per| per.by_size())
    }
}

/// Copy as it came from a keyboard, a file or another program: one kind of line end, no byte order mark, no trailing space, tabs
/// and other spaces as they are.
pub fn tidy(copy: &str) -> String {
    let copy = copy
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    copy.trim_end().trim_start_matches('\n').to_owned()
}

/// Answers what was typed so far, at `now` in local time.
pub fn propose(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Proposal {
    ReadCopy::new(draft.copy, rules, now.date()).propose(draft, now)
}

/// The answer to the same ad in another size: what it says is not read again. `before` is the answer to it at the same time.
pub fn propose_resized(draft: &AdDraft, before: &Proposal, rules: &Rules, now: NaiveDateTime) -> Proposal {
    proposed(draft, before.notice.clone(), rules, now)
}

/// The same of an ad whose notice, where it is one, was read already.
fn proposed(draft: &AdDraft, notice: Option<Notice>, rules: &Rules, now: NaiveDateTime) -> Proposal {
    proposed_by(draft, notice, rules, now, None)
}

/// The same of an ad that is taken now, or of one that is booked and stays under what was agreed.
fn proposed_by(
    draft: &AdDraft,
    notice: Option<Notice>,
    rules: &Rules,
    now: NaiveDateTime,
    under: Option<&Under>,
) -> Proposal {
    let empty = draft.copy.trim().is_empty();
    let (kind, copy, picture) = (draft.kind, draft.copy, draft.picture);
    // A category that a card names is set like one that the desk knows.
    let category = rules.kinds.category(kind, draft.category).map_or(draft.category, |category| category.like());
    let look = draft.look;
    let job = |size: Size| Job { kind, category, copy, picture, size, look };
    // What was booked is set by the styles of its day, as its proof is.
    let (setter, styles) = (draft.setter, rules.styles.on(under.map_or(now.date(), |under| under.on)));
    let late = under.map_or_else(|| late(draft, rules, now), |under| under.late.to_vec());
    let prices = Prices::new(draft, rules, now, &late).under(under, styles);
    let size = draft.size.or_else(|| prices.of_its_own());
    let mut chosen: Option<Fit> = None;
    let mut sizes = Vec::new();
    for (listed, price) in prices.sizes(size) {
        // Only the size chosen is drawn.
        let fit = if size == Some(listed) {
            chosen.insert(setter.set(styles, &job(listed))).measured()
        } else {
            setter.measure(styles, &job(listed))
        };
        sizes.push(SizeFit {
            size: listed,
            price,
            fits: fit.fits && fit.picture_fits,
            pt: fit.pt,
            lines: fit.lines,
            over: fit.over,
            cut: fit.cut,
        });
    }
    let smallest = sizes.iter().find(|listed| listed.fits).map(|listed| listed.size);
    let holds = |size: Size| empty || sizes.iter().any(|listed| listed.size == size && listed.fits);
    let priced = prices.quote(size, Some(&holds));
    let priced = match draft.corrects {
        Some(fault) => priced.and_then(|quote| corrective::price(quote, fault)),
        None => priced,
    };
    let mut refusals = Vec::new();
    refusals.extend(priced.as_ref().err().cloned());
    // Area has a price at any size, but not every size is one of an ad.
    let unbounded = draft.size.filter(|size| priced.is_ok() && !prices::bounded(*size));
    refusals.extend(unbounded.map(|size| Refusal::NotASize { value: size.to_string() }));
    refusals.extend(against_style(draft, styles));
    refusals.extend(against_copy(draft, empty, chosen.as_ref(), smallest));
    let open = under.map_or(draft.runs, |under| under.open);
    refusals.extend(against_runs(&AdDraft { runs: open, ..*draft }, rules, now));
    let category = rules.kinds.category(draft.kind, draft.category);
    let papers = category.map_or_else(Vec::new, |category| rules.kinds.papers_for(category, draft.picture.is_some()));
    let mut findings = findings(draft, chosen.as_ref(), rules.notices.on(now.date()), notice.as_ref());
    let of = (draft.kind, draft.category);
    findings.extend(reading::contradicting(of, copy, notice.as_ref(), rules, now.date()));
    findings.extend(read_back(draft, rules, notice.as_ref()));
    Proposal {
        findings,
        notice,
        fit: chosen.filter(|_| !empty),
        size,
        sizes,
        smallest,
        quote: priced,
        refusals,
        papers: papers.into_iter().map(|paper| paper.id.clone()).collect(),
        late,
        priced_by: prices.priced_by(),
        by_card: draft.terms.manual.as_ref().and_then(|_| prices.by_card(size).ok()),
    }
}

/// Whether an ad of a kind and category may run on a day, under what is agreed; if so, whether it is taken after the deadline
/// (截稿后加登), which is possible as long as the page can still be changed.
///
/// # Errors
/// Why the day cannot be chosen.
pub fn may_run(
    day: NaiveDate,
    (kind, category): (Kind, &CategoryId),
    terms: &Terms,
    rules: &Rules,
    now: NaiveDateTime,
) -> Result<bool, Refusal> {
    match (rules.may_run(day, now, kind, category), &terms.late) {
        (Ok(()), _) => Ok(false),
        (Err(Refusal::RunDate(RunDateTrouble::PastDeadline { .. })), Some(_)) => {
            rules.may_run_late(day, now, kind, category).map(|()| true)
        }
        (Err(refusal), _) => Err(refusal),
    }
}

/// What of the terms concerns an ad: attributes that the card in force asks this kind for, numbers by which its price goes, the reason
/// for an entry after the deadline where a run is one. The rest was said of another kind, or under another card.
pub fn concerning(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Terms {
    let mut terms = draft.terms.clone();
    let card = rules.cards.in_force(now.date());
    let known = |id: &String, value: &String| {
        card.is_some_and(|card| {
            card.attributes_of(draft.kind.id())
                .any(|a| a.id == *id && (a.takes(value) || a.number && !value.trim().is_empty()))
        })
    };
    let numbers = std::mem::take(&mut terms.attributes);
    let (said, numbers): (_, std::collections::BTreeMap<_, _>) = numbers.into_iter().partition(|(id, v)| known(id, v));
    terms.attributes = said;
    let priced_by = Prices::new(&AdDraft { terms: &terms, ..*draft }, rules, now, &[]).priced_by();
    let counted = |id: &String| priced_by.iter().any(|per| per.given_as() == Some(id.as_str()));
    terms.attributes.extend(numbers.into_iter().filter(|(id, value)| counted(id) && !value.trim().is_empty()));
    let late = |day: &NaiveDate| may_run(*day, (draft.kind, draft.category), &terms, rules, now) == Ok(true);
    if !draft.runs.iter().any(late) {
        terms.late = None;
    }
    terms
}

/// A style must be one of its kind's, and suit the size.
fn against_style(draft: &AdDraft, styles: &Styles) -> Option<Refusal> {
    let value = &draft.look.style;
    if value.is_empty() {
        return None;
    }
    let every = styles.every(draft.kind, draft.category);
    let Some(style) = every.iter().find(|style| style.id() == value) else {
        let known = every.iter().map(OfferedStyle::name).collect();
        return Some(Refusal::UnknownStyle { value: value.to_string(), known });
    };
    let size = draft.size?;
    let offered = styles.offered(draft.kind, draft.category, size, draft.picture.is_some());
    if offered.iter().any(|style| style.id() == value) {
        return None;
    }
    let offered = offered.iter().map(OfferedStyle::name).collect();
    Some(Refusal::StyleNotForSize { style: style.name(), size, offered })
}

fn against_copy(draft: &AdDraft, empty: bool, chosen: Option<&Fit>, smallest: Option<Size>) -> Vec<Refusal> {
    if draft.kind == Kind::Notice && draft.picture.is_some() {
        return vec![Refusal::Picture(PictureTrouble::OnNotice)];
    }
    if empty {
        return vec![Refusal::EmptyCopy];
    }
    let unprintable = typeset::unprintable(draft.copy);
    let mut unreadable: Vec<String> = unprintable.iter().map(|c| format!("U+{:04X}", *c as u32)).collect();
    if !unreadable.is_empty() {
        unreadable.truncate(8);
        return vec![Refusal::UnreadableCopy { value: unreadable.join(" ") }];
    }
    let characters = typeset::missing(draft.copy);
    let mut refusals = Vec::new();
    if !characters.is_empty() {
        refusals.push(Refusal::MissingCharacters { characters });
    }
    match chosen {
        Some(fit) if !fit.picture_fits => {
            refusals.push(Refusal::Picture(PictureTrouble::NoRoom { size: fit.size, smallest }));
        }
        Some(fit) if !fit.fits => {
            refusals.push(Refusal::CopyTooLong { size: fit.size, over: fit.over, smallest });
        }
        _ => {}
    }
    refusals
}

fn against_runs(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Vec<Refusal> {
    let mut refusals: Vec<Refusal> = Vec::new();
    for (i, run) in draft.runs.iter().enumerate() {
        if draft.runs[..i].contains(run) {
            refusals.push(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: *run }));
        }
        let may = may_run(*run, (draft.kind, draft.category), draft.terms, rules, now);
        match (may, &draft.terms.late) {
            // After the deadline is a right, for which somebody answers with a reason.
            (Ok(true), Some(late)) => {
                let said = !late.reason.trim().is_empty() && late.approved_by.is_named();
                refusals.extend((!said && !refusals.contains(&Refusal::NoReason)).then_some(Refusal::NoReason));
            }
            (Err(refusal), _) => refusals.push(refusal),
            (Ok(_), _) => {}
        }
    }
    refusals
}

/// The runs that are taken after their deadline, where that is agreed.
fn late(draft: &AdDraft, rules: &Rules, now: NaiveDateTime) -> Vec<NaiveDate> {
    let of = (draft.kind, draft.category);
    let late = |run: &&NaiveDate| may_run(**run, of, draft.terms, rules, now) == Ok(true);
    draft.runs.iter().filter(late).copied().collect()
}

/// The names and dates that are read back to the customer, where the category asks for it.
fn read_back(draft: &AdDraft, rules: &Rules, notice: Option<&Notice>) -> Option<Finding> {
    rules.kinds.category(draft.kind, draft.category).filter(|category| category.read_back)?;
    let facts = notice.map(|notice| &notice.facts);
    let of = |name| facts.map_or(&[][..], |facts| facts.all(name)).iter().map(|fact| fact.span.clone());
    let names: Vec<_> = of(FactName::Owner).chain(of(FactName::Signer)).chain(of(FactName::Contacts)).collect();
    let passages = trade::ad::read_back(draft.kind, &draft.look.roles, draft.copy, &names);
    let end = draft.copy.chars().count();
    let passages: Vec<Personal<String>> = passages.into_iter().map(|passage| passage.text.into()).collect();
    let found = Found::ReadBack { passages };
    let told = matches!(&found, Found::ReadBack { passages } if !passages.is_empty());
    told.then_some(Finding { found, severity: Severity::Warning, start: 0, end })
}

/// A departure from the style as a finding, at the first character that the style's face lacks.
fn departed(departure: &Departure, copy: &str) -> Finding {
    let severity = Severity::Note;
    match departure {
        Departure::OtherFace { names, lacks, wanted, set } => {
            let start = copy.chars().position(|c| lacks.contains(c)).unwrap_or(0);
            let (wanted, set) = (wanted.id().to_owned(), set.id().to_owned());
            let found = Found::OtherFace { names: *names, lacks: lacks.clone().into(), wanted, set };
            Finding { found, severity, start, end: start + 1 }
        }
        Departure::NoOrnament => Finding { found: Found::NoOrnament, severity, start: 0, end: copy.chars().count() },
    }
}

fn findings(
    draft: &AdDraft,
    chosen: Option<&Fit>,
    kinds: &notice::NoticeKinds,
    notice: Option<&Notice>,
) -> Vec<Finding> {
    let (kind, copy) = (draft.kind, draft.copy);
    let coarse = chosen.and_then(|fit| fit.picture_dpi.filter(|dpi| fit.picture_fits && *dpi < COARSE_DPI));
    let finding = coarse.map(|dpi| Finding {
        found: Found::CoarsePicture { dpi, wanted: COARSE_DPI },
        severity: Severity::Warning,
        start: 0,
        end: copy.chars().count(),
    });
    let words = if kind == Kind::Blessing { notice::blessing(copy, kinds) } else { Vec::new() };
    let set = chosen.filter(|fit| fit.fits).map_or(&[][..], |fit| &fit.departures);
    let set = set.iter().map(|departure| departed(departure, copy));
    let said = notice.map_or(&[][..], |notice| &notice.findings).iter().cloned();
    finding.into_iter().chain(words).chain(set).chain(said).collect()
}
