//! The one field in which a customer is looked for (客户), and what the books find while it is typed: customers, each with their last ads.
//! Enter on a customer takes them, on an ad repeats it; the last line makes a new customer of what was typed.

use super::{Action, Message, Take, place};
use crate::desk::widgets::{focus_on, step};
use crate::office::Customers;
use books::booking::{Number, Row, phone_key};
use books::search::{MarkedFields, Query};
use books::store::Account;
use trade::refusal::Fault;

/// At most this many customers are listed; that there are more is said.
pub const MOST: usize = 4;
/// So many of the last ads of each are listed.
pub const ADS: usize = 3;
/// Of a customer who was taken, at most so many bookings are counted.
pub const COUNTED: usize = 50;
/// Fewer digits than these, beside other words, are part of a name.
const DIGITS_OF_A_PHONE: usize = 5;

/// How far the books are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum SearchProgress {
    /// Nothing was typed, or no word of it has two characters.
    #[default]
    TooShort,
    /// They were asked, and have not answered everything yet.
    Searching,
    /// Everything that is listed is there; whether there is more.
    Done {
        /// There are more customers than are listed.
        more: bool,
    },
    /// They could not be read.
    Failed(Fault),
}

/// What was struck before the books had answered, to be done with their answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// Enter: what stands in the chosen line.
    Pick,
    /// Tab: the customer of that line.
    Leave,
}

/// The field, and the list below it.
#[derive(Debug, Clone, Default)]
pub(super) struct Seeking {
    /// What is typed in it, until a customer is taken.
    pub(super) text: String,
    /// The field stands in the place of the customer.
    pub(super) open: bool,
    /// The list is shown.
    listed: bool,
    pub(super) progress: SearchProgress,
    /// Counts what was asked, so that an answer to an earlier question is known for late.
    revision: u64,
    /// What is listed answers an earlier question, and goes when the first answer comes.
    stale: bool,
    found: Vec<(Account, MarkedFields)>,
    /// The line that the keyboard stands on.
    pub(super) at: usize,
    waiting: Option<Waiting>,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ListLine<'a> {
    /// A customer, with what they owe, and with what was found marked in name and number.
    Customer(&'a Account, &'a MarkedFields),
    /// One of their ads.
    Ad(&'a Account, &'a Row),
    /// Nobody of these: a new one.
    New,
}

/// What happens in the field and in its list.
#[derive(Debug, Clone)]
pub enum Seek {
    /// Another text stands in the field.
    Text(String),
    /// The books found these for the question of this count.
    Found(u64, Result<Option<Customers>, Fault>),
    /// The keyboard goes this many lines further.
    Walk(isize),
    /// What stands in the chosen line is taken: the customer, the ad once more, or a new customer.
    Pick,
    /// The same of the line at this place.
    PickAt(usize),
    /// The customer of the chosen line is taken, and the focus goes on.
    Leave,
    /// The list is closed; where a customer stands already, the field too.
    Close,
}

impl Seeking {
    /// The field in the place of a customer of whom nothing is said yet.
    pub(super) fn beginning(open: bool) -> Seeking {
        Seeking { open, ..Seeking::default() }
    }

    /// The field begins anew. What was asked before is answered to nobody.
    pub(super) fn restart(&mut self, open: bool) {
        *self = Seeking { revision: self.revision + 1, ..Seeking::beginning(open) };
    }

    /// The list is closed; what is typed stays.
    pub(super) const fn close(&mut self) {
        (self.listed, self.waiting) = (false, None);
    }

    /// Whether the list is shown, so that arrows, Enter and Tab are its keys.
    pub(super) const fn lists(&self) -> bool {
        self.open && self.listed
    }

    /// The lines, from the first customer to the new one.
    pub(super) fn lines(&self) -> Vec<ListLine<'_>> {
        let mut lines = Vec::new();
        for (account, marked) in &self.found {
            lines.push(ListLine::Customer(account, marked));
            lines.extend(account.latest.iter().take(ADS).map(|row| ListLine::Ad(account, row)));
        }
        lines.push(ListLine::New);
        lines
    }

    /// The telephone number, as digits, of the customer of the chosen line; none where that is the new one, or nothing is listed yet.
    pub(super) fn chosen_phone(&self) -> Option<String> {
        match self.lines().get(self.at).copied().filter(|_| self.listed && self.answers())? {
            ListLine::Customer(account, _) | ListLine::Ad(account, _) => Some(account.phone_key.clone()),
            ListLine::New => None,
        }
    }

    /// How many customers are listed.
    pub(super) const fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether the chosen line answers what is typed now.
    fn answers(&self) -> bool {
        !self.stale && (!self.found.is_empty() || self.progress != SearchProgress::Searching)
    }
}

