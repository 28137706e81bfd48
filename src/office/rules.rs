//! Files of rules, whatever they are (rate cards, calendars, kinds of notices, styles): each is read with every mistake in it, entered from a
//! day on, withdrawn before its day, and mended where it reads no more.

use chrono::NaiveDate;

use super::{Session, damaged};
use books::booking::{Command, Entered, Entry, Event, OfficeAct, OfficeEvent, RuleKind};
use books::counter::Rules;
use books::store::Store;
use setting::typeset::{OfferedStyle, StyleFile};
use trade::calendar::Calendar;
use trade::notice::{KindFile, NoticeKind};
use trade::rates::RateCard;
use trade::refusal::Failure;
use trade::rulefile::Mistake;

/// What was read of a file of rules.
#[derive(Debug, Clone)]
pub enum ReadRules {
    /// A rate card (价目) with its version.
    Card(Box<RateCard>),
    /// A calendar (刊期) of one edition.
    Calendar(Box<Calendar>),
    /// A kind of notices.
    NoticeKind(Box<NoticeKind>),
    /// A style of ads (样式).
    Style(Box<OfferedStyle>),
}

impl ReadRules {
    /// Reads a text as it would be entered.
    ///
    /// # Errors
    /// Every mistake in it, with its line and its field.
    pub fn of(kind: RuleKind, text: &str, rules: &Rules) -> Result<ReadRules, Vec<Mistake>> {
        Ok(match kind {
            RuleKind::Card => ReadRules::Card(Box::new(RateCard::read(text, &rules.table)?)),
            RuleKind::Calendar => ReadRules::Calendar(Box::new(Calendar::read(text, &rules.table)?)),
            RuleKind::NoticeKind => {
                let file = KindFile::read_to_enter(text, rules.notices.last(), &rules.table)?;
                ReadRules::NoticeKind(Box::new(file.kind().clone()))
            }
            RuleKind::Style => {
                let file = StyleFile::read_to_enter(text, &rules.table, rules.styles.last())?;
                ReadRules::Style(Box::new(file.style()))
            }
        })
    }

    /// Whether a kind of notices or a style of its id is there, in whose place it would be put. A card and a calendar follow the one before.
    pub fn replaces(&self, rules: &Rules) -> bool {
        match self {
            ReadRules::Card(_) | ReadRules::Calendar(_) => false,
            ReadRules::NoticeKind(kind) => rules.notices.last().named(&kind.id).is_some(),
            ReadRules::Style(style) => rules.styles.last().all().iter().any(|known| *known.id() == *style.id()),
        }
    }
}

/// What a text is, where nobody said: that sort of rules as which it has the fewest mistakes.
pub fn likeliest(text: &str, rules: &Rules) -> RuleKind {
    let mistakes = |kind: &RuleKind| ReadRules::of(*kind, text, rules).err().map_or(0, |mistakes| mistakes.len());
    RuleKind::ALL.into_iter().min_by_key(mistakes).unwrap_or(RuleKind::Card)
}

impl Session {
    /// Enters a file of rules, which is read once more where it is decided; gives it as the books keep it, with its number.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn enter_rules(
        &self,
        store: &mut dyn Store,
        request: String,
        (kind, text): (RuleKind, String),
        from: NaiveDate,
    ) -> Result<Entered, Failure> {
        let entry = self.post(store, request, Command::Office(OfficeAct::EnterRules { kind, text, from }))?;
        entered(entry)
    }

    /// Withdraws a file of rules that has not taken effect, or one that reads no more, for a reason.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn withdraw_rules(
        &self,
        store: &mut dyn Store,
        request: String,
        (kind, version): (RuleKind, &str),
        reason: &str,
    ) -> Result<Entry, Failure> {
        let (version, reason) = (version.to_owned(), reason.trim().to_owned());
        self.post(store, request, Command::Office(OfficeAct::WithdrawRules { kind, version, reason }))
    }

    /// Puts another text in the place of a file of rules that reads no more.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn replace_rules(
        &self,
        store: &mut dyn Store,
        request: String,
        (kind, version): (RuleKind, &str),
        (text, reason): (String, &str),
    ) -> Result<Entered, Failure> {
        let (version, reason) = (version.to_owned(), reason.trim().to_owned());
        let command = Command::Office(OfficeAct::ReplaceRules { kind, version, text, reason });
        let entry = self.post(store, request, command)?;
        entered(entry)
    }
}

/// The file that an entry entered.
fn entered(entry: Entry) -> Result<Entered, Failure> {
    let unsaid = damaged(&entry);
    let entered = entry.events.into_iter().find_map(|event| match event {
        Event::Office(OfficeEvent::RulesEntered(entered)) => Some(*entered),
        _ => None,
    });
    entered.ok_or(unsaid)
}
