//! The words of a quote: its lines, its remarks, its terms.

use books::booking::Late;
use trade::measure::Per;
use trade::money::Money;
use trade::rates::{
    Adjusted, CancellationTerm, CorrectionFee, Counted, EarlierTotals, FaultOf, Fee, Manual, ManualPrice, Priced,
    QuoteItem, QuoteLine, Remark, WithdrawalStage,
};
use trade::settings::Language;

use chrono::NaiveDate;

/// The unit in which something is measured or counted.
pub const fn per(per: Per, language: Language) -> &'static str {
    match (language, per) {
        (Language::Chinese, Per::Block) => "块",
        (Language::Chinese, Per::Cm2) => "cm²",
        (Language::Chinese, Per::ColumnCm) => "栏厘米",
        (Language::Chinese, Per::ColumnMm) => "栏毫米",
        (Language::Chinese, Per::ColumnInch) => "栏英寸",
        (Language::Chinese, Per::Column) => "栏",
        (Language::Chinese, Per::Line) => "行",
        (Language::Chinese, Per::Character) => "字",
        (Language::Chinese, Per::Word) => "词",
        (Language::Chinese, Per::Piece) => "件",
        (Language::Chinese, Per::Run) => "期",
        (Language::Chinese, Per::Booking) => "笔",
        (Language::English, Per::Block) => "blocks",
        (Language::English, Per::Cm2) => "cm²",
        (Language::English, Per::ColumnCm) => "column cm",
        (Language::English, Per::ColumnMm) => "column mm",
        (Language::English, Per::ColumnInch) => "column inches",
        (Language::English, Per::Column) => "columns",
        (Language::English, Per::Line) => "lines",
        (Language::English, Per::Character) => "characters",
        (Language::English, Per::Word) => "words",
        (Language::English, Per::Piece) => "pieces",
        (Language::English, Per::Run) => "runs",
        (Language::English, Per::Booking) => "bookings",
    }
}

/// What a line of a quote charges; `kind` is the name of the ad's kind.
pub fn what(what: &QuoteItem, kind: &str, language: Language) -> String {
    match (language, what) {
        (Language::Chinese, QuoteItem::Runs(size)) => format!("{} cm {kind}", size.said()),
        (Language::English, QuoteItem::Runs(size)) => format!("{kind} {} cm, runs", size.said()),
        (_, QuoteItem::Price(priced)) => price(priced, kind, language),
        (Language::Chinese, QuoteItem::Minimum(to)) => format!("补足起价 {}", to.grouped()),
        (Language::English, QuoteItem::Minimum(to)) => format!("up to the minimum of {}", to.grouped()),
        (Language::Chinese, QuoteItem::Cap(to)) => format!("封顶 {}", to.grouped()),
        (Language::English, QuoteItem::Cap(to)) => format!("capped at {}", to.grouped()),
        (_, QuoteItem::Surcharge(adjusted_by)) => adjusted(adjusted_by, '+', language),
        (_, QuoteItem::Discount(adjusted_by)) => adjusted(adjusted_by, '−', language),
        (Language::Chinese, QuoteItem::Manual) => "议价".to_owned(),
        (Language::English, QuoteItem::Manual) => "price by agreement".to_owned(),
        (Language::Chinese, QuoteItem::Rounding) => "尾差".to_owned(),
        (Language::English, QuoteItem::Rounding) => "rounding".to_owned(),
        (Language::Chinese, QuoteItem::Vat(rate)) => format!("增值税 {}%", rate.percent()),
        (Language::English, QuoteItem::Vat(rate)) => format!("VAT {}%", rate.percent()),
        (_, QuoteItem::Tax { name, rate }) => format!("{name} {}%", rate.percent()),
    }
}

