//! 规则: the files of rules of the paper's own. One is read with every mistake in it, entered from a day on, written out, withdrawn before its
//! day; and one that reads no more in this program is replaced or withdrawn.

mod view;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::keyboard::key;
use iced::widget::Column;

use super::Part;
use super::table::Component;
use super::wish::{Ask, Deed, SettingChange, SettingsAnswer, Wish};
use crate::desk::kit::Tone;
use crate::desk::screens::Scene;
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, Stroke};
use crate::locale;
use crate::locale::desk::why::WhyNot;
use crate::office::{ReadRules, likeliest};
use books::booking::{Entered, RuleKind};
use books::counter::{Rules, Unread};
use trade::measure::narrow;
use trade::refusal::{Failure, Refusal, RuleFileTrouble};
use trade::rulefile::Mistake;

/// The field of the path of a file, the first place of the part.
pub const PATH: &str = "settings-rules-path";
/// The choice of what the file is.
pub const KINDS: &str = "settings-rules-kind";
/// The first day on which it holds.
pub const FROM: &str = "settings-rules-from";
/// The field of why one that reads no more is replaced or withdrawn.
pub const REASON: &str = "settings-rules-reason";
/// The list of files that were entered.
pub const LIST: &str = "settings-rules-list";

/// A file that was read, what was entered, and what reads no more.
#[derive(Debug)]
pub struct Form {
    path: String,
    kind: RuleKind,
    from: String,
    file: Option<File>,
    at: usize,
    /// The files that were entered, as they were last heard of, and those among them that read no more.
    entered: Vec<Arc<Entered>>,
    unread: Vec<Unread>,
    /// Why one that reads no more is replaced or withdrawn.
    reason: String,
    /// Ctrl+Delete was struck once on this row.
    sure: Option<usize>,
    busy: bool,
    pending: Option<Ask>,
    told: Option<Result<String, Failure>>,
}

/// A file that was read from the disk.
#[derive(Debug)]
struct File {
    name: String,
    text: String,
    read: Result<ReadRules, Vec<Mistake>>,
}

/// What happens to the part.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path of a file is typed.
    Path(String),
    /// Read the file under that path.
    Read,
    /// A file was let fall on the window.
    Dropped(PathBuf),
    /// The text of a file, by its name; or why it could not be read.
    Text(String, Result<String, Failure>),
    /// The file is this, by its place among the sorts of rules.
    Kind(usize),
    /// The first day is typed.
    From(String),
    /// Why one that reads no more is replaced or withdrawn, as it is typed.
    Reason(String),
    /// Enter the file, or put it in the place of the one that reads no more.
    Enter,
    /// Put the file aside.
    Leave,
    /// A row was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Withdraw the one that is chosen; asked for twice.
    Withdraw,
    /// Write out the one that is chosen.
    Export,
    /// It was written there, or could not be.
    Written(Result<PathBuf, Failure>),
    /// The focus goes on.
    Onward,
}

impl Form {
    /// The entered files, those that read no more first, then the newest first.
    fn listed(&self) -> Vec<&Arc<Entered>> {
        let broken = |one: &&Arc<Entered>| self.unread.iter().any(|unread| unread.entered == **one);
        let (first, others): (Vec<_>, Vec<_>) = self.entered.iter().partition(broken);
        first.into_iter().chain(others.into_iter().rev()).collect()
    }

    fn chosen(&self) -> Option<&Arc<Entered>> {
        self.listed().get(self.at).copied()
    }

    fn broken(&self, entered: &Arc<Entered>) -> Option<&Unread> {
        self.unread.iter().find(|unread| unread.entered == *entered)
    }

    /// The file that is replaced by what is read: the one that reads no more, of the same sort.
    fn replaced(&self) -> Option<&Unread> {
        let chosen = self.chosen().and_then(|chosen| self.broken(chosen));
        chosen.or_else(|| self.unread.first()).filter(|unread| unread.entered.kind == self.kind)
    }

    /// Reads the text once more: as another sort, or under other rules.
    fn reread(&mut self, rules: &Rules) {
        if let Some(file) = &mut self.file {
            file.read = ReadRules::of(self.kind, &file.text, rules);
        }
    }

    fn may_withdraw(&self, entered: &Arc<Entered>, scene: Scene) -> bool {
        entered.from > scene.wall().date() || self.broken(entered).is_some()
    }

    fn enter(&mut self) -> Option<Wish> {
        let file = self.file.as_ref()?;
        let (kind, text) = (self.kind, file.text.clone());
        if let Err(mistakes) = &file.read {
            let file = file.name.clone();
            self.told = Some(Err(Refusal::from(RuleFileTrouble::BadRules { file, mistakes: mistakes.clone() }).into()));
            return None;
        }
        let ask = if let Some(unread) = self.replaced() {
            let (version, reason) = (unread.entered.version.clone(), self.reason.trim().to_owned());
            if reason.is_empty() {
                return self.lacks_reason();
            }
            Ask::Replace { kind, version, text, reason }
        } else {
            let from: String = self.from.trim().chars().map(narrow).collect();
            let Ok(from) = from.parse::<NaiveDate>() else {
                self.told = Some(Err(Refusal::NotADate { value: self.from.clone() }.into()));
                return Some(Wish::Focus(FROM));
            };
            Ask::Enter { kind, text, from }
        };
        self.ask(ask)
    }

