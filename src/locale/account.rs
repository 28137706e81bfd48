//! The words of credit (挂账): agreements, what stands and since when, and why something is not put on account.

use super::{Explanation, date};
use crate::office::{AccountBalance, Credited};
use books::booking::{Agreement, AgreementChange, Number};
use books::store::Spent;
use trade::money::Money;
use trade::refusal::{AccountTrouble, NoAccount};
use trade::settings::Language;

/// Why something is not put on account, and what is to be done.
pub(super) fn refused(why: &AccountTrouble, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese(why),
        Language::English => english(why),
    }
}

/// Why it is not, in one short sentence, where it stands beside what cannot be chosen.
pub fn against(why: &AccountTrouble, language: Language) -> String {
    match (language, why) {
        (Language::Chinese, AccountTrouble::NoAccount { why: NoAccount::NeverAgreed, .. }) => {
            "没有挂账协议，不能挂账".to_owned()
        }
        (Language::Chinese, AccountTrouble::NoAccount { why: NoAccount::Ended { on }, .. }) => {
            format!("挂账协议已于 {on} 终止")
        }
        (Language::Chinese, AccountTrouble::NoAccount { why: NoAccount::Pays { payer, account }, .. }) => {
            format!("付款人是 {payer}，不是 {account}")
        }
        (Language::Chinese, AccountTrouble::OverLimit { limit, stands, .. }) => {
            format!("挂账会超限：限额 {}，已挂 {}", limit.grouped(), stands.grouped())
        }
        (Language::English, AccountTrouble::NoAccount { why: NoAccount::NeverAgreed, .. }) => {
            "No agreement on credit".to_owned()
        }
        (Language::English, AccountTrouble::NoAccount { why: NoAccount::Ended { on }, .. }) => {
            format!("The agreement ended on {on}")
        }
        (Language::English, AccountTrouble::NoAccount { why: NoAccount::Pays { payer, account }, .. }) => {
            format!("{payer} is to pay, not {account}")
        }
        (Language::English, AccountTrouble::OverLimit { limit, stands, .. }) => {
            format!("Above the limit of {}: {} stands", limit.grouped(), stands.grouped())
        }
        (_, other) => refused(other, language).message,
    }
}

fn chinese(why: &AccountTrouble) -> Explanation {
    match why {
        AccountTrouble::NoAccount { customer, why: NoAccount::NeverAgreed } => Explanation::new(
            format!("{customer} 没有挂账协议，不能挂账"),
            "请收款或留作待付；要让该客户挂账，先由报社设定：qishi account set 名称 --phone 电话 --limit 元",
        ),
        AccountTrouble::NoAccount { customer, why: NoAccount::Ended { on } } => Explanation::new(
            format!("{customer} 的挂账协议已于 {} 终止，不能再挂账", date(*on, Language::Chinese)),
            "请收款或留作待付；恢复协议用 qishi account set 客户 --reason 理由",
        ),
        AccountTrouble::NoAccount { customer, why: NoAccount::Pays { payer, account } } => Explanation::new(
            format!("{customer} 的稿由 {payer} 付款，不能记在 {account} 的账上"),
            "付款人写错的请改过来；确由别人付款的请收款，或给付款人另设挂账协议",
        ),
        AccountTrouble::OverLimit { account, limit, stands, amount } => {
            let left = (*limit - *stands).max(Money::ZERO);
            Explanation::new(
                format!(
                    "{account} 的挂账限额是 {}，已挂 {}，再挂 {} 就超了",
                    limit.grouped(),
                    stands.grouped(),
                    amount.grouped()
                ),
                format!("还可挂 {}；请先销账、收一部分现款，或由报社提高限额（qishi account set）", left.grouped()),
            )
        }
        AccountTrouble::NoSuchAccount { value } => Explanation::new(
            format!("没有叫 {value} 的客户或挂账协议"),
            "qishi account list 列出挂账客户；也可以写电话",
        ),
        AccountTrouble::WhichAccount { value, named } => {
            Explanation::new(format!("{value} 可指 {}", named.join("、")), "请写全名称，或写电话")
        }
        AccountTrouble::PhoneTaken { phone, account } => Explanation::new(
            format!("电话 {phone} 已在 {account} 的挂账协议里"),
            "一个电话只能属于一份有效的协议；请改那一份，或先终止它",
        ),
        AccountTrouble::NoPhone { account } => {
            Explanation::new(format!("{account} 的挂账协议没有写电话"), "请至少写一个该客户送稿用的电话（--phone）")
        }
        AccountTrouble::BadLimit { value } => Explanation::new(
            if value.is_empty() { "没有写挂账限额".to_owned() } else { format!("{value} 不能作限额") },
            "请写一个大于零的金额，如 --limit 5000.00",
        ),
        AccountTrouble::BadDays { value, most } => {
            Explanation::new(format!("{value} 不是账期的天数"), format!("请写 0 到 {most} 的整数，如 --days 30"))
        }
        AccountTrouble::EndedAlready { account, on } => Explanation::new(
            format!("{account} 的挂账协议已于 {} 终止", date(*on, Language::Chinese)),
            "已挂的账仍照旧催收；恢复协议用 qishi account set 客户 --reason 理由",
        ),
        AccountTrouble::NothingStands { account } => {
            Explanation::new(format!("{account} 没有挂账可销"), "待付的稿件用 qishi pay 登记收款")
        }
        AccountTrouble::SettledTooMuch { account, amount, most } => Explanation::new(
            format!("{account} 的挂账一共只有 {}，收不了 {}", most.grouped(), amount.grouped()),
            "请核对金额；多收的请另记在某一笔上（qishi pay 登记号 transfer:金额 --overpaid）",
        ),
    }
}

