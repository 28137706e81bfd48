//! What is booked: proposed and decided by pure functions, posted to a chain of hashes, kept in SQLite or in memory.

pub mod booking;
pub mod counter;

pub mod journal;
pub mod store;
