//! The window: what a clerk does with the keyboard, and what comes of it.

mod day;
mod drafts;
mod hand;
mod intake;
mod look;
mod picture;
mod printing;
mod taking;
mod trouble;

use hand::Hand;
