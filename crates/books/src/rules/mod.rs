//! The rules in force: all data, those that the program brings along and those that the paper entered.

mod dated;

pub use dated::Dated;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveDateTime};

use crate::booking::{Entered, RuleKind};
use setting::typeset::{StyleFile, Styles};
use trade::ad::{CategoryId, CategoryTable, Kind};
use trade::calendar::{Calendar, Deadline};
use trade::notice::{self, KindFile};
use trade::rates::{Cards, RateCard};
use trade::refusal::{Fault, Refusal, UnreadFile};
use trade::rulefile::Mistake;

/// The rules in force, all of them data: nothing is priced, dated, read, checked or set by anything else.
///
/// A file of rules holds from a day on, and a date is asked for where that matters: [`Cards::in_force`], [`Calendar::on`],
/// [`Dated::on`].
#[derive(Debug, Clone)]
pub struct Rules {
    /// By their days: [`Cards::in_force`].
    pub cards: Cards,
    /// The calendar, with the tables of days off.
    pub calendar: Calendar,
    /// The table of kinds with their categories and the papers to be seen for them (应见证件), and the categories that the cards name.
    pub kinds: CategoryTable,
    /// The same table without the categories of the cards: those that a file of rules may name.
    pub table: CategoryTable,
    /// The kinds of notices, with the words that they share.
    pub notices: Dated<notice::NoticeKinds>,
    /// By their days, those of the paper behind the program's own.
    pub styles: Dated<Styles>,
    /// The files that were entered, in that order: what all of it was made of besides the program's own.
    pub entered: Vec<Arc<Entered>>,
}

/// A file of rules that was entered and reads no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// As it was entered.
    pub entered: Arc<Entered>,
    /// What this program finds wrong with it.
    pub mistakes: Vec<Mistake>,
}

impl Unread {
    /// That nothing is posted until it is mended, with what is wrong.
    pub fn fault(&self) -> Fault {
        let (entered, mistakes) = (&self.entered, self.mistakes.clone());
        let (kind, id, version) = (entered.kind.id().to_owned(), entered.id.clone(), entered.version.clone());
        Fault::RulesUnread(Box::new(UnreadFile { kind, id, version, mistakes }))
    }
}

/// Rules are what the files say that they were read from.
impl PartialEq for Rules {
    fn eq(&self, other: &Rules) -> bool {
        self.entered == other.entered && self.cards == other.cards && self.calendar == other.calendar
    }
}

impl Rules {
    /// The rules that the program brings along.
    pub fn shipped() -> Rules {
        let kinds = CategoryTable::shipped();
        Rules {
            cards: Cards::shipped(),
            calendar: Calendar::shipped(),
            table: kinds.clone(),
            kinds,
            notices: Dated::always(Arc::clone(notice::NoticeKinds::shipped())),
            styles: Dated::always(Arc::new(Styles::shipped())),
            entered: Vec::new(),
        }
    }

    /// The rules that hold with those that were entered, read once for as long as the same are entered: a booking need not read every
    /// card again.
    ///
    /// # Errors
    /// As [`Rules::with`].
    pub fn in_force(entered: &[Arc<Entered>]) -> Result<Arc<Rules>, Fault> {
        static LAST: Mutex<Option<Arc<Rules>>> = Mutex::new(None);
        // What was read is whole or not there, also where a thread fell while it held it.
        let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = last().as_ref().filter(|rules| rules.entered == entered) {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(Rules::with(entered)?);
        *last() = Some(Arc::clone(&rules));
        Ok(rules)
    }

    /// The rules that hold with those that were entered, each from its day on.
    ///
    /// # Errors
    /// [`Fault::RulesUnread`], where an entered file, which was read when it was entered, no longer reads.
    pub fn with(entered: &[Arc<Entered>]) -> Result<Rules, Fault> {
        let (rules, unread) = Rules::readable(entered);
        unread.first().map_or(Ok(rules), |first| Err(first.fault()))
    }

    /// The files that were entered and read no more, in the order in which they were entered.
    pub fn unread(entered: &[Arc<Entered>]) -> Vec<Unread> {
        Rules::readable(entered).1
    }

    /// The rules of those files that read, and those that do not. Nothing is priced, checked or booked by them: they serve to say what is
    /// wrong, and to mend it.
    pub fn readable(entered: &[Arc<Entered>]) -> (Rules, Vec<Unread>) {
        let mut rules = Rules::shipped();
        rules.entered = entered.to_vec();
        let (mut cards, mut kinds, mut styles, mut unread) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for one in entered {
            let read = match one.kind {
                RuleKind::Card => RateCard::read(&one.text, &rules.table).map(|card| cards.push(card.from(one.from))),
                RuleKind::Calendar => Calendar::read(&one.text, &rules.table)
                    .map(|next| rules.calendar = rules.calendar.clone().then(next, one.from, &one.version)),
                RuleKind::NoticeKind => KindFile::read(&one.text, rules.notices.last(), &rules.table)
                    .map(|kind| kinds.push((one.from, kind))),
                RuleKind::Style => StyleFile::read(&one.text, &rules.table).map(|style| styles.push((one.from, style))),
            };
            if let Err(mistakes) = read {
                unread.push(Unread { entered: Arc::clone(one), mistakes });
            }
        }
        rules.cards = rules.cards.and(cards);
        rules.notices = rules.notices.with(kinds, |table, files| table.and(files.iter().copied()));
        rules.styles = rules.styles.with(styles, |table, files| table.and(files.iter().copied()));
        for card in rules.cards.all() {
            for category in &card.categories {
                let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == category.kind) else { continue };
                rules.kinds.add(kind, &category.id, &category.name, category.like.as_ref());
            }
        }
        (rules, unread)
    }

