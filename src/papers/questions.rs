//! The questions for the sender (疑问单): what was found about notices, asked place by place, with room for the answer.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};
use qishi_faces::Face;

use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, rule};
use super::notices::Named;
use super::{RenderContext, kind_name};
use crate::locale;
use books::booking::Booking;
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::{Align, LabelStyle};
use trade::ad::{Finding, Severity};
use trade::measure::{Length, TypeSize};
use trade::notice::{NoticeKinds, PageReading};
use trade::settings::Language;

const ZH: Language = Language::Chinese;
/// A passage of the notice, quoted.
const QUOTED: LabelStyle = LabelStyle { face: Face::Kai, size: TypeSize::tenths(105), ink: Ink::Black };
const LEAD: Length = Length::um(5_600);
/// How far questions stand in.
const INDENT: Length = Length::mm(10);
/// So many characters of the notice stand around the place in question.
const AROUND: usize = 14;
/// A longer place is shown by its ends.
const LONGEST: usize = 60;

/// A notice with what is to be asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questioned {
    /// By what it is known: its booking's number, or its number on the page.
    pub name: String,
    /// The name of its kind.
    pub kind: String,
    /// Whom its copy addresses; empty where nobody is named.
    pub addressee: String,
    /// The case number (案号); empty where none was read.
    pub case: String,
    /// The days on which it is to be published.
    pub runs: Vec<NaiveDate>,
    /// Each question, and the place in the notice that it is about.
    pub questions: Vec<(String, PassageInContext)>,
}

/// A passage: the place in question, and what stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PassageInContext {
    /// The characters before it on one line, with `……` where they are cut.
    pub before: String,
    /// The place itself; empty where the whole notice is meant.
    pub place: String,
    /// The characters behind it on one line, with `……` where they are cut.
    pub after: String,
}

/// Who asks, of whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The number of the paper.
    pub number: String,
    /// Who handed the notices in, where that is known.
    pub sender: String,
    /// Where the notices stand: a file, a list of bookings.
    pub source: String,
    /// The name of the clerk: who took the ads, or who works now.
    pub by: String,
    /// The time that stands on it; of booked ads, when they last changed.
    pub at: DateTime<FixedOffset>,
}

impl Questioned {
    /// What is to be asked about a booked notice: everything open that only its sender can answer.
    pub fn booked(booking: &Booking, house: RenderContext) -> Questioned {
        let named = Named::booked(booking, house.rules);
        let open = [Severity::Error, Severity::Warning].map(|severity| booking.unsettled(severity)).concat();
        let copy: Vec<char> = booking.order().ad.copy.text().chars().collect();
        Questioned {
            name: booking.number.to_string(),
            kind: kind_name(booking, house.rules),
            addressee: named.addressee,
            case: named.case,
            runs: booking.order().runs.clone(),
            questions: questions_of(open.into_iter(), &copy, 0..copy.len()),
        }
    }

    /// What is to be asked about the notices of a page that was read by these kinds.
    pub fn read(text: &str, page: &PageReading, publish: Option<NaiveDate>, kinds: &NoticeKinds) -> Vec<Questioned> {
        let chars: Vec<char> = text.chars().collect();
        let notices = page.notices.iter().enumerate().map(|(i, notice)| {
            let named = Named::of(&notice.facts);
            let kind = kinds.named(&notice.kind);
            let doubts = notice.findings.iter().filter(|finding| finding.severity != Severity::Note);
            Questioned {
                name: format!("第 {} 则", i + 1),
                kind: kind.map_or_else(|| notice.kind.clone(), |kind| locale::notice_kind(kind, ZH).to_owned()),
                addressee: named.addressee,
                case: named.case,
                runs: publish.into_iter().collect(),
                questions: questions_of(doubts, &chars, notice.span.clone()),
            }
        });
        notices.collect()
    }
}

/// The questions among findings, in the order of the text.
fn questions_of<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    text: &[char],
    notice: Range<usize>,
) -> Vec<(String, PassageInContext)> {
    let mut questions: Vec<(usize, (String, PassageInContext))> = findings
        .filter_map(|finding| {
            let place = finding.start.min(text.len())..finding.end.min(text.len()).max(finding.start.min(text.len()));
            Some((finding.start, (locale::question(&finding.found)?, passage(text, &notice, place))))
        })
        .collect();
    questions.sort_by_key(|(start, _)| *start);
    questions.into_iter().map(|(_, question)| question).collect()
}

/// A place of a notice with what stands around it, on one line.
fn passage(text: &[char], notice: &Range<usize>, place: Range<usize>) -> PassageInContext {
    let plain = |range: Range<usize>| -> String {
        text[range].iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect::<String>()
    };
    // What is about the whole notice quotes nothing.
    if place.len() * 10 >= notice.len() * 9 {
        return PassageInContext::default();
    }
    let from = place.start.saturating_sub(AROUND).max(notice.start.min(place.start));
    let to = (place.end + AROUND).min(notice.end.max(place.end)).min(text.len());
    let dots = |there: bool| if there { "……" } else { "" };
    let middle = if place.len() > LONGEST {
        let half = LONGEST / 2;
        format!("{}……{}", plain(place.start..place.start + half), plain(place.end - half..place.end))
    } else {
        plain(place.clone())
    };
    PassageInContext {
        before: format!("{}{}", dots(from > notice.start), plain(from..place.start).trim_start()),
        place: middle,
        after: format!("{}{}", plain(place.end..to).trim_end(), dots(to < notice.end)),
    }
}

