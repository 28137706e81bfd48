//! What the money of a day comes to: what moved on it, whatever booking it belongs to (日结).

use std::collections::BTreeMap;

use super::streams::{MethodSums, differences};
use super::{ChannelFigures, Method, Number, Open, Row, Shift, TillName, Tills};
use trade::ids::PersonName;
use trade::money::Money;

/// Money by a word: a kind's id, a category's, a size, a person.
pub type ByWord = BTreeMap<String, Money>;

/// What moved on a day by one event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain themselves")]
pub struct Movement {
    pub booking: Number,
    pub till: TillName,
    /// The name of the clerk who asked for it.
    pub person: PersonName,
    /// What came in by method, below zero what went out; credit is counted with it.
    pub moved: MethodSums,
}

/// What the money of a day comes to. Sums are what came in less what went out, credit not among it, unless it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// By method; their sum is the takings.
    pub by_method: MethodSums,
    /// What was put on account, less what was given back of it.
    pub on_account: Money,
    /// What came in, and what went out of it again.
    pub came_in: Money,
    /// What went out: refunds, and payments that were reversed or taken back.
    pub went_out: Money,
    /// By the kind of the ad, by its id.
    pub by_kind: ByWord,
    /// By category, as `kind/category`.
    pub by_category: ByWord,
    /// By size, as `7.2x10`.
    pub by_size: ByWord,
    /// By the clerk who took or gave it.
    pub by_person: ByWord,
    /// Every shift of every till, in their order.
    pub shifts: Vec<ShiftFigures>,
    /// How many ads were taken on the day.
    pub taken: u32,
    /// What they cost, runs and acts, as they stand.
    pub costs: Money,
    /// What is left for the next day: bookings of which something is open.
    pub left: Vec<LeftOpen>,
    /// The channels' own files beside the books, where there are any; none on sheets of before they were imported.
    pub channels: Vec<ChannelFigures>,
}

/// A shift of a till, as it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains which till")]
pub struct ShiftFigures {
    pub till: TillName,
    /// The float with which it began.
    pub float: Money,
    /// The cash that was taken to the bank.
    pub banked: Money,
    /// What had to be there by method; in cash with the float, without what went to the bank.
    pub expected: MethodSums,
    /// What was counted; empty where nothing was.
    pub counted: MethodSums,
    /// Why that differs; empty where it does not.
    pub explained: String,
    /// The name of the clerk who opened it.
    pub opened_by: PersonName,
    /// The name of the clerk who closed it; none while it is open.
    pub closed_by: Option<PersonName>,
}

/// A booking of which something is open in the evening.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain themselves")]
pub struct LeftOpen {
    pub booking: Number,
    pub open: Vec<Open>,
    /// What is owed to the paper.
    pub owing: Money,
}

impl Figures {
    /// What the movements of a day come to, each with its booking as it stands; `taken` are the bookings of the day, `running` those that
    /// run on the next.
    pub fn of<'a>(
        movements: impl IntoIterator<Item = (Movement, &'a Row)>,
        tills: &Tills,
        taken: &[Row],
        running: &[Row],
    ) -> Figures {
        let mut figures = Figures::default();
        for (movement, row) in movements {
            figures.add(&movement, row);
        }
        figures.shifts = tills
            .all
            .values()
            .flat_map(|till| till.shifts.iter().map(|shift| ShiftFigures::of(till.id.name, shift)))
            .collect();
        figures.taken = u32::try_from(taken.len()).unwrap_or(u32::MAX);
        figures.costs = taken.iter().map(|row| row.total + row.fee).sum();
        let mut left: BTreeMap<Number, LeftOpen> = BTreeMap::new();
        for row in taken.iter().chain(running).filter(|row| !row.open.is_empty()) {
            let (open, owing) = (row.open.clone(), row.owing);
            left.entry(row.number).or_insert(LeftOpen { booking: row.number, open, owing });
        }
        figures.left = left.into_values().collect();
        figures
    }

    fn add(&mut self, movement: &Movement, row: &Row) {
        let add = |sums: &mut ByWord, word: String, sum: Money| *sums.entry(word).or_insert(Money::ZERO) += sum;
        for (method, amount) in &movement.moved {
            if *method == Method::Account {
                self.on_account += *amount;
                continue;
            }
            *self.by_method.entry(*method).or_insert(Money::ZERO) += *amount;
            if *amount >= Money::ZERO {
                self.came_in += *amount;
            } else {
                self.went_out -= *amount;
            }
            add(&mut self.by_kind, row.kind.id().to_owned(), *amount);
            add(&mut self.by_category, format!("{}/{}", row.kind.id(), row.category), *amount);
            add(&mut self.by_size, row.size.to_string(), *amount);
            add(&mut self.by_person, movement.person.to_string(), *amount);
        }
    }

    /// What came in less what went out (当日收款).
    pub fn takings(&self) -> Money {
        self.by_method.values().copied().sum()
    }

    /// What was counted more than had to be there, over all shifts.
    pub fn difference(&self) -> Money {
        self.shifts.iter().map(ShiftFigures::difference).sum()
    }
}

impl ShiftFigures {
    /// Those of a shift of this till.
    fn of(till: TillName, shift: &Shift) -> ShiftFigures {
        let closed = shift.closed.as_ref();
        ShiftFigures {
            till,
            float: shift.float,
            banked: shift.banked,
            expected: shift.expected(),
            counted: shift.counted.clone().unwrap_or_default(),
            explained: closed.map_or_else(String::new, |closed| closed.explained.clone()),
            opened_by: shift.opened_by.clone(),
            closed_by: closed.map(|closed| closed.by.clone()),
        }
    }

    /// What moved in it: what had to be there less the float, with what went to the bank.
    pub fn moved(&self) -> Money {
        self.expected.values().copied().sum::<Money>() - self.float + self.banked
    }

    /// What was counted more than had to be there; zero while it is not counted.
    pub fn difference(&self) -> Money {
        if self.counted.is_empty() {
            return Money::ZERO;
        }
        differences(&self.expected, &self.counted).values().copied().sum()
    }
}
