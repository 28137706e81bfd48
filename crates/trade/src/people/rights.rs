//! What each role may do without asking anybody (权限表).

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::Role;
use crate::measure::{narrow, scaled};
use crate::money::Money;
use crate::refusal::{PersonTrouble, Refusal};

/// Something that not everybody may do: a line of the table, but the last, which is an owner's alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Takes ads, changes and withdraws them (收稿、改稿、撤稿).
    Take,
    /// Takes payments, and opens the till (收款).
    Pay,
    /// Takes runs after their deadline (截稿后加登).
    Late,
    /// Prices by hand below the card (议价), down to a share of it.
    Below,
    /// Gives money back (退款、减收、冲正), up to a sum.
    Refund,
    /// Lets errors of a copy pass (放行).
    PassErrors,
    /// Puts on account (挂账).
    OnAccount,
    /// Counts and closes the till and the day (日结).
    Close,
    /// Opens a closed day again (重开).
    Reopen,
    /// Sets rules: cards, calendars, kinds, styles, the paper's settings; confirms the clock, voids numbers, restores (设规则).
    Rules,
    /// Says who works here, with which role, and what roles may do (管人).
    People,
}

impl Right {
    /// All of them, in the order of the table; the last stands in none.
    pub const ALL: [Right; 11] = [
        Right::Take,
        Right::Pay,
        Right::Late,
        Right::Below,
        Right::Refund,
        Right::PassErrors,
        Right::OnAccount,
        Right::Close,
        Right::Reopen,
        Right::Rules,
        Right::People,
    ];

    /// The lines of the table.
    pub fn in_table() -> impl Iterator<Item = Right> {
        Right::ALL.into_iter().filter(|right| *right != Right::People)
    }

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            Right::Take => "take",
            Right::Pay => "pay",
            Right::Late => "late",
            Right::Below => "below",
            Right::Refund => "refund",
            Right::PassErrors => "pass_errors",
            Right::OnAccount => "on_account",
            Right::Close => "close",
            Right::Reopen => "reopen",
            Right::Rules => "rules",
            Right::People => "people",
        }
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for Right {
    type Err = Refusal;

    /// Reads a line of the table; `pass-errors` and `pass_errors` are the same.
    fn from_str(text: &str) -> Result<Right, Refusal> {
        let word = text.trim().replace('-', "_");
        let known = Right::in_table().find(|right| right.id().eq_ignore_ascii_case(&word));
        known.ok_or_else(|| PersonTrouble::NotARight { value: text.to_owned() }.into())
    }
}

/// Something that is about to be done, with how much of it, where the table bounds that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Something without a measure.
    Plain(Right),
    /// A price by hand, lowered by so many percent; none where the card has no price to compare it with.
    Below(Option<Decimal>),
    /// So much money goes back.
    Refund(Money),
}

impl Asks {
    /// The line of the table that says who may.
    pub const fn right(self) -> Right {
        match self {
            Asks::Plain(right) => right,
            Asks::Below(_) => Right::Below,
            Asks::Refund(_) => Right::Refund,
        }
    }
}

/// What a role may do: a column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the right of its name")]
pub struct May {
    pub take: bool,
    pub pay: bool,
    pub late: bool,
    /// By so many percent of the card's price, from 0 to 100; at 100 the card's own bounds say how far.
    pub below: u8,
    /// Up to this sum at once, 0.00 for none; no bound where none is named.
    pub refund: Option<Money>,
    pub pass_errors: bool,
    pub on_account: bool,
    pub close: bool,
    pub reopen: bool,
    pub rules: bool,
}

impl May {
    /// Everything that stands in the table.
    pub const ALL: May = May {
        take: true,
        pay: true,
        late: true,
        below: 100,
        refund: None,
        pass_errors: true,
        on_account: true,
        close: true,
        reopen: true,
        rules: true,
    };

    /// Nothing of what stands in the table.
    pub const NOTHING: May = May {
        take: false,
        pay: false,
        late: false,
        below: 0,
        refund: Some(Money::ZERO),
        pass_errors: false,
        on_account: false,
        close: false,
        reopen: false,
        rules: false,
    };

