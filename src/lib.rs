//! Qishi 启事: the booking desk of a newspaper's ad counter.
//!
//! A library and one program. The rooms stand in the order in which they may know of each other: each imports only from those
//! named before it (a test reads the `use crate::` lines and holds the order).

pub mod hex;
pub mod measure;
pub mod money;
pub mod personal;

pub mod rulefile;

pub mod refusal;

pub mod ad;
pub mod calendar;
pub mod rates;
pub mod settings;

pub mod notice;

pub mod sheet;
pub mod typeset;

pub mod booking;
pub mod counter;

pub mod locale;

pub mod paint;
pub mod papers;

pub mod journal;
pub mod store;

pub mod print;

pub mod intake;

pub mod licences;

pub mod command;

#[cfg(feature = "desk")]
pub mod desk;
