//! The desk's own words, in both languages: one table, so that a word missing in one of them does not compile.

mod account;
mod act_money;
mod acts;
mod chinese;
mod copies;
mod day;
mod english;
pub mod evening;
mod intake;
pub mod keys;
pub mod people;
mod press;
mod printing;
mod rates;
mod rule_files;
mod sentences;
mod settings;
mod take;
mod taken;
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
    /// What lines are (块类), in the order of [`Role::ALL`](trade::ad::Role::ALL).
    pub roles: [&'static str; 12],
    pub style: &'static str,
    pub red: &'static str,
    /// How the picture is cut.
    pub crop_hint: &'static str,
    /// Heading of the picture.
    pub picture: &'static str,
    /// Hint in the picture's path.
    pub picture_placeholder: &'static str,
    /// Takes the picture away.
    pub no_picture: &'static str,
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
    /// The key that pays the rest in another way.
    pub split_key: &'static str,
    pub book: &'static str,
    /// The books are at it.
    pub booking_now: &'static str,
    /// Above the number of a booking.
    pub booked: &'static str,
    pub owing: &'static str,
    pub settled: &'static str,
    /// The first payment opened the till with an empty float.
    pub till_opened_unasked: &'static str,
    pub proof: &'static str,
    pub statement: &'static str,
    pub next_customer: &'static str,
    /// How many were taken.
    pub taken_that_day: &'static str,
    pub running_that_day: &'static str,
    pub receivable: &'static str,
    pub received: &'static str,
    /// What is on account.
    pub on_account: &'static str,
    pub to_do: &'static str,
    /// Hint of the search field.
    pub search: &'static str,
    /// Marks the chosen ones as reviewed.
    pub mark_reviewed: &'static str,
    pub column_number: &'static str,
    pub column_time: &'static str,
    pub column_kind: &'static str,
    pub column_size: &'static str,
    pub column_customer: &'static str,
    pub column_runs: &'static str,
    pub column_amount: &'static str,
    /// The list is empty.
    pub nothing_that_day: &'static str,
    /// No booking matches what was typed.
    pub nothing_found: &'static str,
    pub all_done: &'static str,
    /// Records that the proof was signed.
    pub sign: &'static str,
    pub pay: &'static str,
    pub who_signed: &'static str,
    pub record_signature: &'static str,
    pub record_payment: &'static str,
    pub cancel: &'static str,
    /// The ad cannot be shown.
    pub no_size_set: &'static str,
    pub select_one: &'static str,
    /// So many are chosen.
    pub marked: &'static str,
    pub paper_name: &'static str,
    pub tax_number: &'static str,
    pub vat_rate: &'static str,
    /// The paper's own time.
    pub time_zone: &'static str,
    /// What happens until they are set.
    pub paper_note: &'static str,
    /// Saves the paper's settings.
    pub save_paper: &'static str,
    pub saved: &'static str,
    pub language_name: &'static str,
    pub colours: &'static str,
    pub light: &'static str,
    pub dark: &'static str,
    /// The size of the text.
    pub text_size: &'static str,
    /// Heading of the calibration.
    pub calibration: &'static str,
    pub calibration_note: &'static str,
    pub calibration_reset: &'static str,
    /// Where the settings of a person are kept.
    pub version_note: &'static str,
    pub colon: &'static str,
    /// Who sits at the desk.
    pub clerk: &'static str,
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
    /// Heading of the papers that were seen.
    pub papers_seen: &'static str,
    /// Heading of how the ad is set.
    pub set_as: &'static str,
    /// The fingerprint of the copy.
    pub fingerprint: &'static str,
    /// What that list is.
    pub waits_note: &'static str,
    /// The list is empty.
    pub nothing_waits: &'static str,
    /// Sends a job again.
    pub send_again: &'static str,
    /// A job is being sent.
    pub sending_job: &'static str,
    /// A job was never sent.
    pub not_sent_yet: &'static str,
    pub drop_job: &'static str,
    /// Dropping was pressed once.
    pub drop_job_again: &'static str,
    /// The printer for proofs.
    pub proof_printer: &'static str,
    /// The printer for statements.
    pub statement_printer: &'static str,
    /// What to type there.
    pub printers_note: &'static str,
    /// Prints a page that tries a printer.
    pub try_printer: &'static str,
    /// That page is being sent.
    pub trying_printer: &'static str,
    /// Heading of what the card asks besides the size.
    pub attributes: &'static str,
    /// That several values may be chosen, and by which key.
    pub several: &'static str,
    /// A price or discount by hand.
    pub by_hand: &'static str,
    /// A discount by hand.
    pub discount: &'static str,
    /// A whole price by hand.
    pub whole_price: &'static str,
    /// How many percent less.
    pub percent_off: &'static str,
    pub reason: &'static str,
    /// The supervisor who approves.
    pub supervisor: &'static str,
    /// A clerk may do so alone.
    pub within_bound: &'static str,
    /// Takes back what was agreed.
    pub take_back: &'static str,
    /// A run taken after its deadline.
    pub after_deadline: &'static str,
    /// The price by the card, while the agreed one is not settled.
    pub price_by_card: &'static str,
    /// No size is chosen, and the card lists none.
    pub type_a_size: &'static str,
    /// The price does not go by the size.
    pub size_of_its_own: &'static str,
    /// The drawing of proofs was stopped.
    pub stopped_drawing: &'static str,
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
