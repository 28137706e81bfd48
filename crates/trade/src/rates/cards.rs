//! The rate cards known, version after version.

use chrono::NaiveDate;

use super::RateCard;
use crate::refusal::{Refusal, RuleFileTrouble};

/// The rate cards known, of which one is in force on a day. Versions are added and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// The program's own, then those that were entered, in the order in which they were.
    all: Vec<RateCard>,
    /// How many of them are the program's own.
    shipped: usize,
}

impl Cards {
    /// The cards that the program brings along.
    pub fn shipped() -> Cards {
        let card = RateCard::read(
            include_str!("../../../../assets/cards/qishi-2026-01.toml"),
            crate::ad::CategoryTable::of_program(),
        )
        .unwrap_or_else(|mistakes| panic!("the shipped rate card: {mistakes:?}"));
        Cards { all: vec![card], shipped: 1 }
    }

    /// With these, which were entered later.
    #[must_use]
    pub fn and(mut self, entered: impl IntoIterator<Item = RateCard>) -> Cards {
        self.all.extend(entered);
        self
    }

    /// The card in force on a day: of those that hold on it, the one that took effect last; of two of one day the one that was
    /// entered, since the program's own only stands in until then.
    pub fn in_force(&self, day: NaiveDate) -> Option<&RateCard> {
        let holds = |card: &&RateCard| card.effective_from <= day && card.effective_to.is_none_or(|last| day <= last);
        self.all.iter().filter(holds).max_by_key(|card| card.effective_from)
    }

    /// The card that priced a booking: this id, this version.
    pub fn version(&self, id: &str, version: &str) -> Option<&RateCard> {
        self.all.iter().find(|card| card.id == id && card.version == version)
    }

    /// All of them, in the order in which they take effect.
    pub fn all(&self) -> Vec<&RateCard> {
        let mut cards: Vec<&RateCard> = self.all.iter().collect();
        cards.sort_by_key(|card| card.effective_from);
        cards
    }

    /// Whether a card may be entered today.
    ///
    /// # Errors
    /// [`RuleFileTrouble::CardInPast`], [`RuleFileTrouble::CardVersionUsed`] (a version stays what it was), [`RuleFileTrouble::CardDayTaken`].
    pub fn may_enter(&self, card: &RateCard, today: NaiveDate) -> Result<(), Refusal> {
        if card.effective_from < today {
            return Err(Refusal::RuleFile(RuleFileTrouble::CardInPast { from: card.effective_from, today }));
        }
        if self.version(&card.id, &card.version).is_some() {
            return Err(Refusal::RuleFile(RuleFileTrouble::CardVersionUsed { version: card.version.clone() }));
        }
        match self.all[self.shipped..].iter().find(|other| other.effective_from == card.effective_from) {
            Some(other) => Err(Refusal::RuleFile(RuleFileTrouble::CardDayTaken {
                from: card.effective_from,
                version: other.version.clone(),
            })),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn next(version: &str, from: &str) -> RateCard {
        let text =
            include_str!("../../../../assets/cards/qishi-2026-01.toml").replace("\"2026-01\"", &format!("{version:?}"));
        RateCard::read(&text, &crate::ad::CategoryTable::shipped()).expect("sound").from(day(from))
    }

    #[test]
    fn no_card_is_in_force_before_the_first() {
        let cards = Cards::shipped();
        assert!(cards.in_force(day("2025-12-31")).is_none());
        assert!(cards.in_force(day("2026-01-01")).is_some());
    }

    #[test]
    fn a_version_takes_over_on_its_day_and_stays() {
        let cards = Cards::shipped().and([next("2026-07", "2026-07-01")]);
        let version = |on: &str| cards.in_force(day(on)).map(|card| card.version.clone());
        assert_eq!(version("2026-06-30").as_deref(), Some("2026-01"));
        assert_eq!(version("2026-07-01").as_deref(), Some("2026-07"));
        assert!(cards.version("paper", "2026-01").is_some());
        let today = day("2026-06-01");
        assert_eq!(cards.may_enter(&next("2026-08", "2026-08-01"), today), Ok(()));
        for (version, from, rule) in [
            ("2026-07", "2026-09-01", "card_version_used"),
            ("2026-08", "2026-05-31", "card_in_past"),
            ("2026-08", "2026-07-01", "card_day_taken"),
        ] {
            let refused = cards.may_enter(&next(version, from), today).expect_err(version);
            assert_eq!(refused.rule(), rule);
        }
    }
}
