//! Reading agreements and what stands on account back.

use chrono::{Datelike, NaiveDate};

use super::backend::{From, Key, Shelf, Tx, changed};
use super::projection::agreement;
use super::reading::{self, Depth, numbered};
use crate::booking::{
    Agreement, AgreementBalance, AgreementId, Booking, Command, Context, Credit, CreditMoved, Event, Lot, Number,
    Posted, Row, Stream, StreamName, credited, phone_key,
};
use trade::money::Money;
use trade::refusal::Fault;

/// What stands of all customers, under their telephone numbers.
const LOTS: u32 = 0;
/// What every entry did to the credit of a customer, under their telephone numbers.
const MOVED: u32 = 1;

/// What every booking of a customer costs and what was paid of it, under their telephone numbers.
const SPENT: u32 = 2;

/// What a customer ran and paid over all days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    /// So many ads were taken.
    pub ads: usize,
    /// So many runs of them stand.
    pub runs: usize,
    /// What they cost in all.
    pub costs: Money,
    /// What came in for them and stayed.
    pub paid: Money,
}

impl std::ops::AddAssign for Spent {
    fn add_assign(&mut self, other: Spent) {
        self.ads += other.ads;
        self.runs += other.runs;
        self.costs += other.costs;
        self.paid += other.paid;
    }
}

/// The rows of what a booking is to its customer: what of it stands on account, by day, what moved that, and what it costs.
pub(super) fn rows(booking: &Booking, phone_key: &str) -> Vec<(Shelf, Key, String)> {
    let under = |sort: u32| Key::new().word(sort).text(phone_key);
    let lots = booking.lots().into_iter().map(|(since, amount)| (under(LOTS).day(since), amount));
    let moved = booking.credit_moved().into_iter().map(|one| (under(MOVED).day(one.on).place(one.seq), one.amount));
    let row = |(key, amount): (Key, Money)| (Shelf::Credit, key.number(booking.number), amount.as_fen().to_string());
    let spent = [booking.costs().as_fen(), booking.paid().as_fen(), booking.runs().len() as i64];
    let spent = format!("[{},{},{}]", spent[0], spent[1], spent[2]);
    let spent = (Shelf::Credit, under(SPENT).number(booking.number), spent);
    lots.chain(moved).map(row).chain([spent]).collect()
}

/// What was booked under a telephone number over all days.
pub(super) fn spent(tx: &dyn Tx, phone_key: &str) -> Result<Spent, Fault> {
    let under = Key::new().word(SPENT).text(phone_key);
    let mut spent = Spent::default();
    for (key, row) in tx.range(Shelf::Credit, (&under, &under.after()), From::Start, usize::MAX)? {
        let said = row.sound(Shelf::Credit, &key)?;
        let said: Result<(i64, i64, usize), _> = serde_json::from_str(&said);
        let (costs, paid, runs) = said.map_err(|_| changed(Shelf::Credit, &key))?;
        spent += Spent { ads: 1, runs, costs: Money::fen(costs), paid: Money::fen(paid) };
    }
    Ok(spent)
}

/// A number of 32 bits in a key, a number of so many bytes before its end.
fn word_before(key: &Key, from_end: usize) -> Option<u32> {
    let at = key.0.len().checked_sub(from_end)?;
    key.0.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn day_before(key: &Key, from_end: usize) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(word_before(key, from_end)?).ok()?)
}

/// The rows between two keys, each with its booking and its amount.
fn amounts(tx: &dyn Tx, keys: (&Key, &Key)) -> Result<Vec<(Key, Number, Money)>, Fault> {
    let rows = tx.range(Shelf::Credit, keys, From::Start, usize::MAX)?.into_iter();
    let read = |(key, row): (Key, super::backend::Derived)| {
        let (number, fen) = (numbered(Shelf::Credit, &key)?, row.sound(Shelf::Credit, &key)?);
        let fen: i64 = fen.parse().map_err(|_| changed(Shelf::Credit, &key))?;
        Ok((key, number, Money::fen(fen)))
    };
    rows.map(read).collect()
}

/// What stands under a telephone number, or of everybody where none is named; of each the oldest first.
pub(super) fn lots(tx: &dyn Tx, phone: Option<&str>) -> Result<Vec<Lot>, Fault> {
    let all = Key::new().word(LOTS);
    let under = phone.map_or_else(|| all.clone(), |phone| all.clone().text(phone));
    let lot = |(key, booking, amount): (Key, Number, Money)| {
        let said = key.0.get(all.0.len()..).and_then(|rest| rest.split(|byte| *byte == 0).next());
        let said = said.and_then(|text| std::str::from_utf8(text).ok());
        let since = day_before(&key, 12);
        let (phone_key, since) = said.zip(since).ok_or_else(|| changed(Shelf::Credit, &key))?;
        Ok(Lot { phone_key: phone_key.to_owned(), since, booking, amount })
    };
    amounts(tx, (&under, &under.after()))?.into_iter().map(lot).collect()
}

/// What entries did to the credit under a telephone number, up to the end of a day, in order.
pub(super) fn moved(tx: &dyn Tx, phone_key: &str, until: NaiveDate) -> Result<Vec<CreditMoved>, Fault> {
    let under = Key::new().word(MOVED).text(phone_key);
    let last = until.num_days_from_ce().cast_unsigned();
    let end = last.checked_add(1).map_or_else(|| under.after(), |next| under.clone().word(next));
    let one = |(key, booking, amount): (Key, Number, Money)| {
        let seq = word_before(&key, 16).zip(word_before(&key, 12));
        let (on, (high, low)) = day_before(&key, 20).zip(seq).ok_or_else(|| changed(Shelf::Credit, &key))?;
        Ok(CreditMoved { seq: (u64::from(high) << 32) | u64::from(low), on, booking, amount })
    };
    amounts(tx, (&under, &end))?.into_iter().map(one).collect()
}

