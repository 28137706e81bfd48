//! Names of places, for the focus: each is named for what is typed or chosen there.

#![expect(missing_docs, reason = "each is named for what is typed or chosen there")]

/// The empty page that takes what is pasted.
pub const PAGE: &str = "intake-page";
pub const LIST: &str = "intake-list";
/// The words of a notice while they are corrected.
pub const COPY: &str = "intake-copy";
pub const SIZE: &str = "intake-size";
pub const FINDINGS: &str = "intake-findings";
pub const DAYS: &str = "intake-days";
pub const PHONE: &str = "intake-phone";
pub const NAME: &str = "intake-name";
pub const PAYER: &str = "intake-payer";
/// The name on the invoice (发票抬头).
pub const TITLE: &str = "intake-title";
/// The methods of payment of who pays.
pub const METHODS: &str = "intake-methods";
/// The channel's serial number.
pub const SERIAL: &str = "intake-serial";
/// The words of a notice as they scroll.
pub const WORDS: &str = "intake-words";
/// Its ad and its facts.
pub const FACTS: &str = "intake-facts";
/// The column of findings as it scrolls.
pub const RIGHT: &str = "intake-right";
/// The button that begins the next batch.
pub const NEXT: &str = "intake-next";
