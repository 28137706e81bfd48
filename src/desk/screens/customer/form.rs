//! The two forms of a customer's page: what the paper agrees to, and money that comes in for what stands.

use iced::keyboard::key;

use super::{Action, Message, Plain, place};
use crate::desk::widgets::Chord;
use crate::office::{CustomerPage, Session};
use books::booking::{Agreed, AgreementId, MOST_DAYS, Method, Offer, USUAL_DAYS, new_request};
use books::store::Store;
use trade::money::Money;
use trade::refusal::{AccountTrouble, Failure, Refusal};

/// The form that is open, as it is typed.
#[derive(Debug, Clone)]
pub enum Form {
    /// The agreement, or its end.
    Agreement(Box<AgreementForm>),
    /// A payment for what stands.
    Settle(SettleForm),
}

/// An agreement as it is typed.
#[derive(Debug, Clone, Default)]
pub struct AgreementForm {
    request: String,
    /// Which is changed; none for a new one.
    pub(super) id: Option<AgreementId>,
    pub(super) name: String,
    /// The telephone numbers with blanks or marks between them.
    pub(super) phones: String,
    pub(super) limit: String,
    pub(super) days: String,
    pub(super) contract: String,
    pub(super) notes: String,
    pub(super) reason: String,
    /// It is to be ended.
    pub(super) ends: bool,
}

/// A payment for what stands, as it is typed.
#[derive(Debug, Clone)]
pub struct SettleForm {
    request: String,
    pub(super) method: Method,
    pub(super) amount: String,
    pub(super) serial: String,
}

/// The ways by which money comes in.
pub(super) const METHODS: [Method; 5] = [Method::Transfer, Method::Cash, Method::Wechat, Method::Alipay, Method::Card];

/// What happens in a form.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is what was typed in the field of its name")]
pub enum FormMessage {
    Name(String),
    Phones(String),
    Limit(String),
    Days(String),
    Contract(String),
    Notes(String),
    Reason(String),
    /// The agreement is to be ended, or changed after all.
    Ends,
    /// The way by its place.
    Method(usize),
    Amount(String),
    Serial(String),
    /// It is sent to the books.
    Send,
}

impl Form {
    /// The agreement of a customer, as it stands; a new one with what is known of them.
    pub(super) fn agreement(page: &CustomerPage) -> Form {
        let account = &page.account;
        let form = match &account.agreement {
            Some(agreement) => {
                let agreed = &agreement.agreed;
                let phones: Vec<&str> = agreed.phones.iter().map(|phone| phone.text()).collect();
                AgreementForm {
                    id: Some(agreement.id),
                    name: agreed.name.text().to_owned(),
                    phones: phones.join("、"),
                    limit: agreed.limit.to_string(),
                    days: agreed.days.to_string(),
                    contract: agreed.contract.clone(),
                    notes: agreed.notes.text().to_owned(),
                    ..AgreementForm::default()
                }
            }
            None => AgreementForm {
                name: account.name.clone(),
                phones: page.ads.first().map_or_else(|| account.phones.join("、"), |row| row.phone.clone()),
                days: USUAL_DAYS.to_string(),
                ..AgreementForm::default()
            },
        };
        Form::Agreement(Box::new(AgreementForm { request: new_request(), ..form }))
    }

    /// A payment of all that stands.
    pub(super) fn settle(page: &CustomerPage) -> Form {
        let stands: Money = page.account.lots.iter().map(|lot| lot.amount).sum();
        let (amount, serial) = (stands.to_string(), String::new());
        Form::Settle(SettleForm { request: new_request(), method: Method::Transfer, amount, serial })
    }

    /// Whether an agreement is changed that stands, and could be ended.
    pub(super) fn has_agreement(&self) -> bool {
        matches!(self, Form::Agreement(form) if form.id.is_some())
    }

