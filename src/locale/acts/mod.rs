//! The words of acts on a booking after it was taken. Each act has a file of its own: what happened by it, and what the form of acts says
//! of it. Here is what they have in common, and what is said of any of them; why one is not possible is said in [`refused`].

mod correct;
mod moving;
mod rebate;
mod refund;
mod refused;
mod repeat;
mod rerun;
mod reverse;
mod undo;
mod withdraw;

pub use correct::corrects;
pub(super) use refused::refused;
pub use repeat::repeats;
pub use undo::taken_back;

use chrono::NaiveDate;

use super::{Explanation, printout, short_date, stage};
use crate::office::{ActKind, Voided};
use books::booking::{Amended, BookingStatus, Charge, ChargedFor, Cleared, Number};
use books::counter::{LaterChange, Neighbour, Neighbours};
use books::{of_kind, with_act_event};
use trade::rates::{FaultOf, Fee};
use trade::settings::Language;

/// What is said of an act whatever is typed for it; in each pair Chinese is the first.
pub(crate) struct ActWords {
    /// Its name, as its key bears it.
    pub(crate) name: [&'static str; 2],
    /// What happened by it: the word for that in data, and its name.
    happened: (&'static str, [&'static str; 2]),
    /// That it was posted.
    #[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "the window alone says it"))]
    pub(crate) posted: [&'static str; 2],
    /// A new proof is printed after it.
    #[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "the window alone says it"))]
    pub(crate) new_proof: bool,
    /// The reasons that are offered for it; the last one is another, which is typed.
    pub(crate) reasons: [&'static [&'static str]; 2],
}

/// An act of which something is said.
trait Spoken {
    /// What is said of it whatever is typed.
    const WORDS: ActWords;
}

/// What happened by an act.
trait Narration {
    /// That it happened, with what of it and why.
    fn said(&self, language: Language) -> String;
}

/// What is said of an act.
pub(crate) const fn words(kind: ActKind) -> ActWords {
    of_kind!(kind, Act => <Act as Spoken>::WORDS)
}

/// What happened by an act.
pub fn amended(amended: &Amended, language: Language) -> String {
    with_act_event!(amended, done => done.said(language))
}

impl Narration for Cleared {
    fn said(&self, language: Language) -> String {
        match language {
            Language::Chinese => format!("挂账销账 {}", self.amount.grouped()),
            Language::English => format!("Settled on account {}", self.amount.grouped()),
        }
    }
}

/// The name of what happened by its word in data.
pub fn act_named(word: &str, language: Language) -> &str {
    let [zh, en] = match word {
        "taken" => ["登记", "taken"],
        "paid" => ["收款", "paid"],
        "seen" => ["补见证件", "papers seen"],
        "settled" => ["核对结果处理", "findings settled"],
        "cleared" => ["挂账销账", "settled on account"],
        word => {
            let mut acts = ActKind::ALL.into_iter().map(|kind| words(kind).happened);
            // What a later program did is told by its own word.
            acts.find(|(known, _)| *known == word).map_or([word, word], |(_, named)| named)
        }
    };
    if language == Language::Chinese { zh } else { en }
}

/// What has become of a booking.
pub const fn state(state: BookingStatus, language: Language) -> &'static str {
    match (language, state) {
        (Language::Chinese, BookingStatus::Booked) => "待刊",
        (Language::Chinese, BookingStatus::Withdrawn) => "已撤稿",
        (Language::Chinese, BookingStatus::Printed) => "已刊",
        (Language::English, BookingStatus::Booked) => "booked",
        (Language::English, BookingStatus::Withdrawn) => "withdrawn",
        (Language::English, BookingStatus::Printed) => "printed",
    }
}

/// Run dates, one after another.
fn runs(runs: &[NaiveDate], language: Language) -> String {
    let each: Vec<String> = runs.iter().map(|run| short_date(*run, language)).collect();
    each.join(if language == Language::Chinese { "、" } else { ", " })
}

fn charged(charge: Option<Charge>, language: Language) -> String {
    charge.map_or_else(String::new, |one| match language {
        Language::Chinese => format!("，{}", self::charge(&one, language)),
        Language::English => format!(", {}", self::charge(&one, language)),
    })
}

/// What is void by an act; `number` where it is said of which booking a statement is.
pub fn voided(void: &Voided, number: Option<Number>, language: Language) -> String {
    let zh = language == Language::Chinese;
    match void {
        Voided::Signature { version, .. } if zh => format!("签样第 {version} 版"),
        Voided::Signature { version, .. } => format!("Signature, version {version}"),
        Voided::Proof(version) if zh => format!("校样第 {version} 版"),
        Voided::Proof(version) => format!("Proof, version {version}"),
        Voided::Statement(prints) => {
            let of = number.map_or_else(String::new, |number| format!("{:04}", number.serial));
            match (zh, of.is_empty()) {
                (true, true) => format!("结算单（印过 {prints} 次）"),
                (true, false) => format!("结算单 {of}（印过 {prints} 次）"),
                (false, true) => format!("Statement (printed {prints} times)"),
                (false, false) => format!("Statement of {of} (printed {prints} times)"),
            }
        }
        Voided::Review(..) if zh => "审核".to_owned(),
        Voided::Review(..) => "Review".to_owned(),
        Voided::Print(paper, copy) if zh => format!("{}第 {copy} 次打印", printout(*paper, language)),
        Voided::Print(paper, copy) => format!("{}, print {copy}", printout(*paper, language)),
    }
}

