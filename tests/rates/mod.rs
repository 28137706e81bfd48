//! Rate cards: every published price by the format alone, what is wrong with a card, what holds for every quote.

mod desk;
mod mistakes;
mod page;
mod properties;
pub mod published;
