//! A supervisor's approval (主管批准): one place that says what it takes.

use trade::legible::{self, Field};
use trade::refusal::Refusal;

/// Holds that a supervisor allows something, and says why. Names are not proved: whoever is named is believed.
///
/// # Errors
/// [`Refusal::SupervisorNeeded`] where nobody is named, [`Refusal::NoReason`], and what [`legible::check`] refuses.
pub(super) fn approved(what: &'static str, by: &str, reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    legible::check(Field::Reason, reason)?;
    if by.trim().is_empty() {
        return Err(Refusal::SupervisorNeeded { what });
    }
    legible::check(Field::Approver, by)
}
