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
mod sums;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use crate::legible::{self, Field as Typed};
use crate::money::Money;
use crate::refusal::{BillFlaw, BillMistake, ChannelTrouble};
use cells::Record;
use form::{Column, Found};
use sums::Said;
use value::Way;

/// The most lines of a file that are read: a counter has some hundreds in a day.
pub const MOST_LINES: usize = 50_000;
/// The most mistakes that are named.
const MOST_MISTAKES: usize = 20;
/// The most characters that are kept of what a payer wrote.
const MOST_REMARK: usize = 200;

/// Through whom money comes in without being handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// 微信支付.
    Wechat,
    /// 支付宝.
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
    for record in head {
        reading.said.hear(&record.joined());
    }
    let mut summary = None;
    for record in &rest[1..] {
        reading.next(record, &mut summary);
    }
    reading.done()
}

/// A file that is being read.
struct Reading<'a> {
    found: &'a Found,
    bill: Bill,
    said: Said,
    listed: sums::Listed,
    mistakes: Vec<BillMistake>,
    /// Where a serial stands by which a line is told from others.
    seen: BTreeMap<(String, bool, NaiveDateTime), Vec<(usize, Money)>>,
}

impl<'a> Reading<'a> {
    fn new(found: &'a Found) -> Reading<'a> {
        let bill = Bill { form: found.form, lines: Vec::new(), left_out: Vec::new() };
        let (said, listed) = (Said::default(), sums::Listed::default());
        Reading { found, bill, said, listed, mistakes: Vec::new(), seen: BTreeMap::new() }
    }

    /// The next record behind the headings. `summary` are the headings of the sums of a merchant's bill of WeChat, once they came.
    fn next(&mut self, record: &Record, summary: &mut Option<Vec<String>>) {
        let first = record.cells.iter().map(String::as_str).find(|cell| !cell.is_empty()).unwrap_or_default();
        if first.is_empty() {
            return;
        }
        if let Some(headings) = summary.as_ref() {
            self.said.merchant(headings, &record.cells);
            return;
        }
        if first.starts_with("总交易单数") {
            *summary = Some(record.cells.iter().map(|cell| form::plain(cell)).collect());
            return;
        }
        if ["合计", "总计", "小计", "本页", "汇总", "总笔数"].iter().any(|word| first.starts_with(word)) {
            let of = |column: Column| record.cells.get(*self.found.columns.get(&column)?).map(String::as_str);
            self.said.bank(of(Column::In), of(Column::Out));
            return;
        }
        let said = record.joined();
        if first.starts_with("--") || first.starts_with('#') || self.said.hear(&said) || record.is_of_the_foot() {
            if first.starts_with('#') {
                self.said.hear(&said);
            }
            return;
        }
        self.line(record);
    }

    fn flaw(&mut self, line: usize, (column, value): (&str, &str), flaw: BillFlaw) {
        let (column, value) = (column.to_owned(), value.chars().take(60).collect());
        self.mistakes.push(BillMistake { line, column, value, flaw });
    }

    /// A cell; empty where the file has no such column.
    fn cell<'r>(&self, record: &'r Record, column: Column) -> &'r str {
        self.found.columns.get(&column).and_then(|at| record.cells.get(*at)).map_or("", String::as_str)
    }

    fn line(&mut self, record: &Record) {
        let line = record.line;
        let wanted = self.found.columns.values().max().map_or(0, |last| last + 1);
        if record.cells.len() < wanted {
            let flaw = BillFlaw::TooFewCells { has: record.cells.len(), wanted };
            let last = record.cells.last().cloned().unwrap_or_default();
            return self.flaw(line, ("", &last), flaw);
        }
        let Some((way, amount)) = self.amount(record) else { return };
        self.listed.add(way, amount, value::money(self.cell(record, Column::Received)));
        let status = self.cell(record, Column::Status);
        if let Some(word) = value::unpaid(status).or_else(|| value::unpaid(self.cell(record, Column::RefundStatus))) {
            self.bill.left_out.push(LeftOut { line, why: WhyLeftOut::NotPaid(word.to_owned()) });
            return;
        }
        let signed = match way {
            Way::In => amount,
            Way::Out => Money::ZERO - amount,
            Way::Neither => {
                self.bill.left_out.push(LeftOut { line, why: WhyLeftOut::Neutral });
                return;
            }
        };
        if signed == Money::ZERO {
            self.bill.left_out.push(LeftOut { line, why: WhyLeftOut::Nothing });
            return;
        }
        self.listed.paid(way, amount);
        let Some(at) = self.time(record) else { return };
        let Some(serial) = self.serial(record, (signed, at)) else { return };
        let payer = readable(self.cell(record, Column::Payer), Typed::Payer.most());
        let payer = if payer == "/" { String::new() } else { payer };
        let words: Vec<&str> = [Column::Remark, Column::Remark2, Column::Order]
            .into_iter()
            .map(|column| self.cell(record, column))
            .filter(|word| !word.is_empty() && *word != "/")
            .collect();
        let remark = readable(&words.join(" "), MOST_REMARK);
        self.bill.lines.push(BillLine { line, at, amount: signed, serial, payer, remark });
    }

    /// Which way the money of a line went, and how much; nothing where that cannot be read, which is noted.
    fn amount(&mut self, record: &Record) -> Option<(Way, Money)> {
        let line = record.line;
        let read = |reading: &mut Self, column: Column| -> Option<Money> {
            let text = reading.cell(record, column);
            let amount = value::money(text);
            if amount.is_none() {
                let (heading, text) = (reading.found.heading(column), text.to_owned());
                reading.flaw(line, (&heading, &text), BillFlaw::NotAnAmount);
            }
            amount
        };
        // A merchant's bill of WeChat has what was paid and what went back in two columns.
        if self.found.form == BillForm::WechatMerchant {
            let status = self.cell(record, Column::Status);
            if matches!(status, "REFUND" | "REVOKED") {
                let back = read(self, Column::Refund)?;
                return Some((Way::Out, back));
            }
            let amount = read(self, Column::Amount)?;
            return Some((Way::In, amount));
        }
        if self.found.columns.contains_key(&Column::Amount) {
            let amount = read(self, Column::Amount)?;
            let way = match self.found.columns.contains_key(&Column::Direction) {
                true => {
                    let text = self.cell(record, Column::Direction).to_owned();
                    let Some(way) = value::way(&text) else {
                        let heading = self.found.heading(Column::Direction);
                        self.flaw(line, (&heading, &text), BillFlaw::NoDirection);
                        return None;
                    };
                    way
                }
                false if self.cell(record, Column::Kind).starts_with("退款") => Way::Out,
                false if amount < Money::ZERO => Way::Out,
                false => Way::In,
            };
            return Some((way, if amount < Money::ZERO { Money::ZERO - amount } else { amount }));
        }
        let blank = |reading: &Self, column| {
            let text = reading.cell(record, column);
            text.is_empty() || matches!(text, "-" | "--" | "/")
        };
        let of = |reading: &mut Self, column: Column| {
            if blank(reading, column) { Some(Money::ZERO) } else { read(reading, column) }
        };
        let (came, went) = (of(self, Column::In)?, of(self, Column::Out)?);
        let went = if went < Money::ZERO { Money::ZERO - went } else { went };
        match (came != Money::ZERO, went != Money::ZERO) {
            (true, true) => {
                let (heading, text) = (self.found.heading(Column::Out), self.cell(record, Column::Out).to_owned());
                self.flaw(line, (&heading, &text), BillFlaw::BothWays);
                None
            }
            // Some banks take a payment back by a negative amount in its own column.
            (true, false) if came < Money::ZERO => Some((Way::Out, Money::ZERO - came)),
            (_, true) => Some((Way::Out, went)),
            (_, false) => Some((Way::In, came)),
        }
    }

    fn time(&mut self, record: &Record) -> Option<NaiveDateTime> {
        let (day, clock) = (self.cell(record, Column::Time), self.cell(record, Column::Clock));
        let day = if day.is_empty() { self.cell(record, Column::Created) } else { day };
        let at = value::time(day, clock);
        if at.is_none() {
            let text = format!("{day} {clock}");
            let heading = self.found.heading(Column::Time);
            self.flaw(record.line, (&heading, text.trim()), BillFlaw::NotATime);
        }
        at
    }

    /// By which serial number the line is known: that of the refund where it is one. Two lines of one number are told apart by what they
    /// are of in a bank's list, and are a mistake elsewhere, but where they are the same line twice.
    fn serial(&mut self, record: &Record, (amount, at): (Money, NaiveDateTime)) -> Option<String> {
        let back = self.cell(record, Column::RefundSerial);
        let own = self.cell(record, Column::Serial);
        let own = if amount < Money::ZERO && value::is_serial(back) { back } else { own };
        let heading = self.found.heading(Column::Serial);
        let bank = self.found.form == BillForm::Bank;
        if !value::is_serial(own) {
            if !bank {
                self.flaw(record.line, (&heading, own), BillFlaw::NoSerial);
                return None;
            }
            let serial = value::made_up(at, amount);
            let alike = self.seen.entry((serial.clone(), true, at)).or_default();
            alike.push((record.line, amount));
            return Some(if alike.len() == 1 { serial } else { format!("{serial}-{}", alike.len()) });
        }
        let own = own.to_owned();
        if legible::check(Typed::Serial, &own).is_err() {
            self.flaw(record.line, (&heading, &own), BillFlaw::NotReadable);
            return None;
        }
        let at = if bank { at } else { NaiveDateTime::default() };
        let same = self.seen.entry((own.clone(), amount < Money::ZERO, at)).or_default();
        let other = same.iter().find(|(_, other)| !bank && *other != amount).copied();
        same.push((record.line, amount));
        if let Some((other, _)) = other {
            self.flaw(record.line, (&heading, &own), BillFlaw::SameSerial { other });
            return None;
        }
        Some(own)
    }

    fn done(mut self) -> Result<Bill, ChannelTrouble> {
        let more = self.mistakes.len().saturating_sub(MOST_MISTAKES);
        if !self.mistakes.is_empty() {
            self.mistakes.truncate(MOST_MISTAKES);
            return Err(ChannelTrouble::Mistakes { form: Some(self.found.form), mistakes: self.mistakes, more });
        }
        if self.found.form.says_sums() && !self.said.anything() {
            let last = self.bill.lines.last().map_or(0, |line| line.line);
            return Err(ChannelTrouble::CutOff { form: self.found.form, last });
        }
        self.said.held(self.found.form, &self.listed)?;
        if self.bill.lines.is_empty() {
            return Err(ChannelTrouble::Nothing { form: self.found.form, left_out: self.bill.left_out.len() });
        }
        Ok(self.bill)
    }
}

/// A text of the channel as it is kept: what cannot be read in it is a blank, and what is too long is cut.
fn readable(text: &str, most: usize) -> String {
    let plain: String = text.chars().map(|c| if legible::is_unreadable(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let plain = words.join(" ");
    match plain.char_indices().nth(most - 1) {
        Some((at, c)) if at + c.len_utf8() < plain.len() => format!("{}…", &plain[..at]),
        _ => plain,
    }
}