fn english(why: &AccountTrouble) -> Explanation {
    match why {
        AccountTrouble::NoAccount { customer, why: NoAccount::NeverAgreed } => Explanation::new(
            format!("The paper has no agreement on credit with {customer}"),
            "Take a payment or leave it owing; the paper agrees to credit by qishi account set NAME --phone NUMBER --limit YUAN",
        ),
        AccountTrouble::NoAccount { customer, why: NoAccount::Ended { on } } => Explanation::new(
            format!("The agreement on credit with {customer} ended on {on}"),
            "Take a payment or leave it owing; it stands again by qishi account set CUSTOMER --reason TEXT",
        ),
        AccountTrouble::NoAccount { customer, why: NoAccount::Pays { payer, account } } => Explanation::new(
            format!("{payer} is to pay for the ad of {customer}: it is not put on the account of {account}"),
            "Mend the payer where it is wrong; otherwise take a payment, or agree on credit with the payer",
        ),
        AccountTrouble::OverLimit { account, limit, stands, amount } => {
            let left = (*limit - *stands).max(Money::ZERO);
            Explanation::new(
                format!(
                    "The limit of {account} is {}, {} stands, and {} more would be above it",
                    limit.grouped(),
                    stands.grouped(),
                    amount.grouped()
                ),
                format!(
                    "{} is left; settle some of it first, take a payment for a part, or raise the limit (qishi account set)",
                    left.grouped()
                ),
            )
        }
        AccountTrouble::NoSuchAccount { value } => Explanation::new(
            format!("No customer and no agreement is called {value}"),
            "qishi account list shows who has credit; a telephone number can be named too",
        ),
        AccountTrouble::WhichAccount { value, named } => Explanation::new(
            format!("{value} may be {}", named.join(", ")),
            "Write the whole name, or the telephone number",
        ),
        AccountTrouble::PhoneTaken { phone, account } => Explanation::new(
            format!("The telephone number {phone} is in the agreement with {account}"),
            "A number belongs to one agreement that stands: change that one, or end it first",
        ),
        AccountTrouble::NoPhone { account } => Explanation::new(
            format!("The agreement with {account} names no telephone number"),
            "Name at least one under which its ads are taken (--phone)",
        ),
        AccountTrouble::BadLimit { value } => Explanation::new(
            if value.is_empty() { "No limit is named".to_owned() } else { format!("{value} is no limit") },
            "Write a sum above zero, such as --limit 5000.00",
        ),
        AccountTrouble::BadDays { value, most } => Explanation::new(
            format!("{value} is no number of days"),
            format!("Write a whole number from 0 to {most}, such as --days 30"),
        ),
        AccountTrouble::EndedAlready { account, on } => Explanation::new(
            format!("The agreement with {account} ended on {on}"),
            "What stands is still owed; it stands again by qishi account set CUSTOMER --reason TEXT",
        ),
        AccountTrouble::NothingStands { account } => {
            Explanation::new(format!("Nothing of {account} stands on account"), "What is owed is paid by qishi pay")
        }
        AccountTrouble::SettledTooMuch { account, amount, most } => Explanation::new(
            format!("{} stands on the account of {account}, not {}", most.grouped(), amount.grouped()),
            "Look at the sum again; what came beyond is recorded with one booking (qishi pay BOOKING transfer:SUM --overpaid)",
        ),
    }
}

/// The four ages of what stands, in days.
pub const fn ages(language: Language) -> [&'static str; 4] {
    match language {
        Language::Chinese => ["30 天内", "31–60 天", "61–90 天", "90 天以上"],
        Language::English => ["0–30 days", "31–60 days", "61–90 days", "over 90 days"],
    }
}

