//! What happens when something is asked: pure, shared by every store.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Booked, Booking, Command, Entered, Event, Leaving, Left, Number, Offer, PaperSeen, Payment, RuleKind, Settled,
    Settlement, Tail, void,
};
use setting::frozen::Frozen;
use setting::typeset::{self, SETTER};
use trade::ad::{Finding, Severity};
use trade::calendar::Calendar;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::rates::{Cards, RateCard};
use trade::refusal::Refusal;

/// What a store knows when it decides: exactly what the rules ask for, nothing else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Situation {
    /// Whether the folder was founded.
    pub founded: bool,
    /// Whether it is a practice folder, which may play any day.
    pub practice: bool,
    /// The day of the last entry with business in it.
    pub last_day: Option<NaiveDate>,
    /// Whether the till of the command's day is open.
    pub till_open: bool,
    /// The last serial given on the command's day; 0 for none.
    pub last_serial: u32,
    /// The bookings that the command names, as far as they exist.
    pub bookings: BTreeMap<Number, Booking>,
    /// The files of rules that were entered, where the command is about such.
    pub rules: Vec<Arc<Entered>>,
    /// What is known of the journal's end.
    pub tail: Tail,
    /// Where the command names the last number given: the last serial of that day that the books know; 0 for none.
    pub last_named: u32,
}

