//! The lines of a file, one after the other: each is money, counts as nothing, or is named with what is wrong with it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::cells::FileRecord;
use super::form::{self, FileColumn, RecognisedForm};
use super::sums::{self, StatedTotals};
use super::value::{self, MoneyFlow};
use super::{Bill, BillForm, BillLine, LeftOut, WhyLeftOut};
use crate::legible::{self, Field as Typed};
use crate::money::Money;
use crate::refusal::{BillFlaw, BillMistake, ChannelTrouble};

/// The most mistakes that are named.
const MOST_MISTAKES: usize = 20;
/// The most characters that are kept of what a payer wrote.
const MOST_REMARK: usize = 200;

/// A file that is being read.
pub(super) struct Reading<'a> {
    found: &'a RecognisedForm,
    bill: Bill,
    said: StatedTotals,
    listed: sums::LineTotals,
    mistakes: Vec<BillMistake>,
    /// Where a serial stands by which a line is told from others.
    seen: BTreeMap<(String, bool, NaiveDateTime), Vec<(usize, Money)>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(found: &'a RecognisedForm) -> Reading<'a> {
        let bill = Bill { form: found.form, lines: Vec::new(), left_out: Vec::new() };
        let (said, listed) = (StatedTotals::default(), sums::LineTotals::default());
        Reading { found, bill, said, listed, mistakes: Vec::new(), seen: BTreeMap::new() }
    }

    /// A record before the headings.
    pub(super) fn hears(&mut self, record: &FileRecord) {
        self.said.hear(&record.joined());
    }

    /// The next record behind the headings. `summary` are the headings of the sums of a merchant's bill of WeChat, once they came.
    pub(super) fn next(&mut self, record: &FileRecord, summary: &mut Option<Vec<String>>) {
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
            let of = |column: FileColumn| record.cells.get(*self.found.columns.get(&column)?).map(String::as_str);
            self.said.bank(of(FileColumn::In), of(FileColumn::Out));
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
    fn cell<'r>(&self, record: &'r FileRecord, column: FileColumn) -> &'r str {
        self.found.columns.get(&column).and_then(|at| record.cells.get(*at)).map_or("", String::as_str)
    }

    fn line(&mut self, record: &FileRecord) {
        let line = record.line;
        let wanted = self.found.columns.values().max().map_or(0, |last| last + 1);
        if record.cells.len() < wanted {
            let flaw = BillFlaw::TooFewCells { has: record.cells.len(), wanted };
            let last = record.cells.last().cloned().unwrap_or_default();
            return self.flaw(line, ("", &last), flaw);
        }
        let Some((way, amount)) = self.amount(record) else { return };
        self.listed.add(way, amount, value::money(self.cell(record, FileColumn::Received)));
        let status = self.cell(record, FileColumn::Status);
        if let Some(word) = value::unpaid(status).or_else(|| value::unpaid(self.cell(record, FileColumn::RefundStatus)))
        {
            self.bill.left_out.push(LeftOut { line, why: WhyLeftOut::NotPaid(word.to_owned()) });
            return;
        }
        let signed = match way {
            MoneyFlow::In => amount,
            MoneyFlow::Out => Money::ZERO - amount,
            MoneyFlow::Neither => {
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
        let payer = readable(self.cell(record, FileColumn::Payer), Typed::Payer.most());
        let payer = if payer == "/" { String::new() } else { payer };
        let words: Vec<&str> = [FileColumn::Remark, FileColumn::Remark2, FileColumn::Order]
            .into_iter()
            .map(|column| self.cell(record, column))
            .filter(|word| !word.is_empty() && *word != "/")
            .collect();
        let remark = readable(&words.join(" "), MOST_REMARK);
        self.bill.lines.push(BillLine { line, at, amount: signed, serial, payer, remark });
    }

    /// Which way the money of a line went, and how much; nothing where that cannot be read, which is noted.
    fn amount(&mut self, record: &FileRecord) -> Option<(MoneyFlow, Money)> {
        let line = record.line;
        let read = |reading: &mut Self, column: FileColumn| -> Option<Money> {
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
            let status = self.cell(record, FileColumn::Status);
            if matches!(status, "REFUND" | "REVOKED") {
                let back = read(self, FileColumn::Refund)?;
                return Some((MoneyFlow::Out, back));
            }
            let amount = read(self, FileColumn::Amount)?;
            return Some((MoneyFlow::In, amount));
        }
        if self.found.columns.contains_key(&FileColumn::Amount) {
            let amount = read(self, FileColumn::Amount)?;
            let way = match self.found.columns.contains_key(&FileColumn::Direction) {
                true => {
                    let text = self.cell(record, FileColumn::Direction).to_owned();
                    let Some(way) = value::way(&text) else {
                        let heading = self.found.heading(FileColumn::Direction);
                        self.flaw(line, (&heading, &text), BillFlaw::NoDirection);
                        return None;
                    };
                    way
                }
                false if self.cell(record, FileColumn::Kind).starts_with("退款") => MoneyFlow::Out,
                false if amount < Money::ZERO => MoneyFlow::Out,
                false => MoneyFlow::In,
            };
            return Some((way, if amount < Money::ZERO { Money::ZERO - amount } else { amount }));
        }
        let blank = |reading: &Self, column| {
            let text = reading.cell(record, column);
            text.is_empty() || matches!(text, "-" | "--" | "/")
        };
        let of = |reading: &mut Self, column: FileColumn| {
            if blank(reading, column) { Some(Money::ZERO) } else { read(reading, column) }
        };
        let (came, went) = (of(self, FileColumn::In)?, of(self, FileColumn::Out)?);
        let went = if went < Money::ZERO { Money::ZERO - went } else { went };
        match (came != Money::ZERO, went != Money::ZERO) {
            (true, true) => {
                let (heading, text) =
                    (self.found.heading(FileColumn::Out), self.cell(record, FileColumn::Out).to_owned());
                self.flaw(line, (&heading, &text), BillFlaw::BothWays);
                None
            }
            // Some banks take a payment back by a negative amount in its own column.
            (true, false) if came < Money::ZERO => Some((MoneyFlow::Out, Money::ZERO - came)),
            (_, true) => Some((MoneyFlow::Out, went)),
            (_, false) => Some((MoneyFlow::In, came)),
        }
    }

    fn time(&mut self, record: &FileRecord) -> Option<NaiveDateTime> {
        let (day, clock) = (self.cell(record, FileColumn::Time), self.cell(record, FileColumn::Clock));
        let day = if day.is_empty() { self.cell(record, FileColumn::Created) } else { day };
        let at = value::time(day, clock);
        if at.is_none() {
            let text = format!("{day} {clock}");
            let heading = self.found.heading(FileColumn::Time);
            self.flaw(record.line, (&heading, text.trim()), BillFlaw::NotATime);
        }
        at
    }

    /// By which serial number the line is known: that of the refund where it is one. Two lines of one number are told apart by what they
    /// are of in a bank's list, and are a mistake elsewhere, but where they are the same line twice.
    fn serial(&mut self, record: &FileRecord, (amount, at): (Money, NaiveDateTime)) -> Option<String> {
        let back = self.cell(record, FileColumn::RefundSerial);
        let own = self.cell(record, FileColumn::Serial);
        let own = if amount < Money::ZERO && value::is_serial(back) { back } else { own };
        let heading = self.found.heading(FileColumn::Serial);
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

    pub(super) fn done(mut self) -> Result<Bill, ChannelTrouble> {
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
