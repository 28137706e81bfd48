//! The words of the program, in Chinese and in English.
//!
//! Refusals, faults and findings are data; here they get their words. Every match is exhaustive in both languages, so that the
//! compiler finds what was not said in one of them.

pub mod account;
pub mod acts;
mod board;
mod card;
pub mod channel;
mod chinese;
pub mod command;
pub mod copies;
pub mod desk;
pub mod doctor;
mod english;
mod findings;
mod history;
mod intake;
mod notice;
pub mod own;
pub mod people;
mod press;
mod question;
mod rates;
mod refusals;
mod rules;
mod similar;
pub mod till;
pub mod verdict;

pub use board::{Board, BoardSection, Figure, TableLine, Tabled, board};
pub use rates::{
    cancellation, correction, count, counted, fee, in_two, late, manual, money, per, remark, stage, what, with_terms,
};
pub use rules::{mistake, mistakes};

pub use findings::numbered;
pub use history::{frozen, happened, happened_in_full, printed, printed_as, printout, proof_left, settlement};
pub use question::question;
use similar::{did_you_mean, nearest};

pub use notice::{basis, determined, fact, left_aside, notice_day, notice_kind, severity};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use books::booking::{self, Method, Open, SignedHow};
use setting::typeset::{OfferedStyle, Styles};
use trade::ad::{Category, Finding, Kind, PaperToSee, StyleId, StyleName};
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::{Language, SealPlace};

/// The name of a style.
pub fn style(style: &OfferedStyle, language: Language) -> &str {
    match language {
        Language::Chinese => style.zh(),
        Language::English => style.en(),
    }
}

/// The name of a style that a booking keeps by its id; the id itself where no style has it any more.
pub fn style_named(styles: &Styles, id: &StyleId, language: Language) -> String {
    styles.by_id(id).map_or_else(|| id.to_string(), |found| style(&found, language).to_owned())
}

/// The name of a style.
fn name_of(style: &StyleName, language: Language) -> &str {
    match language {
        Language::Chinese => &style.zh,
        Language::English => &style.en,
    }
}

/// The names of styles, one after another, each with its id, which scripts give.
fn styles_named(styles: &[StyleName], language: Language) -> String {
    let names: Vec<String> = styles.iter().map(|style| format!("{}({})", name_of(style, language), style.id)).collect();
    names.join(if language == Language::Chinese { "、" } else { ", " })
}

/// Whether a known word was meant by what was typed, as a sentence before those that can be used; empty where none is near.
fn meant(value: &str, known: &[String], language: Language) -> String {
    nearest(value, known.iter().map(String::as_str)).map_or_else(String::new, |word| did_you_mean(word, language))
}

/// The same of styles, which are known by their names too.
fn meant_style(value: &str, known: &[StyleName], language: Language) -> String {
    let names = known.iter().map(|style| name_of(style, language).to_owned());
    let words: Vec<String> = known.iter().map(|style| style.id.to_string()).chain(names).collect();
    meant(value, &words, language)
}

/// The characters that stand for some that no face has, each with the one that does: hearts and stars of telephones, for ♥ and ★.
fn instead(characters: &[char]) -> Vec<(char, char)> {
    characters.iter().filter_map(|c| Some((*c, setting::typeset::instead(*c)?))).collect()
}

/// Whether what is said to be unprintable is selectors of a form of a character alone (IVS).
fn selects_a_form(value: &str) -> bool {
    let selector = |said: &str| {
        let code = said.strip_prefix("U+").and_then(|code| u32::from_str_radix(code, 16).ok());
        code.is_some_and(|code| matches!(code, 0xfe00..=0xfe0d | 0xe0100..=0xe01ef))
    };
    !value.is_empty() && value.split(' ').all(selector)
}

/// What is said to a person: what was wrong and why, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What was wrong, and why.
    pub message: String,
    /// What can be done about it, as a sentence.
    pub remedy: String,
}

impl Explanation {
    fn new(message: impl Into<String>, remedy: impl Into<String>) -> Explanation {
        Explanation { message: message.into(), remedy: remedy.into() }
    }

    /// Both in one line.
    pub fn line(&self, language: Language) -> String {
        match language {
            Language::Chinese => format!("{}。{}", self.message, self.remedy),
            Language::English => format!("{}. {}", self.message, self.remedy),
        }
    }
}

