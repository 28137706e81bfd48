//! The desk's own words, in both languages: one table, so that a word missing in one of them does not compile.

mod chinese;
mod english;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::short_date;
use crate::booking::{Method, SignedHow, What};
use crate::measure::TypeSize;
use crate::refusal::Refusal;
use crate::settings::Language;

/// The words of the desk in one language.
#[derive(Debug)]
pub struct Words {
    /// Which.
    pub language: Language,
    /// The days of the week, Monday first, as a calendar heads its columns.
    pub weekdays: [&'static str; 7],
    /// The screen on which ads are taken.
    pub take: &'static str,
    /// The screen of the day's list.
    pub day: &'static str,
    /// The screen of settings.
    pub settings: &'static str,
    /// The mark of a practice folder.
    pub practice: &'static str,
    /// The till is not open.
    pub till_closed: &'static str,
    /// A draft without a word in it.
    pub untitled: &'static str,
    /// Heading of the drafts that wait.
    pub parked: &'static str,
    /// The draft of the last session is on the screen again.
    pub restored: &'static str,
    /// Puts a draft aside.
    pub park: &'static str,
    /// Throws a draft away.
    pub discard_key: &'static str,
    /// More categories.
    pub more: &'static str,
    /// Heading of the sizes.
    pub size: &'static str,
    /// The units of the sizes.
    pub size_unit: &'static str,
    /// Hint of the field for a size that is not on a button.
    pub other_size: &'static str,
    /// Heading of the copy.
    pub copy: &'static str,
    /// Hint in the empty copy.
    pub copy_placeholder: &'static str,
    /// Heading of the picture.
    pub picture: &'static str,
    /// Hint in the picture's path.
    pub picture_placeholder: &'static str,
    /// Takes the picture away.
    pub no_picture: &'static str,
    /// Heading of the customer.
    pub customer: &'static str,
    /// The telephone number.
    pub phone: &'static str,
    /// Who sends the ad.
    pub sender: &'static str,
    /// Who pays.
    pub payer: &'static str,
    /// Whose name the invoice bears.
    pub invoice_title: &'static str,
    /// Shows payer and title.
    pub more_people: &'static str,
    /// Hides payer and title.
    pub fewer_people: &'static str,
    /// Heading of the run dates.
    pub runs: &'static str,
    /// Heading of the papers to be seen.
    pub papers: &'static str,
    /// The last four digits of a paper.
    pub last_four: &'static str,
    /// The number of the file.
    pub file_number: &'static str,
    /// The ad at its true size.
    pub true_size: &'static str,
    /// The true size is not measured yet.
    pub not_calibrated: &'static str,
    /// In the place of the ad, while there is none.
    pub nothing_to_show: &'static str,
    /// In the line on fit, while there is no copy.
    pub nothing_typed: &'static str,
    /// It fits.
    pub fits: &'static str,
    /// It does not fit.
    pub too_long: &'static str,
    /// No room for the picture.
    pub no_room_for_picture: &'static str,
    /// No listed size holds the copy.
    pub no_size_holds: &'static str,
    /// No size is chosen; the smallest that holds it is shown.
    pub suggested: &'static str,
    /// Heading of what was found.
    pub checks: &'static str,
    /// What is not typed yet.
    pub still_to_do: &'static str,
    /// Papers not seen yet.
    pub papers_to_see: &'static str,
    /// Nothing stands against booking.
    pub nothing_against: &'static str,
    /// Between the items of a list.
    pub list_mark: &'static str,
    /// Discarding was pressed once.
    pub discard: &'static str,
    /// What to press to discard.
    pub discard_again: &'static str,
    /// There is no price yet.
    pub choose_a_size: &'static str,
    /// The sum.
    pub total: &'static str,
    /// Heading of the payment.
    pub payment: &'static str,
    /// Nothing is paid now.
    pub pay_later: &'static str,
    /// The cash handed over.
    pub tendered: &'static str,
    /// The amount paid.
    pub amount: &'static str,
    /// The channel's serial number.
    pub serial: &'static str,
    /// The change to give.
    pub change: &'static str,
    /// The key that pays the rest in another way.
    pub split_key: &'static str,
    /// Saves the ad.
    pub book: &'static str,
    /// The books are at it.
    pub booking_now: &'static str,
    /// Above the number of a booking.
    pub booked: &'static str,
    /// Money is owed.
    pub owing: &'static str,
    /// Nothing is owed.
    pub settled: &'static str,
    /// The first payment opened the till with an empty float.
    pub till_opened_unasked: &'static str,
    /// The proof.
    pub proof: &'static str,
    /// The statement.
    pub statement: &'static str,
    /// The next customer.
    pub next_customer: &'static str,
    /// How many were taken.
    pub taken_that_day: &'static str,
    /// How many run.
    pub running_that_day: &'static str,
    /// What they cost.
    pub receivable: &'static str,
    /// What came in.
    pub received: &'static str,
    /// What is on account.
    pub on_account: &'static str,
    /// What is open.
    pub to_do: &'static str,
    /// Hint of the search field.
    pub search: &'static str,
    /// Those taken on the day.
    pub by_taken: &'static str,
    /// Those that run on the day.
    pub by_running: &'static str,
    /// Prints the proofs of the chosen ones.
    pub print_chosen: &'static str,
    /// Marks the chosen ones as reviewed.
    pub mark_reviewed: &'static str,
    /// Column.
    pub column_number: &'static str,
    /// Column.
    pub column_time: &'static str,
    /// Column.
    pub column_kind: &'static str,
    /// Column.
    pub column_size: &'static str,
    /// Column.
    pub column_customer: &'static str,
    /// Column.
    pub column_runs: &'static str,
    /// Column.
    pub column_amount: &'static str,
    /// Column.
    pub column_payment: &'static str,
    /// Column.
    pub column_state: &'static str,
    /// The list is empty.
    pub nothing_that_day: &'static str,
    /// No booking matches what was typed.
    pub nothing_found: &'static str,
    /// Nothing was paid.
    pub unpaid: &'static str,
    /// Heading of the money.
    pub money: &'static str,
    /// Heading of the history.
    pub history: &'static str,
    /// Heading of what is open.
    pub open_things: &'static str,
    /// Nothing is open.
    pub all_done: &'static str,
    /// Records that the proof was signed.
    pub sign: &'static str,
    /// Takes a payment.
    pub pay: &'static str,
    /// Who signed.
    pub who_signed: &'static str,
    /// Records it.
    pub record_signature: &'static str,
    /// Takes it.
    pub record_payment: &'static str,
    /// Leaves a form.
    pub cancel: &'static str,
    /// The ad cannot be shown.
    pub no_size_set: &'static str,
    /// Nothing is chosen.
    pub select_one: &'static str,
    /// So many are chosen.
    pub marked: &'static str,
    /// The paper's name.
    pub paper_name: &'static str,
    /// Its tax number.
    pub tax_number: &'static str,
    /// Its VAT rate.
    pub vat_rate: &'static str,
    /// Heading of the paper's settings.
    pub paper_section: &'static str,
    /// What happens until they are set.
    pub paper_note: &'static str,
    /// Saves the paper's settings.
    pub save_paper: &'static str,
    /// It is saved.
    pub saved: &'static str,
    /// Heading of a person's own settings.
    pub desk_section: &'static str,
    /// The language.
    pub language_name: &'static str,
    /// The theme.
    pub colours: &'static str,
    /// The light theme.
    pub light: &'static str,
    /// The dark theme.
    pub dark: &'static str,
    /// The size of the text.
    pub text_size: &'static str,
    /// Heading of the calibration.
    pub calibration: &'static str,
    /// How to calibrate.
    pub calibration_note: &'static str,
    /// Forgets the calibration.
    pub calibration_reset: &'static str,
    /// Where the settings of a person are kept.
    pub version_note: &'static str,
    /// The keys of the list.
    pub list_keys: &'static str,
    /// The proof is signed.
    pub signed_state: &'static str,
    /// Before a list.
    pub colon: &'static str,
    /// Who sits at the desk.
    pub clerk: &'static str,
    /// Who works where no clerk is named.
    pub counter: &'static str,
    /// Closes the program.
    pub close: &'static str,
    /// Records that a paper was seen after all.
    pub see: &'static str,
    /// Records it.
    pub record_paper: &'static str,
    /// The books have not answered yet.
    pub reading: &'static str,
    /// The books did not give the rows.
    pub not_read: &'static str,
    /// Goes over to the list by the day of taking.
    pub to_taken: &'static str,
    /// Goes over to the list by the day of running.
    pub to_running: &'static str,
    /// Heading of the papers that were seen.
    pub papers_seen: &'static str,
    /// It was reviewed.
    pub reviewed: &'static str,
    /// The same in a narrow list.
    pub reviewed_short: &'static str,
    /// Heading of how the ad is set.
    pub set_as: &'static str,
    /// The fingerprint of the copy.
    pub fingerprint: &'static str,
}

impl Words {
    /// The words of a language.
    pub const fn of(language: Language) -> &'static Words {
        match language {
            Language::Chinese => &chinese::WORDS,
            Language::English => &english::WORDS,
        }
    }

