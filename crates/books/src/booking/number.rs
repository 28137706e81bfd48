//! The booking number (登记号).

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use trade::refusal::Refusal;

/// The number of a booking, gapless within the day it was taken on: `B20260122-0007`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The day it was taken on.
    pub day: NaiveDate,
    /// Its place in that day, from 1.
    pub serial: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Number { day, serial } = self;
        write!(f, "B{:04}{:02}{:02}-{serial:04}", day.year(), day.month(), day.day())
    }
}

impl Number {
    /// Reads a number as a person says it on a day: whole (`B20260122-0007`), of this year (`0122-0007`), or of today (`0007`).
    ///
    /// # Errors
    /// [`Refusal::NoSuchBooking`] for what is none of these.
    pub fn said(text: &str, today: NaiveDate) -> Result<Number, Refusal> {
        let digits = |text: &str, at_least: usize| text.len() >= at_least && text.bytes().all(|b| b.is_ascii_digit());
        let short = text.trim();
        let whole = match short.split_once('-') {
            None if digits(short, 4) => format!("B{}-{short}", today.format("%Y%m%d")),
            Some((day, serial)) if day.len() == 4 && digits(day, 4) && digits(serial, 4) => {
                format!("B{:04}{day}-{serial}", today.year())
            }
            _ => short.to_owned(),
        };
        whole.parse().map_err(|_| Refusal::NoSuchBooking { value: text.to_owned() })
    }
}

impl FromStr for Number {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Number, Refusal> {
        let read = || {
            let (day, serial) = text.trim().strip_prefix(['B', 'b'])?.split_once('-')?;
            let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            let padded = serial.len() > 4 && serial.starts_with('0');
            if day.len() != 8 || serial.len() < 4 || padded || !digits(day) || !digits(serial) {
                return None;
            }
            let number = Number {
                day: NaiveDate::from_ymd_opt(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?)?,
                serial: serial.parse().ok()?,
            };
            (number.serial > 0).then_some(number)
        };
        read().ok_or_else(|| Refusal::NoSuchBooking { value: text.to_owned() })
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom(format!("{text:?} is no booking number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "B20260122",
            "B20260122-7",
            "B20261322-0007",
            "B20260122-0000",
            "B20260122-00007",
            "20260122-0007",
            "B2026012２-0007",
            "Bé026012-0007",
        ] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_short_number_is_of_today_or_of_this_year() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 22).expect("a date");
        let said = |text: &str| Number::said(text, today).map(|number| number.to_string());
        for (text, number) in [
            ("0007", "B20260122-0007"),
            (" 10000 ", "B20260122-10000"),
            ("0120-0007", "B20260120-0007"),
            ("B20251231-0003", "B20251231-0003"),
            ("b20251231-0003", "B20251231-0003"),
        ] {
            assert_eq!(said(text).as_deref(), Ok(number), "{text}");
        }
        for text in [
            "7",
            "007",
            "00007",
            "0000",
            "0230-0001",
            "120-0007",
            "1-0007",
            "0120-07",
            "0120-",
            "-0007",
            "０００７",
            "",
        ] {
            assert_eq!(said(text), Err(Refusal::NoSuchBooking { value: text.to_owned() }), "{text}");
        }
    }

    proptest! {
        #[test]
        fn shown_and_read_back(days in 0u64..20_000, serial in 1u32..2_000_000) {
            let day = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date") + chrono::Days::new(days);
            let number = Number { day, serial };
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