/// Booking numbers, those that follow each other as the first and the last of them.
fn numbers(numbers: &[String], none: &str) -> String {
    let split =
        |number: &str| number.rsplit_once('-').and_then(|(day, n)| Some((day.to_owned(), n.parse::<u32>().ok()?)));
    let mut ranges: Vec<(&str, &str)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if split(last).map(|(day, n)| (day, n + 1)) == split(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let range =
        |(first, last): (&str, &str)| if first == last { first.to_owned() } else { format!("{first}–{last}") };
    let ranges: Vec<String> = ranges.into_iter().map(range).collect();
    if ranges.is_empty() { none.to_owned() } else { ranges.join(", ") }
}

/// What the system said of a file, in the language where it is one of the usual things. The system ends its message with the number
/// of the error, which means the same in whatever language the rest is.
fn system(what: &str, language: Language) -> String {
    use std::io::ErrorKind;
    let number = what.rsplit_once("(os error ").and_then(|(_, rest)| rest.strip_suffix(')')?.parse().ok());
    let (zh, en) = match number.map(|number| std::io::Error::from_raw_os_error(number).kind()) {
        Some(ErrorKind::NotFound) => ("没有这个文件", "there is no such file"),
        Some(ErrorKind::PermissionDenied) => ("无权读写", "permission denied"),
        Some(ErrorKind::IsADirectory) => ("这是一个目录", "it is a folder"),
        Some(ErrorKind::NotADirectory) => ("路径中有一段不是目录", "a part of the path is no folder"),
        Some(ErrorKind::StorageFull) => ("磁盘已满", "the disk is full"),
        Some(ErrorKind::TimedOut) => ("等得太久", "it took too long"),
        Some(ErrorKind::ConnectionRefused) => ("对方没有开，或打印服务没有启动", "nobody listens there"),
        Some(ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable) => ("网络不通", "there is no way to it"),
        Some(ErrorKind::ReadOnlyFilesystem) => ("磁盘只读", "the disk is read-only"),
        _ => return what.to_owned(),
    };
    match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    }
}

/// What is said of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
    /// What was found, as the clerk reads it.
    pub message: String,
    /// Why it matters, with its source.
    pub reason: String,
    /// What can be done about it.
    pub remedy: String,
}

impl FindingText {
    fn new(message: impl Into<String>, reason: impl Into<String>, remedy: impl Into<String>) -> FindingText {
        FindingText { message: message.into(), reason: reason.into(), remedy: remedy.into() }
    }
}

/// The words for a refusal.
pub fn refusal(refusal: &Refusal, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese::refusal(refusal),
        Language::English => english::refusal(refusal),
    }
}

/// The words for a fault.
pub fn fault(fault: &Fault, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese::fault(fault),
        Language::English => english::fault(fault),
    }
}

/// The words for either.
pub fn failure(failure: &Failure, language: Language) -> Explanation {
    match failure {
        Failure::Refused(refused) => refusal(refused, language),
        Failure::Fault(failed) => fault(failed, language),
    }
}

/// The words for a finding.
pub fn finding(finding: &Finding, language: Language) -> FindingText {
    match language {
        Language::Chinese => findings::chinese(&finding.found),
        Language::English => findings::english(&finding.found),
    }
}

/// The name of a kind.
pub const fn kind(kind: Kind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::Chinese, Kind::Blessing) => "祝福",
        (Language::Chinese, Kind::Notice) => "公告",
        (Language::English, Kind::Blessing) => "Blessing",
        (Language::English, Kind::Notice) => "Notice",
    }
}

/// The name of a category.
pub fn category(category: &Category, language: Language) -> &str {
    match language {
        Language::Chinese => &category.zh,
        Language::English => &category.en,
    }
}

/// The name of a paper to be seen.
pub fn paper(paper: &PaperToSee, language: Language) -> &str {
    match language {
        Language::Chinese => &paper.zh,
        Language::English => &paper.en,
    }
}

