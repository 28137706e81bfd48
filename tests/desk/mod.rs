//! The window: what a clerk does with the keyboard, and what comes of it.

mod accounts;
mod act_money;
mod acts;
mod anew;
mod batch_paid;
mod chosen;
mod closed;
mod copies;
mod customers;
mod day;
mod done;
mod drafts;
mod evening;
mod find;
mod float;
mod grey;
pub mod hand;
mod intake;
mod large;
mod look;
mod own;
mod picture;
mod press;
mod printing;
mod rates;
mod rights;
mod screens;
mod settings;
mod sign_in;
pub mod taking;
mod target;
mod terms;
mod trouble;

use hand::Hand;