/// Decides what happens when `command` is asked on `day`.
///
/// # Errors
/// The refusal of the first rule that says no; then nothing happens at all.
pub fn decide(situation: &Situation, day: NaiveDate, command: &Command) -> Result<Vec<Event>, Refusal> {
    if let Some((last, refusal)) = against_clock(situation, day) {
        match command {
            Command::ConfirmClock { reason } if reason.trim().is_empty() => return Err(Refusal::NoReason),
            Command::ConfirmClock { reason } => {
                legible::check(Field::Reason, reason)?;
                return Ok(vec![Event::ClockConfirmed { last, reason: reason.trim().to_owned() }]);
            }
            // The books make it good by themselves when they are opened; it is no business of any day.
            Command::Compare { .. } => {}
            // A copy comes back whatever the clock shows: that is no business of a day either.
            Command::Restore(_) => {}
            // A proof may be had whatever the clock shows.
            Command::Freeze { .. } => {}
            _ => return Err(refusal),
        }
    }
    match command {
        Command::Found { practice } if !situation.founded => Ok(vec![Event::Founded { practice: *practice }]),
        Command::Found { .. } => Err(Refusal::AlreadyThere { folder: String::new() }),
        Command::SetPaper(paper) => {
            legible::check(Field::PaperName, &paper.name)?;
            legible::check(Field::PaperName, &paper.tax_number)?;
            printable([paper.name.as_str()])?;
            Ok(vec![Event::PaperSet(paper.clone())])
        }
        Command::Book(booked) => book(situation, day, situation.last_serial + 1, booked),
        Command::BookAll(all) if all.is_empty() => Err(Refusal::EmptyCopy),
        Command::BookAll(all) => {
            let mut events = Vec::new();
            for (serial, booked) in (situation.last_serial + 1..).zip(all) {
                events.extend(book(situation, day, serial, booked)?);
            }
            // The till opens once, before the first money.
            let opens = |event: &Event| matches!(event, Event::TillOpened { .. });
            let first = events.iter().position(opens);
            let mut at = 0..;
            events.retain(|event| {
                let at = at.next();
                !opens(event) || at == first
            });
            Ok(events)
        }
        Command::Approve { booking, rule, by, reason } => {
            let before = named(situation, *booking)?;
            let how = Settlement::Overridden { by: by.clone(), reason: reason.clone() };
            let open = [Severity::Error, Severity::Warning].map(|severity| before.unsettled(severity)).concat();
            let named = |finding: &&trade::ad::Finding| rule.as_deref().is_none_or(|rule| finding.rule() == rule);
            let (senders, open): (Vec<_>, Vec<_>) =
                open.into_iter().filter(named).partition(|finding| finding.is_the_senders());
            let settled: Vec<Settled> = open.into_iter().map(|finding| Settled::of(finding, how.clone())).collect();
            if let (true, Some(finding)) = (settled.is_empty(), senders.first()) {
                return Err(Refusal::NeedsConfirmation { rule: finding.rule().to_owned() });
            }
            if settled.is_empty() {
                return Err(Refusal::NoSuchFinding { value: rule.clone().unwrap_or_default() });
            }
            settled.iter().try_for_each(|one| one.checked(&before.booked.findings))?;
            Ok(vec![Event::Settled { booking: *booking, settled }])
        }
        Command::Settle { booking, settled } => {
            let findings = &named(situation, *booking)?.booked.findings;
            settled.iter().try_for_each(|one| one.checked(findings))?;
            if settled.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Settled { booking: *booking, settled: settled.clone() }])
        }
        Command::Compare { booking, findings } => {
            // Another window may have been faster.
            let open = named(situation, *booking)?.booked.findings.iter().any(Finding::is_not_compared);
            let event = Event::Compared { booking: *booking, findings: findings.clone() };
            Ok(open.then_some(event).into_iter().collect())
        }
        Command::Pay { booking, offers } => {
            let owing = named(situation, *booking)?.owing();
            if offers.is_empty() {
                return Err(Refusal::NothingPaid);
            }
            pay(situation, *booking, offers, owing)
        }
        Command::See { booking, papers } => {
            named(situation, *booking)?;
            papers.iter().try_for_each(PaperSeen::legible)?;
            Ok(vec![Event::Seen { booking: *booking, papers: papers.clone() }])
        }
        Command::Sign { booking, how, who, sheet } => {
            if named(situation, *booking)?.signed.is_some() {
                return Err(Refusal::SignedAlready { booking: booking.to_string() });
            }
            if who.text().trim().is_empty() {
                return Err(Refusal::NoCustomer);
            }
            legible::check(Field::Signer, who.text())?;
            printable([who.text()])?;
            let signed = Event::Signed { booking: *booking, how: *how, who: who.clone(), sheet: sheet.clone() };
            // What is signed has left. A sheet that cannot be frozen is not taken as signed: it could not be drawn again.
            let frozen = sheet.get().map(Frozen::of).transpose();
            let frozen = frozen.map_err(|fault| Refusal::CannotFreeze { booking: booking.to_string(), fault })?;
            let leaving = frozen.map(|frozen| Leaving { booking: *booking, sheet: frozen.into() });
            let before = named(situation, *booking)?;
            let leaves = leaving.filter(|_| before.frozen.is_none()).and_then(|one| freeze(before, &one, Left::Signed));
            Ok(leaves.into_iter().chain([signed]).collect())
        }
        Command::Review { bookings } => {
            let mut events = Vec::new();
            for booking in bookings {
                // A second review says nothing new, and is no mistake either.
                let new = named(situation, *booking)?.reviewed.is_none();
                let event = Event::Reviewed { booking: *booking };
                if new && !events.contains(&event) {
                    events.push(event);
                }
            }
            Ok(events)
        }
        Command::Freeze { proofs, how } => {
            let mut events: Vec<Event> = Vec::new();
            for leaving in proofs {
                let before = named(situation, leaving.booking)?;
                // Named twice it leaves once.
                if events.iter().all(|event| event.booking() != Some(leaving.booking)) {
                    events.extend(freeze(before, leaving, *how));
                }
            }
            Ok(events)
        }
        Command::Print { bookings, paper, drawn } => {
            let mut events: Vec<Event> = Vec::new();
            for (i, booking) in bookings.iter().enumerate() {
                let copy = named(situation, *booking)?.prints(*paper) + 1;
                let drawn = drawn.get(i).copied().filter(|drawn| *drawn != copy);
                // Named twice it comes out once.
                if events.iter().all(|event| event.booking() != Some(*booking)) {
                    events.push(Event::Printed { booking: *booking, paper: *paper, copy, drawn });
                }
            }
            Ok(events)
        }
        Command::OpenTill { .. } if situation.till_open => Ok(Vec::new()),
        Command::OpenTill { float } => Ok(vec![Event::TillOpened { float: *float, unasked: false }]),
        // The clock is neither behind nor far ahead, so there is nothing to confirm.
        Command::ConfirmClock { .. } => Ok(Vec::new()),
        Command::Restore(restored) if restored.reason.trim().is_empty() => Err(Refusal::NoReason),
        Command::Restore(restored) => {
            legible::check(Field::Reason, &restored.reason)?;
            Ok(vec![Event::Restored(restored.clone())])
        }
        Command::VoidMissing { reason, last } => {
            legible::check(Field::Reason, reason)?;
            void::void(&situation.tail, day, *last, situation.last_named, reason)
        }
        Command::EnterRules { kind, text, from } => enter(situation, day, *kind, text, *from),
        Command::WithdrawRules { kind, version } => {
            // What has taken effect may have priced something, and stays.
            let waits =
                |entered: &&Arc<Entered>| entered.kind == *kind && entered.version == *version && entered.from > day;
            match situation.rules.iter().find(waits) {
                Some(_) => Ok(vec![Event::RulesWithdrawn { kind: *kind, version: version.clone() }]),
                None => Err(match kind {
                    RuleKind::Card => Refusal::NoSuchCard { value: version.clone() },
                    RuleKind::Calendar => Refusal::NoSuchCalendar { value: version.clone() },
                }),
            }
        }
    }
}

