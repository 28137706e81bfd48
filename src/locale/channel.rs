//! The words of the channels' files: which file it is, what waits in it, and why a receipt is likely to be something.

use super::{date, method};
use crate::office::{Handled, Imported};
use books::booking::{Because, Matching, Mate, MateIs, MethodMatch, ReceiptState};
use trade::channel::{BillForm, Channel, WhyLeftOut};
use trade::money::Money;
use trade::settings::Language;

/// The name of a channel.
pub const fn channel(channel: Channel, language: Language) -> &'static str {
    match (language, channel) {
        (Language::Chinese, Channel::Wechat) => "微信",
        (Language::Chinese, Channel::Alipay) => "支付宝",
        (Language::Chinese, Channel::Bank) => "银行",
        (Language::English, Channel::Wechat) => "WeChat",
        (Language::English, Channel::Alipay) => "Alipay",
        (Language::English, Channel::Bank) => "bank",
    }
}

/// Which file it is.
pub const fn form(form: BillForm, language: Language) -> &'static str {
    match (language, form) {
        (Language::Chinese, BillForm::WechatMerchant) => "微信支付商户账单",
        (Language::Chinese, BillForm::WechatShop) => "微信支付账单明细",
        (Language::Chinese, BillForm::AlipayBusiness) => "支付宝业务明细",
        (Language::Chinese, BillForm::AlipayLedger) => "支付宝账务明细",
        (Language::Chinese, BillForm::AlipayTrades) => "支付宝交易记录明细",
        (Language::Chinese, BillForm::Bank) => "银行明细",
        (Language::English, BillForm::WechatMerchant) => "WeChat merchant bill",
        (Language::English, BillForm::WechatShop) => "WeChat account list",
        (Language::English, BillForm::AlipayBusiness) => "Alipay business list",
        (Language::English, BillForm::AlipayLedger) => "Alipay ledger",
        (Language::English, BillForm::AlipayTrades) => "Alipay list of trades",
        (Language::English, BillForm::Bank) => "bank list",
    }
}

/// Why a mate is likely.
pub const fn because(why: Because, language: Language) -> &'static str {
    match (language, why) {
        (Language::Chinese, Because::SerialOnly) => "流水号相同，金额不同",
        (Language::Chinese, Because::SerialEnd) => "流水号尾数合",
        (Language::Chinese, Because::Amount) => "金额合",
        (Language::Chinese, Because::Payer) => "付款人合",
        (Language::Chinese, Because::Remark) => "附言写了这一则",
        (Language::Chinese, Because::Minutes) => "时间合",
        (Language::Chinese, Because::Hour) => "一小时内",
        (Language::Chinese, Because::Day) => "同一天",
        (Language::English, Because::SerialOnly) => "same serial number, another amount",
        (Language::English, Because::SerialEnd) => "end of the serial number",
        (Language::English, Because::Amount) => "amount",
        (Language::English, Because::Payer) => "payer",
        (Language::English, Because::Remark) => "named in the remark",
        (Language::English, Because::Minutes) => "time",
        (Language::English, Because::Hour) => "within the hour",
        (Language::English, Because::Day) => "same day",
    }
}

/// Why a mate is likely, in one line.
pub fn because_of(mate: &Mate, language: Language) -> String {
    let all: Vec<&str> = mate.because.iter().map(|why| because(*why, language)).collect();
    let why = all.join(if language == Language::Chinese { "、" } else { ", " });
    match (&mate.is, language) {
        (MateIs::OtherMethod(_, other), Language::Chinese) => format!("{why}，记成了{}", method(*other, language)),
        (MateIs::OtherMethod(_, other), Language::English) => {
            format!("{why}; recorded as {}", method(*other, language))
        }
        (MateIs::Bookings(_), Language::Chinese) => format!("{why}，还没有记收款"),
        (MateIs::Bookings(_), Language::English) => format!("{why}; not recorded as paid yet"),
        (MateIs::Money(_), _) => why,
    }
}

/// Which bookings a mate is of, each by its number's end and its customer.
pub fn mate_of(mate: &Mate, language: Language) -> String {
    let one = |(number, customer, amount): &(books::booking::Number, String, Money)| match mate.of.len() {
        1 => format!("{number}  {customer}"),
        // Of several the end of the number tells one from another.
        _ => format!("{:04} {}", number.serial, amount.grouped()),
    };
    let all: Vec<String> = mate.of.iter().map(one).collect();
    match (mate.of.as_slice(), language) {
        ([] | [_], _) => all.join(""),
        ([(_, customer, _), ..], Language::Chinese) => format!("{customer} {} 则：{}", mate.of.len(), all.join("、")),
        ([(_, customer, _), ..], Language::English) => format!("{customer}, {}: {}", mate.of.len(), all.join(", ")),
    }
}

