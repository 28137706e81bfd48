//! The head of the window: the name, the screens with their keys, the next deadline, the till, who sits here. Where there is no room for all
//! of it, things leave in the order of [`LEAVING`]; the deadline and what is to be seen to stay whole.

use iced::widget::{Row, Space, column, container, row, text, text_input};
use iced::{Alignment, Fill, Shrink};

use super::app::{App, FLOAT, FloatMessage, Message, Screen};
use super::kit::{self, Tone};
use super::measure::wide;
use super::screens::Scene;
use super::theme::{self, Element, SONG_BOLD, Theme, size};
use super::widgets::{ButtonLook, Group, Press};
use crate::locale;
use crate::locale::desk::Words;

/// What leaves the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    /// How much lay in the till before the first customer.
    Float,
    /// The keys beside the names of the screens.
    Keys,
    /// The long words of the deadline: the short ones take their place.
    LongDeadline,
    /// Whether the till is open; where the float is asked for its field, while nobody types in it.
    Till,
    /// Half of the ground around the names of the screens.
    Ground,
    /// The name of who sits here.
    Clerk,
    /// The names of the screens but that of the one shown: their keys take their place.
    Names,
    /// That no till is open though money is about to be taken.
    Question,
}

/// The order in which they leave a narrow window.
const LEAVING: [Leaving; 8] = [
    Leaving::Float,
    Leaving::Keys,
    Leaving::LongDeadline,
    Leaving::Till,
    Leaving::Ground,
    Leaving::Clerk,
    Leaving::Names,
    Leaving::Question,
];

/// Between two things in the head, in pixels.
const GAP: f32 = 10.0;
/// At its two ends, in pixels.
const EDGE: f32 = 16.0;
/// What a message needs at least, in pixels: it may take a second line.
const MESSAGE: f32 = 240.0;
/// The field of the float, in pixels.
const FIELD: f32 = 96.0;

/// What stands in the middle of the head.
enum Middle {
    /// Something is wrong, or everybody is to be told of it.
    Wrong(String),
    /// The rules that were entered read no more.
    Unread(&'static str),
    /// The next deadline in long words and in short ones, and whether it is near.
    Deadline { long: (String, String), short: (String, String), near: bool },
    /// What becomes of the float that is asked for, while it is typed and there is room.
    Hint(&'static str),
    /// No issue is to come.
    Nothing,
}

/// The question for the float, in the place of the till.
struct FloatField<'a> {
    typed: &'a str,
    typing: bool,
    failed: bool,
}

/// Everything that the head may say, measured before it is laid out.
struct Head<'a> {
    words: &'static Words,
    screens: Vec<Screen>,
    here: Screen,
    practice: bool,
    jobs: Option<usize>,
    copies: bool,
    said: Middle,
    float: Option<String>,
    question: Option<FloatField<'a>>,
    approvers: Vec<String>,
    clerk: &'a str,
}

/// The bar above every screen: the screens to go to, the practice mark, the clerk, and what is to be seen to.
pub fn view<'a>(app: &'a App, scene: Scene<'a>) -> Element<'a, Message> {
    let waits = app.screens.waits.jobs().len();
    let head = Head {
        words: scene.words(),
        screens: Screen::ALL.into_iter().filter(|screen| screen.is_tab()).collect(),
        here: app.screen,
        practice: scene.house.practice,
        // It is said on every screen, and pressed or F8 it opens the list.
        jobs: (waits > 0 || app.screen == Screen::Waits).then_some(waits),
        copies: app.copies_wanting,
        said: said(app, scene),
        float: scene.house.till.map(|float| float.grouped()),
        question: app.asks_float().then(|| app.float()).map(|float| FloatField {
            typed: &float.typed,
            typing: float.typing,
            failed: float.failed.is_some(),
        }),
        approvers: app.approvers().map(|approver| scene.words().approved_by(approver)).collect(),
        clerk: app.signed_in().unwrap_or(scene.taste.clerk.trim()),
    };
    let room = scene.window.width - 2.0 * EDGE;
    let leaves = (0..LEAVING.len()).find(|left| head.width(&LEAVING[..*left]) <= room);
    let line = head.view(&LEAVING[..leaves.unwrap_or(LEAVING.len())]);
    let line = container(line).padding([0.0, EDGE]).center_y(47).width(Fill).style(theme::ground(|c| c.sheet));
    column![line, kit::line()].into()
}