impl Take {
    /// Does what the field and its list say, and looks at the ad on which the keyboard stands then.
    pub(super) fn sought(&mut self, seek: Seek) -> Vec<Action> {
        let mut actions = self.seek(seek);
        actions.extend(self.glance_at());
        actions
    }

    /// Does what the field and its list say.
    pub(super) fn seek(&mut self, seek: Seek) -> Vec<Action> {
        if !self.open() {
            return Vec::new();
        }
        match seek {
            Seek::Text(text) => {
                let seeking = &mut self.seeking;
                seeking.listed = !text.trim().is_empty();
                (seeking.text, seeking.at, seeking.waiting) = (text, 0, None);
                self.ask_for_customers()
            }
            Seek::Found(revision, found) if revision == self.seeking.revision => self.customers_found(found),
            Seek::Found(..) => Vec::new(),
            Seek::Walk(by) => {
                let last = self.seeking.lines().len() - 1;
                self.seeking.at = self.seeking.at.saturating_add_signed(by).min(last);
                Vec::new()
            }
            Seek::PickAt(at) => {
                self.seeking.at = at;
                self.pick(Waiting::Pick)
            }
            Seek::Pick if self.seeking.listed => self.pick(Waiting::Pick),
            // Nothing is typed: the customer is said later.
            Seek::Pick if self.seeking.text.trim().is_empty() => vec![Action::Run(step(false))],
            Seek::Pick => {
                self.seeking.listed = true;
                Vec::new()
            }
            Seek::Leave => self.pick(Waiting::Leave),
            Seek::Close => {
                let closed = !self.seeking.listed;
                self.seeking.close();
                if self.nobody() {
                    // Struck again, what is typed goes.
                    return if closed { self.seek(Seek::Text(String::new())) } else { Vec::new() };
                }
                self.seeking.restart(false);
                vec![Action::Run(focus_on(place::COPY))]
            }
        }
    }

    /// The field comes back into the place of the customer.
    pub(super) fn seek_again(&mut self) {
        self.seeking.open = true;
        self.seeking.listed = !self.seeking.text.trim().is_empty();
        self.others = false;
    }

    fn ask_for_customers(&mut self) -> Vec<Action> {
        let seeking = &mut self.seeking;
        seeking.revision += 1;
        seeking.stale = true;
        if seeking.text.trim().is_empty() {
            (seeking.found, seeking.stale, seeking.progress) = (Vec::new(), false, SearchProgress::TooShort);
            return Vec::new();
        }
        seeking.progress = SearchProgress::Searching;
        vec![self.search(None)]
    }

    fn search(&self, before: Option<Number>) -> Action {
        Action::Seek { revision: self.seeking.revision, text: self.seeking.text.trim().to_owned(), before }
    }

    fn customers_found(&mut self, found: Result<Option<Customers>, Fault>) -> Vec<Action> {
        let seeking = &mut self.seeking;
        if std::mem::take(&mut seeking.stale) {
            seeking.found.clear();
        }
        let mut rest = None;
        match found {
            Ok(Some(page)) => {
                for account in page.accounts {
                    let listed = seeking.found.iter().any(|(known, _)| known.phone_key == account.phone_key);
                    if let (false, Some(last)) = (listed, account.latest.first()) {
                        let marked = Query::read(&seeking.text).map(|query| query.marked(last)).unwrap_or_default();
                        seeking.found.push((account, marked));
                    }
                }
                rest = page.rest.filter(|_| seeking.found.len() <= MOST);
                seeking.progress = if rest.is_some() {
                    SearchProgress::Searching
                } else {
                    SearchProgress::Done { more: seeking.found.len() > MOST }
                };
                seeking.found.truncate(MOST);
            }
            Ok(None) => seeking.progress = SearchProgress::TooShort,
            Err(fault) => seeking.progress = SearchProgress::Failed(fault),
        }
        let mut actions: Vec<Action> = rest.map(|before| self.search(Some(before))).into_iter().collect();
        if let Some(waiting) = self.seeking.waiting.filter(|_| self.seeking.answers()) {
            actions.extend(self.pick(waiting));
        }
        actions
    }

