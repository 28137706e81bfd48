//! The copies of the books: made, listed, and put back after it was shown what is lost.

use std::path::PathBuf;

use iced::keyboard::key;
use iced::widget::{Column, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::form::{card, why};
use super::table::Component;
use super::wish::{Deed, SettingChange, Wish as Wanted};
use super::{Part, list_row};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group, Stroke};
use crate::locale;
use crate::locale::desk::why::WhyNot;
use books::booking::new_request;
use books::store::backup::{BackupState, ListedCopy, MadeCopy, Prospect, RestoreReport};
use trade::refusal::{Failure, Refusal};

/// The list of copies, for the focus.
pub const LIST: &str = "settings-copies";
/// The field of the reason for a restore.
pub const REASON: &str = "settings-restore-reason";
/// The field of the second place.
pub const SECOND: &str = "settings-second-place";

/// What the folder of copies holds.
#[derive(Debug, Clone, PartialEq)]
pub struct CopiesState {
    /// The copies, the newest first.
    pub listed: Vec<ListedCopy>,
    /// How the books and their copies stand; none where the books cannot be read.
    pub state: Option<BackupState>,
    /// The folder outside the books' own into which copies go too.
    pub second: Option<PathBuf>,
}

/// The part of the screen.
#[derive(Debug, Default)]
pub struct Form {
    shelf: Option<CopiesState>,
    at: usize,
    second: String,
    touched: bool,
    /// The copy whose restore is looked at, once it was: the next Ctrl+Shift+R restores it.
    looked: Option<(PathBuf, Prospect)>,
    reason: String,
    request: String,
    busy: bool,
    said: Option<Report>,
    /// The second place that was set before, and the one that is being set now.
    before: Option<(Option<PathBuf>, Option<PathBuf>)>,
}

/// What was said last.
#[derive(Debug)]
enum Report {
    /// A copy was made.
    Made(Box<MadeCopy>),
    /// A copy came back.
    Restored(Box<RestoreReport>),
    /// The second place was set.
    Set,
    /// Something could not be done.
    Failed(Failure),
}

/// What a key, the mouse or the books tell it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What the folder of copies holds.
    Listed(Result<CopiesState, Failure>),
    /// A copy was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Make a copy now.
    Make,
    /// The copy is made, or could not be.
    Made(Result<MadeCopy, Failure>),
    /// Look what restoring the copy would cost.
    Look,
    /// What it would cost.
    Looked(PathBuf, Result<Prospect, Failure>),
    /// Why it is restored.
    Reason(String),
    /// Restore the copy that was looked at.
    Restore,
    /// The copy is restored, or could not be.
    Restored(Result<RestoreReport, Failure>),
    /// Leave everything as it is.
    Leave,
    /// The path of the second place is typed.
    Second(String),
    /// Keep the second place.
    KeepSecond,
    /// The second place is kept, or cannot be.
    Kept(Result<(), Failure>),
    /// The focus goes on.
    Onward,
}

/// What the screen wants of the desk about copies.
#[derive(Debug)]
pub enum Wish {
    /// List the copies that there are.
    List,
    /// Make a copy now.
    Make,
    /// Look what restoring this one would cost.
    Look(PathBuf),
    /// Restore this one, for this reason, under this request.
    Restore {
        /// The file of the copy.
        file: PathBuf,
        /// The reason that was typed.
        reason: String,
        /// The id under which it is posted.
        request: String,
    },
    /// Set the second place.
    Second(Option<PathBuf>),
}

impl Component for Form {
    type Message = Message;

    fn new(_scene: Scene) -> Form {
        Form::default()
    }

    fn entered(&mut self, _scene: Scene) -> Option<Wanted> {
        Some(Wanted::Copies(Wish::List))
    }

