//! What the screen of tills and days asks of the books.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use iced::Task;

use super::deeds::flat;
use super::{App, Message, Screen};
use crate::desk::screens::evening::{Action, EveningView, Message as M};
use crate::desk::screens::settings::copies::Wish;
use crate::desk::worker::aside;
use crate::intake::{self, file};
use crate::office::{ReadBill, Session, TillView};
use books::booking::{MateIs, Method, new_request};
use books::store::{DayOf, Store, whole_day};
use trade::money::Money;
use trade::refusal::Failure;

/// So many days before the one that is shown are named with their differences, and so many after it bookings that run.
const DAYS_BEFORE: u64 = 7;

/// A day as the screen shows it.
fn look_at(session: &Session, store: &mut dyn Store, day: Option<NaiveDate>) -> Result<Box<EveningView>, Failure> {
    let shown = day.unwrap_or_else(|| session.at.date_naive());
    let state = store.folder_state(shown)?.today;
    let mut before = Vec::new();
    for back in (1..=DAYS_BEFORE).rev() {
        let Some(day) = shown.checked_sub_days(Days::new(back)) else { continue };
        let known = store.folder_state(day)?;
        let shifts: Vec<_> = known.tills.all.values().flat_map(|till| &till.shifts).collect();
        if shifts.is_empty() && known.today.sheets == 0 {
            continue;
        }
        let difference: Money = shifts.iter().filter_map(|shift| shift.difference()).sum();
        before.push((day, difference, known.today.closed));
    }
    let mut names = BTreeMap::new();
    let mut rows = whole_day(store, shown, DayOf::Taken)?;
    for ahead in 1..=DAYS_BEFORE {
        let Some(day) = shown.checked_add_days(Days::new(ahead)) else { continue };
        rows.extend(whole_day(store, day, DayOf::Running)?);
    }
    names.extend(rows.into_iter().map(|row| (row.number, row.customer)));
    let matching = session.matching(store, shown)?;
    // Where money is likely to be recorded by another method, the form that sets it right names it.
    let mates = matching.waiting.iter().flat_map(|one| &one.mates);
    let mut standing = Vec::new();
    for id in mates.filter_map(|mate| if let MateIs::OtherMethod(id, _) = mate.is { Some(id) } else { None }) {
        let booking = store.booking(id.booking)?;
        standing.extend(booking.and_then(|booking| booking.standing().into_iter().find(|one| one.id == id)));
    }
    Ok(Box::new(EveningView {
        day: shown,
        closed: state.closed,
        sheets: state.sheets,
        till: session.till(store, day)?,
        figures: store.evening(shown)?.figures,
        matching,
        standing,
        names,
        before,
    }))
}

impl App {
    /// Does what the screen asks.
    pub(super) fn for_evening(&mut self, action: Action) -> Task<Message> {
        let session = self.session();
        match action {
            Action::Run(task) => task.map(Message::from),
            Action::Look(day) => {
                let look = move |store: &mut dyn Store| look_at(&session, store, day);
                self.act_on_books(look, |looked| Message::from(M::Looked(flat(looked))))
            }
            Action::Open(float) => self.with_till(move |session, store| session.open_till(store, new_request(), float)),
            Action::Count(day, counted, notes) => self.with_till(move |session, store| {
                // Notes that were told and do not come to the sum are refused where it is decided.
                let cash = counted.get(&Method::Cash).copied();
                let notes = if cash == Some(notes.sum()) { notes } else { Default::default() };
                session.count_till(store, new_request(), Some(day), (counted, notes))
            }),
            Action::CloseTill(day, explained) => {
                self.with_till(move |session, store| session.close_till(store, new_request(), Some(day), explained))
            }
            Action::CloseDay(day) => {
                let close = move |store: &mut dyn Store| {
                    session.close_day(store, new_request(), day, String::new()).map(Box::new)
                };
                let closed = self.act_on_books(close, |closed| Message::from(M::Closed(flat(closed))));
                closed.chain(self.housed())
            }
            Action::ReopenDay(day, reason, by) => {
                let reopen = move |store: &mut dyn Store| {
                    session.reopen_day(store, new_request(), day, (reason, by.into())).map(Box::new)
                };
                let reopened = self.act_on_books(reopen, |done| Message::from(M::Closed(flat(done))));
                reopened.chain(self.housed())
            }
            Action::Bank(day, out) => {
                let bank =
                    move |store: &mut dyn Store| session.bank(store, new_request(), Some(day), out).map(Box::new);
                let banked = self.act_on_books(bank, |done| Message::from(M::Banked(flat(done))));
                banked.chain(self.housed())
            }
            Action::Import(path) => {
                // On a thread of its own: a large file keeps nobody waiting.
                let read = aside(move || {
                    let bytes = file::read(&path, file::LARGEST_BILL)?;
                    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                    Ok::<_, Failure>(ReadBill::new(&name, &bytes, intake::bill(&bytes)?))
                });
                let keeper = self.books.clone();
                let imported = Task::future(async move {
                    let done = match flat(read.await) {
                        Ok(bill) => {
                            let import = move |store: &mut dyn Store| session.import(store, new_request(), bill, false);
                            flat(keeper.ask_async(import).await)
                        }
                        Err(failure) => Err(failure),
                    };
                    Message::from(M::Imported(done.map(Box::new)))
                });
                self.held(imported)
            }
            Action::Serials(day) => self.act_on_books(
                move |store| session.match_serials(store, new_request(), day),
                |done| Message::from(M::Serials(flat(done))),
            ),
            Action::Confirm(receipt, is) => {
                let confirm =
                    move |store: &mut dyn Store| session.confirm(store, new_request(), receipt, &is).map(Box::new);
                let done = self.act_on_books(confirm, |done| Message::from(M::Handled(flat(done))));
                done.chain(self.housed())
            }
            Action::Receipt(receipt, act) => {
                let act =
                    move |store: &mut dyn Store| session.handled(store, new_request(), receipt, act).map(Box::new);
                self.act_on_books(act, |done| Message::from(M::Handled(flat(done))))
            }
            Action::ShowBooking(number) => {
                let actions = self.screens.day.show(number);
                self.shown(Screen::Day, actions)
            }
            Action::SetRight(wrong) => {
                let actions = self.screens.day.set_right(wrong);
                self.shown(Screen::Day, actions)
            }
            Action::Show(path) => {
                let viewer = std::sync::Arc::clone(&self.viewer);
                let shown = aside(move || viewer(&path).map_err(Failure::from));
                Task::future(async move { Message::from(M::Shown(flat(shown.await))) })
            }
            Action::Copy => self.copies_of(Wish::Make),
        }
    }

    /// Does something with a till, and looks at the folder again.
    fn with_till(
        &self,
        act: impl FnOnce(&Session, &mut dyn Store) -> Result<TillView, Failure> + Send + 'static,
    ) -> Task<Message> {
        let session = self.session();
        let done =
            self.act_on_books(move |store| act(&session, store).map(drop), |done| Message::from(M::Done(flat(done))));
        done.chain(self.housed())
    }
}
