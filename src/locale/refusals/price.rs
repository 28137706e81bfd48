//! The words where the rate card gives no price.

use crate::locale::{Explanation, date, meant, per as unit_of};
use trade::ad::Cause;
use trade::measure::Per;
use trade::refusal::PriceTrouble;
use trade::settings::Language;

pub fn chinese(why: &PriceTrouble) -> Explanation {
    match why {
        PriceTrouble::NoRate { value } => {
            Explanation::new(format!("现行价目未定“{value}”的价格"), "请主管在价目里补上这一项，再录入新版本")
        }
        PriceTrouble::UnknownAttribute { value, known } => Explanation::new(
            format!("现行价目没有“{value}”这一项"),
            format!("{}可用：{}", meant(value, known, Language::Chinese), known.join("、")),
        ),
        PriceTrouble::UnknownAttributeValue { attribute, value, known } => Explanation::new(
            format!("“{attribute}”没有“{value}”这一值"),
            format!("{}可用：{}", meant(value, known, Language::Chinese), known.join("、")),
        ),
        PriceTrouble::AttributeUnsaid { attribute, name, known } => Explanation::new(
            format!("价格要看{name}，还没有选"),
            format!("请选{name}（{attribute}）：{}", known.join("、")),
        ),
        PriceTrouble::SaidTwice { attribute, first, second } => Explanation::new(
            format!("“{attribute}”写了两次：{first}、{second}"),
            "请只留一个；可以同时选几个的，用 + 相连，如 edition=a+b",
        ),
        PriceTrouble::EarlierFromBooks { attribute } => Explanation::new(
            format!("此前的刊登从账册里查，不能另外填写（{attribute}）"),
            "请删去这一项；此前不在本账册里的，可以议价",
        ),
        PriceTrouble::EarlierUnread { cause } => Explanation::new(
            match cause {
                Cause::Busy => "价格要看客户此前的刊登，没有查到：账册正被另一个程序占用",
                Cause::NoAnswer => "价格要看客户此前的刊登，没有查到：账册没有及时回答",
                Cause::Damaged => "价格要看客户此前的刊登，没有查到：账册有损坏",
                Cause::Unreadable => "价格要看客户此前的刊登，没有查到：账册读不出来",
            },
            match cause {
                Cause::Busy | Cause::NoAnswer => "请稍后再试",
                Cause::Damaged | Cause::Unreadable => "请运行 qishi verify 查看",
            },
        ),
        PriceTrouble::TooMany { most, per: Per::Booking, .. } => {
            Explanation::new(format!("总额超过可收的上限 {most} 元"), "请核对数量和规格，或分成几笔")
        }
        PriceTrouble::TooMany { quantity, most, per } => {
            let unit = unit_of(*per, Language::Chinese);
            Explanation::new(format!("{quantity} {unit}，超过价目的上限 {most} {unit}"), "请减少，或分成几则刊登")
        }
        PriceTrouble::NotColumns { size, column, gutter } => Explanation::new(
            format!("{} cm 的宽度不是整栏", size.said()),
            column.map_or_else(
                || "价目没有写明栏宽，请主管补录".to_owned(),
                |column| {
                    let gutter = gutter.unwrap_or_default();
                    format!("请用整栏的宽度：每栏 {column} cm，栏距 {gutter} cm；或写栏数，如 2colx5")
                },
            ),
        ),
        PriceTrouble::NeedsApproval { lowered, bound } if lowered.is_empty() || lowered.starts_with('-') => {
            Explanation::new(format!("议价不是优惠，收稿员只可优惠 {bound}% 以内"), "请主管当面批准：填主管姓名和理由")
        }
        PriceTrouble::NeedsApproval { lowered, bound } => {
            Explanation::new(format!("优惠 {lowered}%，超过收稿员可定的 {bound}%"), "请主管当面批准：填主管姓名和理由")
        }
        PriceTrouble::BeyondBound { lowered, bound } => {
            Explanation::new(format!("优惠 {lowered}%，超过主管可批的 {bound}%"), "请改小优惠，或先修订价目")
        }
        PriceTrouble::NoCardOn { day: on } => Explanation::new(
            format!("{}没有生效的价目", date(*on, Language::Chinese)),
            "请用 qishi rates import 录入价目，并写明生效日",
        ),
    }
}