/// So many days after the last business day the clock may stand without anybody confirming it. A paper that rests longer, as over
/// 春节, confirms once on its first day.
const MOST_AHEAD: i64 = 7;

/// What speaks against the day that the clock shows, beside the last day of business: it is before it, or so far behind it that the
/// clock is more likely wrong than the counter was closed. A folder without business takes any day.
fn against_clock(situation: &Situation, day: NaiveDate) -> Option<(NaiveDate, Refusal)> {
    let last = situation.last_day?;
    if day < last {
        return Some((last, Refusal::ClockBack { today: day, last }));
    }
    let ahead = (day - last).num_days() > MOST_AHEAD && !situation.practice;
    ahead.then_some((last, Refusal::ClockAhead { today: day, last }))
}

/// A proof leaves: frozen now, or under the fingerprint that it was frozen under before. `None` where there is nothing to freeze.
fn freeze(before: &Booking, leaving: &Leaving, how: Left) -> Option<Event> {
    let booking = leaving.booking;
    if let Some(frozen) = &before.frozen {
        let (fingerprint, anew) = (frozen.fingerprint.clone(), frozen.anew);
        return Some(Event::ProofFrozen { booking, how, fingerprint, anew, sheet: None });
    }
    let fingerprint = leaving.sheet.get()?.fingerprint().to_owned();
    // A signed sheet is older than this program's setter, and is what was signed.
    let anew = before.signed.is_none() && before.booked.set.setter != SETTER;
    Some(Event::ProofFrozen { booking, how, fingerprint, anew, sheet: Some(leaving.sheet.clone()) })
}

/// Enters a file of rules, which is read once more: what cannot be read is never in force. It takes effect today or later; earlier
/// only while no business of those days is posted, so that nothing was priced by another.
fn enter(
    situation: &Situation,
    day: NaiveDate,
    kind: RuleKind,
    text: &str,
    from: NaiveDate,
) -> Result<Vec<Event>, Refusal> {
    let bad = |mistakes| Refusal::BadRules { file: String::new(), mistakes };
    let (id, version) = match kind {
        RuleKind::Card => {
            let card = RateCard::read(text).map_err(bad)?.from(from);
            let read = |entered: &Arc<Entered>| Ok(RateCard::read(&entered.text).map_err(bad)?.from(entered.from));
            let known = situation.rules.iter().filter(|entered| entered.kind == kind);
            // A card that was entered and cannot be read any more is not passed over.
            let cards = Cards::shipped().and(known.map(read).collect::<Result<Vec<_>, Refusal>>()?);
            let since = situation.last_day.filter(|last| *last >= from).map_or(from, |_| day);
            cards.may_enter(&card, since)?;
            (card.id, card.version)
        }
        RuleKind::Calendar => {
            Calendar::read(text).map_err(bad)?;
            // It prices nothing, and what is booked stays booked: it may hold from any day on. Of two for one day the later holds.
            let known = situation.rules.iter().filter(|entered| entered.kind == kind);
            let last = known.filter_map(|entered| entered.version.parse::<u32>().ok()).max();
            ("calendar".to_owned(), (last.unwrap_or(0) + 1).to_string())
        }
    };
    Ok(vec![Event::RulesEntered(Box::new(Entered { kind, id, version, from, text: text.to_owned() }))])
}

/// The booking named, or the refusal that there is none.
fn named(situation: &Situation, number: Number) -> Result<&Booking, Refusal> {
    let found = situation.bookings.get(&number);
    found.ok_or_else(|| Refusal::NoSuchBooking { value: number.to_string() })
}

