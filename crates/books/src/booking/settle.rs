//! How findings are settled (处理): a supervisor overrides an error with a reason, or the sender's confirmation is recorded; a warning
//! is acknowledged. What was settled, by whom and why goes with the booking.

use serde::{Deserialize, Serialize};

use super::SignedHow;
use trade::ad::{Finding, Severity};
use trade::ids::{Approver, Rule};
use trade::legible::{self, Field};
use trade::personal::Personal;
use trade::refusal::Refusal;

/// A finding that was settled: which one, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledFinding {
    /// The id of the rule that found it.
    pub rule: Rule,
    /// Where it stands in the copy, in code points.
    pub start: usize,
    /// The code point after its last; a finding is known by rule, start and end.
    pub end: usize,
    /// How it was settled.
    pub how: Settlement,
}

/// How a finding was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "a reason as it was given; how the sender confirmed")]
pub enum Settlement {
    /// A supervisor lets it pass (放行).
    Overridden {
        /// The name of the supervisor.
        by: Approver,
        reason: String,
    },
    /// The sender confirms that it is meant so (送登人确认).
    Confirmed {
        /// The name of the sender, or of who answered for them.
        who: Personal<String>,
        /// When, as it was said.
        when: String,
        how: SignedHow,
    },
    /// It was seen (已阅); enough for a warning.
    Acknowledged,
}

impl SettledFinding {
    /// A finding, settled so.
    pub fn of(finding: &Finding, how: Settlement) -> SettledFinding {
        SettledFinding { rule: finding.rule(), start: finding.start, end: finding.end, how }
    }

    /// Whether it settles this finding.
    pub fn settles(&self, finding: &Finding) -> bool {
        let same = self.rule == finding.rule() && self.start == finding.start && self.end == finding.end;
        let enough = match &self.how {
            Settlement::Overridden { .. } => !finding.is_the_senders(),
            Settlement::Confirmed { .. } => true,
            Settlement::Acknowledged => finding.severity != Severity::Error && !finding.is_the_senders(),
        };
        same && enough
    }

    /// Whether its texts may be kept, whoever made it.
    ///
    /// # Errors
    /// What [`legible::check`] refuses.
    pub(super) fn legible(&self) -> Result<(), Refusal> {
        match &self.how {
            Settlement::Overridden { by, reason } => {
                legible::check(Field::Approver, by.as_str()).and_then(|()| legible::check(Field::Reason, reason))
            }
            Settlement::Confirmed { who, when, .. } => {
                legible::check(Field::Signer, who.text()).and_then(|()| legible::check(Field::When, when))
            }
            Settlement::Acknowledged => Ok(()),
        }
    }

    /// Whether it may be recorded against these findings.
    ///
    /// # Errors
    /// [`Refusal::NoSuchFinding`] where it names none, [`Refusal::NeedsOverride`] where an error is only acknowledged,
    /// [`Refusal::NeedsConfirmation`] where a supervisor passes what only the sender can confirm, [`Refusal::NoReason`] where nobody
    /// answers for it, and what [`legible::check`] refuses.
    pub(super) fn checked(&self, findings: &[Finding]) -> Result<(), Refusal> {
        let here =
            |finding: &&Finding| finding.rule() == self.rule && finding.start == self.start && finding.end == self.end;
        let Some(finding) = findings.iter().find(here) else {
            return Err(Refusal::NoSuchFinding { value: self.rule.to_string() });
        };
        self.legible()?;
        let said = |text: &str| if text.trim().is_empty() { Err(Refusal::NoReason) } else { Ok(()) };
        match &self.how {
            Settlement::Overridden { .. } | Settlement::Acknowledged if finding.is_the_senders() => {
                Err(Refusal::NeedsConfirmation { rule: self.rule.clone() })
            }
            Settlement::Overridden { by, reason } => said(by.as_str()).and_then(|()| said(reason)),
            Settlement::Confirmed { who, .. } => said(who.text()),
            Settlement::Acknowledged if finding.severity == Severity::Error => {
                Err(Refusal::NeedsOverride { rule: self.rule.clone() })
            }
            Settlement::Acknowledged => Ok(()),
        }
    }
}
