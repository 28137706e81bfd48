//! The statement (广告费结算单): what was charged, why, and what was paid. It is no tax invoice (发票管理办法 art. 18, 20) and says so.

use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, beside_seal, rule};
use super::{RenderContext, kind_name};
use crate::locale;
use books::booking::{Booking, Method, Printout};
use chrono::{DateTime, FixedOffset};
use setting::sheet::Sheet;
use setting::typeset::{Align, LabelStyle};
use trade::ids::PersonName;
use trade::measure::Length;
use trade::money::Money;
use trade::rates::{QuoteItem as Charged, QuoteLine, Remark};
use trade::settings::{Language, SealPlace};

const ZH: Language = Language::Chinese;
/// The height of a row of the table.
const ROW: Length = Length::um(6_400);

/// The statement, on A4, as a file to be read: it is no print, and bears no mark of one.
pub fn statement(booking: &Booking, house: RenderContext) -> Vec<Sheet> {
    drawn(booking, None, house)
}

/// A print that is being made: what the paper says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintStamp {
    /// The time of this print, not that of the booking.
    pub at: DateTime<FixedOffset>,
    /// The name of the clerk who prints.
    pub by: PersonName,
}

impl PrintStamp {
    /// Which print of a booking's paper it will be, from 1: one more than are known to have left.
    pub fn copy(booking: &Booking, paper: Printout) -> u32 {
        booking.prints(paper) + 1
    }
}

/// The statement as the next print of it: from the second on it says 补打, which print it is, when it was made and by whom, so that
/// nobody settles twice with two sheets.
pub fn statement_printed(booking: &Booking, print: &PrintStamp, house: RenderContext) -> Vec<Sheet> {
    let copy = PrintStamp::copy(booking, Printout::Statement);
    drawn(booking, Some((copy, print)).filter(|(copy, _)| *copy > 1), house)
}

