//! The books: one conformance suite for every store, and what a file, a disk and a second process can do to them.

#![allow(clippy::disallowed_methods)]

mod journal;
mod outside;
mod store;
