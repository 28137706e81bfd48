//! What the desk does for its screens: it asks the books, the setter and the files, and brings back the answers.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use iced::Task;
use iced::futures::SinkExt;
use iced::futures::channel::mpsc::Sender;

use super::{App, Message, Screen};
use crate::desk::draft::Draft;
use crate::desk::forms::act;
use crate::desk::looked::{self, Looked};
use crate::desk::screens::day;
use crate::desk::screens::intake;
use crate::desk::screens::take::{self, answer};
use crate::desk::worker::aside;
use crate::intake::file;
use crate::office::{self, Books, NotTaken, Session};
use books::booking::{Amend, Booking, Command, Entry, Number, Undo, phone_key};
use books::counter::batch;
use books::store::{Drafts, Keeper, Store, make_good, whole_day};
use setting::typeset::Setter;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault};

impl App {
    pub(super) fn for_take(&mut self, action: take::Action) -> Task<Message> {
        use take::Message as M;
        match action {
            take::Action::Run(task) => task.map(Message::from),
            take::Action::Ask(draft, revision) => self.ask(*draft, revision),
            take::Action::Known(key) => {
                let phone = key.clone();
                self.ask_books(
                    move |store| {
                        Ok((office::known(store, &phone, take::COUNTED)?, Box::new(office::credited(store, &phone)?)))
                    },
                    move |found| match found.and_then(|found| found) {
                        Ok((known, account)) => Message::from(M::Known(key, known.map(Box::new), account)),
                        Err(fault) => Message::Housed(Err(fault)),
                    },
                )
            }
            take::Action::Neighbours(name, key) => {
                let customer = (name.clone(), key.clone());
                self.ask_books(
                    move |store| store.neighbours(&customer.0, &customer.1),
                    move |found| match found.and_then(|found| found) {
                        Ok(neighbours) => Message::from(M::Neighbours(name, key, neighbours)),
                        Err(fault) => Message::Housed(Err(fault)),
                    },
                )
            }
            take::Action::Seek { revision, text, before } => {
                let most = (take::MOST_CUSTOMERS + 1, take::ADS);
                self.ask_books(
                    move |store| office::customers(store, &text, before, most),
                    move |found| Message::from(M::Seek(take::Seek::Found(revision, found.and_then(|found| found)))),
                )
            }
            take::Action::Glance(number) => self.glance(number),
            take::Action::Repeat(number) => self.act_on_books(
                move |store| Ok(store.booking(number)?.map(|booking| Box::new(booking.order().clone()))),
                move |found| Message::from(M::Repeated(number, found.and_then(|found| found))),
            ),
            take::Action::ReadPicture(path) => {
                let name = path.display().to_string();
                // On a thread of its own: drafts are kept meanwhile.
                let read = aside(move || {
                    let file = file::read(&path, file::LARGEST_PICTURE)?;
                    Ok::<_, Failure>(Arc::new(trade::ad::Picture::taken(file)?))
                });
                Task::future(async move { flat(read.await) })
                    .map(move |result| Message::from(M::PictureRead(name.clone(), result)))
            }
            take::Action::Keep(draft) => {
                let keep = move |files: &mut Drafts| files.save(&draft.request, &*draft).map_err(Failure::from);
                self.files.ask(keep).map(|result| Message::from(M::Kept(result)))
            }
            take::Action::Drop(request) => {
                let gone = move |files: &mut Drafts| files.remove(&request).map_err(Failure::from);
                self.files.ask(gone).map(|result| Message::from(M::Kept(result)))
            }
            take::Action::Book(request, order) => {
                let (session, id) = (self.session(), request.clone());
                self.act_on_books(
                    move |store| session.take(store, id, vec![*order]).map_err(|refused| *refused.failure),
                    |taken| Message::from(M::Booked(request, flat(taken))),
                )
            }
            take::Action::Print(number, paper) => {
                self.print(vec![number], paper, Arc::default(), |step| Message::from(M::Printing(step)))
            }
            take::Action::Prepare(number) => self.prepare(number, |done| Message::from(M::Prepared(done))),
            take::Action::Picture(number, to) => self.picture(number, to, |done| Message::from(M::Pictured(done))),
            take::Action::Sign(request, number, how, who) => {
                let session = self.session();
                self.act_on_books(
                    move |store| session.sign(store, request, number, how, who.into()),
                    move |signed| {
                        let signed = flat(signed).map(|acted| Box::new(acted.booking));
                        Message::from(M::from(take::After::Signed(number, signed)))
                    },
                )
            }
            take::Action::TakeBack(request, number, entry) => {
                let (session, words) = (self.session(), self.scene().words());
                let undo = Undo { reason: words.taken_back_reason().to_owned(), shown: Some(entry) };
                self.act_on_books(
                    move |store| session.amend(store, request, number, Amend::Undo(undo), None).map(drop),
                    move |undone| Message::from(M::from(take::After::TakenBack(number, flat(undone)))),
                )
            }
            take::Action::Customer(phone) => self.open_customer(&phone),
            take::Action::Posted => self.housed(),
        }
    }

