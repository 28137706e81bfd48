//! The words of acts on a booking after it was taken: what happened, what it costs, and why it is not possible.

use chrono::NaiveDate;

use super::{Explanation, date, method, printout, short_date, stage};
use crate::office::Voided;
use books::booking::{Amended, Charge, ChargedFor, Corrects, Method, Number, Refunded, Reversed, State, Undone};
use books::counter::{Neighbour, Neighbours, Since};
use trade::money::Money;
use trade::rates::{FaultOf, Fee};
use trade::refusal::NotPossible;
use trade::settings::Language;

/// What has become of a booking.
pub const fn state(state: State, language: Language) -> &'static str {
    match (language, state) {
        (Language::Chinese, State::Booked) => "待刊",
        (Language::Chinese, State::Withdrawn) => "已撤稿",
        (Language::Chinese, State::Printed) => "已刊",
        (Language::English, State::Booked) => "booked",
        (Language::English, State::Withdrawn) => "withdrawn",
        (Language::English, State::Printed) => "printed",
    }
}

/// Run dates, one after another.
fn runs(runs: &[NaiveDate], language: Language) -> String {
    let each: Vec<String> = runs.iter().map(|run| short_date(*run, language)).collect();
    each.join(if language == Language::Chinese { "、" } else { ", " })
}

/// What happened by an act.
pub fn amended(amended: &Amended, language: Language) -> String {
    match (language, amended) {
        (Language::Chinese, Amended::Withdrawn(done)) => {
            format!("撤稿 {}{}（{}）", runs(&done.runs, language), charged(done.charge, language), done.reason)
        }
        (Language::English, Amended::Withdrawn(done)) => {
            format!("Withdrawn {}{} ({})", runs(&done.runs, language), charged(done.charge, language), done.reason)
        }
        (_, Amended::Refunded(done)) => refunded(done, language),
        (Language::Chinese, Amended::Corrected(done)) => {
            format!("改稿{}（{}）", charged(done.charge, language), done.reason)
        }
        (Language::English, Amended::Corrected(done)) => {
            format!("Corrected{} ({})", charged(done.charge, language), done.reason)
        }
        (Language::Chinese, Amended::Moved(done)) => {
            let (from, to) = (short_date(done.from, language), short_date(done.to, language));
            format!("{from}改期到{to}（{}）", done.reason)
        }
        (Language::English, Amended::Moved(done)) => {
            let (from, to) = (short_date(done.from, language), short_date(done.to, language));
            format!("Moved from {from} to {to} ({})", done.reason)
        }
        (Language::Chinese, Amended::Rerun(done)) => {
            format!("补刊 {}，不收费（{}）", short_date(done.on, language), done.reason)
        }
        (Language::English, Amended::Rerun(done)) => {
            format!("To run again on {}, free ({})", short_date(done.on, language), done.reason)
        }
        (Language::Chinese, Amended::Rebated(done)) => {
            format!("减收 {}，{} 批准（{}）", done.amount.grouped(), done.approved_by, done.reason)
        }
        (Language::English, Amended::Rebated(done)) => {
            format!("Rebate of {}, approved by {} ({})", done.amount.grouped(), done.approved_by, done.reason)
        }
        (Language::Chinese, Amended::CorrectedBy(done)) => {
            format!("由 {} 更正（{}）", done.booking, whose(done.fault, language))
        }
        (Language::English, Amended::CorrectedBy(done)) => {
            format!("Corrected by {} ({})", done.booking, whose(done.fault, language))
        }
        (Language::Chinese, Amended::RepeatedBy(done)) => format!("由 {} 重登", done.booking),
        (Language::English, Amended::RepeatedBy(done)) => format!("Its ad was booked again as {}", done.booking),
        (Language::Chinese, Amended::Cleared(done)) => format!("挂账销账 {}", done.amount.grouped()),
        (Language::English, Amended::Cleared(done)) => format!("Settled on account {}", done.amount.grouped()),
        (_, Amended::Reversed(done)) => reversed(done, language),
        (_, Amended::Undone(done)) => undone(done, language),
    }
}

