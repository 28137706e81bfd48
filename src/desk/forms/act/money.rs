//! The right column: the money line by line, how it goes back, what becomes void, and the one next step.

use iced::widget::{Column, Row, column, container, row, text};
use iced::{Alignment, Fill};

use super::{ActPreview, Form, Message, RefundBy, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, HEI_BOLD, SONG, SONG_BOLD, size};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale;
use crate::office::{Tried, voided};
use books::booking::{Amended, Booking, Method};
use trade::money::Money;
use trade::refusal::{Failure, NotPossible, Refusal};

/// The type size of the sum, in pixels; nothing else beside the ad is as large.
const SUM: f32 = 28.0;

impl Form {
    /// The column at the right: what each line of the price becomes, what goes back, and what becomes void.
    pub(super) fn money<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let quote = &self.looked.booking.booked.quote;
        let head = Form::section(words.money_changes(), "", words.card_version(&quote.version));
        // The same places whatever is known, so that the keyboard stays where it stands.
        let (lines, sum, void) = match self.shown() {
            Some(shown) => (self.lines(shown, scene), self.sum_of(shown, scene), self.void(&shown.tried, scene)),
            // What has no height is left out by a column, and the places after it change.
            None => (self.as_it_is(scene), Form::gap(1.0), Form::gap(1.0)),
        };
        let body = column![lines, Form::gap(8.0), sum, self.way_back(scene), Form::gap(10.0), void];
        column![head, Form::scrolled(body), self.foot(scene)].spacing(8).height(Fill).into()
    }

    /// What it costs and what came in, while nothing else is known.
    fn as_it_is<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let booking = &self.looked.booking;
        let mut lines = Column::new().push(line(
            words.price_now().to_owned(),
            words.size_and_runs(&booking.order().ad.size.said(), booking.runs().len()),
            booking.total(),
        ));
        lines = lines.extend(self.came_in(booking, scene));
        lines.into()
    }

    fn came_in<'a>(&self, booking: &Booking, scene: Scene<'a>) -> Vec<Element<'a, Message>> {
        let words = scene.words();
        let methods: Vec<Method> = Method::ALL
            .into_iter()
            .filter(|method| *method != Method::Account && booking.came_by(*method) > Money::ZERO)
            .collect();
        let mut lines = Vec::new();
        if booking.fee() > Money::ZERO {
            lines.push(line(words.earlier_fees().to_owned(), String::new(), booking.fee()));
        }
        lines.push(line(words.received_by(&methods), String::new(), booking.paid()));
        if booking.on_account() > Money::ZERO {
            lines.push(line(words.on_account.to_owned(), String::new(), booking.on_account()));
        }
        if booking.refunded() > Money::ZERO {
            lines.push(line(words.refunded_before().to_owned(), String::new(), booking.refunded()));
        }
        lines
    }

    /// What it costs now and then, the fee of the card, what came in.
    fn lines<'a>(&'a self, shown: &ActPreview, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let Tried { before, after, done, .. } = &shown.tried;
        let said = |booking: &Booking| words.size_and_runs(&booking.order().ad.size.said(), booking.runs().len());
        let mut lines = Column::new().push(line(words.price_now().to_owned(), said(before), before.total()));
        if !self.kind.is_of_money() {
            lines = lines.push(line(words.price_then().to_owned(), said(after), after.total()));
        }
        for charge in after.charges.iter().skip(before.charges.len()) {
            lines = lines.push(line(locale::acts::charge(charge, language), String::new(), charge.amount));
        }
        if after.charges.len() == before.charges.len() && self.row().has_fee {
            lines = lines.push(line(words.no_fee().to_owned(), String::new(), Money::ZERO));
        }
        lines = lines.extend(self.came_in(before, scene));
        if after.credit_back > before.credit_back {
            lines =
                lines.push(line(words.credit_back().to_owned(), String::new(), after.credit_back - before.credit_back));
        }
        match done.first() {
            Some(Amended::Undone(undone)) => {
                for (method, amount) in &undone.moved {
                    lines = lines.push(line(words.undone_payment(*method), String::new(), *amount));
                }
            }
            Some(Amended::Reversed(reversed)) => {
                let payment = &reversed.payment;
                let less = Money::ZERO - payment.amount;
                lines = lines.push(line(words.undone_payment(payment.method), String::new(), less));
                for (_, payment) in after.payments.iter().skip(before.payments.len().saturating_sub(1)) {
                    lines = lines.push(line(words.taken_instead(payment.method), String::new(), payment.amount));
                }
            }
            _ => {}
        }
        if let Some(other) = &shown.tried.other {
            lines = lines.push(line(words.received_of(other.number), words.other_owing(other.owing()), other.paid()));
        }
        lines.into()
    }

    /// What goes back by it.
    fn goes_back(&self, shown: &ActPreview) -> Money {
        if self.row().refunds { self.sum().unwrap_or(Money::ZERO) } else { shown.tried.back() }
    }

    /// What is owed in the end, and by whom.
    fn sum_of<'a>(&'a self, shown: &ActPreview, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let (back, owing) = (self.goes_back(shown), shown.tried.after.owing());
        let (label, sum) = if back > Money::ZERO {
            (words.owed_back(), back)
        } else if owing > Money::ZERO {
            (words.owed(), owing)
        } else {
            (words.even(), Money::ZERO)
        };
        let label = text(label).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let figure = text(sum.grouped()).size(SUM).font(SONG_BOLD).wrapping(text::Wrapping::None);
        let mut said = column![kit::ends(label, figure)];
        // Only yuan are written in capitals.
        let yuan = self.looked.booking.booked.quote.currency.is_empty();
        if sum > Money::ZERO && yuan {
            said = said.push(text(sum.capitals()).size(size::LABEL).font(SONG));
        }
        if back > Money::ZERO && owing > Money::ZERO {
            said = said.push(kit::quiet(words.then_owing(owing)));
        }
        said.into()
    }

    /// The way by which money goes back, as it is shown; none where none does, or where that is an act of its own.
    pub(super) fn way_shown(&self) -> Option<RefundBy> {
        if !self.row().gives_back && !self.row().refunds {
            return None;
        }
        let refunds = self.sum().filter(|_| self.row().refunds);
        match self.shown().map(|shown| self.goes_back(shown)).or(refunds) {
            Some(back) if back == Money::ZERO => None,
            Some(back) => Some(self.goes_by(back).map_or(RefundBy::Later, RefundBy::By)),
            None => Some(self.way).filter(|way| *way != RefundBy::AsItCame),
        }
    }

    /// How it goes back; nothing where nothing does, or where that is an act of its own. A way that is refused can be chosen otherwise.
    fn way_back<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let words = scene.words();
        let chosen = self.way_shown()?;
        let ways = self.ways();
        let booking = &self.looked.booking;
        let name = |way: &RefundBy| match way {
            RefundBy::By(method) if *method == Method::Account || booking.came_by(*method) == Money::ZERO => {
                words.method_short(*method).to_owned()
            }
            RefundBy::By(method) => words.way_it_came(*method),
            RefundBy::Later | RefundBy::AsItCame => words.way_later().to_owned(),
        };
        let chips = ways.iter().map(|way| kit::filled(name(way), *way == chosen, false));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let at = ways.iter().position(|way| *way == chosen);
        let group = Group::choice(chips, at, ways.len(), move |i| Message::Way(ways[i])).id(place::WAYS).radius(14.0);
        let mut said =
            column![Form::gap(6.0), Form::section(words.how_back(), "Ctrl+M", String::new()), group].spacing(6);
        match chosen {
            RefundBy::By(method) if !matches!(method, Method::Cash | Method::Account) => {
                let serial = InputField::new(words.refund_serial(), &self.serial, place::SERIAL)
                    .on_input(true, Message::Serial)
                    .on_submit(Message::Onward);
                said = said.push(Element::from(serial));
            }
            RefundBy::Later => said = said.push(kit::quiet(words.way_later_note())),
            RefundBy::By(_) | RefundBy::AsItCame => {}
        }
        Some(said.into())
    }

    /// What becomes void by it.
    fn void<'a>(&'a self, tried: &Tried, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let before = &tried.before;
        let mut list = Column::new().push(Form::section(words.becomes_void(), "", String::new()));
        let void = voided(before, &tried.after, &tried.done);
        for one in &void {
            let (name, note) = (words.void(before.number, one), words.void_note(one));
            list = list.push(marked(kit::ring(), name, note));
        }
        if void.is_empty() {
            list = list.push(marked(kit::tick(), words.nothing_void().to_owned(), String::new()));
        }
        let appeared = before.runs().iter().filter(|run| **run <= scene.now.date_naive()).count();
        if appeared > 0 && !self.row().takes_back {
            list = list.push(marked(kit::tick(), words.appeared_stay(appeared), String::new()));
        }
        list.spacing(4).into()
    }

    /// What was refused, and the one next step, which says what it will do.
    fn foot<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mut foot = Column::new().spacing(8);
        let why = scene.said_why().map(|(tone, said)| kit::notice(tone, said, String::new()));
        foot = foot.push(why.or_else(|| self.refusal(scene)).unwrap_or_else(|| Form::gap(1.0)));
        let send = self.able(&Message::Send, scene).is_ok().then_some(Message::Send);
        let outlined = |said: String| {
            let said = text(said).size(size::NOTE).wrapping(text::Wrapping::Word);
            Press::new(container(said).center_x(Fill), ButtonLook::Plain)
                .padding([12, 12])
                .width(Fill)
                .on_press_maybe(send.clone())
        };
        let lacking = self.lacking(scene);
        let button: Element<'a, Message> = if self.sending {
            outlined(words.being_done().to_owned()).into()
        } else if self.impossible().is_some() {
            outlined(words.not_possible(self.kind)).into()
        } else if !lacking.is_empty() {
            let said: Vec<&str> = lacking.iter().map(|lack| self.lack_said(*lack, scene)).collect();
            outlined(words.still_lacking(&said)).into()
        } else if self.answered != self.question {
            outlined(words.working_out().to_owned()).into()
        } else if let Some(shown) = self.shown() {
            let name = self.button(shown, scene);
            let chord = text("Ctrl+Enter").size(size::LABEL);
            // What takes two lines leaves the key its room.
            let name = text(name).size(size::TEXT).font(HEI_BOLD).width(Fill).center();
            Press::new(row![name, chord].spacing(8).align_y(Alignment::Center), ButtonLook::Next)
                .width(Fill)
                .on_press_maybe(send.clone())
                .id(place::SEND)
                .into()
        } else if self.nothing_changed() {
            outlined(words.nothing_changed_yet().to_owned()).into()
        } else {
            outlined(words.not_so(self.kind)).into()
        };
        let kept = container(kit::quiet(words.nothing_is_deleted())).center_x(Fill);
        foot.push(button).push(kept).into()
    }

    fn nothing_changed(&self) -> bool {
        matches!(&self.answer, Some(Err(Failure::Refused(Refusal::NotPossible(NotPossible::NothingCorrected { .. })))))
    }

    /// What the books refused: of what was sent, or else of what is typed.
    fn refusal<'a>(&self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let tried = self.answer.as_ref().and_then(|answer| answer.as_ref().err()).filter(|_| !self.nothing_changed());
        let said = locale::failure(self.failed.as_ref().or(tried)?, scene.language());
        Some(kit::notice(Tone::Wrong, said.message, said.remedy))
    }

    /// What the button says that it will do.
    fn button(&self, shown: &ActPreview, scene: Scene) -> String {
        let words = scene.words();
        let tried = &shown.tried;
        let back = self.goes_back(shown);
        let act = (self.row().verb)(self, tried, scene);
        if self.row().refunds {
            return act;
        }
        let gives = self.row().gives_back;
        match self.goes_by(back).filter(|_| gives && back > Money::ZERO) {
            Some(method) => words.and_refund(&act, method, back),
            None if back > Money::ZERO => words.and_owed_back(&act, back),
            None if tried.after.owing() > tried.before.owing() => words.and_owing(&act, tried.after.owing()),
            None => act,
        }
    }
}

/// A line of money: what it is, what of it, and the sum at the right.
fn line<'a>(name: String, of: String, amount: Money) -> Element<'a, Message> {
    let amount = text(amount.grouped()).size(size::TEXT).font(SONG).wrapping(text::Wrapping::None);
    let mut said = row![text(name).size(size::NOTE)].spacing(10).align_y(Alignment::Center);
    if !of.is_empty() {
        said = said.push(kit::quiet(of));
    }
    let line = row![container(said).width(Fill), amount].spacing(8).align_y(Alignment::Center);
    column![container(line).padding([5, 0]), kit::line()].into()
}

/// A mark, what it stands for, and what is to be done.
fn marked<'a>(mark: Element<'a, Message>, name: String, note: String) -> Element<'a, Message> {
    let mut said = column![text(name).size(size::NOTE)].spacing(1);
    if !note.is_empty() {
        said = said.push(kit::quiet(note));
    }
    let line = row![container(mark).padding([4, 0]).width(16), said].spacing(8).align_y(Alignment::Start);
    column![container(line).padding([4, 0]).width(Fill), kit::line()].into()
}
