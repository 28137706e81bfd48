//! Whether who asks may do what is about to happen. It goes by what happens and not by how that was asked, so that the window, the command
//! line and an envelope that is handed to the store are refused alike.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Identity, Person, Persons};
use crate::booking::{
    Booked, Booking, BookingEvent, Context, DayEvent, Event, HistoryItem, Method, OfficeEvent, PersonsEvent,
    ReceiptsEvent, SettledFinding, Settlement, TillEvent,
};
use trade::ids::PersonName;
use trade::money::Money;
use trade::people::{Asks, Right};
use trade::rates::{ManualPrice, Quantity, Quote, QuoteItem};
use trade::refusal::{PersonTrouble, Refusal};

/// Something that happens, and what it asks of who does it.
pub(crate) struct Demand<'a> {
    asks: Asks,
    /// The name of who answers for it, where it bears one.
    named: &'a str,
    /// Who entered what is answered for, where that is not who asks now.
    entered_by: Vec<&'a str>,
}

impl Demand<'_> {
    /// The right to do something of this sort, with nobody who is named for it.
    pub(crate) const fn plain(right: Right) -> Demand<'static> {
        Demand { asks: Asks::Plain(right), named: "", entered_by: Vec::new() }
    }

    /// The right to give so much back, or to take so much less.
    pub(crate) const fn back(amount: Money, named: &str) -> Demand<'_> {
        Demand { asks: Asks::Refund(amount), named, entered_by: Vec::new() }
    }
}

/// Holds that who asks may do what happens, alone or with whom they brought. Gives what is to be posted of approvals that were proved.
///
/// Where sign-in is off nothing is held but that what switches it on is asked by an owner.
///
/// # Errors
/// [`PersonTrouble`]: nobody signed in, the role may not, who approves gave no PIN, may not either, or entered it themselves.
pub(crate) fn allowed(context: &Context, events: &[Event]) -> Result<Option<Event>, Refusal> {
    let persons = &context.persons;
    let switched_on =
        events.iter().any(|event| matches!(event, Event::Persons(PersonsEvent::Switched { on: true, .. })));
    let restored = |event: &Event| matches!(event, Event::Office(OfficeEvent::Restored(_)));
    if context.identities.held && events.iter().all(restored) {
        return Ok(None);
    }
    if events.iter().all(is_free) || !(persons.is_on() || switched_on) {
        return Ok(None);
    }
    let person = signed_in(context)?;
    let (mut by, mut rights, mut alone) = (BTreeSet::new(), BTreeSet::new(), false);
    for demand in events.iter().flat_map(|event| demands(event, context)) {
        let right = demand.asks.right();
        let answers = match demand.named.trim() {
            "" => None,
            named => Some(PersonName::posted(named)),
        };
        let Some(answers) = answers else {
            if let Some(approver) = unnamed(context, person, demand.asks)? {
                by.insert(approver.name.clone());
                rights.insert(right);
            }
            continue;
        };
        let entered = |name: &PersonName| match demand.entered_by.as_slice() {
            [] => *name == person.name,
            entered_by => entered_by.contains(&name.as_str()),
        };
        let approver = if answers == person.name { person } else { approving(context, &answers)? };
        if !persons.rights.may(approver.role, demand.asks) {
            let (name, who) = (approver.name.to_string(), persons.rights.who(demand.asks));
            return Err(PersonTrouble::MayNotApprove { name, role: approver.role, right, who }.into());
        }
        if entered(&approver.name) {
            if !persons.is_one() {
                return Err(PersonTrouble::OwnApproval { name: approver.name.to_string() }.into());
            }
            alone = true;
        }
        by.insert(approver.name.clone());
        rights.insert(right);
    }
    Ok((!by.is_empty()).then(|| {
        let (by, rights) = (by.into_iter().collect(), rights.into_iter().collect());
        Event::Persons(PersonsEvent::Approved { by, rights, alone })
    }))
}

/// Holds that who asks may do something of this sort, alone or with whom they brought; where sign-in is off, anybody may.
///
/// # Errors
/// [`PersonTrouble`], as [`allowed`].
pub(crate) fn hold(context: &Context, right: Right) -> Result<(), Refusal> {
    answering(context, right).map(drop)
}

/// Who answers for something of this sort where nobody is named for it: who asks, where their role may, or one of whom they brought; none
/// where sign-in is off, when no name is proved.
///
/// # Errors
/// [`PersonTrouble`], as [`allowed`].
pub(crate) fn answering(context: &Context, right: Right) -> Result<Option<PersonName>, Refusal> {
    if !context.persons.is_on() {
        return Ok(None);
    }
    let person = signed_in(context)?;
    let approver = unnamed(context, person, Asks::Plain(right))?;
    Ok(Some(approver.unwrap_or(person).name.clone()))
}

