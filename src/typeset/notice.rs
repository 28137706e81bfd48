//! A notice: a ruled box, its title in bold Song, its body in Song at 小五 or 六号.

use super::breaks::Set;
use super::rows::{self, Row};
use super::style::{Lines, Style};
use super::{Fit, Job, frame};
use crate::ad::Role;
use crate::measure::{Length, TypeSize};
use crate::sheet::Sheet;

/// From the edge of the ad to its text.
const INSET: Length = Length::mm(2);

/// Sets a notice.
pub(super) fn set(job: &Job) -> Fit {
    let parts = rows::parts(job.kind, job.copy);
    let width = job.size.width - INSET * 2;
    let height = job.size.height - INSET * 2;
    let mut sheet = Sheet::new(job.size.width, job.size.height);
    frame::ruled_box(&mut sheet);
    let style = Style::shipped(job.kind);
    // As evenly as may be, then in fewer lines, before the type is made smaller.
    let could_fit = |step: &&TypeSize| rows::least_height(&parts, style.lines, **step, width) <= height;
    let tries = style.steps.iter().filter(could_fit).flat_map(|step| [(*step, Set::Justified), (*step, Set::Tight)]);
    let mut sets = tries.map(|(step, lines)| (step, rows::rows(&parts, style.lines, step, width, lines)));
    let (pt, set) = sets
        .find(|(_, rows)| rows_height(rows) <= height)
        .unwrap_or_else(|| (style.floor(), rows::rows(&parts, style.lines, style.floor(), width, Set::Tight)));
    let stack = Stack::share(&set, pt, height, style.lines);
    let over = stack.paint(&mut sheet, &set, INSET, INSET, width);
    Fit {
        size: job.size,
        fits: over == 0,
        pt,
        lines: set.iter().filter(|row| row.role != Role::Title).count(),
        over,
        left_over: if over == 0 { height - rows_height(&set) } else { Length::ZERO },
        sheet,
        picture_dpi: None,
        picture_fits: job.picture.is_none(),
    }
}

/// The height of rows at their own leads.
pub(super) fn rows_height(rows: &[Row]) -> Length {
    rows.iter().map(|row| row.lead).sum()
}

/// How the height of a column is shared out among its rows.
///
/// What is left over goes, in this order: half an em of the body each above the title, between title and body and before the
/// signature, in equal parts as far as it reaches; then into the body's lead, up to the style's most; the rest stays at the foot.
pub(super) struct Stack {
    height: Length,
    head: Length,
    under_title: Length,
    over_signer: Length,
    lead: Length,
    /// What stays at the foot.
    pub(super) foot: Length,
}

impl Stack {
    /// Shares out the height.
    pub(super) fn share(rows: &[Row], pt: TypeSize, height: Length, style: Lines) -> Stack {
        let mut spare = (height - rows_height(rows)).max(Length::ZERO);
        let titled = rows.first().is_some_and(|row| row.role == Role::Title);
        let signed = rows.iter().any(|row| is_signature(row.role));
        let gaps = 1 + i64::from(titled) + i64::from(signed);
        let gap = spare.part(1, gaps).min(pt.em().part(1, 2));
        spare -= gap * gaps;
        let body = rows.iter().filter(|row| row.role != Role::Title).count().max(1) as i64;
        let most = rows::part_of(pt.em(), style.most_lead - style.lead).max(Length::ZERO);
        let lead = spare.part(1, body).min(most);
        Stack {
            height,
            head: gap,
            under_title: if titled { gap } else { Length::ZERO },
            over_signer: if signed { gap } else { Length::ZERO },
            lead,
            foot: spare - lead * body,
        }
    }

    /// Paints the rows that fit and returns how many characters do not.
    pub(super) fn paint(&self, sheet: &mut Sheet, rows: &[Row], left: Length, top: Length, width: Length) -> usize {
        let mut y = self.head;
        let mut over = 0;
        let mut before: Option<Role> = None;
        for row in rows {
            if before == Some(Role::Title) && row.role != Role::Title {
                y += self.under_title;
            }
            if is_signature(row.role) && before.is_some_and(|role| !is_signature(role)) {
                y += self.over_signer;
            }
            before = Some(row.role);
            let lead = if row.role == Role::Title { row.lead } else { row.lead + self.lead };
            // A column narrower than two em holds nothing.
            if over > 0 || y + lead > self.height || width < row.size.em() * 2 {
                over += row.counted();
                continue;
            }
            rows::paint(sheet, row, left, width, top + y, lead);
            y += lead;
        }
        over
    }
}

fn is_signature(role: Role) -> bool {
    matches!(role, Role::Signer | Role::Date)
}
