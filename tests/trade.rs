//! Reading notices, tested with nothing but the crate `trade`: built and run in seconds.

mod notice;
