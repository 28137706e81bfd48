//! The statement (广告费结算单): what was charged, why, and what was paid. It is no tax invoice (发票管理办法 art. 18, 20) and says so.

use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, rule};
use super::{House, kind_name};
use crate::booking::{Booking, Happened, Method, Printout, What};
use crate::locale;
use crate::measure::Length;
use crate::money::Money;
use crate::rates::Remark;
use crate::settings::Language;
use crate::sheet::Sheet;
use crate::typeset::{Align, label};

const ZH: Language = Language::Chinese;
/// The height of a row of the table.
const ROW: Length = Length::um(6_400);

/// The statement, on A4, as a file to be read: it is no print, and bears no mark of one.
pub fn statement(booking: &Booking, house: House) -> Vec<Sheet> {
    drawn(booking, None, house)
}

/// The statement as the print that was posted at this place in the journal: from the second on it says 补打, which print it is, when
/// it was made and by whom, so that nobody settles twice with two sheets.
pub fn statement_printed(booking: &Booking, seq: u64, house: House) -> Vec<Sheet> {
    let again = |what: &What| matches!(what, What::Printed(Printout::Statement, 2..));
    let print = booking.history.iter().find(|happened| happened.seq == seq && again(&happened.what));
    drawn(booking, print, house)
}

/// The statement; `again` is the print that it is, where there was one before.
fn drawn(booking: &Booking, again: Option<&Happened>, house: House) -> Vec<Sheet> {
    let order = booking.order();
    let quote = &booking.booked.quote;
    let last_paid = booking.payments.last().map_or(booking.taken_at, |(at, _)| *at);
    let number = format!("S{}", booking.number.to_string().trim_start_matches('B'));
    let mut frame = Frame::new(house, "广告费结算单", number.clone(), again.map(|_| "补打"));

    if let Some(Happened { at, by, what: What::Printed(_, copy), .. }) = again {
        frame.field(
            "补打",
            &format!("第 {copy} 次打印，{}，经办人 {by}；与前次为同一笔，不重复结算", locale::minute(*at)),
        );
    }
    frame.pair(("结算单号", &number), ("日期", &last_paid.format("%Y-%m-%d").to_string()));
    let paper = if house.paper.name.is_empty() { "样张（报社名称未设）" } else { &house.paper.name };
    let tax = if house.paper.tax_number.is_empty() { "未设" } else { &house.paper.tax_number };
    frame.field("收款单位", paper);
    frame.field("税号", tax);
    frame.field("付款人", order.customer.pays());
    if order.customer.pays() != order.customer.name.text() {
        frame.field("送登人", order.customer.name.text());
    }
    frame.field("发票抬头", order.customer.titled());
    frame.pair(("登记号", &booking.number.to_string()), ("类别", &kind_name(booking, house.kinds)));
    frame.pair(("规格", &format!("{} cm", order.ad.size.said())), ("价目", &format!("{} 版", quote.version)));
    frame.y += Length::mm(2);

    table(&mut frame, booking);
    sums(&mut frame, booking);
    payments(&mut frame, booking);

    frame.y += Length::mm(4);
    frame.pair(("经办人", &booking.taken_by), ("登记时间", &locale::minute(booking.taken_at)));
    frame.y += Length::mm(3);
    for remark in &quote.remarks {
        if *remark == Remark::Provisional {
            frame.small(&format!("说明：{}。", locale::remark(*remark, ZH)));
        }
    }
    frame.small("本单为广告费结算凭据，非发票，不作报销和抵扣凭证；需要发票请凭本单向本报财务开具。");
    if !house.paper.complete() {
        frame.small("样张：报社名称、税号、税率尚未设全，本单不拆分税额。");
    }
    frame.finish("启事 · 广告费结算单 · 非发票")
}

/// Each run date and its price.
fn table(frame: &mut Frame, booking: &Booking) {
    let order = booking.order();
    let quote = &booking.booked.quote;
    let head = |frame: &mut Frame| {
        row(frame, &QUIET, ["刊期", "项目", "单价（元）", "金额（元）"]);
        frame.line();
    };
    frame.line();
    head(frame);
    let unit = quote.lines.first().map_or(Money::ZERO, |line| line.unit);
    let what = quote
        .lines
        .first()
        .map(|line| locale::what(&line.what, locale::kind(order.ad.kind, ZH), ZH))
        .unwrap_or_default();
    for run in &order.runs {
        let before = frame.y;
        frame.need(ROW);
        if frame.y < before {
            head(frame);
        }
        row(frame, &PLAIN, [&locale::date(*run, ZH), &what, &unit.grouped(), &unit.grouped()]);
    }
    frame.line();
}

