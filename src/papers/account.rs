//! One statement (广告费结算单) for several bookings: grouped by payer, case or the batch in which they were taken, with one total.

use super::frame::{Frame, MARGIN, PLAIN, QUIET, RIGHT, STRONG};
use super::notices::Named;
use super::{RenderContext, kind_name};
use crate::locale;
use books::booking::{Booking, Method};
use books::rules::Rules;
use setting::sheet::Sheet;
use setting::typeset::{Align, Setter};
use trade::measure::Length;
use trade::money::Money;
use trade::rates::{Remark, VatRate};
use trade::settings::Language;

const ZH: Language = Language::Chinese;
const ROW: Length = Length::um(6_000);

/// By what bookings are put together on a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouped {
    /// The payer (付款人), by name.
    #[default]
    Payer,
    /// The case number (案号).
    Case,
    /// The entry with which they were taken (批次).
    Batch,
}

/// The bookings of one group, with its heading.
struct Group<'a> {
    name: String,
    bookings: Vec<&'a Booking>,
}

fn groups<'a>(bookings: &'a [Booking], by: Grouped, rules: &Rules) -> Vec<Group<'a>> {
    let mut groups: Vec<(String, Group)> = Vec::new();
    for booking in bookings {
        let (key, name) = match by {
            Grouped::Payer => {
                let payer = booking.order().customer.pays().to_owned();
                (payer.clone(), format!("付款人：{payer}"))
            }
            Grouped::Case => {
                let named = Named::booked(booking, rules);
                let name =
                    if named.case.is_empty() { "无案号".to_owned() } else { format!("案号：{}", named.case) };
                (named.key, name)
            }
            Grouped::Batch => {
                let entry = booking.history.first().map_or(0, |taken| taken.seq);
                (entry.to_string(), format!("批次：{} {} 收", locale::minute(booking.taken_at), booking.taken_by))
            }
        };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.bookings.push(booking),
            None => groups.push((key, Group { name, bookings: vec![booking] })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The statement for these bookings, which are all in one currency.
pub fn statement_of(bookings: &[Booking], by: Grouped, house: RenderContext) -> Vec<Sheet> {
    let Some(first) = bookings.first() else { return Vec::new() };
    let number = format!("S{} 等 {} 笔", first.number.to_string().trim_start_matches('B'), bookings.len());
    let mut frame = Frame::new(house, "广告费结算单", number.clone(), None);
    let last = bookings.iter().map(|booking| booking.payments.last().map_or(booking.taken_at, |(at, _)| *at)).max();
    let date = last.map_or_else(String::new, |last| last.format("%Y-%m-%d").to_string());
    frame.pair(("结算单号", &number), ("日期", &date));
    frame.field("收款单位", if house.paper.name.is_empty() { "样张（报社名称未设）" } else { &house.paper.name });
    frame.field("税号", if house.paper.tax_number.is_empty() { "未设" } else { &house.paper.tax_number });
    for (name, of) in [
        ("付款人", (|booking| booking.order().customer.pays()) as fn(&Booking) -> &str),
        ("送登人", |booking| booking.order().customer.name.text()),
        ("发票抬头", |booking| booking.order().customer.titled()),
        ("抬头税号", |booking| booking.order().customer.tax_number.as_ref().map_or("", |number| number.text())),
        ("经办人", |booking| &booking.taken_by),
    ] {
        let mut all: Vec<&str> = Vec::new();
        for said in bookings.iter().map(of) {
            if !said.is_empty() && !all.contains(&said) {
                all.push(said);
            }
        }
        if !all.is_empty() {
            frame.field(name, &all.join("、"));
        }
    }
    frame.y += Length::mm(2);
    let groups = groups(bookings, by, house.rules);
    for group in &groups {
        table(&mut frame, group, groups.len() > 1, by, house);
    }
    sums(&mut frame, bookings, house);
    paid(&mut frame, bookings);
    frame.y += Length::mm(3);
    if bookings.iter().any(|booking| booking.booked.quote.remarks.contains(&Remark::Provisional)) {
        frame.small(&format!("说明：{}。", locale::remark(Remark::Provisional, ZH)));
    }
    frame.small("本单为广告费结算凭据，非发票，不作报销和抵扣凭证；需要发票请凭本单向本报财务开具。");
    frame.small("本单汇总以上各笔；各笔另有单张结算单的，为同一笔，不重复结算。");
    if !house.paper.complete() {
        frame.small("样张：报社名称、税号、税率尚未设全，本单不拆分税额。");
    }
    frame.finish("启事 · 广告费结算单 · 非发票")
}

/// The bookings of a group, and what they come to.
fn table(frame: &mut Frame, group: &Group, several: bool, by: Grouped, house: RenderContext) {
    let setter = frame.setter();
    frame.need(ROW * 4);
    frame.line();
    let baseline = frame.y + Length::um(4_400);
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, &group.name, MARGIN, baseline, Align::Left);
    setter.label(sheet, &QUIET, &format!("{} 笔，金额（元）", group.bookings.len()), RIGHT, baseline, Align::Right);
    frame.y += Length::um(6_400);
    frame.line();
    for booking in &group.bookings {
        let named = Named::booked(booking, house.rules);
        // What the heading says is not said again.
        let about = if by == Grouped::Case || named.case.is_empty() { named.addressee } else { named.case };
        one(frame, booking, &about, house);
    }
    if several && group.bookings.len() > 1 {
        frame.need(ROW);
        let total: Money = group.bookings.iter().map(|booking| booking.costs()).sum();
        row(frame, "", "小计", &total.grouped(), true);
    }
    frame.y += Length::mm(1);
}

/// One booking: what it is, and each line of its quote.
fn one(frame: &mut Frame, booking: &Booking, about: &str, house: RenderContext) {
    let order = booking.order();
    let quote = &booking.booked.quote;
    // Its head is not parted from its first line.
    frame.need(ROW * 2);
    let kind = kind_name(booking, house.rules);
    let said = if about.is_empty() { kind } else { format!("{kind}，{about}") };
    row(frame, &booking.number.to_string(), &shortened(frame.setter(), &said), &booking.costs().grouped(), true);
    for line in &quote.lines {
        frame.need(ROW);
        let what = locale::what(&line.what, locale::kind(order.ad.kind, ZH), ZH);
        let said = format!("{what}，{} × {}", line.unit.grouped(), line.count);
        row(frame, "", &shortened(frame.setter(), &said), &line.amount.grouped(), false);
    }
    for charge in booking.charges.iter().filter(|charge| charge.amount > Money::ZERO) {
        frame.need(ROW);
        row(frame, "", &shortened(frame.setter(), &locale::acts::charge(charge, ZH)), &charge.amount.grouped(), false);
    }
    for part in booking.runs().chunks(5) {
        frame.need(ROW);
        let dates: Vec<String> = part.iter().map(|run| run.format("%Y-%m-%d").to_string()).collect();
        row(frame, "", &format!("刊期 {}", dates.join("、")), "", false);
    }
}

/// So much of a text as fits between number and amount.
fn shortened(setter: &Setter, text: &str) -> String {
    const ROOM: Length = Length::mm(112);
    let mut short = text.to_owned();
    let mut kept = text.chars().count();
    while setter.width(&PLAIN, &short) > ROOM {
        kept -= 1;
        short = text.chars().take(kept).chain(['…']).collect();
    }
    short
}

fn row(frame: &mut Frame, number: &str, said: &str, amount: &str, heavy: bool) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_200);
    let words = if heavy { &STRONG } else { &PLAIN };
    let sheet = frame.sheet();
    setter.label(sheet, &PLAIN, number, MARGIN, baseline, Align::Left);
    setter.label(sheet, &PLAIN, said, MARGIN + Length::mm(32), baseline, Align::Left);
    // What a line of a quote comes to stands in from the sums.
    let right = if heavy { RIGHT } else { RIGHT - Length::mm(22) };
    setter.label(sheet, words, amount, right, baseline, Align::Right);
    frame.y += ROW;
}