/// What stands on papers must be in some face: a name is named before it is saved, never printed as a gap.
fn printable<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut characters: Vec<char> = texts.into_iter().flat_map(typeset::missing).collect();
    characters.dedup();
    if characters.is_empty() { Ok(()) } else { Err(Refusal::MissingCharacters { characters }) }
}

fn book(situation: &Situation, day: NaiveDate, serial: u32, booked: &Booked) -> Result<Vec<Event>, Refusal> {
    let order = &booked.order;
    if order.runs.is_empty() {
        return Err(Refusal::NoRunDate);
    }
    if let Some(pair) = order.runs.windows(2).find(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::RunDateTwice { date: pair[1] });
    }
    if order.ad.copy.text().trim().is_empty() {
        return Err(Refusal::EmptyCopy);
    }
    if order.customer.name.text().is_empty() {
        return Err(Refusal::NoCustomer);
    }
    let customer = &order.customer;
    customer.legible()?;
    order.seen.iter().try_for_each(PaperSeen::legible)?;
    order.terms.legible()?;
    order.settled.iter().try_for_each(Settled::legible)?;
    printable([customer.name.text(), customer.pays(), customer.titled(), customer.phone.text()])?;
    // The screen may have acknowledged that the ad was not compared, and by now it was.
    let made = |one: &&Settled| one.rule == "not_compared" && !booked.findings.iter().any(Finding::is_not_compared);
    order.settled.iter().filter(|one| !made(one)).try_for_each(|one| one.checked(&booked.findings))?;
    let number = Number { day, serial };
    let payments = pay(situation, number, &order.offers, booked.quote.total)?;
    let mut taken = booked.clone();
    taken.order.offers = Vec::new();
    let mut events = vec![Event::Booked { number, booked: Box::new(taken) }];
    events.extend(payments);
    Ok(events)
}

