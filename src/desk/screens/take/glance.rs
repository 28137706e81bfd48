//! An ad of the customers' list as it is looked at before anything is taken: the ad at its true size, and what repeating it brings along.

use iced::widget::{Column, Row, Space, center, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::answer::listed;
use super::seeking::ListLine;
use super::view::{Columns, TIGHT};
use super::{Action, DraftAnswer, Message, Scene, Take, Workbench, answer, parked};
use crate::desk::canvas::{ScreenSheet, SheetView};
use crate::desk::draft::Draft;
use crate::desk::kit::{self, Tone};
use crate::desk::looked;
use crate::desk::measure::wide;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, size, tint};
use crate::locale;
use crate::office::Session;
use books::booking::{Booking, Method, Number};
use books::store::Account;
use trade::ad::characters;
use trade::legible;
use trade::money::Money;
use trade::notice::Earlier;
use trade::rates::VatRate;
use trade::refusal::Failure;

/// A booked ad, and what taking it anew would come to.
#[derive(Debug, Clone)]
pub struct Glance {
    /// The booking that it is of.
    number: Number,
    /// The ad as it was printed last.
    print: ScreenSheet,
    /// The ad as a draft of its own, on the next days that can be had.
    draft: Draft,
    /// What the counter answers to that by today's rules.
    answer: DraftAnswer,
    /// What its customer booked; none where they are known under no number.
    account: Option<Account>,
}

impl Glance {
    /// Sets the ad, and asks the counter about it. Takes a moment: not to be called where a frame waits.
    ///
    /// # Errors
    /// As [`looked::print`].
    pub fn of(
        (booking, account): (&Booking, Option<Account>),
        session: &Session,
        bench: &mut Workbench,
        earlier: &dyn Earlier,
        vat: Option<VatRate>,
    ) -> Result<Glance, Failure> {
        let print = looked::print(booking, session, &bench.setter)?;
        let (rules, now) = (&session.rules, session.at.naive_local());
        let draft = Draft::again(booking.order(), booking.number);
        let runs = parked::next_days(&draft, rules, now);
        let draft = Draft { runs, ..draft };
        let answer = answer(bench, &draft, rules, earlier, vat, now);
        Ok(Glance { number: booking.number, print, draft, answer, account })
    }
}

/// The ad of the list that the keyboard stands on.
#[derive(Debug, Default)]
pub(super) struct Glancing {
    /// The booking that was asked about last.
    booking: Option<Number>,
    seen: Option<Glance>,
    failed: Option<Failure>,
}

impl Take {
    /// The books and the counter are asked about the ad of the chosen line, where it is another than before.
    pub(super) fn glance_at(&mut self) -> Option<Action> {
        let lines = self.seeking.lines();
        let number = match lines.get(self.seeking.at).filter(|_| self.lists_customers()) {
            Some(ListLine::Ad(_, row)) => row.number,
            _ => {
                self.glancing = Glancing::default();
                return None;
            }
        };
        if self.glancing.booking == Some(number) {
            return None;
        }
        self.glancing = Glancing { booking: Some(number), ..Glancing::default() };
        Some(Action::Glance(number))
    }

    /// The ad is there, or could not be read. One that the keyboard has left is shown to nobody.
    pub(super) fn glanced(&mut self, number: Number, glance: Result<Option<Glance>, Failure>) {
        if self.glancing.booking != Some(number) {
            return;
        }
        match glance {
            Ok(seen) => self.glancing.seen = seen,
            Err(failure) => self.glancing.failed = Some(failure),
        }
    }

    /// The number of the booking whose ad is shown in the place of the draft.
    pub fn glances_at(&self) -> Option<Number> {
        self.glancing.seen.as_ref().map(|glance| glance.number)
    }

    /// In the middle, while the list is open: the ad of the chosen line, and what Enter does there.
    pub(super) fn glance<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let nothing = |said: &'a str| center(kit::quiet(said)).into();
        let (head, ad, foot): (Element<'a, Message>, Element<'a, Message>, Element<'a, Message>) =
            match (&self.glancing.seen, self.glancing.booking) {
                (Some(seen), _) => {
                    let scale = scene.pixels_per_mm();
                    let sheet = container(SheetView::new(&seen.print, scale)).padding(18);
                    let both = scrollable::Direction::Both {
                        vertical: scrollable::Scrollbar::new().width(6).scroller_width(6),
                        horizontal: scrollable::Scrollbar::new().width(6).scroller_width(6),
                    };
                    (
                        self.glanced_at(seen, scene),
                        center(scrollable(sheet).direction(both)).into(),
                        repeat(seen, scene),
                    )
                }
                (None, Some(_)) => match &self.glancing.failed {
                    Some(failure) => {
                        let said = locale::failure(failure, scene.language());
                        let card = container(kit::notice(Tone::Wrong, said.message, said.remedy)).max_width(360);
                        (Space::new().into(), center(card).into(), Space::new().into())
                    }
                    None => (Space::new().into(), nothing(words.searching()), Space::new().into()),
                },
                (None, None) => (Space::new().into(), nothing(self.what_enter_does(scene)), Space::new().into()),
            };
        column![
            container(head).padding([8, 14]).height(44).clip(true),
            container(ad).height(Fill).width(Fill),
            container(foot).padding([12, 14])
        ]
        .height(Fill)
        .into()
    }

