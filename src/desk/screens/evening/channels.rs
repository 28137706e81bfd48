//! 对渠道: each method beside its channel's own file; what waits in them beside its likely mates.

use std::collections::BTreeMap;
use std::path::PathBuf;

use iced::widget::{Space, column, container, row, text};
use iced::{Alignment, Fill, alignment};

use super::notes::small_field;
use super::{Doing, EveningView, Scene};
use crate::desk::forms::act::Recorded;
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, SONG, size};
use crate::desk::widgets::{ButtonLook as Button, Press};
use crate::locale;
use crate::locale::till::signed;
use books::booking::{MatchProposal, MateIs, Method, MethodSums, Number, ReceiptId, StandingMoney, TillState};
use trade::money::Money;

/// The field of why a receipt is set aside.
pub const ASIDE: &str = "evening-aside";
/// The field of the path of a file.
pub const PATH: &str = "evening-path";

/// So many of what the books have and no file does are listed at once.
const MISSING: usize = 8;

/// The methods that are counted beside cash, in the order in which they are listed.
const OTHERS: [Method; 4] = [Method::Wechat, Method::Alipay, Method::Card, Method::Transfer];

/// The field in which a method is counted.
pub const fn place(method: Method) -> &'static str {
    match method {
        Method::Cash => super::notes::CASH,
        Method::Wechat => "evening-wechat",
        Method::Alipay => "evening-alipay",
        Method::Card => "evening-card",
        Method::Transfer => "evening-transfer",
        Method::Account => "evening-account",
    }
}

/// What is chosen of a receipt that waits, and what is typed.
#[derive(Debug, Default)]
pub(super) struct Channels {
    counted: BTreeMap<Method, String>,
    /// Which of those that wait is shown.
    receipt: usize,
    /// Which of its mates is chosen; behind them that it goes on waiting, and that it is none of the counter's.
    choice: usize,
    /// Which money is chosen of what the books have and no file does.
    missing: usize,
    reason: String,
    /// The path that is typed, while one is asked for.
    path: Option<String>,
}

/// What happens beside the channels.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was counted of a method was typed.
    Counted(Method, String),
    /// Enter in a field: the next one.
    Onward,
    /// Another receipt that waits is shown: the next, or the one before.
    Walk(bool),
    /// Another mate of it is chosen: the next, or the one before.
    Choose(bool),
    /// A mate is chosen by its place.
    Chosen(usize),
    /// Why it is set aside was typed.
    Reason(String),
    /// The path of a file is asked for, or no more.
    AskPath,
    /// The path was typed so far.
    Path(String),
    /// The file of the path that is typed is read.
    ReadPath,
}

/// What is asked of the screen.
#[derive(Debug, PartialEq)]
pub(super) enum ChannelRequest {
    /// The focus goes to the next field.
    Onward,
    /// The focus goes to this field.
    Focus(&'static str),
    /// The file is read.
    Import(PathBuf),
    /// Receipts are matched with the money whose serial numbers they bear.
    Serials,
    /// The receipt is confirmed to be this.
    Confirm(ReceiptId, MateIs),
    /// The receipt is none of the counter's.
    Aside(ReceiptId, String),
    /// What was recorded wrong is set right in 当日.
    SetRight(Recorded),
    /// The booking is shown in 当日.
    Show(Number),
}

impl Channels {
    /// Does what a message says; gives what is asked of the screen.
    pub(super) fn update(&mut self, message: Message, look: &EveningView) -> Option<ChannelRequest> {
        match message {
            Message::Counted(method, text) => {
                self.counted.insert(method, text);
            }
            Message::Onward => return Some(ChannelRequest::Onward),
            Message::Walk(onward) => {
                let count = look.matching.waiting.len();
                self.receipt = turned(self.receipt.min(count), count, onward);
                (self.choice, self.reason) = (0, String::new());
            }
            Message::Choose(onward) if look.matching.waiting.is_empty() => {
                let count = look.matching.missing.len();
                self.missing = turned(self.missing.min(count), count, onward);
            }
            Message::Choose(onward) => {
                let count = self.shown(look).map_or(0, |one| one.mates.len() + 2);
                self.choice = turned(self.choice, count, onward);
                return self.is_aside(look).then_some(ChannelRequest::Focus(ASIDE));
            }
            Message::Chosen(choice) if look.matching.waiting.is_empty() => self.missing = choice,
            Message::Chosen(choice) => {
                self.choice = choice;
                return self.is_aside(look).then_some(ChannelRequest::Focus(ASIDE));
            }
            Message::Reason(text) => self.reason = text,
            Message::AskPath => {
                self.path = if self.path.is_some() { None } else { Some(String::new()) };
                return self.path.is_some().then_some(ChannelRequest::Focus(PATH));
            }
            Message::Path(text) => self.path = Some(text),
            Message::ReadPath => {
                let path = self.path.as_deref().map(str::trim).filter(|path| !path.is_empty()).map(PathBuf::from);
                if path.is_some() {
                    self.path = None;
                }
                return path.map(ChannelRequest::Import);
            }
        }
        None
    }

