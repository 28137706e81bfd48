//! Which file it is, by its headings, and where its columns stand. Columns move between versions of a file, so that they are found by name.

use std::collections::BTreeMap;

use super::BillForm;
use super::cells::FileRecord;
use crate::refusal::ChannelTrouble;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileColumn {
    /// When the money moved, or its day.
    Time,
    /// When the trade was made, where it was not paid yet.
    Created,
    /// The time of day, where it stands apart.
    Clock,
    Amount,
    In,
    Out,
    Direction,
    Status,
    /// What kind of movement it is: trade or refund.
    Kind,
    Serial,
    /// What the merchant received of it.
    Received,
    Refund,
    RefundSerial,
    RefundStatus,
    Payer,
    Remark,
    Remark2,
    /// The merchant's own number of the order.
    Order,
}

/// A column with the names under which it comes, the best first.
struct Named {
    column: FileColumn,
    names: &'static [&'static str],
    must: bool,
}

const fn must(column: FileColumn, names: &'static [&'static str]) -> Named {
    Named { column, names, must: true }
}

const fn may(column: FileColumn, names: &'static [&'static str]) -> Named {
    Named { column, names, must: false }
}

const WECHAT_MERCHANT: &[Named] = &[
    must(FileColumn::Time, &["交易时间"]),
    must(FileColumn::Serial, &["微信订单号", "微信支付订单号"]),
    must(FileColumn::Status, &["交易状态"]),
    must(FileColumn::Amount, &["订单金额", "应结订单金额", "总金额"]),
    may(FileColumn::Refund, &["申请退款金额", "退款金额"]),
    may(FileColumn::RefundSerial, &["微信退款单号"]),
    may(FileColumn::RefundStatus, &["退款状态"]),
    may(FileColumn::Remark, &["商品名称"]),
    may(FileColumn::Order, &["商户订单号"]),
];

const WECHAT_SHOP: &[Named] = &[
    must(FileColumn::Time, &["交易时间"]),
    must(FileColumn::Serial, &["交易单号"]),
    must(FileColumn::Direction, &["收/支"]),
    must(FileColumn::Amount, &["金额"]),
    must(FileColumn::Status, &["当前状态"]),
    may(FileColumn::Payer, &["交易对方"]),
    may(FileColumn::Remark, &["商品"]),
    may(FileColumn::Remark2, &["备注"]),
    may(FileColumn::Order, &["商户单号"]),
];

const ALIPAY_BUSINESS: &[Named] = &[
    must(FileColumn::Serial, &["支付宝交易号"]),
    must(FileColumn::Kind, &["业务类型"]),
    must(FileColumn::Time, &["完成时间", "创建时间"]),
    must(FileColumn::Amount, &["订单金额"]),
    may(FileColumn::Created, &["创建时间"]),
    may(FileColumn::Received, &["商家实收"]),
    may(FileColumn::RefundSerial, &["退款批次号/请求号", "退款批次号"]),
    may(FileColumn::Payer, &["对方账户", "对方账号"]),
    may(FileColumn::Remark, &["商品名称"]),
    may(FileColumn::Remark2, &["备注"]),
    may(FileColumn::Order, &["商户订单号"]),
];

const ALIPAY_LEDGER: &[Named] = &[
    must(FileColumn::Serial, &["业务流水号"]),
    must(FileColumn::Time, &["发生时间", "入账时间"]),
    must(FileColumn::In, &["收入金额", "收入"]),
    must(FileColumn::Out, &["支出金额", "支出"]),
    must(FileColumn::Kind, &["业务类型", "账务类型"]),
    may(FileColumn::Payer, &["对方名称", "对方账号", "对方支付宝账号"]),
    may(FileColumn::Remark, &["商品名称"]),
    may(FileColumn::Remark2, &["备注"]),
    may(FileColumn::Order, &["商户订单号"]),
];

