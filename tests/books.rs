//! The books: one conformance suite for every store, and what a file, a disk and a second process can do to them.

mod outside;
mod store;
