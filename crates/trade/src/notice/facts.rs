//! What a notice says: named facts, each with its place in the text and how sure the reader is of it.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::case::CaseNumber;

/// The name of a fact, for data and scripts; it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// 受送达人: to whom it is addressed.
    Addressees,
    /// 其他当事人: the other parties.
    Parties,
    /// 案号: the number of the case, with the key that it is compared by.
    CaseNumber,
    /// 送达的文书: the documents that are served.
    Documents,
    /// 期间: the period of the notice, counted in days.
    PeriodDays,
    /// 期间: the same period, counted in months.
    PeriodMonths,
    /// 答辩期 as stated, in days.
    AnswerDays,
    /// 举证期 as stated, in days.
    EvidenceDays,
    /// 上诉期 as stated, in days.
    AppealDays,
    /// 债权申报截止日, where it is a date.
    ClaimsUntil,
    /// 开庭时间: when the court or the commission sits.
    Hearing,
    /// 开庭地点: where the hearing is.
    Place,
    /// 领取地点: where the documents can be collected.
    CollectAt,
    /// 公告送达的原因: why it is served by publication.
    Reason,
    /// 电话: a number to call, fixed or mobile.
    Phone,
    /// 地址, of whoever is to be written to or visited.
    Address,
    /// 公民身份号码, or another number that is called one.
    Identity,
    /// 落款: who signs the notice.
    Signer,
    /// 落款日期: the date under the signature.
    Date,
    /// 失主: who lost the thing.
    Owner,
    /// 遗失物: what was lost, without how many and by whom it was issued.
    Thing,
    /// 号码: numbers of papers and things; no telephones, dates or sums.
    Numbers,
    /// 捡拾人: who found the child.
    Finder,
    /// 被捡拾的儿童: the child that was found.
    Child,
    /// 联系人与电话: who is to be called, and under which number.
    Contacts,
}

impl FactName {
    /// Every fact, in the order in which they are told.
    pub const ALL: [FactName; 25] = [
        FactName::Addressees,
        FactName::Parties,
        FactName::CaseNumber,
        FactName::Documents,
        FactName::PeriodDays,
        FactName::PeriodMonths,
        FactName::AnswerDays,
        FactName::EvidenceDays,
        FactName::AppealDays,
        FactName::ClaimsUntil,
        FactName::Hearing,
        FactName::Place,
        FactName::CollectAt,
        FactName::Reason,
        FactName::Phone,
        FactName::Address,
        FactName::Identity,
        FactName::Signer,
        FactName::Date,
        FactName::Owner,
        FactName::Thing,
        FactName::Numbers,
        FactName::Finder,
        FactName::Child,
        FactName::Contacts,
    ];

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            FactName::Addressees => "addressees",
            FactName::Parties => "parties",
            FactName::CaseNumber => "case_number",
            FactName::Documents => "documents",
            FactName::PeriodDays => "period_days",
            FactName::PeriodMonths => "period_months",
            FactName::AnswerDays => "answer_days",
            FactName::EvidenceDays => "evidence_days",
            FactName::AppealDays => "appeal_days",
            FactName::ClaimsUntil => "claims_until",
            FactName::Hearing => "hearing",
            FactName::Place => "place",
            FactName::CollectAt => "collect_at",
            FactName::Reason => "reason",
            FactName::Phone => "phone",
            FactName::Address => "address",
            FactName::Identity => "identity",
            FactName::Signer => "signer",
            FactName::Date => "date",
            FactName::Owner => "owner",
            FactName::Thing => "thing",
            FactName::Numbers => "numbers",
            FactName::Finder => "finder",
            FactName::Child => "child",
            FactName::Contacts => "contacts",
        }
    }

    /// The fact of this name.
    pub fn named(id: &str) -> Option<FactName> {
        FactName::ALL.into_iter().find(|name| name.id() == id)
    }

    /// Whether it has several values.
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            FactName::Addressees
                | FactName::Parties
                | FactName::Documents
                | FactName::Phone
                | FactName::Address
                | FactName::Identity
                | FactName::Numbers
                | FactName::Contacts
        )
    }
}