fn refunded(done: &Refunded, language: Language) -> String {
    let (way, amount) = (method(done.back.method, language), done.amount.grouped());
    let by = &done.back.approved_by;
    let approved = match language {
        _ if by.is_empty() => String::new(),
        Language::Chinese => format!("，{by} 批准"),
        Language::English => format!(", approved by {by}"),
    };
    match language {
        Language::Chinese => format!("退款 {way} {amount}{approved}（{}）", done.reason),
        Language::English => format!("Refunded {way} {amount}{approved} ({})", done.reason),
    }
}

fn reversed(done: &Reversed, language: Language) -> String {
    let (way, amount) = (method(done.payment.method, language), done.payment.amount.grouped());
    match (language, done.paid_for) {
        (Language::Chinese, None) => format!("冲正 {way} {amount}（{}）", done.reason),
        (Language::Chinese, Some(other)) => format!("冲正 {way} {amount}，记入 {other}（{}）", done.reason),
        (Language::English, None) => format!("Reversed {way} {amount} ({})", done.reason),
        (Language::English, Some(other)) => format!("Reversed {way} {amount}, paid for {other} ({})", done.reason),
    }
}

/// Behind an act that was taken back since.
pub const fn taken_back(language: Language) -> &'static str {
    match language {
        Language::Chinese => "（已撤回）",
        Language::English => " (taken back)",
    }
}

/// The name of an act by its word in data.
pub fn act_named(word: &str, language: Language) -> &str {
    let (zh, en) = match word {
        "taken" => ("登记", "taken"),
        "paid" => ("收款", "paid"),
        "seen" => ("补见证件", "papers seen"),
        "settled" => ("核对结果处理", "findings settled"),
        "withdrawn" => ("撤稿", "withdrawn"),
        "refunded" => ("退款", "refunded"),
        "corrected" => ("改稿", "corrected"),
        "moved" => ("改期", "moved"),
        "rerun" => ("补刊", "to run again"),
        "reversed" => ("冲正", "payment reversed"),
        "rebated" => ("减收", "rebate"),
        "undone" => ("撤回", "taken back"),
        "cleared" => ("挂账销账", "settled on account"),
        // What a later program did is told by its own word.
        other => (other, other),
    };
    if language == Language::Chinese { zh } else { en }
}

fn undone(done: &Undone, language: Language) -> String {
    let act = act_named(&done.what, language);
    let prints: Vec<String> = done
        .prints
        .iter()
        .map(|(paper, copy)| match language {
            Language::Chinese => format!("{}第 {copy} 次", printout(*paper, language)),
            Language::English => format!("{} print {copy}", printout(*paper, language)),
        })
        .collect();
    let void = match language {
        _ if prints.is_empty() => String::new(),
        Language::Chinese => format!("，作废打印件：{}", prints.join("、")),
        Language::English => format!(", void: {}", prints.join(", ")),
    };
    match language {
        Language::Chinese => format!("撤回{act}{void}（{}）", done.reason),
        Language::English => format!("Taken back: {act}{void} ({})", done.reason),
    }
}

fn charged(charge: Option<Charge>, language: Language) -> String {
    charge.map_or_else(String::new, |one| match language {
        Language::Chinese => format!("，{}", self::charge(&one, language)),
        Language::English => format!(", {}", self::charge(&one, language)),
    })
}

/// Whose fault it is.
const fn whose(fault: FaultOf, language: Language) -> &'static str {
    match (language, fault) {
        (Language::Chinese, FaultOf::Paper) => "报社差错",
        (Language::Chinese, FaultOf::Customer) => "客户差错",
        (Language::English, FaultOf::Paper) => "the paper's fault",
        (Language::English, FaultOf::Customer) => "the customer's fault",
    }
}

/// That an ad corrects another.
pub fn corrects(corrects: Corrects, language: Language) -> String {
    let (other, whose) = (corrects.booking, whose(corrects.fault, language));
    match language {
        Language::Chinese => format!("更正 {other}（{whose}）"),
        Language::English => format!("Corrects {other} ({whose})"),
    }
}

