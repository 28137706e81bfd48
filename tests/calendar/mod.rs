//! Calendars: every mistake with its line and remedy, one that is entered at the counter, and the examples of the document.

mod desk;
mod document;
mod mistakes;

/// A calendar with everything in it that can be wrong.
pub const SOUND: &str = r#"name = "六日刊"
source = "本报 2026 年出版计划"
days_ahead = 90

[[publication]]
until = 2026-06-30
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

[[publication]]
from = 2026-07-01
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat"]

[[exception]]
from = 2026-02-16
until = 2026-02-20
appears = false
reason = "春节休刊"

[[exception]]
dates = [2026-07-05, 2026-07-12]
appears = true
reason = "特刊"

[[deadline]]
kinds = ["notice"]
categories = ["court"]
time = "15:00"
working_days_before = 2
late_until = "18:00"

[[deadline]]
kinds = ["blessing"]
time = "12:00"
days_before = 1

[[deadline]]
time = "15:00"
working_days_before = 1
late_until = "20:00"

[[days_off]]
year = 2026
source = "国务院办公厅"
off = [
  { name = "元旦", from = 2026-01-01, until = 2026-01-03 },
  { name = "春节", from = 2026-02-15, until = 2026-02-23 },
]
work = [2026-01-04, 2026-02-14]

[[days_off]]
year = 2027
source = "国务院办公厅"
off = [{ name = "元旦", from = 2027-01-01 }]
"#;
