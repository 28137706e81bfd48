//! Which columns of the day's list are shown, by the width that it has.
//!
//! A sum or a date is never cut: it would read as another one. A narrow list leaves columns out in a stated order, and only words
//! are shortened, with an ellipsis.

use super::Scene;
use trade::settings::Language;

/// The space between two columns, in pixels.
pub(super) const GAP: f32 = 8.0;
/// The line's own edge, left and right together.
const EDGES: f32 = 16.0;
/// Around the list within its half of the window, left and right together, and the line between the halves.
const AROUND: f32 = 33.0;

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListColumn {
    /// The box that marks it.
    Box,
    Number,
    Time,
    Kind,
    Size,
    Customer,
    Runs,
    Amount,
    /// Papers, money, proof, review.
    Marks,
    /// What is to be done next.
    Next,
}

/// All of them, from left to right.
const ALL: [ListColumn; 10] = [
    ListColumn::Box,
    ListColumn::Number,
    ListColumn::Time,
    ListColumn::Kind,
    ListColumn::Size,
    ListColumn::Customer,
    ListColumn::Runs,
    ListColumn::Amount,
    ListColumn::Marks,
    ListColumn::Next,
];

/// The order in which they leave a narrow list; the right column says each of them as well.
const LEAVING: [ListColumn; 3] = [ListColumn::Time, ListColumn::Size, ListColumn::Runs];

/// The width of one of the four marks.
pub(super) const MARK: f32 = 30.0;
/// The width of the box that marks a row, with the edge before it.
pub(super) const BOX: f32 = 22.0;

/// The most that the names of categories take.
const KIND: f32 = 150.0;

/// The columns that there is room for, with their widths in the window's pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns(Vec<(ListColumn, f32)>);

impl Columns {
    /// The columns of a list this wide, whose widest amount takes `amount` and whose widest next step takes `next`.
    pub fn of(room: f32, amount: f32, next: f32, language: Language) -> Columns {
        let zh = language == Language::Chinese;
        let (kind, customer) = if zh { (60.0, 112.0) } else { (84.0, 100.0) };
        let mut kept = ALL.to_vec();
        let mut leaving = LEAVING.iter();
        loop {
            let width = |column: ListColumn| match column {
                ListColumn::Box => BOX,
                ListColumn::Number => 42.0,
                ListColumn::Time => 44.0,
                ListColumn::Kind | ListColumn::Customer => 0.0,
                ListColumn::Size => 74.0,
                ListColumn::Runs => 68.0,
                ListColumn::Amount => amount.max(66.0),
                ListColumn::Marks => MARK * 4.0,
                ListColumn::Next => next.clamp(74.0, 150.0),
            };
            let gaps = GAP * (kept.len() - 1) as f32;
            let left = room - EDGES - gaps - kept.iter().map(|column| width(*column)).sum::<f32>();
            if left < kind + customer
                && let Some(next) = leaving.next()
            {
                kept.retain(|column| column != next);
                continue;
            }
            // When all have left that may, the words make do with what there is.
            let share = left.max(64.0);
            // Names of categories are short: what a wide window has beyond that is the customer's.
            let kind = (share * kind / (kind + customer)).min(KIND);
            let widths = kept.iter().map(|column| match column {
                ListColumn::Kind => (ListColumn::Kind, kind),
                ListColumn::Customer => (ListColumn::Customer, share - kind),
                column => (*column, width(*column)),
            });
            return Columns(widths.collect());
        }
    }

    /// From left to right.
    pub fn iter(&self) -> impl Iterator<Item = (ListColumn, f32)> + '_ {
        self.0.iter().copied()
    }
}

/// Whether the booking that is looked at stands beside the list; where the window has no room for both, it opens over it.
pub(super) fn beside(scene: Scene) -> bool {
    scene.window.width >= 1_000.0
}

/// The width of the right column.
pub(super) fn pane(scene: Scene) -> f32 {
    (scene.window.width * 0.31).clamp(352.0, 430.0)
}

/// The room that the list has.
pub(super) fn room(scene: Scene) -> f32 {
    let pane = if beside(scene) { pane(scene) } else { 0.0 };
    scene.window.width - pane - AROUND
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(room: f32) -> Vec<ListColumn> {
        Columns::of(room, 66.0, 90.0, Language::Chinese).iter().map(|(column, _)| column).collect()
    }

    #[test]
    fn columns_leave_in_their_order_and_the_sum_stays() {
        assert_eq!(kept(1_000.0).len(), 10);
        let mut before = ALL.to_vec();
        let mut gone = Vec::new();
        for room in (300..1_000).rev() {
            let now = kept(room as f32);
            gone.extend(before.iter().copied().filter(|column| !now.contains(column)));
            before = now;
        }
        assert_eq!(gone, LEAVING);
        let stays = [
            ListColumn::Box,
            ListColumn::Number,
            ListColumn::Kind,
            ListColumn::Customer,
            ListColumn::Amount,
            ListColumn::Marks,
            ListColumn::Next,
        ];
        assert_eq!(before, stays);
    }

    #[test]
    fn the_columns_fill_the_room_from_a_small_screen_with_large_text_up() {
        for room in 540..1_600 {
            for language in [Language::Chinese, Language::English] {
                let columns = Columns::of(room as f32, 80.0, 110.0, language);
                let all: f32 = columns.iter().map(|(_, width)| width + GAP).sum::<f32>() - GAP + EDGES;
                assert!((all - room as f32).abs() < 0.5, "{room} {language:?} {all}");
            }
        }
    }
}