    /// Where the focus goes first.
    pub(super) const fn first_place(&self) -> &'static str {
        match self {
            Form::Agreement(form) if form.id.is_some() => place::LIMIT,
            Form::Agreement(_) => place::NAME,
            Form::Settle(_) => place::AMOUNT,
        }
    }

    /// Sent again it is another request.
    pub(super) fn anew(&mut self) {
        match self {
            Form::Agreement(form) => form.request = new_request(),
            Form::Settle(form) => form.request = new_request(),
        }
    }

    /// What a key means while it is open.
    pub(super) fn chord(&self, chord: &Chord) -> Option<FormMessage> {
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if chord.ctrl && !chord.repeat => Some(FormMessage::Send),
            (_, Some('e')) if chord.ctrl && chord.shift => Some(FormMessage::Ends),
            _ => None,
        }
    }

    /// Does what was typed; gives where the focus goes by it.
    pub(super) fn update(&mut self, message: FormMessage) -> Option<&'static str> {
        match (self, message) {
            (Form::Agreement(form), FormMessage::Name(text)) => form.name = text,
            (Form::Agreement(form), FormMessage::Phones(text)) => form.phones = text,
            (Form::Agreement(form), FormMessage::Limit(text)) => form.limit = text,
            (Form::Agreement(form), FormMessage::Days(text)) => form.days = text,
            (Form::Agreement(form), FormMessage::Contract(text)) => form.contract = text,
            (Form::Agreement(form), FormMessage::Notes(text)) => form.notes = text,
            (Form::Agreement(form), FormMessage::Reason(text)) => form.reason = text,
            (Form::Agreement(form), FormMessage::Ends) => {
                form.ends = !form.ends && form.id.is_some();
                return Some(place::REASON);
            }
            (Form::Settle(form), FormMessage::Method(at)) => {
                form.method = METHODS.get(at).copied().unwrap_or(form.method)
            }
            (Form::Settle(form), FormMessage::Amount(text)) => form.amount = text,
            (Form::Settle(form), FormMessage::Serial(text)) => form.serial = text,
            _ => {}
        }
        None
    }

    /// What the books are asked; or what is wrong with it, and where.
    pub(super) fn asks(&self, page: &CustomerPage) -> Result<Action, Box<Lacking>> {
        match self {
            Form::Agreement(form) => form.asks(),
            Form::Settle(form) => {
                let amount = form.amount.trim();
                let wrong = || Refusal::NotMoney { value: amount.to_owned() };
                let amount: Money = amount.parse().map_err(|_| Box::new((wrong(), place::AMOUNT)))?;
                let serial =
                    Some(form.serial.trim()).filter(|serial| !serial.is_empty() && form.method.comes_as_it_is());
                let serial = serial.map(|serial| serial.to_owned().into());
                let offer = Offer { serial, ..Offer::new(form.method, amount) };
                let (request, account) = (form.request.clone(), page.account.clone());
                Ok(posts(move |session, store| session.settle_account(store, request, &account, &offer).map(drop)))
            }
        }
    }
}

/// What is wrong with a form, and the field where it is put right.
pub(super) type Lacking = (Refusal, &'static str);

impl AgreementForm {
    fn asks(&self) -> Result<Action, Box<Lacking>> {
        let reason = self.reason.trim().to_owned();
        if let (Some(id), true) = (self.id, self.ends) {
            if reason.is_empty() {
                return Err(Box::new((Refusal::NoReason, place::REASON)));
            }
            let request = self.request.clone();
            return Ok(posts(move |session, store| session.end_agreement(store, request, id, &reason).map(drop)));
        }
        let limit: Option<Money> = self.limit.trim().parse().ok().filter(|limit| *limit > Money::ZERO);
        let limit = limit.ok_or_else(|| {
            Box::new((AccountTrouble::BadLimit { value: self.limit.trim().to_owned() }.into(), place::LIMIT))
        })?;
        let days = self.days.trim();
        let known: Option<u32> = days.parse().ok().filter(|days| *days <= MOST_DAYS);
        let days = known.ok_or_else(|| {
            Box::new((AccountTrouble::BadDays { value: days.to_owned(), most: MOST_DAYS }.into(), place::DAYS))
        })?;
        if self.id.is_some() && reason.is_empty() {
            return Err(Box::new((Refusal::NoReason, place::REASON)));
        }
        let phones =
            self.phones.split(['、', ',', '，', ';', '；', '\n']).map(str::trim).filter(|phone| !phone.is_empty());
        let agreed = Agreed {
            name: self.name.trim().to_owned().into(),
            phones: phones.map(|phone| phone.to_owned().into()).collect(),
            limit,
            days,
            contract: self.contract.trim().to_owned(),
            notes: self.notes.trim().to_owned().into(),
        };
        let agreed = agreed.checked().map_err(|refusal| {
            let to = match &refusal {
                Refusal::NotAPhone { .. } => place::PHONES,
                Refusal::Account(why) if matches!(**why, AccountTrouble::NoPhone { .. }) => place::PHONES,
                _ => place::NAME,
            };
            Box::new((refusal, to))
        })?;
        let (request, id) = (self.request.clone(), self.id);
        Ok(posts(move |session, store| session.agree(store, request, id, (agreed, &reason)).map(drop)))
    }
}

/// Has the books take what the form asks.
fn posts(act: impl FnOnce(&Session, &mut dyn Store) -> Result<(), Failure> + Send + 'static) -> Action {
    Plain::act(act, Message::Done).into()
}
