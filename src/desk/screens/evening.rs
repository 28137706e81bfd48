//! 日结: the till is opened, counted and closed, and in the evening the day; one screen, one red step at a time.

use std::collections::BTreeMap;

use iced::keyboard::key;
use iced::widget::{column, container, row, scrollable, text};
use iced::{Alignment, Fill, Task};

use super::Scene;
use crate::desk::kit::{self, Field, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, size};
use crate::desk::widgets::{Chord, focus_on, step};
use crate::locale;
use crate::office::{DayEnd, TillView};
use books::booking::{Figures, Method, Sums, TillState};
use trade::money::Money;
use trade::refusal::Failure;

/// The field of the float.
pub const FLOAT: &str = "evening-float";
/// The field of why the count differs.
pub const EXPLAIN: &str = "evening-explain";

/// The methods that are counted, in the order in which they are listed.
const COUNTED: [Method; 5] = [Method::Cash, Method::Wechat, Method::Alipay, Method::Card, Method::Transfer];

/// The field in which a method is counted.
pub const fn place(method: Method) -> &'static str {
    match method {
        Method::Cash => "evening-cash",
        Method::Wechat => "evening-wechat",
        Method::Alipay => "evening-alipay",
        Method::Card => "evening-card",
        Method::Transfer => "evening-transfer",
        Method::Account => "evening-account",
    }
}

/// A till and what the money of today comes to, as they are.
#[derive(Debug, Clone)]
pub struct Look {
    /// The till at which is worked, or one that was left open.
    pub till: TillView,
    /// What the money of today comes to.
    pub figures: Figures,
}

/// The till, what is typed about it, and how today stands.
#[derive(Debug, Default)]
pub struct Evening {
    look: Option<Look>,
    float: String,
    counted: BTreeMap<Method, String>,
    explain: String,
    /// Something is being done.
    doing: bool,
    /// The screen was just come to, and the focus follows what is looked up.
    fresh: bool,
    said: Option<Said>,
}

/// What was said last, above the step.
#[derive(Debug)]
enum Said {
    /// Something could not be done.
    Failed(Failure),
    /// The day is closed, with its sheet.
    Closed(Box<DayEnd>),
    /// There is nothing to do: the day was closed before.
    Nothing,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was looked up, or why it could not be.
    Looked(Result<Box<Look>, Failure>),
    /// The float was typed.
    Float(String),
    /// What was counted of a method was typed.
    Counted(Method, String),
    /// Why the count differs was typed.
    Explain(String),
    /// Enter in a field: the next one.
    Onward,
    /// Do the red step, or go to what it lacks.
    Next,
    /// The till is as it was to be, or could not be made so.
    Done(Result<(), Failure>),
    /// The day is closed, or could not be.
    Closed(Result<Box<DayEnd>, Failure>),
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Look the till and the day up.
    Look,
    /// Open a till with this float.
    Open(Money),
    /// Record what was counted.
    Count(Sums),
    /// Close the till, for this reason where it differs.
    CloseTill(String),
    /// Close today and lock it.
    CloseDay,
    /// Make a copy of the books.
    Copy,
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Open,
    Count,
    CloseTill,
    CloseDay,
    /// The day is closed.
    Nothing,
}

