//! How a booking stands: its four marks in words, the findings that are open, and what is settled and has happened, folded to a line each.

use iced::widget::{Column, Space, column, container, row, text};
use iced::{Alignment, Fill};

use super::marks::RowMark;
use super::{Day, Fold, Message, Scene};
use crate::desk::forms::settling;
use crate::desk::kit::{self, Tone};
use crate::desk::looked::Looked;
use crate::desk::measure::shortened;
use crate::desk::theme::{Element, HEI_BOLD, Theme, alarm, size, tint};
use crate::desk::widgets::{ButtonLook, Press};
use crate::locale;
use crate::papers;
use books::booking::{Booking, BookingStatus, HistoryItem, Open, Printout, Row};
use chrono::{DateTime, FixedOffset};
use trade::ad::{Finding, PaperId, Severity};
use trade::money::Money;

impl Day {
    /// The four marks in words, what is open, and what is folded.
    pub(super) fn lower<'a>(&'a self, looked: &'a Looked, here: &Row, scene: Scene<'a>) -> Column<'a, Message, Theme> {
        let booking = &looked.booking;
        column![
            four_lines(RowMark::of(here), said(booking, scene), scene),
            self.findings(looked, scene),
            self.history(booking, scene)
        ]
        .spacing(8)
        .width(Fill)
    }

    /// The findings that are open, each with its way out; those that are settled in one line.
    fn findings<'a>(&'a self, looked: &'a Looked, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let booking = &looked.booking;
        let mut list = Column::new().spacing(6).width(Fill);
        for since in &looked.changes {
            let said = locale::acts::since(since, language);
            list = list.push(kit::notice(Tone::Remind, said.message, said.remedy));
        }
        let how = |finding: &Finding| booking.settled.iter().rev().find(|(.., one)| one.settles(finding));
        let (settled, open): (Vec<&Finding>, Vec<&Finding>) =
            booking.booked.findings.iter().partition(|finding| how(finding).is_some());
        for finding in &open {
            let said = locale::finding(finding, language);
            let tone = match finding.severity {
                Severity::Error => Tone::Wrong,
                Severity::Warning => Tone::Remind,
                Severity::Note => Tone::Plain,
            };
            list = list.push(kit::notice(tone, said.message, said.remedy));
        }
        if settled.is_empty() {
            return list.into();
        }
        let said = if open.is_empty() {
            words.all_findings_settled(settled.len())
        } else {
            words.findings_settled(settled.len())
        };
        list = list.push(self.fold(Fold::Settled, said, scene));
        if self.unfolded.contains(&Fold::Settled) {
            for finding in settled {
                let said = locale::finding(finding, language);
                let told = how(finding).map_or_else(String::new, |(.., one)| settling::told(&one.how, scene));
                list = list.push(kit::notice(Tone::Well, said.message, told));
            }
        }
        list.into()
    }

    /// What happened, in one line; unfolded with what was recorded of papers, payments and setting.
    fn history<'a>(&'a self, booking: &'a Booking, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let last = booking.history.last();
        let last =
            last.map(|last| format!("{} {}", when(last.at, booking), locale::happened(&last.what, scene.language())));
        let last = shortened(&last.unwrap_or_default(), size::NOTE, 150.0);
        let line = self.fold(Fold::History, words.history_line(booking.history.len(), &last), scene);
        if !self.unfolded.contains(&Fold::History) {
            return line;
        }
        let mut list = column![line, kept(booking, scene)].spacing(6);
        for happened in &booking.history {
            let mut said = locale::happened(&happened.what, scene.language());
            if happened.undone {
                said.push_str(locale::acts::taken_back(scene.language()));
            }
            let line = row![
                text(said).size(size::NOTE),
                Space::new().width(Fill),
                text(format!("{} {}", when(happened.at, booking), happened.by))
                    .size(size::LABEL)
                    .style(tint(|c| c.quiet)),
            ];
            list = list.push(line.spacing(8).align_y(Alignment::Center));
        }
        list.into()
    }

    /// A line that stands for what is folded below it.
    fn fold<'a>(&self, fold: Fold, said: String, scene: Scene<'a>) -> Element<'a, Message> {
        let open = self.unfolded.contains(&fold);
        let line = row![
            text(if open { "–" } else { "›" }).size(size::NOTE).width(10),
            container(text(said).size(size::NOTE).wrapping(text::Wrapping::None)).width(Fill).clip(true),
            kit::quiet(scene.words().fold(open)),
            kit::key("Ctrl+O"),
        ];
        let line = line.spacing(6).align_y(Alignment::Center).width(Fill);
        let line = Press::new(line, ButtonLook::Quiet).padding([3, 0]).width(Fill).on_press(Message::Fold(fold));
        column![line, kit::line()].into()
    }
}

