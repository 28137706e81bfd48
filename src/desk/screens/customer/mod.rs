//! 客户: the page of a customer: what they ran, spent and owe, what stands on their account and by which agreement, and all their ads.

mod about;
mod form;
mod view;
mod words;

use chrono::{Datelike, Months, NaiveDate};
use iced::keyboard::key;

use super::Scene;
use crate::desk::widgets::{Chord, Stroke, focus_on};
use crate::locale;
use crate::locale::desk::why::WhyNot;
use crate::office::{Credited, CustomerPage, Out};
use books::booking::{Number, Row};
use trade::refusal::{Failure, Fault};
use trade::settings::Language;

pub use form::{Form, FormMessage};
pub(super) use view::summary;

/// The places that take focus.
pub mod place {
    /// The list of the customer's ads.
    pub const LIST: &str = "customer-ads";
    /// The name of the account.
    pub const NAME: &str = "agreement-name";
    /// The telephone numbers under which its ads are taken.
    pub const PHONES: &str = "agreement-phones";
    /// The most that may stand.
    pub const LIMIT: &str = "agreement-limit";
    /// The days in which it is due.
    pub const DAYS: &str = "agreement-days";
    /// The number of the contract, or where it is filed.
    pub const CONTRACT: &str = "agreement-contract";
    /// What the paper wants to know.
    pub const NOTES: &str = "agreement-notes";
    /// Why it is changed or ended.
    pub const REASON: &str = "agreement-reason";
    /// The ways by which money comes in for what stands.
    pub const METHODS: &str = "settle-methods";
    /// How much came in, in yuan.
    pub const AMOUNT: &str = "settle-amount";
    /// The serial number of the channel.
    pub const SERIAL: &str = "settle-serial";
}

/// So many ads are asked for at once.
pub const PAGE: usize = 50;

/// So many months back a statement of account can be had.
const FURTHEST: u32 = 240;

/// A customer's page, as it stands.
#[derive(Debug, Default)]
pub struct Customer {
    /// The telephone number as digits; none while no customer was asked for.
    phone: Option<String>,
    /// Counts what was asked, so that an answer to an earlier question is known for late.
    revision: u64,
    page: Option<CustomerPage>,
    /// The ads that were read, the newest first.
    ads: Vec<Row>,
    /// More are being read.
    reading: bool,
    at: usize,
    top: usize,
    form: Option<Form>,
    /// The days of the statement of account: 0 this month and the last, 1 this month, 2 the last, and so on back.
    period: u32,
    /// Something was sent to the books, and no answer is there yet.
    sending: bool,
    /// What was done last, or why it was not.
    said: Option<Result<String, Failure>>,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The books told of the question of this count.
    Told(u64, Result<Box<CustomerPage>, Fault>),
    /// A row that is seen was pressed, counted from the first that is seen.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Open the chosen booking on its day.
    Open,
    /// Take the chosen ad anew.
    Repeat,
    /// Make the statement of account of the days that are shown.
    Statement,
    /// Show the days of a statement that is further back (1), or nearer (-1).
    TurnPeriod(i32),
    /// It was made, or could not be.
    Made(Result<Out, Failure>),
    /// Open the form of the agreement.
    Agree,
    /// Open the form by which what stands is settled.
    Settle,
    /// In the form that is open.
    Form(FormMessage),
    /// The books took what the form asked, or did not.
    Done(Result<(), Failure>),
    /// One step back: out of the form, or to where it was come from.
    Back,
}

/// What the screen wants of the desk.
pub enum Action {
    /// What any screen may want.
    Plain(Plain),
    /// Make the statement of account from one day to another.
    Statement(Box<Credited>, (NaiveDate, NaiveDate)),
}

type Plain = super::Action<Message>;

impl From<Plain> for Action {
    fn from(plain: Plain) -> Action {
        Action::Plain(plain)
    }
}

impl Customer {
    /// The page that is shown.
    pub const fn page(&self) -> Option<&CustomerPage> {
        self.page.as_ref()
    }

    /// The form that is open.
    pub const fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    /// Whether a payment for what stands is being taken.
    pub const fn takes_money(&self) -> bool {
        matches!(self.form, Some(Form::Settle(_)))
    }

    /// The booking that is chosen.
    pub fn chosen(&self) -> Option<Number> {
        self.ads.get(self.at).map(|row| row.number)
    }

    /// Turns to the customer of a telephone number, as digits.
    pub fn show(&mut self, phone_key: &str) -> Vec<Action> {
        *self = Customer { revision: self.revision, phone: Some(phone_key.to_owned()), ..Customer::default() };
        self.refresh()
    }

