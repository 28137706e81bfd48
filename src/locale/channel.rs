//! The words of the channels' files: which file it is, what waits in it, why it is not taken, and why a receipt is likely to be something.

use super::{Said, date, method};
use crate::office::{Handled, Imported};
use books::booking::{Because, Mate, MateIs, Matching, MethodMatch, ReceiptState};
use trade::channel::{BillForm, Channel, WhyLeftOut};
use trade::money::Money;
use trade::refusal::{BillFlaw, BillMistake, ChannelTrouble, SumSaid};
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
        _ => format!("{number} {}", amount.grouped()),
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
    format!(
        "{} {way}  {}  {serial} {}{payer}",
        state.at.format("%m-%d %H:%M:%S"),
        state.amount.grouped(),
        state.serial
    )
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
            (0, 0) => format!("{} 笔全对上", one.count),
            (waits, 0) => format!("{waits} 笔待认领"),
            (0, missing) => format!("{missing} 笔渠道没有"),
            (waits, missing) => format!("{waits} 笔待认领，{missing} 笔渠道没有"),
        },
        Language::English => match (waits, missing) {
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
            format!("{} is closed: its day sheet stays, money that is claimed is of the day of claiming", date(*day, language))
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
    [line].into_iter().chain(bookings.into_iter().map(|one| format!("  {one}"))).chain([rest]).collect::<Vec<_>>().join("\n")
}

/// Why a file or a receipt is not taken, and what is to be done.
pub(super) fn refused(why: &ChannelTrouble, language: Language) -> Said {
    match language {
        Language::Chinese => chinese(why),
        Language::English => english(why),
    }
}

fn mistake(mistake: &BillMistake, language: Language) -> String {
    let BillMistake { line, column, value, flaw } = mistake;
    match language {
        Language::Chinese => {
            let what = match flaw {
                BillFlaw::NotAnAmount => "不是精确到分的金额".to_owned(),
                BillFlaw::NotATime => "不是日期时间".to_owned(),
                BillFlaw::NoDirection => "看不出收还是支".to_owned(),
                BillFlaw::BothWays => "收、支两栏都有数".to_owned(),
                BillFlaw::NoSerial => "没有流水号".to_owned(),
                BillFlaw::NotReadable => "有不可见的字符，或过长".to_owned(),
                BillFlaw::SameSerial { other } => format!("与第 {other} 行流水号相同，金额不同"),
                BillFlaw::TooFewCells { has, wanted } => format!("只有 {has} 栏，应有 {wanted} 栏"),
                BillFlaw::QuoteNotClosed => "引号没有配对".to_owned(),
            };
            let column = if column.is_empty() { String::new() } else { format!("“{column}”") };
            format!("第 {line} 行{column}“{value}”{what}")
        }
        Language::English => {
            let what = match flaw {
                BillFlaw::NotAnAmount => "is no amount to the fen".to_owned(),
                BillFlaw::NotATime => "is no day and time".to_owned(),
                BillFlaw::NoDirection => "does not say which way the money went".to_owned(),
                BillFlaw::BothWays => "stands beside an amount of the other way".to_owned(),
                BillFlaw::NoSerial => "is no serial number".to_owned(),
                BillFlaw::NotReadable => "has characters that cannot be read, or too many".to_owned(),
                BillFlaw::SameSerial { other } => format!("is the serial number of line {other}, of another amount"),
                BillFlaw::TooFewCells { has, wanted } => format!("ends a line of {has} cells, and {wanted} are wanted"),
                BillFlaw::QuoteNotClosed => "has a quotation mark that is never closed".to_owned(),
            };
            let column = if column.is_empty() { String::new() } else { format!(" in {column:?}") };
            format!("line {line}{column}: {value:?} {what}")
        }
    }
}

