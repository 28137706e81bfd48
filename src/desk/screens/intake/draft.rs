//! A batch as far as it is worked through, as it is kept in a file of its own kind: a crash loses nothing, and the request id that it
//! carries lets it be booked only once.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::paying::Paying;
use books::booking::{Customer, Order, SettledFinding, new_request};
use books::counter::batch::{BatchAnswer, BatchItem, BatchPart};
use trade::ad::{Ad, Kind, Look};
use trade::measure::Size;
use trade::money::Money;
use trade::refusal::Refusal;

/// A batch; nothing in it is checked.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// The request's id, which is also the file's name.
    pub request: String,
    /// The parts of the page, in its order.
    pub entries: Vec<BatchEntry>,
    /// The run dates of all that have none of their own.
    pub runs: Vec<NaiveDate>,
    /// Whether a clerk chose them; else they are the first day that can be chosen.
    pub chosen: bool,
    /// The customer of all that have none of their own.
    pub sender: Sender,
    /// How those pay who pay now, each once.
    #[serde(default)]
    pub payments: Vec<Paying>,
}

/// A part of the page.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BatchEntry {
    /// Its words as they were handed in.
    pub received: String,
    /// Its words as they are to be printed.
    pub copy: String,
    /// Whether it was left or put aside, and is not booked.
    pub aside: bool,
    /// Its size, where the clerk chose one.
    pub size: Option<Size>,
    /// Its own run dates.
    pub runs: Option<Vec<NaiveDate>>,
    /// Its own customer, where it has another than the batch.
    pub sender: Option<Sender>,
    /// What was settled of it.
    pub settled: Vec<SettledFinding>,
}

/// A customer as far as it is typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The telephone number as it is typed.
    pub phone: String,
    /// The name of the sender (送登人).
    pub name: String,
    /// The name of the payer (付款人); empty where the sender pays.
    pub payer: String,
    /// Whose name the invoice bears.
    pub invoice_title: String,
}

impl fmt::Debug for Batch {
    /// A batch is full of personal values; only its id is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Batch({}, {} parts)", self.request, self.entries.len())
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender(***)")
    }
}

impl Batch {
    /// An empty batch with a request id of its own.
    pub fn new() -> Batch {
        Batch {
            request: new_request(),
            entries: Vec::new(),
            runs: Vec::new(),
            chosen: false,
            sender: Sender::default(),
            payments: Vec::new(),
        }
    }

    /// Takes in the parts of a page.
    pub fn take(&mut self, parts: Vec<BatchPart>) {
        self.entries.extend(parts.into_iter().map(|part| BatchEntry {
            received: part.copy.clone(),
            copy: part.copy,
            aside: !part.notice,
            size: None,
            runs: None,
            sender: None,
            settled: Vec::new(),
        }));
    }

    /// The places of the parts that are to be booked, in their order.
    pub fn active(&self) -> Vec<usize> {
        (0..self.entries.len()).filter(|place| !self.entries[*place].aside).collect()
    }

    /// The run dates of a part.
    pub fn runs(&self, place: usize) -> &[NaiveDate] {
        self.entries.get(place).and_then(|entry| entry.runs.as_deref()).unwrap_or(&self.runs)
    }

    /// The customer of a part.
    pub fn sender(&self, place: usize) -> &Sender {
        self.entries.get(place).and_then(|entry| entry.sender.as_ref()).unwrap_or(&self.sender)
    }

    /// A part as the counter is asked about it.
    pub fn item(&self, place: usize) -> BatchItem<'_> {
        let (entry, sender) = (&self.entries[place], self.sender(place));
        let payer = if sender.payer.trim().is_empty() { &sender.name } else { &sender.payer };
        BatchItem {
            received: &entry.received,
            copy: &entry.copy,
            category: None,
            size: entry.size,
            runs: self.runs(place),
            customers: [sender.name.trim(), payer.trim()],
            phone: sender.phone.trim(),
        }
    }

    /// What is to be booked of a part that was answered so. What was settled of findings that are no more stays behind.
    ///
    /// # Errors
    /// Why it cannot be booked.
    pub fn wanted(&self, place: usize, answer: &BatchAnswer) -> Result<Order, Refusal> {
        if let Some(refusal) = answer.against() {
            return Err(refusal);
        }
        let (entry, sender) = (&self.entries[place], self.sender(place));
        let size = answer.proposal.size.ok_or_else(|| Refusal::NotASize { value: String::new() })?;
        let standing = |one: &&SettledFinding| answer.notice.findings.iter().any(|finding| one.settles(finding));
        let ad = Ad {
            kind: Kind::Notice,
            category: answer.category.clone(),
            size,
            copy: entry.copy.clone().into(),
            picture: None,
            look: Look::default(),
        };
        let customer = Customer::checked(&sender.phone, &sender.name, &sender.payer, &sender.invoice_title)?;
        let edited = entry.received != entry.copy;
        let total = answer.proposal.quote.as_ref().ok().map(|quote| quote.total);
        Ok(Order {
            settled: entry.settled.iter().filter(standing).cloned().collect(),
            shown: total,
            offers: self.offers(place, total.unwrap_or(Money::ZERO)),
            received: edited.then(|| entry.received.clone().into()),
            ..Order::new(ad, self.runs(place).to_vec(), customer)
        })
    }
}

impl Default for Batch {
    fn default() -> Batch {
        Batch::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_reads_back_and_shows_nothing_personal() {
        let mut batch = Batch::new();
        batch.take(vec![BatchPart { copy: "王敏遗失身份证".to_owned(), notice: true }]);
        batch.sender.phone = "13800000012".to_owned();
        let text = serde_json::to_string(&batch).expect("written");
        assert_eq!(serde_json::from_str::<Batch>(&text).expect("read"), batch);
        let shown = format!("{batch:?} {:?}", batch.sender);
        assert!(!shown.contains("138") && !shown.contains("王敏"), "{shown}");
    }
}
