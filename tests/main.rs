//! What a user does, and what must come of it. One binary, a module for each thing done.

mod corpus;
mod papers;
mod store;
