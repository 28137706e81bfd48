//! The desk's own words, in both languages: one table, so that a word missing in one of them does not compile.

mod act_money;
mod acts;
mod chinese;
mod copies;
mod english;
mod intake;
mod press;
mod printing;
mod rates;
mod sentences;

use trade::settings::Language;

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
    /// What lines are (块类), in the order of [`Role::ALL`](trade::ad::Role::ALL).
    pub roles: [&'static str; 12],
    /// The styles.
    pub style: &'static str,
    /// The second colour.
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
    /// The paper's own time.
    pub time_zone: &'static str,
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
    /// The list of what waits for a printer.
    pub waits: &'static str,
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
    /// Drops a job.
    pub drop_job: &'static str,
    /// Dropping was pressed once.
    pub drop_job_again: &'static str,
    /// Heading of the printers.
    pub printers_section: &'static str,
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
    /// Why.
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

    const fn zh(&self) -> bool {
        matches!(self.language, Language::Chinese)
    }

    /// One of two, by the language.
    const fn either(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.zh() { zh } else { en }
    }
}
