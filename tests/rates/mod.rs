//! Rate cards: every published price by the format alone, what is wrong with a card, what holds for every quote.

mod cases;
mod desk;
mod examples;
mod faulty;
mod history;
mod keys;
mod mistakes;
mod page;
mod properties;
pub mod published;
