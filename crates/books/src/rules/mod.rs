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
use trade::refusal::{Fault, Refusal};

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
    /// [`Fault::Damaged`], where an entered file, which was read when it was entered, no longer reads.
    pub fn with(entered: &[Arc<Entered>]) -> Result<Rules, Fault> {
        let mut rules = Rules::shipped();
        rules.entered = entered.to_vec();
        let unread = |entered: &Entered, what: &str| Fault::Damaged {
            what: format!("{what} {} {} does not read", entered.id, entered.version),
        };
        let (mut cards, mut kinds, mut styles) = (Vec::new(), Vec::new(), Vec::new());
        for one in entered {
            match one.kind {
                RuleKind::Card => {
                    let card = RateCard::read(&one.text, &rules.table).map_err(|_| unread(one, "rate card"))?;
                    cards.push(card.from(one.from));
                }
                RuleKind::Calendar => {
                    let next = Calendar::read(&one.text, &rules.table).map_err(|_| unread(one, "calendar"))?;
                    rules.calendar = rules.calendar.then(next, one.from, &one.version);
                }
                RuleKind::NoticeKind => {
                    let kind = KindFile::read(&one.text, rules.notices.last(), &rules.table);
                    kinds.push((one.from, kind.map_err(|_| unread(one, "notice kind"))?));
                }
                RuleKind::Style => {
                    let style = StyleFile::read(&one.text, &rules.table).map_err(|_| unread(one, "style"))?;
                    styles.push((one.from, style));
                }
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
        Ok(rules)
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
