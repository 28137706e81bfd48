//! What happens to tills and to business days.

use serde::{Deserialize, Serialize};

use super::leaf::Number;
use super::words::{Method, Open};
use crate::booking::{
    self, Banknotes, ChannelFigures, DayEvent, Explained, Figures, LeftOpen, ShiftFigures, TillEvent, TillName,
};
use trade::ids::{Approver, PersonName};
use trade::money::Money;
use trade::refusal::Fault;

/// Sums by method, in fen.
type Sums = Vec<(Method, i64)>;
/// Sums by a word, in fen.
type ByWord = Vec<(String, i64)>;

fn sums(sums: &booking::MethodSums) -> Sums {
    sums.iter().map(|(method, sum)| ((*method).into(), sum.as_fen())).collect()
}

fn house_sums(sums: Sums) -> booking::MethodSums {
    sums.into_iter().map(|(method, sum)| (method.into(), Money::fen(sum))).collect()
}

fn by_word(sums: &booking::ByWord) -> ByWord {
    sums.iter().map(|(word, sum)| (word.clone(), sum.as_fen())).collect()
}

fn house_by_word(sums: ByWord) -> booking::ByWord {
    sums.into_iter().map(|(word, sum)| (word, Money::fen(sum))).collect()
}

fn pieces(notes: &Banknotes) -> Vec<(i64, u32)> {
    notes.pieces().iter().map(|(note, count)| (note.as_fen(), *count)).collect()
}

fn house_pieces(pieces: &[(i64, u32)]) -> Result<Banknotes, Fault> {
    let pieces: Vec<(Money, u32)> = pieces.iter().map(|(note, count)| (Money::fen(*note), *count)).collect();
    let damaged = |_| Fault::Damaged { what: "the notes of a till are none that there are".to_owned() };
    Banknotes::of(&pieces).map_err(damaged)
}

/// The name of a till, as the house has it.
///
/// # Errors
/// [`Fault::Damaged`] for a text that names none.
pub(crate) fn named(text: &str) -> Result<TillName, Fault> {
    text.parse().map_err(|_| Fault::Damaged { what: format!("{text:?} names no till") })
}

/// A till was opened.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TillOpened {
    float: i64,
    unasked: bool,
}

/// What was in a till was counted.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TillCounted {
    float: i64,
    expected: Sums,
    counted: Sums,
    /// Each denomination in fen, and how many pieces.
    notes: Vec<(i64, u32)>,
}

/// Cash was taken out of a till to the bank.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TillBanked {
    float: i64,
    expected: Sums,
    counted: Option<Sums>,
    amount: i64,
    /// Each denomination in fen, and how many pieces.
    notes: Vec<(i64, u32)>,
    slip: u32,
}

/// A till was closed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TillClosed {
    float: i64,
    expected: Sums,
    counted: Sums,
    explained: String,
}

impl TillOpened {
    pub(crate) fn of(float: Money, unasked: bool) -> TillOpened {
        TillOpened { float: float.as_fen(), unasked }
    }

    pub(crate) fn into_house(self) -> TillEvent {
        TillEvent::Opened { float: Money::fen(self.float), unasked: self.unasked }
    }
}

impl TillCounted {
    pub(crate) fn of(
        float: Money,
        (expected, counted): (&booking::MethodSums, &booking::MethodSums),
        notes: &Banknotes,
    ) -> TillCounted {
        let (expected, counted) = (sums(expected), sums(counted));
        TillCounted { float: float.as_fen(), expected, counted, notes: pieces(notes) }
    }

    pub(crate) fn into_house(self) -> Result<TillEvent, Fault> {
        let notes = house_pieces(&self.notes)?;
        let (expected, counted) = (house_sums(self.expected), house_sums(self.counted));
        Ok(TillEvent::Counted { float: Money::fen(self.float), expected, counted, notes })
    }
}

impl TillBanked {
    pub(crate) fn of(
        float: Money,
        (expected, counted): (&booking::MethodSums, Option<&booking::MethodSums>),
        (amount, notes, slip): (Money, &Banknotes, u32),
    ) -> TillBanked {
        let (expected, counted) = (sums(expected), counted.map(sums));
        let (float, amount) = (float.as_fen(), amount.as_fen());
        TillBanked { float, expected, counted, amount, notes: pieces(notes), slip }
    }

    pub(crate) fn into_house(self) -> Result<TillEvent, Fault> {
        let TillBanked { float, expected, counted, amount, notes, slip } = self;
        let (expected, counted) = (house_sums(expected), counted.map(house_sums));
        let (float, amount, notes) = (Money::fen(float), Money::fen(amount), house_pieces(&notes)?);
        Ok(TillEvent::Banked { float, expected, counted, amount, notes, slip })
    }
}

