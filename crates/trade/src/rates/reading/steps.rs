//! Lists of steps, which must rise without a hole.

use rust_decimal::Decimal;

use crate::rulefile::{Table, Wrong};

/// A step of a list as it is written: where it begins and ends, as far as it says so.
pub(super) struct WrittenStep<'f> {
    pub(super) row: Table<'f>,
    pub(super) from: Option<Decimal>,
    pub(super) up_to: Option<Decimal>,
}

/// The ends of the steps of a list, which must rise without a hole; a step that does not say where it ends ends where the next one
/// begins. `unit` is what lies between the end of one and the beginning of the next.
pub(super) fn ends(steps: &[WrittenStep], unit: Decimal) -> Option<Vec<Option<Decimal>>> {
    let said = |number: Decimal| number.normalize().to_string();
    let mut ends: Vec<Option<Decimal>> = Vec::new();
    let mut sound = true;
    for (i, step) in steps.iter().enumerate() {
        let next = steps.get(i + 1);
        let end = step.up_to.or_else(|| next.and_then(|next| next.from).map(|from| from - unit));
        if let Some(next) = next {
            match end {
                None => {
                    step.row.wrong("up_to", Wrong::TierEnd { up_to: None });
                    sound = false;
                }
                Some(end) => {
                    let begins = end + unit;
                    let from = next.from.unwrap_or(begins);
                    let write = format!("from = {}", said(begins));
                    if from > begins {
                        next.row.wrong("from", Wrong::TierHole { up_to: said(end), from: said(from), write });
                        sound = false;
                    } else if from < begins {
                        next.row.wrong("from", Wrong::TierOverlap { up_to: said(end), from: said(from), write });
                        sound = false;
                    }
                }
            }
        }
        let begins = step.from.or_else(|| ends.last().copied().flatten().map(|end| end + unit)).unwrap_or(unit);
        if let Some(end) = end
            && (end < begins || end.is_zero())
        {
            let write = format!("up_to ≥ {}", said(begins.max(Decimal::ONE)));
            step.row.wrong("up_to", Wrong::TierOverlap { up_to: said(begins - unit), from: said(end), write });
            sound = false;
        }
        ends.push(end);
    }
    sound.then_some(ends)
}
