//! What the desk says with figures, names and dates in it.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::Words;
use crate::locale::short_date;
use books::booking::Method;
use trade::ad::Role;
use trade::measure::{Per, TypeSize};
use trade::money::Money;
use trade::refusal::{PriceTrouble, Refusal, RunDateTrouble};

impl Words {
    /// How many characters the copy has.
    pub fn characters(&self, count: usize) -> String {
        if self.zh() { format!("{count} 字") } else { format!("{count} characters") }
    }

    /// What a line of the copy is.
    pub fn role(&self, role: Role) -> &'static str {
        let at = Role::ALL.iter().position(|known| *known == role).unwrap_or(0);
        self.roles[at]
    }

    /// A picture was read.
    pub fn picture_read(&self, width: u32, height: u32) -> String {
        if self.zh() {
            format!("已读入，{width}×{height} 像素")
        } else {
            format!("read, {width}×{height} pixels")
        }
    }

    /// The month shown, and how many runs are chosen.
    pub fn month_and_runs(&self, month: NaiveDate, runs: usize) -> String {
        if self.zh() {
            format!("{} 年 {} 月 · 已选 {runs} 期", month.year(), month.month())
        } else {
            format!("{} · {runs} chosen", month.format("%B %Y"))
        }
    }

    /// How many of the papers were seen.
    pub fn seen_of(&self, seen: usize, all: usize) -> String {
        if self.zh() { format!("已见 {seen}/{all}") } else { format!("{seen} of {all} seen") }
    }

    /// Size, type and lines of the ad shown.
    pub fn facts(&self, size: &str, pt: TypeSize, lines: usize) -> String {
        if self.zh() {
            format!("{size} cm · {pt} 磅 · {lines} 行")
        } else {
            format!("{size} cm · {pt} pt · {lines} lines")
        }
    }

    /// Type size, lines, and the height that is left.
    pub fn fit_detail(&self, pt: TypeSize, lines: usize, left_mm: f64) -> String {
        if self.zh() {
            format!("{pt} 磅，{lines} 行，余 {left_mm:.0} mm")
        } else {
            format!("{pt} pt, {lines} lines, {left_mm:.0} mm left")
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

    /// By how much another size is too small.
    pub fn over_in(&self, size: &str, over: usize) -> String {
        if self.zh() { format!("{size} 超出 {over} 字") } else { format!("{size} is {over} characters short") }
    }

    /// The smallest size that holds the ad.
    pub fn smallest(&self, size: &str) -> String {
        if self.zh() { format!("最小可用 {size}") } else { format!("smallest that holds it: {size}") }
    }

    /// Another style that holds the ad in a cheaper size, and the key that takes it.
    pub fn cheaper_style(&self, style: &str, size: &str, price: Money) -> String {
        let price = price.grouped();
        if self.zh() {
            format!("{style} {size} ¥{price} 也放得下  Ctrl+Shift+U")
        } else {
            format!("“{style}” holds it in {size} for ¥{price}  Ctrl+Shift+U")
        }
    }

    /// Two remarks in one line.
    pub fn both(&self, one: &str, other: &str) -> String {
        if self.zh() { format!("{one}；{other}") } else { format!("{one}; {other}") }
    }

    /// So much more is said of the ad than the first.
    pub fn and_more_checks(&self, more: usize) -> String {
        if self.zh() { format!("还有 {more} 处") } else { format!("{more} more") }
    }

    /// How much was found.
    pub fn checks_count(&self, errors: usize, reminders: usize) -> String {
        match (self.zh(), errors, reminders) {
            (_, 0, 0) => String::new(),
            (true, ..) => format!("{errors} 错 · {reminders} 提醒"),
            (false, ..) => format!("{errors} wrong · {reminders} to note"),
        }
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

    /// A number that is given and not counted, as its field is labelled.
    pub const fn number_of(&self, per: Per) -> &'static str {
        match (self.zh(), per) {
            (true, Per::Column) => "栏数",
            (true, _) => "件数",
            (false, Per::Column) => "columns",
            (false, _) => "pieces",
        }
    }

    /// What the price goes by.
    pub fn priced_by(&self, by: &[Per]) -> String {
        let units: Vec<&str> = by.iter().map(|per| crate::locale::per(*per, self.language)).collect();
        if self.zh() { format!("按{}计价", units.join("或")) } else { format!("priced by {}", units.join(" or ")) }
    }

    /// A method of payment, short enough for a chip.
    pub const fn method_short(&self, method: Method) -> &'static str {
        match (self.zh(), method) {
            (true, Method::Transfer) => "对公",
            (_, method) => crate::locale::method(method, self.language),
        }
    }

    /// The runs of a quote: how many, and which.
    pub fn runs_list(&self, runs: &[NaiveDate], count: usize) -> String {
        let list: Vec<String> = runs.iter().take(2).map(|run| short_date(*run, self.language)).collect();
        let mut list = list.join(self.list_mark);
        if runs.len() > 2 {
            list.push('…');
        }
        match (self.zh(), list.is_empty()) {
            (true, true) => "每期（未选刊期）".to_owned(),
            (false, true) => "a run (none chosen yet)".to_owned(),
            (true, false) => format!("{count} 期（{list}）"),
            (false, false) => list,
        }
    }

    /// The tax within a sum.
    pub fn vat_within(&self, percent: &str) -> String {
        if self.zh() { format!("其中税额 {percent}%") } else { format!("VAT {percent}% within") }
    }

    /// The card that priced it.
    pub fn card_version(&self, version: &str) -> String {
        if self.zh() { format!("价目 {version} 版") } else { format!("card {version}") }
    }

    /// What is left to pay.
    pub fn left(&self, amount: &str) -> String {
        if self.zh() { format!("尚欠 {amount}") } else { format!("{amount} left") }
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

    /// The size typed is not on the card.
    pub fn not_on_the_card(&self, size: &str) -> String {
        if self.zh() { format!("价目上没有 {size} cm") } else { format!("{size} cm is not on the card") }
    }

    /// The ad is shown in another size than was asked for.
    pub fn shown_in(&self, size: &str) -> String {
        if self.zh() { format!("暂按 {size} 预览") } else { format!("shown in {size}") }
    }

    /// Every run date chosen.
    pub fn all_runs(&self, runs: &[NaiveDate]) -> String {
        let list: Vec<String> = runs.iter().map(|run| short_date(*run, self.language)).collect();
        match (self.zh(), list.is_empty()) {
            (_, true) => String::new(),
            (true, false) => format!("已选：{}", list.join(self.list_mark)),
            (false, false) => format!("Chosen: {}", list.join(self.list_mark)),
        }
    }

    /// A number of ads; the unit is in Chinese only.
    pub fn ads(&self, count: usize) -> String {
        if self.zh() { format!("{count} 则") } else { count.to_string() }
    }

    /// Who took it, and when.
    pub fn taken_by(&self, person: &str, time: &str) -> String {
        if self.zh() { format!("{person} {time} 收") } else { format!("{person}, {time}") }
    }

    /// A payment still to come, with its amount.
    pub fn to_pay(&self, amount: &str) -> String {
        if self.zh() { format!("待付 {amount}") } else { format!("owing {amount}") }
    }

    /// What was written could not be opened, and why.
    pub fn not_opened(&self, what: &str) -> String {
        if self.zh() {
            format!("未能打开阅读器（{what}）")
        } else {
            format!("no viewer could be opened ({what})")
        }
    }

    /// So many were reviewed.
    pub fn reviewed_count(&self, count: usize) -> String {
        if self.zh() { format!("已审核 {count} 则") } else { format!("{count} reviewed") }
    }

    /// The last four digits of a paper that was seen.
    pub fn ends_in(&self, digits: &str) -> String {
        if self.zh() { format!("后四位 {digits}") } else { format!("ends in {digits}") }
    }

    /// Type and lines as booked.
    pub fn set_in(&self, pt: TypeSize, lines: usize) -> String {
        if self.zh() { format!("{pt} 磅 · {lines} 行") } else { format!("{pt} pt · {lines} lines") }
    }

    /// So many are marked.
    pub fn chosen(&self, count: usize) -> String {
        format!("{} {}", self.marked, self.ads(count))
    }

    /// Which page of a long list.
    pub fn of_rows(&self, from: usize, to: usize, all: usize) -> String {
        if self.zh() { format!("{from}–{to}，共 {all} 则") } else { format!("{from}–{to} of {all}") }
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
