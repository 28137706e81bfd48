//! The journal: what every store writes down, in the same bytes.
//!
//! An entry becomes a [`Record`]: text columns, one of them the canonical JSON of its events, chained by hash to the record before.
//! Personal values do not stand in it. Each is taken out and a salted hash left in its place ([`seal`]); the value and its salt are
//! kept apart, so that both can be erased while the chain still holds.

mod canonical;
mod record;
mod seal;

pub use canonical::canonical;
pub use record::{GENESIS, Posted, Record};
pub use seal::{Kept, Salts, Sealed, commitments, digest, open, seal};
