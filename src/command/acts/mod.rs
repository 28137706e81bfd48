//! Acts on a booking after it was taken: `withdraw` and what is like it. Each has a file of its own, with its arguments and their help, what
//! is asked of the books by them, and what happened as scripts are told it. Each gives how the booking stands by it.

mod amending;
mod correct;
mod moving;
mod outcome;
mod rebate;
mod refund;
mod repeat;
mod rerun;
mod reverse;
mod undo;
mod withdraw;

pub(super) use outcome::{charge_json, happened, paid_json};

use clap::Subcommand;

use super::Context;
use super::answer::{Answer, CommandError};

/// The arguments of an act.
trait Act {
    /// Who approves it, as it is named.
    fn approver(&self) -> Option<&str>;

    /// Carries it out.
    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError>;
}

/// What the help says of an act, beside the English of its arguments.
#[derive(Debug)]
pub(super) struct Help {
    /// Its word on the command line.
    pub(super) command: &'static str,
    /// What it does, in Chinese.
    pub(super) does: &'static str,
    /// What an argument is that it has alone or in a sense of its own, in Chinese.
    pub(super) arguments: &'static [(&'static str, &'static str)],
    /// Examples; a test holds that the program takes each.
    pub(super) examples: &'static [&'static str],
}

/// The acts in the order of the help, each with its file and the type of its arguments.
macro_rules! acts {
    ($($Act:ident: $file:ident, $Arguments:ty;)*) => {
        #[derive(Debug, Subcommand)]
        pub(in crate::command) enum Acts {
            $($Act($Arguments),)*
        }

        impl Acts {
            /// Who approves it, as it is named.
            pub(in crate::command) fn approver(&self) -> Option<&str> {
                match self { $(Acts::$Act(act) => act.approver(),)* }
            }

            /// Carries it out.
            pub(in crate::command) fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
                match self { $(Acts::$Act(act) => act.carry_out(context),)* }
            }
        }

        /// The help of every act.
        pub(super) const HELP: &[Help] = &[$($file::HELP,)*];
    };
}

acts! {
    Withdraw: withdraw, withdraw::Withdrawing;
    Correct: correct, Box<correct::Correcting>;
    Move: moving, moving::Moving;
    Rerun: rerun, rerun::RerunArguments;
    Refund: refund, refund::Refunding;
    Reverse: reverse, reverse::Reversing;
    Rebate: rebate, rebate::Rebating;
    Undo: undo, undo::Undoing;
    Repeat: repeat, repeat::Repeating;
}