    /// Takes what the chosen line says. Before the books have answered, a whole telephone number is taken as it is typed, since who has it
    /// is asked again; anything else waits for them.
    fn pick(&mut self, how: Waiting) -> Vec<Action> {
        if !self.seeking.answers() {
            if phone_key(&self.seeking.text).is_ok() {
                return self.new_customer();
            }
            self.seeking.waiting = Some(how);
            return Vec::new();
        }
        let line = self.seeking.lines().get(self.seeking.at).copied();
        let (account, row) = match line {
            Some(ListLine::Ad(_, row)) if how == Waiting::Pick => {
                let number = row.number;
                self.seeking.restart(self.nobody());
                return vec![Action::Repeat(number)];
            }
            Some(ListLine::Customer(account, _) | ListLine::Ad(account, _)) => (account, &account.latest[0]),
            Some(ListLine::New) | None => return self.new_customer(),
        };
        let (key, phone, name) = (account.phone_key.clone(), row.phone.clone(), row.customer.clone());
        self.forget();
        self.clear_customer();
        (self.draft.phone, self.draft.name) = (phone, name.clone());
        self.filled = Some(name);
        self.seeking.restart(false);
        let mut actions = self.changed();
        actions.extend([Action::Known(key), Action::Run(focus_on(place::COPY))]);
        actions
    }

    /// What was typed becomes a customer: digits are the telephone number, words the name; the focus goes to what is missing.
    pub(super) fn new_customer(&mut self) -> Vec<Action> {
        let (phone, name) = parted(&self.seeking.text);
        self.forget();
        self.clear_customer();
        (self.draft.phone, self.draft.name) = (phone, name);
        self.seeking.restart(self.nobody());
        let mut actions = self.changed();
        actions.extend(self.look_up());
        let missing = if self.nobody() {
            place::CUSTOMER
        } else if self.draft.phone.is_empty() {
            place::PHONE
        } else {
            place::NAME
        };
        let next = if self.draft.name.is_empty() || self.draft.phone.is_empty() { missing } else { place::COPY };
        actions.push(Action::Run(focus_on(next)));
        actions
    }

    /// Whether the field with its list has the arrows, Enter and Tab.
    pub fn lists_customers(&self) -> bool {
        self.open() && self.seeking.lists()
    }
}

impl From<Seek> for Message {
    fn from(seek: Seek) -> Message {
        Message::Seek(seek)
    }
}

/// Telephone number and name of what was typed for a new customer.
fn parted(text: &str) -> (String, String) {
    let is_digit = |c: char| trade::measure::narrow(c).is_ascii_digit();
    let separated = |c: char| is_digit(c) || "-()+.（）－".contains(c);
    let of_a_number =
        |word: &&str| phone_key(word).is_ok() || word.chars().any(is_digit) && word.chars().all(separated);
    let (numbers, words): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(of_a_number);
    let digits: usize = numbers.iter().map(|number| number.chars().filter(|c| is_digit(*c)).count()).sum();
    if !words.is_empty() && digits < DIGITS_OF_A_PHONE {
        return (String::new(), text.trim().to_owned());
    }
    (numbers.join(" "), words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_go_to_the_telephone_number_and_words_to_the_name() {
        let cases = [
            ("13800000012", ("13800000012", "")),
            ("138 0000 0012", ("138 0000 0012", "")),
            ("王敏", ("", "王敏")),
            ("王敏 +86-13800000012", ("+86-13800000012", "王敏")),
            ("青岛 蓝湾 １３８００００００１２", ("１３８００００００１２", "青岛 蓝湾")),
            ("Studio 54", ("", "Studio 54")),
            ("0012", ("0012", "")),
            ("  ", ("", "")),
        ];
        for (typed, (phone, name)) in cases {
            assert_eq!(parted(typed), (phone.to_owned(), name.to_owned()), "{typed}");
        }
    }
}