/// A receipt in one line: time, amount, serial number and payer.
pub fn receipt(state: &ReceiptState, language: Language) -> String {
    let payer = if state.payer.is_empty() {
        String::new()
    } else {
        match language {
            Language::Chinese => format!("  付款人 {}", state.payer),
            Language::English => format!("  from {}", state.payer),
        }
    };
    let way = channel(state.channel(), language);
    let serial = match language {
        Language::Chinese => "流水",
        Language::English => "serial",
    };
    format!("{} {way}  {}  {serial} {}{payer}", state.at.format("%m-%d %H:%M:%S"), state.amount.grouped(), state.serial)
}

/// How a method stands beside its file, in few words.
pub fn standing(one: &MethodMatch, language: Language) -> String {
    let (waits, missing) = (one.waiting.0, one.missing.0);
    match language {
        _ if one.channel.is_none() => match language {
            Language::Chinese => "没有账单".to_owned(),
            Language::English => "no file".to_owned(),
        },
        Language::Chinese => match (waits, missing) {
            (0, 0) if one.aside.0 > 0 => format!("{} 笔对上，{} 笔不认领", one.count - one.aside.0, one.aside.0),
            (0, 0) => format!("{} 笔全对上", one.count),
            (waits, 0) => format!("{waits} 笔待认领"),
            (0, missing) => format!("{missing} 笔渠道没有"),
            (waits, missing) => format!("{waits} 待认领，{missing} 渠道没有"),
        },
        Language::English => match (waits, missing) {
            (0, 0) if one.aside.0 > 0 => format!("{} agree, {} set aside", one.count - one.aside.0, one.aside.0),
            (0, 0) => format!("all {} agree", one.count),
            (waits, 0) => format!("{waits} unclaimed"),
            (0, missing) => format!("{missing} not in the file"),
            (waits, missing) => format!("{waits} unclaimed, {missing} not in the file"),
        },
    }
}

/// A file that was imported, as lines.
pub fn imported(done: &Imported, language: Language) -> String {
    let Imported { read, known, new: (count, sum), matched, closed, dry_run } = done;
    let days = read.bill.days();
    let (first, last) = (days.keys().next(), days.keys().next_back());
    let span = match (first, last) {
        (Some(first), Some(last)) if first == last => date(*first, language),
        (Some(first), Some(last)) => format!("{}—{}", date(*first, language), date(*last, language)),
        _ => String::new(),
    };
    let name = form(read.bill.form, language);
    let (lines, total) = (read.bill.lines.len(), read.bill.sum().grouped());
    let mut said = match language {
        Language::Chinese => {
            let done = if *dry_run { "试读，没有记账" } else { "已读入" };
            let mut said = vec![format!("{name} {span}：{lines} 笔，合计 {total}；{done}")];
            said.push(format!("新 {count} 笔 {}，以前读过 {known} 笔，按流水号对上 {matched} 笔", sum.grouped()));
            said.extend((!read.bill.left_out.is_empty()).then(|| format!("不计 {} 行：", read.bill.left_out.len())));
            said
        }
        Language::English => {
            let done = if *dry_run { "tried, nothing was posted" } else { "imported" };
            let mut said = vec![format!("{name}, {span}: {lines} receipts, {total} in all; {done}")];
            said.push(format!("{count} new of {}, {known} known, {matched} matched by serial number", sum.grouped()));
            said.extend((!read.bill.left_out.is_empty()).then(|| format!("{} left out:", read.bill.left_out.len())));
            said
        }
    };
    said.extend(read.bill.left_out.iter().map(|left| format!("  {}", left_out(left.line, &left.why, language))));
    said.extend(closed.iter().map(|day| match language {
        Language::Chinese => format!("{} 已日结：那天的日结单不变，认领的钱记在认领那天", date(*day, language)),
        Language::English => {
            format!(
                "{} is closed: its day sheet stays, money that is claimed is of the day of claiming",
                date(*day, language)
            )
        }
    }));
    said.join("\n")
}

