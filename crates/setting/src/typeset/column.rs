//! A column of rows in its place: how its height is shared out, what of it stands, and what is over. In vertical setting the rows
//! stand beside each other from the right, and what is shared out is the width.

use super::bound::Bounded;
use super::normal;
use super::rows::{self, TypeRow};
use super::style::LineProportions;
use super::upright::Setting;
use super::{Fit, Measured};
use crate::sheet::{Ink, Rect, Sheet};
use trade::ad::LineRole;
use trade::ad::StyleId;
use trade::measure::{Length, Size, TypeSize};

/// The height of rows at their own leads.
pub(super) fn height(rows: &[TypeRow]) -> Length {
    rows.iter().map(|row| row.lead).sum()
}

/// How the title's rows are painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct TitlePaint {
    pub(super) ink: Ink,
    /// How far below their own place they stand.
    pub(super) down: Length,
}

impl Default for TitlePaint {
    fn default() -> TitlePaint {
        TitlePaint { ink: Ink::Black, down: Length::ZERO }
    }
}

/// Where the height goes that is left over when gaps and leads are as large as they may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Above and below in equal parts: a greeting stands in the middle of its field.
    Middle,
    /// Where it is a fifth of the height and more, between title, body and signature as far as that looks well, and the rest of it
    /// around all of them, a little more below: a short notice in a large box.
    Around,
    /// The same, but around what stands below the title: that one stays where it is.
    Below,
}

/// The rows of an ad at the type size chosen, in their place.
pub(super) struct Column {
    place: Rect,
    setting: Setting,
    pt: TypeSize,
    rows: Vec<TypeRow>,
    stack: Stack,
    over: usize,
    cut: Option<usize>,
}

impl Column {
    /// Shares out the height of a place among the rows.
    pub(super) fn new(
        place: Rect,
        (pt, rows): (TypeSize, Vec<TypeRow>),
        style: LineProportions,
        copy: &Bounded,
        rest: Rest,
    ) -> Column {
        let setting = rows.first().map(|row| row.text.paragraph.setting).unwrap_or_default();
        let stack = Stack::share(&rows, pt, setting.across(place), style, rest);
        let mut column = Column { place, setting, pt, rows, stack, over: 0, cut: None };
        if rest == Rest::Middle {
            column.place = column.at(column.stack.foot.part(1, 2), setting.across(place));
        }
        column.over = column.stand(|_, _, _| {}) + copy.rest;
        // Where all of it stands nobody asks how much does.
        column.cut = (column.over > 0).then(|| {
            let mut stood = 0;
            column.stand(|row, _, _| stood += row.characters());
            normal::place_after(copy.copy, stood)
        });
        column
    }

    /// The part of its place that begins so far from its head and is so deep. Its head is above, in vertical setting at the right.
    fn at(&self, from: Length, deep: Length) -> Rect {
        let Rect { x, y, width, height } = self.place;
        match self.setting {
            Setting::Horizontal => Rect::new(x, y + from, width, deep),
            Setting::Vertical => Rect::new(x + width - from - deep, y, deep, height),
        }
    }

    /// How the ad comes out.
    pub(super) fn measured(&self, size: Size, style: &StyleId, picture_fits: bool) -> Measured {
        let lines = self.rows.iter().filter(|row| row.role != LineRole::Title).count();
        let style = style.clone();
        Measured { size, style, fits: self.over == 0, pt: self.pt, lines, over: self.over, cut: self.cut, picture_fits }
    }

    /// The upper and the lower edge of the title on the sheet, if any of it stands.
    pub(super) fn title(&self) -> Option<(Length, Length)> {
        let mut edges: Option<(Length, Length)> = None;
        self.stand(|row, top, lead| {
            if row.role == LineRole::Title {
                let Rect { y: head, height, .. } = self.at(top, lead);
                let foot = head + height;
                edges = Some((edges.map_or(head, |(head, _)| head), foot));
            }
        });
        edges
    }

    /// The words of the title as they are printed, where there is one.
    pub(super) fn title_words(&self) -> Option<String> {
        let row = self.rows.iter().find(|row| row.role == LineRole::Title)?;
        Some(row.text.paragraph.pieces.iter().map(|piece| piece.text.as_str()).collect())
    }

