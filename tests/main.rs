//! What a user does, and what must come of it. One binary, a module for each thing done.

#![allow(clippy::disallowed_methods)]

mod acts;
mod backups;
mod batch;
mod calendar;
mod changed;
mod closed;
mod command;
mod complete;
mod corpus;
mod counter;
#[cfg(feature = "desk")]
mod desk;
mod elsewhere;
mod find;
#[cfg(target_os = "linux")]
mod full;
mod handed;
mod intake;
mod json;
mod licences;
mod line;
mod lint;
mod missing;
mod named;
mod office;
mod old_books;
mod once;
mod outside;
mod own;
mod paint;
mod painters;
mod papers;
mod people;
mod plates;
mod printer;
mod printing;
mod rates;
mod reading;
mod receipts;
mod rooms;
mod said;
#[cfg(unix)]
mod strange;
mod till;
mod typed;
#[cfg(all(target_os = "linux", feature = "desk"))]
mod window;