/// Something that bears no name of who answers for it: who asks may do it, and nobody is given; or whoever may of those that gave a PIN
/// to approve it.
fn unnamed<'a>(context: &'a Context, person: &Person, asks: Asks) -> Result<Option<&'a Person>, Refusal> {
    let persons = &context.persons;
    if persons.rights.may(person.role, asks) {
        return Ok(None);
    }
    for identity in &context.identities.approvers {
        let approver = current(persons, identity)?;
        if approver.name != person.name && persons.rights.may(approver.role, asks) {
            return Ok(Some(approver));
        }
    }
    Err(not_allowed(persons, person, asks))
}

/// Who asks, proved with the PIN that is theirs now.
///
/// # Errors
/// [`PersonTrouble::SignInNeeded`], [`PersonTrouble::SignInStale`], and those of [`Persons::at_work`].
pub(crate) fn signed_in(context: &Context) -> Result<&Person, Refusal> {
    let identity = context.identities.person.as_ref().ok_or(PersonTrouble::SignInNeeded)?;
    // Nothing is posted under another name than that of who gave the PIN.
    if *identity.name() != context.person {
        return Err(PersonTrouble::SignInNeeded.into());
    }
    current(&context.persons, identity)
}

/// Who approves, proved with their own PIN.
fn approving<'a>(context: &'a Context, name: &PersonName) -> Result<&'a Person, Refusal> {
    context.persons.at_work(name)?;
    let proved = context.identities.approvers.iter().find(|identity| identity.name() == name);
    current(&context.persons, proved.ok_or_else(|| PersonTrouble::ApprovalUnproved { name: name.to_string() })?)
}

/// The person of an identity, where the PIN is still theirs.
fn current<'a>(persons: &'a Persons, identity: &Identity) -> Result<&'a Person, Refusal> {
    let person = persons.at_work(identity.name())?;
    if identity.is(person) {
        Ok(person)
    } else {
        Err(PersonTrouble::SignInStale { name: person.name.to_string() }.into())
    }
}

fn not_allowed(persons: &Persons, person: &Person, asks: Asks) -> Refusal {
    let amount = match asks {
        Asks::Plain(_) | Asks::Below(None) => String::new(),
        Asks::Below(Some(percent)) => percent.round_dp(2).normalize().to_string(),
        Asks::Refund(sum) => sum.to_string(),
    };
    let (name, role, right, who) = (person.name.to_string(), person.role, asks.right(), persons.rights.who(asks));
    PersonTrouble::NotAllowed { name, role, right, amount, who }.into()
}

/// Whether it is nobody's act: the folder is founded before anybody works in it; a wrong PIN is nobody's, and who signs in or brings a
/// lost PIN back is held where that is decided.
fn is_free(event: &Event) -> bool {
    match event {
        Event::Office(OfficeEvent::Founded { .. }) => true,
        Event::Persons(event) => matches!(
            event,
            PersonsEvent::PinWrong { .. } | PersonsEvent::SignedIn { .. } | PersonsEvent::Recovered { .. }
        ),
        Event::Booking(..)
        | Event::Till(..)
        | Event::Day(..)
        | Event::Receipts(..)
        | Event::Office(_)
        | Event::Agreement(..) => false,
    }
}

/// What an event asks of who does it; nothing, where everybody may who signed in.
fn demands<'a>(event: &'a Event, context: &'a Context) -> Vec<Demand<'a>> {
    let plain = |right| vec![Demand { asks: Asks::Plain(right), named: "", entered_by: Vec::new() }];
    match event {
        Event::Booking(number, event) => {
            let before = context.bookings.get(number).and_then(|stream| stream.now.as_ref());
            of_booking(event, before)
        }
        Event::Till(_, event) => match event {
            TillEvent::Opened { unasked: true, .. } => Vec::new(),
            TillEvent::Opened { unasked: false, .. } => plain(Right::Pay),
            TillEvent::Counted { .. } | TillEvent::Banked { .. } | TillEvent::Closed { .. } => plain(Right::Close),
        },
        Event::Day(_, event) => match event {
            DayEvent::Closed { .. } => plain(Right::Close),
            // Who may reopen it does so under their own name.
            DayEvent::Reopened { approved_by, .. } if approved_by.name() == context.person.as_str() => {
                plain(Right::Reopen)
            }
            DayEvent::Reopened { approved_by, .. } => {
                vec![Demand { asks: Asks::Plain(Right::Reopen), named: approved_by.as_str(), entered_by: Vec::new() }]
            }
        },
        Event::Receipts(_, event) => match event {
            // Money that is reversed or taken back is no receipt any more, whoever may reverse it.
            ReceiptsEvent::Released { reason, .. } if reason.is_empty() => Vec::new(),
            // Who takes a payment may say by which receipt it came.
            ReceiptsEvent::Claimed { .. } => plain(Right::Pay),
            ReceiptsEvent::Imported { .. }
            | ReceiptsEvent::Released { .. }
            | ReceiptsEvent::SetAside { .. }
            | ReceiptsEvent::TakenUp { .. } => plain(Right::Close),
        },
        Event::Office(event) => match event {
            OfficeEvent::Founded { .. } => Vec::new(),
            OfficeEvent::PaperSet(_)
            | OfficeEvent::ClockConfirmed { .. }
            | OfficeEvent::Voided { .. }
            | OfficeEvent::RulesEntered(_)
            | OfficeEvent::RulesWithdrawn { .. }
            | OfficeEvent::Restored(_) => plain(Right::Rules),
        },
        // Who may take on account, and how much, is the paper's to say, as its prices are.
        Event::Agreement(..) => plain(Right::Rules),
        Event::Persons(event) => match event {
            // One's own PIN is everybody's to change.
            PersonsEvent::PinSet { name, .. } if *name == context.person => Vec::new(),
            PersonsEvent::PinWrong { .. }
            | PersonsEvent::SignedIn { .. }
            | PersonsEvent::Recovered { .. }
            | PersonsEvent::Approved { .. } => Vec::new(),
            PersonsEvent::Added { .. }
            | PersonsEvent::RoleGiven { .. }
            | PersonsEvent::PinSet { .. }
            | PersonsEvent::Retired { .. }
            | PersonsEvent::Switched { .. }
            | PersonsEvent::RightsSet(_) => plain(Right::People),
        },
    }
}