/// What is void by an act; `number` where it is said of which booking a statement is.
pub fn voided(void: &Voided, number: Option<Number>, language: Language) -> String {
    let zh = language == Language::Chinese;
    match void {
        Voided::Signature { version, .. } if zh => format!("签样第 {version} 版"),
        Voided::Signature { version, .. } => format!("Signature, version {version}"),
        Voided::Proof(version) if zh => format!("校样第 {version} 版"),
        Voided::Proof(version) => format!("Proof, version {version}"),
        Voided::Statement(prints) => {
            let of = number.map_or_else(String::new, |number| format!("{:04}", number.serial));
            match (zh, of.is_empty()) {
                (true, true) => format!("结算单（印过 {prints} 次）"),
                (true, false) => format!("结算单 {of}（印过 {prints} 次）"),
                (false, true) => format!("Statement (printed {prints} times)"),
                (false, false) => format!("Statement of {of} (printed {prints} times)"),
            }
        }
        Voided::Review(..) if zh => "审核".to_owned(),
        Voided::Review(..) => "Review".to_owned(),
        Voided::Print(paper, copy) if zh => format!("{}第 {copy} 次打印", printout(*paper, language)),
        Voided::Print(paper, copy) => format!("{}, print {copy}", printout(*paper, language)),
    }
}

/// What is void by an act, in one line; none where nothing is.
pub fn all_voided(all: &[Voided], language: Language) -> Option<String> {
    let each: Vec<String> = all.iter().map(|void| voided(void, None, language)).collect();
    let said = match language {
        Language::Chinese => format!("作废：{}", each.join("、")),
        Language::English => format!("Void: {}", each.join(", ")),
    };
    (!each.is_empty()).then_some(said)
}

/// That an ad is that of another booking again.
pub fn repeats(first: Number, language: Language) -> String {
    match language {
        Language::Chinese => format!("重登 {first}"),
        Language::English => format!("Repeats {first}"),
    }
}

/// Who may be one customer with another: names that came under the same number, numbers under which the same name came.
pub fn may_be_one(known: &Neighbours, language: Language) -> Vec<String> {
    let said = |all: &[Neighbour]| {
        let each: Vec<&str> = all.iter().map(|one| one.said.text()).collect();
        each.join(if language == Language::Chinese { "、" } else { ", " })
    };
    let (names, phones) = (said(&known.names), said(&known.phones));
    let lines = match language {
        Language::Chinese => [
            (!names.is_empty()).then(|| format!("这个电话还登过 {names}：或是换了人，或是同一位")),
            (!phones.is_empty()).then(|| format!("同名还留过电话 {phones}：或是同一位")),
        ],
        Language::English => [
            (!names.is_empty())
                .then(|| format!("The number was used for {names} too: it passed on, or it is one customer")),
            (!phones.is_empty()).then(|| format!("The name came under {phones} too: it may be one customer")),
        ],
    };
    lines.into_iter().flatten().collect()
}

/// What changed under a booking since it was taken, and what is to be done.
pub fn since(since: &Since, language: Language) -> Explanation {
    let names = |all: &[trade::personal::Personal<String>]| {
        let each: Vec<&str> = all.iter().map(|one| one.text()).collect();
        each.join(if language == Language::Chinese { "、" } else { ", " })
    };
    match (language, since) {
        (Language::Chinese, Since::Closed(days)) => {
            Explanation::new(format!("{}改为不出报", runs(days, language)), "请与客户改期（move），或撤稿")
        }
        (Language::English, Since::Closed(days)) => Explanation::new(
            format!("The paper does not appear any more on {}", runs(days, language)),
            "Move the run, or withdraw it",
        ),
        (Language::Chinese, Since::Fees(version)) => {
            Explanation::new(format!("价目 {version} 版的撤稿、改稿收费与登记时不同"), "这一笔仍按登记时的规定收")
        }
        (Language::English, Since::Fees(version)) => Explanation::new(
            format!("Card {version} takes something else for withdrawing or correcting"),
            "This booking goes by what was agreed",
        ),
        (Language::Chinese, Since::PhoneOfAnother(others)) => {
            Explanation::new(format!("这个电话现在也是 {} 的", names(others)), "联系前请核对是哪一位")
        }
        (Language::English, Since::PhoneOfAnother(others)) => Explanation::new(
            format!("Others have come under its telephone number: {}", names(others)),
            "Make sure who answers before anything is told",
        ),
        (Language::Chinese, Since::OtherPhones(phones)) => Explanation::new(
            format!("同名客户还留过电话 {}", names(phones)),
            "请核对是否同一位；按以往登记计的价只认电话",
        ),
        (Language::English, Since::OtherPhones(phones)) => Explanation::new(
            format!("The same name has come under other numbers: {}", names(phones)),
            "See whether it is one customer; prices by earlier bookings go by the number",
        ),
    }
}

