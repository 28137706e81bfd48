//! The one field in which a customer is looked for (客户), and what the books find while it is typed: customers, each with their last ads.
//! Enter on a customer takes them, on an ad repeats it; the last line makes a new customer of what was typed.

use super::{Action, Message, Take, place};
use crate::desk::widgets::{focus_on, step};
use crate::office::{Customers, Known};
use books::booking::{Customer, Number, Row, phone_key};
use books::counter::Neighbours;
use books::search::{Marked, Query};
use books::store::Account;
use trade::personal::Personal;
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
pub(super) enum Progress {
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
    pub(super) progress: Progress,
    /// Counts what was asked, so that an answer to an earlier question is known for late.
    revision: u64,
    /// What is listed answers an earlier question, and goes when the first answer comes.
    stale: bool,
    found: Vec<(Account, Marked)>,
    /// The line that the keyboard stands on.
    pub(super) at: usize,
    waiting: Option<Waiting>,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Line<'a> {
    /// A customer, with what they owe, and with what was found marked in name and number.
    Customer(&'a Account, &'a Marked),
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
    pub(super) fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for (account, marked) in &self.found {
            lines.push(Line::Customer(account, marked));
            lines.extend(account.latest.iter().take(ADS).map(|row| Line::Ad(account, row)));
        }
        lines.push(Line::New);
        lines
    }

    /// The telephone number, as digits, of the customer of the chosen line; none where that is the new one, or nothing is listed yet.
    pub(super) fn chosen_phone(&self) -> Option<String> {
        match self.lines().get(self.at).copied().filter(|_| self.listed && self.answers())? {
            Line::Customer(account, _) | Line::Ad(account, _) => Some(account.phone_key.clone()),
            Line::New => None,
        }
    }

    /// How many customers are listed.
    pub(super) const fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether the chosen line answers what is typed now.
    fn answers(&self) -> bool {
        !self.stale && (!self.found.is_empty() || self.progress != Progress::Searching)
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

    /// Whether nothing is said of the customer yet.
    pub(super) fn nobody(&self) -> bool {
        self.draft.phone.trim().is_empty() && self.draft.name.trim().is_empty()
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
            (seeking.found, seeking.stale, seeking.progress) = (Vec::new(), false, Progress::TooShort);
            return Vec::new();
        }
        seeking.progress = Progress::Searching;
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
                    Progress::Searching
                } else {
                    Progress::Done { more: seeking.found.len() > MOST }
                };
                seeking.found.truncate(MOST);
            }
            Ok(None) => seeking.progress = Progress::TooShort,
            Err(fault) => seeking.progress = Progress::Failed(fault),
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
            Some(Line::Ad(_, row)) if how == Waiting::Pick => {
                let number = row.number;
                self.seeking.restart(self.nobody());
                return vec![Action::Repeat(number)];
            }
            Some(Line::Customer(account, _) | Line::Ad(account, _)) => (account, &account.latest[0]),
            Some(Line::New) | None => return self.new_customer(),
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

    fn clear_customer(&mut self) {
        let draft = &mut self.draft;
        for said in
            [&mut draft.phone, &mut draft.name, &mut draft.payer, &mut draft.invoice_title, &mut draft.payer_tax_number]
        {
            said.clear();
        }
    }

    /// Asks the books who has the number of the draft.
    pub(super) fn look_up(&self) -> Option<Action> {
        phone_key(&self.draft.phone).ok().map(Action::Known)
    }

    /// Asks who else came under the number and the name that stand now, where both are whole and others than were asked about last.
    pub(super) fn who(&mut self) -> Option<Action> {
        let name = self.draft.name.trim().to_owned();
        // While the number is not whole nobody is known by it.
        let whole = phone_key(&self.draft.phone).ok().filter(|_| !name.is_empty());
        let Some(key) = whole else {
            self.neighbours = Default::default();
            return None;
        };
        if (&name, &key) == (&self.neighbours.0, &self.neighbours.1) {
            return None;
        }
        self.neighbours = (name.clone(), key.clone(), Neighbours::default());
        Some(Action::Neighbours(name, key))
    }

    /// What came with a number goes with it; what was typed by hand stays.
    pub(super) fn forget(&mut self) {
        let known = self.known.take();
        let draft = &mut self.draft;
        if self.filled.take().is_some_and(|name| name == draft.name) {
            draft.name.clear();
            let Some(known) = known else { return };
            let came = &known.customer;
            let fields = [
                (&mut draft.payer, &came.payer),
                (&mut draft.invoice_title, &came.invoice_title),
                (&mut draft.payer_tax_number, &came.tax_number),
            ];
            for (field, came) in fields {
                if came.as_ref().is_some_and(|came| came.text() == field.as_str()) {
                    field.clear();
                }
            }
        }
    }

    /// The books told who has this number.
    pub(super) fn known(&mut self, key: &str, known: Option<Known>) -> Vec<Action> {
        let current = phone_key(&self.draft.phone).is_ok_and(|now| now == key);
        if !self.open() || !current {
            return Vec::new();
        }
        let free = self.draft.name.trim().is_empty() || self.filled.as_deref() == Some(&self.draft.name);
        let was_known = self.known_customer().is_some();
        let said_too = known.as_ref().is_some_and(|known| known.customer.name.text() == self.draft.name);
        self.known = known;
        if said_too {
            self.filled = Some(self.draft.name.clone());
        }
        let Some(known) = self.known.as_ref().filter(|_| free) else {
            self.others |= self.known_customer().is_none() && self.has_others();
            return self.past_the_card(was_known);
        };
        let Customer { name, payer, invoice_title, tax_number, .. } = &known.customer;
        let text = |value: &Option<Personal<String>>| value.as_ref().map_or_else(String::new, |v| v.text().to_owned());
        self.draft.name = name.text().to_owned();
        self.draft.payer = text(payer);
        self.draft.invoice_title = text(invoice_title);
        self.draft.payer_tax_number = text(tax_number);
        self.filled = Some(self.draft.name.clone());
        // Who sends it may have a contract.
        let mut actions = self.changed();
        actions.extend(self.past_the_card(was_known));
        actions
    }

    /// Where the card of a known customer takes the place of the fields, the focus goes on from them. An ad that is taken anew has it
    /// elsewhere already.
    fn past_the_card(&self, was_known: bool) -> Vec<Action> {
        let anew = !self.draft.repeats.is_empty() || self.draft.corrects.is_some();
        let folded = !was_known && !self.others && !anew && self.known_customer().is_some();
        folded.then(|| Action::Run(focus_on(place::COPY))).into_iter().collect()
    }

    /// Whether somebody else pays, or another name stands on the invoice.
    pub(super) fn has_others(&self) -> bool {
        let draft = &self.draft;
        [&draft.payer, &draft.invoice_title, &draft.payer_tax_number].iter().any(|text| !text.trim().is_empty())
    }

    /// The customer of the draft, where they are known and stand as they were last booked.
    pub(super) fn known_customer(&self) -> Option<&Known> {
        let known = self.known.as_ref()?;
        let same = phone_key(&self.draft.phone).is_ok_and(|key| key == known.account.phone_key);
        (same && known.customer.name.text() == self.draft.name).then_some(known)
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