    fn first_place(&self) -> &'static str {
        if self.looked.is_some() { REASON } else { LIST }
    }

    fn mark(&self, _scene: Scene) -> Option<Tone> {
        let state = self.shelf.as_ref()?.state.as_ref()?;
        state.old().then_some(Tone::Remind)
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        match (chord.named, chord.letter, chord.ctrl, chord.shift) {
            (_, Some('b'), true, _) => Some(Message::Make),
            (_, Some('r'), true, true) => Some(Message::Restore),
            (Some(key::Named::Escape), ..) if self.looked.is_some() => Some(Message::Leave),
            _ => None,
        }
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Make | Message::Look | Message::Stroke(Stroke::Open) | Message::Restore if self.busy => {
                Err(WhyNot::Busy)
            }
            Message::Restore if self.looked.is_none() => Err(WhyNot::NotLookedAt),
            Message::Look | Message::Stroke(Stroke::Open) if self.shelf.is_none() => Err(WhyNot::NotRead),
            Message::Look | Message::Stroke(Stroke::Open) if self.here().is_none() => Err(WhyNot::NoCopy),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wanted> {
        let wish = |wish| Some(Wanted::Copies(wish));
        match told {
            Message::Onward => Some(Wanted::Onward),
            Message::Listed(Ok(shelf)) => {
                if !self.touched {
                    self.second = shelf.second.as_ref().map_or_else(String::new, |path| path.display().to_string());
                }
                self.at = self.at.min(shelf.listed.len().saturating_sub(1));
                self.shelf = Some(shelf);
                None
            }
            Message::Listed(Err(failure)) => self.failed(failure),
            Message::Pick(index) => {
                self.at = index;
                Some(Wanted::Focus(LIST))
            }
            Message::Stroke(stroke) => {
                let last = self.shelf.as_ref().map_or(0, |shelf| shelf.listed.len()).saturating_sub(1);
                match stroke {
                    Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                    Stroke::First => self.at = 0,
                    Stroke::Last => self.at = last,
                    Stroke::Open => return self.update(Message::Look, scene),
                    Stroke::Page(_) | Stroke::Mark | Stroke::Wheel(_) => {}
                }
                None
            }
            Message::Make => {
                (self.busy, self.said) = (true, None);
                wish(Wish::Make)
            }
            Message::Made(Ok(made)) => {
                (self.busy, self.said) = (false, Some(Report::Made(Box::new(made))));
                wish(Wish::List)
            }
            Message::Made(Err(failure)) => self.failed(failure),
            Message::Look => {
                let here = self.here().cloned()?;
                match here.copy {
                    Ok(_) => {
                        (self.busy, self.said, self.looked) = (true, None, None);
                        wish(Wish::Look(here.path))
                    }
                    Err(failure) => self.failed(failure),
                }
            }
            Message::Looked(path, Ok(prospect)) => {
                (self.busy, self.reason, self.request) = (false, String::new(), new_request());
                self.looked = Some((path, prospect));
                Some(Wanted::Focus(REASON))
            }
            Message::Looked(_, Err(failure)) => self.failed(failure),
            Message::Reason(reason) => {
                self.reason = reason;
                None
            }
            Message::Restore => {
                let (file, _) = self.looked.as_ref()?;
                if self.reason.trim().is_empty() {
                    self.said = Some(Report::Failed(Refusal::NoReason.into()));
                    return Some(Wanted::Focus(REASON));
                }
                let (file, reason, request) = (file.clone(), self.reason.trim().to_owned(), self.request.clone());
                (self.busy, self.said) = (true, None);
                wish(Wish::Restore { file, reason, request })
            }
            Message::Restored(Ok(done)) => {
                (self.busy, self.looked, self.said) = (false, None, Some(Report::Restored(Box::new(done))));
                Wanted::Copies(Wish::List).then_focus(LIST)
            }
            Message::Restored(Err(failure)) => self.failed(failure),
            Message::Leave => {
                (self.looked, self.said) = (None, None);
                Some(Wanted::Focus(LIST))
            }
            Message::Second(text) => {
                (self.second, self.touched, self.said) = (text, true, None);
                None
            }
            Message::KeepSecond => {
                let place = self.second.trim();
                let place = (!place.is_empty()).then(|| PathBuf::from(place));
                self.before = Some((self.shelf.as_ref().and_then(|shelf| shelf.second.clone()), place.clone()));
                wish(Wish::Second(place))
            }
            Message::Kept(Ok(())) => {
                (self.touched, self.said) = (false, Some(Report::Set));
                let list = Wanted::Copies(Wish::List);
                // What is set back by a key was said there.
                let change = self.before.take().and_then(|(old, new)| changed(old, new, scene));
                Some(match change {
                    Some(change) => Wanted::Then(Box::new(Wanted::Changed(Box::new(change))), Box::new(list)),
                    None => list,
                })
            }
            Message::Kept(Err(failure)) => self.failed(failure),
        }
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let make = kit::button(words.copy_now(), "Ctrl+B", self.can(Message::Make, scene));
        let head = row![kit::quiet(words.copies_note()).width(Fill), Element::from(make.padding([8, 10]))];
        let second = InputField::new(words.second_place(), &self.second, SECOND)
            .placeholder(words.second_place_hint())
            .on_input(true, Message::Second)
            .on_submit(Message::KeepSecond);
        let body: Element<'a, Message> = match &self.looked {
            Some((_, prospect)) => self.prospect(prospect, scene),
            None => self.list(scene),
        };
        card(column![
            head.spacing(12).align_y(Alignment::Center),
            body,
            kit::kept(50.0, self.said(scene)),
            Element::from(second),
        ])
    }
}

impl Form {
    /// The copy that is chosen.
    fn here(&self) -> Option<&ListedCopy> {
        self.shelf.as_ref().and_then(|shelf| shelf.listed.get(self.at))
    }

