//! What happened to a booking, for the history of the window and for `show`: each word of it stands here once.

use super::{acts, method, paper, signed_how, with_terms};
use books::booking::{self, HistoryItem, Printout, Settlement};
use trade::ad::{CategoryTable, PaperId};
use trade::ids::Rule;
use trade::money::Money;
use trade::settings::Language;

/// What happened to a booking, in one line.
pub fn happened(what: &HistoryItem, language: Language) -> String {
    match (language, what) {
        (_, HistoryItem::Taken { version, manual, late }) => {
            let taken = match language {
                Language::Chinese => format!("登记，价目 {version} 版"),
                Language::English => format!("taken, card {version}"),
            };
            with_terms(taken, manual.as_ref(), late.as_ref(), language)
        }
        (Language::Chinese, HistoryItem::Paid(paid)) => {
            format!("收款 {} {}", method(paid.method, language), paid.amount.grouped())
        }
        (Language::English, HistoryItem::Paid(paid)) => {
            format!("paid {} {}", method(paid.method, language), paid.amount.grouped())
        }
        (Language::Chinese, HistoryItem::Seen(papers)) => format!("补见证件 {} 件", papers.len()),
        (Language::English, HistoryItem::Seen(papers)) => format!("{} papers seen", papers.len()),
        (Language::Chinese, HistoryItem::Signed(how, who)) => {
            format!("签样：{}，{}", signed_how(*how, language), who.text())
        }
        (Language::English, HistoryItem::Signed(how, who)) => {
            format!("proof {}, {}", signed_how(*how, language), who.text())
        }
        (Language::Chinese, HistoryItem::Settled(settled)) => format!("核对结果处理 {} 条", settled.len()),
        (Language::English, HistoryItem::Settled(settled)) => format!("{} findings settled", settled.len()),
        (Language::Chinese, HistoryItem::Compared(findings)) => format!("补比以前的登记：{} 条", findings.len()),
        (Language::English, HistoryItem::Compared(findings)) => {
            format!("compared with earlier bookings after all: {} findings", findings.len())
        }
        (Language::Chinese, HistoryItem::Reviewed) => "审核".to_owned(),
        (Language::English, HistoryItem::Reviewed) => "reviewed".to_owned(),
        (_, HistoryItem::Amended(amended)) => acts::amended(amended, language),
        (_, HistoryItem::Frozen(how, fingerprint)) => proof_left(*how, fingerprint, language),
        (_, HistoryItem::Printed(paper, copy, drawn)) => printed_as(*paper, *copy, *drawn, language),
    }
}

/// What [`happened`] counts or leaves out, for a listing that has room for it: the change that was given, the papers, the findings with how each was settled. Empty
/// where there is no more to say.
pub fn happened_in_full(what: &HistoryItem, kinds: &CategoryTable, language: Language) -> String {
    let said: Vec<String> = match (language, what) {
        (_, HistoryItem::Paid(paid)) if paid.change() == Money::ZERO => Vec::new(),
        (Language::Chinese, HistoryItem::Paid(paid)) => {
            vec![format!("收 {}，找零 {}", paid.tendered.grouped(), paid.change().grouped())]
        }
        (Language::English, HistoryItem::Paid(paid)) => {
            vec![format!("{} given, change {}", paid.tendered.grouped(), paid.change().grouped())]
        }
        (_, HistoryItem::Seen(papers)) => {
            let name =
                |id: &PaperId| kinds.paper(id).map_or_else(|| id.to_string(), |one| paper(one, language).to_owned());
            papers.iter().map(name).collect()
        }
        (_, HistoryItem::Settled(settled)) => {
            settled.iter().map(|one| settlement(&one.rule, &one.how, language)).collect()
        }
        _ => Vec::new(),
    };
    match (language, said.is_empty()) {
        (_, true) => String::new(),
        (Language::Chinese, false) => format!("（{}）", said.join("；")),
        (Language::English, false) => format!(" ({})", said.join("; ")),
    }
}

