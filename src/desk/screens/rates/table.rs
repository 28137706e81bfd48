//! The card as a table: what is priced on the left, sizes drawn to scale before their names, prices on the right under each other.

use iced::widget::{Column, Row, Space, column, container, row, text, text_input};
use iced::{Alignment, Fill, Padding, alignment, border};

use super::copy::{Editing, Message};
use super::place;
use crate::desk::kit;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, Theme, size, tint};
use crate::locale::{Board, Figure, TableLine, Tabled};
use trade::measure::{Length, Size};

/// The height of a line.
const LINE: f32 = 36.0;
/// The width of a column of prices, and of what follows a number.
const COLUMN: f32 = 104.0;
const UNIT: f32 = 58.0;
/// The room in which sizes are drawn.
const DRAWN: (f32, f32) = (40.0, 26.0);

/// The sections of a card; with a copy, its numbers stand in fields.
pub(super) fn board<'a>(board: &'a Board, editing: Option<&'a Editing>) -> Element<'a, Message> {
    let mut all = Column::new().spacing(18);
    for section in &board.sections {
        let title = text(section.title.as_str()).size(size::TEXT).font(HEI_BOLD);
        let mut part = column![title].spacing(4);
        for tabled in &section.tables {
            part = part.push(table(tabled, editing));
        }
        all = all.push(part);
    }
    let notes = board.notes.iter().map(|note| kit::quiet(note.as_str()).into());
    all.push(Column::from_iter(notes).spacing(3)).into()
}

fn table<'a>(tabled: &'a Tabled, editing: Option<&'a Editing>) -> Element<'a, Message> {
    let mut rows = Column::new();
    if tabled.heads.iter().any(|head| !head.is_empty()) {
        let mut heads = Row::new().push(Space::new().width(Fill)).spacing(8).align_y(Alignment::Center);
        for (at, head) in tabled.heads.iter().enumerate() {
            let head = text(head.as_str()).size(size::LABEL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None);
            heads = heads.push(container(head).align_right(COLUMN));
            heads = heads.push(Space::new().width(unit_width(tabled, at)));
        }
        rows = rows.push(container(heads).height(22));
    }
    let largest = largest(tabled);
    for line in &tabled.lines {
        rows = rows.push(kit::line()).push(self::line(tabled, line, largest, editing));
    }
    rows.push(kit::line()).into()
}

/// The largest width and height of the sizes that a table lists.
fn largest(tabled: &Tabled) -> Option<Size> {
    let sizes = tabled.lines.iter().filter_map(|line| line.size);
    sizes.reduce(|a, b| Size { width: a.width.max(b.width), height: a.height.max(b.height) })
}

/// What follows the numbers of a column takes no room where nothing follows them.
fn unit_width(tabled: &Tabled, column: usize) -> f32 {
    let none = |line: &TableLine| line.figures.get(column).and_then(Option::as_ref).is_none_or(|f| f.unit.is_empty());
    if tabled.lines.iter().all(none) { 0.0 } else { UNIT }
}

fn line<'a>(
    tabled: &'a Tabled,
    line: &'a TableLine,
    largest: Option<Size>,
    editing: Option<&'a Editing>,
) -> Element<'a, Message> {
    let mut cells = Row::new().spacing(8).align_y(Alignment::Center);
    if let Some(largest) = largest {
        let drawn = line.size.map_or_else(|| Space::new().into(), |size| drawn(size, largest));
        cells = cells.push(container(drawn).width(DRAWN.0).center_y(LINE - 4.0));
    }
    let mut what = Row::new().spacing(10).align_y(Alignment::Center);
    if let Some(listed) = line.size {
        let said = text(format!("{} cm", listed.said())).size(size::TEXT).wrapping(text::Wrapping::None);
        what = what.push(container(said).width(96));
    }
    if !line.what.is_empty() {
        what = what.push(text(line.what.as_str()).size(size::TEXT));
    }
    if !line.when.is_empty() {
        what = what.push(text(line.when.as_str()).size(size::LABEL).style(tint(|c| c.quiet)));
    }
    // Every line is as high as one with a field.
    let what = row![container(what).width(Fill), Space::new().height(LINE - 4.0)].align_y(Alignment::Center);
    cells = cells.push(container(what).width(Fill).padding(Padding::ZERO.right(8)));
    if let Some(editing) = editing {
        // What it was before, beside what it is to be.
        let before = line.figures.iter().flatten().filter(|figure| editing.differs(figure));
        let before = before.map(|figure| format!("{}{} →", figure.sign, figure.number)).collect::<Vec<_>>().join("  ");
        let before = text(before).size(size::LABEL).style(tint(|c| c.remind)).wrapping(text::Wrapping::None);
        cells = cells.push(before);
    }
    for (at, figure) in line.figures.iter().enumerate() {
        let unit = unit_width(tabled, at);
        match figure {
            Some(figure) => {
                cells = cells.push(container(self::figure(figure, editing)).align_right(COLUMN));
                let said = text(figure.unit.as_str()).size(size::LABEL).style(tint(|c| c.quiet));
                cells = cells.push(container(said.wrapping(text::Wrapping::None)).width(unit).clip(true));
            }
            None => cells = cells.push(Space::new().width(COLUMN)).push(Space::new().width(unit)),
        }
    }
    container(cells).padding([2, 0]).align_y(Alignment::Center).into()
}

/// A number: in a field where it may be changed.
fn figure<'a>(figure: &'a Figure, editing: Option<&'a Editing>) -> Element<'a, Message> {
    let at = figure.cell.as_ref().zip(editing.and_then(|editing| Some((editing, editing.copy.as_ref()?))));
    let Some(((of, part), (editing, copy))) = at else {
        return match figure.cell {
            Some(_) => {
                let said = format!("{}{}", figure.sign, figure.number);
                text(said).size(size::TEXT + 1.0).font(SONG_BOLD).wrapping(text::Wrapping::None).into()
            }
            None => text(figure.number.as_str()).size(size::NOTE).wrapping(text::Wrapping::None).into(),
        };
    };
    let Some(at) = copy.find(of, *part) else { return text(figure.number.as_str()).into() };
    let field = text_input("", &editing.shown(at))
        .id(place::cell(at))
        .size(size::TEXT)
        .font(SONG_BOLD)
        .align_x(alignment::Horizontal::Right)
        .padding([4, 8])
        .width(if figure.sign.is_empty() { COLUMN } else { COLUMN - 16.0 })
        .style(theme::field(editing.wrong(at)))
        .on_input(move |typed| Message::Typed(at, typed))
        .on_submit(Message::Next(at));
    row![text(figure.sign).size(size::TEXT), field].spacing(4).align_y(Alignment::Center).into()
}

/// A size at the scale of the largest of its table.
fn drawn<'a>(listed: Size, largest: Size) -> Element<'a, Message> {
    let mm = |length: Length| length.as_mm() as f32;
    let scale = (DRAWN.0 / mm(largest.width)).min(DRAWN.1 / mm(largest.height));
    let side = |length: Length| (mm(length) * scale).max(3.0);
    container(Space::new())
        .width(side(listed.width))
        .height(side(listed.height))
        .style(|theme: &Theme| container::Style {
            background: Some(theme.colours().desk.into()),
            border: border::width(1).color(theme.colours().quiet),
            ..container::Style::default()
        })
        .into()
}
