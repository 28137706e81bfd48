//! How the desk is opened: what it is given, the threads it starts, and what it asks first.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use iced::{Size, Task};

use super::float::FloatQuestion;
use super::held::KeyQueue;
use super::{App, Clock, Message, Screen, copies, deeds};
use crate::desk::draft::Draft;
use crate::desk::picture::Clipboard;
use crate::desk::print::Viewer;
use crate::desk::screens::sign_in::{Purpose, SignIn};
use crate::desk::screens::take::{self, Workbench};
use crate::desk::screens::{Scene, Screens};
use crate::desk::widgets::{HandTouch, focus_on};
use crate::desk::worker::Worker;
use crate::print::Finder;
use books::counter::Rules;
use books::files;
use books::persons::Identities;
use books::store::{Drafts, Keeper, Store};
use setting::typeset::Setter;
use trade::refusal::{Failure, Fault};
use trade::settings::{Taste, Zone};

/// What the desk is opened with.
pub struct Opening {
    /// The books, already opened.
    pub store: Box<dyn Store>,
    /// The folder that they stand in: drafts and papers go there too.
    pub folder: PathBuf,
    /// The clock by which everything is done and posted.
    pub clock: Clock,
    /// How this person likes the desk.
    pub taste: Taste,
    /// Where that is kept; nowhere in tests.
    pub taste_file: Option<PathBuf>,
    /// What opens a paper for a person to look at.
    pub viewer: Viewer,
    /// What puts a picture on the clipboard.
    pub clipboard: Clipboard,
    /// What looks for printers.
    pub finder: Finder,
    /// When the program started.
    pub started: Instant,
}

impl App {
    /// Reads the house and its rules, starts the threads and shows the first screen.
    ///
    /// # Errors
    /// [`Fault::Store`] where the system starts no thread; a fault of reading the house or its rules, without which nothing can be
    /// priced.
    pub fn open(mut opening: Opening) -> Result<(App, Task<Message>), Fault> {
        let house = opening.store.folder_state(opening.clock.now(Zone::default()).date_naive())?;
        // With a file of rules that reads no more the desk opens to mend it, and for nothing else.
        let (rules, unread) = Rules::readable(&house.rules);
        let (rules, unread) = (Arc::new(rules), unread.first().map(|one| Failure::Fault(one.fault())));
        // The window as it opens, in its own pixels.
        let scale = f32::from(opening.taste.text_percent.max(1)) / 100.0;
        let window = Size::new(1280.0 / scale, 800.0 / scale);
        let now = opening.clock.now(house.paper.time_zone);
        let scene = Scene { rules: &rules, house: &house, taste: &opening.taste, now, window, why: None };
        let screens = Screens::new(scene);
        let first = first_desk(&opening.folder);
        let alone = first.is_some();
        let clerk = opening.taste.clerk.trim().to_owned();
        let app = App {
            books: Keeper::start(opening.store)?,
            setter: Worker::start("setter", Workbench::default())?,
            comparer: Worker::start("comparer", Setter::new())?,
            reader: Worker::start("reader", Setter::new())?,
            reviser: Worker::start("acts", Workbench::default())?,
            files: Worker::start("drafts", Drafts::of(&opening.folder))?,
            printer: Worker::start("printer", ())?,
            copier: Worker::start("copies", ())?,
            next_copy: now + copies::AGAIN,
            copies_wanting: false,
            folder: opening.folder,
            clock: opening.clock,
            taste: opening.taste,
            taste_file: opening.taste_file,
            viewer: opening.viewer,
            clipboard: opening.clipboard,
            finder: opening.finder,
            identities: Identities::none(),
            sign_in: house.persons.is_on().then(|| SignIn::new(Purpose::Work, &clerk)),
            touched: HandTouch::default(),
            stirred: None,
            float: FloatQuestion::default(),
            told: None,
            house,
            version: None,
            failed: None,
            unread,
            unwritten: None,
            screen: Screen::Take,
            screens,
            why: None,
            came_from: [Screen::Take; Screen::ALL.len()],
            window,
            started: std::env::var_os("QISHI_TRACE").map(|_| opening.started),
            traced: std::env::var_os("QISHI_TRACE").is_some(),
            asking_since: None,
            held: KeyQueue::default(),
            anew: false,
            _first: first,
            rules,
        };
        let drafts = app.files.ask(|files| files.list::<Draft>()).then(move |found| match found {
            Ok((drafts, damaged)) => {
                let found = drafts.into_iter().map(|draft| draft.value).collect();
                deeds::found(Message::from(take::Message::Found(found, alone)), &damaged)
            }
            Err(fault) => Task::done(Message::from(take::Message::Kept(Err(fault.into())))),
        });
        let first = app.ask(app.screens.take.draft().clone(), 0);
        let rules = Arc::clone(&app.rules);
        let warm = app.setter.ask(move |bench| bench.warm_up(&rules, now.naive_local())).discard();
        let (take, batches) = (drafts, app.batches(alone));
        let begin = Task::batch([
            open_to_others(&app.folder),
            app.housed(),
            app.made_good(),
            first,
            warm,
            take,
            batches,
            app.list_waiting(),
            app.daily(),
            focus_on(app.sign_in.as_ref().map_or_else(|| app.screens.take.first_place(), SignIn::first_place)),
        ]);
        Ok((app, begin))
    }
}

/// Says once, in the head, that others on this machine may read the folder.
fn open_to_others(folder: &Path) -> Task<Message> {
    match crate::doctor::open_to_others(folder) {
        Some(_) => Task::done(Message::Written(Err(Fault::OpenToOthers { path: folder.display().to_string() }.into()))),
        None => Task::none(),
    }
}

/// A mark that this is the first desk on the folder. Another one leaves the ad on the first one's screen alone.
fn first_desk(folder: &Path) -> Option<File> {
    files::locked(&folder.join("desk.lock")).ok()?
}