/// How a finding was settled.
pub fn settlement(rule: &Rule, how: &Settlement, language: Language) -> String {
    match (language, how) {
        (Language::Chinese, Settlement::Overridden { by, reason }) => format!("{rule}：{by} 放行（{reason}）"),
        (Language::Chinese, Settlement::Confirmed { who, when, how }) => {
            format!("{rule}：{} 确认（{}，{when}）", who.text(), signed_how(*how, language))
        }
        (Language::Chinese, Settlement::Acknowledged) => format!("{rule}：已阅"),
        (Language::English, Settlement::Overridden { by, reason }) => format!("{rule}: passed by {by} ({reason})"),
        (Language::English, Settlement::Confirmed { who, when, how }) => {
            format!("{rule}: confirmed by {} ({}, {when})", who.text(), signed_how(*how, language))
        }
        (Language::English, Settlement::Acknowledged) => format!("{rule}: seen"),
    }
}

/// The name of what is printed.
pub const fn printout(paper: Printout, language: Language) -> &'static str {
    match (language, paper) {
        (Language::Chinese, Printout::Proof) => "校样",
        (Language::Chinese, Printout::Statement) => "结算单",
        (Language::Chinese, Printout::Refund(_)) => "退款单",
        (Language::English, Printout::Proof) => "Proof",
        (Language::English, Printout::Statement) => "Statement",
        (Language::English, Printout::Refund(_)) => "Refund slip",
    }
}

/// A print that was made: `打印结算单`, and of a second one `补打结算单（第 2 次）`. A proof may be printed as often as it is wanted.
pub fn printed(paper: Printout, copy: u32, language: Language) -> String {
    let name = printout(paper, language);
    match (language, paper, copy) {
        (Language::Chinese, _, 0 | 1) => format!("打印{name}"),
        (Language::Chinese, Printout::Statement | Printout::Refund(_), _) => format!("补打{name}（第 {copy} 次）"),
        (Language::Chinese, Printout::Proof, _) => format!("打印{name}（第 {copy} 次）"),
        (Language::English, _, 0 | 1) => format!("{name} printed"),
        (Language::English, Printout::Statement | Printout::Refund(_), _) => {
            format!("{name} printed again (print {copy})")
        }
        (Language::English, Printout::Proof, _) => format!("{name} printed (print {copy})"),
    }
}

/// A print that was made, and which one its paper says that it is, where that is another.
pub fn printed_as(paper: Printout, copy: u32, drawn: Option<u32>, language: Language) -> String {
    let said = printed(paper, copy, language);
    match (language, drawn) {
        (_, None) => said,
        (Language::Chinese, Some(drawn)) => format!("{said}；两处同时打印，纸上印的是第 {drawn} 次"),
        (Language::English, Some(drawn)) => format!("{said}; printed twice at once, the paper says print {drawn}"),
    }
}

/// A proof that left the house.
pub fn proof_left(how: booking::ProofDelivery, fingerprint: &str, language: Language) -> String {
    use booking::ProofDelivery;
    let short = crate::papers::short_fingerprint(fingerprint);
    let way = match (language, how) {
        (Language::Chinese, ProofDelivery::Printed) => "打印校样",
        (Language::Chinese, ProofDelivery::Written) => "校样存为文件",
        (Language::Chinese, ProofDelivery::Pictured) => "广告存为图片",
        (Language::Chinese, ProofDelivery::Copied) => "广告图片已复制（微信）",
        (Language::Chinese, ProofDelivery::Signed) => "签样",
        (Language::English, ProofDelivery::Printed) => "Proof to be printed",
        (Language::English, ProofDelivery::Written) => "Proof written to a file",
        (Language::English, ProofDelivery::Pictured) => "Ad written as a picture",
        (Language::English, ProofDelivery::Copied) => "Ad copied as a picture",
        (Language::English, ProofDelivery::Signed) => "Proof signed",
    };
    match language {
        Language::Chinese => format!("{way}，版面指纹 {short}"),
        Language::English => format!("{way}, fingerprint {short}"),
    }
}

/// The frozen setting of a proof.
pub fn frozen(frozen: &booking::FrozenProof, language: Language) -> String {
    let short = crate::papers::short_fingerprint(&frozen.fingerprint);
    match (language, frozen.anew) {
        (Language::Chinese, false) => format!("已定版，版面指纹 {short}"),
        (Language::Chinese, true) => format!("已定版，版面指纹 {short}（登记后排版程序已更新，定版时重排）"),
        (Language::English, false) => format!("Frozen, fingerprint {short}"),
        (Language::English, true) => format!("Frozen by a later build: set anew, fingerprint {short}"),
    }
}
