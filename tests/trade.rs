//! Reading notices and pricing ads, tested with nothing but the crate `trade`: built and run in seconds.

#![allow(clippy::disallowed_methods)]

#[path = "rates/direct.rs"]
mod direct;
#[path = "rates/examples.rs"]
mod examples;
mod notice;
