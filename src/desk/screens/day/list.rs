//! The screen as a whole, its tools and the list.

use iced::widget::{Column as Lines, Row as Line, column, container, row, rule, text, text_input};
use iced::{Alignment, Fill, border};

use super::acts::NARROW;
use super::columns::{BOX, Columns, GAP, ListColumn, MARK, beside, pane, room};
use super::marks::{NextStep, RowMark};
use super::print::{came_out, saved};
use super::update::{ROW, fit};
use super::{Day, Message, Note, Reading, Scene, place};
use crate::desk::kit::{self, Tone};
use crate::desk::measure::{shortened, wide};
use crate::desk::picture::Pictured;
use crate::desk::theme::{Element, HEI, HEI_BOLD, Theme, size, tint};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale;
use books::booking::Row;
use books::store::DayOf;
use trade::settings::Language;

impl Day {
    /// Sums and list at the left and the booking that is looked at at the right, or the form of acts in their place.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if let Some(form) = &self.act {
            // Where there is little room the form has all of it.
            if scene.narrow() {
                return form.view(scene.window.width, scene).map(Message::Act);
            }
            let form = form.view(scene.window.width - NARROW - 1.0, scene).map(Message::Act);
            return row![container(self.narrow(scene)).width(NARROW).height(Fill), rule::vertical(1), form]
                .height(Fill)
                .into();
        }
        let bar = column![kit::line(), self.bar(scene)];
        if !beside(scene) && (self.over || self.opened.is_some()) {
            let whole = container(self.whole(scene)).padding([10, 16]).width(Fill).height(Fill);
            return column![whole, bar].height(Fill).into();
        }
        let left = column![self.sums(scene), self.tools(scene), self.list(scene)].spacing(10);
        let left =
            column![container(left).padding(iced::Padding { top: 10.0, right: 16.0, bottom: 0.0, left: 16.0 }), bar];
        let left = left.width(Fill).height(Fill);
        if !beside(scene) {
            // In a row as well, so that the list keeps the focus where the window is made narrower.
            return row![left].height(Fill).into();
        }
        let right = container(self.pane(scene)).padding([12, 16]).width(pane(scene)).height(Fill);
        row![left, rule::vertical(1), right].height(Fill).into()
    }

    fn tools<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let search = text_input(words.search(), &self.filter)
            .id(place::SEARCH)
            .size(size::NOTE)
            .padding([7, 10])
            .on_input(Message::Filter)
            .on_submit(Message::Focus(place::LIST));
        let day = locale::short_date(self.date, language);
        let said = text(format!("{day} {}", locale::weekday(self.date, language))).size(size::NOTE).font(HEI_BOLD);
        let half = |name: &'static str, by: DayOf| {
            let name = text(name).size(size::NOTE).wrapping(text::Wrapping::None);
            Element::from(kit::segment(name, self.by == by, iced::Shrink))
        };
        let halves = row![half(words.half_taken(), DayOf::Taken), half(words.half_running(), DayOf::Running)];
        let halves = Press::new(halves, ButtonLook::Plain).padding(1).on_press(Message::Switch);
        row![
            search,
            kit::button("‹", "", Some(Message::Turn(-1))).padding([6, 9]),
            container(said.wrapping(text::Wrapping::None)).center_y(32),
            kit::button("›", "", Some(Message::Turn(1))).padding([6, 9]),
            kit::key("Ctrl+← →"),
            halves,
            kit::key("Ctrl+D"),
        ]
        .spacing(GAP)
        .align_y(Alignment::Center)
        .height(34)
        .into()
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let fits = fit(scene);
        let seen: Vec<(usize, &Row)> = self.rows().enumerate().skip(self.top).take(fits).collect();
        // The columns go by all rows of the day: they do not move while it is filtered or scrolled.
        let amount = self.rows.iter().map(|row| wide(&row.total.grouped(), size::TEXT)).fold(0.0, f32::max);
        let next = self.rows.iter().map(|row| wide(&next(row, scene).0, size::TEXT)).fold(0.0, f32::max);
        let columns = Columns::of(room(scene), amount, next, scene.language());
        let head = |head: &'static str| {
            text(head).size(size::LABEL).font(HEI_BOLD).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None)
        };
        let all = !self.shown.is_empty() && self.rows().all(|row| self.marked.contains(&row.number));
        let heads = columns.iter().map(|(column, width)| {
            let said: Element<'a, Message> = match column {
                ListColumn::Box => {
                    Press::new(kit::check(all), ButtonLook::Quiet).padding(0).on_press(Message::MarkAll).into()
                }
                ListColumn::Number => head(words.column_number()).into(),
                ListColumn::Time => head(words.column_time()).into(),
                ListColumn::Kind => head(words.column_kind()).into(),
                ListColumn::Size => head(words.column_size()).into(),
                ListColumn::Customer => head(words.column_customer()).into(),
                ListColumn::Runs => head(words.column_runs()).into(),
                ListColumn::Amount => head(words.column_amount()).into(),
                ListColumn::Marks => four(words.mark_heads().map(|said| head(said).into())),
                ListColumn::Next => head(words.column_next()).into(),
            };
            cell(column, width, said)
        });
        let heads =
            container(Line::from_iter(heads).spacing(GAP).align_y(Alignment::Center)).height(26).padding([0, 8]);
        let lines = seen.iter().map(|(i, booking)| self.line(*i, booking, &columns, scene));
        let list = if seen.is_empty() {
            let why = match self.reading {
                Reading::Waiting => words.reading,
                Reading::Failed => words.not_read,
                Reading::Done if self.is_whole() => words.nothing_that_day(),
                Reading::Done => words.nothing_found(),
            };
            Lines::new().push(container(kit::quiet(why)).padding(16).width(Fill))
        } else {
            Lines::from_iter(lines).width(Fill)
        };
        let list =
            Group::new(list, self.at.checked_sub(self.top), Message::Pick, |stroke| Some(Message::Stroke(stroke)))
                .edge(BOX + 10.0, Message::PickMark)
                .id(place::LIST)
                .unringed();
        column![heads, kit::line(), container(Element::from(list)).height(Fill), kit::kept(18.0, self.note(scene)),]
            .height(Fill)
            .into()
    }

    /// What the kept line below the list says.
    fn note(&self, scene: Scene) -> Option<(Tone, String)> {
        let (words, language) = (scene.words(), scene.language());
        if let Some((tone, said)) = scene.said_why() {
            return Some((tone, shortened(&said, size::LABEL, room(scene))));
        }
        if let Some(progress) = self.progress(scene) {
            return Some(progress);
        }
        Some(match self.note.as_ref()? {
            Note::Made(printed) => came_out(printed, scene),
            Note::Pictured(Pictured::Copied) => (Tone::Well, words.picture_copied().to_owned()),
            Note::Pictured(Pictured::Saved(path)) => (Tone::Well, saved(words.ad_picture(), path, scene)),
            Note::Stopped => (Tone::Remind, words.stopped_drawing().to_owned()),
            Note::Reviewed(count) => (Tone::Well, words.reviewed_count(*count)),
            Note::Signed(count) => (Tone::Well, words.signed_count(*count)),
            Note::Paid { method, amount, change, count } => {
                (Tone::Well, words.payment_taken(*method, *amount, *change, *count))
            }
            Note::Nothing(open) => (Tone::Remind, words.nothing_to_do(*open, 1)),
            Note::Acted(number, kind) => (Tone::Well, words.act_done(*number, *kind)),
            Note::Failed(failure) => {
                (Tone::Wrong, shortened(&locale::failure(failure, language).line(language), size::LABEL, room(scene)))
            }
        })
    }

    fn line<'a>(&self, index: usize, booking: &Row, columns: &Columns, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let (here, marked) = (index == self.at, self.marked.contains(&booking.number));
        let font = if here { HEI_BOLD } else { HEI };
        let plain = |said: String| text(said).size(size::TEXT).wrapping(text::Wrapping::None);
        let quiet = |said: String| plain(said).style(tint(|c| c.quiet));
        let category = scene.rules.kinds.category(booking.kind, &booking.category);
        let category = category.map_or_else(String::new, |category| match language {
            Language::Chinese => category.short.clone(),
            Language::English => category.en.clone(),
        });
        let first = booking.runs.first().map_or_else(String::new, |run| run.format("%-m/%-d").to_string());
        let runs = match booking.runs.len() {
            0 | 1 => first,
            more => format!("{first} +{}", more - 1),
        };
        let (said, tone) = next(booking, scene);
        let cells = columns.iter().map(|(column, width)| {
            let fitting = |words: &str| plain(shortened(words, size::TEXT, width));
            let content: Element<'a, Message> = match column {
                ListColumn::Box => kit::check(marked),
                ListColumn::Number => plain(format!("{:04}", booking.number.serial)).font(font).into(),
                ListColumn::Time => quiet(booking.taken_at.format("%H:%M").to_string()).into(),
                ListColumn::Kind => fitting(&category).into(),
                ListColumn::Size => plain(booking.size.said()).into(),
                ListColumn::Customer => fitting(&booking.customer).into(),
                ListColumn::Runs => plain(runs.clone()).into(),
                ListColumn::Amount => plain(booking.total.grouped()).into(),
                ListColumn::Marks => four(RowMark::of(booking).map(|mark| mark.view(words))),
                ListColumn::Next => match tone {
                    Tone::Wrong => fitting(&said).font(HEI_BOLD).style(crate::desk::theme::alarm).into(),
                    Tone::Plain => fitting(&said).style(tint(|c| c.quiet)).into(),
                    Tone::Well | Tone::Remind => fitting(&said).into(),
                },
            };
            cell(column, width, content)
        });
        let line = container(Line::from_iter(cells).spacing(GAP).align_y(Alignment::Center))
            .center_y(ROW - 1.0)
            .padding([0, 8])
            .style(move |theme: &Theme| {
                let c = theme.colours();
                container::Style {
                    background: if here { Some(c.remind_ground.into()) } else { marked.then(|| c.desk.into()) },
                    // It is the ring as well: the list draws none of its own.
                    border: border::rounded(4).width(if here { 1.5 } else { 0.0 }).color(c.ink),
                    ..container::Style::default()
                }
            });
        column![line, kit::line()].into()
    }
}

/// What the last cell of a row says, and how: what is to be done next, or what has become of it.
fn next(row: &Row, scene: Scene) -> (String, Tone) {
    match NextStep::of(row) {
        Some(step @ NextStep::Held) => (step.said(scene.words()), Tone::Wrong),
        Some(step) => (step.said(scene.words()), Tone::Remind),
        None => (locale::acts::state(row.state(scene.now.date_naive()), scene.language()).to_owned(), Tone::Plain),
    }
}

/// The four marks of a row, or their heads, each in the middle of its own column.
fn four(marks: [Element<'_, Message>; 4]) -> Element<'_, Message> {
    Line::from_iter(marks.into_iter().map(|mark| container(mark).center_x(MARK).into()))
        .align_y(Alignment::Center)
        .into()
}

/// A cell of a column; money stands at the right.
fn cell<'a>(column: ListColumn, width: f32, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let cell = container(content).width(width).clip(true);
    if column == ListColumn::Amount { cell.align_x(Alignment::End).into() } else { cell.into() }
}