impl<'a> Head<'a> {
    /// How the till stands, as far as that is said.
    fn till(&self, left: &[Leaving]) -> Option<String> {
        let words = self.words;
        if left.contains(&Leaving::Till) || self.question.is_some() {
            return None;
        }
        Some(match &self.float {
            None => words.till_closed.to_owned(),
            Some(_) if left.contains(&Leaving::Float) => words.till_is_open().to_owned(),
            Some(float) => words.till_open(float),
        })
    }

    /// The name and the key of a tab, as far as they are shown.
    fn tab(&self, screen: Screen, left: &[Leaving]) -> (Option<&'static str>, Option<&'static str>) {
        if left.contains(&Leaving::Names) && screen != self.here {
            return (None, Some(screen.label()));
        }
        (Some(screen.name(self.words)), (!left.contains(&Leaving::Keys)).then(|| screen.label()))
    }

    /// What stands of the question for the float: its name, its field, and the key of it.
    fn question_parts(&self, left: &[Leaving]) -> Option<(Option<&'static str>, bool, Option<&'static str>)> {
        let question = self.question.as_ref().filter(|one| one.typing || !left.contains(&Leaving::Question))?;
        let field = question.typing || !left.contains(&Leaving::Till);
        let name = field.then(|| self.words.float_alone());
        let key = if question.typing { "Enter" } else { "Ctrl+Shift+O" };
        let key = (question.typing || !left.contains(&Leaving::Names)).then_some(key);
        Some((name, field, key))
    }