    fn what_enter_does(&self, scene: Scene) -> &'static str {
        let words = scene.words();
        match self.seeking.lines().get(self.seeking.at) {
            Some(ListLine::New) | None => words.enter_makes_new(),
            Some(_) => words.enter_takes_customer(),
        }
    }

    /// Which ad it is: its last day in the paper, its size, its style.
    fn glanced_at<'a>(&'a self, seen: &'a Glance, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mark = kit::pill(words.old_ad(), Tone::Plain);
        let row_of = self.seeking.lines().into_iter().find_map(|line| match line {
            ListLine::Ad(_, row) if row.number == seen.number => Some(row),
            _ => None,
        });
        let ran = row_of.and_then(|row| row.runs.iter().max()).map(|day| words.appeared(*day)).unwrap_or_default();
        let measures = seen.draft.size.map_or_else(String::new, |size| size.said());
        let parts: Vec<&str> = [ran.as_str(), &measures].into_iter().filter(|said| !said.is_empty()).collect();
        // What there is no room for leaves whole: the key first, then the size.
        let room = Columns::of(scene).middle - 28.0 - wide(words.old_ad(), size::SMALL) - 18.0 - 20.0;
        let whole = words.joined(&parts);
        let fits = |said: &str, key: &str| wide(said, size::LABEL) + wide(key, size::LABEL) + 8.0 <= room;
        let key = Some(words.esc_closes()).filter(|key| fits(&whole, key));
        let said = if fits(&whole, "") { whole } else { ran };
        let said = kit::quiet(said).wrapping(text::Wrapping::None);
        let left = row![mark, container(said).clip(true)].spacing(10).align_y(Alignment::Center);
        kit::ends(left, kit::key(key.unwrap_or_default()))
    }

    /// At the right, while the list is open: what repeating the ad brings along and what starts anew, and how its customer stands.
    pub(super) fn brings<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mut all = Column::new().spacing(4);
        if let Some(seen) = &self.glancing.seen {
            let (draft, answer) = (&seen.draft, &seen.answer);
            let category = scene.rules.kinds.category(draft.kind, &draft.category);
            let category =
                category.map_or(draft.category.as_str(), |category| locale::category(category, scene.language()));
            let style = answer.swatches.iter().find(|swatch| *swatch.style.id() == draft.look.style);
            let style = style.or(answer.swatches.first());
            let style =
                style.map_or_else(String::new, |swatch| locale::style(&swatch.style, scene.language()).to_owned());
            let size = draft.size.map_or_else(|| "—".to_owned(), |size| size.said());
            let fits =
                answer.proposal.sizes.iter().find(|fit| Some(fit.size) == draft.size).is_some_and(|fit| fit.fits);
            let on_card = draft.size.is_some_and(|size| listed(&answer.proposal, size));
            all = all.push(kit::section(words.brings_along(), "", Space::new()));
            all = all.push(line(words.copy, words.as_it_was(characters(&draft.copy)), false));
            all = all.push(line(words.category_heading(), category.to_owned(), false));
            all = all.push(line(words.size, words.still_fits(&size, on_card && fits), !(on_card && fits)));
            all = all.push(line(words.style, style, false));
            all = all.push(Space::new().height(6)).push(kit::section(words.starts_anew(), "", Space::new()));
            let runs = match draft.runs.as_slice() {
                [] => "—".to_owned(),
                [run] => words.day_and_weekday(*run),
                runs => words.all_runs(runs),
            };
            all = all.push(line(words.runs, runs, draft.runs.is_empty()));
            let price = match &answer.proposal.quote {
                Ok(quote) => words.by_todays_card(&locale::money(quote.total, &quote.currency)),
                Err(refusal) => locale::refusal(refusal, scene.language()).message,
            };
            all = all.push(line(words.price(), price, answer.proposal.quote.is_err()));
            let papers = answer.proposal.papers.iter().filter_map(|id| scene.rules.kinds.paper(id));
            let papers: Vec<&str> = papers.map(|paper| locale::paper(paper, scene.language())).collect();
            if !papers.is_empty() {
                all =
                    all.push(line(words.papers_short(), words.to_be_seen_again(&papers.join(words.list_mark)), false));
            }
            all = all.push(line(words.signature(), words.old_signature_is_void().to_owned(), true));
        }
        let lines = self.seeking.lines();
        let listed = match lines.get(self.seeking.at) {
            Some(ListLine::Customer(account, _) | ListLine::Ad(account, _)) => Some(*account),
            _ => None,
        };
        let account = self.glancing.seen.as_ref().and_then(|seen| seen.account.as_ref()).or(listed);
        let bar = scrollable::Scrollbar::new().width(4).scroller_width(4).spacing(4);
        let upper = scrollable(container(all).width(Fill)).direction(scrollable::Direction::Vertical(bar)).height(Fill);
        column![upper].extend(account.map(|account| this_customer(account, scene))).spacing(12).height(Fill).into()
    }
}