    fn failed(&mut self, failure: Failure) -> Option<Wanted> {
        (self.busy, self.said, self.before) = (false, Some(Report::Failed(failure)), None);
        None
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(CopiesState { listed, .. }) = &self.shelf else {
            // A folder that could not be read is not empty; why stands below.
            let failed = matches!(self.said, Some(Report::Failed(_)));
            return kit::quiet(if failed { words.not_read } else { words.reading }).into();
        };
        if listed.is_empty() {
            return kit::quiet(words.no_copies()).into();
        }
        let rows = listed.iter().enumerate().map(|(i, listed)| self.row(listed, i == self.at, scene));
        let list = Group::new(Column::from_iter(rows).spacing(4).width(Fill), Some(self.at), Message::Pick, |stroke| {
            Some(Message::Stroke(stroke))
        });
        let look = kit::button(words.look_at_copy(), "Enter", self.can(Message::Look, scene));
        column![
            scrollable(container(Element::from(list.id(LIST))).padding(4)).height(180),
            row![Element::from(look.padding([8, 10]))]
        ]
        .spacing(8)
        .into()
    }

    fn row<'a>(&self, listed: &'a ListedCopy, here: bool, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let line: Element<'a, Message> = match &listed.copy {
            Ok(copy) => row![
                text(locale::copies::when(copy)).size(size::NOTE).font(HEI_BOLD).width(130),
                text(words.copy_holds(copy.bookings, copy.entries)).size(size::NOTE).width(Fill),
                kit::quiet(locale::copies::head(&copy.head)),
            ]
            .spacing(10)
            .align_y(Alignment::Center)
            .into(),
            Err(failure) => {
                let name = listed.path.file_name().map(|name| name.to_string_lossy().into_owned());
                let why = locale::failure(failure, scene.language()).message;
                column![text(name.unwrap_or_default()).size(size::NOTE), kit::quiet(why)].into()
            }
        };
        list_row(line, here)
    }

    /// What restoring would cost, and the way to do it.
    fn prospect<'a>(&'a self, prospect: &'a Prospect, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let copy = &prospect.copy;
        let title = format!("{} · {}", locale::copies::when(copy), words.copy_holds(copy.bookings, copy.entries));
        let lost = locale::copies::lost(&prospect.loss, language);
        let lost = lost.into_iter().map(|line| text(line).size(size::NOTE).into());
        let reason = InputField::new(words.restore_reason(), &self.reason, REASON)
            .on_input(true, Message::Reason)
            .on_submit(Message::Onward);
        let ready = !self.busy && !self.reason.trim().is_empty();
        let go = kit::next(words.restore_copy(), "Ctrl+Shift+R", ready.then_some(Message::Restore));
        let leave = kit::button(words.leave_copies(), "Esc", Some(Message::Leave)).padding([12, 14]);
        let inner = column![
            text(title).size(size::NOTE).font(HEI_BOLD),
            Column::from_iter(lost).spacing(4),
            Element::from(reason),
            row![Element::from(leave), Element::from(go)].spacing(8).align_y(Alignment::Center),
        ];
        kit::edged(Tone::Wrong, container(inner.spacing(10)).padding(12).width(Fill))
    }

    fn said(&self, scene: Scene) -> Option<(Tone, String)> {
        let (words, language) = (scene.words(), scene.language());
        let state = self.shelf.as_ref().and_then(|shelf| shelf.state.as_ref());
        match &self.said {
            _ if self.busy => Some((Tone::Plain, words.copies_busy().to_owned())),
            Some(Report::Made(made)) => Some(match &made.second {
                Some(Err(failure)) => (Tone::Remind, locale::copies::no_second(failure, language)),
                _ => (Tone::Well, words.copy_made(made.copy.bookings, made.copy.entries)),
            }),
            Some(Report::Restored(done)) => {
                let aside = done.aside.as_ref().map_or_else(String::new, |path| path.display().to_string());
                Some((Tone::Well, words.copy_restored(&aside)))
            }
            Some(Report::Set) => Some((Tone::Well, words.second_place_kept().to_owned())),
            Some(Report::Failed(failure)) => Some((Tone::Wrong, why(failure, scene))),
            None => state
                .filter(|state| state.old())
                .map(|state| (Tone::Remind, locale::copies::old(state, language).line(language))),
        }
    }
}

/// That the second place is another one now.
fn changed(old: Option<PathBuf>, new: Option<PathBuf>, scene: Scene) -> Option<SettingChange> {
    let words = scene.words();
    let said = |place: &Option<PathBuf>| {
        place.as_ref().map_or_else(|| words.empty_value().to_owned(), |path| path.display().to_string())
    };
    (old != new).then(|| SettingChange {
        part: Part::Copies,
        what: words.second_place().to_owned(),
        old: said(&old),
        new: said(&new),
        back: Deed::Second(old),
        forth: Deed::Second(new),
        typed: false,
    })
}
