//! The office: the folder itself, who the paper is, its files of rules, its clock, and the numbers that are void.

use std::sync::Arc;

use chrono::NaiveDate;

use super::booking::printable;
use super::{Context, Posted, Stream};
use crate::booking::{Entered, LastGiven, OfficeEvent, Restored, RuleKind, place_among, void};
use crate::rules::Rules;
use setting::typeset::StyleFile;
use trade::calendar::Calendar;
use trade::legible::{self, Field};
use trade::notice::KindFile;
use trade::rates::RateCard;
use trade::refusal::{Refusal, RuleFileTrouble};
use trade::settings::Paper;

/// What can be asked of the office.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "a supervisor's reason; the kind of a file of rules")]
pub enum OfficeAct {
    /// The first entry of a folder.
    Found {
        /// Whether it is a practice folder (练习).
        practice: bool,
    },
    /// Sets who the paper is.
    SetPaper(Paper),
    /// A supervisor confirms that the clock, which shows a day before the last one posted, is right.
    ConfirmClock {
        /// A supervisor's reason; an empty one is refused.
        reason: String,
    },
    /// A supervisor voids the numbers (作废号) that went with entries missing from the journal's end, so that taking ads goes on.
    VoidMissing {
        /// Why the entries are missing, as far as anybody knows.
        reason: String,
        /// The last number given, read off the papers: asked for only where nothing else remembers it.
        last: Option<LastGiven>,
    },
    /// Enters a file of rules that holds from a day on.
    EnterRules {
        kind: RuleKind,
        /// The text of the file, as it was read.
        text: String,
        /// The first day on which it holds.
        from: NaiveDate,
    },
    /// Withdraws a file of rules that has not taken effect, or that reads no more.
    WithdrawRules {
        kind: RuleKind,
        /// The version that the file names.
        version: String,
        /// Why; may be empty while the file has not taken effect.
        reason: String,
    },
    /// Puts another text in the place of a file of rules that reads no more; day, id and version stay.
    ReplaceRules {
        kind: RuleKind,
        /// The version or number of the one that reads no more.
        version: String,
        /// The text that takes its place.
        text: String,
        /// Why; an empty one is refused.
        reason: String,
    },
    /// Posted by a restore into the copy before that takes the place of the books: a copy came back, and what it does not know is
    /// void. Nothing else asks for it.
    Restore(Box<Restored>),
}

/// The office, as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    /// Whether the folder was founded.
    pub founded: bool,
    /// Whether it is a practice folder, which may play any day.
    pub practice: bool,
    /// Who the paper is.
    pub paper: Paper,
    /// The files of rules that were entered and not withdrawn, in the order in which they were entered.
    pub rules: Vec<Arc<Entered>>,
    /// The place of the last entry that changed by what is priced and read: who the paper is, or its rules; 0 for none.
    pub rules_seq: u64,
}

impl Stream for Office {
    type Name = ();
    type Act = OfficeAct;
    type Event = OfficeEvent;

    fn new((): ()) -> Office {
        Office::default()
    }

    fn apply(&mut self, at: &Posted, event: &OfficeEvent) {
        match event {
            OfficeEvent::Founded { practice } => (self.founded, self.practice) = (true, *practice),
            OfficeEvent::PaperSet(paper) => (self.paper, self.rules_seq) = (paper.clone(), at.seq),
            OfficeEvent::RulesEntered(entered) => {
                let known = self.rules.iter().map(|known| (known.kind.id(), known.version.as_str()));
                let place = place_among(known, (entered.kind, &entered.version)).unwrap_or(self.rules.len());
                self.rules.insert(place, Arc::new((**entered).clone()));
                self.rules_seq = at.seq;
            }
            OfficeEvent::RulesWithdrawn { kind, version, .. } => {
                self.rules.retain(|entered| entered.kind != *kind || entered.version != *version);
                self.rules_seq = at.seq;
            }
            OfficeEvent::ClockConfirmed { .. } | OfficeEvent::Voided { .. } | OfficeEvent::Restored(_) => {}
        }
    }

    fn decide(&self, act: &OfficeAct, context: &Context) -> Result<Vec<OfficeEvent>, Refusal> {
        match act {
            OfficeAct::Found { .. } if self.founded => Err(Refusal::AlreadyThere { folder: String::new() }),
            OfficeAct::Found { practice } => Ok(vec![OfficeEvent::Founded { practice: *practice }]),
            OfficeAct::SetPaper(paper) => {
                legible::check(Field::PaperName, &paper.name)?;
                legible::check(Field::PaperName, &paper.tax_number)?;
                printable([paper.name.as_str()])?;
                Ok(vec![OfficeEvent::PaperSet(paper.clone())])
            }
            OfficeAct::ConfirmClock { reason } => {
                let Some((last, _)) = context.against_clock() else {
                    // The clock is neither behind nor far ahead, so there is nothing to confirm.
                    return Ok(Vec::new());
                };
                Ok(vec![OfficeEvent::ClockConfirmed { last, reason: said(reason)? }])
            }
            OfficeAct::VoidMissing { reason, last } => {
                legible::check(Field::Reason, reason)?;
                void::void(&context.tail, context.day(), *last, context.last_named, reason)
            }
            OfficeAct::EnterRules { kind, text, from } => self.enter(*kind, text, *from, context),
            OfficeAct::WithdrawRules { kind, version, reason } => {
                // What has taken effect may have priced something, and stays; one that reads no more prices nothing, and stops everything.
                let is_unread =
                    |entered: &Entered| Rules::unread(&self.rules).iter().any(|one| *one.entered == *entered);
                let entered = self.entered(*kind, version);
                let entered = entered.filter(|entered| entered.from > context.day() || is_unread(entered));
                let entered = entered.ok_or_else(|| kind.no_such(version))?;
                // What stopped the desk was in force, and who takes it away says why.
                let reason = match reason.trim() {
                    "" if !is_unread(entered) => String::new(),
                    reason => said(reason)?,
                };
                Ok(vec![OfficeEvent::RulesWithdrawn { kind: *kind, version: version.clone(), reason }])
            }
            OfficeAct::ReplaceRules { kind, version, text, reason } => self.replace(*kind, version, (text, reason)),
            OfficeAct::Restore(restored) => {
                said(&restored.reason)?;
                Ok(vec![OfficeEvent::Restored(restored.clone())])
            }
        }
    }
}