/// The statement; `again` is the print that it is, where there was one before.
fn drawn(booking: &Booking, again: Option<(u32, &PrintStamp)>, house: RenderContext) -> Vec<Sheet> {
    let order = booking.order();
    let quote = &booking.booked.quote;
    let last_paid = booking.payments.last().map_or(booking.taken_at, |(at, _)| *at);
    let number = format!("S{}", booking.number.to_string().trim_start_matches('B'));
    let mut frame = Frame::new(house, "广告费结算单", number.clone(), again.map(|_| "补打"));

    if let Some((copy, PrintStamp { at, by })) = again {
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
    match &order.customer.tax_number {
        Some(number) => frame.field("抬头税号", number.text()),
        None => blank(&mut frame, "抬头税号", "个人免填"),
    }
    frame.pair(("登记号", &booking.number.to_string()), ("类别", &kind_name(booking, house.rules)));
    frame.pair(
        ("规格", &format!("{} cm", order.ad.size.said())),
        ("价目", format!("{} {} 版", quote.name, quote.version).trim()),
    );
    frame.y += Length::mm(2);

    table(&mut frame, booking);
    sums(&mut frame, booking);
    payments(&mut frame, booking);

    frame.y += Length::mm(4);
    frame.pair(("经办人", &booking.taken_by), ("登记时间", &locale::minute(booking.taken_at)));
    if booking.owing() > Money::ZERO && !house.paper.account.is_empty() {
        frame.field("汇款账户", &house.paper.account);
    }
    frame.y += Length::mm(3);
    terms(&mut frame, booking);
    for remark in &quote.remarks {
        if *remark == Remark::Provisional {
            frame.small(&format!("说明：{}。", locale::remark(*remark, ZH)));
        }
    }
    frame.small("本单为广告费结算凭据，非发票，不作报销和抵扣凭证；需要发票请凭本单向本报财务开具。");
    if !house.proved(booking) {
        frame.small(&format!("{}。", locale::people::names_unproved(ZH)));
    }
    if !house.paper.complete() {
        frame.small("样张：报社名称、税号、税率尚未设全，本单不拆分税额。");
    }
    sealed(&mut frame, paper, house.paper.seal);
    frame.finish("启事 · 广告费结算单 · 非发票")
}

/// A line to write on, after its name.
fn blank(frame: &mut Frame, name: &str, note: &str) {
    let setter = frame.setter();
    const INDENT: Length = Length::mm(24);
    frame.need(Length::um(6_200));
    let baseline = frame.y + Length::um(4_000);
    let sheet = frame.sheet();
    setter.label(sheet, &QUIET, name, MARGIN, baseline, Align::Left);
    rule(sheet, MARGIN + INDENT, baseline + Length::mm(1), Length::mm(80), HAIRLINE);
    setter.label(sheet, &QUIET, note, MARGIN + INDENT + Length::mm(83), baseline, Align::Left);
    frame.y += Length::um(6_200);
}

/// Where the paper sets its seal and the payer signs: at the foot of the sheet, which is used whole.
fn sealed(frame: &mut Frame, paper: &str, place: SealPlace) {
    let setter = frame.setter();
    let high = Length::mm(44);
    frame.need(high);
    frame.down_to_foot(high);
    let top = frame.y;
    let half = MEASURE.part(1, 2);
    let sheet = frame.sheet();
    let places = [MARGIN, MARGIN + half + Length::mm(4)];
    let sides = beside_seal(place, ("收款单位（盖章）", paper), [("付款人（签字或盖章）", "")]);
    for (x, (who, name)) in places.into_iter().zip(sides) {
        setter.label(sheet, &QUIET, who, x, top + Length::mm(4), Align::Left);
        setter.label(sheet, &PLAIN, name, x, top + Length::mm(11), Align::Left);
        let baseline = top + high - Length::mm(4);
        setter.label(sheet, &QUIET, "日期", x, baseline, Align::Left);
        rule(sheet, x + Length::mm(9), baseline + Length::mm(1), Length::mm(45), HAIRLINE);
    }
    frame.y = top + high;
}

/// What is charged: where that is runs of one size and nothing else, each run date with its price; otherwise the quote's own lines,
/// behind the run dates.
fn table(frame: &mut Frame, booking: &Booking) {
    match booking.booked.quote.lines.as_slice() {
        [line] if matches!(line.what, Charged::Runs(_)) && booking.booked.late.is_empty() => {
            by_run(frame, booking, line)
        }
        lines => by_line(frame, booking, lines),
    }
}

fn by_run(frame: &mut Frame, booking: &Booking, line: &QuoteLine) {
    let order = booking.order();
    let head = |frame: &mut Frame| {
        row(frame, &QUIET, ["刊期", "项目", "单价（元）", "金额（元）"]);
        frame.line();
    };
    frame.line();
    head(frame);
    let unit = line.unit.grouped();
    let what = locale::what(&line.what, locale::kind(order.ad.kind, ZH), ZH);
    for run in &order.runs {
        let before = frame.y;
        frame.need(ROW);
        if frame.y < before {
            head(frame);
        }
        row(frame, &PLAIN, [&locale::date(*run, ZH), &what, &unit, &unit]);
    }
    frame.line();
}

/// The quote line by line, with the counting behind it, and why and by whom a price by hand or a late entry was allowed.
fn by_line(frame: &mut Frame, booking: &Booking, lines: &[QuoteLine]) {
    let (order, quote) = (booking.order(), &booking.booked.quote);
    for (at, part) in order.runs.chunks(8).enumerate() {
        let dates: Vec<String> = part.iter().map(|run| locale::date(*run, ZH)).collect();
        frame.field(if at == 0 { "刊期" } else { "" }, &dates.join("、"));
    }
    if let Some(late) = order.terms.late.as_ref().filter(|_| !booking.booked.late.is_empty()) {
        frame.field("加登", &locale::late(&booking.booked.late, late, ZH));
    }
    if !quote.attributes.is_empty() {
        let said: Vec<String> = quote.attributes.iter().map(|(name, value)| format!("{name} {value}")).collect();
        frame.field("刊登要求", &said.join("，"));
    }
    frame.y += Length::mm(2);
    let currency = if quote.currency.is_empty() { "元" } else { &quote.currency };
    let (unit, amount) = (format!("单价（{currency}）"), format!("金额（{currency}）"));
    let head = |frame: &mut Frame| {
        charged(frame, &QUIET, ["项目", "数量", &unit, &amount]);
        frame.line();
        frame.y += Length::um(800);
    };
    frame.line();
    head(frame);
    for line in lines {
        let before = frame.y;
        frame.need(ROW + ROW);
        if frame.y < before {
            head(frame);
        }
        let kind = locale::kind(order.ad.kind, ZH);
        let what = match (&line.what, &quote.manual) {
            (Charged::Manual, Some(manual)) => locale::manual(manual, ZH),
            (what, _) => locale::what(what, kind, ZH),
        };
        let count = locale::count(line, ZH);
        // An amount that is one of itself has no price of one.
        let unit = if count.is_empty() { String::new() } else { line.unit.grouped() };
        charged(frame, &PLAIN, [&what, &count, &unit, &line.amount.grouped()]);
        if let Charged::Price(priced) = &line.what
            && let Some(counted) = &priced.counted
        {
            frame.small(&locale::counted(counted, priced.per, ZH));
        }
    }
    // A price by hand that is the card's own changes no line; what was agreed is told all the same.
    let told = lines.iter().any(|line| line.what == Charged::Manual);
    if let Some(manual) = quote.manual.as_ref().filter(|_| !told) {
        frame.small(&locale::manual(manual, ZH));
    }
    frame.line();
}

/// The columns of a line of the quote; what is long goes on below.
fn charged(frame: &mut Frame, words: &LabelStyle, cells: [&str; 4]) {
    let setter = frame.setter();
    const WIDE: Length = Length::mm(92);
    const LEAD: Length = Length::um(5_400);
    let top = frame.y;
    let baseline = top + Length::um(4_400);
    let sheet = frame.sheet();
    let used = if setter.width(words, cells[0]) <= WIDE {
        setter.label(sheet, words, cells[0], MARGIN, baseline, Align::Left);
        ROW
    } else {
        setter.paragraph(sheet, words, cells[0], (MARGIN, top), WIDE, LEAD) + Length::um(1_000)
    };
    setter.label(sheet, words, cells[1], RIGHT - Length::mm(62), baseline, Align::Right);
    setter.label(sheet, words, cells[2], RIGHT - Length::mm(32), baseline, Align::Right);
    setter.label(sheet, words, cells[3], RIGHT, baseline, Align::Right);
    frame.y += used.max(ROW);
}

/// What was agreed when it was taken: until when it may be changed, and what withdrawing and correcting it cost, by the card.
fn terms(frame: &mut Frame, booking: &Booking) {
    let quote = &booking.booked.quote;
    let several = booking.order().runs.len() > 1;
    let deadline = booking.booked.deadline.map(|at| {
        let date = locale::date(at.date(), ZH);
        format!("{}截稿 {date} {}", if several { "首期" } else { "" }, at.format("%H:%M"))
    });
    let withdrawn = quote.cancellation.iter().map(|term| locale::cancellation(term, ZH));
    let corrected = quote.correction.iter().map(|one| locale::correction(one, ZH));
    let all: Vec<String> = deadline.into_iter().chain(withdrawn).chain(corrected).collect();
    if !all.is_empty() {
        frame.small(&format!("约定：{}。", all.join("；")));
    }
}

/// Four columns: left, left, right, right.
fn row(frame: &mut Frame, words: &LabelStyle, cells: [&str; 4]) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_400);
    let sheet = frame.sheet();
    setter.label(sheet, words, cells[0], MARGIN, baseline, Align::Left);
    setter.label(sheet, words, cells[1], MARGIN + Length::mm(52), baseline, Align::Left);
    setter.label(sheet, words, cells[2], RIGHT - Length::mm(36), baseline, Align::Right);
    setter.label(sheet, words, cells[3], RIGHT, baseline, Align::Right);
    frame.y += ROW;
}

