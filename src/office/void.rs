//! What becomes void when a booking is changed: the papers that stand for what it was.

use chrono::{DateTime, FixedOffset};

use books::booking::{Amended, Booking, Printout, SignedHow};
use trade::ids::PersonName;

/// Something that is void by an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voided {
    /// The signature under a version of the proof, from 1.
    Signature {
        /// The version that was signed.
        version: u32,
        /// On paper, by WeChat, by telephone or with a seal.
        how: SignedHow,
        /// When that was recorded.
        at: DateTime<FixedOffset>,
    },
    /// The proof of a version, from 1, which has left unsigned.
    Proof(u32),
    /// The statement, which left with another sum on it; so many prints of it.
    Statement(u32),
    /// That it was reviewed, when and by whom.
    Review(DateTime<FixedOffset>, PersonName),
    /// One print of a paper, by its number.
    Print(Printout, u32),
}

/// What becomes void where a booking was this before an act and is that after it, and this was done.
pub fn voided(before: &Booking, after: &Booking, done: &[Amended]) -> Vec<Voided> {
    let mut all = Vec::new();
    let version = before.version();
    match (&before.signed, &after.signed) {
        (Some(signed), None) => all.push(Voided::Signature { version, how: signed.how, at: signed.at }),
        _ if before.frozen.is_some() && after.frozen.is_none() && after.version() > version => {
            all.push(Voided::Proof(version));
        }
        _ => {}
    }
    let prints = before.prints(Printout::Statement);
    // What is undone names the prints that were made since; those of before are right again.
    let undone = done.iter().any(|amended| matches!(amended, Amended::Undone(_)));
    if prints > 0 && before.costs() != after.costs() && !undone {
        all.push(Voided::Statement(prints));
    }
    if let (Some((at, by)), None) = (&before.reviewed, &after.reviewed) {
        all.push(Voided::Review(*at, by.clone()));
    }
    let printed = done.iter().flat_map(|amended| match amended {
        Amended::Undone(undone) => undone.prints.as_slice(),
        _ => &[],
    });
    all.extend(printed.map(|(paper, copy)| Voided::Print(*paper, *copy)));
    all
}
