//! What a user does, and what the program must never do. One binary, a module for each room.

mod store;
