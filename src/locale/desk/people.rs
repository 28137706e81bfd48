//! What the desk says where somebody signs in or approves.

use super::Words;

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

    /// The field of the name.
    pub const fn person_name(&self) -> &'static str {
        self.either("姓名", "Name")
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

    /// The heading of the card with everybody who works here.
    pub const fn persons(&self) -> &'static str {
        self.either("人员", "Persons")
    }

    /// Where persons are entered and changed.
    pub const fn persons_note(&self) -> &'static str {
        self.either(
            "录入、改动、权限和启用登录：命令行 qishi people（见 qishi help people）",
            "Entered and changed, with their rights and sign-in, by the command qishi people (see qishi help people)",
        )
    }

    /// In the head, while an approval stands.
    pub fn approved_by(&self, name: &str) -> String {
        if self.zh() { format!("{name} 已批准下一步") } else { format!("{name} approves the next step") }
    }
}