pub fn english(why: &PriceTrouble) -> Explanation {
    match why {
        PriceTrouble::NoRate { value } => {
            Explanation::new(
                format!("No rate card in force prices “{value}”"),
                "Have a supervisor enter a version of the card that has this price",
            )
        }
        PriceTrouble::UnknownAttribute { value, known } => Explanation::new(
            format!("The rate card has no attribute “{value}”"),
            format!("{}Its attributes are: {}", meant(value, known, Language::English), known.join(", ")),
        ),
        PriceTrouble::UnknownAttributeValue { attribute, value, known } => {
            Explanation::new(
                format!("“{attribute}” cannot be “{value}”"),
                format!("{}It can be: {}", meant(value, known, Language::English), known.join(", ")),
            )
        }
        PriceTrouble::AttributeUnsaid { attribute, name, known } => Explanation::new(
            format!("The price depends on {name}, which was not given"),
            format!("Choose {attribute}: {}", known.join(", ")),
        ),
        PriceTrouble::SaidTwice { attribute, first, second } => Explanation::new(
            format!("“{attribute}” was given twice: {first}, {second}"),
            "Give it once; where several values may be given, join them by +, such as edition=a+b",
        ),
        PriceTrouble::EarlierFromBooks { attribute } => Explanation::new(
            format!("What the customer booked before is looked up in the books and must not be given ({attribute})"),
            "Leave it out; for what was booked elsewhere, agree a price by hand",
        ),
        PriceTrouble::EarlierUnread { cause } => Explanation::new(
            match cause {
                Cause::Busy => {
                    "The price depends on the customer's earlier bookings, which were not read: another process keeps the books locked"
                }
                Cause::NoAnswer => {
                    "The price depends on the customer's earlier bookings, which were not read: the books did not answer in time"
                }
                Cause::Damaged => {
                    "The price depends on the customer's earlier bookings, which were not read: the books are damaged"
                }
                Cause::Unreadable => {
                    "The price depends on the customer's earlier bookings, which were not read: the books cannot be read"
                }
            },
            match cause {
                Cause::Busy | Cause::NoAnswer => "Try again in a moment",
                Cause::Damaged | Cause::Unreadable => "Run qishi verify",
            },
        ),
        PriceTrouble::TooMany { most, per: Per::Booking, .. } => Explanation::new(
            format!("The sum is above the largest that can be charged, {most}"),
            "Look at numbers and size again, or take several bookings",
        ),
        PriceTrouble::TooMany { quantity, most, per } => {
            let unit = unit_of(*per, Language::English);
            Explanation::new(
                format!("{quantity} {unit} are more than the card takes, {most}"),
                "Take less, or several ads",
            )
        }
        PriceTrouble::NotColumns { size, column, gutter } => Explanation::new(
            format!("The width of {} cm is no number of columns", size.said()),
            column.map_or_else(
                || "The rate card does not say how wide a column is: have a supervisor enter a version that does".to_owned(),
                |column| {
                    let gutter = gutter.unwrap_or_default();
                    format!("Use whole columns of {column} cm with gutters of {gutter} cm, or write their number, such as 2colx5")
                },
            ),
        ),
        PriceTrouble::NeedsApproval { lowered, bound } if lowered.is_empty() || lowered.starts_with('-') => {
            Explanation::new(
                format!("This is no discount; a clerk alone may only take off up to {bound}%"),
                "Have a supervisor approve it here, with name and reason",
            )
        }
        PriceTrouble::NeedsApproval { lowered, bound } => Explanation::new(
            format!("{lowered}% off is more than the {bound}% that a clerk may alone"),
            "Have a supervisor approve it here, with name and reason",
        ),
        PriceTrouble::BeyondBound { lowered, bound } => Explanation::new(
            format!("{lowered}% off is more than the {bound}% that a supervisor may approve"),
            "Take off less, or change the rate card first",
        ),
        PriceTrouble::NoCardOn { day: on } => Explanation::new(
            format!("No rate card holds on {}", date(*on, Language::English)),
            "Enter one with qishi rates import, and the day from which it holds",
        ),
    }
}