/// The total in figures and in capitals, and the tax inside it, rate by rate.
fn sums(frame: &mut Frame, bookings: &[Booking], house: RenderContext) {
    let setter = frame.setter();
    frame.need(Length::mm(30));
    frame.line();
    let total: Money = bookings.iter().map(Booking::costs).sum();
    let runs: usize = bookings.iter().map(|booking| booking.runs().len()).sum();
    let currency = &bookings[0].booked.quote.currency;
    let amount =
        if currency.is_empty() { format!("¥{}", total.grouped()) } else { format!("{currency} {}", total.grouped()) };
    let baseline = frame.y + Length::um(5_200);
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, &format!("合计（{} 笔，{runs} 期）", bookings.len()), MARGIN, baseline, Align::Left);
    setter.label(sheet, &STRONG, &amount, RIGHT, baseline, Align::Right);
    frame.y += Length::um(7_400);
    if currency.is_empty() {
        let baseline = frame.y + Length::um(4_000);
        let sheet = frame.sheet();
        setter.label(sheet, &QUIET, "大写", MARGIN, baseline, Align::Left);
        setter.label(sheet, &STRONG, &format!("人民币{}", total.capitals()), RIGHT, baseline, Align::Right);
        frame.y += Length::um(6_400);
    }
    let mut split: Vec<(VatRate, Money, Money)> = Vec::new();
    for vat in bookings.iter().filter_map(|booking| booking.vat()) {
        match split.iter_mut().find(|(rate, ..)| *rate == vat.rate) {
            Some((_, net, tax)) => (*net, *tax) = (*net + vat.net, *tax + vat.tax),
            None => split.push((vat.rate, vat.net, vat.tax)),
        }
    }
    // The parts are summed as they stand on the single statements, so that they add up to the fen.
    for (rate, net, tax) in split.iter().filter(|_| house.paper.complete()) {
        frame.need(ROW);
        let said = format!("不含税 {}，税额 {}（税率 {}%，价内）", net.grouped(), tax.grouped(), rate.percent());
        let baseline = frame.y + Length::um(4_000);
        let sheet = frame.sheet();
        setter.label(sheet, &QUIET, "其中", MARGIN, baseline, Align::Left);
        setter.label(sheet, &PLAIN, &said, RIGHT, baseline, Align::Right);
        frame.y += ROW;
    }
    frame.line();
    frame.y += Length::mm(1);
}

