//! One event of every kind that happens to receipts.

use books::booking::{
    Allocation, BillFile, ChannelFigures, Event, Explained, Method, MoneyId, Receipt, ReceiptId, ReceiptText,
    ReceiptsEvent,
};
use trade::channel::BillForm;
use trade::ids::PersonName;
use trade::money::Money;
use trade::personal::Personal;

use super::samples::day;

/// What a day sheet says of the channels.
pub(super) fn channels() -> Vec<ChannelFigures> {
    let explained =
        Explained { amount: Money::fen(35_000), reason: "房租".to_owned(), by: PersonName::known("李雪") };
    vec![ChannelFigures {
        method: Method::Wechat,
        books: Money::fen(52_000),
        channel: Money::fen(116_900),
        matched: Money::fen(22_100),
        waiting: (1, Money::fen(59_800)),
        missing: (2, Money::fen(29_900)),
        explained: vec![explained],
    }]
}

/// The events.
pub(super) fn samples() -> Vec<Event> {
    let of = |event| Event::Receipts(day("2026-01-20"), event);
    let file = |form| BillFile { form, name: "微信账单.csv".to_owned(), hash: "0a".repeat(32) };
    let said = |serial: &str, payer: &str, remark: &str| {
        let (serial, payer, remark) = (serial.to_owned(), payer.to_owned(), remark.to_owned());
        Personal::new(ReceiptText { serial, payer, remark })
    };
    let at = |clock: &str| format!("2026-01-20T{clock}").parse().expect("a time");
    let receipts = vec![
        Receipt {
            at: at("09:41:08"), amount: Money::fen(29_900), said: said("4200", "*达财税", "遗失声明 0006")
        },
        Receipt { at: at("15:02:10"), amount: Money::fen(-22_100), said: said("5000", "", "") },
    ];
    let receipt = ReceiptId { entry: 17, place: 3 };
    let part = |entry, nth, amount, paid_by_it| {
        let money = MoneyId { booking: "B20260120-0006".parse().expect("a number"), entry, nth };
        Allocation { money, amount: Money::fen(amount), paid_by_it }
    };
    let mut all: Vec<Event> = BillForm::ALL
        .into_iter()
        .map(|form| of(ReceiptsEvent::Imported { file: file(form), first: 1, receipts: Vec::new() }))
        .collect();
    all.extend([
        of(ReceiptsEvent::Imported { file: file(BillForm::WechatShop), first: 7, receipts }),
        of(ReceiptsEvent::Claimed { receipt, parts: vec![part(0, 0, 29_900, true), part(12, 1, 100, false)] }),
        of(ReceiptsEvent::Released { receipt, parts: vec![part(9, 0, -22_100, false)], reason: String::new() }),
        of(ReceiptsEvent::SetAside { receipt, reason: "房租".to_owned() }),
        of(ReceiptsEvent::TakenUp { receipt, reason: "看错了".to_owned() }),
    ]);
    all
}
