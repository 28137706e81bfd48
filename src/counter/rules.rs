//! The rules in force: all data, those that the program brings along and those that the paper entered.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::ad::{Kind, Kinds};
use crate::booking::{Entered, RuleKind};
use crate::calendar::Calendar;
use crate::rates::{Cards, RateCard};
use crate::refusal::Fault;

/// The rules in force: all data.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// The rate cards.
    pub cards: Cards,
    /// The calendar.
    pub calendar: Calendar,
    /// The table of kinds, with the categories that the cards name.
    pub kinds: Kinds,
}

impl Rules {
    /// The rules that the program brings along.
    pub fn shipped() -> Rules {
        Rules { cards: Cards::shipped(), calendar: Calendar::shipped(), kinds: Kinds::shipped() }
    }

    /// The rules that hold with those that were entered, as far as they go by a day, on `today`.
    ///
    /// # Errors
    /// [`Fault::Damaged`], where an entered file, which was read when it was entered, no longer reads.
    pub fn with(entered: &[Arc<Entered>], today: NaiveDate) -> Result<Rules, Fault> {
        let mut rules = Rules::shipped();
        let unread = |entered: &Entered, what: &str| Fault::Damaged {
            what: format!("{what} {} {} does not read", entered.id, entered.version),
        };
        let mut cards = Vec::new();
        for one in entered {
            match one.kind {
                RuleKind::Card => {
                    let card = RateCard::read(&one.text).map_err(|_| unread(one, "rate card"))?;
                    cards.push(card.from(one.from));
                }
                RuleKind::Calendar if one.from <= today => {
                    rules.calendar = Calendar::read(&one.text).map_err(|_| unread(one, "calendar"))?;
                }
                RuleKind::Calendar => {}
            }
        }
        rules.cards = rules.cards.and(cards);
        for card in rules.cards.all() {
            for category in &card.categories {
                let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == category.kind) else { continue };
                rules.kinds.add(kind, &category.id, &category.name, category.like.as_deref());
            }
        }
        Ok(rules)
    }
}