    /// The type size of the title, where there is one.
    pub(super) fn title_size(&self) -> Option<TypeSize> {
        self.rows.iter().find(|row| row.role == LineRole::Title).map(|row| row.size)
    }

    /// Paints the rows that fit on the sheet of the ad.
    pub(super) fn fit(&self, measured: Measured, mut sheet: Sheet, picture_dpi: Option<u32>, title: TitlePaint) -> Fit {
        self.stand(|row, top, lead| {
            let TitlePaint { ink, down } = if row.role == LineRole::Title { title } else { TitlePaint::default() };
            rows::paint(&mut sheet, row, ink, self.at(top + down, lead));
        });
        let Measured { size, style, fits, pt, lines, over, cut, picture_fits } = measured;
        let left_over = if fits { self.setting.across(self.place) - height(&self.rows) } else { Length::ZERO };
        let departures = Vec::new();
        Fit { size, style, fits, pt, lines, over, cut, left_over, sheet, picture_dpi, picture_fits, departures }
    }

    /// Calls `each` for every row that fits, with its upper edge and its height, and returns how many characters do not.
    fn stand(&self, mut each: impl FnMut(&TypeRow, Length, Length)) -> usize {
        let stack = &self.stack;
        let mut y = stack.head;
        let mut over = 0;
        let mut before: Option<LineRole> = None;
        for row in &self.rows {
            if before == Some(LineRole::Title) && row.role != LineRole::Title {
                y += stack.under_title;
            }
            if is_signature(row.role) && before.is_some_and(|role| !is_signature(role)) {
                y += stack.over_signer;
            }
            before = Some(row.role);
            let lead = if row.role == LineRole::Title { row.lead } else { row.lead + stack.lead };
            // A column narrower than two em holds nothing.
            if over > 0 || y + lead > stack.height || self.setting.along(self.place) < row.size.em() * 2 {
                over += row.counted();
                continue;
            }
            each(row, y, lead);
            y += lead;
        }
        over
    }
}

/// How the height of a column is shared out among its rows.
///
/// What is left over goes, in this order: half an em of the body each above the title, between title and body and before the
/// signature, in equal parts as far as it reaches; then into the body's lead, up to the style's most; then as [`Rest`] says.
struct Stack {
    height: Length,
    head: Length,
    under_title: Length,
    over_signer: Length,
    lead: Length,
    foot: Length,
}

impl Stack {
    fn share(rows: &[TypeRow], pt: TypeSize, column: Length, style: LineProportions, rest: Rest) -> Stack {
        let mut spare = (column - height(rows)).max(Length::ZERO);
        let titled = rows.first().is_some_and(|row| row.role == LineRole::Title);
        let signed = rows.iter().any(|row| is_signature(row.role));
        let gaps = 1 + i64::from(titled) + i64::from(signed);
        let gap = spare.part(1, gaps).min(pt.em().part(1, 2));
        spare -= gap * gaps;
        let body = rows.iter().filter(|row| row.role != LineRole::Title).count().max(1) as i64;
        let most = rows::part_of(pt.em(), style.most_lead - style.lead).max(Length::ZERO);
        let lead = spare.part(1, body).min(most);
        let mut stack = Stack {
            height: column,
            head: gap,
            under_title: if titled { gap } else { Length::ZERO },
            over_signer: if signed { gap } else { Length::ZERO },
            lead,
            foot: spare - lead * body,
        };
        if rest != Rest::Middle && stack.foot * 5 >= column {
            let between = gaps - 1;
            let wider = stack.foot.part(1, between + 1).min(pt.em().part(3, 2));
            stack.under_title += if titled { wider } else { Length::ZERO };
            stack.over_signer += if signed { wider } else { Length::ZERO };
            stack.foot -= wider * between;
            let above = stack.foot.part(2, 5);
            stack.foot -= above;
            if rest == Rest::Below && titled {
                stack.under_title += above;
            } else {
                stack.head += above;
            }
        }
        stack
    }
}

fn is_signature(role: LineRole) -> bool {
    matches!(role, LineRole::Signer | LineRole::Date)
}