/// A line of a file by which no money moved.
pub fn left_out(line: usize, why: &WhyLeftOut, language: Language) -> String {
    match (language, why) {
        (Language::Chinese, WhyLeftOut::Neutral) => format!("第 {line} 行：不计收支"),
        (Language::Chinese, WhyLeftOut::NotPaid(state)) => format!("第 {line} 行：{state}，没有付成"),
        (Language::Chinese, WhyLeftOut::Nothing) => format!("第 {line} 行：金额为零"),
        (Language::English, WhyLeftOut::Neutral) => format!("line {line}: neither in nor out"),
        (Language::English, WhyLeftOut::NotPaid(state)) => format!("line {line}: {state}, not paid"),
        (Language::English, WhyLeftOut::Nothing) => format!("line {line}: of nothing"),
    }
}

/// How the files and the books stand beside each other, as lines.
pub fn matching(matching: &Matching, language: Language) -> String {
    let mut lines = vec![date(matching.day, language)];
    let signed = super::till::signed;
    for one in &matching.methods {
        let (way, books) = (method(one.method, language), one.books.grouped());
        let stands = standing(one, language);
        lines.push(match (language, one.channel, one.difference()) {
            (Language::Chinese, Some(channel), Some(difference)) => {
                format!("  {way}  账上 {books}  渠道 {}  差 {}  {stands}", channel.grouped(), signed(difference))
            }
            (Language::English, Some(channel), Some(difference)) => format!(
                "  {way}  books {books}  channel {}  difference {}  {stands}",
                channel.grouped(),
                signed(difference)
            ),
            (Language::Chinese, ..) => format!("  {way}  账上 {books}  {stands}"),
            (Language::English, ..) => format!("  {way}  books {books}  {stands}"),
        });
    }
    lines.push(unclaimed(matching, language));
    lines.join("\n")
}

/// What waits in the files, and what of the books is in none, as lines.
pub fn unclaimed(matching: &Matching, language: Language) -> String {
    let mut lines = Vec::new();
    if matching.waiting.is_empty() && matching.missing.is_empty() {
        lines.push(match language {
            Language::Chinese => "没有待认领的，也没有渠道没有的".to_owned(),
            Language::English => "Nothing waits, and nothing is missing in the files".to_owned(),
        });
    }
    if !matching.waiting.is_empty() {
        lines.push(match language {
            Language::Chinese => format!("待认领 {} 笔：", matching.waiting.len()),
            Language::English => format!("{} unclaimed:", matching.waiting.len()),
        });
    }
    for one in &matching.waiting {
        lines.push(format!("  {}", receipt(&one.receipt, language)));
        for mate in &one.mates {
            let (of, why) = (mate_of(mate, language), because_of(mate, language));
            lines.push(match language {
                Language::Chinese => format!("    可能是 {of}（{why}）"),
                Language::English => format!("    likely {of} ({why})"),
            });
        }
    }
    if !matching.missing.is_empty() {
        lines.push(match language {
            Language::Chinese => format!("账上有、渠道没有 {} 笔：", matching.missing.len()),
            Language::English => format!("{} in the books and in no file:", matching.missing.len()),
        });
    }
    for one in &matching.missing {
        let way = method(one.method, language);
        lines.push(format!(
            "  {} {}  {way} {}  {}",
            one.at.format("%m-%d %H:%M"),
            one.id.booking,
            one.left.grouped(),
            one.customer
        ));
    }
    lines.join("\n")
}

/// A receipt that was claimed, set aside or given back.
pub fn handled(done: &Handled, language: Language) -> String {
    let state = &done.receipt;
    let bookings: Vec<String> =
        state.parts.iter().map(|part| format!("{} {}", part.money.booking, part.amount.grouped())).collect();
    let (waits, line) = (state.waits(), receipt(state, language));
    let rest = match (language, &state.aside) {
        (Language::Chinese, Some((reason, by))) => format!("不认领：{reason}（{by}）"),
        (Language::English, Some((reason, by))) => format!("set aside: {reason} ({by})"),
        (Language::Chinese, None) if waits == Money::ZERO => "认领完".to_owned(),
        (Language::English, None) if waits == Money::ZERO => "claimed whole".to_owned(),
        (Language::Chinese, None) => format!("待认领 {}", waits.grouped()),
        (Language::English, None) => format!("{} unclaimed", waits.grouped()),
    };
    [line]
        .into_iter()
        .chain(bookings.into_iter().map(|one| format!("  {one}")))
        .chain([rest])
        .collect::<Vec<_>>()
        .join("\n")
}
