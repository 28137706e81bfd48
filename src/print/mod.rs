//! Printers (打印机): their addresses, what they say of themselves, sending them a document, and the list of jobs that wait for one.
//!
//! What a job's papers are, and when it counts as a print, is the office's ([`crate::office`]).

mod address;
mod dns_sd;
mod found;
mod judge;
mod send;
mod waiting;

pub use address::Address;
pub use found::{Finder, FoundPrinter, PrinterSearch, found};
pub use send::{Document, Patience, ready, send};
pub use waiting::{PrintJob, Waiting, called};
