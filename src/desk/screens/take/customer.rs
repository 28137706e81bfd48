//! Who stands behind the ad: the field in which they are looked for, the card of a known customer, or what is typed of a new one.

use iced::widget::{column, container, row, text};
use iced::{Alignment, Fill};

use super::{Message, Scene, Take, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, size, tint};
use crate::desk::widgets::{ButtonLook, Press};
use crate::locale;
use crate::office::KnownCustomer;
use books::booking::phone_key;
use trade::legible;

impl Take {
    /// The field in which they are looked for, the card of who is known, or what is typed of a new one.
    pub(super) fn customer<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if self.seeking.open && self.open() {
            return self.seeker(scene);
        }
        let customer = match self.known_customer() {
            Some(known) if !self.others && self.legible() => self.card(known, scene),
            _ => self.typed_customer(scene),
        };
        let told = locale::acts::may_be_one(&self.neighbours.2, scene.language()).into_iter();
        let told = told.map(|told| text(told).size(size::LABEL).style(tint(|c| c.remind)).into());
        column![customer].extend(told).spacing(4).into()
    }

    /// Whether everything that is said of the customer can be read and may stand so.
    fn legible(&self) -> bool {
        let draft = &self.draft;
        let fields = [
            (legible::Field::Phone, &draft.phone),
            (legible::Field::Customer, &draft.name),
            (legible::Field::Payer, &draft.payer),
            (legible::Field::InvoiceTitle, &draft.invoice_title),
        ];
        fields.into_iter().all(|(field, text)| legible::check(field, text.trim()).is_ok())
            && trade::tax_number::checked(&draft.payer_tax_number).is_ok()
    }

    /// A customer who booked before: who they are, how often they came, what they owe.
    fn card<'a>(&'a self, known: &'a KnownCustomer, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let name = text(legible::in_line(&self.draft.name).into_owned())
            .size(size::TEXT)
            .font(HEI_BOLD)
            .wrapping(text::Wrapping::None);
        let name = container(name).width(Fill).clip(true);
        let name = row![name, kit::pill(words.known_customer(), Tone::Well)].spacing(8).align_y(Alignment::Center);
        let account = &known.account;
        let phone = legible::in_line(self.draft.phone.trim()).into_owned();
        let times = words.times(account.latest.len(), account.more);
        let said = words.joined(&[&phone, &times, &words.stands(account)]);
        let mut lines = column![name, one_line(said)].spacing(4);
        let others = [(words.payer, &self.draft.payer), (words.invoice_title, &self.draft.invoice_title)];
        let others: Vec<String> = others
            .into_iter()
            .filter(|(_, said)| !said.trim().is_empty())
            .map(|(label, said)| format!("{label} {}", legible::in_line(said.trim())))
            .collect();
        if !others.is_empty() {
            lines = lines.push(one_line(words.joined(&others.iter().map(String::as_str).collect::<Vec<_>>())));
        }
        let card = container(lines).padding([8, 12]).width(Fill).style(theme::card);
        column![kit::section(words.customer, "Ctrl+K", self.fold(scene)), card].spacing(4).into()
    }

    /// Shows telephone number, name, payer and title, or hides what of them need not be said.
    pub(super) fn fold<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let fold = if self.others { words.fewer_people } else { words.more_people };
        Press::new(row![text(fold).size(size::LABEL), kit::key("Ctrl+O")].spacing(6), ButtonLook::Quiet)
            .on_press(Message::Others)
            .into()
    }

    /// What is typed of the customer: the telephone number first, since a known one fills the rest.
    fn typed_customer<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, open) = (scene.words(), self.open());
        let phone_wrong = (self.pressed || !self.draft.name.trim().is_empty()) && phone_key(&self.draft.phone).is_err();
        // What cannot be read is wrong at once: it was pasted, not half typed.
        let unread = |field, text: &str| legible::check(field, text.trim()).is_err();
        let phone_wrong = phone_wrong || unread(legible::Field::Phone, &self.draft.phone);
        let name_wrong =
            (self.pressed && self.draft.name.trim().is_empty()) || unread(legible::Field::Customer, &self.draft.name);
        let payer_wrong = unread(legible::Field::Payer, &self.draft.payer);
        let title_wrong = unread(legible::Field::InvoiceTitle, &self.draft.invoice_title);
        let tax_wrong = trade::tax_number::checked(&self.draft.payer_tax_number).is_err();
        let phone = InputField::new(words.phone, &self.draft.phone, place::PHONE)
            .wrong(phone_wrong)
            .width(150)
            .on_input(open, Message::Phone)
            .on_submit(Message::Onward);
        let name = InputField::new(words.sender, &self.draft.name, place::NAME)
            .wrong(name_wrong)
            .on_input(open, Message::Name)
            .on_submit(Message::Onward);
        let mut customer = column![
            kit::section(words.customer, "Ctrl+K", self.fold(scene)),
            row![Element::from(phone), Element::from(name)].spacing(8)
        ]
        .spacing(4);
        if self.others || payer_wrong || title_wrong || tax_wrong {
            let payer = InputField::new(words.payer, &self.draft.payer, place::PAYER)
                .wrong(payer_wrong)
                .placeholder(self.draft.name.as_str())
                .on_input(open, Message::Payer)
                .on_submit(Message::Onward);
            let title = InputField::new(words.invoice_title, &self.draft.invoice_title, place::TITLE)
                .wrong(title_wrong)
                .placeholder(self.draft.name.as_str())
                .on_input(open, Message::InvoiceTitle)
                .on_submit(Message::Onward);
            let number = InputField::new(words.payer_tax_number(), &self.draft.payer_tax_number, place::PAYER_TAX)
                .wrong(tax_wrong)
                .on_input(open, Message::PayerTaxNumber)
                .on_submit(Message::Onward);
            customer = customer.push(row![Element::from(payer), Element::from(title)].spacing(8)).spacing(6);
            customer = customer.push(Element::from(number));
        }
        customer.into()
    }
}

/// Something said beside the text, in a line that is cut where there is no room for all of it.
fn one_line<'a>(said: String) -> Element<'a, Message> {
    container(kit::quiet(said).wrapping(text::Wrapping::None)).width(Fill).clip(true).into()
}