fn price(priced: &Priced, kind: &str, language: Language) -> String {
    let name = if priced.name.is_empty() { kind } else { &priced.name };
    // A contract says so, unless its name does.
    let contract = priced.contract && !name.contains("协议") && !name.to_lowercase().contains("contract");
    let name = match (language, contract) {
        (_, false) => name.to_owned(),
        (Language::Chinese, true) => format!("{name}（协议价）"),
        (Language::English, true) => format!("{name} (contract)"),
    };
    let unit = per(priced.per, language);
    let size = priced.size.map(|size| format!("{} cm ", size.said())).unwrap_or_default();
    let (quantity, counted) = (priced.quantity, priced.counted.as_ref());
    // A count that is charged as another number says both.
    let charged = counted.is_some_and(|counted| trade::rates::Quantity::whole(counted.result) != quantity);
    let counted = counted.filter(|_| charged).map(|counted| counted.result);
    let one_of = priced.one_of.map_or_else(String::new, |pieces| match language {
        Language::Chinese => format!("，{pieces} 件之一"),
        Language::English => format!(", one of {pieces} pieces"),
    });
    match (language, priced.per) {
        (_, Per::Block | Per::Run | Per::Booking) => format!("{size}{name}"),
        (Language::Chinese, _) => {
            let number = match counted {
                Some(result) if priced.slice => format!("{result} {unit}中 {quantity} {unit}"),
                Some(result) if !priced.flat => format!("{result} {unit}，计 {quantity} {unit}"),
                _ => format!("{quantity} {unit}"),
            };
            let step = priced.step.or(priced.units).map(|step| format!("，每 {step} {unit}")).unwrap_or_default();
            let flat = if priced.flat { "，一口价" } else { "" };
            format!("{size}{name}，{number}{step}{flat}{one_of}")
        }
        (Language::English, _) => {
            let number = match counted {
                Some(result) if priced.slice => format!("{quantity} of {result} {unit}"),
                Some(result) if !priced.flat => format!("{result} {unit}, charged as {quantity}"),
                _ => format!("{quantity} {unit}"),
            };
            let step = priced.step.or(priced.units).map(|step| format!(", by {step}")).unwrap_or_default();
            let flat = if priced.flat { ", flat" } else { "" };
            format!("{size}{name}, {number}{step}{flat}{one_of}")
        }
    }
}

fn adjusted(adjusted: &Adjusted, sign: char, language: Language) -> String {
    let name = &adjusted.name;
    match (adjusted.percent, adjusted.of, adjusted.per) {
        (Some(_), Some(_), _) => {
            let (name, of, before) = (briefly(adjusted, sign), base(adjusted, language), earlier(adjusted, language));
            match language {
                Language::Chinese => format!("{name}（{of}{before}）"),
                Language::English => format!("{name} {of}{before}"),
            }
        }
        (_, _, Some(Per::Booking | Per::Run) | None) => name.clone(),
        (_, _, Some(unit)) => match language {
            Language::Chinese => format!("{name}，每{}", per(unit, language)),
            Language::English => format!("{name}, by {}", per(unit, language)),
        },
    }
}

fn briefly(adjusted: &Adjusted, sign: char) -> String {
    adjusted.percent.map_or_else(|| adjusted.name.clone(), |percent| format!("{} {sign}{percent}%", adjusted.name))
}

/// Of what a percentage is taken; empty where there is none.
fn base(adjusted: &Adjusted, language: Language) -> String {
    let Some(of) = adjusted.of.filter(|_| adjusted.percent.is_some()) else { return String::new() };
    match language {
        Language::Chinese => format!("以 {} 计", of.grouped()),
        Language::English => format!("of {}", of.grouped()),
    }
}

/// The earlier bookings that count for a discount; empty where it goes by none.
fn earlier(adjusted: &Adjusted, language: Language) -> String {
    let Some(before) = adjusted.before.as_ref().filter(|before| before.bookings > 0) else { return String::new() };
    let EarlierTotals { days, bookings, named, runs, amount } = &**before;
    let more = *bookings as usize > named.len();
    let amount = amount.grouped();
    match language {
        Language::Chinese => {
            let more = if more { format!(" 等 {bookings} 笔") } else { String::new() };
            format!("；{days} 天内此前 {runs} 期、{amount} 元：{}{more}", named.join("、"))
        }
        Language::English => {
            let more = if more { format!(" and others, {bookings} in all") } else { String::new() };
            format!("; before it within {days} days {runs} runs, {amount}: {}{more}", named.join(", "))
        }
    }
}

