//! Which steps can be taken now, and why not.

use super::answer::{offers, settled};
use super::{After, Agree, BookedAd, DraftStage, Message, Panel, Scene, Take, place};
use crate::desk::widgets::Stroke;
use crate::locale::desk::why::WhyNot;
use books::booking::Method;
use trade::ad::Kind;
use trade::money::Money;

impl Take {
    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        match &self.stage {
            DraftStage::Typing | DraftStage::Done(_) if matches!(message, Message::Restore(place) if *place >= self.parked.len()) => {
                Err(WhyNot::NotParked)
            }
            DraftStage::Done(done) => match message {
                Message::After(after) => done.able(after),
                Message::Focus(place::SIGN) if done.booking.signed.is_some() => Err(WhyNot::Signed),
                message if is_of_draft(message) => Err(WhyNot::Booked),
                _ => Ok(()),
            },
            DraftStage::Sending if is_of_draft(message) || matches!(message, Message::Restore(_)) => Err(WhyNot::Busy),
            DraftStage::Sending => Ok(()),
            DraftStage::Typing => self.able_to_type(message, scene),
        }
    }

    fn able_to_type(&self, message: &Message, scene: Scene) -> Result<(), WhyNot> {
        let draft = &self.draft;
        let not = |is: bool, why: WhyNot| if is { Err(why) } else { Ok(()) };
        match message {
            Message::Book => not(self.book_when_answered, WhyNot::WillBook),
            Message::Park | Message::Discard => not(draft.is_blank(), WhyNot::NothingTyped),
            Message::Undo => not(!self.copy.may_undo(false), WhyNot::NothingToUndo),
            Message::Redo => not(!self.copy.may_undo(true), WhyNot::NothingToRedo),
            Message::TurnLine(line, _) => {
                let line = line.unwrap_or_else(|| self.copy.content.cursor().position.line);
                not(!self.lines.turns(line), WhyNot::EmptyLine)
            }
            Message::Red => not(!self.takes_red(), WhyNot::BlackAlone),
            Message::Cheaper => {
                not(self.answer.as_ref().is_none_or(|answer| answer.cheaper.is_none()), WhyNot::NoCheaper)
            }
            Message::Crop(_) => not(draft.picture.is_none(), WhyNot::NoPicture),
            Message::Fault => not(draft.corrects.is_none(), WhyNot::NotCorrective),
            Message::Next => Err(WhyNot::NotBooked),
            // What was asked of a booking that was taken back meanwhile is answered by itself.
            Message::After(After::Signed(..) | After::TakenBack(..)) => Ok(()),
            Message::After(_) => Err(WhyNot::NotBooked),
            Message::Agree(Agree::Remove(Panel::Price)) => {
                let agreed = self.panel == Some(Panel::Price) || draft.terms.manual.is_some();
                not(!agreed && self.by_hand == Default::default(), WhyNot::NothingAgreed)
            }
            Message::Agree(Agree::Open(Panel::Late)) => not(self.late_day(scene).is_none(), WhyNot::NoLateDay),
            Message::Method(Some(Method::Account)) => match self.not_on_account() {
                Some(why) => Err(WhyNot::NotOnAccount(Box::new(why))),
                None => Ok(()),
            },
            Message::Overpaid => self.able_to_exceed(),
            Message::Split => self.able_to_split(),
            Message::Focus(place::PICTURE) => {
                not(draft.kind == Kind::Notice && !draft.follows().kind, WhyNot::NoticeHasNoPicture)
            }
            Message::Focus(place::STYLE) => not(self.answer.is_none(), WhyNot::NoStyles),
            Message::Focus(place::ATTRIBUTES) => {
                not(self.attributes(scene).is_empty() && self.numbers(scene).is_empty(), WhyNot::NothingAsked)
            }
            Message::Focus(place::PAPERS) => not(self.papers_asked(scene).is_empty(), WhyNot::NoPapers),
            Message::Focus(place::CHECKS) => not(Take::has_side(scene), WhyNot::ChecksBeside),
            _ => Ok(()),
        }
    }

    /// Whether it can be said of the payment that is typed that more came than is owed.
    pub(super) fn able_to_exceed(&self) -> Result<(), WhyNot> {
        let total = self.total();
        let offer = self.draft.offers.get(self.part).ok_or(WhyNot::NoPayment)?;
        if offer.method == Method::Cash {
            return Err(WhyNot::CashHasChange);
        }
        let due = settled(&self.draft.offers[..self.part], total).left;
        let exceeds = total > Money::ZERO && offer.amount.parse::<Money>().is_ok_and(|amount| amount > due);
        if exceeds && offer.method.comes_as_it_is() { Ok(()) } else { Err(WhyNot::NotMore) }
    }

    /// Whether what is left can be paid in another way.
    fn able_to_split(&self) -> Result<(), WhyNot> {
        let total = self.total();
        if self.draft.offers.is_empty() {
            return Err(WhyNot::NoPayment);
        }
        offers(&self.draft.offers, total).map_err(|_| WhyNot::AmountWrong)?;
        if settled(&self.draft.offers, total).left == Money::ZERO { Err(WhyNot::NothingToSplit) } else { Ok(()) }
    }
}

