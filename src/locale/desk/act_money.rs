//! What the form by which a booking is changed says of money, and of what becomes void.

use super::Words;
use crate::locale::acts::voided;
use crate::locale::{method, minute, signed_how};
use crate::office::Voided;
use books::booking::{Method, Number};
use trade::money::Money;

impl Words {
    /// Heading of the money.
    pub const fn money_changes(&self) -> &'static str {
        self.either("钱怎么变", "What the money does")
    }

    /// What it costs now.
    pub const fn price_now(&self) -> &'static str {
        self.either("现应收", "Costs now")
    }

    /// What it costs then.
    pub const fn price_then(&self) -> &'static str {
        self.either("改后应收", "Costs then")
    }

    /// Size and number of runs.
    pub fn size_and_runs(&self, size: &str, runs: usize) -> String {
        match (self.zh(), runs) {
            (true, _) => format!("{size}，{runs} 期"),
            (false, 1) => format!("{size}, 1 run"),
            (false, _) => format!("{size}, {runs} runs"),
        }
    }

    /// The fee of the act; the card has none.
    pub const fn no_fee(&self) -> &'static str {
        self.either("手续费　价目没有这一项", "Fee: the card has none")
    }

    /// Fees of earlier acts.
    pub const fn earlier_fees(&self) -> &'static str {
        self.either("此前手续费", "Earlier fees")
    }

    /// What came in and stayed.
    pub fn received_by(&self, methods: &[Method]) -> String {
        let names: Vec<&str> = methods.iter().map(|method| self.method_short(*method)).collect();
        format!("{}　{}", self.received, names.join(self.list_mark))
    }

    /// What went back before.
    pub const fn refunded_before(&self) -> &'static str {
        self.either("已退", "Refunded before")
    }

    /// Credit that is given back.
    pub const fn credit_back(&self) -> &'static str {
        self.either("冲回挂账", "Credit given back")
    }

    /// A payment by this way is undone.
    pub fn undone_payment(&self, by: Method) -> String {
        let by = method(by, self.language);
        if self.zh() { format!("冲回{by}") } else { format!("{by}, the other way round") }
    }

    /// Owed back to the customer.
    pub const fn owed_back(&self) -> &'static str {
        self.either("待退", "Owed back")
    }

    /// Owed to the paper.
    pub const fn owed(&self) -> &'static str {
        self.either("待付", "Owing")
    }

    /// Nothing is owed either way.
    pub const fn even(&self) -> &'static str {
        self.either("不补不退", "Nothing is owed")
    }

    /// What is owed after a refund.
    pub fn then_owing(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("退后待付 {amount}") } else { format!("owing then: {amount}") }
    }

    /// Heading of how it goes back.
    pub const fn how_back(&self) -> &'static str {
        self.either("怎么退", "How it goes back")
    }

    /// It goes back by the way it came.
    pub fn way_it_came(&self, by: Method) -> String {
        let by = self.method_short(by);
        if self.zh() { format!("原路退{by}") } else { format!("{by}, as it came") }
    }

    /// It goes back later.
    pub const fn way_later(&self) -> &'static str {
        self.either("先不退", "Later")
    }

    /// It stays owed until it is refunded.
    pub const fn way_later_note(&self) -> &'static str {
        self.either("记为待退，随时可用退款退回", "It stays owed back until it is refunded")
    }

    /// The channel's serial number of a refund.
    pub const fn refund_serial(&self) -> &'static str {
        self.either("退款流水号（可不填）", "Serial number (may stay empty)")
    }

    /// Heading of what becomes void.
    pub const fn becomes_void(&self) -> &'static str {
        self.either("跟着作废的", "What becomes void")
    }

    /// What is said where nothing becomes void.
    pub const fn nothing_void(&self) -> &'static str {
        self.either("没有要作废的", "Nothing")
    }

    /// One thing that is void by the act, with its number: a signature, a version of the proof, a print.
    pub fn void(&self, number: Number, void: &Voided) -> String {
        voided(void, Some(number), self.language)
    }

    /// How and when it came about, and what is to be done about it.
    pub fn void_note(&self, void: &Voided) -> String {
        match void {
            Voided::Signature { how, at, .. } => {
                let (how, at) = (signed_how(*how, self.language), minute(*at));
                if self.zh() {
                    format!("{how}，{at}。改后须重签")
                } else {
                    format!("{how}, {at}. To be signed anew")
                }
            }
            Voided::Proof(_) => {
                self.either("已打出。改后打新样，旧样作废", "It left the house. A new one is printed").to_owned()
            }
            Voided::Statement(_) => {
                self.either("金额已变，须重出", "The sum is another; it is printed anew").to_owned()
            }
            Voided::Review(at, by) => {
                let at = at.format("%H:%M");
                if self.zh() {
                    format!("{by} {at}。改后须重审")
                } else {
                    format!("{by}, {at}. To be reviewed anew")
                }
            }
            Voided::Print(..) => self.either("按号作废，请收回", "Void by its number; take it back").to_owned(),
        }
    }

    /// Runs that have appeared stay.
    pub fn appeared_stay(&self, runs: usize) -> String {
        match (self.zh(), runs) {
            (true, _) => format!("已见报的 {runs} 期不变"),
            (false, 1) => "The run that appeared stays".to_owned(),
            (false, _) => format!("The {runs} runs that appeared stay"),
        }
    }
}