    /// Asks the books again, since something was posted or the screen is seen again.
    pub fn refresh(&mut self) -> Vec<Action> {
        let Some(phone) = self.phone.clone() else { return Vec::new() };
        (self.revision, self.reading) = (self.revision + 1, false);
        vec![self.ask(phone, None)]
    }

    /// Asks the books for the page of a telephone number, before this ad or from the newest on.
    fn ask(&self, phone: String, before: Option<Number>) -> Action {
        let revision = self.revision;
        let ask = Plain::act(
            move |session, store| session.page(store, &phone, before, PAGE).map(Box::new),
            move |told| Message::Told(revision, told),
        );
        ask.into()
    }

    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if chord.named == Some(key::Named::Escape) {
            return Some(Message::Back);
        }
        if let Some(form) = &self.form {
            let own = form.chord(chord).map(Message::Form);
            if own.is_some() || !chord.ctrl || chord.named.is_some() {
                return own;
            }
        }
        if !chord.ctrl {
            return match chord.named? {
                key::Named::ArrowUp => Some(Message::Stroke(Stroke::By(-1))),
                key::Named::ArrowDown => Some(Message::Stroke(Stroke::By(1))),
                key::Named::PageUp => Some(Message::Stroke(Stroke::Page(-1))),
                key::Named::PageDown => Some(Message::Stroke(Stroke::Page(1))),
                key::Named::Enter if !chord.repeat => Some(Message::Open),
                _ => None,
            };
        }
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if !chord.repeat => Some(Message::Open),
            (Some(key::Named::ArrowLeft), _) => Some(Message::TurnPeriod(1)),
            (Some(key::Named::ArrowRight), _) => Some(Message::TurnPeriod(-1)),
            (_, Some('n')) if chord.shift && !chord.repeat => Some(Message::Repeat),
            (_, Some('s')) if !chord.repeat => Some(Message::Statement),
            (_, Some('e')) => Some(Message::Agree),
            (_, Some('m')) => Some(Message::Settle),
            _ => None,
        }
    }

    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message) -> Result<(), WhyNot> {
        let Some(page) = &self.page else {
            let asks = matches!(
                message,
                Message::Open | Message::Repeat | Message::Statement | Message::Agree | Message::Settle
            );
            return if asks { Err(WhyNot::NotRead) } else { Ok(()) };
        };
        match message {
            Message::Open | Message::Stroke(Stroke::Open) | Message::Repeat if self.chosen().is_none() => {
                Err(WhyNot::NoBooking)
            }
            Message::Settle | Message::Agree | Message::Statement | Message::Repeat if self.form.is_some() => {
                Err(WhyNot::InForm)
            }
            Message::Settle if page.account.lots.is_empty() => Err(WhyNot::NothingOnAccount),
            Message::Statement | Message::Form(FormMessage::Send) if self.sending => Err(WhyNot::Busy),
            Message::Form(FormMessage::Ends) if !self.form.as_ref().is_some_and(Form::has_agreement) => {
                Err(WhyNot::NoAgreement)
            }
            _ => Ok(()),
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        match message {
            Message::Told(revision, told) if revision == self.revision => self.told(told, scene),
            Message::Told(..) => Vec::new(),
            Message::Pick(index) => {
                self.at = (self.top + index).min(self.ads.len().saturating_sub(1));
                vec![focus(place::LIST)]
            }
            Message::Stroke(Stroke::Open) | Message::Open => {
                self.chosen().map(|number| Plain::OpenBooking(number).into()).into_iter().collect()
            }
            Message::Stroke(stroke) => self.stroke(stroke, scene),
            Message::Repeat => self.chosen().map(|number| Plain::Repeat(number).into()).into_iter().collect(),
            Message::Statement => {
                let account = self.page.as_ref().map(|page| page.account.clone());
                self.sending |= account.is_some();
                let days = self.days(scene.now.date_naive());
                account.map(|account| Action::Statement(Box::new(account), days)).into_iter().collect()
            }
            Message::TurnPeriod(by) => {
                self.period = self.period.saturating_add_signed(by).min(FURTHEST);
                Vec::new()
            }
            Message::Made(made) => {
                self.sending = false;
                self.said = Some(made.map(|out| came_out(&out, scene.language())));
                Vec::new()
            }
            Message::Agree => self.open(Form::agreement),
            Message::Settle => self.open(Form::settle),
            Message::Form(message) => self.in_form(message),
            Message::Done(Ok(())) => {
                (self.form, self.sending) = (None, false);
                self.said = Some(Ok(scene.words().kept_in_books().to_owned()));
                let mut actions = self.refresh();
                actions.extend([Plain::Posted.into(), focus(place::LIST)]);
                actions
            }
            Message::Done(Err(failure)) => {
                (self.said, self.sending) = (Some(Err(failure)), false);
                // Sent again it is another request, unless nobody knows what became of it.
                if let (Some(form), Some(Err(Failure::Refused(_)))) = (&mut self.form, &self.said) {
                    form.anew();
                }
                Vec::new()
            }
            Message::Back if self.form.take().is_some() => {
                self.said = None;
                vec![focus(place::LIST)]
            }
            Message::Back => vec![Plain::Back.into()],
        }
    }

    /// The first and the last day of the statement of account. What is settled is asked about in the first days of the next month: so it is
    /// of this month and the last until another is chosen.
    pub(super) fn days(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let first = |back: u32| {
            let first = today.with_day(1).unwrap_or(today);
            first.checked_sub_months(Months::new(back)).unwrap_or(first)
        };
        match self.period {
            0 => (first(1), today),
            1 => (first(0), today),
            back => (first(back - 1), first(back - 2).pred_opt().unwrap_or(today)),
        }
    }

    fn open(&mut self, form: fn(&CustomerPage) -> Form) -> Vec<Action> {
        let Some(page) = self.page.as_ref() else { return Vec::new() };
        let form = form(page);
        let first = form.first_place();
        (self.form, self.said) = (Some(form), None);
        vec![focus(first)]
    }

    fn in_form(&mut self, message: FormMessage) -> Vec<Action> {
        let (Some(form), Some(page)) = (&mut self.form, &self.page) else { return Vec::new() };
        if !matches!(message, FormMessage::Send) {
            self.said = None;
            return form.update(message).into_iter().map(focus).collect();
        }
        match form.asks(page) {
            Ok(action) => {
                self.sending = true;
                vec![action]
            }
            Err(lacking) => {
                let (refusal, to) = *lacking;
                self.said = Some(Err(refusal.into()));
                vec![focus(to)]
            }
        }
    }

    fn told(&mut self, told: Result<Box<CustomerPage>, Fault>, scene: Scene) -> Vec<Action> {
        let more = std::mem::take(&mut self.reading);
        // The list takes no focus before it is there.
        let first = self.page.is_none() && self.form.is_none();
        match told {
            Ok(page) => {
                let chosen = self.chosen();
                if !more {
                    self.ads.clear();
                }
                self.ads.extend(page.ads.iter().cloned());
                let stood = chosen.and_then(|chosen| self.ads.iter().position(|row| row.number == chosen));
                self.at = stood.unwrap_or(self.at);
                self.page = Some(*page);
                self.settle(scene);
            }
            Err(fault) => self.said = Some(Err(fault.into())),
        }
        if first { vec![focus(place::LIST)] } else { Vec::new() }
    }

    fn stroke(&mut self, stroke: Stroke, scene: Scene) -> Vec<Action> {
        let (last, seen) = (self.ads.len().saturating_sub(1), view::seen(scene));
        match stroke {
            Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
            Stroke::Page(by) => self.at = self.at.saturating_add_signed(by * seen.cast_signed()).min(last),
            Stroke::First => self.at = 0,
            Stroke::Last => self.at = last,
            Stroke::Wheel(by) => {
                self.top = self.top.saturating_add_signed(by * 3).min((last + 1).saturating_sub(seen));
                return self.more();
            }
            Stroke::Mark | Stroke::Open => {}
        }
        self.settle(scene);
        self.more()
    }

    /// The next page, where the end of what was read comes near.
    fn more(&mut self) -> Vec<Action> {
        let rest = self.page.as_ref().and_then(|page| page.rest);
        let near = self.at.max(self.top) + PAGE / 2 >= self.ads.len();
        match (rest, self.phone.clone()) {
            (Some(rest), Some(phone)) if near && !self.reading => {
                (self.revision, self.reading) = (self.revision + 1, true);
                vec![self.ask(phone, Some(rest))]
            }
            _ => Vec::new(),
        }
    }

    /// Keeps the chosen row among the rows, and in sight.
    fn settle(&mut self, scene: Scene) {
        let seen = view::seen(scene);
        self.at = self.at.min(self.ads.len().saturating_sub(1));
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(seen));
    }
}

/// What became of the statement of account.
pub fn came_out(out: &Out, language: Language) -> String {
    match out {
        Out::Written(path) => locale::account::statement_written(&path.display().to_string(), language),
        Out::Unopened(path, fault) => {
            let why = locale::fault(fault, language).line(language);
            format!("{}  {why}", locale::account::statement_written(&path.display().to_string(), language))
        }
        Out::Taken(printer, job) => locale::job_taken(printer, *job, language),
        Out::Waits(fault) => locale::fault(fault, language).line(language),
    }
}

/// The keyboard is led to a place.
fn focus(place: &'static str) -> Action {
    Plain::Run(focus_on(place)).into()
}
