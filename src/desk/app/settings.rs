//! What the desk does for the parts of the settings: it asks the books, reads and writes files, and looks for printers.

use std::sync::Arc;

use iced::Task;

use super::deeds::flat;
use super::{App, Message};
use crate::desk::screens::settings::wish::{Ask, SettingsAnswer, SettingsPosted, Wish};
use crate::desk::screens::settings::{self, PartMessage, press, printers, rules};
use crate::desk::worker::aside;
use crate::intake::file;
use crate::office::Session;
use crate::print::PrinterSearch;
use books::booking::{Command, Entered, OfficeAct};
use books::files;
use books::store::{Drafts, Store};
use trade::refusal::{Failure, Refusal};
use trade::settings::{LARGEST_PROFILE, Profile};

/// Something that a part of the settings hears.
fn say(told: PartMessage) -> Message {
    Message::from(settings::Message::Part(Box::new(told)))
}

impl App {
    pub(super) fn for_settings(&mut self, action: settings::Action) -> Task<Message> {
        match action {
            settings::Action::Run(task) => task.map(Message::from),
            settings::Action::Ask(request, ask) => {
                let (session, id) = (self.session(), request.clone());
                let posted = self.act_on_books(
                    move |store| carry_out(&session, store, request, *ask),
                    move |done| Message::from(settings::Message::Answered(id, flat(done))),
                );
                posted.chain(self.housed())
            }
            settings::Action::Taste(taste) => {
                self.taste = taste.bounded();
                let (text, file) = (self.taste.write(), self.taste_file.clone());
                let write = move |_: &mut Drafts| {
                    let Some(file) = file else { return Ok(()) };
                    files::write_own(&file, text.as_bytes()).map_err(Failure::from)
                };
                self.files.ask(write).map(Message::Written)
            }
            settings::Action::Wish(wish) => self.wished(wish),
        }
    }

    fn wished(&mut self, wish: Wish) -> Task<Message> {
        match wish {
            Wish::ReadProfile(path) => {
                let read = aside(move || Ok::<_, Failure>(Profile::read(&file::read(&path, LARGEST_PROFILE)?)?));
                Task::future(async move { say(PartMessage::Press(press::Message::Taken(flat(read.await)))) })
            }
            Wish::ReadRules(path) => {
                let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let read = aside(move || {
                    let bytes = file::read(&path, file::LARGEST_RULES)?;
                    let text = String::from_utf8(bytes);
                    Ok::<_, Failure>(
                        text.map_err(|error| Refusal::NotUtf8 { byte: error.utf8_error().valid_up_to() + 1 })?,
                    )
                });
                self.held(Task::future(
                    async move { say(PartMessage::Rules(rules::Message::Text(name, flat(read.await)))) },
                ))
            }
            Wish::WriteRules(name, text) => {
                let path = self.folder.join("rules").join(name);
                let write = move |_: &mut Drafts| {
                    files::write_own(&path, text.as_bytes())?;
                    Ok(path)
                };
                self.files.ask(write).map(|written| say(PartMessage::Rules(rules::Message::Written(written))))
            }
            Wish::FindPrinters => {
                let (user, finder) = (self.person(), Arc::clone(&self.finder));
                let found = aside(move || finder(&user));
                Task::future(async move {
                    // Without a thread nobody was looked for.
                    let nobody = |fault| PrinterSearch { printers: Vec::new(), failed: vec![fault] };
                    say(PartMessage::Printers(printers::Message::Found(found.await.unwrap_or_else(nobody))))
                })
            }
            Wish::Try(paper, address) => self.trial(paper, address),
            Wish::Copies(wish) => self.copies_of(wish),
            // The screen itself does these.
            Wish::Focus(_) | Wish::Onward | Wish::Ask(..) | Wish::Taste(..) | Wish::Changed(_) | Wish::Then(..) => {
                Task::none()
            }
        }
    }

    /// Who gave a PIN for what was asked works here from then on.
    pub(super) fn works_now(&mut self, answered: &SettingsAnswer) {
        if let Ok(SettingsPosted { identities: Some(identities), .. }) = answered {
            self.identities = (**identities).clone();
        }
    }
}

/// Does what a part asked, by the use case for it.
fn carry_out(session: &Session, store: &mut dyn Store, request: String, ask: Ask) -> SettingsAnswer {
    let entered = |entered: Entered| SettingsPosted { entered: Some(Box::new(entered)), ..SettingsPosted::default() };
    match ask {
        Ask::Paper(paper) => session.post(store, request, Command::Office(OfficeAct::SetPaper(*paper))).map(drop)?,
        Ask::Add { name, role, pin } => {
            session.add_person(store, request, (&name, Some(role)), pin.as_str()).map(drop)?;
        }
        Ask::Role { name, role } => session.change_person(store, request, (&name, Some(role)), None).map(drop)?,
        Ask::Pin { name, pin } => {
            session.change_person(store, request, (&name, None), Some(pin.as_str())).map(drop)?;
        }
        Ask::Retire { name, reason } => session.retire_person(store, request, &name, &reason).map(drop)?,
        Ask::SignIn { on, reason, owner: None } => {
            session.switch_sign_in(store, request, on, &reason).map(drop)?;
        }
        Ask::SignIn { on, reason, owner: Some(owner) } => {
            let signed = session.signed_in(store, &owner, &[], &mut |_| {})?;
            signed.switch_sign_in(store, request, on, &reason)?;
            return Ok(SettingsPosted { identities: Some(Box::new(signed.identities)), ..SettingsPosted::default() });
        }
        Ask::Rights(rights) => session.set_rights(store, request, rights).map(drop)?,
        Ask::Enter { kind, text, from } => return session.enter_rules(store, request, (kind, text), from).map(entered),
        Ask::Withdraw { kind, version, reason } => {
            session.withdraw_rules(store, request, (kind, &version), &reason).map(drop)?;
        }
        Ask::Replace { kind, version, text, reason } => {
            return session.replace_rules(store, request, (kind, &version), (text, &reason)).map(entered);
        }
    }
    Ok(SettingsPosted::default())
}
