//! The refund slip (退款单): what went back of a booking, how, why and by whose leave. The customer signs that it came.

use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, PLAIN, QUIET, RIGHT, STRONG, rule};
use super::statement::PrintStamp;
use super::{RenderContext, kind_name};
use crate::locale;
use books::booking::{Booking, Method, Printout, RefundMade};
use setting::sheet::Sheet;
use setting::typeset::Align;
use trade::measure::Length;
use trade::settings::Language;

const ZH: Language = Language::Chinese;

/// The slip of the refund of this place, as a file or as the next print of it, on A4; none where the booking has no such refund. A refund
/// that was taken back since leaves a slip that says 作废.
pub fn refund_slip(
    booking: &Booking,
    place: u32,
    print: Option<&PrintStamp>,
    house: RenderContext,
) -> Option<Vec<Sheet>> {
    let made = booking.refund_made(place).ok()?;
    let again =
        print.map(|print| (PrintStamp::copy(booking, Printout::Refund(place)), print)).filter(|(copy, _)| *copy > 1);
    let RefundMade { happened, refunded, .. } = made;
    let number = format!("T{}-{place}", booking.number.to_string().trim_start_matches('B'));
    let mark = if happened.undone { Some("作废") } else { again.map(|_| "补打") };
    let mut frame = Frame::new(house, "退款单", number.clone(), mark);
    if let Some((copy, PrintStamp { at, by })) = again {
        frame.field(
            "补打",
            &format!("第 {copy} 次打印，{}，经办人 {by}；与前次为同一笔，不重复退款", locale::minute(*at)),
        );
    }
    if happened.undone {
        frame.field("作废", "本次退款已撤回，未退出，凭本单不得领款");
    }
    frame.pair(("退款单号", &number), ("退款日期", &happened.at.format("%Y-%m-%d").to_string()));
    let paper = if house.paper.name.is_empty() { "样张（报社名称未设）" } else { &house.paper.name };
    frame.field("退款单位", paper);
    let customer = &booking.order().customer;
    frame.field("收款人", customer.pays());
    if customer.pays() != customer.name.text() {
        frame.field("送登人", customer.name.text());
    }
    frame.pair(("登记号", &booking.number.to_string()), ("类别", &kind_name(booking, house.rules)));
    frame.field("退款原因", &refunded.reason);
    let back = &refunded.back;
    let credit = back.method == Method::Account;
    let way = if credit { "冲减挂账，不付款".to_owned() } else { locale::method(back.method, ZH).to_owned() };
    let serial = back.serial.as_ref().map_or("无", |serial| serial.text());
    frame.pair(("退款方式", &way), ("流水号", serial));
    let approved = if back.approved_by.is_empty() { "原路退回，无须批准" } else { back.approved_by.as_str() };
    frame.pair(("批准人", if credit { "冲减挂账，无须批准" } else { approved }), ("经办人", &happened.by));
    frame.field("办理时间", &locale::minute(happened.at));
    frame.y += Length::mm(2);
    frame.line();
    sum(&mut frame, booking, made);
    frame.line();
    frame.y += Length::mm(3);
    frame.small("本单为退款凭据，非发票；该笔广告费已开具发票的，应先按规定开具红字发票（红冲）。");
    frame.small("收款人签字表示已收到上列款项。");
    signatures(&mut frame);
    Some(frame.finish("启事 · 退款单 · 非发票"))
}

/// The amount in figures and in capitals.
fn sum(frame: &mut Frame, booking: &Booking, made: RefundMade) {
    let (setter, currency) = (frame.setter(), &booking.booked.quote.currency);
    let amount = made.refunded.amount;
    let baseline = frame.y + Length::um(6_000);
    let sheet = frame.sheet();
    setter.label(sheet, &STRONG, "退款金额", MARGIN, baseline, Align::Left);
    setter.label(sheet, &STRONG, &locale::money(amount, currency), RIGHT, baseline, Align::Right);
    frame.y += Length::um(8_200);
    // Only yuan are written in capitals.
    if currency.is_empty() {
        let baseline = frame.y + Length::um(4_000);
        let capitals = format!("人民币{}", amount.capitals());
        setter.label(frame.sheet(), &QUIET, "大写", MARGIN, baseline, Align::Left);
        setter.label(frame.sheet(), &STRONG, &capitals, RIGHT, baseline, Align::Right);
        frame.y += Length::um(7_200);
    }
}

/// Where the customer signs for receiving the money, and the paper for paying it.
fn signatures(frame: &mut Frame) {
    let setter = frame.setter();
    frame.need(Length::mm(36));
    let half = MEASURE.part(1, 2);
    let top = frame.y + Length::mm(12);
    for (at, name) in ["收款人签字", "经办人签字", "批准人签字", "财务（盖章）"].into_iter().enumerate()
    {
        let x = if at % 2 == 0 { MARGIN } else { MARGIN + half + Length::mm(4) };
        let baseline = top + Length::mm(12) * i64::from(at >= 2);
        let sheet = frame.sheet();
        setter.label(sheet, &PLAIN, name, x, baseline, Align::Left);
        rule(sheet, x + Length::mm(25), baseline + Length::mm(1), Length::mm(28), HAIRLINE);
        setter.label(sheet, &PLAIN, "日期", x + Length::mm(55), baseline, Align::Left);
        rule(sheet, x + Length::mm(64), baseline + Length::mm(1), Length::mm(15), HAIRLINE);
    }
    frame.y = top + Length::mm(16);
}
