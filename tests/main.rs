//! What a user does, and what must come of it. One binary, a module for each thing done.

mod calendar;
mod command;
mod corpus;
mod counter;
#[cfg(feature = "desk")]
mod desk;
mod licences;
mod lint;
mod notice;
mod outside;
mod paint;
mod painters;
mod papers;
mod plates;
mod printer;
mod printing;
mod rates;
mod rooms;
mod store;
#[cfg(all(target_os = "linux", feature = "desk"))]
mod window;
