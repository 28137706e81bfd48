//! Repeating (重登): another booking takes the ad anew. It comes of taking that, beside it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{By, Happened, Kept};
use crate::booking::{Booking, Number};
use crate::journal::schema::records::{self, Attached, Attaching};
use trade::refusal::Fault;

/// Another booking takes the ad anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedBy {
    /// The number under which it was taken.
    pub booking: Number,
}

impl Happened for RepeatedBy {
    const WORD: &'static str = "repeated_by";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
        booking.repeated_by.push(self.booking);
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    by: records::Number,
}

impl Kept for RepeatedBy {
    const VERSION: u32 = 1;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record { by: self.booking.into() })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        if version != 1 {
            return Ok(None);
        }
        let Record { by } = records::read(Self::WORD, version, value)?;
        Ok(Some(RepeatedBy { booking: by.into() }))
    }
}
