//! The day sheet (日结单): what the money of a day comes to, with the end of the chain of the books.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::RenderContext;
use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, beside_seal, rule};
use crate::locale;
use books::booking::{ByWord, Figures, Method, MethodSums, ShiftFigures};
use books::rules::Rules;
use setting::sheet::Sheet;
use setting::typeset::Align;
use trade::ad::{CategoryId, Kind};
use trade::ids::{Approver, PersonName};
use trade::measure::Length;
use trade::money::Money;
use trade::settings::{Language, SealPlace};

const ZH: Language = Language::Chinese;
/// From one row to the next.
const ROW: Length = Length::um(5_200);
/// How high the end of the journal is with its remarks and the signatures.
const FOOT: Length = Length::mm(37);
/// How high the signatures are.
const SIGNATURES: Length = Length::mm(18);
/// The gap between two columns of sums.
const GAP: Length = Length::mm(10);

/// What a day sheet says: the day as it was closed or reopened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain day and time")]
pub struct DaySheet {
    pub date: NaiveDate,
    /// The number of the sheet among those of the day, from 1.
    pub number: u32,
    /// Whether the day was closed with it; otherwise it was reopened.
    pub closed: bool,
    /// The place in the journal of the entry that closed or reopened it.
    pub entry: u64,
    pub at: DateTime<FixedOffset>,
    /// Who closed or reopened it.
    pub by: PersonName,
    /// The remark that was given when it was closed; empty for none.
    pub reason: String,
    /// Why it was reopened last, and who allowed it.
    pub reopened: Option<(String, Approver)>,
    pub figures: Figures,
    /// The hash of the entry, with which the journal ended then.
    pub head: String,
    /// Whether everybody who moved money on the day, or did something with a till, had given their PIN.
    pub proved: bool,
}

/// The sheets of a day sheet.
pub fn day_sheet(day: &DaySheet, house: RenderContext) -> Vec<Sheet> {
    let mark = match (day.closed, &day.reopened) {
        (false, _) => Some("已重开"),
        (true, Some(_)) => Some("重开后"),
        (true, None) => None,
    };
    let number = format!("R{}-{}", day.date.format("%Y%m%d"), day.number);
    let mut frame = Frame::new(house, "日结单", number, mark);
    let done = if day.closed { ("日结时间", "结账人") } else { ("重开时间", "经办人") };
    frame.pair(("营业日", &locale::date(day.date, ZH)), (done.0, &locale::minute(day.at)));
    frame.pair((done.1, &day.by), ("张次", &format!("第 {} 张", day.number)));
    if let Some((reason, by)) = &day.reopened {
        frame.field("重开", &format!("{reason}（{by} 批准）"));
        if day.number > 1 {
            frame.small(&format!("第 1 至 {} 张日结单以本张为准。", day.number - 1));
        }
    }
    if !day.reason.is_empty() {
        frame.field("备注", &day.reason);
    }
    let figures = &day.figures;
    frame.y += Length::mm(1);
    heading(&mut frame, "当日收款（元）");
    sums(&mut frame, &methods(&figures.by_method), figures.takings());
    let went = [
        ("收入".to_owned(), figures.came_in),
        ("退出".to_owned(), figures.went_out),
        ("挂账（不在收款内）".to_owned(), figures.on_account),
        (format!("当日收稿 {} 则，应收", figures.taken), figures.costs),
    ];
    two_columns(&mut frame, &went);
    for (name, words) in [
        ("按种类", kinds(&figures.by_kind)),
        ("按类别", categories(&figures.by_category, house.rules)),
        ("按规格", sizes(&figures.by_size)),
        ("按经手人", persons(&figures.by_person)),
    ] {
        if !words.is_empty() {
            heading(&mut frame, name);
            two_columns(&mut frame, &words);
        }
    }
    heading(&mut frame, "收银台");
    for shift in &figures.shifts {
        till(&mut frame, shift);
    }
    if figures.shifts.is_empty() {
        frame.small("当日没有开过收银台。");
    } else {
        row(&mut frame, "各台差额合计", &locale::till::signed(figures.difference()), true);
    }
    channels(&mut frame, figures);
    left(&mut frame, figures);
    // Who signs, signs beside the end of the journal: neither stands on a sheet alone.
    frame.y += Length::mm(2);
    frame.need(FOOT);
    frame.line();
    frame.y += Length::mm(2);
    frame.field("账链末端", &grouped(&day.head));
    frame.small("末端是账册最后一条记录的哈希；此前任何一笔改动过，它就对不上。");
    if !day.proved {
        frame.small(&format!("{}。", locale::people::names_unproved(ZH)));
    }
    signatures(&mut frame, house.paper.seal);
    frame.finish("启事 · 日结单")
}

