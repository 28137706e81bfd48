//! What a user does, from the outside.

mod licences;
