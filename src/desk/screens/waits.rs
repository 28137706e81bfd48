//! 待打印: the jobs that no printer has taken yet, to be sent again or dropped.

mod words;

use std::collections::BTreeSet;

use iced::keyboard::key::Named;
use iced::widget::{Column, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Task, border};

use super::{About, Scene, Screen, ScreenState};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, Theme, size};
use crate::desk::widgets::{Chord, Group, Stroke, focus_on};
use crate::locale;
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;
use crate::print::PrintJob;
use trade::refusal::{Failure, Fault};

/// The list, for the focus.
pub const LIST: &str = "waits-list";

/// The jobs that no printer has taken yet, the oldest first, to be sent again or dropped.
#[derive(Debug, Default)]
pub struct Waits {
    /// None before they were read.
    jobs: Option<Vec<PrintJob>>,
    at: usize,
    /// The jobs that are being sent.
    sending: BTreeSet<String>,
    /// The job that the next Ctrl+Delete drops.
    dropping: Option<String>,
    said: Option<Note>,
}

/// What was said last, below the list.
#[derive(Debug)]
enum Note {
    /// A printer took a job under this number.
    Taken(i32),
    /// Something could not be done.
    Failed(Failure),
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The jobs that wait now, or why they cannot be read.
    Listed(Result<Vec<PrintJob>, Fault>),
    /// What a printer took could not be posted; it is tried again at the next look.
    Unposted(Failure),
    /// A job was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Send the job again.
    Again,
    /// A printer took it (its address, the number it gave), or another window had sent it, or it waits on.
    Sent(String, Result<(String, Option<i32>), Failure>),
    /// Drop the job; asked twice.
    Drop,
    /// The job is dropped, or could not be.
    Dropped(Result<(), Fault>),
}

/// What the screen wants of the desk.
#[derive(Debug)]
#[expect(missing_docs, reason = "each does what it says with the job")]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    Send(Box<PrintJob>),
    Drop(Box<PrintJob>),
    /// List what waits now.
    Look,
}

impl Waits {
    /// The jobs that wait, the oldest first; none before they were read.
    pub fn jobs(&self) -> &[PrintJob] {
        self.jobs.as_deref().unwrap_or_default()
    }

    fn here(&self) -> Option<&PrintJob> {
        self.jobs().get(self.at)
    }
}

