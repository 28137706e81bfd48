//! What a paper is, and how a person likes the desk.

mod paper;
mod press;
mod profile;
mod taste;
mod zone;

pub use paper::{Paper, SealPlace};
pub use press::{Press, Second};
pub use profile::{LARGEST_PROFILE, Profile};
pub use taste::{Language, Taste, ThemeChoice};
pub use zone::Zone;