    /// Shows an ad of the customers' list. The books are asked for no more than they give at once; the ad is set on a thread of its own.
    fn glance(&self, number: Number) -> Task<Message> {
        let found = self.books.ask_async(move |store| {
            let Some(booking) = store.booking(number)? else { return Ok(None) };
            let key = phone_key(booking.order().customer.phone.text()).ok();
            let account = key.map(|key| store.account(&key, take::COUNTED)).transpose()?.flatten();
            Ok::<_, Fault>(Some((Box::new(booking), account)))
        });
        let (reviser, session, earlier) = (self.reviser.clone(), self.session(), self.books.clone());
        let vat = self.house.paper.vat;
        let glance = Task::future(found).then(move |found| match found.and_then(|found| found) {
            Ok(Some((booking, account))) => {
                let (session, earlier) = (session.clone(), earlier.clone());
                reviser.ask_newest(move |bench| {
                    take::Glance::of((&booking, account), &session, bench, &earlier, vat)
                        .map(|seen| Some(Box::new(seen)))
                })
            }
            Ok(None) => Task::done(Ok(None)),
            Err(fault) => Task::done(Err(fault.into())),
        });
        glance.map(move |glance| Message::from(take::Message::Glanced(number, glance)))
    }

    pub(super) fn for_intake(&self, action: intake::Action) -> Task<Message> {
        use intake::Message as M;
        match action {
            intake::Action::Run(task) => task.map(Message::from),
            intake::Action::Part(request, page) => {
                let (rules, today) = (Arc::clone(&self.rules), self.now().date_naive());
                let parts = self.reader.ask(move |_| batch::parts(&page, &rules, today));
                self.held(parts.map(move |parts| Message::from(M::Parted(request.clone(), parts))))
            }
            intake::Action::Ask(question) => {
                let (vat, wall, rules) = (self.house.paper.vat, self.now().naive_local(), Arc::clone(&self.rules));
                let (request, revision) = (question.batch.request.clone(), question.revision);
                let earlier = self.books.clone();
                let answer = self
                    .reader
                    .ask_newest(move |setter| intake::answer(&question, (&rules, setter), vat, wall, &earlier));
                answer.map(move |seen| Message::from(M::Answered(request.clone(), revision, seen)))
            }
            intake::Action::Known(key) => {
                let phone = key.clone();
                self.ask_books(
                    move |store| store.known(&phone),
                    move |found| match found.and_then(|found| found) {
                        Ok(known) => Message::from(M::Known(key, known)),
                        Err(fault) => Message::Housed(Err(fault)),
                    },
                )
            }
            intake::Action::Seek(typed) => {
                let text = typed.clone();
                self.ask_books(
                    move |store| office::customers(store, &text, None, (2, 1)),
                    move |found| match found.and_then(|found| found) {
                        Ok(found) => {
                            let found = found.filter(|page| page.accounts.len() == 1 && page.rest.is_none());
                            let phone =
                                found.and_then(|page| Some(page.accounts.first()?.latest.first()?.phone.clone()));
                            Message::from(M::Sought(typed, phone))
                        }
                        Err(fault) => Message::Housed(Err(fault)),
                    },
                )
            }
            intake::Action::ReadFile(path) => {
                let read = aside(move || words_of(&path));
                Task::future(async move { Message::from(M::Received(flat(read.await))) })
            }
            intake::Action::Keep(batch) => {
                let keep =
                    move |files: &mut Drafts| files.batches().save(&batch.request, &*batch).map_err(Failure::from);
                self.files.ask(keep).map(|result| Message::from(M::Kept(result)))
            }
            intake::Action::Drop(request) => {
                let gone = move |files: &mut Drafts| files.batches().remove(&request).map_err(Failure::from);
                self.files.ask(gone).map(|result| Message::from(M::Kept(result)))
            }
            intake::Action::Book(request, orders, stop) => {
                let (session, books) = (self.session(), self.books.clone());
                let steps = iced::stream::channel(32, async move |mut tell: Sender<M>| {
                    let (mut told, id) = (tell.clone(), request.clone());
                    let mut watch = move |progress| {
                        if stop.load(Ordering::SeqCst) {
                            return ControlFlow::Break(());
                        }
                        // Where the window is behind, it hears the next one.
                        drop(told.try_send(M::Booking(id.clone(), progress)));
                        ControlFlow::Continue(())
                    };
                    let id = request.clone();
                    let taken = books.ask_async(move |store| session.take_watched(store, id, orders, &mut watch));
                    let taken = taken.await.map_err(Failure::from).map_err(NotTaken::from).and_then(|taken| taken);
                    // The window may have closed meanwhile.
                    let _ = tell.send(M::Booked(request, taken)).await;
                });
                Task::stream(steps).map(Message::from)
            }
            intake::Action::Print(numbers, paper) => {
                self.print(numbers, paper, Arc::default(), |step| Message::from(M::Printing(step)))
            }
            intake::Action::Join(numbers, joint) => {
                self.join(numbers, joint, move |out| Message::from(M::Joined(joint, out)))
            }
            intake::Action::Posted => self.housed(),
        }
    }

