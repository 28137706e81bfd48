//! The receipt for what was handed in (交接单): the notices, when they run, what they cost, which are held.

use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, rule};
use super::notices::Named;
use super::{RenderContext, kind_name};
use crate::locale;
use books::booking::Booking;
use setting::sheet::Sheet;
use setting::typeset::{Align, LabelStyle};
use trade::measure::Length;
use trade::money::Money;

const LEAD: Length = Length::um(4_800);
/// The columns: where each begins, and how wide it is.
const NUMBER: (Length, Length) = (MARGIN, Length::mm(30));
const NOTICE: (Length, Length) = (Length::mm(51), Length::mm(60));
const HEARING: (Length, Length) = (Length::mm(113), Length::mm(21));
const RUNS: (Length, Length) = (Length::mm(137), Length::mm(21));

/// The receipt for these bookings, in their order.
pub fn receipt(bookings: &[Booking], house: RenderContext) -> Vec<Sheet> {
    let Some((first, last)) = bookings.first().zip(bookings.iter().max_by_key(|booking| booking.taken_at)) else {
        return Vec::new();
    };
    let number = match bookings.len() {
        1 => format!("J{}", first.number.to_string().trim_start_matches('B')),
        many => format!("J{} 等 {many} 则", first.number.to_string().trim_start_matches('B')),
    };
    let mut frame = Frame::new(house, "来稿交接单", number, None);
    let each = |of: &dyn Fn(&Booking) -> String| {
        let mut all: Vec<String> = Vec::new();
        for said in bookings.iter().map(of).filter(|said| !said.is_empty()) {
            if !all.contains(&said) {
                all.push(said);
            }
        }
        all.join("、")
    };
    frame.field("送稿人", &each(&|booking| booking.order().customer.name.text().to_owned()));
    frame.field("电话", &each(&|booking| booking.order().customer.phone.text().to_owned()));
    frame.field("付款人", &each(&|booking| booking.order().customer.pays().to_owned()));
    frame
        .pair(("收稿人", &each(&|booking| booking.taken_by.to_string())), ("收稿时间", &locale::minute(last.taken_at)));
    frame.y += Length::mm(2);
    frame.line();
    columns(&mut frame);
    for booking in bookings {
        row(&mut frame, booking, &Named::booked(booking, house.rules), house);
    }
    sums(&mut frame, bookings);
    frame.y += Length::mm(4);
    let held = bookings.iter().filter(|booking| booking.held()).count();
    if held > 0 {
        frame.small(&format!("标“暂缓”的 {held} 则有疑问待来稿单位答复：登记已受理，答复确认以前不见报。"));
    }
    frame.small("本单为收稿凭据，非发票。刊登内容以签字校样为准；截稿以前可以补交材料、更正或改期。");
    signatures(&mut frame);
    frame.finish("启事 · 来稿交接单")
}

fn columns(frame: &mut Frame) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_400);
    let sheet = frame.sheet();
    for (name, (x, _)) in [("登记号", NUMBER), ("公告", NOTICE), ("开庭", HEARING), ("刊期", RUNS)] {
        setter.label(sheet, &QUIET, name, x, baseline, Align::Left);
    }
    setter.label(sheet, &QUIET, "规格与金额（元）", RIGHT, baseline, Align::Right);
    frame.y += Length::um(6_400);
    frame.line();
}