/// How sure the reader is of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    /// To be looked at by the clerk.
    Unsure,
    /// Read from the words around it.
    Likely,
    /// Its form or its label says what it is.
    Certain,
}

/// From when the days are counted that a relative hearing names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// 公告期满: the end of the notice's own period, by which it counts as served.
    Served,
    /// 答辩期满: the end of the time to answer.
    Answered,
    /// 举证期满: the end of the time to bring evidence.
    Proved,
}

/// How long a period is, and what it is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodLength {
    /// Days of the calendar.
    Days(u32),
    /// Days that are no days off.
    WorkingDays(u32),
    /// Months of the calendar, whatever their length.
    Months(u32),
}

impl PeriodLength {
    /// As the value of a fact.
    pub(super) const fn value(self) -> FactValue {
        match self {
            PeriodLength::Days(days) => FactValue::Count(days),
            PeriodLength::WorkingDays(days) => FactValue::WorkingDays(days),
            PeriodLength::Months(months) => FactValue::Months(months),
        }
    }
}

/// Whether a period was written in the notice, or taken from the law since the notice names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The notice says it.
    Stated,
    /// The law says it.
    Law,
}

/// When a hearing is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains days and dates")]
pub enum Hearing {
    /// On a day that is named, at a time unless none is.
    At {
        date: NaiveDate,
        /// `None` where the notice says no time of day.
        time: Option<NaiveTime>,
    },
    /// `days` days after the end of a period (公告期满后第三日上午9时).
    After {
        since: CountedFrom,
        days: u32,
        /// Counted in working days.
        working: bool,
        /// `None` where the notice says no time of day.
        time: Option<NaiveTime>,
        /// 遇节假日顺延: a day off moves it on.
        rolls: bool,
        /// The moment that it comes to, where a publication date is known and the days off are.
        comes_to: Option<NaiveDateTime>,
    },
}

impl Hearing {
    /// The day, as far as it is known.
    pub fn date(&self) -> Option<NaiveDate> {
        match self {
            Hearing::At { date, .. } => Some(*date),
            Hearing::After { comes_to, .. } => comes_to.map(|at| at.date()),
        }
    }

    /// The time, where one is said.
    pub const fn time(&self) -> Option<NaiveTime> {
        match self {
            Hearing::At { time, .. } | Hearing::After { time, .. } => *time,
        }
    }

    /// As ISO 8601: `2026-07-28T09:30`, or the day alone where no time is said.
    pub fn iso(&self) -> Option<String> {
        let date = self.date()?;
        Some(self.time().map_or_else(|| date.to_string(), |time| format!("{date}T{}", time.format("%H:%M"))))
    }
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// The text's own words.
    Text(String),
    /// A case number with its key.
    Case(CaseNumber),
    /// A number of days or months.
    Count(u32),
    /// A number of working days.
    WorkingDays(u32),
    /// A number of months, of a period that is usually counted in days.
    Months(u32),
    /// A day; none where the calendar has no such day.
    Date(Option<NaiveDate>),
    /// When a hearing is.
    Hearing(Hearing),
}

/// A fact as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type of the value explains it")]
pub struct Fact {
    pub value: FactValue,
    /// Where it stands, in code points of the text.
    pub span: Range<usize>,
    /// How sure the reader is.
    pub sure: Sure,
}

/// The facts of a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<FactName, Vec<Fact>>);

