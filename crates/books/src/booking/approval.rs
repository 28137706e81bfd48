//! A supervisor's approval (主管批准): one place that says what it takes.

use super::Context;
use crate::persons::answering;
use trade::ids::Approver;
use trade::legible::{self, Field};
use trade::people::Right;
use trade::refusal::Refusal;

/// Holds that a supervisor allows something, and says why. Gives the name of who does: whoever is named, and where sign-in is on and
/// nobody is, who asks or one of whom they brought, if their role may. That the PIN of who is named was given is held by
/// [`crate::persons::allowed`]; where sign-in is off, whoever is named is believed.
///
/// # Errors
/// [`Refusal::SupervisorNeeded`] where nobody is named or may, [`Refusal::NoReason`], those of [`answering`], and what
/// [`legible::check`] refuses.
pub(super) fn approved(context: &Context, right: Right, (by, reason): (&Approver, &str)) -> Result<Approver, Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    legible::check(Field::Reason, reason)?;
    if !by.is_named() {
        let proved = answering(context, right)?.ok_or(Refusal::SupervisorNeeded { what: right.id() })?;
        return Ok(Approver::from(&proved));
    }
    legible::check(Field::Approver, by.as_str())?;
    Ok(by.trimmed())
}