    /// The question for the float. The field stands at the same place whatever else is said, so that it keeps what is marked in it.
    fn question(&self, left: &[Leaving]) -> Option<Element<'a, Message>> {
        let (name, field, key) = self.question_parts(left)?;
        let question = self.question.as_ref()?;
        let name = name.map(|name| kit::quiet(name).wrapping(text::Wrapping::None));
        let pill = Row::new().push(kit::pill(self.words.till_closed, Tone::Remind)).push(name);
        let pill = pill.spacing(8).align_y(Alignment::Center);
        // Where the field has no room, the pill leads to it.
        let pill: Element<'a, Message> = match field {
            true => pill.into(),
            false => Press::new(pill, ButtonLook::Quiet).on_press(Message::Float(FloatMessage::Begin)).into(),
        };
        let field = field.then(|| {
            text_input("300.00", question.typed)
                .id(FLOAT)
                .width(FIELD)
                .size(size::TEXT)
                .padding([4, 10])
                .style(theme::field(question.failed))
                .on_input(|typed| Message::Float(FloatMessage::Typed(typed)))
                .on_submit(Message::Float(FloatMessage::Open))
        });
        let row = Row::new().push(pill).push(field);
        Some(row.push(key.map(kit::key)).spacing(8).align_y(Alignment::Center).into())
    }

    /// The ground at the left and the right of a tab's name, in pixels.
    fn ground(left: &[Leaving]) -> f32 {
        if left.contains(&Leaving::Ground) { 6.0 } else { 12.0 }
    }

    /// How wide it stands once these have left, in pixels.
    fn width(&self, left: &[Leaving]) -> f32 {
        let words = self.words;
        let keys = !left.contains(&Leaving::Keys);
        let pill = |said: &str| wide(said, size::SMALL) + 18.0 + GAP;
        let keyed = |said: &str, key: &str| pill(said) + 20.0 + if keys { wide(key, size::LABEL) + 5.0 } else { 0.0 };
        let quiet = |said: &str| wide(said, size::LABEL) + 8.0 + 2.0 * GAP;
        let tabs = self.screens.iter().map(|screen| {
            let (name, key) = self.tab(*screen, left);
            let between = if name.is_some() && key.is_some() { 5.0 } else { 0.0 };
            let name = name.map_or(0.0, |name| wide(name, size::TEXT));
            name + between + key.map_or(0.0, |key| wide(key, size::LABEL)) + 2.0 * Head::ground(left) + 4.0
        });
        let said = match &self.said {
            Middle::Wrong(_) => MESSAGE,
            Middle::Unread(said) => pill(said),
            Middle::Deadline { long, short, .. } => {
                let (until, rest) = if left.contains(&Leaving::LongDeadline) { short } else { long };
                wide(until, size::LABEL) + wide(rest, size::LABEL)
            }
            Middle::Hint(said) if !left.contains(&Leaving::LongDeadline) => wide(said, size::LABEL),
            // An empty place has its gap.
            Middle::Hint(_) | Middle::Nothing => GAP,
        };
        let question = self.question_parts(left).map_or(0.0, |(name, field, key)| {
            let name = name.map_or(0.0, |name| wide(name, size::LABEL) + 8.0);
            let field = if field { FIELD + 8.0 } else { 0.0 };
            pill(words.till_closed) + name + field + key.map_or(0.0, |key| wide(key, size::LABEL) + 8.0)
        });
        wide("启事", size::NAME)
            + 2.0 * GAP
            + tabs.sum::<f32>()
            + if self.practice { pill(words.practice) } else { 0.0 }
            + self.jobs.map_or(0.0, |jobs| keyed(&words.jobs_wait(jobs), Screen::Waits.label()))
            + if self.copies { keyed(words.copies_wanting(), Screen::Settings.label()) } else { 0.0 }
            + 2.0 * GAP
            + said
            + question
            + self.till(left).map_or(0.0, |till| quiet(&till))
            + self.approvers.iter().map(|approver| pill(approver) + 18.0).sum::<f32>()
            + if self.clerk.is_empty() || left.contains(&Leaving::Clerk) { 0.0 } else { quiet(self.clerk) }
    }

    /// What is left of it, in a line.
    fn view(self, left: &[Leaving]) -> Element<'a, Message> {
        let words = self.words;
        let keys = !left.contains(&Leaving::Keys);
        let tabs = self.screens.iter().map(|screen| {
            let here = *screen == self.here;
            let (name, key) = self.tab(*screen, left);
            let name = name.map(|name| text(name).size(size::TEXT).wrapping(text::Wrapping::None));
            let line = Row::new().push(name).push(key.map(|key| kit::key_of(key, here)));
            kit::segment_in(line.spacing(5).align_y(Alignment::Center), here, Shrink, Head::ground(left))
        });
        let at = self.screens.iter().position(|screen| *screen == self.here);
        let (count, screens) = (self.screens.len(), self.screens.clone());
        let tabs = Group::choice(Row::from_iter(tabs).spacing(4), at, count, move |i| Message::Go(screens[i]));
        let mut head = row![text("启事").size(size::NAME).font(SONG_BOLD), Element::from(tabs)]
            .spacing(GAP)
            .align_y(Alignment::Center);
        let practice = self.practice.then(|| kit::pill(words.practice, Tone::Wrong));
        let leads = |said: String, tone: Tone, to: Screen| {
            let key = keys.then(|| kit::key(to.label()));
            let line = Row::new().push(kit::pill(said, tone)).push(key).spacing(5).align_y(Alignment::Center);
            Press::new(line, ButtonLook::Quiet).on_press(Message::Go(to))
        };
        let jobs = self.jobs.map(|jobs| {
            let tone = if jobs > 0 { Tone::Wrong } else { Tone::Plain };
            leads(words.jobs_wait(jobs), tone, Screen::Waits)
        });
        let copies = self.copies.then(|| leads(words.copies_wanting().to_owned(), Tone::Remind, Screen::Settings));
        let till = self.till(left);
        let question = self.question(left);
        let quiet = |said: String| row![Space::new().width(8), kit::quiet(said).wrapping(text::Wrapping::None)];
        // What comes and goes stands in places that stay: a field behind them keeps the focus.
        let wrong = matches!(self.said, Middle::Wrong(_));
        let free = if wrong { Shrink } else { Fill };
        let marks = Row::new().push(practice).push(jobs).push(copies).push(Space::new().width(free));
        head = head.push(marks.spacing(GAP).align_y(Alignment::Center).width(free));
        let said: Element<'a, Message> = match self.said {
            // What is wrong has all the room that the others leave, and no more: it breaks into lines before it cuts what stands behind it.
            Middle::Wrong(said) => container(kit::wrong(said)).width(Fill).align_x(Alignment::End).clip(true).into(),
            Middle::Unread(said) => kit::pill(said, Tone::Wrong),
            Middle::Deadline { long, short, near } => {
                deadline(if left.contains(&Leaving::LongDeadline) { short } else { long }, near)
            }
            Middle::Hint(said) if !left.contains(&Leaving::LongDeadline) => {
                kit::quiet(said).wrapping(text::Wrapping::None).into()
            }
            Middle::Hint(_) | Middle::Nothing => Row::new().into(),
        };
        head = head.push(row![said].width(if wrong { Fill } else { Shrink })).extend(question);
        head = head.extend(till.map(|till| quiet(till).into()));
        for approver in self.approvers {
            head = head.push(row![Space::new().width(8), kit::pill(approver, Tone::Remind)]);
        }
        if !self.clerk.is_empty() && !left.contains(&Leaving::Clerk) {
            head = head.push(quiet(self.clerk.to_owned()));
        }
        head.into()
    }
}

