//! What is booked: proposed and decided by pure functions, posted to a chain of hashes, kept in SQLite or in memory.

#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod actor;
pub mod booking;
pub mod counter;
pub mod files;
pub mod journal;
pub mod persons;
pub mod rules;
pub mod search;
pub mod store;