    const fn zh(&self) -> bool {
        matches!(self.language, Language::Chinese)
    }

    /// How many characters the copy has.
    pub fn characters(&self, count: usize) -> String {
        if self.zh() { format!("{count} 字") } else { format!("{count} characters") }
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

    /// How it fits.
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

    /// Two remarks in one line.
    pub fn both(&self, one: &str, other: &str) -> String {
        if self.zh() { format!("{one}；{other}") } else { format!("{one}; {other}") }
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
    pub const fn lacking(&self, refusal: &Refusal) -> &'static str {
        match (self.zh(), refusal) {
            (true, Refusal::EmptyCopy) => "稿件",
            (true, Refusal::NotASize { .. }) => "规格",
            (true, Refusal::NoRunDate) => "刊期",
            (true, Refusal::NotAPhone { .. }) => "电话",
            (true, _) => "送登人",
            (false, Refusal::EmptyCopy) => "copy",
            (false, Refusal::NotASize { .. }) => "size",
            (false, Refusal::NoRunDate) => "run date",
            (false, Refusal::NotAPhone { .. }) => "telephone",
            (false, _) => "sender",
        }
    }

    /// A method of payment, short enough for a chip.
    pub const fn method_short(&self, method: Method) -> &'static str {
        match (self.zh(), method) {
            (true, Method::Transfer) => "对公",
            (_, method) => super::method(method, self.language),
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

    /// Until when ads for the next issue are taken: the date, the time, and how long from now.
    pub fn deadline(&self, run: NaiveDate, at: NaiveTime, today: bool) -> String {
        let (run, at) = (short_date(run, self.language), at.format("%H:%M"));
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

    /// The till is open with this float: what lay in it before the first customer, not what is in it now.
    pub fn till_open(&self, float: &str) -> String {
        if self.zh() { format!("收银台已开（备用金 {float}）") } else { format!("till open (float {float})") }
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

    /// So many ads.
    pub fn ads(&self, count: usize) -> String {
        if self.zh() { format!("{count} 则") } else { count.to_string() }
    }

    /// What happened to a booking.
    pub fn happened(&self, what: &What) -> String {
        let method = |method| super::method(method, self.language);
        match (self.zh(), what) {
            (true, What::Taken { version }) => format!("登记，价目 {version} 版"),
            (true, What::Paid(payment)) => format!("收款 {} {}", method(payment.method), payment.amount.grouped()),
            (true, What::Seen(papers)) => format!("补见证件 {} 件", papers.len()),
            (true, What::Signed(how, who)) => {
                format!("签样：{}，{}", super::signed_how(*how, self.language), who.text())
            }
            (true, What::Reviewed) => "审核".to_owned(),
            (false, What::Taken { version }) => format!("taken, card {version}"),
            (false, What::Paid(payment)) => format!("paid {} {}", method(payment.method), payment.amount.grouped()),
            (false, What::Seen(papers)) => format!("{} papers seen", papers.len()),
            (false, What::Signed(how, who)) => {
                format!("proof {}, {}", super::signed_how(*how, self.language), who.text())
            }
            (false, What::Reviewed) => "reviewed".to_owned(),
        }
    }

    /// Who took it, and when.
    pub fn taken_by(&self, person: &str, time: &str) -> String {
        if self.zh() { format!("{person} {time} 收") } else { format!("{person}, {time}") }
    }

    /// A payment still to come, with its amount.
    pub fn to_pay(&self, amount: &str) -> String {
        if self.zh() { format!("待付 {amount}") } else { format!("owing {amount}") }
    }

    /// The proof is signed, and how.
    pub fn signed_by(&self, how: SignedHow) -> String {
        format!("{} {}", self.signed_state, super::signed_how(how, self.language))
    }

    /// The same in a narrow list.
    pub fn signed_short(&self, how: SignedHow) -> String {
        let how = super::signed_how(how, self.language);
        if self.zh() { format!("已签·{how}") } else { how.to_owned() }
    }

    /// The proof is written to this file.
    pub fn proof_written(&self, path: &str) -> String {
        if self.zh() { format!("校样已写：{path}") } else { format!("Proof written: {path}") }
    }

    /// The statement is written to this file.
    pub fn statement_written(&self, path: &str) -> String {
        if self.zh() { format!("结算单已写：{path}") } else { format!("Statement written: {path}") }
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

    #[test]
    fn time_left_is_said_as_people_say_it() {
        let zh = Words::of(Language::Chinese);
        assert_eq!(zh.time_left(102), "还有 1 小时 42 分");
        assert_eq!(zh.time_left(9), "还有 9 分");
        assert_eq!(zh.time_left(3 * 1440 + 61), "还有 3 天 1 小时");
        assert_eq!(Words::of(Language::English).time_left(102), "1 h 42 min left");
    }
}