/// What a line of a quote charges where there is little room, in two parts: what, and of how much a percentage is taken.
pub fn in_two(what: &QuoteItem, kind: &str, language: Language) -> (String, String) {
    match what {
        QuoteItem::Surcharge(adjusted) if adjusted.percent.is_some() => {
            (briefly(adjusted, '+'), base(adjusted, language))
        }
        QuoteItem::Discount(adjusted) if adjusted.percent.is_some() => {
            (briefly(adjusted, '−'), base(adjusted, language) + &earlier(adjusted, language))
        }
        what => (self::what(what, kind, language), String::new()),
    }
}

/// How many a line of a quote charges, with their unit: `36 cm²`, `2 期`; empty where the amount is one of itself.
pub fn count(line: &QuoteLine, language: Language) -> String {
    let count = line.count;
    let unit = match &line.what {
        // Steps and flat prices are counted by themselves: what they hold stands in the words before.
        QuoteItem::Price(priced) if priced.step.is_some() || priced.flat => return count.to_string(),
        QuoteItem::Price(priced) if priced.per == Per::Block => Per::Run,
        QuoteItem::Price(priced) => priced.per,
        QuoteItem::Surcharge(adjusted) | QuoteItem::Discount(adjusted) => adjusted.per.unwrap_or(Per::Run),
        QuoteItem::Runs(_) | QuoteItem::Minimum(_) | QuoteItem::Cap(_) => Per::Run,
        QuoteItem::Manual | QuoteItem::Rounding | QuoteItem::Vat(_) | QuoteItem::Tax { .. } => return String::new(),
    };
    format!("{count} {}", per(unit, language))
}

/// What has to be said with a quote.
pub const fn remark(remark: Remark, language: Language) -> &'static str {
    match (language, remark) {
        (Language::Chinese, Remark::Provisional) => "公告价目未定，暂按祝福价目",
        (Language::Chinese, Remark::AsAnotherKind) => "这一类的价目未定，暂按另一类的价目",
        (Language::English, Remark::AsAnotherKind) => "priced as another kind until the paper lists this one",
        (Language::Chinese, Remark::OutsideCard) => "有刊期不在这张价目的有效期内，仍按这张价目计",
        (Language::English, Remark::OutsideCard) => {
            "some runs lie outside the days of this card; priced by it all the same"
        }
        (Language::Chinese, Remark::EarlierUnasked) => "有的折扣要看客户此前的刊登，还不知道客户是谁（电话），没有计",
        (Language::English, Remark::EarlierUnasked) => {
            "a discount goes by the customer's earlier bookings; without a telephone number none was counted"
        }
        (Language::Chinese, Remark::NoVatRate) => "税率未设，不拆税额",
        (Language::English, Remark::Provisional) => "priced as a blessing until the paper lists notices",
        (Language::English, Remark::NoVatRate) => "no VAT rate is set, no tax is split",
    }
}

/// How much a fee is.
pub fn fee(fee: Fee, language: Language) -> String {
    match (language, fee) {
        (Language::Chinese, Fee::Free) => "免费".to_owned(),
        (Language::English, Fee::Free) => "free".to_owned(),
        (_, Fee::Percent(percent)) => format!("{percent}%"),
        (_, Fee::Amount(amount)) => amount.grouped(),
        (Language::Chinese, Fee::Refused) => "不可办".to_owned(),
        (Language::English, Fee::Refused) => "not possible".to_owned(),
    }
}

/// When something is withdrawn: 截稿前撤稿.
pub fn stage(stage: WithdrawalStage, language: Language) -> String {
    match (language, stage) {
        (Language::Chinese, WithdrawalStage::BeforeDeadline) => "截稿前撤稿".to_owned(),
        (Language::Chinese, WithdrawalStage::AfterDeadline) => "截稿后撤稿".to_owned(),
        (Language::Chinese, WithdrawalStage::AfterMakeUp) => "排版后撤稿".to_owned(),
        (Language::Chinese, WithdrawalStage::DaysBefore(0)) => "见报当日撤稿".to_owned(),
        (Language::Chinese, WithdrawalStage::DaysBefore(days)) => format!("见报 {days} 天前撤稿"),
        (Language::Chinese, WithdrawalStage::Appeared(runs)) => format!("已刊 {runs} 期后撤稿"),
        (Language::English, WithdrawalStage::BeforeDeadline) => "Withdrawn before the deadline".to_owned(),
        (Language::English, WithdrawalStage::AfterDeadline) => "Withdrawn after the deadline".to_owned(),
        (Language::English, WithdrawalStage::AfterMakeUp) => "Withdrawn after make-up".to_owned(),
        (Language::English, WithdrawalStage::DaysBefore(0)) => "Withdrawn on the day of the first run".to_owned(),
        (Language::English, WithdrawalStage::DaysBefore(days)) => {
            format!("Withdrawn {days} days or more before the first run")
        }
        (Language::English, WithdrawalStage::Appeared(runs)) => format!("Withdrawn when {runs} runs have appeared"),
    }
}

