//! Drafts (挂单): what was typed and not booked yet. Each carries its request id: sent again after a crash, it gives the first
//! booking and not a second.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::office::Follows;
use books::booking::{Method, Number, Order, Terms, new_request};
use trade::ad::{CategoryId, Kind, Look, PaperId, Picture};
use trade::measure::Size;
use trade::personal::Personal;
use trade::rates::FaultOf;

/// An ad as far as it is typed; nothing in it is checked.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The request's id, which is also the file's name.
    pub request: String,
    /// The booking whose ad it takes anew; empty for none.
    #[serde(default)]
    pub repeats: String,
    /// The ad that it corrects, where it is one of its own for that (更正).
    #[serde(default)]
    pub corrects: Option<CorrectsDraft>,
    /// Whether it was put aside for the next customer, or was on the screen when the program ended.
    pub parked: bool,
    /// Decides which categories, styles and rates there are.
    pub kind: Kind,
    /// The id of the category.
    pub category: CategoryId,
    /// The size, once one is chosen.
    pub size: Option<Size>,
    /// The copy as it stands in the editor.
    pub copy: String,
    /// What was chosen about its appearance.
    #[serde(default)]
    pub look: Look,
    /// The picture, read and checked, and the path that it came from.
    pub picture: Option<(String, Arc<Picture>)>,
    /// The run dates (刊期), in the order in which they were chosen.
    pub runs: Vec<NaiveDate>,
    /// The telephone number as it is typed.
    pub phone: String,
    /// The name of the sender (送登人).
    pub name: String,
    /// The name of the payer (付款人); empty where the sender pays.
    pub payer: String,
    /// Whose name the invoice bears.
    pub invoice_title: String,
    /// The tax number that the invoice bears.
    #[serde(default)]
    pub payer_tax_number: String,
    /// The papers, by their id.
    pub seen: BTreeMap<PaperId, SeenDraft>,
    /// The payments, in the order in which they are offered.
    pub offers: Vec<OfferDraft>,
    /// What is agreed besides.
    #[serde(default)]
    pub terms: Terms,
    /// What was set by hand. Of a draft of a program that did not say so, everything was.
    #[serde(default)]
    pub touched: SetByHand,
}

/// Which values a hand has set: the copy changes none of these. The others are proposed, and follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named for the value that was set")]
pub struct SetByHand {
    /// A program that did not say so let it be set by hand alone.
    #[serde(default = "by_hand")]
    pub kind: bool,
    pub category: bool,
    pub size: bool,
    pub runs: bool,
}

impl SetByHand {
    /// Of an ad of which nothing is said yet.
    pub const NOTHING: SetByHand = SetByHand { kind: false, category: false, size: false, runs: false };
    /// Of an ad that is taken anew, or whose draft does not say what was set.
    pub const EVERYTHING: SetByHand = SetByHand { kind: true, category: true, size: true, runs: true };
}

const fn by_hand() -> bool {
    true
}

impl Default for SetByHand {
    fn default() -> SetByHand {
        SetByHand::EVERYTHING
    }
}

/// Which ad that appeared wrong is corrected, as far as it is said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectsDraft {
    /// The number of its booking.
    pub booking: String,
    /// Whose mistake it was: decides who pays.
    pub fault: FaultOf,
}

/// A paper as far as it is ticked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenDraft {
    /// Whether it was seen.
    pub seen: bool,
    /// The last four digits.
    pub last_four: String,
    /// The number of the file that the paper is kept in; may be empty.
    pub file: String,
}

/// A payment as far as it is typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferDraft {
    /// Cash, a channel, or on account.
    pub method: Method,
    /// How much is handed over; empty for what is still owed.
    pub amount: String,
    /// The channel's own serial number.
    pub serial: String,
    /// The clerk has said that more came than is owed.
    #[serde(default)]
    pub overpaid: bool,
}

impl OfferDraft {
    /// A payment of which only the method is said.
    pub const fn by(method: Method) -> OfferDraft {
        OfferDraft { method, amount: String::new(), serial: String::new(), overpaid: false }
    }
}

impl fmt::Debug for Draft {
    /// A draft is full of personal values; only its id is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({})", self.request)
    }
}