/// What an event of a booking asks; `before` is the booking that it happens to.
fn of_booking<'a>(event: &'a BookingEvent, before: Option<&'a Booking>) -> Vec<Demand<'a>> {
    match event {
        BookingEvent::Taken(booked) => taken(booked),
        BookingEvent::Settled(settled) => settled.iter().filter_map(|one| passed(one, before)).collect(),
        BookingEvent::Paid(payment) => {
            let account = (payment.method == Method::Account).then(|| Demand::plain(Right::OnAccount));
            [Demand::plain(Right::Pay)].into_iter().chain(account).collect()
        }
        BookingEvent::Amended(amended) => amended.demands(),
        BookingEvent::Compared(_)
        | BookingEvent::Seen(_)
        | BookingEvent::Signed { .. }
        | BookingEvent::Reviewed
        | BookingEvent::ProofFrozen { .. }
        | BookingEvent::Printed { .. } => Vec::new(),
    }
}

/// What taking an ad asks: more than the right to take one, where it is late, priced by hand, or comes with errors that were passed.
fn taken(booked: &Booked) -> Vec<Demand<'_>> {
    let (terms, quote) = (&booked.order.terms, &booked.quote);
    let own = |asks, named| Demand { asks, named, entered_by: Vec::new() };
    let mut demands = vec![own(Asks::Plain(Right::Take), "")];
    if let Some(late) = terms.late.as_ref().filter(|_| !booked.late.is_empty()) {
        demands.push(own(Asks::Plain(Right::Late), late.approved_by.as_str()));
    }
    if let (Some(below), Some(manual)) = (below(quote), &quote.manual) {
        demands.push(own(below, manual.approved_by.as_str()));
    }
    demands.extend(booked.order.settled.iter().filter_map(|one| passed(one, None)));
    demands
}

/// An error that somebody lets pass. Who took the booking, or changed its copy, is not who answers for it.
fn passed<'a>(settled: &'a SettledFinding, before: Option<&'a Booking>) -> Option<Demand<'a>> {
    let Settlement::Overridden { by, .. } = &settled.how else { return None };
    let entered_by = before.map_or_else(Vec::new, |booking| {
        let changed = booking.history.iter().filter(|happened| {
            let of_the_ad = match &happened.what {
                HistoryItem::Taken { .. } => true,
                HistoryItem::Amended(amended) => amended.is_new_version(),
                _ => false,
            };
            of_the_ad && !happened.undone
        });
        changed.map(|happened| happened.by.as_str()).collect()
    });
    Some(Demand { asks: Asks::Plain(Right::PassErrors), named: by.as_str(), entered_by })
}

/// By how much a price by hand lies below the card's; none where it does not.
fn below(quote: &Quote) -> Option<Asks> {
    let manual = quote.manual.as_ref()?;
    let ManualPrice::Total(_) = manual.price else {
        let ManualPrice::Discount(Quantity(percent)) = manual.price else { return None };
        return (percent > Decimal::ZERO).then_some(Asks::Below(Some(percent)));
    };
    let by_hand = quote.lines.iter().filter(|line| line.what == QuoteItem::Manual).map(|line| line.amount);
    let taxed = |item: &QuoteItem| matches!(item, QuoteItem::Vat(_));
    let lines: Money = quote.lines.iter().filter(|line| !taxed(&line.what)).map(|line| line.amount).sum();
    let difference: Money = by_hand.sum();
    let card = lines - difference;
    if card <= Money::ZERO {
        return Some(Asks::Below(None));
    }
    // A total with its tax apart is rounded to the fen, once.
    let lowered = (Money::ZERO - difference - Money::fen(1)).max(Money::ZERO);
    let percent = Decimal::from(lowered.as_fen()) * Decimal::ONE_HUNDRED / Decimal::from(card.as_fen());
    (difference < Money::ZERO).then_some(Asks::Below(Some(percent)))
}