/// What withdrawing costs, by the card and of the total that it was reckoned of.
pub fn cancellation(term: &CancellationTerm, language: Language) -> String {
    let when = stage(term.stage, language);
    let by_card = term.fee;
    // What comes of it is said where it is not what the card says: an amount is never more than the whole.
    let amount = term.amount.filter(|amount| *amount > Money::ZERO && by_card != Fee::Amount(*amount));
    let amount = match (by_card, amount) {
        (Fee::Refused, _) | (_, None) => String::new(),
        (_, Some(amount)) => format!(" = {}", amount.grouped()),
    };
    let fee = fee(by_card, language);
    match (language, by_card, term.of_rest) {
        (Language::Chinese, Fee::Percent(_), true) => format!("{when}：已刊的照付，未刊的收 {fee}{amount}"),
        (Language::Chinese, Fee::Amount(_), true) => format!("{when}：已刊的照付，另收至多 {fee}{amount}"),
        (Language::Chinese, Fee::Free, true) => format!("{when}：已刊的照付，未刊的不收费{amount}"),
        (Language::Chinese, Fee::Amount(_), false) if !amount.is_empty() => {
            format!("{when}收费 {fee}，至多全价{amount}")
        }
        (Language::Chinese, Fee::Percent(_) | Fee::Amount(_), false) => format!("{when}收费 {fee}{amount}"),
        (Language::Chinese, Fee::Free, false) => format!("{when}不收费"),
        (Language::Chinese, Fee::Refused, _) => format!("{}不再受理撤稿", when.trim_end_matches("撤稿")),
        (Language::English, Fee::Refused, _) => format!("{when}: {fee}"),
        (Language::English, _, true) => format!("{when}: what has appeared is paid, of the rest {fee}{amount}"),
        (Language::English, Fee::Amount(_), false) if !amount.is_empty() => {
            format!("{when}: {fee}, at most the whole price{amount}")
        }
        (Language::English, _, false) => format!("{when}: {fee}{amount}"),
    }
}

/// What a correction costs.
pub fn correction(correction: &CorrectionFee, language: Language) -> String {
    let whose = match (language, correction.fault) {
        (Language::Chinese, FaultOf::Paper) => "报社差错更正",
        (Language::Chinese, FaultOf::Customer) => "客户差错更正",
        (Language::English, FaultOf::Paper) => "The paper's own error corrected",
        (Language::English, FaultOf::Customer) => "The customer's error corrected",
    };
    match language {
        Language::Chinese => format!("{whose}：{}", fee(correction.fee, language)),
        Language::English => format!("{whose}: {}", fee(correction.fee, language)),
    }
}

/// An amount in a currency, by ISO 4217; empty for yuan.
pub fn money(amount: Money, currency: &str) -> String {
    if currency.is_empty() { format!("¥{}", amount.grouped()) } else { format!("{currency} {}", amount.grouped()) }
}

/// How the copy was counted: the result, and the rule with its version.
pub fn counted(counted: &Counted, per: Per, language: Language) -> String {
    let unit = self::per(per, language);
    let Counted { rule, version, name, result, parting: _ } = counted;
    match language {
        Language::Chinese if rule.is_empty() => format!("{result} {unit}"),
        Language::English if rule.is_empty() => format!("{result} {unit}"),
        Language::Chinese => format!("{result} {unit}，计数规则 {rule} 第 {version} 版：{name}"),
        Language::English => format!("{result} {unit} by rule {rule}, version {version}: {name}"),
    }
}