/// What was agreed, in a line: limit, term, contract.
pub fn agreed(agreement: &Agreement, language: Language) -> String {
    let (limit, days) = (agreement.agreed.limit.grouped(), agreement.agreed.days);
    let mut said = match language {
        Language::Chinese => vec![format!("限额 {limit}"), format!("账期 {days} 天")],
        Language::English => vec![format!("limit {limit}"), format!("due in {days} days")],
    };
    if !agreement.agreed.contract.is_empty() {
        said.push(match language {
            Language::Chinese => format!("合同 {}", agreement.agreed.contract),
            Language::English => format!("contract {}", agreement.agreed.contract),
        });
    }
    if let Some(on) = agreement.ended {
        said.push(match language {
            Language::Chinese => format!("已于 {on} 终止"),
            Language::English => format!("ended on {on}"),
        });
    }
    said.join(joint(language))
}

const fn joint(language: Language) -> &'static str {
    match language {
        Language::Chinese => "，",
        Language::English => ", ",
    }
}

/// What stands and what is left, when it is due, what is overdue.
pub fn standing(account: &Credited, standing: &AccountBalance, language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut said = vec![format!("{} {}", if zh { "挂账" } else { "on account" }, standing.stands.grouped())];
    if account.agreement.as_ref().is_some_and(|agreement| agreement.ended.is_none()) {
        said.push(format!("{} {}", if zh { "还可挂" } else { "left" }, account.left().grouped()));
    }
    if let Some(due) = standing.due {
        said.push(format!("{} {due}", if zh { "最早到期" } else { "first due" }));
    }
    if standing.overdue > Money::ZERO {
        said.push(format!("{} {}", if zh { "已逾期" } else { "overdue" }, standing.overdue.grouped()));
    }
    said.join(joint(language))
}

/// What stands by age.
pub fn aged(standing: &AccountBalance, language: Language) -> String {
    let each = ages(language).into_iter().zip(standing.ages).map(|(age, sum)| format!("{age} {}", sum.grouped()));
    each.collect::<Vec<_>>().join(if language == Language::Chinese { "；" } else { "; " })
}

/// That there is no agreement.
pub const fn none(language: Language) -> &'static str {
    match language {
        Language::Chinese => "没有挂账协议",
        Language::English => "no agreement on credit",
    }
}

/// One change of an agreement.
pub fn change(change: &AgreementChange, first: bool, language: Language) -> String {
    let AgreementChange { on, by, limit, days, ended, reason } = change;
    let what = match (language, ended, first) {
        (Language::Chinese, true, _) => "终止".to_owned(),
        (Language::Chinese, false, true) => format!("订立，限额 {}，账期 {days} 天", limit.grouped()),
        (Language::Chinese, false, false) => format!("改为限额 {}，账期 {days} 天", limit.grouped()),
        (Language::English, true, _) => "ended".to_owned(),
        (Language::English, false, true) => format!("made, limit {}, due in {days} days", limit.grouped()),
        (Language::English, false, false) => format!("changed to limit {}, due in {days} days", limit.grouped()),
    };
    let why = match (language, reason.is_empty()) {
        (_, true) => String::new(),
        (Language::Chinese, false) => format!("（{reason}）"),
        (Language::English, false) => format!(" ({reason})"),
    };
    format!("{on} {by} {what}{why}")
}

/// What the list of accounts comes to.
pub fn total(accounts: usize, all: &AccountBalance, language: Language) -> String {
    let (stands, overdue) = (all.stands.grouped(), all.overdue.grouped());
    match language {
        Language::Chinese => format!("{accounts} 户，挂账合计 {stands}，其中已逾期 {overdue}"),
        Language::English => format!("{accounts} accounts, {stands} on account in all, {overdue} of it overdue"),
    }
}

/// What a customer ran and paid over all days, in a line.
pub fn spent(spent: &Spent, language: Language) -> String {
    let Spent { ads, runs, costs, paid } = spent;
    match language {
        Language::Chinese => {
            format!("登记 {ads} 则，刊登 {runs} 期，应收合计 {}，已收 {}", costs.grouped(), paid.grouped())
        }
        Language::English => {
            format!("{ads} ads, {runs} runs, {} in all, {} paid", costs.grouped(), paid.grouped())
        }
    }
}

/// By which words of the rate card in force the customer has a contract.
pub fn card_customer(ids: &[String], language: Language) -> String {
    match language {
        Language::Chinese => format!("价目合同客户：{}", ids.join("、")),
        Language::English => format!("contract of the rate card: {}", ids.join(", ")),
    }
}

/// Where the next page of the ads begins.
pub fn goes_on(rest: Number, language: Language) -> String {
    match language {
        Language::Chinese => format!("更早的还有：--before {rest}"),
        Language::English => format!("earlier ones: --before {rest}"),
    }
}

/// What came in for what stood on an account.
pub fn paid_in_all(settled: Money, language: Language) -> String {
    match language {
        Language::Chinese => format!("本次收回挂账 {}", settled.grouped()),
        Language::English => format!("Settled {}", settled.grouped()),
    }
}

/// That the statement of account was written.
pub fn statement_written(path: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("对账单已出：{path}"),
        Language::English => format!("Statement of account: {path}"),
    }
}
