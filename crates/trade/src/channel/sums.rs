//! What a file says of its own lines, before and behind them: how many there are and what they come to.

use super::BillForm;
use super::value::{self, MoneyFlow};
use crate::money::Money;
use crate::refusal::{ChannelTrouble, SumSaid};

/// A count with its sum, either of which may not be said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct CountAndSum {
    count: Option<usize>,
    sum: Option<Money>,
}

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct StatedTotals {
    /// How many lines there are in all.
    all: Option<usize>,
    came: CountAndSum,
    went: CountAndSum,
    /// What a merchant of Alipay received, which is less than was paid where the merchant gave something off.
    received: CountAndSum,
    given_back: CountAndSum,
}

/// What its lines are.
#[derive(Debug, Default)]
pub(super) struct LineTotals {
    all: usize,
    came: (usize, Money),
    went: (usize, Money),
    paid_in: (usize, Money),
    paid_out: (usize, Money),
    received: (usize, Money),
    given_back: (usize, Money),
}

impl LineTotals {
    /// A line, whether or not anything was paid by it; `received` is what its column says of what the merchant received.
    pub(super) fn add(&mut self, way: MoneyFlow, amount: Money, received: Option<Money>) {
        self.all += 1;
        let (sum, got) = match way {
            MoneyFlow::In => (&mut self.came, &mut self.received),
            MoneyFlow::Out => (&mut self.went, &mut self.given_back),
            MoneyFlow::Neither => return,
        };
        *sum = (sum.0 + 1, sum.1 + amount);
        let received = received.unwrap_or(amount);
        *got = (got.0 + 1, got.1 + received.max(Money::ZERO - received));
    }

    /// A line by which something was paid.
    pub(super) fn paid(&mut self, way: MoneyFlow, amount: Money) {
        let sum = if way == MoneyFlow::Out { &mut self.paid_out } else { &mut self.paid_in };
        *sum = (sum.0 + 1, sum.1 + amount);
    }
}

impl StatedTotals {
    /// Hears a sentence before or behind the lines; gives whether it says a sum.
    pub(super) fn hear(&mut self, sentence: &str) -> bool {
        let plain: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.trim_start_matches('#');
        if let Some(all) = plain.strip_prefix('共').and_then(|rest| rest.split_once("笔记录")) {
            self.all = all.0.parse().ok().or(self.all);
            return true;
        }
        let Some((label, rest)) = plain.split_once([':', '：']) else { return false };
        let both = match label {
            "收入" | "已收入" | "收入合计" => &mut self.came,
            "支出" | "已支出" | "支出合计" => &mut self.went,
            "交易合计" => &mut self.received,
            "退款合计" => &mut self.given_back,
            "中性交易" | "不计收支" | "待收入" | "待支出" => return rest.contains('笔'),
            _ => return false,
        };
        let Some((count, rest)) = rest.split_once('笔') else { return false };
        both.count = count.trim_start_matches('共').parse().ok();
        let sum = rest.split('元').next().unwrap_or_default();
        let sum = sum.trim_start_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.'));
        both.sum = value::money(sum).map(|sum| sum.max(Money::ZERO - sum));
        true
    }

    /// The sums of a merchant's bill of WeChat, under headings of their own.
    pub(super) fn merchant(&mut self, headings: &[String], cells: &[String]) {
        let of = |names: &[&str]| {
            let at = names.iter().find_map(|name| headings.iter().position(|heading| heading == name))?;
            cells.get(at)
        };
        let sum = |names: &[&str]| of(names).and_then(|cell| value::money(cell));
        self.all = of(&["总交易单数"]).and_then(|cell| cell.parse().ok());
        self.came.sum = sum(&["订单总金额", "应结订单总金额", "总交易额"]);
        self.went.sum = sum(&["申请退款总金额", "退款总金额", "总退款金额"]);
    }

    /// The sums of a row of a bank's list.
    pub(super) fn bank(&mut self, came: Option<&str>, went: Option<&str>) {
        let sum = |cell: Option<&str>| cell.and_then(value::money);
        // Of several pages the sums of each add up nowhere; the last row is that of the whole list.
        (self.came.sum, self.went.sum) = (sum(came).or(self.came.sum), sum(went).or(self.went.sum));
    }

    /// Whether the file says how many lines it has, or what they come to.
    pub(super) fn anything(&self) -> bool {
        let said = |both: &CountAndSum| both.count.is_some() || both.sum.is_some();
        self.all.is_some() || [&self.came, &self.went, &self.received, &self.given_back].into_iter().any(said)
    }

    /// Holds what is said against the lines. A channel counts what was not paid among its lines, or does not.
    pub(super) fn held(&self, form: BillForm, listed: &LineTotals) -> Result<(), ChannelTrouble> {
        if let Some(said) = self.all.filter(|said| *said != listed.all) {
            let (said, listed) = (said.to_string(), listed.all.to_string());
            return Err(ChannelTrouble::SumsDiffer { form, what: SumSaid::Lines, said, listed });
        }
        let pairs = [
            (SumSaid::CameIn, &self.came, listed.came, listed.paid_in),
            (SumSaid::WentOut, &self.went, listed.went, listed.paid_out),
            (SumSaid::CameIn, &self.received, listed.received, listed.received),
            (SumSaid::WentOut, &self.given_back, listed.given_back, listed.given_back),
        ];
        for (what, said, all, paid) in pairs {
            let agrees = |(count, sum): (usize, Money)| {
                said.count.is_none_or(|said| said == count) && said.sum.is_none_or(|said| said == sum)
            };
            if !agrees(all) && !agrees(paid) {
                let count = |count: Option<usize>| count.map(|count| format!("{count}:")).unwrap_or_default();
                let sum = |sum: Option<Money>| sum.map(|sum| sum.to_string()).unwrap_or_default();
                let of = (said.count.map(|_| all.0), said.sum.map(|_| all.1));
                let told = format!("{}{}", count(said.count), sum(said.sum));
                let listed = format!("{}{}", count(of.0), sum(of.1));
                return Err(ChannelTrouble::SumsDiffer { form, what, said: told, listed });
            }
        }
        Ok(())
    }
}