/// A reason, which must be given and may be kept.
pub(in crate::booking) fn said(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::NoReason);
    }
    legible::check(Field::Reason, reason)?;
    Ok(reason.to_owned())
}

/// Nothing is posted of the days from this on.
///
/// # Errors
/// [`RuleFileTrouble::DayBegun`] with the first day on which rules may take effect.
fn untouched(from: NaiveDate, context: &Context) -> Result<(), Refusal> {
    match context.last_day.max(context.last_taken).filter(|last| *last >= from) {
        None => Ok(()),
        Some(last) => {
            Err(Refusal::RuleFile(RuleFileTrouble::DayBegun { from, earliest: last.succ_opt().unwrap_or(last) }))
        }
    }
}

impl Office {
    fn entered(&self, kind: RuleKind, version: &str) -> Option<&Arc<Entered>> {
        self.rules.iter().find(|entered| entered.kind == kind && entered.version == version)
    }

    /// Puts another text in the place of a file that reads no more, in one entry: between the two nothing else could hold. It must be the
    /// same card, kind or style, since bookings name it.
    fn replace(
        &self,
        kind: RuleKind,
        version: &str,
        (text, reason): (&str, &str),
    ) -> Result<Vec<OfficeEvent>, Refusal> {
        let old = self.entered(kind, version).ok_or_else(|| kind.no_such(version))?;
        if !Rules::unread(&self.rules).iter().any(|one| one.entered == *old) {
            return Err(RuleFileTrouble::RulesRead { value: version.to_owned() }.into());
        }
        let new = Arc::new(Entered { text: text.to_owned(), ..(**old).clone() });
        let replaced: Vec<Arc<Entered>> =
            self.rules.iter().map(|one| Arc::clone(if one == old { &new } else { one })).collect();
        let (rules, unread) = Rules::readable(&replaced);
        if let Some(unread) = unread.into_iter().find(|one| one.entered == new) {
            return Err(RuleFileTrouble::BadRules { file: String::new(), mistakes: unread.mistakes }.into());
        }
        let named = rules.named(kind, text);
        let wanted = match kind {
            RuleKind::Card => format!("{} {version}", old.id),
            RuleKind::Calendar | RuleKind::NoticeKind | RuleKind::Style => old.id.clone(),
        };
        match named {
            Some(value) if value != wanted => return Err(RuleFileTrouble::OtherRules { value, wanted }.into()),
            _ => {}
        }
        let reason = said(reason)?;
        let withdrawn = OfficeEvent::RulesWithdrawn { kind, version: version.to_owned(), reason };
        Ok(vec![withdrawn, OfficeEvent::RulesEntered(Box::new((*new).clone()))])
    }

    /// Enters a file of rules, which is read once more: what cannot be read is never in force.
    ///
    /// A rate card takes effect today or later; earlier only while no business of those days is posted, so that nothing was priced by
    /// another. A kind of notices or a style holds for whole days: what was booked on a day is read and set by the tables of that day
    /// for ever, so that it takes effect only on a day on which nothing is posted yet.
    fn enter(
        &self,
        kind: RuleKind,
        text: &str,
        from: NaiveDate,
        context: &Context,
    ) -> Result<Vec<OfficeEvent>, Refusal> {
        let bad = |mistakes| Refusal::RuleFile(RuleFileTrouble::BadRules { file: String::new(), mistakes });
        // Rules that were entered and cannot be read any more are not passed over.
        let rules = Rules::in_force(&self.rules).map_err(|_| bad(Vec::new()))?;
        // Files without a version of their own are numbered.
        let next = || {
            let known = self.rules.iter().filter(|entered| entered.kind == kind);
            let last = known.filter_map(|entered| entered.version.parse::<u32>().ok()).max();
            (last.unwrap_or(0) + 1).to_string()
        };
        let (id, version) = match kind {
            RuleKind::Card => {
                let card = RateCard::read(text, &rules.table).map_err(bad)?.from(from);
                let since = context.last_day.filter(|last| *last >= from).map_or(from, |_| context.day());
                rules.cards.may_enter(&card, since)?;
                (card.id, card.version)
            }
            RuleKind::Calendar => {
                Calendar::read(text, &rules.table).map_err(bad)?;
                // It prices nothing, and what is booked stays booked: it may hold from any day on. Of two for one day the later holds.
                ("calendar".to_owned(), next())
            }
            RuleKind::NoticeKind => {
                let file = KindFile::read_to_enter(text, rules.notices.last(), &rules.table).map_err(bad)?;
                untouched(from, context)?;
                (file.id().to_owned(), next())
            }
            RuleKind::Style => {
                let file = StyleFile::read_to_enter(text, &rules.table, rules.styles.last()).map_err(bad)?;
                untouched(from, context)?;
                (file.style().id().to_string(), next())
            }
        };
        let entered = Entered { kind, id, version, from, text: text.to_owned() };
        Ok(vec![OfficeEvent::RulesEntered(Box::new(entered))])
    }
}
