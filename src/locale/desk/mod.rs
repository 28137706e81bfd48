//! The desk's own words, in both languages: one table, so that a word missing in one of them does not compile.

mod account;
mod act_money;
mod acts;
mod chinese;
mod english;
mod head;
pub mod keys;
mod printing;
mod sentences;
mod settling;
pub mod why;

use trade::settings::Language;

/// The words of the desk in one language: labels, headings, hints and keys, each in a field that is named for what it says. They stand in
/// `chinese` and `english`.
#[derive(Debug)]
#[expect(missing_docs, reason = "a field is named for what it says, and its words stand in two tables")]
pub struct Words {
    pub language: Language,
    /// The days of the week, Monday first, as a calendar heads its columns.
    pub weekdays: [&'static str; 7],
    /// The mark of a practice folder.
    pub practice: &'static str,
    /// The till is not open.
    pub till_closed: &'static str,
    /// Heading of the drafts that wait.
    pub parked: &'static str,
    /// Heading of the sizes.
    pub size: &'static str,
    /// Heading of the copy.
    pub copy: &'static str,
    /// What lines are (块类), in the order of [`LineRole::ALL`](trade::ad::LineRole::ALL).
    pub roles: [&'static str; 12],
    pub style: &'static str,
    /// Heading of the customer.
    pub customer: &'static str,
    pub phone: &'static str,
    /// Who sends the ad.
    pub sender: &'static str,
    pub payer: &'static str,
    /// Whose name the invoice bears.
    pub invoice_title: &'static str,
    /// Shows payer and title.
    pub more_people: &'static str,
    /// Hides payer and title.
    pub fewer_people: &'static str,
    /// Heading of the run dates.
    pub runs: &'static str,
    /// The last four digits of a paper.
    pub last_four: &'static str,
    /// The number of the file.
    pub file_number: &'static str,
    /// The ad at its true size.
    pub true_size: &'static str,
    /// In the place of the ad, while there is none.
    pub nothing_to_show: &'static str,
    /// Heading of what was found.
    pub checks: &'static str,
    /// Between the items of a list.
    pub list_mark: &'static str,
    pub total: &'static str,
    /// Heading of the payment.
    pub payment: &'static str,
    /// Nothing is paid now.
    pub pay_later: &'static str,
    /// The cash handed over.
    pub tendered: &'static str,
    pub amount: &'static str,
    /// The channel's serial number.
    pub serial: &'static str,
    /// The change to give.
    pub change: &'static str,
    /// The books are at it.
    pub booking_now: &'static str,
    pub owing: &'static str,
    pub settled: &'static str,
    pub proof: &'static str,
    pub statement: &'static str,
    pub received: &'static str,
    /// What is on account.
    pub on_account: &'static str,
    pub who_signed: &'static str,
    pub record_signature: &'static str,
    pub record_payment: &'static str,
    pub cancel: &'static str,
    /// The ad cannot be shown.
    pub no_size_set: &'static str,
    pub colon: &'static str,
    /// Who works where no clerk is named.
    pub counter: &'static str,
    pub close: &'static str,
    /// Records that a paper was seen after all.
    pub see: &'static str,
    pub record_paper: &'static str,
    /// The books have not answered yet.
    pub reading: &'static str,
    /// The books did not give the rows.
    pub not_read: &'static str,
    /// The list is empty.
    pub nothing_waits: &'static str,
    pub reason: &'static str,
    /// The supervisor who approves.
    pub supervisor: &'static str,
}

impl Words {
    /// The words of a language.
    pub const fn of(language: Language) -> &'static Words {
        match language {
            Language::Chinese => &chinese::WORDS,
            Language::English => &english::WORDS,
        }
    }

    /// Whether they are Chinese.
    pub(crate) const fn zh(&self) -> bool {
        matches!(self.language, Language::Chinese)
    }

    /// One of two, by the language.
    pub(crate) const fn either(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.zh() { zh } else { en }
    }
}
