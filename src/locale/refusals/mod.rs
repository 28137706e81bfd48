//! The words of refusals that have a type of their own in `trade::refusal`: a file each, both languages in it. Those of tills, persons and
//! acts stand with the other words of theirs.

pub mod channel;
pub mod file;
pub mod picture;
pub mod price;
pub mod rule_file;
pub mod run_date;
