//! The words for what a notice says.

use trade::ad::Severity;
use trade::notice::{Basis, FactName, LegalDay, NoticeKind};
use trade::settings::Language;

/// The name of a kind of notice.
pub fn notice_kind(kind: &NoticeKind, language: Language) -> &str {
    match language {
        Language::Chinese => &kind.zh,
        Language::English => &kind.en,
    }
}

/// The name of a fact.
pub const fn fact(name: FactName, language: Language) -> &'static str {
    let (zh, en) = match name {
        FactName::Addressees => ("受送达人", "addressees"),
        FactName::Parties => ("其他当事人", "other parties"),
        FactName::CaseNumber => ("案号", "case number"),
        FactName::Documents => ("文书", "documents"),
        FactName::PeriodDays => ("期间（日）", "period in days"),
        FactName::PeriodMonths => ("期间（月）", "period in months"),
        FactName::AnswerDays => ("答辩期（日）", "time to answer in days"),
        FactName::EvidenceDays => ("举证期（日）", "time for evidence in days"),
        FactName::AppealDays => ("上诉期（日）", "time to appeal in days"),
        FactName::ClaimsUntil => ("申报债权截止日", "claims until"),
        FactName::Hearing => ("开庭时间", "hearing"),
        FactName::Place => ("地点", "place"),
        FactName::CollectAt => ("领取地点", "place to collect"),
        FactName::Reason => ("公告原因", "reason for publication"),
        FactName::Phone => ("电话", "telephone"),
        FactName::Address => ("地址", "address"),
        FactName::Identity => ("身份证号", "identity number"),
        FactName::Signer => ("落款", "signer"),
        FactName::Date => ("落款日期", "date"),
        FactName::Owner => ("当事人或失主", "owner"),
        FactName::Thing => ("物件", "thing"),
        FactName::Numbers => ("号码", "numbers"),
        FactName::Finder => ("捡拾人", "finder"),
        FactName::Child => ("儿童", "child"),
        FactName::Contacts => ("联系人及电话", "contacts"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// The name of a day that was worked out, by its word in data.
pub fn notice_day(name: &str, language: Language) -> &str {
    let (zh, en) = match name {
        "served" => ("期满日", "period ends"),
        "served_rolled" => ("送达日（遇休息日顺延）", "served"),
        "answer_ends" => ("答辩期止", "answer until"),
        "evidence_ends" => ("举证期止", "evidence until"),
        "period_ends_rolled" => ("申报期止（遇休息日顺延）", "claims until, day off moved"),
        "latest_lawful_publication" => ("最晚合法刊登日", "latest lawful publication"),
        "latest_safe_publication" => ("最晚稳妥刊登日", "latest safe publication"),
        "period_ends" => ("申报期止", "claims until"),
        other => (other, other),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// Whether a period was stated or taken from the law.
pub const fn basis(basis: Basis, language: Language) -> &'static str {
    match (basis, language) {
        (Basis::Stated, Language::Chinese) => "原文所写",
        (Basis::Law, Language::Chinese) => "原文未写，按法定",
        (Basis::Stated, Language::English) => "as stated",
        (Basis::Law, Language::English) => "not stated, by law",
    }
}

/// A day that was worked out, or that it cannot be determined.
pub fn determined(day: LegalDay, language: Language) -> String {
    match (day, language) {
        (LegalDay::Known(date), _) => super::date(date, language),
        (LegalDay::NotDeterminable(year), Language::Chinese) => format!("无法确定（{year} 年放假安排未录入）"),
        (LegalDay::NotDeterminable(year), Language::English) => format!("not determinable (no days off for {year})"),
    }
}

/// How a page fell apart.
pub fn left_aside(notices: usize, aside: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("共 {notices} 则，另有 {aside} 段不是公告，未读"),
        Language::English => format!("{notices} notices; {aside} parts are none and were left aside"),
    }
}

/// How much a finding weighs.
pub const fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::Chinese, Severity::Error) => "错误",
        (Language::Chinese, Severity::Warning) => "提醒",
        (Language::Chinese, Severity::Note) => "备注",
        (Language::English, Severity::Error) => "error",
        (Language::English, Severity::Warning) => "warning",
        (Language::English, Severity::Note) => "note",
    }
}
