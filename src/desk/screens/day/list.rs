//! The tools and the list.

use iced::widget::{Column as Lines, Row as Line, column, container, row, rule, text, text_input};
use iced::{Alignment, Fill, border};

use super::acts::NARROW;
use super::columns::{Column, Columns, GAP, pane, room, shortened, two_lines, wide};
use super::figures::short;
use super::print::{came_out, saved};
use super::update::{ROW, fit};
use super::{Day, Message, Note, Reading, Scene, place};
use crate::desk::kit::{self, Tone};
use crate::desk::picture::Pictured;
use crate::desk::theme::{self, Element, HEI, HEI_BOLD, Theme, size, tint};
use crate::desk::widgets::Group;
use crate::locale;
use books::booking::{Open, Row, State};
use books::store::By;
use trade::money::Money;
use trade::settings::Language;

impl Day {
    /// The screen.
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
        let left = column![self.figures(scene), self.tools(scene), self.list(scene)].spacing(12);
        row![
            container(left).padding([14, 16]).width(Fill).height(Fill),
            rule::vertical(1),
            container(self.pane(scene)).padding([14, 16]).width(pane(scene)).height(Fill),
        ]
        .height(Fill)
        .into()
    }

    fn tools<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let search = text_input(words.search, &self.filter)
            .id(place::SEARCH)
            .size(size::NOTE)
            .padding([7, 10])
            .on_input(Message::Filter)
            .on_submit(Message::Focus(place::LIST));
        let by = if self.by == By::Taken { words.by_taken } else { words.by_running };
        let day = locale::short_date(self.date, language);
        let said = text(format!("{by} {day} {}", locale::weekday(self.date, language))).size(size::NOTE);
        let any = !self.shown.is_empty();
        let to = if self.by == By::Taken { words.to_running } else { words.to_taken };
        let mut turn = row![
            kit::button("‹", "", Some(Message::Turn(-1))).padding([6, 8]),
            container(said.wrapping(text::Wrapping::None)).center_y(32),
            kit::button("›", "Ctrl+←→", Some(Message::Turn(1))).padding([6, 8]),
            kit::button(to, "Ctrl+D", Some(Message::Switch)),
        ];
        // Where it is tightest, the right column's button for the proof has to do.
        if room(scene) > 560.0 {
            turn = turn.push(kit::button(words.print_chosen, "Ctrl+P", any.then_some(Message::Proofs)));
        }
        turn = turn.push(kit::button(words.mark_reviewed, "Ctrl+R", any.then_some(Message::Review)));
        let turn = turn.spacing(GAP).align_y(Alignment::Center).height(34);
        if two_lines(scene) {
            column![search, turn].spacing(GAP).into()
        } else {
            row![search, turn].spacing(GAP).align_y(Alignment::Center).height(34).into()
        }
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let fits = fit(scene);
        let seen: Vec<(usize, &Row)> = self.rows().enumerate().skip(self.top).take(fits).collect();
        let amount = seen.iter().map(|(_, row)| wide(&row.total.grouped(), size::NOTE)).fold(0.0, f32::max);
        let columns = Columns::of(room(scene), amount, scene.language());
        let heads = columns.iter().map(|(column, width)| {
            let head = match column {
                Column::Number => words.column_number,
                Column::Time => words.column_time,
                Column::Kind => words.column_kind,
                Column::Size => words.column_size,
                Column::Customer => words.column_customer,
                Column::Runs => words.column_runs,
                Column::Amount => words.column_amount,
                Column::Payment => words.column_payment,
                Column::State => words.column_state,
            };
            let head = text(head).size(size::LABEL).font(HEI_BOLD).style(tint(|c| c.quiet));
            cell(column, width, head.wrapping(text::Wrapping::None))
        });
        let heads =
            container(Line::from_iter(heads).spacing(GAP).align_y(Alignment::Center)).height(26).padding([0, 8]);
        let lines = seen.iter().map(|(i, booking)| self.line(*i, booking, &columns, scene));
        let list = if seen.is_empty() {
            let why = match self.reading {
                Reading::Waiting => words.reading,
                Reading::Failed => words.not_read,
                Reading::Done if self.filter.trim().is_empty() => words.nothing_that_day,
                Reading::Done => words.nothing_found,
            };
            Lines::new().push(container(kit::quiet(why)).padding(16).width(Fill))
        } else {
            Lines::from_iter(lines).width(Fill)
        };
        let list =
            Group::new(list, self.at.checked_sub(self.top), Message::Pick, |stroke| Some(Message::Stroke(stroke)))
                .id(place::LIST)
                .radius(2.0);
        let (from, to) = (self.top + 1, self.top + seen.len());
        let all = if self.shown.len() > fits { words.of_rows(from, to, self.shown.len()) } else { String::new() };
        let chosen = if self.marked.is_empty() { String::new() } else { words.chosen(self.marked.len()) };
        let all = row![
            text(chosen).size(size::LABEL).font(HEI_BOLD).style(theme::alarm).wrapping(text::Wrapping::None),
            kit::quiet(all).wrapping(text::Wrapping::None)
        ];
        // The hints give way where the window has no room for them.
        let keys = if room(scene) > 560.0 { words.list_keys } else { "" };
        column![
            heads,
            kit::line(),
            container(Element::from(list)).height(Fill),
            kit::kept(18.0, self.note(scene)),
            container(kit::ends(kit::key(keys), all.spacing(12))).height(18)
        ]
        .height(Fill)
        .into()
    }

    /// What the kept line below the list says.
    fn note(&self, scene: Scene) -> Option<(Tone, String)> {
        let (words, language) = (scene.words(), scene.language());
        if let Some(progress) = self.progress(scene) {
            return Some(progress);
        }
        Some(match self.note.as_ref()? {
            Note::Made(printed) => came_out(printed, scene),
            Note::Pictured(Pictured::Copied) => (Tone::Well, words.picture_copied().to_owned()),
            Note::Pictured(Pictured::Saved(path)) => (Tone::Well, saved(words.ad_picture(), path, scene)),
            Note::Stopped => (Tone::Remind, words.stopped_drawing.to_owned()),
            Note::Reviewed(count) => (Tone::Well, words.reviewed_count(*count)),
            Note::Acted(number, kind) => (Tone::Well, words.act_done(*number, *kind)),
            Note::Failed(failure) => {
                (Tone::Wrong, shortened(&locale::failure(failure, language).line(language), size::LABEL, room(scene)))
            }
        })
    }

    fn line<'a>(&self, index: usize, booking: &Row, columns: &Columns, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let here = index == self.at;
        let marked = self.marked.contains(&booking.number);
        let plain = |words: String| text(words).size(size::NOTE).wrapping(text::Wrapping::None);
        let category = scene.rules.kinds.category(booking.kind, &booking.category);
        let category = category.map_or(String::new(), |category| match language {
            Language::Chinese if !columns.iter().any(|(column, width)| column == Column::Kind && width > 84.0) => {
                category.short.clone()
            }
            Language::Chinese => format!("{}·{}", locale::kind(booking.kind, language), category.short),
            Language::English => category.en.clone(),
        });
        let first = booking.runs.first().map_or_else(String::new, |run| run.format("%-m/%-d").to_string());
        let runs = match booking.runs.len() {
            0 | 1 => first,
            more => format!("{first} +{}", more - 1),
        };
        let methods: Vec<&str> = booking.by_method.keys().map(|method| words.method_short(*method)).collect();
        let methods = if methods.is_empty() { "—".to_owned() } else { methods.join(" ") };
        let cells = columns.iter().map(|(column, width)| {
            let words = |words: &str| plain(shortened(words, size::NOTE, width)).into();
            let content: Element<'a, Message> = match column {
                Column::Number => number(booking, marked, here),
                Column::Time => plain(booking.taken_at.format("%H:%M").to_string()).into(),
                Column::Kind => words(&category),
                Column::Size => plain(booking.size.said()).into(),
                Column::Customer => words(&booking.customer),
                Column::Runs => plain(runs.clone()).into(),
                Column::Amount => plain(booking.total.grouped()).into(),
                Column::Payment => words(&methods),
                Column::State => {
                    let marks = marks(booking, width, scene);
                    Line::from_iter(marks.into_iter().map(|(said, tone)| kit::pill(said, tone))).spacing(4).into()
                }
            };
            cell(column, width, content)
        });
        let line = container(Line::from_iter(cells).spacing(GAP).align_y(Alignment::Center))
            .center_y(ROW - 1.0)
            .padding([0, 8])
            .style(move |theme: &Theme| container::Style {
                background: here.then(|| theme.colours().remind_ground.into()),
                border: border::rounded(2),
                ..container::Style::default()
            });
        column![line, kit::line()].into()
    }
}