    fn ask(&mut self, ask: Ask) -> Option<Wish> {
        (self.busy, self.told, self.pending) = (true, None, Some(ask.clone()));
        Wish::ask(ask)
    }

    /// What was in force is not taken away without a reason.
    fn lacks_reason(&mut self) -> Option<Wish> {
        self.told = Some(Err(Refusal::NoReason.into()));
        Some(Wish::Focus(REASON))
    }

    fn withdraw(&mut self, scene: Scene) -> Option<Wish> {
        let chosen = Arc::clone(self.chosen()?);
        if !self.may_withdraw(&chosen, scene) {
            let refusal = chosen.kind.no_such(&chosen.version);
            self.told = Some(Err(refusal.into()));
            return None;
        }
        let reason = if self.broken(&chosen).is_some() { self.reason.trim().to_owned() } else { String::new() };
        if reason.is_empty() && self.broken(&chosen).is_some() {
            return self.lacks_reason();
        }
        if self.sure != Some(self.at) {
            self.sure = Some(self.at);
            return None;
        }
        self.sure = None;
        self.ask(Ask::Withdraw { kind: chosen.kind, version: chosen.version.clone(), reason })
    }

    /// What was done can be taken back by this, where it can.
    fn change(&self, ask: &Ask, entered: Option<&Entered>, scene: Scene) -> Option<SettingChange> {
        let (words, language) = (scene.words(), scene.language());
        let named = |kind: RuleKind, id: &str| format!("{} {id}", locale::own::rules_kind(kind.id(), language));
        let (what, old, new, back) = match ask {
            Ask::Enter { kind, from, .. } if *from > scene.wall().date() => {
                let entered = entered?;
                let back = Ask::Withdraw { kind: *kind, version: entered.version.clone(), reason: String::new() };
                let new = words.edition_from(&entered.version, *from);
                (named(*kind, &entered.id), words.not_entered().to_owned(), new, back)
            }
            Ask::Withdraw { kind, version, .. } => {
                let was = self.entered.iter().find(|one| one.kind == *kind && one.version == *version);
                let was = was.filter(|one| self.broken(one).is_none())?;
                let back = Ask::Enter { kind: *kind, text: was.text.clone(), from: was.from };
                let old = words.edition_from(&was.version, was.from);
                (named(*kind, &was.id), old, words.not_entered().to_owned(), back)
            }
            _ => return None,
        };
        let (back, forth) = (Deed::Ask(Box::new(back)), Deed::Ask(Box::new(ask.clone())));
        Some(SettingChange { part: Part::Rules, what, old, new, back, forth, typed: false })
    }

    /// What is said after the books did what was asked.
    fn done(&self, ask: &Ask, entered: Option<&Entered>, scene: Scene) -> String {
        let (words, language) = (scene.words(), scene.language());
        match (ask, entered) {
            (Ask::Replace { kind, .. }, Some(entered)) => {
                locale::own::replaced((kind.id(), &entered.id, &entered.version), entered.from, language)
            }
            (Ask::Withdraw { kind, version, .. }, _) => {
                let was = self.entered.iter().find(|one| one.kind == *kind && one.version == *version);
                match was.and_then(|was| self.broken(was)) {
                    Some(one) => locale::own::withdrawn_unread((kind.id(), &one.entered.id, version), language),
                    None => words.rules_withdrawn(locale::own::rules_kind(kind.id(), language), version),
                }
            }
            (_, Some(entered)) => words.rules_entered(
                &format!("{} {}", locale::own::rules_kind(entered.kind.id(), language), entered.id),
                &entered.version,
                entered.from,
            ),
            (_, None) => words.saved().to_owned(),
        }
    }
}

impl Component for Form {
    type Message = Message;

    fn new(scene: Scene) -> Form {
        let today = scene.wall().date();
        let mut form = Form {
            path: String::new(),
            kind: RuleKind::NoticeKind,
            from: today.succ_opt().unwrap_or(today).to_string(),
            file: None,
            at: 0,
            entered: Vec::new(),
            unread: Vec::new(),
            reason: String::new(),
            sure: None,
            busy: false,
            pending: None,
            told: None,
        };
        form.heard(scene);
        form
    }

    fn renewed(&self, scene: Scene) -> Form {
        Form { at: self.at, ..Form::new(scene) }
    }

