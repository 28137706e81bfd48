//! 挂账客户: everybody who may take ads on account or has something standing there: how old it is (账龄), when it is due, what may still be
//! put there.

mod words;

use chrono::NaiveDate;
use iced::keyboard::key::Named;
use iced::widget::{Column, Row, Space, column, container, row, text};
use iced::{Alignment, Element as Drawn, Fill, Renderer, border};

use super::{About, Scene, Screen, ScreenState};
use crate::desk::kit;
use crate::desk::measure::{shortened, wide};
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, Theme, size, tint};
use crate::desk::widgets::{ButtonLook, Chord, Group, Press, Stroke, focus_on};
use crate::locale;
use crate::locale::desk::keys::key;
use crate::locale::desk::why::WhyNot;
use crate::office::{self, AccountBalance, Credited};
use trade::legible;
use trade::money::Money;
use trade::refusal::Fault;

/// The list, for the focus.
pub const LIST: &str = "accounts-list";

/// The height of an account in the list, in pixels of the window.
const ROW: f32 = 46.0;
/// What stands above and below the list: the head of the window, the sums, the heads of the columns, the foot.
const AROUND: f32 = 250.0;
/// From this width of the window on, in pixels, the ages have columns of their own.
const FOR_AGES: f32 = 1_000.0;
/// The width of a column of sums, in pixels, where no sum needs more.
const SUM: f32 = 84.0;
/// The width of the column of days, in pixels.
const DAY: f32 = 84.0;

/// Which accounts are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AccountFilter {
    /// Those on which something stands.
    #[default]
    Standing,
    /// Those of which something is overdue.
    Overdue,
    /// Those with an agreement as well on which nothing stands.
    All,
}

impl AccountFilter {
    /// All of them, in the order of their keys.
    pub const ALL: [AccountFilter; 3] = [AccountFilter::Standing, AccountFilter::Overdue, AccountFilter::All];

    fn holds(self, standing: &AccountBalance) -> bool {
        match self {
            AccountFilter::Standing => standing.stands > Money::ZERO,
            AccountFilter::Overdue => standing.overdue > Money::ZERO,
            AccountFilter::All => true,
        }
    }
}

/// The accounts of the books, and which of them is chosen.
#[derive(Debug, Default)]
pub struct Accounts {
    /// All that the books have; none before they answered.
    all: Option<Vec<Credited>>,
    failed: Option<Fault>,
    which: AccountFilter,
    at: usize,
    top: usize,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The books told of the accounts.
    Told(Result<Vec<Credited>, Fault>),
    /// Only these are listed.
    Only(AccountFilter),
    /// A row that is seen was pressed, counted from the first that is seen.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Open the page of the chosen customer.
    Open,
    /// Go back to the screen from which it was come.
    Back,
}

type Action = super::Action<Message>;

impl Accounts {
    /// The accounts that are listed: what is overdue first, then what stands longest.
    pub fn listed(&self, today: NaiveDate) -> Vec<(&Credited, AccountBalance)> {
        let all = self.all.iter().flatten().map(|account| (account, account.standing(today)));
        let mut listed: Vec<(&Credited, AccountBalance)> =
            all.filter(|(_, standing)| self.which.holds(standing)).collect();
        let oldest = |account: &Credited| account.lots.first().map_or(NaiveDate::MAX, |lot| lot.since);
        listed.sort_by_key(|(account, standing)| (std::cmp::Reverse(standing.overdue), oldest(account)));
        listed
    }

    /// Asks the books for the accounts, since something was posted or the screen is seen again.
    fn ask() -> Action {
        Action::ask(|_, store| office::accounts(store, true), Message::Told)
    }
}

