//! `qishi settle`: findings of one rule are seen, confirmed by the sender, or let pass by a supervisor.

use super::answer::{Answer, CommandError, open_text};
use super::book::acted;
use super::ids::rule;
use super::{Context, arguments};
use crate::locale;
use crate::locale::command::Misuse;
use books::booking::{Number, Settlement, SignedHow};
use trade::personal::Personal;

/// Settles every finding of the rule that is open.
pub(super) fn settle(context: &Context, args: &arguments::Settle) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let how = match (&args.confirmed_by, &args.by, args.seen) {
        (Some(who), None, false) => Settlement::Confirmed {
            who: Personal::new(who.trim().to_owned()),
            when: args.when.clone().unwrap_or_else(|| locale::minute(now)),
            how: how(&args.how)?,
        },
        (None, Some(by), false) => {
            let reason = args.reason.as_deref().unwrap_or_default().trim().to_owned();
            Settlement::Overridden { by: by.trim().into(), reason }
        }
        (None, None, true) => Settlement::Acknowledged,
        _ => return Err(CommandError::Use(Misuse::SettleHow)),
    };
    let number = Number::said(&args.booking, now.date_naive())?;
    let done = context.session(now).settle(store.as_mut(), request, number, &rule(&args.rule)?, &how)?;
    let mut answer = acted(context, &done);
    answer.text = [answer.text].into_iter().chain(open_text(context, &done.booking)).collect::<Vec<_>>().join("\n");
    Ok(answer)
}

/// How something was signed or confirmed, by its word in data.
pub(super) fn how(word: &str) -> Result<SignedHow, CommandError> {
    let known = SignedHow::ALL.into_iter().find(|how| how.id() == word.trim());
    let misuse = || {
        let known = SignedHow::ALL.map(|how| how.id().to_owned()).to_vec();
        CommandError::Use(Misuse::UnknownHow { said: word.to_owned(), known })
    };
    known.ok_or_else(misuse)
}