impl Facts {
    /// The facts of this name, in the order of the text.
    pub fn all(&self, name: FactName) -> &[Fact] {
        self.0.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The first fact of this name.
    pub fn first(&self, name: FactName) -> Option<&Fact> {
        self.all(name).first()
    }

    /// Whether there is one.
    pub fn has(&self, name: FactName) -> bool {
        !self.all(name).is_empty()
    }

    /// The texts of this name.
    pub fn texts(&self, name: FactName) -> impl Iterator<Item = &str> {
        self.all(name).iter().filter_map(|fact| match &fact.value {
            FactValue::Text(text) => Some(text.as_str()),
            FactValue::Case(case) => Some(case.text.as_str()),
            _ => None,
        })
    }

    /// The first text of this name.
    pub fn text(&self, name: FactName) -> Option<&str> {
        self.texts(name).next()
    }

    /// The first case number that was read.
    pub fn case(&self) -> Option<&CaseNumber> {
        match &self.first(FactName::CaseNumber)?.value {
            FactValue::Case(case) => Some(case),
            _ => None,
        }
    }

    /// The key of every case number that the notice bears, the first in front: 3356、3357号 bears two. Under each of them it is to be
    /// found again.
    pub fn case_keys(&self) -> Vec<&str> {
        self.case().map(|case| case.keys().collect()).unwrap_or_default()
    }

    /// A number of days or months.
    pub fn count(&self, name: FactName) -> Option<u32> {
        match self.first(name)?.value {
            FactValue::Count(count) | FactValue::WorkingDays(count) => Some(count),
            _ => None,
        }
    }

    /// How long the period of this name is.
    pub fn length(&self, name: FactName) -> Option<PeriodLength> {
        match self.first(name)?.value {
            FactValue::Count(months) if name == FactName::PeriodMonths => Some(PeriodLength::Months(months)),
            FactValue::Count(days) => Some(PeriodLength::Days(days)),
            FactValue::WorkingDays(days) => Some(PeriodLength::WorkingDays(days)),
            FactValue::Months(months) => Some(PeriodLength::Months(months)),
            _ => None,
        }
    }

    /// The last day for claims, where the notice names it.
    pub fn claims_until(&self) -> Option<NaiveDate> {
        match self.first(FactName::ClaimsUntil)?.value {
            FactValue::Date(date) => date,
            _ => None,
        }
    }

    /// The day under which the notice is signed.
    pub fn date(&self) -> Option<NaiveDate> {
        match self.first(FactName::Date)?.value {
            FactValue::Date(date) => date,
            _ => None,
        }
    }

    /// The hearing, where the notice sets one.
    pub fn hearing(&self) -> Option<&Hearing> {
        match &self.first(FactName::Hearing)?.value {
            FactValue::Hearing(hearing) => Some(hearing),
            _ => None,
        }
    }

    /// Every name of a person or a company that stands behind the notice.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        [FactName::Addressees, FactName::Parties, FactName::Owner, FactName::Finder]
            .into_iter()
            .flat_map(|name| self.texts(name))
    }

    /// Adds a fact, unless the same value of that name is there; of a name with one value the first stays.
    pub(super) fn add(&mut self, name: FactName, fact: Fact) {
        let facts = self.0.entry(name).or_default();
        let known = facts.iter().any(|other| other.value == fact.value);
        if !known && (name.is_list() || facts.is_empty()) {
            facts.push(fact);
        }
    }

    /// Drops what is not of these names and puts lists into the order of the text.
    pub(super) fn keep(&mut self, names: impl Fn(FactName) -> bool) {
        self.0.retain(|name, facts| names(*name) && !facts.is_empty());
        for facts in self.0.values_mut() {
            facts.sort_by_key(|fact| (fact.span.start, fact.span.end));
        }
    }

    /// Removes the facts of a name.
    pub(super) fn take(&mut self, name: FactName) -> Vec<Fact> {
        self.0.remove(&name).unwrap_or_default()
    }

    /// The hearing, to be worked out.
    pub(super) fn hearing_mut(&mut self) -> Option<&mut Hearing> {
        match &mut self.0.get_mut(&FactName::Hearing)?.first_mut()?.value {
            FactValue::Hearing(hearing) => Some(hearing),
            _ => None,
        }
    }
}
