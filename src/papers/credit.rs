//! The statement of account (对账单) for a customer who takes ads on account: both sides compare it, seal it and send it back.

use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, beside_seal, rule};
use super::{RenderContext, kind_name};
use crate::locale;
use crate::office::{AccountStatement, CreditLine};
use books::booking::{Amended, Booking, HistoryItem, Method};
use setting::sheet::Sheet;
use setting::typeset::{Align, LabelStyle, Setter};
use trade::measure::Length;
use trade::money::Money;
use trade::settings::{Language, SealPlace};

const ZH: Language = Language::Chinese;
const ROW: Length = Length::um(6_000);
/// The columns of what moved: where each text begins, and where each sum ends.
const NUMBER: Length = Length::mm(44);
const SAID: Length = Length::mm(77);
const PUT: Length = Length::mm(142);
const TAKEN: Length = Length::mm(166);
/// The columns of the ads.
const WHAT: Length = Length::mm(51);
const RUNS: Length = Length::mm(90);
const SUMS: [Length; 4] = [Length::mm(130), Length::mm(150), Length::mm(170), RIGHT];

/// The statement of account.
pub fn account_statement(said: &AccountStatement, house: RenderContext) -> Vec<Sheet> {
    let number = format!("D{}-{}", said.from.format("%Y%m%d"), said.to.format("%Y%m%d"));
    let mut frame = Frame::new(house, "客户对账单", number, None);
    frame.field("客户", &said.account.name);
    frame.pair(("期间", &format!("{} 至 {}", said.from, said.to)), ("电话", &said.account.phones.join("、")));
    if let Some(agreement) = &said.account.agreement {
        frame.field("协议", &locale::account::agreed(agreement, ZH));
    }
    frame.field("收款单位", if house.paper.name.is_empty() { "样张（报社名称未设）" } else { &house.paper.name });
    frame.field("税号", if house.paper.tax_number.is_empty() { "未设" } else { &house.paper.tax_number });
    frame.y += Length::mm(2);
    moved(&mut frame, said);
    ads(&mut frame, said, house);
    due(&mut frame, said, house);
    frame.small("本单为对账凭据，非发票。如有不符，请在收到后七日内告知；相符请盖章退回一份。");
    if !house.paper.complete() {
        frame.small("样张：报社名称、税号、税率尚未设全。");
    }
    seals(&mut frame, house.paper.seal);
    frame.finish("启事 · 客户对账单 · 非发票")
}

/// A heading over the measure, with what stands at its right.
fn heading(frame: &mut Frame, title: &str, right: &str) {
    let setter = frame.setter();
    frame.need(ROW * 4);
    frame.line();
    let baseline = frame.y + Length::um(4_400);
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, title, MARGIN, baseline, Align::Left);
    setter.label(sheet, &QUIET, right, RIGHT, baseline, Align::Right);
    frame.y += Length::um(6_400);
    frame.line();
}

/// What stood, what was put on account and settled, what stands; the balance runs along.
fn moved(frame: &mut Frame, said: &AccountStatement) {
    heading(frame, "挂账往来", "金额（元）");
    columns(frame);
    row(frame, [&said.from.to_string(), "", "期初余额"], [Money::ZERO, Money::ZERO], said.opening, &STRONG);
    let mut balance = said.opening;
    for line in &said.lines {
        balance += line.amount;
        let before = frame.y;
        frame.need(ROW);
        if frame.y < before {
            columns(frame);
        }
        let (on, number, what) = (line.on.to_string(), line.booking.to_string(), what(line));
        let sums = [line.amount.max(Money::ZERO), (Money::ZERO - line.amount).max(Money::ZERO)];
        let what = shortened(frame.setter(), &what, PUT - SAID - Length::mm(20));
        row(frame, [&on, &number, &what], sums, balance, &PLAIN);
    }
    frame.need(ROW * 3);
    frame.line();
    row(frame, [&said.to.to_string(), "", "期末余额"], [said.put(), said.settled()], said.closing(), &STRONG);
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_000);
    setter.label(frame.sheet(), &QUIET, "期末大写", MARGIN, baseline, Align::Left);
    let capitals = format!("人民币{}", said.closing().capitals());
    setter.label(frame.sheet(), &STRONG, &capitals, RIGHT, baseline, Align::Right);
    frame.y += ROW + Length::mm(2);
}

