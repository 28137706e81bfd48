//! Who works at a paper, and what each may do: roles, and the table of their rights.

mod rights;

pub use rights::{Asks, May, Right, Rights};

use std::fmt;
use std::str::FromStr;

use crate::refusal::{PersonTrouble, Refusal};

/// What a person is at the paper (岗位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 负责人: may do everything, and alone says who works here and what each role may do.
    Owner,
    /// 主管: approves what others may not do alone.
    Supervisor,
    /// 经办人: takes ads, and the money for them.
    Clerk,
    /// 出纳: takes money, and counts it.
    Cashier,
    /// 排版: makes up the page.
    MakeUp,
}

impl Role {
    /// All five, the owner first.
    pub const ALL: [Role; 5] = [Role::Owner, Role::Supervisor, Role::Clerk, Role::Cashier, Role::MakeUp];

    /// Those whose rights stand in a table; an owner's do not.
    pub const IN_TABLE: [Role; 4] = [Role::Supervisor, Role::Clerk, Role::Cashier, Role::MakeUp];

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Supervisor => "supervisor",
            Role::Clerk => "clerk",
            Role::Cashier => "cashier",
            Role::MakeUp => "makeup",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for Role {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Role, Refusal> {
        let word = text.trim();
        let known = Role::ALL.into_iter().find(|role| role.id().eq_ignore_ascii_case(word));
        known.ok_or_else(|| PersonTrouble::NotARole { value: text.to_owned() }.into())
    }
}