    /// Lays down what is open here; gives whether anything was.
    pub(super) fn back(&mut self) -> bool {
        self.path.take().is_some()
    }

    /// Whether a path is asked for.
    pub(super) const fn asks_path(&self) -> bool {
        self.path.is_some()
    }

    /// The receipt that is shown.
    pub(super) fn shown<'l>(&self, look: &'l EveningView) -> Option<&'l MatchProposal> {
        look.matching.waiting.get(self.receipt.min(look.matching.waiting.len().saturating_sub(1)))
    }

    /// Of what the books have and no file does, while nothing waits, the money that is chosen.
    fn lost<'l>(&self, look: &'l EveningView) -> Option<&'l StandingMoney> {
        let missing = &look.matching.missing;
        missing.get(self.missing.min(missing.len().saturating_sub(1))).filter(|_| look.matching.waiting.is_empty())
    }

    fn is_aside(&self, look: &EveningView) -> bool {
        self.doing(look) == Some(Doing::Aside)
    }

    /// What the red button does.
    pub(super) fn doing(&self, look: &EveningView) -> Option<Doing> {
        if !look.matching.exact.is_empty() {
            return Some(Doing::Serials);
        }
        let Some(one) = self.shown(look) else { return self.lost(look).map(|_| Doing::Rebook) };
        Some(match one.mates.get(self.choice).map(|mate| &mate.is) {
            Some(MateIs::Money(_)) => Doing::Match,
            Some(MateIs::Bookings(_)) => Doing::Claim,
            Some(MateIs::OtherMethod(..)) => Doing::Rebook,
            None if self.choice == one.mates.len() => Doing::Wait,
            None => Doing::Aside,
        })
    }

    /// Does it; where something is lacking, its field is asked for.
    pub(super) fn next(&mut self, look: &EveningView) -> Option<ChannelRequest> {
        if !look.matching.exact.is_empty() {
            return Some(ChannelRequest::Serials);
        }
        let Some(one) = self.shown(look) else { return self.lost(look).map(|money| set_right(money, None)) };
        let id = one.receipt.id;
        match self.doing(look)? {
            Doing::Wait => {
                let count = look.matching.waiting.len();
                self.receipt = turned(self.receipt, count, true);
                self.choice = 0;
                None
            }
            Doing::Aside if self.reason.trim().is_empty() => Some(ChannelRequest::Focus(ASIDE)),
            Doing::Aside => {
                self.choice = 0;
                Some(ChannelRequest::Aside(id, std::mem::take(&mut self.reason).trim().to_owned()))
            }
            Doing::Serials | Doing::Match | Doing::Claim | Doing::Rebook => {
                let is = one.mates.get(self.choice)?.is.clone();
                self.choice = 0;
                Some(match is {
                    MateIs::OtherMethod(money, _) => {
                        let came = (one.receipt.method(), one.receipt.serial.clone());
                        let found = look.standing.iter().find(|one| one.id == money);
                        found.map_or(ChannelRequest::Show(money.booking), |money| set_right(money, Some(came)))
                    }
                    is => ChannelRequest::Confirm(id, is),
                })
            }
        }
    }

    /// What must be typed of the methods that have no file beside them: those by which money moved.
    pub(super) fn lacking(&self, look: &EveningView) -> Option<&'static str> {
        OTHERS.into_iter().filter(|method| look.from_file(*method).is_none()).find_map(|method| {
            let expected = look.expected(method) != Money::ZERO;
            let typed = self.counted.get(&method).map_or("", |text| text.trim());
            let wrong = if typed.is_empty() { expected } else { typed.parse::<Money>().is_err() };
            wrong.then_some(place(method))
        })
    }

    /// What is there of every method but cash: by its file, or as it is typed.
    pub(super) fn sums(&self, look: &EveningView) -> MethodSums {
        let of = |method: Method| {
            look.from_file(method).or_else(|| self.counted.get(&method).and_then(|text| text.trim().parse().ok()))
        };
        OTHERS.into_iter().filter_map(|method| Some((method, of(method)?))).collect()
    }

    /// Whether anything is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.counted.values().all(|text| text.trim().is_empty())
    }

    /// What was typed is counted.
    pub(super) fn clear(&mut self) {
        self.counted.clear();
    }

    /// The methods, and below them what waits.
    pub(super) fn view<'a>(
        &'a self,
        look: &'a EveningView,
        cash: Option<Money>,
        scene: Scene<'a>,
    ) -> Element<'a, Message> {
        let words = scene.words();
        let head = columns(words.method_heads().map(kit::quiet).map(Element::from));
        let mut table = column![head, kit::line()].spacing(0);
        table = table.push(self.method(Method::Cash, look, cash, scene)).push(kit::line());
        for method in OTHERS {
            table = table.push(self.method(method, look, None, scene)).push(kit::line());
        }
        let account = look.figures.on_account;
        table = table.push(columns([
            kit::said(locale::method(Method::Account, scene.language())).into(),
            text(account.grouped()).size(size::TEXT).font(SONG).into(),
            kit::quiet("—").into(),
            Space::new().into(),
            kit::quiet(words.not_matched()).into(),
        ]));
        let mut all = column![table].spacing(14);
        if let Some(path) = &self.path {
            let field = InputField::new(words.bill_path(), path, PATH)
                .on_input(true, Message::Path)
                .on_submit(Message::ReadPath);
            all = all.push(Element::from(field));
        }
        match (look.matching.exact.len(), self.shown(look)) {
            (count @ 1.., _) => {
                let said = text(scene.words().same_serials(count)).size(size::TEXT).font(HEI_BOLD);
                all = all.push(container(said).padding([10, 14]).width(Fill).style(theme::card));
            }
            (0, Some(one)) => all = all.push(self.waiting(one, look, scene)),
            (0, None) => all = all.push(self.missing(look, scene)),
        }
        all.into()
    }

    /// What of the books no file has.
    fn missing<'a>(&self, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let count = look.matching.missing.len();
        if count == 0 {
            let any = look.matching.methods.iter().any(|one| one.channel.is_some());
            let said = if any { (Tone::Well, words.all_matched()) } else { (Tone::Plain, words.drop_bill()) };
            return kit::notice(said.0, said.1.to_owned(), String::new());
        }
        let chosen = self.missing.min(count - 1);
        let head =
            kit::ends(text(words.missing(count)).size(size::TEXT).font(HEI_BOLD), kit::key(words.choose_missing()));
        let mut card = column![head].spacing(5);
        // Those about the one that is chosen, as many as there is room for.
        let first = chosen.saturating_sub(MISSING - 1);
        for (at, one) in look.matching.missing.iter().enumerate().skip(first).take(MISSING) {
            let (way, when) = (locale::method(one.method, language), one.at.format("%H:%M"));
            let mark = if at == chosen { "●" } else { "○" };
            let said = row![
                text(mark).size(size::LABEL).width(16),
                text(format!("{when}  {}  {}  {way}", one.id.booking, one.customer)).size(size::NOTE)
            ];
            let line = kit::ends(said, text(one.left.grouped()).size(size::TEXT).font(SONG));
            let line = Press::new(line, Button::Quiet).padding([1, 2]).width(Fill).on_press(Message::Chosen(at));
            card = card.push(line);
        }
        card = card.push(kit::quiet(words.missing_way_out()));
        container(card).padding([10, 14]).width(Fill).style(theme::card).into()
    }

    fn method<'a>(
        &'a self,
        method: Method,
        look: &'a EveningView,
        cash: Option<Money>,
        scene: Scene<'a>,
    ) -> Element<'a, Message> {
        let language = scene.language();
        let expected = look.expected(method);
        let file = look.matching.methods.iter().find(|one| one.method == method && one.channel.is_some());
        let there: Option<Money> = match (method, look.from_file(method)) {
            (Method::Cash, _) => cash,
            (_, Some(sum)) => Some(sum),
            (_, None) => self.counted.get(&method).and_then(|text| text.trim().parse().ok()).or_else(|| {
                // What was counted before, while nothing else is typed.
                look.till.counted.as_ref().filter(|_| self.is_empty())?.get(&method).copied()
            }),
        };
        let own: Element<'a, Message> = match (method, file, look.from_file(method)) {
            (Method::Cash, ..) => money(there),
            (_, Some(file), Some(_)) => money(file.channel),
            // Of a till that is closed nothing is counted any more.
            _ if look.till.state == TillState::Closed => money(there),
            _ => {
                let typed = self.counted.get(&method).map_or("", String::as_str);
                let wrong = !typed.trim().is_empty() && typed.trim().parse::<Money>().is_err();
                small_field(place(method), typed, wrong, move |text| Message::Counted(method, text))
                    .on_submit(Message::Onward)
                    .width(104)
                    .into()
            }
        };
        let beside = match (file, there) {
            (Some(file), _) => file.difference(),
            (None, there) => there.map(|there| there - expected),
        };
        let difference: Element<'a, Message> = match beside {
            Some(Money::ZERO) => text("0.00").size(size::TEXT).font(SONG).into(),
            Some(difference) => {
                text(signed(difference)).size(size::TEXT).font(theme::SONG_BOLD).style(theme::alarm).into()
            }
            None => Space::new().into(),
        };
        let stands: Element<'a, Message> = match (file, beside) {
            (Some(file), _) => {
                let mark: Element<'a, Message> = if file.is_settled() { kit::tick() } else { kit::square() };
                row![mark, text(locale::channel::standing(file, language)).size(size::NOTE)]
                    .spacing(8)
                    .align_y(Alignment::Center)
                    .into()
            }
            (None, Some(Money::ZERO)) => kit::tick(),
            // Of a till that is closed the difference was explained.
            (None, Some(_)) if look.till.state == TillState::Closed => {
                row![kit::tick(), kit::quiet(scene.words().was_explained())]
                    .spacing(8)
                    .align_y(Alignment::Center)
                    .into()
            }
            (None, Some(_)) => row![kit::ring(), kit::quiet(scene.words().must_be_explained())]
                .spacing(8)
                .align_y(Alignment::Center)
                .into(),
            (None, None) if expected == Money::ZERO => kit::quiet("—").into(),
            (None, None) if method == Method::Cash => kit::quiet(scene.words().not_counted()).into(),
            (None, None) => kit::quiet(scene.words().no_file()).into(),
        };
        let books = text(expected.grouped()).size(size::TEXT).font(SONG);
        columns([kit::said(locale::method(method, language)).into(), books.into(), own, difference, stands])
    }

    /// A receipt that waits, its mates to choose from, and what else it may be.
    fn waiting<'a>(&'a self, one: &'a MatchProposal, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let count = look.matching.waiting.len();
        let place = self.receipt.min(count - 1) + 1;
        let method = locale::method(one.receipt.method(), language);
        let head = kit::ends(
            text(words.waits_of(method, place, count)).size(size::TEXT).font(HEI_BOLD),
            kit::key(words.walk_waiting()),
        );
        let line = text(locale::channel::receipt(&one.receipt, language)).size(size::TEXT);
        let mut card = column![head, line, kit::line()].spacing(6);
        if !one.receipt.remark.is_empty() {
            card = card.push(kit::quiet(words.remark(&one.receipt.remark)));
        }
        card = card.push(kit::quiet(if one.mates.is_empty() { words.no_mates() } else { words.may_be() }));
        for (at, mate) in one.mates.iter().enumerate() {
            let why = locale::channel::because_of(mate, language);
            card = card.push(option(at, self.choice, locale::channel::mate_of(mate, language), why));
        }
        let wait = one.mates.len();
        card = card.push(option(wait, self.choice, words.leave_waiting().to_owned(), words.claimed_later().to_owned()));
        card =
            card.push(option(wait + 1, self.choice, words.none_of_ours().to_owned(), words.with_reason().to_owned()));
        if self.choice > wait {
            let field = InputField::new(words.why_aside(), &self.reason, ASIDE).on_input(true, Message::Reason);
            card = card.push(Element::from(field));
        }
        container(card).padding([10, 14]).width(Fill).style(theme::card).into()
    }
}