    /// What a text of a file of rules calls itself: its id, of a card with its version; none where it does not read.
    pub(crate) fn named(&self, kind: RuleKind, text: &str) -> Option<String> {
        match kind {
            RuleKind::Card => {
                RateCard::read(text, &self.table).ok().map(|card| format!("{} {}", card.id, card.version))
            }
            RuleKind::Calendar => None,
            RuleKind::NoticeKind => {
                KindFile::read(text, self.notices.last(), &self.table).ok().map(|file| file.id().to_owned())
            }
            RuleKind::Style => StyleFile::read(text, &self.table).ok().map(|file| file.style().id().to_string()),
        }
    }

    /// The file of the paper's own from which a kind of notices or a style of this id is read on a day; none where the program's own holds,
    /// or nothing is called so.
    pub fn own(&self, kind: RuleKind, id: &str, day: NaiveDate) -> Option<&Arc<Entered>> {
        let holds = |entered: &&Arc<Entered>| entered.kind == kind && entered.id == id && entered.from <= day;
        self.entered.iter().filter(holds).max_by_key(|entered| entered.from)
    }

    /// The file from which a kind of notices or a style of this id is read on a day, byte for byte.
    pub fn file(&self, kind: RuleKind, id: &str, day: NaiveDate) -> Option<&str> {
        if let Some(entered) = self.own(kind, id, day) {
            return Some(&entered.text);
        }
        match kind {
            RuleKind::NoticeKind => notice::NoticeKinds::shipped_file(id),
            RuleKind::Style => Styles::shipped_file(id),
            RuleKind::Card | RuleKind::Calendar => None,
        }
    }

    /// The desk's own category that an ad's counts as where there is one: a calendar knows no others.
    fn like<'a>(&'a self, kind: Kind, category: &'a CategoryId) -> &'a CategoryId {
        self.kinds.category(kind, category).map_or(category, |known| known.like())
    }

    /// Until when an ad is taken for a date.
    pub fn deadline(&self, run: NaiveDate, kind: Kind, category: &CategoryId) -> Deadline {
        self.calendar.deadline(run, kind, self.like(kind, category))
    }

    /// Whether an ad that is taken now may run on a date.
    ///
    /// # Errors
    /// Those of [`Calendar::may_run`].
    pub fn may_run(
        &self,
        run: NaiveDate,
        now: NaiveDateTime,
        kind: Kind,
        category: &CategoryId,
    ) -> Result<(), Refusal> {
        self.calendar.may_run(run, now, kind, self.like(kind, category))
    }

    /// Whether an ad may still run on a date as an entry after the deadline.
    ///
    /// # Errors
    /// Those of [`Calendar::may_run_late`].
    pub fn may_run_late(
        &self,
        run: NaiveDate,
        now: NaiveDateTime,
        kind: Kind,
        category: &CategoryId,
    ) -> Result<(), Refusal> {
        self.calendar.may_run_late(run, now, kind, self.like(kind, category))
    }

    /// The first date that can be chosen now.
    pub fn first_day(&self, now: NaiveDateTime, kind: Kind, category: &CategoryId) -> Option<NaiveDate> {
        self.calendar.first_day(now, kind, self.like(kind, category))
    }

    /// The next deadline of any ad that the counter takes, and the day that it is for.
    pub fn next_deadline(&self, now: NaiveDateTime) -> Option<(NaiveDate, Deadline)> {
        let every = Kind::ALL.into_iter().flat_map(|kind| self.kinds.of(kind).map(move |category| (kind, category)));
        let next = every.filter_map(|(kind, category)| {
            let run = self.first_day(now, kind, &category.id)?;
            Some((run, self.deadline(run, kind, &category.id)))
        });
        next.min_by_key(|(run, deadline)| (deadline.at, *run))
    }
}