impl ScreenState for Accounts {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("挂账客户", "Accounts"),
        tab: false,
        way: key(
            "Ctrl+Shift+K",
            "挂账客户：谁挂了多少、多久、何时到期",
            "accounts: what stands, since when, when it is due",
        ),
        named: None,
        ctrl: Some(('k', true)),
        opens: &[Screen::Customer, Screen::Keys],
        keys: &[
            key("↑ ↓ · Enter", "走 · 打开客户页", "walk · open the customer's page"),
            key("Ctrl+1 … 3", "有挂账的 · 已逾期的 · 全部", "with something standing · overdue · all"),
            key("Esc", "返回", "go back"),
        ],
    };

    fn new(_scene: Scene) -> Accounts {
        Accounts::default()
    }

    fn entered(&mut self, _from: Screen, _scene: Scene) -> Vec<Action> {
        vec![Action::Run(focus_on(LIST)), Accounts::ask()]
    }

    fn posted(&mut self, _scene: Scene) -> Vec<Action> {
        vec![Accounts::ask()]
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        if !chord.ctrl {
            return match chord.named? {
                Named::ArrowUp => Some(Message::Stroke(Stroke::By(-1))),
                Named::ArrowDown => Some(Message::Stroke(Stroke::By(1))),
                Named::PageUp => Some(Message::Stroke(Stroke::Page(-1))),
                Named::PageDown => Some(Message::Stroke(Stroke::Page(1))),
                Named::Enter if !chord.repeat => Some(Message::Open),
                Named::Escape => Some(Message::Back),
                _ => None,
            };
        }
        match (chord.named, chord.letter) {
            (Some(Named::Enter), _) => (!chord.repeat).then_some(Message::Open),
            (_, Some(digit @ '1'..='3')) => Some(Message::Only(AccountFilter::ALL[digit as usize - '1' as usize])),
            _ => None,
        }
    }

    fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        let opens = matches!(message, Message::Open | Message::Stroke(Stroke::Open));
        if opens && (self.all.is_none() || self.failed.is_some()) {
            return Err(WhyNot::NotRead);
        }
        if opens && self.chosen(scene.now.date_naive()).is_none() { Err(WhyNot::NoCustomer) } else { Ok(()) }
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let today = scene.now.date_naive();
        match message {
            Message::Told(Ok(all)) => {
                let first = self.all.is_none();
                let chosen = self.chosen(today);
                (self.all, self.failed) = (Some(all), None);
                let stood =
                    self.listed(today).iter().position(|(account, _)| account.phones.first() == chosen.as_ref());
                self.at = stood.unwrap_or(self.at);
                self.settle(scene);
                // The list takes no focus before it is there.
                return if first { vec![Action::Run(focus_on(LIST))] } else { Vec::new() };
            }
            Message::Told(Err(fault)) => self.failed = Some(fault),
            Message::Only(which) => {
                (self.which, self.at, self.top) = (which, 0, 0);
                return vec![Action::Run(focus_on(LIST))];
            }
            Message::Pick(index) => {
                self.at = self.top + index;
                self.settle(scene);
                return vec![Action::Run(focus_on(LIST))];
            }
            Message::Stroke(Stroke::Open) | Message::Open => {
                return self.chosen(today).map(Action::OpenCustomer).into_iter().collect();
            }
            Message::Stroke(stroke) => {
                let (last, seen) = (self.listed(today).len().saturating_sub(1), seen(scene));
                match stroke {
                    Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
                    Stroke::Page(by) => self.at = self.at.saturating_add_signed(by * seen.cast_signed()).min(last),
                    Stroke::First => self.at = 0,
                    Stroke::Last => self.at = last,
                    Stroke::Wheel(by) => {
                        self.top = self.top.saturating_add_signed(by * 3).min((last + 1).saturating_sub(seen));
                        return Vec::new();
                    }
                    Stroke::Mark | Stroke::Open => {}
                }
                self.settle(scene);
            }
            Message::Back => return vec![Action::Back],
        }
        Vec::new()
    }

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language, today) = (scene.words(), scene.language(), scene.now.date_naive());
        let listed = self.listed(today);
        // What is not read, or could not be read again, has no sums.
        let all = self.all.as_deref().filter(|_| self.failed.is_none());
        let together = all.map(|all| AccountBalance::together(all, today));
        let part = |of: fn(&AccountBalance) -> Money| together.as_ref().map(of);
        let chips = AccountFilter::ALL.into_iter().enumerate().map(|(at, which)| {
            let chip = kit::filled(words.which_accounts(at), which == self.which, false);
            let chip = row![chip, kit::key(format!("Ctrl+{}", at + 1))].spacing(4).align_y(Alignment::Center);
            Press::new(chip, ButtonLook::Quiet).padding([2, 2]).on_press(Message::Only(which)).into()
        });
        let chips = Row::from_iter(chips).spacing(8).wrap().vertical_spacing(4);
        let sum = |name: &'static str, sum: Option<Money>, due: bool| -> Element<'a, Message> {
            let figure = sum.map_or_else(|| "—".to_owned(), Money::grouped);
            let figure = text(figure).size(size::HEAD).font(SONG_BOLD).wrapping(text::Wrapping::None);
            let figure = if due && sum > Some(Money::ZERO) { figure.style(tint(|c| c.remind)) } else { figure };
            column![kit::quiet(name).wrapping(text::Wrapping::None), figure.line_height(1.2)].into()
        };
        let mut sums = row![
            sum(words.on_account, part(|all| all.stands), false),
            sum(words.overdue(), part(|all| all.overdue), true)
        ]
        .spacing(24);
        for (at, age) in locale::account::ages(language).into_iter().enumerate() {
            sums = sums.push(sum(age, together.as_ref().map(|all| all.ages[at]), false));
        }
        let body: Element<'a, Message> = match (&self.failed, &self.all) {
            (Some(fault), _) => kit::wrong(locale::fault(fault, language).line(language)).into(),
            (None, None) => kit::quiet(words.reading).into(),
            (None, Some(_)) if listed.is_empty() => {
                kit::quiet(words.no_accounts(self.which == AccountFilter::All)).into()
            }
            (None, Some(_)) => self.list(&listed, scene),
        };
        let open = self.can(Message::Open, scene);
        let keys = match scene.why {
            Some(why) => text(words.why_not(why)).size(size::NOTE).style(tint(|c| c.remind)),
            None => kit::quiet(words.customer_keys()),
        };
        let keys = keys.wrapping(text::Wrapping::None);
        let foot = row![
            Element::from(kit::button(words.open_customer(), "Enter", open).padding([10, 12])),
            Space::new().width(Fill),
            keys
        ]
        .align_y(Alignment::Center);
        let count = kit::quiet(all.map_or_else(String::new, |_| words.accounts_count(listed.len())));
        let head =
            row![text(Screen::Accounts.name(words)).size(size::SUM).font(SONG_BOLD), Space::new().width(Fill), count];
        let all = column![
            head.align_y(Alignment::Center),
            sums.wrap().vertical_spacing(4),
            chips,
            container(body).width(Fill).height(Fill),
            foot
        ];
        container(all.spacing(10)).padding([14, 16]).width(Fill).height(Fill).into()
    }
}

