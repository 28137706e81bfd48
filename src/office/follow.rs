//! What of an ad follows its copy while it is typed: kind, category, size and run dates, as far as no hand has set them.

use chrono::{NaiveDate, NaiveDateTime};

use super::order::{CategoryFrom, cheapest};
use books::booking::Terms;
use books::counter::{self, AdDraft, Proposal, ReadCopy, Rules};
use trade::ad::{CategoryId, Kind};
use trade::measure::Size;

/// What is left to the copy; everything else stands as it is in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named for the value that follows")]
pub struct Follows {
    pub kind: bool,
    pub category: bool,
    pub size: bool,
    pub runs: bool,
}

/// Kind, category, size and run dates of an ad: those that a hand has set, and for the others what the copy proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// What the copy is read as; where it tells nothing, the kind stays.
    pub kind: Kind,
    /// The id of the category: that which the copy is read as.
    pub category: CategoryId,
    /// From where the category is.
    pub from: CategoryFrom,
    /// The cheapest size that holds the copy; `None` where there is none, or the price does not go by the size.
    pub size: Option<Size>,
    /// The next day that can be had.
    pub runs: Vec<NaiveDate>,
}

/// What the counter answers to an ad of which something follows its copy.
#[derive(Debug, Clone)]
pub struct FollowedProposal {
    /// Kind, category, size and run dates.
    pub followed: Followed,
    /// What of the terms concerns the ad ([`counter::concerning`]).
    pub terms: Terms,
    /// The answer to the ad as it is chosen.
    pub proposal: Proposal,
}

/// Asks the counter about an ad of which something follows its copy. The copy is read once, and mostly one proposal is enough: the size
/// that was proposed at the key before still is the cheapest.
pub fn follow(draft: &AdDraft, follows: Follows, rules: &Rules, now: NaiveDateTime) -> FollowedProposal {
    let read = ReadCopy::new(draft.copy, rules, now.date());
    let kind = if follows.kind { read.kind().unwrap_or(draft.kind) } else { draft.kind };
    let (category, from) = match read.category(kind).filter(|_| follows.category) {
        Some(category) => (category, CategoryFrom::Read),
        None if follows.category => (rules.kinds.unsaid(kind).id.clone(), CategoryFrom::Unsaid),
        None => (draft.category.clone(), CategoryFrom::Named),
    };
    let runs = match follows.runs {
        true => rules.first_day(now, kind, &category).into_iter().collect(),
        false => draft.runs.to_vec(),
    };
    let chosen = AdDraft { kind, category: &category, runs: &runs, ..*draft };
    let terms = counter::concerning(&chosen, rules, now);
    let mut chosen = AdDraft { terms: &terms, ..chosen };
    let mut proposal = read.propose(&chosen, now);
    if follows.size {
        let wanted = |proposal: &Proposal| cheapest(proposal).ok().filter(|_| proposal.by_size());
        if chosen.size.is_some() && wanted(&proposal) != chosen.size {
            // A size that the card lists stands for itself; any other was worked out beside the one that was asked about.
            let listed = rules.cards.in_force(now.date()).map(|card| card.listed()).unwrap_or_default();
            chosen.size = wanted(&proposal).filter(|size| listed.contains(size));
            proposal = counter::propose_resized(&chosen, &proposal, rules, now);
        }
        // An ad whose price does not go by the size has one of its own, and an empty copy none.
        if chosen.size.is_none() && proposal.size.is_none() && !draft.copy.is_empty() {
            chosen.size = wanted(&proposal);
            if chosen.size.is_some() {
                proposal = counter::propose_resized(&chosen, &proposal, rules, now);
            }
        }
    }
    let size = chosen.size;
    FollowedProposal { followed: Followed { kind, category, from, size, runs }, terms, proposal }
}