fn columns(frame: &mut Frame) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_200);
    let sheet = frame.sheet();
    for (name, x) in [("日期", MARGIN), ("登记号", NUMBER), ("摘要", SAID)] {
        setter.label(sheet, &QUIET, name, x, baseline, Align::Left);
    }
    for (name, x) in [("挂账", PUT), ("销账", TAKEN), ("余额", RIGHT)] {
        setter.label(sheet, &QUIET, name, x, baseline, Align::Right);
    }
    frame.y += ROW;
}

fn row(frame: &mut Frame, texts: [&str; 3], sums: [Money; 2], balance: Money, words: &LabelStyle) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_200);
    let sheet = frame.sheet();
    for (text, x) in texts.into_iter().zip([MARGIN, NUMBER, SAID]) {
        setter.label(sheet, words, text, x, baseline, Align::Left);
    }
    for (sum, x) in sums.into_iter().zip([PUT, TAKEN]) {
        if sum > Money::ZERO {
            setter.label(sheet, words, &sum.grouped(), x, baseline, Align::Right);
        }
    }
    setter.label(sheet, words, &balance.grouped(), RIGHT, baseline, Align::Right);
    frame.y += ROW;
}

/// What a line is, in a few words: the payment by which it was settled, or the act.
fn what(line: &CreditLine) -> String {
    let mut said: Vec<String> = Vec::new();
    for happened in &line.happened {
        let one = match &happened.what {
            HistoryItem::Paid(payment) if payment.method == Method::Account => "挂账".to_owned(),
            HistoryItem::Paid(payment) => {
                let way = locale::method(payment.method, ZH);
                payment.serial.as_ref().map_or_else(|| way.to_owned(), |serial| format!("{way} {}", serial.text()))
            }
            HistoryItem::Amended(Amended::Cleared(_)) => continue,
            HistoryItem::Amended(amended) => locale::acts::act_named(amended.word(), ZH).to_owned(),
            _ => continue,
        };
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said.join("、")
}

/// So much of a text as has room.
fn shortened(setter: &Setter, text: &str, room: Length) -> String {
    let mut short = text.to_owned();
    let mut kept = text.chars().count();
    while kept > 0 && setter.width(&PLAIN, &short) > room {
        kept -= 1;
        short = text.chars().take(kept).chain(['…']).collect();
    }
    short
}

/// Every ad that was taken in these days, with its words of money.
fn ads(frame: &mut Frame, said: &AccountStatement, house: RenderContext) {
    heading(frame, "本期登记", &format!("{} 笔，金额（元）", said.ads.len()));
    if said.ads.is_empty() {
        frame.small("本期没有登记。");
        frame.y += Length::mm(1);
        return;
    }
    ad_columns(frame);
    for booking in &said.ads {
        let runs = booking.runs();
        let shown: Vec<String> = runs.iter().take(4).map(|run| run.format("%m-%d").to_string()).collect();
        let more = if runs.len() > 4 { format!(" 等 {} 期", runs.len()) } else { String::new() };
        let days = if runs.is_empty() { "已撤".to_owned() } else { shown.join(" ") + &more };
        let before = frame.y;
        frame.need(ROW);
        if frame.y < before {
            ad_columns(frame);
        }
        let setter = frame.setter();
        let kind = format!("{} {}", kind_name(booking, house.rules), booking.order().ad.size.said());
        let kind = shortened(setter, &kind, RUNS - WHAT - Length::mm(2));
        let days = shortened(setter, &days, SUMS[0] - RUNS - Length::mm(20));
        ad_row(frame, [&booking.number.to_string(), &kind, &days], of(booking), &PLAIN);
    }
    frame.need(ROW);
    frame.line();
    let mut sums = [Money::ZERO; 4];
    for booking in &said.ads {
        sums.iter_mut().zip(of(booking)).for_each(|(sum, one)| *sum += one);
    }
    ad_row(frame, ["合计", "", ""], sums, &STRONG);
    let back: Money = said.ads.iter().map(Booking::overpaid).sum();
    if back > Money::ZERO {
        frame.small(&format!("另有待退 {}。", back.grouped()));
    }
    frame.y += Length::mm(2);
}

/// 应收, 已收, 挂账, 待付 of a booking.
fn of(booking: &Booking) -> [Money; 4] {
    [booking.costs(), booking.paid(), booking.on_account(), booking.owing()]
}

fn ad_columns(frame: &mut Frame) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_200);
    let sheet = frame.sheet();
    for (name, x) in [("登记号", MARGIN), ("广告", WHAT), ("刊期", RUNS)] {
        setter.label(sheet, &QUIET, name, x, baseline, Align::Left);
    }
    for (name, x) in ["应收", "已收", "挂账", "待付"].into_iter().zip(SUMS) {
        setter.label(sheet, &QUIET, name, x, baseline, Align::Right);
    }
    frame.y += ROW;
}

