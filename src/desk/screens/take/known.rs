//! Who has the telephone number of the draft: what the books know of them goes into the draft, and goes again with the number.

use super::{Action, Take, place};
use crate::desk::widgets::focus_on;
use crate::office::KnownCustomer;
use books::booking::{Customer, phone_key};
use books::counter::Neighbours;
use trade::personal::Personal;

impl Take {
    /// Whether nothing is said of the customer yet.
    pub(super) fn nobody(&self) -> bool {
        self.draft.phone.trim().is_empty() && self.draft.name.trim().is_empty()
    }

    pub(super) fn clear_customer(&mut self) {
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
    pub(super) fn known(&mut self, key: &str, known: Option<KnownCustomer>) -> Vec<Action> {
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
    pub(super) fn known_customer(&self) -> Option<&KnownCustomer> {
        let known = self.known.as_ref()?;
        let same = phone_key(&self.draft.phone).is_ok_and(|key| key == known.account.phone_key);
        (same && known.customer.name.text() == self.draft.name).then_some(known)
    }
}
