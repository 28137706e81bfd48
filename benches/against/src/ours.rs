//! The notice with Qishi.

use chrono::{NaiveDate, NaiveDateTime};
use trade::ad::{CategoryId, Kind, Look, StyleId};
use books::counter::{AdDraft, Proposal, Rules, propose, tidy};
use trade::measure::Size;
use setting::paint::pdf::{self, PdfMetadata, SheetPage};
use setting::sheet::Sheet;
use setting::typeset::Setter;

/// The size in which the notice is set.
pub const SIZE: Size = Size::mm(72, 100);

/// The desk: the rules in force, the moment, the day chosen.
pub struct Desk {
    rules: Rules,
    setter: Setter,
    now: NaiveDateTime,
    runs: [NaiveDate; 1],
    look: Look,
}

impl Desk {
    /// A desk that has just been opened.
    pub fn open() -> Desk {
        let day = |d| NaiveDate::from_ymd_opt(2026, 1, d).expect("a day");
        let now = day(20).and_hms_opt(10, 0, 0).expect("ten o'clock");
        // The plain box, whatever the category's own style is.
        let look = Look { style: StyleId::known("ruled"), ..Look::plain().clone() };
        Desk { rules: Rules::shipped(), setter: Setter::new(), now, runs: [day(22)], look }
    }

    /// Everything that the counter answers to a keystroke: all sizes tried, the chosen one drawn, price, calendar, findings.
    pub fn key(&self, copy: &str) -> Proposal {
        static SUMMONS: CategoryId = CategoryId::known("arbitration_summons");
        let copy = tidy(copy);
        let draft = AdDraft {
            size: Some(SIZE),
            look: &self.look,
            runs: &self.runs,
            ..AdDraft::of(&self.setter, Kind::Notice, &SUMMONS, &copy)
        };
        propose(&draft, &self.rules, self.now)
    }
}

/// The ad that was drawn.
pub fn sheet(proposal: Proposal) -> Sheet {
    proposal.fit.expect("a notice that is set").sheet
}

/// The ad alone as PDF.
pub fn write(sheet: &Sheet) -> Vec<u8> {
    pdf::write(&[SheetPage { sheet, trim: None }], &PdfMetadata { title: "公告", date: None }).expect("written")
}
