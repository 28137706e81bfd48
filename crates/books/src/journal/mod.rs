//! The journal: what every store writes down, in the same bytes.
//!
//! An entry becomes a [`Record`]: text columns, one of them the canonical JSON of its events, chained by hash to the record before.
//! Personal values do not stand in it. Each is taken out and a salted hash left in its place ([`seal`]); the value and its salt are
//! kept apart, so that both can be erased while the chain still holds. What an event looks like as it is written is [`schema`]'s.

mod canonical;
mod record;
pub mod schema;
mod seal;

pub use canonical::canonical;
pub use record::{EventRow, Format, GENESIS, Header, Record, SealedEntry};
pub use seal::{Content, Salts, Sealed, SealedRow, commitments, digest, open, seal};