/// Takes payments; the till opens by itself before the first money of the day, with nothing in it.
fn pay(situation: &Situation, booking: Number, offers: &[Offer], owing: Money) -> Result<Vec<Event>, Refusal> {
    let payments = Payment::take(offers, owing)?;
    let opens = !payments.is_empty() && !situation.till_open;
    let till = opens.then_some(Event::TillOpened { float: Money::ZERO, unasked: true });
    Ok(till.into_iter().chain(payments.into_iter().map(|payment| Event::Paid { booking, payment })).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{Customer, Entry, Method, Order, SetAs, SignedHow, Terms, replay};
    use proptest::prelude::*;
    use setting::sheet::Sheet;
    use trade::ad::{Ad, Kind, Look, Roles};
    use trade::measure::TypeSize;
    use trade::personal::Personal;
    use trade::rates::Quote;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, day).expect("a date")
    }

    fn order(offers: Vec<Offer>) -> Booked {
        let total = Money::yuan(999);
        let size = "7.2x10".parse().expect("a size");
        let copy = Personal::new("新婚快乐".to_owned());
        Booked {
            order: Order {
                ad: Ad {
                    kind: Kind::Blessing,
                    category: "wedding".to_owned(),
                    size,
                    copy,
                    picture: None,
                    look: Look::default(),
                },
                runs: vec![date(22), date(23)],
                customer: Customer::checked("17600000013", "王敏", "", "").expect("sound"),
                seen: Vec::new(),
                offers,
                terms: Terms::default(),
                settled: Vec::new(),
            },
            quote: Quote { total, card: "card".to_owned(), version: "1".to_owned(), ..Quote::default() },
            set: SetAs { pt: TypeSize::XIAO_WU, lines: 3, setter: 1, style: String::new(), roles: Roles::default() },
            findings: Vec::new(),
            papers: vec!["consent".to_owned()],
            late: Vec::new(),
        }
    }

    fn book(change: impl FnOnce(&mut Booked)) -> Command {
        let mut booked = order(Vec::new());
        change(&mut booked);
        Command::Book(Box::new(booked))
    }

    /// The books as a store keeps them, in their plainest form: entries, and the situation read off them.
    #[derive(Default)]
    struct Books {
        entries: Vec<Entry>,
    }

    impl Books {
        fn situation(&self, day: NaiveDate, command: &Command) -> Situation {
            let events = || self.entries.iter().flat_map(|entry| entry.events.iter().map(move |e| (entry, e)));
            let serials = self.entries.iter().filter_map(Entry::taken).filter(|number| number.day == day);
            let named = command.names().into_iter();
            Situation {
                founded: events().any(|(_, event)| matches!(event, Event::Founded { .. })),
                practice: events().any(|(_, event)| matches!(event, Event::Founded { practice: true })),
                last_day: self.entries.last().map(|entry| entry.day),
                till_open: events().any(|(e, event)| e.day == day && matches!(event, Event::TillOpened { .. })),
                last_serial: serials.map(|number| number.serial).max().unwrap_or(0),
                rules: Vec::new(),
                bookings: named.filter_map(|number| Some((number, replay(number, &self.entries)?))).collect(),
                tail: Tail::Whole,
                last_named: 0,
            }
        }

        fn ask(&mut self, day: NaiveDate, command: &Command) -> Result<Vec<Event>, Refusal> {
            let events = decide(&self.situation(day, command), day, command)?;
            let at = day.and_hms_opt(10, 0, 0).expect("a time").and_utc().fixed_offset();
            let seq = self.entries.len() as u64 + 1;
            let (person, request) = ("柜台".to_owned(), seq.to_string());
            self.entries.push(Entry { seq, at, day, person, request, events: events.clone() });
            Ok(events)
        }
    }

    #[test]
    fn what_cannot_be_booked_is_refused() {
        let refused = |change: fn(&mut Booked)| Books::default().ask(date(20), &book(change)).expect_err("refused");
        assert_eq!(refused(|b| b.order.runs.clear()), Refusal::NoRunDate);
        assert_eq!(refused(|b| b.order.runs.push(date(23))), Refusal::RunDateTwice { date: date(23) });
        assert_eq!(refused(|b| b.order.runs.swap(0, 1)), Refusal::RunDateTwice { date: date(22) });
        assert_eq!(refused(|b| b.order.ad.copy = " \n".to_owned().into()), Refusal::EmptyCopy);
        assert_eq!(refused(|b| b.order.customer = Customer::default()), Refusal::NoCustomer);
        let too_much = refused(|b| b.order.offers = vec![Offer::new(Method::Card, Money::yuan(1_000))]);
        assert_eq!(too_much, Refusal::PaidTooMuch { amount: Money::yuan(1_000), owing: Money::yuan(999) });
    }

    #[test]
    fn a_booking_paid_at_once_opens_the_till_before_its_money() {
        let offers = vec![Offer::new(Method::Wechat, Money::yuan(500)), Offer::new(Method::Cash, Money::yuan(500))];
        let command = Command::Book(Box::new(order(offers)));
        let mut books = Books::default();
        let events = books.ask(date(20), &command).expect("booked");
        let number = Number { day: date(20), serial: 1 };
        let (Event::Booked { number: given, booked }, Event::TillOpened { float, unasked }) = (&events[0], &events[1])
        else {
            panic!("{events:?}")
        };
        assert_eq!((*given, *float, *unasked), (number, Money::ZERO, true));
        assert!(booked.order.offers.is_empty(), "what the offers came to stands in the payments");
        assert_eq!(events.len(), 4);
        let second = books.ask(date(20), &command).expect("booked");
        assert!(!second.iter().any(|event| matches!(event, Event::TillOpened { .. })));
        let booking = replay(number, &books.entries).expect("taken");
        assert_eq!((booking.paid(), booking.owing(), booking.payments.len()), (Money::yuan(999), Money::ZERO, 2));
    }

    #[test]
    fn what_is_put_on_account_is_neither_paid_nor_owed() {
        let mut books = Books::default();
        let offers = vec![Offer::new(Method::Account, Money::yuan(999))];
        books.ask(date(20), &Command::Book(Box::new(order(offers)))).expect("booked");
        let booking = replay(Number { day: date(20), serial: 1 }, &books.entries).expect("taken");
        assert_eq!((booking.paid(), booking.on_account(), booking.owing()), {
            (Money::ZERO, Money::yuan(999), Money::ZERO)
        });
    }

    #[test]
    fn a_day_before_the_last_one_takes_nothing_but_a_confirmation() {
        let mut books = Books::default();
        books.ask(date(20), &book(|_| ())).expect("booked");
        let back = Refusal::ClockBack { today: date(19), last: date(20) };
        let found = Command::Found { practice: false };
        for command in [book(|_| ()), found, Command::OpenTill { float: Money::ZERO }] {
            assert_eq!(books.ask(date(19), &command), Err(back.clone()));
        }
        let confirm = Command::ConfirmClock { reason: " 时钟曾快一天 ".to_owned() };
        let confirmed = books.ask(date(19), &confirm).expect("confirmed");
        assert_eq!(confirmed, [Event::ClockConfirmed { last: date(20), reason: "时钟曾快一天".to_owned() }]);
        assert!(books.ask(date(19), &book(|_| ())).is_ok());
        assert_eq!(books.ask(date(19), &confirm), Ok(Vec::new()), "nothing is left to confirm");
    }

    #[test]
    fn what_cannot_be_frozen_is_not_signed() {
        use setting::sheet::{Mark, PictureMark, Rect};
        let mut books = Books::default();
        books.ask(date(20), &book(|_| ())).expect("booked");
        let booking = Number { day: date(20), serial: 1 };
        let side = trade::measure::Length::mm(72);
        let mut sheet = Sheet::new(side, side);
        // More than is read of a frozen sheet.
        let picture = PictureMark { sha256: "0".repeat(64 << 20), picture: None };
        sheet.marks.push(Mark::Picture { place: Rect::new(side, side, side, side), picture });
        let sign =
            Command::Sign { booking, how: SignedHow::Seal, who: "王敏".to_owned().into(), sheet: sheet.into() };
        let refused = books.ask(date(20), &sign).expect_err("not frozen");
        assert_eq!((refused.rule(), refused.value()), ("cannot_freeze", booking.to_string()));
        assert_eq!(replay(booking, &books.entries).expect("taken").signed, None);
    }

    #[test]
    fn what_is_open_closes_one_by_one_and_the_history_tells() {
        use crate::booking::{Open, What};
        let mut books = Books::default();
        books.ask(date(20), &book(|_| ())).expect("booked");
        let booking = Number { day: date(20), serial: 1 };
        let open = |books: &Books| replay(booking, &books.entries).expect("taken").open();
        assert_eq!(open(&books), [Open::Papers, Open::Payment, Open::Proof, Open::Review]);
        let papers = vec![PaperSeen::checked("consent", "", "").expect("sound")];
        let sheet = Sheet::new(trade::measure::Length::mm(72), trade::measure::Length::mm(100));
        let (how, who) = (SignedHow::Seal, "王敏".to_owned().into());
        for command in [
            Command::See { booking, papers },
            Command::Pay { booking, offers: vec![Offer::new(Method::Cash, Money::yuan(1_000))] },
            Command::Sign { booking, how, who, sheet: sheet.into() },
            Command::Review { bookings: vec![booking] },
        ] {
            books.ask(date(21), &command).expect("done");
        }
        assert_eq!(open(&books), []);
        let history = replay(booking, &books.entries).expect("taken").history;
        let told: Vec<bool> = vec![
            matches!(history[0].what, What::Taken { .. }),
            matches!(&history[1].what, What::Seen(ids) if ids == &["consent"]),
            matches!(&history[2].what, What::Paid(payment) if payment.change() == Money::yuan(1)),
            matches!(history[3].what, What::Signed(SignedHow::Seal, _)),
            matches!(history[4].what, What::Reviewed),
        ];
        assert_eq!((told, history.len()), (vec![true; 5], 5));
        assert_eq!(replay(Number { day: date(20), serial: 2 }, &books.entries), None);
    }

    #[test]
    fn every_print_of_a_paper_is_counted_by_itself() {
        use crate::booking::Printout::{Proof, Statement};
        let mut books = Books::default();
        for _ in 0..2 {
            books.ask(date(20), &book(|_| ())).expect("booked");
        }
        let [one, two] = [1, 2].map(|serial| Number { day: date(20), serial });
        let mut print = |bookings: &[Number], paper| {
            let events = books
                .ask(date(20), &Command::Print { bookings: bookings.to_vec(), paper, drawn: Vec::new() })
                .expect("posted");
            let copy = |event: &Event| match event {
                Event::Printed { booking, copy, .. } => (booking.serial, *copy),
                other => panic!("{other:?}"),
            };
            events.iter().map(copy).collect::<Vec<_>>()
        };
        assert_eq!(print(&[one], Statement), [(1, 1)]);
        assert_eq!(print(&[two, one, two], Statement), [(2, 1), (1, 2)], "named twice it comes out once");
        assert_eq!(print(&[one], Proof), [(1, 1)], "a proof is no statement");
        assert_eq!(print(&[], Proof), []);
        let booking = replay(one, &books.entries).expect("taken");
        assert_eq!((booking.prints(Statement), booking.prints(Proof)), (2, 1));
        assert_eq!(booking.changed_at(), booking.taken_at, "a print changes nothing");
    }

    #[test]
    fn what_only_the_sender_settles_no_supervisor_passes() {
        let found = trade::ad::Found::WordingChanged { received: Personal::new("四月".to_owned()) };
        let finding = trade::ad::Finding { found, severity: Severity::Error, start: 0, end: 2 };
        let mut books = Books::default();
        let taken = finding.clone();
        books.ask(date(20), &book(|booked| booked.findings = vec![taken])).expect("booked");
        let booking = Number { day: date(20), serial: 1 };
        let needs = Err(Refusal::NeedsConfirmation { rule: "wording_changed".to_owned() });
        let (by, reason) = ("张主任".to_owned(), "急".to_owned());
        let approve = Command::Approve { booking, rule: None, by: by.clone(), reason: reason.clone() };
        assert_eq!(books.ask(date(20), &approve), needs);
        let settle = |how| Command::Settle { booking, settled: vec![Settled::of(&finding, how)] };
        assert_eq!(books.ask(date(20), &settle(Settlement::Overridden { by, reason })), needs);
        assert!(replay(booking, &books.entries).expect("taken").held());
        let who = Personal::new("王书记员".to_owned());
        let confirmed = Settlement::Confirmed { who, when: "2026-01-20".to_owned(), how: SignedHow::Telephone };
        books.ask(date(20), &settle(confirmed)).expect("recorded");
        assert!(!replay(booking, &books.entries).expect("taken").held());
    }

    #[test]
    fn text_of_persons_is_looked_at_whoever_made_the_command() {
        let mut books = Books::default();
        let finding = trade::ad::Finding {
            start: 0,
            end: 1,
            severity: Severity::Warning,
            found: trade::ad::Found::HearingWithoutTime,
        };
        books.ask(date(20), &book(|_| {})).expect("booked");
        let booking = Number { day: date(20), serial: 1 };
        let bad = || "王\u{202e}\n敏".to_owned();
        let personal = || Personal::new(bad());
        let customer = |change: fn(&mut Customer, Personal<String>)| {
            book(|booked| change(&mut booked.order.customer, Personal::new("王\u{202e}\n敏".to_owned())))
        };
        let seen = |paper: PaperSeen| Command::See { booking, papers: vec![paper] };
        let consent = || PaperSeen::checked("consent", "", "").expect("sound");
        let late = super::super::Late { reason: bad(), approved_by: String::new() };
        let terms = |change: &dyn Fn(&mut Terms)| book(|booked| change(&mut booked.order.terms));
        let offer = Offer { serial: Some(personal()), ..Offer::new(Method::Wechat, Money::yuan(1)) };
        let settle = |how| Command::Settle { booking, settled: vec![Settled::of(&finding, how)] };
        let sheet = Sheet::new(trade::measure::Length::mm(72), trade::measure::Length::mm(100));
        let sheet = Personal::new(sheet);
        for (field, command) in [
            (Field::Customer, customer(|customer, bad| customer.name = bad)),
            (Field::Payer, customer(|customer, bad| customer.payer = Some(bad))),
            (Field::InvoiceTitle, customer(|customer, bad| customer.invoice_title = Some(bad))),
            (Field::Phone, customer(|customer, bad| customer.phone = bad)),
            (Field::PaperSeen, seen(PaperSeen { file: Some(bad()), ..consent() })),
            (Field::PaperSeen, seen(PaperSeen { last_four: Some(personal()), ..consent() })),
            (Field::PaperSeen, seen(PaperSeen { paper: bad(), ..consent() })),
            (Field::Reason, terms(&|terms| terms.late = Some(late.clone()))),
            (Field::Attribute, terms(&|terms| terms.attributes.extend([("page".to_owned(), bad())]))),
            (Field::Serial, Command::Pay { booking, offers: vec![offer] }),
            (Field::Signer, Command::Sign { booking, how: SignedHow::Paper, who: personal(), sheet }),
            (
                Field::PaperName,
                Command::SetPaper(trade::settings::Paper { name: bad(), ..trade::settings::Paper::default() }),
            ),
        ] {
            let refused = Err(Refusal::UnreadableName { field, value: "U+202E U+000A".to_owned() });
            assert_eq!(books.ask(date(20), &command), refused, "{command:?}");
        }
        let unread = |field| Refusal::UnreadableName { field, value: "U+202E U+000A".to_owned() };
        let overridden = |by: String, reason: String| settle(Settlement::Overridden { by, reason });
        let confirmed = settle(Settlement::Confirmed { who: personal(), when: String::new(), how: SignedHow::Paper });
        let of = |how: &Command| match how {
            Command::Settle { settled, .. } => settled[0].checked(std::slice::from_ref(&finding)),
            _ => Ok(()),
        };
        assert_eq!(of(&overridden(bad(), "急".to_owned())), Err(unread(Field::Approver)));
        assert_eq!(of(&overridden("张主任".to_owned(), bad())), Err(unread(Field::Reason)));
        assert_eq!(of(&confirmed), Err(unread(Field::Signer)));
        assert_eq!(
            books.ask(date(19), &Command::ConfirmClock { reason: bad() }),
            Err(unread(Field::Reason)),
            "the clock"
        );
        let void = Command::VoidMissing { reason: bad(), last: None };
        assert_eq!(books.ask(date(20), &void), Err(unread(Field::Reason)), "numbers that are void");
    }

    #[test]
    fn a_booking_that_is_not_there_is_named() {
        let booking = Number { day: date(20), serial: 7 };
        let refused = Err(Refusal::NoSuchBooking { value: "B20260120-0007".to_owned() });
        let offers = vec![Offer::new(Method::Cash, Money::yuan(1))];
        for command in [
            Command::Pay { booking, offers },
            Command::See { booking, papers: Vec::new() },
            Command::Review { bookings: vec![booking] },
            Command::Print { bookings: vec![booking], paper: crate::booking::Printout::Proof, drawn: Vec::new() },
        ] {
            assert_eq!(Books::default().ask(date(20), &command), refused);
        }
    }

    /// Any command about bookings that may or may not be there.
    fn any_command() -> impl Strategy<Value = (u32, Command)> {
        let number = (20u32..23, 1u32..4).prop_map(|(day, serial)| Number { day: date(day), serial });
        let offer = (0usize..6, 0i64..120_000).prop_map(|(m, fen)| Offer::new(Method::ALL[m], Money::fen(fen)));
        let offers = proptest::collection::vec(offer, 0..3);
        let command = prop_oneof![
            3 => offers.clone().prop_map(|offers| Command::Book(Box::new(order(offers)))),
            3 => (number.clone(), offers).prop_map(|(booking, offers)| Command::Pay { booking, offers }),
            1 => proptest::collection::vec(number, 0..4).prop_map(|bookings| Command::Review { bookings }),
            1 => (0i64..1_000).prop_map(|fen| Command::OpenTill { float: Money::fen(fen) }),
            1 => "[ a]{0,2}".prop_map(|reason| Command::ConfirmClock { reason }),
        ];
        (20u32..23, command)
    }

    proptest! {
        #[test]
        fn whatever_is_asked_the_books_stay_in_order(asked in proptest::collection::vec(any_command(), 0..24)) {
            let mut books = Books::default();
            for (day, command) in asked {
                let before = books.entries.len();
                let answer = books.ask(date(day), &command);
                prop_assert_eq!(books.entries.len(), before + usize::from(answer.is_ok()));
            }
            let taken: Vec<Number> = books.entries.iter().filter_map(Entry::taken).collect();
            for day in 20..23 {
                let serials: Vec<u32> = taken.iter().filter(|n| n.day == date(day)).map(|n| n.serial).collect();
                prop_assert_eq!(&serials, &(1..=serials.len() as u32).collect::<Vec<_>>(), "numbers have no gaps");
                let tills = books.entries.iter().filter(|entry| entry.day == date(day)).flat_map(|e| &e.events);
                let opened = tills.filter(|event| matches!(event, Event::TillOpened { .. })).count();
                prop_assert!(opened <= 1, "the till opens once a day");
            }
            for number in taken {
                let booking = replay(number, &books.entries).expect("taken");
                prop_assert!(booking.owing() >= Money::ZERO);
                prop_assert_eq!(booking.paid() + booking.on_account() + booking.owing(), booking.total());
            }
        }
    }
}
