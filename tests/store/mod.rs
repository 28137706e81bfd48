//! The books: the same suite on every store, and what only a file can go through.

mod act_money;
mod act_terms;
mod acts;
mod anchor;
mod backups;
mod cases;
mod child;
mod comparing;
mod crashes;
mod evening;
mod finding;
mod folder;
mod given;
mod guards;
mod looking;
mod month;
mod persons;
mod power;
mod receipts;
mod sequences;
mod shadow;
mod sharing;
mod sizes;
mod taking;
mod tampering;
mod week;