    /// The batches that were worked through when the program last ended.
    pub(super) fn batches(&self, alone: bool) -> Task<Message> {
        let list = |files: &mut Drafts| files.batches().list::<intake::Batch>();
        self.files.ask(list).then(move |listed| match listed {
            Ok((batches, damaged)) => {
                let batches = batches.into_iter().map(|batch| batch.value).collect();
                found(Message::from(intake::Message::Found(batches, alone)), &damaged)
            }
            Err(fault) => Task::done(Message::from(intake::Message::Kept(Err(fault.into())))),
        })
    }

    pub(super) fn for_day(&mut self, action: day::Action) -> Task<Message> {
        use day::Message as M;
        match action {
            day::Action::Run(task) => task.map(Message::from),
            day::Action::Load(date, by) => self.act_on_books(
                move |store| whole_day(store, date, by),
                move |rows| Message::from(M::Loaded(date, by, rows.and_then(|rows| rows))),
            ),
            day::Action::Enter(date, by) => {
                self.for_day(day::Action::Load(date, by)).chain(Task::done(Message::Listed))
            }
            day::Action::Look(number) => {
                let found = self.books.ask_async(move |store| looked::read(store, number));
                let (setter, session, house) = (self.setter.clone(), self.session(), self.house.clone());
                // Setting the ad and decoding its picture must not keep the books from anybody else.
                let look = Task::future(found).then(move |found| match found.and_then(|found| found) {
                    Ok(Some((booking, neighbours))) => {
                        let (session, house) = (session.clone(), house.clone());
                        setter.ask(move |bench| {
                            let looked = Looked::of((booking, &neighbours), &session, &house, &bench.setter)?;
                            Ok(Some(Box::new(looked)))
                        })
                    }
                    Ok(None) => Task::done(Ok(None)),
                    Err(fault) => Task::done(Err(fault)),
                });
                look.map(move |looked| Message::from(M::Looked(number, looked)))
            }
            day::Action::Ask(request, command) => {
                let id = request.clone();
                self.post(request, *command, |r| Message::from(M::Posted(id, r.map(drop))))
            }
            day::Action::Sign(request, numbers, how, who) => {
                let (session, id) = (self.session(), request.clone());
                self.act_on_books(
                    move |store| session.sign_together(store, request, &numbers, how, &who.into()).map(drop),
                    |signed| Message::from(M::Posted(id, flat(signed))),
                )
            }
            day::Action::Pay(request, numbers, offer) => {
                let (session, id) = (self.session(), request.clone());
                self.act_on_books(
                    move |store| session.pay_together(store, request, &numbers, &offer).map(drop),
                    |paid| Message::from(M::Posted(id, flat(paid))),
                )
            }
            day::Action::Print(numbers, paper, stop) => {
                self.print(numbers, paper, stop, |step| Message::from(M::Printing(step)))
            }
            day::Action::PrintVersion(number, version) => {
                self.print_version(number, version, |step| Message::from(M::Printing(step)))
            }
            day::Action::Try(question, number, amend) => {
                let (session, books) = (self.session(), self.books.clone());
                let tried = self.reviser.ask_newest(move |bench| tried(&session, books, number, &amend, &bench.setter));
                tried.map(move |answer| Message::from(M::Act(act::Message::Tried(question, answer))))
            }
            day::Action::Do(sent) => {
                let (session, told) = (self.session(), sent.request.clone());
                let act::ActRequest { request, number, amend, shown } = *sent;
                self.act_on_books(
                    move |store| session.amend(store, request, number, amend, Some(shown)).map(drop),
                    |done| Message::from(M::Acted(told, flat(done))),
                )
            }
            day::Action::Take(draft) => {
                let actions = self.screens.take.take_anew(*draft, self.snapshot().scene());
                self.shown(Screen::Take, actions)
            }
            day::Action::Picture(number, to) => self.picture(number, to, |done| Message::from(M::Pictured(done))),
            day::Action::Posted => self.housed(),
        }
    }

    /// Shows a booking on the day on which it was taken.
    pub(super) fn open_on_its_day(&mut self, number: Number) -> Task<Message> {
        let actions = self.screens.day.show(number);
        let look = self.shown(Screen::Day, actions);
        look.chain(Task::done(Message::Listed))
    }

