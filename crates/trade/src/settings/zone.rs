//! The paper's own time, by which its business day and its deadlines go.

use std::fmt;
use std::str::FromStr;

use chrono::{FixedOffset, Offset};
use serde::Serialize;

use crate::refusal::Refusal;

/// The seconds by which 北京时间, the legal time of all China, is ahead of Greenwich.
const CHINA: i32 = 8 * 3_600;

/// A fixed distance from Greenwich, written `+08:00`: from −12:00 to +14:00, as the world has them. It knows no summer time; a paper
/// where the clock is put forward sets it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Zone(FixedOffset);

impl Zone {
    /// How far the zone is ahead of Greenwich.
    pub const fn offset(self) -> FixedOffset {
        self.0
    }

    /// Whether it is China's, which every paper has that says nothing else.
    pub fn is_china(&self) -> bool {
        self.0.local_minus_utc() == CHINA
    }
}

impl Default for Zone {
    fn default() -> Zone {
        Zone(FixedOffset::east_opt(CHINA).unwrap_or_else(|| chrono::Utc.fix()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Zone {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Zone, Refusal> {
        let bad = || Refusal::BadSetting { field: "time_zone", value: text.to_owned() };
        let plain = text.trim();
        let (sign, rest) = match (plain.strip_prefix('+'), plain.strip_prefix('-')) {
            (Some(rest), _) => (1, rest),
            (_, Some(rest)) => (-1, rest),
            _ => return Err(bad()),
        };
        let (hours, minutes) = rest.split_once(':').ok_or_else(bad)?;
        let number = |text: &str| {
            let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            if digits { text.parse::<i32>().map_err(|_| bad()) } else { Err(bad()) }
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        let seconds = sign * (hours * 3_600 + minutes * 60);
        let known = minutes < 60 && (-12 * 3_600..=14 * 3_600).contains(&seconds);
        FixedOffset::east_opt(seconds).filter(|_| known).map(Zone).ok_or_else(bad)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_written_as_its_distance_from_greenwich() {
        for text in ["+08:00", "-03:30", "+14:00", "-12:00", "+00:00"] {
            assert_eq!(text.parse::<Zone>().map(|zone| zone.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "8", "+8:00", "08:00", "+14:01", "-12:01", "+08:60", "+é8:00", "Asia/Shanghai", "++8:00"] {
            assert_eq!(
                text.parse::<Zone>(),
                Err(Refusal::BadSetting { field: "time_zone", value: text.to_owned() }),
                "{text}"
            );
        }
        assert_eq!(Zone::default().to_string(), "+08:00");
    }
}
