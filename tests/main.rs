//! What a user does, and what must come of it. One binary, a module for each thing done.

mod corpus;
mod papers;
//! What a user does, and what the program must never do. One binary, a module for each room.

mod store;