/// The name of a method of payment.
pub const fn method(method: Method, language: Language) -> &'static str {
    match (language, method) {
        (Language::Chinese, Method::Cash) => "现金",
        (Language::Chinese, Method::Wechat) => "微信",
        (Language::Chinese, Method::Alipay) => "支付宝",
        (Language::Chinese, Method::Card) => "刷卡",
        (Language::Chinese, Method::Transfer) => "对公转账",
        (Language::Chinese, Method::Account) => "挂账",
        (Language::English, Method::Cash) => "Cash",
        (Language::English, Method::Wechat) => "WeChat",
        (Language::English, Method::Alipay) => "Alipay",
        (Language::English, Method::Card) => "Card",
        (Language::English, Method::Transfer) => "Transfer",
        (Language::English, Method::Account) => "On account",
    }
}

/// Where the paper's seal stands.
pub const fn seal(place: SealPlace, language: Language) -> &'static str {
    match (language, place) {
        (Language::Chinese, SealPlace::Left) => "左下",
        (Language::Chinese, SealPlace::Right) => "右下",
        (Language::Chinese, SealPlace::None) => "不留",
        (Language::English, SealPlace::Left) => "left",
        (Language::English, SealPlace::Right) => "right",
        (Language::English, SealPlace::None) => "none",
    }
}

/// How a proof was signed.
pub const fn signed_how(how: SignedHow, language: Language) -> &'static str {
    match (language, how) {
        (Language::Chinese, SignedHow::Paper) => "签字",
        (Language::Chinese, SignedHow::Wechat) => "微信",
        (Language::Chinese, SignedHow::Telephone) => "电话",
        (Language::Chinese, SignedHow::Seal) => "盖章",
        (Language::English, SignedHow::Paper) => "signed",
        (Language::English, SignedHow::Wechat) => "by WeChat",
        (Language::English, SignedHow::Telephone) => "by telephone",
        (Language::English, SignedHow::Seal) => "sealed",
    }
}

/// What is still open.
pub const fn open(open: Open, language: Language) -> &'static str {
    match (language, open) {
        (Language::Chinese, Open::Held) => "有错待处理",
        (Language::Chinese, Open::Warnings) => "提醒待阅",
        (Language::Chinese, Open::Papers) => "证件待见",
        (Language::Chinese, Open::Payment) => "待付",
        (Language::Chinese, Open::Proof) => "待签样",
        (Language::Chinese, Open::Review) => "待审核",
        (Language::English, Open::Held) => "held by an error",
        (Language::English, Open::Warnings) => "warnings to see",
        (Language::English, Open::Papers) => "papers to see",
        (Language::English, Open::Payment) => "to be paid",
        (Language::English, Open::Proof) => "proof to sign",
        (Language::English, Open::Review) => "to be reviewed",
    }
}

/// A printer took a job, under this number.
pub fn job_taken(printer: &str, number: i32, language: Language) -> String {
    match language {
        Language::Chinese => format!("已送打印机 {printer}，任务 {number}"),
        Language::English => format!("Sent to {printer}, job {number}"),
    }
}

/// The same request printed this paper before.
pub fn printed_before(booking: &str, at: DateTime<FixedOffset>, language: Language) -> String {
    let at = minute(at);
    match language {
        Language::Chinese => format!("{booking} 已于 {at} 打印；同一请求不再打印"),
        Language::English => format!("{booking} was printed at {at}; the same request prints nothing again"),
    }
}

/// A job that waited was dropped.
pub fn job_dropped(name: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("已丢弃 {name} 的待打印件；没有打出，不算打印"),
        Language::English => format!("Dropped what waited for {name}; it never left and is no print"),
    }
}

/// Nothing is missing from the end of the books, so that there is nothing to void.
pub const fn nothing_missing(language: Language) -> &'static str {
    match language {
        Language::Chinese => "账册末尾没有缺登记，没有可作废的号码，没有记账",
        Language::English => {
            "Nothing is missing from the end of the books: there is no number to void, and nothing was posted"
        }
    }
}

/// What is missing held no numbers: it is on record that the books go on without it.
pub const fn no_number_voided(language: Language) -> &'static str {
    match language {
        Language::Chinese => "已记账：缺失的部分没有登记号，账册可以继续使用",
        Language::English => "Posted: what is missing held no booking numbers; the books go on",
    }
}

/// Notes of waiting prints were put aside, since they cannot be read; what is to be printed stands beside each.
pub fn jobs_damaged(paths: &[std::path::PathBuf], language: Language) -> String {
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    match language {
        Language::Chinese => {
            format!(
                "有 {} 件待打印的说明读不出来，已另存：{}；要打印的 PDF 在旁边，可用阅读器打开",
                paths.len(),
                paths.join("、")
            )
        }
        Language::English => format!(
            "The notes of {} waiting prints cannot be read and were put aside: {}; the PDF beside each can be opened in a viewer",
            paths.len(),
            paths.join(", ")
        ),
    }
}