/// The total in figures and in capitals, and the tax inside it.
fn sums(frame: &mut Frame, booking: &Booking) {
    let setter = frame.setter();
    let quote = &booking.booked.quote;
    let mut name = format!("合计（{} 期）", booking.runs().len());
    if !booking.withdrawn.is_empty() {
        let days: Vec<String> = booking.withdrawn.iter().map(|run| locale::date(*run, ZH)).collect();
        frame.small(&format!("已撤 {} 期：{}。", days.len(), days.join("、")));
    }
    // What acts on it cost, and what is taken less, stands between what its runs cost and the sum.
    if booking.fee() > Money::ZERO || !booking.rebates.is_empty() {
        let runs = booking.total() + booking.rebated();
        charged(frame, &PLAIN, [&format!("刊登费（{} 期）", booking.runs().len()), "", "", &runs.grouped()]);
        for (_, rebated) in &booking.rebates {
            let what = format!("减收：{}（{}批准）", rebated.reason, rebated.approved_by);
            charged(frame, &PLAIN, [&what, "", "", &(Money::ZERO - rebated.amount).grouped()]);
        }
        for charge in booking.charges.iter().filter(|charge| charge.amount > Money::ZERO) {
            charged(frame, &PLAIN, [&locale::acts::charge(charge, ZH), "", "", &charge.amount.grouped()]);
        }
        "合计".clone_into(&mut name);
    }
    let total = booking.costs();
    frame.need(Length::mm(24));
    let baseline = frame.y + Length::um(5_200);
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, &name, MARGIN, baseline, Align::Left);
    setter.label(sheet, &STRONG, &locale::money(total, &quote.currency), RIGHT, baseline, Align::Right);
    frame.y += Length::um(7_400);
    // Only yuan are written in capitals.
    if quote.currency.is_empty() {
        let capitals = format!("人民币{}", total.capitals());
        let baseline = frame.y + Length::um(4_000);
        setter.label(frame.sheet(), &QUIET, "大写", MARGIN, baseline, Align::Left);
        setter.label(frame.sheet(), &STRONG, &capitals, RIGHT, baseline, Align::Right);
        frame.y += Length::um(6_400);
    }
    if let Some(vat) = &booking.vat() {
        let baseline = frame.y + Length::um(4_000);
        let inside =
            if quote.lines.iter().any(|line| matches!(line.what, Charged::Vat(_))) { "价外" } else { "价内" };
        let said = format!(
            "不含税 {}，税额 {}（税率 {}%，{inside}）",
            vat.net.grouped(),
            vat.tax.grouped(),
            vat.rate.percent()
        );
        setter.label(frame.sheet(), &QUIET, "其中", MARGIN, baseline, Align::Left);
        setter.label(frame.sheet(), &PLAIN, &said, RIGHT, baseline, Align::Right);
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
    let setter = frame.setter();
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
        setter.label(sheet, &PLAIN, &locale::minute(*at), MARGIN, baseline, Align::Left);
        setter.label(sheet, &PLAIN, &said, MARGIN + Length::mm(52), baseline, Align::Left);
        setter.label(sheet, &PLAIN, &payment.amount.grouped(), RIGHT, baseline, Align::Right);
        frame.y += ROW;
    }
    for (at, refunded) in &booking.refunds {
        frame.need(ROW);
        let baseline = frame.y + Length::um(4_400);
        let said = format!("退款 {}", locale::method(refunded.back.method, ZH));
        let amount = (Money::ZERO - refunded.amount).grouped();
        let sheet = frame.sheet();
        setter.label(sheet, &PLAIN, &locale::minute(*at), MARGIN, baseline, Align::Left);
        setter.label(sheet, &PLAIN, &said, MARGIN + Length::mm(52), baseline, Align::Left);
        setter.label(sheet, &PLAIN, &amount, RIGHT, baseline, Align::Right);
        frame.y += ROW;
    }
    frame.need(Length::mm(14));
    let said = |amount: Money| locale::money(amount, &booking.booked.quote.currency);
    let account = booking.payments.iter().any(|(_, payment)| payment.method == Method::Account);
    let mut parts = vec![format!("已付 {}", said(booking.paid()))];
    if account {
        parts.push(format!("挂账 {}", said(booking.on_account())));
    }
    parts.push(format!("未付 {}", said(booking.owing())));
    if booking.overpaid() > Money::ZERO {
        parts.push(format!("待退 {}", said(booking.overpaid())));
    }
    let baseline = frame.y + Length::um(4_600);
    setter.label(frame.sheet(), &STRONG, &parts.join("    "), RIGHT, baseline, Align::Right);
    frame.y += Length::um(7_400);
    // What came in, in capitals as well: this sheet is the receipt for it (票据法 art. 8).
    if booking.paid() > Money::ZERO && booking.booked.quote.currency.is_empty() {
        let baseline = frame.y + Length::um(3_400);
        setter.label(frame.sheet(), &QUIET, "已付大写", MARGIN, baseline, Align::Left);
        let capitals = format!("人民币{}", booking.paid().capitals());
        setter.label(frame.sheet(), &STRONG, &capitals, RIGHT, baseline, Align::Right);
        frame.y += Length::um(6_400);
    }
    frame.y += Length::um(600);
}
