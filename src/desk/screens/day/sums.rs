//! The sums of the day in one line. Each is a filter: pressed, it leaves only what it counts. A sum is never cut: where there is no room for
//! all, whole ones leave.

use iced::widget::{Row as Line, column, container, row, text};
use iced::{Alignment, Fill, border};

use super::columns::room;
use super::{Day, Message, Reading, Scene};
use crate::desk::kit;
use crate::desk::measure::wide;
use crate::desk::theme::{Element, SONG_BOLD, Theme, size};
use crate::desk::widgets::{ButtonLook, Press};
use books::booking::{Row, Totals};
use books::store::DayOf;
use trade::money::Money;

/// What of the day is in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All that was taken on the day, or runs on it.
    #[default]
    All,
    /// What costs something (应收).
    Charged,
    /// Of which money came in (已收).
    Received,
    /// What is on account (挂账).
    OnAccount,
    /// Of which something is owed (待付).
    Owing,
    /// Of which anything is open (待办).
    Open,
    /// Of which something is owed back (待退).
    Back,
}

impl Only {
    /// All of them, by their keys: Ctrl+1 and on. What is owed back stands last, since it is there only where something is.
    pub const ALL: [Only; 7] =
        [Only::All, Only::Charged, Only::Received, Only::OnAccount, Only::Owing, Only::Open, Only::Back];

    /// The order in which they leave a narrow window; what is owed in either direction stays.
    const LEAVING: [Only; 5] = [Only::Open, Only::All, Only::OnAccount, Only::Received, Only::Charged];

    /// Whether a row is among those that the sum counts.
    pub(super) fn keeps(self, row: &Row) -> bool {
        match self {
            Only::All => true,
            Only::Charged => row.total + row.fee > Money::ZERO,
            Only::Received => row.paid > Money::ZERO,
            Only::OnAccount => row.on_account > Money::ZERO,
            Only::Owing => row.owing > Money::ZERO,
            Only::Open => !row.open.is_empty(),
            Only::Back => row.overpaid > Money::ZERO,
        }
    }
}

/// A sum with its label.
struct Sum {
    only: Only,
    label: &'static str,
    figure: String,
    /// Something is to be done about it.
    open: bool,
}

impl Sum {
    /// How wide it stands in the line, in pixels.
    fn width(&self) -> f32 {
        wide(&self.figure, size::HEAD).max(wide(self.label, size::LABEL)) + 18.0 + GAP
    }
}

/// The space between two sums, in pixels.
const GAP: f32 = 6.0;

impl Day {
    /// The sums of all rows of the day, whatever is filtered.
    pub(super) fn sums<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mut sums = self.all_sums(scene);
        // What is to be done with them is said where there is room for it.
        let hint = wide(words.sums_hint(), size::LABEL) + 8.0;
        let taken = |sums: &[Sum]| sums.iter().map(Sum::width).sum::<f32>();
        let said = taken(&sums) + hint <= room(scene);
        for leaving in Only::LEAVING {
            // The one by which the list is filtered stays.
            if taken(&sums) > room(scene) && leaving != self.only {
                sums.retain(|sum| sum.only != leaving);
            }
        }
        let line = Line::from_iter(sums.into_iter().map(|sum| self.sum(sum))).spacing(GAP).align_y(Alignment::Center);
        let mut line = row![line].align_y(Alignment::Center).height(48);
        if said {
            let keys = column![kit::quiet(words.sums_hint()), kit::key("Ctrl+1…6")].align_x(Alignment::End);
            line = line.push(container(keys).align_right(Fill));
        }
        line.into()
    }

    fn all_sums(&self, scene: Scene) -> Vec<Sum> {
        let words = scene.words();
        let totals = Totals::of(&self.rows);
        let open = self.rows.iter().filter(|row| Only::Open.keeps(row)).count();
        let there = self.reading == Reading::Done;
        let head = if self.by == DayOf::Taken { words.taken_that_day() } else { words.running_that_day() };
        let label = |only| match only {
            Only::All => head,
            Only::Charged => words.receivable(),
            Only::Received => words.received,
            Only::OnAccount => words.on_account,
            Only::Owing => words.owing,
            Only::Open => words.to_do(),
            Only::Back => words.to_give_back(),
        };
        let figure = |only| match only {
            Only::All => words.ads(totals.count),
            Only::Charged => (totals.amount + totals.fee).grouped(),
            Only::Received => totals.paid.grouped(),
            Only::OnAccount => totals.on_account.grouped(),
            Only::Owing => totals.owing.grouped(),
            Only::Open => words.ads(open),
            Only::Back => totals.overpaid.grouped(),
        };
        let shown = |only: &Only| *only != Only::Back || totals.overpaid > Money::ZERO;
        let sum = |only| Sum {
            only,
            label: label(only),
            // Before the books have answered, nothing is nought.
            figure: if there { figure(only) } else { "…".to_owned() },
            open: match only {
                Only::Owing => totals.owing > Money::ZERO,
                Only::Back => true,
                _ => false,
            },
        };
        Only::ALL.into_iter().filter(shown).map(sum).collect()
    }

    fn sum<'a>(&self, sum: Sum) -> Element<'a, Message> {
        let (chosen, open) = (self.only == sum.only && sum.only != Only::All, sum.open);
        let colour = move |theme: &Theme| text::Style {
            color: Some(if open { theme.colours().remind } else { theme.colours().ink }),
        };
        let figure = text(sum.figure).size(size::HEAD).font(SONG_BOLD).wrapping(text::Wrapping::None).style(colour);
        let said = column![kit::quiet(sum.label).wrapping(text::Wrapping::None), figure.line_height(1.2)];
        let pressed = Press::new(said, ButtonLook::Quiet).padding([1, 8]).on_press(Message::Only(sum.only));
        container(pressed)
            .style(move |theme: &Theme| container::Style {
                border: border::rounded(6).width(if chosen { 2 } else { 0 }).color(theme.colours().ink),
                ..container::Style::default()
            })
            .into()
    }
}