/// Nothing waits for a printer.
pub const fn nothing_waits(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有待打印的",
        Language::English => "Nothing waits for a printer",
    }
}

/// A proof was written although it could not be posted that it left.
pub fn not_frozen(fault: &Fault, language: Language) -> String {
    let why = self::fault(fault, language).message;
    match language {
        Language::Chinese => format!("校样已出，但未能在账中定版：{why}"),
        Language::English => format!("The proof is written, but it is not frozen in the books: {why}"),
    }
}

/// No printer took it yet, and nothing is lost.
pub const fn job_waits(language: Language) -> &'static str {
    match language {
        Language::Chinese => "已记入待打印，可在柜台按 F8 重送",
        Language::English => "It waits in the list of the desk (F8), to be sent again",
    }
}

/// A date with its weekday: `2026年1月22日（周四）`, `Thu 22 Jan 2026`.
pub fn date(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("{}年{}月{}日（{}）", date.year(), date.month(), date.day(), weekday(date, language))
        }
        Language::English => date.format("%a %-d %b %Y").to_string(),
    }
}

/// A date without its year: `1月22日`, `22 Jan`.
pub fn short_date(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => format!("{}月{}日", date.month(), date.day()),
        Language::English => date.format("%-d %b").to_string(),
    }
}

/// The weekday: `周四`, `Thu`.
pub fn weekday(date: NaiveDate, language: Language) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = date.weekday().num_days_from_monday() as usize;
    match language {
        Language::Chinese => ZH[day],
        Language::English => EN[day],
    }
}

/// A date and time to the minute: `2026-01-22 15:02`.
pub fn minute(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// That a booking was compared with those before it, which could not be done when it was taken.
pub fn made_good(number: booking::Number, language: Language) -> String {
    match language {
        Language::Chinese => format!("{number} 登记时未能与以前的比对，现已补比；结果见 qishi show {number}"),
        Language::English => {
            format!("{number} was compared with earlier bookings after all; what was found: qishi show {number}")
        }
    }
}

/// That bookings are still not compared with those before them.
pub fn not_made_good(failure: &Failure, language: Language) -> String {
    let said = self::failure(failure, language).line(language);
    match language {
        Language::Chinese => format!("有登记仍未与以前的比对：{said}"),
        Language::English => format!("A booking is still not compared with earlier ones: {said}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_the_language() {
        let missing = std::fs::read("no such file").map_err(|error| error.to_string()).expect_err("not there");
        assert_eq!(system(&missing, Language::Chinese), "没有这个文件");
        assert_eq!(system(&missing, Language::English), "there is no such file");
        assert_eq!(system("磁带断了", Language::Chinese), "磁带断了");
    }

    #[test]
    fn dates_with_their_weekday() {
        let day = "2026-01-22".parse().expect("a date");
        assert_eq!(date(day, Language::Chinese), "2026年1月22日（周四）");
        assert_eq!(date(day, Language::English), "Thu 22 Jan 2026");
    }

    #[test]
    fn a_refused_size_names_the_gutter_and_the_way_out() {
        let refused = Refusal::UnlistedSize {
            size: "14.4x10".parse().expect("a size"),
            gutter_forgotten: Some("14.6x10".parse().expect("a size")),
            nearest: vec!["14.6x10".parse().expect("a size")],
        };
        let said = refusal(&refused, Language::Chinese);
        assert!(said.message.contains("14.4×10"), "{said:?}");
        assert!(said.remedy.contains("14.6×10") && said.remedy.contains("栏距（共 0.2 cm）"), "{said:?}");
        // The gutter is that of the card, not one that the words know.
        let refused = Refusal::UnlistedSize {
            size: "15x10".parse().expect("a size"),
            gutter_forgotten: Some("16x10".parse().expect("a size")),
            nearest: Vec::new(),
        };
        assert!(refusal(&refused, Language::Chinese).remedy.contains("共 1 cm"));
        assert!(refusal(&refused, Language::English).remedy.contains("1 cm in all"));
    }
}
