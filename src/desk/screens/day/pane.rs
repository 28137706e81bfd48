//! The booking that is looked at: its ad, who and when, money, what is open, what happened, and what can be done.

use iced::widget::{Column, Row as Line, Space, center, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Padding, Shrink};

use super::super::settling::{self, Hears, Way};
use super::{Day, Form, Message, Opened, Scene, columns, place};
use crate::desk::canvas::{Print, SheetView};
use crate::desk::kit::{self, Field, Tone};
use crate::desk::looked::Looked;
use crate::desk::picture::To;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, size, tint};
use crate::desk::widgets::{Group, Look, Press};
use crate::locale;
use crate::office::ActKind;
use crate::papers;
use books::booking::{Booking, Method, Open, Row, SignedHow, State};
use trade::ad::Severity;
use trade::money::Money;

/// The ad is shown no wider and no higher than this.
const SHOWN: (f32, f32) = (186.0, 250.0);

impl Day {
    /// The booking that is chosen: its ad, its facts, what is to be done, and its history.
    pub(super) fn pane<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(here) = self.row() else { return center(kit::quiet(words.select_one)).into() };
        let by = words.taken_by(&here.taken_by, &here.taken_at.format("%H:%M").to_string());
        let head = row![text(here.number.to_string()).size(size::HEAD).font(SONG_BOLD), kit::quiet(by)]
            .spacing(12)
            .align_y(Alignment::Center);
        // Another row's booking is never shown under this one's number.
        let body: Element<'a, Message> = match self.seen() {
            Some(looked) => {
                let booking = &looked.booking;
                let ad = ad(self.shown_print(looked), scene);
                let upper = row![ad, self.facts(booking, scene)].spacing(14);
                let body = column![
                    upper,
                    self.versions(looked, scene),
                    self.open_things(looked, scene),
                    kept(booking, scene),
                    history(booking, scene)
                ];
                // The bar of the scroll stands beside the cards, not on them.
                scrollable(body.spacing(14).width(Fill).padding(Padding::ZERO.right(14))).height(Fill).into()
            }
            None => container(kit::quiet(words.reading)).height(Fill).into(),
        };
        let foot = match &self.opened {
            Some(opened) => self.form(opened, here, scene),
            None => self.buttons(here, scene),
        };
        let failed = self.failed.as_ref();
        let failed =
            failed.map(|failure| (Tone::Wrong, locale::failure(failure, scene.language()).line(scene.language())));
        column![head, body, kit::kept(34.0, failed), foot].spacing(10).height(Fill).into()
    }

    fn facts<'a>(&self, booking: &'a Booking, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let order = booking.order();
        let mut customer =
            column![text(order.customer.name.text()).size(size::NOTE), kit::quiet(order.customer.phone.text())]
                .spacing(1);
        if let Some(payer) = &order.customer.payer {
            customer = customer.push(kit::quiet(format!("{} {}", words.payer, payer.text())));
        }
        if let Some(title) = &order.customer.invoice_title {
            customer = customer.push(kit::quiet(format!("{} {}", words.invoice_title, title.text())));
        }
        let runs: Vec<String> = booking
            .runs()
            .iter()
            .map(|run| format!("{} {}", locale::short_date(*run, language), locale::weekday(*run, language)))
            .collect();
        let category = scene.rules.kinds.category(order.ad.kind, &order.ad.category);
        let category = category.map_or("", |category| locale::category(category, language));
        let methods: Vec<&str> = booking.payments.iter().map(|(_, p)| locale::method(p.method, language)).collect();
        let methods = if methods.is_empty() { words.unpaid.to_owned() } else { methods.join(words.list_mark) };
        let mut money = column![
            row![
                text(locale::money(booking.total(), &booking.booked.quote.currency)).size(size::NOTE).font(HEI_BOLD),
                kit::quiet(methods)
            ]
            .spacing(8)
            .align_y(Alignment::Center)
        ];
        if booking.owing() > Money::ZERO {
            money = money.push(kit::wrong(words.to_pay(&booking.owing().grouped())));
        }
        if booking.fee() > Money::ZERO {
            money = money.push(kit::quiet(format!("{} {}", words.earlier_fees(), booking.fee().grouped())));
        }
        if booking.overpaid() > Money::ZERO {
            let back = format!("{} {}", words.owed_back(), booking.overpaid().grouped());
            money = money.push(text(back).size(size::LABEL).style(tint(|c| c.remind)));
        }
        column![
            kit::told(words.column_kind, text(format!("{category} · {}", order.ad.size.said())).size(size::NOTE)),
            kit::told(words.customer, customer),
            kit::told(
                words.runs,
                text(if runs.is_empty() { "—".to_owned() } else { runs.join("\n") }).size(size::NOTE)
            ),
            kit::told(words.money, money),
        ]
        .spacing(8)
        .into()
    }

    fn open_things<'a>(&self, looked: &'a Looked, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let (booking, mut list) = (&looked.booking, Column::new().spacing(6));
        for since in &looked.changes {
            let said = locale::acts::since(since, language);
            list = list.push(kit::notice(Tone::Remind, said.message, said.remedy));
        }
        for finding in &booking.booked.findings {
            let said = locale::finding(finding, language);
            let settled = booking.settled.iter().rev().find(|(.., one)| one.settles(finding));
            let (tone, rest) = match (settled, finding.severity) {
                (Some((.., settled)), _) => (Tone::Well, settling::told(&settled.how, scene)),
                (None, Severity::Error) => (Tone::Wrong, said.remedy),
                (None, Severity::Warning) => (Tone::Remind, said.remedy),
                (None, Severity::Note) => (Tone::Plain, said.remedy),
            };
            list = list.push(kit::notice(tone, said.message, rest));
        }
        let open = booking.open();
        let mut marks: Vec<Element<'a, Message>> = Vec::new();
        for thing in &open {
            let said = match thing {
                Open::Payment => words.to_pay(&booking.owing().grouped()),
                thing => locale::open(*thing, language).to_owned(),
            };
            marks.push(kit::pill(said, if *thing == Open::Held { Tone::Wrong } else { Tone::Remind }));
        }
        if booking.is_withdrawn() {
            marks.push(kit::pill(locale::acts::state(State::Withdrawn, language), Tone::Plain));
        }
        if marks.is_empty() {
            marks.push(kit::pill(words.all_done, Tone::Well));
        }
        list = list.push(Line::from_vec(marks).spacing(6).width(Fill).wrap().vertical_spacing(6));
        let missing = booking.papers_missing();
        if !missing.is_empty() {
            let names = missing.iter().filter_map(|id| scene.rules.kinds.paper(id));
            let names: Vec<&str> = names.map(|paper| locale::paper(paper, language)).collect();
            list = list.push(kit::quiet(format!("{}{}{}", words.papers, words.colon, names.join(words.list_mark))));
        }
        if let Some(signature) = &booking.signed {
            let (how, at) = (words.signed_by(signature.how), locale::minute(signature.at));
            list = list.push(kit::quiet(format!("{how} · {} · {at}", signature.who.text())));
        }
        list.into()
    }

    fn buttons<'a>(&self, here: &Row, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let unsigned = here.signed.is_none() && !here.runs.is_empty();
        let missing = here.open.contains(&Open::Papers);
        let proof = if self.version.is_some() { words.old_proof() } else { words.proof };
        let found = here.open.contains(&Open::Held) || here.open.contains(&Open::Warnings);
        let papers = row![
            kit::button(words.statement, "Ctrl+S", Some(Message::Statement)).padding([8, 10]),
            kit::button(proof, "Ctrl+P", Some(Message::Proofs)).padding([8, 10]),
            kit::button(words.copy_picture(), "Ctrl+W", Some(Message::Picture(To::Clipboard))).padding([8, 10]),
            kit::button(words.pay, "Ctrl+M", Some(Message::Pay)).padding([8, 10]),
            kit::button(words.sign, "Ctrl+G", unsigned.then_some(Message::Sign)).padding([8, 10]),
            kit::button(words.see, "Ctrl+I", missing.then_some(Message::See)).padding([8, 10]),
            kit::button(words.checks, "Ctrl+J", found.then_some(Message::Settle)).padding([8, 10]),
        ]
        .spacing(6);
        let refunded = self.looked().is_some_and(|booking| booking.refunds_made().next().is_some());
        let slip = refunded.then(|| kit::button(words.slip(), "Ctrl+Shift+S", Some(Message::Slip)).padding([8, 10]));
        let papers = papers.extend(slip.map(Element::from)).wrap().vertical_spacing(6);
        column![papers, self.acts(scene)].spacing(8).into()
    }

    /// What the booking can be changed by; what is not possible now is pale, and says why when it is asked for.
    fn acts<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let looked = self.seen();
        let mut acts = row![kit::quiet(words.acts()), kit::key("Ctrl+E")].spacing(4).align_y(Alignment::Center);
        for kind in ActKind::ALL {
            let not = looked.is_none_or(|looked| looked.why_not(kind).is_some());
            let name = text(words.act(kind)).size(size::NOTE).wrapping(text::Wrapping::None);
            let name = if not { name.style(tint(|c| c.pale)) } else { name };
            acts = acts.push(Press::new(name, Look::Quiet).padding([2, 5]).on_press(Message::OpenAct(Some(kind))));
        }
        let repeat = Press::new(kit::keyed(words.repeat(), "Ctrl+Shift+N"), Look::Quiet).padding([2, 5]);
        let acts = acts.push(repeat.on_press_maybe(looked.map(|_| Message::Repeat)));
        let today = scene.now.date_naive();
        let may = looked.is_some_and(|looked| looked.booking.may_be_corrected(today).is_ok());
        let name = text(words.corrective()).size(size::NOTE).wrapping(text::Wrapping::None);
        let name = if may { name } else { name.style(tint(|c| c.pale)) };
        let name = row![name, kit::key("Ctrl+Shift+E")].spacing(4).align_y(Alignment::Center);
        let corrective = Press::new(name, Look::Quiet).padding([2, 5]).on_press(Message::Corrective);
        acts.push(corrective).wrap().vertical_spacing(2).into()
    }

    /// The version of the ad that is shown.
    fn shown_print<'a>(&self, looked: &'a Looked) -> &'a Print {
        self.version.and_then(|version| looked.versions.get(version)).unwrap_or(&looked.print)
    }

    /// The versions of an ad that was changed: each can be seen as it was.
    fn versions<'a>(&'a self, looked: &'a Looked, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let (words, count) = (scene.words(), looked.versions.len());
        if count == 0 {
            return None;
        }
        let shown = self.version.unwrap_or(count).min(count);
        let name = |at: usize| if at == count { words.version_now(at + 1) } else { words.version(at + 1) };
        let chips = (0..=count).map(|at| kit::option(name(at), at == shown, Shrink));
        let chips = Line::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let group =
            Group::choice(chips, Some(shown), count + 1, move |at| Message::Version((at < count).then_some(at)));
        Some(column![kit::section(words.ad_versions(), "Ctrl+H", Space::new()), group].spacing(4).into())
    }

    fn form<'a>(&'a self, opened: &'a Opened, here: &Row, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let (fields, name): (Element<'a, Message>, &str) = match &opened.form {
            Form::Sign { how, who, .. } => {
                let at = SignedHow::ALL.iter().position(|known| known == how);
                let names =
                    SignedHow::ALL.map(|known| kit::option(locale::signed_how(known, language), known == *how, Shrink));
                let names = Line::from_iter(names).spacing(6).wrap().vertical_spacing(6);
                let group = Group::choice(names, at, 4, |i| Message::How(SignedHow::ALL[i]));
                let who =
                    Field::new(words.who_signed, who, place::WHO).on_input(true, Message::Who).on_submit(Message::Send);
                (column![group.id(place::HOW), Element::from(who)].spacing(8).into(), words.record_signature)
            }
            Form::See { paper, last_four, file, .. } => {
                let known = scene.rules.kinds.paper(paper);
                let mut fields = row![].spacing(8);
                if known.is_some_and(|paper| paper.last_four) {
                    let four = Field::new(words.last_four, last_four, place::LAST_FOUR);
                    fields =
                        fields.push(Element::from(four.on_input(true, Message::LastFour).on_submit(Message::Onward)));
                }
                let file = Field::new(words.file_number, file, place::FILE);
                let fields = fields.push(Element::from(file.on_input(true, Message::File).on_submit(Message::Send)));
                let name = known.map_or("", |paper| locale::paper(paper, language));
                (column![text(name).size(size::NOTE).font(HEI_BOLD), fields].spacing(8).into(), words.record_paper)
            }
            Form::Settle { settling, .. } => {
                let hears = Hears {
                    way: Message::Way,
                    who: Message::Who,
                    why: Message::Why,
                    how: Message::How,
                    onward: Message::Onward,
                    send: Message::Send,
                    places: [place::WAY, place::WHO, place::WHY, place::HOW],
                };
                let name = if settling.way == Way::See { words.seen_mark() } else { words.record_settled() };
                (settling.fields(scene, hears).into(), name)
            }
            Form::Pay { method, amount, serial, overpaid, .. } => {
                let at = Method::ALL.iter().position(|known| known == method);
                let names = Method::ALL.map(|known| kit::option(words.method_short(known), known == *method, Shrink));
                let names = Line::from_iter(names).spacing(6).wrap().vertical_spacing(6);
                let group = Group::choice(names, at, 6, |i| Message::Method(Method::ALL[i]));
                let label = if *method == Method::Cash { words.tendered } else { words.amount };
                let exceeds = amount.parse::<Money>().is_ok_and(|amount| amount > here.owing);
                let amount = Field::new(label, amount, place::AMOUNT)
                    .placeholder(here.owing.grouped())
                    .on_input(true, Message::Amount)
                    .on_submit(Message::Send);
                let mut line = row![Element::from(amount)].spacing(8);
                if *method != Method::Cash {
                    let serial = Field::new(words.serial, serial, "day-serial").on_input(true, Message::Serial);
                    line = line.push(Element::from(serial.on_submit(Message::Send)));
                }
                let mut fields = column![group.id(place::METHODS), line].spacing(8);
                if exceeds && method.comes_as_it_is() {
                    fields = fields.push(kit::exceeding(words.more_came(), *overpaid, Message::Overpaid));
                }
                (fields.into(), words.record_payment)
            }
        };
        let foot = row![
            kit::button(words.cancel, "Esc", Some(Message::Leave)).padding([12, 14]),
            kit::next(name, "Ctrl+Enter", Some(Message::Send)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let whose = kit::quiet(opened.number.to_string());
        container(column![whose, fields, foot].spacing(10)).padding(12).width(Fill).style(theme::card).into()
    }
}