impl BookedAd {
    /// Whether something can be done with what was booked, or why not.
    pub(super) fn able(&self, after: &After) -> Result<(), WhyNot> {
        let signs = matches!(after, After::SignBy(_) | After::Sign(Stroke::Mark | Stroke::Open));
        match after {
            After::TakeBack if self.booking.signed.is_some() => Err(WhyNot::SignedStays),
            After::TakeBack if self.busy => Err(WhyNot::Busy),
            After::TakeBack | After::Proof | After::Statement if self.printing.is_some() => Err(WhyNot::Printing),
            _ if signs && self.booking.signed.is_some() => Err(WhyNot::Signed),
            _ if signs && self.busy => Err(WhyNot::Busy),
            _ => Ok(()),
        }
    }
}

/// Whether a message is about the ad while it is typed.
fn is_of_draft(message: &Message) -> bool {
    match message {
        Message::Focus(place) => ![place::SIGN, place::NEXT, place::BOOK].contains(place),
        Message::Kind(_)
        | Message::Category(_)
        | Message::Size(_)
        | Message::OtherSize(_)
        | Message::TakeOtherSize
        | Message::Attribute(..)
        | Message::Stand(..)
        | Message::Toggle(..)
        | Message::Agree(_)
        | Message::Edit(_)
        | Message::Undo
        | Message::Redo
        | Message::TurnLine(..)
        | Message::Style(_)
        | Message::Cheaper
        | Message::Red
        | Message::Crop(_)
        | Message::PicturePath(_)
        | Message::ReadPicture
        | Message::Dropped(_)
        | Message::NoPicture
        | Message::Phone(_)
        | Message::Name(_)
        | Message::Payer(_)
        | Message::InvoiceTitle(_)
        | Message::PayerTaxNumber(_)
        | Message::Others
        | Message::PressDay(_)
        | Message::Seen(_)
        | Message::LastFour(..)
        | Message::File(..)
        | Message::Method(_)
        | Message::Amount(_)
        | Message::Serial(_)
        | Message::Overpaid
        | Message::Split
        | Message::Book
        | Message::Fault
        | Message::Park
        | Message::Discard
        | Message::Customer => true,
        Message::Seek(_)
        | Message::Glanced(..)
        | Message::Repeated(..)
        | Message::Known(..)
        | Message::Neighbours(..)
        | Message::PictureRead(..)
        | Message::MoveDay(_)
        | Message::AskDay(_)
        | Message::Zoom(_)
        | Message::Answered(..)
        | Message::Booked(..)
        | Message::Next
        | Message::After(_)
        | Message::Restore(_)
        | Message::Pictured(_)
        | Message::Prepared(_)
        | Message::Printing(_)
        | Message::Fold
        | Message::Onward
        | Message::Tab(_)
        | Message::Found(..)
        | Message::Kept(_)
        | Message::Tick(_) => false,
    }
}