/// Whose error is corrected.
const fn fault_of(fault: FaultOf, language: Language) -> &'static str {
    match (language, fault) {
        (Language::Chinese, FaultOf::Paper) => "报社差错改稿",
        (Language::Chinese, FaultOf::Customer) => "客户改稿",
        (Language::English, FaultOf::Paper) => "Correction of the paper's error",
        (Language::English, FaultOf::Customer) => "Correction for the customer",
    }
}

/// The name of a way by its word in data.
fn known(way: &'static str, language: Language) -> &'static str {
    way.parse::<Method>().map_or(way, |known| method(known, language))
}

/// What came in by which way.
fn ways(came: &[(&'static str, Money)], language: Language) -> String {
    let way = |(id, sum): &(&'static str, Money)| {
        let name = id.parse::<Method>().map_or(*id, |known| method(known, language));
        format!("{name} {}", sum.grouped())
    };
    came.iter().map(way).collect::<Vec<_>>().join(if language == Language::Chinese { "、" } else { ", " })
}

/// What an act costs, as its line says it: `截稿前撤稿收 30% × 999.00 = 299.70`.
pub fn charge(charge: &Charge, language: Language) -> String {
    let what = match charge.what {
        ChargedFor::Withdrawal(at) => stage(at, language),
        ChargedFor::Correction(fault) => fault_of(fault, language).to_owned(),
    };
    let amount = charge.amount.grouped();
    match (language, charge.fee) {
        (Language::Chinese, Fee::Free) => format!("{what}不收费"),
        (Language::English, Fee::Free) => format!("{what}: free"),
        (Language::Chinese, Fee::Percent(percent)) => {
            format!("{what}收 {percent}% × {} = {amount}", charge.of.grouped())
        }
        (Language::English, Fee::Percent(percent)) => {
            format!("{what}: {percent} % × {} = {amount}", charge.of.grouped())
        }
        (Language::Chinese, Fee::Amount(_) | Fee::Refused) => format!("{what}收 {amount}"),
        (Language::English, Fee::Amount(_) | Fee::Refused) => format!("{what}: {amount}"),
    }
}

/// Why an act is not possible, and what is.
pub(super) fn refused(why: &NotPossible, language: Language) -> Explanation {
    match language {
        Language::Chinese => chinese(why),
        Language::English => english(why),
    }
}

fn chinese(why: &NotPossible) -> Explanation {
    const ZH: Language = Language::Chinese;
    match why {
        NotPossible::NoSuchRun { booking, date: day, runs: others } => {
            Explanation::new(format!("{booking} 不在{}见报", date(*day, ZH)), format!("它的刊期：{}", runs(others, ZH)))
        }
        NotPossible::RunAppeared { booking, date: day } => Explanation::new(
            format!("{booking} {}的一期已见报", date(*day, ZH)),
            "已见报的不能再改；可补刊、更正或退款",
        ),
        NotPossible::AllAppeared { booking } => {
            Explanation::new(format!("{booking} 各期都已见报"), "已见报的不能再改；可补刊、更正或退款")
        }
        NotPossible::Withdrawn { booking } => Explanation::new(format!("{booking} 已撤稿"), "要再登请重新登记"),
        NotPossible::NotWithdrawnNow { booking, stage: at } => Explanation::new(
            match at {
                Some(at) => format!("{booking} 按登记时的价目，{}不再受理", stage(*at, ZH)),
                None => format!("{booking} 按登记时的价目，撤稿的期限已过"),
            },
            "照登；见报后可更正或退款",
        ),
        NotPossible::NothingRefunded { booking } => {
            Explanation::new(format!("{booking} 的退款金额为零"), "请填要退的金额")
        }
        NotPossible::RefundTooMuch { booking, amount, most } => Explanation::new(
            format!("{booking} 实收 {}，不能退 {}", most.grouped(), amount.grouped()),
            format!("最多可退 {}", most.grouped()),
        ),
        NotPossible::CameOtherwise { booking, method: way, came } => Explanation::new(
            format!("{booking} 没有这么多款是以{}收的", way.parse::<Method>().map_or(*way, |known| method(known, ZH))),
            format!("原路退回（{}），或由主任批准退现金", ways(came, ZH)),
        ),
        NotPossible::CashNeedsApproval { booking, amount } => Explanation::new(
            format!("{booking} 有 {} 不是现金收的，退现金须主任批准", amount.grouped()),
            "请注明批准人（--approved-by），或原路退回",
        ),
        NotPossible::NoSuchPayment { booking, came, .. } if came.is_empty() => {
            Explanation::new(format!("{booking} 没有收款在账"), "收款以后才有可冲正的")
        }
        NotPossible::NoSuchPayment { booking, method: way, amount, came } => Explanation::new(
            format!("{booking} 没有 {} {} 这笔收款", known(way, ZH), amount.grouped()),
            format!("它的收款：{}", ways(came, ZH)),
        ),
        NotPossible::ReversedAlready { booking, method: way, amount } => Explanation::new(
            format!("{booking} 的 {} {} 已经冲正", known(way, ZH), amount.grouped()),
            "同一笔收款只冲正一次；先用 show 查看经过",
        ),
        NotPossible::PaymentWentBack { booking, refunded } => Explanation::new(
            format!("{booking} 已退 {}，这笔收款冲正后退的就比收的多", refunded.grouped()),
            "先撤回退款，或同时注明真正收到的款（--as）",
        ),
        NotPossible::NotUndoneAlone { booking, other } => Explanation::new(
            format!("{booking} 的上一步是和 {other} 一起冲正的一笔收款，不能只撤回一边"),
            "要改回去，请把这笔收款再冲正到另一边",
        ),
        NotPossible::RebateNeedsApproval { booking } => {
            Explanation::new(format!("{booking} 减收须主任批准"), "请注明批准人（--approved-by）")
        }
        NotPossible::NothingRebated { booking } => {
            Explanation::new(format!("{booking} 的减收金额为零"), "请填要减的金额")
        }
        NotPossible::RebateTooMuch { booking, amount, most } => Explanation::new(
            format!("{booking} 已见报的各期收 {}，不能减 {}", most.grouped(), amount.grouped()),
            format!("最多可减 {}；还没有见报的，请改稿或撤稿；超出刊登费的赔付不在柜台办", most.grouped()),
        ),
        NotPossible::NoSuchVersion { booking, place, versions } => Explanation::new(
            format!("{booking} 没有第 {place} 版校样"),
            format!("它现在是第 {versions} 版，从第 1 版数起"),
        ),
        NotPossible::NoSuchRefund { booking, made: 0, .. } => {
            Explanation::new(format!("{booking} 没有退过款"), "退款以后才有退款单")
        }
        NotPossible::NoSuchRefund { booking, place, made } => {
            Explanation::new(format!("{booking} 没有第 {place} 笔退款"), format!("它退过 {made} 笔，从 1 数起"))
        }
        NotPossible::NothingToUndo { booking } => Explanation::new(format!("{booking} 没有可撤回的"), "无需撤回"),
        NotPossible::UndoneAlready { booking } => {
            Explanation::new(format!("{booking} 的上一步已经撤回"), "不能再撤回一次")
        }
        NotPossible::NotUndoneNow { booking } => {
            Explanation::new(format!("{booking} 已签样或已审核，上一步不能撤回"), "请改稿、撤稿或退款")
        }
        NotPossible::UndoneAnother { booking, last } => Explanation::new(
            format!("{booking} 的上一步已是{}，不是刚才看到的", act_named(last, ZH)),
            "没有撤回；请看过现在的上一步再定",
        ),
        NotPossible::UndoTooLate { booking, day } => {
            Explanation::new(format!("{booking} 的上一步是{}做的，只能当日撤回", date(*day, ZH)), "请改稿、撤稿或退款")
        }
        NotPossible::UndoAfterTill { booking, till } => Explanation::new(
            format!("{booking} 上一步进出款的收银台（{till}）已收台，不能撤回"),
            "收错的款请冲正（reverse），要退的款请退款（refund）",
        ),
        NotPossible::NotAppeared { booking, first } => Explanation::new(
            format!("{booking} 还没有见报，首期 {}", date(*first, ZH)),
            "见报以后才补刊、减收、更正；现在可改稿、改期",
        ),
        NotPossible::NothingCorrected { booking } => {
            Explanation::new(format!("{booking} 没有要改的"), "请给出与原稿不同的内容")
        }
        NotPossible::NotCorrected { booking, fault } => {
            Explanation::new(format!("{booking} 按登记时的价目，{}不再受理", fault_of(*fault, ZH)), "照登，或撤稿")
        }
    }
}

fn english(why: &NotPossible) -> Explanation {
    const EN: Language = Language::English;
    match why {
        NotPossible::NoSuchRun { booking, date: day, runs: others } => Explanation::new(
            format!("{booking} does not run on {}", date(*day, EN)),
            format!("Its runs are {}", runs(others, EN)),
        ),
        NotPossible::RunAppeared { booking, date: day } => Explanation::new(
            format!("The run of {booking} on {} has appeared", date(*day, EN)),
            "What has appeared is not changed; run it again, correct it or refund it",
        ),
        NotPossible::AllAppeared { booking } => Explanation::new(
            format!("All runs of {booking} have appeared"),
            "What has appeared is not changed; run it again, correct it or refund it",
        ),
        NotPossible::Withdrawn { booking } => {
            Explanation::new(format!("{booking} is withdrawn"), "To run it after all, book it anew")
        }
        NotPossible::NotWithdrawnNow { booking, stage: at } => Explanation::new(
            match at {
                Some(at) => {
                    format!("{booking}: by the card under which it was taken, not possible: {}", stage(*at, EN))
                }
                None => format!("{booking}: by the card under which it was taken, the time for withdrawing has passed"),
            },
            "It runs; afterwards it can be corrected or refunded",
        ),
        NotPossible::NothingRefunded { booking } => {
            Explanation::new(format!("The refund of {booking} is zero"), "Give the amount that goes back")
        }
        NotPossible::RefundTooMuch { booking, amount, most } => Explanation::new(
            format!("{booking}: {} came in and stayed, {} cannot go back", most.grouped(), amount.grouped()),
            format!("At most {}", most.grouped()),
        ),
        NotPossible::CameOtherwise { booking, method: way, came } => Explanation::new(
            format!(
                "{booking}: so much did not come in by {}",
                way.parse::<Method>().map_or(*way, |known| method(known, EN))
            ),
            format!("Give it back by the way it came ({}), or in cash with a supervisor", ways(came, EN)),
        ),
        NotPossible::CashNeedsApproval { booking, amount } => Explanation::new(
            format!(
                "{booking}: {} did not come in cash; in cash it goes back only with a supervisor",
                amount.grouped()
            ),
            "Say who approves it (--approved-by), or give it back by the way it came",
        ),
        NotPossible::NoSuchPayment { booking, came, .. } if came.is_empty() => Explanation::new(
            format!("No payment of {booking} stands"),
            "There is something to set right once it is paid",
        ),
        NotPossible::NoSuchPayment { booking, method: way, amount, came } => Explanation::new(
            format!("{booking} has no payment of {} by {}", amount.grouped(), known(way, EN)),
            format!("Paid was {}", ways(came, EN)),
        ),
        NotPossible::ReversedAlready { booking, method: way, amount } => Explanation::new(
            format!("{booking}: the payment of {} by {} is reversed already", amount.grouped(), known(way, EN)),
            "A payment is reversed once; show tells what happened",
        ),
        NotPossible::PaymentWentBack { booking, refunded } => Explanation::new(
            format!("{booking}: {} was refunded; without this payment more went back than came", refunded.grouped()),
            "Take the refund back first, or say what truly came in (--as)",
        ),
        NotPossible::NotUndoneAlone { booking, other } => Explanation::new(
            format!(
                "The last act on {booking} set a payment right together with {other}, and is not taken back on one side"
            ),
            "To turn it back, reverse that payment for the other booking",
        ),
        NotPossible::RebateNeedsApproval { booking } => Explanation::new(
            format!("{booking}: a rebate is allowed by a supervisor only"),
            "Say who approves it (--approved-by)",
        ),
        NotPossible::NothingRebated { booking } => {
            Explanation::new(format!("The rebate of {booking} is zero"), "Give the amount that is taken less")
        }
        NotPossible::RebateTooMuch { booking, amount, most } => Explanation::new(
            format!("{booking}: what has appeared costs {}, {} less cannot be taken", most.grouped(), amount.grouped()),
            format!(
                "At most {}; correct or withdraw what is to come; damages beyond the price are not paid at the counter",
                most.grouped()
            ),
        ),
        NotPossible::NoSuchVersion { booking, place, versions } => Explanation::new(
            format!("{booking} has no version {place}"),
            format!("Its version is {versions}, counted from 1"),
        ),
        NotPossible::NoSuchRefund { booking, made: 0, .. } => {
            Explanation::new(format!("Nothing of {booking} was refunded"), "There is a slip once something was")
        }
        NotPossible::NoSuchRefund { booking, place, made } => Explanation::new(
            format!("{booking} has no refund {place}"),
            format!("Its refunds are numbered from 1 to {made}"),
        ),
        NotPossible::NothingToUndo { booking } => {
            Explanation::new(format!("{booking}: nothing to take back"), "Nothing is to do")
        }
        NotPossible::UndoneAlready { booking } => {
            Explanation::new(format!("{booking}: the last act is taken back already"), "It is not taken back twice")
        }
        NotPossible::NotUndoneNow { booking } => Explanation::new(
            format!("{booking} is signed or reviewed; the last act is not taken back any more"),
            "Correct it, withdraw it or refund it",
        ),
        NotPossible::UndoneAnother { booking, last } => Explanation::new(
            format!("The last act on {booking} is another by now: {}", act_named(last, EN)),
            "Nothing was taken back; look at what the last act is now",
        ),
        NotPossible::UndoTooLate { booking, day } => Explanation::new(
            format!("The last act on {booking} is of {}; an act is taken back on its own day", date(*day, EN)),
            "Correct it, withdraw it or refund it",
        ),
        NotPossible::UndoAfterTill { booking, till } => Explanation::new(
            format!("{booking}: the till of the last act ({till}) is closed; it is not taken back any more"),
            "Reverse a payment that was recorded wrong (reverse), or refund it (refund)",
        ),
        NotPossible::NotAppeared { booking, first } => Explanation::new(
            format!("{booking} has not appeared yet; its first run is on {}", date(*first, EN)),
            "Once it has appeared it runs again, less is taken, or another ad corrects it; until then correct or move it",
        ),
        NotPossible::NothingCorrected { booking } => {
            Explanation::new(format!("{booking}: nothing would change"), "Give something that is not so already")
        }
        NotPossible::NotCorrected { booking, fault } => Explanation::new(
            format!("{booking}: by the card under which it was taken, not possible: {}", fault_of(*fault, EN)),
            "It runs, or is withdrawn",
        ),
    }
}