impl Evening {
    /// The screen is come to.
    pub fn entered(&mut self) {
        (self.fresh, self.said) = (true, None);
    }

    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        (chord.ctrl && chord.named == Some(key::Named::Enter) && !chord.repeat).then_some(Message::Next)
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        match message {
            Message::Looked(Ok(look)) => {
                self.look = Some(*look);
                let to = self.lacking(scene);
                match to.filter(|_| std::mem::take(&mut self.fresh)) {
                    Some(to) => vec![Action::Run(focus_on(to))],
                    None => Vec::new(),
                }
            }
            Message::Looked(Err(failure)) => {
                self.said = Some(Said::Failed(failure));
                Vec::new()
            }
            Message::Float(text) => {
                self.float = text;
                Vec::new()
            }
            Message::Counted(method, text) => {
                self.counted.insert(method, text);
                Vec::new()
            }
            Message::Explain(text) => {
                self.explain = text;
                Vec::new()
            }
            Message::Onward => vec![Action::Run(step(false))],
            Message::Next => self.next(scene),
            Message::Done(Ok(())) => {
                self.doing = false;
                vec![Action::Look]
            }
            Message::Closed(Ok(end)) => {
                (self.doing, self.said) = (false, Some(Said::Closed(end)));
                vec![Action::Copy, Action::Look]
            }
            Message::Done(Err(failure)) | Message::Closed(Err(failure)) => {
                (self.doing, self.said) = (false, Some(Said::Failed(failure)));
                vec![Action::Look]
            }
        }
    }

    fn next(&mut self, scene: Scene) -> Vec<Action> {
        if self.doing || self.look.is_none() {
            return Vec::new();
        }
        // Where something is lacking, the key leads there.
        if let Some(to) = self.lacking(scene) {
            return vec![Action::Run(focus_on(to))];
        }
        let action = match self.step(scene) {
            Step::Open => self.float.trim().parse().ok().map(Action::Open),
            Step::Count => Some(Action::Count(self.sums())),
            Step::CloseTill => Some(Action::CloseTill(self.explain.trim().to_owned())),
            Step::CloseDay => Some(Action::CloseDay),
            Step::Nothing => {
                self.said = Some(Said::Nothing);
                return Vec::new();
            }
        };
        match self.step(scene) {
            Step::Open => self.float.clear(),
            Step::CloseTill => {
                self.counted.clear();
                self.explain.clear();
            }
            Step::Count | Step::CloseDay | Step::Nothing => {}
        }
        (self.doing, self.said) = (action.is_some(), None);
        action.into_iter().collect()
    }

    fn step(&self, scene: Scene) -> Step {
        let Some(Look { till, .. }) = &self.look else { return Step::Nothing };
        match till.state {
            TillState::Open => Step::Count,
            // What is typed again is counted again.
            TillState::Counted if self.recounted(till) => Step::Count,
            TillState::Counted => Step::CloseTill,
            TillState::Closed if scene.house.today.closed => Step::Nothing,
            TillState::Closed if till.float.is_none() || !self.float.trim().is_empty() => Step::Open,
            TillState::Closed => Step::CloseDay,
        }
    }

    /// Whether something else is typed than was counted.
    fn recounted(&self, till: &TillView) -> bool {
        let something = |sums: &Sums| -> Sums {
            sums.iter().filter(|(_, sum)| **sum != Money::ZERO).map(|(method, sum)| (*method, *sum)).collect()
        };
        let typed = self.counted.values().any(|text| !text.trim().is_empty());
        typed && till.counted.as_ref().map(&something) != Some(something(&self.sums()))
    }

    /// The field without which the step cannot be done; none where nothing is lacking.
    fn lacking(&self, scene: Scene) -> Option<&'static str> {
        let Some(Look { till, .. }) = &self.look else { return None };
        match self.step(scene) {
            Step::Open => self.float.trim().parse::<Money>().is_err().then_some(FLOAT),
            Step::Count => COUNTED.into_iter().find(|method| self.uncounted(till, *method)).map(place),
            Step::CloseTill => {
                let differs = self.differing(till);
                (differs && self.explain.trim().is_empty()).then_some(EXPLAIN)
            }
            Step::CloseDay | Step::Nothing => None,
        }
    }

    /// Whether a method is still to be counted: cash always, another where money moved by it; or what is typed is no amount.
    fn uncounted(&self, till: &TillView, method: Method) -> bool {
        match self.counted.get(&method).map(|text| text.trim()).filter(|text| !text.is_empty()) {
            Some(text) => text.parse::<Money>().is_err(),
            None => method == Method::Cash || till.expected.get(&method).is_some_and(|sum| *sum != Money::ZERO),
        }
    }

    fn differing(&self, till: &TillView) -> bool {
        let counted = till.counted.as_ref();
        counted.is_some_and(|counted| {
            books::booking::differences(&till.expected, counted).values().any(|difference| *difference != Money::ZERO)
        })
    }

    /// What is typed, as far as it is amounts.
    fn sums(&self) -> Sums {
        let typed = self.counted.iter().filter_map(|(method, text)| Some((*method, text.trim().parse().ok()?)));
        typed.collect()
    }

    /// The till at the left, what the day comes to at the right, the step below.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let title = text(words.evening()).size(size::SUM).font(SONG_BOLD);
        let Some(look) = &self.look else {
            return container(column![title].spacing(10)).padding(24).width(Fill).height(Fill).into();
        };
        let step = self.step(scene);
        let ready = !self.doing && step != Step::Nothing;
        let name = match step {
            Step::Open => words.open_till(),
            Step::Count => words.count_till(),
            Step::CloseTill => words.close_till(),
            Step::CloseDay => words.close_day(),
            Step::Nothing => words.day_is_closed(),
        };
        let foot = row![kit::next(name, "Ctrl+Enter", ready.then_some(Message::Next))].align_y(Alignment::Center);
        let cards = row![self.till(look, scene), day(look, scene)].spacing(16).width(Fill);
        let said = self.said.as_ref().map(|said| match said {
            Said::Failed(failure) => (Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())),
            Said::Closed(end) => (Tone::Well, words.sheet_written(end)),
            Said::Nothing => (Tone::Remind, words.closed_before().to_owned()),
        });
        let all = column![title, scrollable(cards).height(Fill), kit::kept(50.0, said), foot];
        container(container(all.spacing(10)).max_width(1_100)).padding(24).center_x(Fill).height(Fill).into()
    }

    fn till<'a>(&'a self, look: &'a Look, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language, till) = (scene.words(), scene.language(), &look.till);
        let name = locale::till::name(till.till.name, language);
        let mut card = column![
            text(name).size(size::TEXT).font(HEI_BOLD),
            kit::quiet(format!("{}  {}", locale::date(till.till.day, language), locale::till::stands(till, language))),
        ];
        if till.state == TillState::Closed {
            let open = !scene.house.today.closed;
            let field = Field::new(words.float(), &self.float, FLOAT)
                .placeholder("300.00")
                .on_input(open, Message::Float)
                .on_submit(Message::Next);
            card = card.push(Element::from(field));
        } else {
            card = card.push(kit::quiet(words.float_is(&till.float.unwrap_or_default().grouped())));
            for method in COUNTED {
                card = card.push(self.counting(till, method, scene));
            }
            let differing = self.differing(till);
            let explain = Field::new(words.why_different(), &self.explain, EXPLAIN)
                .wrong(differing && self.explain.trim().is_empty())
                .on_input(true, Message::Explain)
                .on_submit(Message::Next);
            card = card.push(Element::from(explain));
        }
        container(card.spacing(8)).padding(20).width(Fill).style(theme::card).into()
    }

    /// A method: what must be there, the field of what is, and the difference.
    fn counting<'a>(&'a self, till: &'a TillView, method: Method, scene: Scene<'a>) -> Element<'a, Message> {
        let typed = self.counted.get(&method).map_or("", String::as_str);
        let expected = till.expected.get(&method).copied().unwrap_or(Money::ZERO);
        let amount = Some(typed.trim()).filter(|text| !text.is_empty()).map(str::parse::<Money>);
        let wrong = amount.as_ref().is_some_and(Result::is_err);
        let field = Field::new(locale::method(method, scene.language()), typed, place(method))
            .width(150)
            .wrong(wrong)
            .on_input(true, move |text| Message::Counted(method, text))
            .on_submit(Message::Onward);
        let difference: Element<'a, Message> = match amount {
            Some(Ok(amount)) if amount != expected => kit::wrong(locale::till::signed(amount - expected)).into(),
            Some(Ok(_)) => text("0.00").size(size::TEXT).into(),
            Some(Err(_)) | None => text("").into(),
        };
        let said = kit::ends(kit::quiet(scene.words().by_the_books(&expected.grouped())), difference);
        row![Element::from(field), said].spacing(12).align_y(Alignment::Center).width(Fill).into()
    }
}

/// What the day comes to so far, and what is left for the next.
fn day<'a>(look: &'a Look, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language, figures) = (scene.words(), scene.language(), &look.figures);
    let line = |name: String, sum: Money| kit::ends(text(name).size(size::TEXT), text(sum.grouped()).size(size::TEXT));
    let mut card = column![kit::ends(
        text(words.takings()).size(size::TEXT).font(HEI_BOLD),
        text(figures.takings().grouped()).size(size::SUM).font(SONG_BOLD)
    )];
    for (method, sum) in &figures.by_method {
        card = card.push(line(locale::method(*method, language).to_owned(), *sum));
    }
    if figures.on_account != Money::ZERO {
        card = card.push(line(locale::method(Method::Account, language).to_owned(), figures.on_account));
    }
    card = card.push(kit::line());
    card = card.push(text(words.left_for_tomorrow(figures.left.len())).size(size::TEXT).font(HEI_BOLD));
    for left in figures.left.iter().take(12) {
        let open: Vec<&str> = left.open.iter().map(|open| locale::open(*open, language)).collect();
        card = card.push(kit::quiet(format!("{}  {}", left.booking, open.join(" · "))));
    }
    container(card.spacing(6)).padding(20).width(Fill).style(theme::card).into()
}