/// What the head says in its middle: what is wrong with the folder stands where everybody looks, else the next deadline.
fn said(app: &App, scene: Scene) -> Middle {
    let language = scene.language();
    if app.is_unread() {
        // It stands in the place of the screen, with more room.
        return Middle::Unread(scene.words().reads_no_more());
    }
    if let Some(failure) = app.float().failed.as_ref().filter(|_| app.asks_float()) {
        return Middle::Wrong(locale::failure(failure, language).line(language));
    }
    if let Some(failure) = app.failed() {
        return Middle::Wrong(locale::failure(failure, language).line(language));
    }
    if let Some(told) = app.told() {
        return Middle::Wrong(told.to_owned());
    }
    if app.float().typing && app.asks_float() {
        return Middle::Hint(scene.words().float_is_counted());
    }
    until(app, scene).unwrap_or(Middle::Nothing)
}

/// Until when ads are taken for the next issue: for the ad on the screen, and elsewhere for whichever closes first.
fn until(app: &App, scene: Scene) -> Option<Middle> {
    let (words, wall) = (scene.words(), scene.wall());
    let (run, deadline) = match app.screen {
        Screen::Take => {
            let (kind, category) = (app.screens.take.draft().kind, &app.screens.take.draft().category);
            let run = scene.rules.first_day(wall, kind, category);
            run.map(|run| (run, scene.rules.deadline(run, kind, category)))
        }
        _ => scene.rules.next_deadline(wall),
    }?;
    let minutes = (deadline.at - wall).num_minutes().max(0);
    let (at, today) = (deadline.at.time(), deadline.at.date() == wall.date());
    Some(Middle::Deadline {
        long: (words.deadline(run, at, today, deadline.provisional), words.time_left(minutes)),
        short: (words.deadline_in_short(run, at, today), words.time_left_in_short(minutes)),
        near: minutes < 60,
    })
}

/// The deadline, and in another colour how long is left where that is little.
fn deadline<'a>((until, left): (String, String), near: bool) -> Element<'a, Message> {
    let left = text(left).size(size::LABEL).wrapping(text::Wrapping::None).style(move |theme: &Theme| text::Style {
        color: Some(if near { theme.colours().remind } else { theme.colours().quiet }),
    });
    row![kit::quiet(until).wrapping(text::Wrapping::None), left].into()
}
