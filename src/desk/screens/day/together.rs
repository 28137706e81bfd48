//! Several bookings that are marked: each in a line, what they come to, and what is open of them, added up.

use iced::widget::{Column, column, container, row, text};
use iced::{Alignment, Fill};

use super::marks::RowMark;
use super::pane::scrolled;
use super::told::four_lines;
use super::{Day, Message, Scene, columns};
use crate::desk::kit;
use crate::desk::measure::shortened;
use crate::desk::theme::{Element, HEI_BOLD, SONG_BOLD, size, tint};
use crate::locale;
use books::booking::{Open, Row, Totals};
use trade::money::Money;

impl Day {
    /// What is marked, added up, over what can be done about all of it.
    /// Where the window has no room beside the list, the two stand beside each other over it.
    pub(super) fn together<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let rows = self.targets();
        let same = rows.windows(2).all(|pair| pair[0].customer == pair[1].customer);
        let head = text(words.chosen(rows.len())).size(size::HEAD).font(SONG_BOLD);
        let head = kit::ends(head, kit::quiet(if same { words.same_customer() } else { "" }));
        let each = Column::from_iter(rows.iter().map(|row| line(row, scene))).width(Fill);
        let sums = Totals::of(rows.iter().copied());
        let sum = |label: &'static str, amount: Money| {
            kit::ends(kit::quiet(label), text(amount.grouped()).size(size::TEXT).font(SONG_BOLD))
        };
        let mut added = column![sum(words.receivable(), sums.amount + sums.fee)].spacing(2);
        for (label, amount) in
            [(words.received, sums.paid), (words.on_account, sums.on_account), (words.to_give_back(), sums.overpaid)]
        {
            if amount > Money::ZERO {
                added = added.push(sum(label, amount));
            }
        }
        let body = column![
            each,
            text(words.together(rows.len())).size(size::NOTE).font(HEI_BOLD).style(tint(|c| c.quiet)),
            added,
            four_lines(marks(&rows), said(&rows, scene), scene),
        ];
        let upper = column![head, scrolled(body.spacing(8).width(Fill))].spacing(8).width(Fill).height(Fill);
        if columns::beside(scene) {
            return column![upper, self.foot(scene)].spacing(8).height(Fill).into();
        }
        let foot = container(self.foot(scene)).width(Fill).align_bottom(Fill);
        row![upper, foot].spacing(16).height(Fill).into()
    }
}

/// One of the bookings: number, customer, what it costs, what it owes.
fn line<'a>(row: &Row, scene: Scene<'a>) -> Element<'a, Message> {
    let owing = if row.owing > Money::ZERO { scene.words().to_pay(&row.owing.grouped()) } else { String::new() };
    let plain = |said: String| text(said).size(size::NOTE).wrapping(text::Wrapping::None);
    let room = columns::pane(scene) * 0.32;
    let line = row![
        plain(format!("{:04}", row.number.serial)).font(HEI_BOLD),
        container(plain(shortened(&row.customer, size::NOTE, room))).width(Fill).clip(true),
        plain(owing).style(tint(|c| c.remind)),
        plain(row.total.grouped()),
    ];
    column![container(line.spacing(10).align_y(Alignment::Center)).padding([3, 0]), kit::line()].into()
}

/// Each of the four marks over all of them: done only where it is of each.
fn marks(rows: &[&Row]) -> [RowMark; 4] {
    let each: Vec<[RowMark; 4]> = rows.iter().map(|row| RowMark::of(row)).collect();
    std::array::from_fn(|at| {
        let of = |wanted: RowMark| each.iter().any(|marks| marks[at] == wanted);
        let worst = [RowMark::Wrong, RowMark::Half, RowMark::Open, RowMark::Back, RowMark::Account, RowMark::Done];
        match worst.into_iter().find(|mark| of(*mark)) {
            // Some are paid in full, others not at all: a part of it came.
            Some(RowMark::Open) if at == 1 && (of(RowMark::Done) || of(RowMark::Account)) => RowMark::Half,
            found => found.unwrap_or(RowMark::Gone),
        }
    })
}

/// What each of the four marks says of all of them.
fn said(rows: &[&Row], scene: Scene) -> [String; 4] {
    let (words, language) = (scene.words(), scene.language());
    let done = words.marks_done();
    let count = |any: &[Open]| rows.iter().filter(|row| any.iter().any(|open| row.open.contains(open))).count();
    let said = |at: usize, open: Open, any: &[Open]| {
        words.of_several(count(any), rows.len(), locale::open(open, language), done[at])
    };
    let owing: Money = rows.iter().map(|row| row.owing).sum();
    let back: Money = rows.iter().map(|row| row.overpaid).sum();
    let mut money = said(1, Open::Payment, &[Open::Payment]);
    if owing > Money::ZERO {
        money = words.and_together(&money, &owing.grouped());
    }
    if back > Money::ZERO {
        money = words.both(&money, &words.is_owed_back(&back.grouped()));
    }
    let review = match count(&[Open::Held]) {
        0 => said(3, Open::Review, &[Open::Warnings, Open::Review]),
        _ => said(3, Open::Held, &[Open::Held]),
    };
    [said(0, Open::Papers, &[Open::Papers]), money, said(2, Open::Proof, &[Open::Proof]), review]
}