/// All agreements, in the order in which they were made, those that were ended among them.
pub(super) fn agreements(tx: &dyn Tx) -> Result<Vec<Agreement>, Fault> {
    let all = agreement::all();
    let rows = tx.range(Shelf::Agreement, (&all, &all.after()), From::Start, usize::MAX)?;
    rows.into_iter().map(|(key, row)| agreement::from_row(&key, row)).collect()
}

/// The agreements under a telephone number, those that were ended among them.
fn under_phone(tx: &dyn Tx, phone_key: &str) -> Result<Vec<Agreement>, Fault> {
    let under = agreement::under_phone(phone_key);
    let mut found = Vec::new();
    for (key, row) in tx.range(Shelf::Agreement, (&under, &under.after()), From::Start, usize::MAX)? {
        row.sound(Shelf::Agreement, &key)?;
        let id = agreement::id_of(&key)?;
        found.push(agreement::read(tx, id)?.ok_or_else(|| changed(Shelf::Agreement, &key))?);
    }
    Ok(found)
}

/// The agreement under a telephone number: the one that stands, or else the last that was ended.
pub(super) fn of_phone(tx: &dyn Tx, phone_key: &str) -> Result<Option<Agreement>, Fault> {
    let found = under_phone(tx, phone_key)?.into_iter();
    Ok(found.max_by_key(|agreement| (agreement.ended.is_none(), agreement.id)))
}

/// What stands under these telephone numbers.
fn stands(tx: &dyn Tx, phones: &[String]) -> Result<Money, Fault> {
    let mut sum = Money::ZERO;
    for phone in phones {
        sum += lots(tx, Some(phone))?.iter().map(|lot| lot.amount).sum::<Money>();
    }
    Ok(sum)
}

/// What a command asks to be known of credit: nothing, where it can put nothing on account and is about no agreement.
pub(super) fn context(tx: &dyn Tx, command: &Command, context: &Context) -> Result<Credit, Fault> {
    let mut credit = Credit::default();
    let mut phones: Vec<String> = Vec::new();
    if let Command::Agreement(act) = command {
        credit.last = last(tx)?;
        if let Some(agreement) = act.id().map(|id| agreement::read(tx, id)).transpose()?.flatten() {
            credit.known.push(AgreementBalance { agreement, stands: Money::ZERO });
        }
        if let crate::booking::AgreementAct::Agree { agreed, .. } = act {
            phones.extend(agreed.phone_keys());
        }
    } else {
        phones.extend(credited(command, context).iter().filter_map(|of| phone_key(of.phone.text()).ok()));
    }
    phones.sort_unstable();
    phones.dedup();
    for phone in &phones {
        for agreement in under_phone(tx, phone)? {
            if credit.known.iter().all(|known| known.agreement.id != agreement.id) {
                let stands = stands(tx, &agreement.agreed.phone_keys())?;
                credit.known.push(AgreementBalance { agreement, stands });
            }
        }
    }
    Ok(credit)
}

/// The last agreement that was made; 0 for none.
fn last(tx: &dyn Tx) -> Result<u32, Fault> {
    let all = agreement::all();
    let last = tx.range(Shelf::Agreement, (&all, &all.after()), From::End, 1)?;
    let last = last.first().map(|(key, _)| agreement::id_of(key)).transpose()?.map_or(0, |id| id.0);
    // A row that was taken away from outside is damage, and not an agreement that was never made.
    let next = AgreementId(last + 1);
    if tx.stream(&StreamName::Agreement(next).to_string(), 0)?.is_empty() {
        return Ok(last);
    }
    Err(Fault::Damaged { what: format!("table projection: the row agreement {next} is missing") })
}

/// An agreement, replayed from its events; none where nothing made it.
pub(super) fn replayed(tx: &dyn Tx, id: AgreementId) -> Result<Option<Agreement>, Fault> {
    let mut agreement = Agreement::new(id);
    for row in tx.stream(&StreamName::Agreement(id).to_string(), 0)? {
        let header = reading::header(tx, row.entry)?;
        if let Event::Agreement(_, event) = reading::event_of(tx, &row, Depth::Light)? {
            let at = Posted { seq: header.seq, at: header.at, day: header.day, person: &header.person };
            agreement.apply(&at, &event);
        }
    }
    Ok((!agreement.history.is_empty()).then_some(agreement))
}

/// At most so many of the ads of a customer with these telephone numbers before one of them, or of all, the newest first.
pub(super) fn ads(tx: &dyn Tx, phones: &[String], before: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
    let taken = |number: Number| {
        let listed = reading::listed(tx, number)?;
        listed.map(|(entry, ..)| entry).ok_or_else(|| reading::taken_by_none(number))
    };
    let before = before.map(|number| Ok::<_, Fault>((taken(number)?, number))).transpose()?;
    let mut found: Vec<(u64, Number, Row)> = Vec::new();
    for phone in phones {
        let under = Key::new().text(phone);
        // Of a batch others came with the same entry.
        let end = before.map_or_else(|| under.after(), |(entry, number)| under.clone().place(entry).number(number));
        for (key, row) in tx.range(Shelf::Contact, (&under, &end), From::End, limit)? {
            row.sound(Shelf::Contact, &key)?;
            let number = numbered(Shelf::Contact, &key)?;
            let (entry, _, row) = reading::listed(tx, number)?.ok_or_else(|| reading::taken_by_none(number))?;
            found.push((entry, number, row));
        }
    }
    found.sort_by_key(|(entry, number, _)| std::cmp::Reverse((*entry, *number)));
    found.truncate(limit);
    Ok(found.into_iter().map(|(.., row)| row).collect())
}
