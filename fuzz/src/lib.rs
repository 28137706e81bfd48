//! The room of notices with those above it, compiled without the rest of the program, so that its assertions can be on in a
//! release build that takes a minute.

#![allow(dead_code, unused_imports, reason = "the rooms are used in part")]

#[path = "../../src/calendar/mod.rs"]
pub mod calendar;
#[path = "../../src/measure.rs"]
pub mod measure;
#[path = "../../src/money.rs"]
pub mod money;
#[path = "../../src/notice/mod.rs"]
pub mod notice;
#[path = "../../src/personal.rs"]
pub mod personal;
#[path = "../../src/refusal/mod.rs"]
pub mod refusal;

#[path = "../../src/ad/finding.rs"]
mod finding;

pub mod ad {
    //! Of ads only what is found about them.

    pub use super::finding::{Elsewhere, Finding, Found, Severity};
}