/// A hash in groups of eight, so that a person can compare it.
fn grouped(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn methods(sums: &MethodSums) -> Vec<(String, Money)> {
    sums.iter().map(|(method, sum)| (locale::method(*method, ZH).to_owned(), *sum)).collect()
}

fn kind(id: &str) -> &str {
    let known = [Kind::Blessing, Kind::Notice].into_iter().find(|kind| kind.id() == id);
    known.map_or(id, |known| locale::kind(known, ZH))
}

fn kinds(sums: &ByWord) -> Vec<(String, Money)> {
    sums.iter().map(|(id, sum)| (kind(id).to_owned(), *sum)).collect()
}

fn categories(sums: &ByWord, rules: &Rules) -> Vec<(String, Money)> {
    let name = |word: &str| {
        let (of, id) = word.split_once('/').unwrap_or(("", word));
        let known = [Kind::Blessing, Kind::Notice].into_iter().find(|kind| kind.id() == of);
        let category = known.and_then(|kind| rules.kinds.category(kind, &CategoryId::posted(id)));
        let category = category.map_or(id, |category| category.zh.as_str());
        if category.contains(kind(of)) { category.to_owned() } else { format!("{}·{category}", kind(of)) }
    };
    sums.iter().map(|(word, sum)| (name(word), *sum)).collect()
}

fn sizes(sums: &ByWord) -> Vec<(String, Money)> {
    sums.iter().map(|(size, sum)| (format!("{} cm", size.replace('x', "×")), *sum)).collect()
}

fn persons(sums: &ByWord) -> Vec<(String, Money)> {
    sums.iter().map(|(person, sum)| (person.clone(), *sum)).collect()
}

fn heading(frame: &mut Frame, name: &str) {
    let setter = frame.setter();
    // A heading is never the last thing on a sheet.
    frame.need(ROW * 3);
    frame.y += Length::mm(1);
    let baseline = frame.y + Length::um(4_000);
    setter.label(frame.sheet(), &QUIET, name, MARGIN, baseline, Align::Left);
    frame.y += ROW;
    frame.line();
    frame.y += Length::um(600);
}

/// A label and an amount over the whole measure.
fn row(frame: &mut Frame, name: &str, amount: &str, heavy: bool) {
    let setter = frame.setter();
    frame.need(ROW);
    let baseline = frame.y + Length::um(4_000);
    let words = if heavy { &STRONG } else { &PLAIN };
    let sheet = frame.sheet();
    setter.label(sheet, words, name, MARGIN, baseline, Align::Left);
    setter.label(sheet, words, amount, RIGHT, baseline, Align::Right);
    frame.y += ROW;
}

/// Rows with their sum below.
fn sums(frame: &mut Frame, rows: &[(String, Money)], total: Money) {
    two_columns(frame, rows);
    row(frame, "合计", &format!("¥{}", total.grouped()), true);
}

/// Labels and amounts in two columns.
fn two_columns(frame: &mut Frame, rows: &[(String, Money)]) {
    let setter = frame.setter();
    let half = (MEASURE - GAP).part(1, 2);
    for pair in rows.chunks(2) {
        frame.need(ROW);
        let baseline = frame.y + Length::um(4_000);
        for (x, (name, sum)) in [MARGIN, MARGIN + half + GAP].into_iter().zip(pair) {
            let sheet = frame.sheet();
            setter.label(sheet, &PLAIN, name, x, baseline, Align::Left);
            setter.label(sheet, &PLAIN, &sum.grouped(), x + half, baseline, Align::Right);
        }
        frame.y += ROW;
    }
}

/// A shift of a till: the float, what moved, what was counted, and why that differs.
fn till(frame: &mut Frame, shift: &ShiftFigures) {
    let persons = match (&shift.opened_by, &shift.closed_by) {
        (opened, None) => format!("{opened} 开，未收"),
        (opened, Some(closed)) if opened == closed => opened.to_string(),
        (opened, Some(closed)) => format!("{opened} 开，{closed} 收"),
    };
    let name = format!("{}（{persons}），备用金 {}", locale::till::name(shift.till, ZH), shift.float.grouped());
    row(frame, &name, &format!("进出 {}", shift.moved().grouped()), true);
    if shift.banked > Money::ZERO {
        row(frame, "　缴款", &shift.banked.grouped(), false);
    }
    // A method by which nothing is there and nothing has to be takes no row; cash always does.
    let nothing = |method: Method, sum: Money| method != Method::Cash && sum == Money::ZERO;
    for (method, expected) in &shift.expected {
        let counted = shift.counted.get(method).copied();
        if nothing(*method, *expected) && counted.is_none_or(|counted| nothing(*method, counted)) {
            continue;
        }
        let said = match counted {
            Some(counted) => {
                let difference = locale::till::signed(counted - *expected);
                format!("账上 {}  实点 {}  差 {difference}", expected.grouped(), counted.grouped())
            }
            None => format!("账上 {}  未清点", expected.grouped()),
        };
        row(frame, &format!("　{}", locale::method(*method, ZH)), &said, false);
    }
    // What was counted of a method by which nothing moved.
    let others = shift
        .counted
        .iter()
        .filter(|(method, counted)| !shift.expected.contains_key(method) && !nothing(**method, **counted));
    for (method, counted) in others.collect::<Vec<(&Method, &Money)>>() {
        let said = format!("账上 0.00  实点 {}  差 {}", counted.grouped(), locale::till::signed(*counted));
        row(frame, &format!("　{}", locale::method(*method, ZH)), &said, false);
    }
    if !shift.explained.is_empty() {
        frame.field("　差额说明", &shift.explained);
    }
}

/// The channels' own files beside the books: what agrees, what waits, and what was set aside with its reason and by whom.
fn channels(frame: &mut Frame, figures: &Figures) {
    if figures.channels.is_empty() {
        return;
    }
    heading(frame, "渠道对账");
    for one in &figures.channels {
        let difference = locale::till::signed(one.channel - one.books);
        let said = format!("账上 {}  渠道 {}  差 {difference}", one.books.grouped(), one.channel.grouped());
        row(frame, locale::method(one.method, ZH), &said, true);
        row(frame, "　对上", &one.matched.grouped(), false);
        for (name, (count, sum)) in [("待认领", one.waiting), ("账上有、渠道没有", one.missing)] {
            if count > 0 {
                row(frame, &format!("　{name} {count} 笔"), &sum.grouped(), false);
            }
        }
        for explained in &one.explained {
            let by = format!("{}（{}）", explained.reason, explained.by);
            frame.field(&format!("　不认领 {}", explained.amount.grouped()), &by);
        }
    }
}

/// What is left for the next day.
fn left(frame: &mut Frame, figures: &Figures) {
    if figures.left.is_empty() {
        return;
    }
    heading(frame, &format!("留到明日 {} 件", figures.left.len()));
    for one in &figures.left {
        let open: Vec<&str> = one.open.iter().map(|open| locale::open(*open, ZH)).collect();
        let owing = if one.owing > Money::ZERO { format!("待付 {}", one.owing.grouped()) } else { String::new() };
        row(frame, &format!("{}  {}", one.booking, open.join("、")), &owing, false);
    }
}

/// Where those who counted and looked sign, and where the paper sets its seal.
fn signatures(frame: &mut Frame, place: SealPlace) {
    let setter = frame.setter();
    frame.need(SIGNATURES);
    let baseline = frame.y + Length::mm(12);
    let sheet = frame.sheet();
    let all = beside_seal(place, ("报社（盖章）", false), [("结账人签字", true), ("复核人签字", true)]);
    let width = MEASURE.part(1, i64::try_from(all.len()).unwrap_or(3));
    for (at, (name, signed)) in (0..).zip(all) {
        let x = MARGIN + width * at;
        setter.label(sheet, &PLAIN, name, x, baseline, Align::Left);
        if signed {
            let from = x + Length::mm(24);
            rule(sheet, from, baseline + Length::mm(1), width - Length::mm(28), HAIRLINE);
        }
    }
    frame.y = baseline + Length::mm(6);
}