const ALIPAY_TRADES: &[Named] = &[
    must(FileColumn::Serial, &["交易订单号", "交易号"]),
    must(FileColumn::Time, &["付款时间", "交易时间", "交易创建时间"]),
    must(FileColumn::Amount, &["金额"]),
    must(FileColumn::Direction, &["收/支"]),
    must(FileColumn::Status, &["交易状态"]),
    may(FileColumn::Created, &["交易创建时间"]),
    may(FileColumn::Payer, &["交易对方"]),
    may(FileColumn::Remark, &["商品说明", "商品名称"]),
    may(FileColumn::Remark2, &["备注"]),
    may(FileColumn::Order, &["商家订单号", "商户订单号"]),
];

const BANK_DAY: &[&str] = &[
    "交易日期",
    "交易日",
    "记账日期",
    "记账日",
    "入账日期",
    "账务日期",
    "发生日期",
    "交易时间",
    "入账时间",
    "记账时间",
    "日期",
];
const BANK_PAYER: &[&str] = &[
    "对方户名",
    "对方名称",
    "对方单位名称",
    "对方单位",
    "对方账户名称",
    "对方账户名",
    "对手户名",
    "交易对方户名",
    "交易对手名称",
    "对方姓名",
    "付款人名称",
    "付款人户名",
    "交易对方",
    "收/付方名称",
];
const BANK_SERIAL: &[&str] = &[
    "交易流水号",
    "流水号",
    "核心流水号",
    "银行流水号",
    "业务流水号",
    "交易流水",
    "账户明细编号-交易流水号",
    "交易编号",
    "凭证号",
    "凭证号码",
    "传票号",
];

const BANK_EITHER: &[Named] = &[
    must(FileColumn::Time, BANK_DAY),
    must(
        FileColumn::In,
        &["贷方发生额", "贷方金额", "贷方", "收入金额", "收入", "存入金额", "转入金额", "贷方发生额/元", "收入额"],
    ),
    must(
        FileColumn::Out,
        &["借方发生额", "借方金额", "借方", "支出金额", "支出", "支取金额", "转出金额", "借方发生额/元", "支出额"],
    ),
    may(FileColumn::Clock, &["交易时间", "记账时间", "时间"]),
    may(FileColumn::Payer, BANK_PAYER),
    may(FileColumn::Remark, &["摘要", "交易摘要", "用途"]),
    may(FileColumn::Remark2, &["附言", "备注", "交易附言", "用途"]),
    may(FileColumn::Serial, BANK_SERIAL),
];

const BANK_ONE: &[Named] = &[
    must(FileColumn::Time, BANK_DAY),
    must(FileColumn::Amount, &["交易金额", "发生额", "金额", "发生金额"]),
    may(
        FileColumn::Direction,
        &[
            "借贷标志",
            "借贷方向",
            "借/贷",
            "借贷",
            "收支",
            "收/支",
            "收付标志",
            "收/付",
            "交易方向",
            "借贷标识",
            "收支方向",
        ],
    ),
    may(FileColumn::Clock, &["交易时间", "记账时间", "时间"]),
    may(FileColumn::Payer, BANK_PAYER),
    may(FileColumn::Remark, &["摘要", "交易摘要", "用途"]),
    may(FileColumn::Remark2, &["附言", "备注", "交易附言", "用途"]),
    may(FileColumn::Serial, BANK_SERIAL),
];

/// The forms, in the order in which a file is held against them: what has the more particular headings first.
const FORMS: [(BillForm, &[Named]); 7] = [
    (BillForm::WechatMerchant, WECHAT_MERCHANT),
    (BillForm::WechatShop, WECHAT_SHOP),
    (BillForm::AlipayBusiness, ALIPAY_BUSINESS),
    (BillForm::AlipayLedger, ALIPAY_LEDGER),
    (BillForm::AlipayTrades, ALIPAY_TRADES),
    (BillForm::Bank, BANK_EITHER),
    (BillForm::Bank, BANK_ONE),
];

