//! Everything that can happen at the desk.

use std::path::PathBuf;
use std::time::Instant;

use iced::{Size, window};

use super::{Screen, Unanswered, copies};
use crate::desk::screens::{
    customer, day, evening, find, intake, rates, settings as settings_screen, sign_in, take, waits,
};
use books::booking::Number;
use books::store::FolderState;
use trade::refusal::{Failure, Fault};

/// What happens at the desk.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is named for its screen, or says what was heard")]
pub enum Message {
    /// On the screen that takes ads.
    Take(take::Message),
    /// On the screen of batches.
    Intake(intake::Message),
    /// On the day's list.
    Day(day::Message),
    /// On the screen of searching.
    Find(find::Message),
    /// On a customer's page.
    Customer(customer::Message),
    /// At the rate cards.
    Rates(rates::Message),
    Settings(settings_screen::Message),
    /// On the screen of tills and days.
    Evening(evening::Message),
    /// In the list of what waits for a printer.
    Waits(waits::Message),
    /// Where somebody signs in or approves.
    SignIn(sign_in::Message),
    /// Nobody works here until somebody signs in again.
    Lock,
    /// Somebody is asked to approve what comes next.
    Approval,
    /// Show another of the screens.
    Go(Screen),
    /// Show where a file of rules that reads no more is mended.
    Mend,
    /// The list of the day is there.
    Listed,
    /// A key asked for this, and for the move of the focus that comes of it.
    Struck(Box<Message>),
    /// A key that asked for something was handled: sent with false at first, and with true once the move of the focus that it caused is
    /// done as well.
    Beat(bool),
    /// What keys were held back for was answered: sent as [`Message::Beat`] is.
    Released(Unanswered, bool),
    /// The focus goes on, or back.
    Step(bool),
    /// The books told what holds for the folder, and how far they are.
    Housed(Result<(FolderState, u64), Fault>),
    /// These bookings were compared with those before them, which could not be done when they were taken.
    MadeGood(Result<Vec<Number>, Failure>),
    /// How far the books are.
    Version(Result<u64, Fault>),
    /// Something was written, or could not be.
    Written(Result<(), Failure>),
    /// A file was let fall on the window.
    Dropped(PathBuf),
    /// The window is there.
    Opened(window::Id, Size),
    /// The window has another size.
    Resized(Size),
    /// The copy of the day was looked after: whether something is to be seen to.
    Copied(bool),
    /// The books are other ones from now on.
    Reopened(copies::Reopened),
    /// Sent once a second, and ten times a second while something typed is not kept yet.
    Tick(Instant),
    /// A frame was drawn.
    Drawn(Instant),
}
