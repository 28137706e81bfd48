//! The table of screens: one row each. The head of the window, the keys that lead to a screen, the window's title, what is drawn, which
//! keys it hears and what happens on the way in all come from its row.
//!
//! A new screen is its own file under `screens/`, its state and its row here, and its message in [`Message`].

use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;
use iced::keyboard::key::Named;

use super::{App, Message};
use crate::desk::screens::Scene;
use crate::desk::screens::accounts::{self, Accounts};
use crate::desk::screens::customer::{self, Customer};
use crate::desk::screens::day::Day;
use crate::desk::screens::evening::{self, Evening};
use crate::desk::screens::find::{self, Finding};
use crate::desk::screens::intake::{self, Intake};
use crate::desk::screens::keys::{self, Keys};
use crate::desk::screens::rates::{self, Rates};
use crate::desk::screens::settings::{self, Settings};
use crate::desk::screens::take::{self, Take};
use crate::desk::screens::waits::{self, Waits};
use crate::desk::theme::Element;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::Words;
use crate::locale::desk::keys::{self as words, Key};

/// The screens of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 收稿: one ad is taken.
    Take,
    /// 批量: a page of notices is read and booked together.
    Intake,
    /// 当日: the bookings of a day.
    Day,
    /// 查询: bookings of all days.
    Find,
    /// 客户: the page of a customer. It is no tab: it is gone to from the customer who is worked for, with Ctrl+K.
    Customer,
    /// 挂账客户: who has something on account, since when. It is no tab: Ctrl+Shift+K leads there from anywhere.
    Accounts,
    /// 日结: tills, and the closing of the day.
    Evening,
    /// 价目: the rate cards.
    Rates,
    /// 设置: the paper's settings and this person's, and the copies of the books.
    Settings,
    /// 待打印: what waits for a printer. It is no tab: the head shows it only while something waits.
    Waits,
    /// 按键: what each key does.
    Keys,
}

/// The state of each screen, as it stands whichever is shown.
pub(in crate::desk) struct Screens {
    pub(in crate::desk) take: Take,
    pub(in crate::desk) intake: Intake,
    pub(in crate::desk) day: Day,
    pub(in crate::desk) find: Finding,
    pub(in crate::desk) customer: Customer,
    pub(in crate::desk) accounts: Accounts,
    pub(in crate::desk) evening: Evening,
    pub(in crate::desk) rates: Rates,
    pub(in crate::desk) settings: Settings,
    pub(in crate::desk) waits: Waits,
    pub(in crate::desk) keys: Keys,
}

impl Screens {
    /// Each as it stands when the desk is opened.
    pub(super) fn new(scene: Scene) -> Screens {
        Screens {
            take: Take::new(scene),
            intake: Intake::new(),
            day: Day::new(scene),
            find: Finding::default(),
            customer: Customer::default(),
            accounts: Accounts::default(),
            evening: Evening::default(),
            rates: Rates::new(scene),
            settings: Settings::new(scene),
            waits: Waits::default(),
            keys: Keys::default(),
        }
    }
}

/// What the desk needs to know of a screen.
pub(super) struct Row {
    /// The key that leads there from anywhere; none where that takes a customer.
    key: Option<Named>,
    /// That key as it is written beside the name.
    label: &'static str,
    /// A letter that leads there together with Ctrl, or with Ctrl and Shift (true).
    ctrl: Option<(char, bool)>,
    name: fn(&Words) -> &'static str,
    tab: bool,
    pub(super) view: for<'a> fn(&'a App, Scene<'a>) -> Element<'a, Message>,
    /// What a key means there, where the desk has no use for it.
    pub(super) chord: fn(&App, &Chord) -> Option<Message>,
    /// Where the focus goes, and what is looked up, on the way in.
    pub(super) enter: fn(&mut App) -> Task<Message>,
    /// What a file means that is let fall on the window; nothing where it takes none.
    pub(super) dropped: Option<fn(PathBuf) -> Message>,
    /// What its own keys do.
    keys: &'static [Key],
}

