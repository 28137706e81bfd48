//! Reading notices, tested with nothing but the crate `trade`: built and run in seconds.

#![allow(clippy::disallowed_methods)]

mod notice;