    /// What the table says of a right, as it is written: `yes`, `no`, a percentage, a sum or `any`.
    pub fn said(&self, right: Right) -> String {
        match right {
            Right::Below => self.below.to_string(),
            Right::Refund => self.refund.map_or_else(|| "any".to_owned(), |most| most.to_string()),
            right => if self.has(right) { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Whether it may do something of this at all.
    pub fn has(&self, right: Right) -> bool {
        match right {
            Right::Take => self.take,
            Right::Pay => self.pay,
            Right::Late => self.late,
            Right::Below => self.below > 0,
            Right::Refund => self.refund != Some(Money::ZERO),
            Right::PassErrors => self.pass_errors,
            Right::OnAccount => self.on_account,
            Right::Close => self.close,
            Right::Reopen => self.reopen,
            Right::Rules => self.rules,
            Right::People => false,
        }
    }

    /// With another word for a right, as [`May::said`] writes it or the table shows it; figures and signs of full width mean the same. A
    /// percentage is a whole number from 0 to 100, with or without its sign. A sum is in yuan with at most two decimals, as [`Money`] reads
    /// it; `any` or `不限` is no bound. Nothing typed is no word: what may not be done is said with 0.
    ///
    /// # Errors
    /// [`PersonTrouble::BadRight`] for a word that it cannot have.
    pub fn with(mut self, right: Right, text: &str) -> Result<May, Refusal> {
        let word: String = text.trim().chars().map(narrow).collect();
        let bad = || Refusal::from(PersonTrouble::BadRight { right, value: text.to_owned() });
        let flag = || match word.to_ascii_lowercase().as_str() {
            "yes" | "可" => Ok(true),
            "no" | "否" => Ok(false),
            _ => Err(bad()),
        };
        match right {
            Right::Take => self.take = flag()?,
            Right::Pay => self.pay = flag()?,
            Right::Late => self.late = flag()?,
            Right::Below => {
                let percent = scaled(word.strip_suffix('%').unwrap_or(&word), 0).filter(|percent| *percent <= 100);
                self.below = percent.and_then(|percent| u8::try_from(percent).ok()).ok_or_else(bad)?;
            }
            Right::Refund if word.eq_ignore_ascii_case("any") || word == "不限" => self.refund = None,
            Right::Refund => {
                // There is no sign in a sum, so that none is below zero.
                self.refund = Some(word.parse::<Money>().map_err(|_| bad())?);
            }
            Right::PassErrors => self.pass_errors = flag()?,
            Right::OnAccount => self.on_account = flag()?,
            Right::Close => self.close = flag()?,
            Right::Reopen => self.reopen = flag()?,
            Right::Rules => self.rules = flag()?,
            Right::People => return Err(bad()),
        }
        Ok(self)
    }

    /// Whether it may do this, so much of it.
    fn may(&self, asks: Asks) -> bool {
        match asks {
            Asks::Plain(right) => self.has(right),
            Asks::Below(None) => self.below == 100,
            Asks::Below(Some(percent)) => percent <= Decimal::from(self.below),
            Asks::Refund(sum) => self.refund.is_none_or(|most| sum <= most),
        }
    }
}

/// What every role may do. An owner's column is always full, so that no paper shuts itself out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the column of its role")]
pub struct Rights {
    pub supervisor: May,
    pub clerk: May,
    pub cashier: May,
    pub make_up: May,
}

impl Default for Rights {
    /// Those that hold until an owner says otherwise: who takes ads takes money too, as far below the card as the card lets a clerk;
    /// money goes back, errors pass and rules change with a supervisor.
    fn default() -> Rights {
        let clerk = May { take: true, pay: true, below: 100, on_account: true, close: true, ..May::NOTHING };
        let cashier = May { pay: true, on_account: true, close: true, ..May::NOTHING };
        Rights { supervisor: May::ALL, clerk, cashier, make_up: May::NOTHING }
    }
}

impl Rights {
    /// What a role may do.
    pub const fn of(&self, role: Role) -> May {
        match role {
            Role::Owner => May::ALL,
            Role::Supervisor => self.supervisor,
            Role::Clerk => self.clerk,
            Role::Cashier => self.cashier,
            Role::MakeUp => self.make_up,
        }
    }

    /// Whether a role may do this, so much of it.
    pub fn may(&self, role: Role, asks: Asks) -> bool {
        match (asks, role) {
            (Asks::Plain(Right::People), role) => role == Role::Owner,
            (asks, role) => self.of(role).may(asks),
        }
    }

    /// The roles that may do this, so much of it: those whom one can ask.
    pub fn who(&self, asks: Asks) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| self.may(*role, asks)).collect()
    }

    /// With another column for a role.
    ///
    /// # Errors
    /// [`PersonTrouble::OwnersRights`] for an owner, who may do everything.
    pub fn with(mut self, role: Role, may: May) -> Result<Rights, Refusal> {
        match role {
            Role::Owner => return Err(PersonTrouble::OwnersRights.into()),
            Role::Supervisor => self.supervisor = may,
            Role::Clerk => self.clerk = may,
            Role::Cashier => self.cashier = may,
            Role::MakeUp => self.make_up = may,
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_is_written_as_it_is_read() {
        for may in
            [May::ALL, May::NOTHING, Rights::default().clerk, May { refund: Some(Money::fen(50_050)), ..May::ALL }]
        {
            let again = Right::in_table().try_fold(May::NOTHING, |column, right| column.with(right, &may.said(right)));
            assert_eq!(again, Ok(may));
        }
        for (right, word) in [
            (Right::Take, "maybe"),
            (Right::Below, "101"),
            (Right::Below, "-1"),
            (Right::Below, "+5"),
            (Right::Below, "7.5"),
            (Right::Below, "10%%"),
            (Right::Below, ""),
            (Right::Below, "any"),
            (Right::Refund, "-0.01"),
            (Right::Refund, "0.005"),
            (Right::Refund, "1,00"),
            (Right::Refund, "500分"),
            (Right::Refund, "5e2"),
            (Right::Refund, " "),
            (Right::Refund, "all"),
            (Right::Late, ""),
            (Right::People, "yes"),
        ] {
            let bad = Err(PersonTrouble::BadRight { right, value: word.to_owned() }.into());
            assert_eq!(May::ALL.with(right, word), bad, "{right} {word}");
        }
        for (word, most) in [
            ("500", Some(50_000)),
            ("500.5", Some(50_050)),
            ("0.01", Some(1)),
            ("1,000.00", Some(100_000)),
            ("１，０００．０５", Some(100_005)),
            ("￥500元", Some(50_000)),
            ("0", Some(0)),
            ("ANY", None),
            ("不限", None),
        ] {
            let may = May::NOTHING.with(Right::Refund, word).expect("a sum");
            assert_eq!(may.refund, most.map(Money::fen), "{word}");
        }
        for (word, below) in [("0", 0), ("10", 10), ("１０％", 10), ("100", 100), (" 5 ", 5)] {
            assert_eq!(May::NOTHING.with(Right::Below, word).expect("a percentage").below, below, "{word}");
        }
        assert!(May::NOTHING.with(Right::Late, "可").expect("a word").late);
        assert_eq!("pass-errors".parse(), Ok(Right::PassErrors));
        assert!("people".parse::<Right>().is_err(), "who works here is the owner's alone");
    }

    #[test]
    fn bounds_hold_to_the_fen_and_the_percent() {
        let may = May { below: 10, refund: Some(Money::yuan(500)), ..May::NOTHING };
        let rights = Rights::default().with(Role::Clerk, may).expect("a clerk");
        let percent = |text: &str| Asks::Below(Some(text.parse().expect("a number")));
        let holds = |asks| rights.may(Role::Clerk, asks);
        assert!(holds(percent("10")) && holds(percent("-5")) && !holds(percent("10.01")) && !holds(Asks::Below(None)));
        assert!(holds(Asks::Refund(Money::yuan(500))) && !holds(Asks::Refund(Money::fen(50_001))));
        assert_eq!(rights.who(percent("10.01")), [Role::Owner, Role::Supervisor]);
        assert_eq!(rights.who(Asks::Plain(Right::People)), [Role::Owner]);
        assert_eq!(rights.with(Role::Owner, may), Err(PersonTrouble::OwnersRights.into()));
    }
}