/// What Enter does with the ad, and its number.
fn repeat<'a>(seen: &'a Glance, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let head = text(words.enter_repeats())
        .size(size::TEXT)
        .font(HEI_BOLD)
        .style(tint(|c| c.well))
        .wrapping(text::Wrapping::None);
    let mut said = Row::new().spacing(12).align_y(Alignment::Center).push(head);
    if Columns::of(scene).middle >= TIGHT {
        said = said.push(text(words.repeating_keeps()).size(size::NOTE).wrapping(text::Wrapping::None));
    }
    let number = words.of_number(&seen.number.to_string());
    let room = Columns::of(scene).middle - 28.0 - 28.0 - 8.0;
    let fits = wide(words.enter_repeats(), size::TEXT) + wide(&number, size::LABEL) <= room;
    let number = fits.then(|| kit::quiet(number).wrapping(text::Wrapping::None));
    let said = row![container(said).width(Fill).clip(true)].push(number).spacing(8).align_y(Alignment::Center);
    kit::edged(Tone::Well, container(said).padding([9, 12]).width(Fill).clip(true))
}

/// A line of what comes along: its name, what it is, and in ochre where it does not come as it was.
fn line<'a>(name: &'a str, said: String, doubtful: bool) -> Element<'a, Message> {
    let name = text(name).size(size::LABEL).style(tint(|c| c.quiet)).width(56).wrapping(text::Wrapping::None);
    let said = text(said).size(size::NOTE);
    let said = if doubtful { said.style(tint(|c| c.remind)) } else { said };
    column![row![name, said].spacing(8).align_y(Alignment::Center), kit::line()].spacing(5).into()
}

/// How a customer stands: how often they came, what it came to, what they owe.
fn this_customer<'a>(account: &Account, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let said = |name: &'a str, value: String| kit::ends(kit::quiet(name), text(value).size(size::NOTE));
    let mut all = column![kit::strong(words.this_customer()).size(size::NOTE)].spacing(6);
    all = all.push(said(words.ads_taken(), words.times_alone(account.latest.len(), account.more)));
    let sum: Money = account.latest.iter().map(|row| row.total).sum();
    if !account.more {
        all = all.push(said(words.in_all(), sum.grouped()));
    }
    if let Some(last) = account.latest.first() {
        all = all.push(said(words.latest(), last.number.day.to_string()));
    }
    if let Some(method) = usual(account) {
        all = all.push(said(words.usual_method(), locale::method(method, scene.language()).to_owned()));
    }
    let owing = text(account.owing.grouped()).size(size::SUM).font(SONG_BOLD);
    let owing = if account.owing > Money::ZERO { owing.style(tint(|c| c.remind)) } else { owing };
    all = all.push(kit::line()).push(kit::ends(kit::quiet(words.owing), owing));
    let others = [(words.on_account, account.on_account), (words.owed_back(), account.overpaid)];
    for (name, sum) in others.into_iter().filter(|(_, sum)| *sum > Money::ZERO) {
        all = all.push(said(name, sum.grouped()));
    }
    if let Some(last) = account.latest.first() {
        all = all.push(kit::quiet(legible::in_line(&last.phone).into_owned()));
    }
    container(all).padding([12, 14]).width(Fill).style(theme::card).into()
}

/// The method by which most of the bookings were paid.
fn usual(account: &Account) -> Option<Method> {
    let times = |method: Method| {
        account.latest.iter().filter(|row| row.by_method.get(&method).is_some_and(|sum| *sum > Money::ZERO)).count()
    };
    let most = Method::ALL.into_iter().rev().max_by_key(|method| times(*method))?;
    (times(most) > 0).then_some(most)
}
