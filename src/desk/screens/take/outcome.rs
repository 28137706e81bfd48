//! The screen when an ad is booked: at the left what was booked and what it still needs, under the ad the signature, at the right the
//! money, the papers, and the next customer.

use iced::widget::{Column, Row, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::done::{After, BookedAd, PaperOutcome};
use super::view::{Columns, TIGHT};
use super::{Message, Scene, place};
use crate::desk::kit::{self, Tone};
use crate::desk::picture::{PictureTarget, Pictured};
use crate::desk::print::Out;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG, SONG_BOLD, Theme, size, tint};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale;
use books::booking::{Method, Open, Printout, SignedHow};
use trade::legible;
use trade::money::Money;
use trade::refusal::Failure;

/// The height of what a paper came to, in pixels: two lines.
const CAME: f32 = 32.0;
/// Below this height of the window, in pixels, the change stands smaller.
const LOW: f32 = 700.0;

impl BookedAd {
    /// At the left: the number, what was booked, and what it needs before it can appear.
    pub(super) fn facts<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let order = self.booking.order();
        let at = format!("{} {}", words.booked(), self.booking.taken_at.format("%H:%M"));
        let number = text(self.number.to_string()).size(24).font(SONG_BOLD).wrapping(text::Wrapping::None);
        let category = scene.rules.kinds.category(order.ad.kind, &order.ad.category);
        let category = category.map_or(order.ad.category.as_str(), |category| locale::category(category, language));
        let papers: Vec<String> = order
            .seen
            .iter()
            .map(|seen| {
                let name = scene.rules.kinds.paper(&seen.paper);
                let name = name.map_or(seen.paper.as_str(), |paper| locale::paper(paper, language));
                let four = seen.last_four.as_ref().map_or("", |four| four.text());
                format!("{name} {four}").trim_end().to_owned()
            })
            .collect();
        let runs = match order.runs.as_slice() {
            [run] => words.day_and_weekday(*run),
            runs => words.all_runs(runs),
        };
        let papers = if papers.is_empty() { "—".to_owned() } else { papers.join(words.list_mark) };
        let who = legible::in_line(order.customer.name.text()).into_owned();
        let lines = [
            (words.customer, who),
            (words.category_heading(), format!("{} · {category}", locale::kind(order.ad.kind, language))),
            (words.size, format!("{} cm", order.ad.size.said())),
            (words.runs, runs),
            (words.papers_short(), papers),
            (words.clerk_short(), self.booking.taken_by.to_string()),
        ];
        let lines = lines.into_iter().map(|(name, said)| {
            let name = text(name).size(size::LABEL).style(tint(|c| c.quiet)).width(56).wrapping(text::Wrapping::None);
            let said = container(text(said).size(size::TEXT).wrapping(text::Wrapping::None)).width(Fill).clip(true);
            column![row![name, said].spacing(4).align_y(Alignment::Center), kit::line()].spacing(6).into()
        });
        let facts = Column::from_iter(lines).spacing(6);
        let needs =
            column![kit::section(words.before_it_appears(), "", Space::new())].spacing(8).extend(self.needs(scene));
        let head = column![kit::pill(at, Tone::Well), number].spacing(4);
        column![head, facts, needs, self.take_back(scene)].spacing(16).into()
    }

    /// The four marks of a booking in words: papers, money, signature, review.
    fn needs<'a>(&'a self, scene: Scene<'a>) -> Vec<Element<'a, Message>> {
        let (words, language) = (scene.words(), scene.language());
        let open = self.booking.open();
        let mut lines: Vec<(Tone, &str, String)> = Vec::new();
        let held = open.contains(&Open::Held) || open.contains(&Open::Warnings);
        if held {
            let tone = if open.contains(&Open::Held) { Tone::Wrong } else { Tone::Remind };
            lines.push((tone, words.mark_checks(), words.findings_open().to_owned()));
        }
        let mark = |one: Open| if open.contains(&one) { Tone::Remind } else { Tone::Well };
        let papers = if open.contains(&Open::Papers) { words.papers_missing() } else { words.papers_complete() };
        lines.push((mark(Open::Papers), words.mark_papers(), papers.to_owned()));
        let paid = match self.owing() {
            owing if owing > Money::ZERO => format!("{} {}", words.owing, locale::money(owing, &self.currency)),
            _ if self.on_account > Money::ZERO => format!("{} {}", words.on_account, self.on_account.grouped()),
            _ => words.settled.to_owned(),
        };
        lines.push((mark(Open::Payment), words.mark_payment(), paid));
        let signed = match &self.booking.signed {
            Some(signed) => format!("{} · {}", locale::signed_how(signed.how, language), signed.who.text()),
            None => words.can_sign_now().to_owned(),
        };
        lines.push((mark(Open::Proof), words.mark_proof(), signed));
        lines.push((mark(Open::Review), words.mark_review(), words.to_be_reviewed().to_owned()));
        let each = lines.into_iter().map(|(tone, name, said)| {
            let name = text(name).size(size::TEXT).font(HEI_BOLD).width(24);
            let ink = move |theme: &Theme| text::Style {
                color: Some(if tone == Tone::Well { theme.colours().quiet } else { tone.ink(theme) }),
            };
            let said =
                container(text(said).size(size::NOTE).style(ink).wrapping(text::Wrapping::None)).width(Fill).clip(true);
            let line = row![kit::mark(tone), name, said].spacing(8).align_y(Alignment::Center);
            column![line, kit::line()].spacing(6).into()
        });
        each.collect()
    }

    /// What a button says when it is pressed; none where it is grey.
    fn can(&self, after: After) -> Option<Message> {
        self.able(&after).is_ok().then(|| after.into())
    }

    /// How it is taken back, and what that comes to.
    fn take_back<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let may = self.can(After::TakeBack);
        let key = if self.undoing { words.again_key() } else { words.twice_key() };
        let button = kit::button(words.take_back_now(), key, may).padding([5, 10]);
        let head = kit::ends(kit::strong(words.booked_wrong()), Element::from(button));
        let back = self.back();
        let back: Vec<String> = back
            .iter()
            .map(|(method, sum)| format!("{} {}", locale::method(*method, scene.language()), sum.grouped()))
            .collect();
        let said = match (&self.refused, self.undoing, &self.booking.signed) {
            (Some(failure), ..) => {
                Some((Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())))
            }
            (None, _, Some(_)) => Some((Tone::Plain, words.signed_is_not_taken_back().to_owned())),
            (None, true, None) => {
                Some((Tone::Remind, words.taken_back_by_key(&back.join(words.list_mark), self.number.serial, true)))
            }
            (None, false, None) => {
                Some((Tone::Plain, words.taken_back_by_key(&back.join(words.list_mark), self.number.serial, false)))
            }
        };
        let card = column![head, kit::kept(64.0, said)].spacing(6);
        container(card).padding([10, 14]).width(Fill).style(theme::card).into()
    }

    /// Under the ad: the customer signs while they still stand here.
    pub(super) fn signature<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        if let Some(signed) = &self.booking.signed {
            let said = words.is_signed(locale::signed_how(signed.how, language), signed.who.text());
            let said = row![kit::mark(Tone::Well), text(said).size(size::NOTE)].spacing(8).align_y(Alignment::Center);
            return container(said).padding([12, 14]).center_x(Fill).into();
        }
        let chips = SignedHow::ALL.into_iter().enumerate().map(|(at, how)| {
            let name = if how == SignedHow::Paper { words.signs_on_paper() } else { locale::signed_how(how, language) };
            kit::option(name, at == self.signing, iced::Shrink)
        });
        let row_of = Row::from_iter(chips).spacing(4).wrap().vertical_spacing(4);
        let group = Group::new(
            row_of,
            Some(self.signing),
            |at| After::SignBy(at).into(),
            |stroke| Some(After::Sign(stroke).into()),
        );
        let narrow = Columns::of(scene).middle < TIGHT;
        let keys = kit::key(if narrow { "Ctrl+G" } else { words.sign_keys() });
        let group = Element::from(group.id(place::SIGN));
        let head = (!narrow).then(|| kit::quiet(words.let_them_sign()).into());
        let line: Element<'a, Message> = if narrow {
            column![keys, group].spacing(4).align_x(Alignment::Center).into()
        } else {
            row![group, keys].spacing(10).align_y(Alignment::Center).into()
        };
        let said = Column::new().extend(head).push(line);
        container(said.spacing(6).align_x(Alignment::Center)).padding([10, 14]).center_x(Fill).into()
    }

    /// At the right: what was due, what was handed over and the change; the papers; what comes next.
    pub(super) fn money_and_papers<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mut papers = Column::new().spacing(8);
        let failed = [&self.proof, &self.statement].into_iter().filter(|outcome| is_wrong(outcome.as_ref())).count();
        let said = if failed > 0 { words.not_delivered(failed) } else { String::new() };
        papers = papers.push(kit::section(words.papers_of_it(), "", kit::wrong(said)));
        let printing = |paper: Printout| (self.printing == Some(paper)).then(|| words.printing(paper));
        papers = papers.push(self.paper(
            (words.proof, "Ctrl+P", After::Proof),
            printing(Printout::Proof),
            self.proof.as_ref().map(|outcome| came(outcome, self.proof_left, scene)),
            scene,
        ));
        papers = papers.push(self.paper(
            (words.statement, "Ctrl+S", After::Statement),
            printing(Printout::Statement),
            self.statement.as_ref().map(|outcome| came(outcome, true, scene)),
            scene,
        ));
        let pictured = self.pictured.as_ref().map(|pictured| match pictured {
            Ok(Pictured::Copied) => (Tone::Well, words.picture_copied().to_owned()),
            Ok(Pictured::Saved(path)) => (Tone::Well, words.saved_as(&name_of(path))),
            Err(failure) => wrong(failure, scene),
        });
        papers = papers.push(self.paper(
            (words.copy_picture(), "Ctrl+W", After::Picture(PictureTarget::Clipboard)),
            None,
            pictured,
            scene,
        ));
        let save = After::Picture(PictureTarget::File).into();
        let save = kit::quiet_button(words.save_picture(), "Ctrl+Shift+W", Some(save));
        papers = papers.push(save);
        let bar = scrollable::Scrollbar::new().width(4).scroller_width(4).spacing(4);
        let list =
            scrollable(container(papers).width(Fill)).direction(scrollable::Direction::Vertical(bar)).height(Fill);
        let again =
            kit::button(words.repeat_now(), "Ctrl+Shift+N", Some(After::Again.into())).padding([9, 10]).width(Fill);
        let next = kit::next(words.next_customer(), words.next_keys(), Some(Message::Next)).id(place::NEXT);
        column![self.money(scene), list, again, next].spacing(12).height(Fill).into()
    }

    fn money<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let sum = |name: String, sum: Money| {
            let sum = text(locale::money(sum, &self.currency)).size(20).font(SONG_BOLD).wrapping(text::Wrapping::None);
            let name = container(text(name).size(size::TEXT).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None));
            row![name.width(Fill).clip(true), sum].spacing(8).align_y(Alignment::Center).into()
        };
        let mut all = vec![sum(words.total.to_owned(), self.total)];
        for (method, came) in self.handed_over() {
            let name = match method {
                Method::Account => locale::method(method, language).to_owned(),
                method => words.came_by(locale::method(method, language)),
            };
            all.push(sum(name, came));
        }
        let mut card = Column::from_iter(all).spacing(6).push(kit::line());
        let owing = self.owing();
        let low = scene.window.height < LOW;
        if self.change > Money::ZERO {
            let figure = locale::money(self.change, &self.currency);
            // As large as there is room: a figure is never cut.
            let room = 244.0 / (figure.chars().count() as f32 * 0.56);
            let height = room.clamp(20.0, if low { 40.0 } else { 60.0 });
            let figure = text(figure).size(height).font(SONG_BOLD).wrapping(text::Wrapping::None);
            let capitals = if self.currency.is_empty() { self.change.capitals() } else { String::new() };
            card = card.push(kit::strong(words.change));
            card = card.push(container(figure).width(Fill).align_x(Alignment::End));
            card = card.push(text(capitals).size(size::LABEL).font(SONG).style(tint(|c| c.quiet)));
        } else if owing > Money::ZERO {
            // Open, and no fault: it has the colour that it has in 当日.
            let figure = text(locale::money(owing, &self.currency)).size(28).font(SONG_BOLD).style(tint(|c| c.remind));
            card = card.push(kit::ends(kit::strong(words.owing), figure.wrapping(text::Wrapping::None)));
        } else if self.on_account == Money::ZERO {
            card = card.push(kit::quiet(words.settled));
        }
        if self.opened_till {
            let told = text(words.till_opened_unasked()).size(size::LABEL).style(tint(|c| c.remind));
            card = card.push(told);
        }
        container(card).padding([12, 14]).width(Fill).style(theme::card).into()
    }

    /// A paper: a mark of what became of it, its name and key, and below them what became of it in words; its place is kept.
    fn paper<'a>(
        &'a self,
        (name, chord, after): (&'a str, &'a str, After),
        printing: Option<String>,
        came: Option<(Tone, String)>,
        scene: Scene<'a>,
    ) -> Element<'a, Message> {
        let words = scene.words();
        let tone = came.as_ref().map_or(Tone::Plain, |(tone, _)| *tone);
        let named = text(name).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let does = match &came {
            Some((Tone::Wrong, _)) => words.try_again(),
            _ => words.do_paper(),
        };
        let does = row![text(does).size(size::NOTE).wrapping(text::Wrapping::None), kit::key(chord)].spacing(6);
        let does = Press::new(does.align_y(Alignment::Center), ButtonLook::Quiet).padding([0, 2]);
        let does = does.on_press_maybe(self.can(after));
        let head = row![kit::mark(tone), container(named).width(Fill).clip(true), does].spacing(8);
        let said = printing.map(|said| (Tone::Plain, said)).or(came);
        let said = row![Space::new().width(22), kit::kept(CAME, said)];
        column![head.align_y(Alignment::Center), said, kit::line()].spacing(2).into()
    }
}

