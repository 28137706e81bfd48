//! The form by which a booking is changed, as far as the list has to do with it: opening it, what it wants, and what comes back; the list
//! beside it; and taking an ad anew.

use iced::widget::{Column, Space, column, container, row, text};
use iced::{Alignment, Fill, border};

use super::{Action, Day, Message, Note, Scene, place};
use crate::desk::draft::Draft;
use crate::desk::forms::act;
use crate::desk::kit;
use crate::desk::looked::Looked;
use crate::desk::measure::shortened;
use crate::desk::theme::{Element, HEI, HEI_BOLD, Theme, size};
use crate::desk::widgets::focus_on;
use crate::locale;
use crate::office::ActKind;
use books::booking::{Number, Open, Row};
use trade::refusal::{Failure, Fault};

/// The width of the list beside the form.
pub(super) const NARROW: f32 = 264.0;
/// The height of one of its rows.
const ROW: f32 = 30.0;
/// What stands above and below it: the header, the day, the hint.
const AROUND: f32 = 47.0 + 44.0 + 40.0;

impl Day {
    /// Shows a booking, and the form that sets a payment of it right.
    pub fn set_right(&mut self, wrong: act::Recorded) -> Vec<Action> {
        let number = wrong.booking;
        let actions = self.show(number);
        (self.to_act, self.wrong) = (Some((number, Some(ActKind::Reverse))), Some(wrong));
        actions
    }

    /// Opens the form, as soon as its booking is on the screen.
    pub(super) fn open_act(&mut self, kind: Option<ActKind>, scene: Scene) -> Vec<Action> {
        let Some(number) = self.number() else { return Vec::new() };
        let Some(looked) = self.seen().cloned() else {
            self.to_act = Some((number, kind));
            return Vec::new();
        };
        if let Some(wrong) = self.wrong.take_if(|wrong| wrong.booking == number) {
            let (form, wishes) = act::Form::set_right(looked, wrong, scene);
            return self.opens(form, wishes);
        }
        let laid = self.laid.take();
        if let Some(mut form) = laid.filter(|form| form.number() == looked.booking.number) {
            let wishes = form.taken_up(looked, kind, scene);
            return self.opens(form, wishes);
        }
        let possible = || ActKind::ALL.into_iter().find(|kind| looked.why_not(*kind).is_none());
        let kind = kind.or_else(possible).unwrap_or(ActKind::Correct);
        let (form, wishes) = act::Form::open(looked, kind, scene);
        self.opens(form, wishes)
    }

    fn opens(&mut self, form: act::Form, wishes: Vec<act::Wish>) -> Vec<Action> {
        (self.opened, self.failed, self.note) = (None, None, None);
        self.act = Some(form);
        self.wished(wishes)
    }

    pub(super) fn in_form(&mut self, message: act::Message, scene: Scene) -> Vec<Action> {
        let wishes = self.act.as_mut().map(|form| form.update(message, scene));
        wishes.map_or_else(Vec::new, |wishes| self.wished(wishes))
    }

    fn wished(&mut self, wishes: Vec<act::Wish>) -> Vec<Action> {
        let act = |wish| match wish {
            act::Wish::Run(task) => Action::Run(task.map(Message::Act)),
            act::Wish::Try(question, number, amend) => Action::Try(question, number, amend),
            act::Wish::Do(request) => Action::Do(request),
            act::Wish::Leave => {
                // What was typed comes back with it.
                self.laid = self.act.take();
                Action::Run(focus_on(place::LIST))
            }
        };
        wishes.into_iter().map(act).collect()
    }

    /// The form is told of its booking, whichever row is chosen.
    pub(super) fn form_hears(
        &mut self,
        number: Number,
        result: &Result<Option<Box<Looked>>, Fault>,
        scene: Scene,
    ) -> Vec<Action> {
        let wishes = match (&mut self.act, result) {
            (Some(form), Ok(Some(looked))) if form.number() == number => form.heard(looked, scene),
            _ => Vec::new(),
        };
        self.wished(wishes)
    }

