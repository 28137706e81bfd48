//! The files in which a channel says what came in by it (渠道账单): the bills of WeChat and of Alipay, and the lists of a bank.
//!
//! [`read`] is given the text of a file and finds out by its headings which it is. Every line of it is read, or is named with what is
//! wrong with it; what the file says of its own sums is held against its lines, so that a file that was cut off is not taken for a whole
//! one. Nothing here knows bookings.
//!
//! ```
//! let text = "交易日期,交易金额,借贷标志,对方户名,流水号\n2026-01-20,299.00,贷,胶州城投,8801\n";
//! let bill = trade::channel::read(text).unwrap();
//! assert_eq!(bill.form.channel(), trade::channel::Channel::Bank);
//! assert_eq!((bill.lines[0].amount.to_string().as_str(), bill.lines[0].payer.as_str()), ("299.00", "胶州城投"));
//! ```

mod cells;
mod form;
mod lines;
mod sums;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use crate::money::Money;
use crate::refusal::ChannelTrouble;
use lines::Reading;

/// The most lines of a file that are read: a counter has some hundreds in a day.
pub const MOST_LINES: usize = 50_000;

/// Through whom money comes in without being handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// 微信支付, as a merchant has it and as a person.
    Wechat,
    /// 支付宝, as a merchant has it and as a person.
    Alipay,
    /// The bank at which the paper has its account (对公账户).
    Bank,
}

impl Channel {
    /// All three, in the order in which they are listed.
    pub const ALL: [Channel; 3] = [Channel::Wechat, Channel::Alipay, Channel::Bank];

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            Channel::Wechat => "wechat",
            Channel::Alipay => "alipay",
            Channel::Bank => "bank",
        }
    }

    /// The channel of a word in data.
    pub fn of(word: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.id() == word)
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Which file of a channel it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BillForm {
    /// 微信支付商户账单: what a merchant downloads.
    WechatMerchant,
    /// 微信支付账单明细: what WeChat sends to who pays and is paid by a telephone.
    WechatShop,
    /// 支付宝业务明细: what a merchant downloads, by trade.
    AlipayBusiness,
    /// 支付宝账务明细: the same by movement of the account.
    AlipayLedger,
    /// 支付宝交易记录明细: what Alipay sends to a person.
    AlipayTrades,
    /// The list of a bank, whose headings differ from bank to bank.
    Bank,
}

impl BillForm {
    /// All of them, in the order in which a file is held against them.
    pub const ALL: [BillForm; 6] = [
        BillForm::WechatMerchant,
        BillForm::WechatShop,
        BillForm::AlipayBusiness,
        BillForm::AlipayLedger,
        BillForm::AlipayTrades,
        BillForm::Bank,
    ];

    /// The channel whose file it is.
    pub const fn channel(self) -> Channel {
        match self {
            BillForm::WechatMerchant | BillForm::WechatShop => Channel::Wechat,
            BillForm::AlipayBusiness | BillForm::AlipayLedger | BillForm::AlipayTrades => Channel::Alipay,
            BillForm::Bank => Channel::Bank,
        }
    }

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            BillForm::WechatMerchant => "wechat_merchant",
            BillForm::WechatShop => "wechat_shop",
            BillForm::AlipayBusiness => "alipay_business",
            BillForm::AlipayLedger => "alipay_ledger",
            BillForm::AlipayTrades => "alipay_trades",
            BillForm::Bank => "bank",
        }
    }

    /// Whether the channel says in the file how many lines it has or what they come to. A bank does not always.
    const fn says_sums(self) -> bool {
        !matches!(self, BillForm::Bank)
    }
}

/// A file of a channel, read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Which file it is.
    pub form: BillForm,
    /// What came in and went out, in the order of the file.
    pub lines: Vec<BillLine>,
    /// The lines by which no money of the paper moved.
    pub left_out: Vec<LeftOut>,
}

impl Bill {
    /// The days of its lines, with what each comes to: what came in less what went out.
    pub fn days(&self) -> BTreeMap<NaiveDate, Money> {
        let mut days = BTreeMap::new();
        for line in &self.lines {
            *days.entry(line.at.date()).or_insert(Money::ZERO) += line.amount;
        }
        days
    }

    /// What its lines come to.
    pub fn sum(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// A line of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct BillLine {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// When the money moved, by the channel's clock; midnight where the file gives the day alone.
    pub at: NaiveDateTime,
    /// What came in; below zero what went out.
    pub amount: Money,
    /// The channel's own serial number (流水号). Where a bank gives none, one of time and amount, with a number where several are alike.
    pub serial: String,
    /// The name of who paid, as the channel has it: often with stars; empty where it has none.
    pub payer: String,
    /// What the payer wrote, and what the channel calls the payment.
    pub remark: String,
}

/// Without who paid: a line may end up in a log.
impl fmt::Debug for BillLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of {}: {}", self.line, self.at, self.amount)
    }
}

/// A line by which no money of the paper moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// Why it counts as nothing.
    pub why: WhyLeftOut,
}

/// Why a line of a file counts as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// The channel counts it neither in nor out (不计收支, 中性交易).
    Neutral,
    /// Nothing was paid: it was closed, or it failed. The word that the channel has for it.
    NotPaid(String),
    /// It is of nothing.
    Nothing,
}

/// Reads a file of a channel.
///
/// # Errors
/// [`ChannelTrouble::NotABill`] where no headings are known, [`ChannelTrouble::TooLong`], [`ChannelTrouble::Mistakes`] with every line
/// that cannot be read (20 at most), [`ChannelTrouble::CutOff`] and [`ChannelTrouble::SumsDiffer`] where the file is not whole.
pub fn read(text: &str) -> Result<Bill, ChannelTrouble> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let records = cells::records(text)?;
    let (place, found) = form::found(&records)?;
    let mut reading = Reading::new(&found);
    let (head, rest) = records.split_at(place);
    head.iter().for_each(|record| reading.hears(record));
    let mut summary = None;
    for record in &rest[1..] {
        reading.next(record, &mut summary);
    }
    reading.done()
}