/// Headings by which a file is one of WeChat or Alipay, so that one that lacks another of them is not taken for a bank's list.
const NO_BANK: [&str; 9] = [
    "当前状态",
    "交易状态",
    "交易单号",
    "商户单号",
    "微信订单号",
    "微信支付订单号",
    "支付宝交易号",
    "交易订单号",
    "商家订单号",
];

/// So many records before the headings are looked through: head, owner, account, period, sums.
const MOST_HEAD: usize = 80;

/// A form whose headings were found.
#[derive(Debug)]
pub(super) struct RecognisedForm {
    pub(super) form: BillForm,
    /// Where each column stands.
    pub(super) columns: BTreeMap<FileColumn, usize>,
    headings: Vec<String>,
}

impl RecognisedForm {
    /// The heading of a column as the file has it.
    pub(super) fn heading(&self, column: FileColumn) -> String {
        self.columns.get(&column).and_then(|at| self.headings.get(*at)).cloned().unwrap_or_default()
    }
}

/// A heading without blanks and without what stands in brackets, such as its unit.
pub(super) fn plain(heading: &str) -> String {
    let mut depth = 0u32;
    let mut plain = String::new();
    for c in heading.chars() {
        match c {
            '(' | '（' | '[' | '［' => depth += 1,
            ')' | '）' | ']' | '］' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() && c != '\u{feff}' => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// Where the columns of a form stand among headings, and which of its headings are missing.
fn columns(named: &[Named], headings: &[String]) -> (BTreeMap<FileColumn, usize>, Vec<&'static str>) {
    let mut columns = BTreeMap::new();
    let mut missing = Vec::new();
    for Named { column, names, must } in named {
        let free = |at: &usize, columns: &BTreeMap<FileColumn, usize>| {
            // A column that may stand for two things stands for the first of them; but the day may be read where the time is.
            !columns.values().any(|taken| taken == at) || *column == FileColumn::Created
        };
        let at = names
            .iter()
            .find_map(|name| headings.iter().position(|heading| heading == name).filter(|at| free(at, &columns)));
        match at {
            Some(at) => {
                columns.insert(*column, at);
            }
            None if *must => missing.push(names[0]),
            None => {}
        }
    }
    (columns, missing)
}

/// The place of the headings, and the form that they are of.
///
/// # Errors
/// [`ChannelTrouble::NotABill`] with what headings there are, and what is missing of the form that they are nearest to.
pub(super) fn found(records: &[FileRecord]) -> Result<(usize, RecognisedForm), ChannelTrouble> {
    let mut nearest: Option<(usize, BillForm, Vec<String>, Vec<String>)> = None;
    for (place, record) in records.iter().take(MOST_HEAD).enumerate() {
        let headings: Vec<String> = record.cells.iter().map(|cell| plain(cell)).collect();
        for (form, named) in &FORMS {
            let (columns, missing) = columns(named, &headings);
            let other = *form == BillForm::Bank && headings.iter().any(|own| NO_BANK.contains(&own.as_str()));
            if missing.is_empty() && !other {
                return Ok((place, RecognisedForm { form: *form, columns, headings: record.cells.clone() }));
            }
            if columns.len() >= 2 && !other && nearest.as_ref().is_none_or(|(known, ..)| columns.len() > *known) {
                let found = record.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect();
                let missing = missing.into_iter().map(str::to_owned).collect();
                nearest = Some((columns.len(), *form, found, missing));
            }
        }
    }
    let (form, found, missing) = match nearest {
        Some((_, form, found, missing)) => (Some(form), found, missing),
        None => {
            let widest = records.iter().take(MOST_HEAD).max_by_key(|record| record.cells.len());
            let found = widest.map(|record| record.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect());
            (None, found.unwrap_or_default(), Vec::new())
        }
    };
    let found: Vec<String> = found.into_iter().take(30).map(|cell: String| cell.chars().take(20).collect()).collect();
    Err(ChannelTrouble::NotABill { form, found, missing })
}