/// What was agreed by hand.
fn agreed(price: &ManualPrice, language: Language) -> String {
    match (language, price) {
        (Language::Chinese, ManualPrice::Discount(percent)) => format!("优惠 {percent}%"),
        (Language::English, ManualPrice::Discount(percent)) => format!("{percent}% off"),
        (Language::Chinese, ManualPrice::Total(total)) => format!("一口价 {}", total.grouped()),
        (Language::English, ManualPrice::Total(total)) => format!("{} in all", total.grouped()),
    }
}

/// Why something was allowed, and by whom; what is not said yet is left out.
fn answered_for(reason: &str, approved_by: &str, language: Language) -> Vec<String> {
    let (reason, approved_by) = (reason.trim(), approved_by.trim());
    let (why, by) = match language {
        Language::Chinese => (format!("理由：{reason}"), format!("批准人：{approved_by}")),
        Language::English => (format!("reason: {reason}"), format!("approved by {approved_by}")),
    };
    let said = [(why, reason), (by, approved_by)];
    said.into_iter().filter(|(_, value)| !value.is_empty()).map(|(said, _)| said).collect()
}

/// A price by hand with its reason and who approved it.
pub fn manual(manual: &Manual, language: Language) -> String {
    let mut parts = vec![agreed(&manual.price, language)];
    parts.extend(answered_for(&manual.reason, manual.approved_by.as_str(), language));
    match language {
        Language::Chinese => format!("议价（{}）", parts.join("；")),
        Language::English => format!("by agreement ({})", parts.join("; ")),
    }
}

/// Runs after their deadline, why, and who allowed it.
pub fn late(dates: &[NaiveDate], late: &Late, language: Language) -> String {
    let dates: Vec<String> = dates.iter().map(|date| super::short_date(*date, language)).collect();
    let why = answered_for(&late.reason, late.approved_by.as_str(), language);
    match (language, why.is_empty()) {
        (Language::Chinese, true) => format!("{} 截稿后加登", dates.join("、")),
        (Language::Chinese, false) => format!("{} 截稿后加登（{}）", dates.join("、"), why.join("；")),
        (Language::English, true) => format!("{} after the deadline", dates.join(", ")),
        (Language::English, false) => format!("{} after the deadline ({})", dates.join(", "), why.join("; ")),
    }
}

/// How an ad was taken, with what was agreed besides.
pub fn with_terms(
    taken: String,
    by_hand: Option<&Manual>,
    after: Option<&(Vec<NaiveDate>, Late)>,
    language: Language,
) -> String {
    let parts = [
        Some(taken),
        by_hand.map(|by_hand| manual(by_hand, language)),
        after.map(|(dates, allowed)| late(dates, allowed, language)),
    ];
    let mark = match language {
        Language::Chinese => "；",
        Language::English => "; ",
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trade::ids::Approver;

    #[test]
    fn what_was_agreed_is_said_in_both_languages_as_far_as_it_is_known() {
        let mut by_hand = Manual {
            price: ManualPrice::Discount(10.into()),
            reason: "老客户".to_owned(),
            approved_by: "李主任".into(),
        };
        assert_eq!(manual(&by_hand, Language::Chinese), "议价（优惠 10%；理由：老客户；批准人：李主任）");
        let said = manual(&by_hand, Language::English);
        assert_eq!(said, "by agreement (10% off; reason: 老客户; approved by 李主任)");
        (by_hand.reason, by_hand.approved_by) = (" ".to_owned(), Approver::none());
        by_hand.price = ManualPrice::Total(Money::yuan(1_200));
        assert_eq!(manual(&by_hand, Language::Chinese), "议价（一口价 1,200.00）");
        let days = ["2026-01-21".parse().expect("a date")];
        assert_eq!(late(&days, &Late::default(), Language::Chinese), "1月21日 截稿后加登");
        let allowed = Late { reason: "急".to_owned(), approved_by: "李主任".into() };
        assert_eq!(
            late(&days, &allowed, Language::English),
            "21 Jan after the deadline (reason: 急; approved by 李主任)"
        );
    }

    #[test]
    fn only_yuan_bear_the_sign_of_the_yuan() {
        assert_eq!(money(Money::fen(123_456), ""), "¥1,234.56");
        assert_eq!(money(Money::fen(123_456), "USD"), "USD 1,234.56");
    }
}