    /// Compares what could not be compared when it was booked.
    pub(super) fn made_good(&self) -> Task<Message> {
        let (at, person, identities) = (self.now(), self.person(), self.identities.clone());
        self.ask_books(move |store| make_good(store, at, &person, &identities), |made| Message::MadeGood(flat(made)))
    }

    /// What is done is done under this, now.
    pub(super) fn session(&self) -> Session {
        // What is printed is set by a setter of its own: nobody who types waits for it.
        let (rules, setter) = (Arc::clone(&self.rules), Arc::new(Setter::new()));
        let identities = self.identities.clone();
        Session {
            folder: self.folder.clone(),
            person: self.person(),
            identities,
            at: self.now(),
            till: self.taste.till.parse().ok(),
            rules,
            setter,
        }
    }

    pub(super) fn person(&self) -> PersonName {
        if let Some(identity) = &self.identities.person {
            return identity.name().clone();
        }
        PersonName::typed(&self.taste.clerk).unwrap_or(PersonName::known(self.scene().words().counter))
    }

    /// Says on standard error how long the counter took, where the desk's pace is traced (`QISHI_TRACE`).
    pub(super) fn trace(&mut self, message: &take::Message) {
        if let (take::Message::Answered(..), Some(since)) = (message, self.asking_since.take()) {
            eprintln!("proof set {:.1} ms after the key", since.elapsed().as_secs_f64() * 1_000.0);
        }
        if self.traced && matches!(message, take::Message::Edit(_)) {
            self.asking_since = Some(Instant::now());
        }
    }

    /// Asks the counter about a draft, off the frame's way; only the newest question is answered.
    pub(super) fn ask(&self, draft: Draft, revision: u64) -> Task<Message> {
        let (vat, wall, request) = (self.house.paper.vat, self.now().naive_local(), draft.request.clone());
        let (rules, earlier) = (Arc::clone(&self.rules), self.books.clone());
        self.setter
            .ask_newest(move |bench| Box::new(answer(bench, &draft, &rules, &earlier, vat, wall)))
            .map(move |answered| Message::from(take::Message::Answered(request.clone(), revision, answered)))
    }

    pub(super) fn ask_books<R: Send + 'static>(
        &self,
        question: impl FnOnce(&mut dyn Store) -> R + Send + 'static,
        said: impl FnOnce(Result<R, Fault>) -> Message + Send + 'static,
    ) -> Task<Message> {
        let answer = self.books.ask_async(question);
        Task::future(async move { said(answer.await) })
    }

    pub(super) fn post(
        &self,
        request: String,
        command: Command,
        said: impl FnOnce(Result<Entry, Failure>) -> Message + Send + 'static,
    ) -> Task<Message> {
        let session = self.session();
        self.act_on_books(move |store| session.post(store, request, command), |result| said(flat(result)))
    }

    pub(super) fn housed(&self) -> Task<Message> {
        let today = self.now().date_naive();
        let house = move |store: &mut dyn Store| Ok((store.folder_state(today)?, store.version()?));
        self.ask_books(house, |result| Message::Housed(result.and_then(|housed| housed)))
    }
}

/// What an act would come to, with the ad as it would be where that changes.
fn tried(
    session: &Session,
    books: Keeper,
    number: Number,
    amend: &Amend,
    setter: &Setter,
) -> Result<Box<act::ActPreview>, Failure> {
    let tried = session.try_act(&mut Books::Kept(books), number, amend)?;
    let set = |booking: &Booking| (booking.order().ad.clone(), booking.booked.set.clone());
    let changes = set(&tried.before) != set(&tried.after);
    let print = changes.then(|| looked::print(&tried.after, session, setter)).transpose()?;
    Ok(Box::new(act::ActPreview { tried, print }))
}

/// What was found of kept drafts, and, where some cannot be read, that they were put aside.
pub(super) fn found(found: Message, damaged: &[std::path::PathBuf]) -> Task<Message> {
    if damaged.is_empty() {
        return Task::done(found);
    }
    let paths = damaged.iter().map(|path| path.display().to_string()).collect();
    let told = Message::Written(Err(Fault::DraftsDamaged { paths }.into()));
    Task::batch([Task::done(found), Task::done(told)])
}

/// The words of a file that was handed in: the one place where a file becomes a page.
fn words_of(path: &Path) -> Result<String, Failure> {
    let bytes = file::read(path, file::LARGEST_TEXT)?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(crate::intake::text(&name, &bytes)?)
}

/// Joins the two ways in which an answer may be missing: the thread that was asked gave up, or what it did failed.
pub(super) fn flat<T>(result: Result<Result<T, Failure>, Fault>) -> Result<T, Failure> {
    result.map_err(Failure::from).and_then(|done| done)
}
