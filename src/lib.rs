//! Qishi 启事: the booking desk of a newspaper's ad counter.
//!
//! A library and one program. What lies below it stands in crates of their own, each of which knows only those before it:
//! `trade` (values and rules), `setting` (an ad on its sheet), `books` (what is booked).

#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod clock;
pub mod doctor;
pub mod locale;

pub mod papers;

pub mod print;

pub mod intake;

pub mod office;

pub mod licences;

pub mod command;

#[cfg(feature = "desk")]
pub mod desk;