/// What was paid, by method, and what is owed.
fn paid(frame: &mut Frame, bookings: &[Booking]) {
    let setter = frame.setter();
    for method in Method::ALL {
        let of = bookings.iter().flat_map(|booking| &booking.payments).filter(|(_, payment)| payment.method == method);
        let back = bookings.iter().flat_map(|booking| &booking.refunds).filter(|(_, one)| one.back.method == method);
        let back: Money = back.map(|(_, one)| one.amount).sum();
        let amount = of.map(|(_, payment)| payment.amount).sum::<Money>() - back;
        if amount > Money::ZERO {
            frame.need(ROW);
            row(frame, "", locale::method(method, ZH), &amount.grouped(), true);
        }
    }
    frame.need(ROW);
    let sum = |of: fn(&Booking) -> Money| bookings.iter().map(of).sum::<Money>().grouped();
    let mut parts = vec![format!("已付 ¥{}", sum(Booking::paid))];
    if bookings.iter().any(|booking| booking.on_account() > Money::ZERO) {
        parts.push(format!("挂账 ¥{}", sum(Booking::on_account)));
    }
    parts.push(format!("未付 ¥{}", sum(Booking::owing)));
    if bookings.iter().any(|booking| booking.overpaid() > Money::ZERO) {
        parts.push(format!("待退 ¥{}", sum(Booking::overpaid)));
    }
    let baseline = frame.y + Length::um(4_600);
    setter.label(frame.sheet(), &STRONG, &parts.join("    "), RIGHT, baseline, Align::Right);
    frame.y += Length::mm(8);
}
