//! The words of channels' files that are not taken, and of receipts in them that are not claimed.

use crate::locale::channel::form;
use crate::locale::{Explanation, date};
use trade::refusal::{BillFlaw, BillMistake, ChannelTrouble, SumSaid};
use trade::settings::Language;

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

pub fn chinese(why: &ChannelTrouble) -> Explanation {
    const ZH: Language = Language::Chinese;
    const AGAIN: &str = "请从渠道重新导出整份文件，不要手工增删行";
    match why {
        ChannelTrouble::NotABill { form: nearest, found, missing } => Explanation::new(
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
        ChannelTrouble::NotCsv => Explanation::new("不是 CSV 文件", "在表格程序里另存为 CSV，或从渠道导出 CSV"),
        ChannelTrouble::TooLong { most } => Explanation::new(format!("超过 {most} 行"), "请按天或按月分开导出"),
        ChannelTrouble::Mistakes { form: of, mistakes, more } => {
            let name = of.map_or("账单", |of| form(of, ZH));
            let all: Vec<String> = mistakes.iter().map(|one| mistake(one, ZH)).collect();
            let more = if *more > 0 { format!("；另有 {more} 处") } else { String::new() };
            Explanation::new(format!("{name}有读不通的地方，一笔都没有读入：{}{more}", all.join("；")), AGAIN)
        }
        ChannelTrouble::CutOff { form: of, last } => {
            Explanation::new(format!("{}不完整：读到第 {last} 行为止，没有笔数和合计", form(*of, ZH)), AGAIN)
        }
        ChannelTrouble::SumsDiffer { form: of, what, said, listed } => {
            let what = match what {
                SumSaid::Lines => "笔数",
                SumSaid::CameIn => "收入",
                SumSaid::WentOut => "支出",
            };
            Explanation::new(format!("{}自己写的{what} {said}，各行合计 {listed}，对不上", form(*of, ZH)), AGAIN)
        }
        ChannelTrouble::Nothing { form: of, left_out } => Explanation::new(
            format!("{}里没有一笔收支（{left_out} 行不计）", form(*of, ZH)),
            "请核对导出的日期，无误则不用读入",
        ),
        ChannelTrouble::Contradicts { line, serial, before, now } => Explanation::new(
            format!("第 {line} 笔（流水 {serial}）以前读入时是 {}，这次是 {}", before.grouped(), now.grouped()),
            "请向渠道核实，用没有改动过的原文件",
        ),
        ChannelTrouble::NoSuchReceipt { serial } => Explanation::new(
            format!("渠道账单里没有流水 {serial}"),
            "先读入账单（qishi till import），或看有哪些待认领（qishi till unclaimed）",
        ),
        ChannelTrouble::Ambiguous { serial, known } => {
            Explanation::new(format!("流水 {serial} 不止一笔：{}", known.join("、")), "请写整个流水号")
        }
        ChannelTrouble::NothingWaits { serial } => Explanation::new(
            format!("流水 {serial} 已认领完，或已注明不认领"),
            "记错了先放回：qishi till release … --reason …",
        ),
        ChannelTrouble::NothingClaimed { serial } => Explanation::new(format!("流水 {serial} 没有认领过"), "不用放回"),
        ChannelTrouble::ClaimsTooMuch { serial, waits, amount } => Explanation::new(
            format!("流水 {serial} 只剩 {}，不够付 {}", waits.grouped(), amount.grouped()),
            "少写几则，或把差的另外收",
        ),
        ChannelTrouble::WentOut { serial, amount } => Explanation::new(
            format!("流水 {serial} 是支出 {}，不能付稿费", amount.grouped()),
            "是退款就与退款对（qishi till match），不是的注明不认领（qishi till aside）",
        ),
        ChannelTrouble::NoSuchMoney { booking } => Explanation::new(
            format!("{booking} 没有走这个渠道、还没对上的款"),
            "收法记错的先冲正（qishi reverse … instead …），没记收款的认领（qishi till claim）",
        ),
        ChannelTrouble::NothingOwed { booking } => {
            Explanation::new(format!("{booking} 没有待付"), "已记了收款的用对账（qishi till match），多付的另办")
        }
        ChannelTrouble::NotYet { serial, day } => {
            Explanation::new(format!("流水 {serial} 是 {} 的钱，还没到那天", date(*day, ZH)), "请到那天再认领")
        }
    }
}

pub fn english(why: &ChannelTrouble) -> Explanation {
    const EN: Language = Language::English;
    const AGAIN: &str = "Export the whole file from the channel again, and change no line of it";
    match why {
        ChannelTrouble::NotABill { form: nearest, found, missing } => Explanation::new(
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
        ChannelTrouble::NotCsv => {
            Explanation::new("This is no CSV file", "Save it as CSV, or export CSV from the channel")
        }
        ChannelTrouble::TooLong { most } => {
            Explanation::new(format!("It has more than {most} lines"), "Export it by days or by months")
        }
        ChannelTrouble::Mistakes { form: of, mistakes, more } => {
            let name = of.map_or("file", |of| form(of, EN));
            let all: Vec<String> = mistakes.iter().map(|one| mistake(one, EN)).collect();
            let more = if *more > 0 { format!("; and {more} more") } else { String::new() };
            Explanation::new(
                format!("The {name} cannot be read whole, and nothing of it is taken: {}{more}", all.join("; ")),
                AGAIN,
            )
        }
        ChannelTrouble::CutOff { form: of, last } => Explanation::new(
            format!("The {} is not whole: it ends at line {last} without count and sums", form(*of, EN)),
            AGAIN,
        ),
        ChannelTrouble::SumsDiffer { form: of, what, said, listed } => {
            let what = match what {
                SumSaid::Lines => "lines",
                SumSaid::CameIn => "what came in",
                SumSaid::WentOut => "what went out",
            };
            Explanation::new(
                format!("The {} says {said} of {what}, and its lines come to {listed}", form(*of, EN)),
                AGAIN,
            )
        }
        ChannelTrouble::Nothing { form: of, left_out } => Explanation::new(
            format!("No money moved by any line of the {} ({left_out} left out)", form(*of, EN)),
            "Look at the days that it was exported of; if they are right, there is nothing to import",
        ),
        ChannelTrouble::Contradicts { line, serial, before, now } => Explanation::new(
            format!(
                "Receipt {line} (serial {serial}) was {} in an earlier file and is {} now",
                before.grouped(),
                now.grouped()
            ),
            "Ask the channel, and use its file as it gave it",
        ),
        ChannelTrouble::NoSuchReceipt { serial } => Explanation::new(
            format!("No file has the serial number {serial}"),
            "Import the file first (qishi till import), or see what is unclaimed (qishi till unclaimed)",
        ),
        ChannelTrouble::Ambiguous { serial, known } => Explanation::new(
            format!("More than one receipt is {serial}: {}", known.join(", ")),
            "Give the whole serial number",
        ),
        ChannelTrouble::NothingWaits { serial } => Explanation::new(
            format!("{serial} is claimed whole, or was set aside"),
            "If that is wrong, give it back first: qishi till release … --reason …",
        ),
        ChannelTrouble::NothingClaimed { serial } => {
            Explanation::new(format!("Nothing is claimed of {serial}"), "There is nothing to give back")
        }
        ChannelTrouble::ClaimsTooMuch { serial, waits, amount } => Explanation::new(
            format!("{} is left of {serial}, less than {}", waits.grouped(), amount.grouped()),
            "Name fewer bookings, or take the rest another way",
        ),
        ChannelTrouble::WentOut { serial, amount } => Explanation::new(
            format!("By {serial} {} went out: no booking is paid by it", amount.grouped()),
            "Match it with its refund (qishi till match), or set it aside (qishi till aside)",
        ),
        ChannelTrouble::NoSuchMoney { booking } => Explanation::new(
            format!("{booking} has no money by this channel that is not matched"),
            "Set right what was recorded by another method (qishi reverse … instead …), or claim the receipt for it (qishi till claim)",
        ),
        ChannelTrouble::NothingOwed { booking } => Explanation::new(
            format!("Nothing is owed of {booking}"),
            "If its payment is recorded, match it (qishi till match)",
        ),
        ChannelTrouble::NotYet { serial, day } => Explanation::new(
            format!("{serial} is money of {}, which is to come", date(*day, EN)),
            "Claim it on that day",
        ),
    }
}