fn chinese(why: &ChannelTrouble) -> Said {
    const ZH: Language = Language::Chinese;
    const AGAIN: &str = "请从渠道重新导出整份文件，不要手工增删行";
    match why {
        ChannelTrouble::NotABill { form: nearest, found, missing } => Said::new(
            match nearest {
                Some(nearest) => format!(
                    "认不出是哪家的账单：最像{}，缺“{}”栏；文件里有：{}",
                    form(*nearest, ZH),
                    missing.join("”“"),
                    found.join("、")
                ),
                None => format!("认不出是哪家的账单；文件里有：{}", found.join("、")),
            },
            "请用微信支付、支付宝或网上银行导出的 CSV 原文件，保留表头",
        ),
        ChannelTrouble::NotCsv => Said::new("不是 CSV 文件", "在表格程序里另存为 CSV，或从渠道导出 CSV"),
        ChannelTrouble::TooLong { most } => Said::new(format!("超过 {most} 行"), "请按天或按月分开导出"),
        ChannelTrouble::Mistakes { form: of, mistakes, more } => {
            let name = of.map_or("账单", |of| form(of, ZH));
            let all: Vec<String> = mistakes.iter().map(|one| mistake(one, ZH)).collect();
            let more = if *more > 0 { format!("；另有 {more} 处") } else { String::new() };
            Said::new(format!("{name}有读不通的地方，一笔都没有读入：{}{more}", all.join("；")), AGAIN)
        }
        ChannelTrouble::CutOff { form: of, last } => {
            Said::new(format!("{}不完整：读到第 {last} 行为止，没有笔数和合计", form(*of, ZH)), AGAIN)
        }
        ChannelTrouble::SumsDiffer { form: of, what, said, listed } => {
            let what = match what {
                SumSaid::Lines => "笔数",
                SumSaid::CameIn => "收入",
                SumSaid::WentOut => "支出",
            };
            Said::new(format!("{}自己写的{what} {said}，各行合计 {listed}，对不上", form(*of, ZH)), AGAIN)
        }
        ChannelTrouble::Nothing { form: of, left_out } => Said::new(
            format!("{}里没有一笔收支（{left_out} 行不计）", form(*of, ZH)),
            "请核对导出的日期，无误则不用读入",
        ),
        ChannelTrouble::Contradicts { line, serial, before, now } => Said::new(
            format!("第 {line} 笔（流水 {serial}）以前读入时是 {}，这次是 {}", before.grouped(), now.grouped()),
            "请向渠道核实，用没有改动过的原文件",
        ),
        ChannelTrouble::NoSuchReceipt { serial } => Said::new(
            format!("渠道账单里没有流水 {serial}"),
            "先读入账单（qishi till import），或看有哪些待认领（qishi till unclaimed）",
        ),
        ChannelTrouble::Ambiguous { serial, known } => {
            Said::new(format!("流水 {serial} 不止一笔：{}", known.join("、")), "请写整个流水号")
        }
        ChannelTrouble::NothingWaits { serial } => {
            Said::new(format!("流水 {serial} 已认领完，或已注明不认领"), "记错了先放回：qishi till release … --reason …")
        }
        ChannelTrouble::NothingClaimed { serial } => Said::new(format!("流水 {serial} 没有认领过"), "不用放回"),
        ChannelTrouble::ClaimsTooMuch { serial, waits, amount } => Said::new(
            format!("流水 {serial} 只剩 {}，不够付 {}", waits.grouped(), amount.grouped()),
            "少写几则，或把差的另外收",
        ),
        ChannelTrouble::WentOut { serial, amount } => Said::new(
            format!("流水 {serial} 是支出 {}，不能付稿费", amount.grouped()),
            "是退款就与退款对（qishi till match），不是的注明不认领（qishi till aside）",
        ),
        ChannelTrouble::NoSuchMoney { booking } => Said::new(
            format!("{booking} 没有走这个渠道、还没对上的款"),
            "收法记错的先冲正（qishi reverse … instead …），没记收款的认领（qishi till claim）",
        ),
        ChannelTrouble::NothingOwed { booking } => {
            Said::new(format!("{booking} 没有待付"), "已记了收款的用对账（qishi till match），多付的另办")
        }
        ChannelTrouble::NotYet { serial, day } => {
            Said::new(format!("流水 {serial} 是 {} 的钱，还没到那天", date(*day, ZH)), "请到那天再认领")
        }
    }
}