/// Four marks, each with its name and what it says.
pub(super) fn four_lines<'a>(marks: [RowMark; 4], said: [String; 4], scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let wide = if scene.language() == trade::settings::Language::Chinese { 18.0 } else { 56.0 };
    let lines = marks.into_iter().zip(words.mark_names()).zip(said).map(|((mark, name), said)| {
        let said = text(said).size(size::NOTE);
        let said = match mark {
            RowMark::Wrong => said.style(alarm),
            mark if mark.is_open() => said.style(tint(|c| c.remind)),
            _ => said.style(tint(|c| c.quiet)),
        };
        let name = text(name).size(size::NOTE).font(HEI_BOLD).width(wide);
        let line = row![container(mark.view(words)).center_x(14), name, container(said).width(Fill)];
        column![container(line.spacing(8).align_y(Alignment::Center)).padding([4, 0]), kit::line()].into()
    });
    Column::from_iter(lines).width(Fill).into()
}

/// What each of the four marks says of a booking.
fn said(booking: &Booking, scene: Scene) -> [String; 4] {
    let (words, language) = (scene.words(), scene.language());
    let names = |ids: &[&PaperId]| {
        let names = ids.iter().filter_map(|id| scene.rules.kinds.paper(id));
        names.map(|paper| locale::paper(paper, language)).collect::<Vec<_>>().join(words.list_mark)
    };
    let missing = booking.papers_missing();
    let papers = if !missing.is_empty() {
        words.papers_wait(&names(&missing))
    } else if booking.seen.is_empty() {
        words.no_papers_needed().to_owned()
    } else {
        words.papers_were_seen(&names(&booking.seen.iter().map(|seen| &seen.paper).collect::<Vec<_>>()))
    };
    let state = |state: BookingStatus| locale::acts::state(state, language).to_owned();
    if booking.is_withdrawn() {
        return [papers, money(booking, scene), state(BookingStatus::Withdrawn), state(BookingStatus::Withdrawn)];
    }
    let printed =
        booking.history.iter().rev().find(|one| matches!(one.what, HistoryItem::Printed(Printout::Proof, ..)));
    let proof = match (&booking.signed, printed) {
        (Some(signature), _) => {
            let how = locale::signed_how(signature.how, language);
            format!("{how} · {} · {}", signature.who.text(), when(signature.at, booking))
        }
        (None, Some(printed)) => words.proof_out(&when(printed.at, booking)),
        (None, None) => locale::open(Open::Proof, language).to_owned(),
    };
    let open = booking.open();
    let waits = [Open::Held, Open::Warnings, Open::Review].into_iter().find(|one| open.contains(one));
    let review = match (waits, &booking.reviewed) {
        (Some(waits), _) => locale::open(waits, language).to_owned(),
        (None, Some((at, by))) => format!("{by} {}", when(*at, booking)),
        (None, None) => String::new(),
    };
    [papers, money(booking, scene), proof, review]
}

/// What came, what is owed in either direction, what stands on account, and what of it is a fee.
fn money(booking: &Booking, scene: Scene) -> String {
    let (words, language) = (scene.words(), scene.language());
    let (paid, owing) = (booking.paid().grouped(), booking.owing().grouped());
    let mut methods: Vec<&str> = booking.payments.iter().map(|(_, p)| locale::method(p.method, language)).collect();
    methods.dedup();
    let methods = methods.join(words.list_mark);
    let account = words.is_on_account(&booking.on_account().grouped());
    let came = booking.paid() > Money::ZERO;
    let on_account = booking.on_account() > Money::ZERO;
    let said = match booking.owing() > Money::ZERO {
        true if came => words.part_has_come(&paid, &owing),
        true => words.to_pay(&owing),
        false if booking.overpaid() > Money::ZERO => {
            words.both(&words.is_owed_back(&booking.overpaid().grouped()), &words.has_come(&paid, &methods))
        }
        false if came && on_account => words.both(&words.has_come(&paid, &methods), &account),
        false if on_account => account,
        false if came => words.has_come(&paid, &methods),
        false => words.costs_nothing().to_owned(),
    };
    if booking.fee() > Money::ZERO {
        let fee = format!("{} {}", words.earlier_fees(), booking.fee().grouped());
        return words.both(&said, &fee);
    }
    said
}

/// When something happened to a booking: the time of day on the day on which it was taken, else the date as well.
fn when(at: DateTime<FixedOffset>, booking: &Booking) -> String {
    if at.date_naive() == booking.taken_at.date_naive() { at.format("%H:%M").to_string() } else { locale::minute(at) }
}

/// What was recorded: papers seen, payments, how the ad is set.
fn kept<'a>(booking: &'a Booking, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let note = |said: String| text(said).size(size::NOTE);
    let mut list = Column::new().spacing(6);
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
        list = list.push(kit::told(words.papers_seen(), papers));
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
    let set = format!("{} · {} {print}", words.set_in(set.pt, set.lines), words.fingerprint());
    list.push(kit::told(words.set_as(), note(set))).into()
}