impl TillClosed {
    pub(crate) fn of(
        float: Money,
        (expected, counted): (&booking::MethodSums, &booking::MethodSums),
        explained: &str,
    ) -> TillClosed {
        let (float, explained) = (float.as_fen(), explained.to_owned());
        TillClosed { float, expected: sums(expected), counted: sums(counted), explained }
    }

    pub(crate) fn into_house(self) -> TillEvent {
        let TillClosed { float, expected, counted, explained } = self;
        let (expected, counted) = (house_sums(expected), house_sums(counted));
        TillEvent::Closed { float: Money::fen(float), expected, counted, explained }
    }
}

/// A business day was closed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayClosed {
    sheet: u32,
    reason: String,
    reopened: Option<(String, String)>,
    figures: DayFigures,
}

/// A business day was reopened.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayReopened {
    sheet: u32,
    reason: String,
    approved_by: String,
    figures: DayFigures,
}

/// What the money of a day comes to; sums in fen.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayFigures {
    by_method: Sums,
    on_account: i64,
    came_in: i64,
    went_out: i64,
    by_kind: ByWord,
    by_category: ByWord,
    by_size: ByWord,
    by_person: ByWord,
    shifts: Vec<Shift>,
    taken: u32,
    costs: i64,
    left: Vec<Left>,
}

/// A shift of a till.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shift {
    till: String,
    float: i64,
    banked: i64,
    expected: Sums,
    counted: Sums,
    explained: String,
    opened_by: String,
    /// Empty while it is open.
    closed_by: String,
}

/// A booking of which something was open.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Left {
    booking: Number,
    open: Vec<Open>,
    owing: i64,
}

impl DayFigures {
    fn of(figures: &Figures) -> DayFigures {
        let Figures {
            by_method,
            on_account,
            came_in,
            went_out,
            by_kind,
            by_category,
            by_size,
            by_person,
            shifts,
            taken,
            costs,
            left,
            channels: _,
        } = figures;
        DayFigures {
            by_method: sums(by_method),
            on_account: on_account.as_fen(),
            came_in: came_in.as_fen(),
            went_out: went_out.as_fen(),
            by_kind: by_word(by_kind),
            by_category: by_word(by_category),
            by_size: by_word(by_size),
            by_person: by_word(by_person),
            shifts: shifts.iter().map(Shift::of).collect(),
            taken: *taken,
            costs: costs.as_fen(),
            left: left.iter().map(Left::of).collect(),
        }
    }

    fn into_house(self) -> Result<Figures, Fault> {
        Ok(Figures {
            by_method: house_sums(self.by_method),
            on_account: Money::fen(self.on_account),
            came_in: Money::fen(self.came_in),
            went_out: Money::fen(self.went_out),
            by_kind: house_by_word(self.by_kind),
            by_category: house_by_word(self.by_category),
            by_size: house_by_word(self.by_size),
            by_person: house_by_word(self.by_person),
            shifts: self.shifts.into_iter().map(Shift::into_house).collect::<Result<_, _>>()?,
            taken: self.taken,
            costs: Money::fen(self.costs),
            left: self.left.into_iter().map(Left::into_house).collect(),
            channels: Vec::new(),
        })
    }
}

impl Shift {
    fn of(shift: &ShiftFigures) -> Shift {
        let ShiftFigures { till, float, banked, expected, counted, explained, opened_by, closed_by } = shift.clone();
        let (expected, counted) = (sums(&expected), sums(&counted));
        let (float, banked) = (float.as_fen(), banked.as_fen());
        let closed_by = closed_by.map_or_else(String::new, String::from);
        let (till, opened_by) = (till.to_string(), opened_by.into());
        Shift { till, float, banked, expected, counted, explained, opened_by, closed_by }
    }

    fn into_house(self) -> Result<ShiftFigures, Fault> {
        let Shift { till, float, banked, expected, counted, explained, opened_by, closed_by } = self;
        let (till, expected, counted) = (named(&till)?, house_sums(expected), house_sums(counted));
        let (float, banked) = (Money::fen(float), Money::fen(banked));
        let closed_by = Some(closed_by).filter(|name| !name.is_empty()).map(PersonName::posted);
        let opened_by = PersonName::posted(opened_by);
        Ok(ShiftFigures { till, float, banked, expected, counted, explained, opened_by, closed_by })
    }
}

impl Left {
    fn of(left: &LeftOpen) -> Left {
        let open = left.open.iter().map(|open| (*open).into()).collect();
        Left { booking: left.booking.into(), open, owing: left.owing.as_fen() }
    }

