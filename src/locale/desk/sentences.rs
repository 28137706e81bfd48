//! What the desk says with figures, names and dates in it.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::Words;
use crate::locale::short_date;
use books::booking::Method;
use trade::ad::LineRole;
use trade::measure::TypeSize;
use trade::money::Money;
use trade::refusal::{PriceTrouble, Refusal, RunDateTrouble};

impl Words {
    /// What a line of the copy is.
    pub fn role(&self, role: LineRole) -> &'static str {
        let at = LineRole::ALL.iter().position(|known| *known == role).unwrap_or(0);
        self.roles[at]
    }

    /// A card that waits for its day.
    pub const fn to_come(&self) -> &'static str {
        self.either("待施行", "to come")
    }

    /// Several remarks in one line.
    pub fn joined(&self, parts: &[&str]) -> String {
        parts.join(" · ")
    }

    /// The category is that which the copy reads as.
    pub const fn by_copy(&self) -> &'static str {
        self.either("按稿件", "from copy")
    }

    /// So much stands against booking.
    pub fn still(&self, count: usize) -> String {
        if self.zh() { format!("还差 {count} 项") } else { format!("{count} to do") }
    }

    /// A step for several bookings at once.
    pub fn for_several(&self, step: &str, count: usize) -> String {
        match (self.zh(), count) {
            (_, 0 | 1) => step.to_owned(),
            (true, _) => format!("{step}，{count} 则"),
            (false, _) => format!("{step}, {count}"),
        }
    }

    /// The button that records a payment.
    pub fn take_payment(&self, method: Method, amount: Money, count: usize) -> String {
        let (method, amount) = (self.method_short(method), amount.grouped());
        let said = if self.zh() { format!("记下{method} {amount}") } else { format!("Record {method} {amount}") };
        self.for_several(&said, count)
    }

    /// The field of the name.
    pub const fn person_name(&self) -> &'static str {
        self.either("姓名", "Name")
    }

    /// How many characters the copy has.
    pub fn characters(&self, count: usize) -> String {
        if self.zh() { format!("{count} 字") } else { format!("{count} characters") }
    }

    /// The month shown, and how many runs are chosen.
    pub fn month_and_runs(&self, month: NaiveDate, runs: usize) -> String {
        if self.zh() {
            format!("{} 年 {} 月 · 已选 {runs} 期", month.year(), month.month())
        } else {
            format!("{} · {runs} chosen", month.format("%B %Y"))
        }
    }

    /// Size, type and lines of the ad shown.
    pub fn facts(&self, size: &str, pt: TypeSize, lines: usize) -> String {
        if self.zh() {
            format!("{size} cm · {pt} 磅 · {lines} 行")
        } else {
            format!("{size} cm · {pt} pt · {lines} lines")
        }
    }

    /// By how much it does not fit.
    pub fn over(&self, over: usize, floor: TypeSize) -> String {
        if self.zh() {
            format!("超出 {over} 字（六号 {floor} 磅）")
        } else {
            format!("{over} characters over at {floor} pt")
        }
    }

    /// Two remarks in one line.
    pub fn both(&self, one: &str, other: &str) -> String {
        if self.zh() { format!("{one}；{other}") } else { format!("{one}; {other}") }
    }

    /// What is not typed yet, in one word.
    pub fn lacking(&self, refusal: &Refusal) -> String {
        let said = match (self.zh(), refusal) {
            (_, Refusal::Price(PriceTrouble::AttributeUnsaid { name, .. })) => name,
            (true, Refusal::EmptyCopy) => "稿件",
            (true, Refusal::NotASize { .. }) => "规格",
            (true, Refusal::RunDate(RunDateTrouble::NoRunDate)) => "刊期",
            (true, Refusal::NotAPhone { .. }) => "电话",
            (true, Refusal::NoReason) => "理由和批准主管",
            (true, Refusal::Price(PriceTrouble::NeedsApproval { .. })) => "批准主管",
            (true, _) => "送登人",
            (false, Refusal::EmptyCopy) => "copy",
            (false, Refusal::NotASize { .. }) => "size",
            (false, Refusal::RunDate(RunDateTrouble::NoRunDate)) => "run date",
            (false, Refusal::NotAPhone { .. }) => "telephone",
            (false, Refusal::NoReason) => "reason and who approves",
            (false, Refusal::Price(PriceTrouble::NeedsApproval { .. })) => "who approves",
            (false, _) => "sender",
        };
        said.to_owned()
    }

    /// A method of payment, short enough for a chip.
    pub const fn method_short(&self, method: Method) -> &'static str {
        match (self.zh(), method) {
            (true, Method::Transfer) => "对公",
            (_, method) => crate::locale::method(method, self.language),
        }
    }

    /// The card that priced it.
    pub fn card_version(&self, version: &str) -> String {
        if self.zh() { format!("价目 {version} 版") } else { format!("card {version}") }
    }

    /// Until when ads for the next issue are taken: the date and the time, and whether it is a guess, because the days off are
    /// not published yet.
    pub fn deadline(&self, run: NaiveDate, at: NaiveTime, today: bool, provisional: bool) -> String {
        let (run, at) = (short_date(run, self.language), at.format("%H:%M"));
        let at = match (self.zh(), provisional) {
            (_, false) => at.to_string(),
            (true, true) => format!("暂定 {at}"),
            (false, true) => format!("{at} (provisional)"),
        };
        match (self.zh(), today) {
            (true, true) => format!("{run}版今日 {at} 截稿，"),
            (true, false) => format!("{run}版 {at} 截稿，"),
            (false, true) => format!("{run} closes today at {at}, "),
            (false, false) => format!("{run} closes at {at}, "),
        }
    }

    /// How long is left, in minutes.
    pub fn time_left(&self, minutes: i64) -> String {
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        match (self.zh(), days, hours) {
            (true, 0, 0) => format!("还有 {rest} 分"),
            (true, 0, _) => format!("还有 {hours} 小时 {rest} 分"),
            (true, ..) => format!("还有 {days} 天 {hours} 小时"),
            (false, 0, 0) => format!("{rest} min left"),
            (false, 0, _) => format!("{hours} h {rest} min left"),
            (false, ..) => format!("{days} d {hours} h left"),
        }
    }

    /// The same in few words: the issue is named where it does not close today.
    pub fn deadline_in_short(&self, run: NaiveDate, at: NaiveTime, today: bool) -> String {
        let (run, at) = (short_date(run, self.language), at.format("%H:%M"));
        match (self.zh(), today) {
            (true, true) => format!("{at} 截稿，"),
            (true, false) => format!("{run}版 {at} 截稿，"),
            (false, true) => format!("closes {at}, "),
            (false, false) => format!("{run} closes {at}, "),
        }
    }

    /// How long is left, in minutes, in few words.
    pub fn time_left_in_short(&self, minutes: i64) -> String {
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        match (self.zh(), days) {
            (true, 0) => format!("余 {hours}:{rest:02}"),
            (true, _) => format!("余 {days} 天 {hours} 时"),
            (false, 0) => format!("{hours}:{rest:02} left"),
            (false, _) => format!("{days} d {hours} h left"),
        }
    }

    /// The till is open with this float: what lay in it before the first customer, not what is in it now.
    pub fn till_open(&self, float: &str) -> String {
        if self.zh() { format!("收银台已开（备用金 {float}）") } else { format!("till open (float {float})") }
    }

    /// The till is open, without its float.
    pub const fn till_is_open(&self) -> &'static str {
        self.either("收银台已开", "till open")
    }

    /// A paper was written to this path.
    pub fn written(&self, name: &str, path: &str) -> String {
        if self.zh() { format!("{name}已写：{path}") } else { format!("{name} written: {path}") }
    }

    /// A paper was written to this path, but no viewer opened it.
    pub fn written_not_opened(&self, name: &str, path: &str) -> String {
        if self.zh() {
            format!("没有程序能打开，{name}已存在：{path}")
        } else {
            format!("No viewer opens it; the {} is there: {path}", name.to_lowercase())
        }
    }

    /// A number of ads; the unit is in Chinese only.
    pub fn ads(&self, count: usize) -> String {
        if self.zh() { format!("{count} 则") } else { count.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trade::settings::Language;

    #[test]
    fn time_left_is_said_as_people_say_it() {
        let zh = Words::of(Language::Chinese);
        assert_eq!(zh.time_left(102), "还有 1 小时 42 分");
        assert_eq!(zh.time_left(9), "还有 9 分");
        assert_eq!(zh.time_left(3 * 1440 + 61), "还有 3 天 1 小时");
        assert_eq!(zh.time_left_in_short(102), "余 1:42");
        assert_eq!(zh.time_left_in_short(3 * 1440 + 61), "余 3 天 1 时");
        assert_eq!(Words::of(Language::English).time_left(102), "1 h 42 min left");
    }
}
