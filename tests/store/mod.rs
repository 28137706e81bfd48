//! The books: the same suite on every store, and what only a file can go through.

mod cases;
mod child;
mod crashes;
mod folder;
mod given;
mod guards;
mod sequences;
mod sharing;
mod tampering;