/// The paper; notices about which nothing is to be asked are left out.
pub fn questions(notices: &[Questioned], asking: &Asking, house: RenderContext) -> Vec<Sheet> {
    let doubtful: Vec<&Questioned> = notices.iter().filter(|notice| !notice.questions.is_empty()).collect();
    let count: usize = doubtful.iter().map(|notice| notice.questions.len()).sum();
    let mut frame = Frame::new(house, "来稿疑问单", asking.number.clone(), None);
    frame.field("致", if asking.sender.is_empty() { "来稿单位" } else { &asking.sender });
    frame.field("来稿", &asking.source);
    frame.pair(("提问人", &asking.by), ("提问时间", &locale::minute(asking.at)));
    frame.pair(
        ("公告", &format!("{} 则，其中 {} 则有疑问", notices.len(), doubtful.len())),
        ("问题", &format!("{count} 个")),
    );
    frame.y += Length::mm(1);
    frame.small(
        "以下各处请逐条答复：原文无误的，在“照登”前打勾；需要更正的，写明更正后的文字。法院、仲裁机构的文字，本报不经来稿单位确认不作改动；未答复的，暂不见报。",
    );
    frame.y += Length::mm(2);
    let mut number = 0;
    for notice in doubtful {
        head(&mut frame, notice);
        for (question, passage) in &notice.questions {
            number += 1;
            ask(&mut frame, number, question, passage);
        }
        frame.y += Length::mm(2);
    }
    signatures(&mut frame);
    frame.finish("启事 · 来稿疑问单")
}

/// What notice is asked about.
fn head(frame: &mut Frame, notice: &Questioned) {
    let setter = frame.setter();
    // A head is never the last thing on a sheet.
    frame.need(Length::mm(52));
    frame.line();
    let baseline = frame.y + Length::um(5_400);
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, &notice.name, MARGIN, baseline, Align::Left);
    setter.label(sheet, &QUIET, &notice.kind, RIGHT, baseline, Align::Right);
    frame.y += Length::um(7_400);
    if !notice.addressee.is_empty() {
        frame.field("当事人", &notice.addressee);
    }
    if !notice.case.is_empty() {
        frame.field("案号", &notice.case);
    }
    if !notice.runs.is_empty() {
        let runs: Vec<String> = notice.runs.iter().map(|run| locale::date(*run, ZH)).collect();
        frame.field("刊期", &runs.join("、"));
    }
    frame.y += Length::mm(1);
}

/// A question, the passage, and the room for its answer.
fn ask(frame: &mut Frame, number: usize, question: &str, passage: &PassageInContext) {
    let setter = frame.setter();
    let long = Length::mm(170) - INDENT;
    // Kept together: a question is not answered on another sheet.
    let lines = |words: &LabelStyle, text: &str| 1 + (setter.width(words, text).as_um() / long.as_um()) as i32;
    let quoted = format!("{}【{}】{}", passage.before, passage.place, passage.after);
    let high = lines(&PLAIN, question) + if passage.place.is_empty() { 0 } else { lines(&QUOTED, &quoted) };
    frame.need(LEAD * i64::from(high) + Length::mm(20));
    let y = frame.y;
    setter.label(
        frame.sheet(),
        &STRONG,
        &number.to_string(),
        MARGIN + Length::mm(6),
        y + Length::um(4_050),
        Align::Right,
    );
    let used = setter.paragraph(frame.sheet(), &PLAIN, question, (MARGIN + INDENT, y), long, LEAD);
    frame.y += used;
    if !passage.place.is_empty() {
        let y = frame.y;
        let used = setter.paragraph(frame.sheet(), &QUOTED, &quoted, (MARGIN + INDENT, y), long, LEAD);
        frame.y += used;
    }
    let baseline = frame.y + Length::um(7_200);
    let x = MARGIN + INDENT;
    let sheet = frame.sheet();
    tick(sheet, x, baseline);
    setter.label(sheet, &PLAIN, "照登", x + Length::mm(5), baseline, Align::Left);
    tick(sheet, x + Length::mm(18), baseline);
    setter.label(sheet, &PLAIN, "更正为", x + Length::mm(23), baseline, Align::Left);
    let from = x + Length::mm(37);
    rule(sheet, from, baseline + Length::mm(1), RIGHT - from, HAIRLINE);
    rule(sheet, x, baseline + Length::mm(9), RIGHT - x, HAIRLINE);
    frame.y = baseline + Length::um(12_000);
}

/// A box to tick.
fn tick(sheet: &mut Sheet, x: Length, baseline: Length) {
    let (side, thin) = (Length::um(3_400), Length::um(200));
    let top = baseline - Length::um(3_100);
    for y in [top, top + side - thin] {
        rule(sheet, x, y, side, thin);
    }
    for left in [x, x + side - thin] {
        sheet.marks.push(Mark::Rule { place: Rect::new(left, top, thin, side), ink: Ink::Black });
    }
}

/// Where the sender signs and seals.
fn signatures(frame: &mut Frame) {
    let setter = frame.setter();
    frame.need(Length::mm(44));
    frame.line();
    let top = frame.y + Length::mm(3);
    let (high, middle) = (Length::mm(30), MARGIN + MEASURE.part(1, 2));
    let sheet = frame.sheet();
    setter.label(sheet, &QUIET, "来稿单位（盖章）", MARGIN, top + Length::mm(4), Align::Left);
    for (i, name) in ["答复人签字", "联系电话", "答复日期"].into_iter().enumerate() {
        let baseline = top + Length::mm(6) + Length::mm(10) * i64::try_from(i).unwrap_or(0);
        setter.label(sheet, &PLAIN, name, middle, baseline, Align::Left);
        rule(sheet, middle + Length::mm(24), baseline + Length::mm(1), RIGHT - middle - Length::mm(24), HAIRLINE);
    }
    frame.y = top + high + Length::mm(2);
}