impl ScreenState for Waits {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("待打印", "Print list"),
        tab: false,
        way: key("F8", "待打印：打印机还没收的", "what waits for a printer"),
        named: Some(Named::F8),
        ctrl: None,
        opens: &[],
        keys: &[
            key("↑ ↓", "选", "choose"),
            key("Ctrl+Enter", "再送一次", "send it again"),
            key("Ctrl+Delete", "不打了（按两次）", "drop it (twice)"),
        ],
    };

    fn new(_scene: Scene) -> Waits {
        Waits::default()
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        vec![Action::Run(focus_on(LIST)), Action::Look]
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        if !chord.ctrl {
            return match chord.named? {
                Named::ArrowUp => Some(Message::Stroke(Stroke::By(-1))),
                Named::ArrowDown => Some(Message::Stroke(Stroke::By(1))),
                _ => None,
            };
        }
        match chord.named? {
            Named::Enter if !chord.repeat => Some(Message::Again),
            Named::Delete if !chord.repeat => Some(Message::Drop),
            _ => None,
        }
    }

    fn able(&self, message: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match (message, self.here()) {
            (Message::Again | Message::Drop, None) => {
                Err(if self.jobs.is_some() { WhyNot::NothingWaits } else { WhyNot::NotRead })
            }
            (Message::Again | Message::Drop, Some(job)) if self.sending.contains(&job.id) => Err(WhyNot::BeingSent),
            _ => Ok(()),
        }
    }

    fn interrupted(&mut self) {
        self.dropping = None;
    }

    fn update(&mut self, message: Message, _scene: Scene) -> Vec<Action> {
        if !matches!(message, Message::Drop | Message::Listed(_)) {
            self.dropping = None;
        }
        match message {
            Message::Listed(Ok(jobs)) => {
                let here = self.here().map(|job| job.id.clone());
                self.jobs = Some(jobs);
                let stood = here.and_then(|here| self.jobs().iter().position(|job| job.id == here));
                self.at = stood.unwrap_or(self.at).min(self.jobs().len().saturating_sub(1));
                Vec::new()
            }
            Message::Listed(Err(fault)) | Message::Dropped(Err(fault)) => {
                self.said = Some(Note::Failed(fault.into()));
                Vec::new()
            }
            Message::Unposted(failure) => {
                self.said = Some(Note::Failed(failure));
                Vec::new()
            }
            Message::Dropped(Ok(())) => Vec::new(),
            Message::Pick(index) => {
                self.at = index;
                vec![Action::Run(focus_on(LIST))]
            }
            Message::Stroke(stroke) => {
                let last = self.jobs().len().saturating_sub(1);
                match stroke {
                    Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                    Stroke::First => self.at = 0,
                    Stroke::Last => self.at = last,
                    Stroke::Page(_) | Stroke::Mark | Stroke::Open | Stroke::Wheel(_) => {}
                }
                Vec::new()
            }
            Message::Again => {
                let Some(job) = self.here().cloned() else { return Vec::new() };
                self.sending.insert(job.id.clone());
                self.said = None;
                vec![Action::Send(Box::new(job))]
            }
            Message::Sent(id, sent) => {
                self.sending.remove(&id);
                self.said = match sent {
                    Ok((_, number)) => number.map(Note::Taken),
                    Err(failure) => Some(Note::Failed(failure)),
                };
                Vec::new()
            }
            Message::Drop => {
                let Some(job) = self.here().cloned() else { return Vec::new() };
                if self.dropping.as_ref() != Some(&job.id) {
                    (self.dropping, self.said) = (Some(job.id), None);
                    return Vec::new();
                }
                self.dropping = None;
                vec![Action::Drop(Box::new(job))]
            }
        }
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let list: Element<'a, Message> = if self.jobs().is_empty() {
            // What could not be read is not empty; why stands below.
            let said = match (&self.jobs, &self.said) {
                (Some(_), _) => words.nothing_waits,
                (None, Some(Note::Failed(_))) => words.not_read,
                (None, _) => words.reading,
            };
            container(kit::quiet(said)).padding(16).width(Fill).into()
        } else {
            let jobs = self.jobs().iter().enumerate().map(|(i, job)| self.job(job, i == self.at, scene));
            let list = Column::from_iter(jobs).spacing(8).width(Fill);
            Group::new(list, Some(self.at), Message::Pick, |stroke| Some(Message::Stroke(stroke))).id(LIST).into()
        };
        let can = |message: Message| self.can(message, scene);
        let foot = row![
            kit::button(words.drop_job(), "Ctrl+Delete", can(Message::Drop)).padding([12, 14]),
            kit::next(words.send_again(), "Ctrl+Enter", can(Message::Again)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let said = match (&self.dropping, &self.said) {
            (Some(_), _) => Some((Tone::Remind, words.drop_job_again().to_owned())),
            (None, Some(Note::Taken(number))) => Some((Tone::Well, words.tried_printer(*number))),
            (None, Some(Note::Failed(failure))) => {
                Some((Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())))
            }
            (None, None) => None,
        };
        let all = column![
            text(Screen::Waits.name(words)).size(size::SUM).font(SONG_BOLD),
            kit::quiet(words.waits_note()),
            scrollable(container(list).padding(6)).height(Fill),
            kit::kept(34.0, scene.said_why().or(said)),
            foot,
        ];
        container(container(all.spacing(10)).max_width(760)).padding(24).center_x(Fill).height(Fill).into()
    }
}

impl Waits {
    fn job<'a>(&self, job: &'a PrintJob, here: bool, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let name = locale::printout(job.paper, language);
        let head = row![
            text(&job.name).size(size::TEXT).font(HEI_BOLD),
            text(name).size(size::NOTE),
            kit::quiet(if job.bookings > 1 { words.ads(job.bookings) } else { String::new() }),
            kit::quiet(format!("{} {}", locale::minute(job.at), job.person)),
        ]
        .spacing(10)
        .align_y(Alignment::Center);
        let why: Element<'a, Message> = if self.sending.contains(&job.id) {
            kit::quiet(words.sending_job()).into()
        } else {
            match &job.failed {
                Some(fault) => kit::wrong(locale::fault(fault, language).line(language)).into(),
                None => kit::quiet(format!("{} {}", words.not_sent_yet(), job.printer)).into(),
            }
        };
        container(column![head, why].spacing(4))
            .padding([8, 12])
            .width(Fill)
            .style(move |theme: &Theme| {
                let c = theme.colours();
                container::Style {
                    background: Some(if here { c.remind_ground } else { c.sheet }.into()),
                    border: border::rounded(theme::RADIUS).width(1).color(c.hairline),
                    ..container::Style::default()
                }
            })
            .into()
    }
}
