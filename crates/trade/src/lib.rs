//! What an ad is, what it costs, when it may run and what a notice says: values and pure functions.
//!
//! Nothing here reads a clock or a file. Today's date, the rules in force and the notices booked earlier are arguments.

#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod ids;
pub mod legible;
pub mod measure;
pub mod money;
pub mod people;
pub mod personal;

pub mod rulefile;

pub mod refusal;

pub mod ad;
pub mod calendar;
pub mod channel;
pub mod rates;
pub mod settings;
pub mod tax_number;

pub mod notice;
