//! Proofs that leave the house: what a customer may hold is frozen (定版), and every later paper replays it.

use serde::{Deserialize, Serialize};

use super::Number;
use setting::frozen::Frozen;
use trade::personal::Personal;

/// How a proof leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Left {
    /// On a printer, or in a viewer that prints it.
    Printed,
    /// As a PDF that a person asked for.
    Written,
    /// As a picture in a file.
    Pictured,
    /// As a picture on the clipboard, for WeChat.
    Copied,
    /// Under a signature.
    Signed,
}

/// A proof that is about to leave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Leaving {
    /// Which booking's.
    pub booking: Number,
    /// The ad as it would be drawn now; a proof that is frozen already keeps what it has.
    pub sheet: Personal<Frozen>,
}

/// The proof of a booking as it left the house.
#[derive(Debug, Clone, PartialEq)]
pub struct FrozenProof {
    /// Its fingerprint.
    pub fingerprint: String,
    /// It was set anew when it was frozen: by another setter than the one that it was booked under.
    pub anew: bool,
    /// The setting.
    pub sheet: Personal<Frozen>,
}
