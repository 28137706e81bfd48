//! The books: the same suite on every store, and what only a file can go through.

mod cases;
mod given;