/// Four columns: left, left, right, right.
fn row(frame: &mut Frame, words: &crate::typeset::Words, cells: [&str; 4]) {
    let baseline = frame.y + Length::um(4_400);
    let sheet = frame.sheet();
    label(sheet, words, cells[0], MARGIN, baseline, Align::Left);
    label(sheet, words, cells[1], MARGIN + Length::mm(52), baseline, Align::Left);
    label(sheet, words, cells[2], RIGHT - Length::mm(36), baseline, Align::Right);
    label(sheet, words, cells[3], RIGHT, baseline, Align::Right);
    frame.y += ROW;
}

/// The total in figures and in capitals, and the tax inside it.
fn sums(frame: &mut Frame, booking: &Booking) {
    let quote = &booking.booked.quote;
    frame.need(Length::mm(24));
    let baseline = frame.y + Length::um(5_200);
    let sheet = frame.sheet();
    label(sheet, &STRONG, &format!("合计（{} 期）", booking.order().runs.len()), MARGIN, baseline, Align::Left);
    label(sheet, &STRONG, &format!("¥{}", quote.total.grouped()), RIGHT, baseline, Align::Right);
    frame.y += Length::um(7_400);
    let capitals = format!("人民币{}", quote.total.capitals());
    let baseline = frame.y + Length::um(4_000);
    label(frame.sheet(), &QUIET, "大写", MARGIN, baseline, Align::Left);
    label(frame.sheet(), &STRONG, &capitals, RIGHT, baseline, Align::Right);
    frame.y += Length::um(6_400);
    if let Some(vat) = &quote.vat {
        let baseline = frame.y + Length::um(4_000);
        let said =
            format!("不含税 {}，税额 {}（税率 {}%，价内）", vat.net.grouped(), vat.tax.grouped(), vat.rate.percent());
        label(frame.sheet(), &QUIET, "其中", MARGIN, baseline, Align::Left);
        label(frame.sheet(), &PLAIN, &said, RIGHT, baseline, Align::Right);
        frame.y += Length::um(6_400);
    }
    rule_double(frame);
}

fn rule_double(frame: &mut Frame) {
    let y = frame.y + Length::mm(1);
    rule(frame.sheet(), MARGIN, y, MEASURE, HAIRLINE);
    rule(frame.sheet(), MARGIN, y + Length::um(700), MEASURE, HAIRLINE);
    frame.y = y + Length::mm(3);
}

/// Each payment, what was paid and what is owed.
fn payments(frame: &mut Frame, booking: &Booking) {
    for (at, payment) in &booking.payments {
        frame.need(ROW);
        let baseline = frame.y + Length::um(4_400);
        let mut said = locale::method(payment.method, ZH).to_owned();
        if payment.change() > Money::ZERO {
            said += &format!("（收 {}，找零 {}）", payment.tendered.grouped(), payment.change().grouped());
        }
        if let Some(serial) = &payment.serial {
            said += &format!("，流水号 {}", serial.text());
        }
        let sheet = frame.sheet();
        label(sheet, &PLAIN, &locale::minute(*at), MARGIN, baseline, Align::Left);
        label(sheet, &PLAIN, &said, MARGIN + Length::mm(52), baseline, Align::Left);
        label(sheet, &PLAIN, &payment.amount.grouped(), RIGHT, baseline, Align::Right);
        frame.y += ROW;
    }
    frame.need(Length::mm(14));
    let account = booking.payments.iter().any(|(_, payment)| payment.method == Method::Account);
    let mut parts = vec![format!("已付 ¥{}", booking.paid().grouped())];
    if account {
        parts.push(format!("挂账 ¥{}", booking.on_account().grouped()));
    }
    parts.push(format!("未付 ¥{}", booking.owing().grouped()));
    let baseline = frame.y + Length::um(4_600);
    label(frame.sheet(), &STRONG, &parts.join("    "), RIGHT, baseline, Align::Right);
    frame.y += Length::mm(8);
}
