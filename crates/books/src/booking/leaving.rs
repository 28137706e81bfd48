//! Proofs that leave the house: what a customer may hold is frozen (定版), and every later paper replays it.

use serde::Serialize;

use setting::frozen::Frozen;
use trade::personal::Personal;

/// How a proof leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofDelivery {
    /// On a printer, or in a viewer that prints it.
    Printed,
    /// As a PDF that a person asked for.
    Written,
    /// As a picture in a file.
    Pictured,
    /// As a picture on the clipboard, for WeChat.
    Copied,
    /// Signed by the customer, in whatever way it reached them.
    Signed,
}

/// The proof of a booking as it left the house.
#[derive(Debug, Clone, PartialEq)]
pub struct FrozenProof {
    /// SHA-256 of the frozen setting, in hexadecimal.
    pub fingerprint: String,
    /// It was set anew when it was frozen: by another setter than the one that it was booked under.
    pub anew: bool,
    /// The setting as it left; gone once the personal values are erased.
    pub sheet: Personal<Frozen>,
}