fn ad_row(frame: &mut Frame, texts: [&str; 3], sums: [Money; 4], words: &LabelStyle) {
    let setter = frame.setter();
    let baseline = frame.y + Length::um(4_200);
    let sheet = frame.sheet();
    for (text, x) in texts.into_iter().zip([MARGIN, WHAT, RUNS]) {
        setter.label(sheet, words, text, x, baseline, Align::Left);
    }
    for (sum, x) in sums.into_iter().zip(SUMS) {
        setter.label(sheet, words, &sum.grouped(), x, baseline, Align::Right);
    }
    frame.y += ROW;
}

/// What is to be paid by when, and where.
fn due(frame: &mut Frame, said: &AccountStatement, house: RenderContext) {
    frame.line();
    frame.y += Length::mm(1);
    if said.standing.stands > Money::ZERO {
        frame.field("账龄", &locale::account::aged(&said.standing, ZH));
        let overdue = match said.standing.overdue {
            Money::ZERO => String::new(),
            overdue => format!("；截至 {} 已逾期 {}", said.to, overdue.grouped()),
        };
        match said.standing.due {
            Some(first) => frame.field("付款期限", &format!("最早一笔 {first} 到期{overdue}")),
            None => frame.field("付款期限", "没有约定账期"),
        }
    }
    let account = if house.paper.account.is_empty() { "未设" } else { &house.paper.account };
    frame.field("收款账户", account);
    frame.y += Length::mm(1);
}

/// Where both sides put their seal and their date.
fn seals(frame: &mut Frame, place: SealPlace) {
    let setter = frame.setter();
    frame.need(Length::mm(44));
    let top = frame.y + Length::mm(3);
    let half = MEASURE.part(1, 2) - Length::mm(3);
    let sheet = frame.sheet();
    let sides = beside_seal(place, "收款单位（盖章）", ["客户核对无误（盖章）"]);
    for (i, name) in sides.into_iter().enumerate() {
        let x = if i == 0 { MARGIN } else { RIGHT - half };
        let high = Length::mm(36);
        for y in [top, top + high] {
            rule(sheet, x, y, half, HAIRLINE);
        }
        for side in [x, x + half - HAIRLINE] {
            let place = setting::sheet::Rect::new(side, top, HAIRLINE, high);
            let ink = setting::sheet::Ink::Black;
            sheet.marks.push(setting::sheet::Mark::Rule { place, ink });
        }
        setter.label(sheet, &PLAIN, name, x + Length::mm(3), top + Length::mm(6), Align::Left);
        setter.label(sheet, &QUIET, "经办人", x + Length::mm(3), top + high - Length::mm(3), Align::Left);
        setter.label(sheet, &QUIET, "日期", x + half.part(1, 2), top + high - Length::mm(3), Align::Left);
    }
    frame.y = top + Length::mm(38);
}
