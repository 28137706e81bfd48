//! What 登录 and 批准 say.

use crate::locale::desk::Words;

impl Words {
    /// The heading, of who works or of who approves.
    pub const fn sign_in(&self, work: bool) -> &'static str {
        if work { self.either("登录", "Sign in") } else { self.either("批准", "Approve") }
    }

    /// What it is for.
    pub const fn sign_in_note(&self, work: bool) -> &'static str {
        if work {
            self.either("填到一半的都还在，登录后接着办", "What was begun is kept, and goes on after this")
        } else {
            self.either(
                "由批准人输入自己的口令；然后把刚才的再办一次",
                "Who approves types their own PIN; then do again what was refused",
            )
        }
    }

    /// The field of the PIN.
    pub const fn pin(&self) -> &'static str {
        self.either("口令", "PIN")
    }

    /// The button below both fields, of who works or of who approves.
    pub const fn sign_in_button(&self, work: bool) -> &'static str {
        if work { self.either("登录", "Sign in") } else { self.either("批准", "Approve") }
    }

    /// While the PIN is looked at.
    pub const fn looking_at_pin(&self) -> &'static str {
        self.either("核对口令…", "Looking at the PIN…")
    }
}