/// A booking: as high as its tallest cell.
fn row(frame: &mut Frame, booking: &Booking, named: &Named, house: RenderContext) {
    let setter = frame.setter();
    let order = booking.order();
    let runs: Vec<String> = order.runs.iter().take(6).map(|run| run.format("%Y-%m-%d").to_string()).collect();
    let runs = match order.runs.len() {
        0..=6 => runs.join("\n"),
        many => format!("{}\n等 {many} 期", runs[..5].join("\n")),
    };
    let notice = [kind_name(booking, house.rules), named.addressee.clone(), named.case.clone()];
    let notice: Vec<String> = notice.into_iter().filter(|line| !line.is_empty()).collect();
    let cells: [(&LabelStyle, String, (Length, Length)); 4] = [
        (&PLAIN, booking.number.to_string(), NUMBER),
        (&PLAIN, notice.join("\n"), NOTICE),
        (&PLAIN, named.hearing.clone(), HEARING),
        (&PLAIN, runs, RUNS),
    ];
    // Set once aside, to know how high the row is.
    let mut aside = Sheet::new(Length::mm(210), Length::mm(297));
    let highs = cells.iter().map(|(words, text, (_, width))| {
        setter.paragraph(&mut aside, words, text, (Length::ZERO, Length::ZERO), *width, LEAD)
    });
    let high = highs.max().unwrap_or(LEAD).max(LEAD + LEAD) + Length::mm(3);
    let before = frame.y;
    frame.need(high);
    if frame.y < before {
        columns(frame);
    }
    let y = frame.y + Length::um(1_500);
    let sheet = frame.sheet();
    for (words, text, (x, width)) in &cells {
        setter.paragraph(sheet, words, text, (*x, y), *width, LEAD);
    }
    setter.label(sheet, &PLAIN, &format!("{} cm", order.ad.size.said()), RIGHT, y + Length::um(3_650), Align::Right);
    setter.label(sheet, &STRONG, &booking.total().grouped(), RIGHT, y + LEAD + Length::um(3_650), Align::Right);
    if booking.held() {
        setter.label(sheet, &STRONG, "暂缓", NUMBER.0, y + LEAD + Length::um(3_650), Align::Left);
    }
    frame.y += high;
    frame.line();
}

/// The sum of the prices in figures and in capitals, what is owed, and how many of the ads are held.
fn sums(frame: &mut Frame, bookings: &[Booking]) {
    let setter = frame.setter();
    frame.need(Length::mm(24));
    let total: Money = bookings.iter().map(Booking::total).sum();
    let owing: Money = bookings.iter().map(Booking::owing).sum();
    let held = bookings.iter().filter(|booking| booking.held()).count();
    let baseline = frame.y + Length::um(5_600);
    let count = format!("合计 {} 则，其中暂缓 {held} 则", bookings.len());
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, &count, MARGIN, baseline, Align::Left);
    setter.label(sheet, &STRONG, &format!("¥{}", total.grouped()), RIGHT, baseline, Align::Right);
    frame.y += Length::um(7_400);
    let baseline = frame.y + Length::um(4_000);
    let sheet = frame.sheet();
    setter.label(sheet, &QUIET, "大写", MARGIN, baseline, Align::Left);
    setter.label(sheet, &STRONG, &format!("人民币{}", total.capitals()), RIGHT, baseline, Align::Right);
    frame.y += Length::um(6_400);
    let baseline = frame.y + Length::um(4_000);
    setter.label(frame.sheet(), &PLAIN, &format!("未付 ¥{}", owing.grouped()), RIGHT, baseline, Align::Right);
    frame.y += Length::um(6_000);
    frame.line();
}

/// Lines for the names and dates of both who sign, side by side.
fn signatures(frame: &mut Frame) {
    let setter = frame.setter();
    frame.need(Length::mm(28));
    let baseline = frame.y + Length::mm(12);
    let half = MEASURE.part(1, 2);
    let sheet = frame.sheet();
    for (i, name) in ["交稿人签字", "收稿人签字"].into_iter().enumerate() {
        let x = if i == 0 { MARGIN } else { MARGIN + half + Length::mm(4) };
        let long = half - Length::mm(4);
        for (down, name) in [(Length::ZERO, name), (Length::mm(10), "日期")] {
            setter.label(sheet, &PLAIN, name, x, baseline + down, Align::Left);
            let from = x + Length::mm(24);
            rule(sheet, from, baseline + down + Length::mm(1), long - Length::mm(24), HAIRLINE);
        }
    }
    frame.y = baseline + Length::mm(14);
}