impl Draft {
    /// An empty draft with a request id of its own.
    pub fn new(kind: Kind, category: &CategoryId) -> Draft {
        Draft {
            request: new_request(),
            repeats: String::new(),
            corrects: None,
            parked: false,
            kind,
            category: category.clone(),
            size: None,
            copy: String::new(),
            look: Look::default(),
            picture: None,
            runs: Vec::new(),
            phone: String::new(),
            name: String::new(),
            payer: String::new(),
            invoice_title: String::new(),
            payer_tax_number: String::new(),
            seen: BTreeMap::new(),
            offers: Vec::new(),
            terms: Terms::default(),
            touched: SetByHand::NOTHING,
        }
    }

    /// The ad of a booking as a draft of its own: nothing that was seen, paid or agreed by hand goes with it.
    pub fn again(order: &Order, of: Number) -> Draft {
        let (ad, customer) = (&order.ad, &order.customer);
        let text =
            |said: &Option<Personal<String>>| said.as_ref().map_or_else(String::new, |said| said.text().to_owned());
        let picture =
            ad.picture.as_ref().and_then(|picture| picture.get()).map(|picture| (String::new(), Arc::clone(picture)));
        Draft {
            repeats: of.to_string(),
            size: Some(ad.size),
            copy: ad.copy.text().to_owned(),
            look: ad.look.clone(),
            picture,
            runs: order.runs.clone(),
            phone: customer.phone.text().to_owned(),
            name: customer.name.text().to_owned(),
            payer: text(&customer.payer),
            invoice_title: text(&customer.invoice_title),
            payer_tax_number: text(&customer.tax_number),
            terms: Terms { attributes: order.terms.attributes.clone(), ..Terms::default() },
            touched: SetByHand::EVERYTHING,
            ..Draft::new(ad.kind, &ad.category)
        }
    }

    /// An ad of its own that corrects that of a booking which appeared wrong, once, with the same words until they are set right. Nobody
    /// is relieved of its price before whose mistake it was is said.
    pub fn correcting(order: &Order, of: Number) -> Draft {
        let corrects = Some(CorrectsDraft { booking: of.to_string(), fault: FaultOf::Customer });
        let runs = order.runs.iter().take(1).copied().collect();
        Draft { repeats: String::new(), corrects, runs, ..Draft::again(order, of) }
    }

    /// What it was booked from as a draft of its own, with as little as [`Draft::again`].
    pub fn anew(&self, of: Number) -> Draft {
        Draft {
            request: new_request(),
            repeats: of.to_string(),
            corrects: None,
            parked: false,
            seen: BTreeMap::new(),
            offers: Vec::new(),
            terms: Terms { attributes: self.terms.attributes.clone(), ..Terms::default() },
            touched: SetByHand::EVERYTHING,
            ..self.clone()
        }
    }

    /// What of it is left to the copy. A category, a style, the kind of a line and a picture are each of one kind of ads: with the first of
    /// them the kind is said too.
    pub fn follows(&self) -> Follows {
        let SetByHand { kind, category, size, runs } = self.touched;
        let said = kind || category || self.picture.is_some() || self.look != Look::default();
        Follows { kind: !said, category: !category, size: !size, runs: !runs }
    }

    /// Whether nothing was typed that anybody would miss.
    pub fn is_blank(&self) -> bool {
        let fields = [&self.copy, &self.phone, &self.name, &self.payer, &self.invoice_title];
        fields.iter().all(|field| field.trim().is_empty()) && self.picture.is_none() && self.seen.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_reads_back_and_shows_nothing_personal() {
        let mut draft = Draft::new(Kind::Notice, &CategoryId::known("court"));
        assert!(draft.is_blank());
        draft.phone = "13800000012".to_owned();
        draft.runs.push("2026-01-22".parse().expect("a date"));
        assert!(!draft.is_blank());
        let text = serde_json::to_string(&draft).expect("written");
        assert_eq!(serde_json::from_str::<Draft>(&text).expect("read"), draft);
        assert!(!format!("{draft:?}").contains("138"));
    }

    #[test]
    fn of_a_draft_that_an_older_program_wrote_everything_was_set_by_hand() {
        let draft = Draft::new(Kind::Notice, &CategoryId::known("court"));
        assert_eq!(draft.touched, SetByHand::NOTHING);
        let mut older = serde_json::to_value(&draft).expect("written");
        older.as_object_mut().and_then(|fields| fields.remove("touched")).expect("a field");
        let read: Draft = serde_json::from_value(older).expect("read");
        assert_eq!(read, Draft { touched: SetByHand::EVERYTHING, ..draft });
    }
}