/// The form by which money that was recorded wrong is set right; a refund is looked at.
fn set_right(money: &StandingMoney, came: Option<(Method, String)>) -> ChannelRequest {
    let StandingMoney { id, at, method, amount, .. } = money;
    if *amount <= Money::ZERO {
        return ChannelRequest::Show(id.booking);
    }
    ChannelRequest::SetRight(Recorded { booking: id.booking, at: *at, method: *method, amount: *amount, came })
}

/// The place after or before another, round.
const fn turned(at: usize, count: usize, onward: bool) -> usize {
    match (count, onward) {
        (0, _) => 0,
        (count, true) => (at + 1) % count,
        (count, false) => (at + count - 1) % count,
    }
}

fn money<'a>(sum: Option<Money>) -> Element<'a, Message> {
    match sum {
        Some(sum) => text(sum.grouped()).size(size::TEXT).font(SONG).into(),
        None => kit::quiet("—").into(),
    }
}

/// The five columns of the table: method, books, channel, difference, how it stands.
fn columns<'a>([method, books, own, difference, stands]: [Element<'a, Message>; 5]) -> Element<'a, Message> {
    let right = |inner, width: u32| container(inner).width(width).align_x(alignment::Horizontal::Right);
    row![
        container(method).width(78),
        right(books, 100),
        right(own, 112),
        right(difference, 92),
        container(stands).padding([0, 4]).width(Fill).clip(true)
    ]
    .spacing(8)
    .height(33)
    .align_y(Alignment::Center)
    .into()
}

fn option<'a>(at: usize, chosen: usize, name: String, why: String) -> Element<'a, Message> {
    let mark = if at == chosen { "●" } else { "○" };
    let font = if at == chosen { HEI_BOLD } else { theme::HEI };
    let name = text(name).size(size::TEXT).font(font).wrapping(text::Wrapping::None);
    let words = column![name, kit::quiet(why).wrapping(text::Wrapping::None)].width(Fill).clip(true);
    let words = row![text(mark).size(size::LABEL).width(16), words].spacing(6).align_y(Alignment::Center);
    Press::new(words, Button::Quiet).padding([3, 2]).width(Fill).on_press(Message::Chosen(at)).into()
}