fn english(why: &ChannelTrouble) -> Said {
    const EN: Language = Language::English;
    const AGAIN: &str = "Export the whole file from the channel again, and change no line of it";
    match why {
        ChannelTrouble::NotABill { form: nearest, found, missing } => Said::new(
            match nearest {
                Some(nearest) => format!(
                    "No file that is known: it is nearest to the {}, without “{}”; it has: {}",
                    form(*nearest, EN),
                    missing.join("”, “"),
                    found.join(", ")
                ),
                None => format!("No file that is known; it has: {}", found.join(", ")),
            },
            "Use the CSV as WeChat Pay, Alipay or the bank exports it, with its headings",
        ),
        ChannelTrouble::NotCsv => Said::new("This is no CSV file", "Save it as CSV, or export CSV from the channel"),
        ChannelTrouble::TooLong { most } => {
            Said::new(format!("It has more than {most} lines"), "Export it by days or by months")
        }
        ChannelTrouble::Mistakes { form: of, mistakes, more } => {
            let name = of.map_or("file", |of| form(of, EN));
            let all: Vec<String> = mistakes.iter().map(|one| mistake(one, EN)).collect();
            let more = if *more > 0 { format!("; and {more} more") } else { String::new() };
            Said::new(format!("The {name} cannot be read whole, and nothing of it is taken: {}{more}", all.join("; ")), AGAIN)
        }
        ChannelTrouble::CutOff { form: of, last } => {
            Said::new(format!("The {} is not whole: it ends at line {last} without count and sums", form(*of, EN)), AGAIN)
        }
        ChannelTrouble::SumsDiffer { form: of, what, said, listed } => {
            let what = match what {
                SumSaid::Lines => "lines",
                SumSaid::CameIn => "what came in",
                SumSaid::WentOut => "what went out",
            };
            Said::new(format!("The {} says {said} of {what}, and its lines come to {listed}", form(*of, EN)), AGAIN)
        }
        ChannelTrouble::Nothing { form: of, left_out } => Said::new(
            format!("No money moved by any line of the {} ({left_out} left out)", form(*of, EN)),
            "Look at the days that it was exported of; if they are right, there is nothing to import",
        ),
        ChannelTrouble::Contradicts { line, serial, before, now } => Said::new(
            format!("Receipt {line} (serial {serial}) was {} in an earlier file and is {} now", before.grouped(), now.grouped()),
            "Ask the channel, and use its file as it gave it",
        ),
        ChannelTrouble::NoSuchReceipt { serial } => Said::new(
            format!("No file has the serial number {serial}"),
            "Import the file first (qishi till import), or see what is unclaimed (qishi till unclaimed)",
        ),
        ChannelTrouble::Ambiguous { serial, known } => {
            Said::new(format!("More than one receipt is {serial}: {}", known.join(", ")), "Give the whole serial number")
        }
        ChannelTrouble::NothingWaits { serial } => Said::new(
            format!("{serial} is claimed whole, or was set aside"),
            "If that is wrong, give it back first: qishi till release … --reason …",
        ),
        ChannelTrouble::NothingClaimed { serial } => {
            Said::new(format!("Nothing is claimed of {serial}"), "There is nothing to give back")
        }
        ChannelTrouble::ClaimsTooMuch { serial, waits, amount } => Said::new(
            format!("{} is left of {serial}, less than {}", waits.grouped(), amount.grouped()),
            "Name fewer bookings, or take the rest another way",
        ),
        ChannelTrouble::WentOut { serial, amount } => Said::new(
            format!("By {serial} {} went out: no booking is paid by it", amount.grouped()),
            "Match it with its refund (qishi till match), or set it aside (qishi till aside)",
        ),
        ChannelTrouble::NoSuchMoney { booking } => Said::new(
            format!("{booking} has no money by this channel that is not matched"),
            "Set right what was recorded by another method (qishi reverse … instead …), or claim the receipt for it (qishi till claim)",
        ),
        ChannelTrouble::NothingOwed { booking } => Said::new(
            format!("Nothing is owed of {booking}"),
            "If its payment is recorded, match it (qishi till match)",
        ),
        ChannelTrouble::NotYet { serial, day } => {
            Said::new(format!("{serial} is money of {}, which is to come", date(*day, EN)), "Claim it on that day")
        }
    }
}
