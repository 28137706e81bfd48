//! What a booking came to, and what comes next.

use iced::widget::{Row, column, container, row, text};
use iced::{Alignment, Fill};

use super::{Message, Scene};
use crate::desk::kit::{self, Tone};
use crate::desk::picture::{Pictured, To};
use crate::desk::print::Printed;
use crate::desk::screens::printed::came_out;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, size};
use crate::locale;
use crate::office::{ActKind, Taken};
use books::booking::{Method, Number, Printout};
use trade::money::Money;

/// What a booking came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The number of the booking.
    pub number: Number,
    /// What it costs, by the price that was posted.
    pub total: Money,
    /// The currency of that; empty for yuan.
    pub currency: String,
    /// What came in, without what is on account.
    pub taken: Money,
    /// What was put on the customer's account.
    pub on_account: Money,
    /// The change to give.
    pub change: Money,
    /// Whether the till was opened without anybody asking.
    pub opened_till: bool,
    /// The paper that was made last, and what came of it.
    pub paper: Option<Printed>,
    /// The paper that is being printed.
    pub printing: Option<Printout>,
    /// What was done with the ad's picture, after that.
    pub pictured: Option<Pictured>,
}

impl Done {
    /// What an ad came to that was taken.
    pub fn of(taken: &Taken) -> Done {
        let booking = taken.first();
        let paid = |account: bool| {
            let payments = booking.payments.iter().map(|(_, payment)| payment);
            let by = payments.filter(|payment| (payment.method == Method::Account) == account);
            by.map(|payment| payment.amount).sum()
        };
        Done {
            number: booking.number,
            total: booking.booked.quote.total,
            currency: booking.booked.quote.currency.clone(),
            taken: paid(false),
            on_account: paid(true),
            change: taken.entry.change(),
            opened_till: taken.entry.opened_till(),
            paper: None,
            printing: None,
            pictured: None,
        }
    }

    /// The card that says so.
    pub(super) fn view<'a>(&self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let owing = self.total - self.taken - self.on_account;
        let money = if self.change > Money::ZERO {
            row![
                kit::said(words.change),
                text(locale::money(self.change, &self.currency)).size(size::SUM).font(SONG_BOLD)
            ]
        } else if owing > Money::ZERO {
            row![kit::wrong(words.owing), text(locale::money(owing, &self.currency)).size(size::SUM).font(SONG_BOLD)]
        } else {
            let nothing_owed =
                if self.on_account > Money::ZERO { None } else { Some(kit::quiet(words.settled).into()) };
            Row::from_iter(nothing_owed)
        };
        let mut money = money.spacing(8).align_y(Alignment::Center);
        if self.on_account > Money::ZERO {
            let account = format!("{} {}", words.on_account, self.on_account.grouped());
            money = money.push(text(account).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None));
        }
        let paper = match (self.printing, &self.pictured, &self.paper) {
            (Some(paper), ..) => Some((Tone::Plain, words.printing(paper))),
            (None, Some(Pictured::Copied), _) => Some((Tone::Well, words.picture_copied().to_owned())),
            (None, Some(Pictured::Saved(path)), _) => {
                Some((Tone::Well, words.written(words.ad_picture(), &path.display().to_string())))
            }
            (None, None, Some(printed)) => Some(came_out(printed, scene)),
            (None, None, None) => None,
        };
        let till = self.opened_till.then_some((Tone::Remind, words.till_opened_unasked.to_owned()));
        let said = column![
            kit::quiet(words.booked),
            text(self.number.to_string()).size(26).font(SONG_BOLD).wrapping(text::Wrapping::None),
            money,
            kit::kept(18.0, till),
            kit::kept(68.0, paper),
            row![
                kit::button(words.proof, "Ctrl+P", Some(Message::Proof)).padding([6, 8]).width(Fill),
                kit::button(words.statement, "Ctrl+S", Some(Message::Statement)).padding([6, 8]).width(Fill),
            ]
            .spacing(8),
            row![
                kit::button(words.copy_picture(), "Ctrl+W", Some(Message::Picture(To::Clipboard)))
                    .padding([6, 8])
                    .width(Fill),
                kit::button(words.act(ActKind::Undo), "Ctrl+Z", Some(Message::TakeBack)).padding([6, 8]).width(Fill),
            ]
            .spacing(8),
            kit::quiet_button(words.save_picture(), "Ctrl+Shift+W", Some(Message::Picture(To::File))),
            kit::next(words.next_customer, "Ctrl+N", Some(Message::Next)).id(super::place::NEXT),
        ]
        .spacing(10);
        container(said).padding(16).width(Fill).style(theme::card).into()
    }
}