/// What is void by an act, in one line; none where nothing is.
pub fn all_voided(all: &[Voided], language: Language) -> Option<String> {
    let each: Vec<String> = all.iter().map(|void| voided(void, None, language)).collect();
    let said = match language {
        Language::Chinese => format!("作废：{}", each.join("、")),
        Language::English => format!("Void: {}", each.join(", ")),
    };
    (!each.is_empty()).then_some(said)
}

/// Who may be one customer with another: names that came under the same number, numbers under which the same name came.
pub fn may_be_one(known: &Neighbours, language: Language) -> Vec<String> {
    let said = |all: &[Neighbour]| {
        let each: Vec<&str> = all.iter().map(|one| one.said.text()).collect();
        each.join(if language == Language::Chinese { "、" } else { ", " })
    };
    let (names, phones) = (said(&known.names), said(&known.phones));
    let lines = match language {
        Language::Chinese => [
            (!names.is_empty()).then(|| format!("这个电话还登过 {names}：或是换了人，或是同一位")),
            (!phones.is_empty()).then(|| format!("同名还留过电话 {phones}：或是同一位")),
        ],
        Language::English => [
            (!names.is_empty())
                .then(|| format!("The number was used for {names} too: it passed on, or it is one customer")),
            (!phones.is_empty()).then(|| format!("The name came under {phones} too: it may be one customer")),
        ],
    };
    lines.into_iter().flatten().collect()
}

/// What changed under a booking since it was taken, and what is to be done.
pub fn since(since: &LaterChange, language: Language) -> Explanation {
    let names = |all: &[trade::personal::Personal<String>]| {
        let each: Vec<&str> = all.iter().map(|one| one.text()).collect();
        each.join(if language == Language::Chinese { "、" } else { ", " })
    };
    match (language, since) {
        (Language::Chinese, LaterChange::Closed(days)) => {
            Explanation::new(format!("{}改为不出报", runs(days, language)), "请与客户改期（move），或撤稿")
        }
        (Language::English, LaterChange::Closed(days)) => Explanation::new(
            format!("The paper does not appear any more on {}", runs(days, language)),
            "Move the run, or withdraw it",
        ),
        (Language::Chinese, LaterChange::Fees(version)) => {
            Explanation::new(format!("价目 {version} 版的撤稿、改稿收费与登记时不同"), "这一笔仍按登记时的规定收")
        }
        (Language::English, LaterChange::Fees(version)) => Explanation::new(
            format!("Card {version} takes something else for withdrawing or correcting"),
            "This booking goes by what was agreed",
        ),
        (Language::Chinese, LaterChange::PhoneOfAnother(others)) => {
            Explanation::new(format!("这个电话现在也是 {} 的", names(others)), "联系前请核对是哪一位")
        }
        (Language::English, LaterChange::PhoneOfAnother(others)) => Explanation::new(
            format!("Others have come under its telephone number: {}", names(others)),
            "Make sure who answers before anything is told",
        ),
        (Language::Chinese, LaterChange::OtherPhones(phones)) => Explanation::new(
            format!("同名客户还留过电话 {}", names(phones)),
            "请核对是否同一位；按以往登记计的价只认电话",
        ),
        (Language::English, LaterChange::OtherPhones(phones)) => Explanation::new(
            format!("The same name has come under other numbers: {}", names(phones)),
            "See whether it is one customer; prices by earlier bookings go by the number",
        ),
    }
}

/// Whose error is corrected.
const fn fault_of(fault: FaultOf, language: Language) -> &'static str {
    match (language, fault) {
        (Language::Chinese, FaultOf::Paper) => "报社差错改稿",
        (Language::Chinese, FaultOf::Customer) => "客户改稿",
        (Language::English, FaultOf::Paper) => "Correction of the paper's error",
        (Language::English, FaultOf::Customer) => "Correction for the customer",
    }
}

/// What an act costs, as its line says it: `截稿前撤稿收 30% × 999.00 = 299.70`.
pub fn charge(charge: &Charge, language: Language) -> String {
    let what = match charge.what {
        ChargedFor::Withdrawal(at) => stage(at, language),
        ChargedFor::Correction(fault) => fault_of(fault, language).to_owned(),
    };
    let amount = charge.amount.grouped();
    match (language, charge.fee) {
        (Language::Chinese, Fee::Free) => format!("{what}不收费"),
        (Language::English, Fee::Free) => format!("{what}: free"),
        (Language::Chinese, Fee::Percent(percent)) => {
            format!("{what}收 {percent}% × {} = {amount}", charge.of.grouped())
        }
        (Language::English, Fee::Percent(percent)) => {
            format!("{what}: {percent} % × {} = {amount}", charge.of.grouped())
        }
        (Language::Chinese, Fee::Amount(_) | Fee::Refused) => format!("{what}收 {amount}"),
        (Language::English, Fee::Amount(_) | Fee::Refused) => format!("{what}: {amount}"),
    }
}