    /// What the form sent was done, or not: then it stays open, with why.
    pub(super) fn acted(&mut self, request: &str, result: Result<(), Failure>, scene: Scene) -> Vec<Action> {
        let form = self.act.as_mut().filter(|form| form.request() == request);
        let mut actions = Vec::new();
        match (result, form) {
            (Ok(()), Some(form)) => {
                self.note = Some(Note::Acted(form.number(), form.kind()));
                self.act = None;
                actions.push(Action::Run(focus_on(place::LIST)));
            }
            (Ok(()), None) => {}
            (Err(failure), Some(form)) => {
                let wishes = form.refused(failure, scene);
                actions.extend(self.wished(wishes));
            }
            (Err(failure), None) => self.note = Some(Note::Failed(failure)),
        }
        // What was refused may have been another one's doing: the booking is read anew in either case.
        actions.extend(self.refresh());
        actions.push(Action::Posted);
        actions
    }

    pub(super) fn repeat(&self) -> Vec<Action> {
        let draft = self.looked().map(|booking| Draft::again(booking.order(), booking.number));
        draft.map_or_else(Vec::new, |draft| vec![Action::Take(Box::new(draft))])
    }

    pub(super) fn corrective(&self) -> Vec<Action> {
        let draft = self.looked().map(|booking| Draft::correcting(booking.order(), booking.number));
        draft.map(|draft| Action::Take(Box::new(draft))).into_iter().collect()
    }

    pub(super) fn turn_version(&mut self) -> Vec<Action> {
        let count = self.seen().map_or(0, |looked| looked.versions.len());
        self.version = match self.version {
            None => count.checked_sub(1),
            Some(version) => version.checked_sub(1),
        };
        Vec::new()
    }

    /// Whether a form opens as soon as its booking is read.
    pub const fn opens_soon(&self) -> bool {
        self.to_act.is_some() || self.to_see.is_some() || self.to_settle.is_some()
    }

    /// Where the keyboard begins.
    pub fn first_place(&self) -> &'static str {
        self.act.as_ref().map_or(place::LIST, act::Form::first_place)
    }

    /// The list beside the form: it stays where it was, and is not touched.
    pub(super) fn narrow<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let day = format!("{} {}", locale::short_date(self.date, language), locale::weekday(self.date, language));
        let head = kit::ends(text(day).size(size::TEXT).font(HEI_BOLD), kit::quiet(words.ads(self.shown.len())));
        let fits = (((scene.window.height - AROUND) / ROW).floor() as usize).max(3);
        let top = (self.at + 1).saturating_sub(fits.div_ceil(2)).min(self.shown.len().saturating_sub(fits));
        let here = self.act.as_ref().map(act::Form::number);
        let rows = self.rows().skip(top).take(fits).map(|row| line(row, here == Some(row.number)));
        let list = Column::from_iter(rows).width(Fill);
        let foot = kit::quiet(words.lay_down());
        column![container(head).center_y(44), container(list).height(Fill), container(foot).center_y(40)]
            .padding([0, 12])
            .height(Fill)
            .into()
    }
}

/// A row: number, customer, sum, and whether something is wrong, open or settled.
fn line<'a>(row: &Row, here: bool) -> Element<'a, Message> {
    let font = if here { HEI_BOLD } else { HEI };
    let mark = if row.open.contains(&Open::Held) {
        kit::square()
    } else if row.open.is_empty() {
        kit::tick()
    } else {
        kit::ring()
    };
    let plain = |said: String| text(said).size(size::NOTE).font(font).wrapping(text::Wrapping::None);
    let customer = plain(shortened(&row.customer, size::NOTE, 96.0));
    let line = row![
        plain(format!("{:04}", row.number.serial)).width(36),
        container(customer).width(Fill).clip(true),
        plain(row.total.grouped()),
        container(mark).width(12),
    ]
    .spacing(6)
    .align_y(Alignment::Center);
    let line = container(line).center_y(ROW - 1.0).padding([0, 6]).style(move |theme: &Theme| {
        let c = theme.colours();
        container::Style {
            background: here.then(|| c.remind_ground.into()),
            border: border::rounded(4).width(if here { 1.5 } else { 0.0 }).color(c.ink),
            ..container::Style::default()
        }
    });
    let under: Element<'a, Message> = if here { Space::new().height(1).into() } else { kit::line() };
    column![line, under].into()
}
