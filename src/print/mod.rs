//! Printing (打印): papers of bookings as files, to a printer, and the list of those that wait for one.
//!
//! It stands outside the booking's transaction: a booking never fails because a printer does. A print is posted in the journal when it
//! is known to have left: a printer took it, or the viewer that was handed the file opened it. Until then it stands in no history, and
//! the next one is no 补打. What waits for a printer stands in the list, through restarts, and bears the number that it will have;
//! where two counters printed at once, the one posted second says which number its paper bears. A proof is frozen before it leaves.

mod address;
mod draw;
mod joint;
mod judge;
mod leave;
mod send;
mod waiting;

pub use address::Address;
pub use draw::{Progress, called, date, draw, file, name, sheets, title};
pub use joint::{Joint, asked};
pub use leave::leaving;
pub use send::{Document, Patience, ready, send};
pub use waiting::{Job, Waiting};
