//! Why an act is not possible, and what is.

use super::{act_named, fault_of, runs};
use crate::locale::{Explanation, date, method, stage};
use books::booking::Method;
use trade::money::Money;
use trade::refusal::NotPossible;
use trade::settings::Language;

/// Why an act is not possible, and what is.
pub(in crate::locale) fn refused(why: &NotPossible, language: Language) -> Explanation {
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