fn is_wrong(outcome: Option<&PaperOutcome>) -> bool {
    match outcome {
        Some(Ok(printed)) => matches!(printed.out, Out::Unopened(..) | Out::Waits(_)),
        Some(Err(_)) => true,
        None => false,
    }
}

/// What became of a paper: written, opened, sent, or why not and what can be done.
fn came(outcome: &PaperOutcome, left: bool, scene: Scene) -> (Tone, String) {
    let (words, language) = (scene.words(), scene.language());
    let printed = match outcome {
        Ok(printed) => printed,
        Err(failure) => return wrong(failure, scene),
    };
    let again = words.which_print(printed.copy);
    let (tone, said) = match &printed.out {
        Out::Written(path) if left => (Tone::Well, words.opened_file(&name_of(path))),
        Out::Written(path) => (Tone::Well, words.saved_as(&name_of(path))),
        Out::Unopened(path, fault) => {
            let why = locale::fault(fault, language).message;
            (Tone::Wrong, words.saved_not_opened(&name_of(path), &why))
        }
        Out::Taken(_, number) => (Tone::Well, words.sent_as(*number)),
        Out::Waits(fault) => (Tone::Wrong, words.waits_because(&locale::fault(fault, language).message)),
    };
    (tone, format!("{again}{said}"))
}

fn wrong(failure: &Failure, scene: Scene) -> (Tone, String) {
    (Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language()))
}

/// The name of a file; the folder is the one of papers.
fn name_of(path: &std::path::Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