    fn heard(&mut self, scene: Scene) {
        if self.entered != scene.house.rules {
            self.entered.clone_from(&scene.house.rules);
            self.unread = Rules::unread(&self.entered);
            self.at = self.at.min(self.entered.len().saturating_sub(1));
            self.reread(scene.rules);
        }
    }

    fn first_place(&self) -> &'static str {
        PATH
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        match (chord.named, chord.letter, chord.ctrl) {
            (Some(key::Named::Enter), _, true) => Some(Message::Enter),
            (Some(key::Named::Delete), _, true) => Some(Message::Withdraw),
            (Some(key::Named::Escape), ..) if self.file.is_some() => Some(Message::Leave),
            (_, Some('s'), true) => Some(Message::Export),
            _ => None,
        }
    }

    fn dropped(&self, path: PathBuf) -> Option<Message> {
        Some(Message::Dropped(path))
    }

    fn able(&self, told: &Message, _scene: Scene) -> Result<(), WhyNot> {
        match told {
            Message::Enter | Message::Withdraw if self.busy => Err(WhyNot::Busy),
            Message::Enter if self.file.is_none() => Err(WhyNot::NoRuleFile),
            Message::Withdraw | Message::Export if self.chosen().is_none() => Err(WhyNot::NoRules),
            _ => Ok(()),
        }
    }

    fn update(&mut self, told: Message, scene: Scene) -> Option<Wish> {
        if !matches!(told, Message::Withdraw) {
            self.sure = None;
        }
        match told {
            Message::Onward => return Some(Wish::Onward),
            Message::Path(text) => self.path = text,
            Message::Read => {
                let path = self.path.trim();
                return (!path.is_empty()).then(|| Wish::ReadRules(PathBuf::from(path)));
            }
            Message::Dropped(path) => {
                self.path = path.display().to_string();
                return Some(Wish::ReadRules(path));
            }
            Message::Text(name, Ok(text)) => {
                // What is to be replaced says what it must be; otherwise the text itself does, by how well it reads.
                self.kind = match self.unread.first() {
                    Some(unread) => unread.entered.kind,
                    None => likeliest(&text, scene.rules),
                };
                let read = ReadRules::of(self.kind, &text, scene.rules);
                (self.file, self.told) = (Some(File { name, text, read }), None);
                return Some(Wish::Focus(if self.unread.is_empty() { FROM } else { REASON }));
            }
            Message::Text(_, Err(failure)) => (self.file, self.told) = (None, Some(Err(failure))),
            Message::Kind(at) => {
                self.kind = RuleKind::ALL.get(at).copied().unwrap_or(self.kind);
                self.reread(scene.rules);
            }
            Message::From(text) => self.from = text,
            Message::Reason(text) => self.reason = text,
            Message::Enter => return self.enter(),
            Message::Leave => {
                (self.file, self.told) = (None, None);
                return Some(Wish::Focus(PATH));
            }
            Message::Pick(at) => {
                self.at = at;
                return Some(Wish::Focus(LIST));
            }
            Message::Stroke(stroke) => {
                let last = self.entered.len().saturating_sub(1);
                match stroke {
                    Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                    Stroke::First => self.at = 0,
                    Stroke::Last => self.at = last,
                    Stroke::Page(_) | Stroke::Wheel(_) | Stroke::Mark | Stroke::Open => {}
                }
            }
            Message::Withdraw => return self.withdraw(scene),
            Message::Export => {
                let chosen = self.chosen()?;
                let name = format!("{}-{}-{}.toml", chosen.kind.id(), chosen.id, chosen.version);
                return Some(Wish::WriteRules(name, chosen.text.clone()));
            }
            Message::Written(Ok(path)) => {
                self.told = Some(Ok(scene.words().written(scene.words().rules_file(), &path.display().to_string())));
            }
            Message::Written(Err(failure)) => self.told = Some(Err(failure)),
        }
        None
    }

    fn answered(&mut self, answered: SettingsAnswer, scene: Scene) -> Option<Wish> {
        self.busy = false;
        let ask = self.pending.take()?;
        match answered {
            Ok(done) => {
                let entered = done.entered.as_deref();
                self.told = Some(Ok(self.done(&ask, entered, scene)));
                let change = self.change(&ask, entered, scene);
                if !matches!(ask, Ask::Withdraw { .. }) {
                    (self.file, self.path) = (None, String::new());
                }
                self.reason.clear();
                change.map(|change| Wish::Changed(Box::new(change)))
            }
            Err(failure) => {
                self.told = Some(Err(failure));
                None
            }
        }
    }

    fn mark(&self, _scene: Scene) -> Option<Tone> {
        (!self.unread.is_empty()).then_some(Tone::Wrong)
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let mut all = Column::new().spacing(14);
        if let Some(unread) = self.unread.first() {
            all = all.push(self.unreadable(unread, scene));
        }
        all.push(self.entering(scene)).push(self.list(scene)).into()
    }
}
