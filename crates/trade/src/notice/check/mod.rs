//! What is wrong with a notice, or must be looked at: by itself, among the others of its page, and beside what was booked before.

mod batch;
mod copy;
mod days;
mod figures;
mod promised;
mod said;

pub(super) use batch::{batch, compared};
pub use copy::blessing;

use std::ops::Range;

use super::clock::Dates;
use super::facts::{CountedFrom, Facts};
use super::kinds::{NoticeKind, NoticeKinds};
use super::reading::NoticeReading;
use super::text::{Dense, SourceText};
use crate::ad::{Finding, Found, Severity};
use crate::calendar::Calendar;

/// A notice under its checks.
pub(super) struct Checked<'a> {
    pub(super) text: &'a SourceText,
    pub(super) dense: &'a Dense,
    pub(super) kind: &'a NoticeKind,
    pub(super) kinds: &'a NoticeKinds,
    pub(super) facts: &'a Facts,
    pub(super) dates: &'a Dates,
    /// The period from whose end the time for evidence is counted.
    pub(super) evidence: CountedFrom,
    /// Where it stands, without blanks at its ends.
    pub(super) span: Range<usize>,
    pub(super) findings: Vec<Finding>,
}

/// The most findings that are kept of one notice.
const MOST: usize = 200;

impl Checked<'_> {
    /// Notes a finding at a stretch of the page.
    pub(super) fn find(&mut self, found: Found, severity: Severity, span: Range<usize>) {
        let finding = Finding { found, severity, start: span.start, end: span.end };
        if self.findings.len() < MOST && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Notes a finding at a stretch of the words without blanks.
    pub(super) fn find_at(&mut self, found: Found, severity: Severity, range: &Range<usize>) {
        let span = self.dense.span(range);
        self.find(found, severity, span);
    }

    /// Notes a finding about the whole notice.
    pub(super) fn find_in_all(&mut self, found: Found, severity: Severity) {
        let span = self.span.clone();
        self.find(found, severity, span);
    }
}

/// Everything that is found of one notice by itself, in the order of the text.
pub(super) fn one(
    text: &SourceText,
    reading: &NoticeReading,
    kinds: &NoticeKinds,
    dates: &Dates,
    span: Range<usize>,
    calendar: &Calendar,
) -> Vec<Finding> {
    let mut checked = Checked {
        text,
        dense: &reading.dense,
        kind: reading.kind,
        kinds,
        facts: &reading.facts,
        dates,
        evidence: reading.told.evidence,
        span,
        findings: Vec::new(),
    };
    days::check(&mut checked, calendar);
    said::check(&mut checked, &reading.doubts);
    promised::check(&mut checked);
    copy::check(&mut checked);
    figures::check(&mut checked);
    let mut findings = checked.findings;
    findings.sort_by_key(|finding| (finding.severity, finding.start, finding.end));
    findings
}
