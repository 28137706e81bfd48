//! Printing (打印): papers of bookings as files, to a printer, and the list of those that wait for one.
//!
//! It stands outside the booking's transaction: a booking never fails because a printer does. A job is posted in the journal when it
//! is made; it stays in the list until a printer has taken it, through restarts, and sending it again is no second print.

mod address;
mod draw;
mod joint;
mod judge;
mod send;
mod waiting;

pub use address::Address;
pub use draw::{Progress, called, date, draw, file, name, sheets, title};
pub use joint::{Joint, asked};
pub use send::{Document, Patience, ready, send};
pub use waiting::{Job, Waiting};