impl Screen {
    /// All of them, the tabs in the order of the head.
    pub const ALL: [Screen; 11] = [
        Screen::Take,
        Screen::Intake,
        Screen::Day,
        Screen::Find,
        Screen::Customer,
        Screen::Accounts,
        Screen::Evening,
        Screen::Rates,
        Screen::Settings,
        Screen::Waits,
        Screen::Keys,
    ];

    /// Those that have keys of their own, in the order in which the page of keys shows them.
    pub(super) fn with_keys() -> Vec<Screen> {
        Screen::ALL.into_iter().filter(|screen| !screen.row().keys.is_empty()).collect()
    }

    /// What its own keys do.
    pub const fn keys(self) -> &'static [Key] {
        self.row().keys
    }

    /// The screen to which a chord leads.
    pub(super) fn of(chord: &Chord) -> Option<Screen> {
        Screen::ALL.into_iter().find(|screen| {
            let row = screen.row();
            (row.key.is_some() && chord.named == row.key)
                || row.ctrl.is_some_and(|ctrl| chord.ctrl && chord.letter == Some(ctrl.0) && chord.shift == ctrl.1)
        })
    }

    /// The key that leads there, as it is written.
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// Its name in the head and in the window's title.
    pub fn name(self, words: &Words) -> &'static str {
        (self.row().name)(words)
    }

    /// Whether it always stands among the tabs of the head.
    pub const fn is_tab(self) -> bool {
        self.row().tab
    }

    /// Its row of the table.
    pub(super) const fn row(self) -> &'static Row {
        match self {
            Screen::Take => &Row {
                key: Some(Named::F2),
                label: "F2",
                ctrl: None,
                name: |words| words.take,
                tab: true,
                view: |app, scene| app.screens.take.view(scene).map(Message::Take),
                chord: |app, chord| app.screens.take.chord(chord).map(Message::Take),
                enter: |app| focus_on(app.screens.take.first_place()),
                dropped: Some(|path| Message::Take(take::Message::Dropped(path))),
                keys: words::TAKE,
            },
            Screen::Intake => &Row {
                key: Some(Named::F4),
                label: "F4",
                ctrl: None,
                name: |words| words.batch(),
                tab: true,
                view: |app, scene| app.screens.intake.view(scene).map(Message::Intake),
                chord: |app, chord| app.screens.intake.chord(chord).map(Message::Intake),
                enter: |app| focus_on(app.screens.intake.first_place()),
                dropped: Some(|path| Message::Intake(intake::Message::Dropped(path))),
                keys: words::INTAKE,
            },
            Screen::Day => &Row {
                key: Some(Named::F3),
                label: "F3",
                ctrl: None,
                name: |words| words.day,
                tab: true,
                view: |app, scene| app.screens.day.view(scene).map(Message::Day),
                chord: |app, chord| app.screens.day.chord(chord).map(Message::Day),
                enter: |app| {
                    let look = app.refresh_day();
                    // The list may still be empty, and takes no focus before it is loaded.
                    Task::batch([focus_on(app.screens.day.first_place()), look.chain(Task::done(Message::Listed))])
                },
                dropped: None,
                keys: words::DAY,
            },
            Screen::Find => &Row {
                key: Some(Named::F6),
                label: "F6",
                ctrl: None,
                name: |words| words.find(),
                tab: true,
                view: |app, scene| app.screens.find.view(scene).map(Message::Find),
                chord: |app, chord| app.screens.find.chord(chord).map(Message::Find),
                enter: |app| {
                    let look = app.refresh_find();
                    Task::batch([focus_on(find::FIELD), look])
                },
                dropped: None,
                keys: words::FIND,
            },
            Screen::Customer => &Row {
                key: None,
                label: "Ctrl+K",
                ctrl: None,
                name: |words| words.customer_page(),
                tab: false,
                view: |app, scene| app.screens.customer.view(scene).map(Message::Customer),
                chord: |app, chord| app.screens.customer.chord(chord).map(Message::Customer),
                enter: |app| Task::batch([focus_on(customer::place::LIST), app.refresh_customer()]),
                dropped: None,
                keys: words::CUSTOMER,
            },
            Screen::Accounts => &Row {
                key: None,
                label: "Ctrl+Shift+K",
                ctrl: Some(('k', true)),
                name: |words| words.accounts(),
                tab: false,
                view: |app, scene| app.screens.accounts.view(scene).map(Message::Accounts),
                chord: |app, chord| app.screens.accounts.chord(chord).map(Message::Accounts),
                enter: |app| Task::batch([focus_on(accounts::LIST), app.refresh_accounts()]),
                dropped: None,
                keys: words::ACCOUNTS,
            },
            Screen::Evening => &Row {
                key: Some(Named::F10),
                label: "F10",
                ctrl: None,
                name: |words| words.evening(),
                tab: true,
                view: |app, scene| app.screens.evening.view(scene).map(Message::Evening),
                chord: |app, chord| app.screens.evening.chord(chord).map(Message::Evening),
                enter: |app| {
                    app.screens.evening.entered();
                    app.for_evening(evening::Action::Look(None))
                },
                dropped: Some(|path| Message::Evening(evening::Message::Dropped(path))),
                keys: words::EVENING,
            },
            Screen::Rates => &Row {
                key: Some(Named::F7),
                label: "F7",
                ctrl: None,
                name: |words| words.rates(),
                tab: true,
                view: |app, scene| app.screens.rates.view(scene).map(Message::Rates),
                chord: |app, chord| app.screens.rates.chord(chord).map(Message::Rates),
                enter: |app| {
                    let look = app.refresh_rates();
                    let to = if app.screens.rates.editing().is_some() {
                        rates::place::VERSION
                    } else {
                        rates::place::VERSIONS
                    };
                    Task::batch([focus_on(to), look])
                },
                dropped: Some(|path| Message::Rates(rates::Message::Dropped(path))),
                keys: words::RATES,
            },
            Screen::Settings => &Row {
                key: Some(Named::F9),
                label: "F9",
                ctrl: Some((',', false)),
                name: |words| words.settings,
                tab: true,
                view: |app, scene| app.screens.settings.view(scene).map(Message::Settings),
                chord: |app, chord| app.screens.settings.chord(chord, app.scene()).map(Message::Settings),
                enter: |app| {
                    let (rules, house, taste) = (Arc::clone(&app.rules), app.house.clone(), app.taste.clone());
                    let (now, window) = (app.now(), app.window);
                    let scene = Scene { rules: &rules, house: &house, taste: &taste, now, window };
                    let actions = app.screens.settings.entered(scene);
                    app.shown(Screen::Settings, actions, App::for_settings)
                },
                dropped: Some(|path| Message::Settings(settings::Message::Dropped(path))),
                keys: words::SETTINGS,
            },
            Screen::Waits => &Row {
                key: Some(Named::F8),
                label: "F8",
                ctrl: None,
                name: |words| words.waits,
                tab: false,
                view: |app, scene| app.screens.waits.view(scene).map(Message::Waits),
                chord: |app, chord| app.screens.waits.chord(chord).map(Message::Waits),
                enter: |app| Task::batch([focus_on(waits::LIST), app.waits()]),
                dropped: None,
                keys: words::WAITS,
            },
            Screen::Keys => &Row {
                key: Some(Named::F1),
                label: "F1",
                ctrl: None,
                name: |words| words.keys(),
                tab: true,
                view: |app, scene| {
                    let section =
                        |screen: Screen| keys::Section { name: screen.name(scene.words()), keys: screen.row().keys };
                    let sections: Vec<keys::Section> = Screen::with_keys().into_iter().map(section).collect();
                    app.screens.keys.view(&sections, scene).map(Message::Keys)
                },
                chord: |app, chord| app.screens.keys.chord(chord).map(Message::Keys),
                enter: |_| focus_on(keys::SCREENS),
                dropped: None,
                keys: &[],
            },
        }
    }
}