fn number<'a>(booking: &Row, marked: bool, here: bool) -> Element<'a, Message> {
    let serial = format!("{:04}", booking.number.serial);
    row![
        text(if marked { "✓" } else { "" }).size(size::NOTE).font(HEI_BOLD).width(14).style(theme::alarm),
        text(serial).size(size::NOTE).font(if here { HEI_BOLD } else { HEI }),
    ]
    .spacing(4)
    .into()
}

/// What a row has come to, in this room: what is most urgent of what is open, whether and how the proof is signed, whether it
/// is reviewed. In a narrow list it is said shorter, and then the most urgent alone.
fn marks(row: &Row, room: f32, scene: Scene) -> Vec<(String, Tone)> {
    let (words, language) = (scene.words(), scene.language());
    let back = (row.overpaid > Money::ZERO)
        .then(|| (format!("{} {}", words.owed_back(), short(row.overpaid.grouped())), Tone::Remind));
    if row.runs.is_empty() {
        let gone = (locale::acts::state(State::Withdrawn, language).to_owned(), Tone::Plain);
        return [gone].into_iter().chain(back).collect();
    }
    let urgent: Vec<Open> =
        [Open::Held, Open::Payment, Open::Papers].into_iter().filter(|open| row.open.contains(open)).collect();
    let others = urgent.len();
    let more = if urgent.len() > 1 { format!(" +{}", urgent.len() - 1) } else { String::new() };
    let urgent = urgent.first().map(|first| match first {
        Open::Held => (format!("{}{more}", locale::open(Open::Held, language)), Tone::Wrong),
        Open::Payment => (format!("{}{more}", words.to_pay(&short(row.owing.grouped()))), Tone::Remind),
        other => (format!("{}{more}", locale::open(*other, language)), Tone::Remind),
    });
    // Money that is owed back is as urgent as money that is owed; one of the two is nothing.
    let urgent = match back.filter(|_| !row.open.contains(&Open::Held)) {
        Some((said, tone)) if others > 0 => Some((format!("{said} +{others}"), tone)),
        Some(back) => Some(back),
        None => urgent,
    };
    let reviewed = !row.open.contains(&Open::Review);
    let all = |shorter: bool| {
        let proof = match &row.signed {
            Some((how, ..)) if shorter => (words.signed_short(*how), Tone::Well),
            Some((how, ..)) => (words.signed_by(*how), Tone::Well),
            None => (locale::open(Open::Proof, language).to_owned(), Tone::Remind),
        };
        let review = match (reviewed, urgent.is_none() && row.signed.is_some()) {
            (true, _) if shorter => Some((words.reviewed_short.to_owned(), Tone::Well)),
            (true, _) => Some((words.reviewed.to_owned(), Tone::Well)),
            // It is the next thing to do only when nothing stands before it.
            (false, true) => Some((locale::open(Open::Review, language).to_owned(), Tone::Remind)),
            (false, false) => None,
        };
        urgent.iter().cloned().chain([proof]).chain(review).collect::<Vec<_>>()
    };
    let fits = |marks: &[(String, Tone)]| {
        let pills: f32 = marks.iter().map(|(said, _)| wide(said, size::SMALL) + 18.0 + 4.0).sum();
        pills - 4.0 <= room
    };
    let whole = all(false);
    if fits(&whole) {
        return whole;
    }
    let mut marks = all(true);
    while marks.len() > 1 && !fits(&marks) {
        marks.pop();
    }
    marks
}

/// A cell of a column; money stands at the right.
fn cell<'a>(column: Column, width: f32, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let cell = container(content).width(width).clip(true);
    if column == Column::Amount { cell.align_x(Alignment::End).into() } else { cell.into() }
}