fn ad<'a>(print: &'a Print, scene: Scene<'a>) -> Element<'a, Message> {
    let sheet = &print.sheet;
    let (wide, high) = (sheet.width.as_mm() as f32, sheet.height.as_mm() as f32);
    let shown = SHOWN.0.min(columns::pane(scene) * 0.42);
    let scale = (shown / wide.max(1.0)).min(SHOWN.1 / high.max(1.0));
    container(SheetView::new(print, scale)).padding(4).into()
}

/// What was recorded: papers seen, payments, how the ad is set.
fn kept<'a>(booking: &'a Booking, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let note = |said: String| text(said).size(size::NOTE);
    let mut list = Column::new().spacing(8);
    if !booking.seen.is_empty() {
        let mut papers = Column::new().spacing(1);
        for seen in &booking.seen {
            let known = scene.rules.kinds.paper(&seen.paper);
            let mut said = known.map_or(seen.paper.as_str(), |paper| locale::paper(paper, language)).to_owned();
            if let Some(four) = &seen.last_four {
                said = format!("{said} · {}", words.ends_in(four.text()));
            }
            if let Some(file) = &seen.file {
                said = format!("{said} · {} {file}", words.file_number);
            }
            papers = papers.push(note(said));
        }
        list = list.push(kit::told(words.papers_seen, papers));
    }
    if !booking.payments.is_empty() {
        let mut payments = Column::new().spacing(1);
        for (at, payment) in &booking.payments {
            let amount = locale::money(payment.amount, &booking.booked.quote.currency);
            let mut said = format!("{} {amount} · {}", locale::method(payment.method, language), locale::minute(*at));
            if let Some(serial) = &payment.serial {
                said = format!("{said} · {} {}", words.serial, serial.text());
            }
            payments = payments.push(note(said));
        }
        list = list.push(kit::told(words.payment, payments));
    }
    let (set, print) = (&booking.booked.set, papers::fingerprint(booking.order().ad.copy.text()));
    let set = format!("{} · {} {print}", words.set_in(set.pt, set.lines), words.fingerprint);
    list.push(kit::told(words.set_as, note(set))).into()
}

fn history<'a>(booking: &Booking, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let mut list =
        Column::new().spacing(6).push(text(words.history).size(size::LABEL).font(HEI_BOLD).style(tint(|c| c.quiet)));
    for happened in &booking.history {
        let when = if happened.at.date_naive() == booking.taken_at.date_naive() {
            happened.at.format("%H:%M").to_string()
        } else {
            locale::minute(happened.at)
        };
        let mut said = words.happened(&happened.what);
        if happened.undone {
            said.push_str(locale::acts::taken_back(scene.language()));
        }
        let line = row![
            text("•").size(size::NOTE).style(tint(|c| c.quiet)),
            text(said).size(size::NOTE),
            text(format!("{when} {}", happened.by)).size(size::SMALL).style(tint(|c| c.quiet)),
            Space::new().width(Fill),
        ];
        list = list.push(line.spacing(8).align_y(Alignment::Center));
    }
    list.into()
}