    fn into_house(self) -> LeftOpen {
        let open = self.open.into_iter().map(Into::into).collect();
        LeftOpen { booking: self.booking.into(), open, owing: Money::fen(self.owing) }
    }
}

/// A business day was closed; version 2 with the channels' files.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayClosed2 {
    sheet: u32,
    reason: String,
    reopened: Option<(String, String)>,
    figures: DayFigures,
    channels: Vec<Channel>,
}

/// A business day was reopened; version 2 with the channels' files.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayReopened2 {
    sheet: u32,
    reason: String,
    approved_by: String,
    figures: DayFigures,
    channels: Vec<Channel>,
}

/// A method beside its channel's file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Channel {
    method: Method,
    books: i64,
    channel: i64,
    matched: i64,
    waiting: (u32, i64),
    missing: (u32, i64),
    /// Amount, reason, and who set it aside.
    explained: Vec<(i64, String, String)>,
}

impl Channel {
    fn of(figures: &ChannelFigures) -> Channel {
        let ChannelFigures { method, books, channel, matched, waiting, missing, explained } = figures.clone();
        let fen = |(count, sum): (u32, Money)| (count, sum.as_fen());
        let explained = explained.into_iter().map(|one| (one.amount.as_fen(), one.reason, one.by.into()));
        Channel {
            method: method.into(),
            books: books.as_fen(),
            channel: channel.as_fen(),
            matched: matched.as_fen(),
            waiting: fen(waiting),
            missing: fen(missing),
            explained: explained.collect(),
        }
    }

    fn into_house(self) -> ChannelFigures {
        let money = |(count, fen): (u32, i64)| (count, Money::fen(fen));
        let explained = self.explained.into_iter().map(|(amount, reason, by)| {
            let (amount, by) = (Money::fen(amount), PersonName::posted(by));
            Explained { amount, reason, by }
        });
        ChannelFigures {
            method: self.method.into(),
            books: Money::fen(self.books),
            channel: Money::fen(self.channel),
            matched: Money::fen(self.matched),
            waiting: money(self.waiting),
            missing: money(self.missing),
            explained: explained.collect(),
        }
    }
}

fn channels(figures: &Figures) -> Vec<Channel> {
    figures.channels.iter().map(Channel::of).collect()
}

fn with_channels(figures: DayFigures, channels: Vec<Channel>) -> Result<Box<Figures>, Fault> {
    let channels = channels.into_iter().map(Channel::into_house).collect();
    Ok(Box::new(Figures { channels, ..figures.into_house()? }))
}

impl DayClosed {
    pub(crate) fn into_house(self) -> Result<DayEvent, Fault> {
        let DayClosed { sheet, reason, reopened, figures } = self;
        let reopened = reopened.map(|(why, by)| (why, by.into()));
        Ok(DayEvent::Closed { sheet, reason, reopened, figures: Box::new(figures.into_house()?) })
    }
}

impl DayClosed2 {
    pub(crate) fn of(sheet: u32, reason: &str, reopened: Option<&(String, Approver)>, figures: &Figures) -> DayClosed2 {
        let (reason, channels) = (reason.to_owned(), channels(figures));
        DayClosed2 {
            sheet,
            reason,
            reopened: reopened.map(|(why, by)| (why.clone(), by.to_string())),
            figures: DayFigures::of(figures),
            channels,
        }
    }

    pub(crate) fn into_house(self) -> Result<DayEvent, Fault> {
        let DayClosed2 { sheet, reason, reopened, figures, channels } = self;
        let reopened = reopened.map(|(why, by)| (why, by.into()));
        Ok(DayEvent::Closed { sheet, reason, reopened, figures: with_channels(figures, channels)? })
    }
}

impl DayReopened {
    pub(crate) fn into_house(self) -> Result<DayEvent, Fault> {
        let DayReopened { sheet, reason, approved_by, figures } = self;
        let approved_by = approved_by.into();
        Ok(DayEvent::Reopened { sheet, reason, approved_by, figures: Box::new(figures.into_house()?) })
    }
}

impl DayReopened2 {
    pub(crate) fn of(sheet: u32, (reason, approved_by): (&str, &Approver), figures: &Figures) -> DayReopened2 {
        let (reason, approved_by) = (reason.to_owned(), approved_by.to_string());
        DayReopened2 { sheet, reason, approved_by, figures: DayFigures::of(figures), channels: channels(figures) }
    }

    pub(crate) fn into_house(self) -> Result<DayEvent, Fault> {
        let DayReopened2 { sheet, reason, approved_by, figures, channels } = self;
        let approved_by = approved_by.into();
        Ok(DayEvent::Reopened { sheet, reason, approved_by, figures: with_channels(figures, channels)? })
    }
}