impl Accounts {
    /// The first telephone number of the chosen account, as digits.
    fn chosen(&self, today: NaiveDate) -> Option<String> {
        self.listed(today).get(self.at).and_then(|(account, _)| account.phones.first().cloned())
    }

    /// Keeps the chosen row among the rows, and in sight.
    fn settle(&mut self, scene: Scene) {
        let (count, seen) = (self.listed(scene.now.date_naive()).len(), seen(scene));
        self.at = self.at.min(count.saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(seen));
    }

    fn list<'a>(&'a self, listed: &[(&'a Credited, AccountBalance)], scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let shown = &listed[self.top.min(listed.len())..(self.top + seen(scene)).min(listed.len())];
        let aged = scene.window.width >= FOR_AGES;
        // A sum is never cut: its columns are as wide as the widest that is seen.
        let sums =
            shown.iter().flat_map(|(_, standing)| [standing.stands, standing.overdue].into_iter().chain(standing.ages));
        let room = sums.map(|sum| wide(&sum.grouped(), size::NOTE)).fold(SUM, f32::max);
        let cell =
            |said: Drawn<'a, Message, Theme, Renderer>, room: f32| container(said).width(room).align_x(Alignment::End);
        let name = |said: &'static str| kit::quiet(said).wrapping(text::Wrapping::None);
        let mut heads =
            row![container(name(words.account_name_short())).width(Fill), cell(name(words.on_account).into(), room)];
        if aged {
            for age in locale::account::ages(language) {
                heads = heads.push(cell(name(age).into(), room));
            }
        }
        heads = heads.push(cell(name(words.overdue()).into(), room)).push(cell(name(words.first_due()).into(), DAY));
        heads = heads.push(cell(name(words.left_on_account()).into(), room));
        let taken = room * if aged { 7.0 } else { 3.0 } + DAY + 8.0 * if aged { 8.0 } else { 4.0 } + 52.0;
        let names = (scene.window.width - taken).max(120.0);
        let lines = shown.iter().enumerate().map(|(i, (account, standing))| {
            let figure = |sum: Money, due: bool| -> Element<'a, Message> {
                let said = if sum > Money::ZERO { sum.grouped() } else { "—".to_owned() };
                let said = text(said).size(size::NOTE).wrapping(text::Wrapping::None);
                if due && sum > Money::ZERO { said.style(tint(|c| c.remind)) } else { said }.into()
            };
            let who = legible::in_line(&account.name).into_owned();
            let who = text(shortened(&who, size::NOTE, names)).size(size::NOTE).font(HEI_BOLD);
            let phones = shortened(&account.phones.join(" "), size::LABEL, names);
            let who = column![who.wrapping(text::Wrapping::None), kit::quiet(phones).wrapping(text::Wrapping::None)];
            let mut line = row![container(who).width(Fill), cell(figure(standing.stands, false), room)];
            if aged {
                for part in standing.ages {
                    line = line.push(cell(figure(part, false), room));
                }
            }
            let due = standing.due.map_or_else(|| "—".to_owned(), |due| due.to_string());
            let due = text(due).size(size::NOTE).wrapping(text::Wrapping::None);
            let left: Element<'a, Message> = match &account.agreement {
                Some(agreement) if agreement.ended.is_none() => figure(account.left(), false),
                Some(_) => name(words.agreement_ended()).into(),
                None => name(words.without_agreement()).into(),
            };
            line = line
                .push(cell(figure(standing.overdue, true), room))
                .push(cell(due.into(), DAY))
                .push(cell(left, room));
            let here = self.top + i == self.at;
            let line = container(line.spacing(8).align_y(Alignment::Center)).padding([0, 10]).center_y(ROW - 1.0);
            let line = line.width(Fill).style(move |theme: &Theme| {
                let c = theme.colours();
                container::Style {
                    background: here.then(|| c.remind_ground.into()),
                    border: border::rounded(theme::RADIUS).width(if here { 1 } else { 0 }).color(c.ink),
                    ..container::Style::default()
                }
            });
            column![line, kit::line()].into()
        });
        let at = self.at.checked_sub(self.top);
        let list = Column::from_iter(lines).width(Fill);
        let list = Group::new(list, at, Message::Pick, |stroke| Some(Message::Stroke(stroke))).id(LIST).radius(2.0);
        let heads = container(heads.spacing(8)).padding([0, 10]);
        column![heads, kit::line(), Element::from(list)].spacing(4).into()
    }
}

/// How many accounts are seen at a time.
fn seen(scene: Scene) -> usize {
    ((scene.window.height - AROUND) / ROW).max(1.0) as usize
}
